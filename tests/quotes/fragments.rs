//! Fragments behind other words than verbs of saying, and who said them.

use super::{Sort, check};

#[test]
fn fragments_are_somebodys_words_or_terms() {
    check(
        Sort::Direct,
        &[
            (
                "The ministry closed the report after nine days with the words “cannot reproduce”.",
                &["cannot reproduce | the ministry | words"],
            ),
            (
                "Peter Holm put the effect at “close to nothing”.",
                &["close to nothing | Peter Holm | put"],
            ),
            (
                "The seller offered “admin, Chile, mining, 90M revenue” on the forum.",
                &["admin, Chile, mining, 90M revenue | the seller | offered"],
            ),
            (
                "The ministry declined to comment, citing “the ongoing proceedings”.",
                &["the ongoing proceedings | the ministry | citing"],
            ),
            (
                "The company said it was taking this “very seriously”.",
                &["very seriously | the company | said"],
            ),
            (
                "He works as a “red team” lead and offered “zero days” to states.",
                &[],
            ),
            (
                "They met at “the old mill” and cited “The Art of War”.",
                &[],
            ),
            ("A can with the words “Pride of Ohio” stood there.", &[]),
        ],
    );
}

#[test]
fn whom_something_is_told_is_not_who_speaks() {
    check(
        Sort::Direct,
        &[
            (
                "Anna Berg told the court Peter Holm had called it “a gift to thieves”.",
                &["a gift to thieves | Peter Holm | called"],
            ),
            (
                "“He had the keys to the store,” told reporters Peter Holm.",
                &["He had the keys to the store, | Peter Holm | told"],
            ),
            (
                "“It was dark,” Peter Holm told the court.",
                &["It was dark, | Peter Holm | told"],
            ),
        ],
    );
}

#[test]
fn a_pronoun_means_whom_an_apposition_describes() {
    check(
        Sort::Direct,
        &[(
            "Anna Berg heads the project. The third, a reporter in Peru, merely shrugged. “I have \
             changed phones four times,” she said.",
            &["I have changed phones four times, | a reporter | said"],
        )],
    );
}
