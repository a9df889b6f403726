//! The library at any size: `cargo bench --bench library -- ARTICLES [FOLDER]`.
//!
//! Fills a library with made-up articles whose marks are known as they are made, so that what is
//! measured is the store and not the analysis; then asks it what the reader asks. Times are those
//! that the asking thread was on a processor, so that what else runs on the machine counts little;
//! searches and the picker, which use several, are timed by the clock.
//! A library that is in FOLDER already, and has so many articles, is asked as it is; with a third
//! word, `lists`, `search`, `time` or `names`, only that part of it.

#[path = "../examples/corpus/article.rs"]
mod article;

use article::Article;
use briefing::insight::{self, Grain, Lookup, Scope, TimeBasis};
use briefing::library::{
    Access, Dictionaries, Incoming, Library, Listing, Prepared, Query, Sort, Source,
};
use briefing::model::{
    Annotations, Basis, Day, Document, Entity, EntityId, Event, Kind, Mention, Moment, Published,
    Rule, Sourced, Span, Timex, TimexKind,
};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Instant;

/// Articles of a batch, and of the first, of which the library learns how to pack.
const BATCH: usize = 5_000;
const FIRST: usize = 700;

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let count: usize = args.next().and_then(|n| n.parse().ok()).unwrap_or(2_000);
    let given = args.next().map(PathBuf::from);
    let folder = given.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!("briefing-bench-{}", std::process::id()))
    });
    let path = folder.join("library.db");
    let there = Library::open(&path, Access::ReadWrite)
        .and_then(|library| library.totals())
        .map_or(0, |totals| totals.articles as usize);
    if there < count {
        fill(&path, there, count);
    }
    let part = args.next();
    ask(&path, part.as_deref());
    if given.is_none() {
        let _ = std::fs::remove_dir_all(&folder);
    }
}

/// Seconds that this process was on a processor.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or("")
        .split_whitespace()
        .collect();
    let ticks = |at: usize| {
        fields
            .get(at)
            .and_then(|n| n.parse::<f64>().ok())
            .unwrap_or(0.0)
    };
    (ticks(11) + ticks(12)) / 100.0
}

/// Milliseconds that this thread was on a processor.
fn own_time() -> f64 {
    cpu_time::ThreadTime::now().as_duration().as_secs_f64() * 1e3
}

fn memory() -> (f64, f64) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str| {
        let line = status.lines().find(|line| line.starts_with(name));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok())
            .map_or(0.0, |kb| kb / 1024.0)
    };
    (field("VmRSS"), field("VmHWM"))
}

fn size(path: &Path) -> u64 {
    std::fs::metadata(path).map_or(0, |meta| meta.len())
        + std::fs::read_dir(path).map_or(0, |files| {
            files.flatten().map(|file| size(&file.path())).sum()
        })
}

fn fill(path: &Path, from: usize, count: usize) {
    let mut library = Library::open(path, Access::ReadWrite).expect("opens");
    let beside = Library::open(path, Access::ReadOnly).expect("opens");
    let start = Instant::now();
    let before = cpu();
    let mut bytes = 0;
    let mut writing = 0.0;
    let (grown, news) = channel();
    let indexer = std::thread::spawn(move || beside.keep_indexed(&news).expect("indexes"));
    let mut settled = from;
    let mut first = from;
    while first < count {
        let dictionaries = library.dictionaries().expect("dictionaries");
        let size = if dictionaries.is_empty() {
            FIRST
        } else {
            BATCH
        };
        let next = count.min(first + size);
        let made: Vec<(usize, Prepared)> = (first..next)
            .into_par_iter()
            .map(|number| prepared(&Article::new(number), dictionaries))
            .collect();
        bytes += made.iter().map(|(size, _)| size).sum::<usize>();
        let batch: Vec<Prepared> = made.into_iter().map(|(_, prepared)| prepared).collect();
        let at = own_time();
        library.put(&batch).expect("writes");
        library.learn().expect("learns");
        let on = |_, _| std::ops::ControlFlow::Continue(());
        library.weigh_from(8_000, on).expect("weighs");
        if first - settled >= 50_000 {
            library.settle().expect("settles");
            settled = first;
        }
        writing += own_time() - at;
        let _ = grown.send(());
        if first / 100_000 != next / 100_000 {
            let done = (next - from) as f64;
            println!(
                "  {:>8} articles: {:.3} ms of processor each, {:.3} of it the writer's",
                next,
                (cpu() - before) * 1e3 / done,
                writing / done
            );
        }
        first = next;
    }
    library.settle().expect("settles");
    library
        .weigh(|_, _| std::ops::ControlFlow::Continue(()))
        .expect("weighs");
    drop(grown);
    let _ = indexer.join();
    let (used, text) = (cpu() - before, bytes as f64 / 1e6);
    let folder = path.parent().expect("a folder");
    let kept = size(path) as f64 / 1e6;
    println!(
        "{} articles, {text:.0} MB of text: {used:.1} s of processor, {:.1} s by the clock, {:.1} MB a second on each of two cores kept busy",
        count - from,
        start.elapsed().as_secs_f64(),
        text / used
    );
    println!(
        "the writer: {:.1} s; memory at most {:.0} MB",
        writing / 1e3,
        memory().1
    );
    println!(
        "library.db {:.2} of the text, the search index {:.2}",
        kept / text,
        size(&folder.join("index")) as f64 / 1e6 / text
    );
}

