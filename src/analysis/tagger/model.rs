use super::features::{Features, Hint, MOST, OWN, active, own};
use super::file::pack;
use super::recall::Recall;
use super::words::Page;
use crate::model::Kind;
use std::cell::Cell;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

/// The sorts of names that the tagger tells apart; the last is none that is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Person,
    Place,
    Body,
    Group,
    Malware,
    /// Elections, works, products: names, but of no kind that is marked.
    Other,
}

impl Sort {
    pub(crate) const ALL: [Self; 6] = [
        Self::Person,
        Self::Place,
        Self::Body,
        Self::Group,
        Self::Malware,
        Self::Other,
    ];

    /// The kind, where it follows; a body can still be of three.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Person => Some(Kind::Person),
            Self::Place => Some(Kind::Place),
            Self::Body => Some(Kind::Organisation),
            Self::Group => Some(Kind::Group),
            Self::Malware => Some(Kind::Malware),
            Self::Other => None,
        }
    }
}

/// Outside, then begin and inside of each sort.
pub(crate) const LABELS: usize = 13;
/// Labels of a row, filled up to a power of two.
pub(crate) const ROW: usize = 16;
/// Rows of the table, as a power of two.
pub(crate) const BITS: u32 = 19;
/// Taken from the score of no name, so that what is missed and what is marked amiss balance.
const CAUTION: f32 = 0.6;

/// A name that the tagger sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    pub tokens: Range<usize>,
    pub sort: Sort,
    /// Chance that all its labels are right, after the model.
    pub chance: f32,
}

/// What the tagger makes of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    pub names: Vec<Tagged>,
    /// For each token the chance that it is part of no name that is marked.
    pub outside: Vec<f32>,
}

/// A linear-chain conditional random field over hashed features, weights in eighths of a byte's
/// range.
#[derive(Clone, Debug)]
pub struct Model {
    /// A row of noughts, then one for each feature.
    pub(super) rows: Vec<Packed>,
    /// A bit for each feature that weighs anything. Half of them do not, and this is small enough
    /// to stay near, which the rows are not.
    weighty: Vec<u64>,
    /// Of the models of this process.
    number: u64,
    /// What one step of a weight is worth.
    pub(super) step: f32,
    /// From label to label; the row after the last is the beginning.
    pub(super) moves: [[f32; LABELS]; LABELS + 1],
    steps: Steps,
}

static SHIPPED: LazyLock<Option<Arc<Model>>> = LazyLock::new(|| {
    Model::decode(include_bytes!("../../../assets/model/names.bin")).map(Arc::new)
});

impl Model {
    /// The model that is compiled in, decoded at the first call.
    #[must_use]
    pub fn shipped() -> Option<Arc<Self>> {
        SHIPPED.clone()
    }

    pub(crate) fn new(rows: &[[i8; ROW]], step: f32, moves: &[[f32; LABELS]; LABELS + 1]) -> Self {
        let first = std::iter::once(NOUGHT);
        let rows = first.chain(rows.iter().map(pack));
        Self::of(rows.collect(), step, moves)
    }

