//! What several articles tell, alike or differently, as blocks of a note.

use super::block::{Block, Hand, Part, cites, count, parts, text};
use super::sourced;
use crate::insight::{Corroboration, Evidence, Report, Resolving, Section, Side};

/// Those on whose word something is told, that are named at most.
const VOICES: usize = 3;

pub(super) fn corroboration(report: &Report, out: &mut Vec<Block>) {
    let mut asides = Vec::new();
    if report.sections.has(Section::Facts) {
        let facts = report.facts.len();
        let single = report.facts.iter().filter(|fact| fact.sources.len() == 1);
        let single = single.count();
        asides.push(if facts == 1 {
            format!("{single} of 1 key fact rests on a single source.")
        } else {
            format!("{single} of {facts} key facts rest on a single source.")
        });
    }
    if !report.corroborations.is_empty() {
        asides.push(
            "What several articles tell; those that copy, cite or quote one and the same count as \
             one origin."
                .to_owned(),
        );
    }
    if !asides.is_empty() {
        out.push(Block::Aside(asides.join(" ")));
    }
    for found in &report.corroborations {
        out.push(Block::Item(corroborated(found, report)));
        out.extend(first_told(&found.tellings, report));
        out.extend(caveat(&found.tellings, report));
    }
}

fn corroborated(found: &Corroboration, report: &Report) -> Vec<Part> {
    let mut aside = vec![
        count(found.articles.len(), "article"),
        count(found.origins as usize, "origin"),
    ];
    aside.extend(words_of(&found.tellings));
    if found.circle {
        aside.push("they give each other as the source".to_owned());
    }
    let mut line = vec![text(format!("{} ({})", found.what, aside.join(", ")))];
    let numbers = sourced::numbers(report, found.articles.iter().copied());
    line.extend(cites(&numbers));
    line
}

/// On whose word it is told: "on the word of the FBI".
fn words_of(tellings: &[Evidence]) -> Option<String> {
    let mut voices: Vec<&str> = Vec::new();
    for voice in tellings.iter().filter_map(|it| it.voice.as_deref()) {
        if !voices.contains(&voice) {
            voices.push(voice);
        }
    }
    let rest = voices.len().saturating_sub(VOICES);
    voices.truncate(VOICES);
    let more = if rest > 0 {
        format!(" and {rest} more")
    } else {
        String::new()
    };
    (!voices.is_empty()).then(|| format!("on the word of {}{more}", voices.join(", ")))
}

/// Who told it first, where the dates tell.
fn first_told(tellings: &[Evidence], report: &Report) -> Option<Block> {
    let first = tellings.first()?;
    let day = first.published?;
    let other = |it: &&Evidence| it.article != first.article;
    let mut others = tellings.iter().filter(other).peekable();
    others.peek()?;
    let earlier = |it: &Evidence| it.published.is_some_and(|next| day.last < next.first);
    if !others.all(earlier) {
        return None;
    }
    let number = report.number_of(first.article)?;
    let who = report
        .source(number)
        .and_then(|source| source.publisher.clone());
    let who = who.map_or_else(String::new, |name| format!(" by {name}"));
    let line = vec![text(format!("First told {day}{who}")), Part::Cite(number)];
    Some(Block::Below(Hand::Program, line))
}

/// A telling that is surer than one before it.
fn caveat(tellings: &[Evidence], report: &Report) -> Option<Block> {
    let lost = tellings.iter().find(|it| it.caveat_lost)?;
    let number = report.number_of(lost.article)?;
    let line = vec![
        text("A caveat of an earlier telling is gone: "),
        Part::Quote(lost.text.clone()),
        Part::Cite(number),
    ];
    Some(Block::Below(Hand::Program, line))
}

pub(super) fn conflicts(report: &Report, out: &mut Vec<Block>) {
    if report.conflicts.is_empty() {
        return;
    }
    let open = report.conflicts.iter();
    let open = open.filter(|it| it.resolution.is_none() && !it.update);
    out.push(Block::Aside(match open.count() {
        0 => "The same thing told differently.".to_owned(),
        open => format!(
            "The same thing told differently; in {open} of {} which holds is for the analyst to judge.",
            report.conflicts.len()
        ),
    }));
    for conflict in &report.conflicts {
        let mut aside = Vec::new();
        if conflict.update {
            aside.push("an update, by the dates");
        }
        if conflict.circle {
            aside.push("they give each other as the source");
        }
        let sort = if aside.is_empty() {
            String::new()
        } else {
            format!(" ({})", aside.join("; "))
        };
        let all = conflict.sides.iter().flat_map(|side| &side.evidence);
        let numbers = sourced::numbers(report, all.map(|evidence| evidence.article));
        let mut line = vec![text(format!("{}{sort}", conflict.about))];
        line.extend(cites(&numbers));
        out.push(Block::Item(line));
        for side in &conflict.sides {
            out.push(Block::Below(Hand::Program, side_line(side, report)));
        }
        out.extend(conflict.resolution.as_ref().map(|it| resolved(it, report)));
    }
}

fn side_line(side: &Side, report: &Report) -> Vec<Part> {
    let mut line = vec![Part::Strong(format!("{}:", side.value)), text(" ")];
    line.extend(
        side.evidence
            .first()
            .map(|first| Part::Quote(first.text.clone())),
    );
    line.extend(words_of(&side.evidence).map(|words| text(format!(" ({words})"))));
    let articles = side.evidence.iter().map(|evidence| evidence.article);
    line.extend(cites(&sourced::numbers(report, articles)));
    line
}

/// Which side the analyst goes with, and why.
fn resolved(resolution: &Resolving, report: &Report) -> Block {
    let mut line = vec![
        Part::Strong("Analyst:".to_owned()),
        text(format!(" goes with “{}”", resolution.value)),
    ];
    line.extend(report.number_of(resolution.article).map(Part::Cite));
    if resolution.changed {
        line.push(text(" (the article says something else there now)"));
    }
    let why = resolution.words.split_whitespace().collect::<Vec<_>>();
    line.push(text(if why.is_empty() {
        ". Why: to fill in."
    } else {
        ". Why: "
    }));
    line.extend(parts(&why.join(" "), report.sources.len()));
    Block::Below(Hand::Analyst, line)
}
