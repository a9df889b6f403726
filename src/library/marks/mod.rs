//! The marks of an article in few bytes, list by list and column by column: what follows from the
//! text, from a sentence or from another mark is not written down.

mod forms;
mod read;
mod words;
mod write;

pub(super) use forms::{Cast, Forms};
pub(super) use read::{read, read_mentions};
pub(super) use write::write;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Knowledge, annotate};
    use crate::model::{Annotations, ArticleId, Moment, Span};

    fn back(found: &Annotations, text: &str) -> (usize, Annotations) {
        let mut cast = Cast::default();
        let bytes = write(found, text, &mut cast);
        let sentences = found.sentences.clone();
        let given = Forms::Given(&cast);
        let some = read_mentions(&bytes, text, sentences.clone(), given, ArticleId(1));
        let read = read(&bytes, text, sentences, given, ArticleId(1)).expect("own bytes");
        let some = some.expect("own bytes");
        let mut bare = read.mentions.clone();
        for mention in &mut bare {
            mention.evidence.clear();
        }
        assert_eq!(some.mentions, bare);
        let ids = |found: &Annotations| -> Vec<_> {
            let entities = found.entities.iter();
            entities
                .map(|entity| (entity.id.clone(), entity.kind))
                .collect()
        };
        assert_eq!(ids(&some), ids(&read));
        (bytes.len(), read)
    }

    #[test]
    fn marks_come_back() {
        let knowledge = Knowledge::shipped();
        for document in crate::import::sample() {
            let text = &document.text;
            let mut found = annotate(&document, &knowledge);
            let (size, read) = back(&found, text);
            assert_eq!(read, found);
            assert!(size * 2 < text.len(), "{size} of {}", text.len());
            // However odd they are.
            found.sentences.truncate(3);
            found.mentions.reverse();
            for (at, mention) in found.mentions.iter_mut().enumerate() {
                mention.confidence = at as f32 / 1000.0;
                mention.evidence.push_str(["", "”", "\0", " “a”"][at % 4]);
                mention.open = vec![0; at % 3];
            }
            for date in &mut found.dates {
                date.moment = date.moment.map(Moment::roughly);
                date.span = Span {
                    start: u32::MAX,
                    end: 5,
                };
            }
            for quote in &mut found.quotes {
                quote.speaker = Some("nobody".to_owned());
            }
            for figure in &mut found.figures {
                figure.upper = Some(figure.value / 3.0);
                figure.value = -figure.value;
            }
            for event in &mut found.events {
                event.entities.insert(0, 70_000);
                event.short = Span { start: 9, end: 1 };
            }
            for entity in &mut found.entities {
                entity.listed = false;
                entity.name.push('é');
            }
            assert_eq!(back(&found, text).1, found);
        }
        assert_eq!(back(&Annotations::default(), "").1, Annotations::default());
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        let knowledge = Knowledge::shipped();
        let document = crate::import::sample().swap_remove(0);
        let found = annotate(&document, &knowledge);
        let mut cast = Cast::default();
        let bytes = write(&found, &document.text, &mut cast);
        for end in (0..bytes.len()).step_by(13) {
            let (sentences, given) = (found.sentences.clone(), Forms::Given(&cast));
            let cut = read(
                &bytes[..end],
                &document.text,
                sentences,
                given,
                ArticleId(1),
            );
            assert!(cut.is_err(), "{end}");
        }
    }
}
