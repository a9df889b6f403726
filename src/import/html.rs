//! Web pages: the article of the page, and what the page says about it.

use super::draft::{Draft, Shape};
use super::markup::{Rules, measure, too_deep};
use super::{Limits, flow, page};
use crate::text::sanitise;
use dom_smoothie::{Config, Readability};

/// An article told in fewer bytes than this is no article.
const LEAST: usize = 300;

/// Drafts a document of a web page, or says which limit the page breaks.
pub(super) fn draft(markup: &str, limits: &Limits) -> Result<Draft, String> {
    measure(markup, Rules::Html, limits.elements, limits.nesting)?;
    let mut draft = Draft {
        shape: Shape::Marked,
        ..Draft::default()
    };
    let told = page::describe(markup, &mut draft.meta);
    let config = Config {
        max_elements_to_parse: limits.elements,
        ..Config::default()
    };
    let article = match Readability::new(markup, None, Some(config)) {
        // The measure is by rules of thumb; those of browsers may have it deeper.
        Ok(page) if is_deeper(&page, limits.nesting) => return Err(too_deep(limits.nesting)),
        page => page.and_then(|mut page| page.parse()),
    };
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

/// Whether elements of a page lie deeper in one another than so deep.
fn is_deeper(page: &Readability, deepest: usize) -> bool {
    let mut open = vec![(page.doc.root(), 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > deepest {
            return true;
        }
        for inside in node.children_it(false) {
            if inside.is_element() {
                open.push((inside, depth + 1));
            }
        }
    }
    false
}

/// Whether what a page tells of its article is clearly more than what it shows of it.
fn is_more(told: &str, draft: &Draft) -> bool {
    let shown: usize = draft.parts.iter().map(|part| part.text.len()).sum();
    told.len() > LEAST && 2 * told.len() > 3 * shown
}
