//! Addresses asked on request: pages, feeds and lists of feeds, from a server of the test's own.

use crate::{Place, err, out, records};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

type Answer = Box<dyn Fn(&str, &str) -> String + Send>;

/// A server on a port of its own; keeps the requests that it was sent.
struct Server {
    root: String,
    heard: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Answers by path and the whole head of the request.
    fn new(answer: Answer) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let root = format!("http://{}", listener.local_addr().expect("an address"));
        let heard = Arc::new(Mutex::new(Vec::new()));
        let keep = Arc::clone(&heard);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let Ok(mut stream) = stream else { return };
                let mut head = String::new();
                let mut lines = BufReader::new(stream.try_clone().expect("a stream"));
                while lines.read_line(&mut head).is_ok_and(|read| read > 2) {}
                let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
                keep.lock().expect("a list").push(head.clone());
                // One that has heard enough hangs up.
                let _ = stream.write_all(answer(&path, &head).as_bytes());
            }
        });
        Self { root, heard }
    }

    fn at(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    fn heard(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock().expect("a list"))
    }
}

fn ok(kind: &str, more: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n{more}\r\n{body}"
    )
}

fn bare(status: &str, more: &str) -> String {
    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n{more}\r\n")
}

const PAGE: &str = "<html lang=en><head><title>Port closed after search</title></head><body>\
    <article><h1>Port closed after search</h1><p>The harbour of Rotterdam was closed on Monday \
    while customs officers searched two ships for stolen chips, the ministry said.</p><p>Nobody \
    was arrested, and the harbour was opened again in the evening, a spokesman said.</p>\
    </article></body></html>";

fn feed(title: &str, entries: &[(&str, &str)]) -> String {
    let mut out =
        format!("<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>");
    for (id, text) in entries {
        out.push_str(&format!(
            "<item><guid>{id}</guid><title>Entry {id}</title><description>{text}</description></item>"
        ));
    }
    out + "</channel></rss>"
}

#[test]
fn a_page_is_imported_once_and_has_its_address() {
    let server = Server::new(Box::new(|path, _| match path {
        "/old" => bare("302 Found", "Location: story.html?x=1\r\n"),
        "/story.html?x=1" => ok("text/html; charset=utf-8", "", PAGE),
        _ => bare("404 Not Found", ""),
    }));
    let place = Place::new();
    let (old, lost) = (server.at("/old"), server.at("/lost"));
    let done = place.run(&["import", "--allow-private", "--json", &old, &lost]);
    let lines = records(&done);
    assert_eq!(lines[0]["outcome"], "added", "{}", err(&done));
    assert_eq!(
        (&lines[0]["id"], &lines[0]["path"]),
        (&"old".into(), &old.as_str().into())
    );
    assert_eq!(lines[1]["path"], lost.as_str());
    assert_eq!(lines[1]["reason"], "the server answers 404");
    let listed = records(&place.run(&["list", "--json"]));
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0]["url"], server.at("/story.html?x=1").as_str());
    let again = place.run(&["import", "--allow-private", &old]);
    assert_eq!(
        out(&again),
        "0 added, 1 already there; 1 articles in the library\n"
    );
    let agent = concat!("user-agent: briefing/", env!("CARGO_PKG_VERSION"));
    assert!(
        server
            .heard()
            .iter()
            .all(|head| head.to_lowercase().contains(agent))
    );
}

#[test]
fn without_leave_no_private_machine_is_asked() {
    let server = Server::new(Box::new(|_, _| ok("text/html", "", PAGE)));
    let place = Place::new();
    let port = server.root.rsplit(':').next().expect("a port");
    let names = [
        server.at("/"),
        format!("http://localhost:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://2130706433:{port}/"),
    ];
    for name in &names {
        let done = place.run(&["import", "--json", name]);
        assert_eq!(done.status.code(), Some(1), "{name}");
        let reason = records(&done)[0]["reason"]
            .as_str()
            .expect("a reason")
            .to_owned();
        assert!(reason.ends_with("is no public address"), "{name}: {reason}");
    }
    assert_eq!(server.heard(), Vec::<String>::new());
}

