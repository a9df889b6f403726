use super::Error;
use crate::insight::Report;
use std::io::Write;

/// Writes the whole report as one JSON document.
pub(super) fn write(report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    serde_json::to_writer_pretty(&mut *sink, report)?;
    sink.write_all(b"\n")?;
    Ok(())
}
