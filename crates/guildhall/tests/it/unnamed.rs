//! Asking without one's name: nobody finds who it is, whoever asked goes on, a moderator looks with a reason; and the reminder
//! above every box to write in.

use axum::http::StatusCode;
use base::{Time, sql};
use people::communities::Role;
use testkit::{Client, World};

use crate::writing::{Guild, form, post_of};

/// The form of settings as it stands, with these fields of ours.
async fn settings(lead: &Client, unnamed: &str, reminder: &str) -> StatusCode {
    let page = lead.get("/c/wood/manage").await.body;
    let rev = page.split("name=\"rev\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let sent = form(&[
        ("rev", &rev),
        ("name", "Guild of wood"),
        ("visibility", "public"),
        ("joining", "open"),
        ("language", "en"),
        ("unnamed", unnamed),
        ("reminder", reminder),
    ]);
    lead.post("/c/wood/manage", &sent).await.status
}

/// Cora asks in the guild without her name; her client and the thread's address.
async fn asked(guild: &Guild) -> (Client, String) {
    let cora = guild.world.somebody(guild.community, "cora", None).await;
    let sent = [("title", "Who else cut themselves lately?"), ("source", "With a *spokeshave*."), ("kind", "question")];
    let sent = form(&[&sent[..], &[("unnamed", "yes"), ("once", "u")]].concat());
    let answer = cora.post("/c/wood/new", &sent).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    (cora, answer.header("location").to_owned())
}

