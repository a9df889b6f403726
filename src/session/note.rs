//! The note before it is written: what it will say, what it is made of, and where it goes.

use super::note_rows::{NoteRow, filled, rows};
use super::{About, Area, Line};
use crate::export;
use crate::insight::{Marking, Remark, Report, Section, Sections, lint};
use crate::model::{self, Day, Judged, Tlp};
use std::path::PathBuf;

/// Which part of the note is being changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Field {
    About,
    Title,
    Tlp,
    Period,
    Template,
    BottomLine,
    Judgments,
    Section(Section),
    #[default]
    Path,
    /// The note itself, to be read.
    Page,
}

/// What has to be said yes to before the note is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The file is there already.
    Replace(PathBuf),
    /// The marking is less strict than this one of a clip.
    Lower(Tlp),
}

/// How much of its scope a note tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    All,
    /// What happened or appeared in a period, and not what came since.
    Period,
}

impl Reach {
    pub(super) fn of(period: &str) -> Self {
        if period.trim().is_empty() {
            Self::All
        } else {
            Self::Period
        }
    }
}

/// Whether Enter was given to write the note. Any key that does not only scroll takes it back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Entered {
    #[default]
    No,
    /// The note is not drawn together yet: what is kept for it is not known, so it waits.
    Waits,
    Writing,
}

/// A note that is being made.
#[derive(Clone, Debug)]
pub struct Note {
    /// What it can be about, with the words that name each.
    pub choices: Vec<(About, String)>,
    pub choice: usize,
    pub field: Field,
    pub title: Line,
    pub period: Line,
    pub path: Line,
    pub report: Option<Box<Report>>,
    pub rows: Vec<NoteRow>,
    /// The first row shown.
    pub top: usize,
    /// The names of the templates that there are.
    pub templates: Vec<String>,
    /// The note as its template writes it; what is there is of the draft before, until it comes.
    pub(super) filled: Option<String>,
    pub fault: Option<String>,
    pub doubt: Option<Doubt>,
    pub(super) entered: Entered,
    /// On the analyst's words.
    pub remarks: Vec<Remark>,
    pub(super) draft: model::Draft,
    /// As the library has it.
    pub(super) kept: model::Draft,
    /// What the report is called without a title of the analyst's.
    pub(super) own_title: String,
    /// The period that the report was drawn for.
    pub(super) asked: String,
    /// What the template was last filled with.
    pub(super) filling: Option<model::Draft>,
    /// The day of the last note on this, and how many articles came since.
    pub since: Option<(Day, u32)>,
}

impl Field {
    /// Every field from above to below.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut out = vec![Self::About, Self::Title, Self::Tlp, Self::Period];
        out.extend([Self::Template, Self::BottomLine, Self::Judgments]);
        out.extend(Section::ALL.map(Self::Section));
        out.extend([Self::Path, Self::Page]);
        out
    }

    pub(super) fn next(self, by: isize) -> Self {
        let all = Self::all();
        let at = all.iter().position(|field| *field == self).unwrap_or(0);
        let to = (at as isize + by).rem_euclid(all.len() as isize);
        all[to as usize]
    }

    /// Whether letters are typed into it.
    #[must_use]
    pub fn is_line(self) -> bool {
        matches!(self, Self::Title | Self::Period | Self::Path)
    }
}

impl Note {
    /// The line that letters are typed into.
    pub(super) fn line(&mut self) -> Option<&mut Line> {
        match self.field {
            Field::Title => Some(&mut self.title),
            Field::Period => Some(&mut self.period),
            Field::Path => Some(&mut self.path),
            _ => None,
        }
    }

    pub(super) fn about(&self) -> Option<&About> {
        self.choices.get(self.choice).map(|(about, _)| about)
    }

