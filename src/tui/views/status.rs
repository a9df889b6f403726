use crate::session::{After, Command, Line, Pane, Piping, Prompt, Purpose, Session, Tone, counted};
use crate::text;
use crate::tui::paint::{line, put, put_right};
use crate::tui::sheet;
use crate::tui::theme::{Look, sign};
use ratatui::buffer::Buffer;

/// Draws the last row: what is the matter, and the keys of the pane.
pub(in crate::tui) fn draw(buffer: &mut Buffer, session: &Session, look: &Look) {
    let area = session.layout.status;
    let (y, end) = (area.y, area.width.saturating_sub(1));
    let mut right = end;
    if session.overlay.is_none() {
        let help = format!("{} help", session.keymap.hint(Command::Help));
        right = put_right(buffer, (1, y), end, help.trim_start(), look.quiet);
    }
    if !session.pending.is_empty() || !session.held.is_empty() {
        let keys = session.held.iter().chain(&session.pending);
        let keys: String = keys.map(ToString::to_string).collect();
        right = put_right(buffer, (1, y), right.saturating_sub(2), &keys, look.accent);
    }
    if let Some(what) = &session.arrived {
        let offer = format!("{what} · {} to show", session.keymap.hint(Command::TakeIn));
        right = put_right(buffer, (1, y), right.saturating_sub(2), &offer, look.accent);
    }
    if let Some(far) = &session.underway {
        right = put_right(buffer, (1, y), right.saturating_sub(2), far, look.quiet);
    }
    let right = right.saturating_sub(2);
    if let Some(message) = &session.message {
        let style = match message.tone {
            Tone::Plain => look.text,
            Tone::Trouble => look.trouble,
        };
        put(buffer, (1, y), right, &session.told(message), style);
        return;
    }
    if session.is_selecting() {
        selecting(buffer, session, look, (1, y), right);
        return;
    }
    if session.overlay.is_none()
        && let Some(words) = session.words_here()
    {
        let words: Vec<&str> = words.split_whitespace().collect();
        let x = put(buffer, (1, y), right, "✎ ", look.accent);
        put(buffer, (x, y), right, &words.join(" "), look.text);
        return;
    }
    let x = subject(buffer, session, look, (1, y), right);
    hints(buffer, session, look, (x, y), right);
}

/// What is being selected, and what can be done with it.
fn selecting(buffer: &mut Buffer, session: &Session, look: &Look, (x, y): (u16, u16), end: u16) {
    let Some(select) = session.reading.select else {
        return;
    };
    let words = select.span().of(session.reading.text());
    let count = words.split_whitespace().count();
    let x = put(buffer, (x, y), end, select.unit.as_str(), look.accent) + 1;
    let x = put(
        buffer,
        (x, y),
        end,
        &counted(count as u32, "word"),
        look.quiet,
    ) + 3;
    let next = select.unit.next().as_str();
    let keys = [
        (session.keymap.hint(Command::Clip), "clip"),
        (session.keymap.hint(Command::Copy), "copy"),
        (session.keymap.hint(Command::Annotate), "write on"),
        (session.keymap.hint(Command::Select), next),
        ("j k".to_owned(), "extend"),
        ("w b h l".to_owned(), "word, letter"),
        ("o".to_owned(), "other end"),
        (") (".to_owned(), "next, previous"),
        ("Esc".to_owned(), "leave"),
    ];
    let keys = keys.iter().map(|(key, word)| (key.as_str(), *word));
    sheet::hints(buffer, look, (x, y), end, keys);
}

/// The mark under the cursor, with its place among the marks of the same entity.
fn subject(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    (x, y): (u16, u16),
    end: u16,
) -> u16 {
    let reading = &session.reading;
    let (Some(at), Some(mention), Some(article)) =
        (reading.mention, reading.current(), reading.article.as_ref())
    else {
        return x;
    };
    let Some(entity) = reading.entity_of(mention) else {
        return x;
    };
    let same = |m: &&crate::model::Mention| m.entity == mention.entity;
    let mentions = &article.annotations.mentions;
    let all = mentions.iter().filter(same).count();
    let nth = mentions[..=at].iter().filter(same).count();
    let x = put(
        buffer,
        (x, y),
        end,
        sign(entity.kind),
        look.sign(entity.kind),
    ) + 1;
    let most = end.min(x + 40);
    let x = put(buffer, (x, y), most, &entity.name, look.strong) + 1;
    put(buffer, (x, y), end, &format!("{nth}/{all}"), look.quiet) + 3
}

