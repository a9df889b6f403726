use super::super::names::Names;
use super::context::{Topic, Topics};
use super::find::numbered;
use super::known::Page;
use crate::model::Kind;

/// What a document is about: in one on intrusions, "compromised" and "attack" need no further
/// word; in the report of a trial, "was given ten years" needs no court.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    cyber: bool,
    sanctions: bool,
    trial: bool,
    war: bool,
    play: bool,
    disaster: bool,
}

pub(super) const CYBER: u8 = 0;
const SANCTIONS: u8 = 1;
const TRIAL: u8 = 2;
const WAR: u8 = 3;
const PLAY: u8 = 4;
const DISASTER: u8 = 5;

/// Words that tell a subject, in order.
pub(super) const SUBJECTS: &[(&str, u8)] = &[
    ("airstrikes", WAR),
    ("artillery", WAR),
    ("backdoor", CYBER),
    ("battlefield", WAR),
    ("besieged", WAR),
    ("botnet", CYBER),
    ("botnets", CYBER),
    ("ceasefire", WAR),
    ("cholera", DISASTER),
    ("coach", PLAY),
    ("command-and-control", CYBER),
    ("convicted", TRIAL),
    ("credentials", CYBER),
    ("cyclone", DISASTER),
    ("decryptor", CYBER),
    ("defendant", TRIAL),
    ("defendants", TRIAL),
    ("disease", DISASTER),
    ("drought", DISASTER),
    ("earthquake", DISASTER),
    ("ebola", DISASTER),
    ("encryptor", CYBER),
    ("epidemic", DISASTER),
    ("exploit", CYBER),
    ("flooding", DISASTER),
    ("floods", DISASTER),
    ("frontline", WAR),
    ("goalkeeper", PLAY),
    ("guilty", TRIAL),
    ("hacked", CYBER),
    ("hacker", CYBER),
    ("hackers", CYBER),
    ("hacking", CYBER),
    ("hurricane", DISASTER),
    ("implant", CYBER),
    ("indictment", TRIAL),
    ("infected", CYBER),
    ("infections", DISASTER),
    ("infostealer", CYBER),
    ("intrusion", CYBER),
    ("judge", TRIAL),
    ("jurors", TRIAL),
    ("league", PLAY),
    ("loader", CYBER),
    ("malaria", DISASTER),
    ("malicious", CYBER),
    ("malware", CYBER),
    ("measles", DISASTER),
    ("midfielder", PLAY),
    ("militia", WAR),
    ("mudslides", DISASTER),
    ("outbreak", DISASTER),
    ("outbreaks", DISASTER),
    ("pandemic", DISASTER),
    ("paramilitary", WAR),
    ("payload", CYBER),
    ("persistence", CYBER),
    ("phishing", CYBER),
    ("prosecution", TRIAL),
    ("prosecutor", TRIAL),
    ("prosecutors", TRIAL),
    ("quarantine", DISASTER),
    ("ransom", CYBER),
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
    ("typhoon", DISASTER),
    ("vaccinated", DISASTER),
    ("vaccine", DISASTER),
    ("vaccines", DISASTER),
    ("verdict", TRIAL),
    ("virus", DISASTER),
    ("vulnerability", CYBER),
    ("warplanes", WAR),
    ("webshell", CYBER),
    ("wildfire", DISASTER),
    ("wildfires", DISASTER),
    ("zero-day", CYBER),
];

impl About {
    /// Counts the telling words of a document: one in four hundred is enough, and not only once.
    pub(super) fn of(page: &Page, names: &Names, tokens: usize) -> Self {
        let mut seen = [0_usize; 6];
        for subject in page.all().filter_map(|word| word.subject) {
            seen[usize::from(subject)] += 1;
        }
        // Malware and numbered crews are told of where intruders are.
        let intruders = names.mentions.iter().filter(|mention| {
            let entity = names.entities.get(mention.entity as usize);
            entity.is_some_and(|entity| match entity.kind {
                Kind::Malware => true,
                Kind::Group => numbered(&entity.name),
                _ => false,
            })
        });
        seen[usize::from(CYBER)] += intruders.count();
        let dense = |subject: u8, least: usize| {
            let seen = seen[usize::from(subject)];
            seen >= least && tokens < seen * 400
        };
        Self {
            cyber: dense(CYBER, 2) || seen[usize::from(CYBER)] >= 6,
            sanctions: dense(SANCTIONS, 2),
            trial: dense(TRIAL, 3),
            war: dense(WAR, 3),
            play: dense(PLAY, 3),
            disaster: dense(DISASTER, 3),
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
        if self.disaster {
            topics = topics.and(Topic::Accident);
        }
        if self.war {
            topics = topics.and(Topic::Assault);
        }
        topics
    }
}
