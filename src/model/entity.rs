use serde::{Deserialize, Serialize};
use std::fmt;

/// What sort of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Any state body: intelligence, police, military, ministry, legislature, court, ruling party.
    Agency,
    Company,
    /// Universities, think tanks, alliances, media, non-governmental bodies.
    Organisation,
    Person,
    Place,
    /// A named one: an operation, an affair, an attack that has a name.
    Incident,
    /// A threat actor or a militia.
    Group,
    Malware,
    Technology,
    Law,
}

impl Kind {
    /// Every kind, in the order in which lists and legends show them.
    pub const ALL: [Self; 10] = [
        Self::Agency,
        Self::Company,
        Self::Organisation,
        Self::Person,
        Self::Place,
        Self::Incident,
        Self::Group,
        Self::Malware,
        Self::Technology,
        Self::Law,
    ];

    /// The word used in ids, JSON and queries.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Company => "company",
            Self::Organisation => "organisation",
            Self::Person => "person",
            Self::Place => "place",
            Self::Incident => "incident",
            Self::Group => "group",
            Self::Malware => "malware",
            Self::Technology => "technology",
            Self::Law => "law",
        }
    }

    /// Reads the word back; American spelling is understood.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = if word == "organization" {
            "organisation"
        } else {
            word
        };
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Names an entity the same way in every document: `kind:slug`, both in `[a-z0-9-]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityId(pub String);

impl EntityId {
    /// Makes the id of an entity from its kind and slug.
    #[must_use]
    pub fn new(kind: Kind, slug: &str) -> Self {
        Self([kind.as_str(), ":", slug].concat())
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// One thing in the world that articles talk about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    pub id: EntityId,
    pub kind: Kind,
    /// The full, usual English name.
    pub name: String,
    /// Other names: those of the list, or those that the document itself taught.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2, lower case, or an international body's `eu`, `un`.
    pub country: Option<String>,
    /// The body it belongs to.
    pub parent: Option<EntityId>,
    /// A line that tells it from others of the same name.
    pub note: Option<String>,
    /// Whether it stands in a name list; otherwise it was found by rule or model.
    pub listed: bool,
}
