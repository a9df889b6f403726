//! Made-up articles, in the manner of news and threat reports; nothing in them is true.
//!
//! Each takes its letters from its number alone: the same number is the same article wherever it
//! is made. About 6 KB; a zipfian cast of up to a million persons and companies; dates over eleven
//! years; of ten articles one repeats an earlier one, word for word, with another lead, cut short
//! or with something added.

/// A small, fast generator (xorshift64*, Vigna 2016): the corpus must not change with a library.
pub(crate) struct Dice(u64);

impl Dice {
    fn of(number: usize) -> Self {
        Self(0x9E37_79B9_7F4A_7C15 ^ (number as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93))
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.roll()) * n as u128) >> 64) as usize
    }

    pub(crate) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A rank below `n` where low ranks are far more frequent, as names in news are.
    pub(crate) fn rank(&mut self, n: usize) -> usize {
        let unit = (self.roll() >> 11) as f64 / (1_u64 << 53) as f64;
        (((n as f64).powf(unit) - 1.0) as usize).min(n - 1)
    }
}

const GIVEN: [&str; 40] = [
    "Anna", "Boris", "Carla", "Daniel", "Elena", "Farid", "Greta", "Hassan", "Irina", "Jonas",
    "Katya", "Liang", "Maria", "Nadia", "Oskar", "Petra", "Quentin", "Rosa", "Stefan", "Tamar",
    "Ulrich", "Vera", "Walter", "Ximena", "Yusuf", "Zofia", "Amir", "Bianca", "Chen", "Dmitri",
    "Emeka", "Fatima", "Goran", "Hanna", "Ivan", "Julia", "Karim", "Lucia", "Mateo", "Noor",
];
const FAMILY_HEAD: [&str; 30] = [
    "Al", "Ber", "Cor", "Dra", "Eng", "Fal", "Gor", "Hal", "Ish", "Jar", "Kov", "Lind", "Mar",
    "Nov", "Ors", "Pet", "Ros", "Sav", "Tor", "Ul", "Vas", "Wern", "Yar", "Zel", "Brandt", "Cast",
    "Dun", "Fer", "Grim", "Hol",
];
const FAMILY_TAIL: [&str; 30] = [
    "enko", "ov", "mann", "sen", "ini", "ez", "berg", "ski", "ardi", "eau", "kamp", "ström",
    "wick", "ic", "idis", "ashvili", "hane", "well", "ano", "etti", "quist", "ow", "aker", "dorf",
    "ley", "rath", "omir", "una", "elli", "oux",
];
const FIRM_HEAD: [&str; 40] = [
    "Northgate",
    "Silverline",
    "Bluepeak",
    "Orbis",
    "Vantor",
    "Kestrel",
    "Hexa",
    "Meridian",
    "Polaris",
    "Quantal",
    "Redwood",
    "Stellar",
    "Tidewater",
    "Umbra",
    "Veritas",
    "Westmark",
    "Zenith",
    "Aurora",
    "Bastion",
    "Cobalt",
    "Delphi",
    "Equinox",
    "Fulcrum",
    "Granite",
    "Harbor",
    "Iridium",
    "Junction",
    "Keystone",
    "Lumen",
    "Monolith",
    "Nimbus",
    "Obsidian",
    "Paragon",
    "Quarry",
    "Rampart",
    "Sentry",
    "Tundra",
    "Union",
    "Vector",
    "Wolfram",
];
const FIRM_TAIL: [&str; 12] = [
    "Technologies",
    "Systems",
    "Networks",
    "Group",
    "Holdings",
    "Semiconductor",
    "Security",
    "Telecom",
    "Energy",
    "Logistics",
    "Aerospace",
    "Labs",
];
const LEGAL: [&str; 6] = ["Ltd", "Inc", "GmbH", "Co", "Corp", "AG"];
const AGENCIES: [&str; 24] = [
    "the FBI",
    "the CIA",
    "MI5",
    "MI6",
    "the National Security Agency",
    "GCHQ",
    "Europol",
    "Interpol",
    "the Ministry of State Security",
    "the Federal Security Service",
    "the BND",
    "the DGSE",
    "the Department of Justice",
    "the Treasury",
    "the European Commission",
    "the Ministry of Defence",
    "the State Department",
    "the Home Office",
    "the National Cyber Security Centre",
    "CISA",
    "the Supreme Court",
    "the Bundestag",
    "the Senate",
    "the Federal Prosecutor's Office",
];
const PLACES: [&str; 40] = [
    "Berlin",
    "London",
    "Paris",
    "Washington",
    "Brussels",
    "Vienna",
    "Warsaw",
    "Prague",
    "Kyiv",
    "Moscow",
    "Beijing",
    "Shanghai",
    "Tokyo",
    "Seoul",
    "Taipei",
    "Singapore",
    "Delhi",
    "Tehran",
    "Ankara",
    "Cairo",
    "Nairobi",
    "Lagos",
    "Pretoria",
    "Rome",
    "Madrid",
    "Lisbon",
    "Oslo",
    "Helsinki",
    "Tallinn",
    "Riga",
    "Vilnius",
    "Germany",
    "France",
    "Poland",
    "Ukraine",
    "China",
    "Russia",
    "Japan",
    "Taiwan",
    "Estonia",
];
const GROUPS: [&str; 12] = [
    "APT28",
    "APT29",
    "APT41",
    "Sandworm",
    "Lazarus Group",
    "Volt Typhoon",
    "Salt Typhoon",
    "Turla",
    "Kimsuky",
    "MuddyWater",
    "Gamaredon",
    "FIN7",
];
pub(crate) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const OFFICES: [&str; 12] = [
    "a prosecutor",
    "the spokesman",
    "a former analyst",
    "the minister",
    "a senior official",
    "the director",
    "a researcher",
    "the ambassador",
    "an engineer",
    "the chief executive",
    "a judge",
    "a consultant",
];
const THINGS: [&str; 16] = [
    "routers",
    "documents",
    "servers",
    "passports",
    "cameras",
    "accounts",
    "drones",
    "licences",
    "chips",
    "cables",
    "phones",
    "contracts",
    "ballots",
    "vessels",
    "tunnels",
    "invoices",
];
/// What pads the news: who, did, what, how; a sentence seldom comes twice.
const FILLER: [&[&str]; 4] = [
    &[
        "nobody at the registered address",
        "a neighbour",
        "the first auditor",
        "most of the staff",
        "one of the lawyers",
        "the trade press",
        "a retired clerk",
        "the insurer",
        "the night shift",
        "a visiting delegation",
        "the landlord",
        "a rival bidder",
        "the customs desk",
        "a committee member",
        "the archive",
        "an anonymous letter",
        "the translator",
        "a junior partner",
        "the local paper",
        "a freight agent",
    ],
    &[
        "remembered",
        "had long doubted",
        "could not explain",
        "kept copies of",
        "declined to discuss",
        "had signed for",
        "was never shown",
        "first noticed",
        "would later dispute",
        "set aside",
        "filed away",
        "asked twice about",
        "was told to ignore",
        "had paid for",
        "misread",
        "returned",
        "listed",
        "photographed",
        "would not confirm",
        "lost track of",
    ],
    &[
        "the sealed boxes",
        "a second set of books",
        "the missing pages",
        "an unpaid invoice",
        "the delivery dates",
        "a change of ownership",
        "the spare keys",
        "the old agreement",
        "several unsigned drafts",
        "the guest list",
        "a faulty meter",
        "the storage contract",
        "two conflicting maps",
        "the serial numbers",
        "a handwritten note",
        "the travel claims",
        "the test results",
        "a rented garage",
        "the backup tapes",
        "a forwarding address",
    ],
    &[
        "before the summer break",
        "without saying why",
        "at the time of the sale",
        "in a short statement",
        "after the fire",
        "as the deadline drew near",
        "for reasons of cost",
        "while the office was closed",
        "on the advice of counsel",
        "in the presence of witnesses",
        "when the auditors came back",
        "to the surprise of the board",
        "in the margins of a meeting",
        "over the protest of the union",
        "shortly before the merger",
        "during a routine check",
        "under the previous management",
        "in a language few there could read",
        "as part of the settlement",
        "once the cameras had gone",
    ],
];

