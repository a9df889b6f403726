//! A service that bears its firm's name: what is used is the service, who acts is the firm.

use super::check;

const SERVICES: &[(&str, &str, &str)] = &[
    (
        "The group posted the files on Telegram.",
        "Telegram",
        "technology:telegram",
    ),
    (
        "Its Telegram channel has 40,000 readers.",
        "Telegram",
        "technology:telegram",
    ),
    (
        "They were hired via WhatsApp by a stranger.",
        "WhatsApp",
        "technology:whatsapp",
    ),
    (
        "The end came by WhatsApp.",
        "WhatsApp",
        "technology:whatsapp",
    ),
    (
        "The president wrote on X that he would resign.",
        "X",
        "technology:x",
    ),
    (
        "A spy approached him over LinkedIn.",
        "LinkedIn",
        "technology:linkedin",
    ),
    (
        "Pages on Facebook, Instagram and TikTok spread it.",
        "TikTok",
        "technology:tiktok",
    ),
    (
        "She uploaded the code to GitHub.",
        "GitHub",
        "technology:github",
    ),
    (
        "Users of the messaging service Viber were told.",
        "Viber",
        "technology:viber",
    ),
    (
        "Troops seized 30 Starlink terminals.",
        "Starlink",
        "technology:starlink",
    ),
];

const FIRMS: &[(&str, &str, &str)] = &[
    (
        "Telegram said it had removed the channel.",
        "Telegram",
        "company:telegram",
    ),
    (
        "WhatsApp sued the spyware maker in California.",
        "WhatsApp",
        "company:whatsapp",
    ),
    (
        "The regulator fined TikTok 530 million euros.",
        "TikTok",
        "company:tiktok",
    ),
    (
        "A fine was imposed on TikTok last year.",
        "TikTok",
        "company:tiktok",
    ),
    (
        "The accounts were removed by Facebook in May.",
        "Facebook",
        "company:facebook",
    ),
    (
        "LinkedIn's lawyers asked for time.",
        "LinkedIn",
        "company:linkedin",
    ),
    (
        "The ministry urged Meta, Google and TikTok to act.",
        "TikTok",
        "company:tiktok",
    ),
    (
        "Tether froze the coins within a day.",
        "Tether",
        "company:tether",
    ),
];

#[test]
fn what_is_used_is_the_service_and_who_acts_the_firm() {
    for (text, name, id) in SERVICES.iter().chain(FIRMS) {
        check(text, &[(name, id)]);
    }
}

#[test]
fn one_document_names_both() {
    check(
        "Hackers wrote on Telegram that they had the files. Telegram declined to comment.",
        &[
            ("Telegram", "technology:telegram"),
            ("Telegram", "company:telegram"),
        ],
    );
}
