use super::list::ROW;
use super::{Command, Effect, Hearing, Layout, Pane, Session, Theme};

impl Session {
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        self.layout = Layout::new(width, height, self.focus, self.other, self.wishes);
        self.arrange();
        self.fit_note();
        self.follow_matrix();
    }

    /// The area of a view over the panes, at most `widest` columns wide.
    #[must_use]
    pub fn sheet(&self, widest: u16) -> super::Area {
        super::layout::sheet(self.layout.width, self.layout.height, widest)
    }

    /// Lays the panes out again after the focus or a wish changed.
    pub(super) fn arrange(&mut self) {
        let (width, height) = (self.layout.width, self.layout.height);
        self.layout = Layout::new(width, height, self.focus, self.other, self.wishes);
        if self.layout.article.is_some() {
            self.reading.fit(self.text_width());
        }
        if let Some(area) = self.layout.card {
            self.card
                .fit(self.reading.article.as_deref(), area.body().width);
        }
        let visible = self.list_rows();
        self.list.follow(visible);
        self.follow_time();
    }

    /// Columns for the lines of the article, with air to the left and right.
    pub(super) fn text_width(&self) -> u16 {
        match self.layout.article {
            Some(area) => area.body().width.saturating_sub(2).max(1),
            None => self.reading.page.width().max(1),
        }
    }

    pub(super) fn height(&self, pane: Pane) -> usize {
        usize::from(self.layout.body(pane).height)
    }

    /// Articles that the list shows at once.
    pub(super) fn list_rows(&self) -> usize {
        ((self.height(Pane::List) + 1) / ROW).max(1)
    }

    pub(super) fn focus_on(&mut self, pane: Pane) {
        if self.wishes.zoom && pane != Pane::Article {
            self.wishes.zoom = false;
        }
        self.focus = pane;
        if pane == Pane::Article {
            self.mark_read();
        } else {
            self.other = pane;
            self.reading.select = None;
        }
        self.arrange();
        if pane == Pane::Card {
            let height = self.height(pane);
            self.card.follow(height);
        }
    }

    pub(super) fn focus_by(&mut self, by: isize) {
        let at = Pane::ALL
            .iter()
            .position(|pane| *pane == self.focus)
            .unwrap_or_default();
        let count = Pane::ALL.len() as isize;
        let next = (at as isize + by).rem_euclid(count) as usize;
        self.focus_on(Pane::ALL[next]);
    }

    pub(super) fn step(&mut self, command: Command) {
        let by = if command == Command::Down { 1 } else { -1 };
        self.move_by(self.focus, by);
    }

    /// Half a pane, or a whole one less a line or two for the eye to hold on to.
    pub(super) fn leap(&mut self, command: Command) {
        let height = match self.focus {
            Pane::List => self.list_rows(),
            Pane::Timeline => self.height(Pane::Timeline) / 2,
            pane => self.height(pane),
        };
        let by = match command {
            Command::HalfDown | Command::HalfUp => height / 2,
            _ => height.saturating_sub(2),
        }
        .max(1) as isize;
        let down = matches!(command, Command::HalfDown | Command::PageDown);
        self.move_by(self.focus, if down { by } else { -by });
    }

    pub(super) fn move_by(&mut self, pane: Pane, by: isize) {
        let height = self.height(pane);
        match pane {
            Pane::List => self.select(self.list.cursor.saturating_add_signed(by)),
            Pane::Article => {
                self.reading.scroll(by, height);
            }
            Pane::Card => self.card.step(by, height),
            Pane::Timeline => {
                self.time.go(self.time.cursor.saturating_add_signed(by));
                self.follow_time();
            }
        }
    }

    pub(super) fn edge(&mut self, command: Command) {
        let last = command == Command::Bottom;
        let height = self.height(self.focus);
        match self.focus {
            Pane::List => self.select(if last { usize::MAX } else { 0 }),
            Pane::Article => {
                self.leave();
                self.reading.edge(
                    if last {
                        super::Toward::Next
                    } else {
                        super::Toward::Previous
                    },
                    height,
                );
            }
            Pane::Card => self.card.edge(last, height),
            Pane::Timeline => {
                self.time.go(if last { usize::MAX } else { 0 });
                self.follow_time();
            }
        }
    }

    /// Scrolls the timeline so that the cursor shows.
    pub(super) fn follow_time(&mut self) {
        let (width, height) = self.time_room();
        let Self { time, .. } = self;
        time.follow(width, height);
    }

    /// Columns of an event's words, and rows for events.
    #[must_use]
    pub fn time_room(&self) -> (usize, usize) {
        let body = self.layout.body(Pane::Timeline);
        let strip = if body.height >= 8 { 3 } else { 0 };
        (
            usize::from(body.width.saturating_sub(super::timeline::LABEL)).max(1),
            usize::from(body.height.saturating_sub(strip)),
        )
    }

    /// Moves the list's cursor; the article under it shows at once.
    pub(super) fn select(&mut self, to: usize) {
        let visible = self.list_rows();
        self.list.go(to, visible);
        self.show_selected();
    }

    pub(super) fn wheel(&mut self, x: u16, y: u16, lines: i16) {
        if self.overlay.is_some() {
            self.wheel_overlay(lines);
            return;
        }
        let Some(pane) = self.layout.pane_at(x, y) else {
            return;
        };
        let height = self.height(pane);
        match pane {
            Pane::List => {
                let last = self.list.window.total.saturating_sub(self.list_rows());
                let by = isize::from(lines.signum());
                self.list.top = self.list.top.saturating_add_signed(by).min(last);
            }
            Pane::Article => self.reading.scroll(isize::from(lines) * 3, height),
            Pane::Card => self.card.scroll(isize::from(lines) * 3, height),
            Pane::Timeline => self.move_by(pane, isize::from(lines)),
        }
    }

    pub(super) fn zoom(&mut self) {
        self.wishes.zoom = !self.wishes.zoom;
        if self.wishes.zoom {
            self.focus = Pane::Article;
        }
        self.arrange();
    }

    pub(super) fn widen(&mut self, by: i16) {
        let limit = |wish: i16| (wish + by).clamp(-40, 60);
        let wishes = &mut self.wishes;
        match self.focus {
            Pane::List => wishes.list = limit(wishes.list),
            Pane::Card => {
                wishes.card = limit(wishes.card);
                wishes.side = limit(wishes.side);
            }
            Pane::Timeline => {
                wishes.card = (wishes.card - by).clamp(-40, 60);
                wishes.side = limit(wishes.side);
            }
            // A larger article is smaller neighbours.
            Pane::Article => {
                wishes.list = (wishes.list - by).clamp(-40, 60);
                wishes.side = (wishes.side - by).clamp(-40, 60);
            }
        }
        self.arrange();
    }

    pub(super) fn turn_theme(&mut self) {
        let at = Theme::ALL
            .iter()
            .position(|theme| *theme == self.theme)
            .unwrap_or_default();
        // One's own comes up only where there is one.
        let skip =
            usize::from(Theme::ALL[(at + 1) % Theme::ALL.len()] == Theme::Own && !self.own_theme);
        self.theme = Theme::ALL[(at + 1 + skip) % Theme::ALL.len()];
        self.say(format!("theme: {}", self.theme.as_str()));
    }

    pub(super) fn turn_mouse(&mut self) {
        self.hearing = match self.hearing {
            Hearing::On => Hearing::Off,
            Hearing::Off => Hearing::On,
        };
        self.say(match self.hearing {
            Hearing::On => "mouse on",
            Hearing::Off => "mouse off: the terminal selects text",
        });
        self.effects.push(Effect::Mouse(self.hearing));
    }
}
