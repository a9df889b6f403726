//! Who is introduced as what: "Father Selwyn Teho", "Jane Roe, a poet", "the owner, John Doe".

use super::super::grammar::{is_adverb, is_auxiliary, is_calling, is_function, starts_upper};
use super::sex::Sex;
use super::speaker::{Scene, Speaker};
use crate::model::Mention;
use crate::text::TokenKind;
use std::ops::Range;

/// Somebody by what he is.
#[derive(Debug)]
struct Role {
    entity: u32,
    /// The noun and the words before it, as the text has them.
    words: Range<usize>,
}

/// The roles of a document's persons, in the order told.
#[derive(Debug, Default)]
pub(super) struct Roles(Vec<Role>);

/// What somebody just named may be called without having been introduced so.
const CALLINGS: &[&str] = &[
    "academic",
    "activist",
    "actor",
    "actress",
    "artist",
    "author",
    "blogger",
    "businessman",
    "businesswoman",
    "dissident",
    "economist",
    "engineer",
    "entrepreneur",
    "exile",
    "farmer",
    "filmmaker",
    "fisherman",
    "historian",
    "musician",
    "novelist",
    "nurse",
    "painter",
    "pensioner",
    "philosopher",
    "photographer",
    "poet",
    "professor",
    "refugee",
    "retiree",
    "scientist",
    "singer",
    "sociologist",
    "student",
    "teacher",
    "writer",
];

/// Nouns that say too little to tell anybody by.
const VAGUE: &[&str] = &[
    "adult",
    "boy",
    "child",
    "children",
    "couple",
    "girl",
    "individual",
    "man",
    "member",
    "men",
    "national",
    "people",
    "person",
    "source",
    "sources",
    "spies",
    "woman",
    "women",
    "german",
];

/// What a noun may stand for: whom the text calls a superintendent it may call an officer.
const WIDER: &[(&str, &[&str])] = &[
    ("academic", &["professor", "prof", "lecturer"]),
    ("ambassador", &["envoy"]),
    ("analyst", &["researcher"]),
    ("attorney", &["lawyer", "prosecutor"]),
    (
        "cleric",
        &[
            "priest",
            "father",
            "imam",
            "bishop",
            "archbishop",
            "mufti",
            "ayatollah",
            "pastor",
        ],
    ),
    ("diplomat", &["ambassador", "envoy", "consul", "attaché"]),
    (
        "doctor",
        &["dr", "dr.", "physician", "surgeon", "gp", "paediatrician"],
    ),
    ("envoy", &["ambassador"]),
    ("journalist", &["reporter", "correspondent", "editor"]),
    ("judge", &["justice", "magistrate"]),
    ("justice", &["judge"]),
    (
        "lawmaker",
        &[
            "mp",
            "senator",
            "congressman",
            "congresswoman",
            "legislator",
            "deputy",
            "representative",
        ],
    ),
    (
        "lawyer",
        &["attorney", "barrister", "solicitor", "counsel", "advocate"],
    ),
    ("nun", &["sister"]),
    (
        "officer",
        &[
            "detective",
            "inspector",
            "sergeant",
            "superintendent",
            "constable",
            "captain",
            "colonel",
            "major",
            "lieutenant",
            "commander",
            "brigadier",
        ],
    ),
    ("physician", &["doctor", "dr", "dr."]),
    (
        "politician",
        &[
            "mp",
            "senator",
            "minister",
            "congressman",
            "congresswoman",
            "lawmaker",
        ],
    ),
    ("priest", &["father", "rev", "rev.", "reverend", "vicar"]),
    ("pastor", &["rev", "rev.", "reverend"]),
    ("professor", &["prof", "prof."]),
    ("prosecutor", &["attorney"]),
    ("reporter", &["journalist", "correspondent"]),
    ("researcher", &["analyst", "scientist"]),
    ("scientist", &["physicist", "biologist", "chemist"]),
    ("soldier", &["corporal", "sergeant", "conscript"]),
    ("spokesman", &["spokesperson"]),
    ("spokesperson", &["spokesman", "spokeswoman"]),
    ("spokeswoman", &["spokesperson"]),
    ("writer", &["novelist", "poet", "author"]),
];

/// Words before a noun that tell nobody apart.
const NEUTRAL: &[&str] = &[
    "elderly",
    "former",
    "old",
    "older",
    "retired",
    "senior",
    "veteran",
    "young",
    "younger",
    "chief",
    "presiding",
    "then",
    "lead",
];

pub(super) fn is_role(word: &str) -> bool {
    let word = word.trim_end_matches("'s").trim_end_matches("’s");
    is_calling(word)
}

/// Whether a noun says too little to tell anybody by.
pub(super) fn is_vague(word: &str) -> bool {
    VAGUE.contains(&word)
}

