//! `GET`, `POST /invited/{id}`: somebody whom a list names, and who has an account of their own, says whether they come.

use axum::extract::State;
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Result as Found, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Shell, Visited};

use super::store::invited::{self, Invited};
use crate::communities::{Deed, store as communities};
use crate::inbox::{INVITED, store as inbox};
use crate::members::store as members;

#[derive(askama::Template)]
#[template(path = "bringing/templates/invited.html")]
struct InvitedPage<'a> {
    shell: Shell<'a>,
    id: Id,
    invited: Invited,
    /// Whether nothing was chosen.
    choose: bool,
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: Id,
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    answer(&app, &visit, StatusCode::OK, named.id).await
}

async fn answer(app: &App, visit: &Visited, status: StatusCode, id: Id) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let invited = app.db.read(move |tx| async move { invited::open(&tx, account, id).await }).await?.ok_or(Error::NotFound)?;
    let context = Context { title: visit.tongue.say("invited-title").to_owned(), robots: "noindex", ..Context::default() };
    let choose = status != StatusCode::OK;
    Page::answer(status, &InvitedPage { shell: Shell::new(app, visit, context), id, invited, choose })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Answered {
    /// `in` or `out`.
    decision: String,
}

pub(super) async fn decide(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(answered): Form<Answered>,
) -> Result<Response, Failure> {
    let (by, now, id) = (visit.account()?.id, visit.now, named.id);
    let comes = match answered.decision.as_str() {
        "in" => true,
        "out" => false,
        _ => return self::answer(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, id).await,
    };
    let decide = move |tx: Tx| async move {
        let invited = invited::open(&tx, by, id).await?.ok_or(Error::NotFound)?;
        let deed = Deed { community: invited.community, by, now };
        // What its maker may no longer give is gone.
        if comes && !may_still_bring(&tx, deed, invited.made_by).await? {
            return Err(Error::NotFound);
        }
        if invited::answer(&tx, deed, id, comes).await? && comes {
            members::join(&tx, deed.community, by, now, Origin::Lived, now).await?;
        }
        inbox::settle(&tx, INVITED, id).await?;
        Found::Ok(invited.slug)
    };
    let slug = app.db.write(decide).await?;
    Ok(Page::go(if comes { format!("/c/{slug}") } else { "/notifications".to_owned() }))
}

async fn may_still_bring(tx: &Tx, deed: Deed, maker: Id) -> Found<bool> {
    let leads = communities::champions(tx, deed.community, deed.now).await?.contains(&maker);
    Ok(leads || invited::is_admin(tx, maker).await?)
}
