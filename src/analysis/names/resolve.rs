//! Which entity a name means, within one document.

use super::candidates::Candidate;
use crate::analysis::gazetteer::{Gazetteer, Stands};
use crate::analysis::tagger::{Class, NameMap, Page, class_of, hash_of};
use crate::model::{Entity, EntityId, Kind, Rule, Span};
use crate::text::{fold, slug};
use std::collections::BTreeMap;

/// The entities of a document as they are met.
#[derive(Debug)]
pub(super) struct Roll<'a> {
    gazetteer: &'a Gazetteer,
    pub known: Vec<Known>,
    by_id: BTreeMap<EntityId, usize>,
    by_entry: BTreeMap<u32, usize>,
}

/// One entity with what tells its short forms.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub entity: Entity,
    pub entry: Option<u32>,
}

/// A name in the text that has found its entity.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub span: Span,
    pub entity: usize,
    pub rule: Rule,
    pub weight: f32,
    pub evidence: String,
    pub open: Vec<usize>,
}

impl<'a> Roll<'a> {
    /// Whether a list has this name as a country's adjective: "Turkish" of "Turkish Airlines".
    pub(super) fn adjective(&self, name: &str) -> bool {
        let found = self.gazetteer.by_name(name);
        found.iter().any(|c| c.stands == Stands::AsModifier)
    }

    /// Whether a list has this name of anybody or anything.
    pub(super) fn lists(&self, name: &str) -> bool {
        !self.gazetteer.by_name(name).is_empty()
    }

    pub(super) fn new(gazetteer: &'a Gazetteer) -> Self {
        Self {
            gazetteer,
            known: Vec::new(),
            by_id: BTreeMap::new(),
            by_entry: BTreeMap::new(),
        }
    }

    /// The entity of a list entry.
    pub(super) fn listed(&mut self, entry: u32) -> Option<usize> {
        if let Some(&known) = self.by_entry.get(&entry) {
            return Some(known);
        }
        let entity = self.gazetteer.entity(entry)?;
        let known = match self.by_id.get(&entity.id) {
            Some(&known) => known,
            None => self.add(entity, Some(entry)),
        };
        self.by_entry.insert(entry, known);
        Some(known)
    }

    /// The entity of a name that no list holds, or that the lists hold under this very name.
    pub(super) fn unlisted(&mut self, kind: Kind, name: &str, country: Option<&str>) -> usize {
        let listed = self.gazetteer.by_name(name).into_iter().find(|candidate| {
            self.gazetteer.entry(candidate.entry).is_some_and(|entry| {
                let fits = entry.country.is_empty()
                    || country.is_some_and(|c| c == entry.country)
                    || candidate.stands == Stands::Alone;
                let same = entry.kind == kind
                    || matches!(
                        (entry.kind, kind),
                        (
                            Kind::Agency | Kind::Company | Kind::Organisation,
                            Kind::Agency | Kind::Company | Kind::Organisation
                        )
                    );
                same && fits && candidate.stands != Stands::AsModifier
            })
        });
        if let Some(candidate) = listed
            && let Some(known) = self.listed(candidate.entry)
        {
            return known;
        }
        if kind == Kind::Company
            && let Some(known) = self.without_form(name)
        {
            return known;
        }
        let id = EntityId::new(kind, &slug(name));
        if let Some(&known) = self.by_id.get(&id) {
            return known;
        }
        let entity = Entity {
            id,
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            country: country.map(str::to_owned),
            parent: None,
            note: None,
            listed: false,
        };
        self.add(entity, None)
    }

    /// The listed company that a name with a legal form means: "Deutsche Telekom AG".
    fn without_form(&mut self, name: &str) -> Option<usize> {
        let mut short = name;
        while let Some((stem, last)) = short.rsplit_once(' ') {
            if !crate::analysis::tagger::class_of(hash_of(last)).any(Class::COMPANY) {
                break;
            }
            short = stem.trim_end_matches([',', '.']);
        }
        if short.len() == name.len() {
            return None;
        }
        let listed = self.gazetteer.by_name(short).into_iter().find(|c| {
            c.stands == Stands::Alone
                && self
                    .gazetteer
                    .entry(c.entry)
                    .is_some_and(|entry| entry.kind == Kind::Company)
        })?;
        self.listed(listed.entry)
    }

    fn add(&mut self, entity: Entity, entry: Option<u32>) -> usize {
        let index = self.known.len();
        self.by_id.insert(entity.id.clone(), index);
        self.known.push(Known { entity, entry });
        index
    }

    /// Notes that the document calls an entity by another name.
    pub(super) fn teach(&mut self, index: usize, alias: &str) {
        let Some(known) = self.known.get_mut(index) else {
            return;
        };
        let entity = &mut known.entity;
        if entity.name != alias && !entity.aliases.iter().any(|a| a == alias) {
            entity.aliases.push(alias.to_owned());
        }
    }
}

