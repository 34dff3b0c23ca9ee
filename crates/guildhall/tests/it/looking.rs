//! Look before you move: a page over exports that lie on the server, or that are brought for a moment.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use base::sql;
use talk::imports::{Counts, Report};
use talk::looking::{self, Look};
use testkit::{Client, Engine, World};

use crate::importing::{dump, import};

fn look(path: &Path) -> Look {
    looking::look(path, Box::new(|_, _, _| {})).unwrap()
}

/// What comes, and what stays behind by reason; kinds of which there is nothing are left out.
fn told(report: &Report) -> BTreeMap<&'static str, (u64, u64, BTreeMap<String, u64>)> {
    let told = |counts: &Counts| (counts.read, counts.created, counts.skipped.clone());
    report.kinds.iter().filter(|(_, counts)| counts.read > 0).map(|(kind, counts)| (*kind, told(counts))).collect()
}

/// What the look promises is what the import does.
async fn agrees(world: &World, folder: &Path) {
    let before = look(folder);
    let after = import(world, folder, |_| {}).await.unwrap();
    assert_eq!(told(&before.import), told(&after));
    let again = look(folder);
    assert_eq!(serde_json::to_value(&before).unwrap(), serde_json::to_value(&again).unwrap());
}

async fn a_look_promises_what_an_import_does(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    // The same user, answer, comment, revision and link twice, and what nobody knows.
    for (file, row) in [
        ("Users.xml", r#"<row Id="3" DisplayName="" CreationDate="2016-02-02T10:00:00.000" />"#),
        (
            "Posts.xml",
            r#"<row Id="11" PostTypeId="2" ParentId="10" CreationDate="2016-03-01T12:00:00.000" Score="3" Body="x" />"#,
        ),
        ("Posts.xml", r#"<row Id="32" PostTypeId="2" CreationDate="2016-03-01T12:00:00.000" Score="3" Body="x" />"#),
        ("Comments.xml", r#"<row Id="1" PostId="10" Text="x" CreationDate="2016-03-02T10:00:00.000" UserId="9" />"#),
        ("Comments.xml", r#"<row Id="7" PostId="30" Text="of an orphan" CreationDate="2016-03-02T10:00:00.000" />"#),
        ("Votes.xml", r#"<row Id="8" PostId="30" VoteTypeId="2" CreationDate="2016-03-02T00:00:00.000" />"#),
        ("Votes.xml", r#"<row Id="9" PostId="11" VoteTypeId="1" CreationDate="2016-03-04T00:00:00.000" />"#),
        (
            "PostHistory.xml",
            r#"<row Id="4" PostHistoryTypeId="5" PostId="10" CreationDate="2016-03-03T10:00:00.000" Text="x" />"#,
        ),
        ("PostLinks.xml", r#"<row Id="2" PostId="20" RelatedPostId="11" LinkTypeId="3" />"#),
        ("PostLinks.xml", r#"<row Id="3" PostId="11" RelatedPostId="10" LinkTypeId="1" />"#),
        ("PostLinks.xml", r#"<row Id="4" PostId="11" RelatedPostId="20" LinkTypeId="9" />"#),
        ("Badges.xml", r#"<row Id="2" UserId="44" Name="Ghost" Date="2016-03-02T10:00:00.000" />"#),
    ] {
        let path = folder.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let end = text.rfind("</").unwrap();
        fs::write(path, format!("{}{row}\n{}", &text[..end], &text[end..])).unwrap();
    }
    agrees(&world, &folder).await;
    let seen = look(&folder);
    assert_eq!((seen.questions.asked, seen.questions.answered, seen.questions.accepted), (2, 1, 1));
    assert!(seen.few && seen.questions.answered_share.is_none() && seen.first_answer.within_day.is_none(), "few: no shares");
    let names: Vec<(&str, u64)> = seen.people.names.iter().map(|gave| (gave.name.as_str(), gave.answers)).collect();
    assert_eq!(names, [("Ann Lee", 1), ("user99", 1), ("Ann Lee", 0)]);
    // One hour to user99's answer, the other question waits still.
    assert_eq!((seen.first_answer.of, seen.first_answer.ended, seen.first_answer.median_ms), (2, 1, Some(3_600_000)));
    let accepted = seen.acceptance.unwrap();
    assert_eq!((accepted.ended, accepted.median_ms), (1, Some(62 * 3_600_000)), "on the day that the vote tells");
    assert_eq!((seen.duplicates.questions, seen.duplicates.originals[0].times), (1, 2));
    assert_eq!(seen.keep.len(), 1);
}

testkit::on_both_engines!(crate::world: a_look_promises_what_an_import_does, the_page_shows_what_lies_there, files_are_laid_there_and_let_go, a_zip_file_keeps_its_name, what_lies_there_is_brought);

#[tokio::test(flavor = "multi_thread")]
async fn a_real_dump_comes_as_promised() {
    let Some(folder) = testkit::shared("stackexchange/conlang-meta-2020") else { return };
    agrees(&crate::world(Engine::Sqlite).await, &folder).await;
}

async fn admin(world: &World) -> Client {
    let account = world.account("ada", true).await;
    world.signed_in(account).await
}

async fn rows(world: &World) -> i64 {
    let count = |tx: base::Tx| async move {
        let (n,): (i64,) = tx.one(sql!(scan "a test counts", "SELECT (SELECT COUNT(*) FROM accounts) + (SELECT COUNT(*) FROM communities) + (SELECT COUNT(*) FROM threads) + (SELECT COUNT(*) FROM activity)")).await?;
        Ok(n)
    };
    world.db().read(count).await.unwrap()
}

/// Waits until an import has ended; its page.
async fn ended(client: &Client, path: &str) -> String {
    for _ in 0..600 {
        let page = client.get(path).await;
        assert_eq!(page.status, 200, "{}", page.body);
        if page.header("refresh").is_empty() {
            return page.body;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("{path} does not end");
}

async fn what_lies_there_is_brought(world: World) {
    let ada = admin(&world).await;
    dump(&world.app.exports.join("wood 2016"));
    let page = ada.get("/new/look?of=wood%202016").await.body;
    assert!(page.contains("action=\"/new/look/import\"") && page.contains("value=\"wood 2016\""), "{page}");
    let before = rows(&world).await;
    let sent = |of: &str, address: &str| {
        let fields = [("of", of), ("community", address), ("name", "Old wood"), ("visibility", "public"), ("once", "one")];
        crate::writing::form(&[&fields[..], &[("language", "en")]].concat())
    };
    let wrong = ada.post("/new/look/import", &sent("wood 2016", "No Address")).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("2 to 40 small letters") && wrong.body.contains("value=\"Old wood\""), "{}", wrong.body);
    for path in ["..", "../look/wood 2016", "nothing"] {
        assert_eq!(ada.post("/new/look/import", &sent(path, "old-wood")).await.status, 422, "{path}");
    }
    assert_eq!(rows(&world).await, before, "nothing is brought");
    let somebody = world.account("bob", false).await;
    let bob = world.signed_in(somebody).await;
    assert_eq!(bob.post("/new/look/import", &sent("wood 2016", "old-wood")).await.status, 403);
    // Twice the same form is one import; it goes on by itself, and its page can be left and come back to.
    let begun = ada.post("/new/look/import", &sent("wood 2016", "old-wood")).await;
    let path = begun.header("location").to_owned();
    assert_eq!((begun.status.as_u16(), path.as_str()), (303, "/new/imports/1"), "{}", begun.body);
    assert_eq!(ada.post("/new/look/import", &sent("wood 2016", "old-wood")).await.header("location"), path);
    assert_eq!(bob.get(&path).await.status, 403);
    let done = ended(&ada, &path).await;
    assert!(done.contains("It is here") && done.contains("/c/old-wood"), "{done}");
    assert!(ada.get("/c/old-wood").await.body.contains("Old wood"));
    assert_eq!(ada.get("/c/old-wood/manage").await.status, 200, "who brought it leads it");
    assert!(world.visitor().get("/c/old-wood/questions").await.body.contains("Why do joints creak?"));
    // What is done is not stopped and not done again; another form brings nothing twice.
    let threads = rows(&world).await;
    for what in ["stop", "again"] {
        assert_eq!(ada.post(&format!("{path}/{what}"), "").await.header("location"), path);
    }
    let again = ada.post("/new/look/import", &sent("wood 2016", "old-wood").replace("once=one", "once=two")).await;
    ended(&ada, again.header("location")).await;
    assert_eq!(rows(&world).await, threads);
    // What was cut off with its program says so, and is taken up.
    let cut = sql!("UPDATE import_runs SET state = 'running', updated_at = 0 WHERE id = $1", 1);
    world.db().write(|tx| async move { tx.run(cut).await }).await.unwrap();
    world
        .db()
        .write(|tx| async move { talk::looking::running::end_lost(&tx, base::Time(1), base::Time(2)).await })
        .await
        .unwrap();
    assert!(ada.get(&path).await.body.contains("It was stopped"));
    ada.post(&format!("{path}/again"), "").await;
    assert!(ended(&ada, &path).await.contains("It is here"));
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

async fn the_page_shows_what_lies_there(world: World) {
    let ada = admin(&world).await;
    assert!(ada.get("/new/look").await.body.contains("No export lies there yet"));
    dump(&world.app.exports.join("wood 2016"));
    fs::create_dir_all(world.app.exports.join("empty")).unwrap();
    let before = rows(&world).await;
    let list = ada.get("/new/look").await.body;
    assert!(list.contains("/new/look?of=wood%202016") && list.contains("/new/look?of=empty"));
    let report = ada.get("/new/look?of=wood%202016").await;
    assert_eq!(report.status, 200);
    for words in
        ["Why do joints creak?", "asked 2 times", "Few people write here", "user99", "the question was deleted", "2016-04"]
    {
        assert!(report.body.contains(words), "{words}");
    }
    assert!(!report.body.contains('%') || !report.body.contains("within a day"), "no shares of few");
    let nothing = ada.get("/new/look?of=empty").await;
    assert_eq!(nothing.status, 422);
    assert!(nothing.body.contains("no Posts.xml in it"));
    for elsewhere in ["../look/empty", "..", "empty/", "/etc", "gone", "%2e%2e"] {
        assert_eq!(ada.get(&format!("/new/look?of={elsewhere}")).await.status, 404, "{elsewhere}");
    }
    let dutch = ada.ask(axum::http::Method::GET, "/new/look?of=wood%202016", "", &[("accept-language", "nl")]).await.body;
    assert!(dutch.contains("2 keer gevraagd") && dutch.contains("de vraag is verwijderd"));
    assert_eq!(rows(&world).await, before, "nothing was made");
}

/// A form with files, as browsers send it.
fn form(files: &[(&str, &str)]) -> String {
    let mut body = String::new();
    for (name, text) in files {
        let head = format!("Content-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\nContent-Type: text/xml");
        write!(body, "--b\r\n{head}\r\n\r\n{text}\r\n").unwrap();
    }
    body + "--b--\r\n"
}

const FORM: &str = "multipart/form-data; boundary=b";

async fn files_are_laid_there_and_let_go(world: World) {
    let ada = admin(&world).await;
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    let text = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let (posts, users) = (text("Posts.xml"), text("Users.xml"));
    let before = rows(&world).await;
    for (files, words) in [
        (&[("../Posts.xml.txt", posts.as_str())][..], "Choose the files first"),
        (&[("", "")], "Choose the files first"),
        (&[("Users.xml", &users)], "There is no Posts.xml among the files"),
        (&[("wood.zip", "no zip file")], "There is no Posts.xml among the files"),
    ] {
        let refused = ada.send("/new/look", FORM, form(files)).await;
        assert_eq!(refused.status, 422, "{words}");
        assert!(refused.body.contains(words), "{words}");
    }
    let left = || fs::read_dir(&world.app.exports).unwrap().count();
    assert_eq!(left(), 0, "what cannot be read is let go");
    let laid = ada.send("/new/look", FORM, form(&[("dump/posts.xml", &posts), ("Users.xml", &users)])).await;
    assert_eq!((laid.status.as_u16(), laid.header("location")), (303, "/new/look?of=export"), "{}", laid.body);
    let report = ada.get("/new/look?of=export").await.body;
    assert!(report.contains("Why do joints creak?") && report.contains("Votes.xml is missing"));
    assert!(report.contains("action=\"/new/look/import\""), "it can be brought");
    let taken = ada.send("/new/look", FORM, form(&[("Posts.xml", &posts)])).await;
    assert!(taken.status == 409 && taken.body.contains("lies there already"), "{}", taken.body);
    assert_eq!(left(), 1);
    assert_eq!(rows(&world).await, before, "nothing was made");
    // Only an administrator lets it go, and only what lies there.
    let somebody = world.account("bob", false).await;
    let bob = world.signed_in(somebody).await;
    assert_eq!(bob.post("/new/look/let-go", "of=export").await.status, 403);
    for elsewhere in ["..", "../files", ".coming-x", ""] {
        let refused = ada.post("/new/look/let-go", &format!("of={elsewhere}")).await;
        assert!(refused.status == 422 && refused.body.contains("No export of this name"), "{elsewhere}");
    }
    assert_eq!(ada.post("/new/look/let-go", "of=export").await.status, 303);
    assert_eq!(left(), 0);
}

/// A zip file keeps its name, which says what was brought before; nothing in it says where it goes.
async fn a_zip_file_keeps_its_name(world: World) {
    let ada = admin(&world).await;
    let folder = world.folder.path().join("wood");
    dump(&folder);
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for entry in fs::read_dir(&folder).unwrap() {
        let entry = entry.unwrap();
        archive.start_file(entry.file_name().to_str().unwrap(), zip::write::SimpleFileOptions::default()).unwrap();
        std::io::Write::write_all(&mut archive, &fs::read(entry.path()).unwrap()).unwrap();
    }
    let zip = archive.finish().unwrap().into_inner();
    let mut body = b"--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"../../wood/2016.zip\"\r\n\r\n".to_vec();
    body.extend(&zip);
    body.extend(b"\r\n--b--\r\n");
    let laid = ada.send("/new/look", FORM, body).await;
    assert_eq!(laid.header("location"), "/new/look?of=2016.zip", "{}", laid.body);
    assert!(world.app.exports.join("2016.zip").is_file());
    let page = ada.get("/new/look?of=2016.zip").await.body;
    assert!(page.contains("Why do joints creak?"));
    let fields = [("of", "2016.zip"), ("community", "old-wood"), ("visibility", "public"), ("language", "en"), ("once", "one")];
    let begun = ada.post("/new/look/import", &crate::writing::form(&fields)).await;
    assert!(ended(&ada, begun.header("location")).await.contains("It is here"), "{}", begun.body);
    assert!(world.visitor().get("/c/old-wood/questions").await.body.contains("Why do joints creak?"));
}
