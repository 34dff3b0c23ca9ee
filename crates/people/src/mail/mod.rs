//! Mail: an outbox that is written in the transaction that causes a message, and a job that sends what is due by SMTP.
//!
//! Without a mail server messages wait in the outbox, where an administrator reads them and hands them on.

mod compose;
mod deliver;
mod message;
mod outbox;
mod settings;
mod setup;
mod smtp;
mod store;

use base::db::Migration;
use base::{Id, Result, Time, Tx};
use web::{Feature, Job, Language, MenuEntry, Permission, Routes};

pub use compose::is_address;
pub use deliver::send_due;
pub use settings::{check, is_on};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 231, name: "mails", sql: include_str!("231_mails.sql") }];

pub fn feature() -> Feature {
    Feature {
        name: "mail",
        routes: Routes::new()
            .get("/admin/mail", "/admin/mail", Permission::Admin, outbox::page)
            .post("/admin/mail", "/admin/mail", Permission::Admin, setup::save)
            .post("/admin/mail/test", "/admin/mail/test", Permission::Admin, setup::test)
            .get("/admin/mail/{id}", "/admin/mail/1", Permission::Admin, message::show)
            .post("/admin/mail/{id}/again", "/admin/mail/1/again", Permission::Admin, message::again)
            .post("/admin/mail/{id}/forget", "/admin/mail/1/forget", Permission::Admin, message::forget),
        migrations: MIGRATIONS,
        menu: const { &[MenuEntry::of_site("site-mail", "/admin/mail", 50)] },
        texts: &[(Language::English, include_str!("text/en.ftl")), (Language::Dutch, include_str!("text/nl.ftl"))],
        jobs: vec![Job { name: "mail", run: |app| Box::pin(deliver::deliver(app)) }],
        ..Feature::default()
    }
}

/// A message to be.
#[derive(Clone, Debug)]
pub struct NewMail {
    pub account: Option<Id>,
    /// An e-mail address, or `@handle` of somebody who has none.
    pub recipient: String,
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// What it is sent for; a second message for the same reason to the same recipient is not written.
    pub reason: String,
    /// After this it is not sent any more.
    pub good_until: Option<Time>,
}

/// Puts a message into the outbox, in the transaction that causes it. The job sends it after the commit.
pub async fn send(tx: &Tx, mail: &NewMail, now: Time) -> Result<()> {
    store::insert(tx, mail, now).await
}
