//! Forms as browsers send them, to every route that takes one.

use http::Method;

use crate::house::{ask, read};

/// This one talks to the mail server that a form named.
const ELSEWHERE: &str = "/admin/mail/test";

pub fn target(bytes: &[u8]) {
    let Some(asked) = read(bytes).filter(|asked| !asked.path.starts_with(ELSEWHERE)) else { return };
    ask(Method::POST, &asked);
}
