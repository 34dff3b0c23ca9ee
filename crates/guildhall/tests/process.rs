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

fn looked(path: &Path, more: &[&str]) -> std::process::Output {
    let path = path.display().to_string();
    guildhall(&[&["look", &path], more].concat()).current_dir(std::env::temp_dir()).output().unwrap()
}

#[test]
fn a_look_makes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (source, data) = (folder.path().join("wood-2016"), folder.path().join("data"));
    dump(&source, 40);
    let place = data.display().to_string();
    let look = looked(&source, &["--json", "--data", &place]);
    let told = json(&look);
    assert_eq!((&told["source"], &told["format"], &told["few"]), (&"wood".into(), &"stackexchange".into(), &false.into()));
    assert_eq!((&told["people"]["accounts"], &told["people"]["wrote"]), (&40.into(), &40.into()));
    assert_eq!((&told["questions"]["asked"], &told["questions"]["accepted_share"]), (&40.into(), &1.0.into()));
    assert_eq!(
        (&told["half_of_answers"]["people"], &told["half_of_answers"]["names"][0]["name"]),
        (&1.into(), &"Person 1".into())
    );
    assert_eq!(told["areas_on_one"][0]["on"]["name"], "Person 1");
    assert_eq!(told["import"]["questions"]["created"], 40);
    let text = String::from_utf8(looked(&source, &["--data", &place]).stdout).unwrap();
    assert!(text.contains("wood: Stack Exchange, 2016-03-01 to 2016-03-28"), "{text}");
    let glue: Vec<&str> = text.lines().find(|line| line.starts_with("  glue")).unwrap().split_whitespace().collect();
    assert_eq!(glue, ["glue", "40", "40", "40", "40"]);
    let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(long.is_empty(), "{long:#?}");
    let there: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(there, ["wood-2016"], "no data directory");
}

#[test]
fn a_look_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("wood-2016");
    dump(&source, 4);
    let failed = |path: &Path, words: &str| {
        let look = looked(path, &[]);
        assert_eq!(look.status.code(), Some(2));
        let said = String::from_utf8(look.stderr).unwrap();
        assert!(said.contains(words), "{said}");
        assert_eq!(said.lines().count(), 1, "{said}");
    };
    failed(&folder.path().join("gone"), "there is nothing at");
    failed(folder.path(), "there is no Posts.xml in");
    failed(&source.join("Posts.xml"), "cannot be read as a zip file");
    // A lost quote in the second row costs that row, and is told with its line.
    let posts = source.join("Posts.xml");
    let text = fs::read_to_string(&posts).unwrap();
    fs::write(&posts, text.replacen("ParentId=\"2\"", "ParentId=\"2", 1)).unwrap();
    let look = looked(&source, &["--json"]);
    assert_eq!(json(&look)["import"]["answers"]["created"], 3);
    let said = String::from_utf8(look.stderr).unwrap();
    assert!(said.contains("Posts.xml:2 (row 2):"), "{said}");
    fs::write(&posts, "no dump").unwrap();
    let look = looked(&source, &[]);
    assert_eq!(look.status.code(), Some(2), "nothing to see");
    assert!(String::from_utf8(look.stderr).unwrap().contains("no root element"));
}

#[test]
fn a_look_at_a_real_dump_takes_seconds() {
    let Some(source) = testkit::shared("stackexchange/ai-2017") else { return };
    let started = Instant::now();
    let told = json(&looked(&source, &["--json"]));
    let took = started.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert_eq!(told["questions"]["asked"], 604);
    assert_eq!(told["keep"].as_array().unwrap().len(), 10);
    let long = String::from_utf8(looked(&source, &[]).stdout).unwrap();
    assert!(long.lines().all(|line| line.chars().count() <= 80), "{long}");
    println!("a look at ai-2017 took {took:?} (unoptimised)");
}
