use super::{CardRow, Overlay, Pane, Question, Session, Slot, Toward, Words};
use crate::insight::{Revised, Revision, grounds};

impl Session {
    /// Why the mark under the cursor was made.
    pub(super) fn why(&mut self) {
        let from_card = match (self.focus, self.card.selected(), &self.card.card) {
            (Pane::Card, Some(CardRow::Context(group, at)), Some(card)) => card
                .contexts
                .get(*group)
                .and_then(|group| group.contexts.get(*at))
                .map(|context| {
                    (
                        card.entity.name.clone(),
                        card.entity.kind.to_string(),
                        context.lit.of(&context.text).to_owned(),
                        context.rule,
                        context.confidence,
                        String::new(),
                        card.entity.listed,
                    )
                }),
            _ => None,
        };
        let of_text = from_card.is_none();
        let found = from_card.or_else(|| {
            let mention = self.reading.current()?;
            let entity = self.reading.entity_of(mention)?;
            Some((
                entity.name.clone(),
                entity.kind.to_string(),
                mention.span.of(self.reading.text()).to_owned(),
                mention.rule,
                mention.confidence,
                mention.evidence.clone(),
                entity.listed,
            ))
        });
        let mut lines = Vec::new();
        if let Some((name, kind, words, rule, confidence, evidence, listed)) = found {
            let mut line = |label: &str, told: String| lines.push((label.to_owned(), told));
            line("words", words);
            line("taken for", format!("{name} ({kind})"));
            line("made by", made_by(rule).to_owned());
            line("rule", rule.as_str().to_owned());
            if !evidence.is_empty() {
                line("because of", evidence);
            }
            line("confidence", format!("{confidence:.2}"));
            let known = if listed {
                "a name list"
            } else {
                "the text alone"
            };
            line("known from", known.to_owned());
        }
        if of_text {
            lines.extend(self.why_else());
        }
        if lines.is_empty() {
            self.say_needs_mark();
            return;
        }
        self.overlay = Some(Overlay::Words(Words {
            title: "Why this was marked".to_owned(),
            lines,
            top: 0,
        }));
    }

    /// What else the name under the cursor may mean, and what the other marks of its sentence, or of
    /// the one that was landed on, rest on.
    fn why_else(&self) -> Vec<(String, String)> {
        let Some(article) = &self.reading.article else {
            return Vec::new();
        };
        let found = &article.annotations;
        let mention = self.reading.current();
        let open = mention.map_or(&[][..], |mention| &mention.open);
        let entities = open
            .iter()
            .filter_map(|at| found.entities.get(*at as usize));
        let open: Vec<_> = entities
            .map(|entity| format!("{} ({})", entity.name, entity.kind))
            .collect();
        let mut lines = Vec::new();
        if !open.is_empty() {
            lines.push(("or else".to_owned(), open.join(", ")));
        }
        let sentence = || self.reading.sentence_at(mention?.span.start);
        if let Some(stretch) = self.reading.lit.or_else(sentence) {
            lines.extend(grounds::told(self.reading.text(), found, stretch));
        }
        lines
    }

    /// What of the input is not in the article.
    pub(super) fn left_out(&mut self) {
        let Some(article) = &self.reading.article else {
            return;
        };
        let lines: Vec<_> = article
            .document
            .dropped
            .iter()
            .map(|dropped| {
                let reason = format!("{:?}", dropped.reason);
                (words_of(&reason), dropped.text.replace('\n', " "))
            })
            .collect();
        if lines.is_empty() {
            self.say("nothing was left out of this article");
            return;
        }
        self.overlay = Some(Overlay::Words(Words {
            title: "Left out of the article".to_owned(),
            lines,
            top: 0,
        }));
    }

    /// Asks what changed in the article that is being read.
    pub(super) fn ask_changes(&mut self) {
        match self.reading.article.as_ref().map(|a| (a.row.id, a.earlier)) {
            None => {}
            Some((_, 0)) => self.say("this is the only version of the article that came in"),
            Some((id, _)) => self.ask(Slot::Changes, Question::Changes(id)),
        }
    }

    pub(super) fn show_changes(&mut self, steps: &[Revision]) {
        let mut lines = Vec::new();
        for step in steps {
            let told = |label: &str, line: &str| (label.to_owned(), line.to_owned());
            let head = format!("version {}", step.version);
            lines.push((
                head,
                if step.edits.is_empty() {
                    "every sentence as it was".to_owned()
                } else {
                    format!("against version {}", step.version - 1)
                },
            ));
            for edit in &step.edits {
                match edit {
                    Revised::Gone(was) => lines.push(told("gone", was)),
                    Revised::New(is) => lines.push(told("new", is)),
                    Revised::Reworded(was, is) => {
                        lines.push(told("was", was));
                        lines.push(told("is", is));
                    }
                }
            }
        }
        self.overlay = Some(Overlay::Words(Words {
            title: "What changed".to_owned(),
            lines,
            top: 0,
        }));
    }

    pub(super) fn find_in_text(&mut self, pattern: &str, toward: Toward) {
        self.reading.find(pattern);
        let height = self.height(Pane::Article).max(1);
        let spans = self.reading.finds.clone();
        if spans.is_empty() {
            self.say(format!("not found: {pattern}"));
            return;
        }
        let at = match self.reading.step(&spans, toward, height) {
            Some(at) => at,
            None if toward == Toward::Next => 0,
            None => spans.len() - 1,
        };
        self.leave();
        self.reading.mention = None;
        self.reading.find = Some(at);
        self.reading.reveal(spans[at], height);
        self.reading.lit = Some(spans[at]);
        self.say(format!("{} of {} · {pattern}", at + 1, spans.len()));
    }

    pub(super) fn find_in_card(&mut self, pattern: &str, toward: Toward) {
        let text = |row: &CardRow| match (row, &self.card.card) {
            (CardRow::Companion(at), Some(card)) => {
                card.companions.get(*at).map(|c| c.name.clone())
            }
            (CardRow::Group(at), Some(card)) => card.contexts.get(*at).map(|g| g.title.clone()),
            (CardRow::Context(group, at), Some(card)) => card
                .contexts
                .get(*group)
                .and_then(|g| g.contexts.get(*at))
                .map(|c| c.text.clone()),
            (CardRow::Named(at, _), _) => self
                .reading
                .article
                .as_ref()
                .and_then(|article| article.annotations.entities.get(*at))
                .map(|entity| entity.name.clone()),
            _ => None,
        };
        let holds = |at: &usize| {
            text(&self.card.rows[*at]).is_some_and(|text| super::find::holds(&text, pattern))
        };
        let found = match toward {
            Toward::Next => (self.card.cursor + 1..self.card.rows.len()).find(|at| holds(at)),
            Toward::Previous => (0..self.card.cursor.min(self.card.rows.len()))
                .rev()
                .find(|at| holds(at)),
        };
        match found {
            Some(at) => {
                self.card.cursor = at;
                let height = self.height(Pane::Card);
                self.card.follow(height);
            }
            None => self.say(format!("not found: {pattern}")),
        }
    }
}

/// Who made a mark.
fn made_by(rule: crate::model::Rule) -> &'static str {
    match rule.maker() {
        "analyst" => "the analyst",
        "model" => "the model",
        "list" => "a name list",
        _ => "a rule",
    }
}

/// `RelatedLinks` as `related links`.
fn words_of(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.char_indices() {
        if c.is_uppercase() && at > 0 {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}
