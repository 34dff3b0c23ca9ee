//! The power goes while eight write: what a machine finds on its disk afterwards holds every post that was answered.
//!
//! `kill -9` shows less: what a program has written is in the system's memory and outlives it. So a library below SQLite
//! (`power.c`) keeps a second copy of the database in which a change stands once it was synced, and no earlier; after the
//! kill the program is started on that copy.

use std::fs;
use std::path::{Path, PathBuf};

use testkit::Engine;

use crate::house::db_in;
use crate::writers::{Writers, Written, check, lost};
use crate::{House, Server, shim};

const FILES: [&str; 3] = ["guildhall.sqlite", "guildhall.sqlite-wal", "guildhall.sqlite-journal"];

/// The database's files and nothing else of a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for name in FILES.into_iter().filter(|name| from.join(name).exists()) {
        fs::copy(from.join(name), to.join(name)).unwrap();
    }
}

/// What the disk would hold.
fn disk(house: &House) -> PathBuf {
    house.folder.path().join("disk")
}

/// Eight write until the power goes; what they were answered.
fn until_the_power_goes(house: &House, round: usize, lies: bool) -> Vec<Written> {
    let (data, disk) = (house.data().canonicalize().unwrap(), disk(house));
    let _ = fs::remove_dir_all(&disk);
    copy(&data, &disk);
    let mut command = house.serving();
    command.env("LD_PRELOAD", shim::compile("power.c", house.folder.path()));
    command.env("GUILDHALL_POWER_FROM", &data).env("GUILDHALL_POWER_TO", &disk);
    if lies {
        command.env("GUILDHALL_POWER_LIES", "1");
    }
    let server = Server::start(command);
    let writers = Writers::start(&server.host(), &house.cookie, round);
    writers.wait_for(600);
    drop(server);
    let (written, refused) = writers.end();
    assert!(refused.is_empty(), "{refused:?}");
    // The machine starts again. It has its disk, and an index that is made anew from it.
    fs::remove_dir_all(&data).unwrap();
    copy(&disk, &data);
    written
}

#[tokio::test(flavor = "multi_thread")]
async fn power_loss_takes_nothing_that_was_answered() {
    let (house, mut written) = (House::new(Engine::Sqlite), Vec::new());
    for round in 0..3 {
        written.extend(until_the_power_goes(&house, round, false));
        // Looked at in a copy of its own: whoever closes a database writes to it once more.
        let seen = tempfile::tempdir().unwrap();
        copy(&disk(&house), seen.path());
        check(&db_in(seen.path()).await, &house.serve(), &written).await;
    }
    println!("{} answered posts outlived three power losses", written.len());
}

/// The test above can fail: on a disk that says it has synced and has not, what was answered is lost.
#[tokio::test(flavor = "multi_thread")]
async fn a_disk_that_lies_is_noticed() {
    let house = House::new(Engine::Sqlite);
    let written = until_the_power_goes(&house, 0, true);
    assert!(lost(&db_in(&disk(&house)).await, &written).await.len() > 50, "the copy holds what was never synced");
}
