//! What a document teaches: acronyms it defines, surnames and short forms of names it gives in
//! full, and the places where they stand.

use super::acronyms::Definition;
use super::resolve::{Known, Named, Roll, person_parts};
use crate::analysis::grammar::Traits;
use crate::analysis::tagger::{Class, HashedMap, Page, Shape, hash_of};
use crate::model::{Kind, Rule, Span};
use crate::text::Span as TextSpan;
use std::collections::BTreeMap;

/// How many others a name is told to be open to: a family may have hundreds.
const RIVALS: usize = 8;
/// How sure the tagger must be in one place to speak for the others.
const SEEN_WELL: f32 = 0.8;

/// Forms that the document taught, by their first word.
#[derive(Debug, Default)]
pub(super) struct Taught {
    forms: HashedMap<Vec<Form>>,
}

#[derive(Clone, Debug)]
struct Form {
    words: Vec<u64>,
    /// Whom it may mean; several where persons share a surname.
    entities: Vec<usize>,
    rule: Rule,
    text: String,
}

impl Taught {
    /// Learns from the names that stand in full.
    pub(super) fn new(
        page: &Page<'_>,
        roll: &mut Roll<'_>,
        named: &[Named],
        definitions: &[Definition],
    ) -> Self {
        let mut out = Self::default();
        for definition in definitions {
            let holder = named.iter().find(|n| {
                n.span.end == definition.long_span.end && n.span.start <= definition.long_span.start
                    || n.span == definition.long_span
            });
            if let Some(holder) = holder {
                let short = page.text(definition.short);
                let full = definition.long_span.of(page.reading.text);
                roll.teach(holder.entity, short);
                out.add(short, holder.entity, Rule::Acronym, full);
            }
        }
        if !page.technical {
            out.initials(page, roll, named);
        }
        let mut seen = vec![false; roll.known.len()];
        for name in named {
            if std::mem::replace(&mut seen[name.entity], true) {
                continue;
            }
            let kind = roll.known[name.entity].entity.kind;
            let told = match name.rule {
                Rule::Pattern => true,
                Rule::Tagger => !page.technical && name.weight >= SEEN_WELL,
                _ => false,
            };
            if told && roll.known[name.entity].entry.is_none() {
                out.same_again(page, kind, name);
            }
            match kind {
                Kind::Person => out.person(page, roll, name),
                Kind::Company | Kind::Organisation | Kind::Agency => {
                    out.short_form(page, roll, name);
                }
                _ => {}
            }
        }
        // Last, for a first word that a person bears is left to the person.
        let mut seen = vec![false; roll.known.len()];
        for name in named {
            let known = &roll.known[name.entity];
            let firm = known.entity.kind == Kind::Company && known.entry.is_none();
            if firm && !std::mem::replace(&mut seen[name.entity], true) {
                out.first_word(page, roll, name);
            }
        }
        out
    }

    fn add(&mut self, form: &str, entity: usize, rule: Rule, text: &str) {
        let words: Vec<u64> = form.split_whitespace().map(hash_of).collect();
        let Some(&first) = words.first() else { return };
        let forms = self.forms.entry(first).or_default();
        if let Some(known) = forms
            .iter_mut()
            .find(|f| f.words == words && f.rule == rule)
        {
            if !known.entities.contains(&entity) {
                known.entities.push(entity);
            }
            return;
        }
        forms.push(Form {
            words,
            entities: vec![entity],
            rule,
            text: text.to_owned(),
        });
    }

    fn person(&mut self, page: &Page<'_>, roll: &Roll<'_>, name: &Named) {
        let text = name.span.of(page.reading.text);
        for full in [text, roll.known[name.entity].entity.name.as_str()] {
            // "YERMAKOV, Ivan" goes by what the record makes of it.
            let Some((given, surname)) = person_parts(full).filter(|_| !full.contains(',')) else {
                continue;
            };
            // "De Zela" is a surname of its own only where nobody bears it in full.
            let borne = |known: &Known| {
                let whole = known.entity.name.as_str();
                let tail = whole
                    .len()
                    .checked_sub(full.len())
                    .and_then(|at| whole.get(at..));
                whole.len() > full.len() && tail.is_some_and(|tail| tail.eq_ignore_ascii_case(full))
            };
            if given.split(' ').all(is_particle) && roll.known.iter().any(borne) {
                continue;
            }
            if surname.chars().count() >= 2 {
                self.add(surname, name.entity, Rule::Surname, full);
            }
            // "al-Zyoud" goes by "Zyoud" as well.
            if let Some((_, bare)) = surname.split_once('-').filter(|(article, bare)| {
                is_article(article)
                    && bare.chars().count() >= 3
                    && bare.starts_with(char::is_uppercase)
            }) {
                self.add(bare, name.entity, Rule::Surname, full);
            }
            let first = given.split(' ').next().unwrap_or_default();
            if first.chars().count() >= 3 && !first.ends_with('.') {
                self.add(first, name.entity, Rule::ShortForm, full);
            }
            let particles: usize = full
                .split(' ')
                .skip(1)
                .take_while(|w| !w.starts_with(|c: char| c.is_lowercase()) && !is_article(w))
                .map(|w| w.len() + 1)
                .sum();
            let skip = full.split(' ').next().map_or(0, str::len) + 1 + particles;
            if let Some(tail) = full.get(skip..).filter(|t| t.contains(' ')) {
                self.add(tail, name.entity, Rule::Surname, full);
            }
        }
    }

