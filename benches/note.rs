//! The preview of a note: `cargo bench --bench note`.
//!
//! A library of 400 articles and 1,000 clips of them; timed is what stands between the key and the
//! page: the report, its blocks, and their rows on a screen of 200 columns.

use briefing::analysis::{Knowledge, annotate};
use briefing::export::{Format, blocks, write};
use briefing::import::{Given, read};
use briefing::insight::{Depth, Marking, Selection, report};
use briefing::library::{Incoming, Library, Listing, Source};
use briefing::model::{Change, Clip, Day};
use briefing::session::{Clerk, Question, Session};
use std::hint::black_box;
use std::time::Instant;

const ARTICLES: usize = 400;
const CLIPS: usize = 1_000;

fn main() {
    let library = library();
    let marking = Marking {
        date: Day::new(2024, 11, 1),
        ..Marking::default()
    };
    for selection in [Selection::Corpus, Selection::Query("is:clipped".to_owned())] {
        time(&format!("report, {selection:?}"), || {
            black_box(report(&library, &selection, &marking).expect("a report"));
        });
    }
    let drawn = report(&library, &Selection::Corpus, &marking).expect("a report");
    println!(
        "{} clips, {} sources, {} blocks",
        drawn.clips.len(),
        drawn.sources.len(),
        blocks(&drawn).len()
    );
    time("blocks", || {
        black_box(blocks(&drawn));
    });
    time("page of Markdown", || {
        let mut out = Vec::new();
        write(Format::Markdown, &drawn, &mut out).expect("memory takes it");
        black_box(out);
    });
    time("page of HTML", || {
        let mut out = Vec::new();
        write(Format::Html, &drawn, &mut out).expect("memory takes it");
        black_box(out);
    });
    let deep = Marking {
        depth: Depth::Everything,
        ..marking
    };
    time("report with every row", || {
        black_box(report(&library, &Selection::Corpus, &deep).expect("a report"));
    });
    preview(&library);
}

/// The key, the answer and the page, as the reader goes through them.
fn preview(library: &Library) {
    use briefing::session::{Action, Effect, Key};
    let mut clerk = Clerk::new(Day::new(2024, 11, 1));
    let mut session = Session::new(200, 60);
    let mut effects = session.begin();
    let run = |session: &mut Session, clerk: &mut Clerk, effects: &mut Vec<Effect>| {
        while let Some(effect) = effects.pop() {
            if let Effect::Ask(ticket, question) = effect {
                let answer = clerk.answer(library, &question);
                effects.extend(session.update(Action::Answer(ticket, answer)));
                let _: &Question = &question;
            }
        }
    };
    run(&mut session, &mut clerk, &mut effects);
    time("key to page", || {
        let mut effects = session.update(Action::Key(Key::Char('x')));
        run(&mut session, &mut clerk, &mut effects);
        session.update(Action::Key(Key::Esc));
    });
    let mut effects = session.update(Action::Key(Key::Char('x')));
    run(&mut session, &mut clerk, &mut effects);
    for _ in 0..3 {
        session.update(Action::Key(Key::Tab));
    }
    time("a letter of the title to page", || {
        session.update(Action::Key(Key::Char('a')));
    });
}

/// The middle of several readings, and the worst.
fn time(what: &str, mut run: impl FnMut()) {
    let mut readings: Vec<f64> = (0..15)
        .map(|_| {
            let from = Instant::now();
            run();
            from.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    readings.sort_by(f64::total_cmp);
    println!(
        "{what:<36} {:>8.2} ms, worst {:.2}",
        readings[7], readings[14]
    );
}

/// The seeds again and again, each time with other names, so that no article is a copy.
fn library() -> Library {
    let knowledge = Knowledge::shipped();
    let seeds = briefing::import::sample();
    let mut library = Library::in_memory().expect("memory");
    for at in 0..ARTICLES {
        let seed = &seeds[at % seeds.len()];
        let mut text = format!("Report {at} of the desk.\n\n");
        // A few paragraphs from another place each time.
        let blocks: Vec<&str> = seed.text.split("\n\n").collect();
        let from = at * 7 % blocks.len();
        for step in 0..blocks.len() {
            let block = blocks[(from + step * 3) % blocks.len()];
            text.push_str(&format!(
                "{block} It was told to desk {}.\n\n",
                at * 31 + step
            ));
        }
        let batch = read(
            &format!("{at}.txt"),
            text.as_bytes(),
            None,
            &Given::default(),
        );
        for document in &batch.documents {
            let annotations = annotate(document, &knowledge);
            let source = Source::default();
            library
                .add(&[Incoming {
                    document,
                    annotations: &annotations,
                    raw: text.as_bytes(),
                    source: &source,
                }])
                .expect("added");
        }
    }
    let rows = library
        .articles(&Listing::default(), 0..ARTICLES)
        .expect("articles")
        .rows;
    for at in 0..CLIPS {
        let article = library
            .article(rows[at % rows.len()].id)
            .expect("an article");
        let sentences = &article.annotations.sentences;
        let span = sentences[(at / rows.len() * 5 + 2) % sentences.len()];
        let mut clip = Clip::new(
            article.row.id,
            &article.document,
            span,
            Day::new(2024, 11, 1),
        );
        clip.order = at as u32;
        clip.words = format!("Seen in {at}.");
        let clip = Box::new(clip);
        library.record(&Change::Clip { clip }).expect("recorded");
    }
    library
}
