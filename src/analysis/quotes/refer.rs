use super::super::Reading;
use super::super::grammar::Traits;
use super::super::names::Names;
use super::speaker::Scene;
use crate::model::{Incident, Kind, Mention, Quotation};

/// How far before what happened, and how far behind it, the pronoun may stand.
const BEFORE: usize = 8;
const BEHIND: usize = 3;
/// How many bytes back somebody is looked for.
const PARAGRAPHS: usize = 2_000;

/// Tells of incidents that have nobody but "he" or "she" who that is: "Ana Ruiz lives in Lima. She was
/// arrested on Monday."
pub fn refer(reading: &Reading<'_>, names: &Names, told: &[Quotation], incidents: &mut [Incident]) {
    let scene = Scene::new(reading, names);
    let person = |entity: &u32| {
        let entity = names.entities.get(*entity as usize);
        entity.is_some_and(|entity| entity.kind == Kind::Person)
    };
    for incident in incidents {
        if incident.participants.iter().any(person) {
            continue;
        }
        let whom = pronoun(&scene, incident)
            .filter(|at| {
                let span = reading.tokens[*at].span;
                let from = told.partition_point(|quote| quote.span.end <= span.start);
                let mut near = told[from..].iter().take(2);
                !near.any(|quote| quote.direct && quote.span.contains(span))
            })
            .and_then(|at| scene.only_person(at, told));
        if let Some(whom) = whom {
            incident.participants.insert(0, whom);
        }
    }
}

impl Scene<'_> {
    /// The only person whom a pronoun can mean: none else of that sex is named since the paragraph
    /// before, or since the pronoun's own where that has one, and nobody came in without a name.
    fn only_person(&self, at: usize, told: &[Quotation]) -> Option<u32> {
        let here = self.reading.tokens[at].span.start;
        let word = match self.folded(at) {
            "she" => "she",
            _ => "he",
        };
        let text = self.reading.text;
        let here = here as usize;
        let floor = text.floor_char_boundary(here.saturating_sub(PARAGRAPHS));
        let above = |to: usize| text[floor..to].rfind("\n\n").map_or(floor, |at| floor + at);
        let own = above(here);
        let before = above(own);
        let found = [own, before].into_iter().find_map(|from| {
            let all = &self.names.mentions;
            let to = all.partition_point(|m| (m.span.start as usize) < here);
            let mut fits = all[..to]
                .iter()
                .rev()
                .take_while(|m| m.span.start as usize >= from)
                .filter(|m| self.is_person(m) && self.agrees(word, m.entity));
            let last = fits.next()?;
            Some((last, fits.all(|m| m.entity == last.entity)))
        });
        let (mention, only) = found?;
        let met = self.nameless(at, told);
        let since = met.is_some_and(|met| met.span.start > mention.span.start);
        (only && !since && !self.shared(mention, at)).then_some(mention.entity)
    }

    /// Whether somebody without a name comes in beside a person, or the person is one of those who
    /// arrest and judge: "Detective Tom Brown said a man was held. He was charged".
    fn shared(&self, mention: &Mention, at: usize) -> bool {
        let reading = self.reading;
        let token = |offset: u32| reading.tokens.partition_point(|t| t.span.end <= offset);
        let (name, behind) = (token(mention.span.start), token(mention.span.end));
        let first = reading
            .sentence_at(mention.span.start)
            .map_or(name, |at| reading.sentences[at].tokens.start);
        let judges = |at: usize| {
            matches!(
                self.folded(at),
                "judge"
                    | "justice"
                    | "magistrate"
                    | "prosecutor"
                    | "attorney"
                    | "lawyer"
                    | "detective"
                    | "inspector"
                    | "superintendent"
                    | "sergeant"
                    | "constable"
                    | "commissioner"
                    | "sheriff"
            )
        };
        if (name.saturating_sub(2).max(first)..name).any(judges) {
            return true;
        }
        // "Tom Brown, a former clerk from Leeds, was held": who he is himself.
        let own = reading.tokens.get(behind).map_or(behind, |_| {
            let told = self.folded(behind) == ",";
            let own = (behind..at)
                .take_while(|at| told && !reading.is(*at, Traits::PAST.or(Traits::AUXILIARY)));
            behind + own.count()
        });
        (first..name.saturating_sub(1)).chain(own..at).any(|at| {
            let from = at.saturating_sub(3).max(first);
            reading.is(at, Traits::PERSON)
                && !reading.is(at, Traits::PLURAL)
                && !self.in_name(at)
                && (from..at).any(|at| {
                    matches!(
                        self.folded(at),
                        "a" | "an" | "the" | "another" | "his" | "her"
                    )
                })
        })
    }
}

/// The pronoun beside the trigger of an incident: "he" or "she" before it, "him" behind it.
fn pronoun(scene: &Scene<'_>, incident: &Incident) -> Option<usize> {
    let reading = scene.reading;
    let sentence = reading.tokens_in(incident.span);
    let trigger = reading.tokens_in(incident.trigger);
    let from = trigger.start.saturating_sub(BEFORE).max(sentence.start);
    let mut before = (from..trigger.start).rev().take_while(|at| {
        // Another verb or clause has a subject of its own.
        !reading.is(*at, Traits::PAST)
            && !matches!(scene.folded(*at), "who" | "which" | "that" | ";" | ":")
    });
    before
        .find(|at| matches!(scene.folded(*at), "he" | "she"))
        .or_else(|| {
            let mut behind = trigger.end..(trigger.end + BEHIND).min(sentence.end);
            behind.find(|at| scene.folded(*at) == "him")
        })
}
