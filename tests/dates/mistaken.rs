//! Ages, counts, sums, laws and names that look like dates and are none.

use super::check;

#[test]
fn ages_are_no_dates() {
    for (text, expected) in [
        ("A 24-year-old was held with two 19-year-olds.", &[][..]),
        ("The driver, 61 years of age, was let go.", &[]),
        (
            "The clerk is in his early 30s and his sister in her late 40s.",
            &[],
        ),
        ("Both suspects are in their mid-20s.", &[]),
        ("The late 40s were hard years.", &[("The late 40s", "194")]),
    ] {
        check("2024-06-14", text, expected);
    }
}

#[test]
fn counts_and_sums_are_no_years() {
    for (text, expected) in [
        ("A survey of 2000 adults found the same.", &[][..]),
        ("The fever was seen in 1500 villages.", &[]),
        ("She was fined 2000 EUR for it.", &[]),
        ("The ticket costs CHF 2015 there.", &[]),
        ("The office at 2010 Main Street was searched.", &[]),
        ("In 2010 Wall Street looked away.", &[("2010", "2010")]),
        (
            "The summer of 2000 was wet.",
            &[("The summer of 2000", "2000-SU")],
        ),
        ("In 2000 villages were moved.", &[("2000", "2000")]),
    ] {
        check("2024-06-14", text, expected);
    }
}

#[test]
fn laws_and_cases_are_no_months() {
    for (text, expected) in [
        ("Regulation 2022/12 forbids it.", &[][..]),
        ("Regulation (EU) 2022/12 forbids it.", &[]),
        ("The council passed resolution 2023/10.", &[]),
        ("The report of 2023/10 was late.", &[("2023/10", "2023-10")]),
    ] {
        check("2024-06-14", text, expected);
    }
}
