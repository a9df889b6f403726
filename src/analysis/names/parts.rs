//! Names that the tagger runs together, parted.

use super::sorts::Sight;
use crate::analysis::tagger::{Class, Shape, Sort, Tagged};
use std::ops::Range;

impl Sight<'_> {
    /// Names that the tagger runs together: "Marsalek and Roussev", "China's Ministry of …",
    /// "The Globe and Mail and Global News". What a list knows as one stays one.
    pub(super) fn parts(&self, tagged: &Tagged, out: &mut Vec<Range<usize>>) {
        let tokens = tagged.tokens.clone();
        let index = self.found.partition_point(|f| f.tokens.end <= tokens.start);
        let inside = || {
            self.found[index..]
                .iter()
                .take_while(|f| f.tokens.start < tokens.end)
        };
        if inside().any(|f| f.tokens.start <= tokens.start && f.tokens.end >= tokens.end) {
            out.push(tokens);
            return;
        }
        let known = |range: Range<usize>| inside().any(|f| f.tokens == range);
        let mut start = tokens.start;
        for at in tokens.clone() {
            let text = self.page.text(at);
            let and = matches!(text, "and" | "&");
            let cut = match tagged.sort {
                _ if self.page.word(at).shape.is(Shape::POSSESSIVE) => known(start..at),
                Sort::Person => and,
                Sort::Place => and || text == ",",
                Sort::Body if and => {
                    known(start..at) && (known(at + 1..tokens.end) || self.owned(at + 1, &tokens))
                        || self.two_services(start..at, at + 1..tokens.end)
                        || self.two_bodies(start..at, at + 1..tokens.end)
                        || text == "and" && self.two_firms(start..at, at + 1..tokens.end)
                }
                // "from Byex Exchange to Grand Legend"
                Sort::Body => {
                    text == "to" || text == "," && !self.page.class(at + 1, Class::COMPANY)
                }
                _ => false,
            };
            if cut {
                // The list names the owner itself.
                if !self.page.word(at).shape.is(Shape::POSSESSIVE) {
                    out.push(start..at);
                }
                start = at + 1 + usize::from(self.page.text(at + 1) == "the");
            }
        }
        out.push(start.min(tokens.end)..tokens.end);
        out.retain(|part| !part.is_empty());
    }

    /// Whether somebody's own begins at a token: "Chile's …".
    fn owned(&self, at: usize, within: &Range<usize>) -> bool {
        (at + 1..within.end.min(at + 4)).any(|i| self.page.word(i).shape.is(Shape::POSSESSIVE))
    }

    /// Whether both have a word for a body at their end: "the Wildlife Service and the Fisheries
    /// Service".
    fn two_bodies(&self, one: Range<usize>, other: Range<usize>) -> bool {
        let body = |name: &Range<usize>| {
            name.len() > 1 && self.page.class(name.end - 1, Class::AGENCY | Class::BODY)
        };
        body(&one) && body(&other)
    }

    /// Whether the first is whole by itself: "the Defense Criminal Investigative Service and Homeland
    /// Security Investigations", but "Civil Service and Local Government Commission".
    fn two_services(&self, one: Range<usize>, other: Range<usize>) -> bool {
        let head = matches!(
            self.page.text(one.end - 1),
            "Service" | "Bureau" | "Agency" | "Directorate"
        );
        let own = |at: usize| self.page.capital(at) && self.page.text(at + 1) != "of";
        head && one.len() > 2 && other.len() > 1 && own(other.start)
    }

    /// Whether a firm of several words and another stand side by side: "Engie Resources and Albertsons",
    /// but "Standard and Poor's", "Ministry of Energy and Mines".
    fn two_firms(&self, one: Range<usize>, other: Range<usize>) -> bool {
        let page = self.page;
        let plain = Class::AGENCY | Class::BODY | Class::SUBJECT | Class::COMMON | Class::FUNCTION;
        let free = |at: usize| !page.class(at, plain);
        let ends = |at: usize| page.class(at, Class::TRADE | Class::COMPANY);
        one.len() > 1
            && one
                .clone()
                .all(|at| free(at) || page.class(at, Class::TRADE))
            && other.clone().all(free)
            && !ends(other.start)
            && other.clone().all(|at| page.capital(at))
    }
}
