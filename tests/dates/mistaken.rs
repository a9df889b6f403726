//! Ages, counts, sums, laws and names that look like dates and are none.

use super::check;

#[test]
fn ages_are_no_dates() {
    for (text, expected) in [
        ("A 24-year-old was held with two 19-year-olds.", &[][..]),
        ("A ten-week-old baby died.", &[]),
        (
            "The 18-month-old war goes on.",
            &[("The 18-month-old", "P18M")],
        ),
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

#[test]
fn letters_in_capitals_are_no_months() {
    for (text, expected) in [
        ("The DEC raised ten million pounds.", &[][..]),
        ("It closed on SEP 12.", &[("SEP 12", "2023-09-12")]),
        (
            "Signed 12 DEC 2023 in Oslo.",
            &[("12 DEC 2023", "2023-12-12")],
        ),
        ("In DEC it closed.", &[("DEC", "2023-12")]),
        ("APRIL was wet.", &[("APRIL", "2024-04")]),
    ] {
        check("2024-06-14", text, expected);
    }
}

#[test]
fn names_with_a_weekday_are_not_of_this_week() {
    for (text, expected) in [
        ("The essay draws on Sun Tzu.", &[][..]),
        ("The army led attacks on Mon villages.", &[]),
        ("The shop closed on Sat.", &[("Sat.", "2024-06-08")]),
        ("Bloody Sunday was in 1972.", &[("1972", "1972")]),
        (
            "Bloody Sunday, 30 January 1972, was not forgotten.",
            &[("30 January 1972", "1972-01-30")],
        ),
        (
            "Fewer people bought on Black Friday and on Cyber Monday.",
            &[],
        ),
        ("The Good Friday Agreement held.", &[]),
        ("Super Tuesday went to the governor.", &[]),
        (
            "On Good Friday the shops were shut.",
            &[("Good Friday", "2024-03-29")],
        ),
        (
            "The town burnt on Ash Wednesday.",
            &[("Ash Wednesday", "2024-02-14")],
        ),
        (
            "The envoy told reporters in Paris Monday that talks failed.",
            &[("Monday", "2024-06-10")],
        ),
    ] {
        check("2024-06-14", text, expected);
    }
}
