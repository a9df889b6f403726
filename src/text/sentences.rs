use super::Span;
use super::abbreviations::{Abbreviation, abbreviation, starts_number};

/// Cuts text into sentences: without the white space around them, in order, covering every other
/// letter. A blank line always ends one.
///
/// A single line end is white space, unless the line was ended on purpose: before a list item, or
/// where the next word would have found room.
#[must_use]
pub fn sentences(text: &str) -> Vec<Span> {
    let mut out = Vec::with_capacity(text.len() / 120 + 1);
    for (start, end) in blocks(text) {
        let mut cut = Cutter {
            text,
            end,
            start,
            out: &mut out,
            width: None,
            block: start,
        };
        cut.run();
    }
    out
}

/// Stretches between blank lines.
fn blocks(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at >= bytes.len() {
            return None;
        }
        let start = at;
        for newline in memchr::memchr_iter(b'\n', &bytes[start..]) {
            let after = start + newline + 1;
            let next = after
                + bytes[after..]
                    .iter()
                    .take_while(|b| matches!(b, b' ' | b'\t' | b'\r'))
                    .count();
            if bytes.get(next) == Some(&b'\n') {
                at = next + 1;
                return Some((start, after));
            }
        }
        at = bytes.len();
        Some((start, at))
    })
}

/// Whether a sentence may end at a byte: full stops, line ends, and the first bytes of those
/// beyond ASCII.
const MAY_END: [bool; 256] = {
    let mut may = [false; 256];
    let bytes = [b'.', b'!', b'?', b'\n', 0xE2, 0xE3, 0xEF, 0xD8, 0xDB, 0xE0];
    let mut at = 0;
    while at < bytes.len() {
        may[bytes[at] as usize] = true;
        at += 1;
    }
    may
};

/// The first byte at which a sentence may end.
fn may_end(bytes: &[u8]) -> Option<usize> {
    const STRETCH: usize = 16;
    /// Above the greatest of ASCII and the inner bytes of all others, below those of the table.
    const HIGH: u8 = 0xD8;
    let mut at = 0;
    for stretch in bytes.chunks(STRETCH) {
        // Without a branch, so that many bytes are compared at once.
        let any = stretch.iter().fold(0, |any, &b| {
            let stop = u8::from(b == b'.') | u8::from(b == b'!') | u8::from(b == b'?');
            any | stop | u8::from(b == b'\n') | u8::from(b >= HIGH)
        });
        if any > 0
            && let Some(place) = stretch.iter().position(|b| MAY_END[usize::from(*b)])
        {
            return Some(at + place);
        }
        at += stretch.len();
    }
    None
}

struct Cutter<'a> {
    text: &'a str,
    end: usize,
    start: usize,
    out: &'a mut Vec<Span>,
    /// The widest line of the block, once it was asked for.
    width: Option<usize>,
    block: usize,
}

