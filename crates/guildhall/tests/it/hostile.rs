//! Hostile input to everything that takes any: each route is sent what no form of ours sends, by somebody who may use it.
//! Nothing breaks (no 5xx), nothing that was sent becomes markup, and a refusal says something.

mod input;

use axum::http::Method;
use base::Location;
use people::communities::Role;
use testkit::{Answer, Client, Engine, World};
use web::{Rule, Visibility, encoded};

use crate::writing::form;
pub use input::FIELDS;
use input::{QUERIES, SCRIPT, TEXTS, VALUES, bodies};

/// Somebody who may do everything, and what was wrong with the answers.
struct Attack {
    who: Client,
    engine: Engine,
    /// How often something was done.
    done: usize,
    asked: usize,
    wrong: Vec<String>,
}

/// Whether a refusal has words: a page, a message for a script, or the newer draft that stands in the way.
fn says(body: &str) -> bool {
    ["<h1", "\"title\":", "\"source\":"].iter().any(|words| body.contains(words))
}

impl Attack {
    fn judge(&mut self, what: &str, answer: &Answer) {
        self.asked += 1;
        let status = answer.status.as_u16();
        self.done += usize::from(matches!(status, 200 | 204 | 301 | 303) && !answer.header("location").starts_with("/sign-in?"));
        let html = answer.header("content-type").starts_with("text/html");
        let body = answer.body.to_lowercase();
        let to = answer.header("location");
        let problem = match status {
            500.. => "broke",
            _ if html && (body.contains("<script>alert") || body.contains("<img src=x onerror")) => "sends markup back",
            300..400 if status != 304 && (!to.starts_with('/') || to.starts_with("//") || to.starts_with("/\\")) => "leads away",
            400.. if !says(&body) => "says nothing",
            _ if answer.headers.get_all("set-cookie").iter().any(|cookie| cookie.as_bytes() == b"session=x") => "sets a cookie",
            _ => return,
        };
        let what: String = what.chars().take(200).collect();
        self.wrong.push(format!("{problem}: {what:?}: {status} {}", answer.body.chars().take(150).collect::<String>()));
    }

    async fn send(&mut self, path: &str, form: &str) {
        let answer = self.who.post(path, form).await;
        self.judge(&format!("{path} {form}"), &answer);
    }

    async fn get(&mut self, path: &str) {
        let answer = self.who.get(path).await;
        self.judge(path, &answer);
    }

    /// Forms with one field that is wrong, forms of which everything is wrong, and what is no form.
    async fn forms(&mut self, rule: &Rule, turn: usize) {
        let path = &rule.sample.replace("{community}", "wood");
        for (n, (field, _)) in FIELDS.iter().enumerate() {
            let value = VALUES[(turn * 7 + n * 11) % VALUES.len()];
            let sent: Vec<(&str, &str)> =
                FIELDS.iter().map(|(name, good)| (*name, if name == field { value } else { good })).collect();
            // The preview of a form writes nothing: every other time without.
            let sent: Vec<_> = sent.into_iter().filter(|(name, _)| *name != "preview" || n % 4 == 0).collect();
            self.send(path, &form(&sent)).await;
        }
        for value in VALUES {
            let all: Vec<(&str, &str)> = FIELDS.iter().map(|(name, _)| (*name, value)).collect();
            self.send(path, &form(&all)).await;
        }
        self.send(path, "").await;
        // What is kept of it is looked at where one is led to.
        let marked: Vec<(&str, &str)> =
            FIELDS.iter().map(|(name, good)| (*name, if TEXTS.contains(name) { SCRIPT } else { good })).collect();
        let marked: Vec<_> = marked.into_iter().filter(|(name, _)| !["preview", "once", "poll"].contains(name)).collect();
        let answer = self.who.post(path, &form(&marked)).await;
        self.judge(&format!("{path} with markup"), &answer);
        if answer.status == 303 {
            self.get(answer.header("location").split('#').next().unwrap()).await;
        }
        // How a body is read does not depend on the database.
        let bodies = if self.engine == Engine::Sqlite { bodies() } else { Vec::new() };
        for (kind, body) in bodies {
            let told = format!("{path} as {kind:?}: {}", String::from_utf8_lossy(&body[..body.len().min(100)]));
            let answer = self.who.send(path, kind, body).await;
            self.judge(&told, &answer);
        }
    }

