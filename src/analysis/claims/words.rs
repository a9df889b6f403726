use super::super::grammar::{is_function, is_person_noun};
use super::super::tagger::{NameMap, Recall};
use crate::text::Span;
use std::cell::{Cell, RefCell};

/// Words whose class a thread remembers.
const REMEMBERED: usize = 30_000;
/// Bytes of words that are not worth it.
const LONG: usize = 40;

thread_local! {
    // Most words of a text were in the texts before it.
    static KNOWN: RefCell<NameMap<Box<str>, Option<u32>>> = RefCell::default();
    static SHORT: Cell<Recall<Option<u16>, 12>> = Cell::default();
}

/// Words that reports use for one another, by stem. A class is what its first word stands for.
const CLASSES: &[&[&str]] = &[
    &[
        "kill", "dead", "died", "dies", "dying", "die", "death", "fatal", "slain", "casualt",
        "perish", "toll",
    ],
    &["injur", "wound", "hurt"],
    &["arrest", "detain", "detention", "custody", "apprehend"],
    &["charg", "indict", "accus", "prosecut"],
    &["convict", "guilty", "sentenc", "jail", "imprison", "prison"],
    &[
        "hack",
        "breach",
        "intrusion",
        "intrud",
        "compromis",
        "infiltrat",
        "penetrat",
        "hijack",
    ],
    &["botnet", "malware", "spyware"],
    &["steal", "stole", "stolen", "theft", "exfiltrat", "loot"],
    &["leak", "disclos", "expos", "publish"],
    &["spy", "espionag", "intelligenc", "spying", "spies"],
    &["expel", "expuls", "oust", "deport"],
    &["sanction", "blacklist", "embargo"],
    &["ban", "bar", "prohibit", "forbid"],
    &["attack", "strike", "assault", "raid", "offensiv"],
    &["bomb", "explos", "blast", "explod", "detonat"],
    &["shoot", "shot", "gunfire", "gunman", "gunmen", "firearm"],
    &["vessel", "ship", "boat", "tanker"],
    &["plane", "aircraft", "jet", "airplan"],
    &["camera", "webcam"],
    &["firm", "company", "compani", "business", "corporat"],
    &["employ", "worker", "staff", "personnel", "workforc"],
    &["student", "pupil", "graduat"],
    &["troop", "soldier", "servicem"],
    &["offic", "offici"],
    &["recruit", "approach", "contact", "target"],
    &["percent", "per"],
    &["pay", "paid", "payment", "ransom"],
    &["fine", "fined", "penalt"],
    &["quak", "earthquak", "tremor"],
    &["flee", "fled", "evacuat", "displac"],
    &["vot", "elect", "poll"],
    &["acquir", "acquisit", "takeov", "buy", "bought", "purchas"],
    &["resign", "quit", "step"],
    &["appoint", "nam", "nomin"],
    &["estimat", "reckon"],
    &["lawsuit", "sue", "sued", "suit"],
    &["releas", "free", "freed"],
    &["seiz", "confiscat", "impound"],
    &["data", "record", "file", "document"],
];

/// Says nothing of what is told: found in any report.
const EMPTY: &[&str] = &[
    "said",
    "say",
    "year",
    "month",
    "week",
    "day",
    "time",
    "report",
    "told",
    "also",
    "new",
    "last",
    "first",
    "one",
    "two",
    "three",
    "more",
    "most",
    "many",
    "much",
    "recent",
    "accord",
    "include",
    "includ",
    "use",
    "made",
    "make",
    "peopl",
    "other",
    "since",
    "while",
    "earlier",
    "later",
    "part",
    "number",
    "million",
    "billion",
    "thousand",
    "hundred",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "septemb",
    "octob",
    "novemb",
    "decemb",
    "around",
    "country",
    "countri",
    "least",
    "almost",
    "nearly",
    "like",
    "such",
    "would",
    "could",
    "well",
    "even",
];

/// What a word stands for, as a number: its stem, or that of its class. Nothing for words that
/// carry no meaning of their own.
pub(super) fn class(folded: &str) -> Option<u32> {
    if folded.len() > LONG {
        return class_of(folded);
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(class) = known.get(folded) {
            return *class;
        }
        if known.len() >= REMEMBERED {
            known.clear();
        }
        let class = class_of(folded);
        known.insert(folded.into(), class);
        class
    })
}

