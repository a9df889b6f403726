use super::super::Reading;
use super::super::grammar::{Form, Reality, Verb, Voice, is_past, reality};
use super::super::names::Names;
use super::about::About;
use super::context::{Topic, Topics};
use super::heading::heading;
use super::known::Page;
use super::lexicon::Strength;
use super::nominal::noun;
use super::phrases::{accident, habitual, labels, lasting, prosecutes};
use super::who::mentions_in;
use super::{stance, when, who};
use crate::model::{Incident, IncidentKind, Kind, Span, Stance, Timex};
use std::ops::Range;

/// How many days before the publication news may lie.
const FRESH: i32 = 8;

/// A trigger that passed all checks.
#[derive(Clone, Copy)]
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

/// Finds the incidents, at most one for each kind and sentence.
#[must_use]
pub fn find(reading: &Reading<'_>, names: &Names, dates: &[Timex]) -> Vec<Incident> {
    let mut out = Vec::new();
    let page = Page::of(reading);
    let about = About::of(&page, names, reading.tokens.len());
    for at in 0..reading.sentences.len() {
        let triggers = triggers(reading, names, dates, at, &page, about);
        for trigger in triggers {
            let incident = incident(reading, names, dates, at, &trigger, &out);
            out.push(incident);
        }
    }
    out
}

/// The triggers of a sentence: the best, and each of another kind that has a finite verb of its
/// own.
fn triggers(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    at: usize,
    page: &Page,
    about: About,
) -> Vec<Trigger> {
    let sentence = &reading.sentences[at];
    let tokens = &sentence.tokens;
    let mut found: Vec<Trigger> = Vec::new();
    let mut topics: Option<Topics> = None;
    for (token, word) in page.telling(tokens) {
        if word.senses.is_empty() && !word.noun || in_name(reading, names, token) {
            continue;
        }
        let topics = *topics.get_or_insert_with(|| {
            about.add(named(
                names,
                sentence.span,
                Topics::of(reading, page, tokens),
            ))
        });
        let mut hit = word
            .senses
            .iter()
            .find_map(|(sense, form)| verb(reading, tokens, token, (sense, *form), topics, dates));
        if hit.is_none() && word.noun {
            hit = noun(reading, tokens, token, dates, topics);
        }
        if let Some(trigger) = hit {
            found.push(trigger);
        }
    }
    if found.is_empty()
        || heading(reading, at)
        || !who::somebody(reading, names, sentence.span, tokens.clone())
    {
        return Vec::new();
    }
    choose(reading, tokens, dates, found)
}

