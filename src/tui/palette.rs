//! The colours that a theme is made of, by the role that each plays.

use super::Depth;
use crate::model::Kind;
use crate::session::Theme;
use ratatui::style::Color;

/// How many roles there are.
pub const ROLES: usize = 24;

/// What a colour is for: its name in a configuration, and when it is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Role {
    pub name: &'static str,
    pub about: &'static str,
    place: usize,
}

const fn role(place: usize, name: &'static str, about: &'static str) -> Role {
    Role { name, about, place }
}

pub(super) const GROUND: usize = 0;
pub(super) const TEXT: usize = 1;
pub(super) const QUIET: usize = 2;
pub(super) const ACCENT: usize = 3;
pub(super) const RULE: usize = 4;
pub(super) const LIT: [usize; 2] = [5, 6];
pub(super) const SELECT: [usize; 2] = [7, 8];
pub(super) const FIND: [usize; 2] = [9, 10];
pub(super) const ROW: usize = 11;
pub(super) const STAR: usize = 12;
pub(super) const TROUBLE: usize = 13;
const KINDS: usize = 14;

impl Role {
    /// Every role, in the order of a palette.
    pub const ALL: [Self; ROLES] = [
        role(0, "ground", "behind everything"),
        role(1, "text", "what is read"),
        role(2, "quiet", "dates, counts, labels"),
        role(3, "accent", "the pane in use, what is chosen, keys"),
        role(4, "rule", "lines between panes"),
        role(5, "lit", "letters of the sentence that was landed on"),
        role(6, "lit-ground", "behind that sentence"),
        role(7, "select", "letters of what is selected"),
        role(8, "select-ground", "behind what is selected"),
        role(9, "find", "letters of what was found"),
        role(10, "find-ground", "behind what was found"),
        role(11, "row", "behind the row under the cursor"),
        role(12, "star", "stars"),
        role(13, "trouble", "errors, conflicts, what is lost"),
        role(14, "agency", "agencies and other state bodies"),
        role(15, "company", "companies"),
        role(16, "organisation", "universities, alliances, media"),
        role(17, "person", "persons"),
        role(18, "place", "places"),
        role(19, "incident", "incidents that have a name"),
        role(20, "group", "threat actors and militias"),
        role(21, "malware", "malware"),
        role(22, "technology", "technologies"),
        role(23, "law", "laws"),
    ];
}

/// A colour for each role; nothing is the terminal's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette([Option<Color>; ROLES]);

/// The sixteen colours of a terminal, with what they usually are.
const ANSI: [(&str, Color, u32); 16] = [
    ("black", Color::Black, 0x00_0000),
    ("red", Color::Red, 0xcd_0000),
    ("green", Color::Green, 0x00_cd00),
    ("yellow", Color::Yellow, 0xcd_cd00),
    ("blue", Color::Blue, 0x00_00ee),
    ("magenta", Color::Magenta, 0xcd_00cd),
    ("cyan", Color::Cyan, 0x00_cdcd),
    ("white", Color::Gray, 0xe5_e5e5),
    ("bright-black", Color::DarkGray, 0x7f_7f7f),
    ("bright-red", Color::LightRed, 0xff_0000),
    ("bright-green", Color::LightGreen, 0x00_ff00),
    ("bright-yellow", Color::LightYellow, 0xff_ff00),
    ("bright-blue", Color::LightBlue, 0x5c_5cff),
    ("bright-magenta", Color::LightMagenta, 0xff_00ff),
    ("bright-cyan", Color::LightCyan, 0x00_ffff),
    ("bright-white", Color::White, 0xff_ffff),
];

/// The word for the terminal's own colour.
const OWN: &str = "terminal";

