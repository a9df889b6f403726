//! Where the neighbours of an entity stand around it: those that appear together beside each other.

use crate::insight::Tie;

/// Rounds of exchanges; after a few nothing gets better any more.
const ROUNDS: usize = 6;

/// The places of neighbours around a ring, clockwise from the top: an order in which ties are
/// short. The same for the same ties.
#[must_use]
pub(super) fn ring(count: usize, ties: &[Tie]) -> Vec<usize> {
    let mut weight = vec![0.0_f32; count * count];
    for tie in ties {
        let [a, b] = tie.ends;
        if a < count && b < count {
            let heavy = (tie.sentences as f32).ln_1p();
            weight[a * count + b] = heavy;
            weight[b * count + a] = heavy;
        }
    }
    let weight = |a: usize, b: usize| weight[a * count + b];
    // Whoever is tied most to the last few comes next.
    let mut order: Vec<usize> = Vec::with_capacity(count);
    let mut left: Vec<usize> = (0..count).collect();
    while !left.is_empty() {
        let pull = |candidate: usize| -> f32 {
            let last = order.iter().rev().take(3).zip([1.0, 0.6, 0.3]);
            last.map(|(other, share)| weight(candidate, *other) * share)
                .sum()
        };
        let best = (0..left.len())
            .max_by(|a, b| {
                pull(left[*a])
                    .total_cmp(&pull(left[*b]))
                    // Of equals the stronger neighbour, which stands first.
                    .then_with(|| b.cmp(a))
            })
            .unwrap_or(0);
        order.push(left.remove(best));
    }
    // Then any two that stand better in each other's place exchange it.
    let length = |order: &[usize]| -> f32 {
        let mut sum = 0.0;
        for (at, a) in order.iter().enumerate() {
            for (step, b) in order[at + 1..].iter().enumerate() {
                let apart = (step + 1).min(count - step - 1);
                sum += weight(*a, *b) * apart as f32;
            }
        }
        sum
    };
    let mut best = length(&order);
    for _ in 0..ROUNDS {
        let before = best;
        for a in 0..count {
            for b in a + 1..count {
                order.swap(a, b);
                let now = length(&order);
                if now + 1e-4 < best {
                    best = now;
                } else {
                    order.swap(a, b);
                }
            }
        }
        if best >= before {
            break;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_that_appear_together_stand_together() {
        let tie = |a, b| Tie {
            ends: [a, b],
            articles: 1,
            sentences: 5,
        };
        let order = ring(6, &[tie(0, 3), tie(3, 5), tie(1, 2), tie(2, 4)]);
        let place = |n: usize| order.iter().position(|at| *at == n).expect("placed");
        let apart = |a: usize, b: usize| {
            let steps = place(a).abs_diff(place(b));
            steps.min(6 - steps)
        };
        assert_eq!([apart(0, 3), apart(3, 5), apart(1, 2), apart(2, 4)], [1; 4]);
        assert_eq!(ring(0, &[]), Vec::<usize>::new());
        assert_eq!(ring(3, &[]), [0, 1, 2]);
    }
}
