//! The real binary: started, killed, started again.

#![expect(clippy::unwrap_used, reason = "tests")]

mod binary;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use binary::{Server, get, guildhall, json};

fn stats(data: &str) -> serde_json::Value {
    json(&guildhall(&["admin", "stats", "--community", "wood", "--json", "--data", data]).output().unwrap())
}

/// A dump of `threads` questions with an answer and a comment each.
fn dump(folder: &Path, threads: usize) {
    fs::create_dir_all(folder).unwrap();
    let (mut posts, mut comments, mut users) = (String::from("<posts>"), String::from("<comments>"), String::from("<users>"));
    for n in 1..=threads {
        let (q, a) = (2 * n, 2 * n + 1);
        let day = 1 + n % 28;
        let at = format!("2016-03-{day:02}T10:00:00.000");
        writeln!(posts, "<row Id=\"{q}\" PostTypeId=\"1\" AcceptedAnswerId=\"{a}\" CreationDate=\"{at}\" Score=\"2\" Body=\"&lt;p&gt;About joint{n} and glue&lt;/p&gt;\" OwnerUserId=\"{n}\" Title=\"Question number {n}\" Tags=\"|glue|\" />").unwrap();
        writeln!(posts, "<row Id=\"{a}\" PostTypeId=\"2\" ParentId=\"{q}\" CreationDate=\"{at}\" Score=\"1\" Body=\"&lt;p&gt;Answer{n}&lt;/p&gt;\" OwnerUserId=\"1\" />").unwrap();
        writeln!(comments, "<row Id=\"{n}\" PostId=\"{a}\" Score=\"0\" Text=\"thanks\" CreationDate=\"{at}\" UserId=\"{n}\" />")
            .unwrap();
        writeln!(users, "<row Id=\"{n}\" DisplayName=\"Person {n}\" CreationDate=\"{at}\" />").unwrap();
    }
    for (name, text, end) in [("Posts", posts, "</posts>"), ("Comments", comments, "</comments>"), ("Users", users, "</users>")] {
        fs::write(folder.join(format!("{name}.xml")), text + end).unwrap();
    }
}

#[test]
fn the_demo_says_when_it_is_ready_and_its_links_sign_in() {
    let started = Instant::now();
    let demo = Server::start(guildhall(&["demo", "--json", "--listen", "127.0.0.1:0"]));
    let took = started.elapsed();
    let line: serde_json::Value = serde_json::from_str(&demo.first_line).unwrap();
    let host = demo.host();
    assert_eq!(line["url"], format!("http://{host}"));
    assert!(Path::new(line["data"].as_str().unwrap()).join("guildhall.sqlite").exists());
    for role in ["admin", "champion", "moderator", "steward", "member", "guest", "newcomer"] {
        let link = line["sign_in"][role].as_str().unwrap().strip_prefix(&format!("http://{host}")).unwrap().to_owned();
        let answer = get(&host, &link, "");
        let cookie = answer.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).unwrap().to_owned();
        assert!(get(&host, "/sign-in", &cookie).contains("You are signed in as"), "{role}");
    }
    assert!(get(&host, "/", "").contains("Coffee Guild"));
    assert!(get(&host, "/assets/app.css", "").contains("200 OK"));
    println!("the demo was ready after {took:?} (unoptimised)");
}

