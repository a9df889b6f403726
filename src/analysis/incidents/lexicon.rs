use super::super::Reading;
use super::super::grammar::{Form, Voice, conjugate};
use super::context::{Topic, Topics};
use crate::model::IncidentKind as K;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// How far behind what stands before it a word of a frame may stand.
const REACH: usize = 7;

/// How far before the verb its object may stand.
const BEFORE: usize = 8;

/// How a verb comes to tell of an incident: a line of `assets/incidents/verbs.txt`, where the
/// notation is told.
#[derive(Debug)]
pub(super) struct Sense {
    verb: &'static str,
    /// Bound to the passive voice.
    pub(super) passive: bool,
    /// What must stand behind the verb, in this order.
    groups: Vec<Group>,
    /// The kind for the first topic that the sentence has.
    by_topic: Vec<(Topic, K)>,
    /// The kind without any of them; nothing where a topic is needed.
    otherwise: Option<K>,
    pub(super) strength: Strength,
    /// What intruders do all day tells an incident only with a date.
    pub(super) dated: bool,
}

/// Words of which one must stand within reach.
#[derive(Debug)]
struct Group {
    reach: usize,
    words: Vec<&'static str>,
    /// Those that must come next.
    next: Vec<&'static str>,
}

/// How much a trigger weighs against the others of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    Weak,
    Fair,
    Strong,
}

impl Sense {
    /// The kind of incident in a sentence of these topics.
    pub(super) fn kind(&self, topics: Topics) -> Option<K> {
        self.by_topic
            .iter()
            .find(|(topic, _)| topics.has(*topic))
            .map(|(_, kind)| *kind)
            .or(self.otherwise)
    }

    /// Whether the words that the verb needs stand behind it.
    ///
    /// `start` is the first token of the verb's group. In the passive, and in a relative clause, the
    /// object stands before it: "a lawsuit was filed", "the complaint that he lodged".
    pub(super) fn stands(
        &self,
        reading: &Reading<'_>,
        tokens: &Range<usize>,
        (start, at): (usize, usize),
        voice: Voice,
    ) -> bool {
        let before = |group: &Group| {
            let from = start.saturating_sub(BEFORE).max(tokens.start);
            (from..start).rev().any(|token| {
                let next = reading.folded(token + 1);
                let relative = matches!(next, "that" | "which" | "he" | "she" | "they" | "it");
                (voice == Voice::Passive && start < at || relative)
                    && group.words.contains(&reading.folded(token))
                    && !(token + 1..start)
                        .any(|token| matches!(reading.folded(token), "," | ";" | "and" | "who"))
            })
        };
        let mut from = at + 1;
        for group in &self.groups {
            let next = from;
            let to = (next + group.reach).min(tokens.end);
            let hit = (next..to).find(|&token| {
                let word = reading.folded(token);
                token == next && group.next.contains(&word) || group.words.contains(&word)
            });
            match hit {
                Some(token) => from = token + 1,
                // What follows the verb elsewhere stands before it in the passive.
                None if next == at + 1 && before(group) => {}
                None => return false,
            }
        }
        true
    }
}

/// The senses that a word may have, with the form it is in; those that ask for more words first.
pub(super) type Senses = Vec<(&'static Sense, Form)>;

static FRAMES: LazyLock<Vec<Sense>> = LazyLock::new(|| {
    let mut sets: BTreeMap<&str, &str> = BTreeMap::new();
    let mut frames = Vec::new();
    for line in include_str!("../../../assets/incidents/verbs.txt").lines() {
        if let Some((name, words)) = line.strip_prefix('$').and_then(|set| set.split_once(' ')) {
            sets.insert(name, words);
        } else if !line.starts_with('#') && !line.is_empty() {
            frames.push(frame(line, &sets).expect("a line of the shipped lexicon is a frame"));
        }
    }
    frames
});

/// Reads a line.
fn frame(line: &'static str, sets: &BTreeMap<&str, &'static str>) -> Option<Sense> {
    let (left, right) = line.split_once(" : ")?;
    let mut left = left.split(' ').peekable();
    let passive = left.next_if_eq(&"be").is_some();
    let verb = left.next()?;
    let groups = left
        .map(|words| group(words, sets))
        .collect::<Option<Vec<_>>>()?;
    let (kinds, strength) = match right.strip_suffix(['!', '?', '~']) {
        Some(kinds) if right.ends_with('!') => (kinds, Strength::Strong),
        Some(kinds) => (kinds, Strength::Weak),
        None => (right, Strength::Fair),
    };
    let (by_topic, otherwise) = kinds_by_topic(kinds)?;
    Some(Sense {
        verb,
        passive,
        groups,
        by_topic,
        otherwise,
        strength,
        dated: right.ends_with('~'),
    })
}

/// Kinds by topic, and the one that needs none.
type Kinds = (Vec<(Topic, K)>, Option<K>);

/// Reads "cyber=cyber attack".
pub(super) fn kinds_by_topic(kinds: &str) -> Option<Kinds> {
    let (mut by_topic, mut otherwise) = (Vec::new(), None);
    for part in kinds.split(' ') {
        match part.split_once('=') {
            Some((topic, kind)) => by_topic.push((Topic::named(topic)?, kind_named(kind)?)),
            None => otherwise = Some(kind_named(part)?),
        }
    }
    Some((by_topic, otherwise))
}

fn group(words: &'static str, sets: &BTreeMap<&str, &'static str>) -> Option<Group> {
    let (reach, words) = match words.split_once(':') {
        Some((reach, words)) => (reach.parse().ok()?, words),
        None => (REACH, words),
    };
    let mut group = Group {
        reach,
        words: Vec::new(),
        next: Vec::new(),
    };
    for word in words.split('|') {
        if let Some(set) = word.strip_prefix('$') {
            group.words.extend(sets.get(set)?.split('|'));
        } else if let Some(word) = word.strip_prefix('+') {
            group.next.push(word);
        } else {
            group.words.push(word);
        }
    }
    Some(group)
}

fn kind_named(name: &str) -> Option<K> {
    const KINDS: [K; 10] = [
        K::Cyber,
        K::Espionage,
        K::Legal,
        K::Leak,
        K::Sanction,
        K::Diplomatic,
        K::Recruitment,
        K::Operation,
        K::Attack,
        K::Influence,
    ];
    KINDS.into_iter().find(|kind| kind.as_str() == name)
}

/// The senses of every form of every verb.
pub(super) fn forms() -> BTreeMap<String, Senses> {
    let mut forms: BTreeMap<String, Senses> = BTreeMap::new();
    for sense in FRAMES.iter() {
        conjugate(sense.verb, |word, form| {
            // Bare infinitives and presents tell no incident; they stay for "did hack".
            if (3..=14).contains(&word.len()) && may_end(&word) {
                forms.entry(word).or_default().push((sense, form));
            }
        });
    }
    for senses in forms.values_mut() {
        senses.sort_by_key(|(sense, _)| Reverse(sense.groups.len()));
    }
    forms
}

/// Past forms and participles end in few ways.
fn may_end(word: &str) -> bool {
    let bytes = word.as_bytes();
    match bytes[bytes.len() - 1] {
        b'd' | b'g' | b'n' | b't' | b'w' | b'e' | b'k' => true,
        b'l' => word == "fell",
        _ => false,
    }
}
