//! What the ground floor holds about somebody, as they get it.

use base::{Id, Result, Time, Tx};
use serde_json::{Value, json};
use web::Personal;

use super::store;

pub(super) const PERSONAL: [Personal; 7] = [
    Personal { name: "account", rows: |tx, account, after, _| Box::pin(async move { own(tx, account, after).await }) },
    Personal { name: "memberships", rows: |tx, account, after, limit| Box::pin(memberships(tx, account, after, limit)) },
    Personal { name: "sessions", rows: |tx, account, after, limit| Box::pin(sessions(tx, account, after, limit)) },
    Personal { name: "drafts", rows: |tx, account, after, limit| Box::pin(drafts(tx, account, after, limit)) },
    Personal { name: "files", rows: |tx, account, after, limit| Box::pin(files(tx, account, after, limit)) },
    Personal { name: "flags", rows: |tx, account, after, limit| Box::pin(flags(tx, account, after, limit)) },
    Personal { name: "decisions", rows: |tx, account, after, limit| Box::pin(decisions(tx, account, after, limit)) },
];

type Rows = Result<Vec<(Id, Value)>>;

fn at(time: Time) -> String {
    time.rfc3339()
}

async fn own(tx: &Tx, account: Id, after: Id) -> Rows {
    if after > 0 {
        return Ok(Vec::new());
    }
    let own = store::own(tx, account).await?;
    let value = json!({
        "handle": own.handle, "name": own.name, "email": own.email, "headline": own.headline, "place": own.place,
        "website": own.website, "about": own.about, "zone": own.zone, "languages": own.languages,
        "organisation": own.organisation, "created_at": at(own.created_at),
    });
    Ok(vec![(own.id, value)])
}

async fn memberships(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows = store::memberships(tx, account, after, limit).await?;
    let value = |(id, community, joined, left, posts): (Id, String, Time, Option<Time>, i64)| {
        (id, json!({ "community": community, "joined_at": at(joined), "left_at": left.map(at), "posts": posts }))
    };
    Ok(rows.into_iter().map(value).collect())
}

async fn sessions(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows = store::sessions(tx, account, after, limit).await?;
    let value = |(id, device, created, used): (Id, String, Time, Time)| {
        (id, json!({ "device": device, "created_at": at(created), "used_at": at(used) }))
    };
    Ok(rows.into_iter().map(value).collect())
}

async fn drafts(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows = store::drafts(tx, account, after, limit).await?;
    Ok(rows.into_iter().map(|(id, place, source)| (id, json!({ "place": place, "text": source }))).collect())
}

async fn files(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows = store::files(tx, account, after, limit).await?;
    let value =
        |(id, name, _, created): (Id, String, String, Time)| (id, json!({ "id": id, "name": name, "created_at": at(created) }));
    Ok(rows.into_iter().map(value).collect())
}

async fn flags(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows = store::flags(tx, account, after, limit).await?;
    let value = |(id, reason, words, created): (Id, String, String, Time)| {
        (id, json!({ "reason": reason, "words": words, "created_at": at(created) }))
    };
    Ok(rows.into_iter().map(value).collect())
}

async fn decisions(tx: &Tx, account: Id, after: Id, limit: i64) -> Rows {
    let rows = store::sanctions(tx, account, after, limit).await?;
    let value = |(id, kind, reason, starts, ends): (Id, String, String, Time, Option<Time>)| {
        (id, json!({ "kind": kind, "reason": reason, "starts_at": at(starts), "ends_at": ends.map(at) }))
    };
    Ok(rows.into_iter().map(value).collect())
}
