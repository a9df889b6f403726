//! What a date rests on, and what tells an incident without a verb of the lexicon.

use super::check;

#[test]
fn a_date_has_the_surest_of_its_grounds() {
    check(&[
        // Counted from another event, forth and back.
        (
            "Police arrested a man in Ghent in June, three months after a bomb went off in a bank.",
            &["legal 2024-06", "attack 2024-03"],
        ),
        (
            "On 3 May gunmen attacked a checkpoint in Kidal. Two days after the attack, troops stormed a camp near Gao.",
            &["attack 2024-05-03", "operation 2024-05-05"],
        ),
        // The line that opens the news dates it only where nothing else does.
        (
            "OSLO, June 13 - Saboteurs cut a cable off Svalbard this spring, the security service said on Thursday.",
            &["attack 2024-SP"],
        ),
        // The same event, named again.
        (
            "Hackers broke into the ministry in November 2023. An inquiry was opened in 2024. The hack had exposed the files of 3,000 officers.",
            &["cyber 2023-11", "legal 2024", "cyber 2023-11"],
        ),
        // A date beyond the clause is none of the aside's, and that of the aside none of the news.
        (
            "The trader, who has been jailed before, gave no comment on Friday.",
            &["legal -"],
        ),
        (
            "Orel, convicted of fraud in 2017, was added to the EU list on Wednesday.",
            &["legal 2017", "sanction 2024-06-12"],
        ),
        (
            "A man who stabbed a policeman in 2023 was jailed for life on Friday.",
            &["legal 2024-06-14", "attack 2023"],
        ),
        // The day, not the hour; what the police did after a raid is of its day.
        (
            "Police raided a flat in Turku on Sunday night. Three men were arrested.",
            &["operation 2024-06-09", "legal 2024-06-09"],
        ),
        // A second of the kind has a date of its own.
        (
            "The banker was arrested in Lagos in March 2022 and sentenced to nine years in May 2023.",
            &["legal 2022-03", "legal 2023-05"],
        ),
        (
            "On 7 May five nations named and indicted the leader of the gang.",
            &["legal 2024-05-07?"],
        ),
    ]);
}

#[test]
fn what_points_back_tells_the_same() {
    check(&[
        (
            "Britain blacklisted two banks on Thursday. Canada took the same step.",
            &["sanction 2024-06-13", "sanction 2024-06-13"],
        ),
        (
            "Warsaw expelled a Russian attaché in May. Vilnius did the same in June.",
            &["diplomatic 2024-05", "diplomatic 2024-06"],
        ),
        (
            "A bomb hit a convoy near Gao on Monday. It left five soldiers dead.",
            &["attack 2024-06-10", "attack 2024-06-10"],
        ),
        ("The bakers baked on Monday. Vilnius did the same.", &[]),
    ]);
}

#[test]
fn those_whose_trade_it_is_need_no_verb_of_the_list() {
    check(&[
        (
            "Hackers tore through the ministry's network in May.",
            &["cyber 2024-05"],
        ),
        (
            "Detectives bundled Anna Berg out of the clinic on Monday.",
            &["legal 2024-06-10"],
        ),
        ("Detectives said in May that Anna Berg was well.", &[]),
        (
            "The bomb shelter in Bern was turned into a museum in 2015.",
            &[],
        ),
        ("Hackers are watched by the police in Bern.", &[]),
        (
            "The port of Riga shut two terminals on Monday after a ransomware attack.",
            &["cyber 2024-06-10"],
        ),
    ]);
}
