//! `guildhall move`: there and back.

use std::time::{Duration, Instant};

use testkit::Engine;

use crate::{Place, Server, everything, get, json};

#[tokio::test(flavor = "multi_thread")]
async fn goes_to_a_server_and_back_and_life_goes_on() {
    let first = Place::seeded(Engine::Sqlite).await;
    let before = everything(&first.location()).await;
    let mut second = Place::empty(Engine::Postgres);
    let url = second.url.clone().unwrap();
    // In the same data directory: the files stay where they are.
    let told = json(&first.run(&["move", "--to-database-url", &url, "--json"]));
    assert_eq!(told["rows"].as_u64().unwrap() as usize, before.len());
    assert_eq!(everything(&second.location()).await, before);
    second.folder = tempfile::tempdir().unwrap();
    std::fs::rename(first.data(), second.data()).unwrap();
    lives(&second, "one").await;

    let grown = everything(&second.location()).await;
    assert!(grown.len() > before.len());
    let third = Place::empty(Engine::Sqlite);
    json(&second.run(&["move", "--to-data", &third.data().display().to_string(), "--json"]));
    assert_eq!(everything(&third.location()).await, grown);
    assert_eq!(std::fs::read(third.blob()).unwrap(), b"abc");
    lives(&third, "two").await;
    assert!(second.refused(&["move", "--to-data", &third.data().display().to_string()]).contains("is there already"));
}

/// A server starts on it, finds what was there, takes new rows and finds those.
pub async fn lives(place: &Place, word: &str) {
    let flags = place.flags();
    let mut arguments = vec!["serve", "--listen", "127.0.0.1:0"];
    arguments.extend(flags.iter().map(String::as_str));
    let server = Server::start(crate::guildhall(&arguments));
    let host = server.host();
    assert!(get(&host, "/c/coffee", "").contains("Coffee Guild"));
    found(&host, "espresso", "\"title\"");
    let house = place.house().await;
    // Somebody new, and a question of theirs: numbers go on behind those that were there.
    let created = json(&place.run(&["admin", "create-account", "--handle", word]));
    let newest = everything(&place.location()).await.iter().filter(|line| line.starts_with("accounts ")).count();
    assert!(created["id"].as_i64().unwrap() >= newest as i64, "{created}");
    crate::place::ask(&house, word).await;
    found(&host, &format!("zzz{word}"), &format!("About zzz{word}"));
    let busy = place.refused(&["move", "--to-data", &place.path("elsewhere")]);
    assert!(busy.contains("stop it first") && busy.contains("--while-running"), "{busy}");
    assert!(!std::path::Path::new(&place.path("elsewhere")).exists());
    drop(house);
}

fn found(host: &str, word: &str, wanted: &str) {
    let until = Instant::now() + Duration::from_secs(20);
    while !get(host, &format!("/api/v1/search?q={word}"), "").contains(wanted) {
        assert!(Instant::now() < until, "{word} is not found");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refuses_what_makes_no_sense() {
    let place = Place::seeded(Engine::Sqlite).await;
    assert!(place.refused(&["move"]).contains("--to-data"));
    assert!(place.refused(&["move", "--to-data", &place.data().display().to_string()]).contains("stands there already"));
    let file = place.path("backup");
    assert!(place.refused(&["move", "--to-database-url", "postgres://nobody@127.0.0.1:1/x"]).contains("does not answer"));
    assert!(!place.names().contains(&"arriving".to_owned()));
    json(&place.run(&["backup", &file, "--json"]));
}
