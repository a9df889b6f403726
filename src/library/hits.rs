//! Sentences that a query finds, in context.

use super::lines::Head;
use super::query::{Expr, Pattern, Test};
use super::rank::FINE;
use super::search::{Place, event_reach};
use super::set::Set;
use super::{Error, Hit, Library, Listing, Query, Sort, Window, pack};
use crate::model::{Annotations, ArticleId, Moment, Span};
use rusqlite::OptionalExtension;
use std::collections::BTreeSet;
use std::ops::Range;

/// Articles that are asked for first: what a page shows, however few of them are origins. More come
/// when they are wanted.
const FIRST: usize = 48;
/// Articles whose sentences are weighed against one another; further ones follow after.
const BATCH: usize = 16;

/// Okapi BM25's saturation and length weight, Robertson et al. 1994.
const K1: f32 = 1.2;
const B: f32 = 0.75;
/// What a match in the title is worth beside one in the sentence.
const TITLE: f32 = 0.5;
/// Words of a usual sentence.
const USUAL: f32 = 22.0;

/// What a sentence can be found by.
enum Want {
    Words {
        pattern: Pattern,
        weight: f32,
    },
    Title {
        pattern: Pattern,
        weight: f32,
    },
    /// Names one of these entities.
    Entities(BTreeSet<String>),
    /// Tells something of then.
    Event(Moment),
    Quote,
    Figure,
}

/// Hits worked out so far for one query.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// Articles, best first.
    articles: Vec<u32>,
    /// How many of them were looked into.
    done: usize,
    rest: Rest,
    hits: Vec<Hit>,
}

/// Further articles that are not among those found yet, less good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Rest {
    #[default]
    None,
    /// The best so many were asked for, and there may be more.
    Beyond(usize),
}

