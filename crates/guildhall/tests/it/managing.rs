//! What champions set: the community's settings, who reads it, its areas.

use axum::http::StatusCode;
use base::{Id, activity, sql};
use people::communities::{Role, store as communities};
use testkit::{Answer, Client, World};
use web::{Visibility, encoded};

/// A community with a champion who is signed in.
async fn led(world: &World, slug: &str, visibility: Visibility) -> (Id, Client) {
    let community = world.community(slug, visibility).await;
    let champion = world.account(&format!("champion-of-{slug}"), false).await;
    world.join(community, champion, Some(Role::Champion)).await;
    (community, world.signed_in(champion).await)
}

async fn by(world: &World, community: Id, handle: &str) -> Id {
    let account = world.account(handle, false).await;
    world.join(community, account, None).await;
    account
}

fn settings(rev: i64, name: &str, visibility: Visibility, more: &str) -> String {
    format!(
        "rev={rev}&name={}&tagline=Tag&domain=Wood+and+tools&visibility={visibility}&joining=open&language=en{more}",
        encoded(name)
    )
}

async fn verbs(world: &World) -> Vec<String> {
    activity::after(world.db(), 0, 1000).await.unwrap().into_iter().map(|entry| entry.verb).collect()
}

async fn settings_are_the_champions(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    let form = settings(1, "Wood  people ", Visibility::Public, "");
    for (handle, role) in [("mo", Some(Role::Moderator)), ("me", None), ("st", Some(Role::Steward)), ("gu", Some(Role::Guest))] {
        let client = world.somebody(guild, handle, role).await;
        assert_eq!(client.get("/c/wood/manage").await.status, StatusCode::FORBIDDEN, "{handle}");
        assert_eq!(client.post("/c/wood/manage", &form).await.status, StatusCode::FORBIDDEN, "{handle}");
        assert!(!client.get("/c/wood").await.body.contains("\"/c/wood/manage\""), "{handle} sees the entry");
    }
    assert!(champion.get("/c/wood").await.body.contains("/c/wood/manage"));
    let page = champion.get("/c/wood/manage").await.body;
    assert!(page.contains("/c/wood/manage/areas") && page.contains("/c/wood/manage/tags"), "the navigation");
    assert_eq!(champion.post("/c/wood/manage", &form).await.status, StatusCode::SEE_OTHER);
    assert!(world.visitor().get("/c/wood").await.body.contains("Wood people"));
    let domain = world.db().read(move |tx| async move { people::settings::store::domain(&tx, guild).await }).await.unwrap();
    assert_eq!(domain, "Wood and tools");
    assert_eq!(verbs(&world).await.iter().filter(|verb| *verb == "settings_changed").count(), 1);
    // The same once more is done already; nonsense comes back with what was typed.
    assert_eq!(champion.post("/c/wood/manage", &form).await.status, StatusCode::SEE_OTHER);
    let long = champion.post("/c/wood/manage", &settings(2, &"x".repeat(81), Visibility::Public, "")).await;
    assert_eq!(long.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(long.body.contains(&"x".repeat(81)) && long.body.contains("2 to 80"));
    for odd in ["&joining=whoever", "&language=xx", "&visibility=secret"] {
        let form = settings(2, "Odd", Visibility::Public, "").replace(&odd[..odd.find('=').unwrap()], "&was") + odd;
        assert_eq!(champion.post("/c/wood/manage", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
    }
}

async fn two_champions_see_both_texts(world: World) {
    let (guild, one) = led(&world, "wood", Visibility::Public).await;
    let other = world.somebody(guild, "other", Some(Role::Champion)).await;
    assert_eq!(one.post("/c/wood/manage", &settings(1, "Chisels", Visibility::Public, "")).await.status, StatusCode::SEE_OTHER);
    let late = other.post("/c/wood/manage", &settings(1, "Planes", Visibility::Public, "")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.body.contains("value=\"Planes\"") && late.body.contains("Chisels") && late.body.contains("name=\"rev\" value=\"2\"")
    );
    assert!(world.visitor().get("/c/wood").await.body.contains("Chisels"));
    assert_eq!(other.post("/c/wood/manage", &settings(2, "Planes", Visibility::Public, "")).await.status, StatusCode::SEE_OTHER);
    assert!(world.visitor().get("/c/wood").await.body.contains("Planes"));
}

const EVERYWHERE: &[&str] = &[
    "/",
    "/communities",
    "/sitemap.xml",
    "/sitemaps/0",
    "/search?q=chisels",
    "/api/v1/search?q=chisels",
    "/api/v1/search?q=in:wood%20chisels",
    "/api/v1/search?q=chisels&community=wood",
    "/u/ada",
    "/join?community=wood",
    "/c/metal",
    "/c/metal/questions",
];

fn inside(slug: &str) -> Vec<String> {
    let paths = [
        "",
        "/questions",
        "/discussions",
        "/questions?area=tools",
        "/questions?tag=first",
        "/ideas",
        "/t/1",
        "/t/1/sharp-chisels",
        "/tags",
        "/tags/first",
        "/members",
        "/members/ada",
        "/members/ada/answers",
        "/search?q=chisels",
        "/feed.atom",
        "/manage",
    ];
    paths.iter().map(|path| format!("/c/{slug}{path}")).collect()
}

async fn hiding_works_at_once(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    let metal = world.community("metal", Visibility::Public).await;
    let ada = by(&world, guild, "ada").await;
    let bob = by(&world, metal, "bob").await;
    world.question(guild, "tools", ada, "Sharp chisels", "about chisels", &["strop them"]).await;
    world.question(metal, "tools", bob, "Files", "about files", &[]).await;
    world.drain().await;
    let visitor = world.visitor();
    // Every page is kept for the next visitor.
    for path in inside("wood").iter().map(String::as_str).chain(EVERYWHERE.iter().copied()) {
        visitor.get(path).await;
    }
    assert!(visitor.get("/c/metal").await.body.contains("Guild of wood"), "the rail names both");
    let form = settings(1, "Guild of wood", Visibility::Hidden, "");
    let asked = champion.post("/c/wood/manage", &form).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.body.contains("answer as if nothing were there") && asked.body.contains("I understand"));
    assert_eq!(visitor.get("/c/wood").await.status, StatusCode::OK, "nothing happened yet");
    assert_eq!(champion.post("/c/wood/manage", &format!("{form}&understood=yes")).await.status, StatusCode::SEE_OTHER);
    let outsider = world.account("outsider", false).await;
    for client in [visitor, world.signed_in(outsider).await] {
        for (there, nowhere) in inside("wood").iter().zip(inside("void")) {
            let (there, nowhere) = (client.get(there).await, client.get(&nowhere).await);
            let same = |answer: &Answer, slug: &str| answer.body.replace(slug, "X");
            assert_eq!(there.status, StatusCode::NOT_FOUND);
            assert_eq!(same(&there, "wood"), same(&nowhere, "void"));
            assert_eq!(there.headers, nowhere.headers);
        }
        for path in EVERYWHERE {
            let body = client.get(path).await.body;
            assert!(
                !body.contains("Sharp") && !body.contains("Guild of wood") && !body.contains("/c/wood/"),
                "{path} tells of it"
            );
        }
    }
    let member = world.signed_in(ada).await;
    assert_eq!(member.get("/c/wood/t/1/sharp-chisels").await.status, StatusCode::OK);
    assert!(member.get("/search?q=chisels").await.body.contains("sharp-chisels"));
    assert!(verbs(&world).await.contains(&"made_hidden".to_owned()));
}

async fn opening_shows_what_the_page_said(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Private).await;
    let ada = by(&world, guild, "ada").await;
    world.question(guild, "", ada, "Old words", "about chisels", &[]).await;
    world.drain().await;
    let page = champion.get("/c/wood/manage").await.body;
    assert!(page.contains("everything ever written here") && page.contains("Search engines will find it"));
    assert_eq!(world.visitor().get("/c/wood/questions").await.status, StatusCode::SEE_OTHER, "asked to sign in");
    champion.post("/c/wood/manage", &settings(1, "Wood", Visibility::Public, "&understood=yes")).await;
    for path in ["/c/wood/questions", "/search?q=chisels", "/sitemaps/0", "/c/wood/feed.atom"] {
        assert!(world.visitor().get(path).await.body.contains("old-words"), "{path}");
    }
    // And back: what was kept meanwhile is not shown.
    champion.post("/c/wood/manage", &settings(2, "Wood", Visibility::Private, "&understood=yes")).await;
    for path in ["/c/wood/questions", "/search?q=chisels", "/sitemaps/0", "/c/wood/feed.atom", "/c/wood/t/1/old-words"] {
        assert!(!world.visitor().get(path).await.body.contains("Old words"), "{path}");
    }
}

async fn another_language_reads_everything_again(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    let ada = by(&world, guild, "ada").await;
    world.question(guild, "", ada, "Bankschroeven", "Wij timmeren kasten", &["Een timmerman antwoordt"]).await;
    world.drain().await;
    let before = world.app.index.documents();
    let form = settings(1, "Wood", Visibility::Public, "").replace("language=en", "language=nl");
    assert_eq!(champion.post("/c/wood/manage", &form).await.status, StatusCode::SEE_OTHER);
    world.drain().await;
    assert_eq!(world.app.index.documents(), before);
    assert!(world.visitor().get("/c/wood/search?q=kast").await.body.contains("bankschroeven"));
}

async fn areas_are_named_ordered_and_added(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    let path = "/c/wood/manage/areas";
    for (handle, role) in [("mo", Some(Role::Moderator)), ("me", None), ("st", Some(Role::Steward))] {
        let client = world.somebody(guild, handle, role).await;
        assert_eq!(client.get(path).await.status, StatusCode::FORBIDDEN);
        for (to, form) in [("", "name=New&tone=blue"), ("/tools", "name=New&tone=blue&rev=1"), ("/tools/remove", "to=none")] {
            assert_eq!(client.post(&format!("{path}{to}"), form).await.status, StatusCode::FORBIDDEN, "{handle} {to}");
        }
    }
    let areas = async || {
        let rows = world.db().read(move |tx| async move { communities::areas(&tx, guild).await }).await.unwrap();
        rows.iter().map(|row| format!("{}={} {}", row.slug, row.name, row.tone)).collect::<Vec<_>>()
    };
    assert_eq!(champion.post(path, "name=Tools+%26+jigs&tone=rose").await.status, StatusCode::SEE_OTHER);
    assert_eq!(champion.post(path, "name=Tools%21&tone=rose").await.status, StatusCode::SEE_OTHER);
    assert_eq!(areas().await, ["tools=Tools blue", "open=Open green", "tools-jigs=Tools & jigs rose", "tools-2=Tools! rose"]);
    let taken = champion.post(path, "name=tools&tone=rose").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.body.contains("Another area has this name"));
    assert_eq!(champion.post(path, "name=Paint&tone=pink").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(champion.post(&format!("{path}/tools"), "name=Hand+tools&tone=amber&rev=1").await.status, StatusCode::SEE_OTHER);
    let late = champion.post(&format!("{path}/tools"), "name=Machines&tone=amber&rev=1").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("value=\"Machines\"") && late.body.contains("Hand tools"));
    champion.post(&format!("{path}/tools-jigs/place"), "position=1").await;
    champion.post(&format!("{path}/tools-2/place"), "position=99").await;
    assert_eq!(
        areas().await,
        ["tools-jigs=Tools & jigs rose", "tools=Hand tools amber", "open=Open green", "tools-2=Tools! rose"]
    );
    assert_eq!(champion.post(&format!("{path}/tools/place"), "position=up").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(world.visitor().get("/c/wood/questions").await.body.contains("Hand tools"));
    assert_eq!(champion.post(&format!("{path}/tools-2/remove"), "").await.status, StatusCode::SEE_OTHER, "empty");
    assert_eq!(areas().await.len(), 3);
}

/// Where a guest could meet the thread `slug`, and whether they do.
async fn meets(client: &Client, slug: &str) -> Vec<&'static str> {
    let paths = [
        "/c/club",
        "/c/club/questions",
        "/c/club/search?q=planes",
        "/search?q=planes",
        "/api/v1/search?q=planes",
        "/c/club/feed.atom",
    ];
    let mut found = Vec::new();
    for path in paths {
        if client.get(path).await.body.contains(slug) {
            found.push(path);
        }
    }
    found
}

