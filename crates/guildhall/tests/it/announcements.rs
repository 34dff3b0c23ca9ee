//! Announcements: who may write them, on top of the home page until read, once in each inbox, confirmed or reminded of.

use axum::http::StatusCode;
use base::{Id, Time, sql};
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

/// Announces something; the thread's address.
async fn announced(client: &Client, form: &str) -> String {
    let made = client.post("/c/wood/new", &format!("kind=announcement&source=words&{form}")).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    made.header("location").to_owned()
}

fn thread_of(path: &str) -> Id {
    path.split('/').nth(4).unwrap().parse().unwrap()
}

async fn told(world: &World) {
    talk::announcements::tell_once(&world.app).await.unwrap();
}

async fn ok_to_read(client: &Client, path: &str) -> bool {
    client.get(path).await.status == StatusCode::OK
}

/// Rows and waiting rows of the inbox of announcements.
async fn inbox(world: &World) -> (i64, i64) {
    let rows = sql!(
        scan "a test",
        "SELECT COUNT(*), COUNT(*) FILTER (WHERE waiting = 1) FROM inbox WHERE kind = 'announcement'"
    );
    world.db().one(rows).await.unwrap()
}

async fn on_top_until_it_is_read(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let champion = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let moderator = world.somebody(guild, "mo", Some(Role::Moderator)).await;
    let ada = world.somebody(guild, "ada", None).await;
    let bo = world.somebody(guild, "bo", None).await;
    let guest = world.somebody(guild, "gus", Some(Role::Guest)).await;
    let steward = world.somebody(guild, "stu", Some(Role::Steward)).await;
    let outsider = world.account("out", false).await;
    let outsider = world.signed_in(outsider).await;
    for (client, name) in [(&moderator, "moderator"), (&ada, "member"), (&guest, "guest"), (&steward, "steward")] {
        let refused = client.post("/c/wood/new", "title=I+announce+myself&source=x&kind=announcement&area=open").await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{name}");
        assert!(!client.get("/c/wood/new").await.body.contains("announce_until"), "{name}");
    }
    assert!(champion.get("/c/wood/new").await.body.contains("announce_until"));
    let past = champion.post("/c/wood/new", "title=A+day+in+the+past&source=x&kind=announcement&announce_until=2020-01-01").await;
    assert!(past.status == StatusCode::UNPROCESSABLE_ENTITY && past.body.contains("still to come"));
    let path = announced(&champion, "title=The+workshop+is+closed&announce_until=2025-10-15").await;
    let id = thread_of(&path);
    for client in [&ada, &bo, &moderator, &steward] {
        assert!(client.get("/c/wood").await.body.contains("The workshop is closed"));
        assert!(client.get("/c/wood").await.body.contains("I have seen it"));
    }
    // Whoever takes no part here, or may not read where it stands, is asked for nothing.
    for client in [&guest, &outsider, &world.visitor(), &champion] {
        assert!(!client.get("/c/wood").await.body.contains("I have seen it"));
    }
    assert!(world.visitor().get("/c/wood/discussions").await.body.contains("announcement"), "it is a thread as others are");
    // Once in each inbox, however often it is told; not in its author's.
    told(&world).await;
    told(&world).await;
    assert_eq!(inbox(&world).await, (4, 4));
    assert!(ada.get("/notifications").await.body.contains("The workshop is closed"));
    assert!(!champion.get("/notifications").await.body.contains("The workshop is closed"));
    // Read with scripts, or without.
    let opening = world.opening_of(id).await;
    assert_eq!(ada.post(&format!("/c/wood/threads/{id}/read"), &format!("post={opening}")).await.status, StatusCode::NO_CONTENT);
    assert_eq!(bo.post(&format!("/c/wood/announcements/{id}/read"), "").await.header("location"), "/c/wood");
    for client in [&ada, &bo] {
        assert!(!client.get("/c/wood").await.body.contains("I have seen it"));
    }
    assert_eq!(inbox(&world).await, (4, 2));
    assert!(moderator.get("/c/wood").await.body.contains("I have seen it"), "others have not");
    // Its last day passes; and one that is taken down is not waited for.
    world.app.clock.advance(10 * Time::DAY);
    assert!(!moderator.get("/c/wood").await.body.contains("I have seen it"));
    let other = announced(&champion, "title=The+workshop+is+open+again").await;
    told(&world).await;
    assert!(moderator.get("/c/wood").await.body.contains("open again"));
    champion.post(&format!("/c/wood/announcements/{}/stop", thread_of(&other)), "").await;
    assert!(!moderator.get("/c/wood").await.body.contains("I have seen it"));
    let waiting = inbox(&world).await.1;
    let opening = world.opening_of(thread_of(&other)).await;
    champion.post(&format!("/c/wood/posts/{opening}/remove"), "sure=1").await;
    assert_eq!(inbox(&world).await.1, waiting - 4);
    // Who leaves could not open what waits for them.
    let third = announced(&champion, "title=Something+for+all+of+you").await;
    told(&world).await;
    assert_eq!(inbox(&world).await.1, waiting);
    bo.post("/c/wood/leave", "").await;
    told(&world).await;
    assert_eq!(inbox(&world).await.1, waiting - 1);
    assert!(ok_to_read(&ada, &third).await);
    // It stays what it is, where it is.
    world.community("other", Visibility::Public).await;
    for (deed, form) in [("turn", "kind=question"), ("turn", "kind=announcement"), ("move", "community=other")] {
        champion.post(&format!("/c/wood/threads/{id}/{deed}"), form).await;
    }
    let kind = sql!("SELECT kind, community FROM threads WHERE id = $1 AND removed_at IS NULL", id);
    assert_eq!(world.db().one::<(String, Id)>(kind).await.unwrap(), ("announcement".to_owned(), guild));
    let wrong = world.wrong_counters().await;
    assert!(wrong.is_empty(), "{wrong:?}");
}

