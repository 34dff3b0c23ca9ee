//! What a young community's home says beside its threads: what to say first, when it meets next, who is here, what its
//! leaders and its newcomers do next, and how far it came.

use base::{Id, Result, Time, Tx, codes, sql};
use people::accounts::store as accounts;
use people::charter;
use people::knowing::store as knowing;
use people::members::store::{self as members, Member};
use people::roles::{self, Warning};
use web::{Face, Here};

use super::greeting;
use crate::launch::store::{self as launches, Plan};
use crate::threads::model::Listed;
use crate::threads::store::{lists, reading};

/// Up to so many members a community sees names instead of figures.
pub const FEW: i64 = 15;
/// As many of the latest members are read to find those who came.
const EXPECTED: i64 = 200;
/// Newcomers see their first steps for so long, ms.
const FIRST_WEEKS: i64 = 14 * Time::DAY;
/// Counted up to here; beyond, "more than".
const MOST: i64 = 1000;

codes! {
    /// How far a community came; it decides which figures say something.
    pub enum Stage { Seed = "seed", Launch = "launch", Growth = "growth", Steady = "steady", Renewal = "renewal" }
}

/// Who asks, and where.
#[derive(Clone)]
pub struct Place {
    pub community: Id,
    pub audiences: Vec<Id>,
    /// Who has come: neither signed in nor wrote, whom a list brought, is expected only.
    pub members: i64,
    /// Whether the whole community is open to the reader.
    pub whole: bool,
    pub leads: bool,
    /// Whether the reader is a member.
    pub member: bool,
    pub account: Option<Id>,
    pub now: Time,
}

impl Place {
    pub fn of(here: &Here, account: Option<Id>, now: Time) -> Place {
        Place {
            community: here.id,
            audiences: here.audiences.clone(),
            members: here.members,
            whole: here.whole,
            leads: here.leads(),
            member: here.roles.member,
            account,
            now,
        }
    }
}

/// The thread where people say who they are, and who did.
pub struct Hello {
    pub thread: Listed,
    pub faces: Vec<Face>,
}

/// A date that was planned.
pub struct NextDate {
    pub plan: Plan,
    /// Noon of the day, in UTC.
    pub at: Time,
}

/// One line of a list of things to do: the rest of its key, and whether it is done.
pub struct Item {
    pub what: &'static str,
    pub done: bool,
    /// Where it is done; behind the community's address unless it begins with `//`.
    pub path: String,
}

/// A figure: the rest of its key, and the number.
pub struct Figure {
    pub what: &'static str,
    pub number: i64,
}

#[derive(Default)]
pub struct Beginning {
    pub hello: Option<Hello>,
    pub next: Option<NextDate>,
    /// Everybody, while they are few.
    pub people: Vec<Member>,
    /// For who leads.
    pub checklist: Vec<Item>,
    /// For a newcomer; and who greets them.
    pub first_steps: Vec<Item>,
    pub greeter: Option<Face>,
    /// Whether the reader has not yet said to have read the charter.
    pub charter_unread: bool,
    /// What about the roles wants the leaders' attention, in words.
    pub attention: Vec<Warning>,
    pub stage: Option<Stage>,
    pub figures: Vec<Figure>,
}

impl Beginning {
    pub async fn load(tx: &Tx, place: &Place) -> Result<Beginning> {
        let mut beginning = Beginning::default();
        if !place.whole {
            return Ok(beginning);
        }
        let plans = launches::plans(tx, place.community).await?;
        beginning.next = next(&plans, place.now);
        let place = &Place { members: members::came(tx, place.community, place.members).await?, ..place.clone() };
        if place.members <= FEW {
            beginning.people = members::page(tx, place.community, members::Sort::New, None, EXPECTED).await?;
            beginning.people.retain(|member| member.came);
            beginning.people.truncate(FEW as usize);
            beginning.people.reverse();
        }
        let hello: Option<Id> = plans.iter().find(|plan| plan.kind == "hello").and_then(|plan| plan.about.parse().ok());
        if let Some(thread) = hello.filter(|_| place.members <= 3 * FEW) {
            beginning.hello = self::hello(tx, thread, &place.audiences).await?;
        }
        let Some(account) = place.account.filter(|_| place.member) else { return Ok(beginning) };
        beginning.charter_unread = charter::store::unread(tx, place.community, account).await?;
        let own = accounts::own(tx, account).await?;
        let reachable = own.is_some_and(|own| own.email.is_some() || own.has_password);
        beginning.first_steps(tx, place, account, reachable).await?;
        beginning.figures(tx, place).await?;
        if place.leads {
            beginning.attention = roles::store::warnings(tx, place.community, place.members, place.now).await?;
        }
        if place.leads && !plans.is_empty() && place.members <= 3 * FEW {
            beginning.checklist(tx, place, reachable, &plans).await?;
        }
        Ok(beginning)
    }

