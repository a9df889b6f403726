//! Enumerations and moments as the numbers that tables keep. The order of these lists is part of
//! the layout: append only.

use crate::model::{Day, IncidentKind, Kind, Moment, Precision, Stance};

const PRECISIONS: [Precision; 10] = [
    Precision::Day,
    Precision::Week,
    Precision::Month,
    Precision::Season,
    Precision::Quarter,
    Precision::Half,
    Precision::Year,
    Precision::Decade,
    Precision::Century,
    Precision::Range,
];

const KINDS: [Kind; 10] = [
    Kind::Agency,
    Kind::Company,
    Kind::Organisation,
    Kind::Person,
    Kind::Place,
    Kind::Incident,
    Kind::Group,
    Kind::Malware,
    Kind::Technology,
    Kind::Law,
];

fn place<T: PartialEq>(list: &[T], value: &T) -> i64 {
    list.iter().position(|known| known == value).unwrap_or(0) as i64
}

pub(super) fn precision(value: Precision) -> i64 {
    place(&PRECISIONS, &value)
}

pub(super) fn precision_of(code: i64) -> Precision {
    PRECISIONS
        .get(code as usize)
        .copied()
        .unwrap_or(Precision::Range)
}

pub(super) fn kind(value: Kind) -> i64 {
    place(&KINDS, &value)
}

pub(super) fn kind_of(code: i64) -> Kind {
    KINDS
        .get(code as usize)
        .copied()
        .unwrap_or(Kind::Organisation)
}

pub(super) fn incident(value: IncidentKind) -> i64 {
    place(&IncidentKind::ALL, &value)
}

pub(super) fn incident_of(code: i64) -> Option<IncidentKind> {
    IncidentKind::ALL.get(code as usize).copied()
}

pub(super) fn stance(value: Stance) -> i64 {
    match value {
        Stance::Fact => 0,
        Stance::Alleged => 1,
        Stance::Denied => 2,
    }
}

pub(super) fn stance_of(code: i64) -> Stance {
    match code {
        1 => Stance::Alleged,
        2 => Stance::Denied,
        _ => Stance::Fact,
    }
}

/// The day of what has none: below all others.
pub(super) const NO_DAY: i32 = i32::MIN;

/// Reads a moment from four columns, the first of them at `from`; nothing where there is no
/// precision.
pub(super) fn moment(row: &rusqlite::Row<'_>, from: usize) -> rusqlite::Result<Option<Moment>> {
    let Some(precision) = row.get::<_, Option<i64>>(from + 2)? else {
        return Ok(None);
    };
    Ok(Some(Moment {
        first: Day(row.get(from)?),
        last: Day(row.get(from + 1)?),
        precision: precision_of(precision),
        approximate: row.get(from + 3)?,
    }))
}
