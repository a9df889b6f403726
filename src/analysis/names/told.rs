//! The kind of a name that no list knows, where the text says it: "X, a box that matches phones",
//! "a ransom note signed X", "X, supplied by Tarn", "members of X". What is told in one place holds
//! wherever the name stands. Only what the tagger guessed is told anew: no name is found here.

use super::candidates::Candidate;
use super::firms::{ends_firm, trade};
use super::patterns::{joined, tells_more};
use super::uses::{beside, malign, signed};
use crate::analysis::gazetteer::Gazetteer;
use crate::analysis::tagger::{Class, HashedMap, Page, Shape, mix};
use crate::model::{Kind, Rule};
use std::cell::OnceCell;
use std::ops::Range;

/// What a text says of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    Kind(Kind),
    /// It names a campaign, an exercise: nothing that is marked.
    Nothing,
}

/// How far behind a name what it is may end.
const REACH: usize = 7;

/// A page, and what is looked up in the whole of it once somebody asks.
#[derive(Debug)]
pub(super) struct About<'a> {
    pub(super) page: &'a Page<'a>,
    all: &'a [Candidate],
    malware: OnceCell<bool>,
    /// Where malware and groups begin that lists or rules know, in order.
    starts: OnceCell<Vec<(usize, Kind)>>,
    /// Where they end.
    ends: OnceCell<Vec<(usize, Kind)>>,
}

impl<'a> About<'a> {
    fn new(page: &'a Page<'a>, all: &'a [Candidate]) -> Self {
        Self {
            page,
            all,
            malware: OnceCell::new(),
            starts: OnceCell::new(),
            ends: OnceCell::new(),
        }
    }

    /// Whether the text speaks of malware or of its trade at all.
    pub(super) fn speaks_of_malware(&self) -> bool {
        *self.malware.get_or_init(|| {
            self.page.words.iter().any(|word| {
                word.class.any(Class::MALWARE | Class::TECHNICAL) && !word.shape.is(Shape::CAPITAL)
            })
        })
    }

    /// What is known to begin at a token.
    fn known_from(&self, at: usize) -> Option<Kind> {
        kind_at(
            self.starts.get_or_init(|| self.known(|c| c.tokens.start)),
            at,
        )
    }

    /// What is known to end before a token.
    fn known_to(&self, at: usize) -> Option<Kind> {
        kind_at(self.ends.get_or_init(|| self.known(|c| c.tokens.end)), at)
    }

    fn known(&self, place: impl Fn(&Candidate) -> usize) -> Vec<(usize, Kind)> {
        let known = self.all.iter().filter(|c| {
            (c.entry.is_some() || c.rule == Rule::Pattern)
                && matches!(c.kind, Kind::Malware | Kind::Group)
                && c.weight >= 0.6
        });
        let mut out: Vec<(usize, Kind)> = known.map(|c| (place(c), c.kind)).collect();
        out.sort_by_key(|(at, _)| *at);
        out
    }
}

fn kind_at(known: &[(usize, Kind)], at: usize) -> Option<Kind> {
    let first = known.partition_point(|(place, _)| *place < at);
    let (place, kind) = known.get(first)?;
    (*place == at).then_some(*kind)
}

/// Gives the tagger's guesses the kind that the text tells.
pub(super) fn tell(page: &Page<'_>, gazetteer: &Gazetteer, all: &mut Vec<Candidate>) {
    let mut told: HashedMap<(Told, &'static str)> = HashedMap::default();
    let about = About::new(page, all);
    for candidate in all.iter().filter(|c| guessed(c) || seen(c)) {
        if let Some(what) = said(&about, candidate).filter(|(what, _)| fits(candidate, *what)) {
            told.entry(key(page, candidate)).or_insert(what);
        }
    }
    if told.is_empty() {
        return;
    }
    let mut none = Vec::new();
    for (at, candidate) in all.iter_mut().enumerate().filter(|(_, c)| guessed(c)) {
        match told.get(&key(page, candidate)) {
            Some((Told::Kind(kind), why)) if fits(candidate, Told::Kind(*kind)) => {
                candidate.kind = *kind;
                candidate.evidence.add(why, gazetteer);
            }
            Some((Told::Nothing, _)) if candidate.rule == Rule::Tagger => none.push(at),
            _ => {}
        }
    }
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        none.binary_search(&(at - 1)).is_err()
    });
}

