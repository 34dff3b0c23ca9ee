//! Who may open what: every route as every role against public, private and hidden communities.

use axum::http::{Method, StatusCode};
use people::communities::Role;
use testkit::{Answer, Client, World};
use web::{Permission, Rule, Visibility};

/// Everybody that the matrix knows, for one community: nobody is inside of two.
async fn clients(world: &World, community: base::Id, slug: &str) -> Vec<(&'static str, Client)> {
    let mut clients = vec![("visitor", world.visitor())];
    let roles = [
        ("guest", Some(Role::Guest)),
        ("member", None),
        ("moderator", Some(Role::Moderator)),
        ("steward", Some(Role::Steward)),
        ("champion", Some(Role::Champion)),
    ];
    for (name, role) in roles {
        let account = world.account(&format!("{name}-{slug}"), false).await;
        world.join(community, account, role).await;
        clients.push((name, world.signed_in(account).await));
    }
    for (name, admin) in [("outsider", false), ("admin", true)] {
        let account = world.account(&format!("{name}-{slug}"), admin).await;
        clients.push((name, world.signed_in(account).await));
    }
    clients
}

fn rules() -> Vec<Rule> {
    guildhall::features().iter().flat_map(|feature| feature.routes.rules()).collect()
}

async fn ask(client: &Client, rule: &Rule, slug: &str) -> Answer {
    let path = rule.sample.replace("{community}", slug);
    match rule.method {
        Method::GET => client.get(&path).await,
        _ => client.post(&path, "to=/").await,
    }
}

/// Answers to somebody who may do it: done, or the form comes back, or there is no such thing (any more), or the command
/// itself refuses (a member's rights end at other people's posts).
const DONE: &[u16] = &[200, 303, 404, 403, 409, 422];

/// What the matrix of PRODUCT.md says about reading.
fn expected(rule: &Rule, visibility: Visibility, role: &str) -> &'static [u16] {
    let inside = ["guest", "member", "moderator", "steward", "champion"].contains(&role);
    let posts = rule.method == Method::POST;
    match (rule.permission, visibility) {
        // A form that comes back, for who may send it at all.
        (Permission::Anyone, _) if posts => &[200, 303, 404, 422],
        (Permission::SignedIn, _) if posts && role != "visitor" => &[200, 303, 404, 422],
        (Permission::Admin, _) if role == "admin" => &[200, 303, 404, 422],
        (Permission::Anyone, _) => &[200, 303, 404, 204],
        (Permission::Know, Visibility::Hidden) if !inside => &[404],
        (Permission::Know, _) => &[200, 303, 404, 422],
        (Permission::Read, Visibility::Public) => &[200, 204, 303, 301, 404, 422],
        (Permission::Read, _) if inside => &[200, 204, 303, 301, 404, 422],
        (Permission::Inside, Visibility::Private | Visibility::Hidden) if role == "guest" => &[403],
        (Permission::Inside, _) if visibility == Visibility::Public || inside => &[200, 303, 404],
        (Permission::Inside, Visibility::Private) if role == "visitor" => &[303],
        (Permission::Inside, Visibility::Private) => &[403],
        (Permission::Inside, _) => &[404],
        (Permission::Read, Visibility::Private) if role == "visitor" => &[303],
        (Permission::Read, Visibility::Private) => &[403],
        (Permission::Read, Visibility::Hidden) => &[404],
        (Permission::Write | Permission::Moderate | Permission::Lead, Visibility::Hidden) if !inside => &[404],
        (Permission::Write | Permission::Moderate | Permission::Lead, _) if role == "visitor" => &[303, 401],
        (Permission::Write, _) if inside => DONE,
        (Permission::Moderate, _) if ["moderator", "champion"].contains(&role) => DONE,
        (Permission::Lead, _) if role == "champion" => DONE,
        (Permission::Write | Permission::Moderate | Permission::Lead, _) => &[403],
        (Permission::SignedIn, _) if role == "visitor" => &[303, 401],
        (Permission::SignedIn, _) => &[200, 303, 404],
        (Permission::Admin, _) if role == "visitor" => &[303, 401],
        (Permission::Admin, _) => &[403],
    }
}

