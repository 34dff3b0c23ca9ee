//! Tags that champions rename, merge and give synonyms.

use ahash::AHashSet;
use axum::http::StatusCode;
use base::activity::Origin;
use base::{Id, Tx, sql};
use people::communities::{Role, store as communities};
use talk::tags::merging;
use talk::threads::store::writing::{self, Writing};
use testkit::{Client, World};
use web::Visibility;

/// A community with a champion, who is signed in, and a member.
async fn stage(world: &World) -> (Id, Client, Id) {
    let guild = world.community("wood", Visibility::Public).await;
    let (champion, ada) = (world.account("champion", false).await, world.account("ada", false).await);
    world.join(guild, champion, Some(Role::Champion)).await;
    world.join(guild, ada, None).await;
    (guild, world.signed_in(champion).await, ada)
}

/// A question with these tags.
async fn tagged(world: &World, guild: Id, author: Id, title: &str, tags: &[&str]) -> Id {
    let thread = world.question(guild, "tools", author, title, "about grain", &["with the grain"]).await;
    retag(world, guild, thread, tags).await;
    thread
}

async fn retag(world: &World, guild: Id, thread: Id, tags: &[&str]) {
    let (now, tags): (_, Vec<String>) = (world.app.clock.now(), tags.iter().map(|tag| (*tag).to_owned()).collect());
    let write = move |tx: Tx| async move {
        let audience = communities::audience(&tx, guild).await?;
        let area = people::communities::areas::by_slug(&tx, guild, "tools").await?.unwrap().id;
        let writing = Writing { origin: Origin::Lived, now, community: guild, audience };
        let mut ids = Vec::new();
        for tag in &tags {
            ids.push(writing::tag(&tx, guild, tag).await?);
        }
        writing::set_labels(&tx, writing, thread, area, &ids).await
    };
    world.db().write(write).await.unwrap();
}

async fn id(world: &World, slug: &str) -> Id {
    let (id,): (Id,) = world.db().one(sql!(scan "one community", "SELECT id FROM tags WHERE slug = $1", slug)).await.unwrap();
    id
}

/// Slug and number of threads of each tag.
async fn tags(world: &World) -> Vec<(String, i64)> {
    world.db().all(sql!(scan "one community", "SELECT slug, threads FROM tags ORDER BY slug")).await.unwrap()
}

async fn finds(client: &Client, q: &str) -> usize {
    let path = format!("/api/v1/search?limit=50&q={}", web::encoded(q));
    let hits = client.get(&path).await.json()["hits"].clone();
    hits.as_array().unwrap().iter().filter(|hit| hit["kind"] == "thread").count()
}

