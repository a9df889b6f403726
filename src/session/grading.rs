use super::{Key, Overlay, Session};
use crate::library::Reliable;
use crate::model::{ArticleId, Change, Reliability};

/// How far a source can be relied on, being judged.
#[derive(Clone, Debug)]
pub struct Grading {
    pub article: ArticleId,
    /// Nothing where the article names none.
    pub publisher: Option<String>,
    pub reliable: Reliable,
    pub judges: Judges,
    /// Index into the grades.
    pub cursor: usize,
    under: Option<Box<Overlay>>,
}

/// What a grade is given to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judges {
    /// The publisher, and through it every article of its that has no grade of its own.
    Publisher,
    Article,
}

impl Grading {
    /// The grade that stands now for what is judged.
    #[must_use]
    pub fn standing(&self) -> Option<Reliability> {
        match self.judges {
            Judges::Publisher => self.reliable.publisher,
            Judges::Article => self.reliable.own,
        }
    }
}

impl Session {
    /// Opens the grades for the source of the article that is read or chosen.
    pub(super) fn grade(&mut self) {
        let Some(row) = self.subject() else {
            self.say("no article to judge the source of");
            return;
        };
        let (article, publisher, reliable) = (row.id, row.publisher.clone(), row.reliability);
        self.grade_source(article, publisher, reliable);
    }

    pub(super) fn grade_source(
        &mut self,
        article: ArticleId,
        publisher: Option<String>,
        reliable: Reliable,
    ) {
        let own = publisher.is_none() || reliable.own.is_some();
        let mut grading = Grading {
            article,
            publisher,
            reliable,
            judges: if own {
                Judges::Article
            } else {
                Judges::Publisher
            },
            cursor: 0,
            under: self.overlay.take().map(Box::new),
        };
        grading.cursor = reliable.grade() as usize;
        self.overlay = Some(Overlay::Grading(Box::new(grading)));
    }

    pub(super) fn press_grading(&mut self, mut grading: Box<Grading>, key: Key) {
        let last = Reliability::ALL.len() - 1;
        let chosen = match key {
            Key::Esc | Key::Char('q') | Key::Ctrl('c' | 'g') => {
                self.overlay = grading.under.take().map(|under| *under);
                return;
            }
            Key::Char('j') | Key::Down => {
                grading.cursor = (grading.cursor + 1).min(last);
                None
            }
            Key::Char('k') | Key::Up => {
                grading.cursor = grading.cursor.saturating_sub(1);
                None
            }
            Key::Tab | Key::BackTab | Key::Left | Key::Right | Key::Char('h' | 'l' | ' ') => {
                grading.judges = match grading.judges {
                    Judges::Article if grading.publisher.is_some() => Judges::Publisher,
                    Judges::Article | Judges::Publisher => Judges::Article,
                };
                None
            }
            Key::Enter => Reliability::ALL.get(grading.cursor).copied().map(Some),
            Key::Char('x') | Key::Backspace | Key::Delete => Some(None),
            Key::Char(letter) => Reliability::parse(letter.encode_utf8(&mut [0; 4])).map(Some),
            _ => None,
        };
        match chosen {
            Some(grade) => {
                self.overlay = grading.under.take().map(|under| *under);
                self.judge(&grading, grade);
            }
            None => self.overlay = Some(Overlay::Grading(grading)),
        }
    }

    fn judge(&mut self, grading: &Grading, grade: Option<Reliability>) {
        let words = grade.map_or("not judged".to_owned(), |grade| {
            format!("{} {}", grade.as_str(), grade.words())
        });
        if let (Judges::Publisher, Some(publisher)) = (grading.judges, &grading.publisher) {
            let to = |grade| Change::Reliability {
                publisher: publisher.clone(),
                grade,
            };
            let before = grading.reliable.publisher;
            self.change("grade of a publisher", to(grade), to(before));
            self.say(format!("{publisher}: {words}"));
        } else {
            let article = grading.article;
            let to = |grade| Change::ArticleGrade { article, grade };
            let before = grading.reliable.own;
            self.change("grade of an article", to(grade), to(before));
            self.say(format!("this article: {words}"));
        }
    }

    /// Brings what is shown in line with a grade.
    pub(super) fn show_grade(&mut self, set: impl Fn(&str, ArticleId, &mut Reliable)) {
        let set_row = |row: &mut crate::library::ArticleRow| {
            let publisher = row.publisher.as_deref().unwrap_or_default();
            set(publisher, row.id, &mut row.reliability);
        };
        self.list.window.rows.iter_mut().for_each(set_row);
        if let Some(article) = &mut self.reading.article {
            set_row(&mut article.row);
            self.reading.set_again();
        }
        if let Some(Overlay::Clips(view)) = &mut self.overlay {
            for shelved in &mut view.all {
                let citation = &shelved.clip.citation;
                let publisher = citation.publisher.as_deref().unwrap_or_default();
                set(
                    publisher,
                    shelved.clip.anchor.article,
                    &mut shelved.reliable,
                );
            }
        }
    }
}
