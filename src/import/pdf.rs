//! PDF: drawn out in a child process, so that a file that eats time, memory or the stack costs
//! nothing but itself.

use super::draft::{Draft, Shape};
use super::{Limits, metadata, plain};
use crate::model::{Basis, Dropped, Reason};
use crate::text::{sanitise, squeeze};
use lopdf::{Document, LoadOptions, Object};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// The hidden sub-command that answers with [`serve_pdf`], with limits as `NAME=VALUE` behind it.
pub const PDF_COMMAND: &str = "__pdf-text";

/// How many programs a PDF is given to at most, each for its own time.
pub const PDF_RUNS: u64 = 2;

/// Who draws the text out of a PDF.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum PdfReader {
    /// This program once more, where it is the program and not a test or a library's user.
    #[default]
    Own,
    /// A program that answers to [`PDF_COMMAND`].
    Program(PathBuf),
}

/// What the child answers.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Answer {
    title: Option<String>,
    author: Option<String>,
    published: Option<String>,
    pages: Vec<String>,
    error: Option<String>,
}

/// Reads a PDF from `input` and writes what is in it to `output`: what the hidden sub-command does.
///
/// # Errors
/// Where input or output break; a broken PDF is an answer.
pub fn serve_pdf(
    input: &mut impl Read,
    output: &mut impl Write,
    limits: &Limits,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.take(limits.pdf + 1).read_to_end(&mut bytes)?;
    let answer = if bytes.len() as u64 > limits.pdf {
        Err(format!("larger than {} bytes", limits.pdf))
    } else {
        extract(&bytes, limits)
    };
    let answer = answer.unwrap_or_else(|error| Answer {
        error: Some(error),
        ..Answer::default()
    });
    serde_json::to_writer(&mut *output, &answer)?;
    output.flush()
}

/// Drafts a document of a PDF by way of a child process.
pub(super) fn draft(bytes: &[u8], reader: &PdfReader, limits: &Limits) -> Result<Draft, String> {
    let program = match reader {
        PdfReader::Program(path) => path.clone(),
        PdfReader::Own => std::env::current_exe()
            .ok()
            .filter(|path| path.file_stem().is_some_and(|stem| stem == "briefing"))
            .ok_or("no program at hand to read a PDF with")?,
    };
    let told = ["pdf", "pdf-pages", "pdf-text"]
        .map(|name| format!("{name}={}", limits.get(name).unwrap_or_default()));
    let [file, pages, text] = &told;
    let answer = run(&program, &[PDF_COMMAND, file, pages, text], bytes, limits)?;
    let answer: Answer =
        serde_json::from_slice(&answer).map_err(|_| "the PDF could not be read")?;
    if let Some(error) = &answer.error {
        return Err(error.clone());
    }
    // The better tool, where it is there.
    let pages = found("pdftotext")
        .and_then(|tool| run(&tool, &["-q", "-enc", "UTF-8", "-", "-"], bytes, limits).ok())
        .map(|text| {
            let text = String::from_utf8_lossy(&text).into_owned();
            text.split('\u{c}').map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|pages| pages.iter().any(|page| !page.trim().is_empty()));
    let pages = pages.unwrap_or_else(|| answer.pages.clone());
    let mut draft = Draft {
        shape: Shape::Plain,
        ..Draft::default()
    };
    compose(&pages, &mut draft);
    if draft.parts.is_empty() {
        return Err("a PDF without text".to_owned());
    }
    let basis = Basis::Format;
    // Programs write the name of a file where a title should be.
    let title = answer.title.filter(|title| {
        title.contains(' ') && !title.starts_with("Microsoft Word") && !title.contains(".doc")
    });
    metadata::offer_line(&mut draft.meta.title, title.as_deref(), basis);
    let names = answer
        .author
        .as_deref()
        .map(metadata::names)
        .unwrap_or_default();
    metadata::offer_authors(&mut draft.meta.authors, names, basis);
    metadata::offer_date(
        &mut draft.meta.published,
        answer.published.as_deref(),
        basis,
    );
    Ok(draft)
}

/// Runs a program on some input within the limits of time, memory and output.
fn run(
    program: &Path,
    arguments: &[&str],
    input: &[u8],
    limits: &Limits,
) -> Result<Vec<u8>, String> {
    let mut child = start(program, arguments, limits)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|why| format!("{}: {why}", program.display()))?;
    let answer = converse(&mut child, input, limits);
    // Gone already, or to go now: either way it must not linger.
    let _ = child.kill();
    let status = child.wait();
    match (answer, status) {
        (Some(out), _) if out.len() > limits.pdf_text => {
            Err(format!("more than {} bytes of text", limits.pdf_text))
        }
        (Some(out), _) if !out.is_empty() => Ok(out),
        (Some(_), _) => Err("the PDF could not be read".to_owned()),
        (None, _) => Err(format!("took longer than {} seconds", limits.pdf_seconds)),
    }
}

#[cfg(unix)]
fn start(program: &Path, arguments: &[&str], limits: &Limits) -> Command {
    let mut command = Command::new("/bin/sh");
    command
        .arg("-c")
        .arg(format!(
            "ulimit -v {}; exec \"$0\" \"$@\"",
            limits.pdf_memory / 1024
        ))
        .arg(program)
        .args(arguments);
    command
}

#[cfg(not(unix))]
fn start(program: &Path, arguments: &[&str], _limits: &Limits) -> Command {
    let mut command = Command::new(program);
    command.args(arguments);
    command
}

