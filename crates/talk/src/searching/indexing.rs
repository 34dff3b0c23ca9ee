//! The index as a listener of the activity log: it reads behind its own cursor, which it keeps in its own commits, so a
//! crash between a commit of rows and a commit of the index loses nothing.

use std::sync::Arc;
use std::time::Duration;

use ahash::AHashMap;
use base::activity::{self, Recorded};
use base::{Db, Error, Id, Result, sql, work};
use search::{Index, Writer};
use web::{App, Searchable};

/// Entries that are read at once.
const BATCH: i64 = 1000;
/// Things that are loaded at once.
const CHUNK: usize = 400;
/// At most two commits a second: one costs about as much as a hundred documents.
const BETWEEN_COMMITS: Duration = Duration::from_millis(500);
/// How often to look for commits of other processes.
const LOOK: Duration = Duration::from_millis(400);
/// The writer and its memory are let go after so many idle looks (30 s).
const IDLE_LOOKS: u32 = 75;

/// Keeps the index behind the log until the program ends.
pub async fn listen(app: App) {
    let mut changes = app.db.changes();
    // Taken at once: what an import left is tidied in the first quiet moment.
    let (mut held, mut idle) = (app.index.writer().ok().flatten(), 0);
    loop {
        match behind(&app.db, &app.index, &app.searchable, &mut held).await {
            Ok(0) => {
                if let Some(writer) = held.take_if(|writer| writer.is_untidy()) {
                    held = tidied(&app.index, writer).await;
                }
                idle += 1;
            }
            // A full batch: more is waiting (an import beside), so go on at once.
            Ok(n) if n >= BATCH as usize => {
                idle = 0;
                continue;
            }
            Ok(_) => {
                idle = 0;
                tokio::time::sleep(BETWEEN_COMMITS).await;
            }
            Err(error) => {
                tracing::error!(%error, "the search index stays behind");
                held = None;
                tokio::time::sleep(Duration::from_secs(5)).await;
            }
        }
        if idle >= IDLE_LOOKS {
            held = None;
        }
        let _ = tokio::time::timeout(LOOK, changes.changed()).await;
    }
}

/// Brings the index up to the newest entry, or waits until the process that owns it has done so.
pub async fn catch_up(db: &Db, index: &Arc<Index>, kinds: &[Searchable]) -> Result<()> {
    let newest = activity::newest(db).await?;
    let mut held = None;
    loop {
        let at = cursor(index)?;
        if at >= newest && at <= activity::newest(db).await? {
            return Ok(());
        }
        if behind(db, index, kinds, &mut held).await? == 0 && held.is_none() {
            tokio::time::sleep(LOOK).await;
        }
    }
}

/// Empties the index and makes it again from the rows.
pub async fn rebuild(db: &Db, index: &Arc<Index>, kinds: &[Searchable]) -> Result<u64> {
    let Some(mut writer) = index.writer().map_err(Error::internal)? else {
        return Err(Error::Unavailable("another process (a running server?) owns the search index".into()));
    };
    writer.clear().map_err(Error::internal)?;
    fill(db, writer, kinds).await?;
    Ok(index.documents())
}

fn cursor(index: &Index) -> Result<i64> {
    let cursor = index.cursor().map_err(Error::internal)?;
    i64::try_from(cursor).map_err(Error::internal)
}

/// Takes what stands behind the cursor; the number of entries. Nothing when another process owns the index.
async fn behind(db: &Db, index: &Arc<Index>, kinds: &[Searchable], held: &mut Option<Writer>) -> Result<usize> {
    let cursor = cursor(index)?;
    if cursor > 0 && activity::newest(db).await? < cursor {
        // The index is ahead of its database: an older copy was put in its place.
        let Some(mut writer) = held.take().or(index.writer().map_err(Error::internal)?) else { return Ok(0) };
        writer.clear().map_err(Error::internal)?;
        *held = Some(fill(db, writer, kinds).await?);
        return Ok(1);
    }
    let entries = activity::after(db, cursor, BATCH).await?;
    let Some(last) = entries.last().map(|entry| entry.seq) else { return Ok(0) };
    if held.is_none() {
        *held = index.writer().map_err(Error::internal)?;
    }
    let Some(mut writer) = held.take() else { return Ok(0) };
    // Another language cuts other endings from words: everything is read again.
    let reread = entries.iter().any(|entry| entry.kind == "community" && entry.verb == "language_changed");
    if reread {
        writer.clear().map_err(Error::internal)?;
    }
    if cursor == 0 || reread {
        // A new index starts from the rows; they hold all that the log would tell.
        *held = Some(fill(db, writer, kinds).await?);
        return Ok(entries.len());
    }
    let writer = apply(db, writer, kinds, &entries).await?;
    *held = Some(commit(writer, last).await?);
    Ok(entries.len())
}

