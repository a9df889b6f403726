use super::atoms::{Case, Gap};
use super::calendar::{Cal, OPEN, exists};
use super::lexicon::{Lex, Unit, W};
use super::running::{Finder, Style};
use super::tense::Tense;
use crate::model::Day;

/// What a date says of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Partial {
    pub(super) year: Option<i32>,
    pub(super) month: u8,
    pub(super) day: Option<u8>,
}

/// How many bytes further on a story may have come to another year.
const FAR: u32 = 160;

/// How many days back a date without a year is still of the news.
const RECENT: i32 = 60;

/// How many days back a date without a year is of the news, and not of a story of years ago that would
/// have to run back to it.
const FRESH: i32 = 100;

/// How many days back a date without a year is behind, even where its clause tells of what will be.
const OVER: i32 = 30;

/// How many days ahead a date may lie of which nothing says that it was a year ago.
const COMING: i32 = 14;

/// How many atoms on the next date with a year is looked for.
const AHEAD: usize = 200;

/// How many atoms the longest sentence has that a count of units looks back over.
const SENTENCE: usize = 300;

impl Finder<'_> {
    /// Puts a date with a month on the calendar.
    pub(super) fn place(&self, date: Partial, first: usize, end: usize) -> Option<Cal> {
        let year = date
            .year
            .or_else(|| self.year_ahead(end))
            .or_else(|| self.year_of_range(date, first, end))
            .or_else(|| self.year_by_weekday(date, end))
            .or_else(|| self.year_of(date.month, date.day, first, end));
        match (year, date.day) {
            (Some(year), Some(day)) if date.year.is_some() || exists(year, date.month, day) => {
                exists(year, date.month, day)
                    .then(|| Cal::Day(Day::new(year, u32::from(date.month), u32::from(day))))
            }
            // No year, or 29 February in one that was only inferred
            (_, Some(day)) => exists(OPEN, date.month, day).then_some(Cal::DayOf(date.month, day)),
            (year, None) => Some(Cal::Month(year.unwrap_or(OPEN), date.month)),
        }
    }

    /// The year of either end of a range of bare months or days: it never runs backwards.
    fn year_of_range(&self, date: Partial, first: usize, end: usize) -> Option<i32> {
        if self.style == Style::Narrative {
            return None;
        }
        let joins = |at: usize| self.dash(at) || matches!(self.lex(at), Lex::W(W::To | W::Until));
        // The other end is told already.
        if first >= 2
            && joins(first - 1)
            && self.run.paragraph == self.paragraph
            && (matches!(
                self.lex(first - 2),
                Lex::Month(_) | Lex::ShortMonth(_) | Lex::Num { .. } | Lex::W(W::Suffix)
            ))
            && let Some((year, month)) = self.run.cal.and_then(Cal::month)
        {
            return Some(if date.month < month { year + 1 } else { year });
        }
        if joins(end)
            && self.tense(first, end) == Tense::Future
            && let Some((other, after)) = self.month_date(end + 1)
        {
            let year = self.year_of(other.month, other.day, end + 1, after)?;
            return Some(if other.month < date.month {
                year - 1
            } else {
                year
            });
        }
        None
    }

    /// The year in which a day falls on the weekday that is told of it: "On December 10, a Thursday, …".
    fn year_by_weekday(&self, date: Partial, end: usize) -> Option<i32> {
        let Lex::Weekday(weekday) = self.lex(end + 2) else {
            return None;
        };
        let beside = self.sign(end, b',') && self.is(end + 1, W::A);
        let cal = beside.then(|| self.on_weekday(weekday, date.month, date.day?))?;
        cal?.year()
    }

    /// The year of a month that stands without one.
    fn year_of(&self, month: u8, day: Option<u8>, first: usize, end: usize) -> Option<i32> {
        let told_month = self.run.cal.and_then(Cal::month).map(|(_, month)| month);
        let told = self.run.cal.and_then(|cal| {
            let year = cal.year()?;
            let before = match cal {
                Cal::Season(_, 3) => None,
                other => other.month().map(|(_, m)| m),
            };
            // A history goes on: what follows December in January is the next year.
            Some(match before {
                Some(before) if before >= month + 9 => year + 1,
                _ => year,
            })
        });
        // A story runs forward: "in May 2015 … in June", but not "in May 2015 … in March".
        let onward = told_month.is_none_or(|told| month >= told || told >= month + 9);
        let soon = told_month.is_some_and(|told| onward && (12 + month - told) % 12 <= 2);
        let anew = self.news_again(month, day, first, end);
        let near = self.run.paragraph == self.paragraph
            && !anew
            && !self.leaves(month, first)
            && onward
            && self.bytes_from(self.run.end, first) < if soon { 2 * FAR } else { FAR }
            && match self.run.cal {
                Some(Cal::Day(_) | Cal::Month(..)) => true,
                Some(Cal::Season(..) | Cal::Quarter(..)) => self.opens(first),
                _ => false,
            };
        // A year just over is that of a story which goes on in it: "In May … In October …".
        let going = soon || self.run.steps > 0 && self.opens(first);
        if let Some(year) = self.year_beside(month, first) {
            return Some(year);
        }
        if let Some(year) = self.framed(month, first)
            && self.tense(first, end) == Tense::Past
        {
            return Some(year);
        }
        if self.style == Style::News
            && let Some(year) = self.year_behind(month, day, first)
        {
            return Some(year);
        }
        if day.is_none() && self.steps_back(month, first, end) {
            return self.nearest_year(month, day, first, end);
        }
        match self.style {
            Style::Narrative if anew && day.is_some() && !onward => self.anchor.year,
            Style::Narrative => told.or(self.anchor.year),
            // "in January 2024 … On January 9", "on 22 March 2024 … on 23 March": a day of the month that
            // was just told.
            Style::News
                if day.is_some()
                    && self.run.paragraph + 1 >= self.paragraph
                    && matches!(
                        self.run.cal,
                        Some(Cal::Month(..) | Cal::Day(_) | Cal::Week(_))
                    )
                    && told_month == Some(month)
                    && told <= self.anchor.year.or(told)
                    && self.tense(first, end) == Tense::Past
                    && !self.just_now(month, day) =>
            {
                told
            }
            // "On April 17, 2022 … on May 8 … On May 31, 2022": what stands between is of that year too.
            Style::News
                if onward
                    && self.run.paragraph + 1 >= self.paragraph
                    && told == self.run.cal.and_then(Cal::year)
                    && told < self.anchor.year
                    && told_month.is_some()
                    && self.tense(first, end) == Tense::Past
                    && self.goes_on_in(told, month, end) =>
            {
                told
            }
            Style::News => match (self.anchor.year, told) {
                (Some(now), Some(told))
                    if (near || self.annals(first))
                        && self
                            .run
                            .cal
                            .and_then(Cal::year)
                            .is_some_and(|y| y < now - i32::from(!going))
                        && self.tense(first, end) == Tense::Past =>
                {
                    Some(told)
                }
                // "Last year, in May"
                (Some(_), Some(told))
                    if matches!(self.run.cal, Some(Cal::Year(_)))
                        && first <= self.run.end + 2
                        && !self.stops(self.run.end) =>
                {
                    Some(told)
                }
                (Some(_), _) => self.nearest_year(month, day, first, end),
                (None, told) => told,
            },
        }
    }

    /// The year of a count, season or year that a day or month stands beside: "Two years earlier, on 4 July".
    fn year_beside(&self, month: u8, first: usize) -> Option<i32> {
        let (cal, end, _) = self.run.last?;
        let beside = end + 2 == first
            && self.sign(end, b',')
            && matches!(self.lex(first - 1), Lex::W(W::In | W::On));
        match cal {
            Cal::Season(year, 3) if beside && month < 6 => Some(year.saturating_add(1)),
            Cal::Year(_) | Cal::Season(..) | Cal::Quarter(..) | Cal::Half(..) if beside => {
                cal.year()
            }
            _ => None,
        }
    }

    /// The year that a sentence names at its head or before a colon, for the months that go on with it:
    /// "In 2016 it closed the branch, and in December …", "What happened in 2022: in August …".
    fn framed(&self, month: u8, first: usize) -> Option<i32> {
        let (Some(Cal::Year(year)), Some((last, end, _))) = (self.run.cal, self.run.last) else {
            return None;
        };
        let here = self.run.paragraph == self.paragraph
            && last == Cal::Year(year)
            && first.saturating_sub(end) <= SENTENCE
            && (end..first).all(|at| !self.stops(at));
        let now = (self.anchor.year?, self.anchor.month.unwrap_or(12));
        let heads = || {
            end.checked_sub(1).is_some_and(|at| self.opens(at))
                || (end..first).any(|at| self.sign(at, b':'))
        };
        (here && (year, month) <= now && heads()).then_some(year)
    }

    /// Whether a bare month behind the verb of a new sentence is of the news again, after one step back
    /// into a year long over: "The war broke out in April 2023. Sudan cut its ties in May." A story that
    /// goes on opens with its dates, tells of the same ones ("He was freed in May") or of more than one
    /// step in those years.
    fn steps_back(&self, month: u8, first: usize, end: usize) -> bool {
        let (Some(now), Some((year, told))) = (self.anchor.day, self.run.cal.and_then(Cal::month))
        else {
            return false;
        };
        let candidate = if told >= month + 9 { year + 1 } else { year };
        if self.run.steps > 0
            || self.run.headed
            || self.run.paragraph != self.paragraph
            || Cal::Day(now).year().is_none_or(|now| candidate >= now)
            || first.saturating_sub(self.run.end) > SENTENCE
        {
            return false;
        }
        let begins = (self.run.end..first).rev().find(|&at| self.stops(at));
        begins.is_some_and(|stop| !self.hangs_on(stop + 1, first))
            && self.tense(first, end) == Tense::Past
            && !self.goes_on_in(Some(year), month, end)
    }

    /// Whether a sentence tells more of the ones before it: it opens with its date, or with "he", "the
    /// trial", or does something to "him".
    pub(super) fn hangs_on(&self, begins: usize, first: usize) -> bool {
        let word = self.word(begins);
        let definite = self.is(begins, W::The)
            && self
                .atoms
                .get(begins + 1)
                .is_some_and(|next| next.case == Case::Lower);
        let another = ["another", "others"]
            .iter()
            .any(|one| word.eq_ignore_ascii_case(one))
            || self.is(begins, W::A) && matches!(self.lex(begins + 1), Lex::Ord(_));
        let same = [
            "he", "she", "they", "it", "both", "then", "later", "this", "that",
        ]
        .iter()
        .any(|same| word.eq_ignore_ascii_case(same));
        // "In June it struck", but not "Finland said in June"
        let heads = (begins..first).all(|at| matches!(self.lex(at), Lex::W(_)));
        heads
            || definite
            || same
            || another
            || (begins..first).any(|at| matches!(self.word(at), "him" | "them" | "then" | "later"))
    }

    /// Whether a date of the last months leaves a story of years ago for the news, where the story would
    /// have to run backwards or on into another year without saying so: "It closed the door in October
    /// 2023. When the model came out in January …".
    fn news_again(&self, month: u8, day: Option<u8>, first: usize, end: usize) -> bool {
        let (Some(now), Some((year, told))) = (self.anchor.day, self.run.cal.and_then(Cal::month))
        else {
            return false;
        };
        let then = Day::new(now.year(), u32::from(month), day.map_or(1, u32::from));
        let fresh = then <= now && now <= then.plus(FRESH);
        if month >= told || year >= now.year() - 1 || !fresh {
            return false;
        }
        let same = self.run.paragraph == self.paragraph;
        let far = self.bytes_from(self.run.end, first);
        let leaves = match self.style {
            Style::Narrative => !same || far > FAR,
            Style::News => {
                let begins = first >= 2 && self.is(first - 1, W::In) && self.stops(first - 2);
                same && far < 2 * FAR && !begins && (self.run.end..first).any(|at| self.stops(at))
            }
        };
        leaves && self.tense(first, end) == Tense::Past
    }

    /// Whether the next date further on that names its year names this one, in a later month or the same.
    fn goes_on_in(&self, year: Option<i32>, month: u8, end: usize) -> bool {
        let dated = |at: usize| match self.lex(at) {
            Lex::Month(_) | Lex::ShortMonth(_) => self.month_first(at).map(|(date, _)| date),
            _ => None,
        };
        (end..self.atoms.len().min(end + AHEAD))
            .filter_map(dated)
            .find(|date| date.year.is_some())
            .is_some_and(|date| date.year == year && date.month >= month)
    }

    /// The year of a day that lies just ahead: news would name the year of one so long ago.
    fn coming(&self, month: u8, day: Option<u8>, first: usize, end: usize) -> Option<i32> {
        let (now, day) = (self.anchor.day?, day?);
        let year = [now.year(), now.year() + 1].into_iter().find(|&year| {
            let ahead = Day::new(year, u32::from(month), u32::from(day)).0 - now.0;
            exists(year, month, day) && (1..=COMING).contains(&ahead)
        })?;
        self.looks_on(first, end).then_some(year)
    }

    /// Whether a day of the year lies within some weeks before the publication.
    fn just_now(&self, month: u8, day: Option<u8>) -> bool {
        let (Some(now), Some(day)) = (self.anchor.day, day) else {
            return false;
        };
        let year = now.civil().0;
        exists(year, month, day) && {
            let then = Day::new(year, u32::from(month), u32::from(day));
            then <= now && now <= then.plus(RECENT)
        }
    }

    /// Whether a day of the last weeks is behind, whatever will be: nobody leaves out the year of one that is
    /// eleven months off. "Classes put off in the week of 29 September will be held from 20 October."
    fn is_over(&self, month: u8, day: Option<u8>, first: usize) -> bool {
        let just = |days: i32| {
            self.anchor.day.zip(day).is_some_and(|(now, day)| {
                exists(now.year(), month, day)
                    && Day::new(now.year(), u32::from(month), u32::from(day)) >= now.plus(-days)
            })
        };
        self.just_now(month, day) && (just(OVER) || self.was_due(first))
    }

    /// Whether a month opens its sentence in a paragraph in which a year opened one: "In 2019 he
    /// moved to Oslo. In March …".
    fn annals(&self, first: usize) -> bool {
        let opens = |at: usize| {
            at > 0
                && self.is(at - 1, W::In)
                && (at == 1 || self.stops(at - 2) || self.gap(at - 1) == Gap::Paragraph)
        };
        self.run.paragraph == self.paragraph
            && matches!(self.run.cal, Some(Cal::Year(_)))
            && opens(first)
            && self.run.end.checked_sub(1).is_some_and(opens)
    }

    /// The year in which a month lies nearest to the publication, on the side the tense says.
    fn nearest_year(&self, month: u8, day: Option<u8>, first: usize, end: usize) -> Option<i32> {
        // "Before the November election" lies ahead, whatever tense tells of it.
        let ahead = first >= 2
            && (self.is(first - 1, W::The) && self.is(first - 2, W::Before)
                || self.is(first - 1, W::Before))
            && day.is_none();
        let now = self.anchor.year?;
        let Some(this) = self.anchor.month else {
            return Some(now);
        };
        if let Some(year) = self.coming(month, day, first, end) {
            return Some(year);
        }
        // "In the weeks before the April election", written in August.
        let over =
            month < this && this < month + 6 && self.tense_told(first, end) != Some(Tense::Future);
        let tense = if ahead && !over {
            Tense::Future
        } else {
            self.tense(first, end)
        };
        let day_now = self.anchor.day.map(|d| d.civil().2);
        let later = month > this
            || (month == this
                && matches!((day, day_now), (Some(d), Some(now)) if u32::from(d) > now));
        let earlier = month < this
            || (month == this
                && matches!((day, day_now), (Some(d), Some(now)) if u32::from(d) < now));
        // A day or two ahead of the date line is the same day in another place.
        let close = month == this
            && matches!((day, day_now), (Some(d), Some(now)) if u32::from(d) <= now + 2);
        // "May meet in November" leaves open on which side: the nearer one.
        let soon = later && month < this + 6 && self.possible(first, end);
        Some(match tense {
            Tense::Past if later && !close && !soon => now - 1,
            // "She had been due to testify on 14 November", told some days after it
            Tense::Future if earlier && !self.is_over(month, day, first) => now + 1,
            _ => now,
        })
    }

    /// The year that a date further on in the same list or range names: "March and May 2021",
    /// "3, 5 and 7 June 1967".
    fn year_ahead(&self, end: usize) -> Option<i32> {
        let mut at = end;
        for _ in 0..4 {
            let mut joined = false;
            while self.dash(at)
                || self.sign(at, b',')
                || self.sign(at, b'/')
                || matches!(self.lex(at), Lex::W(W::And | W::Or | W::To | W::Until))
            {
                joined = true;
                at += 1;
            }
            if !joined {
                return None;
            }
            while matches!(self.lex(at), Lex::W(W::The | W::Early | W::Late | W::Mid))
                || (self.dash(at) && self.is(at - 1, W::Mid))
            {
                at += 1;
            }
            if let Some((date, end)) = self.month_date(at) {
                if date.year.is_some() {
                    return date.year;
                }
                at = end;
            } else {
                let (_, after) = self.day_number(at)?;
                at = after;
                let comma = usize::from(self.sign(at, b','));
                if let Some((year, _)) = self.year_number(at + comma) {
                    return Some(year);
                }
            }
        }
        None
    }

    /// How much text lies between two atoms.
    fn bytes_from(&self, end: usize, first: usize) -> u32 {
        let at = |atom: usize| self.atoms.get(atom).map_or(0, |atom| atom.start);
        at(first).saturating_sub(at(end))
    }

    /// What "that", "the same" and "later" lean on.
    pub(super) fn told(&self) -> Option<Cal> {
        self.run.cal.or_else(|| self.anchor.cal())
    }

    /// What "that year" and "the same month" lean on: the last date of the paragraph or of the
    /// one before, asides too.
    pub(super) fn told_last(&self) -> Option<Cal> {
        let last = self
            .run
            .last
            .filter(|(.., paragraph)| paragraph + 1 >= self.paragraph);
        last.map(|(cal, ..)| cal).or_else(|| self.told())
    }

    /// The last day that was told, where it lies in what was told last.
    pub(super) fn told_day(&self) -> Option<Day> {
        self.run.latest_day.filter(|day| match self.run.cal {
            Some(cal @ Cal::Month(..)) => cal.month() == Cal::Day(*day).month(),
            Some(cal @ Cal::Year(_)) => cal.year() == Some(day.civil().0),
            _ => true,
        })
    }

    /// The day that news is telling of, where that lies more than a week back.
    pub(super) fn day_of_story(&self) -> Option<Day> {
        let now = self.anchor.day.filter(|_| self.style == Style::News)?;
        let near = self.run.paragraph + 1 >= self.paragraph;
        self.run.day.filter(|day| near && *day < now.plus(-7))
    }

    /// The same for a count of units: news leans on what its own sentence told last, however
    /// coarse, and for days on a day.
    pub(super) fn told_for(&self, unit: Unit, first: usize) -> Option<Cal> {
        if self.style == Style::Narrative {
            return self.told();
        }
        let here = self.run.last.filter(|(_, end, paragraph)| {
            *paragraph == self.paragraph
                && first.saturating_sub(*end) <= SENTENCE
                && (*end..first).all(|at| !self.stops(at))
        });
        let here = here.or_else(|| self.year_before(unit, first));
        let told = here.map_or_else(|| self.told(), |(cal, ..)| Some(cal));
        if unit <= Unit::Fortnight && told.is_none_or(|cal| cal.day().is_none()) {
            return told
                .filter(|cal| super::calendar::shift(*cal, unit, 1).is_some())
                // A day of another month than the one just told is not what is counted from.
                .or(self.told_day().map(Cal::Day).filter(|day| {
                    here.is_none()
                        || told
                            .and_then(Cal::month)
                            .is_none_or(|told| day.month() == Some(told))
                }))
                .or(told);
        }
        told
    }

    /// The year that the sentence before gave as all its date, in passing or not, for months and years
    /// counted on from it: "He was declared bankrupt in 2002. Three years later …".
    fn year_before(&self, unit: Unit, first: usize) -> Option<(Cal, usize, u32)> {
        let (cal @ Cal::Year(_), end, paragraph) = self.run.last? else {
            return None;
        };
        let near = unit >= Unit::Month
            && paragraph == self.paragraph
            && first.saturating_sub(end) <= SENTENCE
            && (end..first).filter(|&at| self.stops(at)).count() == 1;
        // "On 5 May police raided the bank, founded in 1990. Two years later …"
        let alone = self.run.end >= end || (self.run.end..end).any(|at| self.stops(at));
        (near && alone).then_some((cal, end, paragraph))
    }

    /// What "this", "last" and "next" lean on.
    pub(super) fn spoken(&self) -> Option<Cal> {
        match self.style {
            Style::News => self.anchor.cal().or(self.run.cal),
            Style::Narrative => self.told(),
        }
    }

    /// When the document was written, which alone "ago" counts from.
    pub(super) fn written(&self) -> Option<Cal> {
        self.anchor.cal().or(self.run.cal)
    }
}
