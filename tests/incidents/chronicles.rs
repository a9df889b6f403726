//! Chronicles tell in the present tense, each line under its date.

use super::check;

const COUP: &str = "The coup day by day

Wednesday, 26 July 2023

Soldiers of the guard shut the president in.

Monday, 31 July 2023

The junta arrests the oil minister, Sani Issoufou, and three others. Protesters attack the embassy of France.

Thursday, 3 August 2023

The junta recalls the ambassadors to France and Nigeria.

Friday, 4 August 2023

A court in Niamey sentences the rebel to ten years.";

#[test]
fn what_stands_under_a_date_is_told_in_the_present() {
    check(&[(
        COUP,
        &[
            "legal 2023-07-31",
            "attack 2023-07-31",
            "diplomatic 2023-08-03",
            "legal 2023-08-04",
        ],
    )]);
}

#[test]
fn lines_open_with_their_date() {
    check(&[(
        "Timeline\n\n2024-01-09: Police in Riga arrest four men over the fire.\n\n2024-01-12: Berlin expels \
        18 Russian diplomats. Moscow recalls its ambassador.\n\n2024-02-01: Hackers steal the files of the ministry.",
        &[
            "legal 2024-01-09",
            "diplomatic 2024-01-12",
            "diplomatic 2024-01-12",
            "cyber 2024-02-01",
        ],
    )]);
}

/// One date at the head of a report makes no chronicle, and what the present tells there is what is so.
#[test]
fn elsewhere_the_present_tells_what_is_so() {
    check(&[
        (
            "12 June 2024\n\nThe junta arrests ministers and expels envoys. Hackers attack the banks of the country.",
            &[],
        ),
        (
            "The law\n\n1 May 2023: The act in force.\n\n2 May 2023: The rules.\n\n3 May 2023: The forms.\n\n## What it says\n\n\
            The state expels envoys who spy. Whoever attacks an embassy goes to prison.",
            &[],
        ),
    ]);
}
