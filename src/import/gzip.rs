//! Gzip of any other format.

use super::Limits;
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// Unpacks within limits, or says which one is broken.
pub(super) fn unpack(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    MultiGzDecoder::new(bytes)
        .take(limits.file + 1)
        .read_to_end(&mut out)
        .map_err(|why| format!("not gzip: {why}"))?;
    let (size, packed) = (out.len() as u64, bytes.len().max(1) as u64);
    if size > limits.file {
        return Err(format!("larger than {} bytes unpacked", limits.file));
    }
    if size > 1 << 20 && size / packed > limits.archive_ratio {
        return Err(format!("packed more than {} to 1", limits.archive_ratio));
    }
    Ok(out)
}
