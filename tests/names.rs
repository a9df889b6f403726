//! Names through the public door: what is marked, as what, and which entity it is.

#[path = "names/edges.rs"]
mod edges;
#[path = "names/forms.rs"]
mod forms;
#[path = "names/kinds.rs"]
mod kinds;
#[path = "names/platforms.rs"]
mod platforms;
#[path = "names/traps.rs"]
mod traps;

use briefing::analysis::{Knowledge, Reading, names};
use briefing::model::{Document, Rule};

/// Every mention as `text|entity id`.
fn marks(text: &str) -> Vec<(String, String, Rule)> {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let reading = Reading::new(&document);
    let found = names::mark(&reading, &Knowledge::shipped(), &[]);
    let mut reach = 0;
    found
        .mentions
        .iter()
        .map(|mention| {
            assert!(mention.span.start >= reach, "mentions overlap in {text}");
            reach = mention.span.end;
            assert!(!mention.evidence.is_empty(), "no evidence in {text}");
            assert!((0.0..=1.0).contains(&mention.confidence));
            (
                mention.span.of(text).to_owned(),
                found.entities[mention.entity as usize].id.to_string(),
                mention.rule,
            )
        })
        .collect()
}

fn check(text: &str, expected: &[(&str, &str)]) {
    let marks = marks(text);
    for (name, id) in expected {
        assert!(
            marks.iter().any(|m| m.0 == *name && m.1 == *id),
            "“{name}” should be {id} in “{text}”, got {marks:?}"
        );
    }
}

#[test]
fn one_entity_has_one_id_however_it_is_named() {
    check(
        "The Center for Atlantic Shipping Studies (CASS) spoke. CASS gave no names.",
        &[
            (
                "Center for Atlantic Shipping Studies",
                "organisation:center-for-atlantic-shipping-studies",
            ),
            ("CASS", "organisation:center-for-atlantic-shipping-studies"),
        ],
    );
    check(
        "The minister met Margaret Ollerton, a professor at Leeds. Ollerton said nothing. Later Ollerton’s lawyer did.",
        &[
            ("Margaret Ollerton", "person:margaret-ollerton"),
            ("Ollerton", "person:margaret-ollerton"),
        ],
    );
    check(
        "Brightwater Technology Group was fined. Brightwater denied it.",
        &[
            (
                "Brightwater Technology Group",
                "company:brightwater-technology-group",
            ),
            ("Brightwater", "company:brightwater-technology-group"),
        ],
    );
}

#[test]
fn a_listed_name_stands_whatever_its_acronym_looks_like() {
    check(
        "The army blamed the Rapid Support Forces (RSF), which said nothing.",
        &[
            ("Rapid Support Forces", "group:rapid-support-forces"),
            ("RSF", "group:rapid-support-forces"),
        ],
    );
}

#[test]
fn a_definition_beside_an_acronym_beats_the_lists() {
    check(
        "A Center for Strategic and International Studies (CSIS) report was read. CSIS stood by it.",
        &[(
            "Center for Strategic and International Studies",
            "organisation:center-for-strategic-and-international-studies",
        )],
    );
    let all = marks(
        "A Center for Strategic and International Studies (CSIS) report was read. CSIS stood by it.",
    );
    assert!(
        all.iter()
            .filter(|m| m.0 == "CSIS")
            .all(|m| m.1.starts_with("organisation:")),
        "{all:?}"
    );
}

#[test]
fn shapes_tell_kinds() {
    check(
        "Unit 83417 was named.",
        &[("Unit 83417", "agency:unit-83417")],
    );
    check(
        "They blamed UNC3999 for it.",
        &[("UNC3999", "group:unc3999")],
    );
    check(
        "Hikari Denki Co., Ltd. was sued.",
        &[("Hikari Denki Co., Ltd.", "company:hikari-denki-co-ltd")],
    );
    check(
        "Police began Operation Night Heron in May.",
        &[("Operation Night Heron", "incident:operation-night-heron")],
    );
    check(
        "He broke the Harbour Secrets Act twice.",
        &[("Harbour Secrets Act", "law:harbour-secrets-act")],
    );
}

