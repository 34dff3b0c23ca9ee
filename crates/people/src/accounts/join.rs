//! `GET /join`, `POST /join`: somebody new. With `community` they join that one, too, when it is open to everybody.

use axum::extract::State;
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Problem, Result, Time, Tx};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Joining, Page, Problems, Query, Shell, Visibility, Visit, Visited};

use super::newcomer::{name_problem, newcomer};
use super::proofs::{self, Brought, For, Shown};
use super::session::{Entered, Opening};
use super::sign_in::path_or;
use super::sign_ups::asking;
use super::sign_ups::rule::{self, Rule, SignUp};
use super::sign_ups::store::NewSignUp;
use super::single_sign_on::{self, store::Provider};
use super::store::secrets::{self, Secret};
use super::store::{self, NewAccount};
use super::{handle, password, reset};
use crate::charter::store as charters;
use crate::communities::model::Community;
use crate::communities::store as communities;
use crate::mail;
use crate::members::store as members;

/// Letters of what somebody says to whoever decides.
const LONGEST_WHY: usize = 1000;
/// New accounts from one network address in an hour.
pub(crate) const MOST: u32 = 20;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct JoinForm {
    name: String,
    /// Made from the name when it is left empty.
    handle: String,
    email: String,
    password: String,
    to: String,
    community: String,
    /// Why they come, where an administrator decides.
    why: String,
    /// Set after asking where not everybody gets an account by themselves: the rule.
    asked: String,
    #[serde(flatten)]
    brought: Brought,
}

#[derive(askama::Template)]
#[template(path = "accounts/templates/join.html")]
struct JoinPage<'a> {
    shell: Shell<'a>,
    form: JoinForm,
    problems: Problems,
    community: Option<Community>,
    /// Whether the community wrote down what it agreed.
    charter: bool,
    mail: bool,
    /// Who may make an account by themselves.
    rule: SignUp,
    /// What keeps programs out.
    check: Shown,
    /// Providers with which newcomers come in.
    providers: Vec<Provider>,
}

impl JoinPage<'_> {
    fn domains(&self) -> String {
        self.rule.domains.join(", ")
    }

    /// Where somebody comes in with a provider.
    fn destination(&self) -> String {
        let home = self.community.as_ref().map(|community| format!("/c/{}", community.slug)).unwrap_or_default();
        path_or(&self.form.to, &home).to_owned()
    }
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(form): Query<JoinForm>) -> Result<Response, Failure> {
    // The address proposes where to go, not what to write.
    let form = JoinForm { to: form.to, community: form.community, asked: form.asked, ..JoinForm::default() };
    let community = open_to_all(&app, &form.community).await?;
    if visit.account.is_some() {
        let home = community.map_or("/".into(), |community| format!("/c/{}", community.slug));
        return Ok(Page::go(path_or(&form.to, &home)));
    }
    show(&app, &visit, StatusCode::OK, form, Problems::default(), None, community).await
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    form: JoinForm,
    problems: Problems,
    refused: Option<Shown>,
    community: Option<Community>,
) -> Result<Response, Failure> {
    let context = Context { title: visit.tongue.say("join-title").to_owned(), robots: "noindex", ..Context::default() };
    let mail = mail::is_on(app).await?;
    let id = community.as_ref().map_or(0, |community| community.id);
    let (charter, rule) =
        app.db.read(move |tx| async move { Ok((charters::state(&tx, id).await?.is_some(), rule::read(&tx).await?)) }).await?;
    let shell = Shell::new(app, visit, context);
    let check = refused.unwrap_or_else(|| Shown::new(For::Join, rule.effort(), form.brought.clone()));
    let providers = single_sign_on::offered(app).await?.into_iter().filter(|provider| provider.newcomers).collect();
    Page::answer(status, &JoinPage { shell, form, problems, community, charter, mail, rule, check, providers })
}

/// The community of this slug, when everybody may know of it and join it.
async fn open_to_all(app: &App, slug: &str) -> Result<Option<Community>> {
    if slug.is_empty() {
        return Ok(None);
    }
    let slug = slug.to_owned();
    let found = app.db.read(move |tx| async move { communities::by_slug(&tx, &slug).await }).await?;
    Ok(found.filter(|community| community.visibility == Visibility::Public && community.joining == Joining::Open))
}

impl JoinForm {
    fn tidied(mut self) -> JoinForm {
        self.name = web::one_line(&self.name);
        self.handle = store::key(self.handle.trim().trim_start_matches('@'));
        self.email = self.email.trim().to_owned();
        self.why = web::lines(&self.why).chars().take(LONGEST_WHY).collect();
        self
    }

