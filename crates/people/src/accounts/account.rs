//! `GET /account`: what somebody says of themselves, how they sign in, where they are signed in.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result, Time, Tx};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Problems, Query, Shell, Visited};

use super::profile::{MINUTES, ProfileForm};
use super::store::{self, Own, sessions};
use super::zones;
use crate::communities::model::Listed;
use crate::communities::store as communities;
use crate::facets::languages;
use crate::mail;

#[derive(askama::Template)]
#[template(path = "accounts/templates/account.html")]
struct AccountPage<'a> {
    shell: Shell<'a>,
    own: Own,
    profile: ProfileForm,
    /// The address as typed.
    email: String,
    problems: Problems,
    saved: &'static str,
    /// Number of browsers in which they are signed in.
    sessions: i64,
    communities: Vec<Listed>,
    mail: bool,
}

impl AccountPage<'_> {
    fn zones(&self) -> &'static [&'static str] {
        zones::COMMON
    }

    /// Minutes a week that can be offered, as the form sends them.
    fn minutes(&self) -> Vec<String> {
        MINUTES.iter().map(i64::to_string).collect()
    }

    fn known_languages(&self) -> impl Iterator<Item = &'static str> {
        languages::known().map(|(_, name)| name)
    }
}

/// What a form that comes back brings along.
#[derive(Default)]
pub(super) struct Told {
    pub profile: Option<ProfileForm>,
    pub email: Option<String>,
    pub problems: Problems,
    pub saved: &'static str,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

/// Parts of the page that can have been saved: the rest of the message keys.
const SAVED: [&str; 4] = ["profile", "email", "email-asked", "password"];

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let saved = SAVED.into_iter().find(|part| *part == asked.saved).unwrap_or("");
    show(&app, &visit, StatusCode::OK, Told { saved, ..Told::default() }).await
}

pub(super) async fn show(app: &App, visit: &Visited, status: StatusCode, told: Told) -> Result<Response, Failure> {
    let (account, now) = (visit.account()?.id, visit.now);
    let (own, sessions, communities) = app.db.read(move |tx| async move { load(&tx, account, now).await }).await?;
    let context = Context { title: visit.tongue.say("account-title").to_owned(), robots: "noindex", ..Context::default() };
    let page = AccountPage {
        shell: Shell::new(app, visit, context),
        profile: told.profile.unwrap_or_else(|| ProfileForm::of(&own)),
        email: told.email.unwrap_or_else(|| own.email.clone().unwrap_or_default()),
        own,
        problems: told.problems,
        saved: told.saved,
        sessions,
        communities,
        mail: mail::is_on(app).await?,
    };
    Page::answer(status, &page)
}

async fn load(tx: &Tx, account: Id, now: Time) -> Result<(Own, i64, Vec<Listed>)> {
    let own = store::own(tx, account).await?.ok_or(Error::NotFound)?;
    let sessions = sessions::of_account(tx, account, now).await?.len();
    Ok((own, i64::try_from(sessions).unwrap_or(i64::MAX), communities::of_account(tx, account, now).await?))
}
