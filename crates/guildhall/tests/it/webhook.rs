//! What is told elsewhere: the webhook with its test, the listener, the outbox, the week, and the text to paste.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use base::{Time, sql};
use people::communities::Role;
use testkit::{Client, World};
use tokio::net::TcpListener;
use web::Visibility;

/// Another program that takes what it is told, or answers with a status.
#[derive(Clone, Default)]
struct Other {
    told: Arc<Mutex<Vec<serde_json::Value>>>,
    answer: Arc<Mutex<u16>>,
    url: String,
}

impl Other {
    async fn start() -> Other {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/services/T0/secret", listener.local_addr().unwrap());
        let other = Other { url, ..Other::default() };
        *other.answer.lock().unwrap() = 200;
        let take = |State(other): State<Other>, body: String| async move {
            let status = *other.answer.lock().unwrap();
            if status == 200 {
                other.told.lock().unwrap().push(serde_json::from_str(&body).unwrap());
            }
            (StatusCode::from_u16(status).unwrap(), "no_service")
        };
        let router = Router::new().route("/services/T0/secret", post(take)).with_state(other.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        other
    }

    fn answer(&self, status: u16) {
        *self.answer.lock().unwrap() = status;
    }

    /// The texts that came since the last look.
    fn texts(&self) -> Vec<String> {
        self.told.lock().unwrap().drain(..).map(|told| told["text"].as_str().unwrap().to_owned()).collect()
    }

    fn form(&self) -> String {
        format!("url={}&shape=slack&threads=yes&dates=yes&weekly=yes", self.url.replace(':', "%3A").replace('/', "%2F"))
    }
}

const PLACE: &str = "/c/wood/manage/webhook";

/// A community with who leads it; webhooks may lead to this machine.
async fn leader(world: &World) -> (i64, Client) {
    let wood = world.community("wood", Visibility::Private).await;
    let lead = world.somebody(wood, "lead", Some(Role::Champion)).await;
    let root = world.account("root", true).await;
    let root = world.signed_in(root).await;
    assert_eq!(lead.post("/admin/webhook", "private=yes").await.status, StatusCode::FORBIDDEN);
    assert_eq!(root.post("/admin/webhook", &format!("private=yes&to={PLACE}")).await.header("location"), PLACE);
    (wood, lead)
}

async fn told(world: &World) {
    talk::webhook::catch_up(&world.app).await.unwrap();
    talk::webhook::send_due(&world.app).await.unwrap();
}

async fn the_test_says_what_fails(world: World) {
    let other = Other::start().await;
    let (_, lead) = leader(&world).await;
    for (url, told) in [("hooks", "Write the whole address"), ("ftp%3A%2F%2Fa.test", "Write the whole address")] {
        let page = lead.post(PLACE, &format!("url={url}&shape=slack")).await;
        assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.body.contains(told), "{}", page.body);
    }
    assert_eq!(lead.post(PLACE, &other.form()).await.header("location"), "/c/wood/manage/webhook?saved=1");
    let test = format!("{PLACE}/test");
    assert!(lead.post(&test, "").await.body.contains("The other side took it"));
    assert!(other.texts()[0].contains("This works"));
    for (status, told) in [
        (404, "do not know this address"),
        (429, "no more just now"),
        (400, "do not understand"),
        (500, "fault of their own"),
        (302, "another address"),
    ] {
        other.answer(status);
        let page = lead.post(&test, "").await;
        assert!(page.body.contains(told) && page.body.contains("no_service"), "{status}: {told} in {}", page.body);
    }
    for (url, told) in [("http://127.0.0.1:1/x", "Nobody answers"), ("https://guild.invalid/x", "does not resolve")] {
        lead.post(PLACE, &format!("url={url}&shape=plain")).await;
        assert!(lead.post(&test, "").await.body.contains(told), "{told}");
    }
    // Without an administrator's word nothing leads to this machine, whatever was set before.
    let root = world.signed_in(people_root(&world).await).await;
    lead.post(PLACE, &other.form()).await;
    root.post("/admin/webhook", "private=").await;
    other.answer(200);
    assert!(lead.post(&test, "").await.body.contains("leads into a local network") && other.texts().is_empty());
    assert!(lead.post(PLACE, "url=http://a.test/x&shape=slack").await.body.contains("must begin with https://"));
    assert!(testkit::wrong_counters(world.db()).await.is_empty());
}

async fn people_root(world: &World) -> i64 {
    let (id,): (i64,) = world.db().one(sql!(scan "a test", "SELECT id FROM accounts WHERE handle = 'root'")).await.unwrap();
    id
}

