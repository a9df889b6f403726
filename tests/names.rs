//! Names through the public door: what is marked, as what, and which entity it is.

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

/// Every trap of an alias: a text, and what each name in it is.
type Trap = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const TRAPS: &[Trap] = &[
    (
        "an acronym that the text writes out, which a list gives to another",
        "The Rapid Support Forces took El Fasher in Sudan. The RSF denied it.",
        &[
            ("Rapid Support Forces", "group:rapid-support-forces"),
            ("RSF", "group:rapid-support-forces"),
        ],
    ),
    (
        "a translation, and the native name",
        "The Bundesnachrichtendienst said so. The Federal Intelligence Service spies abroad. The BND spoke in Berlin.",
        &[
            (
                "Bundesnachrichtendienst",
                "agency:federal-intelligence-service",
            ),
            (
                "Federal Intelligence Service",
                "agency:federal-intelligence-service",
            ),
            ("BND", "agency:federal-intelligence-service"),
        ],
    ),
    (
        "a transliteration",
        "Dmitry Medvedev spoke. Later Dmitri Medvedev wrote a post.",
        &[
            ("Dmitry Medvedev", "person:dmitry-medvedev"),
            ("Dmitri Medvedev", "person:dmitry-medvedev"),
        ],
    ),
    (
        "a name with vowels that are anybody's choice",
        "Mohammed al-Masri was held in Amman. Muhammad al-Masri denied it.",
        &[
            ("Mohammed al-Masri", "person:mohammed-al-masri"),
            ("Muhammad al-Masri", "person:mohammed-al-masri"),
        ],
    ),
    (
        "brother and sister with one letter between them",
        "Daniel Ortiz met his sister Daniela Ortiz in Quito.",
        &[
            ("Daniel Ortiz", "person:daniel-ortiz"),
            ("Daniela Ortiz", "person:daniela-ortiz"),
        ],
    ),
    (
        "an initial that two persons have",
        "John Smith and James Smith were there. J. Smith spoke first.",
        &[
            ("John Smith", "person:john-smith"),
            ("James Smith", "person:james-smith"),
            ("J. Smith", "person:j-smith"),
        ],
    ),
    (
        "a ministry that many countries have, and none of them is told",
        "The Ministry of Education closed schools for a week.",
        &[("Ministry of Education", "agency:ministry-of-education")],
    ),
    (
        "a body whose bare name stands for another country's",
        "The Internal Security Agency in Libya arrested him. Libya denied it.",
        &[(
            "Internal Security Agency",
            "agency:internal-security-agency-of-libya",
        )],
    ),
    (
        "a legislature in another country than the one that the list has",
        "Congress passed the bill in Mexico on Monday.",
        &[("Congress", "agency:congress")],
    ),
    (
        "a former name",
        "The General Accounting Office wrote to Congress. The Government Accountability Office reports to the US Congress.",
        &[
            (
                "General Accounting Office",
                "agency:government-accountability-office",
            ),
            (
                "Government Accountability Office",
                "agency:government-accountability-office",
            ),
        ],
    ),
    (
        "a short form that is a common word",
        "Integrity Technology Group was fined in Beijing. Integrity denied it.",
        &[("Integrity", "company:integrity-technology-group")],
    ),
    (
        "one name for a place and a bank",
        "He was held in Santander, Spain. The bank Santander said that it lost money.",
        &[
            ("Santander", "place:santander"),
            ("Santander", "company:santander"),
        ],
    ),
    (
        "a legislature that many countries have",
        "The US Senate met in Washington. Congress passed the bill.",
        &[("Congress", "agency:us-congress")],
    ),
    (
        "two letters that are also a word",
        "The Islamic State published a picture from Syria. IS claimed the attack.",
        &[("IS", "group:islamic-state")],
    ),
    (
        "the head of a service",
        "A Mossad chief met the press in Israel.",
        &[("Mossad", "agency:mossad")],
    ),
    (
        "romanisation: Ji and Chi",
        "Ji Chaoqun was tried in Chicago. Prosecutors said that Chi Chaoqun was an agent.",
        &[
            ("Ji Chaoqun", "person:ji-chaoqun"),
            ("Chi Chaoqun", "person:ji-chaoqun"),
        ],
    ),
    (
        "Mc and Mac",
        "Ewan McAllister was arrested. Ewan MacAllister denied it.",
        &[
            ("Ewan McAllister", "person:ewan-mcallister"),
            ("Ewan MacAllister", "person:ewan-mcallister"),
        ],
    ),
    (
        "accents",
        "José Álvarez Prieto spoke. Jose Alvarez Prieto left.",
        &[("Jose Alvarez Prieto", "person:jose-alvarez-prieto")],
    ),
    (
        "a slip in a long name",
        "The Halvorsen Institute for Maritime Archaeology opened. The Halvorsen Institute for Maritime Archeology closed.",
        &[(
            "Halvorsen Institute for Maritime Archeology",
            "organisation:halvorsen-institute-for-maritime-archaeology",
        )],
    ),
    (
        "the ministry, of which there is one",
        "The Ministry of Digital Affairs of Poland was hacked by somebody last week. The ministry said that it knew.",
        &[("ministry", "agency:ministry-of-digital-affairs-of-poland")],
    ),
    (
        "the company",
        "Qingdao Haiwei Shipping Co., Ltd. was sued. The company denied it.",
        &[("company", "company:qingdao-haiwei-shipping-co-ltd")],
    ),
];

