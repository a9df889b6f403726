use super::fields::{Having, State};
use super::when::When;
use super::words::Words;
use crate::model::{EntityId, Kind};

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
