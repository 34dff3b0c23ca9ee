//! A Stack Exchange dump, small and made for this: what it becomes, and what happens the second time.

use std::fs;
use std::path::Path;

use base::sql;
use talk::imports::Report;
use talk::imports::stackexchange::{self, Options};
use testkit::World;
use web::Visibility;

const USERS: &str = r#"<users>
<row Id="-1" DisplayName="Community" CreationDate="2016-01-01T00:00:00.000" />
<row Id="1" DisplayName="Ann Lee" CreationDate="2016-02-01T10:00:00.000" LastAccessDate="2016-05-01T10:00:00.000" Location="Ghent" AboutMe="&lt;p&gt;I like &lt;b&gt;wood&lt;/b&gt;.&lt;/p&gt;" />
<row Id="2" DisplayName="Ann Lee" CreationDate="2016-02-02T10:00:00.000" />
</users>"#;

const POSTS: &str = r#"<posts>
<row Id="10" PostTypeId="1" AcceptedAnswerId="11" CreationDate="2016-03-01T10:00:00.000" Score="5" ViewCount="70" Body="&lt;p&gt;old html&lt;/p&gt;" OwnerUserId="1" Title="Why do joints creak?" Tags="&lt;joints&gt;&lt;glue&gt;" FavoriteCount="1" />
<row Id="11" PostTypeId="2" ParentId="10" CreationDate="2016-03-01T12:00:00.000" Score="3" Body="&lt;p&gt;They &lt;em&gt;move&lt;/em&gt;.&lt;/p&gt;" OwnerUserId="2" />
<row Id="12" PostTypeId="2" ParentId="10" CreationDate="2016-03-01T11:00:00.000" Score="7" Body="&lt;p&gt;Wax them.&lt;/p&gt;" OwnerDisplayName="user99" />
<row Id="20" PostTypeId="1" AcceptedAnswerId="999" CreationDate="2016-04-01T10:00:00.000" Score="0" Body="&lt;p&gt;duplicate&lt;/p&gt;" OwnerUserId="2" Title="Creaking again" Tags="|joints|" ClosedDate="2016-04-02T10:00:00.000" />
<row Id="30" PostTypeId="2" ParentId="999" CreationDate="2016-04-01T10:00:00.000" Score="0" Body="lost" OwnerUserId="2" />
<row Id="31" PostTypeId="5" CreationDate="2016-04-01T10:00:00.000" Score="0" Body="wiki" />
</posts>"#;

const HISTORY: &str = r#"<posthistory>
<row Id="1" PostHistoryTypeId="2" PostId="10" RevisionGUID="a" CreationDate="2016-03-01T10:00:00.000" UserId="1" Text="First **words**" />
<row Id="2" PostHistoryTypeId="1" PostId="10" RevisionGUID="a" CreationDate="2016-03-01T10:00:00.000" UserId="1" Text="Why do joints creak?" />
<row Id="3" PostHistoryTypeId="5" PostId="10" RevisionGUID="b" CreationDate="2016-03-02T10:00:00.000" UserId="2" Text="Second words" />
<row Id="4" PostHistoryTypeId="8" PostId="10" RevisionGUID="c" CreationDate="2016-03-03T10:00:00.000" UserId="1" Text="First **words** again" />
<row Id="5" PostHistoryTypeId="10" PostId="20" RevisionGUID="d" CreationDate="2016-04-02T10:00:00.000" UserId="1" Comment="101" />
</posthistory>"#;

const COMMENTS: &str = r#"<comments>
<row Id="1" PostId="11" Score="2" Text="So do I" CreationDate="2016-03-02T10:00:00.000" UserId="1" />
<row Id="2" PostId="777" Score="0" Text="lost" CreationDate="2016-03-02T10:00:00.000" UserId="1" />
</comments>"#;

const VOTES: &str = r#"<votes>
<row Id="1" PostId="10" VoteTypeId="2" CreationDate="2016-03-02T00:00:00.000" />
<row Id="2" PostId="10" VoteTypeId="5" UserId="2" CreationDate="2016-03-02T00:00:00.000" />
<row Id="3" PostId="777" VoteTypeId="2" CreationDate="2016-03-02T00:00:00.000" />
</votes>"#;

