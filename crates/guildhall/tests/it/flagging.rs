//! Members flag, moderators decide, authors hear why and may ask once for another look.

use axum::http::StatusCode;
use base::Time;
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

use crate::writing::{Guild, form};

const QUEUE: &str = "/c/wood/manage/queue";

/// Somebody who is known in the guild: there for long, and heard.
async fn known(guild: &Guild, name: &str) -> Client {
    let who = guild.world.somebody(guild.community, name, None).await;
    for n in 0..3 {
        guild.reply(&who, 1, &format!("{name} says {n}")).await;
    }
    who
}

/// Moves on so far that who was there before is known now; sessions live longer than that.
fn later(guild: &Guild) {
    guild.world.app.clock.advance(8 * Time::DAY);
}

async fn flag(who: &Client, what: &str, why: &str) -> testkit::Answer {
    who.post(&format!("/c/wood/flag/{what}"), &form(&[("fault", why), ("words", "look at this")])).await
}

async fn a_flag_is_looked_at_and_its_author_hears_why(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "discussion", "A long conversation").await;
    let post = guild.reply(&guild.bob, 1, "Buy my cheap chisels now").await;
    assert!(guild.page(&guild.ada, 1).await.body.contains(&format!("/flag/post/{post}")));
    assert!(guild.ada.get(&format!("/c/wood/flag/post/{post}")).await.body.contains("Buy my cheap"));
    assert_eq!(flag(&guild.ada, &format!("post/{post}"), "nonsense").await.status, 422);
    assert_eq!(flag(&guild.bob, &format!("post/{post}"), "spam").await.status, 422, "his own");
    assert_eq!(flag(&guild.ada, "post/999", "spam").await.status, 404);
    assert_eq!(flag(&guild.ada, "nonsense/1", "spam").await.status, 404);
    for _ in 0..2 {
        let sent = flag(&guild.ada, &format!("post/{post}"), "spam").await;
        assert_eq!(sent.status, 303, "{}", sent.body);
        assert!(guild.ada.get(sent.header("location")).await.body.contains("Thank you for telling"));
    }
    assert_eq!(guild.ada.get(QUEUE).await.status, StatusCode::FORBIDDEN);
    assert!(guild.mod_.get("/notifications").await.body.contains("The queue wants a look"));
    let queue = guild.mod_.get(QUEUE).await.body;
    assert!(queue.contains("One flag") && queue.contains("Advertising or spam") && queue.contains("cheap chisels"));
    let case = guild.mod_.get(&format!("{QUEUE}/1")).await.body;
    assert!(case.contains("Ada Tester") && case.contains("look at this") && case.contains("cheap chisels"));
    // Who is on it.
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/1/claim"), "value=1").await.status, 303);
    assert!(guild.mod_.get(QUEUE).await.body.contains("You are on it."));
    // A consequence has a reason.
    let decide = |content: &str, person: &str, days: &str, reason: &str| {
        form(&[("verdict", "agree"), ("content", content), ("person", person), ("days", days), ("reason", reason)])
    };
    let without = guild.mod_.post(&format!("{QUEUE}/1"), &decide("hide", "silence", "3", "")).await;
    assert!(without.status == 422 && without.body.contains("Write a sentence"));
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/1"), &decide("hide", "silence", "many", "x")).await.status, 422);
    let done = guild.mod_.post(&format!("{QUEUE}/1"), &decide("hide", "silence", "3", "No selling here.")).await;
    assert_eq!(done.status, 303, "{}", done.body);
    guild.sound().await;
    assert!(!guild.page(&guild.world.visitor(), 1).await.body.contains("cheap chisels"));
    assert!(!guild.mod_.get("/notifications").await.body.contains("font-bold"), "nothing waits any more");
    // He reads, does not write, and hears why.
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("You cannot write here for a while") && !page.contains("id=\"reply-form\""));
    let refused =
        guild.bob.post("/c/wood/threads/1/reply", &form(&[("source", "But these are really cheap chisels, look.")])).await;
    assert!(refused.status == 403 && refused.body.contains("really cheap chisels"), "what he typed is kept");
    assert!(guild.bob.get("/notifications").await.body.contains("About something of yours"));
    let told = guild.bob.get("/account/cases/1").await.body;
    assert!(told.contains("No selling here.") && !told.contains("Ada"), "{told}");
    assert_eq!(guild.ada.get("/account/cases/1").await.status, 404, "hers it is not");
    // The silence ends by itself.
    guild.world.app.clock.advance(4 * Time::DAY);
    guild.reply(&guild.bob, 1, "I am back.").await;
    // Taken back: the post stands there again.
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/1/undo"), "").await.status, 303);
    assert!(guild.page(&guild.world.visitor(), 1).await.body.contains("cheap chisels"));
    guild.sound().await;
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/1"), "verdict=dismiss").await.status, 303);
    assert!(guild.mod_.get(&format!("{QUEUE}?done=1")).await.body.contains("Nothing was wrong by Mod Tester"));
}

