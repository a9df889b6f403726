//! Letters reduced to what a person types: no case, no accents, no width.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a text, and says for each folded character which character of the source it came from.
pub(super) fn fold_mapped(text: &str) -> (String, Vec<u32>) {
    let mut folded = String::with_capacity(text.len());
    let mut from = Vec::with_capacity(text.len());
    for (at, c) in text.chars().enumerate() {
        fold_char(c, &mut |letter| {
            folded.push(letter);
            from.push(at as u32);
        });
    }
    (folded, from)
}

/// Folds a text onto the end of another.
pub(super) fn fold_into(text: &str, out: &mut String) {
    for c in text.chars() {
        fold_char(c, &mut |letter| out.push(letter));
    }
}

/// Folds a text.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

fn fold_char(c: char, put: &mut impl FnMut(char)) {
    if c.is_ascii() {
        put(c.to_ascii_lowercase());
        return;
    }
    match c {
        // Letters that no decomposition takes apart but every keyboard does without.
        'ß' | 'ẞ' => "ss".chars().for_each(put),
        'ł' | 'Ł' => put('l'),
        'ø' | 'Ø' => put('o'),
        'ı' | 'İ' => put('i'),
        'đ' | 'Đ' | 'ð' | 'Ð' => put('d'),
        'þ' | 'Þ' => "th".chars().for_each(put),
        'æ' | 'Æ' => "ae".chars().for_each(put),
        'œ' | 'Œ' => "oe".chars().for_each(put),
        '’' | 'ʼ' | '‘' => put('\''),
        '‐' | '‑' | '–' | '—' => put('-'),
        _ => {
            for part in std::iter::once(c)
                .nfkd()
                .filter(|&part| !is_combining_mark(part))
            {
                part.to_lowercase().for_each(&mut *put);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{fold, fold_mapped};

    #[test]
    fn accents_case_and_width_go_and_the_map_leads_back() {
        for (text, expected) in [
            ("", ""),
            ("Élysée", "elysee"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Ｈｕａｗｅｉ", "huawei"),
            ("МВД", "мвд"),
            ("華為", "華為"),
        ] {
            assert_eq!(fold(text), expected);
            let (folded, from) = fold_mapped(text);
            assert_eq!(folded, expected);
            assert_eq!(from.len(), folded.chars().count());
            assert!(from.iter().all(|&at| (at as usize) < text.chars().count()));
        }
    }
}
