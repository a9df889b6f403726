use super::Tlp;
use crate::text::{sanitise, sanitise_line};
use serde::{Deserialize, Serialize};

/// What the analyst wrote and chose for the note on one scope; kept in the library.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Without one, the note is called after its scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Without one, the strictest of the note's clips.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tlp: Option<Tlp>,
    /// As typed: `2024`, `2024-01..2024-06`, or nothing.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub period: String,
    /// The bottom line, up front. Sources are cited as `[@` and the beginning of their SHA-256 `]`,
    /// so that numbers may change and the words stay true.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub bluf: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judgments: Vec<Judged>,
    /// The template that it is written through; without one, all of it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub template: Option<String>,
    /// Names of the sections that are switched off.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
}

impl Draft {
    /// Makes what came from outside safe to show.
    pub fn clean(&mut self) {
        let lines = [&mut self.title, &mut self.template];
        for line in lines.into_iter().flatten().chain(&mut self.without) {
            *line = sanitise_line(line);
        }
        self.period = sanitise_line(&self.period);
        self.bluf = sanitise(&self.bluf).0;
        for judged in &mut self.judgments {
            judged.words = sanitise(&judged.words).0;
        }
    }

    /// Whether nothing was written or chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A key judgment in the analyst's words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Judged {
    pub words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confidence: Option<Confidence>,
}

impl Judged {
    /// Reads judgments from a text: an item or paragraph each, `confidence: high` on a line of its
    /// own below it. A confidence of no known degree stays in the words, so that nothing is lost.
    #[must_use]
    pub fn parse(text: &str) -> Vec<Self> {
        let mut out: Vec<Self> = Vec::new();
        let mut open = false;
        for line in text.lines().map(str::trim) {
            let item = ["- ", "* ", "• "]
                .iter()
                .find_map(|sign| line.strip_prefix(sign));
            let words = item.unwrap_or(line).trim();
            let plain: String = words.chars().filter(|c| *c != '*').collect();
            let degree = plain
                .split_once(':')
                .filter(|(name, _)| name.trim().eq_ignore_ascii_case("confidence"))
                .map(|(_, degree)| degree.trim().trim_end_matches('.'));
            match (degree, out.last_mut()) {
                (Some(degree), Some(last)) => {
                    match Confidence::parse(degree) {
                        None if !degree.is_empty() => {
                            last.words.push_str(&format!(" (confidence: {degree})"));
                        }
                        known => last.confidence = known,
                    }
                    open = false;
                }
                _ if words.is_empty() => open = false,
                (_, Some(last)) if open && item.is_none() => {
                    last.words.push(' ');
                    last.words.push_str(words);
                }
                _ => {
                    out.push(Self {
                        words: words.to_owned(),
                        confidence: None,
                    });
                    open = true;
                }
            }
        }
        out
    }

    /// Writes judgments as [`Self::parse`] reads them.
    #[must_use]
    pub fn text(judgments: &[Self]) -> String {
        let mut out = String::new();
        for judged in judgments {
            out.push_str(&format!("- {}\n", judged.words.trim()));
            let degree = judged.confidence.map_or("", Confidence::as_str);
            out.push_str(&format!("  confidence: {degree}\n"));
        }
        out
    }
}

/// How good the evidence behind a judgment is (ICD 203); never said in one sentence with how
/// likely the thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidence {
    High,
    Moderate,
    Low,
}

impl Confidence {
    pub const ALL: [Self; 3] = [Self::High, Self::Moderate, Self::Low];

    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Moderate => "moderate",
            Self::Low => "low",
        }
    }

    /// Reads the word back, in any case.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}
