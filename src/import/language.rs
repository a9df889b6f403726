use crate::model::{Basis, Sourced};
use crate::text::Lookup;
use std::sync::LazyLock;
use whatlang::{Lang, detect};

/// From how many characters on a language is told; shorter texts come out wrong.
const ENOUGH: usize = 200;

/// How much of the text is looked at.
const SAMPLE: usize = 1_200;

/// Tells the language of a text as ISO 639-1.
pub(super) fn tell(text: &str) -> Option<Sourced<String>> {
    if text.chars().take(ENOUGH).count() < ENOUGH {
        return None;
    }
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    let language = if is_plain_english(sample) {
        Lang::Eng
    } else {
        let info = detect(sample)?;
        info.is_reliable().then(|| info.lang())?
    };
    Some(Sourced {
        value: code(language).to_owned(),
        basis: Basis::Text,
    })
}

/// Small words that are English and no other language's.
const ENGLISH: [&str; 31] = [
    "after", "and", "are", "because", "been", "before", "could", "for", "from", "has", "have",
    "into", "its", "other", "said", "that", "the", "their", "there", "these", "they", "this",
    "those", "to", "told", "were", "which", "while", "who", "with", "would",
];

/// Whether one word in nine is a small word of English: most texts are settled by that, at a
/// hundredth of the cost of weighing all languages.
fn is_plain_english(text: &str) -> bool {
    static SMALL: LazyLock<Lookup<()>> =
        LazyLock::new(|| Lookup::new(ENGLISH.map(|word| (word, ())), |(), ()| ()));
    let (mut words, mut small) = (0, 0);
    let mut count = |word: &str| {
        words += usize::from(!word.is_empty());
        small += usize::from(SMALL.get(word).is_some());
    };
    if text.is_ascii() {
        let mut start = 0;
        for (at, byte) in text.bytes().enumerate() {
            if !byte.is_ascii_alphanumeric() {
                count(&text[start..at]);
                start = at + 1;
            }
        }
        count(&text[start..]);
    } else {
        text.split(|c: char| !c.is_alphanumeric()).for_each(count);
    }
    small >= 12 && small * 9 >= words
}

/// Brings a declared language to ISO 639-1: `en-GB` is `en`.
pub(super) fn declared(tag: &str) -> Option<String> {
    let primary = tag
        .trim()
        .split(['-', '_', ',', ';'])
        .next()?
        .to_ascii_lowercase();
    match primary.len() {
        2 if primary.bytes().all(|b| b.is_ascii_lowercase()) => Some(primary),
        3 => Lang::from_code(primary.as_str()).map(|lang| code(lang).to_owned()),
        _ => None,
    }
}

fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}
