//! `kill -9` while eight write: the program on both engines, and the database server below it.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use testkit::Engine;

use crate::House;
use crate::writers::{Writers, check, reply};

async fn every_answered_post_outlives_the_program(engine: Engine) {
    let (house, mut written) = (House::new(engine), Vec::new());
    for round in 0..3 {
        let server = house.serve();
        let writers = Writers::start(&server.host(), &house.cookie, round);
        writers.wait_for(300);
        drop(server);
        let (answered, refused) = writers.end();
        assert!(refused.is_empty(), "{refused:?}");
        written.extend(answered);
        check(&house.db().await, &house.serve(), &written).await;
    }
    println!("{} answered posts outlived three kills on {engine:?}", written.len());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answered_post_outlives_the_program_on_sqlite() {
    every_answered_post_outlives_the_program(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answered_post_outlives_the_program_on_postgres() {
    every_answered_post_outlives_the_program(Engine::Postgres).await;
}

/// A server of its own: the others' do without what a sync promises.
struct Cluster(tempfile::TempDir);

impl Cluster {
    fn start() -> Cluster {
        let folder = tempfile::tempdir().unwrap();
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).unwrap();
        Cluster(folder)
    }

    fn script(&self, verb: &str) -> String {
        let script = testkit::root().join("bin/postgres-for-tests");
        let home: &Path = self.0.path();
        let output = Command::new(script).arg(verb).arg(home).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.script("stop");
    }
}

/// The program goes on by itself when the server is there again.
#[tokio::test(flavor = "multi_thread")]
async fn every_answered_post_outlives_the_database_server() {
    let cluster = Cluster::start();
    let house = House::at(tempfile::tempdir().unwrap(), Some(cluster.script("private")));
    let (server, mut written) = (house.serve(), Vec::new());
    for round in 0..2 {
        let writers = Writers::start(&server.host(), &house.cookie, round);
        writers.wait_for(100);
        cluster.script("crash");
        std::thread::sleep(Duration::from_millis(300));
        let (answered, refused) = writers.end();
        let clear = |answer: &String| answer.starts_with("HTTP/1.1 503") && answer.contains("Not available at the moment");
        assert!(!refused.is_empty() && refused.iter().all(clear), "{:?}", refused.iter().find(|answer| !clear(answer)));
        written.extend(answered);
        cluster.script("private");
        let until = Instant::now() + Duration::from_secs(20);
        let again = loop {
            match reply(&server.host(), &house.cookie, 1, &format!("round {round} word zqagain{round}")) {
                Ok(post) => break post,
                Err(answer) => assert!(Instant::now() < until, "the program does not find its database again: {answer}"),
            }
            std::thread::sleep(Duration::from_millis(100));
        };
        written.push(again);
        check(&house.db().await, &server, &written).await;
    }
    println!("{} answered posts outlived two deaths of the database server", written.len());
}
