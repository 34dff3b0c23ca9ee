//! Keeping order: pin, close, sort, turn, duplicates, merge, split, move; and what readers see of it.

use axum::http::StatusCode;
use people::communities::Role;
use testkit::World;
use web::Visibility;

use crate::writing::{Guild, form};

async fn only_those_who_may_keep_order(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    for (path, body) in [
        ("close", "value=1"),
        ("turn", "kind=discussion"),
        ("merge", "other=1"),
        ("split", "title=x"),
        ("move", "community=x"),
        ("pin", "value=1"),
    ] {
        for client in [&guild.ada, &guild.bob] {
            assert_eq!(client.post(&format!("/c/wood/threads/1/{path}"), body).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(guild.bob.get("/c/wood/threads/1/sort").await.status, 403);
    assert_eq!(guild.bob.post("/c/wood/threads/1/sort", "area=tools&tags=").await.status, 403);
    assert_eq!(guild.ada.post("/c/wood/threads/1/sort", "area=tools&tags=Steel%2C+new+one").await.status, 303, "her own");
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("Tools") && page.contains("new one") && !page.contains(">edge<"));
    guild.sound().await;
    // A steward keeps her own area and no other.
    let steward = guild.world.account("steward", false).await;
    guild.world.join(guild.community, steward, Some(Role::Steward)).await;
    let steward = guild.world.signed_in(steward).await;
    assert_eq!(steward.post("/c/wood/threads/1/pin", "value=1").await.status, 303);
    assert!(guild.world.visitor().get("/c/wood/questions").await.body.contains("pinned"));
    guild.start(&guild.ada, "question", "One outside of her area").await;
    assert_eq!(steward.post("/c/wood/threads/2/pin", "value=1").await.status, 403);
    guild.sound().await;
}

async fn closing_and_turning(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "discussion", "Chisels that chip").await;
    guild.reply(&guild.bob, 1, "One.").await;
    assert_eq!(guild.mod_.post("/c/wood/threads/1/close", &form(&[("value", "1"), ("why", "All said.")])).await.status, 303);
    assert!(guild.page(&guild.ada, 1).await.body.contains("Closed: All said."));
    assert_eq!(guild.ada.post("/c/wood/threads/1/reply", "source=but").await.status, 422);
    assert_eq!(guild.mod_.post("/c/wood/threads/1/reply", "source=still").await.status, 303, "moderators may");
    guild.sound().await;
    assert_eq!(guild.mod_.post("/c/wood/threads/1/close", "value=0").await.status, 303);
    assert_eq!(guild.mod_.post("/c/wood/threads/1/turn", "kind=question").await.status, 303);
    guild.sound().await;
    assert!(guild.world.visitor().get("/c/wood/questions").await.body.contains("Chisels that chip"));
    assert_eq!(guild.ada.post("/c/wood/posts/2/accept", "value=1").await.status, 303, "a question now");
    guild.sound().await;
    assert_eq!(guild.mod_.post("/c/wood/threads/1/turn", "kind=discussion").await.status, 303);
    guild.sound().await;
    assert!(guild.world.visitor().get("/c/wood/discussions").await.body.contains("Chisels that chip"));
}

async fn duplicates_point_at_the_original(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.bob, "question", "Why do my chisels chip?").await;
    guild.start(&guild.ada, "question", "Chisels that chip, why?").await;
    for other in ["", "2", "99", "nonsense"] {
        assert_eq!(guild.ada.post("/c/wood/threads/2/duplicate", &form(&[("other", other)])).await.status, 422, "{other:?}");
    }
    let sent = form(&[("other", "http://guild.test/c/wood/t/1/why-do-my-chisels-chip")]);
    assert_eq!(guild.bob.post("/c/wood/threads/2/duplicate", &sent).await.status, 403);
    assert_eq!(guild.ada.post("/c/wood/threads/2/duplicate", &sent).await.status, 303);
    let page = guild.page(&guild.world.visitor(), 2).await.body;
    assert!(page.contains("This was asked before") && page.contains("/c/wood/t/1/why-do-my-chisels-chip"));
    guild.sound().await;
}

