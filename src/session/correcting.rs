use super::choose::{Act, Choice, Choose};
use super::naming::{Is, Naming, NamingField, NamingSort, Reach};
use super::{Aim, Among, CardRow, Command, Line, Overlay, Pane, Picker, Session};
use crate::model::{Anchor, Change, Correction, Entity, Kind, Mention, Named, Span};

/// Names of an entity that can be split off it, at most.
const NAMES: usize = 24;

impl Session {
    /// Makes a correction; it can be undone.
    pub(super) fn correct(&mut self, correction: Correction) {
        self.correct_all(&[correction]);
    }

    /// Makes several as one.
    pub(super) fn correct_all(&mut self, made: &[Correction]) {
        let Some(what) = made.first().map(Correction::verb) else {
            return;
        };
        let told: Vec<String> = made.iter().map(ToString::to_string).collect();
        let to = |on: bool| {
            let changes = made.iter().map(|one| Change::Correct {
                correction: Box::new(one.clone()),
                on,
            });
            Change::All(changes.collect())
        };
        self.change(what, to(true), to(false));
        self.reading.select = None;
        let undo = self.keymap.way(Command::Undo);
        self.say(format!("{} · {undo} takes it back", told.join(", ")));
    }

    /// Ends a correction that holds; it can be made again.
    pub(super) fn end_correction(&mut self, correction: &Correction) {
        let told = correction.to_string();
        let to = |on: bool| Change::Correct {
            correction: Box::new(correction.clone()),
            on,
        };
        self.change("end of a correction", to(false), to(true));
        let undo = self.keymap.way(Command::Undo);
        self.say(format!("no longer: {told} · {undo} takes it back"));
    }

    /// The entity that corrections are about: of the card where that has the focus, else under the
    /// cursor, else of the card.
    fn corrected(&self) -> Option<Entity> {
        let of_card = self.card.card.as_ref().map(|card| card.entity.clone());
        let here = || {
            let mention = self.reading.current()?;
            self.reading.entity_of(mention).cloned()
        };
        if self.focus == Pane::Card {
            let named = match self.card.selected() {
                Some(CardRow::Named(at, _)) => {
                    let article = self.reading.article.as_ref();
                    article.and_then(|article| article.annotations.entities.get(*at).cloned())
                }
                _ => None,
            };
            named.or(of_card).or_else(here)
        } else {
            here().or(of_card)
        }
    }

    fn needs_entity(&mut self) -> Option<Entity> {
        let found = self.corrected();
        if found.is_none() {
            self.say_needs_mark();
        }
        found
    }

    /// The mark that a rejection is about: the one in the text, or that of the card's row where it
    /// stands in this article.
    fn rejected(&self) -> Option<Mention> {
        if self.focus == Pane::Card
            && let Some(CardRow::Context(group, at)) = self.card.selected()
            && let Some(card) = &self.card.card
            && let Some(group) = card.contexts.get(*group)
            && Some(group.article) == self.reading.id()
        {
            let span = group.contexts.get(*at)?.mention;
            let marks = &self.reading.article.as_ref()?.annotations.mentions;
            return marks.iter().find(|mention| mention.span == span).cloned();
        }
        (self.focus != Pane::Card)
            .then(|| self.reading.current().cloned())
            .flatten()
    }

    fn anchor(&self, span: Span) -> Option<Anchor> {
        let article = self.reading.article.as_ref()?;
        Some(Anchor::new(article.row.id, &article.document, span))
    }

    /// Looks for the entity that another is to be one with.
    pub(super) fn merge(&mut self) {
        if let Some(entity) = self.needs_entity() {
            self.pick_for(Aim::Merge(named(&entity)));
        }
    }

    pub(super) fn pick_for(&mut self, aim: Aim) {
        let mut picker = Picker::new(Among::Entities);
        picker.aim = aim;
        self.overlay = Some(Overlay::Picker(Box::new(picker)));
        self.ask_picker();
    }

