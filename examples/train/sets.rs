//! Reads the sets as their makers publish them.

use crate::articles::articles;
use briefing::analysis::tagger::Sort;
use briefing::model::Kind;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// A document as its source marks it.
#[derive(Default)]
pub(crate) struct Marked {
    pub(crate) text: String,
    /// What is learnt: names that do not overlap.
    pub(crate) spans: Vec<(usize, usize, Sort)>,
    /// What is measured: all names, where a source has several layers.
    pub(crate) gold: Vec<(usize, usize, Sort)>,
    pub(crate) unmarked: Vec<Sort>,
    /// When it came out, and behind which letters an incident is told: kind, date and word.
    pub(crate) published: String,
    pub(crate) told: Vec<(usize, String)>,
    /// The kinds of its names, where the source tells them.
    pub(crate) kinds: Vec<(usize, usize, Kind)>,
}

/// The documents of one set.
pub(crate) struct Set {
    pub(crate) name: &'static str,
    pub(crate) documents: Vec<Marked>,
}

/// Which documents are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Everything but the test parts.
    All,
    /// What a model that is to be measured learns.
    Learnt,
    /// What it does not.
    Held,
    /// The same with every fifth `AnnoCTR` document held back, beginning with this one.
    LearntFold(usize),
    /// What that model does not learn of `AnnoCTR`.
    HeldFold(usize),
}

impl Part {
    fn held(self) -> bool {
        matches!(self, Self::Held | Self::HeldFold(_))
    }

    /// Whether a document is asked for that is usually held back or not.
    fn wants(self, held: bool) -> bool {
        self == Self::All || self.held() == held
    }
}

/// Reads the sets.
pub(crate) fn gather(data: &Path, part: Part) -> Result<Vec<Set>, Box<dyn Error>> {
    let wanted = |held: bool| part.wants(held);
    let mut number = 0;
    let mut annoctr_documents = Vec::new();
    for folder in ["train", "dev", "ext"] {
        let files = files(&data.join("annoctr/ner_bio").join(folder), "bio")?;
        for (index, file) in files.iter().enumerate() {
            number += 1;
            let held = match part {
                Part::LearntFold(fold) | Part::HeldFold(fold) => number % 5 == fold,
                _ => folder == "dev" || (folder == "ext" && index % 6 == 5),
            };
            if wanted(held) {
                annoctr_documents.extend(annoctr(file, folder)?);
            }
        }
    }
    if matches!(part, Part::HeldFold(_)) {
        let (full, more) = annoctr_documents
            .into_iter()
            .partition(|document| !document.unmarked.contains(&Sort::Group));
        return Ok(vec![
            Set {
                name: "AnnoCTR",
                documents: full,
            },
            Set {
                name: "ext",
                documents: more,
            },
        ]);
    }
    let held = part.held();
    let mut crossner = Vec::new();
    let parts: &[&str] = if held { &["test"] } else { &["train", "dev"] };
    for part in parts {
        let file = data.join(format!("ner/crossner/ner_data/politics/{part}.txt"));
        // They are few beside the others.
        for _ in 0..if held { 1 } else { 4 } {
            crossner.extend(columns(&file, &[])?);
        }
    }
    let mut cyner = Vec::new();
    let parts: &[&str] = if held { &["test"] } else { &["train", "valid"] };
    for part in parts {
        let unmarked = [
            Sort::Person,
            Sort::Place,
            Sort::Group,
            Sort::Technology,
            Sort::Other,
        ];
        let file = data.join(format!("ner/cyner/dataset/mitre/{part}.txt"));
        cyner.extend(columns(&file, &unmarked)?);
    }
    let mut wnut = Vec::new();
    let parts: &[&str] = if held {
        &["emerging.test.annotated"]
    } else {
        &["wnut17train.conll", "emerging.dev.conll"]
    };
    for file in parts {
        wnut.extend(columns(&data.join("ner/wnut17").join(file), &[])?);
    }
    let mut gums = Vec::new();
    for (index, file) in files(&data.join("gum/tsv"), "tsv")?.iter().enumerate() {
        if wanted(index % 5 == 4) {
            gums.push(gum(file)?);
        }
    }
    let ours = if held { Vec::new() } else { articles()? };
    let set = |name, documents| Set { name, documents };
    Ok(vec![
        set("ours", ours),
        set("AnnoCTR", annoctr_documents),
        set("CrossNER", crossner),
        set("CyNER", cyner),
        set("WNUT17", wnut),
        set("GUM", gums),
    ])
}

pub(crate) fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut out: Vec<PathBuf> = fs::read_dir(folder)?
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending))
        .collect();
    out.sort();
    Ok(out)
}

