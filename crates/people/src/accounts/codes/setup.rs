//! `GET /account/codes`: codes of an authenticator app; `POST …/begin`, `…/confirm`, `…/recovery`, `…/off`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result, Tx};
use http::{HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visited};

use super::store::Authenticator;
use super::{check, model, store};
use crate::accounts::password;
use crate::accounts::store::secrets;
use crate::accounts::telling;
use crate::{mail, qr};

#[derive(askama::Template)]
#[template(path = "accounts/codes/templates/setup.html")]
struct CodesPage<'a> {
    shell: Shell<'a>,
    on: bool,
    /// The secret that waits for its first code, in groups of four, and the address that the picture holds.
    waiting: Option<(String, String)>,
    picture: String,
    has_password: bool,
    /// Recovery codes that are left.
    left: i64,
    /// New recovery codes: shown now and never again.
    recovery: Vec<String>,
    problems: Problems,
    off: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct CodesForm {
    password: String,
    code: String,
    /// Which of the page's forms it is, to say there what is wrong.
    off: String,
}

/// What the page says beside what stands.
#[derive(Default)]
struct Told {
    problem: Option<Problem>,
    recovery: Vec<String>,
    off: bool,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<CodesForm>) -> Result<Response, Failure> {
    show(&app, &visit, StatusCode::OK, Told { off: !asked.off.is_empty(), ..Told::default() }).await
}

async fn show(app: &App, visit: &Visited, status: StatusCode, told: Told) -> Result<Response, Failure> {
    let account = visit.account()?;
    let (id, handle) = (account.id, account.face.handle.clone());
    let (known, left, secret) = app
        .db
        .read(move |tx| async move {
            Ok((store::authenticator(&tx, id).await?, store::left(&tx, id).await?, secrets::by_id(&tx, id).await?))
        })
        .await?;
    let on = known.as_ref().is_some_and(|app| app.confirmed_at.is_some());
    let waiting = match &known {
        Some(known) if !on => Some((grouped(&known.secret), model::address(&known.secret, &handle)?)),
        _ => None,
    };
    let picture = match &waiting {
        Some((_, address)) => qr::svg(address, visit.tongue.say("codes-picture"))?,
        None => String::new(),
    };
    let context = Context { title: visit.tongue.say("codes-title").to_owned(), robots: "noindex", ..Context::default() };
    let page = CodesPage {
        shell: Shell::new(app, visit, context),
        on,
        waiting,
        picture,
        has_password: secret.is_some_and(|secret| secret.password.is_some()),
        left,
        recovery: told.recovery,
        problems: Problems(told.problem.into_iter().collect()),
        off: told.off && !on,
    };
    let mut response = Page::answer(status, &page)?;
    // Secrets are not kept by the browser, nor shown again by going back.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn grouped(secret: &str) -> String {
    secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ")
}

async fn wrong(app: &App, visit: &Visited, field: &'static str, message: &'static str) -> Result<Response, Failure> {
    let told = Told { problem: Some(Problem { field, message }), ..Told::default() };
    show(app, visit, StatusCode::UNPROCESSABLE_ENTITY, told).await
}

/// Makes a secret. An open screen is not enough, where there is a password.
pub(super) async fn begin(State(app): State<App>, visit: Visited, Form(form): Form<CodesForm>) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let known = app.db.read(move |tx| async move { secrets::by_id(&tx, account).await }).await?.ok_or(Error::NotFound)?;
    if known.password.is_some() && !password::is_right(&app, &visit, "", Some(&known), form.password).await? {
        return wrong(&app, &visit, "begin", "password-wrong").await;
    }
    let secret = model::secret(&app.random);
    app.db.write(move |tx| async move { store::begin(&tx, account, &secret, now).await }).await?;
    Ok(Page::go("/account/codes"))
}

