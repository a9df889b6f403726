use super::{ArticleId, Document, Span};
use crate::text::{sanitise, sanitise_line};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Characters kept before and after a quotation, to tell it from others of the same words.
const AROUND: usize = 32;
/// A quotation of so many bytes is found by itself; a shorter one only where something around it
/// still stands.
const TELLING: usize = 24;
/// Bytes of what stood around that have to stand there still.
const CONTEXT: usize = 8;
/// Occurrences that are weighed at most.
const MOST: usize = 10_000;
/// Words up to which what became of a changed quotation is worked out word for word.
const LONG: usize = 400;

/// A place in an article, held by what stands there as well as by where it stands: the
/// `TextQuoteSelector` and `TextPositionSelector` of the W3C Web Annotation Data Model.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    pub article: ArticleId,
    pub span: Span,
    /// The letters of the span.
    pub exact: String,
    pub prefix: String,
    pub suffix: String,
    /// Of the article's bytes when this was made, in lower-case hexadecimal.
    pub sha256: String,
}

/// Where an anchored passage stands in a text now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Where it stood.
    Here(Span),
    /// Elsewhere, letter by letter.
    Moved(Span),
    /// Its words were changed; this is what became of them.
    Changed(Span),
    Lost,
}

impl Placed {
    /// The span that shows it; nothing where it is lost.
    #[must_use]
    pub fn span(self) -> Option<Span> {
        match self {
            Self::Here(span) | Self::Moved(span) | Self::Changed(span) => Some(span),
            Self::Lost => None,
        }
    }
}

impl Anchor {
    /// Makes what came from outside safe to show, and its place a place.
    pub fn clean(&mut self) {
        for field in [&mut self.exact, &mut self.prefix, &mut self.suffix] {
            *field = sanitise(field).0;
        }
        self.sha256 = sanitise_line(&self.sha256);
        self.span.end = self.span.end.max(self.span.start);
    }

    /// Anchors a span of an article.
    #[must_use]
    pub fn new(article: ArticleId, document: &Document, span: Span) -> Self {
        let text = document.text.as_str();
        let before = text.get(..span.start as usize).unwrap_or_default();
        let after = text.get(span.end as usize..).unwrap_or_default();
        let from = before
            .char_indices()
            .rev()
            .nth(AROUND - 1)
            .map_or(0, |(at, _)| at);
        let to = after
            .char_indices()
            .nth(AROUND)
            .map_or(after.len(), |(at, _)| at);
        Self {
            article,
            span,
            exact: span.of(text).to_owned(),
            prefix: before[from..].to_owned(),
            suffix: after[..to].to_owned(),
            sha256: document.sha256.clone(),
        }
    }

    /// Looks for the passage in a text that may have changed since.
    ///
    /// The letters themselves first, of several occurrences that whose surroundings and place fit
    /// best; then what stands between the same surroundings; then the stretch that shares most
    /// words in order, from three in five.
    #[must_use]
    pub fn find(&self, text: &str) -> Placed {
        if self.exact.is_empty() {
            return Placed::Lost;
        }
        if self.stands(text) {
            return Placed::Here(self.span);
        }
        if let Some(span) = self.letters(text) {
            return if span == self.span {
                Placed::Here(span)
            } else {
                Placed::Moved(span)
            };
        }
        self.between(text)
            .or_else(|| self.alike(text))
            .map_or(Placed::Lost, Placed::Changed)
    }

    /// Whether everything is as it was, which is told without a search.
    fn stands(&self, text: &str) -> bool {
        let (start, end) = (self.span.start as usize, self.span.end as usize);
        self.span.of(text) == self.exact
            && text
                .get(..start)
                .is_some_and(|before| before.ends_with(&self.prefix))
            && text
                .get(end..)
                .is_some_and(|after| after.starts_with(&self.suffix))
    }

    /// The occurrence of the letters that fits best.
    fn letters(&self, text: &str) -> Option<Span> {
        let distance = |at: usize| at.abs_diff(self.span.start as usize);
        let (context, _, at) = text
            .match_indices(&self.exact)
            .take(MOST)
            .map(|(at, _)| {
                let context = self.context(text, at, at + self.exact.len());
                (context, std::cmp::Reverse(distance(at)), at)
            })
            .max()?;
        let whole = self.prefix.len() + self.suffix.len();
        let told = self.exact.len() >= TELLING || context >= CONTEXT.min(whole);
        told.then(|| Span::new(at, at + self.exact.len()))
    }

    /// Bytes of the surroundings that stand around a stretch.
    fn context(&self, text: &str, start: usize, end: usize) -> usize {
        let before = text[..start].bytes().rev();
        let after = text[end..].bytes();
        let same = |a: &mut dyn Iterator<Item = (u8, u8)>| a.take_while(|(a, b)| a == b).count();
        same(&mut before.zip(self.prefix.bytes().rev())) + same(&mut after.zip(self.suffix.bytes()))
    }

