//! Which mail server, with which name and password. The environment wins over what stands in the database.

use base::{Error, Result, Tx, codes, settings};
use lettre::message::Mailbox;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};
use url::Url;
use web::{App, Environment};

codes! {
    /// How the way to the server is protected.
    #[derive(Default, Serialize, Deserialize)]
    pub enum Encryption {
        /// From the first byte (port 465).
        #[default]
        #[serde(rename = "tls")]
        Tls = "tls",
        /// After a plain greeting (port 587). A server that does not offer it gets nothing.
        #[serde(rename = "starttls")]
        Starttls = "starttls",
        /// Not at all: for a server on the same machine or network.
        #[serde(rename = "none")]
        None = "none",
    }
}

/// What is set about mail. Without a server no mail is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailSettings {
    pub server: String,
    pub port: u16,
    pub encryption: Encryption,
    pub user: String,
    pub password: String,
    pub from: String,
}

/// The settings that hold, and where they come from.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    pub settings: MailSettings,
    /// Whether the server is given by the environment.
    pub server_fixed: bool,
    /// Whether the sender is given by the environment.
    pub from_fixed: bool,
}

const KEY: &str = "mail";

impl MailSettings {
    pub fn is_on(&self) -> bool {
        !self.server.is_empty() && self.from.parse::<Mailbox>().is_ok()
    }
}

/// Whether this site sends mail.
pub async fn is_on(app: &App) -> Result<bool> {
    Ok(held(app).await?.settings.is_on())
}

pub(super) async fn held(app: &App) -> Result<Held> {
    let settings = app.db.read(|tx| async move { stored(&tx).await }).await?;
    over(settings, &app.environment)
}

pub(super) async fn stored(tx: &Tx) -> Result<MailSettings> {
    settings::read(tx, settings::SITE, KEY).await
}

pub(super) async fn store(tx: &Tx, mail: &MailSettings) -> Result<()> {
    settings::write(tx, settings::SITE, KEY, mail).await
}

/// Says what is wrong with the environment's words about mail; for the start of the program.
pub fn check(environment: &Environment) -> Result<()> {
    over(MailSettings::default(), environment).map(|_| ())
}

fn over(mut settings: MailSettings, environment: &Environment) -> Result<Held> {
    if let Some(url) = &environment.smtp_url {
        let from = std::mem::take(&mut settings.from);
        settings = MailSettings { from, ..of_url(url).map_err(|why| not_usable("GUILDHALL_SMTP_URL", &why))? };
    }
    if let Some(from) = &environment.mail_from {
        from.parse::<Mailbox>().map_err(|error| not_usable("GUILDHALL_MAIL_FROM", &error.to_string()))?;
        settings.from.clone_from(from);
    }
    let (server_fixed, from_fixed) = (environment.smtp_url.is_some(), environment.mail_from.is_some());
    Ok(Held { settings, server_fixed, from_fixed })
}

fn not_usable(name: &str, why: &str) -> Error {
    Error::Unavailable(format!("{name} cannot be used: {why}"))
}

const ENCODED: &str = "write special characters in the password percent-encoded: # as %23, / as %2F, @ as %40, % as %25";

/// `smtps://user:password@host`, `smtp://user:password@host:587` (which insists on STARTTLS), or
/// `smtp://host:25?encryption=none`. The error never holds the password.
fn of_url(text: &str) -> Result<MailSettings, String> {
    let url = Url::parse(text.trim()).map_err(|error| format!("{error} ({ENCODED})"))?;
    let (encryption, port) = match url.scheme() {
        "smtps" => (Encryption::Tls, 465),
        "smtp" => (Encryption::Starttls, 587),
        _ => return Err("it begins with smtp:// or smtps://".into()),
    };
    // A bare `#`, `?` or `/` in a password ends the address too early.
    let whole = url.fragment().is_none() && matches!(url.path(), "" | "/");
    let host = url.host_str().filter(|host| !host.is_empty() && whole);
    let host = host.ok_or(ENCODED)?;
    let encryption = match url.query_pairs().find(|(name, _)| name == "encryption") {
        Some((_, code)) => Encryption::from_code(&code).ok_or("encryption is tls, starttls or none")?,
        None if url.query().is_some() => return Err("behind ? only encryption= is known; in a password ? is written %3F".into()),
        None => encryption,
    };
    let decoded = |part: &str| percent_decode_str(part).decode_utf8().map(|text| text.into_owned());
    let readable = |_| "its user or password is not UTF-8".to_owned();
    Ok(MailSettings {
        server: host.trim_matches(['[', ']']).to_owned(),
        port: url.port().unwrap_or(port),
        encryption,
        user: decoded(url.username()).map_err(readable)?,
        password: decoded(url.password().unwrap_or("")).map_err(readable)?,
        from: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_servers() {
        let set = of_url("smtp://ada%40guild.test:p%23%24s%2Fs@mail.guild.test").unwrap();
        let wanted = ("mail.guild.test", 587, Encryption::Starttls, "ada@guild.test", "p#$s/s");
        assert_eq!((&*set.server, set.port, set.encryption, &*set.user, &*set.password), wanted);
        assert_eq!(of_url("smtps://mail.guild.test").unwrap().port, 465);
        let plain = of_url("smtp://127.0.0.1:2525?encryption=none").unwrap();
        assert_eq!((plain.port, plain.encryption, plain.user.is_empty()), (2525, Encryption::None, true));
        for bad in
            ["smtp://ada:p#s@mail.guild.test", "smtp://ada:p/s@mail.guild.test", "https://mail.guild.test", "mail", "smtp://"]
        {
            let told = of_url(bad).unwrap_err();
            assert!(!told.contains("p#s") && !told.contains("p/s"), "{told}");
        }
    }

    #[test]
    fn the_environment_wins() {
        let page = MailSettings { server: "page.test".into(), from: "page@guild.test".into(), ..MailSettings::default() };
        let environment = Environment { smtp_url: Some("smtps://env.test".into()), mail_from: None };
        let held = over(page.clone(), &environment).unwrap();
        assert_eq!((&*held.settings.server, &*held.settings.from), ("env.test", "page@guild.test"));
        assert!(held.server_fixed && !held.from_fixed && held.settings.is_on());
        let environment = Environment { smtp_url: None, mail_from: Some("no address".into()) };
        assert!(over(page, &environment).is_err());
    }
}