const fn rgb(hex: u32) -> Color {
    Color::Rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn hex(colours: [u32; ROLES]) -> Palette {
    let mut out = [None; ROLES];
    let mut at = 0;
    while at < ROLES {
        out[at] = Some(rgb(colours[at]));
        at += 1;
    }
    Palette(out)
}

const TERMINAL: Palette = Palette([
    None,
    None,
    Some(Color::DarkGray),
    Some(Color::Cyan),
    Some(Color::DarkGray),
    Some(Color::Black),
    Some(Color::Yellow),
    Some(Color::White),
    Some(Color::Blue),
    Some(Color::Black),
    Some(Color::Cyan),
    None,
    Some(Color::Yellow),
    Some(Color::Red),
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
]);

/// The same contrasts where there are sixteen colours.
const CONTRAST_OF_SIXTEEN: Palette = Palette([
    Some(Color::Black),
    Some(Color::White),
    Some(Color::Gray),
    Some(Color::LightCyan),
    Some(Color::Gray),
    Some(Color::Black),
    Some(Color::LightYellow),
    Some(Color::Black),
    Some(Color::White),
    Some(Color::Black),
    Some(Color::LightCyan),
    Some(Color::Blue),
    Some(Color::LightYellow),
    Some(Color::LightRed),
    Some(Color::LightCyan),
    Some(Color::LightMagenta),
    Some(Color::LightCyan),
    Some(Color::LightYellow),
    Some(Color::White),
    Some(Color::LightYellow),
    Some(Color::LightRed),
    Some(Color::LightRed),
    Some(Color::LightGreen),
    Some(Color::LightMagenta),
]);

/// Blue and yellow alone, which nearly all can tell apart.
const SAFE_OF_SIXTEEN: Palette = Palette([
    None,
    None,
    Some(Color::DarkGray),
    Some(Color::LightCyan),
    Some(Color::DarkGray),
    Some(Color::Black),
    Some(Color::LightYellow),
    Some(Color::White),
    Some(Color::Blue),
    Some(Color::Black),
    Some(Color::LightCyan),
    None,
    Some(Color::LightYellow),
    Some(Color::LightYellow),
    Some(Color::LightCyan),
    Some(Color::LightBlue),
    Some(Color::LightCyan),
    Some(Color::LightYellow),
    None,
    Some(Color::LightYellow),
    Some(Color::LightYellow),
    Some(Color::LightYellow),
    Some(Color::LightBlue),
    Some(Color::LightYellow),
]);

const NIGHT: Palette = hex([
    0x14_171d, 0xc9_cdd6, 0x8a_93a2, 0x73_c5d8, 0x33_3944, 0x14_171d, 0xe3_c468, 0xe6_eaf2,
    0x2f_4d73, 0x14_171d, 0x73_c5d8, 0x1f_242d, 0xe3_c468, 0xef_7c7c, 0x73_c5d8, 0xd8_a0e0,
    0x8f_b3f0, 0x95_cf9a, 0xd8_d2c0, 0xf0_9070, 0xef_7c7c, 0xff_9a9a, 0x9f_a8e8, 0xd0_b0a0,
]);

const PAPER: Palette = hex([
    0xfb_f8f1, 0x2d_2a26, 0x6a_645a, 0x0b_6885, 0xd8_d1c3, 0x2d_2a26, 0xf8_e08a, 0x2d_2a26,
    0xc8_daf0, 0x2d_2a26, 0xa8_dce8, 0xf0_eadd, 0x85_5b00, 0xb0_2a2a, 0x0b_6885, 0x8a_3a96,
    0x2f_56b0, 0x26_7031, 0x55_4a36, 0xa8_4414, 0xb0_2a2a, 0xb8_2a4a, 0x4a_4ab0, 0x7a_5030,
]);

const CONTRAST: Palette = hex([
    0x00_0000, 0xff_ffff, 0xd0_d0d0, 0x5f_f0ff, 0xa0_a0a0, 0x00_0000, 0xff_e600, 0x00_0000,
    0xff_ffff, 0x00_0000, 0x5f_f0ff, 0x22_2222, 0xff_e600, 0xff_9090, 0x5f_f0ff, 0xff_9dff,
    0x9f_c4ff, 0x8c_ff8c, 0xff_ffff, 0xff_b070, 0xff_9090, 0xff_b3b3, 0xb8_b8ff, 0xff_d9a0,
]);

/// After Okabe and Ito (2008), moved until each can be told from each by those who see no red or
/// no green; a test measures it.
const SAFE: Palette = hex([
    0x10_1418, 0xd6_dae0, 0x8f_9aa8, 0x4f_b6f6, 0x38_424e, 0x10_1418, 0xee_e241, 0xff_ffff,
    0x24_548a, 0x10_1418, 0x4f_b6f6, 0x1c_2229, 0xee_e241, 0xef_865d, 0x4f_b6f6, 0xcb_76a3,
    0x9c_b0e0, 0x83_e1c0, 0xc2_b79f, 0xe7_9f0b, 0xee_e241, 0xef_865d, 0x40_8ed8, 0xf1_c6ff,
]);

impl Palette {
    /// The colours of a theme on a terminal of so many.
    #[must_use]
    pub fn of(theme: Theme, depth: Depth) -> Self {
        match (theme, depth) {
            (Theme::Night, Depth::Rgb) => NIGHT,
            (Theme::Paper, Depth::Rgb) => PAPER,
            (Theme::Contrast, Depth::Rgb) => CONTRAST,
            (Theme::Contrast, _) => CONTRAST_OF_SIXTEEN,
            (Theme::Safe, Depth::Rgb) => SAFE,
            (Theme::Safe, _) => SAFE_OF_SIXTEEN,
            _ => TERMINAL,
        }
    }

    /// The colour of a role, by its place.
    pub(super) fn at(&self, place: usize) -> Option<Color> {
        self.0.get(place).copied().flatten()
    }

    pub(super) fn kind(&self, kind: Kind) -> Option<Color> {
        self.at(KINDS + kind as usize)
    }

    /// Gives a role another colour: `#1f2430`, the name of one of the sixteen, or `terminal`.
    ///
    /// # Errors
    /// Where there is no such role or colour, in words.
    pub fn set(&mut self, name: &str, colour: &str) -> Result<(), String> {
        let Some(role) = Role::ALL.iter().find(|role| role.name == name) else {
            let all: Vec<&str> = Role::ALL.iter().map(|role| role.name).collect();
            return Err(format!(
                "no role is called “{name}”: expected one of {}",
                all.join(", ")
            ));
        };
        self.0[role.place] = read(colour)?;
        Ok(())
    }

    /// The colour of a role as a configuration writes it.
    #[must_use]
    pub fn written(&self, role: Role) -> String {
        match self.at(role.place) {
            Some(Color::Rgb(r, g, b)) => format!("#{r:02x}{g:02x}{b:02x}"),
            Some(colour) => ANSI
                .iter()
                .find(|(_, known, _)| *known == colour)
                .map_or(OWN, |(name, ..)| name)
                .to_owned(),
            None => OWN.to_owned(),
        }
    }

    /// The same with the nearest of sixteen colours, where there are no more.
    #[must_use]
    pub fn fit(mut self, depth: Depth) -> Self {
        if depth == Depth::Sixteen {
            for colour in &mut self.0 {
                if let Some(Color::Rgb(r, g, b)) = *colour {
                    *colour = Some(nearest([r, g, b]));
                }
            }
        }
        self
    }
}

fn read(colour: &str) -> Result<Option<Color>, String> {
    if colour == OWN {
        return Ok(None);
    }
    if let Some((_, colour, _)) = ANSI.iter().find(|(name, ..)| *name == colour) {
        return Ok(Some(*colour));
    }
    let digits = colour.strip_prefix('#').filter(|digits| digits.len() == 6);
    digits
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .map(|hex| Some(rgb(hex)))
        .ok_or_else(|| {
            let names: Vec<&str> = ANSI.iter().map(|(name, ..)| *name).collect();
            format!(
                "“{colour}” is no colour: expected #rrggbb, {OWN}, or one of {}",
                names.join(", ")
            )
        })
}

fn nearest(own: [u8; 3]) -> Color {
    let far = |hex: u32| -> u32 {
        let other = [hex >> 16 & 255, hex >> 8 & 255, hex & 255];
        let parts = own.iter().zip(other);
        parts.map(|(a, b)| u32::from(*a).abs_diff(b).pow(2)).sum()
    };
    ANSI.iter()
        .min_by_key(|(_, _, hex)| far(*hex))
        .map_or(Color::Reset, |(_, colour, _)| *colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(colour: Option<Color>) -> [f64; 3] {
        let Some(Color::Rgb(r, g, b)) = colour else {
            panic!("{colour:?} is not told by three numbers");
        };
        [r, g, b].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        })
    }

    /// The contrast ratio of WCAG 2.2: 1 to 21.
    fn contrast(one: Option<Color>, other: Option<Color>) -> f64 {
        let light = |colour| {
            let [r, g, b] = linear(colour);
            0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05
        };
        let (a, b) = (light(one), light(other));
        a.max(b) / a.min(b)
    }

    #[test]
    fn every_theme_can_be_read() {
        // Against the ground and under the cursor: AA for text (4.5), AAA (7) where contrast is
        // what the theme is for.
        for (name, palette, text, small, line) in [
            ("night", NIGHT, 7.0, 4.5, 1.4),
            ("paper", PAPER, 7.0, 4.5, 1.4),
            ("contrast", CONTRAST, 15.0, 7.0, 7.0),
            ("colour-blind", SAFE, 7.0, 4.5, 1.5),
        ] {
            let grounds = [palette.at(GROUND), palette.at(ROW)];
            for role in Role::ALL {
                let (colour, least) = match role.place {
                    GROUND | ROW => continue,
                    TEXT => (palette.at(TEXT), text),
                    RULE => {
                        let ratio = contrast(palette.at(RULE), grounds[0]);
                        assert!(ratio >= line, "{name} rule: {ratio:.2}");
                        continue;
                    }
                    place if place == LIT[0] || place == SELECT[0] || place == FIND[0] => {
                        let ratio = contrast(palette.at(place), palette.at(place + 1));
                        assert!(ratio >= small, "{name} {}: {ratio:.2}", role.name);
                        continue;
                    }
                    place if place == LIT[1] || place == SELECT[1] || place == FIND[1] => continue,
                    place => (palette.at(place), small),
                };
                for ground in grounds {
                    let ratio = contrast(colour, ground);
                    assert!(ratio >= least, "{name} {}: {ratio:.2}", role.name);
                }
            }
        }
    }

    /// What somebody without one sort of cone sees, at full severity (Machado, Oliveira and
    /// Fernandes 2009), in linear light.
    const PROTANOPIA: [[f64; 3]; 3] = [
        [0.152_286, 1.052_583, -0.204_868],
        [0.114_503, 0.786_281, 0.099_216],
        [-0.003_882, -0.048_116, 1.051_998],
    ];
    const DEUTERANOPIA: [[f64; 3]; 3] = [
        [0.367_322, 0.860_646, -0.227_968],
        [0.280_085, 0.672_501, 0.047_413],
        [-0.011_820, 0.042_940, 0.968_881],
    ];

    /// CIELAB of linear light under D65.
    fn lab(light: [f64; 3]) -> [f64; 3] {
        let row = |m: [f64; 3]| m.iter().zip(light).map(|(a, b)| a * b).sum::<f64>();
        let bend = |t: f64| {
            if t > 0.008_856 {
                t.cbrt()
            } else {
                7.787 * t + 16.0 / 116.0
            }
        };
        let x = bend(row([0.412_456, 0.357_576, 0.180_437]) / 0.950_47);
        let y = bend(row([0.212_673, 0.715_152, 0.072_175]));
        let z = bend(row([0.019_334, 0.119_192, 0.950_304]) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    /// How far two colours are apart, as one sees them.
    fn apart(one: Option<Color>, other: Option<Color>, eye: &[[f64; 3]; 3]) -> f64 {
        let seen = |colour| {
            let light = linear(colour);
            let part = |row: [f64; 3]| {
                let sum: f64 = row.iter().zip(light).map(|(a, b)| a * b).sum();
                sum.clamp(0.0, 1.0)
            };
            lab(eye.map(part))
        };
        let (a, b) = (seen(one), seen(other));
        let squares = a.iter().zip(b).map(|(a, b)| (a - b).powi(2));
        squares.sum::<f64>().sqrt()
    }

    #[test]
    fn kinds_are_told_apart_without_red_or_green() {
        for (eye, name) in [(&PROTANOPIA, "protanopia"), (&DEUTERANOPIA, "deuteranopia")] {
            for (at, a) in Kind::ALL.iter().enumerate() {
                for b in &Kind::ALL[at + 1..] {
                    // Where the letters have the same shape, colour has more to do.
                    let alike = crate::tui::theme::shape(*a) == crate::tui::theme::shape(*b);
                    let least = if alike { 25.0 } else { 10.0 };
                    let far = apart(SAFE.kind(*a), SAFE.kind(*b), eye);
                    assert!(far >= least, "{name}: {a} and {b} are {far:.1} apart");
                }
            }
            for (a, b) in [
                (LIT[1], SELECT[1]),
                (LIT[1], FIND[1]),
                (SELECT[1], FIND[1]),
                (LIT[1], GROUND),
                (SELECT[1], GROUND),
                (TROUBLE, TEXT),
                (TROUBLE, ACCENT),
                (STAR, ACCENT),
            ] {
                let far = apart(SAFE.at(a), SAFE.at(b), eye);
                let names = [a, b].map(|at| Role::ALL[at].name);
                assert!(far >= 25.0, "{name}: {names:?} are {far:.1} apart");
            }
        }
    }

    #[test]
    fn colours_are_read_and_written() {
        for (at, role) in Role::ALL.iter().enumerate() {
            assert_eq!(role.place, at, "{}", role.name);
            for palette in [TERMINAL, NIGHT, CONTRAST_OF_SIXTEEN] {
                let mut other = PAPER;
                let written = palette.written(*role);
                other.set(role.name, &written).expect("a colour");
                assert_eq!(other.at(at), palette.at(at), "{written}");
            }
        }
        let mut palette = NIGHT;
        for (name, colour, told) in [
            ("sky", "red", "no role is called “sky”"),
            ("text", "#12345", "is no colour"),
            ("text", "pink", "is no colour"),
        ] {
            let why = palette.set(name, colour).expect_err(colour);
            assert!(why.contains(told), "{why}");
        }
        palette.set("text", "#fe0102").expect("a colour");
        assert_eq!(palette.fit(Depth::Sixteen).at(TEXT), Some(Color::LightRed));
    }
}
