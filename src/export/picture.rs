//! The pictures of a page: when it happened, and who is named with whom. Both are drawn here, so
//! that the same report gives the same picture.

use super::block::count;
use super::layout::{self, Place};
use super::xml::escape;
use crate::insight::{Report, Section};
use crate::model::{Day, Kind};
use std::collections::BTreeMap;
use std::fmt::Write;

const WIDE: f64 = 720.0;

/// Columns of the timeline; each leads to its first event.
const COLUMNS: usize = 60;

/// A column for each stretch of time, as high as there are events in it.
pub(super) fn timeline(report: &Report) -> String {
    let days: Vec<i32> = report
        .timeline
        .iter()
        .map(|told| told.moment.first.0)
        .collect();
    let (Some(&first), Some(&last)) = (days.iter().min(), days.iter().max()) else {
        return String::new();
    };
    if days.len() < 3 || last - first < 2 {
        return String::new();
    }
    let (left, right, top, base) = (10.0, WIDE - 10.0, 8.0, 96.0);
    let days_wide = f64::from(last - first + 1);
    let column = |day: i32| (f64::from(day - first) / days_wide * COLUMNS as f64) as usize;
    let mut columns: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &day) in days.iter().enumerate() {
        columns.entry(column(day)).or_default().push(at);
    }
    let most = columns.values().map(Vec::len).max().unwrap_or(1) as f64;
    let mut out = format!(
        "<figure>\n<svg viewBox=\"0 0 {WIDE} 120\" role=\"group\" aria-label=\"Events over time\">\n\
         <line class=\"axis\" x1=\"{left}\" y1=\"{base}\" x2=\"{right}\" y2=\"{base}\"/>\n"
    );
    let step = (right - left) / COLUMNS as f64;
    for (&at, events) in &columns {
        let tall = ((base - top) * events.len() as f64 / most).max(4.0);
        let told = &report.timeline[events[0]];
        let words = if events.len() == 1 {
            format!("{}: {}", told.moment, told.text)
        } else {
            format!("{} from {} on", count(events.len(), "event"), told.moment)
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            out,
            "<a href=\"#{}-{}\"><title>{}</title><rect class=\"bar\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\"/></a>",
            Section::Timeline.as_str(),
            events[0] + 1,
            escape(&words),
            left + step * at as f64,
            base - tall,
            step - 1.5,
            tall
        );
    }
    for (day, label) in ticks(first, last) {
        let x = left + (right - left) * f64::from(day - first) / days_wide;
        let _ = writeln!(
            out,
            "<line class=\"axis\" x1=\"{x:.1}\" y1=\"{base}\" x2=\"{x:.1}\" y2=\"{}\"/>\
             <text class=\"tick\" x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{label}</text>",
            base + 4.0,
            base + 17.0
        );
    }
    let shown = count(days.len(), "event");
    let _ = writeln!(
        out,
        "</svg>\n<figcaption>{shown} by date; each column leads to its first.</figcaption>\n</figure>"
    );
    out
}

/// Round dates along a time, no more than ten: years, or months where it is short.
fn ticks(first: i32, last: i32) -> Vec<(i32, String)> {
    let (from, to) = (Day(first).year(), Day(last).year());
    let mut out = Vec::new();
    if to - from >= 2 {
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
            .into_iter()
            .find(|step| (to - from) / step <= 9)
            .unwrap_or(5000);
        let mut year = (from + step - 1).div_euclid(step) * step;
        while year <= to {
            let day = Day::new(year, 1, 1).0;
            if day >= first && day <= last {
                out.push((day, year.to_string()));
            }
            year += step;
        }
        return out;
    }
    let months = (last - first) / 30;
    let step = [1, 2, 3, 6]
        .into_iter()
        .find(|step| months / step <= 9)
        .unwrap_or(6);
    let mut at = 0;
    loop {
        let (year, month) = (from + at / 12, at % 12 + 1);
        let day = Day::new(year, month as u32, 1).0;
        if day > last {
            return out;
        }
        if day >= first {
            out.push((day, format!("{year}-{month:02}")));
        }
        at += step;
    }
}

