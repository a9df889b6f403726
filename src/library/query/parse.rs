use super::ast::{Expr, Query, Test};
use super::error::QueryError;
use super::fields::{Field, Having, State};
use super::lex::{Piece, PieceKind, Text, pieces};
use super::when::When;
use super::words::{Fit, Words, is_near};
use crate::model::Kind;
use std::ops::Range;

/// Parentheses within parentheses, at most.
const DEPTH: usize = 64;

impl Query {
    /// Reads a question.
    ///
    /// # Errors
    /// Where it cannot be understood, with the place and, if there is one, a way out.
    pub fn parse(question: &str) -> Result<Self, QueryError> {
        let pieces = pieces(question);
        if pieces.is_empty() {
            return Ok(Self::default());
        }
        let mut parser = Parser {
            question,
            pieces: &pieces,
            at: 0,
            depth: 0,
        };
        let expr = parser.any()?;
        if let Some(piece) = parser.peek() {
            return Err(error(
                piece.at.clone(),
                "this parenthesis closes nothing",
                None,
            ));
        }
        match expr {
            Some(expr) => Ok(Self { expr: Some(expr) }),
            None => Err(error(
                0..question.len(),
                "there is no letter or digit here to look for",
                None,
            )),
        }
    }
}

pub(super) fn error(at: Range<usize>, message: &str, hint: Option<String>) -> QueryError {
    QueryError {
        at,
        message: message.to_owned(),
        hint,
    }
}

struct Parser<'a> {
    question: &'a str,
    pieces: &'a [Piece],
    at: usize,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Piece> {
        self.pieces.get(self.at)
    }

    fn next(&mut self) -> Option<&'a Piece> {
        let piece = self.pieces.get(self.at);
        self.at += 1;
        piece
    }

    /// Parts with `OR` between them. Nothing where there are only signs.
    fn any(&mut self) -> Result<Option<Expr>, QueryError> {
        let mut parts = Vec::new();
        let mut before: Option<Range<usize>> = None;
        loop {
            let start = self.at;
            parts.extend(self.all()?);
            let or = self
                .peek()
                .filter(|piece| piece.kind == PieceKind::Or)
                .map(|piece| piece.at.clone());
            if self.at == start
                && let Some(lonely) = or.clone().or(before)
            {
                return Err(self.missing(lonely));
            }
            if or.is_none() {
                break;
            }
            before = or;
            self.next();
        }
        Ok((!parts.is_empty()).then(|| Expr::any(parts)))
    }

    fn missing(&self, at: Range<usize>) -> QueryError {
        let message = format!(
            "{} needs something on both sides",
            &self.question[at.clone()]
        );
        let hint = "to look for the word itself, write it small or in quotation marks";
        error(at, &message, Some(hint.to_owned()))
    }

    /// Parts beside one another.
    fn all(&mut self) -> Result<Option<Expr>, QueryError> {
        let mut parts = Vec::new();
        let mut joined: Option<Range<usize>> = None;
        let start = self.at;
        while let Some(piece) = self.peek() {
            match piece.kind {
                PieceKind::Or | PieceKind::Close => break,
                PieceKind::And => {
                    if self.at == start || joined.is_some() {
                        return Err(self.missing(piece.at.clone()));
                    }
                    joined = Some(piece.at.clone());
                    self.next();
                }
                _ => {
                    parts.extend(self.one()?);
                    joined = None;
                }
            }
        }
        if let Some(lonely) = joined {
            return Err(self.missing(lonely));
        }
        Ok((!parts.is_empty()).then(|| Expr::all(parts)))
    }

    fn one(&mut self) -> Result<Option<Expr>, QueryError> {
        let mut turned = false;
        let mut last = 0..0;
        while let Some(piece) = self.peek()
            && piece.kind == PieceKind::Not
        {
            turned = !turned;
            last = piece.at.clone();
            self.next();
        }
        let Some(piece) = self.next() else {
            return Err(error(last, "there is nothing here to leave out", None));
        };
        let expr = match &piece.kind {
            PieceKind::Open => self.group(piece.at.clone())?,
            PieceKind::Text(text) => match saved(text) {
                Some(name) => Some(Expr::Test(Test::Saved(name))),
                None => words(text).map(Expr::Words),
            },
            PieceKind::Field {
                name,
                value,
                value_at,
            } => self.field(name.clone(), value, value_at.clone())?,
            _ => return Err(error(last, "there is nothing here to leave out", None)),
        };
        Ok(expr.map(|expr| if turned { expr.not() } else { expr }))
    }

    fn group(&mut self, open: Range<usize>) -> Result<Option<Expr>, QueryError> {
        if self.depth == DEPTH {
            return Err(error(open, "too many parentheses within one another", None));
        }
        self.depth += 1;
        let start = self.at;
        let inner = self.any()?;
        self.depth -= 1;
        if self.at == start && self.peek().is_some() {
            let message = "there is nothing between these parentheses";
            return Err(error(open, message, None));
        }
        match self.next() {
            Some(piece) if piece.kind == PieceKind::Close => Ok(inner),
            _ => Err(error(open, "this parenthesis is not closed", None)),
        }
    }

    fn field(
        &self,
        name: Range<usize>,
        value: &Text,
        value_at: Range<usize>,
    ) -> Result<Option<Expr>, QueryError> {
        let Some(field) = Field::named(&self.question[name.clone()]) else {
            // A word with a colon behind it, as in "Re: invoices".
            if value_at.is_empty() {
                let text = Text {
                    letters: self.question[name].to_owned(),
                    ..Text::default()
                };
                return Ok(words(&text).map(Expr::Words));
            }
            return Err(self.unknown(name));
        };
        if value.letters.trim().is_empty() {
            return Err(error(
                name.start..value_at.end.max(name.end),
                &format!("{}: needs something behind it", field.name()),
                Some(format!("without a space: {}", example(field))),
            ));
        }
        test(field, value)
            .map(|test| Some(Expr::Test(test)))
            .map_err(|(message, hint)| error(value_at, &message, hint))
    }

    fn unknown(&self, name: Range<usize>) -> QueryError {
        let typed = self.question[name.clone()].to_ascii_lowercase();
        let close = Field::ALL.iter().map(|(_, known, _)| *known).find(|known| {
            is_near(&typed, known) || (typed.len() > 1 && known.starts_with(typed.as_str()))
        });
        let quotes = "to look for the words, put them in quotation marks";
        let hint = close.map_or_else(
            || quotes.to_owned(),
            |known| format!("did you mean {known}: ? {quotes}"),
        );
        let message = format!("there is no field {typed}:");
        error(name, &message, Some(hint))
    }
}

