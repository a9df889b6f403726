use super::cue::Cue;
use super::lexicon::{Class, HashedMap};
use super::words::{Page, Shape, Word, feature_hash, mix};
use std::ops::Range;

/// What the lists and rules say of each token: a small code, 0 where they say nothing.
pub type Hints = Vec<Hint>;

/// One token's part in a name that a list and a rule see there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hint {
    /// Kind, place in the name and standing of a list's name.
    pub list: u8,
    /// Kind and place in the name of a rule's finding.
    pub rule: u8,
}

impl Hint {
    fn codes(self) -> u64 {
        u64::from(self.list) << 8 | u64::from(self.rule)
    }
}

/// Most features that one token has.
pub(crate) const MOST: usize = 100;
/// How many of them its own letters alone decide, in a text of one sort.
pub(crate) const OWN: usize = 11;

/// What the whole document shows of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Usage {
    bits: u32,
    capitals: u16,
    lowers: u16,
    /// Whether it is written large somewhere, and whether more than once.
    met: bool,
    again: bool,
    /// What lists, rules and nearby words tell of it.
    told: u32,
}

/// Classes that are looked for a few words away.
const WIDE: Class = Class(
    Class::MALWARE.0
        | Class::GROUP.0
        | Class::FIRM.0
        | Class::WHERE.0
        | Class::SAY.0
        | Class::OFFICE.0
        | Class::PRODUCT.0
        | Class::AGENCY.0,
);

/// Makes the features of tokens; holds what the document shows of its words.
#[derive(Debug)]
pub(crate) struct Features<'a> {
    pub(super) page: &'a Page<'a>,
    hints: &'a [Hint],
    usage: Vec<Usage>,
    /// Of each token its number among these, from 1, or nought.
    numbers: Vec<u32>,
    /// Tokens whose letters are hidden, so that a lesson is learnt from what is around them.
    hidden: &'a [bool],
}

/// What a word written small can be behind a word of a name, to be one itself.
const JOINS: Class = Class(
    Class::GROUP.0
        | Class::MALWARE.0
        | Class::AGENCY.0
        | Class::BODY.0
        | Class::COMPANY.0
        | Class::TRADE.0,
);
/// The same, or between two of them.
const INNER: Class = Class(JOINS.0 | Class::CONNECT.0 | Class::PARTICLE.0);

/// Whether a token can be part of a name that the tagger finds.
pub(crate) fn active(page: &Page<'_>, hints: &[Hint], at: usize) -> bool {
    let word = page.words[at];
    let shape = word.shape;
    if shape.is(Shape::CAPITAL) || shape.is(Shape::INNER) {
        return !(word.class.any(Class::FUNCTION)
            && shape.is(Shape::FIRST)
            && !shape.is(Shape::UPPER));
    }
    if hints[at] != Hint::default() {
        return true;
    }
    if at == 0 {
        return false;
    }
    if shape.is(Shape::LOWER) && !shape.is(Shape::DIGIT) && !word.class.any(INNER) {
        return false;
    }
    let near = |i: usize| page.capital(i) || page.word(i).shape.is(Shape::INNER);
    let before = near(at - 1);
    // "Socialist People's Party".
    if shape.is(Shape::POSSESSIVE) {
        return before && near(at + 1);
    }
    if shape.is(Shape::WORD) {
        let joins = before && word.class.any(JOINS);
        let digits = shape.is(Shape::DIGIT) && (before || page.technical);
        let between = word.class.any(Class::CONNECT | Class::PARTICLE)
            && (before || at >= 2 && page.class(at - 1, Class::CONNECT) && near(at - 2))
            && (near(at + 1)
                || page.class(at + 1, Class::CONNECT | Class::FUNCTION) && near(at + 2));
        return joins || digits || between;
    }
    if shape.is(Shape::NUMBER) {
        return before || (page.text(at - 1) == "-" && at >= 2 && near(at - 2));
    }
    before
        && (near(at + 1) || page.word(at + 1).shape.is(Shape::NUMBER))
        && matches!(page.text(at), "-" | "&" | "." | "," | "/" | "’" | "'" | "–")
}

