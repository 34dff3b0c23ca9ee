//! Links that sign in, by mail: `GET`, `POST /sign-in/by-mail` asks for one, `GET`, `POST /sign-in/mail/{token}` uses it.
//!
//! Opening a link shows a page with a button: a mail scanner that opens every link uses none up.

pub(super) mod store;

use axum::extract::State;
use axum::response::Response;
use base::db::Migration;
use base::{Problem, Result, Time, Tx};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{
    App, Context, Failure, Feature, Form, Language, Page, Path, Permission, Problems, Query, Routes, SITE_NAME, Shell, Visited,
    cookie, set_cookie,
};

use super::session::{Opening, session_hash};
use super::sign_in::{BACK, path_or};
use super::store::key;
use super::store::secrets::{self, Secret};
use crate::mail::{self, NewMail};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 204, name: "mail_links", sql: include_str!("204_mail_links.sql") }];

pub fn feature() -> Feature {
    const ASK: &str = "/sign-in/by-mail";
    Feature {
        name: "links",
        routes: Routes::new()
            .get(ASK, ASK, Permission::Anyone, page)
            .post(ASK, ASK, Permission::Anyone, ask)
            .get("/sign-in/mail/{token}", "/sign-in/mail/nonsense", Permission::Anyone, open)
            .post("/sign-in/mail/{token}", "/sign-in/mail/nonsense", Permission::Anyone, enter),
        migrations: MIGRATIONS,
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        ..Feature::default()
    }
}

/// A link is good for so long.
const LASTING: i64 = 15 * Time::MINUTE;
/// Links for one account, and questions from one network address, in that time.
const MOST: (u32, u32) = (3, 20);

#[derive(askama::Template)]
#[template(path = "accounts/links/templates/ask.html")]
struct AskPage<'a> {
    shell: Shell<'a>,
    asked: Asked,
    problems: Problems,
    mail: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    /// Set after asking.
    sent: String,
    /// Set by a link that is no longer good.
    stale: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AskForm {
    /// Handle or e-mail address.
    name: String,
}

async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    show(&app, &visit, StatusCode::OK, asked, Problems::default()).await
}

async fn show(app: &App, visit: &Visited, status: StatusCode, asked: Asked, problems: Problems) -> Result<Response, Failure> {
    let mail = mail::is_on(app).await?;
    let context = Context { title: visit.tongue.say("by-mail-title").to_owned(), robots: "noindex", ..Context::default() };
    Page::answer(status, &AskPage { shell: Shell::new(app, visit, context), asked, problems, mail })
}

/// The answer is the same, and takes as long, whether there is such an account or not.
async fn ask(State(app): State<App>, visit: Visited, Form(form): Form<AskForm>) -> Result<Response, Failure> {
    let (named, now) = (form.name.trim().to_owned(), visit.now);
    if named.is_empty() || !mail::is_on(&app).await? {
        let message = if named.is_empty() { "forgot-missing" } else { "by-mail-no-mail" };
        let problems = Problems(vec![Problem { field: "name", message }]);
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, Asked::default(), problems).await;
    }
    if !visit.client.is_empty() {
        app.limits.take(&format!("links from {}", visit.client), MOST.1, LASTING, now)?;
    }
    let wanted = named.clone();
    let known = app.db.read(move |tx| async move { secrets::by_name(&tx, &wanted).await }).await?;
    let limited =
        known.as_ref().map_or_else(|| format!("links of nobody {}", key(&named)), |known| format!("links of {}", known.id));
    if app.limits.take(&limited, MOST.0, LASTING, now).is_ok() {
        let token = app.random.token();
        let letter = known.and_then(|known| Some((known.id, letter(&app, &visit, &known, &token)?)));
        let hash = session_hash(&token);
        app.db.write(move |tx| async move { write(&tx, &hash, letter, now).await }).await?;
    }
    Ok(Page::go("/sign-in/by-mail?sent=1"))
}

/// The message, for who has an address.
fn letter(app: &App, visit: &Visited, known: &Secret, token: &str) -> Option<NewMail> {
    let link = app.url(&format!("/sign-in/mail/{token}"));
    Some(NewMail {
        account: Some(known.id),
        recipient: known.email.clone()?,
        subject: visit.tongue.with("by-mail-subject", "site", SITE_NAME),
        text: visit.tongue.with2("by-mail-letter", "name", &known.name, "link", link),
        reason: String::new(),
        good_until: Some(visit.now.plus(LASTING)),
    })
}

async fn write(tx: &Tx, hash: &str, letter: Option<(base::Id, NewMail)>, now: Time) -> Result<()> {
    let Some((account, letter)) = letter else { return store::pretend(tx, now).await };
    let link = store::create(tx, hash, account, now, now.plus(LASTING)).await?;
    mail::send(tx, &NewMail { reason: format!("link {link}"), ..letter }, now).await
}

#[derive(askama::Template)]
#[template(path = "accounts/links/templates/open.html")]
struct OpenPage<'a> {
    shell: Shell<'a>,
    token: String,
}

#[derive(Deserialize)]
struct Named {
    token: String,
}

const STALE: &str = "/sign-in/by-mail?stale=1";

async fn open(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (hash, now) = (session_hash(&named.token), visit.now);
    if app.db.read(move |tx| async move { store::of(&tx, &hash, now).await }).await?.is_none() {
        return Ok(Page::go(STALE));
    }
    let context = Context { title: visit.tongue.say("by-mail-open").to_owned(), robots: "noindex", ..Context::default() };
    let mut response = Page::render(&OpenPage { shell: Shell::new(&app, &visit, context), token: named.token })?;
    // The address holds a secret.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    Ok(response)
}

async fn enter(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Path(named): Path<Named>,
) -> Result<Response, Failure> {
    let (hash, opening, now) = (session_hash(&named.token), Opening::of(&app, &visit, &headers), visit.now);
    let session = opening.clone();
    let come = move |tx: Tx| async move {
        let Some(account) = store::take(&tx, &hash, now).await? else { return Ok(None) };
        // Whoever reads somebody's mail has not got their phone.
        Ok(Some(session.enter(&tx, account, now).await?))
    };
    match app.db.write(come).await? {
        // Back to where somebody was asked to sign in, when it is the same browser.
        Some(entered) => {
            let back = cookie(&headers, BACK.0).unwrap_or_default();
            let mut response = opening.lead_on(&app, entered, path_or(&back, "/"));
            response.headers_mut().extend(set_cookie(&app, BACK.0, "", 0).map(|value| (header::SET_COOKIE, value)));
            Ok(response)
        }
        None => Ok(Page::go(STALE)),
    }
}
