use super::ast::{Expr, Fit, Query, Words};
use super::error::QueryError;

impl Query {
    /// Reads a question.
    ///
    /// # Errors
    /// Where it cannot be understood, with the place.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let parts: Vec<Expr> = text
            .split_whitespace()
            .map(|word| {
                Expr::Words(Words {
                    text: word.to_owned(),
                    fit: Fit::Exact,
                })
            })
            .collect();
        Ok(Self {
            expr: (!parts.is_empty()).then_some(Expr::All(parts)),
        })
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (place, words) in self.words().iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            f.write_str(&words.text)?;
        }
        Ok(())
    }
}
