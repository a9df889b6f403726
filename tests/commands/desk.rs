//! The analyst's work from the command line: corrections, saved queries, what is watched.

use crate::{Place, err, out, records};

/// Two articles in a library; a third to come.
fn shelf() -> Place {
    let place = Place::new();
    place.file(
        "one.txt",
        "A first report\n\nHuawei and ZTE spoke on 3 March 2024. The Cobalt Works denied it.\n",
    );
    place.file(
        "two.txt",
        "A second report\n\nOn 5 May 2024 Huawei paid the Cobalt Works. Huawei's plan was new.\n",
    );
    done(&place, &["import", "one.txt", "two.txt"]);
    place
}

fn done(place: &Place, args: &[&str]) -> String {
    let output = place
        .command(args)
        .current_dir(&place.0)
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{args:?}: {}", err(&output));
    out(&output)
}

fn count(place: &Place, query: &str) -> usize {
    records(&place.run(&["list", "--json", query])).len()
}

#[test]
fn corrections_are_made_listed_shared_and_taken_back() {
    let place = shelf();
    let before = done(&place, &["entities", "--json"]);
    assert_eq!(count(&place, "entity:zte"), 1);
    let told = done(&place, &["correct", "merge", "ZTE", "Huawei"]);
    assert_eq!(told, "ZTE merged into Huawei · 2 articles\n");
    assert_eq!(count(&place, "entity:zte"), 2, "all that name Huawei");
    done(
        &place,
        &["correct", "add", "Cobalt Works", "--kind", "group"],
    );
    done(&place, &["correct", "rename", "cobalt works", "Works & Co"]);
    assert_eq!(count(&place, "group:\"works & co\""), 2);
    let told = done(&place, &["correct", "stop", "No Such Name"]);
    assert!(told.contains("no article says so yet"), "{told}");
    let here = ["correct", "reject", "huawei", "Huawei", "--in", "two"];
    assert_eq!(done(&place, &here).lines().count(), 2, "one for each place");
    assert_eq!(count(&place, "entity:huawei"), 1);

    let list = records(&place.run(&["corrections", "list", "--json"]));
    let verbs: Vec<_> = list.iter().map(|line| &line["correct"]).collect();
    assert_eq!(
        verbs,
        ["merge", "add", "rename", "stop", "reject", "reject"]
    );
    assert!(list.iter().all(|line| line["type"] == "correction"));
    let one = records(&place.run(&["corrections", "list", "--json", "Works & Co"]));
    assert_eq!(one.len(), 2);

    let file = place.0.join("mine.jsonl").display().to_string();
    done(&place, &["corrections", "export", "-o", &file]);
    let names = done(&place, &["corrections", "export", "--format", "list"]);
    assert!(names.contains("[company]\nHuawei; ZTE"), "{names}");
    let lists = place.file("names.txt", &names);
    done(&place, &["gazetteer", "check", &lists]);

    let state = done(&place, &["entities", "--json"]);
    for _ in 0..6 {
        done(&place, &["corrections", "undo"]);
    }
    assert_eq!(done(&place, &["entities", "--json"]), before, "as it was");
    assert_eq!(place.run(&["corrections", "undo"]).status.code(), Some(1));
    assert_eq!(
        done(&place, &["corrections", "import", &file]),
        "6 added, 0 already there\n"
    );
    assert_eq!(done(&place, &["entities", "--json"]), state);
    assert_eq!(
        done(&place, &["corrections", "import", &file, &file]),
        "0 added, 12 already there\n"
    );
    let key = list[0]["key"].as_str().expect("a key");
    done(&place, &["corrections", "undo", key]);
    assert_eq!(count(&place, "entity:zte"), 1);

    // Elsewhere, before any document is there, and with lines that are none.
    let other = Place::new();
    let output = other.fed(
        &["corrections", "import", "-"],
        &format!(
            "{}\n{{\"type\":\"clip\"}}\nnonsense\n{{\"correct\":\"fold\"}}\n",
            std::fs::read_to_string(&file).expect("written")
        ),
    );
    assert_eq!(out(&output), "6 added, 0 already there, 2 skipped\n");
    assert!(err(&output).contains("-:9: "), "{}", err(&output));
}

