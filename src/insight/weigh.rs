//! What several articles claim, on how many independent words, and where they differ.

use super::compose::flat;
use crate::analysis::claims::{self, Sketch};
use crate::library::{Article, ArticleRow};
use crate::model::{
    Annotations, ArticleId, Claim, ClaimKind, Difference, Document, EntityId, IncidentKind, Moment,
    Sense, Span, Stance, Voice,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// One claim with everybody who makes it. Nothing in it was concluded without a sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Weighed {
    /// Its number in the library; 0 where it was not weighed there.
    pub group: i64,
    pub kind: ClaimKind,
    pub incident: Option<IncidentKind>,
    /// In a few words of the text: "20,000 people", what happened, the beginning of the quotation.
    pub what: String,
    /// By date of publication; the first is the first report that the library has.
    pub tellings: Vec<Telling>,
    pub articles: u32,
    /// How many of them do not rest on another or on one and the same word.
    pub origins: u32,
    /// What they do not agree on.
    pub differences: BTreeSet<Difference>,
    /// The numbers only grow from one report to the next: news, not contradiction.
    pub update: bool,
    /// Articles that give each other as the source.
    pub circle: bool,
}

/// One sentence that makes a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Telling {
    pub article: ArticleId,
    pub title: String,
    pub publisher: Option<String>,
    pub published: Option<Moment>,
    pub estimated: bool,
    /// The sentence.
    pub span: Span,
    /// The figure, trigger or quotation.
    pub lit: Span,
    pub text: String,
    /// What it says in a few words; where two say it differently the claim has two sides.
    pub value: String,
    pub stance: Stance,
    pub sense: Option<Sense>,
    /// On whose word, by name or as described.
    pub voice: Option<String>,
    pub entities: Vec<EntityId>,
    /// Tellings of one number rest on one origin; from 0.
    pub origin: u32,
    /// An earlier telling was more careful: "allegedly" became "was", "as many as" went.
    pub caveat_lost: bool,
}

impl Weighed {
    /// Whether the tellings cannot all be right as they stand.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        !self.differences.is_empty() && !self.update
    }

    /// The different values with the tellings of each, in order of first publication.
    #[must_use]
    pub fn sides(&self) -> Vec<(&str, Vec<&Telling>)> {
        let mut out: Vec<(&str, Vec<&Telling>)> = Vec::new();
        for telling in &self.tellings {
            match out.iter_mut().find(|(value, _)| *value == telling.value) {
                Some((_, side)) => side.push(telling),
                None => out.push((&telling.value, vec![telling])),
            }
        }
        out
    }
}

/// Weighs what a set of articles claims against each other; claims that only one article makes are
/// left out. `origin` gives the article that a copy is a copy of.
///
/// Most independent origins first.
#[must_use]
pub fn weigh(articles: &[Article], origin: &dyn Fn(ArticleId) -> ArticleId) -> Vec<Weighed> {
    let mut order: Vec<&Article> = articles.iter().collect();
    order.sort_by_key(|article| (article.row.published.map(|m| m.first), article.row.id));
    let told: Vec<(&Article, Claim, Sketch)> = order
        .iter()
        .flat_map(|article| {
            claims::find(&article.document, &article.annotations)
                .into_iter()
                .map(move |(claim, sketch)| (*article, claim, sketch))
        })
        .collect();
    let mut held: HashMap<u32, BTreeSet<ArticleId>> = HashMap::new();
    for (article, _, sketch) in &told {
        for &name in sketch.names.iter().chain(sketch.places.iter()) {
            held.entry(name).or_default().insert(article.row.id);
        }
    }
    let rarity = |name: u32| {
        let holding = held.get(&name).map_or(0, BTreeSet::len);
        claims::rarity(holding, articles.len())
    };
    let sketches: Vec<&Sketch> = told.iter().map(|(_, _, sketch)| sketch).collect();
    let mut out: Vec<Weighed> = claims::link(&sketches, &rarity)
        .into_iter()
        .map(|group| {
            let members: Vec<_> = group
                .into_iter()
                .map(|at| (told[at].0.into(), &told[at].1, &told[at].2))
                .collect();
            together(&members, origin, &rarity)
        })
        .filter(|weighed| weighed.articles > 1)
        .collect();
    out.sort_by(|a, b| {
        (b.origins, b.articles, a.kind)
            .cmp(&(a.origins, a.articles, b.kind))
            .then_with(|| {
                let place = |w: &Weighed| w.tellings.first().map(|t| (t.article, t.lit));
                place(a).cmp(&place(b))
            })
    });
    subsume(out)
}

