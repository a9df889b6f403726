//! Strings through the door of `text`.

use briefing::text::{
    CharOffsets, Folded, TokenKind, fit, fold, sanitise, sanitise_line, sentences, slug, snippet,
    tokens, truncate, width, wrap, wrap_preformatted,
};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

/// Tokens joined by `|`; numbers carry `#` before them.
fn cut(text: &str) -> String {
    tokens(text)
        .iter()
        .map(|t| match t.kind {
            TokenKind::Number => format!("#{}", t.span.of(text)),
            _ => t.span.of(text).to_owned(),
        })
        .collect::<Vec<_>>()
        .join("|")
}

#[test]
fn words_numbers_and_signs() {
    for (text, expected) in [
        ("", ""),
        ("The MSS hacked it.", "The|MSS|hacked|it|."),
        ("China's U.S. spies’ aims", "China|'s|U.S.|spies|’|aims"),
        ("O'Brien didn’t say", "O'Brien|didn’t|say"),
        (
            "260,000 devices, 3.5 or 1.5m",
            "#260,000|devices|,|#3.5|or|1.5m",
        ),
        ("in 2024, 300 died", "in|#2024|,|#300|died"),
        ("the 1990s, 3rd, 5G", "the|1990s|,|3rd|,|5G"),
        ("2019-2020, 10-year-old", "#2019|-|#2020|,|10-year-old"),
        ("2024-09-05", "#2024|-|#09|-|#05"),
        ("CVE-2021-44228 and APT41", "CVE-2021-44228|and|APT41"),
        ("AT&T and R&D & co", "AT&T|and|R&D|&|co"),
        ("Gen. Li of I-Soon Ltd.", "Gen.|Li|of|I-Soon|Ltd."),
        ("J. Edgar Hoover", "J.|Edgar|Hoover"),
        ("Washington, D.C., in", "Washington|,|D.C.|,|in"),
        ("e.g. at 5 p.m. today", "e.g.|at|#5|p.m.|today"),
        (
            "J.R.R.Tolkien, St.Petersburg",
            "J.R.R.|Tolkien|,|St.|Petersburg",
        ),
        ("a Ph.D. from MIT", "a|Ph.D.|from|MIT"),
        ("investigators.Former spies", "investigators|.|Former|spies"),
        ("Booking.com fell", "Booking.com|fell"),
        ("No. 3 said no.", "No.|#3|said|no|."),
        ("Sept. 5, and Sept.", "Sept.|#5|,|and|Sept|."),
        ("U.S.-based F-16s", "U.S.|-|based|F-16s"),
        ("“Five Eyes”’s aim", "“|Five|Eyes|”|’s|aim"),
        ("'s-Hertogenbosch", "'|s-Hertogenbosch"),
        ("$1.2 billion (10%)", "$|#1.2|billion|(|#10|%|)"),
        ("国家安全部 said", "国家安全部|said"),
        ("Élysée Ł. Wałęsa МВД", "Élysée|Ł.|Wałęsa|МВД"),
        ("don't—ever…", "don't|—|ever|…"),
        ("1,2,3 and 1,234,567.89", "#1|,|#2|,|#3|and|#1,234,567.89"),
        ("192.168.1.1", "#192.168.1.1"),
        ("FBI's", "FBI|'s"),
        ("'quoted'", "'|quoted|'"),
    ] {
        assert_eq!(cut(text), expected, "{text:?}");
    }
}

fn split(text: &str) -> Vec<&str> {
    sentences(text).iter().map(|s| s.of(text)).collect()
}