    /// What stands between the same surroundings, and is no longer than twice what stood there.
    fn between(&self, text: &str) -> Option<Span> {
        let (prefix, suffix) = (self.prefix.trim_start(), self.suffix.trim_end());
        if prefix.trim().len() < CONTEXT || suffix.trim().len() < CONTEXT {
            return None;
        }
        let reach = 2 * self.exact.len() + AROUND;
        let found = text.match_indices(prefix).take(MOST).filter_map(|(at, _)| {
            let start = at + prefix.len();
            let mut stop = (start + reach + suffix.len()).min(text.len());
            while !text.is_char_boundary(stop) {
                stop += 1;
            }
            let end = start + text[start..stop].find(suffix)?;
            let inner = &text[start..end];
            let kept = inner.trim();
            let from = start + (inner.len() - inner.trim_start().len());
            (!kept.is_empty()).then(|| Span::new(from, from + kept.len()))
        });
        found.min_by_key(|span| span.start.abs_diff(self.span.start))
    }

    /// The stretch of as many words that shares most of them.
    fn alike(&self, text: &str) -> Option<Span> {
        let wanted = words(&self.exact);
        let have = words(text);
        let n = wanted.len();
        if n < 4 || have.is_empty() {
            return None;
        }
        let mut open: HashMap<&str, i32> = HashMap::new();
        for (word, _) in &wanted {
            *open.entry(word).or_default() += 1;
        }
        let mut shared = 0_usize;
        let mut best: Option<(usize, std::cmp::Reverse<u32>, usize)> = None;
        for at in 0..have.len() {
            if let Some(left) = open.get_mut(have[at].0.as_str()) {
                shared += usize::from(*left > 0);
                *left -= 1;
            }
            if at >= n
                && let Some(left) = open.get_mut(have[at - n].0.as_str())
            {
                *left += 1;
                shared -= usize::from(*left > 0);
            }
            let first = (at + 1).saturating_sub(n);
            let distance = have[first].1.start.abs_diff(self.span.start);
            let here = (shared, std::cmp::Reverse(distance), first);
            if best.is_none_or(|best| here > best) {
                best = Some(here);
            }
        }
        let (shared, _, first) = best?;
        if shared * 5 < n * 3 {
            return None;
        }
        let from = first.saturating_sub(n / 4);
        let to = (first + n + n / 4).min(have.len());
        let near = &have[from..to];
        let (first, last) = if n <= LONG {
            let matched = in_order(&wanted, near);
            if matched.len() * 5 < n * 3 {
                return None;
            }
            (*matched.first()?, *matched.last()?)
        } else {
            (first - from, (first + n).min(have.len()) - from - 1)
        };
        let mut end = near[last].1.end as usize;
        if !self.exact.ends_with(char::is_alphanumeric) {
            let signs = text[end..]
                .char_indices()
                .find(|(_, c)| c.is_alphanumeric() || c.is_whitespace());
            end = signs.map_or(text.len(), |(at, _)| end + at);
        }
        Some(Span::new(near[first].1.start as usize, end))
    }
}

/// Words in lower case with where they stand; of scripts without spaces each character is one.
fn words(text: &str) -> Vec<(String, Span)> {
    let mut out: Vec<(String, Span)> = Vec::with_capacity(text.len() / 6);
    let mut open = false;
    for (at, c) in text.char_indices() {
        if !c.is_alphanumeric() {
            open = false;
            continue;
        }
        let dense = matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
        let end = at + c.len_utf8();
        match out.last_mut() {
            Some((word, span)) if open && !dense => {
                word.extend(c.to_lowercase());
                *span = Span::new(span.start as usize, end);
            }
            _ => out.push((c.to_lowercase().collect(), Span::new(at, end))),
        }
        open = !dense;
    }
    out
}

/// The places in `near` of the longest run of words, gaps allowed, that both have in order.
fn in_order(wanted: &[(String, Span)], near: &[(String, Span)]) -> Vec<usize> {
    let columns = near.len() + 1;
    let mut longest = vec![0_u32; (wanted.len() + 1) * columns];
    for (i, (word, _)) in wanted.iter().enumerate().rev() {
        for (j, (other, _)) in near.iter().enumerate().rev() {
            longest[i * columns + j] = if word == other {
                longest[(i + 1) * columns + j + 1] + 1
            } else {
                longest[(i + 1) * columns + j].max(longest[i * columns + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut out = Vec::new();
    while i < wanted.len() && j < near.len() {
        if wanted[i].0 == near[j].0 {
            out.push(j);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * columns + j] >= longest[i * columns + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}
