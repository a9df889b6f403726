//! What the lists miss: a sentence that tells an incident in words that no list holds is known by all
//! of its words together, as a model learnt them from marked articles.

use super::super::Reading;
use super::super::grammar::{Form, Reality, Traits, reality};
use super::super::logistic::{Example, Link, Logistic, Plan, learn};
use super::super::names::Names;
use super::about::About;
use super::choose::offence;
use super::chronicle::Chronicle;
use super::context::{Topic, Topics};
use super::dating::{Choice, Offer};
use super::find::{Trigger, find, told};
use super::known::Page;
use super::nominal::figurative;
use super::phrases::accident;
use super::sight::{BITS, CLASSES, Item, Sight, class_of, place};
use super::tell::incident;
use super::{dating, who};
use crate::model::{Incident, IncidentKind, Stance, Timex};
use std::ops::Range;
use std::sync::{Arc, LazyLock};

/// The classes of a row, filled up to a power of two.
const WIDTH: usize = 16;
/// From which chance on a sentence tells an incident of a kind: where precision and recall weigh
/// alike, half of the best F1 is enough.
const ENOUGH: f32 = 0.28;
/// The same beside what the lists find in the sentence, and where they know the word that tells it, and did
/// not take it so. What spies do is told in anybody's words: of it the lists know least.
const SURE: f32 = 0.6;
const SURE_OF_SPYING: f32 = 0.4;
/// Below which chance the model strikes what the lists find, and the tokens of the longest sentence where
/// it does: in longer ones, many words that tell nothing outweigh the one that tells.
const LEAST: f32 = 0.05;
const SHORT: usize = 34;
/// How far before a word "could" or "denied" may stand that governs it.
const REACH: usize = 7;
/// Tokens of the longest sentence that is looked at: more are a table or no text at all, and each is
/// held against the others.
const LONGEST: usize = 300;
/// How much such a trigger weighs.
const WEIGHT: u32 = 20;

const MAGIC: &[u8; 8] = b"BRIEFIN3";

