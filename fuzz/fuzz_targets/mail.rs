//! Mails, alone and in a box.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let name = if bytes.starts_with(b"From ") { "a.mbox" } else { "a.eml" };
    briefing_fuzz::read(name, bytes);
});
