//! Fills a library with articles whose marks are known as they are made.

use crate::article::{Article, MONTHS};
use crate::{cpu, memory, own_time};
use briefing::library::{Access, Dictionaries, Incoming, Library, Prepared, Source};
use briefing::model::{
    Annotations, Basis, Block, BlockKind, Document, Entity, EntityId, Event, Kind, Mention, Moment,
    Published, Rule, Sourced, Span, Timex, TimexKind,
};
use rayon::prelude::*;
use std::path::Path;
use std::sync::mpsc::channel;
use std::time::Instant;

/// Articles of a batch, and of the first, of which the library learns how to pack.
const BATCH: usize = 5_000;
const FIRST: usize = 700;

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len())
        + std::fs::read_dir(path).map_or(0, |files| {
            files.flatten().map(|file| size(&file.path())).sum()
        })
}

pub(crate) fn fill(path: &Path, from: usize, count: usize) {
    let mut library = Library::open(path, Access::ReadWrite).expect("opens");
    let beside = Library::open(path, Access::ReadOnly).expect("opens");
    let start = Instant::now();
    let before = cpu();
    let mut bytes = 0;
    let mut writing = 0.0;
    let (grown, news) = channel();
    let indexer = std::thread::spawn(move || beside.keep_indexed(&news).expect("indexes"));
    let mut settled = from;
    let mut first = from;
    while first < count {
        let dictionaries = library.dictionaries().expect("dictionaries");
        let size = if dictionaries.is_empty() {
            FIRST
        } else {
            BATCH
        };
        let next = count.min(first + size);
        let made: Vec<(usize, Prepared)> = (first..next)
            .into_par_iter()
            .map(|number| prepared(&Article::new(number), dictionaries))
            .collect();
        bytes += made.iter().map(|(size, _)| size).sum::<usize>();
        let batch: Vec<Prepared> = made.into_iter().map(|(_, prepared)| prepared).collect();
        let at = own_time();
        library.put(&batch).expect("writes");
        library.learn().expect("learns");
        let on = |_, _| std::ops::ControlFlow::Continue(());
        library.weigh_from(8_000, on).expect("weighs");
        if first - settled >= 50_000 {
            library.settle().expect("settles");
            settled = first;
        }
        writing += own_time() - at;
        let _ = grown.send(());
        if first / 100_000 != next / 100_000 {
            let done = (next - from) as f64;
            println!(
                "  {:>8} articles: {:.3} ms of processor each, {:.3} of it the writer's",
                next,
                (cpu() - before) * 1e3 / done,
                writing / done
            );
        }
        first = next;
    }
    library.settle().expect("settles");
    library
        .weigh(|_, _| std::ops::ControlFlow::Continue(()))
        .expect("weighs");
    drop(grown);
    let _ = indexer.join();
    let (used, text) = (cpu() - before, bytes as f64 / 1e6);
    let folder = path.parent().expect("a folder");
    let kept = size(path) as f64 / 1e6;
    println!(
        "{} articles, {text:.0} MB of text: {used:.1} s of processor, {:.1} s by the clock, {:.1} MB a second on each of two cores kept busy",
        count - from,
        start.elapsed().as_secs_f64(),
        text / used
    );
    println!(
        "the writer: {:.1} s; memory at most {:.0} MB",
        writing / 1e3,
        memory().1
    );
    println!(
        "library.db {:.2} of the text, the search index {:.2}",
        kept / text,
        size(&folder.join("index")) as f64 / 1e6 / text
    );
}

/// An article with its marks, packed; and the bytes of its text.
fn prepared(article: &Article, dictionaries: Dictionaries) -> (usize, Prepared) {
    let (document, annotations) = marked(article);
    let source = Source {
        path: "/made/corpus.jsonl".to_owned(),
        modified: None,
        size: document.text.len() as u64,
    };
    let incoming = Incoming {
        document: &document,
        annotations: &annotations,
        raw: document.text.as_bytes(),
        source: &source,
    };
    let new = Prepared::with(&incoming, dictionaries);
    (document.text.len(), new)
}

