/// A rectangle of the screen, in cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    #[must_use]
    pub fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    #[must_use]
    pub fn holds(self, x: u16, y: u16) -> bool {
        (self.x..self.x.saturating_add(self.width)).contains(&x)
            && (self.y..self.y.saturating_add(self.height)).contains(&y)
    }

    /// The part below the header, with a column of air on both sides.
    #[must_use]
    pub fn body(self) -> Self {
        Self {
            x: self.x + 1,
            y: self.y + HEADER.min(self.height),
            width: self.width.saturating_sub(2),
            height: self.height.saturating_sub(HEADER),
        }
    }
}

/// Rows of a pane's header: its name, and the rule below.
pub const HEADER: u16 = 2;

/// The parts of the screen that can have the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pane {
    #[default]
    List,
    Article,
    Card,
    Timeline,
}

impl Pane {
    pub const ALL: [Self; 4] = [Self::List, Self::Article, Self::Card, Self::Timeline];

    /// The word in settings and help.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::List => "articles",
            Self::Article => "article",
            Self::Card => "card",
            Self::Timeline => "timeline",
        }
    }

    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pane| pane.as_str() == word)
    }

    #[must_use]
    pub fn is_side(self) -> bool {
        matches!(self, Self::Card | Self::Timeline)
    }
}

/// How the person changed the panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// Columns more, or fewer, than usual.
    pub list: i16,
    pub side: i16,
    /// Rows more, or fewer, for the card.
    pub card: i16,
    pub zoom: bool,
}

/// Where everything stands: a pane that is not shown has no area.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub width: u16,
    pub height: u16,
    pub list: Option<Area>,
    pub article: Option<Area>,
    pub card: Option<Area>,
    pub timeline: Option<Area>,
    /// The last row.
    pub status: Area,
}

/// Below this nothing but a word about the size is shown.
pub const SMALLEST: (u16, u16) = (20, 5);

impl Layout {
    /// Lays the panes out: three from 120 columns, two from 80, one below. `other` is the pane
    /// beside the article where only two fit.
    #[must_use]
    pub fn new(width: u16, height: u16, focus: Pane, other: Pane, wishes: Wishes) -> Self {
        let mut out = Self {
            width,
            height,
            ..Self::default()
        };
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return out;
        }
        let rows = height - 1;
        out.status = Area::new(0, rows, width, 1);
        let whole = Area::new(0, 0, width, rows);
        if wishes.zoom || width < 80 {
            let pane = if wishes.zoom { Pane::Article } else { focus };
            *out.slot(pane) = Some(whole);
        } else if width < 120 {
            out.two(whole, (focus, other), wishes);
        } else {
            out.three(whole, focus, wishes);
        }
        out
    }

    fn three(&mut self, whole: Area, focus: Pane, wishes: Wishes) {
        let list = wish(26 + whole.width / 14, wishes.list, whole.width / 3);
        let side = wish(28 + whole.width / 9, wishes.side, whole.width * 2 / 5);
        let middle = whole.width.saturating_sub(list + side + 2);
        self.list = Some(Area::new(0, 0, list, whole.height));
        self.article = Some(Area::new(list + 1, 0, middle, whole.height));
        self.split_side(
            Area::new(list + middle + 2, 0, side, whole.height),
            focus,
            wishes.card,
        );
    }

    fn two(&mut self, whole: Area, (focus, other): (Pane, Pane), wishes: Wishes) {
        if other.is_side() {
            let side = wish(whole.width * 2 / 5 + 2, wishes.side, whole.width / 2);
            let middle = whole.width.saturating_sub(side + 1);
            self.article = Some(Area::new(0, 0, middle, whole.height));
            self.split_side(
                Area::new(middle + 1, 0, side, whole.height),
                focus,
                wishes.card,
            );
        } else {
            let list = wish(whole.width / 3 + 3, wishes.list, whole.width / 2);
            self.list = Some(Area::new(0, 0, list, whole.height));
            self.article = Some(Area::new(
                list + 1,
                0,
                whole.width.saturating_sub(list + 1),
                whole.height,
            ));
        }
    }

    /// Card above, timeline below; where there is little room, most of it to the one in use.
    fn split_side(&mut self, side: Area, focus: Pane, more: i16) {
        let share = match focus {
            Pane::Card if side.height < 34 => 14,
            Pane::Timeline if side.height < 34 => 7,
            _ => 11,
        };
        let card = wish(
            side.height * share / 20,
            more,
            side.height.saturating_sub(5),
        )
        .max(4);
        let card = card.min(side.height);
        self.card = Some(Area {
            height: card,
            ..side
        });
        self.timeline = Some(Area {
            y: side.y + card,
            height: side.height - card,
            ..side
        });
    }

    fn slot(&mut self, pane: Pane) -> &mut Option<Area> {
        match pane {
            Pane::List => &mut self.list,
            Pane::Article => &mut self.article,
            Pane::Card => &mut self.card,
            Pane::Timeline => &mut self.timeline,
        }
    }

    /// The area of a pane, header and all.
    #[must_use]
    pub fn area(&self, pane: Pane) -> Option<Area> {
        match pane {
            Pane::List => self.list,
            Pane::Article => self.article,
            Pane::Card => self.card,
            Pane::Timeline => self.timeline,
        }
    }

    /// The part of a pane below its header; an empty area where the pane is not shown.
    #[must_use]
    pub fn body(&self, pane: Pane) -> Area {
        let mut body = self.area(pane).map(Area::body).unwrap_or_default();
        // A row of air between the card and the timeline below it.
        if pane == Pane::Card && self.timeline.is_some() {
            body.height = body.height.saturating_sub(1);
        }
        body
    }

    /// The pane under a cell.
    #[must_use]
    pub fn pane_at(&self, x: u16, y: u16) -> Option<Pane> {
        Pane::ALL
            .into_iter()
            .find(|pane| self.area(*pane).is_some_and(|area| area.holds(x, y)))
    }

    /// Whether the screen is too small to show anything.
    #[must_use]
    pub fn is_too_small(&self) -> bool {
        self.status.height == 0
    }
}

/// The area of a view over the panes, at most `widest` columns wide: all of a narrow screen, the
/// rows between the first and the last.
#[must_use]
pub(super) fn sheet(width: u16, height: u16, widest: u16) -> Area {
    let wide = if width < 84 {
        width
    } else {
        (width - 6).min(widest)
    };
    Area::new((width - wide) / 2, 1, wide, height.saturating_sub(2))
}

/// A width with the person's wish added, never below a useful least or above a share.
fn wish(usual: u16, more: i16, most: u16) -> u16 {
    usual.saturating_add_signed(more).clamp(3, most.max(3))
}

/// The column at which lines of `measure` begin in the article's body: centred, with air.
#[must_use]
pub fn margin(body: Area, measure: u16) -> u16 {
    body.x + body.width.saturating_sub(measure) / 2
}
