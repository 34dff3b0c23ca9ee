//! `GET /identity`: somebody whom a provider named and nobody here knows yet says who they are. `POST /identity` makes an account.
//!
//! Nothing is made or linked before they pressed a button: whoever has an account should not get a second one by being quick, and
//! nobody gets another's identity by following a link.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Result, Time, Tx, codes};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Problems, Shell, Visit, Visited, cookie, one_line};

use super::start::{self, STRANGER, remember};
use super::store::{self, Provider, Stranger};
use super::{Trouble, identities};
use crate::accounts::join::MOST;
use crate::accounts::newcomer::{name_problem, newcomer};
use crate::accounts::session::{Opening, session_hash};
use crate::accounts::sign_in::path_or;
use crate::accounts::sign_ups::asking;
use crate::accounts::sign_ups::rule::{self, Rule, SignUp};
use crate::accounts::sign_ups::store::NewSignUp;
use crate::accounts::store::{self as accounts, NewAccount, secrets};
use crate::accounts::{handle, links};

codes! {
    /// What a stranger who is new here may do.
    pub enum Way {
        /// Make an account.
        Make = "make",
        /// Ask for one.
        Ask = "ask",
        /// Confirm their address by mail first.
        Confirm = "confirm",
        /// Sign in to the account that has their address.
        Known = "known",
        /// Nothing: newcomers do not come this way.
        Closed = "closed",
        /// … but with an invitation.
        Invitation = "invitation",
        /// … with this address.
        Domain = "domain",
        /// … without an address that the provider confirmed.
        Address = "address",
    }
}

impl Way {
    /// Whether a button leads on.
    pub fn is_open(&self) -> bool {
        matches!(self, Way::Make | Way::Ask | Way::Confirm)
    }
}

#[derive(askama::Template)]
#[template(path = "accounts/single_sign_on/templates/identity.html")]
struct IdentityPage<'a> {
    shell: Shell<'a>,
    stranger: Stranger,
    provider: Provider,
    way: Way,
    /// The name in the form.
    name: String,
    /// Whether linking asks for the password.
    asks: bool,
    problems: Problems,
}

/// The stranger of this browser, and the hash by which they are kept.
pub(super) async fn waiting(app: &App, visit: &Visit, headers: &HeaderMap) -> Result<Option<(String, Stranger)>> {
    let Some(browser) = cookie(headers, &start::named(app, STRANGER)) else { return Ok(None) };
    let (hash, now) = (session_hash(&browser), visit.now);
    let looked = hash.clone();
    let found = app.db.read(move |tx| async move { store::stranger(&tx, &looked, now).await }).await?;
    Ok(found.map(|stranger| (hash, stranger)))
}

pub(super) async fn page(State(app): State<App>, visit: Visited, headers: HeaderMap) -> Result<Response, Failure> {
    show(&app, &visit, &headers, StatusCode::OK, None, Vec::new()).await
}

