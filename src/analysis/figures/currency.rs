//! Currencies by the words that are written behind a sum.

use crate::analysis::Reading;
use crate::analysis::names::Names;
use crate::model::Figure;
use crate::text::Lookup;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Nations and what their money is called, where other nations call theirs so.
const NATIONAL: &[(&str, &[&str], &str)] = &[
    ("algerian", &["dinars"], "DZD"),
    ("argentine", &["pesos"], "ARS"),
    ("argentinian", &["pesos"], "ARS"),
    ("australian", &["dollars"], "AUD"),
    ("bahraini", &["dinars"], "BHD"),
    ("barbadian", &["dollars"], "BBD"),
    ("belarusian", &["rubles", "roubles"], "BYN"),
    ("brazilian", &["reais"], "BRL"),
    ("burundian", &["francs"], "BIF"),
    ("canadian", &["dollars"], "CAD"),
    ("chilean", &["pesos"], "CLP"),
    ("chinese", &["yuan", "renminbi"], "CNY"),
    ("colombian", &["pesos"], "COP"),
    ("congolese", &["francs"], "CDF"),
    ("cuban", &["pesos"], "CUP"),
    ("czech", &["koruna", "korunas", "crowns"], "CZK"),
    ("danish", &["kroner", "crowns"], "DKK"),
    ("dominican", &["pesos"], "DOP"),
    ("egyptian", &["pounds"], "EGP"),
    ("emirati", &["dirhams"], "AED"),
    ("fijian", &["dollars"], "FJD"),
    ("filipino", &["pesos"], "PHP"),
    ("ghanaian", &["cedis"], "GHS"),
    ("guinean", &["francs"], "GNF"),
    ("guyanese", &["dollars"], "GYD"),
    ("icelandic", &["kronur", "krónur", "crowns"], "ISK"),
    ("indian", &["rupees"], "INR"),
    ("iranian", &["rials"], "IRR"),
    ("iraqi", &["dinars"], "IQD"),
    ("israeli", &["shekels"], "ILS"),
    ("jamaican", &["dollars"], "JMD"),
    ("japanese", &["yen"], "JPY"),
    ("jordanian", &["dinars"], "JOD"),
    ("kenyan", &["shillings"], "KES"),
    ("korean", &["won"], "KRW"),
    ("kuwaiti", &["dinars"], "KWD"),
    ("lebanese", &["pounds", "lira"], "LBP"),
    ("liberian", &["dollars"], "LRD"),
    ("libyan", &["dinars"], "LYD"),
    ("mauritian", &["rupees"], "MUR"),
    ("mexican", &["pesos"], "MXN"),
    ("moldovan", &["lei"], "MDL"),
    ("moroccan", &["dirhams"], "MAD"),
    ("namibian", &["dollars"], "NAD"),
    ("nepalese", &["rupees"], "NPR"),
    ("nepali", &["rupees"], "NPR"),
    ("nigerian", &["naira"], "NGN"),
    ("norwegian", &["kroner", "crowns"], "NOK"),
    ("omani", &["rials"], "OMR"),
    ("pakistani", &["rupees"], "PKR"),
    ("philippine", &["pesos"], "PHP"),
    ("qatari", &["riyals", "rials"], "QAR"),
    ("romanian", &["lei"], "RON"),
    ("russian", &["rubles", "roubles"], "RUB"),
    ("rwandan", &["francs"], "RWF"),
    ("saudi", &["riyals", "rials"], "SAR"),
    ("serbian", &["dinars"], "RSD"),
    ("singapore", &["dollars"], "SGD"),
    ("singaporean", &["dollars"], "SGD"),
    ("solomon", &["dollars"], "SBD"),
    ("somali", &["shillings"], "SOS"),
    ("sudanese", &["pounds"], "SDG"),
    ("swedish", &["kronor", "kroner", "crowns"], "SEK"),
    ("swiss", &["francs"], "CHF"),
    ("syrian", &["pounds"], "SYP"),
    ("taiwan", &["dollars"], "TWD"),
    ("taiwanese", &["dollars"], "TWD"),
    ("tanzanian", &["shillings"], "TZS"),
    ("tunisian", &["dinars"], "TND"),
    ("turkish", &["lira", "liras"], "TRY"),
    ("ugandan", &["shillings"], "UGX"),
    ("uruguayan", &["pesos"], "UYU"),
    ("yemeni", &["rials"], "YER"),
    ("zambian", &["kwacha"], "ZMW"),
    ("zimbabwean", &["dollars"], "ZWL"),
];