/// Whether a token belongs to a name: "Cobalt Strike", "Operation Trojan Shield".
fn in_name(reading: &Reading<'_>, names: &Names, token: usize) -> bool {
    let span = reading.tokens[token].span;
    mentions_in(names, span).iter().any(|mention| {
        names
            .entities
            .get(mention.entity as usize)
            .is_some_and(|entity| entity.kind != Kind::Incident)
    })
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

fn choose(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    dates: &[Timex],
    found: Vec<Trigger>,
) -> Vec<Trigger> {
    let Some(best) = found
        .iter()
        .copied()
        .max_by_key(|t| (t.weight, std::cmp::Reverse(t.head)))
    else {
        return Vec::new();
    };
    let mut out = vec![best];
    for trigger in found {
        let apart = trigger.head.abs_diff(best.head) >= 5
            && parted(
                reading,
                trigger.head.min(best.head),
                trigger.head.max(best.head),
            );
        let offence = offence(reading, tokens, dates, &best, &trigger);
        if trigger.finite
            && !offence
            && trigger.weight >= 30
            && apart
            && out.iter().all(|one| one.kind != trigger.kind)
        {
            out.push(trigger);
        }
    }
    out.sort_by_key(|t| t.head);
    out
}

/// Whether a trigger only tells for what somebody is before the law: "Six men who spied for … were
/// jailed", "admitted that she had worked as". One with a date of its own is told for itself.
fn offence(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    dates: &[Timex],
    law: &Trigger,
    other: &Trigger,
) -> bool {
    if !matches!(
        law.kind,
        IncidentKind::Legal | IncidentKind::Sanction | IncidentKind::Diplomatic
    ) {
        return false;
    }
    let opens = other
        .start
        .checked_sub(1)
        .map_or("", |at| reading.folded(at));
    if matches!(opens, "who" | "which" | "that" | "for" | "of" | "to") {
        return true;
    }
    let governed = (law.head + 1..other.start)
        .rev()
        .map(|token| reading.folded(token))
        .take_while(|word| !matches!(*word, "," | ";" | ":" | "and" | "but" | "after"))
        .any(|word| {
            matches!(
                word,
                "that"
                    | "of"
                    | "for"
                    | "to"
                    | "over"
                    | "accusing"
                    | "alleging"
                    | "claiming"
                    | "how"
            )
        });
    let date = |trigger: &Trigger| when::date_of(reading, tokens, trigger.head, dates);
    governed && (date(other).is_none() || date(other) == date(law))
}

/// Whether two verbs stand in clauses of their own.
fn parted(reading: &Reading<'_>, from: usize, to: usize) -> bool {
    (from + 1..to).any(|token| {
        matches!(
            reading.folded(token),
            "after" | "before" | "when" | "while" | "and" | "but" | ";" | "since" | "," | "–" | "—"
        )
    })
}

fn verb(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    at: usize,
    (sense, form): (&super::lexicon::Sense, Form),
    topics: Topics,
    dates: &[Timex],
) -> Option<Trigger> {
    let kind = sense.kind(topics)?;
    // "to shut", "to hit": the letters of the past, but an infinitive.
    let infinitive = at > tokens.start
        && reading.folded(at - 1) == "to"
        && matches!(
            reading.folded(at),
            "shut" | "cut" | "hit" | "set" | "put" | "spread"
        );
    let form = if infinitive { Form::Base } else { form };
    if form == Form::Base && !did(reading, tokens, at) && !attempted(reading, tokens, at) {
        return None;
    }
    let Verb {
        reality: real,
        voice,
        start,
    } = reality(reading, tokens, at, form);
    if !sense.stands(reading, tokens, (start, at), voice) {
        return None;
    }
    let suffers =
        || voice == Voice::Passive || form != Form::Past && start == at && reduced(reading, at);
    if sense.passive && !suffers() {
        return None;
    }
    if sense.dated && when::date_of(reading, tokens, at, dates).is_none() {
        return None;
    }
    let accuses = reading.folded(at) == "charged";
    let tried = form == Form::Base && attempted(reading, tokens, at);
    let base = match real {
        _ if tried => 28,
        Reality::Happened => 30,
        Reality::Alleged => 26,
        Reality::Present if accuses => 20,
        _ => return None,
    };
    // "China accused Japan of" is a reproach; "was accused of" a suspicion against somebody.
    if matches!(reading.folded(at), "accused" | "accusing")
        && start == at
        && !prosecutes(reading, tokens, at)
    {
        return None;
    }
    let harmless = matches!(kind, IncidentKind::Attack | IncidentKind::Sanction)
        || reading.folded(at) == "rescued";
    if harmless && accident(topics) {
        return None;
    }
    // "This was spying on an industrial scale" says what it was.
    if form == Form::Ing
        && start < at
        && start > tokens.start
        && matches!(reading.folded(start - 1), "this" | "that")
    {
        return None;
    }
    if habitual(reading, tokens, at)
        || lasting(reading, tokens, at, form)
        || labels(reading, at, form)
    {
        return None;
    }
    let strength = match sense.strength {
        Strength::Strong => 6,
        Strength::Fair => 3,
        Strength::Weak => 0,
    };
    // What somebody is accused of tells more than that he is.
    let reproach = reading.folded(at) == "accused" && start == at;
    let base = if reproach { base - 6 } else { base };
    let gerund = form == Form::Ing && start == at;
    // What a relative clause tells is told beside something else.
    let base = base - beside(reading, tokens, start);
    let weight = base + strength - if gerund { 14 } else { 0 } - if strength == 0 { 10 } else { 0 };
    Some(Trigger {
        kind,
        start,
        head: at,
        weight,
        alleged: real == Reality::Alleged,
        finite: !gerund,
    })
}

/// How much less a relative clause weighs: "sanctions on a network that they say murdered".
fn beside(reading: &Reading<'_>, tokens: &Range<usize>, start: usize) -> u32 {
    const LOOK: usize = 8;
    let from = start.saturating_sub(LOOK).max(tokens.start);
    for token in (from..start).rev() {
        match reading.folded(token) {
            // The clause has its verb already: "A man who spied for Russia was jailed".
            word if is_past(word) => return 0,
            "," | ";" | ":" | "but" | "after" => return 0,
            "who" | "which" if token + 1 == start => return 4,
            "who" | "which" | "whom" | "where" => return 8,
            // "said that", "the fact that" tell the thing itself.
            "that" => {
                let before = token.checked_sub(1).map_or("", |at| reading.folded(at));
                let told = is_past(before)
                    || matches!(
                        before,
                        "says"
                            | "say"
                            | "saying"
                            | "believe"
                            | "believes"
                            | "claims"
                            | ","
                            | "fact"
                            | "suspicion"
                            | "suspicions"
                            | "allegations"
                            | "accusations"
                            | "evidence"
                    );
                return if told { 0 } else { 8 };
            }
            _ => {}
        }
    }
    0
}

/// "two men nabbed in Almere on Friday": a participle behind its noun, no object behind it.
fn reduced(reading: &Reading<'_>, at: usize) -> bool {
    let bound = |word: &str| {
        matches!(
            word,
            "in" | "at"
                | "by"
                | "on"
                | "after"
                | "over"
                | "near"
                | "for"
                | "with"
                | "while"
                | "when"
                | "from"
                | "outside"
                | "up"
                | "to"
                | "under"
                | "last"
                | "this"
        )
    };
    bound(reading.folded(at + 1))
}

/// "did hack".
fn did(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    at > tokens.start && (reading.folded(at - 1) == "did" || achieved(reading, tokens, at))
}

/// "tried to recruit": the attempt is told as well.
fn attempted(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    at > tokens.start + 2
        && reading.folded(at - 1) == "to"
        && matches!(reading.folded(at - 2), "tried" | "attempted")
        && !matches!(
            reading.folded(at - 3),
            "who" | "anyone" | "to" | "never" | "not"
        )
}

/// "managed to hack".
fn achieved(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> bool {
    at > tokens.start + 1
        && reading.folded(at - 1) == "to"
        && matches!(
            reading.folded(at - 2),
            "managed" | "went" | "helped" | "used"
        )
}

fn incident(
    reading: &Reading<'_>,
    names: &Names,
    dates: &[Timex],
    at: usize,
    trigger: &Trigger,
    before: &[Incident],
) -> Incident {
    let sentence = &reading.sentences[at];
    let tokens = &sentence.tokens;
    let reporters = reporters(reading, tokens, trigger);
    let cast = who::cast(
        reading,
        names,
        sentence.span,
        trigger.start..trigger.head + 1,
        reporters,
    );
    let own = when::date_of(reading, tokens, trigger.head, dates);
    let (date, value, moment) = match own {
        Some(at) => (
            Some(at as u32),
            Some(dates[at].value.clone()),
            dates[at].moment,
        ),
        None => match inherited(reading, at, trigger, before) {
            Some(one) => (one.date, one.value.clone(), one.moment),
            None => {
                match when::told_before(reading, at, dates)
                    .filter(|_| !before_then(reading, trigger))
                {
                    Some(at) => (
                        Some(at as u32),
                        Some(dates[at].value.clone()),
                        dates[at].moment,
                    ),
                    None => story(reading, trigger, before).map_or((None, None, None), |one| {
                        (one.date, one.value.clone(), one.moment)
                    }),
                }
            }
        },
    };
    let stance = if trigger.alleged {
        Stance::Alleged
    } else {
        stance::stance(reading, tokens, trigger.head, trigger.kind)
    };
    Incident {
        span: sentence.span,
        trigger: Span {
            start: reading.tokens[trigger.start].span.start,
            end: reading.tokens[trigger.head].span.end,
        },
        kind: trigger.kind,
        stance,
        date,
        value,
        moment,
        participants: cast.participants,
        places: cast.places,
        name: cast
            .name
            .and_then(|entity| names.entities.get(entity as usize))
            .map(|entity| entity.name.clone()),
    }
}

/// The stretch of a sentence that only says who reports: "The FBI said", ", police said".
fn reporters(reading: &Reading<'_>, tokens: &Range<usize>, trigger: &Trigger) -> Span {
    const CUES: [&str; 14] = [
        "said",
        "says",
        "told",
        "reported",
        "reports",
        "wrote",
        "found",
        "alleged",
        "alleges",
        "claimed",
        "believe",
        "believes",
        "announced",
        "revealed",
    ];
    let bytes = |from: usize, to: usize| Span {
        start: reading.tokens[from].span.start,
        end: reading.tokens[to].span.end,
    };
    if let Some(cue) = (tokens.start..trigger.start)
        .rev()
        .find(|&token| CUES.contains(&reading.folded(token)))
    {
        return bytes(tokens.start, cue);
    }
    let tail = (trigger.head + 1..tokens.end)
        .rev()
        .take(10)
        .find(|&token| reading.folded(token) == ",");
    if let Some(comma) = tail
        && (comma..tokens.end).any(|token| CUES.contains(&reading.folded(token)))
    {
        return bytes(comma, tokens.end - 1);
    }
    Span::default()
}

/// The news that a story opens with, where an undated sentence tells more of it: the same kind, in
/// the plain past, and before the law the same step of a case.
fn story<'a>(
    reading: &Reading<'_>,
    trigger: &Trigger,
    before: &'a [Incident],
) -> Option<&'a Incident> {
    let published = reading.document.meta.published.as_ref()?;
    let fresh = published.moment.first.plus(-FRESH)..=published.moment.last.plus(1);
    let lead = before.iter().take(2).find(|one| {
        one.moment
            .is_some_and(|moment| fresh.contains(&moment.first))
    })?;
    let plain = !perfect(reading, trigger);
    (plain && trigger.finite && goes_with(reading, lead, trigger)).then_some(lead)
}

