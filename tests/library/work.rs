//! What the analyst keeps, writes and judges: stored at once, lost by nothing.

use crate::{Folder, add, found, made};
use briefing::library::{Access, Deed, Library, Outcome};
use briefing::model::{
    Annotation, ArticleId, Basis, Change, Clip, Credibility, Day, Grade, Placed, Reliability,
    Sourced, Span, Tlp,
};
use std::ops::ControlFlow;

const TEXT: &str = "The NSA spoke in 2013. Acme denied it. Nobody else was there.";

fn clip(library: &Library, article: ArticleId, words: &str) -> Clip {
    let document = library.article(article).expect("article").document;
    let at = document.text.find(words).expect("the words stand there");
    let span = Span::new(at, at + words.len());
    Clip {
        order: library.next_order().expect("order"),
        ..Clip::new(article, &document, span, Day::new(2024, 11, 1))
    }
}

fn keep(library: &mut Library, clip: &Clip) {
    let change = Change::Clip {
        clip: Box::new(clip.clone()),
    };
    library.record(&change).expect("record");
}

fn words(library: &Library) -> Vec<String> {
    let clips = library.clips().expect("clips");
    clips.into_iter().map(|clip| clip.anchor.exact).collect()
}

#[test]
fn clips_are_kept_in_order_of_groups_and_found_by_queries() {
    let mut library = Library::in_memory().expect("memory");
    let (a, _) = add(&mut library, &made("a", "A", Some("2024-10-03"), TEXT));
    let (b, _) = add(&mut library, &made("b", "B", None, "Nothing here. At all."));
    let one = clip(&library, a, "Nobody else was there.");
    keep(&mut library, &one);
    let mut two = clip(&library, a, "Acme denied it.");
    two.group = "Reactions".to_owned();
    two.tags = vec!["denial".to_owned()];
    two.grade = Some(Credibility::Two);
    two.tlp = Tlp::AmberStrict;
    two.words = "Which is no surprise.".to_owned();
    keep(&mut library, &two);
    let three = clip(&library, b, "At all.");
    keep(&mut library, &three);
    let ours = [&one, &three, &two].map(|clip| clip.anchor.exact.clone());
    assert_eq!(
        words(&library),
        ours,
        "a group stands where its first clip does"
    );
    assert_eq!(library.clips().expect("clips")[2], two);
    assert_eq!(two.citation.title, "A");
    assert_eq!(found(&library, "is:clipped"), "ab");
    // The same span clipped twice is the same clip.
    assert_eq!(clip(&library, a, "Acme denied it.").key, two.key);
    let of_a = library.article(a).expect("article").clips;
    assert_eq!(of_a, [two.clone(), one.clone()], "in order of place");
    library
        .record(&Change::Unclip { key: three.key })
        .expect("record");
    assert_eq!(found(&library, "is:clipped"), "a");
    // Changes that belong together.
    let both = Change::All(vec![
        Change::Unclip { key: one.key },
        Change::Unclip { key: two.key },
    ]);
    library.record(&both).expect("record");
    assert_eq!(words(&library), Vec::<String>::new());
    assert_eq!(found(&library, "is:clipped"), "");
}

#[test]
fn words_and_clips_survive_a_changed_article_a_reindex_and_a_backup() {
    let folder = Folder::new("anchored");
    let file = folder.file("library.db");
    let mut library = Library::open(&file, Access::ReadWrite).expect("opens");
    let (a, _) = add(&mut library, &made("a", "A", None, TEXT));
    let kept = clip(&library, a, "Acme denied it.");
    keep(&mut library, &kept);
    let lost = clip(&library, a, "Nobody else was there.");
    keep(&mut library, &lost);
    let document = library.article(a).expect("article").document;
    let note = Annotation::new(
        a,
        &document,
        Span::new(4, 7),
        "who exactly?",
        Day::new(2024, 11, 1),
    );
    library
        .record(&Change::Annotate {
            annotation: Box::new(note.clone()),
        })
        .expect("record");
    let changed = "Corrected. The NSA spoke in 2013. Acme denied it.";
    assert_eq!(
        add(&mut library, &made("a", "A", None, changed)),
        (a, Outcome::Changed)
    );
    library
        .catch_up(|_, _| ControlFlow::Continue(()))
        .expect("catches up");
    let _ = std::fs::remove_dir_all(folder.file("index"));
    library
        .catch_up(|_, _| ControlFlow::Continue(()))
        .expect("catches up");
    let copy = folder.file("copy.db");
    library.backup(&copy).expect("backup");
    for file in [file, copy] {
        let library = Library::open(&file, Access::ReadOnly).expect("opens");
        let article = library.article(a).expect("article");
        let text = &article.document.text;
        assert_eq!(article.clips, [kept.clone(), lost.clone()]);
        let place = kept.anchor.find(text);
        assert!(matches!(place, Placed::Moved(_)), "{place:?}");
        assert_eq!(place.span().expect("a span").of(text), "Acme denied it.");
        assert_eq!(lost.anchor.find(text), Placed::Lost);
        assert_eq!(article.notes, std::slice::from_ref(&note));
        let place = note.anchor.find(text).span().expect("a place");
        assert_eq!(place.of(text), "NSA");
        assert_eq!(found(&library, "is:annotated"), "a");
        assert_eq!(library.check().expect("check"), Vec::<String>::new());
    }
}

