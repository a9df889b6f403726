//! The analyst's own words against the standard: how likely and how sure apart, one row of words,
//! every line with its source. What others said, in quotation marks, is theirs.

use super::likelihood::{self, Found, Scale};
use crate::model::Span;
use crate::text::sentences;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Against the standard.
    Fault,
    /// Worth another look.
    Hint,
}

impl Weight {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Hint => "hint",
        }
    }
}

/// Something about a stretch of the analyst's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub at: Span,
    pub weight: Weight,
    /// `likelihood-with-confidence`, `mixed-scales`, `uncited`, `off-scale`, `confidence-scale`.
    pub rule: &'static str,
    pub message: String,
}

/// Sections of a note that the program draws; their words are the sources'.
const DRAWN: [&str; 9] = [
    "evidence",
    "who is who",
    "timeline",
    "corroboration",
    "conflicts",
    "gaps",
    "source summary",
    "sources",
    "key facts",
];

/// Remarks on words in order of place. Of a whole note only what the analyst wrote is looked at.
#[must_use]
pub fn lint(words: &str) -> Vec<Remark> {
    let own = own(words);
    let lower = own.to_ascii_lowercase();
    let mut out = Vec::new();
    let mut told: Vec<(Scale, Span, String)> = Vec::new();
    for sentence in sentences(&own) {
        let text = sentence.of(&lower);
        let found = likelihood::find(text);
        let at = |start: usize, end: usize| {
            Span::new(
                sentence.start as usize + start,
                sentence.start as usize + end,
            )
        };
        let sure = confidence(text);
        if let (Some(first), Some(&(start, end))) =
            (found.iter().find(|f| f.row.is_some()), sure.first())
        {
            out.push(Remark {
                at: at(first.start.min(start), first.end.max(end)),
                weight: Weight::Fault,
                rule: "likelihood-with-confidence",
                message: format!(
                    "“{}” and confidence in one sentence: say how sure on a line of its own",
                    &text[first.start..first.end]
                ),
            });
        }
        for one in &found {
            let span = at(one.start, one.end);
            let word = text[one.start..one.end].to_owned();
            if let Some((scale, _)) = one.row {
                told.push((scale, span, word.clone()));
            }
            out.extend(off_scale(one, span, &word));
        }
        out.extend(sure.iter().filter_map(|&(start, end)| {
            let word = &text[start..end];
            let advice = off_confidence(word)?;
            Some(Remark {
                at: at(start, end),
                weight: Weight::Hint,
                rule: "confidence-scale",
                message: format!("“{word}”: {advice}"),
            })
        }));
    }
    out.extend(mixed(&told));
    out.extend(uncited(&own));
    out.sort_by(|a, b| (a.at, a.weight, a.rule).cmp(&(b.at, b.weight, b.rule)));
    out
}

fn off_scale(found: &Found, at: Span, word: &str) -> Option<Remark> {
    let advice = found.advice?;
    Some(Remark {
        at,
        weight: Weight::Hint,
        rule: "off-scale",
        message: format!("“{word}” stands in no row of likelihood: {advice}"),
    })
}

/// Words of the row that is used less, or later, against the first of the other.
fn mixed(told: &[(Scale, Span, String)]) -> Vec<Remark> {
    let count = |scale| told.iter().filter(|(own, ..)| *own == scale).count();
    let (first, second) = (count(Scale::First), count(Scale::Second));
    if first == 0 || second == 0 {
        return Vec::new();
    }
    let kept = match first.cmp(&second) {
        std::cmp::Ordering::Greater => Scale::First,
        std::cmp::Ordering::Less => Scale::Second,
        std::cmp::Ordering::Equal => told[0].0,
    };
    let Some((_, _, other)) = told.iter().find(|(scale, ..)| *scale == kept) else {
        return Vec::new();
    };
    told.iter()
        .filter(|(scale, ..)| *scale != kept)
        .map(|(_, at, word)| Remark {
            at: *at,
            weight: Weight::Fault,
            rule: "mixed-scales",
            message: format!("“{word}” and “{other}” are of two rows: keep to one"),
        })
        .collect()
}

/// Items of a list that cite no source: neither `[3]`, `[^3]` nor `[@…]`.
fn uncited(own: &str) -> Vec<Remark> {
    let mut out = Vec::new();
    let mut open: Option<(Span, bool)> = None;
    let mut at = 0;
    let mut close = |open: &mut Option<(Span, bool)>| {
        if let Some((span, false)) = open.take() {
            out.push(Remark {
                at: span,
                weight: Weight::Fault,
                rule: "uncited",
                message: "no source: cite one by its number, as [3]".to_owned(),
            });
        }
    };
    for line in own.split_inclusive('\n') {
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        let text = line.trim();
        let indented = line.starts_with([' ', '\t']);
        if text.is_empty() {
            close(&mut open);
            continue;
        }
        if is_item(text) && !indented {
            close(&mut open);
            let span = Span::new(start, start + text.len());
            open = Some((span, cites(text)));
        } else if let Some((_, cited)) = &mut open {
            *cited |= cites(text);
        }
    }
    close(&mut open);
    out
}

