//! What the reader asks of a library, timed.

use crate::{memory, own_time};
use briefing::insight::{self, Grain, Lookup, Scope, TimeBasis};
use briefing::library::{Access, Library, Listing, Query, Sort};
use briefing::model::{Day, EntityId};
use std::fmt::Display;
use std::path::Path;
use std::time::Instant;

/// Times of one question, asked often.
struct Times {
    what: &'static str,
    limit: f64,
    /// Milliseconds, and what was asked.
    all: Vec<(f64, String)>,
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
    fn take<T>(&mut self, library: &Library, about: impl Display, ask: impl FnOnce() -> T) -> T {
        let before = own_time();
        let out = library.at_once(ask).expect("one state");
        self.all.push((own_time() - before, about.to_string()));
        out
    }

    /// The same by the clock: what several threads look for.
    fn take_by_clock<T>(&mut self, about: impl Display, ask: impl FnOnce() -> T) -> T {
        let since = Instant::now();
        let out = ask();
        let took = since.elapsed().as_secs_f64() * 1e3;
        self.all.push((took, about.to_string()));
        out
    }

    /// With the slowest, where they are beyond the limit.
    fn tell(mut self) {
        self.all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let at = |share: f64| self.all[((self.all.len() - 1) as f64 * share) as usize].0;
        println!(
            "{:34} {:5} times: median {:7.3} ms, p99 {:7.3} ms, {:5.2} of {} ms",
            self.what,
            self.all.len(),
            at(0.5),
            at(0.99),
            at(0.99) / self.limit,
            self.limit
        );
        for (took, about) in self.all.iter().rev().take(3) {
            if *took > self.limit {
                println!("  slow: {took:.1} ms for {about}");
            }
        }
    }
}

pub(crate) fn ask(path: &Path, part: Option<&str>) {
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
        pages.take(library, first, || {
            library
                .articles(&listing, first..first + 60)
                .expect("window")
        });
    }
    pages.tell();
    // As the reader does, before anybody asks.
    library.ready_names().expect("names");
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
        filters.take(library, question, || {
            library.articles(&listing, 0..60).expect("window")
        });
    }
    filters.tell();
}

fn searches(library: &Library) {
    let many = library.totals().expect("totals").articles > 200_000;
    let limit = |at_a_million: f64| if many { at_a_million } else { 5.0 };
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
            times.take_by_clock(&question, || {
                let asked = library.at_once(|| library.first_hits(&query, 20).expect("search"));
                asked.expect("one state");
            });
        }
        times.tell();
    };
    ask(
        "ranked, one word",
        limit(10.0),
        words.iter().map(|&word| word.to_owned()).collect(),
    );
    let pairs = |between: &str| -> Vec<String> {
        words
            .windows(2)
            .map(|two| format!("{}{between}{}", two[0], two[1]))
            .collect()
    };
    ask("ranked, either of two", limit(10.0), pairs(" OR "));
    ask("ranked, both of two", limit(30.0), pairs(" "));
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
        limit(30.0),
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
        jumps.take(library, day.0, || jump(day));
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
    // As the reader does, before anybody asks.
    lookup.learn_words();
    library.ready_columns().expect("columns");
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
            cards.take(library, id.as_str(), || {
                insight::card(library, &id, None).expect("card")
            });
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
            keys.take_by_clock(upto, || lookup.find(upto, 200));
        }
    }
    keys.tell();
}
