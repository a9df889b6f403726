//! How many names are right on the documents held back, and what a confidence is worth.

use crate::sets::{Marked, Part, Set, gather};
use briefing::analysis::tagger::{Model, Page, Sort};
use briefing::analysis::{Knowledge, Reading, names};
use briefing::model::Document;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

/// A name as the program sees it: where, of which sort, how surely, and after which rule.
struct Seen {
    start: usize,
    end: usize,
    sort: Sort,
    chance: f32,
    rule: &'static str,
}

/// By set, rule and tenth of confidence: how many names, how many of them right, and the sum of the
/// confidences.
type Bins = BTreeMap<(&'static str, &'static str, usize), (usize, usize, f64)>;

#[derive(Default)]
struct Score {
    gold: usize,
    found: usize,
    exact: usize,
    overlap: usize,
}

impl Score {
    fn f1(&self, right: usize) -> f64 {
        200.0 * right as f64 / (self.gold + self.found).max(1) as f64
    }
}

/// What was counted, by set, whole or tagger alone, and sort.
#[derive(Default)]
pub(crate) struct Tally {
    scores: BTreeMap<(&'static str, &'static str, Sort), Score>,
    bins: Bins,
}

impl Tally {
    /// Measures a model on what it was not taught.
    pub(crate) fn add(
        &mut self,
        data: &Path,
        part: Part,
        model: Arc<Model>,
    ) -> Result<(), Box<dyn Error>> {
        let knowledge = Knowledge {
            model: Some(model),
            ..Knowledge::shipped()
        };
        let verbose = std::env::var("SHOW").unwrap_or_default();
        for set in gather(data, part)? {
            for tagger_alone in [true, false] {
                self.measure(&set, &knowledge, tagger_alone, &verbose);
            }
        }
        Ok(())
    }

    /// Prints all that was counted.
    pub(crate) fn print(&self) {
        for ((set, who, sort), score) in &self.scores {
            println!(
                "{set:9} {who:6} {:8} P {:5.1} R {:5.1} F {:5.1} overlap {:5.1} gold {}",
                format!("{sort:?}"),
                100.0 * score.exact as f64 / score.found.max(1) as f64,
                100.0 * score.exact as f64 / score.gold.max(1) as f64,
                score.f1(score.exact),
                score.f1(score.overlap),
                score.gold
            );
        }
        println!(
            "{:9} {:12} {:>9} {:>6} {:>6} {:>6}",
            "set", "rule", "said", "names", "mean", "right"
        );
        for ((set, rule, bin), (count, right, sum)) in &self.bins {
            println!(
                "{set:9} {rule:12} {:>4}-{:<4} {count:6} {:6.2} {:6.2}",
                bin * 10,
                bin * 10 + 10,
                sum / *count as f64,
                *right as f64 / *count as f64
            );
        }
    }

