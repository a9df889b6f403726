//! Many names, one pattern, the best first. With `letters` the one place that knows
//! `fuzzy-matcher`.

use super::letters::{Letters, is_steady};
use super::pattern::{Atom, AtomKind, Pattern, mask};
use super::typos::{Vocabulary, WordHit};
use crate::text::{Folded, fold};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use memchr::memmem;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// Longest name that is matched, in characters.
const LONGEST: usize = 512;
/// Names that are matched letter by letter when more pass the sieve.
const BROAD: usize = 6_144;
/// Further names that have the letters together.
const TOGETHER: usize = 4_096;
/// Names that one matcher sees.
const CHUNK: usize = 2048;
/// Names that are scored in one go where no matcher is needed.
const PART: usize = 512;

/// Names by which things can be found. Each belongs to an owner, whose first name is its own and
/// whose others are aliases.
pub(super) struct Choices {
    names: Arc<Names>,
    masks: Vec<u64>,
    owners: Vec<u32>,
    words: Arc<OnceLock<Vocabulary>>,
    /// The last pattern and what matched it: a pattern that only grows looks no further.
    last: (Pattern, Vec<u32>),
}

/// Folded names, one after the other.
#[derive(Clone, Default)]
struct Names {
    folded: String,
    /// Where each ends in `folded`.
    ends: Vec<u32>,
}

impl Names {
    fn name(&self, choice: u32) -> &str {
        let at = choice as usize;
        self.folded
            .get(self.start(choice)..self.ends[at] as usize)
            .unwrap_or_default()
    }

    /// Where a name begins in `folded`.
    fn start(&self, choice: u32) -> usize {
        (choice as usize)
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize)
    }

    fn len(&self) -> u32 {
        self.ends.len() as u32
    }

    fn vocabulary(&self) -> Vocabulary {
        Vocabulary::new((0..self.len()).map(|choice| self.name(choice)))
    }
}

/// A name that matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) choice: u32,
    pub(super) owner: u32,
    pub(super) score: i64,
}

impl Choices {
    pub(super) fn new() -> Self {
        Self {
            names: Arc::default(),
            masks: Vec::new(),
            owners: Vec::new(),
            words: Arc::default(),
            last: (Pattern::default(), Vec::new()),
        }
    }

    /// Adds a name; those of one owner come one after the other, its own name first.
    pub(super) fn push(&mut self, owner: u32, name: &str) {
        let names = Arc::make_mut(&mut self.names);
        let start = names.folded.len();
        let name = name
            .char_indices()
            .nth(LONGEST)
            .map_or(name, |(end, _)| &name[..end]);
        names.folded.push_str(&fold(name));
        self.masks.push(mask(&names.folded[start..]));
        let end = u32::try_from(names.folded.len()).unwrap_or(u32::MAX);
        names.ends.push(end);
        self.owners.push(owner);
    }

    /// Begins on a thread of its own what slips are looked up in; whoever needs it sooner waits.
    pub(super) fn learn_words(&self) {
        let (names, words) = (Arc::clone(&self.names), Arc::clone(&self.words));
        let learn = move || {
            words.get_or_init(|| names.vocabulary());
        };
        // Without a thread for it the first slip takes longer.
        let _ = std::thread::Builder::new()
            .name("words".to_owned())
            .spawn(learn);
    }

    /// The folded name.
    pub(super) fn name(&self, choice: u32) -> &str {
        self.names.name(choice)
    }

    pub(super) fn owner(&self, choice: u32) -> u32 {
        self.owners[choice as usize]
    }

    /// The place of a name among its owner's: 0 is the owner's own.
    pub(super) fn rank(&self, choice: u32) -> u32 {
        let owner = self.owner(choice);
        (0..choice)
            .rev()
            .take_while(|&before| self.owner(before) == owner)
            .count() as u32
    }

    pub(super) fn len(&self) -> u32 {
        self.names.len()
    }

