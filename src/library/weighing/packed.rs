//! The claims of an article as bytes: of each its number in the article, and of its sketch what
//! comparing takes. Numbers that stand for names are written once an article, words that several
//! claims of a sentence share once a sentence.

use super::super::codes;
use super::super::pack::{put, put_signed, take, take_signed};
use crate::analysis::claims::{List, Sketch};
use crate::model::{ClaimKind, Day, Measure, Sense};
use std::ops::Range;
use std::sync::Arc;

/// Claims of an article that are kept, from its beginning. A place among them takes four bits.
pub(in crate::library) const MOST: usize = 16;
/// Words of a sentence, of those around it, and runs of a quotation, that are kept.
const WORDS: usize = 24;
const AROUND: usize = 6;
const RUNS: usize = 16;
/// Names, places and other short lists.
const NAMES: usize = 10;

const SENSES: [Sense; 5] = [
    Sense::Exact,
    Sense::About,
    Sense::AtLeast,
    Sense::AtMost,
    Sense::Magnitude,
];

/// A claim: its number in the article, and its sketch.
pub(in crate::library) type Kept = (u32, Sketch);

/// What is kept of the claims of an article.
pub(in crate::library) fn cut(claims: impl IntoIterator<Item = Kept>) -> Vec<Kept> {
    let mut out: Vec<Kept> = claims.into_iter().take(MOST).collect();
    for (_, sketch) in &mut out {
        sketch.words.truncate(WORDS);
        sketch.around.truncate(AROUND);
        sketch.own.truncate(NAMES);
        sketch.cited.truncate(NAMES);
        sketch.runs.truncate(RUNS);
        sketch.names.truncate(NAMES);
        sketch.places.truncate(NAMES);
    }
    out
}

/// Packs the claims of an article that were cut.
pub(in crate::library) fn pack(claims: &[Kept]) -> Vec<u8> {
    let mut out = Vec::with_capacity(claims.len() * 56);
    let mut table: Vec<u32> = Vec::with_capacity(claims.len() * 4);
    for (_, sketch) in claims {
        for list in [&sketch.own, &sketch.cited, &sketch.names, &sketch.places] {
            table.extend_from_slice(list);
        }
        if sketch.measure.is_some() {
            table.push(sketch.unit.0);
        }
    }
    table.sort_unstable();
    table.dedup();
    put(&mut out, claims.len() as u64);
    put(&mut out, table.len() as u64);
    for number in &table {
        out.extend(number.to_le_bytes());
    }
    let place = |number: &u32| table.binary_search(number).unwrap_or(0) as u64;
    let of_table = |out: &mut Vec<u8>, list: &[u32]| {
        put(out, list.len() as u64);
        for number in list {
            put(out, place(number));
        }
    };
    let mut before: Option<&Kept> = None;
    for kept in claims {
        let (number, sketch) = kept;
        let known = before.map(|(_, sketch)| sketch);
        let last = before.map_or(0, |(number, _)| *number);
        put_signed(&mut out, i64::from(*number) - i64::from(last));
        let same = |is: fn(&Sketch, &Sketch) -> bool| known.is_some_and(|known| is(known, sketch));
        let own = same(|a, b| a.own == b.own);
        let words = same(|a, b| a.words == b.words);
        let around = same(|a, b| a.around == b.around);
        let cited = same(|a, b| a.cited == b.cited);
        let incident = sketch.incident.map_or(0, |kind| codes::incident(kind) + 1);
        let mut sort = incident.cast_unsigned();
        sort = sort * 3 + sketch.kind as u64;
        sort = sort * 3 + codes::stance(sketch.stance).cast_unsigned();
        for bit in [
            own,
            words,
            around,
            cited,
            sketch.measure.is_some(),
            sketch.days.is_some(),
            sketch.unit.1,
            !sketch.runs.is_empty(),
        ] {
            sort = sort * 2 + u64::from(bit);
        }
        put(&mut out, sort);
        if let Some(measure) = sketch.measure {
            pack_measure(&mut out, measure);
            put(&mut out, place(&sketch.unit.0));
        }
        if let Some((first, last)) = sketch.days {
            put_signed(&mut out, first.0.into());
            put_signed(&mut out, i64::from(last.0) - i64::from(first.0));
        }
        if !own {
            of_table(&mut out, &sketch.own);
        }
        if !words {
            pack_words(&mut out, &sketch.words);
        }
        if !around {
            pack_words(&mut out, &sketch.around);
        }
        if !cited {
            of_table(&mut out, &sketch.cited);
        }
        put(&mut out, sketch.said.len() as u64);
        for said in sketch.said.iter() {
            if let Ok(at) = sketch.words.binary_search(said) {
                put(&mut out, at as u64 + 1);
            } else {
                put(&mut out, 0);
                out.extend(said.to_le_bytes());
            }
        }
        of_table(&mut out, &sketch.names);
        of_table(&mut out, &sketch.places);
        if !sketch.runs.is_empty() {
            put(&mut out, sketch.runs.len() as u64);
            for run in sketch.runs.iter() {
                out.extend(run.to_le_bytes());
            }
        }
        before = Some(kept);
    }
    out
}

