//! Where a story goes on from the date that it told last.

use super::check;

#[test]
fn a_pluperfect_reaches_behind_the_date_just_told() {
    for (text, expected) in [
        (
            "She was found on 4 September 2024. Her sister had been caught in August.",
            &[("4 September 2024", "2024-09-04"), ("August", "2024-08")][..],
        ),
        (
            "It broke off ties in July 2024. The president had recalled his envoy on 3 April.",
            &[("July 2024", "2024-07"), ("3 April", "2024-04-03")],
        ),
        (
            "He was charged in May 2023, after his aide, who had been sentenced on 2 March, talked.",
            &[("May 2023", "2023-05"), ("2 March", "2023-03-02")],
        ),
        // What follows the told date in the year, or is told by another verb, is as near as may be.
        (
            "She was found on 4 September 2024. A man who had helped her was held in August.",
            &[("4 September 2024", "2024-09-04"), ("August", "2025-08")],
        ),
        (
            "The office had put it on the list in December 2024, and on 29 September it went further.",
            &[("December 2024", "2024-12"), ("29 September", "2025-09-29")],
        ),
        (
            "They had burned three relays between November 2024 and January.",
            &[("November 2024", "2024-11"), ("January", "2025-01")],
        ),
        (
            "It struck in July 2024. The mayor had his car burned in April.",
            &[("July 2024", "2024-07"), ("April", "2025-04")],
        ),
    ] {
        check("2025-11-12", text, expected);
    }
}

#[test]
fn the_month_just_told_keeps_its_year() {
    for (text, expected) in [
        (
            "He was arrested on 22 March 2024. The others were caught on 23 March.",
            &[("22 March 2024", "2024-03-22"), ("23 March", "2024-03-23")][..],
        ),
        (
            "He was arrested on 22 March 2024.\n\nThe others were caught on 20 March.",
            &[("22 March 2024", "2024-03-22"), ("20 March", "2024-03-20")],
        ),
        // The news of these weeks is its own.
        (
            "He was arrested on 22 October 2024.\n\nThe others were caught on 23 October.",
            &[
                ("22 October 2024", "2024-10-22"),
                ("23 October", "2025-10-23"),
            ],
        ),
    ] {
        check("2025-11-12", text, expected);
    }
}

#[test]
fn a_date_told_in_passing_is_left_for_the_news() {
    for (text, expected) in [
        (
            "The number of attacks has risen since October 2022. In November a kindergarten burned.",
            &[("October 2022", "2022-10"), ("November", "2024-11")][..],
        ),
        (
            "Ion Sava, sentenced in April 2023 to nine years, lives abroad. His deputy was given seven on 5 August.",
            &[
                ("April 2023", "2023-04"),
                ("nine years", "P9Y"),
                ("5 August", "2025-08-05"),
            ],
        ),
        (
            "They photographed a frigate in October 2020. Prosecutors indicted a clerk on 19 January.",
            &[("October 2020", "2020-10"), ("19 January", "2025-01-19")],
        ),
        // "Them" goes on with the same ones.
        (
            "They photographed a frigate in October 2020. Prosecutors indicted them on 19 January.",
            &[("October 2020", "2020-10"), ("19 January", "2021-01-19")],
        ),
        // The sentence itself, and what goes on with the one of the aside, keep the year.
        (
            "Two men, sentenced in April 2023, were freed in June.",
            &[("April 2023", "2023-04"), ("June", "2023-06")],
        ),
        (
            "The net, switched off in January 2023, was gone. It was back by June.",
            &[("January 2023", "2023-01"), ("June", "2023-06")],
        ),
        (
            "He was tried in May 2023, found guilty and jailed in June. The appeal failed in August.",
            &[
                ("May 2023", "2023-05"),
                ("June", "2023-06"),
                ("August", "2023-08"),
            ],
        ),
    ] {
        check("2025-10-12", text, expected);
    }
}
