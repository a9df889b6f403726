//! What a file holds comes out of it whole: nothing of it is lost without a word.

use crate::{all, archive};
use briefing::import::{Batch, Limits, walk, walk_changed};
use briefing::model::BlockKind;
use std::fs;
use std::path::Path;

/// A book of some chapters, each with its reference and its path in the archive.
fn book(chapters: &[(&str, &str, &str)]) -> Vec<u8> {
    let items: String = chapters
        .iter()
        .enumerate()
        .map(|(n, (href, ..))| {
            format!("<item id='{n}' href='{href}' media-type='application/xhtml+xml'/>")
        })
        .chain((0..chapters.len()).map(|n| format!("<itemref idref='{n}'/>")))
        .collect();
    let mut entries = vec![
        ("META-INF/container.xml", "<rootfile full-path='o/p.opf'/>"),
        ("o/p.opf", items.as_str()),
    ];
    entries.extend(chapters.iter().map(|(_, path, text)| (*path, *text)));
    entries.retain(|(path, _)| !path.is_empty());
    archive(&entries)
}

fn text(batch: &Batch) -> &str {
    batch
        .documents
        .first()
        .map_or("", |document| &document.text)
}

#[test]
fn what_ends_in_itself_hides_nothing() {
    for hidden in [
        "<script src='x.js'/>",
        "<script src='x.js' />",
        "<style/>",
        "<svg/>",
        "<audio src='a'/>",
        "<object/>",
        "<iframe src=\"https://a.example/?b=c\"/>",
        "<script>if (a < b) c()</script>",
        "<video src=https://a.example/><p>no video</p></video>",
        "<title/>",
    ] {
        let chapter = format!(
            "<html><head>{hidden}</head><body>{hidden}<p>The words.</p>{hidden}<p>More.</p></body></html>"
        );
        let batch = all("a.epub", &book(&[("c.xhtml", "o/c.xhtml", &chapter)]));
        assert_eq!(text(&batch), "The words.\n\nMore.", "{hidden}");
        let entry = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id><content type='html'>\
             <![CDATA[{hidden}<p>The words.</p>{hidden}<p>More.</p>]]></content></entry></feed>"
        );
        let batch = all("a.atom", entry.as_bytes());
        assert_eq!(text(&batch), "The words.\n\nMore.", "{hidden}");
    }
}

#[test]
fn entries_that_say_the_same_are_told_apart() {
    let feed = |items: &[&str]| {
        let items: String = items
            .iter()
            .map(|item| format!("<item>{item}<description>Listen to it here.</description></item>"))
            .collect();
        all(
            "a.rss",
            format!("<rss version='2.0'><channel>{items}</channel></rss>").as_bytes(),
        )
    };
    let one = "<guid>1</guid><title>First</title><link>https://a.example/1</link>\
        <pubDate>Thu, 03 Oct 2024 08:30:00 +0200</pubDate>";
    for (what, other) in [
        ("guid", one.replace("<guid>1", "<guid>2")),
        ("title", one.replace("First", "Second")),
        ("link", one.replace("example/1", "example/2")),
        ("date", one.replace("03 Oct", "04 Oct")),
        ("all", String::new()),
    ] {
        let batch = feed(&[one, &other, one]);
        let hashes: Vec<&str> = batch.documents.iter().map(|d| d.sha256.as_str()).collect();
        assert_ne!(hashes[0], hashes[1], "{what}");
        assert_eq!(hashes[0], hashes[2], "{what}");
    }
    // One that has neither id nor link is called the same each time, wherever it stands.
    let bare = "<title>A title</title>";
    let (now, then) = (feed(&[bare]), feed(&[one, bare]));
    assert_eq!(now.documents[0].id, then.documents[1].id);
    assert_eq!(now.documents[0].sha256, then.documents[1].sha256);
}

