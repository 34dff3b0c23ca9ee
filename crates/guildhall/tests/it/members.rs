//! Who is here, and what they wrote.

use base::{Id, Time, Tx, sql};
use people::accounts::store::{self as accounts, NewAccount};
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

async fn named(world: &World, guild: Id, handle: &str, name: &str, role: Option<Role>) -> Id {
    let new = NewAccount { handle: handle.into(), name: name.into(), claimed: true, created_at: 1, ..NewAccount::default() };
    let account = world.db().write(move |tx| async move { accounts::create(&tx, &new).await }).await.unwrap();
    world.join(guild, account, role).await;
    account
}

/// The handles on a page of members, in order.
async fn handles(client: &Client, path: &str) -> Vec<String> {
    let body = client.get(path).await.body;
    let links = body.split("class=\"stretched font-medium leading-tight\" href=\"").skip(1);
    links.filter_map(|rest| rest.split('"').next()?.rsplit('/').next().map(str::to_owned)).collect()
}

async fn members_are_found_by_name_handle_and_role(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let metal = world.community("metal", Visibility::Public).await;
    named(&world, guild, "jo", "Jörg Ähre", None).await;
    named(&world, guild, "zed", "Jorinde", Some(Role::Champion)).await;
    named(&world, guild, "jorplayer", "Anna", Some(Role::Steward)).await;
    named(&world, guild, "mo", "Momo", Some(Role::Moderator)).await;
    named(&world, metal, "jor", "Jor of metal", None).await;
    let visitor = world.visitor();
    assert_eq!(handles(&visitor, "/c/wood/members?q=J%C3%96R").await, ["jorplayer", "jo", "zed"], "by handle, then by name");
    assert_eq!(handles(&visitor, "/c/wood/members?q=jorg").await, ["jo"]);
    assert_eq!(handles(&visitor, "/c/wood/members?q=%40mo").await, ["mo"]);
    assert_eq!(handles(&visitor, "/c/wood/members?role=champion").await, ["zed"]);
    assert_eq!(handles(&visitor, "/c/wood/members?role=steward&q=an").await, ["jorplayer"]);
    assert!(handles(&visitor, "/c/wood/members?role=moderator&q=an").await.is_empty());
    assert_eq!(handles(&visitor, "/c/wood/members?role=guest").await.len(), 4, "a role that is no filter");
    let nobody = visitor.get("/c/wood/members?q=%25_").await.body;
    assert!(nobody.contains("Nobody here is called that") && nobody.contains("/c/wood/search?q=%25_"));
    // Names that were written by an older program.
    world
        .db()
        .write(|tx: Tx| async move { tx.run(sql!(scan "a test", "UPDATE accounts SET name_key = ''")).await })
        .await
        .unwrap();
    assert!(handles(&visitor, "/c/wood/members?q=jorg").await.is_empty());
    people::members::fold_names(world.db()).await;
    assert_eq!(handles(&visitor, "/c/wood/members?q=jorg").await, ["jo"]);
}

async fn a_role_is_shown_in_the_order_that_is_asked_for(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    for (handle, place) in [("one", "Delft"), ("two", "Den Haag"), ("three", "Delfzijl")] {
        world.app.clock.advance(Time::MINUTE);
        let new = NewAccount { handle: handle.into(), name: handle.into(), place: place.into(), ..NewAccount::default() };
        let account = world.db().write(move |tx| async move { accounts::create(&tx, &new).await }).await.unwrap();
        world.join(guild, account, Some(Role::Moderator)).await;
    }
    let visitor = world.visitor();
    assert_eq!(handles(&visitor, "/c/wood/members?role=moderator&sort=new").await, ["three", "two", "one"]);
    assert_eq!(handles(&visitor, "/c/wood/members?role=moderator&sort=new&place=delf").await, ["three", "one"]);
    let page = visitor.get("/c/wood/members?role=moderator&sort=new&place=delf").await.body;
    assert!(page.contains("members?sort=helpful&#38;role=moderator&#38;place=delf"), "another order keeps the filters");
}

async fn many_namesakes_are_paged(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    for n in 0..65 {
        named(&world, guild, &format!("a{n}"), "Ada", None).await;
    }
    let (visitor, mut path, mut found) = (world.visitor(), "/c/wood/members?q=ada".to_owned(), Vec::new());
    for _ in 0..3 {
        let page = handles(&visitor, &path).await;
        path = format!("/c/wood/members?q=ada&after={}", page.last().unwrap());
        found.extend(page);
    }
    assert_eq!((found.len(), handles(&visitor, &path).await.len()), (65, 0));
    found.sort_unstable();
    found.dedup();
    assert_eq!(found.len(), 65);
}

async fn a_profile_leads_to_all_of_it(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let ada = named(&world, guild, "ada", "Ada", None).await;
    for n in 0..35 {
        world.app.clock.advance(Time::MINUTE);
        let area = if n < 3 { "open" } else { "tools" };
        world.question(guild, area, ada, &format!("Question {n:02}"), "why", &["because"]).await;
    }
    let visitor = world.visitor();
    let profile = visitor.get("/c/wood/members/ada").await.body;
    let (tools, open) = (profile.find("questions?area=tools").unwrap(), profile.find("questions?area=open").unwrap());
    assert!(tools < open, "most first");
    for list in ["answers", "questions", "started"] {
        let first = visitor.get(&format!("/c/wood/members/ada/{list}")).await.body;
        assert!(first.contains("Question 34") && first.contains("Question 05") && !first.contains("Question 04"), "{list}");
        let next = first.split("rel=\"next\"").next().unwrap().rsplit("href=\"").next().unwrap();
        let second = visitor.get(next.split('"').next().unwrap()).await.body;
        assert!(second.contains("Question 04") && second.contains("Question 00") && !second.contains("Question 05"), "{list}");
    }
    for path in ["/c/wood/members/ada/comments", "/c/wood/members/nobody/answers"] {
        assert_eq!(visitor.get(path).await.status, 404, "{path}");
    }
}

async fn a_record_is_for_oneself_and_who_leads(world: World) {
    let guild = world.community("wood", Visibility::Public).await;
    let mut clients = Vec::new();
    for (handle, role) in [("ada", None), ("bob", None), ("lea", Some(Role::Champion))] {
        let account = world.account(handle, false).await;
        world.join(guild, account, role).await;
        if handle == "ada" {
            world.question(guild, "tools", account, "Which chisel", "words", &["the blunt one"]).await;
        }
        clients.push(world.signed_in(account).await);
    }
    let path = "/c/wood/members/ada/record.pdf";
    for (client, status) in clients.iter().zip([200, 403, 200]) {
        let answer = client.get(path).await;
        assert_eq!(answer.status, status);
        assert_eq!(client.get("/c/wood/members/ada").await.body.contains(path), status == 200, "the link stands where it leads");
        if status == 200 {
            assert_eq!(answer.header("content-type"), "application/pdf");
        }
    }
    assert_eq!(world.visitor().get(path).await.status, 303);
}

testkit::on_both_engines!(crate::world:
    members_are_found_by_name_handle_and_role,
    a_role_is_shown_in_the_order_that_is_asked_for,
    many_namesakes_are_paged,
    a_profile_leads_to_all_of_it,
    a_record_is_for_oneself_and_who_leads,
);
