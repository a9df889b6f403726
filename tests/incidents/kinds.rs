//! What tells an incident, kind by kind.

use super::check;

#[test]
fn the_law_takes_its_course() {
    check(&[
        (
            "The judge read out a sentence of the court in Athens in 2020.",
            &["legal 2020"],
        ),
        (
            "Police in Oslo arrested two men on 3 May 2024.",
            &["legal 2024-05-03"],
        ),
        (
            "A former clerk was sentenced to nine years in prison in March 2022.",
            &["legal 2022-03"],
        ),
        (
            "She was charged in 2021 with passing secrets to Moscow.",
            &["legal 2021?"],
        ),
        ("A jury found him guilty in April 2019.", &["legal 2019-04"]),
        (
            "The shooting of the film director Theo van Gogh on 2 November 2004 shocked the country.",
            &["attack 2004-11-02"],
        ),
        (
            "Customs had announced the seizure of two tonnes of cocaine on 3 May 2024.",
            &["operation 2024-05-03"],
        ),
        (
            "Anna Berg pleaded guilty to acting as an agent of Iran.",
            &["legal -"],
        ),
        (
            "The Supreme Court upheld the verdict in 2020.",
            &["legal 2020"],
        ),
        (
            "He was released from prison in 2018 in a prisoner swap.",
            &["legal 2018"],
        ),
        (
            "Peter Holm was extradited to the United States in July 2017.",
            &["legal 2017-07"],
        ),
        ("Apple sued NSO Group in November 2021.", &["legal 2021-11"]),
        (
            "A court in Hamburg convicted the couple of spying for Russia in 2013.",
            &["legal 2013"],
        ),
    ]);
}

#[test]
fn each_kind_has_its_verbs() {
    check(&[
        (
            "Hackers breached the servers of the ministry in May 2023.",
            &["cyber 2023-05"],
        ),
        (
            "The group hijacked thousands of routers in 2022.",
            &["cyber 2022"],
        ),
        (
            "Ransomware crippled the hospital's computers in Dublin in May 2021.",
            &["cyber 2021-05"],
        ),
        (
            "The officer spied for East Germany from Bonn.",
            &["espionage -"],
        ),
        (
            "He passed classified documents to a Chinese officer in 2016.",
            &["espionage 2016"],
        ),
        (
            "A contractor leaked thousands of files to journalists in June 2013.",
            &["leak 2013-06"],
        ),
        (
            "The European Union sanctioned eleven firms in February 2023.",
            &["sanction 2023-02"],
        ),
        (
            "Washington imposed export controls on chips in October 2022.",
            &["sanction 2022-10"],
        ),
        (
            "London expelled 23 Russian diplomats in March 2018.",
            &["diplomatic 2018-03"],
        ),
        (
            "Berlin recalled its ambassador from Ankara in 2017.",
            &["diplomatic 2017"],
        ),
        (
            "The foreign ministry summoned the Iranian envoy in 2022.",
            &["diplomatic 2022"],
        ),
        (
            "The GRU recruited a Baltic officer in 2008.",
            &["recruitment 2008"],
        ),
        (
            "Europol dismantled the botnet in January 2021.",
            &["operation 2021-01"],
        ),
        (
            "Agents poisoned Alexei Navalny in August 2020.",
            &["attack 2020-08"],
        ),
        (
            "A drone struck the refinery near Ryazan in March 2024.",
            &["attack 2024-03"],
        ),
        (
            "Troll accounts spread false stories in Slovakia in September 2023.",
            &["influence 2023-09"],
        ),
        (
            "The attack on the pipeline took place in September 2022 off Denmark.",
            &["attack 2022-09"],
        ),
        (
            "Iran launched a cyberattack on Albania in July 2022.",
            &["cyber 2022-07"],
        ),
    ]);
}

