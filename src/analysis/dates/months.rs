use super::atoms::{Case, Gap};
use super::calendar::Cal;
use super::lexicon::{Lex, Unit, W};
use super::resolve::Partial;
use super::running::Finder;

impl Finder<'_> {
    /// A month's name and the atom after it. Names that are words or people's too must be written
    /// as names.
    pub(super) fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let atom = self.atoms.get(at)?;
        match atom.lex {
            Lex::Month(month) => {
                let plain = atom.case == Case::Lower && matches!(month, 3 | 5 | 8);
                (!plain).then_some((month, at + 1))
            }
            Lex::ShortMonth(month) => {
                if atom.case == Case::Lower && self.number(at + 1).is_none() {
                    return None;
                }
                // "Jan Marsalek", "April Jones" is told by the context of names.
                // "Mar del Plata" by its particle.
                let named = self.gap(at + 1) == Gap::Space
                    && self.lex(at + 1) == Lex::Other
                    && (self.atoms[at + 1].case != Case::Lower
                        || matches!(self.word(at + 1), "del" | "de" | "de la" | "al" | "van"));
                if named {
                    return None;
                }
                let dot = self.sign(at + 1, b'.')
                    && self.glued(at + 1)
                    && (self.number(at + 2).is_some()
                        || matches!(self.lex(at + 2), Lex::W(W::Of | W::The)));
                Some((month, at + 1 + usize::from(dot)))
            }
            _ => None,
        }
    }

    /// A day of the month: 5, 5th, fifth, twenty-first.
    pub(super) fn day_number(&self, at: usize) -> Option<(u8, usize)> {
        match self.lex(at) {
            Lex::Num { value, digits } if digits <= 2 && (1..=31).contains(&value) => {
                let day = value as u8;
                if self.is(at + 1, W::Suffix) && self.gap(at + 1) <= Gap::Space {
                    return Some((day, at + 2));
                }
                let sticks = self.glued(at + 1)
                    && match self.lex(at + 1) {
                        Lex::Sign(b'%' | b'_' | b'@' | b'+' | b'=') => true,
                        Lex::Sign(b':') => self.glued(at + 2) && self.number(at + 2).is_some(),
                        Lex::Sign(b'.') => {
                            self.glued(at + 2) && self.number(at + 2).is_some_and(|n| n.1 < 4)
                        }
                        Lex::Sign(b',') => {
                            self.glued(at + 2) && self.number(at + 2).is_some_and(|n| n.1 == 3)
                        }
                        Lex::Sign(_) | Lex::Month(_) | Lex::ShortMonth(_) => false,
                        _ => true,
                    };
                (!sticks).then_some((day, at + 1))
            }
            Lex::Ord(n) if n <= 31 => Some((n as u8, at + 1)),
            Lex::Card(tens @ (20 | 30)) => {
                let next = at + 1 + usize::from(self.dash(at + 1));
                match self.lex(next) {
                    Lex::Ord(n) if n <= 9 && tens + n <= 31 => Some(((tens + n) as u8, next + 1)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A date that names its month: "September 5th, 2024", "5 September", "Sept. 2024".
    pub(super) fn month_date(&self, at: usize) -> Option<(Partial, usize)> {
        self.month_first(at).or_else(|| self.day_first(at))
    }

    pub(super) fn month_first(&self, at: usize) -> Option<(Partial, usize)> {
        let (month, mut end) = self.month_name(at)?;
        let mut date = Partial {
            month,
            ..Partial::default()
        };
        let joined =
            (self.dash(end) || self.sign(end, b'/')) && self.glued(end) && self.glued(end + 1);
        if joined && let Some((year, after)) = self.year_number(end + 1) {
            date.year = Some(year);
            return Some((date, after));
        }
        let day_at = end + usize::from(joined || self.is(end, W::The));
        if self.gap(end) < Gap::Paragraph
            && let Some((day, after)) = self.day_number(day_at)
            && !(self.is(end, W::The) && self.number(day_at).is_some() && after == day_at + 1)
            && !(self.is(end, W::The) && self.atoms[day_at].case != Case::Lower)
            // "In January the first of them talked"
            && !(self.is(end, W::The) && self.is(after, W::Of) && self.year_words(after).is_none())
            && !(joined
                && self.dash(end)
                && after == day_at + 1
                && self.number(day_at).is_some_and(|n| n.1 == 2)
                && !self.dash(after))
            && (!self.counts(day_at, after) || at > 0 && self.is(at - 1, W::On))
        {
            date.day = Some(day);
            end = after;
            if joined
                && self.dash(end)
                && self.glued(end)
                && let Some((year, after)) = self.year_number(end + 1)
            {
                date.year = Some(year);
                return Some((date, after));
            }
        } else if joined {
            return Some((date, end));
        }
        // "on a January morning in 2024"
        let part = matches!(self.lex(end), Lex::Part(_) | Lex::Unit(Unit::Day));
        let part = date.day.is_none() && part && self.is(end + 1, W::In);
        if let Some((year, after)) = self.year_after(end + usize::from(part)) {
            date.year = Some(year);
            end = after;
        }
        Some((date, end))
    }

    pub(super) fn day_first(&self, at: usize) -> Option<(Partial, usize)> {
        let start = at + usize::from(self.is(at, W::The));
        let (day, mut end) = self.day_number(start)?;
        if self.lex(end) == Lex::Unit(Unit::Day) && self.is(end + 1, W::Of) {
            end += 1;
        }
        let signed = (self.dash(end) || self.sign(end, b'/') || self.sign(end, b'.'))
            && self.glued(end)
            && self.gap(end + 1) <= Gap::Space;
        end += usize::from(signed || self.is(end, W::Of));
        if self.gap(end) == Gap::Paragraph {
            return None;
        }
        let dotted = self.sign(end - 1, b'.');
        // "30-Oct" is written so, "02dec" in names of files
        if self.glued(end)
            && !matches!(self.lex(end - 1), Lex::Sign(_))
            && self.atoms[end].case == Case::Lower
        {
            return None;
        }
        let hyphened = self.dash(end - 1) && self.glued(end);
        let (month, mut end) = self.month_name(end)?;
        // A numbered list: "4. October 13"
        if dotted && self.day_number(end).is_some() {
            return None;
        }
        let mut date = Partial {
            year: None,
            month,
            day: Some(day),
        };
        if (self.dash(end) || self.sign(end, b'/'))
            && self.glued(end)
            && let Some((year, after)) = self.year_number(end + 1)
        {
            date.year = Some(year);
            return Some((date, after));
        }
        if let Some((value, 2)) = self.number(end + 1)
            && hyphened
            && self.dash(end)
            && self.glued(end)
            && self.glued(end + 1)
        {
            date.year = Some(self.of_two_digits(value));
            return Some((date, end + 2));
        }
        if let Some((year, after)) = self.year_after(end) {
            date.year = Some(year);
            end = after;
        }
        Some((date, end))
    }

    /// Whether the number counts what follows it, so that it is no day: "In May 20 people".
    pub(super) fn counts(&self, at: usize, end: usize) -> bool {
        self.number(at).is_some()
            && end == at + 1
            && matches!(
                self.lex(end),
                Lex::Unit(_) | Lex::Units(_) | Lex::W(W::Counted | W::Am | W::Pm)
            )
    }

    /// Whether a month stands here as a month, and not as a verb or somebody's name.
    pub(super) fn month_meant(&self, at: usize, end: usize) -> bool {
        if end > at + 1 && !(end == at + 2 && self.sign(at + 1, b'.')) {
            return true;
        }
        let before = at.checked_sub(1).map_or(Lex::Sign(0), |b| self.lex(b));
        let led = matches!(
            before,
            Lex::W(
                W::In
                    | W::Since
                    | W::Until
                    | W::By
                    | W::From
                    | W::To
                    | W::Of
                    | W::During
                    | W::Last
                    | W::Next
                    | W::This
                    | W::Past
                    | W::Previous
                    | W::Following
                    | W::Early
                    | W::Late
                    | W::Mid
                    | W::Between
                    | W::Before
                    | W::After
                    | W::Every
                    | W::Each
                    | W::Earlier
                    | W::Later
                    | W::End
                    | W::Within
                    | W::About
            ) | Lex::Month(_)
        ) || (at >= 2
            && matches!(
                before,
                Lex::W(W::And | W::Or) | Lex::Sign(b'-' | b'~' | b'/')
            )
            && matches!(
                self.lex(at - 2),
                Lex::Month(_) | Lex::ShortMonth(_) | Lex::Num { .. } | Lex::W(W::Mid)
            ));
        match self.lex(at) {
            // In capitals a short one may be letters that stand for something: "the DEC raised".
            Lex::ShortMonth(_) => led,
            Lex::Month(1..=2 | 4 | 6..) if self.atoms[at].case == Case::Upper => true,
            // "A March operation", "the May elections"
            Lex::Month(3 | 5) => {
                led || matches!(before, Lex::W(W::A | W::The | W::S))
                    && self.atoms.get(end).is_some_and(|next| {
                        next.gap == Gap::Space && next.case == Case::Lower && next.lex == Lex::Other
                    })
            }
            // "The murder of April Jones", but "as of April Boeing will"
            Lex::Month(4 | 6 | 8)
                if before == Lex::W(W::Of)
                    && at >= 2
                    && self.lex(at - 2) == Lex::Other
                    && self.word(at - 2) != "as"
                    && self.atoms.get(end).is_some_and(|next| {
                        next.gap == Gap::Space
                            && next.case == Case::Initial
                            && next.lex == Lex::Other
                    }) =>
            {
                false
            }
            // April, June and August are given names as well.
            Lex::Month(4 | 6 | 8) => {
                led && !matches!(before, Lex::W(W::And | W::Or))
                    || !(self.glued(end) && !matches!(self.lex(end), Lex::Sign(_))
                        || self.atoms.get(end).is_some_and(|next| {
                            next.gap == Gap::Space
                                && next.case == Case::Initial
                                && next.lex == Lex::Other
                        }))
            }
            _ => true,
        }
    }

    /// A year before its month: "2017 April", "2020 March 5".
    pub(super) fn year_first(&self, at: usize) -> Option<(Cal, usize)> {
        let (year, 4) = self.number(at)? else {
            return None;
        };
        let next = at + 1 + usize::from(self.sign(at + 1, b','));
        if !(1900..2100).contains(&year) || self.gap(next) != Gap::Space {
            return None;
        }
        self.month_name(next)?;
        let (date, end) = self.month_first(next)?;
        let date = Partial {
            year: Some(year as i32),
            ..date
        };
        let bare = next > at + 1 && date.day.is_none();
        (!bare && self.month_first(next)?.0.year.is_none())
            .then(|| self.place(date, at, end))
            .flatten()
            .map(|cal| (cal, end))
    }

    /// A date with a month, placed.
    pub(super) fn month_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let (date, end) = self.month_date(at)?;
        if date.day.is_none() && date.year.is_none() && !self.month_meant(at, end) {
            return None;
        }
        Some((self.place(date, at, end)?, end))
    }

    /// The first days of a list or range before the one that names the month: "5–7 September",
    /// "the 3rd and the 5th of May".
    pub(super) fn leading_day(&self, at: usize) -> Option<(Cal, usize)> {
        let (day, end) = self.day_number(at)?;
        // "Course 5 – 16 October": the number ends the name before it.
        let named = at > 0
            && self.gap(at) == Gap::Space
            && self.lex(at - 1) == Lex::Other
            && self.atoms[at - 1].case != Case::Lower;
        if named && self.dash(end) && !self.glued(end) {
            return None;
        }
        let mut next = end;
        for _ in 0..3 {
            let join = next;
            if self.dash(next)
                || matches!(self.lex(next), Lex::W(W::And | W::Or | W::To))
                || self.sign(next, b',')
            {
                next += 1;
            }
            if next == join {
                return None;
            }
            next += usize::from(self.is(next, W::The));
            if let Some((date, after)) = self.day_first(next) {
                let date = Partial {
                    day: Some(day),
                    ..date
                };
                return Some((self.place(date, at, after)?, end));
            }
            next = self.day_number(next)?.1;
        }
        None
    }
}
