//! Names of the lists: those that stand by themselves, and those that the context must confirm.

use super::candidates::Candidate;
use super::countries::rivalled;
use super::evidence::Evidence;
use super::platforms::meant;
use crate::analysis::gazetteer::{Case, Found, Gazetteer, Role, Stands};
use crate::analysis::tagger::{Class, Page, Shape};
use crate::model::{EntityId, Kind, Rule};
use std::collections::BTreeMap;

/// What the lists found, weighed against the rest of the document.
#[derive(Debug)]
pub(super) struct Listed<'a> {
    gazetteer: &'a Gazetteer,
    found: &'a [Found],
    /// Countries the document names, with the token where it does, in order.
    countries: Vec<(usize, &'a str)>,
    /// How often it names each.
    counts: BTreeMap<&'a str, usize>,
    /// Entries that the document names beyond doubt, sorted.
    sure: Vec<u32>,
    /// Those of them whose full name stands there, sorted.
    full: Vec<u32>,
    /// Whether the text speaks of malware.
    hacking: bool,
    /// The bodies that those belong to, sorted.
    parents: Vec<u32>,
}

/// A reading of a name: its score, entry, alias, how that stands, and what speaks for it.
type Ranked = (f32, u32, u32, Stands, &'static str);

/// How well the context speaks for one reading of a name.
struct Support {
    score: f32,
    why: &'static str,
}

impl<'a> Listed<'a> {
    /// Gathers what the document says beyond doubt.
    pub(super) fn new(page: &Page<'_>, gazetteer: &'a Gazetteer, found: &'a [Found]) -> Self {
        let mut countries = Vec::with_capacity(found.len());
        let mut sure = Vec::with_capacity(found.len());
        let mut full = Vec::with_capacity(found.len());
        for hit in found {
            let alone = hit
                .candidates
                .iter()
                .filter(|c| c.stands == Stands::Alone)
                .count();
            for candidate in &hit.candidates {
                let Some(entry) = gazetteer.entry(candidate.entry) else {
                    continue;
                };
                if candidate.stands == Stands::Alone && alone == 1 {
                    sure.push(candidate.entry);
                    let acronym = gazetteer
                        .alias(candidate.alias)
                        .is_some_and(|a| a.role == Role::Acronym);
                    if !acronym {
                        full.push(candidate.entry);
                    }
                }
                let tells = matches!(candidate.stands, Stands::Alone | Stands::AsModifier);
                if tells && entry.kind == Kind::Place && !entry.country.is_empty() {
                    countries.push((hit.tokens.start, entry.country.as_ref()));
                }
            }
        }
        sure.sort_unstable();
        sure.dedup();
        full.sort_unstable();
        full.dedup();
        let mut counts = BTreeMap::new();
        for (_, country) in &countries {
            *counts.entry(*country).or_default() += 1;
        }
        let parent = |index: &u32| {
            let entry = gazetteer.entry(*index)?;
            let named = !entry.parent.is_empty();
            named.then(|| gazetteer.by_id(&EntityId(entry.parent.to_string())))?
        };
        let mut parents: Vec<u32> = sure.iter().filter_map(parent).collect();
        parents.sort_unstable();
        Self {
            gazetteer,
            found,
            hacking: page.words.iter().any(|word| word.class.any(Class::MALWARE)),
            parents,
            countries,
            counts,
            sure,
            full,
        }
    }

    /// The country that a name or demonym right before a token speaks of.
    pub(super) fn country_before(&self, at: usize) -> Option<&'a str> {
        let index = self.countries.partition_point(|(token, _)| *token < at);
        let (token, country) = *self.countries.get(index.checked_sub(1)?)?;
        (at - token <= 2).then_some(country)
    }

    /// Turns what was found into candidates.
    pub(super) fn candidates(&self, page: &Page<'_>, out: &mut Vec<Candidate>) {
        let mut ranked = Vec::new();
        for hit in self.found {
            if hit.tokens.is_empty() {
                continue;
            }
            if description(page, hit) {
                out.extend(self.place_before(page, hit));
            } else if page.technical
                && let Some(candidate) = self.in_report(page, hit)
            {
                out.push(candidate);
            } else if let Some(candidate) = self.decide(page, hit, &mut ranked) {
                out.push(candidate);
            }
        }
    }

    /// The place whose police it is: "Shanghai police".
    fn place_before(&self, page: &Page<'_>, hit: &Found) -> Option<Candidate> {
        self.listed_at(page, hit.tokens.start, Kind::Place, "listed".into())
    }

    /// One word as the entry of a kind that it names standing alone.
    fn listed_at(
        &self,
        page: &Page<'_>,
        at: usize,
        kind: Kind,
        evidence: Evidence,
    ) -> Option<Candidate> {
        let found = self
            .gazetteer
            .by_name(page.text(at))
            .into_iter()
            .find(|c| {
                c.stands == Stands::Alone
                    && self
                        .gazetteer
                        .entry(c.entry)
                        .is_some_and(|e| e.kind == kind)
            })?;
        let mut candidate = Candidate::new(page, at..at + 1, kind, Rule::Gazetteer, 0.95, evidence);
        candidate.entry = Some(found.entry);
        Some(candidate)
    }

    /// What a technical report means by a country's adjective (whom an attack is laid to) and by a
    /// product that bears its maker's name (the maker).
    fn in_report(&self, page: &Page<'_>, hit: &Found) -> Option<Candidate> {
        let at = hit.tokens.start;
        if hit
            .candidates
            .iter()
            .all(|c| c.stands == Stands::AsModifier)
        {
            let entry = hit.candidates.first()?.entry;
            let place = self.gazetteer.entry(entry)?.kind == Kind::Place;
            let whole = hit.tokens.len() == 1
                && page.reading.tokens[at].span == hit.span
                && page.capital(at);
            if !place || !whole {
                return None;
            }
            let mut candidate = Candidate::new(
                page,
                hit.tokens.clone(),
                Kind::Place,
                Rule::Gazetteer,
                0.8,
                format!(
                    "listed adjective “{}”, in a technical report",
                    page.text(at)
                ),
            );
            candidate.entry = Some(entry);
            return Some(candidate);
        }
        let product = hit.tokens.len() > 1
            && hit.candidates.iter().all(|c| {
                self.gazetteer
                    .entry(c.entry)
                    .is_some_and(|e| e.kind == Kind::Technology)
            });
        if !product {
            return None;
        }
        let evidence = format!("listed, the maker of “{}”", hit.span.of(page.reading.text));
        self.listed_at(page, at, Kind::Company, evidence.into())
    }

    fn kind(&self, entry: u32) -> Option<Kind> {
        self.gazetteer.entry(entry).map(|entry| entry.kind)
    }

    /// The likeliest that a hit means; `ranked` is room for all.
    fn decide(&self, page: &Page<'_>, hit: &Found, ranked: &mut Vec<Ranked>) -> Option<Candidate> {
        ranked.clear();
        let used = meant(self.gazetteer, page, hit);
        for candidate in &hit.candidates {
            if matches!(candidate.stands, Stands::Never | Stands::AsModifier)
                || used.is_some_and(|used| used.not == candidate.entry)
            {
                continue;
            }
            // In a text that speaks of no malware "Kuiper" is none.
            let bare = hit.tokens.len() == 1 && !page.technical && !self.hacking;
            if bare && self.kind(candidate.entry) == Some(Kind::Malware) {
                continue;
            }
            // "Home Affairs Minister" is an office, not the department.
            let after = hit.tokens.end;
            if candidate.stands == Stands::InContext
                && matches!(page.text(after), "Minister" | "Secretary" | "Correspondent")
            {
                continue;
            }
            let support = self.support(page, hit, candidate.entry, candidate.alias);
            let named = |country: &str| self.counts.contains_key(country);
            let alone = candidate.stands == Stands::Alone
                && !rivalled(self.gazetteer, candidate, &hit.candidates, named);
            // The bare name of a service stands in context, and how it is used is that.
            let service = used.is_some_and(|used| used.entry == candidate.entry)
                && self.kind(candidate.entry) == Some(Kind::Technology);
            let base = if alone || service { 1.0 } else { 0.0 };
            if base + support.score >= 0.6 {
                ranked.push((
                    base + support.score,
                    candidate.entry,
                    candidate.alias,
                    candidate.stands,
                    support.why,
                ));
            }
        }
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let &(score, entry, alias, stands, why) = ranked.first()?;
        let open: Vec<u32> = ranked[1..]
            .iter()
            .filter(|other| score - other.0 < 0.25)
            .map(|other| other.1)
            .collect();
        let known = self.gazetteer.entry(entry)?;
        let name = self.gazetteer.alias(alias)?;
        let single = hit.tokens.len() == 1;
        let first = page.word(hit.tokens.start);
        let by_use = used.is_some_and(|used| used.entry == entry);
        let mut weight = if stands == Stands::Alone || by_use {
            0.97
        } else {
            0.8
        };
        if !open.is_empty() {
            weight = 0.55;
        } else if single && name.case != Case::Exact && stands == Stands::Alone {
            if first.shape.is(Shape::FIRST) || first.shape.is(Shape::TITLED) {
                weight = 0.93;
            }
            if known.kind == Kind::Place && part_of_longer(page, hit) {
                weight = 0.6;
            }
        }
        let rule = if stands == Stands::Alone {
            Rule::Gazetteer
        } else {
            Rule::Context
        };
        let by_text = name.role == Role::Acronym
            && (why == "defined beside it" || self.full.binary_search(&entry).is_ok());
        let where_it_is = known.kind == Kind::Place
            && !part_of_longer(page, hit)
            && (name.role == Role::Acronym && stands == Stands::Alone
                || hit.tokens.start > 0
                    && matches!(page.text(hit.tokens.start - 1), "in" | "near" | "outside")
                    && !super::patterns::joined_name(page, hit.tokens.end));
        let vouched = by_use || !page.technical && open.is_empty() && (by_text || where_it_is);
        let asked = stands != Stands::Alone || ranked.len() > 1;
        let evidence = Evidence::Listed(alias, if asked { why } else { "" });
        Some(Candidate {
            tokens: hit.tokens.clone(),
            span: hit.span,
            kind: known.kind,
            rule,
            weight,
            evidence,
            entry: Some(entry),
            open,
            vouched,
        })
    }

    /// What in the context speaks for one entity.
    fn support(&self, page: &Page<'_>, hit: &Found, index: u32, alias: u32) -> Support {
        let Some(entry) = self.gazetteer.entry(index) else {
            return Support {
                score: 0.0,
                why: "",
            };
        };
        let at = hit.tokens.start;
        let mut best = Support {
            score: 0.0,
            why: "",
        };
        let mut offer = |score: f32, why: &'static str| {
            if score > best.score {
                best = Support { score, why };
            }
        };
        if self.sure.binary_search(&index).is_ok() {
            offer(1.0, "named in full elsewhere");
        }
        if entry.kind == Kind::Agency && self.parents.binary_search(&index).is_ok() {
            offer(0.7, "a body of it is named");
        }
        if !entry.country.is_empty() {
            let near = |reach: usize| {
                let from = self
                    .countries
                    .partition_point(|(token, _)| *token + reach < at);
                self.countries[from..]
                    .iter()
                    .take_while(|(token, _)| *token <= at + reach)
                    .any(|(_, country)| *country == entry.country)
            };
            let body = matches!(entry.kind, Kind::Agency | Kind::Law | Kind::Person);
            let all = self.countries.len();
            let same = self
                .counts
                .get(entry.country.as_ref())
                .copied()
                .unwrap_or_default();
            // Of two countries nearby, the one the text is more about.
            let share = 0.14 * same as f32 / all.max(1) as f32;
            if self.country_before(at) == Some(entry.country.as_ref()) {
                offer(0.95, "after the country");
            } else if near(25) {
                offer(if body { 0.8 + share } else { 0.45 }, "near the country");
            } else if all > 0 && same * 2 > all {
                offer(if body { 0.65 } else { 0.4 }, "in a text on the country");
            } else if same > 0 {
                offer(0.3, "in a text that names the country");
            }
        }
        let beside = |reach: usize, class: Class| {
            (at.saturating_sub(reach)..hit.tokens.end + reach)
                .any(|i| !hit.tokens.contains(&i) && page.class(i, class))
        };
        let before = |class: Class| at > 0 && page.class(at - 1, class);
        match entry.kind {
            Kind::Company if beside(2, Class::FIRM | Class::COMPANY) => {
                offer(0.8, "beside a word for a company");
            }
            Kind::Company
                if page.text(hit.tokens.end) == "chief"
                    && matches!(
                        page.text(hit.tokens.end + 1),
                        "executive" | "financial" | "operating"
                    ) =>
            {
                offer(0.85, "before its chief");
            }
            Kind::Malware if beside(2, Class::MALWARE) => offer(0.85, "beside a word for malware"),
            Kind::Malware if page.technical && !common(page, hit) => {
                offer(0.65, "in a technical report");
            }
            Kind::Group if beside(3, Class::GROUP) => offer(0.85, "beside a word for a group"),
            Kind::Group if page.technical && !common(page, hit) => {
                offer(0.62, "in a technical report");
            }
            Kind::Technology
                if at >= 2
                    && page.text(at - 1) == "in"
                    && matches!(
                        page.text(at - 2),
                        "written" | "coded" | "developed" | "programmed" | "implemented"
                    ) =>
            {
                offer(0.9, "the language it is written in");
            }
            Kind::Technology if beside(2, Class::PRODUCT) => {
                offer(0.75, "beside a word for a product");
            }
            // "AFP" is the news agency where no word is of Australia.
            Kind::Organisation
                if entry.country.is_empty()
                    && hit.candidates.len() > 1
                    && hit.tokens.len() == 1 =>
            {
                offer(0.28, "of no country");
            }
            Kind::Person if before(Class::TITLE | Class::OFFICE) => offer(0.85, "after a title"),
            Kind::Place if before(Class::WHERE) => offer(0.62, "after a preposition of place"),
            _ => {}
        }
        // "Santander, Spain", "Atlanta, Georgia".
        if entry.kind == Kind::Place && self.in_country(page, hit, &entry.country) {
            offer(2.5, "beside a place of its country");
        }
        // A definition beside it settles the matter: "… Studies (CSIS)".
        if self.defined_beside(page, hit, index, alias) {
            offer(1.2, "defined beside it");
        }
        best
    }

    /// Whether a comma joins it to another place of its country.
    fn in_country(&self, page: &Page<'_>, hit: &Found, country: &str) -> bool {
        let at = self
            .found
            .partition_point(|f| f.span.start < hit.span.start);
        let there = |found: Option<&Found>| {
            found.is_some_and(|f| {
                f.candidates.iter().any(|c| {
                    self.gazetteer.entry(c.entry).is_some_and(|e| {
                        e.kind == Kind::Place && &*e.country == country && !country.is_empty()
                    })
                })
            })
        };
        let comma = |at: usize| page.text(at) == ",";
        let after = self.found.get(at + 1);
        let before = at.checked_sub(1).and_then(|i| self.found.get(i));
        comma(hit.tokens.end)
            && after.is_some_and(|f| f.tokens.start == hit.tokens.end + 1)
            && there(after)
            || hit.tokens.start > 0
                && comma(hit.tokens.start - 1)
                && before.is_some_and(|f| f.tokens.end + 1 == hit.tokens.start)
                && there(before)
    }

    fn defined_beside(&self, page: &Page<'_>, hit: &Found, index: u32, alias: u32) -> bool {
        let role = self.gazetteer.alias(alias).map(|a| a.role);
        if role != Some(Role::Acronym) || page.text(hit.tokens.start.saturating_sub(1)) != "(" {
            return false;
        }
        let at = self
            .found
            .partition_point(|f| f.span.start < hit.span.start);
        at.checked_sub(1)
            .and_then(|i| self.found.get(i))
            .is_some_and(|before| {
                hit.span.start - before.span.end <= 3
                    && before.candidates.iter().any(|c| c.entry == index)
            })
    }
}

