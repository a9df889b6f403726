//! Figures: number, unit, what is counted, and how sure.

#[path = "figures/before.rs"]
mod before;

use briefing::analysis::{Knowledge, Reading, annotate, dates, figures};
use briefing::model::{Bound, Document, Figure};

fn found(text: &str) -> Vec<Figure> {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    let reading = Reading::new(&document);
    let dates = dates::find(&reading, None);
    figures::find(&reading, &dates)
}

/// Each figure as `span = value unit`, with `..upper` and a sign for its bound.
fn shown(text: &str) -> Vec<String> {
    found(text)
        .iter()
        .map(|figure| {
            let bound = match figure.bound {
                Bound::Exact => "",
                Bound::About => "~",
                Bound::AtLeast => ">=",
                Bound::AtMost => "<=",
            };
            let upper = figure.upper.map_or(String::new(), |n| format!("..{n}"));
            format!(
                "{} = {bound}{}{upper} {}",
                figure.span.of(text),
                (figure.value * 1000.0).round() / 1000.0,
                figure.unit
            )
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter(|(text, expected)| shown(text) != *expected)
        .map(|(text, expected)| {
            format!(
                "{text}\n  expected {expected:?}\n  found    {:?}",
                shown(text)
            )
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn things_are_counted() {
    check(&[
        (
            "The group took over 41,500 office routers, cameras among them.",
            &["41,500 office routers = >=41500 routers"],
        ),
        (
            "The botnet held 180,000 internet-connected cameras in nine countries.",
            &[
                "180,000 internet-connected cameras = 180000 cameras",
                "nine countries = 9 countries",
            ],
        ),
        (
            "More than 7,000 people were approached.",
            &["7,000 people = >=7000 people"],
        ),
        (
            "As many as 40,000 officers may serve there.",
            &["40,000 officers = <=40000 officers"],
        ),
        (
            "Nearly three hundred diplomats left.",
            &["three hundred diplomats = ~300 diplomats"],
        ),
        (
            "Police detained three Bulgarians in London.",
            &["three Bulgarians = 3 Bulgarians"],
        ),
        (
            "Two senior Russian military intelligence officers were named.",
            &["Two senior Russian military intelligence officers = 2 officers"],
        ),
        (
            "He met 12 United States senators.",
            &["12 United States senators = 12 senators"],
        ),
        (
            "A dozen analysts lost their jobs.",
            &["A dozen analysts = 12 analysts"],
        ),
        (
            "Some two dozen firms were hit.",
            &["two dozen firms = ~24 firms"],
        ),
        (
            "They hijacked hundreds of routers.",
            &["hundreds of routers = ~100 routers"],
        ),
        (
            "Hundreds of thousands of webcams were open.",
            &["Hundreds of thousands of webcams = ~100000 webcams"],
        ),
        (
            "Twenty-five suspects stood trial.",
            &["Twenty-five suspects = 25 suspects"],
        ),
        (
            "The 12,000-strong force marched.",
            &["12,000-strong force = 12000 force"],
        ),
        (
            "One officer was killed in the raid.",
            &["One officer = 1 officer"],
        ),
        ("One MP left the party.", &[]),
        (
            "Tens of thousands of nationalists marched.",
            &["Tens of thousands of nationalists = ~10000 nationalists"],
        ),
        (
            "It put 13 entities on its list.",
            &["13 entities = 13 entities"],
        ),
        (
            "Shells hit a market, wounding more than 80.",
            &["80 = >=80 people"],
        ),
        ("At least 17 were killed.", &["17 = >=17 people"]),
        (
            "The strike left 9 soldiers dead, killing 4 civilians as well.",
            &["9 soldiers = 9 soldiers", "4 civilians = 4 civilians"],
        ),
        (
            "Half of the intrusions went unseen.",
            &["Half of the intrusions = 0.5 intrusions"],
        ),
    ]);
}

#[test]
fn money_carries_its_currency() {
    check(&[
        (
            "The fund lost $1.2bn last spring.",
            &["$1.2bn = 1200000000 USD"],
        ),
        (
            "A fine of €300 million followed.",
            &["€300 million = 300000000 EUR"],
        ),
        (
            "It paid RMB 5 billion for the plant.",
            &["RMB 5 billion = 5000000000 CNY"],
        ),
        (
            "They moved about £40,000 in cash.",
            &["£40,000 = ~40000 GBP"],
        ),
        (
            "It asked for hundreds of millions of euros.",
            &["hundreds of millions of euros = ~100000000 EUR"],
        ),
        (
            "He was paid 5 million roubles.",
            &["5 million roubles = 5000000 RUB"],
        ),
        (
            "Canberra spent A$900 million on it.",
            &["A$900 million = 900000000 AUD"],
        ),
        (
            "It cost 700,000 US dollars.",
            &["700,000 US dollars = 700000 USD"],
        ),
        (
            "Between $2 million and $3 million went missing.",
            &["$2 million and $3 million = 2000000..3000000 USD"],
        ),
        (
            "The ransom came to 20 million yuan.",
            &["20 million yuan = 20000000 CNY"],
        ),
    ]);
}

#[test]
fn shares_measures_and_ranges() {
    check(&[
        ("Some 17% of the servers failed.", &["17% = ~17 %"]),
        ("Output fell by 3.5 percent.", &["3.5 percent = 3.5 %"]),
        ("It rose by twelve per cent.", &["twelve per cent = 12 %"]),
        (
            "The thieves copied 80 gigabytes of Kenyan tax data.",
            &["80 gigabytes of Kenyan tax data = 80 gigabytes"],
        ),
        ("The range is 300 km.", &["300 km = 300 km"]),
        (
            "Between 12 and 15 vessels took part.",
            &["12 and 15 vessels = 12..15 vessels"],
        ),
        (
            "It employs 30-40 programmers.",
            &["30-40 programmers = 30..40 programmers"],
        ),
        (
            "From 2 to 3 million users were exposed.",
            &["2 to 3 million users = 2000000..3000000 users"],
        ),
        (
            "They outnumber us by at least 60 to 1.",
            &["60 to 1 = >=60 to 1"],
        ),
    ]);
}

/// How long somebody has to go to prison is a duration, as a duration of any other thing is.
#[test]
fn durations_are_no_figures() {
    check(&[
        ("He got 24 years in prison.", &[]),
        ("She got eight and a half years in prison.", &[]),
        (
            "The fine was 2 and a half million euros.",
            &["2 and a half million euros = 2500000 EUR"],
        ),
        ("A court sentenced her to eight years.", &[]),
        ("She was jailed for 18 months.", &[]),
        ("He was jailed for ten years and eight months.", &[]),
        ("The work took three years.", &[]),
    ]);
}

#[test]
fn labels_dates_and_turns_of_speech_are_left_alone() {
    check(&[
        ("Unit 61398 and MI6 work on 5G under Section 702.", &[]),
        ("Five Eyes partners met on 12 March 2021.", &[]),
        ("1. The first point is Windows 10.", &[]),
        ("Call +44 20 7946 0000 or look at 10.0.0.1:8080.", &[]),
        (
            "There are two main entities and three ways to see this.",
            &[],
        ),
        ("One of them fell, and no one saw it.", &[]),
        ("The two men met again.", &[]),
        ("Port 443 and version 2.0 are used.", &[]),
        ("A 24-year-old man from room 39 came.", &[]),
        ("The 2016 election and the events of 9/11 changed it.", &[]),
        ("CVE-2021-44228 was used by APT41.", &[]),
    ]);
}

#[test]
fn nothing_comes_of_nothing() {
    check(&[
        ("", &[]),
        ("7", &[]),
        ("$", &[]),
        ("half", &[]),
        ("100,000,", &["100,000 = 100000 "]),
    ]);
}

#[test]
fn parts_are_counted_and_not_their_whole() {
    check(&[
        (
            "Three of eleven kilns stood still, and 9 of the 14 yards were shut.",
            &[
                "Three of eleven kilns = 3 kilns",
                "9 of the 14 yards = 9 yards",
            ],
        ),
        (
            "Two of the five men spoke.",
            &["Two of the five men = 2 men"],
        ),
        (
            "They read 640 of the letters.",
            &["640 of the letters = 640 letters"],
        ),
        (
            "They came in lorries, 31 of them stolen.",
            &["31 of them = 31 "],
        ),
        (
            "Five of them were arrested, and four of those detained were let go.",
            &["Five of them = 5 ", "four of those detained = 4 detained"],
        ),
        (
            "Six in ten agreed, nine out of ten in the north.",
            &["Six in ten = 60 %", "nine out of ten = 90 %"],
        ),
        (
            "Seven of the 36 Japanese came home.",
            &["Seven of the 36 Japanese = 7 Japanese"],
        ),
        (
            "He met 41 Vietnamese in the camp.",
            &["41 Vietnamese = 41 Vietnamese"],
        ),
        (
            "More than 300 US banks paid.",
            &["300 US banks = >=300 banks"],
        ),
        // What only looks like a part.
        ("Sections 3 and 5 of the Official Trusts Act hold.", &[]),
        ("He saw it two in five days.", &[]),
        ("Two of them smiled.", &[]),
    ]);
}

#[test]
fn sums_of_many_currencies_are_exact() {
    check(&[
        (
            "It cost 134.8 billion won.",
            &["134.8 billion won = 134800000000 KRW"],
        ),
        (
            "It cost 8.3 billion rupees.",
            &["8.3 billion rupees = 8300000000 INR"],
        ),
        (
            "It cost R41 million and R120,500.",
            &["R41 million = 41000000 ZAR", "R120,500 = 120500 ZAR"],
        ),
        (
            "It cost RM5.5bn, KSh 300 and Rp 2 trillion.",
            &[
                "RM5.5bn = 5500000000 MYR",
                "KSh 300 = 300 KES",
                "Rp 2 trillion = 2000000000000 IDR",
            ],
        ),
        (
            "It cost GHS 8.2 million or ₱40 million.",
            &[
                "GHS 8.2 million = 8200000 GHS",
                "₱40 million = 40000000 PHP",
            ],
        ),
        (
            "It cost 9,000 soles and 3 million Chilean pesos.",
            &[
                "9,000 soles = 9000 PEN",
                "3 million Chilean pesos = 3000000 CLP",
            ],
        ),
        // A road, a size and a model.
        ("They took the R41 with an RM5 and a K9.", &[]),
    ]);
    // To the last digit.
    let sums = "4.1 million dollars, 8.2 million euros, 134.8 billion yen, 1.15 million pounds";
    let values: Vec<f64> = found(sums).iter().map(|figure| figure.value).collect();
    assert_eq!(
        values,
        [4_100_000.0, 8_200_000.0, 134_800_000_000.0, 1_150_000.0]
    );
}

#[test]
fn metres_are_no_millions() {
    check(&[
        ("The post is 30m from the gate.", &[]),
        ("She won the 100m race in a pool 50 m long.", &[]),
        ("Some 30m people fled.", &["30m people = ~30000000 people"]),
        ("The population was 60m.", &["60m = 60000000 "]),
        ("The site has 40m users.", &["40m users = 40000000 users"]),
        ("It cost £30m.", &["£30m = 30000000 GBP"]),
        (
            "It cost $20m to 30m.",
            &["$20m to 30m = 20000000..30000000 USD"],
        ),
        ("He paid 30m euros.", &["30m euros = 30000000 EUR"]),
    ]);
}

#[test]
fn tens_and_ones_need_no_hyphen() {
    check(&[
        (
            "Twenty five thousand men came.",
            &["Twenty five thousand men = 25000 men"],
        ),
        (
            "Forty five soldiers were killed.",
            &["Forty five soldiers = 45 soldiers"],
        ),
        (
            "Two hundred and forty five men came.",
            &["Two hundred and forty five men = 245 men"],
        ),
    ]);
}

#[test]
fn digits_are_grouped_as_each_country_does() {
    check(&[
        ("It cost ₹1,50,000 in all.", &["₹1,50,000 = 150000 INR"]),
        (
            "They paid 12,34,567 rupees.",
            &["12,34,567 rupees = 1234567 INR"],
        ),
        ("It cost €1.234,56 in all.", &["€1.234,56 = 1234.56 EUR"]),
        (
            "He owes 1 200 000 roubles.",
            &["1 200 000 roubles = 1200000 RUB"],
        ),
        ("It cost €12 500 in all.", &["€12 500 = 12500 EUR"]),
        (
            "About 15 000 soldiers came.",
            &["15 000 soldiers = ~15000 soldiers"],
        ),
        ("Some 12 500 men came.", &["12 500 men = ~12500 men"]),
        (
            "On May 12 500 people marched.",
            &["500 people = 500 people"],
        ),
        ("In 2024 300 people came.", &["300 people = 300 people"]),
        ("It answered from 192.168.1.100 only.", &[]),
        ("100 200 300 400", &[]),
    ]);
}

#[test]
fn money_is_of_the_nation_that_the_document_names_most() {
    let unit = |text: &str| {
        let document = Document {
            text: text.to_owned(),
            ..Document::default()
        };
        let marks = annotate(&document, &Knowledge::shipped());
        let unit = marks.figures.last().map(|figure| figure.unit.clone());
        unit.unwrap_or_default()
    };
    for (text, expected) in [
        (
            "In Manila, the capital of the Philippines, they got 3,000 pesos.",
            "PHP",
        ),
        ("In Mexico they got 3,000 pesos.", "MXN"),
        ("Nobody knows who got 3,000 pesos.", "MXN"),
        (
            "From Manila in the Philippines they sent 3,000 Mexican pesos.",
            "MXN",
        ),
        (
            "A court in Kampala, Uganda, fined him 5 million shillings.",
            "UGX",
        ),
        ("Police in Cairo, Egypt, found 90,000 pounds.", "EGP"),
        (
            "Police in Cairo, Egypt, found 90,000 pounds of cotton.",
            "pounds",
        ),
        ("Rwanda paid Britain 90,000 pounds.", "GBP"),
        ("In Islamabad, Pakistan, he paid 40,000 rupees.", "PKR"),
        ("In Tripoli, Libya, she was sold for 4,500 dinars.", "LYD"),
    ] {
        assert_eq!(unit(text), expected, "{text}");
    }
}
