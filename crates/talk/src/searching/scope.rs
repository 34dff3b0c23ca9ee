//! Filters as ids: `in:` `from:` `tag:` `area:` `is:` `before:` `after:`.

use base::{Id, Result, Tx, sql};
use people::communities::store as communities;
use search::{FilterKey, Query, Scope, State};
use web::{Here, Visit};

/// What a search may look through. `None` when a filter names something that is not there: then nothing fits.
pub(super) async fn scope(
    tx: &Tx,
    query: &Query,
    reader: Option<Id>,
    here: Option<&Here>,
    now: base::Time,
) -> Result<Option<Scope>> {
    let audiences = match here {
        Some(here) => here.audiences.clone(),
        None => communities::readable_everywhere(tx, reader, now).await?,
    };
    let mut scope = Scope { audiences, community: here.map(|here| here.id), ..Scope::default() };
    scope.languages = languages(tx, here).await?;
    // The community first: tags and areas are looked up in it.
    let (places, others): (Vec<_>, Vec<_>) = query.filters.iter().partition(|filter| filter.key == FilterKey::In);
    for filter in places.into_iter().chain(others) {
        let value = filter.value.as_str();
        let known = match filter.key {
            FilterKey::In => match communities::by_slug(tx, &value.to_lowercase()).await? {
                Some(community) if scope.community.is_none_or(|id| id == community.id) => {
                    scope.community = Some(community.id);
                    true
                }
                _ => false,
            },
            FilterKey::From => extend(&mut scope.authors, people_called(tx, value).await?),
            FilterKey::Tag => {
                let ids = tags_called(tx, value, scope.community).await?;
                // Two tags must both be there; one tag in several communities is any of its ids.
                match (ids.len(), scope.tags.is_empty()) {
                    (0, _) => false,
                    (1, _) => extend(&mut scope.tags_all, ids),
                    (_, true) => extend(&mut scope.tags, ids),
                    (_, false) => extend(&mut scope.tags_all, ids[..1].to_vec()),
                }
            }
            FilterKey::Area => extend(&mut scope.areas, areas_called(tx, value).await?),
            FilterKey::Is => match State::from_name(value) {
                Some(state) => extend_one(&mut scope.is, state),
                None => false,
            },
            FilterKey::Before => search::period(value).map(|(start, _)| scope.before = Some(start)).is_some(),
            FilterKey::After => search::period(value).map(|(start, _)| scope.after = Some(start)).is_some(),
        };
        if !known {
            return Ok(None);
        }
    }
    Ok(Some(scope))
}

fn extend(ids: &mut Vec<Id>, found: Vec<Id>) -> bool {
    let any = !found.is_empty();
    ids.extend(found);
    any
}

fn extend_one(states: &mut Vec<State>, state: State) -> bool {
    states.push(state);
    true
}

async fn languages(tx: &Tx, here: Option<&Here>) -> Result<Vec<search::Language>> {
    let codes: Vec<(String,)> = match here {
        Some(here) => vec![(here.language.clone(),)],
        None => tx.all(sql!(scan "communities of one site are few", "SELECT DISTINCT language FROM communities")).await?,
    };
    Ok(codes.iter().map(|(code,)| search::Language::from_code(code)).collect())
}

async fn people_called(tx: &Tx, value: &str) -> Result<Vec<Id>> {
    let key = value.trim_start_matches('@').to_lowercase();
    let ids: Vec<(Id,)> = tx.all(sql!("SELECT id FROM accounts WHERE handle_key = $1 AND removed_at IS NULL", &key)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

async fn tags_called(tx: &Tx, value: &str, community: Option<Id>) -> Result<Vec<Id>> {
    let slug = crate::threads::store::writing::tag_slug(value);
    let query = sql!(
        scan "one look at each community's tag",
        "SELECT id FROM tags WHERE slug = $1 AND merged_into = 0 {tags| AND community = $2}
         UNION SELECT tag FROM tag_synonyms WHERE slug = $1 {synonyms| AND community = $2}",
        &slug, community.unwrap_or(0)
    );
    let one = community.is_some();
    let ids: Vec<(Id,)> = tx.all(query.when("tags", one).when("synonyms", one)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

async fn areas_called(tx: &Tx, value: &str) -> Result<Vec<Id>> {
    let slug = value.to_lowercase();
    let ids: Vec<(Id,)> = tx.all(sql!(scan "areas are few", "SELECT id FROM areas WHERE slug = $1", &slug)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

/// Who asks, for the scope.
pub(super) fn reader(visit: &Visit) -> Option<Id> {
    visit.account.as_ref().map(|account| account.id)
}