#[test]
fn a_file_called_like_a_manifest_ends_nothing() {
    let folder =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("kept-{}", std::process::id()));
    let deep = folder.join("deep");
    fs::create_dir_all(&deep).expect("a folder");
    fs::write(deep.join("a.txt"), "Words.").expect("a file");
    let told = r#"[{"path": "deep/a.txt", "title": "Told"}]"#;
    fs::write(folder.join("corpus.json"), told).expect("a file");
    let other = deep.join("corpus.json");
    for (text, read, skipped) in [
        (
            r#"{"name": "a corpus", "text": "Its words."}"#,
            "a.txt corpus.json",
            "",
        ),
        (r#"[{"text": "Its words."}]"#, "a.txt corpus.json", ""),
        ("3", "a.txt corpus.json", ""),
        (r#"[["path"], 3]"#, "a.txt corpus.json", ""),
        ("[]", "a.txt", ""),
        (
            r#"[{"path": "b.txt"}, {"path": "a.txt", "published": 2024}]"#,
            "a.txt",
            "no manifest: invalid type: integer `2024`",
        ),
        (
            "[{\"path\": \"a.txt\"},]",
            "a.txt",
            "no manifest: trailing comma",
        ),
        ("", "a.txt", "no manifest: EOF"),
    ] {
        fs::write(&other, text).expect("a file");
        let limits = Limits::default();
        let root = [folder.clone()];
        let whole = walk(&root, &limits);
        for found in [
            whole.expect("a folder"),
            walk_changed(&root, std::slice::from_ref(&other), &limits),
        ] {
            let names: Vec<_> = found
                .sources
                .iter()
                .filter_map(|s| s.path.file_name())
                .collect();
            assert_eq!(names.join(" ".as_ref()), read, "{text}");
            let title = found.sources[0]
                .entry
                .as_ref()
                .and_then(|e| e.title.as_deref());
            assert_eq!(title, Some("Told"), "{text}");
            let reasons: Vec<&str> = found.skipped.iter().map(|s| s.reason.as_str()).collect();
            assert!(
                reasons.join("|").starts_with(skipped),
                "{text}: {reasons:?}"
            );
            assert_eq!(reasons.len(), usize::from(!skipped.is_empty()), "{text}");
        }
    }
    fs::remove_dir_all(&folder).expect("a folder");
}

#[test]
fn chapters_that_cannot_be_read_are_told() {
    let page = |words: &str| format!("<html><body><p>{words}</p></body></html>");
    let (one, two) = (page("The first."), page("The second."));
    let deep = page(&"<i>".repeat(600));
    let whole = "The first.\n\nThe second.";
    for (href, path, chapter, text_of, reason) in [
        ("caf%C3%A9.xhtml", "o/café.xhtml", &two, whole, ""),
        ("a%20b%5b1%5D.xhtml#top", "o/a b[1].xhtml", &two, whole, ""),
        ("../100%.xhtml", "100%.xhtml", &two, whole, ""),
        // Named as it is referred to, or no letters at all.
        ("caf%C3%A9.xhtml", "o/caf%C3%A9.xhtml", &two, whole, ""),
        ("caf%E9.xhtml", "o/caf%E9.xhtml", &two, whole, ""),
        (
            "caf%C3%A9.xhtml",
            "",
            &two,
            "The first.",
            "o/café.xhtml: not in the archive",
        ),
        (
            "b",
            "o/b",
            &deep,
            "The first.",
            "o/b: elements nested deeper than 512",
        ),
    ] {
        let batch = all(
            "a.epub",
            &book(&[("a", "o/a", &one), (href, path, chapter)]),
        );
        assert_eq!(text(&batch), text_of, "{href} as {path}");
        let reasons: Vec<&str> = batch.skipped.iter().map(|s| s.reason.as_str()).collect();
        assert_eq!(reasons.join("|"), reason, "{href} as {path}");
    }
    // One that is packed in a way that nobody knows, in the list at the end of the archive.
    let mut strange = book(&[("a", "o/a", &one), ("b", "o/b", &two)]);
    let from = memchr::memmem::rfind(&strange, b"PK\x01\x02").expect("the last entry");
    strange[from + 10] = 99;
    let batch = all("a.epub", &strange);
    assert_eq!(text(&batch), "The first.");
    assert!(
        batch.skipped[0].reason.starts_with("o/b: "),
        "{:?}",
        batch.skipped
    );
    // Where nothing is left the reason is that of the book; where much is lost it is counted.
    let missing: Vec<_> = (0..30).map(|n| (n.to_string(), String::new())).collect();
    let mut chapters = vec![("a", "o/a", one.as_str())];
    chapters.extend(
        missing
            .iter()
            .map(|(href, none)| (href.as_str(), none.as_str(), "")),
    );
    let batch = all("a.epub", &book(&chapters));
    assert_eq!((text(&batch), batch.skipped.len()), ("The first.", 21));
    assert_eq!(
        batch.skipped[20].reason,
        "10 more chapters that cannot be read"
    );
    let batch = all("a.epub", &book(&chapters[1..2]));
    assert_eq!((text(&batch), batch.skipped.len()), ("", 1));
    assert_eq!(batch.skipped[0].reason, "o/0: not in the archive");
}

#[test]
fn a_text_box_interrupts_no_paragraph() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let boxed = |text: &str| format!("<w:txbxContent><w:p>{}</w:p></w:txbxContent>", run(text));
    // As Word writes it: for new programs, and once more for old ones.
    let twice = |text: &str| {
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{0}</w:drawing></mc:Choice>\
             <mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
            boxed(text)
        )
    };
    let (before, after) = (run("Before and "), run("after."));
    let style = "<w:pPr><w:pStyle w:val='ListBullet'/></w:pPr>";
    for (paragraphs, expected) in [
        (
            format!("<w:p>{before}{}{after}</w:p>", twice("Boxed.")),
            "Boxed.|Before and after.",
        ),
        (
            format!("<w:p>{before}{}{after}</w:p>", boxed("Boxed.")),
            "Boxed.|Before and after.",
        ),
        (
            format!("<w:p>{style}{before}{}{after}</w:p>", twice("Boxed.")),
            "Boxed.|* Before and after.",
        ),
        (
            format!(
                "<w:p>{}{after}</w:p>",
                twice(&format!("In</w:t>{}<w:t>side.", boxed("Deep.")))
            ),
            "Deep.|Inside.|after.",
        ),
        (
            format!("<w:p>{before}<mc:Fallback/><w:txbxContent/><w:t/>{after}</w:p>"),
            "Before and after.",
        ),
        (
            format!("<w:p>{after}</w:p></w:txbxContent></mc:Fallback><w:p>{after}</w:p>"),
            "after.|after.",
        ),
    ] {
        let word = archive(&[(
            "word/document.xml",
            &format!("<w:body>{paragraphs}</w:body>"),
        )]);
        let batch = all("a.docx", &word);
        let document = &batch.documents[0];
        let told: Vec<String> = document
            .blocks
            .iter()
            .map(|block| match block.kind {
                BlockKind::Item(_) => format!("* {}", document.slice(block.span)),
                _ => document.slice(block.span).to_owned(),
            })
            .collect();
        assert_eq!(told.join("|"), expected, "{paragraphs}");
    }
}

/// Dates in lines of their own are the headings of a chronicle where there are some; one is when a piece came
/// out.
#[test]
fn the_days_of_a_chronicle_are_kept() {
    let text = "The coup day by day\n\nWednesday, 26 July 2023\n\nSoldiers of the guard shut the president in his \
        residence, and a crowd gathered in front of it.\n\nMonday, 31 July 2023\n\nThe junta arrests the oil \
        minister, and protesters attack the embassy.\n\nThursday, 3 August 2023\n\nThe junta recalls the \
        ambassadors to Paris and Abuja, and closes the airspace.\n";
    let batch = all("coup.txt", text.as_bytes());
    let document = &batch.documents[0];
    for day in [
        "Wednesday, 26 July",
        "Monday, 31 July",
        "Thursday, 3 August",
    ] {
        assert!(document.text.contains(day), "{day} in {:?}", document.text);
    }
    assert_eq!(document.meta.published, None);
    let one = text
        .replace("Monday, 31 July 2023\n\n", "")
        .replace("Thursday, 3 August 2023\n\n", "");
    let batch = all("piece.txt", one.as_bytes());
    let published = batch.documents[0]
        .meta
        .published
        .as_ref()
        .expect("a date line");
    assert_eq!(published.value, "2023-07-26");
}
