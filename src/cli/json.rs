//! Compact JSON, written straight into bytes: the same as `serde_json` writes, but for characters
//! that a terminal acts on, or that deceive eyes, which come out as escapes.

use crate::text::sanitise;
use serde::Serialize;
use serde::ser::{
    Error as _, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use serde_json::{Error, Value};

/// Appends a value to a line.
pub(super) fn write(line: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
    value.serialize(Writer { line })
}

/// Makes every text of a value that came from outside safe; a path stays as it is.
pub(super) fn clean(value: &mut Value) {
    match value {
        Value::String(text) => *text = sanitise(text).0,
        Value::Array(items) => items.iter_mut().for_each(clean),
        Value::Object(fields) => {
            let named = fields.iter_mut().filter(|(name, _)| *name != "path");
            named.for_each(|(_, inner)| clean(inner));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Writes one value.
struct Writer<'a> {
    line: &'a mut Vec<u8>,
}

/// Writes the items of a list or the entries of an object.
struct Items<'a> {
    line: &'a mut Vec<u8>,
    first: bool,
    /// What closes it.
    end: &'static [u8],
}

impl<'a> Writer<'a> {
    fn open(self, begin: &[u8], end: &'static [u8]) -> Items<'a> {
        self.line.extend_from_slice(begin);
        Items {
            line: self.line,
            first: true,
            end,
        }
    }

    /// An object whose one key is the name of a variant.
    fn variant(self, name: &str, begin: &[u8], end: &'static [u8]) -> Items<'a> {
        self.line.push(b'{');
        string(self.line, name);
        self.line.push(b':');
        self.open(begin, end)
    }
}

/// Numbers that `serde_json` writes as it should.
macro_rules! as_ever {
    ($($name:ident: $number:ty),*) => {$(
        fn $name(self, value: $number) -> Result<(), Error> {
            serde_json::to_writer(self.line, &value)
        }
    )*};
}

impl<'a> Serializer for Writer<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeTupleStruct = Items<'a>;
    type SerializeTupleVariant = Items<'a>;
    type SerializeMap = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeStructVariant = Items<'a>;

    as_ever!(serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64);
    as_ever!(serialize_u8: u8, serialize_u16: u16, serialize_u64: u64);
    as_ever!(serialize_f32: f32, serialize_f64: f64);

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        let word: &[u8] = if value { b"true" } else { b"false" };
        self.line.extend_from_slice(word);
        Ok(())
    }

    /// Places in texts, which are most of all numbers.
    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        let (mut digits, mut at, mut left) = ([0; 10], 10, value);
        loop {
            at -= 1;
            digits[at] = b'0' + (left % 10) as u8;
            left /= 10;
            if left == 0 {
                break;
            }
        }
        self.line.extend_from_slice(&digits[at..]);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        string(self.line, value);
        Ok(())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<(), Error> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.line.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let items = self.variant(variant, b"", b"}");
        write(items.line, value)?;
        items.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        Ok(self.open(b"[", b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Error> {
        Ok(self.open(b"[", b"]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Error> {
        Ok(self.open(b"[", b"]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Error> {
        Ok(self.variant(variant, b"[", b"]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        Ok(self.open(b"{", b"}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Error> {
        Ok(self.open(b"{", b"}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items<'a>, Error> {
        Ok(self.variant(variant, b"{", b"}}"))
    }
}

impl Items<'_> {
    fn part(&mut self) {
        if !self.first {
            self.line.push(b',');
        }
        self.first = false;
    }

    fn item(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Error> {
        self.part();
        write(self.line, value)
    }

    /// A field of a type: its name needs no escapes.
    fn field(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), Error> {
        self.part();
        self.line.push(b'"');
        self.line.extend_from_slice(name.as_bytes());
        self.line.extend_from_slice(b"\":");
        write(self.line, value)
    }

    // The traits that call it return what it returns.
    #[allow(clippy::unnecessary_wraps)]
    fn close(self) -> Result<(), Error> {
        self.line.extend_from_slice(self.end);
        Ok(())
    }
}

macro_rules! items {
    ($($name:ident: $method:ident),*) => {$(
        impl $name for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.item(value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        }
    )*};
}

items!(SerializeSeq: serialize_element, SerializeTuple: serialize_element);
items!(SerializeTupleStruct: serialize_field, SerializeTupleVariant: serialize_field);

macro_rules! fields {
    ($($name:ident),*) => {$(
        impl $name for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Error> {
                self.field(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.close()
            }
        }
    )*};
}

fields!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.part();
        let begin = self.line.len();
        write(self.line, key)?;
        match self.line.get(begin) {
            Some(b'"') => Ok(()),
            // Numbers become strings.
            Some(b'-' | b'0'..=b'9') => {
                self.line.insert(begin, b'"');
                self.line.push(b'"');
                Ok(())
            }
            _ => Err(Error::custom("key must be a string")),
        }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.line.push(b':');
        write(self.line, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

/// Writes a string in quotation marks.
fn string(line: &mut Vec<u8>, text: &str) {
    line.reserve(text.len() + 2);
    line.push(b'"');
    if is_plain(text.as_bytes()) {
        line.extend_from_slice(text.as_bytes());
    } else {
        escaped(line, text);
    }
    line.push(b'"');
}

fn escaped(line: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    let (mut start, mut at) = (0, 0);
    while let Some(next) = odd(bytes, at) {
        let c = text[next..].chars().next().unwrap_or(' ');
        at = next + c.len_utf8();
        let short = match c {
            '"' | '\\' => Some(c as u8),
            '\n' => Some(b'n'),
            '\r' => Some(b'r'),
            '\t' => Some(b't'),
            '\u{8}' => Some(b'b'),
            '\u{c}' => Some(b'f'),
            _ if is_unseen(c) => None,
            _ => continue,
        };
        line.extend_from_slice(&bytes[start..next]);
        start = at;
        if let Some(letter) = short {
            line.extend_from_slice(&[b'\\', letter]);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            line.extend_from_slice(b"\\u");
            let digits = (0..4)
                .rev()
                .map(|digit| usize::from(*unit >> (4 * digit) & 15));
            line.extend(digits.map(|digit| HEX[digit]));
        }
    }
    line.extend_from_slice(&bytes[start..]);
}

const HEX: &[u8; 16] = b"0123456789abcdef";

/// The first bytes of what is not written as it is, and of others that share them.
const ODD: [bool; 256] = {
    let mut odd = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        odd[byte] = byte < 0x20
            || matches!(
                byte as u8,
                b'"' | b'\\' | 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3
            );
        byte += 1;
    }
    odd
};

/// How many bytes are compared at once.
const STRETCH: usize = 16;

/// Whether some of the bytes may not be written as they are, or are not of ASCII. Without a branch, so
/// that all are compared at once.
#[inline]
fn is_odd<const BYTES: usize>(bytes: &[u8; BYTES]) -> bool {
    let odd = |byte: u8| {
        u8::from(byte.wrapping_sub(b' ') > b'~' - b' ')
            | u8::from(byte == b'"')
            | u8::from(byte == b'\\')
    };
    bytes.iter().fold(0, |any, byte| any | odd(*byte)) != 0
}

/// Whether a string is written as it is, as most are.
fn is_plain(bytes: &[u8]) -> bool {
    if let Some(end) = bytes.last_chunk::<STRETCH>() {
        let (stretches, _) = bytes.as_chunks::<STRETCH>();
        return !is_odd(end) && stretches.iter().all(|stretch| !is_odd(stretch));
    }
    if let (Some(begin), Some(end)) = (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        return !is_odd(begin) && !is_odd(end);
    }
    !bytes.iter().any(|byte| is_odd(&[*byte]))
}

/// Where the first character from a place on begins that may not be written as it is.
fn odd(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while at < bytes.len() {
        let ahead = bytes[at..].first_chunk::<STRETCH>();
        let stretch = &bytes[at..bytes.len().min(at + STRETCH)];
        if ahead.is_none_or(is_odd)
            && let Some(place) = stretch.iter().position(|byte| ODD[usize::from(*byte)])
        {
            return Some(at + place);
        }
        at += stretch.len();
    }
    None
}

/// What the sanitiser takes out of text as well; joiners stay.
fn is_unseen(c: char) -> bool {
    !c.is_ascii_graphic()
        && c != ' '
        && (c.is_control()
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    enum Sort {
        Unit,
        One(f64),
        Two(i8, char),
        Named { a: Option<u32>, b: () },
    }

    #[test]
    fn what_is_seen_is_written_as_ever() {
        let sorts = [
            Sort::Unit,
            Sort::One(0.1),
            Sort::Two(-3, '"'),
            Sort::Named { a: Some(70), b: () },
        ];
        let text: String = (' '..'\u{7f}').chain("é–“”日本🦀".chars()).collect();
        let map: BTreeMap<&str, u64> = [("", 0), ("a\"b", u64::MAX)].into();
        let value =
            json!({"numbers": [0, -1, 1.5, 1e300, 4_294_967_295_u32], "no": [null, true, {}, []]});
        let whole = (
            sorts,
            text,
            map,
            value,
            BTreeMap::from([(-7, 2)]),
            "a\tb\n\r\u{8}\u{c}\u{1}\\",
        );
        let mut line = Vec::new();
        write(&mut line, &whole).expect("a value");
        assert_eq!(
            String::from_utf8_lossy(&line),
            serde_json::to_string(&whole).expect("a value")
        );
        assert!(write(&mut line, &BTreeMap::from([([1], 2)])).is_err());
    }

    #[test]
    fn what_is_unseen_is_an_escape_wherever_it_stands() {
        for odd in [
            '\u{7f}',
            '\u{9b}',
            '\u{202e}',
            '\u{feff}',
            '\u{e0041}',
            '\u{61c}',
        ] {
            for before in 0..40 {
                let text = format!("{}{odd}é", "x".repeat(before));
                let mut line = Vec::new();
                write(&mut line, &text).expect("a string");
                assert!(line.is_ascii() || line.ends_with("é\"".as_bytes()));
                let line = String::from_utf8_lossy(&line).into_owned();
                assert!(!line.contains(odd));
                assert_eq!(serde_json::from_str::<String>(&line).ok(), Some(text));
            }
        }
    }
}
