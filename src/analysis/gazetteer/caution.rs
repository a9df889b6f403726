use super::entry::Stands;
use super::pieces;
use super::table::{Gazetteer, LONGEST};
use crate::analysis::tagger::{Class, class_of, hash_of};
use crate::model::{EntityId, Kind};

/// The id of an entity of this kind and name.
#[must_use]
pub fn id(kind: Kind, name: &str) -> EntityId {
    let mut slug = String::with_capacity(name.len());
    pieces::slug(name, |c| slug.push(c));
    EntityId::new(kind, &slug)
}

/// Why a list cannot hold a name, or would never find it.
#[must_use]
pub fn flaw(name: &str) -> Option<String> {
    if name.contains([';', '|', '\n']) {
        return Some(format!("`{name}` holds a sign that parts names or fields"));
    }
    if !name.chars().any(char::is_alphanumeric) {
        return Some(format!("`{name}` has neither letter nor digit"));
    }
    (pieces::cut(name).len() > LONGEST)
        .then(|| format!("`{name}` is longer than {LONGEST} words and signs: never found"))
}

impl Gazetteer {
    /// How far a name from outside may go by itself as a name of `own`: no further than these
    /// lists let it, and only in context where it is a word, too short, or another's name.
    #[must_use]
    pub fn caution(&self, name: &str, own: &EntityId) -> Stands {
        if name.is_ascii() && name.bytes().filter(u8::is_ascii_alphanumeric).count() < 3 {
            return Stands::Never;
        }
        let mut stands = if is_a_word(name) {
            Stands::InContext
        } else {
            Stands::Alone
        };
        for known in self.by_name(name) {
            let ours = self
                .entry(known.entry)
                .is_some_and(|entry| entry.id() == *own);
            stands = match (ours, known.stands) {
                (true, Stands::Never) => return Stands::Never,
                (true, Stands::Alone) => stands,
                _ => Stands::InContext,
            };
        }
        stands
    }

    /// The one entity of a kind that a name is known to belong to.
    #[must_use]
    pub fn namesake(&self, name: &str, kind: Kind) -> Option<EntityId> {
        let mut found = None;
        for known in self.by_name(name) {
            let Some(entry) = self.entry(known.entry).filter(|entry| entry.kind == kind) else {
                continue;
            };
            let id = entry.id();
            if found.as_ref().is_some_and(|other| *other != id) {
                return None;
            }
            found = Some(id);
        }
        found
    }
}

/// Words that say what something is, not who.
const TELLING: [Class; 10] = [
    Class::FUNCTION,
    Class::COMMON,
    Class::TECHNICAL,
    Class::GROUP,
    Class::MALWARE,
    Class::FIRM,
    Class::OFFICE,
    Class::MEDIUM,
    Class::PRODUCT,
    Class::CALENDAR,
];

/// Whether a name could as well be words of a sentence: `agent`, `Hackers`, `Group 3`.
fn is_a_word(name: &str) -> bool {
    let words: Vec<&str> = name
        .split([' ', '-', '_'])
        .filter(|w| !w.is_empty())
        .collect();
    let lettered = |word: &&str| word.chars().all(char::is_alphabetic);
    let small = |word: &&str| lettered(word) && !word.chars().any(char::is_uppercase);
    let cased = |word: &&str| word.chars().any(|c| c.is_lowercase() || c.is_uppercase());
    if words.iter().any(cased) && words.iter().all(small) {
        return true;
    }
    match words.as_slice() {
        [word] => {
            lettered(word)
                && cased(word)
                && (word.chars().count() <= 3 || class_of(hash_of(word)) != Class::default())
        }
        words => words.iter().all(|word| {
            let counts = word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
            let class = class_of(hash_of(word));
            // `APT 32` is a name, however its parts are joined.
            let small = word.chars().any(char::is_lowercase);
            counts || small && TELLING.iter().any(|telling| class.any(*telling))
        }),
    }
}
