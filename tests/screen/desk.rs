use briefing::analysis::{Knowledge, annotate};
use briefing::import;
use briefing::library::{Incoming, Library, Source};
use briefing::model::{Annotations, Change, Day, Document};
use briefing::session::{Action, Clerk, Effect, Key, Session};
use briefing::tui::{Depth, Look, draw};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::fmt::Write;
use std::sync::LazyLock;

/// A reader before the sample corpus, every question answered at once.
pub(crate) struct Desk {
    pub session: Session,
    pub library: Library,
    clerk: Clerk,
    /// What the world was asked to do, questions and records aside.
    pub done: Vec<Effect>,
    /// Every change that was to be kept.
    pub kept: Vec<Change>,
}

/// The sample corpus as it was once read and marked. Frozen, so that frames tell of the screen and
/// not of how marks get better.
#[derive(Serialize, Deserialize)]
struct Frozen {
    documents: Vec<Document>,
    annotations: Vec<Annotations>,
}

const FROZEN: &str = "tests/screen/sample.json";

/// The sample as it was frozen; `FREEZE=1 cargo test --test screen` freezes it anew.
static SAMPLE: LazyLock<Frozen> = LazyLock::new(|| {
    if std::env::var_os("FREEZE").is_some() {
        freeze();
    }
    let text = std::fs::read_to_string(FROZEN).expect("the frozen sample is there");
    serde_json::from_str(&text).expect("the frozen sample fits the model: freeze it again")
});

/// Freezes the sample corpus anew, where the model or the marks have changed.
fn freeze() {
    let knowledge = Knowledge::shipped();
    let documents = import::sample();
    let annotations = documents.iter().map(|d| annotate(d, &knowledge)).collect();
    let frozen = Frozen {
        documents,
        annotations,
    };
    let text = serde_json::to_string(&frozen).expect("json");
    std::fs::write(FROZEN, text).expect("written");
}

/// The sample corpus, marked, in memory.
pub(crate) fn sample() -> Library {
    let mut library = Library::in_memory().expect("memory");
    let Frozen {
        documents,
        annotations,
    } = &*SAMPLE;
    let sources: Vec<_> = documents
        .iter()
        .map(|document| Source {
            path: document.path.clone().unwrap_or_default(),
            ..Source::default()
        })
        .collect();
    let batch: Vec<_> = documents
        .iter()
        .zip(annotations)
        .zip(&sources)
        .map(|((document, annotations), source)| Incoming {
            document,
            annotations,
            raw: document.text.as_bytes(),
            source,
        })
        .collect();
    library.add(&batch).expect("added");
    library
        .weigh(|_, _| std::ops::ControlFlow::Continue(()))
        .expect("weighed");
    library
}

impl Desk {
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::with(sample(), width, height)
    }

    /// A reader that opens a library again.
    pub(crate) fn with(library: Library, width: u16, height: u16) -> Self {
        let mut desk = Self {
            session: Session::new(width, height),
            library,
            clerk: Clerk::new(Day::new(2024, 11, 1)),
            done: Vec::new(),
            kept: Vec::new(),
        };
        let effects = desk.session.begin();
        desk.carry_out(effects);
        desk
    }

    pub(crate) fn carry_out(&mut self, effects: Vec<Effect>) {
        let mut queue = VecDeque::from(effects);
        while let Some(effect) = queue.pop_front() {
            match effect {
                Effect::Ask(ticket, question) => {
                    let answer = self.clerk.answer(&self.library, &question);
                    queue.extend(self.session.update(Action::Answer(ticket, answer)));
                }
                Effect::Record(change) => {
                    self.library.record(&change).expect("recorded");
                    self.kept.push(change);
                }
                Effect::Foresee(questions) => {
                    for question in &questions {
                        self.clerk.foresee(&self.library, question);
                    }
                }
                effect => self.done.push(effect),
            }
        }
    }

    pub(crate) fn act(&mut self, action: Action) {
        let effects = self.session.update(action);
        self.carry_out(effects);
    }

    /// Presses keys, written as in the help: `j j Enter ] e`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in Key::sequence(keys).expect("keys that exist") {
            self.act(Action::Key(key));
        }
        self
    }

    /// Presses keys faster than any answer comes; the answers then come in order.
    pub(crate) fn hurry(&mut self, keys: &str) -> &mut Self {
        let mut asked = Vec::new();
        for key in Key::sequence(keys).expect("keys that exist") {
            asked.extend(self.session.update(Action::Key(key)));
        }
        self.carry_out(asked);
        self
    }

    /// Types letters as they stand.
    pub(crate) fn write(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            self.act(Action::Key(Key::Char(c)));
        }
        self
    }

    pub(crate) fn buffer(&self, depth: Depth) -> Buffer {
        let layout = &self.session.layout;
        let mut buffer = Buffer::empty(Rect::new(0, 0, layout.width, layout.height));
        draw(
            &mut buffer,
            &self.session,
            &Look::new(self.session.theme, depth),
        );
        buffer
    }

    /// The characters of the frame, a line a row.
    pub(crate) fn text(&self) -> String {
        letters(&self.buffer(Depth::Sixteen))
    }

    /// Characters, then where every style begins and ends.
    pub(crate) fn frame(&self) -> String {
        let buffer = self.buffer(Depth::Sixteen);
        format!("{}\n{}", letters(&buffer), styles(&buffer))
    }
}

/// Sizes that the panes are laid out for: three panes, two, one; and a large screen.
const SIZES: [(u16, u16); 4] = [(140, 42), (80, 24), (40, 12), (200, 60)];

/// Holds the frames after some keys, and then some letters, to those that were looked at.
pub(crate) fn check(name: &str, keys: &str, typed: &str) {
    for (width, height) in SIZES {
        let mut desk = Desk::new(width, height);
        desk.press(keys).write(typed);
        insta::with_settings!({
            omit_expression => true,
            prepend_module_to_snapshot => false,
            snapshot_path => "snapshots",
        }, {
            insta::assert_snapshot!(format!("{name}-{width}x{height}"), desk.frame());
        });
    }
}

pub(crate) fn letters(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut out = String::new();
    for y in 0..area.height {
        let row: String = (0..area.width).map(|x| buffer[(x, y)].symbol()).collect();
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

/// One line a run of cells of one style: `row: column+length style`.
fn styles(buffer: &Buffer) -> String {
    let area = buffer.area;
    let mut out = String::new();
    for y in 0..area.height {
        let mut x = 0;
        let mut runs = String::new();
        while x < area.width {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.bg, cell.modifier);
            let start = x;
            while x < area.width {
                let cell = &buffer[(x, y)];
                if (cell.fg, cell.bg, cell.modifier) != style {
                    break;
                }
                x += 1;
            }
            if style != (Color::Reset, Color::Reset, Modifier::empty()) {
                let _ = write!(runs, " {start}+{}{}", x - start, name(style));
            }
        }
        if !runs.is_empty() {
            let _ = writeln!(out, "{y}:{runs}");
        }
    }
    out
}

fn name((fg, bg, modifier): (Color, Color, Modifier)) -> String {
    let mut out = String::new();
    if fg != Color::Reset {
        let _ = write!(out, " {fg}");
    }
    if bg != Color::Reset {
        let _ = write!(out, " on {bg}");
    }
    for (flag, word) in [
        (Modifier::BOLD, " bold"),
        (Modifier::DIM, " dim"),
        (Modifier::ITALIC, " italic"),
        (Modifier::UNDERLINED, " under"),
        (Modifier::REVERSED, " reversed"),
    ] {
        if modifier.contains(flag) {
            out.push_str(word);
        }
    }
    out
}
