//! Where the program cannot start it says why, ends with 2 and changes nothing.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use base::Clock;
use base::db::{self, Migration};
use testkit::Engine;

use crate::{House, guildhall};

/// What stands in the database's files of a folder.
fn bytes(data: &Path) -> BTreeMap<String, Vec<u8>> {
    let read = |name: &str| Some((name.to_owned(), fs::read(data.join(name)).ok().filter(|bytes| !bytes.is_empty())?));
    ["guildhall.sqlite", "guildhall.sqlite-wal"].into_iter().filter_map(read).collect()
}

fn refused(mut command: Command) -> String {
    let output = command.output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.trim().lines().count(), 1, "one line: {told}");
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_database_is_left_as_it_is() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let house = House::new(engine);
        let newer = Migration { number: 9999, name: "from the future", sql: "CREATE TABLE future (id {id})" };
        let steps: Vec<Migration> = guildhall::migrations().into_iter().chain([newer]).collect();
        db::migrate(&house.db().await, &steps, &Clock::system()).await.unwrap();
        // Whoever closes the database last takes its journal away.
        while house.data().join("guildhall.sqlite-wal").exists() {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let before = bytes(&house.data());
        let source = house.folder.path().join("wood-2016").display().to_string();
        for arguments in [
            &["serve", "--listen", "127.0.0.1:0"][..],
            &["import", "stackexchange", &source, "--community", "wood"],
            &["admin", "create-account", "--handle", "bob"],
        ] {
            let told = refused(house.command(arguments));
            assert!(told.contains("made by a newer guildhall") && told.contains("Nothing was changed"), "{told}");
        }
        assert!(bytes(&house.data()) == before, "not a byte is another");
    }
}

#[test]
fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("guildhall.sqlite");
    fs::write(&file, "somebody's letters, by mistake in this place, ".repeat(200)).unwrap();
    let before = bytes(folder.path());
    let told = refused(guildhall(&["serve", "--listen", "127.0.0.1:0", "--data", &folder.path().display().to_string()]));
    assert!(told.contains("guildhall.sqlite") && told.contains("not a database"), "{told}");
    assert!(bytes(folder.path()) == before);
}

/// Root may write everywhere, so root asks as nobody.
#[test]
fn a_data_directory_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let root = fs::metadata(folder.path()).unwrap().uid() == 0;
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let data = folder.path().join("data");
    fs::create_dir(&data).unwrap();
    let serving = |data: &Path| {
        let mut command = guildhall(&["serve", "--listen", "127.0.0.1:0", "--data", &data.display().to_string()]);
        if root {
            command.uid(65534).gid(65534);
        }
        command
    };
    if serving(&data).arg("--version").output().is_err() {
        println!("skipped: nobody may not run the program here");
        return;
    }
    fs::set_permissions(&data, fs::Permissions::from_mode(0o555)).unwrap();
    let told = refused(serving(&data));
    assert!(told.contains("cannot write into the data directory") && told.contains("ermission denied"), "{told}");
    let told = refused(serving(&data.join("deeper")));
    assert!(told.contains("cannot make the data directory") && told.contains("ermission denied"), "{told}");
    assert_eq!(fs::read_dir(&data).unwrap().count(), 0, "nothing was made");
    // The directory that served until yesterday.
    let house = House::new(Engine::Sqlite);
    fs::set_permissions(house.folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    for entry in fs::read_dir(house.data()).unwrap() {
        let path = entry.unwrap().path();
        fs::set_permissions(&path, fs::Permissions::from_mode(if path.is_dir() { 0o555 } else { 0o444 })).unwrap();
    }
    fs::set_permissions(house.data(), fs::Permissions::from_mode(0o555)).unwrap();
    let before = bytes(&house.data());
    let told = refused(serving(&house.data()));
    assert!(told.contains("cannot write into the data directory"), "{told}");
    // Or of which the database alone is somebody else's.
    fs::set_permissions(house.data(), fs::Permissions::from_mode(0o777)).unwrap();
    let told = refused(serving(&house.data()));
    assert!(told.contains("guildhall.sqlite") && told.contains("cannot"), "{told}");
    assert!(bytes(&house.data()) == before);
    for path in [data, house.data()] {
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}
