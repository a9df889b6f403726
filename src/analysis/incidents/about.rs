use super::super::Reading;
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
    spying: bool,
    lies: bool,
    missions: bool,
    votes: bool,
}

pub(super) const CYBER: u8 = 0;
const SANCTIONS: u8 = 1;
const TRIAL: u8 = 2;
const WAR: u8 = 3;
const PLAY: u8 = 4;
const DISASTER: u8 = 5;
const SPYING: u8 = 6;
const LIES: u8 = 7;
const MISSIONS: u8 = 8;
const VOTES: u8 = 9;
/// What is said of spies, and of others as well.
const SECRETS: u8 = 10;

/// How many subjects there are.
const ALL: usize = 11;

/// Words that tell a subject, in order.
pub(super) const SUBJECTS: &[(&str, u8)] = &[
    ("agent", SECRETS),
    ("agents", SECRETS),
    ("airstrikes", WAR),
    ("ambassador", MISSIONS),
    ("ambassadors", MISSIONS),
    ("artillery", WAR),
    ("backdoor", CYBER),
    ("ballot", VOTES),
    ("ballots", VOTES),
    ("battlefield", WAR),
    ("besieged", WAR),
    ("bomb", WAR),
    ("bomber", WAR),
    ("bombing", WAR),
    ("bombings", WAR),
    ("bombs", WAR),
    ("botnet", CYBER),
    ("botnets", CYBER),
    ("bots", LIES),
    ("ceasefire", WAR),
    ("cholera", DISASTER),
    ("clandestine", SECRETS),
    ("classified", SECRETS),
    ("coach", PLAY),
    ("command-and-control", CYBER),
    ("consulate", MISSIONS),
    ("convicted", TRIAL),
    ("counterintelligence", SPYING),
    ("covert", SECRETS),
    ("credentials", CYBER),
    ("cyberattack", CYBER),
    ("cyberattacks", CYBER),
    ("cyclone", DISASTER),
    ("decryptor", CYBER),
    ("deepfake", LIES),
    ("deepfakes", LIES),
    ("defected", SECRETS),
    ("defector", SECRETS),
    ("defendant", TRIAL),
    ("defendants", TRIAL),
    ("diplomat", MISSIONS),
    ("diplomats", MISSIONS),
    ("disease", DISASTER),
    ("disinformation", LIES),
    ("drought", DISASTER),
    ("earthquake", DISASTER),
    ("ebola", DISASTER),
    ("election", VOTES),
    ("elections", VOTES),
    ("embassy", MISSIONS),
    ("encryptor", CYBER),
    ("envoy", MISSIONS),
    ("epidemic", DISASTER),
    ("espionage", SPYING),
    ("expelled", MISSIONS),
    ("exploded", WAR),
    ("exploit", CYBER),
    ("explosion", WAR),
    ("explosions", WAR),
    ("extortion", CYBER),
    ("flooding", DISASTER),
    ("floods", DISASTER),
    ("frontline", WAR),
    ("goalkeeper", PLAY),
    ("guilty", TRIAL),
    ("gunman", WAR),
    ("gunmen", WAR),
    ("hacked", CYBER),
    ("hacker", CYBER),
    ("hackers", CYBER),
    ("hacking", CYBER),
    ("handler", SPYING),
    ("handlers", SPYING),
    ("hostages", WAR),
    ("hurricane", DISASTER),
    ("implant", CYBER),
    ("inauthentic", LIES),
    ("indictment", TRIAL),
    ("infected", CYBER),
    ("infections", DISASTER),
    ("informant", SECRETS),
    ("informants", SECRETS),
    ("infostealer", CYBER),
    ("insurgents", WAR),
    ("intelligence", SECRETS),
    ("intrusion", CYBER),
    ("jihadists", WAR),
    ("judge", TRIAL),
    ("jurors", TRIAL),
    ("league", PLAY),
    ("loader", CYBER),
    ("malaria", DISASTER),
    ("malicious", CYBER),
    ("malware", CYBER),
    ("measles", DISASTER),
    ("midfielder", PLAY),
    ("militants", WAR),
    ("militia", WAR),
    ("misinformation", LIES),
    ("missiles", WAR),
    ("mole", SPYING),
    ("mudslides", DISASTER),
    ("outbreak", DISASTER),
    ("outbreaks", DISASTER),
    ("pandemic", DISASTER),
    ("paramilitary", WAR),
    ("payload", CYBER),
    ("persistence", CYBER),
    ("phishing", CYBER),
    ("polls", VOTES),
    ("propaganda", LIES),
    ("prosecution", TRIAL),
    ("prosecutor", TRIAL),
    ("prosecutors", TRIAL),
    ("quarantine", DISASTER),
    ("ransom", CYBER),
    ("ransomware", CYBER),
    ("rebels", WAR),
    ("recruited", SECRETS),
    ("recruiter", SECRETS),
    ("referee", PLAY),
    ("referendum", VOTES),
    ("rockets", WAR),
    ("sanctions", SANCTIONS),
    ("secret", SECRETS),
    ("secrets", SECRETS),
    ("sentenced", TRIAL),
    ("service", SECRETS),
    ("services", SECRETS),
    ("shelling", WAR),
    ("spear-phishing", CYBER),
    ("spied", SPYING),
    ("spies", SPYING),
    ("spy", SPYING),
    ("spying", SPYING),
    ("spymaster", SPYING),
    ("spyware", CYBER),
    ("striker", PLAY),
    ("telemetry", CYBER),
    ("treason", SPYING),
    ("troll", LIES),
    ("trolls", LIES),
    ("typhoon", DISASTER),
    ("undercover", SECRETS),
    ("vaccinated", DISASTER),
    ("vaccine", DISASTER),
    ("vaccines", DISASTER),
    ("verdict", TRIAL),
    ("virus", DISASTER),
    ("vote", VOTES),
    ("voters", VOTES),
    ("voting", VOTES),
    ("vulnerability", CYBER),
    ("warplanes", WAR),
    ("webshell", CYBER),
    ("wildfire", DISASTER),
    ("wildfires", DISASTER),
    ("zero-day", CYBER),
];

