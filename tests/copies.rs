//! What was published more than once, told from what only looks alike: known pairs.

use briefing::library::{Access, EventListing, Incoming, Library, Listing, Query, Source};
use briefing::model::{Annotations, ArticleId, Basis, Document, Moment, Published, Sourced, Span};

/// A small generator (xorshift64*): the same pairs every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((u128::from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)) * n as u128) >> 64) as usize
    }
}

const WHO: [&str; 12] = [
    "the ministry",
    "a prosecutor",
    "the company",
    "investigators",
    "the regulator",
    "an engineer",
    "the mayor",
    "officials",
    "the operator",
    "a spokesman",
    "the court",
    "two analysts",
];
const DID: [&str; 14] = [
    "rejected",
    "examined",
    "published",
    "withdrew",
    "questioned",
    "delayed",
    "sealed",
    "described",
    "leaked",
    "signed",
    "ordered",
    "postponed",
    "inspected",
    "disputed",
];
const WHAT: [&str; 16] = [
    "the contract",
    "three reports",
    "an older audit",
    "the licence",
    "a shipment",
    "the warrant",
    "its findings",
    "the pipeline",
    "a server",
    "the agreement",
    "several passports",
    "the ledger",
    "a warehouse",
    "the appeal",
    "the invoice",
    "new rules",
];
const HOW: [&str; 16] = [
    "after months of silence",
    "without giving reasons",
    "in a letter to parliament",
    "against the advice of its lawyers",
    "while the inquiry went on",
    "before the deadline passed",
    "on the island of Reunion",
    "in two of the three districts",
    "for the second time",
    "as neighbours looked on",
    "at a hearing behind closed doors",
    "in the early hours",
    "at the border crossing",
    "under a law from the fifties",
    "with the help of a translator",
    "as first told by a local paper",
];

fn sentence(dice: &mut Dice) -> String {
    let who = WHO[dice.below(WHO.len())];
    let mut out = format!(
        "{} {} {} {}, and {} {} {} {}.",
        who,
        DID[dice.below(DID.len())],
        WHAT[dice.below(WHAT.len())],
        HOW[dice.below(HOW.len())],
        WHO[dice.below(WHO.len())],
        DID[dice.below(DID.len())],
        WHAT[dice.below(WHAT.len())],
        HOW[dice.below(HOW.len())],
    );
    out[..1].make_ascii_uppercase();
    out
}

/// Paragraphs of three sentences, one of them with a figure.
fn body(dice: &mut Dice, paragraphs: usize) -> Vec<String> {
    (0..paragraphs)
        .map(|_| {
            let number = 100 + dice.below(90_000);
            format!(
                "{} {} The sum came to {number} euros.",
                sentence(dice),
                sentence(dice)
            )
        })
        .collect()
}

