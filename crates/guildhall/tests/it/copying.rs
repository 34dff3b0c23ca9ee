//! Somebody's copy of everything about them: who gets it, what is in it, how it ends; and that no column is forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use base::db::archive::{self, Kind};
use base::{Id, Time, sql};
use people::data;
use testkit::{Client, World};
use web::personal::{Column, Copied, Part};

use crate::somebody::Somebody;

/// Names of columns that hold numbers but never a person.
const NOBODY: &[&str] = &[
    "accepted",
    "accepted_at",
    "active_at",
    "added_at",
    "admin",
    "anonymous",
    "answered_at",
    "answers",
    "apart",
    "appealed_at",
    "area",
    "asked_at",
    "at",
    "attempts",
    "audience",
    "awarded_at",
    "base",
    "bytes",
    "case_id",
    "changed_here",
    "checked",
    "claimed",
    "claimed_at",
    "class",
    "closed",
    "closed_at",
    "closes_at",
    "comments",
    "community",
    "confirm",
    "confirmed_at",
    "count",
    "counted_at",
    "created_at",
    "dates",
    "day",
    "decided_at",
    "discussions",
    "done",
    "done_at",
    "due_at",
    "edited_at",
    "edits",
    "email_proved_at",
    "ended_at",
    "ends_at",
    "epoch",
    "expires_at",
    "file",
    "filled",
    "fingerprint",
    "flags",
    "good_until",
    "group_id",
    "guests",
    "height",
    "held_until",
    "hidden",
    "html_version",
    "id",
    "imported_score",
    "invitation",
    "invited",
    "joined",
    "joined_at",
    "label",
    "last_at",
    "last_step",
    "launch",
    "leaves_at",
    "left_at",
    "lifted_at",
    "listed",
    "loose_since",
    "made",
    "made_at",
    "members",
    "merged_into",
    "metoo",
    "minutes",
    "most",
    "newcomers",
    "next_at",
    "number",
    "object",
    "one",
    "opened_at",
    "option_id",
    "other",
    "parent",
    "people",
    "pinned",
    "place",
    "poll",
    "position",
    "post",
    "posts",
    "private",
    "progress",
    "proposal",
    "provider",
    "questions",
    "rank",
    "read_at",
    "read_before",
    "ready_at",
    "recorded_at",
    "reminded",
    "reminded_at",
    "reminder_at",
    "removed_at",
    "removes",
    "replies",
    "result",
    "rev",
    "review_at",
    "says_rev",
    "score",
    "sent_at",
    "seq",
    "settings_rev",
    "several",
    "since",
    "small",
    "solved",
    "solved_at",
    "spent_at",
    "starts_at",
    "state",
    "substance",
    "substantial",
    "system",
    "tag",
    "thread",
    "threads",
    "told",
    "told_at",
    "total",
    "trusted",
    "unlisted",
    "unnamed",
    "until_at",
    "updated_at",
    "upheld",
    "used_at",
    "uses",
    "uses_left",
    "value",
    "views",
    "voters",
    "votes",
    "waiting",
    "weekly",
    "whole",
    "width",
    "worked",
];

pub fn columns(world: &World) -> Vec<Column> {
    world.app.personal.iter().flat_map(|personal| personal.columns).copied().collect()
}

fn parts(world: &World) -> Vec<Part> {
    world.app.personal.iter().flat_map(|personal| personal.parts).copied().flatten().copied().collect()
}

