use super::timeline::ABOVE;
use super::{About, Answer, Existing, Fault, Opening, Place, Question, Toward, Wanted, find};
use crate::export::{self, Template, Templates};
use crate::insight::{self, Axis, Card, Headings, Lookup, Marking, Spark, TitleLookup, Within};
use crate::library::{self, Library, Listing, Query, Step, Window};
use crate::model::{ArticleId, Day, Draft, EntityId, Span};
use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};

/// Answers the reader's questions from a library; keeps what look-ups need between them.
#[derive(Debug)]
pub struct Clerk {
    /// Stands in the notes that are written.
    today: Day,
    templates: Templates,
    /// Of the library that the look-ups were made from.
    pub(super) generation: u64,
    /// Of the corrections that the names were made with.
    pub(super) revision: u64,
    pub(super) entities: Option<Lookup>,
    pub(super) titles: Option<Headings>,
    /// The columns of lines in lists; without any where nothing is dated.
    pub(super) axis: Option<Axis>,
    pub(super) measured: bool,
    pub(super) sparks: HashMap<EntityId, Spark>,
    /// Those whose lines are made ready, the first last.
    pub(super) great: Vec<EntityId>,
    /// With the article that was read beside it, the latest first.
    pub(super) cards: VecDeque<(Box<Card>, Option<ArticleId>)>,
}

/// Names of the settings that a sitting keeps.
const SETTINGS: [&str; 13] = [
    "filter", "sort", "article", "row", "focus", "beside", "panes", "timeline", "grain", "basis",
    "theme", "cursor", "card",
];

/// Why there is no answer: in words, or with a place in the query.
pub(super) enum Refusal {
    Words(String),
    Fault(Fault),
}

impl<E: std::error::Error> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Words(error.to_string())
    }
}

pub(super) type Answered = Result<Answer, Refusal>;

impl Clerk {
    #[must_use]
    pub fn new(today: Day) -> Self {
        Self {
            today,
            templates: Templates::default(),
            generation: 0,
            revision: 0,
            entities: None,
            titles: None,
            axis: None,
            measured: false,
            sparks: HashMap::new(),
            great: Vec::new(),
            cards: VecDeque::new(),
        }
    }

    /// With the templates that notes can be written through.
    #[must_use]
    pub fn with(self, templates: Templates) -> Self {
        Self { templates, ..self }
    }

    /// Answers a question; what goes wrong is an answer too.
    pub fn answer(&mut self, library: &Library, question: &Question) -> Answer {
        let answered = library.at_once(|| self.try_answer(library, question));
        match answered.map_err(Refusal::from).flatten() {
            Ok(answer) => answer,
            Err(Refusal::Words(words)) => Answer::Failed(words),
            Err(Refusal::Fault(fault)) => Answer::Fault(fault),
        }
    }

