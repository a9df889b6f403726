use super::{Entity, Moment, Span};
use serde::{Deserialize, Serialize};

/// Everything found in one document. Lists are in order of appearance.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Annotations {
    /// The entities that the mentions point to, each once, in order of first mention.
    pub entities: Vec<Entity>,
    /// Never overlapping.
    pub mentions: Vec<Mention>,
    pub dates: Vec<Timex>,
    pub incidents: Vec<Incident>,
    pub quotes: Vec<Quotation>,
    pub figures: Vec<Figure>,
    /// Dated sentences, for the timeline.
    pub events: Vec<Event>,
    /// The sentences of the text, headings among them.
    pub sentences: Vec<Span>,
}

/// A place in the text where an entity is named.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention {
    pub span: Span,
    /// Index into [`Annotations::entities`].
    pub entity: u32,
    pub rule: Rule,
    /// Calibrated chance, 0 to 1, that kind and entity are right.
    pub confidence: f32,
    /// What the rule rests on: the list entry's alias, the defining sentence, the title before the
    /// name. One short phrase for the reader's "why".
    pub evidence: String,
    /// Other entities that the words could mean as well, where context did not decide; indices
    /// into [`Annotations::entities`].
    pub open: Vec<u32>,
}

/// What made a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// A name of a list.
    Gazetteer,
    /// A name of a list that is marked only in fitting context.
    Context,
    /// An acronym that the document defines.
    Acronym,
    /// A surname or given name of a person named in full elsewhere in the document.
    Surname,
    /// A shortened form of a name that stands in full elsewhere in the document.
    ShortForm,
    /// A spelling close to a known name.
    Variant,
    /// The shape of the name: "… Ltd", "Ministry of …", "Unit 74455", "APT41".
    Pattern,
    /// A title, an office or an apposition beside the name.
    Title,
    /// The sequence tagger.
    Tagger,
    /// "The ministry", "the company": refers back.
    Reference,
    /// The analyst's own hand.
    Analyst,
}

impl Rule {
    /// The word used in JSON and on screen.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Gazetteer => "gazetteer",
            Self::Context => "context",
            Self::Acronym => "acronym",
            Self::Surname => "surname",
            Self::ShortForm => "short-form",
            Self::Variant => "variant",
            Self::Pattern => "pattern",
            Self::Title => "title",
            Self::Tagger => "tagger",
            Self::Reference => "reference",
            Self::Analyst => "analyst",
        }
    }

    /// Who stands behind it: a name list, a rule, the model, or the analyst.
    #[must_use]
    pub fn maker(self) -> &'static str {
        match self {
            Self::Gazetteer | Self::Context => "list",
            Self::Tagger => "model",
            Self::Analyst => "analyst",
            _ => "rule",
        }
    }
}

/// A time expression, after TIMEX3 of `TimeML` 1.2.1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timex {
    pub span: Span,
    pub kind: TimexKind,
    /// The TIMEX3 value: `2024-09-05`, `2024-W16`, `199`, `P10Y`, `PRESENT_REF`.
    pub value: String,
    pub modifier: Option<TimexMod>,
    /// Where it lies on the calendar; nothing for durations, sets and open references.
    pub moment: Option<Moment>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexKind {
    Date,
    Time,
    Duration,
    Set,
}

impl TimexKind {
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The `mod` attribute of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TimexMod {
    Before,
    After,
    OnOrBefore,
    OnOrAfter,
    LessThan,
    MoreThan,
    Start,
    Mid,
    End,
    Approx,
}

/// A sentence that tells that something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// The whole sentence.
    pub span: Span,
    /// The word or words that made it one: "was arrested".
    pub trigger: Span,
    pub kind: IncidentKind,
    pub stance: Stance,
    /// Index into [`Annotations::dates`].
    pub date: Option<u32>,
    /// TIMEX3 value of the incident's date, also where it was inherited from a sentence before.
    pub value: Option<String>,
    pub moment: Option<Moment>,
    /// Indices into [`Annotations::entities`], those who act or are acted upon, in order.
    pub participants: Vec<u32>,
    /// Indices into [`Annotations::entities`].
    pub places: Vec<u32>,
    /// The name, where the incident has one.
    pub name: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IncidentKind {
    Cyber,
    Espionage,
    Legal,
    Leak,
    Sanction,
    Diplomatic,
    Recruitment,
    Operation,
    Attack,
    Influence,
}

impl IncidentKind {
    /// All of them, in order: what is written down holds places in it.
    pub const ALL: [Self; 10] = [
        Self::Cyber,
        Self::Espionage,
        Self::Legal,
        Self::Leak,
        Self::Sanction,
        Self::Diplomatic,
        Self::Recruitment,
        Self::Operation,
        Self::Attack,
        Self::Influence,
    ];

    /// The word used in JSON and on screen.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cyber => "cyber",
            Self::Espionage => "espionage",
            Self::Legal => "legal",
            Self::Leak => "leak",
            Self::Sanction => "sanction",
            Self::Diplomatic => "diplomatic",
            Self::Recruitment => "recruitment",
            Self::Operation => "operation",
            Self::Attack => "attack",
            Self::Influence => "influence",
        }
    }
}

/// How the text stands to what it tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stance {
    #[default]
    Fact,
    Alleged,
    Denied,
}

/// Somebody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// The words themselves, without the quotation marks.
    pub span: Span,
    pub direct: bool,
    /// The speaker as the text has it: "FBI Director Chris Wray", "a Western official" (also where
    /// "A Western official" begins the sentence); the whole name where it has a pronoun, a bare
    /// surname, or "the priest" for one it has introduced so.
    pub speaker: Option<String>,
    pub speaker_span: Option<Span>,
    /// Index into [`Annotations::entities`].
    pub speaker_entity: Option<u32>,
    /// The reporting verb as it stands: "said".
    pub cue: Option<String>,
}

/// A number that counts something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Number and unit: "260,000 internet-connected devices".
    pub span: Span,
    pub value: f64,
    /// The upper end where the text gives a range.
    pub upper: Option<f64>,
    /// What is counted, or the currency's ISO 4217 code, or `%`.
    pub unit: String,
    pub bound: Bound,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    #[default]
    Exact,
    About,
    AtLeast,
    AtMost,
}

/// One line of the timeline: a sentence with its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The whole sentence; where Enter lands.
    pub span: Span,
    /// A short form of the sentence for one line: a span of the text that reads by itself.
    pub short: Span,
    /// Index into [`Annotations::dates`].
    pub date: u32,
    pub moment: Moment,
    /// Index into [`Annotations::incidents`].
    pub incident: Option<u32>,
    /// Indices into [`Annotations::entities`] of all that the sentence names.
    pub entities: Vec<u32>,
}
