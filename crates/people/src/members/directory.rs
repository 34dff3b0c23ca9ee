//! `GET /c/{community}/members`: who is here; `?q=` by the beginning of a name or handle, `?role=` by role.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Result as Found, Time, Tx};
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Query, Shell, Visited};

use super::finding;
use super::store::{self, Member, Sort};
use crate::communities::Role;

const PAGE: usize = 30;
/// Roles that the list can be narrowed to.
const ROLES: &[Role] = &[Role::Champion, Role::Moderator, Role::Steward];

#[derive(Clone, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    sort: String,
    #[serde(default)]
    q: String,
    #[serde(default)]
    role: String,
    /// A cursor; for names the handle of the last one shown.
    #[serde(default)]
    after: String,
}

/// The list that is meant.
enum Wanted {
    All(Sort),
    Called(String),
    With(Role, String),
}

impl Asked {
    fn wanted(&self) -> Wanted {
        let role = Role::from_code(&self.role).filter(|role| ROLES.contains(role));
        match (role, self.q.trim()) {
            (Some(role), q) => Wanted::With(role, q.to_owned()),
            (None, "") => Wanted::All(Sort::from_code(&self.sort).unwrap_or(Sort::Active)),
            (None, q) => Wanted::Called(q.to_owned()),
        }
    }
}

impl Wanted {
    async fn load(&self, tx: &Tx, community: Id, after: &str, now: Time) -> Found<Vec<Member>> {
        let limit = PAGE as i64 + 1;
        match self {
            Wanted::All(sort) => {
                let after = Cursor::decode(after, 3);
                store::page(tx, community, *sort, after.as_ref().map(|c| c.0.as_slice()), limit).await
            }
            Wanted::Called(q) => finding::called(tx, community, q, after, limit).await,
            Wanted::With(role, q) => finding::with_role(tx, community, *role, q, now).await,
        }
    }

    /// What this list is called in an address.
    fn query(&self) -> String {
        match self {
            Wanted::All(sort) => format!("sort={sort}"),
            Wanted::Called(q) => format!("q={}", web::encoded(q)),
            Wanted::With(role, q) => format!("role={role}&q={}", web::encoded(q)),
        }
    }

    fn cursor(&self, last: &Member) -> String {
        match self {
            Wanted::All(sort) => Cursor(last.keys(*sort)).encode(),
            _ => web::encoded(&last.handle),
        }
    }
}

#[derive(askama::Template)]
#[template(path = "members/templates/directory.html")]
struct DirectoryPage<'a> {
    shell: Shell<'a>,
    members: Vec<Member>,
    /// The order, unless the list is narrowed.
    sort: Option<Sort>,
    sorts: &'static [Sort],
    q: String,
    role: Option<Role>,
    roles: &'static [Role],
    paging: Paging,
}

impl DirectoryPage<'_> {
    fn is_role(&self, role: &Role) -> bool {
        self.role == Some(*role)
    }
}

pub(super) async fn directory(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, now, wanted, after) = (here.id, visit.now, asked.wanted(), asked.after.clone());
    let (wanted, mut members) = app
        .db
        .read(move |tx| async move {
            let members = wanted.load(&tx, community, &after, now).await?;
            Ok((wanted, members))
        })
        .await?;
    let base = format!("/c/{}/members?{}", here.slug, wanted.query());
    let paged = !matches!(wanted, Wanted::With(..));
    let more = paged && members.len() > PAGE;
    if more {
        members.truncate(PAGE);
    }
    let last = members.last().filter(|_| more).map(|member| wanted.cursor(member));
    let paging = Paging {
        next: last.map(|cursor| format!("{base}&after={cursor}")),
        first: (!asked.after.is_empty()).then(|| base.clone()),
    };
    let (sort, role) = match wanted {
        Wanted::All(sort) => (Some(sort), None),
        Wanted::Called(_) => (None, None),
        Wanted::With(role, _) => (None, Some(role)),
    };
    let context = Context {
        title: visit.tongue.say("menu-members").to_owned(),
        place: "members",
        canonical: format!("/c/{}/members", here.slug),
        ..Context::default()
    };
    let shell = Shell::new(&app, &visit, context);
    Page::render(&DirectoryPage { shell, members, sort, sorts: Sort::ALL, q: asked.q, role, roles: ROLES, paging })
}
