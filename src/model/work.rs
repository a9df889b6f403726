use super::EntityId;
use serde::{Deserialize, Serialize};

/// The row of an article in its library; stable for the life of the library.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct ArticleId(pub i64);

/// An Admiralty grade: reliability of the source and credibility of the word, judged apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grade {
    pub reliability: Reliability,
    pub credibility: Credibility,
}

/// How far a source can be relied on; F, not judged, until the analyst says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    #[default]
    F,
}

/// How far what is said can be believed; 6, not judged, until the analyst says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Credibility {
    #[serde(rename = "1")]
    One,
    #[serde(rename = "2")]
    Two,
    #[serde(rename = "3")]
    Three,
    #[serde(rename = "4")]
    Four,
    #[serde(rename = "5")]
    Five,
    #[default]
    #[serde(rename = "6")]
    Six,
}

impl Grade {
    /// Reads `B2`; either half may be missing and is then not judged.
    #[must_use]
    pub fn parse(grade: &str) -> Option<Self> {
        let mut out = Self::default();
        let mut any = false;
        for letter in grade.trim().chars() {
            any = true;
            match letter.to_ascii_uppercase() {
                'A' => out.reliability = Reliability::A,
                'B' => out.reliability = Reliability::B,
                'C' => out.reliability = Reliability::C,
                'D' => out.reliability = Reliability::D,
                'E' => out.reliability = Reliability::E,
                'F' => out.reliability = Reliability::F,
                '1' => out.credibility = Credibility::One,
                '2' => out.credibility = Credibility::Two,
                '3' => out.credibility = Credibility::Three,
                '4' => out.credibility = Credibility::Four,
                '5' => out.credibility = Credibility::Five,
                '6' => out.credibility = Credibility::Six,
                _ => return None,
            }
        }
        any.then_some(out)
    }

    /// The two characters: `F6`.
    #[must_use]
    pub fn code(self) -> String {
        format!("{:?}{}", self.reliability, self.credibility as u8 + 1)
    }
}

/// Traffic Light Protocol 2.0, least restrictive first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tlp {
    #[default]
    Clear,
    Green,
    Amber,
    AmberStrict,
    Red,
}

impl Tlp {
    /// The marking as the standard writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Clear => "TLP:CLEAR",
            Self::Green => "TLP:GREEN",
            Self::Amber => "TLP:AMBER",
            Self::AmberStrict => "TLP:AMBER+STRICT",
            Self::Red => "TLP:RED",
        }
    }

    /// Reads a marking with or without `TLP:`, in any case; `WHITE` reads as `CLEAR`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_uppercase();
        match word.strip_prefix("TLP:").unwrap_or(&word) {
            "CLEAR" | "WHITE" => Some(Self::Clear),
            "GREEN" => Some(Self::Green),
            "AMBER" => Some(Self::Amber),
            "AMBER+STRICT" => Some(Self::AmberStrict),
            "RED" => Some(Self::Red),
            _ => None,
        }
    }
}

/// One thing that the analyst did and that must never be lost. Each is written at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Read {
        article: ArticleId,
        read: bool,
    },
    Star {
        article: ArticleId,
        star: bool,
    },
    /// The byte offset into the text at the top of the reading pane.
    Place {
        article: ArticleId,
        offset: u32,
    },
    /// A lettered mark, or its removal.
    Mark {
        letter: char,
        at: Option<(ArticleId, u32)>,
    },
    Watch {
        entity: EntityId,
        watch: bool,
    },
    /// A named piece of the reader's state: which panes are open, the filter, the sort.
    Setting {
        name: String,
        value: String,
    },
}
