use std::ops::Range;

/// A piece of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub at: Range<usize>,
    pub kind: PieceKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PieceKind {
    Open,
    Close,
    And,
    Or,
    Not,
    /// A word or phrase.
    Text(Text),
    /// `name:value`, with the place of the value.
    Field {
        name: Range<usize>,
        value: Text,
        value_at: Range<usize>,
    },
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub letters: String,
    pub quoted: bool,
    /// `*` or `~` behind it.
    pub sign: Option<char>,
}

/// Cuts a question into pieces. Nothing fails; a quotation that is not closed ends with the
/// question.
pub(super) fn pieces(question: &str) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(c) = question[at..].chars().next() {
        let start = at;
        let kind = match c {
            _ if c.is_whitespace() => {
                at += c.len_utf8();
                continue;
            }
            '(' => {
                at += 1;
                PieceKind::Open
            }
            ')' => {
                at += 1;
                PieceKind::Close
            }
            '-' if question[at + 1..].starts_with(|c: char| is_operand(c)) => {
                at += 1;
                PieceKind::Not
            }
            _ => piece(question, &mut at),
        };
        out.push(Piece {
            at: start..at,
            kind,
        });
    }
    out
}

/// What a minus sign can stand before to turn it round.
fn is_operand(c: char) -> bool {
    !c.is_whitespace() && c != ')'
}

fn piece(question: &str, at: &mut usize) -> PieceKind {
    let start = *at;
    if question[start..].starts_with('"') {
        return PieceKind::Text(text(question, at));
    }
    if let Some(name) = field_name(&question[start..]) {
        *at = start + name + 1;
        let from = *at;
        let value = text(question, at);
        return PieceKind::Field {
            name: start..start + name,
            value,
            value_at: from..*at,
        };
    }
    let text = text(question, at);
    match text.letters.as_str() {
        "AND" if text.sign.is_none() => PieceKind::And,
        "OR" if text.sign.is_none() => PieceKind::Or,
        "NOT" if text.sign.is_none() => PieceKind::Not,
        _ => PieceKind::Text(text),
    }
}

/// The length of a leading field name: letters up to a colon that is not an address's.
fn field_name(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_alphabetic())?;
    let after = rest[end..].strip_prefix(':')?;
    (end > 0 && !after.starts_with("//")).then_some(end)
}

/// Takes a quoted or bare word with the sign behind it.
fn text(question: &str, at: &mut usize) -> Text {
    let mut out = Text::default();
    let rest = &question[*at..];
    if let Some(inner) = rest.strip_prefix('"') {
        out.quoted = true;
        let mut end = inner.len();
        let mut chars = inner.char_indices().peekable();
        while let Some((place, c)) = chars.next() {
            match (c, chars.peek()) {
                ('\\', Some(&(_, next @ ('"' | '\\')))) => {
                    out.letters.push(next);
                    chars.next();
                }
                ('"', _) => {
                    end = place + 1;
                    break;
                }
                _ => out.letters.push(c),
            }
        }
        *at += 1 + end;
        if let Some(sign @ ('*' | '~')) = question[*at..].chars().next() {
            out.sign = Some(sign);
            *at += 1;
        }
        return out;
    }
    let end = rest
        .find(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '"'))
        .unwrap_or(rest.len());
    *at += end;
    let word = &rest[..end];
    let bare = word.trim_end_matches(['*', '~']);
    out.sign = word[bare.len()..].chars().next();
    out.letters.push_str(bare);
    out
}
