//! Invitations: who may make which, coming by a name alone, limits, ends, the code and the poster.

use axum::http::StatusCode;
use base::{Time, sql};
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

/// Makes an invitation; its page's path and the path that it is.
async fn invited(client: &Client, slug: &str, form: &str) -> (String, String) {
    let made = client.post(&format!("/c/{slug}/manage/invitations"), form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let page = made.header("location").to_owned();
    let body = client.get(&page).await.body;
    let link = body.split("http://guild.test/i/").nth(1).unwrap().split('"').next().unwrap();
    (page, format!("/i/{link}"))
}

/// Sent again under another name it is another person, as long as there is room; then it says that it was used.
async fn another_name_is_another_person(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let champion = world.somebody(wood, "lea", Some(Role::Champion)).await;
    let (_, link) = invited(&champion, "wood", "role=member&days=7&most=2").await;
    let form = form_of(&world.visitor().get(&link).await.body).to_owned();
    for name in ["Ana", "Ana", "Bea"] {
        let mut comer = world.visitor();
        let came = comer.enter(&link, &format!("name={name}&form={form}")).await;
        assert_eq!(came.header("location"), "/c/wood?welcome=1", "{name}: {}", came.body);
        assert!(comer.get("/account").await.body.contains(&format!("value=\"{name}\"")), "{name}");
    }
    let late = world.visitor().post(&link, &format!("name=Cas&form={form}")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("not open any more"), "{}", late.body);
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

/// The hidden value that the form of a page carries.
fn form_of(body: &str) -> &str {
    body.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap()
}

async fn a_name_is_enough(world: World) {
    let hidden = world.community("attic", Visibility::Hidden).await;
    let champion = world.somebody(hidden, "lea", Some(Role::Champion)).await;
    let (page, link) = invited(&champion, "attic", "role=member&name=Ana+Duarte&days=7&most=2").await;
    let mut ana = world.visitor();
    let come = ana.get(&link).await.body;
    assert!(come.contains("Guild of attic") && come.contains("value=\"Ana Duarte\"") && come.contains("noindex"));
    let empty = ana.post(&link, "name=++&form=x").await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Write your name"));
    let form = format!("name=Ana+Duarte&form={}", form_of(&come));
    let came = ana.enter(&link, &form).await;
    assert_eq!((came.status, came.header("location")), (StatusCode::SEE_OTHER, "/c/attic?welcome=1"));
    assert_eq!(ana.get("/c/attic").await.status, StatusCode::OK);
    // The second of two clicks is the same person.
    let mut again = world.visitor();
    again.enter(&link, &form).await;
    let named = sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE name = 'Ana Duarte'");
    assert_eq!(world.db().one::<(i64,)>(named).await.unwrap().0, 1);
    // Somebody with an account presses a button; the third finds the door closed.
    let bo = world.account("bo", false).await;
    let bo = world.signed_in(bo).await;
    assert!(bo.get(&link).await.body.contains("Come in as"));
    assert_eq!(bo.post(&link, "").await.header("location"), "/c/attic");
    assert_eq!(bo.get(&link).await.header("location"), "/c/attic", "who is in is led on");
    let late = world.visitor().get(&link).await;
    assert!(late.body.contains("not open any more") && !late.body.contains("name=\"name\""));
    assert_eq!(world.visitor().post(&link, "name=Late&form=01234567890123456789").await.status, StatusCode::CONFLICT);
    let seen = champion.get(&page).await.body;
    assert!(seen.contains("Ana Duarte") && seen.contains("no longer open"));
    assert_eq!(world.visitor().get("/i/nonsense").await.status, StatusCode::NOT_FOUND);
}

async fn who_may_give_what(world: World) {
    let (open, closed) = (world.community("wood", Visibility::Public).await, world.community("vault", Visibility::Private).await);
    let champion = world.somebody(open, "lea", Some(Role::Champion)).await;
    let moderator = world.somebody(open, "mo", Some(Role::Moderator)).await;
    let member = world.somebody(open, "me", None).await;
    let inside = world.somebody(closed, "in", None).await;
    for (client, status) in [(&moderator, StatusCode::UNPROCESSABLE_ENTITY), (&member, StatusCode::UNPROCESSABLE_ENTITY)] {
        let refused = client.post("/c/wood/manage/invitations", "role=champion&name=Me").await;
        assert_eq!(refused.status, status);
    }
    assert_eq!(inside.get("/c/vault/manage/invitations").await.status, StatusCode::FORBIDDEN);
    assert_eq!(inside.post("/c/vault/manage/invitations", "role=member").await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        world.visitor().get("/c/wood/manage/invitations").await.header("location"),
        "/sign-in?to=/c/wood/manage/invitations"
    );
    let (page, link) = invited(&champion, "wood", "role=moderator&name=Kim").await;
    for client in [&moderator, &member] {
        assert_eq!(client.get(&page).await.status, StatusCode::NOT_FOUND, "what they may not give they do not see");
        assert_eq!(client.post(&format!("{page}/end"), "").await.status, StatusCode::NOT_FOUND);
    }
    let mut kim = world.visitor();
    let form = format!("name=Kim&form={}", form_of(&kim.get(&link).await.body));
    kim.enter(&link, &form).await;
    assert_eq!(kim.get("/c/wood/manage/areas").await.status, StatusCode::FORBIDDEN);
    assert!(kim.get("/c/wood/manage/invitations").await.body.contains("Tags"), "a moderator's pages");
    // A member's own, seen by moderators, not by other members.
    let (mine, _) = invited(&member, "wood", "role=member").await;
    assert_eq!(moderator.get(&mine).await.status, StatusCode::OK);
    assert_eq!(world.somebody(open, "other", None).await.get(&mine).await.status, StatusCode::NOT_FOUND);
    let wrong = champion.post("/c/wood/manage/invitations", "role=guest&days=900&most=x&name=Pat").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["value=\"Pat\"", "value=\"900\"", "From 1 to 365", "From 1 to 5000", "Choose an area"] {
        assert!(wrong.body.contains(kept), "{kept}");
    }
}

async fn it_ends(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let champion = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let (page, link) = invited(&champion, "wood", "role=member&days=1").await;
    let poster = champion.get(&format!("{page}/poster.pdf")).await;
    assert_eq!((poster.status, poster.header("content-type")), (StatusCode::OK, "application/pdf"));
    assert!(champion.get(&page).await.body.contains("<svg class=\"qr\""));
    champion.post(&format!("{page}/end"), "").await;
    assert!(world.visitor().get(&link).await.body.contains("not open any more"));
    let (_, other) = invited(&champion, "wood", "role=member&days=1").await;
    world.app.clock.advance(2 * Time::DAY);
    assert!(world.visitor().get(&other).await.body.contains("not open any more"));
}

async fn it_gives_no_more_than_its_maker_may(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let lea = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let zed = world.somebody(guild, "zed", Some(Role::Champion)).await;
    let (_, link) = invited(&zed, "wood", "role=champion").await;
    let (_, back) = invited(&lea, "wood", "role=moderator&most=3").await;
    // Mo comes by it twice: it is one use, and gives nothing back that ended.
    let mo = world.somebody(guild, "mo", None).await;
    for _ in 0..2 {
        assert_eq!(mo.post(&back, "").await.header("location"), "/c/wood");
    }
    let roles = lea.get("/c/wood/manage/roles").await.body;
    let id = |handle: &str| -> String {
        let row = roles
            .split("<li")
            .find(|row| row.contains(&format!("/members/{handle}\"")) && row.contains("/manage/roles/"))
            .unwrap();
        row.split("/manage/roles/").nth(1).unwrap().chars().take_while(char::is_ascii_digit).collect()
    };
    for handle in ["mo", "zed"] {
        assert_eq!(lea.post(&format!("/c/wood/manage/roles/{}/end", id(handle)), "").await.status, StatusCode::SEE_OTHER);
    }
    mo.post(&back, "").await;
    assert_eq!(mo.get("/c/wood/manage/requests").await.status, StatusCode::FORBIDDEN, "an ended role stays ended");
    assert!(zed.get(&link).await.body.contains("not open any more"), "what its maker may no longer give it does not give");
    assert_eq!(zed.post(&link, "").await.status, StatusCode::CONFLICT);
    assert_eq!(zed.get("/c/wood/manage/roles").await.status, StatusCode::FORBIDDEN);
}

/// A form that lies about signs nobody in.
async fn a_form_is_good_for_a_moment(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let lea = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let (_, link) = invited(&lea, "wood", "role=member").await;
    let page = world.visitor().get(&link).await;
    assert_eq!(page.header("cache-control"), "no-store");
    let form = form_of(&page.body).to_owned();
    let come = |name: &'static str| format!("name={name}&form={form}");
    world.visitor().enter(&link, &come("Ann")).await;
    let mut bob = world.visitor();
    assert_eq!(bob.enter(&link, &come("Bob")).await.status, StatusCode::SEE_OTHER);
    assert!(bob.get("/account").await.body.contains("value=\"Bob\""), "another name is another person");
    world.app.clock.advance(3 * Time::MINUTE);
    let mut late = world.visitor();
    assert_eq!(late.enter(&link, &come("Ann")).await.status, StatusCode::SEE_OTHER);
    let anns = sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE name = 'Ann'");
    assert_eq!(world.db().one::<(i64,)>(anns).await.unwrap().0, 2, "and later somebody else of that name");
}

/// Sets who invites, as the community's champion; the settings have revision `rev`.
async fn set(champion: &Client, rev: i64, inviting: &str, joining: &str) {
    let form = format!("rev={rev}&name=Guild+of+wood&visibility=public&joining={joining}&language=en&inviting={inviting}");
    let saved = champion.post("/c/wood/manage", &form).await;
    assert_eq!(saved.header("location"), "/c/wood/manage?saved=1", "{}", saved.body);
}

async fn as_the_community_sets(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let champion = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let moderator = world.somebody(guild, "mo", Some(Role::Moderator)).await;
    let steward = world.somebody(guild, "stu", Some(Role::Steward)).await;
    let member = world.somebody(guild, "me", None).await;
    let guest = world.somebody(guild, "gus", Some(Role::Guest)).await;
    let outsider = world.account("out", false).await;
    let outsider = world.signed_in(outsider).await;
    let path = "/c/wood/manage/invitations";
    let page = champion.get("/c/wood/manage").await.body;
    assert!(page.contains("Who invites") && page.contains("name=\"inviting\" value=\"open\" class=\"radio mt-0.5\" checked"));
    // Everybody may join: members invite, ten people by each link.
    let (_, link) = invited(&member, "wood", "role=member").await;
    assert!(member.get("/c/wood/members").await.body.contains("Invite somebody"));
    let many = member.post(path, "role=member&most=11").await;
    assert!(many.status == StatusCode::UNPROCESSABLE_ENTITY && many.body.contains("From 1 to 10"));
    assert_eq!(member.post(path, "role=member&most=0").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let most: (i64,) = world.db().one(sql!(scan "a test", "SELECT MAX(most) FROM invitations")).await.unwrap();
    assert_eq!(most, (10,), "nothing typed is ten");
    assert_eq!(moderator.post(path, "role=member&most=500").await.status, StatusCode::SEE_OTHER);
    // By invitation only: their links rest, unless members always may.
    set(&champion, 1, "open", "invitation").await;
    assert!(world.visitor().get(&link).await.body.contains("not open any more"));
    assert_eq!(member.get(path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(member.post(path, "role=member").await.status, StatusCode::FORBIDDEN);
    assert!(!member.get("/c/wood/members").await.body.contains("Invite somebody"));
    set(&champion, 2, "members", "invitation").await;
    assert!(world.visitor().get(&link).await.body.contains("name=\"name\""));
    assert_eq!(member.get(path).await.status, StatusCode::OK);
    for client in [&guest, &outsider] {
        assert_eq!(client.get(path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(client.post(path, "role=member").await.status, StatusCode::FORBIDDEN);
    }
    // Nobody but who leads or keeps something, even where everybody may join.
    set(&champion, 3, "leaders", "open").await;
    assert!(world.visitor().get(&link).await.body.contains("not open any more"));
    assert_eq!(member.get(path).await.status, StatusCode::FORBIDDEN);
    for client in [&champion, &moderator, &steward] {
        assert_eq!(client.get(path).await.status, StatusCode::OK);
        invited(client, "wood", "role=member").await;
    }
    let wrong = champion.post("/c/wood/manage", "rev=4&name=Guild&visibility=public&language=en&inviting=all").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    // What a form does not say stays as it is.
    champion.post("/c/wood/manage", "rev=4&name=Guild&visibility=public&joining=open&language=en").await;
    assert_eq!(member.get(path).await.status, StatusCode::FORBIDDEN);
    set(&champion, 5, "members", "open").await;
    for _ in 0..8 {
        invited(&member, "wood", "role=member").await;
    }
    assert_eq!(member.post(path, "role=member").await.status, StatusCode::SEE_OTHER, "the tenth of a day");
    assert_eq!(member.post(path, "role=member").await.status, StatusCode::TOO_MANY_REQUESTS);
    world.app.clock.advance(Time::DAY);
    invited(&member, "wood", "role=member").await;
}

testkit::on_both_engines!(crate::world: as_the_community_sets, a_name_is_enough, another_name_is_another_person, who_may_give_what, it_ends, it_gives_no_more_than_its_maker_may,
    a_form_is_good_for_a_moment);
