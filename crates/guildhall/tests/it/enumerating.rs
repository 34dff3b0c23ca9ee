//! Counting through identifiers opens nothing: for who is outside of a private or hidden community, every number and name of
//! something in it is answered as one that nobody ever gave.

use axum::http::Method;
use base::{Id, sql};
use people::communities::Role;
use testkit::{Answer, Client, World};
use web::{Rule, Visibility};

use crate::writing::form;

/// A number that nothing has.
const NOTHING: Id = 987_654_321;
/// So many things of each kind stand in the closed communities.
const MANY: usize = 6;

/// What a form may send: enough to be taken seriously.
const FORM: &str = "value=1&source=some+words+about+it&title=A+title+that+is+long&fault=spam&verdict=agree&content=hide&person=warn\
    &reason=words&why=words&emoji=%F0%9F%91%8D&kind=question&other=1&to=/&once=&sure=1&level=watching&decision=in&post=1&words=words";

fn rules() -> Vec<Rule> {
    guildhall::features().iter().flat_map(|feature| feature.routes.rules()).collect()
}

/// Members, threads with answers, files, drafts, invitations, requests, cases, rules about words: several of each.
async fn fill(world: &World, community: Id, slug: &str) {
    let lea = world.somebody(community, &format!("lea-{slug}"), Some(Role::Champion)).await;
    let ask = move |tx: base::Tx| async move {
        tx.run(sql!("UPDATE communities SET joining = 'request' WHERE id = $1", community)).await
    };
    world.db().write(ask).await.unwrap();
    for n in 0..MANY {
        let kim = world.somebody(community, &format!("{slug}-{n}"), None).await;
        let asked = form(&[
            ("title", &format!("Secret {n} of the house")),
            ("source", "hidden words"),
            ("kind", "question"),
            ("tags", &format!("tag-{n}")),
        ]);
        let thread = kim.post(&format!("/c/{slug}/new"), &asked).await;
        assert_eq!(thread.status, 303, "{}", thread.body);
        let id: Id = thread.header("location").split('/').nth(4).unwrap().parse().unwrap();
        let post = lea.post(&format!("/c/{slug}/threads/{id}/reply"), "source=an+answer").await;
        let post = post.header("location").rsplit("#p").next().unwrap().to_owned();
        assert_eq!(kim.post(&format!("/c/{slug}/flag/post/{post}"), "fault=unkind").await.status, 303);
        assert_eq!(
            kim.post(&format!("/c/{slug}/drafts"), &form(&[("place", "new"), ("source", "a draft of mine")]))
                .await
                .status
                .as_u16()
                / 100,
            2
        );
        assert_eq!(lea.post(&format!("/c/{slug}/manage/invitations"), "role=member").await.status, 303);
        assert_eq!(
            lea.post(&format!("/c/{slug}/manage/rules"), &format!("kind=word&pattern=bad{n}&action=flag")).await.status,
            303
        );
        let sent = kim.send(&format!("/c/{slug}/files?name=secret-{n}.txt"), "text/plain", format!("hidden words {n}")).await;
        assert_eq!(sent.status.as_u16() / 100, 2, "{}", sent.body);
        let asker = world.account(&format!("asker-{slug}-{n}"), false).await;
        world.signed_in(asker).await.post(&format!("/c/{slug}/ask-to-join"), "answer=please").await;
    }
}

/// What an answer says, without the address that was asked for.
fn said(answer: &Answer, path: &str) -> (u16, String, String) {
    (answer.status.as_u16(), answer.header("location").replace(path, "HERE"), answer.body.replace(path, "HERE"))
}

async fn ask(client: &Client, method: &Method, path: &str) -> Answer {
    match *method {
        Method::GET => client.get(path).await,
        _ => client.post(path, FORM).await,
    }
}

/// The address of a rule in a community, with one number or name in every other place.
fn address(rule: &Rule, slug: &str, id: &str) -> String {
    let part = |part: &str| match part {
        "{community}" => slug.to_owned(),
        "{kind}" => "post".into(),
        "{list}" => "answers".into(),
        part if part.starts_with('{') => id.to_owned(),
        part => part.to_owned(),
    };
    rule.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn no_number_or_name_tells_of_anything(world: World) {
    // First the open one, so that the numbers of the closed ones are theirs alone.
    let wood = world.community("wood", Visibility::Public).await;
    let outside = world.somebody(wood, "outside", Some(Role::Champion)).await;
    let vault = world.community("vault", Visibility::Hidden).await;
    let club = world.community("club", Visibility::Private).await;
    fill(&world, vault, "vault").await;
    fill(&world, club, "club").await;
    let stranger = world.account("stranger", false).await;
    let clients = [("outside", outside), ("stranger", world.signed_in(stranger).await), ("visitor", world.visitor())];
    let numbers: Vec<String> = [5, 12].iter().map(ToString::to_string).collect();
    let names = ["vault-3".to_owned(), "lea-vault".to_owned()];
    let nothing = NOTHING.to_string();
    let mut wrong = Vec::new();
    // A site map goes on behind a number, whoever's it is.
    let skipped = ["/sitemaps/{after}"];
    let names_one = |rule: &&Rule| rule.path.replace("{community}", "").contains('{') && !skipped.contains(&rule.path);
    for rule in rules().iter().filter(names_one) {
        let takes_name = rule.path.contains("{handle}");
        for id in if takes_name { &names[..] } else { &numbers[..] } {
            let none = if takes_name { "nobody-of-that-name" } else { nothing.as_str() };
            for (who, client) in &clients {
                // By the door of the open community and, without one, by their own address.
                let slugs: &[&str] = if rule.path.contains("{community}") { &["wood", "club", "vault"] } else { &[""] };
                for slug in slugs {
                    let (path, other) = (address(rule, slug, id), address(rule, slug, none));
                    let (there, nowhere) = (ask(client, &rule.method, &path).await, ask(client, &rule.method, &other).await);
                    let (path_or_name, other_or_name) =
                        if takes_name { (id.as_str(), none) } else { (path.as_str(), other.as_str()) };
                    if said(&there, path_or_name) != said(&nowhere, other_or_name) {
                        wrong.push(format!("{who}: {} {path}: {} and {}", rule.method, there.status, nowhere.status));
                    }
                    if there.body.contains("Secret") || there.body.contains("hidden words") {
                        wrong.push(format!("{who}: {} {path} shows it", rule.method));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}

testkit::on_both_engines!(crate::world: no_number_or_name_tells_of_anything);
