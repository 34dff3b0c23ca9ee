//! Votes, "me too", reactions, polls, "how would you", "did it work".

use base::Time;
use testkit::World;

use crate::writing::{Guild, form, post_of};

async fn votes_go_up_and_down_and_order_answers(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let one = guild.reply(&guild.bob, 1, "First answer.").await;
    let two = guild.reply(&guild.mod_, 1, "Second answer.").await;
    let vote = |post: i64| format!("/c/wood/posts/{post}/vote");
    assert_eq!(guild.bob.post(&vote(one), "value=1").await.status, 403, "not one's own");
    assert_eq!(guild.ada.post(&vote(two), "value=1").await.status, 303);
    assert_eq!(guild.bob.post(&vote(two), "value=1").await.status, 303);
    assert_eq!(guild.bob.post(&vote(two), "value=1").await.status, 303, "again changes nothing");
    guild.sound().await;
    let page = guild.page(&guild.ada, 1).await.body;
    assert!(page.find("Second answer").unwrap() < page.find("First answer").unwrap(), "the higher one first");
    assert_eq!(guild.ada.post(&vote(two), "value=-1").await.status, 303);
    assert_eq!(guild.bob.post(&vote(two), "value=-1").await.status, 303);
    guild.sound().await;
    let page = guild.page(&guild.ada, 1).await.body;
    assert!(page.find("First answer").unwrap() < page.find("Second answer").unwrap() && page.contains("−2"));
    assert_eq!(guild.bob.post(&vote(two), "value=0").await.status, 303);
    assert_eq!(guild.bob.post(&vote(1), "value=1").await.status, 303);
    assert_eq!(guild.bob.post(&vote(1), "value=2").await.status, 422);
    guild.sound().await;
    guild.start(&guild.ada, "discussion", "Steel, once more").await;
    let opening = guild.world.opening_of(2).await;
    assert_eq!(guild.bob.post(&vote(opening), "value=-1").await.status, 403, "a story is not voted against");
    assert_eq!(guild.bob.post(&vote(opening), "value=1").await.status, 303);
    let reply = guild.reply(&guild.bob, 2, "Mine, too.").await;
    assert_eq!(guild.ada.post(&vote(reply), "value=1").await.status, 403, "replies of discussions have reactions");
    guild.sound().await;
}

async fn reactions_and_me_too_come_and_go(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let react = |emoji: &str| form(&[("emoji", emoji)]);
    for emoji in ["👍", "🛠️", "👩‍🔬"] {
        assert_eq!(guild.bob.post("/c/wood/posts/1/react", &react(emoji)).await.status, 303, "{emoji}");
    }
    assert_eq!(guild.bob.post("/c/wood/posts/1/react", &react("<b>")).await.status, 422);
    assert_eq!(guild.ada.post("/c/wood/posts/1/react", &react("👍")).await.status, 303);
    assert!(guild.page(&guild.world.visitor(), 1).await.body.contains("👍 2"));
    assert_eq!(guild.ada.post("/c/wood/posts/1/react", &react("👍")).await.status, 303);
    guild.sound().await;
    assert!(guild.page(&guild.world.visitor(), 1).await.body.contains("👍 1"));
    assert!(guild.bob.get("/c/wood/posts/1/react").await.body.contains("name=\"emoji\""), "a page for those without scripts");
    assert_eq!(guild.ada.post("/c/wood/threads/1/me-too", "value=1").await.status, 403, "it is hers already");
    for value in ["value=1", "value=1", "value=0", "value=1"] {
        assert_eq!(guild.bob.post("/c/wood/threads/1/me-too", value).await.status, 303);
        guild.sound().await;
    }
    assert!(guild.page(&guild.world.visitor(), 1).await.body.contains("1 other person has this, too"));
}

