//! The iterator over one file.

use std::collections::{BTreeMap, VecDeque};
use std::io::BufRead;
use std::marker::PhantomData;

use super::cells::Cells;
use super::problem::Problem;
use super::segments::{LONGEST, Place, Segments, find, names_row, subset_end, tag_end};

/// A struct that a `<row …/>` can become; the eight of this module.
#[expect(private_bounds, reason = "only this module knows how to read rows")]
pub trait Row: Sealed {}

pub(super) trait Sealed: Sized {
    /// Takes its columns; what it leaves is counted as unknown. `Err` is a message for people.
    fn read(cells: &mut Cells) -> Result<Self, String>;
}

/// How far a reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Bytes taken from the file so far, a little ahead of the last row.
    pub read: u64,
    /// The file's size in bytes when it was opened.
    pub size: u64,
}

/// Rows and problems of one file in its order. After `None` come only further `None`.
pub struct Rows<R> {
    file: String,
    size: u64,
    segments: Option<Segments>,
    /// The segment at hand; kept for its memory.
    buffer: Vec<u8>,
    /// A segment can yield a row and a complaint about what stands behind it.
    ready: VecDeque<Result<R, Problem>>,
    row: u64,
    root: Option<String>,
    closed: bool,
    begun: bool,
    replaced: u64,
    unknown: BTreeMap<String, u64>,
    kind: PhantomData<fn() -> R>,
}

impl<R: Row> Rows<R> {
    /// Reads `input`; `file` and `size` are for messages and [`progress`](Self::progress) only.
    pub fn new(file: &str, input: Box<dyn BufRead + Send>, size: u64) -> Self {
        Self { segments: Some(Segments::new(input)), size, ..Self::none(file) }
    }