    pub(super) fn try_answer(&mut self, library: &Library, question: &Question) -> Answered {
        Ok(match question {
            Question::Opening => opening(library, self.today)?,
            Question::Articles {
                wanted,
                first,
                count,
            } => {
                let range = *first..first.saturating_add(*count);
                Answer::Articles(library.articles(&listing(library, wanted)?, range)?)
            }
            Question::Article(id) => Answer::Article(Box::new(library.article(*id)?)),
            Question::Changes(id) => Answer::Changes(insight::revisions(library, *id)?),
            Question::Card { entity, here } => Answer::Card(self.card(library, entity, *here)?),
            Question::Timeline {
                scope,
                query,
                basis,
                grain,
                start,
                count,
            } => {
                let query = parse(library, query)?;
                let first = match *start {
                    Place::Row(row) => row,
                    Place::Beside(article, day) => {
                        let here = (article, day);
                        let (at, total) =
                            insight::timeline_place(library, scope, &query, *basis, here)?;
                        // The end of a timeline fills its pane too.
                        at.saturating_sub(ABOVE).min(total.saturating_sub(*count))
                    }
                };
                let range = first..first.saturating_add(*count);
                Answer::Timeline(insight::timeline(
                    library, scope, &query, *basis, *grain, range,
                )?)
            }
            Question::Entities { pattern, limit } => {
                Answer::Entities(self.entities(library)?.find(pattern, *limit))
            }
            Question::Titles { pattern, limit } => {
                Answer::Titles(self.titles(library)?.find(library, pattern, *limit)?)
            }
            Question::Sentences { query, limit } => {
                let query = parse(library, query)?;
                if query.is_empty() {
                    Answer::Sentences(Vec::new())
                } else {
                    Answer::Sentences(library.first_hits(&query, *limit)?)
                }
            }
            Question::Both {
                ends: [one, other],
                pattern,
                limit,
            } => {
                let mut hits = insight::both(library, [one, other], *limit)?;
                let typed = pattern.trim();
                if !typed.is_empty() {
                    let holds = |words: &str| find::holds(words, typed);
                    hits.retain(|hit| holds(&hit.text) || holds(&hit.title));
                }
                Answer::Sentences(hits)
            }
            Question::Neighbourhood { entity, most } => {
                Answer::Neighbourhood(insight::neighbourhood(library, entity, *most)?.map(Box::new))
            }
            Question::Months {
                cast,
                query,
                zoom,
                most,
            } => {
                let query = parse(library, query)?;
                Answer::Months(insight::months(library, cast, &query, *zoom, *most)?)
            }
            Question::Sparks(ids) => {
                let mut lines = Vec::with_capacity(ids.len());
                for id in ids {
                    lines.extend(self.spark(library, id)?.map(|spark| (id.clone(), spark)));
                }
                Answer::Sparks(lines.into_iter().collect())
            }
            Question::Copies {
                article,
                pattern,
                limit,
            } => {
                let mut rows = library.copies(*article)?;
                rows.splice(0..0, library.row(*article)?);
                Answer::Titles(TitleLookup::new(rows).find(pattern, *limit))
            }
            Question::Neighbour {
                entity,
                from,
                toward,
            } => Answer::Neighbour(neighbour(library, entity, *from, *toward)?),
            Question::Place { wanted, article } => {
                Answer::Row(library.position(&listing(library, wanted)?, *article)?)
            }
            Question::Row {
                wanted,
                pattern,
                from,
                toward,
            } => Answer::Row(row(library, wanted, pattern, *from, *toward)?),
            Question::ClaimNotes(article) => {
                Answer::ClaimNotes(*article, insight::claim_notes(library, *article)?)
            }
            Question::Claims {
                which,
                query,
                first,
                count,
            } => {
                let range = *first..first.saturating_add(*count);
                let query = parse(library, query)?;
                let found = insight::claims(library, *which, &query, range)?;
                let resolved = insight::resolved(library, &found.rows)?;
                Answer::Claims(found, resolved)
            }
            Question::Claim(group) => {
                let rows: Vec<_> = insight::claim(library, *group)?.into_iter().collect();
                let resolved = insight::resolved(library, &rows)?;
                let found = Window {
                    first: 0,
                    total: rows.len(),
                    rows,
                };
                Answer::Claims(found, resolved)
            }
            Question::Resolution {
                article,
                lit,
                about,
                value,
            } => {
                let told = (about.as_str(), value.as_str());
                let made = insight::resolution(library, *article, *lit, told, self.today)?;
                Answer::Resolution(Box::new(made))
            }
            Question::Shelf => Answer::Shelf(Box::new(super::Shelf {
                news: library.news()?.as_ref().clone(),
                queries: library.queries()?,
            })),
            Question::Clips => Answer::Clips(insight::clips(library)?),
            Question::Report { about, period } => self.draw(library, about, period.as_deref())?,
            Question::Templates => Answer::Templates(self.listed()?),
            Question::Filled { about, draft } => {
                let mut page = Vec::new();
                if let Some(template) = self.template(draft)? {
                    let report = self.deep(library, about, draft)?;
                    export::fill(&template, &report, &mut page)?;
                }
                Answer::Filled(String::from_utf8_lossy(&page).into_owned())
            }
            Question::Note {
                about,
                draft,
                path,
                existing,
            } => self.note(library, about, draft, path, *existing)?,
        })
    }

