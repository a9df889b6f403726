use super::kinds::kind_of_galaxy;
use super::raw::{Converted, Raw};
use serde::Deserialize;
use serde_json::{Map, Value};

#[derive(Debug, Deserialize)]
struct Cluster {
    #[serde(default)]
    r#type: String,
    values: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
struct Entry {
    #[serde(default)]
    value: String,
    #[serde(default)]
    description: Option<String>,
    #[serde(default)]
    meta: Map<String, Value>,
    #[serde(default)]
    revoked: bool,
}

/// Reads a cluster of a MISP galaxy. The type of the galaxy says the kind.
pub(super) fn convert(text: &str) -> Result<Converted, String> {
    let cluster: Cluster =
        serde_json::from_str(text).map_err(|why| format!("not a MISP galaxy: {why}"))?;
    let kind = kind_of_galaxy(&cluster.r#type);
    let mut out = Converted::default();
    for (at, entry) in cluster.values.into_iter().enumerate() {
        let place = format!("value {}", at + 1);
        if entry.revoked {
            out.skips.add(place, "revoked");
            continue;
        }
        let mut aliases = Vec::new();
        let name = plain(&entry.value, &mut aliases);
        for key in ["synonyms", "aliases"] {
            for alias in words(entry.meta.get(key)) {
                let alias = plain(&alias, &mut aliases);
                aliases.push(alias);
            }
        }
        let mut country = Vec::new();
        for key in ["country", "ISO", "iso-code", "cfr-suspected-state-sponsor"] {
            if country.is_empty() {
                country = words(entry.meta.get(key));
            }
        }
        out.raws.push(Raw {
            place,
            kind,
            name,
            aliases,
            country,
            note: entry.description.unwrap_or_default(),
            ..Raw::default()
        });
    }
    Ok(out)
}

/// The texts of a value that is one or several.
pub(super) fn words(value: Option<&Value>) -> Vec<String> {
    match value {
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(values)) => values
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

/// The name without what galaxies hang on it: ` - G0005` becomes an alias, `(ELF)` goes.
fn plain(name: &str, aliases: &mut Vec<String>) -> String {
    let mut name = name.trim();
    if let Some((front, id)) = name.rsplit_once(" - ")
        && is_attack_id(id)
    {
        aliases.push(id.to_owned());
        name = front.trim_end();
    }
    if let Some((front, inside)) = name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("))
        .filter(|(front, _)| !front.trim().is_empty())
    {
        if inside.contains(char::is_lowercase) && !is_platform(inside) && inside.len() > 2 {
            aliases.push(inside.to_owned());
        }
        name = front.trim_end();
    }
    name.to_owned()
}

fn is_platform(word: &str) -> bool {
    const PLATFORMS: [&str; 12] = [
        "android", "elf", "ios", "linux", "macos", "os x", "osx", "windows", "win", "symbian",
        "unix", "php",
    ];
    PLATFORMS.contains(&word.to_lowercase().as_str())
}

/// An id of ATT&CK: `G0005`, `S0154`, `T1059`.
pub(super) fn is_attack_id(id: &str) -> bool {
    id.len() == 5
        && id.starts_with(['G', 'S', 'T', 'C', 'M'])
        && id[1..].bytes().all(|b| b.is_ascii_digit())
}
