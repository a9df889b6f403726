use super::incidents::Learnt;
use super::{Knowledge, Reading, dates, events, figures, incidents, names, quotes};
use crate::model::{Annotations, Document};

/// Marks a document.
#[must_use]
pub fn annotate(document: &Document, knowledge: &Knowledge) -> Annotations {
    let reading = Reading::new(document);
    let published = document.meta.published.as_ref().map(|p| p.moment);
    let dates = dates::find(&reading, published);
    let mut names = names::mark(&reading, knowledge, &dates);
    // No finer than anybody is told, or a library keeps.
    for mention in &mut names.mentions {
        mention.confidence = (mention.confidence * 1000.0).round() / 1000.0;
    }
    let quotes = quotes::find(&reading, &names);
    let mut figures = figures::find(&reading, &dates);
    figures::at_home(&reading, &names, &mut figures);
    let learnt = knowledge.incidents.clone().or_else(Learnt::shipped);
    let mut incidents = incidents::find(&reading, &names, &dates, learnt.as_deref());
    quotes::refer(&reading, &names, &quotes, &mut incidents);
    let events = events::find(&reading, &names, &dates, &incidents);
    Annotations {
        entities: names.entities,
        mentions: names.mentions,
        dates,
        incidents,
        quotes,
        figures,
        events,
        sentences: reading.sentences.iter().map(|s| s.span).collect(),
    }
}
