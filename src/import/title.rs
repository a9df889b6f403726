//! A fair headline for a text that has none.

use crate::text::{fit, sentences, squeeze, width};

/// The widest a made-up headline gets.
const COLUMNS: usize = 90;

/// Makes a headline of the first sentence: whole where it is short, else cut at the border of a
/// clause, without the place it was filed from and without the full stop.
pub(super) fn derive(text: &str) -> Option<String> {
    // Far more than one sentence, far less than a book.
    let head = &text[..fit_bytes(text, 4_000)];
    // From the first line that is not blank; no sentence crosses a blank one.
    let blank = head.len() - head.trim_start().len();
    let line = head[..blank].rfind('\n').map_or(0, |end| end + 1);
    let head = head[line..].split("\n\n").next().unwrap_or_default();
    let all = sentences(head);
    let first = all.first()?.of(head);
    let line = squeeze(first);
    let line = without_place(&line);
    let line = without_place(line);
    let short = if width(line) <= COLUMNS {
        line.to_owned()
    } else {
        shorten(line)
    };
    let short = short.trim_end_matches(['.', ',', ';', ':']).trim();
    let mut letters = short.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

fn fit_bytes(text: &str, limit: usize) -> usize {
    let mut end = text.len().min(limit);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

/// Takes `WASHINGTON (AP) — ` or `amsterdam - ` off.
fn without_place(line: &str) -> &str {
    for dash in [" — ", " – ", " - ", " -- "] {
        if let Some((place, rest)) = line.split_once(dash) {
            let words = place.split_whitespace().count();
            let is_place = words <= 4
                && rest.chars().next().is_some_and(char::is_uppercase)
                && !place.contains(['.', '"', '“'])
                && (words <= 1 || place.contains('(') || place.contains(','));
            if is_place {
                return rest;
            }
        }
    }
    line
}

/// Cuts a long sentence at the last border of a clause that fits.
fn shorten(line: &str) -> String {
    let room = &line[..fit(line, COLUMNS)];
    let least = fit(line, COLUMNS / 3);
    let borders = [", ", "; ", ": ", " – ", " — ", " - ", " ("];
    let words = [
        " while ",
        " which ",
        " who ",
        " that ",
        " but ",
        " and ",
        " as ",
        " after ",
        " before ",
        " because ",
        " when ",
        " where ",
        " including ",
        " with ",
        " in order ",
        " according ",
        " amid ",
        " since ",
        " by ",
        " for ",
        " to ",
    ];
    // A mark of punctuation is the better border where it leaves enough.
    let mark = borders.iter().filter_map(|border| room.rfind(border)).max();
    if let Some(at) = mark
        && at >= least
    {
        return room[..at].to_owned();
    }
    let word = words[..17].iter().filter_map(|word| room.rfind(word)).max();
    if let Some(at) = word
        && at >= least
    {
        return room[..at].to_owned();
    }
    let cut = &line[..fit(line, COLUMNS - 1)];
    let end = cut.rfind(' ').unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', ' ']))
}