    /// Addresses that name what cannot be.
    async fn paths(&mut self, rule: &Rule) {
        let names = rule.path.split('/').filter(|part| part.starts_with('{') && *part != "{community}");
        for (name, value) in names.flat_map(|name| VALUES.map(|value| (name, value))) {
            let path = rule.path.replace("{community}", "wood").replace(name, &encoded(value));
            let path = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part }).collect::<Vec<_>>().join("/");
            match rule.method {
                Method::GET => self.get(&path).await,
                _ => self.send(&path, "value=1&source=words&to=/").await,
            }
        }
    }

    async fn queries(&mut self, rule: &Rule, turn: usize) {
        let path = rule.sample.replace("{community}", "wood");
        let path = path.split('?').next().unwrap();
        for (n, key) in QUERIES.iter().enumerate() {
            for more in 0..if self.engine == Engine::Sqlite { 3 } else { 1 } {
                self.get(&format!("{path}?{key}={}", encoded(VALUES[(turn * 7 + n * 11 + more * 5) % VALUES.len()]))).await;
            }
        }
        for odd in ["%", "%FF=%FF", "q=%FF&after=%FF", "q=%ED%A0%80", "=&&==", "q=1&q=2&after=1&after=2", "q[]=1&q[a][b]=2"] {
            self.get(&format!("{path}?{odd}")).await;
        }
        self.get(&format!("{path}?q={}", "a+".repeat(10_000))).await;
    }
}

/// Ada, who asked what the samples of the routes name and may do everything; bob answers her and asks, too.
async fn attack(world: &World) -> Attack {
    let engine = if matches!(world.location, Location::File(_)) { Engine::Sqlite } else { Engine::Postgres };
    let community = world.community("wood", Visibility::Public).await;
    let mut clients = Vec::new();
    for (name, role) in [("ada", Some(Role::Champion)), ("bob", None)] {
        let account = world.account(name, role.is_some()).await;
        world.join(community, account, role).await;
        clients.push(world.signed_in(account).await);
    }
    let poll = [("kind", "discussion"), ("poll", "one\ntwo"), ("poll_results", "always")];
    for (n, more) in [&[("kind", "question")][..], &[("kind", "question")], &poll].into_iter().enumerate() {
        let ask = [
            ("title", ["First question", "Second question", "Third of them"][n]),
            ("source", "words"),
            ("tags", "first, second"),
        ];
        let asked = clients[n % 2].post("/c/wood/new", &form(&[&ask[..], more].concat())).await;
        assert_eq!(asked.status, 303, "{}", asked.body);
        let answer = form(&[("source", "an answer")]);
        let answered = clients[1 - n % 2].post(&format!("/c/wood/threads/{}/reply", n + 1), &answer).await;
        assert_eq!(answered.status, 303, "{}", answered.body);
    }
    let ada = &clients[0];
    let begun = [
        ("/c/wood/manage/invitations", "role=member"),
        ("/c/wood/manage/roles", "handle=bob&role=moderator&deputy=ada"),
        ("/c/wood/groups/new", "name=A+group&goal=words"),
        ("/c/wood/new", "title=Fourth+of+them&source=words&kind=announcement&announce_confirm=1"),
        ("/new", ""),
        ("/new/1/listen", ""),
    ];
    for (path, body) in begun {
        assert_eq!(ada.post(path, body).await.status, 303, "{path}");
    }
    agree(&clients[0]).await;
    // Cases: the first about something of bob's, the second about something of ada's.
    for (who, post) in [(0, 2), (1, 1)] {
        let flagged = clients[who].post(&format!("/c/wood/flag/post/{post}"), "fault=spam").await;
        assert_eq!(flagged.status, 303, "{}", flagged.body);
    }
    // Lists that were written: 1 of people, 2 of chapters; and somebody says that they are the person of the first.
    for (path, list) in [("/c/wood/manage/people", "name\nZed"), ("/admin/chapters", "name\nForest")] {
        let kept = clients[0].post(path, &form(&[("text", list), ("parent", "wood")])).await;
        let written = clients[0].post(kept.header("location"), "").await;
        assert_eq!(written.status, 303, "{path}: {}", kept.body);
    }
    // And somebody elsewhere has ada on a list: she is asked.
    let metal = world.community("metal", Visibility::Public).await;
    let smith = world.somebody(metal, "smith", Some(Role::Champion)).await;
    let address = |tx: base::Tx| async move {
        let ada = people::accounts::store::by_handle(&tx, "ada").await?.map_or(0, |known| known.id);
        people::accounts::store::secrets::set_email(&tx, ada, "ada@example.com", base::Time(0)).await
    };
    world.db().write(address).await.unwrap();
    let kept = smith.post("/c/metal/manage/people", &form(&[("text", "name,email\nAda,ada@example.com")])).await;
    assert_eq!(smith.post(kept.header("location"), "").await.status, 303, "{}", kept.body);
    let asked = clients[1].post("/c/wood/members/zed/claim", "").await;
    assert_eq!(asked.status, 303, "{}", asked.body);
    Attack { who: clients.swap_remove(0), engine, done: 0, asked: 0, wrong: Vec::new() }
}