    fn problems(&self, password: &str) -> Vec<Problem> {
        let handle = if self.handle.is_empty() { None } else { handle::problem(&self.handle) };
        let email = if mail::is_address(&self.email) { None } else { Some("email-unreadable") };
        let fields = [
            ("name", name_problem(&self.name)),
            ("handle", handle),
            ("email", email),
            ("password", password::problem(password, &[&self.name, &self.handle, &self.email])),
        ];
        fields.into_iter().filter_map(|(field, message)| Some(Problem { field, message: message? })).collect()
    }
}

pub(super) async fn join(
    State(app): State<App>,
    visit: Visited,
    headers: HeaderMap,
    Form(form): Form<JoinForm>,
) -> Result<Response, Failure> {
    let mut form = form.tidied();
    let password = std::mem::take(&mut form.password);
    let community = open_to_all(&app, &form.community).await?;
    let home = community.as_ref().map_or("/".into(), |community| format!("/c/{}", community.slug));
    if visit.account.is_some() {
        return Ok(Page::go(path_or(&form.to, &home)));
    }
    let mut problems = form.problems(&password);
    if problems.is_empty() {
        let effort = app.db.read(|tx| async move { rule::read(&tx).await }).await?.effort();
        let (brought, whom) = (form.brought.clone(), store::key(&form.email));
        if let Err(refused) = proofs::check(&app, &visit, For::Join, effort, brought, &whom).await? {
            return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, Problems::default(), Some(refused), community)
                .await;
        }
    }
    // Twice, because somebody may take the address between the look and the writing: themselves, with a second click.
    for _ in 0..2 {
        if !problems.is_empty() {
            break;
        }
        let joining = community.as_ref().map(|community| community.id);
        match arrive(&app, &visit, &headers, &form, &password, joining).await {
            Ok(Arrived::In(opening, entered)) => return Ok(opening.lead_on(&app, entered, path_or(&form.to, &home))),
            Ok(Arrived::Asked(rule)) => return Ok(Page::go(format!("/join?asked={rule}"))),
            Ok(Arrived::Not(problem)) => problems.push(problem),
            Err(Error::Conflict(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    if problems.is_empty() {
        return Err(Error::Conflict("the handle or address was taken meanwhile".into()).into());
    }
    if form.handle.is_empty() && !form.name.is_empty() {
        form.handle = proposal(&app, &form.name).await?;
    }
    show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, Problems(problems), None, community).await
}

async fn proposal(app: &App, name: &str) -> Result<String> {
    let wanted = handle::of_name(name);
    app.db.read(move |tx| async move { store::free_handle(&tx, &wanted).await }).await
}

enum Arrived {
    In(Opening, Entered),
    /// Their address is to be confirmed, or an administrator to decide.
    Asked(Rule),
    Not(Problem),
}

/// Signs in who has an account with this address and password already (the second of two clicks), or makes one.
async fn arrive(
    app: &App,
    visit: &Visit,
    headers: &HeaderMap,
    form: &JoinForm,
    password: &str,
    community: Option<Id>,
) -> Result<Arrived> {
    let (email, now) = (form.email.clone(), visit.now);
    let (mut known, rule) =
        app.db.read(move |tx| async move { Ok((look_up(&tx, &email).await?, rule::read(&tx).await?)) }).await?;
    if rule.rule != Rule::Open {
        match bound(app, visit, form, password, community, &rule, known).await? {
            Bound::Arrived(arrived) => return Ok(arrived),
            Bound::Known(secret) => known = Address::Of(secret),
        }
    }
    let opening = Opening::of(app, visit, headers);
    let session = opening.clone();
    match known {
        Address::Of(secret) => {
            let right = password::is_right(app, visit, &store::key(&form.email), Some(&secret), password.to_owned()).await?;
            if !right && !is_claimed(app, secret.id).await? {
                // A list brought them: whoever reads the mail of the address may have the account.
                reset::send_link(app, visit, secret).await?;
                let message = if mail::is_on(app).await? { "email-brought" } else { "email-brought-no-mail" };
                return Ok(Arrived::Not(Problem { field: "email", message }));
            }
            if !right {
                return Ok(Arrived::Not(Problem { field: "email", message: "email-unusable" }));
            }
            let enter = move |tx| async move {
                let entered = session.enter(&tx, secret.id, now).await?;
                if entered == Entered::In {
                    enter_community(&tx, community, secret.id, now).await?;
                }
                Ok(entered)
            };
            let entered = app.db.write(enter).await?;
            return Ok(Arrived::In(opening, entered));
        }
        // Somebody had it who is gone. It takes as long as for the living.
        Address::Gone => {
            password::hash(&app.random, password.to_owned()).await?;
            return Ok(Arrived::Not(Problem { field: "email", message: "email-unusable" }));
        }
        Address::Free => {
            if !visit.client.is_empty() {
                app.limits.take(&format!("joining from {}", visit.client), MOST, Time::HOUR, now)?;
            }
            let hash = password::hash(&app.random, password.to_owned()).await?;
            let form = form.clone();
            let made = app.db.write(move |tx| async move { make(&tx, &form, &hash, community, &session, now).await }).await?;
            if !made {
                return Ok(Arrived::Not(Problem { field: "handle", message: "handle-taken" }));
            }
        }
    }
    Ok(Arrived::In(opening, Entered::In))
}

/// What comes of somebody where not everybody gets an account by themselves.
enum Bound {
    Arrived(Arrived),
    /// They have an account, and showed its password or may claim it.
    Known(Secret),
}

/// Who has an account comes in with its password. All others get the same answer, whether the address is somebody's or not.
async fn bound(
    app: &App,
    visit: &Visit,
    form: &JoinForm,
    password: &str,
    community: Option<Id>,
    rule: &SignUp,
    known: Address,
) -> Result<Bound> {
    let not = |field, message| Ok(Bound::Arrived(Arrived::Not(Problem { field, message })));
    let (secret, free) = match known {
        Address::Of(secret) => (Some(secret), false),
        Address::Gone => (None, false),
        Address::Free => (None, true),
    };
    match &secret {
        Some(secret) => {
            let right = password::is_right(app, visit, &store::key(&form.email), Some(secret), password.to_owned()).await?;
            if right || !is_claimed(app, secret.id).await? {
                return Ok(Bound::Known(secret.clone()));
            }
        }
        // It takes as long.
        None => password::pretend(password.to_owned()).await?,
    }
    if rule.rule == Rule::Invitation {
        return not("name", "sign-up-invitation-only");
    }
    if rule.rule == Rule::Domains && !rule.admits(&form.email) {
        return not("email", "sign-up-domain-other");
    }
    if !visit.client.is_empty() {
        app.limits.take(&format!("joining from {}", visit.client), MOST, Time::HOUR, visit.now)?;
    }
    let wanted = form.handle.clone();
    let taken =
        !wanted.is_empty() && app.db.read(move |tx| async move { store::free_handle(&tx, &wanted).await }).await? != form.handle;
    if taken {
        return not("handle", "handle-taken");
    }
    let new = NewSignUp {
        name: form.name.clone(),
        handle: form.handle.clone(),
        email: form.email.clone(),
        email_key: store::key(&form.email),
        password: password::hash(&app.random, password.to_owned()).await?,
        why: form.why.clone(),
        community,
        ..NewSignUp::default()
    };
    asking::ask(app, visit, rule, new, secret.as_ref(), free).await?;
    Ok(Bound::Arrived(Arrived::Asked(rule.rule)))
}

async fn is_claimed(app: &App, account: Id) -> Result<bool> {
    app.db.read(move |tx| async move { secrets::is_claimed(&tx, account).await }).await
}

enum Address {
    Free,
    Gone,
    Of(Secret),
}

async fn look_up(tx: &Tx, email: &str) -> Result<Address> {
    if let Some(secret) = secrets::by_email(tx, email).await? {
        return Ok(Address::Of(secret));
    }
    Ok(if secrets::is_email_taken(tx, email).await? { Address::Gone } else { Address::Free })
}

/// Makes the account, its session and its membership; `false` when the handle is somebody's.
async fn make(tx: &Tx, form: &JoinForm, hash: &str, community: Option<Id>, session: &Opening, now: Time) -> Result<bool> {
    let wanted = if form.handle.is_empty() { handle::of_name(&form.name) } else { form.handle.clone() };
    let free = store::free_handle(tx, &wanted).await?;
    if !form.handle.is_empty() && free != form.handle {
        return Ok(false);
    }
    let new = NewAccount {
        handle: free,
        name: form.name.clone(),
        email: Some(form.email.clone()),
        claimed: true,
        created_at: now.0,
        ..NewAccount::default()
    };
    let account = newcomer(tx, &new, now).await?;
    secrets::set_password(tx, account, hash, now).await?;
    enter_community(tx, community, account, now).await?;
    session.open(tx, account, now).await?;
    Ok(true)
}

async fn enter_community(tx: &Tx, community: Option<Id>, account: Id, now: Time) -> Result<()> {
    if let Some(community) = community {
        members::join(tx, community, account, now, Origin::Lived, now).await?;
    }
    Ok(())
}
