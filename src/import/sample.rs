use super::{Given, Manifest, read};
use crate::model::Document;

/// The sample corpus as it was compiled in: name and bytes.
const SEEDS: [(&str, &[u8]); 5] = [
    (
        "000_7831d2987097c183.txt",
        include_bytes!("../../seeds/000_7831d2987097c183.txt"),
    ),
    (
        "001_c1b711ad6932a834.txt",
        include_bytes!("../../seeds/001_c1b711ad6932a834.txt"),
    ),
    (
        "002_a76ec817380755bf.txt",
        include_bytes!("../../seeds/002_a76ec817380755bf.txt"),
    ),
    (
        "003_be999ff2777712b6.txt",
        include_bytes!("../../seeds/003_be999ff2777712b6.txt"),
    ),
    (
        "004_fa4cc67c2e849015.txt",
        include_bytes!("../../seeds/004_fa4cc67c2e849015.txt"),
    ),
];

const MANIFEST: &[u8] = include_bytes!("../../seeds/corpus.json");

/// The five documents that the program carries with it.
///
/// # Panics
/// Never: the manifest is compiled in, and a test reads it.
#[must_use]
pub fn sample() -> Vec<Document> {
    let manifest = Manifest::parse(MANIFEST).expect("the manifest compiled in is valid");
    SEEDS
        .iter()
        .flat_map(|(name, bytes)| {
            read(name, bytes, manifest.entry(name), &Given::default()).documents
        })
        .collect()
}
