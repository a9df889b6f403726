//! What the child does that takes a PDF apart: the answer is one, whatever the bytes.
#![no_main]

use briefing::import::{Limits, serve_pdf};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut answer = Vec::new();
    serve_pdf(&mut &*bytes, &mut answer, &Limits::default()).expect("memory takes what is written");
    assert!(answer.starts_with(b"{"));
});
