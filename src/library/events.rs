use super::query::{Expr, Test};
use super::search::event_reach;
use super::{Error, EventLine, EventListing, EventOrder, EventScope, Library, Window, codes, pack};
use crate::model::{ArticleId, Day, EntityId, Span};
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// Which events, as conditions of SQL with their values.
struct Filter {
    sql: String,
    values: Vec<Value>,
    /// Nothing else than every event of the library.
    whole: bool,
}

impl Library {
    /// A window on dated events, in order of time: by when it happened, or by when it was written
    /// about and then by when it happened.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn events(
        &self,
        listing: &EventListing,
        range: Range<usize>,
    ) -> Result<Window<EventLine>, Error> {
        let days = self.event_days(listing)?;
        let total: usize = days.iter().map(|(_, count)| *count as usize).sum();
        let first = range.start.min(total);
        let wanted = range.end.min(total).saturating_sub(first);
        let (day, skip) = day_at(&days, first);
        let filter = self.event_filter(listing)?;
        let (column, order) = match listing.order {
            EventOrder::Event => ("e.first", "e.first, e.last, e.id"),
            EventOrder::Publication => ("e.published", "e.published, e.first, e.id"),
        };
        let sql = format!(
            "SELECT e.first, e.last, e.precision, e.approximate, e.article, e.start, e.finish,
                e.short_start, e.short_finish, e.kind, e.stance, e.entities,
                a.title, a.first, a.last, a.precision, a.approximate, a.estimated
             FROM {} AND {column} >= {} ORDER BY {order} LIMIT {wanted} OFFSET {skip}",
            filter.sql, day.0
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut found = statement.query(params_from_iter(filter.values))?;
        let mut texts: HashMap<i64, String> = HashMap::new();
        let mut ids: HashMap<u64, EntityId> = HashMap::new();
        let mut rows = Vec::with_capacity(wanted);
        while let Some(row) = found.next()? {
            rows.push(self.event_line(row, &mut texts, &mut ids)?);
        }
        Ok(Window { first, total, rows })
    }

    fn event_line(
        &self,
        row: &Row<'_>,
        texts: &mut HashMap<i64, String>,
        ids: &mut HashMap<u64, EntityId>,
    ) -> Result<EventLine, Error> {
        let article: i64 = row.get(4)?;
        if let Entry::Vacant(place) = texts.entry(article) {
            place.insert(self.text(ArticleId(article))?);
        }
        let short = Span {
            start: row.get(7)?,
            end: row.get(8)?,
        };
        let mut entities = Vec::new();
        let mut bytes = row.get_ref(11)?.as_blob().unwrap_or_default();
        while let Some(key) = pack::take(&mut bytes) {
            if let Entry::Vacant(place) = ids.entry(key) {
                let id: String = self
                    .connection
                    .prepare_cached("SELECT id FROM entities WHERE key = ?1")?
                    .query_row([key.cast_signed()], |row| row.get(0))?;
                place.insert(EntityId(id));
            }
            entities.extend(ids.get(&key).cloned());
        }
        Ok(EventLine {
            article: ArticleId(article),
            title: row.get(12)?,
            moment: codes::moment(row, 0)?.unwrap_or_else(|| crate::model::Moment::day(Day(0))),
            published: codes::moment(row, 13)?,
            estimated: row.get(17)?,
            span: Span {
                start: row.get(5)?,
                end: row.get(6)?,
            },
            short: texts
                .get(&article)
                .map_or("", |text| short.of(text))
                .to_owned(),
            kind: row.get::<_, Option<i64>>(9)?.and_then(codes::incident_of),
            stance: codes::stance_of(row.get(10)?),
            entities,
        })
    }

    /// How many events begin on each day, or were published on it, in order; days without one are
    /// left out. Events of undated articles come first, on the lowest day there is.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn event_days(&self, listing: &EventListing) -> Result<Vec<(Day, u32)>, Error> {
        let filter = self.event_filter(listing)?;
        let column = match listing.order {
            EventOrder::Event => "e.first",
            EventOrder::Publication => "e.published",
        };
        if filter.whole {
            let series = match listing.order {
                EventOrder::Event => 1,
                EventOrder::Publication => 2,
            };
            return Ok(self.days(series)?.to_vec());
        }
        let sql = format!(
            "SELECT {column}, count(*) FROM {} GROUP BY 1 ORDER BY 1",
            filter.sql
        );
        let mut statement = self.connection.prepare(&sql)?;
        let rows = statement.query_map(params_from_iter(filter.values), |row| {
            Ok((Day(row.get(0)?), row.get(1)?))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Where in a listing the first event on or after a day stands.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn event_position(&self, listing: &EventListing, day: Day) -> Result<usize, Error> {
        let days = self.event_days(listing)?;
        let before = days.iter().take_while(|(at, _)| *at < day);
        Ok(before.map(|(_, count)| *count as usize).sum())
    }

    fn event_filter(&self, listing: &EventListing) -> Result<Filter, Error> {
        let mut filter = Filter {
            sql: "events e JOIN articles a ON a.id = e.article WHERE 1".to_owned(),
            values: Vec::new(),
            whole: false,
        };
        match &listing.scope {
            EventScope::Corpus => filter.whole = listing.query.is_empty(),
            EventScope::Article(article) => {
                filter.sql.push_str(" AND e.article = ?");
                filter.values.push(Value::Integer(article.0));
            }
            EventScope::Entity(id) => {
                filter.sql.clear();
                filter.sql.push_str(
                    "event_entities x JOIN events e ON e.id = x.event
                              JOIN articles a ON a.id = e.article WHERE x.entity = ?",
                );
                let key = self.entity_key(id)?.unwrap_or(-1);
                filter.values.push(Value::Integer(key));
            }
        }
        if !listing.query.is_empty() {
            self.narrow_events(&listing.query, &mut filter.sql, &mut filter.values)?;
        }
        Ok(filter)
    }

    /// Keeps the events of the articles that a query finds; where it asks for a time or an entity,
    /// those of that time and that name it.
    fn narrow_events(
        &self,
        query: &super::Query,
        sql: &mut String,
        values: &mut Vec<Value>,
    ) -> Result<(), Error> {
        let found = self.matching(query)?;
        let list: Vec<String> = found.iter().map(|id| id.to_string()).collect();
        sql.push_str(" AND e.article IN (SELECT value FROM json_each(?))");
        values.push(Value::Text(format!("[{}]", list.join(","))));
        let parts = match &query.expr {
            Some(Expr::All(parts)) => parts.as_slice(),
            Some(part) => std::slice::from_ref(part),
            None => &[],
        };
        for part in parts {
            match part {
                Expr::Test(Test::Event(when)) => {
                    if let Some(asked) = when.on(self.today()) {
                        let (low, asked, width) = event_reach(asked);
                        sql.push_str(" AND e.first BETWEEN ? AND ? AND e.last >= ? AND e.last - e.first <= ?");
                        values.extend(
                            [low, asked.last.0, asked.first.0, width]
                                .map(|day| Value::Integer(day.into())),
                        );
                    }
                }
                Expr::Test(Test::Entity(kind, name)) => {
                    let keys: Vec<String> = self
                        .keys_named(*kind, name)?
                        .iter()
                        .map(ToString::to_string)
                        .collect();
                    sql.push_str(" AND e.id IN (SELECT event FROM event_entities WHERE entity IN (SELECT value FROM json_each(?)))");
                    values.push(Value::Text(format!("[{}]", keys.join(","))));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn day_at(days: &[(Day, u32)], place: usize) -> (Day, usize) {
    let mut before = 0;
    for &(day, count) in days {
        if before + count as usize > place {
            return (day, place - before);
        }
        before += count as usize;
    }
    (Day(i32::MAX), 0)
}
