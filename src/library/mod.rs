//! The disk: documents, their annotations and the analyst's work in SQLite, the search index beside
//! it, and the questions that both answer.

mod add;
mod amended;
mod articles;
mod cache;
mod care;
mod catchup;
mod claim;
mod clips;
mod codes;
mod columns;
mod company;
mod copies;
mod corrections;
mod days;
mod deed;
mod deeds;
mod derive;
mod dictionary;
mod drafts;
mod entities;
mod error;
mod events;
mod feeds;
mod fold;
mod forward;
mod grades;
mod groups;
mod happened;
mod hits;
mod index;
mod learn;
mod marks;
mod pack;
mod packed;
mod postings;
mod query;
mod rank;
mod redo;
mod resolutions;
mod rows;
mod schema;
mod search;
mod seen;
mod set;
mod shingles;
mod sketches;
mod spans;
mod stop;
mod store;
mod suggest;
mod tally;
mod titles;
mod watch;
mod weighing;
mod work;
mod writing;

pub use add::{Added, Incoming, Outcome, Source};
pub use catchup::Indexed;
pub use claim::Claim;
pub use deed::{ArticleName, Deed, Taken};
pub use dictionary::Dictionaries;
pub use error::Error;
pub use feeds::Feed;
pub use packed::Prepared;
pub use query::{Completion, Query, QueryError, Suggestion};
pub use rows::{
    Article, ArticleRow, EntityRow, EventLine, EventListing, EventOrder, EventScope, Hit, Listing,
    News, Reliable, Sort, Step, Together, Totals, Version, Watched, Window,
};
pub use seen::Seen;
pub use stop::Stopper;
pub use store::{Access, Library};
pub use watch::query_name;
pub use weighing::{ClaimGroup, Claims, Seat};
