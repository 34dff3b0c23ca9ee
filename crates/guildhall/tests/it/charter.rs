//! The charter: versions, who has read it, goals, and the day on which it is looked at again.

use axum::http::StatusCode;
use base::{Id, Time, activity, sql};
use people::charter::{Parts, store};
use people::communities::{Deed, Role};
use testkit::{Client, World};
use web::Visibility;

use crate::writing::form;

/// A guild with a champion and two members.
pub(crate) struct Guild {
    pub world: World,
    pub id: Id,
    pub champion: Client,
    pub ada: Client,
    pub bob: Client,
}

impl Guild {
    async fn new(world: World) -> Guild {
        let id = world.community("wood", Visibility::Public).await;
        let champion = world.somebody(id, "cho", Some(Role::Champion)).await;
        let ada = world.somebody(id, "ada", None).await;
        let bob = world.somebody(id, "bob", None).await;
        Guild { world, id, champion, ada, bob }
    }

    /// A guild that wrote its charter.
    pub async fn agreed(world: World) -> Guild {
        let guild = Guild::new(world).await;
        assert_eq!(guild.write(&guild.champion, 0, "Better joints", "Be kind", "").await, StatusCode::SEE_OTHER);
        guild
    }

    pub async fn write(&self, client: &Client, rev: i64, purpose: &str, norms: &str, substance: &str) -> StatusCode {
        client.post("/c/wood/charter/edit", &charter(rev, purpose, norms, substance)).await.status
    }

    /// Proposes other norms from version `rev`; the proposal's address.
    pub async fn propose(&self, client: &Client, rev: i64, norms: &str) -> String {
        let sent = client.post("/c/wood/charter/propose", &proposal(rev, "Better joints", norms, "It is clearer")).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.body);
        sent.header("location").to_owned()
    }

    pub async fn page(&self, client: &Client) -> String {
        client.get("/c/wood/charter").await.body
    }

    async fn unread(&self, handle: &'static str) -> bool {
        let id = self.id;
        let read = move |tx: base::Tx| async move {
            let account = people::accounts::store::by_handle(&tx, handle).await?.unwrap().id;
            store::unread(&tx, id, account).await
        };
        self.world.db().read(read).await.unwrap()
    }

    pub async fn verbs(&self, verb: &str) -> usize {
        let entries = activity::after(self.world.db(), 0, 1000).await.unwrap();
        entries.into_iter().filter(|entry| entry.verb == verb).count()
    }
}

pub(crate) fn charter(rev: i64, purpose: &str, norms: &str, substance: &str) -> String {
    form(&[
        ("rev", &rev.to_string()),
        ("purpose", purpose),
        ("in_scope", "- Joints\r\n\r\n- Glue"),
        ("out_of_scope", "Metal: ask the smiths"),
        ("norms", norms),
        ("rhythm", "Every first Tuesday"),
        ("substance", substance),
    ])
}

pub(crate) fn proposal(rev: i64, purpose: &str, norms: &str, why: &str) -> String {
    format!("{}&kind=change&once=one&{}", charter(rev, purpose, norms, ""), form(&[("why", why)]))
}

