use super::{Pane, Question, Seek, Session, Slot};
use crate::library::Article;
use crate::model::Change;

impl Session {
    /// A change is on its way: what rests on it is asked for again, and answered once it is written.
    pub(super) fn kept(&mut self, change: &Change) {
        match change {
            Change::Correct { .. } => self.renew_marks(),
            Change::All(changes) => {
                let marks = |change: &&Change| matches!(change, Change::Correct { .. });
                if let Some(change) = changes.iter().find(marks) {
                    self.kept(change);
                }
                for change in changes.iter().filter(|change| !marks(change)) {
                    self.kept(change);
                }
            }
            Change::Resolve { .. } | Change::Unresolve { .. } => self.ask_claims_again(),
            Change::Watch { .. }
            | Change::WatchQuery { .. }
            | Change::Query { .. }
            | Change::Seen { .. }
            | Change::Unseen { .. } => {
                self.ask_shelf();
                self.asked.list = None;
            }
            Change::Read { .. } if !self.shelf.news.articles.is_empty() => self.ask_shelf(),
            _ => {}
        }
    }

    /// Asks again for everything that shows marks; places stay.
    pub(super) fn renew_marks(&mut self) {
        self.asked.list = None;
        self.asked.card = None;
        if let Some(article) = self.reading.id() {
            self.ask(Slot::Again, Question::Article(article));
        }
        self.ask_time_again();
        self.ask_shelf();
        if matches!(self.overlay, Some(super::Overlay::Picker(_))) {
            self.ask_picker();
        }
    }

    /// Takes the article being read in once more, everything where it was.
    pub(super) fn take_again(&mut self, article: Box<Article>) {
        if self.reading.id() != Some(article.row.id) {
            return;
        }
        // Places in the words of before are no places in other words.
        if self.reading.text() != article.document.text {
            self.reading.take_changed(article);
            (self.asked.card, self.asked.claims) = (None, None);
            if let Seek::Pane(Pane::Article, pattern) = &self.seek {
                self.reading.find(pattern);
            }
            return;
        }
        let span = self.reading.current().map(|mention| mention.span);
        let same = |at: &usize| {
            let mention = article.annotations.mentions.get(*at);
            mention.is_some_and(|mention| span.is_some_and(|span| span.overlaps(mention.span)))
        };
        let mention = (0..article.annotations.mentions.len()).find(same);
        self.reading.article = Some(article);
        self.reading.mention = mention;
        self.reading.set_again();
        self.reading.place_kept();
    }
}
