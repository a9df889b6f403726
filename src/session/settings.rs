use super::{Follows, Pane, Session, Theme, timeline};
use crate::insight::TimeBasis;
use crate::library::Sort;

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
    pub(super) fn settings(&self) -> [(&'static str, String); 11] {
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
            ("theme", self.theme.as_str().to_owned()),
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
            "theme" => self.theme = Theme::parse(value).unwrap_or_default(),
            _ => {}
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