impl Library {
    /// Sentences that a query finds, in context, best first. Where an article is found by its
    /// title or fields alone, its title stands for it. `total` is exact once the window reaches
    /// the end; before, each article not looked into yet counts once.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn search(&self, query: &Query, range: Range<usize>) -> Result<Window<Hit>, Error> {
        self.with_hits(query, range.end, |found| {
            let beyond = match found.rest {
                Rest::None => 0,
                Rest::Beyond(asked) => self.count_of_words(query)?.saturating_sub(asked),
            };
            let total = found.hits.len() + found.articles.len() - found.done + beyond;
            let first = range.start.min(found.hits.len());
            let last = range.end.clamp(first, found.hits.len());
            let rows = found.hits[first..last].to_vec();
            Ok(Window { first, total, rows })
        })
    }

    /// The first of these, without counting what else there is: much less work where words are
    /// frequent.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn first_hits(&self, query: &Query, count: usize) -> Result<Vec<Hit>, Error> {
        self.with_hits(query, count, |found| {
            Ok(found.hits[..count.min(found.hits.len())].to_vec())
        })
    }

    /// Works out so many hits, where there are as many.
    fn with_hits<T>(
        &self,
        query: &Query,
        wanted: usize,
        give: impl FnOnce(&Found) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let stamp = self.stamp()?;
        let kept = self.cache.borrow_mut().at(stamp).take_found(query);
        let mut found = match kept {
            Some(found) => found,
            None => self.begin(query)?,
        };
        if found.hits.len() < wanted && found.done < found.articles.len() {
            let groups = self.wants(query)?;
            while found.hits.len() < wanted && found.done < found.articles.len() {
                if found.articles.len() - found.done < BATCH {
                    self.add_rest(query, &mut found)?;
                }
                self.look_further(&groups, &mut found)?;
            }
        }
        let given = give(&found);
        self.cache.borrow_mut().at(stamp).keep_found(query, found);
        given
    }

    fn begin(&self, query: &Query) -> Result<Found, Error> {
        Ok(match self.best_of_words(query, FIRST)? {
            Some((articles, all)) => Found {
                articles,
                rest: if all { Rest::None } else { Rest::Beyond(FIRST) },
                ..Found::default()
            },
            None => Found {
                articles: self.best(query)?,
                ..Found::default()
            },
        })
    }

    /// Adds articles that are not among the best so many.
    fn add_rest(&self, query: &Query, found: &mut Found) -> Result<(), Error> {
        let Rest::Beyond(asked) = found.rest else {
            return Ok(());
        };
        let further = if asked < FINE {
            self.best_of_words(query, FINE)?
        } else {
            None
        };
        let (all, rest) = match further {
            Some((best, false)) => (best, Rest::Beyond(FINE)),
            Some((best, true)) => (best, Rest::None),
            None => (self.best(query)?, Rest::None),
        };
        let known: Set = found.articles.iter().copied().collect();
        found
            .articles
            .extend(all.into_iter().filter(|&id| !known.has(id)));
        found.rest = rest;
        Ok(())
    }

    /// The articles of a query, best first.
    fn best(&self, query: &Query) -> Result<Vec<u32>, Error> {
        let listing = Listing {
            query: query.clone(),
            sort: Sort::Relevance,
        };
        Ok(self.order(&listing)?.to_vec())
    }

    fn look_further(&self, groups: &[Vec<Want>], found: &mut Found) -> Result<(), Error> {
        let end = (found.done + BATCH).min(found.articles.len());
        let mut hits = Vec::new();
        for (rank, &id) in found.articles[found.done..end].iter().enumerate() {
            self.look_into(ArticleId(id.into()), groups, rank, &mut hits)?;
        }
        hits.sort_by(|a: &(usize, Hit), b| {
            b.1.score
                .total_cmp(&a.1.score)
                .then(a.0.cmp(&b.0))
                .then(a.1.span.cmp(&b.1.span))
        });
        found.hits.extend(hits.into_iter().map(|(_, hit)| hit));
        found.done = end;
        Ok(())
    }

    /// The sentences of one article.
    fn look_into(
        &self,
        id: ArticleId,
        groups: &[Vec<Want>],
        rank: usize,
        hits: &mut Vec<(usize, Hit)>,
    ) -> Result<(), Error> {
        let Some(row) = self.head(id)? else {
            return Ok(());
        };
        let mut title_lit = Vec::new();
        let mut bonus = 0.0;
        for want in groups.iter().flatten() {
            if let Want::Words { pattern, weight } | Want::Title { pattern, weight } = want {
                let spans = pattern.find_in(&row.title);
                if !spans.is_empty() {
                    bonus += weight * TITLE;
                    title_lit.extend(spans);
                }
            }
        }
        let before = hits.len();
        if groups
            .iter()
            .flatten()
            .any(|want| !matches!(want, Want::Title { .. }))
        {
            let text = self.text(id)?;
            let spots = self.spots(id, &text, groups)?;
            best_sentences(&row, &text, &self.sentences(id)?, &spots, bonus, rank, hits);
        }
        if hits.len() == before {
            title_lit.sort_unstable();
            let mut hit = hit_of(&row, Span::default(), row.title.clone());
            hit.lit = merged(title_lit);
            hit.score = bonus;
            hits.push((rank, hit));
        }
        Ok(())
    }

    /// The sentences of an article as it was read.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn sentences(&self, article: ArticleId) -> Result<Vec<Span>, Error> {
        let spans = self
            .connection
            .prepare_cached("SELECT sentences FROM bodies WHERE article = ?1")?
            .query_row([article.0], |row| {
                Ok(pack::unpack_sentences(
                    row.get_ref(0)?.as_blob().unwrap_or_default(),
                ))
            })
            .optional()?;
        Ok(spans.unwrap_or_default())
    }

    /// Where each want is met in a text.
    fn spots(&self, id: ArticleId, text: &str, groups: &[Vec<Want>]) -> Result<Vec<Spot>, Error> {
        let marks = if groups.iter().flatten().any(Want::needs_marks) {
            self.article(id)?.annotations
        } else {
            Annotations::default()
        };
        let mut spots = Vec::new();
        for (group, wants) in groups.iter().enumerate() {
            for (place, want) in wants.iter().enumerate() {
                let (spans, weight) = want.find(text, &marks);
                spots.extend(spans.into_iter().map(|span| Spot {
                    span,
                    group,
                    want: place,
                    weight,
                }));
            }
        }
        spots.sort_by_key(|spot| (spot.span, spot.group, spot.want));
        Ok(spots)
    }

    /// What must be met, each group by any of its wants. Rarer words weigh more.
    fn wants(&self, query: &Query) -> Result<Vec<Vec<Want>>, Error> {
        let groups: Vec<&Expr> = match &query.expr {
            None => Vec::new(),
            Some(Expr::All(parts)) => parts.iter().collect(),
            Some(other) => vec![other],
        };
        let total = self.total("articles")? as f32;
        let mut out = Vec::new();
        for group in groups {
            let mut wants = Vec::new();
            let mut failed = None;
            group.wanted(&mut |leaf| match self.want(leaf, total) {
                Ok(want) => wants.extend(want),
                Err(error) => failed = Some(error),
            });
            if let Some(error) = failed {
                return Err(error);
            }
            if !wants.is_empty() {
                out.push(wants);
            }
        }
        Ok(out)
    }

    fn want(&self, leaf: &Expr, total: f32) -> Result<Option<Want>, Error> {
        let weight = || -> Result<f32, Error> {
            let known = match leaf {
                Expr::Words(words) => self.frequency(&words.pattern(), Place::Anywhere)?,
                Expr::Test(Test::Title(words)) => self.frequency(&words.pattern(), Place::Title)?,
                _ => None,
            };
            let with = if let Some(with) = known {
                with as f32
            } else {
                let one = Query {
                    expr: Some(leaf.clone()),
                };
                self.matching(&one)?.len() as f32
            };
            Ok((1.0 + (total - with + 0.5).max(0.0) / (with + 0.5)).ln())
        };
        Ok(Some(match leaf {
            Expr::Words(words) => Want::Words {
                pattern: words.pattern(),
                weight: weight()?,
            },
            Expr::Test(Test::Title(words)) => Want::Title {
                pattern: words.pattern(),
                weight: weight()?,
            },
            Expr::Test(Test::Entity(kind, name)) => {
                let mut ids = BTreeSet::new();
                for key in self.keys_named(*kind, name)? {
                    ids.insert(self.id_of(key)?.0);
                }
                Want::Entities(ids)
            }
            Expr::Test(Test::Event(when)) => match when.on(self.today()) {
                Some(moment) => Want::Event(moment),
                None => return Ok(None),
            },
            Expr::Test(Test::Has(super::query::Having::Quote)) => Want::Quote,
            Expr::Test(Test::Has(super::query::Having::Figure)) => Want::Figure,
            _ => return Ok(None),
        }))
    }
}

