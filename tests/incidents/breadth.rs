//! Some six hundred sentences that tell an incident and three hundred that tell none, each by
//! itself, and a hundred short stories that are about when, as they came to mind before any of them
//! was run: not every one is right, so floors hold the whole.

use super::shown;

/// `kind date|sentence`, each of the article of 14 June 2024.
const TOLD: &str = include_str!("told.txt");
const TALK: &str = include_str!("talk.txt");
/// `kind date;kind date|story`: every incident of the story, or those that are asked for.
const DATING: &str = include_str!("dating.txt");

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

#[test]
fn stories_tell_when() {
    let (mut asked, mut missed) = (0, Vec::new());
    for line in DATING.lines() {
        let (told, story) = line.split_once('|').expect("incidents and a story");
        let mut found = shown(story);
        for told in told.split(';') {
            asked += 1;
            let hit = found
                .iter()
                .position(|one| one.trim_end_matches(['?', '!']) == told);
            match hit {
                Some(at) => drop(found.remove(at)),
                None => missed.push(format!("{told}: {story} {found:?}")),
            }
        }
    }
    println!("{} of {asked} missed:\n{}", missed.len(), missed.join("\n"));
    assert!(missed.len() * 100 <= asked * 15, "{missed:#?}");
}