async fn guests_follow_the_area(world: World) {
    let (guild, champion) = led(&world, "club", Visibility::Hidden).await;
    let ada = by(&world, guild, "ada").await;
    world.question(guild, "open", ada, "Open planes", "about planes", &["with planes"]).await;
    world.question(guild, "tools", ada, "Closed planes", "about planes", &["with planes"]).await;
    world.drain().await;
    let (guest, member) = (world.somebody(guild, "guest", Some(Role::Guest)).await, world.signed_in(ada).await);
    assert_eq!(meets(&guest, "open-planes").await.len(), 6);
    let change = async |area: &str, form: &str| {
        let answer = champion.post(&format!("/c/club/manage/areas/{area}"), form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    };
    // Closed: gone at once, before the index has followed, and the community with it.
    change("open", "name=Open&tone=green&rev=1").await;
    assert!(meets(&guest, "open-planes").await.is_empty());
    assert_eq!(guest.get("/c/club").await.status, StatusCode::NOT_FOUND);
    assert_eq!(guest.get("/c/club/t/1/open-planes").await.status, StatusCode::NOT_FOUND);
    assert!(!guest.get("/").await.body.contains("Guild of club"), "not even in the rail");
    world.drain().await;
    assert!(meets(&guest, "open-planes").await.is_empty());
    assert_eq!(meets(&member, "open-planes").await.len(), 6, "members go on as before");
    // Opened again: with everything in it.
    change("open", "name=Open&tone=green&guests=yes&rev=2").await;
    assert_eq!(guest.get("/c/club/t/1/open-planes").await.status, StatusCode::OK);
    assert!(guest.get("/c/club/questions").await.body.contains("open-planes"));
    world.drain().await;
    assert_eq!(meets(&guest, "open-planes").await.len(), 6);
    assert!(meets(&guest, "closed-planes").await.is_empty(), "another area is another matter");
    // An area that nobody ever opened.
    change("tools", "name=Tools&tone=blue&guests=yes&rev=1").await;
    assert!(meets(&guest, "closed-planes").await.is_empty(), "not asked into this one");
    let now = world.app.clock.now();
    let ask_in = move |tx: base::Tx| async move {
        let area = people::communities::areas::by_slug(&tx, guild, "tools").await?.unwrap();
        let guest = people::accounts::store::by_handle(&tx, "guest").await?.unwrap();
        communities::grant(&tx, guild, guest.id, Role::Guest, Some(area.id), now).await
    };
    world.db().write(ask_in).await.unwrap();
    world.drain().await;
    assert_eq!(meets(&guest, "closed-planes").await.len(), 6);
    assert!(guest.get("/api/v1/search?q=planes%20area:tools").await.body.contains("closed-planes"));
}

async fn what_stands_in_a_removed_area_goes_on(world: World) {
    let (guild, champion) = led(&world, "club", Visibility::Private).await;
    let ada = by(&world, guild, "ada").await;
    world.question(guild, "tools", ada, "First planes", "about planes", &["with planes"]).await;
    world.question(guild, "tools", ada, "Hidden planes", "about planes", &[]).await;
    let hide = |tx: base::Tx| async move { tx.run(sql!("UPDATE threads SET removed_at = 1 WHERE id = 2")).await };
    world.db().write(hide).await.unwrap();
    world.drain().await;
    let guest = world.somebody(guild, "guest", Some(Role::Guest)).await;
    let remove = "/c/club/manage/areas/tools/remove";
    for form in ["", "to=", "to=in:tools", "to=in:nowhere", "to=/"] {
        let answer = champion.post(remove, form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        assert!(answer.body.contains("Choose where its threads go"));
    }
    assert!(meets(&guest, "first-planes").await.is_empty());
    assert_eq!(champion.post(remove, "to=in:open").await.status, StatusCode::SEE_OTHER);
    world.drain().await;
    assert_eq!(meets(&guest, "first-planes").await.len(), 6, "it stands in an open area now");
    assert!(champion.get("/c/club/questions?area=open").await.body.contains("first-planes"));
    assert!(champion.get("/api/v1/search?q=planes%20area:open").await.body.contains("first-planes"));
    assert!(!champion.get("/c/club/questions").await.body.contains("Tools"));
    // The hidden one went along, for when it is shown again.
    let of = |tx: base::Tx| async move {
        let rows: Vec<(Id, Id)> = tx
            .all(sql!("SELECT area, audience FROM threads WHERE id IN (1, 2) AND (removed_at IS NULL OR removed_at > 0)"))
            .await?;
        Ok(rows)
    };
    let rows = world.db().read(of).await.unwrap();
    assert_eq!(rows[0], rows[1]);
    assert_eq!(champion.post("/c/club/manage/areas/open/remove", "to=none").await.status, StatusCode::SEE_OTHER);
    world.drain().await;
    assert!(meets(&guest, "first-planes").await.is_empty());
    assert_eq!(meets(&champion, "first-planes").await.len(), 6);
}

async fn files_follow_their_area(world: World) {
    let (guild, champion) = led(&world, "club", Visibility::Private).await;
    let ada = by(&world, guild, "ada").await;
    world.question(guild, "tools", ada, "Planes", "about planes", &["with a picture"]).await;
    let now = world.app.clock.now();
    let bring = move |tx: base::Tx| async move {
        tx.run(sql!(
            "INSERT INTO files (account, community, name, media_type, bytes, hash, small_hash, created_at)
             VALUES ($1, $2, 'plane.txt', 'text/plain', 1, 'h', 'h', $3)",
            ada,
            guild,
            now
        ))
        .await?;
        let own = communities::audience(&tx, guild).await?;
        // The answer is the second post.
        people::files::store::add_use(&tx, 1, "post", 2, own, now).await
    };
    assert!(world.db().write(bring).await.unwrap());
    let same = async || {
        let of = |tx: base::Tx| async move {
            let (audience,): (Id,) = tx.one(sql!("SELECT audience FROM threads WHERE id = 1 AND removed_at IS NULL")).await?;
            Ok((audience, people::files::store::audiences(&tx, 1).await?))
        };
        let (audience, files) = world.db().read(of).await.unwrap();
        assert_eq!(files, [(audience, false)]);
        audience
    };
    let closed = same().await;
    let areas = "/c/club/manage/areas";
    champion.post(&format!("{areas}/tools"), "name=Tools&tone=blue&guests=yes&rev=1").await;
    assert_ne!(same().await, closed);
    champion.post(&format!("{areas}/tools"), "name=Tools&tone=blue&rev=2").await;
    assert_eq!(same().await, closed);
    champion.post(&format!("{areas}/tools/remove"), "to=in:open").await;
    assert_ne!(same().await, closed);
}

testkit::on_both_engines!(crate::world:
    settings_are_the_champions,
    two_champions_see_both_texts,
    hiding_works_at_once,
    opening_shows_what_the_page_said,
    another_language_reads_everything_again,
    areas_are_named_ordered_and_added,
    guests_follow_the_area,
    files_follow_their_area,
    what_stands_in_a_removed_area_goes_on,
);
