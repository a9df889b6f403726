//! Finding the names of the lists in texts, and the state of the lists themselves.

// What is not there is the failure.
#![allow(clippy::unwrap_used)]

use briefing::analysis::gazetteer::{Gazetteer, LISTS, Stands, read};
use briefing::analysis::tagger::Page;
use briefing::analysis::{Knowledge, Reading};
use briefing::model::{Document, EntityId, Kind};
use std::collections::{BTreeMap, BTreeSet};

fn told(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let reading = Reading::new(&document);
    gazetteer
        .find(&Page::new(&reading))
        .iter()
        .map(|found| {
            assert!(!found.tokens.is_empty(), "no tokens for {found:?}");
            let ids: Vec<String> = found
                .candidates
                .iter()
                .map(|candidate| {
                    let id = gazetteer.entry(candidate.entry).expect("listed").id();
                    let sign = match candidate.stands {
                        Stands::Alone => "",
                        Stands::InContext => "?",
                        Stands::AsModifier => "+",
                        Stands::Never => "~",
                    };
                    format!("{sign}{id}")
                })
                .collect();
            format!("{}={}", found.span.of(text), ids.join(","))
        })
        .collect()
}

fn check(list: &str, text: &str, expected: &[&str]) {
    let (gazetteer, faults) = Gazetteer::of(&[list]);
    assert_eq!(faults, []);
    assert_eq!(told(&gazetteer, text), expected, "{text}");
}

const LIST: &str = "\
[place]
United States; =US; USA; ?America; +American | us
China; +Chinese | cn
Élysée | fr
Xi'an | cn
[agency us]
Federal Bureau of Investigation; FBI
US Congress; ?Congress
People's Liberation Army; PLA | cn
Canadian Security Intelligence Service; CSIS | ca
Ministry of State Security; MSS; *国家安全部 | cn
[organisation us]
Center for Strategic and International Studies; CSIS
[company cn]
Acme Technology Co., Ltd.
Johnson & Johnson | us
i-Soon; iSoon
[group]
APT41; =?Play; APT
[malware]
%njRAT
~Emotet; Heodo
";

#[test]
fn finds_leftmost_longest_names() {
    for (text, expected) in [
        ("", &[][..]),
        ("Nothing here.", &[]),
        (
            "The FBI and the Federal Bureau of Investigation.",
            &[
                "FBI=agency:federal-bureau-of-investigation",
                "Federal Bureau of Investigation=agency:federal-bureau-of-investigation",
            ],
        ),
        (
            "The US, U.S. and U.S told us.",
            &[
                "US=place:united-states",
                "U.S.=place:united-states",
                "U.S=place:united-states",
            ],
        ),
        ("He told us; Us and them", &[]),
        (
            "the US Congress, then Congress",
            &[
                "US Congress=agency:us-congress",
                "Congress=?agency:us-congress",
            ],
        ),
        (
            "China's Chinese-made China-linked non-China",
            &[
                "China=place:china",
                "Chinese=+place:china",
                "China=place:china",
                "China=place:china",
            ],
        ),
        ("chinaware from Chinatown, fine china", &[]),
        (
            "People’s Liberation Army and PEOPLE'S LIBERATION ARMY",
            &[
                "People’s Liberation Army=agency:peoples-liberation-army",
                "PEOPLE'S LIBERATION ARMY=agency:peoples-liberation-army",
            ],
        ),
        (
            "CSIS said",
            &[
                "CSIS=agency:canadian-security-intelligence-service,organisation:center-for-strategic-and-international-studies",
            ],
        ),
        (
            "Elysee and Xi’an",
            &["Elysee=place:elysee", "Xi’an=place:xian"],
        ),
        (
            "Acme Technology Co Ltd; Acme Technology Co., Ltd of",
            &[
                "Acme Technology Co Ltd=company:acme-technology-co-ltd",
                "Acme Technology Co., Ltd=company:acme-technology-co-ltd",
            ],
        ),
        (
            "Johnson and Johnson, I-Soon, iSoon",
            &[
                "Johnson and Johnson=company:johnson-johnson",
                "I-Soon=company:i-soon",
                "iSoon=company:i-soon",
            ],
        ),
        (
            "APT41, APT-41, APT 41, APT413, Play a play",
            &[
                "APT41=group:apt41",
                "APT-41=group:apt41",
                "APT 41=group:apt41",
                "Play=?group:apt41",
            ],
        ),
        (
            "njrat, NJRAT; Emotet alias Heodo",
            &[
                "njrat=malware:njrat",
                "NJRAT=malware:njrat",
                "Heodo=malware:emotet",
            ],
        ),
        ("Federal Bureau\n\nof Investigation", &[]),
        (
            "Federal Bureau\nof Investigation",
            &["Federal Bureau\nof Investigation=agency:federal-bureau-of-investigation"],
        ),
        (
            "WHAT THEY TOLD US ABOUT IT, FBI SAYS",
            &[
                "US=?place:united-states",
                "FBI=agency:federal-bureau-of-investigation",
            ],
        ),
        ("write to x@China.example or China.example", &[]),
        (
            "由国家安全部负责",
            &["国家安全部=agency:ministry-of-state-security"],
        ),
    ] {
        check(LIST, text, expected);
    }
}

