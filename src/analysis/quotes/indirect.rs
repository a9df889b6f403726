use super::super::grammar::{Form, is_auxiliary};
use super::reporting::{Report, reporting};
use super::speaker::{Scene, Speaker};
use crate::model::{Quotation, Span};
use crate::text::TokenKind;
use std::ops::Range;

/// Finds speech that is told without marks: "X said that …", "X told Y that …", "according to X,
/// …". A sentence with a direct quotation has its speaker already and is passed over.
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
    let speaker = scene
        .subject(tokens.start, verb, direct)
        .filter(|speaker| scene.can_speak(speaker))?;
    let span = clause(scene, that + 1, tokens.end)?;
    Some(quotation(scene, span, Some(speaker), verb))
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
    let span = if at == tokens.start {
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
