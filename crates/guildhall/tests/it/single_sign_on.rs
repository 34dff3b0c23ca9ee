//! Signing in with an account elsewhere: who comes in and as whom, what is not believed, and who is asked first.

use axum::http::{Method, StatusCode};
use base::{Time, sql};
use people::accounts::store::{self as accounts, NewAccount};
use people::communities::Role;
use testkit::{Client, World};
use totp_rs::{Builder, Totp};
use web::Visibility;

use crate::provider::{Lie, Provider, There};
use crate::smtp::Server;

const ADA: There = There { subject: "a-1", name: "Ada Lovelace", email: "ada@guild.test", confirmed: true };
const EVE: There = There { subject: "e-2", name: "Eve", email: "", confirmed: false };
const JOIN: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const RIGHT: &str = "name=ada-lovelace&password=the+burrs+were+changed&to=/identity";
const PASSWORD: &str = "password=the+burrs+were+changed";
const WAYS: &str = "/account/sign-in-ways";
const ONE: &str = "/admin/single-sign-on/1";

/// A provider that an administrator set up, and the administrator.
async fn provider(world: &World, boxes: &[&str]) -> (Provider, Client) {
    let provider = Provider::start(world).await;
    let admin = world.signed_in(world.account("warden", true).await).await;
    assert_eq!(admin.post("/admin/single-sign-on", "name=The+house").await.header("location"), ONE);
    let boxes: Vec<&str> = boxes.iter().copied().chain(["private"]).collect();
    assert_eq!(admin.post(ONE, &provider.form(&boxes)).await.header("location"), format!("{ONE}?saved=1"));
    (provider, admin)
}

async fn is_in(client: &Client, name: &str) -> bool {
    client.get("/sign-in").await.body.contains(&format!("You are signed in as {name}"))
}

async fn count(world: &World, table: &'static str) -> i64 {
    let (query, query_of_identities) = (
        sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE system = 0 AND handle <> 'warden'"),
        sql!(scan "a test", "SELECT COUNT(*) FROM identities"),
    );
    let query = if table == "accounts" { query } else { query_of_identities };
    world.db().one::<(i64,)>(query).await.unwrap().0
}

/// Somebody has shown that they read the mail of an address.
async fn proved(world: &World, email: &'static str) {
    let prove = move |tx: base::Tx| async move {
        tx.run(sql!("UPDATE accounts SET email_proved_at = 1 WHERE email_key = $1", email)).await
    };
    assert_eq!(world.db().write(prove).await.unwrap(), 1);
}

