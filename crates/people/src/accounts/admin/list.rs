//! `GET /admin`: everybody with an account, by name; with `?q=` whose name begins so, or who has this handle or address.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Tx};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited, encoded};

use super::store::{self, Account};
use crate::accounts::store::secrets;

const PAGE: usize = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    q: String,
    after: String,
}

#[derive(askama::Template)]
#[template(path = "accounts/admin/templates/list.html")]
struct ListPage<'a> {
    shell: Shell<'a>,
    q: String,
    accounts: Vec<Account>,
    paging: Paging,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (q, now) = (asked.q.trim().to_owned(), visit.now);
    let after = Cursor::decode(&asked.after, 1).map_or(0, |cursor| cursor.0[0]);
    let wanted = q.clone();
    let mut accounts = app.db.read(move |tx| async move { find(&tx, &wanted, after, now).await }).await?;
    let more = accounts.len() > PAGE;
    accounts.truncate(PAGE);
    let query = if q.is_empty() { String::new() } else { format!("q={}&", encoded(&q)) };
    let next = accounts.last().filter(|_| more).map(|last| format!("/admin?{query}after={}", Cursor(vec![last.id]).encode()));
    let first = (after != 0).then(|| format!("/admin?{query}"));
    let context = Context { title: visit.tongue.say("menu-site-accounts").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&ListPage { shell: Shell::new(&app, &visit, context), q, accounts, paging: Paging { first, next } })
}

/// On the first page, who has exactly this handle or address comes first.
async fn find(tx: &Tx, q: &str, after: Id, now: base::Time) -> base::Result<Vec<Account>> {
    let mut found = store::beginning(tx, q, after, PAGE as i64 + 1, now).await?;
    if after == 0
        && !q.is_empty()
        && let Some(named) = secrets::by_name(tx, q).await?
        && let Some(account) = store::one(tx, named.id, now).await?
    {
        found.retain(|one| one.id != account.id);
        found.insert(0, account);
    }
    Ok(found)
}
