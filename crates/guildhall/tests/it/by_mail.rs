//! Links that sign in by mail, and e-mail addresses that change with a confirmation of both.

use axum::http::{Method, StatusCode};
use base::{Time, sql};
use testkit::{Client, World};

use crate::smtp::Server;

const ADA: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const PASSWORD: &str = "password=the+burrs+were+changed";

async fn is_in(client: &Client) -> bool {
    client.get("/sign-in").await.body.contains("You are signed in as Ada")
}

/// A site that sends mail, and Ada in her browser.
async fn ada(world: &World) -> (Server, Client) {
    let server = Server::start().await;
    let admin = world.signed_in(world.account("warden", true).await).await;
    admin.post("/admin/mail", &server.form()).await;
    let mut ada = world.visitor();
    ada.enter("/join", ADA).await;
    (server, ada)
}

/// The newest message to somebody, with the path of the link in it.
async fn letter(world: &World, server: &Server, to: &str, link: &str) -> String {
    world.post_mail().await;
    let mails = server.received();
    let text = mails.iter().rev().find(|mail| mail.to == to).map(|mail| mail.text.clone()).unwrap_or_default();
    // Long lines are broken on the way (RFC 2045, 6.7).
    let text = text.replace("=\r\n", "").replace("=3D", "=");
    let at = text.find(&format!("http://guild.test{link}")).unwrap_or_else(|| panic!("{link} to {to} in {mails:?}"));
    text[at + "http://guild.test".len()..].split_whitespace().next().unwrap().to_owned()
}

async fn a_link_comes_by_mail(world: World) {
    let (server, _) = ada(&world).await;
    let mut client = world.visitor();
    assert_eq!(client.post("/sign-in/by-mail", "name=ada%40guild.test").await.header("location"), "/sign-in/by-mail?sent=1");
    assert!(client.get("/sign-in/by-mail?sent=1").await.body.contains("a link is on its way"));
    let link = letter(&world, &server, "ada@guild.test", "/sign-in/mail/").await;
    // A scanner opens it, more than once and by every method that changes nothing.
    for _ in 0..3 {
        assert_eq!(client.get(&link).await.status, StatusCode::OK);
        client.ask(Method::HEAD, &link, "", &[]).await;
    }
    assert!(!is_in(&client).await, "opening signs nobody in");
    let page = client.get(&link).await;
    assert_eq!((page.header("referrer-policy"), page.header("cache-control")), ("no-referrer", "no-store"));
    assert_eq!(client.enter(&link, "").await.header("location"), "/");
    assert!(is_in(&client).await);
    for again in [client.post(&link, "").await, client.get(&link).await] {
        assert_eq!(again.header("location"), "/sign-in/by-mail?stale=1", "once");
    }
    client.post("/sign-in/by-mail", "name=ada-lovelace").await;
    let late = letter(&world, &server, "ada@guild.test", "/sign-in/mail/").await;
    world.app.clock.advance(15 * Time::MINUTE);
    assert_eq!(world.visitor().post(&late, "").await.header("location"), "/sign-in/by-mail?stale=1", "too late");
}

