//! The body and the properties of a Word file; the archive around them is sound.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|parts: (&[u8], &[u8])| {
    let files = [("word/document.xml", parts.0), ("docProps/core.xml", parts.1)];
    briefing_fuzz::read("a.docx", &briefing_fuzz::archive(&files));
});