pub fn dump(folder: &Path) {
    fs::create_dir_all(folder).unwrap();
    let links = r#"<postlinks><row Id="1" CreationDate="2016-04-02T10:00:00.000" PostId="20" RelatedPostId="10" LinkTypeId="3" /></postlinks>"#;
    let tags = r#"<tags><row Id="1" TagName="joints" Count="2" /><row Id="2" TagName="glue" Count="1" /></tags>"#;
    let badges =
        r#"<badges><row Id="1" UserId="1" Name="Teacher" Date="2016-03-02T10:00:00.000" Class="3" TagBased="False" /></badges>"#;
    for (name, text) in [
        ("Users", USERS),
        ("Posts", POSTS),
        ("PostHistory", HISTORY),
        ("Comments", COMMENTS),
        ("Votes", VOTES),
        ("PostLinks", links),
        ("Tags", tags),
        ("Badges", badges),
    ] {
        fs::write(folder.join(format!("{name}.xml")), format!("\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n{text}"))
            .unwrap();
    }
}

fn change(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file} has {from}");
    fs::write(path, text.replace(from, to)).unwrap();
}

pub async fn import(world: &World, folder: &Path, set: impl FnOnce(&mut Options)) -> base::Result<Report> {
    let mut options = Options {
        path: folder.to_path_buf(),
        community: "wood".into(),
        name: None,
        source: "wood".into(),
        visibility: Visibility::Public,
        language: "en".into(),
        site_url: None,
        dry_run: false,
        prune: false,
        folder: world.folder.path().to_path_buf(),
    };
    set(&mut options);
    let done = stackexchange::import(world.db(), &world.app.clock, options, Box::new(|_, _, _| {})).await;
    world.drain().await;
    done
}

/// `created updated unchanged hidden` of a kind.
fn numbers(report: &Report, kind: &str) -> [u64; 4] {
    report.kinds.get(kind).map_or([0; 4], |c| [c.created, c.updated, c.unchanged, c.hidden])
}

async fn a_dump_becomes_a_community(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    let report = import(&world, &folder, |_| {}).await.unwrap();
    assert_eq!(numbers(&report, "questions"), [2, 0, 0, 0]);
    assert_eq!(numbers(&report, "answers"), [2, 0, 0, 0]);
    assert_eq!(report.kinds["answers"].skipped["its question is not in the dump"], 1);
    assert_eq!(report.kinds["comments"].skipped["its post is not in the dump"], 1);
    assert_eq!(report.kinds["votes"].skipped["its post is not in the dump"], 1);
    assert_eq!(report.kinds["accepted"].skipped["the answer is not in the dump"], 1);
    for (kind, counts) in &report.kinds {
        let skipped: u64 = counts.skipped.values().sum();
        assert_eq!(counts.read, counts.created + counts.updated + counts.unchanged + skipped, "{kind}: {counts:?}");
    }
    let page = world.visitor().get("/c/wood/t/1/why-do-joints-creak").await.body;
    assert!(page.contains("First <strong>words</strong> again"), "the latest body is a rollback, from Markdown");
    assert!(page.contains("<em>move</em>"), "without a history the HTML is converted");
    assert!(page.find("move").unwrap() < page.find("Wax them").unwrap(), "the accepted answer stands first, whatever its score");
    assert!(page.contains("CC BY-SA 3.0") && page.contains("So do I") && page.contains("user99"));
    let dup = world.visitor().get("/c/wood/t/2/creaking-again").await.body;
    assert!(dup.contains("This was asked before") && dup.contains("why-do-joints-creak") && dup.contains("closed"));
    assert!(world.visitor().get("/c/wood/members/ann-lee-2").await.body.contains("has not signed in here yet"));
    assert!(world.visitor().get("/c/wood/members/ann-lee").await.body.contains("<strong>wood</strong>"));
    assert_eq!(world.visitor().get("/c/wood/members/system").await.status, 404, "the site's background process is no member");
    let revisions: (i64,) = world.db().one(sql!(scan "a test", "SELECT COUNT(*) FROM revisions")).await.unwrap();
    assert_eq!(revisions, (3,));
    let counters = |tx: base::Tx| async move {
        let rows: Vec<(i64, i64, i64, i64, i64, i64)> = tx.all(sql!(scan "a test", "SELECT account, questions, answers, accepted, posts, active_at FROM members ORDER BY account")).await?;
        Ok(rows)
    };
    let kept = world.db().read(counters).await.unwrap();
    let again = move |tx: base::Tx| async move {
        let (community,): (i64,) = tx.one(sql!(scan "a test", "SELECT id FROM communities /* removed, too */")).await?;
        let accounts: Vec<(i64,)> = tx.all(sql!(scan "a test", "SELECT account FROM members")).await?;
        for (account,) in accounts {
            talk::threads::store::recount::member(&tx, community, account).await?;
        }
        Ok(())
    };
    world.db().write(again).await.unwrap();
    assert_eq!(kept, world.db().read(counters).await.unwrap(), "members' counters are right as they were added up");
    assert!(world.visitor().get("/search?q=wax").await.body.contains("joints creak"));
}

