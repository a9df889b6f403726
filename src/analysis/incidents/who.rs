use super::super::Reading;
use super::super::grammar::{is_adverb, is_function, is_person_noun, is_pronoun, starts_upper};
use super::super::names::Names;
use crate::model::{Kind, Mention, Span};
use std::ops::Range;

/// Who takes part in an incident, and where it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cast {
    pub(super) participants: Vec<u32>,
    pub(super) places: Vec<u32>,
    pub(super) name: Option<u32>,
}

/// The mentions that lie in a span.
pub(in crate::analysis) fn mentions_in(names: &Names, span: Span) -> &[Mention] {
    let from = names.mentions.partition_point(|m| m.span.end <= span.start);
    let to = names.mentions.partition_point(|m| m.span.start < span.end);
    names.mentions.get(from..to).unwrap_or_default()
}

/// Casts a sentence. Those who only report ("the FBI said") take no part unless nobody else is
/// named. A country takes part where it stands right before the verb or after "by".
pub(super) fn cast(
    reading: &Reading<'_>,
    names: &Names,
    sentence: Span,
    verb: Range<usize>,
    reporters: Span,
) -> Cast {
    let mut cast = Cast::default();
    let mut told = Vec::new();
    for mention in mentions_in(names, sentence) {
        let Some(entity) = names.entities.get(mention.entity as usize) else {
            continue;
        };
        match entity.kind {
            Kind::Incident => cast.name = cast.name.or(Some(mention.entity)),
            Kind::Place => {
                if acts(reading, mention, &verb) {
                    push(&mut cast.participants, mention.entity);
                }
                push(&mut cast.places, mention.entity);
            }
            Kind::Technology | Kind::Law => {}
            _ if reporters.contains(mention.span) => push(&mut told, mention.entity),
            _ => push(&mut cast.participants, mention.entity),
        }
    }
    if cast.participants.is_empty() {
        cast.participants = told;
    }
    cast
}

fn push(list: &mut Vec<u32>, entity: u32) {
    if !list.contains(&entity) {
        list.push(entity);
    }
}

fn acts(reading: &Reading<'_>, place: &Mention, verb: &Range<usize>) -> bool {
    let after = reading
        .tokens
        .partition_point(|t| t.span.start < place.span.end);
    let first = reading
        .tokens
        .partition_point(|t| t.span.end <= place.span.start);
    let before = first.checked_sub(1).map_or("", |at| reading.folded(at));
    (after == verb.start && !matches!(before, "in" | "from" | "of" | "to" | "near"))
        || (before == "by" && first >= verb.end)
}

/// Whether a word has the look of a name.
fn is_name(word: &str, folded: &str) -> bool {
    starts_upper(word) && !is_function(folded) && !is_adverb(folded)
}

/// Whether the sentence has somebody it can have happened to: a name, a pronoun as subject, or
/// people by what they are.
pub(super) fn somebody(
    reading: &Reading<'_>,
    names: &Names,
    sentence: Span,
    tokens: Range<usize>,
) -> bool {
    let mut lexemes = reading.lexemes[tokens].iter();
    lexemes.any(|lexeme| lexeme.incident.somebody) || !mentions_in(names, sentence).is_empty()
}

/// Whether a word, which is also given folded, is such a pronoun, name or noun.
pub(super) fn may_be_somebody(word: &str, folded: &str) -> bool {
    (is_pronoun(folded) && folded != "it")
        || is_person_noun(folded)
        || is_name(word, folded)
        || matches!(
            folded,
            "him"
                | "her"
                | "them"
                | "somebody"
                | "someone"
                | "police"
                | "jury"
                | "court"
                | "authorities"
                | "government"
                | "company"
                | "firm"
                | "agency"
                | "operators"
                | "group"
                | "ministry"
                | "investigators"
        )
}
