//! Questions over the whole library: who with whom, what when, who said it first.

mod fold;
mod fuzzy;
mod lookup;
mod pattern;
mod typos;
mod view;

pub use lookup::{Lookup, TitleLookup};
pub use view::{
    ArticleMatch, Bar, Card, Companion, Context, ContextGroup, EventRow, Grain, Match, Scope,
    TimeBasis, Timeline,
};