#[test]
fn the_turns_of_phrase_of_the_trade_are_known() {
    check(&[
        (
            "A court in Riga handed Ivan Petrov a six-year term in March 2023.",
            &["legal 2023-03"],
        ),
        (
            "Ivan Petrov was put on trial in Oslo in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "Ivan Petrov went on trial in Oslo in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "Ivan Petrov was taken into custody at Heathrow in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "German authorities detained a soldier in Bonn in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "Prosecutors in Paris have charged Ivan Petrov with espionage, they said in May 2023.",
            &["legal 2023-05?"],
        ),
        (
            "Ivan Petrov was remanded in custody in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "A federal jury found Ivan Petrov guilty of treason in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "Apple filed a lawsuit against NSO Group in November 2021.",
            &["legal 2021-11"],
        ),
        (
            "Ivan Petrov was freed in a prisoner swap in April 2024.",
            &["legal 2024-04"],
        ),
        (
            "The judge ordered Ivan Petrov held without bail in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "The High Court ruled in May 2023 that the raid on the paper was unlawful.",
            &["legal 2023-05"],
        ),
        (
            "A Moscow court jailed the reporter for 16 years in July 2023.",
            &["legal 2023-07"],
        ),
        (
            "An arrest warrant for Ivan Petrov was issued in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "Police raided the offices of the Epoch Bank in Vienna in May 2023.",
            &["operation 2023-05"],
        ),
        (
            "Europol took down the LabHost platform in April 2024.",
            &["operation 2024-04"],
        ),
        (
            "Hackers stole the data of 3 million customers from Optus in September 2022.",
            &["cyber 2022-09"],
        ),
        (
            "The ransomware gang LockBit claimed responsibility for an attack on Boeing in October 2023.",
            &["cyber 2023-10?"],
        ),
        (
            "A cyberattack forced MGM Resorts to shut down its systems in September 2023.",
            &["cyber 2023-09"],
        ),
        (
            "The website of the Czech senate was knocked offline in May 2023.",
            &["cyber 2023-05"],
        ),
        (
            "The phone of the reporter was infected with Pegasus in May 2021.",
            &["cyber 2021-05", "espionage 2021-05"],
        ),
        (
            "Russian hackers broke into the email accounts of Microsoft executives in January 2024.",
            &["cyber 2024-01"],
        ),
        (
            "The attackers gained access to the ministry's network in May 2023.",
            &["cyber 2023-05"],
        ),
        (
            "APT29 was behind the intrusion at TeamViewer in May 2024.",
            &["cyber 2024-05"],
        ),
        (
            "The hospital in Barcelona was hit by ransomware in March 2023.",
            &["cyber 2023-03"],
        ),
        (
            "A naval officer sold secrets to Russia in 2020 and was caught in Rome.",
            &["espionage 2020", "legal 2020"],
        ),
        (
            "The couple gathered intelligence for Iran in Israel in 2023.",
            &["espionage 2023"],
        ),
        (
            "The FSB bugged the embassy in Moscow in 2015.",
            &["espionage 2015"],
        ),
        (
            "Documents of the Pentagon were posted on Discord in April 2023.",
            &["leak 2023-04"],
        ),
        (
            "A whistleblower gave the files to Der Spiegel in 2016.",
            &["leak 2016"],
        ),
        (
            "The hackers published the stolen files on the dark web in December 2022.",
            &["leak 2022-12"],
        ),
        (
            "The United States put Huawei on its Entity List in May 2019.",
            &["sanction 2019-05"],
        ),
        (
            "The Netherlands revoked the export licence of ASML in January 2024.",
            &["sanction 2024-01"],
        ),
        (
            "Canada banned TikTok from government phones in February 2023.",
            &["sanction 2023-02"],
        ),
        (
            "The Treasury Department blacklisted four Iranian firms in May 2023.",
            &["sanction 2023-05"],
        ),
        (
            "Britain imposed a travel ban on Alexei Sazonov in May 2023.",
            &["sanction 2023-05"],
        ),
        (
            "Norway kicked out 15 Russian embassy staff in April 2023.",
            &["diplomatic 2023-04"],
        ),
        (
            "Poland declared 45 Russian diplomats personae non gratae in March 2022.",
            &["diplomatic 2022-03"],
        ),
        (
            "Sweden summoned the Chinese ambassador in May 2020.",
            &["diplomatic 2020-05"],
        ),
        (
            "Bulgaria gave ten Russian diplomats 72 hours to leave in March 2022.",
            &["diplomatic 2022-03"],
        ),
        (
            "India suspended visas for Canadians in September 2023.",
            &["sanction 2023-09"],
        ),
        (
            "Iran's intelligence ministry recruited an Israeli man over Telegram in 2024.",
            &["recruitment 2024"],
        ),
        (
            "The two officers were approached by a recruiter of the MSS on LinkedIn in 2017.",
            &["recruitment 2017"],
        ),
        (
            "A car bomb killed Daria Dugina near Moscow in August 2022.",
            &["attack 2022-08"],
        ),
        (
            "Ismail Haniyeh was assassinated in Tehran in May 2024.",
            &["attack 2024-05"],
        ),
        (
            "Houthi fighters seized the Galaxy Leader in the Red Sea in November 2023.",
            &["attack 2023-11"],
        ),
        (
            "Ukraine struck the Saky air base with missiles in August 2022.",
            &["attack 2022-08"],
        ),
        (
            "An explosion damaged the Nord Stream pipelines in September 2022.",
            &["attack 2022-09"],
        ),
        (
            "An incendiary device caught fire at a DHL depot in Leipzig in May 2024.",
            &["attack 2024-05"],
        ),
        (
            "Arsonists set fire to a warehouse in Leyton in March 2024.",
            &["attack 2024-03"],
        ),
        (
            "Gunmen shot dead a Chechen exile in Berlin in August 2019.",
            &["attack 2019-08"],
        ),
        (
            "Russia-linked accounts posted deepfake videos about the election in Moldova in May 2024.",
            &["influence 2024-05"],
        ),
        (
            "Meta took down 500 fake accounts run from St. Petersburg in 2022.",
            &["influence 2022"],
        ),
        (
            "A network of sites spread false reports about Zelensky in 2023.",
            &["influence 2023"],
        ),
        (
            "Russia interfered in the US election in 2016.",
            &["influence 2016"],
        ),
        (
            "The channel was used to spread pro-Kremlin narratives in Slovakia in 2023.",
            &["influence 2023"],
        ),
        (
            "The FBI arrested a mole at the State Department in June 2009.",
            &["legal 2009-06"],
        ),
        (
            "MI5 foiled a plot to kidnap a journalist in London in 2022.",
            &["operation 2022"],
        ),
        (
            "Border guards boarded the tanker off Kotka in May 2024.",
            &["operation 2024-05"],
        ),
        (
            "Customs officers intercepted a shipment of drone engines in Rotterdam in May 2023.",
            &["operation 2023-05"],
        ),
    ]);
}

