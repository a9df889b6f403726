//! What the lists miss: a sentence that tells an incident in words that no list holds is known by all
//! of its words together, as a model learnt them from marked articles.

use super::super::Reading;
use super::super::grammar::{Form, Reality, Traits, reality};
use super::super::logistic::{Example, Logistic, Plan, learn};
use super::super::names::Names;
use super::about::About;
use super::context::{Topic, Topics};
use super::find::{Trigger, told};
use super::known::Page;
use super::phrases::accident;
use super::sight::{BITS, CLASSES, Item, Sight, class_of, place};
use super::tell::incident;
use super::{dating, who};
use crate::model::{Incident, IncidentKind, Timex};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// The classes of a row, filled up to a power of two.
const WIDTH: usize = 16;
/// From which chance on a sentence tells an incident of a kind: above it more are right than half of
/// what the whole is worth.
const ENOUGH: f32 = 0.5;
/// The same where what tells is a noun of the lists.
const SURE: f32 = 0.7;
/// How far before a word "could" or "denied" may stand that governs it.
const REACH: usize = 7;
/// Tokens of the longest sentence that is looked at: more are a table or no text at all, and each is
/// held against the others.
const LONGEST: usize = 300;
/// How much such a trigger weighs.
const WEIGHT: u32 = 20;

const MAGIC: &[u8; 8] = b"BRIEFIN1";

/// The weights of the kinds of incidents.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt(Logistic<WIDTH>);

/// A sentence and what it tells.
pub type Telling = Example<WIDTH>;

static SHIPPED: LazyLock<Option<Arc<Learnt>>> = LazyLock::new(|| {
    Learnt::decode(include_bytes!("../../../assets/model/incidents.bin")).map(Arc::new)
});

impl Learnt {
    /// The model that is compiled in, decoded at the first call.
    #[must_use]
    pub fn shipped() -> Option<Arc<Self>> {
        SHIPPED.clone()
    }

    /// Learns from sentences.
    #[must_use]
    pub fn of(tellings: &[Telling]) -> Self {
        Self(learn(
            tellings,
            Plan {
                classes: CLASSES,
                bits: BITS,
                rounds: 14,
                rate: 0.05,
                decay: 1e-3,
            },
        ))
    }

    /// Reads a model from its file's bytes.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let raw = zstd::decode_all(bytes).ok()?;
        let (model, rest) = Logistic::decode(raw.strip_prefix(MAGIC)?, BITS)?;
        rest.is_empty().then_some(Self(model))
    }

    /// The bytes of the model's file.
    ///
    /// # Errors
    /// Where the bytes cannot be packed.
    pub fn encode(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = MAGIC.to_vec();
        self.0.encode(&mut raw);
        zstd::encode_all(raw.as_slice(), 19)
    }
}

/// The sentences of a document as the model sees them, with what they tell: of each kind the
/// sentence's number.
#[must_use]
pub fn tellings(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    gold: &[(usize, IncidentKind)],
) -> Vec<Telling> {
    let page = Page::of(reading, names);
    let about = About::of(&page, names, reading);
    let found = told(reading, names, dates, &page, about);
    let sight = Sight::new(reading, names, dates, &page, about, &found);
    let mut room = Room::default();
    let all = 0..reading.sentences.len();
    all.map(|at| {
        let mut shares = [0.0; WIDTH];
        let kinds: Vec<usize> = gold
            .iter()
            .filter(|(sentence, _)| *sentence == at)
            .map(|(_, kind)| class_of(*kind))
            .collect();
        for kind in &kinds {
            shares[*kind] += 1.0 / kinds.len() as f32;
        }
        if kinds.is_empty() {
            shares[0] = 1.0;
        }
        let topics = Topics::of(reading, &page, &reading.sentences[at].tokens);
        sight.items(at, &mut room.items);
        sight.features(at, &room.items, topics, &mut room.features);
        let mut features: Vec<u32> = room.features.iter().map(|(place, _)| *place).collect();
        features.sort_unstable();
        features.dedup();
        Telling { features, shares }
    })
    .collect()
}

/// Adds what the model sees in sentences in which the lists find nothing.
pub(super) fn further(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    page: &Page<'_>,
    about: About,
    found: Vec<Incident>,
    model: &Learnt,
) -> Vec<Incident> {
    let sight = Sight::new(reading, names, dates, page, about, &found);
    let mut more: Vec<(usize, Trigger)> = Vec::new();
    let mut room = Room::default();
    for at in 0..reading.sentences.len() {
        if sight.told(at) == 0 {
            let trigger = trigger(&sight, at, model, &mut room);
            more.extend(trigger.map(|trigger| (at, trigger)));
        }
    }
    if more.is_empty() {
        return found;
    }
    let mut out: Vec<Incident> = Vec::with_capacity(found.len() + more.len());
    let mut found = found.into_iter().peekable();
    for (at, trigger) in more {
        let start = reading.sentences[at].span.start;
        while let Some(before) = found.next_if(|one| one.span.start < start) {
            out.push(before);
        }
        let one = incident(reading, names, dates, at, &trigger, &out);
        out.push(one);
    }
    out.extend(found);
    out
}

