use super::super::Reading;
use super::super::names::Names;
use super::about::{CYBER, SUBJECTS};
use super::context::{Topic, Topics, topic_words};
use super::frame::bit;
use super::lexicon::{Senses, forms, numbers};
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
    /// Its number among the words that frames ask for.
    number: u16,
    /// Nothing but that.
    mute: bool,
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
    for (letters, number) in numbers() {
        let word = all.entry(letters.to_owned()).or_insert_with(|| Word {
            mute: true,
            ..Word::default()
        });
        word.number = number;
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
    /// The number of each token in the lexicon, or 0.
    numbers: Vec<u16>,
    /// The kinds of names that each token belongs to, a bit each.
    names: Vec<u16>,
}

impl Page {
    pub(super) fn of(reading: &Reading<'_>, names: &Names) -> Self {
        let table = &*TABLE;
        let mut said = Vec::with_capacity(reading.tokens.len() / 4);
        let mut numbers = vec![0; reading.tokens.len()];
        for (at, token) in reading.tokens.iter().enumerate() {
            // Of signs, a comma and a stop may be asked for.
            if token.kind != TokenKind::Word && token.span.end - token.span.start > 1 {
                continue;
            }
            let place = table.place(token.span.of(&reading.folded));
            let word = &table.words[usize::from(place)];
            numbers[at] = word.number;
            if place != 0 && !word.mute {
                said.push((at, place));
            }
        }
        Self {
            said,
            words: &table.words,
            numbers,
            names: kinds(reading, names),
        }
    }

    /// The number of a token among the words that frames ask for, or 0.
    pub(super) fn number(&self, token: usize) -> u16 {
        self.numbers.get(token).copied().unwrap_or_default()
    }

    /// The kinds of names that a token belongs to, a bit each.
    pub(super) fn names_at(&self, token: usize) -> u16 {
        self.names.get(token).copied().unwrap_or_default()
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

    /// What a word says that stands elsewhere, in small letters.
    pub(super) fn word(&self, word: &str) -> Option<&'static Word> {
        let place = TABLE.place(word);
        (place != 0).then(|| &self.words[usize::from(place)])
    }

    /// What every token that says anything says.
    pub(super) fn all(&self) -> impl Iterator<Item = &'static Word> {
        let said = self.said.iter();
        said.map(|(_, place)| &self.words[usize::from(*place)])
    }
}

/// The kinds of names that each token belongs to.
fn kinds(reading: &Reading<'_>, names: &Names) -> Vec<u16> {
    let tokens = &reading.tokens;
    let mut kinds = vec![0; tokens.len()];
    let mut at = 0;
    for mention in &names.mentions {
        let Some(entity) = names.entities.get(mention.entity as usize) else {
            continue;
        };
        at += tokens[at..].partition_point(|token| token.span.end <= mention.span.start);
        let inside = tokens[at..]
            .iter()
            .take_while(|token| token.span.start < mention.span.end);
        for kind in kinds[at..].iter_mut().take(inside.count()) {
            *kind |= bit(entity.kind);
        }
    }
    kinds
}
