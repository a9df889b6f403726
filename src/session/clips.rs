use super::{Line, Session, Slot, Typed};
use crate::insight::Shelved;
use crate::model::{ArticleId, Clip, ClipKey};
use std::collections::BTreeMap;

/// The view of all clips.
#[derive(Clone, Debug, Default)]
pub struct Clips {
    /// All of them in the analyst's order.
    pub all: Vec<Shelved>,
    /// What shows of them, with a row before each group.
    pub rows: Vec<ClipRow>,
    /// Index into `rows` of the clip under the cursor.
    pub cursor: usize,
    pub top: usize,
    pub filter: Line,
    /// What is being typed at the foot.
    pub input: Option<(Input, Line)>,
    /// Whether the library answered.
    pub known: bool,
    /// Whether the keys are shown in the place of the clip.
    pub keys: bool,
    /// The clip that the cursor is to stand on.
    pub(super) wanted: Option<ClipKey>,
    /// The first half of `gg`.
    pub(super) halfway: bool,
}

/// What is typed in the view of all clips.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    Filter,
    Group,
    Tags,
}

/// A row of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClipRow {
    /// The group's name, and how many of its clips show.
    Group(String, usize),
    /// Index into all clips.
    Clip(usize),
}

impl ClipRow {
    /// Rows of the screen.
    #[must_use]
    pub fn height(&self) -> usize {
        match self {
            Self::Group(..) => 1,
            Self::Clip(_) => 2,
        }
    }
}

impl Clips {
    #[must_use]
    pub fn selected(&self) -> Option<&Shelved> {
        match self.rows.get(self.cursor)? {
            ClipRow::Clip(at) => self.all.get(*at),
            ClipRow::Group(..) => None,
        }
    }

    pub(super) fn clip(&self, key: &ClipKey) -> Option<&Clip> {
        let mut clips = self.all.iter().map(|shelved| &shelved.clip);
        clips.find(|clip| clip.key == *key)
    }

    /// How many clips show.
    #[must_use]
    pub fn shown(&self) -> usize {
        let groups = self.rows.iter();
        let clips = groups.filter(|row| matches!(row, ClipRow::Clip(_)));
        clips.count()
    }

    /// Place of the clip under the cursor among those that show, from 1.
    #[must_use]
    pub fn place(&self) -> usize {
        let before = &self.rows[..self.rows.len().min(self.cursor + 1)];
        let clips = before.iter().filter(|row| matches!(row, ClipRow::Clip(_)));
        clips.count()
    }

    pub(super) fn take(&mut self, all: Vec<Shelved>) {
        self.all = all;
        self.known = true;
        self.arrange();
    }

    /// Works the rows out anew, the cursor on the same clip.
    pub(super) fn arrange(&mut self) {
        let key = self
            .wanted
            .take()
            .or_else(|| self.selected().map(|it| it.clip.key.clone()));
        self.sort();
        let typed = self.filter.text().to_lowercase();
        let words: Vec<&str> = typed.split_whitespace().collect();
        self.rows.clear();
        let mut open: Option<usize> = None;
        for (at, shelved) in self.all.iter().enumerate() {
            if !fits(&shelved.clip, &words) {
                continue;
            }
            let group = &shelved.clip.group;
            let same = open.and_then(|row| match &mut self.rows[row] {
                ClipRow::Group(name, count) if name == group => Some(count),
                _ => None,
            });
            if let Some(count) = same {
                *count += 1;
            } else {
                open = Some(self.rows.len());
                self.rows.push(ClipRow::Group(group.clone(), 1));
            }
            self.rows.push(ClipRow::Clip(at));
        }
        // One group without a name needs no heading.
        if let [ClipRow::Group(name, count), ..] = self.rows.as_slice()
            && name.is_empty()
            && *count + 1 == self.rows.len()
        {
            self.rows.remove(0);
        }
        let at = key.and_then(|key| {
            self.rows.iter().position(|row| match row {
                ClipRow::Clip(at) => self.all[*at].clip.key == key,
                ClipRow::Group(..) => false,
            })
        });
        self.cursor = at
            .unwrap_or(self.cursor)
            .min(self.rows.len().saturating_sub(1));
        self.off_headings(1);
    }

