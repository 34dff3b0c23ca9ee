//! Who may found a community: administrators, whom they accept, or everybody with an account; and the link for a founder who has none yet.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result as Done, Time, Tx, activity, settings};
use http::{HeaderMap, StatusCode};
use people::accounts::{self, Opening, session_hash};
use people::communities::Deed;
use serde::{Deserialize, Serialize};
use web::{App, Context, Failure, Form, Page, Path, Problems, Shell, Visited, one_line};

use super::store;
use super::ways::{self, Told};

const KEY: &str = "founding";
/// A founder's link is good for so long, ms.
const LASTING: i64 = 14 * Time::DAY;
/// As many links are open at once.
const MOST: usize = 50;

/// The site's setting, and the founders' links that are open.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub(super) struct Founding {
    /// Whether everybody with an account may found; else administrators, and whom they ask.
    pub anyone: bool,
    /// Whether others may ask to.
    pub on_request: bool,
    /// Links that wait for their founder, as hashes, with their end.
    links: Vec<(String, i64)>,
}

pub(super) async fn read(tx: &Tx) -> Done<Founding> {
    settings::read(tx, settings::SITE, KEY).await
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    /// `yes`, `request`, or nothing for administrators alone.
    anyone: String,
}

pub(super) async fn set(State(app): State<App>, visit: Visited, Form(wish): Form<Wish>) -> Result<Response, Failure> {
    let deed = Deed::on_site(&visit)?;
    let (anyone, on_request) = (wish.anyone == "yes", wish.anyone == "request");
    app.db
        .write(move |tx| async move {
            let before = read(&tx).await?;
            if (before.anyone, before.on_request) == (anyone, on_request) {
                return Ok(());
            }
            settings::write(&tx, settings::SITE, KEY, &Founding { anyone, on_request, ..before }).await?;
            let verb = match (anyone, on_request) {
                (true, _) => "founding_opened",
                (false, true) => "founding_on_request",
                (false, false) => "founding_closed",
            };
            activity::record(&tx, deed.entry(verb, "site", 0)).await
        })
        .await?;
    Ok(Page::go("/new?saved=1"))
}

/// Makes a link for a founder; it is shown once.
pub(super) async fn invite(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (token, deed, now) = (app.random.token(), Deed::on_site(&visit)?, visit.now);
    let hash = session_hash(&token);
    app.db
        .write(move |tx| async move {
            let mut founding = read(&tx).await?;
            founding.links.retain(|(_, until)| *until > now.0);
            founding.links.push((hash, now.plus(LASTING).0));
            let from = founding.links.len().saturating_sub(MOST);
            founding.links.drain(..from);
            settings::write(&tx, settings::SITE, KEY, &founding).await?;
            activity::record(&tx, deed.entry("founder_link_made", "site", 0)).await
        })
        .await?;
    ways::show(&app, &visit, Told { link: app.link(&format!("/found/{token}")), ..Told::default() }).await
}

#[derive(Deserialize)]
pub(super) struct Named {
    token: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct FoundForm {
    name: String,
    /// Of this form alone: sent twice, it is one person.
    once: String,
}

#[derive(askama::Template)]
#[template(path = "launch/templates/found.html")]
struct FoundPage<'a> {
    shell: Shell<'a>,
    token: String,
    open: bool,
    name: String,
    once: String,
    problems: Problems,
}

async fn is_open(tx: &Tx, hash: &str, now: Time) -> Done<bool> {
    Ok(read(tx).await?.links.iter().any(|(known, until)| known == hash && *until > now.0))
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (hash, now) = (session_hash(&named.token), visit.now);
    let open = app.db.read(move |tx| async move { is_open(&tx, &hash, now).await }).await?;
    let status = if open { StatusCode::OK } else { StatusCode::NOT_FOUND };
    show(&app, &visit, status, named.token, open, String::new(), Problems::default())
}

fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    token: String,
    open: bool,
    name: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say("launch-title").to_owned(), robots: "noindex", ..Context::default() };
    let once = app.random.token();
    Page::answer(status, &FoundPage { shell: Shell::new(app, visit, context), token, open, name, once, problems })
}

/// The founder comes: by name alone, or as who is signed in; and stands in the first step.
pub(super) async fn come(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(form): Form<FoundForm>,
) -> Result<Response, Failure> {
    let name = one_line(&form.name);
    let known = visit.account.as_ref().map(|account| account.id);
    if let Some(message) = accounts::name_problem(&name).filter(|_| known.is_none()) {
        let problems = Problems(vec![Problem { field: "name", message }]);
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, named.token, true, name, problems);
    }
    let (hash, opening, now) = (session_hash(&named.token), Opening::of(&app, &visit, &headers), visit.now);
    let (session, answers) = (opening.clone(), ways::first_answers(&visit).json());
    let begun = app
        .db
        .write(move |tx| async move {
            let (account, fresh) = match known {
                Some(account) => (account, false),
                None => accounts::by_form(&tx, &form.once, &name, false, now).await?,
            };
            if known.is_none() {
                session.open(&tx, account, now).await?;
            }
            // The second of two clicks goes where the first one led.
            let begun = store::open(&tx, account).await?.into_iter().find(|launch| !fresh && launch.answers == answers);
            let good = is_open(&tx, &hash, now).await?;
            if let Some(begun) = begun.filter(|_| !good) {
                return Ok(begun.id);
            }
            if !good {
                return Err(Error::NotFound);
            }
            let mut founding = read(&tx).await?;
            founding.links.retain(|(open, _)| *open != hash);
            settings::write(&tx, settings::SITE, KEY, &founding).await?;
            store::begin(&tx, account, &answers, now).await
        })
        .await;
    match begun {
        Ok(id) if known.is_some() => Ok(Page::go(format!("/new/{id}/domain"))),
        Ok(id) => Ok(opening.lead(&app, &format!("/new/{id}/domain"))),
        Err(Error::NotFound) => show(&app, &visit, StatusCode::NOT_FOUND, named.token, false, String::new(), Problems::default()),
        Err(error) => Err(error.into()),
    }
}
