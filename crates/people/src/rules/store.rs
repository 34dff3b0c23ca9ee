//! SQL of rules.

use base::{Id, Result, Tx, activity, sql};

use super::model::{Action, Kind, Rule};
use crate::communities::Deed;

/// As many rules one community may have, and the site.
pub const MOST: i64 = 1000;

/// Rules that hold in a community: its own and the site's.
pub async fn holding(tx: &Tx, community: Id) -> Result<Vec<Rule>> {
    tx.all(sql!(
        "SELECT id, community, kind, pattern, action, added_at FROM rules WHERE community IN ($1, 0) LIMIT 2000",
        community
    ))
    .await
}

/// A community's own rules.
pub async fn own(tx: &Tx, community: Id) -> Result<Vec<Rule>> {
    tx.all(sql!(
        list "SELECT id, community, kind, pattern, action, added_at FROM rules WHERE community = $1 ORDER BY kind, pattern LIMIT 1000",
        community
    ))
    .await
}

/// Adds a rule to a community (0: the site), or changes what an old one does.
pub async fn add(tx: &Tx, deed: Deed, kind: Kind, pattern: &str, action: Action, case: Id) -> Result<()> {
    let (id,): (Id,) = tx
        .one(sql!(
            "INSERT INTO rules (community, kind, pattern, action, case_id, added_by, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (community, kind, pattern) DO UPDATE SET action = excluded.action RETURNING id",
            deed.community,
            kind,
            pattern,
            action,
            case,
            deed.by,
            deed.now
        ))
        .await?;
    log(tx, deed, "rule_added", id).await
}

/// Ends a rule.
pub async fn end(tx: &Tx, deed: Deed, id: Id) -> Result<()> {
    let ended = tx.run(sql!("DELETE FROM rules WHERE id = $1 AND community = $2", id, deed.community)).await?;
    if ended > 0 { log(tx, deed, "rule_ended", id).await } else { Ok(()) }
}

/// Ends the rules that came from a case.
pub async fn end_of_case(tx: &Tx, deed: Deed, case: Id) -> Result<()> {
    let ended: Vec<(Id,)> = tx.all(sql!("DELETE FROM rules WHERE case_id = $1 AND case_id > 0 RETURNING id", case)).await?;
    for (id,) in ended {
        log(tx, deed, "rule_ended", id).await?;
    }
    Ok(())
}

/// How many rules a community has.
pub async fn count(tx: &Tx, community: Id) -> Result<i64> {
    let (count,): (i64,) = tx.one(sql!("SELECT COUNT(*) FROM rules WHERE community = $1", community)).await?;
    Ok(count)
}

async fn log(tx: &Tx, deed: Deed, verb: &'static str, id: Id) -> Result<()> {
    let entry = activity::Entry {
        at: deed.now,
        recorded_at: deed.now,
        origin: activity::Origin::Lived,
        community: (deed.community != 0).then_some(deed.community),
        audience: None,
        actor: Some(deed.by),
        verb,
        kind: "rule",
        object: id,
        payload: String::new(),
    };
    activity::record(tx, entry).await
}
