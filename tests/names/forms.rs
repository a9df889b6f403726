//! The forms that names have in papers of any sort, and what is written like one and is none.

use super::marks;

/// A text, what is marked in it, and what is not: neither so nor as a part of it alone.
type Form = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const FORMS: &[Form] = &[
    // Laws.
    (
        "He was charged under Article 124 of the Criminal Code on Monday.",
        &[("Criminal Code", "law")],
        &[],
    ),
    (
        "The crowd marched against the Finance Bill in June.",
        &[("Finance Bill", "law")],
        &[],
    ),
    (
        "They paid with a crisp Dollar Bill at the door.",
        &[],
        &["Dollar Bill"],
    ),
    (
        "The listing was made under the Cyber (Sanctions) (EU Exit) Regulations 2020 in London.",
        &[("Cyber (Sanctions) (EU Exit) Regulations 2020", "law")],
        &[],
    ),
    (
        "Under the Autonomous Sanctions Regulations 2011, she may not travel.",
        &[("Autonomous Sanctions Regulations 2011", "law")],
        &[],
    ),
    (
        "New Building Regulations came into force last week.",
        &[],
        &["Building Regulations"],
    ),
    (
        "The annex to Regulation (EU) No 833/2014 was lengthened, and Directive (EU) 2024/1226 followed.",
        &[
            ("Regulation (EU) No 833/2014", "law"),
            ("Directive (EU) 2024/1226", "law"),
        ],
        &["EU"],
    ),
    (
        "The service became a body of its own by Decree Law 521 in June.",
        &[("Decree Law 521", "law")],
        &[],
    ),
    (
        "The agency issued Emergency Directive 24-01 to all departments.",
        &[("Emergency Directive 24-01", "law")],
        &[],
    ),
    (
        "He faces six counts under the Corruption, Drug Trafficking and Other Serious Crimes Act.",
        &[(
            "Corruption, Drug Trafficking and Other Serious Crimes Act",
            "law",
        )],
        &[],
    ),
    (
        "In Kampala, the members passed the National Security Act.",
        &[("National Security Act", "law"), ("Kampala", "place")],
        &[],
    ),
    (
        "He was held under the Counter-Trafficking in Persons Act and was denied bail.",
        &[("Counter-Trafficking in Persons Act", "law")],
        &[],
    ),
    (
        "A request under the Law on Free Access to Information was refused.",
        &[("Law on Free Access to Information", "law")],
        &[],
    ),
    (
        "The 1884 Convention for the Protection of Submarine Telegraph Cables lets a warship ask.",
        &[(
            "Convention for the Protection of Submarine Telegraph Cables",
            "law",
        )],
        &[],
    ),
    // Capitals.
    (
        "UNITED STATES DISTRICT COURT FOR THE DISTRICT OF OREGON\n\nCOUNT ONE (Conspiracy)\n\nHe sold the boxes.",
        &[(
            "UNITED STATES DISTRICT COURT FOR THE DISTRICT OF OREGON",
            "agency",
        )],
        &["ONE"],
    ),
    (
        "UNITED STATES SECURITIES AND EXCHANGE COMMISSION\n\nFORM 8-K: CURRENT REPORT\n\nThe board met.",
        &[("UNITED STATES SECURITIES AND EXCHANGE COMMISSION", "agency")],
        &["FORM 8-K"],
    ),
    (
        "OFFICE OF THE AUDITOR GENERAL OF KARVIA\n\nReport 7 was tabled on Thursday.",
        &[("OFFICE OF THE AUDITOR GENERAL OF KARVIA", "agency")],
        &["OF", "KARVIA"],
    ),
    (
        "NORTHERN SECTOR. At 04:15 some 60 fighters attacked the post.\n\nAIR FORCE. A drone was lost.",
        &[],
        &["NORTHERN SECTOR", "AIR FORCE"],
    ),
    (
        "FM AMEMBASSY DAKAR\n\nTO SECSTATE WASHDC\n\n6. (SBU) Campaign director Carlos Mendes said that he would win.",
        &[
            ("AMEMBASSY DAKAR", "agency"),
            ("SECSTATE WASHDC", "agency"),
            ("Carlos Mendes", "person"),
        ],
        &["SBU", "DAKAR"],
    ),
    // Entries of a notice.
    (
        "Additions: individuals\n\n(iv) YERMAKOV, Ivan Sergeyevich. Position: officer of Unit 26165.",
        &[("YERMAKOV, Ivan Sergeyevich", "person")],
        &["Ivan Sergeyevich"],
    ),
    (
        "The alliance was led by the head of NATO, Jens Stoltenberg.",
        &[("NATO", "organisation"), ("Jens Stoltenberg", "person")],
        &["NATO, Jens Stoltenberg"],
    ),
    // Titles, offices, labels.
    (
        "Much has altered, says Commodore Ajit Nambiar, who retired last year.",
        &[("Ajit Nambiar", "person")],
        &["Commodore Ajit Nambiar"],
    ),
    (
        "Colonel-Major Souleymane Dembélé spoke only of soldiers. Later Miss Gee wept in court.",
        &[("Souleymane Dembélé", "person"), ("Gee", "person")],
        &["Miss Gee"],
    ),
    (
        "Mr. Chair, members of the committee, I thank you. The General Counsel, Peter Aldous, wrote it.",
        &[("Peter Aldous", "person")],
        &["Chair", "Counsel"],
    ),
    (
        "A man referred to in court as Witness D said that Co-conspirator 1 had paid him.",
        &[],
        &["Witness D", "Co-conspirator 1"],
    ),
    (
        "Five days later the Lord Chief Justice gave Lonsdale 25 years.",
        &[],
        &["Lord Chief Justice"],
    ),
    // Bodies.
    (
        "The raids were led by Investigating Court No. 3 of Elche, in Spain.",
        &[("Investigating Court No. 3 of Elche", "agency")],
        &["Elche"],
    ),
    (
        "The Istanbul 23rd High Criminal Court heard that the 5th Motorised Regiment had left.",
        &[
            ("Istanbul 23rd High Criminal Court", "agency"),
            ("5th Motorised Regiment", "agency"),
        ],
        &["Istanbul"],
    ),
    (
        "She was told to leave her phone, a Xiaomi Redmi Note 10S, at the desk.",
        &[("Xiaomi Redmi Note 10S", "technology")],
        &[],
    ),
    (
        "She sells dried apricots in Kara-Balta. Ties between Moscow-Beijing experts grew.",
        &[
            ("Kara-Balta", "place"),
            ("Moscow", "place"),
            ("Beijing", "place"),
        ],
        &[],
    ),
    (
        "The Defense Criminal Investigative Service and Homeland Security Investigations took part.",
        &[
            ("Defense Criminal Investigative Service", "agency"),
            ("Homeland Security Investigations", "agency"),
        ],
        &[],
    ),
    (
        "An employee of the bureau (the “UCE”) posed as a diplomat. The UCE paid him.",
        &[],
        &["UCE"],
    ),
    (
        "The documentary, Blood Parliament, named the men.",
        &[],
        &["Blood Parliament"],
    ),
    (
        "He sued the university in Marlow County Court on Sept. 18 over the leak.",
        &[("Marlow County Court", "agency")],
        &[],
    ),
    (
        "The drones carried phones into HMP Scarfield at night.",
        &[("HMP Scarfield", "agency")],
        &[],
    ),
    (
        "The Labour Union Party had sold it, they said; the Party of Order denies that.",
        &[
            ("Labour Union Party", "organisation"),
            ("Party of Order", "organisation"),
        ],
        &[],
    ),
    (
        "Microsoft's Digital Crimes Unit filed suit in the state of Georgia.",
        &[("Digital Crimes Unit", "company")],
        &[],
    ),
    (
        "Tesla's Financial Services Authority filing was late.",
        &[("Financial Services Authority", "agency")],
        &[],
    ),
    (
        "The office of the Attorney General said so. Every State Party must act, and the Grand Jury charged him.",
        &[("Attorney General", "agency")],
        &["State Party", "Grand Jury"],
    ),
    (
        "Intruders hit the servers that run its booking platform, HarrowLink, on Monday.",
        &[("HarrowLink", "technology")],
        &[],
    ),
    (
        "Police searched the depot. Shell companies such as these collected wages.",
        &[],
        &["Shell"],
    ),
    // Malware.
    (
        "The ransomware hit at dawn. Files were scrambled with HullBreaker, a strain not seen before.",
        &[("HullBreaker", "malware")],
        &[],
    ),
];

#[test]
fn forms_of_names_are_known() {
    let mut wrong = Vec::new();
    for (text, expected, none) in FORMS {
        let marks = marks(text);
        for (name, kind) in *expected {
            let known =
                |m: &(String, String, _)| m.0 == *name && m.1.split(':').next() == Some(*kind);
            if !marks.iter().any(known) {
                wrong.push(format!("“{name}” should be {kind} in “{text}”: {marks:?}"));
            }
        }
        for name in *none {
            if marks.iter().any(|m| m.0 == *name) {
                wrong.push(format!("“{name}” is none in “{text}”: {marks:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn who_leads_an_entry_is_known_by_the_surname() {
    let text =
        "(iv) YERMAKOV, Ivan Sergeyevich. Position: officer of Unit 26165. Yermakov was in Moscow.";
    let marks = marks(text);
    let person = "person:ivan-sergeyevich-yermakov";
    for name in ["YERMAKOV, Ivan Sergeyevich", "Yermakov"] {
        assert!(
            marks.iter().any(|m| m.0 == name && m.1 == person),
            "{name}: {marks:?}"
        );
    }
}