#[test]
fn titles_are_no_part_of_a_name() {
    check(
        "It was Gen. Tobias Ferreira who spoke.",
        &[("Tobias Ferreira", "person:tobias-ferreira")],
    );
    check(
        "The estates passed to John of Gaunt, a son of the king.",
        &[("John of Gaunt", "person:john-of-gaunt")],
    );
}

#[test]
fn what_somebody_is_tells_a_person() {
    for (text, expected) in [
        (
            "On the island the schoolteacher Rosette Malapa still has his message.",
            &[("Rosette Malapa", "person:rosette-malapa")][..],
        ),
        (
            "A co-accused, the security guard Lucky Shongwe, had turned state witness.",
            &[("Lucky Shongwe", "person:lucky-shongwe")],
        ),
        (
            "Deputy Superintendent Gifty Lamptey, who led the raid, says little.",
            &[("Gifty Lamptey", "person:gifty-lamptey")],
        ),
        (
            "Asked by counsel for the prosecution, Mr Lorcan Tuohy SC, she read from her notebook.",
            &[("Lorcan Tuohy", "person:lorcan-tuohy")],
        ),
        // A town of that name is on the lists.
        (
            "The candidate Fernando Villavicencio was warned. Gunmen shot Villavicencio at a school.",
            &[("Villavicencio", "person:fernando-villavicencio")],
        ),
    ] {
        check(text, expected);
    }
}

#[test]
fn adjectives_of_countries_are_no_places() {
    let all = marks("Chinese and British officials met in Geneva. The British delegation left.");
    assert!(
        !all.iter().any(|m| m.0 == "Chinese" || m.0 == "British"),
        "{all:?}"
    );
    check(
        "Austria-Hungary and the Ottoman Empire lost the war; Phoenicia and Assyria were long gone.",
        &[
            ("Austria-Hungary", "place:austro-hungarian-empire"),
            ("Phoenicia", "place:phoenicia"),
            ("Assyria", "place:assyria"),
        ],
    );
}

#[test]
fn a_body_takes_its_country_a_law_its_year() {
    check(
        "He worked for the US National Security Agency. The Coastal Fisheries Act 2019 says so.",
        &[
            (
                "US National Security Agency",
                "agency:national-security-agency",
            ),
            ("Coastal Fisheries Act 2019", "law:coastal-fisheries-act"),
        ],
    );
    check(
        "Moscow was silent. The Kremlin denied it. Portuguese police held two men.",
        &[("Kremlin", "agency:russian-presidential-administration")],
    );
    let all = marks("Portuguese police held two men. The tide in the West turned.");
    assert!(
        !all.iter().any(|m| m.0.contains("police") || m.0 == "West"),
        "{all:?}"
    );
}

#[test]
fn a_common_noun_beside_a_name_tells_its_kind() {
    check(
        "They left a small backdoor, HollowTern, on it. HollowTern sleeps for days.",
        &[("HollowTern", "malware:hollowtern")],
    );
    check(
        "They left a loader that we call Marrowgate on it. Researchers named the backdoor QuietFinch.",
        &[
            ("Marrowgate", "malware:marrowgate"),
            ("QuietFinch", "malware:quietfinch"),
        ],
    );
    check(
        "We lay it to TB-COBBLE, a cluster we have followed since 2021.",
        &[("TB-COBBLE", "group:tb-cobble")],
    );
    check(
        "A charge sheet was unsealed in Haugaland District Court last month.",
        &[(
            "Haugaland District Court",
            "agency:haugaland-district-court",
        )],
    );
    check("The gang called the police and named its boss.", &[]);
    check(
        "The seat went to Democrat Anna Weber, the other to Republican Peter Lang.",
        &[
            ("Anna Weber", "person:anna-weber"),
            ("Peter Lang", "person:peter-lang"),
        ],
    );
    check(
        "He sold a kit named Duskwater to the consultancy Velm Partners.",
        &[
            ("Duskwater", "technology:duskwater"),
            ("Velm Partners", "company:velm-partners"),
        ],
    );
}

