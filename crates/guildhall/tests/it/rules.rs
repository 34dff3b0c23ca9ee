//! Rules of the house that a reader cannot check by eye.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use base::db::{self, Purpose, STATEMENTS, Statement};
use testkit::{Engine, World};

use crate::world;

/// Every combination of a statement's optional fragments.
fn combinations(statement: &Statement) -> impl Iterator<Item = u32> + use<> {
    0..(1_u32 << statement.fragments().len())
}

async fn every_statement_prepares(world: World) {
    assert!(STATEMENTS.len() > 60, "the registry is nearly empty: {}", STATEMENTS.len());
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        for on in combinations(statement) {
            wrong.extend(db::prepare(world.db(), statement, on).await.err().map(|error| error.to_string()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Lists take their order from an index; nothing reads a whole table without saying why.
async fn plans_use_indexes(world: World) {
    let mut wrong = Vec::new();
    for statement in STATEMENTS {
        for on in combinations(statement) {
            let plan = db::plan(world.db(), statement, on).await.unwrap();
            // An INSERT's plan lists the foreign keys that could be checked, not what is read.
            if statement.text.starts_with("INSERT") && statement.text.contains("VALUES") {
                continue;
            }
            let place = format!("{}:{}", statement.place, statement.line);
            // What a subquery gives is read whole; its own steps say how it came by it.
            let made = |table: &str| plan.iter().any(|step| step.strip_prefix("CO-ROUTINE ") == Some(table));
            for step in &plan {
                let scanned = step.strip_prefix("SCAN ").filter(|rest| !rest.contains("USING") && !rest.contains("CONSTANT"));
                let scans = match statement.purpose {
                    Purpose::Scan(_) => false,
                    _ => scanned.is_some_and(|table| !made(table)) || step.contains("Seq Scan"),
                };
                let sorts = statement.purpose == Purpose::List
                    && (step.contains("TEMP B-TREE FOR ORDER")
                        || step.trim_start().trim_start_matches("-> ").starts_with("Sort"));
                if scans || sorts {
                    wrong.push(format!("{place}: {}", plan.join(" | ")));
                    break;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

testkit::on_both_engines!(crate::world: every_statement_prepares, plans_use_indexes);

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_schema() {
    let (sqlite, postgres) = (world(Engine::Sqlite).await, world(Engine::Postgres).await);
    let (one, other) = (db::catalogue(sqlite.db()).await.unwrap(), db::catalogue(postgres.db()).await.unwrap());
    assert!(one.len() > 100, "the catalogue is nearly empty");
    let (one, other): (BTreeSet<_>, BTreeSet<_>) = (one.into_iter().collect(), other.into_iter().collect());
    let only = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>().join("\n  ");
    assert!(one == other, "only SQLite:\n  {}\nonly PostgreSQL:\n  {}", only(&one, &other), only(&other, &one));
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        let skip = ["node_modules", "target", "dist", ".git"].iter().any(|name| path.ends_with(name));
        if path.is_dir() && !skip {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
}

fn sources(ending: &str) -> Vec<(String, String)> {
    let root = testkit::root();
    let mut found = Vec::new();
    files(&root.join("crates"), ending, &mut found);
    found
        .into_iter()
        .map(|path| (path.strip_prefix(&root).unwrap().display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

/// A SELECT of rows that people write says what it does about removed ones.
#[test]
fn selects_remember_removal() {
    let kept = ["accounts", "communities", "threads", "posts"];
    let mut wrong = Vec::new();
    for statement in STATEMENTS.iter().filter(|s| s.text.trim_start().starts_with("SELECT")) {
        // What is joined for a name only (authors of posts, the community of a thread) stays even when it is removed.
        let from = statement.text.split("FROM ").nth(1).and_then(|rest| rest.split_whitespace().next()).unwrap_or("");
        if kept.contains(&from) && !statement.text.contains("removed") && !matches!(statement.purpose, Purpose::Scan(_)) {
            wrong.push(format!("{}:{}: {}", statement.place, statement.line, statement.text));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn engine_names_stand_in_their_places() {
    let names = ["rusqlite", "tokio_postgres", "deadpool_postgres"];
    let wrong: Vec<String> = sources("rs")
        .into_iter()
        .filter(|(path, _)| !path.starts_with("crates/base/src/db/") && !path.contains("/tests/"))
        .filter(|(_, text)| names.iter().any(|name| text.contains(name)))
        .map(|(path, _)| path)
        .collect();
    assert!(wrong.is_empty(), "an engine is named outside of base/src/db: {wrong:?}");
}

/// Arrows point down; a crate's `Cargo.toml` names only crates below it.
#[test]
fn crates_depend_downwards() {
    let floors = [
        ("base", 0),
        ("search", 0),
        ("markup", 0),
        ("formats", 0),
        ("pictures", 0),
        ("web", 1),
        ("people", 2),
        ("talk", 3),
        ("testkit", 4),
        ("guildhall", 5),
    ];
    let floor = |name: &str| floors.iter().find(|(known, _)| *known == name).map(|(_, floor)| *floor);
    for (name, own) in floors {
        let text = std::fs::read_to_string(testkit::root().join(format!("crates/{name}/Cargo.toml"))).unwrap();
        let used =
            text.lines().filter_map(|line| line.strip_suffix(".workspace = true")).filter_map(|dep| floor(dep).map(|f| (dep, f)));
        for (dep, below) in used.filter(|(dep, _)| *dep != name) {
            assert!(below < own, "{name} must not use {dep}");
        }
    }
}

/// Every dependency that a crate names is used in it.
#[test]
fn dependencies_are_used() {
    let (code, mut unused) = (sources("rs"), Vec::new());
    for (path, manifest) in sources("toml").into_iter().filter(|(path, _)| path.ends_with("/Cargo.toml")) {
        let folder = path.trim_end_matches("Cargo.toml");
        let section = manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).unwrap_or("");
        for line in section.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            let name = line.split([' ', '.', '=']).next().unwrap().replace('-', "_");
            if !code.iter().any(|(file, text)| file.starts_with(folder) && !file.contains("/tests/") && text.contains(&name)) {
                unused.push(format!("{path}: {name}"));
            }
        }
    }
    assert!(unused.is_empty(), "{unused:?}");
}

/// Between the folders of one crate there is no cycle.
#[test]
fn folders_have_no_cycle() {
    for name in ["people", "talk", "guildhall"] {
        let mut arrows: BTreeSet<(String, String)> = BTreeSet::new();
        let prefix = format!("crates/{name}/src/");
        for (path, text) in sources("rs").into_iter().filter(|(path, _)| path.starts_with(&prefix)) {
            let Some((folder, _)) = path[prefix.len()..].split_once('/') else { continue };
            for line in text.lines().filter(|line| line.contains("use crate::")) {
                let used = line.split("use crate::").nth(1).and_then(|rest| rest.split([':', ';']).next()).unwrap_or("");
                if testkit::root().join(&prefix).join(used).is_dir() && used != folder {
                    arrows.insert((folder.to_owned(), used.to_owned()));
                }
            }
        }
        let cycle = arrows.iter().find(|(from, to)| reaches(&arrows, to, from, &mut BTreeSet::new()));
        assert!(cycle.is_none(), "in {name} the folders {cycle:?} use each other");
    }
}

fn reaches(arrows: &BTreeSet<(String, String)>, from: &str, to: &str, seen: &mut BTreeSet<String>) -> bool {
    from == to
        || arrows.iter().filter(|(a, _)| a == from).any(|(_, next)| seen.insert(next.clone()) && reaches(arrows, next, to, seen))
}

/// Messages: none missing, none unused, each in both languages with the same variables.
#[test]
fn texts_are_complete() {
    let features = guildhall::features();
    let keys = |language: web::Language| -> BTreeSet<String> {
        let texts = features.iter().flat_map(|f| f.texts).filter(|(l, _)| *l == language);
        texts.flat_map(|(_, text)| web::i18n::keys_of(text)).collect()
    };
    let (english, dutch) = (keys(web::Language::English), keys(web::Language::Dutch));
    assert_eq!(english, dutch, "the languages have different messages");
    let all: String = ["rs", "html", "sql"].iter().flat_map(|ending| sources(ending)).map(|(_, text)| text).collect();
    let mut asked = BTreeSet::new();
    for call in [".say(\"", ".with(\"", ".with2(\"", ".count(\""] {
        asked.extend(all.split(call).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    let missing: Vec<&String> = asked.iter().filter(|key| !english.contains(*key) && !key.contains('{')).collect();
    assert!(missing.is_empty(), "messages that nobody wrote: {missing:?}");
    // Keys that are put together begin with one of these.
    let made: Vec<String> = all
        .split("format!(\"")
        .skip(1)
        .filter_map(|rest| rest.split('{').next())
        .filter(|start| start.ends_with('-') && start.len() > 2)
        .map(str::to_owned)
        .collect();
    // Keys that travel through code before they are said (what is wrong with a form) stand there as whole words.
    let named = |key: &str| all.contains(&format!("\"{key}\""));
    let unused: Vec<&String> = english
        .iter()
        .filter(|key| !asked.contains(*key) && !named(key) && !made.iter().any(|start| key.starts_with(start.as_str())))
        .collect();
    assert!(unused.is_empty(), "messages that nobody says: {unused:?}");
    let same: Vec<(String, String)> = untranslated(&features);
    assert!(same.is_empty(), "left in English: {same:?}");
}

fn untranslated(features: &[web::Feature]) -> Vec<(String, String)> {
    let lines = |language: web::Language| -> Vec<(String, String)> {
        let texts = features.iter().flat_map(|f| f.texts).filter(|(l, _)| *l == language);
        let lines = texts.flat_map(|(_, text)| text.lines()).filter_map(|line| line.split_once(" = "));
        lines.map(|(key, value)| (key.trim().to_owned(), value.to_owned())).collect()
    };
    // The same word in both languages.
    let same = [
        "feed",
        "filters",
        "role-moderator",
        "invitation-role-moderator",
        "score",
        "sort-top",
        "ago-minutes",
        "lasting-minutes",
        "date-day",
        "members-count",
        "later",
        "composer-code",
        "composer-link",
        "composer-markdown",
        "emoji-label",
    ];
    let english = lines(web::Language::English);
    let dutch = lines(web::Language::Dutch);
    english
        .into_iter()
        .filter(|pair| {
            pair.1.len() > 3
                && dutch.contains(pair)
                && !same.contains(&pair.0.as_str())
                && !pair.0.starts_with("month-")
                && !pair.1.ends_with("->")
        })
        .collect()
}

/// Every path that the documents name exists.
#[test]
fn documents_name_what_exists() {
    let root = testkit::root();
    let mut found = Vec::new();
    files(&root, "md", &mut found);
    let mut wrong = Vec::new();
    for path in found.iter().filter(|path| !path.to_string_lossy().contains("/demo/data/")) {
        let text = std::fs::read_to_string(path).unwrap();
        for word in text.split('`').skip(1).step_by(2) {
            let looks = ["crates/", "docs/", "bin/", "tests/", ".ci/", "bench/"].iter().any(|start| word.starts_with(start));
            let name = word.split([' ', '*', '{']).next().unwrap_or("");
            if looks && !root.join(name).exists() {
                wrong.push(format!("{}: {word}", path.strip_prefix(&root).unwrap().display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_stay_small() {
    let long: Vec<String> = sources("rs")
        .into_iter()
        .filter(|(path, text)| text.lines().count() > 400 && !path.contains("/tests/"))
        .map(|(path, text)| format!("{path}: {}", text.lines().count()))
        .collect();
    assert!(long.is_empty(), "over 400 lines: {long:?}");
}
