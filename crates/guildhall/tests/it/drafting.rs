//! Drafts: kept, overtaken, forgotten.

use axum::http::StatusCode;
use base::{Id, Time};
use people::communities::Role;
use people::drafts::store;
use testkit::{Client, World};
use web::{Visibility, encoded};

async fn member(world: &World, community: Id, handle: &str) -> (Id, Client) {
    let account = world.account(handle, false).await;
    world.join(community, account, None).await;
    (account, world.signed_in(account).await)
}

fn typed(place: &str, source: &str, fields: &str, rev: i64) -> String {
    format!("place={place}&source={}&fields={}&rev={rev}", encoded(source), encoded(fields))
}

async fn a_draft_is_kept_and_found(world: World) {
    let wood = world.community("wood", Visibility::Hidden).await;
    let (ada, client) = member(&world, wood, "ada").await;
    let kept = client.post("/c/wood/drafts", &typed("reply/12", "Half a\r\nthought", r#"{"tags":["a","b"]}"#, 0)).await;
    assert_eq!((kept.status, kept.json()["rev"].as_i64()), (StatusCode::OK, Some(1)));
    let find = |place: &str| {
        let place = place.to_owned();
        world.db().read(move |tx| async move { store::find(&tx, ada, wood, &place).await })
    };
    let draft = find("reply/12").await.unwrap().unwrap();
    assert_eq!((draft.source.as_str(), draft.fields.as_str(), draft.rev), ("Half a\nthought", r#"{"tags":["a","b"]}"#, 1));
    assert!(find("reply/13").await.unwrap().is_none());
    let page = client.get("/c/wood/drafts").await.body;
    assert!(page.contains("Half a thought") && page.contains("href=\"/c/wood/threads/12/reply\""), "{page}");
    // Nobody else's business.
    let (_, other) = member(&world, wood, "bob").await;
    assert!(!other.get("/c/wood/drafts").await.body.contains("Half a"));
    assert_eq!(client.post("/c/wood/drafts/forget", "place=reply/12").await.header("location"), "/c/wood/drafts");
    assert!(find("reply/12").await.unwrap().is_none());
    assert!(client.get("/c/wood/drafts").await.body.contains("Nothing half-written"));
}

async fn nothing_is_overwritten_unseen(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (_, client) = member(&world, wood, "ada").await;
    let save =
        async |source: &str, rev: i64| client.post("/c/wood/drafts", &typed("new", source, "{\"title\":\"T\"}", rev)).await;
    assert_eq!(save("one", 0).await.json()["rev"], 1);
    assert_eq!(save("one, two", 1).await.json()["rev"], 2);
    // A second tab that still shows the first text.
    let overtaken = save("one, three", 1).await;
    assert_eq!(overtaken.status, StatusCode::CONFLICT);
    let answer = overtaken.json();
    assert_eq!((&answer["rev"], &answer["source"], &answer["fields"]["title"]), (&2.into(), &"one, two".into(), &"T".into()));
    // An answer that got lost is no conflict, nor is going on from what was seen.
    assert_eq!(save("one, two", 1).await.json()["rev"], 2);
    assert_eq!(save("one, three", 2).await.json()["rev"], 3);
    // Emptying what was not seen takes nothing away; emptying what was seen forgets it.
    let empty = async |rev: i64| client.post("/c/wood/drafts", &typed("new", " ", "{\"title\":\"\"}", rev)).await;
    assert_eq!(empty(1).await.status, StatusCode::CONFLICT);
    assert_eq!(empty(3).await.status, StatusCode::OK);
    // A page that knew an older one does not count from nothing.
    assert_eq!(save("again", 3).await.json()["rev"], 4);
    assert_eq!(save("other", 0).await.status, StatusCode::CONFLICT);
}

async fn saves_at_once_are_told_of_each_other(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (_, client) = member(&world, wood, "ada").await;
    let saves = (0..8).map(|n| {
        let client = client.clone();
        tokio::spawn(async move { client.post("/c/wood/drafts", &typed("new", &format!("text {n}"), "", 0)).await.status })
    });
    let saves: Vec<_> = saves.collect();
    let mut kept = 0;
    for save in saves {
        kept += usize::from(save.await.unwrap() == StatusCode::OK);
    }
    assert_eq!(kept, 1);
}

async fn drafts_have_bounds(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada, client) = member(&world, wood, "ada").await;
    let long = "é".repeat(500 << 10);
    assert_eq!(client.post("/c/wood/drafts", &typed("new", &long, "", 0)).await.status, StatusCode::OK);
    let longer = client.post("/c/wood/drafts", &typed("new", &"x".repeat((1 << 20) + 1), "", 1)).await;
    assert_eq!(longer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(longer.json()["title"].as_str().unwrap().contains("too long"));
    let fields = format!("{{\"title\":\"{}\"}}", "x".repeat(64 << 10));
    assert_eq!(client.post("/c/wood/drafts", &typed("new", "x", &fields, 1)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    for (place, fields) in [("/new", ""), ("New", ""), ("a b", ""), ("new", "[]"), ("new", "{")] {
        let refused = client.post("/c/wood/drafts", &typed(&encoded(place), "x", fields, 1)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{place} {fields}");
    }
    assert_eq!(client.post("/c/wood/drafts", &typed("new", "a%00b", "", 1)).await.status, StatusCode::OK);
    for n in 0..205 {
        world.app.clock.advance(1000);
        client.post("/c/wood/drafts", &typed(&format!("reply/{n}"), "x", "", 0)).await;
    }
    let list = world.db().read(move |tx| async move { store::list(&tx, ada, wood).await }).await.unwrap();
    assert_eq!((list.len(), list[0].place.as_str(), list[199].place.as_str()), (200, "reply/204", "reply/5"));
}

async fn old_drafts_are_forgotten(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let (ada, client) = member(&world, wood, "ada").await;
    client.post("/c/wood/drafts", &typed("reply/1", "an old one", "", 0)).await;
    // Sessions do not last as long.
    world.app.clock.advance(100 * Time::DAY);
    world.signed_in(ada).await.post("/c/wood/drafts", &typed("reply/2", "a young one", "", 0)).await;
    world.app.clock.advance(81 * Time::DAY);
    people::files::sweep(&world.app).await.unwrap();
    let page = world.signed_in(ada).await.get("/c/wood/drafts").await.body;
    assert!(page.contains("a young one") && !page.contains("an old one"), "{page}");
}

async fn guests_keep_drafts_and_outsiders_do_not(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let guest = world.account("guest", false).await;
    world.join(wood, guest, Some(Role::Guest)).await;
    let guest = world.signed_in(guest).await;
    assert_eq!(guest.post("/c/wood/drafts", &typed("new", "x", "", 0)).await.status, StatusCode::OK);
    let outsider = world.account("outsider", false).await;
    let outsider = world.signed_in(outsider).await;
    assert_eq!(outsider.post("/c/wood/drafts", &typed("new", "x", "", 0)).await.status, StatusCode::FORBIDDEN);
}

testkit::on_both_engines!(crate::world: a_draft_is_kept_and_found, nothing_is_overwritten_unseen, saves_at_once_are_told_of_each_other, drafts_have_bounds, old_drafts_are_forgotten, guests_keep_drafts_and_outsiders_do_not);
