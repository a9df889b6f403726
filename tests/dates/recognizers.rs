//! Constructions of the Microsoft recognizers' `DateTimeModel` that an article could contain, in
//! sentences of our own. Left out are those that only a calendar assistant meets: spans of clock
//! times ("from 3-8pm", "Monday 11-4"), spelled-out clock times ("half past seven", "nine a m"),
//! abbreviations of chat ("tmrw", "eod", "11ish"), numbers spelled in words as years, impossible
//! dates, comparisons ("> = 2019"), school years, working days, time-zone names alone, and bare
//! "the day", "the month", "the 18th" of an appointment.

use super::find;

/// Published on Thursday, 14 November 2019 unless the case says otherwise.
const CASES: &[(&str, &str, &str)] = &[
    (
        "The fleet sails on 4th Jan 2020.",
        "4th Jan 2020",
        "2020-01-04",
    ),
    (
        "The fleet sails on January 12, 2020.",
        "January 12, 2020",
        "2020-01-12",
    ),
    (
        "They met on 12 January 2016 in Oslo.",
        "12 January 2016",
        "2016-01-12",
    ),
    (
        "The pact dates from the second of August 1990.",
        "the second of August 1990",
        "1990-08-02",
    ),
    ("The memo is dated 2019-03-07.", "2019-03-07", "2019-03-07"),
    ("The memo is dated 03/27/2019.", "03/27/2019", "2019-03-27"),
    ("The memo is dated 27/03/2019.", "27/03/2019", "2019-03-27"),
    ("The memo is dated 27.03.2019.", "27.03.2019", "2019-03-27"),
    (
        "The memo is dated 27-Mar-2019.",
        "27-Mar-2019",
        "2019-03-27",
    ),
    (
        "The unit sold it on Dec. 31, 1994.",
        "Dec. 31, 1994",
        "1994-12-31",
    ),
    (
        "The unit sold it on Dec31, 1994.",
        "Dec31, 1994",
        "1994-12-31",
    ),
    (
        "He was seen on the twenty-first of May 2018.",
        "the twenty-first of May 2018",
        "2018-05-21",
    ),
    ("He was seen on May 21.", "May 21", "2019-05-21"),
    ("He will be tried on May 21.", "May 21", "2020-05-21"),
    ("He was seen on 21 May.", "21 May", "2019-05-21"),
    ("He was seen on Friday.", "Friday", "2019-11-08"),
    ("He will appear on Friday.", "Friday", "2019-11-15"),
    (
        "He was seen on Tuesday, 12 November.",
        "Tuesday, 12 November",
        "2019-11-12",
    ),
    (
        "He was seen on Tue May 7, 2019.",
        "Tue May 7, 2019",
        "2019-05-07",
    ),
    ("He left last Monday.", "last Monday", "2019-11-11"),
    ("He returns next Monday.", "next Monday", "2019-11-18"),
    ("He returns this Friday.", "this Friday", "2019-11-15"),
    ("He was held yesterday.", "yesterday", "2019-11-13"),
    ("He will be freed tomorrow.", "tomorrow", "2019-11-15"),
    ("He was charged today.", "today", "2019-11-14"),
    (
        "He was held the day before yesterday.",
        "the day before yesterday",
        "2019-11-12",
    ),
    (
        "He will be freed the day after tomorrow.",
        "the day after tomorrow",
        "2019-11-16",
    ),
    ("He fled two days ago.", "two days ago", "2019-11-12"),
    ("He fled two months ago.", "two months ago", "2019-09"),
    ("He fled three years ago.", "three years ago", "2016"),
    (
        "He will speak three weeks from tomorrow.",
        "three weeks from tomorrow",
        "2019-W49",
    ),
    (
        "He will speak two days after today.",
        "two days after today",
        "2019-11-16",
    ),
    ("The law will lapse in two months.", "two months", "2020-01"),
    ("The law will lapse in two years.", "two years", "2021"),
    (
        "The base opened two weeks before May 13, 1999.",
        "two weeks before May 13, 1999",
        "1999-W17",
    ),
    ("This week the talks resumed.", "This week", "2019-W46"),
    ("Last week the talks broke off.", "Last week", "2019-W45"),
    ("Next week the talks resume.", "Next week", "2019-W47"),
    ("The talks broke off last month.", "last month", "2019-10"),
    ("The talks resume next month.", "next month", "2019-12"),
    ("The talks broke off last year.", "last year", "2018"),
    ("The talks resume next year.", "next year", "2020"),
    (
        "The talks resumed earlier this month.",
        "earlier this month",
        "2019-11",
    ),
    (
        "The talks resume later this week.",
        "later this week",
        "2019-W46",
    ),
    (
        "The talks resume later this year.",
        "later this year",
        "2019",
    ),
    ("The talks resumed in April 2017.", "April 2017", "2017-04"),
    (
        "The talks resumed in April of 2017.",
        "April of 2017",
        "2017-04",
    ),
    ("The talks resumed in 2017 April.", "2017 April", "2017-04"),
    ("The talks resumed in Dec, 2018.", "Dec, 2018", "2018-12"),
    ("The talks resumed in 12/2018.", "12/2018", "2018-12"),
    ("The talks resumed in 2018-12.", "2018-12", "2018-12"),
    ("The talks resumed in April.", "April", "2019-04"),
    ("The talks resumed last April.", "last April", "2019-04"),
    ("The talks will resume next April.", "next April", "2020-04"),
    ("The talks ended since late July.", "late July", "2019-07"),
    (
        "Sales fell in the year of 2008.",
        "the year of 2008",
        "2008",
    ),
    ("Sales fell in the year 2008.", "the year 2008", "2008"),
    ("Sales fell between 2007 and 2009.", "2007", "2007"),
    ("Sales fell between 2007 and 2009.", "2009", "2009"),
    ("Sales fell in 2014-2018.", "2018", "2018"),
    ("Sales fell from 2014 till 2018.", "2018", "2018"),
    ("Sales fell through 2014\u{2013}18.", "18", "2018"),
    (
        "Sales fell from April 2016 to June 2017.",
        "June 2017",
        "2017-06",
    ),
    (
        "Sales fell from September to November.",
        "November",
        "2019-11",
    ),
    (
        "Sales will rise from August to October.",
        "August",
        "2020-08",
    ),
    (
        "Sales fell on November 18-19, 2018.",
        "19, 2018",
        "2018-11-19",
    ),
    ("Sales fell on 5 and 7 June 1967.", "5", "1967-06-05"),
    (
        "Sales fell from 10/1/2018-10/7/2018.",
        "10/1/2018",
        "2018-10-01",
    ),
    ("Sales fell in 2017 Q1.", "2017 Q1", "2017-Q1"),
    ("Sales fell in Q3 2018.", "Q3 2018", "2018-Q3"),
    (
        "Sales fell in the third quarter of 2018.",
        "the third quarter of 2018",
        "2018-Q3",
    ),
    (
        "Sales fell in the first quarter of last year.",
        "the first quarter of last year",
        "2018-Q1",
    ),
    ("Sales fell this quarter.", "this quarter", "2019-Q4"),
    ("Sales fell last quarter.", "last quarter", "2019-Q3"),
    ("Sales fell in H2 2018.", "H2 2018", "2018-H2"),
    (
        "Sales fell in the first half of 2018.",
        "the first half of 2018",
        "2018-H1",
    ),
    (
        "Sales fell in fiscal year 2018.",
        "fiscal year 2018",
        "FY2018",
    ),
    ("Sales fell in FY18.", "FY18", "FY2018"),
    ("Sales fell last fiscal year.", "last fiscal year", "FY2018"),
    ("Sales fell this summer.", "this summer", "2019-SU"),
    ("Sales fell last winter.", "last winter", "2018-WI"),
    ("Sales fell in summer 2018.", "summer 2018", "2018-SU"),
    (
        "Sales fell in the autumn of 2018.",
        "the autumn of 2018",
        "2018-FA",
    ),
    (
        "Sales fell in the first week of January 2015.",
        "the first week of January 2015",
        "2015-01",
    ),
    ("Sales fell over the weekend.", "the weekend", "2019-W45-WE"),
    ("Sales fell last weekend.", "last weekend", "2019-W45-WE"),
    ("Sales fell in the 1990s.", "the 1990s", "199"),
    ("Sales fell in the '90s.", "the '90s", "199"),
    ("Sales fell in the 15th century.", "the 15th century", "14"),
    ("Sales fell by the end of 2016.", "the end of 2016", "2016"),
    (
        "Sales fell by the middle of March.",
        "the middle of March",
        "2019-03",
    ),
    (
        "Sales fell on Christmas 2018.",
        "Christmas 2018",
        "2018-12-25",
    ),
    ("Sales fell at Easter 2018.", "Easter 2018", "2018-04-01"),
    (
        "Sales fell on Thanksgiving 2018.",
        "Thanksgiving 2018",
        "2018-11-22",
    ),
    (
        "Sales fell on Labor Day 2018.",
        "Labor Day 2018",
        "2018-09-03",
    ),
    (
        "Sales fell on New Year's Eve 2018.",
        "New Year's Eve 2018",
        "2018-12-31",
    ),
    (
        "They met on the first Monday of September 2019.",
        "the first Monday of September 2019",
        "2019-09-02",
    ),
    (
        "They met on Monday of last week.",
        "Monday of last week",
        "2019-11-04",
    ),
    ("The strike lasted three hours.", "three hours", "PT3H"),
    ("The strike lasted 2.5 hours.", "2.5 hours", "PT2H30M"),
    ("The strike lasted 3h.", "3h", "PT3H"),
    (
        "The strike lasted 3 hours 30 minutes.",
        "3 hours 30 minutes",
        "PT3H30M",
    ),
    (
        "The strike lasted one hour and 30 minutes.",
        "one hour and 30 minutes",
        "PT1H30M",
    ),
    (
        "The strike lasted one and a half hours.",
        "one and a half hours",
        "PT1H30M",
    ),
    (
        "The strike lasted 17 and a half hours.",
        "17 and a half hours",
        "PT17H30M",
    ),
    ("The strike lasted half an hour.", "half an hour", "PT30M"),
    ("The strike lasted all day.", "all day", "P1D"),
    ("The strike lasted another week.", "another week", "P1W"),
    ("The strike lasted a few days.", "a few days", "PXD"),
    ("The strike lasted several weeks.", "several weeks", "PXW"),
    (
        "The strike lasted twenty-four hours.",
        "twenty-four hours",
        "PT24H",
    ),
    (
        "The strike lasted more than ten days.",
        "more than ten days",
        "P10D",
    ),
    (
        "They fought over the past five years.",
        "the past five years",
        "P5Y",
    ),
    (
        "They fought over the five past years.",
        "the five past years",
        "P5Y",
    ),
    (
        "They will fight for the next three weeks.",
        "the next three weeks",
        "P3W",
    ),
    ("They meet weekly.", "weekly", "P1W"),
    ("They meet daily.", "daily", "P1D"),
    ("They meet every year.", "every year", "P1Y"),
    ("They meet every two days.", "every two days", "P2D"),
    ("They meet every Monday.", "every Monday", "XXXX-WXX-1"),
    ("They meet on Fridays.", "Fridays", "XXXX-WXX-5"),
    ("They meet annually.", "annually", "P1Y"),
    ("They meet twice a month.", "twice a month", "P1M"),
    ("They were seen at 3 pm.", "3 pm", "2019-11-14T15:00"),
    (
        "They were seen at 3:45 a.m. on Friday.",
        "3:45 a.m.",
        "2019-11-08T03:45",
    ),
    (
        "They were seen at 17:30 UTC.",
        "17:30 UTC",
        "2019-11-14T17:30Z",
    ),
    ("They were seen last night.", "last night", "2019-11-13TNI"),
    (
        "They were seen yesterday morning.",
        "yesterday morning",
        "2019-11-13TMO",
    ),
    (
        "They were seen this morning.",
        "this morning",
        "2019-11-14TMO",
    ),
    (
        "They were seen on Monday night.",
        "Monday night",
        "2019-11-11TNI",
    ),
    (
        "They were seen last Monday afternoon.",
        "last Monday afternoon",
        "2019-11-11TAF",
    ),
    (
        "They will be seen next Monday afternoon.",
        "next Monday afternoon",
        "2019-11-18TAF",
    ),
    (
        "They were seen at midnight.",
        "midnight",
        "2019-11-14T00:00",
    ),
    (
        "They were seen at nine o'clock.",
        "nine o'clock",
        "2019-11-14T09:00",
    ),
    (
        "They were seen at 9 o'clock.",
        "9 o'clock",
        "2019-11-14T09:00",
    ),
    ("They are now in Minsk.", "now", "PRESENT_REF"),
    ("You may not leave, they said.", "", ""),
    ("You may have to leave, they said.", "", ""),
    ("Twenty-six people died in the accident.", "", ""),
    ("Tel: +86 138-2010-2015", "", ""),
    ("We delivered 2000 pieces of kit.", "", ""),
    ("The march of history took a second turn.", "", ""),
];

#[test]
fn constructions_of_the_recognizers_specification() {
    let missed: Vec<String> = CASES
        .iter()
        .filter_map(|(text, span, value)| {
            let found = find(text, "2019-11-14");
            let right = if span.is_empty() {
                found.is_empty()
            } else {
                found
                    .iter()
                    .any(|t| t.span.of(text) == *span && t.value == *value)
            };
            let got: Vec<_> = found.iter().map(|t| (t.span.of(text), &t.value)).collect();
            (!right).then(|| format!("{text} wanted {span:?} {value}, got {got:?}"))
        })
        .collect();
    let share = 1.0 - missed.len() as f64 / CASES.len() as f64;
    println!("{share:.3} of {} cases", CASES.len());
    assert!(
        share >= 0.95,
        "{share:.3} of {}:\n{}",
        CASES.len(),
        missed.join("\n")
    );
}