fn class_of(folded: &str) -> Option<u32> {
    let word = folded.trim_matches(|c: char| !c.is_alphanumeric());
    if word.chars().count() < 3 || word.bytes().all(|b| b.is_ascii_digit()) || is_function(word) {
        return None;
    }
    let stem = stem(word);
    if EMPTY.contains(&stem) || EMPTY.contains(&word) {
        return None;
    }
    // A class is told by how a word begins, so that every form of it belongs.
    let of_class = CLASSES.iter().find(|class| {
        class.iter().any(|known| {
            stem == *known || word == *known || known.len() >= 5 && word.starts_with(known)
        })
    });
    Some(hash(of_class.map_or(stem, |class| class[0])))
}

/// The same in sixteen bits, for lists of words.
pub(super) fn short(folded: &str) -> Option<u16> {
    class(folded).map(|class| (class ^ class >> 16) as u16)
}

/// The same of every word of a text that is folded but for capitals of the plain alphabet.
pub(super) fn shorts_of(text: &str, out: &mut Vec<u16>) {
    if !text.is_ascii() {
        let words = text.split(|c: char| !c.is_alphanumeric());
        out.extend(words.filter_map(short_of));
        return;
    }
    let mut known = SHORT.take();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let ends = |byte: &u8| !byte.is_ascii_alphanumeric();
        let length = rest.iter().position(ends).unwrap_or(rest.len());
        if length > 2 {
            let word = Span::new(at, at + length);
            out.extend(known.get_in(text, word, 0, short_of));
        }
        at += length + 1;
    }
    SHORT.set(known);
}

fn short_of(word: &str) -> Option<u16> {
    if word.len() < 3 {
        return None;
    }
    let mut small = [0; LONG];
    match small.get_mut(..word.len()) {
        Some(small) if word.is_ascii() => {
            small.copy_from_slice(word.as_bytes());
            small.make_ascii_lowercase();
            short(std::str::from_utf8(small).unwrap_or_default())
        }
        _ => short(&word.to_ascii_lowercase()),
    }
}

/// What a noun counts; one number for people of any description that has none of its own.
pub(super) fn unit(unit: &str) -> (u32, bool) {
    let folded = crate::text::fold(unit);
    let head = folded.split_whitespace().last().unwrap_or_default();
    let anybody = matches!(
        head,
        "people" | "persons" | "individuals" | "person" | "others" | "lives" | "men" | "women" | ""
    );
    if anybody {
        return (0, true);
    }
    let known = class(head).unwrap_or_else(|| hash(stem(head)));
    (known, is_person_noun(head))
}

/// The word without its ending: enough to bring the forms of one word together, no more.
fn stem(word: &str) -> &str {
    for end in [
        "ations", "ation", "ements", "ement", "ings", "ing", "ers", "ions", "ies", "ied", "ion",
        "ed", "es", "er", "ly", "s", "e", "y",
    ] {
        if let Some(rest) = word.strip_suffix(end)
            && rest.len() >= 4
        {
            return rest;
        }
    }
    word.strip_suffix('s')
        .filter(|rest| rest.len() >= 3 && !rest.ends_with('s'))
        .unwrap_or(word)
}

/// The number that stands for a name or word in a sketch: FNV-1a, the same on every machine.
#[must_use]
pub fn hash(text: &str) -> u32 {
    Run::default().and(text).number()
}

/// The number of several pieces of text one behind the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run(u32);

impl Default for Run {
    fn default() -> Self {
        Self(0x811c_9dc5)
    }
}

impl Run {
    /// Words with a space between.
    pub(super) fn of(words: &[&str]) -> Self {
        let all = words.iter().enumerate();
        all.fold(Self::default(), |run, (at, word)| {
            if at > 0 { run.and(" ") } else { run }.and(word)
        })
    }

    pub(super) fn and(self, text: &str) -> Self {
        Self(text.bytes().fold(self.0, |hash: u32, byte| {
            (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
        }))
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_and_synonyms_are_one_class() {
        for (one, other) in [
            ("killed", "died"),
            ("deaths", "killing"),
            ("hacked", "intrusions"),
            ("cameras", "webcams"),
            ("companies", "firm"),
            ("espionage", "spies"),
            ("explosion", "blast"),
            ("routers", "router"),
        ] {
            assert_eq!(class(one), class(other), "{one} {other}");
        }
        for (one, other) in [
            ("killed", "injured"),
            ("arrested", "released"),
            ("ships", "planes"),
        ] {
            assert_ne!(class(one), class(other), "{one} {other}");
        }
        assert_eq!(class("which"), None);
        assert_eq!(class("2024"), None);
    }

    #[test]
    fn people_are_counted_alike() {
        assert_eq!(unit("individuals"), unit("people"));
        assert!(unit("soldiers").1);
        assert!(!unit("devices").1);
    }
}
