use super::state::Resume;
use super::{Follows, Pane, Session, Theme, timeline};
use crate::insight::TimeBasis;
use crate::library::Sort;
use crate::model::{ArticleId, EntityId};

pub(super) fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Date => "date",
        Sort::Title => "title",
        Sort::Relevance => "relevance",
        Sort::New => "new",
    }
}

fn sort_parse(word: &str) -> Option<Sort> {
    [Sort::Date, Sort::Title, Sort::Relevance, Sort::New]
        .into_iter()
        .find(|sort| sort_name(*sort) == word)
}

impl Session {
    /// What is kept between sittings, each piece by name.
    pub(super) fn settings(&self) -> [(&'static str, String); 13] {
        [
            ("filter", self.list.wanted.query.clone()),
            ("sort", sort_name(self.list.wanted.sort).to_owned()),
            (
                "article",
                self.goal
                    .map(|goal| goal.article)
                    .or(self.reading.id())
                    .map_or_else(String::new, |id| id.0.to_string()),
            ),
            ("row", self.list.cursor.to_string()),
            ("focus", self.focus.as_str().to_owned()),
            ("beside", self.other.as_str().to_owned()),
            (
                "panes",
                format!(
                    "{} {} {} {}",
                    self.wishes.list,
                    self.wishes.side,
                    self.wishes.card,
                    u8::from(self.wishes.zoom)
                ),
            ),
            ("timeline", follows_name(self.follows).to_owned()),
            ("grain", timeline::grain_name(self.time.grain).to_owned()),
            (
                "basis",
                match self.time.basis {
                    TimeBasis::Event => "event",
                    TimeBasis::Publication => "publication",
                }
                .to_owned(),
            ),
            // With what the configuration said at the time: where that says otherwise later, it counts.
            (
                "theme",
                format!("{} {}", self.theme.as_str(), self.habit.as_str()),
            ),
            (
                "cursor",
                self.reading
                    .mention
                    .zip(self.reading.id())
                    .map_or_else(String::new, |(at, id)| format!("{} {at}", id.0)),
            ),
            (
                "card",
                self.pinned
                    .as_ref()
                    .zip(self.reading.id())
                    .map_or_else(String::new, |(entity, id)| format!("{} {entity}", id.0)),
            ),
        ]
    }

    /// Takes one back; what cannot be read is left as it is.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match name {
            "filter" => value.clone_into(&mut self.list.wanted.query),
            "sort" => self.list.wanted.sort = sort_parse(value).unwrap_or_default(),
            "row" => self.list.cursor = value.parse().unwrap_or_default(),
            "focus" => self.focus = Pane::parse(value).unwrap_or(self.focus),
            "beside" => self.other = Pane::parse(value).unwrap_or(self.other),
            "panes" => {
                let numbers: Vec<i16> = value
                    .split(' ')
                    .filter_map(|word| word.parse().ok())
                    .collect();
                if let [list, side, card, zoom] = numbers[..] {
                    let wish = |n: i16| n.clamp(-40, 60);
                    self.wishes.list = wish(list);
                    self.wishes.side = wish(side);
                    self.wishes.card = wish(card);
                    self.wishes.zoom = zoom != 0;
                }
            }
            "timeline" => {
                self.follows = [Follows::Corpus, Follows::Article, Follows::Entity]
                    .into_iter()
                    .find(|follows| follows_name(*follows) == value)
                    .unwrap_or_default();
            }
            "grain" => {
                self.time.grain = timeline::grain_parse(value).unwrap_or(self.time.grain);
            }
            "basis" => {
                self.time.basis = if value == "publication" {
                    TimeBasis::Publication
                } else {
                    TimeBasis::Event
                };
            }
            "theme" => {
                let (chosen, over) = value.split_once(' ').unwrap_or((value, "terminal"));
                if over == self.habit.as_str() {
                    self.theme = Theme::parse(chosen).unwrap_or(self.habit);
                }
            }
            "cursor" | "card" => self.remember(name, value),
            _ => {}
        }
    }
}

impl Session {
    /// Notes where the cursor stood, for when its article is there.
    fn remember(&mut self, name: &str, value: &str) {
        let Some((article, rest)) = value.split_once(' ') else {
            return;
        };
        let Ok(article) = article.parse().map(ArticleId) else {
            return;
        };
        let resume = self.resume.get_or_insert(Resume {
            article,
            mention: None,
            card: None,
        });
        if resume.article != article {
            return;
        }
        match name {
            "cursor" => resume.mention = rest.parse().ok(),
            _ => resume.card = Some(EntityId(rest.to_owned())),
        }
    }

    /// Puts the cursor where it stood, in the first article that is shown.
    pub(super) fn take_up(&mut self) {
        let Some(resume) = self.resume.take() else {
            return;
        };
        if self.reading.id() == Some(resume.article) {
            let there = |at: &usize| self.reading.mention_at(*at).is_some();
            self.reading.mention = resume.mention.filter(there);
            self.pinned = resume.card;
        }
    }
}

/// The word for what a timeline follows.
#[must_use]
pub fn follows_name(follows: Follows) -> &'static str {
    match follows {
        Follows::Corpus => "corpus",
        Follows::Article => "article",
        Follows::Entity => "entity",
    }
}
