/// The lists that are compiled in, by the name of their file.
pub static LISTS: &[(&str, &str)] = &[
    (
        "countries",
        include_str!("../../../assets/gazetteer/countries.txt"),
    ),
    (
        "capitals",
        include_str!("../../../assets/gazetteer/capitals.txt"),
    ),
    (
        "agencies-us",
        include_str!("../../../assets/gazetteer/agencies-us.txt"),
    ),
    (
        "agencies",
        include_str!("../../../assets/gazetteer/agencies.txt"),
    ),
];
