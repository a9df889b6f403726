//! Strings: made safe, cut into sentences and words, folded for comparison, wrapped and measured.
//!
//! Knows nothing of documents. Everything works on byte ranges of the text it is given and copies
//! nothing that it need not.

mod sanitise;
mod sentences;
mod span;
mod tokens;

pub use sanitise::{Removed, sanitise};
pub use sentences::sentences;
pub use span::Span;
pub use tokens::{Token, TokenKind, tokens};