/// A place where a want is met.
struct Spot {
    span: Span,
    group: usize,
    want: usize,
    weight: f32,
}

impl Want {
    fn needs_marks(&self) -> bool {
        !matches!(self, Self::Words { .. } | Self::Title { .. })
    }

    /// The places, and what each is worth.
    fn find(&self, text: &str, marks: &Annotations) -> (Vec<Span>, f32) {
        match self {
            Self::Words { pattern, weight } => (pattern.find_in(text), *weight),
            Self::Title { .. } => (Vec::new(), 0.0),
            Self::Entities(ids) => {
                let named = marks.mentions.iter().filter(|mention| {
                    marks
                        .entities
                        .get(mention.entity as usize)
                        .is_some_and(|entity| ids.contains(entity.id.as_str()))
                });
                (named.map(|mention| mention.span).collect(), 1.0)
            }
            Self::Event(asked) => {
                let (_, asked, width) = event_reach(*asked);
                let dates = marks
                    .events
                    .iter()
                    .filter(|event| {
                        event.moment.meets(asked)
                            && event.moment.last.0 - event.moment.first.0 <= width
                    })
                    .filter_map(|event| marks.dates.get(event.date as usize));
                (dates.map(|date| date.span).collect(), 1.0)
            }
            Self::Quote => (marks.quotes.iter().map(|quote| quote.span).collect(), 0.5),
            Self::Figure => (
                marks.figures.iter().map(|figure| figure.span).collect(),
                0.5,
            ),
        }
    }
}

/// Keeps the sentences that meet as many groups as any of the article does.
fn best_sentences(
    row: &Head,
    text: &str,
    sentences: &[Span],
    spots: &[Spot],
    bonus: f32,
    rank: usize,
    hits: &mut Vec<(usize, Hit)>,
) {
    let mut made: Vec<(usize, Hit)> = Vec::new();
    let mut rest = spots;
    for &sentence in sentences {
        let end = rest.partition_point(|spot| spot.span.start < sentence.end);
        let (here, after) = rest.split_at(end);
        rest = after;
        let here: Vec<&Spot> = here
            .iter()
            .filter(|spot| spot.span.start >= sentence.start)
            .collect();
        if here.is_empty() {
            continue;
        }
        let groups: BTreeSet<usize> = here.iter().map(|spot| spot.group).collect();
        let mut hit = hit_of(row, sentence, sentence.of(text).to_owned());
        hit.score = score(&here, sentence) + bonus;
        let inner = |spot: &&Spot| {
            Span::new(
                (spot.span.start - sentence.start) as usize,
                (spot.span.end.min(sentence.end) - sentence.start) as usize,
            )
        };
        hit.lit = merged(here.iter().map(inner).collect());
        made.push((groups.len(), hit));
    }
    let most = made.iter().map(|(groups, _)| *groups).max().unwrap_or(0);
    let kept = made.into_iter().filter(|(groups, _)| *groups == most);
    hits.extend(kept.map(|(_, hit)| (rank, hit)));
}

fn score(here: &[&Spot], sentence: Span) -> f32 {
    // Six bytes are a word with its space, near enough to weigh length by.
    let length = 1.0 - B + B * (sentence.len() as f32 / 6.0) / USUAL;
    let kinds: BTreeSet<(usize, usize)> = here.iter().map(|spot| (spot.group, spot.want)).collect();
    let mut sum = 0.0;
    for kind in kinds {
        let same = here.iter().filter(|spot| (spot.group, spot.want) == kind);
        let (count, weight) = same.fold((0.0, 0.0), |(n, _), spot| (n + 1.0, spot.weight));
        sum += weight * count * (K1 + 1.0) / (count + K1 * length);
    }
    sum
}

/// Spans in order, those that touch or overlap made one.
fn merged(spans: Vec<Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

fn hit_of(row: &Head, span: Span, text: String) -> Hit {
    Hit {
        article: row.id,
        title: row.title.clone(),
        published: row.published,
        estimated: row.estimated,
        span,
        text,
        lit: Vec::new(),
        score: 0.0,
    }
}
