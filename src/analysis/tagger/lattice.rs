//! All ways to label a run of tokens, weighed: the likeliest one, and the chance of every label.

use super::model::{LABELS, ROW};

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
    /// What was taken off the scores of each token.
    taken: Vec<f32>,
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
        self.taken.clear();
        for (at, scores) in scores.iter().enumerate() {
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            self.taken.push(most);
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

    /// The logarithm of the sum over all paths.
    pub(crate) fn log_sum(&self) -> f32 {
        let mut sum = 0.0;
        for (taken, total) in self.taken.iter().zip(&self.totals) {
            sum += taken;
            sum += total.ln();
        }
        sum
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
}

/// The weights of moves as the likeliest path is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Path {
    /// Of each label at the beginning of a run.
    first: [f32; LABELS],
    /// From each label to the labels that may follow any: outside and the beginnings.
    open: [[f32; 8]; LABELS],
    /// To the inside of each sort, from its beginning and its inside.
    inside: [[f32; 2]; SORTS],
}

const SORTS: usize = LABELS / 2;
/// Below every score.
const NEVER: f32 = -1e30;

impl Path {
    pub(crate) fn new(moves: &[[f32; LABELS]; LABELS + 1]) -> Self {
        let mut out = Self {
            first: moves[LABELS],
            open: [[NEVER; 8]; LABELS],
            inside: [[0.0; 2]; SORTS],
        };
        for (row, moves) in out.open.iter_mut().zip(moves) {
            row[0] = moves[0];
            for sort in 0..SORTS {
                row[1 + sort] = moves[1 + 2 * sort];
            }
        }
        for (sort, inside) in out.inside.iter_mut().enumerate() {
            let (begin, inner) = (1 + 2 * sort, 2 + 2 * sort);
            out.first[inner] = NEVER;
            *inside = [moves[begin][inner], moves[inner][inner]];
        }
        out
    }

    /// The likeliest labels of a run (Viterbi); `back` is room for them.
    pub(crate) fn best(
        &self,
        scores: &[[f32; LABELS]],
        back: &mut Vec<[u8; LABELS]>,
        out: &mut Vec<usize>,
    ) {
        back.clear();
        out.clear();
        out.resize(scores.len(), 0);
        let mut now = self.first;
        for (at, own) in scores.iter().enumerate() {
            if at > 0 {
                let mut from = [0; LABELS];
                now = self.step(&now, &mut from);
                back.push(from);
            }
            for (value, own) in now.iter_mut().zip(own) {
                *value += own;
            }
        }
        let mut label = 0;
        for (other, value) in now.iter().enumerate() {
            if *value > now[label] {
                label = other;
            }
        }
        for at in (0..scores.len()).rev() {
            out[at] = label;
            if let Some(from) = at.checked_sub(1).and_then(|before| back.get(before)) {
                label = usize::from(from[label]);
            }
        }
    }

    /// The most that each label can have behind the labels before it, and which that is.
    fn step(&self, now: &[f32; LABELS], back: &mut [u8; LABELS]) -> [f32; LABELS] {
        let mut most = [2.0 * NEVER; 8];
        let mut best = [0_u32; 8];
        for (from, (weight, moves)) in now.iter().zip(&self.open).enumerate() {
            // Without branches, so that a row is weighed at once.
            for ((step, most), best) in moves.iter().zip(&mut most).zip(&mut best) {
                let value = weight + step;
                let better = value > *most;
                *most = if better { value } else { *most };
                *best = if better { from as u32 } else { *best };
            }
        }
        let mut next = [most[0]; LABELS];
        back[0] = best[0] as u8;
        for (sort, inside) in self.inside.iter().enumerate() {
            let (begin, inner) = (1 + 2 * sort, 2 + 2 * sort);
            (next[begin], back[begin]) = (most[1 + sort], best[1 + sort] as u8);
            let (new, on) = (now[begin] + inside[0], now[inner] + inside[1]);
            (next[inner], back[inner]) = if on > new {
                (on, inner as u8)
            } else {
                (new, begin as u8)
            };
        }
        next
    }
}