impl<'a> Features<'a> {
    pub(crate) fn new(page: &'a Page<'a>, hints: &'a [Hint], hidden: &'a [bool]) -> Self {
        let mut usage: Vec<Usage> = Vec::new();
        let mut numbers = vec![0; page.words.len()];
        let mut known: HashedMap<u32> = HashedMap::default();
        // Of eight words one is written large.
        known.reserve(page.words.len() / 8);
        // A bit for the hashes that it holds: most small words are turned away by it.
        let mut held = [0_u64; 64];
        let bit = |hash: u64| ((hash >> 58) as usize, 1_u64 << (hash >> 52 & 63));
        for (at, (word, number)) in page.words.iter().zip(&mut numbers).enumerate() {
            let shape = word.shape;
            if shape.is(Shape::CAPITAL) || shape.is(Shape::INNER) {
                let (place, bit) = bit(word.hash);
                held[place] |= bit;
                *number = *known.entry(word.hash).or_insert_with(|| {
                    usage.push(Usage::default());
                    usage.len() as u32
                });
                let known = &mut usage[*number as usize - 1];
                known.bits |= beside(page, at, hints);
                known.told |= told(page, at, hints);
                known.again = known.met;
                known.met = true;
                if !shape.is(Shape::FIRST) && !shape.is(Shape::TITLED) {
                    known.capitals = known.capitals.saturating_add(1);
                }
            }
        }
        for (word, number) in page.words.iter().zip(&mut numbers) {
            let (place, bit) = bit(word.hash);
            if *number == 0
                && held[place] & bit != 0
                && let Some(known) = known.get(&word.hash)
            {
                *number = *known;
                let known = &mut usage[*number as usize - 1];
                known.lowers = known
                    .lowers
                    .saturating_add(u16::from(word.shape.is(Shape::LOWER)));
            }
        }
        Self {
            page,
            hints,
            usage,
            numbers,
            hidden,
        }
    }

    /// How many words of the document are written large somewhere.
    pub(crate) fn count(&self) -> usize {
        self.usage.len()
    }

    /// The number among these of a token that is written so and stands there more than once.
    pub(crate) fn again(&self, at: usize) -> Option<usize> {
        let number = (self.numbers[at] as usize).checked_sub(1)?;
        (self.page.capital(at) && self.usage[number].again).then_some(number)
    }

    fn usage(&self, at: Option<usize>) -> Option<&Usage> {
        let number = *self.numbers.get(at?)?;
        self.usage.get((number as usize).checked_sub(1)?)
    }

    /// Writes the features of a token into `out` and returns how many they are.
    pub(crate) fn of(&self, at: usize, out: &mut [u32; MOST]) -> usize {
        let mut all: Vec<(u64, u32)> = Vec::with_capacity(MOST);
        let mut take = |template, value| all.push((template, feature(template, value)));
        self.forms(at).each(&mut take);
        self.classes(at).each(&mut take);
        self.around(at, &mut take);
        all.extend(own(self.page, at));
        // Those which hold the whole word.
        let hidden = self.hidden.get(at).copied().unwrap_or_default();
        all.retain(|(template, _)| !(hidden && matches!(template, 1 | 6..=8 | 15)));
        // Training adds them up in this order.
        all.sort_by_key(|(template, _)| match template {
            42..=44 => (1, *template),
            53 | 54 => (2, *template),
            45 => (3, *template),
            _ => (0, *template),
        });
        for (slot, (_, feature)) in out.iter_mut().zip(&all) {
            *slot = *feature;
        }
        all.len().min(MOST)
    }

    /// How a token and those beside it are written, and the hints of them.
    #[inline]
    pub(crate) fn forms(&self, at: usize) -> Forms {
        let get = |i: Option<usize>| i.and_then(|i| self.page.words.get(i));
        let shape = |i: Option<usize>| get(i).map_or(0, |word| word.shape.0 & !Shape::SPACED.0);
        let before = at.checked_sub(1);
        Forms {
            shapes: [before, Some(at), Some(at + 1)].map(shape),
            hints: [before, Some(at), Some(at + 1)].map(|i| self.hint(i)),
            technical: self.page.technical,
        }
    }

    /// What the lexicon says of a token and of those beside it.
    #[inline]
    pub(crate) fn classes(&self, at: usize) -> Classes {
        let get = |i: Option<usize>| i.and_then(|i| self.page.words.get(i));
        let class = |i: Option<usize>| get(i).map_or(0, |word| word.class.learnt());
        Classes {
            words: [at.checked_sub(1), Some(at), Some(at + 1)].map(class),
            shape: self.page.words[at].shape.0 & !Shape::SPACED.0,
            list: self.hint(Some(at)).list,
        }
    }

