//! A document as the model of incidents sees it: what a sentence is made of, and what is around it.

use super::super::Reading;
use super::super::grammar::Traits;
use super::super::names::Names;
use super::super::tagger::{feature_hash, mix};
use super::about::About;
use super::context::Topics;
use super::known::Page;
use crate::model::{Incident, IncidentKind, Timex};
use crate::text::TokenKind;

/// None, and each kind.
pub(super) const CLASSES: usize = 1 + IncidentKind::ALL.len();
/// Places of the table of features, as a power of two.
pub(super) const BITS: u32 = 18;

/// The class of a kind.
pub(super) fn class_of(kind: IncidentKind) -> usize {
    1 + kind as usize
}

/// A document as the model sees it.
pub(super) struct Sight<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) names: &'a Names,
    pub(super) dates: &'a [Timex],
    pub(super) page: &'a Page<'a>,
    about: About,
    /// The kinds that the lists find in each sentence, a bit each, and in the document.
    kinds: Vec<u16>,
    most: [u16; CLASSES],
}

/// A word, name, date or number of a sentence.
#[derive(Clone, Copy)]
pub(super) struct Item {
    token: usize,
    /// Of the word, and of what it begins with.
    pub(super) hash: u64,
    pub(super) stem: u64,
    /// A name, a date or a number.
    sign: bool,
    small: bool,
}

impl<'a> Sight<'a> {
    pub(super) fn new(
        reading: &'a Reading<'a>,
        names: &'a Names,
        dates: &'a [Timex],
        page: &'a Page<'a>,
        about: About,
        found: &[Incident],
    ) -> Self {
        let mut kinds = vec![0; reading.sentences.len()];
        let mut most = [0; CLASSES];
        for one in found {
            let at = reading
                .sentences
                .partition_point(|s| s.span.start < one.span.start);
            if let Some(kinds) = kinds.get_mut(at) {
                *kinds |= 1 << class_of(one.kind);
            }
            most[class_of(one.kind)] += 1;
        }
        Self {
            reading,
            names,
            dates,
            page,
            about,
            kinds,
            most,
        }
    }

    /// The kinds that the lists find in a sentence.
    pub(super) fn told(&self, at: usize) -> u16 {
        self.kinds.get(at).copied().unwrap_or_default()
    }

    /// What a sentence is made of, each name and date once.
    pub(super) fn items(&self, at: usize) -> Vec<Item> {
        let reading = self.reading;
        let tokens = &reading.sentences[at].tokens;
        let mut out: Vec<Item> = Vec::with_capacity(tokens.len());
        let mut before = 0;
        for token in tokens.clone() {
            let name = self.page.names_at(token);
            let span = reading.tokens[token].span;
            let dated = {
                let at = self.dates.partition_point(|d| d.span.end <= span.start);
                self.dates.get(at).is_some_and(|d| d.span.start < span.end)
            };
            let sign = match (name, dated, reading.tokens[token].kind) {
                (1.., ..) => u64::from(name),
                (_, true, _) => 1 << 20,
                (_, _, TokenKind::Number) => 1 << 21,
                _ => 0,
            };
            if sign != 0 {
                if sign != before {
                    out.push(Item {
                        token,
                        hash: sign,
                        stem: sign,
                        sign: true,
                        small: false,
                    });
                }
            } else {
                let folded = reading.folded(token);
                let aside = Traits::FUNCTION.or(Traits::AUXILIARY);
                let letters = folded.starts_with(char::is_alphabetic);
                out.push(Item {
                    token,
                    hash: reading.lexemes[token].word.hash,
                    stem: stem(folded),
                    sign: false,
                    small: !letters || reading.is(token, aside) || folded.len() < 3,
                });
            }
            before = sign;
        }
        out
    }

    /// The places of what is seen of a sentence, and whose words they are.
    pub(super) fn features(
        &self,
        at: usize,
        items: &[Item],
        topics: Topics,
    ) -> Vec<(u32, Option<usize>)> {
        let mut out = Vec::with_capacity(items.len() * 8);
        let mut add = |template: u64, value: u64, token: Option<usize>| {
            out.push((place(template, value), token));
        };
        add(0, 0, None);
        let own = |item: &Item| (!item.small && !item.sign).then_some(item.token);
        for item in items {
            add(1, item.stem, own(item));
            add(2, item.hash, own(item));
        }
        for pair in items.windows(2) {
            let both = mix(pair[0].stem, pair[1].stem);
            add(3, both, own(&pair[0]).or(own(&pair[1])));
        }
        let telling: Vec<&Item> = items.iter().filter(|item| !item.small).collect();
        for pair in telling.windows(2) {
            let both = mix(pair[0].stem, pair[1].stem);
            add(4, both, own(pair[0]).or(own(pair[1])));
        }
        let name = |item: &&&Item| item.sign && item.hash < 1 << 20;
        for (place, item) in telling.iter().enumerate().filter(|(_, item)| !item.sign) {
            let left = telling[..place]
                .iter()
                .rev()
                .find(name)
                .map_or(0, |i| i.hash);
            let right = telling[place + 1..]
                .iter()
                .find(|i| i.sign)
                .map_or(0, |i| i.hash);
            add(5, mix(left, item.stem), own(item));
            add(6, mix(right, item.stem), own(item));
        }
        let dates = items.iter().filter(|item| item.hash == 1 << 20).count();
        add(7, dates.min(2) as u64, None);
        add(8, u64::from(at == 0), None);
        add(9, (items.len() / 8).min(6) as u64, None);
        let mut best = 0;
        for class in 1..CLASSES {
            if self.most[class] > 0 {
                add(10, class as u64, None);
            }
            if self.most[class] > self.most[best] {
                best = class;
            }
        }
        add(11, best as u64, None);
        let before = at.checked_sub(1).map_or(1, |before| self.told(before));
        for class in 0..CLASSES {
            if before >> class & 1 == 1 {
                add(12, class as u64, None);
            }
        }
        for topic in topics.each() {
            add(13, topic, None);
        }
        for subject in self.about.each() {
            add(14, subject, None);
        }
        out
    }
}

/// The place of what a template makes of a value.
pub(super) fn place(template: u64, value: u64) -> u32 {
    (feature_hash(template, value) >> (64 - BITS)) as u32
}

/// The hash of a word without its ending: "arrested", "arrests" and "arrest" have one.
fn stem(word: &str) -> u64 {
    let mut rest = word;
    for ending in [
        "ings", "ing", "ers", "er", "ies", "ied", "ed", "es", "s", "d",
    ] {
        if let Some(short) = word.strip_suffix(ending)
            && short.len() >= 3
        {
            rest = short;
            break;
        }
    }
    if rest.len() > 4 {
        rest = rest.strip_suffix('e').unwrap_or(rest);
    }
    let bytes = rest.as_bytes();
    let bytes = match bytes {
        [.., a, b] if a == b && bytes.len() > 3 => &bytes[..bytes.len() - 1],
        _ => bytes,
    };
    bytes
        .iter()
        .fold(11, |hash, byte| mix(hash, u64::from(*byte)))
}
