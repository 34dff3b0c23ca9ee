//! SQL of communities, areas, audiences and grants.

use base::{Id, Result, Time, Tx, activity, record, sql};
use web::{Tone, Visibility};

use super::model::{AreaRow, AudienceKind, Community, Listed, NewCommunity, Role};

record! {
    /// One role somebody has.
    #[derive(Clone, Debug)]
    pub struct Grant {
        pub role: Role,
        pub area: Id,
    }
}

/// Founds a community: the row, its audience and the log entry.
pub async fn found(tx: &Tx, new: &NewCommunity, actor: Option<Id>, now: Time) -> Result<Id> {
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO communities (slug, name, tagline, kind, language, visibility, joining, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
            &new.slug,
            &new.name,
            &new.tagline,
            new.kind,
            &new.language,
            new.visibility,
            new.joining,
            new.created_at
        ))
        .await?;
    let audience = make_audience(tx, id, AudienceKind::Community, 0).await?;
    let entry = activity::Entry {
        at: Time(new.created_at),
        recorded_at: now,
        origin: activity::Origin::Lived,
        community: Some(id),
        audience: Some(audience),
        actor,
        verb: "community_founded",
        kind: "community",
        object: id,
        payload: String::new(),
    };
    activity::record(tx, entry).await?;
    Ok(id)
}

pub(crate) async fn make_audience(tx: &Tx, community: Id, kind: AudienceKind, object: Id) -> Result<Id> {
    let (id,): (Id,) = tx
        .one(sql!("INSERT INTO audiences (community, kind, object) VALUES ($1, $2, $3) RETURNING id", community, kind, object))
        .await?;
    Ok(id)
}

/// The community's own audience.
pub async fn audience(tx: &Tx, community: Id) -> Result<Id> {
    let (id,): (Id,) = tx
        .one(sql!(
            "SELECT id FROM audiences WHERE community = $1 AND kind = $2 AND object = 0",
            community,
            AudienceKind::Community
        ))
        .await?;
    Ok(id)
}

pub async fn add_area(tx: &Tx, community: Id, slug: &str, name: &str, tone: Tone, position: i64, guests: bool) -> Result<Id> {
    let own = audience(tx, community).await?;
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO areas (community, slug, name, tone, position, guests, audience) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            community, slug, name, tone, position, guests, own
        ))
        .await?;
    if guests {
        let opened = make_audience(tx, community, AudienceKind::Area, id).await?;
        tx.run(sql!("UPDATE areas SET audience = $2 WHERE id = $1", id, opened)).await?;
    }
    Ok(id)
}

pub async fn areas(tx: &Tx, community: Id) -> Result<Vec<AreaRow>> {
    tx.all(sql!(
        list "SELECT id, slug, name, tone, guests, audience, rev FROM areas WHERE community = $1 ORDER BY position, id",
        community
    ))
    .await
}

pub async fn by_slug(tx: &Tx, slug: &str) -> Result<Option<Community>> {
    tx.optional(sql!(
        "SELECT id, slug, name, tagline, language, visibility, joining, invites, members, rev, unnamed, reminder FROM communities
         WHERE slug = $1 AND removed_at IS NULL",
        slug
    ))
    .await
}

/// Where a community's pages live.
pub async fn slug(tx: &Tx, community: Id) -> Result<Option<String>> {
    let found: Option<(String,)> =
        tx.optional(sql!("SELECT slug FROM communities WHERE id = $1 AND removed_at IS NULL", community)).await?;
    Ok(found.map(|(slug,)| slug))
}

/// Slug and name of communities.
pub async fn names(tx: &Tx, ids: &[Id]) -> Result<Vec<(Id, String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!("SELECT id, slug, name FROM communities WHERE id IN (#1) AND removed_at IS NULL", ids)).await
}

/// Readable audiences of a community: kind and area of each.
pub async fn audiences(tx: &Tx, community: Id) -> Result<Vec<(Id, AudienceKind, Id)>> {
    tx.all(sql!("SELECT id, kind, object FROM audiences WHERE community = $1", community)).await
}

/// Roles that hold now. A guest is one only while the area is open to guests.
pub async fn grants(tx: &Tx, community: Id, account: Id, now: Time) -> Result<Vec<Grant>> {
    tx.all(sql!(
        "SELECT role, area FROM grants WHERE account = $2 AND community = $1
         AND starts_at <= $3 AND (ends_at IS NULL OR ends_at > $3)
         AND (role <> 'guest' OR area IN (SELECT id FROM areas WHERE community = $1 AND guests = 1))",
        community,
        account,
        now
    ))
    .await
}

