use super::{Page, Row, Select, Top, Toward};
use crate::library::Article;
use crate::model::{ArticleId, ClipKey, EntityId, Mention, Placed, Span};
use crate::text;

/// The article pane: what is read, where, and what the cursor is on.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    pub article: Option<Box<Article>>,
    pub page: Page,
    pub top: Top,
    /// Index of the mention under the cursor.
    pub mention: Option<usize>,
    /// The sentence that was landed on, until the next move.
    pub lit: Option<Span>,
    /// What `/` found, in order.
    pub finds: Vec<Span>,
    /// The one of them that is lit.
    pub find: Option<usize>,
    /// What is being selected.
    pub select: Option<Select>,
    /// The byte that was clicked last.
    pub point: Option<u32>,
    /// What the analyst kept of the article and wrote on it, in order of place.
    pub kept: Vec<Kept>,
    /// What the article claims that others claim as well, in order of place.
    pub claims: Vec<crate::insight::ClaimNote>,
    /// Whether these are known.
    pub weighed: bool,
}

/// A stretch of the article that the analyst clipped or wrote on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub span: Span,
    pub key: ClipKey,
    pub what: What,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    Clip,
    Words,
}

impl Reading {
    #[must_use]
    pub fn id(&self) -> Option<ArticleId> {
        self.article.as_ref().map(|article| article.row.id)
    }

    #[must_use]
    pub fn text(&self) -> &str {
        self.article
            .as_ref()
            .map_or("", |article| article.document.text.as_str())
    }

    #[must_use]
    pub fn mention_at(&self, index: usize) -> Option<&Mention> {
        self.article.as_ref()?.annotations.mentions.get(index)
    }

    /// The mention under the cursor.
    #[must_use]
    pub fn current(&self) -> Option<&Mention> {
        self.mention_at(self.mention?)
    }

    /// The entity that a mention points to.
    #[must_use]
    pub fn entity_of(&self, mention: &Mention) -> Option<&crate::model::Entity> {
        self.article
            .as_ref()?
            .annotations
            .entities
            .get(mention.entity as usize)
    }

    /// The entity under the cursor.
    #[must_use]
    pub fn entity(&self) -> Option<&EntityId> {
        self.entity_of(self.current()?).map(|entity| &entity.id)
    }

    /// Shows an article from a byte of its text on.
    pub fn show(&mut self, article: Box<Article>, width: u16, offset: usize) {
        self.page = Page::new(&article, width);
        self.article = Some(article);
        (self.mention, self.lit, self.find) = (None, None, None);
        (self.select, self.point) = (None, None);
        self.finds.clear();
        self.claims.clear();
        self.weighed = false;
        self.place_kept();
        self.top = self.row_of(offset);
    }

    /// Shows what has become of the article, near the place that was shown.
    pub fn take_changed(&mut self, article: Box<Article>) {
        let (offset, width) = (self.offset(), self.page.width());
        self.show(article, width, offset);
    }

    /// Sets the page for another width, the same words on top.
    pub fn fit(&mut self, width: u16) {
        let wanted = width.clamp(1, super::page::MEASURE);
        if let Some(article) = &self.article
            && self.page.width() != wanted
        {
            let offset = self.offset();
            self.page = Page::new(article, width);
            self.top = self.row_of(offset);
        }
    }

    /// Sets the page anew, the same words on top: something that it says of the article changed.
    pub fn set_again(&mut self) {
        if let Some(article) = &self.article {
            self.page = Page::new(article, self.page.width());
        }
    }

    fn row_of(&self, offset: usize) -> Top {
        if offset == 0 {
            Top::default()
        } else {
            self.page.at(self.text(), offset)
        }
    }

