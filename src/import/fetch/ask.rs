use super::address::{Checked, Reach};
use super::page::Page;
use crate::import::Limits;
use std::io::{self, Read};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use ureq::config::Config;
use ureq::http::{Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body};
use url::Url;

/// What a server was told of itself when it was asked before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `ETag` and `Last-Modified` as they came.
    pub etag: Option<String>,
    pub modified: Option<String>,
}

/// What a server answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    Page(Box<Page>),
    /// Nothing new since it was asked before.
    Unchanged,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("{0}")]
    Refused(String),
    #[error("the server answers {0}")]
    Status(u16),
    #[error("it is gone for good")]
    Gone,
    /// The server asks for so many seconds of rest.
    #[error("the server is busy; it asks for {0} seconds")]
    Busy(u64),
    #[error("more than {0} redirects")]
    Redirects(u32),
    #[error("larger than {0} bytes")]
    Large(u64),
    #[error("took longer than {0} seconds")]
    Slow(u64),
    #[error("{0}")]
    Failed(String),
}

/// Asks servers, within limits.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    limit: u64,
    seconds: u64,
    redirects: u32,
}

/// A server that asks for longer is asked again after this anyway.
const LONGEST_REST: u64 = 7 * 86_400;

const KINDS: &str = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, \
                     application/xhtml+xml;q=0.9, application/xml;q=0.8, */*;q=0.5";

impl Fetcher {
    #[must_use]
    pub fn new(reach: Reach, limits: &Limits) -> Self {
        let config = Config::builder()
            // The loop over redirects is ours: each is looked at before it is followed.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            // A proxy would look names up by itself, past every check.
            .proxy(None)
            .user_agent(concat!("briefing/", env!("CARGO_PKG_VERSION")))
            .accept(KINDS)
            .max_response_header_size(64 << 10)
            .build();
        let names = DefaultResolver::default();
        Self {
            agent: Agent::with_parts(
                config,
                DefaultConnector::default(),
                Checked { reach, names },
            ),
            limit: limits.fetch,
            seconds: limits.fetch_seconds,
            redirects: u32::try_from(limits.fetch_redirects).unwrap_or(u32::MAX),
        }
    }

    /// Asks for what is at an address, unless it is what was there before.
    ///
    /// # Errors
    /// Where the address is no web address or leads into a private network, the server cannot be
    /// reached or refuses, or the answer is past a limit.
    pub fn get(&self, address: &str, before: &Asked) -> Result<Reply, FetchError> {
        let until = Instant::now() + Duration::from_secs(self.seconds);
        let mut url = parse(address)?;
        let mut page = Page {
            address: address.to_owned(),
            lasting: true,
            ..Page::default()
        };
        for _ in 0..=self.redirects {
            let response = self.ask(&url, before, until)?;
            let status = response.status().as_u16();
            let Some(target) = redirect(&response) else {
                page.url = url.into();
                return self.take(page, status, response, until);
            };
            // Once led aside for now only, what lies behind is no lasting address.
            page.lasting &= matches!(status, 301 | 308);
            let next = url
                .join(&target)
                .map_err(|_| FetchError::Refused(format!("it leads to {target}")))?;
            url = parse(next.as_str())?;
        }
        Err(FetchError::Redirects(self.redirects))
    }

    fn ask(&self, url: &Url, before: &Asked, until: Instant) -> Result<Response<Body>, FetchError> {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(FetchError::Slow(self.seconds));
        }
        let mut request = self.agent.get(url.as_str());
        if let Some(etag) = &before.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = &before.modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        let request = request.config().timeout_global(Some(left)).build();
        request.call().map_err(|error| self.failed(&error))
    }

    fn take(
        &self,
        mut page: Page,
        status: u16,
        mut response: Response<Body>,
        until: Instant,
    ) -> Result<Reply, FetchError> {
        let headers = response.headers();
        let text = |name| {
            let value = headers.get(name)?.to_str().ok()?.trim();
            (!value.is_empty() && value.len() <= 1024).then(|| value.to_owned())
        };
        let rest = text(header::RETRY_AFTER).and_then(|value| rest(&value, SystemTime::now()));
        match (status, rest) {
            (304, _) => return Ok(Reply::Unchanged),
            (410, _) => return Err(FetchError::Gone),
            (429, rest) => return Err(FetchError::Busy(rest.unwrap_or(3600))),
            (503, Some(rest)) => return Err(FetchError::Busy(rest)),
            (200..300, _) => {}
            _ => return Err(FetchError::Status(status)),
        }
        page.kind = text(header::CONTENT_TYPE);
        page.asked = Asked {
            etag: text(header::ETAG),
            modified: text(header::LAST_MODIFIED),
        };
        // Packed or not: what comes out is counted, not what a header says.
        let mut body = response.body_mut().as_reader().take(self.limit + 1);
        let mut chunk = vec![0; 64 << 10];
        loop {
            if Instant::now() >= until {
                return Err(FetchError::Slow(self.seconds));
            }
            match body.read(&mut chunk) {
                Ok(0) => break,
                Ok(read) => page.bytes.extend_from_slice(&chunk[..read]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.failed(&ureq::Error::from(error))),
            }
        }
        if page.bytes.len() as u64 > self.limit {
            return Err(FetchError::Large(self.limit));
        }
        Ok(Reply::Page(Box::new(page)))
    }

    fn failed(&self, error: &ureq::Error) -> FetchError {
        match error {
            ureq::Error::Timeout(_) => FetchError::Slow(self.seconds),
            ureq::Error::HostNotFound => FetchError::Failed("there is no such host".to_owned()),
            ureq::Error::Io(why) if why.kind() == io::ErrorKind::PermissionDenied => {
                FetchError::Refused(why.to_string())
            }
            ureq::Error::Io(why) if why.kind() == io::ErrorKind::TimedOut => {
                FetchError::Slow(self.seconds)
            }
            ureq::Error::Io(why) => FetchError::Failed(why.to_string()),
            other => FetchError::Failed(other.to_string()),
        }
    }
}

/// Whether something that the person typed is a web address and no path.
#[must_use]
pub fn is_address(typed: &str) -> bool {
    let scheme = |name: &str| {
        typed
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
    };
    scheme("http://") || scheme("https://")
}

/// An address that may be asked for.
fn parse(address: &str) -> Result<Url, FetchError> {
    let refused = |why: &str| FetchError::Refused(format!("{address} {why}"));
    let mut url = Url::parse(address.trim()).map_err(|_| refused("is no web address"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(refused("is neither http nor https"));
    }
    if url.host_str().is_none_or(str::is_empty) {
        return Err(refused("names no host"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(refused("has a name or password in it"));
    }
    url.set_fragment(None);
    Ok(url)
}

/// Where an answer leads, if it is a redirect.
fn redirect(response: &Response<Body>) -> Option<String> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return None;
    }
    let target = response.headers().get(header::LOCATION)?;
    Some(String::from_utf8_lossy(target.as_bytes()).into_owned())
}

/// `Retry-After`: seconds, or a moment.
fn rest(value: &str, now: SystemTime) -> Option<u64> {
    let seconds = value.parse().ok().or_else(|| {
        let until = jiff::fmt::rfc2822::parse(value)
            .ok()?
            .timestamp()
            .as_second();
        let now = now.duration_since(UNIX_EPOCH).ok()?.as_secs();
        Some(u64::try_from(until).ok()?.saturating_sub(now))
    })?;
    Some(seconds.min(LONGEST_REST))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_are_none_are_refused() {
        let cases = [
            ("https://example.org/a#b", "https://example.org/a"),
            ("HTTP://EXAMPLE.org", "http://example.org/"),
            (
                "ftp://example.org",
                "ftp://example.org is neither http nor https",
            ),
            (
                "file:///etc/passwd",
                "file:///etc/passwd is neither http nor https",
            ),
            (
                "https://ann@example.org/",
                "https://ann@example.org/ has a name or password in it",
            ),
            ("https://", "https:// is no web address"),
            ("example.org", "example.org is no web address"),
        ];
        for (address, expected) in cases {
            let found = parse(address).map_or_else(|error| error.to_string(), String::from);
            assert_eq!(found, expected, "{address}");
        }
        assert!(is_address("Https://example.org"));
        assert!(!is_address("https.txt") && !is_address("./http:/a") && !is_address("é"));
    }

    #[test]
    fn a_busy_server_says_how_long() {
        let now = UNIX_EPOCH + Duration::from_secs(1_730_000_000);
        assert_eq!(rest("120", now), Some(120));
        assert_eq!(rest("Sun, 27 Oct 2024 03:34:20 GMT", now), Some(60));
        assert_eq!(rest("Wed, 27 Oct 1999 03:34:20 GMT", now), Some(0));
        assert_eq!(rest("99999999999", now), Some(LONGEST_REST));
        assert_eq!(rest("soon", now), None);
    }
}
