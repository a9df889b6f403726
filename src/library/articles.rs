use super::cache::{Body, Days, Order};
use super::codes::{self, NO_DAY};
use super::marks::Forms;
use super::set::Set;
use super::{
    Article, ArticleRow, Error, Library, Listing, Sort, Window, calendar, grades, pack, packed,
};
use crate::model::{Annotations, ArticleId, Day, Document};
use rusqlite::{OptionalExtension, Row, params};
use std::ops::{Range, RangeInclusive};
use std::sync::Arc;

const ROW: &str = "SELECT a.id, a.key, a.title, a.title_derived, a.publisher, a.authors,
    a.first, a.last, a.precision, a.approximate, a.estimated, a.url, a.language,
    coalesce(s.read, 0), coalesce(s.starred, 0), a.mentions, a.events, a.quotes, a.words, a.copies,
    (SELECT count(*) FROM clips c WHERE c.article = a.id), o.grade, p.grade, g.grade
    FROM articles a LEFT JOIN states s ON s.article = a.id
    LEFT JOIN article_grades o ON o.article = a.id
    LEFT JOIN reliabilities p ON p.publisher = a.publisher
    LEFT JOIN given_grades g ON g.article = a.id WHERE a.id = ?1";

fn read_row(row: &Row<'_>) -> rusqlite::Result<ArticleRow> {
    let authors: String = row.get(5)?;
    Ok(ArticleRow {
        id: ArticleId(row.get(0)?),
        key: row.get(1)?,
        title: row.get(2)?,
        title_derived: row.get(3)?,
        publisher: row.get(4)?,
        authors: authors
            .split('\n')
            .filter(|author| !author.is_empty())
            .map(str::to_owned)
            .collect(),
        published: codes::moment(row, 6)?,
        estimated: row.get(10)?,
        url: row.get(11)?,
        language: row.get(12)?,
        read: row.get(13)?,
        starred: row.get(14)?,
        mentions: row.get(15)?,
        events: row.get(16)?,
        quotes: row.get(17)?,
        words: row.get(18)?,
        copies: row.get(19)?,
        clips: row.get(20)?,
        reliability: grades::reliable(row, 21)?,
    })
}

