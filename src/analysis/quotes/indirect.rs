use super::super::grammar::{Form, Traits, is_auxiliary};
use super::reporting::{Report, reporting};
use super::speaker::{Scene, Speaker};
use crate::model::{Quotation, Span};
use crate::text::TokenKind;
use std::ops::Range;

/// Finds speech that is told without marks: "X said that …", "X told Y …", "…, X said on Monday",
/// "according to X, …". A sentence with a direct quotation has its speaker already and is passed over.
pub(super) fn find(scene: &Scene<'_>, direct: &[Quotation]) -> Vec<Quotation> {
    let mut out = Vec::new();
    let mut next = 0;
    for sentence in &scene.reading.sentences {
        while direct
            .get(next)
            .is_some_and(|q| q.span.end <= sentence.span.start)
        {
            next += 1;
        }
        if direct
            .get(next)
            .is_some_and(|q| q.span.overlaps(sentence.span))
        {
            continue;
        }
        if let Some(found) = in_sentence(scene, sentence.tokens.clone(), direct) {
            out.push(found);
        }
    }
    out
}

/// The speech that a sentence tells so.
pub(super) fn in_sentence(
    scene: &Scene<'_>,
    tokens: Range<usize>,
    direct: &[Quotation],
) -> Option<Quotation> {
    for at in tokens.clone() {
        let token = scene.reading.tokens[at];
        if token.kind != TokenKind::Word {
            continue;
        }
        match token.span.len() {
            4 if scene.folded(at) == "that" => {
                if let Some(found) = said_that(scene, &tokens, at, direct) {
                    return Some(found);
                }
            }
            9 if scene.folded(at) == "according" && scene.folded(at + 1) == "to" => {
                return according(scene, &tokens, at, direct);
            }
            3..=9 if scene.reading.is(at, Traits::SAYS) => {
                let found = said(scene, &tokens, at, direct)
                    .or_else(|| said_behind(scene, &tokens, at, direct));
                if found.is_some() {
                    return found;
                }
            }
            _ => {}
        }
    }
    None
}

fn said_that(
    scene: &Scene<'_>,
    tokens: &Range<usize>,
    that: usize,
    direct: &[Quotation],
) -> Option<Quotation> {
    // "told the Financial Times that": the one told may stand between.
    let verb = (tokens.start..that)
        .rev()
        .take(7)
        .find(|&token| reporting(scene.folded(token)).is_some())?;
    let (report, form) = reporting(scene.folded(verb))?;
    let told = matches!(
        scene.folded(verb),
        "told" | "tells" | "warned" | "assured" | "informed" | "warns"
    );
    if report != Report::Says
        || !matches!(form, Form::Ed | Form::Past | Form::Third)
        || (verb + 1 != that && !told)
        || verb == tokens.start
        || unreal(scene, tokens, verb)
    {
        return None;
    }
    spoken(scene, tokens, verb, that + 1, direct)
}

/// What the subject of a verb says from a token to the end of the sentence.
fn spoken(
    scene: &Scene<'_>,
    tokens: &Range<usize>,
    verb: usize,
    from: usize,
    direct: &[Quotation],
) -> Option<Quotation> {
    let speaker = scene
        .subject(tokens.start, verb, direct)
        .filter(|speaker| scene.can_speak(speaker))?;
    let span = clause(scene, from, tokens.end)?;
    Some(quotation(scene, span, Some(speaker), verb))
}

/// How far behind a verb the clause begins that it tells: "told the Financial Times on Monday the".
const ADDRESSED: usize = 9;
/// How far behind its beginning the verb of a clause stands.
const CLAUSE: usize = 14;
/// Words behind the verb at the end of a sentence: "…, the ministry said in a statement on Friday".
const TAIL: usize = 9;