/// A new table cannot keep something about people unseen: whoever adds one says what a copy tells of it and what becomes of it.
async fn every_column_that_names_somebody_is_known(world: World) {
    let tables = world.db().read(|tx| async move { archive::tables(&tx).await }).await.unwrap();
    let known: BTreeSet<&str> = columns(&world).iter().map(|column| column.name).collect();
    assert_eq!(known.len(), columns(&world).len(), "a column is named twice");
    let (mut there, mut unknown) = (BTreeSet::new(), Vec::new());
    for table in &tables {
        for (column, kind) in &table.columns {
            let name = format!("{}.{column}", table.name);
            if *kind == Kind::Int && !known.contains(name.as_str()) && !NOBODY.contains(&column.as_str()) {
                unknown.push(name.clone());
            }
            there.insert(name);
        }
    }
    assert!(
        unknown.is_empty(),
        "say in a feature's `personal` what becomes of these, or here that they name nobody: {unknown:?}"
    );
    let gone: Vec<&&str> = known.iter().filter(|name| !there.contains(**name)).collect();
    assert!(gone.is_empty(), "no such columns: {gone:?}");
    let told: BTreeSet<&str> = parts(&world).iter().map(|part| part.name).collect();
    assert_eq!(told.len(), parts(&world).len(), "two parts have one name");
    let named =
        columns(&world).into_iter().filter_map(|column| if let Copied::In(part) = column.copy { Some(part) } else { None });
    assert_eq!(named.collect::<BTreeSet<_>>(), told, "columns say in which part they are told, and every part has one");
}

/// The entries of a zip by name.
pub fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let count = zip.len();
    let entry = |index: usize| {
        let mut entry = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(entry).collect()
}

async fn copy_of(world: &World, who: &Client) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(who.post("/account/data/copy", "").await.status, 303);
    data::make_due(&world.app).await.unwrap();
    let answer = who.get("/account/data/copy/guildhall.zip").await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/zip"));
    assert_eq!(answer.header("cache-control"), "private, no-store");
    unpacked(&answer.bytes)
}

async fn a_copy_tells_everything(world: World) {
    let ada = Somebody::settled(world).await;
    let copy = copy_of(&ada.guild.world, &ada.client).await;
    // Every part that a column names holds rows of somebody who did everything once.
    let mut empty = Vec::new();
    for part in parts(&ada.guild.world) {
        let rows: Vec<serde_json::Value> = serde_json::from_slice(&copy[&format!("{}.json", part.name)]).unwrap();
        if rows.is_empty() {
            empty.push(part.name);
        }
    }
    assert!(empty.is_empty(), "nothing is told in {empty:?}");
    let told = |name: &str| String::from_utf8(copy[name].clone()).unwrap();
    assert!(
        told("account.json").contains("zebulon@quagmire.example")
            && told("account.json").contains("\"created_at\":\"2025-10-09T")
    );
    assert!(told("posts.json").contains("Quagwords of a comment") && told("drafts.json").contains("Quagwords of a draft"));
    assert!(told("history.json").contains("Quagwords of an answer"), "as it was before it was edited");
    let file = copy.iter().find(|(name, _)| name.starts_with("files/")).unwrap();
    assert_eq!((file.0.ends_with("-notes.txt"), file.1.as_slice()), (true, &b"Quagwords of a file"[..]));
    assert!(told("README.txt").contains("votes.json\n    Your votes"));
    // Nothing in it lets anybody in.
    let all: String = copy.values().map(|bytes| String::from_utf8_lossy(bytes).into_owned()).collect();
    for secret in ada.secrets().await {
        assert!(!all.contains(&secret), "{secret}");
    }
    assert!(!all.contains("hash") && !all.contains("$argon2"));
}