#[test]
fn alias_traps_lead_to_the_right_entity() {
    for (trap, text, expected) in TRAPS {
        let marks = marks(text);
        for (name, id) in *expected {
            assert!(
                marks.iter().any(|m| m.0 == *name && m.1 == *id),
                "{trap}: “{name}” should be {id}, got {marks:?}"
            );
        }
    }
}

#[test]
fn a_surname_of_two_stays_open() {
    let text = "Bill Clinton and Hillary Clinton came. Clinton said nothing.";
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let found = names::mark(&Reading::new(&document), &Knowledge::shipped(), &[]);
    let last = found.mentions.last().expect("the surname");
    assert_eq!(last.span.of(text), "Clinton");
    assert_eq!(last.open.len(), 1, "{last:?}");
}

#[test]
fn words_that_are_no_names_stay_unmarked() {
    for text in [
        "Give us the papers, he told us. It is what it is.",
        "The Ministry was shut and the Company gone.",
        "Crew of the tanker Ardent Star were questioned.",
        "The vote came in the 2016 New Zealand general election.",
    ] {
        let all = marks(text);
        assert!(all.is_empty(), "{text}: {all:?}");
    }
}

#[test]
fn names_run_together_are_parted() {
    check(
        "China's Ministry of State Security hired them. Marsalek and Roussev met Jan Marsalek in Lisbon, Portugal.",
        &[
            ("China", "place:china"),
            (
                "Ministry of State Security",
                "agency:ministry-of-state-security",
            ),
            ("Jan Marsalek", "person:jan-marsalek"),
            ("Lisbon", "place:lisbon"),
            ("Portugal", "place:portugal"),
        ],
    );
}

#[test]
fn what_a_report_tells_once_holds_throughout() {
    // Enough of the words that make a report technical.
    let jargon = "The malware payload was obfuscated and the loader used a PowerShell script for persistence.";
    let report = |rest: &str| format!("{jargon}\n\n{jargon}\n\n{rest}");
    check(
        &report(
            "In February we found a new malware variant, written in C++, which calls itself * Tarvix *. \
             Later samples of Tarvix were packed. Tarvix steals passwords.",
        ),
        &[("Tarvix", "malware:tarvix")],
    );
    let text = report(
        "We looked at the Quillon stealer. The Quillon stealer is sold for US $400. Quillon reads the clipboard, \
         and Quillon deletes itself. The registry key is SOFTWARE\\Microsoft\\Office. TIBER-EU tests were passed.",
    );
    let found = marks(&text);
    let quillons = found.iter().filter(|m| m.0.starts_with("Quillon"));
    let kinds: Vec<&str> = quillons
        .map(|m| m.1.split(':').next().unwrap_or(""))
        .collect();
    assert_eq!(kinds, ["malware"; 4], "{found:?}");
    for name in ["US", "EU", "Microsoft"] {
        assert!(found.iter().all(|m| m.0 != name), "{name} in {found:?}");
    }
    // A firm's name, spoken of as a program.
    check(
        &report(
            "The Blackwater malware is new. Emails spread the Blackwater malware. Blackwater has no certificate.",
        ),
        &[("Blackwater", "malware:blackwater")],
    );
}

