//! Text that wants to be more than text: whatever format it comes in and wherever it stands, what
//! comes out is safe for a terminal.

use crate::{archive, gzip};
use briefing::import::{Batch, Given, read};
use briefing::text::{sanitise, sanitise_line};
use proptest::prelude::*;

/// What no reader lets through: sequences that terminals act on, and characters that deceive eyes.
const HOSTILE: &[&str] = &[
    "\u{1b}[31m",
    "\u{1b}[2J\u{1b}[H",
    "\u{1b}]0;a title\u{7}",
    "\u{1b}]8;;https://evil.example\u{1b}\\here\u{1b}]8;;\u{1b}\\",
    "\u{1b}]52;c;Y3VybCBldmls\u{7}",
    "\u{1b}P+q544e\u{1b}\\",
    "\u{1b}_Ga=T;AAAA\u{1b}\\",
    "\u{1b}]50;never ended",
    "\u{1b}",
    "\u{1b}[",
    "\u{9b}6n",
    "\u{9d}0;title\u{9c}",
    "\u{90}q\u{9c}",
    "\u{7}\u{8}\u{8}\u{7f}",
    "\r\nSet-Cookie",
    "\u{85}\u{2028}\u{2029}",
    "\u{202e}fdp.exe\u{202c}",
    "\u{2066}isolated\u{2069}\u{200f}\u{61c}",
    "\u{feff}\u{2060}\u{2063}",
    "\u{e0041}\u{e0042}\u{e007f}",
    "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    "\0",
    "&#27;[31m&#x9b;6n&#8238;&#7;",
    "%1b[31m",
    "\u{fffe}\u{fdd0}",
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script>",
];

fn is_safe(text: &str) -> bool {
    text.chars().all(|c| {
        c == '\n'
            || !(c.is_control()
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}'
                    | '\u{200f}' | '\u{61c}' | '\u{feff}' | '\u{2060}'..='\u{2064}'
                    | '\u{2028}' | '\u{2029}' | '\u{e0000}'..='\u{e007f}'))
    })
}

/// Everything of a batch that a person may come to see.
fn shown(batch: &Batch) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    for document in &batch.documents {
        out.push(("text", document.text.clone()));
        out.push(("id", document.id.clone()));
        let meta = &document.meta;
        let lines = [
            ("title", &meta.title),
            ("publisher", &meta.publisher),
            ("url", &meta.url),
        ];
        for (what, line) in lines {
            out.extend(line.iter().map(|line| (what, line.value.clone())));
        }
        out.extend(
            meta.language
                .iter()
                .map(|tag| ("language", tag.value.clone())),
        );
        out.extend(
            meta.published
                .iter()
                .map(|date| ("date", date.value.clone())),
        );
        let authors = meta.authors.iter().flat_map(|authors| &authors.value);
        out.extend(authors.map(|name| ("author", name.clone())));
        out.extend(document.dropped.iter().map(|d| ("dropped", d.text.clone())));
    }
    for feed in &batch.feeds {
        out.push(("feed", feed.url.clone()));
        out.extend(
            feed.title
                .iter()
                .map(|title| ("feed's title", title.clone())),
        );
    }
    out
}

