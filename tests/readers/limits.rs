//! Each limit is met by a file that breaks it: a skip with its reason, at once.

use crate::{archive, given, gzip, pdf};
use briefing::import::{Format, Given, Limits, PdfReader, Unit, read, serve_pdf, walk};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// The reason why a file is not read, under the limits that hold unless others are set.
fn reason(name: &str, bytes: &[u8]) -> String {
    under(name, bytes, Limits::default())
}

fn under(name: &str, bytes: &[u8], limits: Limits) -> String {
    let batch = read(name, bytes, None, &given(limits));
    match batch.skipped.first() {
        Some(skip) => skip.reason.clone(),
        None => format!("read: {} documents", batch.documents.len()),
    }
}

fn folder(name: &str) -> PathBuf {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

#[test]
fn large_files_are_not_opened() {
    let folder = folder("large");
    for (name, size) in [
        ("a.txt", 50_000_001),
        ("b.pdf", 100_000_001),
        ("c.txt", 50_000_000),
    ] {
        // Of holes only: nothing is written.
        let file = File::create(folder.join(name)).expect("a file");
        file.set_len(size).expect("a length");
    }
    let found = walk(std::slice::from_ref(&folder), &Limits::default()).expect("a folder");
    let reasons: Vec<&str> = found
        .skipped
        .iter()
        .map(|skip| skip.reason.as_str())
        .collect();
    assert_eq!(
        reasons,
        ["larger than 50000000 bytes", "larger than 100000000 bytes"]
    );
    assert_eq!(found.sources.len(), 1);
    fs::remove_dir_all(&folder).expect("a folder");
}

#[test]
fn long_texts_and_deep_or_broad_pages() {
    let long = "The harbour was closed on that day again, and nobody knew why.\n\n".repeat(80_000);
    assert_eq!(
        reason("a.txt", long.as_bytes()),
        "text longer than 5000000 bytes"
    );
    let lines = format!("```\n{}```\n", "ab\n".repeat(200_001));
    assert_eq!(
        reason("a.md", lines.as_bytes()),
        "text of more than 200000 lines"
    );
    let deep = format!("<html><body>{}words", "<div>".repeat(513));
    assert_eq!(
        reason("a.html", deep.as_bytes()),
        "elements nested deeper than 512"
    );
    let broad = format!("<html><body>{}", "<b>a</b>".repeat(200_001));
    assert_eq!(
        reason("a.html", broad.as_bytes()),
        "more than 200000 elements"
    );
    let just = format!(
        "<html><body>{}<p>The words of the page.",
        "<div>".repeat(508)
    );
    assert_eq!(reason("a.html", just.as_bytes()), "read: 1 documents");
    let record = serde_json::json!({ "html": deep }).to_string();
    assert_eq!(
        reason("a.jsonl", record.as_bytes()),
        "elements nested deeper than 512"
    );
    let feeds = format!("<opml>{}", "<outline>".repeat(513));
    assert_eq!(
        reason("a.opml", feeds.as_bytes()),
        "elements nested deeper than 512"
    );
}

#[test]
fn what_is_packed_to_burst() {
    let blank = " ".repeat(21_000_000);
    let large = archive(&[("word/document.xml", &blank)]);
    assert_eq!(
        reason("a.docx", &large),
        "word/document.xml: larger than 20000000 bytes unpacked"
    );
    let tight = archive(&[("word/document.xml", &blank[..2 << 20])]);
    assert_eq!(
        reason("a.docx", &tight),
        "word/document.xml: packed more than 100 to 1"
    );
    let names: Vec<String> = (0..5001).map(|n| n.to_string()).collect();
    let many: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    assert_eq!(reason("a.epub", &archive(&many)), "more than 5000 entries");
    // All entries together, each within its own limit.
    let chapter = format!("<p>{}</p>", "words of a chapter ".repeat(20));
    let items: String = (0..4)
        .map(|n| format!("<item id='c{n}' href='c{n}' media-type='html'/>"))
        .chain((0..4).map(|n| format!("<itemref idref='c{n}'/>")))
        .collect();
    let book = archive(&[
        ("META-INF/container.xml", "<rootfile full-path='p'/>"),
        ("p", &items),
        ("c0", &chapter),
        ("c1", &chapter),
        ("c2", &chapter),
        ("c3", &chapter),
    ]);
    assert_eq!(reason("a.epub", &book), "read: 1 documents");
    let total = Limits {
        archive_total: 1200,
        ..Limits::default()
    };
    assert!(under("a.epub", &book, total).ends_with("bytes unpacked"));
    let bomb = gzip(" ".repeat(51_000_000).as_bytes());
    assert_eq!(
        reason("a.txt.gz", &bomb),
        "larger than 50000000 bytes unpacked"
    );
    let bomb = gzip(&blank.as_bytes()[..2 << 20]);
    assert_eq!(reason("a.txt.gz", &bomb), "packed more than 100 to 1");
    assert_eq!(reason("a.gz", &gzip(&gzip(b"words"))), "gzip in gzip");
}

#[test]
fn endless_feeds_and_records() {
    let item = "<item><description>Words of an entry.</description></item>";
    let feed = format!(
        "<rss version='2.0'><channel>{}</channel></rss>",
        item.repeat(5001)
    );
    let batch = read("a.rss", feed.as_bytes(), None, &Given::default());
    assert_eq!(batch.documents.len(), 5000);
    assert_eq!(batch.skipped[0].reason, "1 entries past the first 5000");
    let endless = format!("<rss version='2.0'><channel>{}", " ".repeat(20_000_000));
    assert_eq!(
        reason("a.rss", endless.as_bytes()),
        "a feed larger than 20000000 bytes"
    );
    let deep = format!("<rss version='2.0'>{}", "<a>".repeat(513));
    assert_eq!(
        reason("a.rss", deep.as_bytes()),
        "elements nested deeper than 512"
    );
    let deep = format!("{}{}", "[".repeat(129), "]".repeat(129));
    assert_eq!(
        reason("a.json", deep.as_bytes()),
        "arrays and objects nested deeper than 128"
    );
    let deeper = "[{\"a\":".repeat(1_000_000);
    assert_eq!(
        reason("a.json", deeper.as_bytes()),
        "arrays and objects nested deeper than 128"
    );
    let line = format!(
        "{{\"text\": \"a\", \"b\": {}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert_eq!(
        reason("a.jsonl", line.as_bytes()),
        "read: 1 documents",
        "what nobody reads may be deep"
    );
    let long = format!("{{\"text\": \"{}\"}}", "a".repeat(10_000_000));
    assert_eq!(
        reason("a.jsonl", long.as_bytes()),
        "a line longer than 10000000 bytes"
    );
}

/// A mail whose parts lie in one another, each in a part of its own.
fn deep_mail(depth: usize) -> String {
    let mut mail = "Subject: deep\r\nMIME-Version: 1.0\r\n".to_owned();
    for level in 1..depth {
        mail.push_str(&format!(
            "Content-Type: multipart/mixed; boundary=\"b{level}\"\r\n\r\n--b{level}\r\n"
        ));
    }
    mail.push_str("Content-Type: text/plain\r\n\r\nThe words at the bottom.\r\n");
    for level in (1..depth).rev() {
        mail.push_str(&format!("--b{level}--\r\n"));
    }
    mail
}

#[test]
fn mails_of_many_parts() {
    assert_eq!(
        reason("a.eml", deep_mail(32).as_bytes()),
        "read: 1 documents"
    );
    assert_eq!(
        reason("a.eml", deep_mail(33).as_bytes()),
        "parts nested deeper than 32"
    );
    assert_eq!(
        reason("a.eml", deep_mail(20_000).as_bytes()),
        "more than 1000 parts"
    );
    let wrapped = |times: usize| {
        format!(
            "{}Subject: in\r\n\r\nWords.\r\n",
            "Content-Type: Message/RFC822\r\n\r\n".repeat(times)
        )
    };
    assert_eq!(
        reason("a.eml", wrapped(40).as_bytes()),
        "parts nested deeper than 32"
    );
    assert_eq!(
        reason("a.eml", wrapped(200_000).as_bytes()),
        "more than 1000 parts"
    );
    let mut broad = "Content-Type: multipart/mixed; boundary=b\r\n\r\n".to_owned();
    broad.push_str(&"--b\r\nContent-Type: text/plain\r\n\r\nA part.\r\n".repeat(1000));
    broad.push_str("--b--\r\n");
    assert_eq!(reason("a.eml", broad.as_bytes()), "more than 1000 parts");
    // Delimiters alone, which are told before anything is made of them; and words like them.
    for (declared, delimiter) in [
        ("boundary=b", "--b\n\n"),
        ("BOUNDARY = \"b\"; x=y", "--b "),
        ("boundary*0=a; boundary*1=b", "--ab\n\n"),
        ("boundary=\"a\\b\"", "--ab\n\n"),
        ("boundary*=utf-8''b", "--b\n\n"),
        ("boundary*0*=utf-8''b", "--b\n\n"),
        ("boundary(a (b\\) =) c) = b", "--b\n\n"),
    ] {
        let text = delimiter.repeat(200_000);
        let mail = format!("Content-Type: multipart/mixed; {declared}\n\n{text}");
        assert_eq!(
            reason("a.eml", mail.as_bytes()),
            "more than 1000 parts",
            "{declared}"
        );
    }
    let ruled = format!(
        "Subject: rules\nContent-Type: multipart/mixed; boundary=\"----b\"\n\n------b\n\n\
         A boundary of a text, boundary(s) of it, a *boundary* or a boundary (of it).\n{}\n------b--\n",
        "--------\n-- x\n".repeat(3000)
    );
    assert_eq!(reason("a.eml", ruled.as_bytes()), "read: 1 documents");
}

#[test]
fn large_pdfs() {
    let answer = |file: &[u8], limits: &Limits| {
        let mut out = Vec::new();
        serve_pdf(&mut &*file, &mut out, limits).expect("memory takes it");
        let answer: serde_json::Value = serde_json::from_slice(&out).expect("an answer");
        answer["error"].as_str().unwrap_or_default().to_owned()
    };
    let pages = vec!["The ministry said so again."; 2001];
    assert_eq!(
        answer(&pdf(&pages), &Limits::default()),
        "more than 2000 pages"
    );
    let mut few = Limits::default();
    few.set("pdf-text", "100").expect("a limit");
    assert_eq!(
        answer(&pdf(&pages[..9]), &few),
        "more than 100 bytes of text"
    );
    few.set("pdf", "200").expect("a limit");
    assert_eq!(answer(&pdf(&pages[..9]), &few), "larger than 200 bytes");
}

/// A program in the place of the one that takes PDFs apart.
#[cfg(unix)]
fn program(folder: &Path, name: &str, does: &str) -> PdfReader {
    use std::os::unix::fs::PermissionsExt;
    let path = folder.join(name);
    fs::write(&path, format!("#!/bin/sh\n{does}\n")).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a mode");
    PdfReader::Program(path)
}

#[cfg(unix)]
#[test]
fn a_pdf_that_hangs_eats_or_talks_is_ended() {
    let folder = folder("pdf");
    let ask = |reader: PdfReader| {
        let mut limits = Limits::default();
        for (name, value) in [
            ("pdf-seconds", "1"),
            ("pdf-memory", "50MB"),
            ("pdf-text", "1MB"),
        ] {
            limits.set(name, value).expect("a limit");
        }
        let given = Given {
            pdf: reader,
            ..given(limits)
        };
        let batch = read("a.pdf", &pdf(&["Words."]), None, &given);
        match batch.skipped.first() {
            Some(skip) => skip.reason.clone(),
            None => batch.documents[0].text.clone(),
        }
    };
    let hangs = program(&folder, "hangs", "exec sleep 600");
    assert_eq!(ask(hangs), "took longer than 1 seconds");
    let talks = program(&folder, "talks", "exec cat /dev/zero");
    assert_eq!(ask(talks), "more than 1000000 bytes of text");
    let dies = program(&folder, "dies", "kill -SEGV $$");
    assert_eq!(ask(dies), "the PDF could not be read");
    // One that says how much memory it may have.
    let tells = program(
        &folder,
        "tells",
        "echo \"{\\\"title\\\":null,\\\"author\\\":null,\\\"published\\\":null,\\\"error\\\":\\\"$(ulimit -v) of $*\\\",\\\"pages\\\":[]}\"",
    );
    let told = ask(tells);
    assert!(told.starts_with("48828 of "), "{told}");
    assert!(
        told.ends_with("pdf=100000000 pdf-pages=2000 pdf-text=1000000"),
        "{told}"
    );
    fs::remove_dir_all(&folder).expect("a folder");
}

#[test]
fn the_page_about_limits_tells_them_as_they_are() {
    let page = include_str!("../../docs/limits.md");
    for limit in Limits::TABLE {
        let value = match (limit.unit, limit.default) {
            (Unit::Bytes, bytes) if bytes % 1_000_000_000 == 0 => {
                format!("{} GB", bytes / 1_000_000_000)
            }
            (Unit::Bytes, bytes) => format!("{} MB", bytes / 1_000_000),
            (Unit::Seconds, seconds) => format!("{seconds} s"),
            (Unit::Count, count) => count.to_string(),
        };
        let row = format!("| `{}` | {value} | {} |\n", limit.name, limit.about);
        assert!(page.contains(&row), "docs/limits.md lacks {row}");
    }
    let rows = page.lines().filter(|line| line.starts_with("| `")).count();
    assert_eq!(rows, Limits::TABLE.len());
    assert_eq!(Format::sniff(b"<opml version='2.0'>"), Format::Opml);
}
