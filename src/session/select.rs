use super::command::Step;
use super::{Command, Key, Pane, Session, Toward};
use crate::library::Article;
use crate::model::Span;
use unicode_segmentation::UnicodeSegmentation;

/// What a selection is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    #[default]
    Sentence,
    /// What stands between two signs of punctuation.
    Phrase,
    Mark,
    Paragraph,
    /// Letters, as the mouse draws over them.
    Letters,
}

impl Unit {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sentence => "sentence",
            Self::Phrase => "phrase",
            Self::Mark => "mark",
            Self::Paragraph => "paragraph",
            Self::Letters => "letters",
        }
    }

    /// The unit that `v` turns to.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Sentence => Self::Phrase,
            Self::Phrase => Self::Mark,
            Self::Mark => Self::Paragraph,
            Self::Paragraph | Self::Letters => Self::Sentence,
        }
    }
}

/// A stretch of the article that is being selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Select {
    pub unit: Unit,
    /// The end that stays.
    fixed: u32,
    /// The end that moves.
    head: u32,
    /// Where it began: what `v` turns around.
    origin: u32,
}

impl Select {
    fn of(unit: Unit, span: Span, origin: u32) -> Self {
        Self {
            unit,
            fixed: span.start,
            head: span.end,
            origin,
        }
    }

    #[must_use]
    pub fn span(&self) -> Span {
        Span {
            start: self.fixed.min(self.head),
            end: self.fixed.max(self.head),
        }
    }

    fn swap(&mut self) {
        (self.fixed, self.head) = (self.head, self.fixed);
    }

    /// Moves the moving end to the next border of a unit. The last unit is kept: a step beyond it
    /// turns the selection over and takes in the one on its other side.
    fn grow(&mut self, article: &Article, toward: Toward) {
        let (next, ahead) = (toward == Toward::Next, self.head >= self.fixed);
        let units = around(article, self.unit, self.head);
        let border = |span: &Span| if ahead { span.end } else { span.start };
        let (low, high) = (self.fixed.min(self.head), self.fixed.max(self.head));
        let within = |at: &u32| *at > low && *at < high;
        let mut borders = units.iter().map(border);
        let shrunk = match (next, ahead) {
            (true, true) => {
                if let Some(at) = borders.into_iter().find(|at| *at > self.head) {
                    self.head = at;
                }
                return;
            }
            (false, false) => {
                if let Some(at) = borders.rev().find(|at| *at < self.head) {
                    self.head = at;
                }
                return;
            }
            (false, true) => borders.rfind(within),
            (true, false) => borders.find(within),
        };
        if let Some(at) = shrunk {
            self.head = at;
        } else {
            self.swap();
            let beyond = around(article, self.unit, self.head);
            let found = if next {
                beyond.iter().map(|span| span.end).find(|at| *at > high)
            } else {
                beyond.iter().map(|span| span.start).rfind(|at| *at < low)
            };
            self.head = found.unwrap_or(self.head);
        }
    }