async fn the_same_dump_changes_nothing_and_a_later_one_only_the_difference(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    import(&world, &folder, |_| {}).await.unwrap();
    let newest = base::activity::newest(world.db()).await.unwrap();
    let again = import(&world, &folder, |_| {}).await.unwrap();
    for kind in ["users", "questions", "answers", "comments", "tags", "votes", "revisions", "favourites", "links", "badges"] {
        let [created, updated, unchanged, hidden] = numbers(&again, kind);
        assert!(created == 0 && updated == 0 && hidden == 0 && unchanged > 0, "{kind}: {:?}", again.kinds[kind]);
    }
    assert_eq!(base::activity::newest(world.db()).await.unwrap(), newest, "nothing happened");
    change(&folder, "Posts.xml", "Score=\"7\"", "Score=\"9\"");
    change(
        &folder,
        "Posts.xml",
        "<row Id=\"31\"",
        "<row Id=\"32\" PostTypeId=\"2\" ParentId=\"20\" CreationDate=\"2016-05-01T10:00:00.000\" Score=\"1\" Body=\"&lt;p&gt;Still.&lt;/p&gt;\" OwnerUserId=\"1\" />\n<row Id=\"31\"",
    );
    let later = import(&world, &folder, |_| {}).await.unwrap();
    assert_eq!(numbers(&later, "answers"), [1, 1, 1, 0]);
    assert_eq!(numbers(&later, "questions"), [0, 0, 2, 0]);
    assert!(world.visitor().get("/c/wood/t/2/creaking-again").await.body.contains("Still."));
    let score: (i64,) = world
        .db()
        .one(sql!(scan "a test", "SELECT CAST(SUM(score) AS BIGINT) FROM posts WHERE kind <> 'comment' /* removed, too */"))
        .await
        .unwrap();
    assert_eq!(score, (5 + 3 + 9 + 1,));
}

async fn what_is_gone_is_hidden_unless_touched_and_comes_back(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    import(&world, &folder, |_| {}).await.unwrap();
    let whole = fs::read_to_string(folder.join("Posts.xml")).unwrap();
    let without: String =
        whole.lines().filter(|line| !line.contains("Id=\"20\"") && !line.contains("Id=\"12\"")).collect::<Vec<_>>().join("\n");
    fs::write(folder.join("Posts.xml"), &without).unwrap();
    let kept = import(&world, &folder, |_| {}).await.unwrap();
    assert_eq!(numbers(&kept, "answers")[3], 0, "nothing is hidden without --prune");
    let pruned = import(&world, &folder, |options| options.prune = true).await.unwrap();
    assert_eq!((numbers(&pruned, "answers")[3], numbers(&pruned, "questions")[3]), (1, 1));
    assert_eq!(world.visitor().get("/c/wood/t/2/creaking-again").await.status, 404);
    assert!(!world.visitor().get("/c/wood/t/1/why-do-joints-creak").await.body.contains("Wax them"));
    assert!(!world.visitor().get("/search?q=wax").await.body.contains("<mark>Wax"));
    fs::write(folder.join("Posts.xml"), &whole).unwrap();
    let back = import(&world, &folder, |_| {}).await.unwrap();
    assert_eq!((numbers(&back, "answers")[1], numbers(&back, "questions")[1]), (1, 1));
    assert_eq!(world.visitor().get("/c/wood/t/2/creaking-again").await.status, 200);
    assert!(world.visitor().get("/c/wood/t/1/why-do-joints-creak").await.body.contains("Wax them"));
    assert!(world.visitor().get("/c/wood/questions?tag=joints").await.body.contains("Creaking again"), "with its tags");
    // Somebody here writes into the thread: it stays whole.
    world
        .db()
        .write(|tx| async move { tx.run(sql!("UPDATE posts SET origin = '' WHERE kind = 'comment' AND thread = 1")).await })
        .await
        .unwrap();
    fs::write(folder.join("Posts.xml"), &without).unwrap();
    let touched = import(&world, &folder, |options| options.prune = true).await.unwrap();
    assert_eq!((numbers(&touched, "answers")[3], numbers(&touched, "questions")[3]), (0, 1));
}

