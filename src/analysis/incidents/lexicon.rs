use super::super::grammar::{Form, conjugate};
use super::context::{Topic, Topics};
use crate::model::IncidentKind as K;
use std::collections::HashMap;
use std::sync::OnceLock;

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

const fn always(verb: &'static str, kind: K) -> Sense {
    Sense {
        verb,
        particles: &[],
        by_topic: &[],
        otherwise: Some(kind),
        strength: Strength::Strong,
    }
}

const fn when(verb: &'static str, by_topic: &'static [(Topic, K)], otherwise: Option<K>) -> Sense {
    Sense {
        verb,
        particles: &[],
        by_topic,
        otherwise,
        strength: Strength::Fair,
    }
}

const fn with(
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

const fn weak(verb: &'static str, kind: K) -> Sense {
    Sense {
        verb,
        particles: &[],
        by_topic: &[],
        otherwise: Some(kind),
        strength: Strength::Weak,
    }
}

use Topic as T;

const SENSES: &[Sense] = &[
    // Law.
    always("arrest", K::Legal),
    always("detain", K::Legal),
    always("indict", K::Legal),
    always("convict", K::Legal),
    always("sentence", K::Legal),
    always("jail", K::Legal),
    always("imprison", K::Legal),
    always("acquit-", K::Legal),
    always("extradite", K::Legal),
    always("prosecute", K::Legal),
    always("arraign", K::Legal),
    always("apprehend", K::Legal),
    always("pardon", K::Legal),
    always("exonerate", K::Legal),
    always("sue", K::Legal),
    always("fine", K::Legal),
    always("deport", K::Legal),
    always("subpoena", K::Legal),
    with(
        "charge",
        &["with", "under", "over", ",", "."],
        &[],
        Some(K::Legal),
    ),
    with("plead", &["guilty", "not"], &[], Some(K::Legal)),
    with("find", &["guilty"], &[], Some(K::Legal)),
    with("go", &["trial"], &[], Some(K::Legal)),
    with("stand", &["trial"], &[], Some(K::Legal)),
    with("put", &["trial"], &[], Some(K::Legal)),
    with("take", &["custody"], &[], Some(K::Legal)),
    with("remand", &["in", "into", "to"], &[], Some(K::Legal)),
    with("hold", &["custody", "suspicion"], &[], Some(K::Legal)),
    weak("accuse", K::Legal),
    when("release", &[(T::Prison, K::Legal)], None),
    when("free", &[(T::Prison, K::Legal), (T::Court, K::Legal)], None),
    when("appeal", &[(T::Court, K::Legal)], None),
    when("try", &[(T::Court, K::Legal)], None),
    when("uphold", &[(T::Court, K::Legal)], None),
    when("overturn", &[(T::Court, K::Legal)], None),
    when("quash", &[(T::Court, K::Legal)], None),
    with("appear", &["court"], &[], Some(K::Legal)),
    with("admit-", &["guilt", "charges"], &[], Some(K::Legal)),
    // Cyber.
    always("hack", K::Cyber),
    always("breach", K::Cyber),
    always("deface", K::Cyber),
    always("exfiltrate", K::Cyber),
    always("phish", K::Cyber),
    when(
        "hijack",
        &[(T::Cyber, K::Cyber), (T::Net, K::Cyber)],
        Some(K::Attack),
    ),
    when(
        "infiltrate",
        &[(T::Cyber, K::Cyber), (T::Net, K::Cyber)],
        Some(K::Espionage),
    ),
    when(
        "penetrate",
        &[(T::Cyber, K::Cyber), (T::Net, K::Cyber)],
        Some(K::Espionage),
    ),
    when(
        "compromise",
        &[(T::Cyber, K::Cyber), (T::Net, K::Cyber)],
        None,
    ),
    when("encrypt", &[(T::Malice, K::Cyber)], None),
    when("exploit", &[(T::Cyber, K::Cyber)], None),
    when("target", &[(T::Malice, K::Cyber)], None),
    when("infect", &[(T::Cyber, K::Cyber), (T::Net, K::Cyber)], None),
    when("cripple", &[(T::Malice, K::Cyber)], None),
    when("deploy", &[(T::Malice, K::Cyber)], None),
    when("install", &[(T::Malice, K::Cyber)], None),
    when("implant", &[(T::Malice, K::Cyber)], None),
    when("access", &[(T::Malice, K::Cyber)], None),
    with(
        "break",
        &["into"],
        &[(T::Cyber, K::Cyber), (T::Net, K::Cyber)],
        Some(K::Espionage),
    ),
    with(
        "gain",
        &["access"],
        &[(T::Cyber, K::Cyber), (T::Net, K::Cyber)],
        None,
    ),
    with("knock", &["offline"], &[], Some(K::Cyber)),
    // Espionage.
    always("spy", K::Espionage),
    always("eavesdrop-", K::Espionage),
    always("wiretap-", K::Espionage),
    always("surveil", K::Espionage),
    when(
        "steal",
        &[
            (T::Cyber, K::Cyber),
            (T::Secret, K::Espionage),
            (T::Trade, K::Espionage),
            (T::Docs, K::Espionage),
        ],
        None,
    ),
    with(
        "pass",
        &[
            "secrets",
            "secret",
            "classified",
            "documents",
            "document",
            "files",
            "information",
            "blueprints",
            "plans",
            "designs",
            "drawings",
            "codes",
            "data",
            "intelligence",
            "technology",
            "details",
            "material",
        ],
        &[
            (T::Secret, K::Espionage),
            (T::Agent, K::Espionage),
            (T::Trade, K::Espionage),
        ],
        None,
    ),
    when(
        "photograph",
        &[(T::Base, K::Espionage), (T::Secret, K::Espionage)],
        None,
    ),
    with(
        "take",
        &["pictures", "photos", "photographs"],
        &[(T::Base, K::Espionage), (T::Secret, K::Espionage)],
        None,
    ),
    with("hand", &["over"], &[(T::Secret, K::Espionage)], None),
    when("smuggle", &[(T::Secret, K::Espionage)], None),
    when(
        "tap-",
        &[(T::Net, K::Espionage), (T::Secret, K::Espionage)],
        None,
    ),
    when(
        "bug-",
        &[(T::Secret, K::Espionage), (T::Mission, K::Espionage)],
        None,
    ),
    when(
        "defect",
        &[(T::Secret, K::Espionage), (T::Agent, K::Espionage)],
        None,
    ),
    with(
        "sell",
        &[
            "secrets",
            "secret",
            "classified",
            "documents",
            "document",
            "files",
            "information",
            "blueprints",
            "plans",
            "designs",
            "drawings",
            "codes",
            "data",
            "intelligence",
            "technology",
            "details",
            "material",
        ],
        &[(T::Secret, K::Espionage), (T::Agent, K::Espionage)],
        None,
    ),
    when(
        "betray",
        &[(T::Secret, K::Espionage), (T::Agent, K::Espionage)],
        None,
    ),
    when(
        "intercept",
        &[
            (T::Weapon, K::Attack),
            (T::Secret, K::Espionage),
            (T::Docs, K::Espionage),
        ],
        None,
    ),
    // Leaks.
    when("leak", &[], Some(K::Leak)),
    with(
        "publish",
        &[
            "documents",
            "document",
            "files",
            "file",
            "emails",
            "cables",
            "mails",
            "mail",
            "data",
            "messages",
            "recordings",
            "papers",
            "archive",
            "records",
            "dossier",
            "trove",
        ],
        &[(T::Stolen, K::Leak)],
        None,
    ),
    with(
        "put",
        &["online", "net", "web", "internet"],
        &[(T::Docs, K::Leak), (T::Secret, K::Leak)],
        None,
    ),
    with(
        "post",
        &["online", "net", "web", "forum", "discord"],
        &[
            (T::Lies, K::Influence),
            (T::Docs, K::Leak),
            (T::Secret, K::Leak),
        ],
        None,
    ),
    with(
        "upload",
        &["online", "net", "web", "site"],
        &[(T::Docs, K::Leak)],
        None,
    ),
    with(
        "dump",
        &[
            "documents",
            "document",
            "files",
            "file",
            "emails",
            "cables",
            "mails",
            "mail",
            "data",
            "messages",
            "recordings",
            "papers",
            "archive",
            "records",
            "dossier",
            "trove",
        ],
        &[],
        Some(K::Leak),
    ),
    when("expose", &[(T::Docs, K::Leak)], None),
    // Sanctions.
    always("sanction", K::Sanction),
    always("ban-", K::Sanction),
    always("blacklist", K::Sanction),
    always("outlaw", K::Sanction),
    always("embargo", K::Sanction),
    always("prohibit", K::Sanction),
    when("impose", &[(T::Measure, K::Sanction)], None),
    when("freeze", &[(T::Asset, K::Sanction)], None),
    with(
        "add",
        &["list", "lists", "blacklist"],
        &[(T::Embargo, K::Sanction)],
        None,
    ),
    with("bar-", &["from"], &[], Some(K::Sanction)),
    when(
        "designate",
        &[(T::List, K::Sanction), (T::Measure, K::Sanction)],
        Some(K::Sanction),
    ),
    when("tighten", &[(T::Embargo, K::Sanction)], None),
    when(
        "revoke",
        &[(T::Measure, K::Sanction), (T::Trade, K::Sanction)],
        None,
    ),
    when(
        "block",
        &[(T::Measure, K::Sanction), (T::Trade, K::Sanction)],
        None,
    ),
    when("restrict", &[(T::Trade, K::Sanction)], None),
    when("announce", &[(T::Embargo, K::Sanction)], None),
    when("lift", &[(T::Embargo, K::Sanction)], None),
    when("extend", &[(T::Embargo, K::Sanction)], None),
    with(
        "place",
        &["list", "lists", "blacklist"],
        &[(T::Embargo, K::Sanction)],
        None,
    ),
    with(
        "put",
        &["list", "lists", "blacklist"],
        &[(T::Embargo, K::Sanction)],
        None,
    ),
    // Diplomacy.
    when(
        "summon",
        &[
            (T::Mission, K::Diplomatic),
            (T::Court, K::Legal),
            (T::Police, K::Legal),
        ],
        None,
    ),
    when(
        "expel-",
        &[
            (T::Mission, K::Diplomatic),
            (T::Agent, K::Diplomatic),
            (T::Secret, K::Diplomatic),
        ],
        None,
    ),
    with(
        "recall",
        &[
            "ambassador",
            "ambassadors",
            "envoy",
            "envoys",
            "diplomat",
            "diplomats",
            "attaché",
            "attachés",
            "consul",
            "chargé",
            "mission",
        ],
        &[(T::Mission, K::Diplomatic)],
        None,
    ),
    with(
        "withdraw",
        &[
            "ambassador",
            "ambassadors",
            "envoy",
            "envoys",
            "diplomat",
            "diplomats",
            "attaché",
            "attachés",
            "consul",
            "chargé",
            "mission",
        ],
        &[(T::Mission, K::Diplomatic)],
        None,
    ),
    with(
        "close",
        &["embassy", "embassies", "consulate", "consulates", "mission"],
        &[(T::Mission, K::Diplomatic)],
        None,
    ),
    with(
        "shut",
        &["embassy", "embassies", "consulate", "consulates", "mission"],
        &[(T::Mission, K::Diplomatic)],
        None,
    ),
    with(
        "sever",
        &["ties", "relations", "contacts", "links"],
        &[(T::Tie, K::Diplomatic)],
        None,
    ),
    with(
        "cut",
        &["ties", "relations", "contacts", "links"],
        &[(T::Tie, K::Diplomatic)],
        None,
    ),
    with(
        "break",
        &["off", "ties", "relations"],
        &[(T::Tie, K::Diplomatic)],
        None,
    ),
    with(
        "suspend",
        &["ties", "relations", "contacts", "links"],
        &[(T::Tie, K::Diplomatic)],
        None,
    ),
    with(
        "restore",
        &["ties", "relations", "contacts", "links"],
        &[(T::Tie, K::Diplomatic)],
        None,
    ),
    with(
        "declare",
        &["persona", "personae"],
        &[],
        Some(K::Diplomatic),
    ),
    with("lodge", &["protest", "protests"], &[], Some(K::Diplomatic)),
    with("tell", &["leave"], &[(T::Mission, K::Diplomatic)], None),
    with("give", &["leave"], &[(T::Mission, K::Diplomatic)], None),
    with(
        "order",
        &["leave", "out", "close", "closure"],
        &[(T::Mission, K::Diplomatic)],
        None,
    ),
    // Recruitment.
    when(
        "recruit",
        &[
            (T::Agent, K::Recruitment),
            (T::Secret, K::Recruitment),
            (T::Lies, K::Recruitment),
            (T::Malice, K::Recruitment),
            (T::Assault, K::Recruitment),
            (T::Service, K::Recruitment),
        ],
        None,
    ),
    when("enlist", &[(T::Agent, K::Recruitment)], None),
    when("approach", &[(T::Agent, K::Recruitment)], None),
    when("contact", &[(T::Agent, K::Recruitment)], None),
    when("cultivate", &[(T::Agent, K::Recruitment)], None),
    when("groom", &[(T::Agent, K::Recruitment)], None),
    when("lure", &[(T::Agent, K::Recruitment)], None),
    when("hire", &[(T::Agent, K::Recruitment)], None),
    when("blackmail", &[(T::Agent, K::Recruitment)], None),
    when("entice", &[(T::Agent, K::Recruitment)], None),
    // Operations.
    when(
        "dismantle",
        &[
            (T::Police, K::Operation),
            (T::Plot, K::Operation),
            (T::Infra, K::Operation),
            (T::Agent, K::Operation),
            (T::Cyber, K::Operation),
            (T::Assault, K::Operation),
        ],
        None,
    ),
    always("raid", K::Operation),
    when(
        "seize",
        &[(T::Infra, K::Operation), (T::Tanker, K::Operation)],
        None,
    ),
    with("take", &["offline"], &[(T::Infra, K::Operation)], None),
    always("sinkhole", K::Operation),
    when(
        "disrupt",
        &[
            (T::Police, K::Operation),
            (T::Plot, K::Operation),
            (T::Malice, K::Cyber),
        ],
        None,
    ),
    with("take", &["down"], &[(T::Infra, K::Operation)], None),
    with(
        "shut",
        &["down"],
        &[(T::Police, K::Operation), (T::Cyber, K::Operation)],
        None,
    ),
    when("foil", &[(T::Plot, K::Operation)], Some(K::Operation)),
    when("thwart", &[(T::Plot, K::Operation)], Some(K::Operation)),
    when("uncover", &[(T::Plot, K::Operation)], None),
    with(
        "break",
        &["up"],
        &[(T::Plot, K::Operation), (T::Police, K::Operation)],
        None,
    ),
    when("search", &[(T::Police, K::Legal)], None),
    when(
        "rescue",
        &[(T::Police, K::Operation), (T::Prison, K::Operation)],
        None,
    ),
    always("repatriate", K::Operation),
    with(
        "launch",
        &[
            "attack",
            "attacks",
            "cyberattack",
            "cyberattacks",
            "cyber-attack",
            "cyber-attacks",
            "strike",
            "strikes",
            "airstrikes",
            "raid",
            "raids",
            "operation",
            "operations",
            "campaign",
            "offensive",
            "missile",
            "missiles",
            "rocket",
            "rockets",
            "drone",
            "drones",
            "assault",
            "invasion",
        ],
        &[
            (T::Cyber, K::Cyber),
            (T::Weapon, K::Attack),
            (T::Lies, K::Influence),
            (T::Assault, K::Attack),
            (T::Police, K::Operation),
            (T::Base, K::Attack),
        ],
        None,
    ),
    // Attacks.
    when(
        "attack",
        &[
            (T::Cyber, K::Cyber),
            (T::Weapon, K::Attack),
            (T::Assault, K::Attack),
            (T::Target, K::Attack),
            (T::Base, K::Attack),
        ],
        None,
    ),
    when(
        "kill",
        &[
            (T::Weapon, K::Attack),
            (T::Assault, K::Attack),
            (T::Agent, K::Attack),
            (T::Police, K::Attack),
        ],
        None,
    ),
    always("assassinate", K::Attack),
    always("bomb", K::Attack),
    always("murder", K::Attack),
    always("poison", K::Attack),
    always("sabotage", K::Attack),
    always("invade", K::Attack),
    always("stab-", K::Attack),
    always("kidnap-", K::Attack),
    always("abduct", K::Attack),
    always("ambush", K::Attack),
    always("torpedo", K::Attack),
    always("detonate", K::Attack),
    when(
        "explode",
        &[
            (T::Weapon, K::Attack),
            (T::Assault, K::Attack),
            (T::Target, K::Attack),
        ],
        None,
    ),
    when(
        "shell",
        &[(T::Weapon, K::Attack), (T::People, K::Attack)],
        Some(K::Attack),
    ),
    when(
        "shoot",
        &[
            (T::Weapon, K::Attack),
            (T::Assault, K::Attack),
            (T::Police, K::Attack),
            (T::Agent, K::Attack),
        ],
        None,
    ),
    with(
        "shoot",
        &["dead", "down", "head", "back", "chest"],
        &[],
        Some(K::Attack),
    ),
    when(
        "strike",
        &[(T::Malice, K::Cyber), (T::Weapon, K::Attack)],
        None,
    ),
    when(
        "hit",
        &[(T::Malice, K::Cyber), (T::Weapon, K::Attack)],
        None,
    ),
    with(
        "fire",
        &[
            "missile", "missiles", "rocket", "rockets", "drone", "drones", "shells", "shots",
            "torpedo", "on", "at",
        ],
        &[(T::Weapon, K::Attack), (T::Assault, K::Attack)],
        None,
    ),
    when(
        "storm",
        &[(T::Police, K::Attack), (T::Mission, K::Attack)],
        None,
    ),
    when(
        "wound",
        &[(T::Weapon, K::Attack), (T::Assault, K::Attack)],
        None,
    ),
    when(
        "injure",
        &[(T::Weapon, K::Attack), (T::Assault, K::Attack)],
        None,
    ),
    with(
        "blow",
        &["up"],
        &[
            (T::Weapon, K::Attack),
            (T::Assault, K::Attack),
            (T::Target, K::Attack),
            (T::Base, K::Attack),
        ],
        None,
    ),
    with(
        "set",
        &["fire", "ablaze"],
        &[
            (T::Agent, K::Attack),
            (T::Assault, K::Attack),
            (T::Target, K::Attack),
            (T::Police, K::Attack),
        ],
        None,
    ),
    when("destroy", &[(T::Weapon, K::Attack)], None),
    when("sink", &[(T::Weapon, K::Attack)], None),
    when("damage", &[(T::Weapon, K::Attack)], None),
    // Influence.
    with(
        "remove",
        &[
            "accounts", "account", "pages", "profiles", "channels", "network", "networks",
        ],
        &[(T::Platform, K::Influence), (T::Lies, K::Influence)],
        None,
    ),
    with(
        "delete",
        &[
            "accounts", "account", "pages", "profiles", "channels", "network", "networks",
        ],
        &[(T::Platform, K::Influence), (T::Lies, K::Influence)],
        None,
    ),
    when("spread", &[(T::Lies, K::Influence)], None),
    when("amplify", &[(T::Lies, K::Influence)], None),
    always("meddle", K::Influence),
    when("interfere", &[(T::Vote, K::Influence)], None),
    when(
        "impersonate",
        &[(T::Lies, K::Influence), (T::Cyber, K::Cyber)],
        None,
    ),
    when(
        "manipulate",
        &[(T::Lies, K::Influence), (T::Vote, K::Influence)],
        None,
    ),
    when("promote", &[(T::Lies, K::Influence)], None),
    when("fund", &[(T::Lies, K::Influence)], None),
    when("pay", &[(T::Lies, K::Influence)], None),
    when("push", &[(T::Lies, K::Influence)], None),
    when(
        "post",
        &[(T::Lies, K::Influence), (T::Secret, K::Leak)],
        None,
    ),
    when("circulate", &[(T::Lies, K::Influence)], None),
];

/// The senses that a word may have, with the form it is in.
pub(super) fn senses(word: &str) -> &'static [(&'static Sense, Form)] {
    static FORMS: OnceLock<HashMap<String, Vec<(&'static Sense, Form)>>> = OnceLock::new();
    let forms = FORMS.get_or_init(|| {
        let mut forms: HashMap<String, Vec<(&'static Sense, Form)>> = HashMap::new();
        for sense in SENSES {
            conjugate(sense.verb, |word, form| {
                // Bare infinitives and presents tell no incident; they stay for "did hack".
                forms.entry(word).or_default().push((sense, form));
            });
        }
        forms
    });
    if word.len() < 3 || word.len() > 14 || !may_end(word) {
        return &[];
    }
    forms.get(word).map_or(&[], Vec::as_slice)
}

/// Past forms and participles end in few ways; most words are turned away here.
fn may_end(word: &str) -> bool {
    let bytes = word.as_bytes();
    matches!(
        bytes[bytes.len() - 1],
        b'd' | b'g' | b'n' | b't' | b'w' | b'e' | b'k'
    )
}
