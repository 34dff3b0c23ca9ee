//! What new members may do, rules about words and links, all spam of an account in one action, and the log of who did what.

use axum::http::StatusCode;
use base::{Id, Time};
use people::communities::Role;
use testkit::{Client, World};

use crate::writing::{Guild, form, post_of};

/// A guild in which the newest member is not one of the first, with somebody who leads it.
async fn guild(world: World) -> (Guild, Client) {
    let guild = Guild::new(world).await;
    let lea = guild.world.somebody(guild.community, "lea", Some(Role::Champion)).await;
    assert_eq!(lea.post("/c/wood/manage/trust", "free_members=4").await.status, 303);
    guild.start(&guild.ada, "discussion", "A long conversation").await;
    (guild, lea)
}

/// The key of a form on a page, as its template writes it.
fn once(page: &str) -> String {
    page.split("name=\"once\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// A reply by somebody who took their time with the form.
async fn slowly(guild: &Guild, who: &Client, thread: Id, text: &str) -> testkit::Answer {
    let key = once(&guild.page(who, thread).await.body);
    guild.world.app.clock.advance(60 * Time::SECOND);
    who.post(&format!("/c/wood/threads/{thread}/reply"), &form(&[("source", text), ("once", &key)])).await
}

async fn new_members_meet_limits_and_keep_their_text(world: World) {
    let (guild, lea) = guild(world).await;
    let new = guild.world.somebody(guild.community, "zoe", None).await;
    let refused = |answer: testkit::Answer, message: &str, text: &str| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{message}");
        assert!(answer.body.contains(message) && answer.body.contains(text), "{message}: {}", answer.body);
    };
    let links = "see https://a.example/ and https://b.example/ and https://c.example/";
    refused(slowly(&guild, &new, 1, links).await, "leave some links out", "https://c.example/");
    refused(slowly(&guild, &new, 1, "hello @ada @bob @mod").await, "mention fewer people", "@mod");
    let file = new.send("/c/wood/files?name=note.txt", "application/octet-stream", "words in a file").await.json();
    let attached = format!("look at [my note]({})", file["url"].as_str().unwrap());
    refused(slowly(&guild, &new, 1, &attached).await, "files can be attached in a few days", "my note");
    // Three in one thread, one every half a minute.
    for n in 0..3 {
        assert_eq!(slowly(&guild, &new, 1, &format!("reply {n}")).await.status, 303);
    }
    refused(slowly(&guild, &new, 1, "one more").await, "a few replies in one thread", "one more");
    let key = once(&new.get("/c/wood/new").await.body);
    guild.world.app.clock.advance(10 * Time::SECOND);
    let thread =
        |title: &str, key: &str| form(&[("title", title), ("source", "about chisels"), ("kind", "discussion"), ("once", key)]);
    assert_eq!(new.post("/c/wood/new", &thread("First of mine", &key)).await.status, 303);
    refused(new.post("/c/wood/new", &thread("Second of mine", "")).await, "wait a moment", "Second of mine");
    for n in 0..2 {
        guild.world.app.clock.advance(3 * Time::MINUTE);
        assert_eq!(new.post("/c/wood/new", &thread(&format!("Another {n} of mine"), "")).await.status, 303);
    }
    guild.world.app.clock.advance(3 * Time::MINUTE);
    refused(new.post("/c/wood/new", &thread("One too many", "")).await, "as many threads as one may", "One too many");
    // Nobody else meets them: the first members, who was invited, who has a role, and after some days nobody.
    for n in 0..5 {
        assert_eq!(guild.ada.post("/c/wood/threads/1/reply", &form(&[("source", &format!("{links} {n}"))])).await.status, 303);
    }
    assert_eq!(lea.post("/c/wood/manage/trust", "links=many").await.status, 422);
    guild.world.app.clock.advance(4 * Time::DAY);
    assert_eq!(new.post("/c/wood/new", &thread("Later on", "")).await.status, 303);
    assert_eq!(new.post("/c/wood/threads/1/reply", &form(&[("source", links)])).await.status, 303);
    assert_eq!(new.get("/c/wood/manage/trust").await.status, 403);
    guild.sound().await;
}

async fn a_first_post_typed_in_no_time_waits_for_a_look(world: World) {
    let (guild, _) = guild(world).await;
    let bot = guild.world.somebody(guild.community, "bot", None).await;
    let key = once(&guild.page(&bot, 1).await.body);
    guild.world.app.clock.advance(Time::SECOND);
    let sent = bot.post("/c/wood/threads/1/reply", &form(&[("source", "quick as a bot"), ("once", &key)])).await;
    assert_eq!(sent.header("location"), "/c/wood/held");
    let held = bot.get("/c/wood/held").await.body;
    assert!(
        held.contains("A moderator has a look first") && held.contains("quick as a bot") && held.contains("/account/cases/1")
    );
    assert!(!guild.page(&guild.ada, 1).await.body.contains("quick as a bot"));
    guild.sound().await;
    assert!(guild.mod_.get("/c/wood/manage/queue").await.body.contains("Held for a look"));
    assert!(bot.get("/account/cases/1").await.body.contains("before others see it"));
    assert_eq!(guild.mod_.post("/c/wood/manage/queue/1", "verdict=dismiss").await.status, 303);
    assert!(guild.page(&guild.ada, 1).await.body.contains("quick as a bot"));
    // Without a key, with one of their own making, or with one that somebody else waited for, it is the same.
    let lent = once(&guild.ada.get("/c/wood/new").await.body);
    guild.world.app.clock.advance(Time::MINUTE);
    for (name, key) in [("cat", ""), ("dog", "0~x~AAAA"), ("owl", lent.as_str())] {
        let other = guild.world.somebody(guild.community, name, None).await;
        let sent = form(&[("title", "Cheap things"), ("source", "buy"), ("kind", "discussion"), ("once", key)]);
        assert_eq!(other.post("/c/wood/new", &sent).await.header("location"), "/c/wood/held");
    }
    let slow = guild.world.somebody(guild.community, "slow", None).await;
    assert!(slowly(&guild, &slow, 1, "I thought about it").await.header("location").contains("/t/1/"));
    guild.sound().await;
}

async fn rules_catch_words_and_links(world: World) {
    let (guild, lea) = guild(world).await;
    let path = "/c/wood/manage/rules";
    guild.reply(&guild.ada, 1, "I bought CHEAP  pills once").await;
    assert_eq!(guild.mod_.get(path).await.status, 403, "who leads sets rules");
    for (sent, message) in [
        ("kind=word&pattern=x&action=hold", "A word or a few"),
        ("kind=word&pattern=***&action=hold", "A word or a few"),
        ("kind=link&pattern=nothing&action=block", "The name of a site"),
        ("kind=other&pattern=word&action=block", "Choose one of these"),
    ] {
        let refused = lea.post(path, sent).await;
        assert!(refused.status == 422 && refused.body.contains(message), "{sent}");
    }
    let tried = lea.get(&format!("{path}?kind=word&pattern=cheap+pills&action=block")).await.body;
    assert!(tried.contains("It would have caught one post") && tried.contains("I bought"), "{tried}");
    for rule in [
        "kind=word&pattern=Cheap+pills&action=block",
        "kind=word&pattern=casino*&action=hold",
        "kind=link&pattern=https://www.spam.example/&action=block",
        "kind=word&pattern=odd&action=flag",
    ] {
        assert_eq!(lea.post(path, rule).await.status, 303, "{rule}");
    }
    let send = async |text: &str| guild.bob.post("/c/wood/threads/1/reply", &form(&[("source", text)])).await;
    for (text, message) in
        [("more cheap pills here", "a word in this"), ("look at https://shop.spam.example/x", "links to a site")]
    {
        let refused = send(text).await;
        assert!(refused.status == 422 && refused.body.contains(message) && refused.body.contains(text), "{text}");
    }
    let titled = form(&[("title", "Where are cheap pills?"), ("source", "words"), ("kind", "question")]);
    assert_eq!(guild.bob.post("/c/wood/new", &titled).await.status, 422);
    let held = send("the casinos of town").await;
    assert_eq!(held.header("location"), "/c/wood/held");
    assert!(!guild.page(&guild.ada, 1).await.body.contains("casinos of town"));
    let odd = post_of(&send("an odd thing").await);
    assert!(guild.page(&guild.ada, 1).await.body.contains("an odd thing"));
    let queue = guild.mod_.get("/c/wood/manage/queue").await.body;
    assert!(queue.contains("Caught by a rule") && queue.contains("casinos of town") && queue.contains("an odd thing"));
    // Nor by editing it in.
    let edited = guild.bob.post(&format!("/c/wood/posts/{odd}/edit"), &form(&[("source", "a casino"), ("rev", "1")])).await;
    assert_eq!(edited.header("location"), "/c/wood/held");
    guild.sound().await;
    // Who moderates quotes what they like.
    assert_eq!(guild.mod_.post("/c/wood/threads/1/reply", &form(&[("source", "no cheap pills, please")])).await.status, 303);
    let page = lea.get(path).await.body;
    let end = page.split(&format!("{path}/")).nth(1).unwrap().split('/').next().unwrap();
    assert_eq!(lea.post(&format!("{path}/{end}/end"), "").await.status, 303);
    assert!(!lea.get(path).await.body.contains(&format!("{path}/{end}/end")));
}

async fn all_spam_goes_at_once_and_comes_back(world: World) {
    let (guild, lea) = guild(world).await;
    guild.start(&guild.bob, "discussion", "Buy at mine").await;
    guild.reply(&guild.ada, 2, "Is this spam?").await;
    for n in 0..60 {
        guild.reply(&guild.bob, 1, &format!("buy {n} at https://www.spam.example/{n}")).await;
    }
    guild.ada.post("/c/wood/flag/post/70", "fault=spam").await;
    let last = guild.reply(&guild.bob, 1, "buy at https://other.example/").await;
    assert_eq!(guild.ada.post(&format!("/c/wood/flag/post/{last}"), "fault=spam").await.status, 303);
    let queue = guild.mod_.get("/c/wood/manage/queue").await.body;
    let case =
        queue.split("/manage/queue/").filter_map(|rest| rest.split(['"', '/']).next()?.parse::<i64>().ok()).next().unwrap();
    let path = format!("/c/wood/manage/queue/{case}/spam");
    let page = guild.mod_.get(&path).await.body;
    assert!(
        page.contains("All 62 posts of theirs go") && page.contains("value=\"spam.example\"") && page.contains("other.example")
    );
    assert!(!page.contains("guild.test"));
    assert_eq!(guild.ada.post(&path, "domain=spam.example").await.status, 403);
    assert_eq!(guild.mod_.post(&path, "domain=spam.example&level=site").await.status, 303);
    guild.sound().await;
    let thread = guild.page(&guild.ada, 1).await.body;
    assert!(!thread.contains("spam.example") && !thread.contains("other.example"));
    assert_eq!(guild.ada.get("/c/wood/t/2/buy-at-mine").await.status, 404);
    assert_eq!(guild.bob.get("/c/wood/new").await.status, 403);
    let linked = guild.ada.post("/c/wood/threads/1/reply", &form(&[("source", "https://spam.example/ is bad")])).await;
    assert_eq!(linked.status, 422);
    assert_eq!(guild.ada.post("/c/wood/threads/1/reply", &form(&[("source", "https://other.example/")])).await.status, 303);
    assert!(lea.get("/c/wood/manage/rules").await.body.contains("<span class=\"sr-only\"> spam.example"));
    assert!(guild.bob.get(&format!("/account/cases/{case}")).await.body.contains("You are out of this community"));
    // Taken back: everything stands there again.
    assert_eq!(guild.mod_.post(&format!("/c/wood/manage/queue/{case}/undo"), "").await.status, 303);
    guild.sound().await;
    assert_eq!(guild.ada.get("/c/wood/t/2/buy-at-mine").await.status, 200);
    assert_eq!(guild.bob.get("/c/wood/new").await.status, 200);
    assert!(!lea.get("/c/wood/manage/rules").await.body.contains("<span class=\"sr-only\"> spam.example"));
}

async fn the_log_tells_who_did_what(world: World) {
    let (guild, lea) = guild(world).await;
    let log = "/c/wood/manage/log";
    assert_eq!(guild.ada.get(log).await.status, 403);
    guild.mod_.post("/c/wood/threads/1/close", "value=1&why=enough").await;
    guild.world.app.clock.advance(2 * Time::DAY);
    lea.post("/c/wood/manage/roles", "handle=bob&role=moderator").await;
    let all = lea.get(log).await.body;
    assert!(all.contains("closed a thread") && all.contains("gave a role to") && all.contains("changed what new members may do"));
    assert!(all.find("gave a role to").unwrap() < all.find("closed a thread").unwrap(), "the latest first");
    let own = guild.mod_.get(log).await.body;
    assert!(own.contains("closed a thread") && !own.contains("gave a role to"));
    let others = guild.mod_.get(&format!("{log}?who=lea")).await.body;
    assert!(!others.contains("gave a role to"), "filters open nothing");
    let by = lea.get(&format!("{log}?who=@mod")).await.body;
    assert!(by.contains("closed a thread") && !by.contains("gave a role to"));
    assert!(lea.get(&format!("{log}?who=nobody-here")).await.body.contains("Nothing here"));
    let kind = lea.get(&format!("{log}?kind=roles")).await.body;
    assert!(!kind.contains("closed a thread") && kind.contains("gave a role to"));
    // NOON was on the ninth of October 2025.
    let until = lea.get(&format!("{log}?until=2025-10-09")).await.body;
    assert!(until.contains("closed a thread") && !until.contains("gave a role to"));
    let from = lea.get(&format!("{log}?from=2025-10-10")).await.body;
    assert!(!from.contains("closed a thread") && from.contains("gave a role to"));
    // Page by page, each once.
    for n in 0..60 {
        guild.mod_.post("/c/wood/threads/1/pin", &format!("value={}", n % 2)).await;
        guild.world.app.clock.advance(1000);
    }
    let mut path = format!("{log}?kind=content");
    let mut seen = 0;
    loop {
        let page = lea.get(&path).await.body;
        seen += page.matches("pinned a thread").count();
        let Some(next) = page.split("href=\"").filter_map(|rest| rest.split('"').next()).find(|to| to.contains("after=")) else {
            break;
        };
        path = next.replace("&amp;", "&").replace("&#38;", "&");
    }
    assert_eq!(seen, 60);
    let root = guild.world.account("root", true).await;
    let site = guild.world.signed_in(root).await.get("/admin/log").await.body;
    assert!(site.contains("Guild of wood") && site.contains("pinned a thread"));
    assert_eq!(lea.get("/admin/log").await.status, 403);
}

testkit::on_both_engines!(crate::world: new_members_meet_limits_and_keep_their_text, a_first_post_typed_in_no_time_waits_for_a_look,
    rules_catch_words_and_links, all_spam_goes_at_once_and_comes_back, the_log_tells_who_did_what);