/// Grants a role; granting it twice changes nothing.
pub async fn grant(tx: &Tx, community: Id, account: Id, role: Role, area: Option<Id>, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO grants (community, account, role, area, starts_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account, community, role, area) DO UPDATE SET starts_at = excluded.starts_at, ends_at = NULL",
        community,
        account,
        role,
        area.unwrap_or(0),
        now
    ))
    .await?;
    bump(tx, community).await
}

/// Who leads the community now.
pub async fn champions(tx: &Tx, community: Id, now: Time) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT account FROM grants WHERE community = $1 AND role = 'champion'
             AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)",
            community,
            now
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Champions whose term has no end, one left out: they must not run out.
pub async fn lasting_champions(tx: &Tx, community: Id, but: Id) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM grants WHERE community = $1 AND role = 'champion' AND ends_at IS NULL AND account <> $2",
            community,
            but
        ))
        .await?;
    Ok(count)
}

/// Who moderates the community now: moderators and champions.
pub async fn moderators(tx: &Tx, community: Id, now: Time) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT DISTINCT account FROM grants WHERE community = $1 AND role IN ('champion', 'moderator')
             AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)",
            community,
            now
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Ends every role that somebody has in a community.
pub async fn end_grants(tx: &Tx, community: Id, account: Id, now: Time) -> Result<()> {
    tx.run(sql!(
        "UPDATE grants SET ends_at = $3 WHERE account = $2 AND community = $1 AND (ends_at IS NULL OR ends_at > $3)",
        community,
        account,
        now
    ))
    .await
    .map(|_| ())
}

/// Names of roles for several people: for the badge beside a name.
pub async fn roles_of(tx: &Tx, community: Id, accounts: &[Id], now: Time) -> Result<Vec<(Id, Role)>> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        "SELECT account, role FROM grants WHERE account IN (#1) AND community = $2
         AND starts_at <= $3 AND (ends_at IS NULL OR ends_at > $3)",
        accounts,
        community,
        now
    ))
    .await
}

/// Says that something changed that the community's pages show.
pub async fn bump(tx: &Tx, community: Id) -> Result<()> {
    tx.run(sql!("UPDATE communities SET rev = rev + 1 WHERE id = $1", community)).await.map(|_| ())
}

record! {
    /// A community as administrators know of it.
    #[derive(Clone, Debug)]
    pub struct OfSite {
        pub id: Id,
        pub slug: String,
        pub name: String,
        pub visibility: Visibility,
        pub members: i64,
        /// Whether who asks is in it.
        pub inside: bool,
    }
}

/// Every community of the site by name, hidden ones, too.
pub async fn of_site(tx: &Tx, account: Id, now: Time) -> Result<Vec<OfSite>> {
    tx.all(sql!(
        scan "communities of one site are few",
        "SELECT c.id, c.slug, c.name, c.visibility, c.members, CASE WHEN
           EXISTS (SELECT 1 FROM members m WHERE m.community = c.id AND m.account = $1 AND m.left_at IS NULL)
           OR EXISTS (SELECT 1 FROM grants g WHERE g.community = c.id AND g.account = $1 AND g.role <> 'guest'
             AND g.starts_at <= $2 AND (g.ends_at IS NULL OR g.ends_at > $2)) THEN 1 ELSE 0 END
         FROM communities c WHERE c.removed_at IS NULL ORDER BY c.name, c.id LIMIT 1000",
        account,
        now
    ))
    .await
}

/// Communities that anybody may know of, largest first.
pub async fn listed(tx: &Tx, limit: i64) -> Result<Vec<Listed>> {
    tx.all(sql!(
        scan "communities of one site are few",
        "SELECT id, slug, name, tagline, visibility, members, questions, discussions, COALESCE(parent, 0) FROM communities
         WHERE visibility <> 'hidden' AND removed_at IS NULL ORDER BY members DESC, id LIMIT $1",
        limit
    ))
    .await
}

