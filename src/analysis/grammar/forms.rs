use crate::text::Lookup;
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
    ("build", "built", "built"),
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
    ("forbid", "forbade", "forbidden"),
    ("foresee", "foresaw", "foreseen"),
    ("forget", "forgot", "forgotten"),
    ("freeze", "froze", "frozen"),
    ("get", "got", "got"),
    ("give", "gave", "given"),
    ("go", "went", "gone"),
    ("hang", "hung", "hung"),
    ("hear", "heard", "heard"),
    ("hide", "hid", "hidden"),
    ("hit", "hit", "hit"),
    ("hold", "held", "held"),
    ("hurt", "hurt", "hurt"),
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
    ("mislead", "misled", "misled"),
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
    ("retake", "retook", "retaken"),
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
    ("slit", "slit", "slit"),
    ("sow", "sowed", "sown"),
    ("speak", "spoke", "spoken"),
    ("spend", "spent", "spent"),
    ("split", "split", "split"),
    ("spread", "spread", "spread"),
    ("spring", "sprang", "sprung"),
    ("stand", "stood", "stood"),
    ("steal", "stole", "stolen"),
    ("stick", "stuck", "stuck"),
    ("strike", "struck", "struck"),
    ("string", "strung", "strung"),
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
    ("wear", "wore", "worn"),
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
                | "split"
                | "slit"
                | "forbid"
                | "forget"
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
