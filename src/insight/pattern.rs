use crate::text::fold;

/// Longest pattern that is matched, in characters.
const LONGEST: usize = 64;

/// What a person typed into a picker: atoms that must all match, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pattern {
    pub(super) atoms: Vec<Atom>,
    /// The pattern folded, spaces single.
    pub(super) whole: String,
}

/// One word of a pattern; its letters are folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Atom {
    pub(super) text: String,
    pub(super) kind: AtomKind,
    pub(super) inverse: bool,
    pub(super) mask: u64,
}

/// How an atom matches, written as in fzf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AtomKind {
    /// Letters in order, with gaps.
    Fuzzy,
    /// `'word`: the letters together.
    Exact,
    /// `^word`
    Prefix,
    /// `word$`
    Suffix,
    /// `^word$`
    Equal,
}

impl Pattern {
    pub(super) fn parse(typed: &str) -> Self {
        let capped: String = typed.chars().take(LONGEST).collect();
        let folded = fold(&capped);
        let atoms: Vec<Atom> = folded.split_whitespace().filter_map(Atom::parse).collect();
        let whole = folded.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { atoms, whole }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// Whether every atom is plain letters.
    pub(super) fn is_plain(&self) -> bool {
        self.atoms
            .iter()
            .all(|atom| atom.kind == AtomKind::Fuzzy && !atom.inverse)
    }

    /// Whether what matches this pattern is sure to have matched the other: typing on only ever
    /// narrows plain patterns.
    pub(super) fn narrows(&self, before: &Self) -> bool {
        !before.is_empty()
            && self.is_plain()
            && before.is_plain()
            && self.whole.starts_with(&before.whole)
    }
}

impl Atom {
    fn parse(word: &str) -> Option<Self> {
        let (inverse, word) = match word.strip_prefix('!') {
            Some(rest) => (true, rest),
            None => (false, word),
        };
        let (kind, text) = if let Some(rest) = word.strip_prefix('\'') {
            (AtomKind::Exact, rest)
        } else {
            match (word.strip_prefix('^'), word.strip_suffix('$')) {
                (Some(rest), Some(_)) => (AtomKind::Equal, rest.strip_suffix('$').unwrap_or(rest)),
                (Some(rest), None) => (AtomKind::Prefix, rest),
                (None, Some(rest)) => (AtomKind::Suffix, rest),
                // What is to be left out is meant as it is written.
                (None, None) if inverse => (AtomKind::Exact, word),
                (None, None) => (AtomKind::Fuzzy, word),
            }
        };
        (!text.is_empty()).then(|| Self {
            mask: mask(text),
            text: text.to_owned(),
            kind,
            inverse,
        })
    }

    /// Whether the atom, unless fuzzy, matches a folded text; where it begins, in bytes.
    pub(super) fn position(&self, text: &str) -> Option<usize> {
        let atom = self.text.as_str();
        match self.kind {
            AtomKind::Fuzzy | AtomKind::Exact => text.find(atom),
            AtomKind::Prefix => text.starts_with(atom).then_some(0),
            AtomKind::Suffix => text.ends_with(atom).then(|| text.len() - atom.len()),
            AtomKind::Equal => (text == atom).then_some(0),
        }
    }
}

/// The set of characters of a text, in 64 bits: what is not in it cannot match.
pub(super) fn mask(text: &str) -> u64 {
    text.chars().fold(0, |mask, c| {
        mask | 1
            << match c {
                'a'..='z' => c as u32 - 'a' as u32,
                '0'..='9' => c as u32 - '0' as u32 + 26,
                _ => 36 + (c as u32).wrapping_mul(0x9E37_79B1) % 28,
            }
    })
}
