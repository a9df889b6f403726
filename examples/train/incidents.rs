//! Teaches and measures the model of incidents on the articles of our own.

use crate::articles::articles;
use crate::sets::Marked;
use briefing::analysis::incidents::{Learnt, Telling, tellings};
use briefing::analysis::{Knowledge, Reading, annotate, dates, names};
use briefing::model::{
    Basis, Block, BlockKind, Document, IncidentKind, Metadata, Moment, Published, Span,
};
use std::error::Error;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Learns from all articles.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    let knowledge = Knowledge::shipped();
    let all: Vec<Telling> = articles()?
        .iter()
        .flat_map(|a| teach(a, &knowledge))
        .collect();
    let bytes = Learnt::of(&all).encode()?;
    fs::write(out, &bytes)?;
    eprintln!(
        "{} sentences learnt, {} bytes of model",
        all.len(),
        bytes.len()
    );
    Ok(())
}

/// Measures on each fifth of the articles by a model that has not seen it: what is right with kind and
/// date, with the lists alone and with the model.
pub(crate) fn folds() -> Result<(), Box<dyn Error>> {
    let knowledge = Knowledge::shipped();
    let all = articles()?;
    let lessons: Vec<Vec<Telling>> = all.iter().map(|a| teach(a, &knowledge)).collect();
    let (mut lists, mut both) = ([0; 4], [0; 4]);
    for fold in 0..5 {
        let rest = lessons.iter().enumerate().filter(|(at, _)| at % 5 != fold);
        let learnt: Vec<Telling> = rest.flat_map(|(_, l)| l.iter().cloned()).collect();
        let none = Knowledge {
            incidents: Some(Arc::new(Learnt::of(&[]))),
            ..knowledge.clone()
        };
        let with = Knowledge {
            incidents: Some(Arc::new(Learnt::of(&learnt))),
            ..knowledge.clone()
        };
        for article in all.iter().skip(fold).step_by(5) {
            measure(article, &none, &mut lists);
            measure(article, &with, &mut both);
        }
    }
    for (who, [gold, found, kind, whole]) in [("lists", lists), ("both", both)] {
        let f1 = |right: usize| 200.0 * right as f64 / (gold + found) as f64;
        println!(
            "{who:5} gold {gold} found {found} kind {kind} F {:.1} whole {whole} F {:.1}",
            f1(kind),
            f1(whole)
        );
    }
    Ok(())
}

fn document(marked: &Marked) -> Document {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in marked.text.split("\n\n") {
        blocks.push(Block {
            span: Span::new(at, at + part.len()),
            kind: BlockKind::Paragraph,
        });
        at += part.len() + 2;
    }
    let published = Moment::parse(&marked.published).map(|moment| Published {
        moment,
        value: marked.published.clone(),
        basis: Basis::Manifest,
        estimated: false,
    });
    Document {
        text: marked.text.clone(),
        blocks,
        meta: Metadata {
            published,
            ..Metadata::default()
        },
        ..Document::default()
    }
}

/// The number of the sentence that ends at a place, nearly.
fn sentence(spans: &[Span], end: usize) -> usize {
    let at = spans.partition_point(|span| (span.start as usize) < end);
    at.saturating_sub(1)
}

fn teach(marked: &Marked, knowledge: &Knowledge) -> Vec<Telling> {
    let document = document(marked);
    let reading = Reading::new(&document);
    let published = document.meta.published.as_ref().map(|p| p.moment);
    let dates = dates::find(&reading, published);
    let names = names::mark(&reading, knowledge, &dates);
    let spans: Vec<Span> = reading.sentences.iter().map(|s| s.span).collect();
    let gold: Vec<(usize, IncidentKind)> = gold(marked)
        .map(|(end, kind, _)| (sentence(&spans, end), kind))
        .collect();
    tellings(&reading, &names, &dates, &gold)
}

/// Where each incident is told, its kind and its date.
fn gold(marked: &Marked) -> impl Iterator<Item = (usize, IncidentKind, &str)> {
    marked.told.iter().filter_map(|(end, note)| {
        let mut parts = note.split(' ');
        let kind = parts.next()?;
        let kind = IncidentKind::ALL
            .into_iter()
            .find(|known| known.as_str() == kind)?;
        Some((*end, kind, parts.next().unwrap_or("-")))
    })
}

/// Counts what is marked, found, right in kind, and right in kind and date.
fn measure(marked: &Marked, knowledge: &Knowledge, counts: &mut [usize; 4]) {
    let document = document(marked);
    let found = annotate(&document, knowledge);
    let mut left: Vec<(usize, IncidentKind, &str)> = gold(marked)
        .map(|(end, kind, date)| (sentence(&found.sentences, end), kind, date))
        .collect();
    counts[0] += left.len();
    counts[1] += found.incidents.len();
    for one in &found.incidents {
        let at = sentence(&found.sentences, one.span.end as usize);
        let date = one.value.as_deref().unwrap_or("-");
        let same = |gold: &(usize, IncidentKind, &str)| gold.0 == at && gold.1 == one.kind;
        let whole = left.iter().position(|gold| same(gold) && gold.2 == date);
        if let Some(place) = whole.or_else(|| left.iter().position(same)) {
            counts[2] += 1;
            counts[3] += usize::from(whole.is_some());
            left.remove(place);
        }
    }
}