async fn an_administrator_sets_it_up(world: World) {
    let provider = Provider::start(&world).await;
    let admin = world.signed_in(world.account("warden", true).await).await;
    admin.post("/admin/single-sign-on", "name=The+house").await;
    let page = admin.get(ONE).await.body;
    assert!(page.contains("http://guild.test/sign-in/with/1/back"), "what the provider must be told");
    assert!(!world.visitor().get("/sign-in").await.body.contains("The house"), "unfinished ones are not offered");
    let refused = admin.post(ONE, &provider.form(&[])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "http is for one's own network");
    assert!(!refused.body.contains("the client"), "a form that comes back has lost its secret");
    admin.post(ONE, &provider.form(&["private"])).await;
    let page = admin.get(ONE).await.body;
    assert!(page.contains("A secret is set") && !page.contains("the client&#39;s") && !page.contains("the client's"));
    assert!(world.visitor().get("/sign-in").await.body.contains("Sign in with The house"));
    // The test names the step.
    for (lie, told) in [
        (Lie::None, "It answers, and its keys can be read."),
        (Lie::Broken, "It answered, but not as a service of OpenID Connect does."),
        (Lie::CallsItselfOtherwise, "It calls itself by another address."),
        (Lie::NoKeys, "its keys could not be had"),
    ] {
        provider.lies(lie);
        assert!(admin.post(&format!("{ONE}/test"), "").await.body.contains(told), "{lie:?}");
    }
    let nobody = provider.form(&["private"]).replace(&web::encoded(provider.issuer()), "http%3A%2F%2F127.0.0.1%3A1");
    admin.post(ONE, &nobody).await;
    assert!(admin.post(&format!("{ONE}/test"), "").await.body.contains("Nobody answers there."));
    admin.post(ONE, &nobody.replace("http%3A%2F%2F127", "https%3A%2F%2F127").replace("&private=yes", "")).await;
    assert!(admin.post(&format!("{ONE}/test"), "").await.body.contains("It stands in a local network."));
    // A secret that is not the provider's shows when somebody signs in, and says whom to tell.
    admin.post(ONE, &provider.form(&["private"]).replace("the%20client", "another%20client")).await;
    provider.lies(Lie::None);
    let told = provider.trip(&mut world.visitor(), "/", &ADA).await;
    assert_eq!(told.header("location"), "/sign-in?trouble=unknown&with=1&to=/");
    assert!(world.visitor().get(told.header("location")).await.body.contains("does not know this site"));
    admin.post(ONE, &provider.form(&["private"])).await;
    // The secret that is set goes to no other address.
    let elsewhere = "name=The+house&issuer=https%3A%2F%2Fevil.test&client=guildhall&secret=";
    assert!(admin.post(ONE, elsewhere).await.body.contains("Give the secret for this address again"));
    assert!(admin.get("/admin/log").await.body.contains("set up single sign-on"));
    // Two do not have one address.
    admin.post("/admin/single-sign-on", "name=Another").await;
    let same = provider.form(&["private"]);
    assert!(admin.post("/admin/single-sign-on/2", &same).await.body.contains("has this address already"));
    assert_eq!(admin.post(&format!("{ONE}/remove"), "").await.header("location"), "/admin/single-sign-on?removed=1");
    assert_eq!(admin.get(ONE).await.status, StatusCode::NOT_FOUND);
    assert!(world.visitor().get("/sign-in/with/1").await.header("location").starts_with("/sign-in?trouble=closed"));
}

async fn a_newcomer_comes_in(world: World) {
    world.community("wood", Visibility::Public).await;
    let (provider, _) = provider(&world, &["newcomers"]).await;
    let mut ada = world.visitor();
    assert!(ada.get("/join?community=wood").await.body.contains("/sign-in/with/1?to=/c/wood"));
    assert_eq!(provider.trip(&mut ada, "/c/wood", &ADA).await.header("location"), "/identity");
    let page = ada.get("/identity").await;
    assert!(page.body.contains("value=\"Ada Lovelace\"") && page.body.contains("ada@guild.test"), "{}", page.body);
    assert_eq!((page.header("cache-control"), count(&world, "accounts").await), ("no-store", 0), "nothing without a press");
    assert_eq!(ada.post("/identity", "name=").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.enter("/identity", "name=Ada+Lovelace").await.header("location"), "/c/wood");
    assert!(is_in(&ada, "Ada Lovelace").await);
    assert!(ada.get("/identity").await.header("location").contains("trouble=stale"), "once");
    // The second time, from another browser, she is in at once. Her name is hers here.
    let mut phone = world.visitor();
    let renamed = There { name: "A. Lovelace", ..ADA };
    assert_eq!(provider.trip(&mut phone, "/c/wood", &renamed).await.header("location"), "/c/wood");
    assert!(is_in(&phone, "Ada Lovelace").await);
    let mut eve = world.visitor();
    provider.trip(&mut eve, "/", &EVE).await;
    eve.enter("/identity", "name=Ada+Lovelace").await;
    assert!(is_in(&eve, "Ada Lovelace").await && eve.get("/account").await.body.contains("@ada-lovelace-2"), "a free handle");
    // What a provider confirmed, but nobody believes, is no proof for another provider's word.
    let proved = sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE email_proved_at IS NOT NULL");
    assert_eq!(world.db().one::<(i64,)>(proved).await.unwrap().0, 0);
    assert!(world.wrong_counters().await.is_empty());
}

