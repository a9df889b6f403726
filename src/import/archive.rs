//! ZIP files, taken apart within limits.

use super::Limits;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// Below this size an entry may be packed as tightly as it likes.
const SMALL: u64 = 1 << 20;

/// An open archive that counts what was unpacked.
#[derive(Debug)]
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
    unpacked: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, String> {
        let zip =
            ZipArchive::new(Cursor::new(bytes)).map_err(|why| format!("not an archive: {why}"))?;
        if zip.len() > limits.archive_entries {
            return Err(format!("more than {} entries", limits.archive_entries));
        }
        Ok(Self {
            zip,
            limits,
            unpacked: 0,
        })
    }

    /// Whether no more is unpacked, as that was as much as all entries may come to.
    pub(super) fn is_spent(&self) -> bool {
        self.unpacked > self.limits.archive_total
    }

    /// Unpacks an entry; nothing where there is none of this name.
    pub(super) fn entry(&mut self, name: &str) -> Result<Option<String>, String> {
        let file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(why) => return Err(format!("{name}: {why}")),
        };
        let packed = file.compressed_size().max(1);
        let room = self.limits.archive_total.saturating_sub(self.unpacked);
        let limit = self.limits.archive_entry.min(room);
        let mut bytes = Vec::new();
        // What the entry says of its own size is not believed.
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|why| format!("{name}: {why}"))?;
        let size = bytes.len() as u64;
        self.unpacked += size;
        if size > limit {
            return Err(format!("{name}: larger than {limit} bytes unpacked"));
        }
        if size > SMALL && size / packed > self.limits.archive_ratio {
            return Err(format!(
                "{name}: packed more than {} to 1",
                self.limits.archive_ratio
            ));
        }
        let decoded = super::encoding::decode(&bytes, None);
        Ok(Some(decoded.text.into_owned()))
    }
}
