use crate::model::{
    Annotation, ArticleId, Citation, Clip, ClipKey, Correction, Draft, EntityId, Reliability,
    Resolution,
};
use crate::text;
use serde::{Deserialize, Serialize};

/// What the scope of a draft on one article begins with, before the number of its row.
pub(super) const OF_ARTICLE: &str = "article:";

/// One thing that the analyst did; in JSON an object that says by `type` what it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Deed {
    /// What was done with an article as a whole.
    Article {
        article: ArticleName,
        #[serde(default)]
        read: bool,
        #[serde(default)]
        starred: bool,
        /// Byte offset at which it was left.
        #[serde(default)]
        place: u32,
        #[serde(default)]
        reliability: Option<Reliability>,
    },
    Mark {
        article: ArticleName,
        letter: char,
        offset: u32,
    },
    Clip {
        article: ArticleName,
        clip: Box<Clip>,
    },
    Annotation {
        article: ArticleName,
        annotation: Box<Annotation>,
    },
    /// What a publisher is worth.
    Reliability {
        publisher: String,
        grade: Reliability,
    },
    Watch {
        entity: EntityId,
    },
    Query {
        name: String,
        query: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        watched: bool,
    },
    /// Which telling is gone with where articles differ.
    Resolution {
        article: ArticleName,
        resolution: Box<Resolution>,
    },
    Correction {
        #[serde(default)]
        article: Option<ArticleName>,
        correction: Box<Correction>,
    },
    Draft {
        /// Of the one article that it is about.
        #[serde(default)]
        article: Option<ArticleName>,
        scope: String,
        draft: Box<Draft>,
    },
}

/// An article, told by its bytes first, then by where it lies, then by its address.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(default)]
pub struct ArticleName {
    /// Of its bytes, in lower-case hexadecimal.
    pub sha256: String,
    pub key: String,
    pub path: String,
    pub url: Option<String>,
    pub title: String,
}

/// What became of deeds that were taken in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Taken {
    pub taken: usize,
    /// Were there already, or stood against something that was there and stays.
    pub known: usize,
    /// Articles that are not here; what was done with them waits until they come.
    pub waiting: usize,
    /// Deeds that were not taken in, since nothing tells their article.
    pub unnamed: usize,
}

impl Deed {
    pub(super) fn article(&self) -> Option<&ArticleName> {
        match self {
            Self::Article { article, .. }
            | Self::Mark { article, .. }
            | Self::Clip { article, .. }
            | Self::Annotation { article, .. }
            | Self::Resolution { article, .. } => Some(article),
            Self::Correction { article, .. } | Self::Draft { article, .. } => article.as_ref(),
            _ => None,
        }
    }

    pub(super) fn set_article(&mut self, id: ArticleId) {
        match self {
            Self::Clip { clip, .. } => clip.anchor.article = id,
            Self::Annotation { annotation, .. } => annotation.anchor.article = id,
            Self::Resolution { resolution, .. } => resolution.anchor.article = id,
            Self::Correction { correction, .. } => {
                **correction = correction.as_ref().clone().in_article(id);
            }
            Self::Draft {
                scope,
                article: Some(_),
                ..
            } if id != ArticleId::default() => {
                *scope = format!("{OF_ARTICLE}{}", id.0);
            }
            _ => {}
        }
    }

    /// Makes text from outside safe, and keys true.
    pub(super) fn clean(&mut self) {
        let line = |words: &mut String| *words = text::sanitise_line(words);
        let lines = |words: &mut String| *words = text::sanitise(words).0;
        let citation = |citation: &mut Citation| {
            citation.title = text::sanitise_line(&citation.title);
            for field in [&mut citation.publisher, &mut citation.url]
                .into_iter()
                .flatten()
            {
                *field = text::sanitise_line(field);
            }
        };
        match self {
            Self::Clip { clip, .. } => {
                clip.anchor.clean();
                citation(&mut clip.citation);
                lines(&mut clip.words);
                line(&mut clip.group);
                clip.tags.iter_mut().for_each(line);
                clip.key = ClipKey::of(&clip.anchor);
            }
            Self::Annotation { annotation, .. } => {
                annotation.anchor.clean();
                citation(&mut annotation.citation);
                lines(&mut annotation.words);
                annotation.key = ClipKey::of(&annotation.anchor);
            }
            Self::Reliability { publisher, .. } => line(publisher),
            Self::Resolution { resolution, .. } => {
                resolution.anchor.clean();
                citation(&mut resolution.citation);
                line(&mut resolution.about);
                line(&mut resolution.value);
                lines(&mut resolution.words);
                resolution.key = ClipKey::of(&resolution.anchor);
            }
            Self::Query { name, query, .. } => {
                line(name);
                line(query);
            }
            Self::Watch { entity } => line(&mut entity.0),
            Self::Correction { correction, .. } => correction.clean(),
            Self::Draft { scope, draft, .. } => {
                line(scope);
                draft.clean();
            }
            // Letters and numbers.
            Self::Article { .. } | Self::Mark { .. } => {}
        }
    }
}

/// Both words, once where they are the same.
pub(super) fn joined(one: &str, other: &str) -> String {
    match (one.trim(), other.trim()) {
        (one, other) if one.contains(other) => one.to_owned(),
        ("", other) => other.to_owned(),
        (one, other) if other.contains(one) => other.to_owned(),
        (one, other) => format!("{one}\n{other}"),
    }
}

/// One clip of two of the same passage: what is here stands, what is more is added, and the
/// stricter marking holds.
pub(super) fn merged(mut here: Clip, other: Clip) -> Clip {
    here.words = joined(&here.words, &other.words);
    here.tags.extend(other.tags);
    here.tags.sort();
    here.tags.dedup();
    if here.group.is_empty() {
        here.group = other.group;
    }
    here.grade = here.grade.or(other.grade);
    here.tlp = here.tlp.max(other.tlp);
    here
}
