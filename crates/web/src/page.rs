//! Pages: what the shell needs beside the page's own content, and the answer that carries it.

use std::fmt::Write as _;

use askama::Template;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::{App, Failure, ForWhom, Language, Menu, MenuEntry, Theme, Tongue, Visit};

/// What the site calls itself, in pages and as the sender of its mail.
pub const SITE_NAME: &str = "Guildhall";

/// What a page tells its shell.
#[derive(Clone, Debug, Default)]
pub struct Context {
    pub title: String,
    /// For search engines and previews.
    pub description: String,
    /// The menu entry that is open.
    pub place: &'static str,
    /// The one address of this page, as a path; empty when there is none.
    pub canonical: String,
    /// `noindex` or nothing.
    pub robots: &'static str,
    /// schema.org data as JSON, safe inside a script element.
    pub data: String,
    /// The feed of this page, as a path.
    pub feed: String,
    /// What stands in the search field.
    pub searched: String,
}

/// What every page's template holds as `shell`.
pub struct Shell<'a> {
    pub app: &'a App,
    pub visit: &'a Visit,
    pub t: Tongue,
    pub context: Context,
}

impl<'a> Shell<'a> {
    pub fn new(app: &'a App, visit: &'a Visit, context: Context) -> Shell<'a> {
        Shell { app, visit, t: visit.tongue, context }
    }

    /// The side bar, as far as this reader sees it.
    pub fn menu(&self) -> impl Iterator<Item = &MenuEntry> {
        self.entries(Menu::Side)
    }

    /// The foot of the side bar.
    pub fn foot(&self) -> impl Iterator<Item = &MenuEntry> {
        self.entries(Menu::Foot)
    }

    /// The navigation of the pages below `/manage`, and of those about the site (`manage_menu.html`).
    pub fn manage_menu(&self) -> impl Iterator<Item = &MenuEntry> {
        self.entries(if self.visit.here.is_some() { Menu::Manage } else { Menu::Site })
    }

    /// Whether the page stands at an entry's address or below it, and no other entry of its menu is nearer.
    pub fn is_at(&self, entry: &MenuEntry) -> bool {
        let path = self.visit.address.split('?').next().unwrap_or("");
        let behind = path.strip_prefix(self.base().as_str()).unwrap_or("");
        let leads =
            |entry: &MenuEntry| behind.strip_prefix(entry.path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        let nearest = self.entries(entry.menu).filter(|entry| leads(entry)).max_by_key(|entry| entry.path.len());
        nearest.is_some_and(|nearest| nearest.path == entry.path)
    }

    fn entries(&self, menu: Menu) -> impl Iterator<Item = &MenuEntry> {
        let here = self.visit.here.as_ref();
        let admin = self.visit.account.as_ref().is_some_and(|account| account.admin);
        let seen = move |entry: &MenuEntry| match entry.for_whom {
            ForWhom::Administrators => admin,
            whom => here.is_some_and(|here| whom.includes(here)),
        };
        self.app.menu.iter().filter(move |entry| entry.menu == menu && seen(entry))
    }

    /// Where the community's pages live: `/c/{slug}`, or nothing outside of one.
    pub fn base(&self) -> String {
        self.visit.here.as_ref().map(|here| format!("/c/{}", here.slug)).unwrap_or_default()
    }

    pub fn is_open(&self, slug: &str) -> bool {
        self.visit.here.as_ref().is_some_and(|here| here.slug == slug)
    }

    /// Whether this reader may write somewhere in the community of the page.
    pub fn may_write(&self) -> bool {
        self.visit.here.as_ref().is_some_and(|here| !here.writes.is_empty())
    }

    /// Whether this reader may join the community of the page by pressing a button.
    pub fn is_joinable(&self) -> bool {
        self.visit.here.as_ref().is_some_and(crate::Here::is_joinable)
    }

    /// Whether this reader may ask to be let into the community of the page.
    pub fn is_askable(&self) -> bool {
        self.visit.here.as_ref().is_some_and(crate::Here::is_askable)
    }

    /// Where a visitor joins the site and this community, and comes back.
    pub fn join_path(&self) -> String {
        if self.is_askable() {
            return format!("{}/ask-to-join", self.base());
        }
        let community = self.visit.here.as_ref().map(|here| format!("community={}&", here.slug)).unwrap_or_default();
        format!("/join?{community}to={}", encoded(&self.visit.address))
    }

    pub fn search_path(&self) -> String {
        format!("{}/search", self.base())
    }

    pub fn language(&self) -> &'static str {
        self.t.language().code()
    }

    pub fn languages(&self) -> &'static [Language] {
        Language::ALL
    }

    /// The `data-theme` of the page; empty leaves it to the reader's system.
    pub fn theme(&self) -> &'static str {
        match self.visit.theme {
            Theme::System => "",
            Theme::Light => "guildhall",
            Theme::Dark => "guildhall-dark",
        }
    }

    pub fn site_name(&self) -> &'static str {
        SITE_NAME
    }

    /// The two letters in the rail.
    pub fn letters<'n>(&self, name: &'n str) -> String {
        let mut words = name.split_whitespace().filter(|word: &&'n str| !word.is_empty());
        match (words.next(), words.next()) {
            (Some(one), None) => one.chars().take(2).collect(),
            (Some(one), Some(two)) => one.chars().take(1).chain(two.chars().take(1)).collect(),
            _ => "·".into(),
        }
    }
}

/// An answer with a page.
pub struct Page;

impl Page {
    /// Renders `template` as the answer for this reader.
    pub fn render(template: &impl Template) -> Result<Response, Failure> {
        Page::answer(StatusCode::OK, template)
    }

    /// As [`Page::render`], with another status: 422 for a form that comes back with its problems, 409 for one that was
    /// overtaken.
    pub fn answer(status: StatusCode, template: &impl Template) -> Result<Response, Failure> {
        Ok(respond(status, "text/html; charset=utf-8", template.render()?))
    }

    /// Leads on to `path` after a command.
    pub fn go(path: impl AsRef<str>) -> Response {
        let to = HeaderValue::from_str(path.as_ref()).unwrap_or(HeaderValue::from_static("/"));
        (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
    }
}

/// An answer that no shared cache keeps.
pub fn respond(status: StatusCode, kind: &'static str, body: impl Into<axum::body::Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::VARY, HeaderValue::from_static("Cookie, Accept-Language, Accept-Encoding")),
    ];
    (status, headers, body.into()).into_response()
}

/// `text` as one value in a query.
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b'/' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
