use super::ast::Query;
use super::fields::{Field, Having, State};
use super::lex::{PieceKind, pieces};
use crate::model::Kind;
use std::ops::Range;

/// What a question could go on with at the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The bytes that a suggestion takes the place of.
    pub replace: Range<usize>,
    /// Likeliest first.
    pub suggestions: Vec<Suggestion>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// To be put in place, with its field.
    pub text: String,
    /// What it asks, in a few words.
    pub hint: String,
}

/// The field and the letters typed of its value, for suggestions that only a library knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) struct Opening {
    pub replace: Range<usize>,
    pub field: String,
    pub kind: Option<Kind>,
    pub letters: String,
}

const TIMES: [(&str, &str); 8] = [
    ("today", ""),
    ("yesterday", ""),
    ("\"this week\"", "Monday to Sunday"),
    ("\"last week\"", "the whole week before"),
    ("\"this month\"", ""),
    ("\"last month\"", "the whole month before"),
    ("\"last 30 days\"", "up to today"),
    ("\"this year\"", ""),
];

impl Query {
    /// Suggests how a question goes on at a cursor, a byte offset: names of fields and the values
    /// that are known beforehand. [`crate::library::Library::complete`] adds what is in the
    /// library.
    #[must_use]
    pub fn complete(question: &str, cursor: usize) -> Completion {
        let Some((replace, field, letters)) = under(question, cursor) else {
            return Completion::default();
        };
        let typed = letters.to_lowercase();
        let mut suggestions = Vec::new();
        let mut offer = |text: String, value: &str, hint: &str| {
            if value.trim_start_matches('"').starts_with(&typed) {
                suggestions.push(Suggestion {
                    text,
                    hint: hint.to_owned(),
                });
            }
        };
        match field {
            None => {
                for (_, name, hint) in Field::ALL {
                    offer(format!("{name}:"), name, hint);
                }
            }
            Some(field) => {
                let name = field.name();
                let known: Vec<(&str, &str)> = match field {
                    Field::Kind => Kind::ALL.iter().map(|kind| (kind.as_str(), "")).collect(),
                    Field::Is => State::ALL.iter().map(|(_, n, hint)| (*n, *hint)).collect(),
                    Field::Has => Having::ALL.iter().map(|(_, n, hint)| (*n, *hint)).collect(),
                    Field::After | Field::Before | Field::On | Field::Event => TIMES.to_vec(),
                    _ => Vec::new(),
                };
                for (value, hint) in known {
                    offer(format!("{name}:{value}"), value, hint);
                }
            }
        }
        Completion {
            replace,
            suggestions,
        }
    }
}

/// The word or field that the cursor stands in or behind.
fn under(question: &str, cursor: usize) -> Option<(Range<usize>, Option<Field>, String)> {
    let before = question.get(..cursor.min(question.len()))?;
    let Some(piece) = pieces(before)
        .pop()
        .filter(|piece| piece.at.end == before.len())
    else {
        return Some((before.len()..before.len(), None, String::new()));
    };
    match piece.kind {
        PieceKind::Text(text) if !text.quoted && text.sign.is_none() => {
            Some((piece.at, None, text.letters))
        }
        PieceKind::Field { name, value, .. } => {
            let field = Field::named(&before[name])?;
            Some((piece.at, Some(field), value.letters))
        }
        PieceKind::Open | PieceKind::Not => Some((before.len()..before.len(), None, String::new())),
        _ => None,
    }
}

/// The name of a saved question that is being typed, where one is, and what it takes the place of.
pub(in crate::library) fn naming_saved(
    question: &str,
    cursor: usize,
) -> Option<(Range<usize>, String)> {
    let (replace, field, letters) = under(question, cursor)?;
    let name = letters.strip_prefix('@').filter(|_| field.is_none())?;
    Some((replace, name.to_lowercase()))
}

/// Where the cursor is in a value that a library can complete.
pub(in crate::library) fn opening(question: &str, cursor: usize) -> Option<Opening> {
    let (replace, field, letters) = under(question, cursor)?;
    let field = field?;
    Some(Opening {
        replace,
        field: field.name().to_owned(),
        kind: match field {
            Field::OfKind(kind) => Some(kind),
            _ => None,
        },
        letters,
    })
}
