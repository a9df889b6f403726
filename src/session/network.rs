use super::ring::ring;
use super::{Among, Command, Key, Overlay, Pane, Question, Session, Slot};
use crate::insight::{Companion, Neighbourhood, Tie};
use crate::model::EntityId;

/// Neighbours shown at first; more and fewer by keys.
const USUAL: usize = 16;
const STEP: usize = 4;
const FEWEST: usize = 4;
const MOST: usize = 32;

/// Columns of the view beside the drawing.
const LIST: u16 = 46;
/// What a drawing needs at least.
const DRAWN: (u16, u16) = (60, 12);

/// The view of an entity among those it appears with.
#[derive(Clone, Debug, Default)]
pub struct Network {
    /// The entity that was asked for.
    pub wanted: EntityId,
    pub shown: Option<Box<Neighbourhood>>,
    /// The neighbours clockwise from the top.
    pub ring: Vec<usize>,
    /// The neighbour under the cursor, by strength.
    pub cursor: usize,
    /// How many neighbours are asked for.
    pub most: usize,
    /// Whether the library answered.
    pub known: bool,
    /// The centres before this one, each with its cursor; and those gone back from.
    back: Vec<(EntityId, usize)>,
    forth: Vec<(EntityId, usize)>,
    halfway: bool,
}

/// On which side of the drawing a neighbour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Left,
    Right,
}

impl Network {
    fn of(wanted: EntityId) -> Self {
        Self {
            wanted,
            most: USUAL,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn around(&self) -> &[Companion] {
        self.shown.as_ref().map_or(&[], |shown| &shown.around)
    }

    /// The neighbour under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<&Companion> {
        self.around().get(self.cursor)
    }

    /// Ties of a neighbour: to whom, and the tie.
    pub fn ties_of(&self, at: usize) -> impl Iterator<Item = (usize, &Tie)> {
        let ties = self.shown.as_ref().map_or(&[][..], |shown| &shown.ties);
        ties.iter().filter_map(move |tie| match tie.ends {
            [a, b] if a == at => Some((b, tie)),
            [a, b] if b == at => Some((a, tie)),
            _ => None,
        })
    }

    /// Where a neighbour stands: its side, and its row of so many there, from above.
    #[must_use]
    pub fn seat(&self, at: usize) -> Option<(Side, usize, usize)> {
        let place = self.ring.iter().position(|other| *other == at)?;
        let right = self.ring.len().div_ceil(2);
        Some(if place < right {
            (Side::Right, place, right)
        } else {
            let left = self.ring.len() - right;
            (Side::Left, self.ring.len() - 1 - place, left)
        })
    }

    /// The neighbour on a side nearest to a height from 0 to 1.
    fn nearest(&self, side: Side, height: f32) -> Option<usize> {
        let far = |at: usize| {
            let (_, row, rows) = self.seat(at).unwrap_or((side, 0, 1));
            ((row as f32 + 0.5) / rows as f32 - height).abs()
        };
        (0..self.around().len())
            .filter(|at| self.seat(*at).is_some_and(|seat| seat.0 == side))
            .min_by(|a, b| far(*a).total_cmp(&far(*b)))
    }

    fn step(&mut self, by: isize, drawn: bool) {
        let last = self.around().len().saturating_sub(1);
        let Some((side, row, rows)) = self.seat(self.cursor).filter(|_| drawn) else {
            self.cursor = self.cursor.saturating_add_signed(by).min(last);
            return;
        };
        let row = row.saturating_add_signed(by).min(rows - 1);
        let found = (0..=last).find(|at| {
            self.seat(*at)
                .is_some_and(|seat| (seat.0, seat.1) == (side, row))
        });
        self.cursor = found.unwrap_or(self.cursor);
    }

    fn cross(&mut self, to: Side) {
        if let Some((side, row, rows)) = self.seat(self.cursor)
            && side != to
        {
            let height = (row as f32 + 0.5) / rows as f32;
            self.cursor = self.nearest(to, height).unwrap_or(self.cursor);
        }
    }

    pub(super) fn take(&mut self, shown: Option<Box<Neighbourhood>>) {
        self.known = true;
        if let Some(shown) = &shown {
            self.wanted = shown.id.clone();
            self.ring = ring(shown.around.len(), &shown.ties);
            self.cursor = self.cursor.min(shown.around.len().saturating_sub(1));
        }
        self.shown = shown;
    }
}

impl Session {
    /// The area of the drawing and, where there is room for it, of the list beside; nothing where
    /// a list alone says more.
    #[must_use]
    pub fn network_room(&self) -> (Option<(u16, u16)>, bool) {
        let inner = self.sheet(180);
        let (wide, tall) = (
            inner.width.saturating_sub(4),
            inner.height.saturating_sub(5),
        );
        let beside = wide >= DRAWN.0 + 12 + LIST;
        let room = if beside { wide - LIST - 3 } else { wide };
        let drawn = room >= DRAWN.0 && tall >= DRAWN.1;
        (drawn.then_some((room, tall)), beside && drawn)
    }

