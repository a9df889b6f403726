use super::editor::{Editor, Writing};
use super::reading::What;
use super::{Command, Effect, Overlay, Pane, Session, Toward};
use crate::export;
use crate::model::{Anchor, Annotation, ArticleId, Change, Citation, Clip, ClipKey, Span};

impl Session {
    /// The stretch of the article that clip, copy and annotate are about: what is selected, what is
    /// lit, or the sentence of the mention under the cursor.
    pub(super) fn target(&self) -> Option<Span> {
        let text = self.reading.text();
        let selected = self.reading.select.map(|select| select.span());
        let lit = selected.or(self.reading.lit);
        let mention = || {
            let mention = self.reading.current()?;
            self.reading.sentence_at(mention.span.start)
        };
        let span = lit.or_else(mention)?;
        let words = span.of(text);
        let start = span.start as usize + (words.len() - words.trim_start().len());
        let span = Span::new(start, start + words.trim().len());
        (!span.is_empty()).then_some(span)
    }

    /// Leaves the selection; what was selected stays lit.
    fn settle_on(&mut self, span: Span) {
        self.reading.select = None;
        self.reading.lit = Some(span);
    }

    /// Keeps a passage.
    pub(super) fn clip(&mut self) {
        let (Some(span), Some(article)) = (self.target(), self.reading.article.as_deref()) else {
            let select = self.keymap.way(Command::Select);
            self.say(format!("nothing selected to clip: {select} selects"));
            return;
        };
        let clip = Clip {
            order: self.next_order,
            ..Clip::new(article.row.id, &article.document, span, self.today)
        };
        let there = |kept: &super::Kept| kept.what == What::Clip && kept.span == span;
        if self.reading.kept.iter().any(there) {
            self.settle_on(span);
            let all = self.keymap.way(Command::Clips);
            self.say(format!("clipped already · {all} shows all clips"));
            return;
        }
        self.settle_on(span);
        let words = clip.anchor.exact.split_whitespace().count();
        let key = clip.key.clone();
        let make = Change::Clip {
            clip: Box::new(clip),
        };
        self.change("clip", make, Change::Unclip { key });
        let words = super::counted(words as u32, "word");
        let all = self.keymap.way(Command::Clips);
        self.say(format!("clipped, {words} · {all} shows all clips"));
    }

    /// Copies what clip would keep, else the first sentence that shows, with its source.
    pub(super) fn copy(&mut self) {
        let shown = self.reading.shown(self.height(Pane::Article)).start;
        let span = self.target().or_else(|| self.reading.sentence_at(shown));
        let (Some(span), Some(article)) = (span, self.reading.article.as_deref()) else {
            self.say("nothing here to copy");
            return;
        };
        let anchor = Anchor::new(article.row.id, &article.document, span);
        let text = export::quote(&anchor, &Citation::of(&article.document, span));
        if self.reading.select.is_some() {
            self.settle_on(span);
        }
        self.effects.push(Effect::Copy(text));
    }

    /// Opens the editor for words on a passage.
    pub(super) fn annotate(&mut self) {
        let (Some(span), Some(article)) = (self.target(), self.reading.article.as_deref()) else {
            let select = self.keymap.way(Command::Select);
            self.say(format!("nothing selected to write on: {select} selects"));
            return;
        };
        let there = |kept: &&super::Kept| kept.what == What::Words && kept.span == span;
        let old = self.reading.kept.iter().find(there).map(|kept| &kept.key);
        let old = old.and_then(|key| article.notes.iter().find(|note| note.key == *key));
        let annotation = old.cloned().unwrap_or_else(|| {
            Annotation::new(article.row.id, &article.document, span, "", self.today)
        });
        self.settle_on(span);
        let (quoted, words) = (annotation.anchor.exact.clone(), annotation.words.clone());
        let purpose = Writing::Annotation(Box::new(annotation));
        self.write_words(Editor::new(purpose, &quoted, &words));
    }

    /// Opens what was written on the stretch that is lit, or its clip among all clips; whether
    /// there was any.
    pub(super) fn open_kept(&mut self) -> bool {
        let Some(lit) = self.reading.lit else {
            return false;
        };
        let mut here = self.reading.kept.iter().filter(|kept| kept.span == lit);
        let Some(kept) = here
            .clone()
            .find(|it| it.what == What::Words)
            .or(here.next())
        else {
            return false;
        };
        match kept.what {
            What::Words => self.annotate(),
            What::Clip => {
                let key = kept.key.clone();
                self.open_clips(Some(key));
            }
        }
        true
    }

