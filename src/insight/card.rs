use super::compose::{block, entities_in, flat};
use super::{Card, Companion, Context, ContextGroup, Error};
use crate::library::{Article, Library, Together};
use crate::model::{ArticleId, EntityId, Moment, Span};

/// Articles whose mentions a card shows.
const GROUPS: usize = 30;
/// Companions that a card shows.
const COMPANIONS: usize = 40;

/// All about one entity: its counts, who it appears with beyond chance, its mentions in context.
/// `here` is the article being read. Nothing where no article names the entity.
///
/// # Errors
/// Where the library fails.
pub fn card(
    library: &Library,
    id: &EntityId,
    here: Option<ArticleId>,
) -> Result<Option<Card>, Error> {
    let Some((entity, row)) = library.entity(id)? else {
        return Ok(None);
    };
    let parent_name = match &entity.parent {
        Some(parent) => library.entity(parent)?.map(|(parent, _)| parent.name),
        None => None,
    };
    let mut shown = library.newest_naming(id, GROUPS)?;
    if let Some(here) = here.filter(|here| !shown.contains(here)) {
        shown.push(here);
    }
    let mut contexts = Vec::with_capacity(shown.len());
    let mut open = None;
    for article in shown {
        if Some(article) != here {
            contexts.push(group(&library.mentions(article)?, &entity.id));
            continue;
        }
        // A copy is not among those that count, but it is read.
        let article = library.article(article)?;
        let group = group(&article, &entity.id);
        if !group.contexts.is_empty() {
            contexts.push(group);
        }
        open = Some(article);
    }
    let mentions_here = contexts.iter().find(|group| Some(group.article) == here);
    Ok(Some(Card {
        parent_name,
        corrections: library.corrections_about(id)?,
        mentions: row.mentions,
        articles: row.articles,
        here: mentions_here.map_or(0, |group| group.contexts.len() as u32),
        span: span(library, id, &contexts)?,
        companions: companions(library, id, open.as_ref())?,
        contexts,
        total_groups: row.articles,
        spark: None,
        entity,
    }))
}

/// The mentions of an entity in one article, each in its sentence.
fn group(article: &Article, id: &EntityId) -> ContextGroup {
    let found = &article.annotations;
    let text = &article.document.text;
    let named = found.mentions.iter().filter(|mention| {
        found
            .entities
            .get(mention.entity as usize)
            .is_some_and(|entity| entity.id == *id)
    });
    let contexts = named
        .map(|mention| {
            let at = found
                .sentences
                .partition_point(|sentence| sentence.end <= mention.span.start);
            let sentence = found
                .sentences
                .get(at)
                .copied()
                .filter(|sentence| sentence.contains(mention.span))
                .unwrap_or(mention.span);
            Context {
                mention: mention.span,
                sentence,
                paragraph: block(article, mention.span).map_or(1, |(number, _)| number),
                text: sentence.of(text).to_owned(),
                lit: Span {
                    start: mention.span.start - sentence.start,
                    end: mention.span.end - sentence.start,
                },
                rule: mention.rule,
                confidence: mention.confidence,
            }
        })
        .collect();
    ContextGroup {
        article: article.row.id,
        title: article.row.title.clone(),
        published: article.row.published,
        estimated: article.row.estimated,
        contexts,
    }
}

/// The first and last event that names it; without one, the first and last publication.
fn span(
    library: &Library,
    id: &EntityId,
    contexts: &[ContextGroup],
) -> Result<Option<(Moment, Moment)>, Error> {
    if let Some(span) = library.event_span(id)? {
        return Ok(Some(span));
    }
    let published = || contexts.iter().filter_map(|group| group.published);
    Ok(published().min().zip(published().max()))
}

/// Those an entity appears with in sentences, furthest beyond chance first.
pub(super) fn companions(
    library: &Library,
    id: &EntityId,
    here: Option<&Article>,
) -> Result<Vec<Companion>, Error> {
    let sentences = library.totals()?.sentences as f64;
    let own = f64::from(library.sentences_naming(id)?);
    let beyond =
        |both: u32, other: u32| log_likelihood(f64::from(both), own, f64::from(other), sentences);
    // The furthest so far. Nobody is further than who is named in no other sentence, and the next
    // are named in no more than this one: most need not be looked up.
    let mut furthest: Vec<f32> = Vec::with_capacity(COMPANIONS + 1);
    let enough = |other: &Together| {
        let own = beyond(other.sentences, other.total_sentences);
        let at = furthest.partition_point(|known| known.total_cmp(&own).is_ge());
        furthest.insert(at, own);
        furthest.truncate(COMPANIONS);
        let next = beyond(other.sentences, other.sentences);
        other.sentences == 0
            || furthest
                .get(COMPANIONS - 1)
                .is_some_and(|last| *last > next)
    };
    let mut out: Vec<Companion> = library
        .together(id, enough)?
        .into_iter()
        // Sharing an article is not yet company: nearly all share one with the great names.
        .filter(|other| other.sentences > 0)
        .map(|other: Together| Companion {
            beyond_chance: beyond(other.sentences, other.total_sentences),
            here: 0,
            together: other.articles,
            sentences: other.sentences,
            id: other.id,
            kind: other.kind,
            name: other.name,
        })
        .collect();
    out.sort_by(|a, b| {
        b.beyond_chance
            .total_cmp(&a.beyond_chance)
            .then_with(|| b.together.cmp(&a.together))
            .then_with(|| a.id.cmp(&b.id))
    });
    out.truncate(COMPANIONS);
    if let Some(article) = here {
        for &sentence in &article.annotations.sentences {
            let named = entities_in(article, sentence);
            if !named.contains(id) {
                continue;
            }
            for companion in &mut out {
                companion.here += u32::from(named.contains(&companion.id));
            }
        }
    }
    Ok(out)
}

/// The log-likelihood ratio (Dunning 1993) of two things being named in `both` sentences, when
/// they are named in `one` and `other` of `all`; negative where that is less than chance.
fn log_likelihood(both: f64, one: f64, other: f64, all: f64) -> f32 {
    let cell = |seen: f64, expected: f64| {
        if seen <= 0.0 || expected <= 0.0 {
            0.0
        } else {
            seen * (seen / expected).ln()
        }
    };
    if all <= 0.0 {
        return 0.0;
    }
    let (not_one, not_other) = (all - one, all - other);
    let ratio = 2.0
        * (cell(both, one * other / all)
            + cell(one - both, one * not_other / all)
            + cell(other - both, not_one * other / all)
            + cell(all - one - other + both, not_one * not_other / all));
    let sign = if both * all >= one * other { 1.0 } else { -1.0 };
    (sign * ratio.max(0.0)) as f32
}

/// A context on one line, for lists.
impl Context {
    /// The sentence with line ends and doubled spaces gone.
    #[must_use]
    pub fn line(&self) -> String {
        flat(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::log_likelihood;

    #[test]
    fn company_counts_by_how_far_it_is_beyond_chance() {
        // Dunning's measure is zero at independence and grows with surprise.
        assert!(log_likelihood(25.0, 50.0, 50.0, 100.0).abs() < 1e-3);
        assert!(log_likelihood(5.0, 5.0, 5.0, 1000.0) > log_likelihood(5.0, 5.0, 50.0, 1000.0));
        assert!(log_likelihood(0.0, 50.0, 50.0, 100.0) < 0.0);
        assert!(log_likelihood(0.0, 0.0, 0.0, 0.0).abs() < 1e-9);
    }
}