/// Who is named with whom: a sign each, larger where it is named more often, and a line where two
/// share sentences.
pub(super) fn network(report: &Report) -> String {
    let network = &report.network;
    let places = layout::places(network, WIDE - 160.0, 420.0);
    let shown: Vec<(usize, Place)> = places
        .into_iter()
        .enumerate()
        .filter_map(|(at, place)| Some((at, place?)))
        .map(|(at, place)| {
            (
                at,
                Place {
                    x: place.x + 60.0,
                    y: place.y + 24.0,
                },
            )
        })
        .collect();
    if shown.len() < 3 {
        return String::new();
    }
    let at: BTreeMap<usize, Place> = shown.iter().copied().collect();
    let mut out = format!(
        "<figure>\n<svg viewBox=\"0 0 {WIDE} 470\" role=\"group\" aria-label=\"Who is named with whom\">\n"
    );
    let most = network
        .links
        .iter()
        .map(|link| link.sentences)
        .max()
        .unwrap_or(1);
    for link in &network.links {
        if let (Some(from), Some(to)) = (at.get(&(link.from as usize)), at.get(&(link.to as usize)))
        {
            let wide = 0.6 + 3.4 * (f64::from(link.sentences) / f64::from(most)).sqrt();
            let _ = writeln!(
                out,
                "<line class=\"link\" x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" stroke-width=\"{wide:.1}\"/>",
                from.x, from.y, to.x, to.y
            );
        }
    }
    let largest = network
        .nodes
        .iter()
        .map(|node| node.mentions)
        .max()
        .unwrap_or(1);
    let radius = |mentions: u32| 4.0 + 8.0 * (f64::from(mentions) / f64::from(largest)).sqrt();
    let names: Vec<String> = shown
        .iter()
        .map(|(at, _)| {
            crate::text::truncate(&super::words::plain(&network.nodes[*at].name), 30).into_owned()
        })
        .collect();
    let marks: Vec<(Place, f64)> = shown
        .iter()
        .map(|(at, place)| (*place, radius(network.nodes[*at].mentions)))
        .collect();
    let labels = layout::labels(&marks, &names, WIDE, 470.0);
    let mut kinds: Vec<Kind> = Vec::new();
    for (((at, _), (place, size)), (name, label)) in
        shown.iter().zip(&marks).zip(names.iter().zip(&labels))
    {
        let node = &network.nodes[*at];
        if !kinds.contains(&node.kind) {
            kinds.push(node.kind);
        }
        let own = format!(
            "<title>{}, {}: {}</title>{}<text class=\"halo\" x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\">{}</text>",
            escape(&node.name),
            node.kind,
            count(node.mentions as usize, "mention"),
            sign(node.kind, *place, *size),
            label.x,
            label.y,
            label.anchor,
            escape(name)
        );
        let told = report.who.iter().position(|who| who.id == node.id);
        let _ = match told {
            Some(line) if report.sections.has(Section::Who) => writeln!(
                out,
                "<a href=\"#{}-{}\">{own}</a>",
                Section::Who.as_str(),
                line + 1
            ),
            _ => writeln!(out, "<g>{own}</g>"),
        };
    }
    kinds.sort_unstable();
    let mut x = 8.0;
    for kind in kinds {
        let _ = writeln!(
            out,
            "{}<text class=\"tick\" x=\"{:.1}\" y=\"464\">{kind}</text>",
            sign(kind, Place { x, y: 460.0 }, 4.5),
            x + 9.0
        );
        x += 22.0 + 6.4 * kind.as_str().len() as f64;
    }
    out.push_str(
        "</svg>\n<figcaption>Those named most; a line joins two that share a sentence, the more the \
         stronger.</figcaption>\n</figure>\n",
    );
    out
}

/// The sign of a kind: shapes as well as colours tell kinds apart.
fn sign(kind: Kind, place: Place, size: f64) -> String {
    let Place { x, y } = place;
    let class = kind.as_str();
    let points = |corners: &[(f64, f64)]| {
        let list: Vec<String> = corners
            .iter()
            .map(|(dx, dy)| format!("{:.1},{:.1}", x + dx * size, y + dy * size))
            .collect();
        format!(
            "<polygon class=\"node {class}\" points=\"{}\"/>",
            list.join(" ")
        )
    };
    match kind {
        Kind::Person => {
            format!("<circle class=\"node {class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{size:.1}\"/>")
        }
        Kind::Agency | Kind::Company | Kind::Organisation => {
            let turn = if kind == Kind::Agency {
                0.0
            } else {
                size * 0.6
            };
            format!(
                "<rect class=\"node {class}\" x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{turn:.1}\"/>",
                x - size,
                y - size * 0.85,
                size * 2.0,
                size * 1.7
            )
        }
        Kind::Place => points(&[(0.0, 1.1), (-0.9, -0.6), (0.9, -0.6)]),
        Kind::Incident => points(&[(-0.8, -1.0), (1.1, 0.0), (-0.8, 1.0)]),
        Kind::Group | Kind::Malware => points(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
        Kind::Technology | Kind::Law => points(&[(0.0, -1.1), (1.0, 0.7), (-1.0, 0.7)]),
    }
}
