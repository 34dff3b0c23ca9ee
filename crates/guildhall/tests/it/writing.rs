//! What members write: asking, answering, commenting, editing, deleting; sent twice, sent too late, sent by the wrong person.

use axum::http::StatusCode;
use base::{Id, Time, sql};
use people::communities::Role;
use testkit::{Answer, Client, World};
use web::Visibility;

/// A form body.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", web::encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// A guild with two members; ada asks, bob answers.
pub struct Guild {
    pub world: World,
    pub community: Id,
    pub ada: Client,
    pub bob: Client,
    pub mod_: Client,
}

impl Guild {
    pub async fn new(world: World) -> Guild {
        let community = world.community("wood", Visibility::Public).await;
        let mut clients = Vec::new();
        for (name, role) in [("ada", None), ("bob", None), ("mod", Some(Role::Moderator))] {
            let account = world.account(name, false).await;
            world.join(community, account, role).await;
            clients.push(world.signed_in(account).await);
        }
        let mod_ = clients.pop().unwrap();
        let bob = clients.pop().unwrap();
        let ada = clients.pop().unwrap();
        Guild { world, community, ada, bob, mod_ }
    }

    pub async fn start(&self, who: &Client, kind: &str, title: &str) -> String {
        let sent = form(&[("title", title), ("source", "It is about *chisels*."), ("kind", kind), ("tags", "steel, edge")]);
        let answer = who.post("/c/wood/new", &sent).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        answer.header("location").to_owned()
    }

    pub async fn reply(&self, who: &Client, thread: Id, text: &str) -> Id {
        let answer = who.post(&format!("/c/wood/threads/{thread}/reply"), &form(&[("source", text), ("once", text)])).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        post_of(&answer)
    }

    pub async fn page(&self, who: &Client, thread: Id) -> Answer {
        let moved = who.get(&format!("/c/wood/t/{thread}")).await;
        if moved.status == 301 { who.get(moved.header("location")).await } else { moved }
    }

    pub async fn sound(&self) {
        let wrong = self.world.wrong_counters().await;
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}

pub fn post_of(answer: &Answer) -> Id {
    answer.header("location").rsplit("#p").next().unwrap().parse().unwrap()
}

async fn a_question_is_asked_answered_and_solved(world: World) {
    let guild = Guild::new(world).await;
    let path = guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    assert_eq!(path, "/c/wood/t/1/why-do-my-chisels-chip");
    let page = guild.bob.get(&path).await.body;
    assert!(page.contains("<em>chisels</em>") && page.contains("steel") && page.contains("waiting"));
    let answer = guild.reply(&guild.bob, 1, "Too steep an angle.").await;
    let other = guild.reply(&guild.mod_, 1, "Cheap steel.").await;
    assert_eq!(guild.bob.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await.status, 403, "not by whoever answered");
    assert_eq!(guild.ada.post(&format!("/c/wood/posts/{other}/accept"), "value=1").await.status, 303);
    guild.sound().await;
    assert_eq!(guild.ada.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await.status, 303, "another one instead");
    let page = guild.page(&guild.ada, 1).await.body;
    assert!(page.find("Too steep").unwrap() < page.find("Cheap steel").unwrap(), "the accepted one first");
    assert!(page.contains("Answered in"));
    guild.sound().await;
    assert_eq!(guild.ada.post(&format!("/c/wood/posts/{answer}/accept"), "value=0").await.status, 303);
    assert!(!guild.page(&guild.ada, 1).await.body.contains("Answered in"));
    guild.world.drain().await;
    assert!(guild.world.visitor().get("/search?q=steep").await.body.contains("<mark>steep</mark>"));
    guild.sound().await;
}

async fn what_is_wrong_is_said_and_what_was_typed_stays(world: World) {
    let guild = Guild::new(world).await;
    let sent = form(&[("title", "Short"), ("source", ""), ("kind", "question"), ("tags", "a,b,c,d,e,f"), ("poll", "only one")]);
    let back = guild.ada.post("/c/wood/new", &sent).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in [
        "Say a little more",
        "Write something first",
        "Five tags are enough",
        "two to twenty",
        "value=\"Short\"",
        "a,b,c,d,e,f",
        "only one",
    ] {
        assert!(back.body.contains(part), "{part} is missing");
    }
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let empty = guild.bob.post("/c/wood/threads/1/reply", "source=+%0A").await;
    assert_eq!(empty.status, 422);
    let preview = guild.bob.post("/c/wood/threads/1/reply", &form(&[("source", "some **bold** words"), ("preview", "1")])).await;
    assert!(
        preview.status == 200 && preview.body.contains("<strong>bold</strong>") && preview.body.contains("some **bold** words")
    );
    let file = guild.bob.post("/c/wood/threads/1/reply", &form(&[("source", "see there"), ("file", "photo.jpg")])).await;
    assert!(file.status == 422 && file.body.contains("did not attach it"));
    let long = "x".repeat(200_001);
    assert_eq!(guild.bob.post("/c/wood/threads/1/reply", &form(&[("source", &long)])).await.status, 422);
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("No answer yet"), "nothing was written by any of these");
    guild.sound().await;
}

