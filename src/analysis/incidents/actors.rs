use super::super::Reading;
use super::super::grammar::{Form, Reality, Traits, Voice, reality, starts_upper};
use super::about::About;
use super::dating;
use super::find::Trigger;
use super::frame::bit;
use super::known::Page;
use super::lexicon::kind_named;
use crate::model::{IncidentKind as K, Kind, Timex};
use crate::text::Lookup;
use std::ops::Range;
use std::sync::LazyLock;

/// How far behind an actor its verb may stand, and behind the verb whom or what it meets.
const VERB: usize = 10;
const OBJECT: usize = 6;

/// How much such a trigger weighs.
const WEIGHT: u32 = 20;

/// What a word of the list needs to tell anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Nothing,
    People,
    Cyber,
    War,
    /// It is what it is done to.
    Object,
}

/// Who does such things by trade, what is touched in one, and the verbs that say nothing of it.
struct Actors {
    /// The place in `lines`, from 1.
    words: Lookup<u8>,
    lines: Vec<(K, Need)>,
    common: Lookup<()>,
    harmless: Lookup<()>,
}

static ACTORS: LazyLock<Actors> = LazyLock::new(|| {
    let (mut words, mut lines) = (Vec::new(), Vec::new());
    let (mut common, mut harmless) = (Vec::new(), Vec::new());
    for line in include_str!("../../../assets/incidents/actors.txt").lines() {
        let Some((left, right)) = line.split_once(" : ").filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let right = right.split(' ');
        match left {
            "common" => common.extend(right.map(|word| (word, ()))),
            "harmless" => harmless.extend(right.map(|word| (word, ()))),
            _ => {
                let (kind, need) = left.split_once(' ').unwrap_or((left, ""));
                let need = match need {
                    "<people>" => Need::People,
                    "<cyber>" => Need::Cyber,
                    "<war>" => Need::War,
                    "object" => Need::Object,
                    _ => Need::Nothing,
                };
                let kind = kind_named(kind).expect("a line of the shipped list names a kind");
                lines.push((kind, need));
                words.extend(right.map(|word| (word, lines.len() as u8)));
            }
        }
    }
    Actors {
        words: Lookup::new(words, |known, _| known),
        lines,
        common: Lookup::new(common, |(), ()| ()),
        harmless: Lookup::new(harmless, |(), ()| ()),
    }
});

/// What somebody did whose trade it is, in a dated sentence in which no verb of the lexicon tells
/// anything: "Hackers tore through the ministry's network in May."
pub(super) fn deed(
    reading: &Reading<'_>,
    page: &Page<'_>,
    tokens: &Range<usize>,
    dates: &[Timex],
    about: About,
) -> Option<Trigger> {
    if dating::dates_in(reading, tokens, dates).is_empty() {
        return None;
    }
    let mut words = tokens.clone().filter(|&at| {
        let aside = Traits::FUNCTION.or(Traits::AUXILIARY).or(Traits::PAST);
        reading.word(at).len() > 2 && !reading.is(at, aside)
    });
    words.find_map(|at| {
        let (kind, need) = trade(reading, page, at, about)?;
        let head = if need == Need::Object {
            suffered(reading, tokens, at)?
        } else {
            verb(reading, tokens, at)?
        };
        if need == Need::People && !meets(reading, page, tokens, head) {
            return None;
        }
        dating::date_of(reading, tokens, head, dates)?;
        Some(Trigger {
            kind,
            start: head,
            head,
            weight: WEIGHT,
            alleged: false,
            finite: true,
        })
    })
}

/// The trade of an actor, by word or by name.
fn trade(reading: &Reading<'_>, page: &Page<'_>, at: usize, about: About) -> Option<(K, Need)> {
    let named = page.names_at(at);
    if named & bit(Kind::Malware) != 0 {
        return Some((K::Cyber, Need::Nothing));
    }
    if named & bit(Kind::Group) != 0 && about.intruders() {
        return Some((K::Cyber, Need::Nothing));
    }
    let line = ACTORS.words.get(reading.folded(at))?;
    let (kind, need) = *ACTORS.lines.get(usize::from(line) - 1)?;
    match need {
        Need::Cyber => about.intruders(),
        Need::War => about.fighting(),
        _ => true,
    }
    .then_some((kind, need))
}

/// What the actor did: the first past verb behind it that not everybody does.
fn verb(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1).map_or("", |at| reading.folded(at));
    if matches!(
        before,
        "of" | "with"
            | "for"
            | "to"
            | "from"
            | "on"
            | "in"
            | "against"
            | "about"
            | "than"
            | "as"
            | "between"
    ) {
        return None;
    }
    // "a bomb shelter", "the court's staff"
    let next = reading.folded(at + 1);
    let joins = Traits::FUNCTION.or(Traits::PAST).or(Traits::ADVERB);
    let stands = reading.is(at + 1, joins)
        || starts_upper(reading.word(at + 1))
        || !next.starts_with(char::is_alphabetic);
    if !stands || matches!(next, "'s" | "’s") {
        return None;
    }
    for token in at + 1..(at + VERB).min(tokens.end) {
        let word = reading.folded(token);
        if closes(word) && reading.word(token) != "May" {
            return None;
        }
        let aside = Traits::AUXILIARY.or(Traits::ADVERB);
        if !reading.is(token, Traits::PAST) || reading.is(token, aside) {
            continue;
        }
        return did(reading, tokens, token);
    }
    None
}

/// Words behind which another clause or a possibility begins.
fn closes(word: &str) -> bool {
    matches!(
        word,
        ";" | ":"
            | "that"
            | "but"
            | "–"
            | "—"
            | "("
            | "may"
            | "might"
            | "could"
            | "would"
            | "will"
            | "can"
    )
}

/// A past verb that came to pass, unless everybody does it.
fn did(reading: &Reading<'_>, tokens: &Range<usize>, token: usize) -> Option<usize> {
    if ACTORS.common.get(reading.folded(token)).is_some() {
        return None;
    }
    let told = reality(reading, tokens, token, Form::Ed);
    (told.reality == Reality::Happened).then_some(token)
}

/// What was done to a thing: the verb just before it, or behind it in the passive.
fn suffered(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> Option<usize> {
    let from = at.saturating_sub(OBJECT).max(tokens.start);
    let before = (from..at)
        .rev()
        .take_while(|&token| {
            let word = reading.folded(token);
            !closes(word)
                && !matches!(
                    word,
                    "," | "of"
                        | "to"
                        | "by"
                        | "with"
                        | "for"
                        | "about"
                        | "on"
                        | "from"
                        | "in"
                        | "and"
                )
        })
        .find(|&token| past(reading, token));
    let head = before.or_else(|| {
        (at + 1..(at + OBJECT).min(tokens.end))
            .take_while(|&token| !closes(reading.folded(token)) && reading.folded(token) != ",")
            .find(|&token| past(reading, token))
            .filter(|&token| reality(reading, tokens, token, Form::Ed).voice == Voice::Passive)
    })?;
    if ACTORS.harmless.get(reading.folded(head)).is_some() {
        return None;
    }
    did(reading, tokens, head)
}

fn past(reading: &Reading<'_>, token: usize) -> bool {
    reading.is(token, Traits::PAST) && !reading.is(token, Traits::AUXILIARY)
}

/// Whether somebody stands behind the verb.
fn meets(reading: &Reading<'_>, page: &Page<'_>, tokens: &Range<usize>, head: usize) -> bool {
    (head + 1..(head + OBJECT).min(tokens.end)).any(|token| {
        page.names_at(token) & bit(Kind::Person) != 0 || reading.is(token, Traits::PERSON)
    })
}
