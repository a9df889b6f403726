use super::super::Reading;
use super::currency;

/// A currency written before its number, ending right where the number begins: code and the byte
/// where it starts.
pub(super) fn before(reading: &Reading<'_>, number: usize) -> Option<(&'static str, u32)> {
    let at = number.checked_sub(1)?;
    let start = reading.tokens[number].span.start;
    let sign = reading.tokens[at].span;
    let touching = sign.end == start;
    let word = reading.word(at);
    let code = match word {
        "$" => {
            let country = at
                .checked_sub(1)
                .filter(|&one| reading.tokens[one].span.end == sign.start);
            let code = country.and_then(|one| dollars(reading.word(one)));
            return Some(match (code, country) {
                (Some(code), Some(one)) => (code, reading.tokens[one].span.start),
                _ => ("USD", sign.start),
            });
        }
        "€" => "EUR",
        "£" => "GBP",
        "¥" | "￥" => "JPY",
        "₹" => "INR",
        "₽" => "RUB",
        "₩" => "KRW",
        "₴" => "UAH",
        "₪" => "ILS",
        "₺" => "TRY",
        "₦" => "NGN",
        "₱" => "PHP",
        "₫" => "VND",
        "₸" => "KZT",
        "₾" => "GEL",
        "฿" => "THB",
        "৳" => "BDT",
        "₡" => "CRC",
        "₲" => "PYG",
        "₵" => "GHS",
        "₮" => "MNT",
        "₭" => "LAK",
        "₼" => "AZN",
        "֏" => "AMD",
        "៛" => "KHR",
        "₿" => "BTC",
        _ => {
            return iso(word)
                .filter(|_| !touching)
                .map(|code| (code, sign.start));
        }
    };
    Some((code, sign.start))
}

/// The dollar of a country's letters: the "A" of "A$".
fn dollars(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "US" | "U.S." => "USD",
        "A" | "AU" => "AUD",
        "C" | "CA" => "CAD",
        "HK" => "HKD",
        "NZ" => "NZD",
        "S" => "SGD",
        "NT" => "TWD",
        "R" => "BRL",
        "J" | "JA" => "JMD",
        "TT" => "TTD",
        "EC" => "XCD",
        "BZ" => "BZD",
        "N" => "NAD",
        "G" => "GYD",
        "L" => "LRD",
        "FJ" => "FJD",
        "SI" => "SBD",
        "Bds" | "BDS" => "BBD",
        "MX" | "Mex" => "MXN",
        "RD" => "DOP",
        "AR" => "ARS",
        "CLP" | "CL" => "CLP",
        "COL" => "COP",
        "Z" | "ZW" => "ZWL",
        _ => return None,
    })
}

/// A currency code that stands before or after a number: "RMB 5 billion", "5 million USD".
pub(super) fn iso(word: &str) -> Option<&'static str> {
    const CODES: [&str; 88] = [
        "AED", "AMD", "AOA", "ARS", "AUD", "AZN", "BDT", "BGN", "BHD", "BRL", "BTC", "BYN", "CAD",
        "CHF", "CLP", "CNY", "CZK", "DKK", "DZD", "EGP", "ETB", "EUR", "FJD", "GBP", "GEL", "GHS",
        "HKD", "HNL", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES",
        "KGS", "KHR", "KRW", "KWD", "KZT", "LBP", "LKR", "MAD", "MDL", "MMK", "MNT", "MXN", "MYR",
        "MZN", "NGN", "NOK", "NPR", "NZD", "OMR", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR",
        "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SEK", "SGD", "THB", "TND", "TRY", "TWD", "TZS",
        "UAH", "UGX", "USD", "UYU", "UZS", "VND", "XAF", "XOF", "ZAR", "ZMW",
    ];
    match word {
        "RMB" => return Some("CNY"),
        "Rs" => return Some("INR"),
        "KSh" | "Ksh" | "Sh" => return Some("KES"),
        "TSh" | "Tsh" => return Some("TZS"),
        "USh" | "Ush" => return Some("UGX"),
        "Rp" => return Some("IDR"),
        "Tk" => return Some("BDT"),
        "CFA" => return Some("XOF"),
        _ => {}
    }
    CODES.binary_search(&word).ok().map(|at| CODES[at])
}

/// Whether a word is the code of a currency.
pub(in crate::analysis) fn is_currency(word: &str) -> bool {
    matches!(word.len(), 2..=3) && iso(word).is_some()
}

