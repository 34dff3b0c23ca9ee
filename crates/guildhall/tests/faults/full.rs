//! The disk fills up while the program serves: whoever writes is told and keeps the text, everything else goes on, and
//! when there is room again so does writing, without a restart.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use testkit::Engine;

use crate::writers::{Writers, check, post, reply};
use crate::{House, Server, get, guildhall, shim};

/// The file that says that there is no room.
fn sign(house: &House) -> PathBuf {
    house.folder.path().join("no-room")
}

fn with_room_for(house: &House, mut command: Command) -> Command {
    command.env("LD_PRELOAD", shim::compile("full.c", house.folder.path()));
    command.env("GUILDHALL_FULL", sign(house)).env("GUILDHALL_FULL_AT", house.data().canonicalize().unwrap());
    command.env("GUILDHALL_LOG", "off");
    command
}

/// Sends replies until one is answered as wanted.
fn until(house: &House, host: &str, what: &str, wanted: impl Fn(&Result<crate::writers::Written, String>) -> bool) -> String {
    let end = Instant::now() + Duration::from_secs(20);
    for n in 0.. {
        let text = format!("round 9 word zq{what}{n}");
        let answer = reply(host, &house.cookie, 1, &text);
        if wanted(&answer) {
            return answer.map_or_else(|refused| refused, |written| written.text);
        }
        assert!(Instant::now() < end, "{what}: {answer:?}");
    }
    unreachable!()
}

/// A text file, as the composer sends it.
fn upload(house: &House, host: &str) -> String {
    post(host, "/c/wood/files?name=note.txt", &house.cookie, "a note of some words")
}

fn is_clear(answer: &str) -> bool {
    answer.starts_with("HTTP/1.1 503") && answer.contains("Not available at the moment") && answer.contains(">round ")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_refuses_in_words_and_loses_nothing() {
    let house = House::new(Engine::Sqlite);
    let server = Server::start(with_room_for(&house, house.serving()));
    let host = server.host();
    let writers = Writers::start(&host, &house.cookie, 0);
    writers.wait_for(100);
    fs::write(sign(&house), "").unwrap();
    let refused = until(&house, &host, "full", |answer| answer.as_ref().is_err());
    assert!(is_clear(&refused) && refused.contains("zqfull"), "the page holds what was typed: {refused}");
    for path in ["/c/wood", "/c/wood/questions", "/api/v1/search?q=glue", "/c/wood/threads/1/reply"] {
        assert!(get(&host, path, &house.cookie).starts_with("HTTP/1.1 200"), "{path} is read as before");
    }
    let file = upload(&house, &host);
    assert!(file.starts_with("HTTP/1.1 503") && file.contains("try again in a few minutes"), "{file}");
    std::thread::sleep(Duration::from_millis(1500));
    fs::remove_file(sign(&house)).unwrap();
    let again = until(&house, &host, "again", Result::is_ok);
    let file = upload(&house, &host);
    assert!(file.starts_with("HTTP/1.1 200") && file.contains("note.txt"), "{file}");
    std::thread::sleep(Duration::from_millis(700));
    let (mut written, refusals) = writers.end();
    assert!(
        !refusals.is_empty() && refusals.iter().all(|answer| is_clear(answer)),
        "{:?}",
        refusals.iter().find(|a| !is_clear(a))
    );
    written.push(reply(&host, &house.cookie, 2, &format!("{again} at last")).unwrap());
    check(&house.db().await, &server, &written).await;
    // A kill brings nothing to light that was only in memory.
    drop(server);
    check(&house.db().await, &house.serve(), &written).await;
    println!("{} answered posts and {} refused ones around a full disk", written.len(), refusals.len());
}

/// Without room there is no new house, and it says so.
#[test]
fn a_full_disk_at_the_start_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (data, sign) = (folder.path().join("data"), folder.path().join("no-room"));
    fs::write(&sign, "").unwrap();
    let mut command = guildhall(&["serve", "--listen", "127.0.0.1:0", "--data", &data.display().to_string()]);
    command.env("LD_PRELOAD", shim::compile("full.c", folder.path()));
    command.env("GUILDHALL_FULL", &sign).env("GUILDHALL_FULL_AT", folder.path().canonicalize().unwrap().join("data"));
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.code() == Some(2) && told.contains("full"), "{told}");
}
