use crate::insight::{Fate, Shelved};
use crate::model::{Credibility, Tlp};
use crate::session::{Area, ClipRow, Clips, Command, Input, Line, Session, counted, published};
use crate::text;
use crate::tui::paint::{line, put, put_right};
use crate::tui::sheet::{Foot, Narrow, choose, hints, sheet};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;

/// The keys of the view, as its help lists them.
const KEYS: [(&str, &str); 17] = [
    (
        "j k, gg G",
        "the next clip, the one before; the first, the last",
    ),
    ("Enter", "to the passage in its article"),
    (
        "J K",
        "move it down, up; past its group's edge into the next",
    ),
    ("p", "put it into a group"),
    ("t", "tags"),
    ("1 … 6", "how credible it is; 0 not judged"),
    ("r", "how far its source can be relied on"),
    ("m M", "traffic light marking, up and down"),
    ("a", "words on it"),
    ("d", "take it away"),
    ("y", "copy it with its source"),
    ("/", "filter: words, #tag, publisher"),
    ("u Ctrl-r", "undo, redo"),
    ("x", "write a note"),
    ("Tab", "completes a group or tag being typed"),
    ("?", "these keys, or the clip"),
    ("q Esc", "close"),
];

const HINTS: [(&str, &str); 10] = [
    ("Enter", "go there"),
    ("1-6", "grade"),
    ("p", "group"),
    ("t", "tags"),
    ("a", "words"),
    ("J K", "move"),
    ("m", "marking"),
    ("d", "delete"),
    ("y", "copy"),
    ("?", "keys"),
];

/// Draws every clip in its group and, beside them, the one under the cursor whole.
pub(in crate::tui) fn draw(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    view: &Clips,
) -> Option<(u16, u16)> {
    let sheet = sheet(buffer, session, look, ("Clips", 150), Foot::Keys);
    let (body, end, foot) = (sheet.body, sheet.end, sheet.foot);
    let mut cursor = head(buffer, look, view, sheet.head, end);
    let (list, detail) = sheet.split(buffer, look, 11, Narrow::Nowhere);
    match detail {
        None if view.keys => keys(buffer, look, body),
        _ if view.known && view.all.is_empty() => {
            let way = |command| session.keymap.way(command);
            let (select, clip) = (way(Command::Select), way(Command::Clip));
            let words =
                format!("nothing clipped yet: {select} selects in an article, {clip} clips");
            put(buffer, (body.x, body.y + 1), end, &words, look.quiet);
        }
        _ => rows(buffer, look, view, list),
    }
    if let Some(detail) = detail {
        if view.keys {
            keys(buffer, look, detail);
        } else if let Some(shelved) = view.selected() {
            whole(buffer, look, shelved, detail);
        }
    }
    match &view.input {
        Some((Input::Group, typed)) => {
            cursor = Some(typing(buffer, look, "group ", typed, foot, end));
        }
        Some((Input::Tags, typed)) => {
            cursor = Some(typing(buffer, look, "tags ", typed, foot, end));
        }
        _ => match &session.message {
            Some(message) => {
                put(buffer, foot, end, &session.told(message), look.text);
            }
            None => hints(buffer, look, foot, end, HINTS),
        },
    }
    cursor
}

/// The filter and how many clips it leaves.
fn head(
    buffer: &mut Buffer,
    look: &Look,
    view: &Clips,
    (x, y): (u16, u16),
    end: u16,
) -> Option<(u16, u16)> {
    let mut cursor = None;
    let count = match (view.known, view.shown()) {
        (false, _) => "…".to_owned(),
        (true, 0) => "no clip".to_owned(),
        (true, shown) if shown == view.all.len() => {
            format!("{} of {}", view.place(), counted(shown as u32, "clip"))
        }
        (true, shown) => format!("{} of {shown}, all {}", view.place(), view.all.len()),
    };
    let stop = put_right(buffer, (x, y), end, &count, look.quiet).saturating_sub(2);
    match &view.input {
        Some((Input::Filter, typed)) => {
            cursor = Some(typing(buffer, look, "/", typed, (x, y), stop));
        }
        _ if view.filter.text().is_empty() => {
            put(buffer, (x, y), stop, "/ filters · ? keys", look.quiet);
        }
        _ => {
            let x = put(buffer, (x, y), stop, "/", look.accent);
            put(buffer, (x, y), stop, view.filter.text(), look.text);
        }
    }
    cursor
}

