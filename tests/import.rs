//! Documents through the door of `import`.

// What is not there is the failure.
#![allow(clippy::unwrap_used)]

use briefing::import::{Batch, Cleaning, Given, Limits, Manifest, read, sample, walk};
use briefing::model::{Basis, BlockKind, Document, Reason};
use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::PathBuf;

fn one(name: &str, text: &str) -> Document {
    let Batch {
        documents, skipped, ..
    } = read(name, text.as_bytes(), None, &Given::default());
    assert_eq!(skipped, [], "{name}");
    documents.into_iter().next().expect("one document")
}

/// Title, authors, date and their bases; each block's kind, beginning and end; what was dropped.
fn outline(document: &Document) -> String {
    let mut out = String::new();
    let meta = &document.meta;
    if let Some(title) = &meta.title {
        writeln!(out, "title ({:?}): {}", title.basis, title.value).unwrap();
    }
    if let Some(authors) = &meta.authors {
        writeln!(
            out,
            "authors ({:?}): {}",
            authors.basis,
            authors.value.join(" | ")
        )
        .unwrap();
    }
    if let Some(date) = &meta.published {
        writeln!(
            out,
            "published ({:?}): {} = {}",
            date.basis, date.value, date.moment
        )
        .unwrap();
    }
    if let Some(language) = &meta.language {
        writeln!(out, "language: {}", language.value).unwrap();
    }
    for block in &document.blocks {
        let text = document.slice(block.span);
        let kind = match block.kind {
            BlockKind::Paragraph => "p".to_owned(),
            other => format!("{other:?}"),
        };
        let count = text.chars().count();
        if count <= 80 {
            writeln!(out, "{kind}: {text}").unwrap();
        } else {
            let head: String = text.chars().take(40).collect();
            let tail: String = text.chars().skip(count - 30).collect();
            writeln!(out, "{kind}: {head} … {tail}").unwrap();
        }
    }
    for dropped in &document.dropped {
        writeln!(out, "- {:?}: {}", dropped.reason, dropped.text).unwrap();
    }
    out
}

