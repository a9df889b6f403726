use super::super::Reading;
use super::known::Page;
use std::ops::Range;

/// What a sentence talks of, by its words: a set of the constants below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Topics(u64);

macro_rules! topics {
    ($($name:ident $words:literal)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Topic { $($name,)* }
        const WORDS: &[(Topic, &str)] = &[$((Topic::$name, $words),)*];
        const NAMES: &[(Topic, &str)] = &[$((Topic::$name, stringify!($name)),)*];
    };
}

topics! {
    Cyber "cyber cyberattack cyberattacks cyber-attack cyber-attacks cyberespionage cyber-espionage \
        hack hacks hacked hacker hackers hacking malware ransomware botnet botnets router routers server \
        servers computer computers database databases phishing spear-phishing spyware backdoor \
        backdoors vulnerability vulnerabilities zero-day software email emails e-mail e-mails \
        mailbox mailboxes device devices firewall firewalls credentials password passwords website \
        websites trojan worm wiper exploit exploits intrusion intrusions online internet web apt ddos \
        payload keylogger vpn inbox inboxes denial-of-service cybercriminals cyberspies encrypted encrypting smartphones smartphone hacktivist hacktivists hacktivism portal portals modem modems laptop laptops"
    Net "inbox inboxes vpn network networks system systems grid infrastructure server servers computers account \
        accounts mailboxes email emails phones phone devices routers cloud portal portals modems modem laptop laptops platform website websites"
    Secret "secret secrets classified confidential espionage spy spies spying intelligence sensitive \
        restricted top-secret mole kgb"
    Docs "document documents file files data record records emails cables papers memo memos code \
        messages recording recordings archive archives trove cache mail mails correspondence details information dossier tape audio minutes transcripts spreadsheet chats logs list"
    Prison "prison custody jail bail detention swap captivity parole sentence cell freed prisoner \
        prisoners exchange hostages hostage detained"
    Measure "sanction sanctions ban bans embargo tariff tariffs restriction restrictions control \
        controls curbs penalties visa visas blacklist prohibition limits"
    List "list blacklist sanctions lists entity"
    Asset "asset assets account accounts funds property properties"
    Embargo "sanction sanctions sanctioned embargo tariff tariffs ban bans blacklist curbs visa visas"
    Tie "ties relations diplomatic"
    Mission "ambassador ambassadors envoy envoys diplomat diplomats embassy embassies consulate \
        consulates consul attaché attachés attache chargé mission representative"
    Agent "agent agents intelligence spy spies handler handlers linkedin recruiter recruiters mss \
        gru fsb svr espionage headhunter spymaster officers informants informant counterintelligence counter-intelligence moles spymasters"
    Account "accounts account pages page profiles channels channel"
    Weapon "mortar mortars shots bullets missile missiles drone drones rocket rockets bomb bombs bomber shells strike strikes \
        airstrike airstrikes explosive explosives incendiary artillery mines gunman gunmen grenade torpedo \
        explosion gunfire airstrike shelling rifle guns pistol projectile projectiles warhead munitions warplanes jets firebomb molotov landmine grenades"
    Lies "disinformation misinformation propaganda fake false narrative narratives troll trolls \
        bot bots deepfake deepfakes falsehoods influencers lies inauthentic pro-russian \
        pro-kremlin pro-china pro-beijing sock-puppet hoax forged forgery forgeries fabricated doctored made-up bogus hoaxes rumours rumors manipulated pro-chinese sockpuppet sockpuppets"
    Vote "election elections vote voters voting referendum electoral campaign politics ballot \
        democracy democracies parliament votes polls"
    Infra "domain domains server servers infrastructure botnet website websites cryptocurrency \
        bitcoin forum marketplace wallets"
    Court "hearing guilty sentenced jailed convicted court courts judge judges jury jurors trial tribunal lawsuit prosecutors lawsuits \
        appeals defendants verdict convictions conviction defendant prosecutor magistrate plea liable"
    Police "police marines navy officers agents prosecutors investigators fbi europol interpol authorities \
        detectives gendarmes commandos troops forces soldiers guards law-enforcement bureau federal police's gendarmerie policemen policewomen constables deputies carabinieri coastguard policeman detective"
    Plot "plot plots attack attacks attempt cell ring network scheme operation operations coup"
    Trade "trade intellectual technology designs blueprints chips technologies export exports \
        semiconductor semiconductors goods equipment products apps imports shipments"
    Base "military base bases barracks installation installations airfield port ports nuclear \
        facility facilities vehicle vehicles warship warships troops"
    Money "money bribe bribes cash payments dollars euros paid"
    Malice "malicious ransom intruder intruders malware ransomware hacker hackers attacker attackers backdoor backdoors spyware trojan worm wiper \
        botnet apt exploit exploits intrusion intrusions phishing spear-phishing breach cyberattack \
        cyberattacks cyber-attack cyber-attacks ddos denial-of-service cybercriminals cyberspies zero-day \
        vulnerability vulnerabilities webshell keylogger hacked hacking attackers' hacktivist hacktivists extortionists zero-click cyber-criminals infostealer hacker's"
    Assault "attacker attackers gunman gunmen militant militants rebel rebels terrorist terrorists assassin \
        assassins hitman hitmen soldier soldiers troops mercenaries fighters insurgents poison knife ambush convoy \
        checkpoint assassination defector dissident commander murdered bombing shootout sniper saboteurs \
        forces militia militias fighting clashes battle siege paramilitary paramilitaries warplanes hezbollah hamas houthi houthis jihadists separatists attack"
    Target "bridge pipeline pipelines dam depot train convoy tanker railway cable cables substation refinery \
        warehouse embassy consulate arsenal armory warship"
    Tanker "tanker tankers vessel vessels yacht freighter ship ships boat boats carrier trawler"
    Accident "accident accidents crash crashed collision earthquake quake flood floods flooding storm \
        hurricane typhoon cyclone tornado wildfire wildfires avalanche landslide derailed derailment capsized virus \
        pandemic disease heatwave lightning volcano eruption tsunami blaze firefighters drought outbreak outbreaks epidemic measles vaccine vaccines infections mudslides cholera tornadoes"
    Labour "union unions workers strikers walkout wages pickets picket stoppage commuters drivers nurses pilots"
    Play "match matches referee midfielder goalkeeper striker fixture movie documentary goals penalty playoff playoffs tournament \
        league season coach album orbit spacecraft nasa spacex astronauts telescope championship athletics athlete athletes \
        sprinter olympics doping medal"
    Platform "meta facebook instagram twitter google youtube tiktok telegram openai microsoft x linkedin vkontakte \
        reddit platform platforms"
    Stolen "hacker leak gang extortion leaked stolen classified secret secrets confidential hacked wikileaks hackers whistleblower internal \
        ransomware darknet"
    Service ""
    Blacklist "entity blacklist sanctions"
    Customs "customs smuggled shipment shipments contraband parcel parcels"
    Whistle "whistleblower whistleblowers"
    Bench "court courts judge judges jury jurors tribunal justices magistrate bench"
    Flaw "vulnerability vulnerabilities exploit exploits zero-day flaw flaws bug bugs cve"
    Loot "patients customers users clients employees passports medical"
    Coin "blockchain blockchains crypto cryptocurrency bitcoin ether wallet wallets tokens coins stablecoin stablecoins"
    Tap "wiretap wiretaps wiretapping intercepts phone phones calls conversations exchange exchanges"
    Tail "filmed photographed surveillance watched tailed"
    Cable "undersea subsea cable cables pipeline pipelines interconnector power-line fibre-optic"
    Spying "spy spies spying espionage mole counterintelligence counter-intelligence spymaster"
    Slip "mistake mistakenly accidentally inadvertently error unintentionally"
    Disaster ""
    Fiction "simulated simulation simulates novel thriller fictional wargame wargames tabletop novelist"
    People "people person persons man men woman women civilians soldiers journalists activists \
        officials crowd crowds pedestrians worshippers marchers demonstrators protesters villagers passengers shoppers children students"
}

