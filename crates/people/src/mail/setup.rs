//! `POST /admin/mail` sets the mail server; `POST /admin/mail/test` sends a message to whoever asks.

use axum::extract::State;
use axum::response::Response;
use base::{Problem, activity};
use http::StatusCode;
use lettre::message::Mailbox;
use serde::Deserialize;
use web::{App, Failure, Form, Page, Problems, SITE_NAME, Visited, one_line};

use super::compose::{Letter, compose, sender};
use super::outbox::{Told, show};
use super::settings::{self, Encryption, MailSettings, held};
use super::smtp::{Line, Step, Trouble};
use super::store;
use crate::communities::Deed;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct SetupForm {
    pub server: String,
    pub port: String,
    pub encryption: String,
    pub user: String,
    /// Empty keeps the one that is set.
    pub password: String,
    pub from: String,
}

impl SetupForm {
    /// The form as it is shown: never with the password.
    pub fn of(settings: &MailSettings) -> SetupForm {
        SetupForm {
            server: settings.server.clone(),
            port: if settings.port == 0 { String::new() } else { settings.port.to_string() },
            encryption: settings.encryption.code().to_owned(),
            user: settings.user.clone(),
            password: String::new(),
            from: settings.from.clone(),
        }
    }

    /// The settings that were meant. Without a server nothing is set.
    fn read(&self, before: &MailSettings) -> Result<MailSettings, Problems> {
        let server = self.server.trim();
        let from = self.from.trim();
        let mut problems = Problems::default();
        let mut wrong = |field, message| problems.0.push(Problem { field, message });
        // Without a server the sender may be missing, too.
        if (!server.is_empty() || !from.is_empty()) && from.parse::<Mailbox>().is_err() {
            wrong("from", "mail-from-unreadable");
        }
        if server.is_empty() {
            let nothing = MailSettings { from: from.to_owned(), ..MailSettings::default() };
            return if problems.is_empty() { Ok(nothing) } else { Err(problems) };
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '_');
        if server.len() > 253 || !server.chars().all(plain) {
            wrong("server", "mail-server-unreadable");
        }
        let encryption = Encryption::from_code(&self.encryption).unwrap_or_default();
        let usual = match encryption {
            Encryption::Tls => 465,
            Encryption::Starttls => 587,
            Encryption::None => 25,
        };
        let port = if self.port.trim().is_empty() { Some(usual) } else { self.port.trim().parse().ok().filter(|port| *port > 0) };
        if port.is_none() {
            wrong("port", "mail-port-unreadable");
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let user = self.user.trim().to_owned();
        let password = match (user.is_empty(), self.password.is_empty()) {
            (true, _) => String::new(),
            (false, true) => before.password.clone(),
            (false, false) => self.password.clone(),
        };
        let (server, from) = (server.to_owned(), from.to_owned());
        Ok(MailSettings { server, port: port.unwrap_or(usual), encryption, user, password, from })
    }
}

pub(super) async fn save(State(app): State<App>, visit: Visited, Form(mut form): Form<SetupForm>) -> Result<Response, Failure> {
    let before = app.db.read(|tx| async move { settings::stored(&tx).await }).await?;
    // What the environment says is not taken over into the database.
    let kept = SetupForm::of(&before);
    if app.environment.smtp_url.is_some() {
        form = SetupForm { from: form.from, ..kept.clone() };
    }
    if app.environment.mail_from.is_some() {
        form.from = kept.from;
    }
    let (now, deed) = (visit.now, Deed::on_site(&visit)?);
    match form.read(&before) {
        Ok(mail) => {
            app.db
                .write(move |tx| async move {
                    settings::store(&tx, &mail).await?;
                    activity::record(&tx, deed.entry("mail_changed", "site", 0)).await?;
                    store::hurry(&tx, now).await
                })
                .await?;
            Ok(Page::go("/admin/mail?saved=1"))
        }
        Err(problems) => {
            form.password.clear();
            let told = Told { form, problems, tested: None, saved: false, after: String::new() };
            show(&app, &visit, StatusCode::UNPROCESSABLE_ENTITY, told).await
        }
    }
}

/// Where a test goes.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Test {
    /// Empty: to the address of who asks.
    to: String,
}

/// Tries the settings that hold, at once and outside of the outbox. The page says which step failed.
pub(super) async fn test(State(app): State<App>, visit: Visited, Form(test): Form<Test>) -> Result<Response, Failure> {
    let account = visit.account()?.id;
    let settings = held(&app).await?.settings;
    let typed = one_line(&test.to);
    let own = app.db.read(move |tx| async move { store::address_of(&tx, account).await }).await?;
    let address = if typed.is_empty() { own } else { Some(typed) };
    let mut problems = Problems::default();
    let tested = match address {
        _ if !settings.is_on() => {
            problems.0.push(Problem { field: "test", message: "mail-test-no-server" });
            None
        }
        None => {
            problems.0.push(Problem { field: "test", message: "mail-test-no-address" });
            None
        }
        Some(address) if address.parse::<Mailbox>().is_err() => {
            problems.0.push(Problem { field: "test", message: "mail-test-address-unreadable" });
            None
        }
        Some(address) => Some(try_out(&app, &visit, &settings, address).await),
    };
    let status = if problems.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let told = Told { form: SetupForm::of(&settings), problems, tested, saved: false, after: String::new() };
    show(&app, &visit, status, told).await
}

async fn try_out(app: &App, visit: &Visited, settings: &MailSettings, to: String) -> Result<String, Trouble> {
    let from = sender(&settings.from).map_err(|error| Trouble::at(Step::Sender, error))?;
    let letter = Letter {
        key: app.random.token(),
        to: to.clone(),
        subject: visit.tongue.with("mail-test-subject", "site", SITE_NAME),
        text: visit.tongue.with("mail-test-text", "address", app.url("/")),
    };
    let message = compose(&letter, &from, visit.now).map_err(|error| Trouble::at(Step::Content, error))?;
    let mut line = Line::open(settings, from.email.domain()).await?;
    let recipient = message.envelope().to().first().ok_or_else(|| Trouble::at(Step::Recipient, &to))?;
    line.send(&from.email, recipient, &message.formatted()).await?;
    line.close().await;
    Ok(to)
}
