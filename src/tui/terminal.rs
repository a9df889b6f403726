use super::Error;
use crate::session::Hearing;
use crate::text::grapheme_width;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::{Hide, Show};
use ratatui::crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, KeyboardEnhancementFlags,
    PopKeyboardEnhancementFlags, PushKeyboardEnhancementFlags,
};
use ratatui::crossterm::style::{Print, ResetColor};
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use ratatui::crossterm::{execute, queue};
use ratatui::style::Modifier;
use std::cell::Cell;
use std::io::{self, BufWriter, Stdout, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Presses, releases, the wheel and movements with a button down, in SGR coordinates. Not every
/// movement: nobody needs it.
const MOUSE_ON: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// One frame's bytes, written at once.
const BUFFER: usize = 64 * 1024;

/// Whether the terminal is ours now: what has to be undone by whoever ends the program.
static HELD: AtomicBool = AtomicBool::new(false);

/// The terminal, ours from when this is made until it is dropped.
pub(super) struct Screen {
    terminal: Terminal<CrosstermBackend<Whole>>,
    /// Whether what is written may go out.
    open: Rc<Cell<bool>>,
}

/// Holds a frame back until it is whole: it goes out in one write, the sign that ends it with it.
struct Whole {
    out: BufWriter<Stdout>,
    open: Rc<Cell<bool>>,
}

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.open.get() {
            self.out.flush()
        } else {
            Ok(())
        }
    }
}

/// Takes the terminal over: raw, on its other screen, pastes in brackets.
pub(super) fn enter(hearing: Hearing) -> io::Result<()> {
    enable_raw_mode()?;
    HELD.store(true, Ordering::SeqCst);
    let mut out = io::stdout();
    execute!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        // Tells Ctrl-i from Tab where the terminal can; others ignore it.
        PushKeyboardEnhancementFlags(KeyboardEnhancementFlags::DISAMBIGUATE_ESCAPE_CODES),
        Hide,
        Print(mouse(hearing)),
    )
}

/// Gives the terminal back as it was. Does nothing where it is not held.
pub(super) fn leave() {
    if !HELD.swap(false, Ordering::SeqCst) {
        return;
    }
    let mut out = io::stdout();
    // A terminal that is gone cannot be restored; there is nobody to tell.
    let _ = execute!(
        out,
        Print(MOUSE_OFF),
        PopKeyboardEnhancementFlags,
        DisableBracketedPaste,
        ResetColor,
        LeaveAlternateScreen,
        Show,
    );
    let _ = disable_raw_mode();
}

fn mouse(hearing: Hearing) -> &'static str {
    match hearing {
        Hearing::On => MOUSE_ON,
        Hearing::Off => MOUSE_OFF,
    }
}

impl Screen {
    pub(super) fn new(hearing: Hearing) -> Result<Self, Error> {
        enter(hearing).map_err(Error::Terminal)?;
        let open = Rc::new(Cell::new(true));
        let backend = CrosstermBackend::new(Whole {
            out: BufWriter::with_capacity(BUFFER, io::stdout()),
            open: Rc::clone(&open),
        });
        match Terminal::new(backend) {
            Ok(terminal) => Ok(Self { terminal, open }),
            Err(error) => {
                leave();
                Err(Error::Terminal(error))
            }
        }
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        self.terminal
            .size()
            .map_or((80, 24), |size| (size.width, size.height))
    }

    /// Shows a frame at once: a terminal that knows synchronized updates never shows half of one.
    pub(super) fn show(
        &mut self,
        draw: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> io::Result<()> {
        self.open.set(false);
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let drawn = self.terminal.draw(|frame| {
            let cursor = draw(frame.buffer_mut());
            mark_covered(frame.buffer_mut());
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        });
        let drawn = drawn.map(|_| ());
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        self.open.set(true);
        Write::flush(self.terminal.backend_mut())?;
        drawn
    }

    /// Draws what is not shown.
    pub(super) fn rehearse(&mut self, draw: impl FnOnce(&mut Buffer)) {
        let buffer = self.terminal.current_buffer_mut();
        draw(buffer);
        buffer.reset();
    }

    /// Writes bytes that are no part of a frame.
    pub(super) fn send(&mut self, bytes: &str) -> io::Result<()> {
        let backend = self.terminal.backend_mut();
        backend.write_all(bytes.as_bytes())?;
        Write::flush(backend)
    }

    pub(super) fn hear(&mut self, hearing: Hearing) -> io::Result<()> {
        self.send(mouse(hearing))
    }

    /// Forgets what the terminal shows, so that the next frame is written whole. The screen is not
    /// asked where its cursor is, as [`Terminal::clear`] would.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let (width, height) = self.size();
        self.terminal
            .resize(ratatui::layout::Rect::new(0, 0, width, height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Has a panic of the screen's thread give the terminal back before it speaks; one of another
/// thread is told by that thread's owner and must not write over the screen.
pub(super) fn guard_panics() {
    let screen = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() == screen || !HELD.load(Ordering::SeqCst) {
            leave();
            before(info);
        }
    }));
}

/// Makes the second column of a wide character differ from a blank, so that it is written once the
/// character goes. Without it only the first column is, and not every terminal clears the other.
fn mark_covered(buffer: &mut Buffer) {
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks_mut(columns) {
        for x in 1..row.len() {
            let symbol = row[x - 1].symbol();
            if symbol.len() > 1 && grapheme_width(symbol) > 1 {
                row[x].modifier.insert(Modifier::HIDDEN);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_columns_of_a_wide_character_are_written_over() {
        let mut before = Buffer::with_lines(["中a国"]);
        mark_covered(&mut before);
        let mut after = Buffer::with_lines([" 中  "]);
        mark_covered(&mut after);
        let written = |one: &Buffer, other: &Buffer| -> Vec<u16> {
            one.diff(other).into_iter().map(|(x, _, _)| x).collect()
        };
        // The character at 1 covers 2.
        assert_eq!(written(&before, &after), [0, 1, 3, 4]);
        assert_eq!(written(&after, &Buffer::with_lines(["     "])), [1, 2]);
        assert!(written(&after, &after.clone()).is_empty());
    }
}
