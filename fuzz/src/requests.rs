//! What browsers and other programs ask for: addresses with their queries and cursors, cookies, languages, ranges.

use http::{Method, StatusCode};

use crate::house::{ask, read};

pub fn target(bytes: &[u8]) {
    let Some(asked) = read(bytes) else { return };
    let Some(answer) = ask(Method::GET, &asked) else { return };
    // A page that was not changed is not sent; everything else says something.
    assert!(answer.status != StatusCode::OK || !answer.body.is_empty(), "an empty page");
    assert!(answer.headers.get_all("set-cookie").iter().count() <= 1);
}
