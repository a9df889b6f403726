use super::markdown::{self, inline};
use super::{Error, words};
use crate::insight::{Report, Source};
use crate::model::EntityId;
use std::collections::{BTreeMap, BTreeSet};

/// A folder of pages linked with each other, for Obsidian: the note, a page an entity, a page a
/// source. Gives each file's name within the folder and its content.
pub(super) fn pages(report: &Report) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let names = Names::new(report);
    let mut out = vec![("Note.md".to_owned(), note(report)?)];
    out.push(("Index.md".to_owned(), index(report, &names).into_bytes()));
    let near = neighbours(report);
    let mut told: BTreeMap<&EntityId, Vec<usize>> = BTreeMap::new();
    for (at, event) in report.findings.events.iter().enumerate() {
        for entity in &event.entities {
            told.entry(entity).or_default().push(at);
        }
    }
    for who in &report.findings.entities {
        let mut page = front(&[
            ("title", Field::Word(&who.name)),
            ("aliases", Field::List(&who.aliases)),
            ("kind", Field::Word(who.kind.as_str())),
            ("id", Field::Word(who.id.as_str())),
            ("mentions", Field::Number(who.mentions)),
            ("tags", Field::List(&[format!("briefing/{}", who.kind)])),
        ]);
        page.push_str(&format!("# {}\n\n", inline(&who.name)));
        if let Some(note) = &who.note {
            page.push_str(&format!("{}\n\n", inline(note)));
        }
        let events = told.get(&who.id).map(Vec::as_slice).unwrap_or_default();
        if !events.is_empty() {
            page.push_str("## Dates\n\n");
            for event in events
                .iter()
                .filter_map(|at| report.findings.events.get(*at))
            {
                page.push_str(&format!(
                    "- **{}:** {}{}\n",
                    event.moment,
                    inline(&event.text),
                    event
                        .sources
                        .iter()
                        .map(|n| format!(" {}", names.source(*n)))
                        .collect::<String>()
                ));
            }
            page.push('\n');
        }
        if let Some(with) = near.get(&who.id) {
            page.push_str("## Named with\n\n");
            for (other, sentences) in with.iter().take(40) {
                page.push_str(&format!(
                    "- {} – {}\n",
                    names.entity(other),
                    super::block::count(*sentences as usize, "sentence")
                ));
            }
            page.push('\n');
        }
        page.push_str("## Sources\n\n");
        for number in &who.sources {
            page.push_str(&format!("- {}\n", names.source(*number)));
        }
        if let Some(name) = names.entities.get(&who.id) {
            out.push((format!("entities/{}.md", name.file), page.into_bytes()));
        }
    }
    for source in &report.sources {
        let page = source_page(source, report, &names);
        if let Some(name) = names.sources.get(&source.number) {
            out.push((format!("sources/{}.md", name.file), page.into_bytes()));
        }
    }
    Ok(out)
}

/// The note as Markdown, below front matter of its own.
fn note(report: &Report) -> Result<Vec<u8>, Error> {
    let mut out = front(&[
        ("title", Field::Word(&report.title)),
        ("date", Field::Word(&report.date.to_string())),
        ("marking", Field::Word(report.tlp.as_str())),
        ("tags", Field::List(&["briefing/note".to_owned()])),
    ])
    .into_bytes();
    markdown::write(report, &mut out)?;
    Ok(out)
}

fn index(report: &Report, names: &Names) -> String {
    let mut out = front(&[
        ("title", Field::Word("Index")),
        ("marking", Field::Word(report.tlp.as_str())),
    ]);
    out.push_str(&format!(
        "# {}\n\n[[Note]]\n\n## Who and what\n\n",
        inline(&report.title)
    ));
    let mut all: Vec<_> = report.findings.entities.iter().collect();
    all.sort_by_key(|who| (who.kind, std::cmp::Reverse(who.mentions), &who.id));
    for who in all {
        out.push_str(&format!(
            "- {} – {}, {}\n",
            names.entity(&who.id),
            who.kind,
            super::block::count(who.mentions as usize, "mention")
        ));
    }
    out.push_str("\n## Sources\n\n");
    for source in &report.sources {
        out.push_str(&format!(
            "{}. {}\n",
            source.number,
            names.source(source.number)
        ));
    }
    out
}

