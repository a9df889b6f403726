//! Times of day that head a line, and what words say of the hour: "9:40 in the evening", "at six this morning".

use super::atoms::Gap;
use super::calendar::Cal;
use super::lexicon::{Lex, Part, W};
use super::running::{Finder, Found, Hit};

/// How many signs of emphasis, or of a list, may stand before what heads a line.
const SIGNS: usize = 3;

/// A part of the day behind an hour.
pub(super) struct SaidPart {
    part: Part,
    /// The day, where the words point at one.
    pub(super) day: Option<Cal>,
    /// The atom after it.
    pub(super) end: usize,
}

impl SaidPart {
    /// The hour on a clock of twenty-four.
    pub(super) fn hour(&self, hour: u32) -> u32 {
        if hour > 12 {
            return hour;
        }
        let late = match self.part {
            Part::Afternoon | Part::Evening => true,
            // "Eleven at night", but "two at night"
            Part::Night => (6..12).contains(&hour),
            _ => false,
        };
        hour % 12 + if late { 12 } else { 0 }
    }
}

impl Finder<'_> {
    /// "In the evening", "at night", "this morning" behind an hour.
    pub(super) fn said_part(&self, at: usize) -> Option<SaidPart> {
        let said = |part, end| SaidPart {
            part,
            day: None,
            end,
        };
        match (self.lex(at), self.lex(at + 1), self.lex(at + 2)) {
            (
                Lex::W(W::In),
                Lex::W(W::The),
                Lex::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening)),
            ) if !self.word(at + 2).ends_with('s') => Some(said(part, at + 3)),
            (Lex::W(W::At), Lex::Part(Part::Night), _) if self.word(at + 1) == "night" => {
                Some(said(Part::Night, at + 2))
            }
            (
                Lex::W(W::This),
                Lex::Part(part @ (Part::Morning | Part::Afternoon | Part::Evening)),
                _,
            ) => Some(SaidPart {
                day: self.spoken().filter(|cal| cal.day().is_some()),
                ..said(part, at + 2)
            }),
            _ => None,
        }
    }

    /// Whether words before an atom lead to a time of day: "at six", "at about six", "shortly before six".
    pub(super) fn led_to_hour(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match self.lex(before) {
            Lex::W(W::At | W::By | W::Until | W::Since | W::Before | W::After | W::From) => true,
            Lex::W(W::About) => before > 0 && self.is(before - 1, W::At),
            _ => false,
        }
    }

    /// "Situation as of 18:00".
    pub(super) fn as_of(&self, at: usize) -> bool {
        at > 1 && self.is(at - 1, W::Of) && self.word(at - 2).eq_ignore_ascii_case("as")
    }

    /// An hour in words with its part of the day: "at about five in the afternoon", "at six this morning".
    pub(super) fn said_hour(&self, at: usize) -> Option<Hit> {
        let Lex::Card(hour @ 1..=12) = self.lex(at) else {
            return None;
        };
        let said = self.said_part(at + 1)?;
        if !self.led_to_hour(at) {
            return None;
        }
        let hour = said.hour(u32::from(hour));
        Some(Hit {
            first: at,
            end: said.end,
            found: Found::Time(
                format!("{hour:02}:00"),
                said.day.or_else(|| self.day_told(at)),
            ),
            modifier: None,
        })
    }

    /// The first atom of the line that an atom heads, before which only signs of emphasis or of a list stand.
    fn line_of(&self, at: usize) -> Option<usize> {
        let mut first = at;
        while first > 0
            && at - first < SIGNS
            && self.gap(first) < Gap::Line
            && matches!(
                self.lex(first - 1),
                Lex::Sign(b'*' | b'[' | b'-' | b'~' | 0)
            )
        {
            first -= 1;
        }
        (first == 0 || self.gap(first) >= Gap::Line).then_some(first)
    }

    /// The atom that follows signs of emphasis.
    fn behind_emphasis(&self, end: usize) -> usize {
        let mut end = end;
        while self.gap(end) < Gap::Line && matches!(self.lex(end), Lex::Sign(b'*' | b']' | b':')) {
            end += 1;
        }
        end
    }

    /// Whether a time of day opens the line of a post or an entry: "15:22 The president …", "**14:50** Good
    /// afternoon". By itself it may be how long a film is.
    pub(super) fn heads_entry(&self, at: usize, end: usize) -> bool {
        let Some(first) = self.line_of(at) else {
            return false;
        };
        let begins = first == 0
            || self.begins_paragraph(first)
            || self.run.last.is_some_and(|(_, end, _)| end == first);
        let next = self.behind_emphasis(end);
        let text = self
            .atoms
            .get(next)
            .is_some_and(|next| next.gap > Gap::None && next.gap < Gap::Paragraph)
            && self.number(next).is_none();
        begins && text
    }

    /// The day of such a line: that of the heading it stands under, else the document's.
    pub(super) fn day_of_entry(&self, at: usize) -> Option<Cal> {
        let day = self.run.heading.or(self.anchor.day).map(Cal::Day);
        day.or_else(|| self.day_told(at))
    }

    /// Whether a date has its line for itself, and so heads what stands below.
    pub(super) fn is_heading(&self, hit: &Hit) -> bool {
        let end = self.behind_emphasis(hit.end);
        self.gap(end) >= Gap::Line && self.line_of(hit.first).is_some()
    }

    /// The day that a time of day stands right beside: "on Thursday at 1 p.m.", "Thursday, at about 9:40".
    pub(super) fn day_right_before(&self, at: usize) -> Option<Cal> {
        let (cal @ Cal::Day(_), end, paragraph) = self.run.last? else {
            return None;
        };
        let beside = paragraph == self.paragraph
            && end <= at
            && at - end <= SIGNS
            && (end..at)
                .all(|at| matches!(self.lex(at), Lex::Sign(b',') | Lex::W(W::At | W::About)));
        beside.then_some(cal)
    }
}
