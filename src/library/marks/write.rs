use super::super::codes;
use super::super::pack::{put, put_signed};
use super::forms::Cast;
use super::words::{
    MODIFIERS, RULES, TIMES, Words, code, framed, letters, named, plain_id, thousandths,
};
use crate::model::{
    Annotations, Bound, Entity, Event, Figure, Incident, Mention, Moment, Quotation, Span, Timex,
};

/// Packs the marks of a text, sentences apart; `cast` gets the entities.
pub(in crate::library) fn write(found: &Annotations, text: &str, cast: &mut Cast) -> Vec<u8> {
    let mut page = Page {
        found,
        text,
        words: Words::default(),
        out: Vec::with_capacity(2_048),
    };
    page.mentions();
    page.entities(cast);
    page.dates();
    page.incidents();
    page.quotes();
    page.figures();
    page.events();
    let mut out = Vec::with_capacity(page.out.len() + 1_024);
    page.words.write(&mut out);
    out.extend(page.out);
    out
}

struct Page<'a> {
    found: &'a Annotations,
    text: &'a str,
    words: Words<'a>,
    out: Vec<u8>,
}

impl<'a> Page<'a> {
    fn put(&mut self, value: u64) {
        put(&mut self.out, value);
    }

    /// One number more, 0 for nothing.
    fn maybe(&mut self, value: Option<u32>) {
        self.put(value.map_or(0, |value| u64::from(value) + 1));
    }

    fn maybe_word(&mut self, word: Option<&'a str>) {
        let number = word.map_or(0, |word| self.words.number(word.into()) + 1);
        self.put(number);
    }

    fn list(&mut self, list: &[u32]) {
        self.put(list.len() as u64);
        for &value in list {
            self.put(u64::from(value));
        }
    }

    /// Places, each from the end of the one before; then lengths. Sums wrap around, so that
    /// nothing is lost wherever they lie.
    fn spans(&mut self, spans: impl Iterator<Item = Span> + Clone) {
        let mut last = 0_u32;
        for span in spans.clone() {
            let gap = span.start.wrapping_sub(last).cast_signed();
            put_signed(&mut self.out, gap.into());
            last = span.end;
        }
        for span in spans {
            self.put(u64::from(span.end.wrapping_sub(span.start)));
        }
    }

    /// Spans that are mostly whole sentences: from one to the next sentence, or 0 and the place.
    fn sentences(&mut self, spans: impl Iterator<Item = Span>) {
        let sentences = &self.found.sentences;
        let mut last = 0;
        for span in spans {
            let at = sentences.partition_point(|sentence| sentence.start < span.start);
            if sentences.get(at) == Some(&span) && at >= last {
                self.put((at - last) as u64 + 1);
                last = at;
            } else {
                self.put(0);
                self.put(u64::from(span.start));
                self.put(u64::from(span.end.wrapping_sub(span.start)));
            }
        }
    }

    fn inner(&mut self, inner: Span, outer: Span) {
        self.put(u64::from(inner.start.wrapping_sub(outer.start)));
        self.put(u64::from(outer.end.wrapping_sub(inner.end)));
    }

    fn moment(&mut self, moment: Moment) {
        let Moment {
            first,
            last,
            precision,
            approximate,
        } = moment;
        put_signed(&mut self.out, first.0.into());
        put_signed(&mut self.out, i64::from(last.0) - i64::from(first.0));
        let sort = codes::precision(precision) * 2 + i64::from(approximate);
        self.put(sort.cast_unsigned());
    }

    fn mentions(&mut self) {
        let all = &self.found.mentions;
        self.put(all.len() as u64);
        self.spans(all.iter().map(|one| one.span));
        let mut sure: Vec<u64> = all.iter().map(|one| thousandths(one.confidence)).collect();
        sure.sort_unstable();
        sure.dedup();
        self.put(sure.len() as u64);
        let mut last = 0;
        for &thousandths in &sure {
            self.put(thousandths - last);
            last = thousandths;
        }
        for mention in all {
            self.put(u64::from(mention.entity));
        }
        for mention in all {
            let Mention {
                span: _,
                entity: _,
                rule,
                confidence: _,
                evidence: _,
                open,
            } = mention;
            self.put(code(&RULES, rule) << 1 | u64::from(!open.is_empty()));
        }
        for mention in all {
            let own = thousandths(mention.confidence);
            self.put(sure.partition_point(|known| *known < own) as u64);
        }
        let mut room = String::new();
        for mention in all {
            let lit = letters(self.text, mention.span);
            let (frame, hole) = framed(&mention.evidence, lit, &mut room);
            let number = self.words.number_of(frame);
            self.put(number << 2 | hole);
        }
        for mention in all.iter().filter(|mention| !mention.open.is_empty()) {
            self.list(&mention.open);
        }
    }

    fn entities(&mut self, cast: &mut Cast) {
        self.put(self.found.entities.len() as u64);
        let mut firsts = vec![None; self.found.entities.len()];
        for (at, mention) in self.found.mentions.iter().enumerate() {
            if let Some(first) = firsts.get_mut(mention.entity as usize) {
                first.get_or_insert(at);
            }
        }
        for (entity, first) in self.found.entities.iter().zip(firsts) {
            let number = cast.push(entity);
            if entity.listed {
                self.put(0);
                self.out.extend(number.to_le_bytes());
                continue;
            }
            let Entity {
                id,
                kind,
                name,
                aliases,
                country,
                parent,
                note,
                listed,
            } = entity;
            let first = first.filter(|&at: &usize| {
                letters(self.text, self.found.mentions[at].span) == Some(name.as_str())
            });
            let plain = plain_id(*kind, name) == id.as_str();
            let bare = aliases.is_empty()
                && (country, note).eq(&(&None, &None))
                && parent.is_none()
                && !listed;
            let flags = 1
                | u64::from(first.is_some()) << 1
                | u64::from(plain) << 2
                | u64::from(bare) << 3
                | u64::from(*listed) << 4;
            self.put(flags);
            self.put(codes::kind(*kind).cast_unsigned());
            match first {
                Some(at) => self.put(at as u64),
                None => self.maybe_word(Some(name)),
            }
            if !plain {
                self.maybe_word(Some(id.as_str()));
            }
            if !bare {
                self.put(aliases.len() as u64);
                for alias in aliases {
                    self.maybe_word(Some(alias));
                }
                self.maybe_word(country.as_deref());
                self.maybe_word(parent.as_ref().map(crate::model::EntityId::as_str));
                self.maybe_word(note.as_deref());
            }
        }
    }

