//! What new members may write, and what waits for a look: asked in the transaction that writes, before the post and after it.

use base::{Error, Id, Result, Time, Tx};
use people::moderation::{self, Cause};
use people::rules::Action;
use people::trust::{Trust, stamp, store as trust};
use web::Here;

use crate::threads::moderating;
use crate::threads::store::handling::{self as store, Pace};
use crate::threads::store::held::HeldThread;
use crate::threads::store::posting::Composed;

/// Somebody who is about to write.
#[derive(Clone, Copy, Debug)]
pub(in crate::threads) struct Writer<'a> {
    pub here: &'a Here,
    pub account: Id,
    pub now: Time,
}

/// What is done with a text once it is written; nothing for most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::threads) enum Fate {
    Stands,
    /// It stands and comes into the queue.
    Flagged(Cause),
    /// It is out of sight until a moderator has looked.
    Held(Cause),
}

impl Writer<'_> {
    /// Refuses what a new member may not write (yet), and says what becomes of the rest. `thread` is where a reply or comment goes;
    /// nothing for a new thread. `stamp` says when the form was made.
    ///
    /// # Errors
    /// `Invalid` on `source`, with the limit that was met.
    pub async fn may(self, tx: &Tx, text: &Composed, thread: Option<&HeldThread>, form: &str) -> Result<Fate> {
        let by_rule = by_rule(text);
        let Some((limits, joined_at)) = trust::limits(tx, self.here, self.account, self.now).await? else { return Ok(by_rule) };
        content(&limits, text)?;
        let pace = store::pace(tx, self.here.id, self.account, Time(0)).await?;
        self.pace(tx, &limits, pace, joined_at, thread).await?;
        let first = pace.threads + pace.replies == 0;
        if first && !matches!(by_rule, Fate::Held(_)) && stamp::is_hasty(tx, form, self.account, limits.typing, self.now).await? {
            return Ok(Fate::Held(Cause::Held));
        }
        Ok(by_rule)
    }

    /// How much, and how fast.
    async fn pace(self, tx: &Tx, limits: &Trust, pace: Pace, joined_at: Time, thread: Option<&HeldThread>) -> Result<()> {
        let first_day = self.now.since(joined_at) < Time::DAY;
        let since = |at: Time, gap: i64| at.0 > 0 && self.now.since(at) < gap.saturating_mul(Time::SECOND);
        let refused = match thread {
            None if first_day && pace.threads >= limits.threads => Some("limit-threads"),
            None if since(pace.thread_at, limits.thread_gap) => Some("limit-gap"),
            Some(_) if first_day && pace.replies >= limits.replies => Some("limit-replies"),
            Some(thread)
                if thread.author != self.account
                    && store::replies_in(tx, thread.id, self.account).await? >= limits.replies_in_thread =>
            {
                Some("limit-replies-in-thread")
            }
            _ if since(pace.post_at, limits.post_gap) => Some("limit-gap"),
            _ => None,
        };
        refused.map_or(Ok(()), |message| Err(Error::invalid("source", message)))
    }

    /// Does with what was written what was said before; `author` is whoever it stands under.
    pub async fn settle(self, tx: &Tx, fate: Fate, post: Id, author: Id) -> Result<()> {
        match fate {
            Fate::Stands => Ok(()),
            Fate::Held(cause) => moderating::hold(tx, self.here.id, post, author, cause, self.now).await,
            Fate::Flagged(cause) => moderation::hold(tx, self.here.id, ("post", post, author), cause, false, self.now).await,
        }
    }

    /// As [`Writer::may`], for a text that is changed.
    pub async fn may_change(self, tx: &Tx, text: &Composed) -> Result<Fate> {
        if let Some((limits, _)) = trust::limits(tx, self.here, self.account, self.now).await? {
            content(&limits, text)?;
        }
        Ok(by_rule(text))
    }
}

/// What the rules about words and links say.
fn by_rule(text: &Composed) -> Fate {
    match text.caught {
        Some(Action::Hold) => Fate::Held(Cause::Rule),
        Some(Action::Flag) => Fate::Flagged(Cause::Rule),
        _ => Fate::Stands,
    }
}

/// What stands in one post.
fn content(limits: &Trust, text: &Composed) -> Result<()> {
    let count = |list: &[Id]| i64::try_from(list.len()).unwrap_or(i64::MAX);
    let refused = if count(&text.mentions) > limits.mentions {
        "limit-mentions"
    } else if text.links > limits.links {
        "limit-links"
    } else if text.images > limits.images {
        "limit-images"
    } else if count(&text.files) > text.images && count(&text.files) - text.images > limits.attachments {
        "limit-attachments"
    } else {
        return Ok(());
    };
    Err(Error::invalid("source", refused))
}
