use super::super::Reading;
use super::super::names::Names;
use super::about::About;
use super::actors::deed;
use super::choose::choose;
use super::context::{Topic, Topics};
use super::echo::echo;
use super::frame::{Seen, bit};
use super::known::Page;
use super::learnt::{Learnt, further};
use super::nominal::noun;
use super::tell::incident;
use super::verbal::Told;
use super::who::mentions_in;
use super::{dating, who};
use crate::model::{Incident, IncidentKind, Kind, Span, Timex};

/// How many days before the publication news may lie.
pub(super) const FRESH: i32 = 8;

/// A trigger that passed all checks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trigger {
    pub(super) kind: IncidentKind,
    /// The first token of the verb group or noun, and its head.
    pub(super) start: usize,
    pub(super) head: usize,
    pub(super) weight: u32,
    pub(super) alleged: bool,
    /// A finite verb, which may tell an incident of its own beside another.
    pub(super) finite: bool,
}

impl Trigger {
    /// That of an incident that is told; what it weighed is no more known.
    pub(super) fn of(reading: &Reading<'_>, told: &Incident) -> Self {
        let tokens = reading.tokens_in(told.trigger);
        Self {
            kind: told.kind,
            start: tokens.start,
            head: tokens.end.saturating_sub(1),
            weight: 0,
            alleged: false,
            finite: true,
        }
    }
}

/// Finds the incidents, at most one for each kind and sentence.
#[must_use]
pub fn find(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    model: Option<&Learnt>,
) -> Vec<Incident> {
    let page = Page::of(reading, names, dates);
    let about = About::of(&page, names, reading);
    let found = told(reading, names, dates, &page, about);
    let mut found = match model {
        Some(model) => further(reading, names, dates, &page, about, found, model),
        None => found,
    };
    dating::settle(reading, &mut found);
    if let Some(model) = model {
        model.date(reading, dates, &page.chronicle, &mut found);
    }
    found
}

/// Those that the lists tell of.
pub(super) fn told(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    page: &Page<'_>,
    about: About,
) -> Vec<Incident> {
    let mut out = Vec::new();
    for at in 0..reading.sentences.len() {
        let line = page.chronicle.date(reading, at);
        let around = Around {
            carried: carried(reading, at, &out),
            line,
        };
        let mut triggers = triggers(reading, names, dates, at, page, about, around);
        if triggers.is_empty() && !reading.sentences[at].heading {
            let tokens = &reading.sentences[at].tokens;
            let hit = echo(reading, at, &out);
            triggers.extend(hit.or_else(|| deed(reading, page, tokens, dates, about)));
        }
        for trigger in triggers {
            let incident = incident(reading, names, dates, at, &trigger, &out, line);
            out.push(incident);
        }
    }
    out
}

/// What a sentence has from what stands before it: topics, and the date of its line of a chronicle.
#[derive(Clone, Copy)]
struct Around {
    carried: Topics,
    line: Option<usize>,
}

/// The triggers of a sentence: the best, and each of another kind that has a finite verb of its
/// own.
fn triggers(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    at: usize,
    page: &Page<'_>,
    about: About,
    Around { carried, line }: Around,
) -> Vec<Trigger> {
    let sentence = &reading.sentences[at];
    let tokens = &sentence.tokens;
    let mut found: Vec<Trigger> = Vec::new();
    let mut known: Option<(Topics, Seen)> = None;
    for (token, word) in page.telling(tokens) {
        let senses = match line {
            Some(_) if word.senses.is_empty() => &word.present,
            _ => &word.senses,
        };
        if senses.is_empty() && !word.noun || page.names_at(token) & !bit(Kind::Incident) != 0 {
            continue;
        }
        let (topics, seen) = *known.get_or_insert_with(|| {
            let topics = Topics::of(reading, page, tokens).with(carried);
            (
                about.add(named(names, sentence.span, topics)),
                Seen::of(reading, page, tokens),
            )
        });
        // What a drill, a novel or a film tells did not happen.
        if topics.has(Topic::Fiction) {
            break;
        }
        let told = Told {
            reading,
            page,
            tokens,
            dates,
            topics,
            seen,
            chronicle: line.is_some(),
        };
        let mut hit = told.verb(token, senses);
        if hit.is_none() && word.noun {
            hit = noun(reading, tokens, token, dates, topics);
        }
        if let Some(trigger) = hit {
            found.push(trigger);
        }
    }
    if found.is_empty()
        || sentence.heading
        || !who::somebody(reading, names, sentence.span, tokens.clone())
            && line.is_none()
            && dating::dates_in(reading, tokens, dates).is_empty()
    {
        return Vec::new();
    }
    choose(reading, tokens, dates, found)
}

/// What the sentence before told of is what this one goes on with, within a paragraph.
fn carried(reading: &Reading<'_>, at: usize, before: &[Incident]) -> Topics {
    let topics = Topics::default();
    let Some(last) = before.last() else {
        return topics;
    };
    let told = at
        .checked_sub(1)
        .is_some_and(|before| reading.sentences[before].span == last.span);
    let here = reading.sentences[at].span;
    if !told || reading.text[last.span.end as usize..here.start as usize].contains("\n\n") {
        return topics;
    }
    match last.kind {
        IncidentKind::Legal if sentenced(last.trigger.of(&reading.folded)) => {
            topics.and(Topic::Prison)
        }
        IncidentKind::Legal => topics.and(Topic::Police),
        IncidentKind::Cyber => topics.and(Topic::Cyber).and(Topic::Malice),
        IncidentKind::Attack => topics.and(Topic::Assault),
        IncidentKind::Influence => topics.and(Topic::Lies),
        IncidentKind::Sanction => topics.and(Topic::Embargo),
        IncidentKind::Diplomatic => topics.and(Topic::Mission),
        IncidentKind::Leak => topics.and(Topic::Stolen),
        _ => topics,
    }
}

/// Whether a verb sent somebody to prison: who comes next "got six years" there.
fn sentenced(trigger: &str) -> bool {
    let head = trigger.rsplit(' ').next().unwrap_or_default();
    matches!(
        head,
        "sentenced"
            | "jailed"
            | "sent"
            | "given"
            | "gave"
            | "handed"
            | "convicted"
            | "received"
            | "got"
            | "imprisoned"
            | "drew"
    )
}

/// Adds what the names in a sentence say: a service, a crew of intruders, a CVE.
fn named(names: &Names, sentence: Span, topics: Topics) -> Topics {
    let mut topics = topics;
    for mention in mentions_in(names, sentence) {
        let Some(entity) = names.entities.get(mention.entity as usize) else {
            continue;
        };
        topics = match entity.kind {
            Kind::Agency => topics.and(Topic::Service),
            Kind::Malware => topics.and(Topic::Malice).and(Topic::Cyber),
            Kind::Group if numbered(&entity.name) => topics.and(Topic::Malice).and(Topic::Cyber),
            _ => topics,
        };
    }
    topics
}

/// "APT28", "UNC5890": so analysts call intruders.
pub(super) fn numbered(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.ends_with(|c: char| c.is_ascii_digit())
}
