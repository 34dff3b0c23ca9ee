//! Who may make an account by themselves: open, by approval, for addresses of some domains, by invitation only.

use axum::http::StatusCode;
use base::{Time, sql};
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

use crate::smtp::Server;

const ADA: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const RIGHT: &str = "name=ada-lovelace&password=the+burrs+were+changed";

async fn is_in(client: &Client) -> bool {
    client.get("/sign-in").await.body.contains("You are signed in as Ada")
}

async fn accounts(world: &World) -> i64 {
    let count = sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE system = 0 AND handle <> 'warden'");
    world.db().one::<(i64,)>(count).await.unwrap().0
}

async fn admin(world: &World, rule: &str) -> Client {
    let admin = world.signed_in(world.account("warden", true).await).await;
    assert_eq!(admin.post("/admin/sign-up", rule).await.header("location"), "/admin/sign-up?saved=1", "{rule}");
    admin
}

async fn by_invitation_only(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let lead = world.somebody(wood, "lead", Some(Role::Champion)).await;
    let before = accounts(&world).await;
    admin(&world, "rule=invitation").await;
    let mut ada = world.visitor();
    let page = ada.get("/join").await.body;
    assert!(page.contains("for who is invited") && !page.contains("name=\"password\""));
    let refused = ada.enter("/join", ADA).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && !is_in(&ada).await && accounts(&world).await == before);
    // Who is invited always comes in.
    let made = lead.post("/c/wood/manage/invitations", "role=member").await;
    let page = lead.get(made.header("location")).await.body;
    let code = page.split("http://guild.test/i/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(ada.enter(&format!("/i/{code}"), "name=Ada+Lovelace").await.status, StatusCode::SEE_OTHER);
    assert!(is_in(&ada).await);
    assert!(world.wrong_counters().await.is_empty());
}

