//! Words that tell how the clauses of a sentence hang together.

/// Verbs that only say who speaks.
pub(super) fn says(word: &str) -> bool {
    matches!(
        word,
        "said"
            | "say"
            | "says"
            | "told"
            | "wrote"
            | "noted"
            | "stated"
            | "believe"
            | "believes"
            | "alleged"
            | "claimed"
            | "explained"
            | "argued"
            | "warned"
    )
}

pub(super) fn reports(word: &str) -> bool {
    says(word)
        || matches!(
            word,
            "reported"
                | "found"
                | "announced"
                | "revealed"
                | "confirmed"
                | "showed"
                | "shows"
                | "alleges"
                | "claims"
                | "concluded"
                | "denied"
                | "learned"
                | "discovered"
                | "testified"
                | "admitted"
        )
}

/// Nouns and participles behind which "that" tells what is claimed.
pub(super) fn claims(word: &str) -> bool {
    matches!(
        word,
        "evidence"
            | "claim"
            | "claims"
            | "allegation"
            | "allegations"
            | "suspicion"
            | "fact"
            | "saying"
            | "alleging"
            | "reports"
            | "news"
            | "fears"
            | "believed"
            | "suspected"
    )
}

pub(super) fn connective(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "but"
            | "while"
            | "whereas"
            | "however"
            | "also"
            | "then"
            | ","
            | "meanwhile"
            | "so"
            | "yet"
            | "“"
            | "\""
            | "”"
    )
}

pub(super) fn leads(word: &str) -> bool {
    matches!(
        word,
        "for"
            | "in"
            | "on"
            | "at"
            | "by"
            | "during"
            | "since"
            | "after"
            | "before"
            | "as"
            | "earlier"
            | "according"
            | "following"
            | "from"
            | "with"
            | "despite"
            | "late"
            | "last"
            | "until"
            | "besides"
            | "additionally"
            | "moreover"
            | "furthermore"
            | "amid"
    )
}
