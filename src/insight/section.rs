use serde::{Serialize, Serializer};

/// A part of a note that can be left out. The numbered sources cannot: every line needs them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    BottomLine,
    Judgments,
    Clips,
    Facts,
    Who,
    Timeline,
    Corroboration,
    Conflicts,
    Gaps,
    Summary,
}

impl Section {
    /// Every section in the order of a note.
    pub const ALL: [Self; 10] = [
        Self::BottomLine,
        Self::Judgments,
        Self::Clips,
        Self::Facts,
        Self::Who,
        Self::Timeline,
        Self::Corroboration,
        Self::Conflicts,
        Self::Gaps,
        Self::Summary,
    ];

    /// The word on the command line.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::BottomLine => "bluf",
            Self::Judgments => "judgments",
            Self::Clips => "clips",
            Self::Facts => "facts",
            Self::Who => "who",
            Self::Timeline => "timeline",
            Self::Corroboration => "corroboration",
            Self::Conflicts => "conflicts",
            Self::Gaps => "gaps",
            Self::Summary => "summary",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// The heading in a note.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::BottomLine => "Bottom line",
            Self::Judgments => "Key judgments",
            Self::Clips => "Evidence: clips",
            Self::Facts => "Evidence: key facts",
            Self::Who => "Who is who",
            Self::Timeline => "Timeline",
            Self::Corroboration => "Corroboration",
            Self::Conflicts => "Conflicts",
            Self::Gaps => "Gaps",
            Self::Summary => "Source summary",
        }
    }
}

/// Which sections a note has; all, until some are switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sections {
    on: [bool; Section::ALL.len()],
}

impl Default for Sections {
    fn default() -> Self {
        Self {
            on: [true; Section::ALL.len()],
        }
    }
}

impl Sections {
    /// Only these.
    #[must_use]
    pub fn only(sections: &[Section]) -> Self {
        let mut out = Self {
            on: [false; Section::ALL.len()],
        };
        for section in sections {
            out.on[*section as usize] = true;
        }
        out
    }

    /// All but those of these names; names of no section are passed over.
    #[must_use]
    pub fn without(names: &[String]) -> Self {
        let mut out = Self::default();
        for section in names.iter().filter_map(|name| Section::parse(name)) {
            out.on[section as usize] = false;
        }
        out
    }

    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        self.on[section as usize]
    }

    /// Switches a section off, or on again.
    pub fn turn(&mut self, section: Section) {
        self.on[section as usize] ^= true;
    }

    /// Names of those that are off, in the order of a note.
    #[must_use]
    pub fn off(&self) -> Vec<String> {
        Section::ALL
            .into_iter()
            .filter(|section| !self.has(*section))
            .map(|section| section.as_str().to_owned())
            .collect()
    }
}

impl Serialize for Sections {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let on = Section::ALL
            .into_iter()
            .filter(|section| self.has(*section));
        to.collect_seq(on.map(Section::as_str))
    }
}
