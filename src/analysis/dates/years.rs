use super::atoms::{Case, Gap};
use super::calendar::Cal;
use super::lexicon::{Lex, Unit, W};
use super::running::{Finder, Style};
use crate::analysis::figures::is_currency;

/// How many atoms before its year a list of resolutions may begin.
const LISTED: usize = 32;

impl Finder<'_> {
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
    pub(super) fn era(&self, at: usize) -> Option<(bool, usize)> {
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
    pub(super) fn year_ends(&self, at: usize) -> bool {
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
                        .is_some_and(|n| n.1 <= 2 || n.1 == 4 && (1000..2200).contains(&n.0))
            }
            Lex::Sign(b':') => !number_after(),
            Lex::Sign(b'.') => !self.glued(at + 2) || self.number(at + 2).is_none(),
            Lex::Sign(b',') => !(number_after() && self.number(at + 2).is_some_and(|n| n.1 == 3)),
            Lex::Sign(_) => true,
            _ => false,
        }
    }

    /// "Of that year", "last year", "of the same year": the year of a month.
    pub(super) fn year_words(&self, at: usize) -> Option<(i32, usize)> {
        let mut i = at + usize::from(self.is(at, W::Of));
        i += usize::from(self.is(i, W::The));
        let pointer = match self.lex(i) {
            Lex::W(w) => w,
            Lex::Unit(Unit::Year) if i > at => return Some((self.told_last()?.year()?, i + 1)),
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
            W::That | W::Same => self.told_last()?.year()?,
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
                    | W::This
            ) | Lex::Season(_)
                | Lex::Units(Unit::Year)
                | Lex::Unit(Unit::Year)
        ) || (matches!(before, Lex::W(W::To | W::And | W::Or))
            && self.is_year_before(at - 1));
        let follows = self.lex(end);
        let capital = at > 0 && self.atoms[at - 1].case != Case::Lower;
        let beside = at > 0 && matches!(before, Lex::Num { .. })
            || self.gap(end) == Gap::Space && matches!(follows, Lex::Num { .. });
        // "key":2000 and "key":"2000"
        let colon = at.wrapping_sub(1 + usize::from(matches!(before, Lex::Sign(b'"'))));
        let keyed = self.sign(colon, b':') && self.sign(colon.wrapping_sub(1), b'"');
        if beside
            || self.sign(at.wrapping_sub(1), b'#') && self.glued(at)
            || self.sign(end, b'/') && self.glued(end) && self.numbered_law(at)
            || keyed
            || self.year_of_resolution(at)
            || self.file_name(at)
            || matches!(follows, Lex::W(W::Counted | W::Hundred))
                && !self.heads_clause(at, year)
                && !self.killed(end)
            || matches!(follows, Lex::Units(_))
            || (matches!(follows, Lex::Sign(b'-'))
                && self.glued(end)
                && matches!(self.lex(end + 1), Lex::Unit(_) | Lex::W(W::Counted)))
            || matches!(
                before,
                Lex::Sign(b'$' | b'~' | b'+' | b'=' | b'%') | Lex::W(W::Numbered)
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
        if self.is_sum(at, end, led) || !led && self.is_address(at, end) {
            return None;
        }
        // "A survey of 2000 adults", "grew in 1500 villages", "1700 armed rebels": a plain number before
        // a plain word. "In 1813 forces landed" at the head of a sentence is told of a year.
        let plural = self.atoms.get(end).is_some_and(|next| {
            next.gap == Gap::Space
                && next.lex == Lex::Other
                && next.case == Case::Lower
                && self.word(end).ends_with('s')
                && (!(1900..=2050).contains(&year) || year == 2000)
        });
        let said = led && {
            let history = self.style == Style::Narrative;
            let of = matches!(before, Lex::W(W::Of));
            let named = of && at >= 2 && !matches!(self.lex(at - 2), Lex::Other);
            capital || named || history && !of || !matches!(before, Lex::W(_))
        };
        if plural && !said {
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
            // "killing 1500 of them"
            if matches!(follows, Lex::W(W::Of)) && !(1900..=2050).contains(&year) {
                return None;
            }
        }
        Some((Cal::Year(year), end))
    }

    /// "In 2022 employees of its parent were found": "in" at the head of a sentence or clause leads to a year.
    fn heads_clause(&self, at: usize, year: i32) -> bool {
        let latest = self.anchor.year.unwrap_or(2090) + 10;
        at > 0
            && self.is(at - 1, W::In)
            && self.number(at).is_some_and(|n| n.1 == 4)
            && (1900..=latest).contains(&year)
            && self.lex(at + 1) != Lex::W(W::Hundred)
            && (at == 1
                || self.gap(at - 1) >= Gap::Line
                || matches!(
                    self.lex(at - 2),
                    Lex::Sign(b'.' | b'!' | b'?' | b',' | b';' | b':' | b'~' | b'"' | 0)
                ))
    }

    /// Whether "killed" is the verb of what goes before, and counts nobody: "the attacks of 2019 killed 260".
    fn killed(&self, at: usize) -> bool {
        matches!(self.word(at), "killed" | "wounded")
            && matches!(
                self.lex(at + 1),
                Lex::Num { .. }
                    | Lex::Card(_)
                    | Lex::W(
                        W::A | W::At
                            | W::More
                            | W::Over
                            | W::About
                            | W::Nearly
                            | W::Up
                            | W::Several
                    )
                    | Lex::W(W::Tens)
            )
    }

    /// "Resolution 1874 (2009)": the year is part of its number.
    fn year_of_resolution(&self, at: usize) -> bool {
        let number = at.wrapping_sub(2);
        self.sign(at.wrapping_sub(1), b'(')
            && self.sign(at + 1, b')')
            && self.number(number).is_some_and(|n| n.1 <= 4)
            && (number.saturating_sub(LISTED)..number).any(|at| {
                self.word(at).eq_ignore_ascii_case("resolution")
                    || self.word(at).eq_ignore_ascii_case("resolutions")
            })
    }

    /// Whether a currency's code makes a sum of the number: "CHF 2015", "fined 2000 EUR". Behind a year that
    /// something leads to, "in 2019 EUR", it stands for prices.
    fn is_sum(&self, at: usize, end: usize, led: bool) -> bool {
        let code = |at: usize| is_currency(self.word(at));
        at > 0 && self.gap(at) <= Gap::Space && code(at - 1)
            || !led && self.gap(end) <= Gap::Space && code(end)
    }

    /// Whether the number is that of a house: "at 2010 Main Street".
    fn is_address(&self, at: usize, end: usize) -> bool {
        let pointed = at > 0 && matches!(self.lex(at - 1), Lex::W(W::The | W::A | W::This | W::S));
        !pointed
            && (end..end + 4)
                .take_while(|&next| {
                    self.gap(next) == Gap::Space
                        && (self.atoms[next].case != Case::Lower || self.number(next).is_some())
                })
                .skip(1)
                .any(|next| {
                    matches!(
                        self.word(next),
                        "Street"
                            | "St"
                            | "Avenue"
                            | "Ave"
                            | "Road"
                            | "Rd"
                            | "Boulevard"
                            | "Lane"
                            | "Drive"
                    )
                })
    }

    /// Whether what stands before "to", "and" or "or" is a year. These join other numbers as well:
    /// "equal to 1337", "builds 1087 and 1088".
    fn is_year_before(&self, join: usize) -> bool {
        let lead = join.checked_sub(2).map_or(Lex::Sign(0), |at| self.lex(at));
        let led = matches!(
            lead,
            Lex::W(W::In | W::From | W::Between | W::Since | W::During | W::By | W::Of)
                | Lex::Season(_)
                | Lex::Month(_)
        );
        self.number(join.wrapping_sub(1))
            .is_some_and(|(value, digits)| {
                digits == 4
                    && (led || (1900..=2100).contains(&value) || self.style == Style::Narrative)
            })
    }

    /// Whether the year is a piece of a file's name: "report 2020.doc".
    pub(super) fn file_name(&self, at: usize) -> bool {
        self.sign(at + 1, b'.')
            && self.glued(at + 1)
            && self.glued(at + 2)
            && self
                .atoms
                .get(at + 2)
                .is_some_and(|a| a.case == Case::Lower && !matches!(a.lex, Lex::Sign(_)))
    }

    /// A year of antiquity whose era the text leaves out because it goes without saying.
    pub(super) fn ancient(&self, at: usize, value: u32, before: Lex) -> Option<(Cal, usize)> {
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
        ) || (self.dash(at.wrapping_sub(1)) && self.number(at.wrapping_sub(2)).is_some());
        let alone = !matches!(
            self.lex(at + 1),
            Lex::Num { .. } | Lex::Units(_) | Lex::W(W::Counted | W::Hundred) | Lex::Sign(b'%')
        ) && !(self.sign(at + 1, b',') && self.glued(at + 1) && self.glued(at + 2));
        (running <= 0 && led && alone && self.style == Style::Narrative)
            .then(|| (Cal::Year(1 - value as i32), at + 1))
    }
}
