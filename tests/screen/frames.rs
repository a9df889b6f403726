use super::desk::{Desk, check, letters};
use briefing::tui::Depth;

#[test]
fn first() {
    check("list", "", "");
}

#[test]
fn text() {
    check("article", "Enter ] e ] e", "");
}

#[test]
fn card() {
    check("card", "Enter ] e Enter", "");
}

#[test]
fn timeline() {
    check("timeline", "t", "");
}

#[test]
fn entities() {
    check("pick-entity", "Space e", "nsa");
}

#[test]
fn articles() {
    check("pick-article", "Space a", "secret");
}

#[test]
fn sentences() {
    check("search", "Space /", "huawei");
}

#[test]
fn palette() {
    check("palette", ":", "sort");
}

#[test]
fn help() {
    check("help", "Enter ?", "");
}

#[test]
fn selecting() {
    check("select", "Enter ] e v j", "");
}

#[test]
fn kept() {
    check("clipped", "Enter ] e v c v ) ) a w h o Esc Esc", "");
}

#[test]
fn clips() {
    check(
        "clips",
        "Enter v c v ) c v ) c Space c j p D e n i a l s Enter 2 t b g p Enter m",
        "",
    );
}

#[test]
fn words() {
    check("words", "Enter v a", "Who says so?");
}

#[test]
fn grades() {
    check("grades", "Enter Space g", "");
}

#[test]
fn claims() {
    check("claims", "Space k j l", "");
}

#[test]
fn network() {
    check("network", "2 J ] e Space r j", "");
}

#[test]
fn months() {
    check("months", "Space m j h", "");
}

#[test]
fn tour() {
    check("tour", ": t o u r Enter", "");
}

#[test]
fn pipe() {
    check("pipe", "Enter | Tab", "wc -w");
}

#[test]
fn note() {
    check("note", "x", "");
}

/// Without colour nothing is coloured, and kinds still differ.
#[test]
fn no_colour_is_used_where_none_is_wanted() {
    let mut desk = Desk::new(140, 42);
    desk.press("Enter ] e");
    let buffer = desk.buffer(Depth::None);
    for cell in buffer.content() {
        assert_eq!(cell.fg, ratatui::style::Color::Reset);
        assert_eq!(cell.bg, ratatui::style::Color::Reset);
    }
    let text = letters(&buffer);
    assert_eq!(text, desk.text(), "the same letters");
    let look = briefing::tui::Look::new(briefing::session::Theme::Terminal, Depth::None);
    let kinds = briefing::model::Kind::ALL;
    for (at, a) in kinds.iter().enumerate() {
        for b in &kinds[at + 1..] {
            let same_letters = look.kind(*a) == look.kind(*b);
            let signed = |kind| {
                use briefing::model::Kind::{Incident, Law, Technology};
                matches!(kind, Incident | Law | Technology)
            };
            assert!(!same_letters || signed(*a) || signed(*b), "{a} and {b}");
        }
    }
}
