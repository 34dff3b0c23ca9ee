//! `GET`, `POST /c/{community}/manage/queue/{id}/spam`: takes away everything that an account wrote in the community, puts it out, and
//! refuses links to where its links led. One case holds it all: taking the decision back brings everything back.

use axum::extract::State;
use axum::response::Response;
use base::{Error, Id, Result as Done, Tx};
use web::{App, Context, Failure, Form, Handling, Page, Path, Shell, Visited, What};

use super::decide::may_decide;
use super::model::{Case, Content, Decision, Person};
use super::queue::Named;
use super::store::{self, Giving};
use crate::communities::{Deed, store as communities};
use crate::inbox::{MODERATED, store as inbox};
use crate::rules::{self, Action, Kind};
use crate::veils::store as veils;

/// Things in one transaction, and at most that many batches.
const BATCH: i64 = 50;
const BATCHES: usize = 100;
/// So many of their latest things are searched for links.
const LOOKED_AT: i64 = 200;
/// So many sites can be refused at once.
const MOST: usize = 50;

#[derive(askama::Template)]
#[template(path = "moderation/templates/spam.html")]
struct SpamPage<'a> {
    shell: Shell<'a>,
    case: Case,
    /// How many things stand there, and whether there are more.
    count: i64,
    more: bool,
    domains: Vec<String>,
    /// Whether this reader may decide for the whole site.
    admin: bool,
}

/// Things of an account, and the sites that they link to, this one excepted.
async fn look(app: &App, tx: &Tx, case: &Case) -> Done<(i64, Vec<String>)> {
    let (mut count, mut domains) = (0, Vec::new());
    for author in authors(tx, case).await? {
        for kind in &app.moderated {
            let ids = (kind.of)(tx, case.community, author, 0, LOOKED_AT).await?;
            count += i64::try_from(ids.len()).unwrap_or(i64::MAX);
            for thing in (kind.look)(tx, case.community, &ids).await? {
                domains.extend(rules::hosts(rules::links_of(&thing.html)));
            }
        }
    }
    // What is out of sight already counts, too.
    let kind = super::flag::kind_of(app, &case.kind)?;
    if let Some(thing) = (kind.look)(tx, case.community, &[case.object]).await?.pop() {
        domains.extend(rules::hosts(rules::links_of(&thing.html)));
    }
    domains.sort_unstable();
    domains.dedup();
    let own = rules::hosts([&*app.serving.public_url()]);
    domains.retain(|domain| !own.contains(domain));
    domains.truncate(MOST);
    Ok((count, domains))
}

pub(super) async fn page(State(app): State<App>, visit: Visited, Path(named): Path<Named>) -> Result<Response, Failure> {
    let (here, id, reader) = (visit.here()?.clone(), named.id()?, app.clone());
    let (deed, leads, slug) = (Deed::of(&visit)?, here.leads(), here.slug.clone());
    let read = move |tx: Tx| async move {
        let case = store::case(&tx, here.id, id).await?;
        if case.decided_at.is_some() {
            return Ok(None);
        }
        // Whose all of it is, is not known yet: the case says what to do first.
        if veils::known(&tx, case.author).await?.is_none() {
            return Ok(None);
        }
        may_sweep(&tx, deed, &case, leads).await?;
        let (count, domains) = look(&reader, &tx, &case).await?;
        Ok(Some((case, count, domains)))
    };
    let Some((case, count, domains)) = app.db.read(read).await? else {
        return Ok(Page::go(format!("/c/{slug}/manage/queue/{id}")));
    };
    let title = visit.tongue.say("spam-title").to_owned();
    let context = Context { title, place: "manage", robots: "noindex", ..Context::default() };
    let admin = visit.account()?.admin;
    let shell = Shell::new(&app, &visit, context);
    Page::render(&SpamPage { shell, case, count, more: count >= LOOKED_AT, domains, admin })
}

/// As for any decision; and nobody sweeps away who leads.
async fn may_sweep(tx: &Tx, deed: Deed, case: &Case, leads: bool) -> Done<()> {
    may_decide(tx, deed, case, leads).await?;
    let known = person(tx, case).await?;
    let led = communities::champions(tx, deed.community, deed.now).await?.contains(&known);
    if led { Err(Error::Forbidden) } else { Ok(()) }
}

/// Who is put out: not whom a moderator does not know yet.
async fn person(tx: &Tx, case: &Case) -> Done<Id> {
    veils::known(tx, case.author).await?.ok_or(Error::invalid("person", "case-unnamed"))
}

