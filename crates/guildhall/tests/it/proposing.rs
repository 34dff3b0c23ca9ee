//! Proposals for the charter: discussing and deciding, writing one anew, and who is told.

use axum::http::StatusCode;
use base::Time;
use people::charter::store;
use testkit::{Client, World};

use crate::charter::{Guild, proposal};
use crate::writing::form;

async fn a_proposal_is_discussed_and_taken_up(world: World) {
    let guild = Guild::agreed(world).await;
    let nothing = guild.ada.post("/c/wood/charter/propose", &proposal(1, "Better joints", "Be kind", "why")).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("Change something first"));
    let path = guild.propose(&guild.ada, 1, "Be kind, be on time").await;
    assert_eq!(guild.propose(&guild.ada, 1, "Be kind, be on time").await, path, "sent twice it is one proposal");
    assert!(guild.page(&guild.bob).await.contains(&path), "it is listed");
    let page = guild.bob.get(&path).await.body;
    assert!(page.contains("It is clearer") && page.contains("put in: </span>Be kind, be on time"), "{page}");
    assert!(!page.contains("/take"), "members do not decide");
    // Bob objects, and must say why; ada is fine with it.
    assert_eq!(guild.bob.post(&format!("{path}/say"), "stance=objects&why=+").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let objects = form(&[("stance", "objects"), ("why", "Trains are late")]);
    assert_eq!(guild.bob.post(&format!("{path}/say"), &objects).await.status, StatusCode::SEE_OTHER);
    guild.ada.post(&format!("{path}/say"), "stance=fine").await;
    for _ in 0..2 {
        let remark = form(&[("source", "What about <b>ten minutes</b>?"), ("once", "r")]);
        assert_eq!(guild.bob.post(&format!("{path}/comment"), &remark).await.status, StatusCode::SEE_OTHER);
    }
    let page = guild.champion.get(&path).await.body;
    assert!(page.contains("1 is fine with it") && page.contains("1 objects") && page.contains("Trains are late"));
    assert_eq!(page.matches("ten minutes").count(), 1, "one remark");
    assert!(!page.contains("<b>ten"), "in plain text");
    for client in [&guild.ada, &guild.bob] {
        assert_eq!(client.post(&format!("{path}/take"), "rev=1").await.status, StatusCode::FORBIDDEN);
        assert_eq!(client.post(&format!("{path}/decline"), "why=no").await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(guild.bob.post(&format!("{path}/withdraw"), "").await.status, StatusCode::FORBIDDEN);
    // Who objects gets an answer, or changes their mind.
    let taken = guild.champion.post(&format!("{path}/take"), "rev=1&substance=1").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("Somebody objects"));
    guild.bob.post(&format!("{path}/say"), "stance=fine").await;
    for _ in 0..2 {
        assert_eq!(guild.champion.post(&format!("{path}/take"), "rev=1&substance=1").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(guild.verbs("charter_published").await, 2);
    assert!(guild.page(&guild.ada).await.contains("be on time"));
    let page = guild.bob.get(&path).await.body;
    assert!(page.contains("taken up") && page.contains("/charter/versions/2") && !page.contains("stance"));
    assert!(guild.bob.get("/c/wood/charter/versions/2").await.body.contains(&path));
    // It is decided: nothing more is said, and the remark can go.
    assert_eq!(guild.bob.post(&format!("{path}/say"), &objects).await.status, StatusCode::CONFLICT);
    assert_eq!(guild.ada.post("/c/wood/charter/comments/1/remove", "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(guild.bob.post("/c/wood/charter/comments/1/remove", "").await.status, StatusCode::SEE_OTHER);
    assert!(!guild.ada.get(&path).await.body.contains("ten minutes"));
    assert!(guild.bob.get(&path).await.body.contains("Bring it back"));
    assert_eq!(guild.ada.post("/c/wood/charter/comments/1/remove", "back=1").await.status, StatusCode::FORBIDDEN);
    guild.bob.post("/c/wood/charter/comments/1/remove", "back=1").await;
    assert!(guild.ada.get(&path).await.body.contains("ten minutes"));
    // What a moderator takes away its author cannot bring back.
    guild.champion.post("/c/wood/charter/comments/1/remove", "").await;
    assert!(!guild.bob.get(&path).await.body.contains("ten minutes"));
    assert_eq!(guild.bob.post("/c/wood/charter/comments/1/remove", "back=1").await.status, StatusCode::FORBIDDEN);
}

async fn what_changed_meanwhile_is_shown(world: World) {
    let guild = Guild::agreed(world).await;
    let path = guild.propose(&guild.ada, 1, "Be on time").await;
    // The champion changes another part while somebody else is about to take it up.
    guild.write(&guild.champion, 1, "Better dovetails", "Be kind", "").await;
    let late = guild.champion.post(&format!("{path}/take"), "rev=1").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("changed while you read") && late.body.contains("name=\"rev\" value=\"2\""));
    assert!(!late.body.contains("Changed in both"));
    assert_eq!(guild.champion.post(&format!("{path}/take"), "rev=2").await.status, StatusCode::SEE_OTHER);
    let page = guild.page(&guild.ada).await;
    assert!(page.contains("Better dovetails") && page.contains("Be on time"), "each change stays");
    // Both changed the same part: it says so.
    let form = proposal(3, "Better dovetails", "Be early", "Better").replace("once=one", "once=two");
    let second = guild.bob.post("/c/wood/charter/propose", &form).await.header("location").to_owned();
    guild.write(&guild.champion, 3, "Better dovetails", "Be there", "").await;
    assert!(guild.champion.get(&second).await.body.contains("Changed in both: What we expect of each other"));
    assert_eq!(guild.champion.post(&format!("{second}/decline"), "why=").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(guild.champion.post(&format!("{second}/decline"), "why=We+just+did").await.status, StatusCode::SEE_OTHER);
    assert!(guild.bob.get(&second).await.body.contains("We just did"));
    assert_eq!(guild.bob.post(&format!("{second}/withdraw"), "").await.status, StatusCode::CONFLICT, "it was decided");
    let all = guild.bob.get("/c/wood/charter/proposals").await.body;
    assert!(all.contains("declined") && all.contains("taken up"));
    // Who moderates takes a whole proposal away, and brings it back.
    assert_eq!(guild.bob.post(&format!("{second}/remove"), "").await.status, StatusCode::FORBIDDEN);
    guild.champion.post(&format!("{second}/remove"), "").await;
    assert_eq!(guild.bob.get(&second).await.status, StatusCode::NOT_FOUND);
    assert_eq!(guild.bob.post(&format!("{second}/comment"), "source=words").await.status, StatusCode::NOT_FOUND);
    assert!(!guild.bob.get("/c/wood/charter/proposals").await.body.contains("declined"));
    assert!(guild.champion.get(&second).await.body.contains("Bring it back"));
    guild.champion.post(&format!("{second}/remove"), "back=1").await;
    assert_eq!(guild.bob.get(&second).await.status, StatusCode::OK);
    // After 30 days it is gone for good.
    guild.champion.post(&format!("{second}/remove"), "").await;
    guild.world.app.clock.advance(29 * Time::DAY);
    let kept = || async {
        people::charter::purge_once(&guild.world.app).await.unwrap();
        let id = guild.id;
        let read = move |tx: base::Tx| async move { store::proposals::find(&tx, id, 2).await };
        guild.world.db().read(read).await.unwrap().unwrap().why
    };
    assert_eq!(kept().await, "Better");
    guild.world.app.clock.advance(2 * Time::DAY);
    assert_eq!(kept().await, "");
}

/// What waits in somebody's inbox.
async fn inbox(guild: &Guild, client: &Client) -> String {
    people::charter::tell_once(&guild.world.app).await.unwrap();
    client.get("/notifications").await.body
}

async fn who_it_concerns_is_told_once(world: World) {
    let guild = Guild::agreed(world).await;
    let path = guild.propose(&guild.ada, 1, "Be on time").await;
    for _ in 0..2 {
        let told = inbox(&guild, &guild.champion).await;
        assert_eq!(told.matches("would change what you agreed").count(), 1, "{told}");
        assert!(told.contains(&path) && told.contains("It is clearer") && told.contains("1 thing waits"));
    }
    assert!(inbox(&guild, &guild.bob).await.contains("Nothing waits"), "members find it on the charter's page");
    assert!(inbox(&guild, &guild.ada).await.contains("Nothing waits"), "nobody is told of their own");
    assert_eq!(guild.champion.post(&format!("{path}/take"), "rev=1&seen=1").await.status, StatusCode::SEE_OTHER);
    let told = inbox(&guild, &guild.ada).await;
    assert!(told.contains("Your proposal was taken up") && told.contains(&path) && told.contains("1 thing waits"), "{told}");
    assert!(!inbox(&guild, &guild.champion).await.contains("1 thing waits"), "it no longer waits");
    // In Dutch, too; and seen it waits no more.
    let dutch = guild.ada.ask(axum::http::Method::GET, "/notifications", "", &[("accept-language", "nl")]).await.body;
    assert!(dutch.contains("Je voorstel is overgenomen"), "{dutch}");
    let seen = told.split("action=\"/notifications/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(guild.bob.post(&format!("/notifications/{seen}"), "").await.status, StatusCode::SEE_OTHER);
    assert!(inbox(&guild, &guild.ada).await.contains("1 thing waits"), "somebody else's row is not theirs to see");
    assert_eq!(guild.ada.post(&format!("/notifications/{seen}"), "").await.status, StatusCode::SEE_OTHER);
    assert!(!inbox(&guild, &guild.ada).await.contains("1 thing waits"));
    // Declined it says so; taken away it says nothing.
    let form = proposal(2, "Better joints", "Be early", "Earlier").replace("once=one", "once=two");
    let second = guild.bob.post("/c/wood/charter/propose", &form).await.header("location").to_owned();
    guild.champion.post(&format!("{second}/decline"), "why=No").await;
    assert!(inbox(&guild, &guild.bob).await.contains("Your proposal was declined"));
    guild.champion.post(&format!("{second}/remove"), "").await;
    assert!(inbox(&guild, &guild.bob).await.contains("Nothing waits"));
}

async fn its_author_writes_it_anew(world: World) {
    let guild = Guild::agreed(world).await;
    let path = guild.propose(&guild.ada, 1, "Be on time").await;
    guild.bob.post(&format!("{path}/say"), &form(&[("stance", "objects"), ("why", "Trains are late"), ("seen", "1")])).await;
    let edit = format!("{path}/edit");
    for other in [&guild.bob, &guild.champion] {
        assert_eq!(other.get(&edit).await.status, StatusCode::FORBIDDEN);
        assert_eq!(other.post(&edit, &proposal(1, "x", "y", "z")).await.status, StatusCode::FORBIDDEN);
    }
    // The charter moves: what the author left alone is as it is now.
    guild.write(&guild.champion, 1, "Better dovetails", "Be kind", "").await;
    let page = guild.ada.get(&edit).await.body;
    assert!(page.contains("Better dovetails") && page.contains("Be on time") && page.contains("It is clearer"), "{page}");
    assert!(page.contains("name=\"seen\" value=\"1\"") && page.contains("name=\"rev\" value=\"2\""));
    guild.world.app.clock.advance(Time::DAY / 24);
    let anew = |norms: &str, seen: i64| {
        format!("{}&seen={seen}", proposal(2, "Better dovetails", norms, "It is clearer, and trains are late"))
    };
    let nothing = guild.ada.post(&edit, &anew("Be kind", 1)).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("Change something first"));
    for _ in 0..2 {
        assert_eq!(guild.ada.post(&edit, &anew("Be on time if trains are", 1)).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(guild.verbs("charter_proposal_changed").await, 1, "sent twice it is one change");
    // From an older window: both texts are shown, nothing is lost.
    let late = guild.ada.post(&edit, &anew("Be early", 1)).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Be early") && late.body.contains("Be on time if trains are"), "{}", late.body);
    assert!(late.body.contains("name=\"seen\" value=\"2\""));
    // What was said before says so, who said it is asked again, and nobody decides about a text that they did not read.
    let page = guild.champion.get(&path).await.body;
    assert!(page.contains("Be on time if trains are") && page.contains("Said before it was changed"), "{page}");
    assert!(inbox(&guild, &guild.bob).await.contains("would change what you agreed"));
    for (form, sent) in [("say", "stance=fine&seen=1"), ("take", "rev=2&seen=1&why=x"), ("decline", "why=no&seen=1")] {
        let answer = guild.champion.post(&format!("{path}/{form}"), sent).await;
        assert_eq!(answer.status, StatusCode::CONFLICT, "{form}");
        assert!(answer.body.contains("this proposal changed while you read"));
    }
    let taken = guild.champion.post(&format!("{path}/take"), "rev=2&seen=2&why=It+is+met").await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER);
    assert!(guild.page(&guild.ada).await.contains("Be on time if trains are"));
    assert_eq!(guild.ada.get(&edit).await.header("location"), path, "it was decided");
    assert_eq!(guild.ada.post(&edit, &anew("Be early", 2)).await.header("location"), path);
    assert!(!guild.page(&guild.ada).await.contains("Be early"));
}

async fn what_leads_do_is_in_the_log(world: World) {
    let guild = Guild::agreed(world).await;
    for _ in 0..2 {
        guild.champion.post("/c/wood/manage/requests/questions", "questions=What+do+you+make%3F").await;
    }
    assert_eq!(guild.verbs("joining_questions_changed").await, 1, "the same twice changes nothing");
    let list = form(&[("text", "name\nOld Ada\n")]);
    let list = guild.champion.post("/c/wood/manage/people", &list).await.header("location").to_owned();
    guild.champion.post(&list, "").await;
    guild.champion.post("/c/wood/manage/people/links", "who=all").await;
    assert_eq!(guild.verbs("claim_link_made").await, 1);
    let admin = guild.world.account("admin", true).await;
    let admin = guild.world.signed_in(admin).await;
    for anyone in ["yes", "yes", "no"] {
        assert_eq!(admin.post("/new/founding", &format!("anyone={anyone}")).await.status, StatusCode::SEE_OTHER);
    }
    admin.post("/new/founders", "").await;
    let verbs = ["founding_opened", "founding_closed", "founder_link_made"];
    for verb in verbs {
        assert_eq!(guild.verbs(verb).await, 1, "{verb}");
    }
}

testkit::on_both_engines!(crate::world: a_proposal_is_discussed_and_taken_up, what_changed_meanwhile_is_shown, who_it_concerns_is_told_once, its_author_writes_it_anew, what_leads_do_is_in_the_log);
