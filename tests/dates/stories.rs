//! Which year, and which side of the publication, dates without a year are of.

use super::check;

#[test]
fn what_lies_ahead_is_told_by_its_own_verb() {
    for (text, expected) in [
        (
            "The election will be held in September.",
            &[("September", "2024-09")][..],
        ),
        (
            "The vote is to be held on 4 June.",
            &[("4 June", "2024-06-04")],
        ),
        (
            "The trial was held in September.",
            &[("September", "2023-09")],
        ),
        (
            "The threat is likely to return in September.",
            &[("September", "2024-09")],
        ),
        (
            "He was likely to have left in September.",
            &[("September", "2023-09")],
        ),
        (
            "The rules had been set for 20 May.",
            &[("20 May", "2024-05-20")],
        ),
        (
            "The court adjourned the case to May 7.",
            &[("May 7", "2024-05-07")],
        ),
        (
            "Judgment was reserved until 22 May.",
            &[("22 May", "2024-05-22")],
        ),
        (
            "The next hearing is on 2 April.",
            &[("2 April", "2024-04-02")],
        ),
        (
            "The last hearing was on 2 April.",
            &[("2 April", "2023-04-02")],
        ),
        (
            "He appears in court on Friday.",
            &[("Friday", "2024-03-15")],
        ),
        (
            "On Tuesday it said the ban would start on Monday.",
            &[("Tuesday", "2024-03-12"), ("Monday", "2024-03-18")],
        ),
        (
            "Those who would have voted on Monday stayed away.",
            &[("Monday", "2024-03-11")],
        ),
        (
            "It was posted for free on Sunday.",
            &[("Sunday", "2024-03-10")],
        ),
        (
            "It was listed for trial on Monday.",
            &[("Monday", "2024-03-18")],
        ),
        // A line that stands over a paragraph is no part of its first sentence.
        (
            "How the month begins\n\nIn February a woman wrote to him.",
            &[("February", "2024-02")],
        ),
        // What has gone on since a month has come to it.
        (
            "Guards will stay as they have since April.",
            &[("April", "2023-04")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn a_day_of_the_next_two_weeks_is_not_a_year_old() {
    for (published, text, expected) in [
        (
            "2025-09-02",
            "The clips were meant to sway the vote in Buenos Aires Province on 7 September.",
            &[("7 September", "2025-09-07")][..],
        ),
        (
            "2024-03-14",
            "The summit in Riga on 25 March drew protests.",
            &[("25 March", "2024-03-25")],
        ),
        (
            "2024-12-28",
            "The talks on 3 January drew protests.",
            &[("3 January", "2025-01-03")],
        ),
        // Its own past tense says that it was.
        (
            "2025-09-02",
            "He was jailed on 7 September.",
            &[("7 September", "2024-09-07")],
        ),
        (
            "2025-09-02",
            "On 7 September he was jailed.",
            &[("7 September", "2024-09-07")],
        ),
    ] {
        check(published, text, expected);
    }
}

#[test]
fn a_story_goes_on_between_its_dates_and_no_further() {
    let filler = "It asked for money, and then for more of it, and its letters went to clerks and nurses and \
        to a mayor who read them out to the people in the square, where nobody believed a word of what \
        they said, and where many laughed at them. The state paid nobody and said so every time that it \
        was asked about it, as the ministers of other states had done. ";
    for (published, text, expected) in [
        (
            "2025-05-23",
            format!(
                "On April 17, 2022 a thief broke in. {filler}A new president spoke on May 8.\n\nThen came \
                 more. On May 31, 2022 the fund was struck."
            ),
            &[
                ("April 17, 2022", "2022-04-17"),
                ("May 8", "2022-05-08"),
                ("May 31, 2022", "2022-05-31"),
            ][..],
        ),
        // No date of that year follows.
        (
            "2025-05-23",
            format!("On April 17, 2022 a thief broke in. {filler}A new president spoke on May 8."),
            &[("April 17, 2022", "2022-04-17"), ("May 8", "2025-05-08")],
        ),
        // It leaves what was told for the news of today.
        (
            "2025-03-04",
            "It has banned sales since October 2022. It closed the door on chips a year later. When the \
             firm unveiled its model in January, people asked."
                .to_owned(),
            &[
                ("October 2022", "2022-10"),
                ("a year later", "2023-10"),
                ("January", "2025-01"),
            ],
        ),
        (
            "2025-03-04",
            "He was held in October 2022. In January he was freed.".to_owned(),
            &[("October 2022", "2022-10"), ("January", "2023-01")],
        ),
        (
            "2025-07-22",
            "In 2015, in 2016, in 2017, in 2018 and in 2019 it lost. It was fined in November 2022.\n\nOn May \
             6 a jury told it to pay."
                .to_owned(),
            &[
                ("2015", "2015"),
                ("2016", "2016"),
                ("2017", "2017"),
                ("2018", "2018"),
                ("2019", "2019"),
                ("November 2022", "2022-11"),
                ("May 6", "2025-05-06"),
            ],
        ),
    ] {
        check(published, &text, expected);
    }
}
