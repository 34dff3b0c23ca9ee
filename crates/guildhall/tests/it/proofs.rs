//! Keeping programs out of sign-up: the sum that a device does, the wait where no scripts run, and the field that nobody sees.

use axum::http::StatusCode;
use base::{Time, settings, sql};
use people::accounts::proofs::Effort;
use people::accounts::sign_ups::rule::{self, SignUp};
use people::communities::Role;
use sha2::{Digest as _, Sha256};
use testkit::{Answer, Client, World};
use web::Visibility;

const ADA: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const BOB: &str = "name=Bob&email=bob%40guild.test&password=the+burrs+were+changed";

async fn set(world: &World, rule: SignUp) {
    world.db().write(move |tx| async move { rule::write(&tx, &rule).await }).await.unwrap();
}

/// As a new site has it.
async fn usual(world: &World) {
    set(world, SignUp::default()).await;
}

async fn light(world: &World) {
    set(world, SignUp { effort: Effort::Light, ..SignUp::default() }).await;
}

async fn accounts(world: &World) -> i64 {
    let count = sql!(scan "a test", "SELECT COUNT(*) FROM accounts WHERE system = 0");
    world.db().one::<(i64,)>(count).await.unwrap().0
}

/// What a device does with a challenge for a form.
async fn solve(client: &Client, form: &str) -> String {
    let asked = client.get(&format!("/proof/{form}")).await;
    assert_eq!((asked.status, asked.header("cache-control")), (StatusCode::OK, "no-store"));
    let asked = asked.json();
    let (salt, target) = (asked["salt"].as_str().unwrap(), asked["target"].as_str().unwrap());
    let wanted: Vec<u8> = (0..32).map(|at| u8::from_str_radix(&target[2 * at..2 * at + 2], 16).unwrap()).collect();
    let is_it = |number: &u64| Sha256::digest(format!("{salt}~{number}"))[..] == wanted[..];
    let number = (0..=asked["most"].as_u64().unwrap()).find(is_it).unwrap();
    format!("&proof={}~{number}", asked["challenge"].as_str().unwrap())
}

async fn most(client: &Client) -> u64 {
    client.get("/proof/join").await.json()["most"].as_u64().unwrap()
}

fn wait(answer: &Answer) -> String {
    let value = answer.body.split("name=\"wait\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    format!("&wait={value}")
}

fn refused(answer: &Answer, told: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.contains(told) && answer.body.contains("value=\"Bob\""), "{told}: {}", answer.body);
    assert!(!answer.body.contains("the burrs"), "no password comes back");
}

