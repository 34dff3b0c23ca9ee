//! `GET /sign-in`, `POST /sign-in`, `GET /sign-in/{token}`, `POST /sign-out`.

use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use base::{Db, Id, Problem, Random, Result, Time};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visited, cookie, is_path, session_cookie, set_cookie};

use super::session::{self, Opening, SUSPENDED, session_hash};
use super::single_sign_on::{self, store::Provider};
use super::{passkeys, password, store};

/// Makes a link for `account` that is good for `lasting` ms and `uses` times; returns its path.
pub async fn issue_link(db: &Db, random: &Random, account: Id, now: Time, lasting: i64, uses: i64) -> Result<String> {
    let token = random.token();
    let hash = session_hash(&token);
    db.write(move |tx| async move { store::create_link(&tx, &hash, account, now, now.plus(lasting), uses).await }).await?;
    Ok(format!("/sign-in/{token}"))
}

#[derive(askama::Template)]
#[template(path = "accounts/templates/sign_in.html")]
struct SignInPage<'a> {
    shell: Shell<'a>,
    told: Told,
    /// Whether passkeys can be had here.
    passkeys: bool,
    /// Providers with which one can sign in.
    providers: Vec<Provider>,
    /// Why it did not work with one of them.
    trouble: Option<String>,
    form: SignInForm,
    problems: Problems,
}

#[derive(Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    stale: String,
    /// Set after signing out everywhere.
    #[serde(default)]
    out: String,
    /// Set after a passkey did not do.
    #[serde(default)]
    passkey: String,
    /// Set for who is out of the site.
    #[serde(default)]
    suspended: String,
    /// Where somebody was when they were asked to sign in.
    #[serde(default)]
    to: String,
    #[serde(flatten)]
    provider: single_sign_on::Told,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    /// Handle or e-mail address.
    name: String,
    password: String,
    to: String,
}

/// The cookie that leads back there after the link was opened, and how long, s.
pub(super) const BACK: (&str, i64) = ("back", 900);

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let to = wanted.to;
    let form = SignInForm { to: to.clone(), ..SignInForm::default() };
    let told = Told {
        stale: !wanted.stale.is_empty(),
        out: !wanted.out.is_empty(),
        failed: !wanted.passkey.is_empty(),
        suspended: !wanted.suspended.is_empty(),
        provider: wanted.provider,
    };
    let mut response = show(&app, &visit, StatusCode::OK, form, Problems::default(), told).await?;
    // A cookie's value ends at a semicolon.
    if is_path(&to) && !to.contains(';') {
        response.headers_mut().extend(set_cookie(&app, BACK.0, &to, BACK.1).map(|value| (header::SET_COOKIE, value)));
    }
    Ok(response)
}

/// What the page says beside its form.
#[derive(Default)]
struct Told {
    stale: bool,
    /// Whether they just signed out everywhere.
    out: bool,
    /// Whether a passkey was shown that is none of ours.
    failed: bool,
    /// Whether the account is out of the site.
    suspended: bool,
    provider: single_sign_on::Told,
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    form: SignInForm,
    problems: Problems,
    told: Told,
) -> Result<Response, Failure> {
    let title = visit.tongue.say("sign-in-title").to_owned();
    let context = Context { title, robots: "noindex", ..Context::default() };
    let (shell, passkeys) = (Shell::new(app, visit, context), passkeys::ceremony::site(app).is_some());
    let providers = single_sign_on::offered(app).await?;
    let trouble = told.provider.text(visit.tongue, &providers);
    Page::answer(status, &SignInPage { shell, told, passkeys, providers, trouble, form, problems })
}

