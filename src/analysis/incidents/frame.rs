use super::super::Reading;
use super::super::grammar::{Form, Traits, Voice};
use super::context::{Topic, Topics};
use super::known::Page;
use super::lexicon::kind_bits;
use crate::model::{IncidentKind as K, Kind};
use std::ops::Range;
use std::sync::Arc;

/// How far behind what stands before it a word of a frame may stand.
pub(super) const REACH: usize = 7;

/// How far before the verb its object may stand.
const BEFORE: usize = 8;

/// How far before the verb its subject may stand.
const SUBJECT: usize = 14;

/// How far behind the verb its particle may stand: "took the site down".
const PARTICLE: usize = 9;

/// How a verb comes to tell of an incident: one verb of a line of `assets/incidents/verbs.txt`,
/// where the notation is told.
#[derive(Debug)]
pub(super) struct Sense {
    pub(super) verb: &'static str,
    /// The number of "down" of "take down", or 0.
    pub(super) particle: u16,
    pub(super) frame: Arc<Frame>,
}

/// A sense that a word may have, and the form of the verb that it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) sieve: Sieve,
    pub(super) sense: &'static Sense,
    pub(super) form: Form,
}

/// Some of what a sense asks of its sentence, beside each other in memory: most senses fail by that,
/// and nothing more of them is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sieve {
    /// The two groups that are met most seldom, if there are any.
    meshes: [Mesh; 2],
    particle: u16,
    /// Of these topics one must be there, if there are any.
    topics: Topics,
}

/// What will do for a group.
#[derive(Clone, Copy, Debug, Default)]
struct Mesh {
    words: Bits,
    names: u16,
    people: bool,
    /// Anything will.
    open: bool,
}

impl Mesh {
    fn of(group: Option<&&Group>) -> Self {
        let Some(group) = group else {
            return Self {
                open: true,
                ..Self::default()
            };
        };
        Self {
            words: group.bits,
            names: group.names_that_do(),
            people: group.people,
            open: false,
        }
    }

    // Without branches: nobody foresees them.
    #[inline]
    fn lets(&self, seen: &Seen) -> bool {
        let met = self.words.both(&seen.words)
            | u64::from(self.names & seen.names)
            | u64::from(self.people) & u64::from(seen.people)
            | u64::from(self.open);
        met != 0
    }
}

impl Sieve {
    pub(super) fn of(sense: &Sense) -> Self {
        let frame = &sense.frame;
        let groups = frame.groups.iter().chain(&frame.subjects);
        let mut groups: Vec<&Group> = groups.collect();
        groups.sort_by_key(|group| {
            let names = group.names.count_ones();
            (group.people, names, group.bits.count())
        });
        let needed = frame.by_topic.iter().filter(|_| frame.otherwise.is_none());
        let topics = needed.fold(Topics::default(), |all, (topic, _)| all.and(*topic));
        Self {
            meshes: [Mesh::of(groups.first()), Mesh::of(groups.get(1))],
            particle: sense.particle,
            topics,
        }
    }

    /// Whether a sentence may have what is asked for.
    #[inline]
    pub(super) fn lets(&self, seen: &Seen, topics: Topics) -> bool {
        let [one, other] = &self.meshes;
        ((self.particle == 0) | seen.words.has(self.particle))
            & ((self.topics == Topics::default()) | self.topics.meets(topics))
            & one.lets(seen)
            & other.lets(seen)
    }
}

/// What must stand around a verb, and what it tells then.
#[derive(Debug, Default)]
pub(super) struct Frame {
    /// Bound to the passive voice.
    pub(super) passive: bool,
    /// Who must do it, or in the passive suffer it.
    pub(super) subjects: Vec<Group>,
    /// What must stand behind the verb, in this order.
    pub(super) groups: Vec<Group>,
    /// The kind for the first topic that the sentence has.
    pub(super) by_topic: Vec<(Topic, K)>,
    /// The kind without any of them; nothing where a topic is needed.
    pub(super) otherwise: Option<K>,
    pub(super) strength: Strength,
    /// What intruders do all day tells an incident only with a date.
    pub(super) dated: bool,
}

