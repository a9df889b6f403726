//! Bytes as they lie in the tables: zstd frames and lists of small numbers.

use super::Error;
use super::dictionary::{self, Dictionary};
use crate::model::{ArticleId, Span};
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::Read;
use zstd::bulk::{Compressor, Decompressor};

const LEVEL: i32 = 3;
/// What a zstd frame begins with.
const MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Bytes of room for what is squeezed that are kept for the next.
const WIDE: usize = 1 << 18;
/// A frame that says to be longer was not written here.
const LONGEST: u64 = 1 << 30;
/// The bytes are the text itself.
const SAME: u8 = 1;
/// The bytes hold the text as a JSON string; what stands before and after it follows.
const QUOTED: u8 = 2;
/// Bytes of a quoted text that it is looked for by; shorter ones are not looked for.
const QUOTED_HEAD: usize = 48;

thread_local! {
    // Making a context costs more than a short text.
    // By dictionary, 0 for none.
    static SQUEEZE: RefCell<HashMap<u32, Compressor<'static>>> = RefCell::default();
    static SQUEEZED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static SWELL: RefCell<HashMap<u32, Decompressor<'static>>> = RefCell::default();
}

/// Packs bytes, with a dictionary where there is one.
pub(super) fn squeeze(bytes: &[u8], with: Option<&'static Dictionary>) -> Vec<u8> {
    let squeezed = SQUEEZE.with_borrow_mut(|contexts| -> std::io::Result<Vec<u8>> {
        let context = match contexts.entry(with.map_or(0, Dictionary::number)) {
            Entry::Occupied(context) => context.into_mut(),
            Entry::Vacant(place) => place.insert(match with {
                Some(dictionary) => Compressor::with_prepared_dictionary(dictionary.encoder())?,
                None => Compressor::new(LEVEL)?,
            }),
        };
        // Squeezed into a place that is wide enough, and kept in one that is no wider than need be.
        SQUEEZED.with_borrow_mut(|wide| {
            wide.clear();
            wide.reserve(zstd::zstd_safe::compress_bound(bytes.len()));
            context.compress_to_buffer(bytes, wide)?;
            let squeezed = wide.as_slice().to_vec();
            if wide.capacity() > WIDE {
                *wide = Vec::new();
            }
            Ok(squeezed)
        })
    });
    squeezed.unwrap_or_else(|_| bytes.to_vec())
}

/// Squeezes bytes that may be too few to gain by it.
pub(super) fn squeeze_if_less(bytes: &[u8], with: Option<&'static Dictionary>) -> Vec<u8> {
    let squeezed = squeeze(bytes, with);
    if squeezed.len() < bytes.len() || bytes.starts_with(&MAGIC) {
        squeezed
    } else {
        bytes.to_vec()
    }
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
    let number = zstd::zstd_safe::get_dict_id_from_frame(bytes).map_or(0, std::num::NonZero::get);
    let with = dictionary::known(number);
    if with.is_none() && number != 0 {
        return Err(damaged("the dictionary of its bytes is missing".to_owned()));
    }
    SWELL
        .with_borrow_mut(|contexts| {
            let context = match contexts.entry(number) {
                Entry::Occupied(context) => context.into_mut(),
                Entry::Vacant(place) => place.insert(match with {
                    Some(with) => Decompressor::with_prepared_dictionary(with.decoder())?,
                    None => Decompressor::new()?,
                }),
            };
            context.decompress(bytes, length)
        })
        .map_err(|error: std::io::Error| damaged(error.to_string()))
}

/// Squeezes bytes that have much in common with a text which will be at hand when they are read.
pub(super) fn squeeze_beside(
    bytes: &[u8],
    known: &str,
    with: Option<&'static Dictionary>,
) -> Vec<u8> {
    if bytes == known.as_bytes() {
        return vec![SAME];
    }
    let quoted = serde_json::to_vec(known).unwrap_or_default();
    // Looked for by its beginning: to prepare for the whole of it takes longer than to look.
    if let Some(head) = quoted.get(..QUOTED_HEAD)
        && let Some(at) =
            memchr::memmem::find_iter(bytes, head).find(|&at| bytes[at..].starts_with(&quoted))
    {
        let rest = [&bytes[..at], &bytes[at + quoted.len()..]].concat();
        let mut out = vec![QUOTED];
        put(&mut out, at as u64);
        out.extend(squeeze_if_less(&rest, with));
        return out;
    }
    Compressor::with_dictionary(LEVEL, known.as_bytes())
        .and_then(|mut compressor| compressor.compress(bytes))
        .unwrap_or_else(|_| squeeze(bytes, None))
}

