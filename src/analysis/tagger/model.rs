use super::features::{Features, Hint, active, feature, own};
use super::kinds::{self, Kinds};
use super::lattice::{Lattice, Path, Steps, steps};
use super::lexicon::Class;
use super::recall::Recall;
use super::weights::{Sums, Told, Weights};
use super::words::Page;
use crate::model::Kind;
use std::cell::Cell;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

/// The sorts of names that the tagger tells apart; the last is none that is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sort {
    Person,
    Place,
    Body,
    Group,
    Malware,
    Technology,
    /// Elections, works, ships: names, but of no kind that is marked.
    Other,
}

impl Sort {
    pub(crate) const ALL: [Self; 7] = [
        Self::Person,
        Self::Place,
        Self::Body,
        Self::Group,
        Self::Malware,
        Self::Technology,
        Self::Other,
    ];

    /// The sort of a kind, where it has one.
    #[must_use]
    pub fn of(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Agency | Kind::Company | Kind::Organisation => Some(Self::Body),
            Kind::Person => Some(Self::Person),
            Kind::Place => Some(Self::Place),
            Kind::Group => Some(Self::Group),
            Kind::Malware => Some(Self::Malware),
            Kind::Technology => Some(Self::Technology),
            Kind::Incident | Kind::Law => None,
        }
    }

    /// The kind, where it follows; a body can still be of three.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Person => Some(Kind::Person),
            Self::Place => Some(Kind::Place),
            Self::Body => Some(Kind::Organisation),
            Self::Group => Some(Kind::Group),
            Self::Malware => Some(Kind::Malware),
            Self::Technology => Some(Kind::Technology),
            Self::Other => None,
        }
    }
}

/// Outside, then begin and inside of each sort.
pub(crate) const LABELS: usize = 15;
/// Labels of a row, filled up to a power of two.
pub(crate) const ROW: usize = 16;
/// Rows of the table, as a power of two.
pub(crate) const BITS: u32 = 19;
/// Taken from the score of no name, so that what is missed and what is marked amiss balance.
const CAUTION: f32 = 0.6;

/// A name that the tagger sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    pub tokens: Range<usize>,
    pub sort: Sort,
    /// Chance that all its labels are right, after the model.
    pub chance: f32,
}

/// What the tagger makes of a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tagging {
    pub names: Vec<Tagged>,
    /// For each token the chance that it is part of no name that is marked; 1 where neither the
    /// tagger nor a hint sees one.
    pub outside: Vec<f32>,
}

/// A linear-chain conditional random field over hashed features, weights in eighths of a byte's
/// range.
#[derive(Clone, Debug)]
pub struct Model {
    pub(super) weights: Weights,
    /// Of the models of this process.
    number: u64,
    /// What one step of a weight is worth.
    pub(super) step: f32,
    /// From label to label; the row after the last is the beginning.
    pub(super) moves: [[f32; LABELS]; LABELS + 1],
    steps: Steps,
    path: Path,
    /// Of which kind an unlisted name is.
    pub kinds: Kinds,
}

static SHIPPED: LazyLock<Option<Arc<Model>>> = LazyLock::new(|| {
    Model::decode(include_bytes!("../../../assets/model/names.bin")).map(Arc::new)
});

impl Model {
    /// The model that is compiled in, decoded at the first call.
    #[must_use]
    pub fn shipped() -> Option<Arc<Self>> {
        SHIPPED.clone()
    }

    pub(crate) fn new(rows: &[[i8; ROW]], step: f32, moves: &[[f32; LABELS]; LABELS + 1]) -> Self {
        Self::of(Weights::new(rows), step, moves)
    }

    /// A model of weights as they are kept.
    pub(super) fn of(weights: Weights, step: f32, moves: &[[f32; LABELS]; LABELS + 1]) -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        Self {
            weights,
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
            step,
            moves: *moves,
            steps: steps(moves),
            path: Path::new(moves),
            kinds: Kinds::ignorant(kinds::BITS),
        }
    }

    /// Finds the names of a document.
    #[must_use]
    pub fn tag(&self, page: &Page<'_>, hints: &[Hint]) -> Tagging {
        let features = Features::new(page, hints, &[]);
        let mut out = Tagging {
            names: Vec::new(),
            outside: vec![1.0; page.words.len()],
        };
        let mut room = ROOM.take();
        if room.number != self.number {
            room.known = Recall::default();
            room.forms = Recall::default();
            room.classes = Recall::default();
            room.number = self.number;
        }
        for sentence in &page.reading.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let first = at;
                let mut hinted = false;
                while at < sentence.tokens.end && active(page, hints, at) {
                    hinted |= hints[at] != Hint::default();
                    self.look_up(&features, at, &mut room);
                    at += 1;
                }
                if at == first {
                    at += 1;
                } else {
                    room.runs.push((first..at, hinted));
                }
            }
            if room.places.len() > BATCH {
                self.sum_up(page, &mut room);
            }
        }
        self.sum_up(page, &mut room);
        agree(&features, &mut room);
        self.settle(&mut room, &mut out);
        ROOM.set(room);
        out
    }

    /// Notes the places of what is around a token, and the sums of what comes again and again.
    fn look_up(&self, features: &Features<'_>, at: usize, room: &mut Room) {
        let told = &mut room.told;
        features.around(at, &mut |template, value| {
            told.tell(feature(template, value));
        });
        room.places.extend_from_slice(told.places());
        let (forms, classes) = (features.forms(at), features.classes(at));
        let mut sums = room.forms.find(forms.key(), || {
            forms.each(&mut |template, value| told.tell(feature(template, value)));
            self.weights.sum(told)
        });
        sums.join(room.classes.find(classes.key(), || {
            classes.each(&mut |template, value| told.tell(feature(template, value)));
            self.weights.sum(told)
        }));
        room.noted.push((room.places.len(), sums));
    }

    /// Scores the tokens of the runs that were noted last.
    fn sum_up(&self, page: &Page<'_>, room: &mut Room) {
        let mut start = 0;
        let tokens = room.runs[room.scored..].iter();
        let tokens = tokens.flat_map(|(run, _)| run.clone());
        for (at, (end, noted)) in tokens.zip(&room.noted) {
            let told = &mut room.told;
            let mut sums = room.known.get(page.text(at), u8::from(page.technical), || {
                for (_, feature) in own(page, at) {
                    told.tell(feature);
                }
                self.weights.sum(told)
            });
            sums.join(*noted);
            self.weights.add(&mut sums, &room.places[start..*end]);
            start = *end;
            let mut scores = sums.scores(self.step);
            scores[0] -= CAUTION;
            room.scores.push(scores);
        }
        room.scored = room.runs.len();
        room.places.clear();
        room.noted.clear();
    }

    /// Finds the names of the runs after the scores of their tokens.
    fn settle(&self, room: &mut Room, out: &mut Tagging) {
        let mut start = 0;
        for (run, hinted) in room.runs.drain(..) {
            let scores = &room.scores[start..start + run.len()];
            start += run.len();
            self.path.best(scores, &mut room.back, &mut room.labels);
            // Of a run without a name, in which nobody else sees one, no chance is asked.
            if hinted || room.labels.iter().any(|label| *label != 0) {
                room.lattice.fill(scores, &self.steps, None);
                read(run.start, &room.lattice, &room.labels, out);
            }
        }
        room.scored = 0;
        room.scores.clear();
        room.scores.shrink_to(MOST_SCORES);
    }
}

