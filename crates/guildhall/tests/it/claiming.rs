//! Who takes over an account that a list or an import made: by a link, by mail, by asking; and who is asked.

use axum::http::StatusCode;
use base::{Id, Time, sql};
use people::communities::{Role, store as communities};
use talk::threads::store::recount;
use testkit::{Client, World};
use web::Visibility;

use crate::bringing::{accounts, bring, counted, led, links, look, standing};
use crate::writing::form;

async fn links_let_people_in_once(world: World) {
    let (_, champion) = led(&world, "wood", Visibility::Private).await;
    bring(&champion, "name,email\nAda Lovelace,ada@example.org\nBob,\n").await;
    let page = champion.get("/c/wood/manage/people/links").await.body;
    assert!(page.contains("Ada Lovelace") && page.contains("ada@example.org") && page.contains("no link yet"));
    let made = champion.post("/c/wood/manage/people/links", "who=new&form=page").await;
    let first = links(&made.body);
    assert_eq!((first.len(), made.header("cache-control")), (2, "no-store"), "{}", made.body);
    assert!(links(&champion.post("/c/wood/manage/people/links", "who=new").await.body).is_empty(), "they have one");
    let file = champion.post("/c/wood/manage/people/links", "who=all&form=csv").await;
    assert!(
        file.header("content-type").starts_with("text/csv") && file.body.contains("Ada Lovelace,ada@example.org,Guild of wood,")
    );
    let second = links(&file.body);
    assert_eq!(second.len(), 2);
    // Looking takes nothing; taking is once, whichever link.
    let mut ada = world.visitor();
    let looked = ada.get(&first[0]).await;
    assert!(
        looked.status == StatusCode::OK && looked.body.contains("Hello Ada Lovelace") && looked.body.contains("Guild of wood")
    );
    assert_eq!(ada.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(ada.enter(&first[0], "").await.header("location"), "/c/wood");
    assert!(ada.get("/account").await.body.contains("no password yet"));
    assert_eq!(ada.get("/c/wood").await.status, StatusCode::OK);
    for link in [&first[0], &second[0]] {
        assert_eq!(world.visitor().get(link).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.visitor().post(link, "").await.status, StatusCode::NOT_FOUND);
    }
    assert!(!champion.get("/c/wood/manage/people/links").await.body.contains("Ada Lovelace"));
    // And it ends after thirty days.
    world.app.clock.advance(31 * Time::DAY);
    assert_eq!(world.visitor().get(&first[1]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

/// Somebody who belongs to another community, too, is not for one champion to give away.
async fn nobody_is_given_away_by_others(world: World) {
    let (_, champion) = led(&world, "wood", Visibility::Public).await;
    let (metal, other) = led(&world, "metal", Visibility::Public).await;
    bring(&champion, "name,email\nAda,ada@example.org\n").await;
    let sent = other.post("/c/metal/manage/people", &form(&[("text", "name,email,title\nAda,ada@example.org,Smith\n")])).await;
    other.post(sent.header("location"), "").await;
    assert_eq!(counted(&world, sql!("SELECT COUNT(*) FROM members WHERE community = $1", metal)).await, 2);
    for (client, slug) in [(&champion, "wood"), (&other, "metal")] {
        let made = client.post(&format!("/c/{slug}/manage/people/links"), "who=all").await.body;
        assert!(links(&made).is_empty() && made.contains("administrator of the site"), "{made}");
    }
    let sent = other.post("/c/metal/manage/people", &form(&[("text", "name,email,title\nAda,ada@example.org,Smith\n")])).await;
    let page = other.get(sent.header("location")).await.body;
    assert!(page.contains("Stays as it is"), "{page}");
    // Addresses that others brought are told to nobody.
    assert!(other.get("/c/metal/manage/people/members.csv").await.body.contains("ada@example.org"), "they knew it");
}

async fn somebody_says_this_is_me(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    bring(&champion, "name\nOld Ada\nOld Bob\n").await;
    let (eve, moderator) = (world.somebody(guild, "eve", None).await, world.somebody(guild, "mo", Some(Role::Moderator)).await);
    let (page, ask) = ("/c/wood/members/old-ada", "/c/wood/members/old-ada/claim");
    assert!(eve.get(page).await.body.contains("This is me"));
    assert!(!world.visitor().get(page).await.body.contains("This is me"));
    assert!(world.visitor().post(ask, "").await.header("location").starts_with("/sign-in"));
    for _ in 0..2 {
        assert_eq!(eve.post(ask, "").await.status, StatusCode::SEE_OTHER);
    }
    assert!(eve.get(page).await.body.contains("moderates here is asked"));
    assert_eq!(eve.post("/c/wood/members/mo/claim", "").await.status, StatusCode::NOT_FOUND, "somebody has that one");
    let asked = moderator.get("/c/wood/manage/claims").await.body;
    assert!(asked.contains("Eve Tester") && asked.contains("Old Ada"));
    assert_eq!(eve.get("/c/wood/manage/claims").await.status, StatusCode::FORBIDDEN);
    people::bringing::tell_once(&world.app).await.unwrap();
    for waits in [&moderator, &champion] {
        assert!(waits.get("/notifications").await.body.contains("Somebody says who they are"));
    }
    let id = counted(&world, sql!(scan "a test", "SELECT MAX(id) FROM claims")).await;
    let answer = format!("/c/wood/manage/claims/{id}");
    assert_eq!(moderator.post(&answer, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(moderator.post(&answer, "granted=yes").await.status, StatusCode::SEE_OTHER);
    assert_eq!(moderator.post(&answer, "granted=no").await.status, StatusCode::SEE_OTHER, "it is answered");
    let inbox = eve.get("/notifications").await.body;
    assert!(inbox.contains("Old Ada") && inbox.contains(page), "{inbox}");
    assert_eq!(eve.post(ask, "").await.header("location"), "/c/wood/members/eve");
    assert!(eve.get("/account").await.body.contains("Eve Tester"), "they stay who they are");
    assert_eq!(eve.get(page).await.header("location"), "/c/wood/members/eve");
    // Nobody grants to themselves, and a refusal stays one.
    assert_eq!(moderator.post("/c/wood/members/old-bob/claim", "").await.status, StatusCode::SEE_OTHER);
    let id = counted(&world, sql!(scan "a test", "SELECT MAX(id) FROM claims")).await;
    assert_eq!(moderator.post(&format!("/c/wood/manage/claims/{id}"), "granted=yes").await.status, StatusCode::CONFLICT);
    assert_eq!(champion.post(&format!("/c/wood/manage/claims/{id}"), "granted=no").await.status, StatusCode::SEE_OTHER);
    assert!(moderator.get("/c/wood/members/old-bob").await.body.contains("not agreed"));
    moderator.post("/c/wood/members/old-bob/claim", "").await;
    assert!(standing(&world, guild, "old-bob").await.is_some());
    people::bringing::tell_once(&world.app).await.unwrap();
    assert_eq!(counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM inbox WHERE waiting = 1")).await, 0);
}

async fn whoever_reads_the_mail_takes_the_place(world: World) {
    let (_, champion) = led(&world, "wood", Visibility::Public).await;
    bring(&champion, "name,email\nAda Lovelace,ada@example.org\n").await;
    let join = form(&[("name", "Ada L"), ("email", "ADA@example.org"), ("password", "a long sentence to guess")]);
    let told = world.visitor().post("/join", &join).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.body.contains("place for this address") && told.body.contains("sends no mail"), "{}", told.body);
    let body: Vec<(String,)> = world.db().all(sql!(scan "a test", "SELECT body FROM mails")).await.unwrap();
    let token = body[0].0.split("/reset/").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    let mut ada = world.visitor();
    ada.enter(&format!("/reset/{token}"), "password=a+long+sentence+to+guess").await;
    assert!(ada.get("/c/wood").await.body.contains("/c/wood/new"), "in, and a member");
    assert!(champion.get("/c/wood/manage/people/links").await.body.contains("Everybody here has signed in"));
    assert_eq!(accounts(&world).await, 2);
}

/// An address on a list makes nobody a member who signs in to an account of their own.
async fn who_has_an_account_is_asked(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Hidden).await;
    let eve = world.account("eve", false).await;
    let write = move |tx: base::Tx| async move {
        people::accounts::store::secrets::set_email(&tx, eve, "eve@example.org", Time(0)).await
    };
    world.db().write(write).await.unwrap();
    let eve = world.signed_in(eve).await;
    let done = bring(&champion, "name,email\nEve,eve@example.org\n").await.body;
    assert!(done.contains("1 person who signs in to an account of their own is asked"), "{done}");
    assert!(standing(&world, guild, "eve").await.is_none());
    let (_, again) = look(&champion, "name,email\nEve,eve@example.org\n").await;
    assert!(again.body.contains("Was asked before") && again.body.contains("Everything in this list"), "{}", again.body);
    people::bringing::tell_once(&world.app).await.unwrap();
    let inbox = eve.get("/notifications").await.body;
    assert!(
        inbox.contains("would like to have you here") && inbox.contains("/invited/1") && inbox.contains("1 thing waits"),
        "{inbox}"
    );
    assert!(eve.get("/invited/1").await.body.contains("Do you join Guild of wood?"));
    assert_eq!(champion.get("/invited/1").await.status, StatusCode::NOT_FOUND);
    assert_eq!(champion.post("/invited/1", "decision=in").await.status, StatusCode::NOT_FOUND);
    assert_eq!(eve.post("/invited/1", "decision=perhaps").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(eve.get("/c/wood").await.status, StatusCode::NOT_FOUND);
    assert_eq!(eve.post("/invited/1", "decision=in").await.header("location"), "/c/wood");
    assert_eq!(eve.get("/c/wood").await.status, StatusCode::OK);
    assert!(!eve.get("/notifications").await.body.contains("1 thing waits"));
    assert_eq!(eve.get("/invited/1").await.status, StatusCode::NOT_FOUND, "it is answered");
    // Who says no is not asked again; and what its maker may no longer give is gone.
    let (zed, ole) = (world.account("zed", false).await, world.account("ole", false).await);
    let write = move |tx: base::Tx| async move {
        for (account, email) in [(zed, "zed@example.org"), (ole, "ole@example.org")] {
            people::accounts::store::secrets::set_email(&tx, account, email, Time(0)).await?;
        }
        Ok(())
    };
    world.db().write(write).await.unwrap();
    bring(&champion, "name,email\nZed,zed@example.org\nOle,ole@example.org\n").await;
    assert_eq!(world.signed_in(zed).await.post("/invited/2", "decision=out").await.header("location"), "/notifications");
    bring(&champion, "name,email\nZed,zed@example.org\n").await;
    assert_eq!(world.signed_in(zed).await.get("/invited/2").await.status, StatusCode::NOT_FOUND);
    let now = world.app.clock.now();
    let maker = counted(&world, sql!("SELECT made_by FROM brought_invitations WHERE id = 3")).await;
    world.db().write(move |tx| async move { communities::end_grants(&tx, guild, maker, now).await }).await.unwrap();
    assert_eq!(world.signed_in(ole).await.post("/invited/3", "decision=in").await.status, StatusCode::NOT_FOUND);
    assert!(standing(&world, guild, "ole").await.is_none() && standing(&world, guild, "zed").await.is_none());
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

/// What there is to compare of somebody's place: posts, questions, answers.
async fn gave(world: &World, community: Id, handle: &str) -> (i64, i64, i64) {
    let standing = standing(world, community, handle).await.unwrap();
    (standing.posts, standing.questions, standing.answers)
}

async fn id_of(world: &World, handle: &str) -> Id {
    let handle = handle.to_owned();
    let read = move |tx: base::Tx| async move { people::accounts::store::by_handle(&tx, &handle).await };
    world.db().read(read).await.unwrap().unwrap().id
}

/// The personal link of the only member who has none yet.
async fn link(champion: &Client, slug: &str) -> String {
    let made = champion.post(&format!("/c/{slug}/manage/people/links"), "who=new").await.body;
    links(&made).into_iter().next().unwrap_or_else(|| panic!("no link: {made}"))
}

/// Somebody who has an account and is a member takes over who wrote here before: one account is left, with everything.
async fn two_accounts_become_one(world: World) {
    let (wood, champion) = led(&world, "wood", Visibility::Public).await;
    bring(&champion, "name,external_id,joined_at,groups\nOld Ada,7,2020-01-02,Board\n").await;
    let (eve, old) = (world.account("eve", false).await, id_of(&world, "old-ada").await);
    world.join(wood, eve, None).await;
    let eve = world.signed_in(eve).await;
    let own = id_of(&world, "eve").await;
    let mine = world.question(wood, "tools", old, "Which oil for oak?", "Words by old ada", &["An answer by herself"]).await;
    world.question(wood, "tools", own, "Which glue?", "Words of eve", &[]).await;
    let count = move |tx: base::Tx| async move {
        recount::member(&tx, wood, old).await?;
        recount::member(&tx, wood, own).await
    };
    world.db().write(count).await.unwrap();
    let reply = form(&[("source", "words @old-ada knows")]);
    assert_eq!(eve.post(&format!("/c/wood/threads/{mine}/reply"), &reply).await.status, StatusCode::SEE_OTHER);
    // Before, she could vote for what turns out to be her own, and share her own problem.
    let opening = world.opening_of(mine).await;
    assert_eq!(eve.post(&format!("/c/wood/posts/{opening}/vote"), "value=1").await.status, StatusCode::SEE_OTHER);
    assert_eq!(eve.post(&format!("/c/wood/threads/{mine}/me-too"), "value=1").await.status, StatusCode::SEE_OTHER);
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
    let before = gave(&world, wood, "eve").await;
    let theirs = gave(&world, wood, "old-ada").await;
    world.drain().await;
    let link = link(&champion, "wood").await;
    let page = eve.get(&link).await.body;
    assert!(page.contains("becomes yours") && page.contains("Eve Tester"), "{page}");
    assert_eq!(eve.post(&link, "").await.header("location"), "/c/wood/members/eve");
    assert_eq!(eve.post(&link, "").await.status, StatusCode::NOT_FOUND, "once");
    // One member, with what both gave and the longer time.
    let after = standing(&world, wood, "eve").await.unwrap();
    assert_eq!((after.posts, after.questions), (before.0 + theirs.0, before.1 + theirs.1));
    assert_eq!(after.joined_at, Time(1_577_923_200_000));
    assert_eq!(counted(&world, sql!(scan "a test", "SELECT members FROM communities WHERE id = $1", wood)).await, 2);
    assert_eq!(counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM posts WHERE author = $1", old)).await, 0);
    assert_eq!(counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM mentions WHERE account = $1", own)).await, 1);
    assert_eq!(counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM votes WHERE account = $1", own)).await, 0);
    assert_eq!(counted(&world, sql!("SELECT metoo FROM threads /* not removed */ WHERE id = $1", mine)).await, 0);
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
    let thread = world.visitor().get(&format!("/c/wood/t/{mine}/which-oil-for-oak")).await.body;
    assert!(thread.contains("/c/wood/members/eve") && !thread.contains("Old Ada"), "{thread}");
    // Old addresses lead on, and the list finds her under her account.
    for (old, new) in [
        ("/c/wood/members/old-ada", "/c/wood/members/eve"),
        ("/c/wood/members/old-ada/questions", "/c/wood/members/eve/questions"),
        ("/u/old-ada", "/c/wood/members/eve"),
    ] {
        let led = world.visitor().get(old).await;
        assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, new), "{old}");
    }
    let (_, again) = look(&champion, "name,external_id\nOld Ada,7\n").await;
    assert!(again.body.contains("Everything in this list is here already"), "{}", again.body);
    world.drain().await;
    let found = world.visitor().get("/c/wood/search?q=from:eve+oil").await.body;
    assert!(found.contains("which-oil-for-oak"), "the search finds it by its author: {found}");
}

/// A place in a community where they were not, and a role that waited, go over as they are.
async fn a_place_and_a_role_go_over(world: World) {
    let (wood, champion) = led(&world, "wood", Visibility::Private).await;
    bring(&champion, "name,skills\nOld Ada,Joinery\n").await;
    let (eve, old) = (world.account("eve", false).await, id_of(&world, "old-ada").await);
    let client = world.signed_in(eve).await;
    let link = link(&champion, "wood").await;
    world.join(wood, old, Some(Role::Steward)).await;
    assert_eq!(client.get("/c/wood").await.status, StatusCode::FORBIDDEN);
    assert_eq!(client.post(&link, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(client.get("/c/wood").await.status, StatusCode::OK);
    let profile = champion.get("/c/wood/members/eve").await.body;
    assert!(profile.contains("Joinery") && profile.contains("teward"), "{profile}");
    let found = champion.get("/c/wood/members?skill=joinery").await.body;
    assert!(found.contains("/c/wood/members/eve\""), "{found}");
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
    // The other account is nobody any more.
    assert_eq!(world.visitor().get(&link).await.status, StatusCode::NOT_FOUND);
    let gone = counted(
        &world,
        sql!("SELECT CASE WHEN removed_at IS NULL THEN 0 ELSE 1 END FROM accounts /* removed */ WHERE id = $1", old),
    );
    assert_eq!(gone.await, 1);
}

/// Who wrote in a community that the champion does not lead is not theirs to give, though a member only here.
async fn what_was_written_elsewhere_counts(world: World) {
    let (_, champion) = led(&world, "wood", Visibility::Public).await;
    let (metal, _) = led(&world, "metal", Visibility::Public).await;
    bring(&champion, "name\nOld Ada\n").await;
    let old = id_of(&world, "old-ada").await;
    world.question(metal, "tools", old, "Which steel?", "Words", &[]).await;
    let made = champion.post("/c/wood/manage/people/links", "who=all").await.body;
    assert!(links(&made).is_empty() && made.contains("administrator of the site"), "{made}");
    let eve = world.account("eve", false).await;
    let eve = world.signed_in(eve).await;
    eve.post("/c/wood/members/old-ada/claim", "").await;
    let id = counted(&world, sql!(scan "a test", "SELECT MAX(id) FROM claims")).await;
    assert_eq!(champion.post(&format!("/c/wood/manage/claims/{id}"), "granted=yes").await.status, StatusCode::CONFLICT);
}

testkit::on_both_engines!(crate::world: links_let_people_in_once, nobody_is_given_away_by_others, somebody_says_this_is_me, whoever_reads_the_mail_takes_the_place, who_has_an_account_is_asked, two_accounts_become_one, a_place_and_a_role_go_over, what_was_written_elsewhere_counts);
