use super::super::Reading;
use super::words::{is_adverb, is_auxiliary, is_function};
use crate::text::Lookup;
use std::ops::Range;
use std::sync::LazyLock;

/// The form of a verb as its letters show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Form {
    Base,
    /// Third person singular of the present.
    Third,
    /// Past only: "stole".
    Past,
    /// Past participle only: "stolen".
    Participle,
    /// Either of the two: "hacked".
    Ed,
    Ing,
}

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

/// Verbs whose past is not made by rule: base, past, participle, and the stem that "-ing" follows.
const IRREGULAR: &[(&str, &str, &str)] = &[
    ("beat", "beat", "beaten"),
    ("become", "became", "become"),
    ("begin", "began", "begun"),
    ("bend", "bent", "bent"),
    ("bind", "bound", "bound"),
    ("blow", "blew", "blown"),
    ("break", "broke", "broken"),
    ("bring", "brought", "brought"),
    ("burst", "burst", "burst"),
    ("buy", "bought", "bought"),
    ("catch", "caught", "caught"),
    ("come", "came", "come"),
    ("creep", "crept", "crept"),
    ("cut", "cut", "cut"),
    ("deal", "dealt", "dealt"),
    ("dig", "dug", "dug"),
    ("draw", "drew", "drawn"),
    ("drive", "drove", "driven"),
    ("fall", "fell", "fallen"),
    ("feed", "fed", "fed"),
    ("fight", "fought", "fought"),
    ("find", "found", "found"),
    ("flee", "fled", "fled"),
    ("fling", "flung", "flung"),
    ("fly", "flew", "flown"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("keep", "kept", "kept"),
    ("lay", "laid", "laid"),
    ("lead", "led", "led"),
    ("leave", "left", "left"),
    ("lend", "lent", "lent"),
    ("let", "let", "let"),
    ("light", "lit", "lit"),
    ("lose", "lost", "lost"),
    ("make", "made", "made"),
    ("meet", "met", "met"),
    ("mow", "mowed", "mown"),
    ("overrun", "overran", "overrun"),
    ("oversee", "oversaw", "overseen"),
    ("overthrow", "overthrew", "overthrown"),
    ("overwrite", "overwrote", "overwritten"),
    ("pay", "paid", "paid"),
    ("put", "put", "put"),
    ("quit", "quit", "quit"),
    ("read", "read", "read"),
    ("repay", "repaid", "repaid"),
    ("ride", "rode", "ridden"),
    ("run", "ran", "run"),
    ("say", "said", "said"),
    ("see", "saw", "seen"),
    ("seek", "sought", "sought"),
    ("sell", "sold", "sold"),
    ("send", "sent", "sent"),
    ("set", "set", "set"),
    ("shake", "shook", "shaken"),
    ("shoot", "shot", "shot"),
    ("show", "showed", "shown"),
    ("shut", "shut", "shut"),
    ("sink", "sank", "sunk"),
    ("sit", "sat", "sat"),
    ("slay", "slew", "slain"),
    ("sow", "sowed", "sown"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("spread", "spread", "spread"),
    ("spring", "sprang", "sprung"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("sue", "sued", "sued"),
    ("swear", "swore", "sworn"),
    ("sweep", "swept", "swept"),
    ("swing", "swung", "swung"),
    ("take", "took", "taken"),
    ("tear", "tore", "torn"),
    ("tell", "told", "told"),
    ("throw", "threw", "thrown"),
    ("undertake", "undertook", "undertaken"),
    ("uphold", "upheld", "upheld"),
    ("win", "won", "won"),
    ("withdraw", "withdrew", "withdrawn"),
    ("write", "wrote", "written"),
];

/// Calls `with` for every form of a verb. A final consonant that doubles is marked in the lexicon
/// by a hyphen: `plot-`.
pub(in crate::analysis) fn conjugate(verb: &str, mut with: impl FnMut(String, Form)) {
    let doubles = verb.ends_with('-');
    let base = verb.trim_end_matches('-');
    let doubles = doubles
        || matches!(
            base,
            "let"
                | "run"
                | "sit"
                | "overrun"
                | "put"
                | "cut"
                | "shut"
                | "hit"
                | "set"
                | "get"
                | "quit"
                | "win"
                | "begin"
                | "dig"
        );
    let last = base.chars().next_back().unwrap_or('x');
    let stem = if doubles {
        format!("{base}{last}")
    } else {
        base.to_owned()
    };
    let consonant_y = base.ends_with('y')
        && !["ay", "ey", "oy", "uy"]
            .iter()
            .any(|end| base.ends_with(end));
    let third = if consonant_y {
        format!("{}ies", &base[..base.len() - 1])
    } else if ["s", "x", "z", "ch", "sh", "o"]
        .iter()
        .any(|end| base.ends_with(end))
    {
        format!("{base}es")
    } else {
        format!("{base}s")
    };
    let ing = if base.ends_with('e') && !base.ends_with("ee") && !base.ends_with("oe") {
        format!("{}ing", &base[..base.len() - 1])
    } else {
        format!("{stem}ing")
    };
    if let Some((_, past, participle)) = IRREGULAR.iter().find(|(word, ..)| *word == base) {
        if past == participle {
            if *past != base {
                with((*past).to_owned(), Form::Ed);
            }
        } else {
            with((*past).to_owned(), Form::Past);
            with((*participle).to_owned(), Form::Participle);
        }
        if *past == base {
            with(base.to_owned(), Form::Ed);
        } else {
            with(base.to_owned(), Form::Base);
        }
    } else {
        let ed = if consonant_y {
            format!("{}ied", &base[..base.len() - 1])
        } else if base.ends_with('e') {
            format!("{base}d")
        } else {
            format!("{stem}ed")
        };
        with(ed, Form::Ed);
        with(base.to_owned(), Form::Base);
    }
    with(third, Form::Third);
    with(ing, Form::Ing);
}

/// Whether a folded word looks like a past tense.
pub(in crate::analysis) fn is_past(word: &str) -> bool {
    const PAST: [&str; 36] = [
        "became", "began", "broke", "brought", "came", "did", "fell", "fled", "flew", "gave",
        "got", "grew", "had", "has", "have", "held", "hit", "kept", "knew", "led", "left", "lost",
        "made", "met", "rose", "said", "saw", "sent", "set", "sold", "spoke", "stole", "took",
        "was", "went", "were",
    ];
    static KNOWN: LazyLock<Lookup<()>> = LazyLock::new(|| {
        let irregular = IRREGULAR
            .iter()
            // "run", "come": the letters of the present as well.
            .flat_map(|(base, past, participle)| {
                [
                    *past,
                    if participle == base {
                        *past
                    } else {
                        *participle
                    },
                ]
            });
        let words = PAST.into_iter().chain(irregular).map(|word| (word, ()));
        Lookup::new(words, |(), ()| ())
    });
    (word.len() > 4 && word.ends_with("ed") && !word.ends_with("eed")) || KNOWN.get(word).is_some()
}

const MODAL: [&str; 13] = [
    "will", "would", "could", "can", "cannot", "may", "might", "should", "shall", "must", "’ll",
    "'ll", "'d",
];

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
        let word = reading.folded(left - 1);
        if matches!(word, "not" | "never" | "hardly")
            || word.ends_with("n't")
            || word.ends_with("n’t")
        {
            group.negated = true;
        } else if MODAL.contains(&word) {
            group.modal = true;
        } else if is_auxiliary(word) {
            group.add(word);
        } else if !is_adverb(word) {
            break;
        }
        left -= 1;
        if is_auxiliary(word) || word == "never" {
            start = left;
        }
    }
    // "nor has any of it come out": the auxiliary stands before the subject.
    group.negated |= (within.start..left)
        .rev()
        .take(INVERTED)
        .map(|token| reading.folded(token))
        .take_while(|word| !matches!(*word, "," | ";" | ":"))
        .any(|word| word == "nor");
    let before = if left > within.start {
        reading.folded(left - 1)
    } else {
        ""
    };
    let further = if left > within.start + 1 {
        reading.folded(left - 2)
    } else {
        ""
    };
    let voice = match form {
        Form::Ed | Form::Participle if group.be => Voice::Passive,
        Form::Participle if !group.have => Voice::Passive,
        Form::Ed if !group.any() && reading.folded(at + 1) == "by" => Voice::Passive,
        _ => Voice::Active,
    };
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
    if is_past(before) && !is_auxiliary(before) && next_is_word && !is_function(next) {
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
    if open && next_is_word && (!is_function(next) || before == "the" || before == "a") {
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
        let word = reading.folded(token);
        if MODAL.contains(&word) {
            return true;
        }
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
    for token in (within.start..at).rev() {
        match reading.folded(token) {
            "if" | "unless" | "lest" => return true,
            "whether" => return true,
            "," | ";" | ":" | "." => return false,
            _ => {}
        }
    }
    false
}
