//! A file cut at every `<`.
//!
//! Why not an XML parser's event loop: well-formed XML has no bare `<` inside a tag, so the next `<` is a place to go on
//! from after any damage (a lost quote costs its own row, not the rest of the file), and one segment, with an upper bound,
//! is all that is ever in memory.

use std::io::{self, BufRead, Read};

/// Rows longer than this are skipped: Stack Exchange bodies end at 30 000 characters, Teams and forks at a few megabytes.
pub(super) const LONGEST: u64 = 64 << 20;

pub(super) struct Segments {
    input: Box<dyn BufRead + Send>,
    /// Bytes taken from `input`.
    pub(super) read: u64,
    line: u64,
    end: bool,
}

/// Where a segment begins (at its `<`, or at the file's first byte), and how it ended.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) offset: u64,
    pub(super) line: u64,
    pub(super) too_long: bool,
    /// Behind it comes the end of the file.
    pub(super) last: bool,
}

impl Segments {
    pub(super) fn new(input: Box<dyn BufRead + Send>) -> Self {
        Self { input, read: 0, line: 1, end: false }
    }

    /// The line at hand, from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Puts what stands before the next `<` into `segment`. The first call gives what stands before the first one.
    pub(super) fn next(&mut self, segment: &mut Vec<u8>) -> io::Result<Option<Place>> {
        segment.clear();
        if self.end {
            return Ok(None);
        }
        let (offset, line) = (self.read.saturating_sub(1), self.line);
        self.read += (&mut self.input).take(LONGEST).read_until(b'<', segment)? as u64;
        self.line += segment.iter().filter(|byte| **byte == b'\n').count() as u64;
        let mut too_long = false;
        if segment.last() == Some(&b'<') {
            segment.pop();
        } else if segment.len() as u64 == LONGEST {
            too_long = true;
            self.read += self.input.skip_until(b'<')? as u64;
            self.end = self.input.fill_buf()?.is_empty();
        } else {
            self.end = true;
        }
        Ok(Some(Place { offset, line, too_long, last: self.end }))
    }
}

/// The inside of a tag that names a row, an empty one or one with an end tag.
pub(super) fn names_row(tag: &[u8]) -> bool {
    tag.strip_prefix(b"row")
        .is_some_and(|rest| rest.first().is_none_or(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte)))
}

/// The place of the `>` that ends a tag, outside of quotes.
pub(super) fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + bytes[from..].iter().position(|byte| b"\"'>".contains(byte))?;
        if bytes[at] == b'>' {
            return Some(at);
        }
        from = at + 2 + bytes[at + 1..].iter().position(|byte| *byte == bytes[at])?;
    }
}

/// Where `mark` stands first.
pub(super) fn find(text: &[u8], mark: &[u8]) -> Option<usize> {
    text.windows(mark.len()).position(|window| window == mark)
}

/// Behind the `]>` of a DOCTYPE, blanks between them allowed.
pub(super) fn subset_end(text: &[u8]) -> Option<usize> {
    let bracket = text.iter().rposition(|byte| *byte == b']')?;
    let end = bracket + 1 + text[bracket + 1..].iter().position(|byte| !byte.is_ascii_whitespace())?;
    (text[end] == b'>').then_some(end + 1)
}
