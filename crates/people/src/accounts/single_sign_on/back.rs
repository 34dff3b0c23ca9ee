//! `GET /sign-in/with/{provider}/back`: a browser comes back from a provider.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Result, Time, Tx};
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Failure, Page, Path, Query, Visited, cookie};

use super::provider::{self, Person};
use super::start::{self, STRANGER, TRIP, active, back_address, remember};
use super::store::{self, Provider, Stranger, Trip};
use super::{Trouble, identities};
use crate::accounts::session::{Opening, session_hash};
use crate::accounts::sign_in::path_or;
use crate::accounts::{codes, store as accounts};
use crate::mail::{self, NewMail};

/// A stranger has so long to say who they are: signing in may take a letter.
pub(super) const WAITING: i64 = 30 * Time::MINUTE;

/// What the browser brings (RFC 6749, 4.1.2; RFC 9207).
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Brought {
    state: String,
    code: String,
    iss: String,
    error: String,
    error_description: String,
}

pub(super) async fn back(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(brought): Query<Brought>,
    visit: Visited,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    start::brake(&app, &visit)?;
    let Some(trip) = ended(&app, &visit, &headers, id, &brought.state).await? else {
        return Ok(Trouble::Stale.go(&visit, id, ""));
    };
    let mut response = arrive(&app, &visit, &headers, id, brought, trip).await?;
    remember(&app, &mut response, TRIP, "", 0);
    Ok(response)
}

/// The trip of this browser to this provider, used up. Whoever signed in or out meanwhile begins again.
async fn ended(app: &App, visit: &Visited, headers: &HeaderMap, provider: Id, state: &str) -> Result<Option<Trip>> {
    let Some(browser) = cookie(headers, &start::named(app, TRIP)) else { return Ok(None) };
    let (state, browser, now) = (session_hash(state), session_hash(&browser), visit.now);
    let trip = app.db.write(move |tx| async move { store::finish(&tx, &state, &browser, now).await }).await?;
    let account = visit.account.as_ref().map_or(0, |account| account.id);
    Ok(trip.filter(|trip| trip.provider == provider && trip.account == account))
}

async fn arrive(
    app: &App,
    visit: &Visited,
    headers: &HeaderMap,
    id: Id,
    brought: Brought,
    trip: Trip,
) -> Result<Response, Failure> {
    let to = trip.destination.as_str();
    let Some(asked) = active(app, id).await? else { return Ok(Trouble::Closed.go(visit, id, to)) };
    if !brought.error.is_empty() || brought.code.is_empty() {
        tracing::info!(provider = id, error = brought.error, told = brought.error_description, "a provider sends somebody back");
        return Ok(why(&brought.error).go(visit, id, to));
    }
    match provider::who(&asked, back_address(app, id), brought.code, &brought.iss, &trip, visit.now).await {
        Ok(person) => meet(app, visit, headers, &asked, person, trip).await,
        Err(refused) => {
            let (client, ask, step) = (&visit.client, refused.ask, refused.step);
            tracing::warn!(provider = id, %client, %ask, %step, told = refused.told, "a sign-in with a provider does not hold");
            Ok(Trouble::from(&refused).go(visit, id, to))
        }
    }
}

/// What an error of the provider means (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6).
fn why(error: &str) -> Trouble {
    match error {
        "access_denied" | "login_required" | "interaction_required" | "consent_required" => Trouble::Denied,
        "unauthorized_client" | "invalid_request" | "invalid_scope" | "unsupported_response_type" => Trouble::Unknown,
        _ => Trouble::Down,
    }
}

/// What becomes of somebody whom a provider named.
async fn meet(
    app: &App,
    visit: &Visited,
    headers: &HeaderMap,
    provider: &Provider,
    person: Person,
    trip: Trip,
) -> Result<Response, Failure> {
    let (issuer, subject) = (person.issuer.clone(), person.subject.clone());
    let known = app.db.read(move |tx| async move { store::whose(&tx, &issuer, &subject).await }).await?;
    match (&visit.account, known) {
        (Some(own), Some(account)) if own.id == account => Ok(Page::go(path_or(&trip.destination, "/account/sign-in-ways"))),
        (Some(_), Some(_)) => Ok(Trouble::Taken.go(visit, provider.id, "")),
        (None, Some(account)) => enter(app, visit, headers, provider, person, &trip, account, None).await,
        (None, None) => match proved(app, provider, &person).await? {
            Some(account) => {
                let note = identities::note(app, visit, account, &provider.name, true).await?;
                enter(app, visit, headers, provider, person, &trip, account, Some(note)).await
            }
            None => wait(app, visit, provider, person, trip).await,
        },
        (Some(_), None) => wait(app, visit, provider, person, trip).await,
    }
}

/// The account to which the provider's word leads by itself. Where a code is asked for, its owner shows that first, signing in.
async fn proved(app: &App, provider: &Provider, person: &Person) -> Result<Option<Id>> {
    if !provider.trusted || person.email.is_empty() {
        return Ok(None);
    }
    let email = person.email.clone();
    let find = move |tx: Tx| async move {
        let Some(account) = store::owner(&tx, &email).await? else { return Ok(None) };
        Ok((!codes::store::is_on(&tx, account).await?).then_some(account))
    };
    app.db.read(find).await
}

/// Signs somebody in; `linked` (with the letter that tells them) when that is new.
#[expect(clippy::too_many_arguments, reason = "two callers in this file")]
async fn enter(
    app: &App,
    visit: &Visited,
    headers: &HeaderMap,
    provider: &Provider,
    person: Person,
    trip: &Trip,
    account: Id,
    linked: Option<Option<NewMail>>,
) -> Result<Response, Failure> {
    let (opening, now) = (Opening::of(app, visit, headers), visit.now);
    if app.db.read(move |tx| async move { accounts::is_suspended(&tx, account, now).await }).await? {
        return Ok(Trouble::Suspended.go(visit, provider.id, &trip.destination));
    }
    let session = opening.clone();
    let come = move |tx: Tx| async move {
        let Person { issuer, subject, label, .. } = &person;
        match linked {
            Some(note) => {
                store::link(&tx, account, issuer, subject, label, now).await?;
                if let Some(note) = note {
                    mail::send(&tx, &note, now).await?;
                }
            }
            None => store::used(&tx, issuer, subject, label, now).await?,
        }
        session.enter(&tx, account, now).await
    };
    let entered = app.db.write(come).await?;
    tracing::info!(account, provider = provider.id, "comes with a provider");
    Ok(opening.lead_on(app, entered, path_or(&trip.destination, "/")))
}

/// Keeps a stranger until they said who they are.
async fn wait(app: &App, visit: &Visited, provider: &Provider, person: Person, trip: Trip) -> Result<Response, Failure> {
    let (browser, now) = (app.random.token(), visit.now);
    let stranger = Stranger {
        provider: provider.id,
        issuer: person.issuer,
        subject: person.subject,
        label: person.label,
        name: person.name,
        handle: person.handle,
        email: person.email,
        destination: trip.destination,
    };
    let hash = session_hash(&browser);
    app.db.write(move |tx| async move { store::keep(&tx, &hash, &stranger, now, now.plus(WAITING)).await }).await?;
    let mut response = Page::go("/identity");
    remember(app, &mut response, STRANGER, &browser, WAITING);
    Ok(response)
}
