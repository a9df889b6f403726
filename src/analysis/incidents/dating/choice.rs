//! Which date an incident has whose sentence has none: learnt from what hands say.
//!
//! The grounds give an answer of their own. Beside it stand the other dates at hand, and that there
//! is none; the words of the sentence and where it stands tell which of them a reader would take.

use super::super::super::Reading;
use super::super::super::logistic::{Example, Link, Logistic, Plan, learn};
use super::super::super::tagger::{feature_hash, mix};
use super::super::chronicle::Chronicle;
use super::super::find::Trigger;
use super::ground::{Scene, told_surely};
use super::own::dates_in;
use crate::model::{Incident, IncidentKind, Moment, Precision, Stance, Timex};

/// Places of the table, as a power of two.
const BITS: u32 = 16;
/// How much more another date must weigh than what the grounds say, as a logarithm of chances.
const SURER: f32 = 0.8;
/// How long a paragraph may be: in a longer one the rest is as far as another.
const PARAGRAPH: usize = 4_000;
/// How far down the news of a document may be told first, in bytes.
const OPENING: u32 = 600;

/// Chooses dates for incidents whose sentences have none.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Choice(Logistic<1>);

/// A date at hand, and whether a hand took it.
pub type Offer = Example<1>;

/// Where a date comes from, a bit each.
mod from {
    /// There is none.
    pub(super) const NONE: u8 = 1;
    /// The incident told before.
    pub(super) const BEFORE: u8 = 1 << 1;
    /// The first that the document tells.
    pub(super) const NEWS: u8 = 1 << 2;
    /// The last date in the text.
    pub(super) const NEAR: u8 = 1 << 3;
    /// The publication.
    pub(super) const ISSUE: u8 = 1 << 4;
    /// What the grounds say.
    pub(super) const GROUNDS: u8 = 1 << 5;
    /// Those with which the words of the sentence are weighed.
    pub(super) const WEIGHED: [u8; 5] = [NONE, BEFORE, NEWS, NEAR, ISSUE];
}

/// A date that an incident may have.
#[derive(Clone, Debug)]
struct Candidate {
    from: u8,
    date: Option<u32>,
    value: Option<String>,
    moment: Option<Moment>,
}

impl Choice {
    /// One that keeps to the grounds.
    pub(in super::super) fn none() -> Self {
        Self(Logistic::ignorant(BITS))
    }

    /// Learns from offers.
    pub(in super::super) fn of(offers: &[Offer]) -> Self {
        Self(learn(
            offers,
            Plan {
                link: Link::Each,
                classes: 1,
                bits: BITS,
                rounds: 14,
                rate: 0.05,
                decay: 3e-4,
            },
        ))
    }

    pub(in super::super) fn encode(&self, out: &mut Vec<u8>) {
        self.0.encode(out);
    }

    pub(in super::super) fn decode(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (table, rest) = Logistic::decode(bytes, BITS)?;
        Some((Self(table), rest))
    }

    /// Dates the incidents whose sentences have no date; `found` is in the order of the text.
    pub(in super::super) fn date(
        &self,
        reading: &Reading<'_>,
        dates: &[Timex],
        chronicle: &Chronicle,
        found: &mut [Incident],
    ) {
        let mut chosen = Vec::new();
        each(
            reading,
            dates,
            chronicle,
            found,
            |at, candidates, around| {
                let weight = |candidate: &Candidate| {
                    let features = around.features(candidate);
                    let sum = self.0.sums_of_each(features.iter().copied())[0];
                    let grounds = candidate.from & from::GROUNDS != 0;
                    self.0.score(sum) + if grounds { SURER } else { 0.0 }
                };
                let weighed = candidates.into_iter().map(|one| (weight(&one), one));
                let best = weighed.max_by(|(one, _), (other, _)| one.total_cmp(other));
                if let Some((_, one)) = best.filter(|(_, one)| one.from & from::GROUNDS == 0) {
                    chosen.push((at, one));
                }
            },
        );
        for (at, one) in chosen {
            let incident = &mut found[at];
            (incident.date, incident.value, incident.moment) = (one.date, one.value, one.moment);
        }
    }
}

