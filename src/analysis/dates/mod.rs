//! Time expressions, after TIMEX3 of `TimeML` 1.2.1: found by a small grammar over words and
//! numbers, put on the calendar by the publication date, the tense and the narrative's own dates.

mod atoms;
mod calendar;
mod clock;
mod counted;
mod feasts;
mod find;
mod going;
mod hours;
mod lasting;
mod lexicon;
mod months;
mod named;
mod numeric;
mod periods;
mod relative;
mod resolve;
mod running;
mod seasons;
mod table;
mod tense;
mod years;

pub use find::find;
pub(super) use table::Meaning;
