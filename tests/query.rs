//! The question language: read, written out, refused with the place, completed.

use briefing::library::Query;
use proptest::prelude::*;

#[test]
fn questions_are_understood() {
    let cases = [
        ("", ""),
        ("   ", ""),
        ("nsa", "nsa"),
        ("nsa  fbi", "nsa fbi"),
        ("nsa AND fbi", "nsa fbi"),
        ("nsa OR fbi cia", "nsa OR fbi cia"),
        ("(nsa OR fbi) cia", "(nsa OR fbi) cia"),
        ("nsa (fbi cia)", "nsa fbi cia"),
        ("((nsa))", "nsa"),
        ("-nsa", "-nsa"),
        ("--nsa", "nsa"),
        ("NOT nsa", "-nsa"),
        ("-(nsa OR fbi)", "-(nsa OR fbi)"),
        ("\"state security\"", "\"state security\""),
        ("\"state security", "\"state security\""),
        ("\"say \\\"it\\\"\"", "\"say \\\"it\\\"\""),
        ("hack*", "hack*"),
        ("kasperski~", "kasperski~"),
        ("\"cyber att\"*", "\"cyber att\"*"),
        ("zero-day", "\"zero-day\""),
        ("c++ don't", "\"c++\" don't"),
        ("nsa – what now ?", "nsa what now"),
        ("Re: invoices", "Re invoices"),
        ("https://example.org/a", "\"https://example.org/a\""),
        ("\"OR\" or", "\"OR\" or"),
        ("person:putin", "person:putin"),
        ("Person:\"Ada Lovelace\"", "person:\"Ada Lovelace\""),
        ("organization:nato", "organisation:nato"),
        ("entity:agency:nsa", "entity:agency:nsa"),
        ("kind:organization", "kind:organisation"),
        (
            "after:2024-03 before:\"last  Month\"",
            "after:2024-03 before:\"last month\"",
        ),
        ("on:2024..2025 event:30d", "on:2024..2025 event:30d"),
        (
            "is:Unread has:quotes -is:starred",
            "is:unread has:quote -is:starred",
        ),
        ("title:cyber* lang:EN", "title:cyber* lang:en"),
        ("source:\"The Times\"", "source:\"The Times\""),
    ];
    for (question, expected) in cases {
        let query = Query::parse(question).unwrap_or_else(|e| panic!("{question}: {e}"));
        assert_eq!(query.to_string(), expected, "{question}");
        assert_eq!(query.is_empty(), expected.is_empty(), "{question}");
        assert_eq!(Query::parse(expected).as_ref(), Ok(&query), "{question}");
    }
}

#[test]
fn what_is_not_understood_is_pointed_at() {
    let cases = [
        ("nsa (fbi", "(", "this parenthesis is not closed"),
        ("nsa) fbi", ")", "this parenthesis closes nothing"),
        ("nsa ()", "(", "there is nothing between these parentheses"),
        ("OR nsa", "OR", "OR needs something on both sides"),
        ("nsa OR", "OR", "OR needs something on both sides"),
        ("nsa AND", "AND", "AND needs something on both sides"),
        ("nsa NOT", "NOT", "there is nothing here to leave out"),
        ("+++", "+++", "there is no letter or digit here to look for"),
        ("sorce:bbc", "sorce", "there is no field sorce:"),
        ("a is:odd", "odd", "is: does not know odd"),
        ("kind:thing", "thing", "kind: does not know thing"),
        ("after:soon", "soon", "soon is no date"),
        (
            "source: bbc",
            "source:",
            "source: needs something behind it",
        ),
        (
            "title:\"--\"",
            "\"--\"",
            "there is no letter or digit here to look for",
        ),
    ];
    for (question, at, message) in cases {
        let error = Query::parse(question).expect_err(question);
        assert_eq!(
            (&question[error.at.clone()], error.message.as_str()),
            (at, message)
        );
    }
    let hint = Query::parse("sorce:bbc").expect_err("unknown").hint;
    assert!(hint.is_some_and(|hint| hint.contains("source:")));
    let deep = "(".repeat(100_000);
    assert!(Query::parse(&deep).is_err());
}

#[test]
fn questions_are_completed() {
    let first = |question: &str| {
        let completion = Query::complete(question, question.len());
        let text = completion.suggestions.first().map(|s| s.text.clone());
        (
            question[completion.replace].to_owned(),
            text.unwrap_or_default(),
        )
    };
    let cases = [
        ("nsa so", ("so", "source:")),
        ("-is:st", ("is:st", "is:starred")),
        ("kind:per", ("kind:per", "kind:person")),
        ("after:last m", ("m", "malware:")),
        ("after:\"last m", ("after:\"last m", "after:\"last month\"")),
        ("(", ("", "entity:")),
        ("nsa zzz", ("zzz", "")),
        ("\"open phr", ("", "")),
    ];
    for (question, (replaced, text)) in cases {
        assert_eq!(
            first(question),
            (replaced.to_owned(), text.to_owned()),
            "{question}"
        );
    }
    for cursor in 0..20 {
        let _ = Query::complete("é nsa \"ü (source:", cursor);
    }
}

#[test]
fn words_are_lit() {
    let lit = |question: &str, text: &str| -> Vec<String> {
        let query = Query::parse(question).expect("understood");
        query
            .lit(text)
            .into_iter()
            .map(|span| span.of(text).to_owned())
            .collect()
    };
    assert_eq!(lit("elysee -nsa", "Élysée, NSA"), ["Élysée"]);
    assert_eq!(
        lit("state* OR secur*", "State security"),
        ["State", "security"]
    );
    assert_eq!(lit("\"a b\" b", "a b b"), ["a b", "b"]);
    assert!(lit("source:x", "x").is_empty());
}

/// Questions as people write them, and worse.
fn question() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé安]{1,6}[*~]?",
        "\"[a-z ()\\\\-]{0,9}\"[*~]?",
        Just("OR".to_owned()),
        Just("AND".to_owned()),
        Just("-".to_owned()),
        Just("(".to_owned()),
        Just(")".to_owned()),
        "(source|author|person|title|lang|entity):[a-z\"*~:-]{1,6}",
        "(after|before|on|event):(2024|2023-05|30d|\"last week\")",
        Just("is:unread".to_owned()),
        Just("has:quote".to_owned()),
        "\\PC{0,4}",
    ];
    proptest::collection::vec((piece, prop_oneof![Just(" "), Just("")]), 0..12)
        .prop_map(|pieces| pieces.into_iter().map(|(a, b)| a + b).collect())
}

proptest! {
    #[test]
    fn any_question_reads_back(question in question()) {
        if let Ok(query) = Query::parse(&question) {
            let shown = query.to_string();
            prop_assert_eq!(Query::parse(&shown), Ok(query), "{} shown as {}", question, shown);
        }
    }

    #[test]
    fn no_input_is_a_crash(question in "\\PC{0,40}", cursor in 0_usize..60) {
        if let Err(error) = Query::parse(&question) {
            prop_assert!(question.get(error.at).is_some());
            prop_assert!(!error.message.is_empty());
        }
        let completion = Query::complete(&question, cursor);
        prop_assert!(question.get(completion.replace).is_some());
    }
}