#[test]
fn a_crew_is_told_from_its_malware() {
    check(
        "A gang known as Conti broke in. Conti, whose members speak Russian, asked for money.",
        &[("Conti", "group:conti-gang")],
    );
    let all = marks("The LockBit malware was deployed. Samples of LockBit were found on servers.");
    assert!(
        all.iter()
            .filter(|m| m.0 == "LockBit")
            .all(|m| m.1 == "malware:lockbit"),
        "{all:?}"
    );
    // Who uses a program is not named by it.
    check(
        "Threat actors use Cobalt Strike. The actor's use of Cobalt Strike rose. A Cobalt Strike beacon followed.",
        &[("Cobalt Strike", "malware:cobalt-strike")],
    );
    // One word about people in a long analysis of a program makes no crew of it.
    let analysis = "We look at TrickBot. The TrickBot loader runs. TrickBot then calls home. \
        Another module of TrickBot steals mail. TrickBot is sold. We saw TrickBot in May. \
        Members of TrickBot were named. TrickBot came back.";
    check(analysis, &[("TrickBot", "malware:trickbot")]);
    assert!(marks(analysis).iter().all(|m| !m.1.starts_with("group:")));
}

/// Rules look before and behind a word: here there is nothing, or nothing but signs.
#[test]
fn rules_hold_at_the_edges_of_a_text() {
    for word in [
        "town of",
        "group",
        "network",
        "band",
        "ring",
        "gang",
        "house",
        "arm of",
        "&",
        "which",
        "is a",
        "call it",
        "tracks as",
        "Unit",
        "Squad",
        "CERT",
        "AO",
        "Agencia de",
        "Bank of",
        "Company",
        "Group",
        "rival",
        "shares in",
        "bank",
        "of the",
        ", or",
        "such as",
        "and",
    ] {
        for text in [
            word.to_owned(),
            format!("{word} Orvelle"),
            format!("Orvelle {word}"),
            format!("{word}, {word}, {word} Orvelle & Tavrin {word}"),
            format!("The backdoor, the trojan, the loader, the malware. {word} Orvelle, {word}"),
        ] {
            marks(&text);
        }
    }
}

#[test]
fn nothing_is_found_in_nothing() {
    assert!(marks("").is_empty());
    assert!(marks("the rain fell and fell, and nobody came.").is_empty());
}

#[test]
fn the_same_text_gives_the_same_marks() {
    let text = "FBI Director Christopher Wray met MI5 in London. Wray spoke of Huawei and ZTE.";
    assert_eq!(marks(text), marks(text));
}

#[test]
fn a_house_of_research_is_a_company_and_a_unit_is_nobody() {
    let report = "This report of Tessera Threat Intelligence adds what we saw. The malware, a loader, drops a backdoor, and \
        its payload speaks to a C2 server. Cistern Research said the implant was new. “It was a backdoor,” said Anna Berg of \
        Cistern Research. The Defense Intelligence Agency was asked.";
    check(
        report,
        &[
            (
                "Tessera Threat Intelligence",
                "company:tessera-threat-intelligence",
            ),
            ("Cistern Research", "company:cistern-research"),
            (
                "Defense Intelligence Agency",
                "agency:defense-intelligence-agency",
            ),
        ],
    );
    check(
        "The network ran 97 pages on Facebook, TikTok and X that posed as citizens. Malcolm X spoke in 1964.",
        &[("X", "company:x-corp"), ("Malcolm X", "person:malcolm-x")],
    );
    let units = "The maker offers the whole lot, 7.24 TB on 31 million people, for $150,000, and 320 GB of mail.";
    assert!(marks(units).is_empty(), "{:?}", marks(units));
}
