//! Incidents: what happened, of which kind, when, and how sure the text is of it.

#[path = "incidents/breadth.rs"]
mod breadth;
#[path = "incidents/chronicles.rs"]
mod chronicles;
#[path = "incidents/grounds.rs"]
mod grounds;
#[path = "incidents/intruders.rs"]
mod intruders;
#[path = "incidents/kinds.rs"]
mod kinds;
#[path = "incidents/talk.rs"]
mod talk;
#[path = "incidents/telling.rs"]
mod telling;

use briefing::analysis::{Knowledge, annotate};
use briefing::model::{Annotations, Basis, Document, Metadata, Moment, Published, Stance};
use std::sync::OnceLock;

fn marks(text: &str) -> Annotations {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    let moment = Moment::parse("2024-06-14").expect("a date");
    let document = Document {
        text: text.to_owned(),
        meta: Metadata {
            published: Some(Published {
                moment,
                value: "2024-06-14".to_owned(),
                basis: Basis::Given,
                estimated: false,
            }),
            ..Metadata::default()
        },
        ..Document::default()
    };
    annotate(&document, KNOWLEDGE.get_or_init(Knowledge::shipped))
}

/// Each incident as `kind date`, with `?` where alleged and `!` where denied.
fn shown(text: &str) -> Vec<String> {
    marks(text)
        .incidents
        .iter()
        .map(|incident| {
            let stance = match incident.stance {
                Stance::Fact => "",
                Stance::Alleged => "?",
                Stance::Denied => "!",
            };
            format!(
                "{} {}{stance}",
                incident.kind.as_str(),
                incident.value.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text) != *expected)
        .map(|(text, expected)| {
            format!(
                "{text}\n  expected {expected:?}\n  found    {:?}",
                shown(text)
            )
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn accusation_denial_and_fact_are_told_apart() {
    check(&[
        (
            "The botnet was allegedly hijacked by a Chinese firm in 2023.",
            &["cyber 2023?"],
        ),
        (
            "The group is believed to have hacked the Bundestag in 2015.",
            &["cyber 2015?"],
        ),
        (
            "Huawei denied that it spied on Dutch customers.",
            &["espionage -!"],
        ),
        (
            "According to the indictment, Peter Holm passed military secrets to Moscow in 2019.",
            &["espionage 2019?"],
        ),
        (
            "The agency said in May 2020 that no customer data had been stolen.",
            &[],
        ),
        ("None of the power plants was hacked in 2015.", &[]),
        ("A jury convicted Anna Berg in 2011.", &["legal 2011"]),
    ]);
}

#[test]
fn dates_stay_in_their_clause_and_stories_go_on() {
    check(&[
        (
            "In 2019 the agency hired Peter Holm, who was arrested in Vienna in 2021.",
            &["legal 2021"],
        ),
        (
            "Prosecutors said in May that the man had photographed a military base in 2022.",
            &["espionage 2022?"],
        ),
        (
            "Police arrested Peter Holm in May 2020. He was then extradited to Norway.",
            &["legal 2020-05", "legal 2020-05"],
        ),
        (
            "The United States expelled two diplomats in 2010 after ten agents were arrested in New Jersey.",
            &["diplomatic 2010", "legal 2010"],
        ),
    ]);
}

#[test]
fn those_who_take_part_are_told_from_those_who_report() {
    let found = marks("The FBI said that APT41 had hacked Microsoft in Seattle in 2020.");
    let incident = &found.incidents[0];
    let ids = |list: &[u32]| -> Vec<String> {
        list.iter()
            .map(|&one| found.entities[one as usize].id.to_string())
            .collect()
    };
    assert_eq!(
        ids(&incident.participants),
        ["group:apt41", "company:microsoft"]
    );
    assert_eq!(ids(&incident.places), ["place:seattle"]);
}

#[test]
fn a_pronoun_takes_part_for_the_only_person_it_can_mean() {
    for (text, who) in [
        (
            "Peter Holm lives in Leeds. He was arrested on 3 May 2024.",
            "person:peter-holm",
        ),
        (
            "Ana Ruiz ran a bank in Lima. Police came in May 2024. She was charged with fraud.",
            "person:ana-ruiz",
        ),
        (
            "Prosecutors looked into Mario Rossi. On 3 May 2024 they charged him with bribery.",
            "person:mario-rossi",
        ),
        // Two men, somebody without a name, nobody.
        (
            "Peter Holm met Mario Rossi. He was arrested on 3 May 2024.",
            "",
        ),
        (
            "Peter Holm left Oslo. A friend of his rang. He was arrested on 3 May 2024.",
            "",
        ),
        ("The company moved. Police arrested him on 3 May 2024.", ""),
        (
            "Detective Tom Brown told of the case. He was arrested on 3 May 2024.",
            "",
        ),
        (
            "Mayor Tom Smith condemned the attacker. He was arrested on 3 May 2024.",
            "",
        ),
        (
            "Tom Smith, 51, a former clerk from Leeds, ran the firm. He was arrested on 3 May 2024.",
            "person:tom-smith",
        ),
    ] {
        let found = marks(text);
        let last = found.incidents.last().expect(text);
        let persons = last.participants.iter().filter_map(|at| {
            let id = found.entities[*at as usize].id.to_string();
            id.starts_with("person:").then_some(id)
        });
        let persons: Vec<String> = persons.collect();
        assert_eq!(persons.join(" "), who, "{text}");
    }
}

#[test]
fn an_incident_is_its_whole_sentence() {
    let text =
        "Nothing was known. Police arrested Peter Holm on 3 May 2024, officials said. He left.";
    let found = marks(text);
    assert_eq!(
        found.incidents[0].span.of(text),
        "Police arrested Peter Holm on 3 May 2024, officials said."
    );
}

/// Text in other languages gets names of lists, numbers and ISO dates, and no English rule fires.
#[test]
fn other_languages_get_what_is_known_and_no_nonsense() {
    for (text, names) in [
        (
            "An der Grenze wurden am Dienstag die Männer festgenommen, sagte die Bundespolizei. Die Regierung will im Mai über den Antrag beraten. Der BND zahlte 12 Millionen Euro. 2024-05-03",
            &["Bundespolizei", "BND"][..],
        ),
        (
            "Le 3 mai, la DGSE a arrêté des hommes à Marseille. Mars fut un mois calme ; les témoins ont parlé. L'an dernier, une centaine est partie. 2024-05-03",
            &["DGSE", "Marseille"],
        ),
        (
            "El CNI detuvo a los hombres en Madrid. Once agentes del cuerpo dijeron que no. El martes 3 de mayo salió el informe. 2024-05-03",
            &["CNI", "Madrid"],
        ),
        (
            "ФСБ задержала двух человек в Москве 3 мая, сообщает NSA. Дата: 2024-05-03",
            &["ФСБ", "NSA"],
        ),
        (
            "国家安全部在北京逮捕了两名男子。2024-05-03",
            &["国家安全部"],
        ),
        ("اعتقل رجلان في بيروت. وقالت NSA إن. 2024-05-03", &["NSA"]),
        (
            "De AIVD hield een man aan in Den Haag. De rechter sprak het vrij in maart en niet die dag. 2024-05-03",
            &["AIVD", "Den Haag"],
        ),
        (
            "Säpo grep en man i Stockholm i mars. Det var den som sa att han och de andra. 2024-05-03",
            &["Säpo", "Stockholm"],
        ),
        (
            "Il 3 maggio la polizia ha fermato gli uomini. Come mai? Sono venuti per una cosa che non so. 2024-05-03",
            &[],
        ),
    ] {
        let found = marks(text);
        let names_found: Vec<&str> = found.mentions.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(names_found, names, "{text}");
        let dates: Vec<&str> = found.dates.iter().map(|d| d.value.as_str()).collect();
        assert_eq!(dates, ["2024-05-03"], "{text}");
        assert!(found.incidents.is_empty(), "{text}: {:?}", found.incidents);
        assert!(found.quotes.is_empty(), "{text}: {:?}", found.quotes);
        assert!(found.figures.is_empty(), "{text}: {:?}", found.figures);
    }
}