async fn new_threads_are_told_once(world: World) {
    let other = Other::start().await;
    let (wood, lead) = leader(&world).await;
    let ada = world.account("ada", false).await;
    world.join(wood, ada, None).await;
    talk::webhook::catch_up(&world.app).await.unwrap();
    world.question(wood, "", ada, "Asked before there was a webhook", "body", &[]).await;
    world.app.clock.advance(1);
    lead.post(PLACE, &other.form()).await;
    told(&world).await;
    assert!(other.texts().is_empty(), "nothing of before");
    let id = world.question(wood, "", ada, "Which glue for <wet> wood?", "body", &["PVA"]).await;
    told(&world).await;
    told(&world).await;
    let texts = other.texts();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(texts[0].contains(&format!("<http://guild.test/c/wood/t/{id}/")) && texts[0].contains("&lt;wet&gt;"), "{texts:?}");
    assert!(!texts[0].contains("ada") && !texts[0].to_lowercase().contains("pva"), "no names, no answers");
    // What cannot be told waits, and is told later.
    other.answer(503);
    world.question(wood, "", ada, "How dry is dry enough?", "body", &[]).await;
    told(&world).await;
    assert!(lead.get(PLACE).await.body.contains("fault of their own"));
    other.answer(200);
    told(&world).await;
    assert!(other.texts().is_empty(), "not at once");
    world.app.clock.advance(Time::MINUTE);
    told(&world).await;
    assert_eq!(other.texts().len(), 1);
    // What they do not want is not sent again and again.
    other.answer(404);
    world.question(wood, "", ada, "Who has a lathe to lend?", "body", &[]).await;
    told(&world).await;
    let page = lead.get(PLACE).await.body;
    assert!(page.contains("not told") && page.contains("do not know this address"), "{page}");
    // Taken away, nothing is told.
    lead.post(&format!("{PLACE}/remove"), "").await;
    other.answer(200);
    world.question(wood, "", ada, "Is there anybody?", "body", &[]).await;
    told(&world).await;
    assert!(other.texts().is_empty());
}

async fn the_first_date_and_the_week_are_told(world: World) {
    let other = Other::start().await;
    let (wood, lead) = leader(&world).await;
    let plan = talk::launch::store::Plan {
        kind: "ritual".into(),
        title: "Show and tell".into(),
        day: "2025-10-23".into(),
        hour: "16:00".into(),
        place: "Kitchen".into(),
        ..talk::launch::store::Plan::default()
    };
    world.db().write(move |tx| async move { talk::launch::store::plan(&tx, wood, &plan).await }).await.unwrap();
    talk::webhook::catch_up(&world.app).await.unwrap();
    for _ in 0..2 {
        lead.post(PLACE, &other.form()).await;
        told(&world).await;
    }
    let texts = other.texts();
    assert!(texts.len() == 1 && texts[0].contains("Next: Show and tell, 2025-10-23 16:00, Kitchen"), "{texts:?}");
    let week = || async {
        talk::webhook::tell_weeks(&world.app).await.unwrap();
        told(&world).await;
        other.texts()
    };
    assert!(week().await.is_empty(), "it has just begun");
    world.app.clock.advance(6 * Time::DAY);
    let ada = world.account("ada", false).await;
    world.join(wood, ada, None).await;
    world.question(wood, "", ada, "Which glue for wet wood?", "body", &[]).await;
    told(&world).await;
    other.texts();
    world.app.clock.advance(Time::DAY);
    let texts = week().await;
    assert!(
        texts.len() == 1 && texts[0].contains("What happened this week") && texts[0].contains("Which glue for wet wood?"),
        "{texts:?}"
    );
    assert!(week().await.is_empty(), "once");
    world.app.clock.advance(20 * Time::DAY);
    assert!(week().await.is_empty(), "a quiet week is not told");
}

async fn a_text_to_paste(world: World) {
    let (wood, lead) = leader(&world).await;
    let ada = world.account("ada", false).await;
    world.join(wood, ada, None).await;
    let id = world.question(wood, "", ada, "Which glue [cheap] for wood?", "body", &[]).await;
    let page = lead.get(PLACE).await.body;
    assert!(page.contains("no open invitation for several people") && page.contains("Come in: http://guild.test/c/wood"));
    assert!(page.contains(&format!("- Which glue [cheap] for wood?\n  http://guild.test/c/wood/t/{id}/")), "{page}");
    assert!(page.contains(&format!("- [Which glue \\[cheap\\] for wood?](http://guild.test/c/wood/t/{id}/")), "{page}");
    lead.post("/c/wood/manage/invitations", "role=member&days=30&most=").await;
    let page = lead.get(PLACE).await.body;
    assert!(page.contains("Come in: http://guild.test/i/") && !page.contains("no open invitation"), "{page}");
    let bob = world.somebody(wood, "bob", None).await;
    assert_eq!(bob.get(PLACE).await.status, StatusCode::FORBIDDEN);
}

testkit::on_both_engines!(crate::world: the_test_says_what_fails, new_threads_are_told_once, the_first_date_and_the_week_are_told,
    a_text_to_paste);
