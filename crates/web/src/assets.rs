//! Built scripts, styles, fonts and icons, embedded by the binary and served with their hashes in their names.

use std::collections::HashMap;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, Uri, header};

use crate::App;
use crate::compress::takes_gzip;

/// One embedded file.
#[derive(Clone, Copy, Debug)]
pub struct Asset {
    /// Path below `/assets/`.
    pub name: &'static str,
    pub plain: &'static [u8],
    /// The gzip form; empty when it is no gain.
    pub gzip: &'static [u8],
    /// The hash of its content.
    pub hash: &'static str,
}

/// All embedded files, by name.
#[derive(Clone, Default)]
pub struct Assets {
    files: Arc<HashMap<&'static str, Asset>>,
}

impl Assets {
    pub fn new(files: &[Asset]) -> Assets {
        Assets { files: Arc::new(files.iter().map(|file| (file.name, *file)).collect()) }
    }

    /// The address of a file, with its hash, so that it may be kept for a year.
    pub fn url(&self, name: &str) -> String {
        let hash = self.files.get(name).map_or("none", |file| file.hash);
        format!("/assets/{name}?v={hash}")
    }
}

pub(crate) async fn serve(State(app): State<App>, Path(name): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let Some(file) = app.assets.files.get(name.as_str()) else {
        return (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/plain")], "nothing here").into_response();
    };
    let packed = !file.gzip.is_empty() && takes_gzip(&headers);
    let body = Bytes::from_static(if packed { file.gzip } else { file.plain });
    let mut response = body.into_response();
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind(&name)));
    out.insert(header::CACHE_CONTROL, HeaderValue::from_static(lifetime(file, &uri)));
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if packed {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

/// What is asked for by its hash never changes (chunks of scripts have it in their names); fonts and the sprite are not, and are
/// kept for a day.
fn lifetime(file: &Asset, uri: &Uri) -> &'static str {
    let by_hash = uri.query().is_some_and(|query| query == format!("v={}", file.hash))
        || (file.name.ends_with(".js") && file.name != "app.js");
    if by_hash { "public, max-age=31536000, immutable" } else { "public, max-age=86400" }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "json" | "webmanifest" => "application/json",
        _ => "application/octet-stream",
    }
}
