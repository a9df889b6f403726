use super::acronyms::Definition;
use super::candidates::{Candidate, choose};
use super::confidence::{Register, worth};
use super::foreign::is_foreign;
use super::hints::gather;
use super::listed::Listed;
use super::resolve::{
    Given, Known, Named, Roll, agree_on_kinds, person_parts, plain_name, slip, sound, turned,
};
use super::sorts::Sight;
use super::taught::Taught;
use super::weigh::weigh;
use super::{
    acronyms, again, captions, closed, crews, cues, firms, owners, patterns, persons, places,
    prefixes, references, rows, such, told,
};
use crate::analysis::gazetteer::Gazetteer;
use crate::analysis::tagger::{Model, NameMap, Page};
use crate::analysis::{Knowledge, Reading};
use crate::model::{Entity, Kind, Mention, Rule, Span, Timex};
use crate::text::fold;
use std::collections::BTreeMap;

/// The entities of a document and where they are named.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    pub entities: Vec<Entity>,
    /// In order, never overlapping.
    pub mentions: Vec<Mention>,
}

/// Marks the names of a document.
#[must_use]
pub fn mark(reading: &Reading<'_>, knowledge: &Knowledge, dates: &[Timex]) -> Names {
    let page = Page::new(reading);
    let gazetteer = &knowledge.gazetteer;
    let found = gazetteer.find(&page);
    let listed = Listed::new(&page, gazetteer, &found);
    let mut all = Vec::with_capacity(2 * found.len());
    listed.candidates(&page, &mut all);
    let mut rules = Vec::with_capacity(found.len());
    patterns::find(&page, &mut rules);
    cues::find(&page, &mut rules);
    persons::find(&page, &mut rules);
    places::find(&page, &mut rules);
    captions::find(&page, &mut rules);
    let definitions = acronyms::find(&page);
    // Who explains an acronym names the body in full.
    for rule in rules.iter_mut().filter(|r| r.kind != Kind::Person) {
        rule.vouched |= definitions
            .iter()
            .any(|d| d.long.end == rule.tokens.end && d.long.start >= rule.tokens.start);
    }
    let mut trades = Vec::new();
    firms::find(&page, &found, &mut trades);
    such::find(&page, &found, &mut trades);
    // The tagger has read English only; elsewhere it takes any capital for a name.
    let model = knowledge.model.clone().or_else(Model::shipped);
    if let Some(model) = model.filter(|_| !is_foreign(&page)) {
        let hints = gather(&page, gazetteer, &found, &rules);
        let tagging = model.tag(&page, &hints);
        weigh(&page, &tagging, &mut all);
        weigh(&page, &tagging, &mut rules);
        weigh(&page, &tagging, &mut trades);
        let mut sight = Sight::new(&page, gazetteer, &found, &model, &tagging);
        sight.candidates(&tagging, &mut all);
    }
    all.append(&mut rules);
    all.append(&mut trades);
    drop_dates(&mut all, dates);
    closed::clear(&page, &mut all);
    crews::unmask(&page, gazetteer, &mut all);
    crews::tell(&page, gazetteer, &mut all);
    told::tell(&page, gazetteer, &mut all);
    rows::find(&page, gazetteer, &mut all);
    let mut chosen = choose(all);
    prefixes::narrow(&page, gazetteer, &found, &mut chosen);
    prefixes::widen(&page, gazetteer, &found, &mut chosen);
    prefixes::branch(&page, gazetteer, &mut chosen);
    prefixes::number(&page, &mut chosen);
    prefixes::compound(&page, gazetteer, &mut chosen);
    owners::own(&page, &mut chosen);
    agree_on_kinds(&page, &mut chosen);
    let mut roll = Roll::new(gazetteer);
    let mut named = enrol(&page, gazetteer, &mut roll, &listed, chosen);
    merge_variants(&mut roll, &mut named);
    merge_definitions(&page, &mut roll, &mut named, &definitions);
    let taught = Taught::new(&page, &mut roll, &named, &definitions);
    let more = taught.find(&page, &named, &roll);
    merge(&mut named, more);
    let more = references::find(&page, &named, &roll);
    merge(&mut named, more);
    let more = again::find(&page, &named, &roll);
    merge(&mut named, more);
    let register = if page.technical {
        Register::Report
    } else {
        Register::Prose
    };
    finish(roll, named, register)
}

