//! Notes of the user's own making: Jinja templates over a report.
//!
//! A template sees the report and nothing else: no file, no network, no other program. What it
//! prints is escaped for Markdown, or for HTML where its name says so, and steps, depth and size
//! are limited.

use super::markdown::{inline, line};
use super::xml::escape;
use super::{Error, block, sourced, words};
use crate::insight::{Report, Source};
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, State, UndefinedBehavior, context};
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

/// Steps that a template may take: a note over a thousand clips takes a fiftieth of it.
const FUEL: u64 = 3_000_000;
/// How deep macros and includes may go.
const DEPTH: usize = 64;
/// Bytes that a template may have, and bytes that it may write.
const SIZE: usize = 1 << 20;
const WRITTEN: usize = 64 << 20;

/// The templates that come with the program: name, text.
pub const SHIPPED: [(&str, &str); 3] = [
    ("brief", include_str!("../../assets/templates/brief.md.j2")),
    (
        "dossier",
        include_str!("../../assets/templates/dossier.md.j2"),
    ),
    (
        "chronology",
        include_str!("../../assets/templates/chronology.md.j2"),
    ),
];

/// A template with those that it may include.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Where its name has `.html` it writes HTML, else Markdown.
    pub name: String,
    pub text: String,
    /// Others of the same folder by name.
    pub beside: BTreeMap<String, String>,
}

impl Template {
    /// One that comes with the program.
    #[must_use]
    pub fn shipped(name: &str) -> Option<Self> {
        let (name, text) = SHIPPED.into_iter().find(|(own, _)| *own == name)?;
        Some(Self {
            name: format!("{name}.md.j2"),
            text: text.to_owned(),
            beside: BTreeMap::new(),
        })
    }

    /// What it says of itself: the comment that it begins with.
    #[must_use]
    pub fn about(&self) -> &str {
        about(&self.text)
    }

    /// The ending of the files that it writes.
    #[must_use]
    pub fn ending(&self) -> &'static str {
        if is_html(&self.name) { "html" } else { "md" }
    }
}

/// The comment that a template begins with.
#[must_use]
pub(super) fn about(text: &str) -> &str {
    let inner = text.trim_start().strip_prefix("{#");
    inner
        .and_then(|inner| inner.split("#}").next())
        .map_or("", str::trim)
}

/// Writes a report through a template: the same report, the same bytes.
///
/// # Errors
/// Where the template has a fault, goes past a limit, or the sink fails.
pub fn fill(template: &Template, report: &Report, sink: &mut impl Write) -> Result<(), Error> {
    let fault = |error: minijinja::Error| Error::Template {
        name: template.name.clone(),
        why: told(&error),
    };
    if template.text.len() > SIZE {
        return Err(Error::Template {
            name: template.name.clone(),
            why: format!("larger than {SIZE} bytes"),
        });
    }
    let mut env = Environment::new();
    env.set_trim_blocks(true);
    env.set_lstrip_blocks(true);
    env.set_keep_trailing_newline(true);
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_fuel(Some(FUEL));
    env.set_recursion_limit(DEPTH);
    env.set_auto_escape_callback(|name| {
        if is_html(name) {
            AutoEscape::Html
        } else {
            AutoEscape::Custom("markdown")
        }
    });
    env.set_formatter(|out, state, value| {
        if value.is_none() {
            return Ok(());
        }
        let text = value.to_string();
        let shown = match state.auto_escape() {
            _ if value.is_safe() => text,
            AutoEscape::Html => escape(&text),
            _ => inline(&text),
        };
        out.write_str(&shown).map_err(minijinja::Error::from)
    });
    let report = Arc::new(report.clone());
    functions(&mut env, &report);
    for (name, text) in &template.beside {
        env.add_template(name, text).map_err(fault)?;
    }
    env.add_template(&template.name, &template.text)
        .map_err(fault)?;
    let main = env.get_template(&template.name).map_err(fault)?;
    let whole = Value::from_serialize(&*report);
    let events = if report.findings.events.is_empty() {
        &report.timeline
    } else {
        &report.findings.events
    };
    let more = context! { events => Value::from_serialize(events) };
    let mut limited = Limited {
        sink,
        left: WRITTEN,
        failed: None,
    };
    let data = context! { ..more, ..whole };
    let written = main.render_captured_to(data, &mut limited);
    match (written, limited.failed) {
        (_, Some(failed)) => Err(Error::Write(failed)),
        (written, None) => written.map(drop).map_err(fault),
    }
}

fn is_html(name: &str) -> bool {
    name.split('.').skip(1).any(|part| part == "html")
}

/// What went wrong, where, and what is behind it.
fn told(error: &minijinja::Error) -> String {
    let mut out = error
        .detail()
        .map_or_else(|| error.kind().to_string(), str::to_owned);
    if let Some(at) = error.line() {
        out = format!("line {at}: {out}");
    }
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        out.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    out
}

/// What templates can call: `cite`, `written`, `year` and `source_line` as filters, `footnotes()`.
fn functions(env: &mut Environment<'_>, report: &Arc<Report>) {
    env.add_filter("cite", |state: &State<'_, '_>, numbers: Vec<u32>| {
        let html = state.auto_escape() == AutoEscape::Html;
        let cite = |number: &u32| {
            if html {
                format!("<a href=\"#source-{number}\">[{number}]</a>")
            } else {
                format!("[^{number}]")
            }
        };
        Value::from_safe_string(numbers.iter().map(cite).collect())
    });
    let own = Arc::clone(report);
    env.add_filter("written", move |state: &State<'_, '_>, words: String| {
        let flat = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let parts = block::parts(&flat, own.sources.len());
        Value::from_safe_string(if state.auto_escape() == AutoEscape::Html {
            super::html::line(&parts)
        } else {
            line(&parts)
        })
    });
    env.add_filter("year", |date: String| {
        let four = date
            .as_bytes()
            .windows(4)
            .position(|w| w.iter().all(u8::is_ascii_digit));
        four.map_or_else(|| date.clone(), |at| date[at..at + 4].to_owned())
    });
    let own = Arc::clone(report);
    env.add_filter(
        "source_line",
        move |state: &State<'_, '_>, source: Value| {
            let number = source
                .get_attr("number")
                .ok()
                .and_then(|n| u32::try_from(n).ok());
            let found = number.and_then(|number| own.source(number));
            let parts = found.map(sourced::source_line).unwrap_or_default();
            Value::from_safe_string(if state.auto_escape() == AutoEscape::Html {
                super::html::line(&parts)
            } else {
                line(&parts)
            })
        },
    );
    let own = Arc::clone(report);
    env.add_function("footnotes", move || {
        Value::from_safe_string(own.sources.iter().map(footnote).collect())
    });
}

fn footnote(source: &Source) -> String {
    format!(
        "[^{0}]: Source {0}: “{1}”, {2}, {3}.\n\n",
        source.number,
        inline(&source.title),
        inline(source.publisher.as_deref().unwrap_or("publisher unknown")),
        inline(&words::published(source))
    )
}

/// A sink that takes so much and no more.
struct Limited<'a, W: Write> {
    sink: &'a mut W,
    left: usize,
    /// What the sink itself said, which is no fault of the template.
    failed: Option<std::io::Error>,
}

impl<W: Write> Write for Limited<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.left = self.left.checked_sub(bytes.len()).ok_or_else(|| {
            std::io::Error::other(format!("the template writes more than {WRITTEN} bytes"))
        })?;
        self.sink.write(bytes).map_err(|error| {
            let kind = error.kind();
            self.failed = Some(error);
            kind.into()
        })
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.sink.flush()
    }
}
