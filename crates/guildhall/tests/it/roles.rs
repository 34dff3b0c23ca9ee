//! Roles: giving and ending, terms and deputies, the champion who must not be the last to go, what wants attention.

use axum::http::StatusCode;
use base::Time;
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

/// Somebody who signs in once more, on another day.
async fn again(world: &World, handle: &'static str) -> Client {
    let found = world.db().read(move |tx| async move { people::accounts::store::by_handle(&tx, handle).await }).await;
    world.signed_in(found.unwrap().unwrap().id).await
}

const PATH: &str = "/c/wood/manage/roles";

/// The path of the role that stands on the page beside this name.
async fn of(client: &Client, name: &str, what: &str) -> String {
    let page = client.get(PATH).await.body;
    let row =
        page.split("<li").find(|row| row.contains(&format!("/members/{name}\"")) && row.contains(&format!("{PATH}/"))).unwrap();
    let id = row.split(&format!("{PATH}/")).nth(1).unwrap().split('/').next().unwrap();
    format!("{PATH}/{id}/{what}")
}

async fn roles_are_given_and_end(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let lea = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let kim = world.somebody(guild, "kim", None).await;
    world.account("newcomer", false).await;
    assert_eq!(kim.get(PATH).await.status, StatusCode::FORBIDDEN);
    assert_eq!(kim.post(PATH, "handle=kim&role=champion").await.status, StatusCode::FORBIDDEN);
    for (form, message) in [
        ("handle=nobody-at-all&role=moderator", "Nobody here is called that"),
        ("handle=kim&role=king", "Choose one of these"),
        ("handle=kim&role=steward", "Choose an area"),
        ("handle=kim&role=guest&area=tools", "not open to guests"),
        ("handle=kim&role=moderator&until=2020-01-01", "still to come"),
        ("handle=lea&role=champion&until=2027-01-01", "Somebody must lead"),
        ("handle=kim&role=moderator&deputy=kim", "Nobody here is called that"),
    ] {
        let refused = lea.post(PATH, form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(refused.body.contains(message), "{form}: {message}");
    }
    assert_eq!(lea.post(PATH, "handle=@Kim&role=moderator&until=2025-12-01&deputy=newcomer").await.status, StatusCode::SEE_OTHER);
    assert_eq!(kim.get("/c/wood/manage/requests").await.status, StatusCode::OK);
    let page = lea.get(PATH).await.body;
    assert!(page.contains("until 1 December") && page.contains("Newcomer Tester stands in"));
    // A term ends by itself.
    world.app.clock.advance(60 * Time::DAY);
    let lea = again(&world, "lea").await;
    let kim = again(&world, "kim").await;
    assert_eq!(kim.get("/c/wood/manage/requests").await.status, StatusCode::FORBIDDEN);
    assert!(!lea.get(PATH).await.body.contains("Newcomer Tester stands in"));
    // By hand, too; and steward of an area, by name; of two who are called so the handle says who is meant.
    let page = lea.get(PATH).await.body;
    assert!(page.contains("<datalist") && page.contains("<option value=\"kim\">Kim Tester</option>"), "{page}");
    let other = world.somebody(guild, "kim2", None).await;
    let rename = world.db().write(move |tx| async move {
        let two = people::accounts::store::by_handle(&tx, "kim2").await?.map_or(0, |known| known.id);
        let sketch = people::accounts::store::Sketch { name: "KIM tester".into(), ..Default::default() };
        people::accounts::store::describe(&tx, two, &sketch).await
    });
    rename.await.unwrap();
    let several = lea.post(PATH, "handle=Kim+Tester&role=moderator").await;
    assert!(several.status == StatusCode::UNPROCESSABLE_ENTITY && several.body.contains("Several people are called so"));
    assert_eq!(other.post("/c/wood/leave", "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(lea.post(PATH, "handle=kim+TESTER&role=steward&area=tools").await.status, StatusCode::SEE_OTHER);
    assert!(lea.get(PATH).await.body.contains("Tools"));
    lea.post(&of(&lea, "kim", "end").await, "").await;
    assert!(!lea.get(PATH).await.body.contains("/members/kim\""));
}

async fn somebody_always_leads(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let lea = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let kim = world.somebody(guild, "kim", None).await;
    let refused = lea.post(&of(&lea, "lea", "end").await, "").await;
    assert!(refused.status == StatusCode::CONFLICT && refused.body.contains("Somebody must lead"));
    assert_eq!(lea.get(PATH).await.status, StatusCode::OK);
    assert_eq!(lea.post(&of(&lea, "lea", "hand-over").await, "").await.status, StatusCode::NOT_FOUND, "nobody stands in");
    lea.post(PATH, "handle=lea&role=champion&deputy=kim").await;
    lea.post(&of(&lea, "lea", "hand-over").await, "").await;
    assert_eq!(lea.get(PATH).await.status, StatusCode::FORBIDDEN);
    assert_eq!(kim.get(PATH).await.status, StatusCode::OK);
    assert_eq!(kim.post("/c/wood/leave", "").await.status, StatusCode::CONFLICT, "the last one stays");
}

async fn what_wants_attention(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    world.somebody(guild, "lea", Some(Role::Champion)).await;
    let bo = world.somebody(guild, "bo", Some(Role::Champion)).await;
    assert!(!bo.get(PATH).await.body.contains("This wants a look"), "a small one needs no more");
    for n in 0..9 {
        world.somebody(guild, &format!("member-{n}"), None).await;
    }
    let page = bo.get(PATH).await.body;
    assert!(page.contains("Nobody moderates") && page.contains("Nobody keeps the area Tools"));
    world.app.clock.advance(40 * Time::DAY);
    let bo = again(&world, "bo").await;
    assert!(bo.get(PATH).await.body.contains("Lea Tester leads and has not been here for a month"));
    let home = bo.get("/c/wood").await.body;
    assert!(home.contains("Lea Tester leads and has not been here") && home.contains(PATH));
    let member = again(&world, "member-1").await;
    assert!(!member.get("/c/wood").await.body.contains("has not been here"));
}

testkit::on_both_engines!(crate::world: roles_are_given_and_end, somebody_always_leads, what_wants_attention);
