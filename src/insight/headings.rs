use super::fuzzy::Choices;
use super::lookup::{heading, top};
use super::pattern::Pattern;
use super::{ArticleMatch, Error};
use crate::library::{Library, Listing};
use crate::model::ArticleId;
use std::cmp::Reverse;

/// All articles of a library, to be looked up by a fuzzy pattern over title and publisher: their
/// letters alone, however many they are; rows are read of those that are shown.
#[derive(Debug)]
pub struct Headings {
    ids: Vec<ArticleId>,
    choices: Choices,
}

impl Headings {
    /// Reads the titles, newest first.
    ///
    /// # Errors
    /// Where the library fails.
    pub fn new(library: &Library) -> Result<Self, Error> {
        let (mut ids, mut choices) = (Vec::new(), Choices::new());
        library.each_title(|id, title, publisher| {
            choices.push(ids.len() as u32, &heading(title, publisher));
            ids.push(id);
        })?;
        choices.learn_words();
        Ok(Self { ids, choices })
    }

    /// The best matches, best first, ties newest first. An empty pattern finds the newest.
    ///
    /// # Errors
    /// Where the library fails.
    pub fn find(
        &mut self,
        library: &Library,
        pattern: &str,
        limit: usize,
    ) -> Result<Vec<ArticleMatch>, Error> {
        let pattern = Pattern::parse(pattern);
        if pattern.is_empty() {
            let rows = library.articles(&Listing::default(), 0..limit)?.rows;
            let found = rows.into_iter().map(|article| ArticleMatch {
                article,
                lit: Vec::new(),
                score: 0,
            });
            return Ok(found.collect());
        }
        let found = self.choices.find(&pattern, |_| 0);
        let mut out = Vec::with_capacity(limit.min(found.len()));
        for found in top(found, limit, |found| (Reverse(found.score), found.owner)) {
            let Some(article) = library.row(self.ids[found.owner as usize])? else {
                continue;
            };
            let title = heading(&article.title, article.publisher.as_deref());
            out.push(ArticleMatch {
                lit: Choices::lit(&pattern, &title),
                article,
                score: found.score,
            });
        }
        Ok(out)
    }
}