#[test]
fn redirects_schemes_and_sizes_have_limits() {
    let server = Server::new(Box::new(|path, _| match path {
        "/5" | "/4" | "/3" | "/2" | "/1" | "/6" => {
            let next = path[1..].parse::<u32>().expect("a number") - 1;
            bare("301 Moved Permanently", &format!("Location: /{next}\r\n"))
        }
        "/0" => ok("text/html", "", PAGE),
        "/file" => bare("302 Found", "Location: file:///etc/hostname\r\n"),
        "/rest" => bare("429 Too Many Requests", "Retry-After: 90\r\n"),
        _ => format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n{}",
            "words and words ".repeat(1_400_000)
        ),
    }));
    let cases = [
        ("/5", None),
        ("/6", Some("more than 5 redirects")),
        (
            "/file",
            Some("file:///etc/hostname is neither http nor https"),
        ),
        ("/rest", Some("the server is busy; it asks for 90 seconds")),
        ("/endless", Some("larger than 20000000 bytes")),
    ];
    for (path, reason) in cases {
        let place = Place::new();
        let done = place.run(&["import", "--allow-private", "--json", &server.at(path)]);
        let line = &records(&done)[0];
        assert_eq!(line["reason"].as_str(), reason, "{path}: {line}");
    }
    let place = Place::new();
    let done = place.run(&["import", "ftp://example.org/"]);
    assert!(err(&done).starts_with("error: "), "{}", err(&done));
}

#[test]
fn a_server_that_falls_silent_is_left() {
    let (_hold, held) = std::sync::mpsc::channel::<()>();
    let server = Server::new(Box::new(move |_, _| {
        // Until the test is over.
        let _ = held.recv();
        String::new()
    }));
    let place = Place::new();
    let limit = ["import", "--limit", "fetch-seconds=1", "--allow-private"];
    let done = place.run(&[&limit[..], &["--json", &server.at("/")]].concat());
    assert_eq!(records(&done)[0]["reason"], "took longer than 1 seconds");
}

