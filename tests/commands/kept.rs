//! What was said once stays until it is taken away in so many words.

use super::work::{REPORT, lines};
use crate::{Place, err, out, records};

fn desk() -> Place {
    let place = Place::new();
    let report = place.file("cables.md", REPORT);
    assert!(place.run(&["import", &report]).status.success());
    place
}

#[test]
fn a_clip_kept_again_while_reading_stays_as_it_was() {
    let place = desk();
    let add = ["clip", "add", "cables", "--paragraph", "1"];
    let said = [
        "--words", "Ours.", "--tag", "court", "--grade", "2", "--tlp", "red",
    ];
    assert!(place.run(&[&add[..], &said[..]].concat()).status.success());
    let before = out(&place.run(&["clips", "--json"]));
    let told = out(&place.fed(&["--plain"], "1\nclip\nquit\n"));
    assert!(told.contains("Kept already."), "{told}");
    assert_eq!(out(&place.run(&["clips", "--json"])), before);
}

#[test]
fn words_go_only_when_empty_ones_are_given() {
    let place = desk();
    let passage = ["annotate", "cables", "--quote", "denied it"];
    let with = |words: &str| place.run(&[&passage[..], &["--words", words]].concat());
    assert!(with("What exactly?").status.success());
    let written = || out(&place.run(&["annotate", "--json"]));
    let before = written();
    for args in [
        &passage[..],
        &["annotate", "cables", "--words", "Lost?"],
        &["annotate", "cables"],
        &["annotate", "--words", "Lost?"],
        &["resolve", "cables"],
        &["resolve", "cables", "--words", "Lost?"],
    ] {
        let done = place.run(args);
        assert_eq!(done.status.code(), Some(2), "{args:?}: {}", out(&done));
        assert_eq!(written(), before, "{args:?}");
    }
    assert!(with("").status.success());
    assert_eq!(written(), "");
}

#[test]
fn reasons_stay_when_a_claim_is_resolved_again() {
    let place = Place::new();
    for (name, people) in [("one", "12"), ("two", "15")] {
        let text = format!(
            "---\ntitle: The fire in Almere, by {name}\npublisher: The {name}\ndate: 2024-10-05\n---\n\
             A fire at the chemical plant of Norvex in Almere killed {people} people on 3 October 2024.\n\n\
             Desk {name} reported on it from the town.\n"
        );
        let file = place.file(&format!("{name}.md"), &text);
        assert!(place.run(&["import", &file]).status.success());
    }
    for (said, kept) in [
        (
            &["--words", "It names the hospital."][..],
            "It names the hospital.",
        ),
        (&[], "It names the hospital."),
        (&["--words", ""], ""),
    ] {
        let passage = ["resolve", "one", "--quote", "12 people"];
        let done = place.run(&[&passage[..], said].concat());
        assert!(done.status.success(), "{}", err(&done));
        let all = lines(&out(&place.run(&["resolve", "--json"])));
        assert_eq!(
            (all.len(), all[0]["words"].as_str()),
            (1, Some(kept)),
            "{said:?}"
        );
    }
}

/// Before anything is imported all work is done on the sample, a note's draft as well.
#[test]
fn a_draft_is_kept_where_its_note_was_drawn() {
    let place = Place::new();
    let kept = place.run(&["export", "--keep", "--title", "Ours alone"]);
    assert!(kept.status.success(), "{}", err(&kept));
    assert_eq!(err(&kept).lines().count(), 1, "{}", err(&kept));
    let note = out(&place.run(&["export"]));
    assert!(
        note.contains("Ours alone"),
        "{}",
        &note[..200.min(note.len())]
    );
}

/// A copy that is folded into its origin can still be named.
#[test]
fn a_folded_copy_goes_by_its_id() {
    let place = Place::new();
    let text = |title: &str, day: &str| {
        let words = "The ministry denied on Monday that twelve people had been arrested in two \
            cities, and said that nobody had been named by the court in Almere so far. Its \
            spokeswoman asked reporters to wait for the hearing, which opens on Thursday morning \
            behind closed doors. Lawyers for the families called the delay an insult, while the \
            mayor promised that every street would stay open and that buses would run as usual.";
        format!("---\ntitle: {title}\ndate: {day}\n---\n{words}\n")
    };
    let first = place.file("p.md", &text("The first", "2024-10-03"));
    let copy = place.file("q.md", &text("The copy", "2024-10-04"));
    assert!(place.run(&["import", &first, &copy]).status.success());
    assert_eq!(records(&place.run(&["list", "--json"])).len(), 1, "folded");
    for (name, title) in [("p", "The first"), ("q", "The copy")] {
        let shown = out(&place.run(&["show", name]));
        assert!(shown.starts_with(title), "{name}: {shown}");
    }
    assert_eq!(place.run(&["show", "r"]).status.code(), Some(1));
}
