//! The query parser: no input is a crash, an error points into the input, and what is understood is
//! written back to the same understanding.
#![no_main]

use briefing::library::Query;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &str| match Query::parse(input) {
    Ok(query) => assert_eq!(Query::parse(&query.to_string()).as_ref(), Ok(&query)),
    Err(error) => assert!(input.get(error.at.clone()).is_some()),
});
