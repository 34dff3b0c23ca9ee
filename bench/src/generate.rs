//! A community of any size, the same at every run: threads of 20 posts, a third of them comments.

use std::path::Path;

use base::activity::Origin;
use base::{Id, Time};
use guildhall::House;
use people::accounts::store::sessions::NewSession;
use people::accounts::store::{self as accounts, NewAccount};
use people::communities::model::{Joining, Kind as CommunityKind, NewCommunity};
use people::communities::store as communities;
use people::members::store as members;
use talk::threads::Kind;
use talk::threads::model::PostKind;
use talk::threads::store::recount;
use talk::threads::store::writing::{self, NewPost, NewThread, Writing};
use web::Visibility;

const PEOPLE: usize = 500;
const POSTS_OF_A_THREAD: usize = 20;
const SYLLABLES: [&str; 16] =
    ["ba", "ke", "lor", "min", "tu", "sa", "ver", "not", "chi", "pel", "gra", "on", "fi", "dus", "wem", "ra"];

/// The `n`th word of a made-up vocabulary; small `n` are the frequent ones.
fn word(n: usize) -> String {
    let mut word = String::new();
    let mut rest = n + 17;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % 16]);
        rest /= 16;
    }
    word
}

/// A cheap repeatable sequence (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    /// Words as people use them: few often, many seldom.
    fn word(&mut self) -> String {
        let most = [60, 800, 8_000, 60_000][self.roll(4)];
        word(self.roll(most))
    }

    fn text(&mut self, words: usize) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

/// Words to search for: frequent and seldom ones, one and two at a time.
pub fn words() -> Vec<String> {
    let mut dice = Dice(99);
    (0..400).map(|n| if n % 2 == 0 { dice.word() } else { format!("{}+{}", dice.word(), dice.word()) }).collect()
}

/// What somebody writes.
pub fn reply(n: usize) -> String {
    let mut dice = Dice(n as u64 * 31);
    format!("{}\n\n**{}** {}", dice.text(30), dice.word(), dice.text(30))
}

/// Makes the communities `bench`, with about `posts` posts, and `other`, so that the site has a start page of its own;
/// returns the number of documents in the index.
pub async fn site(data: &Path, posts: usize) -> u64 {
    let house = House::open(data, None).await.unwrap();
    let now = house.clock.now();
    let founded = move |tx: base::Tx| async move {
        let community = communities::found(&tx, &founded_as("bench", now), None, now).await?;
        communities::found(&tx, &founded_as("other", now), None, now).await?;
        let mut accounts = Vec::new();
        for n in 0..PEOPLE {
            let new = NewAccount {
                handle: format!("p{n}"),
                name: format!("Person {n}"),
                claimed: true,
                created_at: now.0,
                ..NewAccount::default()
            };
            let account = accounts::create(&tx, &new).await?;
            members::join(&tx, community, account, now, Origin::Imported, now).await?;
            accounts.push(account);
        }
        Ok((community, communities::audience(&tx, community).await?, accounts))
    };
    let (community, audience, accounts) = house.db.write(founded).await.unwrap();
    let threads = posts.div_ceil(POSTS_OF_A_THREAD);
    for first in (0..threads).step_by(50) {
        let accounts = accounts.clone();
        let write = move |tx: base::Tx| async move {
            for n in first..(first + 50).min(threads) {
                thread(&tx, community, audience, &accounts, n, started(n, threads, now)).await?;
            }
            Ok(())
        };
        house.db.write(write).await.unwrap();
    }
    house.db.write(move |tx| async move { recount::community(&tx, community).await }).await.unwrap();
    talk::searching::indexing::catch_up(&house.db, &house.index, &house.searchable()).await.unwrap();
    house.index.documents()
}

fn founded_as(slug: &str, now: Time) -> NewCommunity {
    NewCommunity {
        slug: slug.into(),
        name: slug.to_uppercase(),
        tagline: "Made to be measured".into(),
        kind: CommunityKind::Knowledge,
        language: "en".into(),
        visibility: Visibility::Public,
        joining: Joining::Open,
        created_at: now.0,
    }
}

/// When a thread was started: one after the other, over three years.
fn started(n: usize, threads: usize, now: Time) -> Time {
    now.plus(-((threads - n) as i64 * (3 * 365 * Time::DAY / threads as i64)) - Time::DAY)
}

