use super::{Command, Key, Overlay, Pane, Question, Session, Slot};
use crate::insight::{Cast, MonthRow, Months, Zoom};
use crate::model::EntityId;

/// Rows that are asked for.
const ROWS: usize = 60;
/// Columns of the names.
const NAMES: (u16, u16) = (14, 34);

/// The view of who was named when.
#[derive(Clone, Debug, Default)]
pub struct Matrix {
    pub cast: Cast,
    /// The one whose neighbours the rows can be.
    pub centre: Option<EntityId>,
    pub zoom: Zoom,
    pub table: Months,
    pub row: usize,
    pub column: usize,
    /// The first row and column shown.
    pub top: usize,
    pub left: usize,
    pub known: bool,
    halfway: bool,
}

impl Matrix {
    #[must_use]
    pub fn selected(&self) -> Option<&MonthRow> {
        self.table.rows.get(self.row)
    }

    /// The columns that fit into so many cells from one on, each with where it begins: a year has room
    /// for its number, and a folded silence for its sign.
    #[must_use]
    pub fn shown(&self, from: usize, room: u16) -> Vec<(usize, u16)> {
        let mut out: Vec<(usize, u16)> = Vec::new();
        let (mut x, mut free, mut year) = (0, 0, None);
        for (at, column) in self.table.columns.iter().enumerate().skip(from) {
            if column.gap && !out.is_empty() {
                x += 1;
            }
            let own = column.moment.first.year();
            if self.zoom != Zoom::Year && year != Some(own) {
                x = x.max(free);
                free = x + 5;
                year = Some(own);
            }
            if x + self.wide() > room {
                break;
            }
            out.push((at, x));
            x += self.wide();
        }
        out
    }

    /// Cells of the screen that a column takes.
    #[must_use]
    pub fn wide(&self) -> u16 {
        match self.zoom {
            Zoom::Year => 5,
            Zoom::Quarter => 3,
            Zoom::Month => 2,
        }
    }

    fn go(&mut self, rows: isize, columns: isize) {
        let last = |count: usize| count.saturating_sub(1);
        self.row = self
            .row
            .saturating_add_signed(rows)
            .min(last(self.table.rows.len()));
        self.column = self
            .column
            .saturating_add_signed(columns)
            .min(last(self.table.columns.len()));
    }

    /// Scrolls so that the cursor shows.
    fn follow(&mut self, (rows, cells): (usize, u16)) {
        self.top = self
            .top
            .clamp((self.row + 1).saturating_sub(rows), self.row);
        self.left = self.left.min(self.column);
        let shows = |left: usize| {
            let last = self.shown(left, cells).last().map(|(at, _)| *at);
            last.is_some_and(|last| last >= self.column)
        };
        let mut left = self.left;
        while left < self.column && !shows(left) {
            left += 1;
        }
        self.left = left;
    }

    pub(super) fn take(&mut self, table: Months) {
        let day = self.table.columns.get(self.column);
        let day = day.map(|column| column.moment.last);
        let last = table.columns.len().saturating_sub(1);
        self.column = match day {
            // The same time in other columns.
            Some(day) => table
                .columns
                .partition_point(|column| column.moment.last < day)
                .min(last),
            None => last,
        };
        self.row = self.row.min(table.rows.len().saturating_sub(1));
        self.table = table;
        self.known = true;
    }
}

impl Session {
    /// Columns that the names of the matrix take.
    #[must_use]
    pub fn matrix_names(&self) -> u16 {
        (self.sheet(180).width / 4).clamp(NAMES.0, NAMES.1)
    }

    /// Rows of the matrix that show at once, and cells for its columns.
    #[must_use]
    pub fn matrix_room(&self) -> (usize, u16) {
        let inner = self.sheet(180);
        let cells = inner.width.saturating_sub(4 + self.matrix_names() + 1);
        (
            usize::from(inner.height.saturating_sub(9)).max(1),
            cells.max(5),
        )
    }

    /// Opens the view on those who are named most in the articles of the list.
    pub(super) fn open_matrix(&mut self) {
        self.show_matrix(Cast::Foremost);
    }

    pub(super) fn show_matrix(&mut self, cast: Cast) {
        let centre = match &cast {
            Cast::Around(id) => Some(id.clone()),
            Cast::Foremost => self.wanted_entity().cloned(),
        };
        self.overlay = Some(Overlay::Matrix(Box::new(Matrix {
            cast,
            centre,
            ..Matrix::default()
        })));
        self.ask_matrix();
    }