    /// The next passage that was clipped or written on, or the one before.
    pub(super) fn step_kept(&mut self, command: Command) {
        let toward = if command == Command::NextKept {
            Toward::Next
        } else {
            Toward::Previous
        };
        let mut spans: Vec<Span> = self.reading.kept.iter().map(|kept| kept.span).collect();
        spans.dedup();
        let height = self.height(Pane::Article).max(1);
        // From a mark within a passage the next passage is this one, as long as it is not lit.
        let within = self
            .reading
            .current()
            .filter(|_| toward == Toward::Next && self.reading.lit.is_none());
        let around =
            within.and_then(|mention| spans.iter().position(|span| span.contains(mention.span)));
        match around.or_else(|| self.reading.step(&spans, toward, height)) {
            Some(at) => {
                self.reading.mention = None;
                self.reading.lit = Some(spans[at]);
                self.reading.reveal(spans[at], height);
            }
            None if spans.is_empty() => {
                self.say("nothing of this article is clipped or written on");
            }
            None if toward == Toward::Next => {
                self.say("no clip or words further on in this article");
            }
            None => self.say("no clip or words before in this article"),
        }
    }

    /// Changes a clip, wherever it is shown.
    pub(super) fn edit_clip(
        &mut self,
        key: &ClipKey,
        what: &'static str,
        edit: impl FnOnce(&mut Clip),
    ) {
        let Some(old) = self.known_clip(key).cloned() else {
            return;
        };
        let mut new = old.clone();
        edit(&mut new);
        if new != old {
            let change = |from: &Clip, to: &Clip| Change::Reclip {
                from: Box::new(from.clone()),
                to: Box::new(to.clone()),
            };
            self.change(what, change(&old, &new), change(&new, &old));
        }
    }

    /// A clip among those that are loaded.
    fn known_clip(&self, key: &ClipKey) -> Option<&Clip> {
        let in_view = match &self.overlay {
            Some(Overlay::Clips(view)) => view.clip(key),
            _ => None,
        };
        in_view.or_else(|| {
            let article = self.reading.article.as_ref()?;
            article.clips.iter().find(|clip| clip.key == *key)
        })
    }

    /// Brings what is shown in line with a clip that is kept or gone.
    pub(super) fn show_clip(&mut self, key: &ClipKey, clip: Option<&Clip>) {
        if let Some(clip) = clip {
            self.next_order = self.next_order.max(clip.order.saturating_add(1));
        }
        let mut counted: Option<(ArticleId, u32)> = None;
        if let Some(Overlay::Clips(view)) = &mut self.overlay {
            counted = view.put(key, clip);
        }
        if let Some(article) = &mut self.reading.article {
            let was = article.clips.len();
            article.clips.retain(|old| old.key != *key);
            if let Some(clip) = clip
                && clip.anchor.article == article.row.id
            {
                article.clips.push(clip.clone());
                article.clips.sort_by_key(|clip| clip.anchor.span);
            }
            if clip.is_some_and(|clip| clip.anchor.article == article.row.id)
                || was != article.clips.len()
            {
                counted = Some((article.row.id, article.clips.len() as u32));
            }
            self.reading.place_kept();
        }
        if let Some((article, count)) = counted {
            self.each_row(article, |row| row.clips = count);
        }
    }

    /// The same for words on a span.
    pub(super) fn show_annotation(&mut self, key: &ClipKey, annotation: Option<&Annotation>) {
        if let Some(article) = &mut self.reading.article {
            article.notes.retain(|old| old.key != *key);
            if let Some(annotation) = annotation
                && annotation.anchor.article == article.row.id
            {
                article.notes.push(annotation.clone());
                article.notes.sort_by_key(|note| note.anchor.span);
            }
            self.reading.place_kept();
        }
    }

    /// What the analyst wrote on the stretch that is lit or the mark under the cursor.
    #[must_use]
    pub fn words_here(&self) -> Option<&str> {
        let article = self.reading.article.as_ref()?;
        let mention = || self.reading.current().map(|mention| mention.span);
        let here = self.reading.lit.or_else(mention)?;
        let over = |kept: &&super::Kept| kept.what == What::Words && kept.span.overlaps(here);
        let kept = self.reading.kept.iter().find(over)?;
        let note = article.notes.iter().find(|note| note.key == kept.key)?;
        Some(&note.words)
    }
}
