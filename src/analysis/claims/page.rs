//! A document with what was already worked out of its sentences and names, for its claims.

use super::list::List;
use super::roots;
use super::sketch::Sketch;
use super::words::{Run, hash, short, shorts_of, unit};
use crate::model::{
    Annotations, Bound, ClaimKind, Document, EntityId, Figure, Kind, Measure, Mention, Moment,
    Quotation, Sense, Span, Stance, Timex, Voice,
};
use crate::text::{Token, TokenKind, fold, tokens};
use std::cell::OnceCell;

/// Quotations of fewer words are phrases that anybody might use.
const QUOTED: usize = 6;
/// How many words before and after a figure say what is said of it.
const BESIDE: usize = 5;

/// Who is said to have said it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Speaker<'a> {
    /// By place among the entities.
    Entity(usize),
    Described(&'a str),
}

impl Speaker<'_> {
    pub(super) fn voice(self, found: &Annotations) -> Voice {
        match self {
            Self::Entity(at) => Voice::Entity(found.entities[at].id.clone()),
            Self::Described(words) => Voice::Described(words.to_owned()),
        }
    }
}

/// What a claim says beside its sketch.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told<'a> {
    /// When it is said to have happened.
    pub(super) moment: Option<Moment>,
    /// On whose word.
    pub(super) speaker: Option<Speaker<'a>>,
}

