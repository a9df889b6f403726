use super::changes::{Edit, changes};
use super::error::Error;
use crate::library::Library;
use crate::model::ArticleId;
use crate::text::Span;

/// The step from one version of an article to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revision {
    /// The number of the newer version, counted from 1, the oldest of all.
    pub version: u32,
    /// In the order of the newer version; the title first where it changed.
    pub edits: Vec<Revised>,
}

/// A sentence that changed, as it was and as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revised {
    Gone(String),
    New(String),
    Reworded(String, String),
}

/// Tells what changed in an article from version to version, the latest step first; nothing where
/// there is but one version.
///
/// # Errors
/// Where the library fails or has no such article.
pub fn revisions(library: &Library, article: ArticleId) -> Result<Vec<Revision>, Error> {
    let mut all: Vec<(String, String)> = library
        .versions(article)?
        .into_iter()
        .map(|version| (version.title, version.text))
        .collect();
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let now = library.article(article)?;
    all.push((now.row.title, now.document.text));
    let steps = all.windows(2).zip(2..);
    let mut out: Vec<Revision> = steps
        .map(|(pair, version)| Revision {
            version,
            edits: edits(&pair[0], &pair[1]),
        })
        .collect();
    out.reverse();
    Ok(out)
}

fn edits(before: &(String, String), after: &(String, String)) -> Vec<Revised> {
    let line = |text: &str, span: Span| {
        let words: Vec<&str> = span.of(text).split_whitespace().collect();
        words.join(" ")
    };
    let mut out = Vec::new();
    if before.0 != after.0 {
        out.push(Revised::Reworded(before.0.clone(), after.0.clone()));
    }
    out.extend(
        changes(&before.1, &after.1)
            .into_iter()
            .map(|edit| match edit {
                Edit::Gone(old) => Revised::Gone(line(&before.1, old)),
                Edit::New(new) => Revised::New(line(&after.1, new)),
                Edit::Reworded(old, new) => {
                    Revised::Reworded(line(&before.1, old), line(&after.1, new))
                }
            }),
    );
    out
}
