//! Whatever a text is, marking it is no crash, and every mark lies on its letters.

use briefing::analysis::{Knowledge, annotate};
use briefing::import::sample;
use briefing::model::{Basis, Published};
use briefing::model::{Document, Metadata, Moment};
use briefing::text::sanitise;
use proptest::prelude::*;
use std::sync::OnceLock;

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(Knowledge::shipped)
}

/// The texts of the sample corpus.
fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| sample().into_iter().map(|read| read.text).collect())
}

/// Marks a text, and asks that every mark has letters.
fn holds(text: &str, published: Option<&str>) -> Result<(), TestCaseError> {
    let published = published.and_then(|value| {
        Some(Published {
            moment: Moment::parse(value)?,
            value: value.to_owned(),
            basis: Basis::Manifest,
            estimated: false,
        })
    });
    let document = Document {
        text: sanitise(text).0,
        meta: Metadata {
            published,
            ..Metadata::default()
        },
        ..Document::default()
    };
    let marks = annotate(&document, knowledge());
    let spans = (marks.mentions.iter().map(|m| m.span))
        .chain(marks.dates.iter().map(|d| d.span))
        .chain(marks.quotes.iter().map(|q| q.span))
        .chain(marks.figures.iter().map(|f| f.span))
        .chain(marks.incidents.iter().flat_map(|i| [i.span, i.trigger]))
        .chain(marks.events.iter().flat_map(|e| [e.span, e.short]));
    for span in spans {
        let letters = document.text.get(span.range());
        prop_assert!(
            letters.is_some_and(|letters| !letters.is_empty()),
            "{span:?} of {text:?}"
        );
    }
    Ok(())
}

/// Texts end in the middle of anything: behind a verb of saying, within a quotation, a date or a sum.
const ENDS: &[&str] = &[
    "The minister resigned on Monday, she says",
    "“We will appeal,” the firm's lawyer, Ana Ruiz, told",
    "In a letter, two officials told",
    "Its ministry tells",
    "They started, who logging in account Vidar 2014",
    "started who logging in account Vidar 2014",
    "Police in Riga, according to",
    "The head of the service, Jane Roe, said that",
    "He paid between $3 million and",
    "It began on 3",
    "Two weeks before the",
    "By the end of",
    "From March to",
    "One in",
    "Of the 40 vessels, four of",
    "She was jailed for spying after",
    "agencies such as",
    "Hackers broke into the ministry's",
    "The Federal Security Service (",
    "Mr",
    "between 9 a.m. and 5",
    "the U.S.",
    "half of the",
    "twice",
];

#[test]
fn a_text_may_end_anywhere() {
    for text in ENDS {
        for (end, _) in text.char_indices().chain([(text.len(), ' ')]) {
            holds(&text[..end], Some("2025-03-04")).expect("marks on letters");
        }
    }
}

/// What is put into texts: signs that open and close nothing, numbers that are none, words that govern
/// what follows, letters whose other case is longer.
const BITS: &[&str] = &[
    "\u{a0}",
    "—",
    "“",
    "”",
    "\"",
    "’",
    "\n\n",
    "\n",
    ".",
    "…",
    "(",
    ")",
    ",",
    "%",
    "$",
    "€",
    "1",
    "12",
    "2024",
    "99999999999999999999",
    "-",
    "/",
    ":",
    "st",
    " million ",
    "of ",
    "last ",
    "a week ",
    "é",
    "İ",
    "ß",
    "ﬀ",
    "中",
    "\u{301}",
    "\u{200d}",
    "'s ",
    " the ",
    " said ",
    " he ",
    " who ",
    " and ",
    "one in ",
    "half ",
    "per cent",
    " May ",
    " Monday",
    "years ",
    " later",
    "0",
    "0000-00-00",
    "31 February ",
    "«",
    "»",
    "FY",
    "Q4",
    "1e9",
    "٣",
    "②",
    " told",
];

/// An edit: what is done, where, over how many letters, with what.
type Edit = (u8, usize, usize, usize);

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for &(what, at, over, with) in edits {
        let at = at % (letters.len() + 1);
        let to = (at + over).min(letters.len());
        match what {
            0 => drop(letters.drain(at..to)),
            1 => letters.truncate(at.max(40)),
            2 => {
                let again = letters[at..to].to_vec();
                let to = with % (letters.len() + 1);
                letters.splice(to..to, again);
            }
            3 => {
                for letter in &mut letters[at..to] {
                    *letter = letter.to_uppercase().next().unwrap_or(*letter);
                }
            }
            4 => {
                let other = &texts()[with % texts().len()];
                let some = other.chars().skip(at).take(over * 4).collect::<Vec<_>>();
                letters.splice(at..at, some);
            }
            _ => drop(letters.splice(at..at, BITS[with % BITS.len()].chars())),
        }
    }
    letters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]
    #[test]
    fn marks_hold_on_texts_torn_and_mixed(
        which in 0_usize..100,
        from in 0_usize..4000,
        edits in proptest::collection::vec((0_u8..9, 0_usize..3000, 0_usize..60, 0_usize..4000), 1..40),
        dated in any::<bool>(),
    ) {
        let text = &texts()[which % texts().len()];
        let some: String = text.chars().skip(from % 2000).take(2500).collect();
        holds(&edited(&some, &edits), dated.then_some("2025-03-04"))?;
    }
}
