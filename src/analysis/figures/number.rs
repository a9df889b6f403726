use super::super::Reading;
use super::super::grammar::is_person_noun;
use super::grouped::grouped;
use super::noun::head;
use super::unit;
use crate::text::Lookup;
use std::sync::LazyLock;

/// A number as the text writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) value: f64,
    /// The token after the number.
    pub(super) next: usize,
    /// The byte at which its letters end; inside a token for `50,000-strong`.
    pub(super) end: u32,
    pub(super) style: Style,
    /// What follows the digits in the same token: `km` of `30km`, `strong` of `60-strong`.
    pub(super) tail: Option<(u32, u32)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// Bare digits.
    Digits,
    /// Digits with a thousands separator, a decimal point or a scale word.
    Formatted,
    /// "three", "twenty-five", "a dozen".
    Words,
    /// "hundreds of thousands", "dozens".
    Vague,
    /// "half", "two-thirds".
    Fraction,
}

const ONES: [(&str, u32); 28] = [
    ("eight", 8),
    ("eighteen", 18),
    ("eighty", 80),
    ("eleven", 11),
    ("fifteen", 15),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("nine", 9),
    ("nineteen", 19),
    ("ninety", 90),
    ("one", 1),
    ("seven", 7),
    ("seventeen", 17),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixty", 60),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("three", 3),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
    ("zero", 0),
];

/// The value of a word for a number below one hundred; "twenty-five" among them.
pub(super) fn small(word: &str) -> Option<u32> {
    static VALUES: LazyLock<Lookup<u32>> = LazyLock::new(|| Lookup::new(ONES, |value, _| value));
    if !(3..=13).contains(&word.len())
        || !matches!(
            word.as_bytes()[0],
            b'e' | b'f' | b'n' | b'o' | b's' | b't' | b'z'
        )
    {
        return None;
    }
    if let Some(value) = VALUES.get(word) {
        return Some(value);
    }
    let (tens, ones) = word.split_once('-')?;
    let tens = small(tens).filter(|n| (20..100).contains(n))?;
    let ones = small(ones).filter(|n| (1..10).contains(n))?;
    Some(tens + ones)
}

/// The factor of a scale word or letter.
pub(super) fn scale(word: &str) -> Option<f64> {
    Some(match word {
        "hundred" => 1e2,
        "thousand" | "k" => 1e3,
        "lakh" => 1e5,
        "million" | "m" | "mn" | "mln" | "mio" => 1e6,
        "crore" => 1e7,
        "billion" | "bn" | "b" | "bln" => 1e9,
        "trillion" | "tn" | "trn" => 1e12,
        _ => return None,
    })
}

/// Plurals of number words and the least that they stand for.
const VAGUE: [(&str, f64); 8] = [
    ("billions", 1e9),
    ("dozens", 12.0),
    ("hundreds", 1e2),
    ("millions", 1e6),
    ("scores", 12.0),
    ("tens", 10.0),
    ("thousands", 1e3),
    ("trillions", 1e12),
];

/// The least that a plural of number words stands for.
pub(super) fn vague(word: &str) -> Option<f64> {
    let known = VAGUE.iter().find(|(name, _)| *name == word);
    known.map(|(_, least)| *least)
}

/// Whether a number can begin with a word of letters; the first look at every token.
#[inline]
pub(super) fn may_begin(word: &str) -> bool {
    static WORDS: LazyLock<Lookup<()>> = LazyLock::new(|| {
        let vague = VAGUE.iter().map(|(word, _)| *word);
        let words = ONES.iter().map(|(word, _)| *word).chain(vague);
        let words = words.chain(["a", "an", "dozen", "half"]);
        Lookup::new(words.map(|word| (word, ())), |(), ()| ())
    });
    // "twenty-five", "one-third", "half-dozen".
    WORDS.get(word).is_some() || word.as_bytes().contains(&b'-')
}

/// A product without what binary fractions add: 4.1 million is 4,100,000.
pub(super) fn times(value: f64, factor: f64) -> f64 {
    let product = value * factor;
    let whole = product.round();
    if (product - whole).abs() <= whole.abs() * 1e-12 {
        whole
    } else {
        product
    }
}

fn fraction(word: &str) -> Option<f64> {
    Some(match word {
        "half" => 0.5,
        "one-third" => 1.0 / 3.0,
        "two-thirds" => 2.0 / 3.0,
        "one-quarter" => 0.25,
        "three-quarters" => 0.75,
        "one-fifth" => 0.2,
        "one-tenth" => 0.1,
        _ => return None,
    })
}

