//! Somebody from outside counts up: every address that takes an identifier, with the identifiers of what a private and a hidden
//! community hold, asked from a community of their own. Each answer is that of an identifier which nothing has.

use axum::http::{Method, StatusCode};
use base::{Id, sql};
use people::communities::Role;
use testkit::{Answer, Client, World};
use web::{Rule, Visibility};

use crate::hostile::FIELDS;
use crate::writing::form;

/// Stands in everything that the two communities hold.
const SECRET: &str = "Quicksilver";
/// No table gets that far here.
const NOTHING: Id = 987_654;
/// How far she counts: further than any table here.
const COUNTED: Id = 16;

/// Somebody of a community, and what they put into it: one of each kind of thing that has an identifier.
async fn filled(world: &World, visibility: Visibility) -> (Id, Client) {
    let slug = visibility.code();
    let community = world.community(slug, visibility).await;
    let lead = world.somebody(community, &format!("lead-{slug}"), Some(Role::Champion)).await;
    let here = format!("/c/{slug}");
    let thread =
        form(&[("kind", "question"), ("title", &format!("{SECRET} chisels for {slug}")), ("source", SECRET), ("once", slug)]);
    for (path, sent) in [
        ("/new", thread),
        ("/manage/invitations", form(&[("name", SECRET), ("role", "member"), ("days", "30")])),
        ("/charter/edit", form(&[("purpose", SECRET), ("in_scope", SECRET), ("rev", "0")])),
        ("/charter/propose", form(&[("kind", "goal"), ("title", SECRET), ("why", SECRET), ("once", "g"), ("rev", "1")])),
        ("/charter/goals/new", form(&[("title", SECRET), ("detail", SECRET), ("once", "h")])),
    ] {
        let answer = lead.post(&format!("{here}{path}"), &sent).await;
        assert_eq!(answer.status, 303, "{path}: {}", answer.body);
    }
    let question: (Id,) = world.db().one(sql!(scan "a test", "SELECT MAX(id) FROM threads")).await.unwrap();
    let reply = form(&[("source", SECRET), ("once", "r")]);
    assert_eq!(lead.post(&format!("{here}/threads/{}/reply", question.0), &reply).await.status, 303);
    let file = lead.send(&format!("{here}/files?name={SECRET}.txt"), "application/octet-stream", SECRET).await;
    assert_eq!(file.status, 200, "{}", file.body);
    (community, lead)
}

/// The rule's address, in `slug`, with `id` wherever a number stands and `handle` where somebody is named. Nothing when it
/// takes no identifier.
fn address(rule: &Rule, slug: &str, id: Id, handle: &str) -> Option<String> {
    let mut counted = false;
    let parts: Vec<String> = (rule.path.split('/').zip(rule.sample.split('/')))
        .map(|(name, sample)| match name {
            "{community}" => slug.to_owned(),
            "{id}" | "{file}" => {
                counted = true;
                id.to_string()
            }
            "{handle}" => {
                counted = true;
                handle.to_owned()
            }
            _ => sample.to_owned(),
        })
        .collect();
    counted.then(|| parts.join("/"))
}

async fn ask(client: &Client, rule: &Rule, path: &str) -> Answer {
    match rule.method {
        Method::GET => client.get(path).await,
        // Good enough for the form to be taken seriously.
        _ => client.post(path, &form(FIELDS)).await,
    }
}

async fn count(world: &World, community: Id) -> i64 {
    let entries = sql!(scan "a test", "SELECT COUNT(*) FROM activity WHERE community = $1", community);
    world.db().one::<(i64,)>(entries).await.unwrap().0
}

/// At how many of its addresses somebody reads the secret, in the communities called `slugs`.
async fn found(client: &Client, slugs: &[&str]) -> usize {
    let mut found = 0;
    for rule in rules().iter().filter(|rule| rule.method == Method::GET) {
        for (slug, id) in slugs.iter().flat_map(|slug| (1..=COUNTED).map(move |id| (slug, id))) {
            let Some(path) = address(rule, slug, id, &format!("lead-{slug}")) else { break };
            found += usize::from(client.get(&path).await.body.contains(SECRET));
        }
    }
    found
}

fn rules() -> Vec<Rule> {
    guildhall::features().iter().flat_map(|feature| feature.routes.rules()).collect()
}

async fn counting_up_finds_nothing(world: World) {
    let [(private, ada), (hidden, bob)] = [filled(&world, Visibility::Private).await, filled(&world, Visibility::Hidden).await];
    let mine = world.community("mine", Visibility::Public).await;
    let eve = world.account("eve", false).await;
    world.join(mine, eve, Some(Role::Champion)).await;
    // What is hers she does not find by counting.
    let role: (Id,) = world.db().one(sql!(scan "a test", "SELECT MAX(id) FROM grants")).await.unwrap();
    let hers = |rule: &Rule, slug: &str, id: Id| slug == "mine" && id == role.0 && rule.path.ends_with("/roles/{id}/end");
    world.drain().await;
    let counts = async || [count(&world, private).await, count(&world, hidden).await];
    let (before, mut asked) = (counts().await, 0);
    for rule in rules() {
        // Anew each time: she may end her own session.
        let eve = world.signed_in(eve).await;
        for slug in ["mine", "private", "hidden"] {
            let Some(nowhere) = address(&rule, slug, NOTHING, "nobody-at-all") else { break };
            let nothing = ask(&eve, &rule, &nowhere).await;
            for (id, handle) in (1..=COUNTED).zip(["lead-private", "lead-hidden"].into_iter().cycle()) {
                if hers(&rule, slug, id) {
                    continue;
                }
                let path = address(&rule, slug, id, handle).unwrap_or_default();
                let there = ask(&eve, &rule, &path).await;
                asked += 1;
                assert!(!there.body.contains(SECRET), "{} {path} tells", rule.method);
                // Whoever counts is stopped before anything is looked up.
                let stopped = there.status == StatusCode::TOO_MANY_REQUESTS;
                assert!(
                    stopped || there.status == nothing.status,
                    "{} {path}: {} against {}",
                    rule.method,
                    there.status,
                    nothing.status
                );
            }
            if !rule.path.contains("{community}") {
                break;
            }
        }
    }
    assert!(asked > 1_000, "only {asked} addresses take an identifier");
    assert_eq!(counts().await, before, "nothing happened there");
    // Whoever is inside finds it at the same addresses, and is still signed in.
    for (client, slug) in [(ada, "private"), (bob, "hidden")] {
        assert!(found(&client, &[slug]).await > 10, "{slug}: the secret is nowhere");
    }
}

testkit::on_both_engines!(crate::world: counting_up_finds_nothing);
