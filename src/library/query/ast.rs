use super::fields::{Having, State};
use super::when::When;
use super::words::Words;
use crate::model::{EntityId, Kind};
use std::collections::BTreeMap;

/// A question to the corpus, as understood. The default asks for everything.
///
/// Words stand beside one another for "and"; `OR`, `-`, parentheses, `"phrases"`, `prefix*`,
/// `near~` and fields such as `entity:`, `source:`, `after:` and `is:` make the rest. It is written
/// out by `Display` in a form that reads back as the same question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(in crate::library) expr: Option<Expr>,
}

/// What must hold of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) enum Expr {
    All(Vec<Expr>),
    Any(Vec<Expr>),
    Not(Box<Expr>),
    Words(Words),
    Test(Test),
}

/// What a field asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) enum Test {
    /// Names an entity that goes by this, of a kind or any.
    Entity(Option<Kind>, String),
    /// Names any entity of a kind.
    Kind(Kind),
    Source(String),
    Author(String),
    Language(String),
    Title(Words),
    /// Published then or later; before it; within it.
    After(When),
    Before(When),
    On(When),
    /// Something happened then.
    Event(When),
    Is(State),
    Has(Having),
    /// What was saved under a name.
    Saved(String),
}

impl Query {
    /// Asks for the articles that name an entity.
    #[must_use]
    pub fn naming(entity: &EntityId) -> Self {
        let test = Test::Entity(None, entity.as_str().to_owned());
        Self {
            expr: Some(Expr::Test(test)),
        }
    }

    /// Asks for the articles that say some words in a row.
    pub(in crate::library) fn saying(words: &str) -> Self {
        let words = Words {
            text: words.to_owned(),
            fit: super::words::Fit::Exact,
        };
        Self {
            expr: Some(Expr::Words(words)),
        }
    }

    /// Asks for what both ask for.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self.expr, other.expr) {
            (Some(a), Some(b)) => Self {
                expr: Some(Expr::all(vec![a, b])),
            },
            (a, b) => Self { expr: a.or(b) },
        }
    }

    /// Whether it asks for everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.expr.is_none()
    }

    /// Whether it has words to rank by.
    #[must_use]
    pub fn has_words(&self) -> bool {
        !self.words().is_empty()
    }

    /// Whether the answer hangs on what the analyst did.
    pub(in crate::library) fn asks_for_work(&self) -> bool {
        let mut found = false;
        self.each(&mut |expr| {
            found |= matches!(expr, Expr::Test(Test::Is(state)) if state.is_work());
        });
        found
    }

    /// Whether the answer hangs on which marks there are.
    pub(in crate::library) fn asks_for_marks(&self) -> bool {
        let mut found = false;
        self.each(&mut |expr| {
            found |= matches!(expr, Expr::Test(Test::Entity(..) | Test::Kind(_)));
        });
        found
    }

    /// The names of the saved questions in it.
    pub(in crate::library) fn saved_names(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.each(&mut |expr| {
            if let Expr::Test(Test::Saved(name)) = expr {
                out.push(name.clone());
            }
        });
        out
    }

    /// The same with saved questions in the place of their names.
    pub(in crate::library) fn with_saved(self, known: &BTreeMap<String, Self>) -> Self {
        Self {
            expr: self.expr.and_then(|expr| expr.with_saved(known)),
        }
    }

    /// The words that count for a match, not those that are ruled out.
    pub(in crate::library) fn words(&self) -> Vec<&Words> {
        let mut out = Vec::new();
        if let Some(expr) = &self.expr {
            expr.wanted(&mut |expr| match expr {
                Expr::Words(words) | Expr::Test(Test::Title(words)) => out.push(words),
                _ => {}
            });
        }
        out
    }

    fn each<'a>(&'a self, take: &mut impl FnMut(&'a Expr)) {
        if let Some(expr) = &self.expr {
            expr.each(take);
        }
    }
}

impl Expr {
    /// All parts together, made flat.
    pub(super) fn all(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::All(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            1 => flat.remove(0),
            _ => Self::All(flat),
        }
    }

    /// Any of the parts, made flat.
    pub(super) fn any(parts: Vec<Self>) -> Self {
        let mut flat = Vec::with_capacity(parts.len());
        for part in parts {
            match part {
                Self::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            1 => flat.remove(0),
            _ => Self::Any(flat),
        }
    }

    /// The opposite; twice is nothing.
    pub(super) fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Nothing where a saved question asks for everything.
    fn with_saved(self, known: &BTreeMap<String, Query>) -> Option<Self> {
        let each = |parts: Vec<Self>| -> Vec<Self> {
            let parts = parts.into_iter();
            parts.filter_map(|part| part.with_saved(known)).collect()
        };
        Some(match self {
            Self::All(parts) => Self::all(each(parts)),
            Self::Any(parts) => Self::any(each(parts)),
            Self::Not(part) => part.with_saved(known)?.not(),
            Self::Test(Test::Saved(name)) => return known.get(&name)?.expr.clone(),
            other => other,
        })
    }

    /// Visits every leaf.
    pub(in crate::library) fn each<'a>(&'a self, take: &mut impl FnMut(&'a Self)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.each(take);
                }
            }
            Self::Not(part) => part.each(take),
            leaf => take(leaf),
        }
    }

    /// Visits every leaf that is not ruled out.
    pub(in crate::library) fn wanted<'a>(&'a self, take: &mut impl FnMut(&'a Self)) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.wanted(take);
                }
            }
            Self::Not(_) => {}
            leaf => take(leaf),
        }
    }
}