    /// Groups by their first clip, clips in them by their own order.
    fn sort(&mut self) {
        let mut first: BTreeMap<String, u32> = BTreeMap::new();
        for Shelved { clip, .. } in &self.all {
            let low = first.entry(clip.group.clone()).or_insert(clip.order);
            *low = (*low).min(clip.order);
        }
        self.all.sort_by(|a, b| {
            let rank = |it: &Shelved| first.get(&it.clip.group).copied().unwrap_or_default();
            let (x, y) = (&a.clip, &b.clip);
            (rank(a), &x.group, x.order, &x.key).cmp(&(rank(b), &y.group, y.order, &y.key))
        });
    }

    /// The cursor stands on clips only.
    fn off_headings(&mut self, by: isize) {
        while matches!(self.rows.get(self.cursor), Some(ClipRow::Group(..))) {
            let to = self.cursor.saturating_add_signed(by);
            if to == self.cursor {
                self.cursor += 1;
                return;
            }
            self.cursor = to;
        }
    }

    /// Moves the cursor by clips.
    pub(super) fn step(&mut self, by: isize) {
        for _ in 0..by.unsigned_abs() {
            let from = self.cursor;
            let to = from.saturating_add_signed(by.signum());
            if to >= self.rows.len() {
                return;
            }
            self.cursor = to;
            self.off_headings(by.signum());
            if self.cursor >= self.rows.len() {
                self.cursor = from;
            }
        }
    }

    /// Scrolls so that the cursor shows in so many rows, its group's heading too where it is near.
    pub(super) fn follow(&mut self, height: usize) {
        let near = self.cursor.saturating_sub(1);
        let above = if matches!(self.rows.get(near), Some(ClipRow::Group(..))) {
            near
        } else {
            self.cursor
        };
        self.top = self.top.min(above);
        while self.top < self.cursor {
            let shown = &self.rows[self.top..=self.cursor];
            if shown.iter().map(ClipRow::height).sum::<usize>() <= height.max(2) {
                break;
            }
            self.top += 1;
        }
    }

    /// Takes a clip in, or out; gives its article and how many clips that has now.
    pub(super) fn put(&mut self, key: &ClipKey, clip: Option<&Clip>) -> Option<(ArticleId, u32)> {
        let at = self.all.iter().position(|it| it.clip.key == *key);
        let article = match (at, clip) {
            (Some(at), Some(clip)) => {
                self.all[at].clip = clip.clone();
                clip.anchor.article
            }
            (Some(at), None) => {
                let gone = self.all.remove(at);
                gone.clip.anchor.article
            }
            (None, Some(clip)) => {
                // Comes back by undo: its article is as it was when it went.
                self.all.push(Shelved {
                    clip: clip.clone(),
                    span: Some(clip.anchor.span),
                    ..Shelved::default()
                });
                self.wanted = Some(key.clone());
                clip.anchor.article
            }
            (None, None) => return None,
        };
        self.arrange();
        let of = |it: &&Shelved| it.clip.anchor.article == article;
        Some((article, self.all.iter().filter(of).count() as u32))
    }

    /// The clips that change when the one under the cursor moves past its neighbour, as they are
    /// and as they will be. At the edge of its group it goes over into the next.
    pub(super) fn moved(&self, by: isize) -> Vec<(Clip, Clip)> {
        let (Some(ClipRow::Clip(from)), true) = (self.rows.get(self.cursor), by != 0) else {
            return Vec::new();
        };
        let mut at = self.cursor;
        let beside = loop {
            let to = at.saturating_add_signed(by);
            if to == at {
                return Vec::new();
            }
            match self.rows.get(to) {
                Some(ClipRow::Clip(beside)) => break *beside,
                Some(ClipRow::Group(..)) => at = to,
                None => return Vec::new(),
            }
        };
        let mut order: Vec<usize> = (0..self.all.len()).collect();
        let crosses = self.all[beside].clip.group != self.all[*from].clip.group;
        order.remove(*from);
        // Over into the group below it is the first there, into the one above the last.
        order.insert(
            if crosses && by > 0 {
                beside - 1
            } else if crosses {
                beside + 1
            } else {
                beside
            },
            *from,
        );
        let mut places: Vec<u32> = self.all.iter().map(|it| it.clip.order).collect();
        places.sort_unstable();
        let mut last: Option<u32> = None;
        let mut out = Vec::new();
        for (at, place) in order.into_iter().zip(places) {
            let place = last.map_or(place, |last| place.max(last.saturating_add(1)));
            last = Some(place);
            let old = &self.all[at].clip;
            let mut new = old.clone();
            new.order = place;
            if at == *from {
                new.group.clone_from(&self.all[beside].clip.group);
            }
            if new != *old {
                out.push((old.clone(), new));
            }
        }
        out
    }

