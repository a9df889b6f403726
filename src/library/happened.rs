//! The dated events of an article in few bytes.

use super::codes;
use super::pack::{put, put_signed, take, take_signed};
use crate::model::{Annotations, Day, IncidentKind, Moment, Span, Stance};

/// A dated event as it lies in its article's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Happened {
    pub moment: Moment,
    pub span: Span,
    pub short: Span,
    pub kind: Option<IncidentKind>,
    pub stance: Stance,
    /// Keys of the entities that it names, each once.
    pub entities: Vec<u32>,
}

/// The events of an article; `keys` are those of its entities.
pub(super) fn of(found: &Annotations, keys: &[u32]) -> Vec<Happened> {
    let mut out = Vec::with_capacity(found.events.len());
    for event in &found.events {
        let incident = event
            .incident
            .and_then(|place| found.incidents.get(place as usize));
        let mut entities: Vec<u32> = Vec::with_capacity(event.entities.len());
        for &place in &event.entities {
            if let Some(&key) = keys.get(place as usize)
                && !entities.contains(&key)
            {
                entities.push(key);
            }
        }
        out.push(Happened {
            moment: event.moment,
            span: event.span,
            short: event.short,
            kind: incident.map(|incident| incident.kind),
            stance: incident.map(|incident| incident.stance).unwrap_or_default(),
            entities,
        });
    }
    out
}

/// The same with keys in the place of places among the entities.
pub(super) fn keyed(mut events: Vec<Happened>, keys: &[u32]) -> Vec<Happened> {
    for event in &mut events {
        event.entities.retain_mut(|entity| {
            let key = keys.get(*entity as usize);
            *entity = key.copied().unwrap_or_default();
            key.is_some()
        });
    }
    events
}

pub(super) fn pack(events: &[Happened]) -> Vec<u8> {
    let mut out = Vec::with_capacity(events.len() * 20);
    let mut day = 0;
    for event in events {
        let first = i64::from(event.moment.first.0);
        put_signed(&mut out, first - day);
        day = first;
        put_signed(&mut out, i64::from(event.moment.last.0) - first);
        let sort =
            codes::precision(event.moment.precision) * 2 + i64::from(event.moment.approximate);
        put(&mut out, sort.cast_unsigned());
        let kind = event.kind.map_or(0, |kind| codes::incident(kind) + 1);
        put(
            &mut out,
            (kind * 4 + codes::stance(event.stance)).cast_unsigned(),
        );
        put(&mut out, u64::from(event.span.start));
        put(&mut out, event.span.len() as u64);
        put_signed(
            &mut out,
            i64::from(event.short.start) - i64::from(event.span.start),
        );
        put(&mut out, event.short.len() as u64);
        put(&mut out, event.entities.len() as u64);
        for &key in &event.entities {
            put(&mut out, u64::from(key));
        }
    }
    out
}

pub(super) fn unpack(mut bytes: &[u8]) -> Vec<Happened> {
    let mut out = Vec::new();
    let mut day = 0;
    while let Some(event) = unpack_one(&mut bytes, &mut day) {
        out.push(event);
    }
    out
}

/// The event at a place among those of the article; what comes before it is passed over.
pub(super) fn unpack_at(mut bytes: &[u8], place: u32) -> Option<Happened> {
    let mut day = 0;
    for _ in 0..place {
        pass(&mut bytes, &mut day)?;
    }
    unpack_one(&mut bytes, &mut day)
}

fn pass(bytes: &mut &[u8], day: &mut i64) -> Option<()> {
    *day += take_signed(bytes)?;
    // Its end, sort and kind, where it stands and what is shown of that.
    for _ in 0..7 {
        take(bytes)?;
    }
    for _ in 0..take(bytes)? {
        take(bytes)?;
    }
    Some(())
}

fn unpack_one(bytes: &mut &[u8], day: &mut i64) -> Option<Happened> {
    *day += take_signed(bytes)?;
    let last = *day + take_signed(bytes)?;
    let sort = take(bytes)?.cast_signed();
    let kind = take(bytes)?.cast_signed();
    let start = take(bytes)? as usize;
    let end = start + take(bytes)? as usize;
    let short = (start as i64 + take_signed(bytes)?).max(0) as usize;
    let short_end = short + take(bytes)? as usize;
    let count = take(bytes)?;
    let entities = (0..count).map_while(|_| take(bytes)).map(|key| key as u32);
    Some(Happened {
        entities: entities.collect(),
        moment: Moment {
            first: Day(*day as i32),
            last: Day(last as i32),
            precision: codes::precision_of(sort / 2),
            approximate: sort % 2 == 1,
        },
        span: Span::new(start, end),
        short: Span::new(short, short_end),
        kind: (kind / 4 > 0)
            .then(|| codes::incident_of(kind / 4 - 1))
            .flatten(),
        stance: codes::stance_of(kind % 4),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_come_back() {
        let one = Happened {
            moment: Moment::parse("2024-03").expect("a month"),
            span: Span::new(100, 220),
            short: Span::new(104, 190),
            kind: Some(IncidentKind::Leak),
            stance: Stance::Alleged,
            entities: vec![7, 3, 90_000],
        };
        let other = Happened {
            moment: Moment::parse("1887").expect("a year"),
            kind: None,
            stance: Stance::Fact,
            entities: Vec::new(),
            ..one.clone()
        };
        let events = [one, other];
        let bytes = pack(&events);
        assert_eq!(unpack(&bytes), events);
        assert_eq!(unpack(&[]), []);
        let each = (0..3).map(|place| unpack_at(&bytes, place));
        let [one, other] = events.map(Some);
        assert_eq!(each.collect::<Vec<_>>(), [one, other, None]);
    }
}