    /// A model of rows as they are kept: one of noughts first.
    pub(super) fn of(rows: Vec<Packed>, step: f32, moves: &[[f32; LABELS]; LABELS + 1]) -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        let steps = steps(moves);
        let weighty = rows[1..].chunks(64).map(|rows| {
            let bits = rows.iter().zip(0..);
            bits.fold(0, |word, (row, bit)| {
                word | u64::from(*row != NOUGHT) << bit
            })
        });
        Self {
            weighty: weighty.collect(),
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
            rows,
            step,
            moves: *moves,
            steps,
        }
    }

    /// Finds the names of a document.
    #[must_use]
    pub fn tag(&self, page: &Page<'_>, hints: &[Hint]) -> Tagging {
        let features = Features::new(page, hints, &[]);
        let mut out = Tagging {
            names: Vec::new(),
            outside: vec![1.0; page.words.len()],
        };
        let mut scores: Vec<[f32; LABELS]> = Vec::new();
        let (mut lattice, mut labels) = (Lattice::default(), Vec::new());
        let mut buffer = [0; MOST];
        let (mut known, number) = KNOWN.take();
        if number != self.number {
            known = Recall::default();
        }
        for sentence in &page.reading.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                if !active(page, hints, at) {
                    at += 1;
                    continue;
                }
                let first = at;
                scores.clear();
                while at < sentence.tokens.end && active(page, hints, at) {
                    let text = page.text(at);
                    let mut sums = known.get(text, 0, || {
                        self.add(Sums::default(), &own(text, page.words[at].hash))
                    });
                    let count = features.around(at, &mut buffer);
                    sums = self.add(sums, &buffer[..count]);
                    scores.push(self.score(sums, count + OWN));
                    at += 1;
                }
                lattice.fill(&scores, &self.steps, None);
                lattice.best(&self.steps, &mut labels);
                read(first, &lattice, &labels, &mut out);
            }
        }
        KNOWN.set((known, self.number));
        out
    }

    /// Adds the weights of features to sums.
    fn add(&self, sums: Sums, features: &[u32]) -> Sums {
        let Sums { mut even, mut odd } = sums;
        for feature in features {
            let place = (feature >> (32 - BITS)) as usize;
            let weighty = self.weighty[place / 64] >> (place % 64) & 1;
            let row = &self.rows[(place + 1) * weighty as usize];
            for half in 0..2 {
                even[half] += row[half] & EVEN;
                odd[half] += row[half] >> 8 & EVEN;
            }
        }
        Sums { even, odd }
    }

    /// The scores of the labels after the sums of `count` features.
    fn score(&self, sums: Sums, count: usize) -> [f32; LABELS] {
        // At most `MOST` weights below 256: no sum runs over into its neighbour.
        let middle = (count * usize::from(MIDDLE)) as i16;
        let mut out = [0.0; LABELS];
        for (label, score) in out.iter_mut().enumerate() {
            let sums = if label % 2 == 0 { sums.even } else { sums.odd };
            let sum = (sums[label / 8] >> (label % 8 / 2 * 16)) as u16;
            *score = f32::from(sum as i16 - middle) * self.step;
        }
        out[0] -= CAUTION;
        out
    }
}

/// The weights of a feature, a byte for each label, counted from the lowest; eight in a number, so
/// that eight are added at once.
pub(super) type Packed = [u64; 2];

/// Sums of weights, sixteen bits for each label: the even ones, the odd ones.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    even: Packed,
    odd: Packed,
}

thread_local! {
    /// The sums of what the letters of words decide, and the number of the model they are after.
    static KNOWN: Cell<(Recall<Sums>, u64)> = Cell::default();
}

/// The byte of a weight of nought.
pub(super) const MIDDLE: u8 = 128;
/// A feature that weighs nothing.
pub(super) const NOUGHT: Packed = [u64::from_le_bytes([MIDDLE; 8]); 2];
/// Every other byte.
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

/// The likeliest labels of a run of tokens, as names.
fn read(first: usize, lattice: &Lattice, labels: &[usize], out: &mut Tagging) {
    for at in 0..labels.len() {
        let other = LABELS - 2;
        out.outside[first + at] =
            lattice.chance(at, 0) + lattice.chance(at, other) + lattice.chance(at, other + 1);
    }
    let mut at = 0;
    while at < labels.len() {
        let label = labels[at];
        if label == 0 {
            at += 1;
            continue;
        }
        let sort = (label - 1) / 2;
        let mut end = at + 1;
        while end < labels.len() && labels[end] == 2 + 2 * sort {
            end += 1;
        }
        let chance = (at..end)
            .map(|i| lattice.chance(i, labels[i]))
            .fold(1.0, f32::min);
        if let Some(sort) = Sort::ALL.get(sort) {
            out.names.push(Tagged {
                tokens: first + at..first + end,
                sort: *sort,
                chance,
            });
        }
        at = end;
    }
}

/// Exponentials of the weights of moves, nought where a label may not follow.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    /// A row for each label that is left, and one for the beginning.
    from: [[f32; ROW]; LABELS + 1],
    /// The same turned around: a row for each label that is come to.
    into: [[f32; ROW]; LABELS],
}

/// Makes the exponentials.
pub(crate) fn steps(moves: &[[f32; LABELS]; LABELS + 1]) -> Steps {
    let mut out = Steps {
        from: [[0.0; ROW]; LABELS + 1],
        into: [[0.0; ROW]; LABELS],
    };
    for (from, weights) in moves.iter().enumerate() {
        let before = if from == LABELS { 0 } else { from };
        for (to, weight) in weights.iter().enumerate() {
            if follows(before, to) {
                let step = weight.exp();
                out.from[from][to] = step;
                out.into[to][from] = step;
            }
        }
    }
    out
}

/// Whether a label may follow another.
fn follows(before: usize, label: usize) -> bool {
    let inside = label >= 2 && label.is_multiple_of(2);
    !inside || before == label || before == label - 1
}

