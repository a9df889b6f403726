use super::super::Error;
use super::super::codes;
use super::super::pack::{take, take_signed};
use super::forms::Forms;
use super::words::{MODIFIERS, RULES, TIMES, letters, named, plain_id, take_words, unframed};
use crate::model::{
    Annotations, ArticleId, Bound, Day, Entity, EntityId, Event, Figure, Incident, Mention, Moment,
    Quotation, Span, Timex,
};

/// Undoes [`super::write()`]; the sentences are known.
///
/// # Errors
/// Where the bytes are damaged.
pub(in crate::library) fn read(
    bytes: &[u8],
    text: &str,
    sentences: Vec<Span>,
    forms: Forms<'_>,
    article: ArticleId,
) -> Result<Annotations, Error> {
    let cut = || damaged(article, "its marks are cut short");
    let mut page = Page::open(bytes, text, sentences, article)?;
    page.mentions(Evidence::Told).ok_or_else(cut)?;
    page.entities(|number| forms.entity(number))?
        .ok_or_else(cut)?;
    page.dates().ok_or_else(cut)?;
    page.incidents().ok_or_else(cut)?;
    page.quotes().ok_or_else(cut)?;
    page.figures().ok_or_else(cut)?;
    page.events().ok_or_else(cut)?;
    Ok(page.found)
}

/// Only the sentences, the mentions without what they rest on, and of the entities what they are
/// called.
///
/// # Errors
/// Where the bytes are damaged.
pub(in crate::library) fn read_mentions(
    bytes: &[u8],
    text: &str,
    sentences: Vec<Span>,
    forms: Forms<'_>,
    article: ArticleId,
) -> Result<Annotations, Error> {
    let cut = || damaged(article, "its marks are cut short");
    let mut page = Page::open(bytes, text, sentences, article)?;
    page.mentions(Evidence::Left).ok_or_else(cut)?;
    page.entities(|number| forms.called(number))?
        .ok_or_else(cut)?;
    Ok(page.found)
}

fn damaged(article: ArticleId, why: &str) -> Error {
    Error::Damaged {
        article,
        why: why.to_owned(),
    }
}

/// Whether it is put into words what a mention rests on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Evidence {
    Told,
    Left,
}

struct Page<'a> {
    text: &'a str,
    words: Vec<&'a str>,
    bytes: &'a [u8],
    found: Annotations,
}

impl<'a> Page<'a> {
    fn open(
        mut bytes: &'a [u8],
        text: &'a str,
        sentences: Vec<Span>,
        article: ArticleId,
    ) -> Result<Self, Error> {
        let words = take_words(&mut bytes)
            .ok_or_else(|| damaged(article, "words of its marks are cut short"))?;
        Ok(Self {
            text,
            words,
            bytes,
            found: Annotations {
                sentences,
                ..Annotations::default()
            },
        })
    }

    fn take(&mut self) -> Option<u64> {
        take(&mut self.bytes)
    }

    /// How many follow: never more than there are bytes.
    fn count(&mut self) -> Option<usize> {
        let count = self.take()? as usize;
        (count <= self.bytes.len()).then_some(count)
    }

    fn small(&mut self) -> Option<u32> {
        Some(self.take()? as u32)
    }

