use super::features::{Features, Hint, MOST, active};
use super::lattice::{Lattice, steps};
use super::model::{BITS, LABELS, Model, ROW, Sort};
use super::words::Page;
use crate::analysis::logistic::shuffle;
use std::collections::HashMap;
use std::ops::Range;

/// A marked document to learn from.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    pub runs: Vec<Run>,
}

/// Neighbouring tokens that may be names: the features and the labels allowed for each.
#[derive(Clone, Debug, Default)]
pub struct Run {
    features: Vec<u32>,
    ends: Vec<u32>,
    allowed: Vec<u16>,
}

/// What the source says of a stretch of text, as token ranges.
#[derive(Clone, Debug)]
pub struct Truth {
    pub tokens: Range<usize>,
    pub sort: Sort,
}

/// Makes a lesson of a document. `unmarked` are the sorts that the source does not mark, so that
/// what it leaves bare may be one of them; `hidden` the tokens whose letters are not shown.
#[must_use]
pub fn lesson(
    page: &Page<'_>,
    hints: &[Hint],
    truth: &[Truth],
    unmarked: &[Sort],
    hidden: &[bool],
) -> Lesson {
    let features = Features::new(page, hints, hidden);
    let mut bare = 1_u16;
    for sort in unmarked {
        bare |= 0b11 << (1 + 2 * *sort as usize);
    }
    let mut allowed = vec![bare; page.words.len()];
    for name in truth {
        let base = 1 + 2 * name.sort as usize;
        for at in name.tokens.clone() {
            let label = if at == name.tokens.start {
                base
            } else {
                base + 1
            };
            allowed[at] = 1 << label;
        }
    }
    let mut out = Lesson::default();
    let mut buffer = [0; MOST];
    for sentence in &page.reading.sentences {
        let mut run = Run::default();
        for at in sentence.tokens.clone() {
            if !active(page, hints, at) {
                if !run.ends.is_empty() {
                    out.runs.push(std::mem::take(&mut run));
                }
                continue;
            }
            let count = features.of(at, &mut buffer);
            run.features.extend_from_slice(&buffer[..count]);
            run.ends.push(run.features.len() as u32);
            let mut may = allowed[at];
            // A name that goes on from a token that cannot be tagged begins here.
            if run.ends.len() == 1 {
                for sort in 0..Sort::ALL.len() {
                    if may >> (2 + 2 * sort) & 1 == 1 {
                        may |= 1 << (1 + 2 * sort);
                    }
                }
            }
            run.allowed.push(may);
        }
        if !run.ends.is_empty() {
            out.runs.push(run);
        }
    }
    out
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    pub rounds: u32,
    pub rate: f32,
    /// Weight decay on what a run touches.
    pub decay: f32,
    /// A feature seen less often is left out.
    pub seldom: u32,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            rounds: 8,
            rate: 0.12,
            decay: 2e-6,
            seldom: 2,
        }
    }
}

/// Trains a conditional random field by `AdaGrad` on partly marked runs: the same lessons give the
/// same bytes.
#[must_use]
pub fn train(lessons: &[Lesson], plan: Plan) -> Model {
    let mut seen: HashMap<u32, u32> = HashMap::new();
    for feature in lessons
        .iter()
        .flat_map(|l| &l.runs)
        .flat_map(|r| &r.features)
    {
        *seen.entry(*feature).or_default() += 1;
    }
    let mut runs: Vec<Run> = lessons
        .iter()
        .flat_map(|l| l.runs.iter().cloned())
        .collect();
    for run in &mut runs {
        thin(run, &seen, plan.seldom);
    }
    let size = 1_usize << BITS;
    let mut weights = vec![[0.0_f32; ROW]; size];
    let mut squares = vec![[1e-3_f32; ROW]; size];
    let mut moves = [[0.0_f32; LABELS]; LABELS + 1];
    let mut move_squares = [[1e-3_f32; LABELS]; LABELS + 1];
    let mut sum = vec![[0.0_f32; ROW]; size];
    let mut move_sum = [[0.0_f32; LABELS]; LABELS + 1];
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let averaged = plan.rounds / 2;
    for round in 0..plan.rounds {
        shuffle(&mut order, &mut random);
        for &index in &order {
            learn(
                &runs[index],
                plan,
                &mut weights,
                &mut squares,
                &mut moves,
                &mut move_squares,
            );
        }
        if round >= averaged {
            for (total, row) in sum.iter_mut().zip(&weights) {
                for (t, w) in total.iter_mut().zip(row) {
                    *t += w;
                }
            }
            for (total, row) in move_sum.iter_mut().zip(&moves) {
                for (t, w) in total.iter_mut().zip(row) {
                    *t += w;
                }
            }
        }
    }
    let share = (plan.rounds - averaged) as f32;
    for value in move_sum.iter_mut().flatten() {
        *value /= share;
    }
    for value in sum.iter_mut().flatten() {
        *value /= share;
    }
    quantise(&sum, &move_sum)
}