    fn hint(&self, at: Option<usize>) -> Hint {
        let hint = at.and_then(|at| self.hints.get(at));
        hint.copied().unwrap_or_default()
    }

    /// Hands on the template and the value of each of the other features, without those of [`own`].
    #[inline]
    pub(crate) fn around(&self, at: usize, take: &mut impl FnMut(u64, u64)) {
        let page = self.page;
        let none = Word {
            hash: 7,
            ..Word::default()
        };
        let get = |i: Option<usize>| i.and_then(|i| page.words.get(i)).copied().unwrap_or(none);
        let (w, b, bb) = (
            page.words[at],
            get(at.checked_sub(1)),
            get(at.checked_sub(2)),
        );
        let (n, nn) = (get(Some(at + 1)), get(Some(at + 2)));
        let h = self.hint(Some(at));
        let tech = u64::from(page.technical);
        let s = |w: Word| u64::from(w.shape.0 & !Shape::SPACED.0);
        let c = |w: Word| u64::from(w.class.learnt());
        take(2, b.hash);
        take(3, n.hash);
        take(4, bb.hash);
        take(5, nn.hash);
        take(6, mix(b.hash, w.hash));
        take(7, mix(w.hash, n.hash));
        take(24, mix(c(bb), c(b)));
        take(25, c(nn));
        take(35, mix(b.hash, u64::from(h.list) << 16 | s(w)));
        take(36, mix(n.hash, u64::from(h.list) << 16 | s(w)));
        let (next_suffix, before_suffix) = (
            tail(page.text(at + 1)),
            tail(at.checked_sub(1).map_or("", |i| page.text(i))),
        );
        take(39, mix(s(w), next_suffix));
        take(40, mix(s(w), before_suffix));
        // "Kronos and Osiris": what stands on the other side of a comma or an "and".
        let list = |i: Option<usize>| u64::from(self.hint(i).list);
        let (link_before, link_after) = (
            at.checked_sub(1).map_or(0, |i| link(page, i)),
            link(page, at + 1),
        );
        if link_before != 0 {
            take(46, mix(link_before, list(at.checked_sub(2))));
        }
        if link_after != 0 {
            take(47, mix(link_after, list(Some(at + 2))));
        }
        let wide = |range: Range<usize>| {
            let words = page.words.get(range).unwrap_or_default();
            u64::from(words.iter().fold(0, |bits, word| bits | word.class.0) & WIDE.0)
        };
        let last = page.words.len();
        let (near_before, near_after) = (
            wide(at.saturating_sub(4)..at),
            wide(at + 1..last.min(at + 5)),
        );
        let far_before = wide(at.saturating_sub(6)..at.saturating_sub(4));
        let far_after = wide(last.min(at + 5)..last.min(at + 7));
        take(48, (near_before | far_before) << 1 | tech);
        take(49, (near_after | far_after) << 1 | tech);
        take(50, mix(near_before, s(w)));
        take(51, mix(near_after, s(w)));
        if b.shape.is(Shape::CAPITAL)
            && let Some(usage) = self.usage(at.checked_sub(1))
        {
            take(52, u64::from(usage.bits & 0xffff));
        }
        let ending = tail(page.text(at));
        take(55, mix(ending, b.hash));
        take(56, mix(ending, n.hash));
        take(57, mix(bb.hash, b.hash));
        take(58, mix(n.hash, nn.hash));
        if let Some(usage) = self.usage(Some(at)) {
            let mut bits = usage.bits;
            while bits != 0 {
                let bit = bits.trailing_zeros();
                take(42, u64::from(bit) << 1 | tech);
                bits &= bits - 1;
            }
            let frequent = u64::from(usage.capitals.min(5));
            let lower = u64::from(usage.lowers.min(2));
            take(
                43,
                frequent << 8 | lower << 4 | u64::from(w.shape.is(Shape::FIRST)),
            );
            take(44, u64::from(usage.bits));
            let mut told = usage.told;
            while told != 0 {
                let bit = told.trailing_zeros();
                take(53, u64::from(bit) << 1 | tech);
                told &= told - 1;
            }
            take(54, u64::from(usage.told));
        }
        if let Some(usage) = self.usage(Some(at + 1))
            && n.shape.is(Shape::CAPITAL)
        {
            take(45, u64::from(usage.bits & 0xffff));
        }
    }
}

