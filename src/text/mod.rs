//! Strings: made safe, cut into sentences and words, folded for comparison, wrapped and measured.
//!
//! Knows nothing of documents. Everything works on byte ranges of the text it is given and copies
//! nothing that it need not.

mod abbreviations;
mod fold;
mod lookup;
mod offsets;
mod sanitise;
mod sentences;
mod snippet;
mod span;
mod squeeze;
mod tokens;
mod width;
mod wrap;

pub use fold::{Folded, fold, slug};
pub use lookup::{Lookup, word_ends};
pub use offsets::CharOffsets;
pub use sanitise::{Removed, sanitise, sanitise_line};
pub use sentences::sentences;
pub use snippet::{Snippet, snippet};
pub use span::Span;
pub use squeeze::{count_words, squeeze};
pub use tokens::{Token, TokenKind, tokens};
pub use width::{fit, grapheme_width, truncate, width};
pub use wrap::{wrap, wrap_preformatted};