/// Brings the scores of one word nearer to each other wherever it stands in the document: what is
/// plain in one sentence holds in the others.
fn agree(features: &Features<'_>, room: &mut Room) {
    let fits = |at: usize| {
        let plain = Class::CONNECT | Class::FUNCTION | Class::COMMON;
        features
            .again(at)
            .filter(|_| !features.page.words[at].class.any(plain))
    };
    room.means.clear();
    room.means.resize(features.count(), Mean::default());
    let tokens = || room.runs.iter().flat_map(|(run, _)| run.clone());
    for (at, scores) in tokens().zip(&room.scores) {
        if let Some(word) = fits(at) {
            let mean = &mut room.means[word];
            mean.count += 1.0;
            for (sum, score) in mean.sums.iter_mut().zip(scores) {
                *sum += score;
            }
        }
    }
    for (at, scores) in tokens().zip(&mut room.scores) {
        let mean = fits(at).map(|word| &room.means[word]);
        if let Some(Mean { sums, count }) = mean.filter(|mean| mean.count > 1.0) {
            for (score, sum) in scores.iter_mut().zip(sums) {
                *score += SHARE * (sum / count - *score);
            }
        }
    }
}

/// The sum of the scores of a word, and how often it stands there.
#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sums: [f32; LABELS],
    count: f32,
}

/// How much of a word's score is the mean over the document; tried from 0 to 0.6.
const SHARE: f32 = 0.4;
/// Scores that a thread keeps room for.
const MOST_SCORES: usize = 1 << 16;

/// How many places are noted before they are asked for.
const BATCH: usize = 1000;

/// What a thread works with, kept from one document to the next.
#[derive(Debug, Default)]
struct Room {
    /// The sums of what the letters of words decide, after the model of the number.
    known: Recall<Sums, 12>,
    /// The same of [`Features::forms`] and [`Features::classes`].
    forms: Recall<Sums, 11>,
    classes: Recall<Sums, 11>,
    number: u64,
    /// Runs of tokens, and whether a list or a rule sees a name in them.
    runs: Vec<(Range<usize>, bool)>,
    /// How many of them have the scores of their tokens.
    scored: usize,
    told: Told,
    /// The places of what is around their tokens; where those of each token end, and the sums of
    /// what comes again and again.
    places: Vec<u32>,
    noted: Vec<(usize, Sums)>,
    scores: Vec<[f32; LABELS]>,
    /// Of each word that is written large.
    means: Vec<Mean>,
    lattice: Lattice,
    back: Vec<[u8; LABELS]>,
    labels: Vec<usize>,
}

thread_local! {
    static ROOM: Cell<Room> = Cell::default();
}

/// The likeliest labels of a run of tokens, as names.
fn read(first: usize, lattice: &Lattice, labels: &[usize], out: &mut Tagging) {
    for at in 0..labels.len() {
        let other = LABELS - 2;
        out.outside[first + at] =
            lattice.chance(at, 0) + lattice.chance(at, other) + lattice.chance(at, other + 1);
    }
    let mut at = 0;
    while at < labels.len() {
        let label = labels[at];
        if label == 0 {
            at += 1;
            continue;
        }
        let sort = (label - 1) / 2;
        let mut end = at + 1;
        while end < labels.len() && labels[end] == 2 + 2 * sort {
            end += 1;
        }
        let chance = (at..end)
            .map(|i| lattice.chance(i, labels[i]))
            .fold(1.0, f32::min);
        if let Some(sort) = Sort::ALL.get(sort) {
            out.names.push(Tagged {
                tokens: first + at..first + end,
                sort: *sort,
                chance,
            });
        }
        at = end;
    }
}
