//! Writes a made-up corpus as JSON Lines: `cargo run --release --example corpus -- 100000 > corpus.jsonl`.
//!
//! The same number gives the same bytes, and a longer corpus begins as a shorter one.

mod article;

use article::Article;
use serde_json::json;
use std::io::{self, BufWriter, Write};

fn main() -> io::Result<()> {
    let count: usize = std::env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(1000);
    let mut out = BufWriter::with_capacity(1 << 20, io::stdout().lock());
    for number in 0..count {
        let article = Article::new(number);
        let record = json!({
            "id": article.id,
            "title": article.title,
            "published": article.published,
            "authors": [article.author],
            "publisher": article.publisher,
            "text": article.text,
        });
        serde_json::to_writer(&mut out, &record)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}
