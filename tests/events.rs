//! The lines of the timeline.

use briefing::analysis::{Knowledge, annotate};
use briefing::model::{Annotations, Basis, Document, Metadata, Moment, Published};
use std::sync::OnceLock;

fn marks(text: &str) -> Annotations {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    let document = Document {
        text: text.to_owned(),
        meta: Metadata {
            published: Some(Published {
                moment: Moment::parse("2024-06-14").expect("a date"),
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

/// Each event as `moment: short form`.
fn shown(text: &str) -> Vec<String> {
    marks(text)
        .events
        .iter()
        .map(|event| format!("{}: {}", event.moment, event.short.of(text)))
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
fn a_line_begins_at_the_subject_and_ends_with_a_phrase() {
    check(&[
        (
            "Oslo expelled two diplomats in 2018.",
            &["2018: Oslo expelled two diplomats in 2018"],
        ),
        (
            "In December 2021, the parliament in Riga banned the use of the cargo system, which had been sold to forty ports.",
            &["2021-12: the parliament in Riga banned the use of the cargo system"],
        ),
        (
            "The ministry said that the envoy was summoned on 3 May 2019 over the arrest of a Danish student in the capital.",
            &[
                "2019-05-03: the envoy was summoned on 3 May 2019 over the arrest of a Danish student in the capital",
            ],
        ),
        (
            "For example, in 2020, Norway blamed Russia for the breach of its parliament's mail, and later that of its ministry.",
            &["2020: Norway blamed Russia for the breach of its parliament's mail"],
        ),
        (
            "Canada passed the law in 2018, while Australia set up a register of foreign agents in 2019.",
            &[
                "2018: Canada passed the law in 2018",
                "2019: Australia set up a register of foreign agents in 2019",
            ],
        ),
    ]);
}

#[test]
fn each_line_reads_as_a_headline() {
    check(&[
        (
            "When Chancellor Karl Brandt visited Tirana in March 2019, protesters threw eggs at his car.",
            &["2019-03: Chancellor Karl Brandt visited Tirana in March 2019"],
        ),
        (
            "After Germany expelled two attachés in 2019, Moscow closed a consulate in Munich.",
            &["2019: Germany expelled two attachés in 2019"],
        ),
        (
            "The president has ordered the Northern Fleet to prepare to close the strait by the end of 2026.",
            &[
                "late 2026: The president has ordered the Northern Fleet to prepare to close the strait by the end of 2026",
            ],
        ),
        (
            "“The threat is larger than it ever was,” Director Anna Holt said earlier this year.",
            &[],
        ),
        (
            "Polish prosecutors said in March that three students had photographed an air base near Radom in May 2022.",
            &["2022-05: three students had photographed an air base near Radom in May 2022"],
        ),
        (
            "In April, officials said that the firm had many customers.",
            &[],
        ),
        (
            "The minister told reporters in January 2021 that the talks went well.",
            &[],
        ),
        (
            "The unusual public meeting of the heads of the \"Nine Eyes\" services (Norway, Sweden, Denmark and six others) in Oslo in 2021 was a signal to the capitals that had doubted their resolve for so long.",
            &[
                "2021: The unusual public meeting of the heads of the \"Nine Eyes\" services (Norway, Sweden, Denmark and six others)",
            ],
        ),
        (
            "That’s what happened in July 2022, when the head of the Dutch service held a press conference on Iranian hackers.",
            &["2022-07: the head of the Dutch service held a press conference on Iranian hackers"],
        ),
        (
            "Former Chicago police officer Peter Holm was charged last year with acting as an illegal agent of Iran in Illinois.",
            &[
                "2023: Peter Holm was charged last year with acting as an illegal agent of Iran in Illinois",
            ],
        ),
        (
            "Two Danes were arrested on Monday on charges of attempting to sell engine drawings and obtaining special steel that was sent to Harbin without a licence.",
            &[
                "2024-06-10: Two Danes were arrested on Monday on charges of attempting to sell engine drawings",
            ],
        ),
        (
            "Founded in 1949, the KGB resembles a mixture of a police force and a ministry, albeit with fewer rules and a far larger staff.",
            &["1949: Founded in 1949, the KGB"],
        ),
        (
            "In 2019 the agency hired Peter Holm, who was arrested in Vienna in 2021.",
            &[
                "2019: the agency hired Peter Holm",
                "2021: Peter Holm, who was arrested in Vienna in 2021",
            ],
        ),
        (
            "The law, which was passed in 2017, obliges every citizen to help the services at home and abroad.",
            &["2017: The law, which was passed in 2017"],
        ),
        (
            "The unit was founded in Minsk in 1998 and closed in 2004.",
            &[
                "1998: The unit was founded in Minsk in 1998",
                "2004: The unit was founded in Minsk in 1998 and closed in 2004",
            ],
        ),
        (
            "On 3 May 2022 police in Malmö arrested an engineer who had worked for a maker of submarine batteries since 2011.",
            &[
                "2022-05-03: police in Malmö arrested an engineer",
                "2011: an engineer who had worked for a maker of submarine batteries since 2011",
            ],
        ),
        (
            "TALLINN — A court jailed a reserve officer for six years on 4 March 2020 for spying for Russia, the prosecutor said.",
            &[
                "2020-03-04: A court jailed a reserve officer for six years on 4 March 2020 for spying for Russia",
            ],
        ),
        (
            "According to the indictment, Li Wei met his handler in Macau in June 2018.",
            &["2018-06: Li Wei met his handler in Macau in June 2018"],
        ),
        (
            "The FBI said Iranian hackers had breached a dam in New York in 2013.",
            &["2013: Iranian hackers had breached a dam in New York in 2013"],
        ),
        (
            "However, in 2018, Ottawa banned the firm's radios from its networks, and two allies followed.",
            &["2018: Ottawa banned the firm's radios from its networks, and two allies followed"],
        ),
        (
            "Hackers (probably from the same group) stole 40 gigabytes from the port of Gdańsk in August 2023, and they put the files on a forum a little later.",
            &[
                "2023-08: Hackers (probably from the same group) stole 40 gigabytes from the port of Gdańsk in August 2023",
            ],
        ),
        (
            "Police said they had arrested a clerk of the foreign ministry in Athens on 9 June 2021.",
            &[
                "2021-06-09: they had arrested a clerk of the foreign ministry in Athens on 9 June 2021",
            ],
        ),
        (
            "Washington sanctioned two generals in 2019; in 2020, Brussels added their deputies to its own list.",
            &[
                "2019: Washington sanctioned two generals in 2019",
                "2020: Brussels added their deputies to its own list",
            ],
        ),
        (
            "A drone struck the oil depot of Feodosia on 7 October 2023, setting fire to several tanks and forcing hundreds of people out of their homes in the port.",
            &[
                "2023-10-07: A drone struck the oil depot of Feodosia on 7 October 2023, setting fire to several tanks",
            ],
        ),
        (
            "The United States expelled two diplomats in 2010 after ten agents were arrested in New Jersey in June 2009.",
            &[
                "2010: The United States expelled two diplomats in 2010",
                "2009-06: ten agents were arrested in New Jersey in June 2009",
            ],
        ),
        (
            "Meta announced in February 2022 that it had removed a network of forty accounts run from Kyiv and Minsk.",
            &["2022-02: it had removed a network of forty accounts run from Kyiv and Minsk"],
        ),
        (
            "Between 2014 and 2016 the group broke into the mail of a dozen embassies.",
            &["2014: the group broke into the mail of a dozen embassies"],
        ),
        (
            "The assembly of Malta opened an inquiry in July 2022, and a committee in Brussels wants to hear the founder in 2025.",
            &[
                "2022-07: The assembly of Malta opened an inquiry in July 2022",
                "2025: a committee in Brussels wants to hear the founder in 2025",
            ],
        ),
        (
            "Greek police have arrested two employees of a shipping firm suspected of selling plans of the port of Volos to a foreign service, the prosecutor's office said on Thursday.",
            &[
                "2024-06-13: Greek police have arrested two employees of a shipping firm suspected of selling plans of the port of Volos",
            ],
        ),
        (
            "Since January 2023 the team has followed a new set of intrusions.",
            &["2023-01: the team has followed a new set of intrusions"],
        ),
        (
            "He was born in Omsk in 1961.",
            &["1961: He was born in Omsk in 1961"],
        ),
        (
            "The parliament is expected to vote in July, and the ministry will publish the list by 1 August 2024.",
            &[
                "2024-07: The parliament is expected to vote in July",
                "2024-08-01: the ministry will publish the list by 1 August 2024",
            ],
        ),
        (
            "Since taking office in 2013, the premier has moved four services under one roof.",
            &["2013: the premier has moved four services under one roof"],
        ),
        (
            "Finland accused the crew of the tanker in December 2024 of dragging its anchor over five cables.",
            &[
                "2024-12: Finland accused the crew of the tanker in December 2024 of dragging its anchor",
            ],
        ),
        (
            "The attack on the cable landing station near Marseille in April 2022 knocked out the service of four providers for two days.",
            &[
                "2022-04: The attack on the cable landing station near Marseille in April 2022 knocked out the service of four providers",
            ],
        ),
    ]);
}

/// A line never ends on a word that waits for more.
#[test]
fn no_line_hangs() {
    let texts = [
        "The committee, which had been set up in 2003 by the parliament of the Grand Duchy of Luxembourg under a law that nobody had read to its end, was dissolved by a decree of the government in 2011 because of its reports.",
        "Investigators from the federal bureau who had followed the two couriers from the airport of Bratislava to a hotel on the ring road arrested them in the lobby in November 2019 before they were able to hand over what they had.",
        "In 2016 the group, known as “Quiet Harbor” (or “QH”), its tools, its servers in Riga, Vilnius, Tallinn and Minsk, and its many members came to light.",
        "A report in 2020 by a think tank in Canberra, which \"followed the money\" to a foundation in Hong Kong, was withdrawn and then published again with changes in 2021.",
        "Nobody knew in 1999 whether the man whom the agency had hired in 1997 to look after the archive and to decide which of the files to destroy was reliable.",
    ];
    for text in texts {
        let found = marks(text);
        assert!(!found.events.is_empty(), "{text}");
        for (at, event) in found.events.iter().enumerate() {
            let short = event.short.of(text);
            let last = short.rsplit([' ', '(']).next().unwrap_or_default();
            let waits = [
                "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "from", "with", "and",
                "or", "was", "were", "had", "has", "been", "that", "which", "who", "whether",
            ];
            assert!(!waits.contains(&last), "{short}");
            assert!(short.len() <= 112, "{short}");
            let count = |sign: char| short.matches(sign).count();
            assert_eq!(count('('), count(')'), "{short}");
            assert_eq!(count('“'), count('”'), "{short}");
            assert_eq!(count('"') % 2, 0, "{short}");
            assert!(
                found.events[..at]
                    .iter()
                    .all(|one| one.short != event.short),
                "{short}"
            );
        }
    }
}

#[test]
fn what_has_no_calendar_date_is_no_event() {
    check(&[
        ("The two services work together today.", &[]),
        ("It took three years.", &[]),
        ("Spies are often patient.", &[]),
        ("", &[]),
    ]);
}

#[test]
fn a_story_takes_its_date_along() {
    let text = "Police arrested Peter Holm in May 2020. He was then extradited to Norway.";
    assert_eq!(
        shown(text),
        [
            "2020-05: Police arrested Peter Holm in May 2020",
            "2020-05: He was then extradited to Norway",
        ]
    );
    let found = marks(text);
    assert_eq!(found.events[1].incident, Some(1));
}

#[test]
fn short_forms_stand_on_words_inside_their_sentence() {
    let text = "On 4 June 2023 — a Sunday — “nobody” at the embassy in Prague knew (or said so) that \
                its cipher clerk, a Moldovan by birth, had been selling the codes to a rival since 1999. \
                In 1999, the year of the bombing, it all began; in 2001 it stopped.";
    let found = marks(text);
    assert!(found.events.len() >= 3);
    for event in &found.events {
        assert!(event.span.contains(event.short));
        let letters = event.short.of(text);
        assert!(letters.starts_with(char::is_alphanumeric), "{letters}");
        assert!(
            letters
                .trim_end_matches([')', '”'])
                .ends_with(char::is_alphanumeric),
            "{letters}"
        );
    }
}