    /// What one place tells the kind of is named alike elsewhere.
    fn same_again(&mut self, page: &Page<'_>, kind: Kind, name: &Named) {
        let text = name.span.of(page.reading.text);
        let plain = !text.contains(' ')
            && crate::analysis::tagger::class_of(hash_of(text)).any(
                Class::SUBJECT | Class::FUNCTION | Class::COMMON | Class::GIVEN | Class::CALENDAR,
            );
        let fits = matches!(
            kind,
            Kind::Malware | Kind::Group | Kind::Technology | Kind::Company | Kind::Organisation
        ) || kind == Kind::Place && name.rule == Rule::Tagger && text.len() > 4;
        // Letters that a body of the text spells are that body's.
        let spelt = self.forms.contains_key(&hash_of(text));
        if fits && !plain && !spelt && text.len() > 2 {
            self.add(text, name.entity, Rule::Pattern, text);
        }
    }

    /// "Integrity Technology Group" goes by "Integrity" and "Integrity Technology".
    fn short_form(&mut self, page: &Page<'_>, roll: &Roll<'_>, name: &Named) {
        let text = name.span.of(page.reading.text);
        let company = roll.known[name.entity].entity.kind == Kind::Company;
        let words: Vec<&str> = text
            .split_whitespace()
            .map(|w| w.trim_matches(|c: char| matches!(c, ',' | '(' | ')')))
            .collect();
        let classes: Vec<Class> = words
            .iter()
            .map(|w| crate::analysis::tagger::class_of(hash_of(w)))
            .collect();
        let club = super::clubs::CLUBS;
        if let [first, .., last] = words.as_slice()
            && roll.known[name.entity].entity.kind == Kind::Organisation
        {
            let plain = Class::COMMON | Class::SUBJECT | Class::FUNCTION | Class::PLACE;
            if club.contains(last) {
                if !classes[0].any(plain) {
                    self.add(first, name.entity, Rule::ShortForm, text);
                }
                if last.chars().any(char::is_lowercase) {
                    self.add(last, name.entity, Rule::ShortForm, text);
                }
            }
        }
        let ends = Class::COMPANY | Class::TRADE;
        let mut keep = words.len();
        while keep > 1 && (classes[keep - 1].any(ends) || words[keep - 1] == "&") {
            keep -= 1;
            if classes[keep - 1].any(Class::CONNECT) {
                break;
            }
            let stem = words[..keep].join(" ");
            let plain = keep == 1
                && (classes[0].any(
                    Class::SUBJECT
                        | Class::FUNCTION
                        | Class::COMMON
                        | Class::PLACE
                        | Class::AGENCY
                        | Class::GIVEN,
                ) || words[0].len() < 3
                    || roll.adjective(words[0]));
            if company && !plain && words[0].starts_with(char::is_uppercase) {
                self.add(&stem, name.entity, Rule::ShortForm, text);
            }
        }
    }

    /// "Iran Electronics Industries" goes by "IEI" even where nobody says so: letters that no list
    /// has, and that no other body of the text would give.
    fn initials(&mut self, page: &Page<'_>, roll: &Roll<'_>, named: &[Named]) {
        let mut spelt: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for name in named {
            let kind = roll.known[name.entity].entity.kind;
            if !matches!(kind, Kind::Agency | Kind::Company | Kind::Organisation) {
                continue;
            }
            let capital = |word: &&str| word.starts_with(char::is_uppercase);
            let letters: String = name
                .span
                .of(page.reading.text)
                .split([' ', '-'])
                .filter(capital)
                .filter_map(|word| word.chars().next())
                .collect();
            let holders = spelt.entry(letters).or_default();
            // Two are as many as matter.
            if holders.len() < 2 && !holders.contains(&name.entity) {
                holders.push(name.entity);
            }
        }
        for (letters, holders) in spelt {
            let [entity] = holders[..] else { continue };
            let known = self.forms.contains_key(&hash_of(&letters));
            if (3..=6).contains(&letters.len()) && !known && !roll.lists(&letters) {
                let full = roll.known[entity].entity.name.clone();
                self.add(&letters, entity, Rule::Acronym, &full);
            }
        }
    }

