//! Entities over time: who was named in how many articles of each month, quarter or year, and the
//! same as a line of a few columns for lists.

use super::{Error, card};
use crate::library::{EntityRow, Library, Query, Seen};
use crate::model::{Day, EntityId, Kind, Moment};
use std::collections::BTreeMap;
use std::ops::Range;

/// Columns of a line for lists.
pub const SPARK: usize = 12;
/// Periods without any article that are shown as such; longer silences are folded.
const SILENCE: i32 = 3;
/// The days of 1834 to 2106.
const MODERN: Range<i32> = -50_000..50_000;
/// Share of all articles that the columns of a line reach back to.
const REACH: f64 = 0.95;

/// How wide a column is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zoom {
    Year,
    Quarter,
    #[default]
    Month,
}

impl Zoom {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
        }
    }

    #[must_use]
    pub fn coarser(self) -> Self {
        match self {
            Self::Month => Self::Quarter,
            Self::Quarter | Self::Year => Self::Year,
        }
    }

    #[must_use]
    pub fn finer(self) -> Self {
        match self {
            Self::Year => Self::Quarter,
            Self::Quarter | Self::Month => Self::Month,
        }
    }

    /// Months of a period.
    fn months(self) -> i32 {
        match self {
            Self::Year => 12,
            Self::Quarter => 3,
            Self::Month => 1,
        }
    }

    /// The period of a day, counted from the year 0 on.
    fn of(self, day: Day) -> i32 {
        let (year, month, _) = day.civil();
        (year * 12 + month as i32 - 1).div_euclid(self.months())
    }

    /// A period as queries and scripts write it: `2024`, `2024-Q3`, `2024-10`.
    #[must_use]
    pub fn written(self, moment: Moment) -> String {
        let (year, month, _) = moment.first.civil();
        match self {
            Self::Year => format!("{year:04}"),
            Self::Quarter => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
            Self::Month => format!("{year:04}-{month:02}"),
        }
    }

    /// The days of a period.
    fn moment(self, period: i32) -> Moment {
        let first = period * self.months();
        let (year, month) = (first.div_euclid(12), first.rem_euclid(12));
        let value = match self {
            Self::Year => return Moment::year(year),
            Self::Month => return Moment::month(year, month as u32 + 1),
            Self::Quarter => format!("{year:04}-Q{}", month / 3 + 1),
        };
        Moment::parse(&value).unwrap_or_else(|| Moment::year(year))
    }
}

/// Whose rows a table has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cast {
    /// Those who are named most.
    #[default]
    Foremost,
    /// One, and those it appears with beyond chance.
    Around(EntityId),
}

/// Who was named in how many articles of each period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Months {
    pub zoom: Zoom,
    pub columns: Vec<Column>,
    pub rows: Vec<MonthRow>,
    /// The fullest cell.
    pub most: u32,
}

/// One period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    pub moment: Moment,
    /// A silence before it is folded.
    pub gap: bool,
}

/// One entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthRow {
    pub id: EntityId,
    pub kind: Kind,
    pub name: String,
    /// Articles by column.
    pub cells: Vec<u32>,
    /// Articles that appeared some time from the one day to the other, which is more than a
    /// column; in none of the cells.
    pub rough: Vec<(Day, Day, u32)>,
    pub undated: u32,
}

impl MonthRow {
    /// Articles that may have appeared in a period, beside those that did.
    #[must_use]
    pub fn maybe(&self, period: Moment) -> u32 {
        let meets =
            |(first, last, _): &&(Day, Day, u32)| *first <= period.last && period.first <= *last;
        self.rough.iter().filter(meets).map(|rough| rough.2).sum()
    }
}