fn is_item(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    ["- ", "* ", "+ ", "• "]
        .iter()
        .any(|sign| line.starts_with(sign))
        || digits > 0 && line[digits..].starts_with(". ")
}

fn cites(line: &str) -> bool {
    super::cite::brackets(line).any(|(_, inner)| {
        let inner = inner.strip_prefix('^').unwrap_or(inner);
        inner.starts_with('@') || !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit())
    })
}

/// Where a sentence says how sure its writer is.
fn confidence(text: &str) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for word in ["confidence", "confident", "confidently"] {
        for (start, end) in likelihood::places(text, word) {
            let before = text[..start].trim_end();
            let from = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
            let degree = before[from..].trim_matches(|c: char| !c.is_alphanumeric() && c != '-');
            // "Confidence: high" says it after the word, "high confidence" before.
            let after = text[end..].trim_start_matches([':', ' ', '*']);
            let said = ["high", "moderate", "low", "medium", "is "];
            let judged = DEGREES.contains(&degree)
                || said.iter().any(|word| after.starts_with(word))
                || word != "confidence";
            if judged {
                let own = DEGREES.contains(&degree);
                out.push((if own { from } else { start }, end));
            }
        }
    }
    out.sort_unstable();
    out
}

const DEGREES: [&str; 10] = [
    "high",
    "moderate",
    "low",
    "medium",
    "very-high",
    "some",
    "great",
    "full",
    "complete",
    "our",
];

fn off_confidence(word: &str) -> Option<&'static str> {
    let degree = word.split_whitespace().next()?;
    match degree {
        "medium" => Some("the standard says “moderate confidence”"),
        "some" | "great" | "full" | "complete" | "very-high" => {
            Some("the standard knows high, moderate and low confidence")
        }
        _ => None,
    }
}

/// The words with everything that is not the analyst's own blanked, byte for byte: quotations,
/// quoted lines, code, the lines that say how sure one is by themselves, and what the program drew.
fn own(words: &str) -> String {
    let note = words.lines().any(|line| line.trim() == "## Bottom line");
    let mut out = String::with_capacity(words.len());
    let mut drawn = false;
    for line in words.split_inclusive('\n') {
        let text = line.trim();
        if let Some(title) = text.strip_prefix("## ") {
            let title = title.to_ascii_lowercase();
            drawn = DRAWN.iter().any(|own| title.starts_with(own));
        }
        let meta = note
            && (text.starts_with("TLP:")
                || text.starts_with("[^")
                || text.starts_with("*To fill in"))
            || note && text.starts_with("- **") && text.contains(":**")
            || note && text.starts_with("- *Warning:");
        let skipped = text.starts_with('>') || text.starts_with('#') || drawn || meta;
        // What is said of confidence alone needs no source and stands by itself.
        let sure = text
            .trim_start_matches(['-', '*', ' '])
            .to_ascii_lowercase();
        if skipped || sure.starts_with("confidence:") {
            blank(line, &mut out);
        } else {
            out.push_str(line);
        }
    }
    unquoted(&out)
}

fn blank(text: &str, out: &mut String) {
    for c in text.chars() {
        if c == '\n' {
            out.push('\n');
        } else {
            out.extend(std::iter::repeat_n(' ', c.len_utf8()));
        }
    }
}

/// Blanks what stands between quotation marks or signs of code; a mark that is never closed quotes
/// nothing, and none goes past the end of its paragraph.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['“', '„', '«', '‹', '"', '`', '‘', '「']) {
        let open = rest[at..].chars().next().unwrap_or_default();
        let inner = at + open.len_utf8();
        out.push_str(&rest[..inner]);
        rest = &rest[inner..];
        let ends: &[char] = match open {
            '“' => &['”'],
            '„' => &['“', '”'],
            '«' => &['»'],
            '‹' => &['›'],
            '‘' => &['’'],
            '「' => &['」'],
            _ => std::slice::from_ref(match open {
                '"' => &'"',
                _ => &'`',
            }),
        };
        let reach = rest.find("\n\n").unwrap_or(rest.len());
        let close = rest[..reach]
            .char_indices()
            .filter(|(_, c)| ends.contains(c))
            // An apostrophe closes no quotation.
            .find(|(at, c)| {
                *c != '’' || !rest[at + c.len_utf8()..].starts_with(char::is_alphanumeric)
            });
        if let Some((end, _)) = close {
            blank(&rest[..end], &mut out);
            rest = &rest[end..];
            let mark = rest.chars().next().map_or(0, char::len_utf8);
            out.push_str(&rest[..mark]);
            rest = &rest[mark..];
        }
    }
    out.push_str(rest);
    out
}