/// How many persons and companies there are.
const PERSONS: usize = 900_000;
const FIRMS: usize = 60_000;

pub(crate) fn person(rank: usize) -> String {
    let given = GIVEN[rank % GIVEN.len()];
    let head = FAMILY_HEAD[rank / 40 % FAMILY_HEAD.len()];
    let tail = FAMILY_TAIL[rank / 1_200 % FAMILY_TAIL.len()];
    match rank / 36_000 {
        0 => format!("{given} {head}{tail}"),
        more => format!(
            "{given} {}. {head}{tail}",
            char::from(b'A' + (more - 1) as u8 % 26)
        ),
    }
}

fn firm(rank: usize) -> String {
    let (head, tail) = (
        FIRM_HEAD[rank % FIRM_HEAD.len()],
        FIRM_TAIL[rank / 40 % FIRM_TAIL.len()],
    );
    let legal = LEGAL[rank / 480 % LEGAL.len()];
    match rank / 2_880 {
        0 => format!("{head} {tail} {legal}"),
        more => format!(
            "{head} {} {tail} {legal}",
            FAMILY_HEAD[(more - 1) % FAMILY_HEAD.len()]
        ),
    }
}

/// One article.
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) published: String,
    pub(crate) author: String,
    pub(crate) publisher: String,
    pub(crate) text: String,
    /// Those it is about: each name recurs, as in life.
    pub(crate) persons: Vec<String>,
    pub(crate) firms: Vec<String>,
    pub(crate) agencies: Vec<&'static str>,
    pub(crate) places: Vec<&'static str>,
    pub(crate) group: &'static str,
}

