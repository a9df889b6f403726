//! Memory for what is written in C, at hand before it is wanted.

use std::io::Read;

/// Frames of nothing that say to need eight and four megabytes to be read: a magic number, the room
/// in powers of two, and a last block of no bytes.
const FRAMES: [[u8; 9]; 2] = [
    [0x28, 0xb5, 0x2f, 0xfd, 0, 13 << 3, 1, 0, 0],
    [0x28, 0xb5, 0x2f, 0xfd, 0, 12 << 3, 1, 0, 0],
];

/// Takes memory and gives it back, so that SQLite has it at hand on this thread: the system's
/// allocator, which it takes it from, would otherwise ask the system for it page by page. Nothing of it
/// is touched.
///
/// The first, which is mapped by itself, teaches the allocator how large is large; the second stays.
pub fn claim_memory() {
    for frame in &FRAMES {
        if let Ok(mut decoder) = zstd::stream::read::Decoder::with_buffer(&frame[..]) {
            // There is nothing in it.
            let _ = decoder.read(&mut [0]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FRAMES;

    #[test]
    fn frames_of_nothing_are_frames() {
        for frame in FRAMES {
            assert_eq!(zstd::decode_all(&frame[..]).expect("a frame"), b"");
        }
    }
}
