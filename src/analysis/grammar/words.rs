use super::nouns::{IRREGULAR_PLURAL, NOT_PLURAL, PERSON};
use crate::text::Lookup;
use std::sync::LazyLock;

/// The lists below in one table: the bits of the lists that a folded word is in.
static LISTS: LazyLock<Lookup<u8>> = LazyLock::new(|| {
    let lists = [
        (FUNCTION, IN_FUNCTION),
        (AUXILIARY, IN_AUXILIARY),
        (ADVERB, IN_ADVERB),
        (NOT_ADVERB, IN_NOT_ADVERB),
        (IRREGULAR_PLURAL, IN_IRREGULAR_PLURAL),
        (NOT_PLURAL, IN_NOT_PLURAL),
        (PERSON, IN_PERSON),
    ];
    let words = lists
        .iter()
        .flat_map(|(list, bit)| list.iter().map(|word| (*word, *bit)));
    Lookup::new(words, |known, more| known | more)
});

const IN_FUNCTION: u8 = 1;
const IN_AUXILIARY: u8 = 1 << 1;
const IN_ADVERB: u8 = 1 << 2;
const IN_NOT_ADVERB: u8 = 1 << 3;
const IN_IRREGULAR_PLURAL: u8 = 1 << 4;
const IN_NOT_PLURAL: u8 = 1 << 5;
const IN_PERSON: u8 = 1 << 6;

/// A folded word and the lists that it is in.
#[derive(Clone, Copy)]
pub(super) struct Listed<'a> {
    word: &'a str,
    lists: u8,
}

impl<'a> Listed<'a> {
    pub(super) fn of(word: &'a str) -> Self {
        let lists = LISTS.get(word).unwrap_or_default();
        Self { word, lists }
    }

    fn any(self, lists: u8) -> bool {
        self.lists & lists != 0
    }

    /// "isn't", "didn’t".
    fn is_contracted(self) -> bool {
        let word = self.word;
        word.ends_with('t') && (word.ends_with("n't") || word.ends_with("n’t"))
    }

    pub(super) fn is_function(self) -> bool {
        self.any(IN_FUNCTION) || self.is_contracted()
    }

    pub(super) fn is_auxiliary(self) -> bool {
        self.any(IN_AUXILIARY) || self.is_contracted()
    }

    pub(super) fn is_adverb(self) -> bool {
        let word = self.word;
        self.any(IN_ADVERB) || word.len() > 4 && word.ends_with("ly") && !self.any(IN_NOT_ADVERB)
    }

    pub(super) fn is_plural(self) -> bool {
        let word = self.word;
        self.any(IN_IRREGULAR_PLURAL)
            || word.len() > 3
                && word.ends_with('s')
                && !["ss", "us", "is", "ous", "'s"]
                    .iter()
                    .any(|end| word.ends_with(end))
                && !self.any(IN_NOT_PLURAL | IN_FUNCTION)
    }

    pub(super) fn is_person_noun(self) -> bool {
        let word = self.word;
        let stem = |end: &str, least: usize| {
            let stem = word.strip_suffix(end);
            stem.is_some_and(|stem| stem.len() > least)
        };
        self.any(IN_PERSON)
            || word
                .strip_suffix('s')
                .is_some_and(|one| Self::of(one).any(IN_PERSON))
            || stem("men", 2)
            || stem("man", 3)
            || stem("woman", 2)
    }
}

/// Words that cannot stand inside a noun phrase after its determiner: prepositions, conjunctions,
/// determiners, pronouns, auxiliaries and the commonest adverbs. Folded words.
pub(in crate::analysis) fn is_function(word: &str) -> bool {
    Listed::of(word).is_function()
}

/// Forms of be, have, do, get and the modals.
pub(in crate::analysis) fn is_auxiliary(word: &str) -> bool {
    Listed::of(word).is_auxiliary()
}

/// Words that may stand between an auxiliary and its verb.
pub(in crate::analysis) fn is_adverb(word: &str) -> bool {
    Listed::of(word).is_adverb()
}

pub(in crate::analysis) fn is_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "they" | "it" | "i" | "we" | "who")
}

/// Whether a word is a number from two to ten.
pub(in crate::analysis) fn is_count(word: &str) -> bool {
    matches!(
        word,
        "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten"
    )
}

/// Whether the word begins with an upper-case letter.
pub(in crate::analysis) fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether a folded word looks like a plural noun.
pub(in crate::analysis) fn is_plural(word: &str) -> bool {
    Listed::of(word).is_plural()
}

/// Whether a folded word names people by what they are or do.
pub(in crate::analysis) fn is_person_noun(word: &str) -> bool {
    Listed::of(word).is_person_noun()
}

const AUXILIARY: &[&str] = &[
    "am", "are", "be", "been", "being", "can", "cannot", "could", "did", "do", "does", "get",
    "got", "had", "has", "have", "having", "is", "may", "might", "must", "shall", "should", "was",
    "were", "will", "would",
];

const FUNCTION: &[&str] = &[
    "a",
    "about",
    "above",
    "according",
    "across",
    "after",
    "again",
    "against",
    "ago",
    "all",
    "along",
    "alongside",
    "already",
    "also",
    "although",
    "am",
    "amid",
    "among",
    "amongst",
    "an",
    "and",
    "any",
    "are",
    "around",
    "as",
    "at",
    "away",
    "be",
    "because",
    "been",
    "before",
    "being",
    "below",
    "beneath",
    "beside",
    "besides",
    "between",
    "beyond",
    "both",
    "but",
    "by",
    "can",
    "cannot",
    "concerning",
    "could",
    "despite",
    "did",
    "do",
    "does",
    "down",
    "during",
    "each",
    "either",
    "else",
    "even",
    "ever",
    "every",
    "except",
    "for",
    "from",
    "get",
    "got",
    "had",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "including",
    "inside",
    "into",
    "is",
    "it",
    "its",
    "itself",
    "just",
    "may",
    "me",
    "might",
    "more",
    "most",
    "must",
    "my",
    "near",
    "neither",
    "never",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "off",
    "on",
    "once",
    "only",
    "onto",
    "or",
    "our",
    "out",
    "outside",
    "over",
    "per",
    "regarding",
    "shall",
    "she",
    "should",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "throughout",
    "to",
    "too",
    "toward",
    "towards",
    "under",
    "unless",
    "until",
    "up",
    "upon",
    "us",
    "via",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whereas",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "within",
    "without",
    "would",
    "yet",
    "you",
    "your",
];

const ADVERB: &[&str] = &[
    "again",
    "ago",
    "already",
    "also",
    "always",
    "even",
    "ever",
    "finally",
    "first",
    "however",
    "instead",
    "just",
    "later",
    "long",
    "meanwhile",
    "nevertheless",
    "now",
    "often",
    "once",
    "only",
    "reportedly",
    "since",
    "soon",
    "still",
    "then",
    "thereby",
    "therefore",
    "thus",
    "too",
    "twice",
    "yet",
];

const NOT_ADVERB: &[&str] = &[
    "ally", "anomaly", "assembly", "early", "elderly", "family", "italy", "july", "monthly",
    "only", "reply", "supply", "weekly",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted() {
        for list in [
            AUXILIARY,
            FUNCTION,
            ADVERB,
            NOT_ADVERB,
            IRREGULAR_PLURAL,
            NOT_PLURAL,
            PERSON,
        ] {
            for pair in list.windows(2) {
                assert!(pair[0] < pair[1], "{} stands before {}", pair[0], pair[1]);
            }
        }
    }
}
