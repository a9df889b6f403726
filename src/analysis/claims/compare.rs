use super::sketch::{Sketch, sort};
use crate::model::{ClaimKind, Difference, Sense, Stance};

/// What two sketches have to do with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Nothing that can be told.
    None,
    /// The same claim, told alike.
    Same,
    /// The same claim, told otherwise.
    Differs(Difference),
}

impl Likeness {
    /// Whether it is one claim.
    #[must_use]
    pub fn is_one(self) -> bool {
        self != Self::None
    }
}

/// How much it says that two claims share a name, from 1 for one that hardly any article holds to
/// 0 for one that all do. Asked by the number that stands for the name in a sketch.
pub type Rarity<'a> = &'a dyn Fn(u32) -> f32;

/// A shared name, place, word; a word of the sentences around.
const NAME: f32 = 2.0;
const PLACE: f32 = 1.2;
const WORD: f32 = 1.0;
const AROUND: f32 = 0.3;
/// What it takes to be one claim.
const AGREE: f32 = 3.4;
const DIFFER: f32 = 4.6;
const HAPPENED: f32 = 5.4;

/// Tells whether two claims are one.
///
/// The weights are of this project's making: what two tellings share is added up, rare things
/// counting for more, and held against a threshold that is higher where the numbers differ.
#[must_use]
pub fn compare(one: &Sketch, other: &Sketch, rarity: Rarity<'_>) -> Likeness {
    if one.kind != other.kind {
        return Likeness::None;
    }
    match one.kind {
        ClaimKind::Quote => quotes(one, other, rarity),
        ClaimKind::Figure => figures(one, other, rarity),
        ClaimKind::Event => events(one, other, rarity),
    }
}

/// Runs of words in common from which on it is no chance that two say the same: ten words.
const LONG: usize = 8;

/// One quotation where three fifths of the shorter one's runs of words are in the longer, and it
/// is no phrase that anybody uses ("we do not comment on ongoing cases"): one speaker said it, or
/// the sentences share names, or much of it is the same.
fn quotes(one: &Sketch, other: &Sketch, rarity: Rarity<'_>) -> Likeness {
    let common = shared(&one.runs, &other.runs).count();
    let shorter = one.runs.len().min(other.runs.len());
    let longer = one.runs.len().max(other.runs.len());
    if shorter == 0 || common * 5 < shorter * 3 {
        return Likeness::None;
    }
    let named = !one.cited.is_empty() && !other.cited.is_empty();
    let one_voice = shared(&one.cited, &other.cited).next().is_some();
    let meant = match (named, one_voice) {
        (_, true) => true,
        // Laid to two speakers, one of them wrongly.
        (true, false) => common >= LONG && common * 5 >= longer * 4,
        (false, false) => common >= LONG || company(one, other, rarity) >= 1.0,
    };
    if meant {
        Likeness::Same
    } else {
        Likeness::None
    }
}

fn figures(one: &Sketch, other: &Sketch, rarity: Rarity<'_>) -> Likeness {
    let (Some(a), Some(b)) = (one.measure, other.measure) else {
        return Likeness::None;
    };
    if !same_unit(one.unit, other.unit) || apart(one, other) {
        return Likeness::None;
    }
    let context = context(one, other, rarity);
    let told = shared(&one.said, &other.said).count();
    let equal = a.meets(b);
    let exact = |sense| matches!(sense, Sense::Exact | Sense::AtLeast | Sense::AtMost);
    let same_number = equal
        && exact(a.sense)
        && exact(b.sense)
        && (core(a) - core(b)).abs() <= f64::EPSILON * core(a).abs();
    // A number that is hard to hit by chance is half the evidence.
    let number = if same_number { weight(core(a)) } else { 0.0 };
    if equal && (same_number || context + f32::from(u8::from(told > 0)) >= DIFFER) {
        if context + number < AGREE || context < 1.0 {
            return Likeness::None;
        }
        return match (a.sense, b.sense) {
            (Sense::AtLeast, Sense::AtMost) | (Sense::AtMost, Sense::AtLeast) => {
                Likeness::Differs(Difference::Bound)
            }
            (Sense::Magnitude, other) | (other, Sense::Magnitude) if other != Sense::Magnitude => {
                Likeness::Differs(Difference::Precision)
            }
            _ if !same_number && a.sense == b.sense => Likeness::Differs(Difference::Value),
            _ => stance(one, other),
        };
    }
    // Other numbers of the same: it must be said of them in the same words, and of one occasion.
    let near = core(a).max(core(b)) <= core(a).min(core(b)) * 10.0;
    let occasion =
        same_days(one, other) || one.incident.is_some() && one.incident == other.incident;
    if near && told > 0 && occasion && context >= DIFFER {
        return Likeness::Differs(Difference::Value);
    }
    Likeness::None
}