    /// Opens the view on the entity of the card or under the cursor.
    pub(super) fn open_network(&mut self) {
        if let Some(id) = self.wanted_entity().cloned() {
            self.show_network(id);
        } else {
            let mark = self.keymap.way(Command::NextMention);
            let look = self.keymap.way(Command::PickEntity);
            self.say(format!(
                "put the cursor on a mark first: {mark}, or look an entity up: {look}"
            ));
        }
    }

    pub(super) fn show_network(&mut self, id: EntityId) {
        self.overlay = Some(Overlay::Network(Box::new(Network::of(id))));
        self.ask_network();
    }

    fn ask_network(&mut self) {
        let Some(Overlay::Network(view)) = &mut self.overlay else {
            return;
        };
        view.known = false;
        let question = Question::Neighbourhood {
            entity: view.wanted.clone(),
            most: view.most,
        };
        self.ask(Slot::Network, question);
    }

    /// What a key does in the view.
    pub(super) fn press_network(&mut self, mut view: Box<Network>, key: Key) {
        let drawn = self.network_room().0.is_some();
        let halfway = std::mem::take(&mut view.halfway);
        let last = view.around().len().saturating_sub(1);
        let mut asks = false;
        match key {
            Key::Esc | Key::Char('q') | Key::Ctrl('c' | 'g') => return,
            Key::Char('j') | Key::Down | Key::Ctrl('n') => view.step(1, drawn),
            Key::Char('k') | Key::Up | Key::Ctrl('p') => view.step(-1, drawn),
            Key::Char('h') | Key::Left if drawn => view.cross(Side::Left),
            Key::Char('l') | Key::Right if drawn => view.cross(Side::Right),
            Key::Tab => {
                view.cursor = if view.cursor >= last {
                    0
                } else {
                    view.cursor + 1
                }
            }
            Key::BackTab => view.cursor = view.cursor.checked_sub(1).unwrap_or(last),
            Key::Char('g') if !halfway => view.halfway = true,
            Key::Char('g') | Key::Home => view.cursor = 0,
            Key::Char('G') | Key::End => view.cursor = last,
            Key::Enter => {
                if let Some(id) = view.selected().map(|other| other.id.clone()) {
                    let here = std::mem::replace(&mut view.wanted, id);
                    view.back.push((here, view.cursor));
                    (view.cursor, asks) = (0, true);
                    view.forth.clear();
                }
            }
            Key::Backspace | Key::Char('H') | Key::Ctrl('o') => {
                if let Some((id, cursor)) = view.back.pop() {
                    let here = std::mem::replace(&mut view.wanted, id);
                    view.forth.push((here, view.cursor));
                    (view.cursor, asks) = (cursor, true);
                } else {
                    self.say("this is where you began");
                }
            }
            Key::Char('L') => {
                if let Some((id, cursor)) = view.forth.pop() {
                    let here = std::mem::replace(&mut view.wanted, id);
                    view.back.push((here, view.cursor));
                    (view.cursor, asks) = (cursor, true);
                }
            }
            Key::Char('+' | '=') if view.most < MOST => {
                (view.most, asks) = (view.most + STEP, true);
            }
            Key::Char('_' | '-') if view.most > FEWEST => {
                (view.most, asks) = (view.most - STEP, true);
            }
            Key::Char('s') => return self.pick_both(view),
            Key::Char('f') => return self.filter_by_both(&view),
            Key::Char('e') => {
                self.leave();
                self.pinned = view.selected().map(|other| other.id.clone());
                self.focus_on(Pane::Card);
                return;
            }
            Key::Char('m') => {
                let cast = crate::insight::Cast::Around(view.wanted);
                return self.show_matrix(cast);
            }
            _ => {}
        }
        self.overlay = Some(Overlay::Network(view));
        if asks {
            self.ask_network();
        }
    }

    /// The sentences in which the centre and the neighbour stand; leaving them leads back here.
    fn pick_both(&mut self, view: Box<Network>) {
        let ends = view
            .shown
            .as_ref()
            .zip(view.selected())
            .map(|(shown, other)| {
                [
                    (shown.id.clone(), shown.name.clone()),
                    (other.id.clone(), other.name.clone()),
                ]
            });
        let Some(ends) = ends else {
            self.overlay = Some(Overlay::Network(view));
            return;
        };
        self.under = Some(Overlay::Network(view));
        self.pick(Among::Both(Box::new(ends)));
    }

    /// Narrows the list to the articles that name both.
    fn filter_by_both(&mut self, view: &Network) {
        let Some(other) = view.selected() else { return };
        let query = format!("entity:\"{}\" entity:\"{}\"", view.wanted, other.id);
        self.set_filter(&query);
        self.focus_on(Pane::List);
    }
}
