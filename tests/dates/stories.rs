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
        // 14 March is a Thursday.
        (
            "That was the news. Back on Thursday.",
            &[("Thursday", "2024-03-21")],
        ),
        (
            "That was the news. Back on Friday.",
            &[("Friday", "2024-03-15")],
        ),
        ("He was back on Friday.", &[("Friday", "2024-03-08")]),
        (
            "The governor, who is sworn in on Monday, smiled.",
            &[("Monday", "2024-03-18")],
        ),
        (
            "The governor, who was sworn in on Monday, smiled.",
            &[("Monday", "2024-03-11")],
        ),
        // Nobody leaves out the year of a day that is eleven months off.
        (
            "Classes put off on 4 March will be held from 20 March.",
            &[("4 March", "2024-03-04"), ("20 March", "2024-03-20")],
        ),
        (
            "It will be held on 4 January.",
            &[("4 January", "2025-01-04")],
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

#[test]
fn a_year_at_the_head_holds_for_the_months_that_go_on_with_it() {
    for (published, text, expected) in [
        (
            "2024-01-24",
            "What happened in 2022, in short: in August somebody stole a password. By mid-October the thief had \
             carried off the lot. A demand was refused on November 7. Two days later the first files appeared. \
             The rest came out on December 1.",
            &[
                ("2022", "2022"),
                ("August", "2022-08"),
                ("mid-October", "2022-10"),
                ("November 7", "2022-11-07"),
                ("Two days later", "2022-11-09"),
                ("December 1", "2022-12-01"),
            ][..],
        ),
        (
            "2024-06-10",
            "In 2016 the regulator ordered BSI to close its branch, and in December fined Coutts.",
            &[("2016", "2016"), ("December", "2016-12")],
        ),
        // Told in passing, it does not.
        (
            "2024-06-10",
            "The bank, founded in 2016, was fined in December.",
            &[("2016", "2016"), ("December", "2023-12")],
        ),
        (
            "2024-06-10",
            "In 2016 it lost its licence. A new one was granted in May.",
            &[("2016", "2016"), ("May", "2024-05")],
        ),
        (
            "2024-06-10",
            "In 2016 it lost its licence, and in December it will close.",
            &[("2016", "2016"), ("December", "2024-12")],
        ),
    ] {
        check(published, text, expected);
    }
}

#[test]
fn news_takes_one_step_back_and_comes_back() {
    for (published, text, expected) in [
        (
            "2025-10-30",
            "The war broke out in April 2023, when rebels attacked bases. Sudan severed relations with the \
             Emirates in May, accusing them of arming the rebels.",
            &[("April 2023", "2023-04"), ("May", "2025-05")][..],
        ),
        (
            "2022-08-09",
            "Police seized his van in November 2019. His company was fined by a court in Larnaca in February.",
            &[("November 2019", "2019-11"), ("February", "2022-02")],
        ),
        (
            "2022-09-05",
            "Ivan Pavlov was detained in April 2021. Dmitry Talantov was arrested in June over his posts.",
            &[("April 2021", "2021-04"), ("June", "2022-06")],
        ),
        (
            "2023-05-20",
            "He was jailed in January 2017. The Bank of Thailand in March ordered banks to stop.",
            &[("January 2017", "2017-01"), ("March", "2023-03")],
        ),
        // It goes on: at the head, with the same ones, or by more than one step.
        (
            "2025-10-30",
            "In October 2022 the gang struck Oslo. In November it struck Bergen.",
            &[("October 2022", "2022-10"), ("November", "2022-11")],
        ),
        (
            "2025-10-30",
            "He was held in April 2021. He was freed in June.",
            &[("April 2021", "2021-04"), ("June", "2021-06")],
        ),
        (
            "2025-10-30",
            "He was held in April 2021. A court jailed him in June.",
            &[("April 2021", "2021-04"), ("June", "2021-06")],
        ),
        (
            "2025-10-30",
            "He was held in April 2021. The trial began in June.",
            &[("April 2021", "2021-04"), ("June", "2021-06")],
        ),
        (
            "2025-10-30",
            "In March 2021 and in April 2021 bombs went off. Police held four men in June.",
            &[
                ("March 2021", "2021-03"),
                ("April 2021", "2021-04"),
                ("June", "2021-06"),
            ],
        ),
        (
            "2025-10-30",
            "He was held in April 2021 and charged in June.",
            &[("April 2021", "2021-04"), ("June", "2021-06")],
        ),
    ] {
        check(published, text, expected);
    }
}

#[test]
fn the_clause_behind_a_colon_tells_its_own_tense() {
    for (text, expected) in [
        (
            "Su Wenqiang was the first to be sentenced: on April 2 he was given 13 months. He was put on a \
             plane a month later.",
            &[
                ("April 2", "2024-04-02"),
                ("13 months", "P13M"),
                ("a month later", "2024-05"),
            ][..],
        ),
        (
            "He was the last to be held, on August 2.",
            &[("August 2", "2023-08-02")],
        ),
        (
            "He will be the first to be sentenced, on August 2.",
            &[("August 2", "2024-08-02")],
        ),
        (
            "Still to be announced: 3 August.",
            &[("3 August", "2024-08-03")],
        ),
    ] {
        check("2024-06-10", text, expected);
    }
}

#[test]
fn weekdays_are_of_the_day_beside_them_or_of_the_news() {
    for (published, text, expected) in [
        (
            "2026-01-15",
            "He was held on August 15, 2023, a Tuesday, when the shop was shut.",
            &[("August 15, 2023", "2023-08-15"), ("Tuesday", "2023-08-15")][..],
        ),
        (
            "2021-01-15",
            "On December 10, a Thursday, officers came. At a Tuesday hearing they spoke.",
            &[
                ("December 10", "2020-12-10"),
                ("Thursday", "2020-12-10"),
                ("Tuesday", "2021-01-12"),
            ],
        ),
        // The weekday tells the year.
        (
            "2024-02-15",
            "On January 20, a Friday, officers came.",
            &[("January 20", "2023-01-20"), ("Friday", "2023-01-20")],
        ),
        (
            "2024-07-04",
            "The virus struck on the 20th of June 2024. Gates went back to pen and paper until Saturday.",
            &[
                ("the 20th of June 2024", "2024-06-20"),
                ("Saturday", "2024-06-22"),
            ],
        ),
        (
            "2024-07-04",
            "The virus struck on 20 June. The gates are shut until Saturday.",
            &[("20 June", "2024-06-20"), ("Saturday", "2024-06-29")],
        ),
        (
            "2024-07-04",
            "The virus struck on 20 June. The firm noticed nothing until Saturday.",
            &[("20 June", "2024-06-20"), ("Saturday", "2024-06-29")],
        ),
        (
            "2024-07-04",
            "The virus struck on 20 June. They have until Saturday to pay.",
            &[("20 June", "2024-06-20"), ("Saturday", "2024-07-06")],
        ),
        // Among many years of long ago: what was told before it is no day.
        (
            "2026-03-11",
            "In 2015, in 2016, in 2017, in 2018, in 2019 and in 2020 it fell. On February 12 it rose. It was \
             up by a tenth since late 2021. On Monday Tokyo froze it.",
            &[
                ("2015", "2015"),
                ("2016", "2016"),
                ("2017", "2017"),
                ("2018", "2018"),
                ("2019", "2019"),
                ("2020", "2020"),
                ("February 12", "2026-02-12"),
                ("late 2021", "2021"),
                ("Monday", "2026-03-09"),
            ],
        ),
    ] {
        check(published, text, expected);
    }
}

#[test]
fn a_clock_is_of_the_news_and_not_of_an_aside() {
    for (text, expected) in [
        (
            "Soldiers early on Tuesday freed pupils who had been taken 16 days earlier, it said.\n\nTroops \
             stormed a camp at 4:30 a.m.",
            &[
                ("early on Tuesday", "2024-03-12"),
                ("16 days earlier", "2024-02-25"),
                ("4:30 a.m.", "2024-03-12T04:30"),
            ][..],
        ),
        (
            "Soldiers on Tuesday freed pupils taken 19 days earlier. Troops stormed a camp at 4.30 a.m.",
            &[
                ("Tuesday", "2024-03-12"),
                ("19 days earlier", "2024-02-22"),
                ("4.30 a.m.", "2024-03-12T04:30"),
            ],
        ),
        (
            "He was held on Friday. Two days earlier thieves broke in. At 4:30 a.m. they left.",
            &[
                ("Friday", "2024-03-08"),
                ("Two days earlier", "2024-03-06"),
                ("4:30 a.m.", "2024-03-06T04:30"),
            ],
        ),
        (
            "He was held on Friday for a theft two days earlier at 4:30 a.m.",
            &[
                ("Friday", "2024-03-08"),
                ("two days earlier", "2024-03-06"),
                ("4:30 a.m.", "2024-03-06T04:30"),
            ],
        ),
    ] {
        check("2024-03-12", text, expected);
    }
}

#[test]
fn a_story_goes_on_through_its_dates() {
    for (text, expected) in [
        // By more than one step, at the head of its sentences.
        (
            "The site went dark on February 20, 2024. It was back five days later. In May its head was named.",
            &[
                ("February 20, 2024", "2024-02-20"),
                ("five days later", "2024-02-25"),
                ("May", "2024-05"),
            ][..],
        ),
        (
            "The site went dark in February 2024. In May its head was named.",
            &[("February 2024", "2024-02"), ("May", "2025-05")],
        ),
        (
            "Bonn expelled two in December 2021. In April 2022 it sent home forty. Russia answered in May.",
            &[
                ("December 2021", "2021-12"),
                ("April 2022", "2022-04"),
                ("May", "2022-05"),
            ],
        ),
        (
            "The contract ran out in December 2021. A second was signed in January.",
            &[("December 2021", "2021-12"), ("January", "2022-01")],
        ),
        (
            "He was paid until the summer of 2019. In August he was warned.",
            &[("the summer of 2019", "2019-SU"), ("August", "2019-08")],
        ),
        (
            "He was paid until the summer of 2019. The firm was warned in August.",
            &[("the summer of 2019", "2019-SU"), ("August", "2024-08")],
        ),
        (
            "The court found that in May 2020 he had paid a clerk; in July the clerk copied the files.",
            &[("May 2020", "2020-05"), ("July", "2020-07")],
        ),
        // A quotation ends its sentence.
        (
            "He said: \"We will be rich.\" In May he was dead.",
            &[("May", "2025-05")],
        ),
        (
            "It was sold, but on Friday it will be back.",
            &[("Friday", "2025-06-13")],
        ),
        (
            "It will be sold, and on Friday it was shut.",
            &[("Friday", "2025-06-06")],
        ),
        (
            "Three years earlier, on 4 July, it had been sold.",
            &[("Three years earlier", "2022"), ("4 July", "2022-07-04")],
        ),
        (
            "It was built in the spring of 2022. Two months later, on 4 July, it was sold.",
            &[
                ("the spring of 2022", "2022-SP"),
                ("Two months later", "2022"),
                ("4 July", "2022-07-04"),
            ],
        ),
        (
            "She had been due to testify on 6 June.",
            &[("6 June", "2025-06-06")],
        ),
        (
            "She was due to testify on 20 June.",
            &[("20 June", "2025-06-20")],
        ),
    ] {
        check("2025-06-12", text, expected);
    }
}

#[test]
fn what_stands_beside_or_before_names_the_day() {
    for (published, text, expected) in [
        // A Friday: nobody calls yesterday "last Thursday".
        (
            "2025-03-07",
            "They were charged last Thursday.",
            &[("last Thursday", "2025-02-27")][..],
        ),
        (
            "2025-03-07",
            "They were charged last Wednesday.",
            &[("last Wednesday", "2025-03-05")],
        ),
        (
            "2024-04-22",
            "- 2024-02-05, Monday: the tunnel is found.",
            &[("2024-02-05", "2024-02-05"), ("Monday", "2024-02-05")],
        ),
        (
            "2024-04-22",
            "It was found on 2024-02-05, Tuesday's reports said.",
            &[("2024-02-05", "2024-02-05"), ("Tuesday", "2024-04-16")],
        ),
        (
            "2024-09-13",
            "She was held on 6 February. She had shared them since the summer before.",
            &[
                ("6 February", "2024-02-06"),
                ("the summer before", "2023-SU"),
            ],
        ),
        (
            "2024-09-13",
            "It was the third raid in as many days.",
            &[("as many days", "P3D")],
        ),
        (
            "2024-09-13",
            "The lights were off for eleven nights.",
            &[("eleven nights", "P11D")],
        ),
    ] {
        check(published, text, expected);
    }
}