    /// "Norrsken Radar AB" goes by "Norrsken": a first word that is nobody's and nowhere's name.
    fn first_word(&mut self, page: &Page<'_>, roll: &Roll<'_>, name: &Named) {
        let text = name.span.of(page.reading.text);
        let Some((first, _)) = text.split_once(' ') else {
            return;
        };
        let plain = Class::SUBJECT
            | Class::FUNCTION
            | Class::COMMON
            | Class::PLACE
            | Class::AGENCY
            | Class::BODY
            | Class::TRADE
            | Class::GIVEN
            | Class::FAMILY
            | Class::CALENDAR
            | Class::TITLE
            | Class::OFFICE
            | Class::FIRM;
        let proper = first.starts_with(char::is_uppercase)
            && first.chars().filter(|c| c.is_lowercase()).count() > 2;
        let person = self.forms.get(&hash_of(first)).is_some_and(|forms| {
            let kind = |entity: &usize| roll.known[*entity].entity.kind;
            let mut whose = forms.iter().flat_map(|form| &form.entities);
            whose.any(|entity| kind(entity) == Kind::Person)
        });
        let class = crate::analysis::tagger::class_of(hash_of(first));
        if proper && !class.any(plain) && !person && !roll.lists(first) {
            self.add(first, name.entity, Rule::ShortForm, text);
        }
        // "Servicios Andinos de Protección SAS" goes by "Servicios Andinos".
        let mut words = text.match_indices(' ').map(|(at, _)| &text[..at]).skip(1);
        let two = words.next().filter(|_| words.next().is_some());
        if let Some(two) = two.filter(|two| {
            let second = two.rsplit(' ').next().unwrap_or_default();
            second.starts_with(char::is_uppercase) && !roll.lists(two)
        }) {
            self.add(two, name.entity, Rule::ShortForm, text);
        }
    }

    /// Finds the taught forms in the text; what another name covers is left alone.
    pub(super) fn find(&self, page: &Page<'_>, named: &[Named], roll: &Roll<'_>) -> Vec<Named> {
        let mut out = Vec::new();
        if self.forms.is_empty() {
            return out;
        }
        let mut cover = 0;
        for at in 0..page.words.len() {
            let word = page.words[at];
            if !word.shape.is(Shape::CAPITAL) {
                continue;
            }
            let Some(forms) = self.forms.get(&word.hash) else {
                continue;
            };
            let start = page.reading.tokens[at].span.start;
            while named.get(cover).is_some_and(|n| n.span.end <= start) {
                cover += 1;
            }
            let best = forms
                .iter()
                .filter(|form| {
                    form.words
                        .iter()
                        .enumerate()
                        .all(|(i, hash)| page.word(at + i).hash == *hash)
                })
                .max_by_key(|form| {
                    (
                        form.words.len(),
                        form.rule == Rule::Acronym,
                        form.rule == Rule::Surname,
                    )
                });
            let Some(form) = best else { continue };
            let tokens = at..at + form.words.len();
            let span: TextSpan = Span {
                start,
                end: page.reading.tokens[tokens.end - 1].span.end,
            };
            if let Some(name) = named.get(cover).filter(|n| n.span.overlaps(span)) {
                let same = form.entities == [name.entity];
                let yields = !same
                    && name.span == span
                    && (form.rule == Rule::Acronym
                        || matches!(form.rule, Rule::Surname | Rule::ShortForm)
                            && roll.known[name.entity].entry.is_none()
                        || form.rule == Rule::Surname
                            && !page.technical
                            && roll.known[name.entity].entity.kind == Kind::Place
                            && met(form, span, named)
                            && never_where(page, &tokens)
                        || form.rule == Rule::ShortForm
                            && !page.technical
                            && matches!(
                                roll.known[name.entity].entity.kind,
                                Kind::Group | Kind::Malware | Kind::Technology
                            ));
                if !yields {
                    continue;
                }
            }
            let code = page.technical && super::weigh::in_code(page, &tokens);
            if code || form.rule != Rule::Acronym && !stands_alone(page, &tokens, form.rule) {
                continue;
            }
            out.push(meant(form, span, named));
        }
        out
    }
}

/// Whether a word is the "van", "de" or "al-" of a surname.
fn is_particle(word: &str) -> bool {
    crate::analysis::tagger::class_of(hash_of(word)).any(Class::PARTICLE)
}

/// The Arabic article in its spellings, before "-" or a blank.
fn is_article(word: &str) -> bool {
    ["al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul"]
        .iter()
        .any(|article| word.eq_ignore_ascii_case(article))
}

