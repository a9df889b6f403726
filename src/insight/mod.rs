//! Questions over the whole library: who with whom, what when, who said it first.

mod alike;
mod around;
mod card;
mod changes;
mod cite;
mod claimed;
mod claims;
mod clippings;
mod clips;
mod compose;
mod error;
mod evidence;
mod facts;
mod findings;
mod fuzzy;
mod gaps;
mod headings;
mod letters;
mod likelihood;
mod lint;
mod lookup;
mod months;
mod pattern;
mod report;
mod resolve;
mod revisions;
mod roster;
mod section;
mod select;
mod timeline;
mod told;
mod typos;
mod view;
mod weigh;
mod who;

pub use crate::analysis::grounds;
pub use around::{Neighbourhood, Tie, both, neighbourhood};
pub use card::card;
pub use changes::{Edit, changes};
pub use cite::{cited, numbered, stored};
pub use claims::{ClaimNote, claim, claim_notes, claims, weighed};
pub use clips::{Fate, Shelved, clips};
pub use compose::{Depth, Heading, Within, compose};
pub use error::Error;
pub use evidence::{Conflict, Corroboration, Evidence, Resolving, Side};
pub use findings::{Counted, Findings, Naming};
pub use headings::Headings;
pub use likelihood::{BANDS, Scale};
pub use lint::{Remark, Weight, lint};
pub use lookup::{Lookup, TitleLookup};
pub use months::{Axis, Cast, Column, MonthRow, Months, SPARK, Spark, Zoom, axis, months, sparks};
pub use report::{
    Clipped, Fact, Gap, Judgment, Link, Network, Node, Report, Source, Standing, Told, Who,
};
pub use resolve::{Resolved, claim_at, resolution, resolved};
pub use revisions::{Revised, Revision, revisions};
pub use section::{Section, Sections};
pub use select::{Marking, Selection, report};
pub use timeline::{timeline, timeline_place, timeline_position};
pub use view::{
    ArticleMatch, Bar, Card, Companion, Context, ContextGroup, EventRow, Grain, Match, Scope,
    TimeBasis, Timeline,
};
pub use weigh::{Teller, Telling, Weighed, together, weigh};
