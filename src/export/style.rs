use crate::model::Tlp;
use sha2::{Digest, Sha256};

const SHEET: &str = include_str!("note.css");

/// The page's own style: for light, dark and paper, where every sheet bears the marking; nothing of
/// it is fetched.
pub(super) fn sheet(tlp: Tlp) -> String {
    let marking = tlp.as_str();
    format!(
        "{SHEET}@media print {{ @page {{ @top-center {{ content: \"{marking}\"; }} \
         @bottom-center {{ content: \"{marking}\"; }} }} }}\n"
    )
}

/// The style's hash as a Content-Security-Policy names it: that sheet applies and no other.
pub(super) fn hash(sheet: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(sheet.as_bytes())))
}

/// Base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let at = |place: usize| u32::from(three.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            if place <= three.len() {
                let sign = bits >> (18 - 6 * place) & 63;
                out.push(char::from(SIGNS[sign as usize]));
            } else {
                out.push('=');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn the_cases_of_the_standard() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), expected);
        }
    }
}
