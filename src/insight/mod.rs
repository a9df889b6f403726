//! Questions over the whole library: who with whom, what when, who said it first.

mod agree;
mod card;
mod compose;
mod error;
mod fuzzy;
mod lookup;
mod pattern;
mod report;
mod select;
mod timeline;
mod typos;
mod view;
mod weigh;

pub use card::card;
pub use compose::{Heading, compose};
pub use error::Error;
pub use lookup::{Lookup, TitleLookup};
pub use report::{Agreement, Fact, Gap, Report, Source, Told, Who};
pub use select::{Marking, Selection, report};
pub use timeline::{timeline, timeline_position};
pub use view::{
    ArticleMatch, Bar, Card, Companion, Context, ContextGroup, EventRow, Grain, Match, Scope,
    TimeBasis, Timeline,
};
pub use weigh::{Telling, Weighed, together, weigh};
