//! Times of day that head a line, and hours with their part of the day.

use super::check;

#[test]
fn a_time_that_heads_a_line_is_of_the_day_of_the_document() {
    for (text, expected) in [
        (
            "15:22 The president spoke.\n\n**15:51** An armoured car came, the first since 1 May.\n\n9:05 All is quiet.",
            &[
                ("15:22", "2024-06-14T15:22"),
                ("15:51", "2024-06-14T15:51"),
                ("1 May", "2024-05-01"),
                ("9:05", "2024-06-14T09:05"),
            ][..],
        ),
        (
            "12 June 2024\n\n[08:31] The door was forced.\n\n09:10 The alarm rang.",
            &[
                ("12 June 2024", "2024-06-12"),
                ("08:31", "2024-06-12T08:31"),
                ("09:10", "2024-06-12T09:10"),
            ],
        ),
        // Scores, ports, verses, and how long a film is.
        ("It ended\n10:15 for them.", &[]),
        ("Watch the film\n\n12:34\n\nIt shows the yard.", &[]),
        ("10.0.0.1:8080 answered.", &[]),
        ("3:1 was the score.", &[]),
        ("They lost 12:15 to the guests.", &[]),
        ("12:30:45:10 is the code.", &[]),
    ] {
        check("2024-06-14", text, expected);
    }
}

#[test]
fn an_hour_and_its_part_of_the_day_are_one_time() {
    for (text, expected) in [
        (
            "On Thursday, at 9:40 in the evening, I got a message.",
            &[
                ("Thursday", "2024-06-13"),
                ("9:40 in the evening", "2024-06-13T21:40"),
            ][..],
        ),
        (
            "It was installed on 21 May at about five in the afternoon.",
            &[
                ("21 May", "2024-05-21"),
                ("five in the afternoon", "2024-05-21T17:00"),
            ],
        ),
        (
            "Police came at six this morning.",
            &[("six this morning", "2024-06-14T06:00")],
        ),
        (
            "Police came at 11 at night.",
            &[("11 at night", "2024-06-14T23:00")],
        ),
        (
            "Police came at two in the morning.",
            &[("two in the morning", "2024-06-14T02:00")],
        ),
        (
            "The situation as of 18:00, 12 June 2024, is calm.",
            &[
                ("18:00", "2024-06-12T18:00"),
                ("12 June 2024", "2024-06-12"),
            ],
        ),
        (
            "A webinar is due on Tuesday at 1 p.m. for all.",
            &[("Tuesday", "2024-06-18"), ("1 p.m.", "2024-06-18T13:00")],
        ),
        // People are counted, not hours.
        (
            "Gunmen killed five in the afternoon.",
            &[("the afternoon", "2024-06-14TAF")],
        ),
        (
            "It held about six this morning.",
            &[("this morning", "2024-06-14TMO")],
        ),
    ] {
        check("2024-06-14", text, expected);
    }
}