    /// No rows, for a file that is missing.
    pub(super) fn none(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            size: 0,
            segments: None,
            buffer: Vec::new(),
            ready: VecDeque::new(),
            row: 0,
            root: None,
            closed: false,
            begun: false,
            replaced: 0,
            unknown: BTreeMap::new(),
            kind: PhantomData,
        }
    }

    /// One problem and no rows, for a file that does not open.
    pub(super) fn failed(file: &str, message: String) -> Self {
        let mut rows = Self::none(file);
        rows.complain(Place { offset: 0, line: 1, too_long: false, last: true }, None, message);
        rows
    }

    /// How far it is; both numbers are 0 for a missing file.
    pub fn progress(&self) -> Progress {
        Progress { read: self.segments.as_ref().map_or(self.size, |segments| segments.read), size: self.size }
    }

    /// Columns that no field takes, and in how many rows they stood (the first thousand names).
    pub fn unknown(&self) -> &BTreeMap<String, u64> {
        &self.unknown
    }

    /// Characters that XML cannot hold, replaced by U+FFFD so far.
    pub fn replaced(&self) -> u64 {
        self.replaced
    }

    fn complain(&mut self, place: Place, row: Option<u64>, message: String) {
        let Place { offset, line, .. } = place;
        self.ready.push_back(Err(Problem { file: self.file.clone(), row, offset, line, message }));
    }

    /// Reads one segment on; false at the end of the file.
    fn advance(&mut self) -> bool {
        let Some(segments) = &mut self.segments else { return false };
        let mut buffer = std::mem::take(&mut self.buffer);
        let next = segments.next(&mut buffer);
        let more = match next {
            Ok(Some(place)) => {
                self.segment(place, &buffer);
                true
            }
            Ok(None) => {
                self.finish();
                false
            }
            Err(error) => {
                let offset = segments.read;
                self.stop(offset, format!("cannot be read on: {error}; the rest of the file is unread"));
                false
            }
        };
        self.buffer = buffer;
        more
    }

    fn segment(&mut self, place: Place, bytes: &[u8]) {
        if !self.begun {
            self.begun = true;
            self.before(place, bytes);
            return;
        }
        if place.too_long {
            self.complain(place, None, format!("longer than {} MB, skipped", LONGEST >> 20));
            return;
        }
        match bytes.first() {
            Some(b'?') => self.skip(place, bytes, "processing instruction", |text| find(text, b"?>").map(|at| at + 2)),
            Some(b'!') if bytes.starts_with(b"!--") => {
                // `<!-->` is no comment: its dashes must not be counted twice.
                let inside = &bytes[3..];
                self.skip(place, inside, "comment", |text| find(text, b"-->").map(|at| at + 3));
            }
            Some(b'!') if bytes.starts_with(b"![CDATA[") => {
                self.complain(place, None, "text outside of rows".to_owned());
                self.skip(place, bytes, "CDATA section", |text| find(text, b"]]>").map(|at| at + 3));
            }
            Some(b'!') => {
                self.complain(place, None, "a DOCTYPE is ignored; its entities are not expanded".to_owned());
                if bytes.contains(&b'[') {
                    self.skip(place, bytes, "DOCTYPE", subset_end);
                } else {
                    self.skip(place, bytes, "DOCTYPE", |text| find(text, b">").map(|at| at + 1));
                }
            }
            _ => self.tag(place, bytes),
        }
    }

    /// What stands before the first `<`: nothing, blanks, a byte order mark.
    fn before(&mut self, place: Place, bytes: &[u8]) {
        if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) || bytes.starts_with(&[0]) {
            self.stop(0, "the file is UTF-16 or binary, not UTF-8; it is unread".to_owned());
            return;
        }
        let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if !text.trim_ascii().is_empty() {
            self.complain(place, None, "text before the first element".to_owned());
        }
    }

    /// Leaves out what may itself hold `<`: reads segments until `end` finds the byte behind it.
    fn skip(&mut self, place: Place, bytes: &[u8], what: &str, end: fn(&[u8]) -> Option<usize>) {
        if let Some(at) = end(bytes) {
            self.behind(place, &bytes[at..]);
            return;
        }
        let Some(segments) = &mut self.segments else { return };
        let mut buffer = Vec::new();
        loop {
            match segments.next(&mut buffer) {
                Ok(Some(place)) => {
                    if let Some(at) = end(&buffer) {
                        self.behind(place, &buffer[at..]);
                        return;
                    }
                }
                Ok(None) | Err(_) => {
                    self.stop(place.offset, format!("this {what} does not end; the file is unread from here"));
                    return;
                }
            }
        }
    }

    fn tag(&mut self, place: Place, bytes: &[u8]) {
        let is_row = names_row(bytes);
        self.row += u64::from(is_row);
        let row = is_row.then_some(self.row);
        let Some(end) = tag_end(bytes) else {
            let message = if place.last { "the file ends inside a tag" } else { "a tag without an end, perhaps a lost quote" };
            self.complain(place, row, message.to_owned());
            return;
        };
        match std::str::from_utf8(&bytes[..end]) {
            Ok(tag) if is_row => match self.row(tag) {
                Ok(value) => self.ready.push_back(Ok(value)),
                Err(message) => self.complain(place, row, message),
            },
            Ok(tag) => self.other(place, tag),
            Err(_) => self.complain(place, row, "not UTF-8".to_owned()),
        }
        self.behind(place, &bytes[end + 1..]);
    }

    fn row(&mut self, tag: &str) -> Result<R, String> {
        let mut cells = Cells::read(tag.strip_suffix('/').unwrap_or(tag), &mut self.replaced)?;
        let row = R::read(&mut cells)?;
        cells.rest(&mut self.unknown);
        Ok(row)
    }

    /// The root's tags and such as do not belong here.
    fn other(&mut self, place: Place, tag: &str) {
        if let Some(name) = tag.strip_prefix('/') {
            let name = name.trim();
            if self.root.as_deref() == Some(name) {
                self.closed = true;
            } else if name != "row" {
                self.complain(place, None, "an end tag that nothing opened".to_owned());
            }
            return;
        }
        let name: String = tag.chars().take_while(|letter| !letter.is_whitespace() && *letter != '/').take(40).collect();
        if self.root.is_some() || name.is_empty() {
            self.complain(place, None, format!("unexpected element {name:?}"));
        } else {
            self.root = Some(name);
            self.closed = tag.ends_with('/');
        }
    }

    fn behind(&mut self, place: Place, text: &[u8]) {
        if !text.trim_ascii().is_empty() {
            self.complain(place, None, "text outside of rows".to_owned());
        }
    }

    fn finish(&mut self) {
        let read = self.segments.as_ref().map_or(0, |segments| segments.read);
        match (&self.root, self.closed) {
            (Some(_), true) => self.stop_quietly(),
            (Some(name), false) => {
                let message = format!("the file ends without </{name}>, it seems to be cut off");
                self.stop(read, message);
            }
            (None, _) => self.stop(read, "no root element: empty, cut off or not XML".to_owned()),
        }
    }

    fn stop(&mut self, offset: u64, message: String) {
        let line = self.segments.as_ref().map_or(1, Segments::line);
        self.stop_quietly();
        self.complain(Place { offset, line, too_long: false, last: true }, None, message);
    }

    fn stop_quietly(&mut self) {
        self.size = self.segments.take().map_or(self.size, |segments| segments.read);
    }
}

impl<R: Row> Iterator for Rows<R> {
    type Item = Result<R, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && self.advance() {}
        self.ready.pop_front()
    }
}