async fn nobody_finds_who_asked(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    assert!(!guild.ada.get("/c/wood/new").await.body.contains("name=\"unnamed\""), "only where the community allows it");
    assert_eq!(settings(&lead, "yes", "").await, StatusCode::SEE_OTHER);
    assert!(guild.ada.get("/c/wood/new").await.body.contains("name=\"unnamed\""));
    let (cora, _) = asked(&guild).await;
    // She goes on under it: comments, an edit, a reply.
    let reply = guild.reply(&guild.bob, 1, "I did, on Monday.").await;
    let comment = form(&[("source", "What did you do then?"), ("once", "c")]);
    assert_eq!(cora.post(&format!("/c/wood/posts/{reply}/comment"), &comment).await.status, StatusCode::SEE_OTHER);
    let own = cora.post("/c/wood/threads/1/reply", &form(&[("source", "I bought gloves."), ("once", "r")])).await;
    assert_eq!(own.status, StatusCode::SEE_OTHER);
    guild.world.app.clock.advance(Time::HOUR);
    let page = cora.get("/c/wood/posts/1/edit").await.body;
    let rev = page.split("name=\"rev\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let edit = form(&[("title", "Who else cut themselves?"), ("source", "With a *drawknife*."), ("rev", &rev)]);
    assert_eq!(cora.post("/c/wood/posts/1/edit", &edit).await.status, StatusCode::SEE_OTHER);
    let thread = "/c/wood/t/1/who-else-cut-themselves".to_owned();
    // Accepting and saying that it worked are hers, too.
    assert_eq!(cora.post(&format!("/c/wood/posts/{reply}/accept"), "value=1").await.status, StatusCode::SEE_OTHER);
    assert_eq!(cora.post("/c/wood/threads/1/worked", "worked=1&note=It+did").await.status, StatusCode::SEE_OTHER);
    assert_eq!(cora.post("/c/wood/posts/1/vote", "value=1").await.status, StatusCode::FORBIDDEN, "nobody votes for themselves");
    guild.world.drain().await;
    // What everybody sees: not her name, her handle or her face.
    let veiled = guild.ada.get(&thread).await.body;
    assert!(veiled.contains("Somebody") && veiled.contains("I bought gloves"));
    let handle = veiled.split("/members/somebody-").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    let places = [
        thread.clone(),
        "/c/wood/questions".into(),
        "/c/wood/posts/1/history".into(),
        "/c/wood/feed.atom".into(),
        "/c/wood/search?q=drawknife".into(),
        "/api/v1/search?q=drawknife".into(),
        "/c/wood/who-knows".into(),
        format!("/c/wood/members/somebody-{handle}"),
        "/c/wood/threads/1/asker".into(),
    ];
    for who in [&guild.ada, &guild.bob, &guild.mod_, &lead, &guild.world.visitor()] {
        for place in &places {
            let body = who.get(place).await.body;
            assert!(!body.contains("Cora") && !body.contains("/members/cora"), "{place} tells: {body}");
        }
        for place in ["/c/wood/members/cora", "/c/wood/members/cora/questions", "/c/wood/search?q=from:cora+drawknife", "/u/cora"]
        {
            let body = who.get(place).await.body;
            assert!(!body.contains("cut themselves") && !body.contains("gloves"), "{place} tells");
        }
    }
    assert!(!guild.ada.get("/c/wood/members").await.body.contains("somebody-"), "nobody is a member by it");
    // Nor in the log, nor in a counter.
    let actors = sql!(scan "a test", "SELECT COUNT(*) FROM activity e JOIN accounts a ON a.id = e.actor WHERE a.handle = 'cora' AND e.kind IN ('thread', 'post', 'outcome')");
    assert_eq!(guild.world.db().one::<(i64,)>(actors).await.unwrap().0, 0);
    guild.sound().await;
    // Two weeks later it is she who is asked how it went, in another thread than the one where she told.
    assert_eq!(cora.get(&thread).await.body.matches("Who asks this").count(), 0, "she moderates nothing");
}

async fn a_moderator_looks_and_says_why(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    settings(&lead, "yes", "").await;
    let (cora, thread) = asked(&guild).await;
    guild.start(&guild.ada, "question", "An ordinary one").await;
    assert_eq!(guild.ada.get("/c/wood/threads/1/asker").await.status, StatusCode::FORBIDDEN);
    assert_eq!(guild.mod_.get("/c/wood/threads/2/asker").await.status, StatusCode::NOT_FOUND, "there is nothing to look at");
    assert!(guild.mod_.get(&thread).await.body.contains("/threads/1/asker"));
    let without = guild.mod_.post("/c/wood/threads/1/asker", "why=+").await;
    assert!(without.status == StatusCode::UNPROCESSABLE_ENTITY && without.body.contains("Say why"));
    assert_eq!(guild.mod_.post("/c/wood/threads/1/asker", "why=A+threat+in+it").await.status, StatusCode::SEE_OTHER);
    assert_eq!(lead.post("/c/wood/threads/1/asker", "why=Curious").await.status, StatusCode::SEE_OTHER);
    let known = lead.get("/c/wood/threads/1/asker").await.body;
    assert!(
        known.contains("Cora Tester") && known.contains("A threat in it") && !known.contains("Curious"),
        "the first reason stands"
    );
    let told = cora.get("/notifications").await.body;
    assert!(told.contains("A moderator looked who asked this") && told.contains("A threat in it"));
    let logged = sql!(scan "a test", "SELECT COUNT(*) FROM activity WHERE verb = 'unveiled'");
    assert_eq!(guild.world.db().one::<(i64,)>(logged).await.unwrap().0, 1);
    assert!(!guild.ada.get(&thread).await.body.contains("Cora"), "everybody else still sees nobody");
    assert!(lead.get("/c/wood/manage/log").await.body.contains("looked who asked without a name"));
}

const CASE: &str = "/c/wood/manage/queue/1";

/// Flags the question that was asked without a name.
async fn flagged(guild: &Guild) {
    let flag = form(&[("fault", "unkind"), ("words", "")]);
    assert_eq!(guild.ada.post("/c/wood/flag/post/1", &flag).await.status, StatusCode::SEE_OTHER);
}

fn decision(content: &str, person: &str) -> String {
    form(&[("verdict", "agree"), ("content", content), ("person", person), ("days", ""), ("reason", "Too strong.")])
}

/// Moderators reach whoever asked no further than under their name, and no log and no page names them meanwhile.
async fn a_case_keeps_the_name(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    settings(&lead, "yes", "").await;
    let (cora, thread) = asked(&guild).await;
    flagged(&guild).await;
    assert!(!guild.mod_.get(CASE).await.body.contains("/queue/1/spam"), "whose all of it is, is not known");
    assert_eq!(guild.mod_.get(&format!("{CASE}/spam")).await.header("location"), CASE);
    assert_eq!(guild.mod_.post(&format!("{CASE}/spam"), "").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(guild.mod_.post(CASE, &decision("hide", "warn")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(cora.post("/account/cases/1", "words=It+was+a+joke").await.status, StatusCode::SEE_OTHER);
    for path in ["/c/wood/manage/log", "/c/wood/manage/log?who=cora", CASE, "/c/wood/manage/queue"] {
        assert!(!lead.get(path).await.body.contains("Cora"), "{path}");
    }
    // Whoever takes it back answers by that: what she wrote is kept, and she hears of it.
    assert_eq!(guild.mod_.post(&format!("{CASE}/undo"), "").await.status, StatusCode::SEE_OTHER);
    let told = cora.get("/account/cases/1").await;
    assert!(told.status == 200 && told.body.contains("It was a joke") && told.body.contains("taken back"), "{}", told.body);
    assert_eq!(cora.get(&thread).await.status, 200);
    guild.sound().await;
}

async fn who_leads_or_moderates_and_asks_is_no_easier_to_reach(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    settings(&lead, "yes", "").await;
    let sent = form(&[("title", "Who else?"), ("source", "With it."), ("kind", "question"), ("unnamed", "yes"), ("once", "u")]);
    assert_eq!(lead.post("/c/wood/new", &sent).await.status, StatusCode::SEE_OTHER);
    flagged(&guild).await;
    assert_eq!(guild.mod_.post("/c/wood/threads/1/asker", "why=curious").await.status, StatusCode::SEE_OTHER);
    assert_eq!(guild.mod_.post(CASE, &decision("stays", "suspend")).await.status, StatusCode::FORBIDDEN);
    assert_eq!(lead.get("/c/wood/manage").await.status, 200);
    // A moderator who asked does not answer for themselves.
    let own = form(&[("title", "And I?"), ("source", "Too."), ("kind", "question"), ("unnamed", "yes"), ("once", "v")]);
    assert_eq!(guild.mod_.post("/c/wood/new", &own).await.status, StatusCode::SEE_OTHER);
    let second = "/c/wood/manage/queue/2";
    let flag = form(&[("fault", "unkind"), ("words", "")]);
    assert_eq!(guild.ada.post("/c/wood/flag/post/2", &flag).await.status, StatusCode::SEE_OTHER);
    assert_eq!(lead.post(second, &decision("hide", "warn")).await.status, StatusCode::SEE_OTHER);
    assert_eq!(guild.mod_.post("/account/cases/2", "words=No").await.status, StatusCode::SEE_OTHER);
    let answer = guild.mod_.post(&format!("{second}/answer"), "decision=back&reason=yes").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

/// All spam of whoever asked goes once a moderator looked, under their name and without it; and they are out.
async fn spam_without_a_name_is_theirs(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    settings(&lead, "yes", "").await;
    let (cora, thread) = asked(&guild).await;
    guild.start(&cora, "discussion", "Under her name").await;
    flagged(&guild).await;
    assert_eq!(guild.mod_.post("/c/wood/threads/1/asker", "why=spam").await.status, StatusCode::SEE_OTHER);
    assert_eq!(guild.mod_.post(&format!("{CASE}/spam"), "").await.status, StatusCode::SEE_OTHER);
    for path in [thread.as_str(), "/c/wood/t/2"] {
        assert_ne!(guild.ada.get(path).await.status, 200, "{path}");
    }
    assert!(cora.get("/c/wood/new").await.body.contains("You are out of this community"));
    assert!(cora.get("/notifications").await.body.contains("/account/cases/1"));
    guild.sound().await;
}

async fn only_questions_and_only_where_allowed(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    let sent =
        |kind| form(&[("title", "A thing to say"), ("source", "Here."), ("kind", kind), ("unnamed", "yes"), ("once", kind)]);
    // Not allowed: the box is not there, and a form that says so anyway is by name.
    let named = guild.ada.post("/c/wood/new", &sent("question")).await.header("location").to_owned();
    assert!(guild.bob.get(&named).await.body.contains("Ada Tester"));
    settings(&lead, "yes", "").await;
    let refused = guild.ada.post("/c/wood/new", &sent("discussion")).await;
    assert!(refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Only questions"));
    assert!(refused.body.contains("name=\"unnamed\" value=\"yes\" checked"), "nothing is lost");
}

async fn a_reminder_stands_above_every_box(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    let thread = guild.start(&guild.ada, "question", "Where does it stand?").await;
    let long = settings(&lead, "", &"x".repeat(201)).await;
    assert_eq!(long, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(settings(&lead, "", "No names of <customers>").await, StatusCode::SEE_OTHER);
    let reply = post_of(&guild.bob.post("/c/wood/threads/1/reply", &form(&[("source", "Here"), ("once", "h")])).await);
    for place in [thread, "/c/wood/new".into(), format!("/c/wood/posts/{reply}/comment"), format!("/c/wood/posts/{reply}/edit")] {
        let body = guild.bob.get(&place).await.body;
        assert!(body.contains("No names of &#60;customers&#62;"), "{place}");
    }
}

async fn what_is_decided_about_them_reaches_them_and_tells_nobody(world: World) {
    let guild = Guild::new(world).await;
    let lead = guild.world.somebody(guild.community, "lena", Some(Role::Champion)).await;
    settings(&lead, "yes", "").await;
    let (cora, _) = asked(&guild).await;
    let flagged = guild.ada.post("/c/wood/flag/post/1", "fault=unkind").await;
    assert_eq!(flagged.status, StatusCode::SEE_OTHER, "{}", flagged.body);
    let case = guild.mod_.get("/c/wood/manage/queue/1").await.body;
    assert!(case.contains("Somebody") && !case.contains("Cora"), "the case does not tell who it is");
    let silence = "verdict=agree&content=stays&person=silence&days=3&reason=Be+kind";
    let refused = guild.mod_.post("/c/wood/manage/queue/1", silence).await;
    assert!(
        refused.status == StatusCode::UNPROCESSABLE_ENTITY && refused.body.contains("Look first who asks this"),
        "{}",
        refused.body
    );
    guild.mod_.post("/c/wood/threads/1/asker", "why=Rude").await;
    assert_eq!(guild.mod_.post("/c/wood/manage/queue/1", silence).await.status, StatusCode::SEE_OTHER);
    assert_eq!(
        cora.post("/c/wood/threads/1/reply", &form(&[("source", "So?"), ("once", "s")])).await.status,
        StatusCode::FORBIDDEN
    );
    assert!(cora.get("/notifications").await.body.contains("/account/cases/1"), "it is she who is told");
    assert!(cora.get("/account/cases/1").await.body.contains("Be kind"));
}

testkit::on_both_engines!(crate::world: what_is_decided_about_them_reaches_them_and_tells_nobody, nobody_finds_who_asked, a_moderator_looks_and_says_why, a_case_keeps_the_name, who_leads_or_moderates_and_asks_is_no_easier_to_reach, spam_without_a_name_is_theirs, only_questions_and_only_where_allowed,
    a_reminder_stands_above_every_box);
