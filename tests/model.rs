//! Moments, grades and markings through their public doors.

use briefing::model::{
    Anchor, ArticleId, ClipKey, Day, Document, Grade, Kind, Moment, Placed, Precision, Span, Tlp,
};
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

#[test]
fn moments_are_read_and_shown_at_their_true_precision() {
    for (value, first, last, precision, shown) in [
        ("2024", "2024-01-01", "2024-12-31", Precision::Year, "2024"),
        (
            "2024-02",
            "2024-02-01",
            "2024-02-29",
            Precision::Month,
            "2024-02",
        ),
        (
            "2023-02",
            "2023-02-01",
            "2023-02-28",
            Precision::Month,
            "2023-02",
        ),
        (
            "2024-09-05",
            "2024-09-05",
            "2024-09-05",
            Precision::Day,
            "2024-09-05",
        ),
        (
            "2024-09-05T14:30",
            "2024-09-05",
            "2024-09-05",
            Precision::Day,
            "2024-09-05",
        ),
        (
            "2024-09-05TMO",
            "2024-09-05",
            "2024-09-05",
            Precision::Day,
            "2024-09-05",
        ),
        (
            "2024-W16",
            "2024-04-15",
            "2024-04-21",
            Precision::Week,
            "week of 2024-04-15",
        ),
        (
            "2024-Q3",
            "2024-07-01",
            "2024-09-30",
            Precision::Quarter,
            "2024 Q3",
        ),
        (
            "2024-H2",
            "2024-07-01",
            "2024-12-31",
            Precision::Half,
            "2024 H2",
        ),
        (
            "2024-SU",
            "2024-06-01",
            "2024-08-31",
            Precision::Season,
            "summer 2024",
        ),
        (
            "2024-WI",
            "2024-12-01",
            "2025-02-28",
            Precision::Season,
            "winter 2024–25",
        ),
        (
            "199",
            "1990-01-01",
            "1999-12-31",
            Precision::Decade,
            "1990s",
        ),
        (
            "19",
            "1900-01-01",
            "1999-12-31",
            Precision::Century,
            "1900s",
        ),
        (
            "2022/2023",
            "2022-01-01",
            "2023-12-31",
            Precision::Range,
            "2022–2023",
        ),
        (
            "2024-03/2024-05",
            "2024-03-01",
            "2024-05-31",
            Precision::Range,
            "Mar–May 2024",
        ),
    ] {
        let moment = Moment::parse(value).unwrap_or_else(|| panic!("{value} is a date"));
        assert_eq!(
            (
                moment.first.to_string().as_str(),
                moment.last.to_string().as_str(),
                moment.precision
            ),
            (first, last, precision),
            "{value}"
        );
        assert_eq!(moment.to_string(), shown, "{value}");
    }
}

#[test]
fn what_is_no_calendar_date_is_no_moment() {
    for value in [
        "",
        "P10Y",
        "PRESENT_REF",
        "XXXX-09",
        "2024-13",
        "2024-02-30",
        "2024-00",
        "2024-W54",
        "2024-X",
        "ünï",
        "2024/2020",
    ] {
        assert_eq!(Moment::parse(value), None, "{value}");
    }
}

#[test]
fn grades_and_markings_read_what_they_write() {
    for code in ["A1", "B2", "C3", "D4", "E5", "F6"] {
        assert_eq!(Grade::parse(code).map(Grade::code).as_deref(), Some(code));
    }
    assert_eq!(Grade::parse("b").map(Grade::code).as_deref(), Some("B6"));
    assert_eq!(Grade::parse("G7"), None);
    for tlp in [
        Tlp::Clear,
        Tlp::Green,
        Tlp::Amber,
        Tlp::AmberStrict,
        Tlp::Red,
    ] {
        assert_eq!(Tlp::parse(tlp.as_str()), Some(tlp));
    }
    assert_eq!(Tlp::parse("white"), Some(Tlp::Clear));
    assert_eq!(Tlp::parse("secret"), None);
    assert!(
        Kind::ALL
            .into_iter()
            .all(|kind| Kind::parse(kind.as_str()) == Some(kind))
    );
}

proptest! {
    #[test]
    fn a_day_is_the_day_of_its_date(days in -800_000..800_000_i32) {
        let (year, month, day) = Day(days).civil();
        prop_assert_eq!(Day::new(year, month, day), Day(days));
        prop_assert_eq!(Day(days + 1).weekday(), (Day(days).weekday() + 1) % 7);
    }

    #[test]
    fn no_value_is_a_crash(value in "\\PC{0,24}") {
        if let Some(moment) = Moment::parse(&value) {
            prop_assert!(moment.first <= moment.last);
            prop_assert!(!moment.to_string().is_empty());
        }
    }
}

fn anchor(text: &str, quoted: &str) -> Anchor {
    let at = text.find(quoted).expect("the words stand there");
    let document = Document {
        text: text.to_owned(),
        sha256: "ab".repeat(32),
        ..Document::default()
    };
    Anchor::new(ArticleId(1), &document, Span::new(at, at + quoted.len()))
}

