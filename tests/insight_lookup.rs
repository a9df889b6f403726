//! Entities are found as people type them.

use briefing::insight::Lookup;
use briefing::library::EntityRow;
use briefing::model::{EntityId, Kind};

fn row(kind: Kind, name: &str, aliases: &[&str], mentions: u32) -> EntityRow {
    let slug = name.to_lowercase().replace(' ', "-");
    EntityRow {
        id: EntityId::new(kind, &slug),
        kind,
        name: name.to_owned(),
        aliases: aliases.iter().map(|&alias| alias.to_owned()).collect(),
        country: None,
        mentions,
        articles: mentions,
    }
}

fn people_and_bodies() -> Lookup {
    Lookup::new(vec![
        row(Kind::Agency, "National Security Agency", &["NSA"], 40),
        row(Kind::Agency, "National Security Council", &["NSC"], 400),
        row(Kind::Agency, "Nuclear Safety Authority", &[], 900),
        row(Kind::Organisation, "NASA Ames Research Center", &[], 70),
        row(Kind::Agency, "Ministry of State Security", &[], 12),
        row(Kind::Agency, "Élysée Palace", &["Elysee"], 3),
        row(Kind::Company, "Kaspersky", &["Kaspersky Lab"], 9),
        row(
            Kind::Company,
            "Huawei",
            &["Huawei Technologies", "华为"],
            30,
        ),
        row(Kind::Place, "Iran", &["Islamic Republic of Iran"], 50),
        row(Kind::Place, "Iraq", &[], 50),
        row(
            Kind::Place,
            "China",
            &["People's Republic of China", "PRC"],
            500,
        ),
        row(Kind::Organisation, "China Daily", &[], 5),
        row(Kind::Person, "Christopher Wray", &["Chris Wray"], 8),
        row(Kind::Organisation, "Chatham House World Institute", &[], 80),
    ])
}

#[test]
fn the_one_that_was_meant_comes_first() {
    let mut lookup = people_and_bodies();
    for (typed, expected) in [
        ("natl sec agcy", "National Security Agency"),
        ("sec agcy natl", "National Security Agency"),
        ("nsa", "National Security Agency"),
        ("NSA", "National Security Agency"),
        ("mss", "Ministry of State Security"),
        ("elysee", "Élysée Palace"),
        ("ÉLYSÉE", "Élysée Palace"),
        ("kaspersy", "Kaspersky"),
        ("kasperksy", "Kaspersky"),
        ("hauwei", "Huawei"),
        ("hauw", "Huawei"),
        ("huwaei technolgies", "Huawei"),
        ("华为", "Huawei"),
        ("iarn", "Iran"),
        ("china", "China"),
        ("prc", "China"),
        ("china d", "China Daily"),
        ("'daily", "China Daily"),
        ("^china !daily", "China"),
        ("palace$", "Élysée Palace"),
        ("wray", "Christopher Wray"),
        ("chris wray", "Christopher Wray"),
        ("nat sec", "National Security Council"),
    ] {
        let best = lookup.find(typed, 5);
        let first = best.first().map(|found| found.entity.name.as_str());
        assert_eq!(first, Some(expected), "{typed}: {best:#?}");
    }
}

#[test]
fn the_letters_that_matched_are_lit_in_what_matched() {
    let mut lookup = people_and_bodies();
    for (typed, alias, lit) in [
        ("nsa", Some("NSA"), "NSA"),
        ("natl", None, "Natl"),
        ("elysee", Some("Elysee"), "Elysee"),
        ("mss", None, "MSS"),
        ("hauwei", None, "Huawei"),
    ] {
        let found = lookup.find(typed, 1).remove(0);
        assert_eq!(found.alias.as_deref(), alias, "{typed}");
        let source = found.alias.as_deref().unwrap_or(&found.entity.name);
        let letters: String = source
            .chars()
            .enumerate()
            .filter(|(at, _)| found.lit.contains(&(*at as u32)))
            .map(|(_, c)| c)
            .collect();
        assert_eq!(letters, lit, "{typed}");
    }
}

#[test]
fn typing_on_gives_what_typing_at_once_gives() {
    for typed in ["natl sec agcy", "huawei tech", "iran", "chna"] {
        let mut slow = people_and_bodies();
        let mut growing = Vec::new();
        for end in 1..=typed.len() {
            growing = slow.find(&typed[..end], 10);
        }
        assert_eq!(growing, people_and_bodies().find(typed, 10), "{typed}");
    }
}

#[test]
fn nothing_typed_is_everything_and_nonsense_is_nothing() {
    let mut lookup = people_and_bodies();
    assert_eq!(lookup.find("", 100).len(), 14);
    assert_eq!(
        lookup.find("", 1)[0].entity.name,
        "Nuclear Safety Authority"
    );
    assert_eq!(lookup.find("qqqqxxzz", 10), []);
    assert_eq!(lookup.find("!", 100).len(), 14);
    assert_eq!(Lookup::new(Vec::new()).find("nsa", 10), []);
    assert_eq!(lookup.find(&"a".repeat(10_000), 10), []);
}