#[test]
fn firms_are_told_by_what_is_said_of_them() {
    for (text, name, id) in [
        (
            "Shares in Aerovanta sank on Tuesday.",
            "Aerovanta",
            "company:aerovanta",
        ),
        (
            "He bought a stake in Dorvane for cash.",
            "Dorvane",
            "company:dorvane",
        ),
        (
            "The chipmaker Quillon said so.",
            "Quillon",
            "company:quillon",
        ),
        (
            "Quorvex, the Swedish payments firm, fell.",
            "Quorvex",
            "company:quorvex",
        ),
        (
            "Belbrook analyst Jane Doe cut her target.",
            "Belbrook",
            "company:belbrook",
        ),
        (
            "Tarvona reported a loss of $3 million.",
            "Tarvona",
            "company:tarvona",
        ),
        (
            "In Wichita, Halvorsen Composites said little.",
            "Halvorsen Composites",
            "company:halvorsen-composites",
        ),
    ] {
        check(text, &[(name, id)]);
    }
    let marks = marks(
        "Shares in Tokyo rose. Russia reported a loss of men. The Pentagon's chief executive is no firm's.",
    );
    assert!(
        marks.iter().all(|mark| !mark.1.starts_with("company:")),
        "{marks:?}"
    );
}

/// Names that no list knows, told by what they are built of and what stands beside them.
#[test]
fn unlisted_names_are_told_by_build_and_neighbours() {
    for (text, name, id) in [
        (
            "Sales fell, said Orvelle, which owns two docks in the port.",
            "Orvelle",
            "company:orvelle",
        ),
        (
            "The bank lent to its larger peer Tavrin before the crash, people said.",
            "Tavrin",
            "company:tavrin",
        ),
        (
            "The price was full, said a man at Kestrin & Moll, who sold early.",
            "Kestrin & Moll",
            "company:kestrin-moll",
        ),
        (
            "The money went to OOO Belmetsnab, and from there to nobody knows whom.",
            "OOO Belmetsnab",
            "company:ooo-belmetsnab",
        ),
        (
            "The cargo was booked by Halvane Shipmanagement in the spring of that year.",
            "Halvane Shipmanagement",
            "company:halvane-shipmanagement",
        ),
        (
            "It was told by the Agencia Nacional de Vigilancia to leave the coast at once.",
            "Agencia Nacional de Vigilancia",
            "agency:agencia-nacional-de-vigilancia",
        ),
        (
            "She called QZ-CERT, which sent two people down the same night.",
            "QZ-CERT",
            "agency:qz-cert",
        ),
        (
            "He was picked up by the Halden Serious Crime Squad in a car park near the river.",
            "Halden Serious Crime Squad",
            "agency:halden-serious-crime-squad",
        ),
        (
            "They drove to the town of Vanterre before dawn, and nobody saw them.",
            "Vanterre",
            "place:vanterre",
        ),
        (
            "The attack was claimed by the Orvian Liberation Front in a short message.",
            "Orvian Liberation Front",
            "group:orvian-liberation-front",
        ),
    ] {
        let marks = marks(text);
        let found = |(mark, entity, _): &(String, String, Rule)| mark == name && entity == id;
        assert!(marks.iter().any(found), "{text}: {marks:?}");
    }
}

/// What a text gives in full it may give in short, in letters, or in a row with its like.
#[test]
fn short_forms_follow_from_full_ones() {
    for (text, name, id) in [
        (
            "Orvelle Radar AB was sold. The fund took Orvelle off the exchange in the spring.",
            "Orvelle",
            "company:orvelle-radar-ab",
        ),
        (
            "The Halden Maritime Safety Bureau met on Monday. A man of the HMSB spoke before it.",
            "HMSB",
            "agency:halden-maritime-safety-bureau",
        ),
        (
            "Rivals such as Microsoft, Google and Orvelle could not fill the gap in time.",
            "Orvelle",
            "company:orvelle",
        ),
        (
            "The chief of Vodafone Ghana resigned before the inquiry began.",
            "Vodafone Ghana",
            "company:vodafone",
        ),
    ] {
        check(text, &[(name, id)]);
    }
    let two = marks("Laurence Mark and Bill Condon came to the party in the evening.");
    assert!(
        two.iter().all(|mark| mark.1.starts_with("person:")),
        "{two:?}"
    );
}

#[test]
fn legal_forms_are_told_from_full_stops() {
    check(
        "She sent them to Qingyuan Optics Co. The court saw it. He sued Deutsche Telekom AG.",
        &[
            ("Qingyuan Optics Co", "company:qingyuan-optics-co"),
            ("Deutsche Telekom AG", "company:deutsche-telekom"),
        ],
    );
}
