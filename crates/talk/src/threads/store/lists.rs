//! Lists of threads. Every order has its index, for whole sections and for tags and areas alike.

use base::{Id, Result, Tx, sql};

use crate::threads::model::{Listed, Section, Sort};

/// What a list holds.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A section of a community.
    Section(Id),
    /// What has a tag (or, negated, stands in an area).
    Label(i64),
    /// What has a tag and stands in an area.
    LabelInArea(i64, Id),
}

/// A page of a list.
pub struct List<'a> {
    pub place: Place,
    pub section: Section,
    pub sort: Sort,
    pub audiences: &'a [Id],
    /// Sort keys of the last thread that was shown.
    pub after: Option<(i64, i64)>,
    pub limit: i64,
}

macro_rules! columns {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.kind, t.title, t.slug, a.handle, a.name, t.created_at, t.active_at, b.name, t.replies, t.score,
               t.views, t.solved, t.waiting, t.pinned, t.closed_at, r.slug, r.name, r.tone,
               (SELECT w.name FROM groups w WHERE w.id = t.group_id), t.apart ",
            $rest
        )
    };
}

macro_rules! in_section {
    ($and:literal, $key:literal, $list:expr, $community:expr, $key_value:expr, $id:expr) => {
        sql!(
            list concat!(
                columns!("FROM threads t JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by
                          LEFT JOIN areas r ON r.id = t.area
                          WHERE t.community = $1 AND t.section = $2"),
                $and, " AND (", $key, ", t.id) < ($3, $4) AND t.audience IN (#5) AND t.removed_at IS NULL
                  ORDER BY ", $key, " DESC, t.id DESC LIMIT $6"
            ),
            $community, $list.section, $key_value, $id, $list.audiences, $list.limit
        )
    };
}

macro_rules! by_label {
    ($and:literal, $key:literal, $list:expr, $label:expr, $area:expr, $key_value:expr, $id:expr) => {
        sql!(
            list concat!(
                columns!("FROM thread_labels l JOIN threads t ON t.id = l.thread JOIN accounts a ON a.id = t.author
                          JOIN accounts b ON b.id = t.active_by LEFT JOIN areas r ON r.id = t.area
                          WHERE l.label = $1 AND l.section = $2"),
                $and, " AND (", $key, ", l.thread) < ($3, $4) AND t.audience IN (#5) AND t.removed_at IS NULL
                  {area| AND t.area = $7}
                  ORDER BY ", $key, " DESC, l.thread DESC LIMIT $6"
            ),
            $label, $list.section, $key_value, $id, $list.audiences, $list.limit, $area.unwrap_or(0)
        )
        .when("area", $area.is_some())
    };
}

/// A page of a list, in its order.
pub async fn page(tx: &Tx, list: List<'_>) -> Result<Vec<Listed>> {
    if list.audiences.is_empty() {
        return Ok(Vec::new());
    }
    let (key, id) = list.after.unwrap_or((i64::MAX, i64::MAX));
    let (label, area) = match list.place {
        Place::Section(community) => return tx.all(section(&list, community, key, id)).await,
        Place::Label(label) => (label, None),
        Place::LabelInArea(label, area) => (label, Some(area)),
    };
    let query = match list.sort {
        Sort::Latest => by_label!("", "l.active_at", list, label, area, key, id),
        Sort::New => by_label!("", "l.created_at", list, label, area, key, id),
        Sort::Top => by_label!("", "l.score", list, label, area, key, id),
        Sort::Unanswered => by_label!(" AND l.waiting = 1", "l.created_at", list, label, area, key, id),
        Sort::Solved => by_label!(" AND l.solved = 1", "l.active_at", list, label, area, key, id),
    };
    tx.all(query).await
}

fn section(list: &List<'_>, community: Id, key: i64, id: i64) -> base::Query {
    match list.sort {
        Sort::Latest => in_section!("", "t.active_at", list, community, key, id),
        Sort::New => in_section!("", "t.created_at", list, community, key, id),
        Sort::Top => in_section!("", "t.score", list, community, key, id),
        Sort::Unanswered => in_section!(" AND t.waiting = 1", "t.created_at", list, community, key, id),
        Sort::Solved => in_section!(" AND t.solved = 1", "t.active_at", list, community, key, id),
    }
}

/// The lately active threads of all sections.
pub async fn latest(tx: &Tx, community: Id, audiences: &[Id], limit: i64) -> Result<Vec<Listed>> {
    if audiences.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        list columns!("FROM threads t JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by
             LEFT JOIN areas r ON r.id = t.area
             WHERE t.community = $1 AND t.audience IN (#2) AND t.removed_at IS NULL
             ORDER BY t.active_at DESC, t.id DESC LIMIT $3"),
        community, audiences, limit
    ))
    .await
}

/// Discussions of a working group, lately active first, behind `after` (time, id).
pub async fn of_group(tx: &Tx, group: Id, audiences: &[Id], after: Option<(i64, i64)>, limit: i64) -> Result<Vec<Listed>> {
    if audiences.is_empty() || group == 0 {
        return Ok(Vec::new());
    }
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    tx.all(sql!(
        list columns!("FROM threads t JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by
             LEFT JOIN areas r ON r.id = t.area
             WHERE t.group_id = $1 AND t.group_id > 0 AND (t.active_at, t.id) < ($2, $3) AND t.audience IN (#4)
               AND t.removed_at IS NULL ORDER BY t.active_at DESC, t.id DESC LIMIT $5"),
        group, at, id, audiences, limit
    ))
    .await
}

/// The newest threads of all sections.
pub async fn newest(tx: &Tx, community: Id, audiences: &[Id], limit: i64) -> Result<Vec<Listed>> {
    if audiences.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        list columns!("FROM threads t JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by
             LEFT JOIN areas r ON r.id = t.area
             WHERE t.community = $1 AND t.audience IN (#2) AND t.removed_at IS NULL
             ORDER BY t.created_at DESC, t.id DESC LIMIT $3"),
        community, audiences, limit
    ))
    .await
}

/// Pinned threads of a section, newest first; few.
pub async fn pinned(tx: &Tx, community: Id, section: Section, audiences: &[Id]) -> Result<Vec<Listed>> {
    if audiences.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        list columns!("FROM threads t JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by
             LEFT JOIN areas r ON r.id = t.area
             WHERE t.community = $1 AND t.section = $2 AND t.pinned = 1 AND t.audience IN (#3) AND t.removed_at IS NULL
             ORDER BY t.created_at DESC, t.id DESC LIMIT 3"),
        community, section, audiences
    ))
    .await
}

/// Threads by id, in no order, as far as they may be read.
pub async fn some(tx: &Tx, ids: &[Id], audiences: &[Id]) -> Result<Vec<Listed>> {
    if ids.is_empty() || audiences.is_empty() {
        return Ok(Vec::new());
    }
    tx.all(sql!(
        list columns!("FROM threads t JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by
             LEFT JOIN areas r ON r.id = t.area
             WHERE t.id IN (#1) AND t.audience IN (#2) AND t.removed_at IS NULL"),
        ids, audiences
    ))
    .await
}

/// What somebody started in a community, newest first, behind `after` (time, id); in one section or in all.
pub async fn by_author(
    tx: &Tx,
    community: Id,
    author: Id,
    audiences: &[Id],
    section: Option<Section>,
    after: Option<(i64, i64)>,
    limit: i64,
) -> Result<Vec<Listed>> {
    if audiences.is_empty() {
        return Ok(Vec::new());
    }
    let (at, id) = after.unwrap_or((i64::MAX, i64::MAX));
    let query = sql!(
        list columns!("FROM threads t JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by
             LEFT JOIN areas r ON r.id = t.area
             WHERE t.author = $2 AND t.community = $1 AND (t.created_at, t.id) < ($4, $5) AND t.audience IN (#3)
               AND t.removed_at IS NULL {section| AND t.section = $7}
             ORDER BY t.created_at DESC, t.id DESC LIMIT $6"),
        community, author, audiences, at, id, limit, section.unwrap_or(Section::Questions)
    );
    tx.all(query.when("section", section.is_some())).await
}

/// Letters of a question that is short.
const SHORT: i64 = 600;
/// As many of the latest waiting questions are looked at for easy ones.
const LOOKED_AT: i64 = 200;

/// Short questions of others that nobody has answered, in these areas, the newest first.
pub async fn easy(tx: &Tx, community: Id, reader: Id, areas: &[Id], audiences: &[Id], limit: usize) -> Result<Vec<Listed>> {
    if areas.is_empty() || audiences.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Listed> = tx
        .all(sql!(
            list columns!("FROM (SELECT id FROM threads WHERE community = $1 AND section = 'questions' AND waiting = 1
                 AND removed_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $6) w
                 JOIN threads t ON t.id = w.id JOIN posts p ON p.thread = t.id AND p.kind = 'opening' AND p.removed_at IS NULL
                 JOIN accounts a ON a.id = t.author JOIN accounts b ON b.id = t.active_by LEFT JOIN areas r ON r.id = t.area
                 WHERE t.area IN (#2) AND t.author <> $3 AND t.audience IN (#4) AND t.kind = 'question'
                   AND LENGTH(p.source) <= CAST($5 AS BIGINT)"),
            community, areas, reader, audiences, SHORT, LOOKED_AT
        ))
        .await?;
    found.sort_by_key(|thread| std::cmp::Reverse((thread.created_at, thread.id)));
    found.truncate(limit);
    Ok(found)
}
