//! Bodies of visitors' pages, ready to send. Bounded in bytes; an entry answers only while the revision of what it
//! shows is the same and it is young (pages say "3 h ago").

use std::sync::LazyLock;

use ahash::{AHashMap, RandomState};
use axum::response::{IntoResponse as _, Response};
use base::{Id, Time};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, header};
use parking_lot::Mutex;

use crate::compress::{gzip, takes_gzip};
use crate::{Ask, Language, Theme, Visit, respond};

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
    /// The other communities that the page names, which may be renamed or hidden at any time.
    rail: u64,
    /// The database's mark before the page was read, or found to be as it was.
    mark: Option<i64>,
    made: Time,
    plain: Bytes,
    gzip: Option<Bytes>,
}

/// An address as visitors of one language and theme see it.
fn key(language: Language, theme: Theme, address: &str) -> String {
    format!("{} {} {address}", language.code(), theme.code())
}

fn key_of(visit: &Visit) -> String {
    key(visit.tongue.language(), visit.theme, &visit.address)
}

fn rail(visit: &Visit) -> u64 {
    // The same seeds all through a process, which is as long as anything is kept.
    static SEEDS: LazyLock<RandomState> = LazyLock::new(RandomState::new);
    let names = visit.neighbours.iter().map(|neighbour| (&neighbour.slug, &neighbour.name));
    SEEDS.hash_one(names.collect::<Vec<_>>())
}

impl Pages {
    /// A cache of at most `most` bytes; 0 keeps nothing.
    pub fn new(most: usize) -> Pages {
        Pages { most, kept: Mutex::default() }
    }

    /// The kept page of what a visitor asks for, when nobody has written anything since it was made: then nothing needs to
    /// be looked up.
    pub(crate) fn untouched(&self, ask: &Ask, headers: &HeaderMap, now: Time) -> Option<Response> {
        // Who is signed in has no mark.
        let mark = ask.mark?;
        let key = key(ask.language, ask.theme, &ask.address);
        let body = self.kept.lock().young(&key, now).cloned()?;
        (body.mark == Some(mark)).then(|| self.packed(key, body, headers))
    }

    /// The kept page of this address, for visitors, when what it shows still has revision `rev`.
    pub fn find(&self, visit: &Visit, headers: &HeaderMap, rev: i64) -> Option<Response> {
        if !visit.is_anonymous() {
            return None;
        }
        let (key, rail) = (key_of(visit), rail(visit));
        let body = {
            let mut kept = self.kept.lock();
            let body = kept.young(&key, visit.now).filter(|body| body.rev == rev && body.rail == rail)?;
            body.mark = visit.mark.or(body.mark);
            body.clone()
        };
        Some(self.packed(key, body, headers))
    }

    /// The answer with `body`, packed for the first reader who takes it so, then kept for the others.
    fn packed(&self, key: String, mut body: Body, headers: &HeaderMap) -> Response {
        if body.gzip.is_none() && takes_gzip(headers) {
            body.gzip = gzip(&body.plain, 4);
            self.kept.lock().add_packed(&key, &body);
        }
        body.answer(headers)
    }

    /// Answers with `html`, and keeps it when the reader is a visitor.
    pub fn keep(&self, visit: &Visit, headers: &HeaderMap, rev: i64, html: String) -> Response {
        let plain = Bytes::from(html);
        let mut body = Body { rev, rail: rail(visit), mark: visit.mark, made: visit.now, gzip: None, plain };
        let size = body.size();
        if visit.is_anonymous() && size <= self.most / 8 {
            let mut kept = self.kept.lock();
            if kept.bytes + size > self.most {
                kept.make_room(self.most / 2, visit.now);
            }
            kept.insert(key_of(visit), body.clone());
        }
        // Most pages are asked for once: this one is packed in a hurry, and well when it is asked for again.
        if takes_gzip(headers) {
            body.gzip = gzip(&body.plain, 1);
        }
        body.answer(headers)
    }
}

impl Kept {
    fn young(&mut self, key: &str, now: Time) -> Option<&mut Body> {
        self.bodies.get_mut(key).filter(|body| now.since(body.made) < YOUNG)
    }

    /// Keeps the packed form of a body, if it is still the one that is kept.
    fn add_packed(&mut self, key: &str, packed: &Body) {
        if let Some(kept) = self.bodies.get_mut(key).filter(|kept| kept.plain.as_ptr() == packed.plain.as_ptr()) {
            self.bytes -= kept.size();
            kept.gzip.clone_from(&packed.gzip);
            self.bytes += kept.size();
        }
    }

    fn insert(&mut self, key: String, body: Body) {
        self.bytes += body.size();
        if let Some(old) = self.bodies.insert(key, body) {
            self.bytes -= old.size();
        }
    }

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
