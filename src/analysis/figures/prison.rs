use super::find::Place;
use super::number::{Number, read};
use crate::model::{Figure, Span};

impl Place<'_> {
    /// "24 years in prison", "sentenced to eight years".
    pub(super) fn sentence_of_prison(&self, number: Number) -> Option<(Figure, usize)> {
        let at = number.next;
        let unit = self.folded(at);
        if !matches!(unit, "years" | "year" | "months" | "month" | "days") {
            return None;
        }
        let prison = match self.folded(at + 1) {
            "in" | "of" => match self.folded(at + 2) {
                "prison" | "jail" | "imprisonment" | "detention" | "custody" => at + 2,
                "a" | "federal" | "hard" | "strict" | "penal"
                    if matches!(
                        self.folded(at + 3),
                        "penal" | "prison" | "labour" | "labor" | "colony"
                    ) =>
                {
                    if self.folded(at + 4) == "colony" {
                        at + 4
                    } else {
                        at + 3
                    }
                }
                _ => return self.sentenced(&number, at),
            },
            "behind" if self.folded(at + 2) == "bars" => at + 2,
            "and" if self.term_goes_on(at).is_some() => {
                return self.compound_term(&number, at);
            }
            "imprisonment" => at + 1,
            "'" | "’" if self.folded(at + 2) == "imprisonment" => at + 2,
            _ => return self.sentenced(&number, at),
        };
        Some((self.term(&number, at, prison), prison + 1))
    }

    /// The months after "ten years and", and the token of their unit.
    fn term_goes_on(&self, at: usize) -> Option<(f64, usize)> {
        let more = read(self.reading, at + 2, self.end)?;
        let months = matches!(self.folded(more.next), "months" | "month");
        (months && self.folded(at).starts_with("year")).then_some((more.value, more.next))
    }

    /// "Ten years and eight months in prison", in months.
    fn compound_term(&self, number: &Number, at: usize) -> Option<(Figure, usize)> {
        let (months, last) = self.term_goes_on(at)?;
        let prison = self.folded(last + 1) == "in"
            && matches!(self.folded(last + 2), "prison" | "jail" | "custody");
        let said = (1..=7).any(|by| {
            matches!(
                self.back(by),
                "sentenced" | "jailed" | "imprisoned" | "sentence" | "term" | "given" | "received"
            )
        });
        if !prison && !said {
            return None;
        }
        let end = if prison { last + 2 } else { last };
        let mut figure = self.term(number, last, end);
        figure.value = number.value * 12.0 + months;
        "months".clone_into(&mut figure.unit);
        Some((figure, end + 1))
    }

    fn sentenced(&self, number: &Number, at: usize) -> Option<(Figure, usize)> {
        let from = self.at.saturating_sub(4).max(self.first);
        let said = (from..self.at)
            .any(|token| matches!(self.folded(token), "sentenced" | "jailed" | "imprisoned"));
        let plain = matches!(self.back(1), "to" | "for" | "a" | "least" | "than");
        (said && plain).then(|| (self.term(number, at, at), at + 1))
    }

    fn term(&self, number: &Number, unit: usize, last: usize) -> Figure {
        Figure {
            span: Span {
                start: self.span(self.at).start,
                end: self.span(last).end,
            },
            value: number.value,
            upper: None,
            unit: self.folded(unit).to_owned(),
            bound: self.bound(number, self.at),
        }
    }
}