    /// Does with the entity that was picked what it was looked for.
    pub(super) fn picked(&mut self, aim: Aim, to: Named) {
        match aim {
            Aim::Open => {}
            Aim::Merge(from) if from.id == to.id => self.say("that is the same entity already"),
            Aim::Merge(from) => self.correct(Correction::Merge { from, into: to }),
            Aim::Split(entity, _) if entity.id == to.id => {
                self.say("that is the same entity already");
            }
            Aim::Split(entity, alias) => self.correct(Correction::Split { entity, alias, to }),
            Aim::Mean { words, at } => {
                self.correct(Correction::Add {
                    text: words,
                    to,
                    at,
                });
            }
        }
    }

    /// What is wrong with a mark, to choose from.
    pub(super) fn reject(&mut self) {
        let Some(entity) = self.needs_entity() else {
            return;
        };
        let who = named(&entity);
        let reject = |text: &str, at| {
            Act::Correct(Box::new(Correction::Reject {
                entity: who.clone(),
                text: text.to_owned(),
                at,
            }))
        };
        let mut rows = Vec::new();
        if let Some(mention) = self.rejected()
            && let Some(at) = self.anchor(mention.span)
        {
            let words = flat(&at.exact);
            rows.push(Choice::new(
                'h',
                format!("“{words}” is not {}, here", who.name),
                reject(&words, Some(at.clone())),
            ));
            rows.push(Choice::new(
                'e',
                format!("“{words}” is not {}, everywhere", who.name),
                reject(&words, None),
            ));
            let mean = |at| Aim::Mean {
                words: words.clone(),
                at,
            };
            rows.push(Choice::new(
                'o',
                format!("“{words}” means another, here"),
                Act::Mean(Box::new(mean(Some(at)))),
            ));
            rows.push(Choice::new(
                'a',
                format!("“{words}” means another, everywhere"),
                Act::Mean(Box::new(Aim::Split(who.clone(), words.clone()))),
            ));
            let stop = Correction::Stop {
                alias: words.clone(),
            };
            rows.push(Choice::new(
                's',
                format!("“{words}” is nobody's name: never mark it"),
                Act::Correct(Box::new(stop)),
            ));
        }
        rows.push(Choice::new(
            'x',
            format!("{} is nobody: none of its marks", who.name),
            reject("", None),
        ));
        self.overlay = Some(Overlay::Choose(Box::new(Choose {
            title: "What is wrong here?".to_owned(),
            rows,
            cursor: 0,
            keys: "letter or Enter chooses · Esc leaves",
        })));
    }

    /// The names of an entity, to be split off it, and what was merged into it.
    pub(super) fn split(&mut self) {
        let Some(entity) = self.needs_entity() else {
            return;
        };
        let who = named(&entity);
        let card = self.card.card.as_ref();
        let known = card.filter(|card| card.entity.id == entity.id);
        let mut rows: Vec<Choice> = Vec::new();
        for correction in known.map_or(&[][..], |card| card.corrections.as_slice()) {
            if let Correction::Merge { from, into } = correction {
                let mut row = Choice::new(
                    '\0',
                    from.name.clone(),
                    Act::End(Box::new(correction.clone())),
                );
                (row.letter, row.kind) = (None, Some(from.kind));
                row.detail = format!("merged into {}", into.name);
                rows.push(row);
            }
        }
        let merged: Vec<String> = rows.iter().map(|row| row.words.clone()).collect();
        let names = entity.aliases.iter().filter(|name| !merged.contains(name));
        for alias in names.take(NAMES) {
            let to = apart(entity.kind, alias, &who);
            let mut row = Choice::new(
                '\0',
                alias.clone(),
                Act::Correct(Box::new(Correction::Split {
                    entity: who.clone(),
                    alias: alias.clone(),
                    to,
                })),
            );
            row.letter = None;
            "name".clone_into(&mut row.detail);
            rows.push(row);
        }
        if rows.is_empty() {
            self.say(format!("{} has no other name to split off", who.name));
            return;
        }
        self.overlay = Some(Overlay::Choose(Box::new(Choose {
            title: format!("Split off {}", who.name),
            rows,
            cursor: 0,
            keys: "Enter makes an entity of its own · Esc leaves",
        })));
    }