    fn measure(&mut self, set: &Set, knowledge: &Knowledge, tagger_alone: bool, verbose: &str) {
        let who = if tagger_alone { "tagger" } else { "whole" };
        for (number, marked) in set.documents.iter().enumerate() {
            let seen = look(marked, knowledge, tagger_alone);
            for name in &seen {
                if !measured(marked, name.sort) {
                    continue;
                }
                let right = marked.gold.iter().any(|g| fits(marked, g, name));
                // The other sets mark far less than we do.
                if !tagger_alone && matches!(set.name, "AnnoCTR" | "CrossNER") {
                    let bin = ((name.chance * 10.0) as usize).min(9);
                    for rule in [name.rule, "all"] {
                        let slot = self.bins.entry((set.name, rule, bin)).or_default();
                        slot.0 += 1;
                        slot.1 += usize::from(right);
                        slot.2 += f64::from(name.chance);
                    }
                }
                self.scores
                    .entry((set.name, who, name.sort))
                    .or_default()
                    .found += 1;
                if !right && verbose == set.name && !tagger_alone {
                    let near: Vec<&str> = marked
                        .gold
                        .iter()
                        .filter(|g| g.0 < name.end && name.start < g.1)
                        .map(|g| &marked.text[g.0..g.1])
                        .collect();
                    println!(
                        "{number} EXTRA {:?} {:?} {} {:.2} gold {near:?} in {:?}",
                        name.sort,
                        &marked.text[name.start..name.end],
                        name.rule,
                        name.chance,
                        around(&marked.text, name.start, name.end),
                    );
                }
            }
            for gold in marked.gold.iter().filter(|g| measured(marked, g.2)) {
                let score = self.scores.entry((set.name, who, gold.2)).or_default();
                score.gold += 1;
                let exact = seen.iter().any(|s| fits(marked, gold, s));
                score.exact += usize::from(exact);
                score.overlap += usize::from(
                    seen.iter()
                        .any(|s| s.sort == gold.2 && s.start < gold.1 && gold.0 < s.end),
                );
                if !exact && verbose == set.name && !tagger_alone {
                    let near: Vec<String> = seen
                        .iter()
                        .filter(|s| s.start < gold.1 && gold.0 < s.end)
                        .map(|s| {
                            let name = &marked.text[s.start..s.end];
                            format!("{:?} {name} {} {:.2}", s.sort, s.rule, s.chance)
                        })
                        .collect();
                    println!(
                        "{number} MISSED {:?} {:?} got {near:?} in {:?}",
                        gold.2,
                        &marked.text[gold.0..gold.1],
                        around(&marked.text, gold.0, gold.1),
                    );
                }
            }
        }
    }
}

/// Whether the source marks all names of a sort.
fn measured(marked: &Marked, sort: Sort) -> bool {
    sort != Sort::Other && !marked.unmarked.contains(&sort)
}

fn around(text: &str, start: usize, end: usize) -> String {
    let from = text[..start]
        .char_indices()
        .rev()
        .nth(50)
        .map_or(0, |c| c.0);
    let to = text[end..]
        .char_indices()
        .nth(30)
        .map_or(text.len(), |c| end + c.0);
    format!(
        "{}⟦{}⟧{}",
        &text[from..start],
        &text[start..end],
        &text[end..to]
    )
}

/// Whether it is the same name: a possessive and an article are no part of it.
fn fits(marked: &Marked, gold: &(usize, usize, Sort), seen: &Seen) -> bool {
    let text = &marked.text;
    let mut end = gold.1;
    for tail in ["'s", "’s", "'", "’"] {
        if text[gold.0..end].ends_with(tail) {
            end -= tail.len();
            break;
        }
    }
    let mut start = gold.0;
    if let Some(rest) = text[start..end]
        .strip_prefix("the ")
        .or(text[start..end].strip_prefix("The "))
        && seen.start != start
    {
        start = end - rest.len();
    }
    gold.2 == seen.sort && seen.start == start && seen.end == end
}

fn look(marked: &Marked, knowledge: &Knowledge, tagger_alone: bool) -> Vec<Seen> {
    let document = Document {
        text: marked.text.clone(),
        ..Document::default()
    };
    let reading = Reading::new(&document);
    if tagger_alone {
        let page = Page::new(&reading);
        let hints = names::hints(&page, &knowledge.gazetteer);
        let Some(model) = &knowledge.model else {
            return Vec::new();
        };
        return model
            .tag(&page, &hints)
            .names
            .iter()
            .filter(|n| n.sort != Sort::Other)
            .map(|n| Seen {
                start: reading.tokens[n.tokens.start].span.start as usize,
                end: reading.tokens[n.tokens.end - 1].span.end as usize,
                sort: n.sort,
                chance: n.chance,
                rule: "tagger",
            })
            .collect();
    }
    let found = names::mark(&reading, knowledge, &[]);
    found
        .mentions
        .iter()
        .filter_map(|mention| {
            let sort = Sort::of(found.entities[mention.entity as usize].kind)?;
            Some(Seen {
                start: mention.span.start as usize,
                end: mention.span.end as usize,
                sort,
                chance: mention.confidence,
                rule: mention.rule.as_str(),
            })
        })
        .collect()
}