/// What is at hand for each incident whose sentence has no date, held against what hands say: of
/// each incident the sentence's number, kind and date.
pub(in super::super) fn offers(
    reading: &Reading<'_>,
    dates: &[Timex],
    found: &[Incident],
    gold: &[(usize, IncidentKind, Option<&str>)],
) -> Vec<Offer> {
    let mut out = Vec::new();
    let chronicle = Chronicle::of(reading, dates);
    each(
        reading,
        dates,
        &chronicle,
        found,
        |at, candidates, around| {
            let mut right = gold
                .iter()
                .filter(|(sentence, kind, _)| {
                    *sentence == around.sentence && *kind == found[at].kind
                })
                .map(|(.., date)| *date)
                .peekable();
            if right.peek().is_none() {
                return;
            }
            let right: Vec<_> = right.collect();
            out.extend(candidates.iter().map(|one| {
                let mut features = around.features(one);
                features.sort_unstable();
                features.dedup();
                let taken = right.contains(&one.value.as_deref());
                Offer {
                    features,
                    shares: [f32::from(u8::from(taken))],
                }
            }));
        },
    );
    out
}

/// What an incident stands in, as features of its sentence.
struct Around {
    sentence: usize,
    seen: Vec<u64>,
}

impl Around {
    /// Of one candidate, as places in the table.
    fn features(&self, candidate: &Candidate) -> Vec<u32> {
        let place =
            |template: u64, value: u64| (feature_hash(template, value) >> (64 - BITS)) as u32;
        let whence = u64::from(candidate.from & !from::GROUNDS);
        let grounds = u64::from(candidate.from & from::GROUNDS != 0);
        let length = candidate.value.as_ref().map_or(0, String::len) as u64;
        let mut out = vec![
            place(1, whence),
            place(2, grounds),
            place(3, whence << 1 | grounds),
            place(4, length),
        ];
        for bit in from::WEIGHED
            .iter()
            .filter(|bit| candidate.from & **bit != 0)
        {
            let bit = u64::from(*bit);
            out.push(place(5, bit));
            out.extend(self.seen.iter().map(|seen| place(6 + bit, *seen)));
        }
        out
    }
}

/// Calls for each incident whose sentence has no date of the calendar, and whose date is not told in
/// so many words, with the dates at hand.
fn each(
    reading: &Reading<'_>,
    dates: &[Timex],
    chronicle: &Chronicle,
    found: &[Incident],
    mut call: impl FnMut(usize, Vec<Candidate>, Around),
) {
    let calendar = |date: &Timex| date.moment.is_some() && !date.value.ends_with("_REF");
    let published = reading.document.meta.published.as_ref();
    let published = published.map(|published| published.moment);
    let issue = published.filter(|moment| moment.precision == Precision::Day);
    for (at, one) in found.iter().enumerate() {
        let Some(sentence) = reading.sentence_at(one.span.start) else {
            continue;
        };
        let tokens = &reading.sentences[sentence].tokens;
        let own = dates_in(reading, tokens, dates);
        let line = chronicle.date(reading, sentence);
        if line.is_some() || dates[own.clone()].iter().any(calendar) {
            continue;
        }
        let scene = Scene {
            reading,
            at: sentence,
            tokens,
            trigger: &Trigger::of(reading, one),
            dates,
            before: &found[..at],
            line,
        };
        if told_surely(&scene) {
            continue;
        }
        let before = found[..at]
            .iter()
            .rposition(|other| other.span.start < one.span.start);
        let news = found[..=at]
            .iter()
            .take_while(|other| other.span.start < OPENING)
            .find(|other| other.value.is_some());
        let near = dates[..own.start].iter().rposition(calendar);
        let mut candidates: Vec<Candidate> = Vec::with_capacity(6);
        let mut offer = |from, date, value: Option<&str>, moment| match candidates
            .iter_mut()
            .find(|one| one.value.as_deref() == value)
        {
            Some(known) => {
                known.from |= from;
                known.date = known.date.or(date);
            }
            None => candidates.push(Candidate {
                from,
                date,
                value: value.map(str::to_owned),
                moment,
            }),
        };
        offer(from::GROUNDS, one.date, one.value.as_deref(), one.moment);
        offer(from::NONE, None, None, None);
        let mut like = |from, other: &Incident| {
            if other.value.is_some() {
                offer(from, other.date, other.value.as_deref(), other.moment);
            }
        };
        if let Some(before) = before {
            like(from::BEFORE, &found[before]);
        }
        if let Some(news) = news {
            like(from::NEWS, news);
        }
        if let Some(near) = near {
            let value = dates[near].value.split('T').next();
            offer(from::NEAR, Some(near as u32), value, dates[near].moment);
        }
        if let Some(day) = issue {
            offer(from::ISSUE, None, Some(&day.to_string()), issue);
        }
        let place = Stand {
            reading,
            dates,
            found,
            at,
            sentence,
            before,
            near,
        };
        call(
            at,
            candidates,
            Around {
                sentence,
                seen: place.seen(),
            },
        );
    }
}

