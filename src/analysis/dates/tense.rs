use super::atoms::{Case, Gap};
use super::lexicon::{Lex, W};
use super::running::Finder;

/// Where the clause says that its date lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Future,
}

/// How far around a date its clause is looked at.
const CLAUSE: usize = 14;

/// How far behind "would" the day of what would be may stand.
const HOPE: usize = 6;

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
            | "appears"
    )
}

/// What is fixed for a day long before it.
fn session(word: &str) -> bool {
    matches!(
        word,
        "hearing" | "trial" | "sentencing" | "appearance" | "election" | "vote"
    )
}

/// The same, and what a country holds: its day is known weeks ahead.
fn fixture(word: &str) -> bool {
    session(word)
        || matches!(
            word,
            "elections"
                | "poll"
                | "polls"
                | "referendum"
                | "runoff"
                | "ballot"
                | "summit"
                | "deadline"
                | "inauguration"
                | "talks"
        )
}

/// Words before "to" that make what follows lie ahead.
fn intends(word: &str) -> bool {
    matches!(
        word,
        "likely"
            | "unlikely"
            | "bound"
            | "certain"
            | "ready"
            | "hopes"
            | "hope"
            | "hoping"
            | "aims"
            | "aim"
            | "wants"
            | "want"
            | "vows"
            | "promises"
            | "threatens"
            | "threaten"
            | "pledges"
            | "prepares"
            | "preparing"
            | "expected"
            | "forecast"
            | "projected"
    )
}