/// The sample corpus as a careful reader would set it, reviewed by eye.
#[test]
fn the_sample_corpus() {
    let outlines: Vec<String> = sample()
        .iter()
        .map(|document| format!("=== {}\n{}", document.id, outline(document)))
        .collect();
    let expected = include_str!("fixtures/sample.txt");
    let found = outlines.join("");
    for (found, expected) in found.lines().zip(expected.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.lines().count(), expected.lines().count());
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_letter_of_the_sample_is_kept_or_listed() {
    for document in sample() {
        let path = format!("seeds/{}.txt", document.id);
        let source = std::fs::read_to_string(path).unwrap();
        let mut letters: Vec<char> = dense(&source).chars().collect();
        let kept = document.dropped.iter().map(|d| d.text.as_str());
        let mut seen: Vec<char> = kept
            .chain([document.text.as_str()])
            .flat_map(|text| dense(text).chars().collect::<Vec<_>>())
            .collect();
        letters.sort_unstable();
        seen.sort_unstable();
        assert_eq!(letters, seen, "{}", document.id);
    }
}

const BODY: &str =
    "The ministry said on Monday that two officers had been expelled from the embassy.";
const MORE: &str =
    "Officials in the capital did not comment on the report, which they called invented.";

/// What stands around an article goes with the reason given, and only that goes.
#[test]
fn what_is_not_the_article() {
    use Reason::{
        Advert, Byline, Caption, Comments, Copyright, Counter, Credit, Dateline, Disclaimer,
        EditorLabel, Navigation, RelatedLinks,
    };
    for (before, after, expected) in [
        (
            "Skip to content\n\nHome > World > Asia",
            "",
            vec![Navigation, Navigation],
        ),
        (
            "Menu\nSearch",
            "Back to top",
            vec![Navigation, Navigation, Navigation],
        ),
        ("By Ann Lee", "", vec![Byline]),
        (
            "By Ann Lee and Bo Wu in Geneva | 3 October 2024 | 5 min read",
            "",
            vec![Byline],
        ),
        ("October 3, 2024", "", vec![Dateline]),
        ("Published on 3 Oct 2024", "", vec![Dateline]),
        ("Foto del escritor: Ana RuizAna Ruiz", "", vec![EditorLabel]),
        ("5 min read", "1.2K views3 comments", vec![Counter, Counter]),
        (
            "Share on Facebook",
            "Facebook Twitter WhatsApp",
            vec![Counter, Counter],
        ),
        ("", "0 comments\n\nLeave a Comment", vec![Counter, Comments]),
        ("", "Laisser un commentaire", vec![Comments]),
        (
            "ADVERTISEMENT",
            "🔥 Join our trading channel and claim a bonus!",
            vec![Advert, Advert],
        ),
        (
            "",
            "Sign up for our newsletter and get it in your inbox.",
            vec![Advert],
        ),
        ("", "Disclaimer: nothing here is advice.", vec![Disclaimer]),
        (
            "",
            "The views expressed in this article are those of the author.",
            vec![Disclaimer],
        ),
        (
            "",
            "© 2024 The Paper. All rights reserved.",
            vec![Copyright],
        ),
        ("", "Tutti i diritti riservati", vec![Copyright]),
        ("", "Source: Agencies", vec![Credit]),
        (
            "Photo: Reuters",
            "Reporting by A. Lee; editing by B. Wu",
            vec![Credit, Credit],
        ),
        (
            "Image: a soldier stands before the gate of the old ministry",
            "",
            vec![Caption],
        ),
        ("", "Read more: Spies at the embassy", vec![RelatedLinks]),
        (
            "",
            "Related articles\n\nSpies at the embassy\n\nA court decides",
            vec![RelatedLinks, RelatedLinks, RelatedLinks],
        ),
        (
            "",
            "We use cookies to improve your visit. Accept all",
            vec![Navigation],
        ),
    ] {
        let text = format!("{before}\n\n{BODY}\n\n{MORE}\n\n{after}\n");
        let document = one("a.txt", &text);
        assert_eq!(
            document.text,
            format!("{BODY}\n\n{MORE}"),
            "{before:?} {after:?}"
        );
        let reasons: Vec<Reason> = document.dropped.iter().map(|d| d.reason).collect();
        assert_eq!(reasons, expected, "{before:?} {after:?}");
    }
}

/// Sentences that resemble what goes are kept.
#[test]
fn no_sentence_of_an_article_is_lost() {
    for line in [
        "He said the home page was searched, and the search went on for months in silence.",
        "“Subscribe to our channel and start trading,” the agent wrote to his two victims.",
        "By Tuesday the ministry had expelled all the officers it had named in the note.",
        "Share prices fell by 3% after 13 comments by the minister on the views of the bank.",
        "All rights reserved to the state were listed in the treaty that both sides signed then.",
        "Comments by the minister were met with silence in the hall that evening in Geneva.",
        "Source code was stolen.",
        "“The scale is breathtaking,” he warned.",
        "The cookies they use were never found, he told reporters on the way to the court.",
        "Advertisement revenue fell in that year by a third, the group said in its own report.",
        "BEIJING - The talks ended.",
        "In 2024, 300 views were heard.",
    ] {
        let text = format!("{BODY}\n\n{line}\n\n{MORE}\n");
        let document = one("a.txt", &text);
        assert!(
            document.text.contains(line),
            "{line:?} {:?}",
            document.dropped
        );
    }
}

#[test]
fn titles_come_from_the_best_source() {
    let body = format!("{BODY}\n\n{MORE}\n");
    for (name, head, title, basis) in [
        (
            "a.txt",
            "Two officers expelled\n\n",
            "Two officers expelled",
            Basis::Text,
        ),
        (
            "a.txt",
            "Who spies on whom?\n\n",
            "Who spies on whom?",
            Basis::Text,
        ),
        (
            "a.txt",
            "Title: The expulsion\nDate: 2024-10-03\n\n",
            "The expulsion",
            Basis::FrontMatter,
        ),
        (
            "a.md",
            "---\ntitle: \"The expulsion\"\n---\n\n",
            "The expulsion",
            Basis::FrontMatter,
        ),
        (
            "a.md",
            "# Two *officers* expelled\n\n",
            "Two officers expelled",
            Basis::Text,
        ),
        (
            "a.md",
            "Two officers expelled\n=====================\n\n",
            "Two officers expelled",
            Basis::Text,
        ),
        (
            "a.txt",
            "",
            "The ministry said on Monday that two officers had been expelled from the embassy",
            Basis::Derived,
        ),
        ("a.txt", "It was late.\n\n", "It was late", Basis::Derived),
    ] {
        let document = one(name, &format!("{head}{body}"));
        let found = document.meta.title.clone().expect("a title");
        assert_eq!(
            (found.value.as_str(), found.basis),
            (title, basis),
            "{head:?}"
        );
        assert!(document.text.ends_with(MORE));
    }
}

#[test]
fn a_long_first_sentence_is_cut_at_a_clause() {
    let text = "WASHINGTON (AP) — Two men who worked for the embassy were arrested on Monday, \
                after a search that had gone on for three months in four countries. More came.";
    let document = one("a.txt", text);
    assert_eq!(
        document.title(),
        "Two men who worked for the embassy were arrested on Monday"
    );
}

#[test]
fn front_matter_is_read() {
    let text = format!(
        "---\ntitle: 'Spies: a list'\nauthors:\n  - Ann Lee\n  - Bo Wu\ndate: 2024-10-03\n\
         source: The Paper\nurl: https://example.org/a\nlang: en-GB\ntags: [a, b]\n---\n\n{BODY}\n"
    );
    for name in ["a.md", "a.txt"] {
        let meta = one(name, &text).meta;
        assert_eq!(meta.title.unwrap().value, "Spies: a list");
        assert_eq!(meta.authors.unwrap().value, ["Ann Lee", "Bo Wu"]);
        assert_eq!(meta.published.unwrap().value, "2024-10-03");
        assert_eq!(meta.publisher.unwrap().value, "The Paper");
        assert_eq!(meta.url.unwrap().value, "https://example.org/a");
        assert_eq!(meta.language.unwrap().value, "en");
    }
    let text = format!("---\nTwo rules around prose are none.\n---\n\n{BODY}\n");
    assert!(one("a.txt", &text).text.contains("Two rules around prose"));
}

#[test]
fn authors_are_cut_apart() {
    for (line, expected) in [
        ("By Ann Lee", vec!["Ann Lee"]),
        (
            "by Nicola e Gabriele Iuvinale",
            vec!["Nicola Iuvinale", "Gabriele Iuvinale"],
        ),
        (
            "By Ann Lee, Bo Wu and Cy Ode",
            vec!["Ann Lee", "Bo Wu", "Cy Ode"],
        ),
        ("Written by Ann van der Lee", vec!["Ann van der Lee"]),
        (
            "Writer's picture: Sarah DixonSarah Dixon",
            vec!["Sarah Dixon"],
        ),
        ("Immagine del redattoreAnna Verdi", vec!["Anna Verdi"]),
    ] {
        let document = one("a.txt", &format!("{line}\n\n{BODY}\n\n{MORE}\n"));
        assert_eq!(document.meta.authors.expect(line).value, expected);
    }
}

#[test]
fn dates_of_publication_in_many_hands() {
    for (written, value) in [
        ("October 3, 2024", "2024-10-03"),
        ("3 Oct. 2024", "2024-10-03"),
        ("Thu, 3rd October 2024 10:30 GMT", "2024-10-03"),
        ("3 ottobre 2024", "2024-10-03"),
        ("3. Oktober 2024", "2024-10-03"),
        ("October 2024", "2024-10"),
        ("2024-10-03", "2024-10-03"),
        ("2024-10-03T10:30:00Z", "2024-10-03T10:30:00Z"),
    ] {
        let document = one("a.txt", &format!("{written}\n\n{BODY}\n\n{MORE}\n"));
        assert_eq!(document.meta.published.expect(written).value, value);
    }
}

#[test]
fn a_manifest_wins_and_marks_estimates() {
    let manifest = Manifest::parse(
        br#"[{"path": "a.txt", "title": "Told", "authors": "Ann Lee", "published": "2024-10", "estimated": true}]"#,
    )
    .unwrap();
    let text = format!("Title: Not this\nDate: 2023-01-01\n\n{BODY}\n");
    let batch = read(
        "a.txt",
        text.as_bytes(),
        manifest.entry("a.txt"),
        &Given::default(),
    );
    let meta = &batch.documents[0].meta;
    let title = meta.title.as_ref().unwrap();
    assert_eq!(
        (title.value.as_str(), title.basis),
        ("Told", Basis::Manifest)
    );
    let date = meta.published.as_ref().unwrap();
    assert_eq!(
        (date.value.as_str(), date.estimated, date.basis),
        ("2024-10", true, Basis::Manifest)
    );
    let given = Given {
        published: Some("2022-01-02".to_owned()),
        ..Given::default()
    };
    let batch = read("a.txt", text.as_bytes(), manifest.entry("a.txt"), &given);
    let date = batch.documents[0].meta.published.clone().unwrap();
    assert_eq!(
        (date.value.as_str(), date.estimated, date.basis),
        ("2022-01-02", false, Basis::Given)
    );
    assert!(Manifest::parse(b"{").is_err());
}

#[test]
fn markdown_blocks_are_what_they_are() {
    let text = "# Title here\n\nA paragraph with **bold**, `code`, a [link](http://x.y/z_(a)) \
                and\na second line.\n\n## Part\n\n- one\n- two\n  - nested\n\n1. first\n2. second\n\n\
                > quoted text\n> goes on\n\n```\nlet x = 1;\n  y\n```\n\n![a picture](p.png)\n\n\
                snake_case_name stays, 2 * 3 too.[^1]\n";
    let document = one("a.md", text);
    let blocks: Vec<(BlockKind, &str)> = document
        .blocks
        .iter()
        .map(|block| (block.kind, document.slice(block.span)))
        .collect();
    assert_eq!(document.title(), "Title here");
    assert_eq!(
        blocks,
        [
            (
                BlockKind::Paragraph,
                "A paragraph with bold, code, a link and a second line."
            ),
            (BlockKind::Heading(1), "Part"),
            (BlockKind::Item(0), "one"),
            (BlockKind::Item(0), "two"),
            (BlockKind::Item(1), "nested"),
            (BlockKind::Item(0), "1. first"),
            (BlockKind::Item(0), "2. second"),
            (BlockKind::Quotation, "quoted text goes on"),
            (BlockKind::Preformatted, "let x = 1;\n  y"),
            (BlockKind::Paragraph, "snake_case_name stays, 2 * 3 too."),
        ]
    );
}

/// A line that other white space than blanks stands before was cut within a character.
#[test]
fn markdown_behind_wide_white_space_is_no_code() {
    for line in [
        "   \u{2005}words",
        "\u{3000}\u{3000}words",
        " \u{a0} \u{a0}words",
    ] {
        let batch = read("a.md", line.as_bytes(), None, &Given::default());
        assert_eq!(batch.documents[0].text, "words", "{line:?}");
    }
}

#[test]
fn lines_broken_at_a_measure_are_joined() {
    let text = "A headline of the day\n\nThe ministry said on Monday that two officers had been\n\
                expelled from the embassy in the capital. Officials did not\ncomment on it.\n\n\
                A second paragraph begins here and it goes on for more than\none line of the page.\n\n\
                - one thing\n- another thing\n";
    let document = one("a.txt", text);
    assert_eq!(
        document.text,
        "The ministry said on Monday that two officers had been expelled from the embassy in the \
         capital. Officials did not comment on it.\n\nA second paragraph begins here and it goes \
         on for more than one line of the page.\n\none thing\n\nanother thing"
    );
    assert_eq!(document.blocks[3].kind, BlockKind::Item(0));
}

#[test]
fn encodings_are_told() {
    let text = format!("{BODY}\n\nÉlysée, Śląsk — “quoted”.\n");
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut marked = vec![0xFE, 0xFF];
    marked.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    let mut with_mark = vec![0xEF, 0xBB, 0xBF];
    with_mark.extend(text.as_bytes());
    for bytes in [&wide, &marked, &with_mark] {
        let batch = read("a.txt", bytes, None, &Given::default());
        assert!(
            batch.documents[0]
                .text
                .contains("Élysée, Śląsk — “quoted”.")
        );
    }
    let western: Vec<u8> =
        b"Le pr\xe9sident fran\xe7ais a \xe9t\xe9 re\xe7u \xe0 l'\xc9lys\xe9e.".to_vec();
    let batch = read("a.txt", &western, None, &Given::default());
    assert_eq!(
        batch.documents[0].text,
        "Le président français a été reçu à l'Élysée."
    );
    let broken = b"The caf\xc3\xa9 was d\xc3\xa9j\xc3\xa0 vu by all of th\xffem.";
    let batch = read("a.txt", broken, None, &Given::default());
    assert_eq!(batch.documents[0].removed.undecodable, 1);
    let batch = read(
        "a.txt",
        b"\x7fELF\x00\x01\x02\x00\x00\x01\x02\x03",
        None,
        &Given::default(),
    );
    assert_eq!(batch.skipped[0].reason, "not text");
}

#[test]
fn raw_text_is_the_input() {
    let text = format!("top of page\n\n{BODY}\t x\n\n\n0 comments\n");
    let given = Given {
        cleaning: Cleaning::Raw,
        ..Given::default()
    };
    let document = &read("a.txt", text.as_bytes(), None, &given).documents[0];
    assert_eq!(document.text, text);
    assert_eq!(document.dropped, []);
    assert_eq!(document.blocks.len(), 3);
    let record = format!("{}\n", serde_json::json!({"id": 7, "text": text}));
    let document = &read("a.jsonl", record.as_bytes(), None, &given).documents[0];
    assert_eq!((document.id.as_str(), &document.text), ("7", &text));
}

#[test]
fn records_come_out_one_by_one() {
    let lines = format!(
        "{}\n\nnot json\n{}\n{}\n",
        serde_json::json!({"id": "x", "text": BODY, "title": "T", "published": "2024", "authors": ["A B"]}),
        serde_json::json!({"title": "empty"}),
        serde_json::json!({"text": MORE}),
    );
    let batch = read("in.jsonl", lines.as_bytes(), None, &Given::default());
    let ids: Vec<&str> = batch.documents.iter().map(|d| d.id.as_str()).collect();
    assert_eq!((ids.len(), ids[0]), (2, "x"));
    assert!(ids[1].starts_with("in-"), "{ids:?}");
    assert_eq!(
        batch.documents[0].meta.title.as_ref().unwrap().basis,
        Basis::Format
    );
    let skipped: Vec<&str> = batch.skipped.iter().map(|s| s.path.as_str()).collect();
    assert_eq!(skipped, ["in.jsonl:3", "in.jsonl:4"]);
}

#[test]
fn limits_are_skips() {
    let given = Given {
        limits: Limits {
            text: 100,
            ..Limits::default()
        },
        ..Given::default()
    };
    let batch = read("a.txt", BODY.repeat(3).as_bytes(), None, &given);
    assert_eq!(batch.skipped[0].reason, "text longer than 100 bytes");
}

#[test]
fn folders_are_walked_with_their_manifest() {
    let walked = walk(&[PathBuf::from("seeds")], &Limits::default()).unwrap();
    let names: Vec<_> = walked
        .sources
        .iter()
        .map(|s| s.path.display().to_string())
        .collect();
    assert_eq!(names.len(), 5);
    assert!(names.is_sorted());
    assert!(walked.sources.iter().all(|s| s.entry.is_some()));
    assert_eq!(walked.skipped, []);
    assert!(walk(&[PathBuf::from("no/such/path")], &Limits::default()).is_err());
}

proptest! {
    /// Cleaning moves every letter of plain text to the text or to what was dropped.
    #[test]
    fn no_letter_is_lost(lines in proptest::collection::vec(
        prop_oneof![
            Just(String::new()),
            Just("top of page".to_owned()),
            Just("By Ann Lee".to_owned()),
            Just("0 comments".to_owned()),
            Just(BODY.to_owned()),
            Just(MORE.to_owned()),
            "[A-Za-z ]{1,60}[.?!]?",
            "\\PC{0,40}",
            "([a-z]{1,9} ){20,40}[a-z]{1,9}\\.",
        ], 0..14)) {
        let source = lines.join("\n");
        let (clean, _) = briefing::text::sanitise(&source);
        let batch = read("a.txt", source.as_bytes(), None, &Given::default());
        let Some(document) = batch.documents.first() else {
            return Ok(());
        };
        let kept = document.dropped.iter().map(|d| d.text.as_str());
        let mut seen: Vec<char> = kept.chain([document.text.as_str()])
            .flat_map(str::chars).filter(|c| c.is_alphanumeric()).collect();
        let mut letters: Vec<char> = clean.chars().filter(|c| c.is_alphanumeric()).collect();
        letters.sort_unstable();
        seen.sort_unstable();
        prop_assert_eq!(letters, seen);
        // Blocks cover the text in order, white space between them.
        let mut at = 0;
        for block in &document.blocks {
            let range = block.span.range();
            prop_assert!(document.text[at..range.start].trim().is_empty());
            at = range.end;
        }
        prop_assert!(document.text[at..].trim().is_empty());
    }
}
