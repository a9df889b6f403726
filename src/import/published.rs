//! Dates of publication as files, pages and mails write them.

use crate::model::{Basis, Day, Moment, Published};

/// Reads a date of publication: ISO 8601 as far as it goes, RFC 2822, or a day, month and year in
/// words. The value keeps the time of day where it is ISO.
pub(super) fn parse(value: &str, basis: Basis) -> Option<Published> {
    let value = value.trim();
    let make = |moment: Moment, value: String| Published {
        moment,
        value,
        basis,
        estimated: false,
    };
    if let Some(moment) = iso(value) {
        return Some(make(moment, value.replacen(' ', "T", 1)));
    }
    let moment = compact(value).or_else(|| words(value))?;
    let text = moment.to_string();
    Some(make(moment, text))
}

/// ISO 8601 with or without a time of day; nothing else may stand behind the date.
fn iso(value: &str) -> Option<Moment> {
    let date_end = value.find(['T', ' ']).unwrap_or(value.len());
    let (date, time) = value.split_at(date_end);
    if !time.is_empty() {
        let time = &time[1..];
        let fits = time.starts_with(|c: char| c.is_ascii_digit())
            && time.bytes().all(|b| {
                b.is_ascii_digit() || matches!(b, b':' | b'.' | b'+' | b'-' | b'Z' | b' ')
            });
        if !fits || date.len() != 10 {
            return None;
        }
    }
    // A century or a decade is no date of publication.
    (date.len() >= 4).then(|| Moment::parse(date))?
}

/// `20241003` and `2024/10/03`.
fn compact(value: &str) -> Option<Moment> {
    let date = value.split([' ', 'T']).next()?;
    if date.len() == 8 && date.bytes().all(|b| b.is_ascii_digit()) {
        return Moment::parse(&format!("{}-{}-{}", &date[..4], &date[4..6], &date[6..]));
    }
    let parts: Vec<&str> = date.split(['/', '.']).collect();
    if parts.len() == 3 && parts[0].len() == 4 {
        let (year, month, day) = (
            parts[0].parse().ok()?,
            parts[1].parse().ok()?,
            parts[2].parse().ok()?,
        );
        return day_of(year, month, day);
    }
    None
}

/// `3 October 2024`, `October 3rd, 2024`, `Oct 2024`, `Thu, 03 Oct 2024 10:00:00 GMT`, in the
/// languages whose months are known. Words that belong to no date make it none.
pub(super) fn words(value: &str) -> Option<Moment> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in value.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '|' | '·'))
    {
        let word = word.trim_matches(['.', '-', '–']);
        if word.is_empty() {
            continue;
        }
        let folded = crate::text::fold(word);
        if let Some(number) = ordinal(&folded) {
            if number > 1900 && number < 2100 && folded.len() == 4 {
                if year.replace(number).is_some() {
                    return None;
                }
            } else if (1..=31).contains(&number) && day.is_none() {
                day = Some(number);
            } else if !(folded.len() <= 2 && year.is_some()) {
                return None;
            }
        } else if let Some(number) = month_of(&folded) {
            if month.replace(number).is_some() {
                return None;
            }
        } else if !is_filler(&folded) {
            return None;
        }
    }
    let (year, month) = (i32::try_from(year?).ok()?, month?);
    match day {
        Some(day) => day_of(year, month, day),
        None => Some(Moment::month(year, month)),
    }
}

fn day_of(year: i32, month: u32, day: u32) -> Option<Moment> {
    let date = Day::new(year, month, day);
    (date.civil() == (year, month, day)).then(|| Moment::day(date))
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'º', 'o', 'e']);
    (!digits.is_empty() && digits.len() <= 4 && word.len() <= digits.len() + 2)
        .then(|| digits.parse().ok())?
}

/// Weekdays, times, zones and joining words.
fn is_filler(word: &str) -> bool {
    let clock = word.contains(':')
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b':' | b'a' | b'p' | b'm' | b'h'));
    clock
        || word.starts_with(['+', '-'])
            && word[1..].bytes().all(|b| b.is_ascii_digit() || b == b':')
        || matches!(
            word,
            "monday"
                | "tuesday"
                | "wednesday"
                | "thursday"
                | "friday"
                | "saturday"
                | "sunday"
                | "mon"
                | "tue"
                | "tues"
                | "wed"
                | "thu"
                | "thur"
                | "thurs"
                | "fri"
                | "sat"
                | "sun"
                | "at"
                | "on"
                | "of"
                | "the"
                | "de"
                | "del"
                | "di"
                | "am"
                | "pm"
                | "a.m"
                | "p.m"
                | "gmt"
                | "utc"
                | "bst"
                | "est"
                | "edt"
                | "et"
                | "cet"
                | "cest"
                | "pst"
                | "pdt"
                | "jst"
                | "ist"
                | "msk"
                | "z"
                | "uhr"
                | "h"
                | "den"
                | "le"
                | "il"
                | "el"
                | "lunedi"
                | "martedi"
                | "mercoledi"
                | "giovedi"
                | "venerdi"
                | "sabato"
                | "domenica"
                | "lundi"
                | "mardi"
                | "mercredi"
                | "jeudi"
                | "vendredi"
                | "samedi"
                | "dimanche"
                | "lunes"
                | "martes"
                | "miercoles"
                | "jueves"
                | "viernes"
                | "domingo"
                | "montag"
                | "dienstag"
                | "mittwoch"
                | "donnerstag"
                | "freitag"
                | "samstag"
                | "sonntag"
                | "г"
                | "года"
        )
}

/// The number of a month by its folded name in nine languages.
fn month_of(word: &str) -> Option<u32> {
    let number = match word {
        "january" | "jan" | "januar" | "jänner" | "janner" | "janvier" | "janv" | "enero"
        | "ene" | "gennaio" | "gen" | "janeiro" | "januari" | "января" | "январь" | "ocak" => {
            1
        }
        "february" | "feb" | "februar" | "fevrier" | "fevr" | "febrero" | "febbraio"
        | "fevereiro" | "fev" | "februari" | "февраля" | "февраль" => 2,
        "march" | "mar" | "marz" | "mars" | "marzo" | "marco" | "maart" | "марта" | "март" => {
            3
        }
        "april" | "apr" | "avril" | "avr" | "abril" | "abr" | "aprile" | "апреля" | "апрель" => {
            4
        }
        "may" | "mai" | "mayo" | "maggio" | "mag" | "maio" | "mei" | "мая" | "маи" | "май" => {
            5
        }
        "june" | "jun" | "juni" | "juin" | "junio" | "giugno" | "giu" | "junho" | "июня"
        | "июнь" => 6,
        "july" | "jul" | "juli" | "juillet" | "juil" | "julio" | "luglio" | "lug" | "julho"
        | "июля" | "июль" => 7,
        "august" | "aug" | "aout" | "agosto" | "ago" | "augustus" | "августа" | "август" => {
            8
        }
        "september" | "sep" | "sept" | "septembre" | "septiembre" | "settembre" | "set"
        | "setembro" | "сентября" | "сентябрь" => 9,
        "october" | "oct" | "oktober" | "okt" | "octobre" | "octubre" | "ottobre" | "ott"
        | "outubro" | "out" | "октября" | "октябрь" => 10,
        "november" | "nov" | "novembre" | "noviembre" | "novembro" | "ноября" | "ноябрь" => {
            11
        }
        "december" | "dec" | "dezember" | "dez" | "decembre" | "diciembre" | "dic" | "dicembre"
        | "dezembro" | "декабря" | "декабрь" => 12,
        _ => return None,
    };
    Some(number)
}
