use super::atoms::{Atom, Gap, atoms};
use super::calendar::Cal;
use super::going::Passing;
use super::lexicon::{Lex, Unit, W};
use super::tense::Tense;
use crate::analysis::Reading;
use crate::model::{Day, Moment, Precision, TimexMod};

/// How many paragraphs open a story.
const OPENING: usize = 3;

/// So many years after the last that a document without a date tells of, a year is what somebody aims at.
pub(super) const TARGET: i32 = 5;

/// What the document tells from: the news of its day, or a history with a date of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    News,
    Narrative,
}

/// How the document writes dates in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    MonthFirst,
    DayFirst,
}

/// When the document speaks, as exactly as it is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Anchor {
    pub(super) year: Option<i32>,
    pub(super) month: Option<u8>,
    pub(super) day: Option<Day>,
}

impl Anchor {
    pub(super) fn new(published: Option<Moment>) -> Self {
        let Some(moment) = published else {
            return Self::default();
        };
        let (year, month, _) = moment.first.civil();
        let (last_year, last_month, _) = moment.last.civil();
        Self {
            year: (year == last_year).then_some(year),
            month: ((year, month) == (last_year, last_month)).then_some(month as u8),
            day: (moment.precision == Precision::Day).then_some(moment.first),
        }
    }

    /// The finest place it is known to.
    pub(super) fn cal(self) -> Option<Cal> {
        match (self.day, self.year, self.month) {
            (Some(day), ..) => Some(Cal::Day(day)),
            (None, Some(year), Some(month)) => Some(Cal::Month(year, month)),
            (None, Some(year), None) => Some(Cal::Year(year)),
            _ => None,
        }
    }
}

/// What was found at a place.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Cal(Cal),
    /// A time of day: the letters after the `T`, and its date.
    Time(String, Option<Cal>),
    /// A reference that no calendar holds: now, recently.
    Open(Cal),
    Duration(String),
    Set(String),
}

/// A time expression over atoms.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) first: usize,
    pub(super) end: usize,
    pub(super) found: Found,
    pub(super) modifier: Option<TimexMod>,
}

/// The last date that the text gave, which those after it lean on.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Running {
    pub(super) cal: Option<Cal>,
    /// The paragraph it stood in.
    pub(super) paragraph: u32,
    /// The atom after it.
    pub(super) end: usize,
    /// The last day given, for "the same day" after a looser date.
    pub(super) day: Option<Day>,
    /// The last day that was told at all and not after the publication.
    pub(super) latest_day: Option<Day>,
    /// The last day that was told and lies before the publication.
    pub(super) before_news: Option<Day>,
    /// The last date of any kind, asides too, the atom after it and its paragraph.
    pub(super) last: Option<(Cal, usize, u32)>,
    /// The paragraph of the last day that was told.
    pub(super) day_paragraph: u32,
    /// How many dates before the last one after the other were of its year or the one before.
    pub(super) steps: u8,
    /// Whether the last date stood at the head of its sentence.
    pub(super) headed: bool,
    /// Whether the last date was told in passing: since when something is so, or what someone once did.
    pub(super) passing: Option<Passing>,
    /// The atom after a day that an aside counted back to, and the day that was told before it.
    pub(super) aside: Option<(usize, Option<Day>)>,
    /// The last day that had a line for itself.
    pub(super) heading: Option<Day>,
}

/// A document being searched.
#[derive(Debug)]
pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) atoms: Vec<Atom>,
    pub(super) anchor: Anchor,
    pub(super) style: Style,
    pub(super) order: Order,
    pub(super) run: Running,
    pub(super) paragraph: u32,
}

impl<'a> Finder<'a> {
    pub(super) fn new(reading: &Reading<'a>, published: Option<Moment>) -> Self {
        let mut finder = Self {
            text: reading.text,
            atoms: atoms(reading),
            anchor: Anchor::new(published),
            style: Style::News,
            order: Order::MonthFirst,
            run: Running::default(),
            paragraph: 0,
        };
        finder.survey();
        finder
    }