/// The weights of the kinds of incidents, and of the dates of those whose sentences have none.
#[derive(Clone, Debug, PartialEq)]
pub struct Learnt {
    kinds: Logistic<WIDTH>,
    dates: Choice,
}

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

    /// Learns kinds from sentences; dates are left to the grounds.
    #[must_use]
    pub fn of(tellings: &[Telling]) -> Self {
        let kinds = learn(
            tellings,
            Plan {
                link: Link::Each,
                classes: CLASSES,
                bits: BITS,
                rounds: 14,
                rate: 0.05,
                decay: 1e-4,
            },
        );
        let dates = Choice::none();
        Self { kinds, dates }
    }

    /// Learns dates too, from what is at hand for those that it finds by itself.
    #[must_use]
    pub fn dated(self, offers: &[Offer]) -> Self {
        Self {
            dates: Choice::of(offers),
            ..self
        }
    }

    pub(super) fn date(
        &self,
        reading: &Reading<'_>,
        dates: &[Timex],
        chronicle: &Chronicle,
        found: &mut [Incident],
    ) {
        self.dates.date(reading, dates, chronicle, found);
    }

    /// Reads a model from its file's bytes.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let raw = zstd::decode_all(bytes).ok()?;
        let (kinds, rest) = Logistic::decode(raw.strip_prefix(MAGIC)?, BITS)?;
        let (dates, rest) = Choice::decode(rest)?;
        rest.is_empty().then_some(Self { kinds, dates })
    }

    /// The bytes of the model's file.
    ///
    /// # Errors
    /// Where the bytes cannot be packed.
    pub fn encode(&self) -> std::io::Result<Vec<u8>> {
        let mut raw = MAGIC.to_vec();
        self.kinds.encode(&mut raw);
        self.dates.encode(&mut raw);
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
    let page = Page::of(reading, names, dates);
    let about = About::of(&page, names, reading);
    let found = told(reading, names, dates, &page, about);
    let sight = Sight::new(reading, names, dates, &page, about, &found);
    let mut room = Room::default();
    let all = 0..reading.sentences.len();
    all.map(|at| {
        let mut shares = [0.0; WIDTH];
        for (_, kind) in gold.iter().filter(|(sentence, _)| *sentence == at) {
            shares[class_of(*kind)] = 1.0;
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

/// The dates at hand for the incidents that a model without dates finds, held against what hands say:
/// of each incident the sentence's number, kind and date.
#[must_use]
pub fn offers(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    model: &Learnt,
    gold: &[(usize, IncidentKind, Option<&str>)],
) -> Vec<Offer> {
    let found = find(reading, names, dates, Some(model));
    dating::offers(reading, dates, &found, gold)
}

/// Adds what the model sees beside what the lists find, and strikes what it is sure is none.
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
    let mut room = Room::default();
    let mut out: Vec<Incident> = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    for at in 0..reading.sentences.len() {
        let (mut struck, triggers) = triggers(&sight, at, model, &mut room);
        let start = reading.sentences[at].span.start;
        let line = page.chronicle.date(reading, at);
        // The articles that were learnt from hardly tell anything in the present.
        if line.is_some() {
            struck = 0;
        }
        while let Some(one) = found.next_if(|one| one.span.start <= start) {
            // A denial is told, though it tells of no incident.
            let stays = struck >> class_of(one.kind) & 1 == 0 || one.stance == Stance::Denied;
            if one.span.start < start || stays {
                out.push(one);
            }
        }
        let listed = out.len()
            - out
                .iter()
                .rev()
                .take_while(|one| one.span.start == start)
                .count();
        for trigger in triggers {
            let tokens = &reading.sentences[at].tokens;
            let told = out[listed..]
                .iter()
                .any(|one| charged(reading, tokens, dates, one, &trigger));
            if !told {
                let one = incident(reading, names, dates, at, &trigger, &out, line);
                out.push(one);
            }
        }
    }
    out.extend(found);
    out
}

/// Whether one of what is told and what a trigger tells is only what the other is for: "charged in 2021 with
/// passing secrets".
fn charged(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    dates: &[Timex],
    one: &Incident,
    trigger: &Trigger,
) -> bool {
    let told = Trigger::of(reading, one);
    told.head != trigger.head
        && (told.kind == IncidentKind::Legal && offence(reading, tokens, dates, told.head, trigger)
            || trigger.kind == IncidentKind::Legal
                && offence(reading, tokens, dates, trigger.head, &told))
}

/// What a sentence is made of and what is seen of it: room that each sentence uses again.
#[derive(Default)]
struct Room {
    items: Vec<Item>,
    features: Vec<(u32, Option<u32>)>,
}

/// The kinds that the model strikes in a sentence, a bit each, and the incidents of kinds that the lists do not
/// find in it.
fn triggers(sight: &Sight<'_>, at: usize, model: &Learnt, room: &mut Room) -> (u16, Vec<Trigger>) {
    let mut out = Vec::new();
    let mut struck = 0;
    let reading = sight.reading;
    let sentence = &reading.sentences[at];
    let tokens = &sentence.tokens;
    let listed = sight.told(at);
    if tokens.len() > LONGEST
        || listed == 0
            && (sentence.heading
                || !who::somebody(reading, sight.names, sentence.span, tokens.clone())
                    && dating::dates_in(reading, tokens, sight.dates).is_empty())
    {
        return (struck, out);
    }
    let topics = Topics::of(reading, sight.page, tokens);
    if topics.has(Topic::Fiction) {
        return (struck, out);
    }
    let Room { items, features } = room;
    sight.items(at, items);
    if listed == 0 && glance(items, model) < ENOUGH {
        return (struck, out);
    }
    sight.features(at, items, topics, features);
    let sums = model
        .kinds
        .sums_of_each(features.iter().map(|(place, _)| *place));
    for kind in IncidentKind::ALL {
        let class = class_of(kind);
        let chance = model.kinds.chance(sums[class]);
        let plain = match kind {
            IncidentKind::Espionage => SURE_OF_SPYING,
            _ => SURE,
        };
        let enough = if listed == 0 { ENOUGH } else { plain };
        if listed >> class & 1 == 1 {
            struck |= u16::from(chance < LEAST && tokens.len() <= SHORT) << class;
        } else if chance >= enough && !(kind == IncidentKind::Attack && accident(topics)) {
            let found = trigger(sight, tokens, features, kind, model);
            let sure = chance >= plain;
            out.extend(found.filter(|trigger| {
                (sure || !refused(sight, trigger.head, kind))
                    && !figurative(reading, tokens, trigger.head)
            }));
        }
    }
    (struck, out)
}

/// The word of a sentence that speaks most for a kind, where it may be so.
fn trigger(
    sight: &Sight<'_>,
    tokens: &Range<usize>,
    features: &[(u32, Option<u32>)],
    kind: IncidentKind,
    model: &Learnt,
) -> Option<Trigger> {
    let reading = sight.reading;
    let mut said: Vec<(usize, i32)> = Vec::new();
    for (place, token) in features {
        let Some(token) = token.map(|token| token as usize) else {
            continue;
        };
        let worth = i32::from(model.kinds.row(*place)[class_of(kind)]);
        match said.iter_mut().find(|(known, _)| *known == token) {
            Some((_, sum)) => *sum += worth,
            None => said.push((token, worth)),
        }
    }
    // A word that can tell, or where there is none ("the hospital was without its files") the one that says most.
    let (head, _) = said
        .into_iter()
        .max_by_key(|(token, worth)| (tells(sight, *token), *worth))?;
    let past = reading.is(head, Traits::PAST);
    let real = past.then(|| reality(reading, tokens, head, Form::Ed).reality);
    if real == Some(Reality::Unreal)
        || unreal(reading, tokens, head)
        || wished(reading.folded(head))
    {
        return None;
    }
    Some(Trigger {
        kind,
        start: head,
        head,
        weight: WEIGHT,
        alleged: real == Some(Reality::Alleged),
        finite: true,
    })
}

/// Whether the lists know that a word may tell of a kind, and did not take it so here.
fn refused(sight: &Sight<'_>, token: usize, kind: IncidentKind) -> bool {
    let word = sight.page.word(sight.reading.folded(token));
    word.is_some_and(|word| word.kinds >> class_of(kind) & 1 == 1)
}

/// Whether a verb only tells what somebody would have: "urged the government to expel".
fn wished(verb: &str) -> bool {
    matches!(
        verb,
        "urged"
            | "called"
            | "demanded"
            | "asked"
            | "wanted"
            | "planned"
            | "proposed"
            | "considered"
            | "warned"
            | "vowed"
            | "promised"
            | "offered"
            | "hoped"
            | "feared"
            | "threatened"
    )
}

/// Whether a word can be what tells: a verb, or a noun for something that happens.
fn tells(sight: &Sight<'_>, token: usize) -> bool {
    let reading = sight.reading;
    let word = reading.folded(token);
    let listed = sight.page.word(word);
    // "Two days after the attack": told before.
    if token > 1
        && reading.folded(token - 1) == "the"
        && matches!(reading.folded(token - 2), "after" | "before" | "since")
    {
        return false;
    }
    reading.is(token, Traits::PAST)
        || listed
            .is_some_and(|word| word.noun || word.senses.iter().any(|way| way.form != Form::Base))
        || word.ends_with("ing")
        || word.ends_with("ed")
}

/// The best chance that the words of a sentence, one by one, give any kind: most sentences need no
/// more.
fn glance(items: &[Item], model: &Learnt) -> f32 {
    let words = items.iter();
    let places = words.flat_map(|item| [place(1, item.stem), place(2, item.hash)]);
    let sums = model.kinds.sums(places.chain([place(0, 0)]));
    let best = sums[..CLASSES].iter().max();
    best.map_or(0.0, |sum| model.kinds.chance(*sum))
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
