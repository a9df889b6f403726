use super::atoms::{Case, Gap};
use super::calendar::{Cal, part_code};
use super::lexicon::{Lex, Part, Unit, W};
use super::running::{Finder, Found, Hit, Style};
use std::fmt::Write as _;

/// How many atoms behind a day counted in passing a clock time may still be of it.
const ASIDE: usize = 60;

impl Finder<'_> {
    /// A time of day in numbers: "3:00 a.m.", "5 pm", "17:30 UTC", "1430 GMT", "9 o'clock".
    pub(super) fn clock(&self, at: usize) -> Option<Hit> {
        let (hour, digits) = self.number(at)?;
        let (mut hour, mut minute, mut second) = (hour, None, None);
        let mut end = at + 1;
        let mut day = None;
        if digits <= 2
            && (self.sign(end, b':') || self.sign(end, b'.'))
            && self.glued(end)
            && self.glued(end + 1)
        {
            let (m, 2) = self.number(end + 1)? else {
                return None;
            };
            let point = self.sign(end, b'.');
            minute = Some(m);
            end += 2;
            if self.sign(end, b':') && self.glued(end) && self.glued(end + 1) {
                let (s, 2) = self.number(end + 1)? else {
                    return None;
                };
                second = Some(s);
                end += 2;
                if self.sign(end, b'.')
                    && self.glued(end)
                    && self.glued(end + 1)
                    && self.number(end + 1).is_some()
                {
                    end += 2;
                }
            }
            if point && self.half_day(end).is_none() {
                return None;
            }
        } else if digits == 4 {
            (hour, minute) = (hour / 100, Some(hour % 100));
        } else if digits > 2 {
            return None;
        }
        let said = self.half_day(end);
        let mut sure = second.is_some();
        if let Some((afternoon, after)) = said {
            if !(1..=12).contains(&hour) || digits == 4 {
                return None;
            }
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            end = after;
            sure = true;
        } else if let Some(said) = self.said_part(end)
            && digits <= 2
        {
            // "9:40 in the evening", "at 5 in the afternoon"; "killed 5 in the morning" counts.
            if minute.is_none() && !(self.led_to_hour(at) && (1..=12).contains(&hour)) {
                return None;
            }
            hour = said.hour(hour);
            (end, day) = (said.end, said.day);
            sure = true;
        } else if self.word(end) == "o" && self.sign(end + 1, b'\'') && self.is(end + 2, W::Oclock)
        {
            end += 3;
            sure = true;
        } else if (self.word(end).eq_ignore_ascii_case("hours")
            || self.word(end).eq_ignore_ascii_case("hrs"))
            && (digits == 4 || minute.is_some())
        {
            end += 1;
            sure = true;
        }
        let zone = self
            .zone(end)
            .filter(|_| minute.is_some() || sure || digits <= 2);
        if let Some((_, after)) = &zone {
            sure = true;
            end = *after;
        }
        if self.is(end, W::Local) && self.is(end + 1, W::Time) {
            sure = true;
            end += 2;
        }
        let plain = minute.is_some() && digits <= 2;
        let led = at > 0
            && (matches!(
                self.lex(at - 1),
                Lex::W(
                    W::At
                        | W::By
                        | W::Until
                        | W::From
                        | W::Since
                        | W::Before
                        | W::After
                        | W::About
                        | W::To
                        | W::T
                        | W::And
                        | W::Between
                )
            ) || self.as_of(at)
                || self.dated_before(at));
        let entry = plain && !sure && !led && self.heads_entry(at, end);
        if hour > 24
            || minute.is_some_and(|m| m > 59)
            || second.is_some_and(|s| s > 60)
            || !(sure || entry || (plain && led))
        {
            return None;
        }
        // "4 September, 02:10: it was pushed out"
        let colon = self.sign(end, b':') && !self.glued(end + 1);
        if self.glued(end)
            && !colon
            && matches!(
                self.lex(end),
                Lex::Sign(b':' | b'/' | b'_') | Lex::Other | Lex::Num { .. }
            )
        {
            return None;
        }
        let mut value = format!("{hour:02}:{:02}", minute.unwrap_or(0));
        if let Some(second) = second {
            let _ = write!(value, ":{second:02}");
        }
        if let Some((zone, _)) = zone {
            value.push_str(&zone);
        }
        // "10:00 p.m. Friday", "5 pm on 3 May"
        let on = end + usize::from(self.is(end, W::On) || self.sign(end, b','));
        let date = self
            .day_cal(on)
            .filter(|(cal, _)| !entry && matches!(cal, Cal::Day(_)));
        // "4:12 UTC the next day" is one time: the day is told by nothing else.
        let pointed = on == end
            && (self.is(end, W::The)
                && matches!(
                    self.lex(end + 1),
                    Lex::W(W::Next | W::Following | W::Same | W::Previous)
                )
                || self.is(end, W::That));
        let end = match date {
            Some((_, after)) if pointed => after,
            _ => end,
        };
        Some(Hit {
            first: at,
            end,
            found: Found::Time(
                value,
                match date {
                    Some((cal, _)) => Some(cal),
                    None if entry => self.day_of_entry(at),
                    None => day.or_else(|| self.day_told(at)),
                },
            ),
            modifier: None,
        })
    }

    /// A time of day as it is said: "at half past eight", "until ten to nine".
    pub(super) fn said_clock(&self, at: usize) -> Option<Hit> {
        let led = at > 0
            && matches!(
                self.lex(at - 1),
                Lex::W(W::At | W::Until | W::Since | W::Before | W::After)
            );
        let (minutes, i) = match self.lex(at) {
            Lex::W(W::Half) => (30, at + 1),
            Lex::Unit(Unit::Quarter) => (15, at + 1),
            Lex::W(W::A) if self.lex(at + 1) == Lex::Unit(Unit::Quarter) => (15, at + 2),
            Lex::Card(20) if self.dash(at + 1) && self.lex(at + 2) == Lex::Card(5) => (25, at + 3),
            Lex::Card(minutes @ (5 | 10 | 20)) => (u32::from(minutes), at + 1),
            _ => return None,
        };
        let (to, Lex::Card(hour @ 1..=12)) = (self.is(i, W::To), self.lex(i + 1)) else {
            return None;
        };
        if !led || !(to && minutes != 30 || self.is(i, W::Past)) {
            return None;
        }
        let (hour, minute) = if to {
            (u32::from(hour) + 11, 60 - minutes)
        } else {
            (u32::from(hour), minutes)
        };
        let mut end = i + 2;
        if matches!(self.lex(end), Lex::Unit(_) | Lex::Units(_) | Lex::Card(_)) {
            return None;
        }
        let mut late = false;
        if let Some((afternoon, after)) = self.half_day(end) {
            (late, end) = (afternoon, after);
        } else if self.is(end, W::In)
            && self.is(end + 1, W::The)
            && let Lex::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening)) =
                self.lex(end + 2)
        {
            (late, end) = (part != Part::Morning, end + 3);
        }
        let hour = hour % 12 + if late { 12 } else { 0 };
        Some(Hit {
            first: at,
            end,
            found: Found::Time(format!("{hour:02}:{minute:02}"), self.day_told(at)),
            modifier: None,
        })
    }

    /// A date and a time of day in one: 2024-09-05T12:33:00Z.
    pub(super) fn stamp(&self, at: usize) -> Option<Hit> {
        let (cal @ Cal::Day(_), t) = self.numeric_cal(at)? else {
            return None;
        };
        if !self.is(t, W::T) || !self.glued(t) || !self.glued(t + 1) {
            return None;
        }
        let hit = self.clock(t + 1)?;
        let Found::Time(time, _) = hit.found else {
            return None;
        };
        Some(Hit {
            first: at,
            end: hit.end,
            found: Found::Time(time, Some(cal)),
            modifier: None,
        })
    }

    /// Whether the text just gave a day: then a bare 17:30 is its time.
    fn dated_before(&self, at: usize) -> bool {
        let beside = self.run.last.is_some_and(|(cal, end, paragraph)| {
            cal.day().is_some()
                && paragraph == self.paragraph
                && (end == at
                    || end + 1 == at
                        && matches!(self.lex(end), Lex::Sign(b',' | b'-' | b'~' | b'(')))
        });
        at >= 2
            && (beside
                || self.run.day.is_some()
                    && (self.number(at - 1).is_some()
                        || self.sign(at - 1, b',')
                        || self.sign(at - 1, b' ')))
    }

    /// Whether a.m. or p.m. stands before an atom.
    fn half_day_ends(&self, at: usize) -> bool {
        let dotted = [4, 3].iter().any(|back| {
            let begins = at.checked_sub(*back);
            begins.is_some_and(|begins| self.half_day(begins).is_some_and(|(_, end)| end == at))
        });
        dotted || at > 0 && matches!(self.lex(at - 1), Lex::W(W::Am | W::Pm))
    }

    /// A.m. or p.m., whether it is the latter, and the atom after it.
    fn half_day(&self, at: usize) -> Option<(bool, usize)> {
        match self.lex(at) {
            Lex::W(W::Am) => Some((false, at + 1)),
            Lex::W(W::Pm) => Some((true, at + 1)),
            Lex::W(W::A | W::Letter(b'p'))
                if self.sign(at + 1, b'.')
                    && self.is(at + 2, W::Letter(b'm'))
                    && self.glued(at + 2) =>
            {
                let dot = self.sign(at + 3, b'.') && self.glued(at + 3);
                Some((
                    self.word(at).eq_ignore_ascii_case("p"),
                    at + 3 + usize::from(dot),
                ))
            }
            _ => None,
        }
    }

    /// The letters of a zone after a time of day, and the atom after it.
    fn zone(&self, at: usize) -> Option<(String, usize)> {
        let open = usize::from(self.sign(at, b'('));
        let i = at + open;
        let close = |end: usize| end + usize::from(open == 1 && self.sign(end, b')'));
        match self.lex(i) {
            Lex::W(W::Z) if self.glued(i) && open == 0 => Some(("Z".to_owned(), i + 1)),
            Lex::W(W::Zone(halves)) if self.word(i).bytes().all(|b| b.is_ascii_uppercase()) => {
                let mut minutes = i32::from(halves) * 30;
                let mut end = i + 1;
                if minutes == 0
                    && let Lex::Sign(sign @ (b'+' | b'-' | b'~')) = self.lex(end)
                    && let Some((offset, 1..=2)) = self.number(end + 1)
                    && offset <= 14
                {
                    minutes = offset as i32 * 60;
                    end += 2;
                    // "UTC+5:30"
                    if self.sign(end, b':')
                        && self.glued(end)
                        && self.glued(end + 1)
                        && let Some((more @ 0..=59, 2)) = self.number(end + 1)
                    {
                        minutes += more as i32;
                        end += 2;
                    }
                    if sign != b'+' {
                        minutes = -minutes;
                    }
                }
                let (hours, rest) = (minutes / 60, minutes.abs() % 60);
                let text = match (minutes, rest) {
                    (0, _) => "Z".to_owned(),
                    (_, 0) => format!("{hours:+03}"),
                    _ => format!("{hours:+03}:{rest:02}"),
                };
                Some((text, close(end)))
            }
            // "9 a.m. Eastern", "6 p.m. Pacific Daylight Time": of summer or winter, nobody says.
            Lex::Other
                if matches!(self.word(i), "Eastern" | "Central" | "Mountain" | "Pacific") =>
            {
                let mut end = i + 1;
                end += usize::from(matches!(self.word(end), "Standard" | "Daylight"));
                let time = self.is(end, W::Time);
                let named = self.atoms.get(end).is_some_and(|next| {
                    next.gap == Gap::Space && next.case != Case::Lower && next.lex == Lex::Other
                });
                let said = self.half_day_ends(i) || time;
                (said && !named).then(|| (String::new(), close(end + usize::from(time))))
            }
            Lex::W(W::OpenZone) if self.word(i).bytes().all(|b| b.is_ascii_uppercase()) => {
                Some((String::new(), close(i + 1)))
            }
            Lex::Sign(b'+' | b'-')
                if self.glued(i) && self.glued(i + 1) && self.sign(i.wrapping_sub(2), b':') =>
            {
                let (value, 2 | 4) = self.number(i + 1)? else {
                    return None;
                };
                let minutes = self.sign(i + 2, b':') && self.number(i + 3).is_some();
                let _ = value;
                let end = i + 2 + 2 * usize::from(minutes);
                let text = self
                    .text
                    .get(self.atoms[i].start as usize..self.atoms[end - 1].end as usize)?;
                Some((text.to_owned(), end))
            }
            _ => None,
        }
    }

    /// The day that a time of day without one belongs to.
    pub(super) fn day_told(&self, at: usize) -> Option<Cal> {
        if let Some(day) = self.day_right_before(at) {
            return Some(day);
        }
        // "Freed pupils who had been taken 16 days earlier. Troops came at 4:30": the clock is that of the
        // news, unless the sentence that counted back tells of it.
        let aside = self.run.aside.filter(|(end, _)| {
            let same = at.saturating_sub(*end) <= ASIDE && (*end..at).all(|at| !self.stops(at));
            !same || self.run.day_paragraph != self.paragraph
        });
        if let Some((_, day)) = aside {
            return day.or(self.anchor.day).map(Cal::Day);
        }
        let told = self.run.day.map(Cal::Day);
        match self.style {
            Style::Narrative => told.or_else(|| self.run.cal.filter(|cal| cal.month().is_some())),
            Style::News if self.run.paragraph == self.paragraph => told
                .filter(|day| day.day() <= self.anchor.day.or(day.day()))
                .or_else(|| {
                    let latest = self.run.latest_day.filter(|_| told.is_some());
                    latest.or(self.anchor.day).map(Cal::Day)
                }),
            // What went before in the paragraph above goes on.
            Style::News if self.run.day_paragraph + 1 == self.paragraph => {
                self.run.latest_day.or(self.anchor.day).map(Cal::Day)
            }
            Style::News => self.anchor.day.map(Cal::Day),
        }
    }

    /// "The morning of 31 January", "Monday night", "that afternoon", "early the next morning".
    pub(super) fn part_of_day(&self, at: usize) -> Option<Hit> {
        let mut i = at + usize::from(self.is(at, W::The));
        let early = matches!(self.lex(i), Lex::W(W::Early | W::Late));
        i += usize::from(early);
        if early && self.is(i, W::In) {
            i += 1;
        }
        i += usize::from(
            early
                && self.is(i, W::The)
                && matches!(
                    self.lex(i + 1),
                    Lex::Part(_) | Lex::W(W::Next | W::Following)
                ),
        );
        let hit = |part: Part, date: Option<Cal>, end: usize| {
            Some(Hit {
                first: at,
                end,
                found: Found::Time(part_code(part).to_owned(), date),
                modifier: None,
            })
        };
        if let Lex::Part(part) = self.lex(i) {
            if i > at && self.in_title(i) {
                return None;
            }
            if let Lex::W(side @ (W::Before | W::After)) = self.lex(i + 1)
                && i > at
                && self.ends_clause(i + 2)
            {
                let count = if side == W::Before { -1 } else { 1 };
                let day = self.told().and_then(Cal::day).or(self.run.latest_day)?;
                return hit(part, Some(Cal::Day(day.plus(count))), i + 2);
            }
            let hours =
                i + 1 + usize::from(self.lex(i + 1) == Lex::Units(super::lexicon::Unit::Hour));
            // "The night to Sunday"
            let eve = part == Part::Night && self.is(hours, W::To);
            if eve || self.is(hours, W::Of) || self.is(hours, W::On) || self.sign(hours, b',') {
                let of = hours + 1 + usize::from(self.is(hours + 1, W::The));
                if let Some((cal @ (Cal::Day(_) | Cal::DayOf(..)), end)) =
                    self.day_cal(of).or_else(|| self.leading_day(of))
                {
                    return hit(part, Some(cal), end);
                }
            }
            if let Some((cal @ Cal::Day(_), end)) = self.month_cal(hours) {
                return hit(part, Some(cal), end);
            }
            if matches!(part, Part::Noon | Part::Midnight) {
                return hit(part, self.day_told(at), hours);
            }
            let led =
                at > 0 && matches!(self.lex(at - 1), Lex::W(W::In | W::At | W::During | W::By));
            return (led && (i > at || self.is(at - 1, W::At)) && !self.is_compound(hours))
                .then(|| hit(part, self.day_told(at), hours))?;
        }
        if i == at && self.is(at, W::Tonight) {
            let (cal, end) = self.day_word(at);
            return hit(Part::Night, Some(cal), end);
        }
        let Lex::Part(part) = self.lex(i + 1) else {
            return None;
        };
        let day = |shift: i32, cal: Option<Cal>| {
            cal.and_then(Cal::day).map(|day| Cal::Day(day.plus(shift)))
        };
        match self.lex(i) {
            Lex::W(W::This | W::Today) => hit(part, day(0, self.spoken()), i + 2),
            // "That night" after a looser date: of the last day that was told.
            Lex::W(W::That | W::Same) => {
                let told = day(0, self.told()).or(self.run.latest_day.map(Cal::Day));
                hit(part, told, i + 2)
            }
            Lex::W(W::Last | W::Yesterday) => hit(part, day(-1, self.spoken()), i + 2),

            Lex::W(W::Tomorrow) => hit(part, day(1, self.spoken()), i + 2),
            Lex::W(W::Next | W::Following) => hit(part, day(1, self.told()), i + 2),
            Lex::W(W::Previous) => hit(part, day(-1, self.told()), i + 2),
            Lex::Weekday(weekday) if !self.named_day(i) => {
                let cal = self.weekday(weekday, i, i + 2);
                hit(part, Some(cal), i + 2)
            }
            _ => None,
        }
    }

    /// Whether a part of the day only says what kind of thing follows: "by the night watchman", "in the
    /// morning papers".
    fn is_compound(&self, at: usize) -> bool {
        self.gap(at) == Gap::Space
            && matches!(
                self.word(at),
                "watchman"
                    | "watchmen"
                    | "watch"
                    | "guard"
                    | "guards"
                    | "shift"
                    | "shifts"
                    | "train"
                    | "trains"
                    | "bus"
                    | "buses"
                    | "ferry"
                    | "flight"
                    | "flights"
                    | "boat"
                    | "sleeper"
                    | "club"
                    | "clubs"
                    | "school"
                    | "class"
                    | "classes"
                    | "course"
                    | "courses"
                    | "vision"
                    | "sight"
                    | "sights"
                    | "nurse"
                    | "nurses"
                    | "porter"
                    | "manager"
                    | "clerk"
                    | "editor"
                    | "desk"
                    | "duty"
                    | "crew"
                    | "staff"
                    | "market"
                    | "sky"
                    | "skies"
                    | "air"
                    | "light"
                    | "life"
                    | "paper"
                    | "papers"
                    | "edition"
                    | "editions"
                    | "show"
                    | "news"
                    | "bulletin"
                    | "programme"
                    | "program"
                    | "briefing"
                    | "session"
                    | "prayer"
                    | "prayers"
                    | "mass"
                    | "meal"
                    | "tea"
                    | "rush"
                    | "traffic"
                    | "commute"
                    | "post"
                    | "mail"
                    | "sun"
                    | "mist"
                    | "fog"
                    | "dress"
                    | "gown"
                    | "patrol"
                    | "patrols"
            )
    }

    /// "Last Friday night", "next Monday afternoon".
    pub(super) fn part_of_pointed(&self, at: usize) -> Option<Hit> {
        if !matches!(self.lex(at + 1), Lex::Weekday(_)) {
            return None;
        }
        let Lex::Part(part) = self.lex(at + 2) else {
            return None;
        };
        let (cal, end) = self.calendar(at)?;
        (end == at + 2).then(|| Hit {
            first: at,
            end: at + 3,
            found: Found::Time(part_code(part).to_owned(), Some(cal)),
            modifier: None,
        })
    }
}