    fn entities(&mut self, library: &Library) -> Result<&mut Lookup, Refusal> {
        self.refresh(library)?;
        if self.entities.is_none() {
            let lookup = Lookup::of(library)?;
            lookup.learn_words();
            self.entities = Some(lookup);
        }
        self.entities.as_mut().ok_or_else(no_lookup)
    }

    fn titles(&mut self, library: &Library) -> Result<&mut Headings, Refusal> {
        self.refresh(library)?;
        if self.titles.is_none() {
            self.titles = Some(Headings::new(library)?);
        }
        self.titles.as_mut().ok_or_else(no_lookup)
    }

    /// What a note will be made of, with the analyst's words.
    fn draw(&self, library: &Library, about: &About, period: Option<&str>) -> Answered {
        let selection = about.selection();
        let draft = library.draft(&selection.key())?;
        let period = period.unwrap_or(&draft.period);
        let marking = Marking {
            date: self.today,
            within: Within::parse(period).unwrap_or_default(),
            ..Marking::default()
        };
        let report = insight::report(library, &selection, &marking)?;
        let since = library.noted(&selection.key())?.map(|(day, last)| {
            let new = report.sources.iter().filter(|it| it.article > last);
            (day, new.count() as u32)
        });
        Ok(Answer::Report(Box::new(report), Box::new(draft), since))
    }

    /// The names of the templates.
    fn listed(&self) -> Result<Vec<String>, Refusal> {
        let listed = self.templates.list().map_err(unread)?;
        Ok(listed.into_iter().map(|one| one.name).collect())
    }

    /// The template that a note goes through, where one was chosen.
    fn template(&self, draft: &Draft) -> Result<Option<Template>, Refusal> {
        let Some(name) = &draft.template else {
            return Ok(None);
        };
        match self.templates.find(name).map_err(unread)? {
            Some(template) => Ok(Some(template)),
            None => Err(Refusal::Words(format!("there is no template {name}"))),
        }
    }

    /// A report with everything that a template may want.
    fn deep(
        &self,
        library: &Library,
        about: &About,
        draft: &Draft,
    ) -> Result<insight::Report, Refusal> {
        let mut marking = Marking::of(draft, self.today);
        marking.depth = insight::Depth::Everything;
        Ok(insight::report(library, &about.selection(), &marking)?)
    }

    fn note(
        &self,
        library: &Library,
        about: &About,
        draft: &Draft,
        path: &Path,
        existing: Existing,
    ) -> Answered {
        let path = at_home(path);
        if existing == Existing::Keep && path.symlink_metadata().is_ok() {
            return Ok(Answer::Exists(path));
        }
        let written = |path| Answer::Written {
            path,
            about: about.clone(),
            period: draft.period.clone(),
        };
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let format = export::Format::of_name(&name).unwrap_or_default();
        if let Some(template) = self.template(draft)?
            && format.ending() == template.ending()
        {
            let report = self.deep(library, about, draft)?;
            let replace = export::Existing::Replace;
            export::save(&path, replace, |file| {
                export::fill(&template, &report, file)
            })?;
            return Ok(written(path));
        }
        let mut marking = Marking::of(draft, self.today);
        marking.depth = format.depth();
        let report = insight::report(library, &about.selection(), &marking)?;
        // Asked for already where one is there.
        let replace = export::Existing::Replace;
        if format.is_folder() {
            export::save_all(&path, replace, &export::files(format, &report)?)?;
        } else {
            export::save(&path, replace, |file| export::write(format, &report, file))?;
        }
        Ok(written(path))
    }
}

