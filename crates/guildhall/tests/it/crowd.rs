//! Eight people write in one thread at once, for a minute: what was answered is there, once, and every number is right.

use std::time::{Duration, Instant};

use base::sql;
use testkit::{Client, World};

use crate::writing::{Guild, form, post_of};

const WRITERS: usize = 8;
const LASTING: Duration = Duration::from_secs(60);

/// What one writer was answered.
#[derive(Default)]
struct Written {
    /// Texts of posts that were answered with success.
    texts: Vec<String>,
    refused: Vec<String>,
}

async fn eight_writers_in_one_thread(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "What does everybody think of this?").await;
    let (end, mut writers) = (Instant::now() + LASTING, Vec::new());
    for n in 0..WRITERS {
        let account = guild.world.account(&format!("writer{n}"), false).await;
        guild.world.join(guild.community, account, None).await;
        let client = guild.world.signed_in(account).await;
        writers.push(tokio::spawn(write(client, n, end)));
    }
    let mut all = Written::default();
    for writer in writers {
        let written = writer.await.unwrap();
        all.texts.extend(written.texts);
        all.refused.extend(written.refused);
    }
    assert!(all.refused.is_empty(), "{} refused, such as {:?}", all.refused.len(), all.refused.first());
    assert!(all.texts.len() > 100, "only {} posts in a minute", all.texts.len());
    let mut there: Vec<(String,)> =
        guild.world.db().all(sql!(scan "a test", "SELECT source FROM posts WHERE kind <> 'opening'")).await.unwrap();
    let mut answered: Vec<(String,)> = all.texts.into_iter().map(|text| (text,)).collect();
    there.sort();
    answered.sort();
    assert_eq!(there.len(), answered.len(), "as many as were answered");
    assert!(there == answered, "each that was answered, once");
    guild.sound().await;
}

async fn write(client: Client, n: usize, end: Instant) -> Written {
    let (mut written, mut round, mut own) = (Written::default(), 0_u64, 0);
    while Instant::now() < end {
        round += 1;
        let text = format!("writer {n}, round {round}");
        let sent = form(&[("source", &text), ("once", &text)]);
        // Mostly replies; every fifth is a comment; every seventh is sent twice at once.
        let path = match (round % 5, own) {
            (0, post) if post > 0 => format!("/c/wood/posts/{post}/comment"),
            _ => "/c/wood/threads/1/reply".to_owned(),
        };
        let answer = if round % 7 == 0 {
            let (one, two) = tokio::join!(client.post(&path, &sent), client.post(&path, &sent));
            assert_eq!(one.header("location"), two.header("location"), "{} {}", one.body, two.body);
            one
        } else {
            client.post(&path, &sent).await
        };
        if answer.status == 303 {
            own = if path.ends_with("reply") { post_of(&answer) } else { own };
            written.texts.push(text);
        } else {
            written.refused.push(format!("{} {path}", answer.status));
        }
        let other = 1 + (round * 7 + n as u64) % (round + 1);
        for (path, body) in [("vote", "value=1"), ("react", "emoji=%F0%9F%91%8D")] {
            let answer = client.post(&format!("/c/wood/posts/{other}/{path}"), body).await;
            if ![303, 403].contains(&answer.status.as_u16()) {
                written.refused.push(format!("{} {path}", answer.status));
            }
        }
        if round % 11 == 0 {
            for path in ["remove", "restore"] {
                let answer = client.post(&format!("/c/wood/posts/{own}/{path}"), "sure=1").await;
                if answer.status != 303 {
                    written.refused.push(format!("{} {path}", answer.status));
                }
            }
        }
    }
    written
}

/// Of two who answer at once, the one who looked at the clock first may come second.
async fn who_comes_later_with_an_earlier_time(world: World) {
    let guild = Guild::new(world).await;
    guild.start(&guild.ada, "question", "What does everybody think of this?").await;
    guild.world.app.clock.advance(5000);
    guild.reply(&guild.bob, 1, "first").await;
    guild.world.app.clock.advance(-1000);
    guild.reply(&guild.ada, 1, "second, a second before").await;
    guild.sound().await;
}

testkit::on_both_engines!(crate::world: eight_writers_in_one_thread, who_comes_later_with_an_earlier_time);
