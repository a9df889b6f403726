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

/// The rows of all features that weigh anything, in their order, and where each stands.
///
/// Half of the features of a text weigh nothing. They are told by the bits, which stay near, and
/// only the rows of the others are asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Weights {
    rows: Vec<Row>,
    /// For each 32 places a bit each of whether there is a row, and above these how many rows
    /// stand before them.
    places: Box<[u64; COUNT / 32]>,
}

/// The features of a token that weigh anything.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    count: usize,
    /// What [`Weights::places`] says of each, and which of its bits is meant.
    known: [u64; ROOM],
    places: [u32; ROOM],
    /// The bits below that, and how many rows stand before all of them; then the rows.
    below: [u32; ROOM],
    rows: [u32; ROOM],
}

impl Default for Told {
    fn default() -> Self {
        Self {
            count: 0,
            known: [0; ROOM],
            places: [0; ROOM],
            below: [0; ROOM],
            rows: [0; ROOM],
        }
    }
}

impl Told {
    /// The rows of what was told, which is forgotten.
    pub(super) fn rows(&mut self) -> &[u32] {
        let count = std::mem::take(&mut self.count).min(ROOM);
        let told = self.known.iter().zip(&self.places);
        let rows = self.below.iter_mut().zip(&mut self.rows);
        for ((known, place), (below, row)) in told.zip(rows).take(count) {
            *below = *known as u32 & ((1 << (place % 32)) - 1);
            *row = (known >> 32) as u32;
        }
        // By itself, so that many are counted at once.
        for (below, row) in self.below.iter().zip(&mut self.rows).take(count) {
            *row += below.count_ones();
        }
        &self.rows[..count]
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
        let mut out = Collect::default();
        for rows in rows.chunks(32) {
            let mut bits = 0;
            for (bit, row) in rows.iter().map(Row::new).enumerate() {
                if row != Row::NOUGHT {
                    bits |= 1 << bit;
                    out.rows.push(row);
                }
            }
            out.bits(bits);
        }
        out.finish()
    }

    /// The bits and the rows of each 32 places.
    pub(super) fn parts(&self) -> impl Iterator<Item = (u32, &[Row])> {
        self.places.iter().map(|place| {
            let (bits, before) = (*place as u32, (place >> 32) as usize);
            let rows = before..before + bits.count_ones() as usize;
            (bits, self.rows.get(rows).unwrap_or_default())
        })
    }

    /// Notes the place of a feature where it weighs anything.
    #[inline]
    pub(super) fn tell(&self, feature: u32, told: &mut Told) {
        let place = feature >> (32 - BITS);
        let known = self.places[(place / 32) as usize];
        // Without a jump that no processor could foresee.
        let slot = told.count % ROOM;
        (told.known[slot], told.places[slot]) = (known, place);
        told.count += (known as u32 >> (place % 32) & 1) as usize;
    }

    /// The sums of what was told, which is forgotten.
    pub(super) fn sum(&self, told: &mut Told) -> Sums {
        let mut sums = Sums::default();
        self.add(&mut sums, told.rows());
        sums
    }

    /// Adds the weights of rows to sums.
    ///
    /// The rows are far apart and seldom near the processor: it does well where it can ask for
    /// many of them before the first is there, and nothing else is done here. By itself, so that
    /// it is not woven into what needs fewer than all labels.
    #[inline(never)]
    pub(super) fn add(&self, into: &mut Sums, rows: &[u32]) {
        let mut sums = into.sums;
        for row in rows {
            let Some(row) = self.rows.get(*row as usize) else {
                continue;
            };
            for (sum, weight) in sums.iter_mut().zip(row.0) {
                *sum += u16::from(weight);
            }
        }
        into.sums = sums;
        into.count += rows.len() as u16;
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

/// Weights as they are read, place after place.
#[derive(Debug, Default)]
pub(super) struct Collect {
    pub rows: Vec<Row>,
    places: Vec<u64>,
    before: usize,
}

impl Collect {
    /// Whether the next 32 places have a row.
    pub(super) fn bits(&mut self, bits: u32) {
        self.places
            .push((self.before as u64) << 32 | u64::from(bits));
        self.before += bits.count_ones() as usize;
    }

    /// Places that were not told of have none.
    pub(super) fn finish(mut self) -> Weights {
        self.places.resize(COUNT / 32, (self.before as u64) << 32);
        let places = self.places.into_boxed_slice();
        Weights {
            rows: self.rows,
            places: places.try_into().expect("one for each 32 places"),
        }
    }
}
