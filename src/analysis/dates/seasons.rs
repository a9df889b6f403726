use super::atoms::{Case, Gap};
use super::calendar::{Cal, OPEN, monday};
use super::lexicon::{Lex, Unit, W};
use super::named::{HOLIDAYS, Holiday};
use super::running::{Finder, Style};
use super::tense::Tense;
use crate::model::Day;

/// How many days ahead a feast may lie that nobody needs to call the next.
const SOON: i32 = 120;

/// How many atoms before "until Saturday" the day may stand on which it began.
const UNTIL: usize = 60;

impl Finder<'_> {
    /// "Over the weekend": the last or the next one.
    pub(super) fn weekend(&self, at: usize) -> Option<(Cal, usize)> {
        let led = at > 0
            && matches!(
                self.lex(at - 1),
                Lex::W(W::Over | W::At | W::On | W::During | W::By | W::In)
            );
        let Some(Cal::Day(now)) = self.spoken() else {
            return led.then_some((Cal::Open(Unit::Weekend), at + 2));
        };
        let this = monday(now);
        if let Some(day) = self.day_of_story() {
            return led.then_some((Cal::Weekend(monday(day)), at + 2));
        }
        let week = match self.tense(at, at + 2) {
            Tense::Past if now.weekday() < 5 => this.plus(-7),
            _ => this,
        };
        led.then_some((Cal::Weekend(week), at + 2))
    }

    /// "First Monday of September 2024", "the last Sunday in May".
    pub(super) fn nth_weekday(&self, at: usize) -> Option<(Cal, usize)> {
        let (n, i) = match self.lex(at) {
            Lex::Ord(n) if n <= 5 => (n as u8, at + 1),
            Lex::W(W::Last) => (5, at + 1),
            _ => return None,
        };
        let Lex::Weekday(weekday) = self.lex(i) else {
            return None;
        };
        if !matches!(self.lex(i + 1), Lex::W(W::Of | W::In)) {
            return None;
        }
        let (cal, end) = self.whole_month(i + 2)?;
        let Cal::Month(year, month) = cal else {
            return None;
        };
        (year != OPEN).then(|| (super::named::nth(year, month, weekday, n), end))
    }

    /// A weekday with what belongs to it: "Monday", "Monday, 22 April 2024", "Sunday 31".
    pub(super) fn weekday_cal(&self, at: usize) -> Option<(Cal, usize)> {
        let atom = self.atoms.get(at)?;
        let (weekday, short) = match atom.lex {
            Lex::Weekday(w) => {
                if self.named_day(at) {
                    return None;
                }
                (w, false)
            }
            Lex::ShortWeekday(w) => (w, true),
            _ => return None,
        };
        let mut i = at + 1;
        i += usize::from(short && self.sign(i, b'.') && self.glued(i));
        let plain = i;
        i += usize::from(self.sign(i, b','));
        i += usize::from(self.is(i, W::The));
        if self.gap(i) < Gap::Paragraph {
            if let Some((date, end)) = self.month_date(i)
                && let Some(day) = date.day
            {
                let cal = match date.year {
                    None => self.on_weekday(weekday, date.month, day),
                    Some(_) => None,
                };
                return Some((cal.or_else(|| self.place(date, at, end))?, end));
            }
            // "Monday last week", "Tuesday of the following week"
            let week = i + usize::from(self.is(i, W::Of));
            if let Some((monday, end)) = self.pointed_week(week) {
                return Some((Cal::Day(monday.plus(i32::from(weekday))), end));
            }
            if let Some((cal, end)) = self
                .numeric_cal(i)
                .filter(|(cal, _)| matches!(cal, Cal::Day(_)))
            {
                return Some((cal, end));
            }
        }
        if short {
            let led = at > 0
                && matches!(
                    self.lex(at - 1),
                    Lex::W(W::On | W::Last | W::Next | W::This)
                );
            // "Draws on Sun Tzu", "on Mon villages": names, as a short day stands at the end of what is said.
            let named = self.gap(plain) == Gap::Space && self.lex(plain) == Lex::Other;
            if !led || named || atom.case == Case::Lower {
                return None;
            }
        }
        Some((self.weekday(weekday, at, plain), plain))
    }

    /// Whether a weekday is the end of a name: "Bloody Sunday", "Black Friday", "Ash Wednesday". A place may stand
    /// before one ("told reporters in Paris Monday"), so these are the words that make a name of it.
    pub(super) fn named_day(&self, at: usize) -> bool {
        self.given_name(at)
            || self.in_title(at)
            || at > 0
                && self.gap(at) == Gap::Space
                && self.atoms[at].case != Case::Lower
                && matches!(
                    self.word(at - 1),
                    "Ash"
                        | "Advent"
                        | "Black"
                        | "Bloody"
                        | "Blue"
                        | "Clean"
                        | "Cyber"
                        | "Easter"
                        | "Fat"
                        | "Giving"
                        | "Good"
                        | "Holy"
                        | "Maundy"
                        | "Mothering"
                        | "Palm"
                        | "Pancake"
                        | "Remembrance"
                        | "Sheffield"
                        | "Shrove"
                        | "Spy"
                        | "Super"
                        | "Trinity"
                        | "Whit"
                )
    }

    /// Whether a day or a part of one stands within a name that begins with its article: "welcome to The Friday
    /// Dispatch", "write to The Morning Ledger".
    pub(super) fn in_title(&self, at: usize) -> bool {
        let Some(the) = at.checked_sub(1) else {
            return false;
        };
        let heads = the == 0
            || self.gap(the) >= Gap::Line
            || self.stops(the - 1)
            || matches!(self.lex(the - 1), Lex::Sign(b'"' | b'\'' | b':' | b'~'));
        self.word(the) == "The"
            && !heads
            && self.atoms[at].case == Case::Initial
            && self.atoms.get(at + 1).is_some_and(|next| {
                next.gap == Gap::Space && next.case != Case::Lower && next.lex == Lex::Other
            })
    }

    /// Whether a weekday or month is somebody's given name, as in Nigeria: "Friday Aigbe, a driver, was
    /// acquitted". A day of the calendar at the head of a sentence has "on" before it, or its news
    /// behind: "Friday Manchester United said", "Monday morning".
    fn given_name(&self, at: usize) -> bool {
        let next = |at: usize| {
            self.atoms.get(at).is_some_and(|next| {
                next.gap == Gap::Space && next.case == Case::Initial && next.lex == Lex::Other
            })
        };
        let titled = at > 0 && matches!(self.word(at - 1), "Mr" | "Mrs" | "Ms" | "Miss" | "Dr");
        let heads = at == 0 || self.gap(at) >= Gap::Line || self.stops(at - 1);
        self.atoms[at].case == Case::Initial
            && (titled
                || heads
                    && next(at + 1)
                    && !next(at + 2)
                    && (self.sign(at + 2, b',')
                        || matches!(self.lex(at + 2), Lex::W(W::Behind | W::Be))
                        || self.word(at + 2).ends_with("ed")))
    }

    /// The day of a month that falls on a weekday in one of the years around the publication.
    pub(super) fn on_weekday(&self, weekday: u8, month: u8, day: u8) -> Option<Cal> {
        let now = self.anchor.day.filter(|_| self.style == Style::News)?;
        [0, -1, 1]
            .into_iter()
            .map(|by| now.year() + by)
            .filter(|year| super::calendar::exists(*year, month, day))
            .map(|year| Day::new(year, u32::from(month), u32::from(day)))
            .filter(|date| date.weekday() == u32::from(weekday))
            .min_by_key(|date| (date.0 - now.0).abs())
            .map(Cal::Day)
    }

    /// The day of a bare weekday: on the side of the publication that the tense says.
    pub(super) fn weekday(&self, weekday: u8, first: usize, end: usize) -> Cal {
        if let Some(day) = self.day_beside_weekday(weekday, first, end) {
            return Cal::Day(day);
        }
        // A history that is dated itself tells its weekdays by the day that it told right before.
        let told = self.run.day.filter(|_| {
            self.anchor.day.is_none()
                || self.run.last.is_some_and(|(cal, _, paragraph)| {
                    cal.day() == self.run.day && paragraph + 1 >= self.paragraph
                })
        });
        let (from, history) = match self.style {
            Style::Narrative if told.is_some() || self.anchor.day.is_none() => (told, true),
            _ => (self.anchor.day, false),
        };
        let Some(from) = from.filter(|_| !self.any_weekday(first, end)) else {
            return Cal::Weekday(weekday);
        };
        if let Some(day) = self.until_weekday(weekday, first) {
            return Cal::Day(day);
        }
        // "On the Monday" of what is being told
        if first > 0
            && self.is(first - 1, W::The)
            && let Some(day) = self.day_of_story()
        {
            let ahead = (i32::from(weekday) - day.weekday() as i32).rem_euclid(7);
            return Cal::Day(day.plus(ahead));
        }
        let back = (from.weekday() as i32 - i32::from(weekday)).rem_euclid(7);
        let ahead = (i32::from(weekday) - from.weekday() as i32).rem_euclid(7);
        // On a Friday "back on Friday" is the next one.
        let ahead = if ahead == 0 && self.is_back(first, end) {
            7
        } else {
            ahead
        };
        let future = history || self.tense(first, end) == Tense::Future || self.would(first);
        Cal::Day(if future {
            from.plus(ahead)
        } else {
            from.plus(-back)
        })
    }

    /// Whether a weekday is one of many, "shot on a Sunday in March", and not of the news: "at a Monday
    /// hearing".
    fn any_weekday(&self, first: usize, end: usize) -> bool {
        first > 0
            && self.word(first - 1) == "a"
            && !matches!(self.lex(end), Lex::Other | Lex::Part(_))
    }

    /// The day that a weekday stands beside: "August 15, 2023, a Tuesday, when …", "2024-02-05, Monday: …".
    fn day_beside_weekday(&self, weekday: u8, first: usize, end: usize) -> Option<Day> {
        let (cal, after, _) = self.run.last?;
        let right = after + 1 == first && matches!(self.lex(after), Lex::Sign(b',' | b'('));
        if right && let Some(day) = cal.day().filter(|day| day.weekday() == u32::from(weekday)) {
            return Some(day);
        }
        let comma = first.checked_sub(2)?;
        (after == comma
            && self.sign(comma, b',')
            && self.is(first - 1, W::A)
            && self.gap(end) != Gap::Space)
            .then(|| cal.day())?
    }

    /// The weekday up to which something lasted that began on a day told just before: "On 20 June it was
    /// struck. The gates stayed shut until Saturday."
    fn until_weekday(&self, weekday: u8, first: usize) -> Option<Day> {
        let now = self.anchor.day?;
        let (cal, end, paragraph) = self.run.last?;
        let began = cal.day()?;
        let near = first > 0
            && self.is(first - 1, W::Until)
            && paragraph == self.paragraph
            && first.saturating_sub(end) <= UNTIL
            && (end..first).filter(|&at| self.stops(at)).count() <= 1;
        let ahead = (i32::from(weekday) - began.weekday() as i32).rem_euclid(7);
        let day = began.plus(if ahead == 0 { 7 } else { ahead });
        // "Noticed nothing until Saturday": it came on that day, and is news.
        let denied = || {
            (1..=UNTIL)
                .map_while(|back| first.checked_sub(back).filter(|&at| !self.stops(at)))
                .any(|at| {
                    matches!(
                        self.word(at),
                        "not" | "nothing" | "never" | "nobody" | "no" | "none"
                    ) || self.is(at, W::T) && self.glued(at)
                })
        };
        let lasted = self.tense_told(first, first + 1) == Some(Tense::Past) && !denied();
        (near && day < now && lasted).then_some(day)
    }

    /// "Summer 2007", "the winter of 1914–15", "spring of that year", "this summer" without its
    /// pointer.
    pub(super) fn season(&self, at: usize) -> Option<(Cal, usize)> {
        let Lex::Season(season) = self.lex(at) else {
            return None;
        };
        let (year, mut end) = match self.year_after(at + 1) {
            Some((year, end)) => (Some(year), end),
            None => (None, at + 1),
        };
        if let Some(year) = year {
            end = self.winter_end(end, season);
            return Some((Cal::Season(year, season), end));
        }
        let bare = matches!(season, 1 | 3)
            && self.style == Style::Narrative
            && self.atoms[at].case == Case::Lower;
        let led = bare
            || at > 0
                && matches!(
                    self.lex(at - 1),
                    Lex::W(
                        W::The
                            | W::In
                            | W::By
                            | W::Until
                            | W::Since
                            | W::Early
                            | W::Late
                            | W::Mid
                            | W::During
                            | W::Of
                            | W::From
                            | W::To
                    )
                );
        let the = at > 0 && self.is(at - 1, W::The);
        // A fall is a fall and a spring a well, unless something says otherwise.
        let word = self.word(at);
        if !led || matches!(word, "fall" | "Fall") && (the || !self.is(at - 1, W::In)) {
            return None;
        }
        if self.is(at + 1, W::Of) || self.glued(at + 1) && !matches!(self.lex(at + 1), Lex::Sign(_))
        {
            return None;
        }
        if the && self.dash(at + 1) {
            return None;
        }
        Some((Cal::Season(self.season_year(season, at, end), season), end))
    }

    /// Takes in the second year of a winter: 1914–15.
    pub(super) fn winter_end(&self, end: usize, season: u8) -> usize {
        let second = season == 3
            && (self.dash(end) || self.sign(end, b'/'))
            && self.glued(end)
            && self.glued(end + 1)
            && self.number(end + 1).is_some();
        if second { end + 2 } else { end }
    }

    pub(super) fn season_year(&self, season: u8, first: usize, end: usize) -> i32 {
        let near = self.run.paragraph == self.paragraph;
        let told = self.run.cal.and_then(Cal::year);
        if self.style == Style::Narrative
            || (near && told.is_some_and(|t| self.anchor.year.is_some_and(|now| t < now - 1)))
        {
            return told.or(self.anchor.year).unwrap_or(OPEN);
        }
        let Some(now) = self.anchor.year else {
            return told.unwrap_or(OPEN);
        };
        let Some(month) = self.anchor.month else {
            return now;
        };
        let begins = season * 3 + 3;
        match self.tense(first, end) {
            Tense::Past if begins > month => now - 1,
            Tense::Future if season < 3 && begins + 2 < month => now + 1,
            _ => now,
        }
    }

    /// The feast that is named here, and the atom after its name.
    pub(super) fn holiday_named(&self, at: usize) -> Option<(&'static Holiday, usize)> {
        if self.atoms.get(at)?.case == Case::Lower {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        let first = self.word(at).bytes().next()?;
        for (n, holiday) in HOLIDAYS.iter().enumerate() {
            for words in holiday.words {
                let begins = words.bytes().next();
                if begins.is_some_and(|letter| letter.eq_ignore_ascii_case(&first))
                    && let Some(end) = self.spells(at, words)
                    && best.is_none_or(|(_, b)| end > b)
                {
                    best = Some((n, end));
                }
            }
        }
        let (n, end) = best?;
        // "Christmas Island", "Easter Rising"
        let named = self.atoms.get(end).is_some_and(|next| {
            next.gap == Gap::Space && next.case == Case::Initial && next.lex == Lex::Other
        });
        (!named).then_some((&HOLIDAYS[n], end))
    }

    /// "Christmas", "Easter 2018", "Good Friday last year", "New Year's Eve".
    pub(super) fn holiday(&self, at: usize) -> Option<(Cal, usize)> {
        let (holiday, end) = self.holiday_named(at)?;
        if let Some((year, end)) = self.year_after(end) {
            return Some((holiday.of(year), end));
        }
        if let Some(year) = self.year_of_event(end) {
            return Some((holiday.of(year), end));
        }
        // One that moves is looked for about where it lies this year.
        let moving = || {
            let (_, month, day) = holiday.of(self.anchor.year?).day()?.civil();
            Some((month as u8, day as u8))
        };
        let year = match (self.style, holiday.fixed().or_else(moving)) {
            // "Warned of further action after Easter"
            (Style::News, Some(_)) if holiday.fixed().is_none() && self.is_soon(holiday, at) => {
                self.anchor.year.unwrap_or(OPEN)
            }
            (Style::News, Some((month, day))) => {
                let near = self.nearest(month, day, at, end);
                near.unwrap_or(OPEN)
            }
            _ => self.told().and_then(Cal::year).unwrap_or(OPEN),
        };
        if year == OPEN {
            let cal = holiday
                .fixed()
                .map_or(Cal::Open(Unit::Day), |(m, d)| Cal::DayOf(m, d));
            return Some((cal, end));
        }
        Some((holiday.of(year), end))
    }

    /// The year of what was done at a feast: "the Easter attacks of 2019", "the Christmas market bombing in
    /// 2016".
    fn year_of_event(&self, at: usize) -> Option<i32> {
        let end = (at..at + 3).find(|&next| {
            self.gap(next) != Gap::Space
                || self.lex(next) != Lex::Other
                || self.atoms[next].case != Case::Lower
        })?;
        let told = end > at && matches!(self.lex(end), Lex::W(W::Of | W::In));
        let (value, 4) = self.number(end + 1)? else {
            return None;
        };
        (told && (1900..2100).contains(&value)).then_some(value as i32)
    }

    /// Whether a feast of this year lies some months ahead, and what is told comes before or after it.
    fn is_soon(&self, holiday: &Holiday, at: usize) -> bool {
        let bounds = at > 0
            && matches!(
                self.lex(at - 1),
                Lex::W(W::After | W::Before | W::By | W::Until)
            );
        bounds
            && self.anchor.day.is_some_and(|now| {
                let day = holiday.of(now.year()).day();
                day.is_some_and(|day| (1..SOON).contains(&(day.0 - now.0)))
            })
    }

    pub(super) fn nearest(&self, month: u8, day: u8, first: usize, end: usize) -> Option<i32> {
        let date = super::resolve::Partial {
            year: None,
            month,
            day: Some(day),
        };
        self.place(date, first, end)?.year()
    }

    /// Whether these words stand here, and the atom after them.
    pub(super) fn spells(&self, at: usize, words: &str) -> Option<usize> {
        let mut i = at;
        for word in words.split(' ') {
            let here = self.word(i);
            let same = here.eq_ignore_ascii_case(word) || (word == "'" && self.sign(i, b'\''));
            if !same {
                return None;
            }
            i += 1;
        }
        Some(i)
    }
}