fn sort_of(label: &str) -> Option<Sort> {
    Some(match label {
        "ORG" | "organisation" | "politicalparty" | "corporation" | "group" | "Organization" => {
            Sort::Body
        }
        "LOC" | "location" | "country" => Sort::Place,
        "GROUP" => Sort::Group,
        "MALWARE" | "Malware" => Sort::Malware,
        "person" | "politician" => Sort::Person,
        "product" | "System" | "TOOL" => Sort::Technology,
        "event" | "election" | "misc" | "creative-work" => Sort::Other,
        _ => return None,
    })
}

/// Puts a token behind a text as print does.
fn append(text: &mut String, token: &str, first: bool) -> (usize, usize) {
    let clings = matches!(
        token,
        "." | ","
            | ";"
            | ":"
            | "!"
            | "?"
            | ")"
            | "]"
            | "}"
            | "%"
            | "…"
            | "’"
            | "'"
            | "n't"
            | "'s"
            | "’s"
            | "”"
    ) || (token.starts_with(['\'', '’']) && token.chars().count() <= 3);
    let opens = text.ends_with(['(', '[', '{', '$', '£', '€', '#', '@', '“', '‘']);
    if !first && !clings && !opens {
        text.push(' ');
    }
    let start = text.len();
    text.push_str(token);
    (start, text.len())
}

/// Gathers the names of one column of labels.
#[derive(Default)]
struct Column {
    open: Option<(usize, usize, Option<Sort>)>,
}

impl Column {
    fn see(&mut self, label: &str, place: (usize, usize), spans: &mut Vec<(usize, usize, Sort)>) {
        if let Some(kind) = label.strip_prefix("I-")
            && let Some(open) = &mut self.open
            && open.2 == sort_of(kind)
        {
            open.1 = place.1;
            return;
        }
        self.close(spans);
        if let Some(kind) = label
            .strip_prefix("B-")
            .or_else(|| label.strip_prefix("I-"))
        {
            self.open = Some((place.0, place.1, sort_of(kind)));
        }
    }

    fn close(&mut self, spans: &mut Vec<(usize, usize, Sort)>) {
        if let Some((start, end, Some(sort))) = self.open.take() {
            spans.push((start, end, sort));
        }
    }
}

/// `AnnoCTR`: five layers, a column each, and one that repeats them.
fn annoctr(file: &Path, part: &str) -> Result<Vec<Marked>, Box<dyn Error>> {
    let mut unmarked = vec![Sort::Person, Sort::Technology, Sort::Other];
    if part == "ext" {
        unmarked.extend([Sort::Group, Sort::Malware]);
    }
    let mut out = conll(file, &unmarked, usize::MAX)?;
    for marked in &mut out {
        marked.gold.clone_from(&marked.spans);
        // Layers can overlap: the longer name stands.
        marked
            .spans
            .sort_by_key(|(start, end, sort)| (*start, usize::MAX - end, *sort));
        let mut reach = 0;
        marked.spans.retain(|(start, end, _)| {
            let keep = *start >= reach;
            if keep {
                reach = *end;
            }
            keep
        });
    }
    Ok(out)
}

fn columns(file: &Path, unmarked: &[Sort]) -> Result<Vec<Marked>, Box<dyn Error>> {
    let mut out = conll(file, unmarked, 40)?;
    for marked in &mut out {
        marked.gold.clone_from(&marked.spans);
    }
    Ok(out)
}

/// `CoNLL` columns; a document ends after so many sentences.
fn conll(file: &Path, unmarked: &[Sort], most: usize) -> Result<Vec<Marked>, Box<dyn Error>> {
    let raw = fs::read(file)?;
    let text = String::from_utf8_lossy(&raw);
    let mut out = Vec::new();
    let mut now = Marked {
        unmarked: unmarked.to_vec(),
        ..Marked::default()
    };
    let mut columns: Vec<Column> = Vec::new();
    let (mut sentences, mut first) = (0, true);
    for line in text.lines() {
        let mut fields: Vec<&str> = line.split('\t').collect();
        if fields.len() == 1 && line.trim().contains(' ') {
            fields = line.split_whitespace().collect();
        }
        if fields[0].trim().is_empty() {
            for column in &mut columns {
                column.close(&mut now.spans);
            }
            if !first {
                sentences += 1;
                first = true;
            }
            if sentences >= most {
                sentences = 0;
                let next = Marked {
                    unmarked: unmarked.to_vec(),
                    ..Marked::default()
                };
                out.push(std::mem::replace(&mut now, next));
            }
            continue;
        }
        if fields[0].starts_with("<DOCSTART>") || fields[0] == "-DOCSTART-" {
            continue;
        }
        if first && !now.text.is_empty() {
            now.text.push('\n');
        }
        let place = append(&mut now.text, fields[0], first);
        first = false;
        let labels = &fields[1..];
        let layers = if labels.len() > 1 {
            labels.len() - 1
        } else {
            labels.len()
        };
        while columns.len() < layers {
            columns.push(Column::default());
        }
        for (column, label) in columns.iter_mut().zip(&labels[..layers]) {
            column.see(label, place, &mut now.spans);
        }
    }
    for column in &mut columns {
        column.close(&mut now.spans);
    }
    if !now.text.is_empty() {
        out.push(now);
    }
    Ok(out)
}

