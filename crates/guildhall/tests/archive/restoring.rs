//! `guildhall restore`.

use base::db::{self, archive};
use base::{Clock, Db};
use testkit::Engine;

use crate::{Place, everything, json};

async fn brings_everything_back(from: Engine, to: Engine) {
    let place = Place::seeded(from).await;
    let (file, before) = (place.path("backup"), everything(&place.location()).await);
    json(&place.run(&["backup", &file, "--json"]));
    let back = Place::empty(to);
    let told = json(&back.run(&["restore", &file, "--json"]));
    assert_eq!((told["rows"].as_u64().unwrap() as usize, told["files"].as_u64()), (before.len(), Some(1)));
    assert_eq!(everything(&back.location()).await, before);
    assert_eq!(std::fs::read(back.blob()).unwrap(), b"abc");
    assert!(!back.names().contains(&"arriving".to_owned()));
    assert!(back.refused(&["restore", &file]).contains("already"), "a second time it is not empty");
    assert_eq!(everything(&back.location()).await, before);
}

#[tokio::test(flavor = "multi_thread")]
async fn brings_everything_back_on_sqlite() {
    brings_everything_back(Engine::Sqlite, Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn brings_everything_back_on_postgres() {
    brings_everything_back(Engine::Postgres, Engine::Postgres).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn brings_everything_from_postgres_to_a_file() {
    brings_everything_back(Engine::Postgres, Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn refuses_what_is_damaged() {
    let place = Place::seeded(Engine::Sqlite).await;
    let file = place.path("backup");
    json(&place.run(&["backup", &file, "--json"]));
    let whole = std::fs::read(&file).unwrap();
    let back = Place::empty(Engine::Sqlite);
    let refused = |bytes: &[u8]| {
        std::fs::write(&file, bytes).unwrap();
        let told = back.refused(&["restore", &file]);
        assert!(!back.data().exists(), "nothing is left behind: {told}");
        told
    };
    for part in [whole.len() - 1, whole.len() - 20, whole.len() / 2, 400] {
        let told = refused(&whole[..part]);
        assert!(told.contains("damaged or cut off") || told.contains("not a snapshot"), "{part}: {told}");
    }
    for nth in 1..8 {
        let mut flipped = whole.clone();
        let at = whole.len() * nth / 8;
        flipped[at] ^= 1 << (nth % 8);
        let told = refused(&flipped);
        assert!(told.contains("damaged or cut off"), "bit {nth} of byte {at}: {told}");
    }
    assert!(refused(b"").contains("damaged") || refused(b"").contains("not a snapshot"));
    assert!(refused(b"no snapshot at all").contains("not a snapshot"));
    std::fs::remove_file(&file).unwrap();
    assert!(back.refused(&["restore", &file]).contains("cannot read"));
}

/// PostgreSQL holds nothing of a restore that failed, either.
#[tokio::test(flavor = "multi_thread")]
async fn leaves_nothing_half_done_in_a_server() {
    let place = Place::seeded(Engine::Sqlite).await;
    let file = place.path("backup");
    json(&place.run(&["backup", &file, "--json"]));
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    let back = Place::empty(Engine::Postgres);
    back.refused(&["restore", &file]);
    let db = Db::open(&back.location()).await.unwrap();
    assert!(db.read(|tx| async move { archive::tables(&tx).await }).await.unwrap().is_empty());
    assert!(back.names().is_empty());
    std::fs::write(&file, &whole).unwrap();
    drop(db);
    json(&back.run(&["restore", &file, "--json"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn refuses_a_place_that_is_not_empty() {
    let place = Place::seeded(Engine::Sqlite).await;
    let file = place.path("backup");
    json(&place.run(&["backup", &file, "--json"]));
    let before = everything(&place.location()).await;
    assert!(place.refused(&["restore", &file]).contains("guildhall.sqlite is there already"));
    assert_eq!(everything(&place.location()).await, before);
    let other = Place::empty(Engine::Sqlite);
    std::fs::create_dir_all(other.blob().parent().unwrap()).unwrap();
    std::fs::write(other.blob(), "abc").unwrap();
    assert!(other.refused(&["restore", &file]).contains("files is there already"));
    assert_eq!(other.names(), ["files"]);
    let server = Place::empty(Engine::Postgres);
    drop(server.house().await);
    assert!(server.refused(&["restore", &file]).contains("has tables already"));
}

/// An older schema is made as it was, filled, and then brought up; a newer one is refused, for backups, too.
#[tokio::test(flavor = "multi_thread")]
async fn takes_an_older_schema_and_no_newer_one() {
    let old = Place::empty(Engine::Sqlite);
    std::fs::create_dir_all(old.data()).unwrap();
    let mut steps = guildhall::migrations();
    steps.sort_by_key(|step| step.number);
    let last = steps.pop().unwrap();
    let db = Db::open(&old.location()).await.unwrap();
    db::migrate(&db, &steps, &Clock::system()).await.unwrap();
    let file = old.path("backup");
    json(&old.run(&["backup", &file, "--json"]));
    let held = db.read(|tx| async move { archive::steps(&tx).await }).await.unwrap();
    assert_eq!(held.len(), steps.len(), "a backup leaves the schema as it is");
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let back = Place::empty(engine);
        json(&back.run(&["restore", &file, "--json"]));
        let db = Db::open(&back.location()).await.unwrap();
        let held = db.read(|tx| async move { archive::steps(&tx).await }).await.unwrap();
        assert_eq!(held.last(), Some(&(last.number, last.name.to_owned())));
        let fresh = Place::empty(engine);
        assert_eq!(db::catalogue(&db).await.unwrap(), db::catalogue(&fresh.house().await.db).await.unwrap());
    }
    let tomorrow = db::Migration { number: 99_999, name: "tomorrow", sql: "CREATE TABLE tomorrow (id {id})" };
    db::migrate(&db, &[steps, vec![tomorrow]].concat(), &Clock::system()).await.unwrap();
    assert!(old.refused(&["backup", &old.path("second")]).contains("newer guildhall"));
}
