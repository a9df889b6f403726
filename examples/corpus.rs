//! Writes a made-up corpus as JSON Lines: `cargo run --release --example corpus -- 100000 > corpus.jsonl`.
//!
//! The same number gives the same bytes. Articles are about 6 KB, in the manner of news and threat
//! reports: a zipfian cast of persons, companies, agencies and places, dates over ten years, a tenth
//! of them copies or light edits of an earlier one. Nothing in it is true.

use serde_json::json;
use std::io::{self, BufWriter, Write};

/// A small, fast generator (xorshift64*, Vigna 2016): the corpus must not change with a library.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.roll()) * n as u128) >> 64) as usize
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A rank below `n` where low ranks are far more frequent, as names in news are.
    fn rank(&mut self, n: usize) -> usize {
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
const MONTHS: [&str; 12] = [
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
const FILLER: [&str; 14] = [
    "Nobody answered the telephone at the address given in the register.",
    "The papers fill eleven boxes, most of them still sealed.",
    "Neighbours remember a quiet office with the blinds down.",
    "How the two sides came to trust each other is not clear from the file.",
    "Lawyers for both parties declined to go into detail.",
    "The sums look small until one adds them up.",
    "Much of it had been in plain sight for years.",
    "That account is disputed, and the records that could settle it are missing.",
    "Few in the trade were surprised.",
    "The inquiry goes on, and more names are expected.",
    "It was not the first warning, nor the loudest.",
    "A second audit came to much the same result.",
    "The pattern is familiar to those who follow the field.",
    "What happened to the equipment afterwards could not be established.",
];

fn person(rank: usize) -> String {
    let head = FAMILY_HEAD[rank / 7 % FAMILY_HEAD.len()];
    let tail = FAMILY_TAIL[rank / 11 % FAMILY_TAIL.len()];
    format!("{} {head}{tail}", GIVEN[rank % GIVEN.len()])
}

fn firm(rank: usize) -> String {
    let (head, tail) = (
        FIRM_HEAD[rank % FIRM_HEAD.len()],
        FIRM_TAIL[rank / 40 % FIRM_TAIL.len()],
    );
    format!("{head} {tail} {}", LEGAL[rank / 480 % LEGAL.len()])
}

/// Those an article is about: each name recurs, as in life.
struct Cast {
    persons: Vec<String>,
    firms: Vec<String>,
    agencies: Vec<&'static str>,
    places: Vec<&'static str>,
    group: &'static str,
    year: usize,
}

impl Cast {
    fn new(dice: &mut Dice, year: usize) -> Self {
        Self {
            persons: (0..3).map(|_| person(dice.rank(6000))).collect(),
            firms: (0..2).map(|_| firm(dice.rank(2880))).collect(),
            agencies: (0..3)
                .map(|_| AGENCIES[dice.rank(AGENCIES.len())])
                .collect(),
            places: (0..3).map(|_| PLACES[dice.rank(PLACES.len())]).collect(),
            group: GROUPS[dice.rank(GROUPS.len())],
            year,
        }
    }

    fn sentence(&self, dice: &mut Dice) -> String {
        let who = &self.persons[dice.below(3)];
        let other = &self.persons[dice.below(3)];
        let firm = &self.firms[dice.below(2)];
        let agency = self.agencies[dice.below(3)];
        let place = self.places[dice.below(3)];
        let office = dice.pick(&OFFICES);
        let things = dice.pick(&THINGS);
        let month = dice.pick(&MONTHS);
        let (day, count) = (1 + dice.below(28), 10 + dice.below(90_000));
        let year = self.year - dice.below(4);
        match dice.below(14) {
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
            _ => dice.pick(&FILLER).to_owned(),
        }
    }
}

fn body(dice: &mut Dice, year: usize) -> (String, String) {
    let cast = Cast::new(dice, year);
    let title = match dice.below(4) {
        0 => format!("{} and the missing {}", cast.firms[0], dice.pick(&THINGS)),
        1 => format!("What {} knew in {}", cast.persons[0], cast.places[0]),
        2 => format!(
            "{}: a trail from {} to {}",
            cast.group, cast.places[0], cast.places[1]
        ),
        _ => format!("How {} lost sight of {}", cast.agencies[0], cast.persons[0]),
    };
    let mut text = String::with_capacity(6500);
    while text.len() < 5800 {
        for n in 0..3 + dice.below(3) {
            if n > 0 {
                text.push(' ');
            }
            let sentence = cast.sentence(dice);
            let mut letters = sentence.chars();
            if let Some(first) = letters.next() {
                text.extend(first.to_uppercase());
                text.push_str(letters.as_str());
            }
        }
        text.push_str("\n\n");
    }
    (title, text)
}

fn main() -> io::Result<()> {
    let count: usize = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(1000);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    for n in 0..count {
        // A copy takes its letters from the seed of the article it repeats.
        let mut own =
            Dice(0x9E37_79B9_7F4A_7C15 ^ (n as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let copied = n > 10 && own.below(10) == 0;
        let origin = if copied { own.below(n) } else { n };
        let mut dice =
            Dice(0x9E37_79B9_7F4A_7C15 ^ (origin as u64 + 1).wrapping_mul(0xD6E8_FEB8_6659_FD93));
        let year = 2015 + dice.below(11);
        let (title, mut text) = body(&mut dice, year);
        if copied && own.below(2) == 0 {
            text.push_str(own.pick(&FILLER));
        }
        let record = json!({
            "id": format!("a{n:07}"),
            "title": title,
            "published": format!("{year}-{:02}-{:02}", 1 + own.below(12), 1 + own.below(28)),
            "authors": [person(own.rank(400))],
            "publisher": format!("{} Courier", PLACES[own.rank(PLACES.len())]),
            "text": text.trim_end(),
        });
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
