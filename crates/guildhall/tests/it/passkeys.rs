//! Passkeys: added, named, shown at the door, removed; and what is no passkey of ours.

use axum::http::StatusCode;
use base::Time;
use serde_json::Value;
use testkit::{Answer, Client, World};
use web::encoded;

use crate::authenticator::Authenticator;

const ADA: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const PASSWORD: &str = "password=the+burrs+were+changed";
const WAYS: &str = "/account/sign-in-ways";

async fn begin(client: &Client, path: &str, form: &str) -> Value {
    let begun = client.post(path, form).await;
    assert_eq!(begun.status, StatusCode::OK, "{}", begun.body);
    begun.json()
}

fn form(begun: &Value, credential: &Value) -> String {
    format!("ceremony={}&credential={}", begun["ceremony"].as_str().unwrap(), encoded(&credential.to_string()))
}

async fn add(client: &Client, key: &mut Authenticator, name: &str) -> Answer {
    let begun = begin(client, "/account/passkeys/begin", PASSWORD).await;
    let credential = key.create(&begun["options"]);
    client.post("/account/passkeys", &format!("{}&name={name}", form(&begun, &credential))).await
}

async fn enter(client: &mut Client, key: &mut Authenticator) -> Answer {
    let begun = begin(client, "/sign-in/passkey/begin", "").await;
    let credential = key.show(&begun["options"]);
    client.enter("/sign-in/passkey", &format!("{}&to=/communities", form(&begun, &credential))).await
}

async fn is_in(client: &Client, name: &str) -> bool {
    client.get("/sign-in").await.body.contains(&format!("You are signed in as {name}"))
}

async fn a_passkey_lets_in(world: World) {
    let (mut ada, mut key) = (world.visitor(), Authenticator::new(1));
    ada.enter("/join", ADA).await;
    let refused = ada.post("/account/passkeys/begin", "password=wrong+wrong").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(refused.json()["problem"], "This is not your current password");
    let options = begin(&ada, "/account/passkeys/begin", PASSWORD).await;
    let selection = &options["options"]["publicKey"]["authenticatorSelection"];
    assert_eq!((selection["residentKey"].as_str(), selection["userVerification"].as_str()), (Some("required"), Some("required")));
    assert_eq!(add(&ada, &mut key, "My+phone").await.header("location"), "/account/sign-in-ways?saved=passkey");
    let page = ada.get(WAYS).await.body;
    assert!(page.contains("My phone") && page.contains("not used yet"));
    let mut elsewhere = world.visitor();
    assert_eq!(enter(&mut elsewhere, &mut key).await.header("location"), "/communities");
    assert!(is_in(&elsewhere, "Ada Lovelace").await);
    assert!(ada.get(WAYS).await.body.contains("last used"));
    // A second one; the first one's device is told that it has one.
    let begun = begin(&ada, "/account/passkeys/begin", PASSWORD).await;
    assert_eq!(begun["options"]["publicKey"]["excludeCredentials"].as_array().unwrap().len(), 1);
    assert_eq!(add(&ada, &mut Authenticator::new(2), "").await.status, StatusCode::SEE_OTHER);
    assert!(ada.get(WAYS).await.body.contains("Passkey</div>"), "without a name it is called so");
}

