//! What a publisher asks of its reader in the middle of an article: to sign up, to sign in, to pay.

use super::line::Line;

/// How such lines begin; each says enough by itself.
const BEGINNINGS: &[&str] = &[
    "already a subscriber",
    "already a member",
    "already have an account",
    "already registered",
    "subscribe to continue",
    "subscribe to read",
    "subscribe to our",
    "subscribe to unlock",
    "subscribe today",
    "sign in to continue",
    "sign in to read",
    "log in to continue",
    "log in to read",
    "register to continue",
    "register for free to",
    "create a free account",
    "create an account to",
    "to continue reading",
    "to read the full",
    "this article is for subscribers",
    "this article is reserved for",
    "this article is exclusive to",
    "this story is for subscribers",
    "this content is for",
    "this content is available to",
    "you have reached your limit of",
    "you've reached your limit of",
    "you have read your last free",
    "you've read your last free",
    "by signing up, you",
    "by signing up you",
    "by subscribing, you",
    "by subscribing you",
    "by entering your email",
    "by submitting your email",
    "enter your email",
    "please enter a valid email",
    "thank you for signing up",
    "thanks for signing up",
    "there was a problem with your submission",
    "join our mailing list",
    "support our journalism",
    "newsletter abonnieren",
    "jetzt abonnieren",
    "jetzt kostenlos anmelden",
    "sie haben bereits ein abo",
    "bereits abonnent",
    "deja abonne",
    "abonnez-vous pour",
    "inscrivez-vous a notre",
    "cet article est reserve aux abonnes",
    "il vous reste",
    "iscriviti alla newsletter",
    "iscriviti alla nostra newsletter",
    "abbonati per",
    "sei gia abbonato",
    "suscribete a nuestr",
    "suscribete para",
    "ya eres suscriptor",
    "inscreva-se na nossa newsletter",
    "ja e assinante",
    "подпишитесь на наш",
    "подписывайтесь на наш",
];

/// What such lines say somewhere, to the reader and nobody else.
const PROMISES: &[&str] = &[
    "to your inbox",
    "in your inbox",
    "cancel anytime",
    "cancel any time",
    "cancel at any time",
    "unsubscribe anytime",
    "unsubscribe at any time",
    "unlock this article",
    "jederzeit kundbar",
    "sans engagement",
];

/// What one signs up for that is no army.
const WARES: &[&str] = &[
    "newsletter",
    "briefing",
    "email",
    "e-mail",
    "alert",
    "digest",
    "inbox",
    "for free",
];

/// Whether a line asks the reader to sign up, sign in or pay.
pub(super) fn is_offer(line: &Line<'_>) -> bool {
    // Words of somebody else are none, whatever they ask for.
    if line.words < 2 || line.words > 45 || line.text.starts_with(['“', '"', '«', '„']) {
        return false;
    }
    let asked = line.starts_any(&["sign up ", "subscribe ", "register ", "get ", "receive "])
        && line.contains_any(WARES)
        && line.words <= 25
        && !line.contains(" said");
    asked
        && line.contains_any(&[
            "our ",
            "your ",
            "sign up for the",
            "sign up to the",
            "the latest",
        ])
        || line.starts_any(BEGINNINGS)
        || line.contains_any(PROMISES)
}
