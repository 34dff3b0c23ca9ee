//! `GET /` with several communities: which there are.

use axum::extract::State;
use axum::response::Response;
use people::communities::model::{Card, cards};
use people::communities::store;
use web::{App, Context, Failure, Page, Shell, Visited};

#[derive(askama::Template)]
#[template(path = "home/templates/site.html")]
struct SitePage<'a> {
    shell: Shell<'a>,
    communities: Vec<Card>,
}

pub(super) async fn home(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let (account, now) = (visit.account.as_ref().map(|account| account.id), visit.now);
    let communities = app
        .db
        .read(move |tx| async move {
            let mut listed = store::listed(&tx, 200).await?;
            if let Some(account) = account {
                let own = store::of_account(&tx, account, now).await?;
                listed.retain(|community| !own.iter().any(|own| own.id == community.id));
                listed.splice(0..0, own);
            }
            Ok(listed)
        })
        .await?;
    let context = Context { title: "Guildhall".into(), canonical: "/".into(), ..Context::default() };
    Page::render(&SitePage { shell: Shell::new(&app, &visit, context), communities: cards(communities) })
}
