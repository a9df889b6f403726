use super::args::{Common, Import};
use super::error::{Error, Outcome};
use super::intake::{self, Known, News, Taken};
use super::output::Output;
use super::{follow, network, shelf};
use crate::import::{Given, is_address};
use crate::library::{self, Library, Listing};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

#[derive(Serialize)]
struct Line<'a> {
    id: Option<&'a str>,
    path: &'a str,
    title: Option<&'a str>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// Adds documents to the library and says what became of them.
pub(super) fn run(args: &Import, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let (addresses, paths) = apart(&args.paths);
    let mut library = shelf::open_for_writing(common)?;
    let _claim = library.claim()?;
    let given = Given {
        published: args.published.clone(),
        ..Given::default()
    };
    let mut report = Report::new(args.json, out);
    let mut watch = |news: Option<&News<'_>>, read: u64| report.hear(news, read);
    let mut taken = intake::take_in(&mut library, &paths, &given, Known::Skip, &mut watch)?;
    taken.followed += follow::remember(&mut library, &std::mem::take(&mut taken.feeds))?;
    if !addresses.is_empty() {
        let fetcher = network::fetcher(&args.net, &given.limits);
        follow::take_addresses(
            &mut library,
            &addresses,
            &fetcher,
            &given,
            &mut taken,
            &mut watch,
        )?;
        taken.followed += follow::remember(&mut library, &std::mem::take(&mut taken.feeds))?;
    }
    let out = report.finish(&taken)?;
    if !args.json {
        summary(&library, &taken, out)?;
    }
    Ok(Outcome::of(taken.documents() + taken.followed))
}

/// Addresses and paths, each in the order given.
fn apart(given: &[PathBuf]) -> (Vec<String>, Vec<PathBuf>) {
    let (mut addresses, mut paths) = (Vec::new(), Vec::new());
    for path in given {
        match path.to_str() {
            Some(address) if is_address(address) => addresses.push(address.to_owned()),
            _ => paths.push(path.clone()),
        }
    }
    (addresses, paths)
}

/// The last line: what came in, and how much there is now.
pub(super) fn summary(library: &Library, taken: &Taken, out: &mut Output) -> Result<(), Error> {
    let whole = library.count(&Listing::default())?;
    writeln!(out, "{}; {whole} articles in the library", taken.line())?;
    Ok(())
}

/// What the person hears of an import while it runs and when it is over.
pub(super) struct Report<'a> {
    json: bool,
    out: &'a mut Output,
    bar: ProgressBar,
}

impl<'a> Report<'a> {
    pub(super) fn new(json: bool, out: &'a mut Output) -> Self {
        Self {
            json,
            out,
            bar: progress(),
        }
    }

    /// Hears of a document, and of the bytes read so far.
    pub(super) fn hear(&mut self, news: Option<&News<'_>>, read: u64) -> Result<(), Error> {
        if read > 0 {
            self.bar.set_position(read);
        }
        if let Some(news) = news.filter(|_| self.json) {
            self.out.json(&Line {
                id: Some(news.id),
                path: news.path,
                title: Some(news.title),
                outcome: word(news.outcome),
                reason: None,
            })?;
        }
        Ok(())
    }

    /// Says what was skipped, each with its reason, and gives the output back.
    pub(super) fn finish(self, taken: &Taken) -> Result<&'a mut Output, Error> {
        self.bar.finish_and_clear();
        for skip in &taken.skipped {
            if self.json {
                self.out.json(&Line {
                    id: None,
                    path: &skip.path,
                    title: None,
                    outcome: "skipped",
                    reason: Some(&skip.reason),
                })?;
            } else {
                writeln!(self.out, "skipped {}: {}", skip.path, skip.reason)?;
            }
        }
        Ok(self.out)
    }
}

fn word(outcome: library::Outcome) -> &'static str {
    match outcome {
        library::Outcome::Added => "added",
        library::Outcome::Changed => "changed",
        library::Outcome::Unchanged => "unchanged",
    }
}

/// A bar on standard error, on a terminal only.
fn progress() -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {bytes} read, {bytes_per_sec}") {
        bar.set_style(style);
    }
    bar
}
