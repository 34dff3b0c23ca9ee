//! What people say of themselves, how they are found by it, and who knows what.

use base::{Id, Time, Tx, sql};
use people::communities::Role;
use testkit::{Client, World};
use web::Visibility;

/// The handles on a page of members, in order.
async fn handles(client: &Client, path: &str) -> Vec<String> {
    let body = client.get(path).await.body;
    let links = body.split("class=\"stretched font-medium leading-tight").skip(1);
    links.filter_map(|rest| rest.split("href=\"").nth(1)?.split('"').next()?.rsplit('/').next().map(str::to_owned)).collect()
}

/// The part of a page behind a heading, up to the end of its section.
fn section<'a>(body: &'a str, heading: &str) -> &'a str {
    body.split(&format!("{heading}</h2>")).nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or("")
}

async fn accept(client: &Client, thread: Id, world: &World) {
    let (answer,): (Id,) = world
        .db()
        .one(sql!("SELECT id FROM posts WHERE thread = $1 AND kind = 'reply' AND removed_at IS NULL LIMIT 1", thread))
        .await
        .unwrap();
    let answer = client.post(&format!("/c/wood/posts/{answer}/accept"), "value=1").await;
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// A community with three people who are signed in: bea asks, ada and cleo know things.
async fn three(world: &World) -> (Id, [Id; 3], [Client; 3]) {
    let wood = world.community("wood", Visibility::Public).await;
    let mut ids = Vec::new();
    let mut clients = Vec::new();
    for (handle, role) in [("ada", None), ("bea", None), ("cleo", Some(Role::Champion))] {
        let account = world.account(handle, false).await;
        world.join(wood, account, role).await;
        clients.push(world.signed_in(account).await);
        ids.push(account);
    }
    (wood, ids.try_into().unwrap(), clients.try_into().ok().unwrap())
}

async fn somebody_describes_themselves(world: World) {
    let (_, _, [ada, bea, _]) = three(&world).await;
    let form = "name=Ada&headline=Joiner&place=Utrecht&organisation=Guild+of+Saws&zone=europe/amsterdam&languages=dutch,+English&minutes=30";
    assert_eq!(ada.post("/account", form).await.status, 303);
    let account = ada.get("/account").await.body;
    assert!(account.contains("value=\"Europe/Amsterdam\"") && account.contains("value=\"Nederlands, English\""));
    let seen = bea.get("/c/wood/members/ada").await.body;
    for shown in ["Guild of Saws", "Nederlands, English", "there now (Europe/Amsterdam)", "30 minutes a week"] {
        assert!(seen.contains(shown), "{shown}");
    }
    let visitor = world.visitor().get("/c/wood/members/ada").await.body;
    assert!(visitor.contains("Guild of Saws") && !visitor.contains("Nederlands, English") && !visitor.contains("minutes a week"));
    for (bad, says) in [
        ("zone=Mars/Phobos", "No such time zone"),
        ("languages=Klingon", "One of these is not known"),
        ("minutes=7", "Choose one of these"),
    ] {
        let answer = ada.post("/account", &format!("name=Ada&about=typed+before&{bad}")).await;
        assert_eq!(answer.status, 422, "{bad}");
        assert!(answer.body.contains(says) && answer.body.contains("typed before"), "{bad}");
    }
}

async fn a_member_says_what_they_know(world: World) {
    let (wood, [account, ..], [ada, bea, cleo]) = three(&world).await;
    let page = ada.get("/c/wood/members/me").await;
    assert!(page.status == 200 && page.body.contains("I want to learn Tools"));
    let said = ada.post("/c/wood/members/me", "knows=tools&learns=open&skills=Dovetails,+oil&rev=1").await;
    assert_eq!((said.status.as_u16(), said.header("location")), (303, "/c/wood/members/me?saved=1"));
    // The same form again changes nothing; another one of the same revision is overtaken.
    assert_eq!(ada.post("/c/wood/members/me", "knows=tools&learns=open&skills=Dovetails,+oil&rev=1").await.status, 303);
    let late = ada.post("/c/wood/members/me", "skills=French+polish&rev=1").await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("value=\"French polish\"") && late.body.contains("Dovetails, oil"));
    let many = ada.post("/c/wood/members/me", "skills=1,2,3,4,5,6,7,8,9,10,11&rev=2").await;
    assert!(many.status == 422 && many.body.contains("value=\"1,2,3") && many.body.contains("more than ten"));
    let verbs: Vec<(String,)> = world
        .db()
        .all(sql!(scan "a test", "SELECT verb FROM activity WHERE actor = $1 AND verb = 'knowing_changed'", account))
        .await
        .unwrap();
    assert_eq!(verbs.len(), 1, "one change");
    let seen = bea.get("/c/wood/members/ada").await.body;
    assert!(section(&seen, "Can be asked about").contains("Dovetails") && section(&seen, "Wants to learn").contains("Open"));
    assert!(!world.visitor().get("/c/wood/members/ada").await.body.contains("Dovetails"));
    // Who is no member says nothing here, and sees nothing of it.
    let other = world.account("dan", false).await;
    assert_eq!(world.signed_in(other).await.get("/c/wood/members/me").await.status, 403);
    assert_eq!(world.visitor().get("/c/wood/members/me").await.status, 303);
    // An area that is removed is forgotten.
    assert_eq!(cleo.post("/c/wood/manage/areas/tools/remove", "to=none").await.status, 303);
    let says = world.db().read(move |tx| async move { people::knowing::store::says(&tx, wood, account).await }).await.unwrap();
    assert!(says.is_some_and(|says| says.knows.is_empty() && says.learns.len() == 1));
}