impl About {
    /// Counts the telling words of a document: one in four hundred is enough, and not only once.
    pub(super) fn of(page: &Page<'_>, names: &Names, reading: &Reading<'_>) -> Self {
        let tokens = reading.tokens.len();
        let title = reading.document.meta.title.as_ref();
        let title = title
            .map_or("", |title| title.value.as_str())
            .to_lowercase();
        let title = title.split(|c: char| !c.is_alphanumeric() && c != '-');
        let mut seen = [0_usize; ALL];
        let words = page.all().chain(title.filter_map(|word| page.word(word)));
        for subject in words.filter_map(|word| word.subject) {
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
        // One plain word of spies is enough where others go with it, and it is not all about intruders.
        let plain = seen[usize::from(SPYING)];
        let spies = plain > 0 && {
            let told = 2 * plain + seen[usize::from(SECRETS)] + services(names);
            told >= 4 && tokens < told * 200 && told > 2 * seen[usize::from(CYBER)]
        };
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
            spying: dense(SPYING, 3) || spies,
            lies: dense(LIES, 3),
            missions: dense(MISSIONS, 4),
            votes: dense(VOTES, 4),
        }
    }

    /// Whether the document tells of intruders into computers.
    pub(super) fn intruders(self) -> bool {
        self.cyber
    }

    /// Whether the document tells of fighting.
    pub(super) fn fighting(self) -> bool {
        self.war
    }

    /// The number of each subject.
    pub(super) fn each(self) -> impl Iterator<Item = u64> {
        let all = [
            self.cyber,
            self.sanctions,
            self.trial,
            self.war,
            self.play,
            self.disaster,
            self.spying,
            self.lies,
            self.missions,
            self.votes,
        ];
        (0..)
            .zip(all)
            .filter_map(|(subject, has)| has.then_some(subject))
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
            topics = topics.and(Topic::Accident).and(Topic::Disaster);
        }
        if self.spying {
            topics = topics.and(Topic::Spying);
        }
        if self.lies {
            topics = topics.and(Topic::Lies);
        }
        if self.missions {
            topics = topics.and(Topic::Mission);
        }
        if self.votes {
            topics = topics.and(Topic::Vote);
        }
        if self.war {
            topics = topics.and(Topic::Assault);
        }
        topics
    }
}

/// How often secret services are named.
fn services(names: &Names) -> usize {
    let named = names.mentions.iter().filter(|mention| {
        let entity = names.entities.get(mention.entity as usize);
        entity.is_some_and(|entity| entity.kind == Kind::Agency && is_service(&entity.name))
    });
    named.count()
}

/// Whether a body's name is that of a secret service.
fn is_service(name: &str) -> bool {
    const WORDS: [&str; 11] = [
        "Counterintelligence",
        "External Security",
        "GRU",
        "Intelligence",
        "KGB",
        "MI5",
        "MI6",
        "Mossad",
        "Security Service",
        "Shin Bet",
        "State Security",
    ];
    WORDS.iter().any(|word| name.contains(word))
}
