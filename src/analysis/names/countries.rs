//! Which countries a document names, and so whose body a name is that many have.

use super::sorts::Sight;
use crate::analysis::gazetteer::{Candidate, Gazetteer, Stands};
use crate::model::Kind;
use std::collections::BTreeMap;

impl<'a> Sight<'a> {
    /// Whether the document names the country of a body half as often as any. That of an American one
    /// only has to be named where any is, as Americans name theirs seldom.
    pub(super) fn about_its_country(&self, entry: u32) -> bool {
        let Some(own) = self.gazetteer.entry(entry).map(|entry| &entry.country) else {
            return false;
        };
        let countries = self.countries();
        let times = countries.get(own.as_ref()).copied().unwrap_or_default();
        let most = countries.values().max().copied().unwrap_or_default();
        match own.as_ref() {
            "us" => times > 0 || most == 0,
            _ => times > 0 && times * 2 >= most,
        }
    }

    /// How often the document names each country.
    pub(super) fn countries(&self) -> &BTreeMap<&'a str, usize> {
        self.countries.get_or_init(|| {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            let places = self.found.iter().filter_map(|found| {
                let mut tells = found
                    .candidates
                    .iter()
                    .filter(|c| matches!(c.stands, Stands::Alone | Stands::AsModifier));
                tells.find_map(|c| {
                    let entry = self.gazetteer.entry(c.entry)?;
                    let place = entry.kind == Kind::Place && !entry.country.is_empty();
                    place.then_some(entry.country.as_ref())
                })
            });
            for country in places {
                *counts.entry(country).or_default() += 1;
            }
            counts
        })
    }

    /// Whether the document names the country of an entry.
    pub(super) fn named(&self, entry: u32) -> bool {
        let entry = self.gazetteer.entry(entry);
        entry.is_some_and(|entry| self.countries().contains_key(entry.country.as_ref()))
    }
}

/// Whether a state body whose name stands alone is not the one that is meant: the text names the
/// country of another that bears the name, and not its own. "The National Gendarmerie" in Gabon is
/// not the French one.
pub(super) fn rivalled(
    gazetteer: &Gazetteer,
    one: &Candidate,
    all: &[Candidate],
    named: impl Fn(&str) -> bool,
) -> bool {
    if all.len() < 2 {
        return false;
    }
    let Some(own) = gazetteer.entry(one.entry) else {
        return false;
    };
    own.kind == Kind::Agency
        && !named(&own.country)
        && all.iter().any(|other| {
            let rival = gazetteer.entry(other.entry);
            other.stands == Stands::InContext
                && rival.is_some_and(|rival| rival.kind == Kind::Agency && named(&rival.country))
        })
}
