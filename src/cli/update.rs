use super::args::{Common, Update};
use super::error::{Error, Outcome};
use super::follow::{self, Heard};
use super::import::{Report, summary};
use super::intake::{Taken, plural};
use super::network;
use super::output::Output;
use super::shelf;
use crate::import::Given;
use crate::library::Feed;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    feed: &'a str,
    title: Option<&'a str>,
    outcome: Heard,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// Asks the remembered feeds for what is new, and says what became of each.
pub(super) fn run(args: &Update, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let mut library = shelf::open_for_writing(common)?;
    let known = library.feeds()?;
    if let Some(stranger) = args
        .feeds
        .iter()
        .find(|url| !known.iter().any(|feed| feed.url == **url))
    {
        return Err(Error::NoFeed(stranger.clone()));
    }
    let feeds: Vec<Feed> = known
        .into_iter()
        .filter(|feed| {
            if args.feeds.is_empty() {
                !feed.gone
            } else {
                args.feeds.contains(&feed.url)
            }
        })
        .collect();
    if feeds.is_empty() {
        if !args.json {
            writeln!(
                out,
                "no feeds are remembered: `briefing import URL` or a list of feeds (OPML)"
            )?;
        }
        return Ok(Outcome::NothingFound);
    }
    let _claim = library.claim()?;
    let given = Given {
        limits: args.bounds.limits()?,
        ..Given::default()
    };
    let fetcher = network::fetcher(&args.net, &given.limits);
    let mut report = Report::new(args.json, out);
    let mut taken = Taken::default();
    let mut heard = Vec::new();
    follow::update(
        &mut library,
        feeds,
        &fetcher,
        &given,
        &mut taken,
        &mut |news, read| report.hear(news, read),
        &mut |feed, what| heard.push((feed.clone(), what)),
    )?;
    let out = report.finish(&taken)?;
    heard.sort_by(|(a, _), (b, _)| a.url.cmp(&b.url));
    for (feed, what) in &heard {
        if args.json {
            out.json(&Line {
                feed: &feed.url,
                title: feed.title.as_deref(),
                outcome: *what,
                reason: feed.fault.as_deref(),
            })?;
        } else if let Some(words) = words(feed, *what) {
            writeln!(out, "{}: {words}", feed.url)?;
        }
    }
    let count = |wanted: &[Heard]| {
        heard
            .iter()
            .filter(|(_, what)| wanted.contains(what))
            .count()
    };
    let unchanged = count(&[Heard::Unchanged]);
    if !args.json {
        let asked = plural(heard.len() - count(&[Heard::Resting]), "feed");
        writeln!(out, "{asked} asked, {unchanged} unchanged")?;
        summary(&library, &taken, out)?;
    }
    let answered = unchanged + count(&[Heard::Fetched, Heard::Moved, Heard::Resting]);
    Ok(Outcome::of(answered))
}

/// What there is to say of a feed beside its articles.
fn words(feed: &Feed, heard: Heard) -> Option<String> {
    let fault = feed.fault.as_deref().unwrap_or_default();
    match heard {
        Heard::Fetched | Heard::Unchanged => None,
        Heard::Moved => Some("moved here for good".to_owned()),
        Heard::Resting => Some("not asked: its server asked for rest".to_owned()),
        Heard::Failed => Some(fault.to_owned()),
        Heard::Gone => Some(format!("{fault}; it is not asked again")),
    }
}