/// A labelled line being typed; gives the place of its cursor.
fn typing(
    buffer: &mut Buffer,
    look: &Look,
    label: &str,
    typed: &Line,
    (x, y): (u16, u16),
    end: u16,
) -> (u16, u16) {
    line(buffer, x, y, end.saturating_sub(x), " ", look.text);
    let start = put(buffer, (x, y), end, label, look.accent);
    let (before, after) = typed.halves();
    let room = usize::from(end.saturating_sub(start + 1)).max(1);
    let wide = text::width(before);
    let before = if wide > room {
        &before[text::fit(before, wide - room)..]
    } else {
        before
    };
    let cursor = put(buffer, (start, y), end, before, look.text);
    put(buffer, (cursor, y), end, after, look.text);
    (cursor.min(end), y)
}

fn rows(buffer: &mut Buffer, look: &Look, view: &Clips, area: Area) {
    let bottom = area.y + area.height;
    let end = area.x + area.width;
    let mut y = area.y;
    for (at, row) in view.rows.iter().enumerate().skip(view.top) {
        if y + row.height() as u16 > bottom {
            return;
        }
        match row {
            ClipRow::Group(name, count) => {
                let name = if name.is_empty() { "in no group" } else { name };
                let x = put(buffer, (area.x, y), end, name, look.heading);
                put(buffer, (x + 1, y), end, &count.to_string(), look.quiet);
            }
            ClipRow::Clip(clip) => {
                if let Some(shelved) = view.all.get(*clip) {
                    let row = Area {
                        y,
                        height: 2,
                        ..area
                    };
                    if at == view.cursor {
                        choose(buffer, look, row);
                    }
                    clip_row(buffer, look, shelved, row);
                }
            }
        }
        y += row.height() as u16;
    }
}

/// `B2`, reliability and credibility.
fn code(shelved: &Shelved) -> String {
    let credibility = shelved.clip.grade.unwrap_or_default();
    format!(
        "{}{}",
        shelved.reliable.grade().as_str(),
        credibility.as_str()
    )
}

fn clip_row(buffer: &mut Buffer, look: &Look, shelved: &Shelved, area: Area) {
    let (x, y, end) = (area.x + 2, area.y, area.x + area.width);
    let clip = &shelved.clip;
    let judged = clip.grade.is_some() || shelved.reliable.is_judged();
    let style = if judged { look.strong } else { look.quiet };
    put(buffer, (x, y), end, &code(shelved), style);
    let words: Vec<&str> = clip.anchor.exact.split_whitespace().collect();
    put(buffer, (x + 4, y), end, &words.join(" "), look.text);
    let y = y + 1;
    let mut stop = end;
    if let Some(words) = short(shelved.fate) {
        stop = put_right(buffer, (x, y), stop, words, look.trouble).saturating_sub(1);
    }
    if clip.tlp != Tlp::Clear {
        let marking = clip.tlp.as_str().trim_start_matches("TLP:");
        stop = put_right(buffer, (x, y), stop, marking, look.heading).saturating_sub(1);
    }
    if !clip.words.is_empty() {
        stop = put_right(buffer, (x, y), stop, "✎", look.accent).saturating_sub(1);
    }
    let citation = &clip.citation;
    let date = published(citation.published, citation.estimated);
    let publisher = citation.publisher.as_deref().unwrap_or("source unknown");
    let at = put(
        buffer,
        (x + 4, y),
        stop,
        &format!("{date}  {publisher}"),
        look.quiet,
    );
    let tags: Vec<String> = clip.tags.iter().map(|tag| format!("#{tag}")).collect();
    put(buffer, (at + 2, y), stop, &tags.join(" "), look.heading);
}

