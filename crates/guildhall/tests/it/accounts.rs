//! Accounts as administrators see them: found, signed out, made an administrator; and everything that they do stands in the log.

use base::{Id, Time};
use testkit::World;
use web::Visibility;

async fn administrators_find_accounts(world: World) {
    let root = world.account("root", true).await;
    let admin = world.signed_in(root).await;
    let guild = world.community("wood", Visibility::Public).await;
    let zoe = world.somebody(guild, "zoe", None).await;
    let write = |tx: base::Tx| async move {
        for n in 0..120 {
            let new = people::accounts::store::NewAccount {
                handle: format!("ann-{n}"),
                name: format!("Ann {n:03}"),
                email: (n == 7).then(|| "seven@wood.example".to_owned()),
                ..people::accounts::store::NewAccount::default()
            };
            people::accounts::store::create(&tx, &new).await?;
        }
        Ok(())
    };
    world.db().write(write).await.unwrap();
    let first = admin.get("/admin?q=ann").await.body;
    assert!(first.contains("Ann 000") && first.contains("Ann 049") && !first.contains("Ann 050") && !first.contains("@zoe"));
    let next = first.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap().split('"').next().unwrap();
    let second = admin.get(&next.replace("&#38;", "&")).await.body;
    assert!(second.contains("Ann 050") && second.contains("Ann 099") && !second.contains("Ann 049"));
    for q in ["seven@wood.example", "@ann-7", "ann-7", "Ann 007"] {
        let found = admin.get(&format!("/admin?q={}", web::encoded(q))).await.body;
        assert!(found.contains("Ann 007") && found.contains("never signed in"), "{q}");
    }
    assert!(admin.get("/admin?q=nobody").await.body.contains("Nobody found"));
    assert!(admin.get("/admin?q=zoe").await.body.contains("@zoe"));
    for path in ["/admin", "/admin/accounts/1"] {
        assert_eq!(zoe.get(path).await.status, 403, "{path}");
    }
}

async fn somebody_is_signed_out_everywhere(world: World) {
    let root = world.account("root", true).await;
    let admin = world.signed_in(root).await;
    let bob = world.account("bob", false).await;
    let (here, there) = (world.signed_in(bob).await, world.signed_in(bob).await);
    let page = admin.get(&format!("/admin/accounts/{bob}")).await.body;
    assert!(page.contains("@bob") && page.contains("/admin/suspensions?handle=bob"));
    assert!(admin.get("/admin/suspensions?handle=bob").await.body.contains("value=\"bob\""));
    assert!(admin.get("/admin/delete-account?handle=bob").await.body.contains("value=\"bob\""));
    assert_eq!(here.post(&format!("/admin/accounts/{root}/sign-out"), "").await.status, 403);
    assert_eq!(admin.post(&format!("/admin/accounts/{bob}/sign-out"), "").await.status, 303);
    for client in [&here, &there] {
        assert_eq!(client.get("/account").await.status, 303, "signed out");
    }
    assert_eq!(admin.get("/account").await.status, 200);
    assert_eq!(admin.post("/admin/accounts/4711/sign-out", "").await.status, 404);
    assert_eq!(admin.get("/admin/accounts/4711").await.status, 404);
    assert_eq!(admin.post("/admin/sign-in-link", "handle=bob").await.status, 200);
    let log = admin.get("/admin/log?kind=accounts").await.body;
    assert!(log.contains("signed out everywhere") && log.contains("made a sign-in link for"), "{log}");
}

async fn the_last_administrator_stays(world: World) {
    let root = world.account("root", true).await;
    let admin = world.signed_in(root).await;
    let bob = world.account("bob", false).await;
    let client = world.signed_in(bob).await;
    let set = |of: Id, to: &str| (format!("/admin/accounts/{of}/admin"), format!("admin={to}"));
    let (path, body) = set(root, "no");
    assert_eq!(admin.post(&path, &body).await.header("location"), format!("/admin/accounts/{root}?done=last"));
    assert!(admin.get(&format!("/admin/accounts/{root}?done=last")).await.body.contains("Nobody else looks after this site"));
    let (path, body) = set(bob, "yes");
    assert_eq!(client.post(&path, &body).await.status, 403, "nobody makes themselves one");
    assert_eq!(admin.post(&path, &body).await.status, 303);
    assert_eq!(client.get("/admin").await.status, 200);
    let (path, body) = set(root, "no");
    assert_eq!(client.post(&path, &body).await.status, 303);
    assert_eq!(admin.get("/admin").await.status, 403);
    let log = client.get("/admin/log").await.body;
    assert!(log.contains("made an administrator of") && log.contains("took the rights of an administrator from"));
}

/// What an administrator sets, and who asked without a name was looked at, is in the log.
async fn what_administrators_set_is_in_the_log(world: World) {
    let root = world.account("root", true).await;
    let admin = world.signed_in(root).await;
    world.app.clock.advance(Time::HOUR);
    assert_eq!(admin.post("/admin/sign-up", "rule=approval").await.status, 303);
    assert_eq!(admin.post("/admin/mail", "from=guild@wood.example").await.status, 303);
    assert_eq!(admin.post("/new/founding", "anyone=yes").await.status, 303);
    assert_eq!(admin.post("/new/founders", "").await.status, 200);
    let log = admin.get("/admin/log?kind=settings").await.body;
    for words in ["changed who may sign up", "changed the mail server", "let everybody found", "made a link for a founder"] {
        assert!(log.contains(words), "{words}");
    }
}

/// An administrator reads a private community only as a member whom everybody sees; the log says it, and who greets is told.
async fn an_administrator_joins_openly(world: World) {
    let root = world.account("root", true).await;
    let admin = world.signed_in(root).await;
    let vault = world.community("vault", Visibility::Hidden).await;
    let lead = world.somebody(vault, "lena", Some(people::communities::Role::Champion)).await;
    let zoe = world.somebody(vault, "zoe", None).await;
    assert_eq!(admin.get("/c/vault").await.status, 404);
    assert!(admin.get("/admin/communities").await.body.contains("Join openly"));
    assert_eq!(zoe.get("/admin/communities").await.status, 403);
    assert_eq!(zoe.post("/admin/communities/1/join", "").await.status, 403);
    assert_eq!(admin.post("/admin/communities/4711/join", "").await.status, 404);
    for _ in 0..2 {
        let joined = admin.post(&format!("/admin/communities/{vault}/join"), "").await;
        assert_eq!((joined.status.as_u16(), joined.header("location")), (303, "/c/vault"));
    }
    assert_eq!(admin.get("/c/vault").await.status, 200);
    assert!(!admin.get("/admin/communities").await.body.contains("Join openly"));
    assert!(zoe.get("/c/vault/members").await.body.contains("@root") || zoe.get("/c/vault/members/root").await.status == 200);
    let log = lead.get("/c/vault/manage/log").await.body;
    assert_eq!(log.matches("looks after the site, and joined").count(), 1, "{log}");
    assert_eq!(admin.get("/c/vault/manage").await.status, 403, "as a member, not more");
    assert!(world.wrong_counters().await.is_empty());
}

testkit::on_both_engines!(crate::world: administrators_find_accounts, somebody_is_signed_out_everywhere, the_last_administrator_stays, what_administrators_set_is_in_the_log, an_administrator_joins_openly);
