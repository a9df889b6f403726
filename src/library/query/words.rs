use super::ast::Query;
use crate::library::fold;
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
        let words = fold::words(text);
        let mut spans: Vec<Span> = Vec::new();
        for wanted in self.words() {
            spans.extend(wanted.pattern().find(&words));
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
        let last = self.words.len() - 1;
        run.iter()
            .zip(&self.words)
            .enumerate()
            .all(|(place, (word, wanted))| match self.fit {
                Fit::Prefix if place == last => word.folded.starts_with(wanted.as_str()),
                Fit::Near => is_near(&word.folded, wanted),
                _ => word.folded == *wanted,
            })
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
