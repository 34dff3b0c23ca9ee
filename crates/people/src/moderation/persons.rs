//! People as things that can be flagged: they are looked at, not hidden.

use web::{Moderated, Thing};

use super::store;

pub(super) const ACCOUNT: &str = "account";

pub(super) const KIND: Moderated = Moderated {
    kind: ACCOUNT,
    look: |tx, community, ids| Box::pin(async move { store::persons(tx, community, ids).await }),
    handle: |_, _, _| Box::pin(async { Ok(false) }),
    of: |_, _, _, _, _| Box::pin(async { Ok(Vec::new()) }),
    lately: |_, _, _, _| Box::pin(async { Ok(Vec::new()) }),
};

/// A person as a thing.
pub(super) fn thing(id: base::Id, handle: &str, name: String, audience: base::Id, at: base::Time) -> Thing {
    Thing { id, title: name, path: format!("/members/{handle}"), author: id, audience, at, html: String::new(), gone: false }
}
