//! `POST /c/{community}/join`, `GET /c/{community}/leave`, `POST /c/{community}/leave`.

use axum::extract::State;
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Result, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Here, Joining, Page, Shell, Visibility, Visited, encoded, is_path};

use super::store;
use crate::communities::store as communities;
use crate::inbox::{CHARTER, store as inbox};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Back {
    /// Where to go afterwards; the community's home unless given.
    to: String,
}

impl Back {
    fn or(&self, other: String) -> String {
        if is_path(&self.to) { self.to.clone() } else { other }
    }
}

/// Joins an open public community; a visitor makes an account first. Into others one is let by somebody.
pub(super) async fn join(State(app): State<App>, visit: Visited, Form(back): Form<Back>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let home = back.or(format!("/c/{}", here.slug));
    if here.roles.member {
        return Ok(Page::go(home));
    }
    if here.joining != Joining::Open || here.visibility != Visibility::Public {
        return Err(Error::Forbidden.into());
    }
    let Some(account) = visit.account.as_ref().map(|account| account.id) else {
        return Ok(Page::go(format!("/join?community={}&to={}", here.slug, encoded(&home))));
    };
    let (community, now) = (here.id, visit.now);
    app.db.write(move |tx| async move { store::join(&tx, community, account, now, Origin::Lived, now).await }).await?;
    Ok(Page::go(home))
}

#[derive(askama::Template)]
#[template(path = "members/templates/leave.html")]
struct LeavePage<'a> {
    shell: Shell<'a>,
    here: &'a Here,
    /// Whether nobody else leads it.
    last: bool,
}

/// Says what leaving means, and asks.
pub(super) async fn ask(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, account, now) = (here.id, visit.account.as_ref().map_or(0, |account| account.id), visit.now);
    if here.writes.is_empty() && !here.roles.guest {
        return Ok(Page::go(format!("/c/{}", here.slug)));
    }
    let last = app.db.read(move |tx| async move { is_last(&tx, community, account, now).await }).await?;
    show(&app, &visit, StatusCode::OK, last)
}

fn show(app: &App, visit: &Visited, status: StatusCode, last: bool) -> Result<Response, Failure> {
    let here = visit.here()?;
    let context =
        Context { title: visit.tongue.with("leave-title", "name", &here.name), robots: "noindex", ..Context::default() };
    Page::answer(status, &LeavePage { shell: Shell::new(app, visit, context), here, last })
}

async fn is_last(tx: &Tx, community: Id, account: Id, now: Time) -> Result<bool> {
    // Whose term ends does not count: somebody must lead when it has.
    let leads = communities::champions(tx, community, now).await?.contains(&account);
    Ok(leads && communities::lasting_champions(tx, community, account).await? == 0)
}

/// Ends membership and roles. What somebody wrote stays. The last champion cannot.
pub(super) async fn leave(State(app): State<App>, visit: Visited, Form(back): Form<Back>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let Some(account) = visit.account.as_ref().map(|account| account.id) else { return Err(Failure::SignIn) };
    let (community, now) = (here.id, visit.now);
    let go = move |tx: Tx| async move {
        // Locks the community, so that of two champions who go at once one is the last.
        communities::bump(&tx, community).await?;
        if is_last(&tx, community, account, now).await? {
            return Ok(false);
        }
        communities::end_grants(&tx, community, account, now).await?;
        // What waited for who leads waits for them no longer.
        inbox::done(&tx, account, CHARTER, community).await?;
        store::leave(&tx, community, account, now).await?;
        Ok(true)
    };
    if !app.db.write(go).await? {
        return show(&app, &visit, StatusCode::CONFLICT, true);
    }
    // Only a public one can still be read.
    Ok(Page::go(if here.visibility == Visibility::Public { back.or(format!("/c/{}", here.slug)) } else { "/".into() }))
}