/// "had tapped": told of a time before.
fn before_then(reading: &Reading<'_>, trigger: &Trigger) -> bool {
    (trigger.start.saturating_sub(2)..trigger.head).any(|token| reading.folded(token) == "had")
}

/// "had tapped", "has sued": told of another time than what stands around it.
fn perfect(reading: &Reading<'_>, trigger: &Trigger) -> bool {
    (trigger.start.saturating_sub(2)..trigger.head).any(|token| {
        matches!(
            reading.folded(token),
            "had" | "has" | "have" | "having" | "been" | "once"
        )
    })
}

/// Whether a trigger tells the same sort of thing as an incident: before the law, the same step of
/// a case.
fn goes_with(reading: &Reading<'_>, one: &Incident, trigger: &Trigger) -> bool {
    let step = |word: &str| match word {
        "arrested" | "detained" | "nabbed" | "picked" | "rounded" | "held" | "captured"
        | "caught" | "taken" | "apprehended" | "charged" | "indicted" | "accused" | "brought"
        | "filed" | "sued" | "lodged" => 0,
        "pleaded" | "admitted" | "entered" | "stood" | "appeared" => 2,
        "freed" | "released" | "walked" => 3,
        "searched" | "raided" => 4,
        _ => 5,
    };
    let head = one.trigger.of(&reading.folded);
    let head = head.rsplit(' ').next().unwrap_or_default();
    one.kind == trigger.kind
        && (one.kind != IncidentKind::Legal || step(head) == step(reading.folded(trigger.head)))
}