    /// Goes on with what is typed to the next name that is known and begins so.
    pub(super) fn complete(&mut self) {
        let Some((input, line)) = &mut self.input else {
            return;
        };
        let clips = self.all.iter().map(|it| &it.clip);
        let mut known: Vec<&str> = match input {
            Input::Filter => return,
            Input::Group => clips.map(|clip| clip.group.as_str()).collect(),
            Input::Tags => clips
                .flat_map(|clip| &clip.tags)
                .map(String::as_str)
                .collect(),
        };
        known.retain(|name| !name.is_empty());
        known.sort_unstable();
        known.dedup();
        let typed = line.text().to_owned();
        let (head, begun) = match input {
            Input::Tags => typed
                .rsplit_once([' ', ','])
                .map_or(("", typed.as_str()), |(head, _)| {
                    (&typed[..=head.len()], &typed[head.len() + 1..])
                }),
            _ => ("", typed.as_str()),
        };
        let lower = begun.to_lowercase();
        let after = known
            .iter()
            .position(|name| *name == begun)
            .map_or(0, |at| at + 1);
        let rest = known[after..].iter().chain(&known[..after]);
        // A name that is whole already goes on to the one after it.
        let whole = after > 0;
        let found = rest
            .copied()
            .find(|name| whole || name.to_lowercase().starts_with(&lower));
        if let Some(name) = found {
            *line = Line::with(&format!("{head}{name}"));
        }
    }

    pub(super) fn typed(&mut self, typed: Typed) {
        if typed == Typed::Changed
            && let Some((Input::Filter, line)) = &self.input
        {
            self.filter = line.clone();
            self.arrange();
        }
    }
}

/// Whether every word typed stands in a clip: its letters, words, tags, group or source.
fn fits(clip: &Clip, words: &[&str]) -> bool {
    if words.is_empty() {
        return true;
    }
    let mut hay = format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}",
        clip.anchor.exact,
        clip.words,
        clip.group,
        clip.citation.title,
        clip.citation.publisher.as_deref().unwrap_or_default(),
        clip.tlp.as_str(),
        clip.grade.map_or("6", crate::model::Credibility::as_str),
    )
    .to_lowercase();
    for tag in &clip.tags {
        hay.push_str("\n#");
        hay.push_str(&tag.to_lowercase());
    }
    words.iter().all(|word| hay.contains(word))
}

/// Tags as typed: parted by blanks or commas, each once, in order of the alphabet.
pub(super) fn tags(typed: &str) -> Vec<String> {
    let mut out: Vec<String> = typed
        .split([' ', ','])
        .map(|tag| tag.trim().trim_start_matches('#').to_owned())
        .filter(|tag| !tag.is_empty())
        .collect();
    out.sort();
    out.dedup();
    out
}

impl Session {
    /// Opens the view of all clips, the cursor on one of them.
    pub(super) fn open_clips(&mut self, wanted: Option<ClipKey>) {
        let view = Clips {
            wanted,
            ..Clips::default()
        };
        self.overlay = Some(super::Overlay::Clips(Box::new(view)));
        self.ask(Slot::Clips, super::Question::Clips);
    }

    /// Rows for the list of clips.
    #[must_use]
    pub fn clip_rows(&self) -> usize {
        usize::from(self.layout.height.saturating_sub(7)).max(2)
    }
}
