//! Web pages: the article of the page, and what the page says about it.

use super::draft::{Draft, Shape};
use super::markup::measure;
use super::{Limits, flow, page};
use crate::text::sanitise;
use dom_smoothie::{Config, Readability};

/// An article told in fewer bytes than this is no article.
const LEAST: usize = 300;

/// Drafts a document of a web page, or says which limit the page breaks.
pub(super) fn draft(markup: &str, limits: &Limits) -> Result<Draft, String> {
    let (elements, depth) = measure(markup);
    if elements > limits.elements {
        return Err(format!("more than {} elements", limits.elements));
    }
    if depth > limits.nesting {
        return Err(format!("elements nested deeper than {}", limits.nesting));
    }
    let mut draft = Draft {
        shape: Shape::Marked,
        ..Draft::default()
    };
    let told = page::describe(markup, &mut draft.meta);
    let config = Config {
        max_elements_to_parse: limits.elements,
        ..Config::default()
    };
    let article = Readability::new(markup, None, Some(config)).and_then(|mut page| page.parse());
    if let Ok(article) = article {
        page::add(&article, &told, &mut draft.meta);
        draft.removed = sanitise(&article.text_content).1;
        draft.parts = flow::parts(&article.content);
    }
    if draft.parts.is_empty() {
        draft.removed = sanitise(markup).1;
        draft.parts = flow::parts(markup);
    }
    if let Some(told) = told.body.filter(|told| is_more(told, &draft)) {
        let whole = super::feed::fragment(&told);
        (draft.parts, draft.removed) = (whole.parts, whole.removed);
    }
    Ok(draft)
}

/// Whether what a page tells of its article is clearly more than what it shows of it.
fn is_more(told: &str, draft: &Draft) -> bool {
    let shown: usize = draft.parts.iter().map(|part| part.text.len()).sum();
    told.len() > LEAST && 2 * told.len() > 3 * shown
}
