//! Services that bear their firm's name: what somebody writes on, uses or reads is the service
//! ("posted on Telegram", "a Telegram channel"), who says, does or suffers something the firm
//! ("Telegram said", "sued Telegram").

use crate::analysis::gazetteer::{Found, Gazetteer};
use crate::analysis::grammar::Traits;
use crate::analysis::tagger::{Page, Shape};
use crate::model::{EntityId, Kind};
use std::ops::Range;

/// The entry that a name means by its use, and the one that it does not mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meant {
    pub(super) entry: u32,
    pub(super) not: u32,
}

/// Which of a service and its firm a name means, where it is the name of both.
pub(super) fn meant(gazetteer: &Gazetteer, page: &Page<'_>, hit: &Found) -> Option<Meant> {
    if hit.candidates.len() < 2 {
        return None;
    }
    let entries = || hit.candidates.iter().map(|candidate| candidate.entry);
    let mut pairs = entries().filter_map(|service| {
        let entry = gazetteer.entry(service)?;
        if entry.kind != Kind::Technology || entry.parent.is_empty() {
            return None;
        }
        let firm = gazetteer.by_id(&EntityId(entry.parent.to_string()))?;
        entries()
            .any(|entry| entry == firm)
            .then_some((service, firm))
    });
    let (service, firm) = pairs.next()?;
    let (entry, not) = if used(page, &hit.tokens) {
        (service, firm)
    } else {
        (firm, service)
    };
    Some(Meant { entry, not })
}

/// Whether a name stands for what is used.
fn used(page: &Page<'_>, name: &Range<usize>) -> bool {
    let row = row(page, name);
    let after = page.reading.folded(row.end);
    if is_part(after) || is_part(page.reading.folded(name.end)) {
        return true;
    }
    if page.word(row.end).shape.is(Shape::POSSESSIVE) {
        return false;
    }
    let before = |by: usize| {
        row.start
            .checked_sub(by)
            .map_or("", |at| page.reading.folded(at))
    };
    // "the app", "the messaging service Telegram"
    let medium = match before(1) {
        "on" | "onto" => !weighs(before(2)),
        "via" | "over" | "through" | "across" | "using" | "in" | "from" | "off" | "round" => true,
        "to" => moved(before(2)) || moved(before(3)) || moved(before(4)),
        "by" => {
            // "removed by Facebook" is the firm's doing, "testify by Zoom" nobody's.
            let done = row.start > 1 && page.reading.is(row.start - 2, Traits::PAST);
            !done || before(2) == "came" || sent(before(2)) || sent(before(3))
        }
        "of" => {
            is_part(before(2))
                || matches!(
                    before(2),
                    "copy" | "copies" | "version" | "versions" | "way"
                )
        }
        "and" | "or" | "as" | "like" | "called" => is_service(before(2)),
        "was" | "is" => matches!(before(2), "instrument" | "tool" | "means" | "channel"),
        word => handles(word) || is_service(word),
    };
    // "X" is a letter too: who writes on it makes it a service.
    let letter = name.len() == 1 && page.text(name.start).len() == 1;
    medium
        && (!letter
            || row.len() > 1
            || handles(before(1))
            || is_service(before(1))
            || writes(page, row.start))
}

/// The row of names that a name stands in: "Facebook, Instagram and Telegram".
fn row(page: &Page<'_>, name: &Range<usize>) -> Range<usize> {
    const LONGEST: usize = 12;
    let joins = |at: usize| matches!(page.text(at), "," | "and" | "or" | "&");
    let (mut first, mut end) = (name.start, name.end);
    while first > 1 && name.start - first < LONGEST && joins(first - 1) {
        let comma = usize::from(first > 2 && page.text(first - 2) == ",");
        let other = first - 2 - comma;
        if !page.capital(other) {
            break;
        }
        first = other;
    }
    while end - name.end < LONGEST && joins(end) {
        let comma = usize::from(matches!(page.text(end + 1), "and" | "or"));
        if !page.capital(end + 1 + comma) {
            break;
        }
        end += 2 + comma;
    }
    first..end
}

