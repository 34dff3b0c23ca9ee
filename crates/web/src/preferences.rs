//! `POST /preferences`: language and theme, kept in cookies, so that visitors have them, too.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};
use serde::Deserialize;

use crate::{App, Failure, Feature, Form, Language, Permission, Routes, Theme, set_cookie};

const YEAR: i64 = 365 * 24 * 3600;

/// The feature of the shell itself.
pub fn feature() -> Feature {
    Feature {
        name: "web",
        routes: Routes::new().post("/preferences", "/preferences", Permission::Anyone, prefer),
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}

/// Whether this is an address of our own that may stand in a header: browsers read tabs and backslashes in their own way.
pub fn is_path(to: &str) -> bool {
    to.starts_with('/') && !to.starts_with("//") && to.bytes().all(|b| (0x21..0x7f).contains(&b) && b != b'\\')
}

#[derive(Deserialize)]
struct Preferences {
    language: Option<String>,
    theme: Option<String>,
    /// Where to go back to: a path of this site.
    to: Option<String>,
}

async fn prefer(State(app): State<App>, Form(wish): Form<Preferences>) -> Result<Response, Failure> {
    let to = wish.to.filter(|to| is_path(to)).unwrap_or("/".into());
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response();
    let language = wish.language.and_then(|code| Language::from_code(&code)).map(|l| ("language", l.code()));
    let theme = wish.theme.and_then(|code| Theme::from_code(&code)).map(|theme| ("theme", theme.code()));
    for (name, code) in [language, theme].into_iter().flatten() {
        if let Some(cookie) = set_cookie(&app, name, code, YEAR) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    Ok(response)
}
