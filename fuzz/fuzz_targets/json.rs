//! JSON and JSON Lines.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    briefing_fuzz::read("a.json", bytes);
    briefing_fuzz::read("a.jsonl", bytes);
});
