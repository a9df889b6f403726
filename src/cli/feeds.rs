use super::args::{Common, Feeds};
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::shelf;
use crate::library::Feed;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Line<'a> {
    feed: &'a str,
    title: Option<&'a str>,
    asked: Option<String>,
    gone: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault: Option<&'a str>,
}

/// Lists the remembered feeds, or forgets some.
pub(super) fn run(args: &Feeds, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let mut library = shelf::open_for_writing(common)?;
    for url in &args.remove {
        if !library.unfollow(url)? {
            return Err(Error::NoFeed(url.clone()));
        }
    }
    let feeds = library.feeds()?;
    if args.opml {
        write!(out, "{}", opml(&feeds))?;
        return Ok(Outcome::of(feeds.len()));
    }
    for feed in &feeds {
        let asked = feed.asked.and_then(moment);
        if args.json {
            out.json(&Line {
                feed: &feed.url,
                title: feed.title.as_deref(),
                asked,
                gone: feed.gone,
                fault: feed.fault.as_deref(),
            })?;
            continue;
        }
        let name = feed.title.as_deref().unwrap_or(&feed.url);
        let mut parts = vec![feed.url.clone()];
        parts.push(asked.map_or("not asked yet".to_owned(), |at| format!("asked {at}")));
        parts.extend(feed.fault.clone());
        let rest = out.paint(Role::Quiet, &parts.join(" · "));
        writeln!(out, "{}\n    {rest}", out.paint(Role::Title, name))?;
    }
    let done = !args.remove.is_empty() || !feeds.is_empty();
    Ok(Outcome::of(usize::from(done)))
}

/// Seconds since 1970 as a moment of UTC.
fn moment(seconds: i64) -> Option<String> {
    let moment = jiff::Timestamp::from_second(seconds).ok()?;
    Some(moment.to_string())
}

/// The feeds as other readers take them in.
fn opml(feeds: &[Feed]) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n\
         <head><title>Feeds</title></head>\n<body>\n",
    );
    for feed in feeds {
        let title = escape(feed.title.as_deref().unwrap_or(&feed.url));
        let url = escape(&feed.url);
        out.push_str(&format!(
            "<outline type=\"rss\" text=\"{title}\" xmlUrl=\"{url}\"/>\n"
        ));
    }
    out.push_str("</body>\n</opml>\n");
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
