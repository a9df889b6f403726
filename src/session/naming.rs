use super::{Aim, Key, Line, Overlay, Session};
use crate::model::{Anchor, Correction, Kind, Named};

/// A name being given: to an entity, or to words that were not marked.
#[derive(Clone, Debug)]
pub struct Naming {
    pub sort: NamingSort,
    pub line: Line,
    pub kind: Kind,
    pub reach: Reach,
    pub is: Is,
    pub field: NamingField,
    pub fault: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum NamingSort {
    /// Another name or kind for this entity.
    Entity(Named),
    /// Words to be marked; where they stand.
    Words(Option<Box<Anchor>>),
}

/// Where added words are marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Everywhere,
    Here,
}

/// Whom added words mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Is {
    New,
    Known,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamingField {
    Name,
    Is,
    Kind,
    Reach,
}

impl Naming {
    /// The fields that are shown.
    #[must_use]
    pub fn fields(&self) -> &'static [NamingField] {
        use NamingField::{Is as Whom, Kind as Sort, Name, Reach as Where};
        match (&self.sort, self.is) {
            (NamingSort::Entity(_), _) => &[Name, Sort],
            (NamingSort::Words(_), Is::New) => &[Name, Whom, Sort, Where],
            (NamingSort::Words(_), Is::Known) => &[Name, Whom, Where],
        }
    }

    fn go(&mut self, by: usize) {
        let fields = self.fields();
        let at = fields.iter().position(|f| *f == self.field).unwrap_or(0);
        self.field = fields[(at + by) % fields.len()];
    }

    fn turn(&mut self, by: usize) {
        match self.field {
            NamingField::Kind => {
                let all = Kind::ALL;
                let at = all.iter().position(|kind| *kind == self.kind).unwrap_or(0);
                self.kind = all[(at + by) % all.len()];
            }
            NamingField::Is => {
                self.is = if self.is == Is::New {
                    Is::Known
                } else {
                    Is::New
                };
            }
            NamingField::Reach => {
                self.reach = if self.reach == Reach::Here {
                    Reach::Everywhere
                } else {
                    Reach::Here
                };
            }
            NamingField::Name => {}
        }
    }
}

impl Session {
    pub(super) fn press_naming(&mut self, mut naming: Box<Naming>, key: Key) {
        let last = naming.fields().len() - 1;
        let turns = naming.field != NamingField::Name;
        match key {
            Key::Esc | Key::Ctrl('c' | 'g') => return,
            Key::Enter => return self.give_name(naming),
            Key::Tab | Key::Down => naming.go(1),
            Key::BackTab | Key::Up => naming.go(last),
            Key::Left | Key::Char('h') if turns => naming.turn(Kind::ALL.len() - 1),
            Key::Right | Key::Char('l' | ' ') if turns => naming.turn(1),
            key if !turns => {
                naming.line.press(key);
                naming.fault = None;
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Naming(naming));
    }

    fn give_name(&mut self, mut naming: Box<Naming>) {
        let words = naming.line.text().trim().to_owned();
        if !words.chars().any(char::is_alphanumeric) {
            naming.fault = Some("there is no letter or digit in it".to_owned());
            self.overlay = Some(Overlay::Naming(naming));
            return;
        }
        match naming.sort.clone() {
            NamingSort::Entity(entity) => {
                let mut made = Vec::new();
                if naming.kind != entity.kind {
                    made.push(Correction::Retype {
                        entity: entity.clone(),
                        kind: naming.kind,
                    });
                }
                if words != entity.name {
                    made.push(Correction::Rename {
                        entity,
                        name: words,
                    });
                }
                if made.is_empty() {
                    self.say("nothing was changed");
                } else {
                    self.correct_all(&made);
                }
            }
            NamingSort::Words(anchor) => {
                let here = match (naming.reach, anchor) {
                    (Reach::Everywhere, _) => None,
                    (Reach::Here, Some(anchor)) if anchor.exact == words => Some(*anchor),
                    (Reach::Here, _) => {
                        naming.fault =
                            Some("other words than those selected: everywhere only".into());
                        self.overlay = Some(Overlay::Naming(naming));
                        return;
                    }
                };
                if naming.is == Is::Known {
                    return self.pick_for(Aim::Mean { words, at: here });
                }
                let to = Named::new(naming.kind, &words);
                self.correct(Correction::Add {
                    text: words,
                    to,
                    at: here,
                });
            }
        }
    }
}
