//! Members and chapters from lists, and what goes out as a list.

use axum::http::StatusCode;
use base::{Id, Time, sql};
use people::communities::{Role, store as communities};
use people::members::store as members;
use testkit::{Answer, Client, World};
use web::Visibility;

use crate::writing::form;

pub(crate) const PEOPLE: &str = "/c/wood/manage/people";

pub(crate) async fn led(world: &World, slug: &str, visibility: Visibility) -> (Id, Client) {
    let community = world.community(slug, visibility).await;
    let champion = world.account(&format!("champion-{slug}"), false).await;
    world.join(community, champion, Some(Role::Champion)).await;
    (community, world.signed_in(champion).await)
}

/// Sends a list and leads on to what it would do.
pub(crate) async fn look(client: &Client, list: &str) -> (String, Answer) {
    let sent = client.post(PEOPLE, &form(&[("text", list)])).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    let path = sent.header("location").to_owned();
    let page = client.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    (path, page)
}

pub(crate) async fn bring(client: &Client, list: &str) -> Answer {
    let (path, _) = look(client, list).await;
    assert_eq!(client.post(&path, "").await.status, StatusCode::SEE_OTHER);
    client.get(&path).await
}

pub(crate) async fn counted(world: &World, query: base::db::Query) -> i64 {
    let (n,): (i64,) = world.db().one(query).await.unwrap();
    n
}

pub(crate) async fn accounts(world: &World) -> i64 {
    counted(world, sql!(scan "a test", "SELECT COUNT(*) FROM accounts")).await
}

pub(crate) async fn standing(world: &World, community: Id, handle: &str) -> Option<members::Standing> {
    let handle = handle.to_owned();
    let read = move |tx: base::Tx| async move {
        let Some(known) = people::accounts::store::by_handle(&tx, &handle).await? else { return Ok(None) };
        members::standing(&tx, community, known.id).await
    };
    world.db().read(read).await.unwrap()
}

/// The links of a page or a file.
pub(crate) fn links(body: &str) -> Vec<String> {
    let found = body.split("http://guild.test").skip(1);
    let path = |rest: &str| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c)).collect::<String>();
    found.map(path).filter(|path| path.starts_with("/claim/")).collect()
}

const LIST: &str = "Name;E-mail;Title;Organisation;Location;Joined at;External ID;Role;Shoe size\n\
    Ada Lovelace;Ada+guild@Example.org;Countess;Engines;London;2024-03-01;7;champion;36\n\
    Bob;bob@example.org;;;;;;;\n\
    ;nobody@example.org;;;;;;;\n\
    Cyd;not an address;;;;;;;\n\
    Ada again;ADA+guild@example.org;;;;;;;\n\
    Dee;;;;;;;;\n";

