//! The question language: one for filter, search, list, timeline and export.

mod ast;
mod error;
mod parse;

pub use ast::Query;
pub(super) use ast::{Expr, Words};
pub use error::QueryError;