async fn who_leads_writes_it(world: World) {
    let guild = Guild::new(world).await;
    assert!(guild.page(&guild.ada).await.contains("Nothing is written down yet"));
    assert_eq!(guild.write(&guild.ada, 0, "Mine", "", "").await, StatusCode::FORBIDDEN);
    assert!(!guild.page(&guild.ada).await.contains("/charter/edit"));
    // Without a purpose it comes back with what was typed.
    let back = guild.champion.post("/c/wood/charter/edit", &charter(0, " ", "Be kind to all", "")).await;
    assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(back.body.contains("at least why you meet") && back.body.contains("Be kind to all"));
    for _ in 0..2 {
        assert_eq!(guild.write(&guild.champion, 0, "Better joints", "Be kind", "").await, StatusCode::SEE_OTHER);
    }
    assert_eq!(guild.verbs("charter_published").await, 1, "sent twice it is one version");
    let page = guild.page(&guild.world.visitor()).await;
    for said in ["Better joints", "<li>Joints</li><li>Glue</li>", "Metal: ask the smiths", "Cho Tester", "Version 1"] {
        assert!(page.contains(said), "{said} in {page}");
    }
    // Of two champions the later sees both texts.
    let other = guild.world.somebody(guild.id, "other", Some(Role::Champion)).await;
    assert_eq!(guild.write(&guild.champion, 1, "Better dovetails", "Be kind", "").await, StatusCode::SEE_OTHER);
    let late = other.post("/c/wood/charter/edit", &charter(1, "Better mitres", "Be kind", "")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.body.contains("Better mitres") && late.body.contains("Better dovetails"));
    assert!(late.body.contains("name=\"rev\" value=\"2\""));
    assert_eq!(guild.write(&other, 2, "Better mitres", "Be kind", "").await, StatusCode::SEE_OTHER);
    // Every version is kept, with what it changed.
    let versions = guild.ada.get("/c/wood/charter/versions").await.body;
    assert!(versions.contains("versions/3") && versions.contains("versions/1"));
    let third = guild.ada.get("/c/wood/charter/versions/3").await.body;
    assert!(third.contains("<del>dovetails</del>") && third.contains("<ins>mitres</ins>"), "{third}");
    assert!(!third.contains("<del>Joints"), "what did not change is no difference");
    assert_eq!(guild.ada.get("/c/wood/charter/versions/4").await.status, StatusCode::NOT_FOUND);
}

