//! What a second look found: each of these once went wrong.

use axum::http::Method;
use base::{Time, sql};
use people::communities::Role;
use testkit::World;

use crate::writing::{Guild, form};

/// Another site's form must not come back as a form of ours that one click sends.
async fn what_another_site_sends_is_not_offered_again(world: World) {
    let guild = Guild::new(world).await;
    let body = form(&[("source", "x"), ("visibility", "public"), ("understood", "1")]);
    for client in [&guild.ada, &guild.mod_, &guild.world.visitor()] {
        for from in [("sec-fetch-site", "cross-site"), ("origin", "https://evil.test")] {
            let answer = client.ask(Method::POST, "/c/wood/manage", &body, &[from]).await;
            assert!(!answer.body.contains("name=\"understood\"") && !answer.body.contains("<textarea"), "{}", answer.body);
        }
    }
}

async fn the_same_form_with_another_text_is_another_post(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "discussion", "Sent, gone back, sent again").await;
    let long_key = "k".repeat(5000);
    for text in ["first words", "other words", "first words"] {
        let sent = form(&[("source", text), ("once", &long_key)]);
        assert_eq!(guild.bob.post("/c/wood/threads/1/reply", &sent).await.status, 303);
    }
    let (posts,): (i64,) =
        guild.world.db().one(sql!(scan "a test", "SELECT COUNT(*) FROM posts WHERE kind = 'reply'")).await.unwrap();
    assert_eq!(posts, 2);
    guild.sound().await;
}

async fn a_draft_of_an_edit_remembers_what_it_started_from(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "discussion", "A text of two people").await;
    let fields = r#"{"rev":"1","title":"A text of one person"}"#;
    let draft = form(&[("place", "edit/1"), ("source", "Ada's half."), ("fields", fields), ("rev", "0")]);
    assert_eq!(guild.ada.post("/c/wood/drafts", &draft).await.status, 200);
    guild.world.app.clock.advance(Time::HOUR);
    let theirs = form(&[("source", "The moderator's whole."), ("title", "A text of two people"), ("rev", "1")]);
    assert_eq!(guild.mod_.post("/c/wood/posts/1/edit", &theirs).await.status, 303);
    let open = guild.ada.get("/c/wood/posts/1/edit").await.body;
    assert!(
        open.contains("Ada&#39;s half.") && open.contains("A text of one person") && open.contains("name=\"rev\" value=\"1\""),
        "{open}"
    );
    let sent = form(&[("source", "Ada's half."), ("title", "A text of one person"), ("rev", "1")]);
    let back = guild.ada.post("/c/wood/posts/1/edit", &sent).await;
    assert!(back.status == 409 && back.body.contains("The moderator&#39;s whole."));
    // A title alone is a change, too.
    let title = form(&[("source", "The moderator's whole."), ("title", "A title of the moderator"), ("rev", "2")]);
    assert_eq!(guild.mod_.post("/c/wood/posts/1/edit", &title).await.status, 303);
    let late = form(&[("source", "The moderator's whole, mended."), ("title", "A text of two people"), ("rev", "2")]);
    let back = guild.ada.post("/c/wood/posts/1/edit", &late).await;
    assert!(back.status == 409 && back.body.contains("A title of the moderator"));
    guild.sound().await;
}