    /// Moves the moving end by a letter or a word; at least a letter stays.
    fn creep(&mut self, text: &str, step: Creep, toward: Toward) {
        let at = self.head as usize;
        let ahead = self.head >= self.fixed;
        let to = match (step, toward) {
            (Creep::Letter, Toward::Next) => text[at..]
                .graphemes(true)
                .next()
                .map(|letter| at + letter.len()),
            (Creep::Letter, Toward::Previous) => text[..at]
                .graphemes(true)
                .next_back()
                .map(|letter| at - letter.len()),
            (Creep::Word, _) => word_border(text, at, ahead, toward),
        };
        let Some(to) = to.map(|to| to as u32) else {
            return;
        };
        let stays = if ahead {
            to > self.fixed
        } else {
            to < self.fixed
        };
        if stays {
            self.head = to;
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Creep {
    Letter,
    Word,
}

/// The next end of a word where ends are wanted, or its beginning.
fn word_border(text: &str, at: usize, ends: bool, toward: Toward) -> Option<usize> {
    let word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let mut before = match toward {
        Toward::Next => text[..at].chars().next_back(),
        Toward::Previous => text[at..].chars().next(),
    };
    let is_border = |left: Option<char>, right: Option<char>| {
        let (left, right) = (left.is_some_and(word), right.is_some_and(word));
        if ends { left && !right } else { !left && right }
    };
    match toward {
        Toward::Next => {
            for (by, c) in text[at..].char_indices() {
                if by > 0 && is_border(before, Some(c)) {
                    return Some(at + by);
                }
                before = Some(c);
            }
            (ends && at < text.len()).then_some(text.len())
        }
        Toward::Previous => {
            for (place, c) in text[..at].char_indices().rev() {
                let right = place + c.len_utf8();
                if right < at && is_border(Some(c), before) {
                    return Some(right);
                }
                before = Some(c);
            }
            (!ends && at > 0).then_some(0)
        }
    }
}

/// Units around a byte, in order: those that hold it or end before it, and those that follow.
fn around(article: &Article, unit: Unit, at: u32) -> Vec<Span> {
    const BESIDE: usize = 4;
    fn near<T>(all: &[T], at: u32, span: impl Fn(&T) -> Span) -> Vec<Span> {
        let here = all.partition_point(|one| span(one).end <= at);
        let from = here.saturating_sub(BESIDE);
        let to = (here + BESIDE).min(all.len());
        all[from..to].iter().map(span).collect()
    }
    let found = &article.annotations;
    match unit {
        Unit::Sentence | Unit::Letters => near(&found.sentences, at, |span| *span),
        Unit::Paragraph => near(&article.document.blocks, at, |block| block.span),
        Unit::Mark => near(&found.mentions, at, |mention| mention.span),
        Unit::Phrase => near(&found.sentences, at, |span| *span)
            .into_iter()
            .flat_map(|sentence| phrases(&article.document.text, sentence))
            .collect(),
    }
}

/// What stands between the signs of punctuation in a sentence, without them.
fn phrases(text: &str, sentence: Span) -> Vec<Span> {
    let words = sentence.of(text);
    let start = sentence.start as usize;
    let mut out = Vec::new();
    let mut from = 0;
    let mut take = |from: usize, to: usize| {
        let piece = &words[from..to];
        let kept = piece
            .trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '€' | '£' | '%'));
        if !kept.is_empty() {
            let at = start + from + (kept.as_ptr() as usize - piece.as_ptr() as usize);
            out.push(Span::new(at, at + kept.len()));
        }
    };
    let mut before = ' ';
    for (at, c) in words.char_indices() {
        let after = words[at + c.len_utf8()..].chars().next().unwrap_or(' ');
        let parts = match c {
            ',' | ';' | ':' => !after.is_alphanumeric(),
            '—' | '(' | ')' | '“' | '”' | '"' | '«' | '»' | '、' | '，' | '；' | '：' => {
                true
            }
            '-' | '–' => before.is_whitespace() && after.is_whitespace(),
            _ => false,
        };
        if parts {
            take(from, at);
            from = at + c.len_utf8();
        }
        before = c;
    }
    take(from, words.len());
    out
}

/// The unit around a byte, or the first one after it.
fn unit_at(article: &Article, unit: Unit, at: u32) -> Option<Span> {
    let near = around(article, unit, at);
    let holding = near.iter().find(|span| span.holds(at as usize));
    let after = || near.iter().find(|span| span.start >= at);
    holding.or_else(after).or(near.last()).copied()
}

impl Session {
    /// Whether a stretch of the article is being selected.
    #[must_use]
    pub fn is_selecting(&self) -> bool {
        self.reading.select.is_some() && self.focus == Pane::Article
    }

    /// Begins to select, or turns to the next unit around the same place.
    pub(super) fn select_unit(&mut self) {
        if self.focus != Pane::Article {
            self.focus_on(Pane::Article);
        }
        let point = self.point();
        let Some(article) = self.reading.article.as_deref() else {
            return;
        };
        let (mut unit, origin) = match self.reading.select {
            Some(select) => (select.unit.next(), select.origin),
            None => (Unit::default(), point),
        };
        let sentence = unit_at(article, Unit::Sentence, origin);
        if unit == Unit::Mark {
            // A mark of this sentence, or none.
            let mark = unit_at(article, Unit::Mark, origin);
            if !mark.is_some_and(|mark| sentence.is_some_and(|s| s.contains(mark))) {
                unit = unit.next();
            }
        }
        let Some(span) = unit_at(article, unit, origin) else {
            self.say("nothing here to select");
            return;
        };
        self.reading.lit = None;
        self.reading.select = Some(Select::of(unit, span, origin));
        self.reveal_select();
    }

