//! What rests on marks, after some of them changed.

use crate::model::{Annotations, Incident, Mention, Span};

/// A place whose mark means somebody else now, or nobody. Indices into the entities.
pub(super) struct Turn {
    pub(super) span: Span,
    pub(super) was: Option<u32>,
    pub(super) now: Option<u32>,
}

/// Brings events, incidents, quotations and the order of the entities in line with the marks.
pub(super) fn tidy(found: &mut Annotations, turns: &[Turn]) {
    if turns.is_empty() {
        return;
    }
    let mentions = &found.mentions;
    for event in &mut found.events {
        if turns.iter().any(|turn| event.span.overlaps(turn.span)) {
            event.entities = named_in(mentions, event.span);
        }
    }
    for incident in &mut found.incidents {
        for turn in turns {
            if incident.span.overlaps(turn.span) {
                turned(incident, turn, mentions);
            }
        }
    }
    for quote in &mut found.quotes {
        for turn in turns {
            let told = quote.speaker_span.is_some_and(|at| at.overlaps(turn.span));
            if told && quote.speaker_entity == turn.was {
                quote.speaker_entity = turn.now;
            }
        }
    }
    reorder(found, turns);
}

/// The entities named in a stretch, each once, in order.
fn named_in(mentions: &[Mention], span: Span) -> Vec<u32> {
    let from = mentions.partition_point(|mention| mention.span.start < span.start);
    let mut out = Vec::new();
    for mention in mentions[from..]
        .iter()
        .take_while(|mention| mention.span.start < span.end)
    {
        if !out.contains(&mention.entity) {
            out.push(mention.entity);
        }
    }
    out
}

fn turned(incident: &mut Incident, turn: &Turn, mentions: &[Mention]) {
    let Some(was) = turn.was else { return };
    if named_in(mentions, incident.span).contains(&was) {
        return;
    }
    for list in [&mut incident.participants, &mut incident.places] {
        let Some(at) = list.iter().position(|one| *one == was) else {
            continue;
        };
        match turn.now {
            Some(now) if !list.contains(&now) => list[at] = now,
            _ => {
                list.remove(at);
            }
        }
    }
}

/// Puts the entities in order of first mention; who lost every mark is gone.
fn reorder(found: &mut Annotations, turns: &[Turn]) {
    let count = found.entities.len();
    let mut first = vec![usize::MAX; count];
    for (at, mention) in found.mentions.iter().enumerate() {
        if let Some(place) = first.get_mut(mention.entity as usize) {
            *place = (*place).min(at);
        }
    }
    let lost = |at: usize| {
        first[at] == usize::MAX
            && turns
                .iter()
                .any(|turn| [turn.was, turn.now].contains(&Some(at as u32)))
    };
    let mut order: Vec<usize> = (0..count).filter(|at| !lost(*at)).collect();
    order.sort_by_key(|at| first[*at]);
    let mut to = vec![None; count];
    for (new, old) in order.iter().enumerate() {
        to[*old] = Some(new as u32);
    }
    let mut old: Vec<_> = std::mem::take(&mut found.entities)
        .into_iter()
        .map(Some)
        .collect();
    found.entities = order.iter().filter_map(|at| old[*at].take()).collect();
    relabel(found, |at| to.get(at as usize).copied().flatten());
}

/// Gives every index into the entities another value, or none; what comes twice stays once.
pub(super) fn relabel(found: &mut Annotations, to: impl Fn(u32) -> Option<u32>) {
    let list = |list: &mut Vec<u32>| {
        let mut out: Vec<u32> = Vec::with_capacity(list.len());
        for at in list.iter().filter_map(|at| to(*at)) {
            if !out.contains(&at) {
                out.push(at);
            }
        }
        *list = out;
    };
    for mention in &mut found.mentions {
        mention.entity = to(mention.entity).unwrap_or(mention.entity);
        list(&mut mention.open);
        let own = mention.entity;
        mention.open.retain(|at| *at != own);
    }
    for incident in &mut found.incidents {
        list(&mut incident.participants);
        list(&mut incident.places);
    }
    for quote in &mut found.quotes {
        quote.speaker_entity = quote.speaker_entity.and_then(&to);
    }
    for event in &mut found.events {
        list(&mut event.entities);
    }
}
