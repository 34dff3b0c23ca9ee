//! Guessing passwords: waits that grow, answers that tell nothing in words or time, and nobody else is slowed down.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use base::Time;
use testkit::{Answer, Client, World};
use web::Visibility;

const ADA: &str = "name=Ada+Lovelace&email=ada%40guild.test&password=the+burrs+were+changed";
const ADDRESS: &str = "ada%40guild.test";
const BY_ADDRESS: &str = "name=ada%40guild.test&password=the+burrs+were+changed";
const RIGHT: &str = "name=ada-lovelace&password=the+burrs+were+changed";

async fn guess(client: &Client, name: &str) -> Answer {
    client.post("/sign-in", &format!("name={name}&password=wrong+wrong+wrong")).await
}

fn wait(answer: &Answer) -> i64 {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    answer.header("retry-after").parse().unwrap()
}

async fn waits_grow(world: World) {
    world.visitor().post("/join", ADA).await;
    let eve = world.visitor().at("192.0.2.7");
    for _ in 0..5 {
        assert_eq!(guess(&eve, ADDRESS).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    for seconds in [30, 60, 120, 240, 480, 900, 900] {
        assert_eq!(wait(&eve.post("/sign-in", BY_ADDRESS).await), seconds + 1, "also for the right one");
        let by_handle = world.visitor().at("192.0.2.9").post("/sign-in", RIGHT).await;
        assert_eq!(by_handle.status, StatusCode::SEE_OTHER, "a wait tells nobody whose an address is");
        let elsewhere = world.visitor().at("192.0.2.8").post("/sign-in", BY_ADDRESS).await;
        assert_eq!(elsewhere.status, StatusCode::TOO_MANY_REQUESTS, "the account is guarded from everywhere");
        assert_eq!(world.visitor().post("/join", ADA).await.status, StatusCode::TOO_MANY_REQUESTS, "also by the other door");
        world.app.clock.advance(seconds * Time::SECOND);
        assert_eq!(guess(&eve, ADDRESS).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    world.app.clock.advance(900 * Time::SECOND);
    assert_eq!(eve.post("/sign-in", BY_ADDRESS).await.status, StatusCode::SEE_OTHER);
    assert_eq!(guess(&eve, ADDRESS).await.status, StatusCode::UNPROCESSABLE_ENTITY, "forgiven");
}

async fn an_address_waits_too(world: World) {
    world.visitor().post("/join", ADA).await;
    let eve = world.visitor().at("192.0.2.7");
    for n in 0..10 {
        assert_eq!(eve.post("/sign-in", RIGHT).await.status, StatusCode::SEE_OTHER, "right ones do not count");
        for half in 0..2 {
            assert_eq!(guess(&eve, &format!("somebody-{n}-{half}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
    }
    assert_eq!(wait(&guess(&eve, "somebody-else").await), 61);
    assert_eq!(world.visitor().at("192.0.2.8").post("/sign-in", RIGHT).await.status, StatusCode::SEE_OTHER);
    world.app.clock.advance(Time::MINUTE);
    assert_eq!(guess(&eve, "somebody-else").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wait(&guess(&eve, "somebody-else").await), 121);
}

/// Half of the middle ones of how long each of two kinds of question took, as a ratio.
async fn ratio(rounds: usize, known: impl AsyncFn(usize), nobody: impl AsyncFn(usize)) -> f64 {
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for n in 0..rounds {
        let started = Instant::now();
        known(n).await;
        first.push(started.elapsed());
        let started = Instant::now();
        nobody(n).await;
        second.push(started.elapsed());
    }
    let middle = |mut took: Vec<Duration>| {
        took.sort();
        took[took.len() / 2].as_secs_f64()
    };
    middle(first) / middle(second)
}

/// Words and times are the same whether there is such an account or not, with a password or without.
async fn answers_tell_nothing(world: World) {
    world.visitor().post("/join", ADA).await;
    world.account("linked", false).await;
    let client = world.visitor();
    let told = |answer: Answer, name: &str| (answer.status, answer.body.replace(name, "X"));
    let nobody = told(guess(&client, "nobody-here").await, "nobody-here");
    assert_eq!(told(guess(&client, "ada-lovelace").await, "ada-lovelace"), nobody);
    assert_eq!(told(guess(&client, "linked").await, "linked"), nobody);
    let long = format!("name=ada-lovelace&password={}", "x".repeat(600));
    let longer = format!("name=nobody-here&password={}", "x".repeat(600));
    let known = told(client.post("/sign-in", &long).await, "ada-lovelace");
    assert_eq!(known, told(client.post("/sign-in", &longer).await, "nobody-here"));
    // The machine may be busy with something else for a while: what tells does so every time.
    let mut ratios = Vec::new();
    for _ in 0..4 {
        let between = ratio(
            7,
            async |_| {
                world.app.clock.advance(Time::HOUR);
                assert_eq!(guess(&client, "ada-lovelace").await.status, StatusCode::UNPROCESSABLE_ENTITY);
            },
            async |n| {
                world.app.clock.advance(Time::HOUR);
                assert_eq!(guess(&client, &format!("nobody-{n}")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            },
        )
        .await;
        if (0.75..1.33).contains(&between) {
            return;
        }
        ratios.push(between);
    }
    panic!("wrong passwords of somebody take as much longer than those of nobody: {ratios:?}");
}

/// Fifty accounts that sign in wrongly at once get their answers, one after the other, and the page of somebody who reads
/// meanwhile comes. How fast it comes the load tool measures (`bench`, part `guessing`).
async fn a_crowd_waits_in_line(world: World) {
    world.community("wood", Visibility::Public).await;
    let crowd = (0..50).map(|n| {
        let client = world.visitor().at(&format!("192.0.2.{n}"));
        async move { guess(&client, &format!("somebody-{n}")).await.status }
    });
    let reading = async {
        let started = Instant::now();
        assert_eq!(world.visitor().get("/c/wood").await.status, StatusCode::OK);
        started.elapsed()
    };
    let started = Instant::now();
    let (statuses, read) = tokio::join!(futures_util::future::join_all(crowd), reading);
    assert!(statuses.iter().all(|status| *status == StatusCode::UNPROCESSABLE_ENTITY), "{statuses:?}");
    assert!(read < started.elapsed() / 2, "a page waited for passwords: {read:?} of {:?}", started.elapsed());
    // More than stand in line are asked to come again.
    let crowd = (0..150).map(|n| {
        let client = world.visitor().at(&format!("198.51.100.{n}"));
        async move { guess(&client, &format!("another-{n}")).await.status }
    });
    let statuses = futures_util::future::join_all(crowd).await;
    let limited = statuses.iter().filter(|status| **status == StatusCode::TOO_MANY_REQUESTS).count();
    assert!((1..=50).contains(&limited), "{limited} of 150 were sent away");
}

testkit::on_both_engines!(crate::world: waits_grow, an_address_waits_too, answers_tell_nothing, a_crowd_waits_in_line);