/// Whether a name is a guess that the text may put right.
fn guessed(candidate: &Candidate) -> bool {
    let open = matches!(
        candidate.kind,
        Kind::Company | Kind::Organisation | Kind::Agency | Kind::Technology
    );
    let rule = candidate.rule == Rule::Tagger
        || candidate.rule == Rule::Pattern && candidate.kind == Kind::Technology;
    open && rule && candidate.entry.is_none() && !candidate.vouched
}

/// Whether the tagger sees in one place what others may be told by.
fn seen(candidate: &Candidate) -> bool {
    matches!(candidate.kind, Kind::Malware | Kind::Group)
        && candidate.rule == Rule::Tagger
        && candidate.entry.is_none()
}

/// Whether a guess gives way to what is told: a technology only to malware, to crews, to nothing.
fn fits(candidate: &Candidate, what: Told) -> bool {
    match (candidate.kind, what) {
        (Kind::Technology, Told::Kind(kind)) => matches!(kind, Kind::Malware | Kind::Group),
        (Kind::Agency, Told::Kind(kind)) => {
            !matches!(kind, Kind::Place | Kind::Organisation | Kind::Person)
        }
        (Kind::Malware | Kind::Group, what) => what == Told::Kind(candidate.kind),
        (Kind::Organisation, Told::Kind(kind)) => kind != Kind::Organisation,
        _ => true,
    }
}

fn key(page: &Page<'_>, candidate: &Candidate) -> u64 {
    let words = candidate.tokens.clone().map(|at| page.word(at).hash);
    words.fold(0, mix)
}

/// What the words around one place of a name say of it.
fn said(about: &About<'_>, candidate: &Candidate) -> Option<(Told, &'static str)> {
    let page = about.page;
    let name = &candidate.tokens;
    if malign(page, name) && about.speaks_of_malware() {
        return Some((Told::Kind(Kind::Malware), ", as malware is called"));
    }
    if let Some(what) = apposed(page, name) {
        return Some((what, ", told behind it"));
    }
    if sold(page, name) {
        return Some((Told::Kind(Kind::Technology), ", who supplies it is told"));
    }
    if signed(page, name) {
        return Some((Told::Kind(Kind::Group), ", signs with it"));
    }
    if let Some(kind) = alias(about, name).or_else(|| descent(about, name)) {
        return Some((Told::Kind(kind), ", by another name told"));
    }
    if spoken_for(page, name) {
        return Some((Told::Kind(Kind::Person), ", an office before it"));
    }
    if address(page, name) {
        return Some((Told::Kind(Kind::Place), ", a street before it"));
    }
    beside(about, name).map(|what| (what, ", told by the words before it"))
}

/// "X, a box that matches phones", "X is a surveillance program": what a name is said to be.
fn apposed(page: &Page<'_>, name: &Range<usize>) -> Option<Told> {
    let link = name.end;
    let copula = matches!(page.text(link), "is" | "was");
    let article = matches!(page.text(link + 1), "a" | "an" | "the" | "one");
    if !article || !(copula || page.text(link) == ",") {
        return None;
    }
    // "one of the tools" tells as "a tool" does, but hardly ever stands there.
    let words = link + 2..(link + 2 + REACH).min(page.words.len());
    let end = words.clone().find(|at| closes(page, *at))?;
    let last = end.checked_sub(1).filter(|last| *last >= words.start)?;
    if page.capital(last) {
        return None;
    }
    let before = if last > words.start {
        page.text(last - 1)
    } else {
        ""
    };
    told_by(page, last, before, copula)
}

