//! Verbs that tell speech only right beside the quoted words: "she laughed", "he wrote back".

use super::super::grammar::{Form, conjugate};
use crate::text::Lookup;
use std::sync::LazyLock;

/// Verbs of voice, temper and turn, and of what courts and teachers do in words.
const UTTERS: &[&str] = &[
    "agree",
    "apologise",
    "apologize",
    "attest",
    "beg-",
    "blurt",
    "bristle",
    "chant",
    "chide",
    "chuckle",
    "clarify",
    "correct",
    "counsel",
    "croak",
    "crow",
    "depose",
    "drawl",
    "elaborate",
    "email",
    "enthuse",
    "exult",
    "find",
    "fume",
    "gasp",
    "giggle",
    "grin-",
    "groan",
    "growl",
    "grumble",
    "gush",
    "hiss",
    "hold",
    "implore",
    "instruct",
    "interject",
    "interrupt",
    "intone",
    "joke",
    "laugh",
    "lecture",
    "marvel",
    "mimic",
    "moan",
    "mock",
    "mumble",
    "murmur",
    "mutter",
    "narrate",
    "offer",
    "order",
    "ponder",
    "pray",
    "preach",
    "propose",
    "quote",
    "rage",
    "reason",
    "recite",
    "recommend",
    "reflect",
    "rejoin",
    "relate",
    "roar",
    "rule",
    "scold",
    "scream",
    "shrug-",
    "sigh",
    "signal",
    "smile",
    "snap-",
    "snarl",
    "sneer",
    "snort",
    "sob-",
    "speculate",
    "splutter",
    "stammer",
    "submit-",
    "surmise",
    "sympathise",
    "tease",
    "text",
    "theorise",
    "thunder",
    "venture",
    "volunteer",
    "wail",
    "whimper",
    "wonder",
    "yell",
];

/// Verbs that tell speech with a particle only.
const TURNS: &[(&str, &[&str])] = &[
    ("broke", &["in"]),
    ("called", &["out"]),
    ("calls", &["out"]),
    ("came", &["back"]),
    ("chimed", &["in"]),
    ("chimes", &["in"]),
    ("cut", &["in"]),
    ("cuts", &["in"]),
    ("finished", &["up", "off"]),
    ("fired", &["back"]),
    ("fires", &["back"]),
    ("goes", &["on"]),
    ("hit", &["back"]),
    ("hits", &["back"]),
    ("put", &["it", "in"]),
    ("puts", &["it", "in"]),
    ("shoots", &["back"]),
    ("shot", &["back"]),
    ("went", &["on"]),
];

static FORMS: LazyLock<Lookup<Form>> = LazyLock::new(|| {
    let mut forms = Vec::new();
    for verb in UTTERS {
        conjugate(verb, |word, form| forms.push((word, form)));
    }
    let known = forms.iter().map(|(word, form)| (word.as_str(), *form));
    Lookup::new(known, |known, _| known)
});

/// Whether a folded word, with the next, is a finite verb that can stand beside quoted words.
pub(super) fn utters(word: &str, next: &str) -> bool {
    let finite = |form| matches!(form, Form::Ed | Form::Past | Form::Third);
    FORMS.get(word).is_some_and(finite)
        || TURNS
            .iter()
            .any(|(verb, particles)| *verb == word && particles.contains(&next))
}

#[cfg(test)]
mod tests {
    use super::utters;

    #[test]
    fn finite_forms_and_turns() {
        for (word, next, expected) in [
            ("submitted", "that", true),
            ("shrugs", ",", true),
            ("went", "on", true),
            ("went", "home", false),
            ("put", "it", true),
            ("laughing", "", false),
            ("submit", "", false),
        ] {
            assert_eq!(utters(word, next), expected, "{word} {next}");
        }
    }
}
