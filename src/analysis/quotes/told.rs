//! Whom "the official" and "the agency" mean: a description told before, or a body named there.

use super::super::grammar::{is_adverb, is_auxiliary, is_function};
use super::reporting::reporting;
use super::roles::{is_role, is_vague};
use super::speaker::{MEMORY, Scene, Speaker};
use crate::model::{Kind, Mention};
use crate::text::TokenKind;

/// How far back somebody is remembered by what he is, in tokens.
const BACK: usize = 260;
/// How far into its sentence a body stands that the sentence is about, in tokens.
const HEAD: usize = 3;
/// How many words a description has before its noun.
const WORDS: usize = 5;

impl Scene<'_> {
    /// "The official" behind "a port official", "the agency" behind "the Coast Guard Administration".
    pub(super) fn told_of(&self, from: usize, to: usize) -> Option<Speaker> {
        let told_there = matches!(
            self.folded(to),
            "of" | "for" | "in" | "at" | "from" | "that" | "behind" | "with" | "who" | "which"
        );
        if to != from + 2 || self.folded(from) != "the" || told_there {
            return None;
        }
        let head = self.folded(from + 1);
        if is_role(head) {
            self.described_before(from, head)
        } else {
            self.body_meant(from, head)
        }
    }

    /// The only person without a name whom the text has described by a noun before.
    fn described_before(&self, from: usize, head: &str) -> Option<Speaker> {
        if is_vague(head) || self.roles().has(self, head) {
            return None;
        }
        let mut found: Option<(usize, usize)> = None;
        for noun in (from.saturating_sub(BACK)..from).rev() {
            if self.folded(noun) != head {
                continue;
            }
            let Some(start) = self.description(noun) else {
                continue;
            };
            let other = found.is_some_and(|(known, end)| {
                self.bytes(known, end).of(&self.reading.folded)
                    != self.bytes(start, noun + 1).of(&self.reading.folded)
            });
            if other {
                return None;
            }
            found = Some((start, noun + 1));
        }
        let (start, end) = found?;
        let whole = self.past_body(end, from);
        // "A friend" tells no more than "the friend".
        if whole == start + 2 {
            return None;
        }
        let told = self.bytes(start, whole);
        Some(Speaker {
            span: self.bytes(from, from + 2),
            text: self.called(told),
            entity: None,
        })
    }

    /// Where the indefinite description begins that ends with a noun.
    fn description(&self, noun: usize) -> Option<usize> {
        let start = (noun.saturating_sub(WORDS)..noun)
            .rev()
            .take_while(|&at| {
                let word = self.folded(at);
                let joins = self.reading.tokens[at].kind != TokenKind::Sign || word == "-";
                joins && !is_auxiliary(word) && !is_adverb(word)
            })
            .find(|&at| is_function(self.folded(at)) || self.folded(at) == "one")?;
        let first = self.folded(start);
        let follows = self.folded(noun + 1);
        // "A police official's car", "a union official Jane Roe": no description of him alone.
        let plain = !self.in_name(noun) && !self.in_name(noun + 1) && !is_role(follows);
        let told = (start + 1..noun).any(|at| reporting(self.folded(at)).is_some());
        (matches!(first, "a" | "an" | "one" | "another") && plain && !told).then_some(start)
    }

    /// The only body of a kind that this paragraph and the one before it name.
    fn body_meant(&self, from: usize, head: &str) -> Option<Speaker> {
        let fits = |mention: &&Mention| {
            let Some(entity) = self.names.entities.get(mention.entity as usize) else {
                return false;
            };
            match head {
                "company" | "firm" => entity.kind == Kind::Company,
                "agency" => entity.kind == Kind::Agency,
                "ministry" | "embassy" | "commission" | "committee" | "council" | "bank"
                | "university" | "party" | "union" => {
                    self.is_body(mention)
                        && entity
                            .name
                            .split(' ')
                            .any(|word| word.eq_ignore_ascii_case(head))
                }
                _ => false,
            }
        };
        let here = self.reading.tokens[from].span.start;
        let above = self.reading.text.get(..here as usize)?.as_bytes();
        let far = above.len().saturating_sub(MEMORY as usize);
        let breaks = above[far..].windows(2).rposition(|two| two == b"\n\n");
        let floor = breaks
            .and_then(|last| {
                above[far..far + last]
                    .windows(2)
                    .rposition(|two| two == b"\n\n")
            })
            .map_or(far, |first| far + first);
        let mentions = &self.names.mentions;
        let end = mentions.partition_point(|m| m.span.end <= here);
        let mut near = mentions[..end]
            .iter()
            .rev()
            .take_while(|m| m.span.start as usize >= floor)
            .filter(fits);
        // Only one that a sentence is about: "in the Fortune 500" is none.
        let meant = near.next()?;
        let first = self.reading.tokens_in(meant.span).start;
        if first > self.sentence_start(meant.span.start) + HEAD || self.hangs(meant) {
            return None;
        }
        if near.any(|other| other.entity != meant.entity) {
            return None;
        }
        let span = self.bytes(from, from + 2);
        let known = self.of_mention(meant);
        Some(Speaker { span, ..known })
    }
}