/// An article whose claim is weighed, as far as that needs it.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    pub row: &'a ArticleRow,
    pub document: &'a Document,
    pub annotations: &'a Annotations,
}

impl<'a> From<&'a Article> for Teller<'a> {
    fn from(article: &'a Article) -> Self {
        Self {
            row: &article.row,
            document: &article.document,
            annotations: &article.annotations,
        }
    }
}

/// Weighs the tellings of one claim, which come in order of publication.
#[must_use]
pub fn together(
    members: &[(Teller<'_>, &Claim, &Sketch)],
    origin: &dyn Fn(ArticleId) -> ArticleId,
    rarity: claims::Rarity<'_>,
) -> Weighed {
    let mut tellings: Vec<Telling> = members.iter().map(|m| telling(m.0, m.1)).collect();
    let mut differences = BTreeSet::new();
    for (at, one) in members.iter().enumerate() {
        for other in &members[at + 1..] {
            if one.0.row.id != other.0.row.id
                && let claims::Likeness::Differs(difference) =
                    claims::compare(one.2, other.2, rarity)
            {
                differences.insert(difference);
            }
        }
    }
    let circle = origins(members, &mut tellings, origin);
    caveats(&mut tellings);
    let articles: BTreeSet<ArticleId> = tellings.iter().map(|t| origin(t.article)).collect();
    let roots: BTreeSet<u32> = tellings.iter().map(|t| t.origin).collect();
    let update = differences == BTreeSet::from([Difference::Value]) && grows(members);
    let first = members.first();
    Weighed {
        group: 0,
        kind: first.map_or(ClaimKind::Event, |m| m.1.kind),
        incident: members.iter().find_map(|m| m.1.incident),
        what: first.map_or_else(String::new, |m| what(m.0, m.1)),
        articles: articles.len() as u32,
        origins: roots.len() as u32,
        tellings,
        differences,
        update,
        circle,
    }
}

fn telling(article: Teller<'_>, claim: &Claim) -> Telling {
    let row = &article.row;
    let voice = claim.voice.as_ref().map(|voice| match voice {
        Voice::Entity(id) => name(article, id),
        Voice::Described(words) => words.clone(),
    });
    Telling {
        article: row.id,
        title: row.title.clone(),
        publisher: row.publisher.clone(),
        published: row.published,
        estimated: row.estimated,
        span: claim.span,
        lit: claim.lit,
        text: flat(article.document.slice(claim.span)),
        value: value(article, claim),
        stance: claim.stance,
        sense: claim.measure.map(|measure| measure.sense),
        voice,
        entities: claim.entities.clone(),
        origin: 0,
        caveat_lost: false,
    }
}

fn name(article: Teller<'_>, id: &EntityId) -> String {
    let known = article
        .annotations
        .entities
        .iter()
        .find(|entity| entity.id == *id);
    known.map_or_else(|| id.to_string(), |entity| entity.name.clone())
}

/// What is claimed, as its first teller has it.
fn what(article: Teller<'_>, claim: &Claim) -> String {
    let lit = flat(article.document.slice(claim.lit));
    match claim.kind {
        ClaimKind::Figure => lit,
        ClaimKind::Quote => {
            let words: Vec<&str> = lit.split(' ').collect();
            let cut = words.len() > 9;
            let shown = words[..words.len().min(9)].join(" ");
            format!("“{shown}{}”", if cut { " …" } else { "" })
        }
        ClaimKind::Event => {
            let kind = claim.incident.map_or("event", IncidentKind::as_str);
            let names: Vec<String> = claim
                .entities
                .iter()
                .take(3)
                .map(|id| name(article, id))
                .collect();
            format!("{kind}: {}", names.join(", "))
        }
    }
}

/// What a telling says that others may say differently.
fn value(article: Teller<'_>, claim: &Claim) -> String {
    match claim.kind {
        ClaimKind::Figure => {
            let lit = flat(article.document.slice(claim.lit));
            match claim.measure.map(|measure| measure.sense) {
                Some(Sense::AtLeast) => format!("at least {lit}"),
                Some(Sense::AtMost) => format!("at most {lit}"),
                Some(Sense::About) => format!("about {lit}"),
                _ => lit,
            }
        }
        ClaimKind::Event => match claim.stance {
            Stance::Fact => "told as fact".to_owned(),
            Stance::Alleged => "alleged".to_owned(),
            Stance::Denied => "denied".to_owned(),
        },
        ClaimKind::Quote => String::new(),
    }
}

/// Gives every telling the number of what it rests on: copies of one article, articles of one
/// publisher or author, the word of one and the same speaker, and a publisher that is cited are
/// one. Returns whether two cite each other.
fn origins(
    members: &[(Teller<'_>, &Claim, &Sketch)],
    tellings: &mut [Telling],
    origin: &dyn Fn(ArticleId) -> ArticleId,
) -> bool {
    let parts = claims::gather(members.len(), |at, other| {
        let (a, b) = (&members[at], &members[other]);
        origin(a.0.row.id) == origin(b.0.row.id) || a.2.rests_with(b.2)
    });
    let mut numbers: BTreeMap<usize, u32> = BTreeMap::new();
    for (telling, part) in tellings.iter_mut().zip(parts) {
        let next = numbers.len() as u32;
        telling.origin = *numbers.entry(part).or_insert(next);
    }
    members.iter().enumerate().any(|(at, a)| {
        members[..at]
            .iter()
            .any(|b| a.0.row.id != b.0.row.id && a.2.cites(b.2) && b.2.cites(a.2))
    })
}

/// Finds the tellings that are less careful than one before them.
fn caveats(tellings: &mut [Telling]) {
    let hedged = |sense: Option<Sense>| matches!(sense, Some(Sense::About | Sense::AtMost));
    for at in 1..tellings.len() {
        let (before, rest) = tellings.split_at_mut(at);
        let now = &mut rest[0];
        let lost = |earlier: &Telling| {
            let doubted = earlier.stance == Stance::Alleged && now.stance == Stance::Fact;
            let bounded = hedged(earlier.sense) && now.sense == Some(Sense::Exact);
            let later = earlier
                .published
                .zip(now.published)
                .is_some_and(|(a, b)| a.last < b.first);
            later && earlier.article != now.article && (doubted || bounded)
        };
        now.caveat_lost = before.iter().any(lost);
    }
}

/// Whether the numbers rise from report to report.
fn grows(members: &[(Teller<'_>, &Claim, &Sketch)]) -> bool {
    let figures: Vec<claims::Figures> = members
        .iter()
        .map(|(article, claim, _)| {
            let sure = article.row.published.filter(|_| !article.row.estimated);
            claims::Figures {
                value: claim.measure.map_or(0.0, |measure| measure.low),
                days: sure.map(|moment| (moment.first.0, moment.last.0)),
            }
        })
        .collect();
    claims::rise(&figures)
}

/// An event whose tellings all stand in sentences of a figure that is weighed already is told with
/// it, and not twice.
fn subsume(all: Vec<Weighed>) -> Vec<Weighed> {
    let figures: BTreeSet<(ArticleId, Span)> = all
        .iter()
        .filter(|weighed| weighed.kind == ClaimKind::Figure)
        .flat_map(|weighed| weighed.tellings.iter().map(|t| (t.article, t.span)))
        .collect();
    all.into_iter()
        .filter(|weighed| {
            weighed.kind != ClaimKind::Event
                || !weighed.differences.is_empty()
                || !weighed
                    .tellings
                    .iter()
                    .all(|t| figures.contains(&(t.article, t.span)))
        })
        .collect()
}
