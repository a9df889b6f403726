use super::super::grammar::{is_adverb, is_function, is_plural, starts_upper};
use super::find::Place;
use super::number::{Number, Style, read};
use crate::model::Bound;
use crate::text::TokenKind;

impl Place<'_> {
    /// "12 to 15", "12-15", "between 12 and 15".
    pub(super) fn range(&self, number: Number, opening: usize) -> (Number, Option<f64>) {
        let joint = number.next;
        let before = opening
            .checked_sub(1)
            .filter(|token| *token >= self.first)
            .map_or("", |token| self.reading.folded(token));
        let fits = match self.folded(joint) {
            "to" if before == "from" => !self.changes(opening),
            "to" | "or" => self.folded(joint + 1) != "1",
            "-" | "–" => self.touches(joint - 1, joint) && self.touches(joint, joint + 1),
            "and" => before == "between",
            _ => false,
        };
        if !fits || joint + 1 >= self.end || number.tail.is_some() {
            return (number, None);
        }
        let mut from = joint + 1;
        if matches!(self.reading.word(from), "$" | "€" | "£") && from + 1 < self.end {
            from += 1;
        }
        match read(self.reading, from, self.end) {
            Some(upper) => {
                let lower = self.shared_scale(&number, &upper);
                if upper.value > lower {
                    let value = upper.value;
                    return (
                        Number {
                            value: lower,
                            ..upper
                        },
                        Some(value),
                    );
                }
                (number, None)
            }
            _ => (number, None),
        }
    }

    /// Whether "from … to …" tells a change, and so two figures: "rose from 200 to 300".
    pub(super) fn changes(&self, opening: usize) -> bool {
        (opening.saturating_sub(5).max(self.first)..opening).any(|token| {
            let word = self.folded(token);
            [
                "rose", "rise", "fell", "fall", "grew", "grow", "increas", "jump", "drop",
                "declin", "climb", "went", "up", "down", "cut", "doubl", "expand", "shrank",
                "reduc", "rais",
            ]
            .iter()
            .any(|stem| word.starts_with(stem))
        })
    }

    /// The lower end takes the scale of the upper: "2 to 3 million".
    pub(super) fn shared_scale(&self, lower: &Number, upper: &Number) -> f64 {
        let last = self.folded(upper.next - 1);
        let factor = super::number::scale(last).unwrap_or(1.0);
        let digits = lower.next == self.at + 1;
        if factor > 1.0 && digits && lower.value * factor < upper.value {
            lower.value * factor
        } else {
            lower.value
        }
    }

    /// What the words before (and just after) say about how sure the number is.
    pub(super) fn bound(&self, number: &Number, start: usize) -> Bound {
        let back = |by: usize| match start.checked_sub(by) {
            Some(token) if token >= self.first => self.reading.folded(token),
            _ => "",
        };
        let (one, two, three) = (back(1), back(2), back(3));
        let negated = matches!(three, "no" | "not");
        match (two, one) {
            ("more" | "greater" | "higher", "than") if negated => return Bound::AtMost,
            ("more" | "greater" | "higher" | "bigger", "than") => return Bound::AtLeast,
            ("fewer" | "less" | "lower", "than") if negated => return Bound::AtLeast,
            ("fewer" | "less" | "lower", "than") => return Bound::AtMost,
            ("at", "least") | ("upwards", "of") | ("excess", "of") | ("minimum", "of") => {
                return Bound::AtLeast;
            }
            ("up", "to") | ("at", "most") | ("many" | "much", "as") | ("maximum", "of") => {
                return Bound::AtMost;
            }
            ("close", "to") | ("more", "less") | ("or", "less") => return Bound::About,
            _ => {}
        }
        match one {
            "over" | "above" | "exceeding" | "exceeded" => Bound::AtLeast,
            "under" | "below" => Bound::AtMost,
            "about" | "around" | "approximately" | "roughly" | "nearly" | "almost" | "some"
            | "circa" | "estimated" | "approx" | "~" | "c." | "perhaps" => Bound::About,
            _ => self.bound_after(number),
        }
    }

    pub(super) fn bound_after(&self, number: &Number) -> Bound {
        match (self.folded(number.next), self.folded(number.next + 1)) {
            ("+", _) | ("or", "more") => Bound::AtLeast,
            ("or", "so") => Bound::About,
            ("or", "fewer" | "less") => Bound::AtMost,
            _ if number.style == Style::Vague => Bound::About,
            _ => Bound::Exact,
        }
    }

    /// Whether the number names, orders or addresses something instead of counting.
    pub(super) fn is_label(&self, number: Number) -> bool {
        let reading = self.reading;
        let here = self.span(self.at);
        let text = reading.text.as_bytes();
        let start = here.start as usize;
        let before = start.checked_sub(1).and_then(|at| text.get(at)).copied();
        if matches!(
            before,
            Some(b'/' | b'.' | b'_' | b'=' | b'#' | b'-' | b'+' | b':' | b'@' | b'\\')
        ) || (before.is_some_and(|b| b.is_ascii_alphanumeric()))
        {
            return true;
        }
        let after = text.get(number.end as usize).copied();
        if matches!(after, Some(b'/' | b':' | b'_' | b'\\' | b'@'))
            || (after == Some(b'-') && number.tail.is_none() && !self.is_range(number))
        {
            return true;
        }
        let words = !matches!(number.style, Style::Digits | Style::Formatted)
            || !here.of(reading.text).as_bytes()[0].is_ascii_digit();
        if words && is_name(reading.word(self.at), self.folded(number.next)) {
            return true;
        }
        if self.at == self.first {
            // "1. The first point", "3) …"
            return !words && matches!(self.folded(number.next), "." | ")" | ":" | "");
        }
        let prior = reading.word(self.at - 1);
        let folded = self.back(1);
        if words {
            let word = reading.word(self.at);
            // "Five Eyes", "Seven National Defense Groups"
            return starts_upper(word)
                && !matches!(
                    prior,
                    "." | ":" | "!" | "?" | "•" | "-" | "–" | "—" | "*" | "**" | "#" | ">"
                )
                && !self.opens_quotation(number)
                && !is_function(reading.folded(self.at));
        }
        if labels(folded) {
            return true;
        }
        let named =
            starts_upper(prior) && !is_function(folded) && !is_adverb(folded) && !opens(folded);
        // "the Ascend 910B accelerator": no billions.
        let lettered = here.end >= number.end
            && text
                .get((number.end as usize).saturating_sub(1))
                .is_some_and(u8::is_ascii_uppercase);
        named
            && (number.style == Style::Digits || lettered)
            && reading.tokens[self.at - 1].kind == TokenKind::Word
            && !(self.at - 1 == self.first && is_plural(self.folded(number.next)))
            && !self.is_given(number)
    }

    /// "“Three men came in": the sentence begins within the marks; "“Three Lions”" is a name.
    fn opens_quotation(&self, number: Number) -> bool {
        matches!(
            self.reading.word(self.at - 1),
            "“" | "\"" | "‘" | "(" | "[" | "«" | "„"
        ) && number.next < self.end
            && !starts_upper(self.reading.word(number.next))
    }

    /// "Sent Alex 17 clips": who is given something, and not what bears a number.
    fn is_given(&self, number: Number) -> bool {
        let mut by = 2;
        while by < 4 && starts_upper(self.reading.word(self.at.saturating_sub(by))) {
            by += 1;
        }
        gives(self.back(by)) && is_plural(self.folded(number.next))
    }

    pub(super) fn is_range(&self, number: Number) -> bool {
        self.folded(number.next) == "-"
            && self
                .folded(number.next + 1)
                .as_bytes()
                .first()
                .is_some_and(u8::is_ascii_digit)
            && self.range(number, self.at).1.is_some()
            && self.folded(number.next + 2) != "-"
    }
}

