//! Which articles a query finds.

use super::query::{Expr, Having, State, Test};
use super::set::Set;
use super::{Error, Library, Query, codes, fold};
use crate::model::{Kind, Moment};
use rusqlite::{Params, params};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    Title,
}

/// Days that an event may span beyond what is asked for and still count as within it: a season.
const VAGUE: i32 = 92;

impl Library {
    /// The articles that a query finds; of copies that it finds the origins too.
    pub(super) fn matching(&self, query: &Query) -> Result<Set, Error> {
        let Some(expr) = &query.expr else {
            return self.everything();
        };
        let mut leaves = Vec::new();
        expr.each(&mut |leaf| match leaf {
            Expr::Words(words) => leaves.push((words.pattern(), Place::Anywhere)),
            Expr::Test(Test::Title(words)) => leaves.push((words.pattern(), Place::Title)),
            _ => {}
        });
        let mut sets = self.with_patterns(&leaves)?.into_iter();
        let mut found = self.meet(expr, &mut sets)?;
        self.add_origins(&mut found)?;
        Ok(found)
    }

    /// Every leaf of words takes the next set.
    fn meet(&self, expr: &Expr, sets: &mut impl Iterator<Item = Arc<Set>>) -> Result<Set, Error> {
        match expr {
            Expr::All(parts) => {
                let mut kept: Option<Set> = None;
                let mut out = Set::default();
                for part in parts {
                    if let Expr::Not(part) = part {
                        out.join(&self.meet(part, sets)?);
                        continue;
                    }
                    let found = self.meet(part, sets)?;
                    match &mut kept {
                        Some(kept) => kept.keep(&found),
                        None => kept = Some(found),
                    }
                }
                let mut kept = match kept {
                    Some(kept) => kept,
                    None => self.everything()?,
                };
                kept.remove(&out);
                Ok(kept)
            }
            Expr::Any(parts) => {
                let mut found = Set::default();
                for part in parts {
                    found.join(&self.meet(part, sets)?);
                }
                Ok(found)
            }
            Expr::Not(part) => {
                let mut kept = self.everything()?;
                kept.remove(&self.meet(part, sets)?);
                Ok(kept)
            }
            Expr::Words(_) | Expr::Test(Test::Title(_)) => {
                Ok(sets.next().map(Arc::unwrap_or_clone).unwrap_or_default())
            }
            Expr::Test(test) => self.meets_test(test),
        }
    }

    pub(super) fn everything(&self) -> Result<Set, Error> {
        self.set("SELECT id FROM articles", [])
    }

