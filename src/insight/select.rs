use super::{Error, Heading, Report, compose};
use crate::library::{Library, Listing, Query, Sort};
use crate::model::{ArticleId, Day, EntityId, Tlp};

/// Articles that a note is made of at most; of more the newest are taken, and the note says so.
const MOST: usize = 300;

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

/// How a note is headed and marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marking {
    /// Without one, the note is called after its selection.
    pub title: Option<String>,
    pub tlp: Tlp,
    /// The day of the note.
    pub date: Day,
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
    let mut listing = Listing {
        query: Query::default(),
        sort: Sort::Date,
    };
    let (title, scope, ids, total, about) = match selection {
        Selection::Corpus => {
            let (ids, total) = listed(library, &listing)?;
            let title = "Briefing".to_owned();
            (title, "the whole library".to_owned(), ids, total, None)
        }
        Selection::Query(text) => {
            listing.query = Query::parse(text)?;
            let (ids, total) = listed(library, &listing)?;
            let title = format!("Briefing: {text}");
            (
                title,
                format!("articles matching “{text}”"),
                ids,
                total,
                None,
            )
        }
        Selection::Entity(id) => {
            let (entity, _) = library
                .entity(id)?
                .ok_or_else(|| Error::NoEntity(id.clone()))?;
            let postings = library.postings(id)?;
            let ids = postings.iter().take(MOST).map(|&(id, _)| id).collect();
            let scope = format!("{} {}", entity.kind, entity.name);
            (entity.name, scope, ids, postings.len(), Some(id))
        }
        Selection::Article(id) => {
            let title = library.article(*id)?.row.title;
            let scope = format!("the article “{title}”");
            (title, scope, vec![*id], 1, None)
        }
    };
    let mut articles = Vec::with_capacity(ids.len());
    for id in ids {
        articles.push(library.article(id)?);
    }
    let heading = Heading {
        title: marking.title.clone().unwrap_or(title),
        scope,
        tlp: marking.tlp,
        date: marking.date,
    };
    let mut report = compose(heading, &articles, about);
    report.articles = total;
    Ok(report)
}

fn listed(library: &Library, listing: &Listing) -> Result<(Vec<ArticleId>, usize), Error> {
    let window = library.articles(listing, 0..MOST)?;
    Ok((window.rows.iter().map(|row| row.id).collect(), window.total))
}
