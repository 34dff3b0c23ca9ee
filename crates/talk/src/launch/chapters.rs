//! Chapters that were founded in bulk are not empty: each gets the thread where people say who they are, from the drafts.

use base::activity::{Origin, Recorded};
use base::{Result, Tx};
use people::communities::{Deed, store as communities};
use people::inbox::{self, Listener};
use web::App;

use super::drafts::Drafts;
use super::model::Answers;
use super::open::{Text, open};
use super::store::{self, Plan};
use crate::threads::model::Kind;
use crate::threads::store::recount;
use crate::threads::store::writing::Writing;

pub(super) const LISTENER: Listener =
    Listener { name: "chapters", verbs: &["chapter_founded"], tell: |app, tx, entry| Box::pin(furnish(app, tx, entry)) };

/// Brings chapters up to the log.
pub async fn furnish_once(app: &App) -> Result<()> {
    inbox::behind(app, LISTENER, 0).await.map(|_| ())
}

async fn furnish(app: App, tx: Tx, entry: Recorded) -> Result<()> {
    let (Some(community), Some(by)) = (entry.community, entry.actor) else { return Ok(()) };
    let now = app.clock.now();
    // Removed meanwhile, or somebody began already.
    let Some(language) = store::language(&tx, community).await? else { return Ok(()) };
    if store::plans(&tx, community).await?.iter().any(|plan| plan.kind == "hello") {
        return Ok(());
    }
    let answers = Answers([("language".to_owned(), language)].into_iter().collect());
    let (title, source) = Drafts::of(&app, &answers, now).hello();
    let deed = Deed { community, by, now };
    let audience = communities::audience(&tx, community).await?;
    let writing = Writing { origin: Origin::Lived, now, community, audience };
    let hello = open(&tx, writing, deed.by, Kind::Discussion, false, &Text::of(title, source)).await?;
    store::plan(&tx, community, &Plan { kind: "hello".into(), about: hello.to_string(), ..Plan::default() }).await?;
    recount::community(&tx, community).await
}