async fn what_was_changed_here_is_left_alone(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    import(&world, &folder, |_| {}).await.unwrap();
    let found = world.db().read(|tx| async move { people::communities::store::by_slug(&tx, "wood").await }).await.unwrap();
    let moderator = world.account("mod", false).await;
    world.join(found.unwrap().id, moderator, Some(people::communities::Role::Moderator)).await;
    let moderator = world.signed_in(moderator).await;
    // The wax is accepted instead, its text mended, tags set.
    let (wax,): (base::Id,) =
        world.db().one(sql!(scan "a test", "SELECT id FROM posts WHERE source LIKE 'Wax%' /* removed, too */")).await.unwrap();
    let rev = moderator.get(&format!("/c/wood/posts/{wax}/edit")).await.body;
    let rev = rev.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let edit = format!("source=Wax+them+twice.&rev={rev}");
    assert_eq!(moderator.post(&format!("/c/wood/posts/{wax}/edit"), &edit).await.status, 303);
    assert_eq!(moderator.post(&format!("/c/wood/posts/{wax}/accept"), "value=1").await.status, 303);
    assert_eq!(moderator.post("/c/wood/threads/1/sort", "area=&tags=waxing").await.status, 303);
    assert_eq!(moderator.post("/c/wood/threads/2/turn", "kind=discussion").await.status, 303);
    change(&folder, "Posts.xml", "Wax them.", "Oil them.");
    change(&folder, "Posts.xml", "Score=\"5\"", "Score=\"6\"");
    change(&folder, "Posts.xml", "Creaking again", "Creaking, again");
    import(&world, &folder, |_| {}).await.unwrap();
    let page = world.visitor().get("/c/wood/t/1/why-do-joints-creak").await.body;
    assert!(
        page.contains("Wax them twice.") && !page.contains("Oil them.") && page.contains("waxing") && !page.contains(">glue<")
    );
    assert!(page.find("Wax them twice.").unwrap() < page.find("They <em>move</em>").unwrap(), "still accepted");
    assert!(
        world.visitor().get("/c/wood/discussions").await.body.contains("Creaking again"),
        "still a discussion, with its title"
    );
    assert!(world.wrong_counters().await.is_empty(), "{:?}", world.wrong_counters().await);
    // Merged here: a later dump does not fill the empty thread again.
    assert_eq!(moderator.post("/c/wood/threads/2/merge", "other=1").await.status, 303);
    change(&folder, "Posts.xml", "Creaking, again", "Creaking once more");
    import(&world, &folder, |_| {}).await.unwrap();
    assert_eq!(world.visitor().get("/c/wood/t/2/creaking-again").await.header("location"), "/c/wood/t/1/why-do-joints-creak");
    assert!(world.wrong_counters().await.is_empty(), "{:?}", world.wrong_counters().await);
}

async fn another_site_is_refused(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    import(&world, &folder, |_| {}).await.unwrap();
    change(&folder, "Posts.xml", "CreationDate=\"2016-03-01T10:00:00.000\"", "CreationDate=\"2011-03-01T10:00:00.000\"");
    let refused = import(&world, &folder, |_| {}).await.unwrap_err().to_string();
    assert!(refused.contains("another site") && refused.contains("--source"), "{refused}");
    let beside = import(&world, &folder, |options| options.source = "other".into()).await.unwrap();
    assert_eq!(numbers(&beside, "questions")[0], 2);
}