/// Signs in by password. The answer to a wrong one is the same, and takes as long, whether there is such an account or not.
pub(super) async fn by_password(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(mut form): Form<SignInForm>,
) -> Result<Response, Failure> {
    let (named, password) = (form.name.trim().to_owned(), std::mem::take(&mut form.password));
    if named.is_empty() || password.is_empty() {
        let problems = Problems(vec![Problem { field: "name", message: "sign-in-missing" }]);
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, problems, Told::default()).await;
    }
    let wanted = named.clone();
    let known = app.db.read(move |tx| async move { store::secrets::by_name(&tx, &wanted).await }).await?;
    let right = password::is_right(&app, &visit, &store::key(&named), known.as_ref(), password).await?;
    let Some(account) = known.filter(|_| right).map(|secret| secret.id) else {
        let problems = Problems(vec![Problem { field: "name", message: "sign-in-wrong" }]);
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, problems, Told::default()).await;
    };
    let (opening, now) = (Opening::of(&app, &visit, &headers), visit.now);
    let session = opening.clone();
    let entered = app.db.write(move |tx| async move { session.enter(&tx, account, now).await }).await?;
    Ok(opening.lead_on(&app, entered, path_or(&form.to, "/")))
}

/// `to` when it is a place on this site, else `other`. The pages that let people in are no places to come back to.
pub(super) fn path_or<'a>(to: &'a str, other: &'a str) -> &'a str {
    let is_door = ["/sign-in", "/join", "/reset/"].iter().any(|door| to.starts_with(door));
    if is_path(to) && !is_door { to } else { other }
}

/// Whether a browser only looks ahead, without anybody having pressed.
pub(super) fn is_ahead(method: &Method, headers: &HeaderMap) -> bool {
    let ahead = |name: &str| headers.get(name).is_some_and(|value| value.as_bytes().starts_with(b"prefetch"));
    *method == Method::HEAD || ahead("sec-purpose") || ahead("x-sec-purpose") || ahead("purpose")
}

/// Signs in. A link is not a page that anything may fetch ahead: it is marked so, and a prefetch gets nothing.
pub(super) async fn by_link(
    State(app): State<App>,
    Path(token): Path<String>,
    Query(wanted): Query<Wanted>,
    visit: Visited,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if is_ahead(&method, &headers) {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    // Another site must not change who somebody is here.
    let elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if visit.account.is_some() && elsewhere {
        return Ok(Page::go("/"));
    }
    let (hash, opening, now) = (session_hash(&token), Opening::of(&app, &visit, &headers), app.clock.now());
    let session = opening.clone();
    let refused = app
        .db
        .write(move |tx| async move {
            let Some(account) = store::use_link(&tx, &hash, now).await? else { return Ok(Some("/sign-in?stale=1")) };
            if store::is_suspended(&tx, account, now).await? {
                return Ok(Some(SUSPENDED));
            }
            session.open(&tx, account, now).await.map(|()| None)
        })
        .await?;
    if let Some(why) = refused {
        return Ok(Page::go(why));
    }
    let back = cookie(&headers, BACK.0);
    // The link itself may lead somewhere, else back to where somebody was asked to sign in.
    let to = path_or(&wanted.to, path_or(back.as_deref().unwrap_or(""), "/"));
    let mut response = opening.lead(&app, to);
    if let Some(value) = back.and_then(|_| set_cookie(&app, BACK.0, "", 0)) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    // What was begun to be written in this browser is not for whoever sits there next.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Leaving {
    /// Set by who was asked.
    sure: String,
}

/// Signs out. Whoever has no way back in is asked first.
pub(super) async fn sign_out(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(leaving): Form<Leaving>,
) -> Result<Response, Failure> {
    if let (Some(account), true) = (&visit.account, leaving.sure.is_empty()) {
        let id = account.id;
        let own = app.db.read(move |tx| async move { store::own(&tx, id).await }).await?;
        if own.is_some_and(|own| !own.can_return()) {
            return Ok(Page::go("/sign-out"));
        }
    }
    if let Some(hash) = session::current(&app, &headers) {
        app.db.write(move |tx| async move { store::sessions::end(&tx, &hash).await }).await?;
    }
    let mut response = Page::go("/");
    if let Some(value) = set_cookie(&app, session_cookie(app.is_secure()), "", 0) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    // What was begun to be written in this browser is not for whoever sits there next.
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    Ok(response)
}

#[derive(askama::Template)]
#[template(path = "accounts/templates/sign_out.html")]
struct SignOutPage<'a> {
    shell: Shell<'a>,
}

/// Where whoever has no way back in is asked.
pub(super) async fn sign_out_page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say("sign-out").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&SignOutPage { shell: Shell::new(&app, &visit, context) })
}
