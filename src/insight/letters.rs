//! How well the letters of an atom lie in a name: the score that `fuzzy-matcher` gives, in one row
//! of numbers that is used again from name to name, where it keeps a matrix and makes three lists
//! for each. Names and atoms are folded.

/// What a letter is worth that is there.
const THERE: i32 = 16;
/// Where a word begins, after a space or bracket and after another sign.
const HEAD: i32 = 8;
const BREAK: i32 = 7;
/// Beside the letter before.
const BESIDE: i32 = 4;
/// What is taken for letters left out: for the first, and for each further one.
const GAP: i32 = 4;
const FURTHER: i32 = 1;
/// Below all that can be reached.
const NEVER: i32 = i16::MIN as i32;

/// The best of the ways to lay letters up to a place of the name.
#[derive(Clone, Copy, Debug)]
struct Best {
    /// With the last on that place.
    there: i32,
    /// With the last before it.
    before: i32,
}

/// The memory that names are scored in.
#[derive(Debug, Default)]
pub(super) struct Letters {
    name: Vec<char>,
    /// What each place of the name is worth.
    worth: Vec<i32>,
    row: Vec<Best>,
}

/// Whether the score of an atom is its own alone. That of a letter typed twice is not: the matcher
/// takes part of it from what it saw before.
pub(super) fn is_steady(atom: &str) -> bool {
    atom.chars()
        .zip(atom.chars().skip(1))
        .all(|(one, next)| one != next)
}

impl Letters {
    /// The score of a steady atom in a name; nothing where its letters are not there in order.
    pub(super) fn score(&mut self, name: &str, atom: &str) -> Option<i64> {
        let mut letters = name.chars();
        if !atom.chars().all(|c| letters.any(|letter| letter == c)) {
            return None;
        }
        self.lay_out(name);
        let mut from = 0;
        for wanted in atom.chars() {
            let first = from + self.name[from..].iter().position(|&c| c == wanted)?;
            let mut corner = self.row[first];
            let mut last = Best {
                there: NEVER,
                before: NEVER,
            };
            let places = self.name[first..].iter().zip(&self.worth[first..]);
            for ((&c, &worth), best) in places.zip(&mut self.row[first + 1..]) {
                let there = if c == wanted {
                    THERE + (corner.there + worth.max(BESIDE)).max(corner.before + worth)
                } else {
                    NEVER
                };
                let before = (last.there - GAP).max(last.before - FURTHER);
                corner = *best;
                last = Best { there, before };
                *best = last;
            }
            from = first + 1;
        }
        let best = self.row[from..].iter().map(|best| best.there).max()?;
        Some(best.into())
    }

    fn lay_out(&mut self, name: &str) {
        self.name.clear();
        self.name.extend(name.chars());
        self.worth.clear();
        let mut before = '\0';
        for &c in &self.name {
            self.worth.push(worth_after(before));
            before = c;
        }
        if let Some(first) = self.worth.first_mut() {
            *first *= 2;
        }
        self.row.clear();
        let nothing = Best {
            there: NEVER,
            before: -FURTHER,
        };
        self.row.resize(self.name.len() + 1, nothing);
    }
}

/// What a letter is worth for the character before it.
fn worth_after(before: char) -> i32 {
    match before {
        '\0' | ' ' | '/' | '\\' | '|' | '(' | ')' | '[' | ']' | '{' | '}' => HEAD,
        '!'..='\'' | '*'..='.' | ':'..='@' | '^'..='`' | '~' => BREAK,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use fuzzy_matcher::FuzzyMatcher;
    use fuzzy_matcher::skim::SkimMatcherV2;

    #[test]
    fn the_score_is_the_matchers() {
        let matcher = SkimMatcherV2::default().respect_case();
        let mut letters = Letters::default();
        let signs: Vec<char> = "aab bc-d/e.é(1華 ".chars().collect();
        let mut dice = 0x2545_F491_4F6C_DD1D_u64;
        let mut draw = |longest: u64| -> String {
            let mut below = |n: u64| {
                dice ^= dice << 13;
                dice ^= dice >> 7;
                dice ^= dice << 17;
                dice % n
            };
            let count = 1 + below(longest);
            (0..count)
                .map(|_| signs[below(signs.len() as u64) as usize])
                .collect()
        };
        let (mut found, mut steady) = (0, 0);
        for _ in 0..60_000 {
            let (name, atom) = (draw(40), draw(6).replace(' ', ""));
            if atom.is_empty() || !is_steady(&atom) {
                continue;
            }
            steady += 1;
            let score = letters.score(&name, &atom);
            let theirs = matcher.fuzzy_indices(&name, &atom).map(|(score, _)| score);
            assert_eq!(score, theirs, "{atom:?} in {name:?}");
            found += usize::from(score.is_some());
        }
        assert!(found > 10_000 && found < steady, "{found} of {steady}");
        assert!(!is_steady("anna") && is_steady("ana") && is_steady("a"));
        assert_eq!(letters.score("", "a"), None);
    }
}
