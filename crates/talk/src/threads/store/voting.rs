//! Votes, "me too", reactions, acceptance, polls, "did it work".

use base::{Id, Result, Time, Tx, record, sql};

use crate::threads::model::{Kind, Results};

/// Sets somebody's vote on a post (0 takes it back); the post's score and place follow. Returns the new score.
pub async fn vote(tx: &Tx, post: Id, kind: Kind, account: Id, value: i64, now: Time) -> Result<i64> {
    let had: Option<(i64,)> =
        tx.optional(sql!("SELECT value FROM votes WHERE post = $1 AND account = $2", post, account)).await?;
    let difference = value - had.map_or(0, |(value,)| value);
    if value == 0 {
        tx.run(sql!("DELETE FROM votes WHERE post = $1 AND account = $2", post, account)).await?;
    } else {
        tx.run(sql!(
            "INSERT INTO votes (post, account, value, created_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (post, account) DO UPDATE SET value = excluded.value, created_at = excluded.created_at",
            post,
            account,
            value,
            now
        ))
        .await?;
    }
    let (score,): (i64,) = tx
        .one(sql!(
            "UPDATE posts SET score = score + $2, place = CASE WHEN CAST($3 AS BIGINT) = 1 AND kind = 'reply' THEN place - $2 ELSE place END
             WHERE id = $1 RETURNING score",
            post,
            difference,
            kind.is_ranked()
        ))
        .await?;
    Ok(score)
}

/// Copies the opening post's score to its thread.
pub async fn set_score(tx: &Tx, thread: Id, score: i64) -> Result<()> {
    tx.run(sql!("UPDATE threads SET score = $2 WHERE id = $1", thread, score)).await?;
    tx.run(sql!("UPDATE thread_labels SET score = $2 WHERE thread = $1", thread, score)).await.map(|_| ())
}

/// Says (or no longer says) "me too"; the new number.
pub async fn me_too(tx: &Tx, thread: Id, account: Id, yes: bool, now: Time) -> Result<()> {
    let changed = if yes {
        tx.run(sql!(
            "INSERT INTO metoos (thread, account, created_at) VALUES ($1, $2, $3) ON CONFLICT (thread, account) DO NOTHING",
            thread,
            account,
            now
        ))
        .await?
    } else {
        tx.run(sql!("DELETE FROM metoos WHERE thread = $1 AND account = $2", thread, account)).await?
    };
    let more = if yes { 1 } else { -1 };
    if changed > 0 {
        tx.run(sql!("UPDATE threads SET metoo = metoo + $2 WHERE id = $1", thread, more)).await?;
    }
    Ok(())
}

/// Leaves a reaction or takes it back, as wished; without a wish whichever it is not. Whether it is there now.
pub async fn react(tx: &Tx, post: Id, account: Id, emoji: &str, wish: Option<bool>, now: Time) -> Result<bool> {
    if wish == Some(true) {
        super::writing::react(tx, post, account, emoji, now).await?;
        return Ok(true);
    }
    let gone =
        tx.run(sql!("DELETE FROM reactions WHERE post = $1 AND emoji = $2 AND account = $3", post, emoji, account)).await?;
    if gone == 0 && wish == Some(false) {
        return Ok(false);
    }
    if gone == 0 {
        super::writing::react(tx, post, account, emoji, now).await?;
        return Ok(true);
    }
    tx.run(sql!("UPDATE reaction_counts SET count = count - 1 WHERE post = $1 AND emoji = $2", post, emoji)).await?;
    Ok(false)
}

/// How many different signs stand below a post.
pub async fn signs(tx: &Tx, post: Id) -> Result<i64> {
    let (count,): (i64,) = tx.one(sql!("SELECT COUNT(*) FROM reaction_counts WHERE post = $1 AND count > 0", post)).await?;
    Ok(count)
}

