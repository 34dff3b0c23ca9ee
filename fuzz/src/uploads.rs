//! Files, as the bytes of a body and in forms of several parts, and how they come back.

use http::{Method, StatusCode};

use crate::house::{ask, read};

/// Forms that come in parts are sent to here, files to anywhere else.
const ATTACH: &str = "/c/wood/files/attach";

pub fn target(bytes: &[u8]) {
    let Some(asked) = read(bytes).filter(|asked| asked.path.starts_with("/c/wood/files")) else { return };
    let Some(answer) = ask(Method::POST, &asked) else { return };
    if asked.path.starts_with(ATTACH) || answer.status != StatusCode::OK {
        return;
    }
    // What was taken is fetched by whoever brought it: as a picture made anew, or as a download that nothing runs.
    let told: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let url = told["url"].as_str().unwrap();
    let back = ask(Method::GET, &asked.on_to(url)).expect("the address of a file can be asked for");
    let header = |name: &str| back.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned();
    assert_eq!(back.status, StatusCode::OK, "{url}");
    assert!(header("content-security-policy").starts_with("sandbox"), "{url}");
    let picture = ["image/png", "image/jpeg"].contains(&header("content-type").as_str());
    let shown = header("content-disposition");
    assert!(if picture { shown.starts_with("inline") } else { shown.starts_with("attachment") }, "{url}: {shown}");
    assert!(told["markdown"].as_str().is_some_and(|markdown| markdown.contains(url)));
}