fn unread((path, why): (PathBuf, std::io::Error)) -> Refusal {
    Refusal::Words(format!("cannot read {}: {why}", path.display()))
}

fn no_lookup() -> Refusal {
    Refusal::Words("the look-up could not be made".to_owned())
}

fn opening(library: &Library, today: Day) -> Answered {
    let mut kept = library.settings()?;
    let settings = SETTINGS
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), kept.remove(*name)?)))
        .collect();
    let marks = library
        .marks()?
        .into_iter()
        .map(|(letter, (article, offset))| (letter, article, offset))
        .collect();
    Ok(Answer::Opening(Opening {
        settings,
        marks,
        today,
        order: library.next_order()?,
    }))
}

fn parse(library: &Library, query: &str) -> Result<Query, Refusal> {
    library.ask(query).map_err(|error| {
        let error = match error {
            library::Error::Query(error) => error,
            other => return Refusal::from(other),
        };
        let message = match &error.hint {
            Some(hint) => format!("{}: {hint}", error.message),
            None => error.message.clone(),
        };
        Refusal::Fault(Fault {
            message,
            at: Some(Span::from(error.at)),
        })
    })
}

fn listing(library: &Library, wanted: &Wanted) -> Result<Listing, Refusal> {
    Ok(Listing {
        query: parse(library, &wanted.query)?,
        sort: wanted.sort,
    })
}

/// The first mention in the next article that names an entity, or the last in the one before.
fn neighbour(
    library: &Library,
    entity: &EntityId,
    from: ArticleId,
    toward: Toward,
) -> Result<Option<(ArticleId, Span)>, Refusal> {
    let step = match toward {
        Toward::Next => Step::Next,
        Toward::Previous => Step::Previous,
    };
    let Some(id) = library.beside_naming(entity, from, step)? else {
        return Ok(None);
    };
    let marks = library.article(id)?.annotations;
    let mut spans = marks.mentions.iter().filter_map(|mention| {
        let found = marks.entities.get(mention.entity as usize)?;
        (found.id == *entity).then_some(mention.span)
    });
    let span = match toward {
        Toward::Next => spans.next(),
        Toward::Previous => spans.next_back(),
    };
    Ok(span.map(|span| (id, span)))
}

/// The next row whose title or publisher holds a pattern, a page of rows at a time.
fn row(
    library: &Library,
    wanted: &Wanted,
    pattern: &str,
    from: usize,
    toward: Toward,
) -> Result<Option<usize>, Refusal> {
    const PAGE: usize = 500;
    let listing = listing(library, wanted)?;
    let holds = |row: &crate::library::ArticleRow| {
        find::holds(&row.title, pattern)
            || row
                .publisher
                .as_ref()
                .is_some_and(|publisher| find::holds(publisher, pattern))
    };
    let mut edge = from;
    loop {
        let range = match toward {
            Toward::Next => edge + 1..edge + 1 + PAGE,
            Toward::Previous => edge.saturating_sub(PAGE)..edge,
        };
        let window = library.articles(&listing, range.clone())?;
        if window.rows.is_empty() {
            return Ok(None);
        }
        let found = match toward {
            Toward::Next => window.rows.iter().position(holds),
            Toward::Previous => window.rows.iter().rposition(holds),
        };
        if let Some(at) = found {
            return Ok(Some(window.first + at));
        }
        edge = match toward {
            Toward::Next => edge + PAGE,
            Toward::Previous => range.start,
        };
    }
}

/// `~/` is the person's home.
fn at_home(path: &Path) -> PathBuf {
    match (path.strip_prefix("~"), std::env::var_os("HOME")) {
        (Ok(rest), Some(home)) => Path::new(&home).join(rest),
        _ => path.to_owned(),
    }
}