async fn nothing_comes_back_into_what_is_deleted(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Deleted in a bad order").await;
    let answer = guild.reply(&guild.bob, 1, "An answer.").await;
    let comment = guild.ada.post(&format!("/c/wood/posts/{answer}/comment"), "source=A+comment").await;
    let comment = crate::writing::post_of(&comment);
    for (client, post, why) in [(&guild.ada, comment, "purged"), (&guild.mod_, answer, "merged")] {
        assert_eq!(client.post(&format!("/c/wood/posts/{post}/remove"), &form(&[("sure", "1"), ("why", why)])).await.status, 303);
    }
    assert_eq!(guild.ada.post(&format!("/c/wood/posts/{comment}/restore"), "").await.status, 404);
    let page = guild.page(&guild.bob, 1).await.body;
    assert!(page.contains("reason: merged") && !page.contains(&format!("/posts/{answer}/restore")), "the author reads why");
    assert_eq!(guild.mod_.post("/c/wood/posts/1/remove", &form(&[("sure", "1"), ("why", "import")])).await.status, 303);
    assert_eq!(guild.mod_.post(&format!("/c/wood/posts/{answer}/restore"), "").await.status, 404);
    assert!(guild.page(&guild.ada, 1).await.body.contains("reason: import"));
    guild.sound().await;
    assert_eq!(guild.mod_.post("/c/wood/posts/1/restore", "").await.status, 303, "no word of a reason locks it");
    assert_eq!(guild.mod_.post(&format!("/c/wood/posts/{answer}/restore"), "").await.status, 303);
    assert_eq!(guild.ada.post(&format!("/c/wood/posts/{comment}/restore"), "").await.status, 303);
    guild.sound().await;
    // A question with somebody else's comment is not its author's alone.
    guild.start(&guild.ada, "question", "With a comment on it").await;
    let opening = guild.world.opening_of(2).await;
    guild.bob.post(&format!("/c/wood/posts/{opening}/comment"), "source=Why").await;
    assert_eq!(guild.ada.post(&format!("/c/wood/posts/{opening}/remove"), "sure=1").await.status, 403);
}

async fn guests_sort_nothing_and_lose_what_was_closed_to_them(world: World) {
    let guild = Guild::new(world).await;
    let account = guild.world.account("guest", false).await;
    guild.world.join(guild.community, account, Some(Role::Guest)).await;
    let guest = guild.world.signed_in(account).await;
    let sent = form(&[("title", "A question of a guest"), ("source", "text"), ("area", "open"), ("kind", "question")]);
    assert_eq!(guest.post("/c/wood/new", &sent).await.status, 303);
    let answer = guild.reply(&guild.bob, 1, "An answer.").await;
    assert_eq!(guest.post("/c/wood/threads/1/sort", "area=open&tags=x").await.status, 403);
    assert_eq!(guest.post("/c/wood/threads/1/duplicate", "other=1").await.status, 403);
    assert_eq!(guest.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await.status, 303, "their own question");
    guild
        .world
        .db()
        .write(move |tx| async move { tx.run(sql!("UPDATE grants SET ends_at = 1 WHERE account = $1", account)).await })
        .await
        .unwrap();
    assert_eq!(guest.post(&format!("/c/wood/posts/{answer}/accept"), "value=0").await.status, 403);
}

async fn addresses_lead_on_to_the_post(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "discussion", "One that stays here").await;
    guild.start(&guild.ada, "discussion", "One that is merged").await;
    let reply = guild.reply(&guild.bob, 2, "A reply in the second.").await;
    guild.start(&guild.ada, "discussion", "One that points there").await;
    guild.ada.post("/c/wood/threads/3/duplicate", "other=2").await;
    guild.mod_.post("/c/wood/threads/2/merge", "other=1").await;
    let at = guild.ada.get(&format!("/c/wood/t/2/one-that-is-merged?at={reply}")).await;
    assert_eq!(at.header("location"), format!("/c/wood/t/1/one-that-stays-here?at={reply}#p{reply}"));
    assert!(guild.page(&guild.ada, 3).await.body.contains("/c/wood/t/1/one-that-stays-here"), "the duplicate knows its original");
    assert!(guild.page(&guild.ada, 1).await.body.contains("<strong>One that is merged</strong>"), "its title is not lost");
    assert!(!guild.ada.get("/c/wood/tags").await.body.contains("steel <span class=\"text-muted\">3"));
    guild.sound().await;
    // The mark can be taken away again.
    assert_eq!(guild.ada.post("/c/wood/threads/3/duplicate", "none=1").await.status, 303);
    let page = guild.page(&guild.ada, 3).await.body;
    assert!(!page.contains("This was asked before") && page.contains("id=\"reply-form\""));
    guild.sound().await;
}

