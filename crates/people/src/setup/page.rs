//! `GET /set-up/{token}`, `POST /set-up/{token}`: a name, and the site has an administrator.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result as Done, Tx, settings};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Shell, Visited, one_line};

use super::{KEY, SetUp, has_admin};
use crate::accounts::{self, Opening, session_hash};

#[derive(Deserialize)]
pub(super) struct Named {
    token: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct BeginForm {
    name: String,
    /// Of this form alone: sent twice, it is one person.
    once: String,
}

#[derive(askama::Template)]
#[template(path = "setup/templates/begin.html")]
struct BeginPage<'a> {
    shell: Shell<'a>,
    token: String,
    /// Whether the address is still good.
    open: bool,
    name: String,
    once: String,
    problems: Problems,
}

/// Whether this token opens the site.
async fn is_open(tx: &Tx, hash: &str) -> Done<bool> {
    let open: SetUp = settings::read(tx, settings::SITE, KEY).await?;
    Ok(!open.token_hash.is_empty() && open.token_hash == hash && !has_admin(tx).await?)
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let hash = session_hash(&named.token);
    let open = app.db.read(move |tx| async move { is_open(&tx, &hash).await }).await?;
    let status = if open { StatusCode::OK } else { StatusCode::NOT_FOUND };
    answer(&app, &visit, status, named.token, open, String::new(), Problems::default())
}

fn answer(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    token: String,
    open: bool,
    name: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say("setup-title").to_owned(), robots: "noindex", ..Context::default() };
    let once = app.random.token();
    Page::answer(status, &BeginPage { shell: Shell::new(app, visit, context), token, open, name, once, problems })
}

pub(super) async fn begin(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(form): Form<BeginForm>,
) -> Result<Response, Failure> {
    let name = one_line(&form.name);
    if let Some(message) = accounts::name_problem(&name) {
        let problems = Problems(vec![Problem { field: "name", message }]);
        return answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, named.token, true, name, problems);
    }
    let (hash, opening, now) = (session_hash(&named.token), Opening::of(&app, &visit, &headers), visit.now);
    let session = opening.clone();
    let begun = app
        .db
        .write(move |tx| async move {
            let right = is_open(&tx, &hash).await?;
            let (account, fresh) = accounts::by_form(&tx, &form.once, &name, right, now).await?;
            // The second of two clicks finds the address used, by themselves.
            if fresh && !right {
                return Err(Error::NotFound);
            }
            settings::write(&tx, settings::SITE, KEY, &SetUp::default()).await?;
            session.open(&tx, account, now).await
        })
        .await;
    match begun {
        Ok(()) => Ok(opening.lead(&app, "/new")),
        Err(Error::NotFound) => {
            answer(&app, &visit, StatusCode::NOT_FOUND, named.token, false, String::new(), Problems::default())
        }
        Err(error) => Err(error.into()),
    }
}