/// Whether a noun phrase is over at a token.
fn closes(page: &Page<'_>, at: usize) -> bool {
    let word = page.word(at);
    let inner = word.shape.is(Shape::WORD) || page.text(at).contains('-');
    !inner
        || word.class.any(Class::FUNCTION | Class::CONNECT)
        || tells_more(page.text(at))
        || matches!(
            page.text(at),
            "developed" | "designed" | "supplied" | "marketed" | "which" | "that" | "who" | "whose"
        )
}

/// What a noun tells of the name that it is said of.
fn told_by(page: &Page<'_>, noun: usize, before: &str, copula: bool) -> Option<Told> {
    let word = page.text(noun);
    let next = page.text(noun + 1);
    let kind = match word {
        "campaign" | "exercise" if !copula => return Some(Told::Nothing),
        "program" | "programme" | "tool" | "software" | "app"
            if matches!(
                before,
                "surveillance" | "spying" | "spy" | "monitoring" | "eavesdropping" | "malicious"
            ) =>
        {
            Kind::Malware
        }
        "code" | "malware"
            if before.is_empty() && next == "of" || before == "malicious" || word == "malware" =>
        {
            Kind::Malware
        }
        "piece"
            if next == "of" && matches!(page.text(noun + 2), "code" | "malware" | "spyware") =>
        {
            Kind::Malware
        }
        "tool" | "app" | "application" | "browser" | "chatbot" | "device" | "gadget"
        | "handset" | "scanner" | "wallet" | "messenger" | "plugin" | "plug-in" | "drone"
        | "missile" | "rifle" | "rocket" | "satellite" | "protocol" | "algorithm" | "library"
        | "program" | "spreadsheet" | "database" | "cryptocurrency" | "stablecoin" | "token"
        | "smartphone" | "howitzer" | "decoder"
            if word != "library" || page.technical =>
        {
            Kind::Technology
        }
        "box" | "gateway" | "mixer" | "toolkit" | "kit" if !copula => Kind::Technology,
        "system" | "software" if !copula => Kind::Technology,
        // "a service by the start-up X": of somebody who is told.
        "service" if !copula && next == "by" => Kind::Technology,
        "gang" | "crew" | "militia" | "cartel" => Kind::Group,
        "group" | "collective"
            if matches!(
                before,
                "hacking"
                    | "hacker"
                    | "hacktivist"
                    | "ransomware"
                    | "extortion"
                    | "rebel"
                    | "militant"
                    | "jihadist"
                    | "insurgent"
            ) =>
        {
            Kind::Group
        }
        "party" | "sect" | "brotherhood" | "charity" | "newspaper" | "broadcaster"
            if before != "third" =>
        {
            Kind::Organisation
        }
        "agency" if state(page, before, noun + 1) => Kind::Agency,
        "hall" | "mall" | "prison" | "island" | "islet" | "village" | "town" | "hamlet"
        | "suburb" | "quarter" | "neighbourhood" | "neighborhood" | "street" | "square"
        | "airfield" | "stadium" | "reservoir" | "valley" | "peninsula" => Kind::Place,
        _ if copula => return None,
        _ if trade(word) && word != "chain" && word != "exchange" => Kind::Company,
        _ => return None,
    };
    Some(Told::Kind(kind))
}

/// "the agency that runs the register", "a state agency": no agency of news or of models.
fn state(page: &Page<'_>, before: &str, next: usize) -> bool {
    matches!(
        before,
        "government" | "state" | "federal" | "regulatory" | "spy" | "intelligence" | "security"
    ) || page.text(next) == "that"
        && matches!(
            page.text(next + 1),
            "runs"
                | "regulates"
                | "issues"
                | "oversees"
                | "licenses"
                | "registers"
                | "supervises"
                | "inspects"
                | "polices"
                | "collects"
        )
}

/// "X, supplied by Tarn Consulting".
fn sold(page: &Page<'_>, name: &Range<usize>) -> bool {
    page.text(name.end) == ","
        && matches!(
            page.text(name.end + 1),
            "supplied" | "sold" | "marketed" | "licensed" | "manufactured"
        )
        && page.text(name.end + 2) == "by"
        && page.capital(name.end + 3)
}

