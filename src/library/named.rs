//! All names of a library, folded, in memory: what a part of a name is looked for in.

use super::{Error, Library, codes};
use crate::model::Kind;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Where no entity has the row.
const NO_KIND: u8 = u8::MAX;

/// Folded names, one after the other, each with the row of an entity that goes by it.
#[derive(Debug, Default)]
pub(super) struct Named {
    letters: String,
    ends: Vec<u32>,
    rows: Vec<u32>,
    /// Codes of kinds, by row.
    kinds: Vec<u8>,
}

impl Named {
    fn push(&mut self, name: &str, row: u32) {
        self.letters.push_str(name);
        // No folded name has it.
        self.letters.push('\n');
        self.ends.push(self.letters.len() as u32);
        self.rows.push(row);
    }

    /// The kind of an entity as it was marked; nothing where there is no such row.
    pub(super) fn kind(&self, row: i64) -> Option<Kind> {
        let at = usize::try_from(row).ok()?;
        let code = self.kinds.get(at).filter(|code| **code != NO_KIND)?;
        Some(codes::kind_of(i64::from(*code)))
    }

    /// The rows that have folded words among the words of a name, the last perhaps by its beginning.
    pub(super) fn holding(&self, wanted: &str) -> BTreeSet<i64> {
        let letters = self.letters.as_bytes();
        let finder = memchr::memmem::Finder::new(wanted);
        let (mut at, mut name) = (0, 0);
        let mut out = BTreeSet::new();
        if wanted.is_empty() {
            return out;
        }
        while let Some(step) = letters.get(at..).and_then(|rest| finder.find(rest)) {
            let start = at + step;
            if start > 0 && !matches!(letters[start - 1], b' ' | b'\n') {
                at = start + 1;
                continue;
            }
            name += self.ends[name..].partition_point(|&end| end as usize <= start);
            out.insert(self.rows[name].into());
            at = self.ends[name] as usize;
        }
        out
    }
}

impl Library {
    /// The names as they are now.
    pub(super) fn folded_names(&self) -> Result<Arc<Named>, Error> {
        let stamp = self.stamp()?;
        if let Some(named) = self.cache.borrow_mut().at(stamp).named() {
            return Ok(named);
        }
        let mut named = Named::default();
        let mut statement = self
            .connection
            .prepare_cached("SELECT folded, entity FROM names")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let name = row.get_ref(0)?.as_str().unwrap_or_default();
            named.push(name, row.get(1)?);
        }
        // One by one they would take longer than all at once as soon as a name is a common one.
        let mut statement = self
            .connection
            .prepare_cached("SELECT key, kind FROM entities")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = row.get::<_, u32>(0)? as usize;
            if at >= named.kinds.len() {
                named.kinds.resize(at + 1, NO_KIND);
            }
            named.kinds[at] = row.get(1)?;
        }
        let named = Arc::new(named);
        self.cache.borrow_mut().at(stamp).keep_named(&named);
        Ok(named)
    }

    /// Reads the names, so that the first filter by a part of one need not.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn ready_names(&self) -> Result<(), Error> {
        self.folded_names().map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_or_by_their_beginning() {
        let mut named = Named::default();
        for (row, name) in ["anna berg", "joanna", "berg anna-lena", "bergen", "ann"]
            .iter()
            .enumerate()
        {
            named.push(name, row as u32);
        }
        for (wanted, found) in [
            ("anna", vec![0, 2]),
            ("berg", vec![0, 2, 3]),
            ("anna berg", vec![0]),
            ("a b", vec![]),
            ("ann", vec![0, 2, 4]),
            ("anna berg joanna", vec![]),
            ("", vec![]),
        ] {
            let found: BTreeSet<i64> = found.into_iter().collect();
            assert_eq!(named.holding(wanted), found, "{wanted}");
        }
    }
}
