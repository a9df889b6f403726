use super::state::Landing;
use super::{Command, Effect, Key, Overlay, Pane, Question, Session, Slot, Toward};
use crate::insight::{ClaimNote, Resolved, Telling, Weighed};
use crate::library::{Claims, Window};
use crate::model::{ClaimKind, Difference, Span};

/// Claims that are asked for at a time.
const STRETCH: usize = 40;

/// The view of what several articles claim.
#[derive(Clone, Debug, Default)]
pub struct Weighing {
    pub which: Claims,
    /// The stretch of all that is loaded.
    pub loaded: Window<Weighed>,
    /// How those of the stretch were resolved that were.
    pub resolved: Vec<Resolved>,
    /// The one claim that the view was opened on.
    only: Option<i64>,
    /// Place of the claim under the cursor in the whole.
    pub cursor: usize,
    pub top: usize,
    /// The telling under the cursor, among those of the claim.
    pub telling: usize,
    /// Whether the library answered.
    pub known: bool,
    /// The first half of `gg`.
    halfway: bool,
}

impl Weighing {
    /// The claim under the cursor, where it is loaded.
    #[must_use]
    pub fn selected(&self) -> Option<&Weighed> {
        self.at(self.cursor)
    }

    /// The claim at a place, where it is loaded.
    #[must_use]
    pub fn at(&self, place: usize) -> Option<&Weighed> {
        self.loaded.rows.get(place.checked_sub(self.loaded.first)?)
    }

    /// The telling under the cursor.
    #[must_use]
    pub fn told(&self) -> Option<&Telling> {
        self.selected()?.tellings.get(self.telling)
    }

    /// How a claim was resolved.
    #[must_use]
    pub fn resolved(&self, weighed: &Weighed) -> Option<&Resolved> {
        let mut all = self.resolved.iter();
        all.find(|resolved| resolved.group == weighed.group)
    }

    fn go(&mut self, by: isize) {
        let last = self.loaded.total.saturating_sub(1);
        self.cursor = self.cursor.saturating_add_signed(by).min(last);
        self.telling = 0;
    }

    fn tell(&mut self, by: isize) {
        let last = self
            .selected()
            .map_or(0, |w| w.tellings.len().saturating_sub(1));
        self.telling = self.telling.saturating_add_signed(by).min(last);
    }

    /// Scrolls so that the cursor shows in so many rows of two lines.
    fn follow(&mut self, rows: usize) {
        self.top = self
            .top
            .clamp((self.cursor + 1).saturating_sub(rows), self.cursor);
    }

    pub(super) fn take(&mut self, loaded: Window<Weighed>, resolved: Vec<Resolved>) {
        self.cursor = self.cursor.min(loaded.total.saturating_sub(1));
        (self.loaded, self.resolved) = (loaded, resolved);
        let last = |weighed: &Weighed| weighed.tellings.len().saturating_sub(1);
        self.telling = self.telling.min(self.selected().map_or(0, last));
        self.known = true;
    }
}

/// The sign of a claim: told differently, risen since, told by several of one origin, by more.
#[must_use]
pub fn claim_sign(conflict: bool, update: bool, origins: u32) -> &'static str {
    match (conflict, update, origins) {
        (true, ..) => "≠",
        (_, true, _) => "↑",
        (.., 0 | 1) => "−",
        _ => "=",
    }
}

/// How tellings differ, in words.
#[must_use]
pub fn differing(differences: impl Iterator<Item = Difference>) -> String {
    let words: Vec<&str> = differences
        .map(|difference| match difference {
            Difference::Precision => "one is coarser",
            Difference::Bound => "bounds differ",
            Difference::Value => "numbers differ",
            Difference::Stance => "alleged or told as fact",
        })
        .collect();
    words.join(", ")
}

impl Session {
    /// Opens the view: on the claim of the lit sentence where that makes one, else on all.
    pub(super) fn open_weighing(&mut self) {
        let note = self.reading.lit.and_then(|lit| self.note_in(lit)).cloned();
        let which = if note.as_ref().is_some_and(ClaimNote::is_conflict) {
            Claims::Conflicts
        } else {
            Claims::Shared
        };
        self.overlay = Some(Overlay::Weighing(Box::new(Weighing {
            which,
            only: note.as_ref().map(|note| note.group),
            ..Weighing::default()
        })));
        match note {
            Some(note) => self.ask(Slot::Claims, Question::Claim(note.group)),
            None => self.ask_claims(which, 0),
        }
    }

    fn ask_claims(&mut self, which: Claims, first: usize) {
        let query = self.list.wanted.query.clone();
        let question = Question::Claims {
            which,
            query,
            first,
            count: STRETCH,
        };
        self.ask(Slot::Claims, question);
    }

    /// Asks again for what the view of claims shows.
    pub(super) fn weigh_again(&mut self) {
        let Some(Overlay::Weighing(view)) = &self.overlay else {
            return;
        };
        let (which, first) = (view.which, view.loaded.first);
        match view.only {
            Some(group) => self.ask(Slot::Claims, Question::Claim(group)),
            None => self.ask_claims(which, first),
        }
    }

