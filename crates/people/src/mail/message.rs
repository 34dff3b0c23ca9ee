//! One message of the outbox: `GET /admin/mail/{id}`, `POST …/again`, `POST …/forget`.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id};
use web::{App, Context, Failure, Page, Path, Shell, Visited};

use super::store::{self, Mail, State as Became};

#[derive(askama::Template)]
#[template(path = "mail/templates/message.html")]
struct MessagePage<'a> {
    shell: Shell<'a>,
    mail: Mail,
}

impl MessagePage<'_> {
    /// Whether it can be sent at all: somebody without an address gets it from an administrator's hands.
    fn has_address(&self) -> bool {
        !self.mail.recipient.starts_with('@')
    }

    fn can_be_tried(&self) -> bool {
        self.has_address() && self.mail.state != Became::Sent
    }
}

pub(super) async fn show(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let mail = app.db.read(move |tx| async move { store::mail(&tx, id).await }).await?.ok_or(Error::NotFound)?;
    let context = Context { title: mail.subject.clone(), robots: "noindex", ..Context::default() };
    Page::render(&MessagePage { shell: Shell::new(&app, &visit, context), mail })
}

/// Makes it due now, however often it was tried.
pub(super) async fn again(State(app): State<App>, visit: Visited, Path(id): Path<Id>) -> Result<Response, Failure> {
    let now = visit.now;
    app.db.write(move |tx| async move { store::again(&tx, id, now).await }).await?;
    Ok(Page::go(format!("/admin/mail/{id}")))
}

/// Takes it out of the outbox for good.
pub(super) async fn forget(State(app): State<App>, Path(id): Path<Id>) -> Result<Response, Failure> {
    app.db.write(move |tx| async move { store::forget(&tx, id).await }).await?;
    Ok(Page::go("/admin/mail"))
}
