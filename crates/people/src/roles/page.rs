//! `GET /c/{community}/manage/roles`: who holds which role.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Problems, Query, Shell, Visited};

use super::give::Typed;
use super::model::{Held, Warning, warnings};
use super::store;
use crate::communities::model::AreaRow;
use crate::communities::{Role, store as communities};
use crate::members::store::{self as members, Member};

/// Roles in the order of the page; being a member is not given here.
pub(super) const ROLES: [Role; 4] = [Role::Champion, Role::Moderator, Role::Steward, Role::Guest];

/// As many members are suggested, those who were here last.
const SUGGESTED: i64 = 300;

#[derive(askama::Template)]
#[template(path = "roles/templates/roles.html")]
struct RolesPage<'a> {
    shell: Shell<'a>,
    held: Vec<Held>,
    areas: Vec<AreaRow>,
    warnings: Vec<Warning>,
    typed: Typed,
    /// Members who are suggested while somebody types.
    people: Vec<Member>,
    problems: Problems,
    saved: bool,
}

impl RolesPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    fn of(&self, role: &Role) -> Vec<&Held> {
        self.held.iter().filter(|held| held.role == *role).collect()
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    show(&app, &visit, StatusCode::OK, Typed::default(), Problems::default(), !asked.saved.is_empty()).await
}

pub(super) async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    typed: Typed,
    problems: Problems,
    saved: bool,
) -> Result<Response, Failure> {
    let here = visit.here()?;
    let (community, members, now) = (here.id, here.members, visit.now);
    let (mut held, areas, people) = app
        .db
        .read(move |tx| async move {
            let people = members::page(&tx, community, members::Sort::Active, None, SUGGESTED).await?;
            Ok((store::held(&tx, community, now).await?, communities::areas(&tx, community).await?, people))
        })
        .await?;
    held.sort_by_key(|held| (held.area_name.clone(), held.name.to_lowercase()));
    let names: Vec<String> = areas.iter().map(|area| area.name.clone()).collect();
    let warnings = warnings(&held, &names, members, now);
    let title = visit.tongue.say("menu-manage-roles").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    Page::answer(
        status,
        &RolesPage { shell: Shell::new(app, visit, context), held, areas, warnings, typed, people, problems, saved },
    )
}
