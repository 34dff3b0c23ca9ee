//! What is new to somebody in a list of threads.
//!
//! A thread that they opened before is unread when others wrote behind their place; one that they never opened is new for
//! two weeks, unless it is older than their joining or than "mark all as read".

use std::borrow::Borrow;

use ahash::AHashMap;
use base::{Id, Result, Time, Tx};
use web::Tongue;

use crate::threads::model::Listed;
use crate::threads::store::following;

/// How long an unopened thread counts as new, ms.
const NEW: i64 = 14 * Time::DAY;

/// What is new, by thread: the number of posts behind one's place, 0 for a thread never opened.
#[derive(Debug, Default)]
pub struct Unread(AHashMap<Id, i64>);

impl Unread {
    /// What is new to somebody in these threads; nothing for visitors.
    pub async fn of<'a>(
        tx: &Tx,
        community: Id,
        account: Option<Id>,
        now: Time,
        threads: impl Iterator<Item = &'a Listed> + Clone,
    ) -> Result<Unread> {
        let Some(account) = account else { return Ok(Unread::default()) };
        let Some(before) = following::read_before(tx, community, account).await? else { return Ok(Unread::default()) };
        let ids: Vec<Id> = threads.clone().map(|thread| thread.id).collect();
        let places = following::places(tx, account, &ids).await?;
        let opened = |id: Id| places.iter().find(|(thread, _, _)| *thread == id).map(|(_, at, _)| *at);
        let late: Vec<Id> = threads
            .clone()
            .filter(|thread| opened(thread.id).is_some_and(|at| thread.active_at.0 > at && thread.active_at > before))
            .map(|thread| thread.id)
            .collect();
        let mut unread: AHashMap<Id, i64> = following::behind(tx, account, &late, before).await?.into_iter().collect();
        let fresh =
            |thread: &&Listed| opened(thread.id).is_none() && thread.created_at > before && now.since(thread.created_at) < NEW;
        unread.extend(threads.filter(fresh).map(|thread| (thread.id, 0)));
        Ok(Unread(unread))
    }

    /// Posts behind one's place in this thread; 0 when it was never opened, `None` when nothing is new.
    pub fn get(&self, thread: &Id) -> Option<i64> {
        self.0.get(thread).copied()
    }

    /// "3 new", or "new" for a thread that was never opened.
    pub fn say(&self, thread: &Id, t: impl Borrow<Tongue>) -> String {
        let t = t.borrow();
        match self.get(thread) {
            Some(behind) if behind > 0 => t.count("unread-count", behind),
            Some(_) => t.say("thread-new").to_owned(),
            None => String::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
