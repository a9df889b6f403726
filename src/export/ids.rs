//! Ids that are the same for the same thing in every export.

use uuid::Uuid;

/// The namespace of the program's own ids; drawn once at random, and never changed.
const NAMESPACE: Uuid = Uuid::from_u128(0x5e1d_7f9a_3c44_4b8e_9a6f_21c0_b7d3_e815);

/// A version 5 UUID (RFC 9562) over a kind of thing and its canonical key.
pub(super) fn named(kind: &str, key: &str) -> String {
    Uuid::new_v5(&NAMESPACE, format!("{kind}|{key}").as_bytes()).to_string()
}
