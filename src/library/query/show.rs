use super::ast::{Expr, Query, Test};
use super::fields::{Field, Having, State};
use super::words::{Fit, Words};
use std::fmt::{Display, Formatter, Result};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.expr.as_ref().map_or(Ok(()), |expr| show(expr, f))
    }
}

fn show(expr: &Expr, f: &mut Formatter<'_>) -> Result {
    match expr {
        Expr::All(parts) => {
            for (place, part) in parts.iter().enumerate() {
                if place > 0 {
                    f.write_str(" ")?;
                }
                match part {
                    Expr::Any(_) => wrapped(part, f)?,
                    _ => show(part, f)?,
                }
            }
            Ok(())
        }
        Expr::Any(parts) => {
            for (place, part) in parts.iter().enumerate() {
                if place > 0 {
                    f.write_str(" OR ")?;
                }
                show(part, f)?;
            }
            Ok(())
        }
        Expr::Not(part) => {
            f.write_str("-")?;
            match **part {
                Expr::All(_) | Expr::Any(_) => wrapped(part, f),
                _ => show(part, f),
            }
        }
        Expr::Words(words) => show_words(words, f),
        Expr::Test(test) => show_test(test, f),
    }
}

fn wrapped(part: &Expr, f: &mut Formatter<'_>) -> Result {
    f.write_str("(")?;
    show(part, f)?;
    f.write_str(")")
}

fn show_words(words: &Words, f: &mut Formatter<'_>) -> Result {
    let operator = matches!(words.text.as_str(), "AND" | "OR" | "NOT");
    if !operator && words.text.chars().all(|c| is_plain(c) && c != ':') {
        f.write_str(&words.text)?;
    } else {
        quoted(&words.text, f)?;
    }
    f.write_str(match words.fit {
        Fit::Exact => "",
        Fit::Prefix => "*",
        Fit::Near => "~",
    })
}

fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '\'' | '’' | '&' | ':')
}

fn quoted(text: &str, f: &mut Formatter<'_>) -> Result {
    f.write_str("\"")?;
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            f.write_str("\\")?;
        }
        write!(f, "{c}")?;
    }
    f.write_str("\"")
}

fn show_test(test: &Test, f: &mut Formatter<'_>) -> Result {
    let (field, value) = match test {
        Test::Title(words) => {
            f.write_str("title:")?;
            return show_words(words, f);
        }
        Test::Saved(name) => return write!(f, "@{name}"),
        Test::Entity(kind, name) => (kind.map_or(Field::Entity, Field::OfKind), name.as_str()),
        Test::Kind(kind) => (Field::Kind, kind.as_str()),
        Test::Source(name) => (Field::Source, name.as_str()),
        Test::Author(name) => (Field::Author, name.as_str()),
        Test::Language(code) => (Field::Language, code.as_str()),
        Test::After(when) => (Field::After, when.as_str()),
        Test::Before(when) => (Field::Before, when.as_str()),
        Test::On(when) => (Field::On, when.as_str()),
        Test::Event(when) => (Field::Event, when.as_str()),
        Test::Is(state) => (Field::Is, name_of(state, &State::ALL)),
        Test::Has(having) => (Field::Has, name_of(having, &Having::ALL)),
    };
    write!(f, "{}:", field.name())?;
    if value.chars().all(|c| is_plain(c) || matches!(c, '-' | '/')) {
        f.write_str(value)
    } else {
        quoted(value, f)
    }
}

fn name_of<T: PartialEq>(value: &T, all: &[(T, &'static str, &'static str)]) -> &'static str {
    all.iter()
        .find(|(known, ..)| known == value)
        .map_or("", |(_, name, _)| name)
}