/// A name inside a date is part of the date: "May", "Christmas".
fn drop_dates(all: &mut Vec<Candidate>, dates: &[Timex]) {
    all.retain(|c| {
        let at = dates.partition_point(|d| d.span.end <= c.span.start);
        !dates.get(at).is_some_and(|d| d.span.contains(c.span))
    });
}

/// Finds the entity of every chosen candidate.
fn enrol(
    page: &Page<'_>,
    gazetteer: &Gazetteer,
    roll: &mut Roll<'_>,
    listed: &Listed<'_>,
    chosen: Vec<Candidate>,
) -> Vec<Named> {
    let mut out = Vec::with_capacity(chosen.len());
    // What a name met before means, of a kind and after a country.
    let mut met: NameMap<(&str, Kind, Option<&str>), usize> = NameMap::default();
    for candidate in chosen {
        let span = prefixes::extent(page, &candidate);
        let entity = if let Some(entity) = candidate.entry.and_then(|entry| roll.listed(entry)) {
            entity
        } else {
            let named = Span {
                end: candidate.span.end.min(span.end),
                ..span
            };
            let name = named.of(page.reading.text);
            let country = match candidate.kind {
                Kind::Agency => listed.country_before(candidate.tokens.start),
                _ => None,
            };
            *met.entry((name, candidate.kind, country))
                .or_insert_with(|| {
                    let name = plain_name(name);
                    let name = match candidate.kind {
                        Kind::Person => turned(&name).unwrap_or(name),
                        _ => name,
                    };
                    roll.unlisted(candidate.kind, &name, country)
                })
        };
        let open = candidate
            .open
            .iter()
            .filter_map(|entry| roll.listed(*entry))
            .filter(|other| *other != entity)
            .collect();
        out.push(Named {
            span,
            entity,
            rule: candidate.rule,
            weight: candidate.weight,
            evidence: candidate.evidence.tell(gazetteer),
            open,
        });
    }
    out
}

/// A person of the document, as variants are told by.
struct Person {
    index: usize,
    listed: bool,
    /// The given name, and the sound of the surname.
    name: Option<(Given, String)>,
}

impl Person {
    fn new(index: usize, known: &Known) -> Self {
        let parts = person_parts(&known.entity.name);
        Self {
            index,
            listed: known.entry.is_some(),
            name: parts.map(|(given, surname)| (Given::of(given), sound(surname))),
        }
    }
}

/// Brings variant spellings of one person together: the listed one leads, else the first.
fn merge_variants(roll: &mut Roll<'_>, named: &mut [Named]) {
    let persons: Vec<Person> = roll
        .known
        .iter()
        .enumerate()
        .filter(|(_, known)| known.entity.kind == Kind::Person)
        .map(|(index, known)| Person::new(index, known))
        .collect();
    let mut sounds: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, person) in persons.iter().enumerate() {
        if let Some((_, sound)) = &person.name {
            sounds.entry(sound).or_default().push(place);
        }
    }
    let mut into: BTreeMap<usize, usize> = BTreeMap::new();
    for (place, later) in persons.iter().enumerate() {
        let Some((given, sound)) = later.name.as_ref().filter(|_| !later.listed) else {
            continue;
        };
        let mut leads = sounds[sound.as_str()].iter().filter_map(|other| {
            let lead = &persons[*other];
            let first = *other != place && (*other < place || lead.listed);
            let fits = |(known, _): &(Given, String)| known.can_be(given);
            (first && lead.name.as_ref().is_some_and(fits))
                .then(|| into.get(&lead.index).copied().unwrap_or(lead.index))
        });
        // "J. Smith" beside John and James Smith is either.
        if let Some(lead) = leads.next()
            && leads.all(|other| other == lead)
        {
            into.insert(later.index, lead);
        }
    }
    slips(roll, &mut into);
    for name in named.iter_mut() {
        if let Some(lead) = into.get(&name.entity) {
            name.entity = *lead;
            name.rule = Rule::Variant;
            name.weight = name.weight.min(0.85);
            name.evidence = format!("close to “{}”", roll.known[*lead].entity.name);
        }
    }
    for (later, lead) in into {
        let alias = roll.known[later].entity.name.clone();
        roll.teach(lead, &alias);
    }
}

