use super::Depth;

/// What the person said about colour on the command line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    #[default]
    Auto,
    Always,
    Never,
}

impl Colour {
    /// How many colours to use: the command line before a non-empty `NO_COLOR`; RGB only where
    /// `COLORTERM` says so. `CLICOLOR_FORCE` changes nothing: the reader is always on a terminal.
    pub fn depth(self, variable: impl Fn(&str) -> Option<String>) -> Depth {
        let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
        let coloured = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => !set("NO_COLOR"),
        };
        let rgb = variable("COLORTERM")
            .is_some_and(|value| matches!(value.as_str(), "truecolor" | "24bit"));
        match (coloured, rgb) {
            (false, _) => Depth::None,
            (true, true) => Depth::Rgb,
            (true, false) => Depth::Sixteen,
        }
    }
}