#[test]
fn steps_of_states_are_told() {
    check(&[
        (
            "Prosecutors accused two men of spying for Iran in Stockholm in 2020.",
            &["espionage 2020?", "legal 2020"],
        ),
        (
            "A jury in Boston convicted him in May 2021 of wire fraud.",
            &["legal 2021-05"],
        ),
        ("The court acquitted Anna Berg in 2018.", &["legal 2018"]),
        (
            "Agents of the FBI searched his house in August 2018.",
            &["legal 2018-08"],
        ),
        (
            "Prague told 18 Russian diplomats to leave in April 2021.",
            &["diplomatic 2021-04"],
        ),
        (
            "Police took four servers offline in Utrecht in 2022.",
            &["operation 2022"],
        ),
        (
            "The FBI seized 13 domains of the booter site in May 2023.",
            &["operation 2023-05"],
        ),
        (
            "Meta removed 40 accounts run from Minsk in 2021.",
            &["influence 2021"],
        ),
        (
            "Britain froze assets of the oligarch in March 2022.",
            &["sanction 2022-03"],
        ),
        (
            "The foreign ministry in Delhi summoned the Canadian ambassador in 2023.",
            &["diplomatic 2023"],
        ),
    ]);
}

#[test]
fn idioms_of_the_trade_are_known() {
    check(&[
        (
            "Olga Brandt put her hand up to espionage in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "Karl Moser was led away in handcuffs on 3 May 2024.",
            &["legal 2024-05-03"],
        ),
        (
            "A court in Oslo handed the former clerk of the port authority a six-year term on Monday.",
            &["legal 2024-06-10"],
        ),
        ("Anna Berg walked free in March 2021.", &["legal 2021-03"]),
        ("He was put away for 80 months in 2022.", &["legal 2022"]),
        (
            "The GRU ran him as a source from 2019.",
            &["espionage 2019"],
        ),
        (
            "The diplomat was shown the door in April 2023.",
            &["diplomatic 2023-04"],
        ),
        (
            "Norway sent two diplomats packing in 2022.",
            &["diplomatic 2022"],
        ),
        (
            "France pulled its ambassador from Bamako in January 2022.",
            &["diplomatic 2022-01"],
        ),
        (
            "Washington slapped visa restrictions on nine judges on Tuesday.",
            &["sanction 2024-06-11"],
        ),
        (
            "Hackers walked through the systems of the port in May 2023.",
            &["cyber 2023-05"],
        ),
        (
            "Intruders made off with the customer database in February 2024.",
            &["cyber 2024-02"],
        ),
        (
            "Somebody dumped the guest list of the hotel online in July 2023.",
            &["leak 2023-07"],
        ),
        (
            "A fisheries inspector was gunned down in Tijuana in 2021.",
            &["attack 2021"],
        ),
        (
            "Poland rolled up a network of spies in March 2023.",
            &["operation 2023-03"],
        ),
        (
            "A lawsuit was filed against Meta in July 2023.",
            &["legal 2023-07"],
        ),
        (
            "Hackers tried to break into the servers of the ministry in 2022.",
            &["cyber 2022"],
        ),
        // Talk, habits and what somebody is before the law are no incidents of their own.
        (
            "A service that wants a formula will hire somebody to steal it.",
            &[],
        ),
        ("She remains barred from leaving Turkey.", &[]),
        (
            "A man who spied for Russia was jailed on Monday.",
            &["legal 2024-06-10"],
        ),
        (
            "Victor Lund admitted to a court in May 2023 that he had worked as an agent of Iran.",
            &["legal 2023-05"],
        ),
    ]);
}

