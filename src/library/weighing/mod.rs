//! What articles claim, kept beside them: a sketch a claim, what finds its likes, and the groups
//! that several articles make. Derived, and brought up to date after what was taken in.

mod keep;
mod keys;
mod near;
mod packed;
mod seats;
mod shown;
mod sums;

pub(super) use packed::{MOST, cut, pack, unpack};
pub use shown::{ClaimGroup, Claims, Seat};
