//! SQL of facets.

use base::{Db, Id, Result, Tx, sql};

use super::{knows, learns, place};
use crate::folding::name_key;

/// Puts `facets` in the place of what somebody had there.
pub async fn set(tx: &Tx, account: Id, community: Id, facets: &[String]) -> Result<()> {
    tx.run(sql!("DELETE FROM facets WHERE account = $1 AND community = $2", account, community)).await?;
    for facet in facets {
        tx.run(sql!(
            "INSERT INTO facets (account, community, facet) VALUES ($1, $2, $3) ON CONFLICT (account, community, facet) DO NOTHING",
            account,
            community,
            facet
        ))
        .await?;
    }
    Ok(())
}

/// What stands in somebody's facets of a community, in the order of the words.
pub async fn of(tx: &Tx, account: Id, community: Id) -> Result<Vec<String>> {
    let found: Vec<(String,)> = tx
        .all(sql!(list "SELECT facet FROM facets WHERE account = $1 AND community = $2 ORDER BY facet", account, community))
        .await?;
    Ok(found.into_iter().map(|(facet,)| facet).collect())
}

/// Takes an area out of what people say of themselves: it is removed.
pub async fn forget_area(tx: &Tx, community: Id, area: Id) -> Result<()> {
    tx.run(sql!("DELETE FROM facets WHERE community = $1 AND facet IN ($2, $3)", community, knows(area), learns(area)))
        .await
        .map(|_| ())
}

/// Makes the facets of places that were written before there were any; once, when the program starts.
pub async fn fold_places(db: &Db) -> Result<()> {
    let mut after = 0;
    loop {
        let places: Vec<(Id, String)> = db
            .all(sql!(
                list "SELECT id, place FROM accounts /* removed ones, too */ WHERE id > $1 AND place <> '' AND NOT EXISTS (
                  SELECT 1 FROM facets f WHERE f.account = accounts.id AND f.community = 0 AND f.facet >= 'place:' AND f.facet < 'place;')
                ORDER BY id LIMIT 500",
                after
            ))
            .await?;
        let Some((last, _)) = places.last() else { return Ok(()) };
        after = *last;
        let fold = move |tx: Tx| async move {
            for (id, at) in places.into_iter().filter(|(_, at)| !name_key(at).is_empty()) {
                tx.run(sql!(
                    "INSERT INTO facets (account, community, facet) VALUES ($1, 0, $2) ON CONFLICT (account, community, facet) DO NOTHING",
                    id,
                    place(&at)
                ))
                .await?;
            }
            Ok(())
        };
        db.write(fold).await?;
    }
}
