use crate::model::Reliability;
use crate::session::{Area, Editor, Field, Grading, Judges, Session, Writing};
use crate::text;
use crate::tui::paint::{frame, line, put, put_right};
use crate::tui::theme::Look;
use ratatui::buffer::Buffer;

/// Draws the words being written, under the passage that they are about.
pub(in crate::tui) fn draw(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    editor: &Editor,
) -> (u16, u16) {
    let (width, height) = (session.layout.width, session.layout.height);
    let (columns, rows) = Editor::room(width, height);
    let quoted = text::wrap(&editor.quoted, columns);
    let above = (quoted.len() as u16)
        .min(3)
        .min(height.saturating_sub(rows as u16 + 5));
    let tall = rows as u16 + above + 5;
    let area = Area::new(
        width.saturating_sub(columns as u16 + 4) / 2,
        height.saturating_sub(tall + 1) / 3,
        (columns as u16 + 4).min(width),
        tall.min(height),
    );
    let title = match editor.purpose {
        Writing::Annotation(_) => "Your words on this passage",
        Writing::Clip(_) => "Your words on this clip",
        Writing::Note(Field::Judgments) => "Key judgments",
        Writing::Resolution { .. } => "Why you go with this",
        Writing::Note(_) => "Bottom line",
    };
    let inner = frame(buffer, area, title, (look.text, look.quiet, look.accent));
    let end = inner.x + inner.width;
    let mut y = inner.y;
    for (at, range) in quoted.iter().take(usize::from(above)).enumerate() {
        let last = at + 1 == usize::from(above);
        let words = if last {
            &editor.quoted[range.start..]
        } else {
            &editor.quoted[range.clone()]
        };
        put(buffer, (inner.x, y), end, words, look.quiet);
        y += 1;
    }
    line(buffer, inner.x, y, inner.width, "─", look.rule);
    y += 1;
    let words = editor.draft.text();
    let all = editor.draft.rows(columns);
    for (at, range) in all.iter().skip(editor.top).take(rows).enumerate() {
        put(
            buffer,
            (inner.x, y + at as u16),
            end,
            &words[range.clone()],
            look.text,
        );
    }
    let foot = (inner.y + inner.height).saturating_sub(1);
    let (hint, style) = if editor.leaving {
        ("not kept yet: Ctrl-c again drops, Esc keeps", look.trouble)
    } else {
        ("Esc keep · Ctrl-c drop · Ctrl-e $EDITOR", look.quiet)
    };
    let stop = put_right(buffer, (inner.x, foot), end, hint, style);
    if all.len() > rows {
        let place = format!("{} of {} lines", editor.top + 1, all.len());
        put(
            buffer,
            (inner.x, foot),
            stop.saturating_sub(1),
            &place,
            look.quiet,
        );
    }
    let (row, column) = editor.draft.place(columns);
    let x = (inner.x + column as u16).min(end);
    (x, y + row.saturating_sub(editor.top) as u16)
}

/// Draws the grades of a source with the standard's words.
pub(in crate::tui) fn grading(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    grading: &Grading,
) {
    let (width, height) = (session.layout.width, session.layout.height);
    let (wide, tall) = (width.min(66), height.saturating_sub(1).min(13));
    let area = Area::new((width - wide) / 2, (height - tall) / 3, wide, tall);
    let title = "How far can the source be relied on?";
    let inner = frame(buffer, area, title, (look.text, look.quiet, look.accent));
    let end = inner.x + inner.width;
    let style = |judges| {
        if grading.judges == judges {
            look.strong
        } else {
            look.quiet
        }
    };
    let mut x = inner.x;
    if let Some(publisher) = &grading.publisher {
        let most = end.saturating_sub(14).min(x + 40);
        let words = format!("all of {publisher}");
        x = put(buffer, (x, inner.y), most, &words, style(Judges::Publisher));
        x = put(buffer, (x, inner.y), end, " · ", look.quiet);
    }
    put(
        buffer,
        (x, inner.y),
        end,
        "this article",
        style(Judges::Article),
    );
    let standing = grading.standing();
    for (at, grade) in Reliability::ALL.into_iter().enumerate() {
        let y = inner.y + 2 + at as u16;
        if y >= inner.y + inner.height {
            break;
        }
        if at == grading.cursor {
            let row = Area::new(inner.x, y, inner.width, 1);
            let rect = crate::tui::paint::rect(buffer, row);
            buffer.set_style(rect, look.row);
            line(buffer, inner.x, y, 1, "▌", look.accent);
        }
        let style = if standing == Some(grade) {
            look.strong
        } else {
            look.text
        };
        put(buffer, (inner.x + 2, y), end, grade.as_str(), look.accent);
        let x = put(buffer, (inner.x + 5, y), end, grade.words(), style);
        if standing == Some(grade) {
            put(buffer, (x + 2, y), end, "as it stands", look.quiet);
        } else if at == grading.reliable.grade() as usize && standing.is_none() {
            let from = match (grading.reliable.publisher, grading.reliable.given) {
                (Some(_), _) => "by its publisher",
                (None, Some(_)) => "as it came",
                (None, None) => "until judged",
            };
            put(buffer, (x + 2, y), end, from, look.quiet);
        }
    }
    let foot = inner.y + inner.height.saturating_sub(1);
    let words = "a–f or Enter judges · Tab whose · x not judged · Esc";
    put(buffer, (inner.x, foot), end, words, look.quiet);
}
