use super::super::Reading;
use super::forms::Form;
use super::traits::Traits;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Voice {
    Active,
    Passive,
}

/// Whether the words around a verb say that it came to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Reality {
    Happened,
    /// "is believed to have hacked".
    Alleged,
    /// Present tense: a habit or a state as a rule.
    Present,
    /// Possible, wished for, feared, ordered, to come, or said not to be.
    Unreal,
    /// A participle used as an adjective: "leaked documents".
    Adjective,
}

/// A verb in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) struct Verb {
    pub(in crate::analysis) reality: Reality,
    pub(in crate::analysis) voice: Voice,
    /// The first token of the verb group, auxiliaries included.
    pub(in crate::analysis) start: usize,
}

/// Verbs after which "to have done" or "of doing" is a claim.
fn claims(word: &str) -> bool {
    matches!(
        word,
        "accused"
            | "alleged"
            | "believed"
            | "thought"
            | "suspected"
            | "reported"
            | "said"
            | "claimed"
            | "understood"
            | "presumed"
            | "rumoured"
            | "rumored"
            | "suspicion"
            | "charges"
            | "charged"
            | "accusations"
            | "allegations"
            | "accusing"
            | "accuses"
            | "appears"
            | "appear"
            | "appeared"
            | "seems"
            | "charge"
            | "indicted"
    )
}

/// Words after which "to do" or "doing" did come to pass.
fn achieves(word: &str) -> bool {
    matches!(
        word,
        "managed"
            | "went"
            | "admitted"
            | "confessed"
            | "caught"
            | "convicted"
            | "began"
            | "started"
            | "guilty"
            | "found"
            | "known"
            | "continued"
            | "admits"
            | "succeeded"
            | "role"
            | "responsible"
            | "kept"
            | "helped"
            | "used"
    )
}

/// How many words an inverted subject may have.
const INVERTED: usize = 8;

/// How far before its verb a subject may begin.
const SUBJECT: usize = 6;

/// Whether the subject that ends before a token names nothing and nobody: "no customer data",
/// "none of the files". "No doubt" denies nothing.
fn nobody(reading: &Reading<'_>, within: &Range<usize>, end: usize) -> bool {
    let near = end.saturating_sub(SUBJECT).max(within.start)..end;
    if !near.clone().any(|token| reading.is(token, Traits::NONE)) {
        return false;
    }
    for token in near.rev() {
        match reading.folded(token) {
            "no" => return !matches!(reading.folded(token + 1), "doubt" | "question" | "secret"),
            "none" | "nobody" | "nothing" | "neither" => return true,
            "a" | "an" | "the" | "its" | "his" | "her" | "their" | "these" | "those" => {
                let of = token > within.start && reading.folded(token - 1) == "of";
                if !of {
                    return false;
                }
            }
            "," | ";" | ":" | "–" | "—" | "(" | ")" | "that" | "which" | "who" | "and" | "or"
            | "but" | "because" | "as" | "when" | "while" | "if" | "said" | "says" | "with"
            | "in" | "on" | "after" | "before" => return false,
            _ => {}
        }
    }
    false
}

/// The month: "On 7 May five nations named and indicted him".
fn may(reading: &Reading<'_>, token: usize) -> bool {
    reading.word(token) == "May"
}

/// "has itself been sanctioned", "were both jailed".
fn is_reflexive(word: &str) -> bool {
    matches!(
        word,
        "himself" | "herself" | "itself" | "themselves" | "both" | "all" | "each"
    )
}