async fn broken_files_lose_only_what_is_broken(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    fs::remove_file(folder.join("Badges.xml")).unwrap();
    fs::write(folder.join("Comments.xml"), &COMMENTS[..COMMENTS.len() / 2]).unwrap();
    change(&folder, "Users.xml", "Id=\"2\"", "Id=\"abc\" Shoe=\"42\"");
    let report = import(&world, &folder, |_| {}).await.unwrap();
    assert_eq!(numbers(&report, "questions"), [2, 0, 0, 0]);
    assert_eq!(numbers(&report, "users"), [1, 0, 0, 0]);
    let told = report.problems.join("\n");
    assert!(told.contains("Badges") && told.contains("Comments") && told.contains("Users"), "{told}");
    fs::remove_file(folder.join("Comments.xml")).unwrap();
    let pruned = import(&world, &folder, |options| options.prune = true).await.unwrap();
    assert_eq!(numbers(&pruned, "comments")[3], 0, "what a missing file does not show is not gone");
    let nothing = world.folder.path().join("nothing");
    assert!(import(&world, &nothing, |_| {}).await.is_err());
}

/// Of rows with the same id the first counts; the others are told.
async fn an_id_is_taken_once(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    let twice = "<row Id=\"11\" PostTypeId=\"2\" ParentId=\"20\" CreationDate=\"2016-03-01T12:00:00.000\" Body=\"x\" />
        <row Id=\"10\" PostTypeId=\"1\" CreationDate=\"2016-03-01T10:00:00.000\" Title=\"Another\" Body=\"x\" /></posts>";
    change(&folder, "Posts.xml", "</posts>", twice);
    change(
        &folder,
        "Comments.xml",
        "</comments>",
        "<row Id=\"1\" PostId=\"10\" Text=\"x\" CreationDate=\"2016-03-02T10:00:00.000\" /></comments>",
    );
    change(&folder, "PostHistory.xml", "row Id=\"4\"", "row Id=\"3\"");
    let report = import(&world, &folder, |_| {}).await.unwrap();
    for (kind, skipped) in [("questions", 1), ("answers", 1), ("comments", 1), ("revisions", 1)] {
        let counts = &report.kinds[kind];
        assert_eq!(counts.skipped["its id was there before"], skipped, "{kind}");
        let all: u64 = counts.skipped.values().sum();
        assert_eq!(counts.read, counts.created + all, "{kind}: {counts:?}");
    }
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
    assert!(world.visitor().get("/c/wood/t/1/why-do-joints-creak").await.body.contains("They <em>move</em>"));
}

/// The accepted answer was missing at first: when a later dump brings it, the question is found as solved.
async fn an_accepted_answer_that_comes_later_solves(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    change(&folder, "Posts.xml", "row Id=\"11\" PostTypeId=\"2\"", "row Id=\"11\" PostTypeId=\"5\"");
    import(&world, &folder, |_| {}).await.unwrap();
    let solved =
        || async { world.visitor().get("/api/v1/search?q=is:solved+joints").await.body.contains("Why do joints creak?") };
    assert!(!solved().await, "nothing is accepted yet");
    change(&folder, "Posts.xml", "row Id=\"11\" PostTypeId=\"5\"", "row Id=\"11\" PostTypeId=\"2\"");
    import(&world, &folder, |_| {}).await.unwrap();
    assert!(solved().await, "the answer came, and with it the solution");
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

async fn a_dry_run_writes_nothing(world: World) {
    let folder = world.folder.path().join("wood-2016");
    dump(&folder);
    let report = import(&world, &folder, |options| options.dry_run = true).await.unwrap();
    assert_eq!(numbers(&report, "questions"), [2, 0, 0, 0]);
    assert_eq!(numbers(&report, "users"), [2, 0, 0, 0]);
    assert_eq!(world.visitor().get("/c/wood").await.status, 404);
    assert_eq!(base::activity::newest(world.db()).await.unwrap(), 0);
}

testkit::on_both_engines!(crate::world:
    a_dump_becomes_a_community, the_same_dump_changes_nothing_and_a_later_one_only_the_difference,
    what_is_gone_is_hidden_unless_touched_and_comes_back, what_was_changed_here_is_left_alone, another_site_is_refused, broken_files_lose_only_what_is_broken,
    an_id_is_taken_once, an_accepted_answer_that_comes_later_solves, a_dry_run_writes_nothing,
);
