//! `GET`, `POST /admin/single-sign-on`: the providers that are asked. `GET`, `POST …/{id}`, `…/{id}/test`, `…/{id}/remove`: one of them.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result, Tx, activity};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Query, Shell, Visit, Visited, one_line};

use super::asking::Refused;
use super::form::{ProviderForm, name_problem};
use super::provider;
use super::start::back_address;
use super::store::{self, Provider};
use crate::communities::Deed;

#[derive(askama::Template)]
#[template(path = "accounts/single_sign_on/templates/admin.html")]
struct AdminPage<'a> {
    shell: Shell<'a>,
    /// With how many people are linked.
    providers: Vec<(Provider, i64)>,
    name: String,
    problems: Problems,
    removed: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    saved: String,
    removed: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    list(&app, &visit, StatusCode::OK, String::new(), Vec::new(), !asked.removed.is_empty()).await
}

async fn list(
    app: &App,
    visit: &Visit,
    status: StatusCode,
    name: String,
    problems: Vec<Problem>,
    removed: bool,
) -> Result<Response, Failure> {
    let read = |tx: Tx| async move {
        let mut providers = Vec::new();
        for provider in store::providers(&tx).await? {
            let linked = linked(&tx, &provider).await?;
            providers.push((provider, linked));
        }
        Ok(providers)
    };
    let providers = app.db.read(read).await?;
    let context = Context { title: visit.tongue.say("sso-title").to_owned(), robots: "noindex", ..Context::default() };
    let (shell, problems) = (Shell::new(app, visit, context), Problems(problems));
    Page::answer(status, &AdminPage { shell, providers, name, problems, removed })
}

async fn linked(tx: &Tx, provider: &Provider) -> Result<i64> {
    match &provider.issuer {
        Some(issuer) => store::linked(tx, issuer).await,
        None => Ok(0),
    }
}

/// Providers of one site.
const MOST: usize = 20;

/// Adds one by its name alone: its page says what the provider must be told before it gives the rest.
pub(super) async fn add(State(app): State<App>, visit: Visited, Form(form): Form<ProviderForm>) -> Result<Response, Failure> {
    let (name, now, deed) = (one_line(&form.name), visit.now, Deed::on_site(&visit)?);
    if let Some(problem) = name_problem(&name) {
        return list(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, name, vec![problem], false).await;
    }
    let write = move |tx: Tx| async move {
        if store::providers(&tx).await?.len() >= MOST {
            return Err(Error::Conflict("too many providers".into()));
        }
        let id = store::add(&tx, &name, now).await?;
        activity::record(&tx, deed.entry("provider_set", "provider", id)).await?;
        Ok(id)
    };
    let id = app.db.write(write).await?;
    Ok(Page::go(format!("/admin/single-sign-on/{id}")))
}

#[derive(askama::Template)]
#[template(path = "accounts/single_sign_on/templates/provider.html")]
struct ProviderPage<'a> {
    shell: Shell<'a>,
    provider: Provider,
    /// How many people are linked.
    linked: i64,
    /// Where the provider sends browsers back to.
    back: String,
    form: ProviderForm,
    problems: Problems,
    saved: bool,
    tested: Option<Result<(), Refused>>,
}

/// What the page says beside what stands.
#[derive(Default)]
struct Told {
    form: Option<ProviderForm>,
    problems: Problems,
    saved: bool,
    tested: Option<Result<(), Refused>>,
}

async fn find(app: &App, id: Id) -> Result<Provider> {
    app.db.read(move |tx| async move { store::provider(&tx, id).await }).await?.ok_or(Error::NotFound)
}

async fn show(app: &App, visit: &Visit, status: StatusCode, provider: Provider, told: Told) -> Result<Response, Failure> {
    let context = Context { title: provider.name.clone(), robots: "noindex", ..Context::default() };
    let asked = provider.clone();
    let linked = app.db.read(move |tx| async move { linked(&tx, &asked).await }).await?;
    let page = ProviderPage {
        shell: Shell::new(app, visit, context),
        back: back_address(app, provider.id),
        form: told.form.unwrap_or_else(|| ProviderForm::of(&provider)),
        provider,
        linked,
        problems: told.problems,
        saved: told.saved,
        tested: told.tested,
    };
    Page::answer(status, &page)
}

pub(super) async fn one(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let provider = find(&app, id).await?;
    show(&app, &visit, StatusCode::OK, provider, Told { saved: !asked.saved.is_empty(), ..Told::default() }).await
}

pub(super) async fn save(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Form(mut form): Form<ProviderForm>,
) -> Result<Response, Failure> {
    let (before, deed) = (find(&app, id).await?, Deed::on_site(&visit)?);
    let wrong = |form, problems| {
        let told = Told { form: Some(form), problems, ..Told::default() };
        show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, before.clone(), told)
    };
    let read = form.read(&before);
    form.secret.clear();
    let provider = match read {
        Ok(provider) => provider,
        Err(problems) => return wrong(form, problems).await,
    };
    let write = move |tx: Tx| async move {
        store::set(&tx, &provider).await?;
        activity::record(&tx, deed.entry("provider_set", "provider", id)).await
    };
    match app.db.write(write).await {
        Ok(()) => Ok(Page::go(format!("/admin/single-sign-on/{id}?saved=1"))),
        Err(Error::Conflict(_)) => wrong(form, Problems(vec![Problem { field: "issuer", message: "sso-issuer-taken" }])).await,
        Err(error) => Err(error.into()),
    }
}

/// Asks the provider what it says of itself and for its keys. The page says which step failed.
pub(super) async fn test(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let provider = find(&app, id).await?;
    let tested = match provider.issuer {
        Some(_) => Some(provider::discover(&provider).await.map(|_| ())),
        None => None,
    };
    show(&app, &visit, StatusCode::OK, provider, Told { tested, ..Told::default() }).await
}

pub(super) async fn remove(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let (id, deed) = (find(&app, id).await?.id, Deed::on_site(&visit)?);
    let write = move |tx: Tx| async move {
        store::remove(&tx, id).await?;
        activity::record(&tx, deed.entry("provider_removed", "provider", id)).await
    };
    app.db.write(write).await?;
    Ok(Page::go("/admin/single-sign-on?removed=1"))
}
