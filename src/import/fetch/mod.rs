//! The network: one address is asked for what it has. Nothing else in the program asks, and this
//! only where the person names an address or has feeds asked again.

mod address;
mod ask;
mod page;

pub use address::Reach;
pub use ask::{Asked, FetchError, Fetcher, Reply, is_address};
pub use page::Page;