async fn merging_and_splitting_lose_nothing(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    guild.world.app.clock.advance(1000);
    guild.start(&guild.bob, "question", "Chisels that chip, why?").await;
    for n in 0..3 {
        guild.world.app.clock.advance(1000);
        guild.reply(if n == 1 { &guild.ada } else { &guild.bob }, 1, &format!("Reply {n} to the first.")).await;
    }
    let other = guild.reply(&guild.ada, 2, "Reply to the second.").await;
    guild.bob.post(&format!("/c/wood/posts/{other}/comment"), &form(&[("source", "a comment on it")])).await;
    guild.bob.post(&format!("/c/wood/posts/{other}/accept"), "value=1").await;
    guild.mod_.post("/c/wood/threads/2/bookmark", "value=1").await;
    guild.mod_.post("/c/wood/threads/2/me-too", "value=1").await;
    guild.sound().await;
    assert!(guild.mod_.get("/c/wood/threads/2/merge").await.body.contains("Merge into another"));
    assert_eq!(guild.mod_.post("/c/wood/threads/2/merge", "other=2").await.status, 422);
    assert_eq!(
        guild.mod_.post("/c/wood/threads/2/merge", "other=1").await.header("location"),
        "/c/wood/t/1/why-do-my-chisels-chip"
    );
    guild.sound().await;
    let page = guild.page(&guild.world.visitor(), 1).await.body;
    for text in ["Reply 0", "Reply 1", "Reply 2", "Reply to the second", "a comment on it"] {
        assert!(page.contains(text), "{text}");
    }
    assert_eq!(
        guild.world.visitor().get("/c/wood/t/2/chisels-that-chip-why").await.header("location"),
        "/c/wood/t/1/why-do-my-chisels-chip"
    );
    assert_eq!(
        guild.ada.get(&format!("/c/wood/posts/{other}")).await.header("location"),
        format!("/c/wood/t/1/why-do-my-chisels-chip?at={other}#p{other}")
    );
    assert!(guild.mod_.get("/c/wood/saved").await.body.contains("Why do my chisels chip?"));
    // Two of the replies get a thread of their own.
    assert!(guild.mod_.get("/c/wood/threads/1/split").await.body.contains("Reply 1 to the first"));
    assert_eq!(guild.mod_.post("/c/wood/threads/1/split", "title=Another+matter").await.status, 422);
    let sent = form(&[("title", "Another matter entirely"), ("kind", "discussion"), ("post", &other.to_string()), ("post", "4")]);
    let split = guild.mod_.post("/c/wood/threads/1/split", &sent).await;
    assert_eq!(split.header("location"), "/c/wood/t/3/another-matter-entirely");
    guild.sound().await;
    let new = guild.page(&guild.world.visitor(), 3).await.body;
    assert!(new.contains("Reply to the second") && new.contains("a comment on it") && new.contains("Why do my chisels chip?"));
    let old = guild.page(&guild.world.visitor(), 1).await.body;
    assert!(!old.contains("Reply to the second") && old.contains("Another matter entirely"));
    guild.world.drain().await;
    let hits = guild.world.visitor().get("/api/v1/search?q=second").await.json();
    assert!(hits["hits"][0]["url"].as_str().unwrap().contains("/t/3/"), "{hits}");
}

async fn moving_to_another_community_leaves_a_way(world: World) {
    let guild = Guild::new(world).await;
    let vault = guild.world.community("vault", Visibility::Hidden).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    guild.reply(&guild.bob, 1, "An answer.").await;
    assert_eq!(guild.mod_.post("/c/wood/threads/1/move", "community=vault").await.status, 404, "not theirs");
    let account: (i64,) = guild
        .world
        .db()
        .one(base::sql!("SELECT id FROM accounts WHERE handle_key = 'mod' AND removed_at IS NULL"))
        .await
        .unwrap();
    guild.world.join(vault, account.0, Some(Role::Moderator)).await;
    let moved = guild.mod_.post("/c/wood/threads/1/move", "community=vault").await;
    assert_eq!(moved.header("location"), "/c/vault/t/1/why-do-my-chisels-chip");
    guild.sound().await;
    assert_eq!(
        guild.mod_.get("/c/wood/t/1/why-do-my-chisels-chip").await.header("location"),
        "/c/vault/t/1/why-do-my-chisels-chip"
    );
    assert_eq!(guild.ada.get("/c/wood/t/1/why-do-my-chisels-chip").await.status, 404, "nothing tells of the hidden one");
    guild.world.drain().await;
    assert!(!guild.ada.get("/search?q=chisels").await.body.contains("Why do my"));
    assert!(guild.mod_.get("/search?q=chisels").await.body.contains("/c/vault/t/1/"));
}

