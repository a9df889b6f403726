//! Feasts that move, winters, turns of centuries, clocks of other places, and what is only aimed at.

use super::check;

#[test]
fn feasts_are_looked_up_in_their_own_year() {
    for (published, text, expected) in [
        (
            "2024-02-10",
            "The pact was signed last Easter.",
            &[("last Easter", "2023-04-09")][..],
        ),
        (
            "2024-02-10",
            "The crowd came last Thanksgiving.",
            &[("last Thanksgiving", "2023-11-23")],
        ),
        (
            "2025-01-10",
            "Sales at Thanksgiving rose.",
            &[("Thanksgiving", "2024-11-28")],
        ),
        (
            "2025-02-04",
            "The bank warned of more cuts after Easter.",
            &[("Easter", "2025-04-20")],
        ),
        (
            "2024-06-14",
            "The bridge will open next Christmas.",
            &[("next Christmas", "2024-12-25")],
        ),
        (
            "2025-01-10",
            "The bridge opened last Christmas.",
            &[("last Christmas", "2024-12-25")],
        ),
        (
            "2024-06-14",
            "The road closed last Good Friday.",
            &[("last Good Friday", "2024-03-29")],
        ),
        (
            "2024-11-20",
            "The fast of Yom Kippur began there.",
            &[("Yom Kippur", "2024-10-12")],
        ),
        (
            "2024-11-20",
            "Talks ended before Rosh Hashanah.",
            &[("Rosh Hashanah", "2024-10-03")],
        ),
        (
            "2024-06-14",
            "The truce held over Eid al-Fitr.",
            &[("Eid al-Fitr", "2024-04-10")],
        ),
    ] {
        check(published, text, expected);
    }
}

#[test]
fn a_winter_begins_in_december() {
    for (published, text, expected) in [
        (
            "2025-01-20",
            "This winter was mild.",
            &[("This winter", "2024-WI")][..],
        ),
        (
            "2025-01-20",
            "Last winter was hard.",
            &[("Last winter", "2023-WI")],
        ),
        (
            "2025-01-20",
            "Next winter will be hard.",
            &[("Next winter", "2025-WI")],
        ),
        (
            "2025-04-02",
            "Last winter was hard.",
            &[("Last winter", "2024-WI")],
        ),
        (
            "2024-12-10",
            "This winter began early.",
            &[("This winter", "2024-WI")],
        ),
    ] {
        check(published, text, expected);
    }
}

#[test]
fn a_turn_is_where_one_ends_and_the_next_begins() {
    for (published, text, expected) in [
        (
            "2024-06-14",
            "The mill shut at the turn of the century.",
            &[("the turn of the century", "2000")][..],
        ),
        (
            "2024-06-14",
            "The mill was built at the turn of the 20th century.",
            &[("the turn of the 20th century", "1900")],
        ),
        (
            "2024-02-14",
            "Prices rose at the turn of the year.",
            &[("the turn of the year", "2024-01")],
        ),
        (
            "2024-11-14",
            "The law will change at the turn of the year.",
            &[("the turn of the year", "2025-01")],
        ),
        (
            "2024-06-14",
            "It shut at the end of the century.",
            &[("the end of the century", "20")],
        ),
    ] {
        check(published, text, expected);
    }
}

#[test]
fn clocks_of_other_places_keep_their_zone() {
    for (text, expected) in [
        (
            "The call began at 10:00 UTC+5:30 sharp.",
            &[("10:00 UTC+5:30", "2024-06-14T10:00+05:30")][..],
        ),
        (
            "The call began at 10:00 UTC+3.",
            &[("10:00 UTC+3", "2024-06-14T10:00+03")],
        ),
        (
            "The market opens at 9:00 AEST.",
            &[("9:00 AEST", "2024-06-14T09:00+10")],
        ),
        (
            "The market opens at 10:00 ACST.",
            &[("10:00 ACST", "2024-06-14T10:00+09:30")],
        ),
        (
            "The market opens at 08:15 NZDT.",
            &[("08:15 NZDT", "2024-06-14T08:15+13")],
        ),
        (
            "Results are due at 9 a.m. Eastern.",
            &[("9 a.m. Eastern", "2024-06-14T09:00")],
        ),
        (
            "Results are due at 10 a.m. Eastern Time.",
            &[("10 a.m. Eastern Time", "2024-06-14T10:00")],
        ),
        (
            "By 5 pm Eastern Europe was dark.",
            &[("5 pm", "2024-06-14T17:00")],
        ),
        (
            "The minister speaks tonight.",
            &[("tonight", "2024-06-14TNI")],
        ),
    ] {
        check("2024-06-14", text, expected);
    }
}

#[test]
fn what_is_aimed_at_carries_no_other_date() {
    for (text, expected) in [
        (
            "The plan was signed in 2019. Targets are set for 2050. In June it failed.",
            &[("2019", "2019"), ("2050", "2050"), ("June", "2019-06")][..],
        ),
        (
            "The dam was begun in 2004 and will be full by 2060. In May the work stopped.",
            &[("2004", "2004"), ("2060", "2060"), ("May", "2004-05")],
        ),
        (
            "She joined in 2004 and stayed until 2008. In May she left.",
            &[("2004", "2004"), ("2008", "2008"), ("May", "2008-05")],
        ),
    ] {
        check("", text, expected);
    }
}
