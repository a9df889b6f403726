//! Questions over the whole library: who with whom, what when, who said it first.

mod agree;
mod compose;
mod fuzzy;
mod lookup;
mod pattern;
mod report;
mod typos;
mod view;

pub use compose::{Heading, compose};
pub use lookup::{Lookup, TitleLookup};
pub use report::{Agreement, Fact, Gap, Report, Source, Told, Who};
pub use view::{
    ArticleMatch, Bar, Card, Companion, Context, ContextGroup, EventRow, Grain, Match, Scope,
    TimeBasis, Timeline,
};
