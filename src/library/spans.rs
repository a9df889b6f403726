//! Places in a text told from one to the next, as older layouts have them.

use crate::model::{Annotations, Span};

/// Undoes what older layouts did: tells places from the beginning again.
pub(super) fn further(found: &mut Annotations) {
    for spans in lists(found) {
        let mut last: u32 = 0;
        for span in spans {
            let start = last.wrapping_add(span.start);
            *span = Span {
                start,
                end: start.wrapping_add(span.end),
            };
            last = start;
        }
    }
    for incident in &mut found.incidents {
        incident.trigger = without(incident.trigger, incident.span);
    }
    for event in &mut found.events {
        event.short = without(event.short, event.span);
    }
}

fn lists(found: &mut Annotations) -> [Vec<&mut Span>; 6] {
    [
        found.mentions.iter_mut().map(|one| &mut one.span).collect(),
        found.dates.iter_mut().map(|one| &mut one.span).collect(),
        found
            .incidents
            .iter_mut()
            .map(|one| &mut one.span)
            .collect(),
        found.quotes.iter_mut().map(|one| &mut one.span).collect(),
        found.figures.iter_mut().map(|one| &mut one.span).collect(),
        found.events.iter_mut().map(|one| &mut one.span).collect(),
    ]
}

fn without(inner: Span, outer: Span) -> Span {
    Span {
        start: outer.start.wrapping_add(inner.start),
        end: outer.end.wrapping_sub(inner.end),
    }
}
