//! The note as Markdown: `CommonMark` with the footnotes of GFM.
//!
//! Text from outside is written by [`inline`] alone and always after words of our own on one
//! line, so that it cannot become a heading, link, image, HTML, table, footnote or front matter.

use super::{Error, words};
use crate::insight::{Fact, Report, Source, Told, Who};
use crate::model::{Grade, Moment};
use std::collections::BTreeSet;
use std::io::Write;

/// Writes the note, ordered as a reader with a minute needs it (structured after ICD 203 and 206).
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let marking = report.tlp.as_str();
    writeln!(sink, "{marking}\n")?;
    head(report, sink)?;
    for section in [
        facts,
        who,
        timeline,
        corroboration,
        gaps,
        summary,
        sources,
        footnotes,
    ] {
        section(report, sink)?;
    }
    writeln!(sink, "{marking}")?;
    Ok(())
}

fn head(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    writeln!(sink, "# {}\n", inline(&report.title))?;
    writeln!(sink, "- **Date:** {}", report.date)?;
    if let Some((first, last)) = report.period {
        writeln!(sink, "- **Period:** {}", stretch(first, last))?;
    }
    writeln!(sink, "- **Scope:** {}\n", inline(&report.scope))?;
    writeln!(sink, "## Bottom line\n")?;
    writeln!(
        sink,
        "*To fill in: what the reader must know, in a sentence or two.*\n"
    )?;
    writeln!(sink, "## Key judgments\n")?;
    writeln!(
        sink,
        "*To fill in: each judgment with its likelihood, and its confidence on a line of its own.*\n"
    )?;
    Ok(())
}

/// From one moment to another, or the one where both are the same.
fn stretch(first: Moment, last: Moment) -> String {
    if first == last {
        first.to_string()
    } else {
        format!("{first} to {last}")
    }
}

fn facts(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    writeln!(sink, "## Key facts\n")?;
    if report.facts.is_empty() {
        return nothing(
            sink,
            "No sentence of the sources tells, quotes or counts anything.",
        );
    }
    writeln!(
        sink,
        "*Sentences of the sources, drawn by the program and not judged.*\n"
    )?;
    for fact in &report.facts {
        writeln!(sink, "- {}", fact_line(fact))?;
    }
    writeln!(sink)?;
    Ok(())
}

fn fact_line(fact: &Fact) -> String {
    let mut line = String::new();
    if let Some(moment) = fact.moment {
        line.push_str(&format!("**{moment}:** "));
    }
    line.push_str(&format!("“{}”", inline(&fact.text)));
    let mut aside: Vec<String> = Vec::new();
    aside.extend(
        fact.speaker
            .as_deref()
            .map(|name| format!("quoting {}", inline(name))),
    );
    aside.extend(words::stance(fact.stance).map(str::to_owned));
    aside.push(format!("¶ {}", fact.paragraph));
    if fact.sources.len() == 1 {
        aside.push("single source".to_owned());
    }
    format!("{line} ({}){}", aside.join(", "), notes(&fact.sources))
}

fn who(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    writeln!(sink, "## Who is who\n")?;
    if report.who.is_empty() {
        return nothing(sink, "The sources name nobody.");
    }
    for who in &report.who {
        writeln!(sink, "- {}", who_line(who))?;
    }
    writeln!(sink)?;
    Ok(())
}

fn who_line(who: &Who) -> String {
    let mut about = vec![who.kind.to_string()];
    about.extend(
        who.country
            .as_ref()
            .map(|code| inline(&code.to_uppercase())),
    );
    let mut line = format!("**{}** ({})", inline(&who.name), about.join(", "));
    if let Some(note) = &who.note {
        line.push_str(&format!(": {}", inline(note)));
    }
    line.push_str(&format!(" – {}", count(who.mentions as usize, "mention")));
    if !who.aliases.is_empty() {
        let aliases: Vec<String> = who
            .aliases
            .iter()
            .take(5)
            .map(|alias| inline(alias))
            .collect();
        line.push_str(&format!("; also {}", aliases.join(", ")));
    }
    if !who.with.is_empty() {
        let with: Vec<String> = who
            .with
            .iter()
            .map(|(name, sentences)| format!("{} ({sentences})", inline(name)))
            .collect();
        line.push_str(&format!("; in one sentence with {}", with.join(", ")));
    }
    line + &notes(&who.sources)
}

