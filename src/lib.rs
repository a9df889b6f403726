//! A reader for intelligence briefings: articles come in, are cleaned, marked and stored; three
//! panes, a command line and exporters look at them. `docs/architecture.md` is the map.

pub mod analysis;
pub mod cli;
pub mod export;
pub mod import;
pub mod insight;
pub mod library;
pub mod model;
pub mod session;
pub mod text;
pub mod tui;
