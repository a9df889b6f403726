//! Notes and data out of the library: `briefing export` and `briefing lint`.

mod args;
mod lint;
mod place;
mod run;
mod templates;

pub(super) use args::{Export, Lint, tlp};
pub(super) use lint::run as run_lint;
pub(super) use run::{article, run};