/// A file of every format with a piece of text in every place that one has.
fn everywhere(x: &str) -> Vec<(&'static str, Vec<u8>)> {
    let attribute = x.replace('"', "'");
    let page = format!(
        "<html lang=\"{attribute}\"><head><title>{x}A title</title><meta name=\"author\" content=\"{attribute} Lee\">\
         <meta property=\"og:site_name\" content=\"{attribute}Post\"><link rel=\"canonical\" href=\"https://a.example/{attribute}\">\
         <meta property=\"article:published_time\" content=\"2024-10-03{attribute}\"></head><body><nav>{x}</nav>\
         <article><h1>{x}Heading</h1><p>Words {x} of the article, many of them, so that it is one.</p><pre>{x}</pre>\
         <table><tr><td>{x}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table><ul><li>{x}item</ul></article></body></html>"
    );
    let feed = format!(
        "<rss version='2.0'><channel><title>{x}Post</title><item><guid>{x}1</guid><title>{x}T</title>\
         <author>{x}</author><link>https://a.example/{attribute}</link><description><![CDATA[<p>{x} words</p>]]>\
         </description></item></channel></rss>"
    );
    let record = serde_json::json!({"id": format!("{x}1"), "text": format!("By {x}\n\nWords {x} here."),
        "title": format!("{x}T"), "authors": [format!("{x}A")], "publisher": x, "url": format!("https://a/{x}"),
        "language": x, "published": x});
    let mail = format!(
        "From: {0} <a@b.example>\r\nSubject: {0} subject\r\nMessage-ID: <{0}>\r\n\r\nWords {x} here.\r\n",
        x.replace(['\r', '\n'], " ")
    );
    let opml = format!(
        "<opml><outline title=\"{attribute}\" xmlUrl=\"https://a.example/{attribute}\"/></opml>"
    );
    let plain =
        format!("{x}Headline\nBy {x} Lee\n2024-10-03 {x}\n\nWords {x} here.\n\n{x}\n\ttabbed\n");
    let matter = format!(
        "---\ntitle: {x}T\nauthor: {x}\nurl: https://a/{x}\n---\n# {x}H\n\n```\n{x}\n```\n\n> {x}q\n\n| {x} | b |\n|---|---|\n| c | {x} |\n"
    );
    let table = format!(
        "id,title,text,author\n\"{0}\",\"{0}T\",\"Words {0} here.\",\"{0}\"\n",
        x.replace('"', "'")
    );
    let word = archive(&[
        (
            "word/document.xml",
            &format!("<w:p><w:r><w:t>{x} words</w:t></w:r></w:p>"),
        ),
        (
            "docProps/core.xml",
            &format!("<dc:title>{x}T</dc:title><dc:creator>{x}</dc:creator>"),
        ),
    ]);
    let book = archive(&[
        ("META-INF/container.xml", "<rootfile full-path='p'/>"),
        (
            "p",
            &format!(
                "<dc:title>{x}T</dc:title><dc:creator>{x}</dc:creator><dc:publisher>{x}</dc:publisher><item id='c' href='c' media-type='html'/><itemref idref='c'/>"
            ),
        ),
        ("c", &format!("<p>{x} words</p>")),
    ]);
    vec![
        ("a.txt", plain.clone().into_bytes()),
        ("a.md", matter.into_bytes()),
        ("a.html", page.into_bytes()),
        ("a.rss", feed.into_bytes()),
        ("a.json", record.to_string().into_bytes()),
        ("a.jsonl", record.to_string().into_bytes()),
        ("a.eml", mail.into_bytes()),
        ("a.opml", opml.into_bytes()),
        ("a.csv", table.into_bytes()),
        ("a.txt.gz", gzip(plain.as_bytes())),
        ("a.docx", word),
        ("a.epub", book),
    ]
}

#[test]
fn nothing_hostile_comes_out_of_any_format() {
    for hostile in HOSTILE {
        for (name, bytes) in everywhere(hostile) {
            let batch = read(name, &bytes, None, &Given::default());
            for (what, text) in shown(&batch) {
                assert!(is_safe(&text), "{name}, {what}: {text:?} of {hostile:?}");
            }
        }
        // The name of a file is from outside too.
        let batch = read(
            &format!("{hostile}.txt"),
            b"Words of a text.",
            None,
            &Given::default(),
        );
        for (what, text) in shown(&batch) {
            assert!(is_safe(&text), "{what} of the name: {text:?}");
        }
    }
}

/// Hostile pieces among harmless ones.
fn mixed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        "[a-z \n]{0,8}",
        "\\PC{0,3}",
        any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 0..10).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_mixture_comes_through(text in mixed()) {
        let (clean, _) = sanitise(&text);
        prop_assert!(is_safe(&clean));
        prop_assert_eq!(&sanitise(&clean).0, &clean);
        prop_assert!(!sanitise_line(&text).contains('\n'));
        for (name, bytes) in everywhere(&text) {
            for (what, text) in shown(&read(name, &bytes, None, &Given::default())) {
                prop_assert!(is_safe(&text), "{}, {}: {:?}", name, what, text);
            }
        }
    }
}
