//! `GET /admin/mail`: the mail server, and every message of the last month.

use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use web::{App, Context, Cursor, Failure, Page, Paging, Problems, Query, Shell, Visited};

use super::settings::{Encryption, Held, held};
use super::setup::SetupForm;
use super::smtp::Trouble;
use super::store::{self, Listed};

const PAGE: usize = 30;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    after: String,
    #[serde(default)]
    saved: String,
}

/// How a test message went: to which address, or what failed.
pub(super) type Tested = Result<String, Trouble>;

#[derive(askama::Template)]
#[template(path = "mail/templates/outbox.html")]
struct OutboxPage<'a> {
    shell: Shell<'a>,
    form: SetupForm,
    problems: Problems,
    held: Held,
    encryptions: &'static [Encryption],
    tested: Option<Tested>,
    saved: bool,
    mails: Vec<Listed>,
    paging: Paging,
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let form = SetupForm::of(&held(&app).await?.settings);
    let told = Told { form, problems: Problems::default(), tested: None, saved: !asked.saved.is_empty(), after: asked.after };
    show(&app, &visit, StatusCode::OK, told).await
}

/// What the page says beside the outbox itself.
pub(super) struct Told {
    pub form: SetupForm,
    pub problems: Problems,
    pub tested: Option<Tested>,
    pub saved: bool,
    pub after: String,
}

pub(super) async fn show(app: &App, visit: &Visited, status: StatusCode, told: Told) -> Result<Response, Failure> {
    let held = held(app).await?;
    let after = Cursor::decode(&told.after, 2);
    let mut mails = app
        .db
        .read(move |tx| async move { store::page(&tx, after.as_ref().map(|c| c.0.as_slice()), PAGE as i64 + 1).await })
        .await?;
    let more = mails.len() > PAGE;
    mails.truncate(PAGE);
    let last = mails.last().filter(|_| more).map(|mail| Cursor(vec![mail.created_at.0, mail.id]).encode());
    let paging = Paging {
        next: last.map(|cursor| format!("/admin/mail?after={cursor}")),
        first: (!told.after.is_empty()).then(|| "/admin/mail".to_owned()),
    };
    let context = Context { title: visit.tongue.say("mail-title").to_owned(), robots: "noindex", ..Context::default() };
    let page = OutboxPage {
        shell: Shell::new(app, visit, context),
        form: told.form,
        problems: told.problems,
        held,
        encryptions: Encryption::ALL,
        tested: told.tested,
        saved: told.saved,
        mails,
        paging,
    };
    Page::answer(status, &page)
}
