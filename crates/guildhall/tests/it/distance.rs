//! Ignoring and blocking: what somebody writes is folded, their mentions do not reach, and they are not told.

use base::sql;
use people::communities::Role;
use testkit::World;

use crate::writing::{Guild, form};

async fn who_is_ignored_is_folded_and_who_is_blocked_does_not_reach(world: World) {
    let guild = Guild::new(world).await;
    let lea = guild.world.somebody(guild.community, "lea", Some(Role::Champion)).await;
    guild.start(&guild.ada, "discussion", "A long conversation").await;
    let post = guild.reply(&guild.bob, 1, "Words of bob").await;
    guild.bob.post(&format!("/c/wood/posts/{post}/comment"), "source=a+remark+of+bob").await;
    guild.reply(&lea, 1, "Words of lea").await;
    assert!(guild.ada.get("/c/wood/members/bob").await.body.contains("value=\"ignore\""));
    for (sent, message) in
        [("handle=ada&level=block", "That is you"), ("handle=nobody-here&level=block", "Nobody here is called that")]
    {
        let refused = guild.ada.post("/account/people", sent).await;
        assert!(refused.status == 422 && refused.body.contains(message));
    }
    let ignored = guild.ada.post("/account/people", "handle=bob&level=ignore&to=/c/wood/members/bob").await;
    assert_eq!(ignored.header("location"), "/c/wood/members/bob");
    assert_eq!(guild.ada.post("/account/people", "handle=lea&level=ignore").await.status, 303);
    let page = guild.page(&guild.ada, 1).await.body;
    assert_eq!(page.matches("By Bob Tester, whom you keep at a distance").count(), 2, "the reply and the comment");
    assert!(!page.contains("By Lea Tester, whom"), "who leads is heard");
    for other in [&guild.bob, &guild.mod_, &guild.world.visitor()] {
        assert!(!guild.page(other, 1).await.body.contains("at a distance"));
    }
    // His mentions still reach; blocked, they do not, and nothing tells him.
    let mentioned = async |text: &str| {
        let answer = guild.bob.post("/c/wood/threads/1/reply", &form(&[("source", text)])).await;
        assert_eq!(answer.status, 303);
        let post: i64 = answer.header("location").rsplit("#p").next().unwrap().parse().unwrap();
        let (count,): (i64,) = guild.world.db().one(sql!("SELECT COUNT(*) FROM mentions WHERE post = $1", post)).await.unwrap();
        count
    };
    assert_eq!(mentioned("hello @ada").await, 1);
    assert_eq!(guild.ada.post("/account/people", "handle=@Bob&level=block").await.status, 303);
    assert_eq!(mentioned("hello again @ada and @mod").await, 1);
    assert!(!guild.bob.get("/notifications").await.body.contains("Ada"));
    assert!(!guild.bob.get("/c/wood/members/ada").await.body.contains("Blocked"));
    let own = guild.ada.get("/account/people").await.body;
    assert!(own.contains("@bob") && own.contains("Blocked") && own.contains("@lea") && own.contains("Ignored"));
    assert!(!guild.bob.get("/account/people").await.body.contains("@ada"));
    for handle in ["bob", "lea"] {
        assert_eq!(guild.ada.post("/account/people", &format!("handle={handle}&level=none")).await.status, 303);
    }
    assert!(guild.ada.get("/account/people").await.body.contains("Nobody"));
    assert!(!guild.page(&guild.ada, 1).await.body.contains("at a distance"));
    guild.sound().await;
}

testkit::on_both_engines!(crate::world: who_is_ignored_is_folded_and_who_is_blocked_does_not_reach);
