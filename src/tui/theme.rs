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
fn shape(kind: Kind) -> Modifier {
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

/// The colours that a theme is made of.
struct Palette {
    ground: Option<(Color, Color)>,
    quiet: Color,
    accent: Color,
    rule: Color,
    lit: (Color, Color),
    select: (Color, Color),
    find: (Color, Color),
    row: Option<Color>,
    star: Color,
    trouble: Color,
    kinds: [Option<Color>; 10],
}

const TERMINAL: Palette = Palette {
    ground: None,
    quiet: Color::DarkGray,
    accent: Color::Cyan,
    rule: Color::DarkGray,
    lit: (Color::Black, Color::Yellow),
    select: (Color::White, Color::Blue),
    find: (Color::Black, Color::Cyan),
    row: None,
    star: Color::Yellow,
    trouble: Color::Red,
    kinds: [
        Some(Color::Cyan),
        Some(Color::Magenta),
        Some(Color::LightBlue),
        Some(Color::Yellow),
        None,
        Some(Color::Red),
        Some(Color::Red),
        Some(Color::LightRed),
        Some(Color::LightBlue),
        Some(Color::Magenta),
    ],
};

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const NIGHT: Palette = Palette {
    ground: Some((rgb(0x00c9_cdd6), rgb(0x0014_171d))),
    quiet: rgb(0x0074_7c8a),
    accent: rgb(0x0073_c5d8),
    rule: rgb(0x0033_3944),
    lit: (rgb(0x0014_171d), rgb(0x00e3_c468)),
    select: (rgb(0x00e6_eaf2), rgb(0x002f_4d73)),
    find: (rgb(0x0014_171d), rgb(0x0073_c5d8)),
    row: Some(rgb(0x001f_242d)),
    star: rgb(0x00e3_c468),
    trouble: rgb(0x00ef_7c7c),
    kinds: [
        Some(rgb(0x0073_c5d8)),
        Some(rgb(0x00d8_a0e0)),
        Some(rgb(0x008f_b3f0)),
        Some(rgb(0x0095_cf9a)),
        Some(rgb(0x00d8_d2c0)),
        Some(rgb(0x00f0_9070)),
        Some(rgb(0x00ef_7c7c)),
        Some(rgb(0x00ff_9a9a)),
        Some(rgb(0x009f_a8e8)),
        Some(rgb(0x00d0_b0a0)),
    ],
};

const PAPER: Palette = Palette {
    ground: Some((rgb(0x002d_2a26), rgb(0x00fb_f8f1))),
    quiet: rgb(0x008a_8376),
    accent: rgb(0x000b_6e8a),
    rule: rgb(0x00d8_d1c3),
    lit: (rgb(0x002d_2a26), rgb(0x00f8_e08a)),
    select: (rgb(0x002d_2a26), rgb(0x00c8_daf0)),
    find: (rgb(0x002d_2a26), rgb(0x00a8_dce8)),
    row: Some(rgb(0x00f0_eadd)),
    star: rgb(0x00b0_7a00),
    trouble: rgb(0x00b0_2a2a),
    kinds: [
        Some(rgb(0x000b_6e8a)),
        Some(rgb(0x008a_3a96)),
        Some(rgb(0x002f_56b0)),
        Some(rgb(0x002a_7a36)),
        Some(rgb(0x0055_4a36)),
        Some(rgb(0x00b0_4a1a)),
        Some(rgb(0x00b0_2a2a)),
        Some(rgb(0x00c0_3050)),
        Some(rgb(0x004a_4ab0)),
        Some(rgb(0x007a_5030)),
    ],
};

impl Look {
    /// The look of a theme on a terminal of so many colours.
    #[must_use]
    pub fn new(theme: Theme, depth: Depth) -> Self {
        match (theme, depth) {
            (Theme::Plain, _) | (_, Depth::None) => Self::plain(),
            (Theme::Night, Depth::Rgb) => Self::of(&NIGHT),
            (Theme::Paper, Depth::Rgb) => Self::of(&PAPER),
            _ => Self::of(&TERMINAL),
        }
    }

    fn of(palette: &Palette) -> Self {
        let text = palette
            .ground
            .map_or_else(Style::new, |(fg, bg)| Style::new().fg(fg).bg(bg));
        let row = palette
            .row
            .map_or_else(Style::new, |color| Style::new().bg(color));
        let on = |(fg, bg): (Color, Color)| Style::new().fg(fg).bg(bg);
        Self {
            text,
            quiet: Style::new().fg(palette.quiet),
            strong: Style::new().add_modifier(Modifier::BOLD),
            heading: Style::new().fg(palette.quiet).add_modifier(Modifier::BOLD),
            accent: Style::new().fg(palette.accent).add_modifier(Modifier::BOLD),
            rule: Style::new().fg(palette.rule),
            lit: on(palette.lit),
            select: on(palette.select),
            kept: palette
                .ground
                .map_or_else(Style::new, |_| {
                    // Only where colours are told by three numbers: others read the sequence amiss.
                    Style::new().underline_color(palette.quiet)
                })
                .add_modifier(Modifier::UNDERLINED),
            find: on(palette.find),
            cursor: Style::new().add_modifier(Modifier::REVERSED),
            row,
            unread: Style::new().fg(palette.accent),
            star: Style::new().fg(palette.star),
            bar: Style::new().fg(palette.accent),
            trouble: Style::new()
                .fg(palette.trouble)
                .add_modifier(Modifier::BOLD),
            kinds: Kind::ALL.map(|kind| {
                let style = Style::new().add_modifier(shape(kind));
                palette.kinds[kind as usize].map_or(style, |color| style.fg(color))
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