impl Library {
    /// The article that a key names, of several the first as the list has them; a copy where no
    /// other is called so.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn keyed(&self, key: &str) -> Result<Option<ArticleId>, Error> {
        let sql = "SELECT id FROM articles WHERE key = ?1
             ORDER BY origin IS NOT NULL, first DESC, id LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(found.map(ArticleId))
    }

    /// How many articles a listing holds; copies count with their origin as one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn count(&self, listing: &Listing) -> Result<usize, Error> {
        if listing.query.is_empty() {
            return Ok(self.total("origins")? as usize);
        }
        Ok(self.order(listing)?.len())
    }

    /// A window on a listing.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn articles(
        &self,
        listing: &Listing,
        range: Range<usize>,
    ) -> Result<Window<ArticleRow>, Error> {
        let total = self.count(listing)?;
        let first = range.start.min(total);
        let wanted = range.end.min(total).saturating_sub(first);
        let ids = if listing.query.is_empty() && listing.sort != Sort::New {
            self.near(listing.sort, first, wanted)?
        } else {
            let order = self.order(listing)?;
            order.iter().skip(first).take(wanted).copied().collect()
        };
        let mut rows = Vec::with_capacity(ids.len());
        for id in ids {
            rows.extend(self.row(ArticleId(id.into()))?);
        }
        Ok(Window { first, total, rows })
    }

    /// Ids of a stretch of the whole list, straight from its index.
    fn near(&self, sort: Sort, first: usize, wanted: usize) -> Result<Vec<u32>, Error> {
        if !by_date(sort) {
            return self.near_by_title(first, wanted);
        }
        let (day, skip) = self.day_at(first)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT id FROM articles WHERE origin IS NULL AND first <= ?1
             ORDER BY first DESC, id LIMIT ?2 OFFSET ?3",
        )?;
        let ids =
            statement.query_map(params![day, wanted as i64, skip as i64], |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    /// The day on which the article at a place of the list by date lies, and how many articles
    /// of that day come before it.
    fn day_at(&self, place: usize) -> Result<(i32, usize), Error> {
        let mut before = 0;
        for &(day, count) in self.days(0)?.iter().rev() {
            if before + count as usize > place {
                return Ok((day.0, place - before));
            }
            before += count as usize;
        }
        Ok((NO_DAY, 0))
    }

    /// Counts by day: 0 of origins, 1 of events by their own day, 2 of events by publication.
    pub(super) fn days(&self, series: usize) -> Result<Days, Error> {
        let stamp = self.stamp()?;
        if let Some(days) = self.cache.borrow_mut().at(stamp).days(series) {
            return Ok(days);
        }
        let rows = calendar::read(&self.connection, series as i64)?.into_iter();
        let days: Days = Arc::new(rows.map(|(day, count)| (Day(day as i32), count)).collect());
        self.cache.borrow_mut().at(stamp).keep_days(series, &days);
        Ok(days)
    }

    /// How many articles appeared within some days, copies apart.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn published_within(&self, within: RangeInclusive<Day>) -> Result<u32, Error> {
        let days = self.days(0)?;
        let from = days.partition_point(|(day, _)| day < within.start());
        let then = days[from..]
            .iter()
            .take_while(|(day, _)| day <= within.end());
        Ok(then.map(|(_, count)| *count).sum())
    }

    /// How many articles of the whole list appeared after a day.
    fn later_than(&self, day: i32) -> Result<usize, Error> {
        let days = self.days(0)?;
        let later = days.iter().rev().take_while(|(at, _)| at.0 > day);
        Ok(later.map(|(_, count)| *count as usize).sum())
    }

    /// The place of an article in a listing; nothing where it is not in it.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn position(&self, listing: &Listing, article: ArticleId) -> Result<Option<usize>, Error> {
        if listing.query.is_empty() && by_date(listing.sort) {
            return self.position_by_date(article);
        }
        if listing.query.is_empty() && listing.sort == Sort::Title {
            return self.position_by_title(article);
        }
        let order = self.order(listing)?;
        Ok(order.iter().position(|&id| i64::from(id) == article.0))
    }

    fn position_by_date(&self, article: ArticleId) -> Result<Option<usize>, Error> {
        let day: Option<i32> = self
            .connection
            .prepare_cached("SELECT first FROM articles WHERE id = ?1 AND origin IS NULL")?
            .query_row([article.0], |row| row.get(0))
            .optional()?;
        let Some(day) = day else { return Ok(None) };
        let later = self.later_than(day)?;
        let beside: i64 = self
            .connection
            .prepare_cached(
                "SELECT count(*) FROM articles WHERE origin IS NULL AND first = ?1 AND id < ?2",
            )?
            .query_row(params![day, article.0], |row| row.get(0))?;
        Ok(Some(later + beside.max(0) as usize))
    }

    /// The article that stands some places after another in a listing, or before it where `step`
    /// is negative; nothing past the ends.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn neighbour(
        &self,
        listing: &Listing,
        article: ArticleId,
        step: isize,
    ) -> Result<Option<ArticleId>, Error> {
        let Some(place) = self.position(listing, article)? else {
            return Ok(None);
        };
        let Some(place) = place.checked_add_signed(step) else {
            return Ok(None);
        };
        let window = self.articles(listing, place..place + 1)?;
        Ok(window.rows.first().map(|row| row.id))
    }

    /// Where the first article from a day on, going back in time, stands in the list by date.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn position_of_day(&self, listing: &Listing, day: Day) -> Result<usize, Error> {
        if listing.query.is_empty() && listing.sort != Sort::New {
            return self.later_than(day.0);
        }
        let (order, columns) = (self.order(listing)?, self.columns()?);
        Ok(order.partition_point(|&id| columns.line(id).first > day.0))
    }

    /// The row of one article; nothing where it is not there.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn row(&self, article: ArticleId) -> Result<Option<ArticleRow>, Error> {
        self.go_on()?;
        let mut statement = self.connection.prepare_cached(ROW)?;
        Ok(statement.query_row([article.0], read_row).optional()?)
    }

    /// One article whole.
    ///
    /// # Errors
    /// Where the database fails, has no such article, or keeps it damaged.
    pub fn article(&self, article: ArticleId) -> Result<Article, Error> {
        let row = self.row(article)?.ok_or(Error::NoArticle(article))?;
        let body = self.body(article)?;
        let place = self
            .connection
            .prepare_cached("SELECT place FROM states WHERE article = ?1")?
            .query_row([article.0], |row| row.get(0))
            .optional()?
            .unwrap_or(0);
        let earlier = self
            .connection
            .prepare_cached("SELECT count(*) FROM versions WHERE article = ?1")?
            .query_row([article.0], |row| row.get(0))?;
        let (document, annotations) = Arc::unwrap_or_clone(body);
        let clips = self.clips_of(article)?;
        let notes = self.annotations(Some(article))?;
        let kept = clips.iter().map(|clip| (&clip.key, &clip.anchor));
        let places = kept
            .chain(notes.iter().map(|note| (&note.key, &note.anchor)))
            .map(|(key, anchor)| (key.clone(), anchor.find(&document.text)))
            .collect();
        Ok(Article {
            earlier,
            row,
            document,
            annotations,
            place,
            clips,
            notes,
            places,
        })
    }

    /// An article as it was read, without the analyst's work on it.
    ///
    /// # Errors
    /// As for [`Library::article`].
    pub fn marked(&self, article: ArticleId) -> Result<Article, Error> {
        let row = self.row(article)?.ok_or(Error::NoArticle(article))?;
        let (document, annotations) = Arc::unwrap_or_clone(self.body(article)?);
        Ok(Article {
            row,
            document,
            annotations,
            ..Article::default()
        })
    }

    /// The text and the marks of an article, without a copy of them being made.
    ///
    /// # Errors
    /// As for [`Library::article`].
    pub fn marks_of(&self, article: ArticleId) -> Result<Arc<(Document, Annotations)>, Error> {
        self.body(article)
    }

    /// The text and the marks of an article, taken apart once for those who come back to it.
    fn body(&self, article: ArticleId) -> Result<Body, Error> {
        self.hear_of_dictionaries()?;
        let stamp = self.stamp()?;
        if let Some(body) = self.cache.borrow_mut().at(stamp).body(article) {
            return Ok(body);
        }
        let (text, document, marks, sentences): (_, _, Vec<u8>, Vec<u8>) = self
            .connection
            .prepare_cached(
                "SELECT text, document, annotations, sentences FROM bodies WHERE article = ?1",
            )?
            .query_row([article.0], |row| {
                Ok((
                    pack::swell(row.get_ref(0)?.as_blob()?, article),
                    packed::read_document(row.get_ref(1)?.as_blob()?, article),
                    row.get(2)?,
                    row.get(3)?,
                ))
            })
            .optional()?
            .ok_or(Error::NoArticle(article))?;
        let mut document = document?;
        document.text = letters(article, text?)?;
        let forms = Forms::Kept(&self.connection);
        let mut annotations =
            packed::read_marks(&marks, &sentences, &document.text, forms, article)?;
        self.correct(&mut annotations, &document, article)?;
        let body = Arc::new((document, annotations));
        self.cache.borrow_mut().at(stamp).keep_body(article, &body);
        Ok(body)
    }

    /// The hash of an article's bytes as they came, in lower-case hexadecimal; nothing where it is
    /// not there.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn sha256(&self, article: ArticleId) -> Result<Option<String>, Error> {
        Ok(self
            .connection
            .prepare_cached("SELECT lower(hex(sha256)) FROM articles WHERE id = ?1")?
            .query_row([article.0], |row| row.get(0))
            .optional()?)
    }

    /// The cleaned text of an article.
    ///
    /// # Errors
    /// Where the database fails, has no such article, or keeps it damaged.
    pub fn text(&self, article: ArticleId) -> Result<String, Error> {
        self.go_on()?;
        self.hear_of_dictionaries()?;
        let bytes = self
            .connection
            .prepare_cached("SELECT text FROM bodies WHERE article = ?1")?
            .query_row([article.0], |row| {
                Ok(pack::swell(row.get_ref(0)?.as_blob()?, article))
            })
            .optional()?
            .ok_or(Error::NoArticle(article))??;
        letters(article, bytes)
    }

    /// The bytes of an article as they came.
    ///
    /// # Errors
    /// Where the database fails, has no such article, or keeps it damaged.
    pub fn raw(&self, article: ArticleId) -> Result<Vec<u8>, Error> {
        let bytes: Vec<u8> = self
            .connection
            .prepare_cached("SELECT raw FROM raws WHERE article = ?1")?
            .query_row([article.0], |row| row.get(0))
            .optional()?
            .ok_or(Error::NoArticle(article))?;
        pack::swell_beside(&bytes, &self.text(article)?, article)
    }

    /// Goes through the titles and publishers of all origins, newest first.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn each_title(
        &self,
        mut each: impl FnMut(ArticleId, &str, Option<&str>),
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, title, publisher FROM articles WHERE origin IS NULL
             ORDER BY first DESC, id",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let title = row.get_ref(1)?.as_str().unwrap_or_default();
            let publisher = row.get_ref(2)?.as_str_or_null().unwrap_or_default();
            each(ArticleId(row.get(0)?), title, publisher);
        }
        Ok(())
    }

    /// Every article of a listing in order.
    pub(super) fn order(&self, listing: &Listing) -> Result<Order, Error> {
        if listing.query.asks_for_work() {
            self.hear_of_work()?;
        }
        let stamp = self.stamp()?;
        if let Some(order) = self
            .cache
            .borrow_mut()
            .at(stamp)
            .order(&listing.query, listing.sort)
        {
            return Ok(order);
        }
        let order = Arc::new(self.put_in_order(listing)?);
        self.cache
            .borrow_mut()
            .at(stamp)
            .keep(&listing.query, listing.sort, &order);
        Ok(order)
    }

    fn put_in_order(&self, listing: &Listing) -> Result<Vec<u32>, Error> {
        if listing.sort == Sort::New {
            let mut order = self.put_in_order(&Listing {
                sort: Sort::Date,
                ..listing.clone()
            })?;
            let news = self.news()?;
            order.sort_by_key(|&id| !news.articles.contains_key(&ArticleId(id.into())));
            return Ok(order);
        }
        if listing.query.is_empty() {
            if by_date(listing.sort) {
                return Ok(self.columns()?.by_date());
            }
            let mut statement = self.connection.prepare_cached(
                "SELECT id FROM articles WHERE origin IS NULL ORDER BY title_key, id",
            )?;
            let ids = statement.query_map([], |row| row.get(0))?;
            return Ok(ids.collect::<Result<_, _>>()?);
        }
        let found = self.matching(&listing.query)?;
        if listing.sort == Sort::Relevance && listing.query.has_words() {
            return self.by_relevance(&listing.query, &found);
        }
        if by_date(listing.sort) {
            return self.by_date(&found);
        }
        let whole = self.order(&Listing {
            query: super::Query::default(),
            sort: Sort::Title,
        })?;
        Ok(whole.iter().copied().filter(|&id| found.has(id)).collect())
    }

    /// Origins of a set, newest first, then by id.
    pub(super) fn by_date(&self, found: &Set) -> Result<Vec<u32>, Error> {
        Ok(self.columns()?.newest_first(found.iter().collect()))
    }
}

/// Without words to match, the list by relevance is the list by date.
fn by_date(sort: Sort) -> bool {
    !matches!(sort, Sort::Title | Sort::New)
}

pub(super) fn letters(article: ArticleId, bytes: Vec<u8>) -> Result<String, Error> {
    String::from_utf8(bytes).map_err(|e| Error::Damaged {
        article,
        why: e.to_string(),
    })
}
