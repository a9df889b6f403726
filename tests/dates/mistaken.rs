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
