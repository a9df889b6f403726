//! Plain text, Markdown, and bytes without a telling name.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    briefing_fuzz::read("a.txt", bytes);
    briefing_fuzz::read("a.md", bytes);
    briefing_fuzz::read("a", bytes);
});