    /// The first byte shown.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.page.offset(self.text(), self.top)
    }

    /// The bytes shown in a window of `height` rows.
    #[must_use]
    pub fn shown(&self, height: usize) -> Span {
        let mut span: Option<Span> = None;
        for row in self.page.rows(self.text(), self.top, height) {
            if let Row::Words { piece, range, .. } = row
                && piece.words.is_none()
            {
                let start = span.map_or(range.start, |s| s.start as usize);
                span = Some(Span::new(start, range.end));
            }
        }
        span.unwrap_or_default()
    }

    /// Scrolls by rows, downwards where positive.
    pub fn scroll(&mut self, rows: isize, height: usize) {
        self.lit = None;
        let text = self
            .article
            .as_ref()
            .map_or("", |a| a.document.text.as_str());
        self.top = if rows >= 0 {
            let last = self.page.last_top(text, height);
            self.page
                .forward(text, self.top, rows.unsigned_abs())
                .min(last.max(self.top))
        } else {
            self.page.back(text, self.top, rows.unsigned_abs())
        };
        self.drop_hidden(height);
    }

    /// To the end, or the beginning.
    pub fn edge(&mut self, toward: Toward, height: usize) {
        self.lit = None;
        self.top = match toward {
            Toward::Next => self.page.last_top(self.text(), height),
            Toward::Previous => Top::default(),
        };
        self.drop_hidden(height);
    }

    /// The cursor leaves a mention that no longer shows.
    fn drop_hidden(&mut self, height: usize) {
        if let Some(mention) = self.current()
            && !self.shown(height).overlaps(mention.span)
        {
            self.mention = None;
        }
    }

    /// Brings a span into the window, a third from above where it has to move.
    pub fn reveal(&mut self, span: Span, height: usize) {
        let text = self.text();
        let row = self.page.at(text, span.start as usize);
        let below = self.page.rows_between(text, self.top, row, height);
        let close = below.is_some_and(|rows| rows + 2 < height.max(3));
        if !close {
            let top = self.page.back(text, row, height / 3);
            let last = self.page.last_top(text, height);
            self.top = top.min(last.max(Top::default()));
        }
    }

    /// The span that `toward` leads to from what is under the cursor or, without that, from the
    /// window's edge.
    #[must_use]
    pub fn step(&self, spans: &[Span], toward: Toward, height: usize) -> Option<usize> {
        let shown = self.shown(height);
        let from = self
            .lit
            .or_else(|| self.current().map(|mention| mention.span));
        match (toward, from) {
            (Toward::Next, Some(at)) => spans.iter().position(|s| s.start > at.start),
            (Toward::Next, None) => spans.iter().position(|s| s.start >= shown.start),
            (Toward::Previous, Some(at)) => spans.iter().rposition(|s| s.start < at.start),
            (Toward::Previous, None) => spans.iter().rposition(|s| s.start < shown.end),
        }
    }

    /// Brings a row into the window with as little movement as will do.
    pub fn show_end(&mut self, span: Span, height: usize) {
        let text = self
            .article
            .as_ref()
            .map_or("", |a| a.document.text.as_str());
        let row = self.page.at(text, span.start as usize);
        if row < self.top {
            self.top = row;
        } else if self
            .page
            .rows_between(text, self.top, row, height)
            .is_none_or(|rows| rows >= height)
        {
            self.top = self.page.back(text, row, height.saturating_sub(1));
        }
    }

    /// Works out where clips and words stand, after the article came or they changed.
    pub fn place_kept(&mut self) {
        let Some(article) = &mut self.article else {
            self.kept.clear();
            return;
        };
        let text = article.document.text.as_str();
        let clips = article
            .clips
            .iter()
            .map(|it| (What::Clip, &it.key, &it.anchor));
        let notes = article
            .notes
            .iter()
            .map(|it| (What::Words, &it.key, &it.anchor));
        let places = &mut article.places;
        self.kept = clips
            .chain(notes)
            .filter_map(|(what, key, anchor)| {
                let placed = places
                    .entry(key.clone())
                    .or_insert_with(|| anchor.find(text));
                let span = placed.span()?;
                let key = key.clone();
                Some(Kept { span, key, what })
            })
            .collect();
        self.kept.sort_by_key(|kept| (kept.span, kept.what));
    }

    /// How many clips and notes of this article have lost their place.
    #[must_use]
    pub fn lost(&self) -> usize {
        self.article.as_ref().map_or(0, |article| {
            let lost = |key: &ClipKey| article.places.get(key) == Some(&Placed::Lost);
            let clips = article.clips.iter().filter(|clip| lost(&clip.key));
            let notes = article.notes.iter().filter(|note| lost(&note.key));
            clips.count() + notes.count()
        })
    }

    /// The byte of the text that stands in a cell of the window, counted from the page's left edge;
    /// beside the words of a row its nearest end.
    #[must_use]
    pub fn nearest(&self, column: usize, row: usize) -> Option<usize> {
        let text = self.text();
        let rows = self.page.rows(text, self.top, row + 1);
        let Row::Words { piece, range, .. } = rows.get(row)? else {
            return None;
        };
        if piece.words.is_some() {
            return None;
        }
        let column = column.saturating_sub(usize::from(piece.hang));
        let line = text.get(range.clone())?;
        Some(range.start + text::fit(line, column))
    }

    /// The sentence around a byte.
    #[must_use]
    pub fn sentence_at(&self, offset: u32) -> Option<Span> {
        let sentences = &self.article.as_ref()?.annotations.sentences;
        let at = sentences.partition_point(|s| s.end <= offset);
        sentences.get(at).copied().filter(|s| s.start <= offset)
    }

    /// The mention that covers a byte.
    #[must_use]
    pub fn mention_over(&self, offset: usize) -> Option<usize> {
        let mentions = &self.article.as_ref()?.annotations.mentions;
        let at = mentions.partition_point(|m| m.span.end as usize <= offset);
        mentions
            .get(at)
            .filter(|m| m.span.holds(offset))
            .map(|_| at)
    }

    /// The paragraph that a byte stands in, counted from 1.
    #[must_use]
    pub fn paragraph(&self, offset: u32) -> usize {
        self.article.as_ref().map_or(0, |article| {
            article
                .document
                .blocks
                .partition_point(|block| block.span.start <= offset)
        })
    }

    /// Finds a pattern, capitals counting where it has any.
    pub fn find(&mut self, pattern: &str) {
        self.finds = super::find::spans(self.text(), pattern);
        self.find = None;
    }
}
