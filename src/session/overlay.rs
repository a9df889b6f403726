use super::command::{COMMANDS, Entry};
use super::{
    Choose, Clips, Editor, Fault, Grading, Key, Keymap, Line, Matrix, Naming, Network, Note, Pane,
    Picker, Piping,
};
use crate::model::Tlp;

/// What lies over the panes, one at a time.
#[derive(Clone, Debug)]
pub enum Overlay {
    Help(Help),
    Palette(Palette),
    Picker(Box<Picker>),
    Prompt(Prompt),
    /// A note that is being made.
    Note(Box<Note>),
    /// Lines to read: why a mark was made, what was left out.
    Words(Words),
    /// Words of the analyst being written.
    Editor(Box<Editor>),
    /// All clips.
    Clips(Box<Clips>),
    /// What several articles claim.
    Weighing(Box<super::Weighing>),
    /// An entity among those it appears with.
    Network(Box<Network>),
    /// Who was named when.
    Matrix(Box<Matrix>),
    /// A command for the article.
    Pipe(Box<Piping>),
    /// How far a source can be relied on.
    Grading(Box<Grading>),
    /// A few things to choose from.
    Choose(Box<Choose>),
    /// A name being given.
    Naming(Box<Naming>),
}

impl Overlay {
    /// Whether nothing is being typed in it.
    pub(super) fn only_shows(&self) -> bool {
        match self {
            Self::Clips(view) => view.input.is_none(),
            Self::Words(_)
            | Self::Weighing(_)
            | Self::Network(_)
            | Self::Matrix(_)
            | Self::Grading(_)
            | Self::Choose(_) => true,
            _ => false,
        }
    }
}

/// Keys and signs, narrowed by typing.
#[derive(Clone, Debug, Default)]
pub struct Help {
    pub line: Line,
    pub pane: Pane,
    pub top: usize,
}

/// Commands by name, narrowed by typing.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    pub line: Line,
    pub cursor: usize,
    pub top: usize,
}

/// What a line at the foot is typed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    Filter,
    Find(Pane),
    /// A name to keep this query under.
    Save(String),
}

#[derive(Clone, Debug)]
pub struct Prompt {
    pub purpose: Purpose,
    pub line: Line,
    pub fault: Option<Fault>,
    /// How many articles the query keeps.
    pub count: Option<usize>,
    /// The key that waits for the answer: Enter, or the one that saves.
    pub decided: Option<Key>,
}

/// Lines to read.
#[derive(Clone, Debug, Default)]
pub struct Words {
    pub title: String,
    /// A quiet label, and what it says.
    pub lines: Vec<(String, String)>,
    pub top: usize,
}

/// Traffic light markings, least restrictive first.
pub const TLPS: [Tlp; 5] = [
    Tlp::Clear,
    Tlp::Green,
    Tlp::Amber,
    Tlp::AmberStrict,
    Tlp::Red,
];

impl Help {
    /// The entries that fit the pane and the words typed: those of the pane first.
    #[must_use]
    pub fn entries(&self, keymap: &Keymap) -> Vec<&'static Entry> {
        let mut out: Vec<_> = COMMANDS
            .iter()
            .filter(|entry| entry.fits(self.pane) && !keymap.hint(entry.command).is_empty())
            .filter(|entry| {
                let hay = format!(
                    "{} {} {}",
                    entry.name,
                    entry.about,
                    keymap.all(entry.command)
                );
                matches(&hay, self.line.text()).is_some()
            })
            .collect();
        out.sort_by_key(|entry| entry.panes.is_empty());
        out
    }
}

impl Palette {
    /// The commands whose name holds the letters typed, best first, with the letters to light.
    #[must_use]
    pub fn entries(&self) -> Vec<(&'static Entry, Vec<usize>)> {
        let pattern = self.line.text().trim();
        let mut out: Vec<_> = COMMANDS
            .iter()
            .filter_map(|entry| Some((letters(entry.name, pattern)?, entry)))
            .collect();
        out.sort_by_key(|(lit, _)| {
            let from = lit.first().copied().unwrap_or_default();
            let spread = lit.last().map_or(0, |last| last - from + 1 - lit.len());
            (spread, from)
        });
        out.into_iter().map(|(lit, entry)| (entry, lit)).collect()
    }
}

/// Whether every word typed stands in the text, case apart.
fn matches(text: &str, typed: &str) -> Option<()> {
    let text = text.to_lowercase();
    typed
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
        .then_some(())
}

/// The places of the letters typed, in order, in a name; as one stretch where they stand so.
fn letters(name: &str, typed: &str) -> Option<Vec<usize>> {
    let typed: Vec<char> = typed.to_lowercase().chars().collect();
    let name: Vec<char> = name.to_lowercase().chars().collect();
    if typed.is_empty() {
        return Some(Vec::new());
    }
    if let Some(from) = name.windows(typed.len()).position(|w| w == typed) {
        return Some((from..from + typed.len()).collect());
    }
    let mut out = Vec::new();
    let mut at = 0;
    for c in typed.iter().filter(|c| !c.is_whitespace()) {
        at += name[at..].iter().position(|n| n == c)?;
        out.push(at);
        at += 1;
    }
    Some(out)
}
