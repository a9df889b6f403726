//! What every reader owes its caller, whatever bytes it is given.

use briefing::import::{self, Batch, Given};
use briefing::text::sanitise;

/// Reads bytes under a file's name and checks what comes out.
pub fn read(name: &str, bytes: &[u8]) {
    check(&import::read(name, bytes, None, &Given::default()));
}

/// Nothing that a terminal would act on, no position off the text's letters, no skip without words.
pub fn check(batch: &Batch) {
    for document in &batch.documents {
        safe(&document.text);
        assert_eq!(sanitise(&document.text).0, document.text);
        let mut end = 0;
        for block in &document.blocks {
            assert!(block.span.range().start >= end, "blocks stand in order");
            end = block.span.range().end;
            assert!(document.text.get(block.span.range()).is_some_and(|part| !part.is_empty()));
        }
        let meta = &document.meta;
        let lines = [&meta.title, &meta.publisher, &meta.url];
        for line in lines.into_iter().flatten() {
            safe(&line.value);
            assert!(!line.value.contains('\n'));
        }
        for name in meta.authors.iter().flat_map(|authors| &authors.value) {
            safe(name);
        }
        for dropped in &document.dropped {
            safe(&dropped.text);
        }
        assert!(!document.id.contains('\u{1b}'));
    }
    for skip in &batch.skipped {
        assert!(!skip.reason.is_empty());
    }
}

fn safe(text: &str) {
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
}

/// A ZIP file of some entries, not packed.
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in entries {
        zip.start_file(*name, options).expect("memory takes what is written");
        std::io::Write::write_all(&mut zip, bytes).expect("memory takes what is written");
    }
    zip.finish().expect("memory takes what is written").into_inner()
}