    /// What somebody does in their first ten minutes. Nothing of it must be done.
    async fn first_steps(&mut self, tx: &Tx, place: &Place, account: Id, reachable: bool) -> Result<()> {
        let Some(standing) = members::standing(tx, place.community, account).await? else { return Ok(()) };
        // A founder has other things to do first.
        if place.now.since(standing.joined_at) > FIRST_WEEKS || (place.leads && standing.posts > 0) {
            return Ok(());
        }
        let hello = self.hello.as_ref().map(|hello| format!("/t/{}/{}#reply", hello.thread.id, hello.thread.slug));
        let says = knowing::says(tx, place.community, account).await?;
        let chosen = says.is_some_and(|says| !says.knows.is_empty() || !says.learns.is_empty() || !says.skills.is_empty());
        self.first_steps = vec![
            Item { what: "name", done: true, path: "//account".into() },
            Item { what: "charter", done: !self.charter_unread, path: "/charter".into() },
            Item { what: "areas", done: chosen, path: "/members/me".into() },
            Item { what: "post", done: standing.posts > 0, path: hello.unwrap_or_else(|| "/new".into()) },
            Item { what: "help", done: standing.answers > 0, path: "/questions?sort=unanswered".into() },
            Item { what: "return", done: reachable, path: "//account/sign-in-ways".into() },
        ];
        if self.first_steps.iter().all(|item| item.done) {
            self.first_steps.clear();
            return Ok(());
        }
        if let Some(greeter) = greeting::greeter(tx, place.community, account, place.now).await? {
            self.greeter = accounts::face(tx, greeter).await?.map(|(handle, name)| Face { handle, name });
        }
        Ok(())
    }

    /// The launch checklist; gone when everything on it is done.
    async fn checklist(&mut self, tx: &Tx, place: &Place, reachable: bool, plans: &[Plan]) -> Result<()> {
        let held = plans.iter().filter(|plan| plan.kind == "ritual").any(|plan| day(plan).is_some_and(|at| at <= place.now));
        let read = charter::store::readers(tx, place.community).await?;
        self.checklist = vec![
            Item { what: "squad", done: place.members >= 6, path: "/manage/invitations".into() },
            Item { what: "charter", done: place.members > 1 && read >= place.members, path: "/charter".into() },
            Item { what: "posts", done: posts(tx, place.community).await? >= 10, path: "/new".into() },
            Item { what: "event", done: held, path: "/charter".into() },
            Item { what: "return", done: reachable, path: "//account/sign-in-ways".into() },
        ];
        if self.checklist.iter().all(|item| item.done) {
            self.checklist.clear();
        }
        Ok(())
    }

    /// The stage, and the three figures that say something in it.
    async fn figures(&mut self, tx: &Tx, place: &Place) -> Result<()> {
        let month = place.now.plus(-30 * Time::DAY);
        let active = count_since(tx, place.community, month, Since::Active).await?;
        let came = count_since(tx, place.community, month, Since::Joined).await?;
        let waiting = waiting(tx, place.community).await?;
        let stage = stage(place.members, active, came);
        let members = Figure { what: "members", number: place.members };
        let (active, came) = (Figure { what: "active", number: active }, Figure { what: "came", number: came });
        let waiting = Figure { what: "waiting", number: waiting };
        self.figures = match stage {
            Stage::Seed => vec![members, active, waiting],
            Stage::Launch | Stage::Growth => vec![came, active, waiting],
            Stage::Steady | Stage::Renewal => vec![active, came, waiting],
        };
        self.stage = Some(stage);
        Ok(())
    }
}

