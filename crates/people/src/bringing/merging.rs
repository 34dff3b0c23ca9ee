//! Somebody who has an account of their own takes over a member who has never signed in: the two become one. What the
//! member has goes to the account that they sign in to, as that has their sign-in, their inbox and their settings; the other
//! is removed, and its addresses lead on. All of it in one transaction.

use base::{Result as Found, Tx};
use web::{Belongings, HandOver};

use super::store::{self, claims, merging};
use crate::communities::{Deed, store as communities};

/// Whether nobody else has a say in an account: see [`store::is_theirs_to_give`]; nor did it leave anything in a community
/// that `by` does not lead.
pub(super) async fn is_theirs_to_give(tx: &Tx, kept: &[Belongings], deed: Deed, account: base::Id) -> Found<bool> {
    if !store::is_theirs_to_give(tx, deed, account).await? {
        return Ok(false);
    }
    for kept in kept {
        for community in (kept.communities)(tx.clone(), account).await? {
            let leads = || communities::champions(tx, community, deed.now);
            if community != deed.community && !leads().await?.contains(&deed.by) {
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// As [`is_theirs_to_give`], when what was given is taken: of an administrator it always is.
pub(super) async fn is_still_theirs(tx: &Tx, kept: &[Belongings], deed: Deed, account: base::Id) -> Found<bool> {
    Ok(store::invited::is_admin(tx, deed.by).await? || is_theirs_to_give(tx, kept, deed, account).await?)
}

/// Makes two accounts one; `deed.by` is the one that stays. `false` when somebody was faster.
pub(super) async fn merge(tx: &Tx, kept: &[Belongings], deed: Deed, from: base::Id) -> Found<bool> {
    if from == deed.by || !claims::take_over(tx, from, deed.community, deed.now).await? {
        return Ok(false);
    }
    let over = HandOver { from, to: deed.by, now: deed.now };
    merging::members(tx, over).await?;
    merging::roles(tx, over).await?;
    merging::rest(tx, over).await?;
    for kept in kept {
        (kept.hand_over)(tx.clone(), over).await?;
    }
    merging::end(tx, deed, over).await?;
    Ok(true)
}
