//! Sentences as news, court reports and vendor reports have them: every mark and its value.

use super::check;

#[test]
fn relative_dates_hang_on_the_publication() {
    for (text, expected) in [
        (
            "The minister resigned on Tuesday, two days after the raid, and will be replaced on Friday.",
            &[
                ("Tuesday", "2024-03-12"),
                ("two days", "P2D"),
                ("Friday", "2024-03-15"),
            ][..],
        ),
        (
            "A court in Hamburg convicted the engineer last week; his appeal is due in May.",
            &[("last week", "2024-W10"), ("May", "2024-05")],
        ),
        (
            "In November the ministry expelled four diplomats, and in January a fifth.",
            &[("November", "2023-11"), ("January", "2024-01")],
        ),
        (
            "The group has been active since at least 2019 and was first seen in late 2018.",
            &[("2019", "2019"), ("late 2018", "2018")],
        ),
        (
            "The charge was set off by a cable on Saturday evening as a train passed.",
            &[("Saturday evening", "2024-03-09TEV")],
        ),
        (
            "On 26 February they overran the headquarters of the 6th Infantry Division.",
            &[("26 February", "2024-02-26")],
        ),
        (
            "Early on Sunday two drones fell near the port.",
            &[("Early on Sunday", "2024-03-10")],
        ),
        (
            "He had worked there for three years until the summer of 2021.",
            &[("three years", "P3Y"), ("the summer of 2021", "2021-SU")],
        ),
        (
            "The indictment, unsealed on March 4, covers the years 2015 to 2020.",
            &[
                ("March 4", "2024-03-04"),
                ("2015", "2015"),
                ("2020", "2020"),
            ],
        ),
        (
            "Shares rose in the fourth quarter.",
            &[("the fourth quarter", "2023-Q4")],
        ),
        ("Orders came from Jan Marsalek.", &[]),
        (
            "He was charged in 2019 and learned of it two years later.",
            &[("2019", "2019"), ("two years later", "2021")],
        ),
        (
            "The site had 40,000 readers a month.",
            &[("a month", "P1M")],
        ),
        (
            "He was tried in 2016. A hearing is set for 20 April.",
            &[("2016", "2016"), ("20 April", "2024-04-20")],
        ),
        (
            "The crew paused over Chinese New Year 2023 and after Passover 2022.",
            &[
                ("Chinese New Year 2023", "2023-01-22"),
                ("Passover 2022", "2022-04-16"),
            ],
        ),
        ("The ministers may meet in May.", &[("May", "2024-05")]),
        (
            "The file is called Course 5 – 16 October 2020; the course ran on 5–16 October 2020.",
            &[
                ("16 October 2020", "2020-10-16"),
                ("5", "2020-10-05"),
                ("16 October 2020", "2020-10-16"),
            ],
        ),
        (
            "The source code leaked in 1898 and 2013 and 2014.",
            &[("1898", "1898"), ("2013", "2013"), ("2014", "2014")],
        ),
        (
            "The trial opens on September 9.",
            &[("September 9", "2024-09-09")],
        ),
        (
            "The trial will open on September 9.",
            &[("September 9", "2024-09-09")],
        ),
        (
            "Between March and May 2021 the servers answered daily.",
            &[
                ("March", "2021-03"),
                ("May 2021", "2021-05"),
                ("daily", "P1D"),
            ],
        ),
        (
            "The flaw was patched on 5 September 2023. Two weeks later it was used again, and the same week a fix came out.",
            &[
                ("5 September 2023", "2023-09-05"),
                ("Two weeks later", "2023-09-19"),
                ("the same week", "2023-W38"),
            ],
        ),
        // A day by which something must be lies ahead; one by which it was does not.
        (
            "Two officials were ordered to leave by Sunday; the fire was out by Monday.",
            &[("Sunday", "2024-03-17"), ("Monday", "2024-03-11")],
        ),
        (
            "The agency said in mid-February that the leak began a decade ago.",
            &[("mid-February", "2024-02"), ("a decade ago", "2014")],
        ),
        (
            "By the end of the year the fund will have spent half of it.",
            &[("the end of the year", "2024")],
        ),
        // What is counted from a month is no more exact than that.
        (
            "A trustee asked for access in March 2022. Four days later the files were gone.",
            &[("March 2022", "2022-03"), ("Four days later", "2022-03")],
        ),
        (
            "It was told on Monday. In July the coast guard boarded her. The next day a second was held.",
            &[
                ("Monday", "2024-03-11"),
                ("July", "2023-07"),
                ("The next day", "2023-07"),
            ],
        ),
        (
            "Arsonists came on 3 June 2023. Two nights later they were back.",
            &[
                ("3 June 2023", "2023-06-03"),
                ("Two nights later", "2023-06-05"),
            ],
        ),
        // "That year" is the last one told, in passing too.
        (
            "The crew has been at work since 2021. It struck a bank that year.",
            &[("2021", "2021"), ("that year", "2021")],
        ),
        // The weekday of a story, not of the news.
        (
            "On 2 March 2023 it rented servers. On the Monday the slips were out.",
            &[("2 March 2023", "2023-03-02"), ("Monday", "2023-03-06")],
        ),
        // A story of last year goes on.
        (
            "He was held on 3 July 2023, and on 11 August he was flown home.",
            &[("3 July 2023", "2023-07-03"), ("11 August", "2023-08-11")],
        ),
        (
            "He was caught a few days later on a coach to Riga.",
            &[("a few days later", "FUTURE_REF")],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn numbers_and_names_that_are_no_dates() {
    let mut wrong = Vec::new();
    for text in [
        "The implant listens on port 2020 and sends 1500 bytes to 10.20.30.40:8080.",
        "See https://example.org/2019/03/report-2020.html for the list.",
        "The sample 2020abcd was signed with key 1999-4411-2003.",
        "CVE-2021-44228 and CVE-2019-0708 were used.",
        "It runs on Windows Server 2016 and on Office 2019.",
        "A Boeing 747 and an Airbus A320 were grounded.",
        "The National Security Act 2023 and the Official Secrets Act 1989 apply.",
        "Call +44 2045 383250 or +1 (201) 379 6348.",
        "It cost $2,000 and weighed 1,900 kg.",
        "Some 2000 soldiers and 1700 civilians were killed.",
        "Sun Wen may march with Theresa May and April Jones.",
        "They may go; a second man and a third woman follow.",
        "Version 3.11 of the tool needs 2.10.2023.1 of the library.",
        "The file budget_2022.xlsx and budget-2022-final.xlsx were copied.",
        "Unit 1923 and the 1949th regiment stood by.",
        "His score was 3:2, the ratio 4:1.",
        "The beacon calls 203.0.113.19:1443 over TCP port 1999 and UDP 2049.",
        "Resolution 2231 and Directive 2016/1148 bind the members.",
        "Regulation (EU) 2019/881 and Law No. 1990 apply, as does Section 1983.",
        "A fine of €2,024 and a sum of 2010 dollars were paid.",
        "It sold for $1999 and for 1,998 euros, or £2020.",
        "Dial 0800 1917 1945 or fax 030-2023-1999.",
        "SHA-256 2019f00d20182017 and MD5 19992000200120022003 match.",
        "Build 2004 and firmware 1.2024.3 are open to it; so is v2.2021.1.",
        "The satellite orbits at 2023 km and the train has 1912 seats.",
        "Court file 19-2018 and docket 24-cr-2019 were closed.",
        "The RAL 2004 paint and the ISO 2022 rule; model T-1000.",
        "An F-16 met a MiG-29, a Tu-160 and a Su-1999.",
        "Command 2048 lists files, opcode 2001 ends it, and the status is {\"code\":\"2000\"}.",
        "The seed equals 1999, and builds 1087 and 1088 use a 2048-bit key equal to 1337.",
        "Bulletin 2016-004 covers it.",
        "ICD-10, RFC 1918 and IEC 61850 are norms.",
        "The house at 1600 Pennsylvania Avenue and room 1984 were searched.",
        "It weighs 5.12 kg, is 3/4 full and 12.5 m long.",
        "Coordinates 48.2082, 16.3738 and grid 12-34-56 were given.",
        "He won 21-15, 6-4, 7-5 and sat in row 12/14.",
        "The second front, the third man and a fourth estate.",
        "Mark Summers, Augusta Winter and Dawn Day left the fall line.",
        "Sat down, sun rose, mar the finish, dec the halls.",
    ] {
        let found = super::find(text, "2024-03-14");
        wrong.extend(
            found
                .iter()
                .map(|t| format!("{text}: {} = {}", t.span.of(text), t.value)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_publication_known_to_the_month_or_year_claims_no_day() {
    check(
        "2024-10",
        "He was held yesterday.",
        &[("yesterday", "2024-10")],
    );
    check(
        "2024-10",
        "He was held on Monday.",
        &[("Monday", "XXXX-WXX-1")],
    );
    check(
        "2024-10",
        "He was held last year.",
        &[("last year", "2023")],
    );
    check(
        "2024-10",
        "He was held last month.",
        &[("last month", "2024-09")],
    );
    check(
        "2024",
        "He was held last year, in May.",
        &[("last year", "2023"), ("May", "2023-05")],
    );
    check(
        "2024",
        "He was held last month.",
        &[("last month", "XXXX-XX")],
    );
}

#[test]
fn without_a_publication_date_the_text_bounds_itself() {
    check("", "He was held in September.", &[("September", "XXXX-09")]);
    check("", "He was held on 4 May.", &[("4 May", "XXXX-05-04")]);
    check(
        "",
        "He was held in March 2021. In May he was freed, and last year he left.",
        &[
            ("March 2021", "2021-03"),
            ("May", "2021-05"),
            ("last year", "2020"),
        ],
    );
}

#[test]
fn a_history_carries_its_own_date() {
    let text = "On 3 March 1905 the army withdrew from the pass. On 5 March it stood at the river. \
        In December the fleet sailed, and in January it was sunk. In 1907 the treaty was signed. \
        The following year the king fell, and in June a republic was declared.";
    check(
        "2009-12-19",
        &format!("{text} It had begun in 1899, in 1900 and in 1901, in 1902, in 1903 and in 1904."),
        &[
            ("3 March 1905", "1905-03-03"),
            ("5 March", "1905-03-05"),
            ("December", "1905-12"),
            ("January", "1906-01"),
            ("1907", "1907"),
            ("The following year", "1908"),
            ("June", "1908-06"),
            ("1899", "1899"),
            ("1900", "1900"),
            ("1901", "1901"),
            ("1902", "1902"),
            ("1903", "1903"),
            ("1904", "1904"),
        ],
    );
}

#[test]
fn years_before_christ() {
    check(
        "",
        "The revolt (499\u{2013}493 BC) ended in 493. In 490 BC they landed; the following year they left.",
        &[
            ("499", "BC0499"),
            ("493 BC", "BC0493"),
            ("493", "BC0493"),
            ("490 BC", "BC0490"),
            ("the following year", "BC0489"),
        ],
    );
}

#[test]
fn a_month_without_a_year_lies_where_the_story_is() {
    for (text, expected) in [
        // A story runs forward, and what does not go on with it is of the news.
        (
            "Police searched the yard in May 2021, and in June the owner fled.",
            &[("May 2021", "2021-05"), ("June", "2021-06")][..],
        ),
        (
            "A cousin approached him in May 2021. The trial opened in February.",
            &[("May 2021", "2021-05"), ("February", "2024-02")],
        ),
        (
            "In October 2020 the files were put up for sale.\n\nOn 24 October patients got mails. The night before, the sender had slept in Turku.",
            &[
                ("October 2020", "2020-10"),
                ("24 October", "2020-10-24"),
                ("The night before", "2020-10-23TNI"),
            ],
        ),
        (
            "In February 2015 a depot burnt.\n\nOn 17 February the court threw the case out.",
            &[("February 2015", "2015-02"), ("17 February", "2024-02-17")],
        ),
        // What is fixed for a day lies ahead, also where it is told in the past.
        (
            "The matter was posted for 7 April.",
            &[("7 April", "2024-04-07")],
        ),
        (
            "He has been summoned to a hearing on 17 June.",
            &[("17 June", "2024-06-17")],
        ),
        (
            "The team has been called to four plants since August.",
            &[("August", "2023-08")],
        ),
        ("See you in May!", &[("May", "2024-05")]),
        ("The hearings go on in May.", &[("May", "2024-05")]),
        (
            "The crew let the ship go on December 3.",
            &[("December 3", "2023-12-03")],
        ),
        (
            "In the weeks before the January election the fund handed out rice.",
            &[("January", "2024-01")],
        ),
        // News looks back over many years and stays news.
        (
            "He was seized on Tuesday. He had fled in 1994, come back in 1999, left in 2003, been tried in 2007, \
             freed in 2011 and jailed in 2015. Judges quashed that this January, and he told of it last week.",
            &[
                ("Tuesday", "2024-03-12"),
                ("1994", "1994"),
                ("1999", "1999"),
                ("2003", "2003"),
                ("2007", "2007"),
                ("2011", "2011"),
                ("2015", "2015"),
                ("this January", "2024-01"),
                ("last week", "2024-W10"),
            ],
        ),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn days_and_years_beside_others() {
    for (text, expected) in [
        (
            "He was held in 2009 and let go the year after.",
            &[("2009", "2009"), ("the year after", "2010")][..],
        ),
        (
            "He was tried in May 2022; the month before, his brother had died.",
            &[("May 2022", "2022-05"), ("the month before", "2022-04")],
        ),
        (
            "It broke on 5 March. The bank noticed it that night.",
            &[("5 March", "2024-03-05"), ("that night", "2024-03-05TNI")],
        ),
        (
            "It began on 19 August 2021. At 4:12 UTC the next day the mail came.",
            &[
                ("19 August 2021", "2021-08-19"),
                ("4:12 UTC the next day", "2021-08-20T04:12Z"),
            ],
        ),
        (
            "The ship has lain there since the second of the month.",
            &[("the second of the month", "2024-03-02")],
        ),
        ("You learn to hate the fifth of the month.", &[]),
        (
            "The firm closed in 2019. A year on, its clerks still wait.",
            &[("2019", "2019"), ("A year on", "2020")],
        ),
        ("It took a good hour.", &[("a good hour", "PT1H")]),
        (
            "He moved to Mar del Plata and on 3 Mar to Salta.",
            &[("3 Mar", "2024-03-03")],
        ),
        // "The year before he left" counts from what no calendar holds.
        ("He was in debt the year before he left.", &[]),
    ] {
        check("2024-03-14", text, expected);
    }
}

#[test]
fn times_as_they_are_said() {
    for (text, expected) in [
        (
            "It fell on 3 March at ten to nine in the evening.",
            &[
                ("3 March", "2024-03-03"),
                ("ten to nine in the evening", "2024-03-03T20:50"),
            ][..],
        ),
        (
            "On 3 March they left at half past eight and came back at a quarter to twelve.",
            &[
                ("3 March", "2024-03-03"),
                ("half past eight", "2024-03-03T08:30"),
                ("a quarter to twelve", "2024-03-03T11:45"),
            ],
        ),
        // A vote, and a span.
        ("The judges upheld it by ten to five.", &[]),
    ] {
        check("2024-03-14", text, expected);
    }
}