/// What became of a passage when its article was changed.
#[test]
fn an_anchor_finds_its_passage_again_or_says_that_it_is_lost() {
    const TEXT: &str = "The ministry spoke on Monday. It said that 12 people were arrested in two \
        cities. Nobody was named.\n\nThe embassy denied it. “We know nothing of this,” it said. \
        The ministry spoke on Monday evening again. 外交部发言人否认有关指控。";
    let long = "It said that 12 people were arrested in two cities.";
    for (quoted, now, expected) in [
        (long, TEXT.to_owned(), "here"),
        (long, format!("Updated.\n\n{TEXT}"), "moved"),
        (long, TEXT.replace("12 people", "15 men"), "changed"),
        // A figure alone, told by what stands around it.
        (
            "12 people",
            TEXT.replace("12 people", "15 people"),
            "changed",
        ),
        (long, TEXT.replace(long, ""), "lost"),
        (
            "12 people",
            "12 people came to the opening.".to_owned(),
            "lost",
        ),
        // The second of two alike stays the second.
        (
            "The ministry spoke on Monday evening",
            format!("The ministry spoke on Monday. {TEXT}"),
            "moved",
        ),
        (
            "外交部发言人否认有关指控",
            TEXT.replace("否认有关", "否认了有关"),
            "changed",
        ),
        (TEXT, TEXT.to_owned(), "here"),
        (long, String::new(), "lost"),
    ] {
        let anchor = anchor(TEXT, quoted);
        let placed = anchor.find(&now);
        let words = placed.span().map(|span| span.of(&now));
        let found = match placed {
            Placed::Here(_) => "here",
            Placed::Moved(_) => "moved",
            Placed::Changed(_) => "changed",
            Placed::Lost => "lost",
        };
        assert_eq!(found, expected, "{quoted} in {now}");
        match placed {
            Placed::Here(_) | Placed::Moved(_) => assert_eq!(words, Some(quoted)),
            Placed::Changed(_) => {
                let words = words.expect("a span");
                let alike = words.len().abs_diff(quoted.len()) < 12;
                assert!(alike, "{quoted:?} became {words:?}");
            }
            Placed::Lost => {}
        }
    }
}

#[test]
fn a_clip_has_the_same_key_wherever_it_is_made() {
    let text = "One sentence. Another sentence.";
    let (one, other) = (
        anchor(text, "One sentence."),
        anchor(text, "Another sentence."),
    );
    let elsewhere = Anchor {
        article: ArticleId(77),
        ..one.clone()
    };
    assert_eq!(ClipKey::of(&one), ClipKey::of(&elsewhere));
    assert_ne!(ClipKey::of(&one), ClipKey::of(&other));
    assert_eq!(ClipKey::of(&one).as_str().len(), 16);
}

proptest! {
    /// Whatever is put in, taken out or changed around a passage, it is found letter by letter;
    /// with one word in six of its own changed, what became of it is.
    #[test]
    fn anchors_survive_edits(
        words in proptest::collection::vec("[a-zé]{1,9}", 40..120),
        from in 0_usize..1000,
        long in 6_usize..20,
        edits in proptest::collection::vec((0_usize..1000, 0_u8..3, "[A-Z]{2,8}"), 0..12),
        inner in proptest::collection::vec((0_usize..1000, "[A-Z]{2,8}"), 0..2),
    ) {
        let from = from % (words.len() - long);
        let quoted = words[from..from + long].join(" ");
        let text = words.join(" ");
        let start = words[..from].iter().map(|word| word.len() + 1).sum::<usize>();
        let document = Document { text, ..Document::default() };
        let span = Span::new(start, start + quoted.len());
        let anchor = Anchor::new(ArticleId(1), &document, span);
        prop_assert_eq!(&anchor.exact, &quoted);
        prop_assert_eq!(anchor.find(&document.text), Placed::Here(span));
        let mut before = words[..from].to_vec();
        let mut after = words[from + long..].to_vec();
        for (place, what, word) in edits {
            let side = if place % 2 == 0 { &mut before } else { &mut after };
            let at = place / 2 % (side.len() + 1);
            match what {
                0 => side.insert(at, word),
                1 if at < side.len() => { side.remove(at); }
                _ if at < side.len() => side[at] = word,
                _ => {}
            }
        }
        let around = |middle: &str| {
            let all = [before.join(" "), middle.to_owned(), after.join(" ")];
            all.join(" ")
        };
        let now = around(&quoted);
        let placed = anchor.find(&now).span().map(|span| span.of(&now).to_owned());
        prop_assert_eq!(placed, Some(quoted.clone()));
        let mut changed: Vec<String> = words[from..from + long].to_vec();
        for (place, word) in inner {
            changed[place % long] = word;
        }
        let now = around(&changed.join(" "));
        let at = before.join(" ").len() + 1;
        let region = Span::new(at, at + changed.join(" ").len());
        let placed = anchor.find(&now).span();
        prop_assert!(placed.is_some_and(|found| found.overlaps(region)), "{placed:?} for {region:?}");
        prop_assert_eq!(anchor.find("0 1 2 3 4 5 6 7 8 9"), Placed::Lost);
    }

    #[test]
    fn anchors_never_panic(text in "\\PC{0,80}", other in "\\PC{0,80}", a in 0_usize..80, b in 0_usize..80) {
        let border = |at: usize| text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
        let span = Span::new(border(a.min(b)), border(a.max(b)));
        let document = Document { text: text.clone(), ..Document::default() };
        let anchor = Anchor::new(ArticleId(1), &document, span);
        let placed = anchor.find(&other);
        if let Some(span) = placed.span() {
            prop_assert!(other.get(span.range()).is_some());
        }
    }
}