    /// Every owner that matches, with its best name; unordered. `bonus` is what an owner is worth
    /// beside its letters.
    pub(super) fn find(
        &mut self,
        pattern: &Pattern,
        bonus: impl Fn(u32) -> i64 + Sync,
    ) -> Vec<Found> {
        let (survivors, all) = self.survivors(pattern);
        let steady = pattern.atoms.iter().all(|atom| is_steady(&atom.text));
        let mut found: Vec<Found> = survivors
            .par_chunks(if steady { PART } else { CHUNK })
            .flat_map_iter(|chunk| {
                // Scores depend on what a matcher saw before, so that each chunk has its own.
                let mut scorer = Scorer::new(steady);
                chunk
                    .iter()
                    .filter_map(|&choice| {
                        let score = self.score(&mut scorer, pattern, choice)?;
                        Some(self.found(choice, score, &bonus))
                    })
                    .collect::<Vec<_>>()
            })
            .collect();
        let strong = found
            .iter()
            .any(|found| self.is_strong(pattern, found.choice));
        // What was left out may be found by more letters.
        self.last = if all {
            let survivors = found.iter().map(|found| found.choice).collect();
            (pattern.clone(), survivors)
        } else {
            (Pattern::default(), Vec::new())
        };
        if !strong && pattern.is_plain() {
            found.extend(self.misspelt(pattern, &bonus));
        }
        Self::best_of_each(found)
    }

    fn found(&self, choice: u32, score: i64, bonus: &impl Fn(u32) -> i64) -> Found {
        let owner = self.owner(choice);
        let first = choice == 0 || self.owner(choice - 1) != owner;
        Found {
            choice,
            owner,
            score: score + bonus(owner) + if first { 5 } else { 0 },
        }
    }

    /// The names that have all the letters of the pattern, and whether they are all. Where very
    /// many do, those that come first, and of the others those that have its letters together.
    fn survivors(&self, pattern: &Pattern) -> (Vec<u32>, bool) {
        let needed = pattern
            .atoms
            .iter()
            .filter(|atom| !atom.inverse)
            .fold(0, |mask, atom| mask | atom.mask);
        let passes = |choice: &u32| self.masks[*choice as usize] & needed == needed;
        // One more than are wanted tells that there are more.
        let most = if pattern.is_plain() {
            BROAD + 1
        } else {
            usize::MAX
        };
        let mut found: Vec<u32> = if pattern.narrows(&self.last.0) {
            let last = self.last.1.iter().copied();
            last.filter(passes).take(most).collect()
        } else {
            (0..self.len()).filter(passes).take(most).collect()
        };
        if found.len() < most {
            return (found, true);
        }
        let from = found[BROAD];
        found.truncate(BROAD);
        found.extend(self.together(pattern, from).into_iter().filter(passes));
        (found, false)
    }

    /// The first names from one on that have the letters of the longest atom together.
    fn together(&self, pattern: &Pattern, from: u32) -> Vec<u32> {
        let atoms = pattern.atoms.iter().map(|atom| atom.text.as_str());
        let Some(atom) = atoms.max_by_key(|atom| atom.len()) else {
            return Vec::new();
        };
        let names = &*self.names;
        let letters = names.folded.as_bytes();
        let finder = memmem::Finder::new(atom);
        let mut at = names.start(from);
        let mut choice = from as usize;
        let mut out = Vec::new();
        while let Some(step) = finder.find(letters.get(at..).unwrap_or_default()) {
            let (start, end) = (at + step, (at + step + atom.len()) as u32);
            // Ends only grow: the name that it stands in is not before the last one.
            choice += names.ends[choice..].partition_point(|&known| known < end);
            if names.start(choice as u32) > start {
                // Half of it is the end of the name before: another may begin within it.
                at = start + 1;
                continue;
            }
            out.push(choice as u32);
            if out.len() == TOGETHER {
                break;
            }
            at = names.ends[choice] as usize;
        }
        out
    }

    fn best_of_each(mut found: Vec<Found>) -> Vec<Found> {
        // They come in order, unless slips were added.
        if !found.is_sorted_by_key(|found| (found.owner, found.choice)) {
            found.sort_unstable_by_key(|found| (found.owner, found.choice));
        }
        found.dedup_by(|next, kept| {
            let same = next.owner == kept.owner;
            if same && next.score > kept.score {
                *kept = *next;
            }
            same
        });
        found
    }