async fn polls_of_each_kind(world: World) {
    let guild = Guild::new(world).await;
    let poll = |title: &'static str, more: &[(&str, &str)]| {
        let mut fields = vec![
            ("title", title),
            ("source", "Which?"),
            ("kind", "discussion"),
            ("poll", "- Oak\nAsh\n\nElm\nAsh"),
            ("once", title),
        ];
        fields.extend(more);
        form(&fields)
    };
    for (title, more) in [
        ("A plain poll", &[("poll_results", "voted")][..]),
        ("A poll of several", &[("poll_several", "1"), ("poll_closes", "2025-10-12")][..]),
        ("A secret poll", &[("poll_anonymous", "1"), ("poll_results", "closed")][..]),
    ] {
        assert_eq!(guild.ada.post("/c/wood/new", &poll(title, more)).await.status, 303, "{title}");
    }
    assert_eq!(guild.ada.post("/c/wood/new", &poll("A late poll", &[("poll_closes", "2020-01-01")])).await.status, 422);
    let cast = |thread: i64| format!("/c/wood/threads/{thread}/poll");
    // Single: options 1 to 3.
    assert!(!guild.page(&guild.bob, 1).await.body.contains(" %"), "numbers only after voting");
    assert_eq!(guild.bob.post(&cast(1), "option=1&option=2").await.status, 422);
    assert_eq!(guild.bob.post(&cast(1), "option=9").await.status, 422);
    assert_eq!(guild.bob.post(&cast(1), "").await.status, 422);
    assert_eq!(guild.bob.post(&cast(1), "option=1").await.status, 303);
    assert_eq!(guild.bob.post(&cast(1), "option=2").await.status, 303, "a named vote can be changed");
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("1 · 100 %") && page.contains("Bob Tester") && page.contains("1 person voted"));
    guild.sound().await;
    // Several: options 4 to 6, until its last day is over.
    assert_eq!(guild.bob.post(&cast(2), "option=4&option=5").await.status, 303);
    assert_eq!(guild.ada.post(&cast(2), "option=5").await.status, 303);
    guild.sound().await;
    assert!(guild.page(&guild.world.visitor(), 2).await.body.contains("2 · 100 %"));
    guild.world.app.clock.advance(5 * Time::DAY);
    assert_eq!(guild.mod_.post(&cast(2), "option=5").await.status, 422, "it has ended");
    // Anonymous: options 7 to 9; sums only, no change, results at the end.
    assert_eq!(guild.bob.post(&cast(3), "option=7").await.status, 303);
    assert_eq!(guild.bob.post(&cast(3), "option=8").await.status, 303, "answered, but it changes nothing");
    assert!(!guild.page(&guild.bob, 3).await.body.contains(" %"));
    assert_eq!(guild.bob.post("/c/wood/threads/3/poll/close", "").await.status, 403);
    assert_eq!(guild.ada.post("/c/wood/threads/3/poll/close", "").await.status, 303);
    let page = guild.page(&guild.ada, 3).await.body;
    assert!(page.contains("1 · 100 %") && page.contains("0 · 0 %") && !page.contains("Bob Tester"), "nobody learns who");
    let kept: Vec<(i64,)> =
        guild.world.db().all(base::sql!("SELECT account FROM poll_ballots WHERE option_id IN (7, 8, 9)")).await.unwrap();
    assert!(kept.is_empty());
    guild.sound().await;
}

async fn a_how_would_you_is_closed_with_what_one_did(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "howwouldyou", "How would you flatten a bench?").await;
    guild.reply(&guild.bob, 1, "With a long plane.").await;
    guild.reply(&guild.mod_, 1, "With a router sled.").await;
    assert_eq!(guild.ada.post("/c/wood/posts/2/accept", "value=1").await.status, 403, "no one answer is the right one");
    assert_eq!(guild.bob.get("/c/wood/threads/1/conclude").await.status, 403);
    assert_eq!(guild.bob.post("/c/wood/threads/1/conclude", "source=no").await.status, 403);
    assert_eq!(guild.ada.get("/c/wood/threads/1/conclude").await.status, 200);
    assert_eq!(guild.ada.post("/c/wood/threads/1/conclude", "source=").await.status, 422);
    let done =
        guild.ada.post("/c/wood/threads/1/conclude", &form(&[("source", "I borrowed a big jointer."), ("once", "x")])).await;
    let post = post_of(&done);
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("What I did") && page.contains("closed"));
    assert!(page.find("big jointer").unwrap() < page.find("long plane").unwrap());
    assert!(post > 1);
    guild.sound().await;
}