fn hints(buffer: &mut Buffer, session: &Session, look: &Look, (x, y): (u16, u16), end: u16) {
    let commands: &[(Command, &str)] = match session.focus {
        Pane::List => &[
            (Command::Open, "read"),
            (Command::Filter, "filter"),
            (Command::Sort, "sort"),
            (Command::Star, "star"),
            (Command::Read, "read/unread"),
            (Command::PickEntity, "entity"),
            (Command::SearchCorpus, "search"),
            (Command::Export, "note"),
        ],
        Pane::Article if session.reading.mention.is_some() => &[
            (Command::Open, "card"),
            (Command::SameNext, "same"),
            (Command::NextMention, "next"),
            (Command::Why, "why"),
            (Command::Reject, "wrong"),
            (Command::Merge, "merge"),
            (Command::Watch, "watch"),
            (Command::Clip, "clip"),
            (Command::Annotate, "write on"),
            (Command::JumpBack, "back"),
            (Command::Export, "note"),
        ],
        Pane::Article => &[
            (Command::NextMention, "mark"),
            (Command::NextEvent, "event"),
            (Command::NextQuote, "quotation"),
            (Command::Select, "select"),
            (Command::Find, "find"),
            (Command::NextArticle, "next article"),
            (Command::PickEntity, "entity"),
            (Command::SearchCorpus, "search"),
            (Command::Export, "note"),
        ],
        Pane::Card => &[
            (Command::Open, "go there"),
            (Command::Why, "why"),
            (Command::Merge, "merge"),
            (Command::Rename, "rename"),
            (Command::Reject, "wrong"),
            (Command::Split, "split"),
            (Command::Watch, "watch"),
            (Command::JumpBack, "back"),
            (Command::FocusTimeline, "timeline"),
            (Command::Export, "note"),
        ],
        Pane::Timeline => &[
            (Command::Open, "go there"),
            (Command::Coarser, "coarser"),
            (Command::Finer, "finer"),
            (Command::Basis, "event or publication"),
            (Command::Scope, "scope"),
            (Command::JumpBack, "back"),
        ],
    };
    let keys: Vec<(String, &str)> = commands
        .iter()
        .map(|(command, word)| (session.keymap.hint(*command), *word))
        .filter(|(key, _)| !key.is_empty())
        .collect();
    let keys = keys.iter().map(|(key, word)| (key.as_str(), *word));
    sheet::hints(buffer, look, (x, y), end, keys);
}

/// Draws the line that is typed at the foot, with what is wrong with it above.
pub(in crate::tui) fn prompt(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    prompt: &Prompt,
) -> (u16, u16) {
    let area = session.layout.status;
    let (y, end) = (area.y, area.width.saturating_sub(1));
    line(buffer, 0, y, area.width, " ", look.text);
    let label = match prompt.purpose {
        Purpose::Filter => "filter ",
        Purpose::Find(_) => "/",
        Purpose::Save(_) => "save the filter as @",
    };
    let start = put(buffer, (1, y), end, label, look.accent);
    let (x, tail) = typed(buffer, look, &prompt.line, (start, y), end);
    let detail = match (&prompt.purpose, prompt.count) {
        (Purpose::Filter, Some(count)) => {
            format!("{} · Ctrl-s save", counted(count as u32, "article"))
        }
        (Purpose::Find(Pane::Article), _) => counted(session.reading.finds.len() as u32, "find"),
        _ => String::new(),
    };
    put_right(buffer, (tail + 2, y), end, &detail, look.quiet);
    if let Some(fault) = &prompt.fault
        && y > 1
    {
        line(buffer, 0, y - 2, area.width, " ", look.text);
        line(buffer, 0, y - 1, area.width, " ", look.text);
        put(buffer, (1, y - 2), end, &fault.message, look.trouble);
        let at = fault.at.map_or(0, |span| span.start as usize);
        let head = prompt.line.text().get(..at).unwrap_or_default();
        let column = start + text::width(head) as u16;
        put(buffer, (column, y - 1), end, "▾", look.trouble);
    }
    (x.min(end), y)
}

/// Draws a line being typed; gives the columns of its cursor and of its end.
fn typed(
    buffer: &mut Buffer,
    look: &Look,
    typed: &Line,
    (start, y): (u16, u16),
    end: u16,
) -> (u16, u16) {
    let (before, after) = typed.halves();
    let room = usize::from(end.saturating_sub(start + 14)).max(4);
    // The end of a long line shows, where the cursor is.
    let wide = text::width(before);
    let before = if wide > room {
        let cut = text::fit(before, wide - room);
        &before[cut..]
    } else {
        before
    };
    let x = put(buffer, (start, y), end, before, look.text);
    (x, put(buffer, (x, y), end, after, look.text))
}

/// Draws the command that an article is to be given to.
pub(in crate::tui) fn pipe(
    buffer: &mut Buffer,
    session: &Session,
    look: &Look,
    piping: &Piping,
) -> (u16, u16) {
    let area = session.layout.status;
    let (y, end) = (area.y, area.width.saturating_sub(1));
    line(buffer, 0, y, area.width, " ", look.text);
    let start = put(buffer, (1, y), end, "give the article to ", look.accent);
    let (x, tail) = typed(buffer, look, &piping.line, (start, y), end);
    let after = match piping.after {
        After::Show => "shows what it says",
        After::Status => "only whether it worked",
    };
    let form = piping.form.as_str();
    let long = format!("Tab as {form} · Shift-Tab {after}");
    let detail = if text::width(&long) + 4 < usize::from(end.saturating_sub(tail)) {
        long
    } else {
        form.to_owned()
    };
    put_right(buffer, (tail + 2, y), end, &detail, look.quiet);
    (x.min(end), y)
}
