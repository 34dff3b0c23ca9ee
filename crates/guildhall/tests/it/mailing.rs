//! Forgotten passwords with and without mail, the outbox, the mail server's settings and its failures.

use axum::http::StatusCode;
use base::{Time, sql};
use people::mail::NewMail;
use testkit::{Client, World};

use crate::smtp::Server;

const ADA: &str = "name=Ada&handle=ada&email=ada%40guild.test&password=the+burrs+were+changed";

async fn admin(world: &World) -> Client {
    let admin = world.account("warden", true).await;
    let client = world.signed_in(admin).await;
    client.post("/account/email", "email=warden%40guild.test").await;
    client
}

/// The reset link in a text, as a path.
fn link(text: &str) -> Option<String> {
    let rest = text.split("http://guild.test/reset/").nth(1)?;
    Some(format!("/reset/{}", rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next()?))
}

async fn is_in(client: &Client) -> bool {
    client.get("/sign-in").await.body.contains("You are signed in as Ada")
}

async fn write(world: &World, reason: &str, recipient: &str) {
    let now = world.app.clock.now();
    let mail = NewMail {
        account: None,
        recipient: recipient.into(),
        subject: "Hello".into(),
        text: "Good day".into(),
        reason: reason.into(),
        good_until: None,
    };
    world.db().write(move |tx| async move { people::mail::send(&tx, &mail, now).await }).await.unwrap();
}

async fn state(world: &World, reason: &str) -> (String, i64, String) {
    world.db().one(sql!(scan "a test", "SELECT state, attempts, failed_step FROM mails WHERE reason = $1", reason)).await.unwrap()
}

async fn a_reset_link_comes_by_mail(world: World) {
    let server = Server::start().await;
    let admin = admin(&world).await;
    assert_eq!(admin.post("/admin/mail", &server.form()).await.header("location"), "/admin/mail?saved=1");
    let (mut ada, mut visitor) = (world.visitor(), world.visitor());
    ada.enter("/join", ADA).await;
    let known = visitor.post("/sign-in/forgot", "name=ADA%40guild.test").await;
    let nobody = visitor.post("/sign-in/forgot", "name=eve%40guild.test").await;
    assert_eq!(known.header("location"), nobody.header("location"));
    let told = visitor.get(known.header("location")).await.body;
    assert!(told.contains("is on its way") && !told.contains("sends no mail"), "{told}");
    world.post_mail().await;
    world.post_mail().await;
    let mails = server.received();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!((&*mails[0].from, &*mails[0].to), ("house@guild.test", "ada@guild.test"));
    for header in [
        "From: Guildhall <house@guild.test>",
        "To: ada@guild.test",
        "Subject: A new password for Guildhall",
        "Message-ID: <",
        "Date: Thu, 09 Oct 2025 08:53:20",
    ] {
        assert!(mails[0].text.contains(header), "{header} in {}", mails[0].text);
    }
    let link = link(&mails[0].text).unwrap();
    assert_eq!(visitor.get(&link).await.status, StatusCode::OK);
    assert_eq!(visitor.post(&link, "password=short").await.status, StatusCode::UNPROCESSABLE_ENTITY, "that uses nothing up");
    assert_eq!(visitor.enter(&link, "password=a+much+better+sentence").await.header("location"), "/");
    assert!(is_in(&visitor).await && !is_in(&ada).await, "other sessions end");
    for again in [visitor.get(&link).await, visitor.post(&link, "password=another+good+sentence").await] {
        assert_eq!(again.header("location"), "/sign-in/forgot?stale=1");
    }
    assert_eq!(ada.post("/sign-in", "name=ada&password=the+burrs+were+changed").await.status, 422);
    assert_eq!(ada.post("/sign-in", "name=ada&password=a+much+better+sentence").await.status, 303);
}

