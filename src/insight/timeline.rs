use super::alike;
use super::{Bar, Error, EventRow, Grain, Scope, TimeBasis, Timeline};
use crate::library::{EventLine, EventListing, EventOrder, EventScope, Library, Query};
use crate::model::{ArticleId, Day, Moment, Precision};
use std::collections::BTreeSet;
use std::ops::Range;

/// Events beside the window that are looked at for other tellings of those in it.
const MARGIN: usize = 12;

/// A window on the dated events of a scope, narrowed to the articles of a query, with counts over
/// the whole of it.
///
/// # Errors
/// Where the library fails.
pub fn timeline(
    library: &Library,
    scope: &Scope,
    query: &Query,
    basis: TimeBasis,
    grain: Grain,
    window: Range<usize>,
) -> Result<Timeline, Error> {
    let listing = listing(scope, query, basis);
    let wide = window.start.saturating_sub(MARGIN)..window.end.saturating_add(MARGIN);
    let around = library.events(&listing, wide)?;
    let skip = window.start.saturating_sub(around.first);
    let take = window.len();
    let words: Vec<alike::Words> = around
        .rows
        .iter()
        .map(|line| alike::words(&line.short))
        .collect();
    let rows = around
        .rows
        .iter()
        .enumerate()
        .skip(skip)
        .take(take)
        .map(|(at, line)| row(line, tellings(at, &around.rows, &words)))
        .collect();
    Ok(Timeline {
        first: window.start.min(around.total),
        total: around.total,
        rows,
        bars: bars(&library.event_days(&listing)?, grain),
    })
}

/// Where in a timeline the first event on or after a day stands.
///
/// # Errors
/// Where the library fails.
pub fn timeline_position(
    library: &Library,
    scope: &Scope,
    query: &Query,
    basis: TimeBasis,
    day: Day,
) -> Result<usize, Error> {
    Ok(library.event_position(&listing(scope, query, basis), day)?)
}

/// Where in a timeline the last event stands that an article tells of the time up to a day, or
/// the first event on or after the day; and how many there are.
///
/// # Errors
/// Where the library fails.
pub fn timeline_place(
    library: &Library,
    scope: &Scope,
    query: &Query,
    basis: TimeBasis,
    here: (ArticleId, Day),
) -> Result<(usize, usize), Error> {
    Ok(library.event_place(&listing(scope, query, basis), here)?)
}

fn listing(scope: &Scope, query: &Query, basis: TimeBasis) -> EventListing {
    EventListing {
        scope: match scope {
            Scope::Corpus => EventScope::Corpus,
            Scope::Article(article) => EventScope::Article(*article),
            Scope::Entity(entity) => EventScope::Entity(entity.clone()),
        },
        order: match basis {
            TimeBasis::Event => EventOrder::Event,
            TimeBasis::Publication => EventOrder::Publication,
        },
        query: query.clone(),
    }
}

fn row(line: &EventLine, tellings: u32) -> EventRow {
    EventRow {
        moment: line.moment,
        article: line.article,
        span: line.span,
        text: super::compose::flat(&line.short),
        kind: line.kind,
        stance: line.stance,
        entities: line.entities.clone(),
        tellings,
    }
}

/// How many articles tell an event: those that say it in nearly the same words, or tell of the
/// same kind of thing, at the same time, with two of the same names.
fn tellings(at: usize, lines: &[EventLine], words: &[alike::Words]) -> u32 {
    let own = &lines[at];
    let mut articles = BTreeSet::from([own.article]);
    for (other, line) in lines.iter().enumerate() {
        if line.moment != own.moment || articles.contains(&line.article) {
            continue;
        }
        let exact = matches!(
            own.moment.precision,
            Precision::Day | Precision::Week | Precision::Month
        );
        let common = || {
            let shared = own.entities.iter();
            let shared = shared.filter(|entity| line.entities.contains(entity));
            shared.count()
        };
        let same_sort = own.kind.is_some() && own.kind == line.kind;
        if exact && same_sort && common() >= 2 || alike::alike(&words[at], &words[other]) {
            articles.insert(line.article);
        }
    }
    articles.len() as u32
}

fn bars(days: &[(Day, u32)], grain: Grain) -> Vec<Bar> {
    let mut out: Vec<Bar> = Vec::new();
    for &(day, count) in days {
        // They come in order: most need not be told anew what period they lie in.
        if let Some(bar) = out.last_mut().filter(|bar| day <= bar.period.last) {
            bar.count += count;
            continue;
        }
        let (year, month, _) = day.civil();
        // Undated articles stand on a day before all history.
        if year < -9999 {
            continue;
        }
        let period = match grain {
            Grain::Year => Moment::year(year),
            Grain::Month => Moment::month(year, month),
            Grain::Day => Moment::day(day),
        };
        out.push(Bar { period, count });
    }
    out
}
