//! Which articles a query finds.

use super::columns::{self, Line, traits};
use super::forward::Forward;
use super::query::{Expr, Having, State, Test};
use super::set::Set;
use super::{Error, Library, Query, codes, fold};
use crate::model::{ArticleId, Kind, Moment};
use rusqlite::{OptionalExtension, Params};
use std::collections::{BTreeSet, HashMap};
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

    /// Those of some articles that a query finds.
    ///
    /// # Errors
    /// Where the database or the index fails.
    pub fn keeps(
        &self,
        query: &Query,
        articles: &BTreeSet<ArticleId>,
    ) -> Result<BTreeSet<ArticleId>, Error> {
        if query.is_empty() {
            return Ok(articles.clone());
        }
        let found = self.matching(query)?;
        let has = |id: &&ArticleId| u32::try_from(id.0).is_ok_and(|id| found.has(id));
        Ok(articles.iter().filter(has).copied().collect())
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
        Ok(self.columns()?.set(|_| true))
    }

    fn set(&self, sql: &str, values: impl Params) -> Result<Set, Error> {
        let mut found = Set::default();
        self.gather(sql, values, &mut found)?;
        Ok(found)
    }

    fn gather(&self, sql: &str, values: impl Params, found: &mut Set) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(values)?;
        while let Some(row) = rows.next()? {
            found.insert(row.get(0)?);
        }
        Ok(())
    }

    fn add_origins(&self, found: &mut Set) -> Result<(), Error> {
        if self.total("articles")? == self.total("origins")? {
            return Ok(());
        }
        for (id, line) in self.columns()?.iter() {
            if line.origin != 0 && found.has(id) {
                found.insert(line.origin);
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
            Test::Kind(kind) => self.of_kind(*kind),
            Test::Source(name) => self.of_source(name),
            Test::Author(name) => self.with_name_in("authors", name),
            Test::Language(code) => match columns::language(code) {
                0 => self.set(
                    "SELECT id FROM articles WHERE language = ?1",
                    [code.as_str()],
                ),
                language => Ok(self.columns()?.set(|line| line.language == language)),
            },
            // Words in titles come with the other words.
            Test::Title(_) => Ok(Set::default()),
            Test::After(when) => {
                let from = day(when).first.0;
                Ok(self.columns()?.set(|line| line.last >= from))
            }
            Test::Before(when) => {
                let to = day(when).first.0;
                let before = |line: Line| line.first < to && line.first > codes::NO_DAY;
                Ok(self.columns()?.set(before))
            }
            Test::On(when) => {
                let on = day(when);
                let within = |line: Line| {
                    line.first <= on.last.0 && line.last >= on.first.0 && line.first > codes::NO_DAY
                };
                Ok(self.columns()?.set(within))
            }
            Test::Event(when) => {
                let (low, asked, width) = event_reach(day(when));
                let mut found = Set::default();
                self.each_on(low..=asked.last.0, |spot| {
                    if spot.last >= asked.first.0 && spot.last.saturating_sub(spot.first) <= width {
                        found.insert(spot.article);
                    }
                })?;
                Ok(found)
            }
            // Questions are asked with what was saved in its place.
            Test::Saved(_) => Ok(Set::default()),
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
            State::New => {
                let news = self.news()?;
                Ok(news.articles.keys().map(|id| id.0 as u32).collect())
            }
            State::Clipped => self.set(
                "SELECT article FROM clips WHERE article IN (SELECT id FROM articles)",
                [],
            ),
            State::Annotated => self.set(
                "SELECT article FROM annotations WHERE article IN (SELECT id FROM articles)",
                [],
            ),
            State::Estimated => self.with_trait(traits::ESTIMATED),
            State::Duplicate => {
                let columns = self.columns()?;
                let mut found = columns.set(|line| line.origin != 0);
                for (_, line) in columns.iter().filter(|(_, line)| line.origin != 0) {
                    found.insert(line.origin);
                }
                Ok(found)
            }
        }
    }

    fn with_trait(&self, wanted: u32) -> Result<Set, Error> {
        Ok(self.columns()?.set(|line| line.traits & wanted != 0))
    }

    fn having(&self, having: Having) -> Result<Set, Error> {
        self.with_trait(match having {
            Having::Quote => traits::QUOTE,
            Having::Figure => traits::FIGURE,
            Having::Event => traits::EVENT,
            Having::Date => traits::DATE,
            Having::Author => traits::AUTHOR,
            Having::Source => traits::SOURCE,
            Having::Url => traits::URL,
        })
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
        // From one name to the next: a few stand at all articles, which are stepped over so.
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {column} FROM articles WHERE {column} > ?1 AND {column} <> ''
             ORDER BY {column} LIMIT 1"
        ))?;
        let mut next = |after: &str| {
            let next = statement.query_row([after], |row| row.get::<_, String>(0));
            next.optional()
        };
        let mut found = Set::default();
        let sql = format!("SELECT id FROM articles WHERE {column} = ?1 AND {column} <> ''");
        let mut at = next("")?;
        while let Some(value) = at {
            self.go_on()?;
            if holds(&fold::fold_name(&value), &wanted) {
                self.gather(&sql, [&value], &mut found)?;
            }
            at = next(&value)?;
        }
        Ok(found)
    }

    fn naming(&self, keys: &BTreeSet<i64>) -> Result<Set, Error> {
        let mut found = Set::default();
        self.add_naming(keys.iter().copied(), &mut found)?;
        Ok(found)
    }

    /// Articles that name anything of a kind, as the analyst sees kinds.
    fn of_kind(&self, kind: Kind) -> Result<Set, Error> {
        let bit = |kind| 1 << (traits::KINDS + codes::kind(kind) as u32);
        let mut found = self.with_trait(bit(kind))?;
        let amended = self.amended()?;
        if amended.kinds.is_empty() {
            return Ok(found);
        }
        // What lines say of kinds is looked up where one of them was changed.
        let changed = amended.kinds.keys().copied().collect();
        let mut look = self
            .connection
            .prepare_cached("SELECT keys FROM forward WHERE article = ?1")?;
        let mut kinds = self
            .connection
            .prepare_cached("SELECT kind FROM entities WHERE key = ?1")?;
        let mut known: HashMap<u32, bool> = HashMap::new();
        let mut forward = Forward::default();
        let mut off = Set::default();
        let articles = self.naming(&changed)?;
        for id in articles.iter() {
            let mut rows = look.query([id])?;
            let Some(row) = rows.next()? else { continue };
            forward.read(row.get_ref(0)?.as_blob().unwrap_or_default());
            let mut any = false;
            for &(key, _) in &forward.keys {
                let is = if let Some(is) = known.get(&key) {
                    *is
                } else {
                    let own = match amended.kinds.get(&key.into()) {
                        Some(own) => *own,
                        None => codes::kind_of(kinds.query_row([key], |row| row.get(0))?),
                    };
                    known.insert(key, own == kind);
                    own == kind
                };
                any |= is;
            }
            if any {
                found.insert(id);
            } else {
                off.insert(id);
            }
        }
        found.remove(&off);
        Ok(found)
    }

    /// The entities that go by a name: those that have exactly it, or else those that have it
    /// among the words of a name. Of an entity that several rows are, all of them.
    pub(super) fn keys_named(
        &self,
        kind: Option<Kind>,
        name: &str,
    ) -> Result<BTreeSet<i64>, Error> {
        let wanted = fold::fold_name(name);
        let look = |row| self.row_kind(row);
        let exact = self.all_of_kind(kind, self.keys_exactly(name)?, look)?;
        if !exact.is_empty() || wanted.is_empty() {
            return Ok(exact);
        }
        let named = self.folded_names()?;
        let mut keys = named.holding(&wanted);
        for (folded, roots) in &self.amended()?.named {
            if holds(folded, &wanted) {
                keys.extend(roots);
            }
        }
        let look = |row| named.kind(row).map_or_else(|| self.row_kind(row), Ok);
        self.all_of_kind(kind, keys, look)
    }

    /// Every row of the entities that some rows are part of, where these are of a kind; `look` tells
    /// what a row was marked as.
    fn all_of_kind(
        &self,
        kind: Option<Kind>,
        keys: BTreeSet<i64>,
        look: impl Fn(i64) -> Result<Kind, Error>,
    ) -> Result<BTreeSet<i64>, Error> {
        let amended = self.amended()?;
        let mut out = BTreeSet::new();
        for key in keys {
            let root = amended.root(key);
            if let Some(kind) = kind
                && kind
                    != match amended.kinds.get(&root) {
                        Some(own) => *own,
                        None => look(root)?,
                    }
            {
                continue;
            }
            out.extend(amended.members(root));
        }
        Ok(out)
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