    #[expect(
        clippy::option_option,
        reason = "outside: cut short; inside: none is there"
    )]
    fn maybe(&mut self) -> Option<Option<u32>> {
        Some(self.take()?.checked_sub(1).map(|value| value as u32))
    }

    fn eight(&mut self) -> Option<[u8; 8]> {
        let (eight, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*eight)
    }

    fn word(&mut self) -> Option<String> {
        let number = self.take()? as usize;
        Some((*self.words.get(number)?).to_owned())
    }

    #[expect(
        clippy::option_option,
        reason = "outside: cut short; inside: none is there"
    )]
    fn maybe_word(&mut self) -> Option<Option<String>> {
        match self.take()?.checked_sub(1) {
            Some(number) => Some(Some((*self.words.get(number as usize)?).to_owned())),
            None => Some(None),
        }
    }

    fn list(&mut self) -> Option<Vec<u32>> {
        let count = self.count()?;
        (0..count).map(|_| self.small()).collect()
    }

    fn spans(&mut self, count: usize) -> Option<Vec<Span>> {
        let gaps: Vec<u32> = (0..count)
            .map(|_| Some(take_signed(&mut self.bytes)? as u32))
            .collect::<Option<_>>()?;
        let mut last = 0_u32;
        let mut out = Vec::with_capacity(count);
        for gap in gaps {
            let start = last.wrapping_add(gap);
            let end = start.wrapping_add(self.small()?);
            out.push(Span { start, end });
            last = end;
        }
        Some(out)
    }

    fn sentences(&mut self, count: usize) -> Option<Vec<Span>> {
        let mut last = 0;
        let mut out = Vec::with_capacity(count);
        for _ in 0..count {
            if let Some(step) = self.take()?.checked_sub(1) {
                last += step as usize;
                out.push(*self.found.sentences.get(last)?);
            } else {
                let start = self.small()?;
                let end = start.wrapping_add(self.small()?);
                out.push(Span { start, end });
            }
        }
        Some(out)
    }

    fn inner(&mut self, outer: Span) -> Option<Span> {
        Some(Span {
            start: outer.start.wrapping_add(self.small()?),
            end: outer.end.wrapping_sub(self.small()?),
        })
    }

    fn moment(&mut self) -> Option<Moment> {
        let first = take_signed(&mut self.bytes)?;
        let last = first.wrapping_add(take_signed(&mut self.bytes)?);
        let sort = self.take()?.cast_signed();
        Some(Moment {
            first: Day(first as i32),
            last: Day(last as i32),
            precision: codes::precision_of(sort / 2),
            approximate: sort % 2 == 1,
        })
    }

    fn mentions(&mut self, evidence: Evidence) -> Option<()> {
        let count = self.count()?;
        let spans = self.spans(count)?;
        let kinds = self.count()?;
        let mut sure = Vec::with_capacity(kinds);
        let mut last = 0_u64;
        for _ in 0..kinds {
            last = last.wrapping_add(self.take()?);
            sure.push(last as f32 / 1000.0);
        }
        let mut all: Vec<Mention> = Vec::with_capacity(count);
        for span in spans {
            all.push(Mention {
                span,
                entity: self.small()?,
                rule: RULES[0],
                confidence: 0.0,
                evidence: String::new(),
                open: Vec::new(),
            });
        }
        let mut open = Vec::new();
        for (at, mention) in all.iter_mut().enumerate() {
            let rule = self.take()?;
            mention.rule = *RULES.get((rule >> 1) as usize)?;
            if rule & 1 == 1 {
                open.push(at);
            }
        }
        for mention in &mut all {
            mention.confidence = *sure.get(self.take()? as usize)?;
        }
        for mention in &mut all {
            let number = self.take()?;
            let frame = *self.words.get((number >> 2) as usize)?;
            if evidence == Evidence::Told {
                mention.evidence = unframed(frame, number & 3, letters(self.text, mention.span))?;
            }
        }
        for at in open {
            all[at].open = self.list()?;
        }
        self.found.mentions = all;
        Some(())
    }

    fn entities(
        &mut self,
        form: impl Fn(i64) -> Result<Option<Entity>, Error>,
    ) -> Result<Option<()>, Error> {
        let Some(count) = self.count() else {
            return Ok(None);
        };
        for _ in 0..count {
            let entity = match self.take() {
                Some(0) => match self.eight() {
                    Some(number) => form(i64::from_le_bytes(number))?,
                    None => None,
                },
                Some(flags) => self.entity(flags),
                None => None,
            };
            let Some(entity) = entity else {
                return Ok(None);
            };
            self.found.entities.push(entity);
        }
        Ok(Some(()))
    }

    fn entity(&mut self, flags: u64) -> Option<Entity> {
        let kind = codes::kind_of(self.take()?.cast_signed());
        let name = if flags & 2 != 0 {
            let at = self.take()? as usize;
            letters(self.text, self.found.mentions.get(at)?.span)?.to_owned()
        } else {
            self.maybe_word()??
        };
        let id = if flags & 4 != 0 {
            plain_id(kind, &name)
        } else {
            self.maybe_word()??
        };
        let mut entity = Entity {
            id: EntityId(id),
            kind,
            name,
            aliases: Vec::new(),
            country: None,
            parent: None,
            note: None,
            listed: flags & 16 != 0,
        };
        if flags & 8 == 0 {
            let count = self.count()?;
            for _ in 0..count {
                entity.aliases.push(self.maybe_word()??);
            }
            entity.country = self.maybe_word()?;
            entity.parent = self.maybe_word()?.map(EntityId);
            entity.note = self.maybe_word()?;
        }
        Some(entity)
    }

    fn dates(&mut self) -> Option<()> {
        let count = self.count()?;
        for span in self.spans(count)? {
            let sort = self.take()?;
            let (told, sort) = (sort % 3, sort / 3);
            let modifier = match (sort / 4).checked_sub(1) {
                Some(place) => Some(*MODIFIERS.get(place as usize)?),
                None => None,
            };
            let moment = match told {
                2 => Some(self.moment()?),
                _ => None,
            };
            let one = Timex {
                span,
                kind: TIMES[(sort % 4) as usize],
                // Until the value is read, which may tell it.
                value: if told == 1 { "1" } else { "" }.to_owned(),
                modifier,
                moment,
            };
            self.found.dates.push(one);
        }
        for at in 0..self.found.dates.len() {
            let value = self.word()?;
            let date = &mut self.found.dates[at];
            if !date.value.is_empty() {
                date.moment = Moment::parse(&value);
            }
            date.value = value;
        }
        Some(())
    }

    fn incidents(&mut self) -> Option<()> {
        let count = self.count()?;
        for span in self.sentences(count)? {
            let trigger = self.inner(span)?;
            let sort = self.take()?;
            let date = self.maybe()?;
            let dated = date.and_then(|date| self.found.dates.get(date as usize));
            let (mut value, mut moment) = (
                dated.map(|date| date.value.clone()),
                dated.and_then(|date| date.moment),
            );
            if sort & 1 == 0 {
                value = self.maybe_word()?;
            }
            if sort & 2 == 0 {
                moment = match self.take()? {
                    0 => None,
                    _ => Some(self.moment()?),
                };
            }
            let name = match sort & 4 {
                0 => None,
                _ => self.maybe_word()?,
            };
            let one = Incident {
                span,
                trigger,
                kind: codes::incident_of((sort >> 5).cast_signed())?,
                stance: codes::stance_of((sort >> 3 & 3).cast_signed()),
                date,
                value,
                moment,
                participants: self.list()?,
                places: self.list()?,
                name,
            };
            self.found.incidents.push(one);
        }
        Some(())
    }

    fn quotes(&mut self) -> Option<()> {
        let count = self.count()?;
        for span in self.spans(count)? {
            let flags = self.take()?;
            let speaker_span = if flags & 4 != 0 {
                let gap = take_signed(&mut self.bytes)? as u32;
                let start = span.start.wrapping_add(gap);
                let end = start.wrapping_add(self.small()?);
                Some(Span { start, end })
            } else {
                None
            };
            let speaker = if flags & 2 != 0 {
                speaker_span
                    .and_then(|span| letters(self.text, span))
                    .map(str::to_owned)
            } else {
                self.maybe_word()?
            };
            let one = Quotation {
                span,
                direct: flags & 1 != 0,
                speaker,
                speaker_span,
                speaker_entity: self.maybe()?,
                cue: self.maybe_word()?,
            };
            self.found.quotes.push(one);
        }
        Some(())
    }

    fn figures(&mut self) -> Option<()> {
        let count = self.count()?;
        for span in self.spans(count)? {
            let flags = self.take()?;
            let value = if flags & 1 != 0 {
                self.take()? as f64
            } else {
                f64::from_le_bytes(self.eight()?)
            };
            let upper = match flags & 2 {
                0 => None,
                _ => Some(f64::from_le_bytes(self.eight()?)),
            };
            let bound = match flags >> 2 {
                0 => Bound::Exact,
                1 => Bound::About,
                2 => Bound::AtLeast,
                _ => Bound::AtMost,
            };
            let one = Figure {
                span,
                value,
                upper,
                unit: self.word()?,
                bound,
            };
            self.found.figures.push(one);
        }
        Some(())
    }

    fn events(&mut self) -> Option<()> {
        let count = self.count()?;
        for span in self.sentences(count)? {
            let flags = self.take()?;
            let date = self.small()?;
            let moment = if flags & 1 != 0 {
                self.found.dates.get(date as usize)?.moment?
            } else {
                self.moment()?
            };
            let short = if flags & 2 != 0 {
                span
            } else {
                self.inner(span)?
            };
            let incident = self.maybe()?;
            let entities = if flags & 4 != 0 {
                named(&self.found, span)
            } else {
                self.list()?
            };
            let one = Event {
                span,
                short,
                date,
                moment,
                incident,
                entities,
            };
            self.found.events.push(one);
        }
        Some(())
    }
}