async fn reading_moves_ones_place_and_is_counted_once_a_day(world: World) {
    let guild = Guild::new(world).await;
    guild.world.app.clock.advance(1000);
    guild.start(&guild.ada, "discussion", "A long conversation").await;
    let list = guild.bob.get("/c/wood/discussions").await.body;
    assert!(list.contains(">new</span>"), "never opened: {list}");
    for n in 0..25 {
        guild.world.app.clock.advance(1000);
        guild.reply(&guild.ada, 1, &format!("Message number {n:02}.")).await;
    }
    let seen = |post: i64| format!("post={post}");
    assert_eq!(guild.bob.post("/c/wood/threads/1/read", &seen(21)).await.status, 204);
    assert!(guild.bob.get("/c/wood/discussions").await.body.contains("5 new"));
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("id=\"first-new\"") && page.contains("Message number 20."), "it opens at the first unread");
    assert!(page.find("first-new").unwrap() < page.find("Message number 20.").unwrap());
    // A visitor on the same page stays where threads begin.
    assert!(guild.page(&guild.world.visitor(), 1).await.body.contains("Message number 00."));
    assert_eq!(guild.bob.post("/c/wood/threads/1/read", &seen(5)).await.status, 204);
    assert!(guild.bob.get("/c/wood/discussions").await.body.contains("5 new"), "it never goes back by reading");
    assert_eq!(guild.bob.post("/c/wood/posts/24/unread", "").await.status, 303);
    assert!(guild.bob.get("/c/wood/discussions").await.body.contains("3 new"));
    assert!(!guild.ada.get("/c/wood/discussions").await.body.contains(" new</span>"), "her own are not new to her");
    assert_eq!(guild.bob.post("/c/wood/read-all", "to=/c/wood").await.header("location"), "/c/wood");
    assert!(!guild.bob.get("/c/wood/discussions").await.body.contains(" new</span>"));
    for _ in 0..3 {
        guild.world.visitor().post("/c/wood/threads/1/read", &seen(1)).await;
    }
    let views = |body: &str| body.split(" views").next().unwrap().rsplit(['>', ' ']).next().unwrap().to_owned();
    assert_eq!(views(&guild.page(&guild.ada, 1).await.body), "2", "bob and a visitor");
    guild.world.app.clock.advance(base::Time::DAY);
    guild.bob.post("/c/wood/threads/1/read", &seen(26)).await;
    assert_eq!(views(&guild.page(&guild.ada, 1).await.body), "3");
    guild.sound().await;
}

async fn following_and_saving(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "discussion", "A long conversation").await;
    assert!(guild.bob.get("/c/wood/saved").await.body.contains("Nothing saved yet"));
    for value in ["value=1", "value=1"] {
        assert_eq!(guild.bob.post("/c/wood/threads/1/bookmark", value).await.status, 303);
    }
    assert!(guild.bob.get("/c/wood/saved").await.body.contains("A long conversation"));
    guild.bob.post("/c/wood/threads/1/bookmark", "value=0").await;
    assert!(!guild.bob.get("/c/wood/saved").await.body.contains("A long conversation"));
    assert_eq!(guild.bob.post("/c/wood/threads/1/follow", "level=watching").await.status, 303);
    assert_eq!(guild.bob.post("/c/wood/threads/1/follow", "level=everything").await.status, 422);
    let pressed = "value=\"watching\" aria-pressed=\"true\"";
    assert!(guild.page(&guild.bob, 1).await.body.contains(pressed) && guild.page(&guild.ada, 1).await.body.contains(pressed));
    assert!(!guild.page(&guild.mod_, 1).await.body.contains(pressed));
}

testkit::on_both_engines!(crate::world: only_those_who_may_keep_order, closing_and_turning, duplicates_point_at_the_original, merging_and_splitting_lose_nothing,
    moving_to_another_community_leaves_a_way, reading_moves_ones_place_and_is_counted_once_a_day, following_and_saving);