/// Names that begin with a number word: "Five Eyes", "Three Gorges".
fn is_name(word: &str, next: &str) -> bool {
    starts_upper(word) && matches!(next, "eyes" | "gorges" | "sisters" | "kingdoms")
}

/// Verbs of giving, before whom something is given to.
fn gives(folded: &str) -> bool {
    matches!(
        folded,
        "sent"
            | "send"
            | "sends"
            | "sending"
            | "gave"
            | "give"
            | "gives"
            | "giving"
            | "given"
            | "handed"
            | "handing"
            | "showed"
            | "mailed"
            | "emailed"
            | "lent"
            | "offered"
            | "offering"
            | "sold"
            | "selling"
            | "brought"
            | "bought"
            | "awarded"
            | "supplied"
            | "passed"
            | "posted"
            | "asked"
            | "cost"
            | "costs"
            | "costing"
            | "owes"
            | "owed"
    )
}

/// Verbs and such that may open a sentence before a number.
fn opens(folded: &str) -> bool {
    matches!(
        folded,
        "nearly"
            | "estimated"
            | "killing"
            | "include"
            | "includes"
            | "exactly"
            | "least"
            | "another"
    )
}

/// Words after which a number is a label: "section 702", "port 443", "aged 45".
fn labels(folded: &str) -> bool {
    const LABELS: [&str; 45] = [
        "act",
        "age",
        "aged",
        "annex",
        "appendix",
        "area",
        "article",
        "building",
        "bureau",
        "category",
        "channel",
        "chapter",
        "clause",
        "day",
        "department",
        "directorate",
        "figure",
        "flight",
        "footnote",
        "gate",
        "grade",
        "group",
        "item",
        "law",
        "level",
        "line",
        "no",
        "no.",
        "number",
        "page",
        "pages",
        "paragraph",
        "part",
        "phase",
        "port",
        "ports",
        "resolution",
        "room",
        "rule",
        "section",
        "sections",
        "step",
        "table",
        "unit",
        "version",
    ];
    LABELS.binary_search(&folded).is_ok()
        || matches!(
            folded,
            "v" | "vol"
                | "volume"
                | "chapter"
                | "§"
                | "type"
                | "mark"
                | "model"
                | "case"
                | "lot"
                | "file"
                | "order"
                | "decree"
                | "windows"
                | "tcp"
                | "udp"
                | "id"
                | "p."
                | "pp."
                | "cve"
                | "http"
                | "error"
                | "code"
        )
}
