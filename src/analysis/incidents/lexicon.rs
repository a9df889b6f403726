use super::super::grammar::{Form, conjugate};
use super::context::Topic;
use super::frame::{Frame, Group, REACH, Sense, Sieve, Strength, Way, bit};
use crate::model::{IncidentKind as K, Kind};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The senses that a word may have, with the form it is in; those that ask for more words first.
pub(super) type Senses = Vec<Way>;

/// The `$sets` of words and `@classes` of verbs by name.
#[derive(Default)]
struct Sets {
    words: BTreeMap<&'static str, Group>,
    verbs: BTreeMap<&'static str, &'static str>,
}

/// The numbers of the words that frames ask for, from 1.
type Numbers = BTreeMap<&'static str, u16>;

struct Lexicon {
    senses: Vec<Sense>,
    numbers: Numbers,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut sets = Sets::default();
    let (mut senses, mut numbers) = (Vec::new(), Numbers::new());
    for line in include_str!("../../../assets/incidents/verbs.txt").lines() {
        let set = line
            .split_once(' ')
            .filter(|_| line.starts_with(['$', '@']) && !line.contains(" : "));
        if let Some((name, words)) = set {
            if name.starts_with('@') {
                sets.verbs.insert(name, words);
            } else {
                let mut group = Group::default();
                fill(&mut group, words, &sets, &mut numbers)
                    .expect("a set of the shipped lexicon names sets before it");
                sets.words.insert(name, group);
            }
        } else if !line.starts_with('#') && !line.is_empty() {
            read(line, &mut senses, &sets, &mut numbers)
                .expect("a line of the shipped lexicon is a frame");
        }
    }
    Lexicon { senses, numbers }
});

/// The words that frames ask for, each with its number.
pub(super) fn numbers() -> impl Iterator<Item = (&'static str, u16)> {
    LEXICON
        .numbers
        .iter()
        .map(|(word, number)| (*word, *number))
}

/// The number of a word; a new one where it has none yet.
fn number(word: &'static str, numbers: &mut Numbers) -> u16 {
    let next = numbers.len() as u16 + 1;
    *numbers.entry(word).or_insert(next)
}

/// Reads a line: a sense for each verb of its class.
fn read(
    line: &'static str,
    senses: &mut Vec<Sense>,
    sets: &Sets,
    numbers: &mut Numbers,
) -> Option<()> {
    let (left, right) = line.split_once(" : ")?;
    let mut left = left.split(' ').peekable();
    let passive = left.next_if_eq(&"be").is_some();
    let verbs = left.next()?;
    let (kinds, strength) = match right.strip_suffix(['!', '?', '~']) {
        Some(kinds) if right.ends_with('!') => (kinds, Strength::Strong),
        Some(kinds) => (kinds, Strength::Weak),
        None => (right, Strength::Fair),
    };
    let (by_topic, otherwise) = kinds_by_topic(kinds)?;
    let mut frame = Frame {
        passive,
        by_topic,
        otherwise,
        strength,
        dated: right.ends_with('~'),
        ..Frame::default()
    };
    for words in left {
        match words.strip_prefix('<') {
            Some(words) => frame.subjects.push(group(words, sets, numbers)?),
            None => frame.groups.push(group(words, sets, numbers)?),
        }
    }
    let frame = Arc::new(frame);
    let verbs = if verbs.starts_with('@') {
        sets.verbs.get(verbs)?
    } else {
        verbs
    };
    for verb in verbs.split('|') {
        let (verb, particle) = match verb.split_once('_') {
            Some((verb, particle)) => (verb, number(particle, numbers)),
            None => (verb, 0),
        };
        let frame = Arc::clone(&frame);
        senses.push(Sense {
            verb,
            particle,
            frame,
        });
    }
    Some(())
}

/// Kinds by topic, and the one that needs none.
type Kinds = (Vec<(Topic, K)>, Option<K>);

/// All of such kinds, a bit each.
pub(super) fn kind_bits(by_topic: &[(Topic, K)], otherwise: Option<K>) -> u16 {
    let by_topic = by_topic.iter().map(|(_, kind)| *kind);
    let kinds = by_topic.chain(otherwise);
    kinds.fold(0, |all, kind| all | 1 << kind as u16)
}

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

fn group(words: &'static str, sets: &Sets, numbers: &mut Numbers) -> Option<Group> {
    let (reach, words) = match words.split_once(':') {
        Some((reach, words)) => (reach.parse().ok()?, words),
        None => (REACH, words),
    };
    let mut group = Group {
        reach,
        ..Group::default()
    };
    fill(&mut group, words, sets, numbers)?;
    group.words.sort_unstable();
    group.words.dedup();
    for number in group.words.iter().chain(&group.next) {
        group.bits.add(*number);
    }
    Some(group)
}

/// Adds words to a group; a `$set` may name others.
fn fill(group: &mut Group, words: &'static str, sets: &Sets, numbers: &mut Numbers) -> Option<()> {
    for word in words.split('|') {
        match word.as_bytes().first()? {
            b'$' => {
                let set = sets.words.get(word)?;
                group.words.extend(&set.words);
                group.next.extend(&set.next);
                group.names |= set.names;
                group.people |= set.people;
            }
            b'+' => group.next.push(number(&word[1..], numbers)),
            b'#' if word == "#people" => group.people = true,
            b'#' => group.names |= bit(Kind::parse(&word[1..])?),
            _ => group.words.push(number(word, numbers)),
        }
    }
    Some(())
}

pub(super) fn kind_named(name: &str) -> Option<K> {
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
    let mut verbs: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, sense) in LEXICON.senses.iter().enumerate() {
        verbs.entry(sense.verb).or_default().push(at);
    }
    let mut forms: BTreeMap<String, Vec<(usize, Form)>> = BTreeMap::new();
    for (verb, senses) in verbs {
        conjugate(verb, |word, form| {
            // Bare infinitives tell no incident; they stay for "did hack", presents for chronicles.
            let kept = matches!(form, Form::Base | Form::Third) || may_end(&word);
            if (3..=14).contains(&word.len()) && kept {
                let entry = forms.entry(word).or_default();
                entry.extend(senses.iter().map(|at| (*at, form)));
            }
        });
    }
    let senses = |mut found: Vec<(usize, Form)>| {
        found.sort_by_key(|(at, _)| (Reverse(LEXICON.senses[*at].asks()), *at));
        let way = |(at, form): (usize, Form)| Way {
            sieve: Sieve::of(&LEXICON.senses[at]),
            sense: &LEXICON.senses[at],
            form,
        };
        found.into_iter().map(way).collect()
    };
    forms
        .into_iter()
        .map(|(word, found)| (word, senses(found)))
        .collect()
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
