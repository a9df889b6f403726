//! Two hundred sentences that tell an incident and two hundred that tell none, each by itself, as
//! they came to mind before any of them was run: not every one is right, so floors hold the whole.

use super::shown;

/// `kind date|sentence`, each of the article of 14 June 2024.
const TOLD: &str = include_str!("told.txt");
const TALK: &str = include_str!("talk.txt");

#[test]
fn sentences_that_tell_are_found_with_kind_and_date() {
    let mut missed = Vec::new();
    for line in TOLD.lines() {
        let (told, sentence) = line.split_once('|').expect("a kind, a date and a sentence");
        if !shown(sentence)
            .iter()
            .any(|one| one.trim_end_matches(['?', '!']) == told)
        {
            missed.push(line);
        }
    }
    let all = TOLD.lines().count();
    println!("{} of {all} missed:\n{}", missed.len(), missed.join("\n"));
    assert!(missed.len() * 100 <= all * 10, "{missed:#?}");
}

#[test]
fn sentences_that_only_talk_tell_nothing() {
    let told: Vec<&str> = TALK
        .lines()
        .filter(|line| !shown(line).is_empty())
        .collect();
    let all = TALK.lines().count();
    println!("{} of {all} marked:\n{}", told.len(), told.join("\n"));
    assert!(told.len() * 100 <= all * 7, "{told:#?}");
}
