//! The lines of the timeline: dated sentences, each with a short form.

use super::Reading;
use super::names::Names;
use crate::model::{Event, Incident, Timex};

/// Makes the events of a document from its dates and incidents.
#[must_use]
pub fn find(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    incidents: &[Incident],
) -> Vec<Event> {
    let _ = (reading, names, dates, incidents);
    Vec::new()
}