/// An article with its marks, packed; and the bytes of its text.
fn prepared(article: &Article, dictionaries: Dictionaries) -> (usize, Prepared) {
    let (document, annotations) = marked(article);
    let source = Source {
        path: "/made/corpus.jsonl".to_owned(),
        modified: None,
        size: document.text.len() as u64,
    };
    let incoming = Incoming {
        document: &document,
        annotations: &annotations,
        raw: document.text.as_bytes(),
        source: &source,
    };
    let new = Prepared::with(&incoming, dictionaries);
    (document.text.len(), new)
}

fn marked(article: &Article) -> (Document, Annotations) {
    let mut document = Document {
        id: article.id.clone(),
        text: article.text.clone(),
        ..Document::default()
    };
    let sourced = |value: &str| Sourced {
        value: value.to_owned(),
        basis: Basis::Text,
    };
    document.meta.title = Some(sourced(&article.title));
    document.meta.publisher = Some(sourced(&article.publisher));
    document.meta.authors = Some(Sourced {
        value: vec![article.author.clone()],
        basis: Basis::Text,
    });
    document.meta.published = Moment::parse(&article.published).map(|moment| Published {
        moment,
        value: article.published.clone(),
        basis: Basis::Text,
        estimated: false,
    });
    let text = &article.text;
    let mut found = Annotations::default();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '\n']) {
        if at + 1 - start > 12 && text[at + 1..].starts_with([' ', '\n']) {
            found.sentences.push(Span::new(start, at + 1));
        }
        if text[at + 1..].starts_with([' ', '\n']) {
            start = at + 2;
        }
    }
    let persons = article
        .persons
        .iter()
        .map(|name| (Kind::Person, name.as_str()));
    let firms = article
        .firms
        .iter()
        .map(|name| (Kind::Company, name.as_str()));
    let agencies = article.agencies.iter().map(|name| (Kind::Agency, *name));
    let places = article.places.iter().map(|name| (Kind::Place, *name));
    let group = [(Kind::Group, article.group)];
    for (kind, name) in persons
        .chain(firms)
        .chain(agencies)
        .chain(places)
        .chain(group)
    {
        let id = EntityId::new(kind, &name.to_lowercase().replace(' ', "-"));
        if found.entities.iter().any(|known| known.id == id) || !text.contains(name) {
            continue;
        }
        let entity = found.entities.len() as u32;
        found
            .mentions
            .extend(text.match_indices(name).map(|(at, _)| Mention {
                span: Span::new(at, at + name.len()),
                entity,
                rule: Rule::Gazetteer,
                confidence: 0.95,
                evidence: name.to_owned(),
                open: Vec::new(),
            }));
        found.entities.push(Entity {
            id,
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            country: None,
            parent: None,
            note: None,
            listed: kind == Kind::Agency || kind == Kind::Place,
        });
    }
    found.mentions.sort_by_key(|mention| mention.span);
    found
        .mentions
        .dedup_by(|later, kept| kept.span.overlaps(later.span));
    tell(text, &mut found);
    (document, found)
}

