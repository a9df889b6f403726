/// A question to the corpus, as typed and as understood. The default asks for everything.
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
}

/// Words that stand beside one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) struct Words {
    /// As typed, without quotation marks and signs.
    pub text: String,
    pub fit: Fit,
}

/// How closely the last word must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum Fit {
    Exact,
    /// The word begins so.
    Prefix,
    /// One or two letters may be wrong.
    Near,
}

impl Query {
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
        false
    }

    /// The words that count for a match, not those that are ruled out.
    pub(in crate::library) fn words(&self) -> Vec<&Words> {
        let mut out = Vec::new();
        if let Some(expr) = &self.expr {
            expr.collect_words(&mut out);
        }
        out
    }
}

impl Expr {
    fn collect_words<'a>(&'a self, out: &mut Vec<&'a Words>) {
        match self {
            Self::All(parts) | Self::Any(parts) => {
                for part in parts {
                    part.collect_words(out);
                }
            }
            Self::Not(_) => {}
            Self::Words(words) => out.push(words),
        }
    }
}
