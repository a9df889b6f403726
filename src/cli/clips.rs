use super::args::Common;
use super::error::{Error, Outcome};
use super::output::{Output, Role};
use super::{export, folders, list, shelf};
use crate::insight::{self, Shelved};
use crate::library::Library;
use crate::model::{ArticleId, Change, Clip, ClipKey, Credibility, Document, Span, Tlp};
use clap::{ArgGroup, Args, Subcommand};
use serde::Serialize;
use std::collections::BTreeSet;
use std::io::Write;

/// List the passages that you kept, in your order
#[derive(Debug, Args)]
pub(super) struct ClipsArgs {
    /// Only those of articles that match
    query: Vec<String>,
    /// Only those of this group
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    /// Only those with this tag
    #[arg(long, value_name = "NAME")]
    tag: Option<String>,
    /// One JSON document a line
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Subcommand)]
pub(super) enum ClipCommand {
    /// Keep a passage of an article
    Add(ClipAdd),
    /// Change what is said of a clip
    Edit(ClipEdit),
    /// Say how credible a clip is: 1 to 6, or - for not judged
    Grade {
        key: String,
        #[arg(allow_hyphen_values = true)]
        grade: String,
    },
    /// Take clips away
    Remove {
        #[arg(required = true)]
        keys: Vec<String>,
    },
}

#[derive(Debug, Args)]
#[command(group = ArgGroup::new("told").args(["quote", "paragraph"]).required(true))]
pub(super) struct ClipAdd {
    /// The article: its id, or the number of its row
    article: String,
    #[command(flatten)]
    passage: Passage,
    #[command(flatten)]
    said: Said,
}

#[derive(Debug, Args)]
pub(super) struct ClipEdit {
    /// The clip's key, or the beginning of it
    key: String,
    #[command(flatten)]
    said: Said,
}

/// A passage of an article.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Passage {
    /// The passage's words, as they stand in the article
    #[arg(long, value_name = "WORDS")]
    pub(super) quote: Option<String>,
    /// The number of the passage's paragraph, from 1
    #[arg(long, value_name = "N")]
    pub(super) paragraph: Option<usize>,
}

/// What is said of a clip.
#[derive(Debug, Args)]
pub(super) struct Said {
    /// What you say of it
    #[arg(long)]
    words: Option<String>,
    /// The group that it is put into
    #[arg(long, value_name = "NAME")]
    group: Option<String>,
    /// Its tags; several are parted by commas
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    tag: Option<Vec<String>>,
    /// Credibility, 1 to 6
    #[arg(long, value_name = "N", value_parser = credibility)]
    grade: Option<Credibility>,
    /// Traffic Light Protocol: clear, green, amber, amber+strict, red
    #[arg(long, value_parser = super::export::tlp)]
    tlp: Option<Tlp>,
}

fn credibility(word: &str) -> Result<Credibility, String> {
    Credibility::parse(word).ok_or_else(|| "expected a number from 1 to 6".to_owned())
}

#[derive(Serialize)]
struct Line<'a> {
    key: &'a str,
    text: &'a str,
    words: &'a str,
    group: &'a str,
    tags: &'a [String],
    /// `B2`.
    grade: String,
    tlp: &'a str,
    created: String,
    article: i64,
    title: &'a str,
    publisher: Option<&'a str>,
    published: Option<String>,
    estimated: bool,
    url: Option<&'a str>,
    paragraph: u32,
    sha256: &'a str,
    /// Whether the article still says it.
    standing: &'static str,
    start: Option<u32>,
    end: Option<u32>,
}

/// Prints clips with their sources.
pub(super) fn list(args: &ClipsArgs, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let query = shelf::query(&library, &args.query)?;
    let mut clips = insight::clips(&library)?;
    let articles: BTreeSet<ArticleId> = clips.iter().map(|it| it.clip.anchor.article).collect();
    let kept = library.keeps(&query, &articles)?;
    clips.retain(|shelved| {
        let clip = &shelved.clip;
        kept.contains(&clip.anchor.article)
            && args.group.as_ref().is_none_or(|group| clip.group == *group)
            && args.tag.as_ref().is_none_or(|tag| clip.tags.contains(tag))
    });
    let mut group: Option<&str> = None;
    for shelved in &clips {
        if args.json {
            out.json(&record(&library, shelved)?)?;
            continue;
        }
        let clip = &shelved.clip;
        if !clip.group.is_empty() && group != Some(&clip.group) {
            writeln!(out, "{}", out.paint(Role::Title, &clip.group))?;
        }
        group = Some(&clip.group);
        show(shelved, out)?;
    }
    Ok(Outcome::of(clips.len()))
}

fn code(shelved: &Shelved) -> String {
    let credibility = shelved.clip.grade.unwrap_or_default();
    format!(
        "{}{}",
        shelved.reliable.grade().as_str(),
        credibility.as_str()
    )
}

fn record<'a>(library: &Library, shelved: &'a Shelved) -> Result<Line<'a>, Error> {
    let clip = &shelved.clip;
    let citation = &clip.citation;
    // Positions that leave the program count characters.
    let span = match shelved.span {
        Some(span) => {
            let text = library.text(clip.anchor.article)?;
            let offsets = crate::text::CharOffsets::new(&text);
            let at = |byte: u32| offsets.at(byte as usize) as u32;
            Some((at(span.start), at(span.end)))
        }
        None => None,
    };
    Ok(Line {
        key: clip.key.as_str(),
        text: &clip.anchor.exact,
        words: &clip.words,
        group: &clip.group,
        tags: &clip.tags,
        grade: code(shelved),
        tlp: clip.tlp.as_str(),
        created: clip.created.to_string(),
        article: clip.anchor.article.0,
        title: &citation.title,
        publisher: citation.publisher.as_deref(),
        published: citation.published.map(list::plain),
        estimated: citation.estimated,
        url: citation.url.as_deref(),
        paragraph: citation.paragraph,
        sha256: &clip.anchor.sha256,
        standing: shelved.fate.as_str(),
        start: span.map(|(start, _)| start),
        end: span.map(|(_, end)| end),
    })
}

