use super::markdown::{address, inline};
use crate::model::{Anchor, Citation};

/// Writes a passage as a quotation in Markdown that carries its source: title, publisher, date,
/// address, paragraph and the SHA-256 of the article's bytes.
#[must_use]
pub fn quote(anchor: &Anchor, citation: &Citation) -> String {
    let mut out = String::new();
    for paragraph in anchor.exact.split("\n\n") {
        let words = inline(paragraph);
        if !words.is_empty() {
            if !out.is_empty() {
                out.push_str(">\n");
            }
            out.push_str(&format!("> {words}\n"));
        }
    }
    let mut source = Vec::new();
    if !citation.title.is_empty() {
        source.push(inline(&citation.title));
    }
    source.extend(citation.publisher.as_deref().map(inline));
    source.extend(citation.published.map(|mut moment| {
        if citation.estimated {
            moment.approximate = false;
            format!("{moment}, estimated")
        } else {
            moment.to_string()
        }
    }));
    source.extend(citation.url.as_deref().map(address));
    source.push(format!("¶{}", citation.paragraph));
    if !anchor.sha256.is_empty() {
        source.push(format!("SHA-256 {}", anchor.sha256));
    }
    out.push_str(&format!(">\n> — {}\n", source.join(", ")));
    out
}
