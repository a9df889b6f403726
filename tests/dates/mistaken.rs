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
        (
            "He is listed under the Russia (Sanctions) (EU Exit) Regulations 2019.",
            &[],
        ),
        ("The Procedure Rules 2015 apply.", &[]),
        ("The rules of 2015 apply.", &[("2015", "2015")]),
        ("The regulations in 2019 were new.", &[("2019", "2019")]),
        ("It rests on resolutions 2371 (2017) and 2375 (2017).", &[]),
        ("The panel of resolution 1874 (2009) met.", &[]),
        (
            "The resolution was passed by the council (2009).",
            &[("2009", "2009")],
        ),
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

#[test]
fn names_with_an_article_and_what_is_still_so_are_no_days() {
    for (text, expected) in [
        ("Welcome to The Friday Dispatch.", &[][..]),
        ("Write to the editor at The Morning Ledger.", &[]),
        (
            "The Friday prayers were called off.",
            &[("Friday", "2024-06-14")],
        ),
        (
            "He came in The Hague on Friday.",
            &[("Friday", "2024-06-14")],
        ),
        (
            "Lone thieves use it to this day.",
            &[("this day", "PRESENT_REF")],
        ),
        (
            "He was jailed for two years, and 150 hours of work.",
            &[("two years", "P2Y"), ("150 hours", "PT150H")],
        ),
        (
            "He was held for two years, three months and five days.",
            &[("two years, three months", "P2Y3M"), ("five days", "P5D")],
        ),
    ] {
        check("2024-06-14", text, expected);
    }
}
