//! What a mark rests on, put into words for those that stand only.

use crate::analysis::gazetteer::{Gazetteer, Role};

/// What a candidate rests on.
#[derive(Clone, Debug)]
pub(super) enum Evidence {
    Told(String),
    Phrase(&'static str),
    /// The tagger sees it, with this chance.
    Tagged(f32),
    /// A name of the lists by its index, and what in the context speaks for it, if anything must.
    Listed(u32, &'static str),
}

impl Evidence {
    /// The words.
    pub(super) fn tell(self, gazetteer: &Gazetteer) -> String {
        match self {
            Self::Told(text) => text,
            Self::Phrase(text) => text.to_owned(),
            Self::Tagged(chance) => tagged(chance),
            Self::Listed(alias, why) => listed(gazetteer, alias, why),
        }
    }

    /// Adds more words.
    pub(super) fn add(&mut self, more: &str, gazetteer: &Gazetteer) {
        let mut text = std::mem::replace(self, Self::Phrase("")).tell(gazetteer);
        text.push_str(more);
        *self = Self::Told(text);
    }
}

impl From<String> for Evidence {
    fn from(text: String) -> Self {
        Self::Told(text)
    }
}

impl From<&'static str> for Evidence {
    fn from(text: &'static str) -> Self {
        Self::Phrase(text)
    }
}

/// What the lists say of a name of theirs.
fn listed(gazetteer: &Gazetteer, alias: u32, why: &str) -> String {
    let Some(name) = gazetteer.alias(alias) else {
        return String::new();
    };
    let role = match name.role {
        Role::Name => "listed",
        Role::Alias => "listed alias",
        Role::Acronym => "listed acronym",
        Role::Former => "listed former name",
        Role::Native => "listed native name",
        Role::Demonym => "listed adjective",
    };
    let comma = if why.is_empty() { "" } else { ", " };
    [role, " “", name.text.as_ref(), "”", comma, why].concat()
}

/// What the tagger says of a name, with the chance to two places. Written by hand: there is one for
/// each name that it sees.
fn tagged(chance: f32) -> String {
    let hundredths = (f64::from(chance) * 100.0).round_ties_even() as u32;
    let digits = [hundredths / 100, hundredths / 10 % 10, hundredths % 10];
    let [whole, tenth, last] = digits.map(|digit| char::from_digit(digit, 10).unwrap_or('0'));
    let mut out = String::with_capacity(48);
    out.push_str("the tagger's reading of word and context, ");
    out.extend([whole, '.', tenth, last]);
    out
}

#[cfg(test)]
mod tests {
    use super::tagged;

    #[test]
    fn chances_are_written_as_numbers_are() {
        for at in 0..=2000 {
            let chance = at as f32 / 2000.0;
            assert!(tagged(chance).ends_with(&format!(", {chance:.2}")));
        }
    }
}