fn source_page(source: &Source, report: &Report, names: &Names) -> String {
    let published = words::published(source);
    let mut page = front(&[
        ("title", Field::Word(&source.title)),
        ("authors", Field::List(&source.authors)),
        (
            "publisher",
            Field::Word(source.publisher.as_deref().unwrap_or_default()),
        ),
        ("published", Field::Word(&published)),
        ("accessed", Field::Word(&source.accessed.to_string())),
        (
            "url",
            Field::Word(source.url.as_deref().unwrap_or_default()),
        ),
        ("grade", Field::Word(&source.grade.code())),
        ("sha256", Field::Word(&source.sha256)),
        ("tags", Field::List(&["briefing/source".to_owned()])),
    ]);
    page.push_str(&format!("# {}\n\n", inline(&source.title)));
    if let Some(url) = &source.url {
        page.push_str(&format!("{}\n\n", markdown::address(url)));
    }
    let clips: Vec<_> = report
        .clips
        .iter()
        .filter(|clip| clip.source == source.number)
        .collect();
    if !clips.is_empty() {
        page.push_str("## Clips\n\n");
        for clip in clips {
            page.push_str(&format!(
                "- “{}” (¶ {})\n",
                inline(&clip.text),
                clip.paragraph
            ));
        }
        page.push('\n');
    }
    page.push_str("## Names\n\n");
    for who in &report.findings.entities {
        if who.sources.binary_search(&source.number).is_ok() {
            page.push_str(&format!("- {}\n", names.entity(&who.id)));
        }
    }
    page
}

/// Those that each is named with, most sentences first.
fn neighbours(report: &Report) -> BTreeMap<EntityId, Vec<(EntityId, u32)>> {
    let network = &report.findings.network;
    let mut out: BTreeMap<EntityId, Vec<(EntityId, u32)>> = BTreeMap::new();
    for link in &network.links {
        let node = |place: u32| {
            network
                .nodes
                .get(place as usize)
                .map(|node| node.id.clone())
        };
        let (Some(one), Some(other)) = (node(link.from), node(link.to)) else {
            continue;
        };
        out.entry(one.clone())
            .or_default()
            .push((other.clone(), link.sentences));
        out.entry(other).or_default().push((one, link.sentences));
    }
    for with in out.values_mut() {
        with.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    }
    out
}

struct Name {
    /// Without its ending; the same nowhere else in the folder, whatever the case.
    file: String,
    shown: String,
}

impl Name {
    fn link(&self) -> String {
        format!("[[{}|{}]]", self.file, self.shown)
    }
}

/// The files of entities and sources.
struct Names {
    entities: BTreeMap<EntityId, Name>,
    sources: BTreeMap<u32, Name>,
}

impl Names {
    fn new(report: &Report) -> Self {
        let mut taken: BTreeSet<String> = BTreeSet::from(["note".to_owned(), "index".to_owned()]);
        let mut free = |wanted: &str| {
            let base: String = crate::text::slug(wanted).chars().take(80).collect();
            let base = base.trim_end_matches('-').to_owned();
            let base = if base.is_empty() {
                "page".to_owned()
            } else {
                base
            };
            let mut name = base.clone();
            let mut number = 1;
            while !taken.insert(name.clone()) {
                number += 1;
                name = format!("{base}-{number}");
            }
            name
        };
        let entities = report
            .findings
            .entities
            .iter()
            .map(|who| {
                let file = free(&who.id.as_str().replace(':', "-"));
                let shown = shown(&who.name);
                (who.id.clone(), Name { file, shown })
            })
            .collect();
        let sources = report
            .sources
            .iter()
            .map(|source| {
                let file = free(&format!("source {} {}", source.number, source.title));
                let shown = shown(&source.title);
                (source.number, Name { file, shown })
            })
            .collect();
        Self { entities, sources }
    }

    fn entity(&self, id: &EntityId) -> String {
        self.entities
            .get(id)
            .map_or_else(|| inline(id.as_str()), Name::link)
    }

    fn source(&self, number: u32) -> String {
        self.sources
            .get(&number)
            .map_or_else(|| format!("source {number}"), Name::link)
    }
}

/// What a link shows: no sign that would end the link or begin something else.
fn shown(name: &str) -> String {
    let plain: String = words::plain(name)
        .chars()
        .map(|c| match c {
            '[' => '(',
            ']' => ')',
            '|' | '\\' | '`' | '<' | '>' | '$' => ' ',
            '#' | '^' | '*' | '_' | '~' | '=' | '%' => ' ',
            c => c,
        })
        .collect();
    let shown = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if shown.is_empty() {
        "untitled".to_owned()
    } else {
        shown
    }
}

enum Field<'a> {
    Word(&'a str),
    List(&'a [String]),
    Number(u32),
}

/// Front matter; each value is a JSON string, which is YAML as well.
fn front(fields: &[(&str, Field<'_>)]) -> String {
    // Links are followed even there.
    let word = |text: &str| {
        let plain = words::plain(text).replace("[[", "[ [").replace("[[", "[ [");
        serde_json::Value::from(plain).to_string()
    };
    let mut out = "---\n".to_owned();
    for (name, field) in fields {
        let value = match field {
            Field::Word("") => continue,
            Field::Word(text) => word(text),
            Field::List([]) => continue,
            Field::List(list) => {
                let list: Vec<String> = list.iter().map(|text| word(text)).collect();
                format!("[{}]", list.join(", "))
            }
            Field::Number(number) => number.to_string(),
        };
        out.push_str(&format!("{name}: {value}\n"));
    }
    out + "---\n\n"
}
