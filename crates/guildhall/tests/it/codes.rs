//! Codes of an authenticator app after a password or a link, and recovery codes.

use axum::http::StatusCode;
use base::{Time, sql};
use testkit::{Answer, Client, World};
use totp_rs::{Builder, Totp};

const ADA: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const RIGHT: &str = "name=ada-lovelace&password=the+burrs+were+changed&to=/communities";
const PASSWORD: &str = "password=the+burrs+were+changed";

async fn is_in(client: &Client) -> bool {
    client.get("/sign-in").await.body.contains("You are signed in as Ada")
}

/// The app on Ada's phone, which she scanned from the page.
fn scan(page: &str) -> Totp {
    let address = page.split("href=\"otpauth://").nth(1).unwrap().split('"').next().unwrap();
    let address = format!("otpauth://{address}").replace("&amp;", "&").replace("&#38;", "&");
    assert!(page.contains("<svg class=\"qr\""));
    let read = Totp::from_url(address).unwrap();
    Builder::new().with_secret(read.secret().as_bytes()).with_account_name("ada").build().unwrap()
}

fn code(app: &Totp, world: &World) -> String {
    app.generate(u64::try_from(world.app.clock.now().0 / 1000).unwrap()).to_string()
}

fn wrong(app: &Totp, world: &World) -> String {
    let now = u64::try_from(world.app.clock.now().0 / 1000).unwrap();
    let near: Vec<String> = (0..5).map(|n| app.generate(now + 30 * n - 60).to_string()).collect();
    (0..).map(|n| format!("{n:06}")).find(|code| !near.contains(code)).unwrap()
}

