//! Compressed bodies: made once for cached pages, on the way out for others.

use std::io::Write as _;

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http::{HeaderMap, header};

/// Below this a body is not worth compressing, bytes.
const LEAST: usize = 1024;

/// Whether the reader's program takes gzip.
pub(crate) fn takes_gzip(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    accepted.split(',').filter(|part| part.trim().starts_with("gzip")).any(|part| quality(part) > 0.0)
}

/// The weight of one choice of an `Accept-…` header: `gzip;q=0.5`; 1 unless it says so.
pub(crate) fn quality(part: &str) -> f32 {
    part.split(';').skip(1).find_map(|word| word.trim().strip_prefix("q=")?.parse().ok()).unwrap_or(1.0)
}

/// The gzip form of `body`, or nothing when that is no gain.
pub(crate) fn gzip(body: &[u8], level: u32) -> Option<Bytes> {
    if body.len() < LEAST {
        return None;
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 3), Compression::new(level));
    encoder.write_all(body).ok()?;
    encoder.finish().ok().filter(|packed| packed.len() < body.len()).map(Bytes::from)
}
