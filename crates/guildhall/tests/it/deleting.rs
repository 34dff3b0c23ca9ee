//! Deleting an account: asked for, taken back, done; what is left of somebody in every row of every table.

use base::db::archive;
use base::{Id, Time, Value, activity, sql};
use people::communities::Role;
use people::data;
use testkit::World;
use web::Visibility;
use web::personal::Leaving;

use crate::copying::columns;
use crate::somebody::Somebody;
use crate::writing::{Guild, form};

/// Where the columns say one thing and the rows another: names of columns by which rows still name `id`, and texts with a word
/// of theirs, as `table.column: text`.
async fn left_of(world: &World, id: Id) -> (Vec<String>, Vec<String>) {
    world
        .db()
        .read(move |tx| async move {
            let (mut names, mut texts) = (Vec::new(), Vec::new());
            for table in archive::tables(&tx).await? {
                let mut each = |row: Vec<Value>| {
                    for (value, (column, _)) in row.iter().zip(&table.columns) {
                        let name = format!("{}.{column}", table.name);
                        match value {
                            Value::Int(number) if *number == id && !names.contains(&name) => names.push(name),
                            Value::Text(text) if ["quag", "zebulon"].iter().any(|word| text.to_lowercase().contains(word)) => {
                                texts.push(format!("{name}: {text}"));
                            }
                            _ => {}
                        }
                    }
                    Ok(())
                };
                archive::rows(&tx, &table, &mut each).await?;
            }
            Ok((names, texts))
        })
        .await
        .unwrap()
}

/// An id that no other row has, so that a number tells who is meant.
async fn unlike_any_other(world: &World) {
    let far = move |tx: base::Tx| async move {
        for n in 0..700 {
            let new = people::accounts::store::NewAccount {
                handle: format!("filler-{n}"),
                name: "Filler".into(),
                ..people::accounts::store::NewAccount::default()
            };
            people::accounts::store::create(&tx, &new).await?;
        }
        Ok(())
    };
    world.db().write(far).await.unwrap();
}

async fn nothing_is_left_but_what_was_said(world: World, content: &str) {
    unlike_any_other(&world).await;
    let one = Somebody::settled(world).await;
    let world = &one.guild.world;
    let columns = columns(world);
    let gone: Vec<&str> = columns.iter().filter(|column| column.leaving == Leaving::Gone).map(|column| column.name).collect();
    // Otherwise nothing would be tried.
    let (before, _) = left_of(world, one.id).await;
    let (copied, _) = (one.client.post("/account/data/copy", "").await, data::make_due(&world.app).await.unwrap());
    assert_eq!(copied.status, 303);
    let untried: Vec<_> =
        gone.iter().filter(|name| !before.iter().any(|b| b == *name) && **name != "data_copies.account").collect();
    assert!(untried.is_empty(), "no row of theirs stood in {untried:?}");
    world.drain().await;
    assert!(one.guild.bob.get("/search?q=quagwords").await.body.contains("Quagwords"));
    one.asks(content).await;
    one.is_deleted().await;
    one.guild.sound().await;
    let (after, texts) = left_of(world, one.id).await;
    let kept: Vec<_> = after.iter().filter(|name| gone.contains(&name.as_str())).collect();
    assert!(kept.is_empty(), "rows still name them in {kept:?}");
    let known: Vec<_> = columns.iter().map(|column| column.name).collect();
    let unknown: Vec<_> = after.iter().filter(|name| !known.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "nobody said that rows may name them in {unknown:?}");
    let theirs = [
        "posts.",
        "threads.",
        "revisions.",
        "files.",
        "charter_stances.",
        "charter_comments.",
        "charter_proposals.",
        "outcomes.",
    ];
    let texts: Vec<_> =
        texts.iter().filter(|text| content == "remove" || !theirs.iter().any(|table| text.starts_with(table))).collect();
    assert!(texts.is_empty(), "{texts:#?}");
    let session = one.client.get("/account").await;
    assert_eq!(session.status, 303, "they are signed out");
    world.drain().await;
    let found = one.guild.bob.get("/search?q=quagwords").await.body;
    assert_eq!(found.contains("<mark>Quagwords"), content == "stay", "search heard of it");
    assert_eq!(one.guild.bob.get("/u/zebulon").await.status, 404);
    assert!(!one.guild.bob.get("/c/wood/members").await.body.contains("Quagmire"));
    let page = one.guild.page(&one.guild.world.visitor(), 2).await.body;
    assert!(page.contains("An answer to somebody.") && page.contains("A comment of Ada") && page.contains("Somebody who left"));
    assert_eq!(page.contains("Quagwords"), content == "stay");
    assert_eq!(page.contains("took the text along"), content == "remove");
    let alone = one.guild.page(&one.guild.bob, 3).await;
    assert_eq!(alone.status == 200 && alone.body.contains("Quagwords"), content == "stay");
    let page = one.guild.page(&one.guild.bob, 1).await.body;
    assert_eq!(page.contains("Answered in"), content == "stay", "an answer that is gone answers nothing");
    // Nobody is called so again, and the address is free.
    let mut next = world.visitor();
    let joining =
        [("name", "Zoe"), ("handle", "zebulon"), ("email", "zebulon@quagmire.example"), ("password", "a long enough phrase")];
    assert_eq!(next.enter("/join", &form(&joining)).await.status, 422);
    let joining = [joining[0], ("handle", "zoe"), joining[2], joining[3]];
    let joined = next.enter("/join", &form(&joining)).await;
    assert_eq!(joined.status, 303, "{}", joined.body);
    let log = activity::after(world.db(), 0, 1000).await.unwrap();
    for verb in ["deletion_asked", "account_deleted"] {
        assert!(log.iter().any(|entry| entry.verb == verb && entry.object == one.id), "{verb}");
    }
}

