//! What somebody wrote, handed over from an account to which nobody has ever signed in to their own. Who never signed in has
//! voted, reacted and chosen nothing here: of that nothing is looked for.

use base::activity::Origin;
use base::{Id, Result, Tx, sql};
use people::communities::store as communities;
use web::HandOver;

use super::recount;
use super::writing::Writing;

/// Things in one statement.
const CHUNK: usize = 400;

/// Communities in which somebody wrote something.
pub async fn communities(tx: &Tx, account: Id) -> Result<Vec<Id>> {
    let found: Vec<(Id,)> =
        tx.all(sql!("SELECT DISTINCT community FROM posts /* removed ones, too */ WHERE author = $1", account)).await?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Makes posts, threads, older versions and mentions the other account's, and counts again what that changes.
pub async fn hand_over(tx: &Tx, over: HandOver) -> Result<()> {
    let wrote_in = communities(tx, over.from).await?;
    own_voices(tx, over).await?;
    let posts: Vec<(Id, Id, Id, Id, String)> = tx
        .all(sql!(
            "SELECT p.id, p.thread, p.community, t.audience, p.kind FROM posts p /* removed ones, too */
             JOIN threads t /* removed ones, too */ ON t.id = p.thread WHERE p.author = $1",
            over.from
        ))
        .await?;
    let mut threads: Vec<Id> = posts.iter().map(|(_, thread, ..)| *thread).collect();
    threads.sort_unstable();
    threads.dedup();
    for some in threads.chunks(CHUNK) {
        people_of(tx, over, some).await?;
    }
    tx.run(sql!("UPDATE posts SET author = $2, rev = rev + 1 WHERE author = $1", over.from, over.to)).await?;
    rest(tx, over).await?;
    // The search finds them by their author.
    for (post, thread, community, audience, kind) in posts {
        let writing = Writing { origin: Origin::Lived, now: over.now, community, audience };
        let (kind, object) = if kind == "opening" { ("thread", thread) } else { ("post", post) };
        writing.log(tx, over.to, over.now, "author_changed", kind, object).await?;
    }
    for community in wrote_in {
        recount::member(tx, community, over.to).await?;
        communities::bump(tx, community).await?;
    }
    Ok(())
}

/// Nobody votes for what is their own, shares their own problem or praises their own answer: of the two that become one,
/// such voices go.
async fn own_voices(tx: &Tx, over: HandOver) -> Result<()> {
    let voted: Vec<(Id,)> = tx
        .all(sql!(
            "DELETE FROM votes WHERE account = $2 AND post IN (SELECT id FROM posts /* removed ones, too */ WHERE author = $1) RETURNING post",
            over.from,
            over.to
        ))
        .await?;
    for (post,) in voted {
        let (thread,): (Id,) = tx
            .one(sql!(
                "UPDATE posts SET score = imported_score + COALESCE((SELECT CAST(SUM(v.value) AS BIGINT) FROM votes v WHERE v.post = posts.id), 0)
                 WHERE id = $1 RETURNING thread",
                post
            ))
            .await?;
        recount::order(tx, thread).await?;
        recount::thread(tx, thread).await?;
    }
    let shared: Vec<(Id,)> = tx
        .all(sql!(
            "DELETE FROM metoos WHERE account = $2 AND thread IN (SELECT id FROM threads /* removed ones, too */ WHERE author = $1) RETURNING thread",
            over.from,
            over.to
        ))
        .await?;
    for (thread,) in shared {
        tx.run(sql!("UPDATE threads SET metoo = metoo - 1 WHERE id = $1", thread)).await?;
    }
    tx.run(sql!(
        "DELETE FROM outcomes WHERE account = $2 AND post IN (SELECT id FROM posts /* removed ones, too */ WHERE author = $1)",
        over.from,
        over.to
    ))
    .await
    .map(|_| ())
}

/// Who takes part in threads, who started them and who wrote last.
async fn people_of(tx: &Tx, over: HandOver, threads: &[Id]) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO thread_people (thread, account, posts)
         SELECT thread, $2, posts FROM thread_people WHERE account = $1 AND thread IN (#3)
         ON CONFLICT (thread, account) DO UPDATE SET posts = thread_people.posts + excluded.posts",
        over.from,
        over.to,
        threads
    ))
    .await?;
    tx.run(sql!("DELETE FROM thread_people WHERE account = $1 AND thread IN (#2)", over.from, threads)).await?;
    tx.run(sql!(
        "UPDATE threads SET people = (SELECT COUNT(*) FROM thread_people p WHERE p.thread = threads.id),
           author = CASE WHEN author = $1 THEN $2 ELSE author END,
           active_by = CASE WHEN active_by = $1 THEN $2 ELSE active_by END, rev = rev + 1 WHERE id IN (#3)",
        over.from,
        over.to,
        threads
    ))
    .await
    .map(|_| ())
}

/// What was kept and followed, older versions, and where they are named.
async fn rest(tx: &Tx, over: HandOver) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO bookmarks (account, thread, created_at) SELECT $2, thread, created_at FROM bookmarks WHERE account = $1
         ON CONFLICT (account, thread) DO NOTHING",
        over.from,
        over.to
    ))
    .await?;
    tx.run(sql!(
        "INSERT INTO follows (account, thread, level, created_at) SELECT $2, thread, level, created_at FROM follows WHERE account = $1
         ON CONFLICT (account, thread) DO NOTHING",
        over.from,
        over.to
    ))
    .await?;
    tx.run(sql!("DELETE FROM bookmarks WHERE account = $1", over.from)).await?;
    tx.run(sql!("DELETE FROM follows WHERE account = $1", over.from)).await?;
    tx.run(sql!("DELETE FROM reads WHERE account = $1", over.from)).await?;
    tx.run(sql!(
        scan "once in the life of an account",
        "INSERT INTO mentions (post, account) SELECT post, $2 FROM mentions WHERE account = $1 ON CONFLICT (post, account) DO NOTHING",
        over.from, over.to
    ))
    .await?;
    tx.run(sql!(scan "once in the life of an account", "DELETE FROM mentions WHERE account = $1", over.from)).await?;
    tx.run(sql!(
        scan "once in the life of an account",
        "UPDATE revisions SET author = $2 WHERE author = $1",
        over.from, over.to
    ))
    .await
    .map(|_| ())
}
