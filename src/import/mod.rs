//! Bytes become documents: one file a format, and beside them what is not the article (`clean`)
//! and what the article says about itself (`metadata`).