#[test]
fn faults_name_the_line_and_spare_the_rest() {
    let (gazetteer, faults) = Gazetteer::of(&[
        "Early\n[agency]\nGood\nBad | usa\n[thing]\n; x\nToo | us | | | much | here\nLast\n",
    ]);
    let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [1, 4, 5, 6, 7]);
    assert_eq!(
        faults[1].to_string(),
        "line 4: `usa` is not a two-letter country code"
    );
    let names: Vec<&str> = gazetteer.entries().iter().map(|e| &*e.name).collect();
    assert_eq!(names, ["Good", "Last"]);
}

#[test]
fn a_users_list_adds_to_what_is_shipped() {
    let shipped = Knowledge::shipped().gazetteer;
    let (both, faults) = shipped.with(&[
        "[agency us]\nFederal Bureau of Investigation; Hoover's Men\n[company]\nBluefin Harbour\n",
    ]);
    assert_eq!(faults, []);
    assert_eq!(
        told(&both, "Hoover's Men met Bluefin Harbour"),
        [
            "Hoover's Men=agency:federal-bureau-of-investigation",
            "Bluefin Harbour=company:bluefin-harbour",
        ]
    );
    assert_eq!(both.entries().len(), shipped.entries().len() + 1);
}

/// Names that stand alone for two entities, and why that is right. A threat group and its malware
/// may always share a name.
const SHARED: &[(&str, &str)] = &[
    ("AFP", "Australian police, French news agency"),
    ("BIS", "American export controls, Czech intelligence"),
    ("Bundesanwaltschaft", "German and Swiss federal prosecutors"),
    ("Centro Nacional de Inteligencia", "Spain, Mexico"),
    ("CSIS", "Canadian service, Washington think tank"),
    ("Dirección Nacional de Inteligencia", "Peru, Colombia"),
    ("DSIRF", "the company, and the actor named after it"),
    ("Elbrus", "the Russian chip maker, a name of FIN7"),
    ("Gold Coast", "Ghana before 1957, the city in Australia"),
    ("HSE", "Irish health service, Moscow university"),
    ("KLA", "chip equipment, Kosovo Liberation Army"),
    ("MIT", "Turkish intelligence, the university"),
    ("NAB", "Pakistani anti-corruption, Australian bank"),
    (
        "NCSC",
        "British cyber security, American counterintelligence",
    ),
    ("NRC", "American nuclear regulator, Dutch newspaper"),
    ("ONI", "American naval, Australian national intelligence"),
    ("ORF", "Austrian broadcaster, Indian think tank"),
    ("Prism", "the surveillance programme, a malware family"),
    ("RBC", "Canadian bank, Russian news outlet"),
    ("RSF", "Sudanese force, Reporters Without Borders"),
    ("San Jose", "California, Costa Rica"),
    ("SAPO", "Swedish service, Ukrainian prosecutors"),
    ("Yara", "the fertiliser company, the rule language"),
];

