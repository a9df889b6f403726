use crate::insight::Card;
use crate::library::Article;
use crate::model::{Basis, EntityId, Kind, Moment};
use crate::text;

/// The side pane's upper half: an entity, or the article where the cursor is on none.
#[derive(Clone, Debug, Default)]
pub struct CardPane {
    /// The entity shown; the article's card where there is none.
    pub card: Option<Box<Card>>,
    /// What stands in it, from above.
    pub rows: Vec<CardRow>,
    /// Index of the row under the cursor.
    pub cursor: usize,
    /// Index of the first row shown.
    pub top: usize,
}

/// A row of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardRow {
    /// Sign and name.
    Name(Option<Kind>, String),
    Fact(String),
    Blank,
    /// How often it was named lately.
    Spark,
    /// Heading of the companions.
    With,
    /// Heading of a part.
    Part(String),
    /// Index into the card's companions.
    Companion(usize),
    /// Index into the card's groups.
    Group(usize),
    /// Group, and context in it.
    Context(usize, usize),
    /// An entity of the article: its index and how often it is named.
    Named(usize, usize),
}

impl CardRow {
    /// Rows of the screen.
    #[must_use]
    pub fn height(&self) -> usize {
        match self {
            Self::Context(..) => 2,
            _ => 1,
        }
    }

    /// Whether the cursor stops here.
    #[must_use]
    pub fn opens(&self) -> bool {
        matches!(
            self,
            Self::Companion(_) | Self::Group(_) | Self::Context(..) | Self::Named(..)
        )
    }
}

impl CardPane {
    /// Sets what is shown for another width.
    pub fn fit(&mut self, article: Option<&Article>, width: u16) {
        let (cursor, top) = (self.cursor, self.top);
        if let Some(card) = self.card.take() {
            self.show(card, width);
        } else if let Some(article) = article {
            self.show_article(article, width);
        }
        let last = self.rows.len().saturating_sub(1);
        (self.cursor, self.top) = (cursor.min(last), top.min(last));
    }

    /// Shows an entity, its facts in lines of `width` columns.
    pub fn show(&mut self, card: Box<Card>, width: u16) {
        let same = self
            .card
            .as_ref()
            .is_some_and(|old| old.entity.id == card.entity.id);
        self.rows = folded(entity_rows(&card), width);
        self.card = Some(card);
        if !same {
            (self.cursor, self.top) = (self.first(), 0);
        }
        self.cursor = self.cursor.min(self.rows.len().saturating_sub(1));
    }

    /// Shows the article itself.
    pub fn show_article(&mut self, article: &Article, width: u16) {
        self.card = None;
        self.rows = folded(article_rows(article), width);
        (self.cursor, self.top) = (self.first(), 0);
    }

    /// The first row that opens.
    fn first(&self) -> usize {
        self.rows
            .iter()
            .position(CardRow::opens)
            .unwrap_or_default()
    }

    #[must_use]
    pub fn entity(&self) -> Option<&EntityId> {
        self.card.as_ref().map(|card| &card.entity.id)
    }

    #[must_use]
    pub fn selected(&self) -> Option<&CardRow> {
        self.rows.get(self.cursor)
    }

    /// Moves the cursor by rows that open; where there is none further on, the card scrolls.
    pub fn step(&mut self, by: isize, height: usize) {
        for _ in 0..by.unsigned_abs() {
            let next = if by > 0 {
                (self.cursor + 1..self.rows.len()).find(|at| self.rows[*at].opens())
            } else {
                (0..self.cursor).rev().find(|at| self.rows[*at].opens())
            };
            match next {
                Some(at) => self.cursor = at,
                None if by > 0 => break,
                None => {
                    self.top = 0;
                    break;
                }
            }
        }
        self.follow(height);
    }

    /// To the last row, or the first.
    pub fn edge(&mut self, last: bool, height: usize) {
        let opens = |row: &CardRow| row.opens();
        self.cursor = if last {
            self.rows.iter().rposition(opens)
        } else {
            self.rows.iter().position(opens)
        }
        .unwrap_or_default();
        if !last {
            self.top = 0;
        }
        self.follow(height);
    }