    /// The score of a name, or nothing where one atom does not match.
    fn score<'a>(&'a self, scorer: &mut Scorer<'a>, pattern: &Pattern, choice: u32) -> Option<i64> {
        let name = self.name(choice);
        let mut score = 0;
        for atom in &pattern.atoms {
            match (atom.kind, atom.inverse) {
                (_, true) => {
                    if atom.position(name).is_some() {
                        return None;
                    }
                }
                (AtomKind::Fuzzy, _) => score += scorer.score(name, &atom.text)?,
                _ => {
                    atom.position(name)?;
                    score += 16 * atom.text.chars().count() as i64 + 20;
                }
            }
        }
        if pattern.is_plain() {
            scorer.words.clear();
            scorer.words.extend(words(name));
            score += shape(pattern, name, &scorer.words);
        }
        Some(score)
    }

    /// Whether a name matches in a way that a person would have meant.
    fn is_strong(&self, pattern: &Pattern, choice: u32) -> bool {
        let name = self.name(choice);
        is_acronym(&pattern.whole, words(name))
            || pattern.atoms.iter().all(|atom| {
                name.contains(&atom.text)
                    || words(name).any(|word| {
                        abbreviates(&atom.text, word) && atom.text.len() * 2 >= word.len()
                    })
            })
    }

    /// Names with a word that is within a slip or two of the pattern's.
    fn misspelt(&self, pattern: &Pattern, bonus: &impl Fn(u32) -> i64) -> Vec<Found> {
        let vocabulary = self.words.get_or_init(|| self.names.vocabulary());
        let near: Vec<BTreeMap<u32, WordHit>> = pattern
            .atoms
            .iter()
            .map(|atom| vocabulary.near(&atom.text))
            .collect();
        // The atom with the fewest names leads; the others have only to agree.
        let Some(lead) = (0..near.len()).min_by_key(|&at| vocabulary.reach(&near[at])) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for choice in vocabulary.names_with(near[lead].keys()) {
            let mut total = 0;
            let fits = pattern.atoms.iter().zip(&near).all(|(atom, near)| {
                let best = vocabulary
                    .words_of(choice)
                    .filter_map(|word| near.get(&word))
                    .map(|hit| hit.score(&atom.text))
                    .max();
                total += best.unwrap_or(0);
                best.is_some()
            });
            if fits {
                out.push(self.found(choice, total, bonus));
            }
        }
        out
    }

    /// Where the letters of the pattern are in a name as its owner writes it, in characters.
    pub(super) fn lit(pattern: &Pattern, source: &str) -> Vec<u32> {
        let folded = Folded::new(source);
        let from = characters(source, &folded);
        let mut lit = Vec::new();
        for atom in pattern.atoms.iter().filter(|atom| !atom.inverse) {
            lit.extend(places(atom, &folded.text));
        }
        if is_acronym(&pattern.whole, words(&folded.text)) {
            lit = initials(&folded.text).map(|(at, _)| at).collect();
        }
        let mut out: Vec<u32> = lit
            .into_iter()
            .filter_map(|at| from.get(at).copied())
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// What names are scored with, one after the other.
struct Scorer<'a> {
    letters: Letters,
    /// In place of `letters` for patterns with an atom that is not steady.
    matcher: Option<SkimMatcherV2>,
    /// The words of the name.
    words: Vec<&'a str>,
}

impl Scorer<'_> {
    fn new(steady: bool) -> Self {
        Self {
            letters: Letters::default(),
            matcher: (!steady).then(|| SkimMatcherV2::default().respect_case()),
            words: Vec::new(),
        }
    }

    fn score(&mut self, name: &str, atom: &str) -> Option<i64> {
        match &self.matcher {
            Some(matcher) => Some(matcher.fuzzy_indices(name, atom)?.0),
            None => self.letters.score(name, atom),
        }
    }
}

impl fmt::Debug for Choices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Choices")
            .field("names", &self.len())
            .finish_non_exhaustive()
    }
}

/// For each character of a folded name the place of the one it came from, in characters.
fn characters(source: &str, folded: &Folded) -> Vec<u32> {
    let mut starts = source
        .char_indices()
        .map(|(start, _)| start)
        .enumerate()
        .peekable();
    let mut at = 0;
    folded
        .sources
        .iter()
        .map(|&byte| {
            while let Some((count, _)) = starts.next_if(|&(_, start)| start <= byte as usize) {
                at = count as u32;
            }
            at
        })
        .collect()
}