impl Cutter<'_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = self.start;
        while let Some(next) = may_end(bytes.get(at..self.end).unwrap_or_default()) {
            at += next;
            let next = match bytes[at] {
                b'.' | b'!' | b'?' => self.terminator(at),
                b'\n' => {
                    if self.line_ends(at) {
                        self.cut(at);
                    }
                    at + 1
                }
                // …, 。, ！, ？ and the Arabic, Devanagari and Armenian full stops.
                0xE2 if bytes[at..].starts_with("…".as_bytes()) => self.terminator(at),
                0xE3 if bytes[at..].starts_with("。".as_bytes()) => self.dense(at, 3),
                0xEF if bytes[at..].starts_with("！".as_bytes())
                    || bytes[at..].starts_with("？".as_bytes()) =>
                {
                    self.dense(at, 3)
                }
                0xD8 if bytes[at..].starts_with("؟".as_bytes()) => self.dense(at, 2),
                0xDB if bytes[at..].starts_with("۔".as_bytes()) => self.dense(at, 2),
                0xE0 if bytes[at..].starts_with("।".as_bytes()) => self.dense(at, 3),
                _ => at + 1,
            };
            at = next;
        }
        self.cut(self.end);
    }

    /// Ends a sentence at `end`, white space around it left out.
    fn cut(&mut self, end: usize) {
        let raw = &self.text[self.start..end];
        let left = raw.len() - raw.trim_start().len();
        let inner = raw.trim();
        if !inner.is_empty() {
            let from = self.start + left;
            self.out.push(Span::new(from, from + inner.len()));
        }
        self.start = end;
    }

    /// A full stop of a script that needs no space behind it.
    fn dense(&mut self, at: usize, len: usize) -> usize {
        let mut end = at + len;
        while let Some(c) = self.text[end..self.end].chars().next() {
            if !matches!(
                c,
                '」' | '』' | '”' | '’' | '）' | '》' | '！' | '？' | '。'
            ) {
                break;
            }
            end += c.len_utf8();
        }
        self.cut(end);
        end
    }

    /// Decides on the terminators that begin at `at`; gives the place to go on from.
    fn terminator(&mut self, at: usize) -> usize {
        let rest = &self.text[at..self.end];
        let marks = rest
            .chars()
            .take_while(|c| matches!(c, '.' | '!' | '?' | '…'))
            .map(char::len_utf8)
            .sum::<usize>();
        let run = &rest[..marks];
        let mut end = at + marks;
        let mut quoted = false;
        while let Some(c) = self.text[end..self.end].chars().next() {
            match c {
                '"' | '\'' | '”' | '’' | '»' | '›' => quoted = true,
                ')' | ']' => {}
                _ => break,
            }
            end += c.len_utf8();
        }
        end += reference_len(&self.text[end..self.end]);
        let after = &self.text[end..self.end];
        let trimmed = after.trim_start();
        if trimmed.is_empty() {
            return end;
        }
        let ends = if trimmed.len() == after.len() {
            marks == 1 && self.glued(at, end, quoted, after)
        } else if run.contains(['!', '?']) {
            !(starts_low(trimmed) || quoted && is_attribution(trimmed))
        } else if marks > 1 || run == "…" {
            !starts_low(trimmed) || run.len() == 4
        } else {
            self.full_stop(at, end, trimmed)
        };
        if ends {
            self.cut(end);
        }
        end
    }

    /// Whether two sentences stand without a space between them: `investigators.Former`.
    fn glued(&self, at: usize, end: usize, quoted: bool, after: &str) -> bool {
        let before = &self.text[self.start..at];
        let word = last_word(before);
        let mut chars = after.chars();
        let Some(mut first) = chars.next() else {
            return false;
        };
        let opened = matches!(first, '“' | '‘' | '«');
        if opened {
            match chars.next() {
                Some(c) => first = c,
                None => return false,
            }
        }
        if !first.is_uppercase() {
            return false;
        }
        if quoted || opened {
            return end - at > 1 || opened;
        }
        let second = chars.next();
        let ends_low = word.ends_with(|c: char| c.is_lowercase())
            && word.chars().count() > 2
            && !word.contains(['.', '/', '@', ':', '_'])
            && abbreviation(word).is_none();
        let ends_otherwise = word.ends_with([')', '%', '”', '"'])
            || (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
        let goes_on = after
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .map_or(0, str::len);
        // Hosts and files look alike: Node.Js, report.Pdf are followed by no ordinary word.
        let is_word = second.is_some_and(char::is_lowercase)
            || (matches!(first, 'A' | 'I') && second.is_some_and(char::is_whitespace));
        (ends_low || ends_otherwise) && is_word && !is_suffix(&after[..goes_on])
    }

    /// Whether the one full stop at `at` ends the sentence; `next` is what follows the white space.
    fn full_stop(&self, at: usize, end: usize, next: &str) -> bool {
        let word = last_word(&self.text[self.start..at]);
        // Behind a closing quotation mark or bracket a full stop is always one.
        if end > at + 1 {
            return !starts_low(next);
        }
        if starts_low(next) {
            return false;
        }
        let core = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let letters = core.chars().count();
        if letters == 1 && core.chars().all(char::is_alphabetic) {
            // An initial, unless a word follows that begins sentences: Plan B. The
            return starts_sentence(next);
        }
        if core.contains('.') && is_dotted(core) {
            return match core {
                "e.g" | "i.e" | "E.g" | "I.e" => false,
                "a.m" | "p.m" | "A.M" | "P.M" => !is_calendar(first_word(next)),
                _ => starts_sentence(next),
            };
        }
        if core.bytes().all(|b| b.is_ascii_digit())
            && letters <= 3
            && self.text[self.start..at].trim() == word
        {
            // The number of a list item.
            return false;
        }
        // Parts of a name joined by a hyphen count as the last of them: Maj.-Gen.
        let tail = core.rsplit(['-', '–', '/']).next().unwrap_or(core);
        match abbreviation(tail) {
            Some(Abbreviation::Title) => false,
            Some(Abbreviation::Tail) => starts_sentence(next),
            Some(Abbreviation::Number) => !starts_number(next),
            None => true,
        }
    }

    /// Whether the line end at `at` was set on purpose.
    fn line_ends(&mut self, at: usize) -> bool {
        let rest = &self.text[at + 1..self.end];
        let next = rest.trim_start_matches([' ', '\t', '\r']);
        if next.is_empty() {
            return false;
        }
        if starts_item(next) {
            return true;
        }
        let width = *self.width.get_or_insert_with(|| {
            self.text[self.block..self.end]
                .split('\n')
                .map(|line| line.trim_end().chars().count())
                .max()
                .unwrap_or(0)
        });
        if width > 120 {
            return true;
        }
        let line = self.text[self.block..at]
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .trim_end();
        let used = line.chars().count();
        let word = next
            .split_whitespace()
            .next()
            .map_or(0, |w| w.chars().count());
        // A title or a verse breaks early; running text only where the next word is too long.
        used + 1 + word < width && used * 3 < width * 2 && !starts_low(next)
    }
}

