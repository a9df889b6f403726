//! Sentences that tell that something happened.
//!
//! A verb or noun of the lexicon is only a suspicion: the words around it decide the kind, whether
//! it came to pass, who takes part and when. Talk of what could, should or often does happen is no
//! incident.

mod about;
mod actors;
mod choose;
mod chronicle;
mod context;
mod dating;
mod echo;
mod find;
mod frame;
mod heading;
mod known;
mod learnt;
mod lexicon;
mod nominal;
mod nouns;
mod phrases;
mod sight;
mod stance;
mod tell;
mod verbal;
mod who;

pub use dating::Offer;
pub(super) use dating::{dates_in, ends_range};
pub use find::find;
pub(super) use heading::note_headings;
pub(super) use known::{Saying, is_listed};
pub use learnt::{Learnt, Telling, offers, tellings};
pub(super) use who::mentions_in;
