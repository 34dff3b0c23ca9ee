//! Bodies of visitors' pages, ready to send. Bounded in bytes; an entry answers only while the revision of what it
//! shows is the same and it is young (pages say "3 h ago").

use ahash::AHashMap;
use axum::response::{IntoResponse as _, Response};
use base::{Id, Time};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};
use parking_lot::Mutex;

use crate::compress::{gzip, takes_gzip};
use crate::{Visit, respond};

/// How old a page may be when it is shown, ms.
const YOUNG: i64 = 30_000;

/// A cache of page bodies.
pub struct Pages {
    most: usize,
    kept: Mutex<Kept>,
}

/// Lists of ids that cost something to find and may be some minutes old. What a reader may not read is left out when the
/// things are loaded.
#[derive(Default)]
pub struct Remembered(Mutex<AHashMap<Id, (Time, Vec<Id>)>>);

impl Remembered {
    const LASTING: i64 = 10 * Time::MINUTE;
    const MOST: usize = 20_000;

    pub fn find(&self, of: Id, now: Time) -> Option<Vec<Id>> {
        self.0.lock().get(&of).filter(|(made, _)| now.since(*made) < Self::LASTING).map(|(_, ids)| ids.clone())
    }

    pub fn keep(&self, of: Id, now: Time, ids: Vec<Id>) {
        let mut lists = self.0.lock();
        if lists.len() >= Self::MOST {
            lists.clear();
        }
        lists.insert(of, (now, ids));
    }
}

#[derive(Default)]
struct Kept {
    bodies: AHashMap<String, Body>,
    bytes: usize,
}

#[derive(Clone)]
struct Body {
    rev: i64,
    made: Time,
    plain: Bytes,
    gzip: Option<Bytes>,
}

impl Pages {
    /// A cache of at most `most` bytes; 0 keeps nothing.
    pub fn new(most: usize) -> Pages {
        Pages { most, kept: Mutex::default() }
    }

    /// The rail names other communities, which may be renamed or hidden at any time: it is a part of what the page is.
    fn key(visit: &Visit) -> String {
        let mut key = format!("{} {} {}", visit.tongue.language().code(), visit.theme.code(), visit.address);
        for neighbour in &visit.neighbours {
            key.push('\n');
            key.push_str(&neighbour.slug);
            key.push(' ');
            key.push_str(&neighbour.name);
        }
        key
    }

    /// The kept page of this address, for visitors, when what it shows still has revision `rev`.
    pub fn find(&self, visit: &Visit, headers: &HeaderMap, rev: i64) -> Option<Response> {
        if !visit.is_anonymous() {
            return None;
        }
        let key = Self::key(visit);
        let mut body = self.kept.lock().bodies.get(&key).cloned()?;
        if body.rev != rev || visit.now.since(body.made) >= YOUNG {
            return None;
        }
        if body.gzip.is_none() && takes_gzip(headers) {
            // Packed for the first reader who takes it so, then kept for the others.
            body.gzip = gzip(&body.plain, 4);
            let mut kept = self.kept.lock();
            kept.bytes += body.gzip.as_ref().map_or(0, Bytes::len);
            match kept.bodies.insert(key, body.clone()) {
                Some(old) => kept.bytes -= old.gzip.map_or(0, |packed| packed.len()),
                None => kept.bytes += body.plain.len() + 512,
            }
        }
        Some(body.answer(headers))
    }

    /// Answers with `html`, and keeps it when the reader is a visitor.
    pub fn keep(&self, visit: &Visit, headers: &HeaderMap, rev: i64, html: String) -> Response {
        let plain = Bytes::from(html);
        if !visit.is_anonymous() || self.most == 0 {
            let packed = takes_gzip(headers).then(|| gzip(&plain, 1)).flatten();
            return Body { rev, made: visit.now, plain, gzip: packed }.answer(headers);
        }
        let packed = takes_gzip(headers).then(|| gzip(&plain, 4)).flatten();
        let body = Body { rev, made: visit.now, gzip: packed, plain };
        let size = body.size();
        let mut kept = self.kept.lock();
        if size <= self.most / 8 {
            if kept.bytes + size > self.most {
                kept.make_room(self.most / 2, visit.now);
            }
            kept.bytes += size;
            if let Some(old) = kept.bodies.insert(Self::key(visit), body.clone()) {
                kept.bytes -= old.size();
            }
        }
        drop(kept);
        body.answer(headers)
    }
}

impl Kept {
    /// Drops what is old, then anything, until at most `room` bytes are kept.
    fn make_room(&mut self, room: usize, now: Time) {
        self.bodies.retain(|_, body| now.since(body.made) < YOUNG);
        self.bytes = self.bodies.values().map(Body::size).sum();
        let mut left = self.bytes;
        self.bodies.retain(|_, body| {
            let keep = left <= room;
            left -= if keep { 0 } else { body.size() };
            keep
        });
        self.bytes = left;
    }
}

impl Body {
    fn size(&self) -> usize {
        self.plain.len() + self.gzip.as_ref().map_or(0, Bytes::len) + 512
    }

    fn answer(&self, headers: &HeaderMap) -> Response {
        let packed = self.gzip.as_ref().filter(|_| takes_gzip(headers));
        let mut response = respond(http::StatusCode::OK, "text/html; charset=utf-8", packed.unwrap_or(&self.plain).clone());
        if packed.is_some() {
            response.headers_mut().insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response.into_response()
    }
}
