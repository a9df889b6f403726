//! Whatever is pressed, clicked, typed, pasted and resized, in whatever order answers come: the reader goes on
//! and each frame can be drawn.

use super::desk::Desk;
use briefing::session::{Action, Effect, Key, Question};
use briefing::tui::Depth;

/// Numbers that look random (Marsaglia's xorshift): the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
}

const KEYS: &[&str] = &[
    "j",
    "k",
    "h",
    "l",
    "J",
    "K",
    "H",
    "L",
    "g g",
    "G",
    "Enter",
    "Esc",
    "Tab",
    "Shift-Tab",
    "↑",
    "↓",
    "←",
    "→",
    "PgUp",
    "PgDn",
    "Home",
    "End",
    "Backspace",
    "Del",
    "Space",
    "1",
    "2",
    "3",
    "9",
    "0",
    "/",
    "?",
    ":",
    "f",
    "F",
    "t",
    "e",
    "p",
    "n",
    "N",
    "y",
    "Y",
    "c",
    "C",
    "m",
    "u",
    "U",
    "r",
    "x",
    "X",
    "o",
    "O",
    "s",
    "S",
    "z",
    "Z",
    "q",
    "w",
    "W",
    "b",
    "B",
    "v",
    "V",
    "a",
    "A",
    "i",
    "I",
    "d",
    "D",
    "E",
    "T",
    "M",
    "P",
    "R",
    "Q",
    "+",
    "-",
    "=",
    "*",
    "#",
    "@",
    "!",
    "'",
    ".",
    ",",
    ";",
    "<",
    ">",
    "(",
    ")",
    "{",
    "}",
    "$",
    "%",
    "&",
    "~",
    "`",
    "|",
    "] e",
    "[ e",
    "] c",
    "[ c",
    "] q",
    "[ q",
    "] d",
    "[ d",
    "] f",
    "[ f",
    "] a",
    "[ a",
    "] t",
    "[ t",
    "Ctrl-d",
    "Ctrl-u",
    "Ctrl-f",
    "Ctrl-b",
    "Ctrl-o",
    "Ctrl-i",
    "Ctrl-r",
    "Ctrl-n",
    "Ctrl-p",
    "Ctrl-w",
    "Ctrl-a",
    "Ctrl-e",
    "Ctrl-k",
    "Ctrl-l",
    "Ctrl-s",
    "Ctrl-t",
    "Ctrl-x",
    "Ctrl-z",
    "F1",
    "F5",
    "Alt-b",
    "Alt-f",
    "Alt-d",
];

const WORDS: &[&str] = &[
    "china",
    "kind:agency",
    "person:(",
    "\"open",
    "is:unread OR",
    "after:2024-13",
    "é中\u{301}🇺🇸",
    "-",
    "(((",
    "*",
    "~",
    "before:",
    "event:2024-09 not",
    "   ",
    "a\u{200d}b",
    "source:\"",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
];

const SIZES: &[(u16, u16)] = &[
    (140, 42),
    (80, 24),
    (40, 12),
    (200, 60),
    (1, 1),
    (20, 5),
    (39, 11),
    (60, 3),
    (3, 60),
    (79, 23),
    (500, 8),
    (0, 0),
];

#[test]
fn the_reader_bears_anything() {
    let steps = std::env::var("MONKEY_STEPS")
        .ok()
        .and_then(|steps| steps.parse().ok());
    let first = std::env::var("MONKEY_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    for seed in first.map_or(1..=4, |seed: u64| seed..=seed) {
        play(seed, steps.unwrap_or(250));
    }
}

fn play(seed: u64, steps: usize) {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let (width, height) = SIZES[dice.roll(4)];
    let mut desk = Desk::new(width, height);
    let mut late: Vec<Effect> = Vec::new();
    for _ in 0..steps {
        let cell = |dice: &mut Dice| (dice.roll(220) as u16, dice.roll(70) as u16);
        let actions: Vec<Action> = match dice.roll(24) {
            0 => {
                let (width, height) = SIZES[dice.roll(SIZES.len())];
                vec![Action::Resize { width, height }]
            }
            1 => vec![Action::Paste(WORDS[dice.roll(WORDS.len())].to_owned())],
            2 => {
                let (x, y) = cell(&mut dice);
                vec![Action::Click { x, y }]
            }
            3 => {
                let ((x, y), (to_x, to_y)) = (cell(&mut dice), cell(&mut dice));
                vec![Action::Click { x, y }, Action::Drag { x: to_x, y: to_y }]
            }
            4 => {
                let (x, y) = cell(&mut dice);
                let lines = dice.roll(200) as i16 - 100;
                vec![Action::Wheel { x, y, lines }]
            }
            5 => WORDS[dice.roll(WORDS.len())]
                .chars()
                .map(|c| Action::Key(Key::Char(c)))
                .collect(),
            6 => vec![Action::Edited(WORDS[dice.roll(WORDS.len())].to_owned())],
            _ => {
                let keys = KEYS[dice.roll(KEYS.len())];
                let keys = Key::sequence(keys).unwrap_or_else(|| panic!("{keys} is a key"));
                keys.into_iter().map(Action::Key).collect()
            }
        };
        for action in actions {
            // Notes would be written to whatever was typed.
            let written = |effect: &Effect| matches!(effect, Effect::Ask(_, Question::Note { .. }));
            let effects = desk.session.update(action);
            late.extend(effects.into_iter().filter(|effect| !written(effect)));
            // Answers come at once, or later, the last asked for first.
            match dice.roll(4) {
                0 => {}
                1 => {
                    for effect in std::mem::take(&mut late).into_iter().rev() {
                        desk.carry_out(vec![effect]);
                    }
                }
                _ => desk.carry_out(std::mem::take(&mut late)),
            }
            let layout = &desk.session.layout;
            if layout.width > 0 && layout.height > 0 {
                desk.buffer([Depth::None, Depth::Sixteen, Depth::Rgb][dice.roll(3)]);
            }
        }
        desk.done.clear();
    }
}
