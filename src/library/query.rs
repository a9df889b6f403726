/// A question to the corpus, as typed and as understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {}
