//! The words for how likely a thing is, after ICD 203: two rows of seven, never mixed.

/// One of the two rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scale {
    /// Almost no chance … almost certain.
    First,
    /// Remote … nearly certain.
    Second,
}

/// Chances in per cent, the lowest and the highest, by place in either row.
pub const BANDS: [(u8, u8); 7] = [
    (1, 5),
    (5, 20),
    (20, 45),
    (45, 55),
    (55, 80),
    (80, 95),
    (95, 99),
];

/// Words of either row by their band, longer ones before those that they hold.
const WORDS: [(&str, Scale, usize); 33] = [
    ("almost no chance", Scale::First, 0),
    ("very unlikely", Scale::First, 1),
    ("roughly even chances", Scale::First, 3),
    ("roughly even chance", Scale::First, 3),
    ("even chance", Scale::First, 3),
    ("almost certainly", Scale::First, 6),
    ("almost certain", Scale::First, 6),
    ("very likely", Scale::First, 5),
    ("unlikely", Scale::First, 2),
    ("likely", Scale::First, 4),
    ("remote chance", Scale::Second, 0),
    ("remote possibility", Scale::Second, 0),
    ("chances are remote", Scale::Second, 0),
    ("chance is remote", Scale::Second, 0),
    ("possibility is remote", Scale::Second, 0),
    ("highly improbable", Scale::Second, 1),
    ("highly improbably", Scale::Second, 1),
    ("roughly even odds", Scale::Second, 3),
    ("even odds", Scale::Second, 3),
    ("highly probable", Scale::Second, 5),
    ("highly probably", Scale::Second, 5),
    ("nearly certainly", Scale::Second, 6),
    ("nearly certain", Scale::Second, 6),
    ("improbable", Scale::Second, 2),
    ("improbably", Scale::Second, 2),
    ("probable", Scale::Second, 4),
    ("probably", Scale::Second, 4),
    // Modifiers that no row has; told of as such, and counted with the row of their word.
    ("highly unlikely", Scale::First, 1),
    ("highly likely", Scale::First, 5),
    ("very improbable", Scale::Second, 1),
    ("very probable", Scale::Second, 5),
    ("most likely", Scale::First, 5),
    ("most probably", Scale::Second, 5),
];

/// Words that say how likely in no row, and what to do about each.
const OFF: [(&str, &str); 30] = [
    ("highly unlikely", "the row says “very unlikely”"),
    ("highly likely", "the row says “very likely”"),
    ("very improbable", "the row says “highly improbable”"),
    ("very probable", "the row says “highly probable”"),
    (
        "most likely",
        "the row says “very likely”; as a superlative it gives no chance",
    ),
    ("most probably", "the row says “highly probable”"),
    ("quite likely", "the row says “likely” or “very likely”"),
    ("somewhat likely", "the row says “likely”"),
    ("not likely", "the row says “unlikely”"),
    ("not probable", "the row says “improbable”"),
    ("quite possibly", "say how likely"),
    ("possibly", "say how likely"),
    ("possible", "say how likely"),
    ("conceivably", "say how likely"),
    ("perhaps", "say how likely"),
    ("maybe", "say how likely"),
    ("plausible", "say how likely"),
    ("plausibly", "say how likely"),
    ("presumably", "say how likely"),
    ("may", "say how likely"),
    ("might", "say how likely"),
    ("could", "say how likely"),
    (
        "cannot rule out",
        "say how likely, and why it cannot be ruled out",
    ),
    (
        "can't rule out",
        "say how likely, and why it cannot be ruled out",
    ),
    (
        "cannot be ruled out",
        "say how likely, and why it cannot be ruled out",
    ),
    (
        "undoubtedly",
        "no judgment is certain: the row ends at “almost certain”",
    ),
    (
        "certainly",
        "no judgment is certain: the row ends at “almost certain”",
    ),
    (
        "definitely",
        "no judgment is certain: the row ends at “almost certain”",
    ),
    (
        "without doubt",
        "no judgment is certain: the row ends at “almost certain”",
    ),
    (
        "inevitably",
        "no judgment is certain: the row ends at “almost certain”",
    ),
];

/// A word for how likely a thing is, with the bytes at which it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Nothing for a word of no row.
    pub(super) row: Option<(Scale, usize)>,
    /// What to do about a word of no row.
    pub(super) advice: Option<&'static str>,
}

/// The words of a text in order; each letter counts for one, the longest that begins first.
/// `text` is in lower case.
pub(super) fn find(text: &str) -> Vec<Found> {
    let mut all: Vec<Found> = Vec::new();
    for (word, scale, band) in WORDS {
        all.extend(places(text, word).map(|(start, end)| {
            Found {
                start,
                end,
                row: Some((scale, band)),
                advice: OFF
                    .iter()
                    .find(|(off, _)| *off == word)
                    .map(|(_, advice)| *advice),
            }
        }));
    }
    for (word, advice) in OFF {
        if WORDS.iter().any(|(known, ..)| *known == word) {
            continue;
        }
        all.extend(
            places(text, word)
                .filter(|&(start, end)| !is_another(text, word, start, end))
                .map(|(start, end)| Found {
                    start,
                    end,
                    row: None,
                    advice: Some(advice),
                }),
        );
    }
    all.sort_by_key(|found| (found.start, std::cmp::Reverse(found.end)));
    let mut last = 0;
    all.retain(|found| {
        let own = found.start >= last;
        if own {
            last = found.end;
        }
        own
    });
    all
}

/// Where a word of lower-case letters stands as a whole.
pub(super) fn places<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = (usize, usize)> {
    text.match_indices(word).filter_map(move |(start, _)| {
        let end = start + word.len();
        let inner = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '-');
        let whole = !inner(text[..start].chars().next_back()) && !inner(text[end..].chars().next());
        whole.then_some((start, end))
    })
}

/// Words that look like one of likelihood and are none: "could not be reached", "as soon as
/// possible", the month.
fn is_another(text: &str, word: &str, start: usize, end: usize) -> bool {
    let after = text[end..].trim_start();
    let before = text[..start].trim_end();
    match word {
        "could" => after.starts_with("not "),
        "possible" => [
            "soon as",
            "far as",
            "much as",
            "as many as",
            "where",
            "if",
            "every",
        ]
        .iter()
        .any(|words| before.ends_with(words)),
        "may" => {
            let number = |text: &str| text.chars().next().is_some_and(|c| c.is_ascii_digit());
            let month = [
                "in", "of", "since", "by", "last", "early", "late", "mid", "until",
            ];
            number(after)
                || before
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_ascii_digit())
                || month
                    .iter()
                    .any(|word| places(before, word).any(|(_, end)| end == before.len()))
        }
        "certainly" => before.ends_with("almost") || before.ends_with("nearly"),
        _ => false,
    }
}
