use super::super::super::Reading;
use super::super::super::grammar::Traits;
use super::ground::{Dated, Scene};
use super::{own, same};
use crate::model::{Day, Moment, Precision, Timex, TimexKind};
use std::ops::Range;

/// A stretch of time and the event that it is counted from: "three months after a bomb went off".
#[derive(Debug)]
struct Count {
    way: Way,
    step: Step,
    /// It says how long, not when: "in the two weeks before".
    within: bool,
    /// The tokens of the event counted from.
    from: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    After,
    Before,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Days(i32),
    Weeks(i32),
    Months(i32),
    Years(i32),
    /// "Weeks after": nobody says how many.
    Some,
}

impl Step {
    /// Reads the value of a duration in one unit.
    fn read(value: &str) -> Option<Self> {
        let value = value.strip_prefix('P')?;
        if value.starts_with('T') {
            return Some(Self::Days(0));
        }
        let (number, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
        if number == "X" {
            return Some(Self::Some);
        }
        let number: i32 = number.parse().ok().filter(|number| *number < 10_000)?;
        match unit {
            "D" => Some(Self::Days(number)),
            "W" => Some(Self::Weeks(number)),
            "M" => Some(Self::Months(number)),
            "Y" => Some(Self::Years(number)),
            _ => None,
        }
    }

    fn back(self) -> Self {
        match self {
            Self::Days(n) => Self::Days(-n),
            Self::Weeks(n) => Self::Weeks(-n),
            Self::Months(n) => Self::Months(-n),
            Self::Years(n) => Self::Years(-n),
            Self::Some => Self::Some,
        }
    }

    /// As many days, roughly.
    fn half(self) -> Self {
        match self {
            Self::Days(n) => Self::Days(n / 2),
            // In days, of which only the month will be told.
            Self::Weeks(n) => Self::Weeks(n / 2),
            Self::Months(n) => Self::Months(n / 2),
            other => other,
        }
    }

    /// How exactly one can count so.
    fn precision(self) -> Precision {
        match self {
            Self::Days(_) => Precision::Day,
            Self::Weeks(_) | Self::Months(_) => Precision::Month,
            Self::Years(_) | Self::Some => Precision::Year,
        }
    }

    /// The date that lies so far from another, no more exact than either.
    fn from(self, base: Moment) -> Option<Dated> {
        // "two days before the vote in January": counted in less than is told.
        let fine = self.precision() < base.precision;
        let (year, month, _) = base.first.civil();
        let day = match self {
            Self::Days(_) | Self::Weeks(_) | Self::Months(_) if fine => base.first,
            Self::Days(n) => base.first.plus(n),
            Self::Weeks(n) => base.first.plus(7 * n),
            Self::Months(n) => {
                let months = year * 12 + month as i32 - 1 + n;
                Day::new(months.div_euclid(12), months.rem_euclid(12) as u32 + 1, 1)
            }
            Self::Years(n) => Day::new(year + n, month, 1),
            Self::Some => return None,
        };
        let exact = match base.precision {
            Precision::Day | Precision::Month => base.precision,
            Precision::Week | Precision::Season | Precision::Quarter => Precision::Month,
            Precision::Half | Precision::Year => Precision::Year,
            _ => return None,
        };
        let (year, month, _) = day.civil();
        let (value, moment) = match exact.max(self.precision()) {
            Precision::Day => (day.to_string(), Moment::day(day)),
            Precision::Month => (format!("{year:04}-{month:02}"), Moment::month(year, month)),
            _ => (format!("{year:04}"), Moment::year(year)),
        };
        Some(Dated {
            date: None,
            value: Some(value),
            moment: Some(moment),
        })
    }
}

/// The date of an incident that is counted from another event, or that another is counted from.
pub(super) fn counted(scene: &Scene<'_>) -> Option<Dated> {
    let (reading, tokens, dates) = (scene.reading, scene.tokens, scene.dates);
    let within = own::dates_in(reading, tokens, dates);
    let count = within
        .clone()
        .filter(|at| counts(&dates[*at]))
        .find_map(|at| read(reading, tokens, &dates[at]))?;
    let inside = |at: usize| {
        count
            .from
            .contains(&own::tokens_of(reading, &dates[at]).start)
    };
    let usable = |at: &usize| own::usable(reading, dates, *at);
    let head = scene.trigger.head;
    let nearest = |at: &usize| own::reach(reading, tokens, &dates[*at], head);
    if count.from.contains(&head) {
        // "two days after a bomb exploded", where it has no date of its own.
        if within.clone().any(|at| inside(at) && usable(&at)) {
            return None;
        }
        let base = within
            .filter(|at| !inside(*at) && usable(at))
            .min_by_key(nearest)
            .and_then(|at| dates[at].moment)
            // "The bombs came three days after a boy shot …": from the bombs.
            .or_else(|| same::opening(scene).and_then(|one| one.moment));
        let step = match count.way {
            Way::After => count.step.back(),
            Way::Before => count.step,
        };
        return Some(base.and_then(|base| step.from(base)).unwrap_or_default());
    }
    if within.clone().any(|at| !inside(at) && usable(&at)) {
        // Its own date stands elsewhere, and that of the other event is none for it.
        let own = within.filter(|at| !inside(*at) && usable(at));
        return own.min_by_key(nearest).map(|at| Dated::told(dates, at));
    }
    let told = within.filter(|at| inside(*at) && usable(at)).min();
    let base = match told {
        Some(at) => dates[at].moment,
        None => same::named(scene, count.from.clone())
            .or_else(|| same::thing(scene, &count.from))
            .and_then(|one| one.moment),
    }?;
    let step = match count.way {
        Way::After => count.step,
        Way::Before => count.step.back(),
    };
    let step = if count.within { step.half() } else { step };
    step.from(base)
}

/// Whether a verb only tells what came before at no known time: "days after tanks rolled in".
pub(in super::super) fn long_since(
    reading: &Reading<'_>,
    tokens: &Range<usize>,
    head: usize,
    dates: &[Timex],
) -> bool {
    own::dates_in(reading, tokens, dates)
        .filter(|at| counts(&dates[*at]))
        .filter_map(|at| read(reading, tokens, &dates[at]))
        .any(|count| count.step == Step::Some && count.from.contains(&head))
}

/// Whether an expression may say how far another event is: a duration, or "the day after".
fn counts(timex: &Timex) -> bool {
    timex.kind == TimexKind::Duration || timex.value == OPEN_DAY
}

/// The value of "the day after" whatever.
const OPEN_DAY: &str = "XXXX-XX-XX";

/// Reads a duration with "after" or "before" behind it, or "the day after".
fn read(reading: &Reading<'_>, tokens: &Range<usize>, timex: &Timex) -> Option<Count> {
    let words = own::tokens_of(reading, timex);
    let open = timex.value == OPEN_DAY;
    let pivot = words.end + usize::from(!open);
    let way = match reading.folded(pivot.checked_sub(1)?) {
        "after" | "following" => Way::After,
        "before" => Way::Before,
        _ => return None,
    };
    let step = if open {
        Step::Days(1)
    } else {
        Step::read(&timex.value)?
    };
    // "In the two weeks before …, the group": the clause that it opens ends at the comma.
    let opens = !(tokens.start..words.start).any(|token| reading.is(token, Traits::PAST));
    let end = (pivot..tokens.end)
        .find(|&token| match reading.folded(token) {
            ";" | ":" => true,
            "," => opens || said(reading, token, tokens.end),
            _ => false,
        })
        .unwrap_or(tokens.end);
    let before = words
        .start
        .checked_sub(1)
        .map_or("", |at| reading.folded(at));
    Some(Count {
        way,
        step,
        within: matches!(before, "in" | "during" | "over" | "within"),
        from: pivot..end,
    })
}

/// ", police said": who tells it stands outside of what is told.
fn said(reading: &Reading<'_>, comma: usize, end: usize) -> bool {
    (comma + 1..(comma + 8).min(end))
        .any(|token| matches!(reading.folded(token), "said" | "says" | "according"))
}
