//! The list of browsers in which somebody is signed in, and signing out there.

use axum::http::StatusCode;
use base::{Time, sql};
use testkit::{Client, World};

const ADA: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const RIGHT: &str = "name=ada-lovelace&password=the+burrs+were+changed";
const PHONE: &str =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1";

async fn is_in(client: &Client) -> bool {
    client.get("/sign-in").await.body.contains("You are signed in as")
}

/// Ada at her desk and on her phone.
async fn two(world: &World) -> (Client, Client) {
    let (mut desk, mut phone) = (world.visitor().at("192.0.2.1"), world.visitor().at("198.51.100.7").with(PHONE));
    desk.enter("/join", ADA).await;
    phone.enter("/sign-in", RIGHT).await;
    (desk, phone)
}

async fn each_browser_stands_there(world: World) {
    let (desk, phone) = two(&world).await;
    let page = desk.get("/account/sessions").await.body;
    let list = page.split("<ul class=\"rows\">").nth(1).unwrap();
    let lines: Vec<&str> = list.split("<li").skip(1).take(2).collect();
    assert!(lines[0].contains("Firefox, Linux") && lines[0].contains("this device") && lines[0].contains("192.0.2.1"), "{list}");
    assert!(!lines[0].contains("/end\""), "this one is ended by signing out");
    assert!(lines[1].contains("Safari, iPhone") && lines[1].contains("198.51.100.7") && !lines[1].contains("this device"));
    // Where it was last used is noted when it moved, but not with every request.
    let elsewhere = phone.at("203.0.113.9");
    elsewhere.get("/").await;
    assert!(desk.get("/account/sessions").await.body.contains("198.51.100.7"));
    world.app.clock.advance(11 * Time::MINUTE);
    elsewhere.get("/").await;
    let page = desk.get("/account/sessions").await.body;
    assert!(page.contains("203.0.113.9") && !page.contains("198.51.100.7"), "{page}");
    assert_eq!(world.visitor().get("/account/sessions").await.header("location"), "/sign-in?to=/account/sessions");
}

async fn one_is_ended(world: World) {
    let (desk, phone) = two(&world).await;
    let page = desk.get("/account/sessions").await.body;
    let path = page.split("action=\"").find(|rest| rest.starts_with("/account/sessions/") && rest.contains("/end\"")).unwrap();
    let path = path.split('"').next().unwrap();
    let eve = world.signed_in(world.account("eve", false).await).await;
    eve.post(path, "").await;
    assert!(is_in(&phone).await, "only one’s own");
    assert_eq!(desk.post(path, "").await.header("location"), "/account/sessions?ended=1");
    assert!(is_in(&desk).await && !is_in(&phone).await);
}

async fn all_others_are_ended(world: World) {
    let (desk, phone) = two(&world).await;
    desk.post("/account/sessions/end-others", "").await;
    assert!(is_in(&desk).await && !is_in(&phone).await);
    assert!(desk.get("/account").await.body.contains("Only in this browser"));
}

async fn all_are_ended(world: World) {
    let (desk, phone) = two(&world).await;
    let out = desk.post("/account/sessions/end-all", "").await;
    assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/sign-in?out=1"));
    assert!(out.header("set-cookie").starts_with("session=;"));
    assert!(!is_in(&desk).await && !is_in(&phone).await);
    assert!(desk.get("/sign-in?out=1").await.body.contains("You are signed out everywhere"));
}

/// A session that was written with the account's epoch of before does not hold.
async fn an_epoch_cuts(world: World) {
    let (desk, phone) = two(&world).await;
    let raise = sql!("UPDATE accounts SET epoch = epoch + 1 WHERE handle_key = $1", "ada-lovelace");
    world.db().write(|tx| async move { tx.run(raise).await.map(|_| ()) }).await.unwrap();
    assert!(!is_in(&desk).await && !is_in(&phone).await);
    let mut again = world.visitor();
    again.enter("/sign-in", RIGHT).await;
    assert!(is_in(&again).await);
}

testkit::on_both_engines!(crate::world: each_browser_stands_there, one_is_ended, all_others_are_ended, all_are_ended, an_epoch_cuts);
