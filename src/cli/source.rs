//! Where documents come from: files, folders, JSON Lines, standard input.

use super::error::Error;
use crate::model::{Basis, Block, BlockKind, Document, Metadata, Moment, Published, Sourced, Span};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Something that one document comes out of.
#[derive(Debug)]
pub(super) enum Piece {
    File {
        path: PathBuf,
        bytes: Vec<u8>,
    },
    Line {
        path: PathBuf,
        number: usize,
        line: String,
    },
}

#[derive(Deserialize)]
struct Line {
    id: Option<String>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    published: Option<String>,
}

impl Piece {
    pub(super) fn size(&self) -> usize {
        match self {
            Self::File { bytes, .. } => bytes.len(),
            Self::Line { line, .. } => line.len(),
        }
    }

    pub(super) fn document(&self, _raw: bool) -> Result<Document, Error> {
        let (path, id, text, title, published) = match self {
            Self::File { path, bytes } => {
                let id = path
                    .file_stem()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                (
                    path,
                    id,
                    String::from_utf8_lossy(bytes).into_owned(),
                    None,
                    None,
                )
            }
            Self::Line { path, number, line } => {
                let record: Line = serde_json::from_str(line).map_err(|e| Error::Read {
                    path: PathBuf::from(format!("{}:{number}", path.display())),
                    source: e.into(),
                })?;
                let text = record.text.or(record.html).unwrap_or_default();
                let id = record.id.unwrap_or_else(|| number.to_string());
                (path, id, text, record.title, record.published)
            }
        };
        let published = published.and_then(|value| {
            Some(Published {
                moment: Moment::parse(&value)?,
                value,
                basis: Basis::Format,
                estimated: false,
            })
        });
        let mut sha256 = String::new();
        for byte in Sha256::digest(text.as_bytes()) {
            sha256.push_str(&format!("{byte:02x}"));
        }
        Ok(Document {
            id,
            path: Some(path.display().to_string()),
            meta: Metadata {
                title: title.map(|value| Sourced {
                    value,
                    basis: Basis::Format,
                }),
                published,
                ..Metadata::default()
            },
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
            }],
            text,
            sha256,
            ..Document::default()
        })
    }
}

/// Everything that the paths hold, in the order given; folders by name.
pub(super) fn pieces(paths: &[PathBuf]) -> Box<dyn Iterator<Item = Result<Piece, Error>> + '_> {
    Box::new(paths.iter().flat_map(|path| open(path)))
}

fn open(path: &Path) -> Box<dyn Iterator<Item = Result<Piece, Error>>> {
    let failed = |source| {
        Box::new(std::iter::once(Err(Error::Read {
            path: path.to_owned(),
            source,
        })))
    };
    if path == Path::new("-") {
        return lines(path, BufReader::new(std::io::stdin()));
    }
    if path.is_dir() {
        let mut files: Vec<PathBuf> = match std::fs::read_dir(path) {
            Ok(entries) => entries.flatten().map(|entry| entry.path()).collect(),
            Err(source) => return failed(source),
        };
        files.retain(|file| file.extension().is_some_and(|e| e == "txt" || e == "jsonl"));
        files.sort();
        return Box::new(files.into_iter().flat_map(|file| open(&file)));
    }
    if path.extension().is_some_and(|ending| ending == "jsonl") {
        return match File::open(path) {
            Ok(file) => lines(path, BufReader::new(file)),
            Err(source) => failed(source),
        };
    }
    match std::fs::read(path) {
        Ok(bytes) => Box::new(std::iter::once(Ok(Piece::File {
            path: path.to_owned(),
            bytes,
        }))),
        Err(source) => failed(source),
    }
}

fn lines(
    path: &Path,
    reader: impl BufRead + 'static,
) -> Box<dyn Iterator<Item = Result<Piece, Error>>> {
    let path = path.to_owned();
    Box::new(
        reader
            .lines()
            .enumerate()
            .filter_map(move |(at, line)| match line {
                Ok(line) if line.trim().is_empty() => None,
                Ok(line) => Some(Ok(Piece::Line {
                    path: path.clone(),
                    number: at + 1,
                    line,
                })),
                Err(source) => Some(Err(Error::Read {
                    path: path.clone(),
                    source,
                })),
            }),
    )
}
