use super::args::{Common, Import};
use super::error::{Error, Outcome};
use super::intake::{self, Known, News};
use super::output::Output;
use super::shelf;
use crate::import::Given;
use crate::library::{self, Query};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::io::{IsTerminal, Write};

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
    let mut library = shelf::open_for_writing(common)?;
    let given = Given {
        published: args.published.clone(),
        ..Given::default()
    };
    let bar = progress();
    let mut watch = |news: Option<&News<'_>>, read: u64| {
        if read > 0 {
            bar.set_position(read);
        }
        if let Some(news) = news.filter(|_| args.json) {
            out.json(&Line {
                id: Some(news.id),
                path: news.path,
                title: Some(news.title),
                outcome: word(news.outcome),
                reason: None,
            })?;
        }
        Ok(())
    };
    let taken = intake::take_in(&mut library, &args.paths, &given, Known::Skip, &mut watch)?;
    bar.finish_and_clear();
    for skip in &taken.skipped {
        if args.json {
            out.json(&Line {
                id: None,
                path: &skip.path,
                title: None,
                outcome: "skipped",
                reason: Some(&skip.reason),
            })?;
        } else {
            writeln!(out, "skipped {}: {}", skip.path, skip.reason)?;
        }
    }
    if !args.json {
        let whole = library.count(&crate::library::Listing {
            query: Query::default(),
            sort: library::Sort::Date,
        })?;
        writeln!(out, "{}; {whole} articles in the library", taken.line())?;
    }
    Ok(Outcome::of(taken.documents()))
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