async fn a_renamed_tag_is_found_by_both_names(world: World) {
    let (guild, champion, ada) = stage(&world).await;
    let thread = tagged(&world, guild, ada, "Scraping", &["Card scraper"]).await;
    world.drain().await;
    let path = format!("/c/wood/manage/tags/{}", id(&world, "card-scraper").await);
    let form = "name=Cabinet+scraper&about=A+thin+plate+of+steel&rev=1";
    for (handle, role) in [("mo", Some(Role::Moderator)), ("me", None), ("st", Some(Role::Steward))] {
        let account = world.account(handle, false).await;
        world.join(guild, account, role).await;
        let client = world.signed_in(account).await;
        assert_eq!(client.get("/c/wood/manage/tags").await.status, StatusCode::FORBIDDEN);
        for (to, form) in [("", form), ("/merge", "into=first"), ("/synonyms", "synonym=x"), ("/synonyms/remove", "synonym=x")] {
            assert_eq!(client.post(&format!("{path}{to}"), form).await.status, StatusCode::FORBIDDEN, "{handle} {to}");
        }
    }
    let visitor = world.visitor();
    assert!(visitor.get("/c/wood/questions?tag=card-scraper").await.body.contains("Scraping"), "kept");
    assert_eq!(champion.post(&path, form).await.status, StatusCode::SEE_OTHER);
    let late = champion.post(&path, "name=Steel&about=&rev=1").await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("value=\"Steel\"") && late.body.contains("Cabinet scraper"));
    // Old addresses lead on, in their order and area.
    let old = visitor.get("/c/wood/questions?tag=card-scraper&sort=top&area=tools").await;
    assert_eq!(old.status, StatusCode::SEE_OTHER);
    assert_eq!(old.header("location"), "/c/wood/questions?sort=top&area=tools&tag=cabinet-scraper");
    assert!(visitor.get("/c/wood/questions?tag=cabinet-scraper").await.body.contains("A thin plate of steel"));
    assert!(visitor.get("/c/wood/tags/card-scraper").await.header("location").ends_with("?tag=cabinet-scraper"));
    world.drain().await;
    for tag in ["card-scraper", "cabinet-scraper"] {
        assert_eq!(finds(&visitor, &format!("tag:{tag} grain")).await, 1, "{tag}");
        assert!(
            visitor.get(&format!("/search?q={tag}")).await.body.contains("/tags/cabinet-scraper"),
            "the tag itself, by {tag}"
        );
    }
    // Who types the old name gets the tag.
    retag(&world, guild, thread, &["card scraper"]).await;
    assert_eq!(tags(&world).await, [("cabinet-scraper".into(), 1), ("first".into(), 0)]);
    // Back again: the new name becomes the synonym.
    assert_eq!(champion.post(&path, "name=Card+scraper&about=&rev=2").await.status, StatusCode::SEE_OTHER);
    assert!(visitor.get("/c/wood/questions?tag=cabinet-scraper").await.header("location").ends_with("tag=card-scraper"));
    assert_eq!(visitor.get("/c/wood/questions?tag=card-scraper").await.status, StatusCode::OK);
    // What is taken.
    let taken = champion.post(&path, "name=First&about=&rev=3").await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    for form in ["name=&rev=3", "name=--&rev=3", &format!("name=x&rev=3&about={}", "y".repeat(301))] {
        assert_eq!(champion.post(&path, form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
    }
}

async fn synonyms_belong_to_one_tag(world: World) {
    let (guild, champion, ada) = stage(&world).await;
    tagged(&world, guild, ada, "Glueing", &["glue"]).await;
    tagged(&world, guild, ada, "Painting", &["paint"]).await;
    let (glue, paint) = (id(&world, "glue").await, id(&world, "paint").await);
    let add = async |tag: Id, word: &str| {
        champion.post(&format!("/c/wood/manage/tags/{tag}/synonyms"), &format!("synonym={word}")).await.status
    };
    assert_eq!(add(glue, "Adhesive").await, StatusCode::SEE_OTHER);
    assert_eq!(add(glue, "adhesive").await, StatusCode::SEE_OTHER, "twice is once");
    for word in ["adhesive", "glue", "paint", ""] {
        assert_eq!(add(paint, word).await, StatusCode::UNPROCESSABLE_ENTITY, "{word}");
    }
    world.drain().await;
    let visitor = world.visitor();
    assert_eq!(finds(&visitor, "tag:adhesive grain").await, 1);
    assert!(visitor.get("/c/wood/questions?tag=adhesive").await.header("location").ends_with("tag=glue"));
    let list = champion.get("/c/wood/manage/tags?q=adhesive").await.body;
    assert!(list.contains(&format!("/manage/tags/{glue}\"")) && list.contains("also: adhesive"));
    let list = champion.get("/c/wood/manage/tags?q=pa").await.body;
    assert!(list.contains(&format!("/manage/tags/{paint}\"")) && !list.contains(&format!("/manage/tags/{glue}\"")));
    // A rename does not take another tag's word.
    let form = "name=Adhesive&rev=1";
    assert_eq!(champion.post(&format!("/c/wood/manage/tags/{paint}"), form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    champion.post(&format!("/c/wood/manage/tags/{glue}/synonyms/remove"), "synonym=adhesive").await;
    assert_eq!(visitor.get("/c/wood/questions?tag=adhesive").await.status, StatusCode::OK, "no such tag, no threads");
    assert_eq!(finds(&visitor, "tag:adhesive grain").await, 0);
    // Nor does another community know of it.
    let metal = world.community("metal", Visibility::Public).await;
    let smith = world.account("smith", false).await;
    world.join(metal, smith, Some(Role::Champion)).await;
    let smith = world.signed_in(smith).await;
    let path = format!("/c/metal/manage/tags/{glue}");
    assert_eq!(smith.get(&path).await.status, StatusCode::NOT_FOUND);
    for (to, form) in [("", "name=Mine&rev=1"), ("/merge", "into=paint"), ("/synonyms", "synonym=x")] {
        assert_eq!(smith.post(&format!("{path}{to}"), form).await.status, StatusCode::NOT_FOUND, "{to}");
    }
}

/// Threads of a list, over all its pages.
async fn pages(client: &Client, path: &str) -> Vec<String> {
    let (mut next, mut found) = (Some(path.to_owned()), Vec::new());
    while let Some(path) = next {
        let body = client.get(&path).await.body;
        let titles = body.split("class=\"font-medium leading-snug hover:underline stretched\">").skip(1);
        found.extend(titles.filter_map(|rest| rest.split('<').next()).map(str::to_owned));
        let link = body.split("<a class=\"btn btn-sm\" href=\"").find(|rest| rest.contains("rel=\"next\""));
        let href =
            link.and_then(|_| body.split("rel=\"next\"").next()?.rsplit("href=\"").next()?.split('"').next().map(str::to_owned));
        next = href.map(|href| href.replace("&#38;", "&").replace("&amp;", "&"));
    }
    found
}

async fn a_merge_takes_everything_along(world: World) {
    let (guild, champion, ada) = stage(&world).await;
    let many = merging::PIECE + 40;
    tagged(&world, guild, ada, "Only old", &["planes", "wood"]).await;
    tagged(&world, guild, ada, "Both", &["planes", "plane"]).await;
    tagged(&world, guild, ada, "Only new", &["plane"]).await;
    let (old, new) = (id(&world, "planes").await, id(&world, "plane").await);
    let crowd = move |tx: Tx| async move {
        for n in 0..many {
            tx.run(sql!(
                "INSERT INTO threads (community, audience, kind, section, title, slug, author, created_at, active_at, active_by)
                 SELECT community, audience, kind, section, $1, 'many', author, created_at + CAST($2 AS BIGINT), active_at + CAST($2 AS BIGINT), active_by
                 FROM threads WHERE id = 1",
                format!("Many {n}"),
                n
            ))
            .await?;
        }
        tx.run(sql!(
            "INSERT INTO thread_labels (label, thread, section, created_at, active_at, score, waiting, solved)
             SELECT CAST($1 AS BIGINT), id, section, created_at, active_at, score, waiting, solved FROM threads WHERE id > 3",
            old
        ))
        .await?;
        tx.run(sql!("UPDATE tags SET threads = threads + $2 WHERE id = $1", old, many)).await
    };
    world.db().write(crowd).await.unwrap();
    world.drain().await;
    let visitor = world.visitor();
    let path = format!("/c/wood/manage/tags/{old}");
    assert!(champion.get(&format!("{path}?into=plane")).await.body.contains("542 threads move"), "it says what will happen");
    for nowhere in ["planes", "nothing", ""] {
        let answer = champion.post(&format!("{path}/merge"), &format!("into={nowhere}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{nowhere}");
    }
    let done = champion.post(&format!("{path}/merge"), "into=plane").await;
    assert_eq!(done.header("location"), format!("/c/wood/manage/tags/{new}?saved=1"));
    // While threads are still on their way the old name means the new tag already.
    assert!(visitor.get("/c/wood/questions?tag=planes").await.header("location").ends_with("tag=plane"));
    retag(&world, guild, 3, &["planes"]).await;
    merging::finish(world.db(), &world.app.clock).await;
    let all = pages(&visitor, "/c/wood/questions?tag=plane").await;
    let titles: AHashSet<&String> = all.iter().collect();
    assert_eq!((all.len() as i64, titles.len() as i64), (many + 3, many + 3), "each thread once");
    assert_eq!(tags(&world).await, [("first".into(), 0), ("plane".into(), many + 3), ("wood".into(), 1)]);
    world.drain().await;
    for filter in ["tag:planes grain", "tag:plane grain"] {
        assert_eq!(finds(&visitor, filter).await, 3, "{filter}");
    }
    assert_eq!(finds(&visitor, "tag:planes tag:wood grain").await, 1);
    // Merged once more: the first name follows.
    tagged(&world, guild, ada, "Machines", &["machine"]).await;
    champion.post(&format!("/c/wood/manage/tags/{new}/merge"), "into=machine").await;
    merging::finish(world.db(), &world.app.clock).await;
    world.drain().await;
    assert!(visitor.get("/c/wood/questions?tag=planes").await.header("location").ends_with("tag=machine"));
    assert_eq!(tags(&world).await, [("first".into(), 0), ("machine".into(), many + 4), ("wood".into(), 1)]);
    assert_eq!(finds(&visitor, "tag:plane grain").await, 4);
}

async fn a_merge_that_was_cut_off_is_finished(world: World) {
    let (guild, _, ada) = stage(&world).await;
    tagged(&world, guild, ada, "Old one", &["old"]).await;
    tagged(&world, guild, ada, "New one", &["new"]).await;
    let (old, new) = (id(&world, "old").await, id(&world, "new").await);
    let half = move |tx: Tx| async move {
        tx.run(sql!("INSERT INTO tag_synonyms (community, slug, tag) VALUES ($1, 'old', $2)", guild, new)).await?;
        tx.run(sql!("UPDATE tags SET merged_into = $2 WHERE id = $1", old, new)).await
    };
    world.db().write(half).await.unwrap();
    merging::finish(world.db(), &world.app.clock).await;
    assert_eq!(tags(&world).await, [("first".into(), 0), ("new".into(), 2)]);
    assert_eq!(pages(&world.visitor(), "/c/wood/questions?tag=new").await.len(), 2);
}

testkit::on_both_engines!(crate::world:
    a_renamed_tag_is_found_by_both_names,
    synonyms_belong_to_one_tag,
    a_merge_takes_everything_along,
    a_merge_that_was_cut_off_is_finished,
);