impl Article {
    /// The article of a number.
    pub(crate) fn new(number: usize) -> Self {
        let mut own = Dice::of(number);
        // A copy takes its letters from the number of the article that it repeats.
        let copied = number > 10 && own.below(10) == 0;
        let origin = if copied { own.below(number) } else { number };
        let mut dice = Dice::of(origin);
        dice.roll();
        let year = 2015 + dice.below(11);
        let mut article = Self::told(&mut dice, year);
        if copied {
            article.edit(&mut own);
        }
        article.id = format!("a{number:07}");
        let day = (1 + own.below(12), 1 + own.below(28));
        article.published = format!("{year}-{:02}-{:02}", day.0, day.1);
        article.author = person(own.rank(400));
        article.publisher = format!("{} Courier", PLACES[own.rank(PLACES.len())]);
        article
    }

    fn told(dice: &mut Dice, year: usize) -> Self {
        let mut article = Self {
            id: String::new(),
            title: String::new(),
            published: String::new(),
            author: String::new(),
            publisher: String::new(),
            text: String::with_capacity(6500),
            persons: (0..3).map(|_| person(dice.rank(PERSONS))).collect(),
            firms: (0..2).map(|_| firm(dice.rank(FIRMS))).collect(),
            agencies: (0..3)
                .map(|_| AGENCIES[dice.rank(AGENCIES.len())])
                .collect(),
            places: (0..3).map(|_| PLACES[dice.rank(PLACES.len())]).collect(),
            group: GROUPS[dice.rank(GROUPS.len())],
        };
        article.title = match dice.below(4) {
            0 => format!(
                "{} and the missing {}",
                article.firms[0],
                dice.pick(&THINGS)
            ),
            1 => format!("What {} knew in {}", article.persons[0], article.places[0]),
            2 => format!(
                "{}: a trail from {} to {}",
                article.group, article.places[0], article.places[1]
            ),
            _ => format!(
                "How {} lost sight of {}",
                article.agencies[0], article.persons[0]
            ),
        };
        while article.text.len() < 5800 {
            for n in 0..3 + dice.below(3) {
                if n > 0 {
                    article.text.push(' ');
                }
                let sentence = article.sentence(dice, year);
                let mut letters = sentence.chars();
                if let Some(first) = letters.next() {
                    article.text.extend(first.to_uppercase());
                    article.text.push_str(letters.as_str());
                }
            }
            article.text.push_str("\n\n");
        }
        article.text.truncate(article.text.trim_end().len());
        article
    }

    /// What a newsroom does to what it takes over.
    fn edit(&mut self, dice: &mut Dice) {
        match dice.below(4) {
            0 => {}
            1 => {
                let at = self.text.find("\n\n").unwrap_or(0);
                self.text.replace_range(..at, &filler(dice));
            }
            2 => {
                let half = self.text.len() * 6 / 10;
                if let Some(end) = self.text.get(half..).and_then(|rest| rest.find("\n\n")) {
                    self.text.truncate(half + end);
                }
            }
            _ => self
                .text
                .push_str(&format!("\n\n{} {}", filler(dice), filler(dice))),
        }
    }

    fn sentence(&self, dice: &mut Dice, year: usize) -> String {
        let who = &self.persons[dice.below(3)];
        let other = &self.persons[dice.below(3)];
        let firm = &self.firms[dice.below(2)];
        let agency = self.agencies[dice.below(3)];
        let place = self.places[dice.below(3)];
        let office = dice.pick(&OFFICES);
        let things = dice.pick(&THINGS);
        let month = dice.pick(&MONTHS);
        let (day, count) = (1 + dice.below(28), 10 + dice.below(90_000));
        let year = year - dice.below(4);
        match dice.below(25) {
            0 => format!("{who}, {office} in {place}, was arrested on {day} {month} {year}."),
            1 => format!("In {month} {year}, {agency} searched the offices of {firm} in {place}."),
            2 => format!("\"We never sold {things} to anyone in {place},\" {who} said."),
            3 => format!(
                "According to {agency}, {} hijacked more than {count} {things}.",
                self.group
            ),
            4 => format!("{firm} denied that its {things} had reached {place}."),
            5 => format!(
                "A court in {place} sentenced {who} to {} years in prison in {year}.",
                2 + dice.below(18)
            ),
            6 => format!("{who} met {other} at a hotel in {place} in early {year}."),
            7 => format!(
                "Sanctions on {firm} were imposed in {month} {year} after a request by {agency}."
            ),
            8 => format!("Since {year}, {agency} has counted {count} {things} in {place} alone."),
            9 => format!(
                "{other} told investigators that {firm} paid ${}.{} million for the {things}.",
                1 + dice.below(40),
                dice.below(10)
            ),
            _ => filler(dice),
        }
    }
}

fn filler(dice: &mut Dice) -> String {
    let words = FILLER.map(|words| dice.pick(words));
    format!("{} {} {} {}.", words[0], words[1], words[2], words[3])
}