/// The first code switches them on; recovery codes are shown.
pub(super) async fn confirm(State(app): State<App>, visit: Visited, Form(form): Form<CodesForm>) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let known = app.db.read(move |tx| async move { store::authenticator(&tx, account).await }).await?;
    let Some(Authenticator { secret, confirmed_at: None }) = known else { return Ok(Page::go("/account/codes")) };
    let Some(step) = model::step(&secret, &model::tidied(&form.code), now)? else {
        return wrong(&app, &visit, "code", "code-wrong").await;
    };
    let (shown, kept) = new_recovery(&app).await?;
    let note = telling::other_way(&app, &visit, account, "codes-on").await?;
    let on = move |tx: Tx| async move {
        // Another secret may have been made meanwhile, in another window.
        let same = store::authenticator(&tx, account).await?.is_some_and(|app| app.secret == secret);
        if !same || !store::confirm(&tx, account, now).await? {
            return Ok(false);
        }
        store::take_step(&tx, account, step).await?;
        if let Some(note) = note {
            mail::send(&tx, &note, now).await?;
        }
        store::set_recovery(&tx, account, &kept).await?;
        Ok(true)
    };
    if !app.db.write(on).await? {
        return Ok(Page::go("/account/codes"));
    }
    show(&app, &visit, StatusCode::OK, Told { recovery: shown, ..Told::default() }).await
}

/// Recovery codes: as they are shown, and as they are kept.
async fn new_recovery(app: &App) -> Result<(Vec<String>, Vec<(String, String)>)> {
    let (mut shown, mut kept) = (Vec::new(), Vec::new());
    for _ in 0..model::RECOVERY {
        let code = model::recovery(&app.random);
        let plain = model::tidied(&code);
        kept.push((model::selector(&plain).to_owned(), password::hash(&app.random, plain).await?));
        shown.push(code);
    }
    Ok((shown, kept))
}

/// Whether somebody showed the password, or a code, which is used up in `tx` by the answer's second part.
async fn shown(app: &App, visit: &Visited, form: CodesForm) -> Result<Option<Option<check::Good>>> {
    let account = visit.account()?.id;
    if !form.password.is_empty() {
        let known = app.db.read(move |tx| async move { secrets::by_id(&tx, account).await }).await?;
        return Ok(password::is_right(app, visit, "", known.as_ref(), form.password).await?.then_some(None));
    }
    Ok(check::look(app, visit, account, &form.code).await?.map(Some))
}

/// Sets new recovery codes in place of those before.
pub(super) async fn recovery(State(app): State<App>, visit: Visited, Form(form): Form<CodesForm>) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let Some(good) = shown(&app, &visit, form).await? else { return wrong(&app, &visit, "recovery", "codes-proof-wrong").await };
    let (codes, kept) = new_recovery(&app).await?;
    let set = move |tx: Tx| async move {
        if let Some(good) = good
            && !check::take(&tx, account, good, now).await?
        {
            return Ok(false);
        }
        if !store::is_on(&tx, account).await? {
            return Ok(false);
        }
        store::set_recovery(&tx, account, &kept).await?;
        Ok(true)
    };
    if !app.db.write(set).await? {
        return wrong(&app, &visit, "recovery", "codes-proof-wrong").await;
    }
    check::forgive(&app, account);
    show(&app, &visit, StatusCode::OK, Told { recovery: codes, ..Told::default() }).await
}

/// Switches codes off.
pub(super) async fn off(State(app): State<App>, visit: Visited, Form(form): Form<CodesForm>) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let on = app.db.read(move |tx| async move { store::is_on(&tx, account).await }).await?;
    if on {
        let Some(good) = shown(&app, &visit, form).await? else { return wrong(&app, &visit, "off", "codes-proof-wrong").await };
        let note = telling::other_way(&app, &visit, account, "codes-off").await?;
        let forget = move |tx: Tx| async move {
            if let Some(good) = good
                && !check::take(&tx, account, good, now).await?
            {
                return Ok(false);
            }
            if let Some(note) = note {
                mail::send(&tx, &note, now).await?;
            }
            store::forget(&tx, account).await?;
            Ok(true)
        };
        if !app.db.write(forget).await? {
            return wrong(&app, &visit, "off", "codes-proof-wrong").await;
        }
        check::forgive(&app, account);
    } else {
        // A secret that was never confirmed is given up without asking.
        app.db.write(move |tx| async move { store::forget(&tx, account).await }).await?;
    }
    Ok(Page::go("/account/codes?off=1"))
}
