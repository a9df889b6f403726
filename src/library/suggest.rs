use super::corrections::json_list;
use super::query::{naming_saved, opening};
use super::{Completion, Error, Library, Query, Suggestion, codes, fold};
use crate::model::Kind;
use rusqlite::params;
use std::collections::BTreeSet;

/// How many values are offered at most.
const MOST: usize = 20;

impl Library {
    /// Suggests how a question goes on at a cursor, a byte offset, with what is in the library:
    /// names of entities, publishers, authors, languages.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn complete(&self, question: &str, cursor: usize) -> Result<Completion, Error> {
        let mut out = Query::complete(question, cursor);
        if let Some((replace, name)) = naming_saved(question, cursor) {
            out.replace = replace;
            for (known, query) in self.queries()? {
                if known.starts_with(&name) {
                    out.suggestions.push(Suggestion {
                        text: format!("@{known}"),
                        hint: query,
                    });
                }
            }
            return Ok(out);
        }
        let Some(opening) = opening(question, cursor) else {
            return Ok(out);
        };
        let values = match opening.field.as_str() {
            "source" => self.known_values("publisher", &opening.letters)?,
            "author" => self.known_values("authors", &opening.letters)?,
            "lang" => self.known_values("language", &opening.letters)?,
            "entity" => self.known_names(None, &opening.letters)?,
            _ => match opening.kind {
                Some(kind) => self.known_names(Some(kind), &opening.letters)?,
                None => Vec::new(),
            },
        };
        out.replace = opening.replace;
        for (value, count) in values {
            let value = if value.chars().all(char::is_alphanumeric) {
                value
            } else {
                format!("\"{}\"", value.replace('"', ""))
            };
            let articles = if count == 1 { "article" } else { "articles" };
            out.suggestions.push(Suggestion {
                text: format!("{}:{value}", opening.field),
                hint: format!("{count} {articles}"),
            });
        }
        Ok(out)
    }

    /// Values of a column that go on from these letters, the most frequent first.
    fn known_values(&self, column: &str, letters: &str) -> Result<Vec<(String, u32)>, Error> {
        let wanted = fold::fold_name(letters);
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT {column}, count(*) FROM articles WHERE {column} <> ''
             GROUP BY 1 ORDER BY 2 DESC, 1"
        ))?;
        let mut rows = statement.query([])?;
        let mut out: Vec<(String, u32)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (value, count): (String, u32) = (row.get(0)?, row.get(1)?);
            for one in value.split('\n') {
                let folded = fold::fold_name(one);
                if !folded.split(' ').any(|word| word.starts_with(&wanted))
                    && !folded.starts_with(&wanted)
                {
                    continue;
                }
                let full = out.len() == MOST;
                match out.iter_mut().find(|(known, _)| known == one) {
                    Some((_, sum)) => *sum += count,
                    None if full => {}
                    None => out.push((one.to_owned(), count)),
                }
            }
        }
        Ok(out)
    }

    /// Entities with a name that goes on from these letters, the most mentioned first.
    fn known_names(&self, kind: Option<Kind>, letters: &str) -> Result<Vec<(String, u32)>, Error> {
        let wanted = fold::fold_name(letters);
        let amended = self.amended()?;
        let mut statement = self.connection.prepare_cached(
            "SELECT key FROM entities WHERE articles > 0
             AND key IN (SELECT entity FROM names WHERE folded >= ?1 AND folded < ?2)
             AND (?3 IS NULL OR kind = ?3 OR key IN (SELECT value FROM json_each(?4)))
             ORDER BY mentions DESC, id LIMIT ?5",
        )?;
        let end = format!("{wanted}\u{10ffff}");
        let code = kind.map(codes::kind);
        let other: Vec<i64> = amended.kinds.keys().copied().collect();
        let keys = statement
            .query_map(
                params![wanted, end, code, json_list(&other), 2 * MOST as i64],
                |row| row.get::<_, i64>(0),
            )?
            .collect::<Result<Vec<_>, _>>()?;
        let given = amended.named.range(wanted.clone()..end);
        let given = given.flat_map(|(_, roots)| roots.iter().copied());
        let mut seen = BTreeSet::new();
        let mut rows = Vec::new();
        for key in given.chain(keys) {
            let root = amended.root(key);
            if seen.insert(root) {
                let row = self.row_of(root)?;
                rows.extend(
                    row.filter(|row| row.articles > 0 && kind.is_none_or(|kind| row.kind == kind)),
                );
            }
        }
        rows.sort_by(|a, b| (b.mentions, &a.id).cmp(&(a.mentions, &b.id)));
        rows.truncate(MOST);
        Ok(rows
            .into_iter()
            .map(|row| (row.name, row.articles))
            .collect())
    }
}