async fn words_stay_without_a_name(world: World) {
    nothing_is_left_but_what_was_said(world, "stay").await;
}

async fn words_go_along(world: World) {
    nothing_is_left_but_what_was_said(world, "remove").await;
}

async fn a_deletion_is_taken_back(world: World) {
    let guild = Guild::new(world).await;
    let world = &guild.world;
    let choose = guild.ada.post("/account/data/delete", "content=nonsense").await;
    assert_eq!(choose.status, 422);
    assert!(choose.body.contains("Choose what becomes"));
    assert!(!guild.ada.get("/c/wood").await.body.contains("will be deleted"));
    assert_eq!(guild.ada.post("/account/data/delete", "content=stay").await.status, 303);
    assert_eq!(guild.ada.post("/account/data/delete", "content=remove").await.status, 303, "the first time counts");
    for path in ["/c/wood", "/account", "/notifications", "/"] {
        let page = guild.ada.get(path).await.body;
        assert!(page.contains("will be deleted on") && page.contains("action=\"/account/data/keep\""), "{path}");
        assert!(!guild.bob.get(path).await.body.contains("will be deleted on"), "{path}");
    }
    assert!(guild.ada.get("/account/data").await.body.contains("What you wrote stays, without your name."));
    world.app.clock.advance(13 * Time::DAY);
    assert_eq!(data::delete_due(&world.app).await.unwrap(), 0);
    assert_eq!(guild.bob.post("/account/data/keep", "").await.status, 303);
    assert!(guild.ada.get("/c/wood").await.body.contains("will be deleted on"), "nobody else takes it back");
    assert_eq!(guild.ada.post("/account/data/keep", "").await.status, 303);
    assert!(!guild.ada.get("/c/wood").await.body.contains("will be deleted on"));
    world.app.clock.advance(9 * Time::DAY);
    assert_eq!(data::delete_due(&world.app).await.unwrap(), 0);
    assert_eq!(guild.ada.get("/account").await.status, 200);
}

