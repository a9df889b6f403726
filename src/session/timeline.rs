use crate::insight::{EventRow, Grain, Scope, TimeBasis, Timeline};
use crate::model::{Day, Moment, Precision};

/// The timeline pane: a window on the events of its scope.
#[derive(Clone, Debug, Default)]
pub struct TimePane {
    pub scope: Scope,
    pub basis: TimeBasis,
    pub grain: Grain,
    pub loaded: Timeline,
    pub known: bool,
    /// Counted over the whole scope.
    pub cursor: usize,
    pub top: usize,
}

/// How many events are asked for at once.
pub const STRETCH: usize = 240;

impl TimePane {
    #[must_use]
    pub fn row(&self, at: usize) -> Option<&EventRow> {
        self.loaded.rows.get(at.checked_sub(self.loaded.first)?)
    }

    #[must_use]
    pub fn selected(&self) -> Option<&EventRow> {
        self.row(self.cursor)
    }

    pub fn go(&mut self, to: usize) {
        self.cursor = to.min(self.loaded.total.saturating_sub(1));
        self.top = self.top.min(self.cursor);
    }

    /// The first event to ask for, when the cursor nears the end of what is loaded.
    #[must_use]
    pub fn missing(&self) -> Option<usize> {
        let have = self.loaded.first..self.loaded.first + self.loaded.rows.len();
        let from = self.cursor.saturating_sub(40);
        let to = (self.cursor + 40).min(self.loaded.total);
        let lacks = !self.known || from < have.start || to > have.end;
        lacks.then(|| self.cursor.saturating_sub(STRETCH / 2))
    }

    /// The silence before a row, in words, where it is long for the grain.
    #[must_use]
    pub fn gap_before(&self, at: usize) -> Option<String> {
        let before = self.row(at.checked_sub(1)?)?;
        let row = self.row(at)?;
        silence(before.moment, row.moment, self.grain)
    }

    /// How many events share the period of a row.
    #[must_use]
    pub fn density(&self, moment: Moment) -> u32 {
        if moment.precision > Precision::Month && self.grain != Grain::Year {
            return 0;
        }
        let bars = &self.loaded.bars;
        let at = bars.partition_point(|bar| bar.period.last < moment.first);
        bars.get(at)
            .filter(|bar| bar.period.first <= moment.first)
            .map_or(0, |bar| bar.count)
    }

    /// The fullest period.
    #[must_use]
    pub fn fullest(&self) -> u32 {
        self.loaded.bars.iter().map(|bar| bar.count).max().unwrap_or(0)
    }
}

/// What the pane is ordered by, coarser or finer by one.
#[must_use]
pub fn coarser(grain: Grain) -> Grain {
    match grain {
        Grain::Day => Grain::Month,
        Grain::Month | Grain::Year => Grain::Year,
    }
}

#[must_use]
pub fn finer(grain: Grain) -> Grain {
    match grain {
        Grain::Year => Grain::Month,
        Grain::Month | Grain::Day => Grain::Day,
    }
}

#[must_use]
pub fn grain_name(grain: Grain) -> &'static str {
    match grain {
        Grain::Year => "years",
        Grain::Month => "months",
        Grain::Day => "days",
    }
}

#[must_use]
pub fn grain_parse(word: &str) -> Option<Grain> {
    [Grain::Year, Grain::Month, Grain::Day]
        .into_iter()
        .find(|grain| grain_name(*grain) == word)
}

/// `3 months, no event`: only where both ends are known well enough to say so.
fn silence(before: Moment, after: Moment, grain: Grain) -> Option<String> {
    let days = after.first.0 - before.last.0 - 1;
    let months = months_between(before.last, after.first);
    let (count, unit) = match grain {
        Grain::Year if months >= 24 => (months / 12, "years"),
        Grain::Month if months >= 24 => (months / 12, "years"),
        Grain::Month if months >= 2 => (months, "months"),
        Grain::Day if months >= 24 => (months / 12, "years"),
        Grain::Day if days >= 62 => (months, "months"),
        Grain::Day if days >= 14 => (days, "days"),
        _ => return None,
    };
    Some(format!("{count} {unit}, no event"))
}

/// Whole months that lie between two days, the months of both left out.
fn months_between(from: Day, to: Day) -> i32 {
    let ((y1, m1, _), (y2, m2, _)) = (from.civil(), to.civil());
    (y2 - y1) * 12 + m2.cast_signed() - m1.cast_signed() - 1
}

/// Columns before an event's words: date and bar.
pub const LABEL: u16 = 13;

impl TimePane {
    /// Rows of the screen that an event takes: its gap, and its words on two lines at most, four
    /// where the cursor is.
    #[must_use]
    pub fn height(&self, at: usize, width: usize) -> usize {
        let Some(row) = self.row(at) else {
            return 1;
        };
        let most = if at == self.cursor { 4 } else { 2 };
        let words = crate::text::wrap(&row.text, width).len().clamp(1, most);
        words + usize::from(self.gap_before(at).is_some())
    }

    /// Scrolls so that the cursor shows in `height` rows.
    pub fn follow(&mut self, width: usize, height: usize) {
        self.top = self.top.min(self.cursor);
        let mut rows = 0;
        for at in (self.top..=self.cursor).rev() {
            rows += self.height(at, width);
            if rows > height.max(1) && at < self.cursor {
                self.top = at + 1;
                return;
            }
        }
    }
}