/// Undoes [`pack`]; what is damaged is none, and is made anew when the article is marked again.
pub(in crate::library) fn unpack(mut bytes: &[u8]) -> Vec<Kept> {
    let mut lists = Lists::default();
    let Some(read) = read(&mut bytes, &mut lists) else {
        return Vec::new();
    };
    let (numbers, words): (Arc<[u32]>, Arc<[u16]>) = (lists.numbers.into(), lists.words.into());
    let kept = |(number, bare, at): (u32, Sketch, Stretches)| {
        let sketch = Sketch {
            own: List::within(&numbers, at.own),
            cited: List::within(&numbers, at.cited),
            said: List::within(&words, at.said),
            words: List::within(&words, at.words),
            around: List::within(&words, at.around),
            runs: List::within(&numbers, at.runs),
            names: List::within(&numbers, at.names),
            places: List::within(&numbers, at.places),
            ..bare
        };
        (number, sketch)
    };
    read.into_iter().map(kept).collect()
}

/// The lists of all claims of an article, one behind the other.
#[derive(Default)]
struct Lists {
    numbers: Vec<u32>,
    words: Vec<u16>,
}

/// Where the lists of a claim lie among them.
#[derive(Clone, Default)]
struct Stretches {
    own: Range<u32>,
    cited: Range<u32>,
    said: Range<u32>,
    words: Range<u32>,
    around: Range<u32>,
    runs: Range<u32>,
    names: Range<u32>,
    places: Range<u32>,
}

/// Puts a list behind the others; nothing where it cannot be read to its end.
fn behind<T>(all: &mut Vec<T>, list: impl Iterator<Item = Option<T>>) -> Option<Range<u32>> {
    let start = all.len() as u32;
    for value in list {
        all.push(value?);
    }
    Some(start..all.len() as u32)
}

fn read(bytes: &mut &[u8], lists: &mut Lists) -> Option<Vec<(u32, Sketch, Stretches)>> {
    let count = take(bytes)? as usize;
    let numbers = take(bytes)? as usize;
    let (table, rest) = bytes.split_at_checked(numbers.checked_mul(4)?)?;
    *bytes = rest;
    let number = |at: u64| -> Option<u32> {
        let at = usize::try_from(at).ok()?;
        let four = table.get(at * 4..at * 4 + 4)?;
        Some(u32::from_le_bytes(four.try_into().ok()?))
    };
    let of_table = |bytes: &mut &[u8], all: &mut Vec<u32>| {
        let count = take(bytes)? as usize;
        behind(all, (0..count.min(NAMES)).map(|_| number(take(bytes)?)))
    };
    let of_words = |bytes: &mut &[u8], all: &mut Vec<u16>| {
        let count = take(bytes)? as usize;
        behind(all, (0..count.min(WORDS)).map(|_| two(bytes)))
    };
    let mut out: Vec<(u32, Sketch, Stretches)> = Vec::with_capacity(count.min(MOST));
    for _ in 0..count.min(MOST) {
        // What a claim has in common with the one before is not written again.
        let before = out.last().map(|(number, _, at)| (*number, at.clone()));
        let first = before.is_none();
        let (last, known) = before.unwrap_or_default();
        let own_number = (i64::from(last) + take_signed(bytes)?) as u32;
        let sort = take(bytes)?;
        let bit = |at: u32| sort >> (7 - at) & 1 == 1;
        let same = |at: u32| bit(at) && !first;
        let kinds = sort >> 8;
        let measure = if bit(4) {
            let measure = unpack_measure(bytes)?;
            Some((measure, number(take(bytes)?)?))
        } else {
            None
        };
        let days = if bit(5) {
            let first = take_signed(bytes)?;
            let last = first.wrapping_add(take_signed(bytes)?);
            Some((Day(first as i32), Day(last as i32)))
        } else {
            None
        };
        let own = if same(0) {
            known.own
        } else {
            of_table(bytes, &mut lists.numbers)?
        };
        let words = if same(1) {
            known.words
        } else {
            of_words(bytes, &mut lists.words)?
        };
        let around = if same(2) {
            known.around
        } else {
            of_words(bytes, &mut lists.words)?
        };
        let cited = if same(3) {
            known.cited
        } else {
            of_table(bytes, &mut lists.numbers)?
        };
        let count = take(bytes)?;
        let start = lists.words.len() as u32;
        for _ in 0..count {
            let said = match (take(bytes)? as usize).checked_sub(1) {
                Some(at) => {
                    let words = words.start as usize..words.end as usize;
                    *lists.words.get(words)?.get(at)?
                }
                None => two(bytes)?,
            };
            lists.words.push(said);
        }
        let said = start..lists.words.len() as u32;
        let names = of_table(bytes, &mut lists.numbers)?;
        let places = of_table(bytes, &mut lists.numbers)?;
        let mut runs = 0..0;
        if bit(7) {
            let count = take(bytes)?;
            runs = behind(&mut lists.numbers, (0..count).map(|_| four(bytes)))?;
        }
        let kind = match kinds / 3 % 3 {
            0 => ClaimKind::Figure,
            1 => ClaimKind::Event,
            _ => ClaimKind::Quote,
        };
        let incident = (kinds / 9).checked_sub(1);
        out.push((
            own_number,
            Sketch {
                kind,
                incident: incident.and_then(|code| codes::incident_of(code.cast_signed())),
                stance: codes::stance_of((kinds % 3).cast_signed()),
                measure: measure.map(|(measure, _)| measure),
                unit: (measure.map_or(0, |(_, unit)| unit), bit(6)),
                days,
                own: List::default(),
                cited: List::default(),
                said: List::default(),
                words: List::default(),
                around: List::default(),
                runs: List::default(),
                names: List::default(),
                places: List::default(),
            },
            Stretches {
                own,
                cited,
                said,
                words,
                around,
                runs,
                names,
                places,
            },
        ));
    }
    Some(out)
}