impl Roles {
    /// Reads what stands beside every person's name.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let mut out = Self::default();
        for mention in scene.names.mentions.iter().filter(|m| scene.is_person(m)) {
            let tokens = scene.reading.tokens_in(mention.span);
            out.before(scene, mention, tokens.start);
            out.after(scene, mention, tokens.end);
        }
        out
    }

    /// Whether somebody with a name is told to be what a noun says.
    pub(super) fn has(&self, scene: &Scene<'_>, head: &str) -> bool {
        self.0
            .iter()
            .any(|role| scene.folded(role.words.end - 1) == head)
    }

    /// Whether somebody judges, accuses or defends in court.
    pub(super) fn in_court(&self, scene: &Scene<'_>, entity: u32) -> bool {
        self.0
            .iter()
            .filter(|role| role.entity == entity)
            .any(|role| {
                matches!(
                    scene.folded(role.words.end - 1),
                    "attorney"
                        | "barrister"
                        | "counsel"
                        | "judge"
                        | "justice"
                        | "lawyer"
                        | "magistrate"
                        | "prosecutor"
                        | "solicitor"
                )
            })
    }

    fn add(&mut self, entity: u32, words: Range<usize>) {
        self.0.push(Role { entity, words });
    }

    /// "Judge Jane Roe", "our analyst Jane Roe", "the owner, Jane Roe,".
    fn before(&mut self, scene: &Scene<'_>, mention: &Mention, first: usize) {
        let floor = scene.sentence_start(mention.span.start);
        if first <= floor {
            return;
        }
        if scene.folded(first - 1) != "," {
            if is_role(scene.folded(first - 1)) {
                let start = scene.modifiers(floor, first - 1);
                self.add(mention.entity, start..first);
            }
            return;
        }
        // The noun phrase before the comma, back to what opens it.
        let end = first - 1;
        let mut start = end;
        while start > floor && end - start < 10 {
            let word = scene.folded(start - 1);
            let sign = scene.reading.tokens[start - 1].kind == TokenKind::Sign;
            if sign && word != "-" || is_auxiliary(word) || is_adverb(word) {
                break;
            }
            start -= 1;
            if opens_phrase(word) || word.ends_with("'s") || word.ends_with("’s") {
                break;
            }
        }
        let closed = scene.folded(scene.reading.tokens_in(mention.span).end) == ",";
        let opens = start == floor || matches!(scene.folded(start - 1), "”" | "\"" | "’");
        if !closed && !opens {
            return;
        }
        let head = (start + 1..end)
            .find(|&at| is_function(scene.folded(at)))
            .unwrap_or(end);
        if head > start && is_role(scene.folded(head - 1)) {
            let from = scene.modifiers(start, head - 1);
            self.add(mention.entity, from..head);
        }
    }

    /// "Jane Roe, 33, a poet from", "Jane Roe is a poet".
    fn after(&mut self, scene: &Scene<'_>, mention: &Mention, end: usize) {
        let mut at = end;
        let verb = |at: usize| matches!(scene.folded(at), "is" | "was" | "became");
        if scene.folded(at) == "," {
            at += 1;
            let age = scene.folded(at);
            if age.len() <= 3 && age.bytes().all(|b| b.is_ascii_digit()) && !age.is_empty() {
                self.add(mention.entity, at..at + 1);
                at += 1;
                if scene.folded(at) != "," {
                    return;
                }
                at += 1;
            }
            if scene.folded(at) == "who" && verb(at + 1) {
                at += 2;
            }
        } else if verb(at) {
            at += 1;
        } else {
            return;
        }
        if opens_phrase(scene.folded(at)) {
            at += 1;
        }
        let stop = (at..at + 7).find(|&token| {
            let word = scene.folded(token);
            word.is_empty()
                || is_function(word)
                || scene.reading.tokens[token].kind == TokenKind::Sign && word != "-"
        });
        let Some(stop) = stop.filter(|&stop| stop > at && is_role(scene.folded(stop - 1))) else {
            return;
        };
        self.add(mention.entity, at..stop);
    }
}

fn opens_phrase(word: &str) -> bool {
    matches!(
        word,
        "a" | "an" | "the" | "his" | "her" | "its" | "their" | "our" | "my" | "one"
    )
}