fn timeline(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    writeln!(sink, "## Timeline\n")?;
    if report.timeline.is_empty() {
        return nothing(sink, "The sources date no event.");
    }
    for told in &report.timeline {
        writeln!(sink, "- {}", told_line(told))?;
    }
    writeln!(sink)?;
    Ok(())
}

fn told_line(told: &Told) -> String {
    let stance = words::stance(told.stance)
        .map(|word| format!(" ({word})"))
        .unwrap_or_default();
    format!(
        "**{}:** {}{stance}{}",
        told.moment,
        inline(&told.text),
        notes(&told.sources)
    )
}

fn corroboration(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    writeln!(sink, "## Corroboration\n")?;
    let single = report
        .facts
        .iter()
        .filter(|fact| fact.sources.len() == 1)
        .count();
    writeln!(
        sink,
        "{} of {} on a single source. Agreement below is of words and numbers; whether the \
         sources are independent of each other is for the analyst to judge.\n",
        single,
        match report.facts.len() {
            1 => "1 key fact rests".to_owned(),
            many => format!("{many} key facts rest"),
        }
    )?;
    for agreement in &report.agreements {
        writeln!(
            sink,
            "- {}{}",
            inline(&agreement.what),
            notes(&agreement.sources)
        )?;
    }
    if !report.agreements.is_empty() {
        writeln!(sink)?;
    }
    Ok(())
}

fn gaps(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    if report.gaps.is_empty() {
        return Ok(());
    }
    writeln!(sink, "## Gaps\n")?;
    writeln!(
        sink,
        "*Times of which these sources tell nothing, which is no proof that nothing happened.*\n"
    )?;
    for gap in &report.gaps {
        writeln!(
            sink,
            "- Between {} and {}: {} without a dated event",
            gap.after,
            gap.before,
            count(gap.months as usize, "month")
        )?;
    }
    writeln!(sink)?;
    Ok(())
}

fn summary(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    let sources = &report.sources;
    let publishers: BTreeSet<&str> = sources
        .iter()
        .filter_map(|s| s.publisher.as_deref())
        .collect();
    let unnamed = sources.iter().filter(|s| s.publisher.is_none()).count();
    let estimated = sources.iter().filter(|s| s.estimated).count();
    let undated = sources.iter().filter(|s| s.published.is_none()).count();
    let unjudged = sources
        .iter()
        .filter(|s| s.grade == Grade::default())
        .count();
    writeln!(sink, "## Source summary\n")?;
    let mut line = count(sources.len(), "article");
    if report.articles > sources.len() {
        line.push_str(&format!(
            ", the newest of {} that the selection holds",
            report.articles
        ));
    }
    line.push_str(&format!("; {} known", count(publishers.len(), "publisher")));
    for (number, what) in [
        (unnamed, "without a known publisher"),
        (estimated, "with an estimated date"),
        (undated, "without a date"),
        (unjudged, "not graded (F6)"),
    ] {
        if number > 0 {
            line.push_str(&format!("; {number} {what}"));
        }
    }
    writeln!(sink, "{line}.\n")?;
    Ok(())
}

fn sources(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    writeln!(sink, "## Sources\n")?;
    if report.sources.is_empty() {
        return nothing(sink, "None.");
    }
    for source in &report.sources {
        writeln!(sink, "{}. {}", source.number, source_line(source))?;
    }
    writeln!(sink)?;
    Ok(())
}

/// Author, title, publisher, dates, address, hash and grade.
fn source_line(source: &Source) -> String {
    let authors = if source.authors.is_empty() {
        format!("Author {}", words::UNKNOWN)
    } else {
        inline(&source.authors.join(", "))
    };
    let mut line = format!("{authors}. {}.", title(source));
    match &source.publisher {
        Some(publisher) => line.push_str(&format!(" {}.", inline(publisher))),
        None => line.push_str(&format!(" Publisher {}.", words::UNKNOWN)),
    }
    line.push_str(&format!(
        " Published {}.",
        inline(&words::published(source))
    ));
    line.push_str(&format!(" Accessed {}.", source.accessed));
    line.push_str(&format!(
        " Article, {}.",
        inline(source.language.as_deref().unwrap_or("language unknown"))
    ));
    if let Some(url) = &source.url {
        line.push_str(&format!(" {}", address(url)));
    }
    line.push_str(&format!(" File {}.", inline(&source.key)));
    line.push_str(&format!(" Grade {}.", words::grade(source.grade)));
    let hash: String = source
        .sha256
        .chars()
        .filter(char::is_ascii_hexdigit)
        .collect();
    line.push_str(&format!(" SHA-256 `{hash}`"));
    line
}

