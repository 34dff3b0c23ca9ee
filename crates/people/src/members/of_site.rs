//! `GET /admin/communities`: every community of the site; `POST /admin/communities/{id}/join`: an administrator looks after one
//! from inside only, as a member whom everybody there sees.

use axum::extract::State;
use axum::response::Response;
use base::activity::{self, Origin};
use base::{Error, Id, Tx};
use web::{App, Context, Failure, Page, Path, Shell, Visibility, Visited};

use super::store as members;
use crate::communities::Deed;
use crate::communities::store::{self, OfSite};

#[derive(askama::Template)]
#[template(path = "members/templates/of_site.html")]
struct OfSitePage<'a> {
    shell: Shell<'a>,
    communities: Vec<OfSite>,
}

impl OfSitePage<'_> {
    /// Whether somebody who is not in it reads it anyway.
    fn is_public(&self, community: &OfSite) -> bool {
        community.visibility == Visibility::Public
    }
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let communities = app.db.read(move |tx| async move { store::of_site(&tx, account, now).await }).await?;
    let context =
        Context { title: visit.tongue.say("menu-site-communities").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&OfSitePage { shell: Shell::new(&app, &visit, context), communities })
}

/// Joins openly: as a member, in the log, and whoever greets newcomers is told.
pub(super) async fn join(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let deed = Deed { community: id, ..Deed::on_site(&visit)? };
    let join = move |tx: Tx| async move {
        let slug = store::slug(&tx, id).await?.ok_or(Error::NotFound)?;
        if members::join(&tx, id, deed.by, deed.now, Origin::Lived, deed.now).await?.is_some() {
            activity::record(&tx, deed.entry("admin_joined", "account", deed.by)).await?;
        }
        Ok(slug)
    };
    let slug = app.db.write(join).await?;
    Ok(Page::go(format!("/c/{slug}")))
}
