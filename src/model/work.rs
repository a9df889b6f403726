use super::{Annotation, Clip, ClipKey, Correction, Day, Draft, EntityId, Reliability, Resolution};
use serde::{Deserialize, Serialize};

/// The row of an article in its library; stable for the life of the library.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// Something that the analyst watches: an entity, or a saved question by its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Watching {
    Entity(EntityId),
    Query(String),
}

/// One thing that the analyst did and that must never be lost. Each is written at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Read {
        article: ArticleId,
        read: bool,
    },
    Star {
        article: ArticleId,
        star: bool,
    },
    /// The byte offset into the text at the top of the reading pane.
    Place {
        article: ArticleId,
        offset: u32,
    },
    /// A lettered mark, or its removal.
    Mark {
        letter: char,
        at: Option<(ArticleId, u32)>,
    },
    Watch {
        entity: EntityId,
        watch: bool,
    },
    /// A correction of the marks, or its end.
    Correct {
        correction: Box<Correction>,
        on: bool,
    },
    /// A question kept under a name; without one the name is forgotten.
    Query {
        name: String,
        query: Option<String>,
    },
    WatchQuery {
        name: String,
        watch: bool,
    },
    /// From now on nothing that is there already is new: of one thing watched, or of all.
    Seen {
        watching: Option<Watching>,
    },
    /// What came in after an article is new again: a look is taken back.
    Unseen {
        watching: Watching,
        since: i64,
    },
    /// What was written and chosen for the note on a scope; an empty draft is none.
    Draft {
        scope: String,
        draft: Box<Draft>,
    },
    /// A note on a scope was written: what comes from now on is new since it.
    Noted {
        scope: String,
        day: Day,
    },
    /// A named piece of the reader's state: which panes are open, the filter, the sort.
    Setting {
        name: String,
        value: String,
    },
    /// A clip, new or in the place of the one with its key.
    Clip {
        clip: Box<Clip>,
    },
    /// What was changed in a clip, and nothing else of it: others may change it meanwhile.
    Reclip {
        from: Box<Clip>,
        to: Box<Clip>,
    },
    Unclip {
        key: ClipKey,
    },
    /// Words on a span, new or in the place of those with their key.
    Annotate {
        annotation: Box<Annotation>,
    },
    Unannotate {
        key: ClipKey,
    },
    /// The telling that the analyst goes with where articles differ, new or in the place of the one
    /// with its key.
    Resolve {
        resolution: Box<Resolution>,
    },
    Unresolve {
        key: ClipKey,
    },
    /// How far a publisher can be relied on, as the analyst judges; nothing where not judged.
    Reliability {
        publisher: String,
        grade: Option<Reliability>,
    },
    /// The same for one article, whatever its publisher is worth.
    ArticleGrade {
        article: ArticleId,
        grade: Option<Reliability>,
    },
    /// Changes that belong together: all are written or none.
    All(Vec<Change>),
}