    /// Scrolls without the cursor.
    pub fn scroll(&mut self, by: isize, height: usize) {
        let last = self.last_top(height);
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    fn last_top(&self, height: usize) -> usize {
        let mut room = height;
        for at in (0..self.rows.len()).rev() {
            let Some(left) = room.checked_sub(self.rows[at].height()) else {
                return at + 1;
            };
            room = left;
        }
        0
    }

    /// Scrolls so that the cursor shows.
    pub fn follow(&mut self, height: usize) {
        self.top = self.top.min(self.cursor);
        while self.top < self.cursor {
            let rows: usize = self.rows[self.top..=self.cursor.min(self.rows.len() - 1)]
                .iter()
                .map(CardRow::height)
                .sum();
            if rows <= height.max(2) {
                break;
            }
            self.top += 1;
        }
        // The lines above the first row that opens belong to it.
        if self.rows[..self.top.min(self.rows.len())]
            .iter()
            .all(|row| !row.opens())
        {
            let rows: usize = self
                .rows
                .iter()
                .take(self.cursor + 1)
                .map(CardRow::height)
                .sum();
            if rows <= height {
                self.top = 0;
            }
        }
    }
}

/// Facts that are longer than a line take up to three.
fn folded(rows: Vec<CardRow>, width: u16) -> Vec<CardRow> {
    const MOST: usize = 3;
    let columns = usize::from(width).max(8);
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let (words, make): (&str, fn(String) -> CardRow) = match &row {
            CardRow::Fact(words) => (words, CardRow::Fact),
            CardRow::Name(None, words) => (words, |line| CardRow::Name(None, line)),
            _ => {
                out.push(row);
                continue;
            }
        };
        let lines = text::wrap(words, columns);
        for (at, range) in lines.iter().take(MOST).enumerate() {
            let cut = at + 1 == MOST && lines.len() > MOST;
            out.push(make(if cut {
                text::truncate(&words[range.start..], columns).into_owned()
            } else {
                words[range.clone()].to_owned()
            }));
        }
    }
    out
}

/// A date of publication in a list: `2024-10~` where it is estimated.
#[must_use]
pub fn published(moment: Option<Moment>, estimated: bool) -> String {
    match moment {
        Some(moment) if estimated => format!("{}~", exactly(moment)),
        Some(moment) => moment.to_string(),
        None => "undated".to_owned(),
    }
}

/// The same date without its `c.`, where another sign says that it is rough.
pub(super) fn exactly(mut moment: Moment) -> Moment {
    moment.approximate = false;
    moment
}

/// `1 mention`, `3 mentions`.
#[must_use]
pub fn counted(count: u32, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}

/// Companions that a card shows at most: the strongest.
const COMPANIONS: usize = 12;

/// Corrections that a card tells: the latest.
const CORRECTIONS: usize = 5;

/// Who made the marks that the card shows.
fn makers(card: &Card) -> String {
    let mut told = Vec::new();
    for maker in ["list", "rule", "model", "analyst"] {
        let contexts = card.contexts.iter().flat_map(|group| &group.contexts);
        match contexts.filter(|it| it.rule.maker() == maker).count() {
            0 => {}
            count => told.push(format!("{maker} {count}")),
        }
    }
    format!("marked by {}", told.join(", "))
}