async fn lies_are_not_believed(world: World) {
    let (provider, _) = provider(&world, &["newcomers", "trusted"]).await;
    let refused = "/sign-in?trouble=refused&with=1&to=/communities";
    for (lie, to) in [
        (Lie::Issuer, refused),
        (Lie::Audience, refused),
        (Lie::AlsoForOthers, refused),
        (Lie::Nonce, refused),
        (Lie::NoNonce, refused),
        (Lie::AnothersKey, refused),
        (Lie::Unsigned, refused),
        (Lie::Shared, refused),
        (Lie::AccessToken, refused),
        (Lie::EndlessSubject, refused),
        (Lie::Expired, "/sign-in?trouble=clock&with=1&to=/communities"),
        (Lie::Future, "/sign-in?trouble=clock&with=1&to=/communities"),
        (Lie::NoToken, "/sign-in?trouble=down&with=1&to=/communities"),
    ] {
        let mut eve = world.visitor();
        let sent = eve.follow("/sign-in/with/1?to=/communities").await;
        let back = provider.sign_in(sent.header("location"), &ADA);
        provider.lies(lie);
        assert_eq!(eve.follow(&back).await.header("location"), to, "{lie:?}");
        provider.lies(Lie::None);
        assert!(eve.get(to).await.body.contains("The house"), "{lie:?}");
        assert!(eve.get("/identity").await.header("location").contains("stale"), "{lie:?}");
    }
    // Who fetches more of somebody gets nothing of somebody else.
    let mut eve = world.visitor();
    let sent = eve.follow("/sign-in/with/1").await;
    let back = provider.sign_in(sent.header("location"), &ADA);
    provider.lies(Lie::OtherPerson);
    assert_eq!(eve.follow(&back).await.header("location"), "/identity");
    assert!(!eve.get("/identity").await.body.contains("ada@guild.test"));
    provider.lies(Lie::None);
    // A provider that is down says so before and after.
    for lie in [Lie::Broken, Lie::CallsItselfOtherwise, Lie::NoKeys] {
        provider.lies(lie);
        let told = eve.get("/sign-in/with/1").await;
        let code = if lie == Lie::CallsItselfOtherwise { "refused" } else { "down" };
        assert!(told.header("location").starts_with(&format!("/sign-in?trouble={code}")), "{lie:?}");
    }
    assert_eq!((count(&world, "accounts").await, count(&world, "identities").await), (0, 0));
}