/// Reads digits from the front of a token: value, length, and whether they carry separators.
/// `1,5` and `1.2.3` are nothing.
pub(super) fn digits(word: &str) -> Option<(f64, usize, Style)> {
    let bytes = word.as_bytes();
    let mut end = bytes
        .iter()
        .position(|b| !(b.is_ascii_digit() || matches!(b, b',' | b'.')))
        .unwrap_or(bytes.len());
    while end > 0 && !bytes[end - 1].is_ascii_digit() {
        end -= 1;
    }
    let run = word.get(..end)?;
    if run.is_empty() || run.len() > 20 || !bytes[0].is_ascii_digit() {
        return None;
    }
    let (whole, decimals) = run.split_once('.').unwrap_or((run, ""));
    if decimals.contains(['.', ',']) {
        return None;
    }
    let mut groups = whole.split(',');
    let head = groups.next()?;
    let grouped = whole.len() > head.len();
    if grouped && (head.is_empty() || head.len() > 3 || groups.any(|g| g.len() != 3)) {
        return None;
    }
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let mut plain = [0u8; 24];
    let mut n = 0;
    for b in run.bytes().filter(|b| *b != b',') {
        plain[n] = b;
        n += 1;
    }
    let value: f64 = std::str::from_utf8(&plain[..n]).ok()?.parse().ok()?;
    let style = if grouped || !decimals.is_empty() {
        Style::Formatted
    } else {
        Style::Digits
    };
    Some((value, end, style))
}

/// Reads the number that begins at a token, if one does.
pub(super) fn read(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let word = reading.folded(at);
    let first = *word.as_bytes().first()?;
    let number = if first.is_ascii_digit() {
        in_digits(reading, at, end)?
    } else {
        in_words(reading, at, end)?
    };
    Some(halved(reading, number, end))
}

/// Takes the half that follows: "17 and a half years", "2 and a half million".
fn halved(reading: &Reading<'_>, mut number: Number, end: usize) -> Number {
    let half = number.next + 3;
    let follows = number.tail.is_none()
        && number.value < 1000.0
        && number.value.fract() == 0.0
        && half <= end
        && reading.folded(number.next) == "and"
        && reading.folded(number.next + 1) == "a"
        && reading.folded(number.next + 2) == "half";
    if !follows {
        return number;
    }
    number.value += 0.5;
    number.next = half;
    number.end = reading.tokens[half - 1].span.end;
    scaled(reading, number, end)
}

fn in_digits(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    if let Some(number) = grouped(reading, at, end) {
        return Some(scaled(reading, number, end));
    }
    let word = reading.folded(at);
    let start = reading.tokens[at].span.start;
    let (value, length, style) = digits(word)?;
    let mut number = Number {
        value,
        next: at + 1,
        end: start + length as u32,
        style,
        tail: None,
    };
    let rest = word.get(length..)?;
    if rest.is_empty() {
        return Some(scaled(reading, number, end));
    }
    if let Some(factor) = scale(rest.trim_start_matches('-'))
        && !metres(reading, at, at, end)
    {
        number.value = times(number.value, factor);
        number.style = Style::Formatted;
        number.end = start + word.len() as u32;
        return Some(number);
    }
    let after = rest.trim_start_matches('-');
    number.tail = Some((
        number.end + (rest.len() - after.len()) as u32,
        start + word.len() as u32,
    ));
    Some(number)
}

/// Takes the scale words that follow: "5 million", "3 hundred thousand", "60 million-strong".
pub(super) fn scaled(reading: &Reading<'_>, mut number: Number, end: usize) -> Number {
    let first = number.next.saturating_sub(1);
    while number.next < end {
        let word = reading.folded(number.next);
        let span = reading.tokens[number.next].span;
        if let Some(factor) = scale(word)
            && (word.len() > 3 || span.start <= number.end + 1)
            && !metres(reading, first, number.next, end)
        {
            number.value = times(number.value, factor);
            number.end = span.end;
            number.next += 1;
            if number.style == Style::Digits {
                number.style = Style::Formatted;
            }
            continue;
        }
        // "million-strong", "thousand-dollar": the scale is the first half of a compound.
        if let Some((first, _)) = word.split_once('-')
            && let Some(factor) = scale(first)
            && first.len() > 3
        {
            number.value = times(number.value, factor);
            number.end = span.start + first.len() as u32;
            number.tail = Some((number.end + 1, span.end));
            number.next += 1;
            if number.style == Style::Digits {
                number.style = Style::Formatted;
            }
        }
        break;
    }
    number
}

/// Whether the small `m` that ends at a token is metres: "30m from the gate", and not "£30m", "30m people".
fn metres(reading: &Reading<'_>, number: usize, last: usize, end: usize) -> bool {
    if !reading.word(last).ends_with('m')
        || !matches!(
            reading
                .folded(last)
                .trim_start_matches(|c: char| !c.is_alphabetic()),
            "m"
        )
    {
        return false;
    }
    let money = |at: usize| unit::before(reading, at).is_some();
    let word = |at: usize| if at < end { reading.folded(at) } else { "" };
    let measured = matches!(
        word(last + 1),
        "from"
            | "away"
            | "tall"
            | "long"
            | "high"
            | "wide"
            | "deep"
            | "off"
            | "above"
            | "below"
            | "apart"
            | "race"
            | "sprint"
            | "final"
            | "hurdles"
            | "freestyle"
            | "butterfly"
            | "backstroke"
            | "relay"
            | "square"
    );
    // "At least 10m voted", "a population of 60m".
    if !measured {
        return false;
    }
    // Of a range either end shows it: "£20m to 30m", "20m to 30m people".
    let joint = |word: &str| matches!(word, "to" | "and" | "or" | "-" | "–");
    let lower = number.checked_sub(2).filter(|_| joint(word(number - 1)));
    let upper = (joint(word(last + 1)) && word(last + 2).ends_with('m')).then_some(last + 2);
    let counted = |last: usize| counts(reading, last, end);
    !(money(number) || lower.is_some_and(money) || counted(last) || upper.is_some_and(counted))
}

