//! Pages and files of other formats through the door of `import`.

use briefing::import::{Batch, Given, Limits, read};
use briefing::model::{Basis, BlockKind};

fn given(limits: Limits) -> Given {
    Given {
        limits,
        ..Given::default()
    }
}

fn all(name: &str, bytes: &[u8]) -> Batch {
    read(name, bytes, None, &Given::default())
}

const PAGE: &str = include_str!("fixtures/page.html");

#[test]
fn a_page_becomes_its_article() {
    let batch = all("page.html", PAGE.as_bytes());
    let document = &batch.documents[0];
    let meta = &document.meta;
    assert_eq!(document.title(), "Two officers expelled after search");
    let authors = meta.authors.as_ref().unwrap();
    assert_eq!(
        (authors.value.join("|").as_str(), authors.basis),
        ("Ann Lee|Bo Wu", Basis::Format)
    );
    assert_eq!(
        meta.published.as_ref().unwrap().value,
        "2024-10-03T08:30:00+02:00"
    );
    assert_eq!(meta.publisher.as_ref().unwrap().value, "The Harbour Post");
    assert_eq!(
        meta.url.as_ref().unwrap().value,
        "https://post.example/expelled"
    );
    assert_eq!(meta.language.as_ref().unwrap().value, "en");
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Paragraph,
            BlockKind::Paragraph,
            BlockKind::Heading(1),
            BlockKind::Paragraph,
            BlockKind::Item(0),
            BlockKind::Item(0),
            BlockKind::Quotation,
            BlockKind::Paragraph,
        ]
    );
    assert!(document.text.starts_with("The ministry said on Monday"));
    assert!(document.text.ends_with("called the search an outrage."));
    for stray in ["Subscribe", "Most read", "cookies", "Privacy", "var x"] {
        assert!(!document.text.contains(stray), "{stray}");
    }
}

#[test]
fn pages_past_the_limits_are_skipped() {
    let deep = format!("<html><body>{}x", "<div>".repeat(600));
    let many = format!("<html><body>{}", "<p>x</p>".repeat(50));
    let few = Limits {
        elements: 20,
        ..Limits::default()
    };
    for (page, limits, reason) in [
        (
            deep.as_str(),
            Limits::default(),
            "elements nested deeper than 512",
        ),
        (many.as_str(), few, "more than 20 elements"),
    ] {
        let batch = read("a.html", page.as_bytes(), None, &given(limits));
        assert_eq!(batch.skipped[0].reason, reason);
    }
    // Paragraphs and items that are never closed do not nest.
    let flat = format!("<html><body>{}", "<p>a word <li>an item".repeat(700));
    assert_eq!(all("a.html", flat.as_bytes()).documents.len(), 1);
}

#[test]
fn a_page_in_another_charset() {
    let mut page = b"<html><head><meta charset=\"windows-1251\"></head><body><article><p>".to_vec();
    // "Москва" in windows-1251.
    page.extend([0xCC, 0xEE, 0xF1, 0xEA, 0xE2, 0xE0]);
    page.extend(b"</p></article></body></html>");
    assert_eq!(all("a.html", &page).documents[0].text, "Москва");
}