/// Corrections that are shared by themselves are work as well, and those of a whole desk are
/// corrections, whichever command takes them in.
#[test]
fn corrections_are_understood_in_either_shape() {
    let place = shelf();
    done(&place, &["correct", "merge", "ZTE", "Huawei"]);
    let here = ["correct", "reject", "huawei", "Huawei", "--in", "two"];
    done(&place, &here);
    done(&place, &["grade", "The Courier", "b"]);
    let before = done(&place, &["entities", "--json"]);
    for (export, import, told) in [
        (
            ["work", "export"],
            ["corrections", "import"],
            "3 added, 0 already",
        ),
        (
            ["corrections", "export"],
            ["work", "import"],
            "3 taken in, 0 known",
        ),
    ] {
        let shared = done(&place, &export);
        let other = shelf();
        let taken = other.fed(&[&import[..], &["-"]].concat(), &shared);
        assert!(
            out(&taken).starts_with(told),
            "{}{}",
            out(&taken),
            err(&taken)
        );
        assert_eq!(done(&other, &["entities", "--json"]), before, "{import:?}");
        // What is there already is known in both shapes.
        let known = done(&other, &export);
        let again = other.fed(&[&import[..], &["-"]].concat(), &known);
        assert!(out(&again).starts_with("0 "), "{}", out(&again));
    }
}

#[test]
fn what_cannot_be_set_right_is_said_with_a_way_out() {
    let place = shelf();
    for (args, told, hint) in [
        (
            vec!["correct", "merge", "Nobody At All", "Huawei"],
            "cannot set “Nobody At All” right: no entity goes by this name",
            "briefing entities",
        ),
        (
            vec!["correct", "merge", "Huawei", "huawei"],
            "the two are one entity already",
            "",
        ),
        (
            vec!["correct", "stop", "--", "--- !"],
            "there is no letter or digit in it",
            "",
        ),
        (
            vec![
                "correct",
                "add",
                "Never Said",
                "--kind",
                "law",
                "--in",
                "one",
            ],
            "the article does not say so",
            "",
        ),
        (
            vec!["corrections", "undo", "abc"],
            "no correction has this key",
            "corrections list",
        ),
        (
            vec!["list", "@nothing"],
            "no query is saved as @nothing",
            "quotation marks",
        ),
    ] {
        let output = place.run(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = err(&output);
        assert!(said.contains(told) && said.contains(hint), "{said}");
    }
}

#[test]
fn what_is_new_of_what_is_watched_is_told() {
    let place = shelf();
    done(&place, &["query", "save", "Cobalt", "cobalt", "OR", "zinc"]);
    assert_eq!(count(&place, "@cobalt"), 2);
    assert_eq!(count(&place, "@cobalt -zte"), 1);
    assert_eq!(place.run(&["watch"]).status.code(), Some(1));
    done(&place, &["watch", "add", "huawei"]);
    done(&place, &["watch", "add", "@cobalt"]);
    assert_eq!(count(&place, "is:new"), 0, "what was there is not new");
    place.file(
        "three.txt",
        "A third report\n\nZinc was found in 2024, Huawei said.\n",
    );
    done(&place, &["import", "three.txt"]);
    let watched = records(&place.run(&["watch", "list", "--json"]));
    let counts: Vec<_> = watched
        .iter()
        .map(|line| {
            (
                line["name"].as_str(),
                line["new"].as_u64(),
                line["articles"].as_u64(),
            )
        })
        .collect();
    assert_eq!(
        counts,
        [
            (Some("Huawei"), Some(1), Some(3)),
            (Some("cobalt"), Some(1), Some(3))
        ]
    );
    assert_eq!(records(&place.run(&["watch", "--json"])), watched);
    let new = records(&place.run(&["list", "--json", "is:new"]));
    assert_eq!(new[0]["id"], "three");
    // A query that asks for what is new is no news to itself.
    done(&place, &["query", "save", "fresh", "is:new"]);
    done(&place, &["watch", "add", "@fresh"]);
    assert_eq!(count(&place, "@fresh"), 1);
    done(&place, &["watch", "seen", "huawei"]);
    assert_eq!(count(&place, "is:new"), 1, "@cobalt still waits");
    done(&place, &["watch", "seen"]);
    assert_eq!(count(&place, "is:new"), 0);
    done(&place, &["watch", "remove", "huawei"]);
    assert_eq!(records(&place.run(&["watch", "list", "--json"])).len(), 2);
    done(&place, &["query", "remove", "cobalt"]);
    assert_eq!(records(&place.run(&["watch", "list", "--json"])).len(), 1);
}
