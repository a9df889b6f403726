use super::{EntityId, IncidentKind, Moment, Span, Stance};
use serde::{Deserialize, Serialize};

/// Something that an article says and that others may say as well, or otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    pub kind: ClaimKind,
    /// The whole sentence.
    pub span: Span,
    /// The figure, the trigger or the quotation in it.
    pub lit: Span,
    pub incident: Option<IncidentKind>,
    /// When it is said to have happened.
    pub moment: Option<Moment>,
    pub stance: Stance,
    pub measure: Option<Measure>,
    /// On whose word: the speaker of the sentence.
    pub voice: Option<Voice>,
    /// The entities that the sentence names, each once.
    pub entities: Vec<EntityId>,
}

impl Claim {
    /// Tells it from the other claims of its article, whatever else is found there: where it
    /// stands, and of what sort it is.
    #[must_use]
    pub fn number(&self) -> u32 {
        Self::numbered(self.kind, self.lit)
    }

    /// The number of a claim of a sort that stands at a place.
    #[must_use]
    pub fn numbered(kind: ClaimKind, lit: Span) -> u32 {
        lit.start << 2 | kind as u32
    }
}

/// What sort of thing is said.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default,
)]
pub enum ClaimKind {
    /// A number that counts something.
    #[default]
    Figure,
    /// Something that happened.
    Event,
    /// Somebody's words.
    Quote,
}

impl ClaimKind {
    /// The word used in JSON and on screen.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Figure => "figure",
            Self::Event => "event",
            Self::Quote => "quote",
        }
    }
}

/// The range that a figure can mean: "more than 20,000" begins at 20,000, "hundreds of thousands"
/// goes from 100,000 to a million.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measure {
    pub low: f64,
    pub high: f64,
    /// How it is bounded in the text.
    pub sense: Sense,
}

/// How exactly a figure is given.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Sense {
    #[default]
    Exact,
    About,
    AtLeast,
    AtMost,
    /// Told by its order of magnitude alone: "hundreds of thousands".
    Magnitude,
}

impl Measure {
    /// Whether one number can be meant by both.
    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// Who is said to have said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    Entity(EntityId),
    /// As the text has it: "a European agency".
    Described(String),
}

/// How two tellings of one claim differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Difference {
    /// 260,000 and "hundreds of thousands": one is coarser, both can be true.
    Precision,
    /// "As many as 600,000" and "more than 600,000".
    Bound,
    /// 12 and 15.
    Value,
    /// Told as fact by one and as alleged or denied by another.
    Stance,
}

impl Difference {
    /// The word used in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Bound => "bound",
            Self::Value => "value",
            Self::Stance => "stance",
        }
    }
}