async fn what_is_not_ours_is_refused(world: World) {
    let (mut ada, mut bob) = (world.visitor(), world.visitor());
    ada.enter("/join", ADA).await;
    bob.enter("/join", "name=Bob&email=bob%40guild.test&password=the+burrs+were+changed").await;
    let (mut hers, mut his) = (Authenticator::new(1), Authenticator::new(2));
    // A page of another site, and a device that asks for nothing.
    hers.origin = "http://guild.test.evil.test".into();
    assert_eq!(add(&ada, &mut hers, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    hers.origin = "http://guild.test".into();
    hers.verifies = false;
    assert_eq!(add(&ada, &mut hers, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    hers.verifies = true;
    // A ceremony is its owner's, once and for minutes.
    let begun = begin(&ada, "/account/passkeys/begin", PASSWORD).await;
    let sent = form(&begun, &hers.create(&begun["options"]));
    assert_eq!(bob.post("/account/passkeys", &sent).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.post("/account/passkeys", &sent).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it was used up");
    let begun = begin(&ada, "/account/passkeys/begin", PASSWORD).await;
    let sent = form(&begun, &hers.create(&begun["options"]));
    world.app.clock.advance(6 * Time::MINUTE);
    assert_eq!(ada.post("/account/passkeys", &sent).await.status, StatusCode::UNPROCESSABLE_ENTITY, "too late");
    assert_eq!(add(&ada, &mut hers, "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(add(&bob, &mut his, "").await.status, StatusCode::SEE_OTHER);
    let mut same = Authenticator::new(1);
    assert_eq!(add(&bob, &mut same, "").await.status, StatusCode::UNPROCESSABLE_ENTITY, "its id is somebody's already");
    // At the door.
    let failed = "/sign-in?passkey=failed";
    let mut eve = world.visitor();
    assert!(enter(&mut eve, &mut Authenticator::new(9)).await.header("location").starts_with(failed), "a stranger's");
    his.pretend_to_be(&hers);
    assert!(enter(&mut eve, &mut his).await.header("location").starts_with(failed), "his key with her name");
    hers.origin = "http://evil.test".into();
    assert!(enter(&mut eve, &mut hers).await.header("location").starts_with(failed), "another site's page");
    hers.origin = "http://guild.test".into();
    hers.verifies = false;
    assert!(enter(&mut eve, &mut hers).await.header("location").starts_with(failed), "nobody was asked for");
    hers.verifies = true;
    let begun = begin(&eve, "/sign-in/passkey/begin", "").await;
    let other = begin(&eve, "/sign-in/passkey/begin", "").await;
    let mixed = form(&other, &hers.show(&begun["options"]));
    assert!(eve.post("/sign-in/passkey", &mixed).await.header("location").starts_with(failed), "another challenge");
    let sent = form(&begun, &hers.show(&begun["options"]));
    assert_eq!(eve.post("/sign-in/passkey", &sent).await.header("location"), "/");
    assert!(eve.post("/sign-in/passkey", &sent).await.header("location").starts_with(failed), "once");
    // A copied key counts from where it was copied.
    hers.counter = 1;
    assert!(enter(&mut eve, &mut hers).await.header("location").starts_with(failed), "a copy");
    assert!(!is_in(&eve, "Ada").await);
}

async fn passkeys_are_named_and_removed(world: World) {
    let (mut ada, mut key) = (world.visitor(), Authenticator::new(1));
    ada.enter("/join", ADA).await;
    add(&ada, &mut key, "Phone").await;
    let page = ada.get(WAYS).await.body;
    let path = page.split("action=\"").find(|rest| rest.contains("/name\"")).unwrap().split('"').next().unwrap();
    let removing = path.replace("/name", "/remove");
    let eve = world.signed_in(world.account("eve", false).await).await;
    eve.post(path, "name=Evil").await;
    eve.post(&removing, "").await;
    assert!(ada.get(WAYS).await.body.contains("Phone"), "only one’s own");
    ada.post(path, "name=Red+phone").await;
    assert!(ada.get(WAYS).await.body.contains("Red phone"));
    assert_eq!(ada.post(&removing, "password=wrong+wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.post(&removing, PASSWORD).await.header("location"), "/account/sign-in-ways?saved=removed");
    assert!(enter(&mut world.visitor(), &mut key).await.header("location").starts_with("/sign-in?passkey=failed"));
}

/// Who came by a name is offered one, and keeps it while there is no other way in.
async fn who_came_by_a_name_is_offered_one(world: World) {
    let bob = world.account("bob", false).await;
    let (client, mut key) = (world.signed_in(bob).await, Authenticator::new(1));
    assert!(client.get(WAYS).await.body.contains("Come back without a password"));
    add(&client, &mut key, "Phone").await;
    let page = client.get(WAYS).await.body;
    assert!(!page.contains("Come back without a password"));
    let path = page.split("action=\"").find(|rest| rest.contains("/remove\"")).unwrap().split('"').next().unwrap();
    let refused = client.post(path, "").await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("your only way in"));
    client.post("/account/password", "new=a+much+better+sentence").await;
    assert_eq!(client.post(path, "password=a+much+better+sentence").await.status, StatusCode::SEE_OTHER);
}

testkit::on_both_engines!(crate::world: a_passkey_lets_in, what_is_not_ours_is_refused, passkeys_are_named_and_removed, who_came_by_a_name_is_offered_one);
