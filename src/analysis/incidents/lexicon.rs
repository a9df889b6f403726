use super::super::grammar::{Form, conjugate};
use super::context::{Topic, Topics};
use super::verbs_law::LAW;
use super::verbs_secret::SECRET;
use super::verbs_state::STATE;
use crate::model::IncidentKind as K;
use crate::text::Lookup;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How a verb comes to tell of an incident.
#[derive(Debug)]
pub(super) struct Sense {
    verb: &'static str,
    /// Where not empty, one of these must stand within three words behind the verb.
    pub(super) particles: &'static [&'static str],
    /// The kind for the first topic that the sentence has.
    by_topic: &'static [(Topic, K)],
    /// The kind without any of them; nothing where a topic is needed.
    otherwise: Option<K>,
    pub(super) strength: Strength,
}

/// How much a trigger weighs against the others of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    Weak,
    Fair,
    Strong,
}

impl Sense {
    /// The kind of incident in a sentence of these topics.
    pub(super) fn kind(&self, topics: Topics) -> Option<K> {
        self.by_topic
            .iter()
            .find(|(topic, _)| topics.has(*topic))
            .map(|(_, kind)| *kind)
            .or(self.otherwise)
    }
}

pub(super) const fn always(verb: &'static str, kind: K) -> Sense {
    Sense {
        verb,
        particles: &[],
        by_topic: &[],
        otherwise: Some(kind),
        strength: Strength::Strong,
    }
}

pub(super) const fn when(
    verb: &'static str,
    by_topic: &'static [(Topic, K)],
    otherwise: Option<K>,
) -> Sense {
    Sense {
        verb,
        particles: &[],
        by_topic,
        otherwise,
        strength: Strength::Fair,
    }
}

pub(super) const fn with(
    verb: &'static str,
    particles: &'static [&'static str],
    by_topic: &'static [(Topic, K)],
    otherwise: Option<K>,
) -> Sense {
    Sense {
        verb,
        particles,
        by_topic,
        otherwise,
        strength: Strength::Fair,
    }
}

pub(super) const fn weak(verb: &'static str, kind: K) -> Sense {
    Sense {
        verb,
        particles: &[],
        by_topic: &[],
        otherwise: Some(kind),
        strength: Strength::Weak,
    }
}

type Senses = Vec<(&'static Sense, Form)>;

/// The senses of every form of every verb, and where each form's are.
struct Forms {
    places: Lookup<usize>,
    senses: Vec<Senses>,
}

/// The senses that a word may have, with the form it is in.
pub(super) fn senses(word: &str) -> &'static [(&'static Sense, Form)] {
    static FORMS: LazyLock<Forms> = LazyLock::new(|| {
        let mut forms: BTreeMap<String, Senses> = BTreeMap::new();
        for sense in LAW.iter().chain(SECRET).chain(STATE) {
            conjugate(sense.verb, |word, form| {
                // Bare infinitives and presents tell no incident; they stay for "did hack".
                forms.entry(word).or_default().push((sense, form));
            });
        }
        let places = forms.keys().zip(0..);
        Forms {
            places: Lookup::new(places.map(|(word, at)| (word.as_str(), at)), |at, _| at),
            senses: forms.values().cloned().collect(),
        }
    });
    if word.len() < 3 || word.len() > 14 || !may_end(word) {
        return &[];
    }
    let place = FORMS.places.get(word);
    place
        .and_then(|at| FORMS.senses.get(at))
        .map_or(&[], Vec::as_slice)
}

/// Past forms and participles end in few ways; most words are turned away here.
fn may_end(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(
        bytes[bytes.len() - 1],
        b'd' | b'g' | b'n' | b't' | b'w' | b'e' | b'k'
    )
}
