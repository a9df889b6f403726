//! Teaches and measures the model of incidents on the articles of our own.

use crate::articles::articles;
use crate::sets::Marked;
use briefing::analysis::incidents::{self, Learnt, Offer, Telling, offers, tellings};
use briefing::analysis::names::{self, Names};
use briefing::analysis::{Knowledge, Reading, dates};
use briefing::model::{
    Basis, Block, BlockKind, Document, IncidentKind, Metadata, Moment, Published, Span, Timex,
};
use std::error::Error;
use std::fs;
use std::path::Path;

/// Learns from all articles.
pub(crate) fn write(out: &Path) -> Result<(), Box<dyn Error>> {
    let knowledge = Knowledge::shipped();
    let articles = articles()?;
    let all: Vec<&Marked> = articles.iter().collect();
    let bytes = learn(&all, &knowledge).encode()?;
    fs::write(out, &bytes)?;
    eprintln!(
        "{} articles learnt, {} bytes of model",
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
    let (mut lists, mut both) = ([0; 4], [0; 4]);
    for fold in 0..5 {
        let (held, rest): (Vec<_>, Vec<_>) =
            all.iter().enumerate().partition(|(at, _)| at % 5 == fold);
        let rest: Vec<&Marked> = rest.into_iter().map(|(_, article)| article).collect();
        let model = learn(&rest, &knowledge);
        for (_, article) in held {
            measure(article, &knowledge, None, &mut lists);
            measure(article, &knowledge, Some(&model), &mut both);
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

fn learn(articles: &[&Marked], knowledge: &Knowledge) -> Learnt {
    let lessons = |marked: &&Marked| {
        with(marked, knowledge, |seen| {
            let gold: Vec<(usize, IncidentKind)> =
                seen.gold.iter().map(|(at, kind, _)| (*at, *kind)).collect();
            tellings(seen.reading, seen.names, seen.dates, &gold)
        })
    };
    let lessons: Vec<Telling> = articles.iter().flat_map(lessons).collect();
    let model = Learnt::of(&lessons);
    let offers = |marked: &&Marked| {
        with(marked, knowledge, |seen| {
            offers(seen.reading, seen.names, seen.dates, &model, seen.gold)
        })
    };
    let offers: Vec<Offer> = articles.iter().flat_map(offers).collect();
    model.dated(&offers)
}

/// An article as far as it is marked before its incidents are, and what a hand says of these:
/// sentence, kind and date, if it has one.
struct Seen<'a> {
    reading: &'a Reading<'a>,
    names: &'a Names,
    dates: &'a [Timex],
    gold: &'a [(usize, IncidentKind, Option<&'a str>)],
}

fn with<T>(marked: &Marked, knowledge: &Knowledge, make: impl FnOnce(&Seen<'_>) -> T) -> T {
    let document = document(marked);
    let reading = Reading::new(&document);
    let published = document.meta.published.as_ref().map(|p| p.moment);
    let dates = dates::find(&reading, published);
    let names = names::mark(&reading, knowledge, &dates);
    let spans: Vec<Span> = reading.sentences.iter().map(|s| s.span).collect();
    let gold: Vec<_> = gold(marked)
        .map(|(end, kind, date)| (sentence(&spans, end), kind, date))
        .collect();
    make(&Seen {
        reading: &reading,
        names: &names,
        dates: &dates,
        gold: &gold,
    })
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

/// Where each incident is told, its kind, and its date if it has one.
fn gold(marked: &Marked) -> impl Iterator<Item = (usize, IncidentKind, Option<&str>)> {
    marked.told.iter().filter_map(|(end, note)| {
        let mut parts = note.split(' ');
        let kind = parts.next()?;
        let kind = IncidentKind::ALL
            .into_iter()
            .find(|known| known.as_str() == kind)?;
        Some((*end, kind, parts.next().filter(|date| *date != "-")))
    })
}

/// Counts what is marked, found, right in kind, and right in kind and date.
fn measure(
    marked: &Marked,
    knowledge: &Knowledge,
    model: Option<&Learnt>,
    counts: &mut [usize; 4],
) {
    with(marked, knowledge, |seen| {
        let found = incidents::find(seen.reading, seen.names, seen.dates, model);
        let spans: Vec<Span> = seen.reading.sentences.iter().map(|s| s.span).collect();
        let mut left = seen.gold.to_vec();
        counts[0] += left.len();
        counts[1] += found.len();
        for one in &found {
            let at = sentence(&spans, one.span.end as usize);
            let date = one.value.as_deref();
            let same =
                |gold: &(usize, IncidentKind, Option<&str>)| gold.0 == at && gold.1 == one.kind;
            let whole = left.iter().position(|gold| same(gold) && gold.2 == date);
            if let Some(place) = whole.or_else(|| left.iter().position(same)) {
                counts[2] += 1;
                counts[3] += usize::from(whole.is_some());
                left.remove(place);
            }
        }
    });
}