    /// What a key does in the view of claims.
    pub(super) fn press_weighing(&mut self, mut view: Box<Weighing>, key: Key) {
        let rows = self.claim_rows();
        let halfway = std::mem::take(&mut view.halfway);
        match key {
            Key::Esc | Key::Char('q') | Key::Ctrl('c' | 'g') => return,
            Key::Char('j') | Key::Down | Key::Ctrl('n') => view.go(1),
            Key::Char('k') | Key::Up | Key::Ctrl('p') => view.go(-1),
            Key::Ctrl('d' | 'f') | Key::PageDown => view.go(rows as isize),
            Key::Ctrl('u' | 'b') | Key::PageUp => view.go(-(rows as isize)),
            Key::Char('g') if !halfway => view.halfway = true,
            Key::Char('g') | Key::Home => view.go(isize::MIN / 2),
            Key::Char('G') | Key::End => view.go(isize::MAX / 2),
            Key::Char('l' | 'J') | Key::Right => view.tell(1),
            Key::Char('h' | 'K') | Key::Left => view.tell(-1),
            Key::Tab | Key::BackTab => {
                let which = match view.which {
                    Claims::Shared => Claims::Conflicts,
                    Claims::Conflicts => Claims::Shared,
                };
                *view = Weighing {
                    which,
                    ..Weighing::default()
                };
                self.ask_claims(which, 0);
            }
            Key::Char('y') => {
                if let Some(weighed) = view.selected() {
                    self.effects.push(Effect::Copy(copied(weighed)));
                }
            }
            Key::Char('r') => self.resolve(&view),
            Key::Char('x') => {
                let found = view.selected().and_then(|weighed| view.resolved(weighed));
                if let Some(found) = found {
                    let old = found.resolution.clone();
                    self.overlay = Some(Overlay::Weighing(view));
                    return self.unresolve(old);
                }
            }
            Key::Char('u') | Key::Ctrl('r') => {
                self.overlay = Some(Overlay::Weighing(view));
                return if key == Key::Ctrl('r') {
                    self.redo();
                } else {
                    self.undo();
                };
            }
            Key::Enter => {
                if let Some((article, span)) = view.told().map(|t| (t.article, t.span)) {
                    self.leave();
                    self.go(article, Landing::Sentence(span));
                    self.focus_on(Pane::Article);
                    return;
                }
            }
            _ => {}
        }
        view.follow(rows);
        if view.known && view.selected().is_none() && view.cursor < view.loaded.total {
            self.ask_claims(view.which, view.cursor.saturating_sub(STRETCH / 2));
        }
        self.overlay = Some(Overlay::Weighing(view));
    }

    /// Claims that show at once.
    #[must_use]
    pub fn claim_rows(&self) -> usize {
        (usize::from(self.layout.height.saturating_sub(7)) / 2).max(1)
    }

    /// The claim that stands in a sentence; of several the one that others contradict.
    #[must_use]
    pub fn note_in(&self, sentence: Span) -> Option<&ClaimNote> {
        let mut here = self
            .reading
            .claims
            .iter()
            .filter(|note| note.span.overlaps(sentence));
        here.clone()
            .find(|note| note.is_conflict())
            .or_else(|| here.next())
    }

    /// Goes to the next or previous sentence of the article that others contradict.
    pub(super) fn step_conflict(&mut self, toward: Toward) {
        let spans: Vec<Span> = self
            .reading
            .claims
            .iter()
            .filter(|note| note.is_conflict())
            .map(|note| note.span)
            .collect();
        let height = self.height(Pane::Article).max(1);
        if let Some(at) = self.reading.step(&spans, toward, height) {
            self.light(spans[at]);
            self.say_claim(spans[at]);
        } else {
            let weigh = self.keymap.way(Command::Weigh);
            self.say(format!(
                "no other conflict in this article; {weigh} weighs all"
            ));
        }
    }

    /// Says on the status line how many tell what stands in a sentence.
    pub(super) fn say_claim(&mut self, sentence: Span) {
        let Some(note) = self.note_in(sentence) else {
            return;
        };
        let lit: Vec<&str> = note
            .lit
            .of(self.reading.text())
            .split_whitespace()
            .collect();
        let mut what = lit.join(" ");
        if note.kind == ClaimKind::Quote {
            what = format!("“{}”", crate::text::truncate(&what, 40));
        }
        let sign = claim_sign(note.is_conflict(), note.update, note.origins);
        let differing = differing(note.differences.iter().copied());
        let parted = if differing.is_empty() { "" } else { " · " };
        let end = match &note.resolved {
            Some(value) => format!("you go with {value}"),
            None => format!("{} weighs", self.keymap.way(Command::Weigh)),
        };
        let words = format!(
            "{sign} {what} · {}{parted}{differing} · {end}",
            standing(note.articles, note.origins)
        );
        self.say(words);
    }
}

/// "3 articles, 2 origins".
#[must_use]
pub fn standing(articles: u32, origins: u32) -> String {
    format!(
        "{}, {}",
        super::counted(articles, "article"),
        super::counted(origins, "origin")
    )
}

/// A claim with its sentences, as it goes to the clipboard.
fn copied(weighed: &Weighed) -> String {
    let mut out = format!(
        "{} — {}\n",
        weighed.what,
        standing(weighed.articles, weighed.origins)
    );
    for telling in &weighed.tellings {
        let date = super::published(telling.published, telling.estimated);
        out.push_str(&format!(
            "- “{}” ({}, {date})\n",
            telling.text,
            telling.teller()
        ));
    }
    out
}
