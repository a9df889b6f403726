//! A few words of somebody's within a sentence, behind what is no verb of saying.

use super::super::grammar::is_adverb;
use super::judge::{Attribution, Trial};
use super::speaker::Scene;

impl Trial<'_> {
    /// "The minister used the term “hybrid threat”", "closed it with the words “cannot reproduce”":
    /// somebody's own words.
    pub(super) fn in_the_words_of(&self, open: usize) -> Option<Attribution> {
        let used = open.checked_sub(3).filter(|&token| token > self.left)?;
        let noun = self.folded(open - 1);
        if self.folded(used) == "with" && matches!(noun, "words" | "phrase") {
            let speaker = self.main_subject(used)?;
            let speaks = self.words >= 2 && !self.is_title() && self.scene.can_speak(&speaker);
            return speaks.then(|| Self::make(Some(speaker), open - 1));
        }
        let uses = matches!(self.folded(used), "used" | "uses")
            && matches!(noun, "term" | "word" | "phrase" | "words");
        let speaker = self.scene.subject(self.left, used, self.told)?;
        (uses && speaker.entity.is_some()).then(|| Self::make(Some(speaker), used))
    }

    /// "Offered “admin, Chile, mining” on the forum", "citing “the ongoing proceedings”", "put the
    /// effect at “close to nothing”". Fewer words are terms, and so are names.
    pub(super) fn handed(&self) -> Option<Attribution> {
        let open = self.quoted.open;
        if open <= self.left || self.words < 2 || self.is_title() {
            return None;
        }
        let last = open - 1;
        let verb = match self.folded(last) {
            "cited" | "cites" | "citing" | "quoting" => last,
            "offered" | "offers" | "offering" if self.words >= 3 => last,
            "at" => (self.left.max(last.saturating_sub(8))..last)
                .rev()
                .find(|&token| matches!(self.folded(token), "put" | "puts"))?,
            _ => return None,
        };
        let participle = self.folded(verb).ends_with("ing");
        let speaker = if participle {
            self.scene
                .first_named(self.left, verb)
                .or_else(|| self.main_subject(verb))
        } else {
            self.scene.subject(self.left, verb, self.told)
        }?;
        Some(Self::make(Some(speaker), verb))
    }

    /// "Taking this “very seriously”": words that judge are the speaker's, and no term.
    pub(super) fn evaluates(&self) -> bool {
        let first = self.folded(self.quoted.open + 1);
        matches!(first, "very" | "too" | "so" | "not" | "no") || is_adverb(first)
    }
}

impl Scene<'_> {
    /// Where the subject begins behind whom somebody told: "told the court Adeyemi had …".
    pub(super) fn past_addressee(&self, start: usize, end: usize) -> usize {
        let tells = start
            .checked_sub(1)
            .is_some_and(|at| matches!(self.folded(at), "told" | "tell" | "tells" | "telling"));
        if !tells {
            return start;
        }
        let behind = (start..end.min(start + 4)).find(|&at| hears(self.folded(at)));
        match behind {
            Some(at) if at + 1 < end && self.in_name(at + 1) && !self.in_name(at) => at + 1,
            _ => start,
        }
    }
}

/// Who is told things in court, parliament and the press.
fn hears(word: &str) -> bool {
    matches!(
        word,
        "committee"
            | "court"
            | "detectives"
            | "hearing"
            | "inquest"
            | "inquiry"
            | "investigators"
            | "journalists"
            | "judge"
            | "judges"
            | "jurors"
            | "jury"
            | "lawmakers"
            | "magistrates"
            | "panel"
            | "parliament"
            | "police"
            | "reporters"
            | "senators"
            | "tribunal"
    )
}
