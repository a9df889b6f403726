use super::evidence::Evidence;
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
    pub evidence: Evidence,
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
        evidence: impl Into<Evidence>,
    ) -> Self {
        let span = span_of(page, &tokens);
        Self {
            tokens,
            span,
            kind,
            rule,
            weight,
            evidence: evidence.into(),
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
    /// When its turn comes among those of the same letters: the stronger first, by kind, by place.
    fn turn(&self, at: u32) -> u64 {
        // As `f32::total_cmp` orders them.
        let bits = self.strength().to_bits();
        let strength = if bits >> 31 == 1 {
            !bits
        } else {
            bits | 1 << 31
        };
        u64::from(!strength) << 32 | u64::from((self.kind as u32) << 28 | at)
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
    // By where it begins, the longer first.
    let begins = |span: Span| u64::from(span.start) << 32 | u64::from(!span.end);
    let mut order: Vec<(u64, u32)> = (0..)
        .zip(&all)
        .filter(|(_, candidate)| !candidate.span.is_empty())
        .map(|(at, candidate)| (begins(candidate.span), at))
        .collect();
    order.sort_unstable();
    let mut chosen: Vec<u32> = Vec::with_capacity(order.len());
    let (mut cluster, mut turns) = (Vec::new(), Vec::new());
    let mut reach = 0;
    for same in order.chunk_by(|one, other| one.0 == other.0) {
        confirm(&mut all, same);
        let_lists_speak(&all, same, &mut turns);
        for turn in turns.drain(..) {
            let at = turn as u32 & 0x0fff_ffff;
            let span = all[at as usize].span;
            if span.start >= reach {
                settle(&all, &mut cluster, &mut chosen);
            }
            reach = reach.max(span.end);
            cluster.push(at);
        }
    }
    settle(&all, &mut cluster, &mut chosen);
    let mut all: Vec<Option<Candidate>> = all.into_iter().map(Some).collect();
    let chosen = chosen.into_iter();
    chosen.filter_map(|at| all[at as usize].take()).collect()
}

/// Where a list knows a name, whatever else sees the same name as the same sort only confirms it: of
/// those of the same letters the turns of whoever is left, in order.
fn let_lists_speak(all: &[Candidate], same: &[(u64, u32)], turns: &mut Vec<u64>) {
    let each = || same.iter().map(|(_, at)| &all[*at as usize]);
    let left = |c: &Candidate| {
        if same.len() == 1 {
            return true;
        }
        // A listed name of several words is that, whatever a shape or the tagger takes it for.
        let long =
            |c: &&Candidate| c.rule == Rule::Gazetteer && c.tokens.len() > 2 && c.weight >= 0.9;
        if long(&c) {
            return true;
        }
        let vouched = each().filter(|c| c.vouched).map(|c| c.kind).min();
        if vouched.is_some_and(|kind| !c.vouched && !alike(kind, c.kind)) {
            return false;
        }
        if c.entry.is_some() {
            return true;
        }
        let long = each().filter(long).map(|c| c.kind).min();
        if long.is_some_and(|kind| kind != c.kind) {
            return false;
        }
        let mut listed = each().filter(|c| c.entry.is_some());
        !listed.any(|l| alike(l.kind, c.kind) && l.weight >= 0.6)
    };
    let left = same.iter().filter(|(_, at)| left(&all[*at as usize]));
    turns.extend(left.map(|(_, at)| all[*at as usize].turn(*at)));
    turns.sort_unstable();
}

/// A shape that sees the same words as the same sort makes one listed reading of them surer.
fn confirm(all: &mut [Candidate], same: &[(u64, u32)]) {
    if same.len() == 1 {
        return;
    }
    for (_, at) in same {
        let listed = &all[*at as usize];
        if listed.entry.is_none() || !listed.open.is_empty() || listed.tokens.len() < 2 {
            continue;
        }
        let shapes = same.iter().map(|(_, at)| &all[*at as usize]);
        let weight = shapes
            .filter(|c| c.entry.is_none() && c.rule == Rule::Pattern && c.tokens.len() > 1)
            .filter(|shape| alike(shape.kind, listed.kind))
            .fold(listed.weight, |weight, shape| weight.max(shape.weight));
        all[*at as usize].weight = weight;
    }
}

fn alike(a: Kind, b: Kind) -> bool {
    let body = |kind| matches!(kind, Kind::Agency | Kind::Company | Kind::Organisation);
    a == b || body(a) && body(b)
}

/// Settles one cluster of overlapping candidates: strongest first, then whatever still fits.
fn settle(all: &[Candidate], cluster: &mut Vec<u32>, chosen: &mut Vec<u32>) {
    let candidate = |at: &u32| &all[*at as usize];
    if cluster.len() > 1 {
        cluster.sort_by(|a, b| {
            let (a, b) = (candidate(a), candidate(b));
            b.strength()
                .total_cmp(&a.strength())
                .then(a.span.cmp(&b.span))
                .then(a.kind.cmp(&b.kind))
        });
    }
    let from = chosen.len();
    for at in cluster.drain(..) {
        let span = candidate(&at).span;
        let mut kept = chosen[from..].iter().map(candidate);
        if kept.all(|kept| !kept.span.overlaps(span)) {
            chosen.push(at);
        }
    }
    chosen[from..].sort_by_key(|at| candidate(at).span);
}
