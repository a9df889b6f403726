use super::palette::{self, Palette};
use crate::model::Kind;
use crate::session::Theme;
use ratatui::style::{Color, Modifier, Style};

/// How many colours the terminal is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Modifiers only.
    None,
    #[default]
    Sixteen,
    Rgb,
}

/// What every part of the screen looks like, by its role. Only this file names colours.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub text: Style,
    /// Dates, counts, labels.
    pub quiet: Style,
    pub strong: Style,
    /// Names of panes and other small headings.
    pub heading: Style,
    /// The pane that has the focus; what is chosen.
    pub accent: Style,
    pub rule: Style,
    /// A sentence that was landed on.
    pub lit: Style,
    /// What is being selected.
    pub select: Style,
    /// What the analyst clipped or wrote on.
    pub kept: Style,
    /// What was found.
    pub find: Style,
    /// The mention under the cursor.
    pub cursor: Style,
    /// The row under the cursor of a list that has the focus.
    pub row: Style,
    pub unread: Style,
    pub star: Style,
    pub bar: Style,
    pub trouble: Style,
    kinds: [Style; 10],
}

/// The sign of a kind, in cards, pickers and the legend.
#[must_use]
pub fn sign(kind: Kind) -> &'static str {
    match kind {
        Kind::Agency => "▣",
        Kind::Company => "■",
        Kind::Organisation => "□",
        Kind::Person => "@",
        Kind::Place => "○",
        Kind::Incident => "▸",
        Kind::Group => "◈",
        Kind::Malware => "×",
        Kind::Technology => "◇",
        Kind::Law => "§",
    }
}

/// The sign that stands in the text itself, before marks whose letters look like another kind's.
#[must_use]
pub(super) fn sign_in_text(kind: Kind) -> Option<&'static str> {
    matches!(kind, Kind::Incident | Kind::Technology | Kind::Law).then(|| sign(kind))
}

/// The shape of a kind's letters: this alone tells kinds apart where there is no colour.
pub(super) fn shape(kind: Kind) -> Modifier {
    match kind {
        Kind::Agency | Kind::Incident => Modifier::BOLD,
        Kind::Company => Modifier::BOLD.union(Modifier::UNDERLINED),
        Kind::Organisation => Modifier::ITALIC.union(Modifier::UNDERLINED),
        Kind::Person => Modifier::ITALIC,
        Kind::Place | Kind::Technology | Kind::Law => Modifier::UNDERLINED,
        Kind::Group => Modifier::BOLD.union(Modifier::ITALIC),
        Kind::Malware => Modifier::BOLD
            .union(Modifier::ITALIC)
            .union(Modifier::UNDERLINED),
    }
}

impl Look {
    /// The look of a theme on a terminal of so many colours.
    #[must_use]
    pub fn new(theme: Theme, depth: Depth) -> Self {
        match (theme, depth) {
            (Theme::Plain, _) | (_, Depth::None) => Self::plain(),
            _ => Self::of(&Palette::of(theme, depth)),
        }
    }

    /// The look of the person's own colours.
    #[must_use]
    pub fn own(palette: Palette, depth: Depth) -> Self {
        match depth {
            Depth::None => Self::plain(),
            _ => Self::of(&palette.fit(depth)),
        }
    }

    fn of(palette: &Palette) -> Self {
        let fg = |place| {
            palette
                .at(place)
                .map_or_else(Style::new, |c| Style::new().fg(c))
        };
        let on = |[letters, ground]: [usize; 2]| {
            let style = fg(letters);
            palette.at(ground).map_or(style, |colour| style.bg(colour))
        };
        let text = on([palette::TEXT, palette::GROUND]);
        let row = palette
            .at(palette::ROW)
            .map_or_else(Style::new, |colour| Style::new().bg(colour));
        let quiet = palette.at(palette::QUIET);
        Self {
            text,
            quiet: fg(palette::QUIET),
            strong: Style::new().add_modifier(Modifier::BOLD),
            heading: fg(palette::QUIET).add_modifier(Modifier::BOLD),
            accent: fg(palette::ACCENT).add_modifier(Modifier::BOLD),
            rule: fg(palette::RULE),
            lit: on(palette::LIT),
            select: on(palette::SELECT),
            kept: match quiet {
                // Only where colours are told by three numbers: others read the sequence amiss.
                Some(colour @ Color::Rgb(..)) => Style::new().underline_color(colour),
                _ => Style::new(),
            }
            .add_modifier(Modifier::UNDERLINED),
            find: on(palette::FIND),
            cursor: Style::new().add_modifier(Modifier::REVERSED),
            row,
            unread: fg(palette::ACCENT),
            star: fg(palette::STAR),
            bar: fg(palette::ACCENT),
            trouble: fg(palette::TROUBLE).add_modifier(Modifier::BOLD),
            kinds: Kind::ALL.map(|kind| {
                let style = Style::new().add_modifier(shape(kind));
                palette.kind(kind).map_or(style, |color| style.fg(color))
            }),
        }
    }

    /// Without any colour: brightness, weight and lines alone.
    fn plain() -> Self {
        let with = |modifier| Style::new().add_modifier(modifier);
        Self {
            text: Style::new(),
            quiet: with(Modifier::DIM),
            strong: with(Modifier::BOLD),
            heading: with(Modifier::DIM.union(Modifier::BOLD)),
            accent: with(Modifier::BOLD),
            rule: with(Modifier::DIM),
            lit: with(Modifier::REVERSED),
            select: with(Modifier::REVERSED),
            kept: with(Modifier::UNDERLINED),
            find: with(Modifier::REVERSED.union(Modifier::UNDERLINED)),
            cursor: with(Modifier::REVERSED.union(Modifier::BOLD)),
            row: Style::new(),
            unread: with(Modifier::BOLD),
            star: with(Modifier::BOLD),
            bar: Style::new(),
            trouble: with(Modifier::BOLD.union(Modifier::REVERSED)),
            kinds: Kind::ALL.map(|kind| with(shape(kind))),
        }
    }

    /// The style of a kind's marks.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Style {
        self.kinds[kind as usize]
    }

    /// The colour of a kind without its weight and lines, for its sign.
    #[must_use]
    pub fn sign(&self, kind: Kind) -> Style {
        let style = self.kinds[kind as usize];
        Style {
            add_modifier: Modifier::empty(),
            ..style
        }
    }
}
