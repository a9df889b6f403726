use super::super::args::Common;
use super::super::error::{Error, Outcome};
use super::super::output::{Output, aside};
use super::super::{entity, folders, shelf};
use super::args::Export;
use super::place::{self, Place};
use super::templates;
use crate::export::{self, Format};
use crate::insight::{Depth, Marking, Report, Sections, Selection, Within, report, stored};
use crate::library::Library;
use crate::model::{ArticleId, Change, Draft, Judged};
use std::io::Read;
use std::path::Path;

/// Bytes of a file of the analyst's words at most.
const WORDS: u64 = 1 << 20;

/// Writes notes on selections to files, a folder or standard output.
pub(in crate::cli) fn run(
    args: &Export,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    if args.list_templates {
        templates::list(out)?;
        return Ok(Outcome::Done);
    }
    let mut library = if args.keep {
        shelf::open_to_work(common)?
    } else {
        shelf::open(common)?
    };
    let selections = selections(args, &library)?;
    if selections.is_empty() {
        return Ok(Outcome::NothingFound);
    }
    let template = args.template.as_deref().map(templates::find).transpose()?;
    let formats = formats(args);
    let place = Place::of(args, selections.len(), &formats)?;
    let depth = formats
        .iter()
        .any(|format| format.depth() == Depth::Everything)
        || args.table.is_some()
        || template.is_some();
    let depth = if depth {
        Depth::Everything
    } else {
        Depth::Note
    };
    let words = Words::read(args)?;
    let mut written = 0;
    for selection in &selections {
        let draft = library.draft(&selection.key())?;
        let marking = marking(args, &draft, &words, depth);
        let report = report(&library, selection, &marking)?;
        if report.sources.is_empty() {
            continue;
        }
        allowed(args, &report)?;
        tell_of_the_rest(&report);
        if args.keep {
            keep(args, &mut library, selection, &draft, &marking, &report)?;
            if template.is_some() || formats.iter().any(|format| format.is_note()) {
                handed_in(&mut library, selection, &marking)?;
            }
        }
        written += 1;
        match &template {
            Some(template) => place::through(&place, template, &report, args, out)?,
            None => place::as_formats(&place, &formats, &report, args, out)?,
        }
    }
    Ok(Outcome::of(written))
}

/// The formats asked for, else the one that the file's ending tells.
fn formats(args: &Export) -> Vec<Format> {
    if !args.format.is_empty() {
        let mut out: Vec<Format> = Vec::new();
        for format in &args.format {
            if !out.contains(format) {
                out.push(*format);
            }
        }
        return out;
    }
    if args.table.is_some() {
        return vec![Format::Csv];
    }
    let name = args.output.as_deref().and_then(Path::file_name);
    let told = name.and_then(|name| Format::of_name(&name.to_string_lossy()));
    vec![told.unwrap_or_default()]
}

/// The analyst's words out of files.
#[derive(Default)]
struct Words {
    bluf: Option<String>,
    judgments: Option<Vec<Judged>>,
}

impl Words {
    fn read(args: &Export) -> Result<Self, Error> {
        let bluf = args.bluf.as_deref().map(read).transpose()?;
        let judgments = args.judgments.as_deref().map(read).transpose()?;
        Ok(Self {
            bluf: bluf.map(|text| text.trim().to_owned()),
            judgments: judgments.map(|text| Judged::parse(&text)),
        })
    }
}

/// The words of a file; `-` is standard input.
pub(super) fn read(path: &Path) -> Result<String, Error> {
    let failed = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        std::io::stdin().lock().take(WORDS).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(WORDS).read_to_end(&mut bytes))
    }
    .map_err(failed)?;
    Ok(crate::text::sanitise(&String::from_utf8_lossy(&bytes)).0)
}

