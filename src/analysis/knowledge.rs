/// What is known of the world before the first document is read: the name lists and the model.
#[derive(Debug, Default)]
pub struct Knowledge {}

impl Knowledge {
    /// The lists and the model that are compiled in.
    #[must_use]
    pub fn shipped() -> Self {
        Self {}
    }
}