async fn a_trip_is_of_one_browser_and_once(world: World) {
    let (provider, _) = provider(&world, &["newcomers"]).await;
    let (mut ada, mut eve) = (world.visitor(), world.visitor());
    let stale = "/sign-in?trouble=stale&with=1&to=";
    let sent = ada.follow("/sign-in/with/1").await;
    assert!(sent.header("set-cookie").contains("HttpOnly; SameSite=Lax") && sent.header("cache-control") == "no-store");
    let back = provider.sign_in(sent.header("location"), &ADA);
    assert_eq!(eve.get(&back).await.header("location"), stale, "no browser on a trip");
    eve.follow("/sign-in/with/1").await;
    assert_eq!(eve.get(&back).await.header("location"), stale, "another browser's");
    assert_eq!(ada.get(&back.replace("with/1", "with/2")).await.header("location"), "/sign-in?trouble=stale&with=2&to=");
    assert!(ada.get(&back).await.header("location").contains("stale"), "what was misused is used up");
    let sent = ada.follow("/sign-in/with/1").await;
    let back = provider.sign_in(sent.header("location"), &ADA);
    assert_eq!(ada.get(&back).await.header("location"), "/identity");
    assert_eq!(ada.get(&back).await.header("location"), stale, "once");
    // Ten minutes.
    let sent = ada.follow("/sign-in/with/1").await;
    let back = provider.sign_in(sent.header("location"), &ADA);
    world.app.clock.advance(10 * Time::MINUTE);
    assert_eq!(ada.get(&back).await.header("location"), stale);
    // Another issuer's answer, none at all, and a no.
    for (from, with, code) in [
        ("iss=", "iss=https%3A%2F%2Fevil.test&was=", "refused"),
        ("iss=", "was=", "refused"),
        ("code=", "error=access_denied&was=", "denied"),
    ] {
        let sent = ada.follow("/sign-in/with/1?to=/communities").await;
        let back = provider.sign_in(sent.header("location"), &ADA).replace(from, with);
        assert_eq!(ada.get(&back).await.header("location"), format!("/sign-in?trouble={code}&with=1&to=/communities"));
    }
    // Nobody is sent off by another site, or by a browser that looks ahead.
    let away = ada.ask(Method::GET, "/sign-in/with/1?to=/c/wood", "", &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(away.header("location"), "/sign-in?to=/c/wood");
    assert_eq!(ada.ask(Method::GET, "/sign-in/with/1", "", &[("sec-purpose", "prefetch")]).await.status, StatusCode::NO_CONTENT);
    // Who signed in meanwhile begins again.
    let sent = ada.follow("/sign-in/with/1").await;
    let back = provider.sign_in(sent.header("location"), &ADA);
    ada.enter("/join", JOIN).await;
    assert_eq!(ada.get(&back).await.header("location"), "/account/sign-in-ways?trouble=stale&with=1");
    // Kept as hashes only; the way on leads to this site.
    let kept = sql!(scan "a test", "SELECT COUNT(*) FROM trips WHERE state_hash LIKE '%=%'");
    assert_eq!(world.db().one::<(i64,)>(kept).await.unwrap().0, 0);
    assert_eq!(ada.get("/sign-in/with/1?to=%00").await.status, StatusCode::SEE_OTHER);
    let mut bob = world.visitor();
    provider.trip(&mut bob, "//evil.test", &EVE).await;
    assert_eq!(bob.enter("/identity", "name=Bob").await.header("location"), "/");
    let many = world.visitor().at("192.0.2.7");
    for _ in 0..200 {
        many.get("/sign-in/with/9").await;
    }
    assert_eq!(many.get("/sign-in/with/9").await.status, StatusCode::TOO_MANY_REQUESTS);
}

async fn an_address_leads_to_its_account(world: World) {
    let (provider, admin) = provider(&world, &["newcomers"]).await;
    let mut ada = world.visitor();
    ada.enter("/join", JOIN).await;
    // She has shown that the address is hers, but nobody believes the provider: she signs in as usual, and is asked.
    proved(&world, "ada@guild.test").await;
    let mut phone = world.visitor();
    assert_eq!(provider.trip(&mut phone, "/communities", &ADA).await.header("location"), "/identity");
    let page = phone.get("/identity").await.body;
    assert!(page.contains("somebody here has your address") && !page.contains("name=\"name\""), "{page}");
    assert_eq!(phone.enter("/identity", "name=Ada").await.status, StatusCode::FORBIDDEN, "no second account");
    assert_eq!(phone.enter("/sign-in", RIGHT).await.header("location"), "/identity");
    let page = phone.get("/identity").await.body;
    assert!(page.contains("Link your accounts?") && !page.contains("name=\"password\""), "she just signed in");
    assert_eq!(count(&world, "identities").await, 0);
    assert_eq!(phone.enter("/identity/link", "").await.header("location"), "/communities");
    assert_eq!((count(&world, "identities").await, count(&world, "accounts").await), (1, 1));
    let mut third = world.visitor();
    assert_eq!(provider.trip(&mut third, "/communities", &ADA).await.header("location"), "/communities");
    assert!(is_in(&third, "Ada Lovelace").await);
    let server = Server::start().await;
    admin.post("/admin/mail", &server.form()).await;
    // A link by mail leads on to where linking is asked, in the same browser.
    let hers = There { subject: "a-7", ..ADA };
    let mut phone = world.visitor();
    provider.trip(&mut phone, "/communities", &hers).await;
    phone.follow("/sign-in?to=/identity").await;
    phone.enter("/sign-in/by-mail", "name=ada%40guild.test").await;
    world.post_mail().await;
    let text = server.received().iter().rev().find(|mail| mail.to == "ada@guild.test").unwrap().text.replace("=\r\n", "");
    let link = text.split("http://guild.test").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(phone.enter(&link, "").await.header("location"), "/identity");
    assert_eq!(phone.enter("/identity/link", "").await.header("location"), "/communities");
    // Trusted: an address of which nobody here has shown that they read its mail leads nowhere by itself.
    admin.post(ONE, &provider.form(&["newcomers", "trusted", "private"])).await;
    let mut bob = world.visitor();
    bob.enter("/join", &JOIN.replace("ada%40", "bob%40").replace("Ada+Lovelace", "Bob")).await;
    let his = There { subject: "b-3", name: "Bob", email: "bob@guild.test", confirmed: true };
    let mut phone = world.visitor();
    assert_eq!(provider.trip(&mut phone, "/", &his).await.header("location"), "/identity", "whoever joined may not be him");
    proved(&world, "bob@guild.test").await;
    let unsure = There { confirmed: false, ..his.clone() };
    assert_eq!(provider.trip(&mut phone, "/", &unsure).await.header("location"), "/identity", "the provider does not know");
    assert!(!phone.get("/identity").await.body.contains("somebody here has your address"), "and learns nothing");
    assert_eq!(provider.trip(&mut phone, "/communities", &his).await.header("location"), "/communities");
    assert!(is_in(&phone, "Bob").await);
    world.post_mail().await;
    assert!(server.received().iter().any(|mail| mail.to == "bob@guild.test" && mail.text.contains("The house")), "he is told");
    // Somebody whom a list brought, and who has never signed in.
    let brought = NewAccount {
        handle: "cy".into(),
        name: "Cy".into(),
        email: Some("cy@guild.test".into()),
        created_at: 1,
        ..NewAccount::default()
    };
    world.db().write(move |tx| async move { accounts::create(&tx, &brought).await }).await.unwrap();
    let cy = There { subject: "c-4", name: "Cy", email: "cy@guild.test", confirmed: true };
    let mut phone = world.visitor();
    provider.trip(&mut phone, "/", &cy).await;
    assert!(is_in(&phone, "Cy").await);
}

async fn linking_asks_and_unlinking_leaves_a_way(world: World) {
    let (provider, admin) = provider(&world, &["newcomers"]).await;
    let mut ada = world.visitor();
    ada.enter("/join", JOIN).await;
    assert!(ada.get(WAYS).await.body.contains("Link The house"));
    world.app.clock.advance(Time::HOUR);
    let elsewhere = There { subject: "a-9", email: "ada@elsewhere.test", ..ADA };
    assert_eq!(provider.trip(&mut ada, WAYS, &elsewhere).await.header("location"), "/identity");
    let page = ada.get("/identity").await.body;
    assert!(page.contains("ada@elsewhere.test") && page.contains("name=\"password\""), "an open screen is not enough");
    assert_eq!(ada.post("/identity/link", "password=wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other = ada.ask(Method::POST, "/identity/link", PASSWORD, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!((other.status, count(&world, "identities").await), (StatusCode::FORBIDDEN, 0), "not from another site");
    assert_eq!(ada.enter("/identity/link", PASSWORD).await.header("location"), "/account/sign-in-ways?saved=identity");
    let page = ada.get(WAYS).await.body;
    assert!(page.contains("ada@elsewhere.test") && !page.contains("Link The house"));
    assert_eq!(provider.trip(&mut ada, WAYS, &elsewhere).await.header("location"), WAYS, "it is hers already");
    // It is nobody else's.
    let mut bob = world.visitor();
    bob.enter("/join", &JOIN.replace("ada%40", "bob%40").replace("Ada+Lovelace", "Bob")).await;
    let taken = "/account/sign-in-ways?trouble=taken&with=1";
    assert_eq!(provider.trip(&mut bob, WAYS, &elsewhere).await.header("location"), taken);
    assert!(bob.get(taken).await.body.contains("belongs to somebody else here"));
    // Unlinking takes the password, and is one's own.
    let id: (i64,) = world.db().one(sql!(scan "a test", "SELECT id FROM identities")).await.unwrap();
    let path = format!("/account/identities/{}/remove", id.0);
    assert_eq!(ada.post(&path, "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    bob.post(&path, PASSWORD).await;
    assert_eq!(count(&world, "identities").await, 1);
    assert_eq!(ada.post(&path, PASSWORD).await.header("location"), "/account/sign-in-ways?saved=unlinked");
    // Not the last way in.
    let mut eve = world.visitor();
    provider.trip(&mut eve, "/", &EVE).await;
    eve.enter("/identity", "name=Eve").await;
    let id: (i64,) = world.db().one(sql!(scan "a test", "SELECT id FROM identities")).await.unwrap();
    let path = format!("/account/identities/{}/remove", id.0);
    let refused = eve.post(&path, "").await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("your only way in"));
    assert!(!eve.get(WAYS).await.body.contains("Come back without a password"), "she has a way");
    // A provider that is taken away leaves its people, and knows them again.
    let page = admin.get(ONE).await.body;
    assert!(page.contains("1 person has linked it") && page.contains("Add it again with the same address"));
    admin.post(&format!("{ONE}/remove"), "").await;
    assert!(eve.get(WAYS).await.body.contains("not asked here any more"));
    admin.post("/admin/single-sign-on", "name=Again").await;
    admin.post("/admin/single-sign-on/2", &provider.form(&["private"])).await;
    let mut phone = world.visitor();
    let sent = phone.follow("/sign-in/with/2?to=/communities").await;
    let back = provider.sign_in(sent.header("location"), &EVE);
    assert_eq!(phone.follow(&back).await.header("location"), "/communities");
}

async fn the_rule_of_the_site_holds(world: World) {
    let wood = world.community("wood", Visibility::Public).await;
    let lead = world.somebody(wood, "lead", Some(Role::Champion)).await;
    let (provider, admin) = provider(&world, &[]).await;
    let server = Server::start().await;
    admin.post("/admin/mail", &server.form()).await;
    let mut ada = world.visitor();
    let told = async |client: &mut Client, who: &There, to: &str| {
        provider.trip(client, to, who).await;
        client.get("/identity").await.body
    };
    assert!(told(&mut ada, &ADA, "/").await.contains("Only people who have an account here"));
    assert_eq!(ada.enter("/identity", "name=Ada").await.status, StatusCode::FORBIDDEN);
    admin.post(ONE, &provider.form(&["newcomers", "private"])).await;
    // By invitation only, unless they come from one.
    admin.post("/admin/sign-up", "rule=invitation").await;
    assert!(told(&mut ada, &ADA, "/").await.contains("for who is invited"));
    assert_eq!(ada.enter("/identity", "name=Ada").await.status, StatusCode::FORBIDDEN);
    let made = lead.post("/c/wood/manage/invitations", "role=member").await;
    let page = lead.get(made.header("location")).await.body;
    let code = page.split("http://guild.test/i/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let mut eve = world.visitor();
    assert!(told(&mut eve, &EVE, "/i/nonsense").await.contains("for who is invited"));
    told(&mut eve, &EVE, &format!("/i/{code}")).await;
    assert_eq!(eve.enter("/identity", "name=Eve").await.header("location"), format!("/i/{code}"), "the invitation is kept");
    assert_eq!(eve.post(&format!("/i/{code}"), "").await.status, StatusCode::SEE_OTHER);
    // Some domains: believed, or confirmed by mail.
    admin.post("/admin/sign-up", "rule=domains&domains=guild.test").await;
    let other = There { subject: "o-5", name: "Ody", email: "ody@other.test", confirmed: true };
    assert!(told(&mut ada, &other, "/").await.contains("certain addresses"));
    assert!(told(&mut ada, &There { subject: "n-6", ..EVE }, "/").await.contains("did not confirm an e-mail address"));
    assert!(told(&mut ada, &ADA, "/").await.contains("You get a letter at ada@guild.test"));
    assert_eq!(ada.enter("/identity", "name=Ada+Lovelace").await.header("location"), "/join?asked=domains");
    world.post_mail().await;
    let text = server.received().iter().rev().find(|mail| mail.to == "ada@guild.test").unwrap().text.replace("=\r\n", "");
    let link = text.split("http://guild.test").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
    assert_eq!(ada.enter(&link, "").await.header("location"), "/");
    let mut phone = world.visitor();
    provider.trip(&mut phone, "/communities", &ADA).await;
    assert!(is_in(&phone, "Ada Lovelace").await, "what confirmed also linked");
    // With approval.
    admin.post("/admin/sign-up", "rule=approval").await;
    let mut ody = world.visitor();
    told(&mut ody, &other, "/").await;
    assert_eq!(ody.enter("/identity", "name=Ody").await.header("location"), "/join?asked=approval");
    let id: (i64,) = world.db().one(sql!(scan "a test", "SELECT id FROM sign_ups WHERE decided_at IS NULL")).await.unwrap();
    admin.post(&format!("/admin/sign-ups/{}", id.0), "decision=in").await;
    assert_eq!(provider.trip(&mut ody, "/communities", &other).await.header("location"), "/communities");
    assert!(is_in(&ody, "Ody").await);
    assert!(world.wrong_counters().await.is_empty());
}

async fn suspended_ones_and_codes(world: World) {
    let (provider, admin) = provider(&world, &["trusted"]).await;
    let mut ada = world.visitor();
    ada.enter("/join", JOIN).await;
    proved(&world, "ada@guild.test").await;
    ada.post("/account/codes/begin", PASSWORD).await;
    let page = ada.get("/account/codes").await.body;
    let address = page.split("href=\"otpauth://").nth(1).unwrap().split('"').next().unwrap();
    let read = Totp::from_url(format!("otpauth://{address}").replace("&amp;", "&").replace("&#38;", "&")).unwrap();
    let app = Builder::new().with_secret(read.secret().as_bytes()).with_account_name("ada").build().unwrap();
    let code = || app.generate(u64::try_from(world.app.clock.now().0 / 1000).unwrap()).to_string();
    ada.post("/account/codes/confirm", &format!("code={}", code())).await;
    world.app.clock.advance(Time::MINUTE);
    // Who has codes shows one before anything is linked.
    let mut phone = world.visitor();
    assert_eq!(provider.trip(&mut phone, "/communities", &ADA).await.header("location"), "/identity");
    assert_eq!(count(&world, "identities").await, 0);
    assert_eq!(phone.enter("/sign-in", RIGHT).await.header("location"), "/sign-in/code?to=/identity");
    assert_eq!(phone.enter("/sign-in/code", &format!("code={}&to=/identity", code())).await.header("location"), "/identity");
    assert_eq!(phone.enter("/identity/link", "").await.header("location"), "/communities");
    world.app.clock.advance(Time::MINUTE);
    // And each time afterwards.
    let mut third = world.visitor();
    assert_eq!(provider.trip(&mut third, "/communities", &ADA).await.header("location"), "/sign-in/code?to=/communities");
    assert!(!is_in(&third, "Ada").await);
    assert_eq!(
        third.enter("/sign-in/code", &format!("code={}&to=/communities", code())).await.header("location"),
        "/communities"
    );
    assert!(is_in(&third, "Ada").await);
    admin.post("/admin/suspensions", "handle=ada-lovelace&days=3&reason=trouble").await;
    let mut fourth = world.visitor();
    let told = provider.trip(&mut fourth, "/communities", &ADA).await;
    assert_eq!(told.header("location"), "/sign-in?trouble=suspended&with=1&to=/communities");
    assert!(fourth.get(told.header("location")).await.body.contains("suspended") && !is_in(&fourth, "Ada").await);
}

testkit::on_both_engines!(crate::world: an_administrator_sets_it_up, a_newcomer_comes_in, lies_are_not_believed, a_trip_is_of_one_browser_and_once, an_address_leads_to_its_account, linking_asks_and_unlinking_leaves_a_way, the_rule_of_the_site_holds, suspended_ones_and_codes);