/// Communities that somebody is in, as member or by a grant.
pub async fn of_account(tx: &Tx, account: Id, now: Time) -> Result<Vec<Listed>> {
    tx.all(sql!(
        scan "communities of one person are few",
        "SELECT c.id, c.slug, c.name, c.tagline, c.visibility, c.members, c.questions, c.discussions, COALESCE(c.parent, 0) FROM communities c
         WHERE c.removed_at IS NULL AND c.id IN (
           SELECT community FROM members WHERE account = $1 AND left_at IS NULL
           UNION SELECT community FROM grants WHERE account = $1 AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)
             AND (role <> 'guest' OR area IN (SELECT id FROM areas WHERE guests = 1)))
           AND NOT EXISTS (SELECT 1 FROM sanctions x WHERE x.account = $1 AND x.community = c.id AND x.kind = 'suspend'
             AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > $2))
         ORDER BY c.members DESC, c.id",
        account, now
    ))
    .await
}

/// Whether somebody may read one audience: as [`readable_everywhere`], for one look.
pub async fn reads(tx: &Tx, audience: Id, account: Option<Id>, now: Time) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT a.id FROM audiences a JOIN communities c ON c.id = a.community
             WHERE a.id = $1 AND c.removed_at IS NULL AND (a.kind <> 'group'
               OR EXISTS (SELECT 1 FROM group_members p WHERE p.group_id = a.object AND p.account = $2 AND p.state = 'in')
               OR EXISTS (SELECT 1 FROM grants g WHERE g.account = $2 AND g.community = c.id AND g.role IN ('champion', 'moderator')
                          AND g.starts_at <= $3 AND (g.ends_at IS NULL OR g.ends_at > $3)))
             AND ((c.visibility = 'public' AND a.kind <> 'group')
               OR (EXISTS (SELECT 1 FROM members m WHERE m.account = $2 AND m.community = c.id AND m.left_at IS NULL)
               OR EXISTS (SELECT 1 FROM grants g WHERE g.account = $2 AND g.community = c.id AND g.starts_at <= $3
                          AND (g.ends_at IS NULL OR g.ends_at > $3)
                          AND (g.role <> 'guest' OR (a.kind = 'area' AND a.object = g.area))))
               AND NOT EXISTS (SELECT 1 FROM sanctions x WHERE x.account = $2 AND x.community = c.id AND x.kind = 'suspend'
                               AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > $3)))",
            audience,
            account,
            now
        ))
        .await?;
    Ok(found.is_some())
}

/// Whether somebody moderates the community of an audience.
pub async fn moderates(tx: &Tx, audience: Id, account: Option<Id>, now: Time) -> Result<bool> {
    let found: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT g.id FROM audiences a JOIN grants g ON g.community = a.community
             WHERE a.id = $1 AND g.account = $2 AND g.role IN ('moderator', 'champion') AND g.starts_at <= $3
               AND (g.ends_at IS NULL OR g.ends_at > $3)
               AND NOT EXISTS (SELECT 1 FROM sanctions x WHERE x.account = $2 AND x.community = a.community AND x.kind = 'suspend'
                               AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > $3))",
            audience,
            account,
            now
        ))
        .await?;
    Ok(found.is_some())
}

/// Everything that somebody may read on the whole site: audiences of public communities and of their own.
pub async fn readable_everywhere(tx: &Tx, account: Option<Id>, now: Time) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx
        .all(sql!(
            scan "communities of one site are few",
            "SELECT a.id FROM audiences a JOIN communities c ON c.id = a.community
             WHERE c.removed_at IS NULL AND (a.kind <> 'group'
               OR a.object IN (SELECT group_id FROM group_members WHERE account = $1 AND state = 'in')
               OR c.id IN (SELECT community FROM grants WHERE account = $1 AND role IN ('champion', 'moderator')
                           AND starts_at <= $2 AND (ends_at IS NULL OR ends_at > $2)))
             AND ((c.visibility = 'public' AND a.kind <> 'group')
               OR (NOT EXISTS (SELECT 1 FROM sanctions x WHERE x.account = $1 AND x.community = c.id AND x.kind = 'suspend'
                               AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > $2))
               AND (c.id IN (SELECT community FROM members WHERE account = $1 AND left_at IS NULL)
               OR c.id IN (SELECT community FROM grants WHERE account = $1 AND role <> 'guest' AND starts_at <= $2
                           AND (ends_at IS NULL OR ends_at > $2))
               OR (a.kind = 'area' AND a.object IN (SELECT g.area FROM grants g JOIN areas r ON r.id = g.area AND r.guests = 1
                           WHERE g.account = $1 AND g.role = 'guest'
                           AND g.starts_at <= $2 AND (g.ends_at IS NULL OR g.ends_at > $2))))))",
            account, now
        ))
        .await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}