#[test]
fn shipped_lists_are_sound() {
    for (name, text) in LISTS {
        assert_eq!(read(text, |_| {}), [], "{name}");
    }
    let shipped = Knowledge::shipped().gazetteer;
    for (index, entry) in shipped.entries().iter().enumerate() {
        let id = entry.id();
        assert_eq!(shipped.by_id(&id), Some(index as u32), "{id}");
        assert!(!id.as_str().ends_with(':'), "{} has no slug", entry.name);
        if !entry.parent.is_empty() {
            let parent = EntityId(entry.parent.to_string());
            assert!(shipped.by_id(&parent).is_some(), "{id}: no {parent}");
        }
        assert!(
            shipped
                .names(index as u32)
                .any(|name| name.stands != Stands::AsModifier),
            "{id} has no name of its own"
        );
    }
}

#[test]
fn records_of_one_id_stand_in_two_files_and_agree_on_the_country() {
    let mut countries: BTreeMap<String, String> = BTreeMap::new();
    for (file, text) in LISTS {
        let (list, _) = Gazetteer::of(&[text]);
        let mut records = 0_usize;
        read(text, |_| records += 1);
        assert_eq!(list.entries().len(), records, "{file} has an id twice");
        for entry in list.entries() {
            let id = entry.id().0;
            let known = countries.entry(id.clone()).or_default();
            if known.is_empty() {
                entry.country.as_ref().clone_into(known);
            }
            assert!(
                entry.country.is_empty() || known.as_str() == &*entry.country,
                "{id}: {known} and {}",
                entry.country
            );
        }
    }
}

#[test]
fn one_name_of_two_entities_is_meant() {
    let shipped = Knowledge::shipped().gazetteer;
    let meant: String = SHARED.iter().map(|(name, _)| format!("{name}\n")).collect();
    let (meant, _) = Gazetteer::of(&[&format!("[place]\n{meant}")]);
    let mut unexplained = Vec::new();
    for (index, entry) in shipped.entries().iter().enumerate() {
        for name in shipped.names(index as u32) {
            let bearers: Vec<u32> = shipped
                .by_name(&name.text)
                .iter()
                .filter(|c| c.stands == Stands::Alone && c.entry != index as u32)
                .map(|c| c.entry)
                .collect();
            let cyber = |kind| matches!(kind, Kind::Group | Kind::Malware);
            let explained = name.stands != Stands::Alone
                || !meant.by_name(&name.text).is_empty()
                || bearers.iter().all(|other| {
                    let other = shipped.entry(*other).expect("listed").kind;
                    cyber(entry.kind) && cyber(other) && entry.kind != other
                });
            if !explained {
                unexplained.push(format!("{} of {}", name.text, entry.id()));
            }
        }
    }
    assert_eq!(unexplained, Vec::<String>::new());
}

#[test]
fn there_are_enough_of_each() {
    let shipped = Knowledge::shipped().gazetteer;
    let count = |kind: Kind| shipped.entries().iter().filter(|e| e.kind == kind).count();
    for (kind, least) in [
        (Kind::Agency, 2_500),
        (Kind::Company, 2_500),
        (Kind::Organisation, 1_500),
        (Kind::Person, 1_200),
        (Kind::Place, 2_000),
        (Kind::Incident, 400),
        (Kind::Group, 1_000),
        (Kind::Malware, 3_000),
        (Kind::Technology, 200),
        (Kind::Law, 200),
    ] {
        assert!(count(kind) >= least, "{kind}: {}", count(kind));
    }
    let states: BTreeSet<&str> = shipped
        .entries()
        .iter()
        .filter(|e| e.kind == Kind::Agency)
        .map(|e| &*e.country)
        .collect();
    assert!(states.len() >= 150, "agencies of {} states", states.len());
}

#[test]
fn an_entity_carries_what_the_list_knows() {
    let shipped = Knowledge::shipped().gazetteer;
    let id = EntityId("agency:federal-bureau-of-investigation".into());
    let index = shipped.by_id(&id).expect("listed");
    let entity = shipped.entity(index).expect("listed");
    assert_eq!(entity.id, id);
    assert_eq!(entity.country.as_deref(), Some("us"));
    assert!(entity.aliases.iter().any(|alias| alias == "FBI"));
    assert!(entity.listed);
    let named = shipped.by_name("fbi");
    assert!(named.iter().any(|candidate| candidate.entry == index));
}