fn marked(article: &Article) -> (Document, Annotations) {
    let mut document = Document {
        id: article.id.clone(),
        text: article.text.clone(),
        blocks: paragraphs(&article.text),
        ..Document::default()
    };
    let sourced = |value: &str| Sourced {
        value: value.to_owned(),
        basis: Basis::Text,
    };
    document.meta.title = Some(sourced(&article.title));
    document.meta.publisher = Some(sourced(&article.publisher));
    document.meta.authors = Some(Sourced {
        value: vec![article.author.clone()],
        basis: Basis::Text,
    });
    document.meta.published = Moment::parse(&article.published).map(|moment| Published {
        moment,
        value: article.published.clone(),
        basis: Basis::Text,
        estimated: false,
    });
    let text = &article.text;
    let mut found = Annotations::default();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '\n']) {
        if at + 1 - start > 12 && text[at + 1..].starts_with([' ', '\n']) {
            found.sentences.push(Span::new(start, at + 1));
        }
        if text[at + 1..].starts_with([' ', '\n']) {
            start = at + 2;
        }
    }
    let persons = article
        .persons
        .iter()
        .map(|name| (Kind::Person, name.as_str()));
    let firms = article
        .firms
        .iter()
        .map(|name| (Kind::Company, name.as_str()));
    let agencies = article.agencies.iter().map(|name| (Kind::Agency, *name));
    let places = article.places.iter().map(|name| (Kind::Place, *name));
    let group = [(Kind::Group, article.group)];
    for (kind, name) in persons
        .chain(firms)
        .chain(agencies)
        .chain(places)
        .chain(group)
    {
        let id = EntityId::new(kind, &name.to_lowercase().replace(' ', "-"));
        if found.entities.iter().any(|known| known.id == id) || !text.contains(name) {
            continue;
        }
        let entity = found.entities.len() as u32;
        found
            .mentions
            .extend(text.match_indices(name).map(|(at, _)| Mention {
                span: Span::new(at, at + name.len()),
                entity,
                rule: Rule::Gazetteer,
                confidence: 0.95,
                evidence: name.to_owned(),
                open: Vec::new(),
            }));
        found.entities.push(Entity {
            id,
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            country: None,
            parent: None,
            note: None,
            listed: kind == Kind::Agency || kind == Kind::Place,
        });
    }
    found.mentions.sort_by_key(|mention| mention.span);
    found
        .mentions
        .dedup_by(|later, kept| kept.span.overlaps(later.span));
    tell(text, &mut found);
    (document, found)
}

/// What lies between empty lines.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut at = 0;
    let mut out = Vec::new();
    for part in text.split("\n\n") {
        let start = at + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        if start < end {
            out.push(Block {
                span: Span::new(start, end),
                kind: BlockKind::Paragraph,
            });
        }
        at += part.len() + 2;
    }
    out
}

/// An event for each sentence that names a year.
fn tell(text: &str, found: &mut Annotations) {
    let mut events = Vec::new();
    for &sentence in &found.sentences {
        let letters = sentence.of(text);
        let Some(at) = letters
            .find(" 20")
            .filter(|at| letters.is_char_boundary(at + 5))
        else {
            continue;
        };
        let (year, before) = (
            &letters[at + 1..(at + 5).min(letters.len())],
            &letters[..at],
        );
        let word = before.rsplit(' ').next().unwrap_or_default();
        let month = MONTHS.iter().position(|name| *name == word);
        let value = match month {
            Some(month) => format!("{year}-{:02}", month + 1),
            None => year.to_owned(),
        };
        let Some(moment) = Moment::parse(&value) else {
            continue;
        };
        let start = sentence.start as usize + at + 1;
        let date = found.dates.len() as u32;
        found.dates.push(Timex {
            span: Span::new(start, start + 4),
            kind: TimexKind::Date,
            value,
            modifier: None,
            moment: Some(moment),
        });
        let named = found
            .mentions
            .iter()
            .filter(|mention| sentence.contains(mention.span));
        let mut entities: Vec<u32> = named.map(|mention| mention.entity).collect();
        entities.dedup();
        events.push(Event {
            span: sentence,
            short: sentence,
            date,
            moment,
            incident: None,
            entities,
        });
    }
    found.events = events;
}