async fn members_are_found_by_what_they_say(world: World) {
    let (_, _, [ada, bea, cleo]) = three(&world).await;
    for (client, account, here) in [
        (&ada, "name=Ada&place=Utrecht&languages=nl,en&minutes=30", "knows=tools&knows=open&skills=Dovetails&rev=1"),
        (&bea, "name=Bea&place=%C3%9Cbach&languages=nl&minutes=0", "knows=tools&learns=open&rev=1"),
        (&cleo, "name=Cleo&place=Utrecht&languages=en&minutes=15", "knows=tools&skills=dove+calls&unlisted=yes&rev=1"),
    ] {
        assert_eq!(client.post("/account", account).await.status, 303);
        assert_eq!(client.post("/c/wood/members/me", here).await.status, 303);
    }
    let found = async |query: &str| {
        let mut found = handles(&ada, &format!("/c/wood/members?{query}")).await;
        found.sort_unstable();
        found
    };
    assert_eq!(found("area=tools").await, ["ada", "bea"], "who does not want to be listed is not");
    assert_eq!(found("area=open&want=learns").await, ["bea"]);
    assert_eq!(found("skill=dove").await, ["ada"]);
    assert_eq!(found("place=UTR").await, ["ada", "cleo"]);
    assert_eq!(found("place=ubach").await, ["bea"]);
    assert_eq!(found("language=en").await, ["ada", "cleo"]);
    assert_eq!(found("open=yes").await, ["ada", "cleo"]);
    assert_eq!(found("open=yes&role=champion").await, ["cleo"]);
    assert_eq!(found("language=nl&area=tools&place=u&q=be").await, ["bea"]);
    assert_eq!(found("area=tools&skill=dove&place=utr&open=yes&language=nl").await, ["ada"]);
    assert!(found("area=tools&language=fr").await.is_empty());
    let nobody = ada.get("/c/wood/members?area=tools&language=fr").await.body;
    assert!(nobody.contains("Nobody fits all of this") && nobody.contains("/c/wood/new?kind=question"));
    // Visitors find by place, which they see; what members say is not for them.
    let visitor = world.visitor();
    assert_eq!(handles(&visitor, "/c/wood/members?place=utrecht").await.len(), 2);
    for query in ["area=tools", "skill=dove", "language=nl", "open=yes"] {
        assert_eq!(handles(&visitor, &format!("/c/wood/members?{query}")).await.len(), 3, "{query}");
    }
    assert!(!visitor.get("/c/wood/members").await.body.contains("Has time for questions"));
}

async fn places_that_were_written_before_are_found(world: World) {
    let (_, _, [ada, ..]) = three(&world).await;
    let old = |tx: Tx| async move {
        tx.run(sql!(scan "a test", "UPDATE accounts SET place = 'Zürich'")).await?;
        tx.run(sql!(scan "a test", "DELETE FROM facets")).await
    };
    world.db().write(old).await.unwrap();
    assert!(handles(&ada, "/c/wood/members?place=zur").await.is_empty());
    people::facets::store::fold_places(world.db()).await.unwrap();
    people::facets::store::fold_places(world.db()).await.unwrap();
    assert_eq!(handles(&ada, "/c/wood/members?place=zur").await.len(), 3);
}