async fn two_weeks_later_it_is_asked_whether_it_worked(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let answer = guild.reply(&guild.bob, 1, "Too steep.").await;
    guild.mod_.post("/c/wood/threads/1/me-too", "value=1").await;
    guild.start(&guild.bob, "question", "Somebody else still waits here").await;
    guild.ada.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await;
    let page = guild.page(&guild.ada, 1).await.body;
    assert!(page.contains("Pass it on") && page.contains("Somebody else still waits here"), "one question that she could answer");
    assert!(!guild.page(&guild.bob, 1).await.body.contains("Pass it on"));
    talk::inbox::ask_once(&guild.world.app).await.unwrap();
    assert!(guild.ada.get("/notifications").await.body.contains("Nothing waits"));
    guild.world.app.clock.advance(14 * Time::DAY);
    for _ in 0..2 {
        talk::inbox::ask_once(&guild.world.app).await.unwrap();
    }
    for client in [&guild.ada, &guild.mod_] {
        let inbox = client.get("/notifications").await.body;
        assert!(inbox.contains("/c/wood/threads/1/worked") && inbox.contains("1 thing waits"), "{inbox}");
        assert!(guild.page(client, 1).await.body.contains("did this answer work for you"));
    }
    assert!(guild.bob.get("/notifications").await.body.contains("Nothing waits"), "whoever answered is not asked");
    let worked = "/c/wood/threads/1/worked";
    assert_eq!(guild.bob.post(worked, "worked=1").await.status, 403);
    assert_eq!(guild.ada.post(worked, "worked=1").await.status, 303);
    assert_eq!(guild.mod_.post(worked, &form(&[("worked", "0"), ("note", "not on plane irons")])).await.status, 303);
    let page = guild.page(&guild.world.visitor(), 1).await.body;
    assert!(page.contains("Worked for 1 person") && page.contains("not for 1") && page.contains("not on plane irons"));
    assert!(!guild.ada.get("/notifications").await.body.contains("1 thing waits"));
    // Who stopped being allowed to read is not told of it either.
    guild.sound().await;
}

async fn an_answer_that_was_there_already_is_counted(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my bench chisels chip at the edge?").await;
    let answer = guild.reply(&guild.bob, 1, "Too steep.").await;
    guild.ada.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await;
    guild.world.drain().await;
    let found = guild.bob.get("/c/wood/new/proposals?title=Why+do+chisels+chip").await.json();
    let html = found["similar"].as_str().unwrap();
    assert!(html.contains("Why do my bench chisels chip") && html.contains("solved") && html.contains("answers-me"), "{html}");
    assert_eq!(found["kind"], "question");
    let sent = form(&[("asked", "Why do chisels chip"), ("title", "x")]);
    for _ in 0..2 {
        assert!(guild.bob.post("/c/wood/threads/1/answers-me", &sent).await.header("location").ends_with("?thanks=1"));
    }
    let (count,): (i64,) = guild.world.db().one(base::sql!(scan "a test", "SELECT COUNT(*) FROM deflections")).await.unwrap();
    assert_eq!(count, 1, "once a day");
    // Without scripts it appears with the preview.
    let preview =
        guild.bob.post("/c/wood/new", &form(&[("title", "Why do chisels chip"), ("source", "text"), ("preview", "1")])).await;
    assert!(preview.body.contains("Was it asked before?"));
}

testkit::on_both_engines!(crate::world: votes_go_up_and_down_and_order_answers, reactions_and_me_too_come_and_go, polls_of_each_kind,
    a_how_would_you_is_closed_with_what_one_did, two_weeks_later_it_is_asked_whether_it_worked, an_answer_that_was_there_already_is_counted);
