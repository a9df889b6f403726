//! The kind of a name that no list knows, where the text says it; and the opposite cases.

use super::marks;

/// A text, what is marked in it, and what is not marked so: `name|kind`, or a name for no mark at all.
type Told = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

const TOLD: &[Told] = &[
    // Products.
    (
        "The clips were passed round by all three parties. All were made with VoxForge, a service by the start-up Lyrewing Sound, police said on Monday.",
        &[("VoxForge", "technology")],
        &[],
    ),
    (
        "The papers show the company selling GroundNetwork Eye, a box that matches phones to faces. It sold GroundNetwork Eye to two ministries.",
        &[("GroundNetwork Eye", "technology")],
        &["GroundNetwork Eye|company"],
    ),
    (
        "Finding 3. The case system. PawFlow, supplied by Tarn Consulting, lost 400 files. Nobody had tested PawFlow.",
        &[("PawFlow", "technology"), ("Tarn Consulting", "company")],
        &["PawFlow|company"],
    ),
    (
        "The lender, sold by Halvorsen Partners to Marrick Bank in May, is a box of surprises.",
        &[("Marrick Bank", "company")],
        &["Marrick Bank|technology"],
    ),
    (
        "The ship was made with Corvallis Steel, a supplier in Oregon, and paid for by Nordhavn Shipping.",
        &[],
        &["Corvallis Steel|technology", "Nordhavn Shipping|technology"],
    ),
    (
        "The image carried a signed copy of VLK and a patched library. Alert on VLK running outside its program folder.",
        &[],
        &["VLK|company"],
    ),
    // Malware.
    (
        "The phone of the reporter was infected with spyware. A court heard how a monitoring program called PlexiSPY came to be on it.",
        &[("PlexiSPY", "malware")],
        &[],
    ),
    (
        "RainBough is a surveillance program. Given accessibility rights, RainBough reads WhatsApp and Signal messages; the spyware sends them to its command server.",
        &[("RainBough", "malware")],
        &["RainBough|company"],
    ),
    // Groups.
    (
        "A ransom note signed Tidegate demanded 900,000 euros. The centre tells us that Tidegate struck a college in Ghent.",
        &[("Tidegate", "group")],
        &["Tidegate|company"],
    ),
    (
        "A contract signed with Ebbwater Ltd in May obliges the town to pay. The note was left on a desk.",
        &[("Ebbwater Ltd", "company")],
        &["Ebbwater Ltd|group"],
    ),
    (
        "The firm, known to outside researchers as Quartz Harrier, ran the operations for the ministry from Dubai.",
        &[("Quartz Harrier", "group")],
        &["Quartz Harrier|company"],
    ),
    // Persons, places, parties, and what is none.
    (
        "Their regional secretary, Alhassane Ag Intallou, was blunt. “An escort is a target,” he said.",
        &[("Alhassane Ag Intallou", "person")],
        &[],
    ),
    (
        "Their financial adviser, Rothwell Partners, declined to comment on Tuesday.",
        &[],
        &["Rothwell Partners|person"],
    ),
    (
        "They were arrested at a bungalow in Cranley Drive, Ruislip, the home of Peter and Helen Kroger.",
        &[],
        &["Ruislip|company"],
    ),
    (
        "He belonged to Vargus Christi, and had links with others in the army. Members of Vargus Christi met in a hut.",
        &[("Vargus Christi", "organisation")],
        &["Vargus Christi|company"],
    ),
    (
        "Crew members of the Halvard Shipping vessel were flown home. Staff members of Halvard Shipping waited.",
        &[("Halvard Shipping", "company")],
        &["Halvard Shipping|organisation"],
    ),
    (
        "He was once vice-president of Srpska Lista, the party that a few days later left the council.",
        &[("Srpska Lista", "organisation")],
        &["Srpska Lista|company"],
    ),
    (
        "PRISTINA—Three Kosovo Serbs accused of taking part in the attack were freed on Monday.",
        &[],
        &["Three Kosovo Serbs"],
    ),
    (
        "Her claims range from small shops to Fortune 500 firms, she said.",
        &[],
        &["Fortune", "Fortune 500"],
    ),
    (
        "Prime Minister Marcel Ciolacu, a Social Democrat, thought it the only correct solution.",
        &[("Marcel Ciolacu", "person")],
        &["Social Democrat"],
    ),
    (
        "He raised the alarm during the exercise Able Bowman 83, and nobody heard him.",
        &[],
        &["Able Bowman 83"],
    ),
    // Firms.
    (
        "A search of his account at Harbor Federal Credit Union showed debts of $63,250.",
        &[("Harbor Federal Credit Union", "company")],
        &[],
    ),
    (
        "On paper, Ala-Too Textile Service washes hotel linen. Its owner is a colonel.",
        &[("Ala-Too Textile Service", "company")],
        &[],
    ),
    (
        "The Federal Protective Service guards the courthouse.",
        &[("Federal Protective Service", "agency")],
        &[],
    ),
];

#[test]
fn the_text_tells_what_a_name_is() {
    let mut wrong = Vec::new();
    for (text, expected, none) in TOLD {
        let marks = marks(text);
        let kind = |id: &str| id.split(':').next().unwrap_or_default().to_owned();
        for (name, wanted) in *expected {
            if !marks.iter().any(|m| m.0 == *name && kind(&m.1) == *wanted) {
                wrong.push(format!(
                    "“{name}” should be {wanted} in “{text}”: {marks:?}"
                ));
            }
        }
        for not in *none {
            let (name, unwanted) = not.split_once('|').unwrap_or((not, ""));
            if marks
                .iter()
                .any(|m| m.0 == name && (unwanted.is_empty() || kind(&m.1) == unwanted))
            {
                wrong.push(format!("“{not}” is none in “{text}”: {marks:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
