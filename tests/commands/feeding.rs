//! Whichever way something comes in, it is read alike and under the same limits.

use crate::{Place, err, out, records};
use std::fs;

/// Records, as bytes in some encoding.
fn lines(encode: impl Fn(&str) -> Vec<u8>) -> Vec<u8> {
    let records: String = (0..40)
        .map(|n| format!("{{\"id\": \"r{n}\", \"text\": \"Café number {n} near the “Köln” harbour was closed.\"}}\n"))
        .collect();
    encode(&records)
}

fn told(place: &Place, args: &[&str]) -> Vec<(String, String, String)> {
    let done = place.run(&[&["analyze", "--json"], args].concat());
    let of = |record: &serde_json::Value| {
        let hash = record["document"]["sha256"].to_string();
        (record["id"].to_string(), record["text"].to_string(), hash)
    };
    let all: Vec<_> = records(&done).iter().map(of).collect();
    assert!(!all.is_empty(), "{args:?}: {}", err(&done));
    all
}

#[test]
fn records_are_read_alike_named_and_in_folders() {
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let marked = |text: &str| [b"\xff\xfe", &wide(text)[..]].concat();
    for (name, bytes) in [
        ("utf-8", lines(|text| text.as_bytes().to_vec())),
        ("latin", lines(latin)),
        ("wide", lines(wide)),
        ("wide with a mark", lines(marked)),
    ] {
        let place = Place::new();
        let folder = place.0.join("in");
        fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join("a.jsonl");
        fs::write(&path, bytes).expect("a file");
        let (path, folder) = (path.display().to_string(), folder.display().to_string());
        let named = told(&place, &[&path]);
        assert_eq!(named.len(), 40, "{name}");
        let expected = "\"Café number 0 near the “Köln” harbour was closed.\"";
        assert_eq!(named[0].1, expected, "{name}");
        // In a folder it is one file, or where it is too long for that its records.
        let limit = ["--limit", "file=1000"];
        assert_eq!(told(&place, &[&folder]), named, "{name}");
        assert_eq!(
            told(&place, &[&limit[..], &[&folder]].concat()),
            named,
            "{name}"
        );
        let import = || out(&place.run(&[&["import"], &limit[..], &[&folder]].concat()));
        assert_eq!(import(), "40 added; 40 articles in the library\n", "{name}");
        assert_eq!(
            import(),
            "0 added, 40 already there; 40 articles in the library\n",
            "{name}"
        );
    }
}

#[test]
fn a_limit_of_size_holds_for_what_it_is_of() {
    let place = Place::new();
    let long = "The harbour was closed again. ".repeat(40);
    let pdf = format!("%PDF-1.4\n{long}");
    let limits = ["--limit", "file=1000", "--limit", "pdf=1100"];
    let reason = |input: Option<&str>, path: &str| {
        let args = [&["import", "--json"], &limits[..], &[path]].concat();
        let done = input.map_or_else(|| place.run(&args), |input| place.fed(&args, input));
        let reason = records(&done)[0]["reason"].clone();
        reason.as_str().unwrap_or_default().to_owned()
    };
    for (name, text, expected) in [
        ("a.txt", long.as_str(), "larger than 1000 bytes"),
        ("a.pdf", &pdf, "larger than 1100 bytes"),
        ("a.txt", &long[..999], ""),
        ("a.pdf", &pdf[..1099], "not a PDF"),
    ] {
        // Without an ending, as on standard input, it is told by its first bytes.
        let bare = place.file("bare", text);
        let named = place.file(name, text);
        for (way, found) in [
            ("named", reason(None, &named)),
            ("bare", reason(None, &bare)),
            ("standard input", reason(Some(text), "-")),
        ] {
            assert!(
                found.starts_with(expected) && found.is_empty() == expected.is_empty(),
                "{way}, {name}: {found}"
            );
        }
    }
}