/// How a token, the one before it and the one behind it are written, and the hints of them: the same
/// come again and again.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forms {
    shapes: [u16; 3],
    hints: [Hint; 3],
    technical: bool,
}

impl Forms {
    /// Another for all that differ.
    #[inline]
    pub(crate) fn key(self) -> (u64, u64) {
        let [b, s, n] = self.shapes.map(u64::from);
        let [hb, h, hn] = self.hints.map(Hint::codes);
        let tech = u64::from(self.technical);
        (
            b << 32 | s << 16 | n,
            1 << 63 | tech << 62 | hb << 32 | h << 16 | hn,
        )
    }

    /// Hands on the template and the value of each feature that they make.
    pub(crate) fn each(self, take: &mut impl FnMut(u64, u64)) {
        let [b, s, n] = self.shapes.map(u64::from);
        let [hb, h, hn] = self.hints;
        let tech = u64::from(self.technical);
        take(9, s << 1 | tech);
        take(10, b << 16 | s);
        take(11, s << 16 | n);
        take(12, b << 32 | s << 16 | n);
        take(27, u64::from(h.list) << 1 | tech);
        take(28, u64::from(h.rule) << 1 | tech);
        take(29, h.codes());
        take(30, hb.codes() << 16 | h.codes());
        take(31, h.codes() << 16 | hn.codes());
        take(32, u64::from(h.list) << 32 | s);
        take(33, u64::from(hn.list) << 8 | u64::from(hb.list));
    }
}

/// The same of what the lexicon says of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Classes {
    words: [u32; 3],
    shape: u16,
    list: u8,
}

impl Classes {
    #[inline]
    pub(crate) fn key(self) -> (u64, u64) {
        let [b, c, n] = self.words.map(u64::from);
        let (s, list) = (u64::from(self.shape), u64::from(self.list));
        (b << 32 | c, 1 << 63 | n << 24 | s << 8 | list)
    }

    pub(crate) fn each(self, take: &mut impl FnMut(u64, u64)) {
        let [b, c, n] = self.words.map(u64::from);
        let (s, list) = (u64::from(self.shape), u64::from(self.list));
        take(20, b);
        take(21, n);
        take(22, mix(b, c));
        take(23, mix(c, n));
        take(34, mix(c, list));
        take(37, mix(s, n));
        take(38, mix(s, b));
    }
}

/// The features of a word that its letters alone decide, wherever it stands in technical texts, or in
/// others, each behind its template.
pub(crate) fn own(page: &Page<'_>, at: usize) -> [(u64, u32); OWN] {
    let (text, word, tech) = (page.text(at), page.words[at], u64::from(page.technical));
    let (prefixes, suffixes) = affixes(text);
    [
        (1, word.hash),
        (8, mix(word.hash, tech)),
        (13, prefixes[0]),
        (14, prefixes[1]),
        (15, prefixes[2]),
        (16, suffixes[0]),
        (17, suffixes[1]),
        (18, suffixes[2]),
        (19, u64::from(word.class.learnt()) << 1 | tech),
        (26, pattern(text)),
        (41, tech),
    ]
    .map(|(template, value)| (template, feature(template, value)))
}

/// The hash of what a template makes of a value.
#[inline]
pub(super) fn feature(template: u64, value: u64) -> u32 {
    (feature_hash(template, value) >> 32) as u32
}

/// What stands beside this occurrence of a word, as bits that the document gathers.
fn beside(page: &Page<'_>, at: usize, hints: &[Hint]) -> u32 {
    let before = at.checked_sub(1).map(|i| page.words[i]).unwrap_or_default();
    let after = page.word(at + 1);
    let mut bits = 0;
    let classes = [
        (before, Class::COMMON_TITLE),
        (before, Class::OFFICE),
        (before, Class::COMMON_GIVEN),
        (before, Class::WHERE),
        (before, Class::FIRM),
        (before, Class::SAY),
        (before, Class::MALWARE),
        (before, Class::GROUP),
        (after, Class::SAY),
        (after, Class::MALWARE),
        (after, Class::GROUP),
        (after, Class::COMPANY),
        (after, Class::TRADE),
        (after, Class::AGENCY),
        (after, Class::BODY),
        (after, Class::PRODUCT),
        (after, Class::PLACE),
        (after, Class::OFFICE),
    ];
    for (bit, (word, class)) in classes.into_iter().enumerate() {
        bits |= u32::from(word.class.any(class)) << bit;
    }
    if after.shape.is(Shape::POSSESSIVE) {
        bits |= 1 << 18;
    }
    if at > 0 && page.text(at - 1) == "(" {
        bits |= 1 << 19;
    }
    if at > 0 && matches!(page.text(at - 1), "the" | "The") {
        bits |= 1 << 20;
    }
    if hints.get(at).is_some_and(|h| h.list != 0) {
        bits |= 1 << 21;
    }
    if hints.get(at).is_some_and(|h| h.rule != 0) {
        bits |= 1 << 22;
    }
    bits
}

