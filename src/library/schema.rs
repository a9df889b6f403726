//! The layout of `library.db`, one step a version.

use super::{Error, calendar, days, derive, foremost, reach, titles};
use rusqlite::Connection;
use std::path::Path;

/// `PRAGMA application_id` of a library: "brif".
const APPLICATION: i64 = 0x6272_6966;

/// Each step brings a library from its index to the next version. Steps that were published are
/// never edited; a change is a new step at the end.
const STEPS: &[&str] = &[
    FIRST,
    SECOND,
    CLIPS,
    GIVEN,
    FEEDS,
    BLOCKED,
    CORRECTIONS,
    DRAFTS,
    CLAIMS,
    RESOLUTIONS,
    LEAN,
    SHELVES,
    FOREMOST,
    CALENDAR,
];
/// The version from which on what is derived of articles lies in blocks.
const BLOCKS: i64 = 6;
/// The version from which on marks lie column by column, claims beside them.
const COLUMNS: i64 = 11;

/// The version from which on the events of a day lie by how many days they span, and entities
/// have the earliest and latest that names them.
const SPREAD: i64 = 12;

/// The version from which on the first of long lists of company are kept.
const FIRSTS: i64 = 13;

/// The version from which on counts by day lie in one row a series as well.
const CALENDARS: i64 = 14;

/// The layout that this program writes.
pub(super) fn known() -> i64 {
    STEPS.len() as i64
}

/// Brings a library up to date, or refuses it untouched.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), Error> {
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    // Asked under the lock: another program may have done it in the meantime.
    let found = check(&transaction, path)?;
    for sql in STEPS.iter().skip(found as usize) {
        transaction.execute_batch(sql)?;
    }
    if found < BLOCKS {
        derive::again(&transaction)?;
    } else if found < COLUMNS {
        derive::repack(&transaction)?;
        titles::count(&transaction)?;
    }
    if found < SPREAD {
        days::spread(&transaction)?;
        reach::all(&transaction)?;
    }
    if found < FIRSTS {
        foremost::all(&transaction)?;
    }
    if found < CALENDARS {
        calendar::keep_all(&transaction)?;
    }
    transaction.pragma_update(None, "user_version", known())?;
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.commit()?;
    Ok(())
}

/// The version of a library, after making sure that it is one and not newer than this program.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<i64, Error> {
    let pragma = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (found, application) = (pragma("user_version")?, pragma("application_id")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && application != APPLICATION {
        return Err(Error::Foreign {
            path: path.to_owned(),
        });
    }
    if found > known() {
        return Err(Error::Newer {
            path: path.to_owned(),
            found,
            known: known(),
        });
    }
    Ok(found)
}