impl Finder<'_> {
    /// The tense of the clause around an expression: what has no sign of it is told of the past.
    pub(super) fn tense(&self, first: usize, end: usize) -> Tense {
        self.tense_told(first, end).unwrap_or(Tense::Past)
    }

    /// The nearest sign of tense in the clause around an expression.
    pub(super) fn tense_told(&self, first: usize, end: usize) -> Option<Tense> {
        // "Since April": it has come already, whatever will be.
        if first > 0 && self.is(first - 1, W::Since) {
            return Some(Tense::Past);
        }
        if self.is_back(first, end) {
            return Some(Tense::Future);
        }
        let due = first > 0 && self.is(first - 1, W::By);
        if self.heads_second(first)
            && let Some(tense) = self.tense_behind(end)
        {
            return Some(tense);
        }
        for back in 1..=CLAUSE {
            let Some(at) = first.checked_sub(back) else {
                break;
            };
            if self.stops(at) || self.gap(at + 1) == Gap::Paragraph {
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
            // "One was still to be tried: on April 2 he was freed": behind a colon the clause tells itself.
            if self.sign(at, b':')
                && !self.glued(at + 1)
                && let Some(tense) = self.tense_behind(end)
            {
                return Some(tense);
            }
            if let Some(tense) = self.sign_of_tense(at) {
                return Some(tense);
            }
        }
        self.tense_behind(end)
    }

    /// "Back on Friday.": what somebody who writes regularly ends with.
    pub(super) fn is_back(&self, first: usize, end: usize) -> bool {
        let Some(back) = first.checked_sub(2) else {
            return false;
        };
        let heads = back == 0
            || self.gap(back) >= Gap::Line
            || self.stops(back - 1)
            || matches!(self.word(back - 1), "is" | "are" | "am");
        self.is(first - 1, W::On)
            && self.word(back).eq_ignore_ascii_case("back")
            && heads
            && (self.gap(end) == Gap::Paragraph || self.stops(end))
    }

    /// Whether an expression heads a clause that goes on after a comma: "it lost its licence, and in
    /// December it will close".
    fn heads_second(&self, first: usize) -> bool {
        first >= 3
            && matches!(self.lex(first - 1), Lex::W(W::In | W::On | W::By))
            && (self.is(first - 2, W::And) || self.word(first - 2) == "but")
            && self.sign(first - 3, b',')
    }

    /// The first sign of tense behind an expression, in its clause.
    fn tense_behind(&self, end: usize) -> Option<Tense> {
        (end..end + CLAUSE)
            .take_while(|&at| !self.stops(at) && self.gap(at) != Gap::Paragraph)
            .find_map(|at| self.sign_of_tense(at))
    }

    /// Whether "to be sentenced" tells who was one in a row: "the first to be sentenced".
    fn one_of_row(&self, to: usize) -> bool {
        to > 0
            && (matches!(self.lex(to - 1), Lex::Ord(_) | Lex::W(W::Last | W::Only))
                || matches!(self.word(to - 1), "latest" | "youngest" | "oldest"))
    }

    /// Whether "until" tells of a day that somebody waits for: "they have until Saturday", "remanded in
    /// custody until 12 January", "until a hearing on 31 October".
    fn waits(&self, until: usize, date: usize) -> bool {
        (until + 1..date).any(|at| session(self.word(at)))
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
                                | "reserved"
                                | "deferred"
                        )
                    })
    }

    /// Whether the clause before an expression or just after it only says what may be.
    pub(super) fn possible(&self, first: usize, end: usize) -> bool {
        let modal = |at: usize| {
            matches!(
                self.word(at),
                "would" | "could" | "can" | "may" | "might" | "should" | "must"
            ) && self.word(at + 1) != "have"
        };
        (1..=CLAUSE)
            .map_while(|back| {
                first
                    .checked_sub(back)
                    .filter(|&at| !self.stops(at) && self.gap(at + 1) < Gap::Paragraph)
            })
            .any(modal)
            || (end..end + CLAUSE)
                // "in December before he could": another clause
                .take_while(|&at| {
                    !self.stops(at)
                        && self.gap(at) < Gap::Paragraph
                        && !matches!(self.lex(at), Lex::W(W::Before | W::After) | Lex::Sign(b','))
                })
                .any(modal)
    }

    /// Whether a past tense before a day that lies just ahead is not that of the day: "meant to sway the
    /// vote on 7 September", "the summit on 25 March drew protests".
    pub(super) fn looks_on(&self, first: usize, end: usize) -> bool {
        if fixture(self.word(end)) {
            return true;
        }
        for back in 1..=CLAUSE {
            let Some(at) = first.checked_sub(back) else {
                break;
            };
            if self.stops(at) || self.gap(at + 1) == Gap::Paragraph {
                break;
            }
            let purpose = self.is(at, W::To)
                && self.lex(at + 1) == Lex::Other
                && self.atoms[at + 1].case == Case::Lower;
            if purpose || fixture(self.word(at)) {
                return true;
            }
            if let Some(tense) = self.sign_of_tense(at) {
                return tense == Tense::Future;
            }
        }
        self.tense_told(first, end) != Some(Tense::Past)
    }

    /// Whether something was due on a day when it is told, and may have been since: "had been due to testify
    /// on 14 November".
    pub(super) fn was_due(&self, first: usize) -> bool {
        (1..=CLAUSE)
            .map_while(|back| first.checked_sub(back).filter(|&at| !self.stops(at)))
            .any(|at| {
                self.is(at, W::Ahead)
                    && at > 1
                    && (matches!(self.word(at - 1), "was" | "were")
                        || self.word(at - 1) == "been" && self.word(at - 2) == "had")
            })
    }

    /// Whether what somebody said would happen is told of a day: "said the ban would start on Monday".
    pub(super) fn would(&self, first: usize) -> bool {
        (1..=HOPE)
            .map_while(|back| {
                first
                    .checked_sub(back)
                    .filter(|&at| !self.stops(at) && !self.sign(at, b','))
            })
            .any(|at| self.word(at) == "would" && self.word(at + 1) != "have")
    }

    /// Whether the words of a day or month begin here.
    fn names_day(&self, at: usize) -> bool {
        matches!(
            self.lex(at),
            Lex::Num { .. } | Lex::Month(_) | Lex::ShortMonth(_) | Lex::Weekday(_)
        )
    }

    /// Whether a sentence or clause ends here.
    pub(super) fn stops(&self, at: usize) -> bool {
        match self.lex(at) {
            Lex::Sign(b'.' | b'!' | b'?') => {
                // "We will be rich." In May …
                !self.glued(at + 1)
                    || matches!(self.lex(at + 1), Lex::Sign(b'"' | b')')) && !self.glued(at + 2)
            }
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
            // "will be held", "is to be sent"; "may be held" says nothing
            Lex::W(W::Behind) if at >= 2 && self.word(at - 1) == "be" => {
                let sure = matches!(self.lex(at - 2), Lex::W(W::Ahead | W::To))
                    && !self.one_of_row(at - 2);
                sure.then_some(Tense::Future)
            }
            Lex::W(W::Behind) => Some(Tense::Past),
            // "is to", "are to"; "the hearing is on 2 April"
            Lex::W(W::Be)
                if self.is(at + 1, W::To)
                    || matches!(self.word(at), "is" | "are")
                        && self.is(at + 1, W::On)
                        && self.names_day(at + 2) =>
            {
                Some(Tense::Future)
            }
            // "is about to"
            Lex::W(W::About) if self.is(at + 1, W::To) && at > 0 && self.is(at - 1, W::Be) => {
                Some(Tense::Future)
            }
            Lex::Other => {
                let word = self.word(at);
                match word {
                    // "adjourned to May", "adjourned the case to May 7"
                    "adjourned" | "slated" | "pencilled" | "postponed" | "deferred"
                        if matches!(self.lex(at + 1), Lex::W(W::For | W::To | W::Until))
                            || (at + 2..at + 5).any(|to| {
                                matches!(self.lex(to), Lex::W(W::To | W::Until))
                                    && self.names_day(to + 1)
                            }) =>
                    {
                        return Some(Tense::Future);
                    }
                    // "The matter was posted for 7 April", "listed for hearing", but "posted for free"
                    "posted" | "listed" | "fixed"
                        if matches!(self.lex(at + 1), Lex::W(W::For | W::To | W::Until))
                            && (self.names_day(at + 2)
                                || (at + 2..at + 5).any(|to| session(self.word(to)))) =>
                    {
                        return Some(Tense::Future);
                    }
                    // "is likely to return", "hopes to be back", but "was likely to"
                    _ if self.is(at + 1, W::To) && intends(word) => {
                        let past =
                            at > 0 && (self.is(at - 1, W::Behind) || self.word(at - 1) == "been");
                        return (!past && self.word(at + 2) != "have").then_some(Tense::Future);
                    }
                    // "A hearing is set for", but "was set off by"
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
                    // "Who is sworn in on Monday"
                    "sworn" if at > 0 && matches!(self.word(at - 1), "is" | "are" | "be") => {
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
                                || matches!(self.word(at - 1), "was" | "were" | "been")) =>
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
                if led(W::To) && self.one_of_row(at - 2) {
                    None
                } else if led(W::To) || led(W::Ahead) {
                    Some(Tense::Future)
                } else {
                    past.then_some(Tense::Past)
                }
            }
            _ => None,
        }
    }
}
