//! Questions over the whole library: who with whom, what when, who said it first.

mod view;

pub use view::{
    Bar, Card, Companion, Context, ContextGroup, EventRow, Grain, Match, Scope, TimeBasis, Timeline,
};