const FIRST: &str = "
-- Named numbers; origins are the articles that are no copy of another.
CREATE TABLE totals (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO totals VALUES ('generation', 0), ('articles', 0), ('origins', 0),
    ('sentences', 0), ('mentions', 0), ('events', 0);

-- One row an article, as narrow as a list needs.
CREATE TABLE articles (
    id INTEGER PRIMARY KEY,
    -- When it appeared; without a date, the lowest number and no precision.
    first INTEGER NOT NULL, last INTEGER NOT NULL, precision INTEGER,
    approximate INTEGER NOT NULL, estimated INTEGER NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL, title_derived INTEGER NOT NULL, title_key TEXT NOT NULL,
    publisher TEXT, authors TEXT NOT NULL, url TEXT, language TEXT,
    mentions INTEGER NOT NULL, events INTEGER NOT NULL, quotes INTEGER NOT NULL,
    figures INTEGER NOT NULL, words INTEGER NOT NULL,
    -- The article that this one is a copy of; nothing for an origin.
    origin INTEGER,
    copies INTEGER NOT NULL DEFAULT 0,
    sha256 BLOB NOT NULL
);
CREATE INDEX articles_date ON articles (first DESC, id, last, origin);
CREATE INDEX articles_title ON articles (title_key, id, origin);
CREATE INDEX articles_authors ON articles (authors) WHERE authors <> '';
CREATE INDEX articles_estimated ON articles (id) WHERE estimated;
CREATE INDEX articles_publisher ON articles (publisher) WHERE publisher IS NOT NULL;
CREATE INDEX articles_origin ON articles (origin) WHERE origin IS NOT NULL;

-- How many articles, and how many events by either day, lie on each day: positions without
-- walking there. series: 0 origins, 1 events by their own day, 2 events by publication.
CREATE TABLE days (series INTEGER, day INTEGER, count INTEGER NOT NULL,
    PRIMARY KEY (series, day)) WITHOUT ROWID;

-- Bytes once seen keep their article, so that the analyst's work finds its way back.
CREATE TABLE hashes (sha256 BLOB PRIMARY KEY, article INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (path TEXT, key TEXT, article INTEGER NOT NULL, modified INTEGER, size INTEGER,
    PRIMARY KEY (path, key)) WITHOUT ROWID;
CREATE INDEX sources_article ON sources (article);

CREATE TABLE bodies (article INTEGER PRIMARY KEY, text BLOB NOT NULL, sentences BLOB NOT NULL,
    document BLOB NOT NULL, annotations BLOB NOT NULL);
CREATE TABLE raws (article INTEGER PRIMARY KEY, raw BLOB NOT NULL);
CREATE TABLE versions (article INTEGER, number INTEGER, sha256 BLOB NOT NULL, text BLOB NOT NULL,
    document BLOB NOT NULL, raw BLOB, PRIMARY KEY (article, number));

CREATE TABLE entities (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL,
    name TEXT NOT NULL, aliases TEXT NOT NULL, country TEXT, parent TEXT, note TEXT,
    listed INTEGER NOT NULL, mentions INTEGER NOT NULL, articles INTEGER NOT NULL,
    sentences INTEGER NOT NULL);
CREATE TABLE names (folded TEXT, entity INTEGER, PRIMARY KEY (folded, entity)) WITHOUT ROWID;
CREATE TABLE postings (entity INTEGER, article INTEGER, mentions INTEGER NOT NULL,
    PRIMARY KEY (entity, article)) WITHOUT ROWID;
-- Which entities each article names, and in which sentences together.
CREATE TABLE forward (article INTEGER PRIMARY KEY, keys BLOB NOT NULL);

CREATE TABLE events (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL,
    first INTEGER NOT NULL, last INTEGER NOT NULL, precision INTEGER NOT NULL,
    approximate INTEGER NOT NULL, published INTEGER NOT NULL,
    start INTEGER NOT NULL, finish INTEGER NOT NULL,
    short_start INTEGER NOT NULL, short_finish INTEGER NOT NULL,
    kind INTEGER, stance INTEGER NOT NULL, entities BLOB NOT NULL
);
CREATE INDEX events_first ON events (first, last, id, article);
CREATE INDEX events_published ON events (published, first, id);
CREATE INDEX events_article ON events (article, first, last, id);
CREATE TABLE event_entities (entity INTEGER, event INTEGER, PRIMARY KEY (entity, event))
    WITHOUT ROWID;

-- The analyst's work: never rebuilt, guessed or dropped.
CREATE TABLE states (article INTEGER PRIMARY KEY, read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0, place INTEGER NOT NULL DEFAULT 0);
CREATE INDEX states_starred ON states (article) WHERE starred;
CREATE TABLE clips (id INTEGER PRIMARY KEY, article INTEGER NOT NULL, start INTEGER NOT NULL,
    finish INTEGER NOT NULL, note TEXT NOT NULL DEFAULT '');
CREATE INDEX clips_article ON clips (article);
CREATE TABLE marks (letter TEXT PRIMARY KEY, article INTEGER NOT NULL, offset INTEGER NOT NULL)
    WITHOUT ROWID;
CREATE TABLE watched (entity TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
";

const SECOND: &str = "
-- Every writing and clearing of an article, in order: what the search index catches up with.
CREATE TABLE changes (serial INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL);
INSERT INTO changes (article) SELECT id FROM articles ORDER BY id;
-- Tells an index that belongs to another library.
INSERT INTO totals VALUES ('identity', abs(random()) + 1);
";

const CLIPS: &str = "
-- Passages and words anchored by what stands there and where; an article that changes or goes
-- takes nothing of them away. The table that stood here before was never written to.
DROP TABLE clips;
CREATE TABLE clips (key TEXT PRIMARY KEY, article INTEGER NOT NULL, anchor TEXT NOT NULL,
    citation TEXT NOT NULL, words TEXT NOT NULL, tags TEXT NOT NULL, section TEXT NOT NULL,
    place INTEGER NOT NULL, grade INTEGER, tlp INTEGER NOT NULL, created INTEGER NOT NULL);
CREATE INDEX clips_article ON clips (article);
CREATE TABLE annotations (key TEXT PRIMARY KEY, article INTEGER NOT NULL, anchor TEXT NOT NULL,
    citation TEXT NOT NULL, words TEXT NOT NULL, created INTEGER NOT NULL);
CREATE INDEX annotations_article ON annotations (article);
-- How far publishers, and single articles, can be relied on.
CREATE TABLE reliabilities (publisher TEXT PRIMARY KEY, grade INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE article_grades (article INTEGER PRIMARY KEY, grade INTEGER NOT NULL);
";

const GIVEN: &str = "
-- The grades that articles came with; written and cleared with them.
CREATE TABLE given_grades (article INTEGER PRIMARY KEY, grade INTEGER NOT NULL);
";

const FEEDS: &str = "
-- The feeds that are asked again when the person wishes; moments are seconds since 1970.
CREATE TABLE feeds (url TEXT PRIMARY KEY, title TEXT, etag TEXT, modified TEXT, asked INTEGER,
    rest INTEGER, fault TEXT, gone INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
";

const BLOCKED: &str = "
-- What many articles share lies in blocks of 2048 articles: packed rows, written batch by batch.
DROP TABLE postings;
DROP TABLE event_entities;
DROP TABLE events;
-- Of origins, in which articles an entity is named, and which of their events name it.
CREATE TABLE postings (entity INTEGER, block INTEGER, rows BLOB NOT NULL,
    PRIMARY KEY (entity, block)) WITHOUT ROWID;
-- The dated events of each article; of origins, which of them lie on each day.
CREATE TABLE happened (article INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE happenings (day INTEGER, block INTEGER, rows BLOB NOT NULL,
    PRIMARY KEY (day, block)) WITHOUT ROWID;
-- What is asked of all articles at once; stamp is the generation that wrote the block.
CREATE TABLE columns (block INTEGER PRIMARY KEY, stamp INTEGER NOT NULL, rows BLOB NOT NULL);
-- What copies are found by.
CREATE TABLE sketches (block INTEGER PRIMARY KEY, rows BLOB NOT NULL);
-- Who is named with the most named, up to the article that totals has as 'company'.
CREATE TABLE company (entity INTEGER PRIMARY KEY, rows BLOB NOT NULL);
DROP INDEX articles_estimated;
";

const CORRECTIONS: &str = "
-- What the analyst corrected, in order; what was made twice stands there twice.
CREATE TABLE corrections (serial INTEGER PRIMARY KEY, key TEXT NOT NULL,
    correction TEXT NOT NULL);
CREATE INDEX corrections_key ON corrections (key);
-- Which articles each correction changes, as far as derived rows know.
CREATE TABLE touched (correction TEXT, article INTEGER, PRIMARY KEY (correction, article))
    WITHOUT ROWID;
CREATE INDEX touched_article ON touched (article);
-- Corrections made or ended whose articles are not looked for yet, and articles whose derived
-- rows wait to be brought in line.
CREATE TABLE unsettled (serial INTEGER PRIMARY KEY, correction TEXT NOT NULL);
CREATE TABLE stale (article INTEGER PRIMARY KEY);
INSERT INTO totals VALUES ('revision', 0);

-- Questions kept under a name, and what is watched: articles after the one noted are new.
CREATE TABLE queries (name TEXT PRIMARY KEY, query TEXT NOT NULL,
    watched INTEGER NOT NULL DEFAULT 0, since INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
ALTER TABLE watched ADD COLUMN watched INTEGER NOT NULL DEFAULT 1;
ALTER TABLE watched ADD COLUMN since INTEGER NOT NULL DEFAULT 0;
";

const DRAFTS: &str = "
-- What the analyst wrote for the note on each scope, as JSON.
CREATE TABLE drafts (scope TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
";

const CLAIMS: &str = "
-- What articles claim, as sketches that are compared; by which numbers they find their likes; and
-- the claims that several make. Derived, up to the change that totals has as 'weighed'.
CREATE TABLE claims (article INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE claim_keys (key INTEGER, article INTEGER, number INTEGER,
    PRIMARY KEY (key, article, number)) WITHOUT ROWID;
CREATE TABLE claim_groups (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL,
    articles INTEGER NOT NULL, origins INTEGER NOT NULL, differs INTEGER NOT NULL,
    rising INTEGER NOT NULL, newest INTEGER NOT NULL, members BLOB NOT NULL);
CREATE INDEX claim_groups_shared ON claim_groups (origins DESC, articles DESC, newest DESC, id);
CREATE INDEX claim_groups_conflicts ON claim_groups (newest DESC, origins DESC, id)
    WHERE differs > 0;
INSERT INTO totals VALUES ('weighed', 0);
";

const RESOLUTIONS: &str = "
-- Which telling the analyst goes with where articles differ, as JSON.
CREATE TABLE resolutions (key TEXT PRIMARY KEY, article INTEGER NOT NULL, value TEXT NOT NULL)
    WITHOUT ROWID;
-- When the last note on a scope was written, and the article that came last before it.
CREATE TABLE noted (scope TEXT PRIMARY KEY, day INTEGER NOT NULL, article INTEGER NOT NULL)
    WITHOUT ROWID;
";

const LEAN: &str = "
-- Entities as name lists have them, by a number made of their bytes: marks name that.
CREATE TABLE forms (number INTEGER PRIMARY KEY, entity BLOB NOT NULL);
-- What articles are packed with.
CREATE TABLE dictionaries (number INTEGER PRIMARY KEY, sort INTEGER NOT NULL,
    bytes BLOB NOT NULL);
-- What articles claim is written with them. By which numbers claims find their likes lies in
-- buckets; which group each claim is in, by article.
DROP TABLE claims;
DROP TABLE claim_keys;
DROP TABLE claim_groups;
CREATE TABLE claims (article INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE claim_keys (bucket INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE claim_homes (article INTEGER PRIMARY KEY, rows BLOB NOT NULL);
CREATE TABLE claim_groups (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL,
    articles INTEGER NOT NULL, origins INTEGER NOT NULL, differs INTEGER NOT NULL,
    rising INTEGER NOT NULL, newest INTEGER NOT NULL, members BLOB NOT NULL);
CREATE INDEX claim_groups_shared ON claim_groups (origins DESC, articles DESC, newest DESC, id)
    WHERE articles > 1;
CREATE INDEX claim_groups_conflicts ON claim_groups (newest DESC, origins DESC, id)
    WHERE differs > 0;
UPDATE totals SET value = 0 WHERE name = 'weighed';
INSERT INTO totals VALUES ('shared claims', 0), ('conflicts', 0);
";

const SHELVES: &str = "
-- The events of a day by how many days they span beyond it: in the order of the timeline, counted.
ALTER TABLE happenings RENAME TO happenings_by_day;
CREATE TABLE happenings (day INTEGER, wide INTEGER, block INTEGER, count INTEGER NOT NULL,
    rows BLOB NOT NULL, PRIMARY KEY (day, wide, block)) WITHOUT ROWID;
-- The earliest and latest event that names each entity.
ALTER TABLE entities ADD COLUMN earliest BLOB;
ALTER TABLE entities ADD COLUMN latest BLOB;
";

const FOREMOST: &str = "
-- The first of those lists of company that are long, in order.
CREATE TABLE foremost (entity INTEGER PRIMARY KEY, rows BLOB NOT NULL);
";

const CALENDAR: &str = "
-- Counts of days once more: each series in order of its days, what lies between them and the count.
CREATE TABLE calendar (series INTEGER PRIMARY KEY, rows BLOB NOT NULL);
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::pack::put;
    use rusqlite::params;

    #[test]
    fn events_of_a_day_are_shelved_by_how_long_they_are() {
        let mut db = Connection::open_in_memory().expect("memory");
        for step in &STEPS[..SPREAD as usize - 1] {
            db.execute_batch(step).expect("a step");
        }
        // Steps of article, places and days beyond the first, as that layout had them.
        let mut rows = Vec::new();
        for number in [3, 0, 30, 0, 2, 0, 2044, 1, 30] {
            put(&mut rows, number);
        }
        db.execute("INSERT INTO happenings VALUES (-5, 7, ?1)", [&rows])
            .expect("a day");
        db.execute(
            "INSERT INTO entities VALUES (9, 'x', 0, 'X', '', NULL, NULL, NULL, 0, 1, 1, 1)",
            [],
        )
        .expect("an entity");
        // An article, mentions with their events, two of these with place, day and length.
        let mut rows = Vec::new();
        for number in [3, 3, 2, 0, 9, 60, 2, 9, 0] {
            put(&mut rows, number);
        }
        db.execute("INSERT INTO postings VALUES (9, 7, ?1)", [&rows])
            .expect("a posting");
        db.pragma_update(None, "user_version", SPREAD - 1)
            .expect("a version");
        db.pragma_update(None, "application_id", APPLICATION)
            .expect("an application");
        migrate(&mut db, Path::new("library.db")).expect("migrates");
        let mut shelves = db
            .prepare("SELECT day, wide, block, count FROM happenings ORDER BY 1, 2, 3")
            .expect("the new table");
        let shelves: Vec<[i64; 4]> = shelves
            .query_map([], |row| {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?])
            })
            .expect("rows")
            .collect::<Result<_, _>>()
            .expect("numbers");
        assert_eq!(shelves, [[-5, 0, 7, 1], [-5, 30, 7, 2]]);
        let reach: (Vec<u8>, Vec<u8>) = db
            .query_row("SELECT earliest, latest FROM entities", params![], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .expect("both");
        // Days -10 and -5 at the same article, the sign turned over.
        let article = 7 * 2048 + 3;
        let packed = |first: i32, last: i32, place: u32| {
            let day = |day: i32| (day.cast_unsigned() ^ 1 << 31).to_be_bytes();
            [
                day(first),
                day(last),
                u32::to_be_bytes(article),
                place.to_be_bytes(),
            ]
            .concat()
        };
        assert_eq!(reach, (packed(-10, -10, 2), packed(-5, 25, 0)));
    }
}