async fn asking_tells_nothing(world: World) {
    let (server, _) = ada(&world).await;
    world.account("bob", false).await;
    let client = world.visitor();
    let mut answers = Vec::new();
    for name in ["ada-lovelace", "ada%40guild.test", "bob", "nobody", "nobody%40guild.test"] {
        let answer = client.post("/sign-in/by-mail", &format!("name={name}")).await;
        answers.push((answer.status, answer.header("location").to_owned(), answer.body));
        let answer = client.post("/sign-in/forgot", &format!("name={name}")).await;
        assert_eq!(answer.header("location"), "/sign-in/forgot?sent=1");
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    // Where no link was written, something else was: a commit is what takes time.
    let (decoys,): (i64,) = world.db().one(sql!(scan "a test", "SELECT COUNT(*) FROM link_decoys")).await.unwrap();
    assert_eq!(decoys, 5, "bob and nobody by link, nobody by new password");
    for _ in 0..6 {
        client.post("/sign-in/by-mail", "name=ada-lovelace").await;
        client.post("/sign-in/by-mail", "name=nobody").await;
    }
    let (decoys,): (i64,) = world.db().one(sql!(scan "a test", "SELECT COUNT(*) FROM link_decoys")).await.unwrap();
    assert_eq!(decoys, 7, "nobody is limited like somebody");
    world.post_mail().await;
    let links = server.received().iter().filter(|mail| mail.text.contains("/sign-in/mail/")).count();
    assert_eq!(links, 3, "nobody's letter box is filled");
}

async fn without_mail_the_way_is_closed(world: World) {
    world.visitor().post("/join", ADA).await;
    assert!(world.visitor().get("/sign-in/by-mail").await.body.contains("sends no mail yet"));
    let answer = world.visitor().post("/sign-in/by-mail", "name=ada-lovelace").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn email(world: &World) -> String {
    let (email,): (String,) = world
        .db()
        .one(sql!("SELECT email FROM accounts WHERE handle_key = 'ada-lovelace' AND removed_at IS NULL"))
        .await
        .unwrap();
    email
}

async fn a_new_address_confirms(world: World) {
    let (server, ada) = ada(&world).await;
    let asked = ada.post("/account/email", &format!("email=new%40guild.test&{PASSWORD}")).await;
    assert_eq!(asked.header("location"), "/account?saved=email-asked");
    assert!(ada.get("/account?saved=email-asked").await.body.contains("confirm it there"));
    assert_eq!(email(&world).await, "ada@guild.test", "not yet");
    let confirm = letter(&world, &server, "new@guild.test", "/email/confirm/").await;
    letter(&world, &server, "ada@guild.test", "/email/stop/").await;
    let elsewhere = world.visitor();
    assert!(elsewhere.get(&confirm).await.body.contains("new@guild.test"));
    assert_eq!(email(&world).await, "ada@guild.test", "a scanner confirms nothing");
    assert!(elsewhere.post(&confirm, "").await.body.contains("The address is confirmed"));
    assert_eq!(email(&world).await, "new@guild.test");
    assert_eq!(elsewhere.post(&confirm, "").await.status, StatusCode::NOT_FOUND, "once");
    // Too late, and overtaken.
    ada.post("/account/email", &format!("email=later%40guild.test&{PASSWORD}")).await;
    let late = letter(&world, &server, "later@guild.test", "/email/confirm/").await;
    ada.post("/account/email", &format!("email=last%40guild.test&{PASSWORD}")).await;
    assert_eq!(elsewhere.post(&late, "").await.status, StatusCode::NOT_FOUND, "another took its place");
    let last = letter(&world, &server, "last@guild.test", "/email/confirm/").await;
    world.app.clock.advance(Time::DAY);
    assert_eq!(elsewhere.post(&last, "").await.status, StatusCode::NOT_FOUND, "too late");
    assert_eq!(email(&world).await, "new@guild.test");
}

async fn the_old_address_stops_it(world: World) {
    let (server, ada) = ada(&world).await;
    ada.post("/account/email", &format!("email=eve%40guild.test&{PASSWORD}")).await;
    let confirm = letter(&world, &server, "eve@guild.test", "/email/confirm/").await;
    let stop = letter(&world, &server, "ada@guild.test", "/email/stop/").await;
    let elsewhere = world.visitor();
    assert!(elsewhere.get(&stop).await.body.contains("Stop the change?"));
    assert!(is_in(&ada).await, "a scanner stops nothing");
    assert!(elsewhere.post(&stop, "").await.body.contains("The change is stopped"));
    assert!(!is_in(&ada).await, "whoever asked is signed out");
    assert_eq!(elsewhere.post(&confirm, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(email(&world).await, "ada@guild.test");
    // Also days after it was confirmed, and after another that built on it.
    let mut eve = world.visitor();
    eve.enter("/sign-in", &format!("name=ada-lovelace&{PASSWORD}")).await;
    eve.post("/account/email", &format!("email=eve%40guild.test&{PASSWORD}")).await;
    let confirm = letter(&world, &server, "eve@guild.test", "/email/confirm/").await;
    let stop = letter(&world, &server, "ada@guild.test", "/email/stop/").await;
    elsewhere.post(&confirm, "").await;
    eve.post("/account/email", &format!("email=eve2%40guild.test&{PASSWORD}")).await;
    let second = letter(&world, &server, "eve2@guild.test", "/email/confirm/").await;
    world.app.clock.advance(6 * Time::DAY);
    assert_eq!(email(&world).await, "eve@guild.test");
    elsewhere.post(&stop, "").await;
    assert_eq!(email(&world).await, "ada@guild.test");
    assert!(!is_in(&eve).await);
    assert_eq!(elsewhere.post(&second, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(elsewhere.post(&stop, "").await.status, StatusCode::NOT_FOUND, "once");
}

/// Whether an address is somebody's already, only its owner learns.
async fn a_taken_address_tells_its_owner(world: World) {
    let (server, ada) = ada(&world).await;
    world.visitor().post("/join", "name=Bob&email=bob%40guild.test&password=the+burrs+were+changed").await;
    let asked = ada.post("/account/email", &format!("email=BOB%40guild.test&{PASSWORD}")).await;
    assert_eq!(asked.header("location"), "/account?saved=email-asked");
    world.post_mail().await;
    let mails = server.received();
    let told = mails.iter().find(|mail| mail.to.eq_ignore_ascii_case("bob@guild.test")).unwrap();
    assert!(told.text.contains("nothing is changed") && !told.text.contains("/email/confirm/"), "{}", told.text);
}

async fn a_new_password_is_told(world: World) {
    let (server, ada) = ada(&world).await;
    assert_eq!(ada.post("/account/password", "old=wrong+wrong&new=a+much+better+sentence").await.status, 422);
    world.post_mail().await;
    assert!(server.received().is_empty());
    ada.post("/account/password", "old=the+burrs+were+changed&new=a+much+better+sentence").await;
    ada.post("/sign-in/forgot", "name=ada-lovelace").await;
    let reset = letter(&world, &server, "ada@guild.test", "/reset/").await;
    world.app.clock.advance(Time::MINUTE);
    let named = ada.post(&reset, "password=lovelace-2026").await;
    assert!(named.status == StatusCode::UNPROCESSABLE_ENTITY && named.body.contains("made of your name"), "{}", named.body);
    ada.post(&reset, "password=yet+another+sentence").await;
    world.post_mail().await;
    let told = server.received().iter().filter(|mail| mail.text.contains("another password from now on")).count();
    assert_eq!(told, 2);
}

testkit::on_both_engines!(crate::world: a_new_password_is_told, a_link_comes_by_mail, asking_tells_nothing, without_mail_the_way_is_closed, a_new_address_confirms, the_old_address_stops_it, a_taken_address_tells_its_owner);