/// The name as it enters a record: one space between words.
pub(super) fn plain_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let trimmed = out.trim_end_matches([',', ';', ':']).len();
    out.truncate(trimmed);
    out
}

/// "YERMAKOV, Ivan Sergeyevich" as it is said: "Ivan Sergeyevich Yermakov".
pub(super) fn turned(name: &str) -> Option<String> {
    let (surname, given) = name.split_once(", ")?;
    let capitals = !surname.chars().any(char::is_lowercase) && !given.is_empty();
    capitals.then(|| {
        let mut out = format!("{given} ");
        let mut first = true;
        for c in surname.chars() {
            if first {
                out.push(c);
            } else {
                out.extend(c.to_lowercase());
            }
            first = !c.is_alphabetic();
        }
        out
    })
}

/// Names that the same document writes alike are of one kind: the likelier one, all together.
pub(super) fn agree_on_kinds(page: &Page<'_>, chosen: &mut [Candidate]) {
    if chosen.iter().all(|candidate| candidate.entry.is_some()) {
        return;
    }
    // Each way of writing is folded once.
    let mut written: NameMap<&str, usize> = NameMap::default();
    let mut keys: Vec<String> = Vec::new();
    let mut own = Vec::with_capacity(chosen.len());
    for candidate in chosen.iter() {
        let name = candidate.span.of(page.reading.text);
        own.push(*written.entry(name).or_insert_with(|| {
            keys.push(fold(name));
            keys.len() - 1
        }));
    }
    let mut places: NameMap<&str, usize> = NameMap::default();
    let mut place = |key| {
        let next = places.len();
        *places.entry(key).or_insert(next)
    };
    // Where each whole name has its votes, and its first and its last word.
    let keys: Vec<(usize, Option<(usize, usize)>)> = keys
        .iter()
        .map(|key| {
            let ends = ends(key);
            (
                place(key.as_str()),
                ends.map(|(first, last)| (place(first), place(last))),
            )
        })
        .collect();
    let mut votes = vec![[None::<f32>; Kind::ALL.len()]; places.len()];
    let mut vote = |place: usize, kind: Kind, weight: f32| {
        *votes[place][kind as usize].get_or_insert_default() += weight;
    };
    for (candidate, own) in chosen.iter().zip(&own) {
        let weight = if candidate.entry.is_some() {
            2.0
        } else if candidate.kind == Kind::Company && candidate.rule == Rule::Pattern {
            // "shares in X" tells more of X than any number of guesses.
            4.0
        } else if candidate.kind == Kind::Technology
            && candidate.rule == Rule::Pattern
            && !page.technical
        {
            // "its booking platform, X": more than some guesses.
            2.9
        } else {
            candidate.weight
        };
        let (whole, ends) = keys[*own];
        vote(whole, candidate.kind, weight);
        // "Halvorsen" beside "Halvorsen Composites" and no other Halvorsen.
        match (candidate.kind, ends) {
            (Kind::Company, Some((first, _))) => vote(first, candidate.kind, 2.0),
            (Kind::Person, Some((_, last))) => vote(last, candidate.kind, 4.0),
            _ => {}
        }
    }
    for (candidate, own) in chosen.iter_mut().zip(&own) {
        if candidate.entry.is_some() {
            continue;
        }
        let votes = Kind::ALL.iter().zip(votes[keys[*own].0]);
        let best = votes
            .filter_map(|(kind, votes)| Some((*kind, votes?)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        if let Some((kind, _)) = best {
            candidate.kind = kind;
        }
    }
}

/// The first and the last word of a name of several.
fn ends(name: &str) -> Option<(&str, &str)> {
    let (first, rest) = name.split_once(' ')?;
    Some((first, rest.rsplit(' ').next().unwrap_or(rest)))
}

/// Splits a person's name into given names and surname, by the order of the name's culture.
pub(super) fn person_parts(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    let name = ["Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"]
        .iter()
        .find_map(|suffix| name.strip_suffix(suffix))
        .map_or(name, |n| n.trim_end_matches([',', ' ']));
    let (first, rest) = name.split_once(' ')?;
    let (_, last) = name.rsplit_once(' ')?;
    let class = crate::analysis::tagger::class_of(hash_of(first));
    let eastern = class.any(Class::FAMILY)
        && !class.any(Class::GIVEN)
        && !crate::analysis::tagger::class_of(hash_of(last)).any(Class::FAMILY);
    if eastern {
        return Some((rest, first));
    }
    // "Ursula von der Leyen" goes by "von der Leyen" and by "Leyen".
    let given = &name[..name.len() - last.len()];
    Some((given.trim_end(), last))
}

/// Whether one long name is the other with a slip of the pen.
pub(super) fn slip(a: &str, b: &str) -> bool {
    if a.len().min(b.len()) < 12
        || a.len().abs_diff(b.len()) > 2
        || a.as_bytes()[0] != b.as_bytes()[0]
    {
        return false;
    }
    let (a, b) = (fold(a), fold(b));
    let shorter = a.chars().count().min(b.chars().count());
    let limit = usize::from(shorter >= 12) + usize::from(shorter >= 24);
    // Numbers and single letters tell names apart.
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    limit > 0
        && a.split(' ').count() == b.split(' ').count()
        && digits(&a) == digits(&b)
        && a.split(' ')
            .zip(b.split(' '))
            .all(|(x, y)| x == y || x.len().min(y.len()) >= 6)
        && distance(&a, &b, limit) <= limit
}

/// Letters and pairs of letters that romanisations differ in, and what stands for both.
const EVEN: [(&str, &str); 25] = [
    ("tch", "j"),
    ("sch", "x"),
    ("zh", "j"),
    ("ch", "j"),
    ("sh", "x"),
    ("hs", "x"),
    ("kh", "k"),
    ("ts", "z"),
    ("ph", "f"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ei", "e"),
    ("ai", "e"),
    ("ey", "e"),
    ("ay", "e"),
    ("iy", "i"),
    ("yi", "i"),
    ("q", "j"),
    ("y", "i"),
    ("w", "v"),
    ("c", "k"),
];

/// A word with accents, doubled letters and the letters that romanisations differ in evened out.
pub(super) fn sound(word: &str) -> String {
    let word = fold(word);
    let mut out = String::with_capacity(word.len());
    let mut rest = word.as_str();
    // "McAllister" and "MacAllister".
    if let Some(clan) = rest.strip_prefix("mac").filter(|clan| clan.len() > 3) {
        out.push_str("mk");
        rest = clan;
    }
    while let Some(c) = rest.chars().next() {
        if let Some((from, to)) = EVEN.iter().find(|(from, _)| rest.starts_with(from)) {
            if !out.ends_with(to) {
                out.push_str(to);
            }
            rest = &rest[from.len()..];
            continue;
        }
        if c.is_alphanumeric() && !out.ends_with(c) {
            out.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    // The vowels of the name that most men bear are anybody's choice.
    match out.as_str() {
        "mohamed" | "mohamad" | "muhamed" | "mohamud" | "mahamed" => "muhamad".to_owned(),
        _ => out,
    }
}

/// Edits between two words, up to a limit.
pub(super) fn distance(a: &str, b: &str, limit: usize) -> usize {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > limit {
        return limit + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let cost = if x == y {
                corner
            } else {
                1 + corner.min(row[j]).min(row[j + 1])
            };
            corner = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}

/// Short forms of given names.
const SHORT_GIVEN: [(&str, &str); 44] = [
    ("chris", "christopher"),
    ("bill", "william"),
    ("will", "william"),
    ("bob", "robert"),
    ("rob", "robert"),
    ("dick", "richard"),
    ("rick", "richard"),
    ("rich", "richard"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("mike", "michael"),
    ("mick", "michael"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("ted", "edward"),
    ("ed", "edward"),
    ("ben", "benjamin"),
    ("dan", "daniel"),
    ("dave", "david"),
    ("steve", "steven"),
    ("steve", "stephen"),
    ("matt", "matthew"),
    ("nick", "nicholas"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("greg", "gregory"),
    ("jeff", "jeffrey"),
    ("ken", "kenneth"),
    ("kate", "katherine"),
    ("kathy", "kathleen"),
    ("liz", "elizabeth"),
    ("beth", "elizabeth"),
    ("sam", "samuel"),
    ("sasha", "alexander"),
    ("tim", "timothy"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("phil", "philip"),
    ("ron", "ronald"),
    ("don", "donald"),
    ("larry", "lawrence"),
    ("jake", "jacob"),
    ("josh", "joshua"),
];

/// A given name as it is held against others, made once for each person.
pub(super) struct Given {
    first: String,
    sound: String,
    /// Whether the lists know it.
    known: bool,
}

impl Given {
    /// Of the words before a surname.
    pub(super) fn of(words: &str) -> Self {
        let folded = fold(words);
        let first = folded.split(' ').next().unwrap_or_default().to_owned();
        Self {
            sound: sound(&first),
            known: class_of(hash_of(&first)).any(Class::GIVEN),
            first,
        }
    }

    /// Whether two given names can be of one person.
    pub(super) fn can_be(&self, other: &Self) -> bool {
        let (one, two) = (self.first.as_str(), other.first.as_str());
        let initial = |short: &str, long: &str| {
            let letters = short.trim_end_matches('.');
            letters.chars().count() == 1 && long.starts_with(letters)
        };
        one == two
            || self.sound == other.sound
            || initial(one, two)
            || initial(two, one)
            || SHORT_GIVEN
                .iter()
                .any(|(s, l)| (*s == one && *l == two) || (*s == two && *l == one))
            // A slip of the pen, but Daniel and Daniela are two.
            || one.len() >= 6 && !(self.known && other.known) && distance(one, two, 1) <= 1
    }
}
