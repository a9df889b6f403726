use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Text and how many bytes sequences in it were not valid.
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub undecodable: u32,
}

/// Decodes bytes: by byte order mark, by the share of NULs, as UTF-8, by the declared charset, by
/// what the letters look like, in this order. What is declared to be ISO-2022-JP comes before UTF-8:
/// its letters are written in signs of ASCII behind escapes, so that it always looks like UTF-8.
pub(super) fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = wide(bytes) {
        return with(encoding, bytes);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if declared == Some(ISO_2022_JP) && bytes.is_ascii() && bytes.contains(&0x1b) {
        return with(ISO_2022_JP, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: Cow::Borrowed(text),
            undecodable: 0,
        };
    }
    if let Some(encoding) = declared
        && encoding != UTF_8
    {
        return with(encoding, bytes);
    }
    if mostly_utf8(bytes) {
        return with(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Allow), bytes)
}

/// The encoding of text in letters of two bytes, told by its beginning.
pub(super) fn wide_of(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) => Some(encoding).filter(|encoding| *encoding != UTF_8),
        None => wide(head),
    }
}

/// What the encoding of a text is that comes piece by piece.
pub(super) struct Guess {
    detector: EncodingDetector,
    /// Letters beyond ASCII that are UTF-8, and places that are not.
    good: usize,
    bad: usize,
}

impl Default for Guess {
    fn default() -> Self {
        Self {
            detector: EncodingDetector::new(Iso2022JpDetection::Deny),
            good: 0,
            bad: 0,
        }
    }
}

impl Guess {
    /// Takes a piece into account.
    pub(super) fn hear(&mut self, bytes: &[u8]) {
        if bytes.is_ascii() {
            return;
        }
        let (good, bad) = utf8_letters(bytes);
        self.good += good;
        self.bad += bad;
        self.detector.feed(bytes, false);
    }

    /// Decodes a piece by all that was heard and by itself.
    pub(super) fn decode(&mut self, bytes: &[u8]) -> String {
        self.hear(bytes);
        let encoding = if self.good > self.bad {
            UTF_8
        } else {
            self.detector.guess(None, Utf8Detection::Deny)
        };
        with(encoding, bytes).text.into_owned()
    }
}

/// Whether the bytes are no text at all.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    if Encoding::for_bom(head).is_some() || wide(head).is_some() {
        return false;
    }
    let odd = head
        .iter()
        .filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31))
        .count();
    odd * 20 > head.len()
}

fn with<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, bad) = encoding.decode_without_bom_handling(bytes);
    let undecodable = if bad {
        u32::try_from(text.matches('\u{fffd}').count()).unwrap_or(u32::MAX)
    } else {
        0
    };
    Decoded { text, undecodable }
}

/// UTF-16 without a mark shows in NULs at every other place.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4096) & !1];
    if head.len() < 4 {
        return None;
    }
    let nulls = |from: usize| {
        head.iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = head.len() / 2;
    let (even, odd) = (nulls(0), nulls(1));
    if odd * 10 >= half * 4 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 4 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A few broken bytes in text that is UTF-8 otherwise.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (good, bad) = utf8_letters(bytes);
    good > bad
}

/// How many letters beyond ASCII are UTF-8, and how many places are not.
fn utf8_letters(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    (good, bad)
}
