use super::words::is_person_noun;
use crate::text::Lookup;
use std::sync::LazyLock;

/// Nouns of persons beside those that the grammar needs: kin, trades, ranks and titles.
static TRADES: LazyLock<Lookup<()>> = LazyLock::new(|| {
    let lines = include_str!("../../../assets/names/trades.txt").lines();
    let known = lines.filter(|line| !line.starts_with('#'));
    Lookup::new(
        known
            .flat_map(|line| line.split(' '))
            .map(|word| (word, ())),
        |(), ()| (),
    )
});

/// Whether a folded word says what somebody is: "judge", "nephew", "electrician".
pub(in crate::analysis) fn is_calling(word: &str) -> bool {
    is_person_noun(word) || TRADES.get(word).is_some()
}