/// Words of which one must stand within reach, by their numbers in the lexicon.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) reach: usize,
    /// In order.
    pub(super) words: Vec<u16>,
    /// Of the words and those that must come next.
    pub(super) bits: Bits,
    /// Those that must come next.
    pub(super) next: Vec<u16>,
    /// Kinds of names that do as well, a bit each.
    pub(super) names: u16,
    /// People by name, by what they are, or by a pronoun.
    pub(super) people: bool,
}

/// How much a trigger weighs against the others of its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    Weak,
    #[default]
    Fair,
    Strong,
}

/// A verb in its sentence.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) page: &'a Page<'a>,
    pub(super) tokens: &'a Range<usize>,
    /// The first token of the verb's group, and the verb.
    pub(super) start: usize,
    pub(super) at: usize,
    pub(super) voice: Voice,
}

/// The bit of a kind of names.
pub(super) const fn bit(kind: Kind) -> u16 {
    1 << kind as u16
}

/// A set of words by their numbers, several to a bit: it may hold more than was put in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Bits([u64; 4]);

impl Bits {
    pub(super) fn add(&mut self, number: u16) {
        self.0[usize::from(number / 64 % 4)] |= 1 << (number % 64);
    }

    fn has(&self, number: u16) -> bool {
        self.0[usize::from(number / 64 % 4)] >> (number % 64) & 1 == 1
    }

    fn count(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    fn meets(&self, other: &Self) -> bool {
        self.both(other) != 0
    }

    /// Nought where the two have nothing in common.
    fn both(&self, other: &Self) -> u64 {
        let pairs = self.0.iter().zip(&other.0);
        pairs.fold(0, |both, (one, other)| both | one & other)
    }
}

/// What a sentence has of what frames ask for, wherever it stands there: most senses of a verb fail
/// by that alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Seen {
    words: Bits,
    names: u16,
    people: bool,
}

impl Seen {
    pub(super) fn of(reading: &Reading<'_>, page: &Page<'_>, tokens: &Range<usize>) -> Self {
        let mut seen = Self::default();
        for token in tokens.clone() {
            let number = page.number(token);
            if number != 0 {
                seen.words.add(number);
            }
            seen.names |= page.names_at(token);
            seen.people |= reading.is(token, Traits::PERSON.or(Traits::PRONOUN));
        }
        seen
    }
}

impl Group {
    /// Whether a token is one of the words.
    fn has(&self, place: &Place<'_>, token: usize, role: Role) -> bool {
        let number = place.page.number(token);
        // "the Balochistan Liberation Army": its words are those of a name.
        let named = bit(Kind::Person) | bit(Kind::Group);
        if number != 0
            && self.bits.has(number)
            && place.page.names_at(token) & named == 0
            && self.words.binary_search(&number).is_ok()
        {
            return true;
        }
        if self.names_that_do() & place.page.names_at(token) != 0 {
            return true;
        }
        self.people
            && (place.reading.is(token, Traits::PERSON)
                || place.reading.is(token, Traits::PRONOUN)
                    && pronoun(place.reading.folded(token), role))
    }

    /// The kinds of names that do, those of people among them.
    fn names_that_do(&self) -> u16 {
        let people = if self.people { bit(Kind::Person) } else { 0 };
        self.names | people
    }

    /// Whether a sentence has anything that will do.
    fn may_be(&self, seen: &Seen) -> bool {
        self.names_that_do() & seen.names != 0
            || self.people && seen.people
            || self.bits.meets(&seen.words)
    }
}

fn pronoun(word: &str, role: Role) -> bool {
    match role {
        Role::Subject => matches!(word, "he" | "she" | "they" | "who"),
        Role::Object => matches!(
            word,
            "him" | "her" | "them" | "himself" | "herself" | "themselves"
        ),
    }
}

