//! What is not the article: taken out, and listed with its reason.
//!
//! Only whole lines and paragraphs go. Where a line stands decides how much it must look the part:
//! between the first and the last paragraph of prose only what is sure goes.

mod byline;
mod headings;
mod headline;
mod judge;
mod line;
mod offers;
mod phrases;
mod sweep;

pub(super) use headings::mark_headings;
pub(super) use sweep::clean;
