//! Lines of a text that is too long to be held as a whole, decoded as it would be decoded whole.

use super::encoding::{Guess, wide_of};
use encoding_rs::{CoderResult, Decoder};
use std::io::{self, BufRead, BufReader, Read};

/// Bytes that are looked at together.
const BUFFER: usize = 1 << 18;

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextLine {
    /// With the sign that ends it.
    Whole(String),
    /// One of more bytes than allowed, which was passed over.
    TooLong,
}

/// Reads a text line by line.
pub struct TextLines<'a> {
    input: Box<dyn BufRead + 'a>,
    guess: Guess,
}

impl std::fmt::Debug for TextLines<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("TextLines").finish_non_exhaustive()
    }
}

impl<'a> TextLines<'a> {
    /// Looks at the beginning of a text, by which its encoding is told.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn new(input: impl Read + 'a) -> io::Result<Self> {
        let mut input = BufReader::with_capacity(BUFFER, input);
        let head = input.fill_buf()?;
        let mut guess = Guess::default();
        let input: Box<dyn BufRead + 'a> = if let Some(wide) = wide_of(head) {
            let input = Widened {
                input,
                decoder: wide.new_decoder(),
                over: false,
            };
            Box::new(BufReader::with_capacity(BUFFER, input))
        } else {
            // The last line of it may be cut within a letter.
            let end = memchr::memrchr(b'\n', head).unwrap_or(0);
            guess.hear(&head[..end]);
            Box::new(input)
        };
        Ok(Self { input, guess })
    }

    /// The next line, of so many bytes at most; nothing at the end.
    ///
    /// # Errors
    /// Where the text cannot be read.
    pub fn next_line(&mut self, most: usize) -> io::Result<Option<TextLine>> {
        let mut line = Vec::new();
        let room = most.saturating_add(1) as u64;
        (&mut self.input).take(room).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(None);
        }
        if line.len() > most && line.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
            return Ok(Some(TextLine::TooLong));
        }
        let line = String::from_utf8(line).unwrap_or_else(|odd| self.guess.decode(odd.as_bytes()));
        Ok(Some(TextLine::Whole(line)))
    }
}

/// Text in UTF-16 as UTF-8.
struct Widened<R> {
    input: BufReader<R>,
    decoder: Decoder,
    over: bool,
}

impl<R: Read> Read for Widened<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // The reader around this one has room for many letters always.
        while !self.over {
            let ready = self.input.fill_buf()?;
            let last = ready.is_empty();
            let (result, read, written, _) = self.decoder.decode_to_utf8(ready, out, last);
            self.input.consume(read);
            self.over = last && result == CoderResult::InputEmpty;
            if written > 0 {
                return Ok(written);
            }
        }
        Ok(0)
    }
}