/// Sets the accepted answer of a thread (0 for none); the order of answers and the labels follow.
pub async fn accept(tx: &Tx, thread: Id, post: Id, now: Time) -> Result<()> {
    super::recount::accept(tx, thread, post).await?;
    tx.run(sql!(
        "UPDATE threads SET changed_here = 1, checked = 0, solved = CASE WHEN accepted > 0 THEN 1 ELSE 0 END,
           solved_at = CASE WHEN accepted > 0 THEN CAST($2 AS BIGINT) ELSE 0 END WHERE id = $1",
        thread,
        now
    ))
    .await?;
    super::recount::labels(tx, thread).await
}

record! {
    /// A thread's poll.
    #[derive(Clone, Debug)]
    pub struct Poll {
        pub id: Id,
        pub several: bool,
        pub anonymous: bool,
        pub results: Results,
        pub closes_at: Option<Time>,
        pub voters: i64,
    }
}

record! {
    #[derive(Clone, Debug)]
    pub struct PollOption {
        pub id: Id,
        pub text: String,
        pub votes: i64,
    }
}

/// A poll to be.
#[derive(Clone, Debug)]
pub struct NewPoll {
    pub options: Vec<String>,
    pub several: bool,
    pub anonymous: bool,
    pub results: Results,
    pub closes_at: Option<Time>,
}

pub async fn add_poll(tx: &Tx, thread: Id, new: &NewPoll) -> Result<()> {
    let (poll,): (Id,) = tx
        .one(sql!(
            "INSERT INTO polls (thread, several, anonymous, results, closes_at) VALUES ($1, $2, $3, $4, $5) RETURNING id",
            thread,
            new.several,
            new.anonymous,
            new.results,
            new.closes_at
        ))
        .await?;
    for (position, text) in (1_i64..).zip(&new.options) {
        tx.run(sql!("INSERT INTO poll_options (poll, position, text) VALUES ($1, $2, $3)", poll, position, text)).await?;
    }
    Ok(())
}

pub async fn poll(tx: &Tx, thread: Id) -> Result<Option<Poll>> {
    tx.optional(sql!("SELECT id, several, anonymous, results, closes_at, voters FROM polls WHERE thread = $1", thread)).await
}

pub async fn options(tx: &Tx, poll: Id) -> Result<Vec<PollOption>> {
    tx.all(sql!(list "SELECT id, text, votes FROM poll_options WHERE poll = $1 ORDER BY position", poll)).await
}

/// Whether somebody has voted, and for what (nothing is known of that in anonymous polls).
pub async fn ballot(tx: &Tx, poll: Id, account: Id) -> Result<(bool, Vec<Id>)> {
    let voted: Option<(Id,)> =
        tx.optional(sql!("SELECT poll FROM poll_voters WHERE poll = $1 AND account = $2", poll, account)).await?;
    let chosen: Vec<(Id,)> = tx
        .all(sql!(
            "SELECT b.option_id FROM poll_options o JOIN poll_ballots b ON b.option_id = o.id AND b.account = $2 WHERE o.poll = $1",
            poll,
            account
        ))
        .await?;
    Ok((voted.is_some(), chosen.into_iter().map(|(id,)| id).collect()))
}

/// Who chose what in a named poll: option and name.
pub async fn choosers(tx: &Tx, poll: Id) -> Result<Vec<(Id, String)>> {
    tx.all(sql!(
        "SELECT b.option_id, a.name FROM poll_options o JOIN poll_ballots b ON b.option_id = o.id JOIN accounts a ON a.id = b.account
         WHERE o.poll = $1 LIMIT 200",
        poll
    ))
    .await
}