#[test]
fn an_article_is_worth_what_its_publisher_is_unless_judged_by_itself() {
    let mut library = Library::in_memory().expect("memory");
    let mut given = made("a", "A", None, TEXT);
    given.0.meta.publisher = Some(Sourced {
        value: "The Courier".to_owned(),
        basis: Basis::Manifest,
    });
    given.0.meta.grade = Some(Sourced {
        value: Grade::parse("B2").expect("a grade"),
        basis: Basis::Manifest,
    });
    let (a, _) = add(&mut library, &given);
    let grade = |library: &Library| {
        library
            .row(a)
            .expect("row")
            .expect("there")
            .reliability
            .grade()
    };
    assert_eq!(grade(&library), Reliability::B, "the one that it came with");
    let publisher = |grade| Change::Reliability {
        publisher: "The Courier".to_owned(),
        grade,
    };
    let own = |grade| Change::ArticleGrade { article: a, grade };
    for (change, expected) in [
        (publisher(Some(Reliability::C)), Reliability::C),
        (own(Some(Reliability::D)), Reliability::D),
        (publisher(None), Reliability::D),
        (own(None), Reliability::B),
    ] {
        library.record(&change).expect("record");
        assert_eq!(grade(&library), expected, "{change:?}");
    }
}

fn star(library: &mut Library, article: ArticleId) {
    let star = true;
    library
        .record(&Change::Star { article, star })
        .expect("record");
}

/// All that the analyst did goes into another library, of the same articles, of others, or of none
/// yet; twice is once.
#[test]
fn work_goes_into_another_library_and_waits_for_articles_that_are_not_there() {
    let mut here = Library::in_memory().expect("memory");
    add(&mut here, &made("z", "Z", None, "Something else."));
    let given = made("a", "A", Some("2024-10-03"), TEXT);
    let (a, _) = add(&mut here, &given);
    star(&mut here, a);
    let mut kept = clip(&here, a, "Acme denied it.");
    kept.words = "Ours.".to_owned();
    kept.tags = vec!["denial".to_owned()];
    keep(&mut here, &kept);
    let document = here.article(a).expect("article").document;
    let day = Day::new(2024, 11, 1);
    let note = Annotation::new(a, &document, Span::new(4, 7), "who?", day);
    for change in [
        Change::Annotate {
            annotation: Box::new(note),
        },
        Change::Reliability {
            publisher: "The Courier".to_owned(),
            grade: Some(Reliability::C),
        },
        Change::ArticleGrade {
            article: a,
            grade: Some(Reliability::D),
        },
        Change::Mark {
            letter: 'x',
            at: Some((a, 5)),
        },
        Change::Query {
            name: "ours".to_owned(),
            query: Some("is:starred".to_owned()),
        },
    ] {
        here.record(&change).expect("record");
    }
    let deeds = here.deeds().expect("deeds");
    let lines: Vec<String> = deeds
        .iter()
        .map(|deed| serde_json::to_string(deed).expect("json"))
        .collect();
    let read = |line: &String| serde_json::from_str(line).expect("reads back");
    let again: Vec<Deed> = lines.iter().map(read).collect();
    assert_eq!(again, deeds);

    // Into a library where the article is not there yet.
    let mut there = Library::in_memory().expect("memory");
    let taken = there.take_deeds(again.clone()).expect("taken");
    assert_eq!(
        (taken.taken, taken.known, taken.waiting),
        (deeds.len(), 0, 1)
    );
    assert_eq!(found(&there, "is:starred"), "");
    assert_eq!(
        there.clips().expect("clips")[0].anchor.exact,
        "Acme denied it."
    );
    let (a, outcome) = add(&mut there, &given);
    assert_eq!(outcome, Outcome::Added);
    assert_eq!(found(&there, "is:starred is:clipped is:annotated"), "a");
    assert_eq!(there.deeds().expect("deeds"), deeds, "the same work");
    assert_eq!(
        there
            .row(a)
            .expect("row")
            .expect("there")
            .reliability
            .grade(),
        Reliability::D
    );
    assert_eq!(there.marks().expect("marks")[&'x'], (a, 5));
    let taken = there.take_deeds(again.clone()).expect("taken");
    assert_eq!(
        (taken.taken, taken.known, taken.waiting),
        (0, deeds.len(), 0)
    );

    // Beside work that is there already nothing is lost on either side.
    let mut other = Library::in_memory().expect("memory");
    let (a, _) = add(&mut other, &given);
    let mut own = clip(&other, a, "Acme denied it.");
    own.words = "Theirs.".to_owned();
    own.grade = Some(Credibility::Four);
    keep(&mut other, &own);
    other.take_deeds(again).expect("taken");
    let clip = other.clips().expect("clips").remove(0);
    assert_eq!(clip.words, "Theirs.\nOurs.");
    assert_eq!((clip.grade, clip.tags.len()), (Some(Credibility::Four), 1));
    assert_eq!(other.check().expect("check"), Vec::<String>::new());
}

/// One connection reads while another writes: what was asked before is not answered from before.
#[test]
fn what_another_connection_keeps_is_found() {
    let folder = Folder::new("beside");
    let file = folder.file("library.db");
    let mut writer = Library::open(&file, Access::ReadWrite).expect("opens");
    let (a, _) = add(&mut writer, &made("a", "A", None, TEXT));
    let reader = Library::open(&file, Access::ReadOnly).expect("opens");
    assert_eq!(found(&reader, "is:clipped"), "");
    let kept = clip(&writer, a, "Acme denied it.");
    keep(&mut writer, &kept);
    assert_eq!(found(&reader, "is:clipped"), "a");
}
