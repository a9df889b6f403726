//! What a file holds comes out of it whole: nothing of it is lost without a word.

use crate::{all, archive};
use briefing::import::Batch;

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
