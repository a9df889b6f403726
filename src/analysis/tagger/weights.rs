//! The table of weights as it is looked up: only features that weigh anything have a row.

use super::features::MOST;
use super::model::{BITS, LABELS, ROW};

/// Places of the table of hashed features.
pub(super) const COUNT: usize = 1 << BITS;

/// The weights of a feature, a byte for each label, counted from the lowest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(align(16))]
pub(super) struct Row(pub [u8; ROW]);

/// The byte of a weight of nought.
pub(super) const MIDDLE: u8 = 128;

impl Row {
    /// A feature that weighs nothing.
    pub(super) const NOUGHT: Self = Self([MIDDLE; ROW]);

    fn new(weights: &[i8; ROW]) -> Self {
        Self(weights.map(|weight| weight.to_le_bytes()[0] ^ MIDDLE))
    }
}

/// A row for each place. Hardly any feature of a text weighs nothing, so that all are asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weights(Box<[Row; COUNT]>);

/// The places of the features of a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    count: usize,
    places: [u32; ROOM],
}

impl Default for Told {
    fn default() -> Self {
        Self {
            count: 0,
            places: [0; ROOM],
        }
    }
}

impl Told {
    /// Notes the place of a feature.
    #[inline]
    pub(super) fn tell(&mut self, feature: u32) {
        self.places[self.count % ROOM] = feature >> (32 - BITS);
        self.count += 1;
    }

    /// The places of what was told, which is forgotten.
    pub(super) fn places(&mut self) -> &[u32] {
        let count = std::mem::take(&mut self.count).min(ROOM);
        &self.places[..count]
    }
}

/// More than any token has.
const ROOM: usize = MOST.next_power_of_two();

/// Sums of weights for each label, and of how many.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sums {
    sums: [u16; ROW],
    count: u16,
}

impl Weights {
    /// Of a row for each place.
    pub(super) fn new(rows: &[[i8; ROW]]) -> Self {
        Self::of(rows.iter().map(Row::new).collect())
    }

    /// Of rows as they are kept; the places behind them weigh nothing.
    pub(super) fn of(mut rows: Vec<Row>) -> Self {
        rows.resize(COUNT, Row::NOUGHT);
        let rows = rows.into_boxed_slice();
        Self(rows.try_into().expect("a row for each place"))
    }

    /// Of each 32 places a bit each of whether anything is weighed there, and the rows of these.
    pub(super) fn parts(&self) -> impl Iterator<Item = (u32, impl Iterator<Item = &Row>)> {
        self.0.chunks(32).map(|rows| {
            let weighs = |row: &&Row| **row != Row::NOUGHT;
            let bits = rows.iter().rev();
            let bits = bits.fold(0, |bits, row| bits << 1 | u32::from(weighs(&row)));
            (bits, rows.iter().filter(weighs))
        })
    }

    /// The sums of what was told, which is forgotten.
    pub(super) fn sum(&self, told: &mut Told) -> Sums {
        let mut sums = Sums::default();
        self.add(&mut sums, told.places());
        sums
    }

    /// Adds the weights at places to sums.
    ///
    /// The rows are far apart and seldom near the processor: it does well where it can ask for
    /// many of them before the first is there, and nothing else is done here. By itself, so that
    /// it is not woven into what needs fewer than all labels.
    #[inline(never)]
    pub(super) fn add(&self, into: &mut Sums, places: &[u32]) {
        let mut sums = into.sums;
        for place in places {
            let Row(row) = self.0[*place as usize % COUNT];
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += u16::from(weight);
            }
        }
        into.sums = sums;
        into.count += places.len() as u16;
    }
}

impl Sums {
    /// Adds others.
    #[inline]
    pub(super) fn join(&mut self, other: Self) {
        for (sum, other) in self.sums.iter_mut().zip(other.sums) {
            *sum += other;
        }
        self.count += other.count;
    }

    /// The scores of the labels, where a step of a weight is worth so much.
    pub(super) fn scores(&self, step: f32) -> [f32; LABELS] {
        // Far fewer than 256 weights below 256: no sum runs over.
        let middle = i32::from(self.count) * i32::from(MIDDLE);
        let mut out = [0.0; LABELS];
        for (score, sum) in out.iter_mut().zip(self.sums) {
            *score = (i32::from(sum) - middle) as f32 * step;
        }
        out
    }
}
