//! What this crate keeps about people, for their own copy of it and for when they go ([`web::personal`]).
//!
//! Whoever goes and takes their words along leaves nothing of them, but not a hole in what others wrote: where others hang on a
//! text, the text is taken out and what hangs on it stays. Writes `hidden` and `edited` to the log for what it takes away.

mod columns;
mod posts;
mod store;

use base::{Result, Tx};
use web::Feature;
use web::personal::{Farewell, Leaver, Personal};

pub fn feature() -> Feature {
    Feature {
        name: "what people gave",
        personal: Personal {
            columns: columns::COLUMNS,
            parts: &[store::parts::PARTS],
            farewells: &[
                Farewell { name: "words", run: |tx, leaver, after| Box::pin(posts::take_along(tx, leaver, after)) },
                Farewell { name: "traces", run: |tx, leaver, _| Box::pin(traces(tx, leaver)) },
                Farewell { name: "names", run: |tx, leaver, after| Box::pin(names(tx, leaver, after)) },
                Farewell { name: "files", run: |tx, leaver, _| Box::pin(files(tx, leaver)) },
            ],
        },
        ..Feature::default()
    }
}

/// What is theirs alone, and their words beside other things.
async fn traces(tx: Tx, leaver: Leaver) -> Result<Option<i64>> {
    let more = store::farewells::own(&tx, leaver.account).await?;
    if !more {
        store::farewells::shared(&tx, &leaver).await?;
    }
    Ok(more.then_some(0))
}

/// Pages that were kept ready with their name are made anew.
async fn names(tx: Tx, leaver: Leaver, after: i64) -> Result<Option<i64>> {
    store::farewells::touch_threads(&tx, leaver.account, after).await
}

/// Files that nothing uses any more.
async fn files(tx: Tx, leaver: Leaver) -> Result<Option<i64>> {
    people::veils::store::forget(&tx, leaver.account).await?;
    Ok(people::data::store::farewells::files(&tx, leaver.account).await?.then_some(0))
}
