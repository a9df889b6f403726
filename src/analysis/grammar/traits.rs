use super::forms::is_past;
use super::words::Listed;

/// What the letters of a word say of it, as a set of bits that are looked up once for a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::analysis) struct Traits(u16);

impl Traits {
    /// [`is_function`], and so on.
    pub(in crate::analysis) const FUNCTION: Self = Self(1);
    pub(in crate::analysis) const AUXILIARY: Self = Self(1 << 1);
    pub(in crate::analysis) const ADVERB: Self = Self(1 << 2);
    pub(in crate::analysis) const PAST: Self = Self(1 << 3);
    pub(in crate::analysis) const PLURAL: Self = Self(1 << 4);
    pub(in crate::analysis) const PERSON: Self = Self(1 << 5);
    pub(in crate::analysis) const MODAL: Self = Self(1 << 6);
    /// "not", "never", "didn't".
    pub(in crate::analysis) const NEGATION: Self = Self(1 << 7);
    pub(in crate::analysis) const NOR: Self = Self(1 << 8);
    /// Nothing and nobody.
    pub(in crate::analysis) const NONE: Self = Self(1 << 9);
    /// Begins a clause that need not hold.
    pub(in crate::analysis) const CONDITION: Self = Self(1 << 10);
    /// A sign between two clauses.
    pub(in crate::analysis) const PAUSE: Self = Self(1 << 11);
    pub(in crate::analysis) const STOP: Self = Self(1 << 12);
    /// Stands for people.
    pub(in crate::analysis) const PRONOUN: Self = Self(1 << 13);
    /// A verb that takes what is said without "that": "police said he fled".
    pub(in crate::analysis) const SAYS: Self = Self(1 << 14);

    /// The traits of a folded word.
    pub(in crate::analysis) fn of(word: &str) -> Self {
        let listed = Listed::of(word);
        let mut traits = match word {
            "," | ";" | ":" => Self::PAUSE,
            "." => Self::STOP,
            "nor" => Self::NOR,
            "no" | "none" | "nobody" | "nothing" | "neither" => Self::NONE,
            "if" | "unless" | "lest" | "whether" => Self::CONDITION,
            "he" | "she" | "they" | "who" | "him" | "her" | "them" | "himself" | "herself"
            | "themselves" => Self::PRONOUN,
            "will" | "would" | "could" | "can" | "cannot" | "may" | "might" | "should"
            | "shall" | "must" | "’ll" | "'ll" | "'d" => Self::MODAL,
            "not" | "never" | "hardly" => Self::NEGATION,
            _ if word.ends_with("n't") || word.ends_with("n’t") => Self::NEGATION,
            _ => Self::default(),
        };
        for (trait_, holds) in [
            (Self::FUNCTION, listed.is_function()),
            (Self::AUXILIARY, listed.is_auxiliary()),
            (Self::ADVERB, listed.is_adverb()),
            (Self::PAST, is_past(word)),
            (Self::PLURAL, listed.is_plural()),
            (Self::PERSON, listed.is_person_noun()),
            (Self::SAYS, says(word)),
        ] {
            if holds {
                traits = traits.or(trait_);
            }
        }
        traits
    }

    /// Whether the word has one of some traits.
    pub(in crate::analysis) fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(in crate::analysis) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

fn says(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "says"
            | "say"
            | "told"
            | "tells"
            | "added"
            | "adds"
            | "allege"
            | "alleged"
            | "alleges"
            | "argue"
            | "argued"
            | "argues"
            | "insist"
            | "insisted"
            | "insists"
            | "believe"
            | "believes"
            | "claimed"
            | "wrote"
            | "writes"
            | "testified"
            | "admitted"
    )
}
