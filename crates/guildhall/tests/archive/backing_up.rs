//! `guildhall backup`.

use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering::SeqCst};

use base::activity::Origin;
use base::{Db, Id, sql};
use talk::threads::Kind;
use talk::threads::model::PostKind;
use talk::threads::store::recount;
use talk::threads::store::writing::{self, NewPost, Writing};
use testkit::Engine;

use crate::{Place, json};

/// Answers a question in one transaction, as a reply does: post, log, counters.
async fn answer(db: &Db, now: base::Time, n: i64) {
    let write = move |tx: base::Tx| async move {
        let threads: Vec<(Id, Id, Id, Id)> = tx
            .all(sql!(scan "a test", "SELECT id, community, audience, author FROM threads WHERE kind = 'question' ORDER BY id"))
            .await?;
        let (thread, community, audience, author) = threads[n as usize % threads.len()];
        let post = NewPost {
            kind: PostKind::Reply,
            parent: 0,
            author,
            created_at: now.plus(n),
            edited_at: None,
            edits: 0,
            source: format!("Answer number {n}"),
            html: format!("<p>Answer number {n}</p>"),
            score: 0,
            accepted: false,
            origin: String::new(),
            origin_url: String::new(),
            licence: String::new(),
        };
        // The row that is counted in comes first: who comes second waits.
        tx.run(sql!("UPDATE threads SET rev = rev + 1 WHERE id = $1", thread)).await?;
        writing::insert_post(&tx, Writing { origin: Origin::Lived, now, community, audience }, thread, Kind::Question, &post)
            .await?;
        recount::thread(&tx, thread).await
    };
    db.write(write).await.unwrap();
}

async fn numbers(db: &Db) -> (i64, i64, i64, i64) {
    db.one(sql!(
        scan "a test",
        "SELECT (SELECT COUNT(*) FROM posts WHERE source LIKE 'Answer number %'),
                (SELECT COUNT(*) FROM posts p WHERE source LIKE 'Answer number %'
                  AND NOT EXISTS (SELECT 1 FROM activity a WHERE a.kind = 'post' AND a.object = p.id)),
                (SELECT COUNT(*) FROM activity a WHERE a.kind = 'post' AND NOT EXISTS (SELECT 1 FROM posts p WHERE p.id = a.object)),
                (SELECT COUNT(*) FROM threads t WHERE t.replies <>
                  (SELECT COUNT(*) FROM posts p WHERE p.thread = t.id AND p.kind = 'reply' AND p.removed_at IS NULL))"
    ))
    .await
    .unwrap()
}

/// Four write without a pause; three backups beside them are each one moment.
async fn is_one_moment_while_others_write(engine: Engine) {
    let place = Place::seeded(engine).await;
    let house = place.house().await;
    let (now, next, answered) = (house.clock.now(), Arc::new(AtomicI64::new(0)), Arc::new(AtomicI64::new(0)));
    let stop = Arc::new(AtomicBool::new(false));
    let mut writers = Vec::new();
    for _ in 0..4 {
        let (db, next, answered, stop) = (house.db.clone(), Arc::clone(&next), Arc::clone(&answered), Arc::clone(&stop));
        writers.push(tokio::spawn(async move {
            while !stop.load(SeqCst) {
                answer(&db, now, next.fetch_add(1, SeqCst)).await;
                answered.fetch_add(1, SeqCst);
            }
        }));
    }
    let mut seen = 0;
    for round in 0..3 {
        let before = answered.load(SeqCst);
        let file = place.path(&format!("backup-{round}"));
        let told = json(&tokio::task::block_in_place(|| place.run(&["backup", &file, "--json"])));
        assert!(told["rows"].as_u64().unwrap() > 500 && told["files"] == 1, "{told}");
        let back = Place::empty(Engine::Sqlite);
        json(&tokio::task::block_in_place(|| back.run(&["restore", &file, "--json"])));
        let (answers, unlogged, unknown, miscounted) = numbers(&back.house().await.db).await;
        assert!(answers >= before, "all that was answered before is in it: {answers} of {before}");
        assert!(answers > seen || round == 0, "they go on writing");
        assert_eq!((unlogged, unknown, miscounted), (0, 0, 0), "rows belong together");
        seen = answers;
    }
    stop.store(true, SeqCst);
    for writer in writers {
        writer.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn is_one_moment_while_others_write_on_sqlite() {
    is_one_moment_while_others_write(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn is_one_moment_while_others_write_on_postgres() {
    is_one_moment_while_others_write(Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn never_overwrites_and_is_for_its_owner_only() {
    let place = Place::seeded(Engine::Sqlite).await;
    let file = place.path("backup");
    std::fs::write(&file, "precious").unwrap();
    assert!(place.refused(&["backup", &file]).contains("--force"));
    assert_eq!(std::fs::read(&file).unwrap(), b"precious");
    let told = json(&place.run(&["backup", &file, "--json", "--force"]));
    let meta = std::fs::metadata(&file).unwrap();
    assert_eq!((meta.permissions().mode() & 0o777, told["bytes"].as_u64().unwrap()), (0o600, meta.len()));
    let standard = place.run(&["backup", "-"]);
    assert!(standard.status.success() && standard.stdout.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]), "zstd, RFC 8878");
}

/// The disk is full in the middle: the limit of a file's size says so just as well.
#[tokio::test(flavor = "multi_thread")]
async fn leaves_nothing_when_the_disk_is_full() {
    let place = Place::seeded(Engine::Sqlite).await;
    let target = tempfile::tempdir().unwrap();
    let file = target.path().join("backup").display().to_string();
    let script = format!(
        "trap '' XFSZ; ulimit -f 40; exec '{}' backup '{file}' --data '{}'",
        env!("CARGO_BIN_EXE_guildhall"),
        place.data().display()
    );
    let output = Command::new("bash").args(["-c", &script]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("cannot write"), "{told}");
    assert!(crate::place::names(target.path()).is_empty(), "nothing is left: {:?}", crate::place::names(target.path()));
}

#[test]
fn says_when_there_is_nothing() {
    let place = Place::empty(Engine::Sqlite);
    assert!(place.refused(&["backup", &place.path("backup")]).contains("there is no database"));
    assert!(!place.data().exists(), "and makes nothing");
    let place = Place::empty(Engine::Postgres);
    assert!(place.refused(&["backup", &place.path("backup")]).contains("holds no Guildhall"));
    assert!(crate::place::names(place.folder.path()).is_empty());
}