/// Under which accounts the things are that go: their own, and the one that stood for them where they asked without a name.
async fn authors(tx: &Tx, case: &Case) -> Done<Vec<Id>> {
    let mut authors = vec![person(tx, case).await?, case.author];
    authors.dedup();
    Ok(authors)
}

pub(super) async fn sweep(
    State(app): State<App>,
    visit: Visited,
    Path(named): Path<Named>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let (deed, here, id) = (Deed::of(&visit)?, visit.here()?, named.id()?);
    let (slug, leads) = (here.slug.clone(), here.leads());
    let chosen = form.iter().filter(|(name, _)| name == "domain").filter_map(|(_, domain)| rules::domain(domain));
    let chosen: Vec<String> = chosen.take(MOST).collect();
    let everywhere = visit.account()?.admin && form.iter().any(|(name, value)| name == "level" && value == "site");
    // First they are out, so that nothing more comes while the rest goes.
    let begun = app.db.write(move |tx| async move { begin(&tx, deed, id, leads, everywhere).await }).await?;
    if begun.is_some() {
        for _ in 0..BATCHES {
            let worker = app.clone();
            if app.db.write(move |tx| async move { take_some(&worker, &tx, deed, id).await }).await? == 0 {
                break;
            }
        }
        let worker = app.clone();
        app.db.write(move |tx| async move { finish(&worker, &tx, deed, id, &chosen, everywhere).await }).await?;
    }
    Ok(Page::go(format!("/c/{slug}/manage/queue/{id}")))
}

/// Puts the account out; nothing when the case is decided already.
async fn begin(tx: &Tx, deed: Deed, id: Id, leads: bool, everywhere: bool) -> Done<Option<()>> {
    let case = store::held(tx, deed.community, id).await?;
    if case.decided_at.is_some() {
        return Ok(None);
    }
    may_sweep(tx, deed, &case, leads).await?;
    // Pressed again after it broke off: they are out already.
    if !store::is_given(tx, id).await? {
        let new =
            Giving { account: person(tx, &case).await?, kind: Person::Suspend, reason: String::new(), case: id, ends_at: None };
        store::give(tx, deed, &new).await?;
        if everywhere {
            store::give(tx, Deed { community: 0, ..deed }, &new).await?;
        }
    }
    Ok(Some(()))
}

/// Takes the next things away; how many there were.
async fn take_some(app: &App, tx: &Tx, deed: Deed, id: Id) -> Done<usize> {
    let case = store::held(tx, deed.community, id).await?;
    let handling = removal(deed);
    let mut taken = 0;
    for author in authors(tx, &case).await? {
        for kind in &app.moderated {
            for object in (kind.of)(tx, deed.community, author, 0, BATCH).await? {
                // What opened a thread took along what stood below it.
                if (kind.handle)(tx, &handling, object).await? {
                    store::keep_thing(tx, id, kind.kind, object).await?;
                    taken += 1;
                }
            }
        }
    }
    Ok(taken)
}

fn removal(deed: Deed) -> Handling {
    Handling { community: deed.community, by: Some(deed.by), now: deed.now, what: What::Remove, why: String::new() }
}

async fn finish(app: &App, tx: &Tx, deed: Deed, id: Id, domains: &[String], everywhere: bool) -> Done<()> {
    let case = store::held(tx, deed.community, id).await?;
    if case.decided_at.is_some() {
        return Ok(());
    }
    // What was out of sight already goes the same way.
    let kind = super::flag::kind_of(app, &case.kind)?;
    let handling = removal(deed);
    if (kind.handle)(tx, &handling, case.object).await? {
        store::keep_thing(tx, id, kind.kind, case.object).await?;
    }
    let place = Deed { community: if everywhere { 0 } else { deed.community }, ..deed };
    for domain in domains {
        rules::store::add(tx, place, Kind::Link, domain, Action::Block, id).await?;
    }
    let author = veils::behind(tx, case.author).await?;
    let decided = Case {
        decision: Decision::Agree.code().into(),
        content: Content::Remove.code().into(),
        person: Person::Suspend.code().into(),
        ends_at: None,
        reason: String::new(),
        hidden: true,
        ..case
    };
    store::decide(tx, deed, &decided).await?;
    inbox::put(tx, author, MODERATED, id, deed.now).await
}
