use super::super::Reading;
use super::about::{CYBER, SUBJECTS};
use super::context::{Topic, Topics, topic_words};
use super::lexicon::{Senses, forms};
use super::nouns;
use crate::text::{Lookup, TokenKind};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a word says of incidents.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// The senses that it has as a verb, with its form in each.
    pub(super) senses: Senses,
    /// Whether it names an incident as a noun.
    pub(super) noun: bool,
    /// What a document with this word may be about.
    pub(super) subject: Option<u8>,
    /// What a sentence with this word talks of.
    pub(super) topics: Topics,
    /// The first of "denial of service".
    pub(super) denial: bool,
}

impl Word {
    /// Adds what the beginning of a word tells.
    fn begins(&mut self, word: &str) {
        if word.starts_with("cve-") {
            self.topics = self.topics.and(Topic::Flaw).and(Topic::Cyber);
        }
        if word.starts_with("cyber") {
            self.topics = self.topics.and(Topic::Cyber);
            if word.len() > 8 {
                self.subject.get_or_insert(CYBER);
            }
        }
    }
}

/// Every word that says something, and where the words of other beginnings are.
struct Table {
    places: Lookup<u16>,
    /// The first says nothing.
    words: Vec<Word>,
}

/// Words that stand for all of their beginning.
const BEGINNINGS: [&str; 3] = ["cve-", "cyber", "cyberlong"];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut all: BTreeMap<String, Word> = BTreeMap::new();
    for (word, senses) in forms() {
        all.entry(word).or_default().senses = senses;
    }
    for noun in nouns::all() {
        all.entry((*noun).to_owned()).or_default().noun = true;
    }
    for (word, subject) in SUBJECTS {
        let word = all.entry((*word).to_owned()).or_default();
        word.subject.get_or_insert(*subject);
    }
    for (word, topic) in topic_words() {
        let word = all.entry(word.to_owned()).or_default();
        word.topics = word.topics.and(topic);
    }
    all.entry("denial".to_owned()).or_default().denial = true;
    for word in BEGINNINGS {
        all.entry(word.to_owned()).or_default();
    }
    for (letters, word) in &mut all {
        word.begins(letters);
    }
    let places = Lookup::new(
        all.keys()
            .zip(1_u16..)
            .map(|(word, at)| (word.as_str(), at)),
        |at, _| at,
    );
    let words = std::iter::once(Word::default())
        .chain(all.into_values())
        .collect();
    Table { places, words }
});

impl Table {
    fn place(&self, word: &str) -> u16 {
        if let Some(place) = self.places.get(word) {
            return place;
        }
        let [code, short, long] = BEGINNINGS;
        let like = if !word.starts_with('c') {
            return 0;
        } else if word.starts_with(code) {
            code
        } else if word.starts_with(short) {
            if word.len() > 8 { long } else { short }
        } else {
            return 0;
        };
        self.places.get(like).unwrap_or_default()
    }
}

/// What the words of a document say of incidents, each looked up once.
#[derive(Debug)]
pub(super) struct Page {
    /// The tokens that say anything, in order, and where what they say is.
    said: Vec<(usize, u16)>,
    words: &'static [Word],
}

impl Page {
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        let table = &*TABLE;
        let mut said = Vec::with_capacity(reading.tokens.len() / 4);
        for (at, token) in reading.tokens.iter().enumerate() {
            if token.kind != TokenKind::Word {
                continue;
            }
            let place = table.place(token.span.of(&reading.folded));
            if place != 0 {
                said.push((at, place));
            }
        }
        Self {
            said,
            words: &table.words,
        }
    }

    /// The tokens of a stretch that say anything, and what.
    pub(super) fn telling(
        &self,
        tokens: &Range<usize>,
    ) -> impl Iterator<Item = (usize, &'static Word)> {
        let from = self.said.partition_point(|(at, _)| *at < tokens.start);
        let end = tokens.end;
        let said = self.said[from..].iter();
        said.take_while(move |(at, _)| *at < end)
            .map(|(at, place)| (*at, &self.words[usize::from(*place)]))
    }

    /// What every token that says anything says.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static Word> {
        let said = self.said.iter();
        said.map(|(_, place)| &self.words[usize::from(*place)])
    }
}