impl Scene<'_> {
    /// The first token of the sentence that holds an offset.
    pub(super) fn sentence_start(&self, offset: u32) -> usize {
        self.reading
            .sentence_at(offset)
            .map_or(0, |at| self.reading.sentences[at].tokens.start)
    }

    /// Where the plain words before a noun begin.
    fn modifiers(&self, floor: usize, noun: usize) -> usize {
        let mut start = noun;
        while start > floor && noun - start < 3 {
            let word = self.folded(start - 1);
            if is_function(word)
                || is_adverb(word)
                || self.reading.tokens[start - 1].kind == TokenKind::Sign
                || super::reporting::reporting(word).is_some() && !is_role(word)
            {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The person whom "the priest", "the 34-year-old" means: the only one whom the text has
    /// introduced so before.
    pub(super) fn introduced(&self, from: usize, to: usize) -> Option<Speaker> {
        if to < from + 2 || to > from + 5 || self.folded(from) != "the" {
            return None;
        }
        let next = self.folded(to);
        let told_there = matches!(
            next,
            "of" | "for" | "in" | "at" | "from" | "that" | "behind" | "with" | "who"
        );
        if told_there {
            return None;
        }
        let span = self.bytes(from, to);
        if !self.mentions(span).is_empty() {
            return None;
        }
        let head = self.folded(to - 1);
        let age = head.strip_suffix("-year-old");
        if age.is_none() && (!is_role(head) || VAGUE.contains(&head)) {
            return None;
        }
        let wider = WIDER
            .iter()
            .find(|(noun, _)| *noun == head)
            .map_or(&[][..], |(_, others)| *others);
        let bears = |role: &Role| {
            let noun = self.folded(role.words.end - 1);
            if let Some(age) = age {
                return noun == age;
            }
            let officer = head == "officer"
                && noun == "chief"
                && role.words.clone().any(|at| self.folded(at) == "police");
            let priest = noun == "father"
                && (head == "father") == starts_upper(self.reading.word(role.words.end - 1));
            if priest {
                return false;
            }
            (noun == head || wider.contains(&noun) || officer)
                && (from + 1..to - 1).all(|at| {
                    let word = self.folded(at);
                    NEUTRAL.contains(&word)
                        || role.words.clone().any(|known| self.folded(known) == word)
                })
        };
        let here = span.start;
        let mut meant: Vec<u32> = Vec::new();
        for role in &self.roles().0 {
            let told = self.reading.tokens[role.words.start].span.start;
            if told < here && bears(role) {
                meant.push(role.entity);
            }
        }
        meant.sort_unstable();
        meant.dedup();
        let before =
            &self.names.mentions[..self.names.mentions.partition_point(|m| m.span.end <= here)];
        let last = |entity: u32| before.iter().rev().find(|m| m.entity == entity);
        // Of several, the one just named.
        if meant.len() > 1 {
            let above = self.reading.text.get(..here as usize).unwrap_or_default();
            let paragraph = above.rfind("\n\n").map_or(0, |at| at as u32 + 2);
            let near = before.iter().rev().take_while(|m| m.span.end > paragraph);
            let mut near: Vec<u32> = near.map(|m| m.entity).collect();
            near.sort_unstable();
            meant.retain(|entity| near.binary_search(entity).is_ok());
        }
        if meant.is_empty() && CALLINGS.contains(&head) && to == from + 2 {
            meant.extend(self.only_one(here, head));
        }
        let [entity] = meant[..] else { return None };
        let named = last(entity)?;
        if age.is_none() && self.another(head, named.span.end, from) {
            return None;
        }
        let text = self.names.entities.get(entity as usize)?.name.clone();
        Some(Speaker {
            span,
            text,
            entity: Some(entity),
        })
    }

    /// The only person whom the paragraph names before an offset, or else the paragraph before it,
    /// of whom no trade is told.
    fn only_one(&self, here: u32, head: &str) -> Option<u32> {
        let mentions = &self.names.mentions;
        let end = mentions.partition_point(|m| m.span.end <= here);
        let mut persons = mentions[..end].iter().rev().filter(|m| self.is_person(m));
        let last = persons.next()?;
        let between = self
            .reading
            .text
            .get(last.span.end as usize..here as usize)?;
        if between.len() > 600 || between.matches("\n\n").count() > 1 {
            return None;
        }
        let others = persons
            .take_while(|m| self.paragraph(m.span.end, last.span.start))
            .any(|m| m.entity != last.entity);
        let found = Some(last.entity).filter(|_| !others);
        let told = |entity: &u32| self.roles().0.iter().any(|role| role.entity == *entity);
        let sex = |entity: &u32| {
            let known = self.known_sexes().get(*entity as usize).copied().flatten();
            let shown = Sex::of_noun(head);
            known.is_none() || shown.is_none() || known == shown
        };
        found.filter(|entity| !told(entity) && sex(entity))
    }

    /// Whether no paragraph ends between two offsets.
    fn paragraph(&self, from: u32, to: u32) -> bool {
        self.reading
            .text
            .get(from as usize..to as usize)
            .is_some_and(|between| !between.contains("\n\n"))
    }

    /// Whether somebody else of the same trade has come in since: "a priest", "another judge".
    fn another(&self, head: &str, since: u32, before: usize) -> bool {
        // What the sentence of the name tells is told of the one named.
        let told_until = self
            .reading
            .sentence_at(since.saturating_sub(1))
            .map_or(since, |at| self.reading.sentences[at].span.end);
        (0..before)
            .rev()
            .take(400)
            .take_while(|&at| self.reading.tokens[at].span.start >= since)
            .any(|at| {
                self.folded(at) == head
                    && (at.saturating_sub(3)..at).any(|lead| {
                        matches!(self.folded(lead), "a" | "an" | "another" | "second" | "one")
                    })
                    && self.reading.tokens[at].span.start > told_until
            })
    }
}