/// The characters of a folded name that an atom lights.
fn places(atom: &Atom, folded: &str) -> Vec<usize> {
    if let Some(at) = atom.position(folded) {
        let first = folded[..at].chars().count();
        return (first..first + atom.text.chars().count()).collect();
    }
    // One fresh matcher: its answers depend on what it saw before.
    let matcher = SkimMatcherV2::default().respect_case();
    if let Some((_, places)) = matcher.fuzzy_indices(folded, &atom.text) {
        return places;
    }
    // Misspelt: the whole word that was meant.
    let mut best: Option<(i64, usize, usize)> = None;
    let mut at = 0;
    for word in folded.split(|c: char| !c.is_alphanumeric()) {
        if let Some(hit) = WordHit::of(&atom.text, word) {
            let score = hit.score(&atom.text);
            if best.is_none_or(|(top, ..)| score > top) {
                best = Some((score, at, word.chars().count()));
            }
        }
        at += word.chars().count() + 1;
    }
    best.map_or_else(Vec::new, |(_, at, length)| (at..at + length).collect())
}

/// The words of a folded name.
pub(super) fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

/// What the way a name matches a plain pattern is worth beside the letters: the whole name, an
/// acronym, words abbreviated from their first letter on.
fn shape(pattern: &Pattern, name: &str, words: &[&str]) -> i64 {
    let mut score = 0;
    if pattern.whole == name {
        score += 400;
    } else if is_acronym(&pattern.whole, words.iter().copied()) {
        score += 250;
    } else if name.starts_with(&pattern.whole) {
        score += 40;
    }
    let (mut hit, mut hits, mut last, mut in_order) = (0u64, 0, 0, true);
    for atom in &pattern.atoms {
        let best = words
            .iter()
            .enumerate()
            .map(|(at, word)| (word_worth(&atom.text, word), at))
            .max_by_key(|&(worth, at)| (worth, std::cmp::Reverse(at)));
        if let Some((worth, at)) = best.filter(|&(worth, _)| worth > 0) {
            score += worth;
            hit |= 1 << at.min(63);
            in_order &= at >= last;
            (hits, last) = (hits + 1, at);
        } else if memmem::find(name.as_bytes(), atom.text.as_bytes()).is_none() {
            // Letters strewn over several words are seldom what was meant.
            score -= 40;
        }
    }
    if hits > 0 {
        let enough = hit.count_ones() as usize;
        let large = words.iter().filter(|word| !is_small(word));
        score += if large.take(enough + 1).count() <= enough {
            40
        } else {
            0
        };
    }
    if hits > 1 && in_order {
        score += 10;
    }
    score - name.len().min(80) as i64 / 8
}

/// What one word is worth to an atom.
fn word_worth(atom: &str, word: &str) -> i64 {
    if atom == word {
        45
    } else if word.starts_with(atom) {
        30
    } else if abbreviates(atom, word) {
        20
    } else {
        0
    }
}

/// Whether the atom is the word with letters left out, its first kept.
fn abbreviates(atom: &str, word: &str) -> bool {
    let mut letters = word.chars();
    atom.chars().next() == word.chars().next() && atom.chars().all(|c| letters.any(|l| l == c))
}

/// Words that an acronym leaves out.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "for"
            | "and"
            | "in"
            | "on"
            | "to"
            | "de"
            | "la"
            | "du"
            | "des"
            | "der"
            | "für"
            | "fur"
    )
}

/// The first letters of the words that count, each with its place in characters.
fn initials(name: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    name.split(|c: char| !c.is_alphanumeric())
        .filter_map(move |word| {
            let start = at;
            at += word.chars().count() + 1;
            let first = word.chars().next()?;
            (!is_small(word)).then_some((start, first))
        })
}

/// Whether the pattern is the first letters of at least two of the words, those that count.
fn is_acronym<'a>(pattern: &str, words: impl Iterator<Item = &'a str>) -> bool {
    pattern.len() >= 2 && !pattern.contains(' ') && {
        let large = words.filter(|word| !is_small(word));
        let mut letters = large.map(|word| word.chars().next());
        pattern.chars().all(|c| letters.next() == Some(Some(c))) && letters.next().is_none()
    }
}
