//! Draws the reader on the sample corpus, as it looks after some keys, as SVG.
//!
//! `cargo run --example picture -- 140x42 dark 'j Enter ] e ] e' > docs/screen.svg`

use briefing::analysis::{Knowledge, annotate};
use briefing::import;
use briefing::library::{Incoming, Library, Source};
use briefing::model::Day;
use briefing::session::{Action, Clerk, Effect, Key, Session, Theme};
use briefing::tui::{Depth, Look, Paper, draw, svg};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::collections::VecDeque;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let size = words.next().unwrap_or_else(|| "140x42".to_owned());
    let (width, height) = size.split_once('x').ok_or("a size is COLUMNSxROWS")?;
    let (width, height) = (width.parse()?, height.parse()?);
    let paper = match words.next().as_deref() {
        Some("light") => Paper::Light,
        _ => Paper::Dark,
    };
    let mut library = sample()?;
    let mut session = Session::new(width, height);
    let begin = session.begin();
    answer(&mut session, &mut library, begin);
    for key in words.flat_map(|keys| Key::sequence(&keys).unwrap_or_default()) {
        let effects = session.update(Action::Key(key));
        answer(&mut session, &mut library, effects);
    }
    let theme = match paper {
        Paper::Dark => Theme::Night,
        Paper::Light => Theme::Paper,
    };
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    draw(&mut buffer, &session, &Look::new(theme, Depth::Rgb));
    print!("{}", svg(&buffer, paper));
    Ok(())
}

/// The sample corpus in a library that is gone when the program ends.
fn sample() -> Result<Library, Box<dyn Error>> {
    let mut library = Library::in_memory()?;
    let knowledge = Knowledge::shipped();
    let documents = import::sample();
    let annotations: Vec<_> = documents
        .iter()
        .map(|document| annotate(document, &knowledge))
        .collect();
    let sources: Vec<_> = documents
        .iter()
        .map(|document| Source {
            path: document.path.clone().unwrap_or_default(),
            ..Source::default()
        })
        .collect();
    let batch: Vec<_> = documents
        .iter()
        .zip(&annotations)
        .zip(&sources)
        .map(|((document, annotations), source)| Incoming {
            document,
            annotations,
            raw: document.text.as_bytes(),
            source,
        })
        .collect();
    library.add(&batch)?;
    library.weigh(|_, _| std::ops::ControlFlow::Continue(()))?;
    Ok(library)
}

/// Answers whatever the session asks, until it asks nothing more.
fn answer(session: &mut Session, library: &mut Library, effects: Vec<Effect>) {
    let mut clerk = Clerk::new(Day::new(2024, 11, 1));
    let mut queue = VecDeque::from(effects);
    while let Some(effect) = queue.pop_front() {
        if let Effect::Ask(ticket, question) = effect {
            let answer = clerk.answer(library, &question);
            queue.extend(session.update(Action::Answer(ticket, answer)));
        }
    }
}
