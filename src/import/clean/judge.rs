//! One line at a time: what it is when it is not the article.

use super::line::Line;
use super::offers::is_offer;
use super::phrases::{AT_ENDS, DISCLAIMERS, EDITOR, READ_ALSO, RIGHTS, SURE};
use crate::model::{BlockKind, Reason};

/// What is not the article wherever it stands.
pub(super) fn sure(line: &Line<'_>) -> Option<Reason> {
    if line.key.is_empty() {
        // No letter at all: rules, stars, emoji alone.
        return None;
    }
    if line.kind == BlockKind::Preformatted {
        return None;
    }
    if line.key.len() <= 60
        && let Some((_, reason)) = SURE.iter().find(|(phrase, _)| *phrase == line.key)
    {
        return Some(*reason);
    }
    if line.key.len() <= 120 && line.starts_any(EDITOR) {
        return Some(Reason::EditorLabel);
    }
    if line.text.len() <= 160 && is_counter(&line.key) {
        return Some(Reason::Counter);
    }
    if line.text.len() <= 250 && is_rights(line) {
        return Some(Reason::Copyright);
    }
    if line.text.len() <= 250 && line.words >= 3 && line.starts_any(READ_ALSO) {
        return Some(Reason::RelatedLinks);
    }
    if line.text.len() <= 300 && (is_advert(line) || is_offer(line)) {
        return Some(Reason::Advert);
    }
    if line.text.len() <= 350 && is_cookie(line) {
        return Some(Reason::Navigation);
    }
    if line.text.len() <= 300 {
        return credit(line);
    }
    None
}

/// What is not the article before its first or behind its last paragraph.
pub(super) fn at_ends(line: &Line<'_>) -> Option<Reason> {
    if line.key.is_empty() || line.text.len() > 200 || line.kind == BlockKind::Preformatted {
        return None;
    }
    if let Some((_, reason)) = AT_ENDS.iter().find(|(phrase, _)| *phrase == line.key) {
        return Some(*reason);
    }
    if is_share_row(&line.key) {
        return Some(Reason::Counter);
    }
    if is_trail(line) {
        return Some(Reason::Navigation);
    }
    let names_source = [
        "source:", "sources:", "fonte:", "fuente:", "quelle:", "via:",
    ]
    .iter()
    .any(|label| line.key.starts_with(label));
    if names_source && line.words <= 12 {
        return Some(Reason::Credit);
    }
    if line.words <= 8
        && line.starts_any(&[
            "follow us on",
            "follow on",
            "find us on",
            "seguici su",
            "suivez-nous",
            "siguenos",
            "folgen sie uns",
        ])
    {
        return Some(Reason::Counter);
    }
    if line.words <= 10
        && line.starts_any(&[
            "tags:",
            "tagged:",
            "tag:",
            "filed under",
            "categories:",
            "category:",
            "topics:",
            "keywords:",
        ])
    {
        return Some(Reason::Navigation);
    }
    None
}

/// A paragraph that limits what its publisher answers for; looked for only near either end.
pub(super) fn is_disclaimer(line: &Line<'_>) -> bool {
    let labelled = line.starts_any(&[
        "disclaimer:",
        "disclaimer -",
        "disclaimer –",
        "legal disclaimer",
        "editor's disclaimer",
        "avvertenza:",
        "haftungsausschluss",
        "avis de non-responsabilite",
        "descargo de responsabilidad",
    ]) || line.key == "disclaimer";
    labelled || (line.text.len() <= 600 && line.contains_any(DISCLAIMERS))
}