async fn the_badge_counts_what_can_be_opened(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let answer = guild.reply(&guild.bob, 1, "Too steep.").await;
    let accept = format!("/c/wood/posts/{answer}/accept");
    guild.ada.post(&accept, "value=1").await;
    guild.world.app.clock.advance(15 * Time::DAY);
    talk::inbox::ask_once(&guild.world.app).await.unwrap();
    let waits = |body: &str| body.contains("1 thing waits");
    assert!(waits(&guild.ada.get("/notifications").await.body));
    guild.ada.post(&accept, "value=0").await;
    assert!(!waits(&guild.ada.get("/notifications").await.body), "nothing to answer any more");
    guild.ada.post(&accept, "value=1").await;
    guild.world.app.clock.advance(14 * Time::DAY);
    talk::inbox::ask_once(&guild.world.app).await.unwrap();
    assert!(waits(&guild.ada.get("/notifications").await.body), "asked about the next answer again");
    guild.mod_.post("/c/wood/posts/1/remove", "sure=1").await;
    assert!(!waits(&guild.ada.get("/notifications").await.body));
}

/// Whatever form holds a text, it comes back when its sender was signed out meanwhile; passwords never do.
async fn any_long_text_survives(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "discussion", "A thread to write in").await;
    let nobody = guild.world.visitor();
    let why = "a reason that somebody thought about for quite a while";
    let kept = nobody.post("/c/wood/threads/1/close", &form(&[("value", "1"), ("why", why)])).await;
    assert!(kept.status == 401 && kept.body.contains(why) && kept.body.contains("name=\"why\""), "{}", kept.body);
    let secret = form(&[("about", &"x".repeat(60)), ("password", "the secret of somebody")]);
    assert_eq!(nobody.post("/account", &secret).await.status, 303, "no page is made of a form with a password");
    let parts = "--b\r\nContent-Disposition: form-data; name=\"source\"\r\n\r\nwords before a file\r\n--b\r\nContent-Disposition: form-data; name=\"to\"\r\n\r\n/c/wood/new\r\n\
                 --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nabc\r\n--b--\r\n";
    let kept = nobody.send("/c/wood/files/attach", "multipart/form-data; boundary=b", parts.as_bytes().to_vec()).await;
    assert!(
        kept.status == 401 && kept.body.contains("words before a file") && kept.body.contains("/c/wood/new"),
        "{}",
        kept.body
    );
    // A reply to a thread that was merged meanwhile goes on to the other.
    guild.start(&guild.ada, "discussion", "A thread that took it in").await;
    guild.mod_.post("/c/wood/threads/1/merge", "other=2").await;
    let late = guild.bob.post("/c/wood/threads/1/reply", "source=late+words").await;
    assert!(
        late.status == 422 && late.body.contains("late words") && late.body.contains("/c/wood/threads/2/reply"),
        "{}",
        late.body
    );
    for odd in ["/c/%ff", "/c/wood/t/%ff"] {
        let answer = nobody.get(odd).await;
        assert!(answer.status == 404 && answer.body.contains("Nothing is here"), "{odd}");
    }
    assert_eq!(nobody.get("/c/wood/t/2/a-thread-that-took-it-in?at=abc").await.status, 200);
    assert_eq!(
        guild.ada.post("/c/wood/new", &form(&[("title", &"\u{200b}".repeat(10)), ("source", "\u{200b}")])).await.status,
        422
    );
}

testkit::on_both_engines!(crate::world: what_another_site_sends_is_not_offered_again, the_same_form_with_another_text_is_another_post,
    a_draft_of_an_edit_remembers_what_it_started_from, nothing_comes_back_into_what_is_deleted, guests_sort_nothing_and_lose_what_was_closed_to_them,
    addresses_lead_on_to_the_post, the_badge_counts_what_can_be_opened, any_long_text_survives);
