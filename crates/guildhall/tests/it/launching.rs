//! From an empty site to a community that lives: the set-up address, the wizard, opening the doors, founders' links.

use axum::http::StatusCode;
use base::{Time, sql};
use testkit::{Client, World};

use crate::asking_in::{named, once_of};

/// Somebody who opened the set-up address.
async fn first(world: &World) -> Client {
    let path = people::setup::path(world.db(), &world.app.random, world.app.clock.now()).await.unwrap().unwrap();
    let mut marta = world.visitor();
    assert!(marta.get(&path).await.body.contains("Welcome to your Guildhall"));
    let empty = marta.post(&path, "name=+").await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("Write your name"));
    let begun = marta.enter(&path, "name=Marta+Okafor").await;
    assert_eq!((begun.status, begun.header("location")), (StatusCode::SEE_OTHER, "/new"));
    let late = world.visitor().post(&path, "name=Mallory").await;
    assert!(late.status == StatusCode::NOT_FOUND && late.body.contains("used already"), "it works once");
    marta
}

const DOMAIN: &str = "name=Coffee+Guild&want=Make+better+coffee.&question1=Which+grinder+first%3F&question2=How+hard+may+the+water+be%3F\
                      &question3=&kind=practice&serves=internal&reads=members&language=en";

/// A launch that was begun; the path of its steps.
async fn begun(client: &Client) -> String {
    let to = client.post("/new", "").await.header("location").to_owned();
    to.trim_end_matches("/domain").to_owned()
}

async fn from_nothing_to_a_first_post(world: World) {
    let marta = first(&world).await;
    assert!(people::setup::path(world.db(), &world.app.random, world.app.clock.now()).await.unwrap().is_none());
    let steps = begun(&marta).await;
    assert_eq!(begun(&marta).await, steps, "pressed twice it is one");
    // Left in the middle, with what was typed; nobody else sees it.
    assert_eq!(marta.post(&format!("{steps}/domain"), &format!("{DOMAIN}&go=later")).await.header("location"), "/new?saved=1");
    let list = marta.get("/new").await.body;
    assert!(list.contains("Coffee Guild") && list.contains(&format!("{steps}/domain")));
    let other = world.account("other", false).await;
    assert_eq!(world.signed_in(other).await.get(&format!("{steps}/domain")).await.status, StatusCode::NOT_FOUND);
    // Taken up again: what is missing is said, and nothing is lost.
    let wrong = marta.post(&format!("{steps}/domain"), "name=x&want=&question1=Which+grinder+first%3F&go=next").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("Say in a sentence") && wrong.body.contains("value=\"Which grinder first?\""));
    assert!(wrong.body.contains("href=\"#f-want\"") && wrong.body.contains("id=\"f-want\""), "what is wrong leads to its field");
    assert_eq!(marta.post(&format!("{steps}/domain"), DOMAIN).await.header("location"), format!("{steps}/squad"));
    let squad = "expert1=Ivo+Marin&learner1=Noor+Haddad&champion=Kei+Sato";
    assert_eq!(marta.post(&format!("{steps}/squad"), squad).await.header("location"), format!("{steps}/charter"));
    let charter = marta.get(&format!("{steps}/charter")).await.body;
    for drafted in
        ["Make better coffee: by showing", "For colleagues", "Grinder\nWater", "Appraisals", "No ranks here", "a draft"]
    {
        assert!(charter.contains(drafted), "{drafted}");
    }
    let changed = "purpose=Good+coffee&parts=Grinders%0AWater%0AWater&outside=Selling&norms=Be+kind";
    assert_eq!(marta.post(&format!("{steps}/charter"), changed).await.header("location"), format!("{steps}/rhythm"));
    let rhythm = marta.get(&format!("{steps}/rhythm")).await.body;
    assert!(rhythm.contains("value=\"2025-10-23\""), "a Thursday two weeks ahead");
    let day = marta.post(&format!("{steps}/rhythm"), "ritual=Show&day=soon&go=next").await;
    assert!(day.status == StatusCode::UNPROCESSABLE_ENTITY && day.body.contains("Write the day as"));
    let planned = "ritual=Show+and+tell&rhythm=Every+other+Thursday&day=2025-10-23&hour=16:00&place=Kitchen";
    assert_eq!(marta.post(&format!("{steps}/rhythm"), planned).await.header("location"), format!("{steps}/doors"));
    let doors = marta.get(&format!("{steps}/doors")).await.body;
    assert!(doors.contains("Grinders, Water, Water") && doors.contains("4 invitation links"));
    let before = sql!(scan "a test", "SELECT COUNT(*) FROM communities WHERE removed_at IS NULL");
    assert_eq!(world.db().one::<(i64,)>(before).await.unwrap().0, 0, "nothing is there before the doors open");
    let opened = marta.post(&format!("{steps}/doors"), "").await;
    assert_eq!(opened.header("location"), "/c/coffee-guild/manage/invitations?fresh=1");
    assert_eq!(marta.post(&format!("{steps}/doors"), "").await.header("location"), "/c/coffee-guild", "opened once");
    // What is there.
    let home = marta.get("/c/coffee-guild").await.body;
    for seen in [
        "Who are you, and what are you working on?",
        "Show and tell",
        "23 October",
        "Kitchen",
        "Which grinder first?",
        "0 of 5",
        "A seed",
    ] {
        assert!(home.contains(seen), "{seen}");
    }
    let charter = marta.get("/c/coffee-guild/charter").await.body;
    assert!(charter.contains("Ten questions asked and answered"), "the goal, as drafted");
    assert!(charter.contains("Good coffee") && charter.contains("Show and tell: Every other Thursday"));
    assert_eq!(world.visitor().get("/c/coffee-guild").await.status, StatusCode::SEE_OTHER, "only members read");
    // The second person, by their own link, with their name in it.
    let links = marta.get("/c/coffee-guild/manage/invitations").await.body;
    let page = links.split("/c/coffee-guild/manage/invitations/").skip(1).find(|part| part.contains("Kei Sato")).unwrap();
    let id: String = page.chars().take_while(char::is_ascii_digit).collect();
    let page = marta.get(&format!("/c/coffee-guild/manage/invitations/{id}")).await.body;
    let link = format!("/i/{}", page.split("http://guild.test/i/").nth(1).unwrap().split('"').next().unwrap());
    let mut kei = world.visitor();
    let come = kei.get(&link).await.body;
    assert!(come.contains("Good coffee") && come.contains("Be kind") && come.contains("value=\"Kei Sato\""));
    let form = come.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    kei.enter(&link, &format!("name=Kei+Sato&form={form}")).await;
    let home = kei.get("/c/coffee-guild").await.body;
    assert!(home.contains("Your first ten minutes") && home.contains("Marta Okafor is here for you"));
    assert_eq!(kei.get("/c/coffee-guild/manage").await.status, StatusCode::OK, "Kei leads with her");
    let hello = home.split("/c/coffee-guild/t/").find(|part| part.contains("#reply")).unwrap();
    let thread: String = hello.chars().take_while(char::is_ascii_digit).collect();
    let said = kei.post(&format!("/c/coffee-guild/threads/{thread}/reply"), "source=Kei%2C+I+roast&once=1").await;
    assert_eq!(said.status, StatusCode::SEE_OTHER);
    assert!(marta.get("/c/coffee-guild").await.body.contains("1 said hello"));
    assert!(testkit::wrong_counters(world.db()).await.is_empty());
}

