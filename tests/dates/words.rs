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

#[test]
fn the_last_day_of_a_month_or_year_is_a_day() {
    for (text, expected) in [
        (
            "It ended on the last day of February.",
            &[("the last day of February", "2024-02-29")][..],
        ),
        (
            "He fled on the last day of the year.",
            &[("the last day of the year", "2023-12-31")],
        ),
        (
            "It ends on the last day of this month.",
            &[("the last day of this month", "2024-03-31")],
        ),
        (
            "It began on the first day of the month.",
            &[("the first day of the month", "2024-03-01")],
        ),
        (
            "The final day of 2023 was quiet.",
            &[("The final day of 2023", "2023-12-31")],
        ),
        (
            "On the last day of the trial he wept.",
            &[("the last day", "P1D")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn counts_hang_on_the_year_of_the_sentence_before_or_on_the_date_beside_them() {
    for (text, expected) in [
        (
            "It closed in May. He was declared bankrupt in 2002. Three years later he was dead.",
            &[
                ("May", "2023-05"),
                ("2002", "2002"),
                ("Three years later", "2005"),
            ][..],
        ),
        // Beside the date of its sentence a year is told in passing.
        (
            "On 5 May 2021 police raided the bank, founded in 1990. Two years later it was shut.",
            &[
                ("5 May 2021", "2021-05-05"),
                ("1990", "1990"),
                ("Two years later", "2023"),
            ],
        ),
        (
            "He left in 1974. Ten years later, in July 1985, French agents sank her.",
            &[
                ("1974", "1974"),
                ("Ten years later", "1985"),
                ("July 1985", "1985-07"),
            ],
        ),
        (
            "He left in 1974. Ten years later, in Oslo, he died.",
            &[("1974", "1974"), ("Ten years later", "1984")],
        ),
        (
            "They struck in April 2020, and weeks later the port stood still.",
            &[("April 2020", "2020-04"), ("weeks later", "2020-05")],
        ),
        (
            "He skipped bail in 2022 and months later was caught.",
            &[("2022", "2022"), ("months later", "2022")],
        ),
        (
            "He skipped bail in 2022 and years later was caught.",
            &[("2022", "2022"), ("years later", "FUTURE_REF")],
        ),
        // Behind a day and a comma it is that day again; behind "and" another.
        (
            "It was first used on February 1, eight days later.",
            &[
                ("February 1", "2024-02-01"),
                ("eight days later", "2024-02-01"),
            ],
        ),
        (
            "He was shot on February 1, and eight days later died.",
            &[
                ("February 1", "2024-02-01"),
                ("eight days later", "2024-02-09"),
            ],
        ),
        (
            "He was freed on February 3, two days earlier than planned.",
            &[
                ("February 3", "2024-02-03"),
                ("two days earlier", "2024-02-01"),
            ],
        ),
        (
            "In January 2023 the trial began. Half a year later it was over.",
            &[
                ("January 2023", "2023-01"),
                ("Half a year later", "2023-07"),
            ],
        ),
        (
            "In 2020 prices fell. The year after that they rose.",
            &[("2020", "2020"), ("The year after that", "2021")],
        ),
        (
            "It came three years to the day after the raid.",
            &[("three years", "P3Y")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn the_year_behind_an_attack_is_that_of_its_feast() {
    for (text, expected) in [
        (
            "The Easter attacks of 2019 killed 260.",
            &[("The Easter", "2019-04-21"), ("2019", "2019")][..],
        ),
        (
            "The Easter attacks killed 260.",
            &[("The Easter", "2023-04-09")],
        ),
        ("It has seen some of 2019 killed dogs.", &[]),
        (
            "The assault of October 7 changed it.",
            &[("October 7", "2023-10-07")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn one_of_many_is_no_day_of_the_calendar() {
    for (text, expected) in [
        (
            "He was shot on a Sunday in January.",
            &[("Sunday", "XXXX-WXX-7"), ("January", "2024-01")][..],
        ),
        (
            "He said so at a Monday hearing.",
            &[("Monday", "2024-03-11")],
        ),
        (
            "In January the first of them talked.",
            &[("January", "2024-01")],
        ),
        (
            "On January the first he talked.",
            &[("January the first", "2024-01-01")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}
