//! The disk: documents, their annotations and the analyst's work in SQLite, the search index beside
//! it, and the questions that both answer.

mod query;
mod rows;

pub use query::Query;
pub use rows::{Article, ArticleRow, EntityRow, Hit, Listing, Sort, Window};