async fn many_who_fit_are_paged(world: World) {
    let (wood, _, [ada, ..]) = three(&world).await;
    for n in 0..65 {
        world.app.clock.advance(Time::MINUTE);
        let account = world.account(&format!("p{n}"), false).await;
        world.join(wood, account, None).await;
        let place = move |tx: Tx| async move { people::facets::store::set(&tx, account, 0, &["place:delft".into()]).await };
        world.db().write(place).await.unwrap();
    }
    let (mut path, mut found) = ("/c/wood/members?place=delft&sort=new".to_owned(), Vec::new());
    for _ in 0..3 {
        found.extend(handles(&ada, &path).await);
        let body = ada.get(&path).await.body;
        let next = body.split("rel=\"next\"").next().filter(|_| body.contains("rel=\"next\""));
        path = next.map_or(String::new(), |before| {
            before.rsplit("href=\"").next().unwrap().split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&")
        });
    }
    assert_eq!((found.len(), path.as_str()), (65, ""));
    assert_eq!((found[0].as_str(), found[64].as_str()), ("p64", "p0"), "the newest first");
}

async fn who_knows_is_ranked_with_its_reasons(world: World) {
    let (wood, [account, _, leader], [ada, bea, cleo]) = three(&world).await;
    for n in 0..3 {
        let thread = world.question(wood, "tools", account, &format!("Question {n}"), "why", &["because"]).await;
        accept(&cleo, thread, &world).await;
    }
    let one = world.question(wood, "tools", leader, "Another", "why", &["because"]).await;
    accept(&cleo, one, &world).await;
    talk::expertise::refresh(&world.app).await.unwrap();
    assert_eq!(handles(&bea, "/c/wood/who-knows?area=tools").await, ["ada", "cleo"]);
    let page = bea.get("/c/wood/who-knows?area=tools").await.body;
    assert!(page.contains("3 accepted answers, the last in October") && page.contains("an accepted answer, in October"));
    assert_eq!(handles(&bea, "/c/wood/who-knows?tag=first").await, ["ada", "cleo"]);
    assert!(handles(&bea, "/c/wood/who-knows?area=open").await.is_empty());
    // Saying it oneself counts for a little, and for members only.
    assert_eq!(bea.post("/c/wood/members/me", "knows=tools&learns=open&rev=1").await.status, 303);
    assert_eq!(handles(&ada, "/c/wood/who-knows?area=tools").await, ["ada", "cleo", "bea"]);
    assert!(ada.get("/c/wood/who-knows?area=tools").await.body.contains("says so themselves"));
    assert!(section(&ada.get("/c/wood/who-knows?area=open").await.body, "Want to learn it").contains("Bea Tester"));
    let visitor = world.visitor();
    assert_eq!(handles(&visitor, "/c/wood/who-knows?area=tools").await, ["ada", "cleo"]);
    assert!(!visitor.get("/c/wood/who-knows?area=open").await.body.contains("Bea Tester"));
    // What is hidden does not count, and who does not want to be listed is not.
    let opening = sql!("SELECT id FROM posts WHERE thread = $1 AND kind = 'opening' AND removed_at IS NULL", one);
    let (opening,): (Id,) = world.db().one(opening).await.unwrap();
    assert_eq!(cleo.post(&format!("/c/wood/posts/{opening}/remove"), "sure=1&why=gone").await.status, 303);
    talk::expertise::refresh(&world.app).await.unwrap();
    assert_eq!(handles(&ada, "/c/wood/who-knows?area=tools").await, ["ada", "bea"]);
    assert_eq!(ada.post("/c/wood/members/me", "unlisted=yes&rev=1").await.status, 303);
    assert_eq!(handles(&bea, "/c/wood/who-knows?area=tools").await, ["bea"]);
    assert_eq!(handles(&visitor, "/c/wood/who-knows?tag=first").await, Vec::<String>::new());
}

