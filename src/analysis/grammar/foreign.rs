use super::super::Reading;
use crate::text::TokenKind;

/// How many tokens are enough to know a language.
const ENOUGH: usize = 2000;

/// The least that says something.
const LEAST: usize = 3;

/// Whether a document is written in another language than English: by the little words that only
/// the one or the others have, or by its script.
pub(in crate::analysis) fn is_foreign(reading: &Reading<'_>) -> bool {
    let (mut english, mut foreign, mut script, mut words) = (0, 0, 0, 0);
    for (at, token) in reading.tokens.iter().take(ENOUGH).enumerate() {
        if token.kind != TokenKind::Word {
            continue;
        }
        words += 1;
        match reading.folded(at) {
            word if !(2..=5).contains(&word.len()) => {}
            "the" | "of" | "and" | "to" | "that" | "with" | "for" | "from" | "said" | "has"
            | "by" | "which" | "were" | "this" => english += 1,
            word if is_little(word) => foreign += 1,
            _ => {}
        }
        let first = token.span.of(reading.text).chars().next().unwrap_or(' ');
        script += usize::from(first > '\u{36f}');
    }
    foreign >= LEAST && foreign > 2 * english || script * 2 > words
}

/// Little words of German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish and
/// Turkish that are none in English.
fn is_little(word: &str) -> bool {
    matches!(
        word,
        "der"
            | "die"
            | "das"
            | "und"
            | "ist"
            | "den"
            | "dem"
            | "nicht"
            | "ein"
            | "eine"
            | "sich"
            | "auf"
            | "les"
            | "des"
            | "une"
            | "est"
            | "dans"
            | "pour"
            | "que"
            | "qui"
            | "el"
            | "los"
            | "las"
            | "del"
            | "con"
            | "por"
            | "una"
            | "il"
            | "che"
            | "di"
            | "gli"
            | "per"
            | "sono"
            | "ha"
            | "em"
            | "os"
            | "um"
            | "uma"
            | "het"
            | "een"
            | "van"
            | "niet"
            | "hij"
            | "och"
            | "att"
            | "det"
            | "som"
            | "na"
            | "nie"
            | "jest"
            | "ve"
            | "bir"
            | "ile"
            | "la"
            | "le"
            | "et"
            | "au"
            | "de"
            | "da"
            | "en"
            | "im"
            | "ont"
    )
}
