//! The conversation with a mail server (RFC 5321), step by step, so that a failure says where it was.

use std::time::Duration;

use base::codes;
use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;

use super::settings::{Encryption, MailSettings};

/// How long a step may take. Servers that look senders up are slow.
const PATIENCE: Duration = Duration::from_secs(20);

codes! {
    /// Where a conversation can fail.
    pub enum Step {
        Connect = "connect",
        Encrypt = "encrypt",
        Greet = "greet",
        SignIn = "sign-in",
        Sender = "sender",
        Recipient = "recipient",
        Content = "content",
    }
}

/// A step that failed.
#[derive(Clone, Debug)]
pub(super) struct Trouble {
    pub step: Step,
    /// What the server or the system said about it.
    pub told: String,
    /// Whether the server refused it and would do so again.
    pub refused: bool,
    /// Whether trying again is of no use.
    pub for_good: bool,
}

impl Trouble {
    pub fn at(step: Step, told: impl ToString) -> Trouble {
        Trouble { step, told: told.to_string(), refused: false, for_good: false }
    }
}

/// An open line to a server.
pub(super) struct Line(AsyncSmtpConnection);

impl Line {
    /// Connects, encrypts, greets and signs in, as the settings say.
    pub async fn open(settings: &MailSettings, domain: &str) -> Result<Line, Trouble> {
        let place = (settings.server.as_str(), settings.port);
        let hello = ClientId::Domain(domain.to_owned());
        let tls = || TlsParameters::new(settings.server.clone()).map_err(|error| Trouble::at(Step::Encrypt, error));
        let mut line = match settings.encryption {
            Encryption::Tls => {
                let opening = AsyncSmtpConnection::connect_tokio1(place, None, &hello, Some(tls()?), None);
                match within(Step::Encrypt, opening).await {
                    // One call does it all; whether the server can be reached at all is asked afterwards.
                    Err(trouble) => {
                        within(Step::Connect, TcpStream::connect(place)).await?;
                        return Err(trouble);
                    }
                    Ok(line) => line,
                }
            }
            Encryption::Starttls | Encryption::None => {
                let stream = within(Step::Connect, TcpStream::connect(place)).await?;
                within(Step::Greet, AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello)).await?
            }
        };
        if settings.encryption == Encryption::Starttls {
            within(Step::Encrypt, line.starttls(tls()?, &hello)).await?;
        }
        if !settings.user.is_empty() {
            let credentials = Credentials::new(settings.user.clone(), settings.password.clone());
            within(Step::SignIn, line.auth(&[Mechanism::Plain, Mechanism::Login], &credentials)).await?;
        }
        Ok(Line(line))
    }

    /// Hands one message over. After a refusal the line can be used again.
    pub async fn send(&mut self, from: &Address, to: &Address, message: &[u8]) -> Result<(), Trouble> {
        let sent = self.hand_over(from, to, message).await;
        if sent.is_err() {
            let _ = within(Step::Content, self.0.command(Rset)).await;
        }
        sent
    }

    async fn hand_over(&mut self, from: &Address, to: &Address, message: &[u8]) -> Result<(), Trouble> {
        within(Step::Sender, self.0.command(Mail::new(Some(from.clone()), vec![]))).await?;
        within(Step::Recipient, self.0.command(Rcpt::new(to.clone(), vec![]))).await.map_err(Trouble::lasting)?;
        within(Step::Content, self.0.command(Data)).await?;
        within(Step::Content, self.0.message(message)).await.map_err(Trouble::lasting)?;
        Ok(())
    }

    pub async fn close(mut self) {
        let _ = within(Step::Content, self.0.quit()).await;
    }
}

impl Trouble {
    /// What the server says about a recipient or a message is its last word; before that it is a matter of settings.
    fn lasting(self) -> Trouble {
        Trouble { for_good: self.refused, ..self }
    }
}

/// What went wrong in a step, and whether the server said so and meant it.
struct Cause {
    told: String,
    refused: bool,
}

impl From<Error> for Cause {
    fn from(error: Error) -> Cause {
        let said = std::error::Error::source(&error).map(ToString::to_string);
        let told = match (error.status(), said) {
            (Some(code), Some(said)) => format!("{code} {said}"),
            _ => error.to_string(),
        };
        Cause { told, refused: error.is_permanent() }
    }
}

impl From<std::io::Error> for Cause {
    fn from(error: std::io::Error) -> Cause {
        Cause { told: error.to_string(), refused: false }
    }
}

async fn within<T, E: Into<Cause>>(step: Step, doing: impl Future<Output = Result<T, E>>) -> Result<T, Trouble> {
    match tokio::time::timeout(PATIENCE, doing).await {
        Ok(done) => done.map_err(|error| {
            let Cause { told, refused } = error.into();
            Trouble { step, told, refused, for_good: false }
        }),
        Err(_) => Err(Trouble::at(step, format!("no answer within {} s", PATIENCE.as_secs()))),
    }
}
