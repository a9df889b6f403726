use super::Span;

/// A word, number or sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner hyphens, apostrophes, dots of abbreviations (`U.S.`) and digits
    /// (`APT41`). A possessive `'s` or `’s` is a token of its own.
    Word,
    /// Digits, with inner separators: `260,000`, `3.5`, `1990s` is a word.
    Number,
    /// One sign.
    Sign,
}

/// Cuts text into words, numbers and signs; white space lies between them.
#[must_use]
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c.is_whitespace() {
            continue;
        }
        let mut end = at + c.len_utf8();
        let kind = if c.is_numeric() {
            TokenKind::Number
        } else if c.is_alphanumeric() {
            TokenKind::Word
        } else {
            out.push(Token {
                span: Span::new(at, end),
                kind: TokenKind::Sign,
            });
            continue;
        };
        while let Some(&(next, c)) = chars.peek() {
            if !c.is_alphanumeric() {
                break;
            }
            end = next + c.len_utf8();
            chars.next();
        }
        out.push(Token {
            span: Span::new(at, end),
            kind,
        });
    }
    out
}
