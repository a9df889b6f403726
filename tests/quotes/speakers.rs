//! Who speaks: descriptions, appositions, titles, and whom a pronoun of the next sentence means.

use super::{Sort, check};

#[test]
fn a_description_has_a_small_letter_at_the_head_of_its_sentence() {
    check(
        Sort::Direct,
        &[
            (
                "The embassy called the claims “wholly invented and harmful”.",
                &["wholly invented and harmful | the embassy | called"],
            ),
            (
                "One of them said: “We never got the letter.”",
                &["We never got the letter. | one of them | said"],
            ),
            (
                "His lawyer said: “We shall appeal next week.”",
                &["We shall appeal next week. | his lawyer | said"],
            ),
            (
                "“It was dark that night.” Several neighbours said: “We heard three shots.”",
                &[
                    "It was dark that night. | - | -",
                    "We heard three shots. | several neighbours | said",
                ],
            ),
            (
                "KYIV, May 3 - Two people familiar with the plan called it “a leap in the dark”.",
                &["a leap in the dark | two people familiar with the plan | called"],
            ),
            (
                "The New York Times called the move “a gift to our enemies”.",
                &["a gift to our enemies | The New York Times | called"],
            ),
            (
                "Police said: “We have no reason to think so.”",
                &["We have no reason to think so. | Police | said"],
            ),
        ],
    );
}

#[test]
fn who_stands_behind_one_of_them_speaks() {
    check(
        Sort::Direct,
        &[
            (
                "One of them, a 61-year-old gardener from Chemnitz, said: “They never came back.”",
                &["They never came back. | a 61-year-old gardener from Chemnitz | said"],
            ),
            (
                "One victim, a radio presenter in Liège, told us: “He had my key.”",
                &["He had my key. | a radio presenter in Liège | told"],
            ),
            (
                "One of the firms, Sahra Bullion, called the move “a mistake that we will contest”.",
                &["a mistake that we will contest | Sahra Bullion | called"],
            ),
            (
                "Pavel Horak was freed. Another defendant, a Syrian translator, was found to have \
                 copied the list. “I was only asked to read it,” she had told the court.",
                &["I was only asked to read it, | a Syrian translator | told"],
            ),
            (
                "“He fixed my boiler for nothing,” said one, a pensioner.",
                &["He fixed my boiler for nothing, | a pensioner | said"],
            ),
            (
                "“He fixed my boiler for nothing,” said another neighbour, a pensioner who lives below.",
                &["He fixed my boiler for nothing, | a pensioner who lives below | said"],
            ),
            // Where nobody is told behind the comma, and where the first tells enough.
            (
                "One of them, who asked not to be named, said: “They never came back.”",
                &["They never came back. | one of them | said"],
            ),
            (
                "The mayor, a gardener from Chemnitz, said: “They never came back.”",
                &["They never came back. | the mayor | said"],
            ),
        ],
    );
}

#[test]
fn the_subject_begins_behind_where_it_was_said() {
    check(
        Sort::Direct,
        &[
            (
                "In a statement Grozev said that the raid had left “a lasting scar.”",
                &["a lasting scar. | Grozev | said"],
            ),
            (
                "In a filing with the Bombay Stock Exchange on August 14 the firm said it was the \
                 victim of “a targeted and well-planned attack”.",
                &["a targeted and well-planned attack | the firm | said"],
            ),
            (
                "In a letter Interior Minister Anna Berg said the plan was “a gift to our enemies”.",
                &["a gift to our enemies | Interior Minister Anna Berg | said"],
            ),
            (
                "In a post prosecutors said the man was “a danger to all of us”.",
                &["a danger to all of us | prosecutors | said"],
            ),
            (
                "In court on Tuesday Abdi said he was “only the driver of the car”.",
                &["only the driver of the car | Abdi | said"],
            ),
            (
                "“We will follow the money,” FBI Special Agent in Charge Rita Holloway added.",
                &["We will follow the money, | FBI Special Agent in Charge Rita Holloway | added"],
            ),
            (
                "A statement by the ministry called it “a gift to our enemies”.",
                &["a gift to our enemies | the ministry | called"],
            ),
        ],
    );
}

#[test]
fn who_is_introduced_wins_over_what_follows() {
    check(
        Sort::Direct,
        &[
            (
                "Sentencing them, Mr Justice Fairburn said: “You sold your country for the price of \
                 that wall.” Defending, Owen Prys said his client was sorry.",
                &["You sold your country for the price of that wall. | Mr Justice Fairburn | said"],
            ),
            (
                "Anna Berg asked: “Who let them in?” Peter Holm said nothing.",
                &["Who let them in? | Anna Berg | asked"],
            ),
            // No words of somebody else's before: the verb behind has it.
            (
                "Anna Berg came late. “Who let them in?” Peter Holm asked.",
                &["Who let them in? | Peter Holm | asked"],
            ),
        ],
    );
}

