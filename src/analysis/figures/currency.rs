//! Currencies by the words that are written behind a sum.

use crate::text::Lookup;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nations_are_in_order() {
        assert!(NATIONAL.is_sorted_by_key(|(name, ..)| *name));
    }
}
