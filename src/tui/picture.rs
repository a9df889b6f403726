use crate::text;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use std::fmt::Write;

/// What a picture is drawn on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    #[default]
    Dark,
    Light,
}

const CELL: (f32, f32) = (8.4, 18.0);
const MARGIN: f32 = 14.0;

/// A frame as a picture that needs nothing but a browser: SVG, one text element a run of letters of
/// one style.
#[must_use]
pub fn svg(buffer: &Buffer, paper: Paper) -> String {
    let area = buffer.area;
    let (ink, ground) = paper.colours();
    let (width, height) = (
        f32::from(area.width) * CELL.0 + 2.0 * MARGIN,
        f32::from(area.height) * CELL.1 + 2.0 * MARGIN,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.0} {height:.0}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"10\" fill=\"{ground}\"/>\n"
    );
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let cell = &buffer[(x, y)];
            let style = (cell.fg, cell.bg, cell.modifier);
            let start = x;
            let mut words = String::new();
            while x < area.right() {
                let cell = &buffer[(x, y)];
                if (cell.fg, cell.bg, cell.modifier) != style {
                    break;
                }
                words.push_str(cell.symbol());
                x += (text::width(cell.symbol()) as u16).max(1);
            }
            run(&mut out, paper, (start, x, y), style, &words, (ink, ground));
        }
    }
    out.push_str("</svg>\n");
    out
}

/// One run of letters.
fn run(
    out: &mut String,
    paper: Paper,
    (start, end, y): (u16, u16, u16),
    (fg, bg, modifier): (Color, Color, Modifier),
    words: &str,
    (ink, ground): (&str, &str),
) {
    let mut fill = paper.hex(fg).unwrap_or_else(|| ink.to_owned());
    let mut back = paper.hex(bg);
    if modifier.contains(Modifier::REVERSED) {
        let under = back.unwrap_or_else(|| ground.to_owned());
        back = Some(fill);
        fill = under;
    }
    let (left, top) = (
        MARGIN + f32::from(start) * CELL.0,
        MARGIN + f32::from(y) * CELL.1,
    );
    let wide = f32::from(end - start) * CELL.0;
    // Writing to a string cannot fail.
    if let Some(back) = back.filter(|back| back != ground) {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{wide:.1}\" height=\"{:.1}\" fill=\"{back}\"/>",
            CELL.1
        );
    }
    if words.trim().is_empty() {
        return;
    }
    let mut style = String::new();
    for (flag, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::DIM, " opacity=\"0.55\""),
    ] {
        if modifier.contains(flag) {
            style.push_str(attribute);
        }
    }
    let trimmed = words.trim_end();
    let wide = text::width(trimmed) as f32 * CELL.0;
    // Blanks that could break are folded by whoever shows the picture.
    let letters = trimmed
        .replace(' ', "\u{a0}")
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{wide:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{fill}\"{style}>{letters}</text>",
        top + 13.5
    );
}

impl Paper {
    fn colours(self) -> (&'static str, &'static str) {
        match self {
            Self::Dark => ("#c9cdd6", "#14171d"),
            Self::Light => ("#2d2a26", "#fbf8f1"),
        }
    }

    fn hex(self, color: Color) -> Option<String> {
        let dark = self == Self::Dark;
        let pick =
            |on_dark: &str, on_light: &str| Some(if dark { on_dark } else { on_light }.to_owned());
        match color {
            Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
            Color::Black => pick("#14171d", "#2d2a26"),
            Color::DarkGray | Color::Gray => pick("#747c8a", "#8a8376"),
            Color::Red | Color::LightRed => pick("#ef7c7c", "#b02a2a"),
            Color::Green | Color::LightGreen => pick("#95cf9a", "#2a7a36"),
            Color::Yellow | Color::LightYellow => pick("#e3c468", "#f0cf60"),
            Color::Blue | Color::LightBlue => pick("#8fb3f0", "#2f56b0"),
            Color::Magenta | Color::LightMagenta => pick("#d8a0e0", "#8a3a96"),
            Color::Cyan | Color::LightCyan => pick("#73c5d8", "#0b6e8a"),
            Color::White => pick("#ffffff", "#ffffff"),
            Color::Reset | Color::Indexed(_) => None,
        }
    }
}
