//! Where the program keeps things, and what day it is: the only place that asks the system.

use super::error::Error;
use crate::model::Day;
use etcetera::BaseStrategy;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// The folder of everything that the program keeps; `BRIEFING_DATA_DIR` moves it.
pub(super) fn data() -> Result<PathBuf, Error> {
    if let Some(folder) = std::env::var_os("BRIEFING_DATA_DIR").filter(|folder| !folder.is_empty())
    {
        return Ok(PathBuf::from(folder));
    }
    etcetera::choose_base_strategy()
        .map(|base| base.data_dir().join("briefing"))
        .map_err(|_| Error::NoHome)
}

/// The person's configuration; `BRIEFING_CONFIG` names another file.
pub(super) fn config() -> Result<PathBuf, Error> {
    if let Some(file) = std::env::var_os("BRIEFING_CONFIG").filter(|file| !file.is_empty()) {
        return Ok(PathBuf::from(file));
    }
    etcetera::choose_base_strategy()
        .map(|base| base.config_dir().join("briefing").join("config.toml"))
        .map_err(|_| Error::NoHome)
}

/// The person's own library.
pub(super) fn library() -> Result<PathBuf, Error> {
    Ok(data()?.join("library.db"))
}

/// The library of the sample corpus.
pub(super) fn sample() -> Result<PathBuf, Error> {
    Ok(data()?.join("sample").join("library.db"))
}

/// The folder of the person's own name lists.
pub(super) fn lists() -> Result<PathBuf, Error> {
    Ok(data()?.join("lists"))
}

/// The folder of the person's own templates for notes.
pub(super) fn templates() -> Result<PathBuf, Error> {
    Ok(data()?.join("templates"))
}

/// Whether the reader opens for the first time; from now on it does not.
pub(super) fn first_time() -> bool {
    let Ok(folder) = data() else { return false };
    let marker = folder.join("toured");
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::File::create_new(marker))
        .is_ok()
}

/// The day that notes bear: `SOURCE_DATE_EPOCH` where it is set, so that a build can be repeated to
/// the byte, else today.
pub(super) fn note_day() -> Day {
    let told = std::env::var("SOURCE_DATE_EPOCH").ok();
    told.and_then(|seconds| seconds.trim().parse::<i64>().ok())
        .and_then(|seconds| i32::try_from(seconds.div_euclid(86_400)).ok())
        .map_or_else(today, Day)
}

/// The library of a set of paths: the same for the same files and folders, in any order.
pub(super) fn set(paths: &[PathBuf]) -> Result<PathBuf, Error> {
    let mut whole: Vec<PathBuf> = paths.iter().map(|path| absolute(path)).collect();
    whole.sort();
    let mut hash = Sha256::new();
    for path in &whole {
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update([0]);
    }
    let mut name = String::new();
    for byte in &hash.finalize()[..8] {
        // Writing to a string cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    Ok(data()?.join("sets").join(name).join("library.db"))
}

/// A path that means the same from every folder.
pub(super) fn absolute(path: &Path) -> PathBuf {
    path.canonicalize()
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned())
}

/// The same for a path at which there is nothing any more: its folder is asked, where that is left.
pub(super) fn absolute_of_gone(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut steps = Vec::new();
    let mut above = whole.as_path();
    loop {
        if let Ok(found) = above.canonicalize() {
            return steps.iter().rev().fold(found, |path, step| path.join(step));
        }
        let (Some(folder), Some(step)) = (above.parent(), above.file_name()) else {
            return whole;
        };
        steps.push(step);
        above = folder;
    }
}

/// The day it is where the person sits; `BRIEFING_TODAY` sets another.
pub(super) fn today() -> Day {
    let told = std::env::var("BRIEFING_TODAY")
        .ok()
        .and_then(|day| crate::model::Moment::parse(&day));
    if let Some(moment) = told {
        return moment.first;
    }
    let date = jiff::Timestamp::now().to_zoned(zone()).date();
    let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
    Day::new(i32::from(date.year()), u32::from(month), u32::from(day))
}

/// The zone that the person sits in. Where nothing says otherwise its rules are read at once: to look
/// it up by its name, the whole database of zones would be walked first.
fn zone() -> TimeZone {
    if std::env::var_os("TZ").is_none()
        && let Ok(rules) = std::fs::read("/etc/localtime")
        && let Ok(zone) = TimeZone::tzif("", &rules)
    {
        return zone;
    }
    TimeZone::system()
}