    /// Whether it is written once it is drawn together.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.entered == Entered::Waits
    }

    pub(super) fn scope(&self) -> String {
        self.about()
            .map_or_else(String::new, |about| about.selection().key())
    }

    /// The marking that it will bear.
    #[must_use]
    pub fn tlp(&self) -> Tlp {
        let strictest = || self.report.as_ref().map(|report| report.strictest());
        self.draft.tlp.or_else(strictest).unwrap_or_default()
    }

    /// Whether the marking is the analyst's choice, or that of the strictest clip.
    #[must_use]
    pub fn is_marked(&self) -> bool {
        self.draft.tlp.is_some()
    }

    /// The template that it is written through, as its field names it.
    #[must_use]
    pub fn template(&self) -> &str {
        self.draft
            .template
            .as_deref()
            .unwrap_or("none: all sections")
    }

    #[must_use]
    pub fn has(&self, section: Section) -> bool {
        Sections::without(&self.draft.without).has(section)
    }

    /// What a field shows for the analyst's words: nothing where there are none.
    #[must_use]
    pub fn words(&self, field: Field) -> String {
        match field {
            Field::BottomLine => self
                .draft
                .bluf
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            Field::Judgments => match self.draft.judgments.len() {
                0 => String::new(),
                1 => "1 judgment".to_owned(),
                many => format!("{many} judgments"),
            },
            _ => String::new(),
        }
    }

    /// Where the fields stand and where the page, on a screen of so many cells: beside each other
    /// where there is room.
    #[must_use]
    pub fn room(width: u16, height: u16) -> (Area, Area) {
        let tall = height.saturating_sub(1);
        if width >= 96 {
            let fields = Area::new(0, 0, 38, tall);
            return (fields, Area::new(38, 0, width - 38, tall));
        }
        let above = (tall / 3).clamp(3, 9).min(tall);
        let fields = Area::new(0, 0, width, above);
        (fields, Area::new(0, above, width, tall - above))
    }

    /// Columns and rows of the page's text.
    #[must_use]
    pub fn page(width: u16, height: u16) -> (usize, usize) {
        let (_, page) = Self::room(width, height);
        let columns = page.width.saturating_sub(4).clamp(1, 84);
        (
            usize::from(columns),
            usize::from(page.height.saturating_sub(2)).max(1),
        )
    }

    /// Brings the page in line with the fields.
    pub(super) fn set(&mut self, (columns, visible): (usize, usize)) {
        let tlp = self.tlp();
        let Some(report) = &mut self.report else {
            self.rows.clear();
            return;
        };
        report.write_in(&Marking::of(&self.draft, report.date));
        report.title = self
            .draft
            .title
            .clone()
            .unwrap_or_else(|| self.own_title.clone());
        report.tlp = tlp;
        self.rows = match (&self.draft.template, &self.filled) {
            (None, _) => rows(&export::blocks(report), columns),
            (Some(_), Some(text)) => filled(text, columns),
            (Some(_), None) => Vec::new(),
        };
        self.top = self.top.min(self.rows.len().saturating_sub(visible));
        let judgments = Judged::text(&self.draft.judgments);
        self.remarks = lint(&format!("{}\n\n{judgments}", self.draft.bluf));
    }

    pub(super) fn scroll(&mut self, by: isize, visible: usize) {
        let last = self.rows.len().saturating_sub(visible);
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    /// Takes what was typed into the draft.
    pub(super) fn take_lines(&mut self) {
        let title = self.title.text().trim();
        self.draft.title = (!title.is_empty() && title != self.own_title).then(|| title.to_owned());
        self.period.text().trim().clone_into(&mut self.draft.period);
    }

    pub(super) fn file_name(&self) -> String {
        let words = match self.choices.get(self.choice) {
            Some((About::Corpus, _)) | None => "corpus",
            Some((_, words)) => words,
        };
        let slug: String = crate::text::slug(words).chars().take(40).collect();
        let ending = match &self.draft.template {
            Some(name) if name.split('.').skip(1).any(|part| part == "html") => "html",
            _ => "md",
        };
        format!("note-{}.{ending}", slug.trim_end_matches('-'))
    }

    /// The next template, or the one before; between the last and the first there is none.
    pub(super) fn turn_template(&mut self, back: bool) {
        let names = &self.templates;
        let at = self.draft.template.as_ref();
        let at = at.and_then(|own| names.iter().position(|name| name == own));
        let to = match (at, back) {
            (None, false) => 0,
            (None, true) => names.len().saturating_sub(1),
            (Some(at), false) => at + 1,
            (Some(at), true) => at.wrapping_sub(1),
        };
        self.draft.template = names.get(to).cloned();
        (self.filled, self.filling) = (None, None);
    }
}
