//! Whether "he" or "she" can mean a person, by given name, title and what he is.

use super::super::grammar::starts_upper;
use super::speaker::Scene;
use crate::text::Lookup;
use std::sync::LazyLock;

/// How a text speaks of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sex {
    She,
    He,
}

static GIVEN: LazyLock<Lookup<Sex>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/names/sexes.txt").lines();
    let known = lines
        .filter_map(|line| line.split_once(": "))
        .flat_map(|(whose, names)| {
            let sex = match whose {
                "women" => Sex::She,
                _ => Sex::He,
            };
            names.split(' ').map(move |name| (name, sex))
        });
    Lookup::new(known, |known, _| known)
});

impl Sex {
    /// The sex that a pronoun has, if it has one.
    pub(super) fn of_pronoun(word: &str) -> Option<Self> {
        match word {
            "she" | "her" => Some(Self::She),
            "he" | "his" | "him" => Some(Self::He),
            _ => None,
        }
    }

    /// The sex that a title or noun shows.
    pub(super) fn of_noun(word: &str) -> Option<Self> {
        match word {
            "mrs" | "mrs." | "ms" | "ms." | "miss" | "madame" | "lady" | "dame" | "woman"
            | "mother" | "aunt" | "widow" | "wife" | "daughter" | "sister" | "niece"
            | "grandmother" | "girl" | "girlfriend" | "spokeswoman" | "chairwoman"
            | "congresswoman" | "councilwoman" | "policewoman" | "actress" | "waitress" | "nun"
            | "queen" | "princess" | "landlady" | "housewife" | "businesswoman" | "sra" => {
                Some(Self::She)
            }
            "mr" | "mr." | "sir" | "lord" | "man" | "father" | "uncle" | "husband" | "son"
            | "brother" | "nephew" | "grandfather" | "boy" | "boyfriend" | "spokesman"
            | "chairman" | "congressman" | "councilman" | "policeman" | "waiter" | "monk"
            | "king" | "prince" | "landlord" | "businessman" | "widower" | "imam" | "sheikh"
            | "gunman" | "herr" | "monsieur" => Some(Self::He),
            _ => None,
        }
    }

    /// The sex of a full name: by its given name, else by a surname that shows it.
    fn of_name(name: &str) -> Option<Self> {
        let mut words = name.split(' ');
        let first = words.next()?.to_lowercase();
        let last = words.next_back().unwrap_or_default();
        let double = first.split('-').next().unwrap_or_default();
        GIVEN.get(&first).or_else(|| GIVEN.get(double)).or_else(|| {
            ["ova", "eva", "skaya", "ská", "ová"]
                .iter()
                .any(|end| last.len() > end.len() + 2 && last.ends_with(end))
                .then_some(Self::She)
        })
    }
}

impl Scene<'_> {
    /// What the text shows of each entity's sex: its name, or a title before it.
    pub(super) fn sexes(&self) -> Vec<Option<Sex>> {
        let names = &self.names.entities;
        let mut out: Vec<Option<Sex>> = names.iter().map(|one| Sex::of_name(&one.name)).collect();
        for mention in self.names.mentions.iter().filter(|m| self.is_person(m)) {
            let Some(known @ None) = out.get_mut(mention.entity as usize) else {
                continue;
            };
            let first = self.reading.tokens_in(mention.span).start;
            let Some(before) = first.checked_sub(1) else {
                continue;
            };
            let word = self.folded(before);
            let before = if word == "." {
                before.saturating_sub(1)
            } else {
                before
            };
            *known = if self.folded(before) == "father" && !starts_upper(self.reading.word(before))
            {
                Some(Sex::He)
            } else {
                Sex::of_noun(self.folded(before))
            };
        }
        out
    }

    /// Whether a pronoun can mean an entity.
    pub(super) fn agrees(&self, pronoun: &str, entity: u32) -> bool {
        let Some(sex) = Sex::of_pronoun(pronoun) else {
            return true;
        };
        let known = self.known_sexes().get(entity as usize).copied().flatten();
        known.is_none_or(|known| known == sex)
    }
}
