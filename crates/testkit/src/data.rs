//! Builders: communities, people, threads.

use base::activity::Origin;
use base::{Id, Time};
use people::accounts::store::{self as accounts, NewAccount};
use people::communities::model::{Joining, Kind as CommunityKind, NewCommunity};
use people::communities::{Role, store as communities};
use people::members::store as members;
use talk::threads::Kind;
use talk::threads::model::PostKind;
use talk::threads::store::recount;
use talk::threads::store::writing::{self, NewPost, NewThread, Writing};
use web::{Tone, Visibility};

use crate::{Client, World};

impl World {
    /// A community with two areas: `tools`, and `open`, which is opened to guests.
    pub async fn community(&self, slug: &str, visibility: Visibility) -> Id {
        let now = self.app.clock.now();
        let new = NewCommunity {
            slug: slug.into(),
            name: format!("Guild of {slug}"),
            tagline: format!("People of {slug}"),
            kind: CommunityKind::Practice,
            language: "en".into(),
            visibility,
            joining: Joining::Open,
            created_at: now.0,
        };
        let write = move |tx: base::Tx| async move {
            let id = communities::found(&tx, &new, None, now).await?;
            communities::add_area(&tx, id, "tools", "Tools", Tone::Blue, 1, false).await?;
            communities::add_area(&tx, id, "open", "Open", Tone::Green, 2, true).await?;
            Ok(id)
        };
        self.db().write(write).await.unwrap()
    }

    /// An account without a community.
    pub async fn account(&self, handle: &str, admin: bool) -> Id {
        let new = NewAccount {
            handle: handle.into(),
            name: format!("{}{} Tester", handle[..1].to_uppercase(), &handle[1..]),
            admin,
            claimed: true,
            created_at: self.app.clock.now().0,
            ..NewAccount::default()
        };
        self.db().write(move |tx| async move { accounts::create(&tx, &new).await }).await.unwrap()
    }

    /// Makes somebody a member, and gives them a role beyond that.
    pub async fn join(&self, community: Id, account: Id, role: Option<Role>) {
        let now = self.app.clock.now();
        let write = move |tx: base::Tx| async move {
            let areas = communities::areas(&tx, community).await?;
            let area = |slug: &str| areas.iter().find(|row| row.slug == slug).map(|row| row.id);
            let of = match role {
                Some(Role::Guest) => area("open"),
                Some(Role::Steward) => area("tools"),
                _ => None,
            };
            if role != Some(Role::Guest) {
                members::join(&tx, community, account, now, Origin::Lived, now).await?;
            }
            match role {
                Some(role) => communities::grant(&tx, community, account, role, of, now).await,
                None => Ok(()),
            }
        };
        self.db().write(write).await.unwrap();
    }

    /// Somebody signed in as `account`.
    pub async fn signed_in(&self, account: Id) -> Client {
        let now = self.app.clock.now();
        let link = people::accounts::issue_link(self.db(), &self.app.random, account, now, Time::DAY, 1).await.unwrap();
        let mut client = self.visitor();
        client.follow(&link).await;
        client
    }

    /// Somebody new who joined a community, with a role beyond that or without, and is signed in.
    pub async fn somebody(&self, community: Id, handle: &str, role: Option<Role>) -> Client {
        let account = self.account(handle, false).await;
        self.join(community, account, role).await;
        self.signed_in(account).await
    }

    /// A question with an answer for each of `answers`, in an area.
    pub async fn question(&self, community: Id, area: &str, author: Id, title: &str, body: &str, answers: &[&str]) -> Id {
        let (now, area) = (self.app.clock.now(), area.to_owned());
        let (title, body) = (title.to_owned(), body.to_owned());
        let answers: Vec<String> = answers.iter().map(|answer| (*answer).to_owned()).collect();
        let write = move |tx: base::Tx| async move {
            let areas = communities::areas(&tx, community).await?;
            let place = areas.iter().find(|row| row.slug == area);
            let audience = match place {
                Some(row) => row.audience,
                None => communities::audience(&tx, community).await?,
            };
            let writing = Writing { origin: Origin::Lived, now, community, audience };
            let area = place.map_or(0, |row| row.id);
            let new = new_thread(&writing, area, author, &title);
            let id = writing::insert_thread(&tx, writing, &new).await?;
            let tag = writing::tag(&tx, community, "first").await?;
            writing::insert_post(&tx, writing, id, Kind::Question, &post(PostKind::Opening, author, now, &body)).await?;
            for (n, answer) in (1..).zip(&answers) {
                let answer = post(PostKind::Reply, author, now.plus(n * Time::MINUTE), answer);
                writing::insert_post(&tx, writing, id, Kind::Question, &answer).await?;
            }
            writing::set_labels(&tx, writing, id, area, &[tag]).await?;
            recount::thread(&tx, id).await?;
            recount::community(&tx, community).await?;
            Ok(id)
        };
        self.db().write(write).await.unwrap()
    }
}

fn new_thread(writing: &Writing, area: Id, author: Id, title: &str) -> NewThread {
    NewThread {
        community: writing.community,
        audience: writing.audience,
        area,
        kind: Kind::Question,
        title: title.to_owned(),
        author,
        created_at: writing.now,
        active_at: writing.now,
        active_by: author,
        views: 0,
        score: 0,
        pinned: false,
        closed_at: None,
        closed_why: String::new(),
        group_id: 0,
        apart: false,
    }
}

fn post(kind: PostKind, author: Id, at: Time, source: &str) -> NewPost {
    NewPost {
        kind,
        parent: 0,
        author,
        created_at: at,
        edited_at: None,
        edits: 0,
        source: source.to_owned(),
        html: format!("<p>{source}</p>"),
        score: 0,
        accepted: false,
        origin: String::new(),
        origin_url: String::new(),
        licence: String::new(),
    }
}
