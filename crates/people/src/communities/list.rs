//! `GET /communities`: what is on this site.

use axum::extract::State;
use axum::response::Response;
use web::{App, Context, Failure, Page, Shell, Visited};

use super::model::{Card, Listed, cards};
use super::store;

#[derive(askama::Template)]
#[template(path = "communities/templates/list.html")]
struct CommunitiesPage<'a> {
    shell: Shell<'a>,
    communities: Vec<Card>,
}

pub(super) async fn communities(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let communities = app.db.read(move |tx| async move { store_known(&tx, account, now).await }).await?;
    let title = visit.tongue.say("all-communities").to_owned();
    let context = Context { title, canonical: "/communities".into(), ..Context::default() };
    Page::render(&CommunitiesPage { shell: Shell::new(&app, &visit, context), communities: cards(communities) })
}

/// Listed communities, and those that somebody is in though they are hidden.
async fn store_known(tx: &base::Tx, account: Option<base::Id>, now: base::Time) -> base::Result<Vec<Listed>> {
    let mut known = store::listed(tx, 200).await?;
    if let Some(account) = account {
        let own = store::of_account(tx, account, now).await?;
        known.extend(own.into_iter().filter(|own| own.visibility == web::Visibility::Hidden));
    }
    Ok(known)
}
