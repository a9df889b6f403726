//! Bytes as they lie in the tables: zstd frames and lists of small numbers.

use super::Error;
use crate::model::{ArticleId, Span};
use std::io::Read;

const LEVEL: i32 = 3;

pub(super) fn squeeze(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, LEVEL).unwrap_or_else(|_| bytes.to_vec())
}

/// Undoes [`squeeze`]. Bytes that are no frame are taken as they are.
pub(super) fn swell(bytes: &[u8], article: ArticleId) -> Result<Vec<u8>, Error> {
    if !bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        return Ok(bytes.to_vec());
    }
    let damaged = |why: std::io::Error| Error::Damaged {
        article,
        why: why.to_string(),
    };
    let mut out = Vec::with_capacity(bytes.len() * 4);
    zstd::stream::read::Decoder::new(bytes)
        .map_err(damaged)?
        .read_to_end(&mut out)
        .map_err(damaged)?;
    Ok(out)
}

/// Squeezes bytes that have much in common with others which will be at hand when they are read.
pub(super) fn squeeze_beside(bytes: &[u8], known: &[u8]) -> Vec<u8> {
    zstd::bulk::Compressor::with_dictionary(LEVEL, known)
        .and_then(|mut compressor| compressor.compress(bytes))
        .unwrap_or_else(|_| squeeze(bytes))
}

/// Undoes [`squeeze_beside`].
pub(super) fn swell_beside(
    bytes: &[u8],
    known: &[u8],
    article: ArticleId,
) -> Result<Vec<u8>, Error> {
    let damaged = |why: std::io::Error| Error::Damaged {
        article,
        why: why.to_string(),
    };
    let mut out = Vec::new();
    zstd::stream::read::Decoder::with_dictionary(bytes, known)
        .map_err(damaged)?
        .read_to_end(&mut out)
        .map_err(damaged)?;
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

/// Which entities an article names: the keys with their mentions, and the sentences that name
/// more than none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Forward {
    /// Key and mentions, in order of key.
    pub keys: Vec<(u32, u32)>,
    /// Places in `keys`, each once a sentence, in order.
    pub sentences: Vec<Vec<u32>>,
    /// How many sentences the article has, those that name nobody among them.
    pub total_sentences: u32,
}

impl Forward {
    pub(super) fn pack(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.keys.len() * 3 + self.sentences.len() * 3 + 2);
        put(&mut out, u64::from(self.total_sentences));
        put(&mut out, self.keys.len() as u64);
        let mut last = 0;
        for &(key, mentions) in &self.keys {
            put(&mut out, u64::from(key - last));
            put(&mut out, u64::from(mentions));
            last = key;
        }
        for sentence in &self.sentences {
            put(&mut out, sentence.len() as u64);
            for &place in sentence {
                put(&mut out, u64::from(place));
            }
        }
        out
    }

    pub(super) fn unpack(mut bytes: &[u8]) -> Self {
        let bytes = &mut bytes;
        let mut out = Self {
            total_sentences: take(bytes).unwrap_or(0) as u32,
            ..Self::default()
        };
        let mut last = 0_u32;
        for _ in 0..take(bytes).unwrap_or(0) {
            let (Some(step), Some(mentions)) = (take(bytes), take(bytes)) else {
                break;
            };
            last = last.saturating_add(step as u32);
            out.keys.push((last, mentions as u32));
        }
        while let Some(count) = take(bytes) {
            let sentence = (0..count).map_while(|_| take(bytes)).map(|n| n as u32);
            out.sentences.push(sentence.collect());
        }
        out
    }
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
    fn a_forward_row_comes_back() {
        let row = Forward {
            keys: vec![(3, 1), (700, 12), (70_000, 2)],
            sentences: vec![vec![0, 2], vec![1]],
            total_sentences: 9,
        };
        assert_eq!(Forward::unpack(&row.pack()), row);
        assert_eq!(Forward::unpack(&[]), Forward::default());
    }

    #[test]
    fn spans_come_back() {
        let spans = [Span::new(0, 12), Span::new(14, 300), Span::new(300, 70_000)];
        assert_eq!(unpack_spans(&pack_spans(&spans)), spans);
    }

    #[test]
    fn bytes_come_back_beside_others() {
        let text = "The ministry denied it. ".repeat(40);
        let raw = format!("top of page\n{text}\n\u{a9} 2024");
        let id = ArticleId(1);
        let small = squeeze_beside(raw.as_bytes(), text.as_bytes());
        let back = swell_beside(&small, text.as_bytes(), id).expect("own bytes");
        assert_eq!(back, raw.as_bytes());
        assert!(small.len() < squeeze(raw.as_bytes()).len() + 8);
        assert_eq!(
            swell(&squeeze(text.as_bytes()), id).expect("own bytes"),
            text.as_bytes()
        );
    }
}
