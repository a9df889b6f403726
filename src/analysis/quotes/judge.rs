use super::super::grammar::{Form, is_auxiliary, is_function};
use super::marks::{Quoted, begins_paragraph};
use super::reporting::{Report, reporting};
use super::speaker::{Scene, Speaker};
use crate::model::{Quotation, Span};
use crate::text::TokenKind;

/// What the words around a pair of marks say.
pub(super) struct Attribution {
    pub(super) speaker: Option<Speaker>,
    /// The token of the reporting verb.
    pub(super) cue: Option<usize>,
}

/// How far before the marks a reporting verb may stand, in tokens.
const BEFORE: usize = 45;
/// How far after them.
const AFTER: usize = 32;

/// Makes a quotation of a pair of marks, or nothing where they set off a term or a title.
pub(super) fn judge(
    scene: &Scene<'_>,
    pairs: &[Quoted],
    at: usize,
    told: &[Quotation],
) -> Option<Quotation> {
    let trial = Trial::new(scene, pairs, at, told);
    let found = trial.verdict()?;
    let quoted = pairs[at];
    let (speaker, span, entity) = match found.speaker {
        Some(speaker) => (Some(speaker.text), Some(speaker.span), speaker.entity),
        None => (None, None, None),
    };
    Some(Quotation {
        span: Span {
            start: quoted.start,
            end: quoted.end,
        },
        direct: true,
        speaker,
        speaker_span: span,
        speaker_entity: entity,
        cue: found.cue.map(|token| scene.reading.word(token).to_owned()),
    })
}

pub(super) struct Trial<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) told: &'a [Quotation],
    pub(super) quoted: Quoted,
    /// The pair before, and whether it became a quotation.
    pub(super) previous: Option<Quoted>,
    pub(super) inherits: Option<&'a Quotation>,
    /// The tokens of the frame sentence before and after the marks.
    pub(super) left: usize,
    pub(super) right: usize,
    pub(super) words: usize,
    /// The last letter inside the marks.
    pub(super) last: char,
    pub(super) full: bool,
}

impl<'a> Trial<'a> {
    fn new(scene: &'a Scene<'a>, pairs: &[Quoted], at: usize, told: &'a [Quotation]) -> Self {
        let reading = scene.reading;
        let quoted = pairs[at];
        let previous = at.checked_sub(1).map(|one| pairs[one]);
        let inherits = told.last().filter(|quote| {
            previous.is_some_and(|pair| quote.span.start == pair.start) && quote.direct
        });
        let inner = quoted.open + 1..quoted.close;
        let words = inner
            .clone()
            .filter(|&token| reading.tokens[token].kind != TokenKind::Sign)
            .count();
        let text = &reading.text[quoted.start as usize..quoted.end as usize];
        let last = text
            .trim_end_matches(['’', '\'', '”', '"', ']', ')'])
            .chars()
            .next_back()
            .unwrap_or(' ');
        let upper = text
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(|c| c.is_uppercase() || c.is_numeric());
        let next = text_after(reading.text, reading.tokens[quoted.close].span.end);
        let ended = matches!(last, '.' | '!' | '?' | '…' | ',')
            || matches!(next, Some('.' | ',' | '!' | '?'));
        let mut trial = Self {
            scene,
            told,
            quoted,
            previous,
            inherits,
            left: quoted.open,
            right: quoted.close + 1,
            words,
            last,
            full: upper && ended && words >= 4,
        };
        trial.left = trial.frame_start();
        trial.right = trial.frame_end(pairs.get(at + 1));
        trial
    }

    pub(super) fn folded(&self, token: usize) -> &str {
        self.scene.reading.folded(token)
    }

    fn frame_start(&self) -> usize {
        let reading = self.scene.reading;
        let mut at = self.quoted.open;
        let floor = self.previous.map_or(0, |pair| pair.close + 1);
        while at > floor && self.quoted.open - at < BEFORE {
            if begins_paragraph(reading, at) || self.begins_sentence(at) {
                return at;
            }
            if at != self.quoted.open && matches!(self.folded(at - 1), "!" | "?") {
                return at;
            }
            at -= 1;
        }
        // The frame goes on before an earlier pair that is only a term.
        if at == floor
            && let Some(pair) = self.previous
            && self.inherits.is_none()
            && !begins_paragraph(reading, at)
        {
            let ends = reading.text[..pair.end as usize].ends_with(['.', '!', '?']);
            if !ends {
                while at > 0 && self.quoted.open - at < BEFORE && !self.begins_sentence(at) {
                    at -= 1;
                }
            }
        }
        at
    }

