use super::abreast::abreast;
use super::args::{Claims, Common};
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::shelf;
use crate::insight::{self, Resolved, Telling, Weighed};
use crate::library::{self, ClaimGroup, Library};
use crate::model::{IncidentKind, Stance};
use crate::session::{claim_sign, differing, standing};
use crate::text::CharOffsets;
use serde::Serialize;
use std::io::Write;

/// Claims that are asked for at a time: what is known of them before they are weighed is little.
const PAGE: usize = 16_384;

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
    id: &'a str,
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
    let (mut first, mut shown) = (0, 0);
    while first < limit {
        let window = first..limit.min(first.saturating_add(PAGE));
        let groups = library.claims(which, &query, window)?.rows;
        if groups.is_empty() {
            break;
        }
        first += groups.len();
        abreast(&library, &groups, weigh, |claim: Claim| {
            shown += 1;
            let resolved = claim.resolved.as_ref();
            if args.json {
                let tellings = claim.weighed.tellings.iter().zip(&claim.places);
                let tellings = tellings.map(|(telling, place)| told(telling, place));
                out.json(&line(&claim.weighed, resolved, tellings.collect()))?;
            } else {
                show(&claim.weighed, resolved, out)?;
            }
            Ok(())
        })?;
    }
    Ok(Outcome::of(shown))
}

/// A claim as it is printed.
struct Claim {
    weighed: Weighed,
    resolved: Option<Resolved>,
    /// Where each telling stands.
    places: Vec<Place>,
}

/// The key of an article, and a sentence of it in characters.
struct Place {
    key: String,
    start: usize,
    end: usize,
}

/// Weighs some claims, from one state of the library.
fn weigh(library: &Library, groups: &[ClaimGroup]) -> Result<Vec<Claim>, Error> {
    library.at_once(|| {
        let mut out = Vec::with_capacity(groups.len());
        for group in groups {
            if let Some(weighed) = insight::weighed(library, group)? {
                // The texts are at hand still.
                let places = weighed.tellings.iter().map(|one| place(library, one));
                let places = places.collect::<Result<_, Error>>()?;
                let resolved = insight::resolved(library, std::slice::from_ref(&weighed))?.pop();
                out.push(Claim {
                    weighed,
                    resolved,
                    places,
                });
            }
        }
        Ok(out)
    })?
}

fn place(library: &Library, telling: &Telling) -> Result<Place, Error> {
    let body = library.marks_of(telling.article)?;
    let places = CharOffsets::new(&body.0.text);
    Ok(Place {
        key: library.row(telling.article)?.unwrap_or_default().key,
        start: places.at(telling.span.start as usize),
        end: places.at(telling.span.end as usize),
    })
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

fn told<'a>(telling: &'a Telling, place: &'a Place) -> Told<'a> {
    Told {
        id: &place.key,
        title: &telling.title,
        publisher: telling.publisher.as_deref(),
        published: telling.published.map(|moment| moment.to_string()),
        estimated: telling.estimated,
        start: place.start,
        end: place.end,
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
