use super::desk::Desk;
use briefing::session::{Found, Overlay, Pane, Seek};

fn picked(desk: &Desk) -> Option<String> {
    let Some(Overlay::Picker(picker)) = &desk.session.overlay else {
        return None;
    };
    match picker.selected()? {
        Found::Entity(found) => Some(found.entity.name.clone()),
        Found::Article(found) => Some(found.article.title.clone()),
        Found::Sentence(hit) => Some(hit.text.clone()),
    }
}

#[test]
fn entities_are_found_by_any_name() {
    let mut desk = Desk::new(140, 42);
    for (typed, name) in [
        ("nsa", "National Security Agency"),
        ("natl sec agcy", "National Security Agency"),
        ("mss", "Ministry of State Security"),
        ("integrty technolgy", "Integrity Technology Group"),
    ] {
        desk.press("Space e").write(typed);
        assert_eq!(picked(&desk).as_deref(), Some(name), "{typed}");
        desk.press("Enter");
        let card = desk.session.card.card.as_ref().expect("a card");
        assert_eq!(card.entity.name, name);
        assert_eq!(desk.session.focus, Pane::Card);
    }
}

#[test]
fn articles_are_found_by_their_titles() {
    let mut desk = Desk::new(140, 42);
    desk.press("Space a").write("secret services");
    let title = picked(&desk).expect("a find");
    assert!(title.starts_with("Secret Services Concerned"), "{title}");
    desk.press("Enter");
    let article = desk.session.reading.article.as_ref().expect("an article");
    assert_eq!(article.row.title, title);
    assert!(article.row.read, "opening is reading");
}

#[test]
fn sentences_are_walked_across_articles() {
    let mut desk = Desk::new(140, 42);
    desk.press("Space /").write("huawei").press("Enter");
    let Seek::Corpus { hits, .. } = &desk.session.seek else {
        panic!("a search");
    };
    let hits = hits.clone();
    assert!(hits.len() > 1);
    for hit in &hits {
        let reading = &desk.session.reading;
        assert_eq!(reading.id(), Some(hit.article));
        assert!(reading.lit.is_some_and(|lit| lit.overlaps(hit.span)));
        desk.press("n");
    }
    assert!(desk.text().contains("the last sentence"));
    desk.press("N");
    assert_eq!(
        desk.session.reading.id(),
        Some(hits[hits.len() - 2].article)
    );
}

#[test]
fn capitals_count_only_where_typed() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter /").write("china");
    let any = desk.session.reading.finds.len();
    desk.press("Esc /").write("China");
    let exact = desk.session.reading.finds.len();
    assert!(any >= exact && exact > 0);
    desk.press("Esc /").write("CHINA").press("Enter");
    assert!(desk.text().contains("not found: CHINA"));
}

#[test]
fn a_filter_narrows_and_its_fault_shows_its_place() {
    let mut desk = Desk::new(140, 42);
    let all = desk.session.list.window.total;
    desk.press("f").write("huawei").press("Enter");
    let some = desk.session.list.window.total;
    assert!(some > 0 && some < all, "{some} of {all}");
    assert!(desk.text().contains("Articles · huawei"));
    desk.press("u");
    assert_eq!(desk.session.list.window.total, all, "undone");
    desk.press("Ctrl-r");
    assert_eq!(desk.session.list.window.total, some, "made again");
    desk.press("u f").write("after:never").press("Enter");
    let Some(Overlay::Prompt(prompt)) = &desk.session.overlay else {
        panic!("the prompt stays");
    };
    assert!(
        prompt
            .fault
            .as_ref()
            .is_some_and(|fault| fault.at.is_some())
    );
    assert!(desk.text().contains('▾'), "{}", desk.text());
    desk.press("Esc");
    assert_eq!(desk.session.list.window.total, all);
}

#[test]
fn every_pane_finds() {
    let mut desk = Desk::new(140, 42);
    desk.press("/").write("secret").press("Enter");
    let row = desk.session.list.selected().expect("a row");
    assert!(row.title.starts_with("Secret Services"), "{}", row.title);
    desk.press("1 g g 3 /").write("beijing").press("Enter");
    assert!(desk.session.card.cursor > 0);
    desk.press("t g g /").write("botnet").press("Enter");
    let moved = desk.session.time.cursor > 0;
    assert!(moved || desk.text().contains("not found: botnet"));
}

#[test]
fn commands_are_found_by_name() {
    let mut desk = Desk::new(140, 42);
    desk.press(":").write("star").press("Enter");
    assert!(desk.session.list.selected().expect("a row").starred);
    desk.press(":").write("sort by title").press("Enter");
    let titles: Vec<_> = desk
        .session
        .list
        .window
        .rows
        .iter()
        .map(|r| r.title.to_lowercase())
        .collect();
    assert!(titles.is_sorted(), "{titles:?}");
}

#[test]
fn help_is_searched() {
    let mut desk = Desk::new(140, 42);
    desk.press("?").write("undo");
    let text = desk.text();
    assert!(
        text.contains("take back the last change") || text.contains("undo"),
        "{text}"
    );
    assert!(!text.contains("half a page down"), "{text}");
}

/// Every command has an entry, every entry a name of its own, and no two the same keys.
#[test]
fn the_table_of_commands_is_whole() {
    let mut names: Vec<_> = briefing::session::COMMANDS.iter().map(|e| e.name).collect();
    let mut keys: Vec<_> = briefing::session::COMMANDS
        .iter()
        .flat_map(|e| e.keys)
        .collect();
    let (all_names, all_keys) = (names.len(), keys.len());
    names.sort_unstable();
    names.dedup();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!((names.len(), keys.len()), (all_names, all_keys));
    for key in keys {
        assert!(briefing::session::Key::sequence(key).is_some(), "{key}");
    }
}