/// Commits nothing, which merges what may be merged; without the writer when that fails.
async fn tidied(index: &Index, writer: Writer) -> Option<Writer> {
    let cursor = cursor(index).ok()?;
    commit(writer, cursor).await.inspect_err(|error| tracing::warn!(%error, "the search index is not tidied")).ok()
}

async fn commit(mut writer: Writer, cursor: i64) -> Result<Writer> {
    work::blocking(move || {
        writer.commit(u64::try_from(cursor).map_err(Error::internal)?).map_err(Error::internal)?;
        Ok(writer)
    })
    .await
}

/// Puts every row's document into an empty index, as of the newest entry now.
async fn fill(db: &Db, mut writer: Writer, kinds: &[Searchable]) -> Result<Writer> {
    let newest = activity::newest(db).await?;
    for kind in kinds {
        let mut after = 0;
        loop {
            let ids = (kind.ids)(db.clone(), after, CHUNK as i64).await?;
            let Some(last) = ids.last() else { break };
            after = *last;
            writer = put(db, writer, kind, ids).await?;
        }
    }
    commit(writer, newest).await
}

async fn apply(db: &Db, mut writer: Writer, kinds: &[Searchable], entries: &[Recorded]) -> Result<Writer> {
    let mut things: AHashMap<&str, Vec<Id>> = AHashMap::new();
    // A first answer, an answer that came or went: the thread says something else about itself now.
    things.insert("thread", first_answered(db, entries).await?);
    for entry in entries {
        things.entry(entry.kind.as_str()).or_default().push(entry.object);
        // A thread that was changed as a whole takes its posts along: they carry its title, tags and state.
        if entry.kind == "thread" && !matches!(entry.verb.as_str(), "asked" | "started") {
            writer.remove_thread(entry.object);
            let posts: Vec<(Id,)> = db
                .all(sql!("SELECT id FROM posts WHERE thread = $1 AND kind <> 'opening' AND removed_at IS NULL", entry.object))
                .await?;
            things.entry("post").or_default().extend(posts.into_iter().map(|(id,)| id));
        }
    }
    for kind in kinds {
        let Some(mut ids) = things.remove(kind.kind) else { continue };
        ids.sort_unstable();
        ids.dedup();
        for chunk in ids.chunks(CHUNK) {
            writer = put(db, writer, kind, chunk.to_vec()).await?;
        }
    }
    Ok(writer)
}

/// Threads whose first answer or reply is among the entries, or their accepted one (an import brings it accepted), or one
/// that was hidden or restored.
async fn first_answered(db: &Db, entries: &[Recorded]) -> Result<Vec<Id>> {
    let posts = |verbs: [&str; 2]| -> Vec<Id> {
        let of = entries.iter().filter(|entry| entry.kind == "post" && verbs.contains(&entry.verb.as_str()));
        of.map(|entry| entry.object).collect()
    };
    let (new, changed) = (posts(["answered", "replied"]), posts(["hidden", "restored"]));
    let mut threads: Vec<(Id,)> = Vec::new();
    for ids in new.chunks(CHUNK) {
        let first = sql!(
            "SELECT p.thread FROM posts p JOIN threads t ON t.id = p.thread WHERE p.id IN (#1) /* removed ones, too */
             AND (t.accepted = p.id OR NOT EXISTS (SELECT 1 FROM posts q
               WHERE q.thread = p.thread AND q.kind = 'reply' AND q.id < p.id AND q.removed_at IS NULL))",
            ids
        );
        threads.extend(db.all::<(Id,)>(first).await?);
    }
    for ids in changed.chunks(CHUNK) {
        threads.extend(db.all::<(Id,)>(sql!("SELECT thread FROM posts /* removed ones, too */ WHERE id IN (#1)", ids)).await?);
    }
    Ok(threads.into_iter().map(|(thread,)| thread).collect())
}

/// Puts the documents of these things, and takes out those that are gone.
async fn put(db: &Db, mut writer: Writer, kind: &Searchable, ids: Vec<Id>) -> Result<Writer> {
    let documents = (kind.documents)(db.clone(), ids.clone()).await?;
    let found_as = kind.found_as;
    work::blocking(move || {
        for id in ids.iter().filter(|id| !documents.iter().any(|document| document.id == **id)) {
            writer.remove(found_as, *id);
        }
        for document in &documents {
            writer.put(document).map_err(Error::internal)?;
        }
        Ok(writer)
    })
    .await
}
