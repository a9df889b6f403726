//! Feasts that move, winters, turns of centuries, clocks of other places, and what is only aimed at.

use super::check;

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