async fn without_mail_an_admin_hands_the_link_on(world: World) {
    let admin = admin(&world).await;
    let bob = world.account("bob", false).await;
    let mut visitor = world.visitor();
    visitor.post("/join", ADA).await;
    assert!(visitor.get("/sign-in/forgot").await.body.contains("This site sends no mail"));
    for name in ["ada", "bob"] {
        visitor.post("/sign-in/forgot", &format!("name={name}")).await;
    }
    assert!(visitor.get("/sign-in/forgot?sent=1").await.body.contains("ask them to hand it on"));
    world.post_mail().await;
    let outbox = admin.get("/admin/mail").await.body;
    for shown in ["This site sends no mail yet", "ada@guild.test", "@bob", "A new password for Guildhall"] {
        assert!(outbox.contains(shown), "{shown}");
    }
    let id = outbox.split("href=\"/admin/mail/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let message = admin.get(&format!("/admin/mail/{id}")).await.body;
    assert!(message.contains("has no e-mail address"), "the newest is Bob’s: {message}");
    assert_eq!(visitor.enter(&link(&message).unwrap(), "password=a+much+better+sentence").await.status, 303);
    assert!(visitor.get("/sign-in").await.body.contains("signed in as Bob"));
    assert_eq!(world.signed_in(bob).await.get(&format!("/admin/mail/{id}")).await.status, StatusCode::FORBIDDEN);
    // And the quick way.
    let made = admin.post("/admin/sign-in-link", "handle=ada").await;
    let path = made.body.split("http://guild.test").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let mut ada = world.visitor();
    ada.follow(path.trim()).await;
    assert!(is_in(&ada).await);
    assert_eq!(admin.post("/admin/sign-in-link", "handle=nobody").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

async fn links_run_out_and_are_few(world: World) {
    let visitor = world.visitor();
    visitor.post("/join", ADA).await;
    for _ in 0..5 {
        assert_eq!(visitor.post("/sign-in/forgot", "name=ada").await.status, StatusCode::SEE_OTHER);
    }
    let texts: Vec<(String,)> = world.db().all(sql!(scan "a test", "SELECT body FROM mails")).await.unwrap();
    assert_eq!(texts.len(), 3, "nobody's letter box is filled");
    let link = link(&texts[0].0).unwrap();
    assert_eq!(visitor.get(&link).await.status, StatusCode::OK);
    world.app.clock.advance(Time::HOUR + 1);
    assert_eq!(visitor.get(&link).await.header("location"), "/sign-in/forgot?stale=1");
    // What comes too late is not sent.
    let server = Server::start().await;
    admin(&world).await.post("/admin/mail", &server.form()).await;
    world.post_mail().await;
    assert!(server.received().is_empty());
}

async fn failures_are_tried_again(world: World) {
    let server = Server::start().await;
    let admin = admin(&world).await;
    admin.post("/admin/mail", &server.form()).await;
    server.refuse(&[("RCPT TO:<slow", "451 4.3.0 later please"), ("RCPT TO:<gone", "550 5.1.1 no such mailbox")]);
    for name in ["slow", "gone", "here"] {
        write(&world, name, &format!("{name}@guild.test")).await;
        write(&world, name, &format!("{name}@guild.test")).await;
    }
    world.post_mail().await;
    assert_eq!(server.received().len(), 1, "once per reason, and a refusal holds nobody else up");
    assert_eq!(state(&world, "slow").await, ("waiting".into(), 1, "recipient".into()));
    assert_eq!(state(&world, "gone").await, ("failed".into(), 1, "recipient".into()));
    assert_eq!(state(&world, "here").await, ("sent".into(), 1, String::new()));
    world.post_mail().await;
    assert_eq!(state(&world, "slow").await.1, 1, "not at once");
    world.app.clock.advance(Time::MINUTE);
    world.post_mail().await;
    assert_eq!(state(&world, "slow").await.1, 2);
    for wait in [5, 30, 120, 360, 720, 1440] {
        world.app.clock.advance(wait * Time::MINUTE);
        world.post_mail().await;
    }
    assert_eq!(state(&world, "slow").await, ("failed".into(), 8, "recipient".into()));
    server.refuse(&[]);
    let (id,): (i64,) = world.db().one(sql!(scan "a test", "SELECT id FROM mails WHERE reason = 'slow'")).await.unwrap();
    assert!(admin.get(&format!("/admin/mail/{id}")).await.body.contains("451 4.3.0 later please"));
    admin.post(&format!("/admin/mail/{id}/again"), "").await;
    world.post_mail().await;
    assert_eq!(state(&world, "slow").await.0, "sent");
    admin.post(&format!("/admin/mail/{id}/again"), "").await;
    assert_eq!(state(&world, "slow").await.0, "sent", "what was sent is not sent again");
    admin.post(&format!("/admin/mail/{id}/forget"), "").await;
    assert_eq!(admin.get(&format!("/admin/mail/{id}")).await.status, StatusCode::NOT_FOUND);
}

async fn two_nodes_send_once(world: World) {
    let server = Server::start().await;
    admin(&world).await.post("/admin/mail", &server.form()).await;
    for n in 0..25 {
        write(&world, &format!("note {n}"), "ada@guild.test").await;
    }
    tokio::join!(world.post_mail(), world.post_mail(), world.post_mail());
    assert_eq!(server.received().len(), 25);
}

async fn the_test_message_says_what_fails(world: World) {
    let server = Server::start().await;
    let admin = admin(&world).await;
    assert!(admin.post("/admin/mail/test", "").await.body.contains("Set a server and a sender first"));
    let page = admin.post("/admin/mail", "server=mail+server&port=0&from=nobody&password=s3cret").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["name alone", "from 1 to 65535", "not an e-mail address", "value=\"mail server\""] {
        assert!(page.body.contains(told), "{told}");
    }
    assert!(!page.body.contains("s3cret"));
    admin.post("/admin/mail", &server.form()).await;
    let page = admin.get("/admin/mail").await.body;
    assert!(page.contains("A password is set") && !page.contains("secret"));
    let good = admin.post("/admin/mail/test", "").await;
    assert!(good.body.contains("The server took a message for warden@guild.test"), "{}", good.body);
    assert_eq!(server.received()[0].to, "warden@guild.test");
    // The password stays when its field is left empty.
    admin.post("/admin/mail", &server.form().replace("secret", "")).await;
    assert!(admin.post("/admin/mail/test", "").await.body.contains("The server took"));
    for (refusal, told) in [
        (("AUTH", "535 5.7.8 who are you"), "did not take the user and password"),
        (("MAIL", "553 not yours"), "does not send mail from this sender"),
        (("RCPT", "550 nobody"), "does not take mail for this recipient"),
        (("DATA", "554 spam"), "refused the message itself"),
        (("EHLO", "502 what"), "did not greet"),
    ] {
        server.refuse(&[refusal]);
        let page = admin.post("/admin/mail/test", "").await.body;
        assert!(page.contains(told) && page.contains(refusal.1), "{told}: {page}");
    }
    server.refuse(&[]);
    admin.post("/admin/mail", &server.form().replace("none", "starttls")).await;
    assert!(admin.post("/admin/mail/test", "").await.body.contains("no protected line could be made"));
    admin.post("/admin/mail", &server.form().replace("none", "tls")).await;
    assert!(admin.post("/admin/mail/test", "").await.body.contains("no protected line could be made"));
    admin.post("/admin/mail", &server.form().replace(&server.port.to_string(), "1")).await;
    assert!(admin.post("/admin/mail/test", "").await.body.contains("could not be reached"));
}

async fn the_outbox_pages(world: World) {
    let admin = admin(&world).await;
    for n in 0..65 {
        write(&world, &format!("note {n}"), &format!("n{n:02}@guild.test")).await;
        world.app.clock.advance(n % 2);
    }
    let (mut path, mut seen) = ("/admin/mail".to_owned(), Vec::new());
    loop {
        let body = admin.get(&path).await.body;
        seen.extend((0..65).rev().filter(|n| body.contains(&format!("n{n:02}@guild.test"))));
        let Some(next) = body.split("rel=\"next\"").next().filter(|before| before.len() < body.len()) else { break };
        path = next.rsplit("href=\"").next().unwrap().split('"').next().unwrap().to_owned();
    }
    assert_eq!(seen, (0..65).rev().collect::<Vec<_>>(), "newest first, each once");
}

testkit::on_both_engines!(crate::world: a_reset_link_comes_by_mail, without_mail_an_admin_hands_the_link_on, links_run_out_and_are_few, failures_are_tried_again, two_nodes_send_once, the_test_message_says_what_fails, the_outbox_pages);