/// `|` in the pattern is where a sentence ends; the text is the pattern without it.
#[test]
fn sentences_end_where_they_end() {
    for pattern in [
        "He came. |She left.",
        "The U.S. Congress met Gen. Li. |He said no.",
        "They live in the U.S. |The law is old.",
        "At 5 p.m. Monday it rained. |At 6 p.m. |He slept.",
        "Mr. J. Edgar Hoover, Jr. was there. |So was Dr. Wu.",
        "“This is it.” |He said so.",
        "“Why?” he asked. |Nobody knew.",
        "“Why?” Smith asked. |Nobody knew.",
        "Is it true? |Yes! |It is.",
        "It cost 3.5 million. |Then 260,000 came.",
        "See No. 5 of the list. |It said No. |Then it ended.",
        "Well ... maybe. |Wait… |Then he left.",
        "for investigators.|Former New York staff left.",
        "He used Node.Js and Booking.com. |It worked.",
        "“The end.”|“The start.”",
        "It was so.[12] |The next came.[3][4] |Last.",
        "Apple Inc. said so. |Huawei Technologies Co., Ltd. denied it.",
        "Firms such as Apple Inc. |The law forbids it.",
        "On Sept. 5 he left. |In Sept. |He came back.",
        "He met al-Qaeda. |al-Shabaab denied it.",
        "(He left.) |She stayed.",
        "Plan B. |The rest is silence.",
        "Pierre M. was sent. |Pierre M.’s case is known.",
        "1. Introduction to it. |2. The end.",
        "In 2024. |He won.",
        "他来了。|她走了。",
        "Title\n\n|The first line\nand the second. |Then more.",
        "- one thing\n|- another thing\n|- a third",
        "e.g. Huawei and i.e. ZTE did. |Others did not.",
        "The P.R.C. government is. |It was.",
        "Maj. Gen. Wu and Lt. Col. Li met. |They ate.",
        "“We don’t know.” |As tensions mount, it goes.",
    ] {
        let text = pattern.replace('|', "");
        let expected: Vec<&str> = pattern.split('|').map(str::trim).collect();
        assert_eq!(split(&text), expected, "{pattern:?}");
    }
}

#[test]
fn words_without_an_end_take_no_longer_than_others() {
    let names = "ab.Cd.".repeat(50_000);
    assert_eq!(sentences(&names).len(), 1);
    let dots = ". ".repeat(100_000);
    assert!(!sentences(&dots).is_empty());
    let groups = format!("{}111", "111,".repeat(50_000));
    assert_eq!(tokens(&groups).len(), 1);
    assert_eq!(cut("x1,000 12,345,678"), "x1|,|#000|#12,345,678");
}

#[test]
fn a_line_set_on_purpose_ends_a_sentence() {
    let long = "word ".repeat(40);
    let text = format!("A headline\n{long}\n{long}");
    assert_eq!(split(&text).len(), 3);
    let wrapped = "This text was broken at a narrow\nmeasure by the program that sent\nit. Nothing \
                   else happened here.";
    assert_eq!(split(wrapped).len(), 2);
}

#[test]
fn sanitising_takes_out_what_fools_a_terminal() {
    for (input, expected) in [
        ("plain text\n", "plain text\n"),
        ("a\x1b[31mred\x1b[0m", "ared"),
        ("a\x1b]0;title\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\x1b]never ended\nnext", "a\nnext"),
        ("a\x1bPq#0\x1b\\b\u{9b}5mc\u{9d}0;x\u{9c}d", "abcd"),
        ("\x1b(Bx\x1b=y\x1bcz", "xyz"),
        ("a\tb", "a    b"),
        ("a\r\nb\rc\u{85}d\u{2028}e\u{2029}f", "a\nb\nc\nd\ne\nf"),
        ("a\u{0}b\u{7f}c\u{8}d", "abcd"),
        (
            "\u{202e}gpj.exe\u{2066}x\u{2069}\u{200e}\u{61c}\u{feff}\u{200b}",
            "gpj.exex",
        ),
        ("tag\u{e0041}\u{e007f}ged", "tagged"),
        ("pay\u{200d}pal", "paypal"),
        ("👩\u{200d}💻", "👩\u{200d}💻"),
        ("می\u{200c}خواهم", "می\u{200c}خواهم"),
    ] {
        assert_eq!(sanitise(input).0, expected, "{input:?}");
    }
    let zalgo = format!("e{}x", "\u{301}".repeat(50));
    let (out, removed) = sanitise(&zalgo);
    assert_eq!((out.chars().count(), removed.marks), (10, 42));
    let (_, removed) = sanitise("\x1b[1m\u{0}\u{202e}");
    assert_eq!(
        (removed.escapes, removed.controls, removed.invisible),
        (1, 1, 1)
    );
    assert_eq!(sanitise_line("  a\n\tb\u{a0} c\x1b[2J "), "a b c");
}

