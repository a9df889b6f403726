use super::atoms::{Case, Gap};
use super::calendar::{Cal, OPEN};
use super::lexicon::{Lex, Unit, W};
use super::resolve::Partial;
use super::running::{Finder, Style};

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
                        Lex::Sign(b'-' | b'~' | b'/') => false,
                        Lex::Sign(b'%' | b'_' | b'@' | b'+' | b'=') => true,
                        Lex::Sign(b':') => self.glued(at + 2) && self.number(at + 2).is_some(),
                        Lex::Sign(b'.') => {
                            self.glued(at + 2) && self.number(at + 2).is_some_and(|n| n.1 < 4)
                        }
                        Lex::Sign(b',') => {
                            self.glued(at + 2) && self.number(at + 2).is_some_and(|n| n.1 == 3)
                        }
                        Lex::Sign(_) => false,
                        Lex::Month(_) | Lex::ShortMonth(_) => false,
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

    /// A year within a date, with its era: 2024, '98, 490 BC, AD 70.
    pub(super) fn year_number(&self, at: usize) -> Option<(i32, usize)> {
        if self.word(at) == "AD" && !self.glued(at + 1) {
            let (value, digits) = self.number(at + 1)?;
            return (digits <= 4 && value > 0).then_some((value as i32, at + 2));
        }
        if self.sign(at, b'\'') && self.glued(at + 1) {
            let (value, digits) = self.number(at + 1)?;
            let free = !self.glued(at + 2) || matches!(self.lex(at + 2), Lex::Sign(_));
            return (digits == 2 && free).then(|| (self.of_two_digits(value), at + 2));
        }
        let (value, digits) = self.number(at)?;
        if !(1..=4).contains(&digits) || value == 0 {
            return None;
        }
        if let Some((before, end)) = self.era(at + 1) {
            let year = value as i32;
            return Some((if before { 1 - year } else { year }, end));
        }
        // The era of a range stands at its end: 499–449 BC, from 499 to 449 BC.
        let ranged = self.dash(at + 1)
            || at > 0
                && (self.is(at - 1, W::From) && self.is(at + 1, W::To)
                    || self.is(at - 1, W::Between) && self.is(at + 1, W::And));
        if ranged
            && let Some((last, _)) = self.number(at + 2)
            && let Some((true, _)) = self.era(at + 3)
            && last < value
        {
            return Some((1 - value as i32, at + 1));
        }
        (digits == 4 && (1000..2200).contains(&value) && self.year_ends(at))
            .then_some((value as i32, at + 1))
    }

    /// BC or AD, whether it is the former, and the atom after it.
    fn era(&self, at: usize) -> Option<(bool, usize)> {
        let long = self.number(at.wrapping_sub(1)).is_none_or(|n| n.1 > 2);
        if self.glued(at) && !long
            || self.gap(at) > Gap::Line
            || self.glued(at + 1) && !matches!(self.lex(at + 1), Lex::Sign(_))
        {
            return None;
        }
        match self.lex(at) {
            Lex::W(W::Bc) if self.atoms[at].case != Case::Lower => Some((true, at + 1)),
            Lex::W(W::Ad) if self.atoms[at].case == Case::Upper && !self.glued(at) => {
                Some((false, at + 1))
            }
            Lex::W(W::Letter(b'b'))
                if self.word(at) == "B" && self.sign(at + 1, b'.') && self.word(at + 2) == "C" =>
            {
                Some((
                    true,
                    at + 3 + usize::from(self.sign(at + 3, b'.') && self.glued(at + 3)),
                ))
            }
            _ => None,
        }
    }

    /// The year that two digits stand for: not far after the publication.
    pub(super) fn of_two_digits(&self, value: u32) -> i32 {
        let value = value as i32;
        let now = self.anchor.year.unwrap_or(2030);
        let century = now.div_euclid(100) * 100;
        if century + value > now + 10 {
            century - 100 + value
        } else {
            century + value
        }
    }

    /// Whether nothing that belongs to a longer number or name sticks to the end of a year.
    fn year_ends(&self, at: usize) -> bool {
        if !self.glued(at + 1) {
            return true;
        }
        let number_after = || self.glued(at + 2) && self.number(at + 2).is_some();
        match self.lex(at + 1) {
            Lex::Sign(b'_' | b'@' | b'=' | b'&' | b'\\' | b'%' | b'$' | b'#') => false,
            Lex::Sign(b'/') => {
                !self.glued(at + 2) || self.number(at + 2).is_some_and(|n| n.1 == 2 || n.1 == 4)
            }
            Lex::Sign(b'-' | b'~') => {
                !number_after()
                    || self
                        .number(at + 2)
                        .is_some_and(|n| n.1 <= 3 || n.1 == 4 && (1000..2200).contains(&n.0))
            }
            Lex::Sign(b':') => !number_after(),
            Lex::Sign(b'.') => !self.glued(at + 2) || self.number(at + 2).is_none(),
            Lex::Sign(b',') => !(number_after() && self.number(at + 2).is_some_and(|n| n.1 == 3)),
            Lex::Sign(_) => true,
            _ => false,
        }
    }

    /// "Of that year", "last year", "of the same year": the year of a month.
    fn year_words(&self, at: usize) -> Option<(i32, usize)> {
        let mut i = at + usize::from(self.is(at, W::Of));
        i += usize::from(self.is(i, W::The));
        let pointer = match self.lex(i) {
            Lex::W(w) => w,
            Lex::Unit(Unit::Year) if i > at => return Some((self.told()?.year()?, i + 1)),
            _ => return None,
        };
        let end = i + 1 + usize::from(self.is(i, W::That) && self.is(i + 1, W::Same));
        if self.lex(end) != Lex::Unit(Unit::Year) {
            return None;
        }
        let year = match pointer {
            W::This => self.spoken()?.year()?,
            W::Current => self.written()?.year()?,
            W::Last | W::Past => self.spoken()?.year()? - 1,
            W::Next | W::Coming if !self.is(i.wrapping_sub(1), W::The) => {
                self.spoken()?.year()? + 1
            }
            W::That | W::Same => self.told()?.year()?,
            W::Previous => self.told()?.year()? - 1,
            W::Next | W::Following => self.told()?.year()? + 1,
            _ => return None,
        };
        Some((year, end + 1))
    }

    /// The year after a month or a day, with what joins them: ", 2024", "of 2024", "last year".
    pub(super) fn year_after(&self, at: usize) -> Option<(i32, usize)> {
        if self.gap(at) == Gap::Paragraph {
            return None;
        }
        let mut i = at;
        if self.sign(i, b',')
            || self.is(i, W::Of)
            || (self.is(i, W::In) && self.number(i + 1).is_some_and(|n| n.1 == 4))
        {
            i += 1;
        }
        if self.is(i, W::The) && self.lex(i + 1) == Lex::Unit(Unit::Year) {
            i += 2;
        }
        if let Some((year, end)) = self.year_number(i)
            && (self.number(i).is_none_or(|n| n.1 == 4) || end > i + 1 || year <= 0)
        {
            return Some((year, end));
        }
        self.year_words(at)
    }

    /// A date that names its month: "September 5th, 2024", "5 September", "Sept. 2024".
    pub(super) fn month_date(&self, at: usize) -> Option<(Partial, usize)> {
        self.month_first(at).or_else(|| self.day_first(at))
    }

    fn month_first(&self, at: usize) -> Option<(Partial, usize)> {
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
            && !(joined
                && self.dash(end)
                && after == day_at + 1
                && self.number(day_at).is_some_and(|n| n.1 == 2)
                && !self.dash(after))
            && !self.counts(day_at, after)
        {
            date.day = Some(day);
            end = after;
            if joined && self.dash(end) && self.glued(end) {
                if let Some((year, after)) = self.year_number(end + 1) {
                    date.year = Some(year);
                    return Some((date, after));
                }
            }
        } else if joined {
            return Some((date, end));
        }
        if let Some((year, after)) = self.year_after(end) {
            date.year = Some(year);
            end = after;
        }
        Some((date, end))
    }

    fn day_first(&self, at: usize) -> Option<(Partial, usize)> {
        let start = at + usize::from(self.is(at, W::The));
        let (day, mut end) = self.day_number(start)?;
        if self.lex(end) == Lex::Unit(Unit::Day) && self.is(end + 1, W::Of) {
            end += 1;
        }
        if self.is(end, W::Of) {
            end += 1;
        } else if (self.dash(end) || self.sign(end, b'/') || self.sign(end, b'.'))
            && self.glued(end)
            && self.gap(end + 1) <= Gap::Space
        {
            end += 1;
        }
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
    fn counts(&self, at: usize, end: usize) -> bool {
        self.number(at).is_some()
            && end == at + 1
            && matches!(
                self.lex(end),
                Lex::Unit(_) | Lex::Units(_) | Lex::W(W::Counted | W::Am | W::Pm)
            )
    }

    /// Whether a month stands here as a month, and not as a verb or somebody's name.
    fn month_meant(&self, at: usize, end: usize) -> bool {
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
            _ if self.atoms[at].case == Case::Upper
                && !matches!(self.lex(at), Lex::Month(3 | 5)) =>
            {
                true
            }
            Lex::ShortMonth(_) => led,
            // "A March operation", "the May elections"
            Lex::Month(3 | 5) => {
                led || matches!(before, Lex::W(W::A | W::The | W::S))
                    && self.atoms.get(end).is_some_and(|next| {
                        next.gap == Gap::Space && next.case == Case::Lower && next.lex == Lex::Other
                    })
            }
            // April, June and August are given names as well.
            Lex::Month(4 | 6 | 8) => {
                led && !matches!(before, Lex::W(W::And | W::Or))
                    || !(self.glued(end)
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

    /// A year by itself.
    pub(super) fn year_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let before = at.checked_sub(1).map_or(Lex::Sign(0), |b| self.lex(b));
        let (value, digits) = self.number(at).unwrap_or((0, 0));
        if digits == 3 && self.year_number(at).is_none() {
            return self.ancient(at, value, before);
        }
        let (year, end) = self.year_number(at)?;
        if end > at + 1 || year <= 0 {
            return Some((Cal::Year(year), end));
        }
        let led = matches!(
            before,
            Lex::W(
                W::In
                    | W::Since
                    | W::Until
                    | W::By
                    | W::From
                    | W::During
                    | W::Before
                    | W::After
                    | W::Between
                    | W::Early
                    | W::Late
                    | W::Mid
                    | W::About
                    | W::Of
                    | W::To
                    | W::And
                    | W::Or
                    | W::This
            ) | Lex::Season(_)
                | Lex::Units(Unit::Year)
                | Lex::Unit(Unit::Year)
        );
        let follows = self.lex(end);
        let capital = at > 0 && self.atoms[at - 1].case != Case::Lower;
        let beside = at > 0 && matches!(before, Lex::Num { .. })
            || self.gap(end) == Gap::Space && matches!(follows, Lex::Num { .. });
        let keyed = matches!(before, Lex::Sign(b':'))
            && at >= 2
            && matches!(self.lex(at - 2), Lex::Sign(b'"'));
        if beside
            || keyed
            || self.file_name(at)
            || matches!(follows, Lex::W(W::Counted | W::Hundred) | Lex::Units(_))
            || (matches!(follows, Lex::Sign(b'-'))
                && self.glued(end)
                && matches!(self.lex(end + 1), Lex::Unit(_) | Lex::W(W::Counted)))
            || matches!(
                before,
                Lex::Sign(b'$' | b'#' | b'~' | b'+' | b'=' | b'%') | Lex::W(W::Numbered)
            )
            || (capital && matches!(before, Lex::W(W::Law | W::Product)))
            || (matches!(before, Lex::W(W::Of))
                && at >= 2
                && matches!(self.lex(at - 2), Lex::W(W::Law))
                && self.atoms[at - 2].case != Case::Lower)
            || (matches!(before, Lex::Sign(b'.')) && at >= 2 && self.is(at - 2, W::Numbered))
            || (matches!(
                before,
                Lex::W(W::Most | W::Least | W::Than | W::Up | W::Over | W::Nearly)
            ) && (!(1950..=2050).contains(&year)
                || self.gap(end) == Gap::Space && follows == Lex::Other))
        {
            return None;
        }
        if !led {
            let earliest = match self.style {
                Style::Narrative => 1500,
                Style::News if matches!(before, Lex::Sign(b'(')) && self.dash(end) => 1000,
                Style::News => 1900,
            };
            if !(earliest..=2100).contains(&year) {
                return None;
            }
            // "killing 1500 of them", "1700 armed rebels": a plain number before a plain word.
            let plural = self.atoms.get(end).is_some_and(|next| {
                next.gap == Gap::Space
                    && next.lex == Lex::Other
                    && next.case == Case::Lower
                    && self.word(end).ends_with('s')
                    && (!(1900..=2050).contains(&year) || year == 2000)
            });
            if plural || matches!(follows, Lex::W(W::Of)) && !(1900..=2050).contains(&year) {
                return None;
            }
        }
        Some((Cal::Year(year), end))
    }

    /// Whether the year is a piece of a file's name: "report 2020.doc".
    fn file_name(&self, at: usize) -> bool {
        self.sign(at + 1, b'.')
            && self.glued(at + 1)
            && self.glued(at + 2)
            && self
                .atoms
                .get(at + 2)
                .is_some_and(|a| a.case == Case::Lower && !matches!(a.lex, Lex::Sign(_)))
    }

    /// A year of antiquity whose era the text leaves out because it goes without saying.
    fn ancient(&self, at: usize, value: u32, before: Lex) -> Option<(Cal, usize)> {
        let running = self.run.cal?.year()?;
        let led = matches!(
            before,
            Lex::W(
                W::In
                    | W::Since
                    | W::Until
                    | W::By
                    | W::From
                    | W::During
                    | W::Of
                    | W::Early
                    | W::Late
                    | W::To
                    | W::And
                    | W::Before
                    | W::After
                    | W::Between
            ) | Lex::Season(_)
                | Lex::Month(_)
        ) || (self.dash(at - 1) && self.number(at.wrapping_sub(2)).is_some());
        let alone = !matches!(
            self.lex(at + 1),
            Lex::Num { .. } | Lex::Units(_) | Lex::W(W::Counted | W::Hundred) | Lex::Sign(b'%')
        ) && !(self.sign(at + 1, b',') && self.glued(at + 1) && self.glued(at + 2));
        (running <= 0 && led && alone && self.style == Style::Narrative)
            .then(|| (Cal::Year(1 - value as i32), at + 1))
    }

    /// "The 1990s", "the '80s", "the nineties".
    pub(super) fn decade_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let quoted = usize::from(self.sign(at, b'\'') && self.glued(at + 1));
        let i = at + quoted;
        let (value, digits) = self.number(i)?;
        let s = i + 1 + usize::from(self.sign(i + 1, b'\'') && self.glued(i + 1));
        if !self.is(s, W::S) || !self.glued(s) || self.glued(s + 1) && self.number(s + 1).is_some()
        {
            return None;
        }
        let led = at > 0
            && matches!(
                self.lex(at - 1),
                Lex::W(W::The | W::Early | W::Late | W::Mid)
            );
        if digits == 3 && value % 10 == 0 {
            let end = s + 1;
            let running = self.run.cal.and_then(Cal::year).is_some_and(|y| y <= 0);
            let (before, end) = self.era(end).unwrap_or((running, end));
            return before.then(|| (Cal::Decade(-(value as i32) / 10 - 1), end));
        }
        if digits == 4 && value % 100 == 0 && value < 2000 {
            return (1000..2000)
                .contains(&value)
                .then(|| (Cal::Century(value as i32 / 100), s + 1));
        }
        if digits == 4 && value % 10 == 0 && (1000..2200).contains(&value) {
            return Some((Cal::Decade(value as i32 / 10), s + 1));
        }
        if digits == 2 && value % 10 == 0 && (quoted == 1 || (led && value >= 20)) {
            return Some((Cal::Decade(self.of_two_digits(value).div_euclid(10)), s + 1));
        }
        None
    }

    /// "The 19th century", "twentieth century", "4th century BC".
    pub(super) fn century_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let (n, end) = match self.lex(at) {
            Lex::Num { value, digits } if digits <= 2 && self.is(at + 1, W::Suffix) => {
                (value as i32, at + 2)
            }
            Lex::Ord(n) => (i32::from(n), at + 1),
            Lex::Card(20) => {
                let next = at + 1 + usize::from(self.dash(at + 1));
                match self.lex(next) {
                    Lex::Ord(n) if n < 10 => (20 + i32::from(n), next + 1),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let end = end + usize::from(self.dash(end));
        let numbered = self.lex(at + 1) == Lex::W(W::Suffix);
        if !matches!(
            self.lex(end),
            Lex::Unit(Unit::Century) | Lex::Units(Unit::Century)
        ) || n == 0
        {
            return None;
        }
        match self.era(end + 1) {
            Some((true, after)) => Some((Cal::Century(-n), after)),
            Some((false, after)) => Some((Cal::Century(n - 1), after)),
            // "The second century of the empire" counts, it does not date.
            None => (numbered || n > 9).then_some((Cal::Century(n - 1), end + 1)),
        }
    }

    /// Quarters, halves and fiscal years: Q3 2024, 2024 Q3, 3Q24, H1, "the second half of 2024",
    /// FY2024, "fiscal year 2024".
    pub(super) fn business_cal(&self, at: usize) -> Option<(Cal, usize)> {
        match self.lex(at) {
            Lex::W(W::Letter(letter @ (b'q' | b'h'))) if self.glued(at + 1) => {
                let (n, 1) = self.number(at + 1)? else {
                    return None;
                };
                let top = if letter == b'q' { 4 } else { 2 };
                if !(1..=top).contains(&n)
                    || (self.glued(at + 2) && !matches!(self.lex(at + 2), Lex::Sign(_)))
                {
                    return None;
                }
                let (year, end) = match self.year_after(at + 2) {
                    Some((year, end)) => (Some(year), end),
                    None => (None, at + 2),
                };
                if self.atoms[at].case == Case::Lower && year.is_none() {
                    return None;
                }
                // H1 alone is a heading, a virus or a grade.
                let year = match (year, letter) {
                    (Some(year), _) => year,
                    (None, b'q') => self.spoken().and_then(Cal::year).unwrap_or(OPEN),
                    _ => return None,
                };
                Some((part_of(letter, year, n as u8), end))
            }
            Lex::Num { value, digits: 1 } if self.glued(at + 1) && self.glued(at + 2) => {
                let Lex::W(W::Letter(letter @ (b'q' | b'h'))) = self.lex(at + 1) else {
                    return None;
                };
                let (year, digits) = self.number(at + 2)?;
                let year = if digits == 2 {
                    self.of_two_digits(year)
                } else {
                    year as i32
                };
                let top = if letter == b'q' { 4 } else { 2 };
                ((1..=top).contains(&value) && matches!(digits, 2 | 4))
                    .then(|| (part_of(letter, year, value as u8), at + 3))
            }
            Lex::Num { value, digits: 4 } if (1900..2100).contains(&value) => {
                let Lex::W(W::Letter(letter @ (b'q' | b'h'))) = self.lex(at + 1) else {
                    return None;
                };
                let (n, 1) = self.number(at + 2)? else {
                    return None;
                };
                let top = if letter == b'q' { 4 } else { 2 };
                ((1..=top).contains(&n) && self.glued(at + 2))
                    .then(|| (part_of(letter, value as i32, n as u8), at + 3))
            }
            Lex::W(W::Fy) if self.atoms[at].case == Case::Upper => {
                let (year, end) = self.fiscal_number(at + 1)?;
                Some((Cal::Fiscal(year), end))
            }
            Lex::W(W::Fiscal) => {
                let year_at = at + 1 + usize::from(self.lex(at + 1) == Lex::Unit(Unit::Year));
                let (year, end) = self.fiscal_number(year_at)?;
                Some((Cal::Fiscal(year), end))
            }
            Lex::Ord(n @ 1..=4) => self.nth_part(at + 1, n as u8),
            Lex::Num {
                value: n @ 1..=4,
                digits: 1,
            } if self.is(at + 1, W::Suffix) => self.nth_part(at + 2, n as u8),
            Lex::W(W::Last | W::Later) if self.is(at + 1, W::Half) => self.nth_part(at + 1, 2),
            _ => None,
        }
    }

    fn fiscal_number(&self, at: usize) -> Option<(i32, usize)> {
        let at = at + usize::from(self.sign(at, b'\''));
        let (value, digits) = self.number(at)?;
        match digits {
            4 if (1900..2200).contains(&value) => Some((value as i32, at + 1)),
            2 if self.glued(at) => Some((self.of_two_digits(value), at + 1)),
            _ => None,
        }
    }

    /// "Second half of 2008", "third quarter of this year", "first quarter", from after the ordinal.
    fn nth_part(&self, at: usize, n: u8) -> Option<(Cal, usize)> {
        let letter = match self.lex(at) {
            Lex::W(W::Half) if n <= 2 => b'h',
            Lex::Unit(Unit::Quarter) => b'q',
            _ => return None,
        };
        let mut i = at + 1;
        if self.is(i, W::Of) || self.is(i, W::In) || self.sign(i, b',') {
            i += 1;
        }
        if let Some((Cal::Year(year) | Cal::Fiscal(year), end)) = self
            .year_cal(i)
            .filter(|_| self.number(i).is_none_or(|n| n.1 == 4))
            .or_else(|| self.year_words(i).map(|(year, end)| (Cal::Year(year), end)))
            .or_else(|| self.business_cal(i))
        {
            return Some((part_of(letter, year, n), end));
        }
        // A half by itself is of anything; a quarter in a report is one of the year.
        let year = self.spoken().and_then(Cal::year).unwrap_or(OPEN);
        (letter == b'q' && !self.is(at + 1, W::Of)).then(|| (part_of(letter, year, n), at + 1))
    }
}

fn part_of(letter: u8, year: i32, n: u8) -> Cal {
    if letter == b'q' {
        Cal::Quarter(year, n)
    } else {
        Cal::Half(year, n)
    }
}
