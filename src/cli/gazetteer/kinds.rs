use crate::model::Kind;

/// The kind that a word of another vocabulary stands for: kinds of our own, types of MISP
/// galaxies, object types of STIX.
pub(super) fn kind_of(word: &str) -> Option<Kind> {
    let word = word.trim().to_lowercase().replace([' ', '_'], "-");
    if let Some(kind) = Kind::parse(&word) {
        return Some(kind);
    }
    Some(match word.as_str() {
        "threat-actor"
        | "actor"
        | "apt"
        | "groups"
        | "intrusion-set"
        | "threat-group"
        | "tidal-groups"
        | "microsoft-activity-group"
        | "360net-threat-actor"
        | "canada-listed-terrorist-entities"
        | "terrorist-group"
        | "militia" => Kind::Group,
        "ransomware" | "rat" | "stealer" | "backdoor" | "botnet" | "banker" | "malpedia"
        | "exploit-kit" | "trojan" | "worm" | "wiper" | "spyware" | "cryptominers" | "loader"
        | "android" => Kind::Malware,
        "producer" | "surveillance-vendor" | "vendor" | "firm" => Kind::Company,
        "university" | "china-defence-universities" | "think-tank" | "institution" | "ngo" => {
            Kind::Organisation
        }
        "intelligence-agency" | "intelligence-agencies" | "ministry" | "government" => Kind::Agency,
        "country" | "region" | "location" | "city" | "target-information" => Kind::Place,
        "campaign" | "operation" | "event" => Kind::Incident,
        "software" | "product" | "tool" | "uavs" => Kind::Technology,
        "individual" | "people" => Kind::Person,
        "statute" | "treaty" => Kind::Law,
        _ if word.ends_with("-intrusion-set") || word.ends_with("-threat-actor") => Kind::Group,
        _ if word.ends_with("-malware") => Kind::Malware,
        _ if word.ends_with("-tool") => Kind::Technology,
        _ if word.ends_with("-campaign") => Kind::Incident,
        _ => return None,
    })
}

/// The kind of a MISP galaxy by its type: its `tool` is a tool of attackers.
pub(super) fn kind_of_galaxy(galaxy: &str) -> Option<Kind> {
    if galaxy == "tool" {
        Some(Kind::Malware)
    } else {
        kind_of(galaxy)
    }
}
