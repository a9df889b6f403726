use super::atoms::Gap;
use super::calendar::{Cal, OPEN, exists};
use super::lexicon::{Lex, Unit, W};
use super::running::{Finder, Style};
use crate::model::Day;

/// Where the clause says that its date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

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

/// How far around a date its clause is looked at.
const CLAUSE: usize = 14;

/// How many atoms the longest sentence has that a count of units looks back over.
const SENTENCE: usize = 300;

/// How far before "until" it may stand what waits.
const WAIT: usize = 8;

/// Verbs that tell in the present what a calendar holds: "the Senate meets on Wednesday".
fn scheduled(word: &str) -> bool {
    matches!(
        word,
        "holds"
            | "begins"
            | "begin"
            | "starts"
            | "start"
            | "opens"
            | "meets"
            | "resumes"
            | "resume"
            | "expires"
            | "expire"
            | "closes"
            | "visits"
            | "travels"
            | "arrives"
            | "returns"
            | "votes"
            | "takes"
            | "take"
            | "comes"
            | "convenes"
            | "faces"
            | "goes"
            | "ends"
            | "reopens"
            | "sits"
            | "heads"
            | "awaits"
    )
}

impl Finder<'_> {
    /// The tense of the clause around an expression: what has no sign of it is told of the past.
    pub(super) fn tense(&self, first: usize, end: usize) -> Tense {
        self.tense_told(first, end).unwrap_or(Tense::Past)
    }

    /// The nearest sign of tense in the clause around an expression.
    pub(super) fn tense_told(&self, first: usize, end: usize) -> Option<Tense> {
        let due = first > 0 && self.is(first - 1, W::By);
        for back in 1..=CLAUSE {
            let Some(at) = first.checked_sub(back) else {
                break;
            };
            if self.stops(at) {
                break;
            }
            // "remanded until a hearing on 31 October"
            if self.is(at, W::Until) && self.waits(at, first) {
                return Some(Tense::Future);
            }
            // "to leave the country by Sunday", "must leave by Sunday"
            if due
                && (self.is(at, W::To) && self.lex(at + 1) == Lex::Other
                    || matches!(self.word(at), "must" | "should" | "shall"))
            {
                return Some(Tense::Future);
            }
            if let Some(tense) = self.sign_of_tense(at) {
                return Some(tense);
            }
        }
        for at in end..end + CLAUSE {
            if self.stops(at) {
                break;
            }
            if let Some(tense) = self.sign_of_tense(at) {
                return Some(tense);
            }
        }
        None
    }

    /// Whether "until" tells of a day that somebody waits for: "they have until Saturday", "remanded in
    /// custody until 12 January", "until a hearing on 31 October".
    fn waits(&self, until: usize, date: usize) -> bool {
        let session = |at: usize| {
            matches!(
                self.word(at),
                "hearing" | "trial" | "sentencing" | "appearance" | "election" | "vote"
            )
        };
        (until + 1..date).any(session)
            || until + 1 == date
                && (1..=WAIT)
                    .map_while(|back| until.checked_sub(back).filter(|&at| !self.stops(at)))
                    .any(|at| {
                        matches!(
                            self.word(at),
                            "have"
                                | "has"
                                | "gave"
                                | "given"
                                | "remanded"
                                | "bail"
                                | "bailed"
                                | "adjourned"
                                | "postponed"
                                | "extended"
                                | "custody"
                        )
                    })
    }

    /// Whether the clause before an expression or just after it only says what may be.
    fn possible(&self, first: usize, end: usize) -> bool {
        let modal = |at: usize| {
            matches!(
                self.word(at),
                "would" | "could" | "can" | "may" | "might" | "should" | "must"
            ) && self.word(at + 1) != "have"
        };
        (1..=CLAUSE)
            .map_while(|back| first.checked_sub(back).filter(|&at| !self.stops(at)))
            .any(modal)
            || (end..end + CLAUSE)
                // "in December before he could": another clause
                .take_while(|&at| {
                    !self.stops(at)
                        && !matches!(self.lex(at), Lex::W(W::Before | W::After) | Lex::Sign(b','))
                })
                .any(modal)
    }

    /// Whether a sentence or clause ends here.
    fn stops(&self, at: usize) -> bool {
        match self.lex(at) {
            Lex::Sign(b'.' | b'!' | b'?') => !self.glued(at + 1),
            Lex::Sign(b';') => true,
            _ => false,
        }
    }

    fn sign_of_tense(&self, at: usize) -> Option<Tense> {
        match self.lex(at) {
            // "sent the plan to the wrong list in March", "plans of the network": a thing, and nothing
            // that lies ahead.
            Lex::W(W::Ahead)
                if matches!(self.word(at), "plan" | "plans")
                    && (at > 0 && matches!(self.lex(at - 1), Lex::W(W::The | W::A))
                        || self.is(at + 1, W::Of)) =>
            {
                None
            }
            Lex::W(W::Ahead) => Some(Tense::Future),
            Lex::W(W::Behind) => Some(Tense::Past),
            // "is to", "are to"
            Lex::W(W::Be) if self.is(at + 1, W::To) => Some(Tense::Future),
            Lex::Other => {
                let word = self.word(at);
                match word {
                    // "A hearing is set for", but "was set off by"
                    // "The matter was posted for 7 April", "adjourned to May"
                    "posted" | "listed" | "adjourned" | "fixed" | "slated" | "pencilled"
                    | "postponed"
                        if matches!(self.lex(at + 1), Lex::W(W::For | W::To | W::Until)) =>
                    {
                        return Some(Tense::Future);
                    }
                    // "has been called to a hearing on 3 May"
                    "called" | "summoned" | "invited"
                        if at >= 2
                            && self.word(at - 1) == "been"
                            && matches!(self.word(at - 2), "has" | "have")
                            && (at + 1..at + 5).any(|to| {
                                matches!(
                                    self.word(to),
                                    "hearing" | "testify" | "appear" | "court" | "explain"
                                )
                            }) =>
                    {
                        return Some(Tense::Future);
                    }
                    "see" | "See" if self.word(at + 1) == "you" => return Some(Tense::Future),
                    // "The hearings go on in May"
                    "go" if self.is(at + 1, W::On)
                        && at > 0
                        && self.word(at - 1).ends_with('s') =>
                    {
                        return Some(Tense::Future);
                    }
                    "set"
                        if at > 0
                            && matches!(self.lex(at + 1), Lex::W(W::For | W::To))
                            && (self.is(at - 1, W::Be)
                                || matches!(self.word(at - 1), "was" | "were")) =>
                    {
                        return Some(Tense::Future);
                    }
                    // "began to take apart"
                    "take" if at > 0 && self.is(at - 1, W::To) => {}
                    _ if scheduled(word) => return Some(Tense::Future),
                    _ => {}
                }
                let past = word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed");
                // "is expected", "to be released" lie ahead
                let led = |word: W| {
                    at >= 2
                        && self.is(at - 1, W::Be)
                        // "to have dealt"
                        && self.word(at - 1) != "have"
                        && self.is(at - 2, word)
                };
                if led(W::To) || led(W::Ahead) {
                    Some(Tense::Future)
                } else {
                    past.then_some(Tense::Past)
                }
            }
            _ => None,
        }
    }

    /// Puts a date with a month on the calendar.
    pub(super) fn place(&self, date: Partial, first: usize, end: usize) -> Option<Cal> {
        let year = date
            .year
            .or_else(|| self.year_ahead(end))
            .or_else(|| self.year_of_range(date, first, end))
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
        let near = self.run.paragraph == self.paragraph
            && onward
            && self.bytes_from(self.run.end, first) < if soon { 2 * FAR } else { FAR }
            && matches!(self.run.cal, Some(Cal::Day(_) | Cal::Month(..)));
        match self.style {
            Style::Narrative => told.or(self.anchor.year),
            // "in January 2024 … On January 9": a day of the month that was just told.
            Style::News
                if day.is_some()
                    && self.run.paragraph + 1 >= self.paragraph
                    && matches!(self.run.cal, Some(Cal::Month(_, told)) if told == month)
                    && self.tense(first, end) == Tense::Past
                    && !self.just_now(month, day) =>
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
                            .is_some_and(|y| y < now - i32::from(!soon))
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
            Tense::Future if earlier => now + 1,
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
