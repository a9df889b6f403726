//! Several addresses asked at a time: one after another of each server, several servers at once.

use super::args::Net;
use crate::import::{Asked, FetchError, Fetcher, Limits, Reach, Reply};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

/// Servers that are asked at once.
const SERVERS: usize = 8;

/// Addresses whose answers are held at a time.
pub(super) const LOT: usize = 64;

/// What came of asking an address.
pub(super) type Answer = Result<Reply, FetchError>;

/// What asks, as far as the person lets it.
pub(super) fn fetcher(net: &Net, limits: &Limits) -> Fetcher {
    let reach = if net.allow_private {
        Reach::Anywhere
    } else {
        Reach::Public
    };
    Fetcher::new(reach, limits)
}

/// Asks every address; the answers stand in the order of the addresses.
pub(super) fn ask(wanted: &[(&str, Asked)], fetcher: &Fetcher) -> Vec<Answer> {
    let mut servers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, (address, _)) in wanted.iter().enumerate() {
        servers.entry(server(address)).or_default().push(place);
    }
    let threads = servers.len().min(SERVERS);
    let queue = Mutex::new(servers.into_values());
    let answers = Mutex::new(BTreeMap::new());
    let work = || {
        loop {
            // Held for no longer than it takes to draw the next server.
            let next = queue.lock().map(|mut queue| queue.next());
            let Ok(Some(places)) = next else { return };
            for place in places {
                let Some((address, before)) = wanted.get(place) else {
                    continue;
                };
                let answer = fetcher.get(address, before);
                if let Ok(mut answers) = answers.lock() {
                    answers.insert(place, answer);
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(work);
        }
    });
    let mut answers = answers.into_inner().unwrap_or_default();
    let lost = || Err(FetchError::Failed("it was not asked".to_owned()));
    (0..wanted.len())
        .map(|place| answers.remove(&place).unwrap_or_else(lost))
        .collect()
}

/// The name of the machine in an address.
fn server(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// Seconds since 1970.
pub(super) fn now() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_secs()).ok())
        .unwrap_or_default()
}
