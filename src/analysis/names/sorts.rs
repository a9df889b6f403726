//! What the tagger sees, made into candidates: which kind a body is, and whom a list knows it as.

use super::bearers::Bearers;
use super::bodies::researches;
use super::candidates::Candidate;
use super::countries::rivalled;
use super::evidence::Evidence;
use super::firms::ends_firm;
use super::patterns::own_stop;
use super::persons::is_member;
use super::terms::{is_model, is_term};
use super::weigh::{in_code, is_unit};
use crate::analysis::gazetteer::{Candidate as Meant, Found, Gazetteer, Stands};
use crate::analysis::tagger::{Class, Cue, Model, Page, Shape, Sort, Tagged, Tagging};
use crate::model::{Kind, Rule};
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

/// From which chance on words of a title are a person whom no list of names knows.
const TITLED: f32 = 0.9;

/// What there is to judge the tagger's names by.
#[derive(Debug)]
pub(super) struct Sight<'a> {
    pub page: &'a Page<'a>,
    pub gazetteer: &'a Gazetteer,
    pub found: &'a [Found],
    pub(super) bearers: Bearers<'a>,
    /// Whether the text speaks of malware, once somebody asked.
    malware: OnceCell<bool>,
    /// The words of names of several words, hashed and sorted.
    borne: Vec<u64>,
    /// How often each country is named, once somebody asked.
    pub(super) countries: OnceCell<BTreeMap<&'a str, usize>>,
}

impl<'a> Sight<'a> {
    pub(super) fn new(
        page: &'a Page<'a>,
        gazetteer: &'a Gazetteer,
        found: &'a [Found],
        model: &'a Model,
        tagging: &Tagging,
    ) -> Self {
        Self {
            bearers: Bearers::new(page, model, tagging),
            page,
            gazetteer,
            found,
            malware: OnceCell::new(),
            borne: Vec::new(),
            countries: OnceCell::new(),
        }
    }
}

