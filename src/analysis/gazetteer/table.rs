use super::entry::{Alias, Case, Entry, Role, Stands};
use super::list::{self, Compiled, Fault, Keep, Read, Record, Written};
use super::pieces::{self, Piece, Shape, cut_into, join, name_key};
use crate::model::{Entity, EntityId, Kind};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// No alias, no entry.
pub(super) const NONE: u32 = u32::MAX;
/// The longest name that is looked for, in pieces.
pub(super) const LONGEST: usize = 24;
const FILTER_BITS: u32 = 16;

type ByHash = HashMap<u64, u32, BuildHasherDefault<Hashed>>;

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*b);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// Name lists made ready for looking up.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    pub(super) entries: Vec<Entry>,
    pub(super) aliases: Vec<Alias>,
    /// First alias of a sequence of pieces.
    heads: ByHash,
    /// The lengths in pieces, a bit each, of the names that begin with a piece.
    lengths: Vec<u32>,
    /// A bit for each first piece, and one for each sequence: small enough to stay near, so that
    /// most looks end here.
    firsts: Marks<17>,
    /// The same of first pieces that may be written small.
    small: Marks<17>,
    sequences: Marks<19>,
    /// The same of what names begin with, from two pieces on.
    beginnings: Marks<19>,
    ids: ByHash,
    /// Room for cutting names, kept from one to the next.
    room: Vec<Piece>,
}

impl Gazetteer {
    /// The lists of `assets/gazetteer`.
    #[must_use]
    pub fn shipped() -> Self {
        let mut out = Self::sized();
        for (_, text) in super::shipped::LISTS {
            list::read(text, |record| out.add(record, &Compiled));
        }
        out
    }

    /// A gazetteer of one's own lists only, and what is wrong with them.
    #[must_use]
    pub fn of(lists: &[&str]) -> (Self, Vec<Fault>) {
        let mut out = Self::default();
        let faults = out.merge(lists);
        (out, faults)
    }

    /// A gazetteer of bare names, each its own entry in their order.
    #[must_use]
    pub fn of_names(names: &[&str]) -> Self {
        let mut out = Self::default();
        for (at, name) in names.iter().enumerate() {
            let slug = at.to_string();
            let record = Record {
                line: 0,
                kind: Kind::Organisation,
                slug: Some(&slug),
                names: vec![Written {
                    text: name,
                    stands: Stands::Alone,
                    case: Case::Usual,
                    role: Role::Name,
                }],
                country: "",
                parent: "",
                dates: "",
                note: "",
            };
            out.add(&record, &Read);
        }
        out
    }

    /// The same with further lists. A record whose id is known adds its names to it.
    #[must_use]
    pub fn with(&self, lists: &[&str]) -> (Self, Vec<Fault>) {
        let mut out = self.clone();
        let faults = out.merge(lists);
        (out, faults)
    }

    fn merge(&mut self, lists: &[&str]) -> Vec<Fault> {
        let mut faults = Vec::new();
        for text in lists {
            faults.extend(list::read(text, |record| self.add(record, &Read)));
        }
        faults
    }

    fn sized() -> Self {
        let bytes: usize = super::shipped::LISTS
            .iter()
            .map(|(_, text)| text.len())
            .sum();
        let (entries, aliases) = (bytes / 60, bytes / 22);
        Self {
            entries: Vec::with_capacity(entries),
            aliases: Vec::with_capacity(aliases),
            heads: ByHash::with_capacity_and_hasher(aliases, BuildHasherDefault::default()),
            ids: ByHash::with_capacity_and_hasher(entries, BuildHasherDefault::default()),
            lengths: Vec::new(),
            firsts: Marks::default(),
            small: Marks::default(),
            sequences: Marks::default(),
            beginnings: Marks::default(),
            room: Vec::new(),
        }
    }

