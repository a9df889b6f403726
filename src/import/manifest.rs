use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;

/// What a manifest is called.
pub(super) const NAME: &str = "corpus.json";

/// The entries of a `corpus.json`, by the path of the document beside it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    entries: BTreeMap<String, Entry>,
}

/// What a manifest says of one document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Entry {
    /// Relative to the manifest.
    pub path: String,
    pub title: Option<String>,
    #[serde(deserialize_with = "one_or_many")]
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub publisher: Option<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub grade: Option<String>,
    /// Whether the date of publication is an estimate.
    pub estimated: bool,
}

impl Manifest {
    /// Reads the bytes of a manifest.
    ///
    /// # Errors
    /// Where it is not an array of entries, or none of these names a document.
    pub fn parse(bytes: &[u8]) -> Result<Self, String> {
        let entries: Vec<Entry> = serde_json::from_slice(bytes).map_err(|why| why.to_string())?;
        // Records of other kinds lie in arrays as well.
        if !entries.is_empty() && entries.iter().all(|entry| entry.path.is_empty()) {
            return Err("no entry has a path".to_owned());
        }
        Ok(Self {
            entries: entries
                .into_iter()
                .map(|entry| (entry.path.trim_start_matches("./").to_owned(), entry))
                .collect(),
        })
    }

    /// The entry for a document by its path relative to the manifest.
    #[must_use]
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.entries.get(path)
    }
}

/// Takes a single name as well as an array of them.
pub(super) fn one_or_many<'de, D: Deserializer<'de>>(input: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Names {
        // The likeliest first: each that fails makes an error that nobody reads.
        Many(Vec<String>),
        One(String),
        None,
    }
    Ok(match Option::<Names>::deserialize(input)? {
        None | Some(Names::None) => Vec::new(),
        Some(Names::One(name)) => super::metadata::names(&name),
        Some(Names::Many(names)) => names,
    })
}
