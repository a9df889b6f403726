//! Pages and files of other formats through the door of `import`.

// What is not there is the failure.
#![allow(clippy::unwrap_used)]

mod readers {
    mod hostile;
    mod kept;
    mod limits;
    mod pages;
    mod slow;
}

use briefing::import::{Batch, Given, Limits, read, serve_pdf};
use briefing::model::{Basis, BlockKind};
use proptest::prelude::*;
use std::io::{Cursor, Write};

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
    // One that is written in signs of ASCII, declared rightly, wrongly and not at all.
    for (charset, letters, text) in [
        ("iso-2022-jp", b"\x1b$BEl5~ET\x1b(B".as_slice(), "東京都"),
        ("iso-2022-jp", "東京 \u{1b}[1m".as_bytes(), "東京"),
        ("utf-8", b"Tokyo\x1b$B", "Tokyo"),
    ] {
        let head = format!("<html><head><meta charset={charset}></head><body><article><p>");
        let page = [head.as_bytes(), letters, b"</p></article></body></html>"].concat();
        assert_eq!(all("a.html", &page).documents[0].text, text, "{charset}");
    }
}

const FEED: &str = r#"<?xml version="1.0"?><rss version="2.0"><channel><title>The Harbour Post</title>
<language>en-gb</language><item><title>Two &amp; three</title><link>https://post.example/1</link>
<guid>g1</guid><pubDate>Thu, 03 Oct 2024 08:30:00 +0200</pubDate><author>Ann Lee</author>
<description><![CDATA[<p>First paragraph of it.</p><p>Second <b>paragraph</b>.</p>]]></description></item>
<item><title>Empty</title><guid>g2</guid></item></channel></rss>"#;

#[test]
fn feeds_give_their_entries() {
    for name in ["a.rss", "feed.xml", "noname"] {
        let batch = all(name, FEED.as_bytes());
        let document = &batch.documents[0];
        assert_eq!(
            (document.id.as_str(), document.title()),
            ("g1", "Two & three")
        );
        assert_eq!(document.text, "First paragraph of it.\n\nSecond paragraph.");
        let meta = &document.meta;
        assert_eq!(
            meta.published.as_ref().unwrap().value,
            "2024-10-03T06:30:00+00:00"
        );
        assert_eq!(meta.publisher.as_ref().unwrap().value, "The Harbour Post");
        assert_eq!(meta.url.as_ref().unwrap().value, "https://post.example/1");
        assert_eq!(batch.skipped[0].reason, "entry g2: no text");
    }
    let json = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Post",
        "items": [{"id": "1", "url": "https://x.example/1", "title": "T", "content_text": "Some text."}]}"#;
    assert_eq!(
        all("a.json", json.as_bytes()).documents[0].text,
        "Some text."
    );
    let two = Limits {
        feed_entries: 1,
        ..Limits::default()
    };
    let batch = read("a.rss", FEED.as_bytes(), None, &given(two));
    assert_eq!(batch.skipped[0].reason, "1 entries past the first 1");
    assert!(all("a.rss", b"<rss>").documents.is_empty());
}

const MAIL: &str = "From: Ann Lee <ann@post.example>\r\nTo: desk@post.example\r\n\
    Subject: Fwd: =?utf-8?q?Two_officers_=C3=A9loign=C3=A9s?=\r\nDate: Thu, 3 Oct 2024 08:30:00 +0200\r\n\
    MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\
    The ministry said that two officers\r\nhad left.\r\n";

#[test]
fn mails_alone_and_in_boxes() {
    let batch = all("a.eml", MAIL.as_bytes());
    let document = &batch.documents[0];
    assert_eq!(document.title(), "Two officers éloignés");
    assert_eq!(document.meta.authors.as_ref().unwrap().value, ["Ann Lee"]);
    assert_eq!(
        document.meta.published.as_ref().unwrap().value,
        "2024-10-03T08:30:00+02:00"
    );
    assert!(document.text.contains("two officers"));
    let mailbox = format!("From a@b Thu Oct  3\r\n{MAIL}\r\nFrom c@d Fri Oct  4\r\n{MAIL}");
    let boxed = all("box.mbox", mailbox.as_bytes());
    let former: Vec<&str> = boxed.former.values().map(String::as_str).collect();
    assert_eq!(former, ["box-1", "box-2"]);
    let ids: Vec<String> = boxed.documents.into_iter().map(|d| d.id).collect();
    assert_eq!(ids.len(), 2);
    assert!(ids.iter().all(|id| id.starts_with("box-")), "{ids:?}");
    assert_ne!(ids[0], ids[1]);
    let html = MAIL.replace("text/plain", "text/html").replace(
        "The ministry said that two officers\r\nhad left.",
        "<p>The ministry said.</p><script>x</script><p>They left.</p>",
    );
    assert_eq!(
        all("a.eml", html.as_bytes()).documents[0].text,
        "The ministry said.\n\nThey left."
    );
    // A mail in a mail in a mail …
    let mut deep = MAIL.to_owned();
    for _ in 0..40 {
        deep = format!(
            "Subject: x\r\nMIME-Version: 1.0\r\nContent-Type: message/rfc822\r\n\r\n{deep}"
        );
    }
    assert!(all("a.eml", deep.as_bytes()).documents.len() <= 1);
}

