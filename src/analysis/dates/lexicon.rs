/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
}

/// Words that the grammar asks for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum W {
    The,
    A,
    This,
    That,
    These,
    Those,
    Same,
    Last,
    Past,
    Previous,
    Next,
    Coming,
    Following,
    Current,
    Early,
    Earlier,
    Late,
    Later,
    Mid,
    Middle,
    Start,
    End,
    Rest,
    Half,
    Of,
    In,
    On,
    At,
    By,
    Since,
    Until,
    From,
    To,
    And,
    Or,
    Between,
    Before,
    After,
    During,
    Over,
    Within,
    For,
    About,
    Nearly,
    More,
    Less,
    Than,
    Least,
    Most,
    Up,
    Under,
    Only,
    Just,
    Ago,
    Hence,
    Previously,
    Afterwards,
    Now,
    Recently,
    Today,
    Yesterday,
    Tomorrow,
    Tonight,
    Every,
    Each,
    Per,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    Annually,
    Hourly,
    Nightly,
    Other,
    Few,
    Several,
    Couple,
    Tens,
    Suffix,
    S,
    T,
    Z,
    Am,
    Pm,
    Letter(u8),
    Bc,
    Ad,
    Fiscal,
    Fy,
    /// Its half hours from Greenwich.
    Zone(i8),
    OpenZone,
    Oclock,
    Once,
    Twice,
    Times,
    Long,
    Old,
    Full,
    Period,
    Future,
    Time,
    Local,
    Calendar,
    Eve,
    /// "Will", "due": what is told lies ahead.
    Ahead,
    /// "Was", "said": what is told lies behind.
    Behind,
    Be,
    /// "Act", "Regulation": the year after it names a law.
    Law,
    /// "Port", "Windows", "Figure": the number after it is no year.
    Numbered,
    /// "Windows", "Section": the same where it is written as a name.
    Product,
    /// Words that count people or things after a number.
    Counted,
    Hundred,
}

impl W {
    /// Whether an expression can begin with the word.
    pub(super) fn begins(self) -> bool {
        !matches!(
            self,
            Self::Of
                | Self::In
                | Self::On
                | Self::By
                | Self::Since
                | Self::Until
                | Self::From
                | Self::To
                | Self::And
                | Self::Or
                | Self::Between
                | Self::Before
                | Self::After
                | Self::During
                | Self::Within
                | Self::For
                | Self::Than
                | Self::Least
                | Self::Most
                | Self::Ahead
                | Self::Behind
                | Self::Be
                | Self::Law
                | Self::Numbered
                | Self::Product
                | Self::Counted
                | Self::S
                | Self::T
                | Self::Time
                | Self::Suffix
                | Self::Old
                | Self::Long
                | Self::Full
        )
    }
}

/// What a word, number or sign means to the grammar of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lex {
    Other,
    Sign(u8),
    Num {
        value: u32,
        digits: u8,
    },
    Month(u8),
    ShortMonth(u8),
    Weekday(u8),
    ShortWeekday(u8),
    Weekdays(u8),
    Unit(Unit),
    Units(Unit),
    Card(u16),
    Ord(u16),
    Season(u8),
    Part(Part),
    /// The name of a holiday, or the first word of one.
    Holiday,
    HolidayFirst,
    W(W),
}

impl Lex {
    /// Whether an expression cannot do without this or another of its kind: a number, or a word
    /// that names a stretch of time.
    pub(super) fn is_core(self) -> bool {
        self.is_anchor()
            || matches!(
                self,
                Self::Num { .. } | Self::Ord(_) | Self::Card(_) | Self::HolidayFirst
            )
    }

    /// Whether a paragraph with this in it may hold a date at all.
    pub(super) fn is_anchor(self) -> bool {
        match self {
            Self::Month(_)
            | Self::ShortMonth(_)
            | Self::Weekday(_)
            | Self::ShortWeekday(_)
            | Self::Weekdays(_)
            | Self::Unit(_)
            | Self::Units(_)
            | Self::Season(_)
            | Self::Part(_)
            | Self::Holiday => true,
            Self::Num { digits, .. } => digits <= 8,
            Self::W(w) => matches!(
                w,
                W::Now
                    | W::Recently
                    | W::Today
                    | W::Yesterday
                    | W::Tomorrow
                    | W::Tonight
                    | W::Daily
                    | W::Weekly
                    | W::Monthly
                    | W::Quarterly
                    | W::Annually
                    | W::Hourly
                    | W::Nightly
                    | W::Future
                    | W::Past
                    | W::Eve
            ),
            _ => false,
        }
    }
}

