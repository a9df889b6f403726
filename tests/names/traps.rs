//! Names that lead to the wrong entity where nobody minds them.

use super::marks;

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
