use super::list::List;
use super::words::hash;
use crate::model::{ClaimKind, Day, IncidentKind, Measure, Sense, Stance};

/// A claim boiled down to what it takes to tell whether another is the same: numbers alone, in
/// order, so that it packs small and compares quickly. Claims of one sentence, or one article, share
/// the lists that are theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    pub kind: ClaimKind,
    pub incident: Option<IncidentKind>,
    pub stance: Stance,
    pub measure: Option<Measure>,
    /// What is counted, and whether that is people; 0 for people of no description.
    pub unit: (u32, bool),
    /// First and last day that it can have happened on.
    pub days: Option<(Day, Day)>,
    /// What the article itself rests on: its publisher, authors, news agency. Sorted.
    pub own: List<u32>,
    /// What the sentence gives as its source, in the same numbers: the speaker, and the publisher
    /// of the speaker's name. Sorted.
    pub cited: List<u32>,
    /// The words beside the figure, or of the trigger: what is said of it. Sorted.
    pub said: List<u16>,
    /// The words of the sentence. Sorted.
    pub words: List<u16>,
    /// The words of the sentences before and after. Sorted.
    pub around: List<u16>,
    /// Of a quotation its runs of three words. Sorted.
    pub runs: List<u32>,
    /// Whoever is named, places apart. Sorted.
    pub names: List<u32>,
    /// Sorted.
    pub places: List<u32>,
}

impl Sketch {
    /// Whether two tellings rest on one and the same: of one publisher, author or agency, on one
    /// speaker's word, or one citing the other.
    #[must_use]
    pub fn rests_with(&self, other: &Self) -> bool {
        let mut roots = self.own.iter().chain(self.cited.iter());
        roots.any(|root| other.own.contains(root) || other.cited.contains(root))
    }

    /// Whether the source it gives is what the other one is of.
    #[must_use]
    pub fn cites(&self, other: &Self) -> bool {
        self.cited.iter().any(|root| other.own.contains(root))
    }

    /// What alike claims have in common: they share at least one of these numbers. At most
    /// sixteen.
    #[must_use]
    pub fn keys(&self) -> Vec<u64> {
        let mut out = Vec::new();
        let mut key = |tag: u8, a: u32, b: u32| {
            let mut bytes = [0; 9];
            bytes[0] = tag;
            bytes[1..5].copy_from_slice(&a.to_le_bytes());
            bytes[5..].copy_from_slice(&b.to_le_bytes());
            out.push(wide(&bytes));
        };
        match self.kind {
            ClaimKind::Quote => {
                // The lowest numbers of a set are the same in a set that is nearly the same.
                for &run in self.runs.iter().take(4) {
                    key(b'q', run, 0);
                }
            }
            ClaimKind::Figure => {
                let unit = if self.unit.1 { 0 } else { self.unit.0 };
                if let Some(measure) = self.measure {
                    let value = if measure.sense == Sense::AtMost {
                        measure.high
                    } else {
                        measure.low
                    };
                    key(b'v', unit, leading(value));
                }
                for &name in self.names.iter().take(3) {
                    key(b'n', unit, name);
                }
                for &place in self.places.iter().take(2) {
                    for &said in self.said.iter().take(2) {
                        key(b's', unit ^ u32::from(said).rotate_left(16), place);
                    }
                }
            }
            ClaimKind::Event => {
                let sort = sort(self.incident);
                for &name in self.names.iter().take(4) {
                    key(b'e', sort, name);
                }
                if let Some((first, last)) = self.days
                    && last.0 - first.0 < 8
                {
                    for &place in self.places.iter().take(2) {
                        key(
                            b'p',
                            sort ^ (first.0 / 7).cast_unsigned().rotate_left(8),
                            place,
                        );
                    }
                }
            }
        }
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// Kinds of incident that one telling may take for the other.
pub(super) fn sort(kind: Option<IncidentKind>) -> u32 {
    match kind {
        Some(IncidentKind::Cyber | IncidentKind::Espionage | IncidentKind::Leak) => 1,
        Some(IncidentKind::Attack | IncidentKind::Operation) => 2,
        Some(IncidentKind::Legal) => 3,
        Some(IncidentKind::Sanction | IncidentKind::Diplomatic) => 4,
        Some(IncidentKind::Recruitment) => 5,
        Some(IncidentKind::Influence) => 6,
        None => 0,
    }
}

/// Two leading digits and the magnitude of a number.
fn leading(value: f64) -> u32 {
    if value <= 0.0 {
        return 0;
    }
    let magnitude = value.log10().floor();
    let digits = (value / 10_f64.powf(magnitude - 1.0)).round();
    hash(&format!("{digits}e{magnitude}"))
}

fn wide(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
