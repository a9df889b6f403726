//! The sample corpus, compiled in: five articles to look at before there are any of one's own.

use super::error::Error;
use super::{intake, lists};
use crate::library::{Access, Library};
use crate::model::Change;
use std::path::Path;

/// What the person is told when the sample is shown.
pub(super) const NOTICE: &str =
    "the sample corpus is open; `briefing import PATH` fills a library of your own";

/// The setting that says which version of the program marked a library that is made for reading.
const MARKED_BY: &str = "marked-by";

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Opens the library of the sample corpus, which is filled at the first start and marked anew by
/// each new version of the program; what the person did in it stays.
pub(super) fn open(path: &Path) -> Result<Library, Error> {
    let mut library = Library::open(path, Access::ReadWrite)?;
    if !is_marked(&library)? {
        intake::take_sample(&mut library)?;
        mark(&mut library)?;
    }
    Ok(library)
}

/// Whether everything in a library was marked by this version of the program.
pub(super) fn is_marked(library: &Library) -> Result<bool, Error> {
    Ok(library.setting(MARKED_BY)? == Some(marker()?))
}

/// The version of the program and the person's own lists.
fn marker() -> Result<String, Error> {
    Ok(format!("{VERSION}{}", lists::stamp()?))
}

/// Notes that everything in a library was marked by this version of the program.
pub(super) fn mark(library: &mut Library) -> Result<(), Error> {
    library.record(&Change::Setting {
        name: MARKED_BY.to_owned(),
        value: marker()?,
    })?;
    Ok(())
}
