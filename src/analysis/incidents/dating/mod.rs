//! When an incident came to pass.
//!
//! A reader has several grounds for a date: that it is counted from another event, the date of the
//! clause or sentence, the same event told before, the story that goes on. They are asked in this
//! order, the surest first. Where the sentence has no date, what was learnt chooses between their
//! answer and the other dates at hand.

mod choice;
mod counted;
mod ground;
mod own;
mod same;
mod story;
mod telling;

pub use choice::Offer;
pub(super) use choice::{Choice, offers};
pub(super) use counted::long_since;
pub(super) use ground::{Dated, Scene, date};
pub(super) use own::{begins_date, date_of, own_date};
pub(in crate::analysis) use own::{dates_in, ends_range};
pub(super) use story::settle;
