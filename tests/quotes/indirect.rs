//! Words that are told and not quoted: marked where their bounds show.

use super::{Sort, check};

#[test]
fn indirect_speech_is_marked_where_its_bounds_show() {
    check(
        Sort::Indirect,
        &[
            (
                "The FBI said that the group had entered three power plants.",
                &["the group had entered three power plants | the FBI | said"],
            ),
            (
                "According to the FBI, the malware was built in a single week.",
                &["the malware was built in a single week | the FBI | according to"],
            ),
            (
                "Peter Holm told the committee that no files were lost.",
                &["no files were lost | Peter Holm | told"],
            ),
            (
                "LYON — The state has closed the plant after the Federal Bureau of Investigation (FBI) \
                 concluded that it had been mapped for months.",
                &[
                    "it had been mapped for months | the Federal Bureau of Investigation | concluded",
                ],
            ),
            // Without "that".
            (
                "Police said the man was armed.",
                &["the man was armed | Police | said"],
            ),
            (
                "A Western official said talks had failed.",
                &["talks had failed | a Western official | said"],
            ),
            (
                "Two people familiar with the matter said the deal was dead.",
                &["the deal was dead | two people familiar with the matter | said"],
            ),
            (
                "Jane Roe told reporters she would resign.",
                &["she would resign | Jane Roe | told"],
            ),
            (
                "The ministry said on Monday the vessel had left port.",
                &["the vessel had left port | the ministry | said"],
            ),
            (
                "Officials in Kyiv said Russian forces shelled the port.",
                &["Russian forces shelled the port | Officials in Kyiv | said"],
            ),
            // Behind what was said.
            (
                "The deal was dead, two officials said on Monday.",
                &["The deal was dead | two officials | said"],
            ),
            (
                "The network had been open for months, said a spokesman for the ministry.",
                &["The network had been open for months | a spokesman for the ministry | said"],
            ),
            (
                "The plan, according to two officials, failed badly.",
                &[
                    "The plan, according to two officials, failed badly | two officials | according to",
                ],
            ),
            (
                "On Sunday the ministry said the talks had failed.",
                &["the talks had failed | the ministry | said"],
            ),
            ("It could be said that nobody knew of the plan.", &[]),
            // What somebody did, and questions.
            (
                "John Smith admitted two counts of burglary and was given two years.",
                &[],
            ),
            (
                "He admitted the theft and was fined 200 pounds, police said.",
                &["He admitted the theft and was fined 200 pounds | police | said"],
            ),
            ("Paul Miller wrote the song while he was in hospital.", &[]),
            ("She claimed asylum after she was beaten.", &[]),
            ("The police told him whether she was guilty.", &[]),
            ("Tom Smith told lies while he was in office.", &[]),
            ("Said the minister: this is all.", &[]),
            ("The storm claimed the lives of ten villagers.", &[]),
            ("The minister told him to leave the country.", &[]),
            ("She said a few words and left the room.", &[]),
            ("He told her the truth.", &[]),
            (
                "The minister wrote a letter that was read out in court.",
                &[],
            ),
            ("The report was finished in May, and he said nothing.", &[]),
            ("The fact that nobody said anything is telling.", &[]),
        ],
    );
}