async fn the_set_up_address_ends_with_an_administrator(world: World) {
    let path = people::setup::path(world.db(), &world.app.random, world.app.clock.now()).await.unwrap().unwrap();
    world.account("root", true).await;
    assert_eq!(world.visitor().get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.visitor().post(&path, "name=Mallory").await.status, StatusCode::NOT_FOUND);
}

async fn who_may_found(world: World) {
    let (admin, somebody) = (world.account("root", true).await, world.account("sam", false).await);
    let (admin, sam) = (world.signed_in(admin).await, world.signed_in(somebody).await);
    assert!(sam.get("/new").await.body.contains("administrators start communities"));
    assert_eq!(sam.post("/new", "").await.header("location"), "/new", "nothing begins");
    assert_eq!(sam.post("/new/founding", "anyone=yes").await.status, StatusCode::FORBIDDEN);
    let made = admin.post("/new/founders", "").await.body;
    let link = format!("/found/{}", made.split("http://guild.test/found/").nth(1).unwrap().split('"').next().unwrap());
    let mut lena = world.visitor();
    assert!(lena.get(&link).await.body.contains("start a community here"));
    let begun = lena.enter(&link, "name=Lena+Vogt").await.header("location").to_owned();
    assert_eq!(lena.get(&begun).await.status, StatusCode::OK);
    assert_eq!(lena.post("/new/founders", "").await.status, StatusCode::FORBIDDEN);
    assert_eq!(world.visitor().post(&link, "name=Late").await.status, StatusCode::NOT_FOUND);
    // A link that nobody used ends by itself.
    let made = admin.post("/new/founders", "").await.body;
    let link = format!("/found/{}", made.split("http://guild.test/found/").nth(1).unwrap().split('"').next().unwrap());
    world.app.clock.advance(15 * Time::DAY);
    assert_eq!(world.visitor().get(&link).await.status, StatusCode::NOT_FOUND);
    admin.post("/new/founding", "anyone=yes").await;
    assert!(sam.post("/new", "").await.header("location").ends_with("/domain"));
    admin.post("/new/founding", "anyone=").await;
    assert_eq!(sam.post("/new", "").await.header("location"), "/new", "what was begun goes on, nothing more begins");
}

