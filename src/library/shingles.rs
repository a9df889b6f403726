//! What a text shares with another, word for word.
//!
//! Runs of six words are hashed (Broder 1997); one number for each of sixteen parts of the hashes,
//! its smallest, is enough to find texts that have much in common (one-permutation `MinHash`, Li,
//! Owen and Zhang 2012), and all of them tell whether one is a copy.

/// Words of a run. Shorter ones make copies of texts from one template, longer ones miss what was
/// edited.
const RUN: usize = 6;
/// Parts of the hashes.
pub(super) const PARTS: usize = 16;
/// Runs that the shorter of two texts must have: less is a stub or a notice.
const FEW: usize = 60;
/// Share of the shorter text's runs that a copy has in common with the longer.
const COMMON: f64 = 0.6;
/// What is shorter than this share of the other quotes it, or is quoted by it.
const PART: f64 = 0.3;
/// Numbers beyond which reports of one form are told apart by theirs.
const NUMBERS: usize = 6;
/// Share of the shorter text's numbers that a copy has too.
const SAME_NUMBERS: f64 = 0.6;

const BASE: u64 = 0x9E37_79B9_7F4A_7C15;

/// The smallest hash of each part; 0 where there is none.
pub(super) type Sketch = [u32; PARTS];

/// A text as others are compared with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shingles {
    /// Hashes of its runs, each once, in order.
    runs: Vec<u32>,
    /// Hashes of its words with digits, each once, in order.
    numbers: Vec<u32>,
}

/// Hashes of the runs of words, in order of the text.
fn runs(words: &[u64]) -> Vec<u32> {
    let top = (0..RUN).fold(1_u64, |power, _| power.wrapping_mul(BASE));
    let mut runs = Vec::with_capacity(words.len());
    let mut hash = 0_u64;
    for (at, &word) in words.iter().enumerate() {
        hash = hash.wrapping_mul(BASE).wrapping_add(word);
        if let Some(&gone) = at.checked_sub(RUN).and_then(|at| words.get(at)) {
            hash = hash.wrapping_sub(gone.wrapping_mul(top));
        }
        if at + 1 >= RUN {
            runs.push((mix(hash) >> 32) as u32);
        }
    }
    runs
}

impl Shingles {
    pub(super) fn new(text: &str) -> Self {
        Self::counted(text).0
    }

    /// A text taken apart, and how many runs it has, those that come again among them.
    fn counted(text: &str) -> (Self, usize) {
        let (words, mut numbers) = words(text);
        let mut runs = runs(&words);
        let all = runs.len();
        sort(&mut runs);
        runs.dedup();
        numbers.sort_unstable();
        numbers.dedup();
        (Self { runs, numbers }, all)
    }

    /// A text taken apart with its sketch; nothing where it is too short to be told from others.
    pub(super) fn with_sketch(text: &str) -> Option<(Sketch, Self)> {
        let (shingles, all) = Self::counted(text);
        // What says the same again and again is long all the same.
        if shingles.runs.len() < FEW && all < FEW * 4 {
            return None;
        }
        let mut sketch = [0; PARTS];
        for &run in &shingles.runs {
            let least: &mut u32 = &mut sketch[run as usize >> 28];
            // In order, the first of a part is its least; zero stands for none.
            if *least == 0 {
                *least = run;
            }
        }
        Some((sketch, shingles))
    }

    /// Whether one of two texts is a copy of the other: edited a little, cut short, or with
    /// something added.
    pub(super) fn copies(&self, other: &Self) -> bool {
        let (short, long) = if self.runs.len() <= other.runs.len() {
            (self, other)
        } else {
            (other, self)
        };
        let least = short.runs.len() as f64;
        if short.runs.len() < FEW || least < long.runs.len() as f64 * PART {
            return false;
        }
        if (common(&short.runs, &long.runs) as f64) < least * COMMON {
            return false;
        }
        let figures = short.numbers.len();
        figures < NUMBERS
            || common(&short.numbers, &long.numbers) as f64 >= figures as f64 * SAME_NUMBERS
    }
}

/// How many are in both lists, which are in order.
fn common(one: &[u32], other: &[u32]) -> usize {
    let (mut a, mut b, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                a += 1;
                b += 1;
            }
        }
    }
    count
}

/// Sorts hashes, which are spread evenly: each is put near its place by its first bits.
fn sort(hashes: &mut Vec<u32>) {
    if hashes.len() < FEW {
        hashes.sort_unstable();
        return;
    }
    // Hardly more than one in a stretch.
    let bits = hashes.len().ilog2().min(16);
    let stretch = |hash: u32| (hash >> (u32::BITS - bits)) as usize;
    let mut starts = vec![0_u32; (1 << bits) + 1];
    for &hash in &*hashes {
        starts[stretch(hash) + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut sorted = vec![0; hashes.len()];
    for &hash in &*hashes {
        let place = &mut starts[stretch(hash)];
        sorted[*place as usize] = hash;
        *place += 1;
    }
    // Where one ends now the next began.
    let mut start = 0;
    for &end in &starts[..starts.len() - 1] {
        let part = &mut sorted[start..end as usize];
        match part {
            [] | [_] => {}
            [one, other] => {
                if one > other {
                    std::mem::swap(one, other);
                }
            }
            part => part.sort_unstable(),
        }
        start = end as usize;
    }
    *hashes = sorted;
}

/// Spreads a sum over all bits (the end of `SplitMix64`, Steele et al. 2014).
fn mix(mut hash: u64) -> u64 {
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// Hashes of the words, case aside, and of those among them that have digits. What is written
/// without spaces counts each character as a word.
fn words(text: &str) -> (Vec<u64>, Vec<u32>) {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut numbers = Vec::new();
    let (mut hash, mut digits, mut letters) = (0_u64, false, 0_u64);
    let mut end = |hash: &mut u64, digits: &mut bool, letters: &mut u64, words: &mut Vec<u64>| {
        words.push(mix(*hash ^ *letters));
        if *digits {
            numbers.push((mix(*hash) >> 32) as u32);
        }
        (*hash, *digits, *letters) = (0, false, 0);
    };
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        let mut low = u64::from(SMALL[usize::from(byte)]);
        let mut dense = 0;
        if byte.is_ascii() {
            at += 1;
            digits |= byte.is_ascii_digit();
        } else {
            let c = text[at..].chars().next().unwrap_or_default();
            at += c.len_utf8();
            if is_dense(c) {
                dense = u64::from(c);
            } else if c.is_alphanumeric() {
                low = u64::from(c.to_lowercase().next().unwrap_or(c));
            }
        }
        if low != 0 {
            hash = (hash ^ low).wrapping_mul(0x0000_0100_0000_01B3);
            letters += 1;
            continue;
        }
        if letters > 0 {
            end(&mut hash, &mut digits, &mut letters, &mut words);
        }
        if dense != 0 {
            words.push(mix(dense));
        }
    }
    if letters > 0 {
        end(&mut hash, &mut digits, &mut letters, &mut words);
    }
    (words, numbers)
}

fn is_dense(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Letters and digits, the letters in lower case, and nought for all else.
const SMALL: [u8; 256] = {
    let mut small = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if byte.is_ascii_alphanumeric() {
            small[byte as usize] = byte.to_ascii_lowercase();
        }
        byte += 1;
    }
    small
};
