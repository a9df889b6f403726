use super::{Error, Library};
use crate::model::{Annotation, ArticleId, Clip, ClipKey, Credibility, Day, Tlp};
use rusqlite::{Connection, OptionalExtension, Row, params};

const CLIP: &str = "SELECT key, anchor, citation, words, tags, section, place, grade, tlp, created
    FROM clips";
const ANNOTATION: &str = "SELECT key, anchor, citation, words, created FROM annotations";

impl Library {
    /// Every clip in the analyst's order: groups by their first clip, clips within them by theirs.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn clips(&self) -> Result<Vec<Clip>, Error> {
        let sql = format!(
            "{CLIP} JOIN (SELECT section AS name, min(place) AS first FROM clips GROUP BY section)
             ON name = section ORDER BY first, section, place, key"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([], read_clip)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The clips of an article in order of place.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn clips_of(&self, article: ArticleId) -> Result<Vec<Clip>, Error> {
        let mut statement = self
            .connection
            .prepare_cached(&format!("{CLIP} WHERE article = ?1"))?;
        let rows = statement.query_map([article.0], read_clip)?;
        let mut out: Vec<Clip> = rows.collect::<Result<_, _>>()?;
        out.sort_by(|a, b| (a.anchor.span, &a.key).cmp(&(b.anchor.span, &b.key)));
        Ok(out)
    }

    /// Words of the analyst on an article, or on all, in order of article and place.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn annotations(&self, article: Option<ArticleId>) -> Result<Vec<Annotation>, Error> {
        let sql = format!("{ANNOTATION} WHERE ?1 IS NULL OR article = ?1");
        let sql = if article.is_some() {
            format!("{ANNOTATION} WHERE article = ?1")
        } else {
            sql
        };
        let mut statement = self.connection.prepare_cached(&sql)?;
        let rows = statement.query_map([article.map(|id| id.0)], read_annotation)?;
        let mut out: Vec<Annotation> = rows.collect::<Result<_, _>>()?;
        out.sort_by(|a, b| {
            let place = |it: &Annotation| (it.anchor.article, it.anchor.span);
            (place(a), &a.key).cmp(&(place(b), &b.key))
        });
        Ok(out)
    }

    /// The order that puts a clip after all others.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn next_order(&self) -> Result<u32, Error> {
        let last: Option<u32> = self
            .connection
            .prepare_cached("SELECT max(place) FROM clips")?
            .query_row([], |row| row.get(0))?;
        Ok(last.map_or(0, |last| last.saturating_add(1)))
    }
}

/// A column of JSON; what cannot be read is an error of that column.
fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| {
        let kind = rusqlite::types::Type::Text;
        rusqlite::Error::FromSqlConversionFailure(column, kind, Box::new(error))
    })
}

/// Written as JSON, which no noun of the model fails to be.
fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn read_clip(row: &Row<'_>) -> rusqlite::Result<Clip> {
    let grade: Option<i64> = row.get(7)?;
    let tlp: i64 = row.get(8)?;
    Ok(Clip {
        key: ClipKey(row.get(0)?),
        anchor: json(row, 1)?,
        citation: json(row, 2)?,
        words: row.get(3)?,
        tags: json(row, 4)?,
        group: row.get(5)?,
        order: row.get(6)?,
        grade: grade.and_then(|at| Credibility::ALL.get(at as usize).copied()),
        tlp: Tlp::ALL.get(tlp as usize).copied().unwrap_or(Tlp::Red),
        created: Day(row.get(9)?),
    })
}

fn read_annotation(row: &Row<'_>) -> rusqlite::Result<Annotation> {
    Ok(Annotation {
        key: ClipKey(row.get(0)?),
        anchor: json(row, 1)?,
        citation: json(row, 2)?,
        words: row.get(3)?,
        created: Day(row.get(4)?),
    })
}

pub(super) fn put_clip(db: &Connection, clip: &Clip) -> rusqlite::Result<usize> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO clips
         (key, article, anchor, citation, words, tags, section, place, grade, tlp, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?
    .execute(params![
        clip.key.as_str(),
        clip.anchor.article.0,
        text(&clip.anchor),
        text(&clip.citation),
        clip.words,
        text(&clip.tags),
        clip.group,
        clip.order,
        clip.grade.map(|grade| grade as i64),
        clip.tlp as i64,
        clip.created.0,
    ])
}

/// Changes a clip as it is now; one that is gone comes back with the change.
pub(super) fn change_clip(db: &Connection, from: &Clip, to: &Clip) -> rusqlite::Result<usize> {
    let now = db
        .prepare_cached(&format!("{CLIP} WHERE key = ?1"))?
        .query_row([to.key.as_str()], read_clip)
        .optional()?;
    match now {
        Some(now) => put_clip(db, &now.changed(from, to)),
        None => put_clip(db, to),
    }
}

pub(super) fn remove_clip(db: &Connection, key: &ClipKey) -> rusqlite::Result<usize> {
    db.prepare_cached("DELETE FROM clips WHERE key = ?1")?
        .execute([key.as_str()])
}

pub(super) fn put_annotation(db: &Connection, it: &Annotation) -> rusqlite::Result<usize> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO annotations (key, article, anchor, citation, words, created)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        it.key.as_str(),
        it.anchor.article.0,
        text(&it.anchor),
        text(&it.citation),
        it.words,
        it.created.0,
    ])
}

pub(super) fn remove_annotation(db: &Connection, key: &ClipKey) -> rusqlite::Result<usize> {
    db.prepare_cached("DELETE FROM annotations WHERE key = ?1")?
        .execute([key.as_str()])
}