async fn a_text_survives_a_lost_session_and_other_failures(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let text = "a long & precious <answer>";
    let sent = form(&[("source", text), ("once", "k1")]);
    let out = guild.world.visitor().post("/c/wood/threads/1/reply", &sent).await;
    assert_eq!(out.status, 401);
    assert!(
        out.body.contains("a long &#38; precious &#60;answer&#62;") && out.body.contains("/c/wood/threads/1/reply"),
        "{}",
        out.body
    );
    assert!(out.body.contains("name=\"once\" value=\"k1\""), "the form's key goes along");
    let stranger = guild.world.account("stranger", false).await;
    let stranger = guild.world.signed_in(stranger).await;
    let join = stranger.post("/c/wood/threads/1/reply", &sent).await;
    assert!(join.status == 403 && join.body.contains("precious") && join.body.contains("Join first"));
    let gone = guild.bob.post("/c/wood/threads/99/reply", &sent).await;
    assert!(gone.status == 404 && gone.body.contains("precious"));
    guild.mod_.post("/c/wood/threads/1/close", "value=1&why=enough").await;
    let closed = guild.bob.post("/c/wood/threads/1/reply", &sent).await;
    assert!(closed.status == 422 && closed.body.contains("precious") && closed.body.contains("closed meanwhile"));
    guild.sound().await;
}

async fn a_form_sent_twice_writes_once(world: World) {
    let guild = Guild::new(world).await;
    let sent = form(&[("title", "Sent twice by accident"), ("source", "text"), ("kind", "discussion"), ("once", "n1")]);
    let (one, two) = tokio::join!(guild.ada.post("/c/wood/new", &sent), guild.ada.post("/c/wood/new", &sent));
    assert_eq!(one.header("location"), two.header("location"));
    let reply = form(&[("source", "me, too"), ("once", "r1")]);
    let path = "/c/wood/threads/1/reply";
    let many = tokio::join!(guild.bob.post(path, &reply), guild.bob.post(path, &reply), guild.bob.post(path, &reply));
    assert_eq!(many.0.header("location"), many.1.header("location"));
    assert_eq!(many.0.header("location"), many.2.header("location"));
    let comment = form(&[("source", "small"), ("once", "c1")]);
    for _ in 0..2 {
        assert_eq!(guild.bob.post("/c/wood/posts/1/comment", &comment).await.status, 303);
    }
    let (posts,): (i64,) = guild.world.db().one(sql!(scan "a test", "SELECT COUNT(*) FROM posts")).await.unwrap();
    assert_eq!(posts, 3);
    guild.sound().await;
}

