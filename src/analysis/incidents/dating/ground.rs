use super::super::super::Reading;
use super::super::find::Trigger;
use super::{counted, own, same, story};
use crate::model::{Incident, Moment, Timex};
use std::ops::Range;

/// The date of an incident: open where it has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Dated {
    /// Its place in the list of all dates, where the text says it in so many words.
    pub(in super::super) date: Option<u32>,
    pub(in super::super) value: Option<String>,
    pub(in super::super) moment: Option<Moment>,
}

impl Dated {
    pub(super) fn told(dates: &[Timex], at: usize) -> Self {
        Self {
            date: Some(at as u32),
            value: Some(day(&dates[at].value).to_owned()),
            moment: dates[at].moment,
        }
    }

    pub(super) fn like(one: &Incident) -> Self {
        Self {
            date: one.date,
            value: one.value.clone(),
            moment: one.moment,
        }
    }
}

/// The calendar part of a value: of "2024-06-09TNI" the day.
fn day(value: &str) -> &str {
    value.split_once('T').map_or(value, |(day, _)| day)
}

/// An incident in its sentence, and what was told before it.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Scene<'a> {
    pub(in super::super) reading: &'a Reading<'a>,
    /// The sentence, and its tokens.
    pub(in super::super) at: usize,
    pub(in super::super) tokens: &'a Range<usize>,
    pub(in super::super) trigger: &'a Trigger,
    pub(in super::super) dates: &'a [Timex],
    pub(in super::super) before: &'a [Incident],
    /// The date of the line of a chronicle that the sentence stands in.
    pub(in super::super) line: Option<usize>,
}

/// A ground for a date: nothing where it does not hold, an open date where it tells that there is
/// none.
type Ground = fn(&Scene<'_>) -> Option<Dated>;

/// The grounds, the surest first.
const GROUNDS: [Ground; 9] = [
    // "a day after arsonists torched the depot"
    counted::counted,
    // "on Friday"
    own::sentence,
    // "Thursday, 27 July: … The army sides with them."
    |scene| scene.line.map(|date| Dated::told(scene.dates, date)),
    // "A few days later"
    story::loosely_after,
    // "The attack killed nine."
    same::same,
    // "The judge remanded him": on the day of the hearing
    |scene| story::hearing(scene).map(Dated::like),
    // "They seized …", "Hours later …", the next of the same kind
    |scene| story::inherited(scene).map(Dated::like),
    story::told_before,
    |scene| story::lead(scene).map(Dated::like),
];

/// Whether the words say when something was, though they have no date: counted from another event,
/// the same event again, "then".
pub(super) fn told_surely(scene: &Scene<'_>) -> bool {
    let says: [Ground; 3] = [counted::counted, story::loosely_after, same::same];
    says.iter().any(|ground| ground(scene).is_some()) || story::says_then(scene)
}

/// Dates an incident by the surest ground that holds.
pub(in super::super) fn date(scene: &Scene<'_>) -> Dated {
    GROUNDS
        .iter()
        .find_map(|ground| ground(scene))
        .unwrap_or_default()
}