/// Money that only one state, or one by far, calls so.
const SINGLE: [(&str, &str); 21] = [
    ("afghanis", "AFN"),
    ("ariary", "MGA"),
    ("bolivianos", "BOB"),
    ("bolivars", "VES"),
    ("bolívars", "VES"),
    ("dalasi", "GMD"),
    ("dong", "VND"),
    ("drams", "AMD"),
    ("gourdes", "HTG"),
    ("hryvnias", "UAH"),
    ("kwanzas", "AOA"),
    ("kwanza", "AOA"),
    ("kyat", "MMK"),
    ("kyats", "MMK"),
    ("lempiras", "HNL"),
    ("leones", "SLE"),
    ("leu", "RON"),
    ("quetzals", "GTQ"),
    ("quetzales", "GTQ"),
    ("riels", "KHR"),
    ("tugriks", "MNT"),
];

/// The code of a nation's money: "Ugandan shillings".
pub(super) fn national(nation: &str, money: &str) -> Option<&'static str> {
    let at = NATIONAL
        .binary_search_by(|(name, ..)| (*name).cmp(nation))
        .ok()?;
    let (_, called, code) = NATIONAL[at];
    called.contains(&money).then_some(code)
}

/// The code of money by its name alone.
pub(super) fn single(word: &str) -> Option<&'static str> {
    static CODES: LazyLock<Lookup<&'static str>> =
        LazyLock::new(|| Lookup::new(SINGLE, |code, _| code));
    CODES.get(word)
}

/// Gives sums in money that several nations call so ("3,000 pesos") to the one of these nations that the
/// document names most, where it names one more than the nation that is meant elsewhere.
pub fn at_home(reading: &Reading<'_>, names: &Names, figures: &mut [Figure]) {
    let mut named: Option<BTreeMap<&str, usize>> = None;
    for figure in figures {
        let mut words = figure.span.of(&reading.folded).rsplit(' ');
        let money = words.next().unwrap_or_default();
        let nation = words.next().unwrap_or_default();
        // "200 pounds of cocaine" are no money.
        if !shared(money) || figure.unit == "pounds" || national(nation, money).is_some() {
            continue;
        }
        let named = named.get_or_insert_with(|| countries(names));
        let times = |code: &str| named.get(country(code).as_str()).copied().unwrap_or(0);
        let usual = times(&figure.unit);
        let others = NATIONAL.iter().filter(|(_, called, code)| {
            called.contains(&money) && *code != figure.unit && times(code) > usual
        });
        if let Some((.., code)) = others.max_by_key(|(.., code)| times(code)) {
            figure.unit = (*code).to_owned();
        }
    }
}

/// Whether money of this name alone may be of several nations.
fn shared(money: &str) -> bool {
    matches!(
        money,
        "pesos"
            | "rupees"
            | "dinars"
            | "francs"
            | "pounds"
            | "rials"
            | "riyals"
            | "shillings"
            | "dirhams"
            | "lira"
    )
}

/// The country whose money a code is: its first two letters (ISO 4217).
fn country(code: &str) -> String {
    code.chars().take(2).collect::<String>().to_lowercase()
}

/// How often the countries of a document's names are named.
fn countries(names: &Names) -> BTreeMap<&str, usize> {
    let mut out = BTreeMap::new();
    for mention in &names.mentions {
        let entity = names.entities.get(mention.entity as usize);
        if let Some(country) = entity.and_then(|entity| entity.country.as_deref()) {
            *out.entry(country).or_insert(0) += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nations_are_in_order() {
        assert!(NATIONAL.is_sorted_by_key(|(name, ..)| *name));
    }
}
