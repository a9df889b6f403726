use super::byline::{self, Head};
use super::headline::{Again, is_headline, same_title};
use super::judge;
use super::line::Line;
use super::phrases::LINK_LISTS;
use crate::import::draft::{Part, Shape};
use crate::import::metadata::{offer, offer_authors};
use crate::model::{Basis, BlockKind, Dropped, Metadata, Reason};
use crate::text::word_ends;
use std::collections::{HashMap, HashSet};

/// What is left, and what went.
#[derive(Debug, Default)]
pub(in crate::import) struct Cleaned {
    pub parts: Vec<Part>,
    pub dropped: Vec<Dropped>,
}

/// Parts that are looked at for a byline behind the first paragraph.
const NEAR: usize = 3;

/// The most words of a line that is but a date, and how many such lines make a chronicle.
const DATE_WORDS: usize = 8;
const DAYS: usize = 3;

/// The shortest paragraph that is dropped where it stands a second time, in bytes.
const REPEATED: usize = 80;

/// Takes out what is not the article and learns from it what it says of the article.
pub(in crate::import) fn clean(parts: Vec<Part>, meta: &mut Metadata, shape: Shape) -> Cleaned {
    let lines: Vec<Line<'_>> = parts.iter().map(Line::new).collect();
    let mut sweep = Sweep {
        verdicts: lines.iter().map(judge::sure).collect(),
        lines: &lines,
        body: 0..lines.len(),
    };
    sweep.disclaimers();
    sweep.find_body();
    sweep.ends();
    sweep.heads(meta);
    sweep.headline(meta, shape);
    sweep.links();
    if shape == Shape::Plain {
        // Pages repeat what their authors repeat; pasted text repeats by mistake.
        sweep.repeated();
    }
    sweep.labels(meta);
    let verdicts = sweep.verdicts;
    drop(lines);
    let mut out = Cleaned::default();
    for (part, verdict) in parts.into_iter().zip(verdicts) {
        match verdict {
            Some(reason) => out.dropped.push(Dropped {
                text: part.text,
                reason,
            }),
            None => out.parts.push(part),
        }
    }
    out
}

struct Sweep<'a> {
    verdicts: Vec<Option<Reason>>,
    lines: &'a [Line<'a>],
    /// From the first to behind the last paragraph of prose.
    body: std::ops::Range<usize>,
}

