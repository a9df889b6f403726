//! What is no name, what is two, and what a document tells of its names.

use super::{check, marks};
use briefing::analysis::{Knowledge, Reading, names};
use briefing::model::Document;

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
        &[("X", "technology:x"), ("Malcolm X", "person:malcolm-x")],
    );
    let units = "The maker offers the whole lot, 7.24 TB on 31 million people, for $150,000, and 320 GB of mail.";
    assert!(marks(units).is_empty(), "{:?}", marks(units));
}

#[test]
fn peoples_and_pronouns_are_nobody() {
    for text in [
        "They are two Israelis, Tal Dilian and Sara Hamou, and two Greeks, Felix Bitzios and Yiannis Lavranos.",
        "Sentencing them, Mr Justice Fairburn said: “You sold your country for less than the price of a car.”",
    ] {
        let marks = marks(text);
        let nobody = |name: &str| matches!(name, "Israelis" | "Greeks" | "You");
        assert!(marks.iter().all(|m| !nobody(&m.0)), "{marks:?}");
        assert!(!marks.is_empty());
    }
}

#[test]
fn a_plural_before_them_tells_what_names_are() {
    check(
        "Smaller agencies like Belgium's Soulete are facing a tsunami. Companies such as Zorvex and Braskellin closed. \
        Regulators including Quenby warned of it.",
        &[
            ("Soulete", "agency:soulete"),
            ("Zorvex", "company:zorvex"),
            ("Braskellin", "company:braskellin"),
            ("Quenby", "agency:quenby"),
        ],
    );
    // Who speaks behind the row is none of them.
    check(
        "“We supply companies like Zorvex,” Anna Berg said.",
        &[("Anna Berg", "person:anna-berg")],
    );
}