#[test]
fn a_killed_import_is_taken_up_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("wood-2016");
    dump(&source, 1500);
    let data = folder.path().join("data").display().to_string();
    let source = source.display().to_string();
    let arguments = ["import", "stackexchange", &source, "--community", "wood", "--data", &data, "--report", "json"];
    for pause in [250, 500, 900] {
        let mut child = guildhall(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        // Each batch is whole threads with right counters.
        let whole = guildhall(&["admin", "stats", "--community", "wood", "--data", &data]).output().unwrap();
        if whole.status.success() {
            let numbers = json(&whole);
            assert_eq!(numbers["questions"], numbers["answers"]);
            assert_eq!(numbers["questions"], numbers["comments"]);
            assert_eq!(numbers["questions"], numbers["accepted"]);
        }
    }
    let report = json(&guildhall(&arguments).output().unwrap());
    let counts = &report["questions"];
    assert_eq!(counts["created"].as_u64().unwrap() + counts["unchanged"].as_u64().unwrap(), 1500);
    let numbers = stats(&data);
    for (kind, wanted) in
        [("questions", 1500), ("answers", 1500), ("comments", 1500), ("accepted", 1500), ("members", 1500), ("score", 4500)]
    {
        assert_eq!(numbers[kind], wanted, "{kind}");
    }
    let server = Server::start(guildhall(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    assert!(get(&server.host(), "/api/v1/search?q=joint1499", "").contains("Question number 1499"));
}

/// The rows are committed, the index is not: the process dies just there.
#[test]
fn a_crash_between_commit_and_indexing_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("wood-2016");
    dump(&source, 600);
    let data = folder.path().join("data").display().to_string();
    let source = source.display().to_string();
    let arguments = ["import", "stackexchange", &source, "--community", "wood", "--data", &data];
    let mut child = guildhall(&arguments)
        .env("GUILDHALL_TEST_CRASH", "before-indexing")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    assert!(!child.wait().unwrap().success(), "it was killed");
    assert_eq!(stats(&data)["questions"], 600, "every row is there");
    let server = Server::start(guildhall(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let deadline = Instant::now() + Duration::from_secs(20);
    while !get(&server.host(), "/api/v1/search?q=joint599", "").contains("Question number 599") {
        assert!(Instant::now() < deadline, "the index never caught up");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn an_import_beside_a_running_server_is_found_there() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("wood-2016");
    dump(&source, 200);
    let data = folder.path().join("data").display().to_string();
    let server = Server::start(guildhall(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let report = json(
        &guildhall(&[
            "import",
            "stackexchange",
            &source.display().to_string(),
            "--community",
            "wood",
            "--data",
            &data,
            "--report",
            "json",
        ])
        .output()
        .unwrap(),
    );
    assert_eq!(report["questions"]["created"], 200);
    let found = get(&server.host(), "/api/v1/search?q=joint200", "");
    assert!(found.contains("Question number 200"), "the import returned when the index had it: {found}");
    assert!(get(&server.host(), "/c/wood/questions", "").contains("Question number"));
}

#[test]
fn what_cannot_work_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let server = Server::start(guildhall(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let host = server.host();
    let told = |arguments: &[&str]| {
        let output = guildhall(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let second = folder.path().join("second").display().to_string();
    assert!(told(&["serve", "--data", &second, "--listen", &host]).contains("in use by another program"));
    assert!(told(&["serve", "--data", "/dev/null/data"]).contains("cannot make the data directory /dev/null/data"));
    assert!(told(&["serve", "--data", &second, "--database-url", "postgres://nobody@127.0.0.1:1/x"]).contains("does not answer"));
    assert!(told(&["import", "stackexchange", "/nowhere", "--community", "wood", "--data", &second]).contains("/nowhere"));
    assert!(told(&["admin", "sign-in-link", "--handle", "nobody", "--data", &second]).contains("nobody is called nobody"));
    assert!(told(&["admin", "stats", "--community", "none", "--data", &second]).contains("there is no community none"));
}

#[test]
fn an_administrator_makes_a_champion() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("wood-2016");
    dump(&source, 3);
    let data = folder.path().join("data").display().to_string();
    let run = |arguments: &[&str]| json(&guildhall(arguments).args(["--data", &data]).output().unwrap());
    guildhall(&["import", "stackexchange", &source.display().to_string(), "--community", "wood", "--data", &data])
        .output()
        .unwrap();
    run(&["admin", "create-account", "--handle", "ada", "--name", "Ada Lovelace"]);
    run(&["admin", "grant", "--community", "wood", "--handle", "ada", "--role", "champion"]);
    let server = Server::start(guildhall(&["serve", "--data", &data, "--listen", "127.0.0.1:0"]));
    let host = server.host();
    let link = run(&["admin", "sign-in-link", "--handle", "ada", "--public-url", &format!("http://{host}")]);
    let path = link["url"].as_str().unwrap().split(&host).nth(1).unwrap().to_owned();
    let cookie = get(&host, &path, "").split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next()).unwrap().to_owned();
    assert!(get(&host, "/", &cookie).contains("Ada Lovelace"));
    assert!(get(&host, "/c/wood/members/ada", "").contains("Champion"));
    let refused = guildhall(&["admin", "reindex", "--data", &data]).output().unwrap();
    assert!(String::from_utf8_lossy(&refused.stderr).contains("owns the search index"), "a running server keeps its index");
    drop(server);
    assert!(run(&["admin", "reindex"])["documents"].as_u64().unwrap() > 6);
}