/// Two clicks on the set-up form and on a founder's form are one person each, who is led on both times.
async fn two_clicks_lead_on(world: World) {
    let path = people::setup::path(world.db(), &world.app.random, world.app.clock.now()).await.unwrap().unwrap();
    let form = format!("name=Marta&once={}", once_of(&world.visitor().get(&path).await.body));
    let (mut marta, mut again) = (world.visitor(), world.visitor());
    let (one, two) = tokio::join!(marta.enter(&path, &form), again.enter(&path, &form));
    assert_eq!((one.header("location"), two.header("location")), ("/new", "/new"), "{} {}", one.body, two.body);
    assert_eq!(named(&world, "Marta").await, 1);
    assert_eq!(again.get("/admin/mail").await.status, StatusCode::OK);
    assert_eq!(world.visitor().post(&path, &form.replace("Marta", "Mallory")).await.status, StatusCode::NOT_FOUND);
    let made = marta.post("/new/founders", "").await.body;
    let link = format!("/found/{}", made.split("http://guild.test/found/").nth(1).unwrap().split('"').next().unwrap());
    let form = format!("name=Lena&once={}", once_of(&world.visitor().get(&link).await.body));
    let (mut lena, mut again) = (world.visitor(), world.visitor());
    let (one, two) = tokio::join!(lena.enter(&link, &form), again.enter(&link, &form));
    assert!(one.header("location").ends_with("/domain"), "{}", one.body);
    assert_eq!(one.header("location"), two.header("location"), "{}", two.body);
    assert_eq!(again.get(one.header("location")).await.status, StatusCode::OK);
    assert_eq!((named(&world, "Lena").await, named(&world, "Mallory").await), (1, 0));
    assert_eq!(world.visitor().post(&link, &form.replace("Lena", "Late")).await.status, StatusCode::NOT_FOUND);
}

async fn founding_on_request(world: World) {
    let (admin, sam) = (world.account("root", true).await, world.account("sam", false).await);
    let (admin, sam) = (world.signed_in(admin).await, world.signed_in(sam).await);
    sam.post("/account/email", "email=sam%40guild.test").await;
    sam.post("/new/ask", "about=Joinery").await;
    assert!(!admin.get("/new/requests").await.body.contains("Joinery"), "nobody asked for requests");
    admin.post("/new/founding", "anyone=request").await;
    let page = sam.get("/new").await.body;
    assert!(page.contains("Ask to start a community") && !page.contains("administrators start communities"));
    assert_eq!(sam.post("/new", "").await.header("location"), "/new", "nothing begins by itself");
    let empty = sam.post("/new/ask", "about=+&why=Everybody+asks").await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.body.contains("Say in a sentence what it is about") && empty.body.contains(">Everybody asks</textarea>"));
    for _ in 0..2 {
        assert_eq!(
            sam.post("/new/ask", "about=Joinery+without+nails&why=Everybody+asks&who=Noor").await.header("location"),
            "/new"
        );
    }
    let page = sam.get("/new").await.body;
    assert!(page.contains("waits for an administrator") && page.contains("Joinery without nails") && !page.contains("/new/ask"));
    assert!(admin.get("/notifications").await.body.contains("Joinery without nails"));
    assert!(admin.get("/new").await.body.contains("Somebody asks to start a community"));
    assert_eq!(sam.get("/new/requests").await.status, StatusCode::FORBIDDEN);
    let queue = admin.get("/new/requests").await.body;
    assert!(queue.contains("Everybody asks") && queue.contains("Noor") && queue.matches("action=\"/new/requests/").count() == 1);
    let id = queue.split("action=\"/new/requests/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let decide = format!("/new/requests/{id}");
    assert_eq!(sam.post(&decide, "decision=in").await.status, StatusCode::FORBIDDEN);
    admin.post(&decide, "decision=out&reason=There+is+one+already").await;
    assert!(sam.get("/new").await.body.contains("There is one already"));
    assert!(sam.get("/notifications").await.body.contains("was answered"));
    assert!(!admin.get("/new").await.body.contains("Somebody asks to start a community"));
    // Asked once more, and accepted: the launch stands ready with what they said, and works once.
    world.app.clock.advance(Time::MINUTE);
    sam.post("/new/ask", "about=Joinery+by+hand").await;
    admin.post(&decide, "decision=in").await;
    admin.post(&decide, "decision=in").await;
    let page = sam.get("/new").await.body;
    assert_eq!(page.matches("/drop\"").count(), 1, "decided once");
    let step = page.split("href=\"/new/").find(|part| part.contains("/domain\"")).unwrap().split('"').next().unwrap();
    assert!(sam.get(&format!("/new/{step}")).await.body.contains("Joinery by hand"));
    let mails: Vec<(String, String)> =
        world.db().all(sql!(scan "a test", "SELECT recipient, body FROM mails ORDER BY id")).await.unwrap();
    assert!(mails.len() == 2 && mails.iter().all(|(to, _)| to == "sam@guild.test"), "{mails:?}");
    assert!(mails[0].1.contains("There is one already") && mails[1].1.contains("http://guild.test/new"));
    let verbs: Vec<(String,)> = world
        .db()
        .all(sql!(scan "a test", "SELECT verb FROM activity WHERE kind = 'founding_request' ORDER BY id"))
        .await
        .unwrap();
    let verbs: Vec<&str> = verbs.iter().map(|(verb,)| verb.as_str()).collect();
    assert_eq!(verbs, ["asked_to_found", "founding_declined", "asked_to_found", "founding_accepted"]);
    assert!(testkit::wrong_counters(world.db()).await.is_empty());
}

