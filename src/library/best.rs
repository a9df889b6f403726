//! The best that [`Either`] and [`Phrase`] find are those that tantivy finds.

use super::either::Either;
use super::phrase::Phrase;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, STORED, Schema, TEXT};
use tantivy::{Index, IndexWriter, TantivyDocument, Term};

const WORDS: [&str; 6] = ["the", "of", "agent", "bank", "cable", "dossier"];

#[test]
fn the_best_are_the_same() {
    let mut schema = Schema::builder();
    let field = schema.add_text_field("text", TEXT | STORED);
    let index = Index::create_in_ram(schema.build());
    let mut writer: IndexWriter = index
        .writer_with_num_threads(1, 20_000_000)
        .expect("writes");
    let mut dice = 7_u64;
    let mut below = |n: u64| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (dice >> 33) % n
    };
    // Two segments, the first of more blocks than one and more stretches than one.
    for count in [9_000, 70] {
        for _ in 0..count {
            let mut text = String::new();
            for _ in 0..3 + below(40) {
                // The first ones stand nearly everywhere, the last hardly anywhere; now and then
                // one is repeated at length.
                let word = WORDS[(below(6) * below(7) / 6) as usize];
                for _ in 0..=below(200) / 198 * 40 {
                    text.push_str(word);
                    text.push(' ');
                }
            }
            let mut document = TantivyDocument::default();
            document.add_text(field, text);
            writer.add_document(document).expect("adds");
        }
        writer.commit().expect("commits");
    }
    let searcher = index.reader().expect("reads").searcher();
    let best = |query: &dyn Query, count| {
        let top = TopDocs::with_limit(count).order_by_score();
        searcher.search(query, &top).expect("searches")
    };
    for _ in 0..60 {
        let words: Vec<&str> = (0..2 + below(2))
            .map(|_| WORDS[below(6) as usize])
            .collect();
        let terms: Vec<Term> = words
            .iter()
            .map(|word| Term::from_field_text(field, word))
            .collect();
        let count = [1, 10, 300][below(3) as usize];
        let phrase = best(&PhraseQuery::new(terms.clone()), count);
        let own = best(&Phrase::new(terms.clone()), count);
        assert_eq!(own, phrase, "{words:?}");

        let parts = terms.iter().map(|term| -> (Occur, Box<dyn Query>) {
            let option = IndexRecordOption::WithFreqs;
            (
                Occur::Should,
                Box::new(TermQuery::new(term.clone(), option)),
            )
        });
        let either = best(&BooleanQuery::new(parts.collect()), count);
        let own = best(&Either::new(terms.clone()), count);
        // More than two are added up in another order.
        let close = own
            .iter()
            .zip(&either)
            .all(|(a, b)| (a.0 - b.0).abs() < 1e-5);
        assert!(close && own.len() == either.len(), "{words:?}");
        if words.len() == 2 {
            assert_eq!(own, either, "{words:?}");
        }
    }
}
