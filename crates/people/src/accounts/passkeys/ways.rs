//! `GET /account/sign-in-ways`: the ways in which somebody signs in, and their passkeys.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Problem, Result};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Page, Problems, Query, Shell, Visited};

use super::ceremony;
use super::store::{self, Listed};
use crate::accounts::codes;
use crate::accounts::single_sign_on;
use crate::accounts::single_sign_on::store::{self as elsewhere, Identity, Provider};
use crate::accounts::store::secrets;

#[derive(askama::Template)]
#[template(path = "accounts/passkeys/templates/ways.html")]
struct WaysPage<'a> {
    shell: Shell<'a>,
    passkeys: Vec<Listed>,
    /// Whether the site has a name to which passkeys can belong.
    possible: bool,
    has_password: bool,
    email: Option<String>,
    codes: bool,
    identities: Vec<Identity>,
    /// Providers with which they have none yet.
    providers: Vec<Provider>,
    /// Why it did not work with one of them.
    trouble: Option<String>,
    problems: Problems,
    saved: &'static str,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
    #[serde(flatten)]
    provider: single_sign_on::Told,
}

/// What the page says beside what stands.
#[derive(Default)]
pub(in crate::accounts) struct Told {
    pub problem: Option<Problem>,
    pub saved: &'static str,
    pub provider: single_sign_on::Told,
}

const SAVED: [&str; 5] = ["passkey", "name", "removed", "identity", "unlinked"];

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let saved = SAVED.into_iter().find(|what| *what == asked.saved).unwrap_or("");
    show(&app, &visit, StatusCode::OK, Told { saved, provider: asked.provider, ..Told::default() }).await
}

pub(in crate::accounts) async fn show(app: &App, visit: &Visited, status: StatusCode, told: Told) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let (passkeys, known, codes, identities) = app
        .db
        .read(move |tx| async move {
            let known = secrets::by_id(&tx, account).await?.ok_or(Error::NotFound)?;
            let identities = elsewhere::of_account(&tx, account).await?;
            Ok((store::of_account(&tx, account).await?, known, codes::store::is_on(&tx, account).await?, identities))
        })
        .await?;
    let providers = single_sign_on::offered(app).await?;
    let trouble = told.provider.text(visit.tongue, &providers);
    let linked = |provider: &Provider| identities.iter().any(|own| Some(&own.issuer) == provider.issuer.as_ref());
    let providers = providers.into_iter().filter(|provider| !linked(provider)).collect();
    let context = Context { title: visit.tongue.say("ways-title").to_owned(), robots: "noindex", ..Context::default() };
    let page = WaysPage {
        shell: Shell::new(app, visit, context),
        passkeys,
        possible: ceremony::site(app).is_some(),
        has_password: known.password.is_some(),
        email: known.email,
        codes,
        identities,
        providers,
        trouble,
        problems: Problems(told.problem.into_iter().collect()),
        saved: told.saved,
    };
    Page::answer(status, &page)
}
