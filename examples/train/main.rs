//! Trains the tagger's model, and measures names and their confidence.
//!
//! `cargo run --release --example train -- DATA OUT [--all]` trains.
//! `cargo run --release --example train -- DATA --measure MODEL` measures a model.
//! `cargo run --release --example train -- DATA --folds` measures on all of `AnnoCTR`, a fifth after
//! the other, each by a model that has not seen it.
//!
//! `cargo run --release --example train -- --incidents OUT` trains the model of incidents, and
//! `--incidents --folds` measures it, both on the articles beside this file, from which names are learnt as
//! well.
//!
//! DATA holds `annoctr/ner_bio`, `ner/crossner/ner_data/politics`, `ner/wnut17`,
//! `ner/cyner/dataset/mitre` and `gum/tsv` as their makers publish them. The sets' own test parts
//! are never learnt. Without `--all` `AnnoCTR`'s dev documents, every sixth of its ext documents
//! and every fifth of GUM's are held back as well, for measuring. The same data give the same bytes.

mod articles;
mod incidents;
mod measure;
mod sets;

use briefing::analysis::names::hints;
use briefing::analysis::tagger::{
    Bearer, Lesson, Model, Page, Plan, Truth, bearer, learn_kinds, lesson, train,
};
use briefing::analysis::{Knowledge, Reading};
use briefing::model::{Document, Kind, Span};
use measure::Tally;
use sets::{Marked, Part, gather};
use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["--incidents", "--folds"] => incidents::folds(),
        ["--incidents", out] => incidents::write(Path::new(out)),
        [data, "--measure", model] => {
            let model = Model::decode(&fs::read(model)?).ok_or("no model")?;
            let mut tally = Tally::default();
            tally.add(Path::new(data), Part::Held, Arc::new(model))?;
            tally.print();
            Ok(())
        }
        [data, "--folds"] => {
            let mut tally = Tally::default();
            for fold in 0..5 {
                let model = learn(Path::new(data), Part::LearntFold(fold))?;
                tally.add(Path::new(data), Part::HeldFold(fold), Arc::new(model))?;
            }
            tally.print();
            Ok(())
        }
        [data, out] => write(&learn(Path::new(data), Part::Learnt)?, Path::new(out)),
        [data, out, "--all"] => write(&learn(Path::new(data), Part::All)?, Path::new(out)),
        _ => Err(
            "usage: train DATA OUT [--all], train DATA --measure MODEL, train DATA --folds, or train --incidents OUT|--folds"
                .into(),
        ),
    }
}

fn learn(data: &Path, part: Part) -> Result<Model, Box<dyn Error>> {
    let knowledge = Knowledge::shipped();
    let sets = gather(data, part)?;
    let marked: Vec<&Marked> = sets.iter().flat_map(|set| &set.documents).collect();
    let lessons: Vec<Lesson> = marked.iter().flat_map(|m| teach(m, &knowledge)).collect();
    let mut model = train(&lessons, Plan::default());
    let examples: Vec<Bearer> = marked.iter().flat_map(|m| examples(m)).collect();
    eprintln!("{} examples", examples.len());
    model.kinds = learn_kinds(&examples);
    eprintln!("{} documents learnt", marked.len());
    Ok(model)
}

fn write(model: &Model, out: &Path) -> Result<(), Box<dyn Error>> {
    let bytes = model.encode()?;
    fs::write(out, &bytes)?;
    eprintln!("{} bytes of model", bytes.len());
    Ok(())
}

/// Turns spans of letters into labels of tokens: once with the lists as they are, once with half of
/// their names and some of the words hidden, so that the model learns to do without.
fn teach(marked: &Marked, knowledge: &Knowledge) -> [Lesson; 2] {
    let document = Document {
        text: marked.text.clone(),
        ..Document::default()
    };
    let reading = Reading::new(&document);
    let page = Page::new(&reading);
    let hints = hints(&page, &knowledge.gazetteer);
    let truth: Vec<Truth> = marked
        .spans
        .iter()
        .filter_map(|(start, end, sort)| {
            let Range {
                start: first,
                end: mut last,
            } = over(&reading, *start, *end);
            let span = Span::new(*start, *end);
            let tokens = &reading.tokens;
            while last > first && matches!(reading.word(last - 1), "'s" | "’s" | "’" | "'") {
                last -= 1;
            }
            (last > first && tokens[first].span.overlaps(span)).then_some(Truth {
                tokens: first..last,
                sort: *sort,
            })
        })
        .collect();
    let mut fewer = hints.clone();
    for (at, hint) in fewer.iter_mut().enumerate() {
        let letters: u32 = reading.word(at).bytes().map(u32::from).sum();
        if letters.is_multiple_of(2) {
            hint.list = 0;
        }
    }
    // Of three tokens in ten the letters are hidden as well.
    let hidden: Vec<bool> = (0..fewer.len())
        .map(|at| {
            let letters = reading.word(at).bytes();
            let hash = letters.fold(at as u32, |h, b| {
                h.wrapping_mul(31).wrapping_add(u32::from(b))
            });
            hash.wrapping_mul(0x9e37_79b9) < 0x4ccc_cccc
        })
        .collect();
    [
        lesson(&page, &hints, &truth, &marked.unmarked, &[]),
        lesson(&page, &fewer, &truth, &marked.unmarked, &hidden),
    ]
}

/// The tokens that a stretch of letters touches.
fn over(reading: &Reading<'_>, start: usize, end: usize) -> Range<usize> {
    let tokens = &reading.tokens;
    let first = tokens.partition_point(|t| t.span.end as usize <= start);
    first..tokens.partition_point(|t| (t.span.start as usize) < end)
}

/// The names of a document with their kinds, each once.
fn examples(marked: &Marked) -> Vec<Bearer> {
    let document = Document {
        text: marked.text.clone(),
        ..Document::default()
    };
    let reading = Reading::new(&document);
    let page = Page::new(&reading);
    let mut names: BTreeMap<(&str, Kind), Vec<Range<usize>>> = BTreeMap::new();
    for (start, end, kind) in &marked.kinds {
        let tokens = over(&reading, *start, *end);
        if !tokens.is_empty() {
            let name = &marked.text[*start..*end];
            names.entry((name, *kind)).or_default().push(tokens);
        }
    }
    let all = names.iter();
    all.filter_map(|((_, kind), mentions)| bearer(&page, mentions, *kind))
        .collect()
}