async fn routes_keep_to_the_matrix(world: World) {
    let ada = world.account("ada", false).await;
    for visibility in [Visibility::Public, Visibility::Private, Visibility::Hidden] {
        let slug = visibility.code();
        let community = world.community(slug, visibility).await;
        world.join(community, ada, None).await;
        world.question(community, "tools", ada, "First", "about chisels", &["sharpen them"]).await;
    }
    for visibility in [Visibility::Public, Visibility::Private, Visibility::Hidden] {
        let slug = visibility.code();
        let found = world.db().read(move |tx| async move { people::communities::store::by_slug(&tx, slug).await }).await;
        let id = found.unwrap().unwrap().id;
        let clients = clients(&world, id, slug).await;
        for (role, client) in &clients {
            // Signing out, joining and leaving would change the role; `joining.rs` tries them.
            let changing = [
                "/sign-out",
                "/admin/communities/{id}/join",
                "/account/sessions/end-all",
                "/c/{community}/join",
                "/c/{community}/leave",
            ];
            let keeps = |rule: &Rule| rule.method == Method::GET || !changing.contains(&rule.path);
            for rule in rules().into_iter().filter(keeps) {
                let answer = ask(client, &rule, visibility.code()).await;
                let wanted = expected(&rule, visibility, role);
                assert!(
                    wanted.contains(&answer.status.as_u16()),
                    "{role} at {} of a {visibility} community: {} instead of {wanted:?}",
                    rule.path,
                    answer.status
                );
            }
        }
    }
}

async fn a_hidden_community_is_like_none(world: World) {
    let ada = world.account("ada", false).await;
    let hidden = world.community("vault", Visibility::Hidden).await;
    world.join(hidden, ada, None).await;
    world.question(hidden, "", ada, "Secret chisels", "about chisels", &[]).await;
    world.drain().await;
    let outsider = world.account("outsider", false).await;
    for client in [world.visitor(), world.signed_in(outsider).await] {
        for rule in rules().iter().filter(|rule| rule.path.contains("{community}")) {
            let (there, nowhere) = (ask(&client, rule, "vault").await, ask(&client, rule, "dream").await);
            assert_eq!(there.status, StatusCode::NOT_FOUND, "{}", rule.path);
            let same = |answer: &Answer, slug: &str| answer.body.replace(slug, "X");
            assert_eq!(same(&there, "vault"), same(&nowhere, "dream"), "{} tells that it is there", rule.path);
            assert_eq!(there.headers, nowhere.headers, "{}", rule.path);
            // Nor by a method that the address does not take.
            let path = rule.sample.replace("{community}", "vault");
            let odd = client.ask(Method::DELETE, &path, "", &[("sec-fetch-site", "same-origin")]).await;
            assert_eq!(odd.status, StatusCode::NOT_FOUND, "{}", rule.path);
        }
        for path in [
            "/",
            "/communities",
            "/sitemap.xml",
            "/sitemaps/0",
            "/search?q=chisels",
            "/api/v1/search?q=chisels",
            "/api/v1/search?q=in:vault",
            "/api/v1/search?q=chisels&community=vault",
            "/u/ada",
        ] {
            let body = client.get(path).await.body;
            assert!(!body.contains("Secret") && !body.contains("Guild of vault"), "{path} tells of it");
        }
    }
    let inside = world.signed_in(ada).await;
    assert_eq!(inside.get("/c/vault").await.status, StatusCode::OK);
    assert!(inside.get("/search?q=chisels").await.body.contains("Secret"));
}

async fn guests_see_what_was_opened(world: World) {
    let ada = world.account("ada", false).await;
    let private = world.community("private", Visibility::Private).await;
    world.join(private, ada, None).await;
    world.question(private, "tools", ada, "Closed planes", "about planes", &[]).await;
    world.question(private, "open", ada, "Open planes", "about planes", &[]).await;
    world.drain().await;
    let guest = world.account("guest", false).await;
    world.join(private, guest, Some(Role::Guest)).await;
    let guest = world.signed_in(guest).await;
    for path in [
        "/c/private",
        "/c/private/questions",
        "/c/private/search?q=planes",
        "/search?q=planes",
        "/api/v1/search?q=planes",
        "/c/private/feed.atom",
    ] {
        let body = guest.get(path).await.body;
        assert!(body.contains("open-planes"), "{path} shows too little");
        assert!(!body.contains("closed-planes"), "{path} shows too much");
    }
    assert_eq!(guest.get("/c/private/t/1/closed-planes").await.status, StatusCode::NOT_FOUND);
    assert_eq!(guest.get("/c/private/t/2/open-planes").await.status, StatusCode::OK);
}

testkit::on_both_engines!(crate::world: routes_keep_to_the_matrix, a_hidden_community_is_like_none, guests_see_what_was_opened);