fn title(source: &Source) -> String {
    let derived = if source.title_derived {
        " (title made from the first sentence)"
    } else {
        ""
    };
    format!("“{}”{derived}", inline(&source.title))
}

/// The notes that the numbers in the text lead to.
fn footnotes(report: &Report, sink: &mut dyn Write) -> Result<(), Error> {
    let facts = report.facts.iter().flat_map(|fact| &fact.sources);
    let who = report.who.iter().flat_map(|who| &who.sources);
    let told = report.timeline.iter().flat_map(|told| &told.sources);
    let agreed = report
        .agreements
        .iter()
        .flat_map(|agreement| &agreement.sources);
    let used: BTreeSet<u32> = facts
        .chain(who)
        .chain(told)
        .chain(agreed)
        .copied()
        .collect();
    for source in report
        .sources
        .iter()
        .filter(|source| used.contains(&source.number))
    {
        let publisher = source.publisher.as_deref().unwrap_or("publisher unknown");
        writeln!(
            sink,
            "[^{0}]: Source {0}: {1}, {2}, {3}.\n",
            source.number,
            title(source),
            inline(publisher),
            inline(&words::published(source))
        )?;
    }
    Ok(())
}

fn nothing(sink: &mut dyn Write, words: &str) -> Result<(), Error> {
    writeln!(sink, "{words}\n")?;
    Ok(())
}

/// Footnote references.
fn notes(sources: &[u32]) -> String {
    sources
        .iter()
        .map(|number| format!("[^{number}]"))
        .collect()
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

/// Text from outside on one line, every sign that Markdown or one of its dialects would act on
/// escaped.
fn inline(text: &str) -> String {
    let (clean, _) = crate::text::sanitise(text);
    let mut out = String::with_capacity(clean.len() + 16);
    for word in clean.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        escape(word, &mut out);
    }
    out
}

fn escape(word: &str, out: &mut String) {
    // A mark of a list or heading at the start of a line, and a bare link, end where a backslash
    // comes between. Every sign of ASCII may be escaped (CommonMark 2.4).
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && word.len() == digits + 1;
    let lower = word.to_ascii_lowercase();
    let linked = lower.contains("www.")
        || lower.contains("://")
        || lower.contains("mailto:")
        || lower.contains("xmpp:");
    for (at, c) in word.char_indices() {
        let active = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '^' | '$' | '@'
            | '{' | '}' => true,
            '#' | '+' | '=' | '-' | ':' if at == 0 => true,
            '.' | ')' if numbered && at == digits => true,
            '!' => matches!(word[at + 1..].chars().next(), None | Some('[')),
            '.' | ':' => linked,
            _ => false,
        };
        if active {
            out.push('\\');
        }
        out.push(c);
    }
}

/// A web address as a link; any other as plain text.
fn address(url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let safe = url
        .bytes()
        .all(|b| b.is_ascii_graphic() && !b"<>\"`\\{}|^".contains(&b));
    if web && safe {
        format!("<{url}>")
    } else {
        inline(url)
    }
}

#[cfg(test)]
mod tests {
    use super::{address, inline};

    #[test]
    fn signs_of_markdown_are_only_letters_in_text_from_outside() {
        for (text, expected) in [
            ("plain words.", "plain words."),
            ("# heading", "\\# heading"),
            ("1. item", "1\\. item"),
            ("- item", "\\- item"),
            ("in 1999.", "in 1999\\."),
            ("co-operation", "co-operation"),
            ("![x](http://y.z)", "\\!\\[x\\](http\\://y\\.z)"),
            ("<script>", "\\<script\\>"),
            ("&copy;", "\\&copy;"),
            ("a|b", "a\\|b"),
            ("[^1]: note", "\\[\\^1\\]: note"),
            ("see www.evil.com", "see www\\.evil\\.com"),
            ("two\n\nparagraphs\n---", "two paragraphs \\---"),
            ("\\", "\\\\"),
            ("stop!", "stop\\!"),
        ] {
            assert_eq!(inline(text), expected);
        }
    }

    #[test]
    fn only_a_web_address_is_a_link() {
        assert_eq!(address("https://a.b/c?d=e&f"), "<https://a.b/c?d=e&f>");
        assert_eq!(address("javascript:alert(1)"), "javascript:alert(1)");
        assert_eq!(address("https://a.b/> <img"), "https\\://a\\.b/\\> \\<img");
    }
}