impl Sweep<'_> {
    fn stays(&self, at: usize) -> bool {
        self.verdicts[at].is_none()
    }

    /// Disclaimers are prose, so they go before the body is found: among the last parts only, and
    /// the first.
    fn disclaimers(&mut self) {
        let staying: Vec<usize> = (0..self.lines.len()).filter(|at| self.stays(*at)).collect();
        let count = staying.len();
        for (rank, &at) in staying.iter().enumerate() {
            let near = rank == 0 || rank + 4 >= count;
            // What is all there is, is the article.
            if near && count > 2 && judge::is_disclaimer(&self.lines[at]) {
                self.verdicts[at] = Some(Reason::Disclaimer);
            }
        }
    }

    fn find_body(&mut self) {
        let prose = |at: &usize| self.stays(*at) && self.lines[*at].is_prose();
        let first = (0..self.lines.len()).find(prose);
        let last = (0..self.lines.len()).rev().find(prose);
        if let (Some(first), Some(last)) = (first, last) {
            self.body = first..last + 1;
        }
    }

    fn ends(&mut self) {
        let outside = (0..self.body.start).chain(self.body.end..self.lines.len());
        for at in outside {
            if self.stays(at) {
                self.verdicts[at] = judge::at_ends(&self.lines[at]);
            }
        }
    }

    /// Bylines and date lines: before the body, just behind its beginning, and behind its end.
    fn heads(&mut self, meta: &mut Metadata) {
        let near = (self.body.start + NEAR).min(self.lines.len());
        let mut chronicle = None;
        for at in (0..near).chain(self.body.end.max(near)..self.lines.len()) {
            if !self.stays(at) || self.lines[at].is_prose() {
                continue;
            }
            let Some(head) = byline::read(&self.lines[at]) else {
                continue;
            };
            let dated = head.reason == Some(Reason::Dateline);
            if dated && *chronicle.get_or_insert_with(|| self.is_chronicle()) {
                continue;
            }
            self.verdicts[at] = head.reason;
            learn(head, meta);
        }
    }

    /// Whether dates stand in lines of their own through the whole body: they are the headings of a
    /// chronicle, and none of them tells when it came out.
    fn is_chronicle(&self) -> bool {
        let dates: HashSet<String> = (0..self.body.end)
            .filter(|at| self.stays(*at) && self.lines[*at].words <= DATE_WORDS)
            .filter_map(|at| byline::read(&self.lines[at]))
            .filter(|head| head.reason == Some(Reason::Dateline))
            .filter_map(|head| Some(head.date?.value))
            .collect();
        dates.len() >= DAYS
    }

    fn headline(&mut self, meta: &mut Metadata, shape: Shape) {
        let known = meta.title.as_ref().map(|title| title.value.clone());
        let region = (self.body.start + 1).min(self.lines.len());
        let place = match &known {
            Some(title) => {
                (0..region).find(|at| self.stays(*at) && same_title(self.lines[*at].text, title))
            }
            None => self.untitled(region, shape),
        };
        if let Some(at) = place {
            self.verdicts[at] = Some(Reason::Headline);
            if known.is_none() {
                let title = self.lines[at].text.to_owned();
                offer(&mut meta.title, Some(title), Basis::Text);
            }
        }
        let Some(title) = &meta.title else {
            return;
        };
        let words = title.value.split_whitespace().count();
        for at in 0..self.lines.len() {
            let line = &self.lines[at];
            if self.stays(at)
                && words >= 3
                && line.words <= words + 8
                && same_title(line.text, &title.value)
            {
                self.verdicts[at] = Some(Reason::RepeatedTitle);
            }
        }
    }

    /// The line that looks like the headline where nothing names it.
    fn untitled(&self, region: usize, shape: Shape) -> Option<usize> {
        let staying = || (0..self.lines.len()).filter(|at| self.stays(*at));
        if shape == Shape::Marked {
            let top = staying()
                .take(4)
                .find(|at| self.lines[*at].kind == BlockKind::Heading(1));
            if top.is_some() {
                return top;
            }
        }
        let at = staying().next().filter(|at| *at < region)?;
        let line = &self.lines[at];
        let next = staying().find(|next| *next > at && self.lines[*next].key != line.key)?;
        let again = if staying().any(|other| other > at && self.lines[other].key == line.key) {
            Again::Yes
        } else {
            Again::No
        };
        let over = self.lines[next].text.len() > line.text.len() || self.body.contains(&next);
        (over && is_headline(line, again)).then_some(at)
    }

    /// Behind the end, what follows a heading of related articles are their titles.
    fn links(&mut self) {
        let mut listing = false;
        for at in self.body.end..self.lines.len() {
            match self.verdicts[at] {
                Some(reason) if LINK_LISTS.contains(&reason) => listing = true,
                Some(_) => {}
                None if listing && self.lines[at].words <= 25 => {
                    self.verdicts[at] = Some(Reason::RelatedLinks);
                }
                None => listing = false,
            }
        }
    }

    fn repeated(&mut self) {
        // By length and ends first: few are then compared.
        let mut seen: HashMap<(usize, (u64, u64)), Vec<&str>> = HashMap::new();
        for at in 0..self.lines.len() {
            let text = self.lines[at].text;
            if !self.stays(at) || text.len() < REPEATED {
                continue;
            }
            let key = (text.len(), word_ends(text.as_bytes()));
            let alike = seen.entry(key).or_default();
            if alike.contains(&text) {
                self.verdicts[at] = Some(Reason::Repeated);
            } else {
                alike.push(text);
            }
        }
    }

    /// Labels of editing systems name the author where nothing else does.
    fn labels(&self, meta: &mut Metadata) {
        for (line, verdict) in self.lines.iter().zip(&self.verdicts) {
            if *verdict == Some(Reason::EditorLabel) && meta.authors.is_none() {
                offer_authors(&mut meta.authors, byline::labelled(line.text), Basis::Text);
            }
        }
    }
}

fn learn(head: Head, meta: &mut Metadata) {
    if meta.authors.is_none() {
        offer_authors(&mut meta.authors, head.authors, Basis::Text);
    }
    if meta.published.is_none() {
        meta.published = head.date;
    }
}