/// Only numbers and what is counted: `13 views0 comments`, `5 min read`, `1.2k shares`.
fn is_counter(key: &str) -> bool {
    let (mut numbers, mut nouns) = (0, 0);
    for word in runs(key) {
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            numbers += 1;
        } else if matches!(
            word,
            "view"
                | "views"
                | "comment"
                | "comments"
                | "like"
                | "likes"
                | "share"
                | "shares"
                | "read"
                | "reads"
                | "retweets"
                | "reactions"
                | "replies"
                | "reply"
                | "followers"
                | "visualizzazioni"
                | "visualizzazione"
                | "commenti"
                | "commento"
                | "condivisioni"
                | "lettura"
                | "vues"
                | "vue"
                | "commentaires"
                | "commentaire"
                | "partages"
                | "lecture"
                | "vistas"
                | "vista"
                | "visualizaciones"
                | "comentarios"
                | "comentario"
                | "lectura"
                | "aufrufe"
                | "ansichten"
                | "kommentare"
                | "kommentar"
                | "lesezeit"
                | "visualizacoes"
                | "leitura"
                | "weergaven"
                | "opmerkingen"
                | "reacties"
                | "visningar"
                | "kommentarer"
                | "wyswietlen"
                | "komentarzy"
                | "просмотров"
                | "просмотра"
                | "просмотр"
                | "комментариев"
                | "комментария"
                | "комментарии"
        ) {
            nouns += 1;
        } else if !matches!(
            word,
            "k" | "m"
                | "min"
                | "mins"
                | "minute"
                | "minutes"
                | "minuti"
                | "minutos"
                | "minuten"
                | "minuto"
                | "di"
                | "de"
                | "of"
                | "to"
                | "мин"
                | "time"
                | "reading"
                | "total"
                | "temps"
                | "tiempo"
                | "tempo"
                | "last"
                | "updated"
        ) {
            return false;
        }
    }
    numbers > 0 && nouns > 0
}

/// Runs of digits and runs of letters, so that what was glued together comes apart.
fn runs(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| !c.is_alphanumeric())
        .flat_map(|word| {
            let mut out = Vec::new();
            let mut start = 0;
            let mut digits = None;
            for (at, c) in word.char_indices() {
                let now = c.is_ascii_digit();
                if digits.is_some_and(|before| before != now) {
                    out.push(&word[start..at]);
                    start = at;
                }
                digits = Some(now);
            }
            out.push(&word[start..]);
            out
        })
        .filter(|run| !run.is_empty())
}

/// Only names of places to share to.
fn is_share_row(key: &str) -> bool {
    let mut count = 0;
    for word in key
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|w| !w.is_empty())
    {
        let known = matches!(
            word,
            "share"
                | "tweet"
                | "facebook"
                | "twitter"
                | "x"
                | "linkedin"
                | "whatsapp"
                | "telegram"
                | "email"
                | "e-mail"
                | "mail"
                | "print"
                | "reddit"
                | "pinterest"
                | "copy"
                | "link"
                | "pin"
                | "instagram"
                | "youtube"
                | "tiktok"
                | "messenger"
                | "vk"
                | "weibo"
                | "wechat"
                | "threads"
                | "bluesky"
                | "mastodon"
                | "on"
                | "via"
                | "save"
                | "like"
                | "flipboard"
                | "pocket"
                | "tumblr"
                | "rss"
                | "condividi"
                | "teilen"
                | "partager"
                | "compartir"
        );
        if !known {
            return false;
        }
        count += 1;
    }
    count >= 2
}

/// A trail or bar of short names: `Home > World > Asia`, `News | About | Contact`.
fn is_trail(line: &Line<'_>) -> bool {
    if line.text.len() > 140 || super::line::ends_sentence(line.text) {
        return false;
    }
    [" > ", " » ", " › ", " | ", " / ", " • ", " · "]
        .iter()
        .any(|sign| {
            let steps: Vec<&str> = line.text.split(sign).collect();
            steps.len() >= 3
                && steps
                    .iter()
                    .all(|step| step.split_whitespace().count() <= 4)
        })
        || (line.key.starts_with("home ") && line.text.contains(['>', '»', '›', '/']))
}