    fn begins_sentence(&self, token: usize) -> bool {
        let start = self.scene.reading.tokens[token].span.start;
        let sentences = &self.scene.reading.sentences;
        let at = sentences.partition_point(|s| s.span.start < start);
        sentences.get(at).is_some_and(|s| s.span.start == start)
    }

    fn frame_end(&self, next: Option<&Quoted>) -> usize {
        let reading = self.scene.reading;
        let ceiling = next.map_or(reading.tokens.len(), |pair| pair.open);
        let mut at = self.quoted.close + 1;
        while at < ceiling && at < self.quoted.close + AFTER {
            if begins_paragraph(reading, at) || matches!(self.folded(at), "." | "!" | "?") {
                return at;
            }
            at += 1;
        }
        at
    }

    fn verdict(&self) -> Option<Attribution> {
        if self.words == 0 {
            return None;
        }
        if let Some(found) = self.introduced().or_else(|| self.after()) {
            return Some(found);
        }
        if let Some(found) = self.put_in().or_else(|| self.interrupted()) {
            return Some(found);
        }
        match self.before() {
            Before::Found(found) => return Some(found),
            Before::Term => return None,
            Before::Nothing => {}
        }
        if self.is_title() {
            return None;
        }
        self.led_in()
            .or_else(|| self.continued())
            .or_else(|| self.alone())
    }

    /// "…," said X; "…," X said; "…", according to X.
    fn after(&self) -> Option<Attribution> {
        let mut at = self.quoted.close + 1;
        let mut comma = matches!(self.last, ',' | '?' | '!' | '…' | '—');
        if at < self.right && matches!(self.folded(at), "," | "–" | "—") {
            at += 1;
            comma = true;
        }
        if at >= self.right {
            return None;
        }
        if let Some(found) = self.summed_up(at) {
            return Some(found);
        }
        if self.folded(at) == "according" && at + 2 < self.right && self.folded(at + 1) == "to" {
            return Some(Self::make(
                self.scene.phrase_after(at + 2, self.right, self.told),
                at,
            ));
        }
        if !comma {
            return self.at_the_end(at);
        }
        if let Some((report, form)) = reporting(self.folded(at))
            && matches!(report, Report::Says)
            && form != Form::Ing
        {
            let speaker = self.scene.phrase_after(at + 1, self.right, self.told);
            return Some(Self::make(speaker, at));
        }
        self.attribution(at, self.right)
            .or_else(|| self.uttered(at))
            .or_else(|| self.at_the_end(at))
    }

    /// NP VERB from a token on.
    fn attribution(&self, at: usize, end: usize) -> Option<Attribution> {
        let first = self.folded(at);
        let opens = matches!(
            first,
            "the"
                | "a"
                | "an"
                | "one"
                | "two"
                | "his"
                | "her"
                | "its"
                | "their"
                | "another"
                | "he"
                | "she"
                | "they"
                | "it"
                | "i"
                | "we"
                | "some"
                | "both"
                | "three"
        ) || !is_function(first)
            || self.scene.is_under_secretary(at)
            || self.scene.reading.word(at) == "US";
        if !opens {
            return None;
        }
        let limit = (at + 24).min(end);
        // "he is on record as saying"
        let on_record = (at + 2..limit).find(|&token| {
            ["on", "record", "as", "saying"]
                .iter()
                .zip(token..)
                .all(|(word, token)| self.folded(token) == *word)
        });
        if let Some(on) = on_record {
            let speaker = self.scene.subject(at, on - 1, self.told)?;
            return Some(Self::make(Some(speaker), on + 3));
        }
        let says = |token: &usize| {
            reporting(self.folded(*token)).is_some_and(|(report, form)| {
                report == Report::Says
                    && !matches!(form, Form::Ing)
                    && !self.scene.in_mention(*token)
                    && (form != Form::Base
                        || self.scene.is_habit(*token)
                        || !is_function(self.folded(token - 1)) && !self.scene.is_noun_here(*token))
            })
        };
        // "a teacher who asked not to be named said": the verb of the clause is not the one.
        let own = |token: &usize| says(token) && self.folded(token - 1) != "who";
        let verb = (at + 1..limit)
            .find(own)
            .or_else(|| (at + 1..limit).find(says))?;
        let passive =
            (at..verb).any(|token| matches!(self.folded(token), "was" | "were" | "is" | "are"));
        // "he is said to have told investigators", "she was quoted as saying" are speech after all.
        let hearsay = self.folded(verb + 1) == "to" && self.folded(verb + 2) == "have"
            || self.folded(verb + 1) == "as";
        if passive && !hearsay {
            return None;
        }
        let speaker = self.scene.subject(at, verb, self.told)?;
        Some(Self::make(Some(speaker), verb))
    }

