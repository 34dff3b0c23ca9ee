//! SQL of what somebody gave to a community.

use base::{Id, Result, Time, Tx, record, sql};
use web::Tone;

use crate::threads::model::Section;

record! {
    /// An answer or reply that somebody wrote, with its thread.
    #[derive(Clone, Debug)]
    pub struct Answer {
        pub id: Id,
        pub thread: Id,
        pub slug: String,
        pub title: String,
        pub created_at: Time,
        pub score: i64,
        pub accepted: bool,
    }
}

/// What somebody answered or replied, newest first, behind `after` (time, id).
pub async fn answers(
    tx: &Tx,
    community: Id,
    account: Id,
    audiences: &[Id],
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Answer>> {
    if audiences.is_empty() {
        return Ok(Vec::new());
    }
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    tx.all(sql!(
        list "SELECT p.id, t.id, t.slug, t.title, p.created_at, p.score, CASE WHEN t.accepted = p.id THEN 1 ELSE 0 END
             FROM posts p JOIN threads t ON t.id = p.thread
             WHERE p.author = $2 AND p.community = $1 AND p.kind = 'reply' AND p.removed_at IS NULL
               AND (p.created_at, p.id) < ($4, $5) AND t.audience IN (#3) AND t.removed_at IS NULL
             ORDER BY p.created_at DESC, p.id DESC LIMIT $6",
        community, account, audiences, at, id, limit
    ))
    .await
}

record! {
    struct InArea {
        slug: String,
        name: String,
        tone: Tone,
        section: Section,
        posts: i64,
    }
}

/// An area that somebody is at home in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Active {
    pub slug: String,
    pub name: String,
    pub tone: Tone,
    /// The list in which most of what they wrote there stands.
    pub section: Section,
    posts: i64,
}

/// Where somebody asked, started and answered most, by their latest hundred threads and two hundred answers.
pub async fn areas(tx: &Tx, community: Id, account: Id, audiences: &[Id], limit: usize) -> Result<Vec<Active>> {
    if audiences.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows: Vec<InArea> = tx
        .all(sql!(
            "SELECT r.slug, r.name, r.tone, t.section, COUNT(*) FROM (
               SELECT thread FROM (SELECT thread FROM posts
                 WHERE author = $2 AND community = $1 AND kind = 'opening' AND removed_at IS NULL
                 ORDER BY created_at DESC, id DESC LIMIT 100) started
               UNION ALL
               SELECT thread FROM (SELECT thread FROM posts
                 WHERE author = $2 AND community = $1 AND kind = 'reply' AND removed_at IS NULL
                 ORDER BY created_at DESC, id DESC LIMIT 200) answered) p
             JOIN threads t ON t.id = p.thread JOIN areas r ON r.id = t.area
             WHERE t.audience IN (#3) AND t.removed_at IS NULL
             GROUP BY r.slug, r.name, r.tone, t.section",
            community,
            account,
            audiences
        ))
        .await?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.posts));
    let mut areas: Vec<Active> = Vec::new();
    for row in rows {
        match areas.iter_mut().find(|area| area.slug == row.slug) {
            Some(area) => area.posts += row.posts,
            None => areas.push(Active { slug: row.slug, name: row.name, tone: row.tone, section: row.section, posts: row.posts }),
        }
    }
    areas.sort_by(|one, other| (other.posts, &one.name).cmp(&(one.posts, &other.name)));
    areas.truncate(limit);
    Ok(areas)
}