async fn read_and_understood(world: World) {
    let guild = world.community("wood", Visibility::Private).await;
    let champion = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let (ada, bo) = (world.somebody(guild, "ada", None).await, world.somebody(guild, "bo", None).await);
    let guest = world.somebody(guild, "gus", Some(Role::Guest)).await;
    let outsider = world.account("out", false).await;
    let outsider = world.signed_in(outsider).await;
    let email = sql!(scan "a test", "UPDATE accounts SET email = handle || '@guild.test' WHERE handle IN ('ada', 'bo')");
    world.db().write(move |tx| async move { tx.run(email).await }).await.unwrap();
    let path = announced(&champion, "title=Gloves+at+the+saw&announce_confirm=1").await;
    let id = thread_of(&path);
    let at = |what: &str| format!("/c/wood/announcements/{id}{what}");
    told(&world).await;
    assert_eq!(inbox(&world).await, (2, 2), "the guest of another area hears nothing");
    assert!(!guest.get("/c/wood").await.body.contains("Gloves"));
    // Having opened it is not enough.
    let opening = world.opening_of(id).await;
    ada.post(&format!("/c/wood/threads/{id}/read"), &format!("post={opening}")).await;
    assert!(ada.get("/c/wood").await.body.contains("Read and confirm"));
    let page = ada.get(&path).await.body;
    assert!(page.contains("I have read and understood this") && !page.contains("See who has"));
    for _ in 0..2 {
        assert_eq!(ada.post(&at("/confirm"), "").await.header("location"), path);
    }
    assert!(ada.get(&path).await.body.contains("You confirmed this"));
    assert!(!ada.get("/c/wood").await.body.contains("Read and confirm"));
    for (client, status) in [(&guest, StatusCode::NOT_FOUND), (&outsider, StatusCode::FORBIDDEN)] {
        assert_eq!(client.post(&at("/confirm"), "").await.status, status);
    }
    // Who leads sees names, for they are few; nobody else does.
    for client in [&ada, &bo, &guest, &outsider] {
        for (path, get) in [(at(""), true), (at("/remind"), false), (at("/stop"), false)] {
            let answer = if get { client.get(&path).await } else { client.post(&path, "").await };
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    let (not, yes) = (champion.get(&at("")).await.body, champion.get(&at("?confirmed=yes")).await.body);
    let named = |page: &str, handle: &str| {
        page.contains(&format!("/members/{handle}\" class")) || page.contains(&format!("href=\"/c/wood/members/{handle}\""))
    };
    assert!(named(&not, "bo") && !not.contains("Ada Tester") && !not.contains("have confirmed."));
    assert!(named(&yes, "ada") && !yes.contains("Bo Tester"));
    // Seen on the bell and put aside; then one reminder, in the inbox and by mail, to who has not.
    let bell = sql!(scan "a test", "UPDATE inbox SET waiting = 0");
    world.db().write(move |tx| async move { tx.run(bell).await }).await.unwrap();
    for _ in 0..2 {
        champion.post(&at("/remind"), "").await;
        told(&world).await;
    }
    assert_eq!(inbox(&world).await, (2, 1));
    let mails: Vec<(String, String, String)> =
        world.db().all(sql!(scan "a test", "SELECT recipient, subject, body FROM mails")).await.unwrap();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!((mails[0].0.as_str(), mails[0].1.as_str()), ("bo@guild.test", "Guild of wood: please read “Gloves at the saw”"));
    assert!(mails[0].2.contains(&format!("http://guild.test{path}")));
    let page = champion.get(&at("")).await.body;
    assert!(page.contains("were reminded") && !page.contains("/remind\""));
    bo.post(&at("/confirm"), "").await;
    assert_eq!(inbox(&world).await.1, 0);
    assert!(champion.get(&at("")).await.body.contains("Everybody has confirmed"));
    let entries = sql!(scan "a test", "SELECT COUNT(*) FROM activity WHERE verb = 'announcement_confirmed'");
    assert_eq!(world.db().one::<(i64,)>(entries).await.unwrap(), (2,));
    // What is in an area that guests read is for them, too.
    let open = announced(&champion, "title=Gloves+for+guests&area=open&announce_confirm=1").await;
    told(&world).await;
    assert!(guest.get("/c/wood").await.body.contains("Gloves for guests"));
    assert!(guest.get("/notifications").await.body.contains("Gloves for guests"));
    assert_eq!(
        guest.post(&format!("/c/wood/announcements/{}/confirm", thread_of(&open)), "").await.status,
        StatusCode::SEE_OTHER
    );
}

/// Many are told a part at a time, each once; and a fall in between leaves nobody out.
async fn a_large_community(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let champion = world.somebody(guild, "lea", Some(Role::Champion)).await;
    for n in 0..450 {
        let account = world.account(&format!("m{n}"), false).await;
        world.join(guild, account, None).await;
    }
    let id = thread_of(&announced(&champion, "title=To+all+of+you&announce_confirm=1").await);
    told(&world).await;
    assert_eq!(inbox(&world).await, (450, 450));
    // As if it had fallen behind the first part.
    let back = sql!("UPDATE announcements SET told_at = NULL, told_to = told_to - 300 WHERE thread = $1", id);
    let cursor = sql!(scan "a test", "UPDATE announcement_cursor SET seq = 0");
    let write = move |tx: base::Tx| async move {
        tx.run(back).await?;
        tx.run(cursor).await
    };
    world.db().write(write).await.unwrap();
    told(&world).await;
    assert_eq!(inbox(&world).await, (450, 450));
    let page = champion.get(&format!("/c/wood/announcements/{id}")).await.body;
    assert!(page.contains("0 of 450 have confirmed."));
    let next = page.split("href=\"").map(|part| part.split('"').next().unwrap()).find(|link| link.contains("after=")).unwrap();
    let next = champion.get(&next.replace("&amp;", "&").replace("&#38;", "&")).await;
    assert!(next.status == StatusCode::OK && next.body.contains("M100 Tester"));
}

testkit::on_both_engines!(crate::world: on_top_until_it_is_read, read_and_understood, a_large_community);
