//! Where the signs and names of a network stand.

use crate::insight::Network;

/// A point of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Place {
    pub(super) x: f64,
    pub(super) y: f64,
}

const ROUNDS: u32 = 400;

/// A place for each node that has a link: those that share sentences draw each other near, all
/// push each other away (Fruchterman and Reingold 1991). It begins on a lattice in the nodes' order
/// and takes a fixed number of rounds; only sums, products and roots, so that it comes out the same
/// everywhere.
pub(super) fn places(network: &Network, width: f64, height: f64) -> Vec<Option<Place>> {
    let count = network.nodes.len();
    let mut linked = vec![false; count];
    let links: Vec<(usize, usize, f64)> = network
        .links
        .iter()
        .map(|link| {
            (
                link.from as usize,
                link.to as usize,
                f64::from(link.sentences),
            )
        })
        .filter(|&(from, to, _)| from < count && to < count)
        .collect();
    for &(from, to, _) in &links {
        (linked[from], linked[to]) = (true, true);
    }
    let own: Vec<usize> = (0..count).filter(|&at| linked[at]).collect();
    let mut at = lattice(own.len(), width, height);
    let mut index = vec![0; count];
    for (place, &node) in own.iter().enumerate() {
        index[node] = place;
    }
    let strongest = links.iter().map(|link| link.2).fold(1.0, f64::max);
    let ideal = 0.75 * (width * height / own.len().max(1) as f64).sqrt();
    for round in 0..ROUNDS {
        let mut push = vec![(0.0, 0.0); at.len()];
        for one in 0..at.len() {
            for other in one + 1..at.len() {
                let (dx, dy, far) = apart(at[one], at[other]);
                let force = ideal * ideal / far;
                let (fx, fy) = (dx / far * force, dy / far * force);
                push[one] = (push[one].0 + fx, push[one].1 + fy);
                push[other] = (push[other].0 - fx, push[other].1 - fy);
            }
        }
        for &(from, to, sentences) in &links {
            let (one, other) = (index[from], index[to]);
            let (dx, dy, far) = apart(at[one], at[other]);
            let force = far * far / ideal * (0.25 + 0.75 * (sentences / strongest).sqrt());
            let (fx, fy) = (dx / far * force, dy / far * force);
            push[one] = (push[one].0 - fx, push[one].1 - fy);
            push[other] = (push[other].0 + fx, push[other].1 + fy);
        }
        // The steps grow smaller until all stand still.
        let reach = width / 10.0 * f64::from(ROUNDS - round) / f64::from(ROUNDS);
        for (place, (fx, fy)) in at.iter_mut().zip(push) {
            // A pull to the middle keeps those apart that nothing holds.
            let (fx, fy) = (
                fx + (width / 2.0 - place.x) * 1.1,
                fy + (height / 2.0 - place.y) * 1.9,
            );
            let far = (fx * fx + fy * fy).sqrt().max(1e-6);
            let step = far.min(reach);
            place.x = (place.x + fx / far * step).clamp(0.0, width);
            place.y = (place.y + fy / far * step).clamp(0.0, height);
        }
    }
    let mut out = vec![None; count];
    for (place, node) in at.into_iter().zip(own) {
        out[node] = Some(place);
    }
    out
}

/// Rows and columns, each row a little to the side of the one before, so that no two forces cancel.
fn lattice(count: usize, width: f64, height: f64) -> Vec<Place> {
    let columns = ((count as f64 * width / height).sqrt().ceil() as usize).max(1);
    let rows = count.div_ceil(columns).max(1);
    (0..count)
        .map(|at| {
            let (row, column) = (at / columns, at % columns);
            let aside = if row % 2 == 0 { 0.25 } else { 0.6 };
            Place {
                x: width * (column as f64 + aside) / columns as f64,
                y: height * (row as f64 + 0.4 + 0.02 * column as f64) / rows as f64,
            }
        })
        .collect()
}

fn apart(one: Place, other: Place) -> (f64, f64, f64) {
    let (dx, dy) = (one.x - other.x, one.y - other.y);
    let far = (dx * dx + dy * dy).sqrt();
    if far < 1e-3 {
        (1e-3, 0.0, 1e-3)
    } else {
        (dx, dy, far)
    }
}

/// Where a name stands and which of its ends that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) anchor: &'static str,
}

/// A place for each name beside its sign: right, left, below or above, wherever it covers least.
pub(super) fn labels(
    marks: &[(Place, f64)],
    names: &[String],
    width: f64,
    height: f64,
) -> Vec<Label> {
    type Box = (f64, f64, f64, f64);
    let mut taken: Vec<Box> = marks
        .iter()
        .map(|(place, size)| {
            (
                place.x - size,
                place.y - size,
                place.x + size,
                place.y + size,
            )
        })
        .collect();
    let mut out = Vec::with_capacity(marks.len());
    for (own, ((place, size), name)) in marks.iter().zip(names).enumerate() {
        let wide = 6.2 * crate::text::width(name) as f64;
        let choices = [
            (place.x + size + 3.0, place.y + 4.0, "start"),
            (place.x - size - 3.0, place.y + 4.0, "end"),
            (place.x, place.y + size + 12.0, "middle"),
            (place.x, place.y - size - 4.0, "middle"),
        ];
        let covered = |&(x, y, anchor): &(f64, f64, &'static str)| {
            let left = match anchor {
                "start" => x,
                "end" => x - wide,
                _ => x - wide / 2.0,
            };
            let area = (left, y - 10.0, left + wide, y + 3.0);
            let others = taken.iter().enumerate().filter(|(at, _)| *at != own);
            let mut cost: f64 = others.map(|(_, other)| common(area, *other)).sum();
            cost += 100.0 * (-area.0).max(0.0) + 100.0 * (area.2 - width).max(0.0);
            cost += 100.0 * (-area.1).max(0.0) + 100.0 * (area.3 - (height - 22.0)).max(0.0);
            (cost, area)
        };
        let mut best = choices[0];
        let (mut least, mut area) = covered(&best);
        for choice in &choices[1..] {
            let (cost, other) = covered(choice);
            if cost + 1e-9 < least {
                (best, least, area) = (*choice, cost, other);
            }
        }
        taken.push(area);
        out.push(Label {
            x: best.0,
            y: best.1,
            anchor: best.2,
        });
    }
    out
}

/// The area that two boxes share.
fn common(one: (f64, f64, f64, f64), other: (f64, f64, f64, f64)) -> f64 {
    let wide = one.2.min(other.2) - one.0.max(other.0);
    let tall = one.3.min(other.3) - one.1.max(other.1);
    wide.max(0.0) * tall.max(0.0)
}
