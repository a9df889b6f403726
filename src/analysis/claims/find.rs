use super::roots;
use super::sketch::Sketch;
use super::words::{hash, short, unit};
use crate::model::{
    Annotations, Bound, Claim, ClaimKind, Document, EntityId, Figure, Kind, Measure, Quotation,
    Sense, Span, Timex, Voice,
};
use crate::text::{TokenKind, fold, tokens};
use std::collections::BTreeMap;

/// Quotations of fewer words are phrases that anybody might use.
const QUOTED: usize = 6;
/// How many words before and after a figure say what is said of it.
const BESIDE: usize = 5;

/// The claims of a document, in order of appearance, each with its sketch.
#[must_use]
pub fn find(document: &Document, found: &Annotations) -> Vec<(Claim, Sketch)> {
    let mut page = Page {
        text: &document.text,
        found,
        own: roots::of(document),
        words: BTreeMap::new(),
    };
    let mut out = Vec::new();
    for figure in &found.figures {
        out.extend(page.figure(figure));
    }
    for at in 0..found.incidents.len() {
        out.extend(page.event(at));
    }
    for quote in found.quotes.iter().filter(|quote| quote.direct) {
        out.extend(page.quote(quote));
    }
    out.sort_by_key(|(claim, _)| (claim.span.start, claim.kind, claim.lit.start));
    out
}

/// Where a claim stands that was found before: its sentence, and the figure, trigger or quotation in
/// it. Much quicker than to find all of them again.
#[must_use]
pub fn place(found: &Annotations, number: u32) -> Option<(Span, Span)> {
    let claims = |kind: ClaimKind, lit: Span| Claim::numbered(kind, lit) == number;
    let figures = found.figures.iter().map(|figure| figure.span);
    let triggers = found.incidents.iter().map(|incident| incident.trigger);
    let quotes = found.quotes.iter().filter(|quote| quote.direct);
    let lit = figures
        .map(|lit| (ClaimKind::Figure, lit))
        .chain(triggers.map(|lit| (ClaimKind::Event, lit)))
        .chain(quotes.map(|quote| (ClaimKind::Quote, quote.span)))
        .find_map(|(kind, lit)| claims(kind, lit).then_some(lit))?;
    let at = sentence(found, lit)?;
    Some((found.sentences[at], lit))
}

/// The sentence that holds the beginning of a span.
fn sentence(found: &Annotations, span: Span) -> Option<usize> {
    let sentences = &found.sentences;
    let at = sentences.partition_point(|sentence| sentence.end <= span.start);
    (sentences.get(at)?.start <= span.start).then_some(at)
}

/// A document with what was already worked out of its sentences.
struct Page<'a> {
    text: &'a str,
    found: &'a Annotations,
    own: Vec<u32>,
    words: BTreeMap<usize, Vec<u16>>,
}