/// Whether it is no name but a country's adjective before common nouns: "Portuguese police".
fn description(page: &Page<'_>, hit: &Found) -> bool {
    // "the French foreign intelligence service"
    let described = hit.tokens.len() > 2
        && hit.candidates.iter().all(|c| c.stands == Stands::Alone)
        && hit
            .tokens
            .clone()
            .skip(1)
            .all(|at| page.word(at).shape.is(Shape::LOWER))
        && page.class(hit.tokens.end - 1, Class::AGENCY);
    described
        || hit.tokens.len() > 1
            && hit.tokens.clone().skip(1).all(|at| {
                matches!(
                    page.text(at),
                    "police"
                        | "military"
                        | "army"
                        | "navy"
                        | "air"
                        | "armed"
                        | "force"
                        | "forces"
                        | "parliament"
                        | "government"
                        | "troops"
                )
            })
}

/// Whether a place's name goes on, as in "Jordan Smith" or "Paris Hilton".
fn part_of_longer(page: &Page<'_>, hit: &Found) -> bool {
    let after = hit.tokens.end;
    let before = hit.tokens.start;
    let next = page.word(after);
    let joined = super::patterns::joined(page, after);
    let given = page.class(before, Class::GIVEN);
    (given && joined && next.shape.is(Shape::CAPITAL))
        || (before > 0
            && page.class(before - 1, Class::GIVEN)
            && page.capital(before - 1)
            && super::patterns::joined(page, before))
}

fn common(page: &Page<'_>, hit: &Found) -> bool {
    hit.tokens.len() == 1 && {
        let word = page.word(hit.tokens.start);
        word.shape.is(Shape::FIRST)
            || word.shape.is(Shape::TITLED)
            || word.class.any(Class::COMMON | Class::FUNCTION)
    }
}
