//! The sample corpus, compiled in: five articles to look at before there are any of one's own.

use super::error::Error;
use super::intake;
use crate::library::{Access, Library};
use crate::model::Change;
use std::path::Path;

/// What the person is told when the sample is shown.
pub(super) const NOTICE: &str =
    "the sample corpus is open; `briefing import PATH` fills a library of your own";

/// The setting that says which version of the program marked the sample.
const MARKED_BY: &str = "sample-marked-by";

/// Opens the library of the sample corpus, which is filled at the first start and marked anew by
/// each new version of the program; what the person did in it stays.
pub(super) fn open(path: &Path) -> Result<Library, Error> {
    let mut library = Library::open(path, Access::ReadWrite)?;
    let version = env!("CARGO_PKG_VERSION");
    if library.setting(MARKED_BY)?.as_deref() == Some(version) {
        return Ok(library);
    }
    intake::take_sample(&mut library)?;
    library.record(&Change::Setting {
        name: MARKED_BY.to_owned(),
        value: version.to_owned(),
    })?;
    Ok(library)
}