async fn solved_once(world: World) {
    usual(&world).await;
    let mut client = world.visitor();
    assert!(client.get("/join").await.body.contains("data-proof=\"/proof/join\""));
    refused(&client.post("/join", BOB).await, "in 30 seconds");
    for wrong in ["&proof=nonsense", "&proof=proof~join~9999999999999~0~salt~target~mark~0"] {
        refused(&client.post("/join", &format!("{BOB}{wrong}")).await, "stood open for long");
    }
    assert_eq!(accounts(&world).await, 0);
    let solved = solve(&client, "join").await;
    // What is wrong with the form does not cost the proof.
    let short = client.post("/join", &format!("{}{solved}", BOB.replace("the+burrs+were+changed", "short"))).await;
    assert!(short.body.contains("10 letters") && short.body.contains(&solved["&proof=".len()..]));
    assert_eq!(client.enter("/join", &format!("{ADA}{solved}")).await.header("location"), "/");
    // The second of two clicks is the same person; nobody else comes by it.
    assert_eq!(world.visitor().post("/join", &format!("{ADA}{solved}")).await.status, StatusCode::SEE_OTHER);
    refused(&world.visitor().post("/join", &format!("{BOB}{solved}")).await, "was sent before");
    world.app.clock.advance(2 * Time::MINUTE);
    assert_eq!(world.visitor().post("/join", &format!("{ADA}{solved}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(accounts(&world).await, 1);
}

async fn good_for_one_form_for_a_while_on_one_site(world: World) {
    light(&world).await;
    let client = world.visitor();
    assert_eq!(client.get("/proof/nonsense").await.status, StatusCode::NOT_FOUND);
    let other = solve(&client, "ask-in").await;
    refused(&client.post("/join", &format!("{BOB}{other}")).await, "stood open for long");
    let late = solve(&client, "join").await;
    world.app.clock.advance(15 * Time::MINUTE);
    refused(&client.post("/join", &format!("{BOB}{late}")).await, "stood open for long");
    let elsewhere = solve(&client, "join").await;
    let key = serde_json::json!({ "secret": "of another site" });
    world.db().write(move |tx| async move { settings::write(&tx, settings::SITE, "stamps", &key).await }).await.unwrap();
    refused(&client.post("/join", &format!("{BOB}{elsewhere}")).await, "stood open for long");
    assert_eq!(accounts(&world).await, 0);
}

async fn a_crowd_makes_it_harder(world: World) {
    light(&world).await;
    let (client, elsewhere) = (world.visitor().at("192.0.2.7"), world.visitor().at("198.51.100.9"));
    let first = most(&client).await;
    for n in 0..5 {
        let form = BOB.replace("bob", &format!("bob{n}"));
        assert_eq!(client.post("/join", &format!("{form}{}", solve(&client, "join").await)).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!((most(&client).await, most(&elsewhere).await), (2 * first, first), "from the same network address");
    let come = |from: i64, to: i64| {
        let now = world.app.clock.now();
        world.db().write(move |tx| async move {
            for n in from..to {
                tx.run(sql!("INSERT INTO spent_proofs (salt, whom, spent_at) VALUES ($1, '', $2)", format!("salt {n}"), now))
                    .await?;
            }
            Ok(())
        })
    };
    come(0, 60).await.unwrap();
    assert_eq!((most(&client).await, most(&elsewhere).await), (4 * first, 2 * first), "on the whole site");
    assert!(elsewhere.post("/join", ADA).await.body.contains("in 30 seconds"), "the wait grows, too");
    come(60, 2000).await.unwrap();
    for _ in 0..15 {
        client.post("/join", &format!("{ADA}&homepage=x")).await;
    }
    assert_eq!((most(&client).await, most(&elsewhere).await), (32 * first, 8 * first), "and not for ever");
    world.app.clock.advance(Time::HOUR);
    assert_eq!(most(&client).await, first);
}

async fn without_scripts_one_waits(world: World) {
    usual(&world).await;
    let mut client = world.visitor();
    let told = client.post("/join", BOB).await;
    let waited = wait(&told);
    world.app.clock.advance(10 * Time::SECOND);
    let early = client.post("/join", &format!("{BOB}{waited}")).await;
    refused(&early, "in 20 seconds");
    assert_eq!(wait(&early), waited, "the wait goes on");
    world.app.clock.advance(20 * Time::SECOND);
    let short = client.post("/join", &format!("{}{waited}", BOB.replace("bob%40guild.test", "nonsense"))).await;
    assert_eq!(wait(&short), waited, "and is not lost to what is wrong with the form");
    assert_eq!(client.enter("/join", &format!("{BOB}{waited}")).await.status, StatusCode::SEE_OTHER);
    let again = world.visitor().post("/join", &format!("{ADA}{waited}")).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("was sent before"));
    let fresh = wait(&again);
    assert_ne!(fresh, waited);
    world.app.clock.advance(Time::HOUR);
    let old = world.visitor().post("/join", &format!("{ADA}{fresh}")).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY, "nor for ever");
    assert_eq!(accounts(&world).await, 1);
}

async fn the_answer_says_nothing_about_accounts(world: World) {
    set(&world, SignUp { rule: rule::Rule::Approval, ..SignUp::default() }).await;
    world.account("ada", false).await;
    let known =
        sql!(scan "a test", "UPDATE accounts SET email = 'ada@guild.test', email_key = 'ada@guild.test' WHERE handle = 'ada'");
    world.db().write(move |tx| async move { tx.run(known).await }).await.unwrap();
    let (known, stranger) = (world.visitor().post("/join", ADA).await, world.visitor().post("/join", BOB).await);
    let plain = |answer: &Answer| {
        let body = answer.body.replace(&wait(answer)["&wait=".len()..], "W");
        body.replace("ada@", "X@").replace("bob@", "X@").replace("Ada Lovelace", "X").replace("\"Bob\"", "\"X\"")
    };
    assert_eq!(plain(&known), plain(&stranger));
}

async fn who_is_invited_needs_none(world: World) {
    usual(&world).await;
    let wood = world.community("wood", Visibility::Public).await;
    let lead = world.somebody(wood, "lead", Some(Role::Champion)).await;
    let made = lead.post("/c/wood/manage/invitations", "role=member").await;
    let page = lead.get(made.header("location")).await.body;
    let code = page.split("http://guild.test/i/").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(world.visitor().post(&format!("/i/{code}"), "name=Ada").await.header("location"), "/c/wood?welcome=1");
    // Nor where nobody comes in by the form anyway.
    set(&world, SignUp { rule: rule::Rule::Invitation, ..SignUp::default() }).await;
    assert_eq!(world.visitor().get("/proof/join").await.status, StatusCode::NOT_FOUND);
    assert!(world.visitor().post("/join", BOB).await.body.contains("for who is invited"));
}

async fn an_administrator_says_how_much(world: World) {
    usual(&world).await;
    let admin = world.signed_in(world.account("warden", true).await).await;
    let checked = |page: &str, effort: &str| page.contains(&format!("name=\"effort\" value=\"{effort}\" checked"));
    assert!(checked(&admin.get("/admin/sign-up").await.body, "usual"), "on, unless somebody says otherwise");
    let wrong = admin.post("/admin/sign-up", "rule=open&effort=x").await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("Choose one"));
    let first = most(&admin).await;
    assert_eq!(admin.post("/admin/sign-up", "rule=open&effort=strong").await.status, StatusCode::SEE_OTHER);
    assert_eq!(most(&admin).await, 4 * first);
    assert!(world.visitor().post("/join", BOB).await.body.contains("in 60 seconds"));
    admin.post("/admin/sign-up", "rule=open&effort=off").await;
    admin.post("/admin/sign-up", "rule=open").await;
    assert!(checked(&admin.get("/admin/sign-up").await.body, "off"), "what is not in the form stays");
    assert!(!world.visitor().get("/join").await.body.contains("data-proof"));
    assert_eq!(world.visitor().post("/join", BOB).await.status, StatusCode::SEE_OTHER);
}

async fn what_only_programs_fill_in(world: World) {
    // With or without a sum to do.
    let client = world.visitor().at("192.0.2.7");
    let page = client.get("/join").await.body;
    assert!(page.contains("class=\"trap\" aria-hidden=\"true\"") && page.contains("name=\"homepage\" tabindex=\"-1\""));
    let caught = client.post("/join", &format!("{BOB}&homepage=http%3A%2F%2Fspam.test")).await;
    refused(&caught, "value=\"http://spam.test\"");
    assert!(!caught.body.contains("class=\"trap\"") && caught.body.contains("Perhaps your browser filled this in"));
    assert_eq!(client.post("/join", &format!("{BOB}&homepage=+")).await.status, StatusCode::SEE_OTHER, "emptied, it is fine");
    for _ in 0..20 {
        client.post("/join", &format!("{ADA}&homepage=x")).await;
    }
    assert_eq!(client.post("/join", ADA).await.status, StatusCode::TOO_MANY_REQUESTS, "it counts as a try");
    assert_eq!(accounts(&world).await, 1);
}

/// Asking a community to be let in makes an account by a name alone.
async fn asking_in(world: World) {
    usual(&world).await;
    world.community("wood", Visibility::Public).await;
    let by_request = sql!("UPDATE communities SET joining = 'request' WHERE slug = 'wood'");
    world.db().write(move |tx| async move { tx.run(by_request).await }).await.unwrap();
    let path = "/c/wood/ask-to-join";
    let mut client = world.visitor();
    let page = client.get(path).await.body;
    assert!(page.contains("data-proof=\"/proof/ask-in\"") && page.contains("name=\"homepage\""));
    let once = page.split("name=\"once\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = |name: &str| format!("name={name}&once={once}");
    refused(&client.post(path, &form("Bob")).await, "Nearly there");
    refused(&client.post(path, &format!("{}&homepage=x", form("Bob"))).await, "value=\"x\"");
    let proof = solve(&client, "ask-in").await;
    assert_eq!(client.enter(path, &format!("{}{proof}", form("Ada"))).await.header("location"), path);
    assert_eq!(world.visitor().post(path, &format!("{}{proof}", form("Ada"))).await.header("location"), path, "clicked twice");
    refused(&world.visitor().post(path, &format!("{}{proof}", form("Bob"))).await, "was sent before");
    refused(&world.visitor().post(path, &format!("name=Bob{proof}")).await, "was sent before");
    assert_eq!(accounts(&world).await, 1);
    let page = client.get(path).await.body;
    assert!(!page.contains("data-proof=") && !page.contains("homepage"), "who has an account is known");
}

testkit::on_both_engines!(
    crate::world: solved_once, good_for_one_form_for_a_while_on_one_site, a_crowd_makes_it_harder, without_scripts_one_waits,
    the_answer_says_nothing_about_accounts, who_is_invited_needs_none, an_administrator_says_how_much, what_only_programs_fill_in,
    asking_in,
);
