//! Messages as they travel. Headers: RFC 5322, RFC 3834 (`Auto-Submitted`).

use std::time::{Duration, UNIX_EPOCH};

use base::{Error, Result, Time};
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::{Address, message};

/// A message to one address.
#[derive(Clone, Debug)]
pub(super) struct Letter {
    /// Unique on this site, and the same whenever the same message is tried.
    pub key: String,
    pub to: String,
    pub subject: String,
    pub text: String,
}

/// Whether `text` can be an e-mail address: `name@host.tld` in ASCII. Whether somebody reads it, only a message tells.
pub fn is_address(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
    let is_host = |host: &str| host.contains('.') && !host.ends_with('.') && host.chars().all(plain);
    // A name in quotes may hold anything, and is nobody's.
    let shaped = text.rsplit_once('@').is_some_and(|(name, host)| !name.contains('"') && is_host(host));
    text.is_ascii() && text.len() <= 254 && shaped && text.parse::<Address>().is_ok()
}

/// The sender: as set, named after the site unless it has a name.
pub(super) fn sender(from: &str) -> Result<Mailbox> {
    let mut sender: Mailbox = from.parse().map_err(Error::internal)?;
    sender.name.get_or_insert_with(|| web::SITE_NAME.to_owned());
    Ok(sender)
}

pub(super) fn compose(letter: &Letter, from: &Mailbox, now: Time) -> Result<Message> {
    let to: Address = letter.to.parse().map_err(Error::internal)?;
    let date = UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).unwrap_or(0));
    message::MessageBuilder::new()
        .from(from.clone())
        .to(to.into())
        .subject(&letter.subject)
        .date(date)
        .message_id(Some(format!("<{}@{}>", letter.key, from.email.domain())))
        .raw_header(HeaderValue::new(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".into()))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone())
        .map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for good in ["ada@guild.test", "ada+guild@mail.guild.test", "a.b@x.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "ada",
            "ada@",
            "@guild.test",
            "ada@localhost",
            "ada@guild.",
            "a b@x.org",
            "ada@x.org, bob@x.org",
            "ada@x.org\r\nBcc: bob@x.org",
            "<ada@x.org>",
            "\"a b\"@x.org",
            "ada@x.org?a=b",
        ] {
            assert!(!is_address(bad), "{bad}");
        }
    }

    #[test]
    fn headers_hold_what_was_meant() {
        let letter = Letter {
            key: "5.7".into(),
            to: "ada@guild.test".into(),
            subject: "Grüße\r\nBcc: eve@guild.test".into(),
            text: "Hallo,\n\nwörter".into(),
        };
        let text =
            String::from_utf8(compose(&letter, &sender("guild@guild.test").unwrap(), Time(0)).unwrap().formatted()).unwrap();
        let (headers, _) = text.split_once("\r\n\r\n").unwrap();
        for wanted in [
            "Message-ID: <5.7@guild.test>",
            "Date: Thu, 01 Jan 1970 00:00:00",
            "From: Guildhall <guild@guild.test>",
            "To: ada@guild.test",
            "Auto-Submitted: auto-generated",
        ] {
            assert!(headers.contains(wanted), "{wanted} in {headers}");
        }
        assert!(text.is_ascii() && !headers.contains("\r\nBcc:") && !headers.contains("List-"), "{headers}");
    }
}
