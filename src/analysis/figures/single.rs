//! One somebody or something that is counted: "one judge and two clerks", "one woman was stabbed".

use super::super::grammar::{is_function, is_person_noun, starts_upper};
use super::find::{Place, is_time};
use super::noun::{head, is_past};
use super::number::{Style, read};
use crate::text::TokenKind;

/// How far a list goes on behind "one judge".
const LIST: usize = 10;

impl Place<'_> {
    /// Whether "one" counts the noun at a token, which stands right behind or has an adjective before it.
    pub(super) fn is_one(&self, noun: usize) -> bool {
        let word = self.folded(noun);
        if noun > self.at + 2 || is_vague(word) || word.ends_with("ed") {
            return false;
        }
        let craft = is_craft(word);
        (is_person_noun(word) || craft) && self.suffers(noun)
            || self.in_list(noun) && !starts_upper(self.reading.word(noun))
    }

    /// "One woman was stabbed": what befell stands in the passive right behind.
    fn suffers(&self, noun: usize) -> bool {
        matches!(self.folded(noun + 1), "was" | "is" | "had" | "has")
            && (noun + 2..noun + 4).any(|token| befalls(self.folded(token)))
    }

    /// "Three soldiers and one judge", "one officer, one driver and two guards".
    fn in_list(&self, noun: usize) -> bool {
        let next = self.folded(noun + 1);
        let goes_on = matches!(next, "," | "and");
        let joint = self.back(1);
        if joint == "and" || joint == "," && goes_on {
            let by = if self.back(2) == "," { 3 } else { 2 };
            let before = self.at.checked_sub(by).map(|token| self.span(token).end);
            let counted = self.told.last().is_some_and(|figure| {
                Some(figure.span.end) == before && !figure.unit.is_empty() && figure.unit != "%"
            });
            if counted && before.is_some() {
                return true;
            }
        }
        if !goes_on || is_past(self.folded(self.at + 1)) {
            return false;
        }
        for token in noun + 1..self.end.min(noun + 1 + LIST) {
            let word = self.folded(token);
            if let Some(number) = read(self.reading, token, self.end)
                && number.value >= 2.0
            {
                let plural = head(self.reading, number.next, self.end)
                    .is_some_and(|found| found.plural && !is_time(self.folded(found.token)));
                return plural && matches!(number.style, Style::Words | Style::Digits);
            }
            let sign = self.reading.tokens[token].kind == TokenKind::Sign;
            if sign && word != "," || is_function(word) && !matches!(word, "and" | "one") {
                return false;
            }
        }
        false
    }
}

/// What is spoken of as one without being counted: "one day", "one thing is clear".
fn is_vague(word: &str) -> bool {
    matches!(
        word,
        "another"
            | "afternoon"
            | "case"
            | "century"
            | "day"
            | "decade"
            | "evening"
            | "example"
            | "hand"
            | "hour"
            | "minute"
            | "moment"
            | "month"
            | "morning"
            | "night"
            | "point"
            | "reason"
            | "second"
            | "side"
            | "thing"
            | "time"
            | "way"
            | "week"
            | "year"
    )
}

fn is_craft(word: &str) -> bool {
    matches!(
        word,
        "aircraft"
            | "barge"
            | "boat"
            | "drone"
            | "ferry"
            | "helicopter"
            | "lorry"
            | "missile"
            | "rocket"
            | "ship"
            | "submarine"
            | "tank"
            | "tanker"
            | "trawler"
            | "truck"
            | "tug"
            | "vessel"
    )
}

fn befalls(word: &str) -> bool {
    matches!(
        word,
        "abducted"
            | "acquitted"
            | "boarded"
            | "convicted"
            | "damaged"
            | "destroyed"
            | "dismissed"
            | "downed"
            | "drowned"
            | "freed"
            | "hit"
            | "indicted"
            | "intercepted"
            | "jailed"
            | "kidnapped"
            | "released"
            | "rescued"
            | "sacked"
            | "seized"
            | "sentenced"
            | "shot"
            | "stabbed"
            | "stopped"
            | "sunk"
            | "suspended"
    )
}
