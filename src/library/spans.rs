//! Places in a text told from one to the next: small numbers, which pack into less.

use crate::model::{Annotations, Span};

/// Tells places from the one before. Undone by [`further`]; nothing is lost wherever they lie, as
/// sums wrap around.
pub(super) fn nearer(found: &mut Annotations) {
    for incident in &mut found.incidents {
        incident.trigger = within(incident.trigger, incident.span);
    }
    for event in &mut found.events {
        event.short = within(event.short, event.span);
    }
    for spans in lists(found) {
        let mut last = 0;
        for span in spans {
            let own = *span;
            *span = Span {
                start: own.start.wrapping_sub(last),
                end: own.end.wrapping_sub(own.start),
            };
            last = own.start;
        }
    }
}

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

fn within(inner: Span, outer: Span) -> Span {
    Span {
        start: inner.start.wrapping_sub(outer.start),
        end: outer.end.wrapping_sub(inner.end),
    }
}

fn without(inner: Span, outer: Span) -> Span {
    Span {
        start: outer.start.wrapping_add(inner.start),
        end: outer.end.wrapping_sub(inner.end),
    }
}