/// Says what the words before a verb make of it. `within` are the tokens of the sentence.
pub(in crate::analysis) fn reality(
    reading: &Reading<'_>,
    within: &Range<usize>,
    at: usize,
    form: Form,
) -> Verb {
    let mut group = Group::default();
    let mut start = at;
    let mut left = at;
    while left > within.start {
        let word = reading.traits(left - 1);
        if word.any(Traits::NEGATION) {
            group.negated = true;
        } else if may(reading, left - 1) {
            break;
        } else if word.any(Traits::MODAL) {
            group.modal = true;
        } else if word.any(Traits::AUXILIARY) {
            group.add(reading.folded(left - 1));
        } else if !word.any(Traits::ADVERB)
            && !(left > within.start + 1 && is_reflexive(reading.folded(left - 1)))
        {
            break;
        }
        left -= 1;
        if word.any(Traits::AUXILIARY) || reading.folded(left) == "never" {
            start = left;
        }
    }
    // "nor has any of it come out": the auxiliary stands before the subject.
    group.negated |= (within.start..left)
        .rev()
        .take(INVERTED)
        .map(|token| reading.traits(token))
        .take_while(|word| !word.any(Traits::PAUSE))
        .any(|word| word.any(Traits::NOR));
    let before = if left > within.start {
        reading.folded(left - 1)
    } else {
        ""
    };
    let further = match left.checked_sub(2) {
        // "claimed on Thursday to have taken"
        Some(at) if at > within.start + 1 && reading.folded(at - 1) == "on" => {
            reading.folded(at - 2)
        }
        Some(at) if at >= within.start => reading.folded(at),
        _ => "",
    };
    let voice = match form {
        Form::Ed | Form::Participle if group.be => Voice::Passive,
        Form::Participle if !group.have => Voice::Passive,
        Form::Ed if !group.any() && reading.folded(at + 1) == "by" => Voice::Passive,
        _ => Voice::Active,
    };
    group.negated |= nobody(reading, within, left);
    let reality = if group.negated || conditional(reading, within, at) {
        Reality::Unreal
    } else {
        group.judge(form, before, further, || {
            bare(reading, within, at, left, form)
        })
    };
    let reality = match reality {
        // "accused two men of spying".
        Reality::Unreal if form == Form::Ing && before == "of" && !group.any() => {
            governed(reading, within, left)
        }
        other => other,
    };
    Verb {
        reality,
        voice,
        start,
    }
}

/// What "accused", "convicted" or "suspected" makes of the "of doing" that ends here.
fn governed(reading: &Reading<'_>, within: &Range<usize>, left: usize) -> Reality {
    for token in (left.saturating_sub(10).max(within.start)..left).rev() {
        match reading.folded(token) {
            "accused" | "accusing" | "accuses" | "suspected" | "acquitted" => {
                return Reality::Alleged;
            }
            "convicted" => return Reality::Happened,
            "," | ";" | "and" | "that" | "who" => break,
            _ => {}
        }
    }
    Reality::Unreal
}

/// The auxiliaries before a verb.
#[derive(Default)]
struct Group {
    negated: bool,
    modal: bool,
    be: bool,
    /// "was", "were", "been" after "had".
    past: bool,
    have: bool,
    being: bool,
    did: bool,
}

impl Group {
    fn add(&mut self, word: &str) {
        match word {
            "was" | "were" | "got" => (self.be, self.past) = (true, true),
            "is" | "are" | "am" | "be" | "been" | "get" => self.be = true,
            "being" => (self.be, self.being) = (true, true),
            "has" | "have" | "had" | "having" => self.have = true,
            "did" => self.did = true,
            _ => {}
        }
    }

    fn any(&self) -> bool {
        self.be || self.have || self.did || self.modal
    }

