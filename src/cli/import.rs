use super::args::{Common, Import};
use super::error::{Error, Outcome};
use super::hear::Watch;
use super::intake::{self, Known, News, Taken};
use super::output::Output;
use super::{folders, follow, network, shelf, source};
use crate::import::{Format, Given, Limits, Skip, is_address};
use crate::library::{self, Library, Listing};
use crate::text::sanitise_line;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Line<'a> {
    id: Option<&'a str>,
    path: &'a str,
    title: Option<&'a str>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

/// The last line of an import that ends: it has the fields of the others, of no document, and the
/// sums.
#[derive(Serialize)]
struct Close<'a> {
    id: Option<&'a str>,
    path: &'a str,
    title: Option<&'a str>,
    outcome: &'static str,
    added: usize,
    changed: usize,
    /// Among them files that were not read, as their time and size are those of before.
    unchanged: usize,
    skipped: usize,
    pruned: usize,
    followed: usize,
    formats: &'a BTreeMap<&'static str, usize>,
    articles: usize,
}

impl<'a> Close<'a> {
    fn of(taken: &'a Taken, articles: usize) -> Self {
        Self {
            id: None,
            path: "",
            title: None,
            outcome: "done",
            added: taken.added,
            changed: taken.changed,
            unchanged: taken.unchanged,
            skipped: taken.skipped.len(),
            pruned: taken.pruned,
            followed: taken.followed,
            formats: &taken.formats,
            articles,
        }
    }
}

/// Adds documents to the library and says what became of them.
pub(super) fn run(args: &Import, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let (addresses, mut paths) = apart(&args.paths);
    let mut library = shelf::open_for_writing(common)?;
    // Before anything is read, so that nothing comes in between unseen.
    let lookout = args.watch.then(|| Watch::new(&paths)).transpose()?;
    let claim = library.claim()?;
    let given = Given {
        published: args.published.clone(),
        limits: args.bounds.limits()?,
        ..Given::default()
    };
    let gone = if args.prune {
        missing(&mut paths)
    } else {
        Vec::new()
    };
    let mut report = Report::new(args.json, out);
    report.expect(&paths, &given.limits);
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
    if args.prune {
        let roots: Vec<PathBuf> = paths
            .iter()
            .map(|path| folders::absolute(path))
            .chain(gone)
            .collect();
        let within = |path: &str| {
            // What came on standard input lies below no folder; programs before this one kept it
            // as if it did.
            !is_address(path)
                && !path.rsplit('/').next().is_some_and(|name| name == "-")
                && library::of_name(path).is_some_and(|path| {
                    let path = if path.is_absolute() {
                        path
                    } else {
                        folders::absolute_of_gone(&path)
                    };
                    roots.iter().any(|root| path.starts_with(root))
                })
        };
        taken.pruned = library.prune(within, library::is_gone)?;
    }
    let out = report.finish(&taken)?;
    if !args.json {
        summary(&library, &taken, out)?;
    } else if lookout.is_none() {
        out.json(&Close::of(&taken, library.count(&Listing::default())?))?;
    }
    if let Some(lookout) = lookout {
        drop(claim);
        stay(&lookout, &paths, &mut library, &given, args.json, out)?;
    }
    Ok(Outcome::of(
        taken.documents() + taken.followed + taken.pruned,
    ))
}

/// Takes in what comes, until the program is ended.
fn stay(
    lookout: &Watch,
    paths: &[PathBuf],
    library: &mut Library,
    given: &Given,
    json: bool,
    out: &mut Output,
) -> Result<(), Error> {
    let roots: Vec<PathBuf> = paths.iter().map(|path| folders::absolute(path)).collect();
    if !json {
        writeln!(out, "watching; Ctrl-c ends")?;
    }
    out.flush()?;
    loop {
        let changed = lookout.next().places(&roots);
        let claim = intake::patient_claim(library)?;
        let pieces = source::changed(&roots, &changed, &given.limits);
        let mut report = Report::new(json, out);
        let mut watch = |news: Option<&News<'_>>, read: u64| report.hear(news, read);
        let taken = intake::take_pieces(
            library,
            pieces,
            given,
            Known::Skip,
            &intake::Portion::of(intake::BATCH),
            &mut watch,
        )?;
        report.finish(&taken)?;
        if !json && (taken.added + taken.changed > 0 || !taken.skipped.is_empty()) {
            summary(library, &taken, out)?;
        }
        out.flush()?;
        drop(claim);
    }
}

/// Takes those paths out that are not there any more; gives them as the library knows them.
fn missing(paths: &mut Vec<PathBuf>) -> Vec<PathBuf> {
    let (there, gone) = std::mem::take(paths)
        .into_iter()
        .partition(|path| path == Path::new("-") || !is_gone(path));
    *paths = there;
    let gone: Vec<PathBuf> = gone;
    gone.iter()
        .map(|path| folders::absolute_of_gone(path))
        .collect()
}

/// Whether there is surely nothing at a path: a disk that does not answer is no proof.
fn is_gone(path: &Path) -> bool {
    matches!(path.try_exists(), Ok(false))
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
    if let Some(formats) = taken.by_format() {
        writeln!(out, "{formats}")?;
    }
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

    /// Learns how much there is to read, beside the reading of it.
    fn expect(&self, paths: &[PathBuf], limits: &Limits) {
        if self.bar.is_hidden() {
            return;
        }
        let (bar, paths, limits) = (self.bar.clone(), paths.to_vec(), limits.clone());
        std::thread::spawn(move || {
            if let Some(total) = source::total(&paths, &limits) {
                bar.set_length(total);
                dress(&bar, KNOWN);
            }
        });
    }

    /// Hears of a document, and of the bytes read so far.
    pub(super) fn hear(&mut self, news: Option<&News<'_>>, read: u64) -> Result<(), Error> {
        if read > 0 {
            self.bar.set_position(read);
        }
        if let Some(news) = news.filter(|_| self.json) {
            self.out.json(&Line {
                id: Some(news.id),
                path: &sanitise_line(news.path),
                title: Some(news.title),
                outcome: word(news.outcome),
                format: news.format.map(Format::as_str),
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
                    path: &sanitise_line(&skip.path),
                    title: None,
                    outcome: "skipped",
                    format: None,
                    reason: Some(&sanitise_line(&skip.reason)),
                })?;
            } else {
                writeln!(self.out, "skipped {}", told(skip))?;
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
    dress(&bar, UNKNOWN);
    bar
}

/// What the bar shows while nobody knows how much there is, and from then on.
const UNKNOWN: &str = "{spinner} {bytes} read, {bytes_per_sec}";
const KNOWN: &str = "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";

fn dress(bar: &ProgressBar, template: &str) {
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("━━─"));
    }
}

/// What was left out and why, as a line that no name of a file can break out of.
pub(super) fn told(skip: &Skip) -> String {
    sanitise_line(&format!("{}: {}", skip.path, skip.reason))
}
