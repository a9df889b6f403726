//! Quotations: marks, speakers, and what only looks like speech.

#[path = "quotes/fragments.rs"]
mod fragments;
#[path = "quotes/indirect.rs"]
mod indirect;
#[path = "quotes/meant.rs"]
mod meant;
#[path = "quotes/speakers.rs"]
mod speakers;

use briefing::analysis::{Knowledge, annotate};
use briefing::model::{Document, Quotation};
use std::sync::OnceLock;

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(Knowledge::shipped)
}

fn quotes(text: &str) -> Vec<Quotation> {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    annotate(&document, knowledge()).quotes
}

/// `words | speaker | cue` of every quotation of a sort.
fn shown(text: &str, direct: Sort) -> Vec<String> {
    quotes(text)
        .iter()
        .filter(|quote| quote.direct == (direct == Sort::Direct))
        .map(|quote| {
            format!(
                "{} | {} | {}",
                quote.span.of(text),
                quote.speaker.as_deref().unwrap_or("-"),
                quote.cue.as_deref().unwrap_or("-")
            )
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Direct,
    Indirect,
}

fn check(sort: Sort, cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text, sort) != *expected)
        .map(|(text, expected)| {
            format!(
                "{text}\n  expected {expected:?}\n  found    {:?}",
                shown(text, sort)
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
fn the_speaker_stands_after_the_words() {
    check(
        Sort::Direct,
        &[
            (
                "“The network was lost in a night,” said Peter Holm, a former head of the service.",
                &["The network was lost in a night, | Peter Holm | said"],
            ),
            (
                "\"We saw nothing of it,\" Justice Minister Anna Berg said on Monday.",
                &["We saw nothing of it, | Justice Minister Anna Berg | said"],
            ),
            (
                "“It will happen again,” a former CIA officer told the newspaper.",
                &["It will happen again, | a former CIA officer | told"],
            ),
            (
                "‘They came at night,’ the FBI said.",
                &["They came at night, | the FBI | said"],
            ),
            (
                "“Why now?” asked the head of the parliamentary committee.",
                &["Why now? | the head of the parliamentary committee | asked"],
            ),
            (
                "“No comment”, he added. «Rien à dire», said a spokesman for the ministry.",
                &[
                    "No comment | he | added",
                    "Rien à dire | a spokesman for the ministry | said",
                ],
            ),
            (
                "“It was a trap,” said a colonel who sat on the board.",
                &["It was a trap, | a colonel who sat on the board | said"],
            ),
            (
                "“They are alive,” said a person close to the families.",
                &["They are alive, | a person close to the families | said"],
            ),
            (
                "“The attack was stopped,” according to a person familiar with the case.",
                &["The attack was stopped, | a person familiar with the case | according"],
            ),
            (
                "“We were warned,” John Miller, a professor at a college in Ohio, said in an interview.",
                &["We were warned, | John Miller | said"],
            ),
        ],
    );
}

#[test]
fn the_speaker_stands_before_the_words() {
    check(
        Sort::Direct,
        &[
            (
                "A Western official admits, “We really do not know what they think.”",
                &["We really do not know what they think. | a Western official | admits"],
            ),
            (
                "Foreign Minister Maria Lopez said: \"We shall answer in kind.\"",
                &["We shall answer in kind. | Foreign Minister Maria Lopez | said"],
            ),
            (
                "On Tuesday, Peter Holm, the agency's director, said the plan was “a gift to our enemies”.",
                &["a gift to our enemies | Peter Holm | said"],
            ),
            (
                "The theft was described by John Miller, the former head of the agency, as “the largest loss in history.”",
                &["the largest loss in history. | John Miller | described"],
            ),
            (
                "The ministry called the claims “irresponsible” and closed the file.",
                &["irresponsible | the ministry | called"],
            ),
            (
                "Peter Holm denied everything and said the raid was “a gift to our enemies”.",
                &["a gift to our enemies | Peter Holm | said"],
            ),
            (
                "They found what Peter Holm called “a treasure trove”.",
                &["a treasure trove | Peter Holm | called"],
            ),
            (
                "Peter Holm promised in May to “step up” the fleet’s presence.",
                &["step up | Peter Holm | promised"],
            ),
            (
                "Anna Berg wrote that “nobody had been asked before the raid”.",
                &["nobody had been asked before the raid | Anna Berg | wrote"],
            ),
            (
                "A note on the table read, “If you go home, nothing will happen to them.”",
                &["If you go home, nothing will happen to them. | - | read"],
            ),
        ],
    );
}

#[test]
fn speech_is_followed_through_interruptions_paragraphs_and_pronouns() {
    check(
        Sort::Direct,
        &[
            (
                "“We knew,” said Peter Holm, “but nobody would listen.”",
                &[
                    "We knew, | Peter Holm | said",
                    "but nobody would listen. | Peter Holm | said",
                ],
            ),
            (
                "“Spies are everywhere,” said Anna Berg. “They can look like anyone.”",
                &[
                    "Spies are everywhere, | Anna Berg | said",
                    "They can look like anyone. | Anna Berg | said",
                ],
            ),
            (
                "Peter Holm left the service in spring. “I was tired of lying,” he said.",
                &["I was tired of lying, | Peter Holm | said"],
            ),
            (
                "Anna Berg said: “First we looked at the books.\n\n“Then we looked at the people.”\n\nNothing more is known.",
                &[
                    "First we looked at the books.\n\n“Then we looked at the people. | Anna Berg | said",
                ],
            ),
            (
                "“He told me ‘never again’ and went,” said Anna Berg.",
                &["He told me ‘never again’ and went, | Anna Berg | said"],
            ),
        ],
    );
}

#[test]
fn whom_the_text_has_introduced_is_named() {
    check(
        Sort::Direct,
        &[
            (
                "Imam Tarek Osman opened the door. “Nobody came to pray,” the imam said. “They were afraid,” he added.",
                &[
                    "Nobody came to pray, | Tarek Osman | said",
                    "They were afraid, | Tarek Osman | added",
                ],
            ),
            (
                "Father Peter Holm rang the bell. “It was the old pump,” says the priest, who came at six.",
                &["It was the old pump, | Peter Holm | says"],
            ),
            (
                "Judge Paula Reyes read the ruling. Lawyers left. “This was greed,” the judge said.",
                &["This was greed, | Paula Reyes | said"],
            ),
            (
                "Mirela Dunca, a nurse at the clinic, saw it. The lights went out. “We used our telephones,” says the nurse.",
                &["We used our telephones, | Mirela Dunca | says"],
            ),
            (
                "The owner, Pavel Horak, shut the shop. “I am done,” the owner told a reporter.",
                &["I am done, | Pavel Horak | told"],
            ),
            (
                "Pavel Horak, 61, a retired miner, lives there. “They came at night,” the 61-year-old said.",
                &["They came at night, | Pavel Horak | said"],
            ),
            (
                "Pavel Horak was a diver in the navy. “The cable was cut,” said the former diver.",
                &["The cable was cut, | Pavel Horak | said"],
            ),
            (
                "Superintendent Rachel Cole led the search. “It took nine hours,” the officer said.",
                &["It took nine hours, | Rachel Cole | said"],
            ),
            (
                "Anna Berg reads there on Sundays. “They know my bus,” says the poet.",
                &["They know my bus, | Anna Berg | says"],
            ),
            (
                "Anna Berg keeps two telephones.\n\n“They know my bus,” says the novelist.",
                &["They know my bus, | Anna Berg | says"],
            ),
            (
                "Anna Berg met Peter Holm.\n\n“They know my bus,” says the novelist.",
                &["They know my bus, | the novelist | says"],
            ),
            // Where two are meant, another is, or the noun tells of somebody else, nobody is.
            (
                "Judge Paula Reyes sat with Judge Tim Okoro. “This was greed,” the judge said.",
                &["This was greed, | the judge | said"],
            ),
            (
                "Judge Paula Reyes read it. A judge in Lyon disagreed. “This was greed,” the judge said.",
                &["This was greed, | the judge | said"],
            ),
            (
                "Judge Paula Reyes read it. “This was greed,” said the judge of the lower court.",
                &["This was greed, | the judge of the lower court | said"],
            ),
            (
                "Pavel Horak lied to the judge, Paula Reyes said. “This was greed,” the judge said.",
                &["This was greed, | the judge | said"],
            ),
            (
                "Lawyer Paula Reyes came. Pavel Horak did not. “We shall see,” the prosecutor said.",
                &["We shall see, | the prosecutor | said"],
            ),
        ],
    );
}

#[test]
fn a_pronoun_means_whom_the_sentence_is_about() {
    check(
        Sort::Direct,
        &[
            (
                "Pavel Horak runs the shop. His landlord did not mind. “He pays on time,” he wrote.",
                &["He pays on time, | his landlord | wrote"],
            ),
            (
                "Pavel Horak left. A retired officer at the next table, who gave no name, says that nobody reads the files. “They never did,” he says.",
                &["They never did, | a retired officer | says"],
            ),
            (
                "Pavel Horak does not. I called a broker in Riga to ask. “We look away,” he said.",
                &["We look away, | a broker | said"],
            ),
            (
                "My aunt in Bergen has two of them. “They are only toys,” she told me.",
                &["They are only toys, | my aunt | told"],
            ),
            // A man's pronoun means no woman, and goes on with whom the sentences before tell of.
            (
                "Pavel Horak had debts. In May he met a man called Viktor. Detective Sergeant Maria Lopes \
                 held him at the airport. In a letter he told the court: “I was weak and I am sorry.”",
                &["I was weak and I am sorry. | Pavel Horak | told"],
            ),
            (
                "Pavel Horak stole the drawings. Prosecutor Maria Lopes showed the letters. “I wanted to be somebody,” he told the judges.",
                &["I wanted to be somebody, | Pavel Horak | told"],
            ),
            (
                "Anna Holm's father, Peter, opened the door. “She is not here,” he told police.",
                &["She is not here, | Peter | told"],
            ),
            (
                "Pavel Horak did not answer. The company's agent did. “We keep the law,” he wrote.",
                &["We keep the law, | the company's agent | wrote"],
            ),
            (
                "Pavel Horak was shown the film. The accused smiled. “That is not me,” he said.",
                &["That is not me, | Pavel Horak | said"],
            ),
            // A lawyer with a name is meant by the name.
            (
                "A lawyer for the firm, Ana Ruiz, came late. “We have nothing to add,” she said.",
                &["We have nothing to add, | Ana Ruiz | said"],
            ),
        ],
    );
}

#[test]
fn speech_without_a_verb_of_reporting() {
    check(
        Sort::Direct,
        &[
            (
                "Pavel Horak was led away. “I did it for love,” he is said to have told investigators.",
                &["I did it for love, | Pavel Horak | said"],
            ),
            (
                "Pavel Horak met Ana Ruiz. “One does not steal,” she submitted, “what is free.”",
                &[
                    "One does not steal, | Ana Ruiz | submitted",
                    "what is free. | Ana Ruiz | submitted",
                ],
            ),
            (
                "“Ask them about the rain,” advises our colleague Ana Ruiz, “and wait.”",
                &[
                    "Ask them about the rain, | colleague Ana Ruiz | advises",
                    "and wait. | colleague Ana Ruiz | advises",
                ],
            ),
            (
                "Pavel Horak knows it. A customs man in Varna put it to me like this: “You see what you are paid to see.”",
                &["You see what you are paid to see. | a customs man | -"],
            ),
            (
                "“Send the boxes,” Pavel Horak told a friend. The friend wrote back: “What boxes do you mean?”",
                &[
                    "Send the boxes, | Pavel Horak | told",
                    "What boxes do you mean? | the friend | wrote",
                ],
            ),
            (
                "Pavel Horak smiled. His words: “I shall be back in spring.”",
                &["I shall be back in spring. | Pavel Horak | -"],
            ),
            (
                "“It is over now,” laughed Pavel Horak. “It is not,” Ana Ruiz shot back.",
                &[
                    "It is over now, | Pavel Horak | laughed",
                    "It is not, | Ana Ruiz | shot",
                ],
            ),
            (
                "Pavel Horak stood there. “Well then,” he sighed, “it is over now.”",
                &[
                    "Well then, | Pavel Horak | sighed",
                    "it is over now. | Pavel Horak | sighed",
                ],
            ),
            (
                "“He sold what was not his,” US attorney Ana Ruiz said in a statement.",
                &["He sold what was not his, | US attorney Ana Ruiz | said"],
            ),
        ],
    );
}

#[test]
fn a_sentence_leads_in_what_its_subject_says() {
    check(
        Sort::Direct,
        &[
            (
                "His attorney, Yanique Moss, told Judge Winsome Barclay that half the parish had the \
                 list.\n\nThe judge replied that it was not for her to try the case. “I ask one question: \
                 is there something to answer?”",
                &["I ask one question: is there something to answer? | Winsome Barclay | -"],
            ),
            (
                "The prosecutor, Ana Lima, asked for twelve years. The defence lawyer, Rui Costa, \
                 objected that the figure came out of thin air. “There is no such paragraph.”",
                &["There is no such paragraph. | Rui Costa | -"],
            ),
            (
                "Asked what the accused had said, Inspector Orla Cusack read from her notebook. “He was \
                 told that it was a drainpipe.”",
                &["He was told that it was a drainpipe. | Inspector Orla Cusack | -"],
            ),
            // Named after all: "her colleague" is no stranger.
            (
                "Anna Berg left. Her colleague Tomasz Wierzbicki-Lange, a former dispatcher, puts the \
                 blame on thrift. “It was struck out of every budget,” he told us.",
                &["It was struck out of every budget, | Tomasz Wierzbicki-Lange | told"],
            ),
            (
                "A haulier in Kayes, who has lost two lorries, sees it in plainer terms. “I pay the \
                 state at the customs post,” he told us.",
                &["I pay the state at the customs post, | a haulier | told"],
            ),
        ],
    );
}

#[test]
fn a_surname_speaks_for_the_whole_name() {
    check(
        Sort::Direct,
        &[
            (
                "Nayef al-Zyoud is a colonel. “It was loud,” Zyoud told reporters.",
                &["It was loud, | Nayef al-Zyoud | told"],
            ),
            (
                "The minister, Omar El-Khatib, came. “It was loud,” Khatib said.",
                &["It was loud, | Omar El-Khatib | said"],
            ),
            (
                "The envoy, Hugo de Zela, spoke. “It was loud,” De Zela said. “So it was,” said Zela.",
                &[
                    "It was loud, | Hugo de Zela | said",
                    "So it was, | Hugo de Zela | said",
                ],
            ),
            (
                "Pieter van der Berg was held. “It was loud,” Van der Berg said.",
                &["It was loud, | Pieter van der Berg | said"],
            ),
            (
                "Ahmed bin Rashid came. “It was loud,” bin Rashid said.",
                &["It was loud, | Ahmed bin Rashid | said"],
            ),
            (
                "Harriet Lowe opened the case. “You told her when they slept,” Ms Lowe said.",
                &["You told her when they slept, | Harriet Lowe | said"],
            ),
            (
                "Diego Moran boasted. “What we have done is enormous,” he is on record as saying.",
                &["What we have done is enormous, | Diego Moran | saying"],
            ),
        ],
    );
}

#[test]
fn terms_titles_and_stray_marks_are_no_speech() {
    check(
        Sort::Direct,
        &[
            (
                "Secret “police stations” were found in fifty countries.",
                &[],
            ),
            (
                "The “Five Eyes” alliance met in the so-called “situation room”.",
                &[],
            ),
            ("Human intelligence, or “HUMINT”, is an old art.", &[]),
            ("It is what US spies call “sexpionage”, a known trick.", &[]),
            (
                "He was charged with “interstate stalking” in New York.",
                &[],
            ),
            ("The headline is short: “The Man Who Hears Everything”", &[]),
            ("His book “The Long Night of the Spies” was sold out.", &[]),
            ("The operation, dubbed “Night Owl”, went on for years.", &[]),
            ("The so-called “fugitive recovery operations” ran on.", &[]),
            (
                "The states’ rights and the ’90s are not the spies’ concern.",
                &[],
            ),
            (
                "An “open mark never closed swallows nothing.\n\nThe next paragraph is free.",
                &[],
            ),
            ("A 6\" pipe and a 4\" pipe.", &[]),
            ("", &[]),
            ("“", &[]),
            ("“”", &[]),
        ],
    );
}

#[test]
fn speakers_are_tied_to_their_entities() {
    let text = "“They came at night,” the FBI said.";
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let found = annotate(&document, knowledge());
    let entity = found.quotes[0]
        .speaker_entity
        .expect("the speaker is an agency");
    assert_eq!(
        found.entities[entity as usize].id.as_str(),
        "agency:federal-bureau-of-investigation"
    );
}