/// Whether a currency or what is counted follows a token.
pub(super) fn counts(reading: &Reading<'_>, last: usize, end: usize) -> bool {
    unit::after(reading, last + 1, end).is_some()
        || last + 1 < end
            && head(reading, last + 1, end)
                .is_some_and(|noun| noun.plural || is_person_noun(reading.folded(noun.token)))
}

fn in_words(reading: &Reading<'_>, at: usize, end: usize) -> Option<Number> {
    let word = reading.folded(at);
    let number = |value: f64, last: usize, style| Number {
        value,
        next: last + 1,
        end: reading.tokens[last].span.end,
        style,
        tail: None,
    };
    if let Some(value) = small(word) {
        return Some(compound(
            reading,
            number(f64::from(value), at, Style::Words),
            end,
        ));
    }
    if matches!(word, "a" | "an" | "half") {
        let next = (at + 1 < end).then(|| reading.folded(at + 1))?;
        let half = word == "half";
        return match next {
            "hundred" | "thousand" | "million" | "billion" | "trillion" if !half => {
                let value = scale(next)?;
                Some(scaled(reading, number(value, at + 1, Style::Words), end))
            }
            "dozen" if !half => Some(number(12.0, at + 1, Style::Words)),
            "third" if !half => Some(number(1.0 / 3.0, at + 1, Style::Fraction)),
            "quarter" if !half => Some(number(0.25, at + 1, Style::Fraction)),
            "fifth" if !half => Some(number(0.2, at + 1, Style::Fraction)),
            "a" if half && at + 2 < end => {
                let word = reading.folded(at + 2);
                let value = if word == "dozen" { 12.0 } else { scale(word)? };
                Some(number(value / 2.0, at + 2, Style::Words))
            }
            _ if half => Some(number(0.5, at, Style::Fraction)),
            _ => None,
        };
    }
    if let Some(value) = vague(word) {
        let mut number = number(value, at, Style::Vague);
        if number.next + 1 < end
            && reading.folded(number.next) == "of"
            && let Some(factor) = vague(reading.folded(number.next + 1))
        {
            number.value = times(number.value, factor);
            number.end = reading.tokens[number.next + 1].span.end;
            number.next += 2;
        }
        return Some(number);
    }
    if let Some((_, factor)) = [("dozen", 12.0), ("half-dozen", 6.0)]
        .into_iter()
        .find(|(name, _)| *name == word)
    {
        return Some(number(factor, at, Style::Words));
    }
    fraction(word).map(|value| number(value, at, Style::Fraction))
}

/// "three hundred and twenty", "two dozen", "twenty five thousand".
fn compound(reading: &Reading<'_>, mut number: Number, end: usize) -> Number {
    if number.next < end && reading.folded(number.next) == "dozen" {
        number.value *= 12.0;
        number.end = reading.tokens[number.next].span.end;
        number.next += 1;
        return number;
    }
    if number.next < end
        && matches!(
            reading.folded(number.next),
            "thirds" | "quarters" | "fifths"
        )
    {
        number.value /= match reading.folded(number.next) {
            "thirds" => 3.0,
            "quarters" => 4.0,
            _ => 5.0,
        };
        number.end = reading.tokens[number.next].span.end;
        number.next += 1;
        number.style = Style::Fraction;
        return number;
    }
    let mut total = 0.0;
    let mut part = number.value;
    let mut scaled = false;
    while number.next < end {
        let mut at = number.next;
        if scaled && reading.folded(at) == "and" && at + 1 < end {
            at += 1;
        }
        let word = reading.folded(at);
        if let Some(factor) = scale(word).filter(|_| word.len() > 3) {
            if at != number.next {
                break;
            }
            if factor > 100.0 {
                total += times(part, factor);
                part = 0.0;
            } else {
                part *= factor;
            }
            scaled = true;
        } else if let Some(more) = small(word).filter(|more| {
            // "twenty five", as people write without the hyphen
            let tens = part % 100.0 >= 20.0 && part % 10.0 == 0.0 && (1..10).contains(more);
            tens || scaled && part % 100.0 == 0.0
        }) {
            part += f64::from(more);
        } else {
            break;
        }
        number.end = reading.tokens[at].span.end;
        number.next = at + 1;
    }
    number.value = total + part;
    number
}
