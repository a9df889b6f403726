//! Who with whom and who when, walked by keys; an article given to a command; the tour; coming back.

use super::desk::Desk;
use briefing::export::Form;
use briefing::session::{
    Action, After, Command, Effect, Matrix, Network, Overlay, Pane, Piped, Preset, Seek, Theme,
    Tour,
};

fn network(desk: &Desk) -> &Network {
    match &desk.session.overlay {
        Some(Overlay::Network(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn matrix(desk: &Desk) -> &Matrix {
    match &desk.session.overlay {
        Some(Overlay::Matrix(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn centre(desk: &Desk) -> String {
    network(desk).shown.as_ref().expect("known").name.clone()
}

fn chosen(desk: &Desk) -> String {
    network(desk).selected().expect("chosen").name.clone()
}

#[test]
fn neighbours_are_walked_and_become_the_centre() {
    let mut desk = Desk::new(140, 42);
    desk.press("Space r");
    assert!(desk.session.overlay.is_none(), "no entity, no network");
    desk.press("2 J ] e Space r");
    let first = centre(&desk);
    // By strength: every neighbour once, around and around.
    let all = network(&desk).around().len();
    let mut seen = std::collections::BTreeSet::new();
    for _ in 0..all {
        seen.insert(chosen(&desk));
        desk.press("Tab");
    }
    assert_eq!(seen.len(), all);
    // By place: each side from its top to its bottom.
    let mut places = std::collections::BTreeSet::new();
    for side in ["h", "l"] {
        desk.press(side);
        for _ in 0..all {
            desk.press("k");
        }
        for _ in 0..all {
            places.insert(chosen(&desk));
            desk.press("j");
        }
    }
    assert_eq!(places, seen);
    desk.press("g g");
    let strongest = chosen(&desk);
    desk.press("Enter");
    assert_eq!(centre(&desk), strongest);
    desk.press("H");
    assert_eq!((centre(&desk), chosen(&desk)), (first.clone(), strongest));
    desk.press("L H +");
    assert!(network(&desk).around().len() >= all);
    desk.press("_ _ _ _ _ _");
    assert_eq!(network(&desk).around().len(), all.min(4));
    assert_eq!(centre(&desk), first);
    desk.press("q");
    assert!(desk.session.overlay.is_none());
}

#[test]
fn the_sentences_of_two_are_read_and_lead_back() {
    let mut desk = Desk::new(140, 42);
    desk.press("2 J ] e Space r");
    // The one that it shares most sentences with.
    let most = network(&desk).around().iter().map(|c| c.sentences).max();
    while network(&desk).selected().map(|c| c.sentences) != most {
        desk.press("Tab");
    }
    let (one, other) = (centre(&desk), chosen(&desk));
    let strength = network(&desk).selected().expect("chosen").sentences;
    desk.press("s");
    let Some(Overlay::Picker(picker)) = &desk.session.overlay else {
        panic!("{:?}", desk.session.overlay);
    };
    assert!(picker.finds.len() >= strength as usize);
    assert!(desk.text().contains(&format!("{one} with {other}")));
    desk.press("Esc");
    assert_eq!((centre(&desk), chosen(&desk)), (one.clone(), other.clone()));
    desk.press("s Enter");
    assert_eq!(desk.session.focus, Pane::Article);
    let Seek::Corpus { hits, .. } = desk.session.seek.clone() else {
        panic!("n goes on");
    };
    // The first sentences name both, as strongly as the view says.
    for hit in &hits[..strength as usize] {
        assert!(hit.lit.len() >= 2, "{hit:?}");
    }
    desk.press("n");
    assert_eq!(
        desk.session.reading.id(),
        Some(hits[1.min(hits.len() - 1)].article)
    );
    // The articles of both, as a filter that comes off again.
    desk.press("Space e").write(&one).press("Enter Space r f");
    assert_eq!(desk.session.focus, Pane::List);
    let total = desk.session.list.window.total;
    assert!(total > 0 && total <= 5, "{total}");
    desk.press("u");
    assert_eq!(desk.session.list.window.total, 5);
}

#[test]
fn a_cell_of_the_months_lists_its_articles() {
    let mut desk = Desk::new(140, 42);
    desk.press("Space m");
    let view = matrix(&desk);
    let row = view.selected().expect("a row").clone();
    assert_eq!(row.name, "China");
    let count = row.cells[view.column];
    assert!(count > 0);
    desk.press("Enter");
    assert_eq!(desk.session.list.window.total, count as usize);
    assert_eq!(desk.session.focus, Pane::List);
    desk.press("u Space m < <");
    let view = matrix(&desk);
    let years: u32 = view.selected().expect("a row").cells.iter().sum();
    assert_eq!(years, 5, "every article is of some year");
    assert!(
        view.table
            .columns
            .iter()
            .all(|c| c.moment.first.year() >= 2022)
    );
    // The filter narrows the table too.
    desk.press("q f").write("huawei").press("Enter Space m");
    let most = matrix(&desk)
        .table
        .rows
        .iter()
        .map(|row| row.cells.iter().sum::<u32>());
    assert_eq!(most.max(), Some(desk.session.list.window.total as u32));
    // The neighbours of one, and from a row to its network and card.
    desk.press("q f Ctrl-u Enter Space e")
        .write("nsa")
        .press("Enter Space m Tab");
    assert_eq!(matrix(&desk).table.rows[0].name, "National Security Agency");
    desk.press("n");
    assert_eq!(centre(&desk), "National Security Agency");
    desk.press("m j e");
    assert_eq!(desk.session.focus, Pane::Card);
}

#[test]
fn an_article_is_given_to_a_command() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter |").write("wc -w").press("Enter");
    let Some(Effect::Pipe(pipe)) = desk.done.last() else {
        panic!("{:?}", desk.done);
    };
    assert_eq!((pipe.command.as_str(), pipe.after), ("wc -w", After::Show));
    let article = desk.session.reading.article.as_ref().expect("open");
    assert!(
        pipe.input
            .ends_with(&format!("{}\n", article.document.text.trim_end()))
    );
    assert!(pipe.input.starts_with("Wall Street Journal"));
    // The command stands there again; Tab changes what it gets, Shift-Tab what is shown of it.
    desk.press("| Tab Shift-Tab Enter");
    let Some(Effect::Pipe(pipe)) = desk.done.last() else {
        panic!("{:?}", desk.done);
    };
    assert_eq!(
        (pipe.command.as_str(), pipe.after),
        ("wc -w", After::Status)
    );
    assert!(
        pipe.input.starts_with("# Wall Street Journal"),
        "{}",
        Form::Markdown.as_str()
    );
    assert!(pipe.input.contains("**China**[^"), "{}", pipe.input);
    let piped = |after, ended| {
        Action::Piped(Box::new(Piped {
            command: "wc -w".to_owned(),
            after,
            ended,
            output: "993\n".to_owned(),
        }))
    };
    desk.act(piped(After::Status, Ok("wc: done".to_owned())));
    assert!(desk.session.overlay.is_none());
    assert!(desk.text().contains("wc: done"));
    desk.act(piped(After::Status, Err("wc: exit status: 1".to_owned())));
    assert!(matches!(desk.session.overlay, Some(Overlay::Words(_))));
    desk.press("q");
    desk.act(piped(After::Show, Ok("wc: done".to_owned())));
    assert!(desk.text().contains("993"));
}

#[test]
fn the_tour_goes_with_the_first_key_which_does_what_it_does() {
    let mut desk = Desk::new(140, 42);
    desk.session.tour = Tour::Shown;
    assert!(desk.text().contains("The first minute"));
    let first = desk.session.reading.id();
    desk.press("j");
    assert_ne!(desk.session.reading.id(), first);
    assert!(!desk.text().contains("The first minute"));
    desk.press("? Tab");
    assert!(desk.text().contains("The first minute"));
    // It tells the keys as they are.
    desk.session.keymap = Preset::Newsboat.keymap();
    let filter = desk.session.keymap.hint(Command::Filter);
    assert!(
        desk.text().contains(&format!("{filter} filter")),
        "{}",
        desk.text()
    );
    desk.press("Esc");
    assert!(!desk.text().contains("The first minute"));
}

#[test]
fn the_reader_comes_back_to_the_mark_and_the_card() {
    let mut desk = Desk::new(140, 42);
    desk.press("2 J ] e ] e ] e Enter");
    let (mark, card) = (desk.session.reading.mention, desk.session.pinned.clone());
    assert!(mark.is_some() && card.is_some());
    let frame = desk.frame();
    let again = Desk::with(desk.library, 140, 42);
    assert_eq!(
        (again.session.reading.mention, again.session.pinned.clone()),
        (mark, card)
    );
    assert_eq!(again.frame(), frame);
}

/// A theme chosen in the reader holds until the configuration says another.
#[test]
fn a_new_theme_in_the_configuration_counts() {
    let mut desk = Desk::new(140, 42);
    desk.act(Action::Command(Command::Theme));
    assert_eq!(desk.session.theme, Theme::Night);
    let mut again = Desk::with(desk.library, 140, 42);
    assert_eq!(again.session.theme, Theme::Night);
    again.session.habit = Theme::Paper;
    again.session.theme = Theme::Paper;
    let effects = again.session.begin();
    assert!(!effects.is_empty());
    again.carry_out(effects);
    assert_eq!(again.session.theme, Theme::Paper);
}
