use super::query::{Expr, Words};
use super::set::Set;
use super::{Error, Hit, Library, Listing, Query, Sort, Window, fold};
use crate::model::{ArticleId, Span};
use std::ops::Range;

impl Library {
    /// The articles that a query finds, copies among them.
    pub(super) fn matching(&self, query: &Query) -> Result<Set, Error> {
        let all: Set = self
            .connection
            .prepare_cached("SELECT id FROM articles")?
            .query_map([], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        match &query.expr {
            None => Ok(all),
            Some(expr) => self.meet(expr, &all),
        }
    }

    fn meet(&self, expr: &Expr, all: &Set) -> Result<Set, Error> {
        Ok(match expr {
            Expr::All(parts) => {
                let mut out = all.clone();
                for part in parts {
                    out.keep(&self.meet(part, all)?);
                }
                out
            }
            Expr::Any(parts) => {
                let mut out = Set::default();
                for part in parts {
                    out.join(&self.meet(part, all)?);
                }
                out
            }
            Expr::Not(part) => {
                let mut out = all.clone();
                out.remove(&self.meet(part, all)?);
                out
            }
            Expr::Words(words) => self.with_words(words, all)?,
        })
    }

    fn with_words(&self, words: &Words, all: &Set) -> Result<Set, Error> {
        let wanted = fold::fold_name(&words.text);
        let mut out = Set::default();
        for id in all.iter() {
            let article = ArticleId(id.into());
            let title = self.row(article)?.map(|row| row.title).unwrap_or_default();
            let text = self.text(article)?;
            if !lit(&title, &wanted).is_empty() || !lit(&text, &wanted).is_empty() {
                out.insert(id);
            }
        }
        Ok(out)
    }

    /// A set in order of how well it fits.
    pub(super) fn by_relevance(&self, query: &Query, found: &Set) -> Result<Vec<u32>, Error> {
        let window = self.search(query, 0..usize::MAX)?;
        let mut out: Vec<u32> = Vec::new();
        for hit in window.rows {
            let id = hit.article.0 as u32;
            if found.has(id) && !out.contains(&id) {
                out.push(id);
            }
        }
        Ok(out)
    }

    /// Sentences that a query finds, in context, best first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn search(&self, query: &Query, range: Range<usize>) -> Result<Window<Hit>, Error> {
        let listing = Listing {
            query: query.clone(),
            sort: Sort::Date,
        };
        let mut hits = Vec::new();
        for &id in self.order(&listing)?.iter() {
            let article = self.article(ArticleId(id.into()))?;
            for &sentence in &article.annotations.sentences {
                let text = article.document.slice(sentence);
                let mut all: Vec<Span> = Vec::new();
                let mut score = 0.0;
                for words in query.words() {
                    let found = lit(text, &fold::fold_name(&words.text));
                    score += f32::from(!found.is_empty());
                    all.extend(found);
                }
                if all.is_empty() {
                    continue;
                }
                all.sort_unstable();
                hits.push(Hit {
                    article: article.row.id,
                    title: article.row.title.clone(),
                    published: article.row.published,
                    estimated: article.row.estimated,
                    span: sentence,
                    text: text.to_owned(),
                    lit: all,
                    score,
                });
            }
        }
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let total = hits.len();
        let first = range.start.min(total);
        let rows = hits.drain(first..range.end.clamp(first, total)).collect();
        Ok(Window { first, total, rows })
    }
}

fn lit(text: &str, wanted: &str) -> Vec<Span> {
    let wanted: Vec<&str> = wanted.split(' ').filter(|word| !word.is_empty()).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let words = fold::words(text);
    words
        .windows(wanted.len())
        .filter(|run| run.iter().zip(&wanted).all(|(word, w)| word.folded == *w))
        .map(|run| Span {
            start: run[0].span.start,
            end: run[run.len() - 1].span.end,
        })
        .collect()
}
