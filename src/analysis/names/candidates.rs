use crate::analysis::tagger::Page;
use crate::model::{Kind, Rule, Span};
use std::ops::Range;

/// A stretch of tokens that may be a name, as one list, rule or model sees it.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub tokens: Range<usize>,
    pub span: Span,
    pub kind: Kind,
    pub rule: Rule,
    /// Chance of being right as judged alone.
    pub weight: f32,
    pub evidence: String,
    /// Index of the list entry it names.
    pub entry: Option<u32>,
    /// Other list entries it could name as well.
    pub open: Vec<u32>,
    /// The document itself vouches for the list's reading: no other kind is weighed against it.
    pub vouched: bool,
}

impl Candidate {
    /// Makes a candidate of whole tokens.
    pub(super) fn new(
        page: &Page<'_>,
        tokens: Range<usize>,
        kind: Kind,
        rule: Rule,
        weight: f32,
        evidence: String,
    ) -> Self {
        let span = span_of(page, &tokens);
        Self {
            tokens,
            span,
            kind,
            rule,
            weight,
            evidence,
            entry: None,
            open: Vec::new(),
            vouched: false,
        }
    }

    /// What it brings into the choice among overlapping candidates: certainty, then length.
    fn strength(&self) -> f32 {
        let length = self.tokens.len().min(8) as f32;
        self.weight + 0.12 * (length - 1.0)
    }
}

impl Candidate {
    /// When its turn comes: by where it begins, the longer and the stronger first, by kind, by place.
    fn turn(&self, at: usize) -> u128 {
        // As `f32::total_cmp` orders them.
        let bits = self.strength().to_bits();
        let strength = if bits >> 31 == 1 {
            !bits
        } else {
            bits | 1 << 31
        };
        let place = (self.kind as u32) << 28 | at as u32;
        [self.span.start, !self.span.end, !strength, place]
            .into_iter()
            .fold(0, |turn, part| turn << 32 | u128::from(part))
    }
}

/// The letters from the first to the last token.
pub(super) fn span_of(page: &Page<'_>, tokens: &Range<usize>) -> Span {
    let all = &page.reading.tokens;
    let start = all.get(tokens.start).map_or(0, |t| t.span.start);
    let end = all
        .get(tokens.end.saturating_sub(1))
        .map_or(start, |t| t.span.end);
    Span { start, end }
}

/// Keeps the strongest candidates that do not overlap, in order of the text.
pub(super) fn choose(mut all: Vec<Candidate>) -> Vec<Candidate> {
    all.retain(|c| !c.span.is_empty());
    all = let_lists_speak(all);
    let mut order: Vec<u128> = all
        .iter()
        .enumerate()
        .map(|(at, candidate)| candidate.turn(at))
        .collect();
    order.sort_unstable();
    let mut all: Vec<Option<Candidate>> = all.into_iter().map(Some).collect();
    let all = order
        .into_iter()
        .filter_map(|turn| all.get_mut((turn as u32 & 0x0fff_ffff) as usize)?.take());
    let mut out: Vec<Candidate> = Vec::with_capacity(all.size_hint().1.unwrap_or_default());
    let mut cluster: Vec<Candidate> = Vec::new();
    let mut reach = 0;
    for candidate in all {
        if candidate.span.start >= reach && !cluster.is_empty() {
            settle(&mut cluster, &mut out);
        }
        reach = reach.max(candidate.span.end);
        cluster.push(candidate);
    }
    settle(&mut cluster, &mut out);
    out
}

/// Where a list knows a name, whatever else sees the same name as the same sort only confirms it.
fn let_lists_speak(mut all: Vec<Candidate>) -> Vec<Candidate> {
    confirm(&mut all);
    let mut listed: Vec<(Span, Kind, f32)> = all
        .iter()
        .filter(|c| c.entry.is_some())
        .map(|c| (c.span, c.kind, c.weight))
        .collect();
    listed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut vouched: Vec<(Span, Kind)> = all
        .iter()
        .filter(|c| c.vouched)
        .map(|c| (c.span, c.kind))
        .collect();
    vouched.sort_unstable();
    // A listed name of several words is that, whatever a shape or the tagger takes it for.
    let mut long: Vec<(Span, Kind)> = all
        .iter()
        .filter(|c| c.rule == Rule::Gazetteer && c.tokens.len() > 2 && c.weight >= 0.9)
        .map(|c| (c.span, c.kind))
        .collect();
    long.sort_unstable();
    all.into_iter()
        .filter(|c| {
            let at = vouched.partition_point(|v| v.0 < c.span);
            let known = vouched.get(at).filter(|v| v.0 == c.span);
            if known.is_some_and(|v| !c.vouched && !alike(v.1, c.kind)) {
                return false;
            }
            if c.entry.is_some() {
                return true;
            }
            let at = long.partition_point(|l| l.0 < c.span);
            if long.get(at).is_some_and(|l| l.0 == c.span && l.1 != c.kind) {
                return false;
            }
            let at = listed.partition_point(|l| l.0 < c.span);
            !listed[at..]
                .iter()
                .take_while(|l| l.0 == c.span)
                .any(|l| alike(l.1, c.kind) && l.2 >= 0.6)
        })
        .collect()
}

/// A shape that sees the same words as the same sort makes one listed reading of them surer.
fn confirm(all: &mut [Candidate]) {
    let mut shapes: Vec<(Span, Kind, f32)> = all
        .iter()
        .filter(|c| c.entry.is_none() && c.rule == Rule::Pattern && c.tokens.len() > 1)
        .map(|c| (c.span, c.kind, c.weight))
        .collect();
    shapes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
    let listed = |c: &&mut Candidate| c.entry.is_some() && c.open.is_empty() && c.tokens.len() > 1;
    for candidate in all.iter_mut().filter(listed) {
        let at = shapes.partition_point(|shape| shape.0 < candidate.span);
        for shape in shapes[at..]
            .iter()
            .take_while(|shape| shape.0 == candidate.span)
            .filter(|shape| alike(shape.1, candidate.kind))
        {
            candidate.weight = candidate.weight.max(shape.2);
        }
    }
}

fn alike(a: Kind, b: Kind) -> bool {
    let body = |kind| matches!(kind, Kind::Agency | Kind::Company | Kind::Organisation);
    a == b || body(a) && body(b)
}

/// Settles one cluster of overlapping candidates: strongest first, then whatever still fits.
fn settle(cluster: &mut Vec<Candidate>, out: &mut Vec<Candidate>) {
    if cluster.len() > 1 {
        cluster.sort_by(|a, b| {
            b.strength()
                .total_cmp(&a.strength())
                .then(a.span.cmp(&b.span))
                .then(a.kind.cmp(&b.kind))
        });
    }
    let from = out.len();
    for candidate in cluster.drain(..) {
        if out[from..]
            .iter()
            .all(|kept| !kept.span.overlaps(candidate.span))
        {
            out.push(candidate);
        }
    }
    out[from..].sort_by_key(|c| c.span);
}