async fn thread(tx: &base::Tx, community: Id, audience: Id, accounts: &[Id], n: usize, at: Time) -> base::Result<()> {
    let mut dice = Dice(n as u64 * 7919);
    let writing = Writing { origin: Origin::Imported, now: at, community, audience };
    let kind = if n.is_multiple_of(3) { Kind::Discussion } else { Kind::Question };
    let new = NewThread {
        community,
        audience,
        area: 0,
        kind,
        title: dice.text(8),
        author: accounts[dice.roll(PEOPLE)],
        created_at: at,
        active_at: at,
        active_by: accounts[0],
        views: dice.roll(900) as i64,
        score: dice.roll(40) as i64,
        pinned: false,
        closed_at: None,
        closed_why: String::new(),
        group_id: 0,
        apart: false,
    };
    let id = writing::insert_thread(tx, writing, &new).await?;
    let (mut parent, mut first_answer) = (0, 0);
    for index in 0..POSTS_OF_A_THREAD {
        let part = match index {
            0 => PostKind::Opening,
            _ if index % 3 == 2 => PostKind::Comment,
            _ => PostKind::Reply,
        };
        let words = if part == PostKind::Comment { 15 } else { 60 };
        let source = format!("{}\n\n**{}** {}", dice.text(words / 2), dice.word(), dice.text(words / 2));
        let post = NewPost {
            kind: part,
            parent: if part == PostKind::Comment { parent } else { 0 },
            author: accounts[dice.roll(PEOPLE)],
            created_at: at.plus(index as i64 * 600_000),
            edited_at: None,
            edits: 0,
            html: format!(
                "<p>{}</p>",
                source.replace("\n\n", "</p><p>").replacen("**", "<strong>", 1).replacen("**", "</strong>", 1)
            ),
            source,
            score: dice.roll(20) as i64,
            accepted: false,
            origin: String::new(),
            origin_url: String::new(),
            licence: String::new(),
        };
        let made = writing::insert_post(tx, writing, id, kind, &post).await?;
        if part != PostKind::Comment {
            parent = made;
        }
        if part == PostKind::Reply && first_answer == 0 {
            first_answer = made;
        }
        if index % 4 == 0 {
            writing::react(tx, made, accounts[index], "👍", at).await?;
        }
    }
    let tags =
        [writing::tag(tx, community, &word(dice.roll(200))).await?, writing::tag(tx, community, &word(dice.roll(40))).await?];
    writing::set_labels(tx, writing, id, 0, &tags).await?;
    if kind.has_answers() {
        recount::accept(tx, id, if n.is_multiple_of(2) { first_answer } else { 0 }).await?;
    }
    recount::thread(tx, id).await
}

/// The address of a question in the middle, where nobody writes any more.
pub async fn thread_path(host: &str, posts: usize) -> String {
    let middle = posts / POSTS_OF_A_THREAD / 2;
    // Ids count from 1, and every third thread is a discussion.
    let id = middle - middle % 3 + 2;
    let mut connection = crate::load::Connection::to(host).await;
    connection.send(&format!("GET /c/bench/t/{id} HTTP/1.1\r\nHost: {host}\r\n\r\n")).await;
    connection.location().unwrap()
}

/// The ids of the threads on the first page of the list.
pub async fn latest_threads(host: &str) -> Vec<String> {
    let page = String::from_utf8(crate::load::get(host, "/c/bench/questions", "").await).unwrap();
    let ids = page.split("href=\"/c/bench/t/").skip(1).map(|rest| rest.split('/').next().unwrap().to_owned());
    ids.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
}

/// The cookies of so many members who are signed in.
pub async fn sessions(data: &Path, many: usize) -> Vec<String> {
    let house = House::open(data, None).await.unwrap();
    let now = house.clock.now();
    let mut cookies = Vec::new();
    for n in 0..many {
        let token = house.random.token();
        let hash = people::accounts::session_hash(&token);
        let open = move |tx: base::Tx| async move {
            let known = accounts::by_handle(&tx, &format!("p{n}")).await?.ok_or(base::Error::NotFound)?;
            let new = NewSession {
                token_hash: hash,
                account: known.id,
                device: "bench".into(),
                address: String::new(),
                now,
                until: now.plus(Time::DAY),
            };
            accounts::sessions::open(&tx, &new).await
        };
        house.db.write(open).await.unwrap();
        cookies.push(format!("session={token}"));
    }
    cookies
}