/// Of so many members, who wrote in the last thirty days and who came in them. Seed and launch go by size, as what helps
/// there does; renewal is when fewer than one in fifty still writes.
fn stage(members: i64, active: i64, came: i64) -> Stage {
    match members {
        ..10 => Stage::Seed,
        _ if active * 50 < members => Stage::Renewal,
        10..30 => Stage::Launch,
        _ if came * 20 >= members => Stage::Growth,
        _ => Stage::Steady,
    }
}

/// Noon of a plan's day.
fn day(plan: &Plan) -> Option<Time> {
    Time::end_of_day(&plan.day).map(|end| end.plus(-Time::DAY / 2))
}

fn next(plans: &[Plan], now: Time) -> Option<NextDate> {
    let dated = plans.iter().filter(|plan| plan.kind == "ritual").filter_map(|plan| Some((plan, day(plan)?)));
    let coming = dated.filter(|(_, at)| at.plus(Time::DAY / 2) > now).min_by_key(|(_, at)| *at);
    coming.map(|(plan, at)| NextDate { plan: plan.clone(), at })
}

async fn hello(tx: &Tx, thread: Id, audiences: &[Id]) -> Result<Option<Hello>> {
    let Some(thread) = lists::some(tx, &[thread], audiences).await?.into_iter().next() else { return Ok(None) };
    let people = reading::people(tx, thread.id, 6).await?;
    let faces = people.into_iter().filter(|(handle, ..)| *handle != thread.author_handle);
    let faces = faces.map(|(handle, name, _)| Face { handle, name }).take(5).collect();
    Ok(Some(Hello { thread, faces }))
}

#[derive(Clone, Copy)]
enum Since {
    Active,
    Joined,
}

async fn count_since(tx: &Tx, community: Id, since: Time, what: Since) -> Result<i64> {
    let query = match what {
        Since::Active => sql!(
            "SELECT COUNT(*) FROM (SELECT id FROM members WHERE community = $1 AND active_at > $2 AND posts > 0 AND left_at IS NULL LIMIT $3) m",
            community,
            since,
            MOST
        ),
        Since::Joined => sql!(
            "SELECT COUNT(*) FROM (SELECT account, posts FROM members WHERE community = $1 AND joined_at > $2 AND left_at IS NULL LIMIT $3) m
             JOIN accounts a ON a.id = m.account WHERE a.removed_at IS NULL AND (a.claimed = 1 OR m.posts > 0)",
            community,
            since,
            MOST
        ),
    };
    let (count,): (i64,) = tx.one(query).await?;
    Ok(count)
}

/// Questions without an answer, up to a thousand.
async fn waiting(tx: &Tx, community: Id) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT COUNT(*) FROM (SELECT id FROM threads WHERE community = $1 AND section = 'questions' AND waiting = 1
               AND apart = 0 AND removed_at IS NULL LIMIT $2) t",
            community,
            MOST
        ))
        .await?;
    Ok(count)
}

/// Posts of members, as far as a few members wrote them.
async fn posts(tx: &Tx, community: Id) -> Result<i64> {
    let (count,): (i64,) = tx
        .one(sql!(
            "SELECT CAST(COALESCE(SUM(posts), 0) AS BIGINT) FROM (SELECT posts FROM members WHERE community = $1 AND left_at IS NULL LIMIT 100) m",
            community
        ))
        .await?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_go_by_size_and_life() {
        assert_eq!(stage(6, 0, 6), Stage::Seed);
        assert_eq!(stage(20, 5, 20), Stage::Launch);
        assert_eq!(stage(100, 30, 10), Stage::Growth);
        assert_eq!(stage(100, 30, 2), Stage::Steady);
        assert_eq!(stage(100, 1, 0), Stage::Renewal);
    }

    #[test]
    fn the_next_date_is_today_or_later() {
        let ritual = |day: &str| Plan { kind: "ritual".into(), day: day.into(), ..Plan::default() };
        let plans = [ritual("2025-10-08"), ritual("2025-10-20"), ritual("2025-10-09"), ritual("someday")];
        // 2025-10-09, 08:53 UTC.
        let now = Time(1_760_000_000_000);
        assert_eq!(next(&plans, now).unwrap().plan.day, "2025-10-09");
        assert!(next(&plans[..1], now).is_none());
    }
}
