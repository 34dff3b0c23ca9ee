//! `GET`, `POST /c/{community}/manage/trust`: what new members may do.

use axum::extract::State;
use axum::response::Response;
use base::Problem;
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visited};

use super::model::Trust;
use super::store;
use crate::communities::Deed;

/// No limit is larger.
const MOST: i64 = 100_000;

#[derive(askama::Template)]
#[template(path = "trust/templates/trust.html")]
struct TrustPage<'a> {
    shell: Shell<'a>,
    /// Name and value of each limit, as typed.
    fields: Vec<(&'static str, String)>,
    problems: Problems,
    saved: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let community = visit.here()?.id;
    let mut now = app.db.read(move |tx| async move { store::trust(&tx, community).await }).await?;
    let value = |now: &mut Trust, name: &str| now.field(name).map(|value| value.to_string()).unwrap_or_default();
    let fields = Trust::FIELDS.iter().map(|name| (*name, value(&mut now, name))).collect();
    show(&app, &visit, fields, Vec::new(), !asked.saved.is_empty())
}

fn show(
    app: &App,
    visit: &Visited,
    fields: Vec<(&'static str, String)>,
    problems: Vec<Problem>,
    saved: bool,
) -> Result<Response, Failure> {
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = visit.tongue.say("menu-manage-trust").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &TrustPage { shell, fields, problems: Problems(problems), saved })
}

pub(super) async fn save(
    State(app): State<App>,
    visit: Visited,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let deed = Deed::of(&visit)?;
    let mut trust = app.db.read(move |tx| async move { store::trust(&tx, deed.community).await }).await?;
    let (mut fields, mut problems) = (Vec::new(), Vec::new());
    for name in Trust::FIELDS {
        let Some(kept) = trust.field(name) else { continue };
        // What is not in the form stays as it is.
        let typed = form.iter().find(|(field, _)| field == name).map_or_else(|| kept.to_string(), |(_, typed)| typed.clone());
        match typed.trim().parse().ok().filter(|value| (0..=MOST).contains(value)) {
            Some(value) => *kept = value,
            None => problems.push(Problem { field: name, message: "trust-number" }),
        }
        fields.push((name, typed));
    }
    if !problems.is_empty() {
        return show(&app, &visit, fields, problems, false);
    }
    app.db.write(move |tx| async move { store::set(&tx, deed, &trust).await }).await?;
    Ok(Page::go(format!("/c/{}/manage/trust?saved=1", visit.here()?.slug)))
}
