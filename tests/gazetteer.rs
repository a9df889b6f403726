//! Finding the names of the lists in texts, and the state of the lists themselves.

use briefing::analysis::gazetteer::{Gazetteer, LISTS, Stands, read};
use briefing::analysis::{Knowledge, Reading};
use briefing::model::{Document, EntityId};

fn told(gazetteer: &Gazetteer, text: &str) -> Vec<String> {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let reading = Reading::new(&document);
    gazetteer
        .find(&reading)
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
    }
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
