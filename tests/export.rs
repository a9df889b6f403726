//! A note says the same for the same work, and text from outside stays text.

use briefing::export::{Format, Table, files, table, write};
use briefing::insight::{Heading, Report, compose};
use briefing::library::{Article, ArticleRow};
use briefing::model::{
    Annotations, ArticleId, Block, BlockKind, Day, Document, Entity, EntityId, Event, Incident,
    IncidentKind, Kind, Mention, Moment, Rule, Span, Stance, Timex, TimexKind, Tlp,
};
use proptest::prelude::{any, proptest};
use std::collections::BTreeSet;

mod export {
    mod words;
}

/// An article of one sentence in which something happens to somebody on a day.
fn article(number: i64, sentence: &str, name: &str, title: &str, url: &str) -> Article {
    let text = sentence.to_owned();
    let whole = Span::new(0, text.len());
    let moment = Moment::day(Day::new(2024, 5, 2));
    let entity = |slug: &str| Entity {
        id: EntityId::new(Kind::Company, slug),
        kind: Kind::Company,
        name: name.to_owned(),
        aliases: vec![title.to_owned()],
        country: None,
        parent: None,
        note: Some(sentence.to_owned()),
        listed: false,
    };
    let mention = |entity: u32| Mention {
        span: whole,
        entity,
        rule: Rule::Pattern,
        confidence: 0.9,
        evidence: String::new(),
        open: Vec::new(),
    };
    let annotations = Annotations {
        entities: vec![entity("acme"), entity("other")],
        mentions: vec![mention(0), mention(1)],
        dates: vec![Timex {
            span: whole,
            kind: TimexKind::Date,
            value: "2024-05-02".to_owned(),
            modifier: None,
            moment: Some(moment),
        }],
        incidents: vec![Incident {
            span: whole,
            trigger: whole,
            kind: IncidentKind::Cyber,
            stance: Stance::Fact,
            date: Some(0),
            value: Some("2024-05-02".to_owned()),
            moment: Some(moment),
            participants: vec![0, 1],
            places: Vec::new(),
            name: None,
        }],
        events: vec![Event {
            span: whole,
            short: whole,
            date: 0,
            moment,
            incident: Some(0),
            entities: vec![0, 1],
        }],
        sentences: vec![whole],
        ..Annotations::default()
    };
    Article {
        row: ArticleRow {
            id: ArticleId(number),
            key: title.to_owned(),
            title: title.to_owned(),
            publisher: Some(name.to_owned()),
            authors: vec![name.to_owned()],
            published: Some(moment),
            url: Some(url.to_owned()),
            ..ArticleRow::default()
        },
        document: Document {
            text,
            blocks: vec![Block {
                span: whole,
                kind: BlockKind::Paragraph,
            }],
            sha256: "ab".repeat(32),
            ..Document::default()
        },
        annotations,
        place: 0,
        ..Article::default()
    }
}

fn report(articles: &[Article], title: &str) -> Report {
    let heading = Heading {
        title: title.to_owned(),
        scope: title.to_owned(),
        tlp: Tlp::Amber,
        date: Day::new(2024, 6, 1),
    };
    compose(heading, articles, None)
}

