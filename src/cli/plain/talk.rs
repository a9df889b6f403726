//! A line typed, and what is said to it.

use super::super::entity;
use super::super::error::Error;
use super::super::folders;
use super::super::output::Output;
use super::say::{self, Marks};
use crate::insight::{self, Grain, Scope, TimeBasis};
use crate::library::{Article, Hit, Library, Listing, Query};
use crate::model::{Change, Clip, Span};
use std::io::Write;
use std::ops::ControlFlow;

/// Articles, events or finds that are said at a time.
const PAGE: usize = 10;

const HELP: [&str; 19] = [
    "Type a word and Enter. The first letter of a word is enough.",
    "Enter alone: go on; the next paragraph, or the next of the list.",
    "A number: read that article of the list.",
    "list: the list from its beginning.",
    "filter QUERY: only articles that match; filter alone: all again.",
    "next, previous: the next article, the one before.",
    "back: the paragraph before.",
    "all: the rest of the article.",
    "go NUMBER: to a paragraph, or to a sentence that was found.",
    "who: who is named in the article.",
    "entity NAME: all about a name.",
    "time, time NAME: what happened when.",
    "search WORDS: sentences of every article.",
    "marks words, marks notes, marks off: how names are marked.",
    "clip: keep this paragraph, with its source.",
    "star: star the article, or take the star away.",
    "help: these lines.",
    "quit: leave. So does the end of input, Control D.",
    "Everything else is a command of its own: briefing --help lists them.",
];

/// What goes on when nothing but Enter is typed.
#[derive(Debug)]
enum At {
    List(usize),
    Article,
    Events(Scope, usize),
}

/// The state of a sitting.
#[derive(Debug)]
pub(super) struct Talk {
    library: Library,
    marks: Marks,
    query: Query,
    total: usize,
    at: At,
    open: Option<Open>,
    found: Vec<Hit>,
}

/// The article being read.
#[derive(Debug)]
struct Open {
    article: Box<Article>,
    paragraphs: Vec<Span>,
    /// The paragraph that comes next.
    next: usize,
    /// Its place in the list, from 0.
    place: Option<usize>,
}

type Said = Result<ControlFlow<()>, Error>;

