use super::fuzzy::{Choices, Found};
use super::pattern::Pattern;
use super::roster::Roster;
use super::{ArticleMatch, Error, Match};
use crate::library::{ArticleRow, EntityRow, Library};
use std::cmp::Reverse;

/// Entities that can be looked up by a fuzzy pattern over their names and aliases.
///
/// Atoms are split on spaces and must all match, in any order; `'exact`, `^prefix`, `suffix$`
/// and `!not` are understood as in fzf. Case and accents count for nothing; acronyms and
/// abbreviated words are found; where nothing fits, a slip or two is forgiven.
#[derive(Debug)]
pub struct Lookup {
    rows: Roster,
    choices: Choices,
    matched: usize,
}

impl Lookup {
    /// Makes entities ready to be looked up.
    #[must_use]
    pub fn new(mut rows: Vec<EntityRow>) -> Self {
        rows.sort_by(|a, b| b.mentions.cmp(&a.mentions).then_with(|| a.id.cmp(&b.id)));
        let mut out = Self::empty();
        for row in &rows {
            out.push(row);
        }
        out
    }

    /// Makes all entities that a library's articles name ready to be looked up.
    ///
    /// # Errors
    /// Where the library fails.
    pub fn of(library: &Library) -> Result<Self, Error> {
        let mut out = Self::empty();
        library.each_name(|row| out.push(&row))?;
        Ok(out)
    }

    fn empty() -> Self {
        Self {
            rows: Roster::default(),
            choices: Choices::new(),
            matched: 0,
        }
    }

    /// Adds one; they come most mentioned first, so that their places tell which of two comes
    /// first.
    fn push(&mut self, row: &EntityRow) {
        let owner = self.rows.len() as u32;
        self.rows.push(row);
        self.choices.push(owner, &row.name);
        for alias in &row.aliases {
            self.choices.push(owner, alias);
        }
    }

    /// Makes ready what slips are looked up in, on a thread of its own.
    pub fn learn_words(&self) {
        self.choices.learn_words();
    }

    /// The best matches, best first, ties by mentions and id. An empty pattern matches everything.
    pub fn find(&mut self, pattern: &str, limit: usize) -> Vec<Match> {
        let pattern = Pattern::parse(pattern);
        let rows = &self.rows;
        let found = if pattern.is_empty() {
            everything(rows.len().min(limit))
        } else {
            self.choices
                .find(&pattern, |owner| frequency(rows.mentions(owner)))
        };
        self.matched = if pattern.is_empty() {
            rows.len()
        } else {
            found.len()
        };
        let order = |found: &Found| (Reverse(found.score), found.owner);
        let whole = pattern.is_empty();
        top(found, limit, order)
            .into_iter()
            .filter_map(|found| {
                let entity = rows.row(found.owner)?;
                let rank = if whole {
                    0
                } else {
                    self.choices.rank(found.choice)
                };
                let alias = (rank as usize)
                    .checked_sub(1)
                    .and_then(|at| entity.aliases.get(at).cloned());
                let lit = Choices::lit(&pattern, alias.as_deref().unwrap_or(&entity.name));
                Some(Match {
                    entity,
                    alias,
                    lit,
                    score: found.score,
                })
            })
            .collect()
    }

    /// How many entities the last pattern matched.
    #[must_use]
    pub fn matched(&self) -> usize {
        self.matched
    }

    /// How many entities there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.len() == 0
    }
}

/// Articles that can be looked up by a fuzzy pattern over title and publisher.
#[derive(Debug)]
pub struct TitleLookup {
    rows: Vec<ArticleRow>,
    choices: Choices,
    matched: usize,
}

impl TitleLookup {
    /// Makes articles ready to be looked up.
    #[must_use]
    pub fn new(rows: Vec<ArticleRow>) -> Self {
        let mut choices = Choices::new();
        for (owner, row) in rows.iter().enumerate() {
            choices.push(owner as u32, &heading(&row.title, row.publisher.as_deref()));
        }
        Self {
            rows,
            choices,
            matched: 0,
        }
    }

    /// The best matches, best first, ties in the order of the rows. An empty pattern matches
    /// everything in the order of the rows.
    pub fn find(&mut self, pattern: &str, limit: usize) -> Vec<ArticleMatch> {
        let pattern = Pattern::parse(pattern);
        let rows = &self.rows;
        let found = if pattern.is_empty() {
            everything(rows.len())
        } else {
            self.choices.find(&pattern, |_| 0)
        };
        self.matched = found.len();
        top(found, limit, |found| (Reverse(found.score), found.owner))
            .into_iter()
            .map(|found| {
                let article = rows[found.owner as usize].clone();
                ArticleMatch {
                    lit: Choices::lit(
                        &pattern,
                        &heading(&article.title, article.publisher.as_deref()),
                    ),
                    article,
                    score: found.score,
                }
            })
            .collect()
    }

    /// How many articles the last pattern matched.
    #[must_use]
    pub fn matched(&self) -> usize {
        self.matched
    }
}

/// What an article is found by: title, then publisher.
pub(super) fn heading(title: &str, publisher: Option<&str>) -> String {
    match publisher {
        Some(publisher) => format!("{title} {publisher}"),
        None => title.to_owned(),
    }
}

fn everything(count: usize) -> Vec<Found> {
    (0..count as u32)
        .map(|owner| Found {
            choice: owner,
            owner,
            score: 0,
        })
        .collect()
}

/// What being mentioned often is worth: four a doubling.
fn frequency(mentions: u32) -> i64 {
    i64::from((mentions.saturating_add(1)).ilog2()).min(16) * 4
}

/// The first few in an order, without sorting the rest.
pub(super) fn top<K: Ord>(
    mut found: Vec<Found>,
    limit: usize,
    order: impl Fn(&Found) -> K,
) -> Vec<Found> {
    if limit == 0 {
        return Vec::new();
    }
    if found.len() > limit {
        found.select_nth_unstable_by(limit - 1, |a, b| order(a).cmp(&order(b)));
        found.truncate(limit);
    }
    found.sort_by_cached_key(order);
    found
}
