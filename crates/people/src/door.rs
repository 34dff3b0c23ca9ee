//! The door: who asks, and what they may read in the community that the address names. One look at the database.

use std::pin::Pin;

use base::{Id, Result, Time, Tx};
use web::{Account, App, Ask, Face, Failure, Here, Neighbour, Roles, Visibility, Visit};

use crate::accounts::store::sessions::SignedIn;
use crate::accounts::{self, session_hash};
use crate::communities::model::{AudienceKind, Community};
use crate::communities::{Role, store};
use crate::data::store::departures;
use crate::{groups, inbox, members, moderation, veils};

/// Another network address is noted at most so often, ms.
const MOVING: i64 = 10 * Time::MINUTE;
/// As many communities stand in the rail.
const RAIL: i64 = 8;

struct Found {
    account: Option<Account>,
    /// The session, when its use is to be noted.
    untouched: Option<Id>,
    here: Option<Here>,
    neighbours: Vec<Neighbour>,
    communities: usize,
    waiting: i64,
    leaves_at: Option<Time>,
    may_stay: bool,
}

/// Opens a visit for a request.
pub fn door(app: App, ask: Ask) -> Pin<Box<dyn Future<Output = Result<Visit, Failure>> + Send>> {
    Box::pin(async move {
        let now = app.clock.now();
        let hash = ask.token.as_deref().map(session_hash);
        let client = ask.client.clone();
        let (community, at_root) = (ask.community.clone(), ask.address.split('?').next() == Some("/"));
        let found = app.db.read(move |tx| async move { find(&tx, hash, community, at_root, &client, now).await }).await?;
        if let Some(session) = found.untouched {
            // For the list of sessions only: that it cannot be noted is no reason to turn anybody away.
            let client = ask.client.clone();
            let noted = app.db.write(move |tx| async move { accounts::store::sessions::touch(&tx, session, &client, now).await });
            if let Err(error) = noted.await {
                tracing::warn!(%error, "a session's use is not noted");
            }
        }
        Ok(Visit {
            account: found.account,
            here: found.here,
            neighbours: found.neighbours,
            communities: found.communities,
            waiting: found.waiting,
            leaves_at: found.leaves_at,
            may_stay: found.may_stay,
            tongue: app.texts.tongue(ask.language),
            theme: ask.theme,
            now,
            address: ask.address,
            client: ask.client,
            mark: ask.mark,
        })
    })
}

/// Whether the use of a session is to be noted: once a day, and when it moved to another network address. Who has two
/// addresses in turn is noted now and then.
fn is_news(known: &SignedIn, client: &str, now: Time) -> bool {
    let moved = known.address != client && !client.is_empty();
    now.0 / Time::DAY > known.used_at.0 / Time::DAY || (moved && now.since(known.used_at) >= MOVING)
}

async fn find(tx: &Tx, hash: Option<String>, slug: Option<String>, at_root: bool, client: &str, now: Time) -> Result<Found> {
    let known = match hash {
        Some(hash) => accounts::store::sessions::holder(tx, &hash, now).await?,
        None => None,
    };
    let untouched = known.as_ref().filter(|known| is_news(known, client, now)).map(|known| known.session);
    let leaves_at = known.as_ref().and_then(|known| known.leaves_at);
    let account =
        known.map(|known| Account { id: known.id, admin: known.admin, face: Face { handle: known.handle, name: known.name } });
    let id = account.as_ref().map(|account| account.id);
    let waiting = match id {
        Some(id) => inbox::store::waiting(tx, id).await?,
        None => 0,
    };
    let may_stay = match id.filter(|_| leaves_at.is_some()) {
        Some(id) => departures::of(tx, id).await?.is_some_and(|departure| departure.is_own()),
        None => false,
    };
    let mut rail = store::listed(tx, RAIL).await?;
    let listed = rail.len();
    if let Some(id) = id {
        let own = store::of_account(tx, id, now).await?;
        if !own.is_empty() {
            rail = own;
        }
    }
    let communities = listed.max(rail.len());
    // With one community, the site's start page is that community's home.
    let slug = slug.or_else(|| (at_root && communities == 1).then(|| rail[0].slug.clone()));
    let here = match slug {
        Some(slug) => match store::by_slug(tx, &slug).await? {
            Some(community) => Some(enter(tx, community, id, now).await?),
            None => None,
        },
        None => None,
    };
    let neighbours = rail.into_iter().map(|community| Neighbour { slug: community.slug, name: community.name });
    Ok(Found { account, untouched, here, neighbours: neighbours.collect(), communities, waiting, leaves_at, may_stay })
}

/// What somebody is in a community, and what of it they may read.
async fn enter(tx: &Tx, community: Community, account: Option<Id>, now: Time) -> Result<Here> {
    let (mut roles, mut opened, mut hold, mut own) = (Roles::default(), Vec::new(), None, Vec::new());
    if let Some(account) = account {
        hold = moderation::store::hold(tx, community.id, account, now).await?;
        own = veils::store::own(tx, account).await?;
    }
    // Who is out for a while is as anybody from outside.
    let out = hold.is_some_and(|hold| hold.out);
    if let Some(account) = account.filter(|_| !out) {
        roles.member = members::store::is_member(tx, community.id, account).await?;
        for grant in store::grants(tx, community.id, account, now).await? {
            match grant.role {
                Role::Champion => roles.champion = true,
                Role::Moderator => roles.moderator = true,
                Role::Steward => roles.steward.push(grant.area),
                Role::Member => roles.member = true,
                Role::Guest => {
                    roles.guest = true;
                    opened.push(grant.area);
                }
            }
        }
    }
    let inside = roles.member || roles.champion || roles.moderator || !roles.steward.is_empty();
    let everything = community.visibility == Visibility::Public || inside;
    let audiences = store::audiences(tx, community.id).await?;
    // A group's talk is for who is in it, as long as they are in the community, and for who keeps order there.
    let keeps_order = roles.champion || roles.moderator;
    let talks_apart = audiences.iter().any(|(_, kind, _)| *kind == AudienceKind::Group);
    let groups = match account.filter(|_| inside && talks_apart && !keeps_order) {
        Some(account) => groups::store::ids_of(tx, community.id, account).await?,
        None => Vec::new(),
    };
    let of = |all: bool| {
        let reached = audiences.iter().filter(|(_, kind, object)| match kind {
            AudienceKind::Community => all,
            AudienceKind::Area => all || opened.contains(object),
            AudienceKind::Group => keeps_order || groups.contains(object),
        });
        reached.map(|(id, _, _)| *id).collect()
    };
    Ok(Here {
        audiences: of(everything),
        writes: if hold.is_some() { Vec::new() } else { of(inside) },
        hold,
        whole: everything,
        id: community.id,
        slug: community.slug,
        name: community.name,
        tagline: community.tagline,
        language: community.language,
        visibility: community.visibility,
        joining: community.joining,
        inviting: community.inviting,
        members: community.members,
        rev: community.rev,
        unnamed: community.unnamed,
        reminder: community.reminder,
        veils: own,
        roles,
    })
}
