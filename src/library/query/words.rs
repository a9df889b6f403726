use super::ast::Query;
use crate::library::fold::{self, Cutter, Letters};
use crate::model::Span;

/// Words that stand beside one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) struct Words {
    /// As typed, without quotation marks and the sign that tells the fit.
    pub text: String,
    pub fit: Fit,
}

/// How closely the last word must be met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum Fit {
    Exact,
    /// The word begins so.
    Prefix,
    /// One letter may be wrong, missing, too many or swapped; two in a long word.
    Near,
}

/// Words ready to be looked for: folded and cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::library) struct Pattern {
    pub words: Vec<String>,
    pub fit: Fit,
}

impl Query {
    /// The places in any text that meet one of the words looked for; for lighting them.
    #[must_use]
    pub fn lit(&self, text: &str) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for wanted in self.words() {
            spans.extend(wanted.pattern().find_in(text));
        }
        spans.sort_unstable();
        spans.dedup_by(|later, kept| kept.overlaps(*later));
        spans
    }
}

impl Words {
    /// Whether there is a letter or digit to look for.
    pub(super) fn has_letters(text: &str) -> bool {
        !fold::fold_name(text).is_empty()
    }

    pub(in crate::library) fn pattern(&self) -> Pattern {
        let words = fold::words(&self.text).into_iter().map(|word| word.folded);
        Pattern {
            words: words.collect(),
            fit: self.fit,
        }
    }
}

/// How many letters may be wrong in a word.
pub(in crate::library) fn slack(word: &str) -> u8 {
    match word.chars().count() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

impl Pattern {
    /// The places where the words stand, in order, none over another.
    pub(in crate::library) fn find(&self, text: &[fold::Word]) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        if self.words.is_empty() {
            return out;
        }
        let mut at = 0;
        while at + self.words.len() <= text.len() {
            let run = &text[at..at + self.words.len()];
            if self.meets(run) {
                out.push(Span {
                    start: run[0].span.start,
                    end: run[run.len() - 1].span.end,
                });
                at += self.words.len();
            } else {
                at += 1;
            }
        }
        out
    }

    fn meets(&self, run: &[fold::Word]) -> bool {
        let mut words = run.iter().enumerate();
        words.all(|(place, word)| self.meets_one(place, &word.folded))
    }

    /// Whether a folded word is the one at a place of the pattern.
    fn meets_one(&self, place: usize, word: &str) -> bool {
        let wanted = self.words[place].as_str();
        match self.fit {
            Fit::Prefix if place + 1 == self.words.len() => word.starts_with(wanted),
            Fit::Near => is_near(word, wanted),
            _ => word == wanted,
        }
    }

    /// The same for a word as it was cut; a plain one is not folded for it.
    fn meets_cut(&self, place: usize, word: &Letters<'_>) -> bool {
        let word = match (word, self.fit) {
            (Letters::Folded(word), _) => return self.meets_one(place, word),
            (Letters::Plain(word), Fit::Near) => {
                return self.meets_one(place, &word.to_ascii_lowercase());
            }
            (Letters::Plain(word), _) => word.as_bytes(),
        };
        let wanted = self.words[place].as_bytes();
        let begins = self.fit == Fit::Prefix && place + 1 == self.words.len();
        match word.get(..wanted.len()) {
            Some(head) if begins || word.len() == wanted.len() => head.eq_ignore_ascii_case(wanted),
            _ => false,
        }
    }

    /// The same places as [`Pattern::find`] finds, straight from a text: what is not looked for is
    /// neither folded nor kept.
    pub(in crate::library) fn find_in(&self, text: &str) -> Vec<Span> {
        let count = self.words.len();
        if count == 0 || count > 64 {
            return self.find(&fold::words(text));
        }
        let mut out = Vec::new();
        let mut cutter = Cutter::new(text);
        // Shift-And over words (Baeza-Yates, Gonnet 1992): a bit for each place of the pattern that
        // is met up to here.
        let mut met = 0_u64;
        let mut starts = vec![0; count];
        let mut nth = 0;
        while let Some((word, span)) = cutter.cut() {
            starts[nth % count] = span.start;
            nth += 1;
            let hoped = met << 1 | 1;
            met = 0;
            for place in 0..count {
                if hoped & 1 << place != 0 && self.meets_cut(place, &word) {
                    met |= 1 << place;
                }
            }
            if met & 1 << (count - 1) != 0 {
                out.push(Span {
                    start: starts[nth % count],
                    end: span.end,
                });
                met = 0;
            }
        }
        out
    }
}

/// Whether a word is another but for a slip: optimal string alignment distance (Damerau 1964,
/// without moving one pair twice) within what the wanted word's length allows.
pub(in crate::library) fn is_near(word: &str, wanted: &str) -> bool {
    let slack = usize::from(slack(wanted));
    if slack == 0 || word == wanted {
        return word == wanted;
    }
    let (a, b): (Vec<char>, Vec<char>) = (word.chars().collect(), wanted.chars().collect());
    if a.len().abs_diff(b.len()) > slack {
        return false;
    }
    let mut before = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().all(|&cost| cost > slack) {
            return false;
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()] <= slack
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(wanted: &str, fit: Fit, text: &str) -> String {
        let words = Words {
            text: wanted.to_owned(),
            fit,
        };
        let found = words.pattern().find(&fold::words(text));
        assert_eq!(words.pattern().find_in(text), found, "{wanted} in {text}");
        let found: Vec<&str> = found.into_iter().map(|span| span.of(text)).collect();
        found.join("|")
    }

    #[test]
    fn patterns_find_their_words() {
        let cases = [
            ("nsa", Fit::Exact, "The NSA's NSAs nsa", "NSA|nsa"),
            ("elysee", Fit::Exact, "À l’Élysée.", "Élysée"),
            ("zero-day", Fit::Exact, "zero day, zero-days", "zero day"),
            (
                "zero-day",
                Fit::Prefix,
                "zero days, zero-day",
                "zero days|zero-day",
            ),
            ("安全", Fit::Exact, "国家安全部", "安全"),
            ("国家安全", Fit::Exact, "国家安全部", "国家安全"),
            ("kasperski", Fit::Near, "Kaspersky said", "Kaspersky"),
            ("nas", Fit::Near, "nsa nas", "nas"),
            ("huawie", Fit::Near, "Huawei", "Huawei"),
            ("a a", Fit::Exact, "a a a a a", "a a|a a"),
            ("x", Fit::Exact, "", ""),
        ];
        for (wanted, fit, text, expected) in cases {
            assert_eq!(find(wanted, fit, text), expected, "{wanted} in {text}");
        }
    }
}