/// A charter, a proposal with a remark, and a goal.
async fn agree(ada: &Client) {
    let goal = [("title", "A goal of ours"), ("why", "words"), ("kind", "goal"), ("source", "words"), ("purpose", "Joints")];
    for (path, rev) in [("edit", "0"), ("propose", "1"), ("proposals/1/comment", "1"), ("goals/new", "1")] {
        let done = ada.post(&format!("/c/wood/charter/{path}"), &form(&[&goal[..], &[("rev", rev)]].concat())).await;
        assert_eq!(done.status, 303, "{path}: {}", done.body);
    }
}

/// All routes but those that end it; those that take away what the others need come last.
fn rules() -> Vec<Rule> {
    let mut rules: Vec<Rule> = guildhall::features().iter().flat_map(|feature| feature.routes.rules()).collect();
    let last = [
        "/queue/{id}",
        "/spam",
        "/close",
        "/turn",
        "/move",
        "/duplicate",
        "/merge",
        "/split",
        "/remove",
        "/drop",
        "/withdraw",
        "/decline",
        "/take",
        "/join",
        "/leave",
        // From here on what changes credentials would ask for it.
        "/password",
    ];
    // These end it.
    let end = ["/sign-out", "/account/sessions/end-all", "/admin/accounts/{id}/sign-out", "/admin/accounts/{id}/admin"];
    rules.retain(|rule| !end.contains(&rule.path));
    rules.sort_by_key(|rule| {
        last.iter().position(|end| rule.path.ends_with(end) && rule.method == Method::POST).map_or(0, |n| n + 1)
    });
    rules
}

/// What takes an app or a passkey to be done: `codes.rs` and `passkeys.rs` do it.
const WITH_AUTHENTICATOR: [&str; 4] =
    ["/account/codes/confirm", "/account/codes/recovery", "/account/passkeys", "/account/passkeys/{id}/remove"];

async fn nothing_that_is_sent_breaks_anything(world: World) {
    let (mut attack, mut idle) = (attack(&world).await, Vec::new());
    for (turn, rule) in rules().iter().enumerate() {
        attack.done = 0;
        match rule.method {
            Method::GET => attack.queries(rule, turn).await,
            _ => attack.forms(rule, turn).await,
        }
        attack.paths(rule).await;
        // A token that nobody was given opens nothing, as it should.
        if attack.done == 0 && !rule.sample.contains("nonsense") && !WITH_AUTHENTICATOR.contains(&rule.path) {
            idle.push(format!("{} {}", rule.method, rule.path));
        }
    }
    // What was kept of it is looked at.
    for rule in rules().iter().filter(|rule| rule.method == Method::GET) {
        attack.get(&rule.sample.replace("{community}", "wood")).await;
    }
    let (asked, wrong) = (attack.asked, attack.wrong);
    assert!(wrong.is_empty(), "{} of {asked}:\n{}", wrong.len(), wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n"));
    // A sweep that is refused at the door shows nothing. One in eight takes what this guild does not have.
    assert!(idle.len() * 8 < rules().len(), "nothing was ever done at {idle:#?}");
    let miscounted = world.wrong_counters().await;
    assert!(miscounted.is_empty(), "{miscounted:#?}");
}

testkit::on_both_engines!(crate::world: nothing_that_is_sent_breaks_anything);