async fn what_the_log_does_not_tell_is_put_right(world: World) {
    let (wood, [account, ..], [_, bea, cleo]) = three(&world).await;
    let thread = world.question(wood, "tools", account, "Which oil?", "why", &["because"]).await;
    accept(&cleo, thread, &world).await;
    talk::expertise::refresh(&world.app).await.unwrap();
    // To another area, without the old one being told.
    assert_eq!(cleo.post(&format!("/c/wood/threads/{thread}/sort"), "area=open&tags=first&kind=question").await.status, 303);
    talk::expertise::refresh(&world.app).await.unwrap();
    assert_eq!(handles(&bea, "/c/wood/who-knows?area=open").await, ["ada"]);
    world.app.clock.advance(8 * Time::DAY);
    talk::expertise::refresh(&world.app).await.unwrap();
    assert!(handles(&bea, "/c/wood/who-knows?area=tools").await.is_empty());
    assert_eq!(handles(&bea, "/c/wood/who-knows?area=open").await, ["ada"]);
}

async fn a_question_says_whom_to_ask(world: World) {
    let (wood, [account, asker, _], [ada, bea, cleo]) = three(&world).await;
    let solved = world.question(wood, "tools", account, "Solved", "why", &["because"]).await;
    accept(&cleo, solved, &world).await;
    talk::expertise::refresh(&world.app).await.unwrap();
    assert_eq!(cleo.post("/c/wood/members/me", "knows=tools&rev=1").await.status, 303);
    let open = world.question(wood, "tools", asker, "Which plane?", "why", &[]).await;
    let path = format!("/c/wood/t/{open}/which-plane");
    let told = bea.get(&path).await.body;
    let told = section(&told, "Who knows about this");
    let (first, second) = (told.find("Ada Tester").unwrap(), told.find("Cleo Tester").unwrap());
    assert!(first < second && told.contains("an accepted answer, in October") && told.contains("says so themselves"));
    assert!(!world.visitor().get(&path).await.body.contains("Who knows about this"));
    // Nobody is told who asked, who has no time, or anybody once it is solved.
    assert_eq!(cleo.post("/account", "name=Cleo&minutes=0").await.status, 303);
    assert!(!section(&bea.get(&path).await.body, "Who knows about this").contains("Cleo"));
    let own = world.question(wood, "tools", account, "My own", "why", &[]).await;
    assert!(!bea.get(&format!("/c/wood/t/{own}/my-own")).await.body.contains("Who knows about this"));
    assert!(!ada.get(&format!("/c/wood/t/{solved}/solved")).await.body.contains("Who knows about this"));
}

async fn learners_are_offered_easy_questions(world: World) {
    let (wood, [_, asker, _], [ada, bea, cleo]) = three(&world).await;
    world.question(wood, "tools", asker, "Which oil?", "For a plane.", &[]).await;
    world.question(wood, "tools", asker, "A long story", &"word ".repeat(200), &[]).await;
    world.question(wood, "open", asker, "Elsewhere", "why", &[]).await;
    world.question(wood, "tools", asker, "Answered", "why", &["because"]).await;
    assert!(!ada.get("/c/wood").await.body.contains("Easy ones to start with"));
    for client in [&ada, &bea] {
        assert_eq!(client.post("/c/wood/members/me", "learns=tools&rev=1").await.status, 303);
    }
    let offered = ada.get("/c/wood").await.body;
    let offered = section(&offered, "Easy ones to start with");
    assert!(offered.contains("Which oil?") && !offered.contains("If you get stuck"));
    for other in ["A long story", "Elsewhere", "Answered"] {
        assert!(!offered.contains(other), "{other}");
    }
    assert_eq!(cleo.post("/c/wood/members/me", "knows=tools&rev=1").await.status, 303);
    assert!(section(&ada.get("/c/wood").await.body, "Easy ones to start with").contains("Cleo Tester"));
    assert!(!bea.get("/c/wood").await.body.contains("Easy ones to start with"), "one's own are no exercise");
    assert!(!world.visitor().get("/c/wood").await.body.contains("Easy ones to start with"));
}

testkit::on_both_engines!(crate::world:
    somebody_describes_themselves,
    a_member_says_what_they_know,
    members_are_found_by_what_they_say,
    places_that_were_written_before_are_found,
    many_who_fit_are_paged,
    who_knows_is_ranked_with_its_reasons,
    what_the_log_does_not_tell_is_put_right,
    a_question_says_whom_to_ask,
    learners_are_offered_easy_questions,
);