/// "Lumma, also sold as X", "Clop; first known as X", "X, also called APT-C-36": what the other
/// name is.
fn alias(about: &About<'_>, name: &Range<usize>) -> Option<Kind> {
    let page = about.page;
    if let Some(first) = link(page, name.end)
        && let Some(kind) = about.known_from(first)
    {
        return Some(kind);
    }
    let from = name.start.checked_sub(5)?;
    let end = (from..name.start).find(|at| link(page, *at) == Some(name.start))?;
    about.known_to(end)
}

/// Where the other name begins that ", also known as", "; first known as" leads to.
fn link(page: &Page<'_>, comma: usize) -> Option<usize> {
    let opens = matches!(page.text(comma), "," | ";" | "(");
    let again = matches!(
        page.text(comma + 1),
        "also" | "formerly" | "previously" | "first" | "once" | "originally"
    );
    let named = comma + 1 + usize::from(again);
    if !opens {
        return None;
    }
    match page.text(named) {
        "called" | "dubbed" if again => Some(named + 1),
        "known" | "tracked" | "sold" | "marketed" | "advertised" => {
            (page.text(named + 1) == "as").then_some(named + 2)
        }
        "aka" => Some(named + 1),
        _ => None,
    }
}

/// "X looks like a rewrite of BeaverTail": what descends from malware.
fn descent(about: &About<'_>, name: &Range<usize>) -> Option<Kind> {
    let page = about.page;
    let noun = (name.end + 1..name.end + 6).find(|at| {
        matches!(
            page.text(*at),
            "rewrite" | "fork" | "variant" | "descendant" | "port" | "reimplementation"
        )
    })?;
    let parent = noun + 2;
    let of = page.text(noun + 1) == "of"
        && matches!(
            page.text(name.end),
            "is" | "was" | "looks" | "appears" | "," | "seems"
        );
    let malware = |at: usize| about.known_from(at) == Some(Kind::Malware);
    (of && (malware(parent) || malware(parent + 1))).then_some(Kind::Malware)
}

/// "Their regional secretary, X, was blunt": somebody who holds an office.
fn spoken_for(page: &Page<'_>, name: &Range<usize>) -> bool {
    let Some(office) = name.start.checked_sub(2) else {
        return false;
    };
    let firm = Class::COMPANY | Class::TRADE | Class::BODY | Class::AGENCY | Class::FIRM;
    page.text(office + 1) == ","
        && page.text(name.end) == ","
        && page.class(office, Class::OFFICE)
        && !page.capital(office)
        && !trade(page.text(office))
        && name.len() > 1
        && !ends_firm(page, name.end - 1)
        // "Ag" stands inside the names of persons as well.
        && !page.class(name.end - 1, firm)
        && !name.clone().any(|at| page.text(at) == "&")
        && (office.saturating_sub(4)..office).any(|at| {
            page.word(at).shape.is(Shape::POSSESSIVE)
                || matches!(
                    page.text(at),
                    "its"
                        | "their"
                        | "his"
                        | "her"
                        | "our"
                        | "Its"
                        | "Their"
                        | "His"
                        | "Her"
                        | "Our"
                )
        })
}

/// "in Cranley Drive, X,": where a street lies.
fn address(page: &Page<'_>, name: &Range<usize>) -> bool {
    let Some(street) = name.start.checked_sub(2).filter(|at| *at > 0) else {
        return false;
    };
    let named = page.text(street + 1) == ","
        && joined(page, street)
        && page.capital(street - 1)
        && matches!(
            page.text(street),
            "Drive" | "Road" | "Street" | "Avenue" | "Lane" | "Crescent" | "Terrace" | "Square"
        );
    // "12 Quay Street, Halvard Ltd and the bank": no firm by its build.
    let firm = Class::COMPANY | Class::TRADE | Class::BODY | Class::AGENCY;
    named
        && name.len() < 3
        && matches!(page.text(name.end), "," | "." | ";" | ")")
        && !name.clone().any(|at| page.class(at, firm))
}
