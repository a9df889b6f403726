//! What is read only when it is asked for, looked over: older versions, claims, the analyst's work,
//! the search index.

use super::index::{Index, folder};
use super::{Error, Library, pack, weighing};
use crate::model::{Anchor, ArticleId, Citation, Correction, Draft, Resolution};
use serde::de::DeserializeOwned;

/// Says why a text of JSON is not what it is kept as.
type Fault = fn(&str) -> Option<String>;

/// Columns of JSON that hold what the analyst did, and how each is read.
const WORK: [(&str, &str, Fault); 8] = [
    ("a clip", "SELECT key, anchor FROM clips", fault::<Anchor>),
    (
        "a clip",
        "SELECT key, citation FROM clips",
        fault::<Citation>,
    ),
    (
        "a clip",
        "SELECT key, tags FROM clips",
        fault::<Vec<String>>,
    ),
    (
        "a note",
        "SELECT key, anchor FROM annotations",
        fault::<Anchor>,
    ),
    (
        "a note",
        "SELECT key, citation FROM annotations",
        fault::<Citation>,
    ),
    (
        "a correction",
        "SELECT key, correction FROM corrections",
        fault::<Correction>,
    ),
    ("a draft", "SELECT scope, value FROM drafts", fault::<Draft>),
    (
        "a decision",
        "SELECT key, value FROM resolutions",
        fault::<Resolution>,
    ),
];

fn fault<T: DeserializeOwned>(text: &str) -> Option<String> {
    serde_json::from_str::<T>(text)
        .err()
        .map(|error| error.to_string())
}

impl Library {
    /// Older versions, of articles that are there no more as well.
    pub(super) fn check_versions(&self, out: &mut Vec<String>) -> Result<(), Error> {
        let mut articles = self
            .connection
            .prepare("SELECT DISTINCT article FROM versions ORDER BY article")?;
        let mut raws = self
            .connection
            .prepare("SELECT number, raw FROM versions WHERE article = ?1 ORDER BY number")?;
        for article in articles.query_map([], |row| row.get(0).map(ArticleId))? {
            let article = article?;
            let versions = match self.versions(article) {
                Ok(versions) => versions,
                Err(error) => {
                    out.push(format!("an older version: {error}"));
                    continue;
                }
            };
            let mut rows = raws.query([article.0])?;
            while let Some(row) = rows.next()? {
                let number: u32 = row.get(0)?;
                let raw: Option<Vec<u8>> = row.get(1)?;
                let text = versions.iter().find(|version| version.number == number);
                if let (Some(raw), Some(version)) = (raw, text)
                    && let Err(error) = pack::swell_beside(&raw, &version.text, article)
                {
                    out.push(format!("an older version: {error}"));
                }
            }
        }
        Ok(())
    }

    /// What articles claim.
    pub(super) fn check_claims(&self, out: &mut Vec<String>) -> Result<(), Error> {
        let mut claims = self
            .connection
            .prepare("SELECT article, rows FROM claims ORDER BY article")?;
        let mut rows = claims.query([])?;
        let mut wrong = 0;
        while let Some(row) = rows.next()? {
            // An article without any has no row.
            let bytes = row.get_ref(1)?.as_blob().unwrap_or_default();
            wrong += usize::from(weighing::unpack(bytes).is_empty());
        }
        if wrong > 0 {
            out.push(format!(
                "the claims of the articles: {wrong} cannot be read"
            ));
        }
        Ok(())
    }

    /// What the analyst did.
    pub(super) fn check_work(&self, out: &mut Vec<String>) {
        for (what, sql, fault) in WORK {
            if let Err(error) = self.check_rows((what, sql), fault, out) {
                out.push(format!("{what} cannot be read: {error}"));
            }
        }
    }

    fn check_rows(
        &self,
        (what, sql): (&str, &str),
        fault: Fault,
        out: &mut Vec<String>,
    ) -> Result<(), Error> {
        let mut found = self.connection.prepare(sql)?;
        let mut rows = found.query([])?;
        while let Some(row) = rows.next()? {
            let key: String = row.get(0)?;
            let text = row.get_ref(1)?.as_str().unwrap_or_default();
            if let Some(why) = fault(text) {
                out.push(format!("{what} cannot be read ({key}): {why}"));
            }
        }
        Ok(())
    }

    /// The search index, unless somebody is writing it.
    pub(super) fn check_index(&self, out: &mut Vec<String>) {
        let Some(path) = &self.path else {
            return;
        };
        let folder = folder(path);
        if !folder.join("meta.json").exists() {
            return;
        }
        // Where there is no writing beside the library, nobody writes it either.
        let lock = self.claim_index();
        if matches!(lock, Ok(None)) {
            return;
        }
        if let Some(why) = Index::damage(&folder) {
            out.push(format!(
                "the search index is damaged ({why}): `briefing reindex` makes it anew"
            ));
        }
    }
}
