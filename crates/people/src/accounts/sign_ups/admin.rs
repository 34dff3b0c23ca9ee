//! `GET`, `POST /admin/sign-up`: the rule of the site and who waits; `POST /admin/sign-ups/{id}` lets in or declines.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Tx, activity};
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Failure, Form, Page, Path, Problems, Query, SITE_NAME, Shell, Visited, lines};

use super::making;
use super::rule::{self, Rule, RuleForm};
use super::store::{self, SignUp};
use crate::accounts::proofs::Effort;
use crate::communities::Deed;
use crate::mail::{self, NewMail};

/// As many stand on the page.
const MOST: i64 = 100;

#[derive(askama::Template)]
#[template(path = "accounts/sign_ups/templates/admin.html")]
struct AdminPage<'a> {
    shell: Shell<'a>,
    form: RuleForm,
    rules: &'static [Rule],
    efforts: &'static [Effort],
    problems: Problems,
    waiting: Vec<SignUp>,
    saved: bool,
}

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    saved: String,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let form = RuleForm::of(&app.db.read(|tx| async move { rule::read(&tx).await }).await?);
    show(&app, &visit, StatusCode::OK, form, Problems::default(), !asked.saved.is_empty()).await
}

async fn show(
    app: &App,
    visit: &Visited,
    status: StatusCode,
    form: RuleForm,
    problems: Problems,
    saved: bool,
) -> Result<Response, Failure> {
    let waiting = app.db.read(|tx| async move { store::waiting(&tx, MOST).await }).await?;
    let context = Context { title: visit.tongue.say("sign-up-title").to_owned(), robots: "noindex", ..Context::default() };
    let shell = Shell::new(app, visit, context);
    Page::answer(status, &AdminPage { shell, form, rules: Rule::ALL, efforts: Effort::ALL, problems, waiting, saved })
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(form): Form<RuleForm>) -> Result<Response, Failure> {
    let before = app.db.read(|tx| async move { rule::read(&tx).await }).await?;
    match form.read(&before, mail::is_on(&app).await?) {
        Ok(rule) => {
            let deed = Deed::on_site(&visit)?;
            let write = move |tx: Tx| async move {
                rule::write(&tx, &rule).await?;
                activity::record(&tx, deed.entry("sign_up_changed", "site", 0)).await
            };
            app.db.write(write).await?;
            Ok(Page::go("/admin/sign-up?saved=1"))
        }
        Err(problems) => show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, form, problems, false).await,
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Decision {
    /// `in` lets them in, `out` declines.
    decision: String,
    reason: String,
}

/// Who was not quick enough sees what the other decided: the page without it.
pub(super) async fn decide(
    State(app): State<App>,
    visit: Visited,
    Path(id): Path<Id>,
    Form(decision): Form<Decision>,
) -> Result<Response, Failure> {
    let accepted = match decision.decision.as_str() {
        "in" => true,
        "out" => false,
        _ => return Err(Error::invalid("decision", "invalid").into()),
    };
    let (deed, now, t, sign_in) = (Deed::on_site(&visit)?, visit.now, visit.tongue, app.url("/sign-in"));
    let reason: String = lines(&decision.reason).chars().take(1000).collect();
    let code = if accepted { "in" } else { "out" };
    let write = move |tx: Tx| async move {
        let Some(waiting) = store::decide(&tx, id, Some(deed.by), code, &reason, now).await? else { return Ok(()) };
        let verb = if accepted { "sign_up_accepted" } else { "sign_up_declined" };
        activity::record(&tx, deed.entry(verb, "sign_up", id)).await?;
        let text = if accepted {
            making::make(&tx, &waiting, now).await?;
            t.with2("sign-up-in-letter", "name", &waiting.name, "link", sign_in)
        } else {
            t.with2("sign-up-out-letter", "name", &waiting.name, "site", SITE_NAME)
        };
        let text = if reason.is_empty() { text } else { format!("{text}\n\n{reason}") };
        let letter = NewMail {
            account: None,
            recipient: waiting.email,
            subject: t.with("sign-up-decided-subject", "site", SITE_NAME),
            text,
            reason: format!("sign-up {id}"),
            good_until: None,
        };
        mail::send(&tx, &letter, now).await
    };
    match app.db.write(write).await {
        // The address became somebody's meanwhile: they are in by another way.
        Ok(()) | Err(Error::Conflict(_)) => Ok(Page::go("/admin/sign-up")),
        Err(error) => Err(error.into()),
    }
}
