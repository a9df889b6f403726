use super::disk::Disk;
use super::{Error, cache::Cache, columns::Columns, schema, sketches::Sketches};
use crate::model::Day;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, DropBehavior, OpenFlags};
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How much memory pages of the file may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// As little as goes: until the first frame is there.
    Little,
    /// What a library is opened with.
    Usual,
    /// For who asks little, often, beside somebody who writes: each write ends what is mapped, and to
    /// map it anew takes longer than to read what is wanted.
    Reading,
}

/// What a library is opened for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Creates it where it is not there, and brings an older one up to date.
    ReadWrite,
    ReadOnly,
}

/// The documents, their annotations and the analyst's work: one file, `library.db`.
///
/// Doors: [`Library::add`] takes documents in; [`Library::articles`], [`Library::position`] and
/// [`Library::neighbour`] are windows onto lists, [`Library::article`] one article whole,
/// [`Library::search`] sentences in context; [`Library::entity`], [`Library::find_entity`],
/// [`Library::names`], [`Library::postings`] and [`Library::together`] answer who and with whom,
/// [`Library::events`], [`Library::event_days`] and [`Library::event_position`] when;
/// [`Library::record`] keeps the analyst's work, each change at once.
///
/// Many may read at a time, one writes. A library belongs to one thread at a time.
#[derive(Debug)]
pub struct Library {
    pub(super) connection: Connection,
    pub(super) path: Option<PathBuf>,
    pub(super) access: Access,
    today: Cell<Day>,
    pub(super) cache: RefCell<Cache>,
    pub(super) columns: RefCell<Arc<Columns>>,
    pub(super) sketches: RefCell<Sketches>,
    pub(super) stopped: Arc<AtomicBool>,
    /// The generation whose dictionaries are known.
    pub(super) heard: Cell<u64>,
    /// Whether who reads for long holds no writer up.
    shared: bool,
    /// Generation and revision, while one state of the library is looked at.
    moment: Cell<Option<[u64; 2]>>,
}

impl Library {
    /// Opens the library of a file; the folders above it are made.
    ///
    /// # Errors
    /// A file that is no library, was written by a newer program, or cannot be opened.
    pub fn open(path: &Path, access: Access) -> Result<Self, Error> {
        Self::open_in(path, access, Room::Usual)
    }