fn events(one: &Sketch, other: &Sketch, rarity: Rarity<'_>) -> Likeness {
    if sort(one.incident) != sort(other.incident) || apart(one, other) {
        return Likeness::None;
    }
    let mut sum = context(one, other, rarity);
    if shared(&one.said, &other.said).next().is_some() {
        sum += 1.5;
    }
    if let (Some((first, last)), true) = (one.days, same_days(one, other)) {
        sum += match last.0 - first.0 {
            0..=7 => 2.0,
            8..=31 => 1.2,
            _ => 0.4,
        };
    }
    let named = shared(&one.names, &other.names).next().is_some()
        || shared(&one.places, &other.places).count() >= 1
            && shared(&one.words, &other.words).count() >= 3;
    if named && sum >= HAPPENED {
        stance(one, other)
    } else {
        Likeness::None
    }
}

fn stance(one: &Sketch, other: &Sketch) -> Likeness {
    if (one.stance == Stance::Fact) == (other.stance == Stance::Fact) {
        Likeness::Same
    } else {
        Likeness::Differs(Difference::Stance)
    }
}

/// How much two sentences have in common, their numbers apart.
fn context(one: &Sketch, other: &Sketch, rarity: Rarity<'_>) -> f32 {
    let words = shared(&one.words, &other.words).count();
    let around = shared(&one.around, &other.around).count()
        + shared(&one.words, &other.around).count()
        + shared(&one.around, &other.words).count();
    let said = WORD * (words.min(6) as f32) + AROUND * (around.min(5) as f32);
    company(one, other, rarity) + said
}

/// How much two sentences share of whom and where they name.
fn company(one: &Sketch, other: &Sketch, rarity: Rarity<'_>) -> f32 {
    let names: f32 = shared(&one.names, &other.names)
        .map(|name| NAME * rarity(name).max(0.3))
        .sum();
    let places: f32 = shared(&one.places, &other.places)
        .map(|place| PLACE * rarity(place).max(0.4))
        .sum();
    names + places
}

/// Whether both tell their days and no day is in both, with a week's grace for late reports.
fn apart(one: &Sketch, other: &Sketch) -> bool {
    match (one.days, other.days) {
        (Some(a), Some(b)) => a.0.0 > b.1.0 + 7 || b.0.0 > a.1.0 + 7,
        _ => false,
    }
}

fn same_days(one: &Sketch, other: &Sketch) -> bool {
    match (one.days, other.days) {
        (Some(a), Some(b)) => a.0 <= b.1 && b.0 <= a.1,
        _ => false,
    }
}

fn same_unit(one: (u32, bool), other: (u32, bool)) -> bool {
    one.0 == other.0 || one.1 && other.1 && (one.0 == 0 || other.0 == 0)
}

/// The number as the text gives it.
fn core(measure: crate::model::Measure) -> f64 {
    match measure.sense {
        Sense::AtMost => measure.high,
        Sense::About => f64::midpoint(measure.low, measure.high),
        Sense::Exact | Sense::AtLeast | Sense::Magnitude => measure.low,
    }
}

/// How telling a number is: by its digits that are not zeros at the end, and its size.
fn weight(value: f64) -> f32 {
    let mut whole = value.round();
    let mut digits = 0.0_f32;
    while whole >= 10.0 && whole % 10.0 == 0.0 {
        whole /= 10.0;
    }
    while whole >= 1.0 {
        whole = (whole / 10.0).floor();
        digits += 1.0;
    }
    let size = match value {
        v if v >= 100_000.0 => 1.0,
        v if v >= 1_000.0 => 0.5,
        v if v < 20.0 => -0.5,
        _ => 0.0,
    };
    digits.min(3.0) + size
}

/// What two sorted lists have in common.
fn shared<'a, T: Copy + Ord>(one: &'a [T], other: &'a [T]) -> impl Iterator<Item = T> + 'a {
    let mut at = 0;
    one.iter().copied().filter(move |value| {
        while other.get(at).is_some_and(|next| next < value) {
            at += 1;
        }
        other.get(at) == Some(value)
    })
}

/// How much it says that two of `articles` share a name which `held` of them hold, 1 to 0: as one
/// less the share of their logarithms, so that one in a hundred still counts for half.
#[must_use]
pub fn rarity(held: usize, articles: usize) -> f32 {
    let more = held.saturating_sub(2) as f32;
    1.0 - more.ln_1p() / (articles.max(4) as f32).ln_1p()
}

/// A number with the days of publication of its article, where they are known for sure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    pub value: f64,
    pub days: Option<(i32, i32)>,
}

/// Whether numbers, in order of publication, never fall, and only grow from one day to a later
/// one: a toll that rises, and no contradiction.
#[must_use]
pub fn rise(figures: &[Figures]) -> bool {
    figures.windows(2).all(|two| {
        let (one, other) = (two[0], two[1]);
        let equal = (one.value - other.value).abs() < f64::EPSILON * one.value.abs().max(1.0);
        let later = match (one.days, other.days) {
            (Some((_, last)), Some((first, _))) => last < first,
            _ => false,
        };
        equal || later && one.value < other.value
    })
}