fn show(shelved: &Shelved, out: &mut Output) -> std::io::Result<()> {
    let clip = &shelved.clip;
    let words: Vec<&str> = clip.anchor.exact.split_whitespace().collect();
    let head = out.paint(Role::Title, &code(shelved));
    writeln!(out, "{head}  {}", words.join(" "))?;
    for line in clip.words.lines() {
        writeln!(out, "    | {line}")?;
    }
    let citation = &clip.citation;
    let mut parts = vec![
        list::date(citation.published, citation.estimated),
        citation
            .publisher
            .clone()
            .unwrap_or_else(|| "source unknown".to_owned()),
        citation.title.clone(),
        format!("¶{}", citation.paragraph),
        clip.tlp.as_str().to_owned(),
    ];
    parts.extend(clip.tags.iter().map(|tag| format!("#{tag}")));
    parts.extend(shelved.fate.words().map(str::to_owned));
    parts.push(clip.key.to_string());
    writeln!(out, "    {}", out.paint(Role::Quiet, &parts.join(" · ")))
}

/// Keeps, changes, judges or takes away clips.
pub(super) fn run(
    command: &ClipCommand,
    common: &Common,
    out: &mut Output,
) -> Result<Outcome, Error> {
    let mut library = shelf::open_to_work(common)?;
    match command {
        ClipCommand::Add(args) => {
            let Some(article) = export::article(&library, &args.article)? else {
                return Ok(Outcome::NothingFound);
            };
            let document = library.article(article)?.document;
            let Some(span) = args.passage.find(&document) else {
                return Ok(Outcome::NothingFound);
            };
            let mut clip = Clip::new(article, &document, span, folders::today());
            writeln!(out, "{}", clip.key)?;
            if let Some(there) = find(&library, clip.key.as_str())? {
                change(&mut library, there, |clip| args.said.say(clip))?;
            } else {
                clip.order = library.next_order()?;
                args.said.say(&mut clip);
                let clip = Box::new(clip);
                library.record(&Change::Clip { clip })?;
            }
        }
        ClipCommand::Edit(args) => {
            let Some(clip) = find(&library, &args.key)? else {
                return Ok(Outcome::NothingFound);
            };
            change(&mut library, clip, |clip| args.said.say(clip))?;
        }
        ClipCommand::Grade { key, grade } => {
            let Some(clip) = find(&library, key)? else {
                return Ok(Outcome::NothingFound);
            };
            let grade = match grade.as_str() {
                "-" => None,
                word => Some(Credibility::parse(word).ok_or_else(|| Error::Grade {
                    word: grade.clone(),
                    expected: "1 to 6",
                })?),
            };
            change(&mut library, clip, |clip| clip.grade = grade)?;
        }
        ClipCommand::Remove { keys } => {
            let mut gone = Vec::new();
            for key in keys {
                let Some(clip) = find(&library, key)? else {
                    return Ok(Outcome::NothingFound);
                };
                gone.push(Change::Unclip { key: clip.key });
            }
            library.record(&Change::All(gone))?;
        }
    }
    Ok(Outcome::Done)
}

fn change(library: &mut Library, from: Clip, edit: impl FnOnce(&mut Clip)) -> Result<(), Error> {
    let mut to = from.clone();
    edit(&mut to);
    Ok(library.record(&Change::Reclip {
        from: Box::new(from),
        to: Box::new(to),
    })?)
}

/// The clip whose key begins so, if there is only one.
fn find(library: &Library, key: &str) -> Result<Option<Clip>, Error> {
    let begins = |it: &ClipKey| it.as_str().starts_with(key) && !key.is_empty();
    let mut found = library
        .clips()?
        .into_iter()
        .filter(|clip| begins(&clip.key));
    let first = found.next();
    Ok(first.filter(|_| found.next().is_none()))
}

impl Said {
    fn say(&self, clip: &mut Clip) {
        let line = crate::text::sanitise_line;
        if let Some(words) = &self.words {
            let clean = crate::text::sanitise(words).0;
            clean.trim().clone_into(&mut clip.words);
        }
        if let Some(group) = &self.group {
            clip.group = line(group);
        }
        if let Some(tags) = &self.tag {
            clip.tags = tags
                .iter()
                .map(|tag| line(tag.trim_start_matches('#')))
                .collect();
            clip.tags.retain(|tag| !tag.is_empty());
            clip.tags.sort();
            clip.tags.dedup();
        }
        clip.grade = self.grade.or(clip.grade);
        clip.tlp = self.tlp.unwrap_or(clip.tlp);
    }
}

impl Passage {
    /// Where it stands: the first time for words, white space apart.
    pub(super) fn find(&self, document: &Document) -> Option<Span> {
        if let Some(number) = self.paragraph {
            return document
                .blocks
                .get(number.checked_sub(1)?)
                .map(|block| block.span);
        }
        let wanted: Vec<&str> = self.quote.as_deref()?.split_whitespace().collect();
        let first = wanted.first()?;
        let text = document.text.as_str();
        text.match_indices(first).find_map(|(at, _)| {
            let mut end = at;
            for word in &wanted {
                let rest = &text[end..];
                let blank = rest.len() - rest.trim_start().len();
                if !rest[blank..].starts_with(word) {
                    return None;
                }
                end += blank + word.len();
            }
            Some(Span::new(at, end))
        })
    }
}