/// A currency named after its number: code and the token after it.
pub(super) fn after(reading: &Reading<'_>, at: usize, end: usize) -> Option<(&'static str, usize)> {
    if at >= end {
        return None;
    }
    let word = reading.folded(at);
    let next = || {
        if at + 1 < end {
            reading.folded(at + 1)
        } else {
            ""
        }
    };
    let two = |code| Some((code, at + 2));
    let one = |code| Some((code, at + 1));
    match word {
        "dollars" | "dollar" => one("USD"),
        "euros" | "euro" => one("EUR"),
        "yuan" | "renminbi" => one("CNY"),
        "yen" => one("JPY"),
        "won" if !matches!(next(), "the" | "a" | "in") => one("KRW"),
        "rubles" | "roubles" | "ruble" | "rouble" => one("RUB"),
        "rupees" => one("INR"),
        "hryvnia" | "hryvnias" | "hryvnya" => one("UAH"),
        "shekels" => one("ILS"),
        "francs" => one("CHF"),
        "zloty" | "zlotys" | "zlotych" => one("PLN"),
        "kronor" => one("SEK"),
        "kroner" => one("NOK"),
        "riyals" => one("SAR"),
        "dirhams" => one("AED"),
        "lira" => one("TRY"),
        "rand" => one("ZAR"),
        "reais" => one("BRL"),
        "rials" => one("IRR"),
        "forints" => one("HUF"),
        "leva" => one("BGN"),
        "baht" => one("THB"),
        "ringgit" => one("MYR"),
        "pesos" => one("MXN"),
        "naira" => one("NGN"),
        "soles" => one("PEN"),
        "cedis" => one("GHS"),
        "shillings" => one("KES"),
        "taka" => one("BDT"),
        "rupiah" => one("IDR"),
        "tenge" => one("KZT"),
        "lari" => one("GEL"),
        "manat" | "manats" => one("AZN"),
        "birr" => one("ETB"),
        "kwacha" => one("ZMW"),
        "meticais" => one("MZN"),
        "guaranies" | "guaraníes" => one("PYG"),
        "koruna" | "korunas" => one("CZK"),
        "cfa" if next() == "francs" => two("XOF"),
        "sri" if next() == "lankan" && at + 2 < end && reading.folded(at + 2) == "rupees" => {
            Some(("LKR", at + 3))
        }
        "bitcoin" | "bitcoins" => one("BTC"),
        "pounds" if !matches!(next(), "of") => one("GBP"),
        "pounds" if next() == "sterling" => two("GBP"),
        "us" | "u.s." | "american" if next() == "dollars" => two("USD"),
        "hong" if next() == "kong" && at + 2 < end && reading.folded(at + 2) == "dollars" => {
            Some(("HKD", at + 3))
        }
        "new"
            if matches!(next(), "taiwan" | "zealand")
                && at + 2 < end
                && reading.folded(at + 2) == "dollars" =>
        {
            Some((if next() == "taiwan" { "TWD" } else { "NZD" }, at + 3))
        }
        "south" if matches!(next(), "african" | "korean") && at + 2 < end => {
            match reading.folded(at + 2) {
                "rand" => Some(("ZAR", at + 3)),
                "won" => Some(("KRW", at + 3)),
                _ => None,
            }
        }
        _ => currency::national(word, next())
            .and_then(two)
            .or_else(|| currency::single(word).and_then(one))
            .or_else(|| iso(reading.word(at)).map(|code| (code, at + 1))),
    }
}

/// Whether the name or code of a currency stands at a token: "5 million rand".
pub(super) fn named_after(reading: &Reading<'_>, at: usize, end: usize) -> bool {
    !matches!(reading.word(at), "pounds" | "won" | "sum") && after(reading, at, end).is_some()
}

/// Whether the folded word is a measure: its unit stands for itself, singular or plural.
pub(super) fn is_measure(word: &str) -> bool {
    const MEASURES: [&str; 67] = [
        "acres",
        "barrels",
        "bits",
        "bytes",
        "calories",
        "carats",
        "cm",
        "decibels",
        "degrees",
        "feet",
        "ft",
        "gallons",
        "gb",
        "gbps",
        "gigabits",
        "gigabytes",
        "gigahertz",
        "gigawatts",
        "ghz",
        "gw",
        "gwh",
        "hectares",
        "hertz",
        "hz",
        "inches",
        "kb",
        "kbps",
        "kg",
        "kilobytes",
        "kilograms",
        "kilometers",
        "kilometres",
        "kilos",
        "kilotons",
        "km",
        "knots",
        "kw",
        "kwh",
        "litres",
        "liters",
        "mb",
        "mbps",
        "megabits",
        "megabytes",
        "megahertz",
        "megatons",
        "megawatts",
        "meters",
        "metres",
        "mhz",
        "miles",
        "millimetres",
        "mm",
        "mph",
        "mw",
        "mwh",
        "nm",
        "nanometers",
        "nanometres",
        "ounces",
        "pb",
        "petabytes",
        "tb",
        "terabytes",
        "tonnes",
        "tons",
        "yards",
    ];
    MEASURES.contains(&word)
        || matches!(
            word,
            "acre"
                | "barrel"
                | "byte"
                | "gallon"
                | "hectare"
                | "kilobyte"
                | "kilogram"
                | "kilometer"
                | "kilometre"
                | "litre"
                | "megabyte"
                | "petabyte"
                | "metre"
                | "meter"
                | "gigabyte"
                | "terabyte"
                | "mile"
                | "megawatt"
                | "tonne"
                | "ton"
                | "nautical"
                | "square"
                | "cubic"
                | "pounds"
        )
}
