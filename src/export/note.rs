//! A report as the blocks of a note, ordered as a reader with a minute needs it (structured after
//! ICD 203 and 206).

use super::block::{Block, Hand, Part, cites, count, parts, text, written};
use super::{claimed, sourced, words};
use crate::insight::{Clipped, Fact, Report, Section, Standing, Told, Who};
use crate::model::Moment;

/// The blocks of a note, those of sections that are switched off left out.
#[must_use]
pub fn blocks(report: &Report) -> Vec<Block> {
    let mut out = vec![
        Block::Marking(report.tlp),
        Block::Title(report.title.clone()),
    ];
    out.push(Block::Field("Date", report.date.to_string()));
    if let Some((first, last)) = report.period {
        out.push(Block::Field("Period", stretch(first, last)));
    }
    out.push(Block::Field("Scope", report.scope.clone()));
    for section in Section::ALL {
        if report.sections.has(section) {
            put(section, report, &mut out);
        }
    }
    sourced::sources(report, &mut out);
    out.push(Block::Marking(report.tlp));
    out
}

fn put(section: Section, report: &Report, out: &mut Vec<Block>) {
    let (hand, write): (Hand, fn(&Report, &mut Vec<Block>)) = match section {
        Section::BottomLine => (Hand::Analyst, bottom_line),
        Section::Judgments => (Hand::Analyst, judgments),
        Section::Clips => (Hand::Analyst, clips),
        Section::Facts => (Hand::Program, facts),
        Section::Who => (Hand::Program, who),
        Section::Timeline => (Hand::Program, timeline),
        Section::Corroboration => (Hand::Program, claimed::corroboration),
        Section::Conflicts => (Hand::Program, claimed::conflicts),
        Section::Gaps => (Hand::Program, gaps),
        Section::Summary => (Hand::Program, sourced::summary),
    };
    let before = out.len();
    out.push(Block::Heading {
        title: section.title(),
        section: Some(section),
        hand,
    });
    write(report, out);
    // Parts that say nothing of this scope are not worth a heading.
    if out.len() == before + 1 {
        out.truncate(before);
    }
}

/// From one moment to another, or the one where both are the same.
fn stretch(first: Moment, last: Moment) -> String {
    if first == last {
        first.to_string()
    } else if last.first.year() >= 9999 {
        format!("from {first}")
    } else if first.first.year() <= 0 {
        format!("to {last}")
    } else {
        format!("{first} to {last}")
    }
}

fn bottom_line(report: &Report, out: &mut Vec<Block>) {
    if report.bluf.trim().is_empty() {
        out.push(Block::ToFill(
            "To fill in: what the reader must know, in a sentence or two.",
        ));
    } else {
        out.extend(written(&report.bluf, report.sources.len()));
    }
}

fn judgments(report: &Report, out: &mut Vec<Block>) {
    if report.judgments.is_empty() {
        out.push(Block::ToFill(
            "To fill in: each judgment with its likelihood, and its confidence on a line of its own.",
        ));
    }
    for judgment in &report.judgments {
        let line = judgment
            .words
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        out.push(Block::Item(parts(&line, report.sources.len())));
        let confidence = judgment.confidence.map_or_else(
            || "Confidence: to fill in.".to_owned(),
            |confidence| format!("Confidence: {}.", confidence.as_str()),
        );
        out.push(Block::Below(Hand::Analyst, vec![text(confidence)]));
        let warning = match judgment.sources.len() {
            0 => "Warning: cites no source.",
            1 => "Warning: rests on a single source.",
            _ => continue,
        };
        out.push(Block::Below(Hand::Program, vec![text(warning)]));
    }
}

fn clips(report: &Report, out: &mut Vec<Block>) {
    if report.clips.is_empty() {
        return;
    }
    out.push(Block::Aside(
        "Passages of the sources, chosen by the analyst.".to_owned(),
    ));
    let mut group = "";
    for clip in &report.clips {
        if clip.group != group {
            group = &clip.group;
            out.push(Block::Group(if group.is_empty() {
                "Other passages".to_owned()
            } else {
                group.to_owned()
            }));
        }
        out.push(Block::Item(clip_line(clip, report)));
        if !clip.words.trim().is_empty() {
            let said = clip.words.split_whitespace().collect::<Vec<_>>().join(" ");
            let line = [Part::Strong("Analyst:".to_owned()), text(" ")].into_iter();
            let line = line.chain(parts(&said, report.sources.len()));
            out.push(Block::Below(Hand::Analyst, line.collect()));
        }
    }
}

fn clip_line(clip: &Clipped, report: &Report) -> Vec<Part> {
    let mut aside = vec![format!("¶ {}", clip.paragraph)];
    if let Some(credibility) = clip.credibility {
        let reliability = report
            .source(clip.source)
            .map(|source| source.grade.reliability)
            .unwrap_or_default();
        let grade = crate::model::Grade {
            reliability,
            credibility,
        };
        aside.push(words::grade(grade));
    }
    if clip.tlp > crate::model::Tlp::default() {
        aside.push(clip.tlp.as_str().to_owned());
    }
    aside.extend(clip.tags.iter().map(|tag| format!("#{tag}")));
    aside.extend(match clip.standing {
        Standing::AsClipped => None,
        Standing::Changed => Some("the article says it in other words now".to_owned()),
        Standing::Lost => Some("the article no longer says this".to_owned()),
    });
    vec![
        Part::Quote(clip.text.clone()),
        text(format!(" ({})", aside.join(", "))),
        Part::Cite(clip.source),
    ]
}

