use crate::insight::{
    ArticleMatch, Card, Cast, ClaimNote, Grain, Match, Months, Neighbourhood, Report, Resolved,
    Revision, Scope, Selection, Shelved, Spark, TimeBasis, Timeline, Weighed, Zoom,
};
use crate::library::{Article, ArticleRow, Claims, Hit, Sort, Window};
use crate::model::{ArticleId, Day, Draft, EntityId, Resolution, Span};
use std::path::PathBuf;

/// Which articles, in which order, as the person typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub query: String,
    pub sort: Sort,
}

/// What a note is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    Corpus,
    /// The articles of a query.
    Query(String),
    Entity(EntityId),
    Article(ArticleId),
}

impl About {
    /// The same as a question to the library.
    #[must_use]
    pub fn selection(&self) -> Selection {
        match self {
            Self::Corpus => Selection::Corpus,
            Self::Query(query) => Selection::Query(query.clone()),
            Self::Entity(id) => Selection::Entity(id.clone()),
            Self::Article(id) => Selection::Article(*id),
        }
    }
}

/// What to do about a file that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    Keep,
    Replace,
}

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    Next,
    Previous,
}

/// Where a stretch of a timeline is to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// From a row on.
    Row(usize),
    /// Around the last event that an article tells of the time up to a day; where it tells none,
    /// around the first event on or after the day.
    Beside(ArticleId, Day),
}

/// Something the library is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Settings and lettered marks, as they were left.
    Opening,
    /// The claims of an article that others make as well.
    ClaimNotes(ArticleId),
    /// A stretch of the claims that several articles of a query make.
    Claims {
        which: Claims,
        query: String,
        first: usize,
        count: usize,
    },
    /// One claim.
    Claim(i64),
    /// A telling of a claim, to be gone with: the article, its words there, what is claimed and how
    /// this one has it.
    Resolution {
        article: ArticleId,
        lit: Span,
        about: String,
        value: String,
    },
    Articles {
        wanted: Wanted,
        first: usize,
        count: usize,
    },
    Article(ArticleId),
    /// What changed in an article from version to version.
    Changes(ArticleId),
    Card {
        entity: EntityId,
        here: Option<ArticleId>,
    },
    Timeline {
        scope: Scope,
        /// Narrows the events to the articles that match.
        query: String,
        basis: TimeBasis,
        grain: Grain,
        start: Place,
        count: usize,
    },
    Entities {
        pattern: String,
        limit: usize,
    },
    Titles {
        pattern: String,
        limit: usize,
    },
    Sentences {
        query: String,
        limit: usize,
    },
    /// Where two entities stand together, narrowed by words.
    Both {
        ends: [EntityId; 2],
        pattern: String,
        limit: usize,
    },
    /// An entity, so many of those it appears with, and the ties between these.
    Neighbourhood {
        entity: EntityId,
        most: usize,
    },
    /// So many entities by time of publication, in the articles of a query.
    Months {
        cast: Cast,
        query: String,
        zoom: Zoom,
        most: usize,
    },
    /// How often some entities were named lately.
    Sparks(Vec<EntityId>),
    /// An article and the copies of its text, narrowed by their titles and publishers.
    Copies {
        article: ArticleId,
        pattern: String,
        limit: usize,
    },
    /// The first mention of an entity in the next article that has one, or the last in the one
    /// before; articles in the order of the card.
    Neighbour {
        entity: EntityId,
        from: ArticleId,
        toward: Toward,
    },
    /// Where an article stands in a listing.
    Place {
        wanted: Wanted,
        article: ArticleId,
    },
    /// The next row of a listing whose title holds a pattern.
    Row {
        wanted: Wanted,
        pattern: String,
        from: usize,
        toward: Toward,
    },
    /// Every clip, with what became of its article.
    Clips,
    /// What a note on a scope is made of, and what the analyst wrote for it; of another period than
    /// the one that is kept.
    Report {
        about: About,
        period: Option<String>,
    },
    /// The names of the templates.
    Templates,
    /// A note as its template writes it.
    Filled {
        about: About,
        draft: Box<Draft>,
    },
    /// What is watched, and the saved queries.
    Shelf,
    Note {
        about: About,
        draft: Box<Draft>,
        path: PathBuf,
        existing: Existing,
    },
}

/// Settings and lettered marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    pub settings: Vec<(String, String)>,
    pub marks: Vec<(char, ArticleId, u32)>,
    pub today: Day,
    /// The place of a new clip, after all others.
    pub order: u32,
}

/// A query that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub message: String,
    /// Byte range of the query that it is about.
    pub at: Option<Span>,
}

/// What came back.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Opening(Opening),
    Articles(Window<ArticleRow>),
    Article(Box<Article>),
    Changes(Vec<Revision>),
    Card(Option<Box<Card>>),
    Timeline(Timeline),
    Entities(Vec<Match>),
    Titles(Vec<ArticleMatch>),
    Sentences(Vec<Hit>),
    Neighbourhood(Option<Box<Neighbourhood>>),
    Months(Months),
    Sparks(Vec<(EntityId, Spark)>),
    Neighbour(Option<(ArticleId, Span)>),
    Row(Option<usize>),
    Clips(Vec<Shelved>),
    ClaimNotes(ArticleId, Vec<ClaimNote>),
    Claims(Window<Weighed>, Vec<Resolved>),
    Resolution(Box<Resolution>),
    /// With the day of the last note on the scope, and how many articles came since.
    Report(Box<Report>, Box<Draft>, Option<(Day, u32)>),
    Shelf(Box<super::Shelf>),
    Templates(Vec<String>),
    Filled(String),
    /// A note lies in a file: what it is about, and of which period.
    Written {
        path: PathBuf,
        about: About,
        period: String,
    },
    /// The note's file is there already.
    Exists(PathBuf),
    /// The query cannot be understood.
    Fault(Fault),
    /// The library could not say.
    Failed(String),
}

/// What an answer is for. Of each only the newest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slot {
    Opening,
    List,
    /// The list under a filter that is still being typed.
    Filter,
    Article,
    Changes,
    Card,
    Timeline,
    Picker,
    Preview,
    Sparks,
    Network,
    Matrix,
    Follow,
    Row,
    Place,
    Clips,
    Claims,
    ClaimNotes,
    Resolution,
    /// The article being read, once more.
    Again,
    Shelf,
    Note,
    Templates,
    Filled,
    /// A note that is being written.
    Writing,
}

impl Slot {
    /// Whether a newer question takes the place of an older one. What is to be written is written.
    #[must_use]
    pub fn keeps_newest(self) -> bool {
        self != Self::Writing
    }
}

/// Which question an answer answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket {
    pub slot: Slot,
    pub number: u64,
}
