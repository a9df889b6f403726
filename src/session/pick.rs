use super::{Answer, Line};
use crate::insight::{ArticleMatch, Card, Match, Spark};
use crate::library::{Article, Hit};
use crate::model::{Anchor, ArticleId, EntityId, Named};
use std::collections::BTreeMap;

/// What a picker looks among.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Among {
    Entities,
    Articles,
    Sentences,
    /// The article and the copies of its text.
    Copies(ArticleId),
    /// The places where two entities stand, each with its name.
    Both(Box<[(EntityId, String); 2]>),
}

/// What an entity is looked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Aim {
    #[default]
    Open,
    /// To be one with this one, which takes its name.
    Merge(Named),
    /// For whom a name of this one stands.
    Split(Named, String),
    /// Whom words mean, at one place or everywhere.
    Mean { words: String, at: Option<Anchor> },
}

impl Aim {
    /// What the picker asks.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        match self {
            Self::Open => None,
            Self::Merge(from) => Some(format!("Merge {} into", from.name)),
            Self::Split(_, words) | Self::Mean { words, .. } => {
                Some(format!("Who is meant by “{words}”?"))
            }
        }
    }
}

/// How many finds are asked for at most.
pub(super) const FINDS: usize = 200;
/// Sentences that are asked for first beyond those that show: each is looked for in its article,
/// which takes time while one types.
pub(super) const BEYOND: usize = 8;

/// One line of a picker.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    Entity(Match),
    Article(ArticleMatch),
    Sentence(Hit),
}

/// What stands beside the finds, about the one under the cursor.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Preview {
    #[default]
    Empty,
    Card(Box<Card>),
    Article(Box<Article>),
}

/// A list of finds that narrows while one types.
#[derive(Clone, Debug)]
pub struct Picker {
    pub among: Among,
    pub aim: Aim,
    pub line: Line,
    pub finds: Vec<Found>,
    pub cursor: usize,
    pub top: usize,
    /// Whether the newest question is answered.
    pub settled: bool,
    /// Whether there may be more finds than were asked for.
    pub partly: bool,
    /// How many were asked for.
    pub(super) asked: usize,
    /// Enter was pressed before the answer came.
    pub decided: bool,
    pub fault: Option<String>,
    pub preview: Preview,
    /// How often those that show were named lately.
    pub sparks: BTreeMap<EntityId, Spark>,
}

impl Picker {
    #[must_use]
    pub fn new(among: Among) -> Self {
        Self {
            among,
            aim: Aim::Open,
            line: Line::default(),
            finds: Vec::new(),
            cursor: 0,
            top: 0,
            settled: false,
            partly: false,
            asked: FINDS,
            decided: false,
            fault: None,
            preview: Preview::Empty,
            sparks: BTreeMap::new(),
        }
    }

    #[must_use]
    pub fn selected(&self) -> Option<&Found> {
        self.finds.get(self.cursor)
    }

    /// Takes finds in.
    pub fn take(&mut self, answer: Answer) {
        let further = self.settled;
        self.settled = true;
        self.fault = None;
        match answer {
            Answer::Entities(rows) => self.finds = rows.into_iter().map(Found::Entity).collect(),
            Answer::Titles(rows) => self.finds = rows.into_iter().map(Found::Article).collect(),
            Answer::Sentences(rows) => {
                self.finds = rows.into_iter().map(Found::Sentence).collect();
            }
            Answer::Fault(fault) => self.fault = Some(fault.message),
            Answer::Failed(message) => self.fault = Some(message),
            _ => {}
        }
        self.partly = self.asked < FINDS && self.finds.len() >= self.asked;
        if !further {
            (self.cursor, self.top) = (0, 0);
        }
        if self.finds.is_empty() {
            self.preview = Preview::Empty;
        }
    }

    /// Moves the cursor within `visible` rows.
    pub fn go(&mut self, to: usize, visible: usize) {
        self.cursor = to.min(self.finds.len().saturating_sub(1));
        let visible = visible.max(1);
        if self.cursor < self.top {
            self.top = self.cursor;
        } else if self.cursor >= self.top + visible {
            self.top = self.cursor + 1 - visible;
        }
    }

    /// Whether the finds that are there come to an end a page after the cursor, and others may follow.
    pub(super) fn runs_out(&self, visible: usize) -> bool {
        self.settled && self.partly && self.cursor + visible >= self.finds.len()
    }

    /// Those of `visible` rows whose line is not known yet.
    pub(super) fn without_spark(&self, visible: usize) -> Vec<EntityId> {
        let shown = self.finds.iter().skip(self.top).take(visible);
        shown
            .filter_map(|found| match found {
                Found::Entity(found) => Some(&found.entity.id),
                _ => None,
            })
            .filter(|id| !self.sparks.contains_key(*id))
            .cloned()
            .collect()
    }

    /// The article that the selected find stands in.
    #[must_use]
    pub fn article(&self) -> Option<ArticleId> {
        match self.selected()? {
            Found::Entity(_) => None,
            Found::Article(found) => Some(found.article.id),
            Found::Sentence(hit) => Some(hit.article),
        }
    }
}
