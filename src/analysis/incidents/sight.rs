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

/// The kinds.
pub(super) const CLASSES: usize = IncidentKind::ALL.len();
/// Places of the table of features, as a power of two.
pub(super) const BITS: u32 = 18;

/// The class of a kind.
pub(super) fn class_of(kind: IncidentKind) -> usize {
    kind as usize
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
    all: u16,
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
        let all = kinds.iter().fold(0, |all, kinds| all | kinds);
        Self {
            reading,
            names,
            dates,
            page,
            about,
            kinds,
            all,
            most,
        }
    }

    /// The kinds that the lists find in a sentence.
    pub(super) fn told(&self, at: usize) -> u16 {
        self.kinds.get(at).copied().unwrap_or_default()
    }

    /// Writes down what a sentence is made of, each name and date once.
    pub(super) fn items(&self, at: usize, out: &mut Vec<Item>) {
        let reading = self.reading;
        let tokens = reading.sentences[at].tokens.clone();
        out.clear();
        let Some(first) = reading.tokens.get(tokens.start) else {
            return;
        };
        let dates = self.dates;
        let from = dates.partition_point(|d| d.span.end <= first.span.start);
        let mut dates = dates[from..].iter().peekable();
        let mut before = 0;
        for token in tokens {
            let name = self.page.names_at(token);
            let span = reading.tokens[token].span;
            while dates.next_if(|d| d.span.end <= span.start).is_some() {}
            let dated = dates.peek().is_some_and(|d| d.span.start < span.end);
            let sign = match (name, dated, reading.tokens[token].kind) {
                (1.., ..) => u64::from(name),
                (_, true, _) => DATE,
                (_, _, TokenKind::Number) => 1 << 21,
                _ => 0,
            };
            if sign == 0 {
                let lexeme = &reading.lexemes[token];
                let aside = Traits::FUNCTION.or(Traits::AUXILIARY);
                out.push(Item {
                    token,
                    hash: lexeme.word.hash,
                    stem: lexeme.incident.stem,
                    sign: false,
                    small: lexeme.incident.small || lexeme.traits.any(aside),
                });
            } else if sign != before {
                out.push(Item {
                    token,
                    hash: sign,
                    stem: sign,
                    sign: true,
                    small: false,
                });
            }
            before = sign;
        }
    }

    /// Writes down the places of what is seen of a sentence, and whose words they are.
    pub(super) fn features(
        &self,
        at: usize,
        items: &[Item],
        topics: Topics,
        out: &mut Vec<(u32, Option<u32>)>,
    ) {
        out.clear();
        let mut add = |template: u64, value: u64, token: Option<u32>| {
            out.push((place(template, value), token));
        };
        add(0, 0, None);
        let own = |item: &Item| (!item.small && !item.sign).then_some(item.token as u32);
        for item in items {
            add(1, item.stem, own(item));
            add(2, item.hash, own(item));
        }
        for pair in items.windows(2) {
            let both = mix(pair[0].stem, pair[1].stem);
            add(3, both, own(&pair[0]).or(own(&pair[1])));
        }
        // Of what tells anything: pairs, and each word with the name before it.
        let telling = || items.iter().filter(|item| !item.small);
        let mut name = 0;
        for (item, next) in telling().zip(telling().skip(1).map(Some).chain([None])) {
            if let Some(next) = next {
                add(4, mix(item.stem, next.stem), own(item).or(own(next)));
            }
            if !item.sign {
                add(5, mix(name, item.stem), own(item));
            } else if item.hash < DATE {
                name = item.hash;
            }
        }
        // With the name, date or number behind it.
        let mut sign = 0;
        for item in items.iter().rev() {
            if item.sign {
                sign = item.hash;
            } else if !item.small {
                add(6, mix(sign, item.stem), own(item));
            }
        }
        let dates = items.iter().filter(|item| item.hash == DATE).count();
        add(7, dates.min(2) as u64, None);
        add(8, u64::from(at == 0), None);
        add(9, (items.len() / 8).min(6) as u64, None);
        let most = (0..CLASSES).max_by_key(|class| self.most[*class]);
        let most = most.filter(|class| self.most[*class] > 0);
        add(11, most.map_or(0, |class| 1 + class as u64), None);
        let mut each = |template: u64, kinds: u16| {
            for class in (0..CLASSES).filter(|class| kinds >> class & 1 == 1) {
                add(template, class as u64, None);
            }
            if kinds == 0 {
                add(template, CLASSES as u64, None);
            }
        };
        let told = |at: Option<usize>| at.map_or(0, |at| self.told(at));
        each(10, self.all);
        each(12, told(at.checked_sub(1)));
        each(15, self.told(at));
        each(16, told(at.checked_add(1)));
        for (token, word) in self.page.telling(&self.reading.sentences[at].tokens) {
            let bits = word.kinds;
            if bits != 0 {
                let past = self.reading.is(token, Traits::PAST);
                add(
                    17,
                    u64::from(bits) << 1 | u64::from(past),
                    Some(token as u32),
                );
                for class in (0..CLASSES).filter(|class| bits >> class & 1 == 1) {
                    add(18, (class as u64) << 1 | u64::from(past), None);
                }
            }
        }
        for topic in topics.each() {
            add(13, topic, None);
        }
        for subject in self.about.each() {
            add(14, subject, None);
        }
    }
}

/// What stands for a date; names have smaller numbers.
const DATE: u64 = 1 << 20;

/// Whether a folded word is a sign, or too short to tell anything.
pub(super) fn is_small(folded: &str) -> bool {
    folded.len() < 3 || !folded.starts_with(char::is_alphabetic)
}

/// The place of what a template makes of a value.
pub(super) fn place(template: u64, value: u64) -> u32 {
    (feature_hash(template, value) >> (64 - BITS)) as u32
}

/// The hash of a word without its ending: "arrested", "arrests" and "arrest" have one.
pub(super) fn stem(word: &str) -> u64 {
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