    /// Another name or kind for an entity.
    pub(super) fn rename(&mut self) {
        let Some(entity) = self.needs_entity() else {
            return;
        };
        self.overlay = Some(Overlay::Naming(Box::new(Naming {
            line: Line::with(&entity.name),
            kind: entity.kind,
            sort: NamingSort::Entity(named(&entity)),
            reach: Reach::Everywhere,
            is: Is::New,
            field: NamingField::Name,
            fault: None,
        })));
    }

    /// Marks words that were missed: those selected, or some of the sentence that is lit.
    pub(super) fn add_name(&mut self) {
        let span = self.missed();
        let anchor = span.and_then(|span| self.anchor(span));
        let words = anchor.as_ref().map_or(String::new(), |at| flat(&at.exact));
        let same = anchor.as_ref().is_some_and(|at| at.exact == words);
        self.overlay = Some(Overlay::Naming(Box::new(Naming {
            line: Line::with(&words),
            kind: Kind::Organisation,
            sort: NamingSort::Words(anchor.filter(|_| same).map(Box::new)),
            reach: Reach::Everywhere,
            is: Is::New,
            field: NamingField::Name,
            fault: None,
        })));
    }

    /// The words that are meant: the selection without what surrounds it, else the mark under the
    /// cursor, else the first words with capitals that nothing marks in the sentence that is lit.
    fn missed(&self) -> Option<Span> {
        let article = self.reading.article.as_ref()?;
        let text = article.document.text.as_str();
        if let Some(select) = &self.reading.select {
            return trimmed(text, select.span());
        }
        if let Some(mention) = self.reading.current() {
            return Some(mention.span);
        }
        let sentence = self.reading.lit?;
        let mut found: Option<Span> = None;
        for (at, word) in words_of(text, sentence).into_iter().enumerate() {
            let marks = &article.annotations.mentions;
            let marked = marks.iter().any(|mention| mention.span.overlaps(word));
            let capital = word.of(text).starts_with(char::is_uppercase);
            match &mut found {
                Some(found) if capital && !marked => found.end = word.end,
                Some(_) => break,
                // The first word of a sentence has a capital anyway.
                None if capital && !marked && at > 0 => found = Some(word),
                None => {}
            }
        }
        found
    }
}

/// An entity as corrections name it.
pub(super) fn named(entity: &Entity) -> Named {
    Named {
        id: entity.id.clone(),
        kind: entity.kind,
        name: entity.name.clone(),
    }
}

/// A new entity of a name, told from the one that it is split off.
fn apart(kind: Kind, name: &str, old: &Named) -> Named {
    let new = Named::new(kind, name);
    if new.id != old.id {
        return new;
    }
    Named {
        name: name.to_owned(),
        ..Named::new(kind, &format!("{name} 2"))
    }
}

fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A span without the spaces and signs at its ends.
fn trimmed(text: &str, span: Span) -> Option<Span> {
    let words = words_of(text, span);
    let (first, last) = (words.first()?, words.last()?);
    Some(Span {
        start: first.start,
        end: last.end,
    })
}

fn words_of(text: &str, span: Span) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let start = span.start as usize;
    let mut open = false;
    for (at, c) in span.of(text).char_indices() {
        let at = start + at;
        let inner = c.is_alphanumeric() || matches!(c, '-' | '\'' | '’' | '.' | '&');
        if c.is_alphanumeric() {
            let end = at + c.len_utf8();
            match out.last_mut() {
                Some(word) if open => word.end = end as u32,
                _ => out.push(Span::new(at, end)),
            }
        }
        open = inner && (open || c.is_alphanumeric());
    }
    out
}
