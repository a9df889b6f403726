use super::raw::Converted;
use super::{csv, jsonl, misp, stix};
use clap::ValueEnum;
use serde::Deserialize;
use serde::de::IgnoredAny;

/// What a file of names is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    /// A cluster of a MISP galaxy
    Misp,
    /// A bundle of STIX 2, as of ATT&CK
    Stix,
    Csv,
    /// One record a line
    Jsonl,
}

/// What tells the formats of JSON apart.
#[derive(Debug, Deserialize)]
struct Signs {
    r#type: Option<IgnoredText>,
    id: Option<String>,
    values: Option<Vec<IgnoredAny>>,
    objects: Option<Vec<IgnoredAny>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum IgnoredText {
    Text(String),
    Other(IgnoredAny),
}

impl Signs {
    fn is_stix(&self) -> bool {
        let typed = |name: &str| match &self.r#type {
            Some(IgnoredText::Text(text)) => text == name,
            _ => false,
        };
        let numbered = self.id.as_deref().and_then(|id| id.split_once("--"));
        self.objects.is_some() && typed("bundle") || numbered.is_some_and(|(name, _)| typed(name))
    }
}

impl ListFormat {
    /// Tells the format by what a text holds.
    pub(super) fn of(text: &str) -> Self {
        if text.starts_with('[') {
            return match serde_json::from_str::<Vec<Signs>>(text) {
                Ok(all) if all.first().is_some_and(Signs::is_stix) => Self::Stix,
                _ => Self::Jsonl,
            };
        }
        if !text.starts_with('{') {
            return Self::Csv;
        }
        match serde_json::from_str::<Signs>(text) {
            Ok(signs) if signs.is_stix() => Self::Stix,
            Ok(signs) if signs.values.is_some() => Self::Misp,
            _ => Self::Jsonl,
        }
    }

    /// Reads a text of this format.
    pub(super) fn convert(self, text: &str) -> Result<Converted, String> {
        match self {
            Self::Misp => misp::convert(text),
            Self::Stix => stix::convert(text),
            Self::Csv => csv::convert(text),
            Self::Jsonl => jsonl::convert(text),
        }
    }

    /// What it is called in the head of a list.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Misp => "MISP galaxy",
            Self::Stix => "STIX 2",
            Self::Csv => "CSV",
            Self::Jsonl => "JSON Lines",
        }
    }
}
