use super::jsonl::split;
use super::kinds::kind_of;
use super::raw::{Converted, Raw, Signs};
use csv::{ReaderBuilder, StringRecord};

/// Which columns hold what; several may hold other names.
#[derive(Debug, Default)]
struct Columns {
    name: usize,
    kind: Option<usize>,
    aliases: Vec<usize>,
    country: Option<usize>,
    parent: Option<usize>,
    dates: Option<usize>,
    note: Option<usize>,
}

/// Reads a table. Its first row names the columns, `name` among them; a table of one column
/// without such a row is a list of names.
pub(super) fn convert(text: &str) -> Result<Converted, String> {
    let mut table = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut out = Converted::default();
    let mut columns = None;
    for row in table.records() {
        let row = row.map_err(|why| format!("not a table: {why}"))?;
        let place = format!("line {}", row.position().map_or(0, csv::Position::line));
        let Some(columns) = &columns else {
            let found = header(&row);
            if found.is_none() && row.len() > 1 {
                return Err("the first row names no column `name`".to_owned());
            }
            if found.is_none() {
                take(&row, place, &Columns::default(), &mut out);
            }
            columns = Some(found.unwrap_or_default());
            continue;
        };
        take(&row, place, columns, &mut out);
    }
    Ok(out)
}

/// The sign that parts most cells of the first line.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|sign| first.bytes().filter(|b| b == sign).count())
        .filter(|sign| first.as_bytes().contains(sign))
        .unwrap_or(b',')
}

fn header(row: &StringRecord) -> Option<Columns> {
    let mut columns = Columns::default();
    let mut name = None;
    for (at, cell) in row.iter().enumerate() {
        match cell.trim().to_lowercase().as_str() {
            "name" | "value" => name = name.or(Some(at)),
            "kind" | "type" => columns.kind = Some(at),
            "alias" | "aliases" | "synonym" | "synonyms" | "other names" | "acronym" => {
                columns.aliases.push(at);
            }
            "country" => columns.country = Some(at),
            "parent" => columns.parent = Some(at),
            "date" | "dates" => columns.dates = Some(at),
            "note" | "notes" | "description" => columns.note = Some(at),
            _ => {}
        }
    }
    columns.name = name?;
    Some(columns)
}

fn take(row: &StringRecord, place: String, columns: &Columns, out: &mut Converted) {
    let cell = |at: Option<usize>| at.and_then(|at| row.get(at)).unwrap_or_default().trim();
    let name = cell(Some(columns.name));
    if name.is_empty() {
        if row.iter().any(|cell| !cell.trim().is_empty()) {
            out.skips.add(place, "no name");
        }
        return;
    }
    let word = cell(columns.kind);
    let kind = kind_of(word);
    if kind.is_none() && !word.is_empty() {
        return out.skips.add(place, format!("`{word}` is not a kind"));
    }
    let aliases = columns.aliases.iter();
    out.raws.push(Raw {
        place,
        kind,
        name: name.to_owned(),
        aliases: aliases.flat_map(|at| split(cell(Some(*at)))).collect(),
        country: split(cell(columns.country)),
        parent: cell(columns.parent).to_owned(),
        dates: cell(columns.dates).to_owned(),
        note: cell(columns.note).to_owned(),
        signs: Signs::Ours,
    });
}
