//! `GET /i/{code}`, `POST /i/{code}`: somebody comes by an invitation. A name is enough; whoever is signed in just comes.

use axum::extract::State;
use axum::response::Response;
use base::activity::Origin;
use base::{Error, Id, Problem, Result, Time, Tx};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Shell, Visited, one_line};

use super::store::{self, Open};
use crate::accounts::{self, MOST_NEW, Opening};
use crate::charter::{self, Version};
use crate::communities::{Deed, Role, store as communities};
use crate::members::store as members;
use crate::roles::store as roles;

/// The second of two clicks comes within so long, ms.
const TWICE: i64 = 2 * Time::MINUTE;

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ComeForm {
    name: String,
    /// Of this form alone: sent twice, it is one person.
    form: String,
}

#[derive(askama::Template)]
#[template(path = "invitations/templates/come.html")]
struct ComePage<'a> {
    shell: Shell<'a>,
    code: String,
    invitation: Open,
    /// What the community agreed on, as far as it did.
    charter: Option<Version>,
    form: ComeForm,
    problems: Problems,
}

impl ComePage<'_> {
    /// What somebody who comes agrees to: key of the heading, and the text.
    fn agreed<'c>(&self, charter: &'c Version) -> [(&'static str, &'c str); 4] {
        [
            ("come-purpose", &charter.purpose),
            ("come-outside", &charter.out_of_scope),
            ("come-norms", &charter.norms),
            ("come-rhythm", &charter.rhythm),
        ]
    }
}

#[derive(Deserialize)]
pub(super) struct Named {
    code: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let invitation = find(&app, &named.code, visit.now).await?;
    if let Some(account) = &visit.account {
        let (community, account) = (invitation.community, account.id);
        let known = app.db.read(move |tx| async move { members::is_member(&tx, community, account).await }).await?;
        if known && invitation.role == Role::Member {
            return Ok(Page::go(format!("/c/{}", invitation.slug)));
        }
    }
    let form = ComeForm { name: invitation.name.clone(), form: app.random.token() };
    show(&app, &visit, StatusCode::OK, named.code, invitation, form, Problems::default()).await
}

async fn find(app: &App, code: &str, now: Time) -> Result<Open> {
    let code = code.to_owned();
    app.db.read(move |tx| async move { store::by_code(&tx, &code, now).await }).await?.ok_or(Error::NotFound)
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    code: String,
    invitation: Open,
    form: ComeForm,
    problems: Problems,
) -> std::result::Result<Response, Failure> {
    let title = visit.tongue.with("come-title", "community", &invitation.title);
    let context = Context { title, robots: "noindex", ..Context::default() };
    let community = invitation.community;
    let charter = app.db.read(move |tx| async move { charter::store::current(&tx, community).await }).await?;
    let page = ComePage { shell: Shell::new(app, visit, context), code, invitation, charter, form, problems };
    let mut response = Page::answer(status, &page)?;
    // Going back shows no form that was sent.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

pub(super) async fn come(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(mut form): Form<ComeForm>,
) -> std::result::Result<Response, Failure> {
    let invitation = find(&app, &named.code, visit.now).await?;
    form.name = one_line(&form.name);
    let now = visit.now;
    let home = format!("/c/{}", invitation.slug);
    if let Some(account) = &visit.account {
        let (id, account) = (invitation.id, account.id);
        let came = app.db.write(move |tx| async move { enter(&tx, id, &named.code, account, "", now).await }).await;
        return match came {
            Ok(()) => Ok(Page::go(home)),
            Err(error) => Err(error.into()),
        };
    }
    if let Some(message) = accounts::name_problem(&form.name) {
        let problems = Problems(vec![Problem { field: "name", message }]);
        return show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, named.code, invitation, form, problems).await;
    }
    if !visit.client.is_empty() {
        app.limits.take(&format!("joining from {}", visit.client), MOST_NEW, Time::HOUR, now)?;
    }
    let opening = Opening::of(&app, &visit, &headers);
    let (session, id, code, sent) = (opening.clone(), invitation.id, named.code.clone(), form.clone());
    let come = move |tx: Tx| async move {
        // Whoever presses twice is one person, for a moment: a form that lies about signs nobody in later.
        store::hold(&tx, id).await?;
        let form = if sent.form.len() < 20 { String::new() } else { accounts::session_hash(&sent.form) };
        let known = store::came(&tx, id, &form, &sent.name, now.plus(-TWICE)).await?;
        let account = match known {
            Some(account) => account,
            None => {
                // Sent again under another name, or later, it is another person, who needs a place of their own.
                let form = if store::was_sent(&tx, id, &form).await? { String::new() } else { form };
                let account = accounts::by_name(&tx, &sent.name, false, now).await?;
                enter(&tx, id, &code, account, &form, now).await?;
                account
            }
        };
        session.open(&tx, account, now).await
    };
    match app.db.write(come).await {
        Ok(()) => Ok(opening.lead(&app, &format!("{home}?welcome=1"))),
        // Somebody took the last place meanwhile: the page says so.
        Err(Error::Conflict(_)) => {
            let invitation = Open { good: false, ..invitation };
            show(&app, &visit, StatusCode::CONFLICT, named.code, invitation, form, Problems::default()).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Makes somebody what the invitation says.
///
/// # Errors
/// `Conflict` when nobody can come by it any more.
async fn enter(tx: &Tx, id: Id, code: &str, account: Id, form: &str, now: Time) -> Result<()> {
    let open = store::by_code(tx, code, now).await?.ok_or(Error::NotFound)?;
    store::hold(tx, id).await?;
    // Who came by it before is what they are now; it gives nothing a second time.
    let is_in = open.role == Role::Member && members::is_member(tx, open.community, account).await?;
    if is_in || store::was_used_by(tx, id, account).await? {
        return Ok(());
    }
    if !open.good || !store::take(tx, id, now).await? {
        return Err(Error::Conflict("nobody can come by this invitation any more".into()));
    }
    store::note(tx, id, account, form, now).await?;
    if open.role != Role::Guest {
        members::join(tx, open.community, account, now, Origin::Lived, now).await?;
    }
    // The charter stood on the page that they came by.
    charter::store::acknowledge(tx, Deed { community: open.community, by: account, now }).await?;
    let held = communities::grants(tx, open.community, account, now).await?;
    // A role that is held keeps its term.
    if open.role != Role::Member && !held.iter().any(|grant| grant.role == open.role && grant.area == open.area) {
        let area = (open.area != 0).then_some(open.area);
        communities::grant(tx, open.community, account, open.role, area, now).await?;
        let deed = Deed { community: open.community, by: open.invited_by, now };
        roles::note(tx, deed, "role_given", account).await?;
    }
    Ok(())
}