    fn dates(&mut self) {
        let all = &self.found.dates;
        self.put(all.len() as u64);
        self.spans(all.iter().map(|one| one.span));
        for date in all {
            let Timex {
                span: _,
                kind,
                value,
                modifier,
                moment,
            } = date;
            // 0: none, 1: what the value says, 2: another.
            let told = match moment {
                None => 0,
                Some(moment) if Moment::parse(value) == Some(*moment) => 1,
                Some(_) => 2,
            };
            let modified = modifier.map_or(0, |modifier| code(&MODIFIERS, &modifier) + 1);
            self.put((modified * 4 + code(&TIMES, kind)) * 3 + told);
            if let (2, Some(moment)) = (told, moment) {
                self.moment(*moment);
            }
        }
        for date in all {
            let number = self.words.number(date.value.as_str().into());
            self.put(number);
        }
    }

    fn incidents(&mut self) {
        let all = &self.found.incidents;
        self.put(all.len() as u64);
        self.sentences(all.iter().map(|one| one.span));
        for incident in all {
            let Incident {
                span,
                trigger,
                kind,
                stance,
                date,
                value,
                moment,
                participants,
                places,
                name,
            } = incident;
            self.inner(*trigger, *span);
            let dated = date.and_then(|date| self.found.dates.get(date as usize));
            let same_value = dated.map(|date| &date.value) == value.as_ref();
            let same_moment = dated.and_then(|date| date.moment) == *moment;
            let flags = u64::from(same_value)
                | u64::from(same_moment) << 1
                | u64::from(name.is_some()) << 2
                | codes::stance(*stance).cast_unsigned() << 3;
            self.put(codes::incident(*kind).cast_unsigned() << 5 | flags);
            self.maybe(*date);
            if !same_value {
                self.maybe_word(value.as_deref());
            }
            if !same_moment {
                self.put(u64::from(moment.is_some()));
                if let Some(moment) = moment {
                    self.moment(*moment);
                }
            }
            if let Some(name) = name {
                self.maybe_word(Some(name));
            }
            self.list(participants);
            self.list(places);
        }
    }

    fn quotes(&mut self) {
        let all = &self.found.quotes;
        self.put(all.len() as u64);
        self.spans(all.iter().map(|one| one.span));
        for quote in all {
            let Quotation {
                span,
                direct,
                speaker,
                speaker_span,
                speaker_entity,
                cue,
            } = quote;
            let lit = speaker_span.and_then(|span| letters(self.text, span));
            let same = lit == speaker.as_deref();
            let flags =
                u64::from(*direct) | u64::from(same) << 1 | u64::from(speaker_span.is_some()) << 2;
            self.put(flags);
            if let Some(speaker) = speaker_span {
                let gap = speaker.start.wrapping_sub(span.start).cast_signed();
                put_signed(&mut self.out, gap.into());
                self.put(u64::from(speaker.end.wrapping_sub(speaker.start)));
            }
            if !same {
                self.maybe_word(speaker.as_deref());
            }
            self.maybe(*speaker_entity);
            self.maybe_word(cue.as_deref());
        }
    }

    fn figures(&mut self) {
        let all = &self.found.figures;
        self.put(all.len() as u64);
        self.spans(all.iter().map(|one| one.span));
        for figure in all {
            let Figure {
                span: _,
                value,
                upper,
                unit,
                bound,
            } = figure;
            let bound = match bound {
                Bound::Exact => 0,
                Bound::About => 1,
                Bound::AtLeast => 2,
                Bound::AtMost => 3,
            };
            let whole = value.is_sign_positive() && *value < 1e15 && value.fract() == 0.0;
            let flags = u64::from(whole) | u64::from(upper.is_some()) << 1 | bound << 2;
            self.put(flags);
            if whole {
                self.put(*value as u64);
            } else {
                self.out.extend(value.to_le_bytes());
            }
            if let Some(upper) = upper {
                self.out.extend(upper.to_le_bytes());
            }
            let number = self.words.number(unit.as_str().into());
            self.put(number);
        }
    }

    fn events(&mut self) {
        let all = &self.found.events;
        self.put(all.len() as u64);
        self.sentences(all.iter().map(|one| one.span));
        for event in all {
            let Event {
                span,
                short,
                date,
                moment,
                incident,
                entities,
            } = event;
            let dated = self.found.dates.get(*date as usize);
            let same_moment = dated.and_then(|date| date.moment) == Some(*moment);
            let whole = short == span;
            let plain = named(self.found, *span) == *entities;
            let flags = u64::from(same_moment) | u64::from(whole) << 1 | u64::from(plain) << 2;
            self.put(flags);
            self.put(u64::from(*date));
            if !same_moment {
                self.moment(*moment);
            }
            if !whole {
                self.inner(*short, *span);
            }
            self.maybe(*incident);
            if !plain {
                self.list(entities);
            }
        }
    }
}
