//! The gate in front of every route: who asks, may they, and how a failure looks to them.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use axum::routing::MethodRouter;
use base::Error;
use futures_util::FutureExt as _;
use http::{HeaderMap, Method, StatusCode, Uri, header};

use crate::compress::quality;
use crate::resend;
use crate::visit::Visited;
use crate::{App, Failure, Language, Permission, Theme, Visit, cookie};

/// What the door is told of a request.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The session token of the cookie.
    pub token: Option<String>,
    /// The slug in `/c/{community}`.
    pub community: Option<String>,
    pub language: Language,
    pub theme: Theme,
    pub address: String,
    /// The network address that the request came from; empty when nothing told it.
    pub client: String,
    /// The database's mark (see [`base::Db::mark`]) before anything was read; only for those who are not signed in.
    pub mark: Option<i64>,
}

impl Ask {
    fn of(app: &App, request: &Request, community: Option<String>) -> Ask {
        let headers = request.headers();
        let language = cookie(headers, "language").and_then(|code| Language::from_code(&code));
        let theme = cookie(headers, "theme").and_then(|code| Theme::from_code(&code));
        let token = cookie(headers, session_cookie(app.is_secure()));
        Ask {
            mark: if token.is_none() { app.db.mark() } else { None },
            token,
            community,
            language: language.unwrap_or_else(|| accepted(headers)),
            theme: theme.unwrap_or(Theme::System),
            address: request.uri().path_and_query().map_or_else(|| "/".into(), ToString::to_string),
            client: client(request),
        }
    }
}

/// The network address of whoever asks. A proxy on this machine says for whom (the last entry is the one that it wrote).
fn client(request: &Request) -> String {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() else { return String::new() };
    let forwarded = request.headers().get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let told = forwarded.filter(|_| peer.ip().is_loopback()).and_then(|list| list.rsplit(',').next());
    told.and_then(|text| text.trim().parse::<IpAddr>().ok()).unwrap_or(peer.ip()).to_string()
}

/// The session cookie's name; `__Host-` ties it to this host under https.
pub fn session_cookie(secure: bool) -> &'static str {
    if secure { "__Host-session" } else { "session" }
}

fn accepted(headers: &HeaderMap) -> Language {
    let accept = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or("");
    let wanted = accept.split(',').filter_map(|part| Some((Language::from_code(part.trim().get(..2)?)?, quality(part))));
    // Of equal wishes the first.
    let best = wanted.filter(|(_, q)| *q > 0.0).reduce(|best, next| if next.1 > best.1 { next } else { best });
    best.map_or(Language::English, |(language, _)| language)
}

/// Puts the gate before a route, its refused methods included: a hidden community must not answer differently.
pub(crate) fn gated(app: &App, permission: Permission, line: MethodRouter<App>) -> MethodRouter<App> {
    line.layer(middleware::from_fn_with_state((app.clone(), permission), pass))
}

async fn pass(
    State((app, permission)): State<(App, Permission)>,
    params: Result<RawPathParams, RawPathParamsRejection>,
    mut request: Request,
    next: Next,
) -> Response {
    // An address that is no text names nothing.
    let Ok(params) = params else {
        let ask = Ask::of(&app, &request, None);
        return Failure::from(Error::NotFound).answer(&app, &Visit::nobody(&app, &ask), ask.address.starts_with("/api/"));
    };
    let community = params.iter().find(|(name, _)| *name == "community").map(|(_, slug)| slug.to_owned());
    let ask = Ask::of(&app, &request, community);
    if *request.method() == Method::GET
        && let Some(kept) = app.pages.untouched(&ask, request.headers(), app.clock.now())
    {
        return kept;
    }
    let wants_json = ask.address.starts_with("/api/");
    let visit = match (app.door)(app.clone(), ask.clone()).await {
        Ok(visit) => Arc::new(visit),
        Err(failure) => {
            let nobody = Visit::nobody(&app, &ask);
            return failure.answer(&app, &nobody, wants_json);
        }
    };
    // First of all: what another site sends is not kept, or our own page would send it on.
    if let Err(refusal) = same_site(&request) {
        return permission.check(&visit).err().unwrap_or(refusal).answer(&app, &visit, wants_json);
    }
    let allowed = permission.check(&visit);
    let (kept_request, kept) = match resend::keep(request).await {
        Ok(both) => both,
        Err(failure) => return failure.answer(&app, &visit, wants_json),
    };
    request = kept_request;
    if let Err(refusal) = allowed {
        let (account, client) = (visit.account.as_ref().map(|own| own.id), &visit.client);
        tracing::info!(account, %client, path = request.uri().path(), "refused");
        let multipart =
            request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
        let kept = if multipart { resend::typed_fields(request).await } else { kept };
        return refusal.answer_form(&app, &visit, wants_json, &kept);
    }
    request.extensions_mut().insert(Visited(Arc::clone(&visit)));
    // A broken handler answers 500 and the program serves on.
    let run = std::panic::AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let mut response = run.unwrap_or_else(|_| Failure::from(Error::internal("a handler panicked")).into_response());
    if let Some(failure) = response.extensions_mut().remove::<Failure>() {
        return failure.answer_form(&app, &visit, wants_json, &kept);
    }
    response
}

/// Requests that change something must come from our own pages (`Sec-Fetch-Site`, else `Origin`, when sent at all:
/// programs without a browser send neither and carry no cookie by accident).
fn same_site(request: &Request) -> Result<(), Failure> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(());
    }
    let text = |name| request.headers().get(name).and_then(|value: &http::HeaderValue| value.to_str().ok());
    let ours = match (text("sec-fetch-site"), text("origin")) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => {
            let host = text("host").unwrap_or("");
            origin.split_once("://").is_some_and(|(_, rest)| rest == host)
        }
        (None, None) => true,
    };
    if ours { Ok(()) } else { Err(Error::Forbidden.into()) }
}

/// The answer of addresses that nobody made.
pub(crate) async fn nothing_here(uri: Uri) -> Response {
    // `/c/coffee/` was meant as `/c/coffee`, whether that is there or not.
    if let Some(meant) = uri.path().strip_suffix('/').filter(|path| crate::is_path(path)) {
        return (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, meant.to_owned())]).into_response();
    }
    Failure::from(Error::NotFound).into_response()
}

impl Visit {
    /// A visit of whom nothing is known, for answering when the door itself failed.
    pub fn nobody(app: &App, ask: &Ask) -> Visit {
        Visit {
            account: None,
            here: None,
            neighbours: Vec::new(),
            communities: 0,
            waiting: 0,
            leaves_at: None,
            may_stay: false,
            tongue: app.texts.tongue(ask.language),
            theme: ask.theme,
            now: app.clock.now(),
            address: ask.address.clone(),
            client: ask.client.clone(),
            mark: ask.mark,
        }
    }
}
