//! The nouns: what a document is, what was found in it, and what the analyst made of it.
//!
//! Everything here is plain data. Positions are byte offsets into [`Document::text`]; only the
//! command line turns them into counts of characters.

mod anchor;
mod annotations;
mod claim;
mod clip;
mod correction;
mod document;
mod draft;
mod entity;
mod grade;
mod moment;
mod resolution;
mod work;

/// Strings know these two already; they are nouns of the model all the same.
pub use crate::text::{Removed, Span};
pub use anchor::{Anchor, Placed};
pub use annotations::{
    Annotations, Bound, Event, Figure, Incident, IncidentKind, Mention, Quotation, Rule, Stance,
    Timex, TimexKind, TimexMod,
};
pub use claim::{Claim, ClaimKind, Difference, Measure, Sense, Voice};
pub use clip::{Annotation, Citation, Clip, ClipKey};
pub use correction::{Correction, CorrectionKey, Named};
pub use document::{
    Basis, Block, BlockKind, Document, Dropped, Metadata, Published, Reason, Sourced,
};
pub use draft::{Confidence, Draft, Judged};
pub use entity::{Entity, EntityId, Kind};
pub use grade::{Credibility, Grade, Reliability, Tlp};
pub use moment::{Day, Moment, Precision};
pub use resolution::Resolution;
pub use work::{ArticleId, Change, Watching};