/// Where an incident stands.
struct Stand<'a> {
    reading: &'a Reading<'a>,
    dates: &'a [Timex],
    found: &'a [Incident],
    at: usize,
    sentence: usize,
    before: Option<usize>,
    near: Option<usize>,
}

impl Stand<'_> {
    /// What is seen of the sentence: its words, and how it stands to what is told before.
    fn seen(&self) -> Vec<u64> {
        let (reading, one) = (self.reading, &self.found[self.at]);
        let text = reading.text;
        let start = one.span.start as usize;
        let floor = text.floor_char_boundary(start.saturating_sub(PARAGRAPH));
        let paragraph = text[floor..start].rfind('\n');
        let paragraph = paragraph.map_or(floor, |at| floor + at + 1);
        let since = |offset: u32| {
            let from = reading.sentence_at(offset).unwrap_or(self.sentence);
            self.sentence.saturating_sub(from).min(6) as u64
        };
        let kind = one.kind as u64;
        let mut seen = Vec::with_capacity(48);
        let mut see = |template: u64, value: u64| seen.push(mix(template, value));
        see(1, kind);
        let before = self.before.map(|before| &self.found[before]);
        see(
            2,
            before.map_or(99, |before| before.kind as u64) << 8 | kind,
        );
        let gap = before.map_or(7, |before| since(before.span.start));
        let same = before.is_some_and(|before| before.span.start as usize >= paragraph);
        see(3, gap);
        see(4, u64::from(same));
        see(5, gap << 1 | u64::from(same));
        see(6, u64::from(start == paragraph));
        see(7, self.at.min(4) as u64);
        let near = self.near.map(|near| &self.dates[near]);
        see(
            8,
            u64::from(near.is_some_and(|near| near.span.start as usize >= paragraph)),
        );
        see(9, near.map_or(7, |near| since(near.span.start)));
        see(10, (start * 5 / text.len().max(1)) as u64);
        see(
            11,
            match one.stance {
                Stance::Fact => 0,
                Stance::Alleged => 1,
                Stance::Denied => 2,
            },
        );
        see(12, u64::from(one.value.is_some()));
        let tokens = reading.sentences[self.sentence].tokens.clone();
        for date in dates_in(reading, &tokens, self.dates).take(2) {
            see(13, self.dates[date].kind as u64);
        }
        let mut words = reading.lexemes[tokens]
            .iter()
            .map(|lexeme| lexeme.word.hash)
            .peekable();
        let first = words.next().unwrap_or_default();
        see(14, first);
        see(15, first);
        see(16, mix(first, words.peek().copied().unwrap_or_default()));
        for word in words {
            see(14, word);
        }
        seen
    }
}
