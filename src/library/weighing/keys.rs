//! By which numbers claims find their likes: for each the latest claims that have it, in buckets.

use super::super::Error;
use super::super::pack::{put, take};
use rusqlite::{Connection, OptionalExtension, params};
/// Buckets, as bits of the number.
const BUCKETS: u32 = 12;
/// Bits of the rest by which numbers of a bucket are told apart.
const REST: u32 = 28;
/// Claims of one number that are remembered, those of the latest articles.
const REMEMBERED: usize = 8;
/// Bits of a claim's place in its article.
const PLACE: u32 = 4;

/// A claim by its article and its place among the claims kept of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot(u64);

impl Spot {
    pub(super) fn new(article: i64, place: usize) -> Self {
        Self(article.cast_unsigned() << PLACE | place as u64 & ((1 << PLACE) - 1))
    }

    pub(super) fn article(self) -> i64 {
        (self.0 >> PLACE).cast_signed()
    }

    pub(super) fn place(self) -> usize {
        (self.0 & ((1 << PLACE) - 1)) as usize
    }
}

/// A number with a claim that has it: bucket and rest, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    number: u64,
    pub(super) spot: Spot,
}

impl Key {
    pub(super) fn new(number: u64, spot: Spot) -> Self {
        Self {
            number: spread(number) >> (64 - BUCKETS - REST),
            spot,
        }
    }

    pub(super) fn bucket(self) -> u32 {
        (self.number >> REST) as u32
    }
}

/// Spreads a number over all bits (the end of `SplitMix64`, Steele et al. 2014).
fn spread(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

/// Two claims that share a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Meeting {
    pub(super) fresh: Spot,
    pub(super) other: Spot,
    /// Whether more claims have it than are remembered.
    pub(super) crowded: bool,
}

/// Puts fresh keys of one bucket, which are in order, among those that lie there. Gives the bucket
/// anew, and whom each fresh claim meets: claims of other articles that were there, or came before
/// it.
pub(super) fn merge(bytes: &[u8], fresh: &[Key]) -> (Vec<u8>, Vec<Meeting>) {
    debug_assert!(fresh.is_sorted());
    let mut out = Lists {
        bytes: Vec::with_capacity(bytes.len() + fresh.len() * 6),
        before: 0,
    };
    let mut meetings = Vec::new();
    let mut fresh = fresh.chunk_by(|a, b| a.number == b.number).peekable();
    let rest_of = |keys: &[Key]| keys[0].number & ((1 << REST) - 1);
    let mut list: Vec<Spot> = Vec::with_capacity(REMEMBERED + 1);
    unpack(bytes, |rest, spots| {
        while let Some(keys) = fresh.next_if(|keys| rest_of(keys) < rest) {
            list.clear();
            meet(&mut list, keys, &mut meetings);
            out.push(rest_of(keys), &list);
        }
        list.clear();
        list.extend_from_slice(spots);
        if let Some(keys) = fresh.next_if(|keys| rest_of(keys) == rest) {
            meet(&mut list, keys, &mut meetings);
        }
        out.push(rest, &list);
    });
    for keys in fresh {
        list.clear();
        meet(&mut list, keys, &mut meetings);
        out.push(rest_of(keys), &list);
    }
    (out.bytes, meetings)
}

/// Puts fresh keys of one number among the claims that have it.
fn meet(list: &mut Vec<Spot>, fresh: &[Key], meetings: &mut Vec<Meeting>) {
    for key in fresh {
        let crowded = list.len() >= REMEMBERED;
        meetings.extend(
            list.iter()
                .filter(|other| other.article() != key.spot.article())
                .map(|&other| Meeting {
                    fresh: key.spot,
                    other,
                    crowded,
                }),
        );
        if let Err(at) = list.binary_search(&key.spot) {
            list.insert(at, key.spot);
            if list.len() > REMEMBERED {
                list.remove(0);
            }
        }
    }
}

/// Lists of a bucket as they lie in the table.
struct Lists {
    bytes: Vec<u8>,
    /// The rest of the number before.
    before: u64,
}

impl Lists {
    fn push(&mut self, rest: u64, spots: &[Spot]) {
        let several = spots.len() > 1;
        let step = rest.wrapping_sub(self.before);
        put(&mut self.bytes, step << 1 | u64::from(several));
        self.before = rest;
        if several {
            put(&mut self.bytes, spots.len() as u64);
        }
        let mut last = 0;
        for spot in spots {
            put(&mut self.bytes, spot.0 - last);
            last = spot.0;
        }
    }
}

fn unpack(mut bytes: &[u8], mut each: impl FnMut(u64, &[Spot])) {
    let bytes = &mut bytes;
    let mut rest = 0_u64;
    let mut list = Vec::with_capacity(REMEMBERED);
    while let Some(head) = take(bytes) {
        rest = rest.wrapping_add(head >> 1);
        let count = match head & 1 {
            0 => 1,
            _ => take(bytes).unwrap_or(0),
        };
        let mut last = 0_u64;
        list.clear();
        list.extend((0..count.min(REMEMBERED as u64)).map_while(|_| {
            last = last.wrapping_add(take(bytes)?);
            Some(Spot(last))
        }));
        each(rest, &list);
    }
}

pub(super) fn read(db: &Connection, bucket: u32) -> Result<Vec<u8>, Error> {
    Ok(db
        .prepare_cached("SELECT rows FROM claim_keys WHERE bucket = ?1")?
        .query_row([bucket], |row| row.get(0))
        .optional()?
        .unwrap_or_default())
}

pub(super) fn write(db: &Connection, bucket: u32, rows: &[u8]) -> Result<(), Error> {
    db.prepare_cached("INSERT OR REPLACE INTO claim_keys VALUES (?1, ?2)")?
        .execute(params![bucket, rows])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(rest: u64, article: i64) -> Key {
        Key {
            number: rest,
            spot: Spot::new(article, 3),
        }
    }

    #[test]
    fn claims_meet_those_that_came_before() {
        let (bytes, met) = merge(&[], &[key(7, 1), key(7, 2), key(9, 2)]);
        let pairs = |met: &[Meeting]| -> Vec<(i64, i64)> {
            let pair = |one: &Meeting| (one.fresh.article(), one.other.article());
            met.iter().map(pair).collect()
        };
        assert_eq!(pairs(&met), [(2, 1)]);
        // The same once more changes nothing; one that comes later meets both.
        let (again, met) = merge(&bytes, &[key(7, 2), key(7, 5)]);
        assert_eq!(pairs(&met), [(2, 1), (5, 1), (5, 2)]);
        assert_eq!(met[0].other.place(), 3);
        let more: Vec<Key> = (10..30).map(|article| key(7, article)).collect();
        let (last, met) = merge(&again, &more);
        assert_eq!(met.iter().filter(|one| one.crowded).count(), 15 * 8);
        let (_, met) = merge(&last, &[key(7, 40), key(8, 42), key(9, 41)]);
        assert_eq!(met.len(), 8 + 1);
        assert_eq!(met[0].other.article(), 22);
    }
}
