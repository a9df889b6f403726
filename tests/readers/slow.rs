//! Signs that begin what never ends, or lie in one another without end: read at once all the same.

use briefing::import::{Batch, Given, read};
use std::sync::mpsc::channel;
use std::time::Duration;

/// Reads a file on a thread of its own, and waits no longer than anybody would.
fn at_once(name: &'static str, bytes: Vec<u8>) -> Batch {
    let (send, receive) = channel();
    let start: String = String::from_utf8_lossy(&bytes).chars().take(40).collect();
    std::thread::spawn(move || {
        let batch = read(name, &bytes, None, &Given::default());
        // Nobody may be waiting any more.
        let _ = send.send(batch);
    });
    receive
        .recv_timeout(Duration::from_secs(30))
        .unwrap_or_else(|why| panic!("{name}, {start}: {why}"))
}

#[test]
fn marks_of_markdown_that_nest_or_never_end() {
    let many = 200_000;
    for (text, expected) in [
        ("[a".repeat(many) + &"](u)".repeat(many), "a".repeat(many)),
        ("[a".repeat(many), "[a".repeat(many)),
        ("![a".repeat(many), "![a".repeat(many)),
        ("[[a".repeat(many), "[[a".repeat(many)),
        ("[a](".repeat(many), "[a](".repeat(many)),
        ("<a".repeat(many), "<a".repeat(many)),
        ("<a".repeat(many) + " >", "<a".repeat(many - 1)),
    ] {
        let batch = at_once("a.md", format!("Words {text}.").into_bytes());
        let found = &batch.documents[0].text;
        assert!(*found == format!("Words {expected}."), "{}", &text[..20]);
    }
}

#[test]
fn links_of_markdown_leave_their_words() {
    for (text, expected) in [
        ("a [link [in](u) a](v) link", "a link in a link"),
        ("[![picture](p.png) shown](u)", "shown"),
        ("see [[page|its [words](u)]] too", "see its words too"),
        ("see [[page]] too", "see page too"),
        ("a [name][one], [two](", "a name, [two]("),
        ("open [a [b](u) c", "open [a b c"),
        ("a note[^1] and [^1]: its text", "a note and its text"),
        (
            "by <ann@post.example> or <1 <b@c.example>",
            "by ann@post.example or <1 b@c.example",
        ),
        ("x <b>bold</b><br/>y, 3 < 4 > 2", "x bold y, 3 < 4 > 2"),
        ("_[one_two](u)_ and *[three](v)*", "one_two and three"),
    ] {
        let batch = at_once("a.md", text.as_bytes().to_vec());
        assert_eq!(batch.documents[0].text, expected, "{text}");
    }
}

#[test]
fn tags_that_never_end_or_end_in_themselves() {
    let many = 150_000;
    let too_deep = "elements nested deeper than 512";
    let drawing = |inside: &str| format!("<svg>{}</svg><p>Words.", inside.repeat(600));
    for (name, text, expected) in [
        ("a.html", "<a x=\">\"".repeat(many), too_deep),
        ("a.html", "<div/>".repeat(many), too_deep),
        ("a.html", "<p title='a/b'/>Words.".repeat(600), ""),
        ("a.html", drawing("<path d='M0'/>"), ""),
        ("a.html", drawing("<path d='M0'>"), too_deep),
        // Known to be deep only when it is laid out as a browser does it.
        ("a.html", "<div><object></div>".repeat(600), too_deep),
        ("a.html", format!("<!-->{}", "<i>".repeat(600)), too_deep),
        (
            "a.opml",
            format!(
                "<opml>{}",
                "<outline xmlUrl='https://a.example'/>".repeat(600)
            ),
            "a list of no feeds",
        ),
        ("a.rss", format!("<rss>{}", "<a>".repeat(many)), too_deep),
    ] {
        let batch = at_once(name, text.clone().into_bytes());
        let reason = batch.skipped.first().map_or("", |skip| &skip.reason);
        let reason = if name == "a.opml" && !batch.feeds.is_empty() {
            expected
        } else {
            reason
        };
        assert_eq!(reason, expected, "{name}, {}", &text[..20]);
    }
}
