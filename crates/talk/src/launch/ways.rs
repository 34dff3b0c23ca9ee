//! `GET /new`, `POST /new`: the ways in, and what somebody began before.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Result as Done, Tx};
use http::StatusCode;
use people::address::Reach;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Query, Shell, Visit, Visited};

use super::founding::{self, Founding};
use super::model::Answers;
use super::request::store::Standing;
use super::request::{self, Wanted};
use super::store::{self, Launch};

#[derive(askama::Template)]
#[template(path = "launch/templates/ways.html")]
struct WaysPage<'a> {
    shell: Shell<'a>,
    begun: Vec<(Launch, String)>,
    may: bool,
    admin: bool,
    founding: Founding,
    /// A link for a founder, shown once.
    link: String,
    /// Whether nobody but this computer can open it.
    only_here: bool,
    saved: bool,
    /// How the own request stands, with what was typed last.
    standing: Option<Standing>,
    wanted: Wanted,
    problems: Problems,
    /// Whether somebody waits to be answered.
    waiting: bool,
}

impl WaysPage<'_> {
    /// Whether there is no request that waits.
    fn may_ask(&self) -> bool {
        self.standing.as_ref().is_none_or(|standing| standing.decided)
    }
}

/// What the page says beside what it always says.
pub(super) struct Told {
    pub status: StatusCode,
    pub link: String,
    pub saved: bool,
    pub wanted: Wanted,
    pub problems: Problems,
}

impl Default for Told {
    fn default() -> Told {
        let (link, wanted, problems) = (String::new(), Wanted::default(), Problems::default());
        Told { status: StatusCode::OK, link, saved: false, wanted, problems }
    }
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    show(&app, &visit, Told { saved: !asked.saved.is_empty(), ..Told::default() }).await
}

pub(super) async fn show(app: &App, visit: &Visited, told: Told) -> Result<Response, Failure> {
    let account = visit.account()?.clone();
    let admin = account.admin;
    let (begun, may, founding, standing, waiting) = app
        .db
        .read(move |tx| async move {
            let begun = store::open(&tx, account.id).await?;
            let standing = request::store::standing(&tx, account.id).await?;
            let waiting = admin && !request::store::waiting(&tx, 1).await?.is_empty();
            Ok((begun, may_found(&tx, account.admin).await?, founding::read(&tx).await?, standing, waiting))
        })
        .await?;
    let name = |launch: &Launch| Answers::read(&launch.answers).get("name").to_owned();
    let begun = begun.into_iter().map(|launch| (launch.clone(), name(&launch))).collect();
    let context = Context { title: visit.tongue.say("launch-title").to_owned(), robots: "noindex", ..Context::default() };
    let Told { status, link, saved, wanted, problems } = told;
    let shell = Shell::new(app, visit, context);
    let only_here = Reach::only_here(&link);
    Page::answer(
        status,
        &WaysPage { shell, begun, may, admin, founding, link, only_here, saved, standing, wanted, problems, waiting },
    )
}

/// Whether somebody may begin a community, by the site's setting. Who was asked to has one begun for them.
async fn may_found(tx: &Tx, admin: bool) -> Done<bool> {
    Ok(admin || founding::read(tx).await?.anyone)
}

/// Begins from nothing.
pub(super) async fn begin(State(app): State<App>, visit: Visited, Form(_): Form<NoFields>) -> Result<Response, Failure> {
    let (account, answers, now) = (visit.account()?.clone(), first_answers(&visit).json(), visit.now);
    let id = app
        .db
        .write(move |tx| async move {
            if !may_found(&tx, account.admin).await? {
                return Ok(None);
            }
            // Who presses twice goes on with what they began a moment ago.
            let open = store::open(&tx, account.id).await?;
            if let Some(untouched) = open.iter().find(|launch| launch.answers == answers) {
                return Ok(Some(untouched.id));
            }
            if open.len() as i64 >= store::MOST {
                return Err(Error::Conflict("too many communities are on their way at once".into()));
            }
            store::begin(&tx, account.id, &answers, now).await.map(Some)
        })
        .await?;
    // The page says who may, and what to do.
    Ok(Page::go(id.map_or("/new".to_owned(), |id| format!("/new/{id}/domain"))))
}

/// The community speaks the language of whoever begins it, unless they say otherwise.
pub(super) fn first_answers(visit: &Visit) -> Answers {
    let language = visit.tongue.language().code().to_owned();
    Answers([("language".to_owned(), language)].into_iter().collect())
}

#[derive(Deserialize)]
pub(super) struct NoFields {}
