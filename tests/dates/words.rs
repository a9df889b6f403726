//! Words beside a date or unit that make something else of it, and spans told in several words.

use super::check;

#[test]
fn a_part_of_the_day_or_a_day_may_be_the_kind_of_a_thing() {
    for (text, expected) in [
        ("The flames were put out by the night watchman.", &[][..]),
        (
            "He sat in the night train and read it in the morning papers.",
            &[],
        ),
        ("She runs a day care centre and took a day trip.", &[]),
        (
            "He was shot in the night.",
            &[("the night", "2024-03-14TNI")],
        ),
        ("It burnt for a day and went out.", &[("a day", "P1D")]),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn given_names_are_no_days_or_months() {
    for (text, expected) in [
        ("Friday Aigbe, a driver, was acquitted.", &[][..]),
        ("The court sat. Monday Ikpe, 28, was held.", &[]),
        ("Sunday Okafor was held.", &[]),
        ("Mr Friday left.", &[]),
        ("The murder of April Jones shook Wales.", &[]),
        ("August Hanning led it.", &[]),
        (
            "Friday Manchester United said no.",
            &[("Friday", "2024-03-08")],
        ),
        (
            "On Friday Aigbe was acquitted.",
            &[("Friday", "2024-03-08")],
        ),
        (
            "Officials said Friday Kyiv was hit.",
            &[("Friday", "2024-03-08")],
        ),
        ("As of January Boeing has two.", &[("January", "2024-01")]),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn the_first_and_last_pieces_of_a_year_are_one_expression() {
    for (text, expected) in [
        (
            "It is up from the last quarter of 2023.",
            &[("the last quarter of 2023", "2023-Q4")][..],
        ),
        (
            "It fell in the closing quarter of 2023 and the first quarter of this year.",
            &[
                ("the closing quarter of 2023", "2023-Q4"),
                ("the first quarter of this year", "2024-Q1"),
            ],
        ),
        (
            "The last month of 2023 was cold.",
            &[("The last month of 2023", "2023-12")],
        ),
        (
            "The first three months of 2021 were.",
            &[("The first three months of 2021", "2021-Q1")],
        ),
        (
            "In the final six months of 2022 it fell.",
            &[("the final six months of 2022", "2022-H2")],
        ),
        (
            "The final days of 2018 were quiet.",
            &[("The final days of 2018", "2018")],
        ),
        (
            "In the first half of February it rained.",
            &[("the first half of February", "2024-02")],
        ),
        (
            "It was the last month of the siege.",
            &[("the last month", "P1M")],
        ),
        (
            "It was the first half of 2023.",
            &[("the first half of 2023", "2023-H1")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn in_before_four_digits_at_the_head_is_a_year() {
    for (text, expected) in [
        (
            "It grew. In 2022 employees of its parent were found to have read it.",
            &[("2022", "2022")][..],
        ),
        (
            "He fled in 2019; in 2021 officers came.",
            &[("2019", "2019"), ("2021", "2021")],
        ),
        ("It was seen in 2022 employees.", &[]),
        ("It has 2022 employees.", &[]),
        ("In 2500 homes there was no light.", &[]),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn times_and_spans_that_follow() {
    for (text, expected) in [
        (
            "The record:\n\n- 4 March, 02:10: it was pushed out.\n- 5 March 03:20 it was used.",
            &[
                ("4 March", "2024-03-04"),
                ("02:10", "2024-03-04T02:10"),
                ("5 March", "2024-03-05"),
                ("03:20", "2024-03-05T03:20"),
            ][..],
        ),
        (
            "They won on 4 March, 2:1 after a draw.",
            &[("4 March", "2024-03-04")],
        ),
        (
            "Four hours later the line was dead.",
            &[("Four hours later", "PT4H")],
        ),
        (
            "Nine minutes after that it rang, and half an hour later again.",
            &[
                ("Nine minutes after that", "PT9M"),
                ("half an hour later", "PT30M"),
            ],
        ),
        (
            "It was shut within the hour and sold within the week.",
            &[("the hour", "PT1H"), ("the week", "P1W")],
        ),
        (
            "It fell within the month of May.",
            &[("the month of May", "2023-05")],
        ),
        (
            "In January they took Goma, and three weeks later Bukavu.",
            &[("January", "2024-01"), ("three weeks later", "2024-02")],
        ),
        (
            "In 2022 it was hit. Three months later it was hit again.",
            &[("2022", "2022"), ("Three months later", "2022")],
        ),
        (
            "A blast was heard at about 2115 GMT.",
            &[("2115 GMT", "2024-03-14T21:15Z")],
        ),
        ("Two years on, nobody was charged.", &[("Two years", "P2Y")]),
        (
            "It was shot down in 2014. Two years on, nobody was charged.",
            &[("2014", "2014"), ("Two years on", "2016")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}
