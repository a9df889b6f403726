//! The analyst goes with one telling of a claim, and says why.

use super::editor::{Editor, Writing};
use super::{Overlay, Question, Session, Slot, Weighing};
use crate::model::{Change, Resolution};

impl Session {
    /// Goes with the telling under the cursor; where that is so already, opens what was said.
    pub(super) fn resolve(&mut self, view: &Weighing) {
        let (Some(weighed), Some(telling)) = (view.selected(), view.told()) else {
            return;
        };
        if weighed.differences.is_empty() {
            self.say("all tell it alike: there is nothing to resolve");
            return;
        }
        let question = Question::Resolution {
            article: telling.article,
            lit: telling.lit,
            about: weighed.what.clone(),
            value: telling.value.clone(),
        };
        self.ask(Slot::Resolution, question);
    }

    /// The telling is known by its words now: opens the editor for the reasons.
    pub(super) fn write_why(&mut self, mut made: Resolution) {
        let Some(Overlay::Weighing(view)) = &self.overlay else {
            return;
        };
        let Some(weighed) = view.selected() else {
            return;
        };
        let before = view.resolved(weighed).map(|found| &found.resolution);
        let same = before.filter(|old| old.key == made.key);
        if let Some(same) = same {
            made.words.clone_from(&same.words);
        }
        let quoted = view.told().map_or(String::new(), |told| told.text.clone());
        let words = made.words.clone();
        let purpose = Writing::Resolution {
            before: before.cloned().map(Box::new),
            resolution: Box::new(made),
        };
        self.write_words(Editor::new(purpose, &quoted, &words));
    }

    /// Keeps the decision with its reasons, in the place of the one before.
    pub(super) fn keep_resolution(&mut self, made: &Resolution, before: Option<&Resolution>) {
        if before == Some(made) {
            return;
        }
        let value = made.value.clone();
        let unresolve = |it: &Resolution| Change::Unresolve {
            key: it.key.clone(),
        };
        let resolve = |it: &Resolution| Change::Resolve {
            resolution: Box::new(it.clone()),
        };
        let other = before.filter(|old| old.key != made.key);
        let mut make: Vec<Change> = other.map(unresolve).into_iter().collect();
        make.push(resolve(made));
        let mut undo = vec![unresolve(made)];
        undo.extend(before.map(resolve));
        self.change("resolution", Change::All(make), Change::All(undo));
        self.say(format!("resolved: {value} · u takes it back"));
    }

    /// Leaves the claim open again.
    pub(super) fn unresolve(&mut self, old: Resolution) {
        let key = old.key.clone();
        let undo = Change::Resolve {
            resolution: Box::new(old),
        };
        self.change("resolution", Change::Unresolve { key }, undo);
        self.say("open again · u takes it back");
    }
}
