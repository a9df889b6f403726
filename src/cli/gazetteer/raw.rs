use crate::model::Kind;
use std::collections::BTreeMap;

/// An entity as its source tells it, before it is judged.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Raw {
    /// Where it stands in the source: `line 3`, `values 12`.
    pub(super) place: String,
    pub(super) kind: Option<Kind>,
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    /// Codes or names of countries; one of several says nothing.
    pub(super) country: Vec<String>,
    pub(super) parent: String,
    pub(super) dates: String,
    /// A line, or a description of any length of which the first sentence is taken.
    pub(super) note: String,
    pub(super) signs: Signs,
}

/// Whether signs of our own form may stand before the names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Signs {
    /// They belong to the name.
    #[default]
    Foreign,
    /// Someone put them there for us.
    Ours,
}

/// What a source holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Converted {
    pub(super) raws: Vec<Raw>,
    pub(super) skips: Skips,
}

/// What was left out: the places, by why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Skips(BTreeMap<String, Vec<String>>);

impl Skips {
    pub(super) fn add(&mut self, place: impl Into<String>, why: impl Into<String>) {
        self.0.entry(why.into()).or_default().push(place.into());
    }

    pub(super) fn append(&mut self, other: Self) {
        for (why, mut places) in other.0 {
            self.0.entry(why).or_default().append(&mut places);
        }
    }

    pub(super) fn count(&self) -> usize {
        self.0.values().map(Vec::len).sum()
    }

    /// One line a reason: how many, why, and where the first of them stand.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(|(why, places)| {
            let first: Vec<&str> = places.iter().take(3).map(String::as_str).collect();
            let more = if places.len() > first.len() {
                ", …"
            } else {
                ""
            };
            format!(
                "skipped {}: {why} ({}{more})",
                places.len(),
                first.join(", ")
            )
        })
    }
}
