//! ZIP files that may be none.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| briefing_fuzz::read("a.docx", bytes));