/// What a service is made of, and what is done there.
fn is_part(word: &str) -> bool {
    matches!(
        word,
        "account"
            | "accounts"
            | "ad"
            | "ads"
            | "advert"
            | "adverts"
            | "app"
            | "apps"
            | "bot"
            | "bots"
            | "broadcast"
            | "call"
            | "calls"
            | "campaign"
            | "channel"
            | "channels"
            | "chat"
            | "chats"
            | "client"
            | "clients"
            | "clip"
            | "clips"
            | "contact"
            | "contacts"
            | "conversation"
            | "conversations"
            | "feed"
            | "feeds"
            | "folder"
            | "followers"
            | "forum"
            | "forums"
            | "friends"
            | "group"
            | "groups"
            | "handle"
            | "handles"
            | "influencer"
            | "influencers"
            | "link"
            | "links"
            | "livestream"
            | "livestreams"
            | "message"
            | "messages"
            | "messenger"
            | "number"
            | "numbers"
            | "page"
            | "pages"
            | "poll"
            | "post"
            | "posts"
            | "posting"
            | "postings"
            | "profile"
            | "profiles"
            | "repositories"
            | "repository"
            | "screenshots"
            | "server"
            | "servers"
            | "stories"
            | "story"
            | "stream"
            | "tag"
            | "api"
            | "blockchain"
            | "traffic"
            | "terminal"
            | "terminals"
            | "dish"
            | "dishes"
            | "thread"
            | "threads"
            | "user"
            | "users"
            | "video"
            | "videos"
            | "voice"
            | "wallet"
            | "wallets"
            | "web"
            | "workspace"
    )
}

/// What a service is called.
fn is_service(word: &str) -> bool {
    matches!(
        word,
        "app"
            | "apps"
            | "application"
            | "applications"
            | "browser"
            | "messenger"
            | "messengers"
            | "network"
            | "networks"
            | "platform"
            | "platforms"
            | "service"
            | "services"
            | "site"
            | "sites"
            | "stablecoin"
            | "website"
            | "websites"
            | "cryptocurrency"
            | "coin"
    )
}

/// What is done with a service.
fn handles(word: &str) -> bool {
    matches!(
        word,
        "use"
            | "uses"
            | "used"
            | "download"
            | "downloaded"
            | "install"
            | "installed"
            | "installing"
            | "opened"
            | "downloading"
            | "browsing"
            | "checked"
            | "prefer"
            | "preferred"
    )
}

/// Whether what is "on" a firm is a burden that it bears, and nothing that stands there.
fn weighs(word: &str) -> bool {
    matches!(
        word,
        "fine"
            | "fines"
            | "imposed"
            | "levied"
            | "sanctions"
            | "pressure"
            | "called"
            | "raid"
            | "raids"
            | "penalty"
            | "penalties"
            | "suit"
            | "slapped"
            | "tax"
            | "leaned"
    )
}

/// What takes something to a service.
fn moved(word: &str) -> bool {
    matches!(
        word,
        "added"
            | "copied"
            | "leaked"
            | "move"
            | "moved"
            | "moving"
            | "post"
            | "posted"
            | "posting"
            | "published"
            | "pushed"
            | "switch"
            | "switched"
            | "switching"
            | "took"
            | "turn"
            | "turned"
            | "upload"
            | "uploaded"
            | "uploading"
            | "went"
            | "log"
            | "logged"
            | "logging"
    )
}

/// What comes by a service.
fn sent(word: &str) -> bool {
    matches!(
        word,
        "contacted"
            | "message"
            | "messaged"
            | "messages"
            | "pictures"
            | "send"
            | "sending"
            | "sent"
            | "shared"
            | "spread"
            | "talked"
            | "wrote"
            | "written"
            | "keeps"
            | "kept"
            | "orders"
            | "touch"
    )
}

/// Whether somebody writes or says something in the words before a token.
fn writes(page: &Page<'_>, at: usize) -> bool {
    const REACH: usize = 12;
    (at.saturating_sub(REACH)..at).any(|at| {
        matches!(
            page.reading.folded(at),
            "account"
                | "accounts"
                | "announced"
                | "claimed"
                | "message"
                | "messages"
                | "pictures"
                | "post"
                | "posted"
                | "posting"
                | "posts"
                | "published"
                | "reposted"
                | "said"
                | "says"
                | "shared"
                | "spread"
                | "statement"
                | "thread"
                | "tweeted"
                | "video"
                | "videos"
                | "warned"
                | "write"
                | "writes"
                | "wrote"
                | "bots"
                | "live"
                | "followers"
                | "campaign"
        )
    })
}
