use super::args::{Common, Entity};
use super::error::{Error, Outcome};
use super::list::{date, plain};
use super::output::{Output, Role, aside};
use super::search::Articles;
use super::{shelf, timeline};
use crate::insight::{self, Card, Companion, Context, ContextGroup, Lookup, Scope, TimeBasis};
use crate::library::{Library, Query};
use crate::model::EntityId;
use crate::text::CharOffsets;
use serde::Serialize;
use std::io::Write;

#[derive(Serialize)]
struct Dossier<'a> {
    entity: &'a str,
    kind: &'static str,
    name: &'a str,
    aliases: &'a [String],
    country: Option<&'a str>,
    parent: Option<&'a str>,
    note: Option<&'a str>,
    listed: bool,
    mentions: u32,
    articles: u32,
    first: Option<String>,
    last: Option<String>,
    with: Vec<With<'a>>,
    contexts: Vec<Group<'a>>,
    dates: Vec<timeline::Line>,
}

/// Somebody who appears with an entity.
#[derive(Serialize)]
pub(super) struct With<'a> {
    entity: &'a str,
    kind: &'static str,
    name: &'a str,
    articles: u32,
    sentences: u32,
    beyond_chance: f32,
}

impl<'a> From<&'a Companion> for With<'a> {
    fn from(other: &'a Companion) -> Self {
        Self {
            entity: other.id.as_str(),
            kind: other.kind.as_str(),
            name: &other.name,
            articles: other.together,
            sentences: other.sentences,
            beyond_chance: (other.beyond_chance * 100.0).round() / 100.0,
        }
    }
}

#[derive(Serialize)]
struct Group<'a> {
    id: String,
    title: &'a str,
    published: Option<String>,
    estimated: bool,
    mentions: Vec<Mention<'a>>,
}

#[derive(Serialize)]
struct Mention<'a> {
    start: usize,
    end: usize,
    sentence: &'a str,
    paragraph: u32,
    rule: &'static str,
    confidence: f64,
}

/// Prints everything about one entity.
pub(super) fn run(args: &Entity, common: &Common, out: &mut Output) -> Result<Outcome, Error> {
    let library = shelf::open(common)?;
    let Some(id) = resolve(&library, &args.name.join(" "))? else {
        return Ok(Outcome::NothingFound);
    };
    let Some(card) = insight::card(&library, &id, None)? else {
        return Ok(Outcome::NothingFound);
    };
    let all = 0..usize::MAX;
    let scope = Scope::Entity(id);
    let dates = timeline::lines(&library, &scope, &Query::default(), TimeBasis::Event, all)?;
    if args.json {
        let mut articles = Articles::default();
        let contexts = card
            .contexts
            .iter()
            .map(|group| contexts(group, &library, &mut articles))
            .collect::<Result<_, Error>>()?;
        out.json(&dossier(&card, contexts, dates))?;
    } else {
        show(&card, &dates, out)?;
    }
    Ok(Outcome::Done)
}

/// The entity that a person means by a name: one that is called exactly so, else the best match.
pub(super) fn resolve(library: &Library, name: &str) -> Result<Option<EntityId>, Error> {
    if let Some(row) = library.find_entity(name)?.into_iter().next() {
        return Ok(Some(row.id));
    }
    let found = Lookup::of(library)?.find(name, 1);
    let Some(best) = found.into_iter().next() else {
        return Ok(None);
    };
    aside(&format!("nearest name: {}", best.entity.name));
    Ok(Some(best.entity.id))
}

fn dossier<'a>(
    card: &'a Card,
    contexts: Vec<Group<'a>>,
    dates: Vec<timeline::Line>,
) -> Dossier<'a> {
    let entity = &card.entity;
    Dossier {
        entity: entity.id.as_str(),
        kind: entity.kind.as_str(),
        name: &entity.name,
        aliases: &entity.aliases,
        country: entity.country.as_deref(),
        parent: card.parent_name.as_deref(),
        note: entity.note.as_deref(),
        listed: entity.listed,
        mentions: card.mentions,
        articles: card.articles,
        first: card.span.map(|(first, _)| first.to_string()),
        last: card.span.map(|(_, last)| last.to_string()),
        with: card.companions.iter().map(With::from).collect(),
        contexts,
        dates,
    }
}

fn contexts<'a>(
    group: &'a ContextGroup,
    library: &Library,
    articles: &mut Articles,
) -> Result<Group<'a>, Error> {
    let (key, text) = articles.of(library, group.article)?;
    let places = CharOffsets::new(text);
    let mention = |context: &'a Context| Mention {
        start: places.at(context.mention.start as usize),
        end: places.at(context.mention.end as usize),
        sentence: &context.text,
        paragraph: context.paragraph,
        rule: context.rule.as_str(),
        confidence: (f64::from(context.confidence) * 1000.0).round() / 1000.0,
    };
    Ok(Group {
        id: key.to_owned(),
        title: &group.title,
        published: group.published.map(plain),
        estimated: group.estimated,
        mentions: group.contexts.iter().map(mention).collect(),
    })
}

fn show(card: &Card, dates: &[timeline::Line], out: &mut Output) -> std::io::Result<()> {
    let entity = &card.entity;
    let name = out.paint(Role::Title, &entity.name);
    let mut about = vec![entity.kind.to_string()];
    about.extend(entity.country.as_ref().map(|code| code.to_uppercase()));
    about.extend(
        card.parent_name
            .as_ref()
            .map(|name| format!("part of {name}")),
    );
    let mentions = if card.mentions == 1 {
        "mention"
    } else {
        "mentions"
    };
    let articles = if card.articles == 1 {
        "article"
    } else {
        "articles"
    };
    about.push(format!(
        "{} {mentions} in {} {articles}",
        card.mentions, card.articles
    ));
    writeln!(out, "{name}\n{}", about.join(" · "))?;
    if let Some(note) = &entity.note {
        writeln!(out, "{note}")?;
    }
    if !entity.aliases.is_empty() {
        writeln!(out, "also {}", entity.aliases.join(", "))?;
    }
    if let Some((first, last)) = card.span {
        writeln!(out, "dates {first} to {last}")?;
    }
    if !card.companions.is_empty() {
        writeln!(out, "\nWith (sentences, articles, beyond chance)")?;
        for other in card.companions.iter().take(15) {
            writeln!(
                out,
                "  {:<40} {:>3} {:>4} {:>8.1}",
                other.name, other.sentences, other.together, other.beyond_chance
            )?;
        }
    }
    for group in &card.contexts {
        let head = format!(
            "{} · {}",
            date(group.published, group.estimated),
            group.title
        );
        let head = out.paint(Role::Title, &head);
        writeln!(out, "\n{head}")?;
        for context in &group.contexts {
            let text = &context.text;
            let (before, rest) = text
                .split_at_checked(context.lit.start as usize)
                .unwrap_or((text, ""));
            let (lit, after) = rest
                .split_at_checked(context.lit.len())
                .unwrap_or((rest, ""));
            let line = format!("{before}{}{after}", out.paint(Role::Lit, lit));
            let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
            writeln!(out, "  ¶{} {line}", context.paragraph)?;
        }
    }
    if !dates.is_empty() {
        writeln!(out, "\nDates")?;
        for line in dates {
            line.show(out)?;
        }
    }
    Ok(())
}
