//! Counts whose noun was told before, one of a kind, shares and times.

use super::check;

#[test]
fn a_count_may_have_its_noun_before() {
    check(&[
        (
            "Police held 14 men. Nine of them were freed.",
            &["14 men = 14 men", "Nine of them = 9 men"],
        ),
        (
            "Fourteen letters were sent; four of these came back.",
            &["Fourteen letters = 14 letters", "four of these = 4 letters"],
        ),
        (
            "It named 14 officers, three of whom have left.",
            &["14 officers = 14 officers", "three of whom = 3 officers"],
        ),
        (
            "The union wrote to 14 ministers. Four of the 14 have not replied.",
            &[
                "14 ministers = 14 ministers",
                "Four of the 14 = 4 ministers",
            ],
        ),
        (
            "Fifteen companies were targeted; four were breached.",
            &["Fifteen companies = 15 companies", "four = 4 companies"],
        ),
        (
            "I checked 40 of them. Thirty-eight were real.",
            &["40 of them = 40 ", "Thirty-eight = 38 "],
        ),
        (
            "Of the seven samples, five were signed.",
            &["five = 5 samples"],
        ),
        (
            "In all, 17 people were charged: 12 have pleaded guilty and five are waiting.",
            &["17 people = 17 people", "12 = 12 people", "five = 5 people"],
        ),
        (
            "Four people were arrested, one in Armenia and three in Ukraine.",
            &[
                "Four people = 4 people",
                "one = 1 people",
                "three = 3 people",
            ],
        ),
        (
            "Of 24 parties, fourteen are in China, five in Singapore and two in Malaysia.",
            &[
                "24 parties = 24 parties",
                "fourteen = 14 parties",
                "five = 5 parties",
                "two = 2 parties",
            ],
        ),
        (
            "It shot at the hull of the gang, two of whose members were held.",
            &["two of whose members = 2 members"],
        ),
        (
            "The 4,000-odd people in the camp wait.",
            &["4,000-odd people = 4000 people"],
        ),
        // No row: nothing was counted in the sentence, or a month follows.
        (
            "He met 12 men. Then came the raid, one in Oslo.",
            &["12 men = 12 men"],
        ),
        (
            "It opened 12 shops, and five in June.",
            &["12 shops = 12 shops"],
        ),
        ("It paid €40, and five in Oslo.", &["€40 = 40 EUR"]),
        // Nothing was counted, or not so many, or it is money or time.
        ("Two were brothers.", &[]),
        ("He met two men. Five were late.", &["two men = 2 men"]),
        ("It cost €40. Two were broken.", &["€40 = 40 EUR"]),
        (
            "Four of these ships sank.",
            &["Four of these ships = 4 ships"],
        ),
        ("Two of them smiled.", &[]),
    ]);
}

#[test]
fn times_are_counted_where_nothing_is_compared() {
    check(&[
        ("The plant was hit three times.", &["three times = 3 times"]),
        (
            "I have changed phones four times since.",
            &["four times = 4 times"],
        ),
        (
            "It was seen 2.1 million times.",
            &["2.1 million times = 2100000 times"],
        ),
        ("It was three times as big and four times larger.", &[]),
        (
            "The five times winner came; the last three times he lost.",
            &[],
        ),
    ]);
}

#[test]
fn shares_in_words_need_no_ten() {
    check(&[
        ("One in four pays.", &["One in four = 25 %"]),
        (
            "Three in four firms agreed, and one in 10 did not.",
            &["Three in four = 75 %", "one in 10 = 10 %"],
        ),
        ("She was one in a million.", &[]),
        ("It happened one in five days.", &[]),
    ]);
}

#[test]
fn one_counts_in_a_list_or_of_whom_something_befell() {
    check(&[
        (
            "It met three soldiers, one judge and 12 clerks.",
            &[
                "three soldiers = 3 soldiers",
                "one judge = 1 judge",
                "12 clerks = 12 clerks",
            ],
        ),
        (
            "Two tugs and one barge left the harbour.",
            &["Two tugs = 2 tugs", "one barge = 1 barge"],
        ),
        (
            "One employee was suspended.",
            &["One employee = 1 employee"],
        ),
        (
            "One vessel was seized off Oman.",
            &["One vessel = 1 vessel"],
        ),
        ("One day, two men came.", &["two men = 2 men"]),
        ("One thing is clear, one of them knew one another.", &[]),
        (
            "One went home and three officers stayed.",
            &["three officers = 3 officers"],
        ),
        (
            "In two cities, one officer said nothing.",
            &["two cities = 2 cities"],
        ),
        ("One employee was pleased.", &[]),
    ]);
}

#[test]
fn sums_are_read_before_and_behind() {
    check(&[
        (
            "It imposed fines of N1 million each.",
            &["N1 million = 1000000 NGN"],
        ),
        (
            "The court fined the department 5 million rand.",
            &["5 million rand = 5000000 ZAR"],
        ),
        (
            "The firm paid $2 million, some 4 cents per customer.",
            &["$2 million = 2000000 USD", "4 cents = ~0.04 USD"],
        ),
        ("It charges 99 cents.", &["99 cents = 99 cents"]),
        (
            "She earns J$15,000 and USh 300,000.",
            &["J$15,000 = 15000 JMD", "USh 300,000 = 300000 UGX"],
        ),
        (
            "He paid 3 million Egyptian pounds and 12,000 Iraqi dinars.",
            &[
                "3 million Egyptian pounds = 3000000 EGP",
                "12,000 Iraqi dinars = 12000 IQD",
            ],
        ),
        (
            "They took sums of between $30 and $400.",
            &["$30 and $400 = 30..400 USD"],
        ),
        ("On a bad day 3.2% of logins fail.", &["3.2% = 3.2 %"]),
        // An office, a mask and a road.
        ("The department 5 office sold N95 masks on the N1.", &[]),
    ]);
}

#[test]
fn numbers_behind_names_and_marks() {
    check(&[
        ("He sent Alex 17 clips.", &["17 clips = 17 clips"]),
        ("“Three men came in,” she said.", &["Three men = 3 men"]),
        (
            "**Impact.** Three rooms were shut.",
            &["Three rooms = 3 rooms"],
        ),
        (
            "There were two accused shot at a post.",
            &["two accused = 2 accused"],
        ),
        (
            "It fetched a 6 kilobyte script with a 12-byte pattern.",
            &["6 kilobyte = 6 kilobyte", "12-byte = 12 byte"],
        ),
        (
            "The “Three Lions” shirt sold well on Windows 17 machines.",
            &[],
        ),
    ]);
}