#[test]
fn a_story_of_spies_needs_no_word_for_them_in_each_sentence() {
    check(&[
        (
            "A dockyard fitter was jailed on 7 March 2024 for spying for Russia. The secrets went to an agent of the GRU. \
            In May 2023 he gave a man named Yuri the plan of a pump room. In June 2023 he copied 105 pages of a manual.",
            &["legal 2024-03-07", "espionage 2023-05", "espionage 2023-06"],
        ),
        (
            "The spy sent her handler lists of flights in January 2022. On 3 May 2022 she filmed the entrance of a warehouse.",
            &["espionage 2022-01", "espionage 2022-05-03"],
        ),
        // Elsewhere the same words tell nothing of the kind.
        (
            "The architect gave the council the plan of a pump room in May 2023. In June 2023 a student copied 105 pages of a manual.",
            &[],
        ),
    ]);
}

#[test]
fn what_authorities_open_find_and_take_away_is_told() {
    check(&[
        (
            "The Cyber Security Authority opened an inquiry into Baobab Reach on 14 February 2024, it said.",
            &["legal 2024-02-14"],
        ),
        (
            "Swedish prosecutors opened an investigation into the carrier in May 2023.",
            &["legal 2023-05"],
        ),
        (
            "On 4 June 2024 police in Kharkiv detained a man and seized five computers.",
            &["legal 2024-06-04", "operation 2024-06-04"],
        ),
        (
            "Investigators found 3.2 million cedis in a freezer in July 2023.",
            &["operation 2023-07"],
        ),
        (
            "Twelve laptops were seized on 3 May 2024.",
            &["operation 2024-05-03"],
        ),
        (
            "On May 7, 2024 India struck nine sites across the border.",
            &["attack 2024-05-07"],
        ),
        (
            "In December 2018 men of the band smashed Buddha statues in Mawanella.",
            &["attack 2018-12"],
        ),
        (
            "Mali left a joint military committee with Algeria in 2023.",
            &["diplomatic 2023"],
        ),
        // Who opens, finds or leaves something else tells nothing.
        (
            "The museum opened an exhibition in May 2023, and visitors found 40 euros on a bench.",
            &[],
        ),
        ("Anna Berg left the committee in 2023.", &[]),
    ]);
}