/// Changes a word in about every thirtieth.
fn touched(text: &str, dice: &mut Dice) -> String {
    let words = text.split(' ').map(|word| {
        if dice.below(30) == 0 && word.chars().all(char::is_alphabetic) {
            "reportedly".to_owned()
        } else {
            word.to_owned()
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

const SORTS: [&str; 6] = [
    "reprint",
    "cut short",
    "new lead",
    "framed",
    "touched up",
    "updated",
];

/// A copy of an article, made in one of the ways that newsrooms make them.
fn copy(sort: usize, body: &[String], dice: &mut Dice) -> Vec<String> {
    let mut out = body.to_vec();
    match sort {
        0 => {}
        1 => out.truncate(body.len().div_ceil(2)),
        2 => out[0] = format!("{} {}", sentence(dice), sentence(dice)),
        3 => {
            out.insert(
                0,
                "This story first appeared elsewhere and is shared with thanks.".into(),
            );
            out.push(format!(
                "{} {} Sign up for our letter.",
                sentence(dice),
                sentence(dice)
            ));
        }
        4 => out = vec![touched(&body.join("\n\n"), dice)],
        _ => out.extend(self::body(dice, 2)),
    }
    out
}

/// The week's bulletin of some office: the same form, other figures.
fn bulletin(dice: &mut Dice) -> Vec<String> {
    let mut n = || 10 + dice.below(9_000);
    vec![
        "The office publishes this bulletin each week. Figures are provisional and may be revised \
         when late returns come in. Readers should compare them with care."
            .to_owned(),
        format!(
            "In the week to day {} of the year the teams checked {} vessels and held {}.",
            n(),
            n(),
            n()
        ),
        format!(
            "They seized {} cartons, {} litres of fuel and {} forged papers.",
            n(),
            n(),
            n()
        ),
        format!(
            "At the northern gate {} lorries were turned back, at the southern one {}.",
            n(),
            n()
        ),
        format!(
            "Fines came to {} crowns, against {} in the week before.",
            n(),
            n()
        ),
        "Further tables are kept by the statistical service. The office answers questions in \
         writing. The next bulletin appears on the usual day."
            .to_owned(),
    ]
}

fn document(key: &str, title: &str, day: &str, text: String) -> Document {
    let mut document = Document {
        id: key.to_owned(),
        text,
        ..Document::default()
    };
    document.meta.title = Some(Sourced {
        value: title.to_owned(),
        basis: Basis::Text,
    });
    document.meta.published = Moment::parse(day).map(|moment| Published {
        moment,
        value: day.to_owned(),
        basis: Basis::Manifest,
        estimated: false,
    });
    document
}

fn add(library: &mut Library, documents: &[Document]) -> Vec<ArticleId> {
    let sources: Vec<Source> = documents
        .iter()
        .map(|document| Source {
            path: format!("/in/{}", document.id),
            ..Source::default()
        })
        .collect();
    let marks: Vec<Annotations> = documents.iter().map(marked).collect();
    // Other pages around the same text: not the same bytes.
    let raws: Vec<String> = documents
        .iter()
        .map(|document| format!("{}: {}", document.id, document.text))
        .collect();
    let incoming: Vec<Incoming<'_>> = documents
        .iter()
        .zip(&sources)
        .zip(&marks)
        .zip(&raws)
        .map(|(((document, source), annotations), raw)| Incoming {
            document,
            annotations,
            raw: raw.as_bytes(),
            source,
        })
        .collect();
    let added = library.add(&incoming).expect("adds");
    added.outcomes.into_iter().map(|(id, _)| id).collect()
}

/// One event, so that there is something to count.
fn marked(document: &Document) -> Annotations {
    use briefing::model::{Event, Timex, TimexKind};
    let moment = Moment::parse("2021-03-04").expect("a day");
    let span = Span::new(0, document.text.len().min(9));
    Annotations {
        sentences: vec![Span::new(0, document.text.len())],
        dates: vec![Timex {
            span,
            kind: TimexKind::Date,
            value: "2021-03-04".to_owned(),
            modifier: None,
            moment: Some(moment),
        }],
        events: vec![Event {
            span,
            short: span,
            date: 0,
            moment,
            incident: None,
            entities: Vec::new(),
        }],
        ..Annotations::default()
    }
}

#[test]
fn copies_are_found_and_what_looks_alike_is_not() {
    let mut dice = Dice(77);
    let mut library = Library::in_memory().expect("memory");
    let mut documents = Vec::new();
    // Which article each is a copy of, by place.
    let mut truth: Vec<Option<usize>> = Vec::new();
    for story in 0..60 {
        let paragraphs = 6 + dice.below(8);
        let own = body(&mut dice, paragraphs);
        let origin = documents.len();
        documents.push(document(
            &format!("o{story}"),
            "A story",
            "2024-05-01",
            own.join("\n\n"),
        ));
        truth.push(None);
        for sort in 0..SORTS.len() {
            let text = copy(sort, &own, &mut dice).join("\n\n");
            documents.push(document(
                &format!("c{story}-{sort}"),
                "Another headline",
                "2024-05-02",
                text,
            ));
            truth.push(Some(origin));
        }
        // Another's report on the same event: its quotation and its figures, other words.
        let mut other = body(&mut dice, paragraphs);
        other[1] = own[1].clone();
        documents.push(document(
            &format!("e{story}"),
            "Same event",
            "2024-05-01",
            other.join("\n\n"),
        ));
        truth.push(None);
        documents.push(document(
            &format!("b{story}"),
            "The week's bulletin",
            "2024-05-03",
            bulletin(&mut dice).join("\n\n"),
        ));
        truth.push(None);
    }
    // In batches, the last of single articles: a later import finds copies of earlier ones.
    let (many, few) = documents.split_at(documents.len() - 40);
    let mut ids = Vec::new();
    for batch in many.chunks(97).chain(few.chunks(1)) {
        ids.extend(add(&mut library, batch));
    }
    let (mut found, mut right, mut missed) = (0, 0, vec![0; SORTS.len()]);
    for (place, origin) in truth.iter().enumerate() {
        let told = library.origin(ids[place]).expect("origin");
        let is_copy = told != ids[place];
        found += u32::from(is_copy);
        match origin {
            Some(origin) if told == ids[*origin] => right += 1,
            Some(origin) => missed[place - origin - 1] += 1,
            None => {}
        }
    }
    let known = truth.iter().flatten().count() as f64;
    let (precision, recall) = (
        f64::from(right) / f64::from(found),
        f64::from(right) / known,
    );
    println!("precision {precision:.3}, recall {recall:.3}, missed {missed:?}");
    assert!(precision >= 0.99, "{precision}");
    assert!(recall >= 0.97, "{recall} {missed:?}");
    assert_eq!(library.check().expect("check"), Vec::<String>::new());

    // They count once, everywhere.
    let listing = Listing::default();
    let total = library.count(&listing).expect("count");
    assert_eq!(total, documents.len() - found as usize);
    let totals = library.totals().expect("totals");
    assert_eq!(totals.articles as usize, documents.len());
    assert_eq!(totals.events as usize, total);
    let events = library
        .events(&EventListing::default(), 0..5)
        .expect("events");
    assert_eq!(events.total, total);
    let window = library
        .articles(&listing, 0..documents.len())
        .expect("window");
    assert_eq!(window.rows.iter().map(|row| row.copies).sum::<u32>(), found);
    let duplicates = Listing {
        query: Query::parse("is:duplicate").expect("understood"),
        ..Listing::default()
    };
    let folded = library.articles(&duplicates, 0..999).expect("window").rows;
    assert!(
        folded.len() >= 60 && folded.iter().all(|row| row.copies > 0),
        "{}",
        folded.len()
    );
    let copies = library.copies(folded[0].id).expect("copies");
    assert_eq!(copies.len(), folded[0].copies as usize);
}

#[test]
fn the_earliest_is_the_origin_whenever_it_comes() {
    let folder = std::env::temp_dir().join(format!("briefing-{}-copies", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    let mut library = Library::open(&folder.join("library.db"), Access::ReadWrite).expect("opens");
    let text = body(&mut Dice(5), 9).join("\n\n");
    let made = |key: &str, day: &str| document(key, key, day, format!("{text} {key}"));
    let ids: Vec<ArticleId> = [
        ("late", "2024-03-09"),
        ("undated", ""),
        ("first", "2024-03-01"),
        ("later", "2024-03-05"),
    ]
    .iter()
    .flat_map(|(key, day)| add(&mut library, &[made(key, day)]))
    .collect();
    let shown = |library: &Library| -> String {
        let window = library.articles(&Listing::default(), 0..9).expect("window");
        let rows = window
            .rows
            .iter()
            .map(|row| format!("{} ×{}", row.key, row.copies + 1));
        rows.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(shown(&library), "first ×4");
    for &id in &ids {
        assert_eq!(library.origin(id).expect("origin"), ids[2]);
    }
    let copies = library.copies(ids[2]).expect("copies");
    let keys: Vec<&str> = copies.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["later", "late", "undated"]);
    assert_eq!(library.copies(ids[0]).expect("copies").len(), 3);

    // The origin goes: the next takes its place. All change: they part.
    assert_eq!(
        library
            .prune(|_| true, |path| path == "/in/first")
            .expect("prune"),
        1
    );
    assert_eq!(shown(&library), "later ×3");
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
    let other = body(&mut Dice(6), 9).join("\n\n");
    add(
        &mut library,
        &[document("late", "late", "2024-03-09", other)],
    );
    assert_eq!(shown(&library), "late ×1, later ×2");
    // And a copy that comes now still finds them, though the first that was taken in is gone.
    let again = add(&mut library, &[made("again", "2024-04-01")]);
    assert_eq!(library.origin(again[0]).expect("origin"), ids[3]);
    assert_eq!(library.check().expect("check"), Vec::<String>::new());
    let _ = std::fs::remove_dir_all(&folder);
}
