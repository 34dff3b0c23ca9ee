//! `GET /c/{community}/groups`: groups at work, and with `?ended=1` those that have ended.

use axum::extract::State;
use axum::response::Response;
use base::Id;
use people::groups::{Group, store as groups};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited};

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    ended: String,
    #[serde(default)]
    after: String,
}

#[derive(askama::Template)]
#[template(path = "groups/templates/list.html")]
struct ListPage<'a> {
    shell: Shell<'a>,
    groups: Vec<Group>,
    /// Groups that the reader is in.
    own: Vec<Id>,
    ended: bool,
    belongs: bool,
    paging: Paging,
}

impl ListPage<'_> {
    fn is_own(&self, group: &Group) -> bool {
        self.own.contains(&group.id)
    }
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, belongs, ended) = (here.id, here.belongs(), !asked.ended.is_empty());
    let account = visit.account.as_ref().filter(|_| belongs).map(|account| account.id);
    let after = Cursor::decode(&asked.after, 2).map_or((i64::MAX, i64::MAX), |cursor| (cursor.0[0], cursor.0[1]));
    let (mut groups, own) = app
        .db
        .read(move |tx| async move {
            let limit = PAGE as i64 + 1;
            let groups = match ended {
                true => groups::ended(&tx, community, belongs, after, limit).await?,
                false => groups::at_work(&tx, community, belongs, after, limit).await?,
            };
            let own = match account {
                Some(account) => groups::ids_of(&tx, community, account).await?,
                None => Vec::new(),
            };
            Ok((groups, own))
        })
        .await?;
    let more = groups.len() > PAGE;
    groups.truncate(PAGE);
    let base = format!("/c/{}/groups{}", here.slug, if ended { "?ended=1&" } else { "?" });
    let key = |group: &Group| if ended { group.ended_at.unwrap_or(group.created_at).0 } else { group.created_at.0 };
    let next = groups.last().filter(|_| more).map(|last| Cursor(vec![key(last), last.id]).encode());
    let paging = Paging {
        next: next.map(|cursor| format!("{base}after={cursor}")),
        first: (!asked.after.is_empty()).then(|| base.trim_end_matches(['?', '&']).to_owned()),
    };
    let context = Context {
        title: visit.tongue.say("menu-groups").to_owned(),
        place: "groups",
        canonical: format!("/c/{}/groups", here.slug),
        ..Context::default()
    };
    Page::render(&ListPage { shell: Shell::new(&app, &visit, context), groups, own, ended, belongs, paging })
}