impl Sight<'_> {
    /// Turns the tagger's names into candidates.
    pub(super) fn candidates(&mut self, tagging: &Tagging, out: &mut Vec<Candidate>) {
        let long = tagging
            .names
            .iter()
            .filter(|name| matches!(name.sort, Sort::Person | Sort::Body) && name.tokens.len() > 1);
        let hash = |at| self.page.word(at).hash;
        self.borne = long
            .flat_map(|name| name.tokens.clone().map(hash))
            .collect();
        self.borne.sort_unstable();
        let mut parts = Vec::new();
        for tagged in &tagging.names {
            self.parts(tagged, &mut parts);
            for tokens in parts.drain(..) {
                let one = Tagged {
                    tokens,
                    ..tagged.clone()
                };
                out.extend(self.candidate(&one));
            }
        }
    }

    fn candidate(&self, tagged: &Tagged) -> Option<Candidate> {
        let page = self.page;
        let tokens = self.trim(tagged);
        let code = in_code(page, &tokens) || is_unit(page, &tokens);
        let none = tokens.is_empty() || is_term(page, &tokens, tagged.sort);
        if none || code || self.two_names(&tokens) {
            return None;
        }
        // "The Ministry", "Crew of the …": a word for a kind alone is no name.
        let plain = match tagged.sort {
            Sort::Person => {
                Class::COMMON
                    | Class::GROUP
                    | Class::OFFICE
                    | Class::TITLE
                    | Class::SUBJECT
                    | Class::FIRM
                    | Class::FUNCTION
            }
            // "Soldiers and police" at the head of a sentence.
            Sort::Body if page.word(tokens.start).shape.is(Shape::FIRST) => {
                Class::AGENCY | Class::BODY | Class::COMMON | Class::OFFICE
            }
            Sort::Body => Class::AGENCY | Class::BODY,
            _ => Class::FUNCTION,
        };
        let word = page.word(tokens.start);
        let listed = OnceCell::new();
        let listed = || *listed.get_or_init(|| self.listed(&tokens, tagged.sort));
        if tokens.len() == 1
            && word.class.any(plain)
            && !word.class.any(Class::GIVEN)
            && !word.shape.is(Shape::UPPER)
            && listed().is_none()
        {
            return None;
        }
        if tokens.len() == 1
            && matches!(
                page.text(tokens.start),
                "God" | "Allah" | "Jesus" | "Sheriff"
            )
        {
            return None;
        }
        // "Eleanor Marsh, KC": an honour.
        if tokens.len() == 1
            && is_honour(page.text(tokens.start))
            && tokens.start > 0
            && page.text(tokens.start - 1) == ","
        {
            return None;
        }
        // "HUMINT", "SIGINT": ways of collecting, no bodies.
        let collection = word.shape.is(Shape::UPPER) && page.text(tokens.start).ends_with("INT");
        if tokens.len() == 1 && collection {
            return None;
        }
        if matches!(tagged.sort, Sort::Body | Sort::Technology) && self.headline(&tokens) {
            return None;
        }
        // "How to Avoid Dangerous Conflicts": capitals of a title, and none of them a person's.
        if tagged.sort == Sort::Person
            && tokens.clone().all(|at| {
                let word = page.word(at);
                word.shape.is(Shape::TITLED) && !word.class.any(Class::GIVEN | Class::FAMILY)
            })
            && tagged.chance < TITLED
        {
            return None;
        }
        let mut kind = tagged.sort.kind()?;
        // In reports full of code and tables the tagger's guesses are mostly wrong.
        let least = match tagged.sort {
            Sort::Body if page.technical => 0.75,
            _ if page.technical => 0.6,
            _ => 0.4,
        };
        if tagged.chance < least {
            return None;
        }
        // "McCarthyism": a doctrine.
        if tagged.sort == Sort::Technology && page.text(tokens.end - 1).ends_with("ism") {
            return None;
        }
        // "on LinkedIn": firm and service are one entity.
        if tagged.sort == Sort::Technology && !page.technical && self.firm(&tokens) {
            return None;
        }
        // "Microsoft Word": in a report the maker is marked, and not the product around it.
        if tagged.sort == Sort::Technology && page.technical && self.maker(&tokens) {
            return None;
        }
        // "The West" is a camp, not a place.
        let compass = matches!(page.text(tokens.start), "West" | "East" | "North" | "South");
        if compass && tokens.len() == 1 && tagged.sort == Sort::Place {
            return None;
        }
        let adjective = tokens.clone().all(|at| self.adjective(at));
        if adjective && !page.technical {
            return None;
        }
        // "Adam Smith Institute"; but Frank Church is a man. "State Courts", "Ocean Tankers".
        let last = page.text(tokens.end - 1);
        let head = page.word(tokens.end - 1).class;
        let firm = head.any(Class::COMPANY | Class::TRADE) || ends_firm(page, tokens.end - 1);
        let headed = tokens.len() > 1
            && match tagged.sort {
                Sort::Person => {
                    firm || tokens.len() > 2
                        && head.any(Class::BODY)
                        && !matches!(last, "Church" | "Post")
                }
                Sort::Place => {
                    firm && !head.any(Class::PLACE) || matches!(last, "Courts" | "Court")
                }
                _ => false,
            };
        // "Arelion, which runs the cable": a person is one who does.
        let thing = tagged.sort == Sort::Person
            && page.text(tokens.end) == ","
            && page.text(tokens.end + 1) == "which";
        let house = tagged.sort == Sort::Technology && researches(page, &tokens);
        if tagged.sort == Sort::Body || headed || thing || house {
            let small = page.word(tokens.end - 1).shape.is(Shape::LOWER);
            if small && !page.technical && tokens.clone().any(|at| self.adjective(at)) {
                return None;
            }
            kind = self.body(&tokens);
            if kind == Kind::Company && is_model(page, &tokens) && listed().is_none() {
                kind = Kind::Technology;
            }
        }
        if !headed
            && !thing
            && listed().is_none()
            && let Some(other) = self.rather(tagged, &tokens)
        {
            kind = other;
        }
        // "O.K. Lim": initials are a person's.
        if tagged.sort == Sort::Place
            && tokens.len() == 2
            && page.word(tokens.start).shape.is(Shape::DOT)
            && page.word(tokens.start).shape.is(Shape::UPPER)
            && page.text(tokens.start).len() < 7
            && !page.class(tokens.end - 1, Class::PLACE)
            && !self.place(tokens.start..tokens.start + 1)
        {
            kind = Kind::Person;
        }
        let mut weight = 0.25 + 0.7 * tagged.chance;
        if tagged.chance > 0.8 {
            weight += 0.03;
        }
        let evidence = Evidence::Tagged(tagged.chance);
        let mut candidate =
            Candidate::new(page, tokens.clone(), kind, Rule::Tagger, weight, evidence);
        // "Facebook, TikTok and X": a firm that the list has in context only, as its service.
        if tagged.sort == Sort::Technology
            && !page.technical
            && let Some((entry, Kind::Company)) = self.known_otherwise(&tokens, tagged.sort)
        {
            candidate.entry = Some(entry);
            candidate.kind = Kind::Company;
            return Some(candidate);
        }
        let doubtful = matches!(tagged.sort, Sort::Group | Sort::Malware);
        // Persons go by one name alone seldom, actors and programs mostly do.
        let bare = tagged.sort == Sort::Person && tokens.len() == 1;
        // "Balochistan Liberation Army" is what the list says, whatever it is built like.
        let long = tagged.sort == Sort::Body && (tokens.len() > 2 || self.militia(&tokens));
        if (doubtful || bare || long)
            && let Some((entry, kind)) = self.known_otherwise(&tokens, tagged.sort)
            && (doubtful
                || page.technical
                || long
                || matches!(kind, Kind::Group | Kind::Malware) && self.hacked(&tokens))
        {
            candidate.entry = Some(entry);
            candidate.kind = kind;
            candidate.rule = Rule::Context;
            return Some(candidate);
        }
        // "Washington put a rival on its list": a place, where nobody bears the name.
        if tokens.len() == 1
            && matches!(tagged.sort, Sort::Person | Sort::Body)
            && listed().is_none()
            && self.place(tokens.clone())
            && self
                .borne
                .binary_search(&page.word(tokens.start).hash)
                .is_err()
        {
            return None;
        }
        if doubtful && !page.technical && !self.spoken_of(&tokens) {
            candidate.weight *= 0.7;
        }
        if let Some((listed, kind)) = listed() {
            // "Congress", "Ministry of Education": any country's, though the list may have but one.
            let sure = listed.stands == Stands::Alone
                || kind != Kind::Agency
                || self.about_its_country(listed.entry);
            candidate.entry = sure.then_some(listed.entry);
            candidate.kind = kind;
        }
        Some(candidate)
    }

    /// Whether words of a headline, or a country's trade, look like a body's name: "Report Spying
    /// Incidents Amid Fears", "Chinese AI".
    fn headline(&self, tokens: &Range<usize>) -> bool {
        let page = self.page;
        let titled = page.word(tokens.start).shape.is(Shape::TITLED);
        let told = tokens.clone().any(|at| {
            matches!(
                page.text(at),
                "Amid"
                    | "After"
                    | "As"
                    | "Before"
                    | "Despite"
                    | "Over"
                    | "Says"
                    | "Say"
                    | "Is"
                    | "Are"
                    | "Has"
                    | "Met"
                    | "Meet"
                    | "Said"
                    | "Told"
                    | "Took"
                    | "Made"
                    | "Gave"
                    | "Held"
                    | "Hit"
                    | "Seeks"
                    | "Warns"
                    | "Faces"
                    | "Urges"
                    | "Vows"
                    | "Discuss"
            )
        });
        let field = matches!(page.text(tokens.end - 1), "AI" | "IT" | "ICT" | "PR");
        titled && told || field && tokens.len() == 2 && self.adjective(tokens.start)
    }

    /// Whether a token is what stands behind a name: an honour, a seat or a degree.
    fn honoured(&self, at: usize) -> bool {
        let word = self.page.text(at);
        is_honour(word) || matches!(word, "SC" | "MP" | "MEP" | "MSP" | "TD" | "PhD" | "MD")
    }

    /// The name without a title before it or a body behind it.
    fn trim(&self, tagged: &Tagged) -> Range<usize> {
        let mut tokens = tagged.tokens.clone();
        // "'s Party of …", "the Fisheries Service".
        while tokens.len() > 1 && self.page.word(tokens.start).shape.is(Shape::POSSESSIVE) {
            tokens.start += 1;
        }
        if tagged.sort == Sort::Body {
            // "PTTEP of Thailand", but the Bank of Lithuania and the University of Ghent.
            let of = tokens.clone().rev().find(|at| {
                self.page.text(*at) == "of" && *at > tokens.start && self.place(*at + 1..tokens.end)
            });
            let firm = |at: usize| self.page.class(at, Class::COMPANY | Class::TRADE);
            if let Some(of) = of
                && (!self.page.technical || firm(of - 1))
                && !tokens.clone().any(|at| {
                    at < of
                        && (self
                            .page
                            .class(at, Class::AGENCY | Class::BODY | Class::SUBJECT)
                            || matches!(
                                self.page.text(at),
                                "Bank" | "Republic" | "Government" | "Parliament" | "Port"
                            ))
                })
            {
                tokens.end = of;
            }
            // "the Chilean Policía de Investigaciones": named in its own language, which has no "Chilean".
            let own = tokens.len() > 1
                && self.adjective(tokens.start)
                && self.page.word(tokens.start + 1).cue.any(Cue::NATIVE);
            tokens.start += usize::from(own);
            let form = tokens.clone().find(|at| {
                self.page.class(*at, Class::COMPANY)
                    && matches!(self.page.text(*at + 1), "of" | "in" | "from")
            });
            if let Some(form) = form {
                tokens.end = tokens.end.min(form + 1);
            }
            // "the Ministry of X and the Bureau of Y" are two.
            let second = (tokens.start + 1..tokens.end).find(|at| {
                matches!(self.page.text(*at), "and" | "&") && self.page.text(*at + 1) == "the"
            });
            if let Some(second) = second {
                tokens.end = second;
            }
            // "the Ministry of Commerce in Beijing" is the ministry, and a place.
            let seat = tokens.clone().rev().find(|at| {
                self.page.text(*at) == "in" && *at > tokens.start && self.place(*at + 1..tokens.end)
            });
            if let Some(seat) = seat {
                tokens.end = seat;
            }
            let last = tokens.end - 1;
            if tokens.len() > 1 && self.page.text(last) == "." && !own_stop(self.page, last) {
                tokens.end = last;
            }
        }
        if tagged.sort != Sort::Person {
            return tokens;
        }
        // "Democrat Jane Doe"; alone it is somebody of that party.
        if tokens.len() != 2 && is_member(self.page, tokens.start) {
            tokens.start += 1;
        }
        // "President-elect José Antonio Kast", "Duncan Penny KC".
        while tokens.len() > 2
            && ["-elect", "-designate", "-general"]
                .iter()
                .any(|end| self.page.text(tokens.start).ends_with(end))
        {
            tokens.start += 1;
        }
        while tokens.len() > 2 && self.honoured(tokens.end - 1) {
            tokens.end -= 1;
        }
        // "Prime Minister Donald Tusk", "FBI Director Chris Wray".
        let title = (tokens.start..tokens.end - 1).rev().find(|at| {
            self.page.class(*at, Class::TITLE | Class::OFFICE)
                && !self.page.class(*at, Class::GIVEN)
                && (*at < tokens.start + 3)
        });
        if let Some(title) = title {
            tokens.start = title + 1;
        }
        // "Donald Tusk of Poland", but John of Gaunt.
        if let Some(of) = tokens.clone().find(|at| self.page.text(*at) == "of")
            && !(of == tokens.start + 1 && self.page.class(tokens.start, Class::GIVEN))
        {
            tokens.end = of;
        }
        tokens
    }

    /// Whether a list knows these words as a place that stands alone.
    pub(super) fn place(&self, tokens: Range<usize>) -> bool {
        let index = self.found.partition_point(|f| f.tokens.end <= tokens.start);
        self.found.get(index).is_some_and(|found| {
            found.tokens == tokens
                && found.candidates.iter().any(|c| {
                    c.stands == Stands::Alone
                        && self
                            .gazetteer
                            .entry(c.entry)
                            .is_some_and(|entry| entry.kind == Kind::Place)
                })
        })
    }

    /// Whether two listed names stand side by side, and not one: "CIA China".
    fn two_names(&self, tokens: &Range<usize>) -> bool {
        let index = self.found.partition_point(|f| f.tokens.end <= tokens.start);
        let mut at = tokens.start;
        let mut count = 0;
        for found in self.found[index..]
            .iter()
            .take_while(|f| f.tokens.end <= tokens.end)
        {
            let alone = found.candidates.iter().any(|c| c.stands == Stands::Alone);
            if found.tokens.start != at || !alone {
                return false;
            }
            at = found.tokens.end;
            count += 1;
        }
        count > 1 && at == tokens.end
    }

    /// The list entry of another sort that bears exactly this name, where none is of this sort.
    fn known_otherwise(&self, tokens: &Range<usize>, sort: Sort) -> Option<(u32, Kind)> {
        let index = self.found.partition_point(|f| f.tokens.end <= tokens.start);
        let found = self.found.get(index).filter(|f| f.tokens == *tokens)?;
        let mut stand = found
            .candidates
            .iter()
            .filter(|c| !matches!(c.stands, Stands::AsModifier | Stands::Never))
            .filter_map(|c| Some((c.entry, self.gazetteer.entry(c.entry)?.kind)));
        // What several bear is for the context to tell.
        let (only, more) = (stand.next()?, stand.next());
        (more.is_none() && Sort::of(only.1) != Some(sort)).then_some(only)
    }

    /// Whether a list knows the name as an armed group's beyond doubt: "Hamas".
    fn militia(&self, tokens: &Range<usize>) -> bool {
        let index = self.found.partition_point(|f| f.tokens.end <= tokens.start);
        let found = self.found.get(index).filter(|f| f.tokens == *tokens);
        found.is_some_and(|found| {
            found.candidates.iter().all(|c| {
                let entry = self.gazetteer.entry(c.entry);
                c.stands == Stands::Alone && entry.is_some_and(|e| e.kind == Kind::Group)
            })
        })
    }

    /// Whether a word alone can be a program's or a crew's here: the text speaks of such, and it is
    /// nobody's given name.
    fn hacked(&self, tokens: &Range<usize>) -> bool {
        let page = self.page;
        let about = || page.words.iter().any(|word| word.class.any(Class::MALWARE));
        self.spoken_of(tokens)
            || !page.class(tokens.start, Class::GIVEN) && *self.malware.get_or_init(about)
    }

    /// Whether the words beside the name speak of malware or a group.
    fn spoken_of(&self, tokens: &Range<usize>) -> bool {
        let from = tokens.start.saturating_sub(3);
        (from..tokens.end + 3).any(|at| self.page.class(at, Class::GROUP | Class::MALWARE))
    }

    /// Whether a token is a country's adjective and no more.
    fn adjective(&self, at: usize) -> bool {
        let index = self.found.partition_point(|f| f.tokens.end <= at);
        let Some(found) = self.found.get(index).filter(|f| f.tokens.contains(&at)) else {
            return false;
        };
        let modifies = |c: &Meant| c.stands == Stands::AsModifier;
        if found.candidates.iter().all(modifies) {
            return true;
        }
        if found.tokens.len() == 1 {
            return false;
        }
        // "Moldovan police" is listed as a whole.
        let word = self.gazetteer.by_name(self.page.text(at));
        !word.is_empty() && word.iter().all(modifies)
    }

    /// The list entry that the name, or all of it but a country in front, belongs to.
    fn listed(&self, tokens: &Range<usize>, sort: Sort) -> Option<(&Meant, Kind)> {
        let index = self.found.partition_point(|f| f.tokens.end <= tokens.start);
        self.found[index..]
            .iter()
            .take_while(|f| f.tokens.start < tokens.end)
            .find_map(|found| {
                let whole = found.tokens.end == tokens.end
                    || found.tokens.end + 1 == tokens.end && sort == Sort::Malware;
                let before = tokens.start..found.tokens.start;
                let fits = whole
                    && before.clone().all(|at| self.country(at, &found.candidates))
                    && found.tokens.start >= tokens.start;
                if !fits {
                    return None;
                }
                // A name that many countries' bodies bear is for the context to tell: where the
                // document names one of these countries alone, it is plain.
                let may_be = || {
                    let all = found.candidates.iter();
                    all.filter(|c| c.stands != Stands::Never)
                };
                let alone = may_be().count() == 1;
                let one_named = || may_be().filter(|c| self.named(c.entry)).count() == 1;
                found.candidates.iter().find_map(|c| {
                    let entry = self.gazetteer.entry(c.entry)?;
                    if Sort::of(entry.kind) != Some(sort) || c.stands == Stands::Never {
                        return None;
                    }
                    let named = |country: &str| self.countries().contains_key(country);
                    let only = c.stands == Stands::Alone
                        && !rivalled(self.gazetteer, c, &found.candidates, named)
                        || alone
                        || self.named(c.entry) && one_named();
                    only.then_some((c, entry.kind))
                })
            })
    }

    /// Whether a token names a country or is its adjective.
    fn country(&self, at: usize, of: &[Meant]) -> bool {
        let index = self.found.partition_point(|f| f.tokens.end <= at);
        self.found.get(index).is_some_and(|f| {
            f.tokens.contains(&at)
                && f.candidates.iter().any(|c| {
                    self.gazetteer.entry(c.entry).is_some_and(|e| {
                        e.kind == Kind::Place
                            && of.iter().any(|o| {
                                self.gazetteer
                                    .entry(o.entry)
                                    .is_some_and(|o| o.country == e.country)
                            })
                    })
                })
        })
    }
}

/// Honours that nothing else is written like, as "SC" and "MP" are.
fn is_honour(word: &str) -> bool {
    matches!(word, "KC" | "QC" | "OBE" | "CBE" | "MBE")
}
