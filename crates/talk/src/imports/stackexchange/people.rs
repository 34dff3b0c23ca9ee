//! Users as members without a sign-in, tags as tags.

use std::sync::Arc;

use ::people::accounts::store::{self as accounts, NewAccount};
use ::people::facets;
use ::people::members::store as members;
use ahash::AHashSet;
use base::activity::Origin;
use base::{Id, Result, Scratch, Time, Tx, sql, work};
use formats::stackexchange::{Dump, Tag, User};

use super::decide::{self, name};
use super::stage::{shelf, unreadable};
use super::{Run, Watch};
use crate::imports::keys::{self, Key};
use crate::imports::report::Report;
use crate::threads::store::writing;

/// People in one transaction.
const BATCH: usize = 300;

pub(super) const USER: &str = "user";
/// Somebody of whom the dump only tells a name.
pub(super) const NAMED: &str = "name";

/// Brings all users, batch by batch.
pub(super) async fn users(run: &Run, dump: &Arc<Dump>, watch: &mut Watch) -> Result<Report> {
    let mut report = Report::default();
    let (mut rows, mut seen) = (dump.users(), AHashSet::new());
    loop {
        let (batch, back, part) = work::blocking(move || {
            let mut part = Report::default();
            let mut batch = Vec::with_capacity(BATCH);
            while batch.len() < BATCH
                && let Some(row) = rows.next()
            {
                match row {
                    // The first row of an id counts, or two that differ would change each other at every import.
                    Ok(user) if seen.insert(user.id) => batch.push(ready(user)),
                    Ok(_) => given_twice(&mut part, "users"),
                    Err(problem) => unreadable(&mut part, "users", &problem),
                }
            }
            Ok((batch, (rows, seen), part))
        })
        .await?;
        (rows, seen) = back;
        report.add(part);
        if batch.is_empty() {
            return Ok(report);
        }
        watch("people", rows.progress().read, rows.progress().size);
        let run = run.clone();
        let db = run.db.clone();
        report.add(db.write(move |tx| async move { write(&tx, &run, batch).await }).await?);
    }
}

fn given_twice(report: &mut Report, kind: &'static str) {
    let counts = report.of(kind);
    counts.read += 1;
    counts.skip("given twice", 1);
}

/// A user with what is made of the row before the transaction.
struct Ready {
    user: User,
    about_html: String,
    fingerprint: i64,
}

fn ready(user: User) -> Ready {
    let about = user.about_me.as_deref().filter(|about| !about.trim().is_empty());
    let about_html = about.map(|html| markup::render(&markup::from_html(html), &|_| false).html).unwrap_or_default();
    let parts = (&user.display_name, &user.location, &user.about_me, &user.website_url);
    Ready { fingerprint: super::bundle::fingerprint(&parts), about_html, user }
}

async fn write(tx: &Tx, run: &Run, batch: Vec<Ready>) -> Result<Report> {
    let mut report = Report::default();
    let ids: Vec<i64> = batch.iter().map(|ready| ready.user.id).collect();
    let known = keys::known(tx, &run.source, USER, &ids).await?;
    for Ready { user, about_html, fingerprint } in batch {
        let counts = report.of("users");
        counts.read += 1;
        if user.id == -1 {
            counts.skip(decide::SYSTEM, 1);
            if !run.options.dry_run {
                let key = key(USER, "-1", run.system, 0, 0);
                keys::keep(tx, &run.source, &key).await?;
            }
            continue;
        }
        let created_at = user.creation_date.unwrap_or(0);
        match known.get(&user.id) {
            Some(before) if before.fingerprint == fingerprint => counts.unchanged += 1,
            Some(before) => {
                counts.updated += 1;
                if !run.options.dry_run {
                    update(tx, before.object, &user, &about_html).await?;
                    let standing = members::standing(tx, run.source.community, before.object).await?;
                    if let Some(member) = standing {
                        let writing = super::write::writing(run);
                        writing.log(tx, before.object, writing.now, "edited", "member", member.id).await?;
                    }
                    keys::keep(tx, &run.source, &key(USER, &user.id.to_string(), before.object, created_at, fingerprint)).await?;
                }
            }
            None => {
                counts.created += 1;
                if !run.options.dry_run {
                    let account = create(tx, run, &user, about_html, created_at).await?;
                    keys::keep(tx, &run.source, &key(USER, &user.id.to_string(), account, created_at, fingerprint)).await?;
                }
            }
        }
    }
    Ok(report)
}

fn key(kind: &'static str, id: &str, object: Id, created_at: i64, fingerprint: i64) -> Key {
    Key { kind, source_id: id.to_owned(), object, created_at, fingerprint, votes: 0 }
}

async fn create(tx: &Tx, run: &Run, user: &User, about_html: String, created_at: i64) -> Result<Id> {
    let now = run.clock.now();
    let new = NewAccount {
        handle: accounts::free_handle(tx, &handle(&user.display_name, user.id)).await?,
        name: name(&user.display_name, user.id),
        place: user.location.clone().unwrap_or_default(),
        website: website(user),
        about: user.about_me.as_deref().map(markup::from_html).unwrap_or_default(),
        about_html,
        created_at,
        ..NewAccount::default()
    };
    let account = accounts::create(tx, &new).await?;
    members::join(tx, run.source.community, account, Time(created_at), Origin::Imported, now).await?;
    let seen = user.last_access_date.unwrap_or(created_at);
    members::count(tx, run.source.community, account, members::Gave::default(), Time(seen)).await?;
    Ok(account)
}