async fn by_approval(world: World) {
    world.community("wood", Visibility::Public).await;
    let admin = admin(&world, "rule=approval").await;
    let mut ada = world.visitor();
    assert!(ada.get("/join").await.body.contains("Why would you like to join?"));
    for form in
        [format!("{ADA}&why=I+like+walnut&community=wood"), ADA.replace("ada%40", "bob%40").replace("Ada+Lovelace", "Bob")]
    {
        assert_eq!(ada.enter("/join", &form).await.header("location"), "/join?asked=approval");
    }
    assert!(ada.get("/join?asked=approval").await.body.contains("waits for whoever looks after"));
    assert!(!is_in(&ada).await && accounts(&world).await == 0);
    assert_eq!(ada.enter("/sign-in", RIGHT).await.status, StatusCode::UNPROCESSABLE_ENTITY, "not yet");
    let page = admin.get("/admin/sign-up").await.body;
    assert!(page.contains("I like walnut") && page.contains("ada@guild.test") && page.contains("bob@guild.test"));
    let path = |name: &str| {
        let before = page.split(&format!("<h3>{name}</h3>")).nth(1).unwrap();
        before.split("action=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
    };
    let (of_ada, of_bob) = (path("Ada Lovelace"), path("Bob"));
    assert_eq!(admin.post(&of_ada, "decision=perhaps").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for _ in 0..2 {
        assert_eq!(admin.post(&of_ada, "decision=in&reason=Welcome").await.header("location"), "/admin/sign-up");
        admin.post(&of_bob, "decision=out&reason=We+do+not+know+you").await;
    }
    assert_eq!(accounts(&world).await, 1);
    ada.enter("/sign-in", RIGHT).await;
    assert!(is_in(&ada).await);
    assert!(world.visitor().get("/c/wood/members").await.body.contains("Ada Lovelace"), "where she came for");
    let told: Vec<(String, String)> =
        world.db().all(sql!(scan "a test", "SELECT recipient, body FROM mails ORDER BY recipient")).await.unwrap();
    assert_eq!(told.len(), 2, "each once: {told:?}");
    assert!(told[0].1.contains("Your account is made") && told[0].1.contains("Welcome"));
    assert!(told[1].1.contains("was declined") && told[1].1.contains("We do not know you"));
    let (left,): (i64,) =
        world.db().one(sql!(scan "a test", "SELECT COUNT(*) FROM sign_ups WHERE password <> ''")).await.unwrap();
    assert_eq!(left, 0, "passwords of those who were decided about are gone");
    assert!(world.wrong_counters().await.is_empty());
}

/// The link in the newest message to somebody.
async fn link(world: &World, server: &Server, to: &str) -> Option<String> {
    world.post_mail().await;
    let mails = server.received();
    let text = mails.iter().rev().find(|mail| mail.to == to)?.text.replace("=\r\n", "");
    let path = text.split("http://guild.test/join/confirm/").nth(1)?.split_whitespace().next()?.to_owned();
    Some(format!("/join/confirm/{path}"))
}

async fn by_domain(world: World) {
    let server = Server::start().await;
    let admin = world.signed_in(world.account("warden", true).await).await;
    let refused = admin.post("/admin/sign-up", "rule=domains&domains=guild.test").await;
    assert!(refused.body.contains("set up a mail server first"), "an address cannot be proved without mail");
    admin.post("/admin/mail", &server.form()).await;
    for (form, told) in
        [("rule=domains", "at least one"), ("rule=domains&domains=no+domain", "like example.org"), ("rule=x", "Choose")]
    {
        let refused = admin.post("/admin/sign-up", form).await;
        assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains(told), "{form}: {}", refused.body);
    }
    assert_eq!(admin.post("/admin/sign-up", "rule=domains&domains=%40Guild.test").await.status, StatusCode::SEE_OTHER);
    let mut ada = world.visitor();
    assert!(ada.get("/join").await.body.contains("with an address at"));
    let other = ada.enter("/join", &ADA.replace("guild.test", "evil.test")).await;
    assert!(other.status == StatusCode::UNPROCESSABLE_ENTITY && other.body.contains("addresses of other domains"));
    assert_eq!(ada.enter("/join", ADA).await.header("location"), "/join?asked=domains");
    assert!(!is_in(&ada).await && accounts(&world).await == 0);
    let first = link(&world, &server, "ada@guild.test").await.unwrap();
    assert!(ada.get(&first).await.body.contains("Welcome"));
    assert_eq!(accounts(&world).await, 0, "a scanner makes nobody");
    // Asked again: only the newest link is good, and not for ever.
    ada.enter("/join", ADA).await;
    let second = link(&world, &server, "ada@guild.test").await.unwrap();
    assert_eq!(ada.post(&first, "").await.status, StatusCode::NOT_FOUND);
    world.app.clock.advance(Time::DAY);
    assert_eq!(ada.post(&second, "").await.status, StatusCode::NOT_FOUND, "too late");
    ada.enter("/join", ADA).await;
    let third = link(&world, &server, "ada@guild.test").await.unwrap();
    assert_eq!(ada.enter(&third, "").await.header("location"), "/");
    assert!(is_in(&ada).await);
    assert_eq!(world.visitor().post(&third, "").await.status, StatusCode::NOT_FOUND, "once");
    // The same answer for an address that is somebody's; only its owner learns.
    let stranger = world.visitor().post("/join", &ADA.replace("burrs", "stranger")).await;
    assert_eq!(stranger.header("location"), "/join?asked=domains");
    world.post_mail().await;
    let mails = server.received();
    assert!(mails.last().unwrap().text.contains("You have one already"), "{:?}", mails.last());
    assert_eq!(accounts(&world).await, 1);
    // And with the password they come in as ever.
    let mut again = world.visitor();
    again.enter("/join", ADA).await;
    assert!(is_in(&again).await);
}

/// A name alone is no way round the rule.
async fn asking_a_community_takes_an_account(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let lead = world.somebody(wood, "lead", Some(Role::Champion)).await;
    let page = lead.get("/c/wood/manage").await.body;
    let rev = page.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("name=Guild+of+wood&visibility=public&joining=request&language=en&rev={rev}");
    assert_eq!(lead.post("/c/wood/manage", &form).await.status, StatusCode::SEE_OTHER);
    let before = accounts(&world).await;
    admin(&world, "rule=invitation").await;
    let door = "/join?to=/c/wood/ask-to-join";
    assert_eq!(world.visitor().get("/c/wood/ask-to-join").await.header("location"), door);
    assert_eq!(world.visitor().post("/c/wood/ask-to-join", "name=Ada").await.header("location"), door);
    assert_eq!(accounts(&world).await, before);
}

async fn only_administrators_decide(world: World) {
    world.account("warden", true).await;
    let bob = world.signed_in(world.account("bob", false).await).await;
    for answer in [bob.get("/admin/sign-up").await, bob.post("/admin/sign-up", "rule=invitation").await] {
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
    assert!(world.visitor().get("/join").await.body.contains("name=\"password\""), "open, as at first");
}

testkit::on_both_engines!(crate::world: by_invitation_only, by_approval, by_domain, asking_a_community_takes_an_account, only_administrators_decide);
