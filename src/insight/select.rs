use super::compose::Gathering;
use super::{Depth, Error, Heading, Judgment, Report, Sections, Within, cited, numbered};
use super::{claimed, clippings, gaps};
use crate::library::{Library, Listing, Query, Sort};
use crate::model::{ArticleId, Day, Draft, EntityId, Judged, Tlp, Watching};

/// Articles that a note is made of at most; of more the newest are taken, and the note says so.
const NOTE: usize = 300;
/// Articles that tables and graphs are made of at most, likewise.
const TABLE: usize = 5_000;

/// What a note is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    #[default]
    Corpus,
    /// The articles that a query finds.
    Query(String),
    Entity(EntityId),
    Article(ArticleId),
}

impl Selection {
    /// The name under which the analyst's words on it are kept.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Corpus => "corpus".to_owned(),
            Self::Query(query) => format!("query:{query}"),
            Self::Entity(id) => format!("entity:{id}"),
            Self::Article(id) => format!("article:{}", id.0),
        }
    }

    /// Whether all that is about something watched is in it.
    #[must_use]
    pub fn holds(&self, watching: &Watching) -> bool {
        match (self, watching) {
            (Self::Corpus, _) => true,
            (Self::Entity(id), Watching::Entity(watched)) => id == watched,
            (Self::Query(query), Watching::Query(name)) => {
                query.trim().strip_prefix('@') == Some(name)
            }
            _ => false,
        }
    }
}

/// How a note is headed and marked, and what the analyst wrote for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marking {
    /// Without one, the note is called after its selection.
    pub title: Option<String>,
    /// Without one, the strictest that any of its clips bears.
    pub tlp: Option<Tlp>,
    /// The day of the note.
    pub date: Day,
    pub within: Within,
    pub depth: Depth,
    /// Articles at most; without a number, as many as a note or a table is good for.
    pub most: Option<usize>,
    pub sections: Sections,
    pub bluf: String,
    pub judgments: Vec<Judged>,
}

impl Marking {
    /// As the analyst left it for a scope. A period that cannot be read is all time.
    #[must_use]
    pub fn of(draft: &Draft, date: Day) -> Self {
        Self {
            title: draft.title.clone(),
            tlp: draft.tlp,
            date,
            within: Within::parse(&draft.period).unwrap_or_default(),
            sections: Sections::without(&draft.without),
            bluf: draft.bluf.clone(),
            judgments: draft.judgments.clone(),
            ..Self::default()
        }
    }

    fn most(&self) -> usize {
        self.most.unwrap_or(match self.depth {
            Depth::Note => NOTE,
            Depth::Everything => TABLE,
        })
    }
}

/// Draws together what the library has on a selection.
///
/// # Errors
/// Where the library fails, a query cannot be understood, or no article names the entity.
pub fn report(
    library: &Library,
    selection: &Selection,
    marking: &Marking,
) -> Result<Report, Error> {
    let most = marking.most();
    let mut listing = Listing {
        query: Query::default(),
        sort: Sort::Date,
    };
    let (title, scope, ids, total, about) = match selection {
        Selection::Corpus => {
            let (ids, total) = listed(library, &listing, most)?;
            let title = "Briefing".to_owned();
            (title, "the whole library".to_owned(), ids, total, None)
        }
        Selection::Query(text) => {
            listing.query = library.ask(text)?;
            let (ids, total) = listed(library, &listing, most)?;
            let title = format!("Briefing: {text}");
            let scope = format!("articles matching “{text}”");
            (title, scope, ids, total, None)
        }
        Selection::Entity(id) => {
            let (entity, _) = library
                .entity(id)?
                .ok_or_else(|| Error::NoEntity(id.clone()))?;
            let postings = library.postings(id)?;
            let ids = postings.iter().take(most).map(|&(id, _)| id).collect();
            let scope = format!("{} {}", entity.kind, entity.name);
            (entity.name, scope, ids, postings.len(), Some(id))
        }
        Selection::Article(id) => {
            let title = library.article(*id)?.row.title;
            let scope = format!("the article “{title}”");
            (title, scope, vec![*id], 1, None)
        }
    };
    let mut gathering = Gathering::new(marking.date, about, marking.within, marking.depth);
    let cut = ids.len() < total;
    for id in ids {
        gathering.add(&library.article(id)?);
    }
    let mut report = gathering.finish(Heading {
        title: marking.title.clone().unwrap_or(title),
        scope,
        tlp: Tlp::default(),
        date: marking.date,
    });
    if cut {
        report.articles = total;
    }
    gaps::cover(library, &mut report.gaps, marking.date)?;
    let clips = clippings::of(library, selection, &listing.query)?;
    clippings::put(library, clips, &mut report)?;
    claimed::put(
        library,
        selection,
        &listing.query,
        marking.within,
        &mut report,
    )?;
    report.tlp = marking.tlp.unwrap_or_else(|| report.strictest());
    report.write_in(marking);
    Ok(report)
}

impl Report {
    /// Takes in what the analyst wrote and chose; what the articles say stays as it is.
    pub fn write_in(&mut self, marking: &Marking) {
        self.sections = marking.sections;
        self.bluf = numbered(&marking.bluf, &self.sources);
        self.judgments = marking
            .judgments
            .iter()
            .filter(|judged| !judged.words.trim().is_empty())
            .map(|judged| {
                let words = numbered(&judged.words, &self.sources);
                Judgment {
                    sources: cited(&words),
                    confidence: judged.confidence,
                    words,
                }
            })
            .collect();
    }
}

fn listed(
    library: &Library,
    listing: &Listing,
    most: usize,
) -> Result<(Vec<ArticleId>, usize), Error> {
    let window = library.articles(listing, 0..most)?;
    Ok((window.rows.iter().map(|row| row.id).collect(), window.total))
}
