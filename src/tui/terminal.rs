use super::Error;
use super::changes::Changes;
use crate::session::Hearing;
use ratatui::backend::{Backend, CrosstermBackend};
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
use ratatui::layout::Rect;
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
    backend: CrosstermBackend<Whole>,
    /// What the terminal shows.
    shown: Buffer,
    /// What is drawn next, over what was shown before.
    next: Buffer,
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
        match backend.size() {
            Ok(size) => {
                let area = Rect::new(0, 0, size.width, size.height);
                Ok(Self {
                    backend,
                    open,
                    shown: Buffer::empty(area),
                    next: Buffer::empty(area),
                })
            }
            Err(error) => {
                leave();
                Err(Error::Terminal(error))
            }
        }
    }

    /// Columns and rows.
    pub(super) fn size(&self) -> (u16, u16) {
        self.backend
            .size()
            .map_or((80, 24), |size| (size.width, size.height))
    }

    /// Shows a frame at once: a terminal that knows synchronized updates never shows half of one.
    /// Every cell of it is drawn.
    pub(super) fn show(
        &mut self,
        (width, height): (u16, u16),
        draw: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> io::Result<()> {
        self.open.set(false);
        queue!(self.backend, BeginSynchronizedUpdate)?;
        let written = self.write(Rect::new(0, 0, width, height), draw);
        queue!(self.backend, EndSynchronizedUpdate)?;
        self.open.set(true);
        Write::flush(&mut self.backend)?;
        written
    }

    fn write(
        &mut self,
        area: Rect,
        draw: impl FnOnce(&mut Buffer) -> Option<(u16, u16)>,
    ) -> io::Result<()> {
        if self.shown.area != area {
            self.clear(area)?;
        }
        let cursor = draw(&mut self.next);
        self.backend.draw(Changes::new(&self.shown, &self.next))?;
        match cursor {
            Some(cursor) => {
                self.backend.show_cursor()?;
                self.backend.set_cursor_position(cursor)?;
            }
            None => self.backend.hide_cursor()?,
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        Ok(())
    }

    fn clear(&mut self, area: Rect) -> io::Result<()> {
        self.backend.clear()?;
        self.shown.resize(area);
        self.next.resize(area);
        self.shown.reset();
        Ok(())
    }

    /// Draws what is not shown.
    pub(super) fn rehearse(&mut self, draw: impl FnOnce(&mut Buffer)) {
        draw(&mut self.next);
    }

    /// Writes bytes that are no part of a frame.
    pub(super) fn send(&mut self, bytes: &str) -> io::Result<()> {
        self.backend.write_all(bytes.as_bytes())?;
        Write::flush(&mut self.backend)
    }

    pub(super) fn hear(&mut self, hearing: Hearing) -> io::Result<()> {
        self.send(mouse(hearing))
    }

    /// Forgets what the terminal shows, so that the next frame is written whole. The screen is not
    /// asked where its cursor is.
    pub(super) fn forget(&mut self) -> io::Result<()> {
        let (width, height) = self.size();
        self.clear(Rect::new(0, 0, width, height))
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
