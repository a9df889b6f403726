use super::atoms::{Case, Gap};
use super::calendar::Cal;
use super::lexicon::{Lex, Unit, W};
use super::running::{Finder, Found, Hit, Style, TARGET};
use super::tense::Tense;
use crate::analysis::Reading;
use crate::model::{Moment, Span, Timex, TimexKind, TimexMod};

/// Finds every time expression. `published` anchors the relative ones; without it the document's
/// own dates bound them, and what stays open stays open.
#[must_use]
pub fn find(reading: &Reading<'_>, published: Option<Moment>) -> Vec<Timex> {
    let mut finder = Finder::new(reading, published);
    let mut out = Vec::new();
    let mut at = 0;
    let near = near_core(&finder);
    while at < finder.atoms.len() {
        finder.paragraph += u32::from(finder.begins_paragraph(at));
        let hit = if near[at] { finder.hit(at) } else { None };
        let Some(hit) = hit else {
            at += 1;
            continue;
        };
        let end = hit.end.max(at + 1);
        out.push(finder.timex(&hit));
        if let Found::Cal(cal) | Found::Time(_, Some(cal)) = hit.found {
            finder.follow(cal, &hit);
            at = finder.go_on(cal, end, &mut out);
        } else {
            at = end;
        }
    }
    out
}

/// How many atoms an expression may have before the first that names a stretch of time; with
/// everything the grammar allows in front of it there are fewer.
const LEAD: usize = 12;

/// For each atom, whether one follows soon that an expression cannot do without.
fn near_core(finder: &Finder<'_>) -> Vec<bool> {
    let mut near = vec![false; finder.atoms.len()];
    let mut left = 0;
    for (atom, near) in finder.atoms.iter().zip(&mut near).rev() {
        if atom.core {
            left = LEAD;
        }
        *near = left > 0;
        left = if atom.gap == Gap::Paragraph {
            0
        } else {
            left.saturating_sub(1)
        };
    }
    near
}

