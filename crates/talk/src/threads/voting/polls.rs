//! Polls: read from the "New" box, voted on at `POST /c/{community}/threads/{id}/poll`, ended early at `…/poll/close`.
//!
//! Of an anonymous poll only the sums and who has voted are kept, so a vote in it cannot be changed.

use axum::extract::{Path, State};
use axum::response::Response;
use base::{Error, Id, Result as Done, Time};
use http::HeaderMap;
use serde::Deserialize;
use web::{App, Failure, Form, Visited};

use crate::threads::model::Results;
use crate::threads::posting::new;
use crate::threads::rights::{Rights, only_if};
use crate::threads::store::held;
use crate::threads::store::voting::{self, NewPoll, Poll, PollOption};
use crate::threads::{Named, back};

const LEAST: usize = 2;
const MOST: usize = 20;
/// Characters of an option.
const LONGEST: usize = 120;

/// The poll of a "New" box, if there is one.
///
/// # Errors
/// `Invalid` on `poll` or `poll_closes`.
pub(in crate::threads) fn read(sent: &new::Sent, now: Time) -> Done<Option<NewPoll>> {
    let mut options: Vec<String> = Vec::new();
    for line in sent.poll.replace('\0', "").lines().map(|line| line.trim().trim_start_matches(['-', '*']).trim()) {
        if !line.is_empty() && !options.iter().any(|known| known == line) {
            options.push(line.to_owned());
        }
    }
    if options.is_empty() {
        return Ok(None);
    }
    if options.len() < LEAST || options.len() > MOST {
        return Err(Error::invalid("poll", "poll-options-number"));
    }
    if options.iter().any(|option| option.chars().count() > LONGEST) {
        return Err(Error::invalid("poll", "poll-option-too-long"));
    }
    Ok(Some(NewPoll {
        options,
        several: !sent.poll_several.is_empty(),
        anonymous: !sent.poll_anonymous.is_empty(),
        results: Results::from_code(&sent.poll_results).unwrap_or(Results::Always),
        closes_at: closes(&sent.poll_closes, now)?,
    }))
}

/// The end of the last day, UTC.
fn closes(day: &str, now: Time) -> Done<Option<Time>> {
    if day.trim().is_empty() {
        return Ok(None);
    }
    let end = Time::end_of_day(day.trim()).filter(|end| *end > now);
    end.map(Some).ok_or(Error::invalid("poll_closes", "poll-closes-past"))
}

/// A poll as its thread shows it to one reader.
pub(in crate::threads) struct ShownPoll {
    pub poll: Poll,
    pub options: Vec<PollOption>,
    pub voted: bool,
    pub chosen: Vec<Id>,
    pub open: bool,
    /// Names by option, in named polls whose results show.
    pub names: Vec<(Id, String)>,
}

impl ShownPoll {
    /// Whether the numbers show.
    pub fn shows(&self) -> bool {
        match self.poll.results {
            Results::Always => true,
            Results::Voted => self.voted || !self.open,
            Results::Closed => !self.open,
        }
    }

    /// Whether this reader can vote now: changing is possible where votes are named.
    pub fn takes_votes(&self) -> bool {
        self.open && (!self.voted || !self.poll.anonymous)
    }

    /// Whole percents of the voters, for the bar.
    pub fn percent(&self, option: &PollOption) -> i64 {
        if self.poll.voters == 0 { 0 } else { (option.votes * 100 / self.poll.voters).clamp(0, 100) }
    }

    pub fn names_of(&self, option: &PollOption) -> String {
        self.names.iter().filter(|(id, _)| *id == option.id).map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// The poll of a thread for a reader.
pub(in crate::threads) async fn shown(tx: &base::Tx, thread: Id, reader: Option<Id>, now: Time) -> Done<Option<ShownPoll>> {
    let Some(poll) = voting::poll(tx, thread).await? else { return Ok(None) };
    let options = voting::options(tx, poll.id).await?;
    let (voted, chosen) = match reader {
        Some(account) => voting::ballot(tx, poll.id, account).await?,
        None => (false, Vec::new()),
    };
    let open = poll.closes_at.is_none_or(|end| end > now);
    let mut shown = ShownPoll { poll, options, voted, chosen, open, names: Vec::new() };
    if reader.is_some() && shown.shows() && !shown.poll.anonymous {
        shown.names = voting::choosers(tx, shown.poll.id).await?;
    }
    Ok(Some(shown))
}

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    option: Vec<Id>,
}

pub(super) async fn vote(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            only_if(rights.writes(thread.audience))?;
            let poll = shown(&tx, id, Some(rights.account), now).await?.ok_or(Error::NotFound)?;
            if !poll.open {
                return Err(Error::invalid("option", "poll-is-closed"));
            }
            // A second vote in an anonymous poll is the same form sent twice.
            if poll.takes_votes() {
                let mut chosen = sent.option;
                chosen.sort_unstable();
                chosen.dedup();
                let known = chosen.iter().all(|id| poll.options.iter().any(|option| option.id == *id));
                if chosen.is_empty() || !known || (chosen.len() > 1 && !poll.poll.several) {
                    return Err(Error::invalid("option", "poll-choose"));
                }
                voting::cast(&tx, &poll.poll, rights.account, &chosen).await?;
            }
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, id, &thread.slug, None))
}

/// Whoever opened the thread, or a moderator, ends its poll.
pub(super) async fn close(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (here, rights, id, now) = (visit.here()?.clone(), Rights::of(&visit)?, named.id()?, visit.now);
    let slug = here.slug.clone();
    let thread = app
        .db
        .write(move |tx| async move {
            let thread = held::thread(&tx, here.id, &here.audiences, id).await?.there()?;
            only_if(rights.moderates() || (rights.is(thread.author) && rights.writes(thread.audience)))?;
            let poll = voting::poll(&tx, id).await?.ok_or(Error::NotFound)?;
            voting::close_poll(&tx, poll.id, now).await?;
            Ok(thread)
        })
        .await?;
    Ok(back(&headers, &slug, id, &thread.slug, None))
}
