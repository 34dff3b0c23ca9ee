//! `GET /sign-in/with/{provider}/back`: a browser comes back from a provider.

use axum::extract::State;
use axum::response::Response;
use base::{Id, Result, Time, Tx};
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Failure, Page, Path, Query, Visit, Visited, cookie};

use super::provider;
use super::start::{self, STRANGER, TRIP, active, back_address, remember};
use super::store::{self, Provider, Stranger, Trip};
use super::token::Person;
use super::{Trouble, identities};
use crate::accounts::session::{Opening, session_hash};
use crate::accounts::sign_in::path_or;
use crate::accounts::{codes, store as accounts};
use crate::mail;

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
    let Some(provider) = active(&app, id).await? else { return Ok(Trouble::Closed.go(&visit, id, &trip.destination)) };
    let arrival = Arrival { app: &app, visit: &visit, headers: &headers, provider, trip };
    let mut response = arrival.of(brought).await?;
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

/// What an error of the provider means (RFC 6749, 4.1.2.1; OpenID Connect Core, 3.1.2.6).
fn why(error: &str) -> Trouble {
    match error {
        "access_denied" | "login_required" | "interaction_required" | "consent_required" => Trouble::Denied,
        "unauthorized_client" | "invalid_request" | "invalid_scope" | "unsupported_response_type" => Trouble::Unknown,
        _ => Trouble::Down,
    }
}

/// A browser that is back from a provider.
struct Arrival<'a> {
    app: &'a App,
    visit: &'a Visit,
    headers: &'a HeaderMap,
    provider: Provider,
    trip: Trip,
}

impl Arrival<'_> {
    fn trouble(&self, trouble: Trouble) -> Response {
        trouble.go(self.visit, self.provider.id, &self.trip.destination)
    }

    async fn of(self, brought: Brought) -> Result<Response, Failure> {
        let (id, back) = (self.provider.id, back_address(self.app, self.provider.id));
        if !brought.error.is_empty() || brought.code.is_empty() {
            tracing::info!(
                provider = id,
                error = brought.error,
                told = brought.error_description,
                "a provider sends somebody back"
            );
            return Ok(self.trouble(why(&brought.error)));
        }
        match provider::who(&self.provider, back, brought.code, &brought.iss, &self.trip, self.visit.now).await {
            Ok(person) => self.meet(person).await,
            Err(refused) => {
                let (client, ask, step) = (&self.visit.client, refused.ask, refused.step);
                tracing::warn!(provider = id, %client, %ask, %step, told = refused.told, "a sign-in with a provider does not hold");
                Ok(self.trouble(Trouble::from(&refused)))
            }
        }
    }

    /// What becomes of somebody whom the provider named.
    async fn meet(self, person: Person) -> Result<Response, Failure> {
        let (issuer, subject) = (person.issuer.clone(), person.subject.clone());
        let known = self.app.db.read(move |tx| async move { store::whose(&tx, &issuer, &subject).await }).await?;
        match (&self.visit.account, known) {
            (Some(own), Some(account)) if own.id == account => {
                Ok(Page::go(path_or(&self.trip.destination, "/account/sign-in-ways")))
            }
            (Some(_), Some(_)) => Ok(self.trouble(Trouble::Taken)),
            (None, Some(account)) => self.enter(person, account, false).await,
            (None, None) => match self.proved(&person).await? {
                Some(account) => self.enter(person, account, true).await,
                None => self.wait(person).await,
            },
            (Some(_), None) => self.wait(person).await,
        }
    }

    /// The account to which the provider's word leads by itself. Where a code is asked for, its owner shows that first, signing in.
    async fn proved(&self, person: &Person) -> Result<Option<Id>> {
        if !self.provider.trusted || person.email.is_empty() {
            return Ok(None);
        }
        let email = person.email.clone();
        let find = move |tx: Tx| async move {
            let Some(account) = store::owner(&tx, &email).await? else { return Ok(None) };
            Ok((!codes::store::is_on(&tx, account).await?).then_some(account))
        };
        self.app.db.read(find).await
    }

    /// Signs somebody in; with `new` the identity is linked first, and they are told.
    async fn enter(self, person: Person, account: Id, new: bool) -> Result<Response, Failure> {
        let (app, now) = (self.app, self.visit.now);
        if app.db.read(move |tx| async move { accounts::is_suspended(&tx, account, now).await }).await? {
            return Ok(self.trouble(Trouble::Suspended));
        }
        let note = if new { identities::note(app, self.visit, account, &self.provider.name, true).await? } else { None };
        let opening = Opening::of(app, self.visit, self.headers);
        let session = opening.clone();
        let come = move |tx: Tx| async move {
            let Person { issuer, subject, label, .. } = &person;
            if new {
                store::link(&tx, account, issuer, subject, label, now).await?;
            } else {
                store::used(&tx, issuer, subject, label, now).await?;
            }
            if let Some(note) = note {
                mail::send(&tx, &note, now).await?;
            }
            session.enter(&tx, account, now).await
        };
        let entered = app.db.write(come).await?;
        tracing::info!(account, provider = self.provider.id, "comes with a provider");
        Ok(opening.lead_on(app, entered, path_or(&self.trip.destination, "/")))
    }

    /// Keeps a stranger until they said who they are.
    async fn wait(self, person: Person) -> Result<Response, Failure> {
        let (browser, now) = (self.app.random.token(), self.visit.now);
        let stranger = Stranger {
            provider: self.provider.id,
            issuer: person.issuer,
            subject: person.subject,
            label: person.label,
            name: person.name,
            handle: person.handle,
            email: person.email,
            destination: self.trip.destination,
        };
        let hash = session_hash(&browser);
        self.app.db.write(move |tx| async move { store::keep(&tx, &hash, &stranger, now, now.plus(WAITING)).await }).await?;
        let mut response = Page::go("/identity");
        remember(self.app, &mut response, STRANGER, &browser, WAITING);
        Ok(response)
    }
}
