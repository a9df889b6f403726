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
/// Steps of a comparison between two looks at what can still be reached.
const STRETCH: usize = 32;
/// Places that a hash is moved at most before all are sorted otherwise: a few runs came again and
/// again.
const FAR: usize = 32;

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
        if !shares(&short.runs, &long.runs, least * COMMON) {
            return false;
        }
        let figures = short.numbers.len();
        figures < NUMBERS || shares(&short.numbers, &long.numbers, figures as f64 * SAME_NUMBERS)
    }
}

/// Whether at least so many are in both lists, which are in order.
fn shares(one: &[u32], other: &[u32], least: f64) -> bool {
    let (mut a, mut b, mut count) = (0, 0, 0);
    loop {
        for _ in 0..STRETCH {
            let (Some(x), Some(y)) = (one.get(a), other.get(b)) else {
                return count as f64 >= least;
            };
            // By sums: which is the lesser nobody can foresee.
            count += usize::from(x == y);
            a += usize::from(x <= y);
            b += usize::from(y <= x);
        }
        // Most have little in common, which soon shows.
        if ((count + one.len() - a) as f64) < least {
            return false;
        }
    }
}

/// Sorts hashes, which are spread evenly: each is put near its place by its first bits.
fn sort(hashes: &mut Vec<u32>) {
    if hashes.len() < FEW {
        hashes.sort_unstable();
        return;
    }
    // So many stretches that hardly any has two.
    let bits = (hashes.len().ilog2() + 2).min(16);
    let stretch = |hash: u32| (hash >> (u32::BITS - bits)) as usize;
    let mut starts = vec![0_u32; 1 << bits];
    for &hash in &*hashes {
        starts[stretch(hash)] += 1;
    }
    let mut start = 0;
    for count in &mut starts {
        start += std::mem::replace(count, start);
    }
    let mut sorted = vec![0; hashes.len()];
    for &hash in &*hashes {
        let place = &mut starts[stretch(hash)];
        sorted[*place as usize] = hash;
        *place += 1;
    }
    // What is left is to be moved within its stretch.
    for at in 1..sorted.len() {
        let hash = sorted[at];
        let mut place = at;
        while place > 0 && sorted[place - 1] > hash {
            sorted[place] = sorted[place - 1];
            place -= 1;
        }
        sorted[place] = hash;
        if at - place > FAR {
            sorted.sort_unstable();
            break;
        }
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
    const PRIME: u64 = 0x0000_0100_0000_01B3;
    let bytes = text.as_bytes();
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let (mut hash, mut letters, mut digits, mut dense) = (0_u64, 0_u64, false, 0);
        loop {
            let start = at;
            while let Some(&byte) = bytes.get(at)
                && SMALL[usize::from(byte)] != 0
            {
                let low = SMALL[usize::from(byte)];
                hash = (hash ^ u64::from(low)).wrapping_mul(PRIME);
                digits |= low <= b'9';
                at += 1;
            }
            letters += (at - start) as u64;
            if bytes.get(at).is_none_or(u8::is_ascii) {
                at += 1;
                break;
            }
            let c = text[at..].chars().next().unwrap_or_default();
            at += c.len_utf8();
            if is_dense(c) {
                dense = u64::from(c);
                break;
            }
            if !c.is_alphanumeric() {
                break;
            }
            let low = u64::from(c.to_lowercase().next().unwrap_or(c));
            hash = (hash ^ low).wrapping_mul(PRIME);
            letters += 1;
        }
        if letters > 0 {
            words.push(mix(hash ^ letters));
            if digits {
                numbers.push((mix(hash) >> 32) as u32);
            }
        }
        if dense != 0 {
            words.push(mix(dense));
        }
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