    fn add<'a>(&mut self, record: &Record<'a>, source: &impl Keep<'a>) {
        let Some(name) = record.names.first() else {
            return;
        };
        let key = id_hash(record.kind, record.slug.unwrap_or(name.text));
        let entry = *self.ids.entry(key).or_insert(self.entries.len() as u32);
        if let Some(known) = self.entries.get_mut(entry as usize) {
            for (field, value) in [
                (&mut known.country, record.country),
                (&mut known.parent, record.parent),
                (&mut known.dates, record.dates),
                (&mut known.note, record.note),
            ] {
                if field.is_empty() && !value.is_empty() {
                    *field = source.keep(value);
                }
            }
        } else {
            self.entries.push(Entry {
                kind: record.kind,
                name: source.keep(name.text),
                slug: record.slug.map(|slug| source.keep(slug)),
                country: source.keep(record.country),
                parent: source.keep(record.parent),
                dates: source.keep(record.dates),
                note: source.keep(record.note),
                first: NONE,
                last: NONE,
            });
        }
        for name in &record.names {
            self.add_alias(entry, name, source);
        }
    }

    fn add_alias<'a>(&mut self, entry: u32, name: &Written<'a>, source: &impl Keep<'a>) {
        let pieces = cut_into(std::mem::take(&mut self.room), name.text);
        let this = self.aliases.len() as u32;
        let mut next = NONE;
        let forms = forms(&pieces, name.case);
        if name.stands != Stands::Never && !pieces.is_empty() && pieces.len() <= LONGEST {
            let mut hash = 0;
            for (at, piece) in pieces.iter().enumerate() {
                if at >= 2 {
                    self.beginnings.set(hash);
                }
                hash = join(hash, piece.hash);
            }
            next = self.heads.insert(hash, this).unwrap_or(NONE);
            if self.lengths.is_empty() {
                self.lengths = vec![0; 1 << FILTER_BITS];
            }
            self.lengths[filter(pieces[0].hash)] |= 1 << pieces.len();
            self.firsts.set(pieces[0].hash);
            if fits(
                forms,
                &[Piece {
                    shape: Shape::Lower,
                    ..pieces[0]
                }],
            ) {
                self.small.set(pieces[0].hash);
            }
            self.sequences.set(hash);
        }
        self.aliases.push(Alias {
            text: source.keep(name.text),
            entry,
            stands: name.stands,
            case: name.case,
            role: name.role,
            forms,
            next,
            sibling: NONE,
        });
        self.room = pieces;
        let entry = &mut self.entries[entry as usize];
        if entry.first == NONE {
            entry.first = this;
        } else {
            self.aliases[entry.last as usize].sibling = this;
        }
        entry.last = this;
    }

    /// The lengths in pieces, a bit each, of the names that may begin with a piece.
    pub(super) fn lengths(&self, first: &Piece) -> u32 {
        let may = match first.shape {
            Shape::Lower => self.small.has(first.hash),
            _ => self.firsts.has(first.hash),
        };
        if !may {
            return 0;
        }
        let lengths = self.lengths.get(filter(first.hash));
        lengths.copied().unwrap_or_default()
    }

    /// Whether names may go on from a sequence of two pieces or more.
    pub(super) fn goes_on(&self, hash: u64) -> bool {
        self.beginnings.has(hash)
    }

    /// The last alias that was added for a sequence of pieces.
    pub(super) fn head(&self, hash: u64) -> Option<u32> {
        if !self.sequences.has(hash) {
            return None;
        }
        self.heads.get(&hash).copied()
    }

    /// All entities, in the order of the lists.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entity of an index, as in [`super::Candidate`].
    #[must_use]
    pub fn entry(&self, index: u32) -> Option<&Entry> {
        self.entries.get(index as usize)
    }

    /// The name of an index, as in [`super::Candidate`].
    #[must_use]
    pub fn alias(&self, index: u32) -> Option<&Alias> {
        self.aliases.get(index as usize)
    }

    /// All names of an entity, its usual one first.
    pub fn names(&self, entry: u32) -> impl Iterator<Item = &Alias> {
        let first = self.entry(entry).map_or(NONE, |entry| entry.first);
        std::iter::successors(self.alias(first), |alias| self.alias(alias.sibling))
    }

    /// The index of the entity of an id.
    #[must_use]
    pub fn by_id(&self, id: &EntityId) -> Option<u32> {
        let (kind, slug) = id.as_str().split_once(':')?;
        let found = *self.ids.get(&id_hash(Kind::parse(kind)?, slug))?;
        (self.entry(found)?.id() == *id).then_some(found)
    }

    /// The entities that bear a name, whatever its case, and however it may be used in texts.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Vec<super::Candidate> {
        self.chain(name_key(name)).collect()
    }

    /// The entity as the model has it.
    #[must_use]
    pub fn entity(&self, index: u32) -> Option<Entity> {
        let entry = self.entry(index)?;
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(Entity {
            id: entry.id(),
            kind: entry.kind,
            name: entry.name.clone().into_owned(),
            aliases: self
                .names(index)
                .filter(|alias| alias.role != Role::Demonym && alias.text != entry.name)
                .map(|alias| alias.text.clone().into_owned())
                .collect(),
            country: some(&entry.country),
            parent: some(&entry.parent).map(EntityId),
            note: some(&entry.note),
            listed: true,
        })
    }
}

