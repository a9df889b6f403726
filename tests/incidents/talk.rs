//! What tells none: talk, accidents, sports, everyday words.

use super::check;

#[test]
fn talk_is_no_incident() {
    check(&[
        ("Chinese espionage is escalating.", &[]),
        ("The service could recruit students abroad.", &[]),
        ("The law would ban foreign agents from parliament.", &[]),
        ("Hackers often breach such systems in Europe.", &[]),
        ("Officials fear that Moscow may attack Estonia.", &[]),
        (
            "New rules help to prevent leaks from the ministry in Paris.",
            &[],
        ),
        ("The MSS is responsible for counterespionage.", &[]),
        (
            "If the firm were hacked, Berlin would close its offices.",
            &[],
        ),
        ("No one was arrested in Rome.", &[]),
        ("He was not charged by the prosecutor.", &[]),
        ("Leaked documents show how the bureau works.", &[]),
        ("Efforts to recruit scientists go on in Canada.", &[]),
        ("", &[]),
    ]);
}

#[test]
fn words_of_violence_need_somebody_who_did_it() {
    check(&[
        ("The earthquake killed 300 people in Morocco in 2023.", &[]),
        (
            "Two tourists were killed in a car crash near Split in May 2022.",
            &[],
        ),
        (
            "The minister attacked the opposition's tax plan in May 2023.",
            &[],
        ),
        ("The film was shot in Riga in 2019.", &[]),
        ("He shot to fame in London in 2011.", &[]),
        ("SpaceX launched a rocket into orbit in March 2024.", &[]),
        ("Volvo launched a new lorry in Gothenburg in 2021.", &[]),
        (
            "The affair was blown up out of all proportion in Vienna in 2020.",
            &[],
        ),
        ("Shares in Nokia hit a record high in 2021.", &[]),
        (
            "The two firms struck a deal on drones in Ankara in 2022.",
            &[],
        ),
        (
            "Ajax attacked Chelsea from the start and won the match in 2019.",
            &[],
        ),
        (
            "Gunmen killed four officers at a checkpoint near Quetta in May 2022.",
            &["attack 2022-05"],
        ),
        (
            "A defector was killed with poison in London in 2006.",
            &["attack 2006"],
        ),
        (
            "Saboteurs blew up a railway bridge near Bryansk in May 2023.",
            &["attack 2023-05"],
        ),
        (
            "Israel launched strikes on Isfahan on 19 April 2024.",
            &["attack 2024-04-19"],
        ),
        (
            "A denial-of-service attack knocked the site of Estonia's parliament offline in 2007.",
            &["cyber 2007"],
        ),
        (
            "A denial of service attack hit banks in Tallinn in 2007.",
            &["cyber 2007"],
        ),
    ]);
}

#[test]
fn everyday_words_are_no_incident() {
    check(&[
        ("The club recruited two nurses in Leeds in 2022.", &[]),
        ("Volvo recalled 40,000 cars in Sweden in 2022.", &[]),
        (
            "The hotel closed a bar next to the embassy in Rome in 2022.",
            &[],
        ),
        (
            "Parliament passed the intelligence bill in Warsaw in 2021.",
            &[],
        ),
        (
            "MI5 published its annual intelligence report in May 2023.",
            &[],
        ),
        ("Water leaked into the archive in Cologne in 2009.", &[]),
        (
            "The firm breached the terms of its contract with Ghana in 2018.",
            &[],
        ),
        ("The bank installed new software in Oslo in 2020.", &[]),
        ("Peter Holm tried to call the court in Bonn in 2019.", &[]),
        (
            "Rescuers searched for the missing near Bodø in 2021, police said.",
            &[],
        ),
        (
            "The judge read out a sentence of the novel in Athens in 2020.",
            &[],
        ),
        ("She was expelled from school in Kyiv in 1994.", &[]),
        ("Facebook added a button to its pages in 2016.", &[]),
        ("He was summoned home by his mother in Turin in 1999.", &[]),
        ("Hackers hit Tallinn\n\nIt was quiet in the city.", &[]),
    ]);
}
