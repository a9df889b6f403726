//! Text in XML and HTML.

/// Escapes text for an element or a quoted attribute; characters that XML 1.0 forbids are dropped.
pub(super) fn escape(text: &str) -> String {
    let (clean, _) = crate::text::sanitise(text);
    let mut out = String::with_capacity(clean.len() + 8);
    for c in clean.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
    }
    out
}
