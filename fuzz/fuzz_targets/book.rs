//! The package and the chapter of an EPUB; the archive around them is sound.
#![no_main]

use libfuzzer_sys::fuzz_target;

const CONTAINER: &[u8] = br#"<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>"#;

fuzz_target!(|parts: (&[u8], &[u8])| {
    let files = [("META-INF/container.xml", CONTAINER), ("p.opf", parts.0), ("c.xhtml", parts.1)];
    briefing_fuzz::read("a.epub", &briefing_fuzz::archive(&files));
});