    fn ask_matrix(&mut self) {
        let Some(Overlay::Matrix(view)) = &mut self.overlay else {
            return;
        };
        view.known = false;
        let question = Question::Months {
            cast: view.cast.clone(),
            query: self.list.wanted.query.clone(),
            zoom: view.zoom,
            most: ROWS,
        };
        self.ask(Slot::Matrix, question);
    }

    pub(super) fn take_matrix(&mut self, table: Months) {
        if let Some(Overlay::Matrix(view)) = &mut self.overlay {
            view.take(table);
        }
        self.follow_matrix();
    }

    /// Keeps the cursor of the matrix in sight, as after another size.
    pub(super) fn follow_matrix(&mut self) {
        let room = self.matrix_room();
        if let Some(Overlay::Matrix(view)) = &mut self.overlay {
            view.follow(room);
        }
    }

    /// What a key does in the view.
    pub(super) fn press_matrix(&mut self, mut view: Box<Matrix>, key: Key) {
        let (rows, cells) = self.matrix_room();
        let halfway = std::mem::take(&mut view.halfway);
        let page = (
            rows as isize,
            isize::from((cells / view.wide() / 2).max(1) as i16),
        );
        let far = isize::MAX / 2;
        let zoom = view.zoom;
        match key {
            Key::Esc | Key::Char('q') | Key::Ctrl('c' | 'g') => return,
            Key::Char('j') | Key::Down | Key::Ctrl('n') => view.go(1, 0),
            Key::Char('k') | Key::Up | Key::Ctrl('p') => view.go(-1, 0),
            Key::Char('l') | Key::Right => view.go(0, 1),
            Key::Char('h') | Key::Left => view.go(0, -1),
            Key::Ctrl('d' | 'f') | Key::PageDown => view.go(page.0, 0),
            Key::Ctrl('u' | 'b') | Key::PageUp => view.go(-page.0, 0),
            Key::Char('w') => view.go(0, page.1),
            Key::Char('b') => view.go(0, -page.1),
            Key::Char('g') if !halfway => view.halfway = true,
            Key::Char('g') => view.go(-far, 0),
            Key::Char('G') => view.go(far, 0),
            Key::Char('0' | '^') | Key::Home => view.go(0, -far),
            Key::Char('$') | Key::End => view.go(0, far),
            Key::Char('<') => view.zoom = zoom.coarser(),
            Key::Char('>') => view.zoom = zoom.finer(),
            Key::Tab | Key::BackTab => return self.turn_cast(view),
            Key::Enter if self.list_cell(&view) => return,
            Key::Char('n') => {
                if let Some(id) = view.selected().map(|row| row.id.clone()) {
                    return self.show_network(id);
                }
            }
            Key::Char('e') => {
                if let Some(id) = view.selected().map(|row| row.id.clone()) {
                    self.leave();
                    self.pinned = Some(id);
                    self.focus_on(Pane::Card);
                    return;
                }
            }
            _ => {}
        }
        let asks = view.zoom != zoom;
        view.follow((rows, cells));
        self.overlay = Some(Overlay::Matrix(view));
        if asks {
            self.ask_matrix();
        }
    }

    /// Those named most, or the neighbours of the one that the view was opened on.
    fn turn_cast(&mut self, mut view: Box<Matrix>) {
        match (&view.cast, view.centre.clone()) {
            (Cast::Foremost, Some(id)) => view.cast = Cast::Around(id),
            (Cast::Foremost, None) => {
                let next = self.keymap.way(Command::NextMention);
                self.say(format!("no entity under the cursor: {next} finds one"));
            }
            (Cast::Around(_), _) => view.cast = Cast::Foremost,
        }
        view.row = 0;
        self.overlay = Some(Overlay::Matrix(view));
        self.ask_matrix();
    }

    /// Narrows the list to the articles of the cell under the cursor; whether there are any.
    fn list_cell(&mut self, view: &Matrix) -> bool {
        let cell = view
            .selected()
            .zip(view.table.columns.get(view.column))
            .map(|(row, column)| (row, column.moment, row.cells[view.column]));
        let Some((row, moment, count)) = cell else {
            return false;
        };
        if count + row.maybe(moment) == 0 {
            self.say(format!("no article of {moment} names {}", row.name));
            return false;
        }
        let when = view.zoom.written(moment);
        let mut query = self.list.wanted.query.clone();
        if !query.is_empty() {
            query = if query.contains(" OR ") {
                format!("({query}) ")
            } else {
                format!("{query} ")
            };
        }
        let query = format!("{query}entity:\"{}\" on:{when}", row.id);
        self.set_filter(&query);
        self.focus_on(Pane::List);
        true
    }
}