async fn a_copy_is_its_owners_for_seven_days(world: World) {
    let ada = Somebody::settled(world).await;
    let (world, bob) = (&ada.guild.world, &ada.guild.bob);
    let nothing = bob.get("/account/data/copy/guildhall.zip").await;
    copy_of(world, &ada.client).await;
    let others = bob.get("/account/data/copy/guildhall.zip").await;
    assert_eq!((nothing.status, others.status), (others.status, axum::http::StatusCode::NOT_FOUND));
    let told = String::from_utf8(copy_of(world, bob).await["account.json"].clone()).unwrap();
    assert!(told.contains("bob") && !told.contains("zebulon"), "everybody gets their own");
    let refused = ada.client.post("/account/data/copy", "").await;
    assert_eq!(refused.status, 422, "one a day");
    assert!(refused.body.contains("within the last day") && refused.body.contains("Download your copy"));
    // The daily sweep of files leaves it alone.
    world.app.clock.advance(2 * Time::DAY);
    people::files::sweep(&world.app).await.unwrap();
    data::make_due(&world.app).await.unwrap();
    assert_eq!(ada.client.get("/account/data/copy/guildhall.zip").await.status, 200);
    world.app.clock.advance(5 * Time::DAY + 1);
    data::make_due(&world.app).await.unwrap();
    assert_eq!(ada.client.get("/account/data/copy/guildhall.zip").await.status, 404);
    let kept: Vec<(String,)> = world.db().all(sql!(scan "a test", "SELECT hash FROM files")).await.unwrap();
    let on_disk =
        world.app.blobs.folders().unwrap().into_iter().flat_map(|f| world.app.blobs.older(&f, Time(i64::MAX / 2)).unwrap());
    assert_eq!(on_disk.collect::<BTreeSet<_>>(), kept.into_iter().map(|(hash,)| hash).collect(), "its bytes are gone, too");
    assert_eq!(ada.client.post("/account/data/copy", "").await.status, 303, "and the next one can be asked for");
}

async fn a_copy_can_be_left_and_stopped(world: World) {
    let ada = world.account("ada", false).await;
    let client = world.signed_in(ada).await;
    assert_eq!(client.post("/account/data/copy", "").await.status, 303);
    assert_eq!(client.post("/account/data/copy", "").await.status, 303, "the second click changes nothing");
    let (copies,): (Id,) = world.db().one(sql!(scan "a test", "SELECT COUNT(*) FROM data_copies")).await.unwrap();
    assert_eq!(copies, 1);
    let page = client.get("/account/data").await.body;
    assert!(page.contains("<progress") && page.contains("data-again"), "it shows how far it is");
    assert_eq!(client.post("/account/data/stop", "").await.status, 303);
    data::make_due(&world.app).await.unwrap();
    let page = client.get("/account/data").await.body;
    assert!(page.contains("You stopped the last copy") && !page.contains("<progress"));
    assert_eq!(client.get("/account/data/copy/guildhall.zip").await.status, 404);
    // What a node left behind that ended meanwhile is taken up again once its time is over.
    assert_eq!(client.post("/account/data/copy", "").await.status, 303);
    let until = world.app.clock.now().plus(Time::MINUTE);
    let left = move |tx: base::Tx| async move {
        tx.run(sql!(scan "a test", "UPDATE data_copies SET attempts = 1, held_until = $1 WHERE state = 'waiting'", until)).await
    };
    world.db().write(left).await.unwrap();
    data::make_due(&world.app).await.unwrap();
    assert!(client.get("/account/data").await.body.contains("<progress"));
    world.app.clock.advance(2 * Time::MINUTE);
    data::make_due(&world.app).await.unwrap();
    assert_eq!(client.get("/account/data/copy/guildhall.zip").await.status, 200);
}

/// More rows than are read at once.
async fn long_lists_are_whole(world: World) {
    let ada = world.account("ada", false).await;
    let guild = world.community("wood", web::Visibility::Public).await;
    let answers: Vec<String> = (0..450).map(|n| format!("answer {n:03}.")).collect();
    world.question(guild, "", ada, "Many", "text", &answers.iter().map(String::as_str).collect::<Vec<_>>()).await;
    let copy = copy_of(&world, &world.signed_in(ada).await).await;
    let rows: Vec<serde_json::Value> = serde_json::from_slice(&copy["posts.json"]).unwrap();
    let told: BTreeSet<&str> = rows.iter().map(|row| row["source"].as_str().unwrap()).collect();
    assert_eq!((rows.len(), told.len()), (451, 451));
}

testkit::on_both_engines!(crate::world: every_column_that_names_somebody_is_known, a_copy_tells_everything, a_copy_is_its_owners_for_seven_days, a_copy_can_be_left_and_stopped, long_lists_are_whole);