/// Words of one meaning; of numbers, months and weekdays, words in their order.
pub(super) const WORDS: &[(&str, Lex)] = &[
    (
        "january february march april may june july august september october november december",
        Lex::Month(0),
    ),
    ("jan", Lex::ShortMonth(1)),
    ("feb febr", Lex::ShortMonth(2)),
    ("mar", Lex::ShortMonth(3)),
    ("apr", Lex::ShortMonth(4)),
    ("jun", Lex::ShortMonth(6)),
    ("jul", Lex::ShortMonth(7)),
    ("aug", Lex::ShortMonth(8)),
    ("sep sept", Lex::ShortMonth(9)),
    ("oct", Lex::ShortMonth(10)),
    ("nov", Lex::ShortMonth(11)),
    ("dec", Lex::ShortMonth(12)),
    (
        "monday tuesday wednesday thursday friday saturday sunday",
        Lex::Weekday(0),
    ),
    (
        "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
        Lex::Weekdays(0),
    ),
    ("mon", Lex::ShortWeekday(0)),
    ("tue tues", Lex::ShortWeekday(1)),
    ("wed weds", Lex::ShortWeekday(2)),
    ("thu thur thurs", Lex::ShortWeekday(3)),
    ("fri", Lex::ShortWeekday(4)),
    ("sat", Lex::ShortWeekday(5)),
    ("sun", Lex::ShortWeekday(6)),
    ("seconds secs", Lex::Units(Unit::Second)),
    ("minute", Lex::Unit(Unit::Minute)),
    ("minutes mins", Lex::Units(Unit::Minute)),
    ("hour", Lex::Unit(Unit::Hour)),
    ("hours hrs", Lex::Units(Unit::Hour)),
    ("day", Lex::Unit(Unit::Day)),
    ("days", Lex::Units(Unit::Day)),
    ("weekend", Lex::Unit(Unit::Weekend)),
    ("weekends", Lex::Units(Unit::Weekend)),
    ("week", Lex::Unit(Unit::Week)),
    ("weeks", Lex::Units(Unit::Week)),
    ("fortnight", Lex::Unit(Unit::Fortnight)),
    ("fortnights", Lex::Units(Unit::Fortnight)),
    ("month", Lex::Unit(Unit::Month)),
    ("months", Lex::Units(Unit::Month)),
    ("quarter", Lex::Unit(Unit::Quarter)),
    ("quarters", Lex::Units(Unit::Quarter)),
    ("year", Lex::Unit(Unit::Year)),
    ("years yrs", Lex::Units(Unit::Year)),
    ("decade", Lex::Unit(Unit::Decade)),
    ("decades", Lex::Units(Unit::Decade)),
    ("century", Lex::Unit(Unit::Century)),
    ("centuries", Lex::Units(Unit::Century)),
    (
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
        Lex::Card(1),
    ),
    ("thirty", Lex::Card(30)),
    ("forty", Lex::Card(40)),
    ("fifty", Lex::Card(50)),
    ("sixty", Lex::Card(60)),
    ("seventy", Lex::Card(70)),
    ("eighty", Lex::Card(80)),
    ("ninety", Lex::Card(90)),
    ("hundred", Lex::W(W::Hundred)),
    (
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
        Lex::Ord(1),
    ),
    ("thirtieth", Lex::Ord(30)),
    ("spring springtime", Lex::Season(0)),
    ("summer summertime", Lex::Season(1)),
    ("autumn fall", Lex::Season(2)),
    ("winter wintertime", Lex::Season(3)),
    ("morning mornings dawn daybreak", Lex::Part(Part::Morning)),
    ("noon midday", Lex::Part(Part::Noon)),
    ("afternoon afternoons", Lex::Part(Part::Afternoon)),
    ("evening evenings dusk", Lex::Part(Part::Evening)),
    ("night nights nighttime overnight", Lex::Part(Part::Night)),
    ("midnight", Lex::Part(Part::Midnight)),
    ("the", Lex::W(W::The)),
    ("a an another", Lex::W(W::A)),
    ("this", Lex::W(W::This)),
    ("that", Lex::W(W::That)),
    ("these", Lex::W(W::These)),
    ("those", Lex::W(W::Those)),
    ("same", Lex::W(W::Same)),
    ("last", Lex::W(W::Last)),
    ("past", Lex::W(W::Past)),
    ("previous preceding prior", Lex::W(W::Previous)),
    ("next", Lex::W(W::Next)),
    ("coming upcoming", Lex::W(W::Coming)),
    (
        "following subsequent succeeding ensuing",
        Lex::W(W::Following),
    ),
    ("current present", Lex::W(W::Current)),
    ("early", Lex::W(W::Early)),
    ("earlier", Lex::W(W::Earlier)),
    ("late", Lex::W(W::Late)),
    ("later latter", Lex::W(W::Later)),
    ("mid", Lex::W(W::Mid)),
    ("middle midpoint", Lex::W(W::Middle)),
    ("start beginning outset opening", Lex::W(W::Start)),
    ("end close turn", Lex::W(W::End)),
    ("rest remainder", Lex::W(W::Rest)),
    ("half", Lex::W(W::Half)),
    ("of", Lex::W(W::Of)),
    ("in", Lex::W(W::In)),
    ("on", Lex::W(W::On)),
    ("at", Lex::W(W::At)),
    ("by", Lex::W(W::By)),
    ("since", Lex::W(W::Since)),
    ("until till til through thru", Lex::W(W::Until)),
    ("from", Lex::W(W::From)),
    ("to", Lex::W(W::To)),
    ("and", Lex::W(W::And)),
    ("or", Lex::W(W::Or)),
    ("between", Lex::W(W::Between)),
    ("before", Lex::W(W::Before)),
    ("after", Lex::W(W::After)),
    ("during throughout", Lex::W(W::During)),
    ("over", Lex::W(W::Over)),
    ("within", Lex::W(W::Within)),
    ("for", Lex::W(W::For)),
    (
        "about around approximately roughly circa ca c",
        Lex::W(W::About),
    ),
    ("nearly almost", Lex::W(W::Nearly)),
    ("more", Lex::W(W::More)),
    ("less fewer", Lex::W(W::Less)),
    ("than", Lex::W(W::Than)),
    ("least", Lex::W(W::Least)),
    ("most", Lex::W(W::Most)),
    ("up", Lex::W(W::Up)),
    ("under", Lex::W(W::Under)),
    ("only", Lex::W(W::Only)),
    ("just", Lex::W(W::Just)),
    ("ago", Lex::W(W::Ago)),
    ("hence", Lex::W(W::Hence)),
    ("previously beforehand", Lex::W(W::Previously)),
    ("afterwards afterward thereafter", Lex::W(W::Afterwards)),
    ("now currently nowadays presently", Lex::W(W::Now)),
    ("recently lately", Lex::W(W::Recently)),
    ("today", Lex::W(W::Today)),
    ("yesterday", Lex::W(W::Yesterday)),
    ("tomorrow", Lex::W(W::Tomorrow)),
    ("tonight", Lex::W(W::Tonight)),
    ("every", Lex::W(W::Every)),
    ("each", Lex::W(W::Each)),
    ("per", Lex::W(W::Per)),
    ("daily everyday", Lex::W(W::Daily)),
    ("weekly", Lex::W(W::Weekly)),
    ("monthly", Lex::W(W::Monthly)),
    ("quarterly", Lex::W(W::Quarterly)),
    ("annually yearly annual", Lex::W(W::Annually)),
    ("hourly", Lex::W(W::Hourly)),
    ("nightly", Lex::W(W::Nightly)),
    ("other", Lex::W(W::Other)),
    ("few", Lex::W(W::Few)),
    (
        "several many some numerous countless recent",
        Lex::W(W::Several),
    ),
    ("couple", Lex::W(W::Couple)),
    ("dozens tens scores hundreds thousands", Lex::W(W::Tens)),
    ("st nd rd th", Lex::W(W::Suffix)),
    ("s", Lex::W(W::S)),
    ("t", Lex::W(W::T)),
    ("z", Lex::W(W::Z)),
    ("am", Lex::W(W::Am)),
    ("pm", Lex::W(W::Pm)),
    ("p", Lex::W(W::Letter(b'p'))),
    ("m", Lex::W(W::Letter(b'm'))),
    ("b", Lex::W(W::Letter(b'b'))),
    ("d", Lex::W(W::Letter(b'd'))),
    ("q", Lex::W(W::Letter(b'q'))),
    ("h", Lex::W(W::Letter(b'h'))),
    ("o", Lex::W(W::Letter(b'o'))),
    ("bc bce", Lex::W(W::Bc)),
    ("ad ce", Lex::W(W::Ad)),
    ("fiscal financial", Lex::W(W::Fiscal)),
    ("fy", Lex::W(W::Fy)),
    ("utc gmt", Lex::W(W::Zone(0))),
    ("est cdt", Lex::W(W::Zone(-10))),
    ("edt", Lex::W(W::Zone(-8))),
    ("cst mdt", Lex::W(W::Zone(-12))),
    ("mst pdt", Lex::W(W::Zone(-14))),
    ("pst", Lex::W(W::Zone(-16))),
    ("bst cet", Lex::W(W::Zone(2))),
    ("cest eet sast", Lex::W(W::Zone(4))),
    ("msk eest", Lex::W(W::Zone(6))),
    ("awst sgt hkt", Lex::W(W::Zone(16))),
    ("jst kst", Lex::W(W::Zone(18))),
    ("acst", Lex::W(W::Zone(19))),
    ("aest", Lex::W(W::Zone(20))),
    ("acdt", Lex::W(W::Zone(21))),
    ("aedt", Lex::W(W::Zone(22))),
    ("nzst", Lex::W(W::Zone(24))),
    ("nzdt", Lex::W(W::Zone(26))),
    ("et pt ct mt ist", Lex::W(W::OpenZone)),
    ("clock", Lex::W(W::Oclock)),
    ("once", Lex::W(W::Once)),
    ("twice", Lex::W(W::Twice)),
    ("times", Lex::W(W::Times)),
    ("long", Lex::W(W::Long)),
    ("old olds age", Lex::W(W::Old)),
    (
        "full whole entire straight consecutive successive",
        Lex::W(W::Full),
    ),
    ("period periods", Lex::W(W::Period)),
    ("future", Lex::W(W::Future)),
    ("time", Lex::W(W::Time)),
    ("local", Lex::W(W::Local)),
    ("calendar", Lex::W(W::Calendar)),
    ("eve", Lex::W(W::Eve)),
    (
        "will shall ll going due scheduled plans planning plan intends expects expected slated poised upcoming",
        Lex::W(W::Ahead),
    ),
    (
        "was were had did said told went came took made became began saw found left held sent gave met led won lost fell ran hit wrote brought caught shot struck spoke",
        Lex::W(W::Behind),
    ),
    ("is are be has have", Lex::W(W::Be)),
    (
        "act law bill regulation regulations rules directive ordinance decree statute amendment",
        Lex::W(W::Law),
    ),
    (
        "port ports tcp udp ral iso iec din figure fig table page pages version ver v vol volume no number nr room flight boeing airbus chapter line rfc error id command commands subcommand opcode byte offset equals",
        Lex::W(W::Numbered),
    ),
    (
        "windows office server issue unit section article paragraph studio build step code model win exchange outlook sharepoint pack resolution edition",
        Lex::W(W::Product),
    ),
    (
        "people men women troops soldiers civilians prisoners tanks ships aircraft guns deaths killed dead wounded percent per cent bytes kb mb gb tb km kilometres kilometers kilometer miles mile metres meters feet ft tons tonnes tonne kg pounds dollars euros yuan rubles roubles times devices victims computers bit bits users employees workers members servers domains customers organizations organisations companies hosts accounts files samples systems million billion trillion thousand hundred horses rifles cavalry infantry strong rounds more other others names barrels households families students refugees species nm hectares acres square cubic characters words volts watts horsepower hp mm cm inches seats patients vessels diplomats officers voters homes shares jobs",
        Lex::W(W::Counted),
    ),
];