/// Ada with codes on: her browser, her app, her recovery codes.
async fn ada(world: &World) -> (Client, Totp, Vec<String>) {
    let mut ada = world.visitor();
    ada.enter("/join", ADA).await;
    assert_eq!(ada.post("/account/codes/begin", "password=wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.post("/account/codes/begin", PASSWORD).await.header("location"), "/account/codes");
    let app = scan(&ada.get("/account/codes").await.body);
    let refused = ada.post("/account/codes/confirm", &format!("code={}", wrong(&app, world))).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let on = ada.post("/account/codes/confirm", &format!("code={}", code(&app, world))).await;
    assert_eq!((on.status, on.header("cache-control")), (StatusCode::OK, "no-store"));
    let recovery = shown(&on);
    assert_eq!(recovery.len(), 10);
    let page = ada.get("/account/codes").await.body;
    assert!(page.contains("Codes are on") && !page.contains(&recovery[0]) && !page.contains("otpauth:"), "shown once");
    let kept: Vec<(String,)> = world.db().all(sql!(scan "a test", "SELECT hash FROM recovery_codes")).await.unwrap();
    assert!(kept.iter().all(|(hash,)| hash.starts_with("$argon2id$")));
    world.app.clock.advance(Time::MINUTE);
    (ada, app, recovery)
}

fn shown(page: &Answer) -> Vec<String> {
    let list = page.body.split("font-mono\">").nth(1).unwrap().split("</ul>").next().unwrap();
    list.split("<li>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

async fn password(client: &mut Client) {
    let asked = client.enter("/sign-in", RIGHT).await;
    assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/sign-in/code?to=/communities"));
}

async fn step(client: &mut Client, code: &str) -> Answer {
    client.enter("/sign-in/code", &format!("code={code}&to=/communities")).await
}

async fn a_code_is_asked_after_the_password(world: World) {
    let (_, app, _) = ada(&world).await;
    let mut client = world.visitor();
    password(&mut client).await;
    assert!(!is_in(&client).await, "not yet");
    assert!(client.get("/sign-in/code?to=/communities").await.body.contains("asks for a code"));
    assert_eq!(step(&mut client, &wrong(&app, &world)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let good = code(&app, &world);
    assert_eq!(step(&mut client, &format!("{}+{}", &good[..3], &good[3..])).await.header("location"), "/communities");
    assert!(is_in(&client).await);
    // No code twice, and without a password none at all.
    let mut other = world.visitor();
    assert_eq!(step(&mut other, &good).await.header("location"), "/sign-in?stale=1");
    password(&mut other).await;
    assert_eq!(step(&mut other, &good).await.status, StatusCode::UNPROCESSABLE_ENTITY, "it was taken");
    world.app.clock.advance(30 * Time::SECOND);
    assert_eq!(step(&mut other, &code(&app, &world)).await.status, StatusCode::SEE_OTHER);
    // Who waits too long begins anew.
    let mut late = world.visitor();
    password(&mut late).await;
    world.app.clock.advance(11 * Time::MINUTE);
    assert_eq!(step(&mut late, &code(&app, &world)).await.header("location"), "/sign-in?stale=1");
}

/// Every other door asks, too: joining again, a new password by mail.
async fn no_door_leads_past(world: World) {
    let (_, app, _) = ada(&world).await;
    let mut client = world.visitor();
    assert_eq!(client.enter("/join", ADA).await.header("location"), "/sign-in/code?to=/");
    assert!(!is_in(&client).await);
    client.post("/sign-in/forgot", "name=ada-lovelace").await;
    let (text,): (String,) = world.db().one(sql!(scan "a test", "SELECT body FROM mails")).await.unwrap();
    let link = format!("/reset/{}", text.split("/reset/").nth(1).unwrap().split_whitespace().next().unwrap());
    let reset = client.enter(&link, "password=a+much+better+sentence").await;
    assert_eq!(reset.header("location"), "/sign-in/code?to=/");
    assert!(!is_in(&client).await);
    assert_eq!(step(&mut client, &code(&app, &world)).await.status, StatusCode::SEE_OTHER);
    assert!(is_in(&client).await);
}

/// Who showed the old password and waits is let in no more when it was changed.
async fn a_new_password_ends_what_waits(world: World) {
    let (ada, app, _) = ada(&world).await;
    let mut eve = world.visitor();
    password(&mut eve).await;
    ada.post("/account/password", "old=the+burrs+were+changed&new=a+much+better+sentence").await;
    assert_eq!(step(&mut eve, &code(&app, &world)).await.header("location"), "/sign-in?stale=1");
}

async fn guessing_codes_ends(world: World) {
    let (_, app, _) = ada(&world).await;
    let mut eve = world.visitor();
    password(&mut eve).await;
    for _ in 0..5 {
        assert_eq!(step(&mut eve, &wrong(&app, &world)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let ended = step(&mut eve, &code(&app, &world)).await;
    assert_eq!((ended.status, ended.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "31"));
    let mut other = world.visitor();
    password(&mut other).await;
    assert_eq!(step(&mut other, &code(&app, &world)).await.status, StatusCode::TOO_MANY_REQUESTS, "from everywhere");
    world.app.clock.advance(30 * Time::SECOND);
    assert_eq!(step(&mut eve, &code(&app, &world)).await.status, StatusCode::SEE_OTHER);
}

async fn a_recovery_code_works_once(world: World) {
    let (ada, _, recovery) = ada(&world).await;
    let mut client = world.visitor();
    password(&mut client).await;
    assert_eq!(step(&mut client, "abcd-efgh-jkmn").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(step(&mut client, &recovery[0].to_uppercase()).await.status, StatusCode::SEE_OTHER);
    assert!(is_in(&client).await && ada.get("/account/codes").await.body.contains("9 recovery codes are left"));
    let mut other = world.visitor();
    password(&mut other).await;
    assert_eq!(step(&mut other, &recovery[0]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
    // New ones end those before.
    assert_eq!(ada.post("/account/codes/recovery", "code=000").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = ada.post("/account/codes/recovery", &format!("code={}", recovery[1])).await;
    assert_eq!(shown(&new).len(), 10);
    assert_eq!(step(&mut other, &recovery[2]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(step(&mut other, &shown(&new)[2]).await.status, StatusCode::SEE_OTHER);
}

/// The owner hears of it by mail, where mail is sent; how it goes by passkeys is the same.
async fn the_owner_is_told(world: World) {
    let server = crate::smtp::Server::start().await;
    let admin = world.signed_in(world.account("warden", true).await).await;
    admin.post("/admin/mail", &server.form()).await;
    let (ada, ..) = ada(&world).await;
    ada.post("/account/codes/off", PASSWORD).await;
    world.post_mail().await;
    let mails = server.received();
    let told = |what: &str| {
        mails.iter().filter(|mail| mail.to.eq_ignore_ascii_case("ada@guild.test") && mail.text.contains(what)).count()
    };
    assert_eq!((told("From now on your account asks"), told("no longer asks for a code")), (1, 1), "{mails:?}");
}

async fn codes_are_switched_off(world: World) {
    let (ada, app, _) = ada(&world).await;
    for form in ["", "password=wrong", "code=1"] {
        assert_eq!(ada.post("/account/codes/off", form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
    assert_eq!(ada.post("/account/codes/off", &format!("code={}", code(&app, &world))).await.status, StatusCode::SEE_OTHER);
    assert!(ada.get("/account/codes?off=1").await.body.contains("Codes are off"));
    let mut client = world.visitor();
    assert_eq!(client.enter("/sign-in", RIGHT).await.header("location"), "/communities");
    // By password, and what was never confirmed without anything.
    ada.post("/account/codes/begin", PASSWORD).await;
    let app = scan(&ada.get("/account/codes").await.body);
    ada.post("/account/codes/confirm", &format!("code={}", code(&app, &world))).await;
    assert_eq!(ada.post("/account/codes/off", PASSWORD).await.status, StatusCode::SEE_OTHER);
    ada.post("/account/codes/begin", PASSWORD).await;
    assert!(ada.get("/account/codes").await.body.contains("otpauth:"));
    ada.post("/account/codes/off", "").await;
    assert!(!ada.get("/account/codes").await.body.contains("otpauth:"));
}

/// Who lost app and recovery codes comes back by a link that an administrator hands on.
async fn an_administrators_link_asks_for_none(world: World) {
    ada(&world).await;
    let admin = world.signed_in(world.account("warden", true).await).await;
    let made = admin.post("/admin/sign-in-link", "handle=ada-lovelace").await;
    let path = made.body.split("http://guild.test").nth(1).and_then(|rest| rest.split('<').next()).unwrap();
    let mut client = world.visitor();
    client.follow(path.trim()).await;
    assert!(is_in(&client).await);
}

testkit::on_both_engines!(crate::world: a_code_is_asked_after_the_password, no_door_leads_past, a_new_password_ends_what_waits, guessing_codes_ends, a_recovery_code_works_once, codes_are_switched_off, the_owner_is_told, an_administrators_link_asks_for_none);