impl Finder<'_> {
    /// The longest expression that starts at an atom.
    fn hit(&self, at: usize) -> Option<Hit> {
        match self.lex(at) {
            Lex::Other if !self.is_all(at) => return None,
            Lex::Sign(0..=38 | 40..) => return None,
            Lex::W(w) if !w.begins() => return None,
            Lex::Num { .. } if !self.free(at) => return None,
            Lex::Num { .. } => {}
            _ if self.glued(at) && !self.word_free(at) => return None,
            _ => {}
        }
        let plain = |(cal, end): (Cal, usize)| Hit {
            first: at,
            end,
            found: Found::Cal(cal),
            modifier: None,
        };
        let mut best: Option<Hit> = None;
        let mut offer = |hit: Option<Hit>| {
            if let Some(hit) = hit
                && best.as_ref().is_none_or(|best| hit.end > best.end)
                && self.gaps_hold(&hit)
            {
                best = Some(hit);
            }
        };
        offer(self.stamp(at));
        offer(self.modified(at));
        offer(self.part_of_day(at));
        offer(self.part_of_pointed(at));
        offer(self.week_of_month(at));
        offer(self.calendar(at).map(plain));
        offer(self.clock(at));
        offer(self.said_clock(at));
        offer(self.said_hour(at));
        offer(self.lasting(at));
        offer(self.unit_long(at));
        offer(self.recurring(at));
        offer(self.open(at));
        best
    }

    fn is_all(&self, at: usize) -> bool {
        let atom = &self.atoms[at];
        atom.end - atom.start == 3 && self.word(at).eq_ignore_ascii_case("all")
    }

    /// A blank line begins a paragraph, and so does a line after the end of a sentence.
    pub(super) fn begins_paragraph(&self, at: usize) -> bool {
        match self.gap(at) {
            Gap::Paragraph => true,
            Gap::Line => at > 0 && matches!(self.lex(at - 1), Lex::Sign(b'.' | b'!' | b'?' | b':')),
            Gap::None | Gap::Space => false,
        }
    }

    /// Remembers a date for those after it, unless it is an aside: a year told in passing after
    /// months or days, or one that looks back.
    fn follow(&mut self, cal: Cal, hit: &Hit) {
        if self.is_target(cal, hit) {
            return;
        }
        if cal.year().is_some() {
            self.run.last = Some((cal, hit.end, self.paragraph));
        }
        if let Cal::Day(day) = cal
            && self.is_heading(hit)
        {
            self.run.heading = Some(day);
        }
        if let Cal::Day(day) = cal
            && self.anchor.day.is_none_or(|now| day <= now)
        {
            self.run.latest_day = Some(day);
            if self.anchor.day.is_some_and(|now| day < now) {
                self.run.before_news = Some(day);
            }
            self.run.day_paragraph = self.paragraph;
        }
        let back = (hit.first..hit.end).any(|at| {
            matches!(
                self.lex(at),
                Lex::W(W::Ago | W::Previous | W::Previously | W::Earlier)
            )
        });
        if cal.day().is_some() && self.style == Style::News {
            let aside = back && !self.opens(hit.first);
            self.run.aside = aside.then_some((hit.end, self.run.day));
        }
        let coarse = !matches!(cal, Cal::Day(_) | Cal::Month(..) | Cal::Week(_));
        let near = self.run.paragraph + 1 >= self.paragraph;
        if self.style == Style::Narrative
            && self.run.paragraph == self.paragraph
            && !self.opens(hit.first)
            && let (Some(from), Some(to)) = (self.run.cal.and_then(Cal::month), cal.month())
            && (to < from && to.0 < from.0 || to.0 > from.0 + 1)
        {
            return;
        }
        if near
            && self
                .run
                .cal
                .is_some_and(|run| run.month().is_some() || matches!(run, Cal::Season(..)))
        {
            let same = cal.year() == self.run.cal.and_then(Cal::year);
            if coarse && (same && !matches!(cal, Cal::Season(..)) || back || !self.opens(hit.first))
            {
                return;
            }
        }
        if back && self.style == Style::Narrative {
            return;
        }
        self.remember(cal, hit.end);
        self.run.headed = self.opens(hit.first);
        self.run.passing = self.in_passing(hit.first);
    }

    /// Whether a year far ahead of all that is told, where nobody says when it was written, is only aimed
    /// at: "targets are set for 2050".
    fn is_target(&self, cal: Cal, hit: &Hit) -> bool {
        let ahead = self.anchor.day.is_none()
            && matches!(cal, Cal::Year(_))
            && cal.year() > self.anchor.year.map(|year| year.saturating_add(TARGET));
        ahead
            && self.anchor.year.is_some()
            && (hit.first > 0
                && matches!(self.lex(hit.first - 1), Lex::W(W::By | W::For | W::Until))
                || self.tense(hit.first, hit.end) == Tense::Future)
    }

    /// Whether an expression stands at the head of its sentence.
    pub(super) fn opens(&self, first: usize) -> bool {
        (0..=3).any(|back| {
            let Some(at) = first.checked_sub(back) else {
                return true;
            };
            self.gap(at) >= Gap::Line
                || !self.glued(at)
                    && (matches!(self.lex(at - 1), Lex::Sign(b'.' | b'!' | b'?'))
                        || at > 1
                            && matches!(self.lex(at - 1), Lex::Sign(b'"' | b')'))
                            && matches!(self.lex(at - 2), Lex::Sign(b'.' | b'!' | b'?')))
        })
    }

    /// No expression reaches over a blank line.
    fn gaps_hold(&self, hit: &Hit) -> bool {
        // "march-2021-report.html"
        let slug = self.glued(hit.end)
            && self.sign(hit.end, b'-')
            && self.glued(hit.end + 1)
            && self
                .atoms
                .get(hit.first)
                .is_some_and(|a| a.case == Case::Lower)
            && !matches!(
                self.lex(hit.first),
                Lex::Num { .. } | Lex::W(_) | Lex::Card(_)
            )
            && !matches!(self.lex(hit.end + 1), Lex::Sign(_));
        !slug
            && hit.end <= self.atoms.len()
            && (hit.first + 1..hit.end).all(|at| self.gap(at) < Gap::Paragraph)
    }

    /// Whether a number begins here, and is not the rest of a longer number, a name or an address.
    fn free(&self, at: usize) -> bool {
        if !self.glued(at) || at == 0 {
            return true;
        }
        match self.lex(at - 1) {
            Lex::Sign(
                b'(' | b'[' | b'{' | b'"' | b'\'' | b'*' | b'|' | b'>' | b'<' | b';' | b'~' | 0,
            ) => true,
            Lex::Sign(b'-' | b'/') => {
                !self.glued(at - 1)
                    || self.is(at - 2, W::Mid)
                    || matches!(self.lex(at.wrapping_sub(2)), Lex::W(W::Early | W::Late))
                    || matches!(
                        self.word(at.wrapping_sub(2)),
                        "pre" | "post" | "Pre" | "Post"
                    )
                    || (at >= 2
                        && matches!(self.lex(at.wrapping_sub(2)), Lex::Num { digits: 4, .. })
                        && self.number(at).is_some_and(|n| n.1 == 4)
                        && self.lex(at - 1) == Lex::Sign(b'-')
                        && (at < 3 || !self.glued(at.wrapping_sub(2))))
            }
            Lex::Sign(b':') => {
                self.number(at.wrapping_sub(2)).is_none()
                    && matches!(
                        self.lex(at + 1),
                        Lex::Sign(b'-' | b'/') | Lex::Month(_) | Lex::ShortMonth(_)
                    )
            }
            Lex::Sign(b'.' | b',') => {
                !self.glued(at - 1)
                    || self.number(at.wrapping_sub(2)).is_none()
                        && self.atoms[at - 1].gap == Gap::None
                        && matches!(self.lex(at.wrapping_sub(2)), Lex::Other | Lex::Month(_))
                        && self.sign(at - 1, b',')
            }
            _ => false,
        }
    }

    /// Whether a word begins here, and is not part of an address, a file name or a compound.
    fn word_free(&self, at: usize) -> bool {
        if at == 0 {
            return true;
        }
        match self.lex(at - 1) {
            Lex::Sign(b'_' | b'@' | b'.' | b'\\' | b'%' | b'=' | b'&' | b'#' | b'$') => false,
            Lex::Sign(b'-') => {
                !self.glued(at - 1)
                    || self.atoms[at].case != Case::Lower
                        && matches!(
                            self.lex(at),
                            Lex::Month(_) | Lex::ShortMonth(_) | Lex::Weekday(_)
                        )
            }
            Lex::Sign(b'/') => {
                !self.glued(at - 1)
                    || matches!(
                        self.lex(at.wrapping_sub(2)),
                        Lex::Month(_) | Lex::ShortMonth(_) | Lex::Weekday(_)
                    )
            }
            Lex::Sign(b'\'') => !self.glued(at - 1) || !matches!(self.lex(at), Lex::W(W::S | W::T)),
            Lex::Sign(_) => true,
            _ => false,
        }
    }

    /// "Early 2020", "mid-March", "the end of 2027", "later that year", "the rest of the month".
    fn modified(&self, at: usize) -> Option<Hit> {
        let the = usize::from(self.is(at, W::The));
        let mut i = at + the;
        let mut about = false;
        let modifier = match self.lex(i) {
            Lex::W(W::Early | W::Start) => Some(TimexMod::Start),
            Lex::W(W::Mid | W::Middle) => Some(TimexMod::Mid),
            Lex::W(W::Late | W::End) => Some(TimexMod::End),
            Lex::W(W::Rest) => None,
            Lex::W(W::Earlier | W::Later)
                if matches!(
                    self.lex(i + 1),
                    Lex::W(W::This | W::That | W::In | W::On | W::The | W::Last)
                ) =>
            {
                None
            }
            Lex::W(W::Later)
                if self.word(i).eq_ignore_ascii_case("latter") && !self.dash(i + 1) =>
            {
                Some(TimexMod::End)
            }
            Lex::W(W::About) if the == 0 => {
                about = true;
                Some(TimexMod::Approx)
            }
            _ => return None,
        };
        let word = self.lex(i);
        if self.word(i).eq_ignore_ascii_case("turn") {
            return self.turn(at, i);
        }
        i += 1;
        if self.word(i).eq_ignore_ascii_case("part")
            || self.word(i).eq_ignore_ascii_case("parts")
            || self.word(i).eq_ignore_ascii_case("days")
        {
            i += 1;
        }
        i += usize::from(self.dash(i));
        // "early to mid-2020", "mid to late March"
        if self.is(i, W::To) && matches!(self.lex(i + 1), Lex::W(W::Mid | W::Late)) {
            i += 2;
            i += usize::from(self.dash(i));
        }
        let noun = matches!(word, Lex::W(W::Start | W::End | W::Middle | W::Rest));
        if noun && !self.is(i, W::Of) {
            return None;
        }
        if matches!(self.lex(i), Lex::W(W::Of)) && (noun || i > at + the + 1)
            || matches!(self.lex(i), Lex::W(W::In | W::On))
                && matches!(word, Lex::W(W::Early | W::Late | W::Earlier | W::Later))
        {
            i += 1;
        }
        // "At about 2115 GMT"
        if about
            && (!matches!(self.lex(i), Lex::Num { .. } | Lex::Month(_)) || self.clock(i).is_some())
        {
            return None;
        }
        let (cal, end) = self.calendar(i).or_else(|| self.the_unit(i))?;
        if matches!(cal, Cal::Present) || (matches!(cal, Cal::Day(_)) && noun) {
            return None;
        }
        let modifier = match (modifier, cal) {
            (Some(TimexMod::Start | TimexMod::Mid | TimexMod::End), Cal::Day(_)) => None,
            (other, _) => other,
        };
        Some(Hit {
            first: at,
            end,
            found: Found::Cal(cal),
            modifier,
        })
    }

    /// "The second week of June 2016", "the last week of July": the month, early or late.
    fn week_of_month(&self, at: usize) -> Option<Hit> {
        let i = at + usize::from(self.is(at, W::The));
        let halves = self.is(i + 1, W::Half);
        let (modifier, i) = match self.lex(i) {
            Lex::Ord(2) | Lex::W(W::Later) if halves => (TimexMod::End, i + 1),
            Lex::Ord(1 | 2) | Lex::W(W::Start) => (TimexMod::Start, i + 1),
            Lex::Ord(3) => (TimexMod::Mid, i + 1),
            Lex::Ord(4) | Lex::W(W::Last) => (TimexMod::End, i + 1),
            _ if self.is_last(i) => (TimexMod::End, i + 1),
            _ => return None,
        };
        let few = usize::from(matches!(self.lex(i), Lex::W(W::Few) | Lex::Card(2..=10)));
        let unit = matches!(
            self.lex(i + few),
            Lex::Unit(Unit::Week | Unit::Weekend) | Lex::Units(Unit::Week | Unit::Day)
        ) || few == 0 && (halves || self.lex(i) == Lex::Units(Unit::Month));
        if !unit || !matches!(self.lex(i + few + 1), Lex::W(W::Of | W::In)) {
            return None;
        }
        let (cal @ (Cal::Month(..) | Cal::Year(_) | Cal::Decade(_)), end) =
            self.calendar(i + few + 2)?
        else {
            return None;
        };
        // Halves of years are told elsewhere.
        if halves && !matches!(cal, Cal::Month(..)) {
            return None;
        }
        Some(Hit {
            first: at,
            end,
            found: Found::Cal(cal),
            modifier: Some(modifier),
        })
    }

    /// "The year", "the month", "summer" after "the end of".
    pub(super) fn the_unit(&self, at: usize) -> Option<(Cal, usize)> {
        let i = at + usize::from(self.is(at, W::The));
        match self.lex(i) {
            Lex::Unit(unit) if unit >= Unit::Day => {
                let from = match self.style {
                    Style::Narrative => self.told(),
                    Style::News if self.run.paragraph == self.paragraph => self.told(),
                    Style::News => self.spoken(),
                };
                Some((super::calendar::shift(from?, unit, 0)?, i + 1))
            }
            _ => None,
        }
    }

    /// References that no calendar holds: "now", "recently", "in the future".
    fn open(&self, at: usize) -> Option<Hit> {
        let (cal, end) = match self.lex(at) {
            Lex::W(W::Now) => (Cal::Present, at + 1),
            Lex::W(W::Recently) => (Cal::Past, at + 1),
            Lex::W(W::The) if self.is(at + 1, W::Future) => (Cal::Future, at + 2),
            Lex::W(W::The) if self.is(at + 1, W::Past) && at > 0 && self.is(at - 1, W::In) => {
                (Cal::Past, at + 2)
            }
            Lex::W(W::These) if self.lex(at + 1) == Lex::Units(Unit::Day) => (Cal::Present, at + 2),
            _ => return None,
        };
        (self.atoms[at].case != Case::Upper).then_some(Hit {
            first: at,
            end,
            found: Found::Open(cal),
            modifier: None,
        })
    }

    /// The other days and years of a list or range: "March 21–25", "1914–18".
    fn go_on(&mut self, cal: Cal, end: usize, out: &mut Vec<Timex>) -> usize {
        let mut cal = cal;
        let mut end = end;
        loop {
            let mut at = end;
            let dash = self.dash(at) || self.sign(at, b'/');
            let word = matches!(self.lex(at), Lex::W(W::And | W::To | W::Until | W::Or));
            if !dash && !word && !self.sign(at, b',')
                || self.gap(at) == Gap::Paragraph
                || self.gap(at + 1) == Gap::Paragraph
            {
                return end;
            }
            at += 1;
            at += usize::from(self.is(at, W::The));
            let next = match cal {
                Cal::Day(day) => self.next_day(day, at, end),
                Cal::Year(year) if dash && year <= 0 => self.next_ancient(year, at),
                Cal::Year(year) if dash => self.next_year(year, at),
                _ => None,
            };
            let Some((next, after)) = next else {
                return end;
            };
            out.push(self.timex(&Hit {
                first: at,
                end: after,
                found: Found::Cal(next),
                modifier: None,
            }));
            self.remember(next, after);
            (cal, end) = (next, after);
        }
    }

    fn next_day(&self, day: crate::model::Day, at: usize, end: usize) -> Option<(Cal, usize)> {
        let (n, after) = self.day_number(at)?;
        let (year, month, before) = day.civil();
        // The month came before its day, or the list would have been read from its other end.
        let led =
            self.number(end - 1).is_some_and(|n| n.0 == before) || self.is(end - 1, W::Suffix);
        let follows = self.lex(after);
        let counts = self.number(at).is_some()
            && (matches!(
                follows,
                Lex::Unit(_)
                    | Lex::Units(_)
                    | Lex::Month(_)
                    | Lex::ShortMonth(_)
                    | Lex::Other
                    | Lex::W(W::Counted | W::Am | W::Pm | W::Hundred)
                    | Lex::Num { .. }
            ) && self.gap(after) <= Gap::Space)
            || matches!(follows, Lex::Sign(b'%' | b':')) && self.glued(after)
            || self.is(after, W::Of) && self.month_name(after + 1).is_some();
        let word_day = self.number(at).is_none();
        if !led
            || word_day
            || counts && !self.is(after.wrapping_sub(1), W::Suffix)
            || u32::from(n) <= before
            || !super::calendar::exists(year, month as u8, n)
        {
            return None;
        }
        let mut after = after;
        let comma = usize::from(self.sign(after, b','));
        if let Some((y, stop)) = self.year_number(after + comma)
            && y == year
        {
            after = stop;
        }
        Some((
            Cal::Day(crate::model::Day::new(year, month, u32::from(n))),
            after,
        ))
    }

    fn next_year(&self, year: i32, at: usize) -> Option<(Cal, usize)> {
        let (value, digits) = self.number(at)?;
        let free = !self.glued(at + 1)
            || matches!(
                self.lex(at + 1),
                Lex::Sign(b'.' | b',' | b')' | b';' | b':' | b']' | b'"' | b'\'' | b'-' | b'~')
            );
        let next = match digits {
            2 if year > 0 => year.div_euclid(100) * 100 + value as i32,
            4 => value as i32,
            _ => return None,
        };
        (free && self.glued(at) && next > year && next < year + 300)
            .then_some((Cal::Year(next), at + 1))
    }

    fn next_ancient(&self, year: i32, at: usize) -> Option<(Cal, usize)> {
        let (value, 1..=3) = self.number(at)? else {
            return None;
        };
        let next = 1 - value as i32;
        let end = self
            .year_number(at)
            .filter(|(y, _)| *y == next)
            .map_or(at + 1, |(_, end)| end);
        (next > year).then_some((Cal::Year(next), end))
    }

    /// Puts what was found into the model's words.
    fn timex(&self, hit: &Hit) -> Timex {
        let span = Span {
            start: self.atoms[hit.first].start,
            end: self.atoms[hit.end - 1].end,
        };
        let (kind, value, moment) = match &hit.found {
            Found::Cal(cal @ (Cal::Present | Cal::Past | Cal::Future)) | Found::Open(cal) => {
                // They name no day: who asks for dates asks for the calendar's.
                (TimexKind::Time, cal.value(), None)
            }
            Found::Cal(cal) => (TimexKind::Date, cal.value(), cal.moment(hit.modifier)),
            Found::Time(time, date) => (
                TimexKind::Time,
                format!(
                    "{}T{time}",
                    date.map_or_else(|| "XXXX-XX-XX".to_owned(), Cal::value)
                ),
                date.and_then(|cal| cal.moment(None)),
            ),
            Found::Duration(value) => (TimexKind::Duration, value.clone(), None),
            Found::Set(value) => (TimexKind::Set, value.clone(), None),
        };
        Timex {
            span,
            kind,
            value,
            modifier: hit.modifier,
            moment,
        }
    }
}