async fn three_who_are_known_hide_a_thing(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.mod_, "discussion", "A long conversation").await;
    let mut known = vec![known(&guild, "cas").await, known(&guild, "dee").await, known(&guild, "eve").await];
    later(&guild);
    let new = guild.world.somebody(guild.community, "newcomer", None).await;
    let more = guild.world.somebody(guild.community, "another", None).await;
    let post = guild.reply(&guild.bob, 1, "Something unkind").await;
    let thing = format!("post/{post}");
    for who in [&new, &more, &guild.ada, &known[0], &known[0], &known[1]] {
        assert_eq!(flag(who, &thing, "unkind").await.status, 303);
    }
    assert!(guild.page(&guild.ada, 1).await.body.contains("Something unkind"), "one person counts once, and new ones do not");
    assert_eq!(flag(&known.pop().unwrap(), &thing, "unkind").await.status, 303);
    assert!(!guild.page(&guild.ada, 1).await.body.contains("Something unkind"));
    guild.sound().await;
    assert!(guild.mod_.get(QUEUE).await.body.contains("Out of sight"));
    assert!(guild.bob.get("/account/cases/1").await.body.contains("out of sight until a moderator has looked"));
    assert_eq!(guild.bob.post(&format!("/c/wood/posts/{post}/restore"), "").await.status, 403);
    assert_eq!(guild.mod_.post(&format!("/c/wood/posts/{post}/restore"), "").await.status, 403, "by the queue");
    // It is kept as long as nobody has decided.
    guild.world.app.clock.advance(40 * Time::DAY);
    talk::threads::tidy_once(&guild.world.app).await.unwrap();
    let mod_ = again(&guild, "mod").await;
    assert_eq!(mod_.post(&format!("{QUEUE}/1"), "verdict=dismiss").await.status, 303);
    assert!(guild.page(&guild.world.visitor(), 1).await.body.contains("Something unkind"));
    guild.sound().await;
    let bob = again(&guild, "bob").await;
    assert!(bob.get("/account/cases/1").await.body.contains("Nothing was wrong"));
    // A whole thread goes with what opens it.
    guild.start(&bob, "question", "Is this unkind, too?").await;
    let opening = guild.world.opening_of(2).await;
    for name in ["cas", "dee", "eve"] {
        assert_eq!(flag(&again(&guild, name).await, &format!("post/{opening}"), "unkind").await.status, 303);
    }
    assert_eq!(guild.world.visitor().get("/c/wood/t/2/is-this-unkind-too").await.status, 404);
    guild.sound().await;
}

/// Somebody who signs in once more.
async fn again(guild: &Guild, handle: &'static str) -> Client {
    let found = guild.world.db().read(move |tx| async move { people::accounts::store::by_handle(&tx, handle).await }).await;
    guild.world.signed_in(found.unwrap().unwrap().id).await
}