/// So many bytes of a word say all about the full stop behind it, and of what follows it as much.
const NEAR: usize = 256;

/// The word at the end of `before`, up to white space or a dash. Of an endless one the end.
fn last_word(before: &str) -> &str {
    let before = &before[before.ceil_char_boundary(before.len().saturating_sub(NEAR))..];
    let bytes = before.as_bytes();
    let border = bytes
        .iter()
        .rposition(|b| matches!(b, b' ' | b'\t'..=b'\r') || !b.is_ascii());
    match border {
        None => return before,
        Some(at) if bytes[at].is_ascii() => return &before[at + 1..],
        Some(_) => {}
    }
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace() || *c == '—')
        .map_or(0, |(at, c)| at + c.len_utf8());
    &before[start..]
}

fn first_word(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(NEAR)];
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')))
        .next()
        .unwrap_or_default()
}

/// The length of note marks such as `[12]` right behind a full stop.
fn reference_len(after: &str) -> usize {
    let mut len = 0;
    while let Some(rest) = after[len..].strip_prefix('[') {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 || !rest[digits..].starts_with(']') {
            break;
        }
        len += digits + 2;
    }
    len
}

/// Whether all parts between dots are one letter, or two as in `Ph.D`.
fn is_dotted(word: &str) -> bool {
    word.split('.')
        .next_back()
        .is_some_and(|part| part.chars().count() <= 2)
        && word
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic))
}

/// Whether a small letter follows, behind quotation marks and brackets; names such as `al-Qaeda`
/// count as capitalised.
fn starts_low(next: &str) -> bool {
    let next = &next[..next.floor_char_boundary(NEAR)];
    let next = next.trim_start_matches(|c: char| {
        matches!(
            c,
            '"' | '\'' | '“' | '‘' | '«' | '(' | '[' | '—' | '–' | '-' | '…' | '.' | ' '
        )
    });
    let Some(first) = next.chars().next() else {
        return false;
    };
    if matches!(first, ',' | ';' | ':') {
        return true;
    }
    first.is_lowercase()
        && !next
            .chars()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''))
            .take(6)
            .any(char::is_uppercase)
}

