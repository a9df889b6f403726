//! Whose date it is: of the deed, or of who tells it or tries it.

use super::check;

#[test]
fn a_deed_that_comes_to_light_later_has_not_the_date_of_the_telling() {
    check(&[
        (
            "The phones of two lawyers were tapped with Pegasus, a research group reported on Wednesday.",
            &["espionage -"],
        ),
        (
            "Hackers stole the files of 3,000 officers, the ministry said on Thursday.",
            &["cyber -"],
        ),
        // One that is known to its day, and how long it went on.
        (
            "Hackers stole the files of 3,000 officers on Monday, the ministry said on Thursday.",
            &["cyber 2024-06-10"],
        ),
        (
            "Hackers on Thursday stole the files of 3,000 officers, the ministry said.",
            &["cyber 2024-06-13"],
        ),
        (
            "In May 2023 he passed secret maps to a Russian officer.",
            &["espionage 2023-05"],
        ),
        (
            "The agency said that the colonel had spied for Russia since 2016.",
            &["espionage 2016"],
        ),
        // In the act.
        (
            "In February 2023 a student was arrested while filming a naval base for Russian intelligence.",
            &["legal 2023-02", "espionage 2023-02"],
        ),
        // What the law and gunmen do is told on its day.
        (
            "On 3 May prosecutors charged two men with spying for Iran.",
            &["legal 2024-05-03?"],
        ),
        (
            "The agency said on Wednesday that it had arrested a colonel on suspicion of passing secrets to Russia.",
            &["legal 2024-06-12"],
        ),
    ]);
}

#[test]
fn a_perfect_has_not_the_date_of_the_line_above() {
    check(&[
        (
            "PARIS, June 13 - A court in Lyon has jailed two brothers for arson.",
            &["legal -"],
        ),
        (
            "PARIS, June 13 - A court in Lyon has jailed two brothers for arson. They were sentenced on Wednesday.",
            &["legal 2024-06-12", "legal 2024-06-12"],
        ),
        (
            "PARIS, June 13 - A court in Lyon jailed two brothers for arson.",
            &["legal 2024-06-13"],
        ),
        (
            "PARIS, June 13 - Gunmen who came on motorcycles and shot at a convoy of grain lorries near the border killed nine soldiers on Wednesday.",
            &["attack 2024-06-12"],
        ),
    ]);
}
