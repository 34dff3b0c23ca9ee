//! Working groups: starting, asking, joining, leaving, ending with a result; and who reads what a closed one says.

use axum::http::StatusCode;
use base::{Id, Time, sql};
use people::communities::Role;
use testkit::{Answer, Client, World};
use web::Visibility;

/// Starts a group; its id and address.
async fn started(client: &Client, form: &str) -> (Id, String) {
    let made = client.post("/c/wood/groups/new", form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    let path = made.header("location").to_owned();
    (path.split('/').nth(4).unwrap().parse().unwrap(), path)
}

/// Writes a thread; its address.
async fn wrote(client: &Client, form: &str) -> String {
    let made = client.post("/c/wood/new", form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
    made.header("location").to_owned()
}

fn thread_of(path: &str) -> Id {
    path.split('/').nth(4).unwrap().parse().unwrap()
}

fn ok(answer: &Answer) -> bool {
    answer.status == StatusCode::OK
}

async fn a_group_from_start_to_result(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let champion = world.somebody(guild, "lea", Some(Role::Champion)).await;
    let ada = world.somebody(guild, "ada", None).await;
    let bo = world.somebody(guild, "bo", None).await;
    let cy = world.somebody(guild, "cy", None).await;
    let wrong = ada.post("/c/wood/groups/new", "name=x&goal=&due=2020-01-01").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    for told in ["2 to 80 characters", "what the group is for", "still to come", "value=\"2020-01-01\""] {
        assert!(wrong.body.contains(told), "{told}");
    }
    let form = "name=A+jig+for+tenons&goal=One+jig+that+all+can+copy&due=2025-10-20&once=k1";
    let (id, path) = started(&ada, form).await;
    assert_eq!(path, format!("/c/wood/groups/{id}/a-jig-for-tenons"));
    assert_eq!(started(&ada, form).await.0, id, "the second of two clicks");
    let page = ada.get(&path).await.body;
    assert!(
        page.contains("Led by Ada Tester")
            && page.contains("One jig that all can copy")
            && page.contains("One person takes part")
    );
    assert!(world.visitor().get("/c/wood/groups").await.body.contains("A jig for tenons"), "an open one");
    assert_eq!(ada.get(&format!("/c/wood/groups/{id}/wrong")).await.header("location"), path);
    let at = |what: &str| format!("/c/wood/groups/{id}/{what}");
    // Joining, asking, saying no.
    assert_eq!(bo.post(&at("join"), "").await.header("location"), path);
    bo.post(&at("join"), "").await;
    let asked = bo.post(&at("ask"), "handle=%40cy").await;
    assert_eq!(asked.header("location"), path);
    let twice = bo.post(&at("ask"), "handle=cy").await;
    assert!(twice.status == StatusCode::UNPROCESSABLE_ENTITY && twice.body.contains("asked before"));
    assert!(bo.post(&at("ask"), "handle=nobody").await.body.contains("No member here"));
    assert_eq!(cy.post(&at("ask"), "handle=lea").await.status, StatusCode::FORBIDDEN, "who is not in asks nobody");
    assert!(cy.get("/notifications").await.body.contains("A jig for tenons"));
    assert!(cy.get(&path).await.body.contains("You are asked"));
    cy.post(&at("leave"), "").await;
    let waiting = sql!(scan "a test", "SELECT COUNT(*) FROM inbox WHERE kind = 'group' AND waiting = 1");
    assert_eq!(world.db().one::<(i64,)>(waiting).await.unwrap(), (0,), "no is an answer");
    cy.post(&at("join"), "").await;
    assert!(ada.get(&path).await.body.contains("3 people take part"));
    // Its discussions stand in the community's lists, with its name.
    let thread =
        wrote(&bo, &format!("title=Which+wood+for+the+jig&source=Beech%3F&kind=question&group={id}&tags=jig&area=tools")).await;
    assert!(ok(&world.visitor().get(&thread).await));
    assert!(world.visitor().get("/c/wood/members/bo").await.body.contains("A jig for tenons"), "where they take part");
    assert!(world.visitor().get("/c/wood/questions").await.body.contains("A jig for tenons"));
    assert!(ada.get(&path).await.body.contains("Which wood for the jig"));
    let outside = champion.post("/c/wood/new", &format!("title=Not+in+this+group&source=x&group={id}")).await;
    assert!(outside.status == StatusCode::UNPROCESSABLE_ENTITY && outside.body.contains("a group that you are in"));
    // Changing it.
    assert_eq!(bo.get(&at("edit")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(bo.post(&at("edit"), "name=Mine&goal=Mine&rev=1").await.status, StatusCode::FORBIDDEN);
    let edit = ada.get(&at("edit")).await.body;
    let rev = edit.split("name=\"rev\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let stale = ada.post(&at("edit"), "name=Late&goal=Late+goal&rev=0").await;
    assert!(stale.status == StatusCode::CONFLICT && stale.body.contains("Here now:"));
    let form = format!("name=A+jig+for+tenons&goal=Two+jigs&due=2025-10-20&lead=bo&rev={rev}");
    assert_eq!(ada.post(&at("edit"), &form).await.header("location"), path);
    assert!(ada.get(&path).await.body.contains("Led by Bo Tester"));
    assert_eq!(ada.get(&at("edit")).await.status, StatusCode::FORBIDDEN, "they handed it on");
    // Its day comes: the lead hears of it once.
    talk::groups::remind_once(&world.app).await.unwrap();
    assert!(!bo.get("/notifications").await.body.contains("The last day"));
    world.app.clock.advance(20 * Time::DAY);
    talk::groups::remind_once(&world.app).await.unwrap();
    assert!(bo.get("/notifications").await.body.contains("The last day of your working group"));
    assert!(!ada.get("/notifications").await.body.contains("The last day"));
    assert!(bo.get(&path).await.body.contains("What came of it?"));
    // Ending it, and telling of it; twice is once.
    assert!(bo.post(&at("end"), "result=x").await.body.contains("Say what came of it"));
    let ended = "result=**Two+jigs**,+both+in+beech.&tell=1";
    assert_eq!(bo.post(&at("end"), ended).await.header("location"), path);
    bo.post(&at("end"), ended).await;
    let page = world.visitor().get(&path).await.body;
    assert!(page.contains("both in beech") && page.contains("The community was told"));
    let told = world.visitor().get("/c/wood/discussions").await.body;
    assert_eq!(told.matches("A jig for tenons: what came of it").count(), 1);
    assert!(world.visitor().get("/c/wood/groups?ended=1").await.body.contains("A jig for tenons"));
    assert!(!world.visitor().get("/c/wood/groups").await.body.contains("A jig for tenons"));
    assert_eq!(world.somebody(guild, "late", None).await.post(&at("join"), "").await.status, StatusCode::FORBIDDEN);
    let over = bo.post("/c/wood/new", &format!("title=After+the+end&source=x&group={id}")).await;
    assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(ada.post(&at("reopen"), "").await.status, StatusCode::FORBIDDEN);
    bo.post(&at("reopen"), "").await;
    assert!(world.visitor().get("/c/wood/groups").await.body.contains("A jig for tenons"));
    // The lead leaves the community: who has been in longest leads.
    bo.post("/c/wood/leave", "").await;
    assert!(champion.get(&path).await.body.contains("Led by Ada Tester"));
    ada.post(&at("leave"), "").await;
    cy.post(&at("leave"), "").await;
    assert!(champion.get(&path).await.body.contains("Nobody leads it"));
    champion.post(&at("join"), "").await;
    assert!(champion.get(&path).await.body.contains("Led by Lea Tester"));
    let wrong = world.wrong_counters().await;
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Everybody who may or may not read what a closed group says.
struct Circle {
    lead: Client,
    inside: Client,
    moderator: Client,
    champion: Client,
    /// Beside the group: another member, a steward, a guest, somebody who was in and left, an outsider, a visitor, an
    /// administrator.
    others: Vec<(&'static str, Client)>,
    group: Id,
    path: String,
}

async fn circle(world: &World, guild: Id) -> Circle {
    let lead = world.somebody(guild, "ada", None).await;
    let (group, path) = started(&lead, "name=Pay+and+prices&goal=What+we+may+ask+for+a+day&closed=1").await;
    let at = |what: &str| format!("/c/wood/groups/{group}/{what}");
    let (inside, left) = (world.somebody(guild, "bo", None).await, world.somebody(guild, "lou", None).await);
    for (client, handle) in [(&inside, "bo"), (&left, "lou")] {
        assert_eq!(client.post(&at("join"), "").await.status, StatusCode::FORBIDDEN, "nobody comes unasked");
        assert_eq!(lead.post(&at("ask"), &format!("handle={handle}")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(client.post(&at("join"), "").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(inside.post(&at("ask"), "handle=mo").await.status, StatusCode::FORBIDDEN, "the lead asks people in");
    let (outsider, admin) = (world.account("out", false).await, world.account("root", true).await);
    let others = vec![
        ("member", world.somebody(guild, "me", None).await),
        ("steward", world.somebody(guild, "stu", Some(Role::Steward)).await),
        ("guest", world.somebody(guild, "gus", Some(Role::Guest)).await),
        ("left", left),
        ("outsider", world.signed_in(outsider).await),
        ("admin", world.signed_in(admin).await),
        ("visitor", world.visitor()),
    ];
    let moderator = world.somebody(guild, "mo", Some(Role::Moderator)).await;
    let champion = world.somebody(guild, "lea", Some(Role::Champion)).await;
    Circle { lead, inside, moderator, champion, others, group, path }
}

async fn what_a_closed_group_says(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let circle = circle(&world, guild).await;
    let Circle { lead, inside, moderator, champion, others, group, path } = &circle;
    wrote(&others[0].1, "title=Zirconium+chisels+for+everybody&source=zirconium&kind=question").await;
    let left = &others[3].1;
    let form =
        format!("title=Zirconium+prices+in+private&source=zirconium+secretly&kind=question&group={group}&tags=hush&area=tools");
    let thread = wrote(lead, &form).await;
    let (id, quiet) = (thread_of(&thread), "in-private");
    let answer = left.post(&format!("/c/wood/threads/{id}/reply"), "source=Ninety+a+day").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let (post, opening): (Id, Id) = world
        .db()
        .one(sql!(scan "a test", "SELECT MAX(id), MIN(id) FROM posts WHERE thread = $1 AND removed_at IS NULL", id))
        .await
        .unwrap();
    lead.post(&format!("/c/wood/posts/{post}/accept"), "value=1").await;
    lead.post(&format!("/c/wood/groups/{group}/edit"), "name=Pay+and+prices&goal=What+we+may+ask&rev=1").await;
    assert_eq!(left.post(&format!("/c/wood/groups/{group}/leave"), "").await.status, StatusCode::SEE_OTHER);
    world.drain().await;
    let lists = [
        "/c/wood",
        "/c/wood/questions",
        "/c/wood/questions?sort=solved",
        "/c/wood/questions?area=tools",
        "/c/wood/questions?tag=hush",
        "/c/wood/search?q=zirconium",
        "/search?q=zirconium",
        "/api/v1/search?q=zirconium",
        "/api/v1/search?q=zirconium&community=wood",
        "/c/wood/feed.atom",
        "/c/wood/members/ada",
        "/c/wood/members/ada/questions",
        "/c/wood/members/lou/answers",
        "/c/wood/tags",
        "/c/wood/who-knows",
        "/sitemaps/0",
        "/c/wood/new/proposals?title=zirconium+prices+private",
        "/c/wood/saved",
        "/notifications",
        "/c/wood/groups",
    ];
    let closed = [
        thread.clone(),
        format!("/c/wood/t/{id}"),
        format!("/c/wood/posts/{post}"),
        format!("/c/wood/posts/{opening}"),
        format!("/c/wood/posts/{opening}/history"),
    ];
    for (name, client) in others {
        for path in lists {
            let body = client.get(path).await.body;
            assert!(!body.contains(quiet) && !body.contains("secretly"), "{path} tells a {name}");
            assert!(path.contains("hush") || !body.contains("hush"), "{path} tells a {name} of a tag");
        }
        for path in &closed {
            assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{path} to a {name}");
        }
        // Nor does an address that is there differ from one that is not.
        let (there, nowhere) = (client.get(&format!("/c/wood/t/{id}")).await, client.get("/c/wood/t/999999").await);
        assert_eq!(there.body.replace(&format!("/t/{id}"), ""), nowhere.body.replace("/t/999999", ""), "{name}");
        for deed in [
            format!("/c/wood/threads/{id}/reply"),
            format!("/c/wood/threads/{id}/bookmark"),
            format!("/c/wood/threads/{id}/follow"),
            format!("/c/wood/posts/{post}/comment"),
            format!("/c/wood/posts/{post}/vote"),
            format!("/c/wood/posts/{post}/react"),
            format!("/c/wood/threads/{id}/read"),
        ] {
            let status = client.post(&deed, "source=x&value=1&level=watching&emoji=%F0%9F%91%8D&post=1").await.status;
            let refused = [StatusCode::NOT_FOUND, StatusCode::FORBIDDEN, StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED];
            assert!(
                refused.contains(&status) && (status != StatusCode::SEE_OTHER || *name == "visitor"),
                "{deed} by a {name}: {status}"
            );
        }
        let seen = client.get(path).await;
        match *name {
            "member" | "steward" | "left" => assert!(ok(&seen) && seen.body.contains("read by its members only"), "{name}"),
            _ => assert_eq!(seen.status, StatusCode::NOT_FOUND, "a {name} knows of the group"),
        }
        let joined = client.post(&format!("/c/wood/groups/{group}/join"), "").await.status;
        assert!(
            [StatusCode::FORBIDDEN, StatusCode::SEE_OTHER].contains(&joined)
                && (*name == "visitor" || joined == StatusCode::FORBIDDEN)
        );
    }
    for client in [lead, inside, moderator, champion] {
        assert!(ok(&client.get(&thread).await));
        for path in [
            "/c/wood",
            "/c/wood/questions",
            "/c/wood/search?q=zirconium",
            "/search?q=zirconium",
            "/c/wood/feed.atom",
            "/c/wood/members/ada",
        ] {
            assert!(client.get(path).await.body.contains(quiet), "{path} shows too little");
        }
    }
    // Nothing of it is counted where others see it.
    let home = world.visitor().get("/communities").await.body;
    assert!(!home.contains("2 questions"), "one question is there for all");
    let member = sql!(scan "a test", "SELECT m.questions, m.posts FROM members m JOIN accounts a ON a.id = m.account WHERE a.handle = 'ada'");
    assert_eq!(world.db().one::<(i64, i64)>(member).await.unwrap(), (0, 0));
    let tags = sql!(scan "a test", "SELECT COUNT(*) FROM tags WHERE slug = 'hush'");
    assert_eq!(world.db().one::<(i64,)>(tags).await.unwrap(), (0,));
    // It cannot be carried to where others read: no area, no other thread, no other community.
    world.community("other", Visibility::Public).await;
    for (path, form) in [("sort", "area=tools&tags=hush"), ("move", "community=other")] {
        let status = champion.post(&format!("/c/wood/threads/{id}/{path}"), form).await.status;
        assert!(status == StatusCode::FORBIDDEN || status == StatusCode::NOT_FOUND, "{path}: {status}");
    }
    let merged = champion.post(&format!("/c/wood/threads/{id}/merge"), &format!("other={}", id - 1)).await;
    assert!(merged.status == StatusCode::UNPROCESSABLE_ENTITY && merged.body.contains("Only a group reads one of them"));
    let split = moderator
        .post(&format!("/c/wood/threads/{id}/split"), &format!("title=Quiet+days+in-private&kind=discussion&post={post}"))
        .await;
    assert_eq!(split.status, StatusCode::SEE_OTHER);
    assert_eq!(others[0].1.get(split.header("location")).await.status, StatusCode::NOT_FOUND);
    // Deleting and bringing back count nothing either.
    champion.post(&format!("/c/wood/posts/{opening}/remove"), "sure=1").await;
    champion.post(&format!("/c/wood/posts/{opening}/restore"), "").await;
    // The result is told only when they want it, and then to all.
    lead.post(&format!("/c/wood/groups/{group}/end"), "result=Ninety+it+is").await;
    assert!(!others[0].1.get("/c/wood/discussions").await.body.contains("what came of it"));
    lead.post(&format!("/c/wood/groups/{group}/tell"), "").await;
    lead.post(&format!("/c/wood/groups/{group}/tell"), "").await;
    assert_eq!(world.visitor().get("/c/wood/discussions").await.body.matches("Pay and prices: what came of it").count(), 1);
    assert!(ok(&inside.get(&thread).await), "what was said stays for its readers");
    let wrong = world.wrong_counters().await;
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Who leaves the community, or loses the role that they were there by, reads nothing of its groups any more; nor the files.
async fn rights_end(world: World) {
    let guild = world.community("wood", Visibility::Private).await;
    let circle = circle(&world, guild).await;
    circle.others[3].1.post(&format!("/c/wood/groups/{}/leave", circle.group), "").await;
    let path = "/c/wood/files?name=prices.txt";
    let file = circle.inside.send(path, "application/octet-stream", b"Ninety a day".to_vec()).await.json();
    let (markdown, file) = (file["markdown"].as_str().unwrap().to_owned(), file["url"].as_str().unwrap().to_owned());
    let source = web::encoded(&format!("zirconium {markdown}"));
    let thread = wrote(&circle.inside, &format!("title=Zirconium+in+private&source={source}&group={}", circle.group)).await;
    for client in [&circle.inside, &circle.lead, &circle.moderator, &circle.champion] {
        assert!(ok(&client.get(&file).await), "its readers fetch its files");
    }
    for (name, client) in &circle.others {
        assert_eq!(client.get(&file).await.status, StatusCode::NOT_FOUND, "a file to a {name}");
    }
    world.drain().await;
    assert!(circle.lead.get("/search?q=zirconium").await.body.contains("in-private"));
    circle.lead.post("/c/wood/leave", "").await;
    assert!(!ok(&circle.lead.get(&thread).await));
    assert!(!circle.lead.get("/search?q=zirconium").await.body.contains("in-private"));
    circle.lead.post("/c/wood/join", "").await;
    let ada = sql!(scan "a test", "UPDATE members SET left_at = NULL WHERE account = (SELECT id FROM accounts WHERE handle_key = 'ada')");
    world.db().write(move |tx| async move { tx.run(ada).await }).await.unwrap();
    assert!(ok(&circle.lead.get("/c/wood").await), "back in the community");
    assert_eq!(circle.lead.get(&thread).await.status, StatusCode::NOT_FOUND, "but not in the group");
    assert!(ok(&circle.moderator.get(&thread).await));
    let grant = sql!(scan "a test", "UPDATE grants SET ends_at = $1 WHERE role = 'moderator'", world.app.clock.now());
    world.db().write(move |tx| async move { tx.run(grant).await }).await.unwrap();
    assert_eq!(circle.moderator.get(&thread).await.status, StatusCode::NOT_FOUND, "an ended role reads nothing");
    assert!(!circle.moderator.get("/search?q=zirconium").await.body.contains("in-private"));
}

testkit::on_both_engines!(crate::world: a_group_from_start_to_result, what_a_closed_group_says, rights_end);
