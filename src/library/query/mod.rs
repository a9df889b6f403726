//! The question language: one for filter, search, list, timeline and export.

mod ast;
mod complete;
mod error;
mod fields;
mod lex;
mod parse;
mod show;
mod when;
mod words;

pub use ast::Query;
pub(super) use ast::{Expr, Test};
pub use complete::{Completion, Suggestion};
pub(super) use complete::{naming_saved, opening};
pub use error::QueryError;
pub(super) use fields::{Having, State};
pub(super) use when::When;
pub(super) use words::{Fit, Pattern, slack};
