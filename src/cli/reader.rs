use super::args::{Bounds, ColorChoice, Common};
use super::error::{Error, Outcome};
use super::output::{Output, aside};
use super::shelf::Wait;
use super::{config, folders, list, lookout, plain, shelf};
use crate::export::Templates;
use crate::import::Limits;
use crate::library::Listing;
use crate::session::Tour;
use crate::tui::{self, Colour, Opened, Opener, Start};
use std::io::{IsTerminal, stdin, stdout};
use std::path::PathBuf;

/// Opens the reader; where there is no terminal, prints the list instead.
pub(super) fn run(
    paths: &[PathBuf],
    bounds: &Bounds,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    let config = config::load()?;
    if config.plain && on_a_terminal() {
        return plain::run(paths, bounds, common, out);
    }
    let limits = &bounds.over(config.limits);
    if !on_a_terminal() {
        let opened = shelf::open_for_reader(common, paths, limits, Wait::Whole)?;
        if let Some(notice) = opened.notice {
            aside(&notice);
        }
        let whole = Listing::default();
        let shape = list::Shape::Lines;
        return list::print(&opened.library, &whole, usize::MAX, shape, out);
    }
    let lookout;
    let open: Opener = if paths.is_empty() {
        // Nothing to read in: the screen need not wait for the disk.
        let common = common.clone();
        let own = match &common.library {
            Some(path) => path.clone(),
            None => folders::library()?,
        };
        lookout = own.exists().then(|| lookout::over_library(&own));
        Box::new(move || {
            let limits = Limits::default();
            let opened = shelf::open_for_reader(&common, &[], &limits, Wait::Whole)?;
            Ok(Opened {
                library: opened.library,
                notice: opened.notice,
            })
        })
    } else {
        let opened = shelf::open_for_reader(common, paths, limits, Wait::Glance)?;
        let (library, notice) = (opened.library, opened.notice);
        let place = library.path();
        lookout = place.map(|place| lookout::over_paths(paths, limits, place, opened.rest));
        Box::new(move || Ok(Opened { library, notice }))
    };
    let ended = tui::run(Start {
        open,
        colour: match common.color {
            ColorChoice::Auto => Colour::Auto,
            ColorChoice::Always => Colour::Always,
            ColorChoice::Never => Colour::Never,
        },
        today: folders::today(),
        templates: Templates::new(folders::templates()?),
        lookout,
        keymap: config.keymap,
        theme: config.theme,
        hearing: config.hearing,
        tour: if folders::first_time() {
            Tour::Shown
        } else {
            Tour::Hidden
        },
        pipes: config.pipes,
        own: config.own,
    })?;
    Ok(match ended {
        tui::Outcome::Quit => Outcome::Done,
        tui::Outcome::Signal(signal) => Outcome::Signal(signal),
    })
}

fn on_a_terminal() -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    stdin().is_terminal() && stdout().is_terminal() && !dumb
}
