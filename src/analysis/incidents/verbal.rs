use super::super::Reading;
use super::super::grammar::{Form, Reality, Traits, Verb, Voice, reality};
use super::chronicle::finite;
use super::context::Topics;
use super::dating;
use super::find::Trigger;
use super::frame::{Place, Seen, Sense, Strength};
use super::known::Page;
use super::lexicon::Senses;
use super::phrases::{accident, habitual, labels, lasting, prosecutes};
use crate::model::{IncidentKind, Timex};
use std::ops::Range;

/// How far before "to" the verb of an attempt or a means may stand: "used a flaw in … to steal".
const MEANS: usize = 12;

/// A sentence and what is known of it.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) page: &'a Page<'a>,
    pub(super) tokens: &'a Range<usize>,
    pub(super) dates: &'a [Timex],
    pub(super) topics: Topics,
    pub(super) seen: Seen,
    /// The sentence is of a chronicle, which tells in the present tense.
    pub(super) chronicle: bool,
}

/// A verb that came to pass, whatever it may tell.
#[derive(Clone, Copy)]
struct Ready {
    form: Form,
    start: usize,
    voice: Voice,
    alleged: bool,
    /// How much it weighs in any sense.
    weight: u32,
    /// It belongs to another phrase unless a sense asks for it.
    struck: bool,
    suffers: bool,
}

impl Told<'_> {
    /// The incident that a verb tells in the first of its senses that fits.
    pub(super) fn verb(&self, at: usize, senses: &Senses) -> Option<Trigger> {
        let mut last: Option<(Form, Option<Ready>)> = None;
        let senses = senses.iter();
        let mut senses = senses.filter(|way| way.sieve.lets(&self.seen, self.topics));
        senses.find_map(|way| {
            let (sense, form) = (way.sense, way.form);
            let kind = sense.kind(self.topics)?;
            if !sense.may_stand(&self.seen) {
                return None;
            }
            let ready = match last {
                Some((known, ready)) if known == form => ready,
                _ => {
                    let ready = self.ready(at, form);
                    last = Some((form, ready));
                    ready
                }
            }?;
            self.tells(at, sense, kind, ready)
        })
    }

    fn tells(&self, at: usize, sense: &Sense, kind: IncidentKind, ready: Ready) -> Option<Trigger> {
        let frame = &sense.frame;
        if frame.passive && !ready.suffers || ready.struck && sense.asks() == 0 {
            return None;
        }
        // "who had sought twenty years": what was asked for before the news.
        let word = self.reading.folded(at);
        if kind == IncidentKind::Legal
            && matches!(word, "asked" | "sought" | "demanded")
            && (ready.start..at).any(|token| self.reading.folded(token) == "had")
        {
            return None;
        }
        let place = Place {
            reading: self.reading,
            page: self.page,
            tokens: self.tokens,
            start: ready.start,
            at,
            voice: ready.voice,
        };
        if !sense.stands(&place) {
            return None;
        }
        if frame.dated && dating::date_of(self.reading, self.tokens, at, self.dates).is_none() {
            return None;
        }
        let harmless = matches!(kind, IncidentKind::Attack | IncidentKind::Sanction)
            || self.reading.folded(at) == "rescued";
        if harmless && accident(self.topics) {
            return None;
        }
        let strength = match frame.strength {
            Strength::Strong => 6,
            Strength::Fair => 3,
            Strength::Weak => 0,
        };
        let gerund = ready.form == Form::Ing && ready.start == at;
        let weight = (ready.weight + strength)
            .saturating_sub(if gerund { 14 } else { 0 })
            .saturating_sub(if strength == 0 { 10 } else { 0 });
        Some(Trigger {
            kind,
            start: ready.start,
            head: at,
            weight,
            alleged: ready.alleged,
            finite: !gerund,
        })
    }

    /// What holds of a verb in all of its senses; nothing where it tells of no event.
    fn ready(&self, at: usize, form: Form) -> Option<Ready> {
        let (reading, tokens) = (self.reading, self.tokens);
        let word = reading.folded(at);
        // "to shut", "to hit": the letters of the past, but an infinitive.
        let infinitive = at > tokens.start
            && reading.folded(at - 1) == "to"
            && matches!(
                word,
                "shut" | "cut" | "hit" | "set" | "put" | "spread" | "let" | "beat" | "burst"
            );
        let form = if infinitive { Form::Base } else { form };
        let present = self.chronicle && form == Form::Base && finite(reading, tokens, at);
        let purpose = if form == Form::Base && !present {
            purpose(reading, tokens, at)?
        } else {
            Purpose::Done
        };
        let Verb {
            reality: real,
            voice,
            start,
        } = reality(reading, tokens, at, form);
        let base = match real {
            _ if form == Form::Base => match purpose {
                Purpose::Done => 30,
                Purpose::Tried => 28,
                Purpose::Means => 22,
            },
            Reality::Happened => 30,
            Reality::Alleged => 26,
            Reality::Present if word == "charged" => 20,
            Reality::Present if self.chronicle && form != Form::Ing => 28,
            _ => return None,
        };
        // "China accused Japan of" is a reproach; "was accused of" a suspicion against somebody.
        let accuses = matches!(word, "accused" | "accusing") && start == at;
        if accuses && !prosecutes(reading, tokens, at) {
            return None;
        }
        // "This was spying on an industrial scale" says what it was.
        if form == Form::Ing
            && start < at
            && start > tokens.start
            && matches!(reading.folded(start - 1), "this" | "that")
        {
            return None;
        }
        if habitual(reading, tokens, at) || lasting(reading, tokens, at, form) {
            return None;
        }
        let labelled = labels(reading, at, form);
        if labelled && !matches!(word, "struck" | "cut" | "shut") {
            return None;
        }
        // "The suit, filed Monday in": a participle behind its noun and a comma.
        let behind = start == at
            && at > tokens.start
            && reading.folded(at - 1) == ","
            && matches!(form, Form::Ed | Form::Participle)
            && (reduced(reading, at) || dating::begins_date(reading, at + 1, self.dates));
        let voice = if behind { Voice::Passive } else { voice };
        // What somebody is accused of tells more than that he is; what a relative clause tells is
        // told beside something else.
        let reproach = if word == "accused" && start == at {
            6
        } else {
            0
        };
        Some(Ready {
            form,
            start,
            voice,
            alleged: real == Reality::Alleged,
            weight: base - reproach - beside(reading, tokens, start),
            struck: labelled,
            suffers: voice == Voice::Passive
                || form != Form::Past && start == at && reduced(reading, at),
        })
    }
}