/// A document with what was already worked out of it.
pub(super) struct Page<'a> {
    text: &'a str,
    found: &'a Annotations,
    own: List<u32>,
    /// By entity: the number of its name, and what its word rests on.
    numbers: Vec<u32>,
    cited: Vec<Option<List<u32>>>,
    /// By sentence: its words, those of its neighbours, and who speaks in it.
    words: Vec<OnceCell<List<u16>>>,
    around: Vec<OnceCell<List<u16>>>,
    speakers: Vec<OnceCell<Option<usize>>>,
    /// The sentence that was cut into words last.
    cut: Option<(usize, Vec<Token>)>,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document, found: &'a Annotations) -> Self {
        let entities = &found.entities;
        Self {
            text: &document.text,
            found,
            own: roots::of(document).into(),
            numbers: entities.iter().map(|one| hash(one.id.as_str())).collect(),
            cited: vec![None; entities.len()],
            words: vec![OnceCell::new(); found.sentences.len()],
            around: vec![OnceCell::new(); found.sentences.len()],
            speakers: vec![OnceCell::new(); found.sentences.len()],
            cut: None,
        }
    }

    /// What the figure, incident or quotation of this place in its list claims, in its sentence;
    /// nothing where that is too little.
    pub(super) fn tell(
        &mut self,
        kind: ClaimKind,
        at: usize,
        sentence: usize,
    ) -> Option<(Told<'a>, Sketch)> {
        match kind {
            ClaimKind::Figure => self.figure(&self.found.figures[at], sentence),
            ClaimKind::Event => self.event(at, sentence),
            ClaimKind::Quote => self.quote(&self.found.quotes[at], sentence),
        }
    }

    fn figure(&mut self, figure: &'a Figure, at: usize) -> Option<(Told<'a>, Sketch)> {
        // Small counts and shares agree by chance; ages, odds and terms of years count nothing.
        let counts = figure.value >= 5.0
            && !figure.unit.is_empty()
            && figure.unit != "%"
            && !figure.unit.starts_with("to ")
            && !matches!(
                figure.unit.as_str(),
                "years" | "year" | "months" | "days" | "hours" | "minutes" | "year-old"
            );
        if !counts {
            return None;
        }
        let mut sketch = self.sketch(ClaimKind::Figure, at);
        let told = self.surround(at, figure.span, &mut sketch);
        if sketch.names.is_empty() && sketch.places.is_empty() && sketch.words.len() <= 2 {
            return None;
        }
        sketch.measure = Some(measure(figure, figure.span.of(self.text)));
        sketch.unit = unit(&figure.unit);
        sketch.said = self.beside(figure.span, at).into();
        let mut incidents = self.found.incidents.iter();
        if let Some(incident) = incidents.find(|incident| incident.span.overlaps(figure.span)) {
            sketch.incident = Some(incident.kind);
            sketch.stance = incident.stance;
        }
        Some((told, sketch))
    }

    fn event(&mut self, at: usize, sentence: usize) -> Option<(Told<'a>, Sketch)> {
        let incident = &self.found.incidents[at];
        let mut sketch = self.sketch(ClaimKind::Event, sentence);
        let told = Told {
            moment: incident.moment,
            ..self.surround(sentence, incident.trigger, &mut sketch)
        };
        sketch.days = incident.moment.map(|moment| (moment.first, moment.last));
        if sketch.names.len() + sketch.places.len() < 2
            && (sketch.names.is_empty() || sketch.days.is_none())
        {
            return None;
        }
        sketch.incident = Some(incident.kind);
        sketch.stance = incident.stance;
        sketch.said = self.classes(incident.trigger).into();
        Some((told, sketch))
    }

    fn quote(&mut self, quote: &'a Quotation, at: usize) -> Option<(Told<'a>, Sketch)> {
        let folded = fold(quote.span.of(self.text));
        let words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .collect();
        if words.len() < QUOTED {
            return None;
        }
        let mut sketch = self.sketch(ClaimKind::Quote, at);
        let mut runs: Vec<u32> = words.windows(3).map(|run| Run::of(run).number()).collect();
        runs.sort_unstable();
        runs.dedup();
        sketch.runs = runs.into();
        let told = self.surround(at, quote.span, &mut sketch);
        let speaker = voice(quote, self.found);
        self.rest(&mut sketch, speaker);
        Some((Told { speaker, ..told }, sketch))
    }

    /// What every claim of a sentence has in common. A quotation stands for itself, whatever is
    /// around it.
    fn sketch(&self, kind: ClaimKind, at: usize) -> Sketch {
        Sketch {
            kind,
            incident: None,
            stance: Stance::Fact,
            measure: None,
            unit: (0, false),
            days: None,
            own: self.own.clone(),
            cited: List::default(),
            said: List::default(),
            words: self.words_of(at),
            around: match kind {
                ClaimKind::Quote => List::default(),
                _ => self.around(at),
            },
            runs: List::default(),
            names: List::default(),
            places: List::default(),
        }
    }

    /// Writes down whom a sentence names, what day it tells of and on whose word.
    fn surround(&mut self, at: usize, lit: Span, sketch: &mut Sketch) -> Told<'a> {
        let span = self.found.sentences[at];
        let (mut names, mut places) = (Vec::new(), Vec::new());
        for entity in self.named(at) {
            let list = if self.found.entities[entity].kind == Kind::Place {
                &mut places
            } else {
                &mut names
            };
            list.push(self.numbers[entity]);
        }
        names.sort_unstable();
        places.sort_unstable();
        (sketch.names, sketch.places) = (names.into(), places.into());
        let moment = self.date(span, lit).and_then(|date| date.moment);
        sketch.days = moment.map(|moment| (moment.first, moment.last));
        let speaker = self.speaker(at, lit);
        self.rest(sketch, speaker);
        Told { moment, speaker }
    }

    /// The entities that a sentence names, each once, in order of appearance.
    pub(super) fn entities(&self, at: usize) -> Vec<EntityId> {
        let ids = self.named(at).into_iter();
        ids.map(|entity| self.found.entities[entity].id.clone())
            .collect()
    }

    fn named(&self, at: usize) -> Vec<usize> {
        let mut out = Vec::new();
        for mention in self.mentions(self.found.sentences[at]) {
            let entity = mention.entity as usize;
            if entity < self.found.entities.len() && !out.contains(&entity) {
                out.push(entity);
            }
        }
        out
    }

    fn mentions(&self, sentence: Span) -> impl Iterator<Item = &'a Mention> + use<'a> {
        let mentions = &self.found.mentions;
        let first = mentions.partition_point(|mention| mention.span.end <= sentence.start);
        let mentions = mentions[first..].iter();
        mentions.take_while(move |mention| mention.span.start < sentence.end)
    }

    /// Writes down what a telling rests on. "Officials" of two articles need not be the same: only
    /// a name is a number that others share.
    fn rest(&mut self, sketch: &mut Sketch, speaker: Option<Speaker<'_>>) {
        sketch.cited = match speaker {
            Some(Speaker::Entity(at)) => {
                let entity = &self.found.entities[at];
                let cited = self.cited[at].get_or_insert_with(|| roots::cited(entity).into());
                cited.clone()
            }
            _ => List::default(),
        };
    }

    /// The date of a sentence that lies nearest to a place in it.
    fn date(&self, sentence: Span, lit: Span) -> Option<&'a Timex> {
        self.found
            .dates
            .iter()
            .filter(|date| sentence.contains(date.span) && date.moment.is_some())
            .min_by_key(|date| date.span.start.abs_diff(lit.start))
    }

    /// Who is said to have said it: the speaker of a quotation, direct or not, that holds the
    /// place; otherwise whoever is named with a word of saying in front of it.
    fn speaker(&self, at: usize, lit: Span) -> Option<Speaker<'a>> {
        let mut quotes = self.found.quotes.iter();
        let quoted = quotes.find(|quote| quote.span.overlaps(lit));
        if let Some(quote) = quoted
            && let Some(speaker) = voice(quote, self.found)
        {
            return Some(speaker);
        }
        let known = self.speakers[at].get_or_init(|| self.attributed(self.found.sentences[at]));
        known.map(Speaker::Entity)
    }

    /// "MI5 said that …", "a study by MI5 found …", "according to MI5": the name beside the word
    /// of saying.
    fn attributed(&self, sentence: Span) -> Option<usize> {
        let mut folded = None;
        for mention in self.mentions(sentence) {
            let Some(entity) = self.found.entities.get(mention.entity as usize) else {
                continue;
            };
            if matches!(
                entity.kind,
                Kind::Place | Kind::Malware | Kind::Law | Kind::Technology
            ) {
                continue;
            }
            let text = folded.get_or_insert_with(|| fold(sentence.of(self.text)));
            if text.len() != sentence.len() {
                return None;
            }
            let before = text
                .get(..(mention.span.start.saturating_sub(sentence.start)) as usize)
                .unwrap_or_default();
            let after = text
                .get((mention.span.end.saturating_sub(sentence.start)) as usize..)
                .unwrap_or_default();
            let introduced = [
                "according to",
                "according to the",
                "study by",
                "report by",
                "report from",
                "statement from",
                "statement by",
                "told",
                "told the",
            ]
            .iter()
            .any(|cue| before.trim_end().ends_with(cue));
            let by_study = || before.contains("study by") || before.contains("report by");
            if introduced || speaks(after) || before.len() < 40 && by_study() {
                return Some(mention.entity as usize);
            }
        }
        None
    }

    /// The words beside a figure within its clause.
    fn beside(&mut self, figure: Span, at: usize) -> Vec<u16> {
        let (text, sentence) = (self.text, self.found.sentences[at]);
        if self.cut.as_ref().is_none_or(|(known, _)| *known != at) {
            self.cut = Some((at, tokens(sentence.of(text))));
        }
        let all = self.cut.as_ref().map_or(&[][..], |(_, all)| all);
        let place = |token: &Token| Span {
            start: token.span.start + sentence.start,
            end: token.span.end + sentence.start,
        };
        let first = all.partition_point(|token| place(token).end <= figure.start);
        let last = all.partition_point(|token| place(token).start < figure.end);
        let stops = |token: &&Token| {
            !(token.kind == TokenKind::Sign
                && matches!(place(token).of(text), "," | ";" | ":" | "("))
        };
        let word = |token: &Token| short(&fold(place(token).of(text)));
        let mut out: Vec<u16> = all[..first]
            .iter()
            .rev()
            .take_while(stops)
            .take(BESIDE)
            .chain(all[last..].iter().take_while(stops).take(BESIDE))
            .filter_map(word)
            .collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// The words of a sentence; none where there is no such.
    fn words_of(&self, at: usize) -> List<u16> {
        let words = self.words.get(at).map(|words| {
            let words = words.get_or_init(|| self.classes(self.found.sentences[at]).into());
            words.clone()
        });
        words.unwrap_or_default()
    }

    /// The words of the sentences before and after.
    fn around(&self, at: usize) -> List<u16> {
        let words = self.around[at].get_or_init(|| {
            let mut around = Vec::new();
            for beside in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
                around.extend_from_slice(&self.words_of(beside));
            }
            around.sort_unstable();
            around.dedup();
            around.into()
        });
        words.clone()
    }

    /// What the words of a span stand for, sorted.
    fn classes(&self, span: Span) -> Vec<u16> {
        let text = span.of(self.text);
        let mut out = Vec::with_capacity(text.len() / 6);
        let folded;
        let folded = if text.is_ascii() {
            text
        } else {
            folded = fold(text);
            &folded
        };
        shorts_of(folded, &mut out);
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Whether a text that follows a name begins with a word of saying, an office between allowed:
/// "MI5 said", "MI5's head warned", "MI5 underscored".
fn speaks(after: &str) -> bool {
    after
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(4)
        .any(|word| {
            matches!(
                word,
                "said"
                    | "says"
                    | "say"
                    | "estimates"
                    | "estimated"
                    | "estimate"
                    | "reported"
                    | "reports"
                    | "found"
                    | "finds"
                    | "warned"
                    | "warns"
                    | "announced"
                    | "confirmed"
                    | "claimed"
                    | "claims"
                    | "revealed"
                    | "disclosed"
                    | "stated"
                    | "told"
                    | "wrote"
                    | "underscored"
                    | "alleged"
                    | "alleges"
                    | "put"
                    | "counted"
            )
        })
}

fn voice<'a>(quote: &'a Quotation, found: &Annotations) -> Option<Speaker<'a>> {
    let known = quote.speaker_entity.map(|entity| entity as usize);
    match (known, &quote.speaker) {
        (Some(entity), _) if entity < found.entities.len() => Some(Speaker::Entity(entity)),
        (_, Some(words)) => Some(Speaker::Described(words)),
        (_, None) => None,
    }
}

