use super::super::Reading;
use super::context::{Topic, Topics};
use crate::text::Lookup;
use std::sync::LazyLock;

/// What a document is about: in one on intrusions, "compromised" and "attack" need no further
/// word; in the report of a trial, "was given ten years" needs no court.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    cyber: bool,
    sanctions: bool,
    trial: bool,
    war: bool,
    play: bool,
}

const CYBER: u8 = 0;
const SANCTIONS: u8 = 1;
const TRIAL: u8 = 2;
const WAR: u8 = 3;
const PLAY: u8 = 4;

/// Words that tell a subject, in order.
const WORDS: &[(&str, u8)] = &[
    ("airstrikes", WAR),
    ("artillery", WAR),
    ("backdoor", CYBER),
    ("battlefield", WAR),
    ("besieged", WAR),
    ("botnet", CYBER),
    ("ceasefire", WAR),
    ("coach", PLAY),
    ("command-and-control", CYBER),
    ("convicted", TRIAL),
    ("credentials", CYBER),
    ("decryptor", CYBER),
    ("defendant", TRIAL),
    ("defendants", TRIAL),
    ("encryptor", CYBER),
    ("exploit", CYBER),
    ("frontline", WAR),
    ("goalkeeper", PLAY),
    ("guilty", TRIAL),
    ("hackers", CYBER),
    ("hacking", CYBER),
    ("implant", CYBER),
    ("indictment", TRIAL),
    ("infected", CYBER),
    ("intrusion", CYBER),
    ("judge", TRIAL),
    ("jurors", TRIAL),
    ("league", PLAY),
    ("malware", CYBER),
    ("midfielder", PLAY),
    ("militia", WAR),
    ("paramilitary", WAR),
    ("payload", CYBER),
    ("persistence", CYBER),
    ("phishing", CYBER),
    ("prosecution", TRIAL),
    ("prosecutor", TRIAL),
    ("prosecutors", TRIAL),
    ("ransomware", CYBER),
    ("rebels", WAR),
    ("referee", PLAY),
    ("sanctions", SANCTIONS),
    ("sentenced", TRIAL),
    ("shelling", WAR),
    ("spear-phishing", CYBER),
    ("spyware", CYBER),
    ("striker", PLAY),
    ("telemetry", CYBER),
    ("verdict", TRIAL),
    ("vulnerability", CYBER),
    ("warplanes", WAR),
    ("webshell", CYBER),
    ("zero-day", CYBER),
];

impl About {
    /// Counts the telling words of a document: one in four hundred is enough, and not only once or
    /// twice.
    pub(super) fn of(reading: &Reading<'_>) -> Self {
        static KNOWN: LazyLock<Lookup<u8>> =
            LazyLock::new(|| Lookup::new(WORDS.iter().copied(), |subject, _| subject));
        let known = &*KNOWN;
        let mut seen = [0_usize; 5];
        for token in &reading.tokens {
            let word = token.span.of(&reading.folded);
            if word.len() < 5 {
                continue;
            }
            if let Some(subject) = known.get(word) {
                seen[usize::from(subject)] += 1;
            } else if word.starts_with("cyber") && word.len() > 8 {
                seen[usize::from(CYBER)] += 1;
            }
        }
        let tokens = reading.tokens.len();
        let dense = |subject: u8, least: usize| {
            let seen = seen[usize::from(subject)];
            seen >= least && tokens < seen * 400
        };
        Self {
            cyber: dense(CYBER, 3) || seen[usize::from(CYBER)] >= 6,
            sanctions: dense(SANCTIONS, 2),
            trial: dense(TRIAL, 3),
            war: dense(WAR, 3),
            play: dense(PLAY, 3),
        }
    }

    /// Adds to the topics of a sentence those that the whole document has.
    pub(super) fn add(self, topics: Topics) -> Topics {
        let mut topics = topics;
        if self.cyber && !topics.has(Topic::Weapon) {
            topics = topics.and(Topic::Cyber).and(Topic::Malice);
        }
        if self.sanctions {
            topics = topics.and(Topic::Embargo);
        }
        if self.trial {
            topics = topics.and(Topic::Court);
        }
        if self.play {
            topics = topics.and(Topic::Play);
        }
        if self.war {
            topics = topics.and(Topic::Assault);
        }
        topics
    }
}
