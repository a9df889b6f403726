use std::ops::Range;

/// A question that cannot be understood.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// The bytes of the question that it is about.
    pub at: Range<usize>,
    pub message: String,
    /// What to do, where there is something to say.
    pub hint: Option<String>,
}