/// An event for each sentence that names a year.
fn tell(text: &str, found: &mut Annotations) {
    let mut events = Vec::new();
    for &sentence in &found.sentences {
        let letters = sentence.of(text);
        let Some(at) = letters
            .find(" 20")
            .filter(|at| letters.is_char_boundary(at + 5))
        else {
            continue;
        };
        let (year, before) = (
            &letters[at + 1..(at + 5).min(letters.len())],
            &letters[..at],
        );
        let word = before.rsplit(' ').next().unwrap_or_default();
        let month = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
        .iter()
        .position(|name| *name == word);
        let value = match month {
            Some(month) => format!("{year}-{:02}", month + 1),
            None => year.to_owned(),
        };
        let Some(moment) = Moment::parse(&value) else {
            continue;
        };
        let start = sentence.start as usize + at + 1;
        let date = found.dates.len() as u32;
        found.dates.push(Timex {
            span: Span::new(start, start + 4),
            kind: TimexKind::Date,
            value,
            modifier: None,
            moment: Some(moment),
        });
        let named = found
            .mentions
            .iter()
            .filter(|mention| sentence.contains(mention.span));
        let mut entities: Vec<u32> = named.map(|mention| mention.entity).collect();
        entities.dedup();
        events.push(Event {
            span: sentence,
            short: sentence,
            date,
            moment,
            incident: None,
            entities,
        });
    }
    found.events = events;
}

/// Times of one question, asked often.
struct Times {
    what: &'static str,
    limit: f64,
    all: Vec<f64>,
}

impl Times {
    fn new(what: &'static str, limit: f64) -> Self {
        Self {
            what,
            limit,
            all: Vec::new(),
        }
    }

    /// Asks as the reader does: all that one question takes, of one state of the library.
    fn take<T>(&mut self, library: &Library, ask: impl FnOnce() -> T) -> T {
        let before = own_time();
        let out = library.at_once(ask).expect("one state");
        self.all.push(own_time() - before);
        out
    }

    fn tell(mut self) {
        self.all.sort_by(f64::total_cmp);
        let at = |share: f64| self.all[((self.all.len() - 1) as f64 * share) as usize];
        println!(
            "{:34} {:5} times: median {:7.3} ms, p99 {:7.3} ms, {:5.2} of {} ms",
            self.what,
            self.all.len(),
            at(0.5),
            at(0.99),
            at(0.99) / self.limit,
            self.limit
        );
    }
}

fn ask(path: &Path, part: Option<&str>) {
    let before = own_time();
    let library = Library::open(path, Access::ReadWrite).expect("opens");
    let listing = Listing::default();
    library.articles(&listing, 0..60).expect("window");
    println!("open and first window: {:.2} ms", own_time() - before);
    let totals = library.totals().expect("totals");
    println!(
        "{} articles, {} of them origins, {} events",
        totals.articles, totals.origins, totals.events
    );
    let mut dice = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |n: usize| {
        dice ^= dice << 13;
        dice ^= dice >> 7;
        dice ^= dice << 17;
        ((u128::from(dice) * n as u128) >> 64) as usize
    };
    let wanted = |name| part.is_none_or(|part| part == name);
    if wanted("lists") {
        windows(&library, &mut below);
    }
    if wanted("search") {
        searches(&library);
    }
    if wanted("time") {
        timelines(&library, &mut below);
    }
    if wanted("names") {
        names(&library, &mut below);
    }
    println!("memory: {:.0} MB, at most {:.0} MB", memory().0, memory().1);
}

fn windows(library: &Library, below: &mut impl FnMut(usize) -> usize) {
    let listing = Listing::default();
    let total = library.count(&listing).expect("count");
    library
        .articles(&listing, total / 2..total / 2 + 60)
        .expect("window");
    let mut pages = Times::new("a page of the list, anywhere", 3.0);
    for _ in 0..200 {
        let first = below(total);
        pages.take(library, || {
            library
                .articles(&listing, first..first + 60)
                .expect("window")
        });
    }
    pages.tell();
    let mut filters = Times::new("a filter's first page", 10.0);
    for question in [
        "kind:person",
        "after:2019",
        "on:2021-03",
        "has:quote",
        "is:unread",
        "person:anna",
        "event:2020-05",
        "agency:bnd",
        "place:berlin",
        "source:\"Berlin Courier\"",
        "is:duplicate",
    ] {
        let listing = Listing {
            query: Query::parse(question).expect("understood"),
            sort: Sort::Date,
        };
        filters.take(library, || {
            library.articles(&listing, 0..60).expect("window")
        });
    }
    filters.tell();
}