fn example(field: Field) -> &'static str {
    match field {
        Field::Entity => "entity:nsa",
        Field::Kind => "kind:agency",
        Field::OfKind(Kind::Person) => "person:\"Ada Lovelace\"",
        Field::OfKind(_) => "agency:nsa",
        Field::Source => "source:reuters",
        Field::Author => "author:\"A. Writer\"",
        Field::Language => "lang:en",
        Field::Title => "title:cyber",
        Field::After | Field::Before | Field::On | Field::Event => "after:2024-03",
        Field::Is => "is:unread",
        Field::Has => "has:quote",
    }
}

/// The name behind an `@` that is not in quotation marks.
fn saved(text: &Text) -> Option<String> {
    let name = text.letters.strip_prefix('@')?;
    let named = !text.quoted && text.sign.is_none() && Words::has_letters(name);
    named.then(|| name.to_lowercase())
}

/// Words to look for; nothing where there are only signs.
fn words(text: &Text) -> Option<Words> {
    if !Words::has_letters(&text.letters) {
        return None;
    }
    Some(Words {
        text: text.letters.clone(),
        fit: match text.sign {
            Some('*') => Fit::Prefix,
            Some(_) => Fit::Near,
            None => Fit::Exact,
        },
    })
}

type Wrong = (String, Option<String>);

fn test(field: Field, value: &Text) -> Result<Test, Wrong> {
    let text = value.letters.trim().to_owned();
    let lower = text.to_lowercase();
    Ok(match field {
        Field::Entity => Test::Entity(None, text),
        Field::OfKind(kind) => Test::Entity(Some(kind), text),
        Field::Kind => Test::Kind(
            Kind::parse(&lower)
                .ok_or_else(|| one_of("kind", &text, Kind::ALL.iter().map(|kind| kind.as_str())))?,
        ),
        Field::Source => Test::Source(text),
        Field::Author => Test::Author(text),
        Field::Language => Test::Language(lower),
        Field::Title => Test::Title(words(value).ok_or_else(|| {
            let message = "there is no letter or digit here to look for";
            (message.to_owned(), None)
        })?),
        Field::After => Test::After(when(&text)?),
        Field::Before => Test::Before(when(&text)?),
        Field::On => Test::On(when(&text)?),
        Field::Event => Test::Event(when(&text)?),
        Field::Is => Test::Is(pick("is", &lower, &State::ALL)?),
        Field::Has => Test::Has(pick("has", &lower, &Having::ALL)?),
    })
}

fn pick<T: Copy>(field: &str, value: &str, all: &[(T, &str, &str)]) -> Result<T, Wrong> {
    let known = all
        .iter()
        .find(|(_, name, _)| *name == value || value.strip_suffix('s') == Some(name));
    known
        .map(|(one, ..)| *one)
        .ok_or_else(|| one_of(field, value, all.iter().map(|(_, name, _)| *name)))
}

fn one_of<'a>(field: &str, value: &str, known: impl Iterator<Item = &'a str>) -> Wrong {
    let known: Vec<&str> = known.collect();
    let message = format!("{field}: does not know {value}");
    (message, Some(format!("one of: {}", known.join(", "))))
}

fn when(text: &str) -> Result<When, Wrong> {
    When::parse(text).ok_or_else(|| {
        let hint = "2024, 2024-03, 2024-03-05, 2023..2024, \"last month\" or 30d";
        (
            format!("{text} is no date"),
            Some(format!("write it as {hint}")),
        )
    })
}
