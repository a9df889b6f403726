use crate::insight::{EventRow, Grain, Scope, TimeBasis, Timeline};
use crate::model::{Day, Moment, Precision};
use crate::text;

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

/// Events above and below those that show that are to be loaded as well.
const BESIDE: usize = 4;

/// Events that are asked for at once at most.
const MOST: usize = 160;

/// Events above the cursor's that are asked for first: one shows there.
pub(super) const ABOVE: usize = BESIDE + 2;

/// How many events are asked for first: about as many as a pane of so many rows shows, since few
/// take one row only.
pub(super) fn first_stretch(room: usize) -> usize {
    (room * 2 / 3 + ABOVE + BESIDE).clamp(16, MOST)
}

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

    /// The first event to ask for and how many, when what shows is not loaded, or nearly so: what
    /// shows however short its lines are, and some above and below.
    #[must_use]
    pub fn missing(&self, width: usize, room: usize) -> Option<(usize, usize)> {
        let have = self.loaded.first..self.loaded.first + self.loaded.rows.len();
        let top = self.top.min(self.cursor);
        let count = room.max(self.cursor - top + 1) + 2 * ABOVE + BESIDE;
        let around = Some((top.saturating_sub(ABOVE), count.min(MOST)));
        if self.top.saturating_sub(BESIDE) < have.start || self.cursor >= have.end {
            return around.filter(|_| self.loaded.total > 0);
        }
        let mut rows = 0;
        let shown = (self.top..have.end).take_while(|at| {
            let more = rows < room;
            rows += self.height(*at, width);
            more
        });
        let end = self.top + shown.count() + BESIDE;
        (end > have.end && have.end < self.loaded.total)
            .then_some(around)
            .flatten()
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
        self.loaded
            .bars
            .iter()
            .map(|bar| bar.count)
            .max()
            .unwrap_or(0)
    }
}

/// What the pane is ordered by, coarser or finer by one.
#[must_use]
pub(super) fn coarser(grain: Grain) -> Grain {
    match grain {
        Grain::Day => Grain::Month,
        Grain::Month | Grain::Year => Grain::Year,
    }
}

#[must_use]
pub(super) fn finer(grain: Grain) -> Grain {
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
pub(super) fn grain_parse(word: &str) -> Option<Grain> {
    [Grain::Year, Grain::Month, Grain::Day]
        .into_iter()
        .find(|grain| grain_name(*grain) == word)
}

/// `3 months, no event`: only where both ends are known well enough to say so.
fn silence(before: Moment, after: Moment, grain: Grain) -> Option<String> {
    let days = after.first.0 - before.last.0 - 1;
    let months = months_between(before.last, after.first);
    let (count, unit) = match grain {
        _ if months >= 24 => (months / 12, "years"),
        Grain::Month if months >= 2 => (months, "months"),
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

/// Columns before an event's words: cursor, date and bar.
pub const LABEL: u16 = 13;

impl TimePane {
    /// The year that a row begins, where it is another than the row's before.
    #[must_use]
    pub fn year_before(&self, at: usize) -> Option<i32> {
        let year = self.row(at)?.moment.first.year();
        let before = at.checked_sub(1).and_then(|at| self.row(at));
        let new = before.is_none_or(|row| row.moment.first.year() != year);
        (new || at == self.top).then_some(year)
    }

    /// Rows of the screen that an event takes: the year it begins, the silence before it, and its
    /// words on two lines at most, four where the cursor is.
    #[must_use]
    pub fn height(&self, at: usize, width: usize) -> usize {
        let Some(row) = self.row(at) else {
            return 1;
        };
        self.words(at, row, width).len()
            + usize::from(self.gap_before(at).is_some())
            + usize::from(self.year_before(at).is_some())
    }

    /// The lines of an event's words.
    #[must_use]
    pub fn words(&self, at: usize, row: &EventRow, width: usize) -> Vec<String> {
        let most = if at == self.cursor { 4 } else { 2 };
        let mut lines = text::wrap(&row.text, width);
        let cut = lines.len() > most;
        lines.truncate(most);
        let last = lines.len().saturating_sub(1);
        lines
            .into_iter()
            .enumerate()
            .map(|(at, range)| {
                if cut && at == last {
                    text::truncate(&row.text[range.start..], width).into_owned()
                } else {
                    row.text[range].to_owned()
                }
            })
            .collect()
    }

    /// Scrolls so that the cursor shows in `height` rows.
    pub fn follow(&mut self, width: usize, height: usize) {
        self.top = self.top.min(self.cursor);
        let mut rows = 0;
        for at in (self.top..=self.cursor).rev() {
            rows += self.height(at, width);
            // A row for the year that stands above whatever is first.
            if rows + 1 > height.max(2) && at < self.cursor {
                self.top = at + 1;
                return;
            }
        }
        self.fill(width, height);
    }

    /// Scrolls up where the end leaves rows empty.
    fn fill(&mut self, width: usize, height: usize) {
        let mut rows = 0;
        for at in self.top..self.loaded.total {
            rows += self.height(at, width);
            if rows >= height {
                return;
            }
        }
        while let Some(above) = self.top.checked_sub(1) {
            if self.row(above).is_none() {
                return;
            }
            rows += self.height(above, width);
            if rows > height {
                return;
            }
            self.top = above;
        }
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// A date below the heading of its year, no more exact than it is known: `Sep`, `Apr 22`, `c. May`,
/// `summer`, `Q3`, `to 2024`, nothing for a year itself.
#[must_use]
pub fn short_date(moment: Moment) -> String {
    let (year, month, day) = moment.first.civil();
    let (last_year, last_month, last_day) = moment.last.civil();
    let name = |month: u32| MONTHS[(month as usize).clamp(1, 12) - 1];
    let text = match moment.precision {
        Precision::Day => format!("{} {day}", name(month)),
        Precision::Week => format!("wk {} {day}", name(month)),
        Precision::Month => name(month).to_owned(),
        Precision::Season => match month {
            3 => "spring",
            6 => "summer",
            9 => "autumn",
            _ => "winter",
        }
        .to_owned(),
        Precision::Quarter => format!("Q{}", (month - 1) / 3 + 1),
        Precision::Half => format!("H{}", (month - 1) / 6 + 1),
        Precision::Year => String::new(),
        Precision::Decade => format!("{year:04}s"),
        Precision::Century => format!("{:02}00s", year.div_euclid(100)),
        Precision::Range if year != last_year => format!("to {last_year:04}"),
        Precision::Range if month == last_month => format!("{} {day}–{last_day}", name(month)),
        Precision::Range => format!("{}–{}", name(month), name(last_month)),
    };
    let third = moment.third();
    let gap = if third.is_empty() || text.is_empty() {
        ""
    } else {
        " "
    };
    let text = format!("{third}{gap}{text}");
    match (moment.approximate, text.is_empty()) {
        (true, true) => "c.".to_owned(),
        (true, false) => format!("c. {text}"),
        (false, _) => text,
    }
}