#[test]
fn the_head_of_a_phrase_speaks() {
    check(
        Sort::Direct,
        &[
            (
                "“They'll never switch anything off,” an engineer who left the Dublin office in March told me.",
                &[
                    "They'll never switch anything off, | an engineer who left the Dublin office in March | told",
                ],
            ),
            (
                "“They'll never switch it off,” the engineer who left the office in March told me.",
                &["They'll never switch it off, | the engineer | told"],
            ),
            (
                "“Ten years of litigation and not one answer,” is how a privacy lawyer in Vienna sums it up.",
                &[
                    "Ten years of litigation and not one answer, | a privacy lawyer in Vienna | sums",
                ],
            ),
            (
                "“Ten years of litigation and not one answer” is how Anna Berg describes it.",
                &["Ten years of litigation and not one answer | Anna Berg | describes"],
            ),
            (
                "“This gold buys the drones,” Under Secretary John Hurley said in a statement.",
                &["This gold buys the drones, | Under Secretary John Hurley | said"],
            ),
            (
                "“This gold buys the drones,” said Under Secretary of the Treasury John Hurley.",
                &[
                    "This gold buys the drones, | Under Secretary of the Treasury John Hurley | said",
                ],
            ),
            (
                "“This gold buys the drones,” Under-Secretary John Hurley said.",
                &["This gold buys the drones, | Under-Secretary John Hurley | said"],
            ),
            (
                "Minister Paula Reyes was away. Asked about the vans, an aide to the minister replied: “They are not ours.”",
                &["They are not ours. | an aide to the minister | replied"],
            ),
            (
                "President Paula Reyes was away. “They are not ours,” said a spokesman for the president.",
                &["They are not ours, | a spokesman for the president | said"],
            ),
            (
                "“They are not ours,” a spokesman for President Paula Reyes said.",
                &["They are not ours, | a spokesman for President Paula Reyes | said"],
            ),
            (
                "Colonel Paul Reyes died. “He was afraid,” the widow of the colonel said.",
                &["He was afraid, | the widow of the colonel | said"],
            ),
            (
                "“He was afraid,” the widow of Colonel Paul Reyes said.",
                &["He was afraid, | the widow of Colonel Paul Reyes | said"],
            ),
            (
                "“They are not ours,” said the president of France Emmanuel Macron.",
                &["They are not ours, | the president of France Emmanuel Macron | said"],
            ),
            (
                "An official there called them “useful and unwelcome in equal parts”.",
                &["useful and unwelcome in equal parts | an official | called"],
            ),
            (
                "A diplomat from a European Union state called the seizure “a small miracle, and probably a one-off”.",
                &[
                    "a small miracle, and probably a one-off | a diplomat from a European Union state | called",
                ],
            ),
        ],
    );
}

#[test]
fn a_pronoun_means_the_subject_of_the_sentence_before() {
    check(
        Sort::Direct,
        &[
            (
                "The Philippine Coast Guard published a film. The Chinese foreign ministry said Manila \
                 was chasing shadows. “We ask the Philippines to stop the noise,” it said in a statement.",
                &[
                    "We ask the Philippines to stop the noise, | the Chinese foreign ministry | said",
                ],
            ),
            (
                "“We know of it,” a spokesman for the service said.\n\nThe doctor in Durban has other \
                 worries. “I have nine children with suspected sepsis,” she told me. “I am treating \
                 them with what is left.”",
                &[
                    "We know of it, | a spokesman for the service | said",
                    "I have nine children with suspected sepsis, | the doctor in Durban | told",
                    "I am treating them with what is left. | the doctor in Durban | told",
                ],
            ),
            (
                "President Andrés Manuel López Obrador spoke in May. On Monday Ovidio Guzmán was \
                 held. Asked about it on Tuesday, the president shrugged. “He told me nothing of \
                 it,” he said at his morning press conference.",
                &["He told me nothing of it, | Andrés Manuel López Obrador | said"],
            ),
            (
                "“He is a decent man,” Kingsley Obaseki said in mitigation. Justice Okojie was not \
                 moved. “The convict looked at children and saw merchandise,” she held.",
                &[
                    "He is a decent man, | Kingsley Obaseki | said",
                    "The convict looked at children and saw merchandise, | Okojie | held",
                ],
            ),
            (
                "The soldier pleaded guilty on Monday. “I was never loyal to anyone but my unit,” he \
                 said in a statement that his lawyer, Steve Winter, read to the court.",
                &["I was never loyal to anyone but my unit, | the soldier | said"],
            ),
            (
                "The agent who called herself Emma Clarke is 24. “You tell yourself that they are rich,” she says.",
                &["You tell yourself that they are rich, | Emma Clarke | says"],
            ),
            (
                "Anna Berg saw it. “It was dark and cold,” she said. The driver fled. “I heard a bang,” she said.",
                &[
                    "It was dark and cold, | Anna Berg | said",
                    "I heard a bang, | Anna Berg | said",
                ],
            ),
            (
                "A third witness, a taxi driver from Aleppo, told the court he had seen the van. “It had no plates at all,” he said.",
                &["It had no plates at all, | a taxi driver | said"],
            ),
            (
                "“The vessel ignored our calls,” the harbour office said. It rained. “I heard nothing,” he told us.",
                &[
                    "The vessel ignored our calls, | the harbour office | said",
                    "I heard nothing, | he | told",
                ],
            ),
            (
                "“We fly on coffee,” a union official said. It rained. “All rest times are kept,” it said.",
                &[
                    "We fly on coffee, | a union official | said",
                    "All rest times are kept, | it | said",
                ],
            ),
            // A spokesman is no woman; where nobody can be told the pronoun stays.
            (
                "“We know of it,” a spokesman said. It rained all day. “I have nine children,” she told me.",
                &[
                    "We know of it, | a spokesman | said",
                    "I have nine children, | she | told",
                ],
            ),
        ],
    );
}

#[test]
fn whom_a_phrase_only_mentions_is_not_its_speaker() {
    for text in [
        "“They are not ours,” a spokesman for President Paula Reyes said.",
        "“They are not ours,” said a lawyer for former minister Paula Reyes.",
        "“He was afraid,” the widow of Colonel Paul Reyes said.",
    ] {
        let found = super::quotes(text);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].speaker_entity, None, "{text}");
    }
}