/// Which part of the clause a word is looked for in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Subject,
    Object,
}

impl Sense {
    /// The kind of incident in a sentence of these topics.
    pub(super) fn kind(&self, topics: Topics) -> Option<K> {
        let frame = &self.frame;
        frame
            .by_topic
            .iter()
            .find(|(topic, _)| topics.has(*topic))
            .map(|(_, kind)| *kind)
            .or(frame.otherwise)
    }

    /// The kinds that it may be, a bit each.
    pub(super) fn kinds(&self) -> u16 {
        kind_bits(&self.frame.by_topic, self.frame.otherwise)
    }

    /// How much the verb asks of its sentence.
    pub(super) fn asks(&self) -> usize {
        self.frame.groups.len() + self.frame.subjects.len() + usize::from(self.particle != 0)
    }

    /// Whether the verb may mean this in a sentence that has no more than was seen.
    pub(super) fn may_stand(&self, seen: &Seen) -> bool {
        let mut groups = self.frame.groups.iter().chain(&self.frame.subjects);
        (self.particle == 0 || seen.words.has(self.particle))
            && groups.all(|group| group.may_be(seen))
    }

    /// Whether the words that the verb needs stand around it.
    ///
    /// In the passive, and in a relative clause, the object stands before it: "a lawsuit was filed",
    /// "the complaint that he lodged".
    pub(super) fn stands(&self, place: &Place<'_>) -> bool {
        if self.particle != 0 {
            let to = (place.at + PARTICLE).min(place.tokens.end);
            let found = (place.at + 1..to)
                .take_while(|&token| !matches!(place.reading.folded(token), "," | ";" | ":"))
                .any(|token| place.page.number(token) == self.particle);
            if !found {
                return false;
            }
        }
        let mut from = place.at + 1;
        for group in &self.frame.groups {
            let next = from;
            let to = (next + group.reach).min(place.tokens.end);
            let hit = (next..to).find(|&token| {
                token == next && group.next.contains(&place.page.number(token))
                    || group.has(place, token, Role::Object)
            });
            match hit {
                Some(token) => from = token + 1,
                // What follows the verb elsewhere stands before it in the passive.
                None if next == place.at + 1 && before(group, place) => {}
                None => return false,
            }
        }
        self.frame
            .subjects
            .iter()
            .all(|group| self.subject(group, place))
    }

    /// Whether the subject of the verb, or behind "by" of the passive, is one of a group.
    fn subject(&self, group: &Group, place: &Place<'_>) -> bool {
        let reading = place.reading;
        if place.voice == Voice::Passive && !self.frame.passive {
            let to = (place.at + SUBJECT).min(place.tokens.end);
            let by = (place.at + 1..to).find(|&token| reading.folded(token) == "by");
            return by.is_some_and(|by| {
                (by + 1..(by + BEFORE).min(place.tokens.end))
                    .any(|token| group.has(place, token, Role::Object))
            });
        }
        let from = place.start.saturating_sub(SUBJECT).max(place.tokens.start);
        (from..place.start)
            .rev()
            .take_while(|&token| !matches!(reading.folded(token), ";" | ":" | "but"))
            .any(|token| group.has(place, token, Role::Subject))
    }
}

/// Whether the object of a passive or of a relative clause stands before its verb.
fn before(group: &Group, place: &Place<'_>) -> bool {
    let reading = place.reading;
    let from = place.start.saturating_sub(BEFORE).max(place.tokens.start);
    (from..place.start).rev().any(|token| {
        let next = reading.folded(token + 1);
        let relative = matches!(next, "that" | "which" | "he" | "she" | "they" | "it");
        (place.voice == Voice::Passive && (place.start < place.at || token + 2 == place.start)
            || relative)
            && group.has(place, token, Role::Subject)
            // "The suit, filed on Monday"
            && !(token + 1..place.start - usize::from(next == "," && token + 2 == place.start))
                .any(|token| matches!(reading.folded(token), "," | ";" | "and" | "who"))
    })
}
