use crate::model::Kind;

/// What `is:` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum State {
    Unread,
    Read,
    Starred,
    New,
    Clipped,
    Annotated,
    Estimated,
    Duplicate,
}

impl State {
    pub(in crate::library) const ALL: [(Self, &'static str, &'static str); 8] = [
        (Self::Unread, "unread", "not read yet"),
        (Self::Read, "read", "read"),
        (Self::Starred, "starred", "with a star"),
        (
            Self::New,
            "new",
            "came since, about something that you watch",
        ),
        (Self::Clipped, "clipped", "with a clip"),
        (Self::Annotated, "annotated", "with words of yours"),
        (
            Self::Estimated,
            "estimated",
            "with an estimated date of publication",
        ),
        (
            Self::Duplicate,
            "duplicate",
            "a copy, or with copies, of another",
        ),
    ];

    /// Whether the analyst's work decides it.
    pub(super) fn is_work(self) -> bool {
        matches!(
            self,
            Self::Unread | Self::Read | Self::Starred | Self::New | Self::Clipped | Self::Annotated
        )
    }
}

/// What `has:` asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::library) enum Having {
    Quote,
    Figure,
    Event,
    Date,
    Author,
    Source,
    Url,
}

impl Having {
    pub(in crate::library) const ALL: [(Self, &'static str, &'static str); 7] = [
        (Self::Quote, "quote", "quotes somebody"),
        (Self::Figure, "figure", "counts something"),
        (Self::Event, "event", "dates something that happened"),
        (Self::Date, "date", "has a date of publication"),
        (Self::Author, "author", "names its author"),
        (Self::Source, "source", "names its publisher"),
        (Self::Url, "url", "has an address"),
    ];
}

/// The names that a question can have before a colon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Entity,
    Kind,
    OfKind(Kind),
    Source,
    Author,
    Language,
    Title,
    After,
    Before,
    On,
    Event,
    Is,
    Has,
}

impl Field {
    /// Every field with its name and what it asks, as completion lists them.
    pub(super) const ALL: [(Self, &'static str, &'static str); 22] = [
        (Self::Entity, "entity", "names this, by any of its names"),
        (
            Self::OfKind(Kind::Agency),
            "agency",
            "names this agency or state body",
        ),
        (Self::OfKind(Kind::Company), "company", "names this company"),
        (
            Self::OfKind(Kind::Organisation),
            "organisation",
            "names this organisation",
        ),
        (Self::OfKind(Kind::Person), "person", "names this person"),
        (Self::OfKind(Kind::Place), "place", "names this place"),
        (
            Self::OfKind(Kind::Incident),
            "incident",
            "names this incident",
        ),
        (Self::OfKind(Kind::Group), "group", "names this group"),
        (Self::OfKind(Kind::Malware), "malware", "names this malware"),
        (
            Self::OfKind(Kind::Technology),
            "technology",
            "names this technology",
        ),
        (Self::OfKind(Kind::Law), "law", "names this law"),
        (Self::Kind, "kind", "names something of this kind"),
        (Self::Source, "source", "published by"),
        (Self::Author, "author", "written by"),
        (Self::Language, "lang", "in this language: en, de, zh"),
        (Self::Title, "title", "with these words in the title"),
        (
            Self::After,
            "after",
            "published then or later: 2024, 2024-03, \"last month\"",
        ),
        (Self::Before, "before", "published before then"),
        (Self::On, "on", "published then"),
        (Self::Event, "event", "tells that something happened then"),
        (Self::Is, "is", "unread, starred, estimated, duplicate"),
        (Self::Has, "has", "quote, figure, event"),
    ];

    /// Finds a field by its name, in any case.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let name = match name.as_str() {
            "organization" | "org" => "organisation",
            "publisher" => "source",
            "language" => "lang",
            "since" => "after",
            "until" => "before",
            "by" => "author",
            other => other,
        };
        Self::ALL
            .iter()
            .find(|(_, known, _)| *known == name)
            .map(|(field, ..)| *field)
    }

    pub(super) fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(field, ..)| *field == self)
            .map_or("", |(_, name, _)| name)
    }
}
