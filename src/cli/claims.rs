use super::args::{Claims, Common};
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::search::Articles;
use super::shelf;
use crate::insight::{self, Resolved, Telling, Weighed};
use crate::library;
use crate::model::{IncidentKind, Stance};
use crate::session::{claim_sign, differing, standing};
use crate::text::CharOffsets;
use serde::Serialize;
use std::io::Write;

/// Claims that are asked for at a time.
const PAGE: usize = 200;

/// One claim for scripts.
#[derive(Debug, Serialize)]
struct Line<'a> {
    claim: &'static str,
    what: &'a str,
    kind: Option<&'static str>,
    articles: u32,
    origins: u32,
    differs: Vec<&'static str>,
    conflict: bool,
    update: bool,
    circle: bool,
    /// Which of the tellings the analyst goes with.
    #[serde(skip_serializing_if = "Option::is_none")]
    resolved: Option<Chosen<'a>>,
    tellings: Vec<Told<'a>>,
}

#[derive(Debug, Serialize)]
struct Chosen<'a> {
    /// Place among the tellings, from 0.
    telling: usize,
    value: &'a str,
    words: &'a str,
    /// The article says something else there now.
    changed: bool,
    created: String,
}

#[derive(Debug, Serialize)]
struct Told<'a> {
    id: String,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<String>,
    estimated: bool,
    start: usize,
    end: usize,
    text: &'a str,
    value: &'a str,
    stance: Stance,
    voice: Option<&'a str>,
    /// Tellings of one number rest on one origin.
    origin: u32,
    caveat_lost: bool,
}

/// Prints what several articles claim.
pub(super) fn run(args: &Claims, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let query = shelf::query(&library, &args.query)?;
    let which = if args.conflicts {
        library::Claims::Conflicts
    } else {
        library::Claims::Shared
    };
    let limit = args.limit.unwrap_or(usize::MAX);
    let mut articles = Articles::default();
    let mut first = 0usize;
    loop {
        let window = first..limit.min(first.saturating_add(PAGE));
        let found = insight::claims(&library, which, &query, window)?;
        let resolved = insight::resolved(&library, &found.rows)?;
        for weighed in &found.rows {
            let mut chosen = resolved.iter();
            let chosen = chosen.find(|chosen| chosen.group == weighed.group);
            if args.json {
                let mut tellings = Vec::with_capacity(weighed.tellings.len());
                for telling in &weighed.tellings {
                    let (key, text) = articles.of(&library, telling.article)?;
                    let places = CharOffsets::new(text);
                    tellings.push(told(telling, key, &places));
                }
                out.json(&line(weighed, chosen, tellings))?;
            } else {
                show(weighed, chosen, out)?;
            }
        }
        first += found.rows.len();
        if found.rows.is_empty() || first >= limit {
            return Ok(Outcome::of(first));
        }
    }
}

fn line<'a>(
    weighed: &'a Weighed,
    resolved: Option<&'a Resolved>,
    tellings: Vec<Told<'a>>,
) -> Line<'a> {
    Line {
        claim: weighed.kind.as_str(),
        what: &weighed.what,
        kind: weighed.incident.map(IncidentKind::as_str),
        articles: weighed.articles,
        origins: weighed.origins,
        differs: weighed.differences.iter().map(|d| d.as_str()).collect(),
        conflict: weighed.is_conflict(),
        update: weighed.update,
        circle: weighed.circle,
        resolved: resolved.map(|it| Chosen {
            telling: it.telling,
            value: &it.resolution.value,
            words: &it.resolution.words,
            changed: it.changed,
            created: it.resolution.created.to_string(),
        }),
        tellings,
    }
}

fn told<'a>(telling: &'a Telling, key: &str, places: &CharOffsets<'_>) -> Told<'a> {
    Told {
        id: key.to_owned(),
        title: &telling.title,
        publisher: telling.publisher.as_deref(),
        published: telling.published.map(|moment| moment.to_string()),
        estimated: telling.estimated,
        start: places.at(telling.span.start as usize),
        end: places.at(telling.span.end as usize),
        text: &telling.text,
        value: &telling.value,
        stance: telling.stance,
        voice: telling.voice.as_deref(),
        origin: telling.origin,
        caveat_lost: telling.caveat_lost,
    }
}

/// The claim on a line, and below it who makes it.
fn show(weighed: &Weighed, resolved: Option<&Resolved>, out: &mut Output) -> std::io::Result<()> {
    let sign = match resolved {
        Some(_) => "✓",
        None => claim_sign(weighed.is_conflict(), weighed.update, weighed.origins),
    };
    let what = out.paint(Role::Title, &weighed.what);
    let mut words = standing(weighed.articles, weighed.origins);
    let how = differing(weighed.differences.iter().copied());
    if !how.is_empty() {
        words = format!("{words}; {how}");
    }
    let words = out.paint(Role::Quiet, &words);
    writeln!(out, "{sign} {what}  {words}")?;
    for telling in &weighed.tellings {
        let date = crate::session::published(telling.published, telling.estimated);
        let who = out.paint(Role::Quiet, &format!("{date}  {}", telling.teller()));
        writeln!(out, "  {who}  {}", telling.text)?;
    }
    if let Some(resolved) = resolved {
        let value = &resolved.resolution.value;
        let words: Vec<&str> = resolved.resolution.words.split_whitespace().collect();
        let why = if words.is_empty() { "" } else { ": " };
        writeln!(out, "  you go with “{value}”{why}{}", words.join(" "))?;
    }
    Ok(())
}
