//! Time expressions: a sentence in, its marks with their TIMEX3 values out.

#[path = "dates/feasts.rs"]
mod feasts;
#[path = "dates/hours.rs"]
mod hours;
#[path = "dates/long.rs"]
mod long;
#[path = "dates/mistaken.rs"]
mod mistaken;
#[path = "dates/news.rs"]
mod news;
#[path = "dates/recognizers.rs"]
mod recognizers;
#[path = "dates/stories.rs"]
mod stories;
#[path = "dates/words.rs"]
mod words;
#[path = "dates/years.rs"]
mod years;

use briefing::analysis::{Reading, dates};
use briefing::model::{Document, Moment, Timex};
use proptest::prelude::{ProptestConfig, prop_assert, proptest};

fn find(text: &str, published: &str) -> Vec<Timex> {
    let document = Document {
        text: text.to_owned(),
        ..Document::default()
    };
    dates::find(&Reading::new(&document), Moment::parse(published))
}

fn check(published: &str, text: &str, expected: &[(&str, &str)]) {
    let found = find(text, published);
    let got: Vec<(&str, &str)> = found
        .iter()
        .map(|t| (t.span.of(text), t.value.as_str()))
        .collect();
    assert_eq!(got, expected, "{text:?} published {published:?}");
}

#[test]
fn what_a_report_says_of_its_own_time() {
    for (published, text, expected) in [
        (
            "2024-10",
            "In December last year the bureau opened a file; in September of this year alone it closed two.",
            &[
                ("December last year", "2023-12"),
                ("September of this year", "2024-09"),
            ][..],
        ),
        (
            "2024-04-25",
            "On Monday two men were charged. On the same day a third was held.",
            &[("Monday", "2024-04-22"), ("the same day", "2024-04-22")],
        ),
        (
            "2024-04-25",
            "The firm was founded a decade ago.",
            &[("a decade ago", "2014")],
        ),
        (
            "2022-08",
            "The court sentenced him in July.",
            &[("July", "2022-07")],
        ),
    ] {
        check(published, text, expected);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_text_gives_ordered_spans_on_character_borders(
        text in "([0-9]{1,4}|[a-z’–€é]{1,3}|May|early|the|of|last|next|year|BC|Monday|two|ago|:|/|-|\\.|,| |\n){0,60}"
    ) {
        let mut end = 0;
        for timex in find(&text, "2024-04-25") {
            prop_assert!(timex.span.start >= end && timex.span.end > timex.span.start);
            prop_assert!(text.get(timex.span.range()).is_some());
            end = timex.span.end;
        }
    }

    #[test]
    fn arbitrary_text_never_fails(text in ".{0,200}") {
        for timex in find(&text, "") {
            prop_assert!(text.get(timex.span.range()).is_some());
        }
    }
}