    /// Where a selection begins: what is lit, what of the mark under the cursor and of a click
    /// shows, else what shows first.
    fn point(&self) -> u32 {
        let shown = self.reading.shown(self.height(Pane::Article));
        let visible = |at: &u32| *at >= shown.start && *at < shown.end;
        let lit = self.reading.lit.map(|lit| lit.start);
        let mention = self.reading.current().map(|mention| mention.span.start);
        let mention = mention.filter(visible);
        let clicked = self.reading.point.filter(visible);
        lit.or(mention).or(clicked).unwrap_or(shown.start)
    }

    /// What a key does to a selection; whether it was one of its keys.
    pub(super) fn press_select(&mut self, key: Key) -> bool {
        if !self.is_selecting() || !self.pending.is_empty() {
            return false;
        }
        let command = match self.keymap.step(&[key]) {
            Step::Command(command) => Some(command),
            _ => None,
        };
        let (Some(select), Some(article)) =
            (&mut self.reading.select, self.reading.article.as_deref())
        else {
            return false;
        };
        let text = article.document.text.as_str();
        match (key, command) {
            (Key::Char('o'), _) => select.swap(),
            (Key::Char('l') | Key::Right, _) => select.creep(text, Creep::Letter, Toward::Next),
            (Key::Char('h') | Key::Left, _) => select.creep(text, Creep::Letter, Toward::Previous),
            (Key::Char('w' | 'e'), _) => select.creep(text, Creep::Word, Toward::Next),
            (Key::Char('b'), _) => select.creep(text, Creep::Word, Toward::Previous),
            (Key::Char(')') | Key::Tab, _) => return self.step_select(Toward::Next),
            (Key::Char('(') | Key::BackTab, _) => return self.step_select(Toward::Previous),
            (_, Some(Command::Down)) => select.grow(article, Toward::Next),
            (_, Some(Command::Up)) => select.grow(article, Toward::Previous),
            (_, Some(Command::Clear | Command::Back)) => {
                self.reading.select = None;
                return true;
            }
            _ => return false,
        }
        self.reveal_select();
        true
    }

    /// Selects the next unit alone.
    fn step_select(&mut self, toward: Toward) -> bool {
        if let (Some(select), Some(article)) =
            (self.reading.select, self.reading.article.as_deref())
        {
            let span = select.span();
            let near = around(article, select.unit, span.start);
            let found = match toward {
                Toward::Next => near.iter().find(|unit| unit.start > span.start),
                Toward::Previous => near.iter().rfind(|unit| unit.start < span.start),
            };
            if let Some(found) = found {
                self.reading.select = Some(Select::of(select.unit, *found, found.start));
                self.reveal_select();
            }
        }
        true
    }

    /// Brings the moving end into the window.
    fn reveal_select(&mut self) {
        if let Some(select) = self.reading.select {
            let span = select.span();
            let head = if select.head == span.end {
                Span {
                    start: span.end.saturating_sub(1),
                    end: span.end,
                }
            } else {
                Span {
                    start: span.start,
                    end: span.start,
                }
            };
            let height = self.height(Pane::Article).max(1);
            self.reading.show_end(head, height);
        }
    }

    /// Draws a selection with the mouse, from where it was pressed.
    pub(super) fn drag(&mut self, x: u16, y: u16) {
        if self.overlay.is_some() || self.focus != Pane::Article {
            return;
        }
        let body = self.layout.body(Pane::Article);
        if y < body.y {
            self.reading.scroll(-1, usize::from(body.height));
        } else if y >= body.y + body.height {
            self.reading.scroll(1, usize::from(body.height));
        }
        let inside = y.clamp(body.y, (body.y + body.height).saturating_sub(1));
        let left = super::margin(body, self.reading.page.width());
        let column = usize::from(x.saturating_sub(left));
        let row = usize::from(inside - body.y);
        let (Some(from), Some(to)) = (self.reading.point, self.reading.nearest(column, row)) else {
            return;
        };
        if from as usize == to && self.reading.select.is_none() {
            return;
        }
        // The letter under the mouse belongs to what is drawn over.
        let letter = self.reading.text()[to..].graphemes(true).next();
        let to = match letter {
            Some(letter) if to >= from as usize => to + letter.len(),
            _ => to,
        };
        if from as usize != to {
            self.reading.lit = None;
            self.reading.mention = None;
            self.reading.select = Some(Select {
                unit: Unit::Letters,
                fixed: from,
                head: to as u32,
                origin: from,
            });
        }
    }
}
