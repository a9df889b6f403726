//! Frames without a verb of reporting: a colon, "she laughed", "his answer", a turn interrupted.

use super::super::grammar::{Form, is_adverb, is_auxiliary, is_function};
use super::alone::inherited;
use super::judge::{Attribution, Before, Trial};
use super::marks::begins_paragraph;
use super::reporting::{Report, reporting};
use super::roles::is_role;
use super::speaker::Speaker;
use super::utter::utters;

/// How far before "as saying" the verb may stand, in tokens.
const CITED: usize = 12;
/// How many tokens are put in between two commas: "says a spokesman for the ministry".
const PUT_IN: usize = 10;

impl Trial<'_> {
    /// `X said: “A.” Y said …`: who leads a whole sentence in has it, whoever speaks behind it.
    pub(super) fn introduced(&self) -> Option<Attribution> {
        let open = self.quoted.open;
        let ended = matches!(self.last, '.' | '!' | '?' | '…');
        if !ended || !self.full || open < self.left + 3 {
            return None;
        }
        let joint = self.folded(open - 1);
        let (report, form) = reporting(self.folded(open - 2)).unzip();
        let led = match joint {
            ":" => (self.left..open - 1).any(|token| {
                reporting(self.folded(token)).is_some_and(|(report, form)| {
                    report == Report::Says && !matches!(form, Form::Base | Form::Ing)
                })
            }),
            "," => report == Some(Report::Says) && !matches!(form, Some(Form::Base | Form::Ing)),
            _ => false,
        };
        if !led {
            return None;
        }
        match self.before() {
            Before::Found(found) if found.speaker.is_some() => Some(found),
            _ => None,
        }
    }

    /// `“…,” is how a lawyer in Vienna sums it up`.
    pub(super) fn summed_up(&self, at: usize) -> Option<Attribution> {
        let how = matches!(self.folded(at), "is" | "was") && self.folded(at + 1) == "how";
        if !how {
            return None;
        }
        let verb = (at + 3..self.right.min(at + 22)).find(|&token| {
            let word = self.folded(token);
            let it = matches!(self.folded(token + 1), "it" | "this" | "that" | "things");
            let tells = matches!(
                word,
                "put" | "puts" | "sees" | "saw" | "phrased" | "phrases"
            ) || reporting(word).is_some_and(|(_, form)| form != Form::Ing);
            it && tells
        })?;
        let speaker = self.scene.subject(at + 2, verb, self.told)?;
        Some(Self::make(Some(speaker), verb))
    }

    /// “A,” he said, “B”: the second part has the first one's speaker.
    pub(super) fn interrupted(&self) -> Option<Attribution> {
        let (pair, quote) = (self.previous?, self.inherits?);
        let gap = pair.close + 1..self.quoted.open;
        if gap.len() > 30 || begins_paragraph(self.scene.reading, self.quoted.open) {
            return None;
        }
        let cue = quote.cue.as_deref()?;
        let cue = gap
            .clone()
            .find(|&token| self.scene.reading.word(token) == cue)?;
        let joint = self.folded(self.quoted.open - 1);
        let goes_on = matches!(joint, "," | "." | ":" | ";" | "-" | "–" | "—");
        // “A,” Ana told a friend. The friend wrote back: “B”: a sentence with a speaker of its own.
        let own = self.left > cue
            && (joint == ":"
                || (self.left..self.quoted.open).any(|token| {
                    reporting(self.folded(token))
                        .is_some_and(|(report, form)| report == Report::Says && form != Form::Base)
                }));
        (goes_on && !own).then(|| Attribution {
            speaker: inherited(quote),
            cue: Some(cue),
        })
    }

    /// “…,” laughed Ana; “…,” she went on.
    pub(super) fn uttered(&self, at: usize) -> Option<Attribution> {
        let turn = |token: usize| utters(self.folded(token), self.folded(token + 1));
        if turn(at) {
            let speaker = self.scene.phrase_after(at + 1, self.right, self.told)?;
            return self.voiced(speaker, at);
        }
        let verb = (at + 1..(at + 10).min(self.right)).find(|&token| turn(token))?;
        let speaker = self.scene.subject(at, verb, self.told)?;
        self.voiced(speaker, verb)
    }

    fn voiced(&self, speaker: Speaker, verb: usize) -> Option<Attribution> {
        let pronoun = |token| matches!(self.folded(token), "he" | "she" | "they" | "i" | "we");
        let mut tokens = self.scene.reading.tokens_in(speaker.span);
        (self.scene.can_speak(&speaker) || tokens.any(pronoun))
            .then(|| Self::make(Some(speaker), verb))
    }

    /// The subject of a verb; where another verb of the same subject goes before, that one's: "X denied
    /// it and said", "X said no and had called it".
    pub(super) fn speaker_of_either(&self, verb: usize, form: Form) -> Option<Speaker> {
        let mut lead = verb;
        while lead > self.left && is_auxiliary(self.folded(lead - 1)) {
            lead -= 1;
        }
        let joined = lead > self.left && matches!(self.folded(lead - 1), "and" | "but");
        let first = if joined {
            self.main_subject(verb)
        } else {
            None
        };
        first.or_else(|| self.speaker_of(verb, form))
    }

    /// `Ana was quoted as saying`, `we quoted her as saying`: whose words they are.
    pub(super) fn quoted_as(&self, joint: usize) -> Option<Speaker> {
        let scene = self.scene;
        let cited = (self.left..joint).rev().take(CITED).find(|&token| {
            matches!(
                self.folded(token),
                "quoted" | "quotes" | "quoting" | "quote" | "cited" | "cites" | "citing"
            )
        });
        let Some(cited) = cited.filter(|&at| at + 1 < joint) else {
            return scene.subject(self.left, joint - 1, self.told);
        };
        match self.folded(cited + 1) {
            "him" | "her" | "them" => Some(scene.pronoun(cited + 1, self.told)),
            // "was quoted by the agency as saying", "was quoted on Monday as saying".
            word if is_function(word) && !matches!(word, "the" | "a" | "an" | "its" | "his") => {
                scene.subject(self.left, cited, self.told)
            }
            _ => scene.phrase_after(cited + 1, joint, self.told),
        }
    }

    /// `Had it burned in the air, says an official, “we …”`; `It was, she ruled, “a …”`.
    pub(super) fn put_in(&self) -> Option<Attribution> {
        let open = self.quoted.open;
        if open < self.left + 4 || self.folded(open - 1) != "," {
            return None;
        }
        let end = open - 1;
        let comma = (self.left + 1..end)
            .rev()
            .take(PUT_IN)
            .find(|&at| self.folded(at) == ",")?;
        let from = comma + 1;
        let scene = self.scene;
        let told = |(report, form): (Report, Form)| {
            report == Report::Says && matches!(form, Form::Ed | Form::Past | Form::Third)
        };
        if from + 1 < end && reporting(self.folded(from)).is_some_and(told) {
            let who = from + 1;
            let opens = scene.in_name(who)
                || is_role(self.folded(who))
                || matches!(
                    self.folded(who),
                    "a" | "an" | "the" | "one" | "he" | "she" | "his" | "her" | "its" | "their"
                );
            let speaker = scene.phrase_after(who, end, self.told);
            return speaker
                .filter(|_| opens)
                .map(|speaker| Self::make(Some(speaker), from));
        }
        // A verb that tells speech only so: "she ruled", "the court held".
        let verb = end - 1;
        let held = verb > from
            && reporting(self.folded(verb)).is_none()
            && utters(self.folded(verb), self.folded(end));
        if !held || self.words < 2 {
            return None;
        }
        let speaker = scene.subject(from, verb, self.told)?;
        self.voiced(speaker, verb)
    }

    /// Who reads a statement out: a person, where "a note read" has nobody.
    pub(super) fn reads_out(&self, verb: usize) -> Option<Speaker> {
        let statement = (verb + 1..self.quoted.open.min(verb + 7)).any(|at| {
            matches!(
                self.folded(at),
                "statement" | "declaration" | "communique" | "communiqué" | "verdict" | "apology"
            )
        });
        if !statement || verb == self.left {
            return None;
        }
        let speaker = self.scene.subject(self.left, verb, self.told)?;
        let named = self.scene.person_in(speaker.span).is_some();
        (named || speaker.entity.is_some()).then_some(speaker)
    }

    /// `She laughed, “…”`.
    pub(super) fn uttering(&self) -> Option<Attribution> {
        let open = self.quoted.open;
        let from = open.saturating_sub(4).max(self.left + 1);
        let verb = (from..open)
            .rev()
            .find(|&token| utters(self.folded(token), self.folded(token + 1)))?;
        let speaker = self.scene.subject(self.left, verb, self.told)?;
        self.voiced(speaker, verb)
    }

    /// `His answer was “…”`, `Ana's words: “…”`: whose words they are.
    pub(super) fn possessed(&self) -> Option<Speaker> {
        let open = self.quoted.open;
        let noun = (self.left + 1..open)
            .rev()
            .take(4)
            .find(|&token| is_words(self.folded(token)))?;
        let between = (noun + 1..open).all(|token| {
            let word = self.folded(token);
            matches!(word, "," | ":" | "was" | "is" | "were" | "are" | "came") || is_adverb(word)
        });
        if !between {
            return None;
        }
        let whose = (self.left..noun).rev().take(3).find(|&token| {
            let word = self.folded(token);
            matches!(word, "his" | "her") || word.ends_with("'s") || word.ends_with("’s")
        })?;
        if matches!(self.folded(whose), "his" | "her") {
            return Some(self.scene.pronoun(whose, self.told));
        }
        let span = self.scene.reading.tokens[whose].span;
        let owner = self.scene.names.mentions.iter().find(|m| {
            m.span.overlaps(span) && (self.scene.is_person(m) || self.scene.is_body(m))
        })?;
        Some(self.scene.of_mention(owner))
    }

    /// `X draws a line: “…”`, without a reporting verb.
    pub(super) fn colon(&self, joint: &str) -> Before {
        if !self.full || self.is_title() {
            return Before::Nothing;
        }
        if let Some(speaker) = self.possessed() {
            return Before::Found(Attribution {
                speaker: Some(speaker),
                cue: None,
            });
        }
        if joint == ","
            && let Some(found) = self.uttering()
        {
            return Before::Found(found);
        }
        if joint != ":" || self.quoted.open - self.left < 3 {
            return Before::Nothing;
        }
        let scene = self.scene;
        let speaker = if matches!(self.folded(self.left), "he" | "she") {
            Some(scene.pronoun(self.left, self.told))
        } else {
            scene
                .opening(self.left, self.quoted.open)
                .or_else(|| scene.first_named(self.left, self.quoted.open - 1))
                .or_else(|| inherited(self.inherits?))
        };
        Before::Found(Attribution { speaker, cue: None })
    }
}

/// Nouns for what somebody says.
fn is_words(word: &str) -> bool {
    matches!(
        word,
        "advice"
            | "answer"
            | "answers"
            | "comment"
            | "conclusion"
            | "explanation"
            | "line"
            | "message"
            | "motto"
            | "question"
            | "remark"
            | "reply"
            | "response"
            | "sentence"
            | "verdict"
            | "warning"
            | "words"
    )
}