async fn another_moderator_looks_again(world: World) {
    let guild = Guild::new(world).await;
    let lea = guild.world.somebody(guild.community, "lea", Some(Role::Champion)).await;
    guild.start(&guild.ada, "discussion", "A long conversation").await;
    let post = guild.reply(&guild.bob, 1, "Something strong").await;
    // Who moderates goes on to decide.
    let led = flag(&guild.mod_, &format!("post/{post}"), "unkind").await;
    assert_eq!(led.header("location"), format!("{QUEUE}/1"));
    let decision =
        form(&[("verdict", "agree"), ("content", "remove"), ("person", "suspend"), ("days", ""), ("reason", "Too strong.")]);
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/1"), &decision).await.status, 303);
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/1"), "verdict=dismiss").await.status, 303, "decided already");
    // Out: a visitor who reads, and cannot come back in.
    assert_eq!(guild.bob.get("/c/wood/discussions").await.status, 200);
    assert_eq!(guild.bob.get("/c/wood/new").await.status, 403);
    guild.bob.post("/c/wood/join", "to=/").await;
    assert!(guild.bob.get("/c/wood/new").await.body.contains("You are out of this community"));
    // He asks once for another look.
    assert_eq!(guild.bob.post("/account/cases/1", "words=").await.status, 422);
    assert_eq!(guild.bob.post("/account/cases/1", "words=I+was+only+joking").await.status, 303);
    assert_eq!(guild.bob.post("/account/cases/1", "words=again").await.status, 303);
    let case = guild.mod_.get(&format!("{QUEUE}/1")).await.body;
    assert!(case.contains("only joking") && case.contains("Somebody else than who decided"));
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/1/answer"), "decision=stands&reason=no").await.status, 403);
    assert_eq!(lea.post(&format!("{QUEUE}/1/answer"), "decision=back&reason=").await.status, 422);
    assert_eq!(lea.post(&format!("{QUEUE}/1/answer"), "decision=back&reason=You+were+right").await.status, 303);
    assert!(guild.page(&guild.bob, 1).await.body.contains("Something strong"));
    assert_eq!(guild.bob.get("/c/wood/new").await.status, 200);
    let told = guild.bob.get("/account/cases/1").await.body;
    assert!(told.contains("You were right: the decision was taken back") && told.contains("You were right"));
    guild.sound().await;
    // Nobody decides about themselves, and about who moderates only who leads; who leads stays.
    assert_eq!(flag(&guild.ada, "account/3", "unkind").await.status, 303, "a person");
    assert_eq!(guild.mod_.post(&format!("{QUEUE}/2"), "verdict=dismiss").await.status, 403);
    let out =
        form(&[("verdict", "agree"), ("content", "stays"), ("person", "silence"), ("days", "2"), ("reason", "Rest a little.")]);
    assert_eq!(lea.post(&format!("{QUEUE}/2"), &out).await.status, 303);
    assert_eq!(guild.mod_.get("/c/wood/new").await.status, 403);
    assert_eq!(flag(&guild.ada, "account/4", "unkind").await.status, 303);
    let bo = guild.world.somebody(guild.community, "bo", Some(Role::Champion)).await;
    let refused = bo.post(&format!("{QUEUE}/3"), &out).await;
    assert!(refused.status == 422 && refused.body.contains("Who leads cannot be put out"));
    // A moderator lifts what holds.
    let queue = lea.get(QUEUE).await.body;
    let lift = queue.split("/manage/sanctions/").nth(1).unwrap().split('/').next().unwrap();
    assert_eq!(lea.post(&format!("/c/wood/manage/sanctions/{lift}/lift"), "").await.status, 303);
    assert_eq!(guild.mod_.get("/c/wood/new").await.status, 200);
}

async fn out_of_a_private_community_nothing_is_read(world: World) {
    let vault = world.community("vault", Visibility::Private).await;
    let lea = world.somebody(vault, "lea", Some(Role::Champion)).await;
    let kim = world.account("kim", false).await;
    world.join(vault, kim, None).await;
    world.question(vault, "", kim, "Secret chisels", "about chisels", &[]).await;
    world.drain().await;
    let kim_there = world.signed_in(kim).await;
    assert!(kim_there.get("/search?q=chisels").await.body.contains("Secret"));
    assert_eq!(lea.post(&format!("/c/vault/flag/account/{kim}"), "fault=harmful").await.status, 303);
    let out = form(&[("verdict", "agree"), ("content", "stays"), ("person", "suspend"), ("days", "2"), ("reason", "Rest.")]);
    assert_eq!(lea.post("/c/vault/manage/queue/1", &out).await.status, 303);
    for path in ["/c/vault", "/c/vault/questions", "/c/vault/t/1/secret-chisels", "/c/vault/members"] {
        let answer = kim_there.get(path).await;
        assert!(answer.status == 403 && !answer.body.contains("Secret"), "{path}: {}", answer.status);
    }
    for path in ["/search?q=chisels", "/api/v1/search?q=chisels", "/", "/notifications"] {
        assert!(!kim_there.get(path).await.body.contains("Secret"), "{path}");
    }
    world.app.clock.advance(3 * Time::DAY);
    assert!(kim_there.get("/search?q=chisels").await.body.contains("Secret"));
    // Out of the whole site.
    let root = world.account("root", true).await;
    let root = world.signed_in(root).await;
    assert_eq!(lea.get("/admin/suspensions").await.status, 403);
    for (sent, message) in [
        ("handle=nobody-here&reason=x", "Nobody here is called that"),
        ("handle=root&reason=x", "That is you"),
        ("handle=kim&reason=", "Write a sentence"),
        ("handle=kim&reason=x&days=0", "A number of days"),
    ] {
        let refused = root.post("/admin/suspensions", sent).await;
        assert!(refused.status == 422 && refused.body.contains(message), "{sent}");
    }
    assert_eq!(root.post("/admin/suspensions", "handle=kim&days=5&reason=Bots").await.status, 303);
    assert_eq!(kim_there.get("/account").await.header("location"), "/sign-in?to=/account");
    let page = root.get("/admin/suspensions").await.body;
    let lift = page.split("/admin/suspensions/").nth(1).unwrap().split('/').next().unwrap();
    assert_eq!(root.post(&format!("/admin/suspensions/{lift}/lift"), "").await.status, 303);
    assert_eq!(kim_there.get("/account").await.status, 200);
}

testkit::on_both_engines!(crate::world: a_flag_is_looked_at_and_its_author_hears_why, three_who_are_known_hide_a_thing,
    another_moderator_looks_again, out_of_a_private_community_nothing_is_read);
