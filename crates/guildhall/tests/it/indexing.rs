//! The activity log's order, and the index behind it.

use base::{Time, activity, db, sql};
use testkit::{Engine, World};
use web::Visibility;

use crate::world;

/// While one transaction is open, others commit; nothing is skipped when it commits at last.
async fn the_order_follows_commits(world: World) {
    let entry = |object: i64| {
        sql!(
            "INSERT INTO activity (at, recorded_at, origin, verb, kind, object, payload) VALUES (1, 1, 'lived', 'tried', 'thing', $1, '')",
            object
        )
    };
    let db = world.db().clone();
    let held = db::with_writer_held(world.db(), entry(1), async move {
        for object in 2..5 {
            db.write(move |tx| async move { tx.run(entry(object)).await }).await?;
        }
        let seen = activity::after(&db, 0, 100).await?;
        Ok(seen)
    });
    let early = held.await.unwrap();
    let cursor = early.last().map_or(0, |entry| entry.seq);
    let late = activity::after(world.db(), cursor, 100).await.unwrap();
    let mut objects: Vec<i64> = early.iter().chain(&late).map(|entry| entry.object).collect();
    assert!(early.windows(2).chain(late.windows(2)).all(|pair| pair[0].seq < pair[1].seq));
    objects.sort_unstable();
    assert_eq!(objects, [1, 2, 3, 4], "every entry is seen exactly once");
}

async fn what_is_written_is_found_and_what_is_hidden_is_not(world: World) {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", Visibility::Public).await;
    world.drain().await;
    let id = world.question(guild, "", ada, "Marking gauges", "which pin", &["a wheel"]).await;
    world.drain().await;
    assert!(world.visitor().get("/search?q=gauges").await.body.contains("Marking <mark>gauges</mark>"));
    let now = world.app.clock.now();
    let hide = move |tx: base::Tx| async move {
        tx.run(sql!("UPDATE threads SET removed_at = $2 WHERE id = $1", id, now)).await?;
        Ok(())
    };
    world.db().write(hide).await.unwrap();
    assert!(
        !world.visitor().get("/search?q=gauges").await.body.contains("Marking <mark>"),
        "the database decides, even before the index knows"
    );
}

async fn an_index_that_is_lost_is_made_again(world: World) {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", Visibility::Public).await;
    world.question(guild, "", ada, "Dovetails", "pins or tails", &["tails"]).await;
    world.drain().await;
    let before = world.app.index.documents();
    let rebuilt = talk::searching::indexing::rebuild(world.db(), &world.app.index, &world.app.searchable).await.unwrap();
    assert_eq!(before, rebuilt);
    assert!(world.visitor().get("/search?q=dovetails").await.body.contains("<mark>Dovetails</mark>"));
}

testkit::on_both_engines!(crate::world: the_order_follows_commits, what_is_written_is_found_and_what_is_hidden_is_not, an_index_that_is_lost_is_made_again);

/// Concurrent writers share commits, each is answered after its own, and one that fails takes nobody along.
#[tokio::test(flavor = "multi_thread")]
async fn group_commit_keeps_everything_apart() {
    let world = world(Engine::Sqlite).await;
    let mut writers = Vec::new();
    for n in 0..200_i64 {
        let db = world.db().clone();
        writers.push(tokio::spawn(async move {
            let write = move |tx: base::Tx| async move {
                tx.run(sql!(
                    "INSERT INTO activity (at, recorded_at, origin, verb, kind, object, payload) VALUES ($1, 1, 'lived', 'tried', 'thing', $2, '')",
                    Time(n), n
                ))
                .await?;
                if n % 3 == 0 { Err(base::Error::Conflict("on purpose".into())) } else { Ok(n) }
            };
            (n, db.write(write).await)
        }));
    }
    let mut answered = Vec::new();
    for writer in writers {
        let (n, done) = writer.await.unwrap();
        assert_eq!(done.is_ok(), n % 3 != 0);
        answered.extend(done.ok());
    }
    let mut there: Vec<i64> = activity::after(world.db(), 0, 1000).await.unwrap().into_iter().map(|entry| entry.object).collect();
    there.sort_unstable();
    answered.sort_unstable();
    assert_eq!(there, answered);
}