fn measure(figure: &Figure, text: &str) -> Measure {
    let value = figure.value;
    let (low, high, sense) = match (figure.bound, figure.upper) {
        (_, Some(upper)) => (value, upper, Sense::About),
        (Bound::About, None) if vague(text) => {
            // "Dozens" is written as twelve, "hundreds" as a hundred.
            (value, value * 9.99, Sense::Magnitude)
        }
        (Bound::Exact, None) if vague(text) => (value, value * 9.99, Sense::Magnitude),
        (Bound::Exact, None) => (value, value, Sense::Exact),
        (Bound::About, None) => (value * 0.9, value * 1.1, Sense::About),
        (Bound::AtLeast, None) => (value, value * 1.2, Sense::AtLeast),
        (Bound::AtMost, None) => (value * 0.8, value, Sense::AtMost),
    };
    Measure { low, high, sense }
}

/// Whether only an order of magnitude is told.
fn vague(text: &str) -> bool {
    let first = text.as_bytes().first().map(u8::to_ascii_lowercase);
    if first.is_none_or(|first| first.is_ascii() && !b"dsthmb".contains(&first)) {
        return false;
    }
    let folded = fold(text);
    [
        "dozens",
        "scores",
        "tens of",
        "hundreds",
        "thousands",
        "millions",
        "billions",
    ]
    .iter()
    .any(|word| folded.starts_with(word))
        && !folded.bytes().any(|byte| byte.is_ascii_digit())
}