/// What a sentence is made of and what is seen of it: room that each sentence uses again.
#[derive(Default)]
struct Room {
    items: Vec<Item>,
    features: Vec<(u32, Option<u32>)>,
}

/// The incident of a sentence after the model.
fn trigger(sight: &Sight<'_>, at: usize, model: &Learnt, room: &mut Room) -> Option<Trigger> {
    let reading = sight.reading;
    let sentence = &reading.sentences[at];
    let tokens = &sentence.tokens;
    if tokens.len() > LONGEST
        || sentence.heading
        || !who::somebody(reading, sight.names, sentence.span, tokens.clone())
            && dating::dates_in(reading, tokens, sight.dates).is_empty()
    {
        return None;
    }
    let topics = Topics::of(reading, sight.page, tokens);
    if topics.has(Topic::Fiction) {
        return None;
    }
    let Room { items, features } = room;
    sight.items(at, items);
    if glance(items, model) < 0 {
        return None;
    }
    sight.features(at, items, topics, features);
    let sums = model
        .0
        .sums_of_each(features.iter().map(|(place, _)| *place));
    let chances = model.0.chances(sums, CLASSES);
    let (class, chance) = chances
        .iter()
        .enumerate()
        .take(CLASSES)
        .skip(1)
        .max_by(|a, b| a.1.total_cmp(b.1))?;
    let kind = IncidentKind::ALL[class - 1];
    if *chance < ENOUGH || kind == IncidentKind::Attack && accident(topics) {
        return None;
    }
    // The word that speaks for it most.
    let mut said: Vec<(usize, i32)> = Vec::new();
    for (place, token) in features {
        let Some(token) = token.map(|token| token as usize) else {
            continue;
        };
        let row = model.0.row(*place);
        let worth = i32::from(row[class]) - i32::from(row[0]);
        match said.iter_mut().find(|(known, _)| *known == token) {
            Some((_, sum)) => *sum += worth,
            None => said.push((token, worth)),
        }
    }
    said.retain(|(token, _)| tells(sight, *token));
    let (head, _) = said.into_iter().max_by_key(|(_, worth)| *worth)?;
    // The lists know the noun and did not take it so.
    let past = reading.is(head, Traits::PAST);
    let noun = !past
        && sight
            .page
            .word(reading.folded(head))
            .is_some_and(|word| word.noun);
    if noun && *chance < SURE || unreal(reading, tokens, head) {
        return None;
    }
    let real = reality(reading, tokens, head, Form::Ed).reality;
    if past && !matches!(real, Reality::Happened | Reality::Alleged) {
        return None;
    }
    Some(Trigger {
        kind,
        start: head,
        head,
        weight: WEIGHT,
        alleged: past && real == Reality::Alleged,
        finite: true,
    })
}

/// Whether a word can be what tells: a verb, or a noun for something that happens.
fn tells(sight: &Sight<'_>, token: usize) -> bool {
    let word = sight.reading.folded(token);
    let listed = sight.page.word(word);
    sight.reading.is(token, Traits::PAST)
        || listed
            .is_some_and(|word| word.noun || word.senses.iter().any(|way| way.form != Form::Base))
        || word.ends_with("ing")
        || word.ends_with("ed")
}

/// How far the words of a sentence speak for any kind, one by one: most sentences need no more.
fn glance(items: &[Item], model: &Learnt) -> i32 {
    let words = items.iter();
    let places = words.flat_map(|item| [place(1, item.stem), place(2, item.hash)]);
    let sums = model.0.sums(places);
    let best = sums[1..CLASSES].iter().copied().max().unwrap_or(0);
    best - sums[0]
}

/// Whether what a word tells was only possible, wanted or denied.
fn unreal(reading: &Reading<'_>, tokens: &Range<usize>, head: usize) -> bool {
    let from = head.saturating_sub(REACH).max(tokens.start);
    let mut clause = (from..head)
        .rev()
        .take_while(|&at| !matches!(reading.folded(at), "," | ";" | "but"));
    clause.any(|at| {
        matches!(
            reading.folded(at),
            "may"
                | "might"
                | "could"
                | "would"
                | "will"
                | "can"
                | "shall"
                | "should"
                | "not"
                | "if"
                | "denied"
                | "threatened"
        ) || at + 3 >= head && matches!(reading.folded(at), "to" | "tried")
    })
}