#[test]
fn records_in_json_and_tables() {
    let json = r#"{"articles": [{"id": 1, "content": "Some text here.", "source": {"name": "Post"},
        "author": "Ann Lee", "publishedAt": "2024-10-03T08:30:00Z", "title": "T"}]}"#;
    let batch = all("a.json", json.as_bytes());
    let document = &batch.documents[0];
    assert_eq!(
        (document.id.as_str(), document.text.as_str()),
        ("1", "Some text here.")
    );
    assert_eq!(document.meta.publisher.as_ref().unwrap().value, "Post");
    assert_eq!(
        document.meta.published.as_ref().unwrap().value,
        "2024-10-03T08:30:00Z"
    );
    let lines = "{\"text\": \"one\"}\n{\"text\": \"two\"}\n";
    assert_eq!(all("a.json", lines.as_bytes()).documents.len(), 2);
    let deep = format!("{}1{}", "[".repeat(200), "]".repeat(200));
    let reason = &all("a.json", deep.as_bytes()).skipped[0].reason;
    assert_eq!(reason, "arrays and objects nested deeper than 128");
    for table in [
        "Title,Date,Text\nT,2024-10-03,\"Some text, here.\"\n",
        "title;date;text\nT;2024-10-03;Some text, here.\n",
        "title\tdate\tbody\nT\t2024-10-03\tSome text, here.\n",
    ] {
        let document = &all("t.csv", table.as_bytes()).documents[0];
        assert_eq!(
            (document.title(), document.text.as_str()),
            ("T", "Some text, here.")
        );
        assert_eq!(
            document.meta.published.as_ref().unwrap().value,
            "2024-10-03"
        );
    }
    // What a library had them as before: those that nothing names were told by their numbers.
    for (name, text) in [
        ("in.csv", "id,text\n,One.\n7,Two.\n,Three.\n"),
        (
            "in.json",
            r#"[{"text": "One."}, {"id": 7, "text": "Two."}, {"text": "Three."}]"#,
        ),
        (
            "in.jsonl",
            "{\"text\": \"One.\"}\n{\"id\": 7, \"text\": \"Two.\"}\n{\"text\": \"Three.\"}\n",
        ),
    ] {
        let former: Vec<_> = all(name, text.as_bytes()).former.into_iter().collect();
        let expected = [(0, "in-1".to_owned()), (2, "in-3".to_owned())];
        assert_eq!(former, expected, "{name}");
    }
    let reason = &all("t.csv", b"a,b\n1,2\n").skipped[0].reason;
    assert_eq!(reason, "a table without a column of text");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

#[test]
fn gzip_of_any_of_these() {
    let batch = all("a.txt.gz", &gzip(b"Some text here, in a file."));
    assert_eq!(
        (
            batch.documents[0].id.as_str(),
            batch.documents[0].text.len()
        ),
        ("a", 26)
    );
    let bomb = gzip(&vec![b'a'; 8 << 20]);
    assert_eq!(
        all("a.txt.gz", &bomb).skipped[0].reason,
        "packed more than 100 to 1"
    );
    assert_eq!(
        all("a.gz", &gzip(&gzip(b"x"))).skipped[0].reason,
        "gzip in gzip"
    );
    assert!(
        all("a.gz", b"\x1f\x8bnot").skipped[0]
            .reason
            .starts_with("not gzip")
    );
}

fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn books_and_word_documents() {
    let book = archive(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            r#"<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>"#,
        ),
        (
            "OEBPS/book.opf",
            r#"<package><metadata><dc:title>The Book</dc:title><dc:creator>Ann Lee</dc:creator>
            <dc:date>2024-10-03</dc:date><dc:language>en</dc:language></metadata><manifest>
            <item id="b" href="b.xhtml" media-type="application/xhtml+xml"/>
            <item id="a" href="text/a.xhtml" media-type="application/xhtml+xml"/>
            </manifest><spine><itemref idref="a"/><itemref idref="b"/></spine></package>"#,
        ),
        (
            "OEBPS/text/a.xhtml",
            "<html><head><title>x</title></head><body><h1>One</h1><p>First.</p></body></html>",
        ),
        (
            "OEBPS/b.xhtml",
            "<html><body><h1>Two</h1><p>Second.</p></body></html>",
        ),
    ]);
    let document = &all("a.epub", &book).documents[0];
    assert_eq!(document.title(), "The Book");
    assert_eq!(document.text, "One\n\nFirst.\n\nTwo\n\nSecond.");
    assert_eq!(document.meta.authors.as_ref().unwrap().value, ["Ann Lee"]);

    let word = archive(&[
        (
            "word/document.xml",
            r#"<w:document><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Part</w:t></w:r></w:p>
            <w:p><w:r><w:t xml:space="preserve">Some </w:t></w:r><w:r><w:t>text &amp; more.</w:t></w:r></w:p>
            <w:p><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr><w:r><w:t>item</w:t></w:r></w:p>
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            </w:body></w:document>"#,
        ),
        (
            "docProps/core.xml",
            "<cp><dc:title>A Report</dc:title><dcterms:created>2024-10-03T08:00:00Z</dcterms:created></cp>",
        ),
    ]);
    let document = &all("a.docx", &word).documents[0];
    assert_eq!(document.title(), "A Report");
    assert_eq!(document.text, "Part\n\nSome text & more.\n\nitem\n\na | b");
    let kinds: Vec<BlockKind> = document.blocks.iter().map(|b| b.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Heading(1),
            BlockKind::Paragraph,
            BlockKind::Item(1),
            BlockKind::Preformatted
        ]
    );
    let bomb = archive(&[("word/document.xml", &"a".repeat(8 << 20))]);
    assert_eq!(
        all("a.docx", &bomb).skipped[0].reason,
        "word/document.xml: packed more than 100 to 1"
    );
    let small = Limits {
        archive_entries: 1,
        ..Limits::default()
    };
    assert_eq!(
        read("a.docx", &word, None, &given(small)).skipped[0].reason,
        "more than 1 entries"
    );
    assert!(all("a.epub", &word).skipped[0].reason.contains("no EPUB"));
}

/// A PDF of one page per text, made from nothing.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let count = pages.len();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Count {count} /Kids [{}] >>",
            (0..count)
                .map(|n| format!("{} 0 R ", 5 + n * 2))
                .collect::<String>()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
        "<< /Title (A quiet report) /Author (Ann Lee) /CreationDate (D:20241003083000Z) >>"
            .to_owned(),
    ];
    for (n, text) in pages.iter().enumerate() {
        let content = format!("BT /F1 12 Tf 72 720 Td ({text}) Tj ET");
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            6 + n * 2
        ));
        objects.push(format!(
            "<< /Length {} >>\nstream\n{content}\nendstream",
            content.len()
        ));
    }
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n{object}\nendobj\n", n + 1).bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(
        format!(
            "trailer\n<< /Size {} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n",
            objects.len() + 1
        )
        .bytes(),
    );
    out
}

#[test]
fn a_pdf_answers_with_its_pages() {
    let ask = |bytes: &[u8], limits: &Limits| {
        let mut out = Vec::new();
        serve_pdf(&mut &*bytes, &mut out, limits).unwrap();
        serde_json::from_slice::<serde_json::Value>(&out).unwrap()
    };
    let file = pdf(&["The ministry said so.", "Nobody answered."]);
    let answer = ask(&file, &Limits::default());
    assert_eq!(answer["title"], "A quiet report");
    assert_eq!(answer["published"], "2024-10-03");
    assert!(
        answer["pages"][0]
            .as_str()
            .unwrap()
            .contains("The ministry said so.")
    );
    let one = Limits {
        pdf_pages: 1,
        ..Limits::default()
    };
    assert_eq!(ask(&file, &one)["error"], "more than 1 pages");
    assert!(ask(b"%PDF-1.4 nothing", &Limits::default())["error"].is_string());
    // Without a program to hand it to, a PDF is a skip.
    assert_eq!(
        all("a.pdf", &file).skipped[0].reason,
        "no program at hand to read a PDF with"
    );
}

proptest! {
    /// Whatever bytes come under whatever name, a reader answers.
    #[test]
    fn no_bytes_break_a_reader(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        markup in "(<[a-z!/?]{0,6}[ =\"'a-z]{0,8}>?|[&;#a-z0-9]{0,6}|\\PC{0,4}){0,30}",
    ) {
        for ending in ["txt", "md", "html", "rss", "json", "jsonl", "csv", "eml", "mbox", "epub", "docx", "gz", "x"] {
            for input in [bytes.as_slice(), markup.as_bytes()] {
                let batch = all(&format!("a.{ending}"), input);
                for document in &batch.documents {
                    for block in &document.blocks {
                        prop_assert!(document.text.get(block.span.range()).is_some());
                    }
                }
            }
        }
    }
}
