use super::super::Reading;
use super::super::grammar::Form;
use super::super::lexeme::Lexeme;
use super::super::names::Names;
use super::about::{CYBER, SUBJECTS};
use super::chronicle::Chronicle;
use super::context::{Topic, Topics, topic_words};
use super::frame::bit;
use super::lexicon::{Senses, forms, numbers};
use super::nouns;
use super::sight::{class_of, is_small, stem};
use super::who::may_be_somebody;
use crate::model::{IncidentKind, Timex};
use crate::text::{Lookup, TokenKind};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a word says of incidents.
#[derive(Clone, Debug, Default)]
pub(super) struct Word {
    /// The senses that it has as a verb, with its form in each.
    pub(super) senses: Senses,
    /// Those of the present, which tells of incidents in chronicles alone: "expels".
    pub(super) present: Senses,
    /// Whether it names an incident as a noun.
    pub(super) noun: bool,
    /// The kinds that it may tell of in any sense, a bit each.
    pub(super) kinds: u16,
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

/// Where the table says what a word says, and how frames ask for it.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::analysis) struct Saying {
    /// Nought where it says nothing.
    place: u16,
    /// Its number among the words that frames ask for, or nought.
    number: u16,
    /// Whether it may be somebody whom an incident befalls.
    pub(super) somebody: bool,
    /// A sign, or a word too small to tell anything.
    pub(super) small: bool,
    /// The hash of the word without its ending.
    pub(super) stem: u64,
}

impl Saying {
    /// What a token says, which is also given with its ASCII letters in lower case.
    pub(in crate::analysis) fn of(word: &str, folded: &str, kind: TokenKind) -> Self {
        // Of signs, a comma and a stop may be asked for.
        let asked = kind == TokenKind::Word || folded.len() <= 1;
        let (place, number) = if asked { TABLE.saying(folded) } else { (0, 0) };
        Self {
            place,
            number,
            somebody: may_be_somebody(word, folded),
            small: is_small(folded),
            stem: stem(folded),
        }
    }
}

/// Every word that says something or is asked for, and what it says.
struct Table {
    /// What [`Saying::place`] and [`Saying::number`] are.
    sayings: Lookup<(u16, u16)>,
    /// The first says nothing.
    words: Vec<Word>,
}

/// Words that stand for all of their beginning.
const BEGINNINGS: [&str; 3] = ["cve-", "cyber", "cyberlong"];

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut all: BTreeMap<String, Word> = BTreeMap::new();
    for (word, senses) in forms() {
        let word = all.entry(word).or_default();
        let (present, senses): (Vec<_>, Vec<_>) = senses
            .iter()
            .copied()
            .partition(|way| way.form == Form::Third);
        word.kinds = senses.iter().fold(0, |all, way| all | way.sense.kinds());
        (word.senses, word.present) = (senses, present);
    }
    for noun in nouns::all() {
        let word = all.entry((*noun).to_owned()).or_default();
        word.noun = true;
        word.kinds |= nouns::kinds(noun);
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
    let place = |(word, place)| (word, (place, 0));
    let places = all.keys().map(String::as_str).zip(1_u16..).map(place);
    let asked = numbers().map(|(word, number)| (word, (0, number)));
    let sayings = Lookup::new(places.chain(asked), |one, other| {
        (one.0.max(other.0), one.1.max(other.1))
    });
    let words = std::iter::once(Word::default())
        .chain(all.into_values())
        .collect();
    Table { sayings, words }
});

impl Table {
    fn saying(&self, word: &str) -> (u16, u16) {
        if let Some(saying) = self.sayings.get(word) {
            return saying;
        }
        let [code, short, long] = BEGINNINGS;
        let like = if word.starts_with(code) {
            code
        } else if word.starts_with(short) {
            if word.len() > 8 { long } else { short }
        } else {
            return (0, 0);
        };
        self.sayings.get(like).unwrap_or_default()
    }
}

/// Whether the lists have a word, in small letters, that may tell of a kind.
pub(in crate::analysis) fn is_listed(word: &str, kind: IncidentKind) -> bool {
    let (place, _) = TABLE.saying(word);
    TABLE.words[usize::from(place)].kinds >> class_of(kind) & 1 == 1
}

/// What the words of a document say of incidents.
#[derive(Debug)]
pub(super) struct Page<'a> {
    /// The tokens that say anything, in order, and where what they say is.
    said: Vec<(usize, u16)>,
    words: &'static [Word],
    lexemes: &'a [Lexeme],
    /// The kinds of names that each token belongs to, a bit each.
    names: Vec<u16>,
    /// The lines that stand under a date, or open with theirs.
    pub(super) chronicle: Chronicle,
}

impl<'a> Page<'a> {
    pub(super) fn of(reading: &'a Reading<'_>, names: &Names, dates: &[Timex]) -> Self {
        let place = |(at, lexeme): (usize, &Lexeme)| {
            let place = lexeme.incident.place;
            (place != 0).then_some((at, place))
        };
        let mut said = Vec::with_capacity(reading.tokens.len() / 4);
        said.extend(reading.lexemes.iter().enumerate().filter_map(place));
        Self {
            said,
            words: &TABLE.words,
            lexemes: &reading.lexemes,
            names: kinds(reading, names),
            chronicle: Chronicle::of(reading, dates),
        }
    }

    /// The number of a token among the words that frames ask for, or 0.
    pub(super) fn number(&self, token: usize) -> u16 {
        let lexeme = self.lexemes.get(token);
        lexeme.map(|it| it.incident.number).unwrap_or_default()
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
        let (place, _) = TABLE.saying(word);
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
        // The next name is near.
        let before = tokens[at..].iter();
        at += before
            .take_while(|token| token.span.end <= mention.span.start)
            .count();
        let inside = tokens[at..]
            .iter()
            .take_while(|token| token.span.start < mention.span.end);
        for kind in kinds[at..].iter_mut().take(inside.count()) {
            *kind |= bit(entity.kind);
        }
    }
    kinds
}
