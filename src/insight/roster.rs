//! Entities side by side in one string: a third of the memory that they take row by row.

use crate::library::EntityRow;
use crate::model::{EntityId, Kind};

/// Many entities, in order.
#[derive(Debug, Default)]
pub(super) struct Roster {
    /// Of each its id, name, country and aliases, a line each.
    letters: String,
    /// Where each ends.
    ends: Vec<u32>,
    counts: Vec<Counts>,
}

#[derive(Clone, Copy, Debug)]
struct Counts {
    mentions: u32,
    articles: u32,
    kind: Kind,
}

impl Roster {
    pub(super) fn push(&mut self, row: &EntityRow) {
        let fixed = [
            row.id.as_str(),
            &row.name,
            row.country.as_deref().unwrap_or_default(),
        ];
        let lines = fixed
            .into_iter()
            .chain(row.aliases.iter().map(String::as_str));
        for (at, line) in lines.enumerate() {
            if at > 0 {
                self.letters.push('\n');
            }
            self.letters.push_str(line);
        }
        self.ends
            .push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.counts.push(Counts {
            mentions: row.mentions,
            articles: row.articles,
            kind: row.kind,
        });
    }

    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    pub(super) fn mentions(&self, at: u32) -> u32 {
        self.counts.get(at as usize).map_or(0, |row| row.mentions)
    }

    /// The row at a place; nothing past the end.
    pub(super) fn row(&self, at: u32) -> Option<EntityRow> {
        let at = at as usize;
        let counts = self.counts.get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        let lines = self.letters.get(start as usize..self.ends[at] as usize)?;
        let mut lines = lines.split('\n').map(str::to_owned);
        Some(EntityRow {
            id: EntityId(lines.next()?),
            kind: counts.kind,
            name: lines.next()?,
            country: lines.next().filter(|country| !country.is_empty()),
            aliases: lines.collect(),
            mentions: counts.mentions,
            articles: counts.articles,
        })
    }
}