/// Counts articles by entity and time of publication; copies count with their origin as one.
///
/// # Errors
/// Where the library fails.
pub fn months(
    library: &Library,
    cast: &Cast,
    among: &Query,
    zoom: Zoom,
    most: usize,
) -> Result<Months, Error> {
    let names = match cast {
        Cast::Foremost => library.foremost(among, most)?,
        Cast::Around(id) => around(library, id, most)?,
    };
    let ids: Vec<EntityId> = names.iter().map(|row| row.id.clone()).collect();
    let mut counts: Vec<BTreeMap<i32, u32>> = vec![BTreeMap::new(); ids.len()];
    let mut rough: Vec<BTreeMap<(Day, Day), u32>> = vec![BTreeMap::new(); ids.len()];
    let mut undated = vec![0; ids.len()];
    library.each_seen(&ids, among, |row, Seen { days, .. }| match days {
        None => undated[row] += 1,
        Some((first, last)) if zoom.of(first) == zoom.of(last) => {
            *counts[row].entry(zoom.of(first)).or_default() += 1;
        }
        Some(days) => *rough[row].entry(days).or_default() += 1,
    })?;
    let mut seen: Vec<i32> = counts.iter().flat_map(|row| row.keys().copied()).collect();
    seen.sort_unstable();
    seen.dedup();
    let (periods, gaps) = unfolded(&seen);
    let rows: Vec<MonthRow> = names
        .into_iter()
        .zip(counts)
        .zip(rough)
        .zip(undated)
        .map(|(((name, counts), rough), undated)| MonthRow {
            id: name.id,
            kind: name.kind,
            name: name.name,
            cells: periods
                .iter()
                .map(|period| counts.get(period).copied().unwrap_or(0))
                .collect(),
            rough: rough
                .into_iter()
                .map(|((first, last), count)| (first, last, count))
                .collect(),
            undated,
        })
        .collect();
    let cells = rows.iter().flat_map(|row| &row.cells);
    Ok(Months {
        zoom,
        most: cells.copied().max().unwrap_or(0),
        columns: periods
            .iter()
            .zip(gaps)
            .map(|(period, gap)| Column {
                moment: zoom.moment(*period),
                gap,
            })
            .collect(),
        rows,
    })
}

/// The periods that are shown, and whether a silence before each is folded.
fn unfolded(seen: &[i32]) -> (Vec<i32>, Vec<bool>) {
    let (mut periods, mut gaps) = (Vec::new(), Vec::new());
    for &period in seen {
        let quiet = periods.last().map_or(0, |last| period - last - 1);
        if quiet <= SILENCE {
            for between in period - quiet..period {
                periods.push(between);
                gaps.push(false);
            }
        }
        periods.push(period);
        gaps.push(quiet > SILENCE);
    }
    (periods, gaps)
}

fn around(library: &Library, id: &EntityId, most: usize) -> Result<Vec<EntityRow>, Error> {
    let mut out: Vec<EntityRow> = library
        .entity(id)?
        .map(|(_, row)| row)
        .into_iter()
        .collect();
    for companion in card::companions(library, id, None)? {
        if out.len() >= most {
            break;
        }
        out.extend(library.entity(&companion.id)?.map(|(_, row)| row));
    }
    Ok(out)
}

/// The columns of the lines in lists: the same for every line of a library, so that they compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Axis {
    zoom: Zoom,
    /// The last period.
    last: i32,
}

/// How often one entity was named in each of the last few periods of its library.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spark {
    pub zoom: Zoom,
    /// Mentions by period, the last that of the newest article.
    pub counts: [u32; SPARK],
    /// Mentions before these.
    pub before: u32,
    pub first: Option<Moment>,
    pub last: Option<Moment>,
}

