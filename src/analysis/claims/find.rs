use super::page::{Page, Speaker};
use super::sketch::Sketch;
use crate::model::{Annotations, Claim, ClaimKind, Document, Span};

/// A claim before its sentence was looked at: of which sort it is, its place in the list of those
/// of that sort, its sentence, and where it stands.
#[derive(Clone, Copy)]
struct Seen {
    kind: ClaimKind,
    at: usize,
    sentence: usize,
    lit: Span,
}

/// The claims of a document, in order of appearance, each with its sketch.
#[must_use]
pub fn find(document: &Document, found: &Annotations) -> Vec<(Claim, Sketch)> {
    tell(document, found, in_order(found))
}

/// Of these claims those that have one of some numbers, by [`Claim::number`]: what others are is not
/// looked at.
#[must_use]
pub fn numbered(document: &Document, found: &Annotations, numbers: &[u32]) -> Vec<(Claim, Sketch)> {
    let mut seen = in_order(found);
    seen.retain(|seen| numbers.contains(&Claim::numbered(seen.kind, seen.lit)));
    tell(document, found, seen)
}

fn tell(document: &Document, found: &Annotations, seen: Vec<Seen>) -> Vec<(Claim, Sketch)> {
    let mut page = Page::new(document, found);
    let claim = |seen: Seen| {
        let (told, sketch) = page.tell(seen.kind, seen.at, seen.sentence)?;
        let claim = Claim {
            kind: seen.kind,
            span: found.sentences[seen.sentence],
            lit: seen.lit,
            incident: sketch.incident,
            moment: told.moment,
            stance: sketch.stance,
            measure: sketch.measure,
            voice: told
                .speaker
                .map(|speaker: Speaker<'_>| speaker.voice(found)),
            entities: page.entities(seen.sentence),
        };
        Some((claim, sketch))
    };
    seen.into_iter().filter_map(claim).collect()
}

/// The first claims of a document, at most so many, by their numbers: what keeping them takes, and
/// much quicker than to find all.
#[must_use]
pub fn first(document: &Document, found: &Annotations, most: usize) -> Vec<(u32, Sketch)> {
    let mut page = Page::new(document, found);
    let sketch = |seen: Seen| {
        let (_, sketch) = page.tell(seen.kind, seen.at, seen.sentence)?;
        Some((Claim::numbered(seen.kind, seen.lit), sketch))
    };
    let claims = in_order(found).into_iter().filter_map(sketch);
    claims.take(most).collect()
}

/// What may be a claim, in order of appearance.
fn in_order(found: &Annotations) -> Vec<Seen> {
    let figures = found.figures.iter().map(|figure| figure.span).enumerate();
    let triggers = found.incidents.iter().map(|incident| incident.trigger);
    let quotes = found.quotes.iter().enumerate();
    let quotes = quotes.filter_map(|(at, quote)| quote.direct.then_some((at, quote.span)));
    let seen = |kind: ClaimKind, (at, lit): (usize, Span)| {
        Some(Seen {
            kind,
            at,
            sentence: sentence(found, lit)?,
            lit,
        })
    };
    let mut out: Vec<Seen> = figures
        .filter_map(|one| seen(ClaimKind::Figure, one))
        .chain((triggers.enumerate()).filter_map(|one| seen(ClaimKind::Event, one)))
        .chain(quotes.filter_map(|one| seen(ClaimKind::Quote, one)))
        .collect();
    out.sort_by_key(|seen| (seen.sentence, seen.kind, seen.lit.start));
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