/// "Police said the man was armed", "told reporters she would resign".
fn said(
    scene: &Scene<'_>,
    tokens: &Range<usize>,
    verb: usize,
    direct: &[Quotation],
) -> Option<Quotation> {
    if verb == tokens.start || unreal(scene, tokens, verb) {
        return None;
    }
    let told = matches!(scene.folded(verb), "told" | "tells");
    let first = verb + 1 + usize::from(told);
    // "told the Financial Times the deal was dead": a name is the one told.
    let named = !told || !scene.in_name(verb + 1) && scene.folded(verb + 1) != "the";
    // "said Russian forces shelled the port".
    let did = Traits::PAST.or(Traits::AUXILIARY);
    let bare = !told
        && scene.reading.tokens.get(first)?.kind == TokenKind::Word
        && !scene.reading.is(first, Traits::FUNCTION.or(Traits::ADVERB))
        && (first + 1..(first + 4).min(tokens.end)).any(|at| scene.reading.is(at, did));
    let from = (first..(verb + ADDRESSED).min(tokens.end))
        .take_while(|at| {
            !matches!(
                scene.folded(*at),
                "," | ";"
                    | ":"
                    | "that"
                    | "to"
                    | "whether"
                    | "if"
                    | "how"
                    | "why"
                    | "when"
                    | "where"
                    | "who"
                    | "what"
                    | "while"
                    | "before"
                    | "after"
            )
        })
        .find(|at| {
            bare && *at == first || opens_clause(scene, *at) && (named || !scene.in_name(*at))
        })?;
    // "said on Monday the man": only a day may stand between.
    if !told && from > first && scene.date_tail(verb, from) != Some(first) {
        return None;
    }
    let to = (from + CLAUSE).min(tokens.end);
    let plain = matches!(scene.folded(verb), "said" | "says" | "told" | "tells");
    let clause = if plain { finite } else { helped };
    if !clause(scene, from..to) {
        return None;
    }
    spoken(scene, tokens, verb, from, direct)
}

/// "The deal was dead, two officials said on Monday", "…, said a spokesman".
fn said_behind(
    scene: &Scene<'_>,
    tokens: &Range<usize>,
    verb: usize,
    direct: &[Quotation],
) -> Option<Quotation> {
    if verb == tokens.start {
        return None;
    }
    if tokens.end > verb + 1 + TAIL + usize::from(scene.folded(verb - 1) == ",") * TAIL {
        return None;
    }
    let turned = scene.folded(verb - 1) == ",";
    let speaker = if turned {
        scene.phrase_after(verb + 1, tokens.end, direct)?
    } else if unreal(scene, tokens, verb) || finite(scene, verb + 1..tokens.end) {
        return None;
    } else {
        scene.subject(tokens.start, verb, direct)?
    };
    if !scene.can_speak(&speaker) {
        return None;
    }
    let mut end = if turned {
        verb
    } else {
        scene
            .reading
            .tokens
            .partition_point(|token| token.span.end <= speaker.span.start)
    };
    if end <= tokens.start || scene.folded(end - 1) != "," {
        return None;
    }
    end -= 1;
    let span = clause(scene, tokens.start, end)?;
    finite(scene, tokens.start..end).then(|| quotation(scene, span, Some(speaker), verb))
}

/// Whether a token can be the first of a clause.
fn opens_clause(scene: &Scene<'_>, at: usize) -> bool {
    matches!(
        scene.folded(at),
        "the"
            | "a"
            | "an"
            | "he"
            | "she"
            | "it"
            | "they"
            | "we"
            | "i"
            | "there"
            | "this"
            | "these"
            | "those"
            | "his"
            | "her"
            | "its"
            | "their"
            | "our"
            | "no"
            | "some"
            | "many"
            | "most"
            | "all"
            | "two"
            | "three"
            | "four"
            | "five"
            | "several"
    ) || scene.in_name(at) && !scene.in_name(at.saturating_sub(1))
        || scene.reading.is(at + 1, Traits::AUXILIARY)
            && scene.reading.tokens[at].kind == TokenKind::Word
}

