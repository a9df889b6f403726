//! The name lists of `assets/`, and finding their names in a text by a hash of token sequences.