pub(super) async fn show(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    status: StatusCode,
    name: Option<String>,
    problems: Vec<Problem>,
) -> Result<Response, Failure> {
    let Some((_, stranger)) = waiting(app, visit, headers).await? else { return Ok(Trouble::Stale.go(visit, 0, "")) };
    let Some(provider) = start::active(app, stranger.provider).await? else {
        return Ok(Trouble::Closed.go(visit, stranger.provider, &stranger.destination));
    };
    let (looked, asked, now) = (stranger.clone(), provider.clone(), visit.now);
    let (way, _) = app.db.read(move |tx| async move { way(&tx, &asked, &looked, now).await }).await?;
    let asks = visit.account.is_some() && identities::asks(app, visit, headers).await?;
    let title = visit.tongue.say(if visit.account.is_some() { "identity-link-title" } else { "identity-title" }).to_owned();
    let shell = Shell::new(app, visit, Context { title, robots: "noindex", ..Context::default() });
    let name = name.unwrap_or_else(|| proposed(&stranger));
    let problems = Problems(problems);
    let mut response = Page::answer(status, &IdentityPage { shell, stranger, provider, way, name, asks, problems })?;
    response.headers_mut().insert(http::header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The name that somebody has elsewhere, as far as it can be one here.
fn proposed(stranger: &Stranger) -> String {
    let known = [&stranger.name, &stranger.handle].into_iter().find(|name| name_problem(name).is_none());
    known.cloned().unwrap_or_default()
}

/// What a stranger who is new may do, and the rule of the site.
async fn way(tx: &Tx, provider: &Provider, stranger: &Stranger, now: Time) -> Result<(Way, SignUp)> {
    let rule = rule::read(tx).await?;
    let (email, code) = (stranger.email.as_str(), stranger.destination.strip_prefix("/i/"));
    let invited = match code {
        Some(code) => store::invites(tx, code, now).await?,
        None => false,
    };
    let known = !email.is_empty() && secrets::by_email(tx, email).await?.is_some();
    let way = match rule.rule {
        _ if known => Way::Known,
        _ if !provider.newcomers => Way::Closed,
        _ if invited => Way::Make,
        Rule::Open => Way::Make,
        Rule::Invitation => Way::Invitation,
        Rule::Approval | Rule::Domains if email.is_empty() => Way::Address,
        Rule::Approval => Way::Ask,
        Rule::Domains if !rule.admits(email) => Way::Domain,
        Rule::Domains if provider.trusted => Way::Make,
        Rule::Domains => Way::Confirm,
    };
    Ok((way, rule))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Newcomer {
    name: String,
}

pub(super) async fn come(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<Newcomer>,
) -> Result<Response, Failure> {
    if visit.account.is_some() {
        return Ok(Page::go("/identity"));
    }
    let Some((hash, stranger)) = waiting(&app, &visit, &headers).await? else { return Ok(Trouble::Stale.go(&visit, 0, "")) };
    let Some(provider) = start::active(&app, stranger.provider).await? else {
        return Ok(Trouble::Closed.go(&visit, stranger.provider, &stranger.destination));
    };
    let name = one_line(&form.name);
    if let Some(message) = name_problem(&name) {
        let problems = vec![Problem { field: "name", message }];
        return show(&app, &visit, &headers, StatusCode::UNPROCESSABLE_ENTITY, Some(name), problems).await;
    }
    let (looked, asked, now) = (stranger.clone(), provider.clone(), visit.now);
    let (way, rule) = app.db.read(move |tx| async move { way(&tx, &asked, &looked, now).await }).await?;
    if !way.is_open() {
        return show(&app, &visit, &headers, StatusCode::FORBIDDEN, Some(name), Vec::new()).await;
    }
    if !visit.client.is_empty() {
        app.limits.take(&format!("joining from {}", visit.client), MOST, Time::HOUR, now)?;
    }
    let stranger = Stranger { name, ..stranger };
    let mut response = if way == Way::Make {
        let opening = Opening::of(&app, &visit, &headers);
        let (session, destination) = (opening.clone(), stranger.destination.clone());
        let write = move |tx: Tx| async move {
            if !store::forget(&tx, &hash).await? {
                return Ok(false);
            }
            let account = make(&tx, &provider, &stranger, now).await?;
            session.open(&tx, account, now).await?;
            Ok(true)
        };
        match app.db.write(write).await {
            Ok(true) => opening.lead(&app, path_or(&destination, "/")),
            Ok(false) => Trouble::Stale.go(&visit, 0, ""),
            // Somebody took the address, or was quicker with the same identity.
            Err(Error::Conflict(_)) => Page::go("/identity"),
            Err(error) => return Err(error.into()),
        }
    } else {
        ask(&app, &visit, &rule, &stranger).await?;
        app.db.write(move |tx| async move { store::forget(&tx, &hash).await }).await?;
        Page::go(format!("/join?asked={}", rule.rule))
    };
    if response.headers().get(http::header::LOCATION).is_some_and(|to| to != "/identity") {
        remember(&app, &mut response, STRANGER, "", 0);
    }
    Ok(response)
}

/// Makes the account of a stranger. `Conflict` when address or identity became somebody's.
async fn make(tx: &Tx, provider: &Provider, stranger: &Stranger, now: Time) -> Result<Id> {
    let wanted = if stranger.handle.is_empty() { &stranger.name } else { &stranger.handle };
    // Somebody had the address who is gone.
    let email = if stranger.email.is_empty() || secrets::is_email_taken(tx, &stranger.email).await? {
        None
    } else {
        Some(stranger.email.clone())
    };
    let new = NewAccount {
        handle: accounts::free_handle(tx, &handle::of_name(wanted)).await?,
        name: stranger.name.clone(),
        email,
        claimed: true,
        created_at: now.0,
        ..NewAccount::default()
    };
    let account = newcomer(tx, &new, now).await?;
    if provider.trusted {
        links::store::prove(tx, account, now).await?;
    }
    store::link(tx, account, &stranger.issuer, &stranger.subject, &stranger.label, now).await?;
    Ok(account)
}

/// Keeps a stranger for whoever decides, or for a letter that they open.
async fn ask(app: &App, visit: &Visit, rule: &SignUp, stranger: &Stranger) -> Result<()> {
    let new = NewSignUp {
        name: stranger.name.clone(),
        handle: String::new(),
        email: stranger.email.clone(),
        email_key: accounts::key(&stranger.email),
        issuer: stranger.issuer.clone(),
        subject: stranger.subject.clone(),
        label: stranger.label.clone(),
        ..NewSignUp::default()
    };
    asking::ask(app, visit, rule, new, None, true).await
}
