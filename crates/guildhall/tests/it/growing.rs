//! What a page costs does not depend on how much the community has written.

use testkit::{Engine, World};
use web::{Permission, Visibility};

use crate::world;

/// Lists are full with so many threads, and what is counted up to a bound has reached it …
const SOME: usize = 320;
/// … and cost the same with so many.
const MANY: usize = 1_200;

/// Pages may cost so much more: trees are a level deeper.
const ALLOWED: f64 = 1.25;

/// What is asked beside every route's own sample.
const LISTS: [&str; 5] = [
    "/c/wood/questions?tag=first",
    "/c/wood/questions?area=tools",
    "/c/wood/questions?sort=top",
    "/c/wood/questions?sort=unanswered&tag=first",
    "/c/wood/discussions",
];

/// What may cost more, and why.
const GROWING: [(&str, &str); 2] =
    [("/sitemaps/0", "as many addresses as fit"), ("/c/wood/manage/areas", "threads are counted for who leads")];

/// Threads with two answers and a comment each, by the same few people.
async fn fill(world: &World, community: base::Id, author: base::Id, threads: std::ops::Range<usize>) {
    for n in threads {
        let title = format!("Question number {n} about joints");
        world.question(community, "tools", author, &title, "about glue", &["one way", "another way"]).await;
    }
    world.drain().await;
}

/// Steps of the database's machine for each page, as a visitor and as who leads.
async fn costs(world: &World, champion: &testkit::Client) -> Vec<(String, u64)> {
    let mut costs = Vec::new();
    let pages = guildhall::features().into_iter().flat_map(|feature| feature.routes.rules());
    let pages = pages.filter(|rule| rule.method == "GET" && !matches!(rule.permission, Permission::Admin));
    let paths = pages.map(|rule| rule.sample.replace("{community}", "wood")).chain(LISTS.map(str::to_owned));
    for path in paths.filter(|path| !GROWING.iter().any(|(growing, _)| path == growing)) {
        for (who, client) in [("visitor", &world.visitor()), ("champion", champion)] {
            // At an address of its own, so that no kept page answers.
            let fresh = format!("{path}{}fresh={}", if path.contains('?') { '&' } else { '?' }, world.app.random.token());
            client.get(&fresh).await;
            let before = base::db::steps(world.db()).unwrap();
            client.get(&fresh.replace("fresh=", "again=")).await;
            costs.push((format!("{path} ({who})"), base::db::steps(world.db()).unwrap() - before));
        }
    }
    costs
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_do_not_cost_more_in_a_large_community() {
    let world = world(Engine::Sqlite).await;
    let community = world.community("wood", Visibility::Public).await;
    let ada = world.account("ada", false).await;
    world.join(community, ada, Some(people::communities::Role::Champion)).await;
    let champion = world.signed_in(ada).await;
    fill(&world, community, ada, 0..SOME).await;
    let small = costs(&world, &champion).await;
    fill(&world, community, ada, SOME..MANY).await;
    let large = costs(&world, &champion).await;
    let mut wrong = Vec::new();
    for ((page, before), (_, after)) in small.iter().zip(&large) {
        if *after as f64 > *before as f64 * ALLOWED {
            wrong.push(format!("{page}: {before} steps, then {after}"));
        }
    }
    assert!(small.iter().map(|(_, steps)| steps).sum::<u64>() > 10_000, "nothing was counted");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