/// How much less a relative clause weighs: "sanctions on a network that they say murdered".
fn beside(reading: &Reading<'_>, tokens: &Range<usize>, start: usize) -> u32 {
    const LOOK: usize = 8;
    let from = start.saturating_sub(LOOK).max(tokens.start);
    for token in (from..start).rev() {
        match reading.folded(token) {
            // The clause has its verb already: "A man who spied for Russia was jailed".
            _ if reading.is(token, Traits::PAST) => return 0,
            "," | ";" | ":" | "but" | "after" => return 0,
            "who" | "which" if token + 1 == start => return 7,
            "who" | "which" | "whom" | "where" => return 8,
            // "said that", "the fact that" tell the thing itself.
            "that" => {
                let before = token.checked_sub(1).map_or("", |at| reading.folded(at));
                let told = token > 0 && reading.is(token - 1, Traits::PAST)
                    || matches!(
                        before,
                        "says"
                            | "say"
                            | "saying"
                            | "believe"
                            | "believes"
                            | "claims"
                            | ","
                            | "fact"
                            | "suspicion"
                            | "suspicions"
                            | "allegations"
                            | "accusations"
                            | "evidence"
                    );
                return if told { 0 } else { 8 };
            }
            _ => {}
        }
    }
    0
}

/// "two men nabbed in Almere on Friday": a participle behind its noun, no object behind it.
fn reduced(reading: &Reading<'_>, at: usize) -> bool {
    let bound = |word: &str| {
        matches!(
            word,
            "in" | "at"
                | "by"
                | "on"
                | "after"
                | "over"
                | "near"
                | "for"
                | "with"
                | "while"
                | "when"
                | "from"
                | "outside"
                | "up"
                | "to"
                | "under"
                | "last"
                | "this"
        )
    };
    bound(reading.folded(at + 1))
}

/// What becomes of an infinitive that tells an incident.
#[derive(Clone, Copy)]
enum Purpose {
    Done,
    Tried,
    /// What something was used for tells less than that it was.
    Means,
}

/// "did hack", "managed to hack", "used a flaw to steal", "tried to recruit", "hired two men to
/// kill": what was done, and what was set about, is told as well; other infinitives are not.
fn purpose(reading: &Reading<'_>, tokens: &Range<usize>, at: usize) -> Option<Purpose> {
    let before = at.checked_sub(1).filter(|&before| before >= tokens.start)?;
    if reading.folded(before) == "did" {
        return Some(Purpose::Done);
    }
    if reading.folded(before) != "to" {
        return None;
    }
    let from = before.saturating_sub(MEANS).max(tokens.start);
    for token in (from..before).rev() {
        let word = reading.folded(token);
        let far = token + 1 < before;
        let purpose = match word {
            "managed" | "went" | "helped" | "began" | "begun" | "started" | "proceeded"
            | "continued"
                if !far =>
            {
                Purpose::Done
            }
            "voted" | "decided" | "agreed" | "chose" if !far => Purpose::Tried,
            "used" if !far => Purpose::Done,
            "used" | "helped" | "exploited" | "abused" | "enabled" | "allowed" => Purpose::Means,
            "tried" | "attempted" | "sought" | "plotted" | "conspired" if !far => Purpose::Tried,
            "hired" | "paid" | "bribed" | "sent" | "dispatched" | "tasked" | "instructed" => {
                Purpose::Tried
            }
            "," | ";" | ":" | "that" | "who" | "which" | "to" | "and" | "but" => return None,
            _ if far && reading.is(token, Traits::PAST) && !word.ends_with("ed") => return None,
            _ => continue,
        };
        // "could be used to steal", "had never tried to".
        let told = reality(reading, tokens, token, Form::Ed).reality;
        let whose = token.checked_sub(1).map_or("", |at| reading.folded(at));
        return (told == Reality::Happened
            && !matches!(whose, "who" | "anyone" | "to" | "never" | "not"))
        .then_some(purpose);
    }
    None
}