/// Whether a given name opens sentences as a common word.
fn is_word_too(name: &str) -> bool {
    matches!(
        name,
        "Bill"
            | "Mark"
            | "Will"
            | "Grant"
            | "Frank"
            | "Rob"
            | "Chase"
            | "Jack"
            | "Dean"
            | "May"
            | "Grace"
            | "Hope"
            | "Faith"
            | "Joy"
            | "Art"
            | "Sue"
            | "Dawn"
            | "Rich"
            | "Miles"
            | "Victor"
            | "Christian"
            | "Pearl"
            | "Ray"
            | "Guy"
            | "Lance"
            | "Wade"
            | "Cliff"
            | "Dale"
            | "Heath"
            | "Pat"
            | "Nick"
            | "Rose"
            | "Violet"
            | "Summer"
            | "Page"
            | "Chance"
    )
}

/// Whether a surname or short form is no part of a longer name here.
fn stands_alone(page: &Page<'_>, tokens: &std::ops::Range<usize>, rule: Rule) -> bool {
    let joined = super::patterns::joined;
    let word = page.word(tokens.start);
    let common = word
        .class
        .any(Class::FUNCTION | Class::COMMON | Class::SUBJECT | Class::CALENDAR);
    if common && tokens.len() == 1 && rule != Rule::Surname {
        return false;
    }
    if word.shape.is(Shape::TITLED) && tokens.len() == 1 && common {
        return false;
    }
    // "Bill payments rose", "Mark the date": where a sentence begins, a given name that is a word
    // as well is somebody only where he did something.
    let did = Traits::PAST.or(Traits::AUXILIARY);
    if tokens.len() == 1
        && rule == Rule::ShortForm
        && word.shape.is(Shape::FIRST)
        && is_word_too(page.text(tokens.start))
        && page.word(tokens.end).shape.is(Shape::LOWER)
        && !page.reading.is(tokens.end, did)
    {
        return false;
    }
    let after = tokens.end;
    let goes_on = joined(page, after)
        && super::patterns::namely(page, after)
        && !page.word(after).shape.is(Shape::TITLED)
        && !page.class(after, Class::TITLE | Class::OFFICE);
    let before = tokens.start.checked_sub(1);
    let goes_before = before.is_some_and(|b| {
        joined(page, tokens.start)
            && super::patterns::namely(page, b)
            && !page.word(b).shape.is(Shape::TITLED)
            && !page.class(b, Class::TITLE | Class::OFFICE)
            && !page.word(b).shape.is(Shape::FIRST)
    });
    !(goes_on || goes_before)
}

/// Whether a person has been named in full before.
fn met(form: &Form, span: Span, named: &[Named]) -> bool {
    let before = &named[..named.partition_point(|n| n.span.start < span.start)];
    before.iter().any(|n| form.entities.contains(&n.entity))
}

/// Whether the document nowhere says "in" or "from" before a word: as a place it would be one by the
/// lists alone.
fn never_where(page: &Page<'_>, tokens: &std::ops::Range<usize>) -> bool {
    let place = Class::WHERE | Class::PLACE;
    let hash = page.word(tokens.start).hash;
    tokens.len() == 1
        && (1..page.words.len())
            .filter(|at| page.words[*at].hash == hash)
            .all(|at| !page.class(at - 1, place) && page.text(at - 1) != "of")
}

/// Of several persons, the one named last before.
fn meant(form: &Form, span: Span, named: &[Named]) -> Named {
    let before = &named[..named.partition_point(|n| n.span.start < span.start)];
    let last = before
        .iter()
        .rev()
        .find(|n| form.entities.contains(&n.entity));
    let entity = last.map_or(form.entities[0], |n| n.entity);
    let mut open: Vec<usize> = form
        .entities
        .iter()
        .copied()
        .filter(|e| *e != entity)
        .take(RIVALS)
        .collect();
    let near = last.is_some_and(|n| span.start.saturating_sub(n.span.end) < 400);
    if near && last.is_some() {
        // Named just before, and the others are not: plain enough.
        let rivals = before
            .iter()
            .rev()
            .take_while(|n| span.start.saturating_sub(n.span.end) < 400)
            .any(|n| open.contains(&n.entity));
        if !rivals {
            open.clear();
        }
    }
    let weight: f32 = match form.rule {
        Rule::Acronym => 0.97,
        Rule::Surname => 0.92,
        _ => 0.85,
    };
    Named {
        span,
        entity,
        rule: form.rule,
        weight: if open.is_empty() { weight } else { 0.55 },
        evidence: match form.rule {
            Rule::Acronym => format!("defined as “{}”", form.text),
            Rule::Surname => format!("surname of {}", form.text),
            Rule::Pattern => "named so elsewhere, and told there".to_owned(),
            _ => format!("short for {}", form.text),
        },
        open,
    }
}
