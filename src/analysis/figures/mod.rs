//! Numbers that count something: how many of what, how much of which currency, and how sure.
//!
//! What is part of a date, a name, a law, a version, a port or a list is no figure. A duration is a
//! date and left alone.

mod before;
mod bounds;
mod currency;
mod find;
mod grouped;
mod noun;
mod number;
mod parts;
mod single;
mod unit;

pub use currency::at_home;
pub use find::find;
pub(super) use find::may_begin;
pub(super) use unit::is_currency;
