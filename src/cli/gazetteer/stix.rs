use super::misp::is_attack_id;
use super::raw::{Converted, Raw};
use crate::model::Kind;
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Bundle {
    #[serde(default)]
    objects: Vec<Object>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Object {
    r#type: String,
    id: String,
    name: Option<String>,
    description: Option<String>,
    aliases: Option<Vec<String>>,
    x_mitre_aliases: Option<Vec<String>>,
    revoked: Option<bool>,
    x_mitre_deprecated: Option<bool>,
    identity_class: Option<String>,
    country: Option<String>,
    first_seen: Option<String>,
    last_seen: Option<String>,
}

/// Reads a bundle of STIX 2, a list of its objects, or a single one. Groups, malware, tools,
/// identities, campaigns and locations have names; everything else is skipped.
pub(super) fn convert(text: &str) -> Result<Converted, String> {
    let mut out = Converted::default();
    for object in objects(text).map_err(|why| format!("not STIX 2: {why}"))? {
        take(object, &mut out);
    }
    Ok(out)
}

fn objects(text: &str) -> serde_json::Result<Vec<Object>> {
    if text.starts_with('[') {
        return serde_json::from_str(text);
    }
    let bundle: Bundle = serde_json::from_str(text)?;
    if !bundle.objects.is_empty() {
        return Ok(bundle.objects);
    }
    let single: Object = serde_json::from_str(text)?;
    Ok(if single.r#type == "bundle" {
        Vec::new()
    } else {
        vec![single]
    })
}

fn take(object: Object, out: &mut Converted) {
    let kind = match object.r#type.as_str() {
        "intrusion-set" | "threat-actor" => Some(Kind::Group),
        "malware" => Some(Kind::Malware),
        "tool" => Some(Kind::Technology),
        "campaign" => Some(Kind::Incident),
        "location" => Some(Kind::Place),
        "identity" => match object.identity_class.as_deref() {
            Some("individual") => Some(Kind::Person),
            Some("class" | "system") => {
                return out.skips.add(object.id, "an identity that is a class");
            }
            // An organisation of any sort: `--kind` may say which.
            _ => None,
        },
        other => {
            let why = format!("objects of type {other} are no names");
            return out.skips.add(object.id, why);
        }
    };
    if object.revoked == Some(true) || object.x_mitre_deprecated == Some(true) {
        return out.skips.add(object.id, "revoked or deprecated");
    }
    let Some(name) = object.name.filter(|name| !name.trim().is_empty()) else {
        return out.skips.add(object.id, "no name");
    };
    if is_attack_id(name.trim()) {
        return out.skips.add(object.id, "a name that is only an id");
    }
    let lists = [object.aliases, object.x_mitre_aliases];
    let aliases = lists.into_iter().flatten().flatten().collect();
    let dates = match (kind, object.first_seen, object.last_seen) {
        (Some(Kind::Incident), Some(first), last) => stretch(&first, last.as_deref()),
        _ => String::new(),
    };
    out.raws.push(Raw {
        place: object.id,
        kind,
        name,
        aliases,
        country: object.country.into_iter().collect(),
        dates,
        note: object.description.unwrap_or_default(),
        ..Raw::default()
    });
}

/// From month to month: days of a first and last sighting are rarely meant.
fn stretch(first: &str, last: Option<&str>) -> String {
    let month = |time: &str| time.get(..7).unwrap_or_default().to_owned();
    let first = month(first);
    match last.map(month) {
        None => first,
        Some(last) if last == first => first,
        Some(last) => format!("{first}/{last}"),
    }
}
