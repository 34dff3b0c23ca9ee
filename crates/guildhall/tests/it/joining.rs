//! Joining the site and its communities, signing in by password, the account page, leaving and coming back.

use axum::http::StatusCode;
use base::{Time, sql};
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

const ADA: &str = "name=Ada+Lovelace&email=Ada%40guild.test&password=the+burrs+were+changed";

async fn count(world: &World, what: base::Query) -> i64 {
    world.db().one::<(i64,)>(what).await.unwrap().0
}

async fn accounts(world: &World) -> i64 {
    count(world, sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE email_key = 'ada@guild.test'")).await
}

async fn members(world: &World, slug: &str) -> i64 {
    count(world, sql!("SELECT members FROM communities WHERE slug = $1 AND removed_at IS NULL", slug)).await
}

async fn is_in(client: &Client, name: &str) -> bool {
    client.get("/sign-in").await.body.contains(&format!("You are signed in as {name}"))
}

async fn somebody_joins(world: World) {
    world.community("wood", Visibility::Public).await;
    let mut ada = world.visitor();
    let page = ada.get("/join?community=wood&to=/c/wood/questions").await;
    assert!(page.body.contains("you are a member of Guild of wood at once"));
    let joined = ada.enter("/join", &format!("{ADA}&community=wood&to=/c/wood/questions")).await;
    assert_eq!((joined.status, joined.header("location")), (StatusCode::SEE_OTHER, "/c/wood/questions"));
    assert!(is_in(&ada, "Ada Lovelace").await);
    assert!(ada.get("/account").await.body.contains("@ada-lovelace"), "the handle is made from the name");
    assert_eq!(members(&world, "wood").await, 1);
    world.drain().await;
    assert!(ada.get("/c/wood/members").await.body.contains("Ada Lovelace"));
    assert_eq!(ada.get("/join?to=/c/wood").await.header("location"), "/c/wood", "who is in already is led on");
    // Somebody of the same name gets a handle of their own.
    let mut other = world.visitor();
    other.enter("/join", "name=Ada+Lovelace&email=other%40guild.test&password=the+burrs+were+changed&to=//evil.test").await;
    assert!(other.get("/account").await.body.contains("@ada-lovelace-2"));
}

async fn what_was_typed_stays(world: World) {
    world.account("ada", false).await;
    let form = "name=Ada++Tester&handle=ada&email=nonsense&password=secret-99&to=/communities";
    let back = world.visitor().post("/join", form).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in [
        "value=\"Ada Tester\"",
        "value=\"ada\"",
        "value=\"nonsense\"",
        "value=\"/communities\"",
        "look like an e-mail",
        "10 letters, please",
    ] {
        assert!(back.body.contains(kept), "{kept} in {}", back.body);
    }
    assert!(!back.body.contains("secret-99"));
    let taken = world.visitor().post("/join", "name=Ada&handle=Ada&email=a%40guild.test&password=the+burrs+were+changed").await;
    assert!(taken.status == StatusCode::UNPROCESSABLE_ENTITY && taken.body.contains("has this handle already"));
    for handle in ["system", "me", "a", "a+b", "-ada"] {
        let form = format!("name=Ada&handle={handle}&email=a%40guild.test&password=the+burrs+were+changed");
        assert_eq!(world.visitor().post("/join", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{handle}");
    }
    let common = world.visitor().post("/join", "name=Ada&email=a%40guild.test&password=password1234").await;
    assert!(common.body.contains("guessed first") && common.body.contains("value=\"ada-2\""), "the handle is proposed");
}

async fn two_clicks_make_one_account(world: World) {
    let (mut one, mut other) = (world.visitor(), world.visitor());
    let (first, second) = tokio::join!(one.enter("/join", ADA), other.enter("/join", ADA));
    assert_eq!((first.status, second.status), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
    assert_eq!(accounts(&world).await, 1);
    let mut late = world.visitor();
    assert_eq!(late.enter("/join", ADA).await.status, StatusCode::SEE_OTHER);
    for client in [one, other, late] {
        assert!(is_in(&client, "Ada Lovelace").await);
    }
    let form = "name=Eve&email=ada%40GUILD.test&password=something+else+entirely";
    let stranger = world.visitor().post("/join", form).await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stranger.body.contains("This address cannot be used"));
}

async fn signing_in_tells_nothing(world: World) {
    world.visitor().post("/join", ADA).await;
    for name in ["ada-lovelace", "ADA-Lovelace", "ada%40guild.test", "%40ada-lovelace"] {
        let mut client = world.visitor();
        let form = format!("name={name}&password=the+burrs+were+changed&to=/communities");
        assert_eq!(client.enter("/sign-in", &form).await.header("location"), "/communities", "{name}");
        assert!(is_in(&client, "Ada Lovelace").await);
    }
    let wrong = world.visitor().post("/sign-in", "name=ada-lovelace&password=wrong+wrong+wrong").await;
    let nobody = world.visitor().post("/sign-in", "name=eve-lovelace&password=wrong+wrong+wrong").await;
    assert_eq!((wrong.status, nobody.status), (StatusCode::UNPROCESSABLE_ENTITY, StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(wrong.body.replace("ada-lovelace", "X"), nobody.body.replace("eve-lovelace", "X"));
    assert!(
        wrong.body.contains("value=\"ada-lovelace\"")
            && !wrong.body.contains("wrong+wrong")
            && !wrong.body.contains("wrong wrong")
    );
    let door = world.visitor().post("/sign-in", "name=ada-lovelace&password=the+burrs+were+changed&to=/sign-in").await;
    assert_eq!(door.header("location"), "/", "not back to the door");
    // Who came by a link has no password, and nobody comes in without one.
    world.account("linked-bob", false).await;
    let bob = world.visitor().post("/sign-in", "name=linked-bob&password=wrong+wrong+wrong").await;
    assert_eq!(bob.body.replace("linked-bob", "X"), nobody.body.replace("eve-lovelace", "X"));
}

async fn members_leave_and_come_back(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada, bob) = (world.account("ada", false).await, world.account("bob", false).await);
    let visitor = world.visitor().post("/c/wood/join", "to=/c/wood/questions").await;
    assert_eq!(visitor.header("location"), "/join?community=wood&to=/c/wood/questions");
    let client = world.signed_in(ada).await;
    for _ in 0..2 {
        assert_eq!(client.post("/c/wood/join", "to=/c/wood/tags").await.header("location"), "/c/wood/tags");
    }
    assert_eq!(members(&world, "wood").await, 1);
    world.drain().await;
    let found = async || world.visitor().get("/api/v1/search?q=tester").await.body.contains("ada");
    assert!(found().await);
    assert!(client.get("/c/wood/leave").await.body.contains("Leave Guild of wood?"));
    for _ in 0..2 {
        assert_eq!(client.post("/c/wood/leave", "").await.header("location"), "/c/wood");
    }
    assert_eq!(members(&world, "wood").await, 0);
    world.drain().await;
    assert!(!found().await, "who left is not found as a member");
    client.post("/c/wood/join", "").await;
    assert_eq!(members(&world, "wood").await, 1);
    world.drain().await;
    assert!(found().await);
    // The last who leads cannot go; the last but one can.
    world.join(wood, bob, Some(Role::Champion)).await;
    let leader = world.signed_in(bob).await;
    let refused = leader.post("/c/wood/leave", "").await;
    assert!(refused.status == StatusCode::CONFLICT && refused.body.contains("Make somebody else champion first"));
    world.join(wood, ada, Some(Role::Champion)).await;
    assert_eq!(leader.post("/c/wood/leave", "").await.status, StatusCode::SEE_OTHER);
    leader.post("/c/wood/join", "").await;
    let roles = world
        .db()
        .read(move |tx| async move { people::communities::store::grants(&tx, wood, bob, base::Time(i64::MAX - 1)).await });
    assert!(roles.await.unwrap().is_empty(), "roles do not come back by themselves");
}

async fn closed_communities_cannot_be_joined(world: World) {
    world.community("vault", Visibility::Hidden).await;
    world.community("cellar", Visibility::Private).await;
    world.community("wood", Visibility::Public).await;
    let eve = world.signed_in(world.account("eve", false).await).await;
    for client in [world.visitor(), eve.clone()] {
        let (there, nowhere) = (client.post("/c/vault/join", "to=/").await, client.post("/c/dream/join", "to=/").await);
        assert_eq!(there.status, StatusCode::NOT_FOUND);
        assert_eq!(there.body.replace("vault", "X"), nowhere.body.replace("dream", "X"));
    }
    assert_eq!(eve.post("/c/cellar/join", "to=/").await.status, StatusCode::FORBIDDEN);
    for slug in ["vault", "cellar"] {
        let main = |page: testkit::Answer| page.body.split("<main").nth(1).unwrap().to_owned();
        let there = main(world.visitor().get(&format!("/join?community={slug}")).await);
        let nowhere = main(world.visitor().get("/join?community=dream").await);
        assert_eq!(there.replace(slug, "X"), nowhere.replace("dream", "X"));
        let form = format!("name=Mallory&email={slug}%40guild.test&password=the+burrs+were+changed&community={slug}");
        assert_eq!(world.visitor().post("/join", &form).await.header("location"), "/", "an account, and no more");
        assert_eq!(members(&world, slug).await, 0);
    }
    let by_request = sql!("UPDATE communities SET joining = 'request' WHERE slug = 'wood'");
    world.db().write(move |tx| async move { tx.run(by_request).await }).await.unwrap();
    assert_eq!(eve.post("/c/wood/join", "to=/").await.status, StatusCode::FORBIDDEN);
    assert_eq!(members(&world, "wood").await, 0);
}

async fn people_describe_themselves(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let ada = world.account("ada", false).await;
    world.join(wood, ada, None).await;
    let client = world.signed_in(ada).await;
    let form = "name=Ada+Marquetry&headline=Veneers+and+inlays&place=Ghent&website=guild.test%2Fada&about=I+like+**walnut**+%3Cscript%3Ex%3C%2Fscript%3E";
    assert_eq!(client.post("/account", form).await.header("location"), "/account?saved=profile");
    world.drain().await;
    assert!(world.visitor().get("/api/v1/search?q=marquetry").await.body.contains("\"/c/wood/members/ada\""));
    assert!(world.visitor().get("/api/v1/search?q=inlays").await.body.contains("/members/ada"));
    let profile = world.visitor().get("/c/wood/members/ada").await.body;
    for shown in ["<strong>walnut</strong>", "href=\"https://guild.test/ada\"", "Ghent"] {
        assert!(profile.contains(shown), "{shown}");
    }
    assert!(!profile.contains("<script>x"));
    let back = client.post("/account", "name=&headline=kept&website=javascript%3Aalert(1)").await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("value=\"kept\"") && back.body.contains("Write your name") && back.body.contains("address like"));
}

async fn credentials_change_with_the_old_ones(world: World) {
    let (mut ada, mut phone) = (world.visitor(), world.visitor());
    ada.enter("/join", ADA).await;
    phone.enter("/sign-in", "name=ada-lovelace&password=the+burrs+were+changed").await;
    // E-mail.
    let refused = ada.post("/account/email", "email=new%40guild.test&password=wrong+wrong").await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("value=\"new@guild.test\""));
    world.visitor().post("/join", "name=Bob&email=bob%40guild.test&password=the+burrs+were+changed").await;
    let taken = ada.post("/account/email", "email=BOB%40guild.test&password=the+burrs+were+changed").await;
    assert!(taken.body.contains("This address cannot be used"));
    let changed = ada.post("/account/email", "email=new%40guild.test&password=the+burrs+were+changed").await;
    assert_eq!(changed.header("location"), "/account?saved=email");
    let note = sql!(scan "a test", "SELECT COUNT(*) FROM mails WHERE recipient = 'Ada@guild.test' AND subject LIKE 'Your e-mail address%'");
    assert_eq!(count(&world, note).await, 1, "the address before is told");
    // Password.
    assert!(ada.get("/account").await.body.contains("In 2 browsers"));
    let refused = ada.post("/account/password", "old=wrong+wrong&new=a+much+better+sentence").await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("not your current password"));
    let short = ada.post("/account/password", "old=the+burrs+were+changed&new=short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(is_in(&phone, "Ada Lovelace").await);
    ada.post("/account/password", "old=the+burrs+were+changed&new=a+much+better+sentence").await;
    assert!(is_in(&ada, "Ada Lovelace").await && !is_in(&phone, "Ada Lovelace").await, "other sessions end");
    assert_eq!(phone.post("/sign-in", "name=new%40guild.test&password=the+burrs+were+changed").await.status, 422);
    assert_eq!(phone.enter("/sign-in", "name=new%40guild.test&password=a+much+better+sentence").await.status, 303);
    // Sessions: one's own only.
    let bob = world.signed_in(world.account("bobby", false).await).await;
    let ids: Vec<(i64,)> = world.db().all(sql!(scan "a test", "SELECT id FROM sessions ORDER BY id DESC")).await.unwrap();
    for (id,) in ids {
        bob.post(&format!("/account/sessions/{id}/end"), "").await;
    }
    assert!(is_in(&phone, "Ada Lovelace").await && is_in(&ada, "Ada Lovelace").await);
    ada.post("/account/sessions/end-others", "").await;
    assert!(is_in(&ada, "Ada Lovelace").await && !is_in(&phone, "Ada Lovelace").await);
}

async fn who_came_by_link_sets_a_password(world: World) {
    let bob = world.account("bob", false).await;
    let client = world.signed_in(bob).await;
    assert!(client.get("/account").await.body.contains("have no password yet"));
    assert_eq!(client.post("/account/password", "new=a+much+better+sentence").await.status, StatusCode::SEE_OTHER);
    let mut other = world.visitor();
    other.enter("/sign-in", "name=bob&password=a+much+better+sentence").await;
    assert!(is_in(&other, "Bob Tester").await);
    // The day of use is noted, once a day.
    let used = async || count(&world, sql!(scan "a test", "SELECT MAX(used_at) FROM sessions")).await;
    let before = used().await;
    world.app.clock.advance(Time::HOUR);
    other.get("/communities").await;
    assert_eq!(used().await, before);
    world.app.clock.advance(Time::DAY);
    other.get("/communities").await;
    assert_eq!(used().await, before + Time::DAY + Time::HOUR);
}

testkit::on_both_engines!(crate::world: somebody_joins, what_was_typed_stays, two_clicks_make_one_account, signing_in_tells_nothing, members_leave_and_come_back, closed_communities_cannot_be_joined, people_describe_themselves, credentials_change_with_the_old_ones, who_came_by_link_sets_a_password);