    fn set(&self, sql: &str, values: impl Params) -> Result<Set, Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids = statement.query_map(values, |row| row.get(0))?;
        Ok(ids.collect::<Result<_, _>>()?)
    }

    fn add_origins(&self, found: &mut Set) -> Result<(), Error> {
        if self.total("articles")? == self.total("origins")? {
            return Ok(());
        }
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, origin FROM articles WHERE origin IS NOT NULL")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if found.has(row.get(0)?) {
                found.insert(row.get(1)?);
            }
        }
        Ok(())
    }

    fn meets_test(&self, test: &Test) -> Result<Set, Error> {
        let day = |when: &super::query::When| {
            when.on(self.today())
                .unwrap_or_else(|| Moment::day(self.today()))
        };
        match test {
            Test::Entity(kind, name) => self.naming(&self.keys_named(*kind, name)?),
            Test::Kind(kind) => self.set(
                "SELECT DISTINCT article FROM postings
                 WHERE entity IN (SELECT key FROM entities WHERE kind = ?1)",
                [codes::kind(*kind)],
            ),
            Test::Source(name) => self.of_source(name),
            Test::Author(name) => self.with_name_in("authors", name),
            Test::Language(code) => self.set(
                "SELECT id FROM articles WHERE language = ?1",
                [code.as_str()],
            ),
            // Words in titles come with the other words.
            Test::Title(_) => Ok(Set::default()),
            Test::After(when) => self.set(
                "SELECT id FROM articles WHERE first >= ?1
                 UNION ALL SELECT id FROM articles WHERE first < ?1 AND last >= ?1",
                [day(when).first.0],
            ),
            Test::Before(when) => self.set(
                "SELECT id FROM articles WHERE first < ?1 AND first > ?2",
                params![day(when).first.0, codes::NO_DAY],
            ),
            Test::On(when) => self.set(
                "SELECT id FROM articles WHERE first <= ?2 AND last >= ?1 AND first > ?3",
                params![day(when).first.0, day(when).last.0, codes::NO_DAY],
            ),
            Test::Event(when) => {
                let (low, asked, width) = event_reach(day(when));
                self.set(
                    "SELECT article FROM events
                     WHERE first BETWEEN ?1 AND ?3 AND last >= ?2 AND last - first <= ?4",
                    params![low, asked.first.0, asked.last.0, width],
                )
            }
            Test::Is(state) => self.in_state(*state),
            Test::Has(having) => self.having(*having),
        }
    }

    fn in_state(&self, state: State) -> Result<Set, Error> {
        match state {
            State::Unread => {
                let mut all = self.everything()?;
                all.remove(&self.set("SELECT article FROM states WHERE read", [])?);
                Ok(all)
            }
            // A state outlives an article that was pruned.
            State::Read => self.set(
                "SELECT article FROM states WHERE read AND article IN (SELECT id FROM articles)",
                [],
            ),
            State::Starred => self.set(
                "SELECT article FROM states WHERE starred AND article IN (SELECT id FROM articles)",
                [],
            ),
            State::Clipped => self.set(
                "SELECT article FROM clips WHERE article IN (SELECT id FROM articles)",
                [],
            ),
            State::Annotated => self.set(
                "SELECT article FROM annotations WHERE article IN (SELECT id FROM articles)",
                [],
            ),
            State::Estimated => self.set("SELECT id FROM articles WHERE estimated", []),
            State::Duplicate => self.set(
                "SELECT id FROM articles WHERE origin IS NOT NULL
                 UNION ALL SELECT origin FROM articles WHERE origin IS NOT NULL",
                [],
            ),
        }
    }

    fn having(&self, having: Having) -> Result<Set, Error> {
        let what = match having {
            Having::Quote => "quotes > 0",
            Having::Figure => "figures > 0",
            Having::Event => "events > 0",
            Having::Date => "precision IS NOT NULL",
            Having::Author => "authors <> ''",
            Having::Source => "publisher IS NOT NULL",
            Having::Url => "url IS NOT NULL",
        };
        self.set(&format!("SELECT id FROM articles WHERE {what}"), [])
    }

    fn of_source(&self, name: &str) -> Result<Set, Error> {
        let mut found = self.with_name_in("publisher", name)?;
        if name.contains('.') {
            let host = format!("%{}%", name.to_lowercase().replace(['%', '_'], ""));
            found.join(&self.set(
                "SELECT id FROM articles WHERE url LIKE ?1 AND url IS NOT NULL",
                [host],
            )?);
        }
        Ok(found)
    }

    /// Articles with a name in a column of names, whole or by its beginning.
    fn with_name_in(&self, column: &str, name: &str) -> Result<Set, Error> {
        let wanted = fold::fold_name(name);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT DISTINCT {column} FROM articles WHERE {column} <> ''"
        ))?;
        let mut rows = statement.query([])?;
        let mut found = Set::default();
        let sql = format!("SELECT id FROM articles WHERE {column} = ?1 AND {column} <> ''");
        while let Some(row) = rows.next()? {
            let value: String = row.get(0)?;
            if holds(&fold::fold_name(&value), &wanted) {
                found.join(&self.set(&sql, [value])?);
            }
        }
        Ok(found)
    }

    fn naming(&self, keys: &BTreeSet<i64>) -> Result<Set, Error> {
        let mut found = Set::default();
        for key in keys {
            found.join(&self.set("SELECT article FROM postings WHERE entity = ?1", [key])?);
        }
        Ok(found)
    }

    /// The entities that go by a name: those that have exactly it, or else those that have it
    /// among the words of a name.
    pub(super) fn keys_named(
        &self,
        kind: Option<Kind>,
        name: &str,
    ) -> Result<BTreeSet<i64>, Error> {
        let code = kind.map(codes::kind);
        let wanted = fold::fold_name(name);
        let mut exact = self.connection.prepare_cached(
            "SELECT key FROM entities WHERE (id = ?1 OR key IN
             (SELECT entity FROM names WHERE folded = ?2)) AND (?3 IS NULL OR kind = ?3)",
        )?;
        let keys: BTreeSet<i64> = exact
            .query_map(params![name.to_lowercase(), wanted, code], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        if !keys.is_empty() || wanted.is_empty() {
            return Ok(keys);
        }
        let mut loose = self.connection.prepare_cached(
            "SELECT n.folded, n.entity FROM names n JOIN entities e ON e.key = n.entity
             WHERE instr(n.folded, ?1) AND (?2 IS NULL OR e.kind = ?2)",
        )?;
        let mut rows = loose.query(params![wanted, code])?;
        let mut keys = BTreeSet::new();
        while let Some(row) = rows.next()? {
            if holds(row.get_ref(0)?.as_str().unwrap_or_default(), &wanted) {
                keys.insert(row.get(1)?);
            }
        }
        Ok(keys)
    }
}

/// The lowest first day that an event asked for can have, what is asked, and the longest stretch
/// that it may span: `event:2024-03` is not met by "in the 2020s".
pub(super) fn event_reach(asked: Moment) -> (i32, Moment, i32) {
    let width = asked.last.0.saturating_sub(asked.first.0).max(VAGUE);
    (asked.first.0.saturating_sub(width), asked, width)
}

/// Whether folded words stand in folded words, the last perhaps by its beginning.
fn holds(text: &str, wanted: &str) -> bool {
    !wanted.is_empty()
        && text
            .match_indices(wanted)
            .any(|(at, _)| at == 0 || text.as_bytes()[at - 1] == b' ')
}
