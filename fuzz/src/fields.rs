//! The small readers: one-line fields, cursors, cookies, mail addresses and the address of a mail server.

use http::{HeaderMap, HeaderValue, header};
use web::{Cursor, Environment, is_path, is_seen, lines, one_line};

use crate::text;

/// Stands in a password and must not stand in an error about it.
const SECRET: &str = "xq7Secret7qx";

pub fn target(bytes: &[u8]) {
    let text = text(bytes);
    let line = one_line(&text);
    assert!(!line.chars().any(char::is_control) && line.trim() == line, "{line:?}");
    assert_eq!(one_line(&line), line);
    assert!(line.is_empty() || is_seen(&line));
    let several = lines(&text);
    assert!(!several.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
    assert_eq!(lines(&several), several);
    assert!(!is_path(&text) || (HeaderValue::from_str(&text).is_ok() && !text.contains('\\') && !text.starts_with("//")));
    for keys in 1..4 {
        assert!(Cursor::decode(&text, keys).is_none_or(|cursor| cursor.0.len() == keys && cursor.encode() == text));
    }
    if let Ok(value) = HeaderValue::from_bytes(bytes) {
        let headers = HeaderMap::from_iter([(header::COOKIE, value)]);
        assert!(web::cookie(&headers, "session").is_none_or(|token| !token.contains(';')));
    }
    if people::mail::is_address(&text) {
        assert!(
            text.is_ascii() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || "<>,".contains(c)),
            "{text:?}"
        );
    }
    markup::slug(&text);
    mail_server(&text);
}

/// The whole text as the address of a mail server, as the sender, and as a part of a password.
fn mail_server(text: &str) {
    let environment = |smtp_url: Option<String>, mail_from| Environment { smtp_url, mail_from };
    let _ = people::mail::check(&environment(Some(text.to_owned()), None));
    let _ = people::mail::check(&environment(None, Some(text.to_owned())));
    let secret = environment(Some(format!("smtp://ada:{SECRET}{text}@mail.test")), None);
    if let Err(told) = people::mail::check(&secret) {
        let told = told.to_string().to_lowercase();
        assert!(!told.contains(&SECRET.to_lowercase()), "{told}");
    }
}