/// The chances of every label of a run, forward and backward. It can be filled again and again.
#[derive(Debug, Default)]
pub(crate) struct Lattice {
    own: Vec<[f32; ROW]>,
    forward: Vec<[f32; ROW]>,
    backward: Vec<[f32; ROW]>,
    totals: Vec<f32>,
    back: Vec<[u32; ROW]>,
    /// The logarithm of the sum over all paths.
    pub(crate) log_sum: f32,
}

impl Lattice {
    /// Weighs all paths; `allowed` holds a bit for each label that a token may have.
    pub(crate) fn fill(
        &mut self,
        scores: &[[f32; LABELS]],
        steps: &Steps,
        allowed: Option<&[u16]>,
    ) {
        let length = scores.len();
        self.own.clear();
        self.forward.clear();
        self.totals.clear();
        self.log_sum = 0.0;
        for (at, scores) in scores.iter().enumerate() {
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            self.log_sum += most;
            let mut own = [0.0; ROW];
            for (label, value) in own.iter_mut().take(LABELS).enumerate() {
                if allowed.is_none_or(|a| a[at] >> label & 1 == 1) {
                    *value = (scores[label] - most).exp().max(1e-30);
                }
            }
            let mut row = [0.0; ROW];
            if at == 0 {
                row = steps.from[LABELS];
            } else {
                let before = &self.forward[at - 1];
                for (from, weight) in before.iter().take(LABELS).enumerate() {
                    for (sum, step) in row.iter_mut().zip(&steps.from[from]) {
                        *sum += weight * step;
                    }
                }
            }
            let mut total = 1e-30_f32;
            for (value, own) in row.iter_mut().zip(&own) {
                *value *= own;
                total += *value;
            }
            self.log_sum += total.ln();
            for value in &mut row {
                *value /= total;
            }
            self.own.push(own);
            self.forward.push(row);
            self.totals.push(total);
        }
        self.backward.clear();
        self.backward.resize(length, [1.0; ROW]);
        for at in (0..length.saturating_sub(1)).rev() {
            let mut ahead = self.own[at + 1];
            for (value, back) in ahead.iter_mut().zip(&self.backward[at + 1]) {
                *value *= back / self.totals[at + 1];
            }
            let mut row = [0.0; ROW];
            for (steps, value) in steps.into.iter().zip(&ahead) {
                for (back, step) in row.iter_mut().zip(steps) {
                    *back += step * value;
                }
            }
            self.backward[at] = row;
        }
    }

    /// The chance of a label at a place.
    pub(crate) fn chance(&self, at: usize, label: usize) -> f32 {
        self.forward[at][label] * self.backward[at][label]
    }

    /// The chance of two labels in a row, the second at `at`.
    pub(crate) fn chance_of_move(&self, at: usize, from: usize, to: usize, steps: &Steps) -> f32 {
        self.forward[at - 1][from] * steps.from[from][to] * self.own[at][to] * self.backward[at][to]
            / self.totals[at]
    }

    /// The likeliest path (Viterbi).
    pub(crate) fn best(&mut self, steps: &Steps, out: &mut Vec<usize>) {
        let length = self.own.len();
        self.back.clear();
        let mut now = [0.0_f32; ROW];
        for at in 0..length {
            let mut next = [0.0_f32; ROW];
            let mut from_best = [0_u32; ROW];
            if at == 0 {
                next = steps.from[LABELS];
            } else {
                for (from, weight) in now.iter().take(LABELS).enumerate() {
                    // Without branches, so that a row is weighed at once.
                    for ((step, most), best) in
                        steps.from[from].iter().zip(&mut next).zip(&mut from_best)
                    {
                        let value = weight * step;
                        let better = value > *most;
                        *most = if better { value } else { *most };
                        *best = if better { from as u32 } else { *best };
                    }
                }
            }
            let mut most = 1e-30_f32;
            for (value, own) in next.iter_mut().zip(&self.own[at]) {
                *value *= own;
                most = most.max(*value);
            }
            for value in &mut next {
                *value /= most;
            }
            self.back.push(from_best);
            now = next;
        }
        let mut label = (0..LABELS)
            .max_by(|a, b| now[*a].total_cmp(&now[*b]).then(b.cmp(a)))
            .unwrap_or(0);
        out.clear();
        out.resize(length, 0);
        for at in (0..length).rev() {
            out[at] = label;
            label = self.back[at][label] as usize;
        }
    }
}