fn facts(report: &Report, out: &mut Vec<Block>) {
    if report.facts.is_empty() {
        out.push(Block::Aside(
            "No sentence of the sources tells, quotes or counts anything.".to_owned(),
        ));
        return;
    }
    out.push(Block::Aside(
        "Sentences of the sources, drawn by the program and not judged.".to_owned(),
    ));
    out.extend(report.facts.iter().map(|fact| Block::Item(fact_line(fact))));
}

fn fact_line(fact: &Fact) -> Vec<Part> {
    let mut line = Vec::new();
    if let Some(moment) = fact.moment {
        line.push(Part::Strong(format!("{moment}:")));
        line.push(text(" "));
    }
    line.push(Part::Quote(fact.text.clone()));
    let mut aside: Vec<String> = Vec::new();
    aside.extend(fact.speaker.as_ref().map(|name| format!("quoting {name}")));
    aside.extend(words::stance(fact.stance).map(str::to_owned));
    aside.push(format!("¶ {}", fact.paragraph));
    if fact.sources.len() == 1 {
        aside.push("single source".to_owned());
    }
    line.push(text(format!(" ({})", aside.join(", "))));
    line.extend(cites(&fact.sources));
    line
}

fn who(report: &Report, out: &mut Vec<Block>) {
    if report.who.is_empty() {
        out.push(Block::Aside("The sources name nobody.".to_owned()));
    }
    out.extend(report.who.iter().map(|who| Block::Item(who_line(who))));
}

fn who_line(who: &Who) -> Vec<Part> {
    let mut about = vec![who.kind.to_string()];
    about.extend(who.country.as_ref().map(|code| code.to_uppercase()));
    let mut rest = format!(" ({})", about.join(", "));
    if let Some(note) = &who.note {
        rest.push_str(&format!(": {note}"));
    }
    rest.push_str(&format!(" – {}", count(who.mentions as usize, "mention")));
    if !who.aliases.is_empty() {
        let aliases: Vec<&str> = who.aliases.iter().take(5).map(String::as_str).collect();
        rest.push_str(&format!("; also {}", aliases.join(", ")));
    }
    if !who.with.is_empty() {
        let with: Vec<String> = who
            .with
            .iter()
            .map(|(name, sentences)| format!("{name} ({sentences})"))
            .collect();
        rest.push_str(&format!("; in one sentence with {}", with.join(", ")));
    }
    let mut line = vec![Part::Strong(who.name.clone()), text(rest)];
    line.extend(cites(&who.sources));
    line
}

fn timeline(report: &Report, out: &mut Vec<Block>) {
    if report.timeline.is_empty() {
        out.push(Block::Aside("The sources date no event.".to_owned()));
    }
    out.extend(
        report
            .timeline
            .iter()
            .map(|told| Block::Item(told_line(told))),
    );
    if report.untold > 0 {
        out.push(Block::Aside(format!(
            "The first {}; {} more follow.",
            count(report.timeline.len(), "event"),
            report.untold
        )));
    }
}

fn told_line(told: &Told) -> Vec<Part> {
    let stance = words::stance(told.stance)
        .map(|word| format!(" ({word})"))
        .unwrap_or_default();
    let mut line = vec![
        Part::Strong(format!("{}:", told.moment)),
        text(format!(" {}{stance}", told.text)),
    ];
    line.extend(cites(&told.sources));
    line
}

fn gaps(report: &Report, out: &mut Vec<Block>) {
    if report.gaps.is_empty() {
        return;
    }
    out.push(Block::Aside(
        "Silences beyond the usual rhythm. Where the library has articles of that time the silence is \
         the sources'; where it has none, it cannot tell. Neither proves that nothing happened."
            .to_owned(),
    ));
    for gap in &report.gaps {
        let time = match gap.before {
            Some(before) => format!("Between {} and {before}", gap.after),
            None => format!("Since {}", gap.after),
        };
        let months = count(gap.months as usize, "month");
        let told = match (gap.articles, gap.own) {
            (0, _) => "no article of that time is in the library".to_owned(),
            (all, 0) => format!(
                "{} of that time, none of this scope",
                count(all as usize, "article")
            ),
            (all, own) if own == all => format!(
                "{} of that time, with no dated event",
                count(all as usize, "article")
            ),
            (all, own) => format!(
                "{} of that time, {own} of this scope, with no dated event",
                count(all as usize, "article")
            ),
        };
        let usual = match gap.usual {
            1 => "every day".to_owned(),
            days => format!("every {days} days"),
        };
        let mut line = vec![text(format!(
            "{time}: {months} without a dated event, else {usual}; {told}"
        ))];
        line.extend(cites(&gap.sources));
        out.push(Block::Item(line));
    }
}