fn note(report: &Report) -> String {
    let mut out = Vec::new();
    write(Format::Markdown, report, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("a note is text")
}

/// The lines that only the note itself may write, as their first words.
fn skeleton(note: &str) -> Vec<String> {
    note.lines()
        .map(|line| {
            let start: String = line.chars().take_while(|c| !c.is_alphanumeric()).collect();
            start.trim_end_matches(['“', '\\']).to_owned()
        })
        .filter(|start| !start.is_empty())
        .collect()
}

/// Signs that act, outside code: those that no backslash stands before.
fn active(note: &str, sign: char) -> usize {
    let mut count = 0;
    let mut escaped = false;
    for c in note.chars() {
        if !escaped && c == sign {
            count += 1;
        }
        escaped = !escaped && c == '\\';
    }
    count
}

#[test]
fn the_note_has_its_parts_in_order_and_every_reference_its_footnote() {
    let sentence = "Hackers of the group broke into the servers of the ministry in May.";
    let articles = [
        article(
            1,
            sentence,
            "Acme Ltd",
            "First title",
            "https://example.org/1",
        ),
        article(
            2,
            sentence,
            "Other Ltd",
            "Second title",
            "https://example.org/2",
        ),
    ];
    let note = note(&report(&articles, "A note"));
    let heads: Vec<&str> = note.lines().filter(|line| line.starts_with('#')).collect();
    assert_eq!(
        heads,
        [
            "# A note",
            "## Bottom line",
            "## Key judgments",
            "## Evidence: key facts",
            "## Who is who",
            "## Timeline",
            "## Corroboration",
            "## Source summary",
            "## Sources",
        ]
    );
    assert_eq!(note.lines().next(), Some("TLP:AMBER"));
    assert_eq!(note.lines().next_back(), Some("TLP:AMBER"));
    // The same sentence in both articles is one fact with two sources.
    assert_eq!(note.matches(&format!("“{sentence}”")).count(), 1);
    assert!(note.contains("[^1][^2]"), "{note}");
    let numbers = |definition: bool| -> BTreeSet<String> {
        note.match_indices("[^")
            .map(|(at, _)| note[at..].split_inclusive(']').next().unwrap_or_default())
            .filter(|found| note.contains(&format!("\n{found}:")) == definition)
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(numbers(true).len(), 2);
    assert!(numbers(false).is_empty(), "{note}");
    assert!(note.contains("<https://example.org/1>"));
}

#[test]
fn hostile_text_changes_no_line_of_the_note() {
    let plain = "Hackers of the group broke into the servers of the ministry in May.";
    let calm = skeleton(&note(&report(
        &[article(1, plain, "Acme", "Title", "https://a.b/c")],
        "A note",
    )));
    for bad in [
        "# Heading of my own broke into the note and more words here",
        "[click](javascript:alert) me now and see what happens here today",
        "![pixel](http://evil.example/x.png) was shown to all of the readers",
        "<script>alert(1)</script> ran in the page of all of the readers",
        "a | b | c\n|---|---|---|\n| 1 | 2 | 3 | and more words to come",
        "[^1]: a footnote of my own\n\n[^1]: and one more for the readers",
        "---\ntitle: front matter\n---\nand the text of it follows here",
        "line one\n\n\n    code block\n\n```\nfence\n``` and so on for all",
        "- item\n- item\n1. one\n2) two\n+ three * four _five_ **six** words",
        "&lt;b&gt; &#60;i&#62; &amp; entities \\ and backslashes \\\\ ~~gone~~ $x$ ^up^",
        "\u{1b}[31mred\u{1b}[0m and \u{202e}backwards\u{202c} and www.evil.example a@b.example",
    ] {
        let note = note(&report(&[article(1, bad, bad, bad, bad)], bad));
        assert_eq!(skeleton(&note).len(), calm.len(), "{note}");
        assert_eq!(active(&note, '<'), 0, "{note}");
        assert_eq!(active(&note, '|'), 0, "{note}");
        assert_eq!(active(&note, '`'), 2, "only the hash is code: {note}");
        assert_eq!(
            note.matches("](").count(),
            note.matches("\\](").count(),
            "{note}"
        );
        assert!(
            !note.contains('\u{1b}') && !note.contains('\u{202e}'),
            "{note}"
        );
        let heads = note.lines().filter(|line| line.starts_with('#')).count();
        assert_eq!(heads, 9, "{note}");
        assert!(!note.starts_with("---"));
    }
}

#[test]
fn no_cell_of_the_table_begins_a_formula() {
    let bad = "=HYPERLINK(1) took over the sheet of the analyst in May";
    let mut out = Vec::new();
    let report = report(&[article(1, bad, "@name", "+title", "-url")], "t");
    write(Format::Csv, &report, &mut out).expect("memory takes it");
    let table = String::from_utf8(out).expect("text");
    for line in table.lines() {
        for cell in line.split(',') {
            let cell = cell.trim_start_matches('"');
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{line}");
        }
    }
}

#[test]
fn an_empty_report_is_a_whole_note() {
    let note = note(&report(&[], "Nothing"));
    assert!(note.starts_with("TLP:AMBER\n\n# Nothing\n"));
    assert!(note.ends_with("\nTLP:AMBER\n"));
}

proptest! {
    #[test]
    fn any_text_leaves_the_lines_of_the_note_as_they_are(text in any::<String>(), url in any::<String>()) {
        let plain = article(1, "Hackers broke into many of the servers in May.", "n", "t", "u");
        let calm = skeleton(&note(&report(std::slice::from_ref(&plain), "A note"))).len();
        let mut hostile = plain;
        hostile.row.title = text.clone();
        hostile.row.publisher = Some(text.clone());
        hostile.row.authors = vec![text.clone()];
        hostile.row.key = text.clone();
        hostile.row.url = Some(url);
        let note = note(&report(&[hostile], "A note"));
        assert_eq!(skeleton(&note).len(), calm, "{note}");
        assert_eq!(active(&note, '|'), 0, "{note}");
    }
}

/// Text that every format has to keep from acting.
const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script> ran \"in\" the 'page' of all & everybody here",
    "]]></node><node id=\"x\"/> --> ends the element and begins a new one today",
    "=HYPERLINK(\"http://evil.example\") took over the sheet of the analyst in May",
    "[[other|page]] and ![[embed]] #tag ^block %%comment%% ==lit== $x$ of all",
    "---\ntitle: \"front matter\"\n---\n\n{{ 7 * 7 }} {% raw %} and the text of it",
    "\u{1b}]0;title\u{7}\u{202e}backwards\u{202c} \u{0}\u{1}\u{fffe} and more words of it",
    "\"; DROP TABLE notes; -- \\u0022 \\n \\ and many more words of the sentence",
];

fn bytes(format: Format, report: &Report) -> String {
    let mut out = Vec::new();
    write(format, report, &mut out).expect("memory takes it");
    String::from_utf8(out).expect("text")
}

fn hostile(bad: &str) -> Report {
    let articles = [
        article(1, bad, bad, bad, bad),
        article(
            2,
            "Hackers broke into many of the servers in May.",
            bad,
            "t",
            "https://a.b/c",
        ),
    ];
    report(&articles, bad)
}

#[test]
fn the_same_report_gives_the_same_bytes_in_every_format() {
    for format in Format::ALL {
        let of = |report: &Report| files(format, report).expect("memory takes it");
        assert_eq!(
            of(&hostile(HOSTILE[0])),
            of(&hostile(HOSTILE[0])),
            "{format:?}"
        );
        assert_eq!(Format::parse(format.as_str()), Some(format));
        assert_eq!(
            Format::of_name(&format!("a.b.{}", format.ending())),
            Some(format)
        );
    }
    assert!(write(Format::Obsidian, &hostile("t"), &mut Vec::new()).is_err());
}

#[test]
fn nothing_acts_in_the_page() {
    let calm = bytes(Format::Html, &hostile("Hackers of the group broke in."));
    let tags = |page: &str| page.matches('<').count();
    for bad in HOSTILE {
        let page = bytes(Format::Html, &hostile(bad));
        assert_eq!(tags(&page), tags(&calm), "{page}");
        assert!(
            page.contains("default-src 'none'; style-src 'sha256-"),
            "{page}"
        );
        for sign in [
            "<script",
            " style=",
            "javascript:",
            "src=",
            "\u{1b}",
            "\u{202e}",
            " on",
        ] {
            let outside = page.split("</style>").last().unwrap_or_default();
            let own = outside.matches(sign).count();
            let text = outside.matches("drawn by").count();
            assert!(own == 0 || sign == " on" && text > 0, "{sign}: {page}");
        }
        for open in [
            "section", "ul", "ol", "dl", "figure", "li", "q", "main", "a",
        ] {
            let begun = page.matches(&format!("<{open}>")).count()
                + page.matches(&format!("<{open} ")).count();
            assert_eq!(
                begun,
                page.matches(&format!("</{open}>")).count(),
                "{open}: {page}"
            );
        }
        for (at, found) in page.match_indices("href=\"#") {
            let name = page[at + found.len()..]
                .split('"')
                .next()
                .unwrap_or_default();
            assert!(page.contains(&format!("id=\"{name}\"")), "{name}: {page}");
        }
    }
}

#[test]
fn records_are_whole_whatever_the_text() {
    use serde_json::Value;
    for bad in HOSTILE {
        let report = hostile(bad);
        let bundle: Value = serde_json::from_str(&bytes(Format::Stix, &report)).expect("json");
        let objects = bundle["objects"].as_array().expect("objects");
        let ids: BTreeSet<&str> = objects.iter().filter_map(|o| o["id"].as_str()).collect();
        assert_eq!(ids.len(), objects.len(), "ids are the objects' own");
        for object in objects {
            let map = object.as_object().expect("an object");
            for (name, value) in map {
                assert!(
                    !value.as_array().is_some_and(Vec::is_empty),
                    "{name}: {object}"
                );
                let refs: Vec<&str> = match value {
                    Value::String(id) if name.ends_with("_ref") => vec![id],
                    Value::Array(all) if name.ends_with("_refs") => {
                        all.iter().filter_map(Value::as_str).collect()
                    }
                    _ => Vec::new(),
                };
                assert!(refs.iter().all(|id| ids.contains(id)), "{name}: {object}");
            }
        }
        let report_object = objects
            .iter()
            .find(|o| o["type"] == "report")
            .expect("a report");
        assert_eq!(report_object["published"], "2024-06-01T00:00:00.000Z");
        for line in bytes(Format::FollowTheMoney, &report).lines() {
            let entity: Value = serde_json::from_str(line).expect("a line of json");
            let properties = entity["properties"].as_object().expect("properties");
            assert!(
                properties
                    .values()
                    .all(|v| v.as_array().is_some_and(|v| !v.is_empty()))
            );
        }
        for line in bytes(Format::Timesketch, &report).lines() {
            let event: Value = serde_json::from_str(line).expect("a line of json");
            assert_eq!(event["datetime"], "2024-05-02T00:00:00+00:00");
            assert!(event["message"].is_string() && event["timestamp_desc"].is_string());
        }
        let time: Value = serde_json::from_str(&bytes(Format::TimelineJs, &report)).expect("json");
        for event in time["events"].as_array().expect("events") {
            assert_eq!(event["start_date"]["day"], 2);
            assert!(
                !event["text"]["headline"]
                    .as_str()
                    .expect("a headline")
                    .contains('<')
            );
        }
        let items: Value = serde_json::from_str(&bytes(Format::Csl, &report)).expect("json");
        assert_eq!(items.as_array().map(Vec::len), Some(2));
        let graph = bytes(Format::GraphMl, &report);
        assert_eq!(
            graph.matches("<node ").count(),
            report.findings.network.nodes.len()
        );
        assert_eq!(
            graph.matches("<edge ").count(),
            report.findings.network.links.len()
        );
        assert!(!graph.contains(['\u{0}', '\u{1b}', '\u{fffe}']));
    }
}

#[test]
fn a_date_is_no_more_exact_than_it_is_known() {
    let mut report = hostile("Hackers of the group broke into the servers.");
    for (value, start, end) in [
        ("2024", serde_json::json!({"year": 2024}), false),
        (
            "2024-05",
            serde_json::json!({"year": 2024, "month": 5}),
            false,
        ),
        (
            "2024-SU",
            serde_json::json!({"year": 2024, "month": 6, "day": 1}),
            true,
        ),
    ] {
        report.findings.events[0].moment = Moment::parse(value).expect("a moment");
        let time: serde_json::Value =
            serde_json::from_str(&bytes(Format::TimelineJs, &report)).expect("json");
        assert_eq!(time["events"][0]["start_date"], start);
        assert_eq!(time["events"][0].get("end_date").is_some(), end);
    }
}

#[test]
fn pages_link_to_pages_that_are_there() {
    for bad in HOSTILE {
        let pages = files(Format::Obsidian, &hostile(bad)).expect("memory takes it");
        let names: BTreeSet<String> = pages
            .iter()
            .map(|(name, _)| {
                name.rsplit('/')
                    .next()
                    .unwrap_or(name)
                    .trim_end_matches(".md")
                    .to_lowercase()
            })
            .collect();
        assert_eq!(names.len(), pages.len(), "no two pages share a name");
        for (name, bytes) in &pages {
            let safe = |c: char| c.is_ascii_alphanumeric() || "-./".contains(c);
            assert!(name.chars().all(safe) && !name.contains(".."), "{name}");
            let text = String::from_utf8(bytes.clone()).expect("text");
            for (at, found) in text.match_indices("[[") {
                let inner = text[at + found.len()..]
                    .split("]]")
                    .next()
                    .unwrap_or_default();
                let target = inner.split('|').next().unwrap_or_default().to_lowercase();
                assert!(names.contains(&target), "{inner} in {name}: {text}");
            }
            assert_eq!(
                text.lines().filter(|line| *line == "---").count(),
                2,
                "{text}"
            );
        }
    }
}

#[test]
fn tables_have_their_columns_and_no_formula() {
    let report = hostile(HOSTILE[2]);
    for one in Table::ALL {
        let mut out = Vec::new();
        table(one, &report, &mut out).expect("memory takes it");
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(out.as_slice());
        let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
        assert!(rows.len() > 1 || one == Table::Figures, "{one:?}");
        for row in &rows {
            assert_eq!(row.len(), rows[0].len());
            let acts =
                |cell: &str| cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
            assert!(!row.iter().any(acts), "{row:?}");
        }
    }
}