/// The incident just before in the same paragraph, where the story plainly goes on: the sentence
/// begins with a pronoun, or says "then".
fn inherited<'a>(
    reading: &Reading<'_>,
    at: usize,
    trigger: &Trigger,
    before: &'a [Incident],
) -> Option<&'a Incident> {
    let last = before.last().filter(|one| one.date.is_some())?;
    let previous = reading.sentences.get(at.checked_sub(1)?)?;
    let here = &reading.sentences[at];
    if last.span != previous.span && last.span != here.span {
        return None;
    }
    let gap = &reading.text[previous.span.end as usize..here.span.start as usize];
    // The next of the same kind: "X was jailed on Monday. Y was given ten years."
    let again = last.kind == trigger.kind
        && !(trigger.start.saturating_sub(1)..trigger.head)
            .any(|token| matches!(reading.folded(token), "had" | "has" | "have"));
    if gap.contains("\n\n") {
        return again.then_some(last);
    }
    let opens = reading.folded(here.tokens.start);
    let goes_on = matches!(opens, "he" | "she" | "they" | "both")
        || here
            .tokens
            .clone()
            .take(6)
            .any(|token| reading.folded(token) == "then");
    let earlier =
        (trigger.start.saturating_sub(2)..trigger.head).any(|token| reading.folded(token) == "had");
    (goes_on && !earlier || again).then_some(last)
}
