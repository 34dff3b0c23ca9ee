//! Sign-in links, sessions, preferences, requests from elsewhere.

use axum::http::{Method, StatusCode};
use base::Time;
use testkit::World;

async fn a_link_signs_in_once(world: World) {
    let ada = world.account("ada", false).await;
    let now = world.app.clock.now();
    let link = people::accounts::issue_link(world.db(), &world.app.random, ada, now, Time::DAY, 1).await.unwrap();
    let mut client = world.visitor();
    let answer = client.follow(&link).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(client.get("/sign-in").await.body.contains("You are signed in as Ada Tester"));
    let mut other = world.visitor();
    assert_eq!(other.follow(&link).await.header("location"), "/sign-in?stale=1");
    assert!(!other.get("/sign-in").await.body.contains("signed in as"));
    // Who has nothing but the link is asked first.
    assert_eq!(client.post("/sign-out", "").await.header("location"), "/sign-out");
    assert!(client.get("/sign-out").await.body.contains("You could not come back"));
    let out = client.post("/sign-out", "sure=yes").await;
    assert_eq!(out.header("clear-site-data"), "\"storage\"", "what was being written does not stay in the browser");
    assert!(
        !client.get("/sign-in").await.body.contains("signed in as"),
        "the session is ended on the server, not only in the cookie"
    );
}

async fn links_and_sessions_run_out(world: World) {
    let ada = world.account("ada", false).await;
    let now = world.app.clock.now();
    let link = people::accounts::issue_link(world.db(), &world.app.random, ada, now, Time::HOUR, 1).await.unwrap();
    let client = world.signed_in(ada).await;
    world.app.clock.advance(2 * Time::HOUR);
    assert_eq!(world.visitor().follow(&link).await.header("location"), "/sign-in?stale=1");
    world.app.clock.advance(31 * Time::DAY);
    assert!(!client.get("/sign-in").await.body.contains("signed in as"));
}

async fn a_prefetch_uses_no_link_up(world: World) {
    let ada = world.account("ada", false).await;
    let now = world.app.clock.now();
    let link = people::accounts::issue_link(world.db(), &world.app.random, ada, now, Time::HOUR, 1).await.unwrap();
    let mut client = world.visitor();
    let ahead = client.ask(Method::GET, &link, "", &[("sec-purpose", "prefetch")]).await;
    assert_eq!(ahead.status, StatusCode::NO_CONTENT);
    assert_eq!(client.follow(&link).await.header("location"), "/");
}

async fn other_sites_cannot_post(world: World) {
    let client = world.visitor();
    let form = "language=nl&to=/";
    for header in [("sec-fetch-site", "cross-site"), ("origin", "http://evil.test")] {
        assert_eq!(client.ask(Method::POST, "/preferences", form, &[header]).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(client.post("/preferences", form).await.status, StatusCode::SEE_OTHER);
    let away = client.post("/preferences", "language=nl&to=//evil.test").await;
    assert_eq!(away.header("location"), "/", "never sends anybody to another site");
}

async fn pages_speak_the_readers_language(world: World) {
    let dutch = world.visitor().ask(Method::GET, "/communities", "", &[("accept-language", "nl-BE,en;q=0.5")]).await;
    assert!(dutch.body.contains("<html lang=\"nl\"") && dutch.body.contains("Alle gemeenschappen"));
    let english = world.visitor().ask(Method::GET, "/communities", "", &[("accept-language", "fr")]).await;
    assert!(english.body.contains("All communities"));
}

testkit::on_both_engines!(crate::world: a_link_signs_in_once, links_and_sessions_run_out, a_prefetch_uses_no_link_up, other_sites_cannot_post, pages_speak_the_readers_language);
