//! Whom a description, a pronoun or a bare surname means, and frames between commas.

use super::{Sort, check};

#[test]
fn a_description_told_before_is_meant() {
    check(
        Sort::Direct,
        &[
            (
                "The ship has had three names, said a port official who was not permitted to talk. \
                 It sailed on.\n\n“You do not change your name like a shirt,” the official said.",
                &["You do not change your name like a shirt, | a port official | said"],
            ),
            (
                "An analyst of the Canadian Security Intelligence Service rang us. It rained. “We \
                 knew of the file,” the analyst said.",
                &[
                    "We knew of the file, | an analyst of the Canadian Security Intelligence Service | said",
                ],
            ),
            // Two of them, somebody with a name, or no more told: the words stay.
            (
                "A port official came, and a customs official left. “We saw nothing,” the official said.",
                &["We saw nothing, | the official | said"],
            ),
            (
                "A port engineer met Pavel Horak, an engineer. An engineer met Ana Ruiz, an engineer. “We saw nothing,” the engineer said.",
                &["We saw nothing, | the engineer | said"],
            ),
            (
                "A friend wrote to him. “We saw nothing,” the friend said.",
                &["We saw nothing, | the friend | said"],
            ),
        ],
    );
}

#[test]
fn a_body_named_near_is_meant() {
    check(
        Sort::Direct,
        &[
            (
                "The Coast Guard Administration stopped the ship on Tuesday.\n\n“The cause is not \
                 known yet,” the agency said in a statement.",
                &["The cause is not known yet, | Coast Guard Administration | said"],
            ),
            (
                "The FBI and the CIA stopped the ship on Tuesday. “The cause is not known yet,” the agency said.",
                &["The cause is not known yet, | the agency | said"],
            ),
            (
                "Many of its customers are in the list of Microsoft. “The cause is not known yet,” the firm said.",
                &["The cause is not known yet, | the firm | said"],
            ),
            (
                "The FBI stopped the ship on Tuesday. “The cause is not known yet,” the ministry said.",
                &["The cause is not known yet, | the ministry | said"],
            ),
        ],
    );
}

#[test]
fn a_pronoun_is_not_who_hangs_on_a_preposition() {
    check(
        Sort::Direct,
        &[
            (
                "For Peter Holm, Senior Counsel John Miller contended that the ticket was for a \
                 trade fair. “A man who flees does not pay on points,” he said.",
                &["A man who flees does not pay on points, | John Miller | said"],
            ),
            (
                "In May they came under the protection of Peter Holm, whose farm John Miller helped to \
                 run. “I was never a communist,” he said.",
                &["I was never a communist, | John Miller | said"],
            ),
            (
                "The trial of Peter Holm began. “I was never a communist,” he said.",
                &["I was never a communist, | Peter Holm | said"],
            ),
            (
                "John Miller had debts. In a text of May to his brother, Peter Holm, he wrote: “Money trouble is over by Christmas.”",
                &["Money trouble is over by Christmas. | John Miller | wrote"],
            ),
            (
                "John Miller has been polite. His lawyer, Peter Holm, objects to that.\n\nOn Monday \
                 he is to appear in court. “They are all admirers,” he suggests.",
                &["They are all admirers, | John Miller | suggests"],
            ),
            (
                "John Miller has been polite. His lawyer, Peter Holm, shrugged. “They are all admirers,” he said.",
                &["They are all admirers, | Peter Holm | said"],
            ),
            (
                "Peter Holm sneered. “Does anyone doubt that John Miller would do this to me?” he wrote.",
                &["Does anyone doubt that John Miller would do this to me? | Peter Holm | wrote"],
            ),
            (
                "Peter Holm sold drawings; lawyer John Miller said he would appeal. The defendant                  listened. “Above all I think of my colleagues,” he said.",
                &["Above all I think of my colleagues, | Peter Holm | said"],
            ),
            (
                "It would not be paid, chief executive Anna Berg vowed. “We don't bargain with burglars,” she told reporters.",
                &["We don't bargain with burglars, | Anna Berg | told"],
            ),
            (
                "Anna Berg ran the bank. It was sold to Ana Ruiz in May. “I was glad to go,” she said.",
                &["I was glad to go, | Anna Berg | said"],
            ),
        ],
    );
}

#[test]
fn frames_between_commas() {
    check(
        Sort::Direct,
        &[
            (
                "Had any of them burned in the air, says an official, “we would be talking about a different year.”",
                &["we would be talking about a different year. | an official | says"],
            ),
            (
                "Judge Paula Reyes came. “A man who flees does not pay on points,” Peter Holm said.\n\nThe judge \
                 was not persuaded. Further remand was, she ruled, “proportionate to the matter”, and lawful.",
                &[
                    "A man who flees does not pay on points, | Peter Holm | said",
                    "proportionate to the matter | Paula Reyes | ruled",
                ],
            ),
            (
                "Judge Paula Reyes was not persuaded. Further remand of one week was, she ruled, “proportionate to the matter”, and lawful.",
                &["proportionate to the matter | Paula Reyes | ruled"],
            ),
        ],
    );
}

#[test]
fn the_subject_of_two_verbs_speaks() {
    check(
        Sort::Direct,
        &[
            (
                "A spokesman for the ministry said that nobody was watched and called the papers “a crude fabrication by an enemy.”",
                &["a crude fabrication by an enemy. | a spokesman for the ministry | called"],
            ),
            (
                "A worker whose laptop the inspectors examined had kept five names and had noted: “Camera broken, say always.”",
                &["Camera broken, say always. | a worker | noted"],
            ),
            (
                "Defence counsel Pavel Horak objected that the paper was so poor that “in one paragraph my client is both arrested and dead.”",
                &[
                    "in one paragraph my client is both arrested and dead. | Defence counsel Pavel Horak | objected",
                ],
            ),
            (
                "In an interview with Dame Anna Berg, a former head of the service, we quoted her as saying: “We never lost a secret.”",
                &["We never lost a secret. | Anna Berg | saying"],
            ),
            (
                "The paper quoted a port official as saying: “We never lost a ship.”",
                &["We never lost a ship. | a port official | saying"],
            ),
            (
                "Anna Berg was quoted by the agency as saying: “We never lost a ship.”",
                &["We never lost a ship. | Anna Berg | saying"],
            ),
            (
                "Peter Holm was buried on Tuesday. “Always look at the boring end of the ship,” he used to say.",
                &["Always look at the boring end of the ship, | Peter Holm | say"],
            ),
            (
                "Colonel Peter Holm reads a statement on the radio: “We have decided to end this rule.”",
                &["We have decided to end this rule. | Colonel Peter Holm | reads"],
            ),
            (
                "One such lad in Narva told our people: “I thought it was a game.”",
                &["I thought it was a game. | one such lad in Narva | told"],
            ),
        ],
    );
}

#[test]
fn a_surname_stands_for_the_whole_name() {
    check(
        Sort::Direct,
        &[
            (
                "Judge Paula Reyes sat alone. Nobody else came. “This was greed,” Judge Reyes said.",
                &["This was greed, | Paula Reyes | said"],
            ),
            (
                "“This was greed,” Judge Paula Reyes said.",
                &["This was greed, | Judge Paula Reyes | said"],
            ),
            (
                "“This was greed,” Judge Reyes said.",
                &["This was greed, | Judge Reyes | said"],
            ),
        ],
    );
}
