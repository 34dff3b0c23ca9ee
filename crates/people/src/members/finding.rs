//! Members by the beginning of their name or handle, by role, and by what they say of themselves.

use base::{Db, Id, Result, Time, Tx, sql};

use super::store::Member;
use crate::communities::Role;
use crate::folding::{behind, name_key};

/// As many members who fit a filter are read and put in order: a page that has more asks to narrow it further.
const FITTING: i64 = 1000;
/// As many are found by their handle beside those found by name.
const BY_HANDLE: i64 = 10;

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted, ",
            "CASE WHEN a.claimed = 1 OR m.posts > 0 THEN 1 ELSE 0 END ",
            $rest
        )
    };
}

/// The beginning of a handle that is meant; handles have no accents.
fn handle_start(q: &str) -> String {
    name_key(q.trim().trim_start_matches('@'))
}

/// Members whose name begins with `q`, by name, behind the one with the handle `after`; on the first page those, too,
/// whose handle does.
pub async fn called(tx: &Tx, community: Id, q: &str, after: &str, limit: i64) -> Result<Vec<Member>> {
    let name = name_key(q);
    let last: Option<(String, Id)> = tx
        .optional(sql!(
            "SELECT name_key, id FROM accounts /* removed meanwhile, too */ WHERE handle_key = $1",
            handle_start(after)
        ))
        .await?;
    let (last_name, last_id) = last.unwrap_or_default();
    // `CROSS JOIN` tells SQLite to go by the names, which is the order.
    let mut found: Vec<Member> = tx
        .all(sql!(
            list columns!("FROM accounts a CROSS JOIN members m
             WHERE m.account = a.id AND m.community = $1 AND a.name_key >= $2 AND a.name_key < $3
               AND (a.name_key, a.id) > ($4, $5) AND m.left_at IS NULL AND a.removed_at IS NULL
             ORDER BY a.name_key, a.id LIMIT $6"),
            community, &name, behind(&name), last_name, last_id, limit
        ))
        .await?;
    if after.is_empty() {
        let handle = handle_start(q);
        let by_handle: Vec<Member> = tx
            .all(sql!(
                list columns!("FROM accounts a CROSS JOIN members m
                 WHERE m.account = a.id AND m.community = $1 AND a.handle_key >= $2 AND a.handle_key < $3
                   AND m.left_at IS NULL AND a.removed_at IS NULL
                 ORDER BY a.handle_key LIMIT $4"),
                community, &handle, behind(&handle), BY_HANDLE
            ))
            .await?;
        // Who is found by name stands among the names, perhaps on a later page.
        let others = by_handle.into_iter().filter(|member| name.is_empty() || !name_key(&member.name).starts_with(&name));
        found.splice(0..0, others);
    }
    Ok(found)
}

/// What the list is narrowed to; members have to fit all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// Ranges of facets: the community (or everywhere), the first and the last word.
    pub facets: Vec<(Id, String, String)>,
    pub role: Option<Role>,
    /// The beginning of a name or handle.
    pub q: String,
}

impl Filters {
    /// Somebody has exactly this facet.
    pub fn with(&mut self, community: Id, facet: String) {
        self.facets.push((community, facet.clone(), facet));
    }

    /// Somebody has a facet that begins so.
    pub fn beginning(&mut self, community: Id, facet: &str) {
        self.facets.push((community, facet.to_owned(), behind(facet)));
    }
}

/// Members who fit, in no order, and whether there are more than are read.
pub async fn narrowed(tx: &Tx, community: Id, filters: &Filters, now: Time) -> Result<(Vec<Member>, bool)> {
    let mut found = match filters.role {
        Some(role) if filters.facets.is_empty() => with_role(tx, community, role, now).await?,
        _ => with_facets(tx, community, filters, now).await?,
    };
    let more = found.len() as i64 >= FITTING;
    let (name, handle) = (name_key(&filters.q), handle_start(&filters.q));
    found.retain(|member| name_key(&member.name).starts_with(&name) || handle_start(&member.handle).starts_with(&handle));
    // A steward of two areas is one person, and so is who has two words that begin alike.
    found.sort_by_key(|member| member.id);
    found.dedup_by_key(|member| member.id);
    Ok((found, more))
}

/// By the first facet, and of those who have it whoever has the others.
async fn with_facets(tx: &Tx, community: Id, filters: &Filters, now: Time) -> Result<Vec<Member>> {
    let mut facets = filters.facets.iter();
    let Some((place, from, to)) = facets.next() else { return Ok(Vec::new()) };
    let none = (0, String::new(), String::new());
    let [two, three, four, five] = [facets.next(), facets.next(), facets.next(), facets.next()];
    let on = [two.is_some(), three.is_some(), four.is_some(), five.is_some()];
    let [two, three, four, five] = [two, three, four, five].map(|facet| facet.unwrap_or(&none).clone());
    let query = sql!(
        "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted,
           CASE WHEN a.claimed = 1 OR m.posts > 0 THEN 1 ELSE 0 END
         FROM facets f JOIN members m ON m.account = f.account AND m.community = $1 JOIN accounts a ON a.id = f.account
         WHERE f.community = $2 AND f.facet >= $3 AND f.facet <= $4 AND m.left_at IS NULL AND a.removed_at IS NULL
         {two| AND EXISTS (SELECT 1 FROM facets s WHERE s.account = f.account AND s.community = $5 AND s.facet >= $6 AND s.facet <= $7)}
         {three| AND EXISTS (SELECT 1 FROM facets s WHERE s.account = f.account AND s.community = $8 AND s.facet >= $9 AND s.facet <= $10)}
         {four| AND EXISTS (SELECT 1 FROM facets s WHERE s.account = f.account AND s.community = $11 AND s.facet >= $12 AND s.facet <= $13)}
         {five| AND EXISTS (SELECT 1 FROM facets s WHERE s.account = f.account AND s.community = $14 AND s.facet >= $15 AND s.facet <= $16)}
         {role| AND EXISTS (SELECT 1 FROM grants g WHERE g.account = f.account AND g.community = $1 AND g.role = $17
           AND g.starts_at <= $18 AND (g.ends_at IS NULL OR g.ends_at > $18))}
         LIMIT $19",
        community,
        *place,
        from,
        to,
        two.0,
        two.1,
        two.2,
        three.0,
        three.1,
        three.2,
        four.0,
        four.1,
        four.2,
        five.0,
        five.1,
        five.2,
        filters.role.unwrap_or(Role::Champion),
        now,
        FITTING
    );
    let query = query.when("two", on[0]).when("three", on[1]).when("four", on[2]).when("five", on[3]);
    tx.all(query.when("role", filters.role.is_some())).await
}

/// Members who have a role now.
async fn with_role(tx: &Tx, community: Id, role: Role, now: Time) -> Result<Vec<Member>> {
    tx.all(sql!(
        "SELECT m.id, a.handle, a.name, a.headline, a.place, m.joined_at, m.active_at, m.questions, m.answers, m.accepted,
           CASE WHEN a.claimed = 1 OR m.posts > 0 THEN 1 ELSE 0 END
         FROM grants g JOIN members m ON m.account = g.account AND m.community = g.community
         JOIN accounts a ON a.id = g.account
         WHERE g.community = $1 AND g.role = $2 AND g.starts_at <= $3 AND (g.ends_at IS NULL OR g.ends_at > $3)
           AND m.left_at IS NULL AND a.removed_at IS NULL LIMIT $4",
        community,
        role,
        now,
        FITTING
    ))
    .await
}

/// Folds names that were written before there was a key for them; once, when the program starts.
pub async fn fold_names(db: &Db) {
    if let Err(error) = fold_all(db).await {
        tracing::error!(%error, "names are not folded; some members are not found by name");
    }
}

async fn fold_all(db: &Db) -> Result<()> {
    let mut after = 0;
    loop {
        let names: Vec<(Id, String)> = db
            .all(sql!(
                list "SELECT id, name FROM accounts /* removed ones, too */ WHERE name_key = '' AND id > $1 ORDER BY id LIMIT 500",
                after
            ))
            .await?;
        let Some((last, _)) = names.last() else { return Ok(()) };
        after = *last;
        let set = move |tx: Tx| async move {
            for (id, name) in names {
                tx.run(sql!("UPDATE accounts SET name_key = $2 WHERE id = $1", id, name_key(&name))).await?;
            }
            Ok(())
        };
        db.write(set).await?;
    }
}