/// One word for a row.
fn short(fate: Fate) -> Option<&'static str> {
    match fate {
        Fate::Stands | Fate::Moved => None,
        Fate::Changed => Some("changed since"),
        Fate::Lost => Some("place lost"),
        Fate::Gone => Some("article gone"),
    }
}

/// The clip under the cursor with all that is known of it.
fn whole(buffer: &mut Buffer, look: &Look, shelved: &Shelved, area: Area) {
    let clip = &shelved.clip;
    let bottom = area.y + area.height;
    let end = area.x + area.width;
    let room = usize::from(area.width).max(1);
    let mut y = area.y;
    let paragraph = |buffer: &mut Buffer, y: &mut u16, words: &str, style, most: u16| {
        let stop = bottom.min(*y + most);
        let lines = text::wrap(words, room);
        let cut = *y as usize + lines.len() > usize::from(stop);
        for range in lines {
            if *y >= stop {
                break;
            }
            let last = cut && *y + 1 == stop;
            let words = if last {
                &words[range.start..]
            } else {
                &words[range]
            };
            put(buffer, (area.x, *y), end, words, style);
            *y += 1;
        }
    };
    // What is said of the passage must show, however long the passage is.
    let most = if clip.words.is_empty() {
        area.height * 3 / 5
    } else {
        area.height * 2 / 5
    };
    let quoted: Vec<&str> = clip.anchor.exact.split_whitespace().collect();
    let quoted = format!("“{}”", quoted.join(" "));
    paragraph(buffer, &mut y, &quoted, look.text, most.max(2));
    if !clip.words.is_empty() {
        y += 1;
        let words: Vec<&str> = clip.words.split_whitespace().collect();
        let words = format!("✎ {}", words.join(" "));
        paragraph(
            buffer,
            &mut y,
            &words,
            look.accent,
            (area.height / 4).max(2),
        );
    }
    y += 1;
    let citation = &clip.citation;
    let date = published(citation.published, citation.estimated);
    let publisher = citation.publisher.as_deref().unwrap_or("source unknown");
    let credibility = clip.grade.unwrap_or_default();
    let mut facts = vec![
        ("article", citation.title.clone()),
        (
            "source",
            format!("{publisher} · {date} · ¶{}", citation.paragraph),
        ),
    ];
    facts.extend(citation.url.clone().map(|url| ("address", url)));
    let reliability = shelved.reliable.grade();
    facts.push((
        "reliability",
        format!("{} {}", reliability.as_str(), reliability.words()),
    ));
    facts.push((
        "credibility",
        format!("{} {}", credibility.as_str(), credibility.words()),
    ));
    if let Some(origins) = shelved.origins {
        let more = if origins >= 2 && credibility != Credibility::One {
            ", 1 may be due"
        } else {
            ""
        };
        facts.push(("said by", format!("{}{more}", counted(origins, "origin"))));
    }
    facts.push(("marking", clip.tlp.as_str().to_owned()));
    if !clip.group.is_empty() {
        facts.push(("group", clip.group.clone()));
    }
    if !clip.tags.is_empty() {
        facts.push(("tags", clip.tags.join(" ")));
    }
    facts.push(("clipped", clip.created.to_string()));
    facts.push(("SHA-256", clip.anchor.sha256.clone()));
    if let Some(words) = shelved.fate.words() {
        put(
            buffer,
            (area.x, y.min(bottom.saturating_sub(1))),
            end,
            words,
            look.trouble,
        );
        y += 1;
    }
    for (label, value) in facts {
        if y >= bottom {
            return;
        }
        put(buffer, (area.x, y), end, label, look.quiet);
        put(buffer, (area.x + 13, y), end, &value, look.text);
        y += 1;
    }
}

fn keys(buffer: &mut Buffer, look: &Look, area: Area) {
    let end = area.x + area.width;
    for (y, (keys, words)) in (area.y..area.y + area.height).zip(KEYS) {
        put(buffer, (area.x, y), area.x + 10, keys, look.accent);
        put(buffer, (area.x + 11, y), end, words, look.text);
    }
}
