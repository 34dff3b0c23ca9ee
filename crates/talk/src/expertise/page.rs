//! `GET /c/{community}/who-knows?area=|tag=`: who knows about something, with the reasons, and who wants to learn it.
//! Visitors see who answered; what members say of themselves, members see.

use axum::extract::State;
use axum::response::Response;
use base::{Result as Found, Time, Tx};
use people::communities::model::AreaRow;
use people::communities::store as communities;
use serde::Deserialize;
use web::{App, Context, Failure, Here, Page, Query, Shell, Visited};

use super::model::{self, Knower};
use super::store::{self, Learner};

/// As many people who know are shown …
const KNOWERS: usize = 5;
/// … and as many who want to learn.
const LEARNERS: i64 = 12;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    area: String,
    tag: String,
}

#[derive(Default)]
struct Loaded {
    areas: Vec<AreaRow>,
    area: Option<AreaRow>,
    /// The name of the tag that is asked about.
    tag: Option<String>,
    knowers: Vec<Knower>,
    learners: Vec<Learner>,
}

#[derive(askama::Template)]
#[template(path = "expertise/templates/who_knows.html")]
struct WhoKnowsPage<'a> {
    shell: Shell<'a>,
    page: Loaded,
    belongs: bool,
}

impl WhoKnowsPage<'_> {
    /// Whether the reader can say what they know here: somebody with a role need not be a member.
    fn is_member(&self) -> bool {
        self.shell.visit.here.as_ref().is_some_and(|here| here.roles.member)
    }

    fn is_open(&self, row: &AreaRow) -> bool {
        self.page.area.as_ref().is_some_and(|area| area.id == row.id)
    }

    /// What this page is about.
    fn subject(&self) -> &str {
        let area = self.page.area.as_ref().map(|area| area.name.as_str());
        self.page.tag.as_deref().or(area).unwrap_or("")
    }
}

pub(super) async fn who_knows(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let (here, now) = (visit.here()?.clone(), visit.now);
    let belongs = here.belongs();
    let page = app.db.read(move |tx| async move { load(&tx, &here, &asked, now).await }).await?;
    let context = Context {
        title: visit.tongue.say("who-knows-title").to_owned(),
        place: "members",
        canonical: format!("/c/{}/who-knows", visit.here()?.slug),
        ..Context::default()
    };
    Page::render(&WhoKnowsPage { shell: Shell::new(&app, &visit, context), page, belongs })
}

async fn load(tx: &Tx, here: &Here, asked: &Asked, now: Time) -> Found<Loaded> {
    let areas = communities::areas(tx, here.id).await?;
    if !asked.tag.is_empty() {
        let tag = store::tag(tx, here.id, &asked.tag).await?;
        let found = match &tag {
            Some((id, _)) => store::by_answers(tx, here.id, *id, KNOWERS as i64).await?,
            None => Vec::new(),
        };
        let tag = Some(tag.map_or_else(|| asked.tag.clone(), |(_, name)| name));
        return Ok(Loaded { areas, tag, knowers: model::best(found, now, KNOWERS), ..Loaded::default() });
    }
    let Some(area) = areas.iter().find(|row| row.slug == asked.area).or(areas.first()).cloned() else {
        return Ok(Loaded::default());
    };
    let mut found = store::by_answers(tx, here.id, -area.id, KNOWERS as i64).await?;
    let mut learners = Vec::new();
    if here.belongs() {
        let say_so = store::by_word(tx, here.id, area.id).await?;
        found.retain(|one| !say_so.iter().any(|other| other.account == one.account));
        found.extend(say_so);
        learners = store::learners(tx, here.id, area.id, LEARNERS).await?;
    }
    Ok(Loaded { areas, area: Some(area), knowers: model::best(found, now, KNOWERS), learners, ..Loaded::default() })
}
