//! `GET /c/{community}/manage/invitations`: who was invited, and the form that invites.

use axum::extract::State;
use axum::response::Response;
use base::Error;
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Here, Page, Problems, Query, Shell, Visited};

use super::ask::Typed;
use super::model::{Invitation, gives, most, sees_all};
use super::store;
use crate::communities::model::AreaRow;
use crate::communities::{Role, store as communities};

/// As many stand on the page.
const MOST: i64 = 200;

#[derive(askama::Template)]
#[template(path = "invitations/templates/list.html")]
struct ListPage<'a> {
    shell: Shell<'a>,
    invitations: Vec<Invitation>,
    roles: &'static [Role],
    areas: Vec<AreaRow>,
    typed: Typed,
    problems: Problems,
    /// Whether the community was founded just now.
    fresh: bool,
}

impl ListPage<'_> {
    fn problem(&self, field: &str) -> Option<&'static str> {
        self.problems.of(field, self.shell.t)
    }

    /// Whether the other pages of managing are there for this reader.
    fn manages(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(Here::moderates)
    }

    /// As many may come by one invitation of this reader.
    fn limit(&self) -> i64 {
        self.shell.visit.here.as_ref().map_or(0, most)
    }

    /// The role in words, with the area it is for.
    fn role(&self, invitation: &Invitation) -> String {
        let word = self.shell.t.say_key(&format!("invitation-role-{}", invitation.role));
        match self.areas.iter().find(|area| area.id == invitation.area) {
            Some(area) => format!("{word}, {}", area.name),
            None => word.to_owned(),
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    fresh: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    show(&app, &visit, StatusCode::OK, Typed::default(), Problems::default(), !asked.fresh.is_empty()).await
}

pub(super) async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    typed: Typed,
    problems: Problems,
    fresh: bool,
) -> Result<Response, Failure> {
    let here = visit.here()?;
    let roles = gives(here);
    if roles.is_empty() {
        return Err(Error::Forbidden.into());
    }
    let (community, by) = (here.id, if sees_all(here) { 0 } else { visit.account()?.id });
    let (invitations, areas) =
        app.db
            .read(move |tx| async move {
                Ok((store::newest(&tx, community, by, MOST).await?, communities::areas(&tx, community).await?))
            })
            .await?;
    let title = visit.tongue.say("menu-manage-invitations").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &ListPage { shell, invitations, roles, areas, typed, problems, fresh })
}