/// What lists, rules and nearby words tell of this occurrence of a word, as bits that the document
/// gathers: the kinds by lists and by rules, and "dubbed X", "X is a new stealer".
fn told(page: &Page<'_>, at: usize, hints: &[Hint]) -> u32 {
    let mut bits = 0;
    let hint = hints.get(at).copied().unwrap_or_default();
    if hint.list != 0 {
        let kind = u32::from((hint.list - 1) / 12);
        bits |= 1 << kind.min(9);
        // Not by its name alone.
        bits |= u32::from((hint.list - 1) / 4 % 3 != 0) << 10;
    }
    if hint.rule != 0 {
        let kind = u32::from((hint.rule - 1) / 8);
        bits |= 1 << (11 + kind.min(9));
    }
    let mut first = at;
    while first > 0 && at - first < 3 && !page.word(first - 1).shape.is(Shape::WORD) {
        first -= 1;
    }
    bits |= u32::from(first < at && matches!(page.text(at - 1), "“" | "\"" | "*" | "‘")) << 21;
    bits |= u32::from(first > 0 && page.cue(first - 1, Cue::NAMED)) << 22;
    let apposed = matches!(
        page.text(at + 1),
        "is" | "are" | "was" | "," | "–" | "(" | "-"
    ) && matches!(page.text(at + 2), "a" | "an" | "the");
    if apposed {
        let nouns = [Class::MALWARE, Class::GROUP, Class::FIRM, Class::PLACE];
        for i in at + 3..at + 9 {
            let word = page.word(i);
            if let Some(which) = nouns.iter().position(|noun| word.class.any(*noun)) {
                bits |= 1 << (23 + which);
                break;
            }
            if !word.shape.is(Shape::WORD) || word.class.any(Class::FUNCTION) {
                break;
            }
        }
    }
    bits |= u32::from(page.class(at + 1, Class::TECHNICAL)) << 27;
    bits | u32::from(at > 0 && page.class(at - 1, Class::TECHNICAL)) << 28
}

/// How a token joins two names of a list, or nought.
fn link(page: &Page<'_>, at: usize) -> u64 {
    let text = page.text(at);
    u64::from(text == ",")
        | u64::from(page.class(at, Class::CONNECT)) << 1
        | u64::from(matches!(text, "/" | "(" | "or")) << 2
}

/// Hashes of the first two, three and four bytes, and of the last.
fn affixes(text: &str) -> ([u64; 3], [u64; 3]) {
    let bytes = text.as_bytes();
    let mut prefixes = [0; 3];
    let mut suffixes = [0; 3];
    for (slot, length) in [2, 3, 4].into_iter().enumerate() {
        let take = bytes.len().min(length);
        prefixes[slot] = bytes[..take].iter().fold(length as u64, |h, b| {
            mix(h, u64::from(b.to_ascii_lowercase()))
        });
        suffixes[slot] = bytes[bytes.len() - take..]
            .iter()
            .fold(length as u64, |h, b| {
                mix(h, u64::from(b.to_ascii_lowercase()))
            });
    }
    (prefixes, suffixes)
}

/// The last two letters with the case of the first.
fn tail(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let take = bytes.len().min(2);
    let capital = bytes.first().is_some_and(u8::is_ascii_uppercase);
    bytes[bytes.len() - take..]
        .iter()
        .fold(u64::from(capital), |h, b| mix(h, u64::from(*b)))
}

/// The word with its letters as `A` and `a` and its digits as `0`, runs shortened to two.
fn pattern(text: &str) -> u64 {
    let mut hash = 3;
    let mut last = 0;
    let mut run = 0;
    for byte in text.bytes() {
        let class = match byte {
            b'a'..=b'z' => b'a',
            b'A'..=b'Z' => b'A',
            b'0'..=b'9' => b'0',
            0x80.. => b'u',
            other => other,
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 {
            hash = mix(hash, u64::from(class));
        }
    }
    hash
}