/// Whether a name and a verb of saying follow: `“Why?” Smith asked`.
fn is_attribution(next: &str) -> bool {
    next.split_whitespace().take(4).any(|word| {
        matches!(
            word.trim_end_matches([',', '.', ':']),
            "said" | "says" | "asked" | "asks" | "wrote" | "added" | "told" | "replied" | "warned"
        )
    }) && !next.starts_with(['"', '“', '‘'])
}

/// Whether a quotation mark follows, or a word with which sentences begin more often than names.
fn starts_sentence(next: &str) -> bool {
    if next.starts_with(['“', '"', '‘', '«', '(', '•']) {
        return true;
    }
    matches!(
        first_word(next),
        "A" | "According"
            | "Additionally"
            | "After"
            | "All"
            | "Also"
            | "Although"
            | "An"
            | "And"
            | "Another"
            | "Any"
            | "As"
            | "At"
            | "Because"
            | "Before"
            | "Both"
            | "But"
            | "By"
            | "Consequently"
            | "Despite"
            | "During"
            | "Each"
            | "Earlier"
            | "Even"
            | "Experts"
            | "Few"
            | "Finally"
            | "First"
            | "Following"
            | "For"
            | "From"
            | "Furthermore"
            | "Given"
            | "He"
            | "Her"
            | "Here"
            | "His"
            | "How"
            | "However"
            | "I"
            | "If"
            | "In"
            | "Instead"
            | "It"
            | "Its"
            | "It's"
            | "It’s"
            | "Last"
            | "Later"
            | "Like"
            | "Many"
            | "Meanwhile"
            | "More"
            | "Moreover"
            | "Most"
            | "My"
            | "Neither"
            | "Nevertheless"
            | "No"
            | "Nor"
            | "Not"
            | "Now"
            | "Of"
            | "Officials"
            | "On"
            | "Once"
            | "One"
            | "Only"
            | "Or"
            | "Other"
            | "Others"
            | "Our"
            | "Over"
            | "Perhaps"
            | "Previously"
            | "Researchers"
            | "Second"
            | "Several"
            | "She"
            | "Since"
            | "So"
            | "Some"
            | "Soon"
            | "Still"
            | "Such"
            | "That"
            | "The"
            | "Their"
            | "Then"
            | "There"
            | "These"
            | "They"
            | "This"
            | "Those"
            | "Though"
            | "Through"
            | "Thus"
            | "To"
            | "Today"
            | "Under"
            | "Unlike"
            | "Until"
            | "We"
            | "What"
            | "When"
            | "Where"
            | "Whether"
            | "Which"
            | "While"
            | "Who"
            | "Why"
            | "With"
            | "Within"
            | "Without"
            | "Yesterday"
            | "Yet"
            | "You"
            | "Your"
    )
}

/// Whether a word behind a time of day goes on with it: a day, a month, a zone.
fn is_calendar(word: &str) -> bool {
    let all_caps = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_uppercase());
    all_caps
        || matches!(
            word,
            "Monday"
                | "Tuesday"
                | "Wednesday"
                | "Thursday"
                | "Friday"
                | "Saturday"
                | "Sunday"
                | "January"
                | "February"
                | "March"
                | "April"
                | "May"
                | "June"
                | "July"
                | "August"
                | "September"
                | "October"
                | "November"
                | "December"
                | "Eastern"
                | "Pacific"
                | "Central"
                | "Moscow"
                | "Beijing"
                | "Greenwich"
        )
}

/// Whether a glued word is the ending of a host or a file rather than a sentence's first.
fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "Com" | "Net" | "Org" | "Gov" | "Js" | "Io" | "Pdf" | "Html" | "Txt" | "Exe" | "Dll"
    )
}

/// Whether a line begins with a bullet or an item's number.
fn starts_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '▪' | '‣' | '◦' | '●') => true,
        Some('-' | '*' | '–') => chars.next() == Some(' '),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}