fn is_rights(line: &Line<'_>) -> bool {
    let text = line.text.trim_start();
    let year = |rest: &str| {
        let digits: String = rest.chars().filter(char::is_ascii_digit).take(4).collect();
        digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
    };
    if text.starts_with('©') || text.starts_with("(c) ") {
        return true;
    }
    if line.key.starts_with("copyright") && line.words <= 30 {
        let rest = &line.key["copyright".len()..];
        return rest.contains("(c)") || text.contains('©') || (year(rest) && line.words <= 14);
    }
    let marked = text.contains('©') || line.contains("copyright") || line.words <= 12;
    line.words <= 30
        && marked
        && RIGHTS.iter().any(|phrase| {
            // Behind the phrase at most a name and a year: “all rights reserved to …” is prose.
            line.contains(phrase)
                && line
                    .key
                    .split_once(phrase)
                    .is_some_and(|(_, rest)| rest.split_whitespace().count() <= 5)
        })
}

/// A call to buy, trade or sign up: told by several signs, of which emoji is the surest.
fn is_advert(line: &Line<'_>) -> bool {
    // Words of somebody else are no advert, whatever they sell.
    if !(2..=45).contains(&line.words) || line.text.starts_with(['“', '"']) {
        return false;
    }
    let emoji = line
        .text
        .chars()
        .filter(|c| matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}'))
        .count();
    let brackets = line.text.contains(['《', '》', '【', '】'])
        && line.text.chars().filter(char::is_ascii_alphabetic).count() * 2 > line.text.len() / 2;
    let mut score = usize::from(emoji > 0) * 2 + usize::from(brackets);
    score += usize::from(line.starts_any(&[
        "start ",
        "join ",
        "click ",
        "get ",
        "buy ",
        "try ",
        "download ",
        "claim ",
        "trade ",
        "subscribe",
        "follow ",
        "register ",
        "sign up",
        "now you can",
        "don't miss",
        "shop ",
        "save ",
        "earn ",
        "order ",
        "limited time",
    ]));
    for sign in [
        "click",
        "sign up",
        "link above",
        "link below",
        "link in bio",
        "promo code",
        "use code",
        "coupon",
        "trading",
        "% off",
        "free trial",
        "bonus",
        "discount",
        "giveaway",
        "crypto",
        "t.me/",
        "affiliate",
        "best price",
        "limited offer",
        "invest today",
        "special offer",
        "newsletter",
        "inbox",
        "telegram channel",
        "whatsapp channel",
        "our channel",
    ] {
        score += usize::from(line.contains(sign));
    }
    score >= 3
}

fn is_cookie(line: &Line<'_>) -> bool {
    line.contains("cookie")
        && line.contains_any(&[
            "we use cookies",
            "uses cookies",
            "use of cookies",
            "accept all",
            "accept cookies",
            "cookies to ensure",
            "cookies to improve",
            "utilizza i cookie",
            "utilise des cookies",
            "utiliza cookies",
            "verwendet cookies",
        ])
}

/// Lines that say where a picture or report comes from.
fn credit(line: &Line<'_>) -> Option<Reason> {
    let key = line.key.as_str();
    if key.starts_with("reporting by ") && (key.contains("editing by") || line.words <= 12) {
        return Some(Reason::Credit);
    }
    let pictured = [
        "photo:",
        "photos:",
        "photo by",
        "photograph:",
        "photo credit",
        "image:",
        "image credit",
        "image source",
        "image by",
        "picture:",
        "picture credit",
        "credit:",
        "illustration:",
        "foto:",
        "bild:",
        "bildquelle",
        "credit photo",
        "photo :",
        "immagine:",
        "imagen:",
        "featured image",
        "file photo",
        "getty images",
        "фото:",
        "图片来源",
    ]
    .iter()
    .any(|label| key.starts_with(label));
    if !pictured || line.words > 40 {
        return None;
    }
    let sourced = [
        "credit",
        "by ",
        "source",
        "getty",
        "afp",
        "reuters",
        "shutterstock",
        "via ",
    ]
    .iter()
    .any(|word| key.contains(word));
    if sourced || line.words <= 6 {
        return Some(Reason::Credit);
    }
    Some(Reason::Caption)
}