    /// A fragment whose sentence ends with ", X said".
    fn at_the_end(&self, from: usize) -> Option<Attribution> {
        let comma = (from..self.right)
            .rev()
            .find(|&token| self.folded(token) == ",")?;
        if self.words < 2 || comma + 8 < self.right {
            return None;
        }
        let next = comma + 1;
        if let Some((Report::Says, form)) = reporting(self.folded(next))
            && form != Form::Ing
            && form != Form::Base
        {
            return Some(Self::make(
                self.scene.phrase_after(next + 1, self.right, self.told),
                next,
            ));
        }
        if next + 1 < self.right && self.folded(next) == "according" {
            return Some(Self::make(
                self.scene.phrase_after(next + 2, self.right, self.told),
                next,
            ));
        }
        self.attribution(next, self.right)
    }

    pub(super) fn before(&self) -> Before {
        let open = self.quoted.open;
        if open == self.left {
            return Before::Nothing;
        }
        let joint = self.folded(open - 1);
        if matches!(
            joint,
            "so-called"
                | "called"
                | "dubbed"
                | "named"
                | "nicknamed"
                | "codenamed"
                | "word"
                | "term"
                | "phrase"
                | "words"
                | "termed"
                | "titled"
                | "entitled"
                | "slogan"
                | "codename"
                | "nickname"
        ) && self.words <= 8
            && !self.calls(open - 1)
        {
            return self
                .in_the_words_of(open)
                .map_or(Before::Term, Before::Found);
        }
        if let Some(found) = self.handed() {
            return Before::Found(found);
        }
        let verb = (self.left..open).rev().find_map(|token| {
            let (report, form) = reporting(self.folded(token))?;
            let noun = form == Form::Base && !self.scene.is_habit(token)
                || (form == Form::Third
                    && token > self.left
                    && is_determiner(self.folded(token - 1)));
            (!noun && !self.scene.in_mention(token)).then_some((token, report, form))
        });
        let Some((verb, report, form)) = verb else {
            return self.colon(joint);
        };
        let distance = open - verb - 1;
        let direct = matches!(joint, "," | ":" | "that") || distance <= 1;
        match report {
            Report::Names if distance <= 4 => Before::Term,
            Report::Names => self.colon(joint),
            Report::Reads => {
                if (direct && self.full) || (joint == ":" && self.words >= 4) {
                    Before::Found(Attribution {
                        speaker: self.reads_out(verb),
                        cue: Some(verb),
                    })
                } else {
                    Before::Nothing
                }
            }
            Report::Calls => self.characterised(verb, form, distance),
            Report::Says => self.said(verb, form, distance, direct, joint),
        }
    }

    fn calls(&self, token: usize) -> bool {
        token > self.left
            && reporting(self.folded(token)).is_some_and(|(report, _)| report == Report::Calls)
            && !is_auxiliary(self.folded(token - 1))
    }

    fn said(&self, verb: usize, form: Form, distance: usize, direct: bool, joint: &str) -> Before {
        if !direct && (self.is_title() || !self.is_fragment_of_speech(distance)) {
            return Before::Nothing;
        }
        if direct && !matches!(joint, "," | ":") && self.is_title() {
            return Before::Term;
        }
        if direct && self.words < 3 && distance > 3 && !matches!(joint, "," | ":") {
            return Before::Nothing;
        }
        let before = if verb > self.left {
            self.folded(verb - 1)
        } else {
            ""
        };
        // "was accused of “…”", "was told by X that “…”"
        if matches!(form, Form::Ed | Form::Participle)
            && matches!(before, "was" | "were" | "is" | "are" | "been" | "be")
        {
            let by = (verb + 1..self.quoted.open).find(|&token| self.folded(token) == "by");
            let speaker =
                by.and_then(|by| self.scene.phrase_after(by + 1, self.quoted.open, self.told));
            return match speaker {
                None if self.words < 6 => Before::Nothing,
                speaker => Before::Found(Self::make(speaker, verb)),
            };
        }
        // "X denied it and said": the subject stands before the first of the two.
        let speaker = self.speaker_of_either(verb, form);
        if speaker.is_none() && self.words < 4 {
            return Before::Nothing;
        }
        Before::Found(Self::make(speaker, verb))
    }