/// A name that is not yet closed: its identifier, its sort, and its tokens with their places.
type Open = (String, Option<Sort>, Vec<(String, usize, usize, bool)>);

/// GUM marks every noun phrase; those made of capitalised words are its names.
fn gum(file: &Path) -> Result<Marked, Box<dyn Error>> {
    let text = fs::read_to_string(file)?;
    let mut out = Marked {
        unmarked: vec![Sort::Group, Sort::Malware, Sort::Technology, Sort::Other],
        ..Marked::default()
    };
    let mut first = true;
    let mut open: Vec<Open> = Vec::new();
    for line in text.lines() {
        if line.starts_with("#Text=") {
            first = true;
            continue;
        }
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() < 4 || line.starts_with('#') {
            continue;
        }
        if first && !out.text.is_empty() {
            out.text.push('\n');
        }
        let begins = first;
        let place = append(&mut out.text, fields[2], first);
        first = false;
        for mark in fields[3].split('|').filter(|m| *m != "_") {
            let (kind, id) = match mark.split_once('[') {
                Some((kind, id)) => (kind, id.trim_end_matches(']').to_owned()),
                None => (mark, format!("single {}", fields[0])),
            };
            let sort = match kind {
                "person" => Some(Sort::Person),
                "place" => Some(Sort::Place),
                "organization" => Some(Sort::Body),
                _ => None,
            };
            let token = (fields[2].to_owned(), place.0, place.1, begins);
            match open.iter_mut().find(|o| o.0 == id) {
                Some(known) => known.2.push(token),
                None => open.push((id, sort, vec![token])),
            }
        }
    }
    let mut spans = Vec::new();
    for (_, sort, tokens) in &open {
        if let (Some(sort), Some((start, end))) = (sort, named(tokens)) {
            spans.push((start, end, *sort));
        }
    }
    spans.sort_by_key(|(start, end, sort)| (*start, usize::MAX - end, *sort));
    let mut reach = 0;
    spans.retain(|(start, end, _)| {
        let keep = *start >= reach;
        if keep {
            reach = *end;
        }
        keep
    });
    out.gold.clone_from(&spans);
    out.spans = spans;
    Ok(out)
}

/// The part of a noun phrase that is a name, where it is one.
fn named(tokens: &[(String, usize, usize, bool)]) -> Option<(usize, usize)> {
    const TITLES: [&str; 16] = [
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "Prof.",
        "Professor",
        "President",
        "Sir",
        "Senator",
        "General",
        "King",
        "Queen",
        "Judge",
        "Captain",
        "Saint",
        "Lord",
    ];
    let mut tokens = tokens;
    while let Some((word, ..)) = tokens.first() {
        let skip = matches!(
            word.to_lowercase().as_str(),
            "the" | "a" | "an" | "“" | "\""
        ) || (tokens.len() > 1 && TITLES.contains(&word.as_str()));
        if !skip {
            break;
        }
        tokens = &tokens[1..];
    }
    if let Some((word, ..)) = tokens.last()
        && matches!(word.as_str(), "'s" | "’s" | "'" | "’" | "”" | "\"")
    {
        tokens = &tokens[..tokens.len() - 1];
    }
    let (first, last) = (tokens.first()?, tokens.last()?);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    if !capital(&first.0)
        || !capital(&last.0)
        || (tokens.len() == 1 && (first.3 || first.0.len() < 3))
    {
        return None;
    }
    let fits = tokens.iter().all(|(word, ..)| {
        capital(word)
            || matches!(
                word.as_str(),
                "of" | "the"
                    | "and"
                    | "for"
                    | "&"
                    | "de"
                    | "van"
                    | "von"
                    | "."
                    | "-"
                    | "al"
                    | "la"
                    | "del"
            )
    });
    (fits && tokens.len() <= 8).then_some((first.1, last.2))
}