async fn who_leads_alone_hands_over_first(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let ada = world.somebody(guild, "ada", Some(Role::Champion)).await;
    assert_eq!(ada.post("/account/data/delete", "content=stay").await.status, 303, "nobody else is there");
    assert_eq!(ada.post("/account/data/keep", "").await.status, 303);
    let bob = world.account("bob", false).await;
    world.join(guild, bob, None).await;
    let page = ada.get("/account/data/delete").await;
    assert!(
        page.body.contains("Guild of wood")
            && page.body.contains("/c/wood/manage/roles")
            && !page.body.contains("name=\"content\"")
    );
    assert_eq!(ada.post("/account/data/delete", "content=stay").await.status, 409);
    world.join(guild, bob, Some(Role::Champion)).await;
    assert_eq!(ada.post("/account/data/delete", "content=stay").await.status, 303);
    // Whoever was to lead on goes first: then it waits.
    let ended = move |tx: base::Tx| async move { tx.run(sql!("DELETE FROM grants WHERE account = $1", bob)).await };
    world.db().write(ended).await.unwrap();
    world.app.clock.advance(15 * Time::DAY);
    assert_eq!(data::delete_due(&world.app).await.unwrap(), 0);
    assert!(ada.get("/account/data").await.body.contains("somebody else has to lead here first"));
    world.join(guild, bob, Some(Role::Champion)).await;
    world.app.clock.advance(Time::DAY + 1);
    assert_eq!(data::delete_due(&world.app).await.unwrap(), 1);
    assert!(world.wrong_counters().await.is_empty());
}

/// As the command line does: without the days, and also after somebody asked for it with them.
async fn at_once_is_sooner(world: World) {
    let guild = Guild::new(world).await;
    let app = &guild.world.app;
    let (ada,): (Id,) =
        app.db.one(sql!("SELECT id FROM accounts WHERE handle_key = 'ada' AND removed_at IS NULL")).await.unwrap();
    assert_eq!(guild.ada.post("/account/data/delete", "content=stay").await.status, 303);
    let wish = data::Wish { account: ada, by: None, removes: true, why: "by post".into(), at_once: true };
    assert!(data::ask(app, app.texts.tongue(web::Language::English), wish).await.unwrap().is_ok());
    assert_eq!(data::delete_due(app).await.unwrap(), 1);
    assert_eq!(data::delete_due(app).await.unwrap(), 0);
    assert_eq!(guild.ada.get("/account").await.status, 303);
    guild.sound().await;
}

async fn an_administrator_deletes_somebody(world: World) {
    let guild = Guild::new(world).await;
    let world = &guild.world;
    let root = world.account("root", true).await;
    let admin = world.signed_in(root).await;
    assert_eq!(guild.bob.get("/admin/delete-account").await.status, 403);
    assert_eq!(guild.bob.post("/admin/delete-account", "handle=ada&why=x&content=stay").await.status, 403);
    for (body, part) in [
        ("handle=nobody&why=x&content=stay", "Nobody here is called that"),
        ("handle=ada&why=+&content=stay", "Say why"),
        ("handle=ada&why=x", "Choose what becomes"),
    ] {
        let back = admin.post("/admin/delete-account", body).await;
        assert!(back.status == 422 && back.body.contains(part), "{body}");
    }
    let last = admin.post("/admin/delete-account", "handle=root&why=x&content=stay").await;
    assert!(last.status == 409 && last.body.contains("Nobody else looks after this site"));
    assert_eq!(admin.post("/admin/delete-account", "handle=ada&why=They+asked+by+post&content=stay").await.status, 303);
    assert!(admin.get("/admin/delete-account").await.body.contains("They asked by post"));
    let page = guild.ada.get("/account/data").await.body;
    assert!(page.contains("They asked by post") && !page.contains("/account/data/keep"));
    assert_eq!(guild.ada.post("/account/data/keep", "").await.status, 403, "what an administrator asked for");
    assert_eq!(admin.post("/admin/delete-account/keep", "handle=ada").await.status, 303);
    assert!(!guild.ada.get("/account/data").await.body.contains("They asked by post"));
    assert_eq!(admin.post("/admin/delete-account", "handle=ada&why=again&content=stay").await.status, 303);
    world.app.clock.advance(14 * Time::DAY + 1);
    assert_eq!(data::delete_due(&world.app).await.unwrap(), 1);
    guild.sound().await;
    let log = activity::after(world.db(), 0, 1000).await.unwrap();
    assert!(log.iter().any(|entry| entry.verb == "deletion_asked" && entry.actor == Some(root)));
}

testkit::on_both_engines!(crate::world: words_stay_without_a_name, words_go_along, a_deletion_is_taken_back, who_leads_alone_hands_over_first, at_once_is_sooner, an_administrator_deletes_somebody);
