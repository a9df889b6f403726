//! Reading without a screen: line by line, one article at a time, who with whom and who when.

use super::super::{Place, err, out, records};

fn shelf() -> Place {
    let place = Place::new();
    place.file(
        "one.txt",
        "Title: A first report\nPublished: 2024-03-04\nPublisher: The Wire\n\n\
         Huawei and ZTE met the FBI on 3 March 2024. Huawei denied it.\n\n\
         A second paragraph names nobody at all, and goes on for a while.\n",
    );
    place.file(
        "two.txt",
        "Title: A second report\nPublished: 2024-05-06\n\n\
         On 5 May 2024 Huawei paid ZTE. The FBI said nothing about ZTE.\n",
    );
    let output = place
        .command(&["import", "one.txt", "two.txt"])
        .current_dir(&place.0)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", err(&output));
    place
}

/// Nothing that moves a cursor, and no sign that a voice would have to spell.
fn plain(text: &str) {
    for c in text.chars() {
        let drawn = matches!(c, '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}' | '·');
        assert!((!c.is_control() || c == '\n') && !drawn, "{c:?} in {text}");
    }
}

#[test]
fn plain_reading_is_a_talk_in_lines() {
    let place = shelf();
    let typed = "2\n\n\nb\nwho\nentity fbi\nmarks notes\ngo 1\nclip\nstar\ntime\nsearch denied\ngo 1\n\
                 filter zte after:2024-05\nfilter (\nfilter\nnext\n9\nfly\nhelp\nquit\nlist\n";
    let output = place.fed(&["--plain"], typed);
    assert!(output.status.success(), "{}", err(&output));
    let said = out(&output);
    plain(&said);
    for told in [
        "2 articles, newest first.",
        "1. A second report. source unknown, 2024-05-06. Not read, 13 words.",
        "Article 2 of 2.\nA first report.\nThe Wire, 2024-03-04.\n2 paragraphs. Enter goes on.\n",
        "the FBI [agency, Federal Bureau of Investigation] on 3 March 2024.",
        "That was the article.",
        "Huawei, company, 2 mentions.",
        "Federal Bureau of Investigation, agency.\n",
        "Named with: ZTE, 2 sentences; Huawei, 1 sentence.",
        "Huawei (1) and ZTE (2) met the FBI (3)",
        "Note 3: Federal Bureau of Investigation, agency.",
        "Kept, with its source.",
        "Starred.",
        "2024-03-03. ",
        "1. Huawei denied it. From: A first report. 2024-03-04.",
        "1 article.",
        "The query cannot be understood",
        "There is no article 9, the last is 2.",
        "fly is nothing that can be typed here.",
        "quit: leave.",
    ] {
        assert!(said.contains(told), "{told:?} is not in\n{said}");
    }
    // What was done is kept, and nothing was said after leaving.
    let clips = records(&place.run(&["clips", "--json"]));
    assert_eq!(clips.len(), 1);
    assert_eq!(
        records(&place.run(&["list", "--json", "is:starred"])).len(),
        1
    );
    assert!(
        said.trim_end().ends_with("briefing --help lists them."),
        "{said}"
    );
}

#[test]
fn plain_reading_into_a_pipe_is_everything_in_order() {
    let place = shelf();
    let said = out(&place.run(&["--plain"]));
    plain(&said);
    let places = [
        "1. A second report.",
        "2. A first report.",
        "Article 1 of 2.",
        "Named in this article:",
        "Article 2 of 2.",
        "A second paragraph names nobody",
        "What happened when:\n2024-03-03.",
    ]
    .map(|words| {
        said.find(words)
            .unwrap_or_else(|| panic!("{words} in {said}"))
    });
    assert!(places.is_sorted(), "{places:?}");
    let both = place.run(&["--plain", "list"]);
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn one_article_is_shown_and_marked() {
    let place = shelf();
    let text = out(&place.run(&["show", "one"]));
    assert!(
        text.starts_with("A first report\nThe Wire, 2024-03-04\n\nHuawei and ZTE"),
        "{text}"
    );
    let marked = out(&place.run(&["show", "one", "--format", "markdown"]));
    assert!(marked.starts_with("# A first report\n"), "{marked}");
    assert!(
        marked.contains("**Huawei**[^1] and **ZTE**[^2]"),
        "{marked}"
    );
    assert!(marked.contains("[^1]: Huawei, company."), "{marked}");
    let record = records(&place.run(&["show", "one", "--json"])).remove(0);
    let analyzed = records(&place.run(&["show", "one", "--format", "json"])).remove(0);
    assert_eq!(record, analyzed);
    assert_eq!(record["schema"], 1);
    assert!(
        record["mentions"]
            .as_array()
            .is_some_and(|all| !all.is_empty())
    );
    assert_eq!(place.run(&["show", "nothing"]).status.code(), Some(1));

    assert_eq!(
        out(&place.run(&["mark", "one", "two", "--read", "--star"])),
        "2 articles\n"
    );
    assert_eq!(
        records(&place.run(&["list", "--json", "is:starred is:read"])).len(),
        2
    );
    assert_eq!(
        out(&place.run(&["mark", "--all", "is:starred", "--unstar"])),
        "2 articles\n"
    );
    assert_eq!(
        place.run(&["list", "--json", "is:starred"]).status.code(),
        Some(1)
    );
    assert_eq!(place.run(&["mark", "one"]).status.code(), Some(2));
    assert_eq!(
        place
            .run(&["mark", "one", "--read", "--unread"])
            .status
            .code(),
        Some(2)
    );
    let missing = place.run(&["mark", "nothing", "--read"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("no article is called nothing"));
}

#[test]
fn who_with_whom_and_who_when() {
    let place = shelf();
    let found = records(&place.run(&["network", "huawei", "--json"])).remove(0);
    assert_eq!(found["name"], "Huawei");
    let with = found["neighbours"].as_array().expect("neighbours");
    let zte = with.iter().find(|it| it["name"] == "ZTE").expect("ZTE");
    assert_eq!(
        (&zte["sentences"], &zte["articles"]),
        (&2.into(), &2.into())
    );
    let ties = found["ties"].as_array().expect("ties");
    // ZTE and the FBI, in two sentences of two articles.
    assert!(
        ties.iter()
            .any(|tie| tie["sentences"] == 2 && tie["articles"] == 2),
        "{ties:?}"
    );
    assert!(out(&place.run(&["network", "huawei"])).contains("also with"));

    let rows = records(&place.run(&["months", "--json"]));
    let huawei = rows
        .iter()
        .find(|row| row["name"] == "Huawei")
        .expect("Huawei");
    assert_eq!(
        huawei["articles"],
        serde_json::json!({"2024-03": 1, "2024-05": 1})
    );
    let rows = records(&place.run(&["months", "--by", "quarter", "--around", "fbi", "--json"]));
    assert_eq!(rows[0]["name"], "Federal Bureau of Investigation");
    assert_eq!(
        rows[0]["articles"],
        serde_json::json!({"2024-Q1": 1, "2024-Q2": 1})
    );
    let rows = records(&place.run(&["months", "after:2024-05", "--by", "year", "--json"]));
    assert!(
        rows.iter()
            .all(|row| row["articles"] == serde_json::json!({"2024": 1})),
        "{rows:?}"
    );
}
