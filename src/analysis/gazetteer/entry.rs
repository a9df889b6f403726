use super::pieces;
use crate::model::{EntityId, Kind};
use std::borrow::Cow;

/// Letters of a list: those compiled in are borrowed, those of a user's file owned.
pub type Text = Cow<'static, str>;

/// One entity of a name list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub kind: Kind,
    /// The full, usual English name.
    pub name: Text,
    /// What its id ends in where that does not follow from the name.
    pub slug: Option<Text>,
    /// ISO 3166-1 alpha-2 in lower case, `eu`, `un`, or nothing.
    pub country: Text,
    /// The id of the body it belongs to, `kind:slug`, or nothing.
    pub parent: Text,
    /// `2016`, `2020-12`, `2017/2025`, or nothing.
    pub dates: Text,
    /// A line that tells it from others of the same name, or nothing.
    pub note: Text,
    pub(super) first: u32,
    pub(super) last: u32,
}

impl Entry {
    /// The id, the same in every document.
    #[must_use]
    pub fn id(&self) -> EntityId {
        let mut slug = String::with_capacity(self.name.len());
        pieces::slug(self.slug.as_deref().unwrap_or(&self.name), |c| slug.push(c));
        EntityId::new(self.kind, &slug)
    }
}

/// One name of an entity, and how it may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    pub text: Text,
    /// Index of the entity it names.
    pub entry: u32,
    pub stands: Stands,
    pub case: Case,
    pub role: Role,
    pub(super) forms: u64,
    pub(super) next: u32,
    pub(super) sibling: u32,
}

/// What a name can do by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stands {
    /// It names its entity wherever it stands.
    Alone,
    /// It does so only where the text around it or the rest of the document speaks for it.
    InContext,
    /// It names no entity but tells of one: `Chinese`.
    AsModifier,
    /// For looking up only; never marked.
    Never,
}

/// Which letters must be capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// Capitals where the name has them; more do no harm.
    Usual,
    /// Every word written as in the list.
    Exact,
    /// Any way of writing.
    Any,
}

/// What sort of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The name of the entry.
    Name,
    Alias,
    Acronym,
    Former,
    Native,
    /// A country's adjective or its people.
    Demonym,
}

impl Role {
    /// The word used in listings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Alias => "alias",
            Self::Acronym => "acronym",
            Self::Former => "former",
            Self::Native => "native",
            Self::Demonym => "demonym",
        }
    }
}

impl Stands {
    /// The word used in listings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Alone => "alone",
            Self::InContext => "context",
            Self::AsModifier => "modifier",
            Self::Never => "never",
        }
    }
}
