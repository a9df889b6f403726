/// The most text that terminals take by OSC 52.
const MOST: usize = 74 * 1024;

/// The bytes that put text on the clipboard by OSC 52, wrapped for tmux where the reader runs in
/// it; nothing for text that is too long.
pub(super) fn sequence(text: &str, in_tmux: bool) -> Option<String> {
    let coded = base64(text.as_bytes());
    if coded.len() > MOST {
        return None;
    }
    let plain = format!("\x1b]52;c;{coded}\x07");
    Some(if in_tmux {
        format!("\x1bPtmux;{}\x1b\\", plain.replace('\x1b', "\x1b\x1b"))
    } else {
        plain
    })
}

/// RFC 4648.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            out.push(if at <= three.len() {
                char::from(LETTERS[(bits >> (18 - 6 * at)) as usize & 63])
            } else {
                '='
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, sequence};

    #[test]
    fn codes_as_the_standard_says() {
        for (plain, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("¶ é", "wrYgw6k="),
        ] {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }

    #[test]
    fn is_wrapped_for_tmux_and_limited() {
        assert_eq!(sequence("f", false).as_deref(), Some("\x1b]52;c;Zg==\x07"));
        assert_eq!(
            sequence("f", true).as_deref(),
            Some("\x1bPtmux;\x1b\x1b]52;c;Zg==\x07\x1b\\")
        );
        assert_eq!(sequence(&"x".repeat(80_000), false), None);
    }
}