    /// The same with as much memory for pages of the file as is said.
    ///
    /// # Errors
    /// As for [`Library::open`].
    pub fn open_in(path: &Path, access: Access, room: Room) -> Result<Self, Error> {
        let failed = |why: String| Error::Open {
            path: path.to_owned(),
            why,
        };
        let flags = match access {
            Access::ReadWrite => {
                if let Some(folder) = path.parent()
                    && !folder.as_os_str().is_empty()
                {
                    std::fs::create_dir_all(folder).map_err(|e| failed(e.to_string()))?;
                }
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
            }
            Access::ReadOnly => {
                if !path.exists() {
                    return Err(failed("there is no such file".to_owned()));
                }
                OpenFlags::SQLITE_OPEN_READ_ONLY
            }
        };
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection =
            Connection::open_with_flags(path, flags).map_err(|e| failed(e.to_string()))?;
        let mut opened = Self::ready(connection, Some(path.to_owned()), access, room);
        if access == Access::ReadOnly
            && let Err(Error::Database(error)) = &opened
            && error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen)
            && is_at_rest(path)
        {
            let connection =
                Connection::open_with_flags(unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI)
                    .map_err(|e| failed(e.to_string()))?;
            opened = Self::ready(connection, Some(path.to_owned()), access, room);
        }
        opened.map_err(|error| match error {
            Error::Database(e)
                if e.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase) =>
            {
                Error::Foreign {
                    path: path.to_owned(),
                }
            }
            Error::Database(e) => failed(e.to_string()),
            other => other,
        })
    }

    /// A library that lives as long as the program.
    ///
    /// # Errors
    /// Only where there is no memory.
    pub fn in_memory() -> Result<Self, Error> {
        let connection = Connection::open_in_memory()?;
        Self::ready(connection, None, Access::ReadWrite, Room::Usual)
    }

    fn ready(
        mut connection: Connection,
        path: Option<PathBuf>,
        access: Access,
        room: Room,
    ) -> Result<Self, Error> {
        connection.busy_timeout(Duration::from_secs(5))?;
        connection.set_prepared_statement_cache_capacity(64);
        // Otherwise SQLite plans a statement anew for each number of rows that it is asked for.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let name = path.clone().unwrap_or_else(|| PathBuf::from(":memory:"));
        let found = schema::check(&connection, &name)?;
        let mut mode = String::new();
        if access == Access::ReadWrite {
            if path.is_some() {
                if found == 0 {
                    // Several articles to a page; of use only before there is anything.
                    connection.pragma_update(None, "page_size", 16_384)?;
                }
                let keep = |mode: &str| -> rusqlite::Result<String> {
                    connection.pragma_update_and_check(None, "journal_mode", mode, |row| row.get(0))
                };
                // A log beside the file is shared by memory: two computers that have the file of
                // a network disk open would each have their own, and damage it.
                mode = if Disk::of(&name).is_shared {
                    // Not while somebody has it open with a log, from before.
                    keep("DELETE").or_else(|_| {
                        connection.pragma_query_value(None, "journal_mode", |row| row.get(0))
                    })?
                } else {
                    // Where it cannot be had SQLite answers with the mode that it keeps.
                    keep("WAL").or_else(|_| keep("DELETE"))?
                };
            }
            connection.pragma_update(None, "synchronous", "NORMAL")?;
            if found < schema::known() {
                schema::migrate(&mut connection, &name)?;
            }
        } else if found < schema::known() {
            return Err(Error::Open {
                path: name,
                why: "it is of an older layout and open for reading only; open it once for \
                      writing to bring it up to date"
                    .to_owned(),
            });
        } else {
            mode = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
        }
        make_room(&connection, room)?;
        Ok(Self {
            connection,
            path,
            access,
            today: Cell::new(clock()),
            cache: RefCell::default(),
            columns: RefCell::default(),
            sketches: RefCell::default(),
            stopped: Arc::default(),
            heard: Cell::new(u64::MAX),
            shared: mode.eq_ignore_ascii_case("wal"),
            moment: Cell::new(None),
        })
    }

    /// Waits at the lock of a writer more closely from now on, so that its shortest rest is enough.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn wait_closely(&mut self) -> Result<(), Error> {
        const STEP: Duration = Duration::from_millis(2);
        const STEPS: i32 = 5_000;
        let wait = |steps| {
            std::thread::sleep(STEP);
            steps < STEPS
        };
        Ok(self.connection.busy_handler(Some(wait))?)
    }

    /// Sets how much memory pages of the file may take.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn set_room(&self, room: Room) -> Result<(), Error> {
        Ok(make_room(&self.connection, room)?)
    }

    /// The file; nothing for a library in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    #[must_use]
    pub fn access(&self) -> Access {
        self.access
    }

    /// Sets the day that "last month" in a query is counted from; at opening it is the clock's.
    pub fn set_today(&self, day: Day) {
        self.today.set(day);
    }

    pub(super) fn today(&self) -> Day {
        self.today.get()
    }

    /// A number that grows with every batch of documents, whoever added it: what was worked out
    /// at the same number still holds.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn generation(&self) -> Result<u64, Error> {
        self.total("generation")
    }

    /// Has all that is asked within answered from one state of the library, whoever adds to it
    /// meanwhile; also much quicker than question by question. Nothing may be written within.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn at_once<T>(&self, ask: impl FnOnce() -> T) -> Result<T, Error> {
        if !self.shared || self.moment.get().is_some() {
            return Ok(ask());
        }
        if !self.connection.is_autocommit() {
            // The end of the last answer was itself stopped.
            self.connection.execute_batch("ROLLBACK")?;
        }
        let mut state = self.connection.unchecked_transaction()?;
        state.set_drop_behavior(DropBehavior::Commit);
        self.moment
            .set(Some([self.total("generation")?, self.total("revision")?]));
        let answer = ask();
        self.moment.set(None);
        Ok(answer)
    }

    pub(super) fn total(&self, name: &str) -> Result<u64, Error> {
        match (self.moment.get(), name) {
            (Some([generation, _]), "generation") => return Ok(generation),
            (Some([_, revision]), "revision") => return Ok(revision),
            _ => {}
        }
        let value: i64 = self
            .connection
            .prepare_cached("SELECT value FROM totals WHERE name = ?1")?
            .query_row([name], |row| row.get(0))?;
        Ok(value.max(0).cast_unsigned())
    }
}

fn make_room(connection: &Connection, room: Room) -> rusqlite::Result<()> {
    // In KB, below zero. What is mapped needs no copying, but brings its neighbours with it, many
    // times the memory.
    let (kept, mapped) = match room {
        Room::Little => (-1_000, 0),
        Room::Usual => (-16_000, 128_i64 << 20),
        Room::Reading => (-16_000, 0),
    };
    connection.pragma_update(None, "cache_size", kept)?;
    connection.pragma_update(None, "mmap_size", mapped)
}

/// Whether a file that can only be read may be taken as one that does not change: its disk cannot be
/// written to, or it is another's and nobody has it open, as there is no log beside it.
fn is_at_rest(path: &Path) -> bool {
    let is_closed = ["-wal", "-journal"].iter().all(|ending| {
        let mut log = path.as_os_str().to_owned();
        log.push(ending);
        matches!(Path::new(&log).try_exists(), Ok(false))
    });
    is_closed || Disk::of(path).is_read_only
}

/// The address of a file that does not change while it is open.
fn unchanging(path: &Path) -> String {
    let mut out = "file:".to_owned();
    for c in path.to_string_lossy().chars() {
        match c {
            '%' => out.push_str("%25"),
            '?' => out.push_str("%3f"),
            '#' => out.push_str("%23"),
            _ => out.push(c),
        }
    }
    out + "?immutable=1"
}

fn clock() -> Day {
    let seconds = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs());
    Day(i32::try_from(seconds / 86_400).unwrap_or_default())
}
