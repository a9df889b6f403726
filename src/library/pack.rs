//! Bytes as they lie in the tables: zstd frames and lists of small numbers.

use super::Error;
use crate::model::{ArticleId, Span};
use std::cell::RefCell;
use std::io::Read;
use zstd::bulk::{Compressor, Decompressor};

const LEVEL: i32 = 3;
/// What a zstd frame begins with.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// A frame that says to be longer was not written here.
const LONGEST: u64 = 1 << 30;
/// The bytes are the text itself.
const SAME: u8 = 1;
/// The bytes hold the text as a JSON string; what stands before and after it follows.
const QUOTED: u8 = 2;

thread_local! {
    // Making a context costs more than a short text.
    static SQUEEZE: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
    static SWELL: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

pub(super) fn squeeze(bytes: &[u8]) -> Vec<u8> {
    let squeezed = SQUEEZE.with_borrow_mut(|context| -> std::io::Result<Vec<u8>> {
        match context {
            Some(context) => context.compress(bytes),
            None => context.insert(Compressor::new(LEVEL)?).compress(bytes),
        }
    });
    squeezed.unwrap_or_else(|_| bytes.to_vec())
}

/// Undoes [`squeeze`]. Bytes that are no frame are taken as they are.
pub(super) fn swell(bytes: &[u8], article: ArticleId) -> Result<Vec<u8>, Error> {
    if !bytes.starts_with(&MAGIC) {
        return Ok(bytes.to_vec());
    }
    let damaged = |why: String| Error::Damaged { article, why };
    let length = match zstd::zstd_safe::get_frame_content_size(bytes) {
        Ok(Some(length)) if length <= LONGEST => length as usize,
        _ => return Err(damaged("a frame of unknown length".to_owned())),
    };
    SWELL
        .with_borrow_mut(|context| match context {
            Some(context) => context.decompress(bytes, length),
            None => context
                .insert(Decompressor::new()?)
                .decompress(bytes, length),
        })
        .map_err(|error| damaged(error.to_string()))
}

/// Squeezes bytes that have much in common with a text which will be at hand when they are read.
pub(super) fn squeeze_beside(bytes: &[u8], known: &str) -> Vec<u8> {
    if bytes == known.as_bytes() {
        return vec![SAME];
    }
    let quoted = serde_json::to_vec(known).unwrap_or_default();
    if quoted.len() > 64
        && let Some(at) = memchr::memmem::find(bytes, &quoted)
    {
        let rest = [&bytes[..at], &bytes[at + quoted.len()..]].concat();
        let mut out = vec![QUOTED];
        put(&mut out, at as u64);
        out.extend(squeeze(&rest));
        return out;
    }
    Compressor::with_dictionary(LEVEL, known.as_bytes())
        .and_then(|mut compressor| compressor.compress(bytes))
        .unwrap_or_else(|_| squeeze(bytes))
}

/// Undoes [`squeeze_beside`].
pub(super) fn swell_beside(
    bytes: &[u8],
    known: &str,
    article: ArticleId,
) -> Result<Vec<u8>, Error> {
    let damaged = |why: String| Error::Damaged { article, why };
    match bytes.split_first() {
        Some((&SAME, [])) => return Ok(known.as_bytes().to_vec()),
        Some((&QUOTED, mut rest)) => {
            let at = take(&mut rest).unwrap_or(u64::MAX) as usize;
            let rest = swell(rest, article)?;
            if at > rest.len() {
                return Err(damaged("its bytes are cut short".to_owned()));
            }
            let quoted = serde_json::to_vec(known).unwrap_or_default();
            return Ok([&rest[..at], &quoted, &rest[at..]].concat());
        }
        _ => {}
    }
    let mut out = Vec::new();
    zstd::stream::read::Decoder::with_dictionary(bytes, known.as_bytes())
        .and_then(|mut decoder| decoder.read_to_end(&mut out))
        .map_err(|error| damaged(error.to_string()))?;
    Ok(out)
}

/// Appends a number in seven bits a byte, lowest first.
pub(super) fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Takes the next number; nothing at the end or where the bytes are cut short.
pub(super) fn take(bytes: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Appends a number that may be below zero.
pub(super) fn put_signed(out: &mut Vec<u8>, value: i64) {
    put(out, ((value << 1) ^ (value >> 63)).cast_unsigned());
}

/// Undoes [`put_signed`].
pub(super) fn take_signed(bytes: &mut &[u8]) -> Option<i64> {
    let value = take(bytes)?;
    Some((value >> 1).cast_signed() ^ -(value & 1).cast_signed())
}

/// Spans that follow one another.
pub(super) fn pack_spans(spans: &[Span]) -> Vec<u8> {
    let mut out = Vec::with_capacity(spans.len() * 2);
    let mut last = 0_u32;
    for span in spans {
        put(&mut out, u64::from(span.start.saturating_sub(last)));
        put(&mut out, span.len() as u64);
        last = span.end;
    }
    out
}

pub(super) fn unpack_spans(mut bytes: &[u8]) -> Vec<Span> {
    let bytes = &mut bytes;
    let mut out = Vec::new();
    let mut last = 0;
    while let (Some(gap), Some(len)) = (take(bytes), take(bytes)) {
        let start = last + gap as usize;
        last = start + len as usize;
        out.push(Span::new(start, last));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        for value in [0, 1, 127, 128, 300, 1 << 20, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            put(&mut bytes, value);
            assert_eq!(take(&mut bytes.as_slice()), Some(value));
        }
    }

    #[test]
    fn spans_come_back() {
        let spans = [Span::new(0, 12), Span::new(14, 300), Span::new(300, 70_000)];
        assert_eq!(unpack_spans(&pack_spans(&spans)), spans);
    }

    #[test]
    fn bytes_come_back_beside_a_text() {
        let text = "The ministry \"denied\" it.\n".repeat(40);
        let id = ArticleId(1);
        let record = serde_json::json!({"id": "a", "text": text, "title": "T"}).to_string();
        let page = format!("top of page\n{text}\n\u{a9} 2024");
        for raw in [text.as_str(), &record, &page, ""] {
            let small = squeeze_beside(raw.as_bytes(), &text);
            let back = swell_beside(&small, &text, id).expect("own bytes");
            assert_eq!(back, raw.as_bytes());
            assert!(small.len() < 80, "{}", small.len());
        }
        assert!(swell_beside(&[QUOTED, 9], &text, id).is_err());
        let whole = squeeze(text.as_bytes());
        assert_eq!(swell(&whole, id).expect("own bytes"), text.as_bytes());
        assert!(swell(&whole[..whole.len() - 3], id).is_err());
    }
}