#[test]
fn folding_keeps_the_way_back() {
    for (text, expected) in [
        ("Élysée", "elysee"),
        ("STRASSE straße", "strasse strasse"),
        ("Wałęsa Ørsted İstanbul ıæ", "walesa orsted istanbul iae"),
        ("МВД", "мвд"),
        ("O’Brien ﬁn", "o'brien fin"),
    ] {
        assert_eq!(fold(text), expected, "{text:?}");
        assert_eq!(Folded::new(text).text, expected);
    }
    let folded = Folded::new("Éß!");
    assert_eq!(folded.sources, [0, 2, 2, 4]);
    assert_eq!(folded.source(9), None);
    for (text, expected) in [
        ("Ministry of State Security", "ministry-of-state-security"),
        ("  O'Brien & Söhne (GmbH) ", "obrien-sohne-gmbh"),
        ("МВД", "u43c-u432-u434"),
        ("", ""),
    ] {
        assert_eq!(slug(text), expected, "{text:?}");
    }
}

#[test]
fn widths_and_cuts() {
    for (text, expected) in [("abc", 3), ("国家", 4), ("é", 1), ("👩\u{200d}💻", 2)] {
        assert_eq!(width(text), expected, "{text:?}");
    }
    assert_eq!(truncate("abcdef", 6), "abcdef");
    assert_eq!(truncate("abcdefg", 6), "abcde…");
    assert_eq!(truncate("国家安全部", 6), "国家…");
    assert_eq!(truncate("abc", 0), "");
    assert_eq!(&"国家安"[..fit("国家安", 5)], "国家");
}

#[test]
fn snippets_show_the_place() {
    let text = "The long beginning of a sentence about the MSS and what it did in the years after.";
    let at = text.find("MSS").unwrap();
    let shown = snippet(text, at..at + 3, 30);
    assert_eq!(shown.text, "…the MSS and what it…");
    assert_eq!(&shown.text[shown.mark.clone()], "MSS");
    assert_eq!(snippet("MSS", 0..3, 30).text, "MSS");
    assert_eq!(snippet("a\nMSS\nb", 2..5, 30).text, "a MSS b");
    assert_eq!(snippet("the Ministry", 4..12, 5).text, "Mini…");
}

#[test]
fn offsets_become_counts_of_characters() {
    let text = "aé国👩".repeat(200);
    let offsets = CharOffsets::new(&text);
    for (count, (at, _)) in text.char_indices().enumerate() {
        assert_eq!(offsets.at(at), count);
    }
    assert_eq!(offsets.at(text.len()), 800);
    assert_eq!(offsets.at(usize::MAX), 800);
    assert_eq!(CharOffsets::new("abc").at(2), 2);
    let even = "é".repeat(128);
    assert_eq!(CharOffsets::new(&even).at(256), 128);
}

