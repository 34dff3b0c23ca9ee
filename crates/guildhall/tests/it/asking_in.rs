//! Joining by request: asking with answers, the moderators' queue, being let in or declined with a reason.

use axum::http::StatusCode;
use base::Id;
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

/// A community into which one asks to be let, and its champion.
async fn asked(world: &World, slug: &str, visibility: Visibility) -> (Id, Client) {
    let community = world.community(slug, visibility).await;
    let champion = world.somebody(community, &format!("lea-of-{slug}"), Some(Role::Champion)).await;
    let form = format!("rev=1&name=Guild+of+{slug}&visibility={visibility}&joining=request&language=en");
    assert_eq!(champion.post(&format!("/c/{slug}/manage"), &form).await.status, StatusCode::SEE_OTHER);
    (community, champion)
}

/// The path of the only request in the queue.
async fn request(champion: &Client, slug: &str) -> String {
    let queue = champion.get(&format!("/c/{slug}/manage/requests")).await.body;
    let start = format!("/c/{slug}/manage/requests/");
    let id = queue.split(&start).skip(1).map(|part| part.split('"').next().unwrap()).find(|id| id.parse::<i64>().is_ok());
    format!("{start}{}", id.unwrap())
}

async fn asking_and_being_let_in(world: World) {
    let (vault, champion) = asked(&world, "vault", Visibility::Private).await;
    champion.post("/c/vault/manage/requests/questions", "questions=What+do+you+make%3F%0A%0AWho+sent+you%3F").await;
    let mut ana = world.visitor();
    assert_eq!(ana.get("/c/vault").await.header("location"), "/c/vault/ask-to-join", "the door is where one asks");
    let page = ana.get("/c/vault/ask-to-join").await.body;
    assert!(page.contains("What do you make?") && page.contains("Who sent you?"));
    let wrong = ana.post("/c/vault/ask-to-join", "name=+&answer=Chairs&answer=Ivo").await;
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY
            && wrong.body.contains("Chairs")
            && wrong.body.contains("Write your name")
    );
    let sent = ana.enter("/c/vault/ask-to-join", "name=Ana&answer=Chairs&answer=Ivo").await;
    assert_eq!(sent.header("location"), "/c/vault/ask-to-join");
    let waits = ana.get("/c/vault/ask-to-join").await.body;
    assert!(waits.contains("Your request waits") && !waits.contains("name=\"answer\""));
    assert_eq!(ana.get("/c/vault/members").await.status, StatusCode::FORBIDDEN);
    let moderator = world.somebody(vault, "mo", Some(Role::Moderator)).await;
    assert!(champion.get("/notifications").await.body.contains("Somebody asks to be let in"));
    assert!(moderator.get("/c/vault/manage/requests").await.body.contains("Chairs"));
    let path = request(&moderator, "vault").await;
    let member = world.somebody(vault, "me", None).await;
    assert_eq!(member.post(&path, "decision=in").await.status, StatusCode::FORBIDDEN);
    assert_eq!(moderator.post("/c/vault/manage/requests/questions", "questions=x").await.status, StatusCode::FORBIDDEN);
    moderator.post(&path, "decision=in").await;
    assert_eq!(ana.get("/c/vault").await.status, StatusCode::OK);
    assert!(ana.get("/notifications").await.body.contains("Your request was answered"));
    // Another moderator decides too late: nothing changes.
    champion.post(&path, "decision=out&reason=no").await;
    assert_eq!(ana.get("/c/vault").await.status, StatusCode::OK);
    assert!(champion.get("/c/vault/manage/requests").await.body.contains("Nobody waits"));
}

async fn declined_with_a_reason(world: World) {
    let (_, champion) = asked(&world, "wood", Visibility::Public).await;
    let bo = world.account("bo", false).await;
    let bo = world.signed_in(bo).await;
    assert!(bo.get("/c/wood").await.body.contains("/c/wood/ask-to-join"));
    assert_eq!(bo.post("/c/wood/join", "").await.status, StatusCode::FORBIDDEN, "the button of open ones");
    bo.post("/c/wood/ask-to-join", "").await;
    bo.post("/c/wood/ask-to-join", "").await;
    let path = request(&champion, "wood").await;
    champion.post(&path, "decision=out&reason=We+are+full+until+May").await;
    let page = bo.get("/c/wood/ask-to-join").await.body;
    assert!(page.contains("Not this time") && page.contains("We are full until May") && page.contains("Ask to be let in"));
    bo.post("/c/wood/ask-to-join", "").await;
    champion.post(&request(&champion, "wood").await, "decision=in").await;
    assert_eq!(bo.get("/c/wood/new").await.status, StatusCode::OK);
}

async fn what_cannot_be_asked(world: World) {
    let (_, _) = asked(&world, "attic", Visibility::Hidden).await;
    world.community("open", Visibility::Public).await;
    let nothing = world.visitor().get("/c/nothing/ask-to-join").await;
    for path in ["/c/attic/ask-to-join", "/c/open/ask-to-join"] {
        let answer = world.visitor().get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(world.visitor().post(path, "name=Eve").await.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.body.replace(path, ""), nothing.body.replace("/c/nothing/ask-to-join", ""), "{path}");
    }
}

/// What the form of a page carries, and the number of people of a name.
pub(crate) fn once_of(body: &str) -> String {
    body.split("name=\"once\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

pub(crate) async fn named(world: &World, name: &str) -> i64 {
    let count = base::sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE name = $1", name);
    world.db().one::<(i64,)>(count).await.unwrap().0
}

async fn two_clicks_are_one_person(world: World) {
    let (_, champion) = asked(&world, "vault", Visibility::Private).await;
    let path = "/c/vault/ask-to-join";
    let form = format!("name=Ana&once={}", once_of(&world.visitor().get(path).await.body));
    let (mut first, mut second) = (world.visitor(), world.visitor());
    let (one, two) = tokio::join!(first.enter(path, &form), second.enter(path, &form));
    assert_eq!((one.header("location"), two.header("location")), (path, path), "{} {}", one.body, two.body);
    assert_eq!(named(&world, "Ana").await, 1);
    for client in [&first, &second] {
        assert!(client.get(path).await.body.contains("Your request waits"));
    }
    // Under another name, or much later, it is another person.
    let other = form.replace("Ana", "Bea");
    world.visitor().enter(path, &other).await;
    world.app.clock.advance(base::Time::DAY / 2);
    world.visitor().enter(path, &form).await;
    assert_eq!((named(&world, "Ana").await, named(&world, "Bea").await), (2, 1));
    assert_eq!(champion.get("/c/vault/manage/requests").await.body.matches("value=\"in\"").count(), 3);
}

testkit::on_both_engines!(crate::world: asking_and_being_let_in, declined_with_a_reason, two_clicks_are_one_person, what_cannot_be_asked);
