//! `GET /admin/accounts/{id}`: an account; `POST …/sign-out` ends all its sessions, `POST …/admin` makes an administrator.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Tx, activity};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Query, Shell, Visited};

use super::store::{self, Account};
use crate::accounts::store::sessions;
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "accounts/admin/templates/one.html")]
struct OnePage<'a> {
    shell: Shell<'a>,
    one: Account,
    communities: Vec<(String, String)>,
    /// Whether this is who asks.
    own: bool,
    /// What was just done: `out`, `admin` or `last`.
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    done: String,
}

pub(super) async fn page(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let now = visit.now;
    let read = move |tx: Tx| async move {
        let one = store::one(&tx, id, now).await?.ok_or(Error::NotFound)?;
        Ok((one, store::communities(&tx, id).await?))
    };
    let (one, communities) = app.db.read(read).await?;
    let context = Context { title: one.name.clone(), robots: "noindex", ..Context::default() };
    let own = visit.account()?.id == id;
    let done = ["out", "admin", "last"].into_iter().find(|done| asked.done == *done).unwrap_or_default().to_owned();
    Page::render(&OnePage { shell: Shell::new(&app, &visit, context), one, communities, own, done })
}

/// Whoever did it to themselves signs in again.
pub(super) async fn sign_out(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let deed = Deed::on_site(&visit)?;
    let end = move |tx: Tx| async move {
        store::one(&tx, id, deed.now).await?.ok_or(Error::NotFound)?;
        sessions::end_others(&tx, id, "").await?;
        activity::record(&tx, deed.entry("signed_out", "account", id)).await
    };
    app.db.write(end).await?;
    Ok(Page::go(format!("/admin/accounts/{id}?done=out")))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Wish {
    /// `yes`, or anything else.
    admin: String,
}

pub(super) async fn set_admin(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Form(wish): Form<Wish>,
) -> Result<Response, Failure> {
    let (deed, admin) = (Deed::on_site(&visit)?, wish.admin == "yes");
    let set = move |tx: Tx| async move {
        let one = store::one(&tx, id, deed.now).await?.ok_or(Error::NotFound)?;
        if one.admin == admin {
            return Ok("admin");
        }
        if !store::set_admin(&tx, id, admin).await? {
            return Ok("last");
        }
        let verb = if admin { "admin_given" } else { "admin_taken" };
        activity::record(&tx, deed.entry(verb, "account", id)).await.map(|()| "admin")
    };
    let done = app.db.write(set).await?;
    if id == deed.by && !admin && done == "admin" {
        return Ok(Page::go("/account"));
    }
    Ok(Page::go(format!("/admin/accounts/{id}?done={done}")))
}