/// Gives the child its input and takes its output; nothing where time runs out.
fn converse(child: &mut Child, input: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let mut stdin = child.stdin.take()?;
    let stdout = child.stdout.take()?;
    let input = input.to_vec();
    // A child that dies early breaks the pipe; its answer tells.
    std::thread::spawn(move || drop(stdin.write_all(&input)));
    let (send, receive) = mpsc::channel();
    let limit = limits.pdf_text as u64 + 1;
    std::thread::spawn(move || {
        let mut out = Vec::new();
        let read = stdout.take(limit).read_to_end(&mut out);
        drop(send.send(read.map(|_| out).unwrap_or_default()));
    });
    receive
        .recv_timeout(Duration::from_secs(limits.pdf_seconds))
        .ok()
}

fn found(tool: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(tool))
        .find(|path| path.is_file())
}

/// Draws out the text of every page, in this process.
fn extract(bytes: &[u8], limits: &Limits) -> Result<Answer, String> {
    let options = LoadOptions {
        max_decompressed_size: Some(limits.pdf_text * 4),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|why| format!("not a PDF: {why}"))?;
    if document.is_encrypted() {
        return Err("an encrypted PDF".to_owned());
    }
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    if pages.len() > limits.pdf_pages {
        return Err(format!("more than {} pages", limits.pdf_pages));
    }
    let mut answer = Answer::default();
    let mut size = 0;
    for page in pages {
        let text = document
            .extract_text_with_limit(&[page], limits.pdf_text)
            .unwrap_or_default();
        size += text.len();
        if size > limits.pdf_text {
            return Err(format!("more than {} bytes of text", limits.pdf_text));
        }
        answer.pages.push(text);
    }
    let information = document
        .trailer
        .get(b"Info")
        .and_then(|info| document.dereference(info))
        .ok()
        .and_then(|(_, info)| info.as_dict().ok());
    if let Some(information) = information {
        let field = |name: &[u8]| information.get(name).ok().and_then(words);
        answer.title = field(b"Title");
        answer.author = field(b"Author");
        answer.published = field(b"CreationDate").and_then(|date| day(&date));
    }
    Ok(answer)
}

/// A text string: UTF-16 behind a mark, else one byte a letter.
fn words(object: &Object) -> Option<String> {
    let bytes = object.as_str().ok()?;
    let text = match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest
                .chunks_exact(2)
                .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                .collect();
            String::from_utf16_lossy(&units)
        }
        _ => super::encoding::decode(bytes, Some("windows-1252"))
            .text
            .into_owned(),
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// `D:20241003083000+02'00'` as a day.
fn day(date: &str) -> Option<String> {
    let digits: String = date
        .trim_start_matches("D:")
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    match digits.len() {
        8.. => Some(format!(
            "{}-{}-{}",
            &digits[..4],
            &digits[4..6],
            &digits[6..8]
        )),
        4..8 => Some(digits[..4].to_owned()),
        _ => None,
    }
}

/// Puts the pages together: running heads, page numbers and hyphens at line ends go.
fn compose(pages: &[String], draft: &mut Draft) {
    let mut clean = Vec::with_capacity(pages.len());
    for page in pages {
        let (text, removed) = sanitise(page);
        draft.removed.escapes += removed.escapes;
        draft.removed.controls += removed.controls;
        draft.removed.invisible += removed.invisible;
        draft.removed.marks += removed.marks;
        clean.push(text);
    }
    let heads = running_heads(&clean);
    let mut text = String::new();
    for page in &clean {
        let lines: Vec<&str> = page.lines().map(str::trim_end).collect();
        let filled: Vec<usize> = (0..lines.len())
            .filter(|at| !lines[*at].trim().is_empty())
            .collect();
        for (at, line) in lines.iter().enumerate() {
            let rank = filled.partition_point(|other| *other < at);
            let edge = rank < 2 || rank + 2 >= filled.len();
            if edge
                && !line.trim().is_empty()
                && (is_folio(line) || heads.contains_key(&shape(line)))
            {
                draft.dropped.push(Dropped {
                    text: line.trim().to_owned(),
                    reason: Reason::Navigation,
                });
                continue;
            }
            append(&mut text, line);
        }
    }
    draft.parts = plain::paragraphs(&text);
}

/// Adds a line; a word that was cut at the end of the line before becomes one again.
fn append(text: &mut String, line: &str) {
    let starts_low = line
        .trim_start()
        .chars()
        .next()
        .is_some_and(char::is_lowercase);
    let mut before = text.trim_end_matches('\n').chars().rev();
    let cut = before.next() == Some('-') && before.next().is_some_and(char::is_lowercase);
    if starts_low && cut && text.ends_with("-\n") {
        text.truncate(text.len() - 2);
        text.push_str(line.trim_start());
    } else {
        text.push_str(line);
    }
    text.push('\n');
}

/// Lines at the edge of pages that stand on three pages or more, figures apart.
fn running_heads(pages: &[String]) -> BTreeMap<String, usize> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages {
        let lines: Vec<&str> = page
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let count = lines.len();
        for (rank, line) in lines.iter().enumerate() {
            if rank < 2 || rank + 2 >= count {
                *seen.entry(shape(line)).or_default() += 1;
            }
        }
    }
    seen.retain(|line, count| *count >= 3 && *count * 3 >= pages.len() && line.len() > 2);
    seen
}

fn shape(line: &str) -> String {
    let bare: String = line
        .trim()
        .chars()
        .filter(|c| !c.is_ascii_digit())
        .collect();
    squeeze(&bare)
}

/// A page number alone: `12`, `- 12 -`, `Page 3 of 9`.
fn is_folio(line: &str) -> bool {
    let line = line.trim().to_ascii_lowercase();
    line.len() <= 16
        && line.bytes().any(|b| b.is_ascii_digit())
        && line
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .all(|word| {
                word.bytes().all(|b| b.is_ascii_digit()) && word.len() <= 4
                    || matches!(word, "page" | "of" | "p")
            })
}
