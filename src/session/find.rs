use crate::model::Span;

/// Every place of a pattern in a text. Capitals count only where the pattern has any.
#[must_use]
pub(super) fn spans(text: &str, pattern: &str) -> Vec<Span> {
    let pattern = pattern.trim();
    if pattern.is_empty() {
        return Vec::new();
    }
    if pattern.chars().any(char::is_uppercase) {
        return text
            .match_indices(pattern)
            .map(|(at, hit)| Span::new(at, at + hit.len()))
            .collect();
    }
    let wanted: Vec<char> = pattern.chars().flat_map(char::to_lowercase).collect();
    let mut out = Vec::new();
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let Some((at, len)) = next(rest, &wanted) else {
            break;
        };
        out.push(Span::new(from + at, from + at + len));
        from += at + len.max(1);
    }
    out
}

/// Whether a text holds a pattern, by the same rule.
#[must_use]
pub(super) fn holds(text: &str, pattern: &str) -> bool {
    !spans(text, pattern).is_empty()
}

fn next(text: &str, wanted: &[char]) -> Option<(usize, usize)> {
    text.char_indices().find_map(|(at, _)| {
        let mut left = wanted;
        for (offset, c) in text[at..].char_indices() {
            for lower in c.to_lowercase() {
                match left.split_first() {
                    Some((first, rest)) if *first == lower => left = rest,
                    _ => return None,
                }
            }
            if left.is_empty() {
                return Some((at, offset + c.len_utf8()));
            }
        }
        None
    })
}
