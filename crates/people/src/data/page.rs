//! `GET /account/data`: what is kept about somebody, their copy of it, and the way out.

use axum::extract::State;
use axum::response::Response;
use base::{Result, Tx};
use http::StatusCode;
use web::{App, Context, Failure, Page, Shell, Visited};

use super::KEPT;
use super::asking::{BETWEEN, counts};
use super::store::departures::{self, Departure};
use super::store::{self, Copy, State as Copying};

#[derive(askama::Template)]
#[template(path = "data/templates/data.html")]
struct DataPage<'a> {
    shell: Shell<'a>,
    copy: Option<Copy>,
    departure: Option<Departure>,
    /// Communities that somebody else has to lead first.
    alone: Vec<(String, String)>,
    too_soon: bool,
    /// Names of the parts of a copy.
    parts: Vec<&'static str>,
}

impl DataPage<'_> {
    fn is_waiting(&self) -> bool {
        self.copy.as_ref().is_some_and(|copy| copy.state == Copying::Waiting)
    }

    /// For how long what is kept: keys of messages.
    fn kept(&self) -> [&'static str; 7] {
        [
            "data-kept-account",
            "data-kept-removed",
            "data-kept-sessions",
            "data-kept-mail",
            "data-kept-drafts",
            "data-kept-reading",
            "data-kept-backups",
        ]
    }

    fn has_ended(&self, copy: &Copy) -> bool {
        matches!(copy.state, Copying::Stopped | Copying::Failed)
    }

    /// Whether the next copy can be asked for.
    fn may_ask(&self) -> bool {
        let fresh = |copy: &Copy| counts(copy.state) && self.shell.visit.now.since(copy.asked_at) < BETWEEN;
        !self.copy.as_ref().is_some_and(fresh)
    }

    fn is_ready(&self, copy: &Copy) -> bool {
        copy.state == Copying::Ready
    }

    /// Until when a copy is there.
    fn until(&self, copy: &Copy) -> String {
        self.shell.t.day(&copy.ready_at.unwrap_or(copy.asked_at).plus(KEPT), &self.shell.visit.now)
    }

    fn size(&self, copy: &Copy) -> String {
        // In megabytes, never less than one tenth.
        let tenths = (copy.bytes / 100_000).max(1);
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

/// What a form that comes back brings along.
#[derive(Default)]
pub(super) struct Told {
    pub too_soon: bool,
}

pub(super) async fn page(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    show(&app, &visit, StatusCode::OK, Told::default()).await
}

pub(super) async fn show(app: &App, visit: &Visited, status: StatusCode, told: Told) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let now = visit.now;
    let load = move |tx: Tx| async move {
        let departure = departures::of(&tx, account).await?;
        let alone = match departure {
            Some(_) => departures::leads_alone(&tx, account, now).await?,
            None => Vec::new(),
        };
        Ok((store::newest(&tx, account).await?, departure, alone))
    };
    let (copy, departure, alone) = app.db.read(load).await?;
    let context = Context { title: visit.tongue.say("data-title").to_owned(), robots: "noindex", ..Context::default() };
    let parts = app.personal.iter().flat_map(|personal| personal.parts).copied().flatten().map(|part| part.name).collect();
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &DataPage { shell, copy, departure, alone, too_soon: told.too_soon, parts })
}
