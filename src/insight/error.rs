use crate::library;
use crate::model::EntityId;

/// Why a question over the library has no answer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Library(#[from] library::Error),
    #[error("cannot understand the query: {0}")]
    Query(#[from] library::QueryError),
    #[error("no article names {0}")]
    NoEntity(EntityId),
}