async fn an_edit_keeps_history_and_never_overwrites(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let answer = guild.reply(&guild.bob, 1, "Too steep an angle.\n\nTry less.").await;
    let path = format!("/c/wood/posts/{answer}/edit");
    let rev = |body: &str| body.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let open = guild.bob.get(&path).await.body;
    assert!(open.contains("Too steep an angle."));
    // At once: no revision.
    let first = rev(&open);
    assert_eq!(guild.bob.post(&path, &form(&[("source", "Too steep an angle.\n\nTry 30°."), ("rev", &first)])).await.status, 303);
    let history = format!("/c/wood/posts/{answer}/history");
    assert!(guild.ada.get(&history).await.body.contains("never changed"));
    // Later: a revision.
    guild.world.app.clock.advance(Time::HOUR);
    let second = rev(&guild.bob.get(&path).await.body);
    assert_eq!(
        guild.bob.post(&path, &form(&[("source", "Too steep an angle.\n\nTry 35°."), ("rev", &second)])).await.status,
        303
    );
    let shown = guild.world.visitor().get(&history).await.body;
    assert!(shown.contains("<del>30") && shown.contains("<ins>35"), "{shown}");
    assert!(guild.page(&guild.ada, 1).await.body.contains("edited once"));
    // A moderator who started before is told, sees both, and overwrites nothing.
    let late = guild.mod_.post(&path, &form(&[("source", "My own words."), ("rev", &second)])).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    for part in ["My own words.", "Try 35°.", "changed this text while you wrote"] {
        assert!(late.body.contains(part), "{part}");
    }
    assert!(guild.page(&guild.ada, 1).await.body.contains("Try 35°."));
    let third = rev(&late.body);
    assert_eq!(guild.mod_.post(&path, &form(&[("source", "My own words."), ("rev", &third)])).await.status, 303);
    assert_eq!(guild.ada.post(&path, &form(&[("source", "not mine"), ("rev", "9")])).await.status, 403);
    assert_eq!(guild.ada.get(&path).await.status, 403);
    // The title is part of what opens a thread.
    guild.world.app.clock.advance(Time::HOUR);
    let title = form(&[("title", "Why do cheap chisels chip?"), ("source", "It is about *chisels*."), ("rev", "1")]);
    let moved = guild.ada.post("/c/wood/posts/1/edit", &title).await;
    assert_eq!(moved.header("location"), "/c/wood/t/1/why-do-cheap-chisels-chip?at=1#p1");
    assert!(guild.ada.get("/c/wood/posts/1/history").await.body.contains("Why do my chisels chip?"));
    guild.sound().await;
}

async fn deleting_asks_can_be_undone_and_ends_after_thirty_days(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let answer = guild.reply(&guild.bob, 1, "A secret recipe.").await;
    guild.ada.post(&format!("/c/wood/posts/{answer}/comment"), &form(&[("source", "thanks for it")])).await;
    guild.ada.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await;
    let remove = format!("/c/wood/posts/{answer}/remove");
    assert_eq!(guild.ada.post(&remove, "sure=1").await.status, 403, "not by others");
    let asked = guild.bob.post(&remove, "").await;
    assert_eq!(asked.header("location"), remove, "without saying so it only asks");
    assert!(guild.bob.get(&remove).await.body.contains("30 days"));
    assert_eq!(guild.bob.post(&remove, "sure=1").await.status, 303);
    guild.sound().await;
    guild.world.drain().await;
    for client in [&guild.ada, &guild.world.visitor()] {
        let page = guild.page(client, 1).await.body;
        assert!(!page.contains("secret recipe") && !page.contains("thanks for it"), "gone with its comments");
    }
    assert!(!guild.world.visitor().get("/search?q=recipe").await.body.contains("secret"));
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("Undo"), "its author sees a way back");
    let restore = format!("/c/wood/posts/{answer}/restore");
    assert_eq!(guild.ada.post(&restore, "").await.status, 403);
    assert_eq!(guild.bob.post(&restore, "").await.status, 303);
    let page = guild.page(&guild.ada, 1).await.body;
    assert!(page.contains("secret recipe") && page.contains("thanks for it"), "{page}");
    guild.sound().await;
    // A moderator's deletion is not undone by the author; a thread others replied in is not deleted by its author.
    assert_eq!(guild.mod_.post(&remove, "sure=1&why=off-topic").await.status, 303);
    assert_eq!(guild.bob.post(&restore, "").await.status, 403);
    assert_eq!(guild.mod_.post(&restore, "").await.status, 303);
    assert_eq!(guild.ada.post("/c/wood/posts/1/remove", "sure=1").await.status, 403);
    assert_eq!(guild.mod_.post("/c/wood/posts/1/remove", "sure=1").await.status, 303);
    assert_eq!(guild.page(&guild.bob, 1).await.status, 404);
    let hers = guild.page(&guild.ada, 1).await.body;
    assert!(hers.contains("Deleted") && !hers.contains("Undo"), "its author learns of it");
    assert!(guild.page(&guild.mod_, 1).await.body.contains("Undo"));
    guild.sound().await;
    guild.world.app.clock.advance(31 * Time::DAY);
    let (account,): (Id,) =
        guild.world.db().one(sql!("SELECT id FROM accounts WHERE handle_key = 'mod' AND removed_at IS NULL")).await.unwrap();
    let later = guild.world.signed_in(account).await;
    assert_eq!(later.post("/c/wood/posts/1/restore", "").await.status, 409, "too late");
    talk::threads::tidy_once(&guild.world.app).await.unwrap();
    let texts: Vec<(String,)> = guild.world.db().all(sql!(scan "a test", "SELECT source FROM posts")).await.unwrap();
    assert!(texts.iter().all(|(text,)| text.is_empty()), "what was deleted is emptied");
    guild.sound().await;
}

