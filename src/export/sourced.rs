//! Where a note has it from: the summary of its sources, and the sources one by one.

use super::block::{Block, Hand, Part, count, text};
use super::words;
use crate::insight::{Report, Source};
use crate::model::{ArticleId, Reliability};
use std::collections::BTreeSet;

/// The numbers of articles as sources, each once, in order.
pub(super) fn numbers(report: &Report, articles: impl Iterator<Item = ArticleId>) -> Vec<u32> {
    let found: BTreeSet<u32> = articles
        .filter_map(|article| report.number_of(article))
        .collect();
    found.into_iter().collect()
}

pub(super) fn summary(report: &Report, out: &mut Vec<Block>) {
    let sources = &report.sources;
    let publishers: BTreeSet<&str> = sources
        .iter()
        .filter_map(|s| s.publisher.as_deref())
        .collect();
    let mut line = count(sources.len(), "article");
    if report.articles > report.gathered {
        line.push_str(&format!(
            "; facts, names and dates are drawn from the newest {} of {} that the selection holds",
            report.gathered, report.articles
        ));
    }
    line.push_str(&format!("; {} known", count(publishers.len(), "publisher")));
    for (number, what) in [
        (
            sources.iter().filter(|s| s.publisher.is_none()).count(),
            "without a known publisher",
        ),
        (
            sources.iter().filter(|s| s.estimated).count(),
            "with an estimated date",
        ),
        (
            sources.iter().filter(|s| s.published.is_none()).count(),
            "without a date",
        ),
        (
            sources
                .iter()
                .filter(|s| s.grade.reliability == Reliability::F)
                .count(),
            "not graded",
        ),
    ] {
        if number > 0 {
            line.push_str(&format!("; {number} {what}"));
        }
    }
    for grade in ['A', 'B', 'C', 'D', 'E'] {
        let held = |source: &&Source| source.grade.code().starts_with(grade);
        let number = sources.iter().filter(held).count();
        if number > 0 {
            line.push_str(&format!("; {number} graded {grade}"));
        }
    }
    let cited: BTreeSet<u32> = report
        .judgments
        .iter()
        .flat_map(|judgment| judgment.sources.iter().copied())
        .chain(report.clips.iter().map(|clip| clip.source))
        .collect();
    if !cited.is_empty() {
        line.push_str(&format!(
            "; {} behind the clips and judgments",
            count(cited.len(), "source")
        ));
    }
    out.push(Block::Paragraph(vec![text(format!("{line}."))]));
}

pub(super) fn sources(report: &Report, out: &mut Vec<Block>) {
    out.push(Block::Heading {
        title: "Sources",
        section: None,
        hand: Hand::Program,
    });
    if report.sources.is_empty() {
        out.push(Block::Aside("None.".to_owned()));
    }
    for source in &report.sources {
        out.push(Block::Source {
            number: source.number,
            parts: source_line(source),
        });
    }
}

/// Author, title, publisher, dates, address, hash and grade.
pub(super) fn source_line(source: &Source) -> Vec<Part> {
    let authors = if source.authors.is_empty() {
        format!("Author {}", words::UNKNOWN)
    } else {
        source.authors.join(", ")
    };
    let derived = if source.title_derived {
        " (title made from the first sentence)"
    } else {
        ""
    };
    let publisher = source
        .publisher
        .clone()
        .unwrap_or_else(|| format!("Publisher {}", words::UNKNOWN));
    let mut line = vec![
        text(format!("{authors}. ")),
        Part::Quote(source.title.clone()),
        text(format!(
            "{derived}. {publisher}. Published {}. Accessed {}. Article, {}. ",
            words::published(source),
            source.accessed,
            source.language.as_deref().unwrap_or("language unknown")
        )),
    ];
    if let Some(url) = &source.url {
        line.push(Part::Link(url.clone()));
        line.push(text(" "));
    }
    line.push(text(format!(
        "File {}. Grade {}. SHA-256 ",
        source.key,
        words::grade(source.grade)
    )));
    let digits = source.sha256.chars().filter(char::is_ascii_hexdigit);
    line.push(Part::Code(digits.collect()));
    line
}