async fn names_that_are_no_addresses(world: World) {
    let root = world.account("root", true).await;
    let root = world.signed_in(root).await;
    for (name, slug) in
        [("%E7%8F%88%E7%90%B2", "community"), ("%E7%8F%88%E7%90%B2", "community-2"), ("A%2B", "community-3"), ("Ab", "ab")]
    {
        let steps = begun(&root).await;
        root.post(&format!("{steps}/domain"), &format!("name={name}&want=x&reads=nobody&language=nl&go=next")).await;
        let opened = root.post(&format!("{steps}/doors"), "").await;
        assert_eq!(opened.header("location"), format!("/c/{slug}/manage/invitations?fresh=1"), "{name}: {}", opened.body);
    }
    assert!(root.get("/c/community").await.body.contains("Wie ben je"), "drafts are in the community's language");
    assert_eq!(world.visitor().get("/c/community").await.status, StatusCode::NOT_FOUND);
}

async fn listening_first(world: World) {
    let root = world.account("root", true).await;
    let root = world.signed_in(root).await;
    let steps = begun(&root).await;
    root.post(&format!("{steps}/listen"), "").await;
    root.post(&format!("{steps}/listen"), "").await;
    let page = root.get(&format!("{steps}/answers")).await.body;
    let link = format!("/listen/{}", page.split("http://guild.test/listen/").nth(1).unwrap().split('"').next().unwrap());
    let asked = world.visitor().get(&link).await.body;
    let form = asked.split("name=\"form\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let empty = world.visitor().post(&link, &format!("form={form}&struggle=+&who=Noor")).await;
    assert!(empty.status == StatusCode::UNPROCESSABLE_ENTITY && empty.body.contains("value=\"Noor\""));
    let sent = format!("form={form}&struggle=The+chute+clogs&when=Thursdays&who=Noor");
    let caught = world.visitor().post(&link, &format!("{sent}&homepage=x")).await;
    assert!(caught.status == StatusCode::UNPROCESSABLE_ENTITY && caught.body.contains("The chute clogs</textarea>"));
    assert!(caught.body.contains("Leave this field empty") && !caught.body.contains("aria-hidden=\"true\"><label>"));
    for _ in 0..2 {
        assert!(world.visitor().post(&link, &sent).await.header("location").ends_with("?sent=1"));
    }
    let page = root.get(&format!("{steps}/answers")).await.body;
    assert_eq!(page.matches("The chute clogs").count(), 1, "sent twice it is one");
    assert!(root.get(&format!("{steps}/domain")).await.body.contains("The chute clogs"));
    let rhythm = root.get(&format!("{steps}/rhythm")).await.body;
    assert!(rhythm.contains("Thursdays") && !rhythm.contains("The chute clogs"), "each where it helps");
    let other = world.account("other", false).await;
    assert_eq!(world.signed_in(other).await.get(&format!("{steps}/answers")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(world.visitor().get("/listen/nonsense").await.status, StatusCode::NOT_FOUND);
}

testkit::on_both_engines!(crate::world: from_nothing_to_a_first_post, who_may_found, two_clicks_lead_on, founding_on_request, names_that_are_no_addresses, listening_first,
    the_set_up_address_ends_with_an_administrator);
