use super::cue::{CUES, Cue};
use super::words::{hash_of, mix};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::BitOr;
use std::sync::LazyLock;

/// What the lexicon says of a word, as a set of bits; one word can be several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(pub u32);

impl Class {
    /// A given name of some culture, common or rare.
    pub const GIVEN: Self = Self(1 | RARE);
    pub(super) const COMMON_TITLE: Self = Self(1 << 2);
    /// A common given name.
    pub(super) const COMMON_GIVEN: Self = Self(1);
    /// A family name that stands before the given one: Chinese, Korean, Vietnamese.
    pub const FAMILY: Self = Self(1 << 1);
    /// Stands directly before a person's name: Mr, Gen., President.
    pub const TITLE: Self = Self(1 << 2 | RARE_TITLE);
    /// An office or calling: director, analyst, spokesman.
    pub const OFFICE: Self = Self(1 << 3);
    /// A verb of reporting.
    pub const SAY: Self = Self(1 << 4);
    /// Heads the name of a state body: Ministry, Bureau, Police.
    pub const AGENCY: Self = Self(1 << 5);
    /// Ends the name of a company: Ltd, Holdings.
    pub const COMPANY: Self = Self(1 << 6);
    /// Heads the name of another body: University, Institute.
    pub const BODY: Self = Self(1 << 7);
    /// A small word inside names: of, and, for.
    pub const CONNECT: Self = Self(1 << 8);
    /// A function word, capitalised only where a sentence begins.
    pub const FUNCTION: Self = Self(1 << 9);
    pub const CALENDAR: Self = Self(1 << 10);
    /// Heads the name of a place: River, Province.
    pub const PLACE: Self = Self(1 << 11);
    /// Heads the name of a law: Act, Treaty.
    pub const LAW: Self = Self(1 << 12);
    /// A word for malware: ransomware, backdoor.
    pub const MALWARE: Self = Self(1 << 13);
    /// A word for a threat actor: gang, hackers.
    pub const GROUP: Self = Self(1 << 14);
    /// A preposition of place.
    pub const WHERE: Self = Self(1 << 15);
    /// A word for a company: firm, vendor.
    pub const FIRM: Self = Self(1 << 16);
    /// A small word inside persons' names: van, bin, al.
    pub const PARTICLE: Self = Self(1 << 17);
    /// A word of technical reports.
    pub const TECHNICAL: Self = Self(1 << 18);
    /// A field of work inside the names of bodies: Security, Science.
    pub const SUBJECT: Self = Self(1 << 19);
    /// The last word of a threat actor's name after a vendor's scheme: Panda, Typhoon.
    pub const SCHEME: Self = Self(1 << 20);
    /// A word for a medium or research body that stands before its name: newspaper, think tank.
    pub const MEDIUM: Self = Self(1 << 21);
    /// A word for software or a device: platform, app.
    pub const PRODUCT: Self = Self(1 << 22);
    /// A common noun or adjective that is capitalised in headings and titles only.
    pub const COMMON: Self = Self(1 << 23);

    /// Often ends the name of a company, and other names too: Group, Systems.
    pub const TRADE: Self = Self(1 << 24);

    /// Whether the two share a bit.
    #[must_use]
    pub fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The bits that the models learn from: all but the rare given names and titles, on whose lists
    /// they would come to lean.
    pub(super) fn learnt(self) -> u32 {
        self.0 & !(RARE | RARE_TITLE)
    }
}

/// A rare given name, a rare title.
const RARE: u32 = 1 << 25;
const RARE_TITLE: u32 = 1 << 26;

impl BitOr for Class {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Keys are hashes already.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | u64::from(byte);
        }
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

pub(crate) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// Mixes eight bytes at a time: keys are short, and of one document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }
    fn write(&mut self, bytes: &[u8]) {
        let (eights, rest) = bytes.as_chunks::<8>();
        for eight in eights {
            self.0 = mix(self.0, u64::from_le_bytes(*eight));
        }
        for byte in rest {
            self.0 = mix(self.0, u64::from(*byte));
        }
    }
}

/// What is known of the names of a document.
pub(crate) type NameMap<K, V> = HashMap<K, V, BuildHasherDefault<Mixed>>;

static LEXICON: LazyLock<HashedMap<(Class, Cue)>> = LazyLock::new(|| {
    let mut map: HashedMap<(Class, Cue)> = HashedMap::default();
    for (words, cue) in CUES {
        for word in words.split_whitespace() {
            let entry = map.entry(hash_of(word)).or_default();
            entry.1 = entry.1 | *cue;
        }
    }
    let mut add = |words: &str, class: Class| {
        for word in words.split_whitespace() {
            let entry = map.entry(hash_of(word)).or_default();
            entry.0 = entry.0 | class;
        }
    };
    for line in include_str!("../../../assets/names/words.txt").lines() {
        let Some((name, words)) = line.split_once(':') else {
            continue;
        };
        if let Some(class) = class_named(name) {
            add(words, class);
        }
    }
    for (names, class) in [
        (
            include_str!("../../../assets/names/given.txt"),
            Class::COMMON_GIVEN,
        ),
        (
            include_str!("../../../assets/names/given-more.txt"),
            Class(RARE),
        ),
    ] {
        for line in names.lines().filter(|line| !line.starts_with('#')) {
            add(line, class);
        }
    }
    map
});

fn class_named(name: &str) -> Option<Class> {
    Some(match name {
        "family" => Class::FAMILY,
        "title" => Class::COMMON_TITLE,
        "rare-title" => Class(RARE_TITLE),
        "office" => Class::OFFICE,
        "say" => Class::SAY,
        "agency" => Class::AGENCY,
        "company" => Class::COMPANY,
        "body" => Class::BODY,
        "connect" => Class::CONNECT,
        "function" => Class::FUNCTION,
        "calendar" => Class::CALENDAR,
        "place" => Class::PLACE,
        "law" => Class::LAW,
        "malware" => Class::MALWARE,
        "group" => Class::GROUP,
        "where" => Class::WHERE,
        "firm" => Class::FIRM,
        "particle" => Class::PARTICLE,
        "technical" => Class::TECHNICAL,
        "subject" => Class::SUBJECT,
        "scheme" => Class::SCHEME,
        "medium" => Class::MEDIUM,
        "product" => Class::PRODUCT,
        "trade" => Class::TRADE,
        "common" => Class::COMMON,
        _ => return None,
    })
}

/// What the lexicon says of the word with this hash.
#[must_use]
pub(crate) fn class_of(hash: u64) -> Class {
    look_up(hash).0
}

/// The same, and which rules the word may concern.
#[must_use]
pub(super) fn look_up(hash: u64) -> (Class, Cue) {
    LEXICON.get(&hash).copied().unwrap_or_default()
}