async fn who_is_named_and_what_is_linked_is_kept(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    guild.start(&guild.ada, "discussion", "Steel, once more").await;
    let text = "Ask @bob. and @nobody, see [there](/c/wood/t/2/steel-once-more) and http://guild.test/c/wood/t/2";
    let answer = guild.reply(&guild.bob, 1, text).await;
    let page = guild.page(&guild.ada, 1).await.body;
    assert!(page.contains("href=\"/u/bob\"") && !page.contains("href=\"/u/nobody\""), "{page}");
    assert!(guild.page(&guild.ada, 2).await.body.contains("/c/wood/t/1/why-do-my-chisels-chip"), "the other knows of it");
    let named: Vec<(Id,)> = guild.world.db().all(sql!("SELECT account FROM mentions WHERE post = $1", answer)).await.unwrap();
    assert_eq!(named.len(), 1);
    let people = guild.ada.get("/c/wood/mentions?q=bo").await.json();
    assert_eq!(people["people"][0]["handle"], "bob");
    let quote = guild.ada.get(&format!("/c/wood/threads/1/reply?quote={answer}")).await.body;
    assert!(quote.contains("&#62; Ask @bob."), "{quote}");
    assert_eq!(
        guild.ada.get(&format!("/c/wood/posts/{answer}")).await.header("location"),
        format!("/c/wood/t/1/why-do-my-chisels-chip?at={answer}#p{answer}")
    );
}

async fn guests_write_where_it_was_opened(world: World) {
    let guild = Guild::new(world).await;
    let account = guild.world.account("guest", false).await;
    guild.world.join(guild.community, account, Some(Role::Guest)).await;
    let guest = guild.world.signed_in(account).await;
    let sent =
        |area: &'static str| form(&[("title", "A guest has a question"), ("source", "text"), ("area", area), ("once", area)]);
    assert_eq!(guest.post("/c/wood/new", &sent("")).await.status, 403);
    assert_eq!(guest.post("/c/wood/new", &sent("tools")).await.status, 403);
    assert_eq!(guest.post("/c/wood/new", &sent("open")).await.status, 303);
    let elsewhere = guild.start(&guild.ada, "question", "Not opened to guests").await;
    assert_eq!(guest.get(&elsewhere).await.status, 200, "it is a public community");
    let refused = guest.post("/c/wood/threads/2/reply", "source=hello").await;
    assert!(refused.status == 403 && refused.body.contains("hello"));
    for (path, body) in [("posts/2/vote", "value=1"), ("posts/2/react", "emoji=%F0%9F%91%8D"), ("threads/2/me-too", "value=1")] {
        assert_eq!(guest.post(&format!("/c/wood/{path}"), body).await.status, 403, "{path}");
    }
    guild.sound().await;
}

testkit::on_both_engines!(crate::world: a_question_is_asked_answered_and_solved, what_is_wrong_is_said_and_what_was_typed_stays,
    a_text_survives_a_lost_session_and_other_failures, a_form_sent_twice_writes_once, an_edit_keeps_history_and_never_overwrites,
    deleting_asks_can_be_undone_and_ends_after_thirty_days, who_is_named_and_what_is_linked_is_kept, guests_write_where_it_was_opened);