/// Long names that differ from another of the document by a slip of the pen.
fn slips(roll: &Roll<'_>, into: &mut BTreeMap<usize, usize>) {
    // Such have their first letter in common, and nearly their length.
    let near = |known: &Known| (known.entity.kind, known.entity.name.bytes().next());
    let mut like: BTreeMap<_, BTreeMap<usize, Vec<usize>>> = BTreeMap::new();
    for (at, known) in roll.known.iter().enumerate() {
        let lengths = like.entry(near(known)).or_default();
        lengths.entry(known.entity.name.len()).or_default().push(at);
    }
    let mut out = Vec::new();
    for (later, known) in roll.known.iter().enumerate() {
        if known.entry.is_some() || into.contains_key(&later) {
            continue;
        }
        let name = known.entity.name.as_str();
        let lengths = like[&near(known)].range(name.len().saturating_sub(2)..=name.len() + 2);
        let lead = lengths
            .flat_map(|(_, all)| all)
            .copied()
            .filter(|other| {
                let lead = &roll.known[*other];
                let theirs = lead.entity.name.as_str();
                *other != later
                    && (*other < later || lead.entry.is_some())
                    && slip(theirs, name)
                    // Michael is not Michaela.
                    && (known.entity.kind != Kind::Person
                        || theirs.split(' ').next() == name.split(' ').next())
            })
            .min();
        out.extend(lead.map(|lead| (later, lead)));
    }
    into.extend(out);
}

/// A long form that the lists do not know is the body whose acronym it explains, where the two
/// differ in small words only: "Australian Security and Intelligence Organisation (ASIO)".
fn merge_definitions(
    page: &Page<'_>,
    roll: &mut Roll<'_>,
    named: &mut [Named],
    definitions: &[Definition],
) {
    for definition in definitions {
        let short = page.reading.tokens[definition.short].span;
        let find = |span: Span| {
            named
                .iter()
                .position(|n| n.span.start <= span.start && n.span.end == span.end)
        };
        let (Some(long), Some(short)) = (find(definition.long_span), find(short)) else {
            continue;
        };
        let (long, short) = (named[long].entity, named[short].entity);
        if long == short || roll.known[long].entry.is_some() || roll.known[short].entry.is_none() {
            continue;
        }
        let name = roll.known[long].entity.name.clone();
        let content = |text: &str| -> Vec<String> {
            text.split_whitespace()
                .map(fold)
                .filter(|w| !matches!(w.as_str(), "and" | "of" | "the" | "for" | "&"))
                .collect()
        };
        let wanted = content(&name);
        let entity = &roll.known[short].entity;
        let same = std::iter::once(&entity.name)
            .chain(&entity.aliases)
            .any(|alias| content(alias) == wanted);
        if same {
            for mention in named.iter_mut().filter(|n| n.entity == long) {
                mention.entity = short;
                mention.rule = Rule::Variant;
                mention.evidence = format!("close to “{}”", roll.known[short].entity.name);
            }
            roll.teach(short, &name);
        }
    }
}

/// Adds names that the document taught; an equal span gives way to them.
fn merge(named: &mut Vec<Named>, more: Vec<Named>) {
    if more.is_empty() {
        return;
    }
    named.retain(|n| {
        let at = more.partition_point(|m| m.span.end <= n.span.start);
        !more.get(at).is_some_and(|m| m.span.overlaps(n.span))
    });
    named.extend(more);
    named.sort_by_key(|n| n.span);
}

/// Puts the entities in order of first mention and numbers them.
fn finish(roll: Roll<'_>, named: Vec<Named>, register: Register) -> Names {
    let mut number: Vec<Option<u32>> = vec![None; roll.known.len()];
    let mut order: Vec<usize> = Vec::new();
    let mut mentions = Vec::with_capacity(named.len());
    let mut place = |index: usize, order: &mut Vec<usize>| {
        *number[index].get_or_insert_with(|| {
            order.push(index);
            order.len() as u32 - 1
        })
    };
    for name in named {
        let entity = place(name.entity, &mut order);
        let open = name.open.iter().map(|o| place(*o, &mut order)).collect();
        mentions.push(Mention {
            span: name.span,
            entity,
            rule: name.rule,
            confidence: worth(name.rule, name.weight, register),
            evidence: name.evidence,
            open,
        });
    }
    let mut known: Vec<Option<Entity>> = roll.known.into_iter().map(|k| Some(k.entity)).collect();
    let entities = order.iter().filter_map(|i| known[*i].take()).collect();
    Names { entities, mentions }
}