impl Topic {
    /// The topic of this name, in small letters.
    pub(super) fn named(name: &str) -> Option<Self> {
        let known = NAMES.iter();
        known
            .copied()
            .find(|(_, known)| known.eq_ignore_ascii_case(name))
            .map(|(topic, _)| topic)
    }
}

/// Every word that tells a topic.
pub(super) fn topic_words() -> impl Iterator<Item = (&'static str, Topic)> {
    WORDS.iter().flat_map(|(topic, words)| {
        let words = words.split_ascii_whitespace();
        words.map(|word| (word, *topic))
    })
}

impl Topics {
    /// Reads the topics of a stretch of tokens.
    pub(super) fn of(reading: &Reading<'_>, page: &Page<'_>, tokens: &Range<usize>) -> Self {
        let mut found = 0_u64;
        for (token, word) in page.telling(tokens) {
            found |= word.topics.0;
            if word.denial
                && reading.folded(token + 1) == "of"
                && reading.folded(token + 2) == "service"
            {
                found |= 1_u64 << Topic::Cyber as u32 | 1_u64 << Topic::Malice as u32;
            }
        }
        Self(found)
    }

    /// The same with a topic added that the whole document has.
    pub(super) fn and(self, topic: Topic) -> Self {
        Self(self.0 | 1_u64 << topic as u32)
    }

    /// Those of either.
    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The number of each.
    pub(super) fn each(self) -> impl Iterator<Item = u64> {
        (0..64).filter(move |topic| self.0 >> topic & 1 == 1)
    }

    pub(super) fn has(self, topic: Topic) -> bool {
        self.0 & (1_u64 << topic as u32) != 0
    }

    /// Whether the two have one in common.
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}