#[test]
fn feeds_are_remembered_and_asked_for_what_is_new() {
    let turn = Arc::new(Mutex::new(0));
    let now = Arc::clone(&turn);
    let server = Server::new(Box::new(move |path, head| {
        let turn = *now.lock().expect("a number");
        let known = head.to_lowercase().contains("if-none-match: \"v1\"");
        match (path, turn) {
            ("/news", 1) if known => bare("304 Not Modified", "ETag: \"v1\"\r\n"),
            ("/news", 0 | 1) => {
                let body = feed(
                    "Harbour &amp; Sea",
                    &[("a", "The first ship came in on Monday.")],
                );
                ok(
                    "text/plain",
                    "ETag: \"v1\"\r\nLast-Modified: Mon, 4 Nov 2024 10:00:00 GMT\r\n",
                    &body,
                )
            }
            ("/news", 3) => bare("308 Permanent Redirect", "Location: /moved\r\n"),
            ("/moved", 3) | ("/news", _) => {
                let entries = [
                    ("a", "The first ship came in on Tuesday."),
                    ("b", "A second one left."),
                ];
                ok(
                    "application/rss+xml",
                    "ETag: \"v2\"\r\n",
                    &feed("Harbour &amp; Sea", &entries),
                )
            }
            ("/busy", _) => bare("503 Service Unavailable", "Retry-After: 600\r\n"),
            ("/gone", _) => bare("410 Gone", ""),
            ("/page", _) => ok("text/html", "", PAGE),
            _ => bare("500 Internal Server Error", ""),
        }
    }));
    let set = |number| *turn.lock().expect("a number") = number;
    let place = Place::new();
    assert_eq!(place.run(&["update"]).status.code(), Some(1));
    let done = place.run(&["import", "--allow-private", &server.at("/news")]);
    assert_eq!(
        out(&done),
        "1 added, 1 feed remembered; 1 articles in the library\n"
    );

    set(1);
    let done = place.run(&["update", "--allow-private"]);
    assert_eq!(
        out(&done),
        "1 feed asked, 1 unchanged\n0 added; 1 articles in the library\n"
    );
    let heard = server.heard().join("").to_lowercase();
    assert!(
        heard.contains("if-modified-since: mon, 4 nov 2024 10:00:00 gmt"),
        "{heard}"
    );

    set(2);
    let lines = records(&place.run(&["update", "--allow-private", "--json"]));
    let told: Vec<_> = lines.iter().map(|line| line["outcome"].as_str()).collect();
    assert_eq!(told, [Some("changed"), Some("added"), Some("fetched")]);
    assert_eq!(lines[2]["title"], "Harbour & Sea");

    set(3);
    let lines = records(&place.run(&["update", "--allow-private", "--json"]));
    assert_eq!(lines[2]["outcome"], "moved");
    assert_eq!(lines[2]["feed"], server.at("/moved").as_str());
    assert_eq!(
        lines[0]["outcome"], "unchanged",
        "its entries moved with it"
    );

    // A list of feeds is remembered without a word to their servers.
    server.heard();
    let list = format!(
        "<?xml version='1.0'?><opml version='2.0'><body><outline text='Sea'>\
         <outline type='rss' text='Busy' xmlUrl='{0}/busy'/>\
         <outline type='rss' title='Gone' xmlUrl='{0}/gone'/></outline>\
         <outline xmlUrl='{0}/page'/><outline xmlUrl='{0}/busy'/>\
         <outline xmlUrl='file:///etc/hostname'/></body></opml>",
        server.root
    );
    let done = place.run(&["import", &place.file("feeds.opml", &list)]);
    assert!(
        out(&done).contains("file:///etc/hostname: no web address"),
        "{}",
        out(&done)
    );
    assert!(out(&done).contains("3 feeds remembered"), "{}", out(&done));
    assert_eq!(server.heard(), Vec::<String>::new());

    let outcomes = || -> Vec<String> {
        let done = place.run(&["update", "--allow-private", "--json"]);
        let feeds = records(&done)
            .into_iter()
            .filter(|line| line.get("feed").is_some());
        feeds
            .map(|line| line["outcome"].as_str().expect("one").to_owned())
            .collect()
    };
    assert_eq!(outcomes(), ["failed", "gone", "fetched", "failed"]);
    assert_eq!(
        outcomes(),
        ["resting", "fetched", "failed"],
        "the one is left alone, the other never asked again"
    );

    let opml = out(&place.run(&["feeds", "--opml"]));
    assert!(opml.contains("text=\"Harbour &amp; Sea\""), "{opml}");
    let elsewhere = Place::new();
    let done = elsewhere.run(&["import", &elsewhere.file("list.xml", &opml)]);
    assert!(out(&done).contains("4 feeds remembered"), "{}", out(&done));

    let done = place.run(&["feeds", "--json", "--remove", &server.at("/gone")]);
    assert_eq!(records(&done).len(), 3);
    let done = place.run(&["feeds", "--remove", &server.at("/gone")]);
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(
        place.run(&["update", &server.at("/gone")]).status.code(),
        Some(2)
    );
}

/// Who asks for a feed that was gone, and gets it, follows it again.
#[test]
fn a_feed_that_comes_back_is_asked_again() {
    for command in ["update", "import"] {
        let turn = Arc::new(Mutex::new(0));
        let now = Arc::clone(&turn);
        let server = Server::new(Box::new(move |_, _| {
            if *now.lock().expect("a number") == 1 {
                return bare("410 Gone", "");
            }
            let entries = [("a", "The first ship came in on Monday.")];
            ok("application/rss+xml", "", &feed("Harbour", &entries))
        }));
        let set = |number| *turn.lock().expect("a number") = number;
        let place = Place::new();
        let address = server.at("/news");
        let run = |args: &[&str]| place.run(&[args, &["--allow-private"]].concat());
        run(&["import", &address]);
        set(1);
        run(&["update"]);
        assert!(
            out(&run(&["update"])).contains("no feeds"),
            "{command}: it is gone"
        );
        set(2);
        assert!(run(&[command, &address]).status.success(), "{command}");
        let told = out(&run(&["update"]));
        assert!(told.starts_with("1 feed asked"), "{command}: {told}");
    }
}
