//! Words that end in a full stop without ending a sentence.

/// How an abbreviation stands to what follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Before a name: never ends a sentence.
    Title,
    /// Behind a name or at the end of a list: may end a sentence.
    Tail,
    /// Before a number.
    Number,
}

/// Looks a word without its full stop up.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    // The longest entry has six letters; most words are turned away here.
    if !(2..=6).contains(&word.len()) {
        return None;
    }
    let kind = match word {
        "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Drs" | "Prof" | "Rev" | "Hon" | "Fr" | "Gen"
        | "Gens" | "Lt" | "Col" | "Cols" | "Maj" | "Capt" | "Cpt" | "Sgt" | "Cpl" | "Pvt"
        | "Adm" | "Cmdr" | "Cdr" | "Brig" | "Sen" | "Sens" | "Rep" | "Reps" | "Gov" | "Govs"
        | "Pres" | "Amb" | "Supt" | "Insp" | "Det" | "Atty" | "Messrs" | "Mme" | "Mlle" | "St"
        | "Ste" | "Mt" | "Ft" | "Hr" | "Sra" | "Sta" | "vs" | "cf" | "ca" | "approx" | "viz"
        | "Asst" | "Assoc" | "Dept" | "Depts" | "Univ" | "Natl" | "Intl" | "esp" | "incl"
        | "resp" | "Comm" | "Sec" | "Secy" | "Min" | "Cie" => Abbreviation::Title,
        "Inc" | "Ltd" | "Corp" | "Co" | "Cos" | "Bros" | "Jr" | "Sr" | "Esq" | "etc" | "al"
        | "Ave" | "Blvd" | "Rd" | "Pty" | "Ont" | "Calif" | "Conn" | "Mass" | "Fla" | "Va"
        | "Pa" | "Md" | "Tex" | "Wash" | "Ariz" | "Colo" | "Ga" | "Ill" | "Mich" | "Minn"
        | "Tenn" | "Wis" | "Okla" | "Ore" | "Nev" | "Ala" | "Ky" | "Kan" | "Neb" | "Ph"
        | "dept" | "est" | "govt" => Abbreviation::Tail,
        "No" | "Nos" | "no" | "nos" | "Fig" | "Figs" | "fig" | "Vol" | "vol" | "Art" | "Arts"
        | "art" | "Sect" | "Ch" | "Op" | "pp" | "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul"
        | "Aug" | "Sep" | "Sept" | "Oct" | "Nov" | "Dec" | "Mon" | "Tue" | "Tues" | "Wed"
        | "Thu" | "Thur" | "Thurs" | "Fri" | "para" | "Para" | "Reg" | "Ref" | "Tel" | "tel"
        | "Ext" | "ed" | "eds" => Abbreviation::Number,
        _ => return None,
    };
    Some(kind)
}

/// Whether the full stop between `word` and `rest` abbreviates the word.
pub(super) fn is_abbreviation(word: &str, rest: &str) -> bool {
    match abbreviation(word) {
        Some(Abbreviation::Title | Abbreviation::Tail) => true,
        Some(Abbreviation::Number) => starts_number(rest),
        None => false,
    }
}

/// Whether a digit follows, or a comma as in `Sept., 2024`.
pub(super) fn starts_number(rest: &str) -> bool {
    rest.trim_start_matches([' ', '\u{a0}', ','])
        .starts_with(|c: char| c.is_ascii_digit())
}