fn searches(library: &Library) {
    let words = [
        "neighbour",
        "invoice",
        "prosecutor",
        "sanctions",
        "passports",
        "berlin",
        "hijacked",
        "auditor",
        "lawyers",
        "moscow",
        "settlement",
        "drones",
        "warehouse",
        "meter",
        "boxes",
        "court",
        "Kestrel",
        "Alenko",
        "Sandworm",
        "CISA",
        "the",
        "of",
        "arrested",
        "insurer",
        "tallinn",
    ];
    library
        .first_hits(&Query::parse("warm").expect("understood"), 1)
        .expect("search");
    let ask = |what, limit, questions: Vec<String>| {
        let mut times = Times::new(what, limit);
        for question in questions {
            let query = Query::parse(&question).expect("understood");
            let since = Instant::now();
            let asked = library.at_once(|| library.first_hits(&query, 20).expect("search"));
            asked.expect("one state");
            times.all.push(since.elapsed().as_secs_f64() * 1e3);
        }
        times.tell();
    };
    ask(
        "ranked, one word",
        10.0,
        words.iter().map(|&word| word.to_owned()).collect(),
    );
    let pairs = |between: &str| -> Vec<String> {
        words
            .windows(2)
            .map(|two| format!("{}{between}{}", two[0], two[1]))
            .collect()
    };
    ask("ranked, either of two", 10.0, pairs(" OR "));
    ask("ranked, both of two", 30.0, pairs(" "));
    let phrases = [
        "\"searched the offices\"",
        "\"years in prison\"",
        "\"met at a hotel\"",
        "\"the missing pages\"",
        "\"before the summer break\"",
        "\"a court in\"",
        "\"denied that its\"",
        "\"the trade press\"",
    ];
    ask(
        "ranked, a phrase",
        30.0,
        phrases.iter().map(|&phrase| phrase.to_owned()).collect(),
    );
}

fn timelines(library: &Library, below: &mut impl FnMut(usize) -> usize) {
    let (query, grain) = (Query::default(), Grain::Month);
    let mut jumps = Times::new("a jump along the timeline", 3.0);
    let jump = |day: Day| {
        let first =
            insight::timeline_position(library, &Scope::Corpus, &query, TimeBasis::Event, day)
                .expect("position");
        insight::timeline(
            library,
            &Scope::Corpus,
            &query,
            TimeBasis::Event,
            grain,
            first..first + 40,
        )
        .expect("timeline")
    };
    jump(Day::new(2019, 5, 1));
    for _ in 0..200 {
        let day = Day::new(
            2012 + below(13) as i32,
            1 + below(12) as u32,
            1 + below(28) as u32,
        );
        jumps.take(library, || jump(day));
    }
    jumps.tell();
}

fn names(library: &Library, below: &mut impl FnMut(usize) -> usize) {
    let rows = library.names().expect("names");
    println!("{} names", rows.len());
    let before = memory().0;
    let since = Instant::now();
    let mut lookup = Lookup::of(library).expect("names");
    println!("its names: {:.0} ms", since.elapsed().as_secs_f64() * 1e3);
    // As the reader does.
    lookup.learn_words();
    println!("the picker: {:.0} MB", memory().0 - before);
    let hot: Vec<EntityId> = rows.iter().take(60).map(|row| row.id.clone()).collect();
    let any: Vec<EntityId> = (0..200)
        .map(|_| rows[below(rows.len())].id.clone())
        .collect();
    let middling: Vec<EntityId> = (0..200)
        .map(|_| rows[below(rows.len().min(4_000))].id.clone())
        .collect();
    for (what, ids) in [
        ("a card of the most named", hot),
        ("a card of the often named", middling),
        ("a card of anybody", any),
    ] {
        let mut cards = Times::new(what, 5.0);
        for id in ids {
            cards.take(library, || insight::card(library, &id, None).expect("card"));
        }
        cards.tell();
    }
    drop(rows);
    let mut keys = Times::new("a letter in the picker", 10.0);
    lookup.find("warnm", 200);
    for typed in [
        "anna ber",
        "kestrel tech",
        "natl sec agcy",
        "fbi",
        "volt typh",
        "dmitri k. kov",
        "zofia",
    ] {
        for (end, c) in typed.char_indices() {
            let upto = &typed[..end + c.len_utf8()];
            let since = Instant::now();
            lookup.find(upto, 200);
            let took = since.elapsed().as_secs_f64() * 1e3;
            if took > keys.limit {
                println!("  slow: {took:.1} ms for {upto:?}");
            }
            keys.all.push(took);
        }
    }
    keys.tell();
}
