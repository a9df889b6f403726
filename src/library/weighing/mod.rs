//! What articles claim, kept beside them: a sketch a claim, what finds its likes, and the groups
//! that several articles make. Derived, and brought up to date after what was taken in.

mod keep;
mod packed;
mod shown;

pub use shown::{ClaimGroup, Claims, Seat};
