//! A report in one format, one file each.