/// Chooses columns so that nearly all articles of a library lie within them.
///
/// # Errors
/// Where the library fails.
pub fn axis(library: &Library) -> Result<Option<Axis>, Error> {
    // Very many articles share few days: those of modern times are counted side by side.
    let mut modern = vec![0_u32; MODERN.len()];
    let mut days: BTreeMap<(Day, Day), u32> = BTreeMap::new();
    library.each_appeared(|seen| {
        let Some((first, last)) = seen.days else {
            return;
        };
        let at = first.0.abs_diff(MODERN.start) as usize;
        if first == last && MODERN.contains(&first.0) {
            modern[at] += 1;
        } else {
            *days.entry((first, last)).or_default() += 1;
        }
    })?;
    for (day, count) in MODERN.zip(modern).filter(|(_, count)| *count > 0) {
        *days.entry((Day(day), Day(day))).or_default() += count;
    }
    let mut months: BTreeMap<i32, u32> = BTreeMap::new();
    let mut all = 0_u32;
    for ((first, last), count) in days {
        if Zoom::Year.of(first) == Zoom::Year.of(last) {
            *months.entry(Zoom::Month.of(last)).or_default() += count;
            all += count;
        }
    }
    let Some((&newest, _)) = months.last_key_value() else {
        return Ok(None);
    };
    let mut within = 0;
    let mut oldest = newest;
    for (&month, &count) in months.iter().rev() {
        oldest = month;
        within += count;
        if f64::from(within) >= f64::from(all) * REACH {
            break;
        }
    }
    let fits = |zoom: &Zoom| {
        let period = |month: i32| month.div_euclid(zoom.months());
        period(newest) - period(oldest) < SPARK as i32
    };
    let zoom = [Zoom::Month, Zoom::Quarter, Zoom::Year]
        .into_iter()
        .find(fits)
        .unwrap_or(Zoom::Year);
    Ok(Some(Axis {
        zoom,
        last: newest.div_euclid(zoom.months()),
    }))
}

/// The lines of some entities.
///
/// # Errors
/// Where the library fails.
pub fn sparks(library: &Library, axis: Axis, ids: &[EntityId]) -> Result<Vec<Spark>, Error> {
    let first = axis.last - (SPARK as i32 - 1);
    let empty = Spark {
        zoom: axis.zoom,
        first: Some(axis.zoom.moment(first)),
        last: Some(axis.zoom.moment(axis.last)),
        ..Spark::default()
    };
    let mut out = vec![empty; ids.len()];
    // The day that each column begins with, and the day after the last: no day is taken apart.
    let starts: Vec<Day> = (first..=axis.last + 1)
        .map(|period| axis.zoom.moment(period).first)
        .collect();
    let column = |day: Day| starts.partition_point(|start| *start <= day);
    library.each_seen(ids, &Query::default(), |row, seen| {
        let Some((from, to)) = seen.days else { return };
        let at = column(to);
        // A date that says less than a column is in none of them.
        if from != to && (column(from) != at || at == 0 && axis.zoom.of(from) != axis.zoom.of(to)) {
            return;
        }
        let spark = &mut out[row];
        match at.checked_sub(1) {
            Some(at) if at < SPARK => spark.counts[at] += seen.mentions,
            Some(_) => {}
            None => spark.before += seen.mentions,
        }
    })?;
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_those_of_the_calendar() {
        for (zoom, day, value) in [
            (Zoom::Year, Day::new(2024, 10, 3), "2024"),
            (Zoom::Quarter, Day::new(2024, 10, 3), "2024-Q4"),
            (Zoom::Quarter, Day::new(2024, 3, 31), "2024-Q1"),
            (Zoom::Month, Day::new(2024, 1, 1), "2024-01"),
            (Zoom::Month, Day::new(1999, 12, 31), "1999-12"),
        ] {
            let moment = zoom.moment(zoom.of(day));
            assert_eq!(Some(moment), Moment::parse(value), "{value}");
        }
    }

    #[test]
    fn long_silences_are_folded() {
        let (periods, gaps) = unfolded(&[1, 2, 6, 11]);
        assert_eq!(periods, [1, 2, 3, 4, 5, 6, 11]);
        assert_eq!(gaps, [false, false, false, false, false, false, true]);
        assert_eq!(unfolded(&[]), (Vec::new(), Vec::new()));
    }
}