    fn judge(
        &self,
        form: Form,
        before: &str,
        further: &str,
        bare: impl FnOnce() -> Reality,
    ) -> Reality {
        if self.modal {
            return Reality::Unreal;
        }
        if before == "to" && (self.any() || form == Form::Base) {
            return match further {
                _ if achieves(further) => Reality::Happened,
                _ if self.have && claims(further) => Reality::Alleged,
                "accused" | "alleged" if self.have => Reality::Alleged,
                _ => Reality::Unreal,
            };
        }
        match form {
            Form::Past => Reality::Happened,
            Form::Base if self.did => Reality::Happened,
            Form::Base | Form::Third => Reality::Present,
            Form::Ing if self.past || (self.have && self.be) => Reality::Happened,
            Form::Ing if self.be => Reality::Present,
            Form::Ing => match before {
                "," => Reality::Happened,
                "of" | "with" | "for" | "to" | "in" if claims(further) => Reality::Alleged,
                _ if achieves(before) || achieves(further) => Reality::Happened,
                "after" | "by" | "before" if !self.any() => Reality::Happened,
                _ => Reality::Unreal,
            },
            Form::Ed | Form::Participle => {
                if self.past || self.have {
                    Reality::Happened
                } else if self.being {
                    match before {
                        "after" | "since" | "following" | "before" | "despite" | "," => {
                            Reality::Happened
                        }
                        _ => Reality::Unreal,
                    }
                } else if self.be {
                    Reality::Present
                } else {
                    bare()
                }
            }
        }
    }
}

/// A form in "-ed" without an auxiliary: simple past, participle after its noun, or adjective.
fn bare(
    reading: &Reading<'_>,
    within: &Range<usize>,
    at: usize,
    left: usize,
    form: Form,
) -> Reality {
    let before = if left > within.start {
        reading.folded(left - 1)
    } else {
        ""
    };
    let next = if at + 1 < within.end {
        reading.folded(at + 1)
    } else {
        ""
    };
    let next_is_word = next.chars().next().is_some_and(char::is_alphanumeric);
    // "published leaked ledgers", "recommended encrypted apps": the verb stands before.
    let function = at + 1 < within.end && reading.is(at + 1, Traits::FUNCTION);
    let verb = left > within.start && {
        let word = reading.traits(left - 1);
        word.any(Traits::PAST) && !word.any(Traits::AUXILIARY)
    };
    if verb && next_is_word && !function {
        return Reality::Adjective;
    }
    let open = before.is_empty()
        || matches!(
            before,
            "the"
                | "a"
                | "an"
                | "its"
                | "their"
                | "his"
                | "her"
                | "of"
                | "for"
                | "from"
                | "with"
                | "on"
                | "in"
                | "these"
                | "those"
                | "some"
                | "many"
                | "any"
                | "into"
                | "over"
                | "about"
                | "as"
                | "'s"
                | "’s"
                | "against"
                | "at"
                | "between"
                | "to"
                | "more"
        );
    if open && next_is_word && (!function || before == "the" || before == "a") {
        return Reality::Adjective;
    }
    // "should be treated as compromised"
    if matches!(before, "the" | "a" | "an" | "its" | "their" | "as") {
        return Reality::Adjective;
    }
    if matches!(
        before,
        "remains" | "remain" | "stays" | "stay" | "keeps" | "keep"
    ) {
        return Reality::Present;
    }
    if matches!(before, "and" | "or" | ",") && modal_before(reading, within, left) {
        return Reality::Unreal;
    }
    // "those arrested", "people detained in" after a present tense are still told as having happened.
    let _ = form;
    Reality::Happened
}

/// Whether a modal governs the list that ends here: "could be arrested, extradited and jailed".
fn modal_before(reading: &Reading<'_>, within: &Range<usize>, left: usize) -> bool {
    let from = left.saturating_sub(10).max(within.start);
    for token in (from..left).rev() {
        if reading.traits(token).any(Traits::MODAL) && !may(reading, token) {
            return true;
        }
        let word = reading.folded(token);
        if word == "to" && matches!(reading.folded(token + 1), "be" | "have" | "get") {
            return true;
        }
        if matches!(
            word,
            ";" | ":" | "was" | "were" | "has" | "had" | "that" | "who" | "which"
        ) {
            return false;
        }
    }
    false
}

/// Whether the verb stands in a clause that begins with "if" or its like.
fn conditional(reading: &Reading<'_>, within: &Range<usize>, at: usize) -> bool {
    (within.start..at)
        .rev()
        .map(|token| reading.traits(token))
        .find(|word| word.any(Traits::CONDITION.or(Traits::PAUSE).or(Traits::STOP)))
        .is_some_and(|word| word.any(Traits::CONDITION))
}