async fn update(tx: &Tx, account: Id, user: &User, about_html: &str) -> Result<()> {
    // Who has signed in here looks after their own profile.
    let name = name(&user.display_name, user.id);
    let place = user.location.clone().unwrap_or_default();
    let found_by = facets::of_site(&place, "", None);
    let done = tx
        .run(sql!(
            "UPDATE accounts SET name = $2, place = $3, website = $4, about_html = $5, name_key = $6, rev = rev + 1
         WHERE id = $1 AND claimed = 0",
            account,
            &name,
            place,
            website(user),
            about_html,
            accounts::name_key(&name)
        ))
        .await?;
    if done == 0 {
        return Ok(());
    }
    facets::store::set(tx, account, facets::EVERYWHERE, &found_by).await
}

fn website(user: &User) -> String {
    user.website_url.clone().filter(|url| url.starts_with("http://") || url.starts_with("https://")).unwrap_or_default()
}

fn handle(display: &str, id: i64) -> String {
    let slug: String = markup::slug(display).chars().take(30).collect();
    match slug.trim_matches('-') {
        "" | "system" => format!("user{id}"),
        slug => slug.to_owned(),
    }
}

/// The account that wrote something: by id, else by the name that was left, else the system's.
pub(super) async fn author(tx: &Tx, run: &Run, id: Option<i64>, left: Option<&str>) -> Result<Id> {
    if let Some(id) = id
        && let Some(account) = keys::object(tx, &run.source, USER, &id.to_string()).await?
    {
        return Ok(account);
    }
    let Some(left) = decide::left_name(id, left) else { return Ok(run.system) };
    if let Some(account) = keys::object(tx, &run.source, NAMED, &left).await? {
        return Ok(account);
    }
    let now = run.clock.now();
    let new = NewAccount {
        handle: accounts::free_handle(tx, &handle(&left, 0)).await?,
        name: name(&left, 0),
        created_at: now.0,
        ..NewAccount::default()
    };
    let account = accounts::create(tx, &new).await?;
    keys::keep(tx, &run.source, &key(NAMED, &left, account, now.0, 0)).await?;
    Ok(account)
}

/// Brings the tags with their excerpts.
pub(super) async fn tags(run: &Run, dump: &Arc<Dump>, scratch: &Arc<Scratch>) -> Result<Report> {
    let mut report = Report::default();
    let (mut tags, mut seen): (Vec<(Tag, String)>, _) = (Vec::new(), AHashSet::new());
    for row in dump.tags() {
        match row {
            Ok(tag) if !seen.insert(tag.id) => given_twice(&mut report, "tags"),
            Ok(tag) => {
                let about = match tag.excerpt_post_id {
                    Some(post) => scratch.all(shelf::EXCERPT, post)?.pop().map(|(_, text)| text).unwrap_or_default(),
                    None => Vec::new(),
                };
                tags.push((tag, String::from_utf8_lossy(&about).trim().to_owned()));
            }
            Err(problem) => unreadable(&mut report, "tags", &problem),
        }
    }
    for chunk in tags.chunks(BATCH) {
        let (run, chunk) = (run.clone(), chunk.to_vec());
        let db = run.db.clone();
        report.add(db.write(move |tx| async move { write_tags(&tx, &run, &chunk).await }).await?);
    }
    Ok(report)
}

async fn write_tags(tx: &Tx, run: &Run, tags: &[(Tag, String)]) -> Result<Report> {
    let mut report = Report::default();
    let ids: Vec<i64> = tags.iter().map(|(tag, _)| tag.id).collect();
    let known = keys::known(tx, &run.source, "tag", &ids).await?;
    for (tag, about) in tags {
        let counts = report.of("tags");
        counts.read += 1;
        let fingerprint = super::bundle::fingerprint(&(&tag.tag_name, about));
        match known.get(&tag.id) {
            Some(before) if before.fingerprint == fingerprint => {
                counts.unchanged += 1;
                continue;
            }
            Some(_) => counts.updated += 1,
            None => counts.created += 1,
        }
        if run.options.dry_run {
            continue;
        }
        let id = writing::tag(tx, run.source.community, &tag.tag_name).await?;
        // What a champion wrote stays, and a tag that took this one over keeps its own words.
        let slug = writing::tag_slug(&tag.tag_name);
        tx.run(sql!("UPDATE tags SET about = $2 WHERE id = $1 AND slug = $3 AND rev = 1", id, about, slug)).await?;
        keys::keep(tx, &run.source, &key("tag", &tag.id.to_string(), id, 0, fingerprint)).await?;
        let writing = super::write::writing(run);
        writing.log(tx, run.system, run.clock.now(), "tag_brought", "tag", id).await?;
    }
    Ok(report)
}
