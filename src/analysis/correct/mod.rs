//! What the analyst corrected, laid over what was found: pure, total, and the same for the reader,
//! for what is derived of an article, and for the command line.
//!
//! [`Corrections::mark`] changes marks: what was rejected, split off, added or stopped.
//! [`Corrections::unite`] then says who the entities are: what was merged, renamed or is of another
//! kind. What a library derives of an article rests on the first alone; the second is resolved
//! whenever something is asked, so that a merge holds at once however many articles it touches.

mod corrections;
mod mark;
mod tidy;
mod unite;

pub use corrections::Corrections;