/// How the upper end of a measure follows from the lower one.
fn implied(sense: Sense, low: f64) -> f64 {
    match sense {
        Sense::Exact => low,
        Sense::AtLeast => low * 1.2,
        Sense::Magnitude => low * 9.99,
        Sense::About | Sense::AtMost => f64::NAN,
    }
}

fn pack_measure(out: &mut Vec<u8>, measure: Measure) {
    let Measure { low, high, sense } = measure;
    let follows = implied(sense, low).to_bits() == high.to_bits();
    let whole = |value: f64| (1.0..1e15).contains(&value) && value.fract() == 0.0;
    let code = SENSES.iter().position(|known| *known == sense).unwrap_or(0) as u64;
    let flags =
        code << 3 | u64::from(follows) << 2 | u64::from(whole(low)) << 1 | u64::from(whole(high));
    put(out, flags);
    let mut number = |value: f64| {
        if whole(value) {
            put(out, value as u64);
        } else {
            out.extend(value.to_le_bytes());
        }
    };
    number(low);
    if !follows {
        number(high);
    }
}

fn unpack_measure(bytes: &mut &[u8]) -> Option<Measure> {
    let flags = take(bytes)?;
    let sense = *SENSES.get((flags >> 3) as usize)?;
    let number = |bytes: &mut &[u8], whole: bool| -> Option<f64> {
        if whole {
            return Some(take(bytes)? as f64);
        }
        let (eight, rest) = bytes.split_first_chunk()?;
        *bytes = rest;
        Some(f64::from_le_bytes(*eight))
    };
    let low = number(bytes, flags & 2 != 0)?;
    let high = if flags & 4 != 0 {
        implied(sense, low)
    } else {
        number(bytes, flags & 1 != 0)?
    };
    Some(Measure { low, high, sense })
}

fn two(bytes: &mut &[u8]) -> Option<u16> {
    let (two, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u16::from_le_bytes(*two))
}

fn pack_words(out: &mut Vec<u8>, words: &[u16]) {
    put(out, words.len() as u64);
    for word in words {
        out.extend(word.to_le_bytes());
    }
}

fn four(bytes: &mut &[u8]) -> Option<u32> {
    let (four, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(u32::from_le_bytes(*four))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{IncidentKind, Stance};

    #[test]
    fn claims_come_back() {
        let sketch = |kind, low: f64, sense, high| Sketch {
            kind,
            incident: Some(IncidentKind::Leak),
            stance: Stance::Alleged,
            measure: Some(Measure { low, high, sense }),
            unit: (77, true),
            days: Some((Day(19_000), Day(19_030))),
            own: vec![5, 900_000].into(),
            cited: List::default(),
            said: vec![4, 9].into(),
            words: vec![3, 4, 65_000].into(),
            around: vec![8].into(),
            runs: List::default(),
            names: vec![5, 6].into(),
            places: vec![1].into(),
        };
        let quote = Sketch {
            kind: ClaimKind::Quote,
            incident: None,
            measure: None,
            unit: (0, false),
            days: None,
            runs: vec![1, 2, u32::MAX].into(),
            ..sketch(ClaimKind::Quote, 1.0, Sense::Exact, 1.0)
        };
        let claims: Vec<Kept> = vec![
            (
                41,
                sketch(ClaimKind::Figure, 12.0, Sense::AtLeast, 12.0 * 1.2),
            ),
            (42, sketch(ClaimKind::Figure, 0.5, Sense::About, 0.55)),
            (7, quote),
            (90, sketch(ClaimKind::Event, 3e16, Sense::Exact, 3e16)),
        ];
        assert_eq!(unpack(&pack(&claims)), claims);
        assert_eq!(unpack(&[]), []);
        let bytes = pack(&claims);
        assert_eq!(unpack(&bytes[..bytes.len() - 1]), []);
    }
}
