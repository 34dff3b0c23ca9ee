//! The activity log: what happened, written in the transaction that did it. Everything that is a *consequence* (search,
//! notifications, measures) reads it behind a cursor of its own, in the order of `seq`, which only rises as commits do.

use crate::db::{self, Migration};
use crate::{Db, Id, Result, Time, Tx, codes, record, sql};

pub const MIGRATIONS: &[Migration] = &[Migration { number: 100, name: "activity", sql: include_str!("100_activity.sql") }];

codes! {
    /// Whether it happened here or was brought from elsewhere. Imported entries send nothing and count in no figure.
    pub enum Origin { Lived = "lived", Imported = "imported" }
}

/// What is written: who did what to which thing. `payload` is JSON that holds ids only, or empty.
#[derive(Clone, Debug)]
pub struct Entry {
    pub at: Time,
    pub recorded_at: Time,
    pub origin: Origin,
    pub community: Option<Id>,
    pub audience: Option<Id>,
    pub actor: Option<Id>,
    pub verb: &'static str,
    pub kind: &'static str,
    pub object: Id,
    pub payload: String,
}

record! {
    /// What a listener reads.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Recorded {
        pub seq: i64,
        pub at: Time,
        pub origin: Origin,
        pub community: Option<Id>,
        pub actor: Option<Id>,
        pub verb: String,
        pub kind: String,
        pub object: Id,
        pub payload: String,
    }
}

/// Writes an entry in the transaction that did what it says.
pub async fn record(tx: &Tx, entry: Entry) -> Result<()> {
    let query = sql!(
        "INSERT INTO activity (at, recorded_at, origin, community, audience, actor, verb, kind, object, payload)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        entry.at,
        entry.recorded_at,
        entry.origin,
        entry.community,
        entry.audience,
        entry.actor,
        entry.verb,
        entry.kind,
        entry.object,
        entry.payload
    );
    tx.run(query).await?;
    Ok(())
}

/// The next entries behind `seq`, at most `limit`, in order. Numbers what is committed first where that is needed.
pub async fn after(db: &Db, seq: i64, limit: i64) -> Result<Vec<Recorded>> {
    db::number_activity(db).await?;
    db.all(sql!(
        list "SELECT seq, at, origin, community, actor, verb, kind, object, payload
              FROM activity WHERE seq > $1 ORDER BY seq LIMIT $2",
        seq, limit
    ))
    .await
}

/// The `seq` of the newest entry; 0 when there is none.
pub async fn newest(db: &Db) -> Result<i64> {
    db::number_activity(db).await?;
    let newest: Option<(i64,)> =
        db.optional(sql!(list "SELECT seq FROM activity WHERE seq > 0 ORDER BY seq DESC LIMIT 1")).await?;
    Ok(newest.map_or(0, |(seq,)| seq))
}