fn thin(run: &mut Run, seen: &HashMap<u32, u32>, seldom: u32) {
    let mut features = Vec::with_capacity(run.features.len());
    let mut start = 0;
    for end in &mut run.ends {
        let old = *end as usize;
        features.extend(
            run.features[start..old]
                .iter()
                .filter(|f| seen.get(f).is_some_and(|n| *n >= seldom))
                .map(|f| f >> (32 - BITS)),
        );
        start = old;
        *end = features.len() as u32;
    }
    run.features = features;
}

type Rows = Vec<[f32; ROW]>;
type Moves = [[f32; LABELS]; LABELS + 1];

fn learn(
    run: &Run,
    plan: Plan,
    weights: &mut Rows,
    squares: &mut Rows,
    moves: &mut Moves,
    move_squares: &mut Moves,
) {
    let range = |at: usize| {
        let start = if at == 0 {
            0
        } else {
            run.ends[at - 1] as usize
        };
        start..run.ends[at] as usize
    };
    let scores: Vec<[f32; LABELS]> = (0..run.ends.len())
        .map(|at| {
            let mut sum = [0.0; LABELS];
            for feature in &run.features[range(at)] {
                for (total, weight) in sum.iter_mut().zip(&weights[*feature as usize]) {
                    *total += weight;
                }
            }
            sum
        })
        .collect();
    let steps = steps(moves);
    let (mut free, mut bound) = (Lattice::default(), Lattice::default());
    free.fill(&scores, &steps, None);
    bound.fill(&scores, &steps, Some(&run.allowed));
    if !bound.log_sum().is_finite() || bound.log_sum() < free.log_sum() - 60.0 {
        return;
    }
    for at in 0..run.ends.len() {
        let mut step = [0.0; LABELS];
        let mut any = false;
        for (label, value) in step.iter_mut().enumerate() {
            *value = free.chance(at, label) - bound.chance(at, label);
            any |= value.abs() > 1e-3;
        }
        for from in 0..=LABELS {
            if (from == LABELS) != (at == 0) {
                continue;
            }
            for to in 0..LABELS {
                let gradient = if at == 0 {
                    step[to]
                } else {
                    free.chance_of_move(at, from, to, &steps)
                        - bound.chance_of_move(at, from, to, &steps)
                };
                if gradient.abs() > 1e-3 {
                    move_squares[from][to] += gradient * gradient;
                    moves[from][to] -= plan.rate * gradient / move_squares[from][to].sqrt();
                }
            }
        }
        if !any {
            continue;
        }
        for feature in &run.features[range(at)] {
            let row = &mut weights[*feature as usize];
            let square = &mut squares[*feature as usize];
            for label in 0..LABELS {
                let gradient = step[label] + plan.decay * row[label];
                square[label] += gradient * gradient;
                row[label] -= plan.rate * gradient / square[label].sqrt();
            }
        }
    }
}

/// Brings the weights into single bytes.
fn quantise(weights: &[[f32; ROW]], moves: &Moves) -> Model {
    let mut sizes: Vec<f32> = weights
        .iter()
        .flatten()
        .map(|w| w.abs())
        .filter(|w| *w > 1e-6)
        .collect();
    sizes.sort_by(f32::total_cmp);
    let top = sizes
        .get(sizes.len() * 9995 / 10000)
        .copied()
        .unwrap_or(1.0);
    let step = (top / 127.0).max(1e-6);
    let rows: Vec<[i8; ROW]> = weights
        .iter()
        .map(|row| {
            let mut out = [0; ROW];
            for (slot, weight) in out.iter_mut().zip(row) {
                *slot = (weight / step).round().clamp(-127.0, 127.0) as i8;
            }
            out
        })
        .collect();
    Model::new(&rows, step, moves)
}