#[test]
fn wrapping_is_even_and_cuts_what_is_too_long() {
    let lines = |text: &str, columns| {
        wrap(text, columns)
            .into_iter()
            .map(|r| text[r].to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("", 10), [""]);
    assert_eq!(lines("aaa bb cc ddddd", 6), ["aaa", "bb cc", "ddddd"]);
    assert_eq!(lines("a\n\nb", 6), ["a", "", "b"]);
    assert_eq!(lines("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
    assert_eq!(lines("国家安全部", 5), ["国家", "安全", "部"]);
    assert_eq!(lines("state-sponsored", 10), ["state-", "sponsored"]);
    let url = format!("see {}", "x".repeat(78));
    assert_eq!(
        wrap(&url, 79).len(),
        2,
        "a wide gap is better than a line too wide"
    );
    let text = "  keep  this\nabcdef";
    let kept: Vec<_> = wrap_preformatted(text, 5)
        .into_iter()
        .map(|r| &text[r])
        .collect();
    assert_eq!(kept, ["  kee", "p  th", "is", "abcde", "f"]);
}

fn prose() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-zA-Z]{1,12}[.,!?]?",
        1 => "[a-z]{1,6}-[a-z]{1,6}",
        1 => "[国家安全部情報]{1,9}。?",
        1 => Just("👩\u{200d}💻🇩🇪e\u{301}".to_owned()),
        1 => "\\PC{1,5}",
        1 => "[a-z]{30,60}",
    ];
    let gap = prop_oneof![6 => Just(" "), 1 => Just("  "), 1 => Just("\n"), 1 => Just("\n\n")];
    proptest::collection::vec((word, gap), 0..60).prop_map(|parts| {
        parts
            .into_iter()
            .flat_map(|(w, g)| [w, g.to_owned()])
            .collect()
    })
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

proptest! {
    #[test]
    fn wrapping_loses_no_word_and_fits(text in prose(), columns in 2_usize..90) {
        for ranges in [wrap(&text, columns), wrap_preformatted(&text, columns)] {
            let mut at = 0;
            let mut seen = String::new();
            for range in ranges {
                prop_assert!(range.start >= at && range.end >= range.start);
                at = range.end;
                let line = &text[range];
                prop_assert!(!line.contains('\n'));
                prop_assert!(width(line) <= columns || line.graphemes(true).count() == 1, "{line:?}");
                seen.push_str(line);
            }
            prop_assert_eq!(dense(&seen), dense(&text));
        }
    }

    #[test]
    fn sentences_cover_all_letters(text in prose()) {
        let mut at = 0;
        let mut seen = String::new();
        for span in sentences(&text) {
            let part = span.of(&text);
            prop_assert!(span.start as usize >= at && !part.is_empty());
            prop_assert!(part == part.trim() && !part.contains("\n\n"));
            at = span.end as usize;
            seen.push_str(part);
        }
        prop_assert_eq!(dense(&seen), dense(&text));
    }

    #[test]
    fn tokens_cover_all_letters(text in "\\PC{0,80}|[a-zA-Z0-9.,'’&_ -]{0,60}") {
        let mut at = 0;
        let mut seen = String::new();
        for token in tokens(&text) {
            prop_assert!(token.span.start as usize >= at && !token.span.is_empty());
            at = token.span.end as usize;
            seen.push_str(token.span.of(&text));
        }
        prop_assert_eq!(dense(&seen), dense(&text));
    }

    #[test]
    fn sanitising_twice_changes_nothing(
        text in "(\\PC|[\\x00-\\x1f\\x7f-\\u{9f}]|[\\u{200b}-\\u{206f}]|[\\u{300}-\\u{36f}]|\\[|m|👩|\\u{e0041}){0,60}"
    ) {
        let (once, _) = sanitise(&text);
        let (twice, removed) = sanitise(&once);
        prop_assert_eq!(&once, &twice);
        prop_assert_eq!(removed.total(), 0);
        prop_assert!(once.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(!sanitise_line(&text).contains('\n'));
    }

    #[test]
    fn folding_maps_every_character(text in "\\PC{0,40}") {
        let folded = Folded::new(&text);
        prop_assert_eq!(&folded.text, &fold(&text));
        prop_assert_eq!(folded.sources.len(), folded.text.chars().count());
        prop_assert!(folded.sources.is_sorted());
        prop_assert!(folded.sources.iter().all(|at| text.is_char_boundary(*at as usize)));
        prop_assert!(slug(&text).bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-')));
    }

    #[test]
    fn snippets_fit_and_hold_the_mark(text in prose(), from in 0_usize..200, len in 0_usize..20, columns in 1_usize..60) {
        let shown = snippet(&text, from..from + len, columns);
        prop_assert!(width(&shown.text) <= columns, "{:?}", shown);
        prop_assert!(!shown.text.contains('\n'));
        prop_assert!(shown.text.get(shown.mark).is_some());
        prop_assert!(width(&truncate(&text.replace('\n', " "), columns)) <= columns);
    }
}