async fn a_list_is_looked_at_and_brought_once(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    let before = accounts(&world).await;
    let (path, page) = look(&champion, LIST).await;
    for told in
        ["Ada Lovelace", "Countess, Engines, London", "Shoe size", "Line 4", "No name", "cannot be one", "stands further up"]
    {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    assert!(page.body.contains("whatever role the list names"));
    assert_eq!(accounts(&world).await, before, "nothing is written by looking");
    assert_eq!(champion.post(&path, "").await.status, StatusCode::SEE_OTHER);
    let done = champion.get(&path).await.body;
    assert!(done.contains("3 people have come"), "{done}");
    assert_eq!(accounts(&world).await, before + 3);
    let ada = standing(&world, guild, "ada-lovelace").await.unwrap();
    assert_eq!(ada.joined_at, Time(1_709_251_200_000));
    let roles = world.db().read(move |tx| async move { communities::champions(&tx, guild, Time(i64::MAX)).await }).await.unwrap();
    assert_eq!(roles.len(), 1, "no champion comes from a file");
    let profile = world.visitor().get("/c/wood/members/ada-lovelace").await.body;
    assert!(profile.contains("Countess · London · Engines") && profile.contains("has not signed in"));
    // The same form, the same list, another way of writing it: nothing more.
    champion.post(&path, "").await;
    assert!(bring(&champion, LIST).await.body.contains("0 people have come"));
    let (_, again) = look(&champion, "E-MAIL,First_Name,last name\nbob@example.org,Robert,Builder\n,Dee,\n").await;
    assert!(again.body.contains("Everything in this list is here already"), "{}", again.body);
    assert_eq!(accounts(&world).await, before + 3);
    assert_eq!(counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM mails")).await, 0, "no mail");
    world.drain().await;
    assert!(world.visitor().get("/search?q=lovelace").await.body.contains("ada-lovelace"));
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

async fn only_what_is_empty_is_filled(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    bring(&champion, "name,external_id,location\nAda,7,London\n").await;
    let list = "name,external_id,location,title,email\nAda L,7,Paris,Countess,ada@example.org\n";
    let (path, page) = look(&champion, list).await;
    assert!(page.body.contains("Is filled in"), "{}", page.body);
    champion.post(&path, "").await;
    let profile =
        world.visitor().get("/c/wood/members/the-ada").await.body + &world.visitor().get("/c/wood/members/ada").await.body;
    assert!(profile.contains("London") && profile.contains("Countess") && !profile.contains("Paris"), "{profile}");
    // Who has signed in looks after their own profile; who left stays away; who has an account is asked.
    let (eve, own) = (world.account("eve", false).await, world.account("own", false).await);
    world.join(guild, own, None).await;
    let write = move |tx: base::Tx| async move {
        for (account, email) in [(eve, "eve@example.org"), (own, "own@example.org")] {
            people::accounts::store::secrets::set_email(&tx, account, email, Time(0)).await?;
        }
        members::leave(&tx, guild, own, Time(0)).await
    };
    world.db().write(write).await.unwrap();
    let (path, page) = look(&champion, "name,email,title\nEve,eve@example.org,Changed\nOwn,own@example.org,Changed\n").await;
    assert!(page.body.contains("Is asked to join") && page.body.contains("Left, stays away"), "{}", page.body);
    champion.post(&path, "").await;
    assert!(standing(&world, guild, "eve").await.is_none() && standing(&world, guild, "own").await.is_none());
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

async fn files_come_in_parts(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    let cards = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:M=FCller;J=F6rg\r\nEMAIL:jorg@example.org\r\nEND:VCARD\r\n";
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.vcf\"\r\n\r\n{cards}\r\n--x--\r\n"
    );
    let sent = champion.send(PEOPLE, "multipart/form-data; boundary=x", body).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
    champion.post(sent.header("location"), "").await;
    assert!(standing(&world, guild, "jorg-muller").await.is_some());
    // What cannot be read comes back as it was typed.
    for (list, told) in
        [("", "nothing in it"), ("a,b\n1,2", "should name the columns"), ("name,email\nBob,bob at", "cannot be one")]
    {
        let answer = champion.post(PEOPLE, &form(&[("text", list)])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.contains(told) && answer.body.contains(list), "{list}: {}", answer.body);
    }
    let (path, _) = look(&champion, "name\nZed\n").await;
    champion.post(&format!("{path}/forget"), "").await;
    assert_eq!(champion.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(champion.post(&path, "").await.status, StatusCode::NOT_FOUND);
}

async fn lists_stay_where_they_belong(world: World) {
    let (_, champion) = led(&world, "wood", Visibility::Public).await;
    let (_, other) = led(&world, "metal", Visibility::Public).await;
    let (path, _) = look(&champion, "name\nZed\n").await;
    let there = path.replace("wood", "metal");
    assert_eq!(other.get(&there).await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.post(&there, "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(other.get(&path).await.status, StatusCode::FORBIDDEN);
}

async fn a_thousand_people(world: World) {
    let (_, champion) = led(&world, "wood", Visibility::Public).await;
    let rows: Vec<String> = (0..1_050).map(|n| format!("Person {n},p{n}@example.org")).collect();
    let done = bring(&champion, &format!("name,email\n{}\n", rows.join("\n"))).await;
    assert!(done.body.contains("1,050 people have come"), "{}", done.body);
    let file = champion.get("/c/wood/manage/people/members.csv").await;
    assert_eq!(file.body.lines().count(), 1_052);
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

async fn members_go_out_guarded(world: World) {
    let (_, champion) = led(&world, "wood", Visibility::Public).await;
    let list = "name;email;bio;title;external_id\n\"=HYPERLINK(\"\"x\"\")\";ada@example.org;\"one, \"\"two\"\"\nthree\";-1;7\nBob;bob@example.org;;;\n";
    bring(&champion, list).await;
    let csv = champion.get("/c/wood/manage/people/members.csv").await;
    assert!(csv.header("content-disposition").contains("wood-members.csv"));
    assert!(csv.body.contains("\"'=HYPERLINK(\"\"x\"\")\"") && csv.body.contains(",'-1,"), "{}", csv.body);
    assert!(csv.body.contains("ada@example.org"));
    let cards = champion.get("/c/wood/manage/people/members.vcf").await;
    assert!(cards.header("content-type").starts_with("text/vcard") && cards.body.contains("NOTE:one\\, \"two\"\\nthree"));
    // What went out comes in again and changes nothing.
    let before = accounts(&world).await;
    let (_, page) = look(&champion, &csv.body).await;
    assert!(page.body.contains("Everything in this list is here already"), "{}", page.body);
    assert_eq!(accounts(&world).await, before);
    // Who has signed in keeps their address.
    let made = champion.post("/c/wood/manage/people/links", "who=all").await.body;
    for link in links(&made) {
        world.visitor().enter(&link, "").await;
    }
    assert!(!champion.get("/c/wood/manage/people/members.csv").await.body.contains("ada@example.org"));
    let member = world.account("plain", false).await;
    let member = world.signed_in(member).await;
    assert_eq!(member.get("/c/wood/manage/people/members.csv").await.status, StatusCode::FORBIDDEN);
}

/// Where people say who they are, in Dutch.
const HELLO: &str = "Wie ben je, en waar ben je mee bezig?";

pub(crate) fn chapters() -> String {
    let rows = (1..=30).map(|n| {
        format!("Chapter {n};chapter-{n};Town {n};Lead {n};lead{n}@example.org;nl;{}", if n == 30 { "hidden" } else { "" })
    });
    format!("Name;Slug;Place;Champion;Champion e-mail;Language;Visibility\n{}\n", rows.collect::<Vec<_>>().join("\n"))
}

async fn thirty_chapters_in_one_go(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    world.community("metal", Visibility::Public).await;
    let admin = world.account("admin", true).await;
    let admin = world.signed_in(admin).await;
    assert_eq!(champion.get("/admin/chapters").await.status, StatusCode::FORBIDDEN);
    world.visitor().get("/c/wood").await;
    let list = chapters() + "Odd;metal;;;;;\n";
    let send = form(&[("parent", "wood"), ("text", &list)]);
    let path = admin.post("/admin/chapters", &send).await.header("location").to_owned();
    let page = admin.get(&path).await.body;
    assert!(page.contains("Found 30 chapters") && page.contains("Address is taken"), "{page}");
    for _ in 0..2 {
        assert_eq!(admin.post(&path, "").await.status, StatusCode::SEE_OTHER);
    }
    let done = admin.get(&path).await.body;
    assert!(done.contains("30 chapters were founded") && done.contains("30 champions"), "{done}");
    let home = world.visitor().get("/c/wood").await.body;
    assert!(
        home.contains("/c/chapter-29") && home.contains("Town 29") && !home.contains("chapter-30"),
        "hidden ones are not told of"
    );
    let at = |page: &str, slug: &str| page.find(&format!("/c/{slug}\"")).unwrap_or_else(|| panic!("{slug}: {page}"));
    assert!(at(&home, "chapter-2") < at(&home, "chapter-10"), "numbers count");
    // Nobody enters an empty room: what it is for, and where people say who they are; once.
    for _ in 0..2 {
        talk::launch::furnish_once(&world.app).await.unwrap();
    }
    let there = world.visitor().get("/c/chapter-1").await;
    assert_eq!(there.status, StatusCode::OK);
    assert!(there.body.contains("Een afdeling van Guild of wood in Town 1"), "{}", there.body);
    let threads = counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM threads WHERE removed_at IS NULL")).await;
    assert_eq!(threads, 30);
    assert!(world.visitor().get("/c/chapter-1/discussions").await.body.contains(HELLO));
    // On the site they stand below their parent.
    let site = world.visitor().get("/communities").await.body;
    assert!(site.contains("29 chapters") && at(&site, "wood") < at(&site, "chapter-2"), "{site}");
    assert!(at(&site, "chapter-2") < at(&site, "chapter-10") && at(&site, "chapter-29") < at(&site, "metal"), "{site}");
    assert_eq!(world.visitor().get("/c/chapter-30").await.status, StatusCode::NOT_FOUND);
    assert!(standing(&world, guild, "lead-1").await.is_some(), "members of a chapter are members of its parent");
    // The links, as a file; a champion opens one and leads.
    let file = admin.post("/admin/chapters/links", "parent=wood&form=csv").await;
    assert_eq!(links(&file.body).len(), 30);
    let line = file.body.lines().find(|line| line.contains(",Chapter 7,")).unwrap().to_owned();
    let mut lead = world.visitor();
    lead.enter(&links(&line)[0], "").await;
    assert_eq!(lead.get("/c/chapter-7/manage").await.status, StatusCode::OK);
    // Twice changes nothing.
    let before = (accounts(&world).await, counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM communities")).await);
    let path = admin.post("/admin/chapters", &send).await.header("location").to_owned();
    assert!(admin.get(&path).await.body.contains("Everything in this list is here already"));
    admin.post(&path, "").await;
    assert_eq!((accounts(&world).await, counted(&world, sql!(scan "a test", "SELECT COUNT(*) FROM communities")).await), before);
    // A chapter that its champion hides is gone from the parent's home at once.
    let hide = "rev=1&name=Chapter+7&tagline=&domain=&visibility=hidden&joining=open&language=nl&understood=yes";
    assert_eq!(lead.post("/c/chapter-7/manage", hide).await.status, StatusCode::SEE_OTHER);
    assert!(!world.visitor().get("/c/wood").await.body.contains("chapter-7\""));
    let wrong = admin.post("/admin/chapters", &form(&[("parent", "chapter-1"), ("text", "x\ny")])).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("not a chapter itself") && wrong.body.contains("No chapters were found"));
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

fn told() -> String {
    let heads = "name,email,organisation,location,timezone,language,skills,groups,chapter";
    let ada = "Ada,ada@example.org,Mill,Utrecht,europe/amsterdam,Dutch; en-GB; Klingon,Tools; Joinery,Board; Bench,Chapter 2";
    format!("{heads}\n{ada}\nBob,bob@example.org,,,Mars/Phobos,,,,Chapter 30\n")
}

/// Skills, languages, zone, groups and chapter: shown, kept, found, and told again.
async fn everything_that_a_list_tells_is_kept(world: World) {
    let (guild, champion) = led(&world, "wood", Visibility::Public).await;
    let admin = world.account("admin", true).await;
    let admin = world.signed_in(admin).await;
    let send = form(&[("parent", "wood"), ("text", &chapters())]);
    let path = admin.post("/admin/chapters", &send).await.header("location").to_owned();
    admin.post(&path, "").await;
    let (path, page) = look(&champion, &told()).await;
    for told in ["Nederlands, English", "Europe/Amsterdam", "Tools, Joinery", "Board, Bench", "Chapter 2"] {
        assert!(page.body.contains(told), "{told}: {}", page.body);
    }
    // A hidden chapter that they do not lead is none of theirs, and nobody is told that there is one.
    assert!(page.body.contains("left out: Klingon") && page.body.contains("left out: Mars/Phobos, Chapter 30"), "{}", page.body);
    champion.post(&path, "").await;
    let profile = champion.get("/c/wood/members/ada").await.body;
    for told in ["Mill", "Utrecht", "Europe/Amsterdam", "Nederlands, English", "Joinery", "who-knows?area=tools"] {
        assert!(profile.contains(told), "{told}: {profile}");
    }
    for narrow in ["skill=joinery", "language=nl", "place=utrecht", "area=tools"] {
        let found = champion.get(&format!("/c/wood/members?{narrow}")).await.body;
        assert!(found.contains("/c/wood/members/ada\"") && !found.contains("/c/wood/members/bob\""), "{narrow}: {found}");
    }
    assert!(world.visitor().get("/c/chapter-2/members").await.body.contains("/c/chapter-2/members/ada"));
    // What goes out tells the same, and comes in again without a change; its people can be handed their links.
    for file in ["members.csv", "members.vcf"] {
        let file = champion.get(&format!("{PEOPLE}/{file}")).await.body;
        let told: &[&str] = if file.starts_with("BEGIN") {
            &[
                "ORG:Mill",
                "TZ:Europe/Amsterdam",
                "LANG:nl",
                "LANG:en",
                "EXPERTISE:Tools",
                "EXPERTISE:Joinery",
                "CATEGORIES:Board,Bench",
                "X-CHAPTER:Chapter 2",
            ]
        } else {
            &["Mill,Utrecht,Europe/Amsterdam,\"nl, en\",Tools; Joinery,Board; Bench,Chapter 2"]
        };
        for told in told {
            assert!(file.contains(told), "{told}: {file}");
        }
        let (_, again) = look(&champion, &file).await;
        assert!(again.body.contains("Everything in this list is here already"), "{}", again.body);
    }
    let made = champion.post("/c/wood/manage/people/links", "who=all&form=csv").await.body;
    assert!(made.contains("Ada,ada@example.org,Guild of wood"), "an open chapter below is no other community: {made}");
    // Who has not come is expected: not counted among who is here, and the directory says so.
    let list = champion.get("/c/wood/members").await.body;
    assert!(list.matches("has not come yet").count() >= 2, "{list}");
    let home = champion.get("/c/wood").await.body;
    assert!(!home.contains("/c/wood/members/ada\""), "{home}");
    let here = move |tx: base::Tx| async move { members::came(&tx, guild, 100).await };
    assert_eq!(world.db().read(here).await.unwrap(), 1);
    let mut ada = world.visitor();
    ada.enter(&links(&made.lines().find(|line| line.starts_with("Ada,")).unwrap().to_owned())[0], "").await;
    assert_eq!(world.db().read(here).await.unwrap(), 2);
    assert!(champion.get("/c/wood").await.body.contains("/c/wood/members/ada\""));
    assert_eq!(world.wrong_counters().await, Vec::<String>::new());
}

testkit::on_both_engines!(crate::world: a_list_is_looked_at_and_brought_once, only_what_is_empty_is_filled, files_come_in_parts, lists_stay_where_they_belong, a_thousand_people, members_go_out_guarded, thirty_chapters_in_one_go, everything_that_a_list_tells_is_kept);