impl Page<'_> {
    fn figure(&mut self, figure: &Figure) -> Option<(Claim, Sketch)> {
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
        let at = sentence(self.found, figure.span)?;
        let mut sketch = self.sketch(ClaimKind::Figure, at);
        let measure = measure(figure, figure.span.of(self.text));
        sketch.measure = Some(measure);
        sketch.unit = unit(&figure.unit);
        sketch.said = self.beside(figure.span, at);
        let incident = self
            .found
            .incidents
            .iter()
            .find(|incident| incident.span.overlaps(figure.span));
        sketch.incident = incident.map(|incident| incident.kind);
        let mut claim = self.claim(ClaimKind::Figure, at, figure.span, &mut sketch);
        claim.measure = Some(measure);
        claim.incident = sketch.incident;
        if let Some(incident) = incident {
            claim.stance = incident.stance;
            sketch.stance = incident.stance;
        }
        let told = !sketch.names.is_empty() || !sketch.places.is_empty() || sketch.words.len() > 2;
        told.then_some((claim, sketch))
    }

    fn event(&mut self, at: usize) -> Option<(Claim, Sketch)> {
        let incident = &self.found.incidents[at];
        let at = sentence(self.found, incident.trigger)?;
        let mut sketch = self.sketch(ClaimKind::Event, at);
        sketch.incident = Some(incident.kind);
        sketch.stance = incident.stance;
        sketch.said = self.classes(incident.trigger);
        let mut claim = self.claim(ClaimKind::Event, at, incident.trigger, &mut sketch);
        claim.incident = Some(incident.kind);
        claim.stance = incident.stance;
        claim.moment = incident.moment;
        sketch.days = incident.moment.map(|moment| (moment.first, moment.last));
        let told = sketch.names.len() + sketch.places.len() >= 2
            || !sketch.names.is_empty() && sketch.days.is_some();
        told.then_some((claim, sketch))
    }

    fn quote(&mut self, quote: &Quotation) -> Option<(Claim, Sketch)> {
        let folded = fold(quote.span.of(self.text));
        let words: Vec<&str> = folded
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .filter(|word| !word.is_empty())
            .collect();
        if words.len() < QUOTED {
            return None;
        }
        let at = sentence(self.found, quote.span)?;
        let mut sketch = self.sketch(ClaimKind::Quote, at);
        sketch.runs = words.windows(3).map(|run| hash(&run.join(" "))).collect();
        sketch.runs.sort_unstable();
        sketch.runs.dedup();
        sketch.around = Vec::new();
        let mut claim = self.claim(ClaimKind::Quote, at, quote.span, &mut sketch);
        claim.voice = voice(quote, self.found);
        self.rest(&mut sketch, claim.voice.as_ref());
        Some((claim, sketch))
    }

    /// What every claim of a sentence has in common.
    fn sketch(&mut self, kind: ClaimKind, at: usize) -> Sketch {
        let mut around = Vec::new();
        for beside in [at.checked_sub(1), Some(at + 1)].into_iter().flatten() {
            around.extend(self.sentence_words(beside));
        }
        around.sort_unstable();
        around.dedup();
        Sketch {
            kind,
            incident: None,
            stance: crate::model::Stance::Fact,
            measure: None,
            unit: (0, false),
            days: None,
            own: self.own.clone(),
            cited: Vec::new(),
            said: Vec::new(),
            words: self.sentence_words(at),
            around,
            runs: Vec::new(),
            names: Vec::new(),
            places: Vec::new(),
        }
    }

    fn claim(&self, kind: ClaimKind, at: usize, lit: Span, sketch: &mut Sketch) -> Claim {
        let span = self.found.sentences[at];
        let mut entities: Vec<EntityId> = Vec::new();
        let first = self
            .found
            .mentions
            .partition_point(|mention| mention.span.end <= span.start);
        for mention in &self.found.mentions[first..] {
            if mention.span.start >= span.end {
                break;
            }
            let Some(entity) = self.found.entities.get(mention.entity as usize) else {
                continue;
            };
            if entities.contains(&entity.id) {
                continue;
            }
            entities.push(entity.id.clone());
            let names = if entity.kind == Kind::Place {
                &mut sketch.places
            } else {
                &mut sketch.names
            };
            names.push(hash(entity.id.as_str()));
        }
        sketch.names.sort_unstable();
        sketch.places.sort_unstable();
        let date = self.date(span, lit);
        let moment = date.and_then(|date| date.moment);
        sketch.days = moment.map(|moment| (moment.first, moment.last));
        let voice = self.voice(span, lit);
        self.rest(sketch, voice.as_ref());
        Claim {
            kind,
            span,
            lit,
            incident: None,
            moment,
            stance: crate::model::Stance::Fact,
            measure: None,
            voice,
            entities,
        }
    }

    /// Writes down what a telling rests on. "Officials" of two articles need not be the same: only
    /// a name is a number that others share.
    fn rest(&self, sketch: &mut Sketch, voice: Option<&Voice>) {
        let named = match voice {
            Some(Voice::Entity(id)) => self.found.entities.iter().find(|entity| entity.id == *id),
            _ => None,
        };
        sketch.cited = named.map(roots::cited).unwrap_or_default();
    }

    /// The date of a sentence that lies nearest to a place in it.
    fn date(&self, sentence: Span, lit: Span) -> Option<&Timex> {
        self.found
            .dates
            .iter()
            .filter(|date| sentence.contains(date.span) && date.moment.is_some())
            .min_by_key(|date| date.span.start.abs_diff(lit.start))
    }

    /// Who is said to have said it: the speaker of a quotation, direct or not, that holds the
    /// place; otherwise whoever is named with a word of saying in front of it.
    fn voice(&self, sentence: Span, lit: Span) -> Option<Voice> {
        let quoted = self
            .found
            .quotes
            .iter()
            .filter(|quote| quote.span.overlaps(lit) || sentence.contains(quote.span))
            .find(|quote| quote.span.overlaps(lit));
        if let Some(quote) = quoted
            && let Some(voice) = voice(quote, self.found)
        {
            return Some(voice);
        }
        self.attributed(sentence)
    }

    /// "MI5 said that …", "a study by MI5 found …", "according to MI5": the name beside the word
    /// of saying.
    fn attributed(&self, sentence: Span) -> Option<Voice> {
        let text = fold(sentence.of(self.text));
        let same_length = text.len() == sentence.len();
        if !same_length {
            return None;
        }
        let first = self
            .found
            .mentions
            .partition_point(|mention| mention.span.end <= sentence.start);
        for mention in &self.found.mentions[first..] {
            if mention.span.start >= sentence.end {
                break;
            }
            let Some(entity) = self.found.entities.get(mention.entity as usize) else {
                continue;
            };
            if matches!(
                entity.kind,
                Kind::Place | Kind::Malware | Kind::Law | Kind::Technology
            ) {
                continue;
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
            let by_study = before.contains("study by") || before.contains("report by");
            if introduced || speaks(after) || by_study && before.len() < 40 {
                return Some(Voice::Entity(entity.id.clone()));
            }
        }
        None
    }

    /// The words beside a figure within its clause.
    fn beside(&self, figure: Span, at: usize) -> Vec<u16> {
        let sentence = self.found.sentences[at];
        let all = tokens(sentence.of(self.text));
        let place = |token: &crate::text::Token| Span {
            start: token.span.start + sentence.start,
            end: token.span.end + sentence.start,
        };
        let first = all.partition_point(|token| place(token).end <= figure.start);
        let last = all.partition_point(|token| place(token).start < figure.end);
        let stops = |token: &&crate::text::Token| {
            !(token.kind == TokenKind::Sign
                && matches!(place(token).of(self.text), "," | ";" | ":" | "("))
        };
        let word = |token: &crate::text::Token| short(&fold(place(token).of(self.text)));
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

    fn sentence_words(&mut self, at: usize) -> Vec<u16> {
        let Some(&span) = self.found.sentences.get(at) else {
            return Vec::new();
        };
        if let Some(words) = self.words.get(&at) {
            return words.clone();
        }
        let words = self.classes(span);
        self.words.insert(at, words.clone());
        words
    }

    /// What the words of a span stand for, sorted.
    fn classes(&self, span: Span) -> Vec<u16> {
        let mut out: Vec<u16> = fold(span.of(self.text))
            .split(|c: char| !c.is_alphanumeric())
            .filter_map(short)
            .collect();
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

fn voice(quote: &Quotation, found: &Annotations) -> Option<Voice> {
    let known = quote
        .speaker_entity
        .and_then(|entity| found.entities.get(entity as usize));
    match (known, &quote.speaker) {
        (Some(entity), _) => Some(Voice::Entity(entity.id.clone())),
        (None, Some(words)) => Some(Voice::Described(words.clone())),
        (None, None) => None,
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
