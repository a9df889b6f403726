//! What intruders do, where the document speaks of them.

use super::check;

#[test]
fn a_story_of_intruders_needs_no_word_for_them_in_each_sentence() {
    check(&[
        (
            "Hackers of a ransomware gang hit the brewer on 3 May 2024. They came in through a VPN gateway in April 2024. \
            On 2 May 2024 mailboxes of 19 managers were copied. The malware took down 282 agencies in June 2023.",
            &[
                "cyber 2024-05-03",
                "cyber 2024-04",
                "cyber 2024-05-02",
                "cyber 2023-06",
            ],
        ),
        (
            "Ransomware is a plague, say hackers. The court lost its mail to ransomware in September 2021.",
            &["cyber 2021-09"],
        ),
        // Elsewhere people come in, empty and run as well.
        (
            "The guests came in through the kitchen in April 2024. On 2 May 2024 the pool was emptied. A film ran on 616 screens in 2023.",
            &[],
        ),
    ]);
}
