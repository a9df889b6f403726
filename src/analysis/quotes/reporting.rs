use super::super::grammar::{Form, conjugate};
use crate::text::Lookup;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a verb says about the words that are quoted beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Report {
    /// "said", "told", "warned": somebody's words follow.
    Says,
    /// "called", "described as": a single word may be somebody's.
    Calls,
    /// "reads": a writing speaks.
    Reads,
    /// "dubbed", "codenamed": a name, never words.
    Names,
}

const SAYS: &[&str] = &[
    "accuse",
    "acknowledge",
    "add",
    "admit-",
    "advise",
    "affirm",
    "allege",
    "announce",
    "apologise",
    "apologize",
    "answer",
    "argue",
    "ask",
    "assert",
    "assess",
    "assure",
    "bark",
    "believe",
    "blame",
    "blog",
    "boast",
    "cable",
    "caution",
    "chuckle",
    "claim",
    "comment",
    "complain",
    "concede",
    "conclude",
    "confess",
    "confide",
    "confirm",
    "contend",
    "continue",
    "counter",
    "cry",
    "declare",
    "demand",
    "denounce",
    "deny",
    "disclose",
    "email",
    "emphasise",
    "emphasize",
    "estimate",
    "exclaim",
    "explain",
    "explode",
    "fume",
    "grin-",
    "grumble",
    "guarantee",
    "highlight",
    "hint",
    "inform",
    "insist",
    "interject",
    "joke",
    "lament",
    "laugh",
    "maintain",
    "mention",
    "message",
    "murmur",
    "muse",
    "mutter",
    "note",
    "object",
    "observe",
    "opine",
    "plead",
    "pledge",
    "point",
    "post",
    "praise",
    "predict",
    "proclaim",
    "promise",
    "protest",
    "quip-",
    "radio",
    "read",
    "recall",
    "reassure",
    "reckon",
    "recount",
    "reiterate",
    "remark",
    "remember",
    "repeat",
    "reply",
    "report",
    "respond",
    "retort",
    "reveal",
    "say",
    "scoff",
    "scream",
    "shout",
    "shrug",
    "sigh",
    "smile",
    "snap-",
    "snort",
    "speak",
    "stammer",
    "state",
    "stress",
    "suggest",
    "sum-",
    "swear",
    "tell",
    "testify",
    "text",
    "think",
    "threaten",
    "tweet",
    "type",
    "underline",
    "underscore",
    "urge",
    "venture",
    "vow",
    "warn",
    "whisper",
    "worry",
    "write",
    "yell",
];

const CALLS: &[&str] = &[
    "brand",
    "call",
    "characterise",
    "characterize",
    "condemn",
    "criticise",
    "criticize",
    "decry",
    "deem",
    "deride",
    "describe",
    "dismiss",
    "hail",
    "label",
    "portray",
    "reject",
    "slam-",
    "term",
];

const NAMES: &[&str] = &[
    "codename",
    "dub-",
    "entitle",
    "name",
    "nickname",
    "title",
    "translate",
    "christen",
    "know",
];

static FORMS: LazyLock<Lookup<(Report, Form)>> = LazyLock::new(|| {
    let forms = forms();
    let known = forms.iter().map(|(word, what)| (word.as_str(), *what));
    Lookup::new(known, |known, _| known)
});

fn forms() -> HashMap<String, (Report, Form)> {
    let mut forms = HashMap::new();
    for (list, report) in [
        (NAMES, Report::Names),
        (CALLS, Report::Calls),
        (SAYS, Report::Says),
    ] {
        for verb in list {
            let report = if *verb == "read" {
                Report::Reads
            } else {
                report
            };
            conjugate(verb, |word, form| {
                forms.insert(word, (report, form));
            });
        }
    }
    for (word, report, form) in [
        ("swore", Report::Says, Form::Past),
        ("thought", Report::Says, Form::Ed),
        ("labelled", Report::Calls, Form::Ed),
        ("labelling", Report::Calls, Form::Ing),
        ("known", Report::Names, Form::Participle),
        ("read", Report::Reads, Form::Ed),
        ("pled", Report::Says, Form::Ed),
    ] {
        forms.insert(word.to_owned(), (report, form));
    }
    forms.remove("posts");
    forms.remove("reports");
    forms.remove("report");
    forms.remove("object");
    forms.remove("objects");
    forms.remove("names");
    forms.remove("name");
    forms.remove("title");
    forms.remove("titles");
    forms.remove("terms");
    forms.remove("term");
    forms.remove("claims");
    forms.remove("points");
    forms.remove("demands");
    forms.remove("estimates");
    forms.remove("messages");
    forms.remove("texts");
    forms.remove("emails");
    forms.remove("comments");
    forms.remove("answers");
    forms
}

/// The reporting verb that a folded word is a form of.
pub(super) fn reporting(word: &str) -> Option<(Report, Form)> {
    if !(3..=15).contains(&word.len()) {
        return None;
    }
    FORMS.get(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        for (word, expected) in [
            ("said", Some((Report::Says, Form::Ed))),
            ("says", Some((Report::Says, Form::Third))),
            ("wrote", Some((Report::Says, Form::Past))),
            ("admitted", Some((Report::Says, Form::Ed))),
            ("denied", Some((Report::Says, Form::Ed))),
            ("describing", Some((Report::Calls, Form::Ing))),
            ("dubbed", Some((Report::Names, Form::Ed))),
            ("report", None),
            ("house", None),
        ] {
            assert_eq!(reporting(word), expected, "{word}");
        }
    }
}