/// A set of hashes that may have more in it than was set, never less.
#[derive(Clone, Debug, Default)]
struct Marks<const BITS: u32>(Vec<u64>);

impl<const BITS: u32> Marks<BITS> {
    fn set(&mut self, hash: u64) {
        if self.0.is_empty() {
            self.0 = vec![0; 1 << (BITS - 6)];
        }
        let place = (hash >> (64 - BITS)) as usize;
        self.0[place / 64] |= 1 << (place % 64);
    }

    fn has(&self, hash: u64) -> bool {
        let place = (hash >> (64 - BITS)) as usize;
        self.0
            .get(place / 64)
            .is_some_and(|bits| bits >> (place % 64) & 1 == 1)
    }
}

fn filter(hash: u64) -> usize {
    (hash >> (64 - FILTER_BITS)) as usize
}

fn id_hash(kind: Kind, name: &str) -> u64 {
    let mut hash = kind as u64 + 1;
    pieces::slug(name, |c| hash = join(hash, u64::from(c)));
    hash
}

/// What each of the first sixteen pieces of a name asks of the text, four bits each.
fn forms(pieces: &[Piece], case: Case) -> u64 {
    pieces
        .iter()
        .take(16)
        .enumerate()
        .fold(0, |forms, (at, piece)| {
            let asks = match (case, piece.shape) {
                (Case::Any, _)
                | (_, Shape::Plain | Shape::Sign | Shape::Break)
                | (Case::Usual, Shape::Lower) => 0,
                (Case::Usual, Shape::Capital) => 1,
                (_, Shape::Upper) => 2,
                (Case::Usual, Shape::Mixed) => 3,
                (Case::Exact, Shape::Lower) => 4,
                (Case::Exact, Shape::Capital) => 5,
                (Case::Exact, Shape::Mixed) => 6,
            };
            forms | asks << (4 * at)
        })
}

/// Whether pieces of a text are written as a name asks for.
pub(super) fn fits(mut forms: u64, pieces: &[Piece]) -> bool {
    for piece in pieces.iter().take(16) {
        let fits = match forms & 15 {
            1 => matches!(piece.shape, Shape::Capital | Shape::Upper),
            2 => piece.shape == Shape::Upper,
            3 => matches!(piece.shape, Shape::Capital | Shape::Upper | Shape::Mixed),
            4 => piece.shape == Shape::Lower,
            5 => piece.shape == Shape::Capital,
            6 => piece.shape == Shape::Mixed,
            _ => true,
        };
        if !fits {
            return false;
        }
        forms >>= 4;
    }
    true
}