    /// Looks over the years and numeric dates of the whole document: is it a history, which order
    /// do its numbers have, and, where nobody says when it was published, which year is its last?
    fn survey(&mut self) {
        let (mut far, mut near, mut latest) = (0, 0, None);
        let mut until = None;
        let mut spoken = 0;
        let (mut paragraphs, mut opens_today) = (0, false);
        let (mut day_first, mut month_first) = (0, 0);
        for i in 0..self.atoms.len() {
            paragraphs += usize::from(self.gap(i) == Gap::Paragraph);
            let Lex::Num { value, digits } = self.atoms[i].lex else {
                let today = self.speaks_today(i);
                spoken += i32::from(today);
                opens_today |= today && paragraphs <= OPENING;
                continue;
            };
            if digits <= 2
                && matches!(self.lex(i + 1), Lex::Sign(b'/' | b'-' | b'.'))
                && self.lex(i + 1) == self.lex(i + 3)
                && self.number(i + 4).is_some_and(|n| n.1 == 4 || n.1 == 2)
                && self.glued(i + 1)
                && self.glued(i + 2)
                && let Lex::Num { value: second, .. } = self.lex(i + 2)
            {
                day_first += i32::from(value > 12 && value <= 31);
                month_first += i32::from(second > 12 && second <= 31);
            }
            if matches!(self.lex(i + 1), Lex::W(W::Bc)) {
                far += 1;
                continue;
            }
            let dated = i > 0
                && match self.lex(i - 1) {
                    Lex::Month(_)
                    | Lex::ShortMonth(_)
                    | Lex::Season(_)
                    | Lex::W(
                        W::In | W::Since | W::By | W::Until | W::From | W::Early | W::Late | W::Of,
                    ) => true,
                    Lex::Sign(b',') => i > 2 && matches!(self.lex(i - 2), Lex::Num { .. }),
                    Lex::Sign(b'-' | b'~') => matches!(self.lex(i.wrapping_sub(2)), Lex::W(W::Mid)),
                    _ => false,
                };
            if digits != 4 || !(1000..2100).contains(&value) || !dated {
                continue;
            }
            let year = value as i32;
            match self.anchor.year {
                Some(now) if (now - 1..=now + 1).contains(&year) => near += 1,
                _ => far += 1,
            }
            let ahead = i > 2 && (self.is(i - 2, W::End) || self.is(i - 1, W::By))
                || self.tense_told(i - 1, i + 1) == Some(Tense::Future);
            if ahead || self.anchor.year.is_some() || value < 1900 {
                continue;
            }
            if self.is(i - 1, W::Until) {
                until = until.max(Some(year));
            } else {
                latest = latest.max(Some(year));
            }
        }
        // "Until 2050" beside years of today is a target, and no time that anybody tells of.
        if until.is_some_and(|until| latest.is_none_or(|latest| until <= latest + TARGET)) {
            latest = latest.max(until);
        }
        if day_first > month_first {
            self.order = Order::DayFirst;
        }
        if self.anchor.year.is_some() {
            // "On Thursday", "last week": news, however much of it looks back, above all where it
            // opens so.
            if far >= 6 && far > near && far > 3 * spoken && !opens_today {
                self.style = Style::Narrative;
            }
        } else {
            self.style = Style::Narrative;
            self.anchor.year = latest;
        }
    }

    /// "On Thursday", "yesterday", "last week": what is counted from the day of writing.
    fn speaks_today(&self, at: usize) -> bool {
        match self.lex(at) {
            Lex::Weekday(_) => {
                let dated =
                    |lex: Lex| matches!(lex, Lex::Month(_) | Lex::ShortMonth(_) | Lex::Num { .. });
                !(at + 1..at + 4).any(|next| dated(self.lex(next)))
                    && at > 0
                    && matches!(
                        self.lex(at - 1),
                        Lex::W(W::On | W::Last | W::Next | W::Until | W::By)
                    )
            }
            Lex::W(W::Yesterday | W::Tomorrow) => true,
            Lex::W(W::Last | W::This | W::Next) => {
                matches!(
                    self.lex(at + 1),
                    Lex::Unit(Unit::Week | Unit::Month | Unit::Year)
                ) && !(at > 0 && self.is(at - 1, W::The))
            }
            _ => false,
        }
    }

    pub(super) fn lex(&self, at: usize) -> Lex {
        self.atoms.get(at).map_or(Lex::Sign(0), |atom| atom.lex)
    }

    /// The atom, where it belongs to the same paragraph as the one before.
    pub(super) fn is(&self, at: usize, word: W) -> bool {
        self.lex(at) == Lex::W(word)
    }

    pub(super) fn sign(&self, at: usize, sign: u8) -> bool {
        self.lex(at) == Lex::Sign(sign)
    }

    /// A hyphen or a dash of any length.
    pub(super) fn dash(&self, at: usize) -> bool {
        matches!(self.lex(at), Lex::Sign(b'-' | b'~'))
    }

    pub(super) fn gap(&self, at: usize) -> Gap {
        self.atoms.get(at).map_or(Gap::Paragraph, |atom| atom.gap)
    }

    /// Whether an atom stands directly at the one before.
    pub(super) fn glued(&self, at: usize) -> bool {
        self.gap(at) == Gap::None
    }

    pub(super) fn number(&self, at: usize) -> Option<(u32, u8)> {
        match self.lex(at) {
            Lex::Num { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.atoms
            .get(at)
            .and_then(|a| self.text.get(a.start as usize..a.end as usize))
            .unwrap_or_default()
    }

    /// Remembers a date for those that lean on it.
    pub(super) fn remember(&mut self, cal: Cal, end: usize) {
        if cal.year().is_none() {
            return;
        }
        let near = self.run.paragraph + 1 >= self.paragraph;
        let on = self.run.cal.and_then(Cal::year).zip(cal.year());
        self.run.steps = if near && on.is_some_and(|(from, to)| to == from || to == from + 1) {
            self.run.steps.saturating_add(1)
        } else {
            0
        };
        self.run.cal = Some(cal);
        self.run.paragraph = self.paragraph;
        self.run.end = end;

        if let Cal::Day(day) = cal {
            self.run.day = Some(day);
        } else {
            self.run.day = None;
        }
    }
}