/// Whether a stretch has a verb that tells of a time before its first comma or next clause: "she said
/// a few words and left" has none.
fn finite(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    stretch(scene, tokens).any(|at| {
        scene.reading.is(at, Traits::PAST.or(Traits::AUXILIARY)) && scene.folded(at - 1) != "to"
    })
}

/// The same where only an auxiliary counts: "claimed the lives of ten".
fn helped(scene: &Scene<'_>, tokens: Range<usize>) -> bool {
    stretch(scene, tokens).any(|at| scene.reading.is(at, Traits::AUXILIARY))
}

/// The tokens behind the first of a stretch, up to a comma or another clause.
fn stretch(scene: &Scene<'_>, tokens: Range<usize>) -> impl Iterator<Item = usize> {
    let inside = tokens.skip(1);
    inside.take_while(|at| {
        !matches!(
            scene.folded(*at),
            "," | ";"
                | ":"
                | "that"
                | "which"
                | "who"
                | "and"
                | "but"
                | "while"
                | "after"
                | "before"
                | "because"
                | "when"
                | "as"
                | "if"
                | "until"
                | "since"
                | "though"
                | "although"
        )
    })
}

/// Whether the verb is passive, negated or only possible.
fn unreal(scene: &Scene<'_>, tokens: &Range<usize>, verb: usize) -> bool {
    (verb.saturating_sub(3).max(tokens.start)..verb).any(|token| {
        let word = scene.folded(token);
        is_auxiliary(word) && !matches!(word, "has" | "have" | "had")
            || word == "not"
            || word == "to"
    })
}

fn according(
    scene: &Scene<'_>,
    tokens: &Range<usize>,
    at: usize,
    direct: &[Quotation],
) -> Option<Quotation> {
    let speaker = scene
        .phrase_after(at + 2, tokens.end, direct)
        .filter(|speaker| scene.can_speak(speaker))?;
    let after = scene
        .reading
        .tokens
        .partition_point(|t| t.span.end <= speaker.span.end)
        .max(at + 3);
    let goes_on = at > tokens.start
        && scene.folded(after) == ","
        && finite(scene, after..tokens.end)
        && !finite(scene, tokens.start..at);
    let span = if goes_on {
        // "The plan, according to two officials, failed."
        clause(scene, tokens.start, tokens.end)?
    } else if at == tokens.start {
        let comma = (after..tokens.end).find(|&token| scene.folded(token) == ",")?;
        clause(scene, comma + 1, tokens.end)?
    } else {
        let mut end = at;
        while end > tokens.start && scene.folded(end - 1) == "," {
            end -= 1;
        }
        clause(scene, tokens.start, end)?
    };
    Some(quotation(scene, span, Some(speaker), at))
}

/// The bytes of a stretch of tokens without the full stop at its end; at least three words.
fn clause(scene: &Scene<'_>, from: usize, to: usize) -> Option<Span> {
    let tokens = &scene.reading.tokens;
    let mut to = to;
    while to > from && matches!(scene.folded(to - 1), "." | "," | ";" | "!" | "?" | ":") {
        to -= 1;
    }
    (to >= from + 3).then(|| Span {
        start: tokens[from].span.start,
        end: tokens[to - 1].span.end,
    })
}

fn quotation(scene: &Scene<'_>, span: Span, speaker: Option<Speaker>, cue: usize) -> Quotation {
    let cue = match scene.folded(cue) {
        "according" => "according to".to_owned(),
        _ => scene.reading.word(cue).to_owned(),
    };
    let entity = speaker.as_ref().and_then(|s| s.entity);
    Quotation {
        span,
        direct: false,
        speaker_span: speaker.as_ref().map(|s| s.span),
        speaker: speaker.map(|s| s.text),
        speaker_entity: entity,
        cue: Some(cue),
    }
}