async fn everybody_reads_it_again(world: World) {
    let guild = Guild::agreed(world).await;
    assert!(guild.unread("ada").await && !guild.unread("cho").await, "who wrote it has read it");
    assert!(guild.page(&guild.ada).await.contains("/charter/acknowledge"));
    assert!(!guild.page(&guild.world.visitor()).await.contains("/charter/acknowledge"));
    assert!(guild.page(&guild.champion).await.contains("1 of 3 have read it"));
    assert!(!guild.page(&guild.ada).await.contains("have read it."));
    for _ in 0..2 {
        assert_eq!(guild.ada.post("/c/wood/charter/acknowledge", "").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(guild.verbs("charter_acknowledged").await, 1);
    assert!(!guild.unread("ada").await && !guild.page(&guild.ada).await.contains("/charter/acknowledge"));
    assert!(guild.page(&guild.champion).await.contains("2 of 3 have read it"));
    // A typing error asks nobody; another agreement asks everybody.
    guild.write(&guild.champion, 1, "Better joints.", "Be kind", "").await;
    assert!(!guild.unread("ada").await);
    guild.write(&guild.champion, 2, "Better joints.", "Be kind and on time", "1").await;
    assert!(guild.unread("ada").await && guild.unread("bob").await);
    assert!(guild.page(&guild.champion).await.contains("1 of 3 have read it"));
    // Who is no member is asked nothing.
    guild.world.account("outsider", false).await;
    assert!(!guild.unread("outsider").await);
    assert!(guild.world.visitor().get("/join?community=wood").await.body.contains("/c/wood/charter"));
}

async fn it_is_read_by_who_may(world: World) {
    let parts = Parts { purpose: "Secret purpose".into(), ..Parts::default() };
    for visibility in [Visibility::Public, Visibility::Private, Visibility::Hidden] {
        let (slug, parts) = (visibility.code(), parts.clone());
        let id = world.community(slug, visibility).await;
        let by = world.account(&format!("cho-{slug}"), false).await;
        world.join(id, by, Some(Role::Champion)).await;
        let deed = Deed { community: id, by, now: world.app.clock.now() };
        let write = move |tx: base::Tx| async move {
            let number = store::publish(&tx, deed, &parts, true, deed.now.plus(Time::DAY)).await?;
            assert_eq!(store::current(&tx, id).await?.unwrap().parts(), parts);
            Ok(number)
        };
        assert_eq!(world.db().write(write).await.unwrap(), 1);
        let guest = world.somebody(id, &format!("guest-{slug}"), Some(Role::Guest)).await;
        let member = world.somebody(id, &format!("member-{slug}"), None).await;
        let outsider = world.account(&format!("out-{slug}"), false).await;
        let outsider = world.signed_in(outsider).await;
        let path = format!("/c/{slug}/charter");
        let proposal = format!("{path}/propose");
        let sent = form(&[("kind", "goal"), ("title", "A goal"), ("why", "Because")]);
        assert!(member.get(&path).await.body.contains("Secret purpose"));
        assert_eq!(member.post(&proposal, &sent).await.status, StatusCode::SEE_OTHER);
        // A guest reads what was agreed, sees nobody of a closed community, and has no say.
        let page = guest.get(&path).await.body;
        assert!(page.contains("Secret purpose") && !page.contains("/charter/propose"));
        assert_eq!(page.contains("Cho-"), visibility == Visibility::Public);
        assert_eq!(guest.post(&proposal, &sent).await.status, StatusCode::FORBIDDEN);
        assert_eq!(guest.post(&format!("{path}/proposals/1/say"), "stance=fine").await.status, StatusCode::FORBIDDEN);
        let (visitors, outsiders) = (world.visitor().get(&path).await, outsider.get(&path).await);
        let wanted = match visibility {
            Visibility::Public => (StatusCode::OK, StatusCode::OK),
            Visibility::Private => (StatusCode::SEE_OTHER, StatusCode::FORBIDDEN),
            Visibility::Hidden => (StatusCode::NOT_FOUND, StatusCode::NOT_FOUND),
        };
        assert_eq!((visitors.status, outsiders.status), wanted, "{slug}");
        assert_eq!(outsiders.body.contains("Secret purpose"), visibility == Visibility::Public);
        let refused = outsider.post(&proposal, &sent).await.status;
        let wanted = if visibility == Visibility::Hidden { StatusCode::NOT_FOUND } else { StatusCode::FORBIDDEN };
        assert_eq!(refused, wanted, "{slug}");
    }
    // A proposal of one community is none of another's.
    let champion = world.somebody(1, "another", Some(Role::Champion)).await;
    assert_eq!(champion.get("/c/public/charter/proposals/1").await.status, StatusCode::OK);
    assert_eq!(champion.get("/c/public/charter/proposals/2").await.status, StatusCode::NOT_FOUND);
    assert_eq!(champion.post("/c/public/charter/proposals/2/take", "").await.status, StatusCode::NOT_FOUND);
}

async fn who_leads_is_reminded_once(world: World) {
    let guild = Guild::agreed(world).await;
    let champion =
        guild.world.db().one::<(Id,)>(sql!("SELECT id FROM accounts WHERE handle_key = $1 AND removed_at IS NULL", "cho"));
    let champion = champion.await.unwrap().0;
    people::charter::remind_once(&guild.world.app).await.unwrap();
    assert!(guild.champion.get("/notifications").await.body.contains("Nothing waits"));
    guild.world.app.clock.advance(365 * Time::DAY);
    for _ in 0..2 {
        people::charter::remind_once(&guild.world.app).await.unwrap();
    }
    let client = guild.world.signed_in(champion).await;
    let inbox = client.get("/notifications").await.body;
    assert!(
        inbox.contains("is it still right") && inbox.contains("/c/wood/charter") && inbox.contains("1 thing waits"),
        "{inbox}"
    );
    let page = guild.page(&client).await;
    assert!(page.contains("Is it still right?"));
    // Seen, it is not told of again on the same day.
    for _ in 0..2 {
        assert_eq!(client.post("/c/wood/charter/still-right", "").await.status, StatusCode::SEE_OTHER);
    }
    people::charter::remind_once(&guild.world.app).await.unwrap();
    assert!(!client.get("/notifications").await.body.contains("1 thing waits"));
    assert!(!guild.page(&client).await.contains("Is it still right?"));
    assert_eq!(guild.verbs("charter_reviewed").await, 1);
    // A year later it is.
    guild.world.app.clock.advance(366 * Time::DAY);
    people::charter::remind_once(&guild.world.app).await.unwrap();
    let client = guild.world.signed_in(champion).await;
    assert!(client.get("/notifications").await.body.contains("1 thing waits"));
    // A new version settles it, too.
    guild.write(&client, 1, "Better mitres", "Be kind", "").await;
    assert!(!client.get("/notifications").await.body.contains("1 thing waits"));
}

async fn goals_have_an_owner_and_progress(world: World) {
    let guild = Guild::agreed(world).await;
    let new = |owner: &str, progress: &str| {
        form(&[
            ("title", "Ten joints documented"),
            ("detail", "In the library"),
            ("owner", owner),
            ("progress", progress),
            ("due", "2026-03-01"),
            ("once", "g"),
            ("rev", "1"),
        ])
    };
    let path = "/c/wood/charter/goals";
    assert_eq!(guild.ada.post(&format!("{path}/new"), &new("ada", "0")).await.status, StatusCode::FORBIDDEN);
    for (owner, progress) in [("nobody-here", "0"), ("ada", "101"), ("ada", "half")] {
        let back = guild.champion.post(&format!("{path}/new"), &new(owner, progress)).await;
        assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{owner} {progress}");
        assert!(back.body.contains("Ten joints documented"));
    }
    for _ in 0..2 {
        assert_eq!(guild.champion.post(&format!("{path}/new"), &new("@Ada", "0")).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(guild.verbs("goal_added").await, 1);
    let page = guild.page(&guild.world.visitor()).await;
    assert!(page.contains("Ten joints") && page.contains("Ada Tester looks after it") && page.contains("Not begun"));
    assert!(page.contains("until 1 March 2026"), "{page}");
    // The owner says how far it is; nobody else but who leads.
    assert_eq!(guild.bob.post(&format!("{path}/1/progress"), "progress=50").await.status, StatusCode::FORBIDDEN);
    assert_eq!(guild.ada.post(&format!("{path}/1/progress"), "progress=-1").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(guild.ada.post(&format!("{path}/1/progress"), "progress=50").await.status, StatusCode::SEE_OTHER);
    let page = guild.page(&guild.bob).await;
    assert!(page.contains("50 % done") && page.contains("value=\"50\""));
    // Overtaken by the owner, the champion sees both.
    let late = guild.champion.post(&format!("{path}/1/edit"), &new("bob", "10")).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(
        late.body.contains("value=\"bob\"") && late.body.contains("Here now:") && late.body.contains("name=\"rev\" value=\"2\"")
    );
    let again = new("bob", "60").replace("rev=1", "rev=2");
    assert_eq!(guild.champion.post(&format!("{path}/1/edit"), &again).await.status, StatusCode::SEE_OTHER);
    assert_eq!(guild.ada.post(&format!("{path}/1/progress"), "progress=70").await.status, StatusCode::FORBIDDEN);
    assert_eq!(guild.ada.post(&format!("{path}/1/close"), "to=reached").await.status, StatusCode::FORBIDDEN);
    assert_eq!(guild.champion.post(&format!("{path}/1/close"), "to=reached").await.status, StatusCode::SEE_OTHER);
    assert!(guild.page(&guild.bob).await.contains("Closed goals"));
    // A goal that was proposed is its author's when it is taken up.
    let sent = form(&[("kind", "goal"), ("title", "Meet the smiths"), ("why", "They know glue"), ("once", "p")]);
    let proposed = guild.bob.post("/c/wood/charter/propose", &sent).await.header("location").to_owned();
    assert_eq!(guild.champion.post(&format!("{proposed}/take"), "").await.status, StatusCode::SEE_OTHER);
    let page = guild.page(&guild.ada).await;
    assert!(page.contains("Meet the smiths") && page.contains("Bob Tester looks after it"));
}

async fn what_belongs_elsewhere_stands_beside_the_box(world: World) {
    let guild = Guild::new(world).await;
    assert!(!guild.ada.get("/c/wood/new").await.body.contains("Not what we do here"));
    guild.write(&guild.champion, 0, "Better joints", "Be kind", "").await;
    let page = guild.ada.get("/c/wood/new").await.body;
    assert!(page.contains("Not what we do here") && page.contains("ask the smiths"));
    assert!(!guild.ada.get("/c/wood/new?area=tools").await.body.contains("ask the smiths"), "it has an area");
    let wrong = guild.world.wrong_counters().await;
    assert!(wrong.is_empty(), "{wrong:?}");
}

testkit::on_both_engines!(crate::world:
    who_leads_writes_it,
    everybody_reads_it_again,
    it_is_read_by_who_may,
    who_leads_is_reminded_once,
    goals_have_an_owner_and_progress,
    what_belongs_elsewhere_stands_beside_the_box,
);