impl Talk {
    pub(super) fn new(library: Library, marks: Marks) -> Result<Self, Error> {
        let total = library.count(&Listing::default())?;
        Ok(Self {
            library,
            marks,
            query: Query::default(),
            total,
            at: At::List(0),
            open: None,
            found: Vec::new(),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.total == 0
    }

    fn listing(&self) -> Listing {
        Listing {
            query: self.query.clone(),
            ..Listing::default()
        }
    }

    /// How it begins: with the list.
    pub(super) fn begin(&mut self, out: &mut Output) -> Result<(), Error> {
        writeln!(
            out,
            "{} articles, newest first. help says what can be typed.",
            self.total
        )?;
        self.list(0, out)
    }

    /// Says everything there is, in order.
    pub(super) fn everything(&mut self, out: &mut Output) -> Result<(), Error> {
        writeln!(out, "{} articles, newest first.", self.total)?;
        let listing = self.listing();
        let mut first = 0;
        while first < self.total {
            let rows = self.library.articles(&listing, first..first + 500)?.rows;
            for (nth, row) in rows.iter().enumerate() {
                writeln!(out, "{}", say::row(first + nth + 1, row))?;
            }
            if rows.is_empty() {
                break;
            }
            first += rows.len();
        }
        for place in 0..self.total {
            let rows = self.library.articles(&listing, place..place + 1)?.rows;
            let Some(row) = rows.first() else { break };
            let article = self.library.article(row.id)?;
            writeln!(out)?;
            for line in say::head(&article, Some((place + 1, self.total))) {
                writeln!(out, "{line}")?;
            }
            for span in say::paragraphs(&article) {
                writeln!(out)?;
                for line in say::paragraph(&article, span, self.marks) {
                    writeln!(out, "{line}")?;
                }
            }
            writeln!(out, "\nNamed in this article:")?;
            for line in say::named(&article) {
                writeln!(out, "{line}")?;
            }
        }
        writeln!(out, "\nWhat happened when:")?;
        let mut first = 0;
        loop {
            let said = self.events(&Scope::Corpus, first, 500, out)?;
            if said == 0 {
                return Ok(());
            }
            first += said;
        }
    }

    /// Answers one line.
    pub(super) fn answer(&mut self, line: &str, out: &mut Output) -> Said {
        let line = crate::text::sanitise_line(line);
        let (word, rest) = line.split_once(' ').unwrap_or((&line, ""));
        let rest = rest.trim();
        if let Ok(number) = word.parse::<usize>() {
            self.read(number, out)?;
            return Ok(ControlFlow::Continue(()));
        }
        match word.to_lowercase().as_str() {
            "" => self.go_on(out)?,
            "l" | "list" => self.list(0, out)?,
            "f" | "filter" => self.filter(rest, out)?,
            "n" | "next" => self.turn(1, out)?,
            "p" | "previous" => self.turn(-1, out)?,
            "b" | "back" => self.back(out)?,
            "a" | "all" => self.rest(out)?,
            "g" | "go" => self.go(rest, out)?,
            "w" | "who" => self.who(out)?,
            "e" | "entity" => self.entity(rest, out)?,
            "t" | "time" => self.time(rest, out)?,
            "s" | "search" | "/" => self.search(rest, out)?,
            "m" | "marks" => self.turn_marks(rest, out)?,
            "c" | "clip" => self.clip(out)?,
            "star" => self.star(out)?,
            "h" | "help" | "?" => {
                for line in HELP {
                    writeln!(out, "{line}")?;
                }
            }
            "q" | "quit" | "exit" => return Ok(ControlFlow::Break(())),
            _ => writeln!(
                out,
                "{word} is nothing that can be typed here. help lists what can."
            )?,
        }
        Ok(ControlFlow::Continue(()))
    }

    fn go_on(&mut self, out: &mut Output) -> Result<(), Error> {
        match &self.at {
            At::List(next) => self.list(*next, out),
            At::Article => self.paragraph(out),
            At::Events(scope, next) => {
                let (scope, next) = (scope.clone(), *next);
                self.page_of_events(scope, next, out)
            }
        }
    }

    fn list(&mut self, first: usize, out: &mut Output) -> Result<(), Error> {
        let rows = self
            .library
            .articles(&self.listing(), first..first + PAGE)?
            .rows;
        for (nth, row) in rows.iter().enumerate() {
            writeln!(out, "{}", say::row(first + nth + 1, row))?;
        }
        let end = first + rows.len();
        if rows.is_empty() {
            writeln!(out, "No article.")?;
        } else if end < self.total {
            writeln!(out, "{end} of {}. Enter goes on.", self.total)?;
        } else {
            writeln!(out, "That was the list. A number reads an article.")?;
        }
        self.at = At::List(if end < self.total { end } else { 0 });
        Ok(())
    }

    fn filter(&mut self, words: &str, out: &mut Output) -> Result<(), Error> {
        match self.library.ask(words) {
            Ok(query) => {
                self.query = query;
                self.total = self.library.count(&self.listing())?;
                let count = crate::session::counted(self.total as u32, "article");
                writeln!(out, "{count}.")?;
                self.list(0, out)
            }
            Err(why) => Ok(writeln!(out, "The query cannot be understood: {why}")?),
        }
    }

    fn read(&mut self, number: usize, out: &mut Output) -> Result<(), Error> {
        let Some(place) = number.checked_sub(1).filter(|place| *place < self.total) else {
            return Ok(writeln!(
                out,
                "There is no article {number}, the last is {}.",
                self.total
            )?);
        };
        let rows = self
            .library
            .articles(&self.listing(), place..place + 1)?
            .rows;
        let Some(row) = rows.first() else {
            return Ok(writeln!(out, "That article is gone.")?);
        };
        let article = self.library.article(row.id)?;
        self.open(article, Some(place), out)?;
        self.paragraph(out)
    }

    fn open(
        &mut self,
        article: Article,
        place: Option<usize>,
        out: &mut Output,
    ) -> Result<(), Error> {
        for line in say::head(&article, place.map(|place| (place + 1, self.total))) {
            writeln!(out, "{line}")?;
        }
        let paragraphs = say::paragraphs(&article);
        writeln!(out, "{} paragraphs. Enter goes on.", paragraphs.len())?;
        let (id, read) = (article.row.id, article.row.read);
        if !read {
            self.library.record(&Change::Read {
                article: id,
                read: true,
            })?;
        }
        self.open = Some(Open {
            article: Box::new(article),
            paragraphs,
            next: 0,
            place,
        });
        self.at = At::Article;
        Ok(())
    }

    /// The paragraph that comes next.
    fn paragraph(&mut self, out: &mut Output) -> Result<(), Error> {
        let Some(open) = &mut self.open else {
            return Ok(writeln!(
                out,
                "No article is open. A number of the list opens one."
            )?);
        };
        let Some(span) = open.paragraphs.get(open.next) else {
            return Ok(writeln!(
                out,
                "That was the article. next reads the next one, list the list."
            )?);
        };
        for line in say::paragraph(&open.article, *span, self.marks) {
            writeln!(out, "{line}")?;
        }
        open.next += 1;
        self.at = At::Article;
        Ok(())
    }

    fn back(&mut self, out: &mut Output) -> Result<(), Error> {
        if let Some(open) = &mut self.open {
            open.next = open.next.saturating_sub(2);
        }
        self.paragraph(out)
    }

    fn rest(&mut self, out: &mut Output) -> Result<(), Error> {
        let left = |open: &Open| open.paragraphs.len().saturating_sub(open.next);
        for _ in 0..self.open.as_ref().map_or(1, left).max(1) {
            self.paragraph(out)?;
        }
        Ok(())
    }

    fn turn(&mut self, by: isize, out: &mut Output) -> Result<(), Error> {
        let place = self.open.as_ref().and_then(|open| open.place);
        let next = match place {
            Some(place) => place.checked_add_signed(by),
            None => Some(0),
        };
        match next.filter(|place| *place < self.total) {
            Some(place) => self.read(place + 1, out),
            None => Ok(writeln!(out, "There is no further article this way.")?),
        }
    }

    fn go(&mut self, word: &str, out: &mut Output) -> Result<(), Error> {
        let Ok(number) = word.parse::<usize>() else {
            return Ok(writeln!(out, "go needs a number.")?);
        };
        if let Some(hit) = number.checked_sub(1).and_then(|at| self.found.get(at)) {
            let (id, at) = (hit.article, hit.span.start);
            let article = self.library.article(id)?;
            let place = self.library.position(&self.listing(), id)?;
            self.open(article, place, out)?;
            if let Some(open) = &mut self.open {
                let before = open.paragraphs.iter().filter(|span| span.end <= at);
                open.next = before.count();
            }
        } else if let Some(open) = &mut self.open
            && (1..=open.paragraphs.len()).contains(&number)
        {
            open.next = number - 1;
        } else {
            return Ok(writeln!(out, "There is no {number} to go to.")?);
        }
        // Numbers mean paragraphs again.
        self.found.clear();
        self.paragraph(out)
    }

    fn who(&mut self, out: &mut Output) -> Result<(), Error> {
        let Some(open) = &self.open else {
            return Ok(writeln!(out, "No article is open.")?);
        };
        for line in say::named(&open.article) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn entity(&mut self, name: &str, out: &mut Output) -> Result<(), Error> {
        if name.is_empty() {
            return Ok(writeln!(out, "entity needs a name.")?);
        }
        let here = self.open.as_ref().map(|open| open.article.row.id);
        let found = entity::resolve(&self.library, name)?;
        let card = match found {
            Some(id) => insight::card(&self.library, &id, here)?,
            None => None,
        };
        let Some(card) = card else {
            return Ok(writeln!(out, "Nobody is called {name}.")?);
        };
        for line in say::card(&card) {
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn time(&mut self, name: &str, out: &mut Output) -> Result<(), Error> {
        let scope = if name.is_empty() {
            Scope::Corpus
        } else {
            match entity::resolve(&self.library, name)? {
                Some(id) => Scope::Entity(id),
                None => return Ok(writeln!(out, "Nobody is called {name}.")?),
            }
        };
        self.page_of_events(scope, 0, out)
    }

    fn page_of_events(
        &mut self,
        scope: Scope,
        first: usize,
        out: &mut Output,
    ) -> Result<(), Error> {
        let said = self.events(&scope, first, PAGE, out)?;
        if said < PAGE {
            writeln!(out, "That was the last.")?;
            self.at = At::Events(scope, 0);
        } else {
            writeln!(out, "Enter goes on.")?;
            self.at = At::Events(scope, first + said);
        }
        Ok(())
    }

    fn events(
        &self,
        scope: &Scope,
        first: usize,
        count: usize,
        out: &mut Output,
    ) -> Result<usize, Error> {
        let query = match scope {
            Scope::Corpus => self.query.clone(),
            _ => Query::default(),
        };
        let (basis, grain) = (TimeBasis::Event, Grain::Month);
        let window = first..first + count;
        let found = insight::timeline(&self.library, scope, &query, basis, grain, window)?;
        for row in &found.rows {
            let title = self.library.row(row.article)?.unwrap_or_default().title;
            writeln!(out, "{}", say::event(row, &title))?;
        }
        Ok(found.rows.len())
    }

    fn search(&mut self, words: &str, out: &mut Output) -> Result<(), Error> {
        let query = match self.library.ask(words) {
            Ok(query) if query.is_empty() => {
                return Ok(writeln!(out, "search needs words.")?);
            }
            Ok(query) => query,
            Err(why) => return Ok(writeln!(out, "The query cannot be understood: {why}")?),
        };
        self.found = self.library.first_hits(&query, PAGE)?;
        for (nth, hit) in self.found.iter().enumerate() {
            writeln!(out, "{}", say::hit(nth + 1, hit))?;
        }
        if self.found.is_empty() {
            writeln!(out, "Nothing found.")?;
        } else {
            writeln!(out, "go and a number reads on from there.")?;
        }
        Ok(())
    }

    fn turn_marks(&mut self, word: &str, out: &mut Output) -> Result<(), Error> {
        self.marks = match word {
            "words" => Marks::Words,
            "notes" => Marks::Notes,
            "off" => Marks::Off,
            _ => return Ok(writeln!(out, "marks needs one of: words, notes, off.")?),
        };
        Ok(writeln!(out, "Names are marked: {word}.")?)
    }

    /// Keeps the paragraph that was said last.
    fn clip(&mut self, out: &mut Output) -> Result<(), Error> {
        let span = self
            .open
            .as_ref()
            .and_then(|open| open.paragraphs.get(open.next.checked_sub(1)?).copied());
        let (Some(open), Some(span)) = (&self.open, span) else {
            return Ok(writeln!(out, "No paragraph to keep.")?);
        };
        let article = &open.article;
        let mut clip = Clip::new(article.row.id, &article.document, span, folders::today());
        // What was said of it before stays.
        if self.library.clips()?.iter().any(|it| it.key == clip.key) {
            return Ok(writeln!(out, "Kept already.")?);
        }
        clip.order = self.library.next_order()?;
        let clip = Box::new(clip);
        self.library.record(&Change::Clip { clip })?;
        Ok(writeln!(out, "Kept, with its source.")?)
    }

    fn star(&mut self, out: &mut Output) -> Result<(), Error> {
        let Some(open) = &mut self.open else {
            return Ok(writeln!(out, "No article is open.")?);
        };
        let row = &mut open.article.row;
        row.starred = !row.starred;
        let (article, star) = (row.id, row.starred);
        self.library.record(&Change::Star { article, star })?;
        let words = if star {
            "Starred."
        } else {
            "The star is gone."
        };
        Ok(writeln!(out, "{words}")?)
    }
}
