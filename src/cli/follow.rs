//! What addresses gave, on its way into the library, and the feeds that are remembered by it.

use super::error::Error;
use super::intake::{self, Taken, Watch};
use super::lists;
use super::network::{self, LOT};
use super::source::Piece;
use crate::import::{Asked, FeedLink, FetchError, Fetcher, Given, Page, Reply, Skip};
use crate::library::{Feed, Library};
use serde::Serialize;

/// What became of asking one feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Heard {
    /// It gave its entries.
    Fetched,
    Unchanged,
    /// It gave its entries under a new address, which is remembered from now on.
    Moved,
    /// Its server asked for rest; it was not asked.
    Resting,
    Failed,
    /// It will not come back, and is not asked again.
    Gone,
}

/// Takes in what some addresses have: pages as articles, feeds with their entries, of lists of
/// feeds the feeds. What cannot be had is a skip.
pub(super) fn take_addresses(
    library: &mut Library,
    addresses: &[String],
    fetcher: &Fetcher,
    given: &Given,
    taken: &mut Taken,
    watch: Watch<'_>,
) -> Result<(), Error> {
    for lot in addresses.chunks(LOT) {
        let wanted: Vec<_> = lot
            .iter()
            .map(|address| (address.as_str(), Asked::default()))
            .collect();
        for (address, answer) in lot.iter().zip(network::ask(&wanted, fetcher)) {
            match answer {
                Ok(Reply::Page(page)) => {
                    let mut feed = library.feed(address)?.unwrap_or_else(|| Feed {
                        url: address.clone(),
                        ..Feed::default()
                    });
                    if page.is_feed() {
                        adopt(library, &mut feed, &page)?;
                        (feed.asked, feed.fault) = (Some(network::now()), None);
                    }
                    let is_feed = page.is_feed();
                    let page = Page {
                        address: feed.url.clone(),
                        ..*page
                    };
                    take_page(library, page, given, taken, watch)?;
                    if is_feed {
                        library.keep_feed(&feed)?;
                        taken.followed += 1;
                    }
                }
                Ok(Reply::Unchanged) => taken.unchanged += 1,
                Err(why) => taken.skipped.push(Skip {
                    path: address.clone(),
                    reason: why.to_string(),
                }),
            }
        }
    }
    Ok(())
}

/// Remembers the feeds that lists named; gives how many are new.
pub(super) fn remember(library: &mut Library, feeds: &[FeedLink]) -> Result<usize, Error> {
    let mut new = 0;
    for feed in feeds {
        new += usize::from(library.follow(&feed.url, feed.title.as_deref())?);
    }
    Ok(new)
}

/// Asks some feeds for what is new and takes it in; `tell` hears what became of each.
pub(super) fn update(
    library: &mut Library,
    feeds: Vec<Feed>,
    fetcher: &Fetcher,
    given: &Given,
    taken: &mut Taken,
    watch: Watch<'_>,
    tell: &mut dyn FnMut(&Feed, Heard),
) -> Result<(), Error> {
    let now = network::now();
    let (resting, awake): (Vec<_>, Vec<_>) = feeds
        .into_iter()
        .partition(|feed| feed.rest.is_some_and(|until| until > now));
    for feed in &resting {
        tell(feed, Heard::Resting);
    }
    for lot in awake.chunks(LOT) {
        let wanted: Vec<_> = lot
            .iter()
            .map(|feed| {
                let before = Asked {
                    etag: feed.etag.clone(),
                    modified: feed.modified.clone(),
                };
                (feed.url.as_str(), before)
            })
            .collect();
        for (feed, answer) in lot.iter().zip(network::ask(&wanted, fetcher)) {
            let mut feed = Feed {
                asked: Some(now),
                rest: None,
                fault: None,
                ..feed.clone()
            };
            let heard = match answer {
                Ok(Reply::Page(page)) => {
                    let heard = adopt(library, &mut feed, &page)?;
                    if heard != Heard::Failed {
                        let page = Page {
                            address: feed.url.clone(),
                            ..*page
                        };
                        take_page(library, page, given, taken, watch)?;
                    }
                    heard
                }
                Ok(Reply::Unchanged) => Heard::Unchanged,
                Err(why) => {
                    feed.fault = Some(why.to_string());
                    match why {
                        FetchError::Busy(seconds) => feed.rest = Some(now + seconds.cast_signed()),
                        FetchError::Gone => feed.gone = true,
                        _ => {}
                    }
                    if feed.gone {
                        Heard::Gone
                    } else {
                        Heard::Failed
                    }
                }
            };
            // Last, so that a feed whose entries were not kept is asked for all of them again.
            library.keep_feed(&feed)?;
            tell(&feed, heard);
        }
    }
    Ok(())
}

/// Takes over what a feed's answer says of the feed itself.
fn adopt(library: &mut Library, feed: &mut Feed, page: &Page) -> Result<Heard, Error> {
    if !page.is_feed() {
        feed.fault = Some("there is no feed at this address".to_owned());
        return Ok(Heard::Failed);
    }
    // It is back, whatever was heard of it before.
    feed.gone = false;
    feed.etag.clone_from(&page.asked.etag);
    feed.modified.clone_from(&page.asked.modified);
    feed.title = page.title().or(feed.title.take());
    if !page.lasting || page.url == feed.url {
        return Ok(Heard::Fetched);
    }
    library.move_feed(&feed.url, &page.url)?;
    feed.url.clone_from(&page.url);
    Ok(Heard::Moved)
}

fn take_page(
    library: &mut Library,
    page: Page,
    given: &Given,
    taken: &mut Taken,
    watch: Watch<'_>,
) -> Result<(), Error> {
    let pieces = [Piece::Page(Box::new(page))];
    let knowledge = lists::knowledge()?;
    intake::take_batch(library, &pieces, &knowledge, given, taken, watch)
}