/// Casts or changes a ballot. In an anonymous poll only the sums are kept, so it cannot be changed.
pub async fn cast(tx: &Tx, poll: &Poll, account: Id, chosen: &[Id]) -> Result<()> {
    let first = tx
        .run(sql!(
            "INSERT INTO poll_voters (poll, account) VALUES ($1, $2) ON CONFLICT (poll, account) DO NOTHING",
            poll.id,
            account
        ))
        .await?;
    tx.run(sql!("UPDATE polls SET voters = voters + $2 WHERE id = $1", poll.id, first as i64)).await?;
    let (_, had) = ballot(tx, poll.id, account).await?;
    if !had.is_empty() {
        tx.run(sql!("UPDATE poll_options SET votes = votes - 1 WHERE id IN (#1)", had.as_slice())).await?;
        tx.run(sql!("DELETE FROM poll_ballots WHERE option_id IN (#1) AND account = $2", had.as_slice(), account)).await?;
    }
    tx.run(sql!("UPDATE poll_options SET votes = votes + 1 WHERE poll = $1 AND id IN (#2)", poll.id, chosen)).await?;
    if !poll.anonymous {
        tx.run(sql!(
            "INSERT INTO poll_ballots (option_id, account) SELECT id, $2 FROM poll_options WHERE poll = $1 AND id IN (#3)",
            poll.id,
            account,
            chosen
        ))
        .await?;
    }
    Ok(())
}

/// Ends a poll now.
pub async fn close_poll(tx: &Tx, poll: Id, now: Time) -> Result<()> {
    tx.run(sql!("UPDATE polls SET closes_at = $2 WHERE id = $1", poll, now)).await.map(|_| ())
}

record! {
    /// How an answer did for somebody.
    #[derive(Clone, Debug)]
    pub struct Outcome {
        pub account: Id,
        pub name: String,
        pub worked: bool,
        pub note: String,
    }
}

/// How an answer did, newest first.
pub async fn outcomes(tx: &Tx, post: Id) -> Result<Vec<Outcome>> {
    tx.all(sql!(
        "SELECT o.account, a.name, o.worked, o.note FROM outcomes o JOIN accounts a ON a.id = o.account
         WHERE o.post = $1 ORDER BY o.created_at DESC LIMIT 200",
        post
    ))
    .await
}

pub async fn set_outcome(tx: &Tx, post: Id, account: Id, worked: bool, note: &str, now: Time) -> Result<()> {
    tx.run(sql!(
        "INSERT INTO outcomes (post, account, worked, note, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (post, account) DO UPDATE SET worked = excluded.worked, note = excluded.note, created_at = excluded.created_at",
        post,
        account,
        worked,
        note,
        now
    ))
    .await
    .map(|_| ())
}

/// Who wrote the accepted answer of a thread.
pub async fn accepted_author(tx: &Tx, thread: Id) -> Result<Option<Id>> {
    let author: Option<(Id,)> = tx
        .optional(sql!(
            "SELECT p.author FROM threads t JOIN posts p ON p.id = t.accepted WHERE t.id = $1 AND p.removed_at IS NULL",
            thread
        ))
        .await?;
    Ok(author.map(|(id,)| id))
}

/// Threads whose solution is old enough to ask how it went: id and asker.
pub async fn to_check(tx: &Tx, solved_before: Time, limit: i64) -> Result<Vec<(Id, Id)>> {
    tx.all(sql!(
        list "SELECT id, author FROM threads
              WHERE checked = 0 AND solved_at > 0 AND solved_at <= $1 AND removed_at IS NULL
              ORDER BY solved_at, id LIMIT $2",
        solved_before, limit
    ))
    .await
}

/// Everybody who had the same problem.
pub async fn same_problem(tx: &Tx, thread: Id) -> Result<Vec<Id>> {
    let ids: Vec<(Id,)> = tx.all(sql!("SELECT account FROM metoos WHERE thread = $1 LIMIT 500", thread)).await?;
    Ok(ids.into_iter().map(|(id,)| id).collect())
}

pub async fn set_checked(tx: &Tx, thread: Id) -> Result<()> {
    tx.run(sql!("UPDATE threads SET checked = 1 WHERE id = $1", thread)).await.map(|_| ())
}

/// Notes that an existing thread answered somebody, once a day.
pub async fn deflect(tx: &Tx, community: Id, thread: Id, account: Id, asked: &str, now: Time) -> Result<bool> {
    let made = tx
        .run(sql!(
            "INSERT INTO deflections (community, thread, account, asked, created_at, day) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (thread, account, day) DO NOTHING",
            community,
            thread,
            account,
            asked,
            now,
            now.0.div_euclid(Time::DAY)
        ))
        .await?;
    Ok(made > 0)
}
