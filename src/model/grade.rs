use serde::{Deserialize, Serialize};

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

impl Reliability {
    /// Every grade, the best first.
    pub const ALL: [Self; 6] = [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F];

    /// The letter.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A => "A",
            Self::B => "B",
            Self::C => "C",
            Self::D => "D",
            Self::E => "E",
            Self::F => "F",
        }
    }

    /// The standard's words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }

    /// Reads the letter, in any case.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL
            .into_iter()
            .find(|grade| grade.as_str().eq_ignore_ascii_case(word))
    }
}

impl Credibility {
    /// Every grade, the best first.
    pub const ALL: [Self; 6] = [
        Self::One,
        Self::Two,
        Self::Three,
        Self::Four,
        Self::Five,
        Self::Six,
    ];

    /// The digit.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::One => "1",
            Self::Two => "2",
            Self::Three => "3",
            Self::Four => "4",
            Self::Five => "5",
            Self::Six => "6",
        }
    }

    /// The standard's words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::One => "confirmed by other independent sources",
            Self::Two => "probably true",
            Self::Three => "possibly true",
            Self::Four => "doubtful",
            Self::Five => "improbable",
            Self::Six => "truth cannot be judged",
        }
    }

    /// Reads the digit.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.into_iter().find(|grade| grade.as_str() == word)
    }
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
        format!("{}{}", self.reliability.as_str(), self.credibility.as_str())
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
    /// Every marking, the least restrictive first.
    pub const ALL: [Self; 5] = [
        Self::Clear,
        Self::Green,
        Self::Amber,
        Self::AmberStrict,
        Self::Red,
    ];

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
