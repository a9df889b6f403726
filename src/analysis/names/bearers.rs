//! Which kind a name that no list knows is of, by what stands around it wherever the document has it.

use super::sorts::Sight;
use crate::analysis::gazetteer::Stands;
use crate::analysis::tagger::{KINDS, Model, Page, Sort, Tagged, Tagging, kinds, mix};
use crate::model::Kind;
use std::cell::OnceCell;
use std::ops::Range;

/// The names of a document as the tagger sees them, and the model of kinds.
#[derive(Debug)]
pub(super) struct Bearers<'a> {
    page: &'a Page<'a>,
    model: &'a Model,
    /// Of each name the hash of its words, those of one name beside each other, and where it stands.
    hashes: Vec<u64>,
    mentions: Vec<Range<usize>>,
    /// The chances of its kinds, once asked, at its first.
    chances: Vec<OnceCell<[f32; KINDS.len()]>>,
}

/// How far the model of kinds is heard beside the tagger; tried from 0.3 to 1.
const SAY: f32 = 0.6;
/// A tagger as sure as this is not talked out of it, whatever the model says.
const SURE: f32 = 0.96;

impl<'a> Bearers<'a> {
    pub(super) fn new(page: &'a Page<'a>, model: &'a Model, tagging: &Tagging) -> Self {
        let names = tagging.names.iter().map(|name| &name.tokens);
        let mut names: Vec<(u64, &Range<usize>)> =
            names.map(|tokens| (hash(page, tokens), tokens)).collect();
        names.sort_unstable_by_key(|(hash, tokens)| (*hash, tokens.start));
        Self {
            page,
            model,
            hashes: names.iter().map(|(hash, _)| *hash).collect(),
            mentions: names.iter().map(|(_, tokens)| (*tokens).clone()).collect(),
            chances: vec![OnceCell::new(); names.len()],
        }
    }

    /// The kinds of a name and their chances, after the model.
    fn kinds(&self, tokens: &Range<usize>) -> impl Iterator<Item = (Kind, f32)> {
        let weigh = |mentions: &[Range<usize>]| kinds(&self.model.kinds, self.page, mentions);
        let hash = hash(self.page, tokens);
        let first = self.hashes.partition_point(|known| *known < hash);
        let same = self.hashes[first..]
            .iter()
            .take_while(|known| **known == hash);
        let chances = match same.count() {
            0 => weigh(std::slice::from_ref(tokens)),
            count => {
                *self.chances[first].get_or_init(|| weigh(&self.mentions[first..first + count]))
            }
        };
        KINDS.into_iter().zip(chances)
    }

    /// The likeliest kind of a body.
    pub(super) fn body(&self, tokens: &Range<usize>) -> Kind {
        self.kinds(tokens)
            .filter(|(kind, _)| Sort::of(*kind) == Some(Sort::Body))
            .max_by(|a, b| a.1.total_cmp(&b.1))
            .map_or(Kind::Organisation, |(kind, _)| kind)
    }
}

impl Sight<'_> {
    /// What a name is rather than what the tagger takes it for, where all that is said of it speaks
    /// for that.
    pub(super) fn rather(&self, tagged: &Tagged, tokens: &Range<usize>) -> Option<Kind> {
        let other = matches!(tagged.sort, Sort::Malware | Sort::Technology | Sort::Other);
        if other || tagged.chance > SURE {
            return None;
        }
        let likely = self.bearers.kinds(tokens).map(|(kind, chance)| {
            let same = Sort::of(kind) == Some(tagged.sort);
            let prior = if same {
                tagged.chance
            } else {
                (1.0 - tagged.chance) / 3.0
            };
            (kind, prior.max(0.01) * chance.max(0.001).powf(SAY))
        });
        let likely: Vec<(Kind, f32)> = likely.collect();
        let total: f32 = likely.iter().map(|(_, weight)| weight).sum();
        let best = likely.iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        let other = Sort::of(best.0) != Some(tagged.sort) && best.1 > 0.5 * total;
        other.then_some(best.0)
    }

    /// Whether a listed company's name begins a longer one: "Microsoft Word".
    pub(super) fn maker(&self, tokens: &Range<usize>) -> bool {
        self.company_from(tokens.start)
            .is_some_and(|name| name.end < tokens.end)
    }

    /// Whether a list knows the name as a company's.
    pub(super) fn firm(&self, tokens: &Range<usize>) -> bool {
        self.company_from(tokens.start)
            .is_some_and(|name| name == *tokens)
    }

    /// The listed company that is named from a token on.
    fn company_from(&self, start: usize) -> Option<Range<usize>> {
        let index = self.found.partition_point(|f| f.tokens.end <= start);
        let found = self.found.get(index).filter(|f| f.tokens.start == start)?;
        let company = found.candidates.iter().any(|c| {
            let entry = self.gazetteer.entry(c.entry);
            c.stands == Stands::Alone && entry.is_some_and(|e| e.kind == Kind::Company)
        });
        company.then(|| found.tokens.clone())
    }
}

fn hash(page: &Page<'_>, tokens: &Range<usize>) -> u64 {
    let words = tokens.clone().map(|at| page.word(at).hash);
    words.fold(0, mix)
}
