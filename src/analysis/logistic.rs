//! Logistic models over hashed features, their weights single bytes: of classes of which one is right,
//! or of which each may be.

use std::cell::Cell;

/// The weights of up to `WIDTH` classes, a row for each place of the table of features.
#[derive(Clone, Debug, PartialEq)]
pub struct Logistic<const WIDTH: usize> {
    /// As many as a power of two.
    rows: Vec<[i8; WIDTH]>,
    /// What one step of a weight is worth.
    step: f32,
}

thread_local! {
    /// A bit for each place whose feature was counted; between two cases there are none.
    static SEEN: Cell<Vec<u64>> = const { Cell::new(Vec::new()) };
}

/// The features of one case, as places in the table, and how much of it belongs to each class.
#[derive(Clone, Debug, PartialEq)]
pub struct Example<const WIDTH: usize> {
    pub features: Vec<u32>,
    pub shares: [f32; WIDTH],
}

/// How sums become chances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// One class is right.
    One,
    /// Each may be, by itself.
    Each,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plan {
    pub link: Link,
    pub classes: usize,
    /// Places of the table, as a power of two.
    pub bits: u32,
    pub rounds: usize,
    pub rate: f32,
    pub decay: f32,
}

impl<const WIDTH: usize> Logistic<WIDTH> {
    /// A model that knows nothing, of so many places as a power of two.
    pub(super) fn ignorant(bits: u32) -> Self {
        Self {
            rows: vec![[0; WIDTH]; 1 << bits],
            step: 0.0,
        }
    }

    /// The sums of the weights of some features.
    pub(super) fn sums(&self, features: impl IntoIterator<Item = u32>) -> [i32; WIDTH] {
        let mut sums = [0; WIDTH];
        for feature in features {
            let row = self.row(feature);
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(*weight);
            }
        }
        sums
    }

    /// The same where a feature counts but once, however often it is there.
    pub(super) fn sums_of_each(&self, features: impl Iterator<Item = u32> + Clone) -> [i32; WIDTH] {
        let mut seen = SEEN.take();
        if seen.len() * 64 < self.rows.len() {
            seen.resize(self.rows.len() / 64, 0);
        }
        let mask = self.rows.len() - 1;
        let place = |feature: u32| {
            let at = feature as usize & mask;
            (at / 64, 1 << (at % 64))
        };
        let sums = self.sums(features.clone().filter(|feature| {
            let (at, bit): (usize, u64) = place(*feature);
            let new = seen[at] & bit == 0;
            seen[at] |= bit;
            new
        }));
        for feature in features {
            seen[place(feature).0] = 0;
        }
        SEEN.set(seen);
        sums
    }

    /// The weights of a feature.
    pub(super) fn row(&self, feature: u32) -> &[i8; WIDTH] {
        &self.rows[feature as usize & (self.rows.len() - 1)]
    }

    /// The chances of the first classes after their sums, where one of them is right.
    pub(super) fn chances(&self, sums: [i32; WIDTH], classes: usize) -> [f32; WIDTH] {
        softmax(sums.map(|sum| sum as f32 * self.step), classes)
    }

    /// The chance of a class that may be right by itself, after its sum.
    pub(super) fn chance(&self, sum: i32) -> f32 {
        sigmoid(self.score(sum))
    }

    /// What a sum weighs, as a logarithm of chances.
    pub(super) fn score(&self, sum: i32) -> f32 {
        sum as f32 * self.step
    }

    /// Writes the model: what a step is worth, then the rows.
    pub(super) fn encode(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.step.to_le_bytes());
        out.extend(
            self.rows
                .iter()
                .flatten()
                .map(|weight| weight.to_le_bytes()[0]),
        );
    }

    /// Reads a model of so many places, and what comes behind it.
    pub(super) fn decode(bytes: &[u8], bits: u32) -> Option<(Self, &[u8])> {
        let (step, rest) = bytes.split_first_chunk::<4>()?;
        let (rows, rest) = rest.split_at_checked(WIDTH << bits)?;
        let byte = |weight: u8| i8::from_le_bytes([weight]);
        let rows = rows
            .chunks_exact(WIDTH)
            .map(|row| std::array::from_fn(|at| byte(row[at])));
        let model = Self {
            rows: rows.collect(),
            step: f32::from_le_bytes(*step),
        };
        Some((model, rest))
    }
}

fn softmax<const WIDTH: usize>(mut scores: [f32; WIDTH], classes: usize) -> [f32; WIDTH] {
    let most = scores[..classes].iter().copied().fold(f32::MIN, f32::max);
    let mut total = 0.0;
    for (class, score) in scores.iter_mut().enumerate() {
        *score = if class < classes {
            (*score - most).exp()
        } else {
            0.0
        };
        total += *score;
    }
    scores.map(|score| score / total)
}

fn sigmoid(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// Learns by `AdaGrad`, the mean over the second half of the rounds: the same examples give the same
/// bytes. A feature that one example alone has is left out.
pub(super) fn learn<const WIDTH: usize>(
    examples: &[Example<WIDTH>],
    plan: Plan,
) -> Logistic<WIDTH> {
    let size = 1 << plan.bits;
    let mut seen = vec![0_u32; size];
    for feature in examples.iter().flat_map(|example| &example.features) {
        seen[*feature as usize] += 1;
    }
    let mut weights = vec![[0.0_f32; WIDTH]; size];
    let mut squares = vec![[1e-2_f32; WIDTH]; size];
    let mut means = vec![[0.0_f32; WIDTH]; size];
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let averaged = plan.rounds - plan.rounds / 2;
    for round in 0..plan.rounds {
        shuffle(&mut order, &mut random);
        for index in &order {
            let example = &examples[*index];
            let known = || example.features.iter().filter(|f| seen[**f as usize] > 1);
            let mut scores = [0.0; WIDTH];
            for feature in known() {
                for (score, weight) in scores.iter_mut().zip(&weights[*feature as usize]) {
                    *score += weight;
                }
            }
            let mut steps = match plan.link {
                Link::One => softmax(scores, plan.classes),
                Link::Each => scores.map(sigmoid),
            };
            for (step, share) in steps.iter_mut().zip(example.shares) {
                *step -= share;
            }
            for feature in known() {
                let row = &mut weights[*feature as usize];
                let square = &mut squares[*feature as usize];
                for class in 0..plan.classes {
                    let gradient = steps[class] + plan.decay * row[class];
                    square[class] += gradient * gradient;
                    row[class] -= plan.rate * gradient / square[class].sqrt();
                }
            }
        }
        if round >= plan.rounds / 2 {
            for (mean, weight) in means.iter_mut().flatten().zip(weights.iter().flatten()) {
                *mean += weight / averaged as f32;
            }
        }
    }
    let most = means.iter().flatten().map(|w| w.abs()).fold(1e-6, f32::max);
    let step = most / 127.0;
    let byte = |weight: f32| (weight / step).round().clamp(-127.0, 127.0) as i8;
    Logistic {
        rows: means.into_iter().map(|row| row.map(byte)).collect(),
        step,
    }
}

/// Brings an order into another, after a running random number.
pub(super) fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        order.swap(at, (*random % (at as u64 + 1)) as usize);
    }
}
