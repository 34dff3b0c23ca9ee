//! `GET /c/{community}/manage/log`, `GET /admin/log`: `?who=&kind=&from=&until=&after=`.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Time, Tx};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited, encoded};

use super::model::{Entry, Group, Wanted};
use super::store;
use crate::accounts::store as accounts;

const PAGE: usize = 50;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    who: String,
    kind: String,
    from: String,
    until: String,
    after: String,
}

impl Asked {
    /// The filters as a query, without the place in the list.
    fn query(&self) -> String {
        let fields = [("who", &self.who), ("kind", &self.kind), ("from", &self.from), ("until", &self.until)];
        let set = fields.iter().filter(|(_, value)| !value.is_empty());
        set.map(|(name, value)| format!("{name}={}&", encoded(value))).collect()
    }

    fn wanted(&self) -> Wanted {
        let day = |text: &str| Time::end_of_day(text.trim());
        Wanted {
            actor: 0,
            group: Group::from_code(&self.kind),
            from: day(&self.from).map(|end| end.plus(-Time::DAY)),
            to: day(&self.until),
            after: Cursor::decode(&self.after, 2).map(|cursor| (cursor.0[0], cursor.0[1])),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "log/templates/log.html")]
struct LogPage<'a> {
    shell: Shell<'a>,
    entries: Vec<Entry>,
    asked: Asked,
    groups: &'static [Group],
    paging: Paging,
    path: String,
    /// Whether this is the site's.
    site: bool,
    /// Whether this reader sees what others did.
    all: bool,
}

impl LogPage<'_> {
    fn is_group(&self, group: &Group) -> bool {
        self.asked.kind == group.code()
    }
}

/// Whose actions are wanted: nobody's when there is nobody of that name.
async fn actor(tx: &Tx, who: &str) -> base::Result<Option<Id>> {
    let handle = who.trim().trim_start_matches('@');
    if handle.is_empty() {
        return Ok(Some(0));
    }
    Ok(accounts::profile(tx, handle).await?.map(|profile| profile.id))
}

pub(super) async fn of_community(
    State(app): State<App>,
    visit: Visited,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let here = visit.here()?;
    let only = if here.leads() { None } else { Some(visit.account()?.id) };
    let path = format!("/c/{}/manage/log", here.slug);
    show(&app, &visit, Some(here.id), only, path, asked).await
}

pub(super) async fn of_site(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    show(&app, &visit, None, None, "/admin/log".into(), asked).await
}

async fn show(
    app: &App,
    visit: &Visited,
    community: Option<Id>,
    only: Option<Id>,
    path: String,
    asked: Asked,
) -> Result<Response, Failure> {
    let (mut wanted, who) = (asked.wanted(), asked.who.clone());
    let read = move |tx: Tx| async move {
        let found = if only.is_some() { only } else { actor(&tx, &who).await? };
        let Some(actor) = found else { return Ok(Vec::new()) };
        wanted.actor = actor;
        store::entries(&tx, community, &wanted, PAGE as i64 + 1).await
    };
    let mut entries = app.db.read(read).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let base = format!("{path}?{}", asked.query());
    let next = entries.last().filter(|_| more).map(|last| format!("{base}after={}", Cursor(vec![last.at.0, last.id]).encode()));
    let first = (!asked.after.is_empty()).then(|| base.trim_end_matches(['?', '&']).to_owned());
    let site = community.is_none();
    let title = visit.tongue.say("menu-manage-log").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    let (groups, paging, all) = (Group::ALL, Paging { next, first }, only.is_none());
    Page::render(&LogPage { shell, entries, asked, groups, paging, path, site, all })
}