/// The options of the command before what was kept for the scope.
fn marking(args: &Export, draft: &Draft, words: &Words, depth: Depth) -> Marking {
    let date = match args.date {
        Some(day) => day,
        None => folders::note_day(),
    };
    let mut marking = Marking::of(draft, date);
    marking.depth = depth;
    marking.most = args.limit;
    if let Some(title) = &args.title {
        marking.title = Some(crate::text::sanitise_line(title));
    }
    if args.tlp.is_some() {
        marking.tlp = args.tlp;
    }
    if let Some(within) = args.period {
        marking.within = within;
    }
    if !args.only.is_empty() {
        marking.sections = Sections::only(&args.only);
    }
    for section in &args.without {
        if marking.sections.has(*section) {
            marking.sections.turn(*section);
        }
    }
    if let Some(bluf) = &words.bluf {
        marking.bluf.clone_from(bluf);
    }
    if let Some(judgments) = &words.judgments {
        marking.judgments.clone_from(judgments);
    }
    marking
}

/// A note takes its strictest clip's marking; a lower one has to be asked for.
fn allowed(args: &Export, report: &Report) -> Result<(), Error> {
    let strictest = report.strictest();
    if report.tlp < strictest && !args.lower_tlp {
        return Err(Error::Lower {
            wanted: report.tlp,
            strictest,
        });
    }
    Ok(())
}

fn tell_of_the_rest(report: &Report) {
    if report.articles > report.gathered {
        aside(&format!(
            "drawn from the newest {} of {} articles; --limit takes more",
            report.gathered, report.articles
        ));
    }
}

/// Keeps what was written and chosen for the next time.
fn keep(
    args: &Export,
    library: &mut Library,
    selection: &Selection,
    draft: &Draft,
    marking: &Marking,
    report: &Report,
) -> Result<(), Error> {
    let judgments = marking.judgments.iter().map(|judged| Judged {
        words: stored(&judged.words, &report.sources),
        confidence: judged.confidence,
    });
    let kept = Draft {
        title: marking.title.clone(),
        tlp: marking.tlp,
        period: if args.period.is_some() {
            period_text(marking.within)
        } else {
            draft.period.clone()
        },
        bluf: stored(&marking.bluf, &report.sources),
        judgments: judgments.collect(),
        template: args.template.clone().or_else(|| draft.template.clone()),
        without: marking.sections.off(),
    };
    library.record(&Change::Draft {
        scope: selection.key(),
        draft: Box::new(kept),
    })?;
    Ok(())
}

/// What is watched and was in the note is seen, and what comes from now on is new since it.
fn handed_in(library: &mut Library, selection: &Selection, marking: &Marking) -> Result<(), Error> {
    let mut changes = vec![Change::Noted {
        scope: selection.key(),
        day: marking.date,
    }];
    if marking.within == Within::default() {
        let news = library.news()?;
        let watched = news.watched.iter().map(|one| one.watching.clone());
        let held = watched.filter(|watching| selection.holds(watching));
        changes.extend(held.map(|watching| Change::Seen {
            watching: Some(watching),
        }));
    }
    library.record(&Change::All(changes))?;
    Ok(())
}

fn period_text(within: Within) -> String {
    within
        .0
        .map(|(from, to)| format!("{}..{}", from.first, to.last))
        .unwrap_or_default()
}

fn selections(args: &Export, library: &Library) -> Result<Vec<Selection>, Error> {
    if !args.entity.is_empty() {
        let mut out = Vec::new();
        for name in &args.entity {
            let found = entity::resolve(library, name)?.map(Selection::Entity);
            out.extend(found.filter(|found| !out.contains(found)));
        }
        return Ok(out);
    }
    if let Some(key) = &args.article {
        return Ok(article(library, key)?
            .map(Selection::Article)
            .into_iter()
            .collect());
    }
    if args.query.is_empty() {
        return Ok(vec![Selection::Corpus]);
    }
    // Said here, so that a fault names the query as typed.
    shelf::query(library, &args.query)?;
    Ok(vec![Selection::Query(args.query.join(" "))])
}

/// The article that a key names; the number of its row will do as well.
pub(in crate::cli) fn article(library: &Library, key: &str) -> Result<Option<ArticleId>, Error> {
    if let Some(id) = library.keyed(key)? {
        return Ok(Some(id));
    }
    let Ok(number) = key.parse() else {
        return Ok(None);
    };
    Ok(library.row(ArticleId(number))?.map(|row| row.id))
}

/// What to do about files that are there.
pub(super) fn existing(args: &Export) -> export::Existing {
    if args.force {
        export::Existing::Replace
    } else {
        export::Existing::Keep
    }
}