    /// Whether a few words in the middle of what was said are somebody's words rather than a term.
    fn is_fragment_of_speech(&self, distance: usize) -> bool {
        if distance > 28 {
            return self.words >= 6;
        }
        if self.words >= 4 {
            return true;
        }
        if self.words < 2 {
            return false;
        }
        let next = self.quoted.close + 1;
        let closes = matches!(self.last, '.' | ',' | '!' | '?')
            || next >= self.right
            || matches!(self.folded(next), "." | "," | ";" | "and" | "but" | "or");
        // "promised to “step up” its presence", "would “cause injury”": a verb of his own.
        let verbal = matches!(
            self.folded(self.quoted.open - 1),
            "to" | "would" | "will" | "could" | "must" | "should"
        );
        if verbal && distance <= 12 {
            return true;
        }
        let determined = matches!(
            self.folded(self.quoted.open - 1),
            "a" | "an"
                | "as"
                | "been"
                | "be"
                | "was"
                | "were"
                | "is"
                | "are"
                | "not"
                | "very"
                | "to"
        );
        closes && (determined || self.words == 3 || self.evaluates())
    }

    /// "described it as “epic”", "called them “irresponsible”", "described by X as “…”".
    fn characterised(&self, verb: usize, form: Form, distance: usize) -> Before {
        if distance > 22 || (self.is_title() && self.words < 5) {
            return Before::Nothing;
        }
        let before = if verb > self.left {
            self.folded(verb - 1)
        } else {
            ""
        };
        let passive = matches!(form, Form::Ed | Form::Participle)
            && (matches!(
                before,
                "was" | "were" | "is" | "are" | "been" | "be" | "being"
            ) || self.folded(verb + 1) == "by");
        // "what US spies call “sexpionage”" is a term; "what one of them called “…”" is not.
        let what = (self.left..verb)
            .rev()
            .take(6)
            .find(|&token| self.folded(token) == "what");
        if let Some(what) = what
            && form == Form::Ed
            && !passive
            && let Some(speaker) = self.scene.subject(what + 1, verb, self.told)
        {
            return Before::Found(Self::make(Some(speaker), verb));
        }
        if what.is_some() || matches!(before, "often" | "commonly" | "to") {
            return Before::Term;
        }
        let speaker = if passive {
            let by = (verb + 1..self.quoted.open).find(|&token| self.folded(token) == "by");
            by.and_then(|by| self.scene.phrase_after(by + 1, self.quoted.open, self.told))
        } else {
            self.speaker_of_either(verb, form)
        };
        if speaker.is_none() && self.words < 4 {
            return Before::Term;
        }
        Before::Found(Self::make(speaker, verb))
    }

    pub(super) fn speaker_of(&self, verb: usize, form: Form) -> Option<Speaker> {
        if form == Form::Ing {
            // "was quoted as saying", "issued a statement saying", "…, adding"
            if verb > self.left + 2 && self.folded(verb - 1) == "as" {
                return self.quoted_as(verb - 1);
            }
            return self
                .scene
                .first_named(self.left, verb)
                .or_else(|| self.main_subject(verb));
        }
        self.scene.subject(self.left, verb, self.told)
    }

    /// The subject of the first finite verb before a participle, where it can be told.
    pub(super) fn main_subject(&self, before: usize) -> Option<Speaker> {
        if matches!(self.folded(self.left), "he" | "she" | "they" | "it") {
            return self.scene.subject(self.left, self.left + 1, self.told);
        }
        // "A worker whose laptop they examined kept a diary and had noted": the noun before the clause.
        let clause = (self.left + 1..before.min(self.left + 6))
            .take_while(|&token| self.folded(token) != ",")
            .find(|&token| self.folded(token) == "whose");
        if let Some(clause) = clause {
            return self.scene.phrase_before(self.left, clause);
        }
        let verb = (self.left + 1..before).find(|&token| {
            let word = self.folded(token);
            is_auxiliary(word)
                || (word.ends_with("ed") && !is_function(self.folded(token - 1)))
                || reporting(word).is_some_and(|(_, form)| form != Form::Base && form != Form::Ing)
        })?;
        if self.folded(verb) == "by" {
            return None;
        }
        let by = (verb + 1..before.min(verb + 3)).find(|&token| self.folded(token) == "by");
        if let Some(by) = by {
            return self.scene.phrase_after(by + 1, before, self.told);
        }
        if matches!(self.folded(verb), "was" | "were") {
            let by = (verb + 1..before.min(verb + 6)).find(|&token| self.folded(token) == "by");
            if let Some(by) = by {
                return self.scene.phrase_after(by + 1, before, self.told);
            }
        }
        self.scene.subject(self.left, verb, self.told)
    }

    pub(super) fn make(speaker: Option<Speaker>, cue: usize) -> Attribution {
        Attribution {
            speaker,
            cue: Some(cue),
        }
    }
}

pub(super) enum Before {
    Found(Attribution),
    /// A name, a term, a title: no quotation whatever else stands around it.
    Term,
    Nothing,
}

fn is_determiner(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "these" | "those" | "his" | "her" | "its" | "their" | "of" | "such"
    )
}

fn text_after(text: &str, offset: u32) -> Option<char> {
    text.get(offset as usize..)?.chars().next()
}
