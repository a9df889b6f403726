use super::{Anchor, ArticleId, EntityId, Kind};
use crate::text::{sanitise, sanitise_line};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// An entity with as much as it takes to make it where nobody knows it yet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Named {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
}

/// What the analyst knows better than the marks. A correction names entities and words, never rows
/// or versions, so that it holds for documents that come later, and in other libraries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "correct", rename_all = "kebab-case")]
pub enum Correction {
    /// The two are one; the second gives name and kind.
    Merge {
        from: Named,
        into: Named,
    },
    /// Where it says `alias` for the one, the other is meant.
    Split {
        entity: Named,
        alias: String,
        to: Named,
    },
    /// These words do not mean this entity: at one place, or wherever they stand. Without words,
    /// none does.
    Reject {
        entity: Named,
        text: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Anchor>,
    },
    Rename {
        entity: Named,
        name: String,
    },
    Retype {
        entity: Named,
        kind: Kind,
    },
    /// These words mean this entity: at one place, or wherever they stand.
    Add {
        text: String,
        to: Named,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Anchor>,
    },
    /// These words are nobody's name.
    Stop {
        alias: String,
    },
}

/// Names a correction the same way in every library: 16 hexadecimal digits of the SHA-256 over
/// what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CorrectionKey(pub String);

impl CorrectionKey {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CorrectionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Named {
    /// A new entity of this name and kind.
    #[must_use]
    pub fn new(kind: Kind, name: &str) -> Self {
        Self {
            id: EntityId::new(kind, &crate::text::slug(name)),
            kind,
            name: name.to_owned(),
        }
    }
}

impl Correction {
    /// The word for what it does, as in JSON.
    #[must_use]
    pub fn verb(&self) -> &'static str {
        match self {
            Self::Merge { .. } => "merge",
            Self::Split { .. } => "split",
            Self::Reject { .. } => "reject",
            Self::Rename { .. } => "rename",
            Self::Retype { .. } => "retype",
            Self::Add { .. } => "add",
            Self::Stop { .. } => "stop",
        }
    }

    /// Its key. The names that entities go by and the row of an article are no part of it.
    #[must_use]
    pub fn key(&self) -> CorrectionKey {
        let mut hash = Sha256::new();
        let mut put = |part: &str| {
            hash.update(part.as_bytes());
            hash.update([0]);
        };
        put(self.verb());
        match self {
            Self::Merge { from, into } => {
                put(from.id.as_str());
                put(into.id.as_str());
            }
            Self::Split { entity, alias, to } => {
                put(entity.id.as_str());
                put(alias);
                put(to.id.as_str());
            }
            Self::Reject { entity, text, .. } => {
                put(entity.id.as_str());
                put(text);
            }
            Self::Rename { entity, name } => {
                put(entity.id.as_str());
                put(name);
            }
            Self::Retype { entity, kind } => {
                put(entity.id.as_str());
                put(kind.as_str());
            }
            Self::Add { text, to, .. } => {
                put(text);
                put(to.id.as_str());
            }
            Self::Stop { alias } => put(alias),
        }
        if let Some(at) = self.anchor() {
            put(&at.sha256);
            put(&at.span.start.to_string());
            put(&at.span.end.to_string());
        }
        let digits = hash.finalize();
        CorrectionKey(digits[..8].iter().map(|b| format!("{b:02x}")).collect())
    }

    /// The one place that it is about.
    #[must_use]
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Reject { at, .. } | Self::Add { at, .. } => at.as_ref(),
            _ => None,
        }
    }

    /// The same, about another row of articles.
    #[must_use]
    pub fn in_article(mut self, article: ArticleId) -> Self {
        if let Self::Reject { at: Some(at), .. } | Self::Add { at: Some(at), .. } = &mut self {
            at.article = article;
        }
        self
    }

    /// Makes what came from outside safe to show, all of it.
    pub fn clean(&mut self) {
        let line = |words: &mut String| *words = sanitise_line(words);
        let named = |named: &mut Named| {
            line(&mut named.id.0);
            line(&mut named.name);
        };
        match self {
            Self::Merge { from, into } => {
                named(from);
                named(into);
            }
            Self::Split { entity, alias, to } => {
                named(entity);
                line(alias);
                named(to);
            }
            Self::Reject { entity, text, at } => {
                named(entity);
                *text = sanitise(text).0;
                at.iter_mut().for_each(Anchor::clean);
            }
            Self::Rename { entity, name } => {
                named(entity);
                line(name);
            }
            Self::Retype { entity, .. } => named(entity),
            Self::Add { text, to, at } => {
                *text = sanitise(text).0;
                named(to);
                at.iter_mut().for_each(Anchor::clean);
            }
            Self::Stop { alias } => line(alias),
        }
    }

    /// The entities that it names.
    #[must_use]
    pub fn entities(&self) -> Vec<&Named> {
        match self {
            Self::Merge { from, into } => vec![from, into],
            Self::Split { entity, to, .. } => vec![entity, to],
            Self::Reject { entity, .. }
            | Self::Rename { entity, .. }
            | Self::Retype { entity, .. } => vec![entity],
            Self::Add { to, .. } => vec![to],
            Self::Stop { .. } => Vec::new(),
        }
    }

    /// The words that it is about, wherever they stand: those it adds, takes away or gives to
    /// another.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Split { alias, .. } | Self::Stop { alias } => Some(alias),
            Self::Reject { text, at: None, .. } if !text.is_empty() => Some(text),
            Self::Add { text, at: None, .. } => Some(text),
            _ => None,
        }
    }
}

/// Says what it does, in one line.
impl fmt::Display for Correction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Merge { from, into } => write!(f, "{} merged into {}", from.name, into.name),
            Self::Split { entity, alias, to } => {
                write!(f, "“{alias}” split off {} as {}", entity.name, to.name)
            }
            Self::Reject {
                entity,
                at: Some(at),
                ..
            } => write!(f, "“{}” is not {}, here", at.exact, entity.name),
            Self::Reject { entity, text, .. } if text.is_empty() => {
                write!(f, "{} is nobody", entity.name)
            }
            Self::Reject { entity, text, .. } => {
                write!(f, "“{text}” is not {}, anywhere", entity.name)
            }
            Self::Rename { entity, name } => write!(f, "{} renamed {name}", entity.name),
            Self::Retype { entity, kind } => {
                write!(f, "{} is of kind {kind}, not {}", entity.name, entity.kind)
            }
            Self::Add { text, to, at } => {
                let reach = if at.is_some() { ", here" } else { "" };
                if *text == to.name {
                    write!(f, "“{text}” added as a {}{reach}", to.kind)
                } else {
                    write!(f, "“{text}” added as a name of {}{reach}", to.name)
                }
            }
            Self::Stop { alias } => write!(f, "“{alias}” is nobody's name"),
        }
    }
}