fn entity_rows(card: &Card) -> Vec<CardRow> {
    let entity = &card.entity;
    let mut rows = vec![CardRow::Name(Some(entity.kind), entity.name.clone())];
    let mut facts = vec![entity.kind.to_string()];
    if let Some(country) = &entity.country {
        facts.push(country.to_uppercase());
    }
    if let Some(parent) = &card.parent_name {
        facts.push(format!("part of {parent}"));
    }
    rows.push(CardRow::Fact(facts.join(" · ")));
    if !entity.aliases.is_empty() {
        rows.push(CardRow::Fact(format!("also {}", entity.aliases.join(", "))));
    }
    if let Some(note) = &entity.note {
        rows.push(CardRow::Fact(note.clone()));
    }
    let mut counts = format!(
        "{} in {}",
        counted(card.mentions, "mention"),
        counted(card.articles, "article")
    );
    if card.here > 0 {
        counts = format!("{counts}, {} here", card.here);
    }
    rows.push(CardRow::Fact(counts));
    if card.spark.is_some() {
        rows.push(CardRow::Spark);
    }
    rows.push(CardRow::Fact(makers(card)));
    let told = card.corrections.iter().rev().take(CORRECTIONS).rev();
    rows.extend(told.map(|correction| CardRow::Fact(format!("by you: {correction}"))));
    if let Some((first, last)) = card.span {
        rows.push(CardRow::Fact(if first == last {
            format!("told of {first}")
        } else {
            format!("told of {first} to {last}")
        }));
    }
    let with: Vec<_> = (0..card.companions.len())
        .filter(|at| card.companions[*at].sentences > 0)
        .take(COMPANIONS)
        .map(CardRow::Companion)
        .collect();
    if !with.is_empty() {
        rows.extend([CardRow::Blank, CardRow::With]);
        rows.extend(with);
    }
    if !card.contexts.is_empty() {
        rows.extend([CardRow::Blank, CardRow::Part("MENTIONS".to_owned())]);
        for (at, group) in card.contexts.iter().enumerate() {
            rows.push(CardRow::Group(at));
            rows.extend((0..group.contexts.len()).map(|context| CardRow::Context(at, context)));
        }
        let more = card.total_groups.saturating_sub(card.contexts.len() as u32);
        if more > 0 {
            rows.push(CardRow::Fact(format!(
                "and in {}",
                counted(more, "other article")
            )));
        }
    }
    rows
}

fn article_rows(article: &Article) -> Vec<CardRow> {
    let (row, meta) = (&article.row, &article.document.meta);
    let mut rows = vec![CardRow::Name(None, row.title.clone())];
    let source = row.publisher.as_deref().unwrap_or("source unknown");
    rows.push(CardRow::Fact(source.to_owned()));
    if !row.authors.is_empty() {
        rows.push(CardRow::Fact(format!("by {}", row.authors.join(", "))));
    }
    if let (Some(moment), Some(published)) = (row.published, &meta.published) {
        let words = if row.estimated {
            format!("{}, estimated", exactly(moment))
        } else {
            moment.to_string()
        };
        rows.push(CardRow::Fact(format!(
            "{words}, from {}",
            basis(published.basis)
        )));
    }
    if let Some(url) = &row.url {
        rows.push(CardRow::Fact(url.clone()));
    }
    rows.push(CardRow::Fact(format!(
        "{} · {}",
        counted(row.words, "word"),
        row.language.as_deref().unwrap_or("language unknown")
    )));
    if row.copies > 0 {
        rows.push(CardRow::Fact(format!(
            "stands for {} of the same text",
            counted(row.copies, "copy").replace("copys", "copies")
        )));
    }
    let mut counts: Vec<(usize, usize)> = (0..article.annotations.entities.len())
        .map(|entity| (entity, 0))
        .collect();
    for mention in &article.annotations.mentions {
        if let Some((_, count)) = counts.get_mut(mention.entity as usize) {
            *count += 1;
        }
    }
    counts.sort_by_key(|(entity, count)| (std::cmp::Reverse(*count), *entity));
    if !counts.is_empty() {
        rows.push(CardRow::Blank);
        rows.push(CardRow::Part(format!("NAMED HERE  {}", counts.len())));
        rows.extend(
            counts
                .into_iter()
                .map(|(entity, count)| CardRow::Named(entity, count)),
        );
    }
    rows
}

/// Where a value came from, in words.
fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Given => "the command line",
        Basis::Manifest => "the manifest",
        Basis::FrontMatter => "the front matter",
        Basis::Format => "the file's own data",
        Basis::Text => "the text",
        Basis::Derived => "the text, made up",
    }
}
