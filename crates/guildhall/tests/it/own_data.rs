//! Everything about somebody, for them alone; and going for good.

use std::io::{Cursor, Read as _};

use base::{Time, sql};
use people::communities::Role;
use testkit::World;

use crate::writing::{Guild, form};

/// The entries of an archive: names with what they hold.
fn entries(bytes: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let read = |n: usize| {
        let mut entry = archive.by_index(n).unwrap();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        (entry.name().unwrap().into_owned(), text)
    };
    (0..count).map(read).collect()
}

async fn everything_is_gathered_for_its_owner_alone(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    let answer = guild.reply(&guild.bob, 1, "Too steep an angle, by bob.").await;
    guild.bob.post("/c/wood/threads/1/bookmark", "value=1").await;
    guild.ada.post(&format!("/c/wood/posts/{answer}/vote"), "value=1").await;
    guild.bob.post("/c/wood/drafts", &form(&[("place", "new"), ("source", "a draft of bob")])).await;
    guild.bob.send("/c/wood/files?name=note.txt", "application/octet-stream", "words in a file").await;
    assert!(guild.bob.get("/account/data").await.body.contains("Everything about you"));
    assert_eq!(guild.bob.get("/account/data/everything.zip").await.status, 404, "not asked for yet");
    for _ in 0..2 {
        assert_eq!(guild.bob.post("/account/data", "").await.status, 303);
    }
    assert!(guild.bob.get("/account/data").await.body.contains("It is being gathered"));
    people::data::make_due(&guild.world.app).await.unwrap();
    assert!(guild.bob.get("/account/data").await.body.contains("Download the archive"));
    let zip = guild.bob.get("/account/data/everything.zip").await;
    assert_eq!((zip.status.as_u16(), zip.header("content-type")), (200, "application/zip"));
    let entries = entries(zip.bytes);
    let of =
        |name: &str| entries.iter().find(|(known, _)| known.ends_with(name)).unwrap_or_else(|| panic!("no {name}")).1.clone();
    assert!(of("account.jsonl").contains("\"handle\":\"bob\"") && of("posts.jsonl").contains("Too steep an angle"));
    assert!(of("memberships.jsonl").contains("Guild of wood") && of("drafts.jsonl").contains("a draft of bob"));
    assert!(of("saved.jsonl").contains("\"thread\":1") && of("note.txt") == "words in a file");
    assert!(!entries.iter().any(|(_, text)| text.contains("chisels chip?\",\"text\":\"It is about")), "nothing of ada's");
    assert_eq!(guild.ada.get("/account/data/everything.zip").await.status, 404, "hers it is not");
    guild.world.app.clock.advance(Time::DAY);
    assert_eq!(guild.bob.get("/account/data/everything.zip").await.status, 404);
}

async fn going_waits_and_takes_the_name_along(world: World) {
    let guild = Guild::new(world).await;
    let lea = guild.world.somebody(guild.community, "lea", Some(Role::Champion)).await;
    guild.start(&guild.ada, "question", "Why do my chisels chip?").await;
    guild.reply(&guild.bob, 1, "Words that stay.").await;
    guild.start(&guild.mod_, "discussion", "Words that go").await;
    guild.reply(&guild.mod_, 1, "Others that go.").await;
    assert!(lea.get("/account/data").await.body.contains("You lead these alone"));
    assert_eq!(lea.post("/account/data/go", "texts=keep&sure=1").await.status, 409);
    assert_eq!(guild.bob.post("/account/data/go", "texts=keep").await.status, 422);
    assert_eq!(guild.bob.post("/account/data/go", "sure=1").await.status, 422);
    for (who, texts) in [(&guild.bob, "keep"), (&guild.mod_, "remove"), (&guild.ada, "keep")] {
        assert_eq!(who.post("/account/data/go", &format!("texts={texts}&sure=1")).await.status, 303);
    }
    assert!(guild.bob.get("/account/data").await.body.contains("Your account goes on"));
    // She changes her mind.
    assert_eq!(guild.ada.post("/account/data/stay", "").await.status, 303);
    guild.world.app.clock.advance(13 * Time::DAY);
    people::data::go_due(&guild.world.app).await.unwrap();
    assert!(guild.page(&guild.world.visitor(), 1).await.body.contains("Bob Tester"), "not yet");
    guild.world.app.clock.advance(2 * Time::DAY);
    people::data::go_due(&guild.world.app).await.unwrap();
    guild.sound().await;
    let page = guild.page(&guild.world.visitor(), 1).await.body;
    assert!(page.contains("Words that stay.") && page.contains("Somebody who left") && !page.contains("Bob Tester"));
    assert!(page.contains("Ada Tester") && !page.contains("Others that go."));
    assert_eq!(guild.world.visitor().get("/c/wood/t/2/words-that-go").await.status, 404);
    assert_eq!(guild.bob.get("/account").await.header("location"), "/sign-in?to=/account");
    assert_eq!(guild.ada.get("/c/wood/members/bob").await.status, 404);
    assert!(!guild.ada.get("/c/wood/members").await.body.contains("Bob Tester"));
    guild.world.drain().await;
    assert!(!guild.ada.get("/search?q=bob").await.body.contains("Bob Tester"));
    let left: (i64,) = guild
        .world
        .db()
        .one(sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE removed_at > 0 AND (email IS NOT NULL OR password IS NOT NULL OR name LIKE '%Tester')"))
        .await
        .unwrap();
    assert_eq!(left.0, 0);
    people::data::go_due(&guild.world.app).await.unwrap();
    guild.sound().await;
}

testkit::on_both_engines!(crate::world: everything_is_gathered_for_its_owner_alone, going_waits_and_takes_the_name_along);
