//! Founding on request: somebody says what they have in mind; an administrator accepts, or declines with a reason.
//!
//! Writes `asked_to_found`, `founding_accepted` and `founding_declined` (founding_request) to the log. Who is accepted has
//! a launch begun, and is told in the inbox and by mail.

pub mod store;

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Problem, Tx};
use http::StatusCode;
use people::mail::{self, NewMail};
use serde::Deserialize;
use web::{App, Context, Failure, Form, Language, Page, Path, Problems, SITE_NAME, Shell, Tongue, Visited, lines};

use super::founding;
use super::model::Answers;
use super::store as launches;
use super::ways::{self, Told};
use store::Waiting;

/// Letters of the longest answer.
const LONGEST: usize = 1000;
/// Requests on the page.
const MOST: i64 = 100;

/// What somebody has in mind.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub about: String,
    pub why: String,
    pub who: String,
}

impl Wanted {
    /// As it is kept, or what is wrong with it.
    fn read(&self) -> Result<Wanted, Problems> {
        let wanted = Wanted { about: lines(&self.about), why: lines(&self.why), who: lines(&self.who) };
        let mut problems = Vec::new();
        if wanted.about.is_empty() {
            problems.push(Problem { field: "about", message: "founding-about-missing" });
        }
        for (field, text) in [("about", &wanted.about), ("why", &wanted.why), ("who", &wanted.who)] {
            if text.chars().count() > LONGEST {
                problems.push(Problem { field, message: "text-long" });
            }
        }
        if problems.is_empty() { Ok(wanted) } else { Err(Problems(problems)) }
    }
}

pub(super) async fn ask(State(app): State<App>, visit: Visited, Form(form): Form<Wanted>) -> Result<Response, Failure> {
    let wanted = match form.read() {
        Ok(wanted) => wanted,
        Err(problems) => {
            let told = Told { status: StatusCode::UNPROCESSABLE_ENTITY, wanted: form, problems, ..Told::default() };
            return ways::show(&app, &visit, told).await;
        }
    };
    let (account, now, language) = (visit.account()?.id, visit.now, visit.tongue.language().code());
    app.db
        .write(move |tx| async move {
            // Who need not ask, or cannot, sees on the page what they may.
            if !founding::read(&tx).await?.on_request {
                return Ok(());
            }
            store::ask(&tx, account, &wanted, language, now).await
        })
        .await?;
    Ok(Page::go("/new"))
}

#[derive(askama::Template)]
#[template(path = "launch/templates/requests.html")]
struct RequestsPage<'a> {
    shell: Shell<'a>,
    waiting: Vec<Waiting>,
}

pub(super) async fn queue(State(app): State<App>, visit: Visited) -> Result<Response, Failure> {
    let waiting = app.db.read(|tx| async move { store::waiting(&tx, MOST).await }).await?;
    let context = Context { title: visit.tongue.say("founding-requests").to_owned(), robots: "noindex", ..Context::default() };
    Page::render(&RequestsPage { shell: Shell::new(&app, &visit, context), waiting })
}

#[derive(Deserialize)]
pub(super) struct Named {
    id: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Decision {
    /// `in` accepts, anything else declines.
    decision: String,
    reason: String,
}

pub(super) async fn decide(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(decision): Form<Decision>,
) -> Result<Response, Failure> {
    let id: Id = named.id.parse().map_err(|_| Error::NotFound)?;
    let (by, now, accepted) = (visit.account()?.id, visit.now, decision.decision == "in");
    let reason: String = lines(&decision.reason).chars().take(LONGEST).collect();
    let request = app.db.read(move |tx| async move { store::one(&tx, id).await }).await?;
    // Who was not quick enough sees what the other decided: the queue without it.
    let Some(request) = request else { return Ok(Page::go("/new/requests")) };
    let tongue = app.texts.tongue(Language::from_code(&request.language).unwrap_or(Language::English));
    let letter = letter(&app, tongue, &request, accepted, &reason);
    let first = first_answers(&request);
    let write = move |tx: Tx| async move {
        if !store::decide(&tx, by, &request, accepted, &reason, now).await? {
            return Ok(());
        }
        if accepted {
            launches::begin(&tx, request.account, &first.json(), now).await?;
        }
        mail::send(&tx, &NewMail { reason: format!("founding {} {}", request.id, now.0), ..letter }, now).await
    };
    app.db.write(write).await?;
    Ok(Page::go("/new/requests"))
}

/// What they said goes into the first step.
fn first_answers(request: &Waiting) -> Answers {
    let want: String = request.about.chars().take(400).collect();
    Answers([("language".to_owned(), request.language.clone()), ("want".to_owned(), want)].into_iter().collect())
}

fn letter(app: &App, t: Tongue, request: &Waiting, accepted: bool, reason: &str) -> NewMail {
    let (subject, text) = if accepted {
        ("founding-mail-yes", t.with2("founding-mail-yes-text", "name", &request.name, "link", app.link("/new")))
    } else {
        let reason = if reason.is_empty() { t.say("founding-no-reason") } else { reason };
        ("founding-mail-no", t.with2("founding-mail-no-text", "name", &request.name, "reason", reason))
    };
    NewMail {
        account: Some(request.account),
        recipient: request.email.clone().unwrap_or_else(|| format!("@{}", request.handle)),
        subject: t.with(subject, "site", SITE_NAME),
        text,
        reason: String::new(),
        good_until: None,
    }
}