/// What stands around the text in bytes that were packed beside it; nothing where it is not so.
pub(super) fn bare_rest(bytes: &[u8], article: ArticleId) -> Result<Option<Vec<u8>>, Error> {
    match bytes.split_first() {
        Some((&QUOTED, mut rest)) => {
            take(&mut rest);
            swell(rest, article).map(Some)
        }
        _ => Ok(None),
    }
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

/// Steps over numbers, as many as there are.
pub(super) fn skip(bytes: &mut &[u8], mut numbers: u64) {
    let mut at = 0;
    while numbers > 0
        && let Some(&byte) = bytes.get(at)
    {
        numbers -= u64::from(byte < 0x80);
        at += 1;
    }
    *bytes = &bytes[at..];
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

/// Sentences: their number, what lies between them in two bits each, then the lengths. What is
/// further apart than two bytes tells how far after the lengths.
pub(super) fn pack_sentences(spans: &[Span]) -> Vec<u8> {
    const FAR: u32 = 3;
    let mut out = Vec::with_capacity(spans.len() * 5 / 4 + 2);
    put(&mut out, spans.len() as u64);
    let mut last = 0_u32;
    let (mut gaps, mut far) = (vec![0_u8; spans.len().div_ceil(4)], Vec::new());
    for (at, span) in spans.iter().enumerate() {
        let gap = span.start.wrapping_sub(last);
        gaps[at / 4] |= (gap.min(FAR) as u8) << (at % 4 * 2);
        if gap >= FAR {
            put(&mut far, u64::from(gap));
        }
        last = span.end;
    }
    out.extend(gaps);
    for span in spans {
        put(&mut out, u64::from(span.end.wrapping_sub(span.start)));
    }
    out.extend(far);
    out
}

/// Undoes [`pack_sentences`]; where the bytes are cut short, as far as they go.
pub(super) fn unpack_sentences(mut bytes: &[u8]) -> Vec<Span> {
    let bytes = &mut bytes;
    let count = take(bytes).unwrap_or(0) as usize;
    let Some((gaps, mut lengths)) = bytes.split_at_checked(count.div_ceil(4)) else {
        return Vec::new();
    };
    let mut far = lengths;
    for _ in 0..count {
        take(&mut far);
    }
    let mut out = Vec::with_capacity(count);
    let mut last = 0_u32;
    for at in 0..count {
        let gap = match gaps[at / 4] >> (at % 4 * 2) & 3 {
            3 => take(&mut far).map(|gap| gap as u32),
            gap => Some(u32::from(gap)),
        };
        let (Some(gap), Some(length)) = (gap, take(&mut lengths)) else {
            break;
        };
        let start = last.wrapping_add(gap);
        last = start.wrapping_add(length as u32);
        out.push(Span { start, end: last });
    }
    out
}

/// Spans that follow one another, as older layouts had sentences.
#[cfg(test)]
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
        assert_eq!(unpack_sentences(&pack_sentences(&spans)), spans);
        let many: Vec<Span> = (0..9)
            .map(|at| Span::new(at * 50 + at % 5, at * 50 + 49))
            .collect();
        assert_eq!(unpack_sentences(&pack_sentences(&many)), many);
        assert_eq!(unpack_sentences(&[]), []);
        assert_eq!(unpack_sentences(&[9, 1]), []);
    }

    #[test]
    fn bytes_come_back_beside_a_text() {
        let text = "The ministry \"denied\" it.\n".repeat(40);
        let id = ArticleId(1);
        let record = serde_json::json!({"id": "a", "text": text, "title": "T"}).to_string();
        let page = format!("top of page\n{text}\n\u{a9} 2024");
        for raw in [text.as_str(), &record, &page, ""] {
            let small = squeeze_beside(raw.as_bytes(), &text, None);
            let back = swell_beside(&small, &text, id).expect("own bytes");
            assert_eq!(back, raw.as_bytes());
            assert!(small.len() < 80, "{}", small.len());
        }
        assert!(swell_beside(&[QUOTED, 9], &text, id).is_err());
        let whole = squeeze(text.as_bytes(), None);
        assert_eq!(swell(&whole, id).expect("own bytes"), text.as_bytes());
        assert!(swell(&whole[..whole.len() - 3], id).is_err());
    }
}
